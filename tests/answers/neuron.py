"""Right answers to lesson 01, in as many styles as learners have."""

import numpy as np


def neuron_loop(x, w, b):
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    return z


def neuron_with_the_bias_as_a_weight(x, w, b):
    return np.append(x, 1) @ np.append(w, b)


def neuron_of_lists(x, w, b):
    return sum([value * weight for value, weight in zip(x.tolist(), w.tolist(), strict=True)], b)


def batch_double_loop(X, w, b):
    m, n = X.shape
    scores = np.zeros(m)
    for i in range(m):
        for j in range(n):
            scores[i] += X[i, j] * w[j]
        scores[i] += b
    return scores


def batch_row_by_row(X, w, b):
    scores = []
    for x in X:
        scores.append(np.dot(x, w) + b)
    return scores


def batch_feature_by_feature(X, w, b):
    scores = np.full(len(X), b, dtype=float)
    for j in range(len(w)):
        scores = scores + X[:, j] * w[j]
    return scores


def batch_column_made_flat(X, w, b):
    column = X @ w.reshape(-1, 1) + b
    return column.ravel()


def batch_with_the_bias_as_a_weight(X, w, b):
    ones = np.ones((X.shape[0], 1))
    return np.hstack([X, ones]) @ np.append(w, b)


RIGHT = {
    "neuron": [
        neuron_loop,
        neuron_with_the_bias_as_a_weight,
        neuron_of_lists,
        lambda x, w, b: x @ w + b,
        lambda x, w, b: b + np.dot(w, x),
        lambda x, w, b: float(np.sum(x * w) + b),
        lambda x, w, b: np.array([np.inner(x, w) + b]),
        lambda x, w, b: np.einsum("i,i->", x, w) + b,
        lambda x, w, b: -(-b - x @ w),
        lambda x, w, b: np.float32(x @ w + b),
        lambda x, w, b: np.sum(x * w + b / len(x)),
    ],
    "neuron_batch": [
        batch_double_loop,
        batch_row_by_row,
        batch_feature_by_feature,
        batch_column_made_flat,
        batch_with_the_bias_as_a_weight,
        lambda X, w, b: X @ w + b,
        lambda X, w, b: w @ X.T + b,
        lambda X, w, b: np.dot(X, w) + np.full(len(X), b),
        lambda X, w, b: np.sum(X * w, axis=1) + b,
        lambda X, w, b: np.einsum("ij,j->i", X, w) + b,
        lambda X, w, b: [float(x @ w + b) for x in X],
        lambda X, w, b: tuple(map(lambda x: x @ w + b, X)),
        lambda X, w, b: np.apply_along_axis(lambda x: x @ w + b, 1, X),
        lambda X, w, b: np.squeeze(X @ w[:, None] + b, axis=1),
        lambda X, w, b: (X @ w + b).astype(np.float32),
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "neuron": {
        "score = weighted_sum(x, w)  ->  score = weighted_sum(w, x)": (
            "Inputs and weights are multiplied pair by pair, in whichever order."
        ),
    },
}
