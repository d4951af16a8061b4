"""minibatches: the rows of the data in shuffled portions."""

# A beginner's mistake is often a name that is given and not used.
# ruff: noqa: B007, F841

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.exercises.training._batches import Batches
from layerwise.exercises.training._rows import batch_sizes


def minibatches(X, Y, batch_size, rng):
    """Yield pairs (X_batch, Y_batch) of batch_size rows, shuffled by rng.

    X is (m, n); Y is (m,) or (m, k). Rows of X and Y stay together, and each
    of the m rows comes exactly once. Where m is no multiple of batch_size,
    the last batch is shorter. rng is a Generator. X and Y stay as they are.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        ### BEGIN SOLUTION
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]
        ### END SOLUTION


def minibatches_split(X, Y, batch_size, rng):
    """np.split cuts the shuffled row numbers at every place that is named: no start and end to work out."""
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
            ("a single batch is returned, in place of all of them", False, batches.are_one_alone),
            ("two lists come, the batches of X and those of Y", False, batches.are_two_lists),
            ("rows of X and rows of Y come by turns", False, batches.come_by_turns),
            ("a batch holds pairs, one for each row", False, batches.hold_pairs),
            ("a batch holds rows of X and nothing of Y", False, batches.hold_X_alone),
            ("a batch is one array of row numbers", False, batches.hold_row_numbers_alone),
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
            ("X_batch and Y_batch are arrays, as X and Y are", True, batches.hold_arrays),
        ]
    )


def describe(X, Y, batch_size, rng):
    return f"X of shape {X.shape}, Y of shape {Y.shape} and batch_size = {batch_size}"


TEN_ROWS, TEN_LABELS = np.arange(20.0).reshape(10, 2), np.arange(10.0) + 0.5

EXERCISE = Exercise(
    place=2,
    answer=minibatches,
    another_way=minibatches_split,
    minutes=8,
    hints=(
        "With ten rows and batches of four, `start` is 0, then 4, then 8. Which part of `order` belongs to the batch that starts at 4?",
        "The part begins at `start` and has batch_size numbers, so it ends before `start + batch_size`. The last is shorter by itself.",
        "Cut this part out of `order` with a slice, and call it `rows`. Then hand out, with `yield`, these rows of X and the same of Y.",
    ),
    examples=((TEN_ROWS, TEN_LABELS, 4, np.random.default_rng(7)), (TEN_ROWS, TEN_ROWS / 2, 5, np.random.default_rng(8))),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


@mistake(when=".append(")
def returns_no_list(X, Y, batch_size, rng):
    """You collect the batches in a list, and the list is never handed out. Put a `return` with its name at the end, below the loop."""
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], Y[rows]))


@mistake(when=lambda written: written.has("yield") and not written.hands_out_by_turns)
def yields_in_a_function_inside(X, Y, batch_size, rng):
    """The `yield` stands in a function inside yours, and what that one hands out does not come out of yours. Do without the inner
    function: put its lines straight into minibatches.
    """

    def batches():
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            yield X[rows], Y[rows]

    return batches


@mistake
def returns_nothing(X, Y, batch_size, rng):
    """Your function hands out no batches. Inside the loop, write `yield
    X[rows], Y[rows]`: it hands out one batch and goes on with the next.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        X_batch, Y_batch = X[rows], Y[rows]


@mistake(when=lambda written: written.has_in_a_loop("return"))
def returns_one_batch(X, Y, batch_size, rng):
    """Your `return` stands inside the loop and ends the function in its first round, so only the first
    batch comes. Write `yield` in its place: that hands out a batch, and then the loop goes on.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        return X[rows], Y[rows]


@mistake
def returns_one_batch_at_the_end(X, Y, batch_size, rng):
    """You return one batch where all of them are asked for: when the loop is over, only the last one is
    left. Inside the loop, write `yield X[rows], Y[rows]`, which hands out a batch in every round.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
    return X[rows], Y[rows]


@mistake
def two_lists(X, Y, batch_size, rng):
    """You return two lists, one with the parts of X and one with the parts of Y. A training loop takes a batch at a time,
    rows with their labels: hand out pairs. Inside the loop, `yield X[rows], Y[rows]` does it, and needs no lists.
    """
    order = rng.permutation(len(X))
    X_batches, Y_batches = [], []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        X_batches.append(X[rows])
        Y_batches.append(Y[rows])
    return X_batches, Y_batches


@mistake
def X_and_Y_by_turns(X, Y, batch_size, rng):
    """The rows of X come by themselves, and the rows of Y come after them as a batch of their own. They
    belong together: put a comma between them, `X[rows], Y[rows]`, and both are handed out as one pair.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows]
        yield Y[rows]


@mistake(when="yield zip(")
def zipped(X, Y, batch_size, rng):
    """`zip` pairs every row with its own label, and a network takes whole tables. Leave `zip` out, and hand
    out the two with a comma between them: `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield zip(X[rows], Y[rows], strict=True)


@mistake
def lists_of_pairs(X, Y, batch_size, rng):
    """Each of your batches is a list of pairs, a row and its label. A network takes a whole table at once: hand out all
    rows of the batch, and behind a comma all their labels. A list of row numbers picks many rows at once, `X[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield [(X[row], Y[row]) for row in rows]


@mistake
def X_alone(X, Y, batch_size, rng):
    """You hand out the rows of X without their labels. A batch is a pair: put a comma behind the rows of X, and then the same rows of Y."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows]


@mistake
def row_numbers_alone(X, Y, batch_size, rng):
    """You hand out row numbers. They only say which rows are meant: pick these rows of X and of Y, `X[rows], Y[rows]`."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield rows


@mistake
def no_pairs(X, Y, batch_size, rng):
    """A batch of yours is not a pair. It takes two things with a comma
    between them, the rows of X and the same rows of Y: `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield np.column_stack([X[rows], Y[rows]])


@mistake(when=lambda written: written.has("order = rng.permutation(...)") and not written.reads("order"))
def no_shuffle(X, Y, batch_size, rng):
    """The rows come in their original order: `order` is drawn, but not used. Data are often sorted, all of one kind first,
    and then each batch holds one kind only. Cut the part out of `order`, not out of X: it holds the shuffled row numbers.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake(when=lambda written: written.has(".permutation(") or written.has(".shuffle("))
def shuffles_in_vain(X, Y, batch_size, rng):
    """The rows come in their original order, although you shuffle: what is shuffled is not what picks the rows. Let
    `order = rng.permutation(len(X))` hold the shuffled row numbers, and pick with a part of it, `order[start : start + batch_size]`.
    """
    rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def never_shuffled(X, Y, batch_size, rng):
    """The rows come in their original order: nothing shuffles them. Data are often sorted, all of one kind first, and
    then each batch holds one kind only. Above the loop, draw `order = rng.permutation(len(X))`, and pick with parts of it.
    """
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def shuffled_apart(X, Y, batch_size, rng):
    """X and Y are shuffled, each in an order of its own: a row of X now stands beside
    the label of another. Draw one order of row numbers, and use it for both.
    """
    X, Y = rng.permutation(X), rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def shuffled_apart_in_place(X, Y, batch_size, rng):
    """You shuffle X and Y themselves, each in an order of its own: a row of X now stands beside the label of another, and
    whoever called minibatches has lost the old order. Draw one order of row numbers, and pick from both with it.
    """
    rng.shuffle(X)
    rng.shuffle(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake(when="rng.shuffle(X)")
def only_X_shuffled_in_place(X, Y, batch_size, rng):
    """`rng.shuffle(X)` puts X itself into another order, and Y keeps its own: a row now stands beside the label of another, and the
    caller's X is changed. Leave both as they are, and pick from both with the same part of `order`.
    """
    rng.shuffle(X)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake(like=only_X_shuffled_in_place, when="rng.shuffle(X)")
def only_X_shuffled_in_each_round(X, Y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        rng.shuffle(X)
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake(when=lambda written: written.has_in_a_loop("rng.shuffle(X)"))
def shuffled_apart_in_each_round(X, Y, batch_size, rng):
    """You shuffle X and Y anew in every round, each in an order of its own: rows stand beside the labels of others, some come twice
    and others never, and the caller's arrays are changed. Leave both alone, and pick with a part of one `order`.
    """
    for start in range(0, len(X), batch_size):
        rng.shuffle(X)
        rng.shuffle(Y)
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def only_X_shuffled(X, Y, batch_size, rng):
    """X is shuffled and Y is not: a row of X now stands beside the label of another. Pick from both with the same row numbers."""
    X = rng.permutation(X)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def only_Y_shuffled(X, Y, batch_size, rng):
    """Y is shuffled and X is not: a row of X now stands beside the label of another. Pick from both with the same row numbers."""
    Y = rng.permutation(Y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake(when="= rng.shuffle(")
def nothing_as_the_order(X, Y, batch_size, rng):
    """Your order is None, nothing: rng.shuffle shuffles what it is given, in its place, and
    returns nothing. Here rng.permutation(len(X)) is handier: it returns shuffled row numbers.
    """
    order = rng.shuffle(np.arange(len(X)))
    X, Y = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@mistake
def one_row_left_out(X, Y, batch_size, rng):
    """One row never comes. Look for a `- 1`, or a slice that leaves out the first row or the last: as they are, the row numbers end at
    len(X) - 1, and a slice leaves out its end, `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : min(start + batch_size, len(X) - 1)]
        yield X[rows], Y[rows]


@mistake(when="range(1")
def begins_at_1(X, Y, batch_size, rng):
    """The first row number in `order` is never used: your first batch begins at 1. Python counts from 0, `range(0, len(X), batch_size)`."""
    order = rng.permutation(len(X))
    for start in range(1, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def drops_the_last(X, Y, batch_size, rng):
    """The last batch is missing where it would be short, so some rows are never learnt from in this
    epoch. Hand out what is left over, too: a slice that reaches beyond the end is cut off there.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) - len(X) % batch_size, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def stops_a_batch_early(X, Y, batch_size, rng):
    """The last batch never comes, short or not: your loop ends before it. The places where
    a batch may begin go up to the end of the data, `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) - batch_size, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake(when="range(len(X), batch_size)")
def no_batches(X, Y, batch_size, rng):
    """Not a single batch comes: where there are more rows than a batch holds, your loop has no rounds. `range` with two numbers takes
    them for the first and the end. Three are needed here: `range(0, len(X), batch_size)`, from 0 to the end in steps of batch_size.
    """
    order = rng.permutation(len(X))
    for start in range(len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake(when=lambda written: written.has_in_a_loop("return") or written.has_in_a_loop("break"))
def first_batch_only(X, Y, batch_size, rng):
    """Only the first batch comes. Look for what ends the function in its first round, a
    `return` or a `break` inside the loop: go on until every row has come once.
    """
    for rows in [rng.permutation(len(X))[:batch_size]]:
        yield X[rows], Y[rows]
        break


@mistake
def first_batch_without_a_loop(X, Y, batch_size, rng):
    """Only the first batch comes. Go on until every row has come once, with a loop over
    the places where a batch begins: `for start in range(0, len(X), batch_size):`.
    """
    rows = rng.permutation(len(X))[:batch_size]
    yield X[rows], Y[rows]


@mistake
def last_batch_only(X, Y, batch_size, rng):
    """Only the last batch comes. What stands below the loop is done once, after the
    last round: move the line that hands out a batch to the right, into the loop.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
    yield X[rows], Y[rows]


@mistake(when="order[start]")
def single_rows(X, Y, batch_size, rng):
    """You hand out single rows, and a single row is no batch. One row number, such as `order[start]`,
    picks one row; a part of `order`, `order[start : start + batch_size]`, picks a table of them.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order[start]], Y[order[start]]


@mistake
def row_by_row(X, Y, batch_size, rng):
    """You hand out one row at a time, and a single row is no batch. There is no need to go through the rows one
    by one: a part of `order`, such as `order[start : start + batch_size]`, picks a whole table of them.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        for row in rows:
            yield X[row], Y[row]


@mistake
def row_numbers(X, Y, batch_size, rng):
    """You hand out row numbers. They only say which rows are meant: pick these rows of X and of Y, `X[rows], Y[rows]`."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield rows, rows


@mistake
def labels_first(X, Y, batch_size, rng):
    """Your pairs come the wrong way round: first the rows of X, then those of Y. Write `yield X[rows], Y[rows]`."""
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


@mistake(like=all_labels)
def all_labels_shuffled(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[order]


@mistake
def all_of_X(X, Y, batch_size, rng):
    """All of X comes with each batch. The labels in Y_batch need their own
    rows: pick from both with the same row numbers, `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X, Y[rows]


@mistake(when="start * batch_size")
def start_multiplied(X, Y, batch_size, rng):
    """You multiply `start` by batch_size. It counts rows and not batches: 0, then batch_size, then twice
    batch_size. So most batches begin beyond the end and are empty. The part begins at `start` itself.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start * batch_size : (start + 1) * batch_size]
        yield X[rows], Y[rows]


@mistake(when=lambda written: written.has(": start]"))
def one_batch_behind(X, Y, batch_size, rng):
    """Your first batch is empty, and the last rows never come: each part of `order`
    ends at `start`. It begins there, and ends before `start + batch_size`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[max(start - batch_size, 0) : start]
        yield X[rows], Y[rows]


@mistake(when=lambda written: written.has("len(X) + batch_size"))
def one_batch_too_many(X, Y, batch_size, rng):
    """Your last batch is empty: the loop makes a round too many, and begins it where the data have ended.
    The mean over nothing is not a number. Stop at the end of the data: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) + batch_size, batch_size):
        rows = order[start : start + batch_size]
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


@mistake(when=lambda written: written.has_in_a_loop("rng."))
def with_replacement(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch and others never: each batch is drawn from all rows, whatever the others
    have taken. Shuffle the rows once, like a pack of cards, and deal them out: `order[start : start + batch_size]`.
    """
    for start in range(0, len(X), batch_size):
        rows = rng.integers(len(X), size=batch_size)
        yield X[rows], Y[rows]


@mistake(like=with_replacement, when=lambda written: written.has_in_a_loop("rng.choice"))
def without_replacement_in_each_batch(X, Y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        rows = rng.choice(len(X), size=batch_size, replace=False)
        yield X[rows], Y[rows]


@mistake(when=lambda written: written.has_in_a_loop("permutation") or written.has_in_a_loop("shuffle"))
def drawn_anew_for_each_batch(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch and others never: the rows are shuffled
    anew for each batch. Draw the order once, above the loop, and deal it out.
    """
    for start in range(0, len(X), batch_size):
        rows = rng.permutation(len(X))[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake(when=lambda written: written.has_in_a_loop("X = ") or written.has_in_a_loop("X, Y = "))
def reordered_in_each_round(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch and others never: you put X into another order in every round, beginning from
    that of the round before. Leave X as it is, and pick with a part of the row numbers: `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        X, Y = X[order], Y[order]
        yield X[start : start + batch_size], Y[start : start + batch_size]


def has_a_loop_in_a_loop(written):
    loops = written.nodes(ast.For)
    return any(inner in loops for loop in loops for inner in ast.walk(loop) if inner is not loop)


@mistake(when=has_a_loop_in_a_loop)
def all_batches_in_every_round(X, Y, batch_size, rng):
    """You hand out batches in a loop that stands inside another, so rows come more than once in an epoch. One of the two is enough: in
    the loop over `start`, each round hands out a single batch, the part of `order` that begins there.
    """
    order = rng.permutation(len(X))
    for _ in range(0, len(X), batch_size):
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            yield X[rows], Y[rows]


@mistake(when="X[order[start] :")
def neighbours_of_a_shuffled_row(X, Y, batch_size, rng):
    """You shuffle only where a batch begins, and then cut neighbours out of X, so rows come more than once. Cut the part
    out of `order` instead: `rows = order[start : start + batch_size]`, and pick with it, `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order[start] : order[start] + batch_size], Y[order[start] : order[start] + batch_size]


@mistake
def rows_come_twice(X, Y, batch_size, rng):
    """Some rows come more than once in an epoch. Let each batch go on where the one before has ended, and deal out
    one shuffled `order` from its first number to its last, like a pack of cards: `order[start : start + batch_size]`.
    """
    starts = range(0, len(X), batch_size)
    parts = [rng.permutation(len(X))[start : start + batch_size] for start in starts]
    return [(X[rows], Y[rows]) for rows in parts]


@mistake(like=rows_come_twice)
def rows_drawn_twice(X, Y, batch_size, rng):
    parts = [rng.integers(len(X), size=batch_size) for _ in range(0, len(X), batch_size)]
    return [(X[rows], Y[rows]) for rows in parts]


@mistake(when="[X]")
def picks_from_the_row_numbers(X, Y, batch_size, rng):
    """You pick with X from the row numbers, and it is the other way round. The row numbers
    stand between the square brackets, and pick rows of X and of Y: `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield rows[X], rows[Y]


@mistake
def lists_of_rows(X, Y, batch_size, rng):
    """The right rows, but in lists. The layers calculate with whole arrays, so the batches have to be arrays, too: a list of row
    numbers picks all its rows at once, `X[rows], Y[rows]`, without a loop through them.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield [X[row] for row in rows], [Y[row] for row in rows]


@mistake(when=lambda written: written.has_in_a_loop("X = ") or written.has_in_a_loop("X, Y = "))
def part_in_place_of_X(X, Y, batch_size, rng):
    """In the loop you give the name X to the rows of a batch. In the next round there are only these left to pick
    from, and most row numbers point beyond them. Take other names for the parts, such as X_batch and Y_batch.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        X, Y = X[rows], Y[rows]
        yield X, Y


@mistake
def steps_of_one(X, Y, batch_size, rng):
    """Your batches overlap, and there is one for each row: the start moves on
    by 1. Let it move on by batch_size: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(len(X)):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def as_many_steps_of_one(X, Y, batch_size, rng):
    """Your batches overlap: the start moves on by 1 from batch to batch, and so most
    rows never come. Let it move on by batch_size: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(len(X) // batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def empty_batch(X, Y, batch_size, rng):
    """Where the rows come out even, your last batch is empty, and the mean over
    nothing is not a number. Stop where the data end: `range(0, len(X), batch_size)`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X) + 1, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


@mistake
def one_row_short(X, Y, batch_size, rng):
    """Each batch is one row too small, and that row never comes. A slice
    leaves out its end already: `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size - 1]
        yield X[rows], Y[rows]


@mistake(when="start + batch_size + 1")
def one_row_too_many(X, Y, batch_size, rng):
    """Each batch has one row too many, which comes again in the next. A slice leaves out its end: `order[start : start + batch_size]`."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size + 1]
        yield X[rows], Y[rows]


@mistake
def a_row_too_many(X, Y, batch_size, rng):
    """Your largest batch has one row too many. A slice leaves out its end: `order[start : start + batch_size]` holds batch_size of them."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : batch_size + 1]
        yield X[rows], Y[rows]


@mistake
def equal_parts(X, Y, batch_size, rng):
    """Your batches share the rows out evenly. A batch should have batch_size rows, and the last one what is left over."""
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
    """The same seed does not give the same batches: the order comes from another source of chance,
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


@mistake(when=lambda written: written.has("order[X[") or written.has("order[Y["))
def order_of_rows(X, Y, batch_size, rng):
    """You pick from `order` with rows of the data. It is the other way round: a part of `order` holds row numbers, and these
    pick the rows. First `rows = order[start : start + batch_size]`, then `X[rows], Y[rows]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[X[start : start + batch_size]]
        yield X[rows], Y[rows]


def has_a_size_of_its_own(written):
    """Does a number stand where batch_size belongs: behind the colon of a slice, or as the step of the range?"""
    ends = [ast.walk(part.upper) for part in written.nodes(ast.Slice) if part.upper]
    steps = [ast.walk(call.args[2]) for call in written.calls_of("range") if len(call.args) == 3]
    return any(isinstance(node, ast.Constant) and node.value not in (0, 1) for part in [*ends, *steps] for node in part)


@mistake(when=has_a_size_of_its_own)
def batches_of_64(X, Y, batch_size, rng):
    """You wrote the size of a batch as a number. Whoever calls minibatches chooses it, and it comes in as an argument:
    write batch_size, in the slice and in the range.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + 64]
        yield X[rows], Y[rows]


@mistake(like=batches_of_64, when=has_a_size_of_its_own)
def batches_of_4(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + 4]
        yield X[rows], Y[rows]


@mistake(like=batches_of_64, when=has_a_size_of_its_own)
def steps_and_batches_of_4(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), 4):
        rows = order[start : start + 4]
        yield X[rows], Y[rows]


@mistake(when="[order]")
def whole_data(X, Y, batch_size, rng):
    """You pick with all of `order`, so each batch holds all rows. A step should look at batch_size rows. Cut a part out of
    `order` that begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order], Y[order]


@mistake(when="start:]")
def from_start_to_the_end(X, Y, batch_size, rng):
    """Your parts of `order` go from `start` to the very end, so the first batch holds all rows. A step should
    look at batch_size rows. Where a part ends stands behind the colon: `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order[start:]], Y[order[start:]]


@mistake(when="[: start + batch_size]")
def from_the_beginning(X, Y, batch_size, rng):
    """Your parts of `order` all begin at its beginning, and the last one holds all rows. A step should look at
    batch_size rows. Where a part begins stands before the colon: `order[start : start + batch_size]`.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[: start + batch_size]
        yield X[rows], Y[rows]


@mistake
def whole_data_somewhere(X, Y, batch_size, rng):
    """A batch of yours holds all rows. A step should look at batch_size rows. Cut a part out of `order` that
    begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[:]
        yield X[rows], Y[rows]


@mistake
def whole_data_in_order(X, Y, batch_size, rng):
    """A batch of yours holds all rows, in the order in which they stand. A step should look at batch_size rows. Cut a part out
    of `order` that begins at `start` and ends before `start + batch_size`, and pick with this part, from X and from Y.
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


@mistake(when="permutation(batch_size)")
def shuffles_the_first_rows(X, Y, batch_size, rng):
    """You shuffle the numbers of batch_size rows, so every batch holds the first rows of the data, and the others never come.
    Shuffle the numbers of all rows, `rng.permutation(len(X))`, and let each batch take its part of them.
    """
    order = rng.permutation(batch_size)
    for _ in range(0, len(X), batch_size):
        yield X[order], Y[order]
