"""The exercise mean_squared_error: the loss for networks that predict a number."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.probabilities.one_hot import one_hot


def mean_squared_error(y_hat, y):
    """Return the mean of (y_hat - y)² over all entries, one number.

    Both arrays have the same shape, whatever it is, and stay as they are.
    """
    ### BEGIN SOLUTION
    return np.mean((y_hat - y) ** 2)
    ### END SOLUTION


def mean_squared_error_by_weighted_sum(y_hat, y):
    """All errors in one long row. A row times itself, `error @ error`, is the sum of its squares: the weighted sum of lesson 00."""
    error = np.ravel(y_hat - y)
    return error @ error / len(error)


def probes(rng):
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


EXERCISE = Exercise(
    place=1,
    answer=mean_squared_error,
    another_way=mean_squared_error_by_weighted_sum,
    minutes=4,
    hints=(
        "Read its name from the end: take the error at each entry, square it, then take the mean of them all.",
        "`error ** 2` squares every entry of an array at once; np.mean without an axis is the mean over all entries, in any shape.",
    ),
    examples=(
        (np.array([2.0, 5.0]), np.array([1.0, 8.0])),
        (np.array([[0.25, 0.5], [0.5, 1.0]]), np.array([[0, 1], [1, 0]])),
        (np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]), np.array([[0.0, 0.0, 0.0], [1.0, 0.0, -1.0]])),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


@mistake
def not_squared(y_hat, y):
    """You took the mean of the errors as they are, so an error of 2 and one of -2 cancel out.
    Squared, both count: square before you take the mean.
    """
    return np.mean(y_hat - y)


@mistake
def length_of_the_errors(y_hat, y):
    """You took the root of the sum of the squares, the length of the errors, as np.linalg.norm does. Here the mean of the
    squares is asked for: no root, and divided by how many there are.
    """
    return np.sqrt(np.sum((y_hat - y) ** 2))


@mistake
def variance_of_the_errors(y_hat, y):
    """You took the variance of the errors, which subtracts their mean first: a network that is off by 3 everywhere would
    have no loss at all. Square the errors as they are, and take the mean.
    """
    return np.var(y_hat - y)


@mistake
def absolute(y_hat, y):
    """You took the errors without their signs. That is the mean absolute error, a relative;
    here they are squared, so that a large error weighs more than several small ones.
    """
    return np.mean(np.abs(y_hat - y))


@mistake
def sum_(y_hat, y):
    """You added the squares up and did not divide. A sum grows with the number of entries,
    so the losses of different sets could not be compared. Take the mean.
    """
    return np.sum((y_hat - y) ** 2)


@mistake
def sum_along_the_first_axis(y_hat, y):
    """You added the squares up and did not divide. A sum grows with the number of entries, so the losses of different sets
    could not be compared. Take the mean, and over all entries: in a loop over a table each round has a whole row.
    """
    return np.sum((y_hat - y) ** 2, axis=0)


@mistake
def last_only(y_hat, y):
    """Only what comes last is in your result. If each round of a loop replaces what was there,
    begin with `total = 0` above it, and add with `total += ...`. Without a loop, np.mean takes all squares at once.
    """
    return np.mean((y_hat[-1] - y[-1]) ** 2)


@mistake(like=last_only)
def last_only_divided(y_hat, y):
    return (y_hat[-1] - y[-1]) ** 2 / len(y)


@mistake
def root(y_hat, y):
    """You took the square root at the end. That is the root mean squared error, a relative; here the mean of the squares is asked for."""
    return np.sqrt(np.mean((y_hat - y) ** 2))


@mistake
def root_of_the_errors(y_hat, y):
    """You took the square root of the errors, which a negative one does not have. Squared means times itself: (y_hat - y) ** 2."""
    return np.mean(np.sqrt(y_hat - y))


@mistake
def half(y_hat, y):
    """You divided by 2 as well. Some books do, to make the derivative neater; here it is the plain mean of the squares."""
    return np.mean((y_hat - y) ** 2) / 2


@mistake
def divided_twice(y_hat, y):
    """You divided twice. The mean has divided by the number of entries already: leave the second division out."""
    return np.mean((y_hat - y) ** 2) / len(y)


mistake(
    lambda y_hat, y: (y_hat - y) ** 2 / len(y),
    id="divided-one-by-one",
    says="You divided each square by the number of rows, and did not add them up. The mean is one number for all of them: np.mean adds, "
    "and divides, in one step.",
)
mistake(lambda y_hat, y: np.mean((y_hat - y) ** 2) / y.size, id="divided-twice-by-entries", like=divided_twice)


def _errors_as_a_matrix_product(turned, counted):
    def by_a_matrix_product(y_hat, y):
        error = y_hat - y
        return (error.T if turned else error) @ error / counted(error)

    return by_a_matrix_product


for turned in (False, True):
    for counted in (len, np.size):
        mistake(
            _errors_as_a_matrix_product(turned, counted),
            id=f"matrix-product{'-turned' * turned}-by-{counted.__name__}",
            says="For a plain row `@`, like np.dot, gives the sum of the squares, but for a table it gives a table. Here y_hat may be one: "
            "square each error with `** 2`, and np.mean takes all of them.",
        )


@mistake
def divided_by_rows(y_hat, y):
    """You divided by the number of rows. With several columns there are more entries than rows, and the mean is over all of them."""
    return np.sum((y_hat - y) ** 2) / len(y)


@mistake
def square_of_the_mean(y_hat, y):
    """You squared after taking the mean, when errors of opposite sign had already cancelled. Square each error first."""
    return np.mean(y_hat - y) ** 2


@mistake
def half_of_the_sum(y_hat, y):
    """You added the squares up and divided by 2. That is their mean only where there are two of them:
    there are as many as y has entries. np.mean counts for you.
    """
    return np.sum((y_hat - y) ** 2) / 2


@mistake(when=lambda written: not written.lost)
def always_zero(y_hat, y):
    """Your result is always 0. If you add up in a loop, `total += ...` adds one square in each round:
    look at whether the loop reaches that line.
    """
    return 0


@mistake
def adds_the_label(y_hat, y):
    """You added y to the prediction. The error is how far the one is from the other: y_hat - y, with a minus."""
    return np.mean((y_hat + y) ** 2)


@mistake
def difference_of_squares(y_hat, y):
    """You squared both and then subtracted. The error is the difference of the two,
    and it is the error that is squared: look at the brackets.
    """
    return np.mean(y_hat**2 - y**2)


@mistake
def every_entry(y_hat, y):
    """You returned one square for each entry. A loss is one number for all of them: take the mean."""
    return (y_hat - y) ** 2


@mistake
def one_number_a_column(y_hat, y):
    """You went along the first axis only, as a loop over the rows and Python's own sum do too: that leaves one number for each column.
    np.mean of the whole array, without an axis, goes over all entries at once.
    """
    return np.mean((y_hat - y) ** 2, axis=0)


@mistake
def one_number_a_row(y_hat, y):
    """You took the mean along each row, which leaves one number for each row. Without `axis` np.mean goes over all entries,
    however many dimensions there are.
    """
    return np.mean((y_hat - y) ** 2, axis=-1)


@mistake(like=one_number_a_row, when="axis=1")
def one_number_a_row_of_a_table(y_hat, y):
    return np.mean((y_hat - y) ** 2, axis=1)


def two_places(y_hat, y):
    """The mean over the places 0 and 1 of the first axis."""
    return ((y_hat[0] - y[0]) ** 2 + (y_hat[1] - y[1]) ** 2) / 2


@mistake
def two_entries(y_hat, y):
    """You took the entries 0 and 1, and divided by 2. There may be any number of them, and tables have rows at these places: take the
    square of every error at once, `(y_hat - y) ** 2`, and the mean of them all.
    """
    return two_places(y_hat, y)


mistake(lambda y_hat, y: np.mean(two_places(y_hat, y)), id="two-rows", like=two_entries)


@mistake(when=lambda written: not written.has_in_a_loop("np.mean(") and written.calls_of("np.mean"))
def mean_of_a_total(y_hat, y):
    """You added the squares up round by round, and then took the mean of the total. What is added up is one number already (or, of a
    table, one for each column), and np.mean does not divide it by the number of rounds: divide by how many you have added.
    """
    return np.mean(np.sum((y_hat - y) ** 2, axis=0))


@mistake
def rows_added_up(y_hat, y):
    """You took the mean of each row and added these up. A sum grows with the number of rows:
    divide by it too, or take np.mean of everything at once.
    """
    total = 0
    for i in range(len(y)):
        total += np.mean((y_hat[i] - y[i]) ** 2)
    return total


@mistake
def doubled(y_hat, y):
    """You doubled the errors instead of squaring them. In Python a square has two stars: (y_hat - y) ** 2."""
    return np.mean((y_hat - y) * 2)


@mistake
def brackets(y_hat, y):
    """You squared y alone: in y_hat - y ** 2 the power comes first. The error is squared as a whole: (y_hat - y) ** 2, with brackets."""
    return np.mean(y_hat - y**2)


@mistake
def first_only(y_hat, y):
    """Only the first entry is in your result. Is the `return` line inside the loop? Move it to the left, below the loop."""
    return (y_hat.flat[0] - y.flat[0]) ** 2 / y.size


@mistake(like=first_only)
def first_row_only(y_hat, y):
    return (y_hat[0] - y[0]) ** 2 / len(y)


@mistake
def square_of_the_sum(y_hat, y):
    """You added the errors up before squaring, when those of opposite sign had already cancelled.
    Square each error first, then take the mean.
    """
    return np.sum(y_hat - y) ** 2 / y.size


@mistake(when=lambda written: written.has("square(y_hat, y)"))
def square_of_two(y_hat, y):
    """np.square squares one array, and takes a second for the place that the squares are written into: so y is lost.
    The error comes first, and it is that which is squared: `np.square(y_hat - y)`.
    """
    return np.mean(np.square(y_hat, y))


mistake(lambda y_hat, y: np.sum(y_hat - y) ** 2 / len(y), id="square-of-the-sum-by-rows", like=square_of_the_sum)
