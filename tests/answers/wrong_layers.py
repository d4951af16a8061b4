"""Wrong answers to the exercises of the lesson on layers, as beginners write them."""

from answers.beginners import Wrong

FORWARD = "for W, b, activation in layers:\n    X = dense(X, W, b)\n    {}\nreturn X"
IN_LOOPS = "Z = np.zeros((len(X), len(b)))\nfor i in range({}):\n    for j in range({}):\n        {}\nreturn Z"
LESSON = "x = np.array([[1.5, 5.0]])\nW1 = np.array([[-2.0, 2.0], [1.0, -1.0]])\nb1 = np.array([-1.0, 1.0])\nz1 = x @ W1 + b1\nh = relu(z1)"

WRONG = [
    # --- dense ---
    Wrong("dense", "return X @ W", mistake="no-bias"),
    Wrong("dense", "return W @ X + b", mistake="wrong-order"),
    Wrong("dense", "return np.dot(W, X) + b", mistake="wrong-order"),
    Wrong("dense", "return X * W + b", mistake="entry-by-entry"),
    Wrong("dense", "return X @ W.T + b", mistake="transposed-weights"),
    Wrong("dense", "return np.sum(X * W) + b", mistake="tables-entry-by-entry"),
    Wrong("dense", "return np.sum(X * W, axis=1) + b", mistake="entry-by-entry-and-summed"),
    Wrong("dense", "return np.sum(X @ W) + b", mistake="all-in-one-sum"),
    Wrong("dense", "return np.sum(X @ W, axis=1) + b", mistake="summed-again"),
    Wrong("dense", "return np.sum(X @ W + b, axis=1)", mistake="summed-at-the-end"),
    Wrong("dense", "return relu(X @ W + b)", mistake="with-activation"),
    Wrong("dense", "return sigmoid(X @ W + b)", mistake="with-sigmoid"),
    Wrong("dense", "z = X @ W + b\nreturn 1 / (1 + np.exp(-z))", mistake="with-sigmoid"),
    Wrong("dense", "return np.where(X @ W + b > 0, 1, 0)", mistake="with-step"),
    Wrong("dense", "return X @ (W + b)", mistake="bias-into-weights"),
    Wrong("dense", "return X @ W + b[0]", mistake="first-bias-for-all"),
    Wrong("dense", "return x @ W1 + b1", above=LESSON, mistake="arguments-unread", must=("never looks at",)),
    Wrong("dense", "z1 = X @ W1 + b1\nreturn z1", above=LESSON, mistake="arguments-unread", must=("never looks at",)),
    Wrong("dense", "z1 = x @ W1 + b1\nh = relu(z1)\nreturn h", must=("Did you mean `X`?",)),
    Wrong("dense", "for j in [0, 1]:\n    return neuron_batch(X, W[:, j], b[j])", mistake="one-neuron"),
    Wrong("dense", "for j in range(len(b)):\n    scores = neuron_batch(X, W[:, j], b[j])\nreturn scores", mistake="last-neuron"),
    Wrong(
        "dense",
        "scores = []\nfor j in range(len(b)):\n    scores.append(neuron_batch(X, W[:, j], b[j]))\nreturn np.array(scores)",
        mistake="transposed-result",
    ),
    Wrong(
        "dense",
        "scores = []\nfor j in range(len(b)):\n    scores.append(neuron_batch(X, W[j], b[j]))\nreturn np.array(scores).T",
        mistake="rows-for-columns",
        must_not=("W.T",),
    ),
    Wrong(
        "dense",
        "scores = []\nfor j in [0, 1]:\n    scores.append(neuron_batch(X, W[:, j], b[j]))\nreturn np.array(scores).T",
        mistake="two-neurons",
    ),
    Wrong("dense", "return neuron_batch(X, W, b)[0]", mistake="one-row"),
    Wrong(
        "dense",
        IN_LOOPS.format("len(X)", "len(b)", "Z[i, j] = np.sum(X[i] * W[j]) + b[j]"),
        mistake="rows-for-columns-entry-by-entry",
        must_not=("W.T",),
    ),
    Wrong("dense", IN_LOOPS.format("len(X)", "len(b)", "Z[i, j] = np.sum(X[i] * W[:, j])"), mistake="no-bias"),
    Wrong(
        "dense",
        IN_LOOPS.format("len(X)", "len(b)", "Z[i, j] == np.sum(X[i] * W[:, j]) + b[j]"),
        mistake="keeps-nothing",
        must=("compares the two",),
    ),
    Wrong("dense", IN_LOOPS.format("len(X)", "len(W)", "Z[i, j] = np.sum(X[i] * W[:, j]) + b[j]"), mistake="as-many-neurons-as-inputs"),
    Wrong("dense", IN_LOOPS.format("len(X)", "len(b)", "Z[i, j] = X[i, j] * W[i, j] + b[j]"), mistake="place-by-place"),
    Wrong("dense", IN_LOOPS.format("len(X)", "len(b)", "Z[i, j] += X[i] @ W[:, j] + b"), must=("One place of an array takes one number",)),
    Wrong("dense", "rows = []\nfor x in X:\n    rows.append(x @ W + b)\n    return np.array(rows)", mistake="one-row-as-table"),
    Wrong("dense", "for x in X:\n    z = x @ W + b\nreturn z", mistake="last-row"),
    Wrong("dense", "Z = X @ W + b\nprint(Z)", mistake="returns-nothing"),
    Wrong("dense", "X @ W + b", mistake="returns-nothing"),
    Wrong("dense", "return X @ W + B", must=("Did you mean `b`?",)),
    Wrong("dense", "return np.matmul(X * W) + b", must=("matmul() takes",)),
    Wrong("dense", "return X(W) + b", must=("Round brackets call a function",)),
    Wrong("dense", "return weighted_sum(X, W) + b", mistake="tables-entry-by-entry", must_not=("`*`",)),
    Wrong("dense", "return X.dot(W.T) + b", mistake="transposed-weights"),
    Wrong("dense", "return np.dot(X, W)", mistake="no-bias"),
    Wrong("dense", "return X @ W + b.T @ X", must=("in the line `",)),
    Wrong("dense", "return b + X * W.T"),
    Wrong("dense", "return np.sum(X @ W, axis=0) + b", mistake="birds-added-up"),
    Wrong("dense", "return np.array([x * W + b for x in X])"),
    Wrong("dense", "return np.maximum(0, X @ W + b)", mistake="with-activation"),
    Wrong(
        "dense",
        "out = []\nfor x in X:\n    for j in range(W.shape[1]):\n        out.append(x @ W[:, j] + b[j])\nreturn np.array(out)",
        mistake="all-in-one-row",
    ),
    Wrong(
        "dense", "out = []\nfor j in range(W.shape[1]):\n    out.append(X @ W[:, j] + b)\nreturn np.array(out).T", mistake="bias-as-column"
    ),
    Wrong(
        "dense",
        "Z = np.zeros((len(X), len(W)))\nfor i in range(len(X)):\n"
        "    for j in range(len(W)):\n        Z[i, j] = X[i] @ W[:, j] + b[j]\nreturn Z",
    ),
    Wrong("dense", "return X @ W + sum(b)", mistake="sum-of-the-biases"),
    Wrong("dense", "return X @ W + np.mean(b)"),
    Wrong("dense", "z = neuron_batch(X, W, b)\nreturn z[:, 0]", mistake="one-neuron"),
    Wrong("dense", "return np.inner(X, W) + b", mistake="rows-for-columns"),
    Wrong("dense", "return (X @ W + b) / len(X)"),
    Wrong("dense", "return np.round(X @ W + b, 2)", mistake="rounded"),
    Wrong(
        "dense",
        "Z = []\nfor i in range(len(X)):\n    row = []\n"
        "    for j in range(len(b)):\n        row.append(X[i] @ W[:, j] + b[i])\n    Z.append(row)\nreturn np.array(Z)",
        mistake="bias-of-the-row",
    ),
    Wrong("dense", "return softmax(X @ W + b)", mistake="with-softmax"),
    Wrong("dense", "return X @ W, b"),
    # --- forward ---
    Wrong("forward", FORWARD.format("X = activation(X)"), mistake="calls-none"),
    Wrong(
        "forward", FORWARD.format("if activation is not None:\n        activation(X)"), mistake="keeps-nothing", must=("nothing keeps it",)
    ),
    Wrong(
        "forward",
        FORWARD.format("if activation is not None:\n        X == activation(X)"),
        mistake="keeps-nothing",
        must=("compares the two",),
    ),
    Wrong(
        "forward", FORWARD.format("if activation is not None:\n        A = activation(X)"), mistake="never-read", must=("no line reads it",)
    ),
    Wrong("forward", FORWARD.format("if activation is not None:\n        return activation(X)"), mistake="returns-activation"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = relu(X)"), mistake="always-relu"),
    Wrong("forward", FORWARD.format("X = relu(X)"), mistake="relu-everywhere"),
    Wrong("forward", FORWARD.format("X = sigmoid(X)"), mistake="sigmoid-everywhere"),
    Wrong("forward", FORWARD.format("X = activation(relu(X))"), must=("is not None",)),
    Wrong("forward", FORWARD.format("if activation is None:\n        X = activation(X)"), mistake="asks-the-other-way-round"),
    Wrong("forward", FORWARD.format("if activation != 'None':\n        X = activation(X)"), mistake="none-in-quotation-marks"),
    Wrong("forward", FORWARD.format("if activation == relu:\n        X = relu(X)"), mistake="only-relu-counts"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation"), mistake="returns-a-function"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation()"), must=("missing 1 required",)),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(X, W, b)"), must=("takes 1 positional argument",)),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(dense(X, W, b))"), mistake="dense-twice"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(W)"), mistake="activation-of-the-weights"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(b)"), mistake="activation-of-the-biases"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = X * activation"), must=("brackets",)),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = X.activation()"), must=("no attribute 'activation'",)),
    Wrong("forward", FORWARD.format("if activation is not none:\n        X = activation(X)"), must=("capital letter",)),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(X)\n    return X"), mistake="first-layer-only"),
    Wrong("forward", FORWARD.format("if activation is None:\n        return X\n    X = activation(X)"), mistake="stops-at-none"),
    Wrong("forward", FORWARD.format("if activation is None:\n        break\n    X = activation(X)"), mistake="stops-at-none"),
    Wrong("forward", FORWARD.format("if X is not None:\n        X = activation(X)"), mistake="asks-about-x"),
    Wrong("forward", FORWARD.format("X = np.maximum(X, 0)"), mistake="relu-everywhere"),
    Wrong(
        "forward",
        FORWARD.format("if activation is not None:\n        X = activation(X)\n    else:\n        X = relu(X)"),
        mistake="relu-where-none",
    ),
    Wrong(
        "forward",
        "for W, b, activation in layers:\n    X = dense(X, W, b)\nif activation is not None:\n    X = activation(X)\nreturn X",
        mistake="activation-of-the-last-only",
    ),
    Wrong(
        "forward",
        "for W, b, activation in layers:\n    Z = dense(X, W, b)\n    if activation is not None:\n        Z = activation(Z)\nreturn Z",
        mistake="same-input",
    ),
    Wrong(
        "forward",
        "for W, b, activation in layers:\n    Z = dense(X, W, b)\n    if activation is not None:\n        X = activation(Z)\nreturn X",
        mistake="skips-layers",
    ),
    Wrong(
        "forward",
        "for W, b, activation in layers:\n    if activation is not None:\n        X = activation(X)\n    X = dense(X, W, b)\nreturn X",
        mistake="activation-first",
    ),
    Wrong("forward", "h = relu(dense(X, W1, b1))\nreturn dense(h, W2, b2)", must=("`W1`",)),
    Wrong("forward", "for W, b in layers:\n    X = relu(dense(X, W, b))\nreturn X", must=("Each round hands out one entry of `layers`",)),
    Wrong("forward", FORWARD.format("X = softmax(X)"), mistake="softmax-everywhere"),
    Wrong("forward", FORWARD.format("if activation:\n        X = activation(dense(X, W, b))\n    else:\n        X = dense(X, W, b)")),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(X)\n        break"), mistake="returns-activation"),
    Wrong(
        "forward",
        FORWARD.format("try:\n        activation(X)\n    except TypeError:\n        pass"),
        mistake="keeps-nothing",
        must=("nothing keeps it",),
    ),
    Wrong("forward", FORWARD.format("X = activation(X) if activation is None else X"), mistake="asks-the-other-way-round"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(Z)"), must=("in the line `",)),
    Wrong("forward", "X = dense(X, layers)\nreturn X", must=("in the line `",)),
    Wrong("forward", "for layer in layers:\n    X = dense(X, layer[0], layer[1])\n    X = layer[2](X)\nreturn X", mistake="calls-none"),
    Wrong(
        "forward",
        "W, b, activation = layers[0]\nX = dense(X, W, b)\nif activation is not None:\n    X = activation(X)\nreturn X",
        mistake="first-layer-only",
    ),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X += activation(X)"), mistake="added-to-the-scores"),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(X)\n        X = softmax(X)")),
    Wrong(
        "forward",
        "A = X\nfor W, b, activation in layers:\n    Z = dense(A, W, b)\n"
        "    if activation is not None:\n        A = activation(Z)\nreturn A",
        mistake="skips-layers",
    ),
    Wrong(
        "forward",
        "A = X\nfor W, b, activation in layers:\n    Z = dense(A, W, b)\n    A = Z if activation is None else activation(Z)\nreturn Z",
        mistake="last-without-activation",
    ),
    Wrong(
        "forward",
        "for W, b, activation in layers:\n    X = dense(X, W, b)\n    X = relu(X)\nreturn softmax(X)",
        mistake="relu-everywhere-and-softmax",
    ),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = np.array([activation(x) for x in X[0]])")),
    Wrong("forward", FORWARD.format("if activation is True:\n        X = activation(X)"), mistake="no-activation"),
    Wrong("forward", FORWARD.format("if activation == 'relu':\n        X = relu(X)"), mistake="no-activation"),
    Wrong(
        "forward", FORWARD.format("if activation is relu:\n        X = relu(X)\n    elif activation is sigmoid:\n        X = sigmoid(X)")
    ),
    Wrong("forward", FORWARD.format("if activation is not None:\n        X = activation(X > 0)"), must=("in the line `",)),
]
