"""Right answers as a stranger might write them: other corners of Python and NumPy, other kinds of numbers, other kinds of functions."""

# ruff: noqa: B905

import array
import functools
import itertools
import math
import operator
import random
import statistics
from collections import Counter, deque
from fractions import Fraction

import numpy as np

# --- start here, neuron --------------------------------------------------------------------------------------------------


def weighted_sum_halves(x, w):
    if len(x) == 1:
        return x[0] * w[0]
    middle = len(x) // 2
    return weighted_sum_halves(x[:middle], w[:middle]) + weighted_sum_halves(x[middle:], w[middle:])


def weighted_sum_out(x, w):
    products = np.empty(len(x))
    np.multiply(x, w, out=products)
    return np.add.reduce(products)


def weighted_sum_in_place_on_a_copy(x, w):
    x = x.astype(float)
    x *= w
    while len(x) > 1:
        x, rest = x[:-1].copy(), x[-1]
        x[0] += rest
    return x[0]


def _helper(value, weight):
    return value * weight


class Neuron:
    """A neuron as an object that can be called."""

    def __call__(self, x, w, b):
        return sum((value * weight for value, weight in zip(x, w, strict=True)), start=b)

    def method(self, x, w, b):
        return self(x, w, b)


def neuron_with_state_of_its_own(x, w, b, seen=[]):  # noqa: B006
    seen.append(len(x))
    return np.dot(x, w) + b


def batch_yields_into_array(X, w, b):
    def scores():
        for x in X:
            yield float(x @ w + b)

    return np.fromiter(scores(), dtype=float)


def batch_buffer(X, w, b):
    return array.array("d", (float(x @ w) + b for x in X))


def batch_memoryview(X, w, b):
    return memoryview(X @ w + b)


def batch_recursive(X, w, b):
    if len(X) == 0:
        return []
    return [X[0] @ w + b, *batch_recursive(X[1:], w, b)]


# --- activation ----------------------------------------------------------------------------------------------------------


def step_nditer(z):
    result = np.zeros_like(z)
    with np.nditer([z, result], op_flags=[["readonly"], ["writeonly"]]) as both:
        for value, place in both:
            place[...] = value > 0
    return result


def step_recursive(z):
    return [step_recursive(part) for part in z] if np.ndim(z) else (1 if z > 0 else 0)


def relu_recursive(z):
    return [relu_recursive(part) for part in z] if np.ndim(z) else max(0, z)


def relu_putmask(z):
    a = np.array(z, dtype=float, copy=True)
    np.putmask(a, a < 0, 0)
    return a


def relu_out(z):
    result = np.empty(z.shape)
    return np.maximum(z, 0, out=result)


def relu_if_any(z):
    if (z > 0).all():
        return z
    return np.maximum(z, 0)


def sigmoid_out(z):
    result = np.tanh(np.multiply(z, 0.5))
    np.add(result, 1, out=result)
    np.divide(result, 2, out=result)
    return result


def sigmoid_entry(value):
    try:
        return 1 / (1 + math.exp(-value))
    except OverflowError:
        return 0.0


def sigmoid_piecewise(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z >= 0], [lambda v: 1 / (1 + np.exp(-v)), lambda v: np.exp(v) / (1 + np.exp(v))])


def sigmoid_where_argument(z):
    e = np.exp(z, where=z < 0, out=np.ones(z.shape))
    f = np.exp(-z, where=z >= 0, out=np.ones(z.shape))
    return np.where(z >= 0, 1 / (1 + f), e / (1 + e))


# --- network -------------------------------------------------------------------------------------------------------------


def dense_outer(X, W, b):
    return sum(np.outer(X[:, i], W[i]) for i in range(W.shape[0])) + b


def dense_appended(X, W, b):
    Z = np.zeros((0, W.shape[1]))
    for x in X:
        Z = np.vstack([Z, x @ W + b])
    return Z


def dense_out(X, W, b):
    Z = np.tile(b, (len(X), 1))
    return np.add(Z, np.matmul(X, W), out=Z)


def forward_closures(X, layers):
    functions = [lambda A, W=W, b=b, activation=activation: (activation or (lambda Z: Z))(A @ W + b) for W, b, activation in layers]
    return functools.reduce(lambda A, function: function(A), functions, X)


def forward_pops(X, layers):
    layers = list(layers)
    while layers:
        W, b, activation = layers.pop(0)
        X = X @ W + b
        X = X if activation is None else activation(X)
    return X


def forward_queue(X, layers):
    queue = deque(layers)
    A = X.copy()
    while queue:
        W, b, activation = queue.popleft()
        A = np.einsum("mi,ij->mj", A, W) + b
        match activation:
            case None:
                pass
            case function:
                A = function(A)
    return A


def forward_accumulates(X, layers):
    *_, last = itertools.accumulate(layers, lambda A, layer: (layer[2] or np.asarray)(A @ layer[0] + layer[1]), initial=X)
    return last


def softmax_exp2(Z):
    E = np.exp2((Z - Z.max(1)[:, None]) / math.log(2))
    return E / E.sum(1)[:, None]


def softmax_matmul(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / (E @ np.ones((Z.shape[1], 1)))


def softmax_sorted(Z):
    order = np.argsort(Z, axis=1)
    largest = np.take_along_axis(Z, order[:, -1:], axis=1)
    E = np.exp(Z - largest)
    return np.divide(E, np.sum(E, axis=-1)[..., np.newaxis], out=E)


def softmax_fsum(Z):
    rows = []
    for row in Z.tolist():
        top = max(row)
        e = [math.exp(z - top) for z in row]
        total = math.fsum(e)
        rows.append(tuple(v / total for v in e))
    return tuple(rows)


def softmax_of_sigmoids(Z):
    # The share of a class among two is a sigmoid; among several, 1 over the sum of exp of all differences.
    with np.errstate(over="ignore"):
        return np.array([[1 / np.sum(np.exp(row - z)) for z in row] for row in Z])


# --- loss ----------------------------------------------------------------------------------------------------------------


def one_hot_sets(labels, n_classes):
    Y = np.zeros(len(labels) * n_classes, dtype=bool)
    Y[np.arange(len(labels)) * n_classes + labels] = True
    return Y.reshape(-1, n_classes)


def one_hot_characters(labels, n_classes):
    return np.array([[int(c) for c in "0" * k + "1" + "0" * (n_classes - k - 1)] for k in labels.tolist()])


def one_hot_stack(labels, n_classes):
    return np.stack([labels == k for k in range(n_classes)], axis=1)


def mse_statistics(y_hat, y):
    return statistics.fmean((a - b) ** 2 for a, b in zip(y_hat.ravel().tolist(), y.ravel().tolist(), strict=True))


def mse_fractions(y_hat, y):
    squares = [(Fraction(float(a)) - Fraction(float(b))) ** 2 for a, b in zip(y_hat.flat, y.flat, strict=True)]
    return sum(squares) / len(squares)


def mse_rows(y_hat, y):
    total = 0
    for a, b in zip(y_hat, y, strict=True):
        total += np.mean((a - b) ** 2)
    return total / len(y)


def mse_expanded(y_hat, y):
    y_hat, y = y_hat.astype(np.longdouble), y.astype(np.longdouble)
    return (y_hat**2).mean() - 2 * (y_hat * y).mean() + (y**2).mean()


def mse_running(y_hat, y):
    mean = 0.0
    for count, (a, b) in enumerate(zip(np.ravel(y_hat), np.ravel(y), strict=True), 1):
        mean += ((a - b) ** 2 - mean) / count
    return mean


def cross_entropy_trace(P, Y):
    return -np.trace(Y.T @ np.log(np.maximum(P, 1e-12))) / len(P)


def cross_entropy_nonzero(P, Y):
    return float(np.mean([-math.log(max(P[i, k], 1e-13)) for i, k in zip(*np.nonzero(Y), strict=True)]))


def cross_entropy_powers(P, Y):
    return -np.log(np.clip(np.prod(P**Y, axis=1), 1e-12, None)).mean()


def accuracy_counter(P, labels):
    return Counter(np.equal(P.argmax(1), labels).tolist())[True] / len(labels)


def accuracy_ranks(P, labels):
    larger = (P[np.arange(len(P)), labels][:, None] < P).sum(axis=1)
    return np.count_nonzero(larger == 0) / len(larger)


def accuracy_trace(P, labels):
    n = P.shape[1]
    counts = np.zeros((n, n))
    np.add.at(counts, (labels, P.argmax(axis=1)), 1)
    return np.trace(counts) / counts.sum()


# --- gradients -----------------------------------------------------------------------------------------------------------


def numerical_vectorize(f, w, h=1e-5):
    def slope(number):
        nudge = np.zeros(w.size)
        nudge[number] = h
        nudge = nudge.reshape(w.shape)
        return (f(w + nudge) - f(w - nudge)) / (2 * h)

    return np.vectorize(slope)(np.arange(w.size)).reshape(w.shape)


def numerical_recursive(f, w, h=1e-5):
    def slopes(rest):
        if not rest:
            return []
        up, down = w.copy(), w.copy()
        up[rest[0]] += h
        down[rest[0]] -= h
        return [(f(up) - f(down)) / (2 * h), *slopes(rest[1:])]

    return np.array(slopes(list(np.ndindex(w.shape)))).reshape(w.shape)


def numerical_view(f, w, h=1e-5):
    work = w.copy()
    flat = work.reshape(-1)
    gradient = []
    for i in range(flat.size):
        flat[i] += h
        above = f(work)
        flat[i] = w.flat[i] - h
        below = f(work)
        flat[i] = w.flat[i]
        gradient.append((above - below) / (2 * h))
    return np.reshape(gradient, w.shape)


def relu_backward_bool_index(dA, Z):
    dZ = np.zeros_like(dA)
    dZ[Z > 0] = dA[Z > 0]
    return dZ


def relu_backward_vectorize(dA, Z):
    return np.vectorize(lambda slope, z: slope if z > 0 else 0.0)(dA, Z)


def relu_backward_masked(dA, Z):
    return np.ma.masked_where(Z < 0, dA).filled(0)


def relu_backward_multiply_where(dA, Z):
    return np.multiply(dA, 1, where=Z > 0, out=np.zeros(dA.shape))


def relu_backward_difference(dA, Z):
    h = 1e-3
    return dA * (np.maximum(Z + h, 0) - np.maximum(Z - h, 0)) / (2 * h)


def dense_backward_tensordot(dZ, X, W):
    return np.tensordot(dZ, W, axes=(1, 1)), np.tensordot(X, dZ, axes=(0, 0)), np.add.reduce(dZ, axis=0)


def dense_backward_bias_as_row(dZ, X, W):
    both = np.hstack([X, np.ones((len(X), 1))]).T @ dZ
    return np.dot(dZ, W.T), both[:-1], both[-1]


def dense_backward_generators(dZ, X, W):
    return tuple(part for part in (dZ @ W.T, X.T @ dZ, dZ.sum(0)))


def softmax_backward_out(P, Y):
    gradient = np.empty(P.shape)
    np.subtract(P, Y, out=gradient)
    return np.divide(gradient, P.shape[0], out=gradient)


def softmax_backward_average_weight(P, Y):
    return np.average([P, -Y], axis=0) * 2 / len(P)


# --- training ------------------------------------------------------------------------------------------------------------


def minibatches_iterator_of_islices(X, Y, batch_size, rng):
    order = iter(rng.permutation(len(X)).tolist())
    while rows := list(itertools.islice(order, batch_size)):
        yield X[rows], Y[rows]


def minibatches_recursive(X, Y, batch_size, rng, order=None):
    order = rng.permutation(len(X)) if order is None else order
    if len(order):
        yield X[order[:batch_size]], Y[order[:batch_size]]
        yield from minibatches_recursive(X, Y, batch_size, rng, order[batch_size:])


class Batches:
    """Batches that are made when somebody walks through them."""

    def __init__(self, X, Y, batch_size, rng):
        self.X, self.Y, self.batch_size, self.order = X, Y, batch_size, rng.permutation(len(X))

    def __iter__(self):
        for start in range(0, len(self.X), self.batch_size):
            rows = self.order[start : start + self.batch_size]
            yield self.X[rows], self.Y[rows]


def minibatches_take(X, Y, batch_size, rng):
    X, Y = (np.take(table, order, axis=0) for order in [rng.permutation(np.arange(X.shape[0]))] for table in (X, Y))
    return ((X[i : i + batch_size], Y[i : i + batch_size]) for i in range(0, len(X), batch_size))


def minibatches_array_split(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.array_split(X[order], cuts), np.array_split(Y[order], cuts), strict=True))


def minibatches_python_random(X, Y, batch_size, rng):
    numbers = list(range(len(X)))
    random.Random(int(rng.integers(2**31))).shuffle(numbers)
    while numbers:
        rows, numbers = numbers[:batch_size], numbers[batch_size:]
        yield np.array([X[r] for r in rows]), np.array([Y[r] for r in rows])


def sgd_step_map(params, grads, learning_rate):
    list(map(lambda p, g: np.add(p, -learning_rate * g, out=p), params, grads))


def sgd_step_isub(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        operator.isub(p, learning_rate * g)


def sgd_step_recursive(params, grads, learning_rate):
    if params:
        params[0][...] = params[0] - learning_rate * grads[0]
        sgd_step_recursive(params[1:], grads[1:], learning_rate)


def sgd_step_flat(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p.flat = p.ravel() - learning_rate * g.ravel()


def sgd_step_list_comprehension(params, grads, learning_rate):
    [np.subtract(p, learning_rate * g, p) for p, g in zip(params, grads, strict=True)]


def sgd_step_float32_rate(params, grads, learning_rate):
    for i, (p, g) in enumerate(zip(params, grads, strict=True)):
        p -= np.float64(learning_rate) * g
        params[i] = p


def train_generator_inside(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    def losses():
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for rows in np.split(order, range(batch_size, len(X), batch_size)):
                total += loss.forward(network.forward(X[rows]), Y[rows]) * len(rows)
                network.backward(loss.backward())
                optimizer.step(network.parameters(), network.gradients())
            yield total / len(X)

    return list(losses())


def train_preallocated(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    history = [0] * epochs
    for epoch in range(epochs):
        rows, seen = rng.permutation(len(X)), 0
        while seen < len(X):
            chosen = rows[seen : seen + batch_size]
            history[epoch] += loss.forward(network.forward(X[chosen]), Y[chosen]) * len(chosen) / len(X)
            gradient = loss.backward()
            network.backward(gradient)
            optimizer.step(network.parameters(), network.gradients())
            seen += len(chosen)
    return history


def train_recursive(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    if epochs == 0:
        return []
    batch_losses = []
    for X_batch, Y_batch in minibatches_take(X, Y, batch_size, rng):
        batch_losses += [loss.forward(network.forward(X_batch), Y_batch)]
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    return [float(np.mean(batch_losses)), *train_recursive(network, loss, optimizer, X, Y, epochs - 1, batch_size, rng)]


def train_float32_losses(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    return np.array(train_preallocated(network, loss, optimizer, X, Y, epochs, batch_size, rng), dtype=np.float32)


# --- penguins ------------------------------------------------------------------------------------------------------------


def split_pops(X, y, validation_fraction, rng):
    numbers = rng.permutation(len(X)).tolist()
    held_back = [numbers.pop() for _ in range(round(validation_fraction * len(X)))]
    return X[numbers], X[held_back], y[numbers], y[held_back]


def split_delete(X, y, validation_fraction, rng):
    held_back = rng.choice(len(X), int(np.ceil(len(X) * validation_fraction)), replace=False)
    return np.delete(X, held_back, axis=0), X[held_back], np.delete(y, held_back), y[held_back]


def split_by_threshold(X, y, validation_fraction, rng):
    luck = rng.random(len(X))
    held_back = luck < np.sort(luck)[int(validation_fraction * len(X))]
    return X[~held_back], X[held_back], y[~held_back], y[held_back]


def split_compress(X, y, validation_fraction, rng):
    n = round(validation_fraction * len(X))
    flags = rng.permutation([True] * n + [False] * (len(X) - n))
    return tuple(np.compress(flags == held, table, axis=0) for table in (X, y) for held in (False, True))


def split_dictionary(X, y, validation_fraction, rng):
    order = list(rng.permutation(len(X)))
    parts = {"held": order[: int(validation_fraction * len(X))]}
    parts["rest"] = [row for row in order if row not in set(parts["held"])]
    return [table[parts[part]] for table in (X, y) for part in ("rest", "held")]


def standardize_statistics(X_train, X_other):
    means = [statistics.fmean(column) for column in X_train.T]
    deviations = [statistics.pstdev(column.tolist()) for column in X_train.T]
    return tuple(np.array([(row - means) / deviations for row in table]) for table in (X_train, X_other))


def standardize_matrix(X_train, X_other):
    scale = np.diag(1 / X_train.std(axis=0))
    return (X_train - X_train.mean(axis=0)) @ scale, (X_other - X_train.mean(axis=0)) @ scale


def standardize_norm(X_train, X_other):
    centred = X_train - X_train.mean(axis=0)
    length = np.linalg.norm(centred, axis=0) / np.sqrt(len(X_train))
    return centred / length, (X_other - X_train.mean(axis=0)) / length


def standardize_two_steps(X_train, X_other):
    train, other = X_train.astype(float), X_other.astype(float)
    other -= train.mean(axis=0)
    train -= train.mean(axis=0)
    other /= train.std(axis=0)
    train /= train.std(axis=0)
    return train, other


def standardize_apply(X_train, X_other):
    mean, deviation = map(functools.partial(np.apply_along_axis, axis=0, arr=X_train), (np.mean, np.std))
    return tuple((X - mean) / deviation for X in (X_train, X_other))


def confusion_counter(labels, predicted, n_classes):
    pairs = Counter(zip(labels.tolist(), predicted.tolist(), strict=True))
    return [[pairs[row, column] for column in range(n_classes)] for row in range(n_classes)]


def confusion_unique(labels, predicted, n_classes):
    counts = np.zeros(n_classes**2, dtype=int)
    places, numbers = np.unique(labels * n_classes + predicted, return_counts=True)
    counts[places] = numbers
    return counts.reshape(n_classes, -1)


def confusion_dictionary_of_rows(labels, predicted, n_classes):
    rows = {k: [0] * n_classes for k in range(n_classes)}
    for label, guess in zip(labels, predicted, strict=True):
        rows[label][guess] += 1
    return list(rows.values())


def confusion_outer_sums(labels, predicted, n_classes):
    return sum(np.outer(np.arange(n_classes) == a, np.arange(n_classes) == b).astype(int) for a, b in zip(labels, predicted, strict=True))


RIGHT = {
    "weighted_sum": [
        weighted_sum_halves,
        weighted_sum_out,
        weighted_sum_in_place_on_a_copy,
        functools.partial(np.tensordot, axes=1),
        np.dot,
        np.vdot,
        lambda x, w: sum(map(operator.mul, x, w)),
        lambda x, w: np.convolve(x, w[::-1])[len(x) - 1],
        lambda x, w: np.correlate(x, w),
        lambda x, w: sum(_helper(*pair) for pair in zip(memoryview(x), memoryview(w), strict=True)),
        lambda x, w: np.vectorize(_helper)(x, w).sum(),
        lambda x, w: sum(Fraction(float(a)) * Fraction(float(b)) for a, b in zip(x, w, strict=True)),
        lambda *both: np.sum(np.prod(both, axis=0)),
        lambda x, w: np.average(x * w) * x.size,
    ],
    "neuron": [
        Neuron(),
        Neuron().method,
        neuron_with_state_of_its_own,
        lambda x, w, b, /: (x[None] @ w[:, None] + b)[0, 0],
        lambda *arguments: arguments[0] @ arguments[1] + arguments[2],
        lambda x, w, b: functools.reduce(lambda total, pair: total + _helper(*pair), zip(x, w, strict=True), b),
        lambda x, w, b: np.polyval([x @ w, b], 1),
        lambda x, w, b: math.fsum([*(x * w).tolist(), b]),
        lambda x, w, b: np.concatenate([x * w, [b]]).sum(),
        lambda x, w, b: np.array(np.dot(x, w) + b),
        lambda x, w, b: Fraction(float(x @ w)) + Fraction(float(b)),
    ],
    "neuron_batch": [
        batch_yields_into_array,
        batch_buffer,
        batch_memoryview,
        batch_recursive,
        np.vectorize(lambda x, w, b: np.dot(x, w) + b, signature="(n),(n),()->()"),
        lambda X, w, b: np.inner(X, w) + b,
        lambda X, w, b: (X * w + b / len(w)).sum(axis=1),
        lambda X, w, b: np.add.reduce(X.T * w[:, None]) + b,
        lambda X, w, b: np.array([[x @ w + b] for x in X]).ravel(),
        lambda X, w, b: np.diag(X @ np.tile(w, (len(X), 1)).T) + b,
        lambda X, w, b: np.array([*map(lambda row: functools.reduce(operator.add, row * w, b), X)]),
        lambda X, w, b: np.add(X @ w, b, out=np.empty(len(X))),
    ],
    "step": [
        step_nditer,
        step_recursive,
        np.vectorize(lambda value: int(value > 0)),
        functools.partial(np.less, 0.0),
        lambda z: np.less(0, z).astype(np.int8),
        lambda z: np.select([z > 0], [1], default=0),
        lambda z: np.digitize(z, [0.0], right=True),
        lambda z: np.searchsorted([0.0], z, side="left"),
        lambda z: np.piecewise(z, [z > 0], [1, 0]),
        lambda z: np.array(["01"[bool(value > 0)] for value in z.flat]).astype(int).reshape(z.shape),
        lambda z: np.choose(z > 0, [0, 1]),
        lambda z: (z > 0).astype(np.uint8),
    ],
    "relu": [
        relu_recursive,
        relu_putmask,
        relu_out,
        relu_if_any,
        np.frompyfunc(lambda value: max(value, 0.0), 1, 1),
        np.vectorize(lambda value: max(0.0, value), otypes=[float]),
        functools.partial(np.clip, a_min=0, a_max=None),
        lambda z: np.select([z > 0], [z]),
        lambda z: np.where(np.isnan(z), 0, np.fmax(z, 0)),
        lambda z: np.ma.masked_less(z, 0).filled(0),
        lambda z: z - np.minimum(z, 0),
        lambda z: np.max([z, np.zeros(z.shape)], axis=0),
        lambda z: z * np.heaviside(z, 0),
        lambda z: np.hypot(np.maximum(z, 0), 0),
    ],
    "sigmoid": [
        sigmoid_out,
        sigmoid_piecewise,
        sigmoid_where_argument,
        np.vectorize(sigmoid_entry, otypes=[float]),
        np.frompyfunc(sigmoid_entry, 1, 1),
        lambda z: np.reciprocal(1 + np.exp(np.minimum(-z, 709.0))),
        lambda z: np.exp(-np.logaddexp(-z, 0)),
        lambda z: [[sigmoid_entry(v) for v in row] for row in z] if z.ndim == 2 else np.vectorize(sigmoid_entry, otypes=[float])(z),
        lambda z: np.where(z < 0, 0.5 - np.tanh(-z / 2) / 2, 0.5 + np.tanh(z / 2) / 2),
        lambda z: 1 - 1 / (1 + np.exp(np.clip(z, -500, 500))),
    ],
    "dense": [
        dense_outer,
        dense_appended,
        dense_out,
        np.vectorize(lambda X, W, b: X @ W + b, signature="(m,i),(i,o),(o)->(m,o)"),
        lambda X, W, b: np.array([np.dot(x, W) for x in X]) + b,
        lambda X, W, b: np.tensordot(X, W, 1) + b[None, :],
        lambda X, W, b: np.apply_along_axis(lambda x: x @ W + b, 1, X),
        lambda X, W, b: np.linalg.multi_dot([X, W, np.eye(len(b))]) + b,
        lambda X, W, b: np.hstack([(X @ W[:, [j]] + b[j]) for j in range(len(b))]),
        lambda X, W, b: np.asmatrix(X) * np.asmatrix(W) + b,
        lambda X, W, b: [list(map(float, row)) for row in X @ W + b],
    ],
    "forward": [
        forward_closures,
        forward_pops,
        forward_queue,
        forward_accumulates,
        lambda X, layers: forward_queue(X.astype(np.float64), tuple(layers)),
        lambda X, layers: functools.reduce(lambda A, layer: (layer[2] or (lambda Z: Z))(np.dot(A, layer[0]) + layer[1]), layers, X),
        lambda X, layers: forward_pops(X, layers).astype(np.float32),
    ],
    "softmax": [
        softmax_exp2,
        softmax_matmul,
        softmax_sorted,
        softmax_fsum,
        softmax_of_sigmoids,
        np.vectorize(lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), signature="(n)->(n)"),
        lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True) - np.log(np.exp(Z - Z.max(axis=1, keepdims=True)).sum(1, keepdims=True))),
        lambda Z: (lambda E: E / np.einsum("ij->i", E)[:, None])(np.exp(Z - np.max(Z, 1, keepdims=True))),
        lambda Z: np.array([*map(lambda z: (e := np.exp(z - max(z))) / sum(e), Z)]),
        lambda Z: (lambda E: (E.T / E.sum(axis=1)).T)(np.exp((Z.T - Z.max(axis=1)).T)),
    ],
    "one_hot": [
        one_hot_sets,
        one_hot_characters,
        one_hot_stack,
        lambda labels, n_classes: np.take(np.eye(n_classes), labels, axis=0),
        lambda labels, n_classes: (np.arange(n_classes) == labels[..., None]).astype(np.float32),
        lambda labels, n_classes: np.array([np.roll([1] + [0] * (n_classes - 1), k) for k in labels]),
        lambda labels, n_classes: np.vstack([np.bincount([k], minlength=n_classes) for k in labels]),
        lambda labels, n_classes: np.diag(np.ones(n_classes))[labels.tolist()],
        lambda labels, n_classes: tuple(tuple(float(j == k) for j in range(n_classes)) for k in labels),
        lambda labels, n_classes: np.select([labels[:, None] == np.arange(n_classes)], [1]),
    ],
    "mean_squared_error": [
        mse_statistics,
        mse_fractions,
        mse_rows,
        mse_expanded,
        mse_running,
        lambda y_hat, y: np.vdot(y_hat - y, y_hat - y) / y.size,
        lambda y_hat, y: np.var(y_hat - y) + np.mean(y_hat - y) ** 2,
        lambda y_hat, y: np.square(np.subtract(y, y_hat)).ravel().cumsum()[-1] / y.size,
        lambda y_hat, y: functools.reduce(lambda total, pair: total + (pair[0] - pair[1]) ** 2, zip(y_hat.flat, y.flat), 0) / y.size,
        lambda y_hat, y: np.float32(np.mean((y_hat - y) ** 2)),
        lambda y_hat, y: ((y_hat - y) ** 2).mean(axis=0).mean(),
    ],
    "cross_entropy": [
        cross_entropy_trace,
        cross_entropy_nonzero,
        cross_entropy_powers,
        lambda P, Y: np.mean([-math.log(max(p[list(y).index(1)], 1e-9)) for p, y in zip(P, Y)]),
        lambda P, Y: np.average(-np.log(np.maximum(np.einsum("ij,ij->i", P, Y), 1e-12))),
        lambda P, Y: -np.log(np.where(P == 0, 1e-10, P))[Y.astype(bool)].mean(),
        lambda P, Y: -np.vdot(Y, np.log(np.fmax(P, 1e-12))) / Y.sum(),
        lambda P, Y: statistics.fmean(-np.log(np.maximum(P[Y > 0], 1e-12))),
        lambda P, Y: np.log(1 / np.clip((P * Y).max(axis=1), 1e-12, None)).mean(),
        lambda P, Y: [float(-np.mean(np.log(np.clip(P, 1e-12, 1)).T[Y.T == 1]))],
    ],
    "accuracy": [
        accuracy_counter,
        accuracy_ranks,
        accuracy_trace,
        lambda P, labels: statistics.fmean(map(float, P.argmax(axis=1) == labels)),
        lambda P, labels: Fraction(int(np.sum(np.argmax(P, -1) == labels)), len(labels)),
        lambda P, labels: np.average(np.equal(np.argmax(P, axis=1), labels)),
        lambda P, labels: np.mean([max(range(len(p)), key=p.__getitem__) == k for p, k in zip(P, labels)]),
        lambda P, labels: np.float32(np.mean(np.argsort(P)[:, -1] == labels)),
        lambda P, labels: np.mean((P.max(axis=1, keepdims=True) == P)[np.arange(len(P)), labels]),
        lambda P, labels: len(np.flatnonzero(P.argmax(axis=1) - labels == 0)) / len(P),
        lambda P, labels: np.array([np.mean(np.argmax(P, axis=1) == labels)]),
    ],
    "numerical_gradient": [
        numerical_vectorize,
        numerical_recursive,
        numerical_view,
        lambda f, w, h=1e-5: np.array([(f(w + d) - f(w - d)) / (2 * h) for d in h * np.identity(w.size).reshape(-1, *w.shape)]).reshape(
            w.shape
        ),
        lambda f, w, h=1e-5: numerical_view(f, np.array(w), h).tolist(),
        lambda f, w, h=0.00001: numerical_recursive(f, w, h=h),
        lambda f, w, *h: numerical_vectorize(f, w, *h),
    ],
    "relu_backward": [
        relu_backward_bool_index,
        relu_backward_vectorize,
        relu_backward_masked,
        relu_backward_multiply_where,
        relu_backward_difference,
        lambda dA, Z: np.choose(Z > 0, [0, dA]),
        lambda dA, Z: np.select([Z > 0, Z < 0], [dA, 0.0]),
        lambda dA, Z: dA / 2 + dA * np.sign(Z) / 2,
        lambda dA, Z: np.einsum("ij,ij->ij", dA, (Z > 0).astype(float)),
        lambda dA, Z: dA - dA * (Z < 0),
        lambda dA, Z: [[d * bool(z > 0) for d, z in zip(*rows)] for rows in zip(dA.tolist(), Z.tolist())],
    ],
    "dense_backward": [
        dense_backward_tensordot,
        dense_backward_bias_as_row,
        dense_backward_generators,
        lambda dZ, X, W: [dZ.dot(W.T), (dZ.T.dot(X)).T, np.einsum("ij->j", dZ)],
        lambda dZ, X, W: (np.inner(dZ, W), np.inner(X.T, dZ.T), [*map(sum, dZ.T)]),
        lambda dZ, X, W: (np.matmul(dZ, np.swapaxes(W, 0, 1)), np.matmul(X.transpose(), dZ), len(dZ) * dZ.mean(axis=0)),
        lambda dZ, X, W: (dZ @ W.T, (X[:, :, None] * dZ[:, None, :]).sum(axis=0), np.cumsum(dZ, axis=0)[-1]),
        lambda dZ, X, W: (
            np.apply_along_axis(lambda dz: W @ dz, 1, dZ),
            np.array([[x @ dz for dz in dZ.T] for x in X.T]),
            np.ones(len(dZ)) @ dZ,
        ),
    ],
    "softmax_cross_entropy_backward": [
        softmax_backward_out,
        softmax_backward_average_weight,
        np.vectorize(lambda P, Y: (P - Y) / len(P), signature="(m,n),(m,n)->(m,n)"),
        lambda P, Y: P / len(P) - Y / len(P),
        lambda P, Y: -(Y - P) / Y.sum(),
        lambda P, Y: np.array([(p - y) / len(Y) for p, y in zip(P, Y)]),
        lambda P, Y: (P.T - Y.T).T / P.T.shape[1],
        lambda P, Y: np.where(Y == 1, P - 1, P) / len(P),
        lambda P, Y: ((P - Y) / np.float32(len(P))).astype(np.float32),
        lambda P, Y: np.mean([P - Y], axis=0) * len(P) ** -1,
    ],
    "minibatches": [
        minibatches_iterator_of_islices,
        minibatches_recursive,
        Batches,
        minibatches_take,
        minibatches_array_split,
        minibatches_python_random,
        lambda X, Y, batch_size, rng: iter(list(minibatches_take(X, Y, batch_size, rng))),
        lambda X, Y, batch_size, rng: map(tuple, minibatches_array_split(X, Y, batch_size, rng)),
    ],
    "sgd_step": [
        sgd_step_map,
        sgd_step_isub,
        sgd_step_recursive,
        sgd_step_flat,
        sgd_step_list_comprehension,
        sgd_step_float32_rate,
    ],
    "train": [train_generator_inside, train_preallocated, train_recursive, train_float32_losses],
    "split": [split_pops, split_delete, split_by_threshold, split_compress, split_dictionary],
    "standardize": [
        standardize_statistics,
        standardize_matrix,
        standardize_norm,
        standardize_two_steps,
        standardize_apply,
        lambda X_train, X_other: ((X_train - X_train.mean(0)) / X_train.std(0, ddof=0), (X_other - X_train.mean(0)) / X_train.std(0)),
        lambda X_train, X_other: [np.array([(row - X_train.mean(0)) / X_train.std(0) for row in X]).tolist() for X in (X_train, X_other)],
        lambda X_train, X_other: tuple(np.split((np.r_[X_train, X_other] - X_train.mean(0)) / X_train.std(0), [len(X_train)])),
    ],
    "confusion_matrix": [
        confusion_counter,
        confusion_unique,
        confusion_dictionary_of_rows,
        confusion_outer_sums,
        lambda labels, predicted, n_classes: np.array(
            [np.bincount(predicted[labels == row], minlength=n_classes) for row in range(n_classes)]
        ),
        lambda labels, predicted, n_classes: np.einsum("mi,mj->ij", np.eye(n_classes)[labels], np.eye(n_classes)[predicted]),
        lambda labels, predicted, n_classes: np.sum(
            (labels[:, None, None] == np.arange(n_classes)[:, None]) & (predicted[:, None, None] == np.arange(n_classes)), axis=0
        ),
    ],
}
