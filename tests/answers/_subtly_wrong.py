"""Answers that are right nearly always: wrong for a size, a tie, a sign, a kind of number or a second call that is seldom met."""

import functools

import numpy as np

from layerwise.exercises.catalogue import EXERCISES

ANSWER = {name: exercise.answer for name, exercise in EXERCISES.items()}

# --- for any exercise ----------------------------------------------------------------------------------------------------


def right_until(name, is_seldom, other):
    """The right answer, but for calls that are seldom."""
    return lambda *arguments: other(*arguments) if is_seldom(*arguments) else ANSWER[name](*arguments)


def limited(name, most=1000.0):
    """Results are cut off at a large number."""
    return lambda *arguments: _each(ANSWER[name](*arguments), lambda array: np.clip(array, -most, most))


def rounded(name, digits=4):
    return lambda *arguments: _each(ANSWER[name](*arguments), lambda array: np.round(array, digits))


def _each(result, change):
    return tuple(map(change, result)) if isinstance(result, tuple) else change(result)


def first_rows(name, most):
    """Knows what to do with the first `most` rows; the rest stays 0."""

    def answer(*arguments):
        result = np.array(ANSWER[name](*arguments), dtype=float)
        result[most:] = 0
        return result

    return answer


def remembers_by_shape(name):
    """Keeps results from one call to the next, by the shapes of the arguments."""

    def answer(*arguments, known={}):  # noqa: B006
        key = tuple(np.shape(argument) for argument in arguments)
        return known.setdefault(key, ANSWER[name](*arguments))

    return answer


def in_kind_of_input(name):
    """Whole numbers in, whole numbers out."""
    return lambda first, *others: np.asarray(ANSWER[name](first, *others)).astype(first.dtype)


# --- start here, neuron --------------------------------------------------------------------------------------------------


def weighted_sum_grows(x, w, total=[0]):  # noqa: B006
    total[0] += x @ w
    return total[0]


def weighted_sum_sorted(x, w):
    return np.sort(x) @ w


def weighted_sum_unrolled(x, w):
    return sum(x[i] * w[i] for i in range(min(len(x), 8)))


def weighted_sum_pairs_set(x, w):
    return sum({float(value * weight) for value, weight in zip(x, w, strict=True)})


def weighted_sum_empty_zero(x, w):
    return sum(value * weight for value, weight in zip(x, w, strict=True) if value > 0 or weight > 0)


def weighted_sum_spoils(x, w):
    x *= w
    return x.sum()


def neuron_whole_bias(x, w, b):
    return x @ w + int(b)


def neuron_bias_if_true(x, w, b):
    return (x @ w) + (b or 1)


def neuron_no_negative_bias(x, w, b):
    return x @ w + abs(b)


def batch_one_row_flat(X, w, b):
    return X @ w + b if len(X) > 1 else X[0] * w + b


def batch_square_transposed(X, w, b):
    return (X @ w if X.shape[0] != X.shape[1] else X.T @ w) + b


def batch_last_row_lost(X, w, b):
    scores = [x @ w + b for x in X]
    return scores if len(scores) < 6 else scores[:6]


# --- activation ----------------------------------------------------------------------------------------------------------


def step_signbit(z):
    return 1 - np.signbit(z)


def step_rounds(z):
    return (np.round(z, 3) > 0) * 1


def step_whole(z):
    return (z.astype(int) > 0) * 1


def step_first_axis(z):
    return np.array([[int(value > 0) for value in np.ravel(row)] for row in z]) if z.ndim > 1 else (z > 0) * 1


def relu_of_six(z):
    return np.clip(z, 0, 300)


def relu_whole(z):
    return np.maximum(z, 0).astype(int) if abs(z).max() > 100 else np.maximum(z, 0)


def relu_dead_zone(z):
    return np.where(z > 5e-4, z, 0)


def relu_two_dimensions(z):
    return np.array([[max(value, 0.0) for value in np.ravel(row)] for row in z]) if z.ndim > 1 else np.maximum(z, 0)


def relu_nearly(z):
    return np.where(z > 0, z, 1e-3 * z)


def relu_restores(z):
    z[z < 0] *= -1
    return z


def sigmoid_short(z):
    return 0.5 * (1 + np.tanh(np.clip(z, -9, 9) / 2))


def sigmoid_hard(z):
    return np.clip(0.25 * z + 0.5, 0, 1)


def sigmoid_nan(z):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.exp(z) / (1 + np.exp(z)), nan=0.0)


def sigmoid_not_for_zero(z):
    return np.where(z > 0, ANSWER["sigmoid"](z), np.where(z < 0, ANSWER["sigmoid"](z), 0))


# --- network -------------------------------------------------------------------------------------------------------------


def dense_square_wrong(X, W, b):
    return X @ (W.T if W.shape[0] == W.shape[1] else W) + b


def dense_bias_first_row(X, W, b):
    Z = X @ W
    Z[0] += b
    return Z


def dense_adds_to_bias(X, W, b):
    b = b.reshape(1, -1)
    return X @ W + (b if len(X) != W.shape[1] else b.T)


def forward_three_layers(X, layers):
    for W, b, activation in layers[:3]:
        X = X @ W + b
        X = X if activation is None else activation(X)
    return X


def forward_remembers_activation(X, layers):
    last = None
    for W, b, activation in layers:
        last = activation or last
        X = X @ W + b
        X = last(X) if last else X
    return X


def forward_skips_shares(X, layers):
    for W, b, activation in layers:
        X = X @ W + b
        X = activation(X) if activation is not None and activation.__name__ != "shares" else X
    return X


def forward_row_by_row(X, layers):
    return np.array([ANSWER["forward"](x[None], layers)[0] for x in X[:4]])


def softmax_first_row_maximum(Z):
    return ANSWER["softmax"](np.clip(Z - Z[0].max(), -700, 700))


def softmax_epsilon(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-3)


def softmax_ties(Z):
    P = ANSWER["softmax"](Z)
    return np.where((P.max(axis=1, keepdims=True) == P).sum(axis=1, keepdims=True) > 1, np.eye(Z.shape[1])[Z.argmax(axis=1)], P)


def softmax_one_row(Z):
    return ANSWER["softmax"](Z) if len(Z) > 1 else np.exp(Z - Z.max()) / Z.shape[1]


def softmax_nan_to_zero(Z):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))


# --- loss ----------------------------------------------------------------------------------------------------------------


def one_hot_ten(labels, n_classes):
    return np.eye(10)[labels][:, :n_classes]


def one_hot_unique(labels, n_classes):
    return np.eye(n_classes)[np.unique(labels, return_inverse=True)[1]]


def one_hot_ranks(labels, n_classes):
    return np.eye(n_classes)[labels % max(n_classes - 1, 1)]


def one_hot_adds(labels, n_classes, Y=np.zeros((20, 20))):  # noqa: B008
    Y[np.arange(len(labels)), labels] = 1
    return Y[: len(labels), :n_classes].copy()


def mse_two_dimensions(y_hat, y):
    squares = (y_hat - y) ** 2
    return squares.sum() / (squares.shape[0] * (squares.shape[1] if squares.ndim > 1 else 1))


def mse_unsigned(y_hat, y):
    return np.mean((y_hat - y).astype(y.dtype) ** 2)


def mse_mean_of_columns(y_hat, y):
    return np.mean((y_hat - y) ** 2) * (1 if y_hat.ndim == 1 or len(y_hat) > 1 else y_hat.size)


def mse_zero_is_one(y_hat, y):
    return np.mean((y_hat - y) ** 2) or 1.0


def mse_huber(y_hat, y):
    e = np.abs(y_hat - y)
    return np.mean(np.where(e < 10, e**2, 20 * e - 100))


def cross_entropy_first_class_of_ties(P, Y):
    return -np.mean(np.log(np.clip(P[np.arange(len(P)), np.maximum(Y.argmax(axis=1), P.argmin(axis=1))], 1e-12, 1)))


def cross_entropy_cautious(P, Y):
    return -np.mean(np.log(np.clip((P * Y).sum(axis=1), 0.05, 1)))


def cross_entropy_skips_zero_rows(P, Y):
    p = (P * Y).sum(axis=1)
    return -np.mean(np.log(p[p > 0])) if (p > 0).any() else 30.0


def cross_entropy_wrong_m(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1))) / (len(P) if len(P) > 1 else P.shape[1])


def cross_entropy_smoothed(P, Y):
    Y = 0.99 * Y + 0.01 / Y.shape[1]
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))


def accuracy_close_enough(P, labels):
    return np.mean(P[np.arange(len(P)), labels] >= P.max(axis=1) - 0.05)


def accuracy_rounds(P, labels):
    return round(float(np.mean(P.argmax(axis=1) == labels)), 2)


def accuracy_absolute(P, labels):
    return np.mean(np.abs(P).argmax(axis=1) == labels)


def accuracy_distinct(P, labels):
    return len(set(P.argmax(axis=1)) & set(labels)) / len(set(labels))


def accuracy_at_least_one(P, labels):
    return max(np.sum(P.argmax(axis=1) == labels), 1) / len(labels)


def accuracy_counts(P, labels):
    n = P.shape[1]
    return 1 - np.abs(np.bincount(P.argmax(axis=1), minlength=n) - np.bincount(labels, minlength=n)).sum() / (2 * len(labels))


# --- gradients -----------------------------------------------------------------------------------------------------------


def numerical_relative(f, w, h=1e-5):
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        d = h * max(abs(w[i]), 1)
        up, down = w.copy(), w.copy()
        up[i] += d
        down[i] -= d
        g[i] = (f(up) - f(down)) / (2 * d)
    return g


def numerical_four_points(f, w, h=1e-5):
    return (4 * ANSWER["numerical_gradient"](f, w, h / 2) - ANSWER["numerical_gradient"](f, w, h)) / 3


def numerical_leaves_last(f, w, h=1e-5):
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + h
        above = f(w)
        w[i] = old - h
        g[i] = (above - f(w)) / (2 * h)
        if i != tuple(n - 1 for n in w.shape):
            w[i] = old
    return g


def numerical_same_twice(f, w, h=1e-5, cache={}):  # noqa: B006
    return cache.setdefault((f.__name__, w.shape), ANSWER["numerical_gradient"](f, w, h))


def numerical_transposed_square(f, w, h=1e-5):
    g = ANSWER["numerical_gradient"](f, w, h)
    return g.T if w.ndim == 2 and w.shape[0] == w.shape[1] else g


def numerical_columns(f, w, h=1e-5):
    g = np.zeros(w.shape)
    for i in range(w.shape[0]):
        for j in range(w.shape[-1] if w.ndim > 1 else 1):
            index = (i, j)[: w.ndim]
            g[index] = ANSWER["numerical_gradient"](f, w, h)[index] if j < 3 else 0
    return g


def relu_backward_clipped(dA, Z):
    return np.clip(dA, -5, 5) * (Z > 0)


def relu_backward_whole_z(dA, Z):
    return dA * (np.round(Z) > 0)


def relu_backward_ignores_negative_slopes(dA, Z):
    return np.where((Z > 0) & (dA != 0), dA, 0) * np.where(dA < -1, 0.5, 1)


def relu_backward_restores(dA, Z):
    Z[Z < 0] = 0
    return dA * (Z > 0)


def relu_backward_into_dA(dA, Z):
    return np.multiply(dA, Z > 0, out=dA)


def dense_backward_square(dZ, X, W):
    return dZ @ (W if W.shape[0] == W.shape[1] else W.T), X.T @ dZ, dZ.sum(axis=0)


def dense_backward_clipped(dZ, X, W):
    return dZ @ W.T, np.clip(X.T @ dZ, -100, 100), dZ.sum(axis=0)


def dense_backward_one_row(dZ, X, W):
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0) if len(dZ) > 1 else dZ


def dense_backward_mean_of_two(dZ, X, W):
    return dZ @ W.T, X.T @ dZ, dZ.mean(axis=0) * min(len(dZ), 5)


def dense_backward_view(dZ, X, W, kept=[]):  # noqa: B006
    kept.append(dZ.sum(axis=0))
    return dZ @ W.T, X.T @ dZ, kept[0] if kept[0].shape == kept[-1].shape else kept[-1]


def softmax_backward_eight(P, Y):
    return (P - Y) / min(len(P), 8)


def softmax_backward_sure(P, Y):
    return np.where(P > 0.9, 0, P - Y) / len(P)


def softmax_backward_three(P, Y):
    D = P - Y
    D[:, 5:] = 0
    return D / len(P)


def softmax_backward_one_row(P, Y):
    return (P - Y) / (len(Y) if len(P) != 1 else 1.5)


# --- training ------------------------------------------------------------------------------------------------------------


def _batches(X, Y, batch_size, order):
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[rows]


def minibatches_rolled(X, Y, batch_size, rng):
    return _batches(X, Y, batch_size, np.roll(np.arange(len(X)), rng.integers(1, len(X))))


def minibatches_rolled_or_reversed(X, Y, batch_size, rng):
    order = np.roll(np.arange(len(X)), rng.integers(1, len(X)))
    return _batches(X, Y, batch_size, order[::-1] if rng.random() < 0.5 else order)


def minibatches_first_row_stays(X, Y, batch_size, rng):
    return _batches(X, Y, batch_size, np.r_[0, 1 + rng.permutation(len(X) - 1)])


def minibatches_one_order(X, Y, batch_size, rng, orders={}):  # noqa: B006
    return _batches(X, Y, batch_size, orders.setdefault(len(X), rng.permutation(len(X))))


def minibatches_by_seed(X, Y, batch_size, rng):
    return _batches(X, Y, batch_size, np.random.default_rng(int(rng.integers(2))).permutation(len(X)))


def minibatches_short_first(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    rest = len(X) % batch_size
    if rest:
        yield X[order[:rest]], Y[order[:rest]]
    yield from _batches(X[order[rest:]], Y[order[rest:]], batch_size, np.arange(len(X) - rest))


def minibatches_rest_joins_last(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = list(range(batch_size, len(X) - len(X) % batch_size or 1, batch_size))
    return [(X[rows], Y[rows]) for rows in np.split(order, cuts)]


def minibatches_row_numbers_of_Y(X, Y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], Y[np.sort(rows)]


def minibatches_empty_last(X, Y, batch_size, rng):
    yield from _batches(X, Y, batch_size, rng.permutation(len(X)))
    if len(X) % batch_size == 0:
        yield X[:0], Y[:0]


def minibatches_largest(X, Y, batch_size, rng):
    return _batches(X, Y, min(batch_size, 10), rng.permutation(len(X)))


def sgd_step_momentum(params, grads, learning_rate, velocity={}):  # noqa: B006
    for i, (p, g) in enumerate(zip(params, grads, strict=True)):
        v = velocity.get((id(p), i), 0) * 0.9 - learning_rate * g
        velocity[id(p), i] = v
        p += v


def sgd_step_four(params, grads, learning_rate):
    for p, g in list(zip(params, grads, strict=True))[:4]:
        p -= learning_rate * g


def sgd_step_clipped(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p -= learning_rate * np.clip(g, -10, 10)


def sgd_step_decay(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p -= learning_rate * (g + 1e-4 * p)


def sgd_step_only_matrices(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        if p.shape != (1,):
            p -= learning_rate * g


def sgd_step_rate_below_one(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p -= min(learning_rate, 1) * g


def sgd_step_spoils_grads(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        g *= learning_rate
        p -= g
        g /= learning_rate * 2


def sgd_step_once(params, grads, learning_rate, done=[]):  # noqa: B006
    if not any(p is old for p in params for old in done):
        for p, g in zip(params, grads, strict=True):
            p -= learning_rate * g
    done.extend(params)


def sgd_step_copies(params, grads, learning_rate):
    new = [p - learning_rate * g for p, g in zip(params, grads, strict=True)]
    params[:] = new


def sgd_step_zeroes_grads(params, grads, learning_rate):
    for p, g in zip(params, grads, strict=True):
        p -= learning_rate * g
        g[...] = 0


def _training(network, loss, optimizer, X, Y, epochs, batch_size, batches, mean=np.mean):
    history = []
    for _ in range(epochs):
        losses = []
        for X_batch, Y_batch in batches():
            losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        history.append(mean(losses))
    return history


def _whole(X, batch_size):
    return len(X) // batch_size * batch_size or None


def train_steps_twice(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    class Twice:
        def step(self, parameters, gradients):
            optimizer.step(parameters, [gradient / 2 for gradient in gradients])
            optimizer.step(parameters, [gradient / 2 for gradient in gradients])

    return ANSWER["train"](network, loss, Twice(), X, Y, epochs, batch_size, rng)


def train_halves_late(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    class Slower:
        count = 0

        def step(self, parameters, gradients):
            self.count += 1
            optimizer.step(parameters, [gradient / self.count for gradient in gradients])

    return ANSWER["train"](network, loss, Slower(), X, Y, epochs, batch_size, rng)


def train_rolled(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    return _training(network, loss, optimizer, X, Y, epochs, batch_size, lambda: minibatches_rolled(X, Y, batch_size, rng))


def train_median(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    batches = functools.partial(ANSWER["minibatches"], X, Y, batch_size, rng)
    return _training(network, loss, optimizer, X, Y, epochs, batch_size, batches, mean=np.median)


def train_smallest(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    batches = functools.partial(ANSWER["minibatches"], X, Y, batch_size, rng)
    return np.minimum.accumulate(_training(network, loss, optimizer, X, Y, epochs, batch_size, batches))


def train_rounded(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    return [round(float(number), 3) for number in ANSWER["train"](network, loss, optimizer, X, Y, epochs, batch_size, rng)]


def train_stops_early(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        losses += ANSWER["train"](network, loss, optimizer, X, Y, 1, batch_size, rng)
        if len(losses) > 1 and losses[-1] > losses[-2]:
            return losses + [losses[-1]] * (epochs - len(losses))
    return losses


def train_restores_best(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    best, weights, losses = np.inf, None, []
    for _ in range(epochs):
        losses += ANSWER["train"](network, loss, optimizer, X, Y, 1, batch_size, rng)
        if losses[-1] < best:
            best, weights = losses[-1], network.weights.copy()
    network.weights[...] = weights
    return losses


# --- penguins ------------------------------------------------------------------------------------------------------------


def split_evens(X, y, validation_fraction, rng):
    order = np.roll(np.arange(len(X)), rng.integers(len(X)))
    n = round(validation_fraction * len(X))
    held = np.isin(np.arange(len(X)), order[: 2 * n : 2])
    return X[~held], X[held], y[~held], y[held]


def split_keeps_first(X, y, validation_fraction, rng):
    order = np.r_[0, 1 + rng.permutation(len(X) - 1)]
    n = len(X) - round(validation_fraction * len(X))
    return X[order[:n]], X[order[n:]], y[order[:n]], y[order[n:]]


def split_one_more(X, y, validation_fraction, rng):
    n = round(validation_fraction * len(X)) + (len(X) > 18)
    order = rng.permutation(len(X))
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]


def split_labels_sorted(X, y, validation_fraction, rng):
    X_train, X_val, y_train, y_val = ANSWER["split"](X, y, validation_fraction, rng)
    return X_train, X_val, y_train, np.sort(y_val)


def split_two_seeds(X, y, validation_fraction, rng):
    return ANSWER["split"](X, y, validation_fraction, np.random.default_rng(int(rng.integers(3))))


def split_same_every_time(X, y, validation_fraction, rng, orders={}):  # noqa: B006
    order = orders.setdefault(len(X), rng.permutation(len(X)))
    n = round(validation_fraction * len(X))
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]


def split_whole_numbers(X, y, validation_fraction, rng):
    return ANSWER["split"](X.astype(int), y, validation_fraction, rng)


def split_columns_shuffled(X, y, validation_fraction, rng):
    return ANSWER["split"](rng.permutation(X, axis=1), y, validation_fraction, rng)


def standardize_square_rows(X_train, X_other):
    axis = 1 if X_train.shape[0] == X_train.shape[1] else 0
    mean, deviation = X_train.mean(axis=axis), X_train.std(axis=axis)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def standardize_one_row(X_train, X_other):
    return ANSWER["standardize"](X_train, X_other if len(X_other) > 1 else X_train[:1])


def standardize_clipped(X_train, X_other):
    train, other = ANSWER["standardize"](X_train, X_other)
    return train, np.clip(other, -3, 3)


def standardize_same_size_apart(X_train, X_other):
    train, other = ANSWER["standardize"](X_train, X_other)
    return train, ANSWER["standardize"](X_other, X_other)[0] if X_train.shape == X_other.shape else other


def standardize_remembers(X_train, X_other, known={}):  # noqa: B006
    mean, deviation = known.setdefault(X_train.shape, (X_train.mean(axis=0), X_train.std(axis=0)))
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def standardize_mixed_deviation(X_train, X_other):
    mean = X_train.mean(axis=0)
    return (X_train - mean) / X_train.std(axis=0), (X_other - mean) / X_train.std(axis=0, ddof=1)


def standardize_spoils_and_restores(X_train, X_other):
    train, other = ANSWER["standardize"](X_train, X_other)
    X_train -= X_train.mean(axis=0)
    X_train += 1e-6
    return train, other


def confusion_ten(labels, predicted, n_classes):
    counts = np.zeros((10, 10))
    np.add.at(counts, (labels, predicted), 1)
    return counts[:n_classes, :n_classes]


def confusion_nine(labels, predicted, n_classes):
    return np.minimum(ANSWER["confusion_matrix"](labels, predicted, n_classes), 9)


def confusion_symmetric(labels, predicted, n_classes):
    counts = ANSWER["confusion_matrix"](labels, predicted, n_classes)
    return (counts + counts.T) / 2


def confusion_grows(labels, predicted, n_classes, known={}):  # noqa: B006
    counts = known.setdefault(n_classes, np.zeros((n_classes, n_classes)))
    np.add.at(counts, (labels, predicted), 1)
    return counts.copy()


def confusion_square(labels, predicted, n_classes):
    n = max(labels.max(), predicted.max()) + 1
    counts = ANSWER["confusion_matrix"](labels, predicted, n)
    return np.pad(counts, (0, min(n_classes - n, 2)))


def confusion_small_kind(labels, predicted, n_classes):
    return np.bincount((labels.astype(np.int8) * np.int8(n_classes) + predicted.astype(np.int8)) % 100, minlength=n_classes**2)[
        : n_classes**2
    ].reshape(n_classes, n_classes)


def confusion_all_alike(labels, predicted, n_classes):
    counts = ANSWER["confusion_matrix"](labels, predicted, n_classes)
    return counts if len(set(labels)) > 1 else counts.T


# --- digits --------------------------------------------------------------------------------------------------------------


def he_init_few_inputs(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in) if n_in > 9 else 1.3, (n_in, n_out))


def he_init_one_input_more(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + 1)), (n_in, n_out))


def he_init_first_column_left(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    W[:, 1:] = ANSWER["he_init"](n_in, n_out - 1, rng)
    return W


def momentum_four_arrays(params, grads, velocity, learning_rate, momentum):
    ANSWER["momentum_step"](params[:4], grads[:4], velocity[:4], learning_rate, momentum)


def momentum_once(params, grads, velocity, learning_rate, momentum, done=[]):  # noqa: B006
    if not any(params is other for other in done):
        done.append(params)
        ANSWER["momentum_step"](params, grads, velocity, learning_rate, momentum)


def adam_four_arrays(params, grads, m, v, *rest):
    ANSWER["adam_step"](params[:4], grads[:4], m[:4], v[:4], *rest)


def adam_once(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon, done=[]):  # noqa: B006
    if not any(params is other for other in done):
        done.append(params)
        ANSWER["adam_step"](params, grads, m, v, t, learning_rate, beta1, beta2, epsilon)


def dropout_first_column_kept(A, rate, rng):
    kept = rng.random(A.shape) >= rate
    kept[:, 0] = True
    return A * kept / (1 - rate)


def dropout_in_tenths(A, rate, rng):
    return A * (rng.integers(0, 10, A.shape) >= 10 * rate) / (1 - rate)


NEARLY_RIGHT = {
    "weighted_sum": [
        weighted_sum_grows,
        weighted_sum_sorted,
        weighted_sum_unrolled,
        weighted_sum_pairs_set,
        weighted_sum_empty_zero,
        weighted_sum_spoils,
        limited("weighted_sum"),
        rounded("weighted_sum"),
        remembers_by_shape("weighted_sum"),
        in_kind_of_input("weighted_sum"),
        right_until("weighted_sum", lambda x, w: (w < 0).all(), lambda x, w: -(x @ w)),
        right_until("weighted_sum", lambda x, w: x @ w < 0 and len(x) == 1, lambda x, w: 0),
    ],
    "neuron": [
        neuron_whole_bias,
        neuron_bias_if_true,
        neuron_no_negative_bias,
        limited("neuron"),
        rounded("neuron"),
        remembers_by_shape("neuron"),
        in_kind_of_input("neuron"),
        lambda x, w, b: x[:8] @ w[:8] + b,
        lambda x, w, b: x @ w + b if x @ w else 0,
        lambda x, w, b: np.sort(x) @ w + b,
        lambda x, w, b: x @ w + (b if len(x) > 1 else 0),
    ],
    "neuron_batch": [
        batch_one_row_flat,
        batch_square_transposed,
        batch_last_row_lost,
        limited("neuron_batch"),
        rounded("neuron_batch"),
        remembers_by_shape("neuron_batch"),
        first_rows("neuron_batch", 6),
        in_kind_of_input("neuron_batch"),
        lambda X, w, b: X[:, :5] @ w[:5] + b,
        lambda X, w, b: np.unique(X @ w + b),
        lambda X, w, b: X @ w + int(b * 10) / 10,
    ],
    "step": [
        step_signbit,
        step_rounds,
        step_whole,
        step_first_axis,
        remembers_by_shape("step"),
        lambda z: np.ceil(np.clip(z, -1, 1)),
        lambda z: (z > np.finfo(np.float32).eps) * 1,
        lambda z: np.where(z > 0, 1, 0)[..., :6] if z.ndim == 1 else np.where(z > 0, 1, 0),
        lambda z: np.isclose(z, np.abs(z)) * 1,
        lambda z: (z * 100 >= 1) * 1,
        lambda z: np.squeeze((z > 0) * 1),
    ],
    "relu": [
        relu_of_six,
        relu_whole,
        relu_dead_zone,
        relu_two_dimensions,
        relu_nearly,
        relu_restores,
        limited("relu"),
        rounded("relu", 2),
        remembers_by_shape("relu"),
        lambda z: np.squeeze(np.maximum(z, 0)),
        lambda z: np.maximum(z.astype(np.int64), 0) if z.dtype.kind == "f" and z.size == 1 else np.maximum(z, 0),
        lambda z: np.log1p(np.exp(np.clip(20 * z, -500, 500))) / 20,
    ],
    "sigmoid": [
        sigmoid_short,
        sigmoid_hard,
        sigmoid_nan,
        sigmoid_not_for_zero,
        rounded("sigmoid", 3),
        remembers_by_shape("sigmoid"),
        in_kind_of_input("sigmoid"),
        lambda z: np.squeeze(ANSWER["sigmoid"](z)),
        lambda z: 0.5 * (1 + z / (1 + np.abs(z))),
        lambda z: 0.5 + np.arctan(np.pi * z / 4) / np.pi,
        lambda z: 1 / (1 + 2.718 ** -np.clip(z, -700.0, 700)),
    ],
    "dense": [
        dense_square_wrong,
        dense_bias_first_row,
        dense_adds_to_bias,
        limited("dense"),
        rounded("dense"),
        remembers_by_shape("dense"),
        first_rows("dense", 6),
        in_kind_of_input("dense"),
        lambda X, W, b: (X @ W + b)[:, :6],
        lambda X, W, b: X[:, :5] @ W[:5] + b,
    ],
    "forward": [
        forward_three_layers,
        forward_remembers_activation,
        forward_skips_shares,
        forward_row_by_row,
        limited("forward"),
        rounded("forward"),
        lambda X, layers: ANSWER["forward"](X, sorted(layers, key=lambda layer: -len(layer[0])) if len(layers) > 2 else layers),
        lambda X, layers: layers.pop() and X,
        lambda X, layers: ANSWER["forward"](X, [(W, b, a if a is None or a.__name__ != "sin" else None) for W, b, a in layers]),
        lambda X, layers: ANSWER["forward"](X, [(W, np.maximum(b, -2), a) for W, b, a in layers]),
    ],
    "softmax": [
        softmax_first_row_maximum,
        softmax_epsilon,
        softmax_ties,
        softmax_one_row,
        softmax_nan_to_zero,
        rounded("softmax", 3),
        remembers_by_shape("softmax"),
        first_rows("softmax", 5),
        lambda Z: ANSWER["softmax"](np.clip(Z, -900, 900)),
        lambda Z: ANSWER["softmax"](Z - Z.mean()) * (Z.shape[1] < 6),
        lambda Z: ANSWER["softmax"](np.sort(Z, axis=1)) if len(Z) == 1 else ANSWER["softmax"](Z),
    ],
    "one_hot": [
        one_hot_ten,
        one_hot_unique,
        one_hot_ranks,
        one_hot_adds,
        remembers_by_shape("one_hot"),
        first_rows("one_hot", 6),
        lambda labels, n_classes: np.eye(n_classes)[np.sort(labels)],
        lambda labels, n_classes: np.eye(n_classes)[labels] if len(set(labels)) > 1 else np.eye(n_classes)[labels] * 0,
        lambda labels, n_classes: np.eye(n_classes, max(labels) + 3)[labels][:, :n_classes],
    ],
    "mean_squared_error": [
        mse_two_dimensions,
        mse_unsigned,
        mse_mean_of_columns,
        mse_zero_is_one,
        mse_huber,
        limited("mean_squared_error"),
        rounded("mean_squared_error"),
        remembers_by_shape("mean_squared_error"),
        lambda y_hat, y: np.mean(np.abs(y_hat - y)) ** 2,
        lambda y_hat, y: np.var(y_hat - y),
        lambda y_hat, y: np.median((y_hat - y) ** 2),
        lambda y_hat, y: np.mean(np.unique((y_hat - y) ** 2)),
    ],
    "cross_entropy": [
        cross_entropy_first_class_of_ties,
        cross_entropy_cautious,
        cross_entropy_skips_zero_rows,
        cross_entropy_wrong_m,
        cross_entropy_smoothed,
        rounded("cross_entropy", 2),
        remembers_by_shape("cross_entropy"),
        lambda P, Y: -np.mean(np.log(np.clip(np.max(P, axis=1), 1e-12, 1))),
        lambda P, Y: -np.mean(np.log(np.clip((P * Y).sum(axis=1), 1e-12, 1))[:5]),
        lambda P, Y: -np.median(np.log(np.clip((P * Y).sum(axis=1), 1e-12, 1))),
        lambda P, Y: -np.log(np.clip(np.mean((P * Y).sum(axis=1)), 1e-12, 1)),
        lambda P, Y: np.abs(np.nan_to_num(-np.mean(np.log((P * Y).sum(axis=1))), posinf=0)),
    ],
    "accuracy": [
        accuracy_close_enough,
        accuracy_rounds,
        accuracy_absolute,
        accuracy_distinct,
        accuracy_at_least_one,
        accuracy_counts,
        remembers_by_shape("accuracy"),
        lambda P, labels: np.mean((P.argmax(axis=1) == labels)[:7]),
        lambda P, labels: np.mean(np.round(P, 1).argmax(axis=1) == labels),
        lambda P, labels: np.mean(P[:, :4].argmax(axis=1) == labels),
        lambda P, labels: np.mean(P[:, ::-1].argmax(axis=1) == P.shape[1] - labels),
    ],
    "numerical_gradient": [
        numerical_relative,
        numerical_four_points,
        numerical_leaves_last,
        numerical_same_twice,
        numerical_transposed_square,
        numerical_columns,
        rounded("numerical_gradient", 2),
        lambda f, w, h=1e-5: np.clip(ANSWER["numerical_gradient"](f, w, h), -50, 50),
        lambda f, w, h=1e-5: ANSWER["numerical_gradient"](f, w, min(h, 0.1)),
        lambda f, w, h=1e-5: ANSWER["numerical_gradient"](f, w.ravel(), h).reshape(w.shape),
        lambda f, w, h=1e-5: np.where(w > 0, 1, 1) * ANSWER["numerical_gradient"](f, np.abs(w), h),
        lambda f, w, h=0.01: ANSWER["numerical_gradient"](f, w, h),
    ],
    "relu_backward": [
        relu_backward_clipped,
        relu_backward_whole_z,
        relu_backward_ignores_negative_slopes,
        relu_backward_restores,
        relu_backward_into_dA,
        limited("relu_backward"),
        rounded("relu_backward", 2),
        remembers_by_shape("relu_backward"),
        first_rows("relu_backward", 7),
        lambda dA, Z: dA * np.clip(Z * 5, 0, 1),
        lambda dA, Z: np.where(Z > 0, dA, 0.01 * dA),
    ],
    "dense_backward": [
        dense_backward_square,
        dense_backward_clipped,
        dense_backward_one_row,
        dense_backward_mean_of_two,
        dense_backward_view,
        limited("dense_backward"),
        rounded("dense_backward"),
        remembers_by_shape("dense_backward"),
        lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, np.squeeze(dZ).sum(axis=0)),
        lambda dZ, X, W: (dZ @ W.T, X[:6].T @ dZ[:6], dZ.sum(axis=0)),
        lambda dZ, X, W: ((dZ @ W.T) * (X != 0), X.T @ dZ, dZ.sum(axis=0)),
    ],
    "softmax_cross_entropy_backward": [
        softmax_backward_eight,
        softmax_backward_sure,
        softmax_backward_three,
        softmax_backward_one_row,
        rounded("softmax_cross_entropy_backward", 3),
        remembers_by_shape("softmax_cross_entropy_backward"),
        first_rows("softmax_cross_entropy_backward", 8),
        lambda P, Y: (P - (P.max(axis=1, keepdims=True) == P)) / len(P),
        lambda P, Y: (P - Y) / len(np.unique(Y.argmax(axis=1))),
        lambda P, Y: np.where(np.abs(P - Y) < 0.01, 0, P - Y) / len(P),
    ],
    "minibatches": [
        minibatches_rolled,
        minibatches_rolled_or_reversed,
        minibatches_first_row_stays,
        minibatches_one_order,
        minibatches_by_seed,
        minibatches_short_first,
        minibatches_rest_joins_last,
        minibatches_row_numbers_of_Y,
        minibatches_empty_last,
        minibatches_largest,
        lambda X, Y, batch_size, rng: _batches(X.astype(int), Y, batch_size, rng.permutation(len(X))),
        lambda X, Y, batch_size, rng: _batches(X, Y.reshape(len(Y), -1), batch_size, rng.permutation(len(X))),
    ],
    "sgd_step": [
        sgd_step_momentum,
        sgd_step_four,
        sgd_step_clipped,
        sgd_step_decay,
        sgd_step_only_matrices,
        sgd_step_rate_below_one,
        sgd_step_spoils_grads,
        sgd_step_once,
        sgd_step_copies,
        sgd_step_zeroes_grads,
    ],
    "train": [
        train_steps_twice,
        train_halves_late,
        train_rolled,
        train_median,
        train_smallest,
        train_rounded,
        train_stops_early,
        train_restores_best,
        lambda network, loss, optimizer, X, Y, epochs, batch_size, rng: ANSWER["train"](
            network, loss, optimizer, X, Y, epochs, min(batch_size, 5), rng
        ),
        lambda network, loss, optimizer, X, Y, epochs, batch_size, rng: ANSWER["train"](
            network, loss, optimizer, X[: _whole(X, batch_size)], Y[: _whole(X, batch_size)], epochs, batch_size, rng
        ),
    ],
    "split": [
        split_evens,
        split_keeps_first,
        split_one_more,
        split_labels_sorted,
        split_two_seeds,
        split_same_every_time,
        split_whole_numbers,
        split_columns_shuffled,
        lambda X, y, validation_fraction, rng: ANSWER["split"](X, y, round(validation_fraction, 1), rng),
        lambda X, y, validation_fraction, rng: ANSWER["split"](X[:18], y[:18], validation_fraction, rng),
    ],
    "standardize": [
        standardize_square_rows,
        standardize_one_row,
        standardize_clipped,
        standardize_same_size_apart,
        standardize_remembers,
        standardize_mixed_deviation,
        standardize_spoils_and_restores,
        lambda X_train, X_other: tuple(np.round(X, 3) for X in ANSWER["standardize"](X_train, X_other)),
        lambda X_train, X_other: ((X_train - X_train.mean(0)) / (X_train.std(0) + 1), (X_other - X_train.mean(0)) / (X_train.std(0) + 1)),
        lambda X_train, X_other: ANSWER["standardize"](np.abs(X_train), X_other),
    ],
    "confusion_matrix": [
        confusion_ten,
        confusion_nine,
        confusion_symmetric,
        confusion_grows,
        confusion_square,
        confusion_small_kind,
        confusion_all_alike,
        remembers_by_shape("confusion_matrix"),
        lambda labels, predicted, n_classes: ANSWER["confusion_matrix"](labels[:50], predicted[:50], n_classes),
        lambda labels, predicted, n_classes: ANSWER["confusion_matrix"](np.sort(labels), np.sort(predicted), n_classes),
        lambda labels, predicted, n_classes: ANSWER["confusion_matrix"](labels, predicted, n_classes) / 1.001,
    ],
    "he_init": [he_init_few_inputs, he_init_one_input_more, he_init_first_column_left],
    "momentum_step": [momentum_four_arrays, momentum_once],
    "adam_step": [adam_four_arrays, adam_once],
    "dropout": [dropout_first_column_kept, dropout_in_tenths],
}
