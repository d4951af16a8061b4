"""Lesson 05: the slopes go back through a layer, to its inputs, its weights and its biases."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def dense_backward(dZ, X, W):
    """Return (dX, dW, db): how the loss changes with X, W and b, where Z = X @ W + b and dZ is how it changes with Z.

    dZ is (m, n_out), X and dX are (m, n_in), W and dW are (n_in, n_out), db is (n_out,). Contributions of the rows are summed.
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
        "Each gradient has the shape of what it belongs to: dX that of X, dW that of W, db that of b. That nearly decides the formulas.",
        "dW is (n_in, n_out), made of X, (m, n_in), and dZ, (m, n_out): the m has to go. `X.T` has its rows and columns exchanged.",
        "dX = dZ @ W.T and dW = X.T @ dZ. A bias is added in every row, so db is the sum of dZ over the rows: `dZ.sum(axis=0)`.",
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


@mistake
def divides_by_m(dZ, X, W):
    """You divide by the number of rows. The loss has taken its mean already (that is
    the / m in its own gradient), so dividing here would do it twice. Sum over the rows.
    """
    return dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)


@mistake
def db_mean(dZ, X, W):
    """db is the mean over the rows, and it has to be their sum, as in dW. The loss has taken its mean already."""
    return dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)


@mistake
def db_not_summed(dZ, X, W):
    """Your db has a row for each bird. There is one bias a neuron, and it was added in every row, so add up the rows: axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ


@mistake
def db_wrong_axis(dZ, X, W):
    """You summed dZ along its rows (axis=1), one number a bird. db needs one number a neuron: sum down the columns, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)


@mistake
def db_one_number(dZ, X, W):
    """You summed all of dZ into one number. Each neuron has a bias of its own: sum over the rows only, axis=0."""
    return dZ @ W.T, X.T @ dZ, dZ.sum()


@mistake
def db_keeps_a_row(dZ, X, W):
    """db has shape (1, n_out), and the bias has shape (n_out,). A gradient has the shape of what it belongs to: leave out keepdims."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)


@mistake
def dW_transposed(dZ, X, W):
    """Rows and columns of dW are exchanged. W is (n_in, n_out), so dW is too: X.T @ dZ, not dZ.T @ X."""
    return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)


@mistake
def W_not_transposed(dZ, X, W):
    """dX was computed with W as it stands. Going back, the roles of inputs and outputs
    are exchanged: dZ @ W.T. Where W is square it computes either way, and is wrong.
    """
    return dZ @ W, X.T @ dZ, dZ.sum(axis=0)


@mistake
def W_not_transposed_and_db_wrong_axis(dZ, X, W):
    """dX was computed with W as it stands: going back, the roles of inputs and outputs are exchanged,
    dZ @ W.T. And db has one number a bird (axis=1). It needs one a neuron: add up the birds, axis=0.
    """
    return dZ @ W, X.T @ dZ, dZ.sum(axis=1)


@mistake
def X_not_transposed(dZ, X, W):
    """dW was computed with X as it stands. For each weight, input times gradient is summed over the rows: X.T @ dZ."""
    return dZ @ W.T, X @ dZ, dZ.sum(axis=0)


@mistake
def nothing_transposed(dZ, X, W):
    """You multiplied the matrices as they stand. Going back, dX is dZ @ W.T and dW is X.T @ dZ. Write down the shapes to see why."""
    return dZ @ W, X @ dZ, dZ.sum(axis=0)


@mistake
def other_order(dZ, X, W):
    """The three are right and stand in another order. Return dX first, then dW, then db: (dX, dW, db)."""
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W.T


@mistake
def last_two_exchanged(dZ, X, W):
    """The three are right, and the last two are exchanged. Return (dX, dW, db)."""
    return dZ @ W.T, dZ.sum(axis=0), X.T @ dZ
