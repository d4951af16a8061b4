"""The exercise relu: what is positive passes, and the rest becomes 0."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation._scores import EXAMPLES, unlimited_scores


def relu(z):
    """Return z where z is greater than 0 and 0 elsewhere, for an array of any shape."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


def relu_where(z):
    """np.where says the rule aloud, "z if z is positive, else 0", and serves for any other rule with an if in it."""
    return np.where(z > 0, z, 0)


EXERCISE = Exercise(
    place=2,
    answer=relu,
    another_way=relu_where,
    minutes=4,
    hints=(
        "Two numbers compete at each entry, z and 0, and the larger one wins.",
        "`np.maximum(a, b)` compares entry by entry. `np.max(a)` is another thing: the one largest entry of all.",
    ),
    examples=(*EXAMPLES, (np.array([7.0, -40.0, 40.0]),)),
    probes=unlimited_scores,
)
mistake = EXERCISE.mistake


@mistake
def absolute_value(z):
    """You turned negative numbers into positive ones. ReLU silences them: where z is negative the result is 0."""
    return np.abs(z)


@mistake
def minimum(z):
    """You kept the smaller of z and 0, so what should be silent passes and what should pass is silenced.
    Take the larger; in np.where, exchange the last two.
    """
    return np.minimum(z, 0)


@mistake
def step(z):
    """You return 1 for every positive z: that is the step function. ReLU passes z itself on, so that 2 stays 2."""
    return np.where(z > 0, 1, 0)


@mistake
def one_for_positive(z):
    """You return 1 where z is positive and let the negative numbers through: two things exchanged.
    Where z is positive, z itself passes; elsewhere stands 0. np.where takes the condition first, then these two in this order.
    """
    return np.where(z > 0, 1, z)


@mistake
def one_number(z):
    """You return the one largest entry (`np.max`). ReLU answers for each entry: compare entry by entry with `np.maximum`."""
    return max(np.max(z), 0)


@mistake
def leaky(z):
    """You let a little of the negative numbers through. That is a leaky ReLU,
    a relative; here negative z becomes exactly 0: np.where takes that 0 last.
    """
    return np.where(z > 0, z, 0.01 * z)


@mistake(like=leaky)
def leaky_a_tenth(z):
    return np.where(z > 0, z, 0.1 * z)


@mistake
def never_fires(z):
    """Your result is 0 everywhere, also where z is positive. There z itself passes.
    If you began with zeros: `==` only compares, and one `=` puts something in.
    """
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
def whole_numbers_by_vectorize(z):
    """Where z begins with a negative number you return whole numbers, and cut 1.2 down to 1.
    np.vectorize takes the kind of all its numbers from the first one, and there you gave the whole number 0: write 0.0.
    """
    return np.vectorize(lambda value: max(0, value))(z)


@mistake
def overwrites_z(z):
    """You wrote the zeros into z itself. Whoever called relu still needs its z: make a new array, as np.maximum does."""
    z[z < 0] = 0
    return z


@mistake
def largest_along_an_axis(z):
    """You used np.max, and it takes the 0 for an axis: the largest entry of each column.
    ReLU compares z with 0 entry by entry: np.maximum.
    """
    return np.max(z, 0)


@mistake
def turned_round(z):
    """You let through what is negative, with its sign turned. ReLU lets z through where it is positive: look at the minus sign."""
    return np.maximum(-z, 0)


@mistake
def cut_off_at_one(z):
    """You cut z off at 1. ReLU has no upper end: what is positive passes as it is, 2 as 2 and 40 as 40."""
    return np.clip(z, 0, 1)
