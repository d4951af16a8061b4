"""Wrong answers that fresh readers of lessons 03 to 05 wrote, with the words that were untrue of them, or led astray; and their like in
the lessons after these.
"""

from pathlib import Path

from answers.beginners import Wrong, wrong_in

_ACTIVATES = "for W, b, activation in layers:\n    X = dense(X, W, b)\n    if activation is not None:\n        X = activation({})\nreturn X"
_COLUMNS = "Y = np.zeros((len(labels), n_classes))\nY[np.arange(len(Y)), columns] = 1\nreturn Y"

WRONG = [
    *wrong_in(Path(__file__).with_suffix(".txt")),
    # What other cells have made stands where an argument was meant.
    Wrong(
        "forward",
        _ACTIVATES.format("x"),
        above="x = np.array([[1.5, 5.0]])",
        mistake="mistaken-name",
        must=("Is `X` meant?",),
        must_not=("comes back as it went in",),
    ),
    Wrong("dense", "return X @ W1 + b", above="W1 = np.ones((2, 2))", must=("never looks at what comes in as `W`",)),
    Wrong(
        "one_hot",
        _COLUMNS,
        above="columns = np.array([2, 0, 1])",
        must=("`columns` comes from another cell",),
        must_not=("the line that makes `Y`",),
    ),
]
