"""The course's network of two inputs, two hidden neurons and two outputs, with the words and numbers that its drawing shows.

drawn_network.js has the same arithmetic, and draws it for the browser; the still picture is `figures.network`.
"""

from math import exp

import numpy as np

from layerwise.explorers.wording import fixed

TINY = 1e-9  # a sum of decimal numbers that should be 0 may miss it by a hair
W1, B1 = [[-2.0, 2.0], [1.0, -1.0]], [-1.0, 1.0]
W2, B2 = [[0.5, 1.0], [1.0, 0.0]], [0.0, 0.0]
INPUTS, OUTPUTS = ("bill depth", "body mass"), ("other", "Gentoo")


def weighted_sums(x, W, b):
    """`x @ W + b` for two inputs and two neurons, with 0 where only rounding keeps it from 0."""
    sums = [x[0] * W[0][j] + x[1] * W[1][j] + b[j] for j in (0, 1)]
    return [0.0 if abs(z) < TINY else z for z in sums]


def fed_forward(x, W1, b1, W2, b2):
    """What flows through the network for one bird `x`: the sums `z`, what the hidden neurons pass on, `h`, the `scores`, and `P`."""
    z = weighted_sums(x, W1, b1)
    h = [max(0.0, value) for value in z]
    scores = weighted_sums(h, W2, b2)
    powers = [exp(score - max(scores)) for score in scores]
    return {"z": z, "h": h, "scores": scores, "P": [power / (powers[0] + powers[1]) for power in powers]}


def relu(Z):
    """The activation of the hidden neurons, which gives them its name in a still picture."""
    return np.maximum(Z, 0)


def brief(value):
    """A number in at most five characters, to stand inside a neuron."""
    return fixed(value, 2 if abs(value) < 9.995 else 1)


def factor(value, decimals):
    """A number as it follows a multiplication sign."""
    return f"({fixed(value, decimals)})" if fixed(value, decimals).startswith("−") else fixed(value, decimals)


def added(value, decimals):
    """A number as it follows in a sum."""
    text = fixed(value, decimals)
    return f" − {text[1:]}" if text.startswith("−") else f" + {text}"
