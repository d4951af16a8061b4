"""A training run: what an answer to train returned, and what its diary tells."""

from functools import cached_property

import numpy as np

from layerwise import nn
from layerwise.examiner.values import Unusable, copy_arguments, settle
from layerwise.exercises.training._diary import SGD, Diary, FirstLayer, Network, loss_with
from layerwise.exercises.training._rows import are_neighbours, batch_sizes, joined, rows_of

# Fewer rows than this can come in their old order, or in the same order twice, by chance.
SHUFFLED_FROM = 10


class Run:
    """A new network, trained by an answer to train. Arguments are those of a probe; `kind` is the class of the loss.

    A row is named by its place in the X and the Y that were given, which the answer may have changed since.
    """

    def __init__(self, train, sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng):
        self.sizes, self.seed, self.kind, self.learning_rate = sizes, seed, kind, learning_rate
        self.train, self.X, self.Y, self.epochs, self.batch_size, self.rng = train, X, Y, epochs, batch_size, rng
        self.X_given, self.Y_given, self.rng_at_first = X.copy(), Y.copy(), copy_arguments(rng)
        self.sizes_of_batches = batch_sizes(len(X), batch_size)
        self.per_epoch = len(self.sizes_of_batches)
        self.returned, self.diary = self._train(epochs, rng)
        self.steps, self.weights = self.diary.steps, self.diary.network.weights
        self.weights_at_first = nn.Network(_layers(sizes, seed)).weights
        self.losses = _as_losses(self.returned, epochs)

    def _train(self, epochs, rng):
        """What the answer returns for a new network, and the diary of it."""
        diary = Diary()
        diary.network = Network(_layers(self.sizes, self.seed, diary))
        loss, optimizer = loss_with(diary, self.kind), SGD(self.learning_rate, diary)
        return self.train(diary.network, loss, optimizer, self.X, self.Y, epochs, self.batch_size, rng), diary

    # --- which rows took part? ---

    @cached_property
    def rows(self):
        """For each step, the rows of X that it looked at."""
        return self._rows(self.steps)

    def _rows(self, steps):
        return [rows_of(step.X_batch, self.X_given) for step in steps]

    @cached_property
    def orders(self):
        """For each epoch, the rows of X in the order in which they came."""
        return [joined(rows) for rows in self._by_epoch(self.rows)]

    def _by_epoch(self, parts):
        return [parts[start : start + self.per_epoch] for start in range(0, len(parts), self.per_epoch)]

    def no_batch_is_too_large(self):
        return all(step.X_batch is None or len(step.X_batch) <= self.batch_size for step in self.steps)

    def each_row_comes_once_an_epoch(self):
        return all(sorted(order) == [*range(len(self.X))] for order in self.orders)

    def labels_belong_to_rows(self):
        return self.rows == [rows_of(step.Y_batch, self.Y_given) for step in self.steps]

    # --- are they shuffled? (Where few rows may stand as they do by chance, yes.) ---

    def is_shuffled(self):
        return len(self.X) < SHUFFLED_FROM or [*range(len(self.X))] not in self.orders

    def is_mixed(self):
        """Do rows from all over the data meet in a batch?"""
        return self.per_epoch < 3 or not all(are_neighbours(rows, len(self.X)) for rows in self.rows)

    def is_shuffled_anew(self):
        return len(self.X) < SHUFFLED_FROM or len(set(map(tuple, self.orders))) == self.epochs

    def is_repeatable(self):
        """Does the same generator give the same order, and the same one later another?"""
        if len(self.X) < SHUFFLED_FROM:
            return True
        again, anew = (self._rows(self._train(1, rng)[1].steps) for rng in (self.rng_at_first, self.rng))
        return again == self.rows[: self.per_epoch] != anew

    # --- what came of it? ---

    def nobody_else_steps(self):
        """Where the optimizer made no step, are the weights still what they were?"""
        return bool(self.steps) or np.array_equal(self.weights, self.weights_at_first)

    def weights_are_those_of_the_steps(self):
        return np.allclose(self.weights, self._weights_by_hand())

    def _weights_by_hand(self):
        network, loss, optimizer = nn.Network(_layers(self.sizes, self.seed)), self.kind(), nn.SGD(self.learning_rate)
        for step in self.steps:
            loss.forward(network.forward(step.X_batch), step.Y_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        return network.weights

    @cached_property
    def _measured(self):
        """The loss of each batch before its step: a row for each epoch."""
        return np.array(self._by_epoch([step.loss for step in self.steps]))

    def losses_are(self, combined):
        """Is each loss that was returned what `combined` makes of the losses of its batches?"""
        return self.per_epoch > 1 and np.allclose(self.losses, combined(self._measured))

    def losses_are_means(self):
        """Over the rows or over the batches: where the last batch is short they differ a little, and both are the mean of an epoch."""
        means = [np.average(self._measured, axis=1, weights=counts) for counts in (self.sizes_of_batches, np.ones(self.per_epoch))]
        return any(np.allclose(self.losses, mean, rtol=1e-5) for mean in means)


def _layers(sizes, seed, diary=None):
    """Layers for a network with so many inputs and neurons: ReLU between them, none at the end. The first may write into a diary."""
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        noted = diary is not None and not layers
        layers += [FirstLayer(n_in, n_out, seed, diary) if noted else nn.Dense(n_in, n_out, rng=seed + len(layers)), nn.ReLU()]
    return layers[:-1]


def _as_losses(returned, epochs):
    """What was returned, as an array; None where it is no list of numbers."""
    try:
        return settle(returned, like=np.zeros(epochs)).astype(float)
    except Unusable:
        return None
