"""Lesson 01: one neuron, its line among the penguins, and its sum for one of them."""

from functools import cache
from pathlib import Path

import numpy as np

from layerwise import data, figures
from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import added, fixed

OURS = 208


@cache
def birds():
    """Bill depth in cm and body mass in kg of the 342 measured penguins, `(342, 2)`, and which of them are Gentoos, `(342,)`."""
    penguins = data.load_penguins().complete()
    return penguins.features[:, [1, 3]] / [10, 1000], penguins.labels == 2


class Neuron(Explorer):
    """Two weights and a bias are moved; a bird with a score above 0 counts as a Gentoo."""

    script = Path(__file__).with_suffix(".js")
    title = "A neuron among penguins"
    in_browser = True
    controls = (
        Number("w1", "weight of the bill depth, w[0]", -2.0, -4.0, 4.0, 0.1),
        Number("w2", "weight of the body mass, w[1]", 1.0, -4.0, 4.0, 0.1),
        Number("b", "bias, b", -1.0, -10.0, 10.0, 0.1),
    )
    alt = (
        "342 penguins by bill depth and body mass, and the line of a neuron with the weights {w1:1} and {w2:1} and the bias {b:1}. "
        "{right} birds are on the right side of it. On the wrong side are {missed} of 123 Gentoos and {mistaken} of 219 other birds. "
        "Our penguin's score is {z:2}, so the neuron says {guess}, which is {verdict}."
    )
    result = (
        "Our penguin:\nz = {terms}\nz = {sum}\nz = {z:2} {sign} 0: {guess}, {verdict}\n"
        "On the right side: {right} of 342 birds\nWrong (×): Gentoos {missed}, others {mistaken}"
    )
    spoken = "Our penguin's score is {z:2}. {right} of 342 birds are on the right side."

    def data(self):
        X, is_gentoo = birds()
        return {"X": X, "is_gentoo": is_gentoo, "ours": OURS}

    def compute(self, w1, w2, b):
        X, is_gentoo = birds()
        scores = X[:, 0] * w1 + X[:, 1] * w2 + b
        fires = scores > TINY
        depth, mass = X[OURS]
        return {
            "z": scores[OURS],
            "terms": f"{fixed(w1, 1)} · {fixed(depth, 2)}{added(w2, 1)} · {fixed(mass, 2)}{added(b, 1)}",
            "sum": f"{fixed(w1 * depth, 2)}{added(w2 * mass, 2)}{added(b, 2)}",
            "sign": ">" if fires[OURS] else "≤",
            "guess": "Gentoo" if fires[OURS] else "another bird",
            "verdict": "right" if fires[OURS] else "wrong",
            "right": np.sum(fires == is_gentoo),
            "missed": np.sum(is_gentoo & ~fires),
            "mistaken": np.sum(~is_gentoo & fires),
        }

    def draw(self, state):
        X, is_gentoo = birds()
        w, b = [state["w1"], state["w2"]], state["b"]
        fires = X @ w + b > TINY
        return figures.points(
            X,
            is_gentoo.astype(int),
            ["other", "Gentoo"],
            ["bill depth (cm)", "body mass (kg)"],
            title=f"w = ({fixed(w[0], 1)}, {fixed(w[1], 1)}), b = {fixed(b, 1)}: {state['right']} of 342 birds right (wrong: ×)",
            highlight=OURS,
            highlight_name=f"our penguin, z = {fixed(state['z'], 2)}",
            line=(w, b) if any(w) else None,
            crossed=fires != is_gentoo,
        )
