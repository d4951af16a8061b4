"""The exercise weighted_sum: the products of inputs and weights, added up."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def weighted_sum(x, w):
    """Return the sum of all x[i] * w[i], one number; x and w are (n,)."""
    ### BEGIN SOLUTION
    return np.sum(x * w)
    ### END SOLUTION


def weighted_sum_at_once(x, w):
    """The sign `@` multiplies the pairs and adds up in one go. It is the shortest way, and you meet it again at the end of this lesson."""
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
        "Two things happen: each x[i] is multiplied by its own w[i], and then the products are added up.",
        "`x * w` multiplies entry by entry and gives as many products as x has entries. `np.sum` adds up all entries of an array.",
        "As a loop: begin with total = 0, add x[i] * w[i] for every i in range(len(x)), and return total below the loop.",
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


@mistake(when=lambda written: any("sum" in written.text_of(value) for value in written.lost))
def sum_is_lost(x, w):
    """You return the products one by one. Their sum is worked out, but the line that does it stands alone, and nobody keeps what it gives:
    put `return` before it.
    """
    result = x * w
    np.sum(result)
    return result


@mistake
def no_sum(x, w):
    """You return the products one by one. They still have to be added up, since the weighted sum is one number: look at np.sum."""
    return x * w


@mistake
def no_weights(x, w):
    """You added up the inputs and left the weights out, so every input counts the same. Multiply each x[i] by its w[i] first."""
    return np.sum(x)


@mistake
def squares(x, w):
    """You multiplied each input by itself, as the worked example does, and the weights are left out. The second factor is w[i]:
    x[i] * w[i].
    """
    return np.sum(x * x)


@mistake
def adds_the_weights(x, w):
    """You added inputs and weights. A weight says how strongly its input counts, so it multiplies: x[i] * w[i]."""
    return np.sum(x + w)


@mistake(when="sum(x, w)")
def begins_with_the_weights(x, w):
    """Python's sum takes the second of two for a number to begin with, and adds all inputs to it. Multiply the pairs first:
    `sum(x * w)`, with a `*` between the two.
    """
    return sum(x, w)


@mistake
def without_signs(x, w):
    """You took the signs of the products away. A negative weight speaks against, and has to pull the sum down: leave abs out."""
    return np.sum(np.abs(x * w))


@mistake
def sums_first(x, w):
    """Every input has been multiplied by every weight, as happens when the sums are multiplied, or when one loop stands inside another.
    Each input has one weight of its own: multiply the pairs first, then add the products.
    """
    return np.sum(x) * np.sum(w)


@mistake
def sum_of_inputs_times_weights(x, w):
    """You return one number for each weight: the inputs were added up before anything was multiplied, or w stands without its [i].
    Each input has one weight of its own: x[i] * w[i].
    """
    return np.sum(x) * w


@mistake
def inputs_times_sum_of_weights(x, w):
    """You return one number for each input: the weights were added up before anything was multiplied, or x stands without its [i].
    Each input has one weight of its own: x[i] * w[i].
    """
    return x * np.sum(w)


@mistake
def all_products_in_every_round(x, w):
    """Each round of your loop adds all the products, so they come several times, and still one by one.
    Add a single product in each round, `total += x[i] * w[i]`; or leave the loop out, and let np.sum add them once.
    """
    return len(x) * (x * w)


@mistake(when=lambda written: written.loops)
def whole_sum_in_every_round(x, w):
    """Each round of your loop adds the whole sum, so it comes as often as x has entries.
    Add a single product in each round, `total += x[i] * w[i]`; or leave the loop out.
    """
    total = 0
    for _ in x:
        total += np.sum(x * w)
    return total


@mistake
def first_product_twice(x, w):
    """The first product is in your sum twice. Does the total begin with it, and the loop add it again? Begin with total = 0."""
    return x[0] * w[0] + np.sum(x * w)


@mistake
def sum_of_squared_products(x, w):
    """You squared each product before adding it. The worked example adds squares; here the products themselves are added: np.sum(x * w)."""
    return np.sum((x * w) ** 2)


@mistake
def powers(x, w):
    """You raised each input to the power of its weight: that is what two stars do. One star multiplies: x * w."""
    return np.sum(x**w)


@mistake
def only_two(x, w):
    """Only the first two products are in your sum, and x and w may have any length.
    Let NumPy multiply the whole arrays, or go through range(len(x)).
    """
    return x[0] * w[0] + x[1] * w[1]


@mistake
def pairs_without_zip(x, w):
    """Your loop takes x as its first pair and w as its second: a comma alone does not pair them.
    To go through both at once a loop needs zip: `for value, weight in zip(x, w):`.
    """
    total = 0
    for value, weight in x, w:
        total += value * weight
    return total


@mistake
def the_weights_of_the_example(x, w):
    """You wrote out the weights of the example, -2 and 1. The next call comes with other numbers:
    use w[i], and go through range(len(x)), since x and w may have any length.
    """
    return -2 * x[0] + x[1]


@mistake(when=lambda written: written.has_in_a_loop("return") and not written.collects_in_a_loop)
def returned_at_once(x, w):
    """Only the first product is in your result: a `return` inside the loop ends the function in the first round, and no line adds up.
    Above the loop stands `total = 0`, in it `total += x[i] * w[i]`, and below it `return total`.
    """
    for i in range(len(x)):
        return x[i] * w[i]


@mistake(when=lambda written: written.has_in_a_loop("return"))
def first_only(x, w):
    """Only the first product is in your result. There is a `return` inside the loop, and it ends the function in the first round.
    Move it to the left, below the loop.
    """
    total = 0
    for i in range(len(x)):
        total += x[i] * w[i]
        return total


@mistake
def first_product_alone(x, w):
    """Only the first product is in your result. Every round has to add its own: `total += x[i] * w[i]`."""
    return x[0] * w[0]


@mistake
def first_product_in_every_round(x, w):
    """Every round adds the first product. Does a 0 stand where `i` should? The i has to move along, in x[i] and in w[i]."""
    total = 0
    for _ in x:
        total += x[0] * w[0]
    return total


@mistake
def second_product_in_every_round(x, w):
    """Every round adds the second product. Does a 1 stand where `i` should? The i has to move along, in x[i] and in w[i]."""
    total = 0
    for _ in x:
        total += x[1] * w[1]
    return total


@mistake(when="=+")
def equals_plus(x, w):
    """Only the last product is in your result. `=+` is an `=` with a plus sign behind it, and replaces what total held.
    The other way round it adds: `total += ...`.
    """
    for i in range(len(x)):
        total =+ x[i] * w[i]  # fmt: skip
    return total


@mistake
def last_only(x, w):
    """Only the last product is in your result. In a loop, each round has to add to what the total holds, and not to replace it:
    `total += x[i] * w[i]`.
    """
    for i in range(len(x)):
        total = x[i] * w[i]
    return total


@mistake(when=lambda written: written.lost_comparisons)
def compares(x, w):
    """Your result is always 0. Two equals signs compare two things, and change neither.
    One `=` gives total its new value: `total = total + x[i] * w[i]`.
    """
    total = 0
    for i in range(len(x)):
        total == total + x[i] * w[i]
    return total


@mistake(when=lambda written: written.lost)
def keeps_no_sum(x, w):
    """Your result is always 0. A sum that stands alone in its line is worked out and forgotten at once.
    To keep it, give it the name again: `total = total + x[i] * w[i]`.
    """
    total = 0
    for i in range(len(x)):
        total + x[i] * w[i]
    return total


@mistake(when=lambda written: written.has("+=") and written.has("= []"))
def begins_as_a_list(x, w):
    """Your total begins as an empty list, and a number that is added to it with `+=` leaves nothing in it. A total is a number,
    and begins at 0: `total = 0`.
    """
    total = []
    for i in range(len(x)):
        total += x[i] * w[i]
    return np.sum(total)


@mistake
def stays_zero(x, w):
    """Your result is always 0. Does anything get added to the total? (And 0 times anything is 0.)
    In a loop, `total += x[i] * w[i]` adds one product in each round.
    """
    return 0


@mistake
def nothing_collected(x, w):
    """Your result is empty. A total begins as the number 0, and not as an empty list, which takes no number with a plus sign: total = 0."""
    return np.array([])


@mistake
def begins_at_one(x, w):
    """Your result is too large by 1. Did the total begin at 1? Before anything is added it has to be 0: total = 0."""
    total = 1
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


@mistake
def multiplies_the_products(x, w):
    """You multiplied the products with one another. Each input is multiplied by its own weight,
    and after that the products are added: np.sum, or `total += ...` with a total that begins at 0.
    """
    return np.prod(x * w)


@mistake
def sum_times_the_weights(x, w):
    """Your sum is right, and then it is multiplied by the weights once more. They are in the products already: return the sum itself."""
    return np.sum(x * w) * w


@mistake
def sum_times_the_inputs(x, w):
    """Your sum is right, and then it is multiplied by the inputs once more. They are in the products already: return the sum itself."""
    return np.sum(x * w) * x


@mistake
def multiplies_the_total(x, w):
    """Each round adds an input and then multiplies the whole total by a weight. A weight belongs to its own input alone:
    multiply the two first, and add the product, `total += x[i] * w[i]`.
    """
    total = 0
    for i in range(len(x)):
        total += x[i]
        total *= w[i]
    return total


@mistake
def numbers_for_inputs(x, w):
    """You multiplied each weight by the number of its place, 0, 1, 2 and so on. The input at that place is x[i]: x[i] * w[i]."""
    return np.sum(np.arange(len(w)) * w)


@mistake
def numbers_for_weights(x, w):
    """You multiplied each input by the number of its place, 0, 1, 2 and so on. The weight at that place is w[i]: x[i] * w[i]."""
    return np.sum(x * np.arange(len(x)))


@mistake
def running_totals(x, w):
    """You return a running total for every input. The weighted sum is only the last of them, one number:
    return the total itself, or take np.sum.
    """
    return np.cumsum(x * w)


@mistake
def first_weight_for_all(x, w):
    """Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to move along with it."""
    return np.sum(x * w[0])


@mistake
def misses_the_last(x, w):
    """The last product is missing. range(n) stops before n by itself, so range(len(x)) reaches every index: take nothing off."""
    total = 0
    for i in range(len(x) - 1):
        total += x[i] * w[i]
    return total


@mistake
def misses_the_first(x, w):
    """The first product is missing. Python counts from 0, so the first entries are x[0] and w[0]: range(len(x)) begins with them."""
    total = 0
    for i in range(1, len(x)):
        total += x[i] * w[i]
    return total


@mistake
def mean(x, w):
    """You divided by the number of inputs, which gives the mean of the products. A weighted sum is not divided by anything:
    add up, and stop.
    """
    return np.mean(x * w)


@mistake
def weighted_average(x, w):
    """You divided by the sum of the weights, which gives a weighted average.
    A weighted sum is not divided by anything: the weights may be negative and need not add up to 1.
    """
    return np.sum(x * w) / np.sum(w)


@mistake
def no_fractions(x, w):
    """The sum is right, and what follows its decimal point is lost. Does `int` stand somewhere? It cuts a number down to a whole one:
    take it out.
    """
    return int(np.sum(x * w))


@mistake
def rounded(x, w):
    """The sum is right, and then it is rounded. Return it as it is: rounding is for the screen, when you print."""
    return round(float(np.sum(x * w)))
