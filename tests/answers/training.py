"""Right answers to the exercises of lesson 08, in the styles that learners write."""

from collections import namedtuple
from copy import deepcopy

import numpy as np

from layerwise import nn

# --- minibatches ---------------------------------------------------------------------------------------------------------


def minibatches_list_of_pairs(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[order[i : i + batch_size]], Y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


def minibatches_shuffled_copies(X, Y, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    X, Y = X[order], Y[order]
    start = 0
    while start < len(X):
        yield X[start : start + batch_size], Y[start : start + batch_size]
        start += batch_size


def minibatches_sorted_random_numbers(X, Y, batch_size, rng):
    order = np.argsort(rng.random(X.shape[0]))
    for number in range(int(np.ceil(len(X) / batch_size))):
        rows = order[number * batch_size : (number + 1) * batch_size]
        yield X[rows], Y[rows]


def minibatches_split(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for rows in np.split(order, range(batch_size, len(X), batch_size)):
        yield [X[rows], Y[rows]]


def minibatches_choice(X, Y, batch_size, rng):
    order = rng.choice(len(X), size=len(X), replace=False)
    return zip(
        (X[order[i : i + batch_size]] for i in range(0, len(X), batch_size)),
        (Y[order[i : i + batch_size]] for i in range(0, len(X), batch_size)),
        strict=True,
    )


def minibatches_row_by_row(X, Y, batch_size, rng):
    batch = []
    for row in rng.permutation(len(X)):
        batch.append(row)
        if len(batch) == batch_size:
            yield X[batch], Y[batch]
            batch = []
    if batch:
        yield X[batch], Y[batch]


def minibatches_lists(X, Y, batch_size, rng):
    pairs = list(zip(X, Y, strict=True))
    pairs = [pairs[i] for i in rng.permutation(len(pairs))]
    for start in range(0, len(pairs), batch_size):
        chosen = pairs[start : start + batch_size]
        yield np.array([x for x, _ in chosen]), np.array([y for _, y in chosen])


def minibatches_joined(X, Y, batch_size, rng):
    table = np.column_stack([X, Y])
    rng.shuffle(table)
    for start in range(0, len(table), batch_size):
        rows = table[start : start + batch_size]
        yield rows[:, : X.shape[1]], rows[:, X.shape[1]] if Y.ndim == 1 else rows[:, X.shape[1] :]


# --- sgd_step ------------------------------------------------------------------------------------------------------------


def sgd_step_indices(params, grads, learning_rate):
    for i in range(len(params)):
        params[i] -= learning_rate * grads[i]


def sgd_step_whole_slice(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p[:] = p - learning_rate * g


def sgd_step_dots(params, grads, learning_rate):
    for i, g in enumerate(grads):
        params[i][...] += -learning_rate * g


def sgd_step_subtract(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        np.subtract(p, np.multiply(learning_rate, g), out=p)


def sgd_step_entry_by_entry(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        for index in np.ndindex(p.shape):
            p[index] -= learning_rate * g[index]


def sgd_step_returns_them_too(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p -= g * learning_rate
    return params


def sgd_step_copies_in(params, grads, learning_rate):
    for p, new in zip(params, [p - learning_rate * g for p, g in zip(params, grads, strict=True)], strict=True):
        np.copyto(p, new)


# --- train ---------------------------------------------------------------------------------------------------------------


def train_mean_over_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    history = []
    for _epoch in range(epochs):
        losses = []
        for X_batch, Y_batch in minibatches_list_of_pairs(X, Y, batch_size, rng):
            output = network.forward(X_batch)
            losses.append(loss.forward(output, Y_batch))
            gradient = loss.backward()
            network.backward(gradient)
            optimizer.step(network.parameters(), network.gradients())
        history.append(np.mean(losses))
    return history


def train_own_order(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    m = len(X)
    history = np.zeros(epochs)
    for epoch in range(epochs):
        order = rng.permutation(m)
        for start in range(0, m, batch_size):
            rows = order[start : start + batch_size]
            history[epoch] += loss.forward(network.forward(X[rows]), Y[rows]) * len(rows) / m
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
    return history


def train_shuffled_copies(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    weights, gradients = network.parameters(), network.gradients()
    history = ()
    epoch = 0
    while epoch < epochs:
        order = np.argsort(rng.random(len(X)))
        X, Y = X[order], Y[order]
        total, rows, start = 0.0, 0, 0
        while start < len(X):
            X_batch, Y_batch = X[start : start + batch_size], Y[start : start + batch_size]
            total += len(X_batch) * loss.forward(network.forward(X_batch), Y_batch)
            rows += len(X_batch)
            network.backward(loss.backward())
            optimizer.step(weights, gradients)
            start += batch_size
        history += (total / rows,)
        epoch += 1
    return history


def train_measures_all_rows_too(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    history = []
    loss.forward(network.forward(X), Y)
    indices = np.arange(len(X))
    for _ in range(epochs):
        rng.shuffle(indices)
        mean = 0
        for number in range((len(X) + batch_size - 1) // batch_size):
            rows = indices[number * batch_size : (number + 1) * batch_size]
            mean += (loss.forward(network.forward(X[rows]), Y[rows]) - mean) / (number + 1)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        history += [float(mean)]
        loss.forward(network.forward(X), Y)
    return history


def train_in_two_functions(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    def step(X_batch, Y_batch):
        number = loss.forward(network.forward(X_batch), Y_batch)
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
        return number

    return [np.mean([step(*batch) for batch in nn.minibatches(X, Y, batch_size, rng)]) for _ in range(epochs)]


Batch = namedtuple("Batch", ("X", "Y"))


def minibatches_named(X, Y, batch_size, rng):
    order = rng.permutation(len(X)).tolist()
    while order:
        rows, order = order[:batch_size], order[batch_size:]
        yield Batch(X[rows], Y[rows])


def minibatches_own_shuffle(X, Y, batch_size, rng):
    order = list(range(len(X)))
    for last in range(len(order) - 1, 0, -1):
        other = int(rng.integers(last + 1))
        order[last], order[other] = order[other], order[last]
    parts = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    return zip([X[part] for part in parts], [Y[part] for part in parts], strict=True)


def minibatches_twin_generators(X, Y, batch_size, rng):
    X, Y, twin = X.copy(), Y.copy(), deepcopy(rng)
    rng.shuffle(X)
    twin.shuffle(Y)
    return [(X[start : start + batch_size], Y[start : start + batch_size]) for start in range(0, len(X), batch_size)]


def minibatches_lists_cleared(X, Y, batch_size, rng):
    xs, ys = [], []
    for row in rng.permutation(len(X)):
        xs.append(X[row])
        ys.append(Y[row])
        if len(xs) == batch_size:
            yield np.array(xs), np.array(ys)
            xs.clear()
            ys.clear()
    if xs:
        yield np.array(xs), np.array(ys)


def train_copies_gradients(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    history = []
    for _ in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in nn.minibatches(X, Y, batch_size, np.random.default_rng(rng)):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            gradients = [gradient.copy() for gradient in network.gradients()]
            optimizer.step(tuple(network.parameters()), gradients)
        history.append(np.mean(batch_losses))
    return tuple(history)


RIGHT = {
    "minibatches": [
        nn.minibatches,
        minibatches_list_of_pairs,
        minibatches_shuffled_copies,
        minibatches_sorted_random_numbers,
        minibatches_split,
        minibatches_choice,
        minibatches_row_by_row,
        minibatches_lists,
        minibatches_joined,
        minibatches_named,
        minibatches_own_shuffle,
        minibatches_twin_generators,
        minibatches_lists_cleared,
    ],
    "sgd_step": [
        sgd_step_indices,
        sgd_step_whole_slice,
        sgd_step_dots,
        sgd_step_subtract,
        sgd_step_entry_by_entry,
        sgd_step_returns_them_too,
        sgd_step_copies_in,
    ],
    "train": [
        nn.train,
        train_mean_over_batches,
        train_own_order,
        train_shuffled_copies,
        train_measures_all_rows_too,
        train_in_two_functions,
        train_copies_gradients,
    ],
}
