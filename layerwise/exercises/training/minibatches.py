"""minibatches: the rows of the data in shuffled portions."""

# A beginner's mistake is often a name that is given and not used.
# ruff: noqa: B007, F841

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.exercises.training._batches import Batches
from layerwise.exercises.training._rows import batch_sizes


def minibatches(X, Y, batch_size, rng):
    """Yield pairs (X_batch, Y_batch) of batch_size rows, shuffled together by rng. Each row comes once; the last batch may be short.

    X is (m, n); Y is (m,) or (m, k); both stay as they are. Each of the m rows comes exactly once; where m is no multiple of batch_size,
    the last batch is shorter. rng is a Generator.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        ### BEGIN SOLUTION
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]
        ### END SOLUTION


def minibatches_split(X, Y, batch_size, rng):
    """np.split cuts the shuffled row numbers at every place that is named: no start and no end to reckon with."""
    order = rng.permutation(len(X))
    for rows in np.split(order, range(batch_size, len(X), batch_size)):
        yield X[rows], Y[rows]


def probes(rng):
    """Sizes that divide and sizes that leave a rest; a batch that is larger than the data; a generator that has been used before."""
    for m, n, k, batch_size in ((10, 2, None, 3), (24, 3, 2, 4), (23, 2, None, 5), (12, 2, 3, 12), (11, 1, 2, 50), (10, 4, 4, 1)):
        generator = np.random.default_rng(int(rng.integers(2**32)))
        generator.random(3)
        yield rng.normal(size=(m, n)), rng.normal(size=m if k is None else (m, k)), batch_size, generator


def observe(function, X, Y, batch_size, rng):
    """What holds for the batches, since many are right."""
    batches = Batches(function, X, Y, batch_size, rng)
    m, sizes = len(X), batch_sizes(len(X), batch_size)
    return in_turn(
        [
            # Do pairs come, one after the other?
            ("batches come, by `yield` or in a list", True, batches.come),
            ("it goes on after the first batch", True, lambda: not batches.are_one_alone()),
            ("each batch is a pair (X_batch, Y_batch)", True, batches.are_pairs),
            # Do they hold rows of X and rows of Y, and few of them?
            ("X_batch comes from Y, and Y_batch from X", False, batches.are_exchanged),
            ("a batch is a single row of X", False, batches.have_a_single_row),
            ("X_batch holds row numbers, and not the rows", False, batches.hold_row_numbers),
            ("every row of X_batch is a row of X", True, lambda: -1 not in batches.order_of_X),
            ("every row of Y_batch is a row of Y, in the same shape", True, lambda: -1 not in batches.order_of_Y),
            ("the number of rows too many in the largest batch", 0, lambda: max([batch_size, *batches.sizes]) - batch_size),
            ("all of Y comes with each batch", False, batches.have_all_labels),
            ("all batches hold the same rows", False, batches.are_all_alike),
            # Does each row come once, batch_size of them at a time?
            ("no row comes twice", True, lambda: len(set(batches.order_of_X)) == len(batches.order_of_X)),
            ("no batch is empty", True, lambda: 0 not in batches.sizes),
            ("there are no more batches than the rows need", True, lambda: len(batches.as_they_came) <= len(sizes)),
            ("the number of rows that never come", 0, lambda: m - len(batches.order_of_X)),
            ("the number of batches with batch_size rows", m // batch_size, lambda: batches.sizes.count(batch_size)),
            ("only the last batch is shorter than batch_size", True, lambda: batches.sizes == sizes),
            # Are X and Y shuffled together?
            ("the rows come in a shuffled order", True, lambda: not batches.order_of_X == batches.order_of_Y == batches.in_given_order),
            ("the rows of X are shuffled", True, lambda: batches.order_of_X != batches.in_given_order),
            ("the rows of Y are shuffled", True, lambda: batches.order_of_Y != batches.in_given_order),
            ("each row of X comes with its own row of Y", True, lambda: batches.order_of_X == batches.order_of_Y),
            ("rows from all over the data meet in a batch", True, batches.are_mixed),
            # Does the order come from rng?
            ("the same seed gives the same batches", True, lambda: batches.another_order(batches.rng_at_first) == batches.order_of_X),
            ("the next epoch, with the same rng, has another order", True, lambda: batches.another_order(rng) != batches.order_of_X),
            ("no row has the same place in every epoch", True, batches.each_row_moves),
            # Do they last?
            ("a batch stays what it is when the next one comes", True, batches.stay),
        ]
    )


def describe(X, Y, batch_size, rng):
    return f"X of shape {X.shape}, Y of shape {Y.shape} and batch_size = {batch_size}"


TEN_ROWS = np.arange(20.0).reshape(10, 2)

EXERCISE = Exercise(
    place=2,
    answer=minibatches,
    another_way=minibatches_split,
    minutes=8,
    hints=(
        "With ten rows and batches of four, `start` is 0, then 4, then 8. Which part of `order` belongs to the batch that starts at 4?",
        "The part begins at `start` and has batch_size numbers, so it ends before `start + batch_size`. The last may be shorter by itself.",
        "Cut this part out of `order` with a slice, and call it `rows`. Then hand out, with `yield`, these rows of X and the same of Y.",
    ),
    examples=((TEN_ROWS, np.arange(10.0), 4, np.random.default_rng(7)), (TEN_ROWS, TEN_ROWS / 2, 5, np.random.default_rng(8))),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


@mistake
def returns_nothing(X, Y, batch_size, rng):
    """Your function hands out no batches. `yield X[rows], Y[rows]`, inside the loop, hands out one and goes on with the next."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        X_batch, Y_batch = X[rows], Y[rows]


@mistake
def returns_one_batch(X, Y, batch_size, rng):
    """You return one batch, and a `return` ends the function: inside the loop in its first round,
    below it when only the last batch is left. Inside the loop, write `yield` in its place.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        return X[rows], Y[rows]


@mistake
def no_shuffle(X, Y, batch_size, rng):
    """The rows come in the order in which they stand: `order` is drawn, but not used. Data are often sorted (first all of one
    kind), and then each batch knows one kind only. Take a part of `order`, not of X itself: it holds the shuffled row numbers.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def shuffled_apart(X, Y, batch_size, rng):
    """X and Y are shuffled, each in an order of its own: the features of one sample
    now stand beside the label of another. Draw one order, and use it for both.
    """
    X, Y = rng.permutation(X), rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def only_X_shuffled(X, Y, batch_size, rng):
    """X is shuffled and Y is not: the features of one sample now stand beside the label of another. Use the same order for both."""
    X = rng.permutation(X)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def only_Y_shuffled(X, Y, batch_size, rng):
    """Y is shuffled and X is not: the features of one sample now stand beside the label of another. Use the same order for both."""
    Y = rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def drops_the_last(X, Y, batch_size, rng):
    """The last batch is missing where it would be short, so some samples are never learnt from in this
    epoch. Let the loop run to the end of the data; a slice that reaches beyond is cut off there.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) - len(X) % batch_size, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def first_batch_only(X, Y, batch_size, rng):
    """Only the first batch comes. Go on until every row has come once: a loop over the places where a batch starts."""
    rows = rng.permutation(len(X))[:batch_size]
    yield X[rows], Y[rows]


@mistake
def last_batch_only(X, Y, batch_size, rng):
    """Only the last batch comes. What stands below the loop is done once, after the last round: move the `yield`
    to the right, into the loop. (Or, if you collect the batches in a list: is it made anew in each round?)
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
    yield X[rows], Y[rows]


@mistake
def single_rows(X, Y, batch_size, rng):
    """You hand out single rows, and a single row is no batch. One row number, such as `order[start]`,
    picks one row; a part of `order`, `order[start : start + batch_size]`, picks a table of them.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order[start]], Y[order[start]]


@mistake
def row_numbers(X, Y, batch_size, rng):
    """You hand out row numbers. They say which rows are meant: pick these rows of X and of Y, `X[rows]` and `Y[rows]`."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield rows, rows


@mistake
def labels_first(X, Y, batch_size, rng):
    """Your pairs come the wrong way round: first the rows of X, then those of Y. `yield X[rows], Y[rows]`."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield Y[rows], X[rows]


@mistake
def all_labels(X, Y, batch_size, rng):
    """All of Y comes with each batch. The rows of X_batch need their own
    labels: pick from both with the same row numbers, `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y


@mistake
def start_multiplied(X, Y, batch_size, rng):
    """You multiply `start` by batch_size. It counts rows and not batches: 0, then batch_size, then twice
    batch_size. So most batches begin beyond the end and are empty. The part begins at `start` itself.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start * batch_size : (start + 1) * batch_size]
        yield X[rows], Y[rows]


@mistake
def one_batch_behind(X, Y, batch_size, rng):
    """Your first batch is empty, and the last rows never come: each part of `order`
    ends at `start`. It begins there, and ends before `start + batch_size`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[max(start - batch_size, 0) : start]
        yield X[rows], Y[rows]


@mistake
def slice_ends_at_batch_size(X, Y, batch_size, rng):
    """Only the first batch has rows; the others are empty. The second number of a slice says where it ends, not how
    long it is, and `order[4:4]` holds nothing. The end has to move along with the start: `start + batch_size`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start:batch_size]
        yield X[rows], Y[rows]


@mistake
def all_empty(X, Y, batch_size, rng):
    """All your batches are empty. A slice begins at its first number and ends before its second: where the
    second is no larger, as in `order[4:0]`, it holds nothing. Write `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start:0]
        yield X[rows], Y[rows]


@mistake
def with_replacement(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch and others never: they are drawn from all rows each time, as
    `rng.integers` and `rng.choice` do. Shuffle the rows once, like a pack of cards, and deal them out.
    """
    for start in range(0, len(X), batch_size):
        rows = rng.integers(len(X), size=batch_size)
        yield X[rows], Y[rows]


@mistake
def drawn_anew_for_each_batch(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch and others never: the rows are shuffled
    anew for each batch. Draw the order once, above the loop, and deal it out.
    """
    for start in range(0, len(X), batch_size):
        rows = rng.permutation(len(X))[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def steps_of_one(X, Y, batch_size, rng):
    """Your batches overlap, and there is one for each row: the start moves
    on by 1. Let it move on by batch_size: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(len(X)):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def empty_batch(X, Y, batch_size, rng):
    """Where the rows come out even, your last batch is empty, and the mean over nothing
    is not a number. Stop where the data end: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) + 1, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def one_row_short(X, Y, batch_size, rng):
    """Each batch is one row too small, and that row never comes. A slice already leaves out its end: [start : start + batch_size]."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size - 1]
        yield X[rows], Y[rows]


@mistake
def one_row_too_many(X, Y, batch_size, rng):
    """Each batch has one row too many, which comes again in the next. A slice leaves out its end: [start : start + batch_size]."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size + 1]
        yield X[rows], Y[rows]


@mistake
def equal_parts(X, Y, batch_size, rng):
    """Your batches share the rows out evenly. Asked are batches of batch_size rows, and the rest in the last one."""
    n_batches = int(np.ceil(len(X) / batch_size))
    for rows in np.array_split(rng.permutation(len(X)), n_batches):
        yield X[rows], Y[rows]


@mistake
def batches_shuffled(X, Y, batch_size, rng):
    """You shuffle which batch comes first, or the rows inside a batch, and the same neighbours
    stay together in every epoch. Shuffle all rows before you cut them into batches.
    """
    whole = len(X) // batch_size * batch_size  # the rows of the whole batches; a short one stays at the end
    starts = [*rng.permutation(np.arange(0, whole, batch_size)), *range(whole, len(X), batch_size)]
    for start in starts:
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def own_seed(X, Y, batch_size, rng):
    """Every epoch has the same order, whatever `rng` says, as with a random
    generator of your own that has a fixed seed. Use the `rng` that is given.
    """
    yield from minibatches(X, Y, batch_size, np.random.default_rng(0))


@mistake
def ignores_rng(X, Y, batch_size, rng):
    """The same seed does not give the same batches: you shuffle with another source of chance,
    such as np.random. Use the `rng` that is given; then a training run can be repeated exactly.
    """
    yield from minibatches(X, Y, batch_size, np.random.default_rng())


@mistake
def shuffles_in_place(X, Y, batch_size, rng):
    """The batches are right, and the caller's X and Y are shuffled too. Leave them as they are: shuffle the row numbers instead."""
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size].copy(), Y[start : start + batch_size].copy()


@mistake
def whole_data(X, Y, batch_size, rng):
    """A batch of yours holds all rows: each does, or the first, which goes from its start to the end, or the last,
    which goes from the beginning to its end. A step should look at batch_size rows. Cut a part out of `order`
    that begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order], Y[order]


@mistake
def whole_data_in_order(X, Y, batch_size, rng):
    """A batch of yours holds all rows, in the order in which they stand. A step should look at batch_size rows. Cut a part
    out of `order` that begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.
    """
    for start in range(0, len(X), batch_size):
        yield X, Y


@mistake
def first_rows_again(X, Y, batch_size, rng):
    """Every batch holds the same rows, the first of the shuffled ones, and the others
    never come. The slice has to move on: `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[:batch_size]
        yield X[rows], Y[rows]


@mistake
def no_pairs(X, Y, batch_size, rng):
    """You hand out one thing where two are asked for: the rows of X without those
    of Y, or the row numbers alone. `yield X[rows], Y[rows]` hands out the pair.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows]
