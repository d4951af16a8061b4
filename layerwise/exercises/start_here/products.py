"""The exercise products: each input times its weight."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise


def products(x, w):
    """Return a new array of each input times its weight, x[i] * w[i].
    x and w have shape (n,).
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        ### BEGIN SOLUTION
        result[i] = x[i] * w[i]
        ### END SOLUTION
    return result


def products_at_once(x, w):
    """NumPy multiplies two arrays entry by entry: the `*` does the looping for you. You will see it in most programs."""
    return x * w


def probes(rng):
    """Pairs of several lengths and of either sign, large ones, whole numbers, and a weight that is 0."""
    for n in (1, 3, 4, 2, int(rng.integers(20, 40))):
        yield rng.normal(size=n), rng.normal(size=n)
    yield 300 * rng.normal(size=5), 300 * rng.normal(size=5)
    yield rng.integers(-5, 6, size=5), rng.normal(size=5)
    yield rng.integers(1, 6, size=3), rng.integers(-5, 0, size=3)
    yield rng.normal(size=3), np.array([0.0, 2.5, -1.5])


EXERCISE = Exercise(
    place=1,
    answer=products,
    another_way=products_at_once,
    minutes=3,
    hints=(
        "Go through the loop with a pencil, for the example: in the first round i is 0. "
        "Which place of result is filled then, and with what?",
        "A place can stand on the left of a `=`: `result[0] = 7` puts a 7 into the first place. "
        "In each round it is the place with the number i that has to be filled.",
        "On the left stands `result[i]`. On the right stand the input at the same place, `x[i]`, and its weight, with a `*` between them.",
    ),
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0])),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.5])),
        (np.array([3.0, 6.0]), np.array([2.0, -1.0])),
    ),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake
def adds(x, w):
    """You added inputs and weights. A weight says how strongly its input counts, so it multiplies: x[i] * w[i]."""
    return x + w


@mistake
def last_weight_for_all(x, w):
    """Every input was multiplied by the last weight, as happens with one loop inside another: the inner one replaces the product in
    each of its rounds. One loop is enough: `x[i] * w[i]`.
    """
    return x * w[-1]


@mistake
def one_place_too_early(x, w):
    """Each product stands one place too early, and the first one stands last: -1 is Python's name for the last place.
    Product i belongs into place i: `result[i] = ...`.
    """
    return np.roll(x * w, -1)


@mistake
def already_summed(x, w):
    """You added the products up. That is the next exercise: here each product stays by itself, in its own place."""
    return np.sum(x * w)


@mistake
def last_product_alone(x, w):
    """You return the last product alone. All of them are asked for:
    fill one place in each round, `result[i] = ...`, and return the whole `result`.
    """
    return x[-1] * w[-1]


@mistake(when=lambda written: written.loops_cut_short)
def first_number_alone(x, w):
    """You return the first product alone. A `return` inside the loop ends the function in the first round:
    put the product into its place, `result[i] = ...`, and leave the line `return result` below the loop.
    """
    for i in range(len(x)):
        return x[i] * w[i]


@mistake
def first_product_alone(x, w):
    """You return the first product alone. All of them are asked for, one for each input: return the whole array or list."""
    return x[0] * w[0]


@mistake
def every_weight_for_every_input(x, w):
    """You multiplied each input by all the weights, which makes a table of products. Each input has a weight of its own:
    the same i in both, `x[i] * w[i]`.
    """
    return np.outer(x, w)


@mistake
def inputs_only(x, w):
    """You return the inputs as they are. Each still has to be multiplied by its weight."""
    return x


@mistake
def weights_only(x, w):
    """You return the weights as they are. Each still has to be multiplied by its input."""
    return w


@mistake
def first_weight_for_all(x, w):
    """Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to move along with it."""
    return x * w[0]


@mistake
def first_input_for_all(x, w):
    """Every weight is multiplied by the first input. Each has an input of its own: the i in x[i] has to move along with it."""
    return x[0] * w


@mistake(when=lambda written: written.lost_comparisons)
def compares(x, w):
    """The result still holds only zeros. Two equals signs compare two things, and put nothing anywhere.
    One `=` fills the place: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] == x[i] * w[i]
    return result


@mistake(when=lambda written: written.calls_of("print"))
def prints(x, w):
    """The result still holds only zeros. print shows a product on the screen, and keeps none.
    Put each into its place: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        print(end="")  # whatever it shows
    return result


@mistake(when=lambda written: written.lost)
def keeps_no_product(x, w):
    """The result still holds only zeros. A product that stands alone in its line is worked out and forgotten at once.
    Put it into its place: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        x[i] * w[i]
    return result


@mistake(when=lambda written: written.has("x[0]"))
def sum_of_two_in_every_place(x, w):
    """Every place holds the sum of the first two products, as in the worked cell above. Here nothing is added up:
    each place takes one product, with `i` in all three pairs of square brackets, `result[i] = x[i] * w[i]`.
    """
    return np.full(len(x), x[0] * w[0] + x[1] * w[1])


@mistake(when=lambda written: written.has("x[0]"))
def sum_of_two(x, w):
    """You return the sum of the first two products, as in the worked cell above. Here each product stays by itself:
    put it into its place, `result[i] = x[i] * w[i]`, and return the whole `result`.
    """
    return x[0] * w[0] + x[1] * w[1]


@mistake(when=lambda written: written.has("x[0]") and written.never_read)
def sum_of_two_forgotten(x, w):
    """The result still holds only zeros. The sum of the worked cell gets a name, and nothing is done with it after that.
    It is not needed here: each product goes into its own place, `result[i] = x[i] * w[i]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        total = x[0] * w[0] + x[1] * w[1]
    return result


@mistake(when=lambda written: written.never_read)
def another_name(x, w):
    """The result still holds only zeros. The product gets a name, and nothing is done with it after that.
    Put it into its place: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        product = x[i] * w[i]
    return result


@mistake(when=lambda written: written.has_in_a_loop("return"))
def returns_too_early(x, w):
    """The result still holds only zeros. A `return` inside the loop ends the function in its first round.
    There one place is to be filled, `result[i] = ...`; the `return` stands below the loop.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        return result


@mistake(when="*=")
def multiplies_the_zeros(x, w):
    """The result still holds only zeros. `*=` multiplies what is in the place already, and 0 times anything is 0.
    A plain `=` puts the product there: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] *= x[i] * w[i]
    return result


def reads_the_zeros(written):
    """Does a place of result stand to the right of an equals sign?"""
    values = [line.value for line in written.nodes(ast.Assign)]
    return any(written.text_of(node.value) == "result" for value in values for node in ast.walk(value) if isinstance(node, ast.Subscript))


@mistake(when=reads_the_zeros)
def multiplies_by_a_zero(x, w):
    """The result still holds only zeros. A place of result stands on the right of the `=` too. It is still 0, and 0 times anything is 0:
    on the right belong the input and its weight, x[i] * w[i].
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = result[i] * w[i]
    return result


@mistake
def only_zeros(x, w):
    """The result still holds only zeros: no product gets into it.
    The place to fill stands on the left of the `=`, and what belongs there on the right: `result[i] = ...`.
    """
    return np.zeros(len(x))


@mistake
def into_the_inputs(x, w):
    """You wrote the products into x, and the result still holds only zeros.
    Whoever called the function still needs its x. The place to fill stands on the left of the `=`: `result[i]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        x[i] = x[i] * w[i]
    return result


@mistake
def into_the_weights(x, w):
    """You wrote the products into w, and the result still holds only zeros.
    Whoever called the function still needs its w. The place to fill stands on the left of the `=`: `result[i]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        w[i] = x[i] * w[i]
    return result


@mistake(when="result +=")
def sum_in_every_place(x, w):
    """Every place holds the sum of all products. `result += ...` adds to all places in each round.
    Name the place that is meant, and put one product into it: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result += x[i] * w[i]
    return result


@mistake
def the_sum_everywhere(x, w):
    """Every place holds the sum of all products. Nothing is to be added up yet. Fill one place in each round:
    result[i] = x[i] * w[i].
    """
    return np.full(len(x), np.sum(x * w))


@mistake(when=lambda written: written.has_loop_in_a_loop)
def inner_loop_replaces(x, w):
    """Every place holds the last product. The inner loop fills the same place again in each of its rounds, and what its last round put
    there stays. One loop is enough, the one that was given: take the inner one out, and use its i.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        for value, weight in zip(x, w, strict=True):
            result[i] = value * weight
    return result


@mistake(when="[:]")
def last_product_in_every_place(x, w):
    """Every place holds the last product, so each round fills all places anew.
    It is to fill one, and to leave the others alone: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[:] = x[i] * w[i]
    return result


@mistake
def last_product_everywhere(x, w):
    """Every place holds the last product. Each is to hold its own: does `i` stand in all three pairs of square brackets?"""
    return np.full(len(x), x[-1] * w[-1])


@mistake
def first_product_in_every_place(x, w):
    """Every place holds the first product. Does a 0 stand where `i` should? The i has to move along on both sides of the `=`."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[0] * w[0]
    return result


@mistake
def second_product_in_every_place(x, w):
    """Every place holds the second product. Does a 1 stand where `i` should? The i has to move along, on both sides of the `=`."""
    return np.full(len(x), x[1] * w[1])


@mistake
def one_for_i(x, w):
    """Only the second place is filled. Each round has to fill its own: does `i` stand in all three pairs of square brackets?"""
    result = np.zeros(len(x))
    result[1] = x[1] * w[1]
    return result


@mistake
def first_two_places(x, w):
    """Only the first two places are filled, and x and w may have any length. One line with `i` fills one place in each round:
    `result[i] = ...`.
    """
    result = np.zeros(len(x))
    result[0] = x[0] * w[0]
    result[1] = x[1] * w[1]
    return result


@mistake
def last_place_only(x, w):
    """Only the last place of the result is right, and the others are still 0. Each round has to fill its own: result[i]."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[-1] = x[i] * w[i]
    return result


@mistake(when=lambda written: written.has_in_a_loop("return"))
def first_place_only(x, w):
    """Only the first place is filled. There is a `return` inside the loop, and it ends the function in the first round.
    Move it to the left, below the loop.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] * w[i]
        return result


@mistake
def zero_for_i(x, w):
    """Only the first place is filled. Each round has to fill its own: does `i` stand in all three pairs of square brackets?"""
    result = np.zeros(len(x))
    result[0] = x[0] * w[0]
    return result


@mistake
def misses_the_last(x, w):
    """The last place is still 0. Does the loop stop one round too early? range(n) stops before n by itself, so take nothing off:
    range(len(x)).
    """
    result = np.zeros(len(x))
    for i in range(len(x) - 1):
        result[i] = x[i] * w[i]
    return result


@mistake
def misses_the_first(x, w):
    """The first place is still 0. Does the loop begin one round too late? Python counts from 0, and so does range(len(x))."""
    result = np.zeros(len(x))
    for i in range(1, len(x)):
        result[i] = x[i] * w[i]
    return result


@mistake
def all_into_the_first_place(x, w):
    """Every product goes into the first place, where it replaces the one before. The place has to move along: `result[i]`."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[0] = x[i] * w[i]
    return result


@mistake
def all_into_the_second_place(x, w):
    """Every product goes into the second place, where it replaces the one before. The place has to move along: `result[i]`."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[1] = x[i] * w[i]
    return result


@mistake
def every_input_times_every_weight(x, w):
    """Each input is multiplied by every weight, and the products are added up, as happens with one loop inside another.
    Each has one weight of its own, and one loop is enough: `x[i] * w[i]`.
    """
    return x * np.sum(w)


@mistake
def only_two(x, w):
    """Only the first two products are in your result, and x and w may have any length. Let the loop go through range(len(x))."""
    return np.array([x[0] * w[0], x[1] * w[1]])


@mistake
def all_products_in_every_round(x, w):
    """You collected all the products in every round, so the result is a table. With `[i]` behind x and w it is one product a round."""
    return np.array([x * w for _ in x])


@mistake
def nothing_collected(x, w):
    """Your result is empty, so no product gets into it. Begin with places to fill, `result = np.zeros(len(x))`,
    and fill one of them in each round, `result[i] = ...`. (A list takes one more with .append, and not with a plus sign.)
    """
    return np.array([])


@mistake
def behind_the_zeros(x, w):
    """Your products stand behind the zeros, so the result is twice as long as x.
    The places are there already: fill one in each round, `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result = np.append(result, x[i] * w[i])
    return result


@mistake
def no_fractions(x, w):
    """What follows the decimal point is lost. Does `int` stand somewhere, in int(...) or dtype=int? It leaves whole numbers only:
    take it out.
    """
    result = np.zeros(len(x), dtype=int)
    for i in range(len(x)):
        result[i] = x[i] * w[i]
    return result


@mistake
def no_fractions_for_whole_numbers(x, w):
    """Where x holds whole numbers, so does your result, and what follows the decimal point is lost.
    An array made after x, as np.zeros_like(x) makes one, takes only the kind of numbers that x has. `np.zeros(len(x))` takes fractions.
    """
    result = np.zeros_like(x)
    for i in range(len(x)):
        result[i] = x[i] * w[i]
    return result


@mistake
def running_total(x, w):
    """Each place holds its product and all those before it. Put the product alone into result[i], and add nothing."""
    return np.cumsum(x * w)


@mistake
def divides(x, w):
    """You divided each input by its weight. A weight of 2 makes its input count twice, so it multiplies: x[i] * w[i]."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        if w[i] != 0:
            result[i] = x[i] / w[i]
    return result


@mistake(like=divides)
def divides_by_all(x, w):
    return x / w


@mistake
def power(x, w):
    """You raised each input to the power of its weight: that is what two stars do. One star multiplies: x[i] * w[i]."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] ** w[i]
    return result


@mistake
def squares(x, w):
    """You multiplied each input by itself. The second factor is its weight: w[i]."""
    return x * x


@mistake
def from_the_other_end(x, w):
    """The inputs are taken from the front and the weights from the back. Input i belongs to weight i: use the same i for both."""
    return x * w[::-1]
