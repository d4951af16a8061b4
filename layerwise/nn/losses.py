"""Losses. Each measures how far a network's output is from what is known to be right, as one number.

    loss.forward(output, Y)      # the number
    loss.backward()              # how it changes with each entry of the output

`backward` is about the output that `forward` saw last.
"""

import numpy as np


class MeanSquaredError:
    """The mean of (y_hat - Y)² over all entries. Both have the same shape."""

    def forward(self, y_hat, Y):
        _refuse_different_shapes(y_hat, Y)
        self.error = y_hat - np.asarray(Y, y_hat.dtype)
        return float(np.mean(self.error**2))

    def backward(self):
        return self.error * (2 / self.error.size)


class SoftmaxCrossEntropy:
    """Scores to probabilities, and the mean over the rows of -log(the probability given to the right class).

    `scores` is (m, n_classes), any numbers; `Y` is one-hot, of the same shape. The two steps are one class because together they are
    simple and safe: the logarithm undoes the exponential, so no probability is ever rounded to 0 before its logarithm is taken, and
    the gradient is P - Y.
    """

    def forward(self, scores, Y):
        _refuse_different_shapes(scores, Y)
        self.Y = np.asarray(Y, scores.dtype)
        shifted = scores - np.maximum.reduce(scores, axis=1, keepdims=True)  # the largest is 0: exp cannot overflow
        exponentials = np.exp(shifted)
        totals = np.add.reduce(exponentials, axis=1, keepdims=True)
        self.P = exponentials / totals
        return float(np.vdot(self.Y, np.log(totals) - shifted)) / len(scores)

    def backward(self):
        return (self.P - self.Y) / len(self.Y)


def _refuse_different_shapes(output, Y):
    if output.shape != np.shape(Y):
        advice = " For labels, use one_hot." if np.ndim(Y) == 1 else ""
        raise ValueError(f"The network's output has shape {output.shape} and Y has shape {np.shape(Y)}: they have to be equal.{advice}")
