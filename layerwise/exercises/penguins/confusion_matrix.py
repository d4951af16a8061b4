"""Lesson 09: counting what was taken for what."""

# The answer is that of the lesson: a beginner writes a zip without more ado. A mistake may name what it does not use,
# and compare where it should add.
# ruff: noqa: B007, B015, B905

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise


def confusion_matrix(labels, predicted, n_classes):
    """Return the counts, (n_classes, n_classes): how often a sample whose
    label is [row] was predicted as [column].
    """
    ### BEGIN SOLUTION
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] += 1
    return counts
    ### END SOLUTION


def confusion_matrix_add_at(labels, predicted, n_classes):
    """Without a loop: np.add.at adds 1 each time that an entry is named, where `counts[labels, predicted] += 1` adds it once."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (labels, predicted), 1)
    return counts


def probes(rng):
    """Guesses that are mostly right, wrong in uneven ways, or miss some of the classes, the last among them."""
    for m, n_classes in ((40, 3), (25, 5), (60, 4), (1, 2), (30, 2), (80, 13)):
        labels, wrong = rng.integers(n_classes, size=m), rng.random(m) < 0.4
        yield labels, np.where(wrong, rng.integers(n_classes, size=m), labels), n_classes
    yield rng.integers(3, size=20), rng.integers(2, size=20), 6
    yield np.repeat(2, 7), rng.integers(2, size=7), 4
    yield np.array([0, 1, 0]), np.array([2, 1, 0]), 4
    yield np.array([3, 1, 3, 1]), np.array([1, 1, 3, 3]), 5


def returns_transposed(written):
    """Is what is returned turned over, rows for columns, in the last moment?"""
    values = [node.value for node in written.nodes(ast.Return)]
    return any(isinstance(value, ast.Attribute) and value.attr == "T" for value in values)


def counts_by_len(written):
    """Is len asked of a comparison, `len(labels == i)`, whose Falses it counts too?"""
    return any(isinstance(node, ast.Compare | ast.BinOp) for call in written.calls_of("len") for node in call.args)


def adds_to_a_whole_row(written):
    """Does a line add to `counts[label]` or `counts[label, :]`, which is a row and no entry?"""
    targets = [line.target for line in written.nodes(ast.AugAssign) if isinstance(line.target, ast.Subscript)]
    single = [target.slice for target in targets if not isinstance(target.value, ast.Subscript)]
    return any(not isinstance(index, ast.Tuple) or any(isinstance(part, ast.Slice) for part in index.elts) for index in single)


def adds_to_the_whole_table(written):
    """Does a line add to `counts` itself?"""
    return any(isinstance(line.target, ast.Name) for line in written.nodes(ast.AugAssign))


def has_a_zip(written):
    return written.has("zip(")


EXERCISE = Exercise(
    place=3,
    answer=confusion_matrix,
    another_way=confusion_matrix_add_at,
    minutes=8,
    hints=(
        "Begin with a table of zeros, n_classes by n_classes. Each sample adds 1 to one entry of it.",
        "`zip(labels, predicted)` walks through both lists side by side. The label says which row, the prediction which column.",
        "In the loop: `counts[label, guess] += 1`.",
    ),
    examples=((np.array([0, 0, 1, 2, 2, 0]), np.array([0, 1, 1, 2, 0, 1]), 3), (np.array([0, 1, 1]), np.array([1, 1, 1]), 3)),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake(when=returns_transposed)
def turned_over(labels, predicted, n_classes):
    """You return the table turned over: `.T` makes rows of the columns. Then birds taken for
    Gentoos would look like Gentoos overlooked. The label says which row: leave `.T` out.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] += 1
    return counts.T


@mistake(when=has_a_zip)
def rows_and_columns_exchanged(labels, predicted, n_classes):
    """Your rows are the predictions and your columns the labels. Then birds taken for Gentoos would
    look like Gentoos overlooked. The label says which row and comes first, in the square brackets
    and in the loop: `counts[label, guess]`, `for label, guess in zip(labels, predicted):`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[guess, label] += 1
    return counts


@mistake
def predictions_as_rows(labels, predicted, n_classes):
    """Your rows are the predictions and your columns the labels. Then birds taken for Gentoos would look like
    Gentoos overlooked. The label says which row, the prediction which column: exchange the two.
    """
    return confusion_matrix(predicted, labels, n_classes)


@mistake
def both_ways(labels, predicted, n_classes):
    """You count each pair twice, once in its own place and once with row and column exchanged. 0 taken for 1 is another
    mix-up than 1 taken for 0, so each pair has one place: `[label, guess]`.
    """
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts + counts.T


@mistake(when="] = +1")
def plus_behind(labels, predicted, n_classes):
    """Every count is 0 or 1: with the plus behind it, `=` sets the entry to +1. The plus stands before it: `counts[label, guess] += 1`."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] = +1
    return counts


@mistake(when="] = 1")
def set_to_1(labels, predicted, n_classes):
    """Every count is 0 or 1: `= 1` sets an entry to 1, however often it comes. To add to it write `counts[label, guess] += 1`."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] = 1
    return counts


@mistake(when="[labels, predicted] +=")
def whole_arrays_once(labels, predicted, n_classes):
    """Every count is 0 or 1: with whole arrays in the brackets, `+=` changes each entry once, however often
    it is named. Go through the samples in a loop, and add 1 for each: `counts[label, guess] += 1`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[labels, predicted] += 1
    return counts


@mistake
def counted_once(labels, predicted, n_classes):
    """Every count is 0 or 1, and some entries come more often. Go through the
    samples in a loop, and add 1 for each: `counts[label, guess] += 1`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[labels, predicted] = counts[labels, predicted] + 1
    return counts


@mistake
def only_classes_that_occur(labels, predicted, n_classes):
    """Your table has rows and columns only for the classes that occur. A class that nobody has, or
    nobody was taken for, keeps its place with zeros: the table is always n_classes by n_classes.
    """
    classes = np.unique([labels, predicted]).tolist()
    return [[np.sum((labels == row) & (predicted == column)) for column in classes] for row in classes]


@mistake(like=only_classes_that_occur)
def only_labels_that_occur(labels, predicted, n_classes):
    classes = np.unique(labels).tolist()
    return [[np.sum((labels == row) & (predicted == column)) for column in classes] for row in classes]


@mistake(like=only_classes_that_occur, when="np.unique(")
def as_many_as_labels_that_occur(labels, predicted, n_classes):
    n_classes = len(np.unique(labels))
    return confusion_matrix(labels, predicted, n_classes)


@mistake
def counts_the_classes(labels, predicted, n_classes):
    """Your table ends at the largest class that occurs. A class that nobody has, and nobody was
    taken for, keeps its place with zeros: the table is always n_classes by n_classes.
    """
    n_classes = np.max([labels, predicted]) + 1
    return confusion_matrix(labels, predicted, n_classes)


@mistake(when="+ 1")
def counts_the_labels(labels, predicted, n_classes):
    """Your table ends at the largest label that occurs. A class that no sample has, and one that
    nobody was taken for, keeps its place with zeros: the table is always n_classes by n_classes.
    """
    n_classes = np.max(labels) + 1
    return confusion_matrix(labels, predicted, n_classes)


@mistake
def one_class_too_many(labels, predicted, n_classes):
    """Your table has a row and a column too many. Labels count from 0, so
    n_classes of them end at n_classes - 1: the table is n_classes by n_classes.
    """
    return confusion_matrix(labels, predicted, n_classes + 1)


@mistake(when="] * ... ] * ...")
def one_row_with_many_names(labels, predicted, n_classes):
    """All your rows are equal, because they are one: a list times n names the same row n
    times. With np.zeros((n_classes, n_classes), dtype=int) each row is a row of its own.
    """
    counts = [[0] * n_classes] * n_classes
    for label, guess in zip(labels, predicted):
        counts[label][guess] += 1
    return counts


@mistake
def same_row_everywhere(labels, predicted, n_classes):
    """All your rows are equal: the label has no say in which of them is counted. A `:`
    before the comma means every row; name the one that is meant, `counts[label, guess]`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for guess in predicted:
        counts[:, guess] += 1
    return counts


@mistake
def always_three(labels, predicted, n_classes):
    """Your table has three rows and columns whatever n_classes says. Penguins come in three species, digits in ten kinds: use n_classes."""
    return confusion_matrix(labels, predicted, 3)


@mistake
def only_right_ones(labels, predicted, n_classes):
    """You counted only the right predictions, on the diagonal. The others belong in the table too: they tell what was taken for what."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        if label == guess:
            counts[label, guess] += 1
    return counts


@mistake
def only_wrong_ones(labels, predicted, n_classes):
    """You counted only the wrong predictions. The right ones belong in the table too: they stand on the diagonal."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        if label != guess:
            counts[label, guess] += 1
    return counts


@mistake
def from_1_on(labels, predicted, n_classes):
    """Each count stands one row and one column too early. Labels and places both count from 0: no `- 1` is needed."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label - 1, guess - 1] += 1
    return counts


@mistake
def begins_at_one(labels, predicted, n_classes):
    """Every count is 1 too large, as when the table begins with ones. Nothing has been counted yet at the start: np.zeros."""
    return confusion_matrix(labels, predicted, n_classes) + 1


@mistake(when="enumerate(zip(")
def counted_pairs(labels, predicted, n_classes):
    """`enumerate(...)` hands out a number and then a pair, so the first of the two names is only the number of the sample. Leave
    enumerate out: `for label, guess in zip(labels, predicted):`.
    """
    counts = np.zeros((n_classes, n_classes))
    for label, guess in enumerate(zip(labels, predicted)):  # noqa: B905
        counts[label, guess] += 1
    return counts


@mistake(when="counts[label] +=")
def whole_rows_twice(labels, predicted, n_classes):
    """`counts[label]` is a whole row, so each sample adds to all its places. One sample counts once, in the row of its label and
    the column of its prediction: `counts[label, guess] += 1`.
    """
    counts = np.zeros((n_classes, n_classes))
    for label, guess in zip(labels, predicted):
        counts[label] += 1
        counts[guess] += 1
    return counts


@mistake
def a_row_for_each_sample(labels, predicted, n_classes):
    """Your table has a row for each sample, and its label plays no part. A row stands for a class: samples of one label are counted
    in one row, `counts[label, guess] += 1`.
    """
    return np.eye(n_classes)[predicted]


@mistake
def as_many_rows_as_samples(labels, predicted, n_classes):
    """Your table has as many rows as there are samples. A row stands for a class, not for a
    sample: begin with n_classes rows and n_classes columns of zeros.
    """
    counts = np.zeros((len(labels), n_classes))
    for label, guess in zip(labels, predicted):
        counts[label, guess] += 1
    return counts


@mistake(when=lambda written: written.has("predicted] +=") and not written.calls_of("zip"))
def all_predictions_for_each_label(labels, predicted, n_classes):
    """For each label you name the columns of all predictions, those of other samples too. Only the sample's own
    prediction belongs to its label: `for label, guess in zip(labels, predicted):`.
    """
    counts = np.zeros((n_classes, n_classes))
    for label in labels:
        counts[label, predicted] += 1
    return counts


@mistake
def right_ones_in_a_row(labels, predicted, n_classes):
    """You counted how often each class was right, in one row. The table has a row for each label and a column for
    each prediction, wrong ones too: `counts[label, guess] += 1`.
    """
    return np.bincount(labels[labels == predicted], minlength=n_classes)


@mistake
def share_of_all(labels, predicted, n_classes):
    """You divided by the number of samples. Counts are asked for: whole birds, so that a row adds up to all birds of a species."""
    return confusion_matrix(labels, predicted, n_classes) / len(labels)


@mistake
def share_of_row(labels, predicted, n_classes):
    """You divided each row by its sum. Counts are asked for: one bird of two is not the same as fifty of a hundred."""
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@mistake(like=share_of_row)
def share_of_row_or_nan(labels, predicted, n_classes):
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts / counts.sum(axis=1, keepdims=True)


@mistake
def share_of_the_wrong_row(labels, predicted, n_classes):
    """You divided by the sums of the rows, and without keepdims each of them went to a column. No shares are needed here at all: counts
    are asked for, as they are.
    """
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts / counts.sum(axis=1)


@mistake
def share_of_column(labels, predicted, n_classes):
    """You divided each column by its sum. Counts are asked for: one bird of two is not the same as fifty of a hundred."""
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts / counts.sum(axis=0)


@mistake(when="] == 1")
def compared(labels, predicted, n_classes):
    """Every count is still 0: `==` compares two numbers, and changes neither. To add 1 to an entry write `counts[label, guess] += 1`."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] == 1
    return counts


@mistake(when="] + 1")
def sum_not_kept(labels, predicted, n_classes):
    """Every count is still 0: a plus alone makes a number that nobody keeps.
    To add 1 to the entry itself write `counts[label, guess] += 1`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] + 1
    return counts


@mistake
def all_zeros(labels, predicted, n_classes):
    """Every count is still 0: no line changes the table. To add 1 to an
    entry write `counts[label, guess] += 1`, in a loop over the samples.
    """
    return np.zeros((n_classes, n_classes))


@mistake
def first_only(labels, predicted, n_classes):
    """Only the first sample is in your table. Is the `return` line inside the loop? Move it to the left, below the loop."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted):
        counts[label, guess] += 1
        return counts


@mistake
def labels_as_row_numbers(labels, predicted, n_classes):
    """You used each label as the number of a sample, so the same few samples are counted again and again. Count
    through the samples, `for i in range(len(labels)):`, or take label and prediction from `zip(labels, predicted)`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in labels:
        counts[labels[i], predicted[i]] += 1
    return counts


@mistake
def as_many_as_classes(labels, predicted, n_classes):
    """You went through as many samples as there are classes. The table has
    n_classes rows, but there are as many samples as labels: `range(len(labels))`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        counts[labels[i], predicted[i]] += 1
    return counts


@mistake
def label_as_row_number(labels, predicted, n_classes):
    """You used each label as the number of a sample: the prediction is that of one sample, whatever sample the
    label came from. A loop `for label, guess in zip(labels, predicted):` hands out what belongs together.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label in labels:
        counts[label, predicted[label]] += 1
    return counts


@mistake
def label_as_row_number_exchanged(labels, predicted, n_classes):
    """You used each label as the number of a sample: the prediction is that of one sample, whatever sample the label came from.
    A loop `for label, guess in zip(labels, predicted):` hands out what belongs together, and the label says which row.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label in labels:
        counts[predicted[label], label] += 1
    return counts


@mistake(when="[i, predicted[i]]")
def sample_number_as_row(labels, predicted, n_classes):
    """You used the number of the sample as its row, and there are more samples than rows. The label
    says which row: `labels[i]`, or take both from `for label, guess in zip(labels, predicted):`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(len(labels)):
        counts[i, predicted[i]] += 1
    return counts


@mistake
def every_pair(labels, predicted, n_classes):
    """You counted every label with every prediction, those of other samples too, as two loops do, one inside the
    other. Each sample counts once: `for label, guess in zip(labels, predicted):` walks through both side by side.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label in labels:
        for guess in predicted:
            counts[label, guess] += 1
    return counts


@mistake(when=adds_to_a_whole_row)
def whole_rows(labels, predicted, n_classes):
    """Each sample adds 1 to a whole row: `counts[label]`, or `counts[label,
    :]`, is all of it. Name the column too: `counts[label, guess]`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label in labels:
        counts[label] += 1
    return counts


@mistake
def labels_alone(labels, predicted, n_classes):
    """In each row all columns have the same number: that of all samples with this label, whatever was predicted. The
    prediction says which column: an entry counts the samples that have this label and this prediction.
    """
    return np.tile(np.bincount(labels, minlength=n_classes)[:, None], n_classes)


@mistake(when=counts_by_len)
def falses_counted_too(labels, predicted, n_classes):
    """Every entry is the number of all samples: `len` counts how many answers a comparison gives, its Falses
    too. np.sum counts where it holds: `np.sum((labels == row) & (predicted == column))`.
    """
    classes = range(n_classes)
    return [[len((labels == row) & (predicted == column)) for column in classes] for row in classes]


@mistake(when=adds_to_the_whole_table)
def every_entry(labels, predicted, n_classes):
    """Each sample adds 1 to every entry: `counts` is the whole table. Name the one that is meant: `counts[label, guess] += 1`."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for _ in labels:
        counts += 1
    return counts


@mistake
def number_of_samples_everywhere(labels, predicted, n_classes):
    """Every entry is the number of all samples. An entry counts only those that have the label of
    its row and the prediction of its column: `counts[label, guess] += 1`, for each sample.
    """
    return np.full((n_classes, n_classes), len(labels))


@mistake
def below_the_loop(labels, predicted, n_classes):
    """Only the last sample is in your table. Each of them adds 1 to one entry, in a line that stands inside the loop."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[labels[-1], predicted[-1]] += 1
    return counts


@mistake
def last_left_out(labels, predicted, n_classes):
    """The last sample is not in your table. A range stops before its end:
    `range(len(labels))` counts to the last sample, and no `- 1` is needed.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(len(labels) - 1):
        counts[labels[i], predicted[i]] += 1
    return counts


@mistake
def first_left_out(labels, predicted, n_classes):
    """The first sample is not in your table. Python counts from 0, so `range(len(labels))` begins with it and needs no 1 before it."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(1, len(labels)):
        counts[labels[i], predicted[i]] += 1
    return counts


@mistake
def either(labels, predicted, n_classes):
    """You counted the samples that have this label or this prediction. Count those
    that have both: join the two comparisons with `&`, each of them in brackets.
    """
    return [[np.sum((labels == row) | (predicted == column)) for column in range(n_classes)] for row in range(n_classes)]


@mistake
def whole_arrays_in_each_round(labels, predicted, n_classes):
    """In each round of your loop you name all samples at once, `counts[labels, predicted]`. Take one sample
    in each round: `for label, guess in zip(labels, predicted):`, and then `counts[label, guess] += 1`.
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for _ in labels:
        counts[labels, predicted] += 1
    return counts


@mistake
def samples_by_samples(labels, predicted, n_classes):
    """Your table has a row and a column for each sample instead of one for each class. To the left of the `@` stands the
    table that is turned over, with a row for each class: `one_hot(labels, n_classes).T @ one_hot(predicted, n_classes)`.
    """
    return np.eye(n_classes)[labels] @ np.eye(n_classes)[predicted].T


@mistake
def number_of_right_ones(labels, predicted, n_classes):
    """You return how many predictions are right, one number. It should be a table, which also tells what was
    taken for what: n_classes by n_classes zeros, and 1 is added for each sample, `counts[label, guess] += 1`.
    """
    return np.sum(labels == predicted)


@mistake
def in_a_dictionary(labels, predicted, n_classes):
    """You count in a dictionary, which has no rows and columns, and no place for what never occurs. Begin with a table
    of zeros, np.zeros((n_classes, n_classes), dtype=int), and add to its entries: `counts[label, guess] += 1`.
    """
    return {(label, guess): 1 for label, guess in zip(labels.tolist(), predicted.tolist())}


@mistake(when="np.bincount(")
def counted_up_to_the_largest(labels, predicted, n_classes):
    """Your table comes out too short to be put into n_classes rows: np.bincount counts only up
    to the largest number that occurs. It takes a length, too: `minlength=n_classes**2`.
    """
    return np.bincount(n_classes * labels + predicted).reshape(n_classes, n_classes)
