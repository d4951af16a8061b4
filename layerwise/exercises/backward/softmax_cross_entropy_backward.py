"""Lesson 07: where the way back begins, at the loss and the softmax before it."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.probabilities.softmax import softmax


def softmax_cross_entropy_backward(P, Y):
    """Return how the mean cross-entropy changes with the scores.

    Where P = softmax(scores), that is (P - Y) / m, for m rows.
    P and the one-hot Y are (m, n_classes), and stay as they are.
    """
    ### BEGIN SOLUTION
    return (P - Y) / len(P)
    ### END SOLUTION


def softmax_cross_entropy_backward_at_the_label(P, Y):
    """Y is 1 at the right label only, so 1 is taken away there and nowhere else. The copy is needed: P belongs to whoever called."""
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
        "The loss is a mean over the m rows, so each row counts only one m-th. `len(P)` is the number of rows.",
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
    """The difference is right, but not yet divided by the number of rows. The loss is a mean,
    so each of m rows moves it by one m-th. Without that, larger batches would have larger slopes.
    """
    return P - Y


@mistake
def reversed_(P, Y):
    """Your signs are turned round. Too high a probability needs a positive gradient, so that a step against it lowers it: P - Y."""
    return (Y - P) / len(P)


@mistake
def reversed_no_mean(P, Y):
    """Your signs are turned round: too high a probability needs a positive gradient, P - Y. And the mean is missing: divide by m."""
    return Y - P


@mistake
def divides_by_all(P, Y):
    """You divide by the number of all entries. Cross-entropy is the mean over the rows: divide by their number alone, len(P)."""
    return (P - Y) / P.size


@mistake
def divides_by_classes(P, Y):
    """You divide by the number of classes. Cross-entropy is the mean over the rows: divide by their number, len(P)."""
    return (P - Y) / P.shape[1]


@mistake
def divides_by_2(P, Y):
    """You divide by 2, however many rows there are. That was right for the lesson's batch of two; here the number of rows is len(P)."""
    return (P - Y) / 2


@mistake(when=lambda written: written.has("P.shape") or written.has("Y.shape"))
def divides_by_the_shape(P, Y):
    """A shape is both numbers at once, (m, n_classes), and the mean wants the number of rows alone. That is len(P), or P.shape[0]."""
    return (P - Y) / P.shape


@mistake
def multiplies_by_m(P, Y):
    """You multiply by the number of rows. A mean divides by it, so each of m rows counts one m-th: (P - Y) / len(P)."""
    return (P - Y) * len(P)


@mistake
def whole_numbers(P, Y):
    """Your result has whole numbers only, because `//` rounds down to one. The plain division is written `/`."""
    return (P - Y) // len(P)


@mistake
def gradient_of_P(P, Y):
    """You went back to the probabilities: -Y / P is how the loss changes with them. Asked is how it
    changes with the scores, before softmax, and the two steps together come to P - Y.
    """
    return -Y / P / len(P)


@mistake(like=gradient_of_P)
def gradient_of_P_without_mean(P, Y):
    return -Y / P


@mistake
def right_class_only(P, Y):
    """Only the right class gets a gradient from you. The other scores matter too: what softmax gives to one class it takes from them."""
    return (P - Y) * Y / len(P)


@mistake
def drops_the_others(P, Y):
    """You return one number for each row, that of the right class. The other scores matter too: keep the shape (m, n_classes)."""
    return (P[Y == 1] - 1) / len(P)


@mistake
def mean_row(P, Y):
    """You took the mean of the rows, so only one row is left. Every row needs its own gradient: divide by m, and keep them all."""
    return np.mean(P - Y, axis=0)


@mistake(like=mean_row)
def mean_row_in_a_table(P, Y):
    return np.mean(P - Y, axis=0, keepdims=True)


@mistake(when=lambda written: written.has_in_a_loop("return"))
def first_row_only(P, Y):
    """You return the first row alone: a `return` inside the loop ends it in the first round.
    NumPy needs no loop here: P - Y takes all rows at once.
    """
    for i in range(len(P)):
        return (P[i] - Y[i]) / len(P)


@mistake
def first_row_alone(P, Y):
    """You return the first row alone. Every row needs its own gradient, and P - Y takes all of them at once."""
    return (P[0] - Y[0]) / len(P)


@mistake(like=first_row_alone)
def first_row_alone_no_mean(P, Y):
    return P[0] - Y[0]


@mistake
def last_row_alone(P, Y):
    """You return the last row alone, as a loop does that gives one name to each row in turn. Every row needs its own
    gradient, and NumPy needs no loop here: P - Y takes all rows at once.
    """
    return (P[-1] - Y[-1]) / len(P)


@mistake(like=last_row_alone)
def last_row_alone_no_mean(P, Y):
    return P[-1] - Y[-1]


@mistake
def softmax_again(P, Y):
    """You used softmax on P. P holds probabilities already: softmax was taken on the way forward."""
    exponentials = np.exp(P)
    P_again = exponentials / exponentials.sum(axis=1, keepdims=True)
    return (P_again - Y) / len(P)


@mistake
def the_loss(P, Y):
    """You return the loss itself, one number. Asked is how it changes with each score, a table like P: (P - Y) / m."""
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@mistake(like=the_loss)
def the_loss_over_m(P, Y):
    return -np.mean(np.sum(Y * np.log(P), axis=1)) / len(P)


@mistake
def brackets_around_P(P, Y):
    """You divided P by the number of rows and took Y away whole. The mean is over the whole difference: (P - Y) / m, with brackets."""
    return P / len(P) - Y


@mistake
def brackets(P, Y):
    """Only Y is divided: Python divides before it subtracts. The mean is over the whole difference, so put brackets around
    it: (P - Y) / m.
    """
    return P - Y / len(P)


@mistake(when="[0, 1]")
def label_of_our_penguin(P, Y):
    """You took [0, 1] for the labels, which is right for our penguin alone. The labels come in as Y, one row for each bird: (P - Y) / m."""
    return P - [0, 1]


@mistake(like=label_of_our_penguin, when="[0, 1]")
def label_of_our_penguin_over_m(P, Y):
    return (P - [0, 1]) / len(P)


@mistake
def overwrites_P(P, Y):
    """You changed P itself. Whoever called the function still needs the probabilities: make a new array, as `P - Y` does."""
    P -= Y
    P /= len(P)
    return P


@mistake
def one_number(P, Y):
    """You made one number of all entries, in which too high and too low
    cancel to 0. Each score needs its own gradient: keep the shape (m, n_classes).
    """
    return np.sum(P - Y) / len(P)


@mistake
def one_number_a_row(P, Y):
    """You made one number of each row, in which too high and too low cancel
    to 0. Each score needs its own gradient: keep the shape (m, n_classes).
    """
    return np.mean(P - Y, axis=1)


@mistake(like=one_number_a_row)
def one_sum_a_row(P, Y):
    return np.sum(P - Y, axis=1, keepdims=True) / len(P)


@mistake(when="softmax(P)")
def softmax_once_more_no_mean(P, Y):
    """You applied softmax once more, and did not divide by the number of rows.
    What comes in as P are probabilities already: (P - Y) / m.
    """
    return softmax(P) - Y


@mistake(when="np.argmax(Y")
def subtracts_the_labels(P, Y):
    """You subtracted the numbers of the classes. Y is one-hot as it comes in, and of the same shape as P: subtract Y itself."""
    return (P - np.argmax(Y, axis=1)) / len(P)


@mistake
def squared_error(P, Y):
    """You return a loss, the mean squared error, and that is one number. Asked is how the cross-entropy changes with each score,
    a table like P: (P - Y) / m.
    """
    return np.mean((P - Y) ** 2)


@mistake
def without_signs(P, Y):
    """You took the signs away. They say which way: positive where the probability is too high, negative where it is too low.
    Keep P - Y as it is.
    """
    return np.abs(P - Y) / len(P)


@mistake
def squares(P, Y):
    """You squared the difference, as mean squared error does. This loss is the
    cross-entropy, and its gradient is the plain difference over m.
    """
    return (P - Y) ** 2 / len(P)


@mistake
def of_the_squares(P, Y):
    """You doubled the difference, as the slope of a square asks for. This
    loss is the cross-entropy, and its gradient is the plain difference over m.
    """
    return 2 * (P - Y) / len(P)


@mistake
def times_the_slope(P, Y):
    """You multiplied by P * (1 - P), the slope of a sigmoid. Softmax and
    logarithm together have it in them already: P - Y is all of it, over m.
    """
    return (P - Y) * P * (1 - P) / len(P)
