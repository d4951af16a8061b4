"""Right answers to the exercises of lesson 07, in the styles that learners write."""

import numpy as np

# --- relu_backward -------------------------------------------------------------------------------------------------------


def relu_backward_where(dA, Z):
    return np.where(Z > 0, dA, 0)


def relu_backward_at_zero_too(dA, Z):
    return np.where(Z < 0, 0, dA)


def relu_backward_copy(dA, Z):
    dZ = dA.copy()
    dZ[Z <= 0] = 0
    return dZ


def relu_backward_loops(dA, Z):
    dZ = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] > 0:
                dZ[i, j] = dA[i, j]
    return dZ


def relu_backward_lists(dA, Z):
    return [[slope if z > 0 else 0 for slope, z in zip(*rows, strict=True)] for rows in zip(dA, Z, strict=True)]


def relu_backward_step_function(dA, Z):
    return np.multiply(dA, np.heaviside(Z, 0.5))


def relu_backward_from_the_output(dA, Z):
    A = np.maximum(Z, 0)
    return dA * (A > 0).astype(float)


def relu_backward_sign(dA, Z):
    return dA * (np.sign(Z) + 1) / 2


def relu_backward_single_precision(dA, Z):
    return (dA * (Z > 0)).astype(np.float32)


# --- dense_backward ------------------------------------------------------------------------------------------------------


def dense_backward_loops(dZ, X, W):
    m, n_in, n_out = len(X), W.shape[0], W.shape[1]
    dX, dW, db = np.zeros((m, n_in)), np.zeros((n_in, n_out)), np.zeros(n_out)
    for row in range(m):
        for j in range(n_out):
            db[j] += dZ[row, j]
            for i in range(n_in):
                dX[row, i] += dZ[row, j] * W[i, j]
                dW[i, j] += X[row, i] * dZ[row, j]
    return dX, dW, db


def dense_backward_einsum(dZ, X, W):
    return np.einsum("mj,ij->mi", dZ, W), np.einsum("mi,mj->ij", X, dZ), np.einsum("mj->j", dZ)


def dense_backward_list(dZ, X, W):
    return [np.matmul(dZ, W.transpose()), np.dot(X.T, dZ), np.sum(dZ, 0)]


def dense_backward_outer_products(dZ, X, W):
    dW = sum(np.outer(x, dz) for x, dz in zip(X, dZ, strict=True))
    dX = np.array([W @ dz for dz in dZ])
    return dX, dW, sum(dZ)


def dense_backward_ones(dZ, X, W):
    db = np.ones(len(dZ)) @ dZ
    return (W @ dZ.T).T, (dZ.T @ X).T, db


def dense_backward_python_numbers(dZ, X, W):
    dX = [[float(dz @ w) for w in W] for dz in dZ]
    dW = [[float(x @ dz) for dz in dZ.T] for x in X.T]
    return dX, dW, [float(column.sum()) for column in dZ.T]


def dense_backward_single_precision(dZ, X, W):
    return tuple(part.astype(np.float32) for part in (dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)))


# --- softmax_cross_entropy_backward --------------------------------------------------------------------------------------


def softmax_backward_shape(P, Y):
    return (P - Y) / P.shape[0]


def softmax_backward_labels(P, Y):
    dZ = P.copy()
    dZ[np.arange(len(P)), Y.argmax(axis=1)] -= 1
    dZ /= len(P)
    return dZ


def softmax_backward_loops(P, Y):
    m, n_classes = P.shape
    gradient = np.empty((m, n_classes))
    for i in range(m):
        for k in range(n_classes):
            gradient[i, k] = (P[i, k] - Y[i, k]) / m
    return gradient


def softmax_backward_lists(P, Y):
    return [[(p - y) / len(P) for p, y in zip(*rows, strict=True)] for rows in zip(P.tolist(), Y.tolist(), strict=True)]


def softmax_backward_chain_rule(P, Y):
    # The long way: the gradient of the cross-entropy, sent back through the table of slopes that softmax has for each row.
    gradient = []
    for p, y in zip(P, Y, strict=True):
        slopes = np.diag(p) - np.outer(p, p)
        gradient.append(slopes @ (-y / p))
    return np.array(gradient) / len(P)


def softmax_backward_subtract(P, Y):
    return np.subtract(P, Y) * (1.0 / np.size(P, 0))


RIGHT = {
    "relu_backward": [
        relu_backward_where,
        relu_backward_at_zero_too,
        relu_backward_copy,
        relu_backward_loops,
        relu_backward_lists,
        relu_backward_step_function,
        relu_backward_from_the_output,
        relu_backward_sign,
        relu_backward_single_precision,
    ],
    "dense_backward": [
        dense_backward_loops,
        dense_backward_einsum,
        dense_backward_list,
        dense_backward_outer_products,
        dense_backward_ones,
        dense_backward_python_numbers,
        dense_backward_single_precision,
    ],
    "softmax_cross_entropy_backward": [
        softmax_backward_shape,
        softmax_backward_labels,
        softmax_backward_loops,
        softmax_backward_lists,
        softmax_backward_chain_rule,
        softmax_backward_subtract,
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "numerical_gradient": {
        "gradient = np.zeros(w.shape)  ->  gradient = np.ones(w.shape)": "Every entry is overwritten.",
        "up[index] += h  ->  up[index] = up[index] + h": "up is a copy, and one entry of it is assigned either way.",
        "down[index] -= h  ->  down[index] = down[index] - h": "down is a copy, and one entry of it is assigned either way.",
        "default 1e-05  ->  2e-05": "As small a step: central differences agree to more digits than are compared.",
        "default 1e-05  ->  5e-06": "As small a step: central differences agree to more digits than are compared.",
        "default 1e-05  ->  -1e-05": "Central differences with -h are those with h: both the difference and the divisor change sign.",
    },
    "relu_backward": {
        "return dA * (Z > 0)  ->  return dA * (Z >= 0)": (
            "At exactly 0 ReLU has a corner, and the contract leaves its slope there open: no probe has a 0 in Z."
        ),
    },
}
