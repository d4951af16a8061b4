"""The exercise forward: the network as one nested function, layer after layer."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.layers._our_network import B1, B2, OUR_PENGUIN, W1, W2
from layerwise.exercises.layers.dense import dense
from layerwise.exercises.probabilities.softmax import softmax


def forward(X, layers):
    """Feed X, (m, n_in), through a list of layers (W, b, activation).
    Each layer is dense, then its activation, unless that is None.
    What a layer returns is the input of the next one.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        ### BEGIN SOLUTION
        if activation is not None:
            X = activation(X)
        ### END SOLUTION
    return X


def forward_in_one_line(X, layers):
    """The choice stands in one line: `A if condition else B` is A where the condition holds, and B elsewhere."""
    for W, b, activation in layers:
        Z = dense(X, W, b)
        X = Z if activation is None else activation(Z)
    return X


def probes(rng):
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


def shares(Z):
    """Each entry's share of its row: an activation that looks at the whole row, as softmax does."""
    sizes = np.exp(-np.abs(Z))
    return sizes / sizes.sum(axis=-1, keepdims=True)


def describe(X, layers):
    """Small networks with their numbers, others by their shapes."""
    if X.size + sum(W.size for W, _, _ in layers) > 12:
        parts = [f"W {W.shape}, b {b.shape}, {_name_of(activation)}" for W, b, activation in layers]
        return f"X of shape {X.shape} and the layers {'; '.join(parts)}"
    parts = [f"({W.tolist()}, {b.tolist()}, {_name_of(activation)})" for W, b, activation in layers]
    return f"X = {X.tolist()}, layers = [{', '.join(parts)}]"


def _name_of(activation):
    return "None" if activation is None else activation.__name__


EXERCISE = Exercise(
    place=2,
    answer=forward,
    another_way=forward_in_one_line,
    minutes=8,
    hints=(
        "After the line with dense, X holds the scores of a layer. What has to happen to them before the next layer sees them?",
        "`activation` is either a function, to be called with X, or None, which cannot be called. So ask which it is before you call it.",
        "The line below the `if` stands four spaces further in. What `activation(X)` returns has to become the new X, or it is lost.",
    ),
    examples=(
        (OUR_PENGUIN, [(W1, B1, None)]),
        (OUR_PENGUIN, [(W1, B1, relu)]),
        (OUR_PENGUIN, [(W1, B1, relu), (W2, B2, None)]),
    ),
    probes=probes,
    describe=describe,
)

mistake = EXERCISE.mistake


def after_dense(change):
    """A mistake in the gap: `change(X, W, b, activation)` is what becomes of a layer's scores."""

    def wrong(X, layers):
        for W, b, activation in layers:
            X = change(dense(X, W, b), W, b, activation)
        return X

    return wrong


def where_there_is_one(change):
    """A mistake below the `if`: `change(X, W, b, activation)` is what becomes of the scores of a layer with an activation."""
    return after_dense(lambda X, W, b, activation: X if activation is None else change(X, W, b, activation))


@mistake(when="activation = activation(")
def keeps_it_under_the_wrong_name(X, layers):
    """You give what comes out the name `activation`, and X still holds the scores from before. The next layer receives X:
    `X = activation(X)`.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            activation = activation(X)
    return X


@mistake(when=lambda written: not written.lost and not written.never_read)
def no_activation(X, layers):
    """The activations had no effect, and without them the layers collapse into one, however many there are. After each dense ask
    `if activation is not None:`, call the activation, and keep what it returns: `X = activation(X)`.
    """
    for W, b, _ in layers:
        X = dense(X, W, b)
    return X


@mistake
def same_input(X, layers):
    """Every layer received the network's input X, so only the last one counted.
    A layer's input is what the layer before it returned: give that result the name that the next round of the loop uses.
    """
    for W, b, activation in layers:
        result = dense(X, W, b)
        if activation is not None:
            result = activation(result)
    return result


@mistake
def returns_activation(X, layers):
    """You stopped at the first layer that has an activation. Inside the loop, `return` and `break` end it there:
    write `X = activation(X)` alone, and the next layer receives it.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            return activation(X)
    return X


@mistake
def bias_twice(X, layers):
    """The bias comes in twice: dense has added it already, and you add it again behind the activation. Leave the second one out."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X) + b
    return X


@mistake
def first_layer_only(X, layers):
    """You stopped after the first layer. Go through all of them; and if there is a loop, look at where `return` stands:
    inside the loop it ends the function in the first round.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
        return X


@mistake
def reversed_(X, layers):
    """You went through the layers from the last to the first. Features enter at layers[0], and the answer leaves at layers[-1]."""
    for W, b, activation in layers[::-1]:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
    return X


@mistake
def activation_first(X, layers):
    """You applied the activation to a layer's input. A neuron sums first, and then
    its activation decides what is passed on: dense, then activation.
    """
    for W, b, activation in layers:
        if activation is not None:
            X = activation(X)
        X = dense(X, W, b)
    return X


@mistake
def skips_layers(X, layers):
    """You skipped the layers that have no activation. None means that a layer passes on
    its scores as they are: dense happens in any case, and the next layer receives what it returns.
    """
    for W, b, activation in layers:
        if activation is not None:
            X = activation(dense(X, W, b))
    return X


@mistake
def stops_at_none(X, layers):
    """You stopped at the first layer without an activation. It need not be the last one: pass its scores on to the next layer."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is None:
            return X
        X = activation(X)
    return X


@mistake(when=lambda written: written.has("'None'") or written.has('"None"'))
def none_in_quotation_marks(X, layers):
    """In quotation marks None is a text of four letters, and no activation is that text: so the question is always answered in the same
    way. Write None without them: `if activation is not None:`.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation != "None":
            X = activation(X)
    return X


@mistake(when=lambda written: written.has("if X "))
def asks_about_x(X, layers):
    """You asked about X, which is never None. It is the activation that may be missing: `if activation is not None:`."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        if X is not None:
            X = activation(X)
    return X


@mistake
def calls_none(X, layers):
    """You called the activation of a layer that has none, and None cannot be called.
    Ask first, in these words: `if activation is not None:`, and call it on a line below, four spaces further in.
    """
    for W, b, activation in layers:
        X = activation(dense(X, W, b))
    return X


@mistake(when=lambda written: written.lost and not written.has_below_an_if("activation("))
def calls_none_and_keeps_nothing(X, layers):
    """You call the activation in every layer, and in some it is None, which cannot be called. Nor is what it returns kept.
    Ask first, `if activation is not None:`; below it, four spaces further in, stands `X = activation(X)`.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        activation(X)
    return X


@mistake(when=lambda written: written.has_below_an_if("activation(") or written.nodes(ast.IfExp))
def asks_the_other_way_round(X, layers):
    """Your question is turned round: the activation is called where it is None,
    and left out where there is one. Write `if activation is not None:`.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is None:
            X = activation(X)
    return X


@mistake
def dense_again_behind(X, layers):
    """Where a layer has an activation, you call dense once more with what comes out. The next round of the loop does that,
    with weights of its own: `X = activation(X)` is all that is missing here.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = dense(activation(X), W, b)
    return X


@mistake(like=dense_again_behind)
def dense_again_behind_and_lost(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            dense(activation(X), W, b)
    return X


@mistake
def dense_twice(X, layers):
    """Where a layer has an activation, its weights are applied twice.
    After the first dense X holds the scores already: call the activation with X as it is.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(dense(X, W, b))
    return X


@mistake
def dense_twice_in_every_layer(X, layers):
    """A layer's weights are applied twice. After the first dense X holds the scores already: leave the second one out,
    and call the activation with X as it is.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        scores = dense(X, W, b)
        if activation is not None:
            X = activation(scores)
    return X


@mistake(when=lambda written: written.has_in_a_loop("activation(X)") and not written.has_in_a_loop("X = activation("))
def kept_under_another_name(X, layers):
    """Only the last layer's activation counts. The others are called too, but what they return gets a name that the next round
    does not read: its dense takes X. Put it under that name, `X = activation(X)`, and return X.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        result = X if activation is None else activation(X)
    return result


@mistake(when=lambda written: not written.has_in_a_loop("activation("))
def activation_of_the_last_only(X, layers):
    """Only the last layer's activation was applied. Does the `if` stand below the loop?
    Move it to the right, under the line with dense, so that it is asked in every round.
    """
    activation = layers[-1][2]
    X = no_activation(X, layers)
    return X if activation is None else activation(X)


@mistake
def last_without_activation(X, layers):
    """You left out the activation of the last layer.
    Whether it has one stands in its own entry of `layers`, as for every other layer.
    """
    X = forward(X, layers[:-1])
    W, b, _ = layers[-1]
    return dense(X, W, b)


@mistake
def multiplied_with_the_scores(X, layers):
    """You multiplied the scores by what the activation returns. That takes their place: `X = activation(X)`, with X on the left alone."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = X * activation(X)
    return X


@mistake
def the_prediction(X, layers):
    """You returned the column of the largest score, the prediction. Here the scores themselves are asked for: return X as it is."""
    return np.argmax(forward(X, layers), axis=1)


@mistake(like=last_without_activation)
def last_without_activation_unasked(X, layers):
    for number, (W, b, activation) in enumerate(layers):
        X = dense(X, W, b)
        if number < len(layers) - 1:
            X = activation(X)
    return X


@mistake
def relu_in_all_but_the_last(X, layers):
    """You used ReLU in every layer but the last. Each layer brings its own activation as its third entry, or None,
    and the last one may have one too: call that one.
    """
    for number, (W, b, _) in enumerate(layers):
        X = dense(X, W, b)
        if number < len(layers) - 1:
            X = relu(X)
    return X


@mistake
def always_relu(X, layers):
    """You used ReLU in every layer that has an activation. Which function to use stands in the layer itself, as its third entry:
    call `activation(X)`, whatever it is.
    """
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = relu(X)
    return X


@mistake
def only_relu_counts(X, layers):
    """You applied an activation only where it is ReLU. A layer may bring any function: where there is one, call `activation(X)`."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation == relu:
            X = relu(X)
    return X


@mistake
def relu_everywhere(X, layers):
    """You used ReLU in every layer. Each layer brings its own activation as its third entry, or None: call that one."""
    for W, b, _ in layers:
        X = relu(dense(X, W, b))
    return X


ALWAYS = "You used {} in every layer. Each layer brings its own activation as its third entry, or None: call that one."
mistake(after_dense(lambda X, W, b, activation: sigmoid(X)), id="sigmoid-everywhere", says=ALWAYS.format("the sigmoid"))
mistake(after_dense(lambda X, W, b, activation: softmax(X)), id="softmax-everywhere", says=ALWAYS.format("shares of 1"))


mistake(
    where_there_is_one(lambda X, W, b, activation: X + activation(X)),
    id="added-to-the-scores",
    says="You added what the activation returns to the scores. It takes their place: `X = activation(X)`, with a plain `=`.",
)
mistake(
    lambda X, layers: softmax(relu_everywhere(X, layers)),
    id="relu-everywhere-and-softmax",
    says="You used ReLU in every layer, and made shares of 1 at the end. Each layer brings its own activation as its third entry, or None: "
    "call that one, and nothing else.",
)
mistake(
    lambda X, layers: softmax(forward(X, layers)),
    id="softmax-at-the-end",
    says="You turned the result into shares that add up to 1. forward returns what the last layer gives: leave that step out.",
)


@mistake
def relu_where_none(X, layers):
    """You put ReLU where the activation is None. None means that negative scores are passed on too: leave them as they are."""
    for W, b, activation in layers:
        X = dense(X, W, b)
        X = relu(X) if activation is None else activation(X)
    return X


INSTEAD = "You called the activation with {}. It decides about the scores of the layer, and those are in X: `activation(X)`."
mistake(where_there_is_one(lambda X, W, b, activation: activation(W)), id="activation-of-the-weights", says=INSTEAD.format("the weights"))
mistake(where_there_is_one(lambda X, W, b, activation: activation(b)), id="activation-of-the-biases", says=INSTEAD.format("the biases"))


@mistake
def no_bias(X, layers):
    """You left out the biases. A layer is `X @ W + b`; your own dense does both."""
    for W, _, activation in layers:
        X = X @ W
        if activation is not None:
            X = activation(X)
    return X


@mistake
def keeps_all_layers(X, layers):
    """You returned the results of all layers in a list. The network's answer is what its last layer returns: that one alone."""
    results = []
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
        results.append(X)
    return results
