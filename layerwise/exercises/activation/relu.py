"""The exercise relu: what is positive passes, and the rest becomes 0."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation._scores import EXAMPLES, unlimited_scores


def relu(z):
    """Return a new array: z where z is greater than 0, and 0 elsewhere.
    z may have any shape, and may hold whole numbers.
    """
    ### BEGIN SOLUTION
    return np.where(z > 0, z, 0)
    ### END SOLUTION


def relu_maximum(z):
    """np.maximum compares two arrays entry by entry and keeps the larger number. Of z and 0, that is what ReLU passes on."""
    return np.maximum(z, 0)


EXERCISE = Exercise(
    place=2,
    answer=relu,
    another_way=relu_maximum,
    minutes=4,
    hints=(
        "The leaky ReLU of the worked example does nearly the same. For a negative score, what comes out there, and what should here?",
        "`np.where` takes the condition, then what comes out where it is True, `z`, and then what comes out elsewhere.",
    ),
    examples=(*EXAMPLES, (np.array([7.0, -40.0, 40.0]),)),
    probes=unlimited_scores,
)
mistake = EXERCISE.mistake


def conditions(written):
    """The names that np.where is given for a condition, where no comparison stands, as in np.where(z, z, 0)."""
    return [call.args[0].id for call in written.calls_of("np.where") if call.args and isinstance(call.args[0], ast.Name)]


@mistake(when=lambda written: "z" in conditions(written))
def anything_but_zero(z):
    """Your result is z itself. Taken for a yes or no, every number but 0 is a yes: ask whether z is greater than 0, `z > 0`."""
    return np.where(z, z, 0)


@mistake(when=lambda written: any(condition in written.names_from_outside for condition in conditions(written)))
def a_function_for_the_condition(z):
    """Your result is z itself. What np.where has for its condition is a function here, and not what it answers: a yes for every entry.
    Ask about z: `z > 0`.
    """
    return np.where(relu, z, 0)


@mistake
def absolute_value(z):
    """You turned negative numbers into positive ones. ReLU silences them: where z is negative the result is 0."""
    return np.abs(z)


@mistake(when=lambda written: any(written.text_of(part) == "0" for call in written.calls_of("np.where") for part in call.args[1:2]))
def exchanged(z):
    """What should be silent passes, and what should pass is silenced. In np.where, exchange the last two: first z, then 0."""
    return np.where(z > 0, 0, z)


@mistake(when=lambda written: any(isinstance(sign, ast.Lt | ast.LtE) for node in written.nodes(ast.Compare) for sign in node.ops))
def reversed_(z):
    """What should be silent passes, and what should pass is silenced. Look at which way the comparison points: z > 0."""
    return np.where(z < 0, z, 0)


@mistake(when="np.where(")
def passes_the_negative(z):
    """What should be silent passes, and what should pass is silenced. Look at the condition and at the signs in it:
    z passes where z is greater than 0.
    """
    return np.where(-z > 0, z, 0)


@mistake(when="> 1")
def above_one_only(z):
    """You compare with 1. ReLU lets every positive z through, 0.5 and 1 among them: `> 0`."""
    return np.where(z > 1, z, 0)


@mistake
def minimum(z):
    """You kept the smaller of z and 0, so what should be silent passes, and what should pass is silenced. Take the larger: np.maximum."""
    return np.minimum(z, 0)


@mistake(when=lambda written: any(value.strip("()") in ("z > 0", "0 < z") for value in written.returns))
def comparison_alone(z):
    """You return True for every positive z. That only says which entries pass; ReLU passes z itself on, and puts 0 elsewhere:
    let np.where choose by your comparison.
    """
    return z > 0


@mistake
def step(z):
    """You return 1 for every positive z: that is the step function. ReLU passes z itself on, so that 2 stays 2."""
    return np.where(z > 0, 1, 0)


@mistake
def one_for_positive(z):
    """You return 1 where z is positive, and let the negative numbers through.
    Where z is positive, z itself passes; elsewhere stands 0. np.where takes the condition first, then these two in this order.
    """
    return np.where(z > 0, 1, z)


@mistake
def one_number(z):
    """You return the one largest entry of all. ReLU answers for each entry: compare entry by entry with `np.maximum`."""
    return max(np.max(z), 0)


@mistake(like=one_number)
def largest_entry(z):
    return np.max(z)


@mistake
def leaky(z):
    """You let a little of the negative numbers through. That is a leaky ReLU, a relative. Here negative z becomes exactly 0."""
    return np.where(z > 0, z, 0.01 * z)


@mistake(like=leaky)
def leaky_a_tenth(z):
    return np.where(z > 0, z, 0.1 * z)


@mistake
def leaky_the_other_way(z):
    """You weaken what is positive, and let the negative numbers through. It is the other way round, and a 0 for the negative ones:
    np.where takes the condition, then what stands where it holds, z, then what stands elsewhere, 0.
    """
    return np.where(z > 0, 0.1 * z, z)


for other in (1, 0.1):
    mistake(
        lambda z, other=other: np.where(z > 0, z, other),
        id=f"{other}-elsewhere".replace(".", "-"),
        says=f"Where z is not positive your result is {other}. What is silent passes on nothing: there it is 0.",
    )


@mistake
def no_fractions(z):
    """What follows the decimal point is lost. Does `int` stand somewhere, in astype(int) or dtype=int? Take it out."""
    return np.where(z > 0, z, 0).astype(int)


@mistake
def nothing_elsewhere(z):
    """Where z is not positive your result has None. None is nothing at all, and 0 is a number: write 0 there."""
    return np.where(z > 0, z, None)


@mistake
def not_a_number_elsewhere(z):
    """Where z is not positive your result has `nan`, which means "not a number" and spoils every sum it gets into. Write 0 there."""
    return np.where(z > 0, z, np.nan)


@mistake(when=lambda written: written.lost_comparisons)
def compares(z):
    """Your result is 0 everywhere, also where z is positive. Two equals signs compare two things, and put nothing anywhere.
    One `=` does that: `result[z > 0] = z[z > 0]`.
    """
    result = np.zeros(z.shape)
    result[z > 0] == z[z > 0]
    return result


@mistake
def never_fires(z):
    """Your result is 0 everywhere, also where z is positive. There z itself has to pass: take the larger of z and 0."""
    return np.zeros(z.shape)


@mistake
def larger_of_one(z):
    """You took the larger of z and 1. What is silent passes on nothing: compare z with 0."""
    return np.maximum(z, 1)


@mistake
def drops_entries(z):
    """You kept only the positive entries, so the result is shorter than z. Each entry needs an answer: 0 where z is not positive."""
    return z[z > 0]


@mistake
def drops_negative_entries(z):
    """You kept only the entries that are not negative, so the result is shorter than z.
    Each entry needs an answer: 0 where z is negative.
    """
    return z[z >= 0]


@mistake
def whole_numbers_by_vectorize(z):
    """Where z begins with a negative number you return whole numbers, and 1.2 is cut down to 1.
    np.vectorize takes the kind of all its numbers from the first one, and there you gave it the whole number 0: write 0.0.
    """
    return np.vectorize(lambda value: max(0, value))(z)


@mistake
def overwrites_z(z):
    """You wrote the zeros into z itself. Whoever called relu still needs its z: make a new array, as np.where does."""
    z[z < 0] = 0
    return z


@mistake(when=lambda written: written.has("np.max(") or written.has("z.max("))
def largest_along_an_axis(z):
    """You used max, which takes the 0 for an axis, and looks for the largest entry of each column.
    ReLU compares z with 0 entry by entry: np.maximum.
    """
    return np.max(z, 0)


@mistake(when=">= 1")
def from_one_on(z):
    """You compare with 1. ReLU lets every positive z through, 0.5 among them: `> 0`."""
    return np.where(z >= 1, z, 0)


@mistake
def collects_the_positive(z):
    """You collected only the positive entries, so the result is shorter than z. The others need a 0.
    Without a loop, np.where answers for all entries, whatever shape z has.
    """
    result = []
    for value in z:
        if value > 0:
            result.append(value)
    return np.array(result)


@mistake
def last_positive_entry(z):
    """You return one number, the last positive entry: each round of the loop replaces the one before.
    Without a loop, np.where answers for all entries at once.
    """
    result = 0.0
    for value in z:
        if value > 0:
            result = value
    return result


@mistake
def square_is_positive(z):
    """You return True wherever z is not 0: Python multiplies before it compares, and the square of a negative number is positive.
    Put brackets around the comparison: z * (z > 0).
    """
    return z * z > 0


@mistake
def turned_round(z):
    """You let through what is negative, with its sign turned. ReLU lets z through where it is positive: look at the minus sign."""
    return np.maximum(-z, 0)


for most in (5, 6, 10, 100):
    mistake(
        lambda z, most=most: np.clip(z, 0, most),
        id=f"cut-off-at-{most}",
        says=f"You cut z off at {most}. ReLU has no upper end: what is positive passes as it is, 40 as 40 and 500 as 500.",
    )


@mistake
def cut_off_at_one(z):
    """You cut z off at 1. ReLU has no upper end: what is positive passes as it is, 2 as 2 and 40 as 40."""
    return np.clip(z, 0, 1)
