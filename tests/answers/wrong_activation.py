"""Wrong answers to lesson 02, as beginners write them."""

from answers.beginners import Wrong

OF_ONE = """

def step_of_one(z):
    return 1 if z > 0 else 0

def relu_of_one(z):
    return z if z > 0 else 0

def sigmoid_of_one(z):
    import math
    return 1 / (1 + math.exp(-z))
"""
EACH = "result = np.zeros(len(z))\nfor i in range(len(z)):\n    {}\nreturn result"
SMALL = "small = np.exp(-np.abs(z))\nreturn {}"


def step(line, **expected):
    """An answer that keeps the lines of the lesson and fills the gap between them."""
    return Wrong("step", f"fires = z > 0\n{line}\nreturn result", **expected)


def relu(line, **expected):
    """An answer in one line."""
    return Wrong("relu", f"return {line}", **expected)


def sigmoid(line, **expected):
    """An answer in one line."""
    return Wrong("sigmoid", f"return {line}", **expected)


def sigmoid_of_small(line, **expected):
    """An answer that begins with the safe power, as the lesson says."""
    return Wrong("sigmoid", SMALL.format(line), **expected)


WRONG = [
    step("np.where(fires, 1, 0)", must=("The line `np.where(fires, 1, 0)` works something out, and nothing keeps it.",)),
    step("result = np.where(fires)", mistake="which-places", must_not=("(1, 1)",)),
    step("result = np.where(fires, 1)", must=("np.where needs three things: the condition, what stands where it holds,",)),
    step("result = np.where(fires, 0, 1)", mistake="exchanged"),
    step("result = np.where(fires, z, 0)", mistake="keeps-z"),
    step("result = np.where(fires, z, 0.1 * z)", mistake="leaky"),
    step("result = np.where(fires, 1, -1)", mistake="minus-one-elsewhere"),
    step("result = np.where(fires, 1, z)", mistake="one-or-z"),
    step("result = np.where(1, 0, fires)", mistake="never-fires"),
    step('result = np.where(fires, "1", "0")', mistake="returns-texts"),
    step("result = np.where(fires, 'yes', 'no')", mistake="returns-texts"),
    step("result = np.where(z >= 0, 1, 0)", mistake="fires-at-zero"),
    step("result = np.where(z, 1, 0)", mistake="anything-but-zero"),
    step("result = np.where[fires, 1, 0]", must=("`np.where` is a function, and a function is called with round brackets:",)),
    step("result = where(fires, 1, 0)", must=("NumPy has it: write `np.where`.",)),
    step("result = np.were(fires, 1, 0)", must=("Did you mean `where`?",)),
    step("result = np.where(z > o, 1, 0)", must=("That is the letter. Is the number 0 meant?",), must_not=("`o = ...`",)),
    step(
        "result = 1 if fires else 0",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("max and min",),
    ),
    step(
        "if fires:\n    result = 1\nelse:\n    result = 0",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("max and min",),
    ),
    step(
        "if fires == True:\n    result = 1\nelse:\n    result = 0",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("max and min",),
    ),
    step("result = int(fires)", must=("`int` makes one number, and here is a whole array. For every entry it is",)),
    step("result = bool(fires)", must=("`bool` makes one number, and here is a whole array. For every entry it is",)),
    step(
        "result = fires.astype(np.int)",
        must=("NumPy no longer has a name of its own for it. Leave `np.` out: Python's",),
        must_not=("Did you mean",),
    ),
    step("result = fires * z", mistake="keeps-z"),
    step("result = z[fires]", mistake="keeps-some"),
    step("result = np.sum(fires)", mistake="counts-them"),
    step("result = np.heaviside(z, 1)", mistake="one-at-zero", must_not=(">=",)),
    step("result = np.sign(z)", mistake="sign"),
    step("result = step_of_one(z)", must=("Python does not know a function called `step_of_one`. Is it spelled right?",)),
    step("z[fires] = 1\nz[~fires] = 0\nresult = z", mistake="changes-its-input"),
    step("z[fires] = 1\nresult = z", mistake="ones-into-z"),
    step("result = np.zeros(len(z))\nresult[fires] = 1", must=("Here `result` has the shape (2,) and `fires` (2, 2).",)),
    step("result = np.zeros(z.shape)\nresult[fires] == 1", mistake="compares"),
    step(
        "result = []\nfor value in z:\n    if value > 0:\n        result.append(1)\n    else:\n        result.append(0)",
        must=("Here `z` is a table, and the loop hands out whole rows of it: `value` is",),
    ),
    step("result = []\nfor value in z:\n    if value > 0:\n        result.append(1)", mistake="collects-the-ones"),
    step("for i in fires:\n    if i:\n        result = 1\n    else:\n        result = 0", mistake="last-entry-of-a-row"),
    Wrong(
        "step",
        "return 1 if z > 0 else 0",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("max and min",),
    ),
    Wrong(
        "step",
        "return np.array([step_of_one(value) for value in z])" + OF_ONE,
        must=("This line is in `step_of_one`, which decides for a single number, and was",),
        must_not=("max and min",),
    ),
    Wrong("step", "fires = z > 0\nprint(np.where(fires, 1, 0))", mistake="returns-nothing"),
    Wrong("step", "fires = z > 0.5\nresult = np.where(fires, 1, 0)\nreturn result", mistake="rounds"),
    relu("max(0, z)", must=("`max` picks one of the two as a whole. Entry by entry it is `np.maximum(0,",)),
    relu("max(z, 0)", must=("`max` picks one of the two as a whole. Entry by entry it is `np.maximum(z,",)),
    relu(
        "np.max(0, z)",
        must=("`np.max` works on one array, and treats the second argument as an axis, a direction to go along. To",),
        must_not=("range(len(", "one part after the other"),
    ),
    relu("np.max(z, 0)", mistake="largest-along-an-axis"),
    relu(
        "np.max([z, 0])",
        must=("`np.max` looks for the largest of all its numbers. Entry by entry it is",),
        must_not=("range(len(", "one part after the other"),
    ),
    relu(
        "np.max((0, z))",
        must=("`np.max` looks for the largest of all its numbers. Entry by entry it is",),
        must_not=("range(len(", "one part after the other"),
    ),
    relu("np.max(z)", mistake="largest-entry"),
    relu("np.maximum(z)", must=("`np.maximum` takes 2, and here it is given 1.",)),
    relu("np.maximum([z, 0])", must=("`np.maximum` takes 2, side by side and without brackets of their own:",)),
    relu("np.maximum(o, z)", must=("That is the letter. Is the number 0 meant?",), must_not=("`o = ...`",)),
    relu("np.maximum(z, 1)", mistake="larger-of-one"),
    relu("np.minimum(z, 0)", mistake="minimum"),
    relu("np.maximum(-z, 0)", mistake="turned-round"),
    relu("np.abs(z)", mistake="absolute-value"),
    relu("z if z > 0 else 0", must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",), must_not=("max and min",)),
    relu(
        "relu_of_one(z)" + OF_ONE,
        must=("This line is in `relu_of_one`, which decides for a single number, and was",),
        must_not=("max and min",),
    ),
    relu(
        "np.array([relu_of_one(value) for value in z])" + OF_ONE,
        must=("This line is in `relu_of_one`, which decides for a single number, and was",),
        must_not=("max and min",),
    ),
    relu("np.where(z > 0, z, 0.1 * z)", mistake="leaky-a-tenth"),
    relu("np.where(z > 0, z)", must=("np.where needs three things: the condition, what stands where it holds,",)),
    relu("np.where(z > 0, 0, z)", mistake="exchanged"),
    relu("np.where(z > 0, 1, 0)", mistake="step"),
    relu("np.where(z > 0, z, -z)", mistake="absolute-value"),
    relu("np.where(z > 0, z, None)", mistake="nothing-elsewhere"),
    relu("np.where(z > 0, z, np.nan)", mistake="not-a-number-elsewhere"),
    relu("np.where(fires, z, 0)", must=("No line here gives `fires` a value, and the one inside `step`",)),
    relu("np.where(z > 0 then z else 0)".replace("then z else 0", ", z, '0'"), mistake="returns-texts"),
    relu("z > 0", mistake="comparison-alone"),
    relu("z * z > 0", mistake="square-is-positive"),
    relu("z[z > 0]", mistake="drops-entries"),
    relu("z.maximum(0)", must=("It is a function of NumPy, which takes the array between its brackets:",)),
    relu("np.clip(z, 0, 1)", mistake="cut-off-at-one"),
    relu("step(z)", mistake="step"),
    relu("[max(0, value) for value in z]", must=("`max` picks one of the two as a whole. Entry by entry it is `np.maximum(0,",)),
    Wrong("relu", "z[z < 0] = 0\nreturn z", mistake="overwrites-z"),
    Wrong("relu", "for value in z:\n    if value < 0:\n        value = 0\nreturn z", mistake="changes-only-a-name"),
    Wrong("relu", "a = z\nfor i in range(len(a)):\n    if a[i] < 0:\n        a[i] = 0\nreturn a", mistake="changes-its-input"),
    Wrong(
        "relu",
        "if z > 0:\n    return z\nelse:\n    return 0",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("max and min",),
    ),
    Wrong("relu", "if z.any() > 0:\n    return z\nelse:\n    return 0", mistake="decides-once"),
    Wrong("relu", "z = z > 0\nreturn z", mistake="step"),
    Wrong("relu", "np.maximum(z, 0)", mistake="keeps-nothing"),
    Wrong(
        "relu",
        EACH.format("result[i] = max(0, z[i])"),
        must=("`max` picks one of the two as a whole. Entry by entry it is `np.maximum(0,",),
    ),
    Wrong("relu", EACH.format("if z[i] > 0:\n        result = z[i]"), mistake="replaces-what-it-collects"),
    sigmoid("1 / (1 + np.exp(-z))", mistake="overflow"),
    sigmoid("1 / (1 + np.exp(z))", mistake="overflow-and-sign"),
    sigmoid("1 / 1 + np.exp(-z)", mistake="no-one"),
    sigmoid("1 / (1 + e ** -z)", must=("For a power of e use np.exp: `np.exp(-z)` is e to the power of -z.",)),
    sigmoid("1 / (1 + 2.718 ** -z)", mistake="e-as-2-718"),
    sigmoid("1 / (1 + exp(-z))", must=("NumPy has it: write `np.exp`.",)),
    sigmoid("1 / (1 + np.exp - z)", must=("`np.exp` stands there as the function itself. To have what it gives, call it: `np.exp(...)`.",)),
    sigmoid("1 / (1 + np.exp ** -z)", must=("np.exp is the power already, and takes what is raised between brackets:",)),
    sigmoid("1 / (1 + np.e ** -z)", mistake="overflow"),
    sigmoid("1 / (1 + np.exp(-1))", mistake="the-same-for-all"),
    sigmoid("np.exp(z) / (1 + np.exp(z))", mistake="nan-for-large"),
    sigmoid("np.exp(-z) / (1 + np.exp(-z))", mistake="second-form-of-minus-z", must_not=("np.abs(z)) overflows",)),
    sigmoid("1 - 1 / (1 + np.exp(-z))", mistake="falls-and-overflows", must_not=("exp(z)",)),
    sigmoid("np.exp(-z)", mistake="exponential-alone"),
    sigmoid("np.tanh(z)", mistake="tanh"),
    sigmoid(
        "sigmoid_of_one(z)" + OF_ONE,
        must=("This line is in `sigmoid_of_one`, which works for a single number.",),
        must_not=("max and min",),
    ),
    sigmoid(
        "np.array([sigmoid_of_one(value) for value in z])" + OF_ONE,
        must=("This line is in `sigmoid_of_one`, which works for a single number.",),
        must_not=("max and min",),
    ),
    sigmoid("1 / (1 + np.exp(-np.abs(z)))", mistake="one-half-only"),
    sigmoid("1 / (1 + np.exp(np.abs(z)))", mistake="large-power-in-the-first-form"),
    sigmoid("1 / 1 + np.exp(-np.abs(z))", mistake="first-form-alone-without-brackets"),
    sigmoid("np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))", mistake="other-half-only"),
    sigmoid("np.where(z >= 0, 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z)))", mistake="one-half-twice"),
    sigmoid("np.where(z >= 0, np.exp(z) / (np.exp(z) + 1), 1 / (1 + np.exp(-z)))", mistake="nan-for-large"),
    sigmoid("np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z))", mistake="second-form-not-divided-and-overflow"),
    sigmoid("np.where(z < -709, 0, 1 / (1 + np.exp(-z)))", mistake="overflow-behind-where"),
    sigmoid_of_small("1 / (1 + small)", mistake="one-half-only", must_not=("e / (e + 1)",)),
    sigmoid_of_small("small / (small + 1)", mistake="other-half-only", must_not=("e / (e + 1)",)),
    sigmoid_of_small("np.where(z >= 0, small / (small + 1), 1 / (1 + small))", mistake="sign-of-z"),
    sigmoid_of_small("np.where(z < 0, 1 / (1 + small), small / (small + 1))", mistake="sign-of-z"),
    sigmoid_of_small("np.where(z >= 0, 1 / (1 + small), small / small + 1)", mistake="turned-second-without-brackets"),
    sigmoid_of_small("np.where(z >= 0, 1 / 1 + small, small / small + 1)", mistake="first-turned-second-without-brackets"),
    sigmoid_of_small("np.where(z >= 0, 1, small) / 1 + small", mistake="first-second-without-brackets"),
    sigmoid_of_small("np.where(z >= 0, 1, small)", mistake="above-the-line-only"),
    sigmoid_of_small(
        "np.where(1 / (1 + small), small / (small + 1))", must=("np.where needs three things: the condition, what stands where it holds,",)
    ),
    sigmoid_of_small("np.where(1 / (1 + small), small / (small + 1), z >= 0)", mistake="condition-last"),
    sigmoid_of_small("np.where(z >= 0, 1 / (1 - small), small / (small - 1))", mistake="minus-for-plus"),
    sigmoid_of_small("np.where(z >= 0, 1 / (1 + small), 1 / (small + 1))", mistake="one-half-only"),
    sigmoid_of_small("np.where(z >= 0, 1 / (1 + small), small / (small + 1), 0)", must=("`np.where` takes 3, and here it is given 4.",)),
    Wrong("sigmoid", "small = -np.abs(z)\nreturn np.where(z >= 0, 1 / (1 + small), small / (small + 1))", mistake="no-exponential"),
    Wrong("sigmoid", "small = np.exp(np.abs(z))\nreturn np.where(z >= 0, 1 / (1 + small), small / (small + 1))", mistake="large-power"),
    Wrong(
        "sigmoid",
        "small = np.exp(-np.abs(z))\nif z >= 0:\n    return 1 / (1 + small)\nelse:\n    return small / (small + 1)",
        must=("`if`, `and`, `or` and `not` decide once, and here is a whole array of",),
        must_not=("e / (e + 1)", "max and min"),
    ),
    Wrong("sigmoid", "small = np.exp(-np.abs(z))\nnp.where(z >= 0, 1 / (1 + small), small / (small + 1))", mistake="keeps-nothing"),
    Wrong(
        "sigmoid",
        "small = math.exp(-abs(z))\nreturn np.where(z >= 0, 1 / (1 + small), small / (small + 1))",
        must=("`math` is a module, and it has not been imported. NumPy has it too, for",),
        must_not=("write `math = ...`",),
    ),
    Wrong(
        "sigmoid",
        "import math\nreturn 1 / (1 + math.exp(-z))",
        must=("`math.exp` takes one number. NumPy's own, `np.exp`, takes a whole array.",),
    ),
    Wrong(
        "sigmoid",
        "e = math.e\nreturn 1 / (1 + e ** -z)",
        must=("`math` is a module, and it has not been imported. NumPy has it too, for",),
        must_not=("write `math = ...`",),
    ),
]
