"""Right answers to the exercises of lesson 03, in the styles that learners write."""

import contextlib
import functools

import numpy as np

# --- dense ---------------------------------------------------------------------------------------------------------------


def dense_three_loops(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for sample in range(X.shape[0]):
        for neuron in range(W.shape[1]):
            total = b[neuron]
            for i in range(X.shape[1]):
                total += X[sample, i] * W[i, neuron]
            Z[sample, neuron] = total
    return Z


def dense_neuron_by_neuron(X, W, b):
    return np.column_stack([X @ w + bias for w, bias in zip(W.T, b, strict=True)])


def dense_lists(X, W, b):
    return [[sum(x * w for x, w in zip(row, column, strict=True)) + bias for column, bias in zip(W.T, b, strict=True)] for row in X]


def dense_einsum(X, W, b):
    return np.einsum("mi,ij->mj", X, W) + b


def dense_adds_in_place(X, W, b):
    Z = np.matmul(X, W)
    Z += b
    return Z


def dense_one_more_input(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])


def dense_turned_round(X, W, b):
    return (W.T @ X.T + b[:, np.newaxis]).T


def dense_broadcast(X, W, b):
    return (X[:, :, np.newaxis] * W).sum(axis=1) + b.reshape(1, -1)


def dense_single_precision(X, W, b):
    return (X @ W + b).astype(np.float32)


# --- forward -------------------------------------------------------------------------------------------------------------


def forward_plain(X, layers):
    A = X
    for W, b, activation in layers:
        A = A @ W + b
        if activation:
            A = activation(A)
    return A


def forward_by_index(X, layers):
    result = X
    for k in range(len(layers)):
        layer = layers[k]
        Z = np.dot(result, layer[0]) + layer[1]
        result = Z if layer[2] is None else layer[2](Z)
    return result


def forward_recursive(X, layers):
    if not layers:
        return X
    (W, b, activation), *rest = layers
    Z = X @ W + b
    return forward_recursive(Z if activation is None else activation(Z), rest)


def forward_from_the_last(X, layers):
    W, b, activation = layers[-1]
    Z = (X if len(layers) == 1 else forward_from_the_last(X, layers[:-1])) @ W + b
    return Z if activation is None else activation(Z)


def forward_reduce(X, layers):
    def apply(A, layer):
        W, b, activation = layer
        return (activation or (lambda Z: Z))(A @ W + b)

    return functools.reduce(apply, layers, X)


def forward_row_by_row(X, layers):
    rows = []
    for x in X:
        for W, b, activation in layers:
            x = x @ W + b
            if activation is not None:
                x = activation(x)
        rows.append(x)
    return np.array(rows)


def forward_suppresses(X, layers):
    for W, b, activation in layers:
        X = X @ W + b
        with contextlib.suppress(TypeError):  # there may be no activation
            X = activation(X)
    return X.tolist()


RIGHT = {
    "dense": [
        dense_three_loops,
        dense_neuron_by_neuron,
        dense_lists,
        dense_einsum,
        dense_adds_in_place,
        dense_one_more_input,
        dense_turned_round,
        dense_broadcast,
        dense_single_precision,
        lambda X, W, b: np.add(X.dot(W), b),
    ],
    "forward": [
        forward_plain,
        forward_by_index,
        forward_recursive,
        forward_from_the_last,
        forward_reduce,
        forward_row_by_row,
        forward_suppresses,
    ],
}
