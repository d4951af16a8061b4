"""The exercise dense: the scores of a whole layer."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.layers._our_network import B1, OUR_PENGUIN, W1


def dense(X, W, b):
    """Return the scores of a layer: X is (m, n_in), W is (n_in, n_out), b is (n_out,), the result is (m, n_out)."""
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


def dense_einsum(X, W, b):
    """Einstein's notation names the axes: m birds, i inputs, o outputs. An axis that is missing after the arrow is summed over."""
    return np.einsum("mi,io->mo", X, W) + b


def probes(rng):
    """Layers of many shapes; in the square ones a wrong axis computes instead of stopping."""
    for m, n_in, n_out in ((4, 3, 2), (2, 3, 5), (3, 3, 3), (2, 2, 2), (3, 2, 3), (1, 3, 3), (1, 4, 2), (5, 2, 1), (4, 1, 3)):
        yield rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
    yield 50 * rng.normal(size=(20, 9)), 50 * rng.normal(size=(9, 12)), 50 * rng.normal(size=12)
    yield rng.integers(-3, 4, size=(3, 2)), rng.normal(size=(2, 4)), rng.normal(size=4)


EXERCISE = Exercise(
    place=1,
    answer=dense,
    another_way=dense_einsum,
    minutes=6,
    hints=(
        "Column j of W holds the weights of neuron j. Each row of X meets each column of W, as in the neuron of lesson 01.",
        "`X @ W` does all these weighted sums at once: (m, n_in) @ (n_in, n_out) gives (m, n_out).",
        "Adding b to an (m, n_out) array adds it to every row, because b has one entry for each column.",
    ),
    examples=(
        (OUR_PENGUIN, W1, B1),
        (np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[1.0, 0.0, 2.0], [3.0, 1.0, -1.0]]), np.array([10.0, 20.0, 30.0])),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


@mistake
def no_bias(X, W, b):
    """You left out the bias. Each neuron adds its own b[j] to its weighted sum, for every row. Look at what happens after `X @ W`."""
    return X @ W


@mistake
def subtracts_bias(X, W, b):
    """You subtracted the bias. A neuron adds it: the weighted sum plus b. Look at the sign before b."""
    return X @ W - b


@mistake
def repeats_bias(X, W, b):
    """You added the bias once for every input. It belongs to the neuron, not to its inputs,
    so it is added once, after the sum. In a loop, look at which line b stands in.
    """
    return X @ W + len(W) * b


@mistake
def transposed_weights(X, W, b):
    """You turned W round (`W.T`). Its columns are already the neurons: (m, n_in) @ (n_in, n_out) fits as it is.
    With a square W nothing stops you, and every neuron gets weights that are not its own.
    """
    return X @ W.T + b


@mistake
def wrong_order(X, W, b):
    """You put W before X. In `X @ W` the rows on the left are birds and the
    columns on the right are neurons; the order decides what meets what.
    """
    return W @ X + b


@mistake
def entry_by_entry(X, W, b):
    """You multiplied with `*`, entry by entry, so nothing is summed. A neuron needs the sum over its inputs: that is `@`."""
    return X * W + b


@mistake
def bias_into_weights(X, W, b):
    """You added b to the weights before multiplying, so that every input multiplies it too. Multiply first, then add b."""
    return X @ (W + b)


@mistake
def bias_as_column(X, W, b):
    """You made b a column, so its entries went to the birds. They belong to the neurons,
    which are the columns of the result: leave b as the row (n_out,) that it is.
    """
    return X @ W + b.reshape(-1, 1)


@mistake
def with_activation(X, W, b):
    """You applied ReLU as well. dense stops before the activation, because the
    activation may be another one, or none. Return the scores, negative ones too.
    """
    return relu(X @ W + b)


@mistake
def transposed_result(X, W, b):
    """Your result is turned round: its rows are neurons. Rows stay birds all the way through the network: (m, n_out)."""
    return (X @ W + b).T


@mistake
def one_neuron(X, W, b):
    """You returned the first neuron only. A layer has n_out of them, one a column of W, and each gives every bird a number."""
    return X @ W[:, 0] + b[0]


@mistake
def one_row(X, W, b):
    """You returned the first bird only. X holds m birds, one a row, and each needs
    its own row in the result. In a loop, look at whether `return` stands inside it.
    """
    for x in X:
        return x @ W + b


@mistake
def all_in_one_sum(X, W, b):
    """You added up everything into one number. Each bird meets each neuron: `X @ W` gives (m, n_out) sums, each with its own b."""
    return np.sum(X @ W) + b


@mistake
def tables_entry_by_entry(X, W, b):
    """`*` multiplies two tables entry by entry, and the sum over all of it is one number:
    so np.sum(X * W) does, and weighted_sum when it is given tables. Each row of X has to meet each column of W: that is `X @ W`.
    """
    return np.sum(X * W) + b


@mistake
def row_against_table(X, W, b):
    """You gave each bird the whole table W where a neuron takes one row of weights, and so all of
    W is added up together. Each bird has to meet each column of W by itself: that is `X @ W`.
    """
    return np.array([np.sum(x * W) + b for x in X])


@mistake
def rows_as_neurons(X, W, b):
    """A loop over W hands out its rows, and the neurons are its columns. Column j is `W[:, j]`; a loop over `W.T` hands out the columns."""
    return np.array([[np.sum(x * w) + bias for w, bias in zip(W, b, strict=False)] for x in X])


@mistake
def only_zeros(X, W, b):
    """Your result is still the zeros that you began with. `==` compares and puts nothing in, and what stands
    alone in its line, or gets another name, is lost. A place is filled with one `=`: `Z[i, j] = ...`.
    """
    return np.zeros((len(X), len(b)))


@mistake
def first_bias_for_all(X, W, b):
    """You added the first bias to every neuron. Each has its own: add the whole b, and NumPy gives each column its entry."""
    return X @ W + b[0]


@mistake
def bias_multiplied(X, W, b):
    """You multiplied by the bias. It shifts a score: the weighted sum plus b. Look at the sign before b."""
    return X @ W * b


@mistake
def last_row(X, W, b):
    """You returned the last bird only: each round of the loop replaces the one before.
    Collect the rows with append, and return them after the loop.
    """
    for x in X:
        scores = x @ W + b
    return scores


@mistake
def one_score(X, W, b):
    """You returned one score, that of the first bird and the first neuron. Does a `return` stand inside a loop?
    There it ends the function in the first round. Each bird needs a row, with a score for each neuron.
    """
    return X[0] @ W[:, 0] + b[0]


@mistake
def summed_again(X, W, b):
    """You added up each row of `X @ W`. The sums over the inputs are in
    `X @ W` already, one for each neuron: leave np.sum out, and add b.
    """
    return np.sum(X @ W, axis=1) + b


@mistake
def summed_again_no_bias(X, W, b):
    """You added up each row of `X @ W`. The sums over the inputs are in `X @ W` already,
    one for each neuron: leave np.sum out. And each neuron's bias is missing: add b.
    """
    return np.sum(X @ W, axis=1)
