"""Wrong answers to the exercises of lesson 06, as beginners write them."""

from answers.beginners import Wrong


def lines(*several):
    """A body, of the lines of its code."""
    return "\n".join(several)


def batches(*inside, above="order = rng.permutation(len(X))", loop="for start in range(0, len(X), batch_size):"):
    """An answer to minibatches: lines in the gap of the loop that the lesson gives, which may be changed too."""
    return lines(above, loop, *(f"    {line}" for line in inside))


MINIBATCHES = [
    Wrong(
        "minibatches",
        batches("yield X[start : start + batch_size], Y[start : start + batch_size]"),
        mistake="no-shuffle",
        must=("`order`",),
    ),
    Wrong(
        "minibatches",
        batches("yield X[start : start + batch_size], Y[start : start + batch_size]", above="order = np.arange(len(X))"),
        mistake="never-shuffled",
        must=("`order = rng.permutation(len(X))`",),
        must_not=("`order` is drawn, but not used",),
    ),
    Wrong(
        "minibatches",
        batches("yield X[start : start + batch_size], Y[start : start + batch_size]", above="m = len(X)"),
        mistake="never-shuffled",
        must=("`order = rng.permutation(len(X))`",),
        must_not=("`order` is drawn, but not used",),
    ),
    Wrong(
        "minibatches",
        batches("rows = X[start : start + batch_size]", "yield rows, Y[start : start + batch_size]"),
        mistake="no-shuffle",
        must=("`order`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[start : start + batch_size]"),
        mistake="only-X-shuffled",
        must=("Pick from both with the same",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[start : start + batch_size], Y[rows]"),
        mistake="only-Y-shuffled",
        must=("Pick from both with the same",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[order], Y[order]"),
        mistake="whole-data",
        must=("`start + batch_size`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[order]"),
        mistake="all-labels-shuffled",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("X = X[order]", "Y = Y[order]", "yield X[start : start + batch_size], Y[start : start + batch_size]"),
        mistake="reordered-in-each-round",
        must=("`order[start : start + batch_size]`",),
        must_not=("above the loop",),
    ),
    Wrong(
        "minibatches",
        batches("order = rng.permutation(len(X))", "rows = order[start : start + batch_size]", "yield X[rows], Y[rows]"),
        mistake="drawn-anew-for-each-batch",
        must=("Draw the order once, above the",),
    ),
    Wrong(
        "minibatches",
        batches("rows = rng.permutation(len(X))[:batch_size]", "yield X[rows], Y[rows]"),
        mistake="drawn-anew-for-each-batch",
        must=("Draw the order once, above the",),
    ),
    Wrong(
        "minibatches",
        batches("rows = rng.choice(len(X), batch_size)", "yield X[rows], Y[rows]"),
        mistake="with-replacement",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = rng.choice(order, batch_size)", "yield X[rows], Y[rows]"),
        mistake="with-replacement",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        "X = rng.permutation(X)\nY = rng.permutation(Y)\n" + batches("yield X[start : start + batch_size], Y[start : start + batch_size]"),
        mistake="shuffled-apart",
        must=("Draw one order of row numbers",),
    ),
    Wrong(
        "minibatches",
        batches("yield X[start : start + batch_size], Y[start : start + batch_size]", above=lines("rng.shuffle(X)", "rng.shuffle(Y)")),
        mistake="shuffled-apart-in-place",
        must=("Draw one order of row numbers",),
    ),
    Wrong(
        "minibatches",
        batches(
            "yield X[start : start + batch_size], Y[start : start + batch_size]",
            above=lines("order = rng.shuffle(np.arange(len(X)))", "X = X[order]", "Y = Y[order]"),
        ),
        mistake="nothing-as-the-order",
        must=("it returns shuffled row numbers",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[rows]", above="order = np.random.permutation(len(X))"),
        mistake="ignores-rng",
        must=("`rng`",),
    ),
    Wrong(
        "minibatches",
        batches(
            "rows = order[start : start + batch_size]",
            "yield X[rows], Y[rows]",
            above=lines("rng = np.random.default_rng(0)", "order = rng.permutation(len(X))"),
        ),
        mistake="own-seed",
        must=("`rng`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start:batch_size]", "yield X[rows], Y[rows]"),
        mistake="slice-ends-at-batch-size",
        must=("`start + batch_size`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : batch_size + 1]", "yield X[rows], Y[rows]"),
        mistake="a-row-too-many",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size - 1]", "yield X[rows], Y[rows]"),
        mistake="one-row-short",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[:batch_size]", "yield X[rows], Y[rows]"),
        mistake="first-rows-again",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start:]", "yield X[rows], Y[rows]"),
        mistake="from-start-to-the-end",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start]", "yield X[rows], Y[rows]"),
        mistake="single-rows",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong("minibatches", batches("rows = order[start, start + batch_size]", "yield X[rows], Y[rows]"), must=("in the line `",)),
    Wrong("minibatches", batches("rows = order(start, start + batch_size)", "yield X[rows], Y[rows]"), must=("in the line `",)),
    Wrong(
        "minibatches",
        batches("rows = order[start * batch_size : (start + 1) * batch_size]", "yield X[rows], Y[rows]"),
        mistake="start-multiplied",
        must=("`start`",),
    ),
    Wrong("minibatches", batches("rows = range(start, start + batch_size)", "yield X[rows], Y[rows]"), must=("in the line `",)),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[rows]", loop="for start in range(len(X), batch_size):"),
        mistake="no-batches",
        must=("`range(0, len(X), batch_size)`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[rows]", loop="for start in range(len(X) // batch_size):"),
        mistake="as-many-steps-of-one",
        must=("`range(0, len(X), batch_size)`",),
    ),
    Wrong(
        "minibatches",
        batches(
            "rows = order[start * batch_size : (start + 1) * batch_size]",
            "yield X[rows], Y[rows]",
            loop="for start in range(len(X) // batch_size):",
        ),
        mistake="drops-the-last",
        must=("Hand out what is left over",),
    ),
    Wrong(
        "minibatches",
        batches(
            "rows = order[start : start + batch_size]",
            "yield X[rows], Y[rows]",
            loop="for start in range(0, len(X) - batch_size, batch_size):",
        ),
        mistake="stops-a-batch-early",
        must=("`range(0, len(X), batch_size)`",),
    ),
    Wrong(
        "minibatches",
        batches(
            "rows = order[start : start + batch_size]",
            "yield X[rows], Y[rows]",
            loop="for start in range(0, len(X) + batch_size, batch_size):",
        ),
        mistake="one-batch-too-many",
        must=("`range(0, len(X), batch_size)`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "return X[rows], Y[rows]"),
        mistake="returns-one-batch",
        must=("`yield`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]") + "\nreturn X[rows], Y[rows]",
        mistake="returns-one-batch-at-the-end",
        must=("`yield X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]") + "\nyield X[rows], Y[rows]",
        mistake="last-batch-only",
        must=("move the line that hands out",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "X_batch, Y_batch = X[rows], Y[rows]"),
        mistake="returns-nothing",
        must=("`yield X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "print(X[rows], Y[rows])"),
        mistake="returns-nothing",
        must=("`yield X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows]", "yield Y[rows]"),
        mistake="X-and-Y-by-turns",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows]"),
        mistake="X-alone",
        must=("put a comma behind the rows",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield rows"),
        mistake="row-numbers-alone",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield rows, rows"),
        mistake="row-numbers",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong("minibatches", batches("yield order[start : start + batch_size]"), mistake="row-numbers-alone", must=("`X[rows], Y[rows]`",)),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield Y[rows], X[rows]"),
        mistake="labels-first",
        must=("`yield X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y"),
        mistake="all-labels",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong("minibatches", batches("rows = order[start : start + batch_size]", "yield (X, Y)[rows]"), must=("in the line `",)),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X, Y[rows]"),
        mistake="all-of-X",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield [(X[i], Y[i]) for i in rows]"),
        mistake="lists-of-pairs",
        must=("`X[rows]`",),
        must_not=("without",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield zip(X[rows], Y[rows])"),
        mistake="zipped",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield np.column_stack([X[rows], Y[rows]])"),
        mistake="no-pairs",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        batches("for i in order[start : start + batch_size]:", "    yield X[i], Y[i]"),
        mistake="row-by-row",
        must=("`order[start : start + batch_size]`",),
    ),
    Wrong(
        "minibatches",
        lines(
            "order = rng.permutation(len(X))",
            "result = []",
            "for start in range(0, len(X), batch_size):",
            "    rows = order[start : start + batch_size]",
            "    result.append((X[rows], Y[rows]))",
        ),
        mistake="returns-no-list",
        must=("`return`",),
    ),
    Wrong(
        "minibatches",
        lines(
            "order = rng.permutation(len(X))",
            "result = []",
            "for start in range(0, len(X), batch_size):",
            "    rows = order[start : start + batch_size]",
            "    result.append((X[rows], Y[rows]))",
            "    return result",
        ),
        mistake="first-batch-only",
        must=("`break`",),
    ),
    Wrong(
        "minibatches",
        lines(
            "order = rng.permutation(len(X))",
            "result = []",
            "for start in range(0, len(X), batch_size):",
            "    rows = order[start : start + batch_size]",
            "    result.append(X[rows])",
            "    result.append(Y[rows])",
            "return result",
        ),
        mistake="X-and-Y-by-turns",
        must=("`X[rows], Y[rows]`",),
    ),
    Wrong(
        "minibatches",
        lines(
            "order = rng.permutation(len(X))",
            "X_batches, Y_batches = [], []",
            "for start in range(0, len(X), batch_size):",
            "    rows = order[start : start + batch_size]",
            "    X_batches.append(X[rows])",
            "    Y_batches.append(Y[rows])",
            "return X_batches, Y_batches",
        ),
        mistake="two-lists",
        must=("`yield X[rows], Y[rows]`",),
    ),
    Wrong("minibatches", batches("yield text[start : start + size]"), must=("in the line `",)),
    Wrong("minibatches", batches("yield order[start : start + size]"), must=("in the line `",)),
    Wrong("minibatches", batches("rows = order[start : start + batch_size]", "yield x[rows], y[rows]"), must=("in the line `",)),
    Wrong("minibatches", batches("rows = order[start : start + batchsize]", "yield X[rows], Y[rows]"), must=("in the line `",)),
    Wrong(
        "minibatches",
        batches(
            "X_batch = X[order][start : start + batch_size]", "Y_batch = Y[order][start : start + batch_size]", "yield X_batch, y_batch"
        ),
        must=("in the line `",),
    ),
    Wrong("minibatches", batches("rows = order[start : start + batch_size]", "yield X[rows], Y[row]"), must=("in the line `",)),
    Wrong(
        "minibatches",
        "X = X[order]\nY = Y[order]\n" + batches("yield X[start : start + batch_size], Y[start : start + batch_size]"),
        must=("in the line `",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[rows]", above="order = rng.permutation(X)"),
        must=("in the line `",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "yield X[rows], Y[rows]", "break"),
        mistake="first-batch-only",
        must=("`break`",),
    ),
    Wrong(
        "minibatches",
        batches("rows = order[start : start + batch_size]", "X = X[rows]", "Y = Y[rows]", "yield X, Y"),
        mistake="part-in-place-of-X",
        must=("Take other names for the parts",),
    ),
]


def over_pairs(*inside, loop="for p, g in zip(params, grads):"):
    """An answer to sgd_step: lines inside a loop."""
    return lines(loop, *(f"    {line}" for line in inside))


SGD_STEP = [
    Wrong("sgd_step", over_pairs("p = p - learning_rate * g"), mistake="new-array", must=("`p[...] = …`",)),
    Wrong(
        "sgd_step",
        over_pairs("parameter = parameter - 0.2 * gradient", loop="for parameter, gradient in zip(params, grads):"),
        mistake="new-array",
        must=("`p[...] = …`",),
    ),
    Wrong(
        "sgd_step",
        over_pairs("parameter -= 0.2 * gradient", loop="for parameter, gradient in zip(params, grads):"),
        mistake="rate-of-0-2",
        must=("multiply by learning_rate, the argument",),
    ),
    Wrong(
        "sgd_step",
        over_pairs("parameter -= 0.1 * gradient", loop="for parameter, gradient in zip(params, grads):"),
        mistake="rate-of-its-own",
        must=("multiply by learning_rate, the argument",),
    ),
    Wrong("sgd_step", over_pairs("p = p - learning_rate * g") + "\nreturn params", mistake="returns-new-arrays", must=("`p -= …`",)),
    Wrong("sgd_step", over_pairs("p =- learning_rate * g"), mistake="minus-behind", must=("`p -= …`",), must_not=("`p - …`",)),
    Wrong("sgd_step", over_pairs("p == p - learning_rate * g"), mistake="compared", must=("`p -= …`",)),
    Wrong("sgd_step", over_pairs("p - learning_rate * g"), mistake="nothing-changed", must=("`=`",)),
    Wrong("sgd_step", over_pairs("p += learning_rate * g"), mistake="uphill", must=("subtract learning_rate * g",)),
    Wrong("sgd_step", over_pairs("p -= g"), mistake="no-learning-rate", must=("multiply the two",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate"), mistake="learning-rate-alone", must=("multiply the two",)),
    Wrong("sgd_step", over_pairs("p -= 1"), mistake="minus-1", must=("`-=`",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * p"), mistake="shrinks-the-weights", must=("It is the gradient that is",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate + g"), mistake="learning-rate-added", must=("`p -= learning_rate * g`",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate - g")),
    Wrong("sgd_step", over_pairs("p -= learning_rate * -g"), mistake="uphill", must=("subtract learning_rate * g",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate @ g"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * grads"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("params -= learning_rate * grads"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("params -= learning_rate * g"), mistake="one-array-of-the-list", must=("`p`",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * grad", loop="for p, g in zip(params, grads):"), must=("in the line `",)),
    Wrong("sgd_step", "params = np.array(params) - learning_rate * np.array(grads)", mistake="one-array-of-the-list", must=("`p`",)),
    Wrong("sgd_step", "return [p - learning_rate * g for p, g in zip(params, grads)]", mistake="returns-new-arrays", must=("`p -= …`",)),
    Wrong(
        "sgd_step",
        "params[:] = [p - learning_rate * g for p, g in zip(params, grads)]",
        mistake="rebinds-entries",
        must=("`params[i] -= …`",),
    ),
    Wrong(
        "sgd_step",
        lines("new = []", "for p, g in zip(params, grads):", "    new.append(p - learning_rate * g)", "params = new"),
        mistake="nothing-changed",
        must=("`=`",),
    ),
    Wrong(
        "sgd_step",
        over_pairs("params[i] = params[i] - learning_rate * grads[i]", loop="for i in range(len(params)):"),
        mistake="rebinds-entries",
        must=("`params[i] -= …`",),
    ),
    Wrong("sgd_step", over_pairs("params[i] -= learning_rate * grads[i]", loop="for i in params:"), must=("in the line `",)),
    Wrong(
        "sgd_step",
        over_pairs("params[i] -= learning_rate * grads[i]", loop="for i in range(len(params) - 1):"),
        mistake="last-array-left-out",
        must=("`- 1`",),
    ),
    Wrong("sgd_step", over_pairs("params[i] -= learning_rate * grads[i]", loop="for i in len(params):"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p[i] -= learning_rate * g[i]", loop="for i, (p, g) in enumerate(zip(params, grads)):")),
    Wrong(
        "sgd_step",
        over_pairs("params[i, j] -= learning_rate * grads[i, j]", loop="for i, j in zip(params, grads):"),
        must=("in the line `",),
    ),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", loop="for p, g in params, grads:"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", loop="for p, g in (params, grads):"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", loop="for p in params:"), must=("in the line `",)),
    Wrong(
        "sgd_step",
        over_pairs("for g in grads:", "    p -= learning_rate * g", loop="for p in params:"),
        mistake="every-pair",
        must=("`for p, g in zip(params, grads):`",),
    ),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", loop="for pair in zip(params, grads):"), must=("in the line `",)),
    Wrong(
        "sgd_step",
        over_pairs("p -= learning_rate * g", loop="for g, p in zip(params, grads):"),
        mistake="exchanged",
        must=("`for p, g in zip(params, grads):`",),
    ),
    Wrong("sgd_step", over_pairs("g -= learning_rate * p"), mistake="exchanged", must=("`for p, g in zip(params, grads):`",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", "return params"), mistake="returns-after-the-first", must=("`return`",)),
    Wrong("sgd_step", over_pairs("p = p.copy()", "p -= learning_rate * g"), mistake="on-copies", must=("`.copy()`",)),
    Wrong("sgd_step", over_pairs("p[0] -= learning_rate * g[0]"), mistake="first-entries", must=("`p -= learning_rate * g`",)),
    Wrong("sgd_step", over_pairs("g *= learning_rate", "p -= g"), mistake="changes-gradients", must=("learning_rate * g",)),
    Wrong(
        "sgd_step",
        lines("for p, g in zip(params, grads):", "    pass", "p -= learning_rate * g"),
        mistake="collects-below-the-loop",
        must=("move it to the right, into",),
    ),
    Wrong(
        "sgd_step",
        lines("for p, g in zip(params, grads):", "    step = learning_rate * g", "p -= step"),
        mistake="collects-below-the-loop",
        must=("move it to the right, into",),
    ),
    Wrong("sgd_step", "params[0] -= learning_rate * grads[0]", mistake="first-array-only", must=("`for p, g in zip(params, grads):`",)),
    Wrong("sgd_step", over_pairs("p *= learning_rate * g"), mistake="multiplied", must=("what it was, less learning_rate times",)),
    Wrong("sgd_step", over_pairs("p[...] = learning_rate * (p - g)"), mistake="brackets", must=("`p -= learning_rate * g`",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * gradient"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p -= lr * g"), must=("in the line `",)),
    Wrong("sgd_step", over_pairs("parameter.step(learning_rate)", loop="for parameter in params:"), must=("in the line `",)),
    Wrong("sgd_step", "optimizer.step(params, grads)", must=("in the line `",)),
    Wrong("sgd_step", "sgd_step(params, grads, learning_rate)", must=("in the line `",)),
    Wrong("sgd_step", over_pairs("p -= learning_rate * g", "params.append(p)")),
]
LISTED = """
losses = []
for epoch in range(epochs):
    batch_losses = []
    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
        scores = network.forward(X_batch)
        batch_losses.append(loss.forward(scores, Y_batch))
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    losses.append(np.mean(batch_losses))
return losses
"""
SUMMED = """
losses = []
for epoch in range(epochs):
    total = 0
    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
        scores = network.forward(X_batch)
        total += loss.forward(scores, Y_batch)
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    losses.append(total / (len(X) / batch_size))
return losses
"""
STEP = "        optimizer.step(network.parameters(), network.gradients())\n"
BACK = "        network.backward(loss.backward())\n"


def loop(*changes, of=LISTED):
    """An answer to train: one of the loops above, in which each piece of code is replaced by the one that comes after it here."""
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in of, old
        of = of.replace(old, new)
    return of


FROM_NN = "from layerwise import nn"
TRAIN = [
    Wrong(
        "train",
        "optimizer = nn.SGD(0.2)" + LISTED,
        mistake="optimizer-of-its-own",
        must=("use the `optimizer` that comes in",),
        must_not=("leave it to",),
        above=FROM_NN,
    ),
    Wrong("train", "loss = nn.SoftmaxCrossEntropy()" + LISTED, mistake="loss-of-its-own", must=("`loss` that comes in",), above=FROM_NN),
    Wrong("train", "loss = nn.MeanSquaredError()" + LISTED, mistake="squared-loss-of-its-own", above=FROM_NN),
    Wrong(
        "train",
        "network = nn.Network([nn.Dense(2, 10), nn.ReLU(), nn.Dense(10, 2)])" + LISTED,
        must=("`network` comes in as an argument",),
        above=FROM_NN,
    ),
    Wrong("train", SUMMED, mistake="divides-by-a-fraction", must=("Collect the losses of the batches",)),
    Wrong(
        "train",
        loop("/ (len(X) / batch_size)", "/ (len(X) // batch_size)", of=SUMMED),
        mistake="divides-by-the-full-batches",
        must=("Collect the losses of the batches",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "total", of=SUMMED),
        mistake="sum-over-batches",
        must=("divide by how many there are",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "total / len(X)", of=SUMMED),
        mistake="divides-twice",
        must=("divide by the number of batches",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "total / batch_size", of=SUMMED),
        mistake="divides-by-batch-size",
        must=("Divide their sum by how many batches there were",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "total / epochs", of=SUMMED),
        mistake="divides-by-epochs",
        must=("divide the sum by how many there were",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "np.mean(total)", of=SUMMED),
        mistake="sum-over-batches",
        must=("divide by how many there are",),
    ),
    Wrong(
        "train",
        loop("total / (len(X) / batch_size)", "total / len(X_batch)", of=SUMMED),
        mistake="divides-by-the-last-batch",
        must=("Divide their sum by how many batches there were",),
    ),
    Wrong(
        "train",
        loop(
            "    total = 0\n",
            "",
            "losses = []\n",
            "losses = []\ntotal = 0\n",
            "total / (len(X) / batch_size)",
            "total / len(losses)",
            of=SUMMED,
        ),
        must=("in the line `",),
    ),
    Wrong("train", loop("    total = 0\n", "", "total / (len(X) / batch_size)", "total", of=SUMMED), must=("in the line `",)),
    Wrong(
        "train",
        loop("network.forward(X_batch)", "softmax(network.forward(X_batch))"),
        mistake="probabilities-for-scores",
        must=("nn.SoftmaxCrossEntropy takes scores, and what network.forward(X_batch)",),
    ),
    Wrong(
        "train",
        loop("loss.forward(scores, Y_batch)", "loss.forward(softmax(scores), Y_batch)"),
        mistake="probabilities-for-scores",
        must=("nn.SoftmaxCrossEntropy takes scores, and what network.forward(X_batch)",),
    ),
    Wrong(
        "train",
        loop("batch_losses.append(loss.forward(scores, Y_batch))", "batch_losses.append(cross_entropy(scores, Y_batch))"),
        mistake="loss-measures-nothing",
        must=("`loss`",),
    ),
    Wrong(
        "train",
        loop("batch_losses.append(loss.forward(scores, Y_batch))", "batch_losses.append(cross_entropy(softmax(scores), Y_batch))"),
        mistake="loss-measures-nothing",
        must=("`loss`",),
    ),
    Wrong(
        "train",
        loop("batch_losses.append(loss.forward(scores, Y_batch))", "batch_losses.append(loss.forward(Y_batch, scores))"),
        mistake="exchanged-for-loss",
        must=("loss.forward(scores, Y_batch)",),
    ),
    Wrong(
        "train",
        loop("loss.forward(scores, Y_batch)", "loss.forward(scores, Y)"),
        mistake="all-labels",
        must=("loss.forward(scores, Y_batch), with the Y_batch that",),
    ),
    Wrong(
        "train",
        loop("network.forward(X_batch)", "network.forward(X)"),
        mistake="all-rows-forward",
        must=("network.forward(X_batch), with the X_batch that the",),
    ),
    Wrong(
        "train",
        loop("network.forward(X_batch)", "network.forward(X)", "loss.forward(scores, Y_batch)", "loss.forward(scores, Y)"),
        mistake="all-rows-in-each-step",
        must=("use X_batch and Y_batch, which the",),
    ),
    Wrong(
        "train",
        loop(STEP, ""),
        mistake="no-step",
        must=("After network.backward comes optimizer.step(network.parameters(), network.gradients())",),
    ),
    Wrong("train", loop(BACK, ""), mistake="no-backward", must=("Before the step comes network.backward(loss.backward())",)),
    Wrong(
        "train",
        loop(BACK, "        loss.backward()\n"),
        mistake="no-backward",
        must=("Before the step comes network.backward(loss.backward())",),
    ),
    Wrong(
        "train",
        loop(BACK, "        network.backward()\n"),
        mistake="backward-with-nothing",
        must=("write network.backward(loss.backward())",),
    ),
    Wrong(
        "train",
        loop(BACK, "        network.backward(scores)\n"),
        mistake="backward-with-the-scores",
        must=("Write network.backward(loss.backward())",),
    ),
    Wrong(
        "train",
        loop(BACK, "        network.backward(batch_losses[-1])\n"),
        mistake="no-gradient",
        must=("network.backward(loss.backward())",),
    ),
    Wrong(
        "train",
        loop(BACK, "        gradient = loss.backward(scores, Y_batch)\n        network.backward(gradient)\n"),
        mistake="loss-backward-with-something",
        must=("Write network.backward(loss.backward())",),
    ),
    Wrong("train", loop(BACK, "        network.backward(loss.backward)\n"), mistake="gradient-without-brackets", must=("`loss.backward`",)),
    Wrong(
        "train",
        loop(BACK, "        gradient = loss.backward\n        network.backward(gradient)\n"),
        mistake="gradient-without-brackets",
        must=("`loss.backward`",),
    ),
    Wrong("train", loop(BACK, "        network.backward(gradient)\n"), must=("in the line `",)),
    Wrong("train", loop(BACK + STEP, STEP + BACK), mistake="step-before-backward", must=("First network.backward, then optimizer.step",)),
    Wrong("train", loop(STEP, STEP[4:]), mistake="one-step-an-epoch", must=("move that line to the right",)),
    Wrong("train", loop(BACK + STEP, BACK[4:] + STEP[4:]), mistake="one-way-back-an-epoch", must=("Both belong to each batch",)),
    Wrong(
        "train",
        loop(STEP, "        optimizer.step(network.gradients(), network.parameters())\n"),
        mistake="exchanged-for-optimizer",
        must=("optimizer.step(network.parameters(), network.gradients())",),
    ),
    Wrong(
        "train",
        loop(STEP, "        optimizer.step()\n"),
        mistake="step-with-nothing",
        must=("optimizer.step(network.parameters(), network.gradients())",),
    ),
    Wrong("train", loop(STEP, "        optimizer.step(network.parameters, network.gradients)\n"), must=("in the line `",)),
    Wrong(
        "train",
        loop(STEP, "        optimizer.step(network.parameters(), loss.backward())\n"),
        mistake="gradients-from-backward",
        must=("network.gradients()",),
    ),
    Wrong(
        "train",
        loop(STEP, "        optimizer.step(network.weights, network.gradient)\n"),
        mistake="weights-in-one-array",
        must=("network.gradients()",),
    ),
    Wrong("train", loop(STEP, "        sgd_step(network.parameters(), network.gradients())\n"), must=("in the line `",)),
    Wrong("train", loop(STEP, "        sgd_step(network.parameters(), network.gradients(), learning_rate)\n"), must=("in the line `",)),
    Wrong(
        "train",
        loop(STEP, "        sgd_step(network.parameters(), network.gradients(), 0.1)\n"),
        mistake="steps-of-its-own",
        must=("leave it to optimizer.step(network.parameters(), network.gradients())",),
    ),
    Wrong(
        "train",
        loop("    losses.append(np.mean(batch_losses))\n", "        losses.append(np.mean(batch_losses))\n"),
        mistake="a-loss-a-batch",
        must=("the mean of its batches' losses",),
    ),
    Wrong("train", loop("return losses", "    return losses"), mistake="returns-inside-the-loop", must=("`return`",)),
    Wrong(
        "train",
        loop(
            "    losses.append(np.mean(batch_losses))\nreturn losses", "        losses.append(np.mean(batch_losses))\n        return losses"
        ),
        mistake="returns-after-the-first-batch",
        must=("`return`",),
    ),
    Wrong("train", loop("return losses", "return np.mean(losses)"), mistake="only-the-last", must=("`losses = []`",)),
    Wrong("train", loop("return losses", "print(losses)"), mistake="prints-the-list", must=("hands it to nobody",)),
    Wrong("train", loop("return losses", ""), mistake="keeps-the-list", must=("Hand the list out",)),
    Wrong(
        "train", loop("return losses", "return batch_losses"), mistake="losses-of-the-last-epoch", must=("a second list, begun above both",)
    ),
    Wrong(
        "train",
        loop("    losses.append(np.mean(batch_losses))\n", "", "return losses", "return np.mean(batch_losses)"),
        mistake="only-the-last",
        must=("`losses = []`",),
    ),
    Wrong(
        "train",
        loop("losses.append(np.mean(batch_losses))", "losses.append(batch_losses)"),
        mistake="lists-of-losses",
        must=("`np.mean(batch_losses)`",),
    ),
    Wrong(
        "train",
        loop("losses.append(np.mean(batch_losses))", "losses.append(batch_losses[-1])"),
        mistake="last-batch",
        must=("Take the mean over all batches",),
    ),
    Wrong("train", loop("losses.append(np.mean(batch_losses))", "losses.append(mean(batch_losses))"), must=("in the line `",)),
    Wrong(
        "train",
        loop("losses.append(np.mean(batch_losses))", "losses += np.mean(batch_losses)"),
        mistake="added-to-the-list",
        must=("`losses.append(number)`",),
    ),
    Wrong("train", loop("losses.append(np.mean(batch_losses))", "losses = losses.append(np.mean(batch_losses))"), must=("in the line `",)),
    Wrong("train", loop("losses.append(np.mean(batch_losses))", "losses.append(batch_losses.mean())"), must=("in the line `",)),
    Wrong("train", loop("losses.append(np.mean(batch_losses))", "losses[epoch] = np.mean(batch_losses)"), must=("in the line `",)),
    Wrong(
        "train",
        loop("losses.append(np.mean(batch_losses))", "losses.append(loss.forward(network.forward(X), Y))"),
        mistake="measured-afterwards",
        must=("take the mean of what loss.forward",),
    ),
    Wrong("train", loop("losses.append(np.mean(batch_losses))", "losses.append(loss)"), mistake="loss-object-kept", must=("`loss`",)),
    Wrong("train", loop("    batch_losses = []\n", ""), must=("in the line `",)),
    Wrong(
        "train",
        loop("    batch_losses = []\n", "", "losses = []\n", "losses = []\nbatch_losses = []\n"),
        mistake="running-mean",
        must=("inside the outer loop",),
    ),
    Wrong(
        "train",
        loop(
            "    batch_losses = []\n    for",
            "    for",
            "(X, Y, batch_size, rng):\n",
            "(X, Y, batch_size, rng):\n        batch_losses = []\n",
        ),
        mistake="begins-anew",
        must=("Move it to the left, above the loop",),
    ),
    Wrong("train", loop("losses = []\nfor epoch", "for epoch"), must=("in the line `",)),
    Wrong("train", loop("in range(epochs)", "in epochs"), must=("in the line `",)),
    Wrong("train", loop("in range(epochs)", "in range(1, epochs)"), mistake="one-epoch-too-few", must=("`range(epochs)`",)),
    Wrong("train", loop("in range(epochs)", "in range(len(epochs))"), must=("in the line `",)),
    Wrong(
        "train",
        loop("for epoch in range(epochs):", "for epoch in range(epochs + 1):"),
        mistake="one-epoch-too-many",
        must=("`range(epochs)`",),
    ),
    Wrong(
        "train",
        loop("in minibatches(X, Y, batch_size, rng)", "in minibatches(X, Y, rng, batch_size)"),
        mistake="batch-size-last",
        must=("Their order is X, Y, batch_size",),
    ),
    Wrong(
        "train",
        loop("in minibatches(X, Y, batch_size, rng)", "in minibatches(X, Y, batch_size, np.random.default_rng(0))"),
        mistake="same-seed-every-epoch",
        must=("`rng`",),
        must_not=("call minibatches inside the loop",),
    ),
    Wrong(
        "train",
        loop("in minibatches(X, Y, batch_size, rng)", "in zip(X, Y)"),
        mistake="single-rows",
        must=("each round of its loop hands",),
    ),
    Wrong(
        "train",
        loop("for X_batch, Y_batch in", "for batch in", "network.forward(X_batch)", "network.forward(batch)", "Y_batch", "Y"),
        mistake="pair-forwarded",
        must=("`for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):`",),
    ),
    Wrong(
        "train",
        loop(
            "    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):\n",
            "    X_batch, Y_batch = minibatches(X, Y, batch_size, rng)\n    for step in range(1):\n",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "train",
        loop(
            "    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):\n",
            "    for X_batch, Y_batch in batches:\n",
            "losses = []\nfor",
            "losses = []\nbatches = minibatches(X, Y, batch_size, rng)\nfor",
        ),
        mistake="generator-used-up",
        must=("call minibatches anew in each epoch",),
    ),
    Wrong(
        "train",
        loop(
            "    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):\n",
            "    for start in range(0, len(X), batch_size):\n        end = start + batch_size\n"
            "        X_batch, Y_batch = X[start:end], Y[start:end]\n",
        ),
        mistake="no-shuffle",
        must=("Let minibatches(X, Y, batch_size, rng) shuffle",),
    ),
    Wrong(
        "train",
        loop("losses.append(np.mean(batch_losses))", "loss = np.mean(batch_losses)\n    losses.append(loss)"),
        must=("in the line `",),
    ),
    Wrong(
        "train",
        loop("batch_losses.append(loss.forward(scores, Y_batch))", "batch_losses.append(loss(scores, Y_batch))"),
        must=("in the line `",),
    ),
    Wrong(
        "train",
        loop("scores = network.forward(X_batch)", "scores = network.predict(X_batch)"),
        mistake="predicted-classes",
        must=("take network.forward(X_batch)",),
    ),
    Wrong("train", loop("loss.forward(scores, Y_batch)", "loss.forward(y_hat, Y_batch)"), must=("in the line `",)),
    Wrong(
        "train",
        loop("batch_losses.append(loss.forward(scores, Y_batch))", "loss.forward(scores, Y_batch)\n        batch_losses.append(loss)"),
        mistake="mean-of-loss-objects",
        must=("`loss`",),
    ),
    Wrong(
        "train",
        lines(
            "for step in range(21):",
            "    loss_now = loss.forward(network.forward(x), y)",
            "    network.backward(loss.backward())",
            "    optimizer.step(network.parameters(), network.gradients())",
            "    if step % 5 == 0:",
            "        print(loss_now)",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "train",
        lines(
            "losses = []",
            "for epoch in range(epochs):",
            "    losses.append(loss.forward(network.forward(X), Y))",
            "    network.backward(loss.backward())",
            "    optimizer.step(network.parameters(), network.gradients())",
            "return losses",
        ),
        mistake="all-rows-at-once",
        must=("go through minibatches(X, Y, batch_size, rng)",),
    ),
    Wrong(
        "train",
        lines(
            "training = []",
            "for epoch in range(epochs):",
            "    training += train(network, loss, optimizer, X, Y, 1, batch_size, rng)",
            "return training",
        ),
        must=("in the line `",),
    ),
]
WRONG = [*MINIBATCHES, *SGD_STEP, *TRAIN]
