"""The batches that an answer to minibatches hands out, and what can be seen in them."""

from functools import cached_property
from itertools import islice

import numpy as np

from layerwise.examiner.values import Unusable, copy_arguments, refuse_too_large, settle, unchanged
from layerwise.exercises.training._rows import are_neighbours, joined, rows_of

# With fewer rows than this, shuffled batches can by chance hold the very rows that batches of neighbours hold.
MIXED_FROM = 20
# After so many epochs none of that many rows has always had one place by chance.
EPOCHS = 8


class Batches:
    """The batches of one epoch, as they came and as they are when all have come.

    A row is named by its place in the X and the Y that were given, which the answer may have changed since: here are copies of them.
    """

    def __init__(self, minibatches, X, Y, batch_size, rng):
        self.minibatches, self.batch_size, self.rng = minibatches, batch_size, rng
        self.X, self.Y, self.rng_at_first = X.copy(), Y.copy(), copy_arguments(rng)
        self.in_given_order = list(range(len(X)))
        self.returned = minibatches(X, Y, batch_size, rng)
        self.as_they_came, self.afterwards = [], []
        for batch in self._taken(self.returned) if self.come() else []:
            self.afterwards.append(batch)
            self.as_they_came.append(_copy_of(batch))

    def _taken(self, batches):
        # A generator that never ends is not waited for: no answer needs more batches than there are rows.
        return islice(batches, len(self.X) + 1)

    # --- are they batches? ---

    def come(self):
        return hasattr(type(self.returned), "__iter__")

    def are_one_alone(self):
        """Was one batch returned in place of all of them? In a pair of arrays the arrays would be taken for batches."""
        returned = self.returned
        return isinstance(returned, tuple) and len(returned) == 2 and all(isinstance(part, np.ndarray) for part in returned)

    def are_two_lists(self):
        """Was a list of the parts of X returned, and beside it one of the parts of Y?"""
        returned = self.returned
        if not isinstance(returned, tuple | list) or len(returned) != 2 or not all(isinstance(part, list) for part in returned):
            return False
        return all(_are_rows_of(part, self.X) for part in returned[0]) and all(_are_rows_of(part, self.Y) for part in returned[1])

    def come_by_turns(self):
        """Are the parts of X and of Y batches of their own, the one after the other?"""
        parts = self.as_they_came
        if len(parts) < 2 or any(map(_is_pair, parts)):
            return False
        return all(_are_rows_of(part, self.X) for part in parts[::2]) and all(_are_rows_of(part, self.Y) for part in parts[1::2])

    def hold_pairs(self):
        """Is a batch a list of pairs, in each of them a row of X and its row of Y?"""
        return any(map(self._holds_pairs, self.as_they_came))

    def _holds_pairs(self, batch):
        if not isinstance(batch, tuple | list) or not batch or not all(map(_is_pair, batch)):
            return False
        return all(_are_rows_of([x], self.X) and _are_rows_of([y], self.Y) for x, y in batch)

    def hold_X_alone(self):
        return any(not _is_pair(batch) and _are_rows_of(batch, self.X) for batch in self.as_they_came)

    def hold_row_numbers_alone(self):
        return any(not _is_pair(batch) and self._holds_row_numbers(batch) for batch in self.as_they_came)

    def _holds_row_numbers(self, batch):
        return isinstance(batch, np.ndarray) and batch.ndim == 1 and batch.size > 0 and set(batch.tolist()) <= set(self.in_given_order)

    def are_pairs(self):
        return all(map(_is_pair, self.as_they_came))

    # --- what is in them? ---

    @cached_property
    def rows_of_X(self):
        """For each batch, the rows of X that are in it."""
        return [rows_of(X_batch, self.X) for X_batch, _ in self.as_they_came]

    @cached_property
    def rows_of_Y(self):
        return [rows_of(Y_batch, self.Y) for _, Y_batch in self.as_they_came]

    @property
    def order_of_X(self):
        """The rows of X, batch after batch."""
        return joined(self.rows_of_X)

    @property
    def order_of_Y(self):
        return joined(self.rows_of_Y)

    @cached_property
    def sizes(self):
        return [len(rows) for rows in self.rows_of_X]

    @cached_property
    def _first_parts(self):
        return [settle(X_batch, like=self.X).astype(float) for X_batch, _ in self.as_they_came]

    def are_exchanged(self):
        return any(_are_rows_of(X_batch, self.Y) and _are_rows_of(Y_batch, self.X) for X_batch, Y_batch in self.as_they_came)

    def have_a_single_row(self):
        return any(part.shape == self.X.shape[1:] and rows_of([part], self.X) != [-1] for part in self._first_parts)

    def hold_row_numbers(self):
        parts = self._first_parts
        return bool(parts) and all(part.ndim == 1 and set(part.tolist()) <= set(self.in_given_order) for part in parts)

    def have_all_labels(self):
        """Does a batch that has few rows of X have all of Y?"""
        few = [rows_of_Y for rows_of_X, rows_of_Y in zip(self.rows_of_X, self.rows_of_Y, strict=True) if len(rows_of_X) < len(self.X)]
        return any(sorted(rows) == self.in_given_order for rows in few)

    def are_all_alike(self):
        return len(self.as_they_came) > 1 and len(set(map(frozenset, self.rows_of_X))) == 1

    def hold_arrays(self):
        return all(isinstance(part, np.ndarray) for batch in self.afterwards for part in batch)

    # --- are they shuffled? ---

    def are_mixed(self):
        """Do rows from all over the data meet in a batch? Where neighbours may meet by chance, yes."""
        m = len(self.X)
        return m < MIXED_FROM or not 1 < self.batch_size < m or not all(are_neighbours(rows, m) for rows in self.rows_of_X)

    def another_order(self, rng):
        """The rows of X, batch after batch, in another epoch."""
        batches = self._taken(self.minibatches(self.X.copy(), self.Y.copy(), self.batch_size, rng))
        return joined([rows_of(batch[0], self.X) for batch in batches])

    def each_row_moves(self):
        orders = [self.another_order(self.rng) for _ in range(EPOCHS)] if len(self.X) >= MIXED_FROM else []
        return all(len(set(rows)) > 1 for rows in zip(*orders, strict=True))

    # --- do they last? ---

    def stay(self):
        """Is each batch still what it was when it came?"""
        then_and_now = zip(self.as_they_came, self.afterwards, strict=True)
        return all(unchanged(*parts) for batch in then_and_now for parts in zip(*batch, strict=False))


def _is_pair(batch):
    return isinstance(batch, tuple | list) and len(batch) == 2


def _are_rows_of(part, table):
    try:
        rows = rows_of(part, table)
    except Unusable:
        return False
    return len(rows) > 0 and -1 not in rows


def _copy_of(batch):
    if isinstance(batch, zip):
        return list(batch)  # pairs, which it hands out only once
    if not _is_pair(batch):
        return batch
    for part in batch:
        refuse_too_large(part)
    return [copy_arguments(part) for part in batch]
