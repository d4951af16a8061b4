"""Lesson 05: what each bird costs, and the loss of all of them, while a weight of the course's network moves.

Two numbers of the network can be moved: the weight that lesson 06 nudges, and the bias of the neuron that it leads from, which decides
how many birds are on the wrong side. A small tug of war shows what a further 0.1 of the weight would do: many birds that save a
little against a few that pay more. Where the two are equal the loss is lowest: that place is for the learner to find, so it is told only
once the weight is there.
"""

from functools import cache
from pathlib import Path

import numpy as np

from layerwise import data
from layerwise.explorers.arithmetic import TINY
from layerwise.explorers.controls import Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.words import count

OURS = 208
WEIGHTS = np.arange(-20, 161) / 10
FURTHER = 0.1
HIGHEST = 7.8  # of the costs that are drawn

# What a bird costs whose two scores are `margin` apart, in favour of the right label; its probability there is the sigmoid of `margin`.
COSTS = {
    "cross-entropy": lambda margin: np.log1p(np.exp(-margin)),
    "squared error": lambda margin: (1 / (1 + np.exp(margin))) ** 2,
}


@cache
def birds():
    """Of the 342 measured penguins: bill depth in cm and body mass in kg `(342, 2)`, whether a Gentoo `(342,)`, and the species' names."""
    penguins = data.load_penguins().complete()
    names = [penguins.label_names[label] for label in penguins.labels]
    return penguins.features[:, [1, 3]] / [10, 1000], penguins.labels == 2, names


def hidden(bias):
    """What the two hidden neurons pass on for each bird: two arrays `(342,)`."""
    depth, mass = birds()[0].T
    likes = mass - 2 * depth
    return np.maximum(likes + bias, 0), np.maximum(1 - likes, 0)


def undecided(birds):
    """What is said of so many other birds with equal scores, which count as right by the order of the columns alone."""
    return f", {birds} of them only because equal scores count as “other”" if birds else ""


class Loss(Explorer):
    """The weight from the first hidden neuron to "Gentoo" is moved, and that neuron's bias."""

    script = Path(__file__).with_suffix(".js")
    title = "What the birds cost"
    in_browser = True
    controls = (
        Number("weight", "weight to “Gentoo”", 1.0, -2.0, 16.0, 0.1),
        Number("bias", "bias of the first hidden neuron", -1.0, -1.3, -0.7, 0.1),
        Choice("cost", "cost of a bird", "cross-entropy", tuple(COSTS)),
    )
    alt = (
        "Left: the cost of a bird ({cost}) over the probability p that the network gives to its right label, with all 342 birds on "
        "the curve. Our penguin has p = {ours_p:3} and costs {ours_cost:3}. The bird that costs most is {worst_name}: p = {worst_p:3}, "
        "cost {worst_cost:3}, {times:1} times as much as an undecided bird. Right: the loss over the weight, with the bias {bias:1}. "
        "At the weight {weight:1} it is {loss:4}{lowest}. Below it the number of right birds, a staircase: {right} of 342 "
        "here{undecided}. If the weight were 0.1 larger: birds that save: {savers}, together {saved:4}; birds that pay more: "
        "{payers}, together {paid:4}. So the loss would {trend}."
    )
    result = (
        "Loss {loss:4}{lowest}\nRight: {right} of 342 birds{undecided}\n"
        "Our penguin costs {ours_cost:3}.\nThe bird that costs most is {worst_name}: {worst_cost:3}, "
        "{times:1} times as much as an undecided bird, and as much as the {as_many} cheapest birds together."
    )
    spoken = "The loss is {loss:4}, and {right} of 342 birds are right. The most that a bird costs is {worst_cost:3}."

    def data(self):
        X, is_gentoo, names = birds()
        return {"X": X, "is_gentoo": is_gentoo, "names": names, "ours": OURS, "weights": WEIGHTS}

    def compute(self, weight, bias, cost):
        _, is_gentoo, names = birds()
        first, second = hidden(bias)
        sign, of = np.where(is_gentoo, 1, -1), COSTS[cost]

        # One row for each weight: for how much the score of "Gentoo" is above that of "other". Equal scores count as "other".
        scores = first * (WEIGHTS[:, None] - 0.5) - second
        losses = of(sign * scores).mean(axis=1)
        rights = ((scores > TINY) == is_gentoo).sum(axis=1)

        margin = sign * (first * (weight - 0.5) - second)
        costs = of(margin)
        changes = of(sign * (first * (weight + FURTHER - 0.5) - second)) - costs
        speaks = first > TINY
        saved, paid = -changes[speaks & is_gentoo].sum(), changes[speaks & ~is_gentoo].sum()
        worst, low = int(np.argmax(costs)), int(np.argmin(losses))
        p = 1 / (1 + np.exp(-margin))
        return {
            "p": p,
            "costs": costs,
            "losses": losses,
            "rights": rights,
            "loss": costs.mean(),
            "lowest": ", the lowest on this slider" if abs(weight - WEIGHTS[low]) < TINY else "",
            "right": np.sum((sign * margin > TINY) == is_gentoo),
            "undecided": undecided(np.sum(np.abs(margin[~is_gentoo]) < TINY)),
            "ours_p": p[OURS],
            "ours_cost": costs[OURS],
            "worst": worst,
            "worst_name": f"{'an' if names[worst][0] == 'A' else 'a'} {names[worst]}",
            "worst_p": p[worst],
            "worst_cost": costs[worst],
            "times": costs[worst] / of(0.0),
            "as_many": np.sum(np.cumsum(np.sort(costs)) <= costs[worst] + TINY),
            "savers": np.sum(speaks & is_gentoo),
            "payers": np.sum(speaks & ~is_gentoo),
            "saved": saved,
            "paid": paid,
            "share": saved / (saved + paid),
            "trend": "fall" if saved > paid else "grow",
        }

    @style.house_style()
    def draw(self, state):
        figure, _ = style.sheet(8.2, 5.2)
        left, rope = figure.add_axes((0.07, 0.38, 0.41, 0.55)), figure.add_axes((0.04, 0.04, 0.44, 0.22))
        above, below = figure.add_axes((0.58, 0.56, 0.4, 0.37)), figure.add_axes((0.58, 0.11, 0.4, 0.3))
        _draw_costs(left, state)
        _draw_rope(rope, state)
        dot = {"clip_on": False, "zorder": 4, "marker": "o", "markersize": 9, "color": style.colour(1), "markeredgecolor": style.INK}
        above.plot(WEIGHTS, state["losses"], color=style.colour(0))
        above.plot(state["weight"], state["loss"], **dot)
        above.set(xlim=(-2, 16), ylim=(0, 1.5), yticks=[0, 0.5, 1, 1.5])
        above.set_title(f"loss at {fixed(state['weight'], 1)}: {fixed(state['loss'], 4)}")
        below.step(WEIGHTS, state["rights"], where="mid", color=style.colour(2))
        below.plot(state["weight"], state["right"], **dot)
        below.set(xlim=(-2, 16), ylim=(205, 352), yticks=[220, 260, 300, 340], xlabel="weight to “Gentoo”")
        below.set_title(f"right: {state['right']} of 342 birds")
        return Picture.of(figure, self.alt)


def _draw_costs(axes, state):
    _, is_gentoo, _ = birds()
    p = np.linspace(0.0005, 0.9995, 500)
    for name, of in COSTS.items():
        chosen = name == state["cost"]
        shade, line = (style.INK, "-") if chosen else (style.QUIET, style.DASHED)
        axes.plot(p, of(np.log(p / (1 - p))), color=shade, linestyle=line, linewidth=1.6)
    places = np.array(state["p"]), np.array(state["costs"])
    for k, members in enumerate((~is_gentoo, is_gentoo)):
        look = {"marker": style.marker(k), "color": style.colour(k), "markeredgecolor": style.ink(style.colour(k)), "markeredgewidth": 0.6}
        axes.plot(places[0][members], places[1][members], linestyle="", markersize=5, **look)
    axes.axvline(0.5, color=style.QUIET, linewidth=1, linestyle=(0, (1, 2)))
    for k, place, name in ((state["worst"], (0.15, 5.4), f"most: {state['worst_name']}"), (OURS, (0.44, 2.3), "our penguin")):
        ring = {"marker": "o", "markersize": 12, "markerfacecolor": "none", "markeredgecolor": style.INK}
        axes.plot(state["p"][k], state["costs"][k], clip_on=False, **ring)
        text = f"{name}\np = {fixed(state['p'][k], 3)}, costs {fixed(state['costs'][k], 3)}"
        thread = {"arrowstyle": "-", "color": style.QUIET, "shrinkB": 6}
        ground = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}
        axes.annotate(text, (state["p"][k], state["costs"][k]), place, fontsize=style.SMALL, arrowprops=thread, bbox=ground)
    axes.text(0.47, 7.2, "wrong", ha="right", fontsize=style.SMALL)
    axes.text(0.53, 7.2, "right", fontsize=style.SMALL)
    other = next(name for name in COSTS if name != state["cost"])
    axes.text(1.02, 4.4, f"dashed: {other}", ha="right", fontsize=style.SMALL)
    for k, y, name in ((1, 3.75, "■ Gentoo"), (0, 3.25, "● others")):
        axes.text(1.02, y, name, ha="right", fontsize=style.SMALL, fontweight="bold", color=style.ink(style.colour(k)))
    axes.set(xlim=(-0.04, 1.04), ylim=(0, HIGHEST), xlabel="probability of the right label, p", title=f"cost of a bird: {state['cost']}")


def _draw_rope(axes, state):
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    share = state["share"]
    axes.barh(0.35, share, height=0.22, color=style.colour(0))
    axes.barh(0.35, 1 - share, left=share, height=0.22, color=style.colour(1), hatch="//", edgecolor=style.PAPER)
    axes.plot([share, share], [0.2, 0.5], color=style.INK, linewidth=4, solid_capstyle="butt", clip_on=False)
    axes.plot([0.5, 0.5], [0.14, 0.56], color=style.INK, linewidth=1.4, linestyle=style.DASHED)
    size = min(style.TEXT, 11)  # where letters are larger, for a projector, this panel is too, since it stands alone
    axes.text(0, 0.92, f"the weight 0.1 larger: the loss would {state['trend']}", fontweight="bold", va="center", fontsize=size)
    axes.text(
        0,
        0.68,
        f"{count(state['savers'], 'bird')} save {fixed(state['saved'], 4)}",
        va="center",
        color=style.ink(style.colour(0)),
        fontsize=size,
    )
    paying = f"{count(state['payers'], 'bird pays', 'birds pay')} {fixed(state['paid'], 4)}"
    axes.text(1, 0.68, paying, va="center", ha="right", color=style.ink(style.colour(1)), fontsize=size)
