"""Right answers to lesson 02, in as many styles as learners have."""

import math

import numpy as np


def step_mask(z):
    fires = np.zeros(z.shape)
    fires[z > 0] = 1
    return fires


def step_loop(z):
    return np.array([1 if value > 0 else 0 for value in z.flat]).reshape(z.shape)


def relu_copy(z):
    a = z.copy()
    a[a < 0] = 0
    return a


def relu_loop(z):
    a = np.zeros(z.shape)
    for index, value in np.ndenumerate(z):
        a[index] = max(0, value)
    return a


def sigmoid_masks(z):
    a = np.empty(z.shape)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    a[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    return a


def sigmoid_loop(z):
    def one(value):
        if value >= 0:
            return 1 / (1 + math.exp(-value))
        return math.exp(value) / (1 + math.exp(value))

    return np.array([one(value) for value in z.flat]).reshape(z.shape)


def sigmoid_picked(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def sigmoid_in_float32(z):
    z = z.astype(np.float32)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


RIGHT = {
    "step": [
        step_mask,
        step_loop,
        lambda z: np.where(z > 0, 1, 0),
        lambda z: z > 0,
        lambda z: (z > 0).astype(int),
        lambda z: (z > 0).tolist(),
        lambda z: np.heaviside(z, 0),
        lambda z: np.maximum(np.sign(z), 0),
        lambda z: 1 - (z <= 0),
        lambda z: (np.sign(z) + 1) // 2,
        lambda z: np.ceil(np.clip(z, 0, 1)),
        lambda z: np.vectorize(lambda value: 1.0 if value > 0 else 0.0)(z),
    ],
    "relu": [
        relu_copy,
        relu_loop,
        lambda z: np.maximum(0, z),
        lambda z: np.where(z > 0, z, 0),
        lambda z: np.where(z < 0, 0.0, z),
        lambda z: z * (z > 0),
        lambda z: (z + np.abs(z)) / 2,
        lambda z: np.clip(z, 0, None),
        lambda z: np.maximum(z, 0).tolist(),
        lambda z: np.fmax(z, 0).astype(np.float32),
        lambda z: -np.minimum(-z, 0),
    ],
    "sigmoid": [
        sigmoid_masks,
        sigmoid_loop,
        sigmoid_picked,
        sigmoid_in_float32,
        lambda z: 0.5 * (1 + np.tanh(z / 2)),
        lambda z: np.exp(-np.logaddexp(0, -z)),
        lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700))),
        lambda z: 1 / (1 + np.exp(np.minimum(-z, 700))),
        lambda z: 1 / (1 + np.exp(-z.astype(np.longdouble))) if np.finfo(np.longdouble).max > 1e400 else 0.5 * (1 + np.tanh(z / 2)),
        lambda z: np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z))),
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "step": {
        "result = np.where(fires, 1, 0)  ->  result = np.where(1, fires, 0)": "It is fires: True and False count as 1 and 0.",
        "result = np.where(fires, 1, 0)  ->  result = fires": "True and False count as 1 and 0.",
    },
    "relu": {
        "return np.where(z > 0, z, 0)  ->  return np.where(z >= 0, z, 0)": "At 0 both branches are 0.",
    },
    "sigmoid": {
        "return np.where(z >= 0, 1, small) / (1 + small)  ->  return np.where(z > 0, 1, small) / (1 + small)": (
            "At 0 both branches are 1: small is exp(0)."
        ),
    },
}
