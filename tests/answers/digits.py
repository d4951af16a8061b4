"""Right answers to the exercises of lesson 11, in the styles that learners write."""

import numpy as np

# --- dropout -------------------------------------------------------------------------------------------------------------


def dropout_binomial(A, rate, rng):
    return A * rng.binomial(1, 1 - rate, A.shape) / (1 - rate)


def dropout_binomial_of_the_dropped(A, rate, rng):
    return A * (1 - rng.binomial(1, rate, size=A.shape)) / (1 - rate)


def dropout_choice(A, rate, rng):
    return A * rng.choice([0, 1 / (1 - rate)], size=A.shape, p=[rate, 1 - rate])


def dropout_smaller_than_what_is_kept(A, rate, rng):
    keep = 1 - rate
    return A * (rng.uniform(0, 1, A.shape) < keep) / keep


def dropout_strictly_larger(A, rate, rng):
    return A * (rng.random(A.shape) > rate) / (1 - rate)


def dropout_on_a_copy(A, rate, rng):
    result = A.copy()
    result[rng.random(A.shape) < rate] = 0
    result /= 1 - rate
    return result


def dropout_number_by_number(A, rate, rng):
    return [[0 if rng.random() < rate else number / (1 - rate) for number in row] for row in A]


def dropout_single_precision(A, rate, rng):
    return (A * (rng.random(A.shape, dtype=np.float32) >= rate) / (1 - rate)).astype(np.float32)


def dropout_exact_number(A, rate, rng):
    result = (A / (1 - rate)).ravel()
    result[rng.permutation(A.size)[: round(rate * A.size)]] = 0
    return result.reshape(A.shape)


def dropout_nothing_to_do(A, rate, rng):
    if rate == 0:
        return A
    return np.where(rng.random(size=A.shape) < rate, 0.0, A / (1 - rate))


RIGHT = {
    "dropout": [
        dropout_binomial,
        dropout_binomial_of_the_dropped,
        dropout_choice,
        dropout_smaller_than_what_is_kept,
        dropout_strictly_larger,
        dropout_on_a_copy,
        dropout_number_by_number,
        dropout_single_precision,
        dropout_exact_number,
        dropout_nothing_to_do,
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "dropout": {
        "kept = rng.random(A.shape) >= rate  ->  kept = rng.random(A.shape) > rate": (
            "A random number is exactly equal to the rate once in 2**53 times."
        ),
    },
}
