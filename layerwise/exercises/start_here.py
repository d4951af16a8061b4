"""Lesson 00: the products, and the weighted sum."""

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "00 start here"


# --- products ---


def products(x, w):
    """Return each input times its weight, x[i] * w[i], for two arrays of shape (n,). The result is (n,) too."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] * w[i]
    return result


def product_probes(rng):
    """Pairs of several lengths and of either sign, large ones, whole numbers, and a weight that is 0."""
    for n in (1, 3, 4, 2, int(rng.integers(20, 40))):
        yield rng.normal(size=n), rng.normal(size=n)
    yield 300 * rng.normal(size=5), 300 * rng.normal(size=5)
    yield rng.integers(-5, 6, size=5), rng.normal(size=5)
    yield rng.integers(1, 6, size=3), rng.integers(-5, 0, size=3)
    yield rng.normal(size=3), np.array([0.0, 2.5, -1.5])


def _into(place, x, w):
    place[:] = x * w
    return np.zeros(len(x))


def products_at_once(x, w):
    """NumPy multiplies two arrays entry by entry: the loop is in the sign. You will see it in most programs."""
    return x * w


PRODUCTS = Exercise(
    lesson=LESSON,
    answer=products,
    second_way=products_at_once,
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0])),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.5])),
        (np.array([3.0, 6.0]), np.array([2.0, -1.0])),
    ),
    probes=product_probes,
    minutes=3,
    given=3,
    hints=(
        "Play the loop with a pencil, for the example: in the first round i is 0. Which place of result is filled then, and with what?",
        "A place can stand on the left of a `=`: `result[0] = 7` puts a 7 into the first. In each round it is the place with the number i.",
        "On the left stands `result[i]`. On the right stand the input at the same place, `x[i]`, and its weight, with a `*` between them.",
    ),
    mistakes=(
        Mistake(
            "adds",
            "You added each weight to its input. A weight says how strongly its input counts, so it multiplies: x[i] * w[i].",
            lambda x, w: x + w,
        ),
        Mistake(
            "already-summed",
            "You added the products up. That is the next exercise: here every product is to stay by itself, in its own place.",
            lambda x, w: np.sum(x * w),
        ),
        Mistake(
            "one-number",
            "You return one number, the last product. Has `result = ...` in the loop replaced the whole result by one number, or do you "
            "return `result[i]`, one place of it? Fill one place in each round, `result[i] = ...`, and return the whole `result`.",
            lambda x, w: x[-1] * w[-1],
        ),
        Mistake(
            "first-number-alone",
            "You return one number, the first product. Does a `return` stand inside the loop? It ends the function in its first round. "
            "Put the product into its place, `result[i] = ...`, and leave the line `return result` below the loop.",
            lambda x, w: x[0] * w[0],
        ),
        Mistake(
            "inputs-only",
            "You return the inputs as they are. Each is still to be multiplied by its weight.",
            lambda x, w: np.array(x),
        ),
        Mistake(
            "weights-only",
            "You return the weights as they are. Each is still to be multiplied by its input.",
            lambda x, w: np.array(w),
        ),
        Mistake(
            "first-weight-for-all",
            "Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to go along. "
            "(And a `return` inside the loop would end it while i is still 0.)",
            lambda x, w: x * w[0],
        ),
        Mistake(
            "first-input-for-all",
            "Every weight is multiplied by the first input. Each has an input of its own: the i in x[i] has to go along.",
            lambda x, w: x[0] * w,
        ),
        Mistake(
            "only-zeros",
            "Your result still holds only zeros. `==` compares and puts nothing in; a product that stands alone in its line, or gets "
            "another name, is lost; and `*=` multiplies the 0 that is there. A place is filled with one `=`: `result[i] = ...`.",
            lambda x, w: np.zeros(len(x)),
        ),
        Mistake(
            "into-the-inputs",
            "You wrote the products into x, and the result still holds only zeros. Whoever called the function still needs its x. "
            "On the left of the `=` stands the place to fill, `result[i]`.",
            lambda x, w: _into(x, x, w),
        ),
        Mistake(
            "into-the-weights",
            "You wrote the products into w, and the result still holds only zeros. Whoever called the function still needs its w. "
            "On the left of the `=` stands the place to fill, `result[i]`.",
            lambda x, w: _into(w, x, w),
        ),
        Mistake(
            "sum-in-every-place",
            "Every place holds the sum of all products. `result += ...` adds to all places in each round; with `[i]` behind its name it "
            "is one place: `result[i] = ...`. On the right stands one product, and no sum.",
            lambda x, w: np.full(len(x), np.sum(x * w)),
        ),
        Mistake(
            "last-product-in-every-place",
            "Every place holds the last product. Does each round fill all places, as `result[:] = ...` does? "
            "It is to fill one, and to leave the others alone: `result[i] = ...`.",
            lambda x, w: np.full(len(x), x[-1] * w[-1]),
        ),
        Mistake(
            "first-product-in-every-place",
            "Every place holds the first product. Does a 0 stand where `i` has to stand? The i has to go along on both sides of the `=`.",
            lambda x, w: np.full(len(x), x[0] * w[0]),
        ),
        Mistake(
            "last-place-only",
            "Only one place of the result is filled. Each round has to fill its own: put the product into result[i].",
            lambda x, w: np.append(np.zeros(len(x) - 1), x[-1] * w[-1]),
        ),
        Mistake(
            "first-place-only",
            "Only the first place is filled. Does a 0 stand in the square brackets where `i` has to stand? Or is the `return` line "
            "indented so far that it is inside the loop? Then move it to the left.",
            lambda x, w: np.append(x[0] * w[0], np.zeros(len(x) - 1)),
        ),
        Mistake(
            "all-into-the-first-place",
            "Every product goes into the first place, where it replaces the one before. The place has to go along: "
            "`result[i]`, and not `result[0]`.",
            lambda x, w: np.append(x[-1] * w[-1], np.zeros(len(x) - 1)),
        ),
        Mistake(
            "behind-the-zeros",
            "Your products stand behind the zeros, so the result is twice as long as x. np.append makes it longer, and the places are "
            "there already: fill one in each round, `result[i] = ...`.",
            lambda x, w: np.append(np.zeros(len(x)), x * w),
        ),
        Mistake(
            "no-fractions",
            "What follows the decimal point is lost. `int(...)` cuts it off, and so does an array made with `dtype=int`: it has room for "
            "whole numbers only. Leave that out.",
            lambda x, w: (x * w).astype(int),
        ),
        Mistake(
            "no-fractions-for-whole-numbers",
            "For whole numbers x you return whole numbers, and what follows the decimal point is lost. An array made like x, as "
            "np.zeros_like(x) makes one, has the kind of numbers that x has. `np.zeros(len(x))` takes fractions.",
            lambda x, w: (x * w).astype(x.dtype),
        ),
        Mistake(
            "running-total",
            "Each place holds its product and all those before it. Put the product alone into result[i], and add nothing.",
            lambda x, w: np.cumsum(x * w),
        ),
        Mistake(
            "divides",
            "You divided each input by its weight. A weight of 2 makes its input count twice, so it multiplies.",
            lambda x, w: np.array([value / weight if weight else 0 for value, weight in zip(x, w, strict=True)]),
        ),
        Mistake(
            "power",
            "You took each input to the power of its weight: that is what two stars do. To multiply takes one: x[i] * w[i].",
            lambda x, w: np.array([value**weight for value, weight in zip(x, w, strict=True)]),
        ),
        Mistake(
            "squares",
            "You multiplied each input by itself. The second factor is its weight, w[i].",
            lambda x, w: x * x,
        ),
        Mistake(
            "from-the-other-end",
            "The inputs are taken from the front and the weights from the back. Input i belongs to weight i.",
            lambda x, w: x * w[::-1],
        ),
    ),
)


# --- weighted_sum ---


def weighted_sum(x, w):
    """Return the sum of x[i] * w[i], one number, for two arrays of shape (n,)."""
    return np.sum(x * w)


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


def weighted_sum_at_once(x, w):
    """The sign `@` multiplies the pairs and adds up in one go. It is the shortest way, and lesson 01 meets it again."""
    return x @ w


WEIGHTED_SUM = Exercise(
    lesson=LESSON,
    answer=weighted_sum,
    second_way=weighted_sum_at_once,
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
            "Only the last product is in your result. Does each round of the loop begin anew? `total = 0` belongs above the loop, and in "
            "it `total += ...` adds. (`=` and `=+` replace what total held.)",
            lambda x, w: x[-1] * w[-1],
        ),
        Mistake(
            "stays-zero",
            "Your result is always 0. In a loop: `==` only compares, `total + ...` alone in its line is worked out and lost, and 0 times "
            "anything is 0. `total += x[i] * w[i]` adds one product in each round.",
            lambda x, w: 0,
        ),
        Mistake(
            "begins-at-one",
            "Your result is too large by 1. Did the total begin at 1? Before anything is added it has to be 0: total = 0.",
            lambda x, w: np.sum(x * w) + 1,
        ),
        Mistake(
            "multiplies-the-products",
            "You multiplied the products with each other. Each input is multiplied by its own weight; after that the products are added: "
            "np.sum, or `total += ...` with a total that begins at 0.",
            lambda x, w: np.prod(x * w),
        ),
        Mistake(
            "running-totals",
            "You return a running total for every input. The weighted sum is the last of them alone, one number: return the total itself, "
            "or take np.sum.",
            lambda x, w: np.cumsum(x * w),
        ),
        Mistake(
            "first-weight-for-all",
            "Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to go along.",
            lambda x, w: np.sum(x * w[0]),
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

EXERCISES = (PRODUCTS, WEIGHTED_SUM)
