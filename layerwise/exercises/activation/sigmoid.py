"""The exercise sigmoid: how sure, between 0 and 1, for scores however large."""

import warnings

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation._scores import EXAMPLES, scores


# For negative z the fraction is multiplied by exp(z) above and below.
def sigmoid(z):
    """Return 1 / (1 + exp(-z)) for an array of any shape, without overflow for z from -1000 to 1000."""
    ### BEGIN SOLUTION
    small = np.exp(-np.abs(z))  # between 0 and 1
    return np.where(z >= 0, 1, small) / (1 + small)
    ### END SOLUTION


def sigmoid_by_tanh(z):
    """The sigmoid is the curve tanh, moved up by 1 and halved. NumPy's tanh never overflows, so one line is enough."""
    return (1 + np.tanh(z / 2)) / 2


def probes(rng):
    """As for the others, with very large scores of both signs."""
    yield from scores(rng)
    yield (np.array([-1000.0, -800.0, 0.0, 800.0, 1000.0]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([-30.0, -5.0, 5.0, 30.0]),)
    yield (np.array([-12.0, -9.0, -10.5]),)  # small results, of which as many digits are right


def observe(function, z):
    """The values, and whether large scores were thought of.

    np.where computes both of two formulas before it picks, and what it throws away may overflow: the values are right, and that
    passes, with a remark. The bare formula is the one that overflows for a single sign of z, where it computes nothing else.
    """
    has_large_scores = np.max(np.abs(z)) >= 710  # asked before the call, which may change z
    values = function(z)
    if not has_large_scores:
        return {"the result": values}
    sides = [_floating_point_errors(function, np.array([score])) for score in (-900.0, 900.0)]
    overflowing = [side for side in sides if "overflow" in side]
    return {"the result": values, "no overflow for scores from -1000 to 1000": overflowing != [{"overflow"}]}


def remark(function):
    """What to tell someone whose values are right, and whose screen will be full of warnings."""
    if "overflow" not in _floating_point_errors(function, np.array([-900.0, 900.0])):
        return ""
    return (
        "One remark: for large scores NumPy still warns of an overflow, because np.where works out both formulas for every entry "
        "before it picks. With np.exp(-np.abs(z)) in both, nothing overflows."
    )


def _floating_point_errors(function, z) -> set[str]:
    """What NumPy warned of: "overflow", "underflow", "invalid value".

    Not inside a function of the learner's own that np.vectorize applies: it may have caught the overflow.
    """
    with np.errstate(all="warn"), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(z)
    texts = [str(warning.message) for warning in caught]
    return {text.partition(" encountered in ")[0] for text in texts if not text.endswith("(vectorized)")}


EXERCISE = Exercise(
    place=3,
    answer=sigmoid,
    another_way=sigmoid_by_tanh,
    minutes=12,
    hints=(
        "Try the formula on the scores 1000 and -1000, one at a time. For which of them is np.exp given a large positive number?",
        "Give the safe exponential a name, such as `small`. For z = 2, where in the first form does it stand? "
        "For z = -2, where in the second? Write both fractions down with `small` in them, and compare them.",
        "Below the line both fractions have `1 + small`. Above it one has 1 and the other `small`: let np.where choose by the sign of z.",
    ),
    examples=EXAMPLES,
    probes=probes,
    observe=observe,
    remark=remark,
)
mistake = EXERCISE.mistake


@mistake
def overflow(z):
    """The formula is right, and for large negative z the computer cannot hold exp(-z): NumPy warns of an overflow.
    Write it so that exp is only ever taken of numbers that are not positive.
    """
    return 1 / (1 + np.exp(-z))


@mistake
def one_half_only(z):
    """Right where z is positive. Where z is negative you give the answer for -z,
    so your curve climbs on both sides: that half needs the second form, e / (e + 1).
    """
    return 1 / (1 + np.exp(-np.abs(z)))


@mistake
def sign_of_z(z):
    """Your curve falls where it should rise: what you return is the sigmoid of -z. Look at the sign inside np.exp.
    If you wrote two forms, look at their order too: 1 / (1 + np.exp(-np.abs(z))) belongs where z is 0 or larger.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small, 1) / (1 + small)


@mistake
def overflow_and_sign(z):
    """You used exp(z) where the formula has exp(-z), so your curve falls where it should rise; and large z overflow."""
    return 1 / (1 + np.exp(z))


@mistake
def no_one(z):
    """Your result grows beyond 1. In the formula exp(-z) is added to 1 before dividing: 1 / (1 + exp(-z)), brackets included."""
    return 1 / 1 + np.exp(-z)


@mistake
def second_without_brackets(z):
    """Your result leaves the band from 0 to 1. Are there brackets around everything below the line,
    `... / (1 + small)`? Without them Python divides first, and adds afterwards.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / 1 + small)


@mistake(like=second_without_brackets)
def turned_second_without_brackets(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / small + 1)


@mistake(like=second_without_brackets)
def first_without_brackets(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / 1 + small, small / (1 + small))


@mistake(like=second_without_brackets)
def first_second_without_brackets(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / 1 + small, small / 1 + small)


@mistake(like=second_without_brackets)
def first_turned_second_without_brackets(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / 1 + small, small / small + 1)


@mistake
def above_the_line_only(z):
    """That is only what stands above the line.
    Both forms are still to be divided by what stands below it: `/ (1 + small)`, with the brackets.
    """
    return np.where(z >= 0, 1, np.exp(-np.abs(z)))


@mistake
def large_power(z):
    """Your power is the large one: np.exp(np.abs(z)) overflows, and it turns the curve round.
    A minus is missing: the harmless power is np.exp(-np.abs(z)).
    """
    large = np.exp(np.abs(z))
    return np.where(z >= 0, 1 / (1 + large), large / (1 + large))


@mistake
def tanh(z):
    """You computed tanh, the sigmoid's relative that runs from -1 to 1. The sigmoid runs from 0 to 1 and is 0.5 at 0."""
    return np.tanh(z)


# A rounded number in the place of e, in the bare formula and in the one that is safe.
def formula_with(e):
    return lambda z: 1 / (1 + e**-z)


def safe_formula_with(e):
    def wrong(z):
        small = e ** -np.abs(z)
        return np.where(z >= 0, 1, small) / (1 + small)

    return wrong


for digits in ("2.7", "2.71", "2.718", "2.7182", "2.7183", "2.71828"):
    name = f"e-as-{digits}".replace(".", "-")
    words = (
        f"You wrote e as {digits}. It has more digits, 2.718281828…, and they count: your numbers are near, and not right. "
        "NumPy knows e to sixteen digits: take np.exp(...) in place of the power."
    )
    mistake(formula_with(float(digits)), id=name, says=words)
    mistake(safe_formula_with(float(digits)), id=f"{name}-without-overflow", says=words)


@mistake
def nan_for_large(z):
    """For large z you divide infinity by infinity, which is not a number (nan).
    Take exp only of numbers that are not positive, and use the formula that fits each sign of z.
    """
    return np.exp(z) / (1 + np.exp(z))


@mistake
def whole_numbers(z):
    """For whole numbers z you return whole numbers, and cut 0.73 down to 0. An array made with np.zeros_like(z) or np.empty_like(z),
    as np.piecewise makes one too, has the kind of numbers that z has: ask for dtype=float.
    """
    result = np.zeros_like(z)
    result[:] = sigmoid(z)
    return result


@mistake
def step(z):
    """You return 1 or 0. The sigmoid is the soft step: 0.5 at 0, and nearer to 0 or 1 the farther z is from 0."""
    return np.where(z > 0, 1, 0)


@mistake
def other_half_only(z):
    """Right where z is negative. Where z is positive you give the answer for -z, so your curve falls again: that half needs 1 / (1 + e)."""
    small = np.exp(-np.abs(z))
    return small / (1 + small)


@mistake
def slope(z):
    """You return the slope of the sigmoid, a * (1 - a), which is largest at 0.
    Here the sigmoid itself is asked for: leave the last step out.
    """
    a = sigmoid(z)
    return a * (1 - a)
