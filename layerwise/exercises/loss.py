"""Lesson 04: labels as one-hot rows, two losses, and accuracy."""

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake
from layerwise.examiner.values import settle

LESSON = "04 loss"


# --- one_hot -------------------------------------------------------------------------------------------------------------


def one_hot(labels, n_classes):
    """Return an (m, n_classes) array for labels (m,): in each row 1 in the column that the label names, and 0 elsewhere."""
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def one_hot_probes(rng):
    """Labels in any order, with classes that do not occur; as many rows as classes, where a transpose has the same shape."""
    yield np.array([2, 0, 1, 0, 2]), 3
    yield rng.integers(0, 3, size=6), 5
    yield rng.integers(0, 4, size=2), 4
    yield np.array([1, 2, 3, 0]), 4
    yield rng.integers(1, 3, size=3), 3
    yield rng.integers(0, 2, size=1), 2
    yield np.array([3, 1, 3]), 4
    yield np.array([1, 1, 0]), 7
    yield rng.integers(0, 14, size=30), 15


def _label_as_value(labels, n_classes):
    return one_hot(labels, n_classes) * labels[:, np.newaxis]


def _loops_over_labels(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in labels:
        Y[i, labels[i]] = 1
    return Y


def _every_row(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


def _row_and_column_exchanged(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[labels, np.arange(len(labels))] = 1
    return Y


def _goes_through_the_classes(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(n_classes):
        Y[i, labels[i]] = 1
    return Y


def _first_row_filled(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[0, labels[0]] = 1
    return Y


def _all_into_the_first_row(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[0, labels] = 1
    return Y


def _labels_as_rows(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[labels] = 1
    return Y


def one_hot_picks_rows(labels, n_classes):
    """Row k of the table np.eye, with 1 along its diagonal, is the row for label k, and an array of labels picks many rows at once."""
    return np.eye(n_classes)[labels]


ONE_HOT = Exercise(
    lesson=LESSON,
    answer=one_hot,
    second_way=one_hot_picks_rows,
    examples=((np.array([1]), 2), (np.array([0, 2, 1, 2]), 3), (np.array([0, 1]), 4)),
    probes=one_hot_probes,
    minutes=6,
    hints=(
        "Do it by hand for the labels [1, 0, 0]: into which places of the zeros does a 1 go? Write each place down as row, column.",
        "The rows are 0, 1, 2 and so on, and the column of each is its label. A loop over the rows can put the 1 into `Y[i, ...]`.",
        "Row i gets its 1 in column `labels[i]`. To do all rows at once, give Y two lists of the same length: np.arange(len(labels)) "
        "for the rows, and labels for the columns.",
    ),
    given=2,
    mistakes=(
        Mistake(
            "counts-the-classes",
            "You made one column for each class up to the largest label you saw. The last classes may not occur in these labels and "
            "still "
            "need their columns, or Y does not fit the network's output. Use n_classes.",
            lambda labels, n_classes: np.eye(np.max(labels) + 1)[labels],
        ),
        Mistake(
            "classes-that-occur",
            "You made columns only for the classes that occur. A class that is absent here still needs its column, or all columns "
            "after it "
            "move. Use n_classes, and take the label itself as the column's number.",
            lambda labels, n_classes: (labels[:, np.newaxis] == np.unique(labels)) * 1,
        ),
        Mistake(
            "counts-from-one",
            "Your 1 stands one column too far left: you counted classes from 1. Labels count from 0, as Python's indices do: label 0 "
            "is "
            "the first column.",
            lambda labels, n_classes: np.eye(n_classes)[labels - 1],
        ),
        Mistake(
            "label-as-value",
            "You wrote the label into the row. The label says where, not how much: the entry is 1 for every class.",
            _label_as_value,
        ),
        Mistake(
            "loops-over-labels",
            "`for i in labels` hands out the labels themselves, and you used them as numbers of rows. Each row has its turn once: "
            "`for i in range(len(labels))`.",
            _loops_over_labels,
        ),
        Mistake(
            "only-zeros",
            "Your Y still holds only zeros. `==` compares and puts nothing in: a 1 is put into its place with one `=`, "
            "`Y[i, labels[i]] = 1`. And it has to be Y itself: what gets another name is lost.",
            lambda labels, n_classes: np.zeros((len(labels), n_classes)),
        ),
        Mistake(
            "only-ones",
            "You filled whole rows: `Y[i]` is all of row i. One place of it gets the 1, in the column that the label names: `Y[i, ...]`.",
            lambda labels, n_classes: np.ones((len(labels), n_classes)),
        ),
        Mistake(
            "label-in-every-column",
            "You filled whole rows with the label. `Y[i]` is all of row i; the label says which column of it gets a 1: `Y[i, "
            "labels[i]] = 1`.",
            lambda labels, n_classes: np.ones((len(labels), n_classes)) * labels[:, np.newaxis],
        ),
        Mistake(
            "row-and-column-exchanged",
            "You exchanged row and column. The first number in the square brackets is the row, the bird's, and the second is the column, "
            "its label: Y[i, labels[i]] = 1.",
            _row_and_column_exchanged,
        ),
        Mistake(
            "goes-through-the-classes",
            "You went through as many rows as there are classes. Each label needs its row: `for i in range(len(labels))`.",
            _goes_through_the_classes,
        ),
        Mistake(
            "first-row-filled",
            "Only the first row is filled. Does a 0 stand where `i` has to stand? Or is the `return` line indented so far that it is "
            "inside the loop? Then move it to the left.",
            _first_row_filled,
        ),
        Mistake(
            "all-into-the-first-row",
            "All your 1s stand in the first row. Each label has a row of its own: the first number in the square brackets has to go along, "
            "`Y[i, ...]`.",
            _all_into_the_first_row,
        ),
        Mistake(
            "every-row",
            "All your rows are alike, with a 1 for every label. `Y[:, labels] = 1` does that, and so does `[[0] * n] * m`, which is "
            "one "
            "row named m times. Row i needs its own label only: `Y[np.arange(m), labels] = 1` goes through rows and labels side by "
            "side.",
            _every_row,
        ),
        Mistake(
            "labels-as-rows",
            "You used the labels as row numbers: `Y[labels] = 1` fills whole rows. The row is the bird's number, and the label is "
            "the "
            "column: Y[i, labels[i]] = 1.",
            _labels_as_rows,
        ),
        Mistake(
            "transposed",
            "Your result is turned round: (n_classes, m). Rows are birds here as everywhere, and columns are classes.",
            lambda labels, n_classes: np.eye(n_classes)[labels].T,
        ),
        Mistake(
            "zeros-and-ones-swapped",
            "You wrote 0 at the label and 1 elsewhere. The 1 marks the right class, and only that one.",
            lambda labels, n_classes: 1 - np.eye(n_classes)[labels],
        ),
        Mistake(
            "first-label-only",
            "You returned the row of the first label. Each of the m labels needs a row. In a loop, look at whether `return` stands inside.",
            lambda labels, n_classes: np.eye(n_classes)[labels[0]],
        ),
        Mistake(
            "last-label-only",
            "You returned the row of the last label: each round of the loop replaces the one before. Make all rows first, "
            "np.zeros((m, n_classes)), or collect them with append.",
            lambda labels, n_classes: np.eye(n_classes)[labels[-1]],
        ),
        Mistake(
            "one-row-for-all",
            "You wrote all labels into a single row. Each of the m labels needs a row of its own: begin with np.zeros((m, n_classes)).",
            lambda labels, n_classes: np.eye(n_classes)[labels].max(axis=0),
        ),
        Mistake(
            "all-columns-up-to-the-label",
            "In each row you wrote 1 up to the label, as if classes had an order. Only the label's own column gets the 1.",
            lambda labels, n_classes: (np.arange(n_classes) <= labels[:, np.newaxis]) * 1,
        ),
    ),
)


# --- mean_squared_error --------------------------------------------------------------------------------------------------


def mean_squared_error(y_hat, y):
    """Return the mean of (y_hat - y)² over all entries, one number. Both arrays have the same shape, whatever it is."""
    return np.mean((y_hat - y) ** 2)


def mean_squared_error_probes(rng):
    """Arrays of one, two and three dimensions; labels that are whole numbers, as one-hot rows may be; large errors, none at all."""
    yield rng.normal(size=5), rng.normal(size=5)
    yield rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    yield rng.normal(scale=4, size=(2, 2)), rng.normal(scale=4, size=(2, 2))
    yield rng.uniform(size=(3, 2)), one_hot(rng.integers(0, 2, size=3), 2).astype(int)
    yield rng.normal(size=(1, 4)), rng.normal(size=(1, 4))
    yield rng.normal(size=1), rng.normal(size=1)
    yield rng.normal(size=(2, 3, 2)), rng.normal(size=(2, 3, 2))
    yield 100 * rng.normal(size=(9, 4)), 100 * rng.normal(size=(9, 4))
    yield np.array([[0.0, 1.0, 0.0]]), np.array([[0.0, 1.0, 0.0]])
    yield rng.integers(-4, 5, size=6), rng.integers(-4, 5, size=6)


_ONLY_THE_LAST = (
    "Only what comes last is in your result. Each round of the loop seems to replace what was there: begin with `total = 0` above it, and "
    "add with `total += ...`. Without a loop, np.mean takes all squares at once."
)


def mean_squared_error_by_weighted_sum(y_hat, y):
    """All errors in one long row. A row times itself, `error @ error`, is the sum of its squares: the weighted sum of lesson 00."""
    error = np.ravel(y_hat - y)
    return error @ error / len(error)


MEAN_SQUARED_ERROR = Exercise(
    lesson=LESSON,
    answer=mean_squared_error,
    second_way=mean_squared_error_by_weighted_sum,
    examples=(
        (np.array([2.0, 5.0]), np.array([1.0, 8.0])),
        (np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0, 1], [1, 0]])),
        (np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]), np.array([[0.0, 0.0, 0.0], [1.0, 0.0, -1.0]])),
    ),
    probes=mean_squared_error_probes,
    minutes=4,
    hints=(
        "Its name read from the end: take the error at each entry, square it, then take the mean.",
        "`(y_hat - y) ** 2` squares each entry; np.mean without an axis is the mean over all of them, in as many dimensions as there are.",
    ),
    mistakes=(
        Mistake(
            "not-squared",
            "You took the mean of the errors as they are, so an error of 2 and one of -2 add up to nothing. Squared, both count: "
            "square "
            "before you take the mean.",
            lambda y_hat, y: np.mean(y_hat - y),
        ),
        Mistake(
            "absolute",
            "You took the errors without their signs. That is the mean absolute error, a relative; here they are squared, so that a "
            "large "
            "error weighs more than several small ones.",
            lambda y_hat, y: np.mean(np.abs(y_hat - y)),
        ),
        Mistake(
            "sum",
            "You added the squares up and did not divide. A sum grows with the number of entries, so losses of different sets could "
            "not be "
            "compared. Take the mean.",
            lambda y_hat, y: np.sum((y_hat - y) ** 2),
        ),
        Mistake(
            "sum-along-the-first-axis",
            "You added the squares up and did not divide. A sum grows with the number of entries, so losses of different sets could not be "
            "compared. Take the mean, and over all entries: in a loop over a table each round has a whole row.",
            lambda y_hat, y: np.sum((y_hat - y) ** 2, axis=0),
        ),
        Mistake(
            "last-only",
            _ONLY_THE_LAST,
            lambda y_hat, y: np.mean((y_hat[-1] - y[-1]) ** 2),
        ),
        Mistake(
            "last-only-divided",
            _ONLY_THE_LAST,
            lambda y_hat, y: (y_hat[-1] - y[-1]) ** 2 / len(y),
        ),
        Mistake(
            "root",
            "You took the square root at the end. That is the root mean squared error, a relative; here "
            "the mean of the squares is asked for.",
            lambda y_hat, y: np.sqrt(np.mean((y_hat - y) ** 2)),
        ),
        Mistake(
            "half",
            "You divided by 2 as well. Some books do, to make the derivative neater; here it is the plain mean of the squares.",
            lambda y_hat, y: np.mean((y_hat - y) ** 2) / 2,
        ),
        Mistake(
            "divided-by-rows",
            "You divided by the number of rows. With several columns there are more entries than rows, and the mean is over all of them.",
            lambda y_hat, y: np.sum((y_hat - y) ** 2) / len(y),
        ),
        Mistake(
            "square-of-the-mean",
            "You squared after taking the mean, when errors of opposite sign had already cancelled. Square each error first.",
            lambda y_hat, y: np.mean(y_hat - y) ** 2,
        ),
        Mistake(
            "half-of-the-sum",
            "You added the squares up and divided by 2. That is their mean only where there are two of them: there are as many as y has "
            "entries. np.mean counts by itself.",
            lambda y_hat, y: np.sum((y_hat - y) ** 2) / 2,
        ),
        Mistake(
            "always-zero",
            "Your result is always 0. In a loop: `==` only compares, and `total + ...` alone in its line is worked out and lost. "
            "`total += ...` adds one square in each round.",
            lambda y_hat, y: 0,
        ),
        Mistake(
            "adds-the-label",
            "You added y to the prediction. The error is how far the one is from the other: y_hat - y, with a minus.",
            lambda y_hat, y: np.mean((y_hat + y) ** 2),
        ),
        Mistake(
            "difference-of-squares",
            "You squared both and then subtracted. The error is the difference of the two, and it is the error that is squared: "
            "look at the brackets.",
            lambda y_hat, y: np.mean(y_hat**2 - y**2),
        ),
        Mistake(
            "every-entry",
            "You returned one square for each entry. A loss is one number for all of them: take the mean.",
            lambda y_hat, y: (y_hat - y) ** 2,
        ),
        Mistake(
            "one-number-a-column",
            "You went along the first axis only, which leaves one number a column. In a loop over a table `y[i]` is a whole row of it. "
            "np.mean of the whole array, without an axis, goes over all entries at once.",
            lambda y_hat, y: np.mean((y_hat - y) ** 2, axis=0),
        ),
        Mistake(
            "one-number-a-row",
            "You took the mean along each row, which leaves one number a row. Without `axis` np.mean goes over all entries.",
            lambda y_hat, y: np.mean((y_hat - y) ** 2, axis=-1),
        ),
        Mistake(
            "rows-added-up",
            "You took the mean of each row and added these up. A sum grows with the number of rows: divide by it too, or take "
            "np.mean of everything at once.",
            lambda y_hat, y: sum(np.mean((a - b) ** 2) for a, b in zip(y_hat, y, strict=True)),
        ),
        Mistake(
            "doubled",
            "You doubled the errors instead of squaring them. In Python a square has two stars: (y_hat - y) ** 2.",
            lambda y_hat, y: np.mean((y_hat - y) * 2),
        ),
        Mistake(
            "brackets",
            "You squared y alone: in y_hat - y ** 2 the power comes first. The error is squared as a whole: (y_hat - y) ** 2, with "
            "brackets.",
            lambda y_hat, y: np.mean(y_hat - y**2),
        ),
        Mistake(
            "first-only",
            "Only the first entry is in your result. Is the `return` line inside the loop? Move it to the left, below the loop.",
            lambda y_hat, y: (y_hat.flat[0] - y.flat[0]) ** 2 / y.size,
        ),
        Mistake(
            "square-of-the-sum",
            "You added the errors up before squaring, when those of opposite sign had already cancelled. Square each error first, "
            "then take the mean.",
            lambda y_hat, y: np.sum(y_hat - y) ** 2 / y.size,
        ),
    ),
)


# --- cross_entropy -------------------------------------------------------------------------------------------------------


# log(0) is -infinity. The smallest probability that is let through is a choice; 1e-12 costs 27.6.
def cross_entropy(P, Y):
    """Return the mean over the rows of -sum(Y * log(P)), one number, large but finite where P is 0 at the right label.

    P holds probabilities, (m, n), with rows that sum to 1; Y is one-hot, of the same shape.
    """
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))


# A surely wrong row costs 6.9 where the smallest probability let through is 0.001, and more the smaller it is.
LARGE = 5.0


def observe_cross_entropy(function, P, Y):
    """The loss itself; or, where it depends on how a probability of 0 is kept from the logarithm, what any good choice has in common."""
    right = P[Y == 1]
    if 0 < right.min() < 1:
        return {"the loss": function(P, Y)}
    loss = settle(function(P, Y), like=np.float64(0))
    if right.min() == 1:
        return {"a loss close to 0 where every row is surely right": np.all(np.abs(loss) < 1e-4)}
    surely_wrong = loss * len(P) + np.sum(np.log(right[right > 0]))
    return {
        "a finite loss where P is 0 at the right label": np.all(np.isfinite(loss)),
        "a loss greater than 0 where P is 0 at the right label": np.all(surely_wrong > 1e-3),
        "a large loss where P is 0 at the right label": np.all(surely_wrong > LARGE),
    }


def cross_entropy_probes(rng):
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


def _twice(name, message, wrong):
    """A mistake made with zeros kept from the logarithm, and the same without: learners meet the one, then the other."""
    return (
        Mistake(name, message, lambda P, Y: wrong(np.clip(P, 1e-12, 1), Y)),
        Mistake(
            f"{name}-and-infinite",
            f"{message} And where P is 0 the logarithm is minus infinity: give np.log nothing smaller than 1e-12, say.",
            wrong,
        ),
    )


def _pick(P, Y):
    return P[np.arange(len(P)), np.argmax(Y, axis=1)]


def _clip_in_place(P, Y):
    P[P == 0] = 1e-12
    return cross_entropy(P, Y)


def cross_entropy_picks(P, Y):
    """It picks the one probability of each row that counts, instead of multiplying all others by 0: less work with many classes."""
    right = P[np.arange(len(P)), np.argmax(Y, axis=1)]
    return -np.mean(np.log(np.maximum(right, 1e-12)))


CROSS_ENTROPY = Exercise(
    lesson=LESSON,
    answer=cross_entropy,
    second_way=cross_entropy_picks,
    examples=(
        (np.array([[0.25, 0.75]]), np.array([[0, 1]])),
        (np.array([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        (np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])),
    ),
    probes=cross_entropy_probes,
    observe=observe_cross_entropy,
    tolerance=1e-4,  # log(p + 1e-7) is as good as log(p)
    minutes=8,
    hints=(
        "Y is 0 except at the right label, so `Y * np.log(P)` keeps one logarithm a row. Sum each row, take the mean, change the sign.",
        "Axis 1 runs along a row: `np.sum(Y * np.log(P), axis=1)` has one number for each row.",
        "np.log(0) is minus infinity. `np.clip(P, 1e-12, 1)` gives an array with smaller numbers lifted to 1e-12; take its logarithm.",
    ),
    mistakes=(
        Mistake(
            "infinite",
            "The formula is right, but where P is 0 the logarithm is minus infinity. At the right label the loss is then inf; "
            "elsewhere 0 times minus infinity is nan. Give np.log nothing smaller than 1e-12, say. "
            "np.clip makes a new array, so keep what it gives: `P = np.clip(P, 1e-12, 1)`.",
            lambda P, Y: -np.mean(np.sum(Y * np.log(P), axis=1)),
        ),
        Mistake(
            "infinite-when-surely-wrong",
            "Where P is 0 at a wrong label you are safe, which is good, and where it is 0 at the right label the loss is infinite. A "
            "step "
            "of training could do nothing with that: give np.log nothing smaller than 1e-12, say.",
            lambda P, Y: -np.mean(np.log(_pick(P, Y))),
        ),
        Mistake(
            "infinite-when-surely-wrong-twice",
            "np.nan_to_num puts the largest number there is in the place of infinity. One such row may do, and two of them add up to "
            "infinity again. Give np.log nothing smaller than 1e-12, say.",
            lambda P, Y: -np.sum(Y * np.nan_to_num(np.log(P))) / len(P),
        ),
        Mistake(
            "surely-wrong-is-free",
            "Where P is 0 you count 0. So the worst prediction of all, no chance for the right label, costs nothing. It has to cost "
            "much: "
            "lift P to 1e-12, say, instead of leaving the entry out.",
            lambda P, Y: -np.mean(np.sum(np.where(P > 0, Y * np.log(P), 0), axis=1)),
        ),
        *_twice(
            "no-minus",
            "The minus sign is missing. Logarithms of probabilities are negative, and a loss is smaller when the prediction is better: "
            "change the sign.",
            lambda P, Y: np.mean(np.sum(Y * np.log(P), axis=1)),
        ),
        *_twice(
            "sum-over-rows",
            "You added the rows up and did not divide. A sum grows with the number of rows; the mean over rows can be compared.",
            lambda P, Y: -np.sum(Y * np.log(P)),
        ),
        *_twice(
            "mean-over-entries",
            "You took the mean over all entries, zeros included, so the loss shrinks with the number of classes. Sum along each row "
            "first, "
            "then take the mean over the rows.",
            lambda P, Y: -np.mean(Y * np.log(P)),
        ),
        *_twice(
            "divided-by-classes",
            "You added up along the columns (axis=0), so the mean divides by the number of classes. A row is one bird, and the mean goes "
            "over the rows: add along each row first, axis=1.",
            lambda P, Y: -np.mean(np.sum(Y * np.log(P), axis=0)),
        ),
        *_twice(
            "first-row-only",
            "Only the first row is in your result. Is the `return` line inside the loop? Move it to the left, below the loop.",
            lambda P, Y: -np.sum(Y[0] * np.log(P[0])) / len(P),
        ),
        Mistake(
            "largest-probability",
            "You took the largest probability of each row, whether it is right or not. What counts is the one at the label: "
            "Y is 1 there and 0 elsewhere, so `Y * np.log(P)` picks it.",
            lambda P, Y: -np.mean(np.log(np.max(P, axis=1))),
        ),
        Mistake(
            "label-inside-the-logarithm",
            "You multiplied by Y inside np.log, so that it is given the zeros of Y: minus infinity for each. The label picks afterwards, "
            "outside: `Y * np.log(...)`.",
            lambda P, Y: -np.mean(np.sum(np.log(Y * np.clip(P, 1e-12, 1)), axis=1)),
        ),
        Mistake(
            "label-inside-the-clip",
            "You multiplied by Y inside np.log, so that every label that is not right costs as much as a probability of 1e-12. The label "
            "picks afterwards, outside: `Y * np.log(...)`.",
            lambda P, Y: -np.mean(np.sum(np.log(np.clip(Y * P, 1e-12, 1)), axis=1)),
        ),
        Mistake(
            "clips-the-logarithm",
            "You kept the logarithms between 1e-12 and 1, and logarithms of probabilities are negative: nothing is left of them. "
            "It is P that is lifted, before np.log: `np.log(np.clip(P, 1e-12, 1))`.",
            lambda P, Y: -np.mean(np.sum(Y * np.clip(np.log(P), 1e-12, 1), axis=1)),
        ),
        Mistake(
            "always-zero",
            "Your result is always 0. In a loop: `==` only compares, and `total - ...` alone in its line is worked out and lost. "
            "`total -= ...` takes the next row's sum away.",
            lambda P, Y: 0,
        ),
        *_twice(
            "one-number-a-row",
            "You returned one number for each row. A loss is one number for all of them: take the mean.",
            lambda P, Y: -np.sum(Y * np.log(P), axis=1),
        ),
        *_twice(
            "every-label",
            "You added up the logarithms of all classes. Only the probability of the right one counts: multiply by Y before summing.",
            lambda P, Y: -np.mean(np.sum(np.log(P), axis=1)),
        ),
        *_twice(
            "entropy-of-p",
            "You used P twice. That measures how unsure the network is, and never asks what is right: the label Y multiplies log(P).",
            lambda P, Y: -np.mean(np.sum(P * np.log(P), axis=1)),
        ),
        *_twice(
            "base-two",
            "You used the logarithm to base 2. Here, as everywhere in deep learning, it is the natural one, np.log.",
            lambda P, Y: -np.mean(np.sum(Y * np.log2(P), axis=1)),
        ),
        *_twice(
            "base-ten",
            "You used the logarithm to base 10. Here, as everywhere in deep learning, it is the natural one, np.log.",
            lambda P, Y: -np.mean(np.sum(Y * np.log10(P), axis=1)),
        ),
        Mistake(
            "swapped",
            "You took the logarithm of Y, which is 0 or 1, and multiplied by P. It is the other way round: the label Y picks, and the "
            "logarithm is of P.",
            lambda P, Y: -np.mean(np.sum(P * np.log(np.clip(Y, 1e-12, 1)), axis=1)),
        ),
        Mistake(
            "swapped-and-infinite",
            "You took the logarithm of Y, which is 0 or 1, and multiplied by P. It is the other way round: the label Y picks, and the "
            "logarithm is of P, lifted to 1e-12, say, where it is 0.",
            lambda P, Y: -np.mean(np.sum(P * np.log(Y), axis=1)),
        ),
        Mistake(
            "both-sides",
            "You added (1 - Y) * log(1 - P). That is the cross-entropy for separate yes-or-no questions; with softmax, the right "
            "class's "
            "probability already tells all.",
            lambda P, Y: -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)) + (1 - Y) * np.log(np.clip(1 - P, 1e-12, 1)), axis=1)),
        ),
        Mistake(
            "no-logarithm",
            "You left out the logarithm: 1 less the right label's probability costs at most 1. The logarithm makes a surely wrong "
            "answer "
            "cost most by far.",
            lambda P, Y: 1 - np.mean(_pick(P, Y)),
        ),
        Mistake(
            "no-logarithm-at-all",
            "You left out the logarithm and kept the minus sign. The loss of a row is -log(p), with p the probability of the right label.",
            lambda P, Y: -np.mean(_pick(P, Y)),
        ),
        Mistake(
            "overwrites-p",
            "You wrote into P itself to lift its zeros. Whoever called the function still needs its probabilities: "
            "np.clip makes a new array.",
            _clip_in_place,
        ),
    ),
)


# --- accuracy ------------------------------------------------------------------------------------------------------------


def accuracy(P, labels):
    """Return the fraction of rows of P, (m, n), whose largest entry is at the label; labels is (m,)."""
    return np.mean(np.argmax(P, axis=1) == labels)


def accuracy_probes(rng):
    """Some rows right and some wrong, all, none, narrowly so; scores as well as probabilities. No row has two largest entries."""

    def rows(m, n, right):
        scores = rng.permuted(np.tile(np.arange(n), (m, 1)), axis=1) + rng.uniform(-0.3, 0.3, size=(m, n))
        labels = np.argmax(scores, axis=1)
        labels[right:] = (labels[right:] + rng.integers(1, n, size=m - right)) % n
        order = rng.permutation(m)
        return scores[order], labels[order]

    def probabilities(scores, labels):
        sizes = np.exp(scores / 2)
        return sizes / sizes.sum(axis=1, keepdims=True), labels

    yield probabilities(*rows(5, 3, 3))
    yield probabilities(*rows(8, 4, 2))
    yield probabilities(*rows(3, 3, 2))
    yield probabilities(*rows(4, 4, 1))
    yield probabilities(*rows(7, 2, 4))
    yield probabilities(*rows(4, 3, 4))
    yield probabilities(*rows(4, 3, 0))
    yield probabilities(*rows(1, 5, 1))
    yield probabilities(*rows(1, 3, 0))
    yield probabilities(*rows(25, 9, 14))
    yield np.array([[0.36, 0.34, 0.3], [0.33, 0.3, 0.37], [0.3, 0.36, 0.34]]), np.array([1, 2, 2])
    scores, labels = rows(6, 3, 4)
    yield scores - 3, labels
    # Surely right and surely wrong: the largest entry is 1, which may be the label's number.
    yield np.eye(3)[[1, 0, 1, 2]], np.array([1, 0, 2, 2])


def _at_the_label(P, labels):
    return P[np.arange(len(labels)), labels]


def _hits(P, labels):
    return np.argmax(P, axis=1) == labels


def accuracy_counts(P, labels):
    """Counting, as one would by hand. It is handy when you want to print the rows that are wrong on the way."""
    right = 0
    for row, label in zip(P, labels, strict=True):
        if np.argmax(row) == label:
            right += 1
    return right / len(labels)


ACCURACY = Exercise(
    lesson=LESSON,
    answer=accuracy,
    second_way=accuracy_counts,
    examples=(
        (np.array([[0.4, 0.6]]), np.array([1])),
        (np.array([[0.7, 0.2, 0.1], [0.25, 0.35, 0.4], [0.1, 0.75, 0.15], [0.6, 0.3, 0.1]]), np.array([0, 2, 0, 0])),
    ),
    probes=accuracy_probes,
    minutes=5,
    hints=(
        "A row's prediction is the place of its largest entry. Compare it with the label, then ask how many of all rows agree.",
        "`np.argmax(P, axis=1)` gives that place for every row; `==` compares with the labels, one True or False a row.",
        "True counts as 1, so np.mean of the comparison is the fraction of rows that are right.",
    ),
    mistakes=(
        Mistake(
            "count",
            "You counted the right rows and did not divide. Accuracy is a fraction, from 0 to 1: divide by the number of rows.",
            lambda P, labels: np.sum(_hits(P, labels)),
        ),
        Mistake(
            "percent",
            "You returned a percentage. Accuracy here is a fraction, from 0 to 1: leave the 100 out.",
            lambda P, labels: 100 * np.mean(_hits(P, labels)),
        ),
        Mistake(
            "errors",
            "You returned the fraction of wrong rows. Count those where prediction and label are equal.",
            lambda P, labels: np.mean(~_hits(P, labels)),
        ),
        Mistake(
            "columns",
            "You looked for the largest entry of each column. A row is one bird, and its largest entry is the prediction: axis=1.",
            lambda P, labels: np.mean(np.argmax(P, axis=0) == labels),
        ),
        Mistake(
            "whole-array",
            "np.argmax without an axis finds the one largest entry of the whole array. Each row has its own prediction: axis=1.",
            lambda P, labels: np.mean(np.argmax(P) == labels),
        ),
        Mistake(
            "smallest",
            "You took the smallest entry of each row. The network's answer is the class with the largest one: np.argmax.",
            lambda P, labels: np.mean(np.argmin(P, axis=1) == labels),
        ),
        Mistake(
            "more-than-half",
            "You asked whether the label's probability is more than 0.5. With three classes 0.4 may already be the largest: "
            "compare it with the rest of its row.",
            lambda P, labels: np.mean(_at_the_label(P, labels) > 0.5),
        ),
        Mistake(
            "mean-probability",
            "You took the mean of the probabilities at the labels. Accuracy does not ask how sure the network is, only whether the "
            "label's "
            "entry is the largest of its row.",
            lambda P, labels: np.mean(_at_the_label(P, labels)),
        ),
        Mistake(
            "largest-entry",
            "You compared the largest probability itself with the label. The label is a column's number: "
            "np.argmax gives the place, np.max the value.",
            lambda P, labels: np.mean(np.max(P, axis=1) == labels),
        ),
        Mistake(
            "every-row",
            "You returned True or False for each row. Accuracy is one number: their mean, since True counts as 1.",
            _hits,
        ),
        Mistake(
            "all-or-nothing",
            "You give 1 when all rows are right and 0 otherwise. Accuracy says which fraction of them is right: take the mean instead. "
            "If you divided with `//`, that is why: it drops the fraction.",
            lambda P, labels: np.all(_hits(P, labels)),
        ),
        Mistake(
            "always-zero",
            "Your result is always 0. In a loop: `==` only compares, and `right + 1` alone in its line is worked out and lost: "
            "`right += 1` counts. And two arrays are compared with `==`, not with `is`.",
            lambda P, labels: 0,
        ),
        Mistake(
            "counts-to-one",
            "Your count never gets beyond 1. `right = 1` and `right =+ 1` replace what is there, and `right += 1` adds. "
            "And right begins at 0 above the loop.",
            lambda P, labels: np.any(_hits(P, labels)) / len(labels),
        ),
        Mistake(
            "returns-at-the-first-hit",
            "You return as soon as the first right row is found: the `return` stands inside the loop, and inside the `if`. "
            "Move it to the left, below the loop.",
            lambda P, labels: 1 / len(labels) if np.any(_hits(P, labels)) else None,
        ),
        Mistake(
            "largest-is-one",
            "You looked where P is 1. A network is seldom quite sure: the prediction of a row is the place of its largest entry, "
            "however large it is, np.argmax(P, axis=1).",
            lambda P, labels: np.mean(_at_the_label(P, labels) == 1),
        ),
        Mistake(
            "divided-by-classes",
            "You divided by the number of classes. The fraction is of rows: divide by len(labels).",
            lambda P, labels: np.sum(_hits(P, labels)) / P.shape[1],
        ),
        Mistake(
            "divided-by-entries",
            "You divided by the number of entries of P. The fraction is of rows: divide by len(labels).",
            lambda P, labels: np.sum(_hits(P, labels)) / P.size,
        ),
        Mistake(
            "first-row-only",
            "Only the first row is in your result. Is the `return` line inside the loop? Count through all rows, and return the "
            "fraction after the loop.",
            lambda P, labels: _hits(P, labels)[0] / len(labels),
        ),
        Mistake(
            "predictions",
            "You returned the predictions. Accuracy asks how often they agree with the labels: compare with `==`, then take the mean.",
            lambda P, labels: np.argmax(P, axis=1),
        ),
    ),
)

EXERCISES = (ONE_HOT, MEAN_SQUARED_ERROR, CROSS_ENTROPY, ACCURACY)
