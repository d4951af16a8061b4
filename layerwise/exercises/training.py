"""Lesson 06: the training loop."""

# The answers are those of the lesson: a beginner's loop has a name for its epochs and a zip without more ado.
# ruff: noqa: B007, B905

from functools import cache
from itertools import islice

import numpy as np

from layerwise import nn
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import Unusable, copy_arguments, refuse_too_large, settle, unchanged
from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "06 training"

# Fewer rows than this can come in their old order, or in the same order twice, by chance. (All probes of minibatches have more.)
SHUFFLED_FROM = 10
# With fewer rows than this, shuffled batches can by chance hold the very rows that batches of neighbours hold.
MIXED_FROM = 20
# After so many epochs none of that many rows has always had one place by chance.
EPOCHS = 8


def _rows_of(batch, X):
    """The index in X of each row of a batch; -1 for a row that is not in X."""
    batch, X = settle(batch, like=X).astype(float), X.astype(float)
    if batch.ndim != X.ndim or batch.shape[1:] != X.shape[1:]:
        return [-1] * len(batch) if batch.ndim else [-1]
    distance = np.abs(batch.reshape(len(batch), 1, X[0].size) - X.reshape(1, len(X), X[0].size)).sum(axis=2)
    return np.where(distance.min(axis=1) < 1e-6, distance.argmin(axis=1), -1).tolist()


def _are_neighbours(rows, m):
    """Do these rows stand next to each other, in whichever order, in a circle of m?"""
    return any({(row + step) % m for step in range(len(rows))} == set(rows) for row in rows)


def _sizes(m, batch_size):
    return [min(batch_size, m - start) for start in range(0, m, batch_size)]


# --- minibatches ---------------------------------------------------------------------------------------------------------


def minibatches(X, Y, batch_size, rng):
    """Yield pairs (X_batch, Y_batch) of batch_size rows, shuffled by the Generator rng, X and Y together.

    Each of the m rows comes exactly once; where m is no multiple of batch_size, the last batch is shorter. X is (m, n); Y is (m,) or
    (m, k); both stay as they are.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


def _minibatches_probes(rng):
    """Sizes that divide and sizes that leave a rest; a batch that is larger than the data; a generator that has been used before."""
    for m, n, k, batch_size in ((10, 2, None, 3), (24, 3, 2, 4), (23, 2, None, 5), (12, 2, 3, 12), (11, 1, 2, 50), (10, 4, 4, 1)):
        generator = np.random.default_rng(int(rng.integers(2**32)))
        generator.random(3)
        yield rng.normal(size=(m, n)), rng.normal(size=m if k is None else (m, k)), batch_size, generator


def _observe_minibatches(function, X, Y, batch_size, rng):
    """What holds for the batches, since many are right."""
    m = len(X)
    X_given, Y_given, rng_at_first = X.copy(), Y.copy(), copy_arguments(rng)

    def taken(batches, look=lambda batch: batch):
        # A generator that never ends is not waited for: no answer needs more batches than there are rows.
        return [look(batch) for batch in islice(batches, m + 1)] if hasattr(type(batches), "__iter__") else None

    in_the_end = []

    def is_pair(batch):
        return isinstance(batch, tuple | list) and len(batch) == 2

    def as_it_came(batch):
        in_the_end.append(batch)
        if not is_pair(batch):
            return batch
        for part in batch:
            refuse_too_large(part)
        return [copy_arguments(part) for part in batch]

    returned = function(X, Y, batch_size, rng)
    batches = taken(returned, as_it_came)

    def stay():
        return all(unchanged(*pair) for then, now in zip(batches, in_the_end, strict=True) for pair in zip(then, now, strict=False))

    def goes_on():
        return not (isinstance(returned, tuple) and len(returned) == 2 and all(isinstance(part, np.ndarray) for part in returned))

    def in_pairs():
        return all(map(is_pair, batches))

    @cache
    def rows(part=0):
        return [_rows_of(batch[part], (X_given, Y_given)[part]) for batch in batches]

    @cache
    def order(part=0):
        return sum(rows(part), [])

    def another_order(generator):
        return sum(taken(function(X_given.copy(), Y_given.copy(), batch_size, generator), lambda batch: _rows_of(batch[0], X_given)), [])

    def each_row_moves():
        orders = [another_order(rng) for _ in range(EPOCHS)] if m >= MIXED_FROM else []
        return all(len(set(rows)) > 1 for rows in zip(*orders, strict=True))

    def mixed():
        return m < MIXED_FROM or not 1 < batch_size < m or not all(_are_neighbours(batch, m) for batch in rows())

    @cache
    def firsts():
        return [settle(batch[0], like=X_given).astype(float) for batch in batches]

    def single():
        return any(first.shape == X_given.shape[1:] and _rows_of([first], X_given) != [-1] for first in firsts())

    def numbers():
        return bool(firsts()) and all(first.ndim == 1 and set(first.tolist()) <= set(as_given) for first in firsts())

    def exchanged():
        same_shape = X_given.shape[1:] == Y_given.shape[1:]
        return same_shape and any(-1 not in [*_rows_of(batch[0], Y_given), *_rows_of(batch[1], X_given)] for batch in batches)

    def all_labels():
        return m > batch_size and any(_rows_of(batch[1], Y_given) == as_given for batch in batches)

    def all_alike():
        return len(batches) > 1 and len(set(map(frozenset, rows()))) == 1

    as_given = list(range(m))
    return in_turn(
        [
            ("batches come, by `yield` or in a list", True, lambda: batches is not None),
            ("it goes on after the first batch", True, goes_on),
            ("each batch is a pair (X_batch, Y_batch)", True, in_pairs),
            ("X_batch comes from Y, and Y_batch from X", False, exchanged),
            ("a batch is a single row of X", False, single),
            ("X_batch holds row numbers, and not the rows", False, numbers),
            ("every row of X_batch is a row of X", True, lambda: -1 not in order()),
            ("every row of Y_batch is a row of Y, in the same shape", True, lambda: -1 not in order(1)),
            ("the number of rows too many in the largest batch", 0, lambda: max(0, *map(len, rows()), batch_size) - batch_size),
            ("all of Y comes with each batch", False, all_labels),
            ("all batches hold the same rows", False, all_alike),
            ("no row comes twice", True, lambda: len(set(order())) == len(order())),
            ("no batch is empty", True, lambda: all(map(len, rows()))),
            ("there are no more batches than the rows need", True, lambda: len(batches) <= len(_sizes(m, batch_size))),
            ("the number of rows that never come", 0, lambda: m - len(order())),
            ("the number of batches with batch_size rows", m // batch_size, lambda: [*map(len, rows())].count(batch_size)),
            ("only the last batch is shorter than batch_size", True, lambda: [*map(len, rows())] == _sizes(m, batch_size)),
            ("the rows come in a shuffled order", True, lambda: not order() == order(1) == as_given),
            ("the rows of X are shuffled", True, lambda: order() != as_given),
            ("the rows of Y are shuffled", True, lambda: order(1) != as_given),
            ("each row of X comes with its own row of Y", True, lambda: order() == order(1)),
            ("rows from all over the data meet in a batch", True, mixed),
            ("the same seed gives the same batches", True, lambda: another_order(rng_at_first) == order()),
            ("the next epoch, with the same rng, has another order", True, lambda: another_order(rng) != order()),
            ("no row has the same place in every epoch", True, each_row_moves),
            ("a batch stays what it is when the next one comes", True, stay),
        ]
    )


def _walk(order_of, stop=lambda m, batch_size: m, rows_of=lambda order, start, batch_size: order[start : start + batch_size]):
    """minibatches with another order, another end of the loop, or other rows in a batch."""

    def batches(X, Y, batch_size, rng):
        order = order_of(len(X), rng)
        for start in range(0, stop(len(X), batch_size), batch_size):
            rows = rows_of(order, start, batch_size)
            yield X[rows], Y[rows]

    return batches


def _permuted(m, rng):
    return rng.permutation(m)


_in_given_order = _walk(lambda m, rng: np.arange(m))


def _shuffled_apart(X, Y, batch_size, rng):
    X, Y = rng.permutation(X), rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


def _only_X_shuffled(X, Y, batch_size, rng):
    X = rng.permutation(X)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


def _only_Y_shuffled(X, Y, batch_size, rng):
    Y = rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


def _drawn_with_replacement(X, Y, batch_size, rng):
    for _ in range(0, len(X), batch_size):
        rows = rng.integers(len(X), size=batch_size)
        yield X[rows], Y[rows]


def _drawn_anew_for_each_batch(X, Y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        rows = rng.permutation(len(X))[start : start + batch_size]
        yield X[rows], Y[rows]


def _windows(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(len(X)):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


def _equal_parts(X, Y, batch_size, rng):
    for rows in np.array_split(rng.permutation(len(X)), len(_sizes(len(X), batch_size))):
        yield X[rows], Y[rows]


def _only_batches_shuffled(X, Y, batch_size, rng):
    starts = np.arange(0, len(X) - len(X) % batch_size, batch_size)
    for start in [*rng.permutation(starts), *range(len(starts) * batch_size, len(X), batch_size)]:
        yield X[start : start + batch_size], Y[start : start + batch_size]


def _in_place(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size].copy(), Y[start : start + batch_size].copy()


def _features_alone(X, Y, batch_size, rng):
    for X_batch, _ in minibatches(X, Y, batch_size, rng):
        yield X_batch


def _first_rows_again(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for _ in range(0, len(X), batch_size):
        yield X[order[:batch_size]], Y[order[:batch_size]]


def _batches_for_nobody(X, Y, batch_size, rng):
    for _ in minibatches(X, Y, batch_size, rng):
        continue


def _first_batch_returned(X, Y, batch_size, rng):
    rows = rng.permutation(len(X))[:batch_size]
    return X[rows], Y[rows]


def _single_rows(X, Y, batch_size, rng):
    for row in rng.permutation(len(X))[::batch_size]:
        yield X[row], Y[row]


def _row_numbers(X, Y, batch_size, rng):
    for rows in np.split(rng.permutation(len(X)), range(batch_size, len(X), batch_size)):
        yield rows, rows


def _labels_first(X, Y, batch_size, rng):
    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
        yield Y_batch, X_batch


def _all_labels(X, Y, batch_size, rng):
    for X_batch, _ in minibatches(X, Y, batch_size, rng):
        yield X_batch, Y


def _last_batch_only(X, Y, batch_size, rng):
    *_, last = minibatches(X, Y, batch_size, rng)
    yield last


TEN_ROWS = np.arange(20.0).reshape(10, 2)


def minibatches_split(X, Y, batch_size, rng):
    """np.split cuts the shuffled row numbers at every place that is named: no start and no end to reckon with."""
    order = rng.permutation(len(X))
    for rows in np.split(order, range(batch_size, len(X), batch_size)):
        yield X[rows], Y[rows]


MINIBATCHES = Exercise(
    lesson=LESSON,
    answer=minibatches,
    second_way=minibatches_split,
    examples=((TEN_ROWS, np.arange(10.0), 4, np.random.default_rng(7)), (TEN_ROWS, TEN_ROWS / 2, 5, np.random.default_rng(8))),
    probes=_minibatches_probes,
    observe=_observe_minibatches,
    describe=lambda X, Y, batch_size, rng: f"X of shape {X.shape}, Y of shape {Y.shape} and batch_size = {batch_size}",
    minutes=8,
    hints=(
        "With ten rows and batches of four, `start` is 0, then 4, then 8. Which part of `order` belongs to the batch that starts at 4?",
        "The part begins at `start` and has batch_size numbers, so it ends before `start + batch_size`. The last may be shorter by itself.",
        "Cut this part out of `order` with a slice, and call it `rows`. Then hand out, with `yield`, these rows of X and the same of Y.",
    ),
    given=2,
    mistakes=(
        Mistake(
            "returns-nothing",
            "Your function hands out no batches. `yield X[rows], Y[rows]`, inside the loop, hands out one and goes on with the next.",
            _batches_for_nobody,
        ),
        Mistake(
            "returns-one-batch",
            "You return one batch, and a `return` ends the function: inside the loop in its first round, below it when only the last "
            "batch is left. Inside the loop, write `yield` in its place.",
            _first_batch_returned,
        ),
        Mistake(
            "no-shuffle",
            "The rows come in the order in which they stand: `order` is drawn, but not used. Data are often sorted (first all of one "
            "kind), and then each batch knows one kind only. Take a part of `order`, not of X itself: it holds the shuffled row numbers.",
            _in_given_order,
        ),
        Mistake(
            "shuffled-apart",
            "X and Y are shuffled, each in an order of its own: the features of one sample now stand beside the label of another. "
            "Draw one order, and use it for both.",
            _shuffled_apart,
        ),
        Mistake(
            "only-X-shuffled",
            "X is shuffled and Y is not: the features of one sample now stand beside the label of another. Use the same order for both.",
            _only_X_shuffled,
        ),
        Mistake(
            "only-Y-shuffled",
            "Y is shuffled and X is not: the features of one sample now stand beside the label of another. Use the same order for both.",
            _only_Y_shuffled,
        ),
        Mistake(
            "drops-the-last",
            "The last batch is missing where it would be short, so some samples are never learnt from in this epoch. "
            "Let the loop run to the end of the data; a slice that reaches beyond is cut off there.",
            _walk(_permuted, stop=lambda m, batch_size: m - m % batch_size),
        ),
        Mistake(
            "first-batch-only",
            "Only the first batch comes. Go on until every row has come once: a loop over the places where a batch starts.",
            _walk(_permuted, stop=lambda m, batch_size: 1),
        ),
        Mistake(
            "last-batch-only",
            "Only the last batch comes. What stands below the loop is done once, after the last round: move the `yield` to the right, "
            "into the loop. (Or, if you collect the batches in a list: is it made anew in each round?)",
            _last_batch_only,
        ),
        Mistake(
            "single-rows",
            "You hand out single rows, and a single row is no batch. One row number, such as `order[start]`, picks one row; a part of "
            "`order`, `order[start : start + batch_size]`, picks a table of them.",
            _single_rows,
        ),
        Mistake(
            "row-numbers",
            "You hand out row numbers. They say which rows are meant: pick these rows of X and of Y, `X[rows]` and `Y[rows]`.",
            _row_numbers,
        ),
        Mistake(
            "labels-first",
            "Your pairs come the wrong way round: first the rows of X, then those of Y. `yield X[rows], Y[rows]`.",
            _labels_first,
        ),
        Mistake(
            "all-labels",
            "All of Y comes with each batch. The rows of X_batch need their own labels: pick from both with the same row numbers, "
            "`X[rows], Y[rows]`.",
            _all_labels,
        ),
        Mistake(
            "start-multiplied",
            "You multiply `start` by batch_size. It counts rows and not batches: 0, then batch_size, then twice batch_size. So most "
            "batches begin beyond the end and are empty. The part begins at `start` itself.",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[start * batch_size : (start + 1) * batch_size]),
        ),
        Mistake(
            "one-batch-behind",
            "Your first batch is empty, and the last rows never come: each part of `order` ends at `start`. It begins there, and ends "
            "before `start + batch_size`.",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[max(start - batch_size, 0) : start]),
        ),
        Mistake(
            "slice-ends-at-batch-size",
            "Only the first batch has rows; the others are empty. The second number of a slice says where it ends, not how long it is, and "
            "`order[4:4]` holds nothing. The end has to move along with the start: `start + batch_size`.",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[start:batch_size]),
        ),
        Mistake(
            "all-empty",
            "All your batches are empty. A slice begins at its first number and ends before its second: where the second is no larger, "
            "as in `order[4:0]`, it holds nothing. Write `order[start : start + batch_size]`.",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[:0]),
        ),
        Mistake(
            "with-replacement",
            "Some rows come more than once in an epoch and others never: they are drawn from all rows each time, as `rng.integers` and "
            "`rng.choice` do. Shuffle the rows once, like a pack of cards, and deal them out.",
            _drawn_with_replacement,
        ),
        Mistake(
            "drawn-anew-for-each-batch",
            "Some rows come more than once in an epoch and others never: the rows are shuffled anew for each batch. "
            "Draw the order once, above the loop, and deal it out.",
            _drawn_anew_for_each_batch,
        ),
        Mistake(
            "steps-of-one",
            "Your batches overlap, and there is one for each row: the start moves on by 1. Let it move on by batch_size: "
            "`range(0, len(X), batch_size)`.",
            _windows,
        ),
        Mistake(
            "empty-batch",
            "Where the rows come out even, your last batch is empty, and the mean over nothing is not a number. "
            "Stop where the data end: `range(0, len(X), batch_size)`.",
            _walk(_permuted, stop=lambda m, batch_size: m + 1),
        ),
        Mistake(
            "one-row-short",
            "Each batch is one row too small, and that row never comes. A slice already leaves out its end: [start : start + batch_size].",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[start : start + batch_size - 1]),
        ),
        Mistake(
            "one-row-too-many",
            "Each batch has one row too many, which comes again in the next. A slice leaves out its end: [start : start + batch_size].",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order[start : start + batch_size + 1]),
        ),
        Mistake(
            "equal-parts",
            "Your batches share the rows out evenly. Asked are batches of batch_size rows, and the rest in the last one.",
            _equal_parts,
        ),
        Mistake(
            "batches-shuffled",
            "You shuffle which batch comes first, or the rows inside a batch, and the same neighbours stay together in every epoch. "
            "Shuffle all rows before you cut them into batches.",
            _only_batches_shuffled,
        ),
        Mistake(
            "own-seed",
            "Every epoch has the same order, whatever `rng` says, as with a random generator of your own that has a fixed seed. "
            "Use the `rng` that is given.",
            _walk(lambda m, rng: np.random.default_rng(0).permutation(m)),
        ),
        Mistake(
            "ignores-rng",
            "The same seed does not give the same batches: you shuffle with another source of chance, such as np.random. "
            "Use the `rng` that is given; then a training run can be repeated exactly.",
            _walk(lambda m, rng: np.random.default_rng().permutation(m)),
        ),
        Mistake(
            "shuffles-in-place",
            "The batches are right, and the caller's X and Y are shuffled too. Leave them as they are: shuffle the row numbers instead.",
            _in_place,
        ),
        Mistake(
            "whole-data",
            "A batch of yours holds all rows: each does, or the first, which goes from its start to the end, or the last, which goes from "
            "the beginning to its end. A step should look at batch_size rows. Cut a part out of `order` that begins at `start` and ends "
            "before `start + batch_size`, and pick with this part, from X and from Y.",
            _walk(_permuted, rows_of=lambda order, start, batch_size: order),
        ),
        Mistake(
            "whole-data-in-order",
            "A batch of yours holds all rows, in the order in which they stand. A step should look at batch_size rows. Cut a part out of "
            "`order` that begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.",
            _walk(lambda m, rng: np.arange(m), rows_of=lambda order, start, batch_size: order),
        ),
        Mistake(
            "first-rows-again",
            "Every batch holds the same rows, the first of the shuffled ones, and the others never come. The slice has to move on: "
            "`order[start : start + batch_size]`.",
            _first_rows_again,
        ),
        Mistake(
            "no-pairs",
            "You hand out one thing where two are asked for: the rows of X without those of Y, or the row numbers alone. `yield "
            "X[rows], Y[rows]` hands out the pair.",
            _features_alone,
        ),
    ),
)


# --- sgd_step ------------------------------------------------------------------------------------------------------------


def sgd_step(params, grads, learning_rate):
    """Change each array of the list params in place: less learning_rate times the array of grads that belongs to it.

    grads has the same shapes, in the same order, and stays as it is.
    """
    for parameter, gradient in zip(params, grads):
        parameter -= learning_rate * gradient


def _sgd_step_probes(rng):
    """A layer, two layers, a single array; square ones; learning rates small, large and 1; steep gradients."""
    for shapes, learning_rate, steep in (
        (((3, 2), (2,)), 0.1, 1),
        (((2, 4), (4,), (4, 3), (3,)), 0.5, 1),
        (((3, 3), (3, 3)), 1.0, 100),
        (((5,),), float(rng.uniform(0.01, 3)), 1),
        (((1, 1), (1,)), 0.25, 1),
        (((2, 3), (3,), (3, 3), (3,), (3, 1), (1,)), 2.5, 1),
    ):
        yield [rng.normal(size=shape) for shape in shapes], [rng.normal(scale=steep, size=shape) for shape in shapes], learning_rate


def _observe_sgd_step(function, params, grads, learning_rate):
    """The arrays that params held before the call, as they are after it and after another; and where else a result may have gone."""
    arrays, before = list(params), [array.copy() for array in params]
    later_grads = [gradient / 2 for gradient in grads]
    returned = function(params, grads, learning_rate)
    after = [array.copy() for array in arrays]
    same = len(params) == len(arrays) and all(now is then for now, then in zip(params, arrays, strict=True))
    untouched = all(np.array_equal(*pair) for pair in zip(after, before, strict=True))
    return {
        "params still holds the same arrays": same,
        "the result is in the arrays themselves, not in what is returned": not (same and untouched and returned is not None),
        **{f"params[{i}]": array for i, array in enumerate(after)},
        **{
            f"params[{i}] after a second step": array
            for i, array in enumerate(_after_another(function, arrays, later_grads, learning_rate))
        },
    }


def _after_another(function, arrays, grads, learning_rate):
    function(list(arrays), grads, learning_rate)
    return arrays


def _step(change):
    """sgd_step with another change of one array: change(parameter, gradient, learning_rate) does it in place."""

    def stepping(params, grads, learning_rate):
        for parameter, gradient in zip(params, grads, strict=True):
            change(parameter, gradient, learning_rate)

    return stepping


def _assign(formula):
    def change(parameter, gradient, learning_rate):
        parameter[...] = formula(parameter, gradient, learning_rate)

    return _step(change)


def _new_arrays(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p = p - learning_rate * g


def _rebind_entries(params, grads, learning_rate):
    for i in range(len(params)):
        params[i] = params[i] - learning_rate * grads[i]


def _first_array_only(params, grads, learning_rate):
    params[0] -= learning_rate * grads[0]


def _every_pair(params, grads, learning_rate):
    for p in params:
        for g in grads:
            p -= learning_rate * g


def _last_array_left_out(params, grads, learning_rate):
    sgd_step(params[:-1], grads[:-1], learning_rate)


def _first_entries(parameter, gradient, learning_rate):
    parameter[0] -= learning_rate * gradient[0]


def _scale_gradient(parameter, gradient, learning_rate):
    gradient *= learning_rate
    parameter -= gradient


def _exchanged(parameter, gradient, learning_rate):
    gradient -= learning_rate * parameter


def sgd_step_by_number(params, grads, learning_rate):
    """By number instead of by zip. `-=` changes the array in its place; `params[i] = params[i] - …` would put a new one there."""
    for i in range(len(params)):
        params[i] -= learning_rate * grads[i]


SGD_STEP = Exercise(
    lesson=LESSON,
    answer=sgd_step,
    second_way=sgd_step_by_number,
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], 0.1),
        (
            [np.array([[0.5, 1.0], [1.0, 0.0]]), np.array([0.0, 0.0])],
            [np.array([[0.378, -0.378], [0.0, 0.0]]), np.array([0.378, -0.378])],
            0.1,
        ),
    ),
    probes=_sgd_step_probes,
    observe=_observe_sgd_step,
    changes=("params",),
    minutes=4,
    hints=(
        "The gradient points uphill. Which way does each weight have to move, and how far?",
        "`for parameter, gradient in zip(params, grads):` walks through both lists together.",
        "`parameter -= learning_rate * gradient` changes the array itself; `parameter = parameter - …` makes a new one that nobody sees.",
    ),
    mistakes=(
        Mistake(
            "new-array",
            "The arrays in params are what they were. `p - …` makes a new array, and `p = …` only calls it p: the network still holds the "
            "old one. `p -= …`, with the minus before the `=`, or `p[...] = …`, changes the array itself.",
            _new_arrays,
        ),
        Mistake(
            "rebinds-entries",
            "You put new arrays into the list. The layers of the network still hold the old ones and never hear of it. "
            "Change the arrays themselves: `params[i] -= …`.",
            _rebind_entries,
        ),
        Mistake(
            "one-array-of-the-list",
            "The arrays in params are what they were. params and grads are lists of arrays: np.array(grads), or `params - …`, makes a new "
            "array of the whole list, and fails where the shapes are unlike. Go through both together, `for p, g in zip(params, grads):`, "
            "and change each `p`.",
            lambda params, grads, learning_rate: None if np.array(grads).size else None,
        ),
        Mistake(
            "returns-new-arrays",
            "You return a result, and the arrays in params are what they were. Nobody looks at what is returned: "
            "change the arrays themselves, `p -= …`.",
            lambda params, grads, learning_rate: [p - learning_rate * g for p, g in zip(params, grads, strict=True)],
        ),
        Mistake(
            "uphill",
            "You added the step. The gradient points to where the loss grows, so the weights have to move against it: subtract.",
            _assign(lambda p, g, learning_rate: p + learning_rate * g),
        ),
        Mistake(
            "no-learning-rate",
            "You subtracted the whole gradient. It tells the direction; the learning rate tells how far to go: multiply the two.",
            _assign(lambda p, g, learning_rate: p - g),
        ),
        Mistake(
            "divides-by-learning-rate",
            "You divided by the learning rate, so a smaller one makes larger steps. Multiply the gradient by it.",
            _assign(lambda p, g, learning_rate: p - g / learning_rate),
        ),
        Mistake(
            "only-the-step",
            "You put the step where the weight was. The weight moves by the step: what it was, less learning_rate times the gradient.",
            _assign(lambda p, g, learning_rate: -learning_rate * g),
        ),
        Mistake(
            "brackets",
            "You multiplied the weight by the learning rate too. Only the gradient is: p - learning_rate * g.",
            _assign(lambda p, g, learning_rate: learning_rate * (p - g)),
        ),
        Mistake(
            "first-array-only",
            "Only the first array of params moved. Every array has to: weights and biases of all layers. Is there a loop through both "
            "lists? And if so, does a `return` stand inside it? That ends the function in the first round.",
            _first_array_only,
        ),
        Mistake(
            "last-array-left-out",
            "The last array of params did not move. Every array has to: `range(len(params))` counts them all, and needs no `- 1`.",
            _last_array_left_out,
        ),
        Mistake(
            "first-entries",
            "Only the first entry, or the first row, of each array moved: `p[0]` is a part of p. Change all of it: "
            "`p -= learning_rate * g`.",
            _step(_first_entries),
        ),
        Mistake(
            "every-pair",
            "Each array of params meets every gradient, those of the other arrays too, as with two loops, one inside the other. Each has "
            "one gradient, which has its shape: `for p, g in zip(params, grads):` walks through both lists side by side.",
            _every_pair,
        ),
        Mistake(
            "sign-of-gradient",
            "You used only the sign of the gradient, so every weight moves equally far. A steeper slope makes a longer step.",
            _assign(lambda p, g, learning_rate: p - learning_rate * np.sign(g)),
        ),
        Mistake(
            "changes-gradients",
            "The weights are right, and the gradients are no longer what they were. Multiply in a new array: learning_rate * g.",
            _step(_scale_gradient),
        ),
        Mistake(
            "exchanged",
            "You changed the gradients by the weights. It is the other way round: the weights move, the gradients stay.",
            _step(_exchanged),
        ),
        Mistake(
            "multiplied",
            "You multiplied the weights by the step. The weight moves by the step: what it was, less learning_rate times the gradient.",
            _assign(lambda p, g, learning_rate: p * learning_rate * g),
        ),
        Mistake(
            "shrinks-the-weights",
            "You subtracted a part of the weight itself, so every weight shrinks whatever the loss says. It is the gradient that is "
            "multiplied by learning_rate and subtracted.",
            _assign(lambda p, g, learning_rate: p - learning_rate * p),
        ),
    ),
)


# --- train ---------------------------------------------------------------------------------------------------------------


def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Train network in place and return the list of its mean losses, one an epoch.

    X is (m, n_in), Y is (m, n_out), rng is a Generator. In each epoch the rows come in a new order, drawn from rng, in batches of
    batch_size, the last of which may be shorter. For each batch: network.forward(X_batch); loss.forward(output, Y_batch), the number
    that counts for the epoch's mean; loss.backward(); network.backward(gradient); optimizer.step(network.parameters(),
    network.gradients()).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            total += loss.forward(scores, Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


class LossBackwardBeforeForward(Exception):
    """Raised for loss.backward() where no loss was measured yet."""


class LossBackwardTakesNothing(Exception):
    """Raised for loss.backward(...) with something between its brackets."""


class NotTheGradients(Exception):
    """Raised for optimizer.step(...) with a single array in the place of the list of gradients."""


class PairForwarded(Exception):
    """Raised for network.forward(...) of a pair (X_batch, Y_batch)."""


class NotAGradient(Exception):
    """Raised for network.backward(...) of anything but an array."""


class _Diary:
    """What a training run did: for each step of the optimizer, the batch, its labels and its loss."""

    def __init__(self):
        self.steps = []
        self.forward_passes = self.backward_passes = 0
        self.X = self.Y = self.loss = self.network = None
        self.gradient_is_fresh = False
        self.steps_gradients = self.steps_copies = False

    def __deepcopy__(self, memo):
        return self  # a copy of the network writes into the same diary

    def note_step(self, parameters):
        self.steps.append((self.X, self.Y, self.loss, self.gradient_is_fresh))
        self.gradient_is_fresh = False
        arrays = [parameter for parameter in parameters if isinstance(parameter, np.ndarray)]
        self.steps_gradients |= any(np.shares_memory(array, self.network.gradient) for array in arrays)
        self.steps_copies |= not all(np.shares_memory(array, self.network.weights) for array in arrays)


class Network(nn.Network):
    """A network that notes in its diary what is fed forward."""

    diary = None

    def forward(self, X):
        if isinstance(X, tuple | list) and len(X) == 2 and all(isinstance(part, np.ndarray) for part in X):
            raise PairForwarded("network.forward takes the rows of X, and was given a pair")
        if self.diary is not None:
            self.diary.X = np.array(X, float)
        return super().forward(X)

    def backward(self, gradient):
        if not isinstance(gradient, np.ndarray) or gradient.ndim != 2:
            raise NotAGradient("network.backward takes what loss.backward() returns")
        if self.diary is not None:
            self.diary.backward_passes += 1
            self.diary.gradient_is_fresh = self.diary.X is not None
        return super().backward(gradient)


def _loss_with_diary(kind, diary):
    class Loss(kind):
        def forward(self, output, Y):
            number = super().forward(output, Y)
            diary.forward_passes += 1
            diary.Y, diary.loss = np.array(Y, float), number
            return number

        def backward(self, *given):
            if given:
                raise LossBackwardTakesNothing("nothing stands between the brackets of loss.backward()")
            if diary.loss is None:
                raise LossBackwardBeforeForward("loss.backward() was called before loss.forward(...)")
            return super().backward()

    return Loss()


class SGD(nn.SGD):
    """An optimizer that notes its steps."""

    def __init__(self, learning_rate, diary):
        super().__init__(learning_rate)
        self.diary = diary

    def step(self, parameters, gradients):
        if isinstance(gradients, np.ndarray):
            raise NotTheGradients("optimizer.step takes the lists that network.parameters() and network.gradients() return")
        self.diary.note_step(parameters)
        super().step(parameters, gradients)


def _new_network(sizes, seed, diary=None):
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        layers += [nn.Dense(n_in, n_out, rng=seed + len(layers)), nn.ReLU()]
    network = Network(layers[:-1])
    network.diary = diary
    return network


def _train_probes(rng):
    """All rows in one batch, where the order does not matter and the numbers are exact; and batches that divide the rows or do not."""
    for sizes, kind, learning_rate, m, epochs, batch_size in (
        ((2, 3, 2), nn.SoftmaxCrossEntropy, 0.1, 5, 3, 5),
        ((3, 1), nn.MeanSquaredError, 0.1, 4, 1, 9),
        ((3, 1), nn.MeanSquaredError, 10.0, 6, 3, 6),  # far too fast: the losses grow
        ((2, 4, 3), nn.SoftmaxCrossEntropy, 0.1, 13, 2, 5),
        ((3, 2), nn.MeanSquaredError, 0.1, 12, 2, 6),
    ):
        X = rng.normal(size=(m, sizes[0]))
        # Classes are repeated, so a label cannot be told from another of its kind: these columns are numbers that differ.
        Y = rng.normal(size=(m, sizes[-1])) if kind is nn.MeanSquaredError else rng.dirichlet(np.ones(sizes[-1]), size=m)
        generator = np.random.default_rng(int(rng.integers(2**32)))
        yield sizes, int(rng.integers(1000)), kind, learning_rate, X, Y, epochs, batch_size, generator


def _observe_train(function, sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng):
    """What holds for the run; and its numbers, where the order of the rows does not matter."""
    X_given, Y_given, rng_at_first = X.copy(), Y.copy(), copy_arguments(rng)
    m, sizes_of_batches = len(X), _sizes(len(X), batch_size)
    per_epoch = len(sizes_of_batches)

    def run(epochs, generator):
        diary = _Diary()
        network = diary.network = _new_network(sizes, seed, diary)
        optimizer = SGD(learning_rate, diary)
        returned = function(network, _loss_with_diary(kind, diary), optimizer, X, Y, epochs, batch_size, generator)
        return returned, network.weights, diary

    returned, weights, diary = run(epochs, rng)
    steps = diary.steps
    try:
        losses = settle(returned, like=np.zeros(epochs)).astype(float)
    except Unusable:
        losses = None

    def by_epoch(parts):
        return [parts[start : start + per_epoch] for start in range(0, len(parts), per_epoch)]

    @cache
    def rows():
        return [_rows_of(X_batch, X_given) for X_batch, *_ in steps]

    @cache
    def orders():
        return [sum(epoch, []) for epoch in by_epoch(rows())]

    def repeatable():
        if m < SHUFFLED_FROM:
            return True
        again, anew = (run(1, generator)[2].steps for generator in (rng_at_first, rng))
        again, anew = ([_rows_of(X_batch, X_given) for X_batch, *_ in steps] for steps in (again, anew))
        return again == rows()[:per_epoch] != anew

    def mixed():
        return per_epoch < 3 or not all(_are_neighbours(batch, m) for batch in rows())

    def weights_by_hand():
        twin, measure, optimizer = _new_network(sizes, seed), kind(), nn.SGD(learning_rate)
        for X_batch, Y_batch, *_ in steps:
            measure.forward(twin.forward(X_batch), Y_batch)
            twin.backward(measure.backward())
            optimizer.step(twin.parameters(), twin.gradients())
        return twin.weights

    @cache
    def measured():
        return np.array(by_epoch([number for *_, number, _ in steps]))

    def are_means():
        """Over the rows or over the batches: where the last batch is short they differ a little, and both are the mean of an epoch."""
        means = [np.average(measured(), axis=1, weights=counts) for counts in (sizes_of_batches, np.ones(per_epoch))]
        return any(np.allclose(losses, mean, rtol=1e-5) for mean in means)

    def are(combine):
        return per_epoch > 1 and np.allclose(losses, combine(measured()))

    readable = losses is not None
    facts = in_turn(
        [
            ("it returns something", True, lambda: returned is not None),
            ("what it returns is a list of numbers", True, lambda: readable),
        ]
    )
    wanted = {
        "the number of losses returned": epochs,
        "no step looks at more than batch_size rows": True,
        "the number of batches whose loss was measured": epochs * per_epoch,
    }
    got = [
        losses.size if readable else np.nan,
        all(X_batch is None or len(X_batch) <= batch_size for X_batch, *_ in steps) if readable else np.nan,
        min(diary.forward_passes, epochs * per_epoch) if readable else np.nan,
    ]
    facts |= zip(wanted, got, strict=True)
    facts |= in_turn(
        [
            ("the number of steps of the optimizer", epochs * per_epoch, lambda: len(steps)),
            ("network.backward is called for each step", True, lambda: diary.backward_passes >= len(steps)),
            ("network.backward comes before its step", True, lambda: all(fresh for *_, fresh in steps)),
            ("each epoch feeds every row forward once", True, lambda: all(sorted(order) == [*range(m)] for order in orders())),
            ("only the last batch is shorter than batch_size", True, lambda: [*map(len, rows())] == sizes_of_batches * epochs),
            (
                "the loss compares each row with its own row of Y",
                True,
                lambda: rows() == [_rows_of(Y_batch, Y_given) for _, Y_batch, *_ in steps],
            ),
            ("the rows come in a shuffled order", True, lambda: m < SHUFFLED_FROM or [*range(m)] not in orders()),
            ("rows from all over the data meet in a batch", True, mixed),
            ("each epoch has a new order", True, lambda: m < SHUFFLED_FROM or len(set(map(tuple, orders()))) == epochs),
            ("the order comes from rng: the same seed, the same order", True, repeatable),
            ("the optimizer is given the gradients in the place of the weights", False, lambda: diary.steps_gradients),
            ("the optimizer is given the weights of the network itself, no copies", True, lambda: not diary.steps_copies),
            ("the final weights are those that the steps lead to", True, lambda: np.allclose(weights, weights_by_hand())),
            ("each loss returned is that of the last batch alone", False, lambda: are(lambda measured: measured[:, -1])),
            ("each loss returned is the sum over its batches", False, lambda: are(lambda measured: measured.sum(axis=1))),
            ("the list of losses", None, lambda: losses)
            if per_epoch == 1
            else ("each loss returned is the mean over its epoch's batches, measured before their steps", True, are_means),
        ],
        failed=got != [*wanted.values()],
    )
    # With all rows in one batch their order does not matter, and the weights tell apart what was done to them.
    return facts | {"the final weights": weights if readable else np.nan} if per_epoch == 1 else facts


def _describe_train(sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng):
    return (
        f"a network of {' → '.join(map(str, sizes))} neurons, {kind.__name__}, SGD({learning_rate}), X of shape {X.shape}, "
        f"epochs = {epochs}, batch_size = {batch_size}"
    )


def _training(
    epoch_loss=lambda batch_losses, sizes, measure: np.average(batch_losses, weights=sizes),
    result=lambda losses, batch_losses: losses,
    batches_of=minibatches,
    step=lambda network, loss, optimizer: (
        network.backward(loss.backward()),
        optimizer.step(network.parameters(), network.gradients()),
    ),
    fewer_epochs=lambda epochs: 0,
):
    """train with one part done in another way."""

    def training(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses, all_batch_losses = [], []
        for _ in range(epochs - fewer_epochs(epochs)):
            batch_losses, sizes = [], []
            for X_batch, Y_batch in batches_of(X, Y, batch_size, rng):
                batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
                sizes.append(len(X_batch))
                step(network, loss, optimizer)
            losses.append(epoch_loss(batch_losses, sizes, lambda: loss.forward(network.forward(X), Y)))
            all_batch_losses += batch_losses
        return result(losses, all_batch_losses)

    return training


def _generator_used_up(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    batches = minibatches(X, Y, batch_size, rng)
    return _training(
        batches_of=lambda *_: batches, epoch_loss=lambda batch_losses, sizes, measure: np.sum(batch_losses) / max(len(batch_losses), 1)
    )(network, loss, optimizer, X, Y, epochs, batch_size, rng)


def _generator_used_up_with_error(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    batches = minibatches(X, Y, batch_size, rng)
    return _training(batches_of=lambda *_: batches, epoch_loss=lambda batch_losses, sizes, measure: sum(batch_losses) / len(batch_losses))(
        network, loss, optimizer, X, Y, epochs, batch_size, rng
    )


def _same_batches_every_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    batches = list(minibatches(X, Y, batch_size, rng))
    return _training(batches_of=lambda *_: batches)(network, loss, optimizer, X, Y, epochs, batch_size, rng)


def _own_generator(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    return train(network, loss, optimizer, X, Y, epochs, batch_size, np.random.default_rng(0))


def _one_step_an_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


def _backward_first(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    network.backward(loss.backward())


def _backward_with_the_scores(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            batch_losses.append(loss.forward(scores, Y_batch))
            network.backward(scores)
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


def _forward_all(rows_of, labels_of):
    """train whose forward passes look at rows_of(X, X_batch) and compare with labels_of(Y, Y_batch)."""

    def training(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses = []
        for _ in range(epochs):
            batch_losses = []
            for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
                batch_losses.append(loss.forward(network.forward(rows_of(X, X_batch)), labels_of(Y, Y_batch)))
                network.backward(loss.backward())
                optimizer.step(network.parameters(), network.gradients())
            losses.append(np.mean(batch_losses))
        return losses

    return training


def _loss_backward_with_something(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    loss.backward(loss.forward(network.forward(X), Y))


def _gradients_from_backward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    loss.forward(network.forward(X), Y)
    optimizer.step(network.parameters(), network.backward(loss.backward()))


def _forward_a_pair(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    network.forward((X, Y))


def _lists_of_losses(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    per_epoch = len(_sizes(len(X), batch_size))
    return _training(result=lambda losses, batch_losses: np.reshape(batch_losses, (epochs, per_epoch)))(
        network, loss, optimizer, X, Y, epochs, batch_size, rng
    )


def _exchanged_for_loss(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    class Exchanging:
        def forward(self, output, Y_batch):
            return loss.forward(Y_batch, output)

        def backward(self):
            return loss.backward()

    return train(network, Exchanging(), optimizer, X, Y, epochs, batch_size, rng)


def _all_rows_in_each_step(X, Y, batch_size, rng):
    for _ in minibatches(X, Y, batch_size, rng):
        yield X, Y


def _dividing(total, by):
    """train whose losses are total(batch_losses, sizes) / by(epochs, batch_size)."""

    def training(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        def epoch_loss(batch_losses, sizes, measure):
            return total(batch_losses, sizes) / by(epochs, batch_size)

        return _training(epoch_loss=epoch_loss)(network, loss, optimizer, X, Y, epochs, batch_size, rng)

    return training


def _one_number(combine):
    """train that returns combine(losses of the epochs, number of rows) instead of the list."""

    def training(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        return combine(train(network, loss, optimizer, X, Y, epochs, batch_size, rng), len(X))

    return training


def _step_first(network, loss, optimizer):
    optimizer.step(network.parameters(), network.gradients())
    network.backward(loss.backward())


def _exchange_arguments(network, loss, optimizer):
    network.backward(loss.backward())
    optimizer.step(network.gradients(), network.parameters())


_USED_UP = (
    "Only the first epoch trains. A generator hands out its batches once and is then empty: "
    "call minibatches anew in each epoch, inside the loop."
)


def train_with_a_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The batches' losses in a list, then their mean: shorter, and a last batch that is short counts as much as a full one."""
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


TRAIN = Exercise(
    lesson=LESSON,
    answer=train,
    second_way=train_with_a_list,
    examples=(
        (
            (2, 3, 3),
            4,
            nn.SoftmaxCrossEntropy,
            0.1,
            np.array([[1.5, 5.0], [1.9, 3.7], [1.7, 3.4]]),
            np.eye(3),
            3,
            3,
            np.random.default_rng(1),
        ),
    ),
    probes=_train_probes,
    observe=_observe_train,
    describe=_describe_train,
    minutes=10,
    hints=(
        "Two loops, one inside the other: over the epochs, and over the batches of each. What is done once a batch, what once an epoch?",
        "For a batch: output = network.forward(X_batch); the loss of output and Y_batch; gradient = loss.backward(); "
        "network.backward(gradient); optimizer.step(network.parameters(), network.gradients()).",
        "Collect the losses of the batches in a list that is empty at the start of each epoch, and append its mean, np.mean(…), "
        "to the list that you return at the end.",
    ),
    mistakes=(
        Mistake(
            "no-step",
            "The weights never change: the gradient is known, and nobody steps against it. "
            "After network.backward comes optimizer.step(network.parameters(), network.gradients()).",
            _training(step=lambda network, loss, optimizer: network.backward(loss.backward())),
        ),
        Mistake(
            "no-backward",
            "The optimizer steps, and the network was never told the gradient of this batch, so nothing can be learnt from it. "
            "Before the step comes network.backward(loss.backward()).",
            _training(step=lambda network, loss, optimizer: optimizer.step(network.parameters(), network.gradients())),
        ),
        Mistake(
            "step-before-backward",
            "The step comes before the gradient of its batch is known, so each step uses that of the batch before. "
            "First network.backward, then optimizer.step.",
            _training(step=_step_first),
        ),
        Mistake(
            "exchanged-for-optimizer",
            "You gave the optimizer the gradients as weights and the weights as gradients. "
            "It is optimizer.step(network.parameters(), network.gradients()).",
            _training(step=_exchange_arguments),
        ),
        Mistake(
            "one-batch-an-epoch",
            "Each epoch ends after its first batch, and most rows are never learnt from. Look at where the inner loop ends, "
            "and at what is indented into it (a `return` or `break`, perhaps).",
            _training(batches_of=lambda *arguments: islice(minibatches(*arguments), 1)),
        ),
        Mistake(
            "one-step-an-epoch",
            "The optimizer steps once an epoch, after the loop over the batches. It has to step after each batch: "
            "indent the step into the inner loop.",
            _one_step_an_epoch,
        ),
        Mistake(
            "all-rows-at-once",
            "You feed more rows forward at once than batch_size, or all of them. batch_size says how many rows a step may look at: "
            "loop over minibatches(X, Y, batch_size, rng).",
            _training(batches_of=lambda X, Y, batch_size, rng: minibatches(X, Y, len(X), rng)),
        ),
        Mistake(
            "drops-the-last",
            "The last batch of an epoch is missing where it would be short, so some rows are never learnt from. "
            "Let the loop run to the end of the data, as minibatches does.",
            _training(
                batches_of=_walk(_permuted, stop=lambda m, batch_size: m - m % batch_size),
                epoch_loss=lambda batch_losses, sizes, measure: np.mean(batch_losses or [0]),
            ),
        ),
        Mistake(
            "generator-used-up",
            _USED_UP,
            _generator_used_up,
        ),
        Mistake(
            "generator-used-up-then-error",
            _USED_UP,
            _generator_used_up_with_error,
        ),
        Mistake(
            "no-shuffle",
            "The rows come in the order in which they stand, in every epoch. Let minibatches(X, Y, batch_size, rng) shuffle them.",
            _training(batches_of=_in_given_order),
        ),
        Mistake(
            "same-batches-every-epoch",
            "The rows are shuffled, and come in the same order in every epoch, so the same few always share a step. Shuffle anew in "
            "each "
            "epoch: call minibatches inside the loop over the epochs, with the `rng` that is given.",
            _same_batches_every_epoch,
        ),
        Mistake(
            "own-generator",
            "The caller's seed has no say: you make a random generator of your own, or use np.random. Hand the given `rng` on to "
            "minibatches.",
            _own_generator,
        ),
        Mistake(
            "returns-inside-the-loop",
            "Only the first epoch trains: `return` stands inside the loop over the epochs and ends the function there. "
            "Move it to the left, so that it comes after the loop.",
            _training(fewer_epochs=lambda epochs: epochs - 1),
        ),
        Mistake(
            "returns-nothing",
            "Your function returns nothing. Collect the mean loss of each epoch in a list, and return it after the loop over the epochs.",
            _training(result=lambda losses, batch_losses: None),
        ),
        Mistake(
            "one-epoch-too-few",
            "One epoch is missing. `range(epochs)` already counts them all: 0, 1, … epochs - 1.",
            _training(fewer_epochs=lambda epochs: 1),
        ),
        Mistake(
            "one-epoch-too-many",
            "There is one epoch too many. `range(epochs)` counts them all: 0, 1, … epochs - 1.",
            _training(fewer_epochs=lambda epochs: -1),
        ),
        Mistake(
            "only-the-last",
            "You return a single loss, such as that of the last epoch. Asked is a list, one for each epoch, so that you see whether "
            "they "
            "fall: `losses = []` above the loop over the epochs, append one loss after each, and return the list at the end.",
            _training(result=lambda losses, batch_losses: losses[-1]),
        ),
        Mistake(
            "empty-list",
            "The list that you return is empty. `losses.append(number)` puts a number into it, once an epoch; `losses += number` does not.",
            _training(result=lambda losses, batch_losses: []),
        ),
        Mistake(
            "a-loss-a-batch",
            "You return one loss for each batch. Asked is one for each epoch: the mean of its batches' losses, "
            "appended after the inner loop.",
            _training(result=lambda losses, batch_losses: batch_losses),
        ),
        Mistake(
            "lists-of-losses",
            "You append the whole list of an epoch's losses. Asked is one number for each epoch: append its mean, `np.mean(batch_losses)`.",
            _lists_of_losses,
        ),
        Mistake(
            "last-batch",
            "For each epoch you keep the loss of its last batch alone, a few rows. Take the mean over all batches of the epoch.",
            _training(epoch_loss=lambda batch_losses, sizes, measure: batch_losses[-1]),
        ),
        Mistake(
            "sum-over-batches",
            "You add up the losses of an epoch's batches. Smaller batches are then more numbers, and a larger sum: "
            "divide by how many there are.",
            _training(epoch_loss=lambda batch_losses, sizes, measure: sum(batch_losses)),
        ),
        Mistake(
            "sum-over-rows",
            "You add up the losses of all rows and do not divide by how many rows there are. Asked is the mean.",
            _training(epoch_loss=lambda batch_losses, sizes, measure: np.dot(batch_losses, sizes)),
        ),
        Mistake(
            "divides-twice",
            "The loss of a batch is a mean already. You divide the sum of these means by the number of rows, so it comes out too "
            "small: "
            "divide by the number of batches, or multiply each by len(X_batch) first.",
            _training(epoch_loss=lambda batch_losses, sizes, measure: sum(batch_losses) / sum(sizes)),
        ),
        Mistake(
            "measured-afterwards",
            "You measure the loss after the steps, with the changed weights. The loop has measured it on the way: "
            "take the mean of what loss.forward gave for each batch before its step.",
            _training(epoch_loss=lambda batch_losses, sizes, measure: measure()),
        ),
        Mistake(
            "running-total",
            "Your total goes on from one epoch into the next, so the losses seem to grow. Set it back to 0 at the start of each epoch.",
            _training(result=lambda losses, batch_losses: np.cumsum(losses)),
        ),
        Mistake(
            "running-mean",
            "Each of your losses is a mean over all batches so far, those of the earlier epochs too, so it falls more slowly than the "
            "network learns. Empty the list, or set the total and the count to 0, at the start of each epoch: inside the outer loop.",
            _training(result=lambda losses, batch_losses: np.cumsum(losses) / np.arange(1, len(losses) + 1)),
        ),
        Mistake(
            "backward-with-the-scores",
            "You gave network.backward the scores. It wants the slopes of the loss for the scores, which loss.backward() returns: without "
            "them the network cannot know in which direction the loss falls. Write network.backward(loss.backward()).",
            _backward_with_the_scores,
        ),
        Mistake(
            "loss-backward-before-forward",
            "You call loss.backward() before loss.forward(...), when there is no loss yet whose gradient it could give. For each "
            "batch: forward through "
            "the network, forward through the loss, then both backward, in the opposite order.",
            _backward_first,
        ),
        Mistake(
            "no-gradient",
            "You gave network.backward something that is no gradient: the loss itself, which is one number, or `loss.backward` "
            "without its brackets. "
            "Give it what loss.backward() returns.",
            lambda network, *others: network.backward(None),
        ),
        Mistake(
            "exchanged-for-loss",
            "You gave the loss the labels as the network's output and the output as labels, so it measures and sends back something "
            "else. "
            "It is loss.forward(output, Y_batch).",
            _exchanged_for_loss,
        ),
        Mistake(
            "all-rows-in-each-step",
            "You loop over the batches and then feed all of X forward each time. A step looks at its batch alone: use X_batch and "
            "Y_batch, "
            "which the loop hands you.",
            _training(batches_of=_all_rows_in_each_step),
        ),
        Mistake(
            "all-rows-forward",
            "You feed all of X forward and compare with Y_batch. The scores have to be those of the same rows: network.forward(X_batch), "
            "with the X_batch that the loop hands you.",
            _forward_all(lambda X, X_batch: X, lambda Y, Y_batch: Y_batch),
        ),
        Mistake(
            "all-labels",
            "You feed X_batch forward and compare with all of Y. The labels have to be those of the same rows: loss.forward(scores, "
            "Y_batch), with the Y_batch that the loop hands you.",
            _forward_all(lambda X, X_batch: X_batch, lambda Y, Y_batch: Y),
        ),
        Mistake(
            "loss-backward-with-something",
            "You gave loss.backward something between its brackets. It takes nothing: it still knows the scores and the labels that "
            "loss.forward was given. Write network.backward(loss.backward()).",
            _loss_backward_with_something,
        ),
        Mistake(
            "gradients-from-backward",
            "You gave optimizer.step an array where the list of gradients belongs. What network.backward returns are the slopes for X, and "
            "loss.backward() gives those for the scores. The slopes for the weights are in the network: network.gradients().",
            _gradients_from_backward,
        ),
        Mistake(
            "pair-forwarded",
            "You gave network.forward a whole pair, rows and labels. minibatches hands out pairs: give both parts a name, "
            "`for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):`, and feed X_batch forward.",
            _forward_a_pair,
        ),
        Mistake(
            "divides-by-batch-size",
            "You divide by batch_size. The number that loss.forward(...) gives is a mean over the batch already. Add up these numbers, "
            "each times len(X_batch), and divide by len(X); or collect them in a list and take its mean.",
            _dividing(lambda batch_losses, sizes: sum(batch_losses), lambda epochs, batch_size: batch_size),
        ),
        Mistake(
            "rows-divided-by-batch-size",
            "You divide by batch_size, and the losses of all rows are in your total, not of one batch. Divide by len(X), the number "
            "of rows of the epoch.",
            _dividing(lambda batch_losses, sizes: np.dot(batch_losses, sizes), lambda epochs, batch_size: batch_size),
        ),
        Mistake(
            "divides-by-epochs",
            "You divide by the number of epochs. The mean of one epoch is over its own rows or batches: epochs have no part in it. "
            "Add up what loss.forward(...) gives, each number times len(X_batch), and divide by len(X).",
            _dividing(lambda batch_losses, sizes: sum(batch_losses), lambda epochs, batch_size: epochs),
        ),
        Mistake(
            "rows-divided-by-epochs",
            "You divide by the number of epochs. The mean of one epoch is over its own rows or batches: epochs have no part in it. "
            "Add up what loss.forward(...) gives, each number times len(X_batch), and divide by len(X).",
            _dividing(lambda batch_losses, sizes: np.dot(batch_losses, sizes), lambda epochs, batch_size: epochs),
        ),
        Mistake(
            "one-total-of-all-rows",
            "You return a single number, a total over all epochs. Asked is a list, one mean loss for each epoch, so that you see "
            "whether they "
            "fall: `losses = []` above the loop over the epochs, append one loss after each, and return the list at the end.",
            _one_number(lambda losses, m: sum(losses) * m),
        ),
    ),
)

EXERCISES = (MINIBATCHES, SGD_STEP, TRAIN)
