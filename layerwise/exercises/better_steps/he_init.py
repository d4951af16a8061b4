"""The first weights of a layer: as large as its inputs allow, and no two alike."""

from functools import partial

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import copy_arguments, settle
from layerwise.exercises.better_steps._chance import IGNORES_RNG, OWN_SEED, STRAY, generator


def he_init(n_in, n_out, rng):
    """Return first weights, (n_in, n_out), drawn from rng: normal, of deviation sqrt(2 / n_in).

    rng is a Generator; the mean is 0.
    """
    ### BEGIN SOLUTION
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    ### END SOLUTION


def he_init_scaled(n_in, n_out, rng):
    """Numbers of standard deviation 1, then stretched: doubling every number doubles the deviation."""
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)


def probes(rng):
    """Thousands of weights, so that their mean and deviation tell how they were drawn, for few inputs too; and layers of a few neurons."""
    for n_in, n_out in ((40, 125), (100, 50), (2, 2500), (3, 4), (1, 2)):
        yield n_in, n_out, generator(rng)


def describe(n_in, n_out, rng):
    return f"n_in = {n_in} and n_out = {n_out}"


def mistaken_deviations(n_in, n_out):
    """What beginners take for the standard deviation."""
    return {
        "1": 1,
        "2 / n_in": 2 / n_in,
        "sqrt(2) / n_in": np.sqrt(2) / n_in,
        "sqrt(1 / n_in)": np.sqrt(1 / n_in),
        "sqrt(2 / n_out)": np.sqrt(2 / n_out),
        "sqrt(2 / (n_in + n_out))": np.sqrt(2 / (n_in + n_out)),
        "sqrt(n_in / 2)": np.sqrt(n_in / 2),
    }


class Drawn:
    """Weights that were drawn by chance. How they were drawn can be told where they are many."""

    def __init__(self, weights, n_in, n_out):
        self.weights, self.n_in, self.n_out = weights, n_in, n_out
        self.many = weights.size >= 5_000
        self.right_deviation = np.sqrt(2 / n_in)

    def finite(self):
        return bool(np.isfinite(self.weights).all())

    def all_equal(self):
        return bool(np.ptp(self.weights) == 0)

    def rows_equal(self):
        return self.n_in > 1 and not np.ptp(self.weights, axis=0).any()

    def columns_equal(self):
        return self.n_out > 1 and not np.ptp(self.weights, axis=1).any()

    def some_0(self):
        return bool((self.weights == 0).any())

    def some_negative(self):
        return not self.many or bool((self.weights < 0).any())

    def mean_about_0(self):
        return not self.many or bool(abs(self.weights.mean()) < STRAY * self.weights.std() / np.sqrt(self.weights.size))

    def normal(self):
        """Under the bell 68.27 % lie within one standard deviation."""
        within = np.mean(np.abs(self.weights - self.weights.mean()) < self.weights.std())
        return not self.many or bool(abs(within - 0.6827) < STRAY * 0.466 / np.sqrt(self.weights.size))

    def deviation_is(self, deviation):
        return bool(abs(self.weights.std() / deviation - 1) < STRAY / np.sqrt(2 * self.weights.size))

    def deviation_mistaken_for(self, deviation):
        """Is it this one, in a layer where the right one is clearly another?"""
        return self.many and not 0.85 < deviation / self.right_deviation < 1.15 and self.deviation_is(deviation)

    def deviation_as_a_multiple(self):
        if not self.many or self.deviation_is(self.right_deviation):
            return 1.0
        return round(float(self.weights.std() / self.right_deviation), 3)


def observe(function, n_in, n_out, rng):
    """What holds for the weights, since they are drawn by chance."""
    rng_at_first = copy_arguments(rng)
    first = function(n_in, n_out, rng)
    weights = settle(first, like=np.zeros((n_in, n_out))).astype(float)
    drawn = Drawn(weights, n_in, n_out)

    def the_same_from(generator):
        return np.array_equal(function(n_in, n_out, generator), first)

    return {
        "the shape": np.array(weights.shape),
        **in_turn(
            [
                ("every number is finite", True, drawn.finite),
                ("all numbers are equal", False, drawn.all_equal),
                ("all rows are equal", False, drawn.rows_equal),
                ("all columns are equal", False, drawn.columns_equal),
                ("some numbers are exactly 0", False, drawn.some_0),
                ("there are negative numbers among them", True, drawn.some_negative),
                ("their mean is about 0", True, drawn.mean_about_0),
                ("they are normally distributed", True, drawn.normal),
                *(
                    (f"their standard deviation is {formula}", False, partial(drawn.deviation_mistaken_for, deviation))
                    for formula, deviation in mistaken_deviations(n_in, n_out).items()
                ),
                ("their standard deviation divided by sqrt(2 / n_in)", 1.0, drawn.deviation_as_a_multiple),
                ("the same seed gives the same weights", True, lambda: the_same_from(rng_at_first)),
                ("the next layer, with the same rng, has others", True, lambda: not the_same_from(rng)),
            ],
            failed=weights.shape != (n_in, n_out),
        ),
    }


EXERCISE = Exercise(
    place=1,
    answer=he_init,
    another_way=he_init_scaled,
    minutes=4,
    hints=(
        "`rng.normal(mean, deviation, shape)` draws a whole table at once. Which mean, which deviation and which shape are asked for?",
        "The deviation is the root of 2 / n_in: the more inputs a neuron adds up, the smaller each weight. `np.sqrt` takes the root.",
        "`rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))`: the shape is the third argument, in round brackets of its own.",
    ),
    examples=((4, 3, np.random.default_rng(7)),),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


@mistake
def all_equal(n_in, n_out, rng):
    """All your weights are the same number. Then all neurons of a layer compute the same and get the
    same gradient, so they stay alike for ever. Chance has to make them different: `rng.normal`.
    """
    return np.zeros((n_in, n_out))


@mistake
def exchanged_shape(n_in, n_out, rng):
    """Your table has n_out rows and n_in columns. `X @ W` needs a row for each input and a column for each neuron: (n_in, n_out)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))


@mistake
def flat(n_in, n_out, rng):
    """You return one long row of numbers. `X @ W` needs a row for each input and a column for each neuron: the shape (n_in, n_out)."""
    return rng.normal(0, np.sqrt(2 / n_in), n_in * n_out)


@mistake
def shape_as_deviation(n_in, n_out, rng):
    """You return two numbers. `rng.normal` takes the mean first, then the deviation, then the shape;
    yours took the shape for the deviation. Write `rng.normal(0, deviation, (n_in, n_out))`.
    """
    return rng.normal(np.sqrt(2 / n_in), (n_in, n_out))


@mistake
def equal_rows(n_in, n_out, rng):
    """All your rows are equal: one row was drawn and then repeated. Every neuron then treats all its
    inputs alike, like a blurred lens. Draw the whole table at once, with the shape (n_in, n_out).
    """
    row = rng.normal(0, np.sqrt(2 / n_in), n_out)
    return np.tile(row, (n_in, 1))


@mistake
def equal_columns(n_in, n_out, rng):
    """All your columns are equal: one column was drawn and then repeated. Then all neurons of the layer compute the same
    and get the same gradient, so they stay alike for ever. Draw the whole table at once, with the shape (n_in, n_out).
    """
    column = rng.normal(0, np.sqrt(2 / n_in), (n_in, 1))
    return np.tile(column, (1, n_out))


@mistake
def some_left_0(n_in, n_out, rng):
    """Some of your weights are exactly 0, which a random draw hardly ever gives. Does a loop leave out a row or a column,
    as with `range(n_out - 1)`? Or does something cut numbers off, as `np.maximum` does? Draw the whole table at once.
    """
    W = np.zeros((n_in, n_out))
    for j in range(n_out - 1):
        W[:, j] = rng.normal(0, np.sqrt(2 / n_in), n_in)
    return W


@mistake
def only_positive(n_in, n_out, rng):
    """None of your weights is negative. A neuron needs weights that speak against something too. `rng.normal`
    with the mean 0 gives both signs; `rng.random` draws between 0 and 1, and `np.abs` takes the signs away.
    """
    return rng.random((n_in, n_out)) * np.sqrt(2 / n_in)


@mistake
def deviation_as_mean(n_in, n_out, rng):
    """The mean of your weights is not 0. `rng.normal` takes the mean first and the deviation
    second, and a single number is taken for the mean. Write `rng.normal(0, deviation, shape)`.
    """
    return rng.normal(np.sqrt(2 / n_in), size=(n_in, n_out))


@mistake
def uniform(n_in, n_out, rng):
    """Your weights do not follow the bell of `rng.normal`, where small weights are the most common.
    `rng.uniform`, for one, spreads them evenly between two limits: another usual way, with limits of its own.
    """
    limit = np.sqrt(2 / n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


@mistake
def not_scaled(n_in, n_out, rng):
    """Your weights have the standard deviation 1, whatever n_in is. A neuron with many inputs then gets
    an enormous sum, and layer after layer the numbers grow. The deviation has to be sqrt(2 / n_in).
    """
    return rng.normal(0, 1, (n_in, n_out))


@mistake
def variance(n_in, n_out, rng):
    """The standard deviation of your weights is 2 / n_in, and the root is missing. 2 / n_in is
    the variance, the deviation squared; `rng.normal` wants the deviation: `np.sqrt(2 / n_in)`.
    """
    return rng.normal(0, 2 / n_in, (n_in, n_out))


@mistake
def root_of_2_only(n_in, n_out, rng):
    """You took the root of 2 and divided by n_in afterwards, so the weights are
    too small. The root goes over the whole fraction: `np.sqrt(2 / n_in)`.
    """
    return rng.normal(0, np.sqrt(2) / n_in, (n_in, n_out))


@mistake
def one_instead_of_two(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(1 / n_in). ReLU silences about half of what comes
    in; the 2 makes up for that. Without it the signals fade from layer to layer: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))


@mistake
def n_out(n_in, n_out, rng):
    """You divided by n_out. What makes a neuron's sum large is how many
    inputs it adds up, and not how many neighbours it has: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out))


@mistake
def both_sizes(n_in, n_out, rng):
    """You divided by n_in + n_out. That is the rule of Glorot and Bengio, made for tanh
    and sigmoid. The rule of He, made for ReLU, knows n_in alone: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@mistake
def upside_down(n_in, n_out, rng):
    """Your fraction stands on its head: the more inputs, the larger your weights. It has to be the other way round: sqrt(2 / n_in)."""
    return rng.normal(0, np.sqrt(n_in / 2), (n_in, n_out))


@mistake(says=OWN_SEED)
def own_seed(n_in, n_out, rng):
    return he_init(n_in, n_out, np.random.default_rng(0))


@mistake(says=IGNORES_RNG)
def ignores_rng(n_in, n_out, rng):
    return he_init(n_in, n_out, np.random.default_rng())
