"""Lesson 02: an activation function and its slope."""

from pathlib import Path

import numpy as np

from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style

X = np.arange(-80, 81) / 20


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


# Each activation and its slope.
FUNCTIONS = {
    "step": (lambda z: np.where(z > TINY, 1.0, 0.0), lambda z: np.zeros_like(z)),
    "ReLU": (lambda z: np.where(z > TINY, z, 0.0), lambda z: np.where(z > TINY, 1.0, 0.0)),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
}
AT_ZERO = {"step": " (it jumps here)", "ReLU": " (a corner: taken as 0)"}


class Activation(Explorer):
    """A score is moved along an activation function."""

    script = Path(__file__).with_suffix(".js")
    title = "An activation function and its slope"
    in_browser = True
    controls = (
        Choice("activation", "activation function", "ReLU", tuple(FUNCTIONS)),
        Number("z", "score, z", 1.0, -4.0, 4.0, 0.1),
    )
    alt = (
        "{activation} as activation of the score z from −4 to 4, with its tangent at z = {z:1}, where a is {a:3} and the slope "
        "{slope:3}{remark}."
    )
    result = "At z = {z:1}: a = {a:3},\nslope {slope:3}{remark}."
    spoken = "a is {a:3}, the slope {slope:3}."

    def data(self):
        return {"X": X, "at_zero": AT_ZERO}

    def compute(self, activation, z):
        function, slope = FUNCTIONS[activation]
        return {
            "a": function(np.array(z)),
            "slope": slope(np.array(z)),
            "remark": AT_ZERO.get(activation, "") if z == 0 else "",
        }

    @style.house_style()
    def draw(self, state):
        name, z, a = state["activation"], state["z"], state["a"]
        figure, axes = style.chart(width=5.2, height=4.4)
        parts = (X[X <= 0], X[X > 0])  # the step jumps between them
        for part in parts if name == "step" else [X]:
            axes.plot(part, FUNCTIONS[name][0](part), color=style.colour(0))
        axes.axline((z, a), slope=state["slope"], color=style.colour(1), linestyle=style.DASHED, linewidth=1.8)
        axes.plot(z, a, marker="o", markersize=9, color=style.colour(1), markeredgecolor=style.INK)
        axes.set(xlim=(-4, 4), ylim=(-4.2, 4.2), xlabel="score z", ylabel="activation a", title=name)
        plate = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}
        told = f"z = {fixed(z, 1)}, a = {fixed(a, 3)}\ndashed: slope {fixed(state['slope'], 3)}"
        axes.annotate(told, (0.03, 0.97), xycoords="axes fraction", va="top", fontsize=style.SMALL, bbox=plate)
        return Picture.of(figure, self.alt)
