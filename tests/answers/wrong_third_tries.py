"""Wrong answers by three more readers of the first lessons, and others like theirs in later ones. What they were told was untrue, or led
astray, and must not be said again; or they were given numbers only.
"""

from pathlib import Path

from answers.beginners import Wrong, wrong_in

_LEAKY = "def leaky_relu(z):\n    return np.where(z > 0, z, 0.1 * z)"
_ONE = """
import math
def sigmoid_of_one(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (math.exp(z) + 1)
"""

# Those that use what other cells of the notebook have left.
_WITH_LEFTOVERS = [
    Wrong(
        "weighted_sum",
        "result = 0\nfor i in range(len(x)):\n    result = result + x[i] * w[i]\nreturn total",
        mistake="returns-what-is-not-its-own",
        must=("You return `total`", "Is `result` meant?"),
        must_not=("whatever it is given",),
        above="total = 0.01",
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in range(len(x)):\n    result[i] = x[i] * w[i]\nreturn product",
        mistake="returns-what-is-not-its-own",
        must=("Is `result` meant?",),
        above="product = np.array([1.0, 2.0])",
    ),
    Wrong(
        "neuron",
        "score = weighted_sum(x, w)\nscore = score + b\nreturn z",
        mistake="returns-what-is-not-its-own",
        must=("Is `score` meant?",),
        above="z = 1.0",
    ),
    Wrong(
        "weighted_sum",
        "return sum_of_squares(x * w)",
        mistake="sum-of-squared-products",
        above="def sum_of_squares(x):\n    return np.sum(x * x)",
    ),
    Wrong("relu", "return leaky_relu(z)", mistake="leaky-a-tenth", must_not=("in np.where",), above=_LEAKY),
    Wrong(
        "sigmoid",
        "result = np.zeros(z.shape)\nfor i in range(len(z)):\n    result[i] = sigmoid_of_one(z[i])\nreturn result",
        must=("`sigmoid_of_one` decides for a single number",),
        must_not=("`if`, `and`, `or`",),
        above=_ONE,
    ),
    Wrong("sigmoid", "return sigmoid_of_one(z)", must=("`sigmoid_of_one` decides for a single number",), must_not=("`if`,",), above=_ONE),
    Wrong(
        "sigmoid",
        "e = math.e ** -z\nreturn np.where(z >= 0, 1 / (1 + e), e / (e + 1))",
        mistake="grows-for-negative",
        must_not=("size of z stands",),
        above="import math",
    ),
]

WRONG = [*_WITH_LEFTOVERS, *wrong_in(Path(__file__).with_suffix(".txt"))]
