"""Lesson 00: the weighted sum."""

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "00 start here"


def weighted_sum(x, w):
    """Return the sum of x[i] * w[i], one number, for two arrays of shape (n,)."""
    return np.sum(x * w)


def probes(rng):
    """Pairs of several lengths, whole numbers among them."""
    for n in (1, 3, 4, 7, 2):
        yield _clear_pair(lambda n=n: (rng.normal(size=n), rng.normal(size=n)))
    yield _clear_pair(lambda: (rng.integers(-5, 6, size=5), rng.normal(size=5)))
    yield _clear_pair(lambda: (rng.integers(-5, 6, size=3), rng.integers(-5, 6, size=3)))


def _clear_pair(draw):
    # Two products that almost cancel leave a sum in which rounding shows, and a right answer in float32 would look wrong.
    while True:
        x, w = draw()
        if abs(x @ w) > 0.2 and abs(np.sum(w)) > 0.2:
            return x, w


WEIGHTED_SUM = Exercise(
    lesson=LESSON,
    answer=weighted_sum,
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0])),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.0])),
        (np.array([3.0, 6.0]), np.array([2.0, -1.0])),
        (np.array([1.5, 5.0]), np.array([1.0, 0.2])),
    ),
    probes=probes,
    minutes=5,
    hints=(
        "Two things happen: each x[i] is multiplied by its own w[i], and the products are added up.",
        "`x * w` multiplies entry by entry and gives as many products as x has entries. `np.sum` adds all entries of an array.",
        "In a loop: begin with total = 0, add x[i] * w[i] for every i in range(len(x)), and return total after the loop.",
    ),
    mistakes=(
        Mistake(
            "no-sum",
            "You return the products one by one. They still have to be added up: the weighted sum is one number. Look at np.sum.",
            lambda x, w: x * w,
        ),
        Mistake(
            "no-weights",
            "You added up the inputs and left the weights out, so every input counts the same. "
            "Multiply each x[i] by its w[i] before you add.",
            lambda x, w: np.sum(x),
        ),
        Mistake(
            "adds-the-weights",
            "You added each weight to its input. A weight says how strongly its input counts, so it multiplies: x[i] * w[i].",
            lambda x, w: np.sum(x + w),
        ),
        Mistake(
            "sums-first",
            "You multiplied the sum of x by the sum of w, which pairs every input with every weight. "
            "Each input has one weight of its own: multiply the pairs first, then add the products.",
            lambda x, w: np.sum(x) * np.sum(w),
        ),
        Mistake(
            "only-two",
            "You wrote the sum out for two inputs, and x and w may have any length. "
            "Let NumPy multiply the whole arrays, or go through range(len(x)).",
            lambda x, w: x[0] * w[0] + x[1] * w[1],
        ),
        Mistake(
            "first-only",
            "Only the first product is in your result. Is the `return` line indented so far that it is inside the loop? "
            "Then the loop ends in its first round. Move it to the left, below the loop.",
            lambda x, w: x[0] * w[0],
        ),
        Mistake(
            "last-only",
            "Only the last product is in your result. Each round of the loop seems to replace the total. Use += to add to it.",
            lambda x, w: x[-1] * w[-1],
        ),
        Mistake(
            "misses-the-last",
            "The last product is missing. range(n) already stops before n, so range(len(x)) reaches every index: take nothing off.",
            lambda x, w: np.sum(x[:-1] * w[:-1]),
        ),
        Mistake(
            "misses-the-first",
            "The first product is missing. Python counts from 0: the first entries are x[0] and w[0].",
            lambda x, w: np.sum(x[1:] * w[1:]),
        ),
        Mistake(
            "mean",
            "You divided by the number of inputs, which gives the mean of the products. The weighted sum is not divided by anything.",
            lambda x, w: np.mean(x * w),
        ),
        Mistake(
            "weighted-average",
            "You divided by the sum of the weights, which gives a weighted average. The weighted sum is not divided by anything: "
            "a neuron's weights may be negative and need not add up to 1.",
            lambda x, w: np.sum(x * w) / np.sum(w),
        ),
    ),
)

EXERCISES = (WEIGHTED_SUM,)
