"""The exercise products: each input times its weight."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def products(x, w):
    """Return each input times its weight, x[i] * w[i], for two arrays of shape (n,). The result is (n,) too."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        ### BEGIN SOLUTION
        result[i] = x[i] * w[i]
        ### END SOLUTION
    return result


def products_at_once(x, w):
    """NumPy multiplies two arrays entry by entry: the loop is in the sign. You will see it in most programs."""
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
        "Play the loop with a pencil, for the example: in the first round i is 0. Which place of result is filled then, and with what?",
        "A place can stand on the left of a `=`: `result[0] = 7` puts a 7 into the first. In each round it is the place with the number i.",
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
    """You added each weight to its input. A weight says how strongly its input counts, so it multiplies: x[i] * w[i]."""
    return x + w


@mistake
def already_summed(x, w):
    """You added the products up. That is the next exercise: here every product is to stay by itself, in its own place."""
    return np.sum(x * w)


@mistake
def one_number(x, w):
    """You return one number, the last product. Has `result = ...` in the loop replaced the whole result by one number,
    or do you return `result[i]`, one place of it? Fill one place in each round, `result[i] = ...`, and return the whole `result`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result = x[i] * w[i]
    return result


@mistake
def first_number_alone(x, w):
    """You return one number, the first product. Does a `return` stand inside the loop? It ends the function in its first round.
    Put the product into its place, `result[i] = ...`, and leave the line `return result` below the loop.
    """
    for i in range(len(x)):
        return x[i] * w[i]


@mistake
def inputs_only(x, w):
    """You return the inputs as they are. Each is still to be multiplied by its weight."""
    return x


@mistake
def weights_only(x, w):
    """You return the weights as they are. Each is still to be multiplied by its input."""
    return w


@mistake
def first_weight_for_all(x, w):
    """Every input is multiplied by the first weight. Each has a weight of its own: the i in w[i] has to go along.
    (And a `return` inside the loop would end it while i is still 0.)
    """
    return x * w[0]


@mistake
def first_input_for_all(x, w):
    """Every weight is multiplied by the first input. Each has an input of its own: the i in x[i] has to go along."""
    return x[0] * w


@mistake
def only_zeros(x, w):
    """Your result still holds only zeros. `==` compares and puts nothing in; a product that stands alone in its line,
    or gets another name, is lost; and `*=` multiplies the 0 that is there. A place is filled with one `=`: `result[i] = ...`.
    """
    return np.zeros(len(x))


@mistake
def into_the_inputs(x, w):
    """You wrote the products into x, and the result still holds only zeros.
    Whoever called the function still needs its x. On the left of the `=` stands the place to fill, `result[i]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        x[i] = x[i] * w[i]
    return result


@mistake
def into_the_weights(x, w):
    """You wrote the products into w, and the result still holds only zeros.
    Whoever called the function still needs its w. On the left of the `=` stands the place to fill, `result[i]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        w[i] = x[i] * w[i]
    return result


@mistake
def sum_in_every_place(x, w):
    """Every place holds the sum of all products. `result += ...` adds to all places in each round;
    with `[i]` behind its name it is one place: `result[i] = ...`. On the right stands one product, and no sum.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result += x[i] * w[i]
    return result


@mistake
def last_product_in_every_place(x, w):
    """Every place holds the last product. Does each round fill all places, as `result[:] = ...` does?
    It is to fill one, and to leave the others alone: `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[:] = x[i] * w[i]
    return result


@mistake
def first_product_in_every_place(x, w):
    """Every place holds the first product. Does a 0 stand where `i` has to stand? The i has to go along on both sides of the `=`."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[0] * w[0]
    return result


@mistake
def last_place_only(x, w):
    """Only one place of the result is filled. Each round has to fill its own: put the product into result[i]."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[-1] = x[i] * w[i]
    return result


@mistake
def first_place_only(x, w):
    """Only the first place is filled. Does a 0 stand in the square brackets where `i` has to stand?
    Or is the `return` line indented so far that it is inside the loop? Then move it to the left.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] * w[i]
        return result


@mistake
def all_into_the_first_place(x, w):
    """Every product goes into the first place, where it replaces the one before.
    The place has to go along: `result[i]`, and not `result[0]`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[0] = x[i] * w[i]
    return result


@mistake
def behind_the_zeros(x, w):
    """Your products stand behind the zeros, so the result is twice as long as x.
    np.append makes it longer, and the places are there already: fill one in each round, `result[i] = ...`.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        result = np.append(result, x[i] * w[i])
    return result


@mistake
def no_fractions(x, w):
    """What follows the decimal point is lost. `int(...)` cuts it off,
    and so does an array made with `dtype=int`: it has room for whole numbers only. Leave that out.
    """
    result = np.zeros(len(x), dtype=int)
    for i in range(len(x)):
        result[i] = x[i] * w[i]
    return result


@mistake
def no_fractions_for_whole_numbers(x, w):
    """For whole numbers x you return whole numbers, and what follows the decimal point is lost.
    An array made like x, as np.zeros_like(x) makes one, has the kind of numbers that x has. `np.zeros(len(x))` takes fractions.
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
    """You divided each input by its weight. A weight of 2 makes its input count twice, so it multiplies."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        if w[i] != 0:
            result[i] = x[i] / w[i]
    return result


@mistake
def power(x, w):
    """You took each input to the power of its weight: that is what two stars do. To multiply takes one: x[i] * w[i]."""
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] ** w[i]
    return result


@mistake
def squares(x, w):
    """You multiplied each input by itself. The second factor is its weight, w[i]."""
    return x * x


@mistake
def from_the_other_end(x, w):
    """The inputs are taken from the front and the weights from the back. Input i belongs to weight i."""
    return x * w[::-1]
