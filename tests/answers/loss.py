"""Right answers to the exercises of lesson 05, in the styles that learners write."""

import math

import numpy as np

# --- mean_squared_error --------------------------------------------------------------------------------------------------


def mean_squared_error_loop(y_hat, y):
    total = 0
    for a, b in zip(y_hat.flatten(), y.flatten(), strict=True):
        total += (a - b) ** 2
    return total / y.size


def mean_squared_error_dot(y_hat, y):
    error = np.ravel(y_hat - y)
    return error @ error / len(error)


def mean_squared_error_list(y_hat, y):
    return [np.mean(np.power(y - y_hat, 2))]


# --- cross_entropy -------------------------------------------------------------------------------------------------------


def cross_entropy_clip_both_ends(P, Y):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.sum(Y * np.log(P)) / len(P)


def cross_entropy_picks(P, Y):
    p = P[np.arange(len(P)), Y.argmax(axis=1)]
    return -np.log(np.maximum(p, 1e-15)).mean()


def cross_entropy_mask(P, Y):
    return np.mean(-np.log(P[Y == 1] + 1e-9))


def cross_entropy_where(P, Y):
    logarithms = np.log(P, where=P > 0, out=np.full(P.shape, -100.0))
    return -(Y * logarithms).sum(axis=1).mean()


def cross_entropy_loop(P, Y):
    total = 0
    for p_row, y_row in zip(P, Y, strict=True):
        for p, y in zip(p_row, y_row, strict=True):
            if y == 1:
                total -= math.log(max(p, 1e-12))
    return total / len(P)


def cross_entropy_finite_numbers(P, Y):
    return -np.mean(np.sum(Y * np.nan_to_num(np.log(P), neginf=-1000), axis=1))


def cross_entropy_tiny(P, Y):
    return np.mean(-np.log(np.sum(P * Y, axis=1) + np.finfo(float).tiny))


def cross_entropy_single_precision(P, Y):
    P = np.clip(P.astype(np.float32), np.float32(1e-7), 1)
    return -np.mean(np.sum(Y.astype(np.float32) * np.log(P), axis=1))


RIGHT = {
    "mean_squared_error": [
        mean_squared_error_loop,
        mean_squared_error_dot,
        mean_squared_error_list,
        lambda y_hat, y: ((y_hat - y) ** 2).sum() / y_hat.size,
        lambda y_hat, y: np.average(np.square(y_hat - y)),
        lambda y_hat, y: float(np.linalg.norm(y_hat - y) ** 2 / y.size),
    ],
    "cross_entropy": [
        cross_entropy_clip_both_ends,
        cross_entropy_picks,
        cross_entropy_mask,
        cross_entropy_where,
        cross_entropy_loop,
        cross_entropy_finite_numbers,
        cross_entropy_tiny,
        cross_entropy_single_precision,
        lambda P, Y: -np.sum(Y * np.log(P + 1e-7), axis=1).mean(),
        lambda P, Y: -np.sum(Y * np.maximum(np.log(np.maximum(P, 1e-300)), -100)) / len(P),
        lambda P, Y: np.mean([-math.log(max(p @ y, np.finfo(float).tiny)) for p, y in zip(P, Y, strict=True)]),
        lambda P, Y: -np.mean(np.einsum("mk,mk->m", Y, np.log(np.clip(P, 1e-15, None)))),
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "mean_squared_error": {
        "return np.mean((y_hat - y) ** 2)  ->  return np.mean((y - y_hat) ** 2)": (
            "The square of a difference does not depend on its sign."
        ),
    },
    "cross_entropy": {
        "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))"
        "  ->  return -np.mean(np.sum(Y * np.log(np.clip(1e-12, P, 1)), axis=1))": (
            "Clipping the constant from below by P is the larger of the two, and no P is larger than 1."
        ),
        "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))"
        "  ->  return -np.mean(np.sum(Y * np.log(np.clip(P, 2e-12, 1)), axis=1))": (
            "Another clipping constant: the contract leaves it open."
        ),
        "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))"
        "  ->  return -np.mean(np.sum(Y * np.log(np.clip(P, 5e-13, 1)), axis=1))": (
            "Another clipping constant: the contract leaves it open."
        ),
        "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))"
        "  ->  return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 2)), axis=1))": (
            "No probability is larger than 1, so the upper end never acts."
        ),
        "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))"
        "  ->  return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1.5)), axis=1))": (
            "No probability is larger than 1, so the upper end never acts."
        ),
    },
}
