"""The exercise one_hot: labels as rows that a network's output can be compared with."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise


def one_hot(labels, n_classes):
    """Return an (m, n_classes) array for labels (m,), each 0 or more.

    Each row has 1 in the column that its label names, and 0 elsewhere.
    """
    Y = np.zeros((len(labels), n_classes))
    ### BEGIN SOLUTION
    Y[np.arange(len(labels)), labels] = 1
    ### END SOLUTION
    return Y


def one_hot_picks_rows(labels, n_classes):
    """Row k of the table np.eye, with 1 along its diagonal, is the row for label k, and an array of labels picks many rows at once."""
    return np.eye(n_classes)[labels]


def probes(rng):
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


EXERCISE = Exercise(
    place=3,
    answer=one_hot,
    another_way=one_hot_picks_rows,
    minutes=6,
    hints=(
        "Do it by hand for the labels [1, 0, 0]: in which places does a 1 take over from the 0? Write each place down as row, column.",
        "The rows are 0, 1, 2 and so on, and the column of each is its label. A loop over the rows can put the 1 into `Y[i, ...]`.",
        "Row i gets its 1 in column `labels[i]`. For all rows at once, put two arrays of the same length into Y's square brackets: "
        "np.arange(len(labels)) for the rows, and labels for the columns.",
    ),
    examples=((np.array([1]), 2), (np.array([0, 2, 1, 2]), 3), (np.array([0, 1]), 4)),
    probes=probes,
)

mistake = EXERCISE.mistake


def zeros(labels, n_classes):
    """The table to begin with."""
    return np.zeros((len(labels), n_classes))


@mistake
def counts_the_classes(labels, n_classes):
    """You made one column for each class up to the largest label you saw. The last classes may not occur
    in these labels, and still need their columns, or Y does not fit the network's output. Use n_classes.
    """
    return np.eye(np.max(labels) + 1)[labels]


@mistake(when=lambda written: written.has("max(labels))") or written.has("labels.max())"))
def one_column_too_few(labels, n_classes):
    """You made as many columns as the largest label says. Labels count from 0, so that is one too few, and the last
    classes may not occur at all. How many there are is given: n_classes.
    """
    Y = np.zeros((len(labels), np.max(labels)))
    Y[np.arange(len(labels)), labels] = 1
    return Y


@mistake
def as_many_classes_as_labels(labels, n_classes):
    """You made as many columns as there are labels. A row is a bird, and a column is a class:
    how many classes there are is given, n_classes.
    """
    return np.eye(len(labels))[labels]


@mistake
def classes_that_occur(labels, n_classes):
    """You made columns only for the classes that occur. A class that is absent here still needs its column,
    or all columns after it move. Use n_classes, and take the label itself as the column's number.
    """
    return (labels[:, np.newaxis] == np.unique(labels)) * 1


@mistake
def two_classes_only(labels, n_classes):
    """You wrote two columns, as for "other" and "Gentoo". There may be more classes, n_classes of them,
    and each has a column: the label says which of them gets the 1.
    """
    return np.array([[1 - label, label] for label in labels])


@mistake
def zero_or_one(labels, n_classes):
    """You asked of each label whether it is 1, and put the 1 into column 0 otherwise. There may be more classes than two:
    a label can be 2 or 3, and names the column of its 1 itself, `Y[i, labels[i]] = 1`.
    """
    return np.eye(n_classes)[(labels == 1) * 1]


@mistake
def zero_and_one_only(labels, n_classes):
    """Only labels 0 and 1 get their 1, and the rows of other labels are empty. There may be more classes than two:
    each label names the column of its 1 itself, `Y[i, labels[i]] = 1`.
    """
    return np.eye(n_classes)[labels] * (labels < 2)[:, np.newaxis]


@mistake(when="1 - labels")
def two_columns_filled(labels, n_classes):
    """You filled two columns, as for "other" and "Gentoo", with numbers made of the labels. With more classes a label can be 2 or 3,
    and its 1 belongs in the column with that number.
    """
    Y = np.zeros((len(labels), n_classes))
    Y[:, 1] = labels
    Y[:, 0] = 1 - labels
    return Y


@mistake
def is_it_class_one(labels, n_classes):
    """You returned one number for each label: is it 1? Each label needs a whole row, with a place for
    each class, and the 1 in the column that the label names.
    """
    return (labels == 1) * 1


@mistake
def a_row_for_each_class(labels, n_classes):
    """You returned one row for each class, whatever the labels are. Each label needs a row:
    its 1 stands in the column that the label names.
    """
    return np.eye(n_classes)


@mistake
def counts_from_one(labels, n_classes):
    """Your 1 stands one column too far left: you counted classes from 1.
    Labels count from 0, as Python's indices do: label 0 is the first column.
    """
    return np.eye(n_classes)[labels - 1]


@mistake
def one_column_too_far(labels, n_classes):
    """Your 1 stands one column too far right, or beyond the last one. Labels count from 0, as Python's indices do:
    the label itself is the column's number.
    """
    Y = zeros(labels, n_classes)
    Y[np.arange(len(labels)), labels + 1] = 1
    return Y


@mistake
def row_number_as_column(labels, n_classes):
    """You put the 1 of row i into column i, and the labels have had no say. The column is what the label names: `Y[i, labels[i]] = 1`."""
    Y = zeros(labels, n_classes)
    for i in range(len(labels)):
        Y[i, i] = 1
    return Y


@mistake(like=row_number_as_column)
def row_number_as_column_while_there_are_some(labels, n_classes):
    return np.eye(len(labels), n_classes)


@mistake
def first_label_for_all(labels, n_classes):
    """Every row has its 1 in the column of the first label. Row i has a label of its own: `labels[i]`."""
    Y = zeros(labels, n_classes)
    Y[:, labels[0]] = 1
    return Y


@mistake
def column_one_for_all(labels, n_classes):
    """Every row has its 1 in column 1, whatever its label is. Row i has a label of its own, which names the column: `labels[i]`."""
    Y = zeros(labels, n_classes)
    Y[:, 1] = 1
    return Y


@mistake
def first_row_empty(labels, n_classes):
    """The first row is empty. Rows count from 0, so a loop over all of them is `for i in range(len(labels))`."""
    Y = zeros(labels, n_classes)
    for i in range(1, len(labels)):
        Y[i, labels[i]] = 1
    return Y


@mistake
def last_row_empty(labels, n_classes):
    """The last row is empty. range stops before its end of its own accord, so nothing is taken off: `range(len(labels))`."""
    Y = zeros(labels, n_classes)
    for i in range(len(labels) - 1):
        Y[i, labels[i]] = 1
    return Y


@mistake
def labels_in_column_one(labels, n_classes):
    """You wrote the labels into column 1. The label says which column: its own row gets a 1 there, `Y[i, labels[i]] = 1`."""
    Y = zeros(labels, n_classes)
    Y[:, 1] = labels
    return Y


@mistake(when=", n_classes]")
def column_after_the_last(labels, n_classes):
    """n_classes is one number, how many columns there are, and since Python counts from 0 no column has that number.
    Each row has a column of its own, which its label names: `labels`.
    """
    Y = zeros(labels, n_classes)
    Y[np.arange(len(labels)), n_classes] = 1
    return Y


@mistake
def label_as_value(labels, n_classes):
    """You wrote the label into the row. The label says where, not how much: the entry is 1 for every class."""
    Y = zeros(labels, n_classes)
    Y[np.arange(len(labels)), labels] = labels
    return Y


@mistake(when="for ..., ... in labels:")
def pairs_without_enumerate(labels, n_classes):
    """A loop over the labels hands out one thing in each round, a label, and two names wait for it.
    With `enumerate(labels)` it hands out two: the number of the row, and the label.
    """
    Y = zeros(labels, n_classes)
    for i, label in labels:
        Y[i, label] = 1
    return Y


@mistake(when="range(labels)")
def counts_up_to_the_labels(labels, n_classes):
    """To count, range and np.arange need one number, and labels holds many.
    How many rows there are is len(labels): `range(len(labels))`, or `np.arange(len(labels))`.
    """
    Y = zeros(labels, n_classes)
    for i in range(labels):
        Y[i, labels[i]] = 1
    return Y


@mistake(like=counts_up_to_the_labels, when="arange(labels)")
def arange_of_the_labels(labels, n_classes):
    Y = zeros(labels, n_classes)
    Y[np.arange(labels), labels] = 1
    return Y


@mistake(when="for i in labels:")
def loops_over_labels(labels, n_classes):
    """`for i in labels` hands out the labels themselves, and you used them as numbers of rows.
    Each row has its turn once: `for i in range(len(labels))`.
    """
    Y = zeros(labels, n_classes)
    for i in labels:
        Y[i, labels[i]] = 1
    return Y


def puts_zeros(written):
    """Is a 0 put into a place?"""
    lines = [line for line in written.nodes(ast.Assign) if isinstance(line.targets[0], ast.Subscript)]
    return any(isinstance(line.value, ast.Constant) and line.value.value == 0 for line in lines)


@mistake(when=puts_zeros)
def zero_for_one(labels, n_classes):
    """You put a 0 where the 1 belongs. The zeros are there from the start: the column that the label names gets a 1."""
    Y = zeros(labels, n_classes)
    Y[np.arange(len(labels)), labels] = 0
    return Y


@mistake(when=lambda written: not written.lost)
def only_zeros(labels, n_classes):
    """Your Y still holds only zeros. A 1 is put into its place with one `=`, `Y[i, labels[i]] = 1`.
    And it has to be Y itself that is written into: what gets another name is lost.
    """
    return np.zeros((len(labels), n_classes))


@mistake
def only_ones(labels, n_classes):
    """You filled whole rows. All of row i is `Y[i]`. Only one place of it gets the 1,
    in the column that the label names: `Y[i, labels[i]] = 1`.
    """
    Y = zeros(labels, n_classes)
    for i in range(len(labels)):
        Y[i] = 1
    return Y


@mistake
def label_in_every_column(labels, n_classes):
    """You filled whole rows with the label. All of row i is `Y[i]`; the label says which column of it gets a 1: `Y[i, labels[i]] = 1`."""
    Y = zeros(labels, n_classes)
    for i in range(len(labels)):
        Y[i] = labels[i]
    return Y


@mistake
def row_and_column_exchanged(labels, n_classes):
    """You exchanged row and column. The first number in the square brackets is the row,
    the bird's, and the second is the column, its label: Y[i, labels[i]] = 1.
    """
    Y = zeros(labels, n_classes)
    Y[labels, np.arange(len(labels))] = 1
    return Y


@mistake(when=lambda written: written.has("range(n_classes)") and written.has("for "))
def goes_through_the_classes(labels, n_classes):
    """You went through as many rows as there are classes. Each label needs its row: `for i in range(len(labels))`."""
    Y = zeros(labels, n_classes)
    for i in range(n_classes):
        Y[i, labels[i]] = 1
    return Y


@mistake(when="arange(n_classes)")
def as_many_rows_as_classes(labels, n_classes):
    """The rows are counted by the classes, and there is a row for each label. Rows and labels
    go side by side, so there have to be as many: np.arange(len(labels)).
    """
    Y = zeros(labels, n_classes)
    Y[np.arange(n_classes), labels] = 1
    return Y


@mistake(when="arange(3)")
def three_rows(labels, n_classes):
    """You counted three rows, as in the lesson's example. There may be any number of labels, and len(labels) says how many:
    count up to that.
    """
    Y = zeros(labels, n_classes)
    Y[np.arange(3), labels] = 1
    return Y


@mistake(when="arange(2)")
def two_rows(labels, n_classes):
    """You counted two rows. There may be any number of labels, and len(labels) says how many: count up to that."""
    Y = zeros(labels, n_classes)
    Y[np.arange(2), labels] = 1
    return Y


@mistake(like=three_rows, when="in range(3):")
def three_rounds(labels, n_classes):
    Y = zeros(labels, n_classes)
    for i in range(3):
        Y[i, labels[i]] = 1
    return Y


@mistake(when="[len(labels), ...]")
def one_past_the_last_row(labels, n_classes):
    """len(labels) is one number, how many rows there are, and since Python counts from 0 there is no row with that number.
    All rows, one after the other, are `np.arange(len(labels))`.
    """
    Y = zeros(labels, n_classes)
    Y[len(labels), labels] = 1
    return Y


@mistake
def first_row_filled(labels, n_classes):
    """Only the first row is filled. Does a 0 stand where `i` has to stand?
    Or does the `return` line stand so far to the right that it is inside the loop? Then move it to the left.
    """
    Y = zeros(labels, n_classes)
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
        return Y


@mistake
def all_into_the_first_row(labels, n_classes):
    """All your 1s stand in the first row. Each label has a row of its own:
    the first number in the square brackets has to go along, `Y[i, ...]`.
    """
    Y = zeros(labels, n_classes)
    Y[0, labels] = 1
    return Y


def ones_in_every_row(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


@mistake(when="[[...] * ...] * ")
def one_row_many_times(labels, n_classes):
    """All your rows are alike, because they are one row: `[[...] * n] * m` names the same row m times, and who writes into one writes
    into all. Begin with np.zeros((m, n)), or make a new row in each round of the loop.
    """
    Y = [[0] * n_classes] * len(labels)
    for i in range(len(labels)):
        Y[i][labels[i]] = 1
    return Y


@mistake(when="[:, labels]")
def every_row(labels, n_classes):
    """All your rows are alike, with a 1 for every label, since the colon in `[:, labels]` means every row.
    Each row needs its own label only: with np.arange(len(labels)) for the colon, rows and labels go side by side.
    """
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


@mistake
def every_label_in_every_row(labels, n_classes):
    """All your rows are alike, with a 1 for every label. Row i needs its own label only:
    one of them is `labels[i]`, and `labels` is all of them.
    """
    return ones_in_every_row(labels, n_classes)


@mistake
def labels_as_rows(labels, n_classes):
    """You used the labels as row numbers, and filled whole rows.
    The row is the bird's number, and the label is the column: `Y[i, labels[i]] = 1`.
    """
    Y = zeros(labels, n_classes)
    Y[labels] = 1
    return Y


@mistake
def transposed(labels, n_classes):
    """Your result lies on its side, with the shape (n_classes, m). Rows are birds here as everywhere, and columns are classes."""
    return one_hot(labels, n_classes).T


@mistake(when="labels == 1")
def rows_of_label_one(labels, n_classes):
    """You filled the rows whose label is 1, and left the others empty. Each label has its turn, and names one
    column of its row: `Y[i, labels[i]] = 1`, for every i.
    """
    Y = np.zeros((len(labels), n_classes))
    Y[labels == 1] = 1
    return Y


@mistake
def zeros_and_ones_swapped(labels, n_classes):
    """You wrote 0 at the label and 1 elsewhere. The 1 marks the right class, and only that one."""
    return 1 - one_hot(labels, n_classes)


@mistake
def first_label_only(labels, n_classes):
    """You returned the row of the first label. Each of the m labels needs a row. In a loop, look at whether `return` stands inside."""
    for label in labels:
        row = np.zeros(n_classes)
        row[label] = 1
        return row


@mistake
def last_label_only(labels, n_classes):
    """Only the row of the last label is in your result. If a loop makes a new row in each round, collect each of them
    inside the loop, with append, or fill a table that is there from the start, np.zeros((m, n_classes)).
    """
    for label in labels:
        row = np.zeros(n_classes)
        row[label] = 1
    return row


mistake(lambda labels, n_classes: one_hot(labels[-1:], n_classes), id="last-label-as-table", like=last_label_only)


@mistake
def one_row_for_all(labels, n_classes):
    """You wrote all labels into a single row. Each of the m labels needs a row of its own: begin with np.zeros((m, n_classes))."""
    row = np.zeros(n_classes)
    row[labels] = 1
    return row


@mistake
def all_columns_up_to_the_label(labels, n_classes):
    """In each row you wrote 1 up to the label, as if classes had an order. Only the label's own column gets the 1."""
    return (np.arange(n_classes) <= labels[:, np.newaxis]) * 1
