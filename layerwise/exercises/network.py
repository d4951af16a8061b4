"""Lesson 03: a layer, the network as one nested function, and softmax."""

import numpy as np

from layerwise.exercises.activation.relu import relu
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "03 network"

# The course's network: one penguin of 1.5 cm and 5 kg, two hidden neurons, two outputs.
OUR_PENGUIN = np.array([[1.5, 5.0]])
W1, B1 = np.array([[-2.0, 2.0], [1.0, -1.0]]), np.array([-1.0, 1.0])
W2, B2 = np.array([[0.5, 1.0], [1.0, 0.0]]), np.array([0.0, 0.0])


# --- dense ---------------------------------------------------------------------------------------------------------------


def dense(X, W, b):
    """Return the scores of a layer: X is (m, n_in), W is (n_in, n_out), b is (n_out,), the result is (m, n_out)."""
    return X @ W + b


def dense_probes(rng):
    """Layers of many shapes; in the square ones a wrong axis computes instead of stopping."""
    for m, n_in, n_out in ((4, 3, 2), (2, 3, 5), (3, 3, 3), (2, 2, 2), (3, 2, 3), (1, 3, 3), (1, 4, 2), (5, 2, 1), (4, 1, 3)):
        yield rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
    yield 50 * rng.normal(size=(20, 9)), 50 * rng.normal(size=(9, 12)), 50 * rng.normal(size=12)
    yield rng.integers(-3, 4, size=(3, 2)), rng.normal(size=(2, 4)), rng.normal(size=4)


def _repeats_bias(X, W, b):
    return X @ W + len(W) * b


def _rows_as_neurons(X, W, b):
    return np.array([[np.sum(x * w) + bias for w, bias in zip(W, b, strict=False)] for x in X])


def dense_einsum(X, W, b):
    """Einstein's notation names the axes: m birds, i inputs, o outputs. An axis that is missing after the arrow is summed over."""
    return np.einsum("mi,io->mo", X, W) + b


DENSE = Exercise(
    lesson=LESSON,
    answer=dense,
    second_way=dense_einsum,
    examples=(
        (OUR_PENGUIN, W1, B1),
        (np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[1.0, 0.0, 2.0], [3.0, 1.0, -1.0]]), np.array([10.0, 20.0, 30.0])),
    ),
    probes=dense_probes,
    minutes=6,
    hints=(
        "Column j of W holds the weights of neuron j. Each row of X meets each column of W, as in the neuron of lesson 01.",
        "`X @ W` does all these weighted sums at once: (m, n_in) @ (n_in, n_out) gives (m, n_out).",
        "Adding b to an (m, n_out) array adds it to every row, because b has one entry for each column.",
    ),
    mistakes=(
        Mistake(
            "no-bias",
            "You left out the bias. Each neuron adds its own b[j] to its weighted sum, for every row. Look at what happens after `X @ W`.",
            lambda X, W, b: X @ W,
        ),
        Mistake(
            "subtracts-bias",
            "You subtracted the bias. A neuron adds it: the weighted sum plus b. Look at the sign before b.",
            lambda X, W, b: X @ W - b,
        ),
        Mistake(
            "repeats-bias",
            "You added the bias once for every input. It belongs to the neuron, not to its inputs, so it is added once, after the sum. "
            "In a loop, look at which line b stands in.",
            _repeats_bias,
        ),
        Mistake(
            "transposed-weights",
            "You turned W round (`W.T`). Its columns are already the neurons: (m, n_in) @ (n_in, n_out) fits as it is. "
            "With a square W nothing stops you, and every neuron gets weights that are not its own.",
            lambda X, W, b: X @ W.T + b,
        ),
        Mistake(
            "wrong-order",
            "You put W before X. In `X @ W` the rows on the left are birds and the columns on the right are neurons; "
            "the order decides what meets what.",
            lambda X, W, b: W @ X + b,
        ),
        Mistake(
            "entry-by-entry",
            "You multiplied with `*`, entry by entry, so nothing is summed. A neuron needs the sum over its inputs: that is `@`.",
            lambda X, W, b: X * W + b,
        ),
        Mistake(
            "bias-into-weights",
            "You added b to the weights before multiplying, so that every input multiplies it too. Multiply first, then add b.",
            lambda X, W, b: X @ (W + b),
        ),
        Mistake(
            "bias-as-column",
            "You made b a column, so its entries went to the birds. They belong to the neurons, which are the columns of the result: "
            "leave b as the row (n_out,) that it is.",
            lambda X, W, b: X @ W + b.reshape(-1, 1),
        ),
        Mistake(
            "with-activation",
            "You applied ReLU as well. dense stops before the activation, because the activation may be another one, or none. "
            "Return the scores, negative ones too.",
            lambda X, W, b: relu(X @ W + b),
        ),
        Mistake(
            "transposed-result",
            "Your result is turned round: its rows are neurons. Rows stay birds all the way through the network: (m, n_out).",
            lambda X, W, b: (X @ W + b).T,
        ),
        Mistake(
            "one-neuron",
            "You returned the first neuron only. A layer has n_out of them, one a column of W, and each gives every bird a number.",
            lambda X, W, b: X @ W[:, 0] + b[0],
        ),
        Mistake(
            "one-row",
            "You returned the first bird only. X holds m birds, one a row, and each needs its own row in the result. "
            "In a loop, look at whether `return` stands inside it.",
            lambda X, W, b: X[0] @ W + b,
        ),
        Mistake(
            "all-in-one-sum",
            "You added up everything into one number. Each bird meets each neuron: `X @ W` gives (m, n_out) sums, each with its own b.",
            lambda X, W, b: np.sum(X @ W) + b,
        ),
        Mistake(
            "tables-entry-by-entry",
            "`*` multiplies two tables entry by entry, and the sum over all of it is one number: so np.sum(X * W) does, and weighted_sum "
            "when it is given tables. Each row of X has to meet each column of W: that is `X @ W`.",
            lambda X, W, b: np.sum(X * W) + b,
        ),
        Mistake(
            "row-against-table",
            "You gave each bird the whole table W where a neuron takes one row of weights, and so all of W is added up together. "
            "Each bird has to meet each column of W by itself: that is `X @ W`.",
            lambda X, W, b: np.array([np.sum(x * W) + b for x in X]),
        ),
        Mistake(
            "rows-as-neurons",
            "A loop over W hands out its rows, and the neurons are its columns. Column j is `W[:, j]`; a loop over `W.T` hands "
            "out the columns.",
            _rows_as_neurons,
        ),
        Mistake(
            "only-zeros",
            "Your result is still the zeros that you began with. `==` compares and puts nothing in, and what stands alone in its line, or "
            "gets another name, is lost. A place is filled with one `=`: `Z[i, j] = ...`.",
            lambda X, W, b: np.zeros((len(X), len(b))),
        ),
        Mistake(
            "first-bias-for-all",
            "You added the first bias to every neuron. Each has its own: add the whole b, and NumPy gives each column its entry.",
            lambda X, W, b: X @ W + b[0],
        ),
        Mistake(
            "bias-multiplied",
            "You multiplied by the bias. It shifts a score: the weighted sum plus b. Look at the sign before b.",
            lambda X, W, b: X @ W * b,
        ),
        Mistake(
            "last-row",
            "You returned the last bird only: each round of the loop replaces the one before. Collect the rows with append, and return "
            "them after the loop.",
            lambda X, W, b: X[-1] @ W + b,
        ),
        Mistake(
            "one-score",
            "You returned one score, that of the first bird and the first neuron. Does a `return` stand inside a loop? There it ends the "
            "function in the first round. Each bird needs a row, with a score for each neuron.",
            lambda X, W, b: X[0] @ W[:, 0] + b[0],
        ),
        Mistake(
            "summed-again",
            "You added up each row of `X @ W`. The sums over the inputs are in `X @ W` already, one for each neuron: "
            "leave np.sum out, and add b.",
            lambda X, W, b: np.sum(X @ W, axis=1) + b,
        ),
        Mistake(
            "summed-again-no-bias",
            "You added up each row of `X @ W`. The sums over the inputs are in `X @ W` already, one for each neuron: "
            "leave np.sum out. And each neuron's bias is missing: add b.",
            lambda X, W, b: np.sum(X @ W, axis=1),
        ),
    ),
)


# --- forward -------------------------------------------------------------------------------------------------------------


def forward(X, layers):
    """Feed X, (m, n_in), through a list of layers (W, b, activation), where activation is a function of an array or None.

    Each layer is dense, then its activation if it has one; its result is the next one's input.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
    return X


def shares(Z):
    """Each entry's share of its row: an activation that looks at the whole row, as softmax does."""
    sizes = np.exp(-np.abs(Z))
    return sizes / sizes.sum(axis=-1, keepdims=True)


def forward_probes(rng):
    """One to three layers and more, with and without activations, at the end and before it; large numbers."""

    def network(sizes, activations):
        shapes = zip(sizes[:-1], sizes[1:], activations, strict=True)
        return [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out), activation) for n_in, n_out, activation in shapes]

    yield rng.normal(size=(4, 3)), network((3, 2), (None,))
    yield rng.normal(size=(2, 3)), network((3, 4), (sigmoid,))
    yield rng.normal(size=(3, 3)), network((3, 3, 3), (relu, None))
    yield rng.normal(size=(5, 4)), network((4, 5, 2), (None, shares))
    yield rng.normal(size=(3, 2)), network((2, 4, 3), (np.tanh, None))
    yield rng.normal(size=(1, 3)), network((3, 5, 1), (relu, sigmoid))
    yield rng.normal(size=(4, 3)), network((3, 4, 2, 3), (np.tanh, None, relu))
    yield rng.normal(size=(2, 2)), network((2, 2, 2, 2), (relu, sigmoid, np.sin))
    yield rng.normal(size=(3, 3)), network((3, 3, 3, 3), (shares, None, None))
    yield 50 * rng.normal(size=(12, 4)), [(50 * W, 50 * b, activation) for W, b, activation in network((4, 8, 5), (relu, None))]
    yield rng.normal(size=(3, 2)), network((2, 5, 4, 3, 4, 2), (relu, np.tanh, None, relu, None))


def describe_network(X, layers):
    """Small networks with their numbers, others by their shapes."""
    if X.size + sum(W.size for W, _, _ in layers) > 12:
        parts = [f"W {W.shape}, b {b.shape}, {_activation_name(activation)}" for W, b, activation in layers]
        return f"X of shape {X.shape} and the layers {'; '.join(parts)}"
    parts = [f"({W.tolist()}, {b.tolist()}, {_activation_name(activation)})" for W, b, activation in layers]
    return f"X = {X.tolist()}, layers = [{', '.join(parts)}]"


def _activation_name(activation):
    return "None" if activation is None else activation.__name__


def _forgets(X, layers):
    for W, b, activation in layers:
        result = dense(X, W, b)
        if activation is not None:
            result = activation(result)
    return result


def _activates_first(X, layers):
    for W, b, activation in layers:
        if activation is not None:
            X = activation(X)
        X = dense(X, W, b)
    return X


def _skips_layers(X, layers):
    for W, b, activation in layers:
        if activation is not None:
            X = activation(dense(X, W, b))
    return X


def _stops_at_none(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is None:
            return X
        X = activation(X)
    return X


def _returns_activation(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            return activation(X)
    return X


def _asks_the_other_way_round(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is None:
            X = activation(X)
    return X


def _dense_twice(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(dense(X, W, b))
    return X


def _calls_none(X, layers):
    for W, b, activation in layers:
        X = activation(dense(X, W, b))
    return X


def _without_bias(X, layers):
    for W, _, activation in layers:
        X = X @ W
        if activation is not None:
            X = activation(X)
    return X


def _keeps_all(X, layers):
    results = []
    for layer in layers:
        X = forward(X, [layer])
        results.append(X)
    return results


def _with_activations(layers, choose):
    """The same weights with other activations: choose(activation, is_last) says which."""
    return [(W, b, choose(activation, k == len(layers))) for k, (W, b, activation) in enumerate(layers, 1)]


def forward_calls_itself(X, layers):
    """The function calls itself with one layer less, as one function stands inside the other in the formula. A loop is easier to debug."""
    if len(layers) == 0:
        return X
    W, b, activation = layers[0]
    Z = dense(X, W, b)
    A = Z if activation is None else activation(Z)
    return forward_calls_itself(A, layers[1:])


FORWARD = Exercise(
    lesson=LESSON,
    answer=forward,
    second_way=forward_calls_itself,
    examples=(
        (OUR_PENGUIN, [(W1, B1, None)]),
        (OUR_PENGUIN, [(W1, B1, relu)]),
        (OUR_PENGUIN, [(W1, B1, relu), (W2, B2, None)]),
    ),
    probes=forward_probes,
    describe=describe_network,
    minutes=8,
    hints=(
        "After the line with dense, X holds the scores of a layer. What has to happen to them before they reach the next one?",
        "`activation` is a function, to be called with X, or None, which cannot be called. So a question comes before the call.",
        "The line below the `if` stands four spaces farther in. What `activation(X)` gives has to become the new X, or it is lost.",
    ),
    given=3,
    mistakes=(
        Mistake(
            "no-activation",
            "The activations had no effect. Without them the layers collapse into one, however many there are. After each dense ask "
            "`if activation is not None:`, in these words, call the activation, and keep what it gives with one `=`: `X = activation(X)`.",
            lambda X, layers: forward(X, _with_activations(layers, lambda activation, is_last: None)),
        ),
        Mistake(
            "same-input",
            "Every layer received the network's input X, so only the last one counted. "
            "A layer's input is what the layer before it returned: give that result the name that the next round of the loop uses.",
            _forgets,
        ),
        Mistake(
            "returns-activation",
            "You returned after the first layer that has an activation: a `return` inside the loop ends the function there. "
            "Write `X = activation(X)`, and the next layer receives it.",
            _returns_activation,
        ),
        Mistake(
            "first-layer-only",
            "You stopped after the first layer. Look at where `return` stands: inside the loop it ends the function in the first round.",
            lambda X, layers: forward(X, layers[:1]),
        ),
        Mistake(
            "reversed",
            "You went through the layers from the last to the first. Features enter at layers[0], and the answer leaves at layers[-1].",
            lambda X, layers: forward(X, layers[::-1]),
        ),
        Mistake(
            "activation-first",
            "You applied the activation to a layer's input. A neuron sums first, then its activation decides what is passed on: "
            "dense, then activation.",
            _activates_first,
        ),
        Mistake(
            "skips-layers",
            "Where a layer has no activation you skipped the layer altogether. None means that its sums are passed on as they are: "
            "dense happens in any case.",
            _skips_layers,
        ),
        Mistake(
            "stops-at-none",
            "You returned at the first layer without an activation. It need not be the last one: go on with the next layer.",
            _stops_at_none,
        ),
        Mistake(
            "calls-none",
            "You called the activation in a layer that has none, and None cannot be called. `if activation is not None:` comes first, "
            "with that very name, and None without quotation marks.",
            _calls_none,
        ),
        Mistake(
            "asks-the-other-way-round",
            "The condition is turned round: you call the activation where it is None, and leave it out where there is one. "
            "Write `if activation is not None:`.",
            _asks_the_other_way_round,
        ),
        Mistake(
            "dense-twice",
            "Where a layer has an activation, its weights are applied twice. The line above the `if` has done that already: "
            "call the activation with X as it is.",
            _dense_twice,
        ),
        Mistake(
            "last-without-activation",
            "You left out the activation of the last layer. Whether it has one is written in its own entry of `layers`, "
            "as for every other layer.",
            lambda X, layers: forward(X, _with_activations(layers, lambda activation, is_last: None if is_last else activation)),
        ),
        Mistake(
            "always-relu",
            "You used ReLU in every layer that has an activation. Which function to use stands in the layer, as its third entry.",
            lambda X, layers: forward(X, _with_activations(layers, lambda activation, is_last: activation and relu)),
        ),
        Mistake(
            "relu-everywhere",
            "You used ReLU in every layer. Each layer brings its own activation as its third entry, or None: call that one.",
            lambda X, layers: forward(X, _with_activations(layers, lambda activation, is_last: relu)),
        ),
        Mistake(
            "relu-where-none",
            "You put ReLU where the activation is None. None means that negative sums are passed on too: leave them as they are.",
            lambda X, layers: forward(X, _with_activations(layers, lambda activation, is_last: activation or relu)),
        ),
        Mistake(
            "no-bias",
            "You left out the biases. A layer is `X @ W + b`; your own dense does both.",
            _without_bias,
        ),
        Mistake(
            "keeps-all-layers",
            "You returned the results of all layers in a list. The network's value is what its last layer returns: that one alone.",
            _keeps_all,
        ),
    ),
)


# --- softmax -------------------------------------------------------------------------------------------------------------


# Subtracting the same number from a whole row changes no share of it, and makes the row's largest exponential 1.
def softmax(Z):
    """Return exp(Z) divided by its sum over the row, for Z of shape (m, n), without overflow for scores from -1000 to 1000."""
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


def softmax_probes(rng):
    """Small and very large scores; rows far from each other; whole numbers; square ones, where a wrong axis computes."""
    yield (rng.normal(size=(4, 3)),)
    yield (rng.normal(scale=3, size=(2, 5)),)
    yield (rng.normal(size=(15, 8)),)
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(1, 4)),)
    yield (rng.integers(-3, 4, size=(5, 4)),)
    yield (rng.choice([-990, 0, 990], size=(4, 1)) + rng.uniform(-3, 3, size=(4, 3)),)
    yield (np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -999.0], [0.0, 1.0, -1.0]]),)
    yield (rng.uniform(-1000, 1000, size=(3, 4)),)
    yield (np.array([[-1000.0, 1000.0]]),)
    yield (np.array([[2.0, -1.0, 0.5]]),)


def _exponentials(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


def _along_columns(Z):
    exponentials = np.exp(Z - np.max(Z, axis=0))
    return exponentials / np.sum(exponentials, axis=0)


def _divided_by_the_scores(Z):
    return _exponentials(Z) / np.sum(Z, axis=1, keepdims=True)


def _subtracts_after(Z):
    exponentials = np.exp(Z) - np.max(Z, axis=1, keepdims=True)
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


_BY_THE_SCORES = (
    "You divided by the sum of the scores. The shares are parts of the exponentials, so it is their sum that each row is divided by. "
    "Look at what np.sum is given."
)


def _softmax_in_place(Z):
    Z -= np.max(Z, axis=1, keepdims=True)
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


def _shares_of_scores(Z):
    return Z / np.sum(Z, axis=1, keepdims=True)


def _without_maximum(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


def softmax_by_rows(Z):
    """One row after the other: no axis and no keepdims to think of. The whole array at once is faster."""
    rows = []
    for row in Z:
        exponentials = np.exp(row - np.max(row))
        rows.append(exponentials / np.sum(exponentials))
    return np.array(rows)


SOFTMAX = Exercise(
    lesson=LESSON,
    answer=softmax,
    second_way=softmax_by_rows,
    examples=(
        (np.array([[0.5, 1.0]]),),
        (np.array([[0.0, 0.0], [1.0, 3.0]]),),
        (np.array([[1000.0, 1001.0]]),),
    ),
    probes=softmax_probes,
    minutes=10,
    hints=(
        "Two steps: make every score positive with np.exp, then divide each row by its own sum.",
        "With `E = np.exp(Z)`, `np.sum(E, axis=1, keepdims=True)` has one sum for each row, "
        "as a column of shape (m, 1), so that dividing lines the rows up.",
        "For large scores subtract each row's own largest score first, `np.max(Z, axis=1, keepdims=True)`: the shares stay the same.",
    ),
    mistakes=(
        Mistake(
            "overflow",
            "The formula is right, and for large scores the computer cannot hold exp(Z): infinity over infinity is nan, not a number. "
            "Very negative rows become 0 / 0. Subtract each row's largest score before np.exp; the shares stay the same.",
            _without_maximum,
        ),
        Mistake(
            "one-maximum-for-all",
            "You subtracted the one largest score of the whole array. A row far below it becomes exp(-2000) = 0 throughout: 0 / 0 is "
            "nan. "
            "Each row needs its own maximum: axis=1.",
            lambda Z: _without_maximum(Z - np.max(Z)),
        ),
        Mistake(
            "columns",
            "You made the columns sum to 1. A row is one penguin with a score for each answer, so the rows have to sum to 1: axis=1.",
            _along_columns,
        ),
        Mistake(
            "columns-and-overflow",
            "You made the columns sum to 1. A row is one penguin with a score for each answer, so the rows have to sum to 1: axis=1. "
            "And large scores overflow: subtract each row's largest score before np.exp.",
            lambda Z: np.exp(Z) / np.sum(np.exp(Z), axis=0),
        ),
        Mistake(
            "whole-array",
            "You divided by the sum of the whole array, so that all rows share one 1. Each row is a penguin of its own: sum with axis=1.",
            lambda Z: np.exp(Z - np.max(Z)) / np.sum(np.exp(Z - np.max(Z))),
        ),
        Mistake(
            "whole-array-below-the-line",
            "The largest scores are right, and then you divided by the sum of the whole array. Each row is a penguin of its own, and sums "
            "to 1 by itself: `np.sum(..., axis=1, keepdims=True)`.",
            lambda Z: _exponentials(Z) / np.sum(_exponentials(Z)),
        ),
        Mistake(
            "largest-of-each-column",
            "You subtracted the largest score of each column (axis=0), so that a row loses a different number at each place, and its "
            "shares change. Each row needs its own largest score: axis=1.",
            lambda Z: _without_maximum(Z - np.max(Z, axis=0)),
        ),
        Mistake(
            "divided-by-the-scores",
            _BY_THE_SCORES,
            _divided_by_the_scores,
        ),
        Mistake(
            "divided-by-the-scores-and-overflow",
            f"{_BY_THE_SCORES} And large scores overflow: subtract each row's largest score before np.exp.",
            lambda Z: np.exp(Z) / np.sum(Z, axis=1, keepdims=True),
        ),
        Mistake(
            "subtracts-after",
            "You subtracted the largest score after np.exp, which changes the shares and comes too late for large ones. "
            "It belongs between the brackets of np.exp.",
            _subtracts_after,
        ),
        Mistake(
            "subtracts-above-the-line-only",
            "The largest score is subtracted above the line and not below it. Both have to be the same exponentials: work them out once, "
            "under a name, and use that twice.",
            lambda Z: _exponentials(Z) / np.sum(np.exp(Z), axis=1, keepdims=True),
        ),
        Mistake(
            "only-zeros",
            "Your result is still the zeros that you began with. `==` compares and puts nothing in, and what stands alone in its line, or "
            "gets another name, is lost. A row is filled with one `=`: `rows[i] = ...`.",
            lambda Z: np.zeros(Z.shape),
        ),
        Mistake(
            "the-scores",
            "You return the scores as they were. If you go through the rows: `row = ...` gives that name to something new and changes "
            "nothing in Z. Collect the new rows with append, and return these.",
            lambda Z: Z.copy(),
        ),
        Mistake(
            "whole-array-and-overflow",
            "You divided by the sum of the whole array, so that all rows share one 1. It worked for our penguin because that was a "
            "batch "
            "of one row. Sum with axis=1; and subtract each row's largest score before np.exp, or large ones overflow.",
            lambda Z: np.exp(Z) / np.sum(np.exp(Z)),
        ),
        Mistake(
            "maxima-against-columns",
            "The largest scores have shape (m,), and NumPy lines them up with the columns. It stops, or, with as many rows as columns, "
            "subtracts the wrong ones. `keepdims=True` keeps them a column, (m, 1).",
            lambda Z: _without_maximum(Z - np.max(Z, axis=1)),
        ),
        Mistake(
            "first-row-only",
            "Only the first row is in your result. Is the `return` line inside the loop? Collect the rows with append, and return them "
            "after the loop.",
            lambda Z: softmax(Z[:1])[0],
        ),
        Mistake(
            "last-row-only",
            "Only the last row is in your result: each round of the loop replaces the one before. Collect the rows with append, and "
            "return "
            "them after the loop.",
            lambda Z: softmax(Z[-1:])[0],
        ),
        Mistake(
            "rows-against-columns",
            "The sums of the rows have shape (m,), and NumPy lines them up with the columns. It stops, or, with as many rows as "
            "columns, "
            "divides by the wrong sums. `keepdims=True` keeps them a column, (m, 1).",
            lambda Z: _exponentials(Z) / np.sum(_exponentials(Z), axis=1),
        ),
        Mistake(
            "rows-against-columns-twice",
            "The rows' maxima and sums have shape (m,), and NumPy lines them up with the columns. It stops, or, with as many rows as "
            "columns, takes the wrong ones. `keepdims=True` keeps them columns, (m, 1), in np.max and in np.sum.",
            lambda Z: np.exp(Z - np.max(Z, axis=1)) / np.sum(np.exp(Z - np.max(Z, axis=1)), axis=1),
        ),
        Mistake(
            "rows-against-columns-and-overflow",
            "The sums of the rows have shape (m,), and NumPy lines them up with the columns: `keepdims=True` keeps them a column, "
            "(m, 1). "
            "And large scores overflow: subtract each row's largest score before np.exp.",
            lambda Z: np.exp(Z) / np.sum(np.exp(Z), axis=1),
        ),
        Mistake(
            "no-exponential",
            "You divided the scores themselves by their sum. Scores may be negative, and their sum may be 0; "
            "np.exp makes each one positive first.",
            _shares_of_scores,
        ),
        Mistake(
            "not-divided",
            "You took the exponentials and did not divide them by their sum, so the rows do not sum to 1. Divide each row by its own sum.",
            _exponentials,
        ),
        Mistake(
            "not-divided-and-overflow",
            "You took the exponentials and did not divide them by their sum, so the rows do not sum to 1, and large ones are infinite. "
            "Divide each row by its own sum.",
            lambda Z: np.exp(Z),
        ),
        Mistake(
            "turned-round",
            "You used exp(-Z), so the largest score gets the smallest share. Look at the sign inside np.exp.",
            lambda Z: softmax(-Z),
        ),
        Mistake(
            "turned-round-and-overflow",
            "You subtracted the scores from the largest one: so the largest score gets the smallest share, and the others overflow. "
            "It is the other way round: `Z - np.max(...)`.",
            lambda Z: _without_maximum(np.max(Z, axis=1, keepdims=True) - Z),
        ),
        Mistake(
            "sigmoid",
            "You squeezed each score by itself. In softmax the answers compete: what one gains the others lose, and the row sums to 1.",
            sigmoid,
        ),
        Mistake(
            "winner-takes-all",
            "You gave 1 to the largest score and 0 to the rest. Softmax is soft: a score a little smaller gets a share a little smaller.",
            lambda Z: np.eye(Z.shape[1])[np.argmax(Z, axis=1)],
        ),
        Mistake(
            "logarithms",
            "You returned the logarithms of the probabilities. Here the probabilities themselves are asked for: between 0 and 1, "
            "with rows that sum to 1.",
            lambda Z: Z - np.max(Z, axis=1, keepdims=True) - np.log(np.sum(_exponentials(Z), axis=1, keepdims=True)),
        ),
        Mistake(
            "cut-off",
            "You cut large scores off before np.exp. It no longer overflows, but 1000 and 999 have become equal, so their shares "
            "are wrong. Subtract each row's largest score instead.",
            lambda Z: _without_maximum(np.clip(Z, -500, 500)),
        ),
        Mistake(
            "overwrites-z",
            "You changed Z itself (with `-=`, or by writing into it). Whoever called softmax still needs its scores: "
            "`Z - …` makes a new array.",
            _softmax_in_place,
        ),
        Mistake(
            "whole-numbers",
            "For whole numbers Z you return whole numbers, and cut every share down to 0. An array made with np.zeros_like(Z) or "
            "np.empty_like(Z) has the kind of numbers that Z has: ask for dtype=float.",
            lambda Z: softmax(Z).astype(Z.dtype),
        ),
    ),
)

EXERCISES = (DENSE, FORWARD, SOFTMAX)
