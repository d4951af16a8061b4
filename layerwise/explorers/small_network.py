"""The course's network of two inputs, two hidden neurons and two outputs. small_network.js has the same arithmetic.

drawn_network.js draws it for the browser; the still picture is `figures.network`.
"""

from math import exp

import numpy as np

from layerwise.explorers.arithmetic import TINY

W1, B1 = [[-2.0, 2.0], [1.0, -1.0]], [-1.0, 1.0]
W2, B2 = [[0.5, 1.0], [1.0, 0.0]], [0.0, 0.0]
INPUTS, NEURONS, OUTPUTS = ("bill depth", "body mass"), ("first", "second"), ("other", "Gentoo")


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
