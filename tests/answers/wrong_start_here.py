"""Wrong answers to lesson 00, as beginners write them."""

from answers.beginners import Wrong

LOOP = "result = np.zeros(len(x))\nfor i in range(len(x)):\n    {}\nreturn result"
TOTAL = "total = 0\nfor i in range(len(x)):\n    {}\nreturn total"


def products(line, **expected):
    """An answer that keeps the loop of the lesson and fills its gap."""
    return Wrong("products", LOOP.format(line), **expected)


def weighted_sum(line, **expected):
    """An answer that follows the lesson's worked loop."""
    return Wrong("weighted_sum", TOTAL.format(line), **expected)


WRONG = [
    products("result[i] = x[i] + w[i]", mistake="adds"),
    products("result[i] == x[i] * w[i]", mistake="compares"),
    products("x[i] * w[i]", mistake="keeps-no-product"),
    products("print(x[i] * w[i])", mistake="prints", must_not=("`==`",)),
    products("product = x[i] * w[i]", mistake="another-name", must_not=("`==`",)),
    products("result = x[i] * w[i]", mistake="replaces-what-it-collects"),
    products("result += x[i] * w[i]", mistake="sum-in-every-place"),
    products("result[i] = x * w", must=("`result[i]` is one place and takes one number, and `x * w` is a whole",)),
    products("result[i] = x[i] * w", must=("`result[i]` is one place and takes one number, and `x[i] * w` is a whole",)),
    products("result[i] = np.sum(x * w)", mistake="the-sum-everywhere", must_not=("result +=",)),
    products("result[i] = x[i] @ w[i]", must=("`@` stands between two arrays. Two single numbers are multiplied with `*`.",)),
    products("result[i] = x(i) * w(i)", must=("`x` is an array and no function. An entry of it has square brackets,",)),
    products("result[i] = x[i].w[i]", must=("`x[i]` is a number, and a dot asks for a part of it. To multiply the two,",)),
    products("result[i] = x[i] ^ w[i]", must=("`^` is no power in Python. A power has two stars: `",)),
    products("result.append(x[i] * w[i])", must=("An array cannot grow. Where it has its places already, fill them one by",)),
    products(
        "result[i].append(x[i] * w[i])",
        must=("`result[i]` is one place and holds a single number. Put one into it with",),
        must_not=("loss.forward",),
    ),
    products("results[i] = x[i] * w[i]", must=("No line here gives `results` a value: write `results = ...` above the line",)),
    products("result[i] = X[i] * W[i]", must=("Did you mean `x`?",)),
    products("result[x] = x * w", must=("What picks entries has to be whole numbers, or True and False for each.",)),
    products("result[0] = x[0] * w[0]", mistake="zero-for-i"),
    products("result[i] = x[i] * w[0]", mistake="first-weight-for-all"),
    products("result[i] = x[i] * x[i]", mistake="squares"),
    products("result[i] = x[i] * -2"),
    products("result[i] = products(x, w)", must=("`products` is the function that you are writing, and it calls itself",)),
    products("return result", mistake="returns-too-early"),
    products("return x[i] * w[i]", mistake="first-number-alone"),
    products("result[i] = x[i] * w[i]\n    return result", mistake="first-place-only"),
    products("result[i] = x[i] * w[i]\n    return result[i]", mistake="first-number-alone"),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in x:\n    result[i] = x[i] * w[i]\nreturn result",
        must=("`for i in x` hands out the entries of x themselves, so `i` is already what",),
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in range(x):\n    result[i] = x[i] * w[i]\nreturn result",
        must=("`range` counts up to a whole number, and `x` is an array: `range(len(x))`.",),
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in len(x):\n    result[i] = x[i] * w[i]\nreturn result",
        must=("`len(x)` is a single number, and a loop goes through something that has",),
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in range(len(x) - 1):\n    result[i] = x[i] * w[i]\nreturn result",
        mistake="misses-the-last",
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in range(1, len(x)):\n    result[i] = x[i] * w[i]\nreturn result",
        mistake="misses-the-first",
    ),
    Wrong(
        "products",
        "result = np.zeros(len(x))\nfor i in range(len(x) + 1):\n    result[i] = x[i] * w[i]\nreturn result",
        must=("`x` has 2 entries, numbered from 0 to 1, and `x[i]` asks for number 2.",),
        must_not=("the length less one",),
    ),
    Wrong("products", "result = np.zeros(len(x))\nfor i in range(len(x)):\n    result[i] = x[i] * w[i]", mistake="returns-nothing"),
    Wrong(
        "products",
        "result = []\nfor i in range(len(x)):\n    result[i] = x[i] * w[i]\nreturn result",
        must=("A list has no place yet for what was never put there. Use .append, or",),
    ),
    Wrong(
        "products", "result = []\nfor i in range(len(x)):\n    result.append(x * w)\nreturn result", mistake="all-products-in-every-round"
    ),
    Wrong("products", "result = []\nfor i in range(len(x)):\n    result += x[i] * w[i]\nreturn result", mistake="nothing-collected"),
    Wrong("products", "total = 0\nfor i in range(len(x)):\n    total = total + x[i] * w[i]\nreturn total", mistake="already-summed"),
    Wrong("products", "return x @ w", mistake="already-summed"),
    Wrong("products", "return np.array([-3, 5])", mistake="the-same-for-all"),
    Wrong("products", "return [x[0] * w[0], x[1] * w[1]]", mistake="only-two"),
    weighted_sum("total = x[i] * w[i]", mistake="last-only"),
    weighted_sum("total =+ x[i] * w[i]", mistake="equals-plus"),
    weighted_sum("total + x[i] * w[i]", mistake="keeps-no-sum"),
    weighted_sum("total == total + x[i] * w[i]", mistake="compares"),
    weighted_sum("total += x[i] * w[i]\n    return total", mistake="first-only"),
    weighted_sum("total = total + x[i] * x[i]", mistake="squares"),
    weighted_sum("total = total + x[i] + w[i]", mistake="adds-the-weights"),
    weighted_sum("total += x * w", mistake="all-products-in-every-round"),
    weighted_sum("total += x[i] * w", mistake="sum-of-inputs-times-weights"),
    weighted_sum("total *= x[i] * w[i]", mistake="stays-zero"),
    weighted_sum(
        "total.append(x[i] * w[i])",
        must=("`total` is a single number, and nothing can be appended to one. To add to",),
        must_not=("loss.forward",),
    ),
    weighted_sum("for j in range(len(w)):\n        total += x[i] * w[j]", mistake="sums-first"),
    weighted_sum(
        "total += x[i + 1] * w[i + 1]",
        must=("`x` has 2 entries, numbered from 0 to 1, and `x[i + 1]` asks for number 2.",),
        must_not=("the length less one",),
    ),
    weighted_sum("total += x[1] * w[1]", mistake="second-product-in-every-round"),
    Wrong("weighted_sum", "total = 0\nfor i in range(len(x)):\n    total += x[i] * w[i]\nprint(total)", mistake="returns-nothing"),
    Wrong(
        "weighted_sum",
        "total = 0\nfor i in x:\n    total += x[i] * w[i]\nreturn total",
        must=("`for i in x` hands out the entries of x themselves, so `i` is already what",),
    ),
    Wrong("weighted_sum", "total = 0\nfor i in x:\n    total += i * w\nreturn total", mistake="sum-of-inputs-times-weights"),
    Wrong("weighted_sum", "total = 0\nfor i, j in x, w:\n    total += i * j\nreturn total", mistake="pairs-without-zip"),
    Wrong(
        "weighted_sum",
        "for i in range(len(x)):\n    total = total + x[i] * w[i]\nreturn total",
        must=("`total` has no value yet to add to or to change. It needs a first one",),
    ),
    Wrong("weighted_sum", "for i in range(len(x)):\n    total = 0\n    total = total + x[i] * w[i]\nreturn total", mistake="begins-anew"),
    Wrong(
        "weighted_sum", "total = []\nfor i in range(len(x)):\n    total = total + x[i] * w[i]\nreturn total", mistake="nothing-collected"
    ),
    Wrong(
        "weighted_sum",
        "total = []\nfor i in range(len(x)):\n    total.append(x[i] * w[i])\nreturn total",
        mistake="no-sum",
        must_not=("loss.forward",),
    ),
    Wrong(
        "weighted_sum", "result = np.zeros(len(x))\nfor i in range(len(x)):\n    result[i] = x[i] * w[i]\nreturn result", mistake="no-sum"
    ),
    Wrong(
        "weighted_sum",
        "result = np.zeros(len(x))\nfor i in range(len(x)):\n    result[i] = x[i] * w[i]\nnp.sum(result)\nreturn result",
        mistake="sum-is-lost",
    ),
    Wrong("weighted_sum", "return x * w", mistake="no-sum"),
    Wrong("weighted_sum", "return x[0] * w[0] + x[1] * w[1]", mistake="only-two"),
    Wrong(
        "weighted_sum", "return x[1] * w[1] + x[2] * w[2]", must=("`x` has 2 entries, numbered from 0 to 1, and `x[2]` asks for number 2.",)
    ),
    Wrong("weighted_sum", "return -2 * x[0] + 1 * x[1]", mistake="the-weights-of-the-example"),
    Wrong("weighted_sum", "return np.sum(x * x)", mistake="squares"),
    Wrong("weighted_sum", "return np.sum(x)", mistake="no-weights"),
    Wrong(
        "weighted_sum",
        "return np.sum(x, w)",
        must=("`np.sum` works on one array, and treats the second argument as an axis, a direction to go along.",),
        must_not=("np.max", "range(len("),
    ),
    Wrong("weighted_sum", "return np.sum(x) * np.sum(w)", mistake="sums-first"),
    Wrong("weighted_sum", "return np.sum(x) + np.sum(w)", mistake="adds-the-weights", must_not=("to its input",)),
    Wrong("weighted_sum", "return np.sum(x + w)", mistake="adds-the-weights"),
    Wrong("weighted_sum", "return np.sum(x) * w", mistake="sum-of-inputs-times-weights"),
    Wrong("weighted_sum", "return x * np.sum(w)", mistake="inputs-times-sum-of-weights"),
    Wrong("weighted_sum", "return np.sum[x * w]", must=("`np.sum` is a function, and a function is called with round brackets:",)),
    Wrong(
        "weighted_sum", "return np.sum(x * w, axis=1)", must=("It is given a plain row of numbers, which has no second axis. Leave the",)
    ),
    Wrong("weighted_sum", "return np.sum(products)", mistake="returns-a-function"),
    Wrong("weighted_sum", "return np.sum(products(x))", must=("`products` needs `w` too. Arguments stand side by side between the",)),
    Wrong("weighted_sum", "return products(x, w)", mistake="no-sum"),
    Wrong("weighted_sum", "return np.dot(x * w)", must=("A comma keeps them apart: `np.dot(x, w)`.",)),
    Wrong(
        "weighted_sum",
        "return x.sum(w)",
        must=("`x.sum` works on one array, and treats what stands between its brackets as an axis",),
        must_not=("np.max", "range(len("),
    ),
    Wrong(
        "weighted_sum",
        "return math.fsum(x * w)",
        must=("`math` is a module, and it has not been imported. Fetch it with `import",),
        must_not=("write `math = ...`",),
    ),
    Wrong("weighted_sum", "np.sum(x * w)", mistake="keeps-nothing"),
    Wrong("weighted_sum", "return np.sum", mistake="returns-a-function"),
    Wrong("weighted_sum", "return sum(x * w for i in range(len(x)))", mistake="all-products-in-every-round"),
    Wrong("weighted_sum", "return np.mean(x * w)", mistake="mean"),
    Wrong("weighted_sum", "return int(np.sum(x * w))", mistake="no-fractions"),
    Wrong(
        "weighted_sum",
        "x = [1.5, 5]\nw = [-2, 1]\nreturn np.sum(x * w)",
        must=("`x` comes in as an argument, and a line here gives the name another",),
    ),
    Wrong(
        "weighted_sum",
        "x = np.array([1.5, 5.0])\nw = np.array([-2.0, 1.0])\nreturn np.sum(x * w)",
        mistake="argument-unread",
        must=("`x` and `w` come in",),
    ),
]
