"""Dropping numbers by chance, so that no neuron can rely on a single other one."""

from functools import partial

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import copy_arguments, settle
from layerwise.exercises.better_steps._chance import IGNORES_RNG, OLD_NAMES, OWN_SEED, STRAY, calls_old_names, generator


def dropout(A, rate, rng):
    """Return A with numbers dropped by chance, at this rate, and the others
    divided by 1 - rate. A itself stays as it is.

    A is (m, n); each number is set to 0 with the probability rate, by the
    Generator rng.
    """
    ### BEGIN SOLUTION
    kept = rng.random(A.shape) >= rate
    return A * kept / (1 - rate)
    ### END SOLUTION


def dropout_where(A, rate, rng):
    """np.where spells the rule out: 0 where chance drops the number, and otherwise the number, made larger."""
    return np.where(rng.random(A.shape) < rate, 0, A / (1 - rate))


def probes(rng):
    """Some thousand numbers, none of them 0, so that it can be counted what was dropped; long rows and columns; and a rate of 0."""
    for m, n, rate in ((40, 60, 0.2), (60, 40, 0.9), (1, 3000, 0.4), (2000, 4, 0.25), (4, 800, 0.3), (3, 4, 0.0)):
        yield rng.choice([-1, 1], size=(m, n)) * rng.uniform(0.5, 2, size=(m, n)), rate, generator(rng)


def describe(A, rate, rng):
    return f"A of shape {A.shape} and rate = {rate:g}"


class Dropped:
    """What came of a table A in which no number is 0. Most of what can be said holds only where the rate is above 0."""

    def __init__(self, result, A, rate):
        self.result, self.A, self.rate = result, A, rate
        self.drops, self.zero = rate > 0, result == 0

    def all_back_at_rate_0(self):
        return self.drops or bool(np.allclose(self.result, self.A, rtol=1e-5))

    def becomes_minus_rate(self):
        return self.drops and bool(np.mean(np.isclose(self.result, -self.rate)) > self.rate / 2)

    def some_0(self):
        return not self.drops or bool(self.zero.any())

    def all_0(self):
        return bool(self.zero.all())

    def mask_alone(self):
        return self.drops and len(np.unique(self.result[~self.zero])) == 1

    def kept_are(self, wanted):
        """Are the numbers that are not 0 those that `wanted` has in their places?"""
        kept = ~self.zero
        return bool(np.allclose(self.result[kept], wanted[kept], rtol=1e-5, atol=0, equal_nan=True))

    def kept_as_they_are(self):
        return self.drops and self.kept_are(self.A)

    def kept_divided_by_rate(self):
        return self.drops and self.kept_are(self.A / self.rate)

    def kept_at_rate_and_divided_by_it(self):
        return self.kept_divided_by_rate() and self.share_dropped_is(1 - self.rate)

    def kept_multiplied(self):
        return self.drops and self.kept_are(self.A * (1 - self.rate))

    def kept_times(self, factor):
        """Are the numbers that are kept multiplied by this one, whatever the rate is?"""
        return self.drops and self.kept_are(self.A * factor)

    def kept_are_whole(self):
        return self.drops and bool(np.all(self.result == np.round(self.result)))

    def kept_change_unlike(self):
        """Is not every number that is kept multiplied by the same one?"""
        factors = (self.result / self.A)[~self.zero]
        return self.drops and bool(np.ptp(factors) > 1e-3 * np.abs(factors).max())

    def kept_divided(self):
        return not self.drops or self.kept_are(self.A / (1 - self.rate))

    def whole(self, axis):
        """Is each column (axis 0) or each row (axis 1) 0 throughout or nowhere?"""
        return self.drops and self.A.shape[axis] > 1 and bool((self.zero == self.zero.take([0], axis=axis)).all())

    def whole_columns(self):
        return self.whole(axis=0)

    def whole_rows(self):
        return self.whole(axis=1)

    def even(self):
        """Does each long row and each long column lose about as much as all do together?"""
        shares_lost = [self.zero.mean(axis=axis) for axis in (0, 1) if self.zero.shape[axis] >= 500]
        most_astray = max((np.abs(shares - self.zero.mean()).max() for shares in shares_lost), default=0)
        return not self.drops or bool(most_astray < STRAY * np.sqrt(0.25 / 500))

    def share_dropped_is(self, share):
        return self.drops and bool(abs(self.zero.mean() - share) < STRAY * np.sqrt(self.rate * (1 - self.rate) / self.zero.size))

    def half_dropped_at_a_quarter(self):
        return self.rate == 0.25 and self.share_dropped_is(0.5)

    def share_exchanged(self):
        return self.share_dropped_is(1 - self.rate)

    def share_right(self):
        return not self.drops or self.share_dropped_is(self.rate)


def observe(function, A, rate, rng):
    """What holds for the result, since chance decides which numbers are dropped."""
    A_at_first, rng_at_first = A.copy(), copy_arguments(rng)
    first = function(A, rate, rng)
    result = settle(first, like=A_at_first).astype(float)
    dropped = Dropped(result, A_at_first, rate)

    def the_same_from(generator):
        return np.array_equal(function(A_at_first.copy(), rate, generator), first)

    return {
        "the shape": np.array(result.shape),
        **in_turn(
            [
                ("with a rate of 0, all numbers come back as they are", True, dropped.all_back_at_rate_0),
                ("what is dropped becomes -rate", False, dropped.becomes_minus_rate),
                ("some numbers become 0", True, dropped.some_0),
                ("all numbers become 0", False, dropped.all_0),
                ("it is a mask, without the numbers of A", False, dropped.mask_alone),
                ("the numbers that are kept stay as they are", False, dropped.kept_as_they_are),
                ("the share rate is kept and divided by rate", False, dropped.kept_at_rate_and_divided_by_it),
                ("the numbers that are kept are divided by rate", False, dropped.kept_divided_by_rate),
                ("the numbers that are kept are multiplied by 1 - rate", False, dropped.kept_multiplied),
                ("the numbers that are kept are doubled", False, partial(dropped.kept_times, 2)),
                ("the numbers that are kept are halved", False, partial(dropped.kept_times, 0.5)),
                ("the numbers that are kept come back whole", False, dropped.kept_are_whole),
                ("the numbers that are kept do not all change by the same factor", False, dropped.kept_change_unlike),
                ("the numbers that are kept are divided by 1 - rate", True, dropped.kept_divided),
                ("each column is dropped or kept as a whole", False, dropped.whole_columns),
                ("each row is dropped or kept as a whole", False, dropped.whole_rows),
                ("each row and each column loses about the same share", True, dropped.even),
                ("half of all is dropped, at a rate of 0.25", False, dropped.half_dropped_at_a_quarter),
                ("the share 1 - rate is dropped", False, dropped.share_exchanged),
                ("about the share rate is dropped", True, dropped.share_right),
                ("the same seed drops the same numbers", True, lambda: the_same_from(rng_at_first)),
                ("the next call, with the same rng, drops others", True, lambda: not dropped.drops or not the_same_from(rng)),
            ],
            failed=result.shape != A_at_first.shape,
        ),
    }


EXERCISE = Exercise(
    place=1,
    answer=dropout,
    another_way=dropout_where,
    minutes=6,
    hints=(
        "Draw a random number between 0 and 1 for each number of A. With which of them does a number of A survive?",
        "`rng.random(A.shape) >= rate` is True with the probability 1 - rate. True counts as 1 and False as 0, so you can multiply by it.",
        "`kept = rng.random(A.shape) >= rate`, then `A * kept / (1 - rate)`.",
    ),
    examples=((np.array([[4.0, 2.0, 6.0, 8.0], [1.0, -2.0, 3.0, 0.5], [-1.5, 7.0, 2.5, -6.0]]), 0.0, np.random.default_rng(7)),),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


@mistake
def returns_the_mask_too(A, rate, rng):
    """You return two things. Return the result alone: a table like A, some of its numbers 0 and the others made larger."""
    kept = rng.random(A.shape) >= rate
    return A * kept / (1 - rate), kept


@mistake(when=lambda written: "rng" in written.unread_parameters)
def decides_by_A(A, rate, rng):
    """You compare the numbers of A themselves with the rate, so chance has no say and the same ones are dropped every
    time. Draw a random number for each of them, and compare that: `rng.random(A.shape) >= rate`.
    """
    return np.where(rate > A, 0, A / (1 - rate))


@mistake
def keeps_with_rate(A, rate, rng):
    """You keep the numbers that should be dropped: a rate of 0 has to leave all
    numbers as they are. Turn the choice round: a number is kept where `rng.random(A.shape) >= rate`.
    """
    kept = rng.random(A.shape) < rate
    return A * kept / (1 - rate)


@mistake
def keeps_with_rate_and_not_divided(A, rate, rng):
    """You keep the numbers that should be dropped: a number is kept where `rng.random(A.shape) >= rate`.
    And divide what is kept by 1 - rate, so that the sum stays about the same.
    """
    kept = rng.random(A.shape) < rate
    return A * kept


@mistake
def rate_taken_for_what_is_kept(A, rate, rng):
    """You took rate for the share that is kept, and divided by it. It is the share that is dropped, and a rate
    of 0 leaves everything as it is: keep with the probability 1 - rate, and divide by 1 - rate.
    """
    kept = rng.random(A.shape) < rate
    return A * kept / rate


@mistake(when=lambda written: written.never_read)
def mask_not_used(A, rate, rng):
    """You draw which numbers are kept, and then no line uses it, so none becomes 0. Multiply A by what you drew:
    True counts as 1 and False as 0.
    """
    kept = rng.random(A.shape) >= rate  # noqa: F841
    return A / (1 - rate)


@mistake(when=lambda written: written.only_renamed)
def only_a_name_set_to_0(A, rate, rng):
    """None of the numbers becomes 0. A new value for a name that a loop hands out changes nothing in A: write
    it into a place of a new array, `result[i, j] = ...`, or do without a loop and multiply by a mask of 0 and 1.
    """
    for row in A:
        for a in row:
            if rng.random() < rate:
                a = 0
    return A


@mistake(when="/ 1 - rate")
def divided_without_brackets_before_it_is_multiplied(A, rate, rng):
    """None of the numbers becomes 0: without brackets Python divides by 1 first, and then subtracts rate, so what you multiply by is
    1 - rate or -rate. Put brackets around the divisor: `/ (1 - rate)`.
    """
    kept = rng.random(A.shape) >= rate
    return A * (kept / 1 - rate)


@mistake
def drops_nothing(A, rate, rng):
    """None of the numbers becomes 0. Dropping means that some are lost entirely and the others stay: multiply by a mask of 0 and 1."""
    return A * (1 - rate)


@mistake(when=lambda written: not any(map(written.has, (">", ">=", "<", "<=", "=="))))
def chance_as_a_factor(A, rate, rng):
    """You multiply by the random numbers themselves, so every number is changed and none is dropped. They only
    decide: compare them with the rate first, `rng.random(A.shape) >= rate`, and multiply by what that gives.
    """
    return A * rng.random(A.shape) / (1 - rate)


@mistake
def divided_without_brackets(A, rate, rng):
    """Your result has rate subtracted from every number: without brackets Python divides by 1 first,
    and then subtracts. Put brackets around the divisor: `A * kept / (1 - rate)`.
    """
    kept = rng.random(A.shape) >= rate
    return A * kept / 1 - rate


@mistake
def uneven(A, rate, rng):
    """Some rows or columns lose more than others, or nothing at all. Does a loop begin too late or
    stop too early? Every number of A needs its own chance: `rng.random(A.shape)` draws them all.
    """
    kept = rng.random(A.shape) >= rate
    kept[:, 0] = True
    return A * kept / (1 - rate)


@mistake(when="range(len(A)) ... range(len(A))")
def rows_counted_for_columns(A, rate, rng):
    """You count through the columns with len(A), and that is the number of rows: where they are not
    the same, numbers are left out, or there are none. Without any loop, rng.random(A.shape) draws for all of A.
    """
    result = np.zeros(A.shape)
    for i in range(len(A)):
        for j in range(len(A)):
            if rng.random() >= rate:
                result[i, j] = A[i, j] / (1 - rate)
    return result


@mistake
def flat(A, rate, rng):
    """You return one long row of numbers. The result is a table like A: give it the shape A.shape,
    or let NumPy do all at once, without a loop.
    """
    return dropout(A, rate, rng).ravel()


@mistake
def only_the_kept(A, rate, rng):
    """You return only the numbers that are kept. The dropped ones stay in their places, as 0:
    multiply by the mask, `A * kept`, where you pick with it.
    """
    return A[rng.random(A.shape) >= rate] / (1 - rate)


@mistake(when="A * rng.random(A.shape) >= rate")
def compared_without_brackets(A, rate, rng):
    """Without brackets Python multiplies first, and only then compares. Put them around
    the comparison: `A * (rng.random(A.shape) >= rate)`. Then divide by 1 - rate.
    """
    return A * rng.random(A.shape) >= rate


@mistake
def returns_the_mask(A, rate, rng):
    """What you return holds no numbers of A, but the mask, divided or not. It only says who stays: multiply the numbers of A by it."""
    kept = rng.random(A.shape) >= rate
    return kept / (1 - rate)


@mistake(when=">= rate / (1 - rate)")
def divided_inside_the_brackets(A, rate, rng):
    """The division stands inside the brackets, so it is the rate that is divided, and not what is kept. Close the
    brackets around the comparison first: `A * (rng.random(A.shape) >= rate) / (1 - rate)`.
    """
    return A * (rng.random(A.shape) >= rate / (1 - rate))


@mistake
def not_divided(A, rate, rng):
    """The numbers that are kept stay as they are, so a neuron behind them gets less in training than
    it gets later, when nothing is dropped. Divide by 1 - rate: then the sum stays about the same.
    """
    kept = rng.random(A.shape) >= rate
    return A * kept


@mistake
def divided_by_rate(A, rate, rng):
    """You divided by rate. What is kept is the share 1 - rate of all numbers, so that is what you divide by."""
    kept = rng.random(A.shape) >= rate
    return A * kept / rate


@mistake(when=lambda written: written.has("sum("))
def sum_made_to_fit(A, rate, rng):
    """You make up for exactly what chance has dropped this time, which is a little more or less each time.
    Divide by 1 - rate, the share that is kept in the long run.
    """
    dropped = A * (rng.random(A.shape) >= rate)
    return dropped * np.sum(A) / np.sum(dropped)


@mistake(when=lambda written: written.has("sum("))
def divided_by_the_sum(A, rate, rng):
    """You divided by a sum. What is kept is the share 1 - rate of all numbers, however
    many and however large they are, so that is what you divide by.
    """
    kept = rng.random(A.shape) >= rate
    return A * kept / np.sum(kept)


@mistake(when=lambda written: written.has("mean("))
def divided_by_the_share(A, rate, rng):
    """You divided by the share that chance happened to keep, which is a little more or less each time.
    Divide by 1 - rate, the share that is kept in the long run.
    """
    kept = rng.random(A.shape) >= rate
    return A * kept / np.mean(kept)


@mistake
def multiplied(A, rate, rng):
    """You multiplied by 1 - rate, which makes the sum smaller still. The kept numbers have to make up for the lost ones: divide."""
    kept = rng.random(A.shape) >= rate
    return A * kept * (1 - rate)


@mistake
def whole_columns(A, rate, rng):
    """You drew one row of chances for all samples, so the same neurons are dropped for each of
    them. Every number has a chance of its own: draw as many as A has, `rng.random(A.shape)`.
    """
    kept = rng.random(A.shape[1]) >= rate
    return A * kept / (1 - rate)


@mistake
def whole_rows(A, rate, rng):
    """You drew one chance for each sample, so some samples are lost altogether and others keep
    everything. Every number has a chance of its own: draw as many as A has, `rng.random(A.shape)`.
    """
    kept = rng.random((len(A), 1)) >= rate
    return A * kept / (1 - rate)


@mistake
def whole_rows_in_place(A, rate, rng):
    """You drew one chance for each sample, so whole samples are lost, and you wrote their zeros into A itself. Make a new
    array, with a chance for every number: `A * (rng.random(A.shape) >= rate)`, divided by 1 - rate.
    """
    A[rng.random(len(A)) < rate] = 0
    return A / (1 - rate)


@mistake(when="rng.normal")
def bell_instead_of_even(A, rate, rng):
    """You compared numbers from `rng.normal` with the rate. They follow the bell and reach far beyond 0 and
    1, so the share of those below rate is not rate. Evenly from 0 to 1 come those of `rng.random`.
    """
    kept = rng.normal(size=A.shape) >= rate
    return A * kept / (1 - rate)


@mistake
def one_draw_for_all(A, rate, rng):
    """You drew a single number for the whole table, so all of it is dropped or all of it kept.
    Every number has a chance of its own: `rng.random(A.shape)` draws as many as A has.
    """
    kept = rng.random() >= rate
    return A * kept / (1 - rate)


@mistake(when="== rate")
def equal_to_rate(A, rate, rng):
    """You keep the numbers whose random number equals rate exactly, which practically never happens, so all are
    lost. A number survives where its random number is at least rate: `>=`.
    """
    kept = rng.random(A.shape) == rate
    return A * kept / (1 - rate)


@mistake(when=lambda written: "rng" not in written.unread_parameters)
def half_and_half(A, rate, rng):
    """You drop about half of the numbers, whatever rate is. Draw numbers between 0 and 1
    and compare them with the rate itself: `rng.random(A.shape) >= rate`.
    """
    kept = rng.integers(0, 2, A.shape)
    return A * kept / (1 - rate)


@mistake(when=lambda written: "rate" not in written.unread_parameters)
def divisor_of_the_example(A, rate, rng):
    """The numbers that are kept come back doubled, whatever the rate is. To divide by 0.5 was right
    for the lesson's example; for another rate, the divisor is 1 - rate.
    """
    return A * (rng.random(A.shape) >= rate) / 0.5


@mistake(when=lambda written: "rate" not in written.unread_parameters)
def halved(A, rate, rng):
    """The numbers that are kept come back halved, whatever the rate is. They have to make up for the lost
    ones, so they become larger: divide by 1 - rate.
    """
    return A * (rng.random(A.shape) >= rate) * 0.5


@mistake
def whole_numbers(A, rate, rng):
    """Your results are whole numbers: something cuts off what is behind the point, such as an array of ints,
    a division with two strokes or a rounding. The network needs all digits: leave them.
    """
    return A * (rng.random(A.shape) >= rate) / (1 - rate) // 1


@mistake(when="/ 1 - rate")
def divided_without_brackets_where_kept(A, rate, rng):
    """The numbers that are kept have rate subtracted: without brackets Python divides by 1
    first, and then subtracts. Put brackets around the divisor: `/ (1 - rate)`.
    """
    return np.where(rng.random(A.shape) >= rate, A / 1 - rate, 0)


@mistake
def kept_by_chance(A, rate, rng):
    """The numbers that are kept do not all change by the same factor. If the random numbers themselves got in:
    they only decide. Compare them, `kept = rng.random(A.shape) >= rate`, and multiply by what that gives.
    """
    chance = rng.random(A.shape)
    chance[chance < rate] = 0
    return A * chance / (1 - rate)


@mistake(when="0.3")
def rate_of_the_hint(A, rate, rng):
    """Your rate is 0.3, whatever is given. That was the lesson's
    example; here the rate comes in as `rate`.
    """
    return A * (rng.random(A.shape) >= 0.3) / (1 - rate)


@mistake(like=rate_of_the_hint, when="0.3")
def rate_of_the_hint_kept(A, rate, rng):
    return A * (rng.random(A.shape) < 0.3) / (1 - rate)


@mistake(like=rate_of_the_hint, when="0.3")
def rate_of_the_hint_in_the_divisor(A, rate, rng):
    return A * (rng.random(A.shape) >= rate) / (1 - 0.3)


@mistake(when="rng.random(4)")
def four_as_in_the_example(A, rate, rng):
    """You drew four random numbers, as many as the lesson's example has. Every number of A needs its own: `rng.random(A.shape)`."""
    return A * (rng.random(4) >= rate) / (1 - rate)


@mistake
def rate_of_the_example(A, rate, rng):
    """Your rate is 0.5, whatever is given: half of the numbers are dropped, and the others doubled.
    That was the lesson's example; here the rate comes in as `rate`.
    """
    return dropout(A, 0.5, rng)


@mistake(when="[1, 0, 1, 0]")
def mask_of_the_example(A, rate, rng):
    """The mask 1, 0, 1, 0 is that of the lesson's example, and fits four numbers only. Let chance
    make one for all of A: `rng.random(A.shape) >= rate`.
    """
    kept = np.array([1, 0, 1, 0])
    return A * kept / (1 - rate)


@mistake(like=mask_of_the_example, when="[1, 0, 1, 0]")
def cell_of_the_lesson(A, rate, rng):
    outputs, kept = np.array([4.0, 2.0, 6.0, 8.0]), np.array([1, 0, 1, 0])
    return outputs * kept / (1 - 0.5)


@mistake
def in_place_and_not_divided(A, rate, rng):
    """You set numbers to 0 in A itself, which whoever called the function still needs, and the numbers
    that are kept stay as they are. Work on a copy, `A = A.copy()`, and divide it by 1 - rate.
    """
    A[rng.random(A.shape) < rate] = 0
    return A


@mistake
def in_place_and_the_wrong_ones(A, rate, rng):
    """You set the numbers to 0 that should be kept, and in A itself, which whoever called the function still needs.
    Work on a copy, `A = A.copy()`, and set those to 0 where `rng.random(A.shape) < rate`.
    """
    A[rng.random(A.shape) >= rate] = 0
    return A / (1 - rate)


@mistake
def in_place(A, rate, rng):
    """The result is right, but A itself was changed: whoever called the function still needs it. Work on a copy: `A = A.copy()`."""
    A *= rng.random(A.shape) >= rate
    A /= 1 - rate
    return A


@mistake(says=OWN_SEED)
def own_seed(A, rate, rng):
    return dropout(A, rate, np.random.default_rng(0))


@mistake(says=IGNORES_RNG)
def ignores_rng(A, rate, rng):
    return dropout(A, rate, np.random.default_rng())


# Calls that stop.


@mistake(says=OLD_NAMES, when=calls_old_names)
def old_names(A, rate, rng):
    return A * (rng.rand(*A.shape) >= rate) / (1 - rate)


@mistake(when=lambda written: written.calls_of("random", "random.random"))
def random_alone(A, rate, rng):
    """`random` alone is not what you have been given: that is `rng`, and it draws with a method of that name.
    Write `rng.random(A.shape)`.
    """
    return A * (random(A.shape) >= rate) / (1 - rate)  # noqa: F821


@mistake(when="rng.random(A)")
def table_for_a_shape(A, rate, rng):
    """`rng.random(A)` takes the numbers of A for a shape. It wants to know how many rows and columns to draw: `rng.random(A.shape)`."""
    return A * (rng.random(A) >= rate) / (1 - rate)


@mistake(when="rng.random(*A.shape)")
def shape_unpacked(A, rate, rng):
    """The star hands the numbers of the shape over one by one, and `rng.random` takes the shape as one argument: `rng.random(A.shape)`."""
    return A * (rng.random(*A.shape) >= rate) / (1 - rate)


@mistake(when="rng.random(A.size)")
def one_size_for_a_shape(A, rate, rng):
    """`rng.random(A.size)` draws one long row. Every number of A needs its
    own, in its own place: `rng.random(A.shape)` draws rows and columns.
    """
    return A * (rng.random(A.size) >= rate) / (1 - rate)


@mistake(when="rng.random(A.shape >= rate)")
def compared_inside_the_brackets(A, rate, rng):
    """It is the shape that is compared with rate here, inside the brackets of `rng.random`. Close
    them first, and compare what is drawn: `rng.random(A.shape) >= rate`.
    """
    return A * rng.random(A.shape >= rate) / (1 - rate)


@mistake(when=lambda written: written.has("rng.random(len(A))") or written.has("rng.random(A.shape[0])"))
def as_many_as_rows(A, rate, rng):
    """You drew one number for each row, and every number of A needs its own: `rng.random(A.shape)` draws as many as A has."""
    return A * (rng.random(len(A)) >= rate) / (1 - rate)


@mistake(when=lambda written: written.multiplies_matrices)
def matrix_product(A, rate, rng):
    """A matrix product pairs rows with columns and adds up. Here every number meets the one chance in its own place: that is
    entry by entry, and is written `*`.
    """
    kept = rng.random(A.shape) >= rate
    return A @ kept / (1 - rate)
