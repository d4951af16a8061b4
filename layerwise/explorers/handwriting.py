"""Lessons 00 and 11: a digit is drawn, prepared as the data set was, and read by a network."""

from pathlib import Path

import numpy as np
from matplotlib.patches import Rectangle

from layerwise import data, nn
from layerwise.data import handwriting
from layerwise.explorers.controls import Drawing, Toggle
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.words import count

# What is told of a sheet without ink: where nothing is drawn, and where all that is drawn was moved off it.
EMPTY, NOTHING = "An empty sheet.", "Nothing is drawn yet."
BESIDE, OUTSIDE = "An empty sheet: the drawing lies beside it.", "No ink is on the sheet. Move the drawing back."
TOP, SIDE = 2.4, 1.8  # of the squares in the still picture, in inches
GREYEST = 0.42  # how dark full ink is behind a number that stands on it


class Handwriting(Explorer):
    """A network of 64 inputs and 10 outputs reads what is drawn on a sheet, and shows what it was made of the drawing.

    `network` is an nn.Network, the course's trained one if none is given, or a function that takes numbers (1, 64) and returns scores
    (1, 10). Before it sees the numbers, which are from 0 to 16, they are divided by `divided_by`, as for the training.
    A network of Dense, ReLU and Dropout is computed in the browser, with the weights that it has now; another one is asked in the kernel.
    """

    script = Path(__file__).with_suffix(".js")
    title = "A digit, drawn and read"
    controls = (
        Drawing("strokes", "Draw a digit, 0 to 9", handwriting.SHEET, handwriting.PEN),
        Toggle("centred", "put it into the middle first", True),
    )
    alt = "{told} {answer}"
    result = "{answer}"
    spoken = "{answer}"

    def __init__(self, network=None, divided_by=16, **values):
        if network is None:
            network = nn.Network.load(data.READER)
        else:
            self.title = "A digit, drawn, and read by your network"
        self._layers, self._divided_by = _plain_layers(network), float(divided_by)
        self._scores = getattr(network, "forward", network)
        self.in_browser = self._layers is not None
        _check(network, self._scores_of(np.zeros((8, 8))))
        super().__init__(**values)

    @property
    def strokes(self) -> list:
        """The drawing: a list of strokes, each a list of points [x, y] on a sheet of 128 x 128. Set it to draw from Python."""
        return [[list(point) for point in stroke] for stroke in self.values["strokes"]]

    @strokes.setter
    def strokes(self, strokes):
        self.set(strokes=strokes)

    def data(self):
        return {"layers": self._layers, "divided_by": self._divided_by}

    def compute(self, strokes, centred):
        made = handwriting.steps(strokes, centred)
        scores = self._scores_of(made["counted"])
        powers = np.exp(scores - scores.max())
        ink = int(made["straightened"].sum())
        probabilities = powers / powers.sum() if ink else np.zeros(10)
        without_ink = (BESIDE, OUTSIDE) if strokes else (EMPTY, NOTHING)
        return {
            "placed": made["placed"].astype(int),
            "straightened": made["straightened"].astype(int),
            "counted": made["counted"],
            "ink": ink,
            "probabilities": probabilities,
            "digit": np.argmax(probabilities) if ink else -1,
            "told": _told(strokes, centred, ink, probabilities) if ink else without_ink[0],
            "answer": _answer(probabilities) if ink else without_ink[1],
        }

    def _scores_of(self, counted):
        """The network's scores of the ten digits, (10,), for the 8 x 8 numbers."""
        X = counted.reshape(1, -1) / self._divided_by
        if self._layers is None:
            return np.asarray(self._scores(X), np.float64).reshape(-1)
        for kind, W, b in self._layers:
            X = X @ W + b if kind == "dense" else np.maximum(X, 0)
        return X[0]

    @style.house_style()
    def draw(self, state):
        figure, axes = style.sheet(8.0, 2.8)
        lefts = {"on the sheet": 0.1, "32 × 32 pixels": 2.1, "8 × 8 numbers": 4.1}
        for words, left in lefts.items():
            axes.text(left, TOP + 0.07, words, fontsize=style.SMALL)
            axes.add_patch(Rectangle((left, TOP - SIDE), SIDE, SIDE, facecolor="none", edgecolor=style.QUIET))
        scanned = handwriting.scan(state["strokes"])
        _pixels(axes, scanned, 0.1, 1)
        _pixels(axes, np.array(state["straightened"]), 2.1, 1)
        counted = np.array(state["counted"])
        _pixels(axes, counted, 4.1, 16 / GREYEST)
        for row, column in np.ndindex(8, 8):
            place = (4.1 + SIDE * (column + 0.5) / 8, TOP - SIDE * (row + 0.5) / 8)
            axes.text(*place, int(counted[row, column]), ha="center", va="center", fontsize=style.SMALL)
        for digit, p in enumerate(state["probabilities"]):
            y, best = TOP - SIDE * (digit + 0.5) / 10, digit == state["digit"]
            weight = {"fontsize": style.SMALL, "va": "center", "fontweight": "bold" if best else "normal"}
            axes.text(6.1, y, digit, **weight)
            shade = style.colour(0) if best else style.tint(style.colour(0))
            axes.add_patch(Rectangle((6.27, y - 0.07), 0.9 * p, 0.14, facecolor=shade, edgecolor=style.ink(style.colour(0))))
            if state["ink"]:
                axes.text(7.7, y, _percent(p), ha="right", **weight)
            if best:
                axes.text(7.76, y, "◂", **weight)
        axes.text(0.1, 0.25, state["answer"], fontsize=style.TEXT, fontweight="bold")
        return Picture.of(figure, self.alt)


def _pixels(axes, pixels, left, most):
    extent = (left, left + SIDE, TOP - SIDE, TOP)
    axes.imshow(pixels, cmap="gray_r", vmin=0, vmax=most, interpolation="nearest", extent=extent, aspect="auto", zorder=0)
    axes.set(xlim=(0, axes.figure.get_figwidth()), ylim=(0, axes.figure.get_figheight()))


def _percent(p: float) -> str:
    """A probability that is neither 0 nor 1, so it is never written as one of them."""
    return "<1 %" if p < 0.005 else ">99 %" if p >= 0.995 else f"{fixed(100 * p, 0)} %"


def _told(strokes, centred, ink, probabilities) -> str:
    placed = "put into the middle" if centred else "left on its side of the sheet"
    percents = ", ".join(f"{digit}: {_percent(p)}" for digit, p in enumerate(probabilities))
    return (
        f"A drawing of {count(len(strokes), 'stroke')}, {placed} and stretched to 32 by 32 pixels. With lines of usual width and without "
        f"slant it has {ink} black pixels; counted in blocks of 4 by 4, they are 8 by 8 numbers from 0 to 16. A bar shows the probability "
        f"of each digit: {percents}."
    )


def _answer(probabilities) -> str:
    """What is read and how surely, and what comes next."""
    first, second = (int(digit) for digit in np.argsort(-probabilities, kind="stable")[:2])
    return f"Read as {first}: {_percent(probabilities[first])}. Next comes {second}: {_percent(probabilities[second])}."


def _plain_layers(network):
    """The layers as [kind, W, b], if they are of the kinds that handwriting.js knows; otherwise None."""
    layers = getattr(network, "layers", [])
    if not layers or not all(type(layer) in (nn.Dense, nn.ReLU, nn.Dropout) for layer in layers):
        return None
    plain: list[list] = []
    for layer in layers:
        if type(layer) is nn.Dense:
            plain.append(["dense", layer.W.astype(np.float64), layer.b.astype(np.float64)])
        elif type(layer) is nn.ReLU:
            plain.append(["relu", None, None])
    return plain  # nothing is dropped once the training is over


def _check(network, scores):
    if scores.shape != (10,):
        raise ValueError(f"The network has to give 10 scores for 64 numbers, one for each digit; {network} gives {scores.size}.")
