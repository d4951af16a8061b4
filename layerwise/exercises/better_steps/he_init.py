"""The first weights of a layer: as large as its inputs allow, and no two alike."""

from functools import partial

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import copy_arguments, settle
from layerwise.exercises.better_steps._chance import IGNORES_RNG, OLD_NAMES, OWN_SEED, STRAY, calls_old_names, generator


def he_init(n_in, n_out, rng):
    """Return first weights, (n_in, n_out), drawn from rng, a Generator:
    normal, with the mean 0 and the standard deviation sqrt(2 / n_in).
    """
    ### BEGIN SOLUTION
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    ### END SOLUTION


def he_init_scaled(n_in, n_out, rng):
    """Numbers of standard deviation 1, then stretched: doubling every number doubles the deviation."""
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)


def probes(rng):
    """Thousands of weights, so that their mean and deviation tell how they were drawn, for few inputs too; and layers of a few neurons.

    The sizes are such that none of the mistaken deviations is like another.
    """
    for n_in, n_out in ((46, 120), (100, 50), (2, 2500), (3, 4), (1, 2)):
        yield n_in, n_out, generator(rng)


def describe(n_in, n_out, rng):
    return f"n_in = {n_in} and n_out = {n_out}"


def mistaken_deviations(n_in, n_out):
    """What beginners take for the standard deviation."""
    return {
        "1": 1,
        "0.01": 0.01,
        "0.05": 0.05,
        "0.1": 0.1,
        "sqrt(2 / 64)": np.sqrt(2 / 64),
        "2 / n_in": 2 / n_in,
        "sqrt(2) / n_in": np.sqrt(2) / n_in,
        "2 / sqrt(n_in)": 2 / np.sqrt(n_in),
        "sqrt(1 / n_in)": np.sqrt(1 / n_in),
        "sqrt(2 / n_out)": np.sqrt(2 / n_out),
        "sqrt(2 / (n_in + n_out))": np.sqrt(2 / (n_in + n_out)),
        "sqrt(n_in / 2)": np.sqrt(n_in / 2),
        "sqrt(2 / n_in * n_out)": np.sqrt(2 / n_in * n_out),
        "(2 / n_in) ** 2": (2 / n_in) ** 2,
        "1 / n_in": 1 / n_in,
        "sqrt(2 / (n_in * n_out))": np.sqrt(2 / (n_in * n_out)),
        "sqrt(2 * n_in)": np.sqrt(2 * n_in),
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
                ("the mean of the weights is about 0", True, drawn.mean_about_0),
                ("the weights are normally distributed", True, drawn.normal),
                *(
                    (f"the standard deviation of the weights is {formula}", False, partial(drawn.deviation_mistaken_for, deviation))
                    for formula, deviation in mistaken_deviations(n_in, n_out).items()
                ),
                ("the standard deviation of the weights divided by sqrt(2 / n_in)", 1.0, drawn.deviation_as_a_multiple),
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
        "The deviation is the root of 2 / n_in: the more inputs a neuron adds up, the smaller its weights. `np.sqrt` takes the root.",
        "`rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))`: the shape is the third argument, in round brackets of its own.",
    ),
    examples=((4, 3, np.random.default_rng(7)),),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


@mistake(when="rng.normal(")
def drawn_and_all_equal(n_in, n_out, rng):
    """All your weights are the same number. Either only one number was drawn, or the deviation is 0
    because it stands in the place of the mean: rng.normal(mean, deviation, shape) is the order.
    """
    return rng.normal(np.sqrt(2 / n_in), 0, (n_in, n_out))


@mistake
def all_equal(n_in, n_out, rng):
    """All your weights are the same number. Then all neurons of a layer compute the same and get
    the same gradient, so they stay alike for ever. Chance has to make them different: `rng.normal`.
    """
    return np.zeros((n_in, n_out))


@mistake(when=lambda written: "rng" not in written.unread_parameters)
def single_number(n_in, n_out, rng):
    """You return a single number. Without a shape, only one is drawn: give the shape
    as the third argument, in round brackets of its own, (n_in, n_out).
    """
    return rng.normal(0, np.sqrt(2 / n_in))


@mistake
def deviation_alone(n_in, n_out, rng):
    """You return a single number, and nothing is drawn. The deviation only says how large the weights are;
    `rng.normal` draws them: rng.normal(0, deviation, (n_in, n_out)).
    """
    return np.sqrt(2 / n_in)


@mistake
def exchanged_shape(n_in, n_out, rng):
    """Your table has n_out rows and n_in columns. For `X @ W` it takes a row for each input and a column for each neuron: (n_in, n_out)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))


@mistake
def flat(n_in, n_out, rng):
    """You return one long row of numbers. For `X @ W` it takes a row for each input and a column for each neuron: (n_in, n_out)."""
    return rng.normal(0, np.sqrt(2 / n_in), n_in * n_out)


@mistake
def one_number_for_each_input(n_in, n_out, rng):
    """You return one row of n_in numbers. A layer has that many for each of its n_out neurons:
    the third argument of rng.normal is the whole shape, (n_in, n_out).
    """
    return rng.normal(0, np.sqrt(2 / n_in), n_in)


@mistake
def one_number_for_each_neuron(n_in, n_out, rng):
    """You return one row of n_out numbers. A layer has that many for each of its n_in inputs:
    the third argument of rng.normal is the whole shape, (n_in, n_out).
    """
    return rng.normal(0, np.sqrt(2 / n_in), n_out)


@mistake
def shape_as_deviation(n_in, n_out, rng):
    """You return two numbers: the shape was taken for a mean or a deviation. The order is
    rng.normal(mean, deviation, shape), so write `rng.normal(0, deviation, (n_in, n_out))`.
    """
    return rng.normal(np.sqrt(2 / n_in), (n_in, n_out))


@mistake
def biases_too(n_in, n_out, rng):
    """You return two things, weights and something else. Return the weights alone, a table of the shape (n_in, n_out)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)


@mistake
def equal_rows(n_in, n_out, rng):
    """All your rows are equal, as if one had been drawn and repeated. Each neuron then treats all its
    inputs alike and cannot tell them apart. Draw the whole table at once, with the shape (n_in, n_out).
    """
    row = rng.normal(0, np.sqrt(2 / n_in), n_out)
    return np.tile(row, (n_in, 1))


@mistake
def equal_columns(n_in, n_out, rng):
    """All your columns are equal, as if one had been drawn and repeated. All neurons of the layer then compute the same
    and get the same gradient, so they stay alike for ever. Draw the whole table at once, with the shape (n_in, n_out).
    """
    column = rng.normal(0, np.sqrt(2 / n_in), (n_in, 1))
    return np.tile(column, (1, n_out))


@mistake
def some_left_0(n_in, n_out, rng):
    """Some of your weights are exactly 0, which a random draw hardly ever gives. Does a loop leave out a row or a column?
    Or does something cut numbers off, as np.maximum does? Draw the whole table at once, with the shape (n_in, n_out).
    """
    W = np.zeros((n_in, n_out))
    for j in range(n_out - 1):
        W[:, j] = rng.normal(0, np.sqrt(2 / n_in), n_in)
    return W


@mistake(when="rng.random(")
def from_0_to_1(n_in, n_out, rng):
    """None of your weights is negative: `rng.random` draws from 0 to 1. A neuron needs
    weights that speak against something too, so draw around 0: rng.normal(0, deviation, shape).
    """
    return rng.random((n_in, n_out)) * np.sqrt(2 / n_in)


@mistake
def only_positive(n_in, n_out, rng):
    """None of your weights is negative. A neuron needs weights that speak against something too. Numbers from
    rng.normal with the mean 0 have both signs, so look for what takes the signs away, such as np.abs.
    """
    return np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)))


@mistake
def deviation_as_mean(n_in, n_out, rng):
    """The mean of your weights is not 0. `rng.normal` takes the mean first and the deviation
    second, so a single number counts as the mean: write `rng.normal(0, deviation, shape)`.
    """
    return rng.normal(np.sqrt(2 / n_in), size=(n_in, n_out))


@mistake(when="rng.choice(")
def two_values(n_in, n_out, rng):
    """All your weights are of one size, with a plus or a minus: `rng.choice` picks one of the values in its list. The lesson's
    example did so to count with them. Here `rng.normal` draws weights of many sizes, small ones most often.
    """
    return rng.choice([-1, 1], size=(n_in, n_out)) * np.sqrt(2 / n_in)


@mistake
def uniform(n_in, n_out, rng):
    """Your weights do not follow the bell of rng.normal, where small weights are the most common. If they are spread
    evenly between two limits, that is another usual way, with limits of its own. Draw them with rng.normal.
    """
    limit = np.sqrt(2 / n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


@mistake
def not_scaled(n_in, n_out, rng):
    """Your weights have the standard deviation 1, whatever n_in is. A neuron with many inputs then gets
    an enormous sum, and the numbers grow from layer to layer. The deviation has to be sqrt(2 / n_in).
    """
    return rng.normal(0, 1, (n_in, n_out))


@mistake
def not_scaled_and_ignores_rng(n_in, n_out, rng):
    """Two things. Your numbers do not come from `rng`, so the same seed does not give the same weights: rng.normal draws
    from it. And their standard deviation is 1, whatever n_in is, where it has to be sqrt(2 / n_in).
    """
    return np.random.default_rng().normal(0, 1, (n_in, n_out))


def with_deviation(deviation):
    """Weights of this standard deviation in every layer."""

    def drawn(n_in, n_out, rng):
        return rng.normal(0, deviation, (n_in, n_out))

    return drawn


SAME_EVERYWHERE = (
    "Your weights have the same standard deviation, {}, whatever n_in is. That suits only a layer of one size: with more inputs a "
    "neuron's sum gets too large, with fewer too small. Let the number of inputs decide: sqrt(2 / n_in)."
)
mistake(with_deviation(0.01), id="always-0-01", says=SAME_EVERYWHERE.format("0.01"))
mistake(with_deviation(0.05), id="always-0-05", says=SAME_EVERYWHERE.format("0.05"))
mistake(with_deviation(0.1), id="always-0-1", says=SAME_EVERYWHERE.format("0.1"))
mistake(
    with_deviation(np.sqrt(2 / 64)),
    id="always-64-inputs",
    says="Your weights have the standard deviation 0.177, whatever n_in is. That is sqrt(2 / 64), right for the lesson's 64 inputs alone. "
    "Let the number of inputs decide: sqrt(2 / n_in).",
)


@mistake
def always_0_01_and_ignores_rng(n_in, n_out, rng):
    """Two things. Your numbers do not come from `rng`, so the same seed does not give the same weights: rng.normal draws
    from it. And their standard deviation is 0.01, whatever n_in is, where it has to be sqrt(2 / n_in).
    """
    return 0.01 * np.random.default_rng().normal(0, 1, (n_in, n_out))


@mistake
def variance(n_in, n_out, rng):
    """The standard deviation of your weights is 2 / n_in, and the root is missing. 2 / n_in is
    the variance, the deviation squared; `rng.normal` wants the deviation: `np.sqrt(2 / n_in)`.
    """
    return rng.normal(0, 2 / n_in, (n_in, n_out))


@mistake
def square_of_the_variance(n_in, n_out, rng):
    """The standard deviation of your weights is 2 / n_in squared. It has to be the root of 2 / n_in: `np.sqrt(2 / n_in)`."""
    return rng.normal(0, (2 / n_in) ** 2, (n_in, n_out))


@mistake
def root_of_2_only(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(2) / n_in: the root was taken of 2
    alone, so the weights are too small. It goes over the whole fraction: `np.sqrt(2 / n_in)`.
    """
    return rng.normal(0, np.sqrt(2) / n_in, (n_in, n_out))


@mistake
def root_of_n_in_only(n_in, n_out, rng):
    """The standard deviation of your weights is 2 / sqrt(n_in): the root was taken of n_in
    alone, so the weights are too large. It goes over the whole fraction: `np.sqrt(2 / n_in)`.
    """
    return rng.normal(0, 2 / np.sqrt(n_in), (n_in, n_out))


@mistake
def one_instead_of_two(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(1 / n_in). ReLU silences about half of what comes
    in, and the 2 makes up for that. Without it the signals fade from layer to layer: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))


@mistake
def n_out(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(2 / n_out). What makes a neuron's sum large
    is how many inputs it adds up, and not how many neighbours it has: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out))


@mistake
def both_sizes(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(2 / (n_in + n_out)). That is the rule of Glorot and
    Bengio, made for tanh and sigmoid. The rule of He, made for ReLU, looks at n_in alone: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@mistake
def divided_by_both_sizes(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(2 / (n_in * n_out)). A neuron adds up n_in
    numbers, however many neighbours it has: n_out belongs in the shape only.
    """
    return rng.normal(0, np.sqrt(2 / (n_in * n_out)), (n_in, n_out))


@mistake
def times_n_in(n_in, n_out, rng):
    """The standard deviation of your weights is sqrt(2 * n_in), so the more inputs, the larger the
    weights. It has to be the other way round: sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 * n_in), (n_in, n_out))


@mistake(when="** 1 / 2")
def power_without_brackets(n_in, n_out, rng):
    """Your power is 1 and not one half: without brackets Python takes the power first, and then divides by 2.
    The root is `** (1 / 2)`, or np.sqrt(2 / n_in).
    """
    return rng.normal(0, (2 / n_in) ** 1 / 2, (n_in, n_out))


@mistake
def times_n_out(n_in, n_out, rng):
    """The more neurons the layer has, the larger your weights: their deviation is sqrt(2 / n_in * n_out).
    The number of neurons belongs in the shape only; the deviation is sqrt(2 / n_in).
    """
    return rng.normal(0, np.sqrt(2 / n_in * n_out), (n_in, n_out))


@mistake
def upside_down(n_in, n_out, rng):
    """Your fraction is upside down: the more inputs, the larger your weights. It has to be the other way round: sqrt(2 / n_in)."""
    return rng.normal(0, np.sqrt(n_in / 2), (n_in, n_out))


@mistake(says=OWN_SEED)
def own_seed(n_in, n_out, rng):
    return he_init(n_in, n_out, np.random.default_rng(0))


@mistake(says=IGNORES_RNG)
def ignores_rng(n_in, n_out, rng):
    return he_init(n_in, n_out, np.random.default_rng())


# Calls that stop.


@mistake(says=OLD_NAMES, when=calls_old_names)
def old_names(n_in, n_out, rng):
    return rng.randn(n_in, n_out) * np.sqrt(2 / n_in)


@mistake(when=lambda written: written.calls_of("normal", "standard_normal"))
def normal_alone(n_in, n_out, rng):
    """The name `normal` alone means nothing to Python: it belongs to the generator. Put its name and a dot before it, `rng.normal(…)`."""
    return normal(0, np.sqrt(2 / n_in), (n_in, n_out))  # noqa: F821


@mistake(when=lambda written: written.calls_of("np.normal"))
def normal_of_numpy(n_in, n_out, rng):
    """NumPy itself has no `np.normal`: it is the generator that draws. Write `rng.normal(0, deviation, shape)`."""
    return np.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


@mistake
def generator_returned(n_in, n_out, rng):
    """You return the generator itself. What is asked for are the numbers that it draws: return what `rng.normal(…)` gives."""
    return rng


@mistake(when=lambda written: written.calls_of("rng"))
def generator_called(n_in, n_out, rng):
    """`rng` is the generator itself, and it has to be told what to draw: `rng.normal(0, deviation, shape)` draws under the bell."""
    return rng(0, np.sqrt(2 / n_in), (n_in, n_out))


@mistake(when="np.sqrt(2, n_in)")
def comma_for_a_fraction(n_in, n_out, rng):
    """`np.sqrt(2, n_in)` has a comma where the fraction belongs, and the root is taken of one number. Write `np.sqrt(2 / n_in)`."""
    return rng.normal(0, np.sqrt(2, n_in), (n_in, n_out))


@mistake(when="normal(..., n_in, n_out)")
def shape_without_brackets(n_in, n_out, rng):
    """The shape is one argument, so it stands in round brackets of its own. Write `rng.normal(0, deviation, (n_in, n_out))`."""
    return rng.normal(0, np.sqrt(2 / n_in), n_in, n_out)


@mistake(when=lambda written: any(map(written.has, ("mean =", "deviation =", "shape =", "std ="))))
def other_names_of_arguments(n_in, n_out, rng):
    """NumPy knows these arguments by other names: loc, scale and size. Leave the names out, and only the order counts:
    `rng.normal(0, deviation, (n_in, n_out))`.
    """
    return rng.normal(mean=0, deviation=np.sqrt(2 / n_in), shape=(n_in, n_out))
