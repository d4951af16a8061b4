"""The exercise accuracy: how many answers are right."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.probabilities.one_hot import one_hot


def accuracy(P, labels):
    """Return the share of rows of P whose largest entry is at the label.

    P is (m, n), and labels is (m,).
    """
    ### BEGIN SOLUTION
    return np.mean(np.argmax(P, axis=1) == labels)
    ### END SOLUTION


def accuracy_counts(P, labels):
    """It counts, as one would by hand. That is handy when you want to print the rows that are wrong on the way."""
    right = 0
    for i in range(len(P)):
        if np.argmax(P[i]) == labels[i]:
            right += 1
    return right / len(P)


def probes(rng):
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
    # All classes are predicted as often as they occur, and each at the wrong place.
    yield np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.2, 0.7]]), np.array([1, 2, 0])
    # Surely right and surely wrong: the largest entry is 1, which may be the label's number.
    yield np.eye(3)[[1, 0, 1, 2]], np.array([1, 0, 2, 2])


EXERCISE = Exercise(
    place=1,
    answer=accuracy,
    another_way=accuracy_counts,
    minutes=5,
    hints=(
        "A row's prediction is the place of its largest entry. Compare it with the label, then ask what fraction of all rows agree.",
        "`np.argmax(P, axis=1)` gives that place for every row; `==` compares it with the label, and gives one True or False for each row.",
        "True counts as 1, so np.mean of the comparison is the fraction of rows that are right.",
    ),
    examples=(
        (np.array([[0.4, 0.6]]), np.array([1])),
        (np.array([[0.7, 0.2, 0.1], [0.25, 0.35, 0.4], [0.1, 0.75, 0.15], [0.6, 0.3, 0.1]]), np.array([0, 2, 0, 0])),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


def right_rows(P, labels):
    """True or False for each row."""
    return np.argmax(P, axis=1) == labels


@mistake
def count(P, labels):
    """You counted the right rows and did not divide. Accuracy is a fraction, from 0 to 1: divide by the number of rows."""
    return np.sum(np.argmax(P, axis=1) == labels)


@mistake
def percent(P, labels):
    """You returned a percentage. Accuracy here is a fraction, from 0 to 1: leave the 100 out."""
    return 100 * np.mean(np.argmax(P, axis=1) == labels)


for digits in range(3):
    mistake(lambda P, labels, digits=digits: np.round(percent(P, labels), digits), id=f"percent-rounded-to-{digits}", like=percent)


@mistake
def wrong_ones_subtracted(P, labels):
    """You took the wrong rows off the right ones. Accuracy counts what is right, and a wrong row counts 0: leave the `-= 1` out."""
    return 2 * np.mean(right_rows(P, labels)) - 1


def predictions_that_are_right(P, labels):
    """Those predictions that agree with the label, and not how many they are."""
    predicted = np.argmax(P, axis=1)
    return predicted[predicted == labels]


ADDS_LABELS = (
    "You picked the predictions that are right, and then calculated with their numbers, so a right 2 counts more than a right 1, and a "
    "right 0 nothing. Count them instead: the comparison itself is True once for each right row, and np.mean of it is the accuracy."
)
mistake(lambda P, labels: np.sum(predictions_that_are_right(P, labels)), id="sum-of-the-right-predictions", says=ADDS_LABELS)
mistake(
    lambda P, labels: np.sum(predictions_that_are_right(P, labels)) / len(labels), id="share-of-the-right-predictions", says=ADDS_LABELS
)


@mistake(id="mean-of-the-right-predictions", says=ADDS_LABELS)
def mean_of_the_right_predictions(P, labels):
    right = predictions_that_are_right(P, labels)
    return np.sum(right) / np.float64(len(right))  # of none, nan; np.mean would warn


@mistake
def labels_of_the_right_rows(P, labels):
    """You collected the labels of the rows that are right. Accuracy is one number: how many they are, divided by the number of rows."""
    return labels[right_rows(P, labels)]


@mistake
def errors(P, labels):
    """You returned the fraction of wrong rows. Count those where prediction and label are equal."""
    return np.mean(np.argmax(P, axis=1) != labels)


@mistake
def columns(P, labels):
    """You looked for the largest entry of each column. A row is one bird, and its largest entry is the prediction: axis=1."""
    return np.mean(np.argmax(P, axis=0) == labels)


@mistake
def whole_array(P, labels):
    """Without an axis np.argmax finds the one largest entry of the whole array. Each row has its own prediction: axis=1."""
    return np.mean(np.argmax(P) == labels)


@mistake
def smallest(P, labels):
    """You took the smallest entry of each row. The network's answer is the column with the largest one: np.argmax."""
    return np.mean(np.argmin(P, axis=1) == labels)


@mistake
def more_than_half(P, labels):
    """You asked whether the label's entry is more than 0.5.
    With three columns 0.4 may already be the largest: compare it with the rest of its row.
    """
    return np.mean(P[np.arange(len(labels)), labels] > 0.5)


@mistake
def column_one(P, labels):
    """You looked at column 1 only, and asked whether it is more than 0.5. That is enough for two columns of shares.
    Otherwise the prediction is the place of the largest entry in the whole row: np.argmax(P, axis=1).
    """
    return np.mean((P[:, 1] > 0.5) == labels)


@mistake
def larger_of_the_first_two(P, labels):
    """You compared columns 0 and 1 only, which is enough where there are no others. With more of them
    the prediction is the place of the largest entry in the whole row: np.argmax(P, axis=1).
    """
    return np.mean((P[:, 1] > P[:, 0]) == labels)


@mistake
def among_the_labels(P, labels):
    """You asked whether a prediction occurs anywhere among the labels. Each row has a label of its own: compare the two
    side by side, with `==`.
    """
    return np.mean([column in labels for column in np.argmax(P, axis=1)])


@mistake
def column_one_without_the_labels(P, labels):
    """You asked how often column 1 is more than 0.5, which says nothing about what is right.
    The prediction is the place of a row's largest entry, np.argmax(P, axis=1): compare it with the labels.
    """
    return np.mean(P[:, 1] > 0.5)


@mistake
def mean_probability(P, labels):
    """You took the mean of the entries at the labels. Accuracy does not ask how large
    the label's entry is, only whether it is the largest of its row.
    """
    return np.mean(P[np.arange(len(labels)), labels])


@mistake
def mean_of_the_largest(P, labels):
    """You took the mean of each row's largest entry, which says nothing about how often it is the right one.
    Compare the place of the largest entry, np.argmax(P, axis=1), with the labels.
    """
    return np.mean(np.max(P, axis=1))


@mistake
def fraction_before_the_comparison(P, labels):
    """The labels were divided first, and then compared: `/` comes before `==`. Put the comparison in brackets, or take its mean."""
    return np.sum(np.argmax(P, axis=1) == labels / len(labels))


mistake(lambda P, labels: np.argmax(P, axis=1) == labels / len(labels), id="labels-divided", like=fraction_before_the_comparison)


@mistake
def mean_before_the_comparison(P, labels):
    """You took the mean of the predictions, and compared that with each label. First the comparison, one answer for each row,
    and then the mean of it: look at where the bracket of np.mean closes.
    """
    return np.mean(np.argmax(P, axis=1)) == labels


@mistake
def largest_entry(P, labels):
    """You compared the largest entry itself with the label.
    The label is a column's number: np.argmax gives the place, np.max the value.
    """
    return np.mean(np.max(P, axis=1) == labels)


@mistake
def compares_the_entries(P, labels):
    """You compared the entries themselves with the labels. A label is a column's number, so compare it
    with the place of the largest entry in its row: np.argmax(P, axis=1).
    """
    return np.mean(np.equal(P, labels))


@mistake
def place_of_the_largest_label(P, labels):
    """You took np.argmax of the labels too, which finds where the largest label stands.
    The labels are columns' numbers already: compare the predictions with them as they are.
    """
    return np.mean(np.argmax(P, axis=1) == np.argmax(labels))


@mistake(when="argmax(labels, ...)")
def labels_as_one_hot(P, labels):
    """You took np.argmax of the labels too, which is for labels written as rows. Here each label is
    one number, the column's: compare the predictions with labels as they are.
    """
    return np.mean(np.argmax(P, axis=1) == np.argmax(labels, axis=1))


@mistake(when="in labels")
def in_the_labels(P, labels):
    """The word `in` asks whether something occurs anywhere among the labels. Each prediction has one label of its own to
    agree with: compare them side by side, with `==`.
    """
    return np.mean(np.argmax(P, axis=1) in labels)


@mistake(when="one_hot(")
def labels_made_one_hot(P, labels):
    """You compared the predictions, which are columns' numbers, with rows of 0 and 1. The labels
    are columns' numbers as they come in: compare with labels itself.
    """
    return np.mean(np.argmax(P, axis=1) == one_hot(labels, P.shape[1]))


@mistake(when="np.round(P)")
def rounds_the_entries(P, labels):
    """You rounded the entries to whole numbers, and compared those with the labels. A label is a column's number: compare it with
    the place of the row's largest entry, np.argmax(P, axis=1).
    """
    return np.mean(np.round(P) == labels)


@mistake
def every_row(P, labels):
    """You returned True or False for each row. Accuracy is one number: their mean, since True counts as 1."""
    return np.argmax(P, axis=1) == labels


@mistake
def every_row_divided(P, labels):
    """You divided the answer for each row by the number of rows, and did not add them up. Accuracy is one number:
    the mean of the comparison, or its sum divided by the number of rows.
    """
    return right_rows(P, labels) / len(labels)


@mistake
def all_or_nothing(P, labels):
    """You give 1 when all rows are right and 0 otherwise. Accuracy says which fraction of them is right:
    take the mean instead. (If you divided with `//`, that is why: it drops the fraction.)
    """
    return np.all(np.argmax(P, axis=1) == labels)


@mistake(when="is labels")
def compares_with_is(P, labels):
    """Your result is always 0. The word `is` asks whether two names stand for one and the same thing in the computer.
    Whether the numbers are equal is asked with `==`.
    """
    return np.mean(np.argmax(P, axis=1) is labels)


@mistake(when=".argmax ==")
def argmax_without_brackets(P, labels):
    """Your result is always 0. Without brackets behind it, argmax is the function itself and not the place that it finds,
    and no label equals a function: np.argmax(P[i]).
    """
    right = 0
    for i in range(len(labels)):
        if P[i].argmax == labels[i]:
            right += 1
    return right / len(labels)


@mistake(when=lambda written: not written.lost)
def always_zero(P, labels):
    """Your result is always 0. If you count in a loop, `right += 1` adds one for a row that is right:
    is the line reached, and does the question above it compare np.argmax of the row with the label?
    """
    return 0


@mistake
def always_one(P, labels):
    """Your result is always 1. What is counted has to be only what is True, and len counts True and False alike.
    np.sum counts what is True; np.mean gives the fraction at once.
    """
    return len(right_rows(P, labels)) / len(labels)


@mistake(when="=+ 1")
def plus_after_the_equals_sign(P, labels):
    """Your count never gets beyond 1. With `=+ 1` a name is set to plus one, each time anew.
    To add one, the plus comes first: `right += 1`.
    """
    right = 0
    for i in range(len(labels)):
        if np.argmax(P[i]) == labels[i]:
            right = +1
    return right / len(labels)


@mistake
def counts_to_one(P, labels):
    """Your count never gets beyond 1. With `right = 1` each right row replaces what is there, and with
    `right += 1` it adds to it. And right begins at 0 above the loop, not inside.
    """
    right = 0
    for i in range(len(labels)):
        if np.argmax(P[i]) == labels[i]:
            right = 1
    return right / len(labels)


@mistake
def returns_at_the_first_hit(P, labels):
    """You return as soon as the first right row is found:
    the `return` stands inside the loop, and inside the `if`. Move it to the left, below the loop.
    """
    for i in range(len(labels)):
        if np.argmax(P[i]) == labels[i]:
            return 1 / len(labels)


@mistake(when="if ...argmax(P, axis=1) ==")
def asks_all_rows_at_once(P, labels):
    """An `if` decides once, and np.argmax(P, axis=1) has an answer for every row. Without the `if`, the mean of the
    comparison is the accuracy. In a loop over i, ask about one row: `np.argmax(P[i]) == labels[i]`.
    """
    right = 0
    for i in range(len(labels)):
        if np.argmax(P, axis=1) == labels[i]:
            right += 1
    return right / len(labels)


@mistake(when="if P[...] == labels[...]:")
def compares_a_whole_row(P, labels):
    """A row of P holds a number for every column, and the label is one number. What can be equal to it
    is the place of the row's largest entry: `np.argmax(P[i]) == labels[i]`.
    """
    right = 0
    for i in range(len(labels)):
        if P[i] == labels[i]:
            right += 1
    return right / len(labels)


@mistake
def largest_is_one(P, labels):
    """You looked where P is 1. The largest entry need not be 1:
    the prediction of a row is the place of its largest entry, however large it is, np.argmax(P, axis=1).
    """
    return np.mean(P[np.arange(len(labels)), labels] == 1)


@mistake
def divided_by_classes(P, labels):
    """You divided by the number of columns. The fraction is of rows: divide by len(labels)."""
    return np.sum(np.argmax(P, axis=1) == labels) / P.shape[1]


@mistake
def divided_twice(P, labels):
    """You divided twice. The mean has divided by the number of rows already: leave the second division out."""
    return np.mean(np.argmax(P, axis=1) == labels) / len(labels)


@mistake
def divided_by_entries(P, labels):
    """You divided by the number of entries of P. The fraction is of rows: divide by len(labels)."""
    return np.sum(np.argmax(P, axis=1) == labels) / P.size


@mistake
def divided_by_three(P, labels):
    """You divided by 3, as for the lesson's three birds. There may be any number of rows: divide by len(labels)."""
    return np.sum(np.argmax(P, axis=1) == labels) / 3


@mistake(when="342")
def divided_by_all_penguins(P, labels):
    """You divided by 342, the number of all the penguins. There may be any number of rows: divide by len(labels)."""
    return np.sum(right_rows(P, labels)) / 342


@mistake
def divided_by_the_labels(P, labels):
    """You divided by the sum of the labels, which are names and no amounts. The fraction is of rows: divide by len(labels)."""
    return np.sum(right_rows(P, labels)) / np.sum(labels)


@mistake
def first_row_only(P, labels):
    """Only the first row is counted. Is the `return` line inside the loop?
    Count through all rows, and return the fraction after the loop.
    """
    return (np.argmax(P[0]) == labels[0]) / len(labels)


@mistake
def last_row_only(P, labels):
    """Only the last row is counted. Does `right = 0` stand inside the loop? There it begins anew in every round:
    move it above the loop.
    """
    return (np.argmax(P[-1]) == labels[-1]) / len(labels)


@mistake
def predictions(P, labels):
    """You returned the predictions. Accuracy asks how often they agree with the labels: compare with `==`, then take the mean."""
    return np.argmax(P, axis=1)


@mistake
def mean_of_the_predictions(P, labels):
    """You took the mean of the predictions, and the labels have had no say. Compare the two first,
    with `==`: the mean of that is the fraction of rows that are right.
    """
    return np.mean(np.argmax(P, axis=1))


@mistake(when=lambda written: written.calls_of("np.abs", "abs"))
def size_of_the_difference(P, labels):
    """You measured how far the predicted label lies from the right one. A label is a name and no amount: 2 for 0 is as wrong as 1 for 0.
    Compare the two with `==`, and take the mean.
    """
    return 1 - np.mean(np.abs(np.argmax(P, axis=1) - labels))


@mistake
def mean_difference(P, labels):
    """You took the mean of the differences. Labels are names, not amounts: it does not matter how far apart two are,
    only whether they are equal. Compare with `==`, and take the mean of that.
    """
    return np.mean(np.argmax(P, axis=1) - labels)
