"""The exercise softmax: from scores to probabilities."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.sigmoid import sigmoid


# Subtracting the same number from a whole row changes no share of it, and makes the row's largest exponential 1.
def softmax(Z):
    """Return exp(Z) with each row divided by its own sum; Z is (m, n).

    No overflow for scores from -1000 to 1000. Z stays as it is.
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)
    ### END SOLUTION


def softmax_by_rows(Z):
    """One row after the other, with no axis and no keepdims to think about. The whole array at once is faster."""
    rows = []
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        rows.append(exponentials / np.sum(exponentials))
    return np.array(rows)


def probes(rng):
    """Small and very large scores; rows far from each other; scores that come twice; square ones, where a wrong axis computes."""
    yield (rng.normal(size=(4, 3)),)
    yield (rng.normal(scale=3, size=(2, 5)),)
    yield (rng.normal(size=(15, 8)),)
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(1, 4)),)
    yield (rng.integers(-3, 4, size=(5, 4)) * 1.0,)
    yield (rng.choice([-990, 0, 990], size=(4, 1)) + rng.uniform(-3, 3, size=(4, 3)),)
    yield (np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -999.0], [0.0, 1.0, -1.0]]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([[-1000.0, 1000.0]]),)
    yield (np.array([[-1000.0, -999.0]]),)
    yield (np.array([[2.0, -1.0, 0.5]]),)
    # Near the limits at which large scores are cut off by those who do so.
    yield (np.array([[599.5, 600.5], [699.5, 700.5], [708.5, 709.5]]),)


EXERCISE = Exercise(
    place=2,
    answer=softmax,
    another_way=softmax_by_rows,
    minutes=10,
    hints=(
        "Two steps: make every score positive with np.exp, then divide each row by its own sum.",
        "With `E = np.exp(Z)`, `np.sum(E, axis=1, keepdims=True)` has one sum for each row, "
        "as a column of shape (m, 1): each row is then divided by the sum beside it.",
        "So that large scores do not overflow, subtract each row's own largest score first, `np.max(Z, axis=1, keepdims=True)`. "
        "The shares stay the same.",
    ),
    examples=(
        (np.array([[0.5, 1.0]]),),
        (np.array([[0.0, 0.0], [1.0, 3.0]]),),
        (np.array([[1000.0, 1001.0]]),),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


def of_the_row(function, Z):
    """One number for each row, as a column."""
    return function(Z, axis=1, keepdims=True)


def shares_of(exponentials):
    """Each row divided by its sum."""
    return exponentials / of_the_row(np.sum, exponentials)


def takes_the_place(written):
    """Does np.argmax stand where np.max is meant?"""
    return bool(written.calls_of("np.argmax"))


@mistake(when=takes_the_place)
def subtracts_the_place(Z):
    """You subtracted the place of the largest score, which is what np.argmax gives, so large scores still overflow.
    np.max gives the score itself, with the same axis and keepdims.
    """
    return shares_of(np.exp(Z - np.argmax(Z, axis=1, keepdims=True)))


mistake(lambda Z: shares_of(np.exp(Z - np.argmax(Z))), id="subtracts-one-place", like=subtracts_the_place, when=takes_the_place)


@mistake(like=subtracts_the_place, when=takes_the_place)
def subtracts_places_as_columns(Z):
    return shares_of(np.exp(Z - np.argmax(Z, axis=1)))


@mistake(when=lambda written: not (written.lost or written.never_read or written.only_renamed))
def overflow(Z):
    """The formula is right, but for large scores exp(Z) is more than the computer can hold: infinity over infinity is nan, not a number.
    And very negative rows become 0 / 0. Subtract each row's largest score before np.exp; the shares stay the same.
    """
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@mistake
def one_maximum_for_all(Z):
    """You subtracted the same number from every row, and not each row's own largest score. A row far below that number becomes
    exp(-2000) = 0 throughout, and 0 / 0 is nan. For the largest of each row, give np.max axis=1 and keepdims=True.
    """
    return shares_of(np.exp(Z - np.max(Z)))


@mistake
def shifts_only_large_scores(Z):
    """You subtract the largest score only where something is large. But in a row of very negative scores all exponentials are 0, and
    0 / 0 is nan. Subtract each row's largest score in any case: it changes no share.
    """
    return shares_of(np.exp(Z - of_the_row(np.max, Z) * (np.max(Z) > 700)))


mistake(lambda Z: shares_of(np.exp(Z - np.max(Z) * (np.max(Z) > 700))), id="shifts-only-large-scores-by-one", like=shifts_only_large_scores)


@mistake
def columns(Z):
    """You made the columns sum to 1. A row is one penguin with a score for each answer, so it is the rows that sum to 1: axis=1."""
    exponentials = np.exp(Z - np.max(Z, axis=0))
    return exponentials / np.sum(exponentials, axis=0)


@mistake
def columns_and_overflow(Z):
    """You made the columns sum to 1. A row is one penguin with a score for each answer, so it is the rows that sum to 1:
    axis=1. And large scores overflow: subtract each row's largest score before np.exp.
    """
    return np.exp(Z) / np.sum(np.exp(Z), axis=0)


@mistake
def columns_and_one_maximum(Z):
    """You made the columns sum to 1. A row is one penguin with a score for each answer, so it is the rows that sum to 1:
    axis=1, with keepdims=True. And the largest score has to be the row's own, in the same way.
    """
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials, axis=0)


@mistake
def columns_below_the_line(Z):
    """The exponentials are right, and then you divided by the sum of each column. A row is one penguin,
    and its own shares sum to 1: `np.sum(..., axis=1, keepdims=True)`.
    """
    exponentials = np.exp(Z - of_the_row(np.max, Z))
    return exponentials / np.sum(exponentials, axis=0)


@mistake
def whole_array(Z):
    """You divided by the sum of the whole array, so only all the rows together sum to 1. Each row is a penguin of its own:
    it needs its own sum, and its own largest score too. Both take axis=1 and keepdims=True.
    """
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials)


@mistake
def whole_array_below_the_line(Z):
    """The exponentials are right, and then you divided by the sum of the whole array.
    Each row is a penguin of its own, and sums to 1 by itself: `np.sum(..., axis=1, keepdims=True)`.
    """
    exponentials = np.exp(Z - of_the_row(np.max, Z))
    return exponentials / np.sum(exponentials)


@mistake
def largest_of_each_column(Z):
    """You subtracted the largest score of each column, so the scores in a row lose
    different numbers, and its shares change. Each row needs its own largest score: axis=1.
    """
    return shares_of(np.exp(Z - np.max(Z, axis=0)))


@mistake
def divided_by_the_exponential_of_the_sum(Z):
    """You divided by the exponential of the sum. First comes the exponential of each score, then the sum of those: np.sum(np.exp(...))."""
    return np.exp(Z) / np.exp(np.sum(Z, axis=1, keepdims=True))


@mistake(when="nan_to_num")
def hides_the_nan(Z):
    """np.nan_to_num puts a number in place of what overflows, and the shares of that row are lost. Let nothing overflow: take the
    largest score of each row away before np.exp.
    """
    return np.nan_to_num(np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True))


@mistake
def divided_by_the_scores(Z):
    """You divided by the sum of the scores. The shares are parts of the exponentials,
    so it is their sum that each row is divided by. Look at what np.sum is given.
    """
    return np.exp(Z - of_the_row(np.max, Z)) / of_the_row(np.sum, Z)


@mistake
def divided_by_the_scores_and_overflow(Z):
    """You divided by the sum of the scores. The shares are parts of the exponentials, so it is their sum that each row is divided by.
    Look at what np.sum is given. And large scores overflow: subtract each row's largest score before np.exp.
    """
    return np.exp(Z) / np.sum(Z, axis=1, keepdims=True)


@mistake(like=divided_by_the_scores)
def divided_by_all_the_scores(Z):
    return np.exp(Z - of_the_row(np.max, Z)) / np.sum(Z)


@mistake(like=divided_by_the_scores)
def divided_by_all_the_scores_and_overflow(Z):
    return np.exp(Z) / np.sum(Z)


@mistake
def subtracts_after(Z):
    """You subtracted the largest score after np.exp. That changes the shares, and it
    comes too late for large scores. It belongs between the brackets of np.exp.
    """
    exponentials = np.exp(Z) - of_the_row(np.max, Z)
    return exponentials / of_the_row(np.sum, exponentials)


@mistake
def subtracts_the_largest_exponential(Z):
    """You subtracted the largest exponential after np.exp. That changes the shares, and it
    comes too late for large scores. Subtract the largest score, between the brackets of np.exp.
    """
    exponentials = np.exp(Z)
    exponentials = exponentials - of_the_row(np.max, exponentials)
    return exponentials / of_the_row(np.sum, exponentials)


@mistake
def subtracts_above_the_line_only(Z):
    """The largest score is subtracted above the fraction line and not below it.
    Both have to be the same exponentials: work them out once, give them a name, and use it twice.
    """
    return np.exp(Z - of_the_row(np.max, Z)) / of_the_row(np.sum, np.exp(Z))


@mistake
def subtracts_below_the_line_only(Z):
    """The largest score is subtracted below the fraction line and not above it.
    Both have to be the same exponentials: work them out once, give them a name, and use it twice.
    """
    return np.exp(Z) / of_the_row(np.sum, np.exp(Z - of_the_row(np.max, Z)))


@mistake
def subtracts_the_score_from_the_exponentials(Z):
    """Above the fraction line the largest score is subtracted after np.exp. It belongs between the brackets of np.exp,
    above the line and below it: work the exponentials out once, give them a name, and use it twice.
    """
    return (np.exp(Z) - of_the_row(np.max, Z)) / of_the_row(np.sum, np.exp(Z))


@mistake
def adds_the_largest_back(Z):
    """You added the largest score again at the end. The shares are finished by then: to subtract the same number from a whole row
    changes none of them, so nothing has to be made up for.
    """
    return softmax(Z) + of_the_row(np.max, Z)


@mistake
def the_sums(Z):
    """You returned the sum of each row's exponentials. Every score has a share of it: the exponentials divided by that sum."""
    return of_the_row(np.sum, np.exp(Z - of_the_row(np.max, Z)))


mistake(lambda Z: of_the_row(np.sum, np.exp(Z)), id="the-sums-and-overflow", like=the_sums)


@mistake
def divided_by_the_largest_exponential(Z):
    """You divided by the largest exponential of each row. For shares that sum to 1, divide by the sum of the row, np.sum. To keep large
    scores from overflowing, subtract each row's largest score before np.exp.
    """
    exponentials = np.exp(Z)
    return exponentials / of_the_row(np.max, exponentials)


@mistake
def subtracts_the_mean(Z):
    """You subtracted the mean of each row. The shares stay the same, but the largest score may still
    be far above the mean, and overflow. Subtract the largest score itself: np.max.
    """
    return shares_of(np.exp(Z - of_the_row(np.mean, Z)))


@mistake
def subtracts_the_smallest(Z):
    """You subtracted each row's smallest score. The shares stay the same, but the others may still be far above it,
    and overflow. Subtract the largest: then no score is above 0.
    """
    return shares_of(np.exp(Z - of_the_row(np.min, Z)))


@mistake
def adds_the_largest(Z):
    """You added the largest score. The shares stay the same, but large scores overflow even sooner.
    Subtract it: then no score is above 0.
    """
    return shares_of(np.exp(Z + of_the_row(np.max, Z)))


@mistake
def divided_by_the_mean(Z):
    """You divided by the mean of the row, so it sums to the number of its entries. Divided by its sum, it sums to 1: np.sum."""
    exponentials = np.exp(Z - of_the_row(np.max, Z))
    return exponentials / of_the_row(np.mean, exponentials)


def with_base(base):
    """Powers of a number that is nearly e."""
    return lambda Z: shares_of(base ** (Z - of_the_row(np.max, Z)))


for base in (2.7, 2.71, 2.718, 2.7183):
    mistake(
        with_base(base),
        id=f"e-as-{base}".replace(".", "-"),
        says=f"You took {base} for e, which is only near it. np.exp knows e to sixteen digits: `np.exp(...)` in place of the power.",
    )


@mistake
def subtracts_a_thousand(Z):
    """You subtracted 1000 from every score. That helps where scores are near 1000, and turns small ones into exp(-1000) = 0:
    0 / 0 is nan. Subtract each row's own largest score.
    """
    return shares_of(np.exp(Z - 1000.0))


@mistake
def divided_by_the_largest(Z):
    """You divided the scores by the largest one of their row. That changes how far apart they are, and with it
    the shares. Subtract the largest score: then the distances stay.
    """
    return shares_of(np.exp(Z / of_the_row(np.max, Z)))


@mistake(when=lambda written: not written.lost)
def only_zeros(Z):
    """Every entry of your result is 0. If you began with np.zeros, each row still waits for its shares:
    `rows[i] = ...`, with one `=`, in a line that the loop really reaches.
    """
    return np.zeros(Z.shape)


@mistake(when=lambda written: not written.lost)
def the_scores(Z):
    """You return the scores as they were. If you go through the rows: `row = ...` gives that name
    to something new, and changes nothing in Z. Collect the new rows with append, and return these.
    """
    return Z.copy()


@mistake
def whole_array_and_overflow(Z):
    """You divided by the sum of the whole array, so only all the rows together sum to 1. It worked for our penguin because that was
    a batch of one row. Sum with axis=1; and subtract each row's largest score before np.exp, or large ones overflow.
    """
    return np.exp(Z) / np.sum(np.exp(Z))


LINED_UP = "{} shape (m,), and NumPy lines them up with the columns. It stops, or, with as many rows as columns, {} the wrong ones. "
COLUMN = "With `keepdims=True` they stay a column, (m, 1), each beside its own row."


def lined_up_with_columns(subject, verb, more=COLUMN):
    """The words for one number a row, without keepdims."""
    return LINED_UP.format(subject, verb) + more


@mistake
def every_row_beside_all_maxima(Z):
    """Each row is set against the numbers of all rows, so it becomes a whole table. In a loop over the rows a row needs its own
    number alone: np.max and np.sum of that row, without an axis.
    """
    exponentials = np.array([np.exp(row - of_the_row(np.max, Z)) for row in Z])
    return np.array([table / np.sum(table) for table in exponentials])


def maxima_against_columns(Z):
    return shares_of(np.exp(Z - np.max(Z, axis=1)))


mistake(maxima_against_columns, says=lined_up_with_columns("The rows' largest scores have", "subtracts"))


@mistake
def first_row_only(Z):
    """Only the first row is in your result. Is the `return` line inside the loop?
    Collect the rows with append, and return them after the loop.
    """
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        return exponentials / np.sum(exponentials)


@mistake
def last_row_only(Z):
    """Only the last row is in your result. If a loop gives the same name a new value in each round, the last one stays:
    collect the rows with append, inside the loop, and return them after it.
    """
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        shares = exponentials / np.sum(exponentials)
    return shares


mistake(lambda Z: last_row_only(Z)[np.newaxis], id="last-row-as-table", like=last_row_only)


def rows_against_columns(Z):
    exponentials = np.exp(Z - of_the_row(np.max, Z))
    return exponentials / np.sum(exponentials, axis=1)


mistake(rows_against_columns, says=lined_up_with_columns("The sums of the rows have", "divides by"))


def rows_against_columns_twice(Z):
    exponentials = np.exp(Z - np.max(Z, axis=1))
    return exponentials / np.sum(exponentials, axis=1)


mistake(
    rows_against_columns_twice,
    says=lined_up_with_columns("The rows' maxima and sums have", "takes", "With `keepdims=True` in both they stay columns."),
)


def rows_against_columns_and_overflow(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1)


mistake(
    rows_against_columns_and_overflow,
    says=lined_up_with_columns("The sums of the rows have", "divides by", COLUMN + " And subtract each row's largest score before np.exp."),
)


def rows_against_columns_and_one_maximum(Z):
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials, axis=1)


mistake(
    rows_against_columns_and_one_maximum,
    says=lined_up_with_columns("The sums of the rows have", "divides by", COLUMN + " And let each row subtract its own largest score."),
)


PYTHONS_OWN = (
    "Python's own max compares whole rows, where each has many numbers, and cannot tell which is larger. np.max takes an axis: "
    "`np.max(Z, axis=1, keepdims=True)`. In the same way np.sum stands for sum, which adds the rows to each other."
)


def calls_pythons_max(written):
    """Is max called, and not np.max?"""
    return bool(written.calls_of("max"))


mistake(lambda Z: shares_of(np.exp(Z - max(Z))), id="max-of-python", says=PYTHONS_OWN, when=calls_pythons_max)
mistake(lambda Z: np.exp(Z - max(Z)) / sum(np.exp(Z - max(Z))), id="max-and-sum-of-python", says=PYTHONS_OWN, when=calls_pythons_max)


@mistake
def no_exponential(Z):
    """You divided the scores themselves by their sum.
    Scores may be negative, and their sum may be 0; np.exp makes each one positive first.
    """
    return Z / np.sum(Z, axis=1, keepdims=True)


@mistake
def no_exponential_after_the_shift(Z):
    """You divided the shifted scores by their sum, and they are all 0 or negative: np.exp is
    missing. It makes each score positive, and its results are what is added up and divided.
    """
    shifted = Z - of_the_row(np.max, Z)
    return shifted / of_the_row(np.sum, shifted)


@mistake
def upside_down(Z):
    """Your fraction is upside down: the sum of the row stands above the line, and the shares come out larger than 1.
    Each exponential is divided by the sum of its row.
    """
    return 1 / softmax(Z)


@mistake
def upside_down_and_overflow(Z):
    """Your fraction is upside down: the sum of the row stands above the line, and the shares come out larger than 1. Each exponential
    is divided by the sum of its row; and each row's largest score is subtracted first, or large ones overflow.
    """
    return np.sum(np.exp(Z), axis=1, keepdims=True) / np.exp(Z)


@mistake
def not_divided(Z):
    """You return the exponentials as they are, so the rows do not sum to 1. Each row still has to be divided by its own sum."""
    return np.exp(Z - of_the_row(np.max, Z))


@mistake
def not_divided_and_overflow(Z):
    """You return the exponentials as they are, so the rows do not sum to 1, and large ones are infinite.
    Each row still has to be divided by its own sum.
    """
    return np.exp(Z)


@mistake
def turned_round(Z):
    """You used exp(-Z), so the largest score gets the smallest share. Look at the sign inside np.exp."""
    return softmax(-Z)


@mistake
def turned_round_and_overflow(Z):
    """You subtracted the scores from the largest one. So the largest score gets the smallest share,
    and the others overflow. It is the other way round: `Z - np.max(...)`.
    """
    return shares_of(np.exp(of_the_row(np.max, Z) - Z))


@mistake
def turned_round_without_the_maximum(Z):
    """You used exp(-Z), so the largest score gets the smallest share, and scores far below 0 overflow. Look at the sign inside np.exp,
    and subtract each row's largest score there.
    """
    return shares_of(np.exp(-Z))


@mistake
def as_in_the_sigmoid(Z):
    """You took the sign away from the scores, so -3 and 3 get the same share. That was for the sigmoid. Here each row's
    largest score is subtracted: then no score is above 0, and none overflows.
    """
    return shares_of(np.exp(-np.abs(Z)))


@mistake
def sigmoid_(Z):
    """You squeezed each score by itself. In softmax the answers compete: what one gains the others lose, and the row sums to 1.
    Divide the exponentials of a row by their sum.
    """
    return sigmoid(Z)


@mistake
def shares_of_the_sigmoid(Z):
    """You divided sigmoids by their sum. The shares of softmax are those of the exponentials: np.exp, and not sigmoid."""
    return shares_of(sigmoid(Z))


@mistake
def divided_by_the_length(Z):
    """You divided by the root of the sum of the squares, as np.linalg.norm does, so the rows do not sum to 1. Divide by the plain
    sum of the row: np.sum.
    """
    exponentials = np.exp(Z - of_the_row(np.max, Z))
    return exponentials / np.sqrt(of_the_row(np.sum, exponentials**2))


@mistake
def by_the_logarithm_of_the_sum(Z):
    """The shares are right for small scores: to subtract np.log of the sum, inside np.exp, is to divide by the sum. But the sum of exp(Z)
    overflows for large scores. Subtract each row's largest score from Z first.
    """
    return np.exp(Z - np.log(of_the_row(np.sum, np.exp(Z))))


@mistake
def subtracts_the_largest_amount(Z):
    """You subtracted the largest of the amounts without their signs. Where all scores of a row are negative, all of them
    then lie far below 0, and 0 / 0 is nan. Subtract the largest score itself: np.max(Z, ...).
    """
    return shares_of(np.exp(Z - of_the_row(np.max, np.abs(Z))))


@mistake
def winner_takes_all(Z):
    """You gave 1 to the largest score and 0 to the rest. Softmax is soft: a score a little smaller gets a share a little smaller."""
    return np.eye(Z.shape[1])[np.argmax(Z, axis=1)]


@mistake
def the_winner(Z):
    """You returned the column of the largest score in each row, the prediction. Softmax comes before it: it gives every score its share,
    exp(Z) divided by its sum over the row.
    """
    return np.argmax(Z, axis=1)


@mistake
def logarithms(Z):
    """You returned the logs of the probabilities.
    Here the probabilities themselves are asked for: between 0 and 1, with rows that sum to 1.
    """
    return np.log(softmax(Z))


CUT_OFF = (
    "You cut large scores off before np.exp. It no longer overflows, but two scores beyond the limit, such as 1000 and 999, have become "
    "equal, and their shares are wrong. Subtract each row's largest score instead."
)


def cut_off_at(most):
    """Scores are kept between -most and most."""
    return lambda Z: shares_of(np.exp(np.clip(Z, -most, most)))


for most, own_id in {500: "cut-off", 600: "cut-off-at-600", 700: "cut-off-at-700", 709: "cut-off-at-709"}.items():
    mistake(cut_off_at(most), id=own_id, says=CUT_OFF)
for most in (50, 100, 500, 700):
    mistake(lambda Z, most=most: shares_of(np.exp(np.minimum(Z, most))), id=f"cut-off-above-{most}", says=CUT_OFF)


@mistake
def overwrites_z(Z):
    """Z itself has changed, as it does with `-=`, and when a row of Z is written into. Whoever called softmax still needs its scores:
    make a new array, as `Z - ...` does, and fill rows of an array of your own.
    """
    Z -= np.max(Z, axis=1, keepdims=True)
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
