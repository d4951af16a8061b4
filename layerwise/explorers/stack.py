"""Lesson 03: what a stack of layers can draw with an activation between them, and without one."""

from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from layerwise.explorers.activation import FUNCTIONS, X
from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.words import count

NEURONS, DEEPEST, SEEDS = 6, 5, 12
BETWEEN = {"none": lambda z: z, **{name: function for name, (function, _) in FUNCTIONS.items()}}


@cache
def weights(seed):
    """The layers `[(W, b), ...]` of a stack: one input, DEEPEST layers of NEURONS neurons, one output.

    Python's own random numbers are used, because they are the same on every machine. Each neuron of the first layer has the score 0
    somewhere between -3.5 and 3.5, so that it can be seen to begin.
    """
    random = Random(seed)

    def matrix(n_in, n_out):
        return [[round(random.uniform(-1, 1) * (6 / n_in) ** 0.5, 3) for _ in range(n_out)] for _ in range(n_in)]

    first = matrix(1, NEURONS)
    beginnings = [round(-w * random.uniform(-3.5, 3.5), 3) for w in first[0]]
    inner = [(matrix(NEURONS, NEURONS), matrix(1, NEURONS)[0]) for _ in range(DEEPEST - 1)]
    return [(first, beginnings), *inner, (matrix(NEURONS, 1), [0.0])]


def stack(seed, n_layers, activation):
    """What a stack of `n_layers` and one output gives for each of X: `(161,)`, stretched to fill -1 to 1; zeros where it is flat."""
    *inner, last = weights(seed)
    A = X[:, None]
    for W, b in inner[:n_layers]:
        A = activation(A @ np.array(W) + b)
    y = (A @ np.array(last[0]))[:, 0]
    span = y.max() - y.min()
    return np.zeros_like(y) if span < TINY else 2 * (y - y.min()) / span - 1


def bend(y):
    """How far `y` `(n,)` is at most from the straight line between its ends, in percent of its height from -1 to 1."""
    line = y[0] + (y[-1] - y[0]) * np.arange(len(y)) / (len(y) - 1)
    return 100 * np.abs(y - line).max() / 2


class Stack(Explorer):
    """A stack of layers with random weights draws a curve, beside what it draws without an activation."""

    script = Path(__file__).with_suffix(".js")
    title = "What a stack of layers draws"
    in_browser = True
    controls = (
        Choice("activation", "activation between the layers", "none", tuple(BETWEEN)),
        Number("layers", "hidden layers in the stack", 3, 1, DEEPEST),
        Number("seed", "seed of the random weights", 1, 1, SEEDS),
    )
    alt = (
        "What a stack with random weights (number of hidden layers {layers}, seed {seed}, activation {activation}) makes of one input "
        "from −4 to 4: {drawn}. The same stack without activation draws a straight line."
    )
    result = "The stack draws\n{drawn}."
    spoken = "The stack draws {drawn}."

    def data(self):
        return {"X": X, "weights": [weights(seed) for seed in range(1, SEEDS + 1)]}

    def compute(self, activation, layers, seed):
        y = stack(seed, layers, BETWEEN[activation])
        return {
            "stack": y,
            "straight": stack(seed, layers, BETWEEN["none"]),
            "bend": bend(y),
            "drawn": _drawn(activation, y, bend(y)),
        }

    @style.house_style()
    def draw(self, state):
        figure, axes = style.chart(width=5.2, height=4.4)
        axes.plot(X, state["straight"], color=style.QUIET, linestyle=style.DASHED, linewidth=1.8)
        axes.plot(X, state["stack"], color=style.colour(0))
        axes.set(xlim=(-4, 4), ylim=(-1.4, 1.4), xlabel="input x", ylabel="output, stretched to fit", yticks=[])
        between = "no activation" if state["activation"] == "none" else state["activation"]
        axes.set_title(f"{count(state['layers'], 'hidden layer')}, {between}, seed {state['seed']}")
        plate = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}
        axes.annotate("dashed: without activation", (0.03, 0.03), xycoords="axes fraction", fontsize=style.SMALL, bbox=plate)
        return Picture.of(figure, self.alt)


def _drawn(activation, y, bend):
    if y.max() == y.min():
        return "a flat line"
    if bend < 0.5:
        return "a straight line"
    return f"a line with {'jumps' if activation == 'step' else 'bends'}, up to {fixed(bend, 0)} % of its height away from straight"
