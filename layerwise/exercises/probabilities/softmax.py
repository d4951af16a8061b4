"""The exercise softmax: from scores to probabilities."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.sigmoid import sigmoid


# Subtracting the same number from a whole row changes no share of it, and makes the row's largest exponential 1.
def softmax(Z):
    """Return exp(Z) divided by its sum over the row, for Z of shape (m, n), without overflow for scores from -1000 to 1000."""
    ### BEGIN SOLUTION
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)
    ### END SOLUTION


def softmax_by_rows(Z):
    """One row after the other: no axis and no keepdims to think of. The whole array at once is faster."""
    rows = []
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        rows.append(exponentials / np.sum(exponentials))
    return np.array(rows)


def probes(rng):
    """Small and very large scores; rows far from each other; whole numbers; square ones, where a wrong axis computes."""
    yield (rng.normal(size=(4, 3)),)
    yield (rng.normal(scale=3, size=(2, 5)),)
    yield (rng.normal(size=(15, 8)),)
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(1, 4)),)
    yield (rng.integers(-3, 4, size=(5, 4)),)
    yield (rng.choice([-990, 0, 990], size=(4, 1)) + rng.uniform(-3, 3, size=(4, 3)),)
    yield (np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -999.0], [0.0, 1.0, -1.0]]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([[-1000.0, 1000.0]]),)
    yield (np.array([[2.0, -1.0, 0.5]]),)


EXERCISE = Exercise(
    place=1,
    answer=softmax,
    another_way=softmax_by_rows,
    minutes=10,
    hints=(
        "Two steps: make every score positive with np.exp, then divide each row by its own sum.",
        "With `E = np.exp(Z)`, `np.sum(E, axis=1, keepdims=True)` has one sum for each row, "
        "as a column of shape (m, 1), so that dividing lines the rows up.",
        "For large scores subtract each row's own largest score first, `np.max(Z, axis=1, keepdims=True)`: the shares stay the same.",
    ),
    examples=(
        (np.array([[0.5, 1.0]]),),
        (np.array([[0.0, 0.0], [1.0, 3.0]]),),
        (np.array([[1000.0, 1001.0]]),),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


@mistake
def overflow(Z):
    """The formula is right, and for large scores the computer cannot hold exp(Z): infinity over infinity is nan, not a number.
    Very negative rows become 0 / 0. Subtract each row's largest score before np.exp; the shares stay the same.
    """
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@mistake
def one_maximum_for_all(Z):
    """You subtracted the one largest score of the whole array. A row far below it becomes
    exp(-2000) = 0 throughout: 0 / 0 is nan. Each row needs its own maximum: axis=1.
    """
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def columns(Z):
    """You made the columns sum to 1. A row is one penguin with a score for each answer, so the rows have to sum to 1: axis=1."""
    exponentials = np.exp(Z - np.max(Z, axis=0))
    return exponentials / np.sum(exponentials, axis=0)


@mistake
def columns_and_overflow(Z):
    """You made the columns sum to 1. A row is one penguin with a score for each answer, so the rows have to sum to 1:
    axis=1. And large scores overflow: subtract each row's largest score before np.exp.
    """
    return np.exp(Z) / np.sum(np.exp(Z), axis=0)


@mistake
def whole_array(Z):
    """You divided by the sum of the whole array, so that all rows share one 1. Each row is a penguin of its own: sum with axis=1."""
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials)


@mistake
def whole_array_below_the_line(Z):
    """The largest scores are right, and then you divided by the sum of the whole array.
    Each row is a penguin of its own, and sums to 1 by itself: `np.sum(..., axis=1, keepdims=True)`.
    """
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials)


@mistake
def largest_of_each_column(Z):
    """You subtracted the largest score of each column (axis=0), so that a row loses a different
    number at each place, and its shares change. Each row needs its own largest score: axis=1.
    """
    exponentials = np.exp(Z - np.max(Z, axis=0))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def divided_by_the_scores(Z):
    """You divided by the sum of the scores. The shares are parts of the exponentials,
    so it is their sum that each row is divided by. Look at what np.sum is given.
    """
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(Z, axis=1, keepdims=True)


@mistake
def divided_by_the_scores_and_overflow(Z):
    """You divided by the sum of the scores. The shares are parts of the exponentials, so it is their sum that each row is divided by.
    Look at what np.sum is given. And large scores overflow: subtract each row's largest score before np.exp.
    """
    return np.exp(Z) / np.sum(Z, axis=1, keepdims=True)


@mistake
def subtracts_after(Z):
    """You subtracted the largest score after np.exp, which changes the shares and
    comes too late for large ones. It belongs between the brackets of np.exp.
    """
    exponentials = np.exp(Z) - np.max(Z, axis=1, keepdims=True)
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def subtracts_above_the_line_only(Z):
    """The largest score is subtracted above the line and not below it.
    Both have to be the same exponentials: work them out once, under a name, and use that twice.
    """
    return np.exp(Z - np.max(Z, axis=1, keepdims=True)) / np.sum(np.exp(Z), axis=1, keepdims=True)


@mistake
def only_zeros(Z):
    """Your result is still the zeros that you began with. `==` compares and puts nothing in, and what stands
    alone in its line, or gets another name, is lost. A row is filled with one `=`: `rows[i] = ...`.
    """
    return np.zeros(Z.shape)


@mistake
def the_scores(Z):
    """You return the scores as they were. If you go through the rows: `row = ...` gives that name
    to something new and changes nothing in Z. Collect the new rows with append, and return these.
    """
    return Z.copy()


@mistake
def whole_array_and_overflow(Z):
    """You divided by the sum of the whole array, so that all rows share one 1. It worked for our penguin because that was
    a batch of one row. Sum with axis=1; and subtract each row's largest score before np.exp, or large ones overflow.
    """
    return np.exp(Z) / np.sum(np.exp(Z))


@mistake
def maxima_against_columns(Z):
    """The largest scores have shape (m,), and NumPy lines them up with the columns.
    It stops, or, with as many rows as columns, subtracts the wrong ones. `keepdims=True` keeps them a column, (m, 1).
    """
    exponentials = np.exp(Z - np.max(Z, axis=1))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def first_row_only(Z):
    """Only the first row is in your result. Is the `return` line inside the loop?
    Collect the rows with append, and return them after the loop.
    """
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        return exponentials / np.sum(exponentials)


@mistake
def last_row_only(Z):
    """Only the last row is in your result: each round of the loop replaces the one before.
    Collect the rows with append, and return them after the loop.
    """
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        shares = exponentials / np.sum(exponentials)
    return shares


@mistake
def rows_against_columns(Z):
    """The sums of the rows have shape (m,), and NumPy lines them up with the columns.
    It stops, or, with as many rows as columns, divides by the wrong sums. `keepdims=True` keeps them a column, (m, 1).
    """
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=1)


@mistake
def rows_against_columns_twice(Z):
    """The rows' maxima and sums have shape (m,), and NumPy lines them up with the columns. It stops, or,
    with as many rows as columns, takes the wrong ones. `keepdims=True` keeps them columns, (m, 1), in np.max and in np.sum.
    """
    exponentials = np.exp(Z - np.max(Z, axis=1))
    return exponentials / np.sum(exponentials, axis=1)


@mistake
def rows_against_columns_and_overflow(Z):
    """The sums of the rows have shape (m,), and NumPy lines them up with the columns:
    `keepdims=True` keeps them a column, (m, 1). And large scores overflow: subtract each row's largest score before np.exp.
    """
    return np.exp(Z) / np.sum(np.exp(Z), axis=1)


@mistake
def no_exponential(Z):
    """You divided the scores themselves by their sum.
    Scores may be negative, and their sum may be 0; np.exp makes each one positive first.
    """
    return Z / np.sum(Z, axis=1, keepdims=True)


@mistake
def not_divided(Z):
    """You took the exponentials and did not divide them by their sum, so the rows do not sum to 1. Divide each row by its own sum."""
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


@mistake
def not_divided_and_overflow(Z):
    """You took the exponentials and did not divide them by their sum, so the rows
    do not sum to 1, and large ones are infinite. Divide each row by its own sum.
    """
    return np.exp(Z)


@mistake
def turned_round(Z):
    """You used exp(-Z), so the largest score gets the smallest share. Look at the sign inside np.exp."""
    return softmax(-Z)


@mistake
def turned_round_and_overflow(Z):
    """You subtracted the scores from the largest one: so the largest score gets the smallest share,
    and the others overflow. It is the other way round: `Z - np.max(...)`.
    """
    exponentials = np.exp(np.max(Z, axis=1, keepdims=True) - Z)
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def sigmoid_(Z):
    """You squeezed each score by itself. In softmax the answers compete: what one gains the others lose, and the row sums to 1."""
    return sigmoid(Z)


@mistake
def winner_takes_all(Z):
    """You gave 1 to the largest score and 0 to the rest. Softmax is soft: a score a little smaller gets a share a little smaller."""
    return np.eye(Z.shape[1])[np.argmax(Z, axis=1)]


@mistake
def logarithms(Z):
    """You returned the logarithms of the probabilities.
    Here the probabilities themselves are asked for: between 0 and 1, with rows that sum to 1.
    """
    return np.log(softmax(Z))


@mistake
def cut_off(Z):
    """You cut large scores off before np.exp. It no longer overflows, but 1000 and 999 have
    become equal, so their shares are wrong. Subtract each row's largest score instead.
    """
    exponentials = np.exp(np.clip(Z, -500, 500))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@mistake
def overwrites_z(Z):
    """You changed Z itself (with `-=`, or by writing into it). Whoever called softmax still needs its scores: `Z - …` makes a new array."""
    Z -= np.max(Z, axis=1, keepdims=True)
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@mistake
def whole_numbers(Z):
    """For whole numbers Z you return whole numbers, and cut every share down to 0.
    An array made with np.zeros_like(Z) or np.empty_like(Z) has the kind of numbers that Z has: ask for dtype=float.
    """
    shares = np.zeros_like(Z)
    shares[:] = softmax(Z)
    return shares
