"""Wrong answers to lesson 01, as beginners write them."""

from answers.beginners import Wrong

EACH_ROW = "scores = []\nfor x in X:\n    {}\nreturn np.array(scores)"
EACH_NUMBER = "scores = np.zeros(len(X))\nfor i in range(len(X)):\n    {}\nreturn scores"
SIGMOID_OF_ONE = "\n\ndef sigmoid_of_one(z):\n    return 1 / (1 + np.exp(-z))"


def neuron(line, **expected):
    """An answer that keeps the lines of the lesson and fills the gap between them."""
    return Wrong("neuron", f"score = weighted_sum(x, w)\n{line}\nreturn score", **expected)


def neuron_batch(line, **expected):
    """An answer in one line."""
    return Wrong("neuron_batch", f"return {line}", **expected)


WRONG = [
    neuron("score + b", mistake="keeps-no-score"),
    neuron("score == score + b", mistake="compares"),
    neuron("score =+ b", mistake="equals-plus"),
    neuron("score = b", mistake="only-the-bias"),
    neuron("score += score + b", mistake="doubles-the-sum"),
    neuron("z = score + b", mistake="returns-the-old-score"),
    neuron("b + score\nprint(score)", mistake="keeps-no-score"),
    neuron("score = score * b", mistake="bias-multiplied"),
    neuron("score = score - b", mistake="bias-subtracted"),
    neuron("score = score - 1", mistake="the-bias-of-the-example"),
    neuron("score = score, b", mistake="two-numbers"),
    neuron("score = [score, b]", mistake="two-numbers"),
    neuron(
        "score.append(b)", must=("`score` is a single number, and nothing can be appended to one. To add to",), must_not=("loss.forward",)
    ),
    neuron(
        "score = np.sum(score, b)",
        must=("`np.sum` works on one array, and treats the second argument as an axis, a direction to go along.",),
        must_not=("np.max", "range(len("),
    ),
    neuron("score = sum(score, b)", must=("`sum` goes through the entries of something, and here it is given a single",)),
    neuron("score = sum(score + b)", must=("`sum` goes through the entries of something, and here it is given a single",)),
    neuron("score = score + bias", must=("No line here gives `bias` a value. Is `b` meant, which comes in as an argument?",)),
    neuron("score = score + B", must=("Did you mean `b`?",)),
    neuron("score = score + b[0]", must=("`b` is a single number and has no entries: leave the square brackets",)),
    neuron("score = score + b * w", mistake="bias-times-the-weights"),
    neuron("score = score + b * x", mistake="bias-times-the-inputs"),
    neuron("for i in range(len(x)):\n    score = score + b", mistake="bias-per-input"),
    neuron("if score > 0:\n    score = score + b", mistake="bias-only-for-some"),
    neuron("score = score + b > 0", mistake="yes-or-no"),
    neuron("score = sigmoid(score + b)", mistake="squeezed"),
    neuron("score = np.maximum(score + b, 0)", mistake="positive-only"),
    neuron("score = neuron(x, w) + b", must=("`neuron` is the function that you are writing: it calls itself. Which",)),
    neuron("score = neuron(x, w, b) + b", must=("`neuron` is the function that you are writing, and it calls itself endlessly",)),
    neuron("return score\nscore = score + b", mistake="below-a-return"),
    Wrong("neuron", "score = weighted_sum(x, w)\nscore = score + b\nprint(score)", mistake="returns-nothing"),
    Wrong(
        "neuron",
        "weighted_sum = weighted_sum(x, w)\nreturn weighted_sum + b",
        must=("A line here gives `weighted_sum` a value, so all through this function it",),
        must_not=("above the loop",),
    ),
    Wrong("neuron", "return weighted_sum + b", must=("`weighted_sum` stands there as the function itself.",)),
    Wrong("neuron", "return weighted_sum(x * w) + b", must=("A comma keeps them apart: `weighted_sum(x, w)`.",)),
    Wrong("neuron", "return weighted_sum(x, w, b)", must=("`weighted_sum` takes 2, and here it is given 3.",)),
    Wrong("neuron", "return weighted_sum(x + b, w)", mistake="bias-on-the-inputs"),
    Wrong(
        "neuron",
        "return wheigted_sum(x, w) + b",
        must=("Did you mean `weighted_sum`? Python does not know a function called `wheigted_sum`.",),
    ),
    Wrong("neuron", "return x * w + b", mistake="no-sum"),
    Wrong("neuron", "return np.sum(x * w + b)", mistake="bias-per-input"),
    Wrong("neuron", "return np.sum(x) * np.sum(w) + b", mistake="sums-first"),
    Wrong("neuron", "return -2 * x[0] + 1 * x[1] - 1", mistake="the-numbers-of-the-example"),
    Wrong("neuron", "return x[0] * w[0] + x[1] * w[1] + b", mistake="only-two"),
    Wrong("neuron", 'z = x[0] * w[0] + x[1] * w[1] + b\nprint(f"z = {z:.2f}")', mistake="returns-nothing"),
    Wrong("neuron", "total = 0\nfor i in range(len(x)):\n    total += x[i] * w[i] + b\nreturn total", mistake="bias-per-input"),
    Wrong("neuron", "total = 0\nfor i in range(len(x)):\n    total += x[i] * w[i]\n    return total + b", mistake="first-only"),
    Wrong("neuron", "total = 0\nfor i in range(len(x)):\n    total += x[i] * w[i]\nreturn total", mistake="no-bias"),
    Wrong(
        "neuron",
        "total = 0\nfor i in x:\n    total += x[i] * w[i]\nreturn total + b",
        must=("`for i in x` hands out the entries of x themselves, so `i` is already what",),
    ),
    neuron_batch("X @ w", mistake="no-bias"),
    neuron_batch("w @ X + b", mistake="transposed"),
    neuron_batch("X.T @ w + b", mistake="transposed"),
    neuron_batch("np.dot(w, X) + b", mistake="transposed"),
    neuron_batch("X * w + b", mistake="no-sum"),
    neuron_batch("X @ (w + b)", mistake="bias-into-weights"),
    neuron_batch("X @ w @ b", must=("`@` stands between two arrays. To multiply by a single number write `*`.",)),
    neuron_batch("X @ w * b", mistake="bias-multiplied"),
    neuron_batch("np.dot(X, w, b)", must=("`np.dot` calculates with two, and takes the next for the place where the",)),
    neuron_batch("np.sum(X * w) + b", mistake="one-number"),
    neuron_batch("np.sum(X * w, axis=0) + b", mistake="sums-columns"),
    neuron_batch("np.sum(X * w, axis=1)", mistake="no-bias"),
    neuron_batch("np.sum(X * w + b, axis=1)", mistake="bias-per-input"),
    neuron_batch("np.sum(X * w, axis=2) + b", must=("A table has axis=0, down the columns, and axis=1, along the rows, and no",)),
    neuron_batch("np.sum(X * w, axis==1) + b", must=("`==` compares. Between the brackets of a call an argument is named with",)),
    neuron_batch("np.sum(X * w, axes=1) + b", must=("NumPy calls it `axis`.",), must_not=("more arguments",)),
    neuron_batch("np.sum(X * w, axis=1, keepdim=True) + b", must=("NumPy calls it `keepdims`.",), must_not=("more arguments",)),
    neuron_batch("np.sum(X * w, axis=1, keepdims=True) + b", mistake="keeps-dimensions"),
    neuron_batch(
        "np.sum(X @ w, axis=1) + b",
        must=("The `@` in it has multiplied and added up already. Leave `np.sum` out, and",),
        must_not=("axis=0 is the first",),
    ),
    neuron_batch("np.sum(X @ w, axis=0) + b", mistake="adds-again", must_not=("axis=1",)),
    neuron_batch("np.sum(X @ w) + b", mistake="adds-again", must_not=("axis=1",)),
    neuron_batch("np.sum(X @ w + b)", mistake="sum-of-the-scores"),
    neuron_batch("np.sum(X, axis=1) * w + b", must=("Here `np.sum(X, axis=1)` has the shape (3,) and `w` (2,).",)),
    neuron_batch("np.sum(X, axis=1) @ w + b", must=("Here `w` has the shape (2,). For `@`, the last number of",)),
    neuron_batch("np.sum(X, axis=1) / X.shape[1]", mistake="means-of-the-rows"),
    neuron_batch("np.sum(X, axis=1) + b", mistake="no-weights"),
    neuron_batch("np.mean(X * w, axis=1) + b", mistake="mean"),
    neuron_batch("X @ w.reshape(-1, 1) + b", mistake="reshaped"),
    neuron_batch("X @ w + b > 0", mistake="yes-or-no"),
    neuron_batch("sigmoid(X @ w + b)", mistake="squeezed"),
    neuron_batch("sigmoid_of_one(X @ w + b)" + SIGMOID_OF_ONE, mistake="squeezed"),
    neuron_batch("neuron(X, w, b)", mistake="table-for-one-row"),
    neuron_batch("weighted_sum(X, w) + b", mistake="table-for-one-row"),
    neuron_batch("map(neuron, X)", mistake="returns-something-unfinished"),
    neuron_batch("(neuron(x, w, b) for x in X)", mistake="returns-something-unfinished"),
    neuron_batch("neuron_batch(X, w, b)", must=("`neuron_batch` is the function that you are writing, and it calls itself",)),
    neuron_batch("[neuron(x, w) for x in X]", must=("`neuron` needs `b` too. Arguments stand side by side between the brackets,",)),
    Wrong("neuron_batch", EACH_ROW.format("scores = neuron(x, w, b)"), mistake="replaces-what-it-collects"),
    Wrong(
        "neuron_batch",
        EACH_ROW.format("scores = scores.append(neuron(x, w, b))"),
        must=("`.append` changes the list and returns None, which is then called",),
    ),
    Wrong("neuron_batch", EACH_ROW.format("scores.append(neuron(X, w, b))"), mistake="table-for-one-row"),
    Wrong("neuron_batch", EACH_ROW.format("scores.append(x * w + b)"), mistake="no-sum-in-the-loop"),
    Wrong(
        "neuron_batch",
        EACH_ROW.format("scores.append(x @ w) + b"),
        must=("`.append` returns None, nothing to calculate with. What is to be added to",),
    ),
    Wrong("neuron_batch", EACH_ROW.format("scores.append([neuron(x, w, b)])"), mistake="column"),
    Wrong("neuron_batch", EACH_ROW.format("scores.add(neuron(x, w, b))"), must=("A list takes one more at its end with .append.",)),
    Wrong("neuron_batch", EACH_ROW.format("scores += neuron(x, w, b)"), mistake="plus-for-append"),
    Wrong("neuron_batch", EACH_ROW.format("neuron(x, w, b)"), mistake="nothing-collected"),
    Wrong("neuron_batch", EACH_ROW.format("scores.append(neuron(x, w, b))\n    return np.array(scores)"), mistake="first-row"),
    Wrong(
        "neuron_batch",
        "scores = []\nfor row in X:\n    scores.append(np.sum(row) / len(row))\nreturn np.array(scores)",
        mistake="means-of-the-rows",
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor i in X:\n    scores.append(neuron(X[i], w, b))\nreturn np.array(scores)",
        must=("`for i in X` hands out the rows of X themselves, so `i` is already what",),
        must_not=("rng.permutation",),
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor x in range(len(X)):\n    scores.append(neuron(x, w, b))\nreturn np.array(scores)",
        mistake="row-numbers",
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor i in range(len(w)):\n    scores.append(neuron(X[i], w, b))\nreturn np.array(scores)",
        mistake="counts-columns",
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor i in range(X.shape[1]):\n    scores.append(neuron(X[:, i], w, b))\nreturn np.array(scores)",
        must=("The row itself is `X[i]`.",),
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor i in range(X.shape):\n    scores.append(neuron(X[i], w, b))\nreturn np.array(scores)",
        must=("`X.shape` holds a number for each dimension. `X.shape[0]` is the number of",),
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor i in range(X):\n    scores.append(neuron(X[i], w, b))\nreturn np.array(scores)",
        must=("`range` counts up to a whole number, and `X` is an array: `range(len(X))`.",),
    ),
    Wrong(
        "neuron_batch",
        "scores = []\nfor x, weight in zip(X, w):\n    scores.append(neuron(x, weight, b))\nreturn np.array(scores)",
        mistake="one-weight-for-a-row",
    ),
    Wrong(
        "neuron_batch",
        "scores = np.array([])\nfor x in X:\n    np.append(scores, neuron(x, w, b))\nreturn scores",
        mistake="appends-to-a-copy",
    ),
    Wrong(
        "neuron_batch",
        "scores = np.array([])\nfor x in X:\n    scores.append(neuron(x, w, b))\nreturn scores",
        must=("An array cannot grow. Where it has its places already, fill them one by",),
    ),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("scores[i] = X[i] * w + b"),
        must=("`scores[i]` is one place and takes one number, and `X[i] * w + b` is a",),
    ),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("scores[i] = X @ w + b"),
        must=("`scores[i]` is one place and takes one number, and `X @ w + b` is a whole",),
    ),
    Wrong("neuron_batch", EACH_NUMBER.format("scores = neuron(X[i], w, b)"), mistake="replaces-what-it-collects"),
    Wrong("neuron_batch", EACH_NUMBER.format("scores[i] == neuron(X[i], w, b)"), mistake="compares"),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("scores[i] = neuron(X[i], w[i], b)"),
        must=("`w` has 2 entries, numbered from 0 to 1, and `w[i]` asks for number 2.",),
        must_not=("the length less one",),
    ),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("scores[i] = neuron(X[i], w, b[i])"),
        must=("`b` is a single number and has no entries: leave the square brackets",),
    ),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("scores[i] = neuron(X[:, i], w, b)"),
        must=("The row itself is `X[i]`.",),
    ),
    Wrong("neuron_batch", EACH_NUMBER.format("for j in range(len(w)):\n        scores[i] += X[i, j] * w[j] + b"), mistake="bias-per-input"),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("for j in range(len(w)):\n        scores[i] = X[i, j] * w[j] + b"),
        mistake="last-product-of-each-row",
    ),
    Wrong(
        "neuron_batch",
        EACH_NUMBER.format("for j in range(len(w)):\n        scores[i] += X[j, i] * w[j]\n    scores[i] += b"),
        must=("`X` has 2 columns, numbered from 0 to 1, and `X[j, i]` asks for number 2.",),
        must_not=("the length less one",),
    ),
    Wrong(
        "neuron_batch",
        "score = 0\nscores = []\nfor x in X:\n    score += x @ w\n    scores.append(score + b)\nreturn np.array(scores)",
        mistake="never-reset",
    ),
    Wrong("neuron_batch", "X @ w + b", mistake="keeps-nothing"),
]
