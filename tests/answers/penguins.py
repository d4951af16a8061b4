"""Right answers to the exercises of lesson 09 in many styles."""

import math
import random

import numpy as np


def split_first_rows_train(X, y, validation_fraction, rng):
    n_train = int(len(X) * (1 - validation_fraction))
    order = rng.permutation(len(X))
    return X[order[:n_train]], X[order[n_train:]], y[order[:n_train]], y[order[n_train:]]


def split_shuffled_list(X, y, validation_fraction, rng):
    numbers = list(range(len(X)))
    rng.shuffle(numbers)
    n = math.ceil(validation_fraction * len(X))
    val, train = numbers[:n], numbers[n:]
    return [X[i] for i in train], [X[i] for i in val], [y[i] for i in train], [y[i] for i in val]


def split_mask(X, y, validation_fraction, rng):
    chosen = rng.choice(len(X), size=int(validation_fraction * len(X)), replace=False)
    held_back = np.zeros(len(X), dtype=bool)
    held_back[chosen] = True
    return X[~held_back], X[held_back], y[~held_back], y[held_back]


def split_argsort(X, y, validation_fraction, rng):
    order = np.argsort(rng.random(len(X)))
    n = math.floor(validation_fraction * len(X))
    return X[order][n:], X[order][:n], y[order][n:], y[order][:n]


def split_glued(X, y, validation_fraction, rng):
    glued = rng.permutation(np.column_stack([X, y]))
    n = len(X) - round(validation_fraction * len(X))
    train, val = glued[:n], glued[n:]
    return train[:, :-1], val[:, :-1], train[:, -1], val[:, -1]


def split_pairs(X, y, validation_fraction, rng):
    pairs = list(zip(X.tolist(), y.tolist(), strict=True))
    random.Random(int(rng.integers(2**32))).shuffle(pairs)
    n = math.ceil(validation_fraction * len(pairs))
    X_val, y_val = zip(*pairs[:n], strict=True)
    X_train, y_train = zip(*pairs[n:], strict=True)
    return np.array(X_train), np.array(X_val), np.array(y_train), np.array(y_val)


def split_copies_then_shuffles_alike(X, y, validation_fraction, rng):
    seed = rng.integers(1_000_000)
    X, y = X.copy(), y.copy()
    np.random.default_rng(seed).shuffle(X)
    np.random.default_rng(seed).shuffle(y)
    n = len(X) - round(validation_fraction * len(X))
    return X[:n], X[n:], y[:n], y[n:]


def split_np_split(X, y, validation_fraction, rng):
    order = rng.permuted(np.arange(len(X)))
    val, train = np.split(order, [math.ceil(validation_fraction * len(X))])
    return np.take(X, train, axis=0), np.take(X, val, axis=0), np.take(y, train), np.take(y, val)


def split_setdiff(X, y, validation_fraction, rng):
    validation = rng.choice(np.arange(len(y)), size=round(len(y) * validation_fraction), replace=False)
    training = np.setdiff1d(np.arange(len(y)), validation)
    return X[training, :], X[validation, :], y[training], y[validation]


def standardize_sample_deviation(X_train, X_other):
    mean, deviation = np.mean(X_train, axis=0), np.std(X_train, axis=0, ddof=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def standardize_epsilon(X_train, X_other):
    mean, deviation = X_train.mean(0, keepdims=True), X_train.std(0, keepdims=True) + 1e-8
    return [(X - mean) / deviation for X in (X_train, X_other)]


def standardize_by_columns(X_train, X_other):
    train, other = np.empty(X_train.shape), np.empty(X_other.shape)
    for j in range(X_train.shape[1]):
        column = X_train[:, j]
        train[:, j] = (column - column.mean()) / column.std()
        other[:, j] = (X_other[:, j] - column.mean()) / column.std()
    return train, other


def standardize_plain_python(X_train, X_other):
    columns = list(zip(*X_train.tolist(), strict=True))
    means = [sum(column) / len(column) for column in columns]
    deviations = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) for column, mean in zip(columns, means, strict=True)
    ]

    def scaled(table):
        return [[(value - mean) / deviation for value, mean, deviation in zip(row, means, deviations, strict=True)] for row in table]

    return scaled(X_train.tolist()), scaled(X_other.tolist())


def standardize_glued(X_train, X_other):
    both = np.vstack([X_train, X_other])
    both = (both - X_train.mean(axis=0)) / np.sqrt(X_train.var(axis=0) + 1e-8)
    return both[: len(X_train)], both[len(X_train) :]


def standardize_einsum(X_train, X_other):
    m = len(X_train)
    mean = np.einsum("ij->j", X_train) / m
    centred = X_train - mean
    variance = np.einsum("ij,ij->j", centred, centred) / (m - 1)
    return centred * variance**-0.5, (X_other - mean) * variance**-0.5


def standardize_transposed(X_train, X_other):
    mean, deviation = X_train.T.mean(axis=1), X_train.T.std(axis=1)
    return ((X_train.T - mean[:, None]) / deviation[:, None]).T, ((X_other.T - mean[:, None]) / deviation[:, None]).T


def confusion_add_at(labels, predicted, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (labels, predicted), 1)
    return counts


def confusion_bincount(labels, predicted, n_classes):
    return np.bincount(n_classes * labels + predicted, minlength=n_classes**2).reshape(n_classes, n_classes)


def confusion_one_hot(labels, predicted, n_classes):
    return np.eye(n_classes)[labels].T @ np.eye(n_classes)[predicted]


def confusion_comprehension(labels, predicted, n_classes):
    pairs = list(zip(labels.tolist(), predicted.tolist(), strict=True))
    return [[pairs.count((i, j)) for j in range(n_classes)] for i in range(n_classes)]


def confusion_masks(labels, predicted, n_classes):
    counts = np.empty((n_classes, n_classes), dtype=np.float32)
    for i in range(n_classes):
        for j in range(n_classes):
            counts[i, j] = np.sum((labels == i) & (predicted == j))
    return counts


def confusion_histogram(labels, predicted, n_classes):
    return np.histogram2d(labels, predicted, bins=n_classes, range=[[0, n_classes], [0, n_classes]])[0]


def confusion_small_integers(labels, predicted, n_classes):
    rows = [[0] * n_classes for _ in range(n_classes)]
    for k in range(len(labels)):
        rows[labels[k]][predicted[k]] = rows[labels[k]][predicted[k]] + 1
    return np.array(rows, dtype=np.uint8)


RIGHT = {
    "split": [
        split_first_rows_train,
        split_shuffled_list,
        split_mask,
        split_argsort,
        split_glued,
        split_pairs,
        split_copies_then_shuffles_alike,
        split_np_split,
        split_setdiff,
    ],
    "standardize": [
        standardize_sample_deviation,
        standardize_epsilon,
        standardize_by_columns,
        standardize_plain_python,
        standardize_glued,
        standardize_einsum,
        standardize_transposed,
        lambda X_train, X_other: tuple(((X - X_train.mean(0)) / X_train.std(0)).astype(np.float32) for X in (X_train, X_other)),
    ],
    "confusion_matrix": [
        confusion_add_at,
        confusion_bincount,
        confusion_one_hot,
        confusion_comprehension,
        confusion_masks,
        confusion_histogram,
        confusion_small_integers,
    ],
}


# Small changes of our answers that the tests make, and that are no mistakes.
EQUIVALENT = {
    "confusion_matrix": {
        "counts = np.zeros((n_classes, n_classes), dtype=int)  ->  counts = np.zeros((n_classes, n_classes))": (
            "Counts may come as floating-point numbers."
        ),
        "counts[label, guess] += 1  ->  counts[label, guess] = counts[label, guess] + 1": "One entry is assigned either way.",
        "counts[label, guess] += 1  ->  counts[label, guess] += 1.5": "An array of whole numbers cuts the half off again.",
    },
}
