"""A training run that can be wound forward and back, because the weights after every batch are kept."""

import numpy as np

from layerwise import nn

# What losses and scores are cut to before they are drawn: after a far too large learning rate they can be any number, or none.
FAR = 100.0


class Film:
    """The training of one network, as far as it has been watched. It shuffles and counts as `nn.train` does.

    `X` `(m, n)` and `Y` `(m, k)` are trained on; `validation` is a pair of such arrays that is measured after each epoch.
    `training` and `validation` become the losses of the epochs, `batches` those of the single batches.
    """

    def __init__(self, network, learning_rate, X, Y, validation, batch_size, rng):
        self.network, self.loss, self.optimizer = network, nn.SoftmaxCrossEntropy(), nn.SGD(learning_rate)
        self.held_back = validation
        self.frames = [network.weights.copy()]
        self.batches, self.training, self.validation = [], [], []
        self.per_epoch = -(-len(X) // batch_size)
        self._rows = len(X)
        self._total = 0.0
        self._coming = _epochs(X, Y, batch_size, np.random.default_rng(rng))

    def wind(self, batches: int) -> None:
        """Give the network the weights that it has after so many batches; what nobody has watched yet is trained now."""
        with np.errstate(over="ignore", invalid="ignore"):  # too large a learning rate is there to be tried
            self.network.weights[...] = self.frames[-1]
            while len(self.frames) <= batches:
                self._train_on(*next(self._coming))
        self.network.weights[...] = self.frames[batches]

    def _train_on(self, X, Y):
        loss = self.loss.forward(self.network.forward(X), Y)
        self.network.backward(self.loss.backward())
        self.optimizer.step(self.network.parameters(), self.network.gradients())
        self.batches.append(loss)
        self.frames.append(self.network.weights.copy())
        self._total += loss * len(X)
        if len(self.batches) % self.per_epoch == 0:
            self.training.append(self._total / self._rows)
            self._total = 0.0
            X, Y = self.held_back
            self.validation.append(self.loss.forward(self.network.forward(X), Y))


def _epochs(X, Y, batch_size, rng):
    """The batches of epoch after epoch, without end."""
    while True:
        yield from nn.minibatches(X, Y, batch_size, rng)


def drawable(numbers):
    """`numbers`, of any shape, with four decimals and between -FAR and FAR; what is no number at all counts as FAR."""
    return np.round(np.nan_to_num(np.clip(numbers, -FAR, FAR), nan=FAR), 4)
