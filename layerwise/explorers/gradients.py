"""Lesson 07: slopes on their way back through the drawn network, and one weight that is nudged to see whether its slope is right."""

from math import exp, log
from pathlib import Path

import numpy as np

from layerwise import figures
from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Button, Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.neuron import birds
from layerwise.explorers.small_network import B1, B2, INPUTS, NEURONS, OUTPUTS, W1, W2, fed_forward, relu
from layerwise.explorers.wording import brief, factor, fixed, told

LAST = 5
BIRDS = {"our penguin, a Gentoo": 208, "an Adelie": 0, "the Adelie on the wrong side": 80}
WEIGHTS = tuple(f"W{layer + 1}[{i}, {j}]" for layer in (0, 1) for i in (0, 1) for j in (0, 1))
NUDGES = [k / 100 for k in range(-50, 51, 2)]


class Gradients(Explorer):
    """A backward pass number by number for one bird; beside it stands how the loss changes when one weight is nudged."""

    script = Path(__file__).with_suffix(".js")
    title = "The way back, and a nudge to test it"
    in_browser = True
    controls = (
        Choice("bird", "bird", "our penguin, a Gentoo", tuple(BIRDS)),
        Choice("weight", "weight to nudge", "W2[0, 1]", WEIGHTS),
        Number("nudge", "nudge of this weight", 0.1, -0.5, 0.5, 0.02),
        Number("step", "step of the backward pass", 1, 0, LAST),
        Button("on", "One step back", {"step": 1}),
        Button("play", "Play", {"step": 1}, repeats=True, every=1.8),
        Button("loss", "Back to the loss", {"step": -LAST}),
    )
    alt = (
        "Our network, fed with the bird: {bird}. The loss is {loss:3}. Step {step} of 5 on the way back: {told}. "
        "Beside it, how the loss changes with a nudge of {weight} from −0.50 to 0.50, and the straight line that its slope, {slope:3}, "
        "says. Nudged by {nudge:2}, the slope says {says:4}, and the loss changes by {change:4}."
    )
    result = (
        "{weight} = {value:1} has the slope {slope:3}.\n"
        "Slope · nudge = {product} = {says:4}.\n"
        "The loss changes by {change:4}, from {loss:4} to {nudged:4}{remark}."
    )
    spoken = "Step {step}: {told}. Slope times nudge is {says:4}, the loss changes by {change:4}."

    def data(self):
        X, is_gentoo = birds()
        chosen = {name: {"x": X[row], "label": int(is_gentoo[row])} for name, row in BIRDS.items()}
        return {"birds": chosen, "W1": W1, "B1": B1, "W2": W2, "B2": B2, "nudges": NUDGES}

    def compute(self, bird, weight, nudge, step):
        x, label = _bird(bird)
        flow = fed_forward(x, W1, B1, W2, B2)
        slopes = backward(x, label, flow)
        layer, i, j = indices = _indices(weight)
        slope = slopes["dW"][layer][i][j]
        loss, nudged = loss_with(x, label, indices, 0.0), loss_with(x, label, indices, nudge)
        caption = _caption(step, x, label, flow, slopes, loss)
        return {
            **flow,
            **slopes,
            "W": [W1, W2],
            "loss": loss,
            "value": (W1, W2)[layer][i][j],
            "slope": slope,
            "says": slope * nudge,
            "product": f"{fixed(slope, 3)} · {factor(nudge, 2)}",
            "nudged": nudged,
            "change": nudged - loss,
            "remark": _remark(x, indices, nudge, flow),
            "curve": [loss_with(x, label, indices, other) - loss for other in NUDGES],
            "marks": _marks(step, x, flow, slopes, indices),
            "sides": [f"{fixed(100 * p, 0)} %" for p in flow["P"]],
            "caption": caption,
            "told": told(caption),
        }

    def draw(self, state):
        names = [f"{name}\n{side}" for name, side in zip(OUTPUTS, state["sides"], strict=True)]
        marks = figures.Marks(**state["marks"], caption=state["caption"])
        layers = [(np.array(W1), np.array(B1), relu), (np.array(W2), np.array(B2), None)]
        network = figures.network(layers, input_names=INPUTS, output_names=names, marks=marks)
        nudges = np.array(NUDGES)
        lines = {"the loss": state["curve"], "slope · nudge": state["slope"] * nudges}
        nudge, says, change = fixed(state["nudge"], 2), fixed(state["says"], 4), fixed(state["change"], 4)
        said = f"Nudged by {nudge}: slope · nudge = {says}, the loss changes by {change}"
        curves = figures.curves(nudges, lines, f"nudge of {state['weight']}", "change of the loss", title=said)
        return figures.stacked([network, curves], self.alt)


def backward(x, label, flow):
    """How the loss for one bird changes with the scores, what the hidden neurons pass on, `h`, their sums `z`, and both layers' weights."""
    dscores = [p - (k == label) for k, p in enumerate(flow["P"])]
    dh = [W2[j][0] * dscores[0] + W2[j][1] * dscores[1] for j in (0, 1)]
    dz = [dh[j] if flow["z"][j] > 0 else 0.0 for j in (0, 1)]
    dW = [[[value * slope for slope in dz] for value in x], [[value * slope for slope in dscores] for value in flow["h"]]]
    return {"dscores": dscores, "dh": dh, "dz": dz, "dW": dW}


def loss_with(x, label, indices, nudge):
    """The cross-entropy for one bird when the weight at `indices` (layer, row, column) has been nudged."""
    layer, i, j = indices
    nudged = [[list(row) for row in W] for W in (W1, W2)]
    nudged[layer][i][j] += nudge
    scores = fed_forward(x, nudged[0], B1, nudged[1], B2)["scores"]
    return log(1 + exp(scores[1 - label] - scores[label]))


def _bird(name):
    X, is_gentoo = birds()
    return X[BIRDS[name]].tolist(), int(is_gentoo[BIRDS[name]])


def _indices(weight):
    """`W2[0, 1]` as layer, row and column: (1, 0, 1)."""
    return int(weight[1]) - 1, int(weight[3]), int(weight[6])


def _remark(x, indices, nudge, flow):
    """What a learner should know of a nudge after which another neuron speaks than before, or of a weight that cannot move anything."""
    layer, i, j = indices
    if layer == 1:
        return "" if flow["h"][i] > 0 else f": the {NEURONS[i]} neuron is silent"
    before, after = flow["z"][j] > 0, flow["z"][j] + nudge * x[i] > TINY
    if before != after:
        return f": nudged so far, the {NEURONS[j]} neuron {'speaks' if after else 'falls silent'}"
    return "" if before else f": the {NEURONS[j]} neuron is silent"


def _marks(step, x, flow, slopes, indices):
    """What is written in, beside and between the neurons once a step is done, and what this step lights up."""
    both = (0, 1)
    known = (step >= LAST, step >= 2)  # the slopes of the first weights and of the second
    hidden = [f"dz = {fixed(slopes['dz'][j], 3)}" if step >= 4 else f"dh = {fixed(slopes['dh'][j], 3)}" if step == 3 else "" for j in both]
    return {
        "inside": [[fixed(value, 2) for value in x], [brief(value) for value in flow["h"]], [brief(value) for value in flow["scores"]]],
        "notes": [
            [[], []],
            [[f"z = {brief(flow['z'][j])}", hidden[j]] for j in both],
            [[f"d = {fixed(slopes['dscores'][k], 3)}" if step >= 1 else ""] for k in both],
        ],
        "on": [
            [[[fixed(W[i][j], 1), *([fixed(dW[i][j], 2)] if here else [])] for j in both] for i in both]
            for W, dW, here in zip((W1, W2), slopes["dW"], known, strict=True)
        ],
        "glow": [[[min(1.0, abs(dW[i][j])) * here for j in both] for i in both] for dW, here in zip(slopes["dW"], known, strict=True)],
        "lit": [[step == 5] * 2, [step in (3, 4)] * 2, [step <= 1] * 2],
        "silent": [value == 0 for value in flow["h"]],
        "chosen": list(indices),
    }


def _caption(step, x, label, flow, slopes, loss):
    """What happens in a step: the lines below the drawing, of which the first is a heading."""
    P, h, z, dscores, dh, dz = flow["P"], flow["h"], flow["z"], slopes["dscores"], slopes["dh"], slopes["dz"]
    pair = lambda values: f"({fixed(values[0], 3)}, {fixed(values[1], 3)})"
    if step == 0:
        lines = ["The way forward ends at the loss", f"{OUTPUTS[label]} is right: −log({fixed(P[label], 3)}) = {fixed(loss, 3)}"]
    elif step == 1:
        right = "(0, 1)" if label else "(1, 0)"
        lines = ["To the scores: P − Y", f"{pair(P)} − {right} = {pair(dscores)}"]
    elif step == 2:
        product = lambda j, k: f"{fixed(h[j], 2)} · {factor(dscores[k], 3)} = {fixed(h[j] * dscores[k], 3)}"
        lines = ["To the second weights: passed on · slope", *(f"{product(j, 0)}, {product(j, 1)}" for j in (0, 1))]
    elif step == 3:
        terms = lambda j: " + ".join(f"{factor(W2[j][k], 1)} · {factor(dscores[k], 3)}" for k in (0, 1))
        lines = ["To the neurons: weight · slope, added up", *(f"{NEURONS[j]}: {terms(j)} = {fixed(dh[j], 3)}" for j in (0, 1))]
    elif step == 4:
        passes = lambda j: f"{fixed(dh[j], 3)} passes" if z[j] > 0 else f"{fixed(dh[j], 3)} is stopped: {fixed(dz[j], 3)}"
        lines = ["Through ReLU, back to the sums"]
        lines += [f"{NEURONS[j]}: {'spoke' if z[j] > 0 else 'was silent'}, {passes(j)}" for j in (0, 1)]
    else:
        times = lambda i, j: f"{fixed(x[i], 2)} · {factor(dz[j], 4)} = {fixed(x[i] * dz[j], 3)}"
        lines = ["To the first weights: input · slope", *(f"{times(0, j)}, {times(1, j)}" for j in (0, 1))]
    return lines
