"""Lesson 09: one scale for all measurements, taken from the training birds."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def standardize(X_train, X_other):
    """Return X_train and X_other, each column minus its mean, divided by its
    standard deviation, both those of X_train alone. The tables that are given
    stay as they are.
    """
    ### BEGIN SOLUTION
    mean = X_train.mean(axis=0)
    deviation = X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation
    ### END SOLUTION


def standardize_by_one_function(X_train, X_other):
    """One inner function for both tables: no slip can treat the two differently."""

    def scaled(X):
        return (X - X_train.mean(axis=0)) / X_train.std(axis=0)

    return scaled(X_train), scaled(X_other)


def standardize_by_the_sample(X_train, X_other):
    """The other usual standard deviation, which divides by the number of rows less one."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def probes(rng):
    """Columns of unlike size and spread, none of them narrow: a small number added to the deviation makes no difference."""
    for m, n, others in ((9, 3, 5), (5, 5, 5), (20, 4, 1), (3, 1, 8), (12, 2, 12), (4, 4, 1)):
        centre, spread = rng.normal(scale=500, size=n), rng.uniform(50, 500, size=n)
        X_train = centre + spread * (rng.normal(size=(m, n)) + np.linspace(-1, 1, m)[:, None])
        yield X_train, centre + spread * rng.normal(loc=0.5, scale=2, size=(others, n))


def remark(function):
    """What to tell someone who takes the other usual standard deviation: the lesson's numbers come from this one."""
    table = np.array([[4000.0], [5000.0]])
    first, _ = function(table, table.copy())
    if abs(np.ravel(first)[0]) > 0.9:
        return ""
    return (
        "One remark: your standard deviation divides by the number of rows less one, as ddof=1 does. That is in use too, but NumPy's own, "
        "and the lesson's, divides by the number of rows: for two birds you get -0.71 and 0.71 where it has -1 and 1. "
        "With many birds the difference hardly shows."
    )


EXERCISE = Exercise(
    place=2,
    answer=standardize,
    another_way=standardize_by_one_function,
    minutes=8,
    hints=(
        "Each column is a measurement of its own, so each needs its own mean: `X_train.mean(axis=0)` walks down the rows.",
        "Compute two things once, from X_train: the mean and the standard deviation (`.std(axis=0)`) of each column.",
        "Both tables are then treated alike, with those two: `(X - mean) / deviation`. Mind the brackets.",
    ),
    examples=((np.array([[40.0, 3500.0], [60.0, 4500.0]]), np.array([[70.0, 4000.0], [60.0, 5000.0]])),),
    probes=probes,
    returns=("the first table", "the second table"),
    alternatives=(standardize_by_the_sample,),
    tolerance=1e-5,
    remark=remark,
)
mistake = EXERCISE.mistake


@mistake
def each_by_its_own(X_train, X_other):
    """You standardised X_other by its own mean and deviation. Then the same bird gets other numbers in the other
    table, and the network would read them wrongly. Use the mean and the deviation of X_train for both.
    """
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_other = (X_other - X_other.mean(axis=0)) / X_other.std(axis=0)
    return X_train, X_other


@mistake
def deviation_of_the_other(X_train, X_other):
    """The mean is that of X_train, and the deviation that of X_other. Held back means held back from everything: take both of X_train."""
    mean, deviation = X_train.mean(axis=0), X_other.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def mean_of_the_other(X_train, X_other):
    """The deviation is that of X_train, and the mean that of X_other. Held back means held back from everything: take both of X_train."""
    mean, deviation = X_other.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake(like=each_by_its_own)
def each_by_its_own_with_epsilon(X_train, X_other):
    train = (X_train - X_train.mean(axis=0)) / (X_train.std(axis=0) + 1e-8)
    other = (X_other - X_other.mean(axis=0)) / (X_other.std(axis=0) + 1e-8)
    return train, other


@mistake(like=each_by_its_own)
def each_by_its_own_in_place(X_train, X_other):
    for X in (X_train, X_other):
        X[...] = (X - X.mean(axis=0)) / X.std(axis=0)
    return X_train, X_other


@mistake
def all_together(X_train, X_other):
    """You computed the mean and the deviation from both tables together, so the birds that are held back have a
    say in how the training birds are scaled. Held back means held back from everything: use X_train alone.
    """
    both = np.concatenate([X_train, X_other])
    mean, deviation = both.mean(axis=0), both.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake(when="X_train = ")
def standardised_too_early(X_train, X_other):
    """The second table came back as it was: X_train is standardised already when its mean and deviation are taken for
    X_other, and by then they are 0 and 1. Compute both once, at the start, before X_train is anything else.
    """
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    return X_train, (X_other - X_train.mean(axis=0)) / X_train.std(axis=0)


@mistake
def second_table_unchanged(X_train, X_other):
    """The second table came back as it was. Either it was left out, or the mean and the deviation for it were taken of the
    first table when that was standardised already: by then they are 0 and 1. Compute both once, at the start, from X_train.
    """
    return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), X_other


@mistake
def overwritten_first(X_train, X_other):
    """You overwrote X_train before its mean and deviation were taken for X_other: by then they are 0 and 1, and X_other comes
    back as it was. And whoever called the function has lost the table. Compute both once, at the start, and make new tables.
    """
    X_train -= X_train.mean(axis=0)
    X_train /= X_train.std(axis=0)
    return X_train, (X_other - X_train.mean(axis=0)) / X_train.std(axis=0)


@mistake(like=overwritten_first)
def both_overwritten(X_train, X_other):
    X_train -= X_train.mean(axis=0)
    X_train /= X_train.std(axis=0)
    X_other -= X_train.mean(axis=0)
    X_other /= X_train.std(axis=0)
    return X_train, X_other


@mistake
def second_divided_only(X_train, X_other):
    """X_other is divided, and no mean is subtracted from it. Either that was left out, or the mean was taken of
    X_train after its own mean was gone: by then it is 0. Compute the mean and the deviation once, at the start.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / deviation, X_other / deviation


@mistake(when=lambda written: written.only_renamed)
def only_a_name_changed(X_train, X_other):
    """Both tables come back as they were. A new value for a name that a loop hands out leaves the table
    itself alone: give the new tables names of their own, or return them directly.
    """
    for X in (X_train, X_other):
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    return X_train, X_other


@mistake
def unchanged(X_train, X_other):
    """Both tables come back as they were. A calculation makes a new table and leaves the old one alone: give
    the new ones names, or return them directly.
    """
    return X_train, X_other


@mistake
def first_table_unchanged(X_train, X_other):
    """The first table comes back as it was. Both have to be on one scale: subtract
    the mean from X_train too, and divide it by the deviation.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return X_train, (X_other - mean) / deviation


@mistake
def first_table_twice(X_train, X_other):
    """You return the first table twice: the second time, too, it is X_train that is standardised.
    The second has to be made from X_other, with the mean and the deviation of X_train.
    """
    return standardize(X_train, X_train)


@mistake
def by_the_other(X_train, X_other):
    """You took the mean and the deviation of X_other for both tables. The
    birds that are held back have no say: take both numbers from X_train.
    """
    mean, deviation = X_other.mean(axis=0), X_other.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def mean_and_deviation_exchanged(X_train, X_other):
    """You subtracted the deviation and divided by the mean. It is the other
    way round: subtract `.mean(axis=0)`, divide by `.std(axis=0)`.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - deviation) / mean, (X_other - deviation) / mean


@mistake
def mean_and_deviation_returned(X_train, X_other):
    """You returned the mean and the deviation. They are only the means to
    an end: return the two tables, each as `(X - mean) / deviation`.
    """
    return X_train.mean(axis=0), X_train.std(axis=0)


@mistake
def root_of_the_deviation(X_train, X_other):
    """You divided by the square root of the standard deviation. It has had its root taken
    already: divide by `.std(axis=0)` as it is. (It is the variance, `.var`, that needs a root.)
    """
    mean, deviation = X_train.mean(axis=0), np.sqrt(X_train.std(axis=0))
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def from_the_mean(X_train, X_other):
    """Each number has the wrong sign: you subtracted the table from the
    mean. A bird heavier than most should come out above 0: `X - mean`.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (mean - X_train) / deviation, (mean - X_other) / deviation


@mistake(when="//")
def whole_steps(X_train, X_other):
    """Your results are whole numbers. With `//` Python divides and then drops what is behind the point: write `/`."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) // deviation, (X_other - mean) // deviation


@mistake
def one_mean_for_all(X_train, X_other):
    """You took one mean and one deviation of all numbers, millimetres and grams together. Each column needs its own: `axis=0`."""
    mean, deviation = X_train.mean(), X_train.std()
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def one_mean_for_all_each_by_its_own(X_train, X_other):
    """Two things. You took one mean and one deviation of all numbers, millimetres and grams together: each column
    needs its own, `axis=0`. And the second table has its own two, where both tables use those of X_train.
    """
    return (X_train - X_train.mean()) / X_train.std(), (X_other - X_other.mean()) / X_other.std()


@mistake
def one_mean_and_a_deviation_each(X_train, X_other):
    """You subtracted one mean of all numbers, millimetres and grams together. Each column has its own deviation
    already, and needs its own mean as well: `axis=0`.
    """
    mean, deviation = X_train.mean(), X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def mean_of_the_rows(X_train, X_other):
    """The deviation is that of each column, and the mean that of each row, which mixes the millimetres and grams of one bird.
    Both go down the columns: `axis=0`.
    """
    mean, deviation = X_train.mean(axis=1), X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def rows_instead_of_columns(X_train, X_other):
    """You took the mean of each row, which mixes the millimetres and grams of
    one bird. Each column needs its own mean: `axis=0` walks down the rows.
    """
    mean, deviation = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake(like=rows_instead_of_columns)
def rows_instead_of_columns_kept(X_train, X_other):
    mean, deviation = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def each_row_by_its_own(X_train, X_other):
    """You standardised each row by itself, which mixes the millimetres and grams of one bird.
    Each column needs its own mean and deviation, from X_train: `axis=0` walks down the rows.
    """
    X_train = (X_train - X_train.mean(axis=1, keepdims=True)) / X_train.std(axis=1, keepdims=True)
    X_other = (X_other - X_other.mean(axis=1, keepdims=True)) / X_other.std(axis=1, keepdims=True)
    return X_train, X_other


@mistake
def no_division(X_train, X_other):
    """You subtracted the mean and did not divide. The columns still differ in size, grams by the
    hundred and millimetres by the few: divide by the standard deviation of each column.
    """
    mean = X_train.mean(axis=0)
    return X_train - mean, X_other - mean


@mistake
def no_mean(X_train, X_other):
    """You divided by the deviation and did not subtract the mean, so the columns do not lie around 0. Subtract first, then divide."""
    deviation = X_train.std(axis=0)
    return X_train / deviation, X_other / deviation


@mistake
def brackets_missing_in_the_second(X_train, X_other):
    """The first table is right. For the second you divide before you subtract: without brackets, the
    division comes first. It needs them too: `(X - mean) / deviation`.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / deviation, X_other - mean / deviation


@mistake
def brackets_missing_each_by_its_own(X_train, X_other):
    """Two things. You divide before you subtract: it takes brackets, `(X - mean) / deviation`. And the second table
    has a mean and a deviation of its own, where both tables use those of X_train.
    """
    return X_train - X_train.mean(axis=0) / X_train.std(axis=0), X_other - X_other.mean(axis=0) / X_other.std(axis=0)


@mistake
def brackets_missing(X_train, X_other):
    """You divide before you subtract: without brackets, the division comes
    first. Put the subtraction in brackets, `(X - mean) / deviation`.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return X_train - mean / deviation, X_other - mean / deviation


@mistake
def root_mean_square(X_train, X_other):
    """You divided by the root of the mean of the squares, and left the mean in: a deviation is measured from the mean. Square
    X_train - mean, or let `.std(axis=0)` do it.
    """
    mean, deviation = X_train.mean(axis=0), np.sqrt(np.mean(X_train**2, axis=0))
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def deviation_of_the_rows(X_train, X_other):
    """The mean is that of each column, and the deviation that of each row, which mixes the millimetres and grams of one bird.
    Both go down the columns: `axis=0`.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def one_added_to_the_deviation(X_train, X_other):
    """You added 1 to the deviation, so no column spreads by 1. If it is to keep you from dividing by 0: no
    column here is the same for all birds. Divide by the deviation itself.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0) + 1
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def half_of_it_each(X_train, X_other):
    """You subtracted the mean from the one table and divided the other by the deviation. Both are done to both: (X - mean) / deviation."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return X_train - mean, X_other / deviation


@mistake
def variance(X_train, X_other):
    """You divided by the variance, the square of the standard deviation. Then the
    spread of a column is not 1. Use `.std(axis=0)`, or take the square root.
    """
    mean, deviation = X_train.mean(axis=0), X_train.var(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def from_0_to_1(X_train, X_other):
    """You squeezed each column between its smallest and its largest number. That is another way of
    scaling, useful elsewhere. Here: subtract the mean, divide by the standard deviation.
    """
    smallest, largest = X_train.min(axis=0), X_train.max(axis=0)
    return (X_train - smallest) / (largest - smallest), (X_other - smallest) / (largest - smallest)


@mistake
def by_the_range(X_train, X_other):
    """You divided by the distance from the smallest to the largest number, which one unusual bird can stretch.
    The standard deviation asks all of them: `.std(axis=0)`.
    """
    mean, span = X_train.mean(axis=0), X_train.max(axis=0) - X_train.min(axis=0)
    return (X_train - mean) / span, (X_other - mean) / span


@mistake
def exchanged(X_train, X_other):
    """The two tables have swapped places. X_train comes first, then the other."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_other - mean) / deviation, (X_train - mean) / deviation


@mistake
def rounded(X_train, X_other):
    """You rounded your results. What is cut off is lost for the network, which can
    do with all digits: leave them as they are, and round only what you print.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return np.round((X_train - mean) / deviation, 2), np.round((X_other - mean) / deviation, 2)


@mistake
def mean_absolute_distance(X_train, X_other):
    """You divided by the mean distance from the mean, without its sign. It is a measure of
    spread too, but not the standard deviation, which squares the distances: `.std(axis=0)`.
    """
    mean = X_train.mean(axis=0)
    deviation = np.abs(X_train - mean).mean(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def root_of_each_square(X_train, X_other):
    """You divided each number by its own distance from the mean, so that only 1 and -1 are left in the
    first table. A standard deviation is the root of their mean square, one for each column: `.std(axis=0)`.
    """
    mean = X_train.mean(axis=0)
    deviation = np.sqrt((X_train - mean) ** 2)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def mean_distance(X_train, X_other):
    """You divided by the mean distance from the mean, and that is 0: those above and those
    below cancel. The standard deviation squares the distances first: `.std(axis=0)`.
    """
    mean = X_train.mean(axis=0)
    deviation = np.mean(X_train - mean, axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def root_of_the_sum(X_train, X_other):
    """You took the root of the sum of the squared distances. A deviation is the
    root of their mean, or it would grow with every bird: `.std(axis=0)`.
    """
    mean = X_train.mean(axis=0)
    deviation = np.sqrt(np.sum((X_train - mean) ** 2, axis=0))
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def own_mean(X_train, X_other):
    """You subtracted from X_other its own mean. Then the same bird gets other
    numbers in the other table. Both tables use the mean of X_train.
    """
    deviation = X_train.std(axis=0)
    return (X_train - X_train.mean(axis=0)) / deviation, (X_other - X_other.mean(axis=0)) / deviation


@mistake
def own_deviation(X_train, X_other):
    """You divided X_other by its own deviation. Then the same bird gets other
    numbers in the other table. Both tables use the deviation of X_train.
    """
    mean = X_train.mean(axis=0)
    return (X_train - mean) / X_train.std(axis=0), (X_other - mean) / X_other.std(axis=0)


@mistake
def one_deviation_for_all(X_train, X_other):
    """Each column has its own mean, and all share one deviation, so grams stay
    much larger than millimetres. The deviation needs its `axis=0`, too.
    """
    mean, deviation = X_train.mean(axis=0), X_train.std()
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake(like=one_deviation_for_all)
def one_deviation_about_the_means(X_train, X_other):
    mean = X_train.mean(axis=0)
    deviation = np.sqrt(np.mean((X_train - mean) ** 2))
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake(when=lambda written: written.loops_cut_short)
def first_column_for_all(X_train, X_other):
    """You used the mean and the deviation of the first column for all: the `return` stands inside the loop and ends it in
    the first round. Each column needs its own: without a loop, `.mean(axis=0)` gives one for each.
    """
    for k in range(X_train.shape[1]):
        mean, deviation = X_train[:, k].mean(), X_train[:, k].std()
        return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def first_column_alone(X_train, X_other):
    """You used the mean and the deviation of the first column for all. Each column needs its own: `.mean(axis=0)` gives one for each."""
    mean, deviation = X_train[:, 0].mean(), X_train[:, 0].std()
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def last_column_for_all(X_train, X_other):
    """You used the mean and the deviation of the last column for all: in each round of the loop the two names get new
    values, and the old ones are gone. Each column needs its own: without a loop, `.mean(axis=0)` gives one for each.
    """
    mean, deviation = X_train[:, -1].mean(), X_train[:, -1].std()
    return (X_train - mean) / deviation, (X_other - mean) / deviation


@mistake
def by_the_largest(X_train, X_other):
    """You divided each column by its largest number, so that none is above 1.
    Here: subtract the mean of X_train, divide by its standard deviation.
    """
    largest = X_train.max(axis=0)
    return X_train / largest, X_other / largest


@mistake
def multiplied(X_train, X_other):
    """You multiplied by the standard deviation, so wide columns become wider still. Divide by it: then every column spreads by about 1."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) * deviation, (X_other - mean) * deviation


@mistake
def mean_added(X_train, X_other):
    """You added the mean instead of taking it away, so the columns lie twice as far from 0. Look at the sign before the mean."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train + mean) / deviation, (X_other + mean) / deviation


@mistake
def median(X_train, X_other):
    """You subtracted the median, the number in the middle. It is near the mean and not the same: use `.mean(axis=0)`."""
    middle, deviation = np.median(X_train, axis=0), X_train.std(axis=0)
    return (X_train - middle) / deviation, (X_other - middle) / deviation


@mistake
def first_table_only(X_train, X_other):
    """One array comes back, where two tables are asked for. Whoever calls standardize
    wants both: return the two with a comma between.
    """
    return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
