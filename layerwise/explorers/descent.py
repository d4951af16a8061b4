"""Lessons 06 and 08: a loss of two weights as a landscape, and the walk down it, step by step.

The landscapes are made up. The loss of the course's own network over two of its weights has no floor within reach: it falls ever
more gently towards larger weights, and ends in a plateau where the first neuron is silent. No learning rate could be seen to arrive
there. The long valley is gentle along and steep across: there its slope changes by 2 a unit, as in the valley of lesson 10, so that
rates above 1 diverge in both. In the other landscape it depends on the start where the walk ends.
"""

from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
from contourpy import contour_generator

from layerwise.explorers.controls import Button, Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.words import count

EDGE = 4  # the picture shows both weights from -4 to 4
MOST_STEPS = 60
HIGHEST = 20  # of the losses that are drawn
ARRIVED = 0.05  # so little above the floor
SHORT = 0.05  # a step so short crawls
LEVELS = (0.5, 2, 4, 8, 12)
RATES = ("0.01", "0.03", "0.1", "0.3", "0.6", "0.9", "1", "1.05", "2")

# The loss of the two valleys along w1 is (w1² - 4)² / 16 + w1 / 5, raised so that its lowest floor is at 0.
RIDGE, LEFT_FLOOR, RIGHT_FLOOR, RAISED = 0.20206, -2.09336, 1.8913, 0.4095443


def _two_valleys(w1):
    return (w1 * w1 - 4) ** 2 / 16 + w1 / 5 + RAISED


# Each landscape: its loss, the slopes of its loss, and its floors, of which the first is the lowest.
LANDSCAPES = {
    "a long valley": (
        lambda w1, w2: (w1 - 2) ** 2 / 8 + w2 * w2,
        lambda w1, w2: ((w1 - 2) / 4, 2 * w2),
        ((2.0, 0.0),),
    ),
    "two valleys": (
        lambda w1, w2: _two_valleys(w1) + w2 * w2,
        lambda w1, w2: (w1 * (w1 * w1 - 4) / 4 + 0.2, 2 * w2),
        ((LEFT_FLOOR, 0.0), (RIGHT_FLOOR, 0.0)),
    ),
}


@cache
def contours():
    """For each landscape its contour lines: `{"level": loss, "lines": [places (n, 2), ...], "written_at": [w1, w2]}`, one a level."""
    grid = np.linspace(-EDGE, EDGE, 121)
    found = {}
    for name, (loss, _, floors) in LANDSCAPES.items():
        generator = contour_generator(grid, grid, loss(*np.meshgrid(grid, grid)))
        # The levels are written below the lowest floor, where each level is as far down as the square root of its loss.
        found[name] = [
            {
                "level": level,
                "lines": [np.round(np.array(line), 3) for line in generator.lines(level)],
                "written_at": (floors[0][0], -(level**0.5)),
            }
            for level in LEVELS
        ]
    return found


def walk(landscape, start, rate, steps):
    """The places of gradient descent from `start`, `[(w1, w2), ...]`; one that has left the picture for good is the last."""
    loss, slopes, _ = LANDSCAPES[landscape]
    path = [start]
    while len(path) <= steps and not _has_left(path[-1], loss(*path[-1]), loss(*start)):
        (w1, w2), (s1, s2) = path[-1], slopes(*path[-1])
        path.append((w1 - rate * s1, w2 - rate * s2))
    return path


def _has_left(place, loss, first):
    """Whether a walk has left the picture and does not come back, because it is higher than at its start."""
    return max(map(abs, place)) > EDGE and loss > first


class Descent(Explorer):
    """From a starting place the walk goes against the slopes, times the learning rate."""

    script = Path(__file__).with_suffix(".js")
    title = "The way down"
    in_browser = True
    controls = (
        Choice("landscape", "landscape", "a long valley", tuple(LANDSCAPES)),
        Choice("rate", "how far to go: learning rate", "0.3", RATES),
        Number("steps", "steps", 1, 0, MOST_STEPS),
        Number("start1", "start, w₁", -3.0, -3.5, 3.5, 0.5),
        Number("start2", "start, w₂", 2.5, -3.5, 3.5, 0.5),
        Button("step", "One step", {"steps": 1}, until="gone"),
        Button("walk", "Walk", {"steps": 1}, repeats=True, until="gone"),
        Button("back", "No steps", {"steps": -MOST_STEPS}),
    )
    alt = (
        "Left: the loss over two weights as contour lines, {landscape}. The walk starts at w₁ = {start1:1}, w₂ = {start2:1} "
        "with the loss {first:3}. Each step goes {rate} times the slopes downhill. "
        "The walk is at w₁ = {w1:2}, w₂ = {w2:2} after step {walked} of {steps}, "
        "with the loss {loss:3}. It {verdict}. Right: the loss over the steps."
    )
    result = (
        "After step {walked}: loss {loss:3}\nw₁ = {w1:2}, slope {slope1:2}\nw₂ = {w2:2}, slope {slope2:2}\n"
        "The next step adds {move1:2} to w₁ and {move2:2} to w₂.\nThe walk {verdict}."
    )
    spoken = "Step {walked}, loss {loss:3}. The walk {verdict}."

    def data(self):
        floors = {name: floors for name, (_, _, floors) in LANDSCAPES.items()}
        return {"contours": contours(), "floors": floors, "ridge": RIDGE, "raised": RAISED}

    def compute(self, landscape, rate, steps, start1, start2):
        loss, slopes, _ = LANDSCAPES[landscape]
        path = walk(landscape, (start1, start2), float(rate), steps)
        losses = [loss(*place) for place in path]
        (w1, w2), (slope1, slope2) = path[-1], slopes(*path[-1])
        return {
            "path": path,
            "losses": losses,
            "walked": len(path) - 1,
            "w1": w1,
            "w2": w2,
            "slope1": slope1,
            "slope2": slope2,
            "move1": -float(rate) * slope1,
            "move2": -float(rate) * slope2,
            "first": losses[0],
            "loss": losses[-1],
            "gone": _has_left(path[-1], losses[-1], losses[0]),
            "verdict": verdict(landscape, path, losses),
        }

    @style.house_style()
    def draw(self, state):
        figure, _ = style.sheet(8.2, 4.3)
        left, right = figure.add_axes((0.08, 0.13, 0.4, 0.763)), figure.add_axes((0.57, 0.13, 0.4, 0.763))
        loss, _, floors = LANDSCAPES[state["landscape"]]
        path, losses = np.array(state["path"]), state["losses"]
        left.grid(False)
        ground = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.5}
        for contour in contours()[state["landscape"]]:
            for line in contour["lines"]:
                left.plot(*line.T, color=style.tint(style.colour(0), 0.75), linewidth=1.2)
            level = {"ha": "center", "va": "center", "fontsize": style.SMALL, "color": style.ink(style.colour(0)), "bbox": ground}
            left.text(*contour["written_at"], f"{contour['level']:g}", **level)
        left.plot(*np.array(floors).T, linestyle="", marker="+", markersize=11, markeredgewidth=2, color=style.INK)
        shade = style.colour(1)
        for axes, places in ((left, path), (right, np.column_stack([np.arange(len(losses)), losses]))):
            axes.plot(*places.T, color=shade, marker="o", markersize=4.5, markeredgecolor=style.ink(shade), linewidth=1.4)
            axes.plot(*places[-1], marker="o", markersize=9, color=shade, markeredgecolor=style.INK)
        down = -19 if state["start2"] < 0 else 9
        left.annotate("start", path[0], (0, down), textcoords="offset points", ha="center", fontweight="bold", bbox=ground)
        ticks = [-4, -2, 0, 2, 4]
        left.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), xticks=ticks, yticks=ticks, xlabel="weight w₁", ylabel="weight w₂")
        left.set_title(f"{state['rate']} of the slopes a step, {count(state['walked'], 'step')}")
        right.set(xlim=(-1, MOST_STEPS + 1), ylim=(-0.5, HIGHEST), yticks=[0, 5, 10, 15, 20], xlabel="step")
        right.set_title(f"loss {fixed(state['loss'], 3)}")
        return Picture.of(figure, self.alt)


def verdict(landscape, path, losses):
    """What the walk along `path` does, in words that follow "the walk"."""
    _, _, floors = LANDSCAPES[landscape]
    step = len(path) - 1
    if step == 0:
        return "has not begun"
    if _has_left(path[-1], losses[-1], losses[0]):
        return "diverges: it has left the picture, higher than at its start, and ends here"
    if losses[-1] > losses[0]:
        return "climbs: it is higher than at its start"
    left = len(floors) == 1 or path[-1][0] < RIDGE
    floor = floors[0 if left else 1]
    if losses[-1] - LANDSCAPES[landscape][0](*floor) < ARRIVED:
        where = "" if len(floors) == 1 else " of the deeper valley" if left else " of the shallower valley"
        return f"has arrived at the floor{where}"
    moves = [(after[0] - before[0], after[1] - before[1]) for before, after in zip(path[:-1], path[1:], strict=True)]
    if step > 1 and moves[-1][0] * moves[-2][0] + moves[-1][1] * moves[-2][1] < 0:
        return "zigzags: its last step turned back on the one before"
    a, b = moves[-1]
    length = sqrt(a * a + b * b)  # as in descent.js, to the last digit
    if length < SHORT:
        return f"crawls: its last step was {fixed(length, 3)} long"
    return f"goes down: its last step was {fixed(length, 3)} long"
