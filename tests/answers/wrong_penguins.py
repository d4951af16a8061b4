"""Wrong answers to the exercises of lesson 07, as beginners write them."""

from answers.beginners import Wrong


def lines(*several):
    """A body, of the lines of its code."""
    return "\n".join(several)


GIVEN = lines("order = rng.permutation(len(X))", "n_validation = round(validation_fraction * len(X))")


def cut(*below, above=GIVEN):
    """An answer to split: lines below those that the lesson gives, which may be changed too."""
    return lines(above, *below)


SPLIT = [
    Wrong(
        "standardize",
        lines(
            "mean, span = X_train.mean(axis=0), X_train.max(axis=0) - X_train.min(axis=0)",
            "return (X_train - mean) / span, (X_other - mean) / span",
        ),
        mistake="by-the-range",
    ),
    Wrong("standardize", "return X_train, (X_other - X_train.mean(axis=0)) / X_train.std(axis=0)", mistake="first-table-unchanged"),
    Wrong(
        "confusion_matrix",
        lines(
            "M = np.zeros((n_classes, n_classes), dtype=int)",
            "for a, b in zip(labels, predicted):",
            "    M[a, b] += 1",
            "    M[b, a] += 1",
            "return M",
        ),
        mistake="both-ways",
    ),
    Wrong(
        "split",
        cut("return X[:-n_validation], X[-n_validation:], y[:-n_validation], y[-n_validation:]"),
        mistake="order-not-used",
        must=("mostly of one species",),
        must_not=("one species only",),
    ),
    Wrong(
        "split",
        cut("val, train = order[:len(X) // 4], order[len(X) // 4:]", "return X[train], X[val], y[train], y[val]"),
        mistake="a-quarter",
        must_not=("You give `n_validation` a value", "older name"),
    ),
    Wrong(
        "split",
        cut("val, train = order[:len(X) // 5], order[len(X) // 5:]", "return X[train], X[val], y[train], y[val]"),
        must=("The lesson's lines give `n_validation` a value",),
        must_not=("You give `n_validation` a value", "older name"),
    ),
    Wrong(
        "split",
        cut(
            "X_train, X_val = X[order[n_validation:]], X[order[:n_validation]]",
            "y_train, y_val = y[order[n_validation:]], y[order[:n_validation]]",
            "return X_train, y_train",
        ),
        mistake="not-four",
        must_not=("not in pairs",),
    ),
    Wrong(
        "split",
        cut("return X[n_validation:], X[:n_validation], y[n_validation:], y[:n_validation]"),
        mistake="order-not-used",
        must=("`order`",),
        must_not=("rng to shuffle",),
    ),
    Wrong(
        "split",
        cut(
            "return X[n_validation:], X[:n_validation], y[n_validation:], y[:n_validation]",
            above="n_validation = round(validation_fraction * len(X))",
        ),
        mistake="not-shuffled",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut("X, y = X[order], y", "return X[n_validation:], X[:n_validation], y[n_validation:], y[:n_validation]"),
        mistake="only-rows-shuffled",
        must=("Pick from both with the same",),
    ),
    Wrong(
        "split",
        cut("rng.shuffle(X)", "rng.shuffle(y)", "return X[n_validation:], X[:n_validation], y[n_validation:], y[:n_validation]"),
        mistake="shuffled-in-place",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut(
            "X = rng.permutation(X)",
            "y = rng.permutation(y)",
            "return X[n_validation:], X[:n_validation], y[n_validation:], y[:n_validation]",
        ),
        mistake="shuffled-apart",
        must=("Shuffle one list of row numbers",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training], X[validation], y[validation], y[training]",
        ),
        mistake="labels-exchanged",
        must=("The order is X_train, X_val, y_train, y_val",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training], y[training], X[validation], y[validation]",
        ),
        mistake="other-order",
        must=("both tables, then both lists of",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[validation], X[training], y[validation], y[training]",
        ),
        mistake="halves-exchanged",
        must=("Look at which part of the",),
    ),
    Wrong(
        "split",
        cut(
            "training, validation = order[:n_validation], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="halves-exchanged",
        must=("Look at which part of the",),
    ),
    Wrong(
        "split",
        cut("validation, training = order[:n_validation], order[n_validation:]", "return training, validation"),
        mistake="not-four",
        must=("`return X_train, X_val, y_train, y_val`",),
    ),
    Wrong(
        "split",
        cut("validation, training = order[:n_validation], order[n_validation:]", "return X[training], X[validation]"),
        mistake="not-four",
        must=("`return X_train, X_val, y_train, y_val`",),
    ),
    Wrong(
        "split",
        cut("validation, training = order[:n_validation], order[n_validation:]", "return training, validation, y[training], y[validation]"),
        mistake="row-numbers",
        must=("`X[order[n:]]`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "X_train, X_val = X[training], X[validation]",
            "y_train, y_val = y[training], y[validation]",
        ),
        mistake="returns-nothing",
        must=("There is no `return` line",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "print(X[training], X[validation], y[training], y[validation])",
        ),
        mistake="returns-nothing",
        must=("print shows a value on the screen",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation + 1:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="loses-a-row",
        must=("`order[n:]`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation - 1], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="loses-a-row-held-back",
        must=("`order[n:]`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[:n_validation]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="overlapping-parts",
        must=("`order[n_validation:]`",),
    ),
    Wrong(
        "split",
        cut("validation = order[:n_validation]", "training = order", "return X[training], X[validation], y[training], y[validation]"),
        mistake="trains-on-all",
        must=("`order[n_validation:]`",),
    ),
    Wrong(
        "split",
        cut("validation = order[:n_validation]", "return X, X[validation], y, y[validation]"),
        mistake="trains-on-all",
        must=("`order[n_validation:]`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[n_validation], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="one-row-number",
        must=("`order[n:]`",),
    ),
    Wrong(
        "split",
        cut("validation = order[n_validation]", "return X[order], X[validation], y[order], y[validation]"),
        mistake="one-row-number",
        must=("`order[n:]`",),
    ),
    Wrong(
        "split",
        cut("validation = order[:n_validation]", "return X[~validation], X[validation], y[~validation], y[validation]"),
        mistake="negative-row-numbers",
        must=("`order[n_validation:]`",),
    ),
    Wrong(
        "split",
        cut("validation = order[:n_validation]", "return X[not validation], X[validation], y[not validation], y[validation]"),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training, :], X[validation, :], y[training, :], y[validation, :]",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut("validation, training = X[:n_validation], X[n_validation:]", "return X[training], X[validation], y[training], y[validation]"),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:validation_fraction], order[validation_fraction:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut("validation, training = order[:n_validation], order[n_validation:]", "return X[train], X[val], y[train], y[val]"),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "X_val = X[validation]",
            "X_train = X[training]",
            "y_val = Y[validation]",
            "y_train = Y[training]",
            "return X_train, X_val, y_train, y_val",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut("return X[order][n_validation:], X[order][:n_validation], y[n_validation:], y[:n_validation]"),
        mistake="only-rows-shuffled",
        must=("Pick from both with the same",),
    ),
    Wrong(
        "split",
        cut("numbers = np.arange(len(X))", "one, other = numbers[0::2], numbers[1::2]", "return X[one], X[other], y[one], y[other]"),
        mistake="two-equal-piles-unshuffled",
        must=("`order`",),
    ),
    Wrong(
        "split",
        lines("numbers = np.arange(len(X))", "one, other = numbers[0::2], numbers[1::2]", "return X[one], X[other], y[one], y[other]"),
        mistake="two-equal-piles-unshuffled",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut("one, other = order[0::2], order[1::2]", "return X[one], X[other], y[one], y[other]"),
        mistake="two-equal-piles",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = numbers[:n_validation], numbers[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
            above=lines(
                "numbers = np.arange(len(X))", "order = rng.permutation(len(X))", "n_validation = round(validation_fraction * len(X))"
            ),
        ),
        mistake="order-not-used",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut("validation, training = order[:2], order[2:]", "return X[training], X[validation], y[training], y[validation]"),
        mistake="two-rows",
        must=("`order[:n_validation]`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:2], order[2:]",
            "return X[training], X[validation], y[training], y[validation]",
            above="order = np.random.default_rng(0).permutation(6)",
        ),
        mistake="six-row-numbers",
        must=("`order = rng.permutation(len(X))`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
            above=lines("order = np.random.permutation(len(X))", "n_validation = round(validation_fraction * len(X))"),
        ),
        mistake="chance-of-its-own",
        must=("Call rng.permutation",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
            above=lines("order = rng.permutation(len(X))", "n_validation = round(validation_fraction)"),
        ),
        mistake="holds-back-nothing",
        must=("multiply by len(X) first, and then",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
            above=lines("order = rng.shuffle(range(len(X)))", "n_validation = round(validation_fraction * len(X))"),
        ),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut(
            "validation = rng.integers(0, len(X), n_validation)",
            "training = order[n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="drawn-twice-beside-the-order",
        must=("With rng.permutation each row number comes",),
    ),
    Wrong(
        "split",
        cut(
            "X_val, X_train = X[:n_validation], X[n_validation:]",
            "y_val, y_train = y[:n_validation], y[n_validation:]",
            "rng.shuffle(X_train)",
            "return X_train, X_val, y_train, y_val",
        ),
    ),
    Wrong(
        "split",
        cut(
            "X_train, X_val, y_train, y_val = [], [], [], []",
            "for i in order:",
            "    if i < n_validation:",
            "        X_val.append(X[i])",
            "        y_val.append(y[i])",
            "    else:",
            "        X_train.append(X[i])",
            "        y_train.append(y[i])",
            "return np.array(X_train), np.array(X_val), np.array(y_train), np.array(y_val)",
        ),
        mistake="shuffled-after-the-cut",
        must=("`order`",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[n_validation:]",
            "return X(training), X(validation), y(training), y(validation)",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "split",
        cut(
            "validation, training = order[:n_validation], order[-n_validation:]",
            "return X[training], X[validation], y[training], y[validation]",
        ),
        mistake="loses-a-row",
        must=("`order[n:]`",),
    ),
]
BOTH = "mean = X_train.mean(axis=0)\ndeviation = X_train.std(axis=0)\n"
SCALED = "return (X_train - mean) / deviation, (X_other - mean) / deviation"

STANDARDIZE = [
    Wrong(
        "standardize",
        "return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), (X_other - X_other.mean(axis=0)) / X_other.std(axis=0)",
        mistake="each-by-its-own",
        must=("Use the mean and the deviation",),
    ),
    Wrong(
        "standardize",
        lines(
            "train = (X_train - X_train.mean(axis=0)) / (X_train.std(axis=0) + 1e-8)",
            "other = (X_other - X_other.mean(axis=0)) / (X_other.std(axis=0) + 1e-8)",
            "return train, other",
        ),
        mistake="each-by-its-own-with-epsilon",
        must=("Use the mean and the deviation",),
        must_not=("nan",),
    ),
    Wrong(
        "standardize",
        lines("def scaled(X):", "    return (X - np.mean(X, axis=0)) / np.std(X, axis=0)", "return scaled(X_train), scaled(X_other)"),
        mistake="each-by-its-own",
        must=("Use the mean and the deviation",),
    ),
    Wrong("standardize", "mean = X_train.mean()\ndeviation = X_train.std()\n" + SCALED, mistake="one-mean-for-all", must=("`axis=0`",)),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=1)\ndeviation = X_train.std(axis=1)\n" + SCALED,
        mistake="rows-instead-of-columns",
        must=("`axis=0`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=1, keepdims=True)\ndeviation = X_train.std(axis=1, keepdims=True)\n" + SCALED,
        mistake="rows-instead-of-columns-kept",
        must=("`axis=0`",),
    ),
    Wrong(
        "standardize",
        "mean = np.mean(X_train, 0)\ndeviation = np.std(X_train)\n" + SCALED,
        mistake="one-deviation-for-all",
        must=("`axis=0`",),
    ),
    Wrong("standardize", BOTH + "return (X_train - mean) / deviation", mistake="first-table-only", must=("return the two with a comma",)),
    Wrong(
        "standardize",
        BOTH + "return (X_train - mean) / deviation, X_other",
        mistake="second-table-unchanged",
        must=("Compute both once, at the start",),
    ),
    Wrong(
        "standardize",
        BOTH + "return (X_train - mean) / deviation, (X_train - mean) / deviation",
        mistake="first-table-twice",
        must=("The second has to be made",),
    ),
    Wrong(
        "standardize",
        BOTH + "return (X_other - mean) / deviation, (X_train - mean) / deviation",
        mistake="exchanged",
        must=("X_train comes first, then the other",),
    ),
    Wrong(
        "standardize",
        BOTH + "return X_train - mean / deviation, X_other - mean / deviation",
        mistake="brackets-missing",
        must=("`(X - mean) / deviation`",),
    ),
    Wrong(
        "standardize",
        BOTH + "X_train = (X_train - mean) / deviation\nX_other = (X_other - mean) / deviation",
        mistake="returns-nothing",
        must=("There is no `return` line",),
    ),
    Wrong(
        "standardize",
        BOTH + "X_train = (X_train - mean) / deviation\nX_other = (X_other - mean) / deviation\nprint(X_train, X_other)",
        mistake="returns-nothing",
        must=("print shows a value on the screen",),
    ),
    Wrong(
        "standardize",
        BOTH + "X_train = (X_train - mean) / deviation\nX_other = (X_other - mean) / deviation\nreturn X_train",
        mistake="first-table-only",
        must=("return the two with a comma",),
    ),
    Wrong(
        "standardize", BOTH + "return X_train - mean, X_other - mean", mistake="no-division", must=("divide by the standard deviation of",)
    ),
    Wrong(
        "standardize", BOTH + "return X_train / deviation, X_other / deviation", mistake="no-mean", must=("Subtract first, then divide",)
    ),
    Wrong("standardize", BOTH + "return mean, deviation", mistake="mean-and-deviation-returned", must=("`(X - mean) / deviation`",)),
    Wrong(
        "standardize",
        BOTH + "return (mean - X_train) / deviation, (mean - X_other) / deviation",
        mistake="from-the-mean",
        must=("`X - mean`",),
    ),
    Wrong(
        "standardize",
        BOTH + "return (X_train - mean) / deviation ** 2, (X_other - mean) / deviation ** 2",
        mistake="variance",
        must=("`.std(axis=0)`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=0)\ndeviation = X_train.var(axis=0)\n" + SCALED,
        mistake="variance",
        must=("`.std(axis=0)`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=0)\ndeviation = np.sqrt(X_train.std(axis=0))\n" + SCALED,
        mistake="root-of-the-deviation",
        must=("`.var`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=0)\ndeviation = np.sqrt(np.sum((X_train - mean) ** 2, axis=0))\n" + SCALED,
        mistake="root-of-the-sum",
        must=("`.std(axis=0)`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=0)\ndeviation = np.sqrt(np.mean((X_train - mean) ** 2))\n" + SCALED,
        mistake="one-deviation-about-the-means",
        must=("`axis=0`",),
    ),
    Wrong(
        "standardize",
        "mean = X_train.mean(axis=0)\ndeviation = np.mean(X_train - mean, axis=0)\n" + SCALED,
        mistake="mean-distance",
        must=("`.std(axis=0)`",),
    ),
    Wrong("standardize", "mean = X_train.mean(axis=0)\ndeviation = np.abs(X_train - mean)\n" + SCALED),
    Wrong(
        "standardize",
        "X = np.concatenate([X_train, X_other])\nmean = X.mean(axis=0)\ndeviation = X.std(axis=0)\n" + SCALED,
        mistake="all-together",
        must=("use X_train alone",),
    ),
    Wrong(
        "standardize",
        "mean = X_other.mean(axis=0)\ndeviation = X_other.std(axis=0)\n" + SCALED,
        mistake="by-the-other",
        must=("take both numbers from X_train",),
    ),
    Wrong(
        "standardize",
        lines(
            "X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)",
            "X_other = (X_other - X_train.mean(axis=0)) / X_train.std(axis=0)",
            "return X_train, X_other",
        ),
        mistake="standardised-too-early",
        must=("Compute both once, at the start",),
    ),
    Wrong(
        "standardize",
        lines(
            "X_train -= X_train.mean(axis=0)",
            "X_train /= X_train.std(axis=0)",
            "X_other -= X_train.mean(axis=0)",
            "X_other /= X_train.std(axis=0)",
            "return X_train, X_other",
        ),
        mistake="both-overwritten",
        must=("Compute both once, at the start",),
    ),
    Wrong(
        "standardize",
        BOTH + "X_train -= mean\nX_train /= deviation\nX_other -= mean\nX_other /= deviation\nreturn X_train, X_other",
        mistake="changes-its-input",
        must=("`X_train.copy()`",),
    ),
    Wrong(
        "standardize",
        lines(
            "X_train = X_train - X_train.mean(axis=0)",
            "X_train = X_train / X_train.std(axis=0)",
            "X_other = X_other - X_train.mean(axis=0)",
            "X_other = X_other / X_train.std(axis=0)",
            "return X_train, X_other",
        ),
        mistake="standardised-too-early",
        must=("Compute both once, at the start",),
    ),
    Wrong(
        "standardize", "return (X_train - masses.mean()) / masses.std(), (X_other - masses.mean()) / masses.std()", must=("in the line `",)
    ),
    Wrong("standardize", "mean = X_train.mean(axis=0)\ndeviation = X_train.std\n" + SCALED, must=("in the line `",)),
    Wrong("standardize", "mean = mean(X_train, axis=0)\ndeviation = std(X_train, axis=0)\n" + SCALED, must=("in the line `",)),
    Wrong("standardize", "mean = X_train.mean(axis=0)\nstd = X_train.std(axis=0)\n" + SCALED, must=("in the line `",)),
    Wrong("standardize", "mean = X_train.average(axis=0)\ndeviation = X_train.std(axis=0)\n" + SCALED, must=("in the line `",)),
    Wrong("standardize", "mean = np.mean(X_train, axis=0)\ndeviation = np.std(axis=0)\n" + SCALED, must=("in the line `",)),
    Wrong(
        "standardize",
        lines("for X in (X_train, X_other):", "    X = (X - X.mean(axis=0)) / X.std(axis=0)", "return X_train, X_other"),
        mistake="only-a-name-changed",
        must=("give the new tables names",),
    ),
    Wrong(
        "standardize",
        "mean = np.median(X_train, axis=0)\ndeviation = X_train.std(axis=0)\n" + SCALED,
        mistake="median",
        must=("`.mean(axis=0)`",),
    ),
    Wrong(
        "standardize",
        lines(
            "low = X_train.min(axis=0)",
            "high = X_train.max(axis=0)",
            "return (X_train - low) / (high - low), (X_other - low) / (high - low)",
        ),
        mistake="from-0-to-1",
        must=("subtract the mean, divide by the",),
    ),
    Wrong(
        "standardize",
        lines(
            "for j in range(X_train.shape[1]):",
            "    mean = X_train[:, j].mean()",
            "    deviation = X_train[:, j].std()",
            "return (X_train - mean) / deviation, (X_other - mean) / deviation",
        ),
        mistake="last-column-for-all",
        must=("`.mean(axis=0)`",),
    ),
    Wrong(
        "standardize",
        lines(
            "for j in range(X_train.shape[1]):",
            "    X_train[:, j] = (X_train[:, j] - X_train[:, j].mean()) / X_train[:, j].std()",
            "    X_other[:, j] = (X_other[:, j] - X_other[:, j].mean()) / X_other[:, j].std()",
            "return X_train, X_other",
        ),
        mistake="each-by-its-own-in-place",
        must=("Use the mean and the deviation",),
    ),
    Wrong(
        "standardize",
        lines(
            "mean = X_train.mean(axis=0)",
            "deviation = X_train.std(axis=0)",
            "return np.round((X_train - mean) / deviation, 2), np.round((X_other - mean) / deviation, 2)",
        ),
        mistake="rounded",
        must=("leave them as they are, and",),
    ),
    Wrong(
        "standardize",
        lines(
            "mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)",
            "return (X_train - mean / deviation), (X_other - mean / deviation)",
        ),
        mistake="brackets-missing",
        must=("`(X - mean) / deviation`",),
    ),
]


def counted(
    *inside,
    above="counts = np.zeros((n_classes, n_classes), dtype=int)",
    loop="for label, guess in zip(labels, predicted):",
    below="return counts",
):
    """An answer to confusion_matrix: lines inside a loop, with what stands above and below it."""
    return lines(above, loop, *(f"    {line}" for line in inside), below)


CONFUSION = [
    Wrong(
        "confusion_matrix",
        counted("counts[guess, label] += 1"),
        mistake="rows-and-columns-exchanged",
        must=("`for label, guess in zip(labels, predicted):`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", loop="for guess, label in zip(labels, predicted):"),
        mistake="rows-and-columns-exchanged",
        must=("`for label, guess in zip(labels, predicted):`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", below="return counts.T"),
        mistake="turned-over",
        must=("`.T`",),
        must_not=("`counts[label, guess]`",),
    ),
    Wrong("confusion_matrix", counted("counts[label, guess] + 1"), mistake="sum-not-kept", must=("`counts[label, guess] += 1`",)),
    Wrong("confusion_matrix", counted("counts[label, guess] = 1"), mistake="set-to-1", must=("`counts[label, guess] += 1`",)),
    Wrong("confusion_matrix", counted("counts[label, guess] =+ 1"), mistake="plus-behind", must=("`counts[label, guess] += 1`",)),
    Wrong("confusion_matrix", counted("counts[label, guess] == 1"), mistake="compared", must=("`counts[label, guess] += 1`",)),
    Wrong(
        "confusion_matrix",
        counted("counts[label][guess] += 1", above="counts = [[0] * n_classes] * n_classes"),
        mistake="one-row-with-many-names",
        must=("With np.zeros((n_classes, n_classes), dtype=int) each row",),
    ),
    Wrong(
        "confusion_matrix", counted("counts[label, guess] += 1", above="counts = [[0] * n_classes] * n_classes"), must=("in the line `",)
    ),
    Wrong(
        "confusion_matrix", counted("counts[label, guess] += 1", above="counts = np.zeros(n_classes, n_classes)"), must=("in the line `",)
    ),
    Wrong("confusion_matrix", counted("counts[label, guess] += 1", above="counts = np.zeros(n_classes)"), must=("in the line `",)),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", above="counts = np.zeros((3, 3))"),
        mistake="always-three",
        must=("use n_classes",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", above="counts = np.zeros((n_classes + 1, n_classes + 1))"),
        mistake="one-class-too-many",
        must=("the table is n_classes by n_classes",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", above=lines("n_classes = max(labels) + 1", "counts = np.zeros((n_classes, n_classes))")),
        mistake="counts-the-labels",
        must=("the table is always n_classes by",),
    ),
    Wrong(
        "confusion_matrix",
        counted(
            "counts[label, guess] += 1",
            above=lines("n_classes = max(labels.max(), predicted.max()) + 1", "counts = np.zeros((n_classes, n_classes))"),
        ),
        mistake="counts-the-classes",
        must=("the table is always n_classes by",),
    ),
    Wrong(
        "confusion_matrix",
        counted(
            "counts[label, guess] += 1", above=lines("n_classes = len(np.unique(labels))", "counts = np.zeros((n_classes, n_classes))")
        ),
        mistake="as-many-as-labels-that-occur",
        must=("the table is always n_classes by",),
    ),
    Wrong(
        "confusion_matrix",
        counted(
            "counts[label, guess] += 1", above="counts = np.zeros((n_classes, n_classes))", loop="for label, guess in labels, predicted:"
        ),
        must=("in the line `",),
    ),
    Wrong(
        "confusion_matrix", counted("counts[label, guess] += 1", loop="for label, guess in (labels, predicted):"), must=("in the line `",)
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[labels, predicted] += 1"),
        mistake="whole-arrays-in-each-round",
        must=("`counts[label, guess] += 1`",),
    ),
    Wrong(
        "confusion_matrix",
        lines("counts = np.zeros((n_classes, n_classes))", "counts[labels, predicted] += 1", "return counts"),
        mistake="whole-arrays-once",
        must=("`counts[label, guess] += 1`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[labels[i], predicted[i]] += 1", loop="for i in labels:"),
        mistake="labels-as-row-numbers",
        must=("`zip(labels, predicted)`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[labels[i], predicted[i]] += 1", loop="for i in range(n_classes):"),
        mistake="as-many-as-classes",
        must=("`range(len(labels))`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[labels[i], predicted[i]] += 1", loop="for i in range(len(labels) - 1):"),
        mistake="last-left-out",
        must=("`- 1`",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[labels[i], predicted[i]] += 1", loop="for i in range(1, len(labels)):"),
        mistake="first-left-out",
        must=("`range(len(labels))`",),
    ),
    Wrong("confusion_matrix", counted("counts[labels[i], predicted[i]] += 1", loop="for i in len(labels):"), must=("in the line `",)),
    Wrong("confusion_matrix", counted("counts[labels[i], predicted[i]] += 1", loop="for i in range(labels):"), must=("in the line `",)),
    Wrong(
        "confusion_matrix",
        counted("counts[i, predicted[i]] += 1", loop="for i in range(len(labels)):"),
        mistake="sample-number-as-row",
        must=("`for label, guess in zip(labels, predicted):`",),
    ),
    Wrong("confusion_matrix", counted("counts[label - 1, guess - 1] += 1"), mistake="from-1-on", must=("`- 1`",)),
    Wrong(
        "confusion_matrix",
        counted("if label == guess:", "    counts[label, guess] += 1"),
        mistake="only-right-ones",
        must=("they tell what was taken for",),
    ),
    Wrong(
        "confusion_matrix",
        counted("if label != guess:", "    counts[label, guess] += 1"),
        mistake="only-wrong-ones",
        must=("they stand on the diagonal",),
    ),
    Wrong("confusion_matrix", counted("counts[label, guess] += 1", below="    return counts"), mistake="first-only", must=("`return`",)),
    Wrong(
        "confusion_matrix", counted("counts[label, guess] += 1", below=""), mistake="returns-nothing", must=("There is no `return` line",)
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", below="print(counts)"),
        mistake="returns-nothing",
        must=("print shows a value on the screen",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", below="return counts / len(labels)"),
        mistake="share-of-all",
        must=("whole birds, so that a row",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", below="return counts / counts.sum(axis=1, keepdims=True)"),
        mistake="share-of-row-or-nan",
        must=("one bird of two is not",),
    ),
    Wrong(
        "confusion_matrix",
        counted("counts[label, guess] += 1", below="return counts / counts.sum()"),
        mistake="share-of-all",
        must=("whole birds, so that a row",),
    ),
    Wrong("confusion_matrix", counted("counts[label, guess] += 1", below="return count"), must=("in the line `",)),
    Wrong("confusion_matrix", counted("counts[label] += 1"), mistake="whole-rows", must=("`counts[label, guess]`",)),
    Wrong("confusion_matrix", counted("counts[label][guess] += 1", above="counts = []"), must=("in the line `",)),
    Wrong("confusion_matrix", counted("counts(label, guess) + 1"), must=("in the line `",)),
    Wrong("confusion_matrix", counted("matrix[label, guess] += 1"), must=("in the line `",)),
    Wrong(
        "confusion_matrix",
        lines(
            "for label, guess in zip(labels, predicted):",
            "    counts = np.zeros((n_classes, n_classes))",
            "    counts[label, guess] += 1",
            "return counts",
        ),
        mistake="begins-anew",
        must=("Move it to the left, above the loop",),
    ),
    Wrong(
        "confusion_matrix",
        lines("for label in labels:", "    for guess in predicted:", "        counts[label, guess] += 1", "return counts"),
        must=("in the line `",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for label in labels:",
            "    for guess in predicted:",
            "        counts[label, guess] += 1",
            "return counts",
        ),
        mistake="every-pair",
        must=("`for label, guess in zip(labels, predicted):`",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for i in range(n_classes):",
            "    for j in range(n_classes):",
            "        counts[i, j] = np.sum(labels == i and predicted == j)",
            "return counts",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for i in range(n_classes):",
            "    for j in range(n_classes):",
            "        counts[i, j] = np.sum(labels == i & predicted == j)",
            "return counts",
        ),
        must=("in the line `",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for i in range(n_classes):",
            "    for j in range(n_classes):",
            "        counts[i, j] = np.sum(labels == i) + np.sum(predicted == j)",
            "return counts",
        ),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for i in range(n_classes):",
            "    for j in range(n_classes):",
            "        if labels[i] == i and predicted[j] == j:",
            "            counts[i, j] += 1",
            "return counts",
        ),
    ),
    Wrong(
        "confusion_matrix",
        "return one_hot(labels, n_classes) @ one_hot(predicted, n_classes).T",
        mistake="samples-by-samples",
        must=("`one_hot(labels, n_classes).T @ one_hot(predicted, n_classes)`",),
    ),
    Wrong("confusion_matrix", "return np.sum(labels == predicted)", mistake="number-of-right-ones", must=("`counts[label, guess] += 1`",)),
    Wrong(
        "confusion_matrix",
        "return np.bincount(labels * n_classes + predicted).reshape(n_classes, n_classes)",
        mistake="counted-up-to-the-largest",
        must=("`minlength=n_classes**2`",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "classes = np.unique(labels)", "return np.array([[np.sum((labels == i) & (predicted == j)) for j in classes] for i in classes])"
        ),
        mistake="only-labels-that-occur",
        must=("the table is always n_classes by",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = {}",
            "for label, guess in zip(labels, predicted):",
            "    counts[label, guess] = counts.get((label, guess), 0) + 1",
            "return counts",
        ),
        mistake="in-a-dictionary",
        must=("`counts[label, guess] += 1`",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for label, guess in zip(labels, predicted):",
            "    pass",
            "counts[label, guess] += 1",
            "return counts",
        ),
        mistake="collects-below-the-loop",
        must=("move it to the right, into",),
    ),
    Wrong(
        "confusion_matrix",
        lines(
            "counts = np.zeros((n_classes, n_classes))",
            "for label, guess in zip(labels, predicted):",
            "    counts = counts[label, guess] + 1",
            "return counts",
        ),
        must=("in the line `",),
    ),
]
WRONG = [*SPLIT, *STANDARDIZE, *CONFUSION]
