"""Wrong answers to the exercise of the lesson on digits, as beginners write them."""

from answers.beginners import Wrong

KEPT = "kept = rng.random(A.shape) >= rate\n"

WRONG = [
    Wrong("dropout", KEPT + "return A * kept", mistake="not-divided", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A * kept / 1 - rate", mistake="divided-without-brackets", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A * kept / 0.5", mistake="divisor-of-the-example", must_not=("half of the numbers",)),
    Wrong("dropout", "return A * (rng.random(A.shape) > rate) * 2", mistake="divisor-of-the-example", must_not=("half of the numbers",)),
    Wrong("dropout", "kept = rng.random(A.shape) >= 0.5\nreturn A * kept / 0.5", mistake="rate-of-the-example"),
    Wrong("dropout", KEPT + "return A * kept / rate", mistake="divided-by-rate", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A * kept * (1 - rate)", mistake="multiplied", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return kept / (1 - rate)", mistake="returns-the-mask", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return kept", mistake="returns-the-mask", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A[kept] / (1 - rate)", mistake="only-the-kept", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A @ kept / (1 - rate)", mistake="matrix-product", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A * kept / (1 - rate), kept", mistake="returns-the-mask-too", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return A / (1 - rate)", mistake="mask-not-used", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "A = A * kept / (1 - rate)", must=("It returns nothing",), must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "A *= kept\nreturn A / (1 - rate)", mistake="in-place", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "A[kept] = 0\nreturn A / (1 - rate)", mistake="in-place-and-the-wrong-ones", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "A[~kept] = 0\nreturn A / (1 - rate)", mistake="in-place", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "A[not kept] = 0\nreturn A / (1 - rate)", must=("in the line `",), must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return np.where(kept, 0, A / (1 - rate))", mistake="keeps-with-rate", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "return np.where(kept, A, 0)", mistake="not-divided", must_not=("Did you mean",)),
    Wrong("dropout", KEPT + "if kept:\n    return A / (1 - rate)\nreturn 0", must=("in the line `",), must_not=("Did you mean",)),
    Wrong(
        "dropout", "kept = rng.random(A.shape) < rate\nreturn A * kept / (1 - rate)", mistake="keeps-with-rate", must_not=("Did you mean",)
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) < rate\nreturn A * kept",
        mistake="keeps-with-rate-and-not-divided",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) < rate\nreturn A * kept / rate",
        mistake="rate-taken-for-what-is-kept",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) > 1 - rate\nreturn A * kept / (1 - rate)",
        mistake="keeps-with-rate",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout", "kept = rng.random(A.shape) >= 0.5\nreturn A * kept / (1 - rate)", mistake="half-and-half", must_not=("Did you mean",)
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) >= 0.5\nreturn A * kept / (1 - 0.5)",
        mistake="rate-of-the-example",
        must_not=("Did you mean",),
    ),
    Wrong("dropout", "kept = rng.integers(0, 2, A.shape)\nreturn A * kept / (1 - rate)", mistake="half-and-half"),
    Wrong("dropout", "kept = rng.choice([0, 1], A.shape)\nreturn A * kept / (1 - rate)", mistake="half-and-half"),
    Wrong(
        "dropout", "kept = rng.choice([0, 1], size=A.shape, p=[1 - rate, rate])\nreturn A * kept / (1 - rate)", mistake="keeps-with-rate"
    ),
    Wrong("dropout", "kept = rng.normal(size=A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="bell-instead-of-even"),
    Wrong("dropout", "kept = rng.random() >= rate\nreturn A * kept / (1 - rate)", mistake="one-draw-for-all", must_not=("Did you mean",)),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape[1]) >= rate\nreturn A * kept / (1 - rate)",
        mistake="whole-columns",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout", "kept = rng.random(len(A)) >= rate\nreturn A * kept / (1 - rate)", mistake="as-many-as-rows", must_not=("Did you mean",)
    ),
    Wrong(
        "dropout", "kept = rng.random((len(A), 1)) >= rate\nreturn A * kept / (1 - rate)", mistake="whole-rows", must_not=("Did you mean",)
    ),
    Wrong("dropout", "kept = rng.random(A) >= rate\nreturn A * kept / (1 - rate)", mistake="table-for-a-shape", must_not=("Did you mean",)),
    Wrong("dropout", "kept = rng.rand(A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="old-names", must_not=("Did you mean",)),
    Wrong("dropout", "kept = rng.rand(*A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="old-names", must_not=("Did you mean",)),
    Wrong(
        "dropout", "kept = rng.random(*A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="shape-unpacked", must_not=("Did you mean",)
    ),
    Wrong("dropout", "kept = np.random.rand(*A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="ignores-rng"),
    Wrong("dropout", "kept = np.random.random(A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="ignores-rng"),
    Wrong(
        "dropout",
        "rng = np.random.default_rng(0)\nkept = rng.random(A.shape) >= rate\nreturn A * kept / (1 - rate)",
        mistake="own-seed",
        must_not=("Did you mean",),
    ),
    Wrong("dropout", "kept = random.random(A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="random-alone"),
    Wrong("dropout", "kept = random(A.shape) >= rate\nreturn A * kept / (1 - rate)", mistake="random-alone"),
    Wrong("dropout", "kept = np.array([1, 0, 1, 0])\nreturn A * kept / (1 - rate)", mistake="mask-of-the-example"),
    Wrong(
        "dropout",
        "outputs, kept = np.array([4.0, 2.0, 6.0, 8.0]), np.array([1, 0, 1, 0])\nreturn outputs * kept / (1 - 0.5)",
        mistake="cell-of-the-lesson",
    ),
    Wrong("dropout", "return np.where(A < rate, 0, A / (1 - rate))", mistake="decides-by-A", must_not=("coin", "half")),
    Wrong("dropout", "kept = A >= rate\nreturn A * kept / (1 - rate)", mistake="decides-by-A", must_not=("coin", "half")),
    Wrong(
        "dropout", "chance = rng.random(A.shape)\nreturn A * chance / (1 - rate)", mistake="chance-as-a-factor", must_not=("Did you mean",)
    ),
    Wrong("dropout", "kept = rng.random(A.shape) * (1 - rate)\nreturn A * kept", mistake="chance-as-a-factor", must_not=("Did you mean",)),
    Wrong(
        "dropout", "kept = rng.random(A.shape) == rate\nreturn A * kept / (1 - rate)", mistake="equal-to-rate", must_not=("Did you mean",)
    ),
    Wrong("dropout", "return A * (1 - rate)", mistake="drops-nothing"),
    Wrong("dropout", "A[rng.random(A.shape) < rate] = 0\nreturn A", mistake="in-place-and-not-divided", must_not=("Did you mean",)),
    Wrong(
        "dropout",
        "result = A\nresult[rng.random(A.shape) < rate] = 0\nreturn result / (1 - rate)",
        mistake="in-place",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "for i in range(len(A)):\n    if rng.random() < rate:\n        A[i] = 0\nreturn A / (1 - rate)",
        mistake="whole-rows-in-place",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "result = A.copy()\nfor i in range(len(A)):\n    if rng.random() < rate:\n        result[i] = 0\nreturn result / (1 - rate)",
        mistake="whole-rows",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "result = np.zeros(A.shape)\nfor i in range(len(A)):\n    for j in range(len(A)):\n        if rng.random() >= rate:\n"
        "            result[i, j] = A[i, j] / (1 - rate)\nreturn result",
        mistake="rows-counted-for-columns",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "result = []\nfor row in A:\n    for a in row:\n        result.append(0 if rng.random() < rate else a / (1 - rate))\nreturn result",
        mistake="flat",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "dropped = A * (rng.random(A.shape) >= rate) / (1 - rate)\nprint(dropped)",
        must=("It returns nothing",),
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) >= rate\nreturn A * kept / np.sum(kept)",
        mistake="divided-by-the-sum",
        must_not=("Did you mean",),
    ),
    Wrong(
        "dropout",
        "kept = rng.random(A.shape) >= rate\nreturn A * kept / np.mean(kept)",
        mistake="divided-by-the-share",
        must_not=("Did you mean",),
    ),
]
