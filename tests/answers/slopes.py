"""Right answers to the exercises of lesson 06, in the styles that learners write."""

import numpy as np

# --- numerical_gradient --------------------------------------------------------------------------------------------------


def numerical_nudges_w_and_puts_it_back(f, w, h=1e-5):
    gradient = np.zeros_like(w)
    for index in np.ndindex(*w.shape):
        old = w[index]
        w[index] = old + h
        above = f(w)
        w[index] = old - h
        below = f(w)
        w[index] = old
        gradient[index] = (above - below) / (2 * h)
    return gradient


def numerical_nudges_up_down_and_up_again(f, w, h=1e-5):
    # Adding and taking away leaves w as it was but for rounding.
    gradient = np.empty(w.shape)
    iterator = np.nditer(w, flags=["multi_index"])
    for _ in iterator:
        index = iterator.multi_index
        w[index] += h
        above = f(w)
        w[index] -= 2 * h
        below = f(w)
        w[index] += h
        gradient[index] = (above - below) / (2 * h)
    return gradient


def numerical_one_hot_nudges(f, w, h=1e-5):
    nudges = h * np.eye(w.size).reshape(-1, *w.shape)
    return np.array([(f(w + nudge) - f(w - nudge)) / (2 * h) for nudge in nudges]).reshape(w.shape)


def numerical_flat(f, w, h=1e-5):
    shape, flat = w.shape, w.ravel()
    gradient = []
    for i in range(len(flat)):
        nudge = np.zeros(len(flat))
        nudge[i] = h
        above, below = f((flat + nudge).reshape(shape)), f((flat - nudge).reshape(shape))
        gradient.append((above - below) / h / 2)
    return np.array(gradient).reshape(shape)


def numerical_by_dimensions(f, w, h=1e-5):
    def slope(*index):
        up, down = np.array(w), np.array(w)
        up[index] = up[index] + h
        down[index] = down[index] - h
        return f(up) / (2 * h) - f(down) / (2 * h)

    if w.ndim == 1:
        return [slope(i) for i in range(len(w))]
    return [[slope(i, j) for j in range(w.shape[1])] for i in range(w.shape[0])]


def numerical_flat_iterator(function, weights, width=1e-5):
    gradient = np.zeros(weights.shape)
    work = weights.copy()
    for i in range(work.size):
        work.flat[i] = weights.flat[i] + width
        gradient.flat[i] = function(work)
        work.flat[i] = weights.flat[i] - width
        gradient.flat[i] -= function(work)
        work.flat[i] = weights.flat[i]
    gradient /= 2 * width
    return gradient


def numerical_enumerated(f, w, h=1e-5):
    gradient = np.zeros(w.shape)
    for index, value in np.ndenumerate(w):
        moved = w.copy()
        moved[index] = value + h
        above = float(f(moved))
        moved[index] = value - h
        gradient[index] = (above - float(f(moved))) / (h + h)
    return gradient


RIGHT = {
    "numerical_gradient": [
        numerical_nudges_w_and_puts_it_back,
        numerical_nudges_up_down_and_up_again,
        numerical_one_hot_nudges,
        numerical_flat,
        numerical_by_dimensions,
        numerical_flat_iterator,
        numerical_enumerated,
    ],
}
