"""Which rows of the data are in a batch, and how many there should be."""

import numpy as np

from layerwise.examiner.values import settle


def rows_of(batch, X):
    """The index in X of each row of a batch; -1 for a row that is not in X."""
    batch, X = settle(batch, like=X).astype(float), X.astype(float)
    if batch.ndim != X.ndim or batch.shape[1:] != X.shape[1:]:
        return [-1] * len(batch) if batch.ndim else [-1]
    distance = np.abs(batch.reshape(len(batch), 1, X[0].size) - X.reshape(1, len(X), X[0].size)).sum(axis=2)
    return np.where(distance.min(axis=1) < 1e-6, distance.argmin(axis=1), -1).tolist()


def are_neighbours(rows, m):
    """Do these rows stand next to each other, in whichever order, in a circle of m?"""
    return any({(row + step) % m for step in range(len(rows))} == set(rows) for row in rows)


def batch_sizes(m, batch_size):
    """How many rows each batch of an epoch has, if m rows are dealt out."""
    return [min(batch_size, m - start) for start in range(0, m, batch_size)]


def joined(lists):
    """The entries of several lists in one: the rows of an epoch, from those of its batches."""
    return [entry for part in lists for entry in part]
