"""Right answers to lesson 00, in as many styles as learners have."""

import math
from functools import reduce

import numpy as np


def index_loop(x, w):
    total = 0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


def zip_loop(x, w):
    total = 0.0
    for value, weight in zip(x, w, strict=True):
        total = total + value * weight
    return total


def while_loop(x, w):
    i, total = 0, 0
    while i < x.shape[0]:
        total += w[i] * x[i]
        i += 1
    return float(total)


def from_the_end(x, w):
    if len(x) == 1:
        return x[0] * w[0]
    return x[-1] * w[-1] + from_the_end(x[:-1], w[:-1])


def as_lists(x, w):
    return sum(value * weight for value, weight in zip(list(x), list(w), strict=True))


def one_row_times_one_column(x, w):
    return (x.reshape(1, -1) @ w.reshape(-1, 1)).item()


def shape_one(x, w):
    return np.array([np.dot(x, w)])


def list_of_products(x, w):
    result = []
    for value, weight in zip(x, w, strict=True):
        result.append(value * weight)
    return result


def over_a_copy(x, w):
    result = x.astype(float)
    for i, weight in enumerate(w):
        result[i] *= weight
    return result


RIGHT = {
    "products": [
        list_of_products,
        over_a_copy,
        lambda x, w: x * w,
        lambda x, w: np.multiply(w, x),
        lambda x, w: [x[i] * w[i] for i in range(len(x))],
        lambda x, w: np.diag(np.outer(x, w)),
        lambda x, w: np.einsum("i,i->i", x, w).astype(np.float32),
        lambda x, w: tuple(map(float, x * w)),
    ],
    "weighted_sum": [
        index_loop,
        zip_loop,
        while_loop,
        from_the_end,
        as_lists,
        one_row_times_one_column,
        shape_one,
        lambda x, w: x @ w,
        lambda x, w: np.dot(w, x),
        lambda x, w: np.einsum("i,i->", x, w),
        lambda x, w: (x * w).sum(keepdims=True),
        lambda x, w: math.fsum((x * w).tolist()),
        lambda x, w: reduce(lambda total, pair: total + pair[0] * pair[1], zip(x, w, strict=True), 0),
        lambda x, w: np.float32(np.sum(x * w)),
        lambda x, w: np.cumsum(x * w)[-1],
        lambda x, w: np.trace(np.outer(x, w)),
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "products": {
        "result = np.zeros(len(x))  ->  result = np.ones(len(x))": "Every entry is overwritten.",
    },
}
