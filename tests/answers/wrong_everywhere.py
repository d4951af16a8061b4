"""Errors in the exercises of all lessons, as beginners run into them: the advice fits the line, and not only the kind of error."""

from answers.beginners import Wrong

TRAIN = """
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


def train(line, instead, **expected):
    """The right answer to train with one line that is not."""
    return Wrong("train", TRAIN.replace(line, instead), **expected)


WRONG = [
    train(
        "batch_losses.append(loss.forward(scores, Y_batch))",
        "loss = loss.forward(scores, Y_batch)",
        must=("Since `loss = loss.forward(...)`, `loss` is the number that came out. Take",),
    ),
    train(
        "scores = network.forward(X_batch)",
        "scores = network(X_batch)",
        must=("Say what it is to do: network.forward(...), loss.forward(...),",),
    ),
    train(
        "loss.forward(scores, Y_batch)", "loss(scores, Y_batch)", must=("Say what it is to do: network.forward(...), loss.forward(...),",)
    ),
    train(
        "loss.forward(scores, Y_batch)",
        "loss.forward(scores)",
        must=("`loss.forward` needs `Y` too. Arguments stand side by side between the",),
    ),
    train(
        "network.backward(loss.backward())",
        "network.backward()",
        must=("You call network.backward with nothing between its brackets.",),
    ),
    train(
        "optimizer.step(network.parameters(), network.gradients())",
        "optimizer.step()",
        must=("You call optimizer.step with nothing between its brackets.",),
    ),
    train("network.parameters()", "network.parameters", must=("Are brackets missing? Without () behind its name you have the function",)),
    train("network.parameters()", "network.params()", must=("Did you mean `parameters`?",)),
    train(
        "losses.append(np.mean(batch_losses))",
        "losses = losses.append(np.mean(batch_losses))",
        must=("`.append` changes the list and returns None, which is then called",),
    ),
    train(
        "for epoch in range(epochs)",
        "for epoch in epochs",
        must=("`epochs` is a single number, and a loop goes through something that has",),
    ),
    Wrong(
        "softmax",
        "E = np.exp(Z - Z.max(axis=1, keepdim=True))\nreturn E / E.sum(axis=1, keepdims=True)",
        must=("NumPy calls it `keepdims`.",),
        must_not=("more arguments",),
    ),
    Wrong(
        "softmax",
        "E = np.exp(Z - np.max(Z, axis=1, keepdims=1))\nreturn E / np.sum(E, 1)[:, none]",
        must=("Did you mean `None`? Python writes True, False and None with a capital",),
    ),
    Wrong(
        "softmax",
        "result = []\nfor i in Z:\n    result.append(np.exp(Z[i]) / np.sum(np.exp(Z[i])))\nreturn np.array(result)",
        must=("`for i in Z` hands out the rows of Z themselves, so `i` is already what",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "softmax",
        "P = Z.copy()\nfor row in Z:\n    e = np.exp(row - max(row))\n    P[row] = e / np.sum(e)\nreturn P",
        must=("`for row in Z` hands out the rows of Z themselves, and what stands in",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "softmax",
        "return math.exp(Z) / np.sum(math.exp(Z))",
        must=("`math` is a module, and it has not been imported. NumPy has it too, for",),
        must_not=("= ...` above the line",),
    ),
    Wrong(
        "one_hot",
        "Y = np.zeros(len(labels), n_classes)\nfor i in range(len(labels)):\n    Y[i, labels[i]] = 1\nreturn Y",
        must=("The shape is one argument, in brackets of its own: `np.zeros((",),
    ),
    Wrong(
        "one_hot",
        "Y = np.zeros(n_classes)\nfor i in range(len(labels)):\n    Y[i, labels[i]] = 1\nreturn Y",
        must=("The line `Y = np.zeros(n_classes)` makes it so: a table takes two sizes",),
    ),
    Wrong(
        "one_hot",
        "Y = np.zeros((n_classes, len(labels)))\nfor i in range(len(labels)):\n    Y[i, labels[i]] = 1\nreturn Y",
        must=("`Y` has 1 column, which is number 0, and `Y[i, labels[i]]` asks for number",),
        must_not=("the length less one",),
    ),
    Wrong(
        "one_hot",
        "return np.eye(n_classes)[labels.astype(np.int)]",
        must=("NumPy no longer has a name of its own for it. Leave `np.` out: Python's",),
    ),
    Wrong("one_hot", "return np.eye[n_classes][labels]", must=("`np.eye` is a function, and a function is called with round brackets:",)),
    Wrong(
        "one_hot",
        "Y = []\nfor label in labels:\n    Y.append(0)\n    Y[label] = 1\nreturn Y",
        must=("A list has no place yet for what was never put there. Use .append, or",),
    ),
    Wrong(
        "one_hot",
        "Y = np.zeros((len(labels), n_classes))\nY[labels, 1] = 1\nY[:, labels[0], 1] = 1\nreturn Y",
        must=("`Y` has 1 row, which is number 0, and `Y[labels, 1]` asks for number 1.",),
        must_not=("the length less one",),
    ),
    Wrong("accuracy", "return np.mean(np.argmax(P, axes=1) == labels)", must=("NumPy calls it `axis`.",), must_not=("more arguments",)),
    Wrong("accuracy", "return np.mean(np.argmax(P, dim=1) == labels)", must=("NumPy calls it `axis`.",), must_not=("more arguments",)),
    Wrong(
        "accuracy",
        "right = 0\nfor i in P:\n    if np.argmax(P[i]) == labels[i]:\n        right += 1\nreturn right / len(P)",
        must=("`for i in P` hands out the rows of P themselves, so `i` is already what",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "accuracy",
        "if np.argmax(P, axis=1) == labels:\n    return 1\nreturn 0",
        must=("An `if` decides once, and np.argmax(P, axis=1) has an answer for every row.",),
    ),
    Wrong(
        "accuracy",
        "return np.mean(np.argmax(P, axis=2) == labels)",
        must=("A table has axis=0, down the columns, and axis=1, along the rows, and no",),
    ),
    Wrong(
        "accuracy",
        "right = 0\nfor p, label in P, labels:\n    right += np.argmax(p) == label\nreturn right / len(P)",
        must=("To go through them together, a loop needs zip: `for p, label in zip(P,",),
    ),
    Wrong(
        "cross_entropy",
        "return -np.mean(np.sum(Y * np.log(P)), axis=1)",
        must=("What is given to it is a single number, with nothing in it to go along. If",),
    ),
    Wrong(
        "cross_entropy",
        "return -np.sum(Y @ np.log(P), axis=1)",
        must=("Here `Y` has the shape (1, 2) and `P` (1, 2). For `@`, the last number of",),
    ),
    Wrong("cross_entropy", "return -np.log(P, Y)", must=("`np.log` calculates with one array, and takes the next for the place where",)),
    Wrong(
        "cross_entropy",
        "total = 0\nfor i in P:\n    total -= np.log(P[i])\nreturn total / len(P)",
        must=("`for i in P` hands out the rows of P themselves, so `i` is already what",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "cross_entropy",
        "return -np.mean(math.log(P[Y == 1]))",
        must=("`math` is a module, and it has not been imported. NumPy has it too, for",),
        must_not=("= ...` above the line",),
    ),
    Wrong("mean_squared_error", "return np.mean((y_hat - y)^2)", must=("`^` is no power in Python. A power has two stars: `",)),
    Wrong(
        "mean_squared_error",
        "return np.mean(y_hat - y, 2)",
        must=("It is given a plain row of numbers, which has no second axis. Leave the",),
    ),
    Wrong(
        "mean_squared_error",
        "total = 0\nfor i in y:\n    total += (y_hat[i] - y[i]) ** 2\nreturn total / len(y)",
        must=("`for i in y` hands out the entries of y themselves, and what stands in",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong("dense", "return np.dot(X, W, b)", must=("`np.dot` calculates with two, and takes the next for the place where the",)),
    Wrong(
        "dense",
        "result = np.zeros((len(X), len(b)))\nfor j in W:\n    result[:, j] = X @ W[j] + b[j]\nreturn result",
        must=("`for j in W` hands out the rows of W themselves, so `j` is already what",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "forward",
        "for W, b in layers:\n    X = relu(dense(X, W, b))\nreturn X",
        must=("Each round hands out one entry of `layers`, and it has not as many parts",),
    ),
    Wrong(
        "forward",
        "W1, b1, W2, b2 = layers\nreturn dense(relu(dense(X, W1, b1)), W2, b2)",
        must=("`layers` has not as many entries as there are names on the left.",),
    ),
    Wrong(
        "forward",
        "for layer in layers:\n    X = dense(X, layer)\nreturn X",
        must=("`dense` needs `b` too. Arguments stand side by side between the brackets,",),
    ),
    Wrong(
        "forward",
        "for layer in layers:\n    X = relu(X @ layer.W + layer.b)\nreturn X",
        must=("`layer` is a tuple, several values side by side. Take it apart, with a",),
    ),
    Wrong(
        "numerical_gradient",
        "grad = np.zeros(w.shape)\nfor i in w:\n    up = w.copy()\n    up[i] += h\n    grad[i] = (f(up) - f(w)) / h\nreturn grad",
        must=("`for i in w` hands out the entries of w themselves, and what stands in",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "numerical_gradient",
        "grad = np.zeros(w.shape)\nfor i in range(w):\n    grad[i] = (f(w[i] + h) - f(w[i] - h)) / (2 * h)\nreturn grad",
        must=("`range` counts up to a whole number, and `w` is an array: `range(len(w))`.",),
    ),
    Wrong(
        "numerical_gradient",
        "grad = []\nfor i in range(len(w)):\n    grad[i] = (f(w + h) - f(w - h)) / (2 * h)\nreturn grad",
        must=("A list has no place yet for what was never put there. Use .append, or",),
    ),
    Wrong(
        "relu_backward", "return dA * 1 if Z > 0 else 0", must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",)
    ),
    Wrong("relu_backward", "return dA @ (Z > 0)", mistake="matrix-product"),
    Wrong("relu_backward", "return np.where(Z > 0, dA)", must=("np.where needs three things: the condition, what stands where it holds,",)),
    Wrong(
        "dense_backward",
        "dW = X @ dZ\ndb = np.sum(dZ)\ndX = dZ @ W.T\nreturn dX, dW, db",
        must=("Here `X` has the shape (1, 2) and `dZ` (1, 2). For `@`, the last number of",),
    ),
    Wrong(
        "minibatches",
        "order = rng.permutation(X)\nfor start in range(0, len(X), batch_size):\n"
        "    rows = order[start:start + batch_size]\n    yield X[rows], Y[rows]",
        must=("What picks rows has to hold whole numbers, or True and False.",),
    ),
    Wrong(
        "minibatches",
        "order = rng.permutation(len(X))\nfor i in X:\n    yield X[order[i]], Y[order[i]]",
        must=("`for i in X` hands out the rows of X themselves, and what stands in square",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "minibatches",
        "order = rng.shuffle(len(X))\nfor start in range(0, len(X), batch_size):\n    yield X[order], Y[order]",
        must=("`rng.shuffle` works on whole arrays, and a single number has no length.",),
    ),
    Wrong(
        "minibatches",
        "rng.shuffle(X, Y)\nfor start in range(0, len(X), batch_size):\n    yield X[start:start + batch_size], Y[start:start+batch_size]",
        must=("`rng.shuffle` mixes one array, and treats the second argument as an axis. To",),
    ),
    Wrong(
        "minibatches",
        "order = rng.permutation(len(X))\nfor i in range(len(X) / batch_size):\n    yield X[order], Y[order]",
        must=("`range` counts up to a whole number. A division with `/` always gives a",),
    ),
    Wrong(
        "split",
        "order = rng.permutation(X)\nn = round(validation_fraction * len(X))\n"
        "return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]",
        must=("What picks rows has to hold whole numbers, or True and False.",),
    ),
    Wrong(
        "split",
        "order = rng.permutation(len(X))\nn = validation_fraction * len(X)\nreturn X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]",
        must=("A slice such as x[:n] counts, so n has to be a whole number: round(...)",),
    ),
    Wrong(
        "split",
        "order = random.permutation(len(X))\nreturn order",
        must=("`random` is a module, and it has not been imported. The lessons draw with",),
        must_not=("= ...` above the line",),
    ),
    Wrong(
        "confusion_matrix",
        "C = np.zeros(n_classes, n_classes)\nreturn C",
        must=("The shape is one argument, in brackets of its own: `np.zeros((",),
    ),
    Wrong(
        "confusion_matrix",
        "C = np.zeros((n_classes, n_classes))\nfor i in labels:\n    for j in predicted:\n        C[i][j].append(1)\nreturn C",
        must=("`C[i][j]` is one place and holds a single number. Put one into it with",),
        must_not=("loss.forward",),
    ),
    Wrong(
        "he_init",
        "return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), rng.zeros(n_out)",
        must=("It belongs to NumPy and not to the generator: `np.zeros`.",),
    ),
    Wrong(
        "he_init",
        "return np.random.randn((n_in, n_out)) * np.sqrt(2 / n_in)",
        must=("`np.random.randn` takes the numbers of the shape side by side, without",),
    ),
    Wrong(
        "he_init",
        "return rng.randn(n_in, n_out) * np.sqrt(2 / n_in)",
        must=("rand and randn belong to np.random, and `rng` is a Generator",),
    ),
    Wrong(
        "he_init",
        "return rng.rand(n_in, n_out) * np.sqrt(2 / n_in)",
        must=("rand and randn belong to np.random, and `rng` is a Generator",),
    ),
    Wrong(
        "he_init",
        "return rng.normal(n_in, n_out) * math.sqrt(2 / n_in)",
        must=("`math` is a module, and it has not been imported. NumPy has it too, for",),
        must_not=("= ...` above the line",),
    ),
    Wrong(
        "dropout",
        "mask = rng.random(A) > rate\nreturn A * mask / (1 - rate)",
        must=("`rng.random(A)` takes the numbers of A for a shape.",),
    ),
    Wrong("dropout", "mask = rng.random(A.shape) > rate\nreturn A * mask / (1 - rate), maks", must=("Did you mean `mask`?",)),
    Wrong("dropout", "return A * rng(A.shape)", must=("Say what the generator is to draw: rng.random(...), rng.normal(...),",)),
    Wrong(
        "dropout",
        "if rng.random(A.shape) < rate:\n    return 0\nreturn A / (1 - rate)",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
    ),
    Wrong(
        "momentum_step",
        "velocity = momentum * velocity - learning_rate * grads\nparams += velocity",
        must=("`velocity` and `grads` are lists of arrays, and this needs single arrays.",),
    ),
    Wrong(
        "adam_step",
        "m = beta1 * m + (1 - beta1) * grads\nparams -= m",
        must=("`m` and `grads` are lists of arrays, and this needs single arrays. Go",),
    ),
    Wrong(
        "sgd_step",
        "for p in params:\n    p -= learning_rate * grads",
        must=("`grads` is a list of arrays, and this needs an array. Go through the list",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "sgd_step",
        "for i in params:\n    params[i] -= learning_rate * grads[i]",
        must=("`for i in params` hands out the arrays of params themselves, so `i` is",),
        must_not=("rng.permutation(X)",),
    ),
    Wrong(
        "sgd_step",
        "for i in len(params):\n    params[i] -= learning_rate * grads[i]",
        must=("`len(params)` is a single number, and a loop goes through something that",),
    ),
]
