"""Lesson 05: where the way back begins, at the loss and the softmax before it."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def softmax_cross_entropy_backward(P, Y):
    """Return how the mean cross-entropy of P = softmax(scores) changes with the scores: (P - Y) / m, for m rows.

    P and the one-hot Y are (m, n_classes).
    """
    ### BEGIN SOLUTION
    return (P - Y) / len(P)
    ### END SOLUTION


def softmax_cross_entropy_backward_at_the_label(P, Y):
    """Y is 0 almost everywhere, so 1 is taken away at the right label only. The copy is needed: P belongs to whoever called."""
    gradient = P.copy()
    gradient[Y == 1] -= 1
    return gradient / len(P)


def probes(rng):
    """Probabilities, unsure and nearly sure, and one-hot labels; many numbers of rows, because the mean over the rows is part of it."""
    for m, n_classes, spread in ((5, 3, 1), (2, 4, 1), (3, 3, 1), (4, 2, 1), (1, 3, 1), (8, 5, 1), (25, 9, 4)):
        exponentials = np.exp(rng.normal(scale=spread, size=(m, n_classes)))
        P = exponentials / exponentials.sum(axis=1, keepdims=True)
        yield P, np.eye(n_classes)[rng.integers(n_classes, size=m)]


EXERCISE = Exercise(
    place=1,
    answer=softmax_cross_entropy_backward,
    another_way=softmax_cross_entropy_backward_at_the_label,
    minutes=3,
    hints=(
        "How far is each probability from what it should be? Too high is positive, too low is negative.",
        "The loss is a mean over the rows, so each row has only one m-th of a say. `len(P)` is the number of rows.",
    ),
    examples=(
        (np.array([[0.378, 0.622]]), np.array([[0.0, 1.0]])),
        (np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        (np.array([[0.25, 0.75], [0.5, 0.5], [0.75, 0.25], [0.125, 0.875]]), np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])),
    ),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake
def no_mean(P, Y):
    """The difference is right, and it is not divided by the number of rows. The loss is a mean,
    so each of m rows moves it by one m-th. Without that, larger batches would make larger steps.
    """
    return P - Y


@mistake
def reversed_(P, Y):
    """The sign is wrong: Y - P. Too high a probability has to give a positive gradient, so that the step against it lowers it."""
    return (Y - P) / len(P)


@mistake
def reversed_no_mean(P, Y):
    """You return Y - P. The sign is wrong (too high a probability has to give a positive gradient), and the mean is missing."""
    return Y - P


@mistake
def divides_by_all(P, Y):
    """You divide by the number of all entries. Cross-entropy is the mean over the rows: divide by their number, len(P)."""
    return (P - Y) / P.size


@mistake
def divides_by_classes(P, Y):
    """You divide by the number of classes. Cross-entropy is the mean over the rows: divide by their number, len(P)."""
    return (P - Y) / P.shape[1]


@mistake
def gradient_of_P(P, Y):
    """-Y / P is how the loss changes with the probabilities. Asked is how it
    changes with the scores, before softmax: the two steps together come to P - Y.
    """
    return -Y / P / len(P)


@mistake
def right_class_only(P, Y):
    """Only the right class gets a gradient from you. The other scores matter too: softmax has to take from them what it gives."""
    return (P - Y) * Y / len(P)


@mistake
def mean_row(P, Y):
    """You took the mean of the rows, so only one row is left. Every row needs its own gradient: divide by m, and keep them all."""
    return np.mean(P - Y, axis=0)


@mistake
def softmax_again(P, Y):
    """You used softmax on P. P holds probabilities already: softmax was taken on the way forward."""
    exponentials = np.exp(P)
    P_again = exponentials / exponentials.sum(axis=1, keepdims=True)
    return (P_again - Y) / len(P)


@mistake
def brackets_around_P(P, Y):
    """You divided P by the number of rows and took Y away whole. The mean is over the whole difference: (P - Y) / m, with brackets."""
    return P / len(P) - Y


@mistake
def brackets(P, Y):
    """Without brackets only Y is divided: P - Y / m. The mean is over the whole difference: (P - Y) / m."""
    return P - Y / len(P)


@mistake
def overwrites_P(P, Y):
    """You changed P itself. Whoever called the function still needs the probabilities: make a new array, as `P - Y` does."""
    P -= Y
    P /= len(P)
    return P


@mistake
def one_number(P, Y):
    """You added all entries up into one number, and too high and too low
    cancel to 0. Each score needs its own gradient: keep the shape (m, n).
    """
    return np.sum(P - Y) / len(P)


@mistake
def one_number_a_row(P, Y):
    """You took one mean or sum for each row, and too high and too low cancel
    to 0 in it. Each score needs its own gradient: keep the shape (m, n).
    """
    return np.mean(P - Y, axis=1)


@mistake
def of_the_squares(P, Y):
    """You doubled the difference, as the square of an error asks for. This
    loss is the cross-entropy, and its gradient is the plain difference over m.
    """
    return 2 * (P - Y) / len(P)


@mistake
def times_the_slope(P, Y):
    """You multiplied by P * (1 - P), the slope of a sigmoid. Softmax and
    logarithm together have it in them already: P - Y is the whole of it, over m.
    """
    return (P - Y) * P * (1 - P) / len(P)
