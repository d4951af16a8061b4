"""Wrong answers to the exercises of the lesson on better steps, as beginners write them."""

from answers.beginners import Wrong


def rolling(*lines):
    """The loop that the lesson gives for momentum_step, with these lines in its gap."""
    return "for p, g, v in zip(params, grads, velocity):\n" + "\n".join(f"    {line}" for line in lines)


MEAN, SQUARE = "mean[...] = beta1 * mean + (1 - beta1) * g", "square[...] = beta2 * square + (1 - beta2) * g**2"
MEAN_HAT, SQUARE_HAT = "mean_hat = mean / (1 - beta1**t)", "square_hat = square / (1 - beta2**t)"
MOVE = "p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)"


def adam(mean=MEAN, square=SQUARE, mean_hat=MEAN_HAT, square_hat=SQUARE_HAT, move=MOVE, after=""):
    """Adam, one line of it written otherwise."""
    lines = filter(None, (mean, square, mean_hat, square_hat, move, after))
    return "for p, g, mean, square in zip(params, grads, m, v):\n" + "\n".join(f"    {line}" for line in lines)


# In the letters of the formulas.
LETTERS = """
for p, g, m, v in zip(params, grads, m, v):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    p = p - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
"""
NOT_IN_A_LOOP = """
m = beta1 * m + (1 - beta1) * grads
v = beta2 * v + (1 - beta2) * grads**2
m_hat = m / (1 - beta1**t)
v_hat = v / (1 - beta2**t)
params -= learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
"""

WRONG = [
    # --- he_init ---
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), n_in, n_out)"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), n_in * n_out)"),
    Wrong("he_init", "return rng.normal(0, 2 / n_in, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2) / n_in, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(n_in / 2), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in * n_out), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, (2 / n_in) ** 2, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2, n_in), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(np.sqrt(2 / n_in), 0, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal((n_in, n_out)) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "return rng.normal(0, 1, (n_in, n_out))"),
    Wrong("he_init", "return 0.01 * rng.normal(size=(n_in, n_out))"),
    Wrong("he_init", "return 0.01 * np.random.randn(n_in, n_out)"),
    Wrong("he_init", "return rng.normal(0, 0.1, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, 0.177, (n_in, n_out))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / 64), (n_in, n_out))"),
    Wrong("he_init", "return rng.randn(n_in, n_out) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "return rng.rand(n_in, n_out) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "return rng.random((n_in, n_out)) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "return rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "return np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "rng = np.random.default_rng(0)\nreturn rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "rng = np.random.default_rng()\nreturn rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return normal(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return np.zeros((n_in, n_out))"),
    Wrong("he_init", "return np.sqrt(2 / n_in)"),
    Wrong("he_init", "return np.full((n_in, n_out), np.sqrt(2 / n_in))"),
    Wrong("he_init", "return np.ones(n_in, n_out) * np.sqrt(2 / n_in)"),
    Wrong("he_init", "W = np.zeros((n_in, n_out))\nfor i in range(n_in):\n    W[i] = rng.normal(0, np.sqrt(2 / n_in))\nreturn W"),
    Wrong("he_init", "W = np.zeros((n_in, n_out))\nW += rng.normal(0, np.sqrt(2 / n_in), n_out)\nreturn W"),
    Wrong("he_init", "W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))\nprint(W)"),
    Wrong("he_init", "rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    Wrong("he_init", "return np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)))"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)"),
    Wrong("he_init", "return rng.normal(mean=0, deviation=np.sqrt(2 / n_in), shape=(n_in, n_out))"),
    Wrong("he_init", "return rng(0, np.sqrt(2 / n_in), (n_in, n_out))"),
    # --- momentum_step ---
    Wrong("momentum_step", rolling("v = momentum * v - learning_rate * g", "p = p + v")),
    Wrong("momentum_step", rolling("v = momentum * v - learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v *= momentum - learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v -= g", "p += learning_rate * v")),
    Wrong("momentum_step", rolling("v -= learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= g", "p += learning_rate * v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= g", "p += v")),
    Wrong("momentum_step", rolling("v *= momentum", "v += g", "p -= learning_rate * v")),
    Wrong("momentum_step", rolling("v *= momentum", "v += learning_rate * g", "p -= v")),
    Wrong("momentum_step", rolling("v *= momentum", "v += learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p -= v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p = p + v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g")),
    Wrong("momentum_step", rolling("v *= momentum", "v =- learning_rate * g", "p =+ v")),
    Wrong("momentum_step", rolling("v *= momentum", "p -= learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("p += v", "v *= momentum", "v -= learning_rate * g")),
    Wrong("momentum_step", rolling("p += momentum * v - learning_rate * g")),
    Wrong("momentum_step", rolling("p -= learning_rate * g")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p += momentum * v - learning_rate * g")),
    Wrong(
        "momentum_step", rolling("old = v.copy()", "v[...] = momentum * v - learning_rate * g", "p += -momentum * old + (1 + momentum) * v")
    ),
    Wrong("momentum_step", rolling("v[...] = momentum * v + (1 - momentum) * g", "p -= learning_rate * v")),
    Wrong("momentum_step", rolling("v[...] = momentum * (v - learning_rate * g)", "p += v")),
    Wrong("momentum_step", rolling("v[...] = momentum * v - learning_rate * g", "p *= v")),
    Wrong("momentum_step", rolling("v[...] = momentum * v - learning_rate * g", "p[...] = v")),
    Wrong("momentum_step", rolling("v[...] = momentum * p - learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v += momentum * v - learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("v == momentum * v - learning_rate * g", "p == p + v")),
    Wrong("momentum_step", rolling("momentum * v - learning_rate * g", "p + v")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p += v", "return params")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p += v", "return")),
    Wrong("momentum_step", rolling("g *= learning_rate", "v *= momentum", "v -= g", "p += v")),
    Wrong("momentum_step", rolling("velocity = momentum * velocity - learning_rate * g", "p += velocity")),
    Wrong("momentum_step", rolling("velocity *= momentum", "velocity -= learning_rate * g", "p += velocity")),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * grads", "params += v")),
    Wrong("momentum_step", rolling("v *= 0.9", "v -= 0.1 * g", "p += v")),
    Wrong("momentum_step", rolling("v = 0", "v = momentum * v - learning_rate * g", "p += v")),
    Wrong("momentum_step", rolling("weight = weight + velocity")),
    Wrong("momentum_step", "for p, g, v in params, grads, velocity:\n    v *= momentum\n    v -= learning_rate * g\n    p += v"),
    Wrong("momentum_step", "for p, g, v in zip(params, grads, velocity):\n    v *= momentum\n    v -= learning_rate * g\np += v"),
    Wrong(
        "momentum_step",
        "for i in range(len(params)):\n    velocity[i] = momentum * velocity[i] - learning_rate * grads[i]\n    params[i] += velocity[i]",
    ),
    Wrong(
        "momentum_step",
        "for i in range(len(params)):\n    velocity[i] = momentum * velocity[i] - learning_rate * grads[i]\n"
        "    params[i] = params[i] + velocity[i]",
    ),
    Wrong(
        "momentum_step",
        "for i in range(len(params) - 1):\n    velocity[i] *= momentum\n    velocity[i] -= learning_rate * grads[i]\n    params[i] += velocity[i]",
    ),
    Wrong("momentum_step", "velocity = momentum * velocity - learning_rate * grads\nparams = params + velocity"),
    Wrong(
        "momentum_step",
        "new = []\nfor p, g, v in zip(params, grads, velocity):\n    new.append(p + momentum * v - learning_rate * g)\nreturn new",
    ),
    # --- adam_step ---
    Wrong("adam_step", LETTERS),
    Wrong("adam_step", LETTERS.replace("p = p -", "p -=")),
    Wrong("adam_step", LETTERS.replace("m = beta1 * m", "m[...] = beta1 * m").replace("v = beta2 * v", "v[...] = beta2 * v")),
    Wrong("adam_step", NOT_IN_A_LOOP),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (square_hat + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / square_hat + epsilon")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat) + epsilon")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat)")),
    Wrong("adam_step", adam(move="p -= mean_hat / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p += learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p = p - learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean / (np.sqrt(square) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * g / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (np.sqrt(mean_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat * np.sqrt(square_hat) + epsilon")),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (square_hat ** 2 + epsilon)")),
    Wrong("adam_step", adam(move="p =- learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="p -= learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)")),
    Wrong("adam_step", adam(move="params -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)")),
    Wrong("adam_step", adam(move="")),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * g")),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * mean**2")),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + ((1 - beta2) * g)**2")),
    Wrong("adam_step", adam(square="square[...] = beta1 * square + (1 - beta1) * g**2")),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * g*2")),
    Wrong("adam_step", adam(square="square[...] = beta2 * mean + (1 - beta2) * g**2")),
    Wrong("adam_step", adam(square="square[...] = (beta2 * square + (1 - beta2) * g)**2")),
    Wrong("adam_step", adam(square="square = beta2 * square + (1 - beta2) * g**2")),
    Wrong("adam_step", adam(mean="mean = beta1 * mean + (1 - beta1) * g")),
    Wrong("adam_step", adam(mean="mean[...] = beta1 * mean + 1 - beta1 * g")),
    Wrong("adam_step", adam(mean="mean[...] = beta1 * mean + g")),
    Wrong("adam_step", adam(mean="mean[...] = (1 - beta1) * g")),
    Wrong("adam_step", adam(mean="mean *= beta1 + (1 - beta1) * g", square="square *= beta2 + (1 - beta2) * g**2")),
    Wrong("adam_step", adam(mean="mean += beta1 * mean + (1 - beta1) * g", square="square += beta2 * square + (1 - beta2) * g**2")),
    Wrong("adam_step", adam(mean="mean[...] = (1 - beta1) * mean + beta1 * g", square="square[...] = (1 - beta2) * square + beta2 * g**2")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / 1 - beta1**t", square_hat="square_hat = square / 1 - beta2**t")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1)", square_hat="square_hat = square / (1 - beta2)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1*t)", square_hat="square_hat = square / (1 - beta2*t)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1)**t", square_hat="square_hat = square / (1 - beta2)**t")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1^t)", square_hat="square_hat = square / (1 - beta2^t)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean * (1 - beta1**t)", square_hat="square_hat = square * (1 - beta2**t)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - 0.9**t)", square_hat="square_hat = square / (1 - 0.999**t)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1**t)", square_hat="square_hat = square / (1 - beta1**t)")),
    Wrong(
        "adam_step",
        adam(
            mean_hat="mean /= 1 - beta1**t",
            square_hat="square /= 1 - beta2**t",
            move="p -= learning_rate * mean / (np.sqrt(square) + epsilon)",
        ),
    ),
    Wrong("adam_step", adam(mean_hat="t += 1\n    mean_hat = mean / (1 - beta1**t)")),
    Wrong("adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1**(t + 1))", square_hat="square_hat = square / (1 - beta2**(t + 1))")),
    Wrong("adam_step", adam(after="return params")),
    Wrong("adam_step", adam(after="return params, m, v")),
    Wrong("adam_step", adam(after="break")),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "params, grads, m, v")),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, grads)")),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, m, v, grads)")),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, grads, v, m)")),
    Wrong(
        "adam_step",
        "m = 0.1 * grads[0]\nv = 0.001 * grads[0]**2\nm_hat, v_hat = m / (1 - 0.9**1), v / (1 - 0.999**1)\n"
        "params[0] -= learning_rate * m_hat / np.sqrt(v_hat)",
    ),
]
