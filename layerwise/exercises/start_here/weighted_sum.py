"""The exercise weighted_sum: the products of inputs and weights, added up."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def weighted_sum(x, w):
    """Return the sum of x[i] * w[i], one number, for two arrays of shape (n,)."""
    ### BEGIN SOLUTION
    return np.sum(x * w)
    ### END SOLUTION


def weighted_sum_at_once(x, w):
    """The sign `@` multiplies the pairs and adds up in one go. It is the shortest way, and lesson 01 meets it again."""
    return x @ w


def probes(rng):
    """Pairs of several lengths, short and long, of either sign, large and small; whole numbers among them."""
    for n in (1, 3, 4, 7, 2, int(rng.integers(20, 40))):
        x, w = _clear_pair(lambda n=n: (rng.normal(size=n), rng.normal(size=n)))
        yield x, w
        yield x, -w
    yield 300 * x, 300 * w
    yield _clear_pair(lambda: (rng.integers(-5, 6, size=5), rng.normal(size=5)))
    yield _clear_pair(lambda: (rng.integers(-5, 6, size=3), rng.integers(-5, 6, size=3)))


def _clear_pair(draw):
    # Two products that almost cancel leave a sum in which rounding shows, and a right answer in float32 would look wrong.
    while True:
        x, w = draw()
        if abs(x @ w) > 0.2 and abs(np.sum(w)) > 0.2:
            return x, w


EXERCISE = Exercise(
    place=2,
    answer=weighted_sum,
    another_way=weighted_sum_at_once,
    minutes=5,
    hints=(
        "Two things happen: each x[i] is multiplied by its own w[i], and the products are added up.",
        "`x * w` multiplies entry by entry and gives as many products as x has entries. `np.sum` adds all entries of an array.",
        "In a loop: begin with total = 0, add x[i] * w[i] for every i in range(len(x)), and return total after the loop.",
    ),
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0])),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.0])),
        (np.array([3.0, 6.0]), np.array([2.0, -1.0])),
        (np.array([1.5, 5.0]), np.array([1.0, 0.2])),
    ),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake
def no_sum(x, w):
    """You return the products one by one. They still have to be added up: the weighted sum is one number. Look at np.sum."""
    return x * w


@mistake
def no_weights(x, w):
    """You added up the inputs and left the weights out, so every input counts the same. Multiply each x[i] by its w[i] before you add."""
    return np.sum(x)


@mistake
def adds_the_weights(x, w):
    """You added each weight to its input. A weight says how strongly its input counts, so it multiplies: x[i] * w[i]."""
    return np.sum(x + w)


@mistake
def sums_first(x, w):
    """You multiplied the sum of x by the sum of w, which pairs every input with every weight.
    Each input has one weight of its own: multiply the pairs first, then add the products.
    """
    return np.sum(x) * np.sum(w)


@mistake
def only_two(x, w):
    """You wrote the sum out for two inputs, and x and w may have any length.
    Let NumPy multiply the whole arrays, or go through range(len(x)).
    """
    return x[0] * w[0] + x[1] * w[1]


@mistake
def first_only(x, w):
    """Only the first product is in your result. Is the `return` line indented so far that it is inside the loop?
    Then the loop ends in its first round. Move it to the left, below the loop.
    """
    total = 0
    for i in range(len(x)):
        total += x[i] * w[i]
        return total


@mistake
def last_only(x, w):
    """Only the last product is in your result. Does each round of the loop begin anew?
    `total = 0` belongs above the loop, and in it `total += ...` adds. (`=` and `=+` replace what total held.)
    """
    for i in range(len(x)):
        total = 0
        total += x[i] * w[i]
    return total


@mistake
def stays_zero(x, w):
    """Your result is always 0. In a loop: `==` only compares, `total + ...` alone in its line is worked out and lost,
    and 0 times anything is 0. `total += x[i] * w[i]` adds one product in each round.
    """
    return 0


@mistake
def begins_at_one(x, w):
    """Your result is too large by 1. Did the total begin at 1? Before anything is added it has to be 0: total = 0."""
    total = 1
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


@mistake
def multiplies_the_products(x, w):
    """You multiplied the products with each other. Each input is multiplied by its own weight;
    after that the products are added: np.sum, or `total += ...` with a total that begins at 0.
    """
    return np.prod(x * w)


@mistake
def running_totals(x, w):
    """You return a running total for every input. The weighted sum is the last of them alone,
    one number: return the total itself, or take np.sum.
    """
    return np.cumsum(x * w)


@mistake
def first_weight_for_all(x, w):
    """Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to go along."""
    return np.sum(x * w[0])


@mistake
def misses_the_last(x, w):
    """The last product is missing. range(n) already stops before n, so range(len(x)) reaches every index: take nothing off."""
    total = 0
    for i in range(len(x) - 1):
        total += x[i] * w[i]
    return total


@mistake
def misses_the_first(x, w):
    """The first product is missing. Python counts from 0: the first entries are x[0] and w[0]."""
    total = 0
    for i in range(1, len(x)):
        total += x[i] * w[i]
    return total


@mistake
def mean(x, w):
    """You divided by the number of inputs, which gives the mean of the products. The weighted sum is not divided by anything."""
    return np.mean(x * w)


@mistake
def weighted_average(x, w):
    """You divided by the sum of the weights, which gives a weighted average.
    The weighted sum is not divided by anything: a neuron's weights may be negative and need not add up to 1.
    """
    return np.sum(x * w) / np.sum(w)
