"""Wrong answers to the exercises of the lesson on better steps, as beginners write them."""

import textwrap

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
# The worked example of the lesson.
RUNNING_MEANS = """
def running_means(means, news, kept):
    for mean, new in zip(means, news):
        mean *= kept
        mean += (1 - kept) * new
""".lstrip()

WRONG = [
    # --- he_init ---
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / (n_in * n_out)), (n_in, n_out))", mistake="divided-by-both-sizes"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 * n_in), (n_in, n_out))", mistake="times-n-in"),
    Wrong("he_init", "return rng.normal(0, (2 / n_in) ** 1 / 2, (n_in, n_out))", mistake="power-without-brackets"),
    Wrong(
        "momentum_step",
        rolling("v *= momentum", "v -= learning_rate * g", "p += v - learning_rate * g"),
        mistake="slope-subtracted-twice",
    ),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), (n_in,))", mistake="one-number-for-each-input", must_not=("added up",)),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), n_out)", mistake="one-number-for-each-neuron", must_not=("added up",)),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in))", mistake="single-number"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), n_in, n_out)", mistake="shape-without-brackets"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))", mistake="exchanged-shape"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), n_in * n_out)", mistake="flat"),
    Wrong("he_init", "return rng.normal(0, 2 / n_in, (n_in, n_out))", mistake="variance"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2) / n_in, (n_in, n_out))", mistake="root-of-2-only"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out))", mistake="n-out"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))", mistake="one-instead-of-two"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(n_in / 2), (n_in, n_out))", mistake="upside-down"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in * n_out), (n_in, n_out))", mistake="times-n-out"),
    Wrong("he_init", "return rng.normal(0, (2 / n_in) ** 2, (n_in, n_out))", mistake="square-of-the-variance"),
    Wrong("he_init", "return rng.normal(0, sqrt(2 / n_in), (n_in, n_out))", must=("in the line `",)),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2, n_in), (n_in, n_out))", mistake="comma-for-a-fraction"),
    Wrong("he_init", "return rng.normal(np.sqrt(2 / n_in), (n_in, n_out))", mistake="shape-as-deviation"),
    Wrong("he_init", "return rng.normal(np.sqrt(2 / n_in), 0, (n_in, n_out))", mistake="drawn-and-all-equal", must_not=("Chance has to",)),
    Wrong("he_init", "return rng.normal((n_in, n_out)) * np.sqrt(2 / n_in)", mistake="shape-as-deviation"),
    Wrong("he_init", "return rng.normal(0, 1, (n_in, n_out))", mistake="not-scaled"),
    Wrong("he_init", "return 0.01 * rng.normal(size=(n_in, n_out))", mistake="always-0-01", must_not=("nan",)),
    Wrong("he_init", "return 0.01 * np.random.randn(n_in, n_out)", mistake="always-0-01-and-ignores-rng", must_not=("nan",)),
    Wrong("he_init", "return rng.normal(0, 0.1, (n_in, n_out))", mistake="always-0-1"),
    Wrong("he_init", "return rng.normal(0, 0.177, (n_in, n_out))", mistake="always-64-inputs"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / 64), (n_in, n_out))", mistake="always-64-inputs"),
    Wrong("he_init", "return rng.randn(n_in, n_out) * np.sqrt(2 / n_in)", mistake="old-names", must_not=("Did you mean",)),
    Wrong("he_init", "return rng.rand(n_in, n_out) * np.sqrt(2 / n_in)", mistake="old-names", must_not=("Did you mean",)),
    Wrong("he_init", "return rng.random((n_in, n_out)) * np.sqrt(2 / n_in)", mistake="from-0-to-1", must_not=("Did you mean",)),
    Wrong("he_init", "return rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(2 / n_in)", mistake="uniform"),
    Wrong("he_init", "return np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_out))", mistake="ignores-rng"),
    Wrong("he_init", "return np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)", mistake="ignores-rng"),
    Wrong("he_init", "rng = np.random.default_rng(0)\nreturn rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))", mistake="own-seed"),
    Wrong("he_init", "rng = np.random.default_rng()\nreturn rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))", mistake="ignores-rng"),
    Wrong("he_init", "return normal(0, np.sqrt(2 / n_in), (n_in, n_out))", mistake="normal-alone"),
    Wrong("he_init", "return np.zeros((n_in, n_out))", mistake="all-equal"),
    Wrong("he_init", "return np.sqrt(2 / n_in)", mistake="deviation-alone"),
    Wrong("he_init", "return np.full((n_in, n_out), np.sqrt(2 / n_in))", mistake="all-equal"),
    Wrong("he_init", "return np.ones(n_in, n_out) * np.sqrt(2 / n_in)", must=("in the line `",)),
    Wrong(
        "he_init",
        "W = np.zeros((n_in, n_out))\nfor i in range(n_in):\n    W[i] = rng.normal(0, np.sqrt(2 / n_in))\nreturn W",
        mistake="equal-columns",
    ),
    Wrong("he_init", "W = np.zeros((n_in, n_out))\nW += rng.normal(0, np.sqrt(2 / n_in), n_out)\nreturn W", mistake="equal-rows"),
    Wrong("he_init", "W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))\nprint(W)", must=("It returns nothing",)),
    Wrong("he_init", "rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))", must=("It returns nothing",)),
    Wrong("he_init", "return np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)))", mistake="only-positive"),
    Wrong("he_init", "return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)", mistake="biases-too"),
    Wrong("he_init", "return rng.normal(mean=0, deviation=np.sqrt(2 / n_in), shape=(n_in, n_out))", mistake="other-names-of-arguments"),
    Wrong("he_init", "return rng(0, np.sqrt(2 / n_in), (n_in, n_out))", mistake="generator-called"),
    # --- momentum_step ---
    Wrong("momentum_step", rolling("v = momentum * v - learning_rate * g", "p = p + v"), mistake="new-arrays"),
    Wrong("momentum_step", rolling("v = momentum * v - learning_rate * g", "p += v"), mistake="velocity-not-kept"),
    Wrong("momentum_step", rolling("v *= momentum - learning_rate * g", "p += v"), mistake="multiplied-by-the-difference"),
    Wrong("momentum_step", rolling("v -= g", "p += learning_rate * v"), mistake="sum-of-gradients", must_not=("nan",)),
    Wrong("momentum_step", rolling("v -= learning_rate * g", "p += v"), mistake="no-friction"),
    Wrong(
        "momentum_step",
        rolling("v *= momentum", "v -= g", "p += learning_rate * v"),
        mistake="velocity-of-gradients-turned-round",
        must_not=("nan",),
    ),
    Wrong("momentum_step", rolling("v *= momentum", "v -= g", "p += v"), mistake="no-learning-rate"),
    Wrong("momentum_step", rolling("v *= momentum", "v += g", "p -= learning_rate * v"), mistake="velocity-of-gradients"),
    Wrong("momentum_step", rolling("v *= momentum", "v += learning_rate * g", "p -= v"), mistake="signs-exchanged"),
    Wrong("momentum_step", rolling("v *= momentum", "v += learning_rate * g", "p += v"), mistake="uphill"),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p -= v"), mistake="velocity-subtracted"),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p = p + v"), mistake="weights-not-moved"),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g"), mistake="no-line-moves-the-weights"),
    Wrong("momentum_step", rolling("v *= momentum", "v =- learning_rate * g", "p =+ v"), mistake="signs-exchanged-with-equals"),
    Wrong("momentum_step", rolling("v *= momentum", "p -= learning_rate * g", "p += v"), mistake="velocity-only-fades"),
    Wrong("momentum_step", rolling("p += v", "v *= momentum", "v -= learning_rate * g"), mistake="old-velocity-used"),
    Wrong("momentum_step", rolling("p += momentum * v - learning_rate * g"), mistake="velocity-not-changed", must_not=("A new array",)),
    Wrong("momentum_step", rolling("p -= learning_rate * g"), mistake="no-velocity"),
    Wrong(
        "momentum_step",
        rolling("v *= momentum", "v -= learning_rate * g", "p += momentum * v - learning_rate * g"),
        mistake="nesterov",
        must_not=("A new array",),
    ),
    Wrong(
        "momentum_step",
        rolling("old = v.copy()", "v[...] = momentum * v - learning_rate * g", "p += -momentum * old + (1 + momentum) * v"),
        mistake="nesterov",
    ),
    Wrong("momentum_step", rolling("v[...] = momentum * v + (1 - momentum) * g", "p -= learning_rate * v"), mistake="mean-of-gradients"),
    Wrong("momentum_step", rolling("v[...] = momentum * (v - learning_rate * g)", "p += v"), mistake="brackets"),
    Wrong("momentum_step", rolling("v[...] = momentum * v - learning_rate * g", "p *= v"), must=("expected",)),
    Wrong("momentum_step", rolling("v[...] = momentum * v - learning_rate * g", "p[...] = v"), mistake="weights-become-velocity"),
    Wrong("momentum_step", rolling("v[...] = momentum * p - learning_rate * g", "p += v"), mistake="weight-for-velocity"),
    Wrong("momentum_step", rolling("v += momentum * v - learning_rate * g", "p += v"), mistake="added-to-itself"),
    Wrong("momentum_step", rolling("v == momentum * v - learning_rate * g", "p == p + v"), mistake="lost-lines"),
    Wrong("momentum_step", rolling("momentum * v - learning_rate * g", "p + v"), mistake="lost-lines"),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p += v", "return params"), mistake="return-in-the-loop"),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * g", "p += v", "return"), mistake="return-in-the-loop"),
    Wrong("momentum_step", rolling("g *= learning_rate", "v *= momentum", "v -= g", "p += v"), mistake="changes-gradients"),
    Wrong("momentum_step", rolling("velocity = momentum * velocity - learning_rate * g", "p += velocity"), must=("in the line `",)),
    Wrong("momentum_step", rolling("velocity *= momentum", "velocity -= learning_rate * g", "p += velocity"), must=("in the line `",)),
    Wrong("momentum_step", rolling("v *= momentum", "v -= learning_rate * grads", "params += v"), must=("in the line `",)),
    Wrong("momentum_step", rolling("v *= 0.9", "v -= 0.1 * g", "p += v"), mistake="numbers-of-the-example"),
    Wrong("momentum_step", rolling("v = 0", "v = momentum * v - learning_rate * g", "p += v"), mistake="no-velocity"),
    Wrong("momentum_step", rolling("weight = weight + velocity"), must=("in the line `",)),
    Wrong(
        "momentum_step",
        "for p, g, v in params, grads, velocity:\n    v *= momentum\n    v -= learning_rate * g\n    p += v",
        must=("in the line `",),
    ),
    Wrong(
        "momentum_step",
        "for p, g, v in zip(params, grads, velocity):\n    v *= momentum\n    v -= learning_rate * g\np += v",
        mistake="collects-below-the-loop",
    ),
    Wrong(
        "momentum_step",
        "for i in range(len(params)):\n    velocity[i] = momentum * velocity[i] - learning_rate * grads[i]\n    params[i] += velocity[i]",
        mistake="rebinds-velocity",
    ),
    Wrong(
        "momentum_step",
        "for i in range(len(params)):\n    velocity[i] = momentum * velocity[i] - learning_rate * grads[i]\n"
        "    params[i] = params[i] + velocity[i]",
        mistake="rebinds-entries",
    ),
    Wrong(
        "momentum_step",
        "for i in range(len(params) - 1):\n    velocity[i] *= momentum\n    velocity[i] -= learning_rate * grads[i]\n"
        "    params[i] += velocity[i]",
        mistake="last-array-left-out",
    ),
    Wrong("momentum_step", "velocity = momentum * velocity - learning_rate * grads\nparams = params + velocity", must=("in the line `",)),
    Wrong(
        "momentum_step",
        "new = []\nfor p, g, v in zip(params, grads, velocity):\n    new.append(p + momentum * v - learning_rate * g)\nreturn new",
        mistake="returns-new-arrays",
    ),
    # --- adam_step ---
    Wrong("adam_step", LETTERS, mistake="new-arrays"),
    Wrong("adam_step", LETTERS.replace("p = p -", "p -="), mistake="means-not-kept"),
    Wrong(
        "adam_step",
        LETTERS.replace("m = beta1 * m", "m[...] = beta1 * m").replace("v = beta2 * v", "v[...] = beta2 * v"),
        mistake="weights-not-moved",
    ),
    Wrong("adam_step", NOT_IN_A_LOOP, must=("in the line `",)),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (square_hat + epsilon)"), mistake="no-root"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / square_hat + epsilon"), mistake="no-root-and-epsilon-at-the-end"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat) + epsilon"), mistake="epsilon-at-the-end"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat + epsilon)"), mistake="epsilon-inside-the-root"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / np.sqrt(square_hat)"), mistake="no-epsilon"),
    Wrong("adam_step", adam(move="p -= mean_hat / (np.sqrt(square_hat) + epsilon)"), mistake="no-learning-rate"),
    Wrong("adam_step", adam(move="p += learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)"), mistake="uphill"),
    Wrong("adam_step", adam(move="p = p - learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)"), mistake="weights-not-moved"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean / (np.sqrt(square) + epsilon)"), mistake="corrected-and-not-used"),
    Wrong("adam_step", adam(move="p -= learning_rate * g / (np.sqrt(square_hat) + epsilon)"), mistake="gradient-instead-of-mean"),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (sqrt(square_hat) + epsilon)"), must=("in the line `",)),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (np.sqrt(mean_hat) + epsilon)"), mistake="root-of-m"),
    Wrong(
        "adam_step",
        adam(move="p -= learning_rate * mean_hat * np.sqrt(square_hat) + epsilon"),
        mistake="multiplied-by-the-root-without-brackets",
    ),
    Wrong("adam_step", adam(move="p -= learning_rate * mean_hat / (square_hat ** 2 + epsilon)"), mistake="squared-again"),
    Wrong("adam_step", adam(move="p =- learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)"), mistake="sign-behind"),
    Wrong("adam_step", adam(move="p -= learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)"), must=("in the line `",)),
    Wrong(
        "adam_step", adam(move="params -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)"), mistake="list-in-place-of-the-array"
    ),
    Wrong("adam_step", adam(move=""), mistake="no-line-moves-the-weights"),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * g"), mistake="no-square"),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * mean**2"), mistake="square-of-the-mean"),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + ((1 - beta2) * g)**2"), mistake="share-squared-too"),
    Wrong("adam_step", adam(square="square[...] = beta1 * square + (1 - beta1) * g**2"), mistake="one-beta"),
    Wrong("adam_step", adam(square="square[...] = beta2 * square + (1 - beta2) * g*2"), mistake="doubled"),
    Wrong("adam_step", adam(square="square[...] = beta2 * mean + (1 - beta2) * g**2"), mistake="mean-in-place-of-the-square"),
    Wrong("adam_step", adam(square="square[...] = (beta2 * square + (1 - beta2) * g)**2"), mistake="all-squared"),
    Wrong("adam_step", adam(square="square = beta2 * square + (1 - beta2) * g**2"), mistake="square-not-kept"),
    Wrong("adam_step", adam(mean="mean = beta1 * mean + (1 - beta1) * g"), mistake="mean-not-kept"),
    Wrong("adam_step", adam(mean="mean[...] = beta1 * mean + 1 - beta1 * g"), mistake="share-of-m-without-brackets"),
    Wrong("adam_step", adam(mean="mean[...] = beta1 * mean + g"), mistake="share-of-m-missing"),
    Wrong("adam_step", adam(mean="mean[...] = (1 - beta1) * g"), mistake="old-m-lost"),
    Wrong(
        "adam_step",
        adam(mean="mean *= beta1 + (1 - beta1) * g", square="square *= beta2 + (1 - beta2) * g**2"),
        mistake="multiplied-by-the-sum",
    ),
    Wrong(
        "adam_step",
        adam(mean="mean += beta1 * mean + (1 - beta1) * g", square="square += beta2 * square + (1 - beta2) * g**2"),
        mistake="added-to-themselves",
    ),
    Wrong(
        "adam_step",
        adam(mean="mean[...] = (1 - beta1) * mean + beta1 * g", square="square[...] = (1 - beta2) * square + beta2 * g**2"),
        mistake="shares-exchanged",
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / 1 - beta1**t", square_hat="square_hat = square / 1 - beta2**t"),
        mistake="correction-without-brackets",
    ),
    Wrong(
        "adam_step", adam(mean_hat="mean_hat = mean / (1 - beta1)", square_hat="square_hat = square / (1 - beta2)"), mistake="t-not-used"
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - beta1*t)", square_hat="square_hat = square / (1 - beta2*t)"),
        mistake="t-times-beta",
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - beta1)**t", square_hat="square_hat = square / (1 - beta2)**t"),
        mistake="power-of-the-bracket",
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - beta1^t)", square_hat="square_hat = square / (1 - beta2^t)"),
        must=("in the line `",),
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean * (1 - beta1**t)", square_hat="square_hat = square * (1 - beta2**t)"),
        mistake="correction-multiplied",
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - 0.9**t)", square_hat="square_hat = square / (1 - 0.999**t)"),
        mistake="usual-betas",
    ),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - beta1**t)", square_hat="square_hat = square / (1 - beta1**t)"),
        mistake="one-beta-in-the-correction",
    ),
    Wrong(
        "adam_step",
        adam(
            mean_hat="mean /= 1 - beta1**t",
            square_hat="square /= 1 - beta2**t",
            move="p -= learning_rate * mean / (np.sqrt(square) + epsilon)",
        ),
        mistake="correction-kept",
    ),
    Wrong("adam_step", adam(mean_hat="t += 1\n    mean_hat = mean / (1 - beta1**t)"), must=("expected",)),
    Wrong(
        "adam_step",
        adam(mean_hat="mean_hat = mean / (1 - beta1**(t + 1))", square_hat="square_hat = square / (1 - beta2**(t + 1))"),
        mistake="t-one-too-large",
    ),
    Wrong("adam_step", adam(after="return params"), mistake="return-in-the-loop"),
    Wrong("adam_step", adam(after="return"), mistake="return-of-nothing-in-the-loop", must_not=("Walk through",)),
    Wrong(
        "adam_step",
        "for t in range(1, t + 1):\n" + textwrap.indent(adam(), "    "),
        mistake="all-steps-again",
        must_not=("before any line has read it",),
    ),
    Wrong(
        "adam_step",
        "for step in range(t):\n" + textwrap.indent(adam().replace("**t", "**(step + 1)"), "    "),
        mistake="all-steps-again",
    ),
    Wrong(
        "adam_step",
        RUNNING_MEANS + "running_means(m, grads, beta1)\nrunning_means(v, grads ** 2, beta2)",
        must=("`grads` is a list of arrays", "[gradient ** 2 for gradient in grads]"),
        must_not=("`v` and `grads`", "zip(means"),
    ),
    Wrong(
        "adam_step",
        RUNNING_MEANS + "running_means(m * beta1, grads, beta1)",
        must=("`m` is a list of arrays", "for one_m in m"),
        must_not=("`grads`",),
    ),
    Wrong("adam_step", adam(after="return params, m, v"), mistake="return-in-the-loop"),
    Wrong("adam_step", adam(after="break"), mistake="first-array-only", must_not=("`return`",)),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "params, grads, m, v"), must=("in the line `",)),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, grads)"), must=("in the line `",)),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, m, v, grads)"), must=("expected",)),
    Wrong("adam_step", adam().replace("zip(params, grads, m, v)", "zip(params, grads, v, m)"), mistake="m-and-v-exchanged"),
    Wrong(
        "adam_step",
        "m = 0.1 * grads[0]\nv = 0.001 * grads[0]**2\nm_hat, v_hat = m / (1 - 0.9**1), v / (1 - 0.999**1)\n"
        "params[0] -= learning_rate * m_hat / np.sqrt(v_hat)",
        must=("expected",),
    ),
]
