"""Right answers to the exercises of lesson 10, in the styles that learners write."""

import math

import numpy as np

# --- he_init -------------------------------------------------------------------------------------------------------------


def he_init_number_by_number(n_in, n_out, rng):
    return [[rng.normal(0, math.sqrt(2 / n_in)) for _ in range(n_out)] for _ in range(n_in)]


def he_init_keywords(n_in, n_out, rng):
    return rng.normal(loc=0.0, scale=(2 / n_in) ** 0.5, size=(n_in, n_out))


def he_init_single_precision(n_in, n_out, rng):
    return (math.sqrt(2.0) * rng.standard_normal((n_in, n_out)) / math.sqrt(n_in)).astype(np.float32)


def he_init_row_by_row(n_in, n_out, rng):
    W = np.empty((n_in, n_out))
    for i in range(n_in):
        W[i] = rng.normal(0, np.sqrt(2 / n_in), n_out)
    return W


def he_init_column_by_column(n_in, n_out, rng):
    return np.stack([rng.normal(0, np.sqrt(2 / n_in), n_in) for _ in range(n_out)], axis=1)


def he_init_reshaped(n_in, n_out, rng):
    return rng.normal(0, 1, n_in * n_out).reshape(n_out, n_in).T * np.sqrt(2 / n_in)


def he_init_filled(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    rng.standard_normal(out=W)
    W *= np.sqrt(2.0 / n_in)
    return W


def he_init_through_default_rng(n_in, n_out, rng):
    variance = np.divide(2, n_in)
    return np.random.default_rng(rng).normal(0, np.sqrt(variance), size=[n_in, n_out])


def he_init_spawned(n_in, n_out, rng):
    return rng.spawn(1)[0].normal(0, np.sqrt(2 / n_in), (n_in, n_out))


# --- momentum_step -------------------------------------------------------------------------------------------------------


def momentum_step_indices(params, grads, velocity, learning_rate, momentum):
    for i in range(len(params)):
        velocity[i] *= momentum
        velocity[i] -= learning_rate * grads[i]
        params[i] += velocity[i]


def momentum_step_whole_slices(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity, strict=True):
        v[:] = momentum * v - learning_rate * g
        p[:] = p + v


def momentum_step_two_loops(params, grads, velocity, learning_rate, momentum):
    for v, g in zip(velocity, grads, strict=True):
        np.copyto(v, v * momentum - g * learning_rate)
    for p, v in zip(params, velocity, strict=True):
        np.add(p, v, out=p)


def momentum_step_named_step(params, grads, velocity, learning_rate, momentum):
    for index, parameter in enumerate(params):
        step = momentum * velocity[index] + -learning_rate * grads[index]
        parameter += step
        velocity[index][...] = step


def momentum_step_entry_by_entry(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity, strict=True):
        for index in np.ndindex(p.shape):
            v[index] = momentum * v[index] - learning_rate * g[index]
            p[index] += v[index]


def momentum_step_returns_them_too(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity, strict=True):
        v *= momentum
        v += -learning_rate * g
        p += v
    return params, velocity


# --- adam_step -----------------------------------------------------------------------------------------------------------


def adam_step_indices(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for i in range(len(params)):
        m[i] *= beta1
        m[i] += (1 - beta1) * grads[i]
        v[i] *= beta2
        v[i] += (1 - beta2) * grads[i] * grads[i]
        params[i] -= learning_rate * m[i] / (1 - beta1**t) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


def adam_step_paper(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for theta, g, m_t, v_t in zip(params, grads, m, v, strict=True):
        m_t[:] = beta1 * m_t + (1 - beta1) * g
        v_t[:] = beta2 * v_t + (1 - beta2) * np.square(g)
        m_hat = m_t / (1 - np.power(beta1, t))
        v_hat = v_t / (1 - np.power(beta2, t))
        theta[:] = theta - learning_rate * m_hat / (v_hat**0.5 + epsilon)


def adam_step_short_order(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    rate = learning_rate * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    for i, g in enumerate(grads):
        m[i] += (1 - beta1) * (g - m[i])
        v[i] += (1 - beta2) * (g**2 - v[i])
        params[i] -= rate * m[i] / (np.sqrt(v[i]) + epsilon)


def adam_step_rate_first(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    rate, root = learning_rate / (1 - beta1**t), math.sqrt(1 - beta2**t)
    for p, g, mean, square in zip(params, grads, m, v, strict=True):
        mean += (1 - beta1) * (g - mean)
        square += (1 - beta2) * (g * g - square)
        p -= rate * mean / (np.sqrt(square) / root + epsilon)


def adam_step_two_passes(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for i in range(len(grads)):
        np.copyto(m[i], m[i] * beta1 + grads[i] * (1 - beta1))
        np.copyto(v[i], v[i] * beta2 + grads[i] ** 2 * (1 - beta2))
    for p, mean, square in zip(params, m, v, strict=True):
        np.subtract(p, learning_rate * (mean / (1 - beta1**t)) / (np.sqrt(square / (1 - beta2**t)) + epsilon), out=p)


def adam_step_entry_by_entry(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, mean, square in zip(params, grads, m, v, strict=True):
        for index in np.ndindex(p.shape):
            mean[index] = beta1 * mean[index] + (1 - beta1) * g[index]
            square[index] = beta2 * square[index] + (1 - beta2) * g[index] ** 2
            m_hat, v_hat = mean[index] / (1 - beta1**t), square[index] / (1 - beta2**t)
            p[index] -= learning_rate * m_hat / (math.sqrt(v_hat) + epsilon)


def adam_step_returns_them_too(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    adam_step_paper(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon)
    return params, m, v, t + 1


RIGHT = {
    "he_init": [
        he_init_number_by_number,
        he_init_keywords,
        he_init_single_precision,
        he_init_row_by_row,
        he_init_column_by_column,
        he_init_reshaped,
        he_init_filled,
        he_init_through_default_rng,
        he_init_spawned,
    ],
    "momentum_step": [
        momentum_step_indices,
        momentum_step_whole_slices,
        momentum_step_two_loops,
        momentum_step_named_step,
        momentum_step_entry_by_entry,
        momentum_step_returns_them_too,
    ],
    "adam_step": [
        adam_step_indices,
        adam_step_paper,
        adam_step_short_order,
        adam_step_rate_first,
        adam_step_two_passes,
        adam_step_entry_by_entry,
        adam_step_returns_them_too,
    ],
}
