"""Lesson 01: the neuron, for one sample and for a batch."""

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake
from layerwise.exercises.start_here import weighted_sum

LESSON = "01 neuron"


# --- neuron --------------------------------------------------------------------------------------------------------------


def neuron(x, w, b):
    """Return the weighted sum of x plus the bias, one number; x and w have shape (n,), b is a number."""
    score = weighted_sum(x, w)
    score = score + b
    return score


def neuron_probes(rng):
    """Inputs of several lengths, whole numbers among them; scores of both signs, large ones, and one that is the bias alone."""
    for n in (1, 3, 4, 7, 2, int(rng.integers(20, 40))):
        for sign in (-1, 1):
            x, w, b = _clear(rng, n)
            yield (x, sign * w, sign * b)
    yield (300 * x, 300 * w, 300 * b)
    yield (np.array([1.0, 2.0]), np.array([2.0, -1.0]), 0.75)
    yield (rng.integers(1, 6, size=5), rng.uniform(0.5, 2, size=5), int(rng.integers(2, 6)))
    yield (rng.uniform(0.5, 2, size=3), rng.integers(-6, -1, size=3), -0.5)
    yield (rng.uniform(0.5, 2, size=4), rng.uniform(0.5, 2, size=4), 0.0)


def _clear(rng, n):
    # Terms that almost cancel leave a score in which rounding shows, and a right answer in float32 would look wrong.
    while True:
        x, w, b = rng.normal(size=n), rng.normal(size=n), float(rng.normal())
        if x @ w + b > 0.2:
            return x, w, b


def neuron_by_loop(x, w, b):
    """A loop that begins at the bias instead of at 0, and so cannot forget it. NumPy is many times faster for a long x."""
    score = b
    for i in range(len(x)):
        score += x[i] * w[i]
    return score


NEURON = Exercise(
    lesson=LESSON,
    answer=neuron,
    second_way=neuron_by_loop,
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0]), -1.0),
        (np.array([2.0, 3.5]), np.array([-2.0, 1.0]), -1.0),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.0]), 2.0),
    ),
    probes=neuron_probes,
    minutes=5,
    hints=(
        "Take the example: what is `score` after the line that is given, and what should it be in the end? What makes the difference?",
        "The bias is added once, to the finished sum, and multiplied by nothing.",
        "`score + b` alone calculates a number and forgets it. To keep it, give it a name: let `score` stand for it from now on.",
    ),
    given=2,
    mistakes=(
        Mistake(
            "no-bias",
            "The bias is not in your result. Without it the score is 0 whenever every input is 0, so the line between the birds has to go "
            "through the point (0, 0). Keep what comes out under the name that is returned, with one `=`: "
            "`score + b` alone changes nothing, `score = score + b` does.",
            lambda x, w, b: np.sum(x * w),
        ),
        Mistake(
            "bias-per-input",
            "You added the bias once for every input. The neuron has a single bias: add up the products first, then add b once.",
            lambda x, w, b: np.sum(x * w + b),
        ),
        Mistake(
            "bias-subtracted",
            "You took the bias away instead of adding it, so a bias of -1 raises the score by 1. It is x · w + b.",
            lambda x, w, b: np.sum(x * w) - b,
        ),
        Mistake(
            "bias-multiplied",
            "You multiplied by the bias, so a bias of 0 would silence the neuron. The bias shifts the score: add it.",
            lambda x, w, b: np.sum(x * w) * b,
        ),
        Mistake(
            "bias-on-the-inputs",
            "You added the bias to the inputs before weighting them, so each weight multiplies it too. "
            "Weigh and add up the inputs first; then add b.",
            lambda x, w, b: np.sum((x + b) * w),
        ),
        Mistake(
            "no-sum",
            "You return one number for each input. A neuron answers with a single number: add up the products, then add b.",
            lambda x, w, b: x * w + b,
        ),
        Mistake(
            "doubles-the-sum",
            "The weighted sum is in your result twice. `+=` adds to what score holds already: `score += b` is enough, "
            "and `score = score + b` does the same.",
            lambda x, w, b: 2 * np.sum(x * w) + b,
        ),
        Mistake(
            "two-numbers",
            "You return two numbers side by side, as a comma or square brackets make them. A neuron answers with one: "
            "a `+` between the two adds them.",
            lambda x, w, b: np.array([np.sum(x * w), b]),
        ),
        Mistake(
            "no-weights",
            "You added up the inputs without their weights, so every input counts the same. Multiply each x[i] by its w[i].",
            lambda x, w, b: np.sum(x) + b,
        ),
        Mistake(
            "adds-the-weights",
            "You added each weight to its input. A weight says how strongly its input counts, so it multiplies: x[i] * w[i].",
            lambda x, w, b: np.sum(x + w) + b,
        ),
        Mistake(
            "only-two",
            "You wrote the sum out for two inputs, and a neuron may have any number of them. "
            "Use weighted_sum, or let NumPy multiply the whole arrays.",
            lambda x, w, b: x[0] * w[0] + x[1] * w[1] + b,
        ),
        Mistake(
            "first-only",
            "Only the first product is in your result. Is the `return` line indented so far that it is inside the loop? "
            "Move it to the left, below the loop.",
            lambda x, w, b: x[0] * w[0] + b,
        ),
        Mistake(
            "last-only",
            "Only the last product is in your result. Does each round of the loop begin anew? `total = 0` belongs above the loop, and in "
            "it `total += ...` adds. (`=` and `=+` replace what total held.)",
            lambda x, w, b: x[-1] * w[-1] + b,
        ),
        Mistake(
            "positive-only",
            "You turned negative scores into 0. Such a step comes after the score, in the next lesson: here the score itself is "
            "asked for, negative or not.",
            lambda x, w, b: max(np.sum(x * w) + b, 0),
        ),
        Mistake(
            "yes-or-no",
            "You return 1 or 0, a decision. Such a step comes after the score, in the next lesson: here the score itself is asked for.",
            lambda x, w, b: int(np.sum(x * w) + b > 0),
        ),
        Mistake(
            "sums-first",
            "You multiplied the sum of x by the sum of w, which pairs every input with every weight. Each input has one weight of "
            "its own: multiply the pairs first, then add the products, then b.",
            lambda x, w, b: np.sum(x) * np.sum(w) + b,
        ),
        Mistake(
            "mean",
            "You took the mean of the products, so a neuron with more inputs would get a smaller score. The weighted sum is not "
            "divided by anything: add up, then add b.",
            lambda x, w, b: np.mean(x * w) + b,
        ),
        Mistake(
            "only-the-bias",
            "Your result is b alone, and the weighted sum is lost. `score = b` replaces what score held, and so does `score =+ b`; "
            "`score = score + b` adds.",
            lambda x, w, b: b,
        ),
    ),
)


# --- neuron_batch --------------------------------------------------------------------------------------------------------


def neuron_batch(X, w, b):
    """Return one score for each row of X: shape (m,), for X (m, n), w (n,) and a number b."""
    return X @ w + b


def batch_probes(rng):
    """More rows than columns and fewer, as many, one row, one column, many of both; large numbers, whole numbers."""
    for m, n in ((5, 3), (2, 4), (3, 3), (4, 4), (1, 3), (6, 1), (1, 1), (int(rng.integers(15, 30)), 11)):
        X, w, b = rng.normal(size=(m, n)), rng.normal(size=n), float(rng.normal())
        if m == 1:
            x, w, b = _clear(rng, n)
            X = x[np.newaxis]
        yield (X, w, b)
    yield (300 * X, 300 * w, 300 * b)
    yield (rng.integers(-5, 6, size=(4, 2)), rng.normal(size=2), 0.25)
    yield (rng.integers(-5, 6, size=(3, 3)), rng.integers(-5, 6, size=3), 0.5)


def neuron_batch_by_rows(X, w, b):
    """One bird after the other, which reads as the task does. `X @ w + b` gives the same and is much faster for many birds."""
    scores = []
    for x in X:
        scores.append(neuron(x, w, b))
    return np.array(scores)


NEURON_BATCH = Exercise(
    lesson=LESSON,
    answer=neuron_batch,
    second_way=neuron_batch_by_rows,
    examples=(
        (np.array([[1.5, 5.0], [2.0, 3.5], [1.0, 4.0]]), np.array([-2.0, 1.0]), -1.0),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 1.0]), 0.5),
    ),
    probes=batch_probes,
    by_the_row=("weighted_sum", "neuron"),
    minutes=12,
    hints=(
        "Each row of X is one bird. What should come out has one number a row: as many as X has rows.",
        "`X @ w` takes the weighted sum of every row with w at once. A loop that calls neuron for each row of X is right too.",
        "`X @ w` has shape (m,), and adding a number to an array adds it to every entry.",
    ),
    mistakes=(
        Mistake(
            "no-bias",
            "You left out the bias. Every row's score is its weighted sum plus b.",
            lambda X, w, b: X @ w,
        ),
        Mistake(
            "one-number",
            "You added up all rows into a single number, so all birds share one score. Each row needs a sum of its own: "
            "`np.sum(..., axis=1)` adds along each row.",
            lambda X, w, b: np.sum(X * w) + b,
        ),
        Mistake(
            "sums-columns",
            "You added down the columns (axis=0), which mixes different birds and gives one number for each feature. "
            "A score belongs to one bird: add along its row, with axis=1.",
            lambda X, w, b: np.sum(X * w, axis=0) + b,
        ),
        Mistake(
            "transposed",
            "You weighed the columns of X, and each column holds one feature of many birds. The birds are the rows: "
            "write X @ w, with X first and without .T.",
            lambda X, w, b: w @ X + b,
        ),
        Mistake(
            "column",
            "Your scores stand in a column of shape (m, 1). Asked for is a plain array of shape (m,): keep w as it is, "
            "do not reshape it or keep dimensions, and put no square brackets around a single score.",
            lambda X, w, b: (X @ w + b)[:, np.newaxis],
        ),
        Mistake(
            "one-row",
            "Your scores stand in a row of shape (1, m), a table of one row. Asked for is a plain array of shape (m,): "
            "are there square brackets around all of it? Leave them out.",
            lambda X, w, b: (X @ w + b)[np.newaxis],
        ),
        Mistake(
            "only-zeros",
            "Your scores are still the zeros that you began with. `==` compares and puts nothing in, and a score that stands alone in its "
            "line, or gets another name, is lost. A place is filled with one `=`: `scores[i] = ...`.",
            lambda X, w, b: np.zeros(len(X)),
        ),
        Mistake(
            "nothing-collected",
            "Your list, or array, of scores is still empty at the end. A score that stands alone in its line is lost, np.append makes a "
            "new array, and `+=` does not put a number into a list. In the loop it is `scores.append(...)`.",
            lambda X, w, b: np.zeros(0),
        ),
        Mistake(
            "last-row",
            "You return the score of the last row only. `scores = ...` in the loop replaces the ones before: begin with a list, `[]`, and "
            "put each score at its end, `scores.append(...)`.",
            lambda X, w, b: X[-1] @ w + b,
        ),
        Mistake(
            "sum-of-the-scores",
            "You added the scores of all rows up into a single number. Each bird has a score of its own: keep them side by side, in a list "
            "with `scores.append(...)`, or let `X @ w + b` make them all.",
            lambda X, w, b: np.sum(X @ w + b),
        ),
        Mistake(
            "sum-in-every-place",
            "Every place holds the sum of all scores. `scores += ...` adds to all places in each round; with `[i]` behind its name it is "
            "one place: `scores[i] = ...`.",
            lambda X, w, b: np.full(len(X), np.sum(X @ w + b)),
        ),
        Mistake(
            "bias-into-weights",
            "You added b to the weights before multiplying, so that every input multiplies it too. Multiply first, then add b.",
            lambda X, w, b: X @ (w + b),
        ),
        Mistake(
            "no-sum",
            "You return the products of every row without adding them up. Each row gives one number: X @ w multiplies and adds.",
            lambda X, w, b: X * w + b,
        ),
        Mistake(
            "bias-per-input",
            "You added the bias once for every input of a row. Add up the products of the row first, then add b once.",
            lambda X, w, b: np.sum(X * w + b, axis=1),
        ),
        Mistake(
            "bias-subtracted",
            "You took the bias away instead of adding it, so a bias of -1 raises every score by 1. It is X @ w + b.",
            lambda X, w, b: X @ w - b,
        ),
        Mistake(
            "no-weights",
            "You added up each row without the weights, so every feature counts the same. Multiply each column by its weight first.",
            lambda X, w, b: np.sum(X, axis=1) + b,
        ),
        Mistake(
            "first-row",
            "You return the score of the first row only. Is the `return` line inside the loop? Collect one score for every row, "
            "and return them all after the loop.",
            lambda X, w, b: X[0] @ w + b,
        ),
        Mistake(
            "counts-columns",
            "You went through as many rows as X has columns. X.shape is (rows, columns): the number of birds is X.shape[0], or len(X).",
            lambda X, w, b: np.array([X[i] @ w + b for i in range(X.shape[1])]),
        ),
        Mistake(
            "never-reset",
            "Each score still holds the rows before it. Set the total back to 0 for every new row, inside the outer loop.",
            lambda X, w, b: np.cumsum(X @ w) + b,
        ),
        Mistake(
            "whole-numbers",
            "For whole numbers X you return whole numbers, and what follows the decimal point is lost. An array made with "
            "np.zeros_like "
            "or an integer dtype can hold no fractions: ask for dtype=float.",
            lambda X, w, b: (X @ w + b).astype(X.dtype),
        ),
        Mistake(
            "positive-only",
            "You turned negative scores into 0. Such a step comes after the score, in the next lesson: here the scores themselves are "
            "asked for, negative or not.",
            lambda X, w, b: np.maximum(X @ w + b, 0),
        ),
    ),
)

EXERCISES = (NEURON, NEURON_BATCH)
