"""Lesson 07: the slopes go back through a layer, to its inputs, its weights and its biases."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def dense_backward(dZ, X, W):
    """Return (dX, dW, db): how the loss changes with X, W and b.

    Here Z = X @ W + b, and dZ is how the loss changes with Z.
    dZ is (m, n_out), X and dX are (m, n_in), W and dW are (n_in, n_out),
    db is (n_out,). What the rows contribute to dW and db is summed.
    """
    ### BEGIN SOLUTION
    dX = dZ @ W.T
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    return dX, dW, db
    ### END SOLUTION


def dense_backward_by_rows(dZ, X, W):
    """One row after the other shows where the sums come from: each row adds its share to dW and db, and has a row of dX for itself."""
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for i in range(len(X)):
        dX[i] = W @ dZ[i]
        dW += np.outer(X[i], dZ[i])
        db += dZ[i]
    return dX, dW, db


def probes(rng):
    """Sizes that all differ, where a wrong axis or a forgotten transpose stops; and equal ones, where it computes something else."""
    for m, n_in, n_out in ((5, 3, 2), (4, 2, 6), (3, 3, 3), (2, 4, 4), (4, 4, 3), (1, 3, 2), (6, 1, 2), (3, 2, 1)):
        yield rng.normal(size=(m, n_out)), rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out))
    yield 50 * rng.normal(size=(20, 8)), 50 * rng.normal(size=(20, 11)), 50 * rng.normal(size=(11, 8))


EXERCISE = Exercise(
    place=2,
    answer=dense_backward,
    another_way=dense_backward_by_rows,
    minutes=10,
    hints=(
        "Each gradient has the shape of what it belongs to: dX that of X, dW that of W, db that of b. That almost gives the formulas.",
        "dW is (n_in, n_out), made from X, (m, n_in), and dZ, (m, n_out): the m has to go. `X.T` is X with rows and columns exchanged.",
        "dX = dZ @ W.T and dW = X.T @ dZ. A bias is added in every row, so for db add the rows of dZ together: `dZ.sum(axis=0)`.",
    ),
    examples=(
        (np.array([[0.378, -0.378]]), np.array([[1.0, 0.0]]), np.array([[0.5, 1.0], [1.0, 0.0]])),
        (np.array([[0.5, -1.0], [1.0, 2.0]]), np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])),
        (np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([[2.0], [-1.0]])),
    ),
    probes=probes,
    returns=("dX", "dW", "db"),
)
mistake = EXERCISE.mistake


def turned_for_dX(written):
    """Is dZ turned round, and W multiplied by it from the right?"""
    return any(written.has(product) for product in ("dZ.T @ W", "dot(dZ.T, W", "matmul(dZ.T, W"))


def as_it_stands(name):
    """Is this array used, and never turned round?"""
    turned = (f"{name}.T", f"transpose({name}", f"{name}.transpose")
    return lambda written: written.has(name) and not any(map(written.has, turned))


@mistake
def divides_by_m(dZ, X, W):
    """You divide by the number of rows. The loss has taken its mean already (that is
    the / m in its own gradient), so dividing here would do it twice. Sum over the rows.
    """
    return dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)


@mistake(like=divides_by_m)
def divides_all_by_m(dZ, X, W):
    return dZ @ W.T / len(X), X.T @ dZ / len(X), dZ.sum(axis=0) / len(X)


@mistake
def dW_mean(dZ, X, W):
    """You divide dW by the number of rows, and it has to be their sum, like db. The loss has taken its mean already: X.T @ dZ."""
    return dZ @ W.T, X.T @ dZ / len(X), dZ.sum(axis=0)


@mistake
def dX_mean(dZ, X, W):
    """You divide dX by the number of rows. The loss has taken its mean already (that is the / m in its own gradient), and dX
    has a row for each bird: dZ @ W.T.
    """
    return dZ @ W.T / len(X), X.T @ dZ, dZ.sum(axis=0)


@mistake(like=divides_by_m)
def dX_and_dW_mean(dZ, X, W):
    return dZ @ W.T / len(X), X.T @ dZ / len(X), dZ.sum(axis=0)


@mistake
def dX_added_up(dZ, X, W):
    """You added up the rows of dX, so only one is left. Each bird has inputs of its own, and dX a row for each:
    dZ @ W.T as it is. (For dW and db it is right to add up the birds.)
    """
    return np.sum(dZ @ W.T, axis=0), X.T @ dZ, dZ.sum(axis=0)


@mistake
def dX_added_up_by_rows(dZ, X, W):
    """You made one number of each row of dX. It needs one for each input of the layer, so that it has the shape of X: dZ @ W.T,
    and no sum behind it.
    """
    return np.sum(dZ @ W.T, axis=1), X.T @ dZ, dZ.sum(axis=0)


@mistake
def dW_added_up(dZ, X, W):
    """You added up dW once more, so only one row is left. `X.T @ dZ` has added up the birds already, and has a number for each
    weight, in the shape of W.
    """
    return dZ @ W.T, np.sum(X.T @ dZ, axis=0), dZ.sum(axis=0)


@mistake
def both_transposed(dZ, X, W):
    """Your dX and dW lie on their sides: rows and columns are exchanged in both. A gradient has the shape of what it belongs to,
    so it is dZ @ W.T, and X.T @ dZ.
    """
    return W @ dZ.T, dZ.T @ X, dZ.sum(axis=0)


@mistake
def dX_for_dZ(dZ, X, W):
    """Your dW and db are made from dX. It is dZ, how the loss changes with the scores, that all three
    begin with: X.T @ dZ, and dZ.sum(axis=0).
    """
    dX = dZ @ W.T
    return dX, X.T @ dX, dX.sum(axis=0)


@mistake
def through_relu_too(dZ, X, W):
    """You set dX to 0 where X is not positive, which is the way back through ReLU. dense has no activation, and relu_backward does
    that by itself: dX is dZ @ W.T.
    """
    return dZ @ W.T * (X > 0), X.T @ dZ, dZ.sum(axis=0)


@mistake
def dX_transposed(dZ, X, W):
    """Your dX lies on its side: rows and columns are exchanged. X is (m, n_in), so dX is too: dZ @ W.T."""
    return W @ dZ.T, X.T @ dZ, dZ.sum(axis=0)


@mistake
def dW_entry_by_entry(dZ, X, W):
    """You multiplied X.T and dZ entry by entry. dW adds up over the birds as well, and that is `@`: X.T @ dZ."""
    return dZ @ W.T, X.T * dZ, dZ.sum(axis=0)


@mistake
def dW_entry_by_entry_as_it_stands(dZ, X, W):
    """You multiplied X and dZ entry by entry. Each input meets every slope of its bird, and the birds are
    added up: that is `@`, with X turned round, X.T @ dZ.
    """
    return dZ @ W.T, X * dZ, dZ.sum(axis=0)


@mistake(like=dW_entry_by_entry_as_it_stands)
def dW_entry_by_entry_added_up(dZ, X, W):
    return dZ @ W.T, np.sum(X * dZ, axis=0), dZ.sum(axis=0)


@mistake
def dX_entry_by_entry(dZ, X, W):
    """You multiplied dZ and W.T entry by entry. dX adds up over the neurons as well, and that is `@`: dZ @ W.T."""
    return dZ * W.T, X.T @ dZ, dZ.sum(axis=0)


@mistake
def dX_entry_by_entry_as_it_stands(dZ, X, W):
    """You multiplied dZ and W entry by entry. Each slope meets all the weights of its neuron, and the
    neurons are added up: that is `@`, with W turned round, dZ @ W.T.
    """
    return dZ * W, X.T @ dZ, dZ.sum(axis=0)


@mistake(like=dX_entry_by_entry)
def dX_entry_by_entry_added_up(dZ, X, W):
    return np.sum(dZ * W.T, axis=1), X.T @ dZ, dZ.sum(axis=0)


@mistake
def db_mean(dZ, X, W):
    """db is the mean over the rows, and it has to be their sum, like dW. The loss has taken its mean already."""
    return dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)


@mistake
def db_not_summed(dZ, X, W):
    """Your db has a row for each bird. Each neuron has one bias, and it was added in every row, so add up the rows: axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ


@mistake
def db_wrong_axis(dZ, X, W):
    """You added up each row of dZ, which gives one number for each bird. db needs one for each neuron: add the rows together, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)


@mistake
def db_one_number(dZ, X, W):
    """You summed all of dZ into one number. Each neuron has a bias of its own: sum over the rows only, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ.sum()


@mistake
def db_once_for_every_input(dZ, X, W):
    """Your db counts each slope once for every input of the layer. A bias does not depend on the inputs: it belongs outside that
    loop, or write dZ.sum(axis=0).
    """
    return dZ @ W.T, X.T @ dZ, W.shape[0] * dZ.sum(axis=0)


@mistake
def db_of_one_bird(dZ, X, W):
    """Your db is that of the first bird alone. A bias was added in every row, so all the rows count: add them up, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ[0]


@mistake
def db_of_one_bird_in_one_number(dZ, X, W):
    """Your db is one number, the sum of the first bird's slopes. It needs one number for each
    neuron, summed over all the birds: dZ.sum(axis=0).
    """
    return dZ @ W.T, X.T @ dZ, dZ[0].sum()


@mistake
def db_ones(dZ, X, W):
    """Your db is 1, how the scores change with a bias. By the chain rule that is multiplied by
    how the loss changes with the scores, dZ, and every row counts: dZ.sum(axis=0).
    """
    return dZ @ W.T, X.T @ dZ, 1


@mistake(like=db_ones)
def db_ones_for_each_neuron(dZ, X, W):
    return dZ @ W.T, X.T @ dZ, np.ones(W.shape[1])


@mistake(like=db_ones)
def db_ones_for_each_bird(dZ, X, W):
    return dZ @ W.T, X.T @ dZ, np.ones(len(X))


@mistake
def db_of_one_neuron(dZ, X, W):
    """Your db is one number, that of the first neuron. Each neuron has a bias of its own: `dZ.sum(axis=0)` adds up all the columns."""
    return dZ @ W.T, X.T @ dZ, dZ[:, 0].sum()


@mistake(when="dZ[:, 0] + dZ[:, 1]")
def db_columns_added(dZ, X, W):
    """You added column 1 to column 0, which gives a number for each bird. db wants one for each neuron: add up inside each column,
    with axis=0.
    """
    return dZ @ W.T, X.T @ dZ, dZ[:, 0] + dZ[:, 1]


@mistake
def db_keeps_a_row(dZ, X, W):
    """db has the shape (1, n_out), and the bias has the shape (n_out,). A gradient has the shape of what it belongs to: no keepdims."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)


@mistake
def dW_transposed(dZ, X, W):
    """Rows and columns of dW are exchanged. W is (n_in, n_out), so dW is too: X.T @ dZ, not dZ.T @ X."""
    return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)


@mistake(when=as_it_stands("W"))
def W_not_transposed(dZ, X, W):
    """dX was computed with W as it stands. Going back, inputs and outputs change
    places: dZ @ W.T. (With a square W, dZ @ W can be computed too, but it is wrong.)
    """
    return dZ @ W, X.T @ dZ, dZ.sum(axis=0)


@mistake
def W_turned_to_no_avail(dZ, X, W):
    """Your dX comes to dZ @ W, with W as it stands. Going back, inputs and outputs change places: dZ @ W.T."""
    return (W.T @ dZ.T).T, X.T @ dZ, dZ.sum(axis=0)


@mistake(when=as_it_stands("W"))
def W_not_transposed_and_db_wrong_axis(dZ, X, W):
    """dX was computed with W as it stands: going back, inputs and outputs change places, dZ @ W.T.
    And db has one number for each bird. It needs one for each neuron: add up the birds, axis=0.
    """
    return dZ @ W, X.T @ dZ, dZ.sum(axis=1)


@mistake(when=as_it_stands("X"))
def X_not_transposed(dZ, X, W):
    """dW was computed with X as it stands. For each weight, input times slope is summed over the rows: X.T @ dZ."""
    return dZ @ W.T, X @ dZ, dZ.sum(axis=0)


@mistake(when=turned_for_dX)
def dZ_transposed_for_dX(dZ, X, W):
    """For dX you turned round dZ. dX keeps a row for each bird, as dZ has, so dZ stays as it is, and W is the one
    to turn: W.T is (n_out, n_in), and dZ @ W.T has the shape of X.
    """
    return dZ.T @ W, X.T @ dZ, dZ.sum(axis=0)


@mistake(like=dZ_transposed_for_dX, when=turned_for_dX)
def dZ_and_W_transposed(dZ, X, W):
    return dZ.T @ W.T, X.T @ dZ, dZ.sum(axis=0)


@mistake(when="X @ dZ.T")
def dZ_transposed(dZ, X, W):
    """For dW you turned round dZ. The m has to go, so it has to stand in the middle: X.T is (n_in, m), dZ is (m, n_out),
    and X.T @ dZ has the shape of W.
    """
    return dZ @ W.T, X @ dZ.T, dZ.sum(axis=0)


@mistake(when=lambda written: written.has("W @ dZ.T") and written.has("X @ dZ.T"))
def dZ_transposed_in_both(dZ, X, W):
    """You turned round dZ, twice. dX keeps a row for each bird, as dZ does: dZ @ W.T. In dW the birds are added up, so their
    number has to stand in the middle: X.T @ dZ.
    """
    return W @ dZ.T, X @ dZ.T, dZ.sum(axis=0)


@mistake(when=lambda written: as_it_stands("W")(written) and as_it_stands("X")(written))
def nothing_transposed(dZ, X, W):
    """You multiplied the matrices as they stand. Going back, dX is dZ @ W.T and dW is X.T @ dZ. Write down the shapes to see why."""
    return dZ @ W, X @ dZ, dZ.sum(axis=0)


@mistake(when="W.T @ dZ")
def dX_other_way_round(dZ, X, W):
    """With `@` the order counts. dX has a row for each bird, as dZ has, so dZ comes first: dZ @ W.T."""
    return W.T @ dZ, X.T @ dZ, dZ.sum(axis=0)


@mistake(like=dX_other_way_round, when="W @ dZ")
def dX_other_way_round_and_not_transposed(dZ, X, W):
    return W @ dZ, X.T @ dZ, dZ.sum(axis=0)


@mistake(when="dZ @ X.T")
def dW_other_way_round(dZ, X, W):
    """With `@` the order counts. dW has a row for each input, as X.T has, so X.T comes first: X.T @ dZ."""
    return dZ @ W.T, dZ @ X.T, dZ.sum(axis=0)


@mistake(like=dW_other_way_round, when="dZ @ X")
def dW_other_way_round_as_it_stands(dZ, X, W):
    return dZ @ W.T, dZ @ X, dZ.sum(axis=0)


@mistake(when="X @ W.T")
def dX_made_of_X(dZ, X, W):
    """Your dX is made from X, and what goes back is dZ: how the loss changes with the scores.
    Send that back through the weights, dZ @ W.T.
    """
    return X @ W.T, X.T @ dZ, dZ.sum(axis=0)


@mistake(when=lambda written: not written.multiplies_matrices)
def entry_by_entry(dZ, X, W):
    """`*` multiplies entry by entry. Here products have to be added up as well, over the neurons for dX and over the birds
    for dW, and that is `@`. The shapes tell what has to be turned round with .T first.
    """
    return dZ * W, X * dZ, dZ


@mistake(like=entry_by_entry, when=lambda written: not written.multiplies_matrices)
def entry_by_entry_transposed(dZ, X, W):
    return dZ * W.T, X.T * dZ, dZ.sum(axis=0)


@mistake
def last_bird_only(dZ, X, W):
    """Your dW and db are those of the last bird alone: each round of the loop replaces what was there.
    Every bird adds its share: `dW += …` and `db += …`.
    """
    return dZ @ W.T, np.outer(X[-1], dZ[-1]), dZ[-1]


@mistake
def dW_of_the_last_bird(dZ, X, W):
    """Your dW is that of the last bird alone: each round of the loop replaces what was there. Every bird adds its share: `dW += …`,
    with zeros to begin with, np.zeros(W.shape).
    """
    return dZ @ W.T, np.outer(X[-1], dZ[-1]), dZ.sum(axis=0)


@mistake
def db_of_the_last_bird(dZ, X, W):
    """Your db is that of the last bird alone. A bias was added in every row, so all the rows count: add them up, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ[-1]


@mistake
def dX_of_the_last_bird(dZ, X, W):
    """Your dX is that of the last bird alone: each round of the loop replaces what was there. Each bird has a row of its own in dX:
    dZ @ W.T has them all.
    """
    return dZ[-1] @ W.T, X.T @ dZ, dZ.sum(axis=0)


@mistake(when="dW +=")
def dW_added_up_entry_by_entry(dZ, X, W):
    """For each bird you multiply its inputs and its slopes entry by entry. Each input has to meet every slope, in a table: np.outer
    makes it, and `X.T @ dZ` makes them all and adds them up.
    """
    dW = np.zeros(W.shape)
    for row, slopes in zip(X, dZ, strict=True):
        dW += row * slopes
    return dZ @ W.T, dW, dZ.sum(axis=0)


@mistake(when=lambda written: written.has_in_a_loop("@") or written.has_in_a_loop("dot"))
def dW_one_number_for_each_bird(dZ, X, W):
    """For each bird you multiply its inputs and its slopes and add up all of it, so one number goes to every weight. Each input has to
    meet every slope, in a table: np.outer makes it, and `X.T @ dZ` makes them all and adds them up.
    """
    dW = np.zeros(W.shape)
    for row, slopes in zip(X, dZ, strict=True):
        dW += row @ slopes
    return dZ @ W.T, dW, dZ.sum(axis=0)


@mistake(when="np.outer(X, dZ)")
def one_table_of_all_birds(dZ, X, W):
    """np.outer makes one long row of all that is in X, and another of all that is in dZ, so inputs meet the slopes of other birds too.
    Each bird's inputs meet its own slopes, and the birds are added up: X.T @ dZ.
    """
    return dZ @ W.T, np.outer(X, dZ), dZ.sum(axis=0)


@mistake(when="dW @ W.T")
def dX_made_of_dW(dZ, X, W):
    """Your dX is made from dW, and what goes back is dZ: how the loss changes with the scores.
    Send that back through the weights, dZ @ W.T.
    """
    dW = X.T @ dZ
    return dW @ W.T, dW, dZ.sum(axis=0)


@mistake(when="dW.append")
def a_table_for_each_bird(dZ, X, W):
    """Your dW has a table for each bird, one behind the other. Every weight has one slope, to which all birds add their share:
    X.T @ dZ makes the tables and adds them up.
    """
    dW = []
    for row, slopes in zip(X, dZ, strict=True):
        dW.append(np.outer(row, slopes))
    return dZ @ W.T, dW, dZ.sum(axis=0)


@mistake(like=a_table_for_each_bird, when="dW.append")
def a_table_for_each_bird_and_two_inputs(dZ, X, W):
    dW, dX = [], []
    for row, slopes in zip(X, dZ, strict=True):
        dW.append([row[0] * slopes, row[1] * slopes])
        dX.append([W[0] @ slopes, W[1] @ slopes])
    return dX, dW, dZ.sum(axis=0)


@mistake
def two_inputs_and_the_last_bird(dZ, X, W):
    """You went through the birds as the lesson's cell does: two inputs written out, and each round replaces the one before.
    Layers have any number of inputs, and all birds count. `@` does both at once: X.T @ dZ, dZ @ W.T.
    """
    for row, slopes in zip(X, dZ, strict=True):
        dW = np.array([row[0] * slopes, row[1] * slopes])
        dX = np.array([W[0] @ slopes, W[1] @ slopes])
        db = slopes
    return dX, dW, db


@mistake(like=two_inputs_and_the_last_bird)
def two_inputs_of_the_last_bird(dZ, X, W):
    dX, dW, _ = two_inputs_and_the_last_bird(dZ, X, W)
    return dX, dW, dZ.sum(axis=0)


@mistake
def two_inputs_only(dZ, X, W):
    """You wrote out two inputs, as in the lesson's cell, and a layer may have any number of them. `@` takes them all at once; with
    loops, start from zeros in the shape of W, and add each bird's share.
    """
    dX, dW, db = [], 0, 0
    for row, slopes in zip(X, dZ, strict=True):
        dW += np.array([row[0] * slopes, row[1] * slopes])
        dX.append([W[0] @ slopes, W[1] @ slopes])
        db += slopes
    return np.array(dX), dW, db


@mistake(like=two_inputs_only, when="W[0] @ dZ")
def two_inputs_of_all_birds(dZ, X, W):
    return np.array([W[0] @ dZ, W[1] @ dZ]), np.array([X[0] * dZ, X[1] * dZ]), dZ


@mistake(when=".T()")
def turned_round_with_brackets(dZ, X, W):
    """`.T` turns rows into columns, but it is not a function: leave out the brackets after it. X.T is enough."""
    return dZ @ W.T(), X.T() @ dZ, dZ.sum(axis=0)


def hands_out_in_order(written):
    """Are the names in the `return` line in the right order, whatever they stand for?"""
    return any(returned.strip("()") == "dX, dW, db" for returned in written.returns)


@mistake(when=hands_out_in_order)
def named_each_other(dZ, X, W):
    """All three are right, and two have each other's names: what you call dX is dW, and what you call dW is dX.
    A gradient has the shape of what it belongs to.
    """
    dX, dW, db = X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)
    return dX, dW, db


@mistake(when=hands_out_in_order)
def named_otherwise(dZ, X, W):
    """All three are right, and stand under each other's names. A gradient has the shape of what it belongs to: dX that of X, dW
    that of W, and db that of b.
    """
    dX, dW, db = dZ @ W.T, dZ.sum(axis=0), X.T @ dZ
    return dX, dW, db


@mistake(like=named_otherwise, when=hands_out_in_order)
def named_all_otherwise(dZ, X, W):
    dX, dW, db = X.T @ dZ, dZ.sum(axis=0), dZ @ W.T
    return dX, dW, db


@mistake
def other_order(dZ, X, W):
    """The three are right and stand in another order. Return dX first, then dW, then db: (dX, dW, db)."""
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W.T


@mistake(like=other_order)
def first_two_exchanged(dZ, X, W):
    return X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)


@mistake
def last_two_exchanged(dZ, X, W):
    """The three are right, and the last two are exchanged. Return (dX, dW, db)."""
    return dZ @ W.T, dZ.sum(axis=0), X.T @ dZ


@mistake
def one_of_three(dZ, X, W):
    """You return one array, and three are asked for. One `return` line hands out all of them, with commas between:
    `return dX, dW, db`. (A line below a `return` is never reached.)
    """
    return dZ @ W.T


@mistake(when=lambda written: written.has("), db") or written.has("dX, ("))
def in_brackets_of_their_own(dZ, X, W):
    """You return two values, because brackets make one value of what is in them. Put only commas between the three: dX, dW, db."""
    dX, dW, db = dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
    return (dX, dW), db


@mistake
def two_of_three(dZ, X, W):
    """You return two values, and three are asked for: dX, dW and db.
    dX goes further back, to the layer before; dW and db are for the step.
    """
    return X.T @ dZ, dZ.sum(axis=0)
