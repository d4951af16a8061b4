"""Lesson 04: one bird's numbers on their way through a drawn network, and the decision regions that its weights make."""

from math import exp
from pathlib import Path

import numpy as np

from layerwise import figures
from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Button, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.neuron import birds
from layerwise.explorers.small_network import B1, B2, INPUTS, NEURONS, OUTPUTS, W1, W2, fed_forward, relu
from layerwise.explorers.wording import added, brief, fixed, told

LAST = 6


class Network(Explorer):
    """A forward pass number by number; four of the network's twelve numbers can be moved, and the regions change at once."""

    script = Path(__file__).with_suffix(".js")
    title = "A bird's way through the network"
    in_browser = True
    controls = (
        Number("depth", "bill depth of the bird", 1.5, 1.3, 2.2, 0.02, "cm"),
        Number("mass", "body mass of the bird", 5.0, 2.6, 6.4, 0.1, "kg"),
        Number("w1", "bill depth → second neuron, W1[0, 1]", 2.0, -4.0, 4.0, 0.1),
        Number("b1", "bias of the second neuron, b1[1]", 1.0, -4.0, 10.0, 0.1),
        Number("w2", "second neuron → Gentoo, W2[1, 1]", 0.0, -3.0, 3.0, 0.1),
        Number("b2", "bias of Gentoo, b2[1]", 0.0, -2.0, 2.0, 0.1),
        Number("step", "step of the forward pass", 1, 0, LAST),
        Button("on", "One step on", {"step": 1}),
        Button("play", "Play", {"step": 1}, repeats=True, every=1.6),
        Button("inputs", "Back to the inputs", {"step": -LAST}),
    )
    alt = (
        "A network of two inputs, two hidden neurons and two outputs, and the regions in which it says Gentoo and other, "
        "with a dotted line where each hidden neuron begins to speak. "
        "A bird with a bill {depth:2} cm deep and a mass of {mass:1} kg is fed forward; step {step} of 6: {told}. "
        "The second neuron has the weights {w1:1} and −1.0 and the bias {b1:1}; its weight to Gentoo is {w2:1}, and Gentoo's bias {b2:1}. "
        "{right} of 342 birds lie in the region of their own kind; {wrong} not{undecided}."
    )
    result = "This bird: {answer}.\n{right} of 342 birds lie in the region of their own kind. Wrong (×): {wrong}{undecided}."
    spoken = "Step {step}: {told}. {right} of 342 birds are right."

    def data(self):
        X, is_gentoo = birds()
        return {"X": X, "labels": is_gentoo.astype(int), "W1": W1, "B1": B1, "W2": W2, "B2": B2}

    def compute(self, depth, mass, w1, b1, w2, b2, step):
        x, layers = [depth, mass], _layers(w1, b1, w2, b2)
        flow = fed_forward(x, *layers)
        caption = _caption(step, x, layers, flow)
        X, is_gentoo = birds()
        answers = answer(X, *layers)
        undecided = np.sum(answers == 2)
        right = np.sum(answers == is_gentoo)
        return {
            **flow,
            "W": [layers[0], layers[2]],
            "marks": _marks(step, x, layers, flow),
            "sides": [f"{fixed(100 * p, 0)} %" if step == LAST else "" for p in flow["P"]],
            "caption": caption,
            "told": told(caption),
            "answer": _answer(step, flow),
            "right": right,
            "wrong": len(X) - right,
            "undecided": f", {undecided} of them because their scores are equal" if undecided else "",
        }

    def draw(self, state):
        layers = _layers(state["w1"], state["b1"], state["w2"], state["b2"])
        marks = figures.Marks(**state["marks"], caption=state["caption"])
        names = [f"{name}\n{side}".strip() for name, side in zip(OUTPUTS, state["sides"], strict=True)]
        first, second = map(np.array, layers[:2]), map(np.array, layers[2:])
        network = figures.network([(*first, relu), (*second, None)], input_names=INPUTS, output_names=names, marks=marks)
        X, is_gentoo = birds()
        regions = figures.regions(
            lambda places: answer(places, *layers),
            X,
            is_gentoo.astype(int),
            ["other", "Gentoo", "undecided"],
            ["bill depth (cm)", "body mass (kg)"],
            highlight=(state["depth"], state["mass"]),
            highlight_name="this bird",
            lines=[(np.array(layers[0])[:, j], layers[1][j]) for j in (0, 1)],
        )
        return figures.stacked([network, regions], self.alt)


def answer(X, W1, b1, W2, b2):
    """What the network says of each row of `X` `(m, 2)`: 0 other, 1 Gentoo, 2 where both scores are equal; `(m,)`."""
    Z = X @ np.array(W1) + b1
    scores = np.where(Z > TINY, Z, 0) @ np.array(W2) + b2
    lead = scores[:, 1] - scores[:, 0]
    return np.where(np.abs(lead) < TINY, 2, (lead > 0).astype(int))


def _answer(step, flow):
    """What the network says of the bird, once the last step has been done: the learner works it out before."""
    if step < LAST:
        return f"its answer comes with step {LAST}"
    if abs(flow["scores"][1] - flow["scores"][0]) < TINY:
        return "undecided, 50 % and 50 %"
    likely = int(flow["P"][1] > flow["P"][0])
    return f"{OUTPUTS[likely]}, {fixed(100 * flow['P'][likely], 0)} %"


def _layers(w1, b1, w2, b2):
    """The course's network with the four numbers that can be moved."""
    return [[W1[0][0], w1], W1[1]], [B1[0], b1], [W2[0], [W2[1][0], w2]], [B2[0], b2]


def _marks(step, x, layers, flow):
    """What is written in, beside and between the neurons once a step is done, and what this step lights up."""
    W1, b1, W2, b2 = layers
    known = [step > 0, step > 1]  # the sums of the hidden neurons
    return {
        "inside": [
            [fixed(x[0], 2), fixed(x[1], 1)],
            [brief(value) if step > 2 else "" for value in flow["h"]],
            [brief(flow["scores"][k]) if step > 3 + k else "" for k in (0, 1)],
        ],
        "notes": [
            [[], []],
            [[f"b = {fixed(b1[j], 1)}", f"z = {brief(flow['z'][j])}" if known[j] else ""] for j in (0, 1)],
            [[f"b = {fixed(b2[k], 1)}"] for k in (0, 1)],
        ],
        "on": [[[[fixed(weight, 1)] for weight in row] for row in W] for W in (W1, W2)],
        "glow": [
            [[float(step == 1 + j) for j in (0, 1)] for _ in x],
            [[float(step == 4 + k and flow["h"][j] > 0) for k in (0, 1)] for j in (0, 1)],
        ],
        "lit": [
            [step == 0, step == 0],
            [step in (1, 3), step in (2, 3)],
            [step in (4, 6), step in (5, 6)],
        ],
        "silent": [step > 2 and value == 0 for value in flow["h"]],
    }


def _caption(step, x, layers, flow):
    """What happens in a step: the lines below the drawing, of which the first is a heading."""
    W1, b1, W2, b2 = layers
    z, h, scores, P = flow["z"], flow["h"], flow["scores"], flow["P"]
    if step == 0:
        lines = ["The inputs", f"{fixed(x[0], 2)} cm and {fixed(x[1], 1)} kg"]
    elif step in (1, 2):
        j = step - 1
        products = f"{fixed(W1[0][j], 1)} · {fixed(x[0], 2)}{added(W1[1][j], 1)} · {fixed(x[1], 1)}"
        lines = [f"The {NEURONS[j]} neuron's weighted sum, plus its bias", f"{products}{added(b1[j], 1)} = {fixed(z[j], 2)}"]
    elif step == 3:
        says = ["speaks" if value > 0 else "is silent" for value in h]
        lines = ["What they pass on, after ReLU"]
        lines += [f"max({fixed(z[j], 2)}, 0) = {fixed(h[j], 2)}: the {NEURONS[j]} {says[j]}" for j in (0, 1)]
    elif step in (4, 5):
        k = step - 4
        products = f"{fixed(W2[0][k], 1)} · {fixed(h[0], 2)}{added(W2[1][k], 1)} · {fixed(h[1], 2)}"
        lines = [f"The score of {OUTPUTS[k]}", f"{products}{added(b2[k], 1)} = {fixed(scores[k], 2)}"]
    else:
        powers = [exp(score) for score in scores]
        total = powers[0] + powers[1]
        lines = ["The probabilities, by softmax"]
        lines += [", ".join(f"exp({fixed(scores[k], 2)}) = {fixed(powers[k], 2)}" for k in (0, 1))]
        lines += [", ".join(f"{fixed(powers[k], 2)} / {fixed(total, 2)} = {fixed(P[k], 3)}" for k in (0, 1))]
    return lines
