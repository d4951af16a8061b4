"""Lesson 02: the activation functions."""

import warnings

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "02 activation"

_SILENT_IS_ZERO = "You return -1 for negative z, as np.sign does. A silent neuron passes on nothing: 0."
_ONLY_THOSE_THAT_FIRE = (
    "You kept only the entries that fire, so the result is shorter than z. Each entry needs an answer: 0 where z is not positive."
)
_LEAKY = (
    "You let a little of the negative numbers through. That is a leaky ReLU, a relative; here negative z becomes exactly 0: "
    "np.where takes that 0 last."
)

EXAMPLES = ((np.array([-1.5, 0.0, 2.0]),), (np.array([[0.5, -0.5], [-3.0, 3.0]]),))


def probes(rng):
    """Scores of several shapes, large and small, whole numbers among them."""
    yield (rng.normal(size=7),)
    yield (np.array([0.02, -0.001, 0.001]),)
    yield (np.array([250.0, -250.0, 10.0]),)
    yield (rng.normal(scale=3, size=(4, 3)),)
    yield (rng.normal(size=(2, 3, 2)),)
    yield (rng.normal(size=(2, 1, 3)),)
    yield (rng.integers(-4, 5, size=6),)
    yield (np.array([rng.normal()]),)


def unlimited_probes(rng):
    """The same, and scores so large or so small that a limit would show."""
    yield from probes(rng)
    yield (np.array([5e4, -2e4, 900.25]),)
    yield (np.array([2e-4, -1e-4, 1e-4]),)
    yield (np.array([0.75]),)


# --- step ----------------------------------------------------------------------------------------------------------------


def step(z):
    """Return 1 where z is greater than 0 and 0 elsewhere, for an array of any shape."""
    fires = z > 0
    result = np.where(fires, 1, 0)
    return result


def step_times_one(z):
    """The comparison alone already has the answer, as True and False; times 1, they become the numbers 1 and 0."""
    return (z > 0) * 1


def remark_on_step(function):
    """What to tell someone who returns True and False: right wherever one calculates with them, and not what the lesson prints."""
    if np.asarray(function(np.array([1.0, -1.0]))).dtype.kind != "b":
        return ""
    return (
        "One remark: you return True and False. They count as 1 and 0 wherever you calculate with them, and are printed as True and False. "
        "`np.where(fires, 1, 0)` gives the numbers."
    )


STEP = Exercise(
    lesson=LESSON,
    answer=step,
    second_way=step_times_one,
    remark=remark_on_step,
    given=2,
    examples=(*EXAMPLES, (np.array([1e-20, 0.01, 0.25, 0.75, 4.0]),)),
    probes=unlimited_probes,
    minutes=4,
    hints=(
        "`print(fires)` in the gap and run the cell: what is there for each entry, and what should stand there instead?",
        "The worked example picks from two arrays. What it picks from may be two numbers as well, one for yes and one for no.",
        "`np.where` takes three things: `fires`, then what stands where it is True, then what stands elsewhere. Call this `result`.",
    ),
    mistakes=(
        Mistake(
            "fires-at-zero",
            "You let 0 count as positive (`>=`). The neuron fires only where z is greater than 0: at exactly 0 it stays silent.",
            lambda z: np.where(z >= 0, 1, 0),
        ),
        Mistake(
            "reversed",
            "Your neuron fires where z is negative and is silent where it is positive. Look at which way the comparison points.",
            lambda z: np.where(z < 0, 1, 0),
        ),
        Mistake(
            "keeps-z",
            "You passed z on where it is positive: that is ReLU. A step says only yes or no, so every positive z becomes 1.",
            lambda z: np.where(z > 0, z, 0),
        ),
        Mistake(
            "sign",
            _SILENT_IS_ZERO,
            np.sign,
        ),
        Mistake(
            "minus-one-elsewhere",
            _SILENT_IS_ZERO,
            lambda z: np.where(z > 0, 1, -1),
        ),
        Mistake(
            "one-or-z",
            "You return 1 where z is positive, and z itself elsewhere. A silent neuron passes on nothing: what stands last in "
            "np.where is 0.",
            lambda z: np.where(z > 0, 1, z),
        ),
        Mistake(
            "never-fires",
            "Your result is 0 everywhere, also where z is positive. There it has to be 1: np.where takes the condition, then 1, then 0. "
            "(And `==` only compares: to put a 1 into an array takes one `=`.)",
            lambda z: np.zeros(z.shape),
        ),
        Mistake(
            "which-places",
            "You return the places of the entries that fire, as np.where does with a condition alone. Give it two things more: "
            "what stands where the condition holds, and what stands elsewhere.",
            lambda z: np.where(z > 0),
        ),
        Mistake(
            "rounds",
            "You compare with 0.5, or round. The neuron fires as soon as z is greater than 0, even at 0.25.",
            lambda z: np.where(z > 0.5, 1, 0),
        ),
        Mistake(
            "one-number",
            "You return a single 0 or 1 for the whole array. Each entry of z is a neuron of its own and needs its own answer.",
            lambda z: int(np.all(z > 0)),
        ),
        Mistake(
            "one-number-for-any",
            "You return a single 0 or 1: whether any entry is positive. Each entry of z is a neuron of its own and needs its own answer.",
            lambda z: int(np.any(z > 0)),
        ),
        Mistake(
            "counts-them",
            "You return how many entries are positive. Each entry of z is a neuron of its own and needs its own answer, 0 or 1: "
            "leave the sum out.",
            lambda z: np.sum(z > 0),
        ),
        Mistake(
            "half-at-zero",
            "At exactly 0 you return 0.5. The neuron fires only where z is greater than 0; at 0 it stays silent: 0.",
            lambda z: np.heaviside(z, 0.5),
        ),
        Mistake(
            "anything-but-zero",
            "You return 1 for negative z too, as bool does: it asks only whether a number is 0. Ask whether z is greater than 0.",
            lambda z: np.where(z != 0, 1, 0),
        ),
        Mistake(
            "drops-entries",
            _ONLY_THOSE_THAT_FIRE,
            lambda z: (z[z > 0] > 0) * 1,
        ),
        Mistake(
            "keeps-some",
            _ONLY_THOSE_THAT_FIRE,
            lambda z: z[z > 0],
        ),
        Mistake(
            "always-one",
            "You return 1 for every entry. The condition decides which of the two it is: np.where takes it first, then what stands where "
            "it holds, then what stands where it does not.",
            lambda z: np.ones(z.shape),
        ),
        Mistake(
            "exchanged",
            "You exchanged the two numbers: 0 where the neuron fires and 1 where it is silent. np.where takes the condition, then what "
            "stands where it holds, then what stands elsewhere.",
            lambda z: np.where(z > 0, 0, 1),
        ),
    ),
)


# --- relu ----------------------------------------------------------------------------------------------------------------


def relu(z):
    """Return z where z is greater than 0 and 0 elsewhere, for an array of any shape."""
    return np.maximum(z, 0)


def _relu_in_place(z):
    z[z < 0] = 0
    return z


def relu_where(z):
    """np.where says the rule aloud, "z if z is positive, else 0", and serves for any other rule with an if in it."""
    return np.where(z > 0, z, 0)


RELU = Exercise(
    lesson=LESSON,
    answer=relu,
    second_way=relu_where,
    examples=(*EXAMPLES, (np.array([7.0, -40.0, 40.0]),)),
    probes=unlimited_probes,
    minutes=4,
    hints=(
        "Two numbers compete at each entry, z and 0, and the larger one wins.",
        "`np.maximum(a, b)` compares entry by entry. `np.max(a)` is another thing: the one largest entry of all.",
    ),
    mistakes=(
        Mistake(
            "absolute-value",
            "You turned negative numbers into positive ones. ReLU silences them: where z is negative the result is 0.",
            np.abs,
        ),
        Mistake(
            "minimum",
            "You kept the smaller of z and 0, so what should be silent passes and what should pass is silenced. Take the larger; in "
            "np.where, exchange the last two.",
            lambda z: np.minimum(z, 0),
        ),
        Mistake(
            "step",
            "You return 1 for every positive z: that is the step function. ReLU passes z itself on, so that 2 stays 2.",
            lambda z: (z > 0) * 1,
        ),
        Mistake(
            "one-for-positive",
            "You return 1 where z is positive and let the negative numbers through: two things exchanged. Where z is positive, z itself "
            "passes; elsewhere stands 0. np.where takes the condition first, then these two in this order.",
            lambda z: np.where(z > 0, 1, z),
        ),
        Mistake(
            "one-number",
            "You return the one largest entry (`np.max`). ReLU answers for each entry: compare entry by entry with `np.maximum`.",
            lambda z: max(np.max(z), 0),
        ),
        Mistake(
            "leaky",
            _LEAKY,
            lambda z: np.where(z > 0, z, 0.01 * z),
        ),
        Mistake(
            "leaky-a-tenth",
            _LEAKY,
            lambda z: np.where(z > 0, z, 0.1 * z),
        ),
        Mistake(
            "never-fires",
            "Your result is 0 everywhere, also where z is positive. There z itself passes. "
            "If you began with zeros: `==` only compares, and one `=` puts something in.",
            lambda z: np.zeros(z.shape),
        ),
        Mistake(
            "larger-of-one",
            "You took the larger of z and 1. What is silent passes on nothing: compare z with 0.",
            lambda z: np.maximum(z, 1),
        ),
        Mistake(
            "drops-entries",
            "You kept only the positive entries, so the result is shorter than z. Each entry needs an answer: 0 where z is not positive.",
            lambda z: z[z > 0],
        ),
        Mistake(
            "whole-numbers-by-vectorize",
            "Where z begins with a negative number you return whole numbers, and cut 1.2 down to 1. np.vectorize takes the kind of "
            "all its "
            "numbers from the first one, and there you gave the whole number 0: write 0.0.",
            lambda z: np.vectorize(lambda value: max(0, value))(z),
        ),
        Mistake(
            "overwrites-z",
            "You wrote the zeros into z itself. Whoever called relu still needs its z: make a new array, as np.maximum does.",
            _relu_in_place,
        ),
        Mistake(
            "largest-along-an-axis",
            "You used np.max, and it takes the 0 for an axis: the largest entry of each column. ReLU compares z with 0 entry by "
            "entry: np.maximum.",
            lambda z: np.max(z, 0),
        ),
        Mistake(
            "turned-round",
            "You let through what is negative, with its sign turned. ReLU lets z through where it is positive: look at the minus sign.",
            lambda z: np.maximum(-z, 0),
        ),
        Mistake(
            "cut-off-at-one",
            "You cut z off at 1. ReLU has no upper end: what is positive passes as it is, 2 as 2 and 40 as 40.",
            lambda z: np.clip(z, 0, 1),
        ),
    ),
)


# --- sigmoid -------------------------------------------------------------------------------------------------------------


# For negative z the fraction is multiplied by exp(z) above and below.
def sigmoid(z):
    """Return 1 / (1 + exp(-z)) for an array of any shape, without overflow for z from -1000 to 1000."""
    small = np.exp(-np.abs(z))  # between 0 and 1
    return np.where(z >= 0, 1, small) / (1 + small)


def sigmoid_probes(rng):
    """As for the others, with very large scores of both signs."""
    yield from probes(rng)
    yield (np.array([-1000.0, -800.0, 0.0, 800.0, 1000.0]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([-30.0, -5.0, 5.0, 30.0]),)
    yield (np.array([-12.0, -9.0, -10.5]),)  # small results, of which as many digits are right


def _floating_point_errors(function, z) -> set[str]:
    """What NumPy warned of: "overflow", "underflow", "invalid value".

    Not inside a function of the learner's own that np.vectorize applies: it may have caught the overflow.
    """
    with np.errstate(all="warn"), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(z)
    texts = [str(warning.message) for warning in caught]
    return {text.partition(" encountered in ")[0] for text in texts if not text.endswith("(vectorized)")}


def observe_sigmoid(function, z):
    """The values, and whether large scores were thought of.

    np.where computes both of two formulas before it picks, and what it throws away may overflow: the values are right, and that
    passes, with a remark. The bare formula is the one that overflows for a single sign of z, where it computes nothing else.
    """
    large = np.max(np.abs(z)) >= 710  # asked before the call, which may change z
    values = function(z)
    if not large:
        return {"the result": values}
    sides = [_floating_point_errors(function, np.array([large])) for large in (-900.0, 900.0)]
    overflowing = [side for side in sides if "overflow" in side]
    return {"the result": values, "no overflow for scores from -1000 to 1000": overflowing != [{"overflow"}]}


def remark_on_sigmoid(function):
    """What to tell someone whose values are right, and whose screen will be full of warnings."""
    if "overflow" not in _floating_point_errors(function, np.array([-900.0, 900.0])):
        return ""
    return (
        "One remark: for large scores NumPy still warns of an overflow, because np.where works out both formulas for every entry "
        "before it picks. With np.exp(-np.abs(z)) in both, nothing overflows."
    )


def _with_few_digits(base):
    """The sigmoid with a rounded number in the place of e: the bare formula, and the safe one."""
    words = (
        f"You wrote e as {base}. It has more digits, 2.718281828…, and they count: your numbers are near, and not right. "
        "NumPy knows e to sixteen digits: take np.exp(...) in place of the power."
    )
    name = f"e-as-{base}".replace(".", "-")

    def safe(z):
        small = float(base) ** -np.abs(z)
        return np.where(z >= 0, 1, small) / (1 + small)

    return Mistake(name, words, lambda z: 1 / (1 + float(base) ** -z)), Mistake(f"{name}-without-overflow", words, safe)


def _without_brackets():
    """Brackets left out below the line, in one form or in both, as `1 + small` or as `small + 1`: division comes first."""
    words = (
        "Your result leaves the band from 0 to 1. Are there brackets around everything below the line, `... / (1 + small)`? Without them "
        "Python divides first, and adds afterwards."
    )
    firsts = {"": lambda small: 1 / (1 + small), "first-": lambda small: 1 / 1 + small}
    seconds = {
        "": lambda small: small / (1 + small),
        "second-": lambda small: small / 1 + small,
        "turned-second-": lambda small: small / small + 1,
    }
    for one, first in firsts.items():
        for other, second in seconds.items():
            if one or other:
                yield Mistake(f"{one}{other}without-brackets", words, _in_two_forms(first, second))


def _in_two_forms(first, second, power=lambda z: np.exp(-np.abs(z))):
    return lambda z: np.where(z >= 0, first(power(z)), second(power(z)))


def sigmoid_by_tanh(z):
    """The sigmoid is the curve tanh, moved up by 1 and halved. NumPy's tanh never overflows, so one line is enough."""
    return (1 + np.tanh(z / 2)) / 2


SIGMOID = Exercise(
    lesson=LESSON,
    answer=sigmoid,
    second_way=sigmoid_by_tanh,
    examples=EXAMPLES,
    probes=sigmoid_probes,
    observe=observe_sigmoid,
    remark=remark_on_sigmoid,
    minutes=12,
    hints=(
        "Try the formula on the scores 1000 and -1000, one at a time. For which of them is np.exp given a large positive number?",
        "Give the safe exponential a name, such as `small`. For z = 2, where in the first form does it stand? For z = -2, where in the "
        "second? Write both fractions down with `small` in them, and compare them.",
        "Below the line both fractions have `1 + small`. Above it one has 1 and the other `small`: let np.where choose by the sign of z.",
    ),
    mistakes=(
        Mistake(
            "overflow",
            "The formula is right, and for large negative z the computer cannot hold exp(-z): NumPy warns of an overflow. "
            "Write it so that exp is only ever taken of numbers that are not positive.",
            lambda z: 1 / (1 + np.exp(-z)),
        ),
        Mistake(
            "one-half-only",
            "Right where z is positive. Where z is negative you give the answer for -z, so your curve climbs on both sides: "
            "that half needs the second form, e / (e + 1).",
            lambda z: 1 / (1 + np.exp(-np.abs(z))),
        ),
        Mistake(
            "sign-of-z",
            "Your curve falls where it should rise: what you return is the sigmoid of -z. Look at the sign inside np.exp. If you wrote two "
            "forms, look at their order too: 1 / (1 + np.exp(-np.abs(z))) belongs where z is 0 or larger.",
            lambda z: np.exp(-np.abs(z)) ** (z >= 0) / (1 + np.exp(-np.abs(z))),
        ),
        Mistake(
            "overflow-and-sign",
            "You used exp(z) where the formula has exp(-z), so your curve falls where it should rise; and large z overflow.",
            lambda z: 1 / (1 + np.exp(z)),
        ),
        Mistake(
            "no-one",
            "Your result grows beyond 1. In the formula exp(-z) is added to 1 before dividing: 1 / (1 + exp(-z)), brackets included.",
            lambda z: 1 / 1 + np.exp(-z),
        ),
        *_without_brackets(),
        Mistake(
            "above-the-line-only",
            "That is only what stands above the line. Both forms are still to be divided by what stands below it: `/ (1 + small)`, with "
            "the brackets.",
            lambda z: np.where(z >= 0, 1, np.exp(-np.abs(z))),
        ),
        Mistake(
            "large-power",
            "Your power is the large one: np.exp(np.abs(z)) overflows, and it turns the curve round. A minus is missing: "
            "the harmless power is np.exp(-np.abs(z)).",
            _in_two_forms(lambda large: 1 / (1 + large), lambda large: large / (1 + large), lambda z: np.exp(np.abs(z))),
        ),
        Mistake(
            "tanh",
            "You computed tanh, the sigmoid's relative that runs from -1 to 1. The sigmoid runs from 0 to 1 and is 0.5 at 0.",
            np.tanh,
        ),
        *(mistake for base in ("2.7", "2.71", "2.718", "2.7182", "2.7183", "2.71828") for mistake in _with_few_digits(base)),
        Mistake(
            "nan-for-large",
            "For large z you divide infinity by infinity, which is not a number (nan). "
            "Take exp only of numbers that are not positive, and use the formula that fits each sign of z.",
            lambda z: np.exp(z) / (1 + np.exp(z)),
        ),
        Mistake(
            "whole-numbers",
            "For whole numbers z you return whole numbers, and cut 0.73 down to 0. An array made with np.zeros_like(z) or "
            "np.empty_like(z), as np.piecewise makes one too, has the kind of numbers that z has: ask for dtype=float.",
            lambda z: sigmoid(z).astype(z.dtype),
        ),
        Mistake(
            "step",
            "You return 1 or 0. The sigmoid is the soft step: 0.5 at 0, and nearer to 0 or 1 the farther z is from 0.",
            lambda z: np.where(z > 0, 1, 0),
        ),
        Mistake(
            "other-half-only",
            "Right where z is negative. Where z is positive you give the answer for -z, so your curve falls again: that half needs 1 "
            "/ (1 + e).",
            lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))),
        ),
        Mistake(
            "slope",
            "You return the slope of the sigmoid, a * (1 - a), which is largest at 0. Here the sigmoid itself is asked for: leave "
            "the last step out.",
            lambda z: sigmoid(z) * (1 - sigmoid(z)),
        ),
    ),
)

EXERCISES = (STEP, RELU, SIGMOID)
