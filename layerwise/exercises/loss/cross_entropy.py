"""The exercise cross_entropy: the loss that the course's networks are trained on."""

import ast
import functools
import re

import numpy as np

from layerwise.examiner.exercise import Exercise, in_one_line
from layerwise.examiner.values import settle
from layerwise.exercises.probabilities.one_hot import one_hot
from layerwise.exercises.probabilities.softmax import softmax


# log(0) is -infinity. The smallest probability that is let through is a choice; 1e-12 costs 27.6.
def cross_entropy(P, Y):
    """Return the mean over the rows of -sum(Y * log(P)), one number.

    P holds probabilities, (m, n), with rows that sum to 1, and stays as it
    is. Y is one-hot, of the same shape. Where P is 0 at the right label,
    the result is large but finite.
    """
    ### BEGIN SOLUTION
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))
    ### END SOLUTION


def cross_entropy_picks(P, Y):
    """It picks the one probability of each row that counts, instead of multiplying the others by 0: less work if there are many classes."""
    right = P[np.arange(len(P)), np.argmax(Y, axis=1)]
    return -np.mean(np.log(np.maximum(right, 1e-12)))


def probes(rng):
    """Unsure predictions, sure ones, surely right ones and surely wrong ones. A row has no entry between 0 and 0.02."""

    def labels(m, n, dtype=float):
        return one_hot(rng.integers(0, n, size=m), n).astype(dtype)

    def unsure(m, n):
        sizes = rng.uniform(0.1, 1, size=(m, n))
        return sizes / sizes.sum(axis=1, keepdims=True)

    yield unsure(4, 3), labels(4, 3)
    yield unsure(2, 5), labels(2, 5, int)
    yield unsure(3, 3), labels(3, 3)
    yield unsure(1, 4), labels(1, 4)
    yield unsure(6, 2), labels(6, 2, int)
    # 0 · log 0 at the labels that are not right costs nothing.
    yield np.array([[0.6, 0.4, 0.0], [0.0, 0.3, 0.7]]), np.array([[1, 0, 0], [0, 0, 1]])
    # Surely right.
    yield np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    # Surely wrong, alone and among others.
    yield np.array([[1.0, 0.0, 0.0]]), np.array([[0, 1, 0]])
    yield np.array([[0.0, 0.5, 0.5]]), np.array([[1.0, 0.0, 0.0]])
    P, Y = unsure(3, 3), labels(3, 3)
    P[1], Y[1] = [0.75, 0.0, 0.25], [0, 1, 0]
    yield P, Y
    # Twice surely wrong: two of the largest number there is are infinite together.
    yield np.array([[1.0, 0.0], [0.0, 1.0], [0.25, 0.75]]), np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])


# A surely wrong row costs 6.9 where the smallest probability let through is 0.001, and more the smaller it is.
LARGE = 5.0


def observe(function, P, Y):
    """The loss itself; or, where it depends on how a probability of 0 is kept from the logarithm, what any good choice has in common."""
    right = P[Y == 1]
    if 0 < right.min() < 1:
        return {"the loss": function(P, Y)}
    loss = settle(function(P, Y), like=np.float64(0))
    if right.min() == 1:
        return {"the loss is close to 0 where every row is surely right": np.all(np.abs(loss) < 1e-4)}
    surely_wrong = loss * len(P) + np.sum(np.log(right[right > 0]))
    return {
        "the loss is finite where P is 0 at the right label": np.all(np.isfinite(loss)),
        "the loss is greater than 0 where P is 0 at the right label": np.all(surely_wrong > 1e-3),
        "the loss is large where P is 0 at the right label": np.all(surely_wrong > LARGE),
    }


EXERCISE = Exercise(
    place=2,
    answer=cross_entropy,
    another_way=cross_entropy_picks,
    minutes=8,
    hints=(
        "Y is 0 except at the right label, so `Y * np.log(P)` keeps one logarithm a row. Sum each row, take the mean, change the sign.",
        "Axis 1 runs along a row: `np.sum(Y * np.log(P), axis=1)` has one number for each row.",
        "np.log(0) is minus infinity. `np.clip(P, 1e-12, 1)` is a new array with smaller numbers lifted to 1e-12: take its logarithm.",
    ),
    examples=(
        (np.array([[0.25, 0.75]]), np.array([[0, 1]])),
        (np.array([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        (np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])),
    ),
    probes=probes,
    observe=observe,
    tolerance=1e-4,  # log(p + 1e-7) is as good as log(p)
)

mistake = EXERCISE.mistake


def mistake_twice(wrong=None, *, id="", says="", like=None, when=None):
    """Add a mistake made with zeros kept from the logarithm, and the same without: learners meet the one, then the other."""
    if wrong is None:
        return functools.partial(mistake_twice, when=when)
    own_id = id or wrong.__name__.strip("_").replace("_", "-")
    message = in_one_line(says or (like or wrong).__doc__)

    @functools.wraps(wrong)
    def finite(P, Y):
        return wrong(np.clip(P, 1e-12, 1), Y)

    mistake(finite, id=own_id, says=message, when=when)
    and_infinite = "And where P is 0 the logarithm is minus infinity: give np.log nothing smaller than 1e-12, say."
    mistake(wrong, id=f"{own_id}-and-infinite", says=f"{message} {and_infinite}", when=when)
    return wrong


def _logarithms_of(written):
    """The names that stand between the brackets of np.log, call by call."""
    logs = [call for call in written.calls if ast.unparse(call.func) in ("np.log", "np.log2", "np.log10")]
    return [{node.id for node in ast.walk(log) if isinstance(node, ast.Name)} - {"np"} for log in logs]


def clips_something_else(written):
    """Does a number stand first in a np.clip, where the array belongs?"""
    return any(call.args and isinstance(call.args[0], ast.Constant) for call in written.calls_of("np.clip"))


@mistake(when="clip(P, 0, ...)")
def lifts_to_zero(P, Y):
    """You clipped P from 0 on, and so its zeros stay what they are: their logarithm is minus infinity.
    The lower bound has to be a little above 0, 1e-12, say.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 0, 1)), axis=1))


@mistake(when="10^-12")
def power_with_a_roof(P, Y):
    """Where P is 0 your loss is still not finite. `10^-12` is no power in Python: the sign ^ stands for something else.
    A small number is written `1e-12`.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 10^-12, 1)), axis=1))  # fmt: skip


@mistake(when=lambda written: clips_something_else(written))
def clips_a_number(P, Y):
    """Where P is 0 your loss is still not finite. np.clip takes the array first, then the lower and the upper bound:
    `np.clip(P, 1e-12, 1)`.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(1e-12, 1, P)), axis=1))


@mistake(when=lambda written: written.calls_of("np.clip") and not written.lost and not written.never_read)
def clipped_and_infinite(P, Y):
    """The formula is right, and still the loss is not finite where P is 0. You use np.clip: look at what it is given, and at whether
    np.log is given what it returns. In `np.clip(P, 1e-12, 1)` the lower bound is just above 0.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, -1e-12, 1)), axis=1))


@mistake(when=lambda written: not written.lost and not written.never_read)
def infinite(P, Y):
    """The formula is right, but where P is 0 the logarithm is minus infinity. At the right label the loss is then inf;
    elsewhere 0 times minus infinity is nan. Give np.log nothing smaller than 1e-12, say: `np.log(np.clip(P, 1e-12, 1))`.
    """
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@mistake
def infinite_when_surely_wrong(P, Y):
    """Where P is 0 at a wrong label you are safe, and where it is 0 at the right label the loss is infinite.
    A step of training could do nothing with that: give np.log nothing smaller than 1e-12, say.
    """
    right = P[np.arange(len(P)), np.argmax(Y, axis=1)]
    return -np.mean(np.log(right))


@mistake
def infinite_when_surely_wrong_twice(P, Y):
    """One bird that is confidently wrong costs the largest number there is, as np.nan_to_num has it.
    Two of them add up to infinity again. Give np.log nothing smaller than 1e-12, say.
    """
    return -np.sum(Y * np.nan_to_num(np.log(P))) / len(P)


@mistake
def surely_wrong_is_free(P, Y):
    """Where P is 0 you count 0. So the worst prediction of all, no chance for the right label, costs nothing.
    It has to cost much: lift P to 1e-12, say, instead of leaving the entry out.
    """
    return -np.mean(np.sum(np.where(P > 0, Y * np.log(P), 0), axis=1))


@mistake
def lifts_too_far(P, Y):
    """You lifted small probabilities too far, so a bird that is confidently wrong costs too little. It has to cost
    most by far: lift them to something much smaller, 1e-12, say.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 0.01, 1)), axis=1))


@mistake
def adds_one(P, Y):
    """You added 1 to P before the logarithm. That keeps it from 0, and changes every other probability as well:
    a sure hit would no longer cost 0. Lift only what is smaller than 1e-12, with np.clip.
    """
    return -np.mean(np.sum(Y * np.log(P + 1), axis=1))


@mistake_twice
def no_minus(P, Y):
    """Your loss has the wrong sign: is the minus missing, or does it stand there twice? Logarithms of probabilities are negative,
    so one minus makes the loss positive, and smaller when the prediction is better.
    """
    return np.mean(np.sum(Y * np.log(P), axis=1))


@mistake_twice(when=lambda written: written.calls_of("np.mean") and written.calls_of("np.sum") and not written.has("axis"))
def mean_of_one_sum(P, Y):
    """Without an axis np.sum adds all the rows into one number, and np.mean has nothing left to average. Sum along each row,
    axis=1: then the mean is over the rows.
    """
    return -np.mean(np.sum(Y * np.log(P)))


@mistake_twice(when=lambda written: not written.nodes(ast.Div))
def sum_over_rows(P, Y):
    """You added the rows up and did not divide. A sum grows with the number of rows; means can be compared, so divide by len(P)."""
    return -np.sum(Y * np.log(P))


@mistake_twice
def mean_over_entries(P, Y):
    """Your mean goes over all entries, zeros included, so the loss shrinks with the number of classes.
    Sum along each row first, then take the mean over the rows.
    """
    return -np.mean(Y * np.log(P))


@mistake_twice(when="axis=0")
def divided_by_classes(P, Y):
    """You added up along the columns (axis=0), so the mean divides by the number of classes.
    A row is one bird, and the mean goes over the rows: add along each row first, axis=1.
    """
    return -np.mean(np.sum(Y * np.log(P), axis=0))


@mistake_twice
def number_of_classes_below_the_line(P, Y):
    """You divided by the number of classes. The mean goes over the birds, and each has a row:
    divide by the number of rows, len(P).
    """
    return -np.sum(Y * np.log(P)) / P.shape[1]


@mistake_twice
def first_row_only(P, Y):
    """Only the first row is in your result. Is the `return` line inside the loop? Move it to the left, below the loop."""
    return -np.sum(Y[0] * np.log(P[0])) / len(P)


@mistake_twice(when=lambda written: re.search(r"\w =-\s", written.source or "") is not None)
def minus_after_the_equals_sign(P, Y):
    """Only the last row is in your result. With `=-` the name is given a new value in each round, a negative one.
    To take away from what is there, the minus comes first: `-=`.
    """
    total = 0
    for i in range(len(P)):
        total =- np.sum(Y[i] * np.log(P[i]))  # fmt: skip
    return total / len(P)


@mistake_twice(when="= -")
def last_cost_only(P, Y):
    """Only the last row is in your result. In each round `=` replaces what was there: begin with a total of 0 above the loop,
    and add with `+=`.
    """
    total = 0
    for i in range(len(P)):
        total = -np.sum(Y[i] * np.log(P[i]))
    return total / len(P)


@mistake_twice
def last_row_only(P, Y):
    """Only the last row is in your result. If each round of a loop replaces what was there,
    begin with `total = 0` above it, and take away with `total -= ...`.
    """
    return -np.sum(Y[-1] * np.log(P[-1])) / len(P)


mistake(lambda P, Y: -np.sum(Y[-1] * np.log(np.clip(P[-1], 1e-12, 1))), id="last-row-undivided", like=last_row_only)


@mistake
def as_many_classes_as_rows(P, Y):
    """You went through as many classes as there are rows. len(P) counts the rows;
    how many columns there are is `P.shape[1]`.
    """
    total = 0
    for i in range(len(P)):
        for k in range(len(P)):
            total -= Y[i, k] * np.log(max(P[i, k], 1e-12))
    return total / len(P)


@mistake
def largest_probability(P, Y):
    """You took the largest probability of each row, whether it is right or not.
    What counts is the one at the label: Y is 1 there and 0 elsewhere, so `Y * np.log(P)` picks it.
    """
    return -np.mean(np.log(np.max(P, axis=1)))


@mistake_twice
def column_one(P, Y):
    """You took column 1 of every row, whatever the label. What counts is the probability at the label:
    Y is 1 there and 0 elsewhere, so `Y * np.log(P)` picks it.
    """
    return -np.mean(np.log(P[:, 1]))


@mistake(when=lambda written: any({"P", "Y"} <= names for names in _logarithms_of(written)))
def label_inside_the_logarithm(P, Y):
    """You multiplied by Y inside the logarithm, so that it is given the zeros of Y:
    minus infinity for each. The label picks afterwards, outside: `Y * np.log(...)`.
    """
    return -np.mean(np.sum(np.log(Y * np.clip(P, 1e-12, 1)), axis=1))


@mistake(when=lambda written: {"Y"} in _logarithms_of(written))
def logarithm_of_the_label(P, Y):
    """You took the logarithm of Y, which is 0 or 1, and multiplied by P. It is the other way round:
    the label Y picks, and the logarithm is of P, lifted to 1e-12, say, where it is 0.
    """
    return -np.mean(np.sum(np.clip(P, 1e-12, 1) * np.log(Y), axis=1))


@mistake
def logarithm_of_zeros(P, Y):
    """Every loss is infinite, as it is when the logarithm meets a 0 in every row. Y brings such zeros along:
    it has no place inside the brackets of np.log, and picks afterwards, `Y * np.log(...)`.
    """
    return np.inf


@mistake
def label_inside_the_clip(P, Y):
    """Every wrong class costs as much as a probability of 1e-12: Y has made its entry 0
    before the logarithm. The label picks afterwards, outside: `Y * np.log(...)`.
    """
    return -np.mean(np.sum(np.log(np.clip(Y * P, 1e-12, 1)), axis=1))


mistake(lambda P, Y: -np.mean(np.log(np.clip(Y * P, 1e-12, 1))), id="label-inside-the-clip-over-entries", like=label_inside_the_clip)


def clips_a_logarithm(written):
    """Is a np.clip given a logarithm, or a name under which one is kept?"""
    logs = [line for line in written.nodes(ast.Assign) if "np.log" in written.text_of(line.value)]
    names = {written.text_of(target) for line in logs for target in line.targets}
    given = [call.args[0] for call in written.calls_of("np.clip") if call.args]
    return any(ast.unparse(node) in {"np.log", *names} for argument in given for node in ast.walk(argument) if isinstance(node, ast.expr))


@mistake(when=clips_a_logarithm)
def clips_the_logarithm(P, Y):
    """You kept the logarithms between 1e-12 and 1, and logarithms of probabilities are negative:
    nothing is left of them. It is P that is lifted, before np.log: `np.log(np.clip(P, 1e-12, 1))`.
    """
    return -np.mean(np.sum(Y * np.clip(np.log(P), 1e-12, 1), axis=1))


@mistake(like=clips_the_logarithm, when=clips_a_logarithm)
def clips_what_was_multiplied(P, Y):
    return -np.mean(np.sum(np.clip(Y * np.log(P), 1e-12, 1), axis=1))


@mistake(like=clips_the_logarithm, when=clips_a_logarithm)
def clips_the_logarithm_and_adds_up(P, Y):
    return -np.sum(Y * np.clip(np.log(P), 1e-12, 1))


@mistake(like=clips_the_logarithm, when=clips_a_logarithm)
def clips_the_logarithm_over_entries(P, Y):
    return -np.mean(Y * np.clip(np.log(P), 1e-12, 1))


def lifts_to_one_or_more(written):
    """Does a number of 1 or more stand second in a np.clip, where the lower bound belongs?"""
    bounds = [call.args[1] for call in written.calls_of("np.clip") if len(call.args) > 1]
    return any(isinstance(bound, ast.Constant) and isinstance(bound.value, int | float) and bound.value >= 1 for bound in bounds)


@mistake(when=lambda written: lifts_to_one_or_more(written) and not written.loops and not written.lost)
def every_probability_one(P, Y):
    """Your result is always 0, since every probability has become 1 before the logarithm. Look at the bounds of np.clip:
    the lower one is a tiny number, `1e-12`, with a minus.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e12, 1)), axis=1))


@mistake(when=lambda written: not written.lost and not written.loops)
def zero_without_a_loop(P, Y):
    """Your result is always 0. Look at what each step gives, one after the other: where do the numbers get lost?"""
    return 0 * np.sum(P)


@mistake(when=lambda written: not written.lost)
def always_zero(P, Y):
    """Your result is always 0. If you add up in a loop, `total -= ...` takes the next row's sum away:
    look at whether the loop reaches that line.
    """
    total = 0
    for _ in P:
        total -= 0
    return total


@mistake_twice
def one_number_a_row(P, Y):
    """You returned one number for each row. A loss is one number for all of them: take the mean."""
    return -np.sum(Y * np.log(P), axis=1)


mistake_twice(
    lambda P, Y: -np.sum(Y * np.log(P), axis=1) / len(P),
    id="divided-one-by-one",
    says="You divided each row's cost by the number of rows, and did not add them up. A loss is one number for all of them: take the mean.",
)
mistake_twice(lambda P, Y: -np.mean(Y * np.log(P), axis=1), id="mean-of-each-row", like=one_number_a_row)
mistake(lambda P, Y: -np.log(P[Y == 1]), id="one-number-a-row-picked", like=one_number_a_row)
mistake(lambda P, Y: -np.sum(np.log(P[Y == 1])), id="sum-over-rows-picked", like=sum_over_rows)


@mistake_twice
def one_number_a_class(P, Y):
    """You returned one number for each class. A loss is one number for all: sum along each row first, and take the mean over the rows."""
    return -np.mean(Y * np.log(P), axis=0)


@mistake_twice(when="/ 3")
def divided_by_three(P, Y):
    """You divided by 3, as many as there are in one example. Divide by the number of rows, whatever it is: len(P)."""
    return -np.sum(Y * np.log(P)) / 3


@mistake_twice
def two_columns_only(P, Y):
    """Only the columns 0 and 1 are in your loss, and P has as many as there are classes: `np.sum(Y * np.log(P), axis=1)` takes them all."""
    return -np.mean(Y[:, 0] * np.log(P[:, 0]) + Y[:, 1] * np.log(P[:, 1]))


@mistake(when="clip(-")
def clips_the_loss(P, Y):
    """You clipped the finished loss, and so no loss is larger than 1. It is P that is lifted, before np.log:
    `np.log(np.clip(P, 1e-12, 1))`.
    """
    return np.clip(-np.mean(np.sum(Y * np.log(P), axis=1)), 1e-12, 1)


@mistake
def logarithm_of_the_mean(P, Y):
    """You took the logarithm at the end, of the mean over all birds. Each bird pays its own cost: first the logarithm
    of its probability, then the mean over the rows.
    """
    return -np.log(np.mean(np.sum(Y * np.clip(P, 1e-12, 1), axis=1)))


mistake(lambda P, Y: -np.log(np.mean(np.sum(Y * P, axis=1))), id="logarithm-of-the-mean-and-infinite", like=logarithm_of_the_mean)
mistake(
    lambda P, Y: -np.log(np.sum(Y * P)),
    id="logarithm-of-the-sum",
    says="You took the logarithm at the end, of a sum over all birds. Each bird pays its own cost: first the logarithm of its probability, "
    "then the mean over the rows. Sum along the rows, axis=1, before np.log.",
)


@mistake(when="clip(P, 1, ...)")
def clips_the_wrong_way_round(P, Y):
    """The bounds of np.clip are swapped, and so every probability becomes the same. First comes the lower one, then the upper one:
    `np.clip(P, 1e-12, 1)`.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1, 1e-12)), axis=1))


@mistake_twice
def every_row_with_every_label(P, Y):
    """Every row meets the labels of all rows. Rows and labels go side by side, each row with its own label:
    `Y * np.log(...)` pairs them so, and `P[np.arange(len(P)), labels]` does.
    """
    return -np.mean(np.log(P[:, np.argmax(Y, axis=1)]))


@mistake_twice
def labels_as_rows(P, Y):
    """You used the labels as row numbers. They are columns: with np.arange(len(P)) for the rows before them,
    rows and labels go side by side.
    """
    return -np.mean(np.log(P[np.argmax(Y, axis=1)]))


@mistake_twice
def one_number_an_entry(P, Y):
    """You returned one number for each entry. A loss is one number for all birds: sum along each row, then take the mean."""
    return -Y * np.log(P)


@mistake_twice
def cost_of_every_label(P, Y):
    """You returned what each class would cost if it were the right one. Only the right one counts: multiply by Y,
    sum along each row, and take the mean over the rows.
    """
    return -np.log(P)


@mistake_twice
def every_label(P, Y):
    """You added up the logarithms of all classes. Only the probability of the right one counts: multiply by Y before summing."""
    return -np.mean(np.sum(np.log(P), axis=1))


@mistake_twice
def every_label_over_entries(P, Y):
    """You took the mean over all classes, right and wrong ones. Only the probability of the right one counts:
    multiply by Y, sum along each row, and take the mean over the rows.
    """
    return np.mean(-np.log(P))


@mistake_twice
def every_label_over_rows(P, Y):
    """You took the mean for each class apart, and Y had no say in it. Only the probability of the right class counts:
    multiply by Y, sum along each row, and take the mean over the rows.
    """
    return -np.mean(np.log(P), axis=0)


@mistake
def rows_of_y_as_columns(P, Y):
    """The rows of Y are one-hot, and you used them as the numbers of columns. Either let them pick by multiplying,
    `Y * np.log(...)`, or turn them into numbers first: np.argmax(Y, axis=1).
    """
    return np.mean([-np.log(row[label]) for row, label in zip(P, Y, strict=True)])


def picked_by_rows_of_y(P, Y):
    """The logarithms that the rows of Y pick, where they stand for columns: those of the columns 0 and 1."""
    return -np.log([row[label] for row, label in zip(P, Y, strict=True)])


for own_id, wrong in {
    "rows-of-y-as-columns-lifted": lambda P, Y: np.mean(picked_by_rows_of_y(np.clip(P, 1e-12, 1), Y)),
    "rows-of-y-as-columns-lifted-and-added-up": lambda P, Y: np.sum(picked_by_rows_of_y(np.clip(P, 1e-12, 1), Y), axis=0) / len(P),
    "rows-of-y-as-columns-added-up": lambda P, Y: np.sum(picked_by_rows_of_y(P, Y), axis=0) / len(P),
    "y-beside-row-numbers": lambda P, Y: -np.mean(np.log(np.clip(P, 1e-12, 1)[np.arange(len(P)), Y])),
    "y-beside-row-numbers-and-infinite": lambda P, Y: -np.mean(np.log(P[np.arange(len(P)), Y])),
}.items():
    mistake(wrong, id=own_id, like=rows_of_y_as_columns)
mistake(lambda P, Y: -np.mean(np.log(np.clip(P, 1e-12, 1)[Y])), id="y-as-row-numbers", like=rows_of_y_as_columns, when="[Y]")


@mistake_twice
def entropy_of_p(P, Y):
    """You used P twice. That measures how unsure the network is, and never asks what is right: it is the label Y that multiplies log(P)."""
    return -np.mean(np.sum(P * np.log(P), axis=1))


@mistake
def softmax_inside(P, Y):
    """You applied softmax once more. What comes in as P are probabilities already: take their logarithm as they are,
    with zeros lifted to 1e-12, say.
    """
    return -np.mean(np.sum(Y * np.log(softmax(P)), axis=1))


@mistake_twice
def base_two(P, Y):
    """You used the logarithm to base 2. Here, as everywhere in deep learning, it is the natural one, np.log."""
    return -np.mean(np.sum(Y * np.log2(P), axis=1))


@mistake_twice
def base_ten(P, Y):
    """You used the logarithm to base 10. Here, as everywhere in deep learning, it is the natural one, np.log."""
    return -np.mean(np.sum(Y * np.log10(P), axis=1))


@mistake
def swapped(P, Y):
    """You took the logarithm of Y, which is 0 or 1, and multiplied by P.
    It is the other way round: the label Y picks, and the logarithm is of P.
    """
    return -np.mean(np.sum(P * np.log(np.clip(Y, 1e-12, 1)), axis=1))


@mistake
def swapped_and_infinite(P, Y):
    """You took the logarithm of Y, which is 0 or 1, and multiplied by P. It is the other way round:
    the label Y picks, and the logarithm is of P, lifted to 1e-12, say, where it is 0.
    """
    return -np.mean(np.sum(P * np.log(Y), axis=1))


def yes_and_no(P, Q, Y):
    """The costs of separate yes-or-no questions: P are the probabilities of yes, and Q those of no."""
    return Y * np.log(P) + (1 - Y) * np.log(Q)


@mistake
def both_sides(P, Y):
    """You added (1 - Y) * log(1 - P). That is the cross-entropy for separate yes-or-no questions;
    with softmax, the right class's probability already says it all: leave that part out.
    """
    return -np.mean(np.sum(yes_and_no(np.clip(P, 1e-12, 1), np.clip(1 - P, 1e-12, 1), Y), axis=1))


@mistake(like=both_sides)
def both_sides_over_entries(P, Y):
    return -np.mean(yes_and_no(np.clip(P, 1e-12, 1), np.clip(1 - P, 1e-12, 1), Y))


@mistake(like=both_sides)
def both_sides_with_one_of_them_lifted(P, Y):
    P = np.clip(P, 1e-12, 1)
    return -np.mean(yes_and_no(P, 1 - P, Y))


@mistake(like=both_sides)
def both_sides_summed_with_one_of_them_lifted(P, Y):
    P = np.clip(P, 1e-12, 1)
    return -np.mean(np.sum(yes_and_no(P, 1 - P, Y), axis=1))


@mistake(like=both_sides)
def both_sides_summed_with_zeros(P, Y):
    return -np.mean(np.sum(yes_and_no(P, 1 - P, Y), axis=1))


@mistake(like=both_sides)
def both_sides_with_zeros(P, Y):
    return -np.mean(yes_and_no(P, 1 - P, Y))


@mistake
def squared_error(P, Y):
    """You took the mean squared error. For classes cross-entropy is asked for: of each row only
    the probability at the label, and its negative logarithm.
    """
    return np.mean((P - Y) ** 2)


mistake(lambda P, Y: np.mean(np.sum((P - Y) ** 2, axis=1)), id="squared-error-by-rows", like=squared_error)


@mistake
def no_logarithm(P, Y):
    """You left out the logarithm: 1 less the right label's probability costs at most 1.
    The logarithm makes a confidently wrong answer cost most by far.
    """
    return 1 - np.mean(np.sum(Y * P, axis=1))


@mistake
def perplexity(P, Y):
    """You took exp of the mean, which undoes the logarithm. The loss is the mean of -log(p) itself: leave np.exp out."""
    return np.exp(cross_entropy(P, Y))


@mistake
def no_logarithm_at_all(P, Y):
    """You left out the logarithm and kept the minus sign. The loss of a row is -log(p), with p the probability of the right label."""
    return -np.mean(np.sum(Y * P, axis=1))


@mistake
def overwrites_p(P, Y):
    """You wrote into P itself to lift its zeros. Whoever called the function still needs its probabilities: np.clip makes a new array."""
    P[P == 0] = 1e-12
    return -np.mean(np.sum(Y * np.log(P), axis=1))
