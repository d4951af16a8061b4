"""Lesson 02: an activation and its slope, and what a stack of layers can draw with it and without one."""

from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.words import count

NEURONS, DEEPEST, SEEDS = 6, 5, 12
X = np.arange(-80, 81) / 20


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


# Each activation and its slope.
FUNCTIONS = {
    "none": (lambda z: z, lambda z: np.ones_like(z)),
    "step": (lambda z: np.where(z > TINY, 1.0, 0.0), lambda z: np.zeros_like(z)),
    "ReLU": (lambda z: np.where(z > TINY, z, 0.0), lambda z: np.where(z > TINY, 1.0, 0.0)),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
}
AT_ZERO = {"step": " (it jumps here)", "ReLU": " (a corner: taken as 0)"}


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


class Activation(Explorer):
    """A score is moved along an activation function; beside it stands what a stack of layers with random weights draws."""

    script = Path(__file__).with_suffix(".js")
    title = "An activation, and a stack of layers with it"
    in_browser = True
    controls = (
        Choice("activation", "activation", "ReLU", tuple(FUNCTIONS)),
        Number("z", "score, z", 1.0, -4.0, 4.0, 0.1),
        Number("layers", "layers in the stack", 3, 1, DEEPEST),
        Number("seed", "seed of the random weights", 1, 1, SEEDS),
    )
    alt = (
        "Left: {activation} as activation of the score z from −4 to 4, with its tangent at z = {z:1}, where a is {a:3} and the slope "
        "{slope:3}{remark}. Right: what a stack with random weights (number of layers {layers}, seed {seed}) makes of one input from −4 "
        "to 4: {drawn}. The same stack without activation draws a straight line."
    )
    result = "At z = {z:1}: a = {a:3}, slope {slope:3}{remark}.\nThe stack draws {drawn}."
    spoken = "a is {a:3}, the slope {slope:3}. The stack draws {drawn}."

    def data(self):
        return {"X": X, "weights": [weights(seed) for seed in range(1, SEEDS + 1)], "at_zero": AT_ZERO}

    def compute(self, activation, z, layers, seed):
        function, slope = FUNCTIONS[activation]
        y = stack(seed, layers, function)
        return {
            "a": function(np.array(z)),
            "slope": slope(np.array(z)),
            "remark": AT_ZERO.get(activation, "") if z == 0 else "",
            "stack": y,
            "straight": stack(seed, layers, FUNCTIONS["none"][0]),
            "bend": bend(y),
            "drawn": _drawn(activation, y, bend(y)),
        }

    @style.house_style()
    def draw(self, state):
        name, z, a = state["activation"], state["z"], state["a"]
        figure, _ = style.sheet(8.2, 4.4)
        left, right = (figure.add_axes((edge, 0.15, 0.4, 0.72)) for edge in (0.09, 0.58))
        parts = (X[X <= 0], X[X > 0])  # the step jumps between them
        for part in parts if name == "step" else [X]:
            left.plot(part, FUNCTIONS[name][0](part), color=style.colour(0))
        left.axline((z, a), slope=state["slope"], color=style.colour(1), linestyle=style.DASHED, linewidth=1.8)
        left.plot(z, a, marker="o", markersize=9, color=style.colour(1), markeredgecolor=style.INK)
        left.set(xlim=(-4, 4), ylim=(-4.2, 4.2), xlabel="score z", ylabel="activation a")
        left.set_title("no activation" if name == "none" else name)
        corner = {"xycoords": "axes fraction", "fontsize": style.SMALL, "bbox": {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}}
        left.annotate(f"z = {fixed(z, 1)}, a = {fixed(a, 3)}\ndashed: slope {fixed(state['slope'], 3)}", (0.03, 0.97), va="top", **corner)
        right.plot(X, state["straight"], color=style.QUIET, linestyle=style.DASHED, linewidth=1.8)
        right.plot(X, state["stack"], color=style.colour(0))
        right.set(xlim=(-4, 4), ylim=(-1.4, 1.4), xlabel="input x", ylabel="output, stretched to fit", yticks=[])
        right.set_title(f"{count(state['layers'], 'layer')}, seed {state['seed']}")
        right.annotate("dashed: the same without activation", (0.03, 0.03), **corner)
        return Picture.of(figure, self.alt)


def _drawn(activation, y, bend):
    if y.max() == y.min():
        return "a flat line"
    if bend < 0.5:
        return "a straight line"
    return f"a line with {'jumps' if activation == 'step' else 'bends'}, up to {fixed(bend, 0)} % of its height away from straight"
