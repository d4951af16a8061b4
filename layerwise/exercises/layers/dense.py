"""The exercise dense: the scores of a whole layer."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.activation.step import step
from layerwise.exercises.layers._our_network import B1, OUR_PENGUIN, W1
from layerwise.exercises.neuron.neuron_batch import neuron_batch
from layerwise.exercises.probabilities.softmax import softmax


def dense(X, W, b):
    """Return the scores of a layer, an array of shape (m, n_out).
    X is (m, n_in), W is (n_in, n_out), and b is (n_out,).
    """
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


def dense_neuron_by_neuron(X, W, b):
    """One neuron after the other, as in the lesson: column j of W gives column j of the scores. `X @ W` does all of them at once."""
    scores = np.zeros((len(X), len(b)))
    for j in range(len(b)):
        scores[:, j] = X @ W[:, j] + b[j]
    return scores


def probes(rng):
    """Layers of many shapes; in the square ones a wrong axis computes instead of stopping."""
    for m, n_in, n_out in ((4, 3, 2), (2, 3, 5), (3, 3, 3), (2, 2, 2), (3, 2, 3), (1, 3, 3), (1, 4, 2), (5, 2, 1), (4, 1, 3)):
        yield rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
    yield 50 * rng.normal(size=(20, 9)), 50 * rng.normal(size=(9, 12)), 50 * rng.normal(size=12)
    yield rng.integers(-3, 4, size=(3, 2)), rng.normal(size=(2, 4)), rng.normal(size=4)


EXERCISE = Exercise(
    place=1,
    answer=dense,
    another_way=dense_neuron_by_neuron,
    minutes=6,
    hints=(
        "Column j of W holds the weights of neuron j. Each row of X meets each column of W, as in the neuron of lesson 01.",
        "`X @ W` does all these weighted sums at once: (m, n_in) @ (n_in, n_out) gives (m, n_out).",
        "When b is added to an (m, n_out) array, NumPy adds it to every row: b has one entry for each column.",
    ),
    examples=(
        (OUR_PENGUIN, W1, B1),
        (np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[1.0, 0.0, 2.0], [3.0, 1.0, -1.0]]), np.array([10.0, 20.0, 30.0])),
    ),
    probes=probes,
)

mistake = EXERCISE.mistake


def each_score(score):
    """A mistake made in two loops: `score(x, W, b, j)` is what bird x gets from neuron j."""
    return lambda X, W, b: np.array([[score(x, W, b, j) for j in range(len(b))] for x in X])


@mistake(when=lambda written: not (written.lost or written.never_read or written.only_renamed))
def no_bias(X, W, b):
    """You left out the bias. Every neuron adds its own b[j] to its weighted sum, once for each bird.
    Look at the place where the sum is finished: that is where b comes in.
    """
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


@mistake(when=lambda written: written.has("W.T") or written.calls_of("np.transpose"))
def transposed_weights(X, W, b):
    """You turned W round. Its columns are the neurons already: (m, n_in) @ (n_in, n_out) fits as it is.
    When W is square, nothing stops you, and every neuron gets weights that are not its own.
    """
    return X @ W.T + b


@mistake
def rows_for_columns(X, W, b):
    """You gave each neuron a row of W, and its weights are a column: `W[:, j]` for neuron j, where `W[j]` is a row.
    Or leave the loop to NumPy: in `X @ W` each row of X meets each column of W.
    """
    return np.array([X @ W[j] + b[j] for j in range(len(b))]).T


mistake(each_score(lambda x, W, b, j: np.sum(x * W[j]) + b[j]), id="rows-for-columns-entry-by-entry", like=rows_for_columns)


@mistake
def wrong_order(X, W, b):
    """You put W before X. What stands on the left gives its rows and what stands on the right its columns:
    birds are the rows of X, and neurons the columns of W, so it is `X @ W`.
    """
    return W @ X + b


@mistake
def entry_by_entry(X, W, b):
    """You multiplied X and W entry by entry, so nothing is summed. A neuron needs the sum over its inputs: that is `X @ W`."""
    return X * W + b


@mistake
def entry_by_entry_for_each_bird(X, W, b):
    """You multiplied each row of X and the table W entry by entry, so a bird got a table for itself, and nothing is
    summed. A neuron needs the sum over its inputs: `X[i] @ W` for one bird, and `X @ W` for all.
    """
    return np.array([x * W + b for x in X])


@mistake(when="neuron_batch(X, W, b)")
def all_neurons_at_once(X, W, b):
    """neuron_batch is for one neuron, and you gave it the weights of all. One neuron's are a column: in a loop over the
    neurons, `neuron_batch(X, W[:, j], b[j])` gives column j of the scores. Or do without it, with `X @ W`.
    """
    return neuron_batch(X, W, b)


@mistake
def entry_by_entry_and_summed(X, W, b):
    """You multiplied X and W entry by entry and then added along the rows. So a bird meets one row of W,
    if the shapes fit at all. Each row of X has to meet each column of W: that is `X @ W`.
    """
    return np.sum(X * W, axis=1) + b


@mistake
def place_by_place(X, W, b):
    """You multiplied each place of X by the same place of W. A score is a sum: for bird i and neuron j
    it takes the whole row `X[i]` and the whole column `W[:, j]`.
    """
    return np.array([[X[i, j] * W[i, j] + b[j] for j in range(len(b))] for i in range(len(X))])


@mistake
def bias_into_weights(X, W, b):
    """You added b to the weights before multiplying, so every input multiplies it too. Multiply first, then add b."""
    return X @ (W + b)


@mistake
def bias_on_the_inputs(X, W, b):
    """You added b to the inputs before multiplying. A bias belongs to a neuron, a column of W, and not to an input:
    multiply first, then add b.
    """
    return (X + b) @ W


@mistake
def last_input_only(X, W, b):
    """Only the last product is in each score. If a line in a loop replaces what was there, with `=`, let it add, with `+=`;
    `X @ W` adds up all of them by itself.
    """
    return X[:, -1:] * W[-1] + b


@mistake
def bias_as_column(X, W, b):
    """The entries of b went to the birds, one for each row. They belong to the neurons, the columns of the result:
    b as it is, of shape (n_out,), is added to every row, and in a loop neuron j gets b[j].
    """
    return X @ W + b.reshape(-1, 1)


@mistake
def with_activation(X, W, b):
    """You applied ReLU as well. dense stops before the activation, because another layer may
    have another one, or none. Return the scores, negative ones too.
    """
    return relu(X @ W + b)


@mistake
def with_sigmoid(X, W, b):
    """You put the scores through a sigmoid. dense stops before the activation, because each layer
    brings its own, or none. Return the scores themselves.
    """
    return sigmoid(X @ W + b)


@mistake
def with_step(X, W, b):
    """You turned the scores into 0 and 1. dense stops before the activation, because each layer
    brings its own, or none. Return the scores themselves.
    """
    return step(X @ W + b)


@mistake
def with_softmax(X, W, b):
    """You turned the scores into shares that add up to 1.
    dense stops before that: return the scores themselves.
    """
    return softmax(X @ W + b)


@mistake
def transposed_result(X, W, b):
    """Your result lies on its side: its rows are neurons. Rows stay birds all the way through the network.
    Where a loop collects one neuron after the other, `.T` at the end turns the table round.
    """
    return (X @ W + b).T


@mistake
def turned_before_the_bias(X, W, b):
    """You turned the table round before adding b, so the biases went to the birds, if they fit at all. X @ W has its birds in the
    rows and its neurons in the columns already: leave `.T` out.
    """
    return (X @ W).T + b


@mistake
def mean_of_the_biases(X, W, b):
    """You added the same number to every score, the mean of all biases. Each neuron
    has its own: add the whole b as it is, and NumPy gives each column its entry.
    """
    return X @ W + np.mean(b)


@mistake
def all_biases_for_each(X, W, b):
    """You added the whole b to each single score, so each became several. Neuron j adds its own: b[j]."""
    return (X @ W)[:, :, np.newaxis] + b


@mistake
def one_neuron(X, W, b):
    """Only the first neuron is in your result. A layer has n_out of them, one for each column of W,
    and each gives every bird a score. In a loop over the neurons, look at where `return` stands.
    """
    return X @ W[:, 0] + b[0]


@mistake
def last_neuron(X, W, b):
    """Only the last neuron is in your result. If a loop gives the same name a new value in each round, the last one stays:
    collect the scores with append. With `X @ W` you need no loop at all.
    """
    return X @ W[:, -1] + b[-1]


mistake(lambda X, W, b: X @ W[:, 1] + b[1], id="last-of-two-neurons", like=last_neuron)


@mistake
def two_neurons(X, W, b):
    """You took two neurons, as the lesson's network has. A layer may have any number of them:
    there are as many as b has entries, `range(len(b))`.
    """
    return np.array([X @ W[:, j] + b[j] for j in [0, 1]]).T


@mistake
def two_neurons_as_rows(X, W, b):
    """You took two neurons, as the lesson's network has, and made rows of them. There are as many as b has entries, `range(len(b))`,
    and each is a column of the result: rows are birds.
    """
    return two_neurons(X, W, b).T


@mistake
def as_many_neurons_as_inputs(X, W, b):
    """You went through as many neurons as there are inputs. len(W) counts the rows of W, and the neurons are its columns:
    there are len(b) of them.
    """
    Z = np.zeros((len(X), len(b)))
    for i in range(len(X)):
        for j in range(len(W)):
            Z[i, j] = X[i] @ W[:, j] + b[j]
    return Z


@mistake(like=as_many_neurons_as_inputs)
def as_many_columns_as_inputs(X, W, b):
    Z = np.zeros((len(X), len(W)))
    for j in range(len(W)):
        Z[:, j] = X @ W[:, j] + b[j]
    return Z


PICKS_THE_FIRST = "neuron_batch(...)[0]"


@mistake(when=PICKS_THE_FIRST)
def first_of_each_neuron(X, W, b):
    """Only the first bird is in your result: with `[0]` behind it, a neuron's scores become one, the first.
    There is one for each bird: leave the `[0]` out.
    """
    return np.array([neuron_batch(X, W[:, j], b[j])[0] for j in range(len(b))])


@mistake(like=first_of_each_neuron, when=PICKS_THE_FIRST)
def first_of_two_neurons(X, W, b):
    return np.array([neuron_batch(X, W[:, j], b[j])[0] for j in [0, 1]])


@mistake(like=first_of_each_neuron, when=PICKS_THE_FIRST)
def first_bird_in_every_row(X, W, b):
    Z = np.zeros((len(X), len(b)))
    for j in range(len(b)):
        Z[:, j] = neuron_batch(X, W[:, j], b[j])[0]
    return Z


@mistake
def one_row(X, W, b):
    """Only the first bird is in your result. X holds m birds, one in each row, and each needs
    its own row in the result. In a loop over the birds, look at where `return` stands.
    """
    for x in X:
        return x @ W + b


@mistake(like=one_row)
def one_row_as_table(X, W, b):
    return X[:1] @ W + b


@mistake
def all_in_one_sum(X, W, b):
    """You added all the sums of all birds into one number. Each bird meets each neuron:
    `X @ W` has (m, n_out) sums, and each of them gets its neuron's bias.
    """
    return np.sum(X @ W) + b


@mistake
def tables_entry_by_entry(X, W, b):
    """Two tables were multiplied entry by entry, and everything was added into one number: so `np.sum(X * W)` does, and weighted_sum
    when it is given tables. Each row of X has to meet each column of W: that is `X @ W`.
    """
    return np.sum(X * W) + b


@mistake
def row_against_table(X, W, b):
    """Each bird was multiplied by the whole table W, and everything added into one number. A bird has to meet
    each column of W by itself: in a loop that is `W[:, j]`, and `X @ W` does it for all of them.
    """
    return np.array([np.sum(x * W) + b for x in X])


@mistake
def rows_as_neurons(X, W, b):
    """A loop over W hands out its rows, and the neurons are its columns. Column j is `W[:, j]`; a loop over `W.T` hands out the columns."""
    return np.array([[np.sum(x * w) + bias for w, bias in zip(W, b, strict=False)] for x in X])


@mistake(when=lambda written: not written.lost)
def only_zeros(X, W, b):
    """Every entry of your result is 0. If you began with np.zeros, each place still waits for its score:
    `Z[i, j] = ...`, with one `=`, in a line that the loop really reaches.
    """
    return np.zeros((len(X), len(b)))


@mistake
def first_bias_for_all(X, W, b):
    """You added the first bias to every neuron. Each has its own: add the whole b, and NumPy gives each column its entry."""
    return X @ W + b[0]


mistake(
    lambda X, W, b: X @ W + np.sum(b),
    id="sum-of-the-biases",
    says="You added the same number to every score, the sum of all biases. Each neuron has its own: add the whole b as it is, "
    "and NumPy gives each column its entry.",
)
mistake(lambda X, W, b: np.array([x @ W + b[i] for i, x in enumerate(X)]), id="bias-of-the-row", like=bias_as_column)


@mistake
def bias_multiplied(X, W, b):
    """You multiplied by the bias. It shifts a score: the weighted sum plus b. Look at the sign before b."""
    return X @ W * b


@mistake
def last_row(X, W, b):
    """Only the last bird is in your result. If a loop gives the same name a new value in each round, the last one stays:
    collect the rows with append, and return them after the loop.
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
    """You added along each row once more. The sums over the inputs are done by then,
    one for each neuron: leave the second sum out, and add b.
    """
    return np.sum(X @ W, axis=1) + b


@mistake
def birds_added_up(X, W, b):
    """You added the birds to each other, which leaves one row for all of them. Each bird keeps a row of its own:
    the sums over the inputs are done in `X @ W`, so leave the second sum out.
    """
    return np.sum(X @ W, axis=0) + b


@mistake
def summed_again_no_bias(X, W, b):
    """You added along each row once more. The sums over the inputs are done by then,
    one for each neuron: leave the second sum out. And each neuron's bias is missing: add b.
    """
    return np.sum(X @ W, axis=1)


@mistake
def summed_at_the_end(X, W, b):
    """You added all the scores of a bird into one number. The sums over the inputs are done by then,
    and each neuron keeps a score of its own: leave the last sum out.
    """
    return np.sum(X @ W + b, axis=1)
