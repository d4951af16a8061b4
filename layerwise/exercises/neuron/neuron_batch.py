"""The exercise neuron_batch: the scores of many samples, one for each row."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.neuron._scores import clear_score
from layerwise.exercises.neuron.neuron import neuron
from layerwise.exercises.start_here.weighted_sum import weighted_sum


def neuron_batch(X, w, b):
    """Return one score for each row of X: shape (m,), for X (m, n), w (n,) and a number b."""
    ### BEGIN SOLUTION
    return X @ w + b
    ### END SOLUTION


def neuron_batch_by_rows(X, w, b):
    """One bird after the other, which reads as the task does. `X @ w + b` gives the same and is much faster for many birds."""
    scores = []
    for x in X:
        scores.append(neuron(x, w, b))
    return np.array(scores)


def probes(rng):
    """More rows than columns and fewer, as many, one row, one column, many of both; large numbers, whole numbers."""
    for m, n in ((5, 3), (2, 4), (3, 3), (4, 4), (1, 3), (6, 1), (1, 1), (int(rng.integers(15, 30)), 11)):
        X, w, b = rng.normal(size=(m, n)), rng.normal(size=n), float(rng.normal())
        if m == 1:
            x, w, b = clear_score(rng, n)
            X = x[np.newaxis]
        yield (X, w, b)
    yield (300 * X, 300 * w, 300 * b)
    yield (rng.integers(-5, 6, size=(4, 2)), rng.normal(size=2), 0.25)
    yield (rng.integers(-5, 6, size=(3, 3)), rng.integers(-5, 6, size=3), 0.5)


EXERCISE = Exercise(
    place=2,
    answer=neuron_batch,
    another_way=neuron_batch_by_rows,
    minutes=12,
    hints=(
        "Each row of X is one bird. What should come out has one number a row: as many as X has rows.",
        "`X @ w` takes the weighted sum of every row with w at once. A loop that calls neuron for each row of X is right too.",
        "`X @ w` has shape (m,), and adding a number to an array adds it to every entry.",
    ),
    examples=(
        (np.array([[1.5, 5.0], [2.0, 3.5], [1.0, 4.0]]), np.array([-2.0, 1.0]), -1.0),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 1.0]), 0.5),
    ),
    probes=probes,
    by_the_row=("weighted_sum", "neuron"),
)
mistake = EXERCISE.mistake


@mistake
def no_bias(X, w, b):
    """You left out the bias. Every row's score is its weighted sum plus b."""
    return X @ w


@mistake
def one_number(X, w, b):
    """You added up all rows into a single number, so all birds share one score.
    Each row needs a sum of its own: `np.sum(..., axis=1)` adds along each row.
    """
    return np.sum(X * w) + b


@mistake
def sums_columns(X, w, b):
    """You added down the columns (axis=0), which mixes different birds and gives one number for each feature.
    A score belongs to one bird: add along its row, with axis=1.
    """
    return np.sum(X * w, axis=0) + b


@mistake
def transposed(X, w, b):
    """You weighed the columns of X, and each column holds one feature of many birds.
    The birds are the rows: write X @ w, with X first and without .T.
    """
    return w @ X + b


@mistake
def column(X, w, b):
    """Your scores stand in a column of shape (m, 1). Asked for is a plain array of shape (m,):
    keep w as it is, do not reshape it or keep dimensions, and put no square brackets around a single score.
    """
    return X @ w.reshape(-1, 1) + b


@mistake
def one_row(X, w, b):
    """Your scores stand in a row of shape (1, m), a table of one row.
    Asked for is a plain array of shape (m,): are there square brackets around all of it? Leave them out.
    """
    return np.array([X @ w + b])


@mistake
def only_zeros(X, w, b):
    """Your scores are still the zeros that you began with. `==` compares and puts nothing in,
    and a score that stands alone in its line, or gets another name, is lost. A place is filled with one `=`: `scores[i] = ...`.
    """
    return np.zeros(len(X))


@mistake
def nothing_collected(X, w, b):
    """Your list, or array, of scores is still empty at the end. A score that stands alone in its line is lost,
    np.append makes a new array, and `+=` does not put a number into a list. In the loop it is `scores.append(...)`.
    """
    return np.array([])


@mistake
def last_row(X, w, b):
    """You return the score of the last row only. `scores = ...` in the loop replaces the ones before:
    begin with a list, `[]`, and put each score at its end, `scores.append(...)`.
    """
    for x in X:
        scores = neuron(x, w, b)
    return scores


@mistake
def sum_of_the_scores(X, w, b):
    """You added the scores of all rows up into a single number. Each bird has a score of its own:
    keep them side by side, in a list with `scores.append(...)`, or let `X @ w + b` make them all.
    """
    return np.sum(X @ w + b)


@mistake
def sum_in_every_place(X, w, b):
    """Every place holds the sum of all scores. `scores += ...` adds to all places in each round;
    with `[i]` behind its name it is one place: `scores[i] = ...`.
    """
    scores = np.zeros(len(X))
    for x in X:
        scores += neuron(x, w, b)
    return scores


@mistake
def bias_into_weights(X, w, b):
    """You added b to the weights before multiplying, so that every input multiplies it too. Multiply first, then add b."""
    return X @ (w + b)


@mistake
def no_sum(X, w, b):
    """You return the products of every row without adding them up. Each row gives one number: X @ w multiplies and adds."""
    return X * w + b


@mistake
def bias_per_input(X, w, b):
    """You added the bias once for every input of a row. Add up the products of the row first, then add b once."""
    return np.sum(X * w + b, axis=1)


@mistake
def bias_subtracted(X, w, b):
    """You took the bias away instead of adding it, so a bias of -1 raises every score by 1. It is X @ w + b."""
    return X @ w - b


@mistake
def no_weights(X, w, b):
    """You added up each row without the weights, so every feature counts the same. Multiply each column by its weight first."""
    return np.sum(X, axis=1) + b


@mistake
def first_row(X, w, b):
    """You return the score of the first row only. Is the `return` line inside the loop?
    Collect one score for every row, and return them all after the loop.
    """
    for x in X:
        return neuron(x, w, b)


@mistake
def counts_columns(X, w, b):
    """You went through as many rows as X has columns. X.shape is (rows, columns): the number of birds is X.shape[0], or len(X)."""
    scores = []
    for i in range(X.shape[1]):
        scores.append(neuron(X[i], w, b))
    return np.array(scores)


@mistake
def never_reset(X, w, b):
    """Each score still holds the rows before it. Set the total back to 0 for every new row, inside the outer loop."""
    scores = []
    total = 0
    for x in X:
        total += weighted_sum(x, w)
        scores.append(total + b)
    return np.array(scores)


@mistake
def whole_numbers(X, w, b):
    """For whole numbers X you return whole numbers, and what follows the decimal point is lost.
    An array made with np.zeros_like or an integer dtype can hold no fractions: ask for dtype=float.
    """
    scores = np.zeros_like(X[:, 0])
    for i in range(len(X)):
        scores[i] = neuron(X[i], w, b)
    return scores


@mistake
def positive_only(X, w, b):
    """You turned negative scores into 0. Such a step comes after the score,
    in the next lesson: here the scores themselves are asked for, negative or not.
    """
    return np.maximum(X @ w + b, 0)
