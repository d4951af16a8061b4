"""The exercise sigmoid: how sure, between 0 and 1, for scores however large."""

import ast
import warnings

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation._scores import EXAMPLES, scores


# For negative z the fraction is multiplied by exp(z) above and below.
def sigmoid(z):
    """Return 1 / (1 + exp(-z)) for each entry of z, without overflow.
    z may have any shape and hold whole numbers; it goes from -1000 to 1000.
    """
    ### BEGIN SOLUTION
    small = np.exp(-np.abs(z))  # between 0 and 1
    return np.where(z >= 0, 1, small) / (1 + small)
    ### END SOLUTION


def sigmoid_by_tanh(z):
    """NumPy has a curve of the same shape, tanh, which never overflows. Twice as wide, moved up by 1 and halved, it is the sigmoid."""
    return (1 + np.tanh(z / 2)) / 2


def probes(rng):
    """As for the others, with very large scores of both signs."""
    yield from scores(rng)
    yield (np.array([-1000.0, -800.0, 0.0, 800.0, 1000.0]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([-30.0, -5.0, 5.0, 30.0]),)
    yield (np.array([-12.0, -9.0, -10.5]),)  # small results, of which as many digits are right


def observe(function, z):
    """The values, and whether large scores were thought of: NumPy is to warn of no overflow.

    np.where works out both of two formulas before it picks, so one that is not picked may overflow too.
    """
    has_large_scores = np.max(np.abs(z)) >= 710  # asked before the call, which may change z
    values = function(z)
    if not has_large_scores:
        return {"the result": values}
    return {"the result": values, "no overflow for scores from -1000 to 1000": not _overflows(function, np.array([-900.0, 900.0]))}


def _overflows(function, z) -> bool:
    """Does NumPy warn of an overflow?

    Not inside a function of the learner's own that np.vectorize applies: it may have caught the overflow.
    """
    with np.errstate(all="warn"), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(z)
    texts = [str(warning.message) for warning in caught]
    return any(text.startswith("overflow") and not text.endswith("(vectorized)") for text in texts)


def remark(function):
    """What to tell someone who has switched the warning off."""
    written = function.written
    if written.has("nn.Sigmoid"):
        return (
            "One remark: you call the course's own sigmoid. Yours is to be a function that works without it: can you write it with np.exp?"
        )
    if not any(map(written.has, ("errstate", "seterr", "simplefilter", "filterwarnings"))):
        return ""
    return (
        "One remark: you switch NumPy's warning off, and the overflow still happens. With the two forms there is nothing to warn of, "
        "and no warning of another mistake is lost."
    )


EXERCISE = Exercise(
    place=3,
    answer=sigmoid,
    another_way=sigmoid_by_tanh,
    minutes=15,
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


@mistake(when="np.where(")
def overflow_behind_where(z):
    """The values are right, and still NumPy warns of an overflow: np.where is given every formula for all entries,
    and only then picks. So none of them may overflow, not even where it is not picked: take exp of `-np.abs(z)` in all of them.
    """
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (np.exp(z) + 1))


@mistake
def overflow(z):
    """The formula is right, but where z is a large negative number exp(-z) is too large for the computer: NumPy warns of an overflow.
    Write it so that exp is only ever taken of numbers that are not positive.
    """
    return 1 / (1 + np.exp(-z))


def has_both_forms(written):
    """Does a fraction with a 1 above the line stand there, and one with something else?"""
    above = [node.left for node in written.nodes(ast.BinOp) if isinstance(node.op, ast.Div)]
    return any(isinstance(part, ast.Constant) for part in above) and not all(isinstance(part, ast.Constant) for part in above)


def asks_once(written):
    return bool(written.decided_at_once)


def asks_about_z(written):
    """Does the condition of a np.where compare z itself?"""
    asked = [call.args[0] for call in written.calls_of("np.where") if call.args]
    return any(isinstance(part, ast.Compare) and ast.unparse(part.left) == "z" for part in asked)


def picks_between(written):
    """Do both forms stand there, so that something else has to pick between them?"""
    return has_both_forms(written) and not asks_once(written) and not asks_about_z(written)


def picks_the_same_twice(written):
    """Is np.where given one thing both for yes and for no?"""
    return any(len(call.args) == 3 and ast.unparse(call.args[1]) == ast.unparse(call.args[2]) for call in written.calls_of("np.where"))


def loses_the_sign(written):
    """Is z given a new value, its size say, before its sign has been asked for?"""
    return written.replaces("z") and has_both_forms(written)


@mistake(when=loses_the_sign)
def sign_lost(z):
    """Right where z is positive. Where z is negative the first form is taken too: the line that gives `z` a new value takes its sign away,
    and the condition finds none below 0. Give the size another name, and leave z as it is.
    """
    z = np.abs(z)
    small = np.exp(-z)
    return np.where(z >= 0, 1 / (1 + small), small / (small + 1))


@mistake(when=loses_the_sign)
def sign_lost_to_minus(z):
    """Right where z is negative. Where z is positive the second form is taken too: the line that gives `z` a new value makes all of it
    negative, and the condition finds none above 0. Give that another name, and leave z as it is.
    """
    z = -np.abs(z)
    small = np.exp(z)
    return np.where(z >= 0, 1 / (1 + small), small / (small + 1))


@mistake(when=picks_between)
def first_form_everywhere(z):
    """Right where z is positive. Where z is negative the first form is taken too: both are there, so look at what picks between them.
    It has to ask about z itself, entry by entry: `z >= 0`.
    """
    small = np.exp(-np.abs(z))
    return np.where(small >= 0, 1 / (1 + small), small / (small + 1))


@mistake(when=picks_the_same_twice)
def first_form_for_yes_and_no(z):
    """Right where z is positive. Where z is negative the first form is taken too: np.where is given the same thing twice.
    What comes last is for the negative ones: there the second form belongs.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), 1 / (1 + small))


@mistake(when=lambda written: not asks_once(written) and not written.lost)
def one_half_only(z):
    """Right where z is positive. Where z is negative you give the answer for -z, so your curve climbs on both sides:
    there the second form belongs, with the exponential above the line as well as below.
    """
    return 1 / (1 + np.exp(-np.abs(z)))


@mistake(like=one_half_only)
def one_half_twice(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z)))


@mistake(when="np.exp(-z)")
def small_only_for_positive(z):
    """Right where z is positive. Where z is negative `np.exp(-z)` grows large, and the second form wants a
    small number too: np.exp(-np.abs(z)) is between 0 and 1 on both sides.
    """
    large_or_small = np.exp(-z)
    return np.where(z >= 0, 1, large_or_small) / (1 + large_or_small)


@mistake(when=lambda written: not written.has("abs("))
def grows_for_negative(z):
    """Right where z is positive. Where z is negative your exponential grows large, and the second form wants a
    small number too: np.exp(-np.abs(z)) is between 0 and 1 on both sides.
    """
    large_or_small = 1 / np.exp(z)
    return np.where(z >= 0, 1, large_or_small) / (1 + large_or_small)


@mistake
def minus_below_the_second_line(z):
    """Right where z is positive. For negative z the second form has the exponential above the line and below it: small / (1 + small).
    A 1 above and a minus below make it larger than 1.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), 1 / (1 - small))


@mistake(when="np.where(")
def sign_of_z(z):
    """Your curve falls where it should rise: the two forms are exchanged, or the condition is.
    `1 / (1 + small)` belongs where z is 0 or larger, and the other where it is negative.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small, 1) / (1 + small)


@mistake
def falls(z):
    """Your curve falls where it should rise: what you return is the sigmoid of -z. Look at the sign in front of z."""
    small = np.exp(-np.abs(z))
    result = small / (1 + small)
    result[z < 0] = 1 - result[z < 0]
    return result


@mistake(when="np.exp(z)")
def overflow_and_sign(z):
    """You used `np.exp(z)` where the formula has exp(-z), so your curve falls where it should rise. Besides, it overflows for large z:
    take exp only of numbers that are not positive.
    """
    return 1 / (1 + np.exp(z))


@mistake
def falls_and_overflows(z):
    """Your curve falls where it should rise: what you return is the sigmoid of -z, which is 1 minus what is asked for.
    Besides, NumPy warns of an overflow: take exp only of numbers that are not positive.
    """
    return 1 - 1 / (1 + np.exp(-z))


@mistake
def no_one(z):
    """Your result grows beyond 1. In the formula 1 and exp(-z) are added before anything is divided:
    1 / (1 + exp(-z)), brackets included.
    """
    return 1 / 1 + np.exp(-z)


@mistake
def exponential_alone(z):
    """That is only the exponential in the formula. It is added to 1, and 1 is divided by the sum: 1 / (1 + exp(-z))."""
    return np.exp(-z)


@mistake
def first_form_alone_without_brackets(z):
    """Your result is larger than 1, and a sigmoid never is. Everything below the line needs brackets around it: `1 / (1 + ...)`.
    Without them Python divides first and adds afterwards.
    """
    return 1 / 1 + np.exp(-np.abs(z))


@mistake
def second_without_brackets(z):
    """Your result leaves the band from 0 to 1. Are there brackets around everything below the line,
    `... / (1 + small)`? Without them Python divides first and adds afterwards.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / 1 + small)


@mistake(like=second_without_brackets)
def turned_second_without_brackets(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / small + 1)


@mistake(like=second_without_brackets)
def second_without_brackets_at_0_too(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1 / (1 + small), small / 1 + small)


@mistake(like=second_without_brackets)
def turned_second_without_brackets_at_0_too(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1 / (1 + small), small / small + 1)


@mistake(when=lambda written: not written.has("1 / 1"))
def first_form_not_divided(z):
    """Right where z is negative. Where z is positive you return only what stands below the line of the first form: divide 1 by it."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 + small, small / (1 + small))


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
    Both forms still have to be divided by what stands below it: `/ (1 + small)`, with the brackets.
    """
    return np.where(z >= 0, 1, np.exp(-np.abs(z)))


@mistake
def second_form_not_divided(z):
    """Right where z is positive. Where z is negative you return only what stands above the line of the second form: divide it as well."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small)


@mistake(like=second_form_not_divided)
def second_form_not_divided_and_overflow(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z))


@mistake
def minus_for_plus(z):
    """Below the line of both forms stands a plus: 1 + small, and small + 1. You took a difference, which is 0 where z is 0."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 - small), small / (small - 1))


def takes_exp_twice(written):
    """Is np.exp taken of a name that is given the value of np.exp?"""
    lines = [line for line in written.nodes(ast.Assign) if "np.exp(" in written.text_of(line.value)]
    powers = {written.text_of(target) for line in lines for target in line.targets}
    return any(isinstance(node, ast.Name) and node.id in powers for call in written.calls_of("np.exp") for node in ast.walk(call))


@mistake(when=takes_exp_twice)
def exponential_twice(z):
    """You took the exponential twice. What np.exp gave is the power of e already: in both forms it stands as it is, without another
    np.exp.
    """
    small = np.exp(-np.abs(z))
    return 1 / (1 + np.exp(-small))


@mistake(like=exponential_twice, when=takes_exp_twice)
def exponential_twice_below_the_line(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + np.exp(-small)), small / (np.exp(small) + 1))


@mistake
def the_exponential_of_three(z):
    """You take the exponential of the number 3 alone. It was an example: the function is given z, and the size of each entry
    is np.abs(z).
    """
    small = np.exp(-3.0)
    return np.where(z >= 0, 1, small) / (1 + small)


@mistake
def harmless_exponential_alone(z):
    """That is only the exponential, e to the power of minus the size of z. Both forms still have to be written with it,
    and np.where chooses between them.
    """
    return np.exp(-np.abs(z))


@mistake
def both_forms_added(z):
    """Your result is 1 everywhere: you added the two forms. For each entry only one of them is right, and np.where chooses
    by the sign of z.
    """
    return np.ones(z.shape)


@mistake
def second_form_turned_over(z):
    """Right where z is positive. Where z is negative your result is above 1: the second form has the exponential above the line,
    `... / (... + 1)`, with the brackets.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), 1 / small + 1)


@mistake
def second_form_with_a_minus(z):
    """Right where z is positive. Where z is negative your result is too: below the line of the second form stands a minus for a plus:
    small / (small + 1).
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 - small))


@mistake
def second_form_negative(z):
    """Right where z is positive. Where z is negative the second form has the wrong sign: nothing in it is negative,
    small / (small + 1).
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), -small / (1 + small))


@mistake
def z_for_the_exponential(z):
    """You put z itself where the formula has exp(-z). The power of e is still to be taken: np.exp(...)."""
    return 1 / (1 + z)


@mistake(like=z_for_the_exponential)
def z_for_both_exponentials(z):
    return np.where(z >= 0, 1 / (1 + z), z / (z + 1))


@mistake(when=has_both_forms)
def asks_the_exponential(z):
    """Right where z is positive. Where z is negative the first form is taken too: the condition asks about the exponential,
    which is never negative. It has to ask about z itself: `z >= 0`.
    """
    small = np.exp(-np.abs(z))
    return np.where(small > 0, 1 / (1 + small), small / (small + 1))


@mistake
def one_minus_small(z):
    """Right where z is positive. Where z is negative the second form is a fraction: small / (1 + small), and nothing is taken from 1."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), 1 - small)


@mistake
def one_minus_small_above_the_line(z):
    """Right where z is positive. Where z is negative `small` alone stands above the line: small / (1 + small)."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, 1 - small) / (1 + small)


@mistake
def size_for_z_in_the_second_form(z):
    """Right where z is positive. Where z is negative you give the answer for -z, since the size of z stands in the second form.
    There too, exp has to be taken of minus that size: small / (small + 1) with `small = np.exp(-np.abs(z))`.
    """
    size = np.abs(z)
    return np.where(z >= 0, 1 / (1 + np.exp(-size)), np.exp(size) / (np.exp(size) + 1))


@mistake
def no_exponential(z):
    """You put the exponent itself into the two forms. The power of e is still to be taken: np.exp(-np.abs(z))."""
    small = -np.abs(z)
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@mistake(when="np.exp(-z)")
def second_form_of_minus_z(z):
    """Your curve falls where it should rise, and large powers overflow. The second form is exp(z) / (exp(z) + 1), with z and not -z.
    Besides, take exp only of numbers that are not positive.
    """
    return np.exp(-z) / (1 + np.exp(-z))


@mistake
def large_power(z):
    """Your powers overflow, and your curve falls where it should rise. Is a minus missing? The harmless power is np.exp(-np.abs(z))."""
    large = np.exp(np.abs(z))
    return np.where(z >= 0, 1 / (1 + large), large / (1 + large))


@mistake
def tanh_of_z(z):
    """Your curve is twice as steep as the sigmoid. Written with tanh, the sigmoid takes half of z: 0.5 * (1 + np.tanh(z / 2))."""
    return 0.5 * (1 + np.tanh(z))


@mistake
def softsign(z):
    """Your curve runs from -1 to 1. The sigmoid runs from 0 to 1, is 0.5 at 0, and is made with exp: 1 / (1 + exp(-z))."""
    return z / (1 + np.abs(z))


@mistake
def minus_in_the_formula(z):
    """Below the line stands a plus: 1 + exp(-z). You took the difference, which is 0 where z is 0, and negative where z is."""
    return 1 / (1 - np.exp(-z))


for most in (5, 10):
    mistake(
        lambda z, most=most: 1 / (1 + np.exp(-np.clip(z, -most, most))),
        id=f"cut-off-at-{most}",
        says=f"You cut z off at {most} and -{most}. Nothing overflows then, and everything beyond gets the same answer, where the sigmoid "
        "goes on towards 0 and 1. Choose the form by the sign of z, and take exp only of numbers that are not positive.",
    )


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
        f"You wrote e as {digits}. It has more digits, 2.718281828…, and they count: your numbers are close, but not right. "
        "NumPy knows e to sixteen digits: use np.exp(...) in place of the power."
    )
    mistake(formula_with(float(digits)), id=name, says=words)
    mistake(safe_formula_with(float(digits)), id=f"{name}-without-overflow", says=words)


@mistake
def nan_for_large(z):
    """For large z infinity is divided by infinity, and that has no value: `nan`, "not a number".
    Take exp only of numbers that are not positive, and use the form that fits the sign of z.
    """
    return np.exp(z) / (1 + np.exp(z))


@mistake(like=nan_for_large)
def nan_without_a_warning(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / (1 + np.exp(z))


@mistake(when="np.piecewise")
def whole_numbers_by_piecewise(z):
    """Where z holds whole numbers, so does your result, and 0.73 is cut down to 0. np.piecewise makes its result of the kind that z has:
    give it `z * 1.0`.
    """
    return np.piecewise(z, [z >= 0], [lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(z) / (np.exp(z) + 1)])


@mistake
def whole_numbers(z):
    """Where z holds whole numbers, so does your result, and 0.73 is cut down to 0. An array made after z, as np.zeros_like(z) or
    np.empty_like(z) makes one, takes only the kind of numbers that z has: ask for dtype=float.
    """
    result = np.zeros_like(z)
    result[:] = sigmoid(z)
    return result


@mistake
def step(z):
    """You return 1 or 0. The sigmoid is the soft step: 0.5 at 0, and closer to 0 or 1 the farther z is from 0."""
    return np.where(z > 0, 1, 0)


def numbers_for_a_condition(written):
    """Does np.where have numbers first, where the condition belongs?"""
    kinds = ast.BinOp | ast.Constant | ast.Name
    return any(call.args and isinstance(call.args[0], kinds) for call in written.calls_of("np.where"))


@mistake(when=numbers_for_a_condition)
def condition_last(z):
    """np.where takes the condition first. In its place stands a number, which counts as a yes wherever it is not 0,
    so what comes second is always picked: np.where(z >= 0, ..., ...).
    """
    small = np.exp(-np.abs(z))
    return np.where(1 / (1 + small), small / (1 + small), z >= 0)


@mistake(when=picks_between)
def second_form_everywhere(z):
    """Right where z is negative. Where z is positive the second form is taken too: both are there, so look at what picks between them.
    It has to ask about z itself, entry by entry: `z >= 0`.
    """
    small = np.exp(-np.abs(z))
    return np.where(small < 0, 1 / (1 + small), small / (small + 1))


@mistake(when=picks_the_same_twice)
def second_form_for_yes_and_no(z):
    """Right where z is negative. Where z is positive the second form is taken too: np.where is given the same thing twice.
    What comes right behind the condition is for the positive ones: there the first form belongs.
    """
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small / (1 + small), small / (1 + small))


@mistake(when=lambda written: not asks_once(written) and not written.lost)
def other_half_only(z):
    """Right where z is negative. Where z is positive you give the answer for -z, so your curve falls again:
    there the first form belongs, with a 1 above the line.
    """
    small = np.exp(-np.abs(z))
    return small / (1 + small)


@mistake
def large_power_in_the_first_form(z):
    """Right where z is negative. Where z is positive the power of e grows large, and you give the answer for -z.
    What exp is given may never be positive: look at the signs before z, or at a size that is missing, as in np.exp(-np.abs(z)).
    """
    return 1 / (1 + np.exp(np.abs(z)))


@mistake
def first_form_with_a_minus(z):
    """Right where z is positive. Where z is negative your result is negative, and the sigmoid never is: a minus turns the sign round,
    and what is needed there is the second form, or 1 minus the first.
    """
    first = 1 / (1 + np.exp(-np.abs(z)))
    return np.where(z >= 0, first, -first)


@mistake
def slope(z):
    """You return the slope of the sigmoid, a * (1 - a), which is largest at 0.
    The sigmoid itself is asked for: leave the last step out.
    """
    a = sigmoid(z)
    return a * (1 - a)
