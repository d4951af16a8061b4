"""A network as neurons and connections."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch

from layerwise import nn
from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, listing, number, numbers, sentence, short

FEW = 3  # Up to so many neurons a layer, every weight is written on its connection.
MANY = 12  # A layer of more is drawn as its first and last five neurons with dots between.
NOTE, LINE = 0.19, 0.24  # inches from line to line of the notes and of the caption
KEY = "blue, solid: positive weight     orange, dashed: negative     thicker: larger"


@dataclass(frozen=True)
class Marks:
    """What to write into the drawing of a small network, and what to light up in it. Each list has an entry for each layer of neurons
    or, where it says so, of connections.

    `inside` `[k][j]` is the word inside neuron j of layer k, and `notes` `[k][j]` the lines beside it, nearest first. `on` `[k][i][j]`
    are the lines on a connection, the first in the colour of its weight. `glow` `[k][i][j]` from 0 to 1 is how much a connection is
    lit, `lit` `[k][j]` whether a neuron is. `silent` `[j]` says which hidden neurons are drawn dashed, and `chosen` `[k, i, j]` which
    connection's words are framed. The first line of `caption`, below the drawing, is its heading.
    """

    inside: list
    notes: list
    on: list
    glow: list
    lit: list
    silent: list
    caption: list
    chosen: list | None = None


@style.house_style()
def network(layers, x=None, input_names=None, output_names=None, marks=None) -> Picture:
    """Draw a network, and what flows through it when an input is given.

    `layers` is a list of `(W, b, activation)`: `W` `(n_in, n_out)`, `b` `(n_out,)`, `activation` a function or `None`; or it is an
    `nn.Network`. With `x` `(n_in,)` each neuron's value, after its activation, is written in it. Where no layer has more than three
    neurons, each weight and bias is written too; such a network can have `marks`, which replace all of these numbers. Raises
    `ValueError` when the shapes do not fit.
    """
    layers = _read(_unpack(layers) if isinstance(layers, nn.Network) else layers)
    sizes = [len(layers[0][0]), *(len(b) for _, b, _ in layers)]
    values = None if x is None else _forward(given.finite("x", x, (sizes[0],)), layers)
    input_names = given.names("input_names", input_names, "input", sizes[0]) if input_names is not None else []
    output_names = given.names("output_names", output_names, "output", sizes[-1]) if output_names is not None else []
    if marks is not None and max(sizes) > FEW:
        raise ValueError(f"marks are for networks with at most {FEW} neurons a layer; this one has {max(sizes)}.")
    drawing = _Drawing(layers, sizes, values, input_names[: sizes[0]], output_names[: sizes[-1]], marks)
    alt = _alt(layers, sizes, values, drawing.input_names, drawing.output_names)
    return Picture.of(drawing.figure, alt if marks is None else f"{alt} {sentence(': '.join(filter(None, marks.caption)))}")


def activation_name(activation):
    """What to call an activation in a picture: its own name, or `activation` for a function without one."""
    name = getattr(activation, "__name__", type(activation).__name__)
    return "activation" if name == "<lambda>" else name.replace("_", " ")


def _unpack(network):
    """The `(W, b, activation)` of an `nn.Network`."""
    layers: list[tuple] = []
    for layer in network.layers:
        if isinstance(layer, nn.Dense):
            layers.append((layer.W, layer.b, None))
        elif not layers or layers[-1][2] is not None:
            raise ValueError(f"{layer!r} has no Dense layer of its own before it; each activation in a drawing follows one Dense layer.")
        else:
            # The method carries the layer's forward pass, the function its name.
            function = lambda Z, forward=layer.forward: forward(Z)
            function.__name__ = type(layer).__name__
            layers[-1] = (*layers[-1][:2], function)
    return layers


def _read(layers):
    if not len(layers):
        raise ValueError("layers is empty; give at least one (W, b, activation).")
    read: list[tuple] = []
    for k, layer in enumerate(layers, start=1):
        if len(layer) != 3:
            raise ValueError(f"Layer {k} has {len(layer)} parts; (W, b, activation) is needed.")
        W, b = given.finite(f"W of layer {k}", layer[0], (None, None)), given.finite(f"b of layer {k}", layer[1], (None,))
        if W.shape[1] != len(b):
            raise ValueError(f"Layer {k}: W has shape {W.shape} and b has shape {b.shape}; b needs one entry for each column of W.")
        if read and W.shape[0] != len(read[-1][1]):
            before = read[-1][0].shape
            raise ValueError(f"W of layer {k} has shape {W.shape}, but W of layer {k - 1} has shape {before}: {before[1]} rows are needed.")
        read.append((W, b, layer[2]))
    return read


def _forward(x, layers):
    values = [x]
    for k, (W, b, activation) in enumerate(layers, start=1):
        Z = values[-1][None, :] @ W + b
        # A table of one row, because an activation such as softmax works on rows.
        A = Z if activation is None else given.numbers(f"the activation of layer {k}, given shape {Z.shape},", activation(Z), Z.shape)
        values.append(A[0])
    return values


def _role(k, sizes):
    if k == 0:
        return "input"
    return "output" if k == len(sizes) - 1 else "hidden" if len(sizes) == 3 else f"hidden {k}"


def _alt(layers, sizes, values, input_names, output_names):
    kinds = [count(sizes[0], "input")]
    for k, (_, b, activation) in enumerate(layers, start=1):
        name = "" if activation is None else f" ({activation_name(activation)})"
        kinds.append(count(len(b), "output" if k == len(layers) else "hidden neuron") + name)
    told = [f"a network with {listing(kinds)}"]
    if input_names:
        told.append(f"the inputs are {listing(input_names)}")
    if output_names:
        told.append(f"the outputs are {listing(' '.join(name.split()) for name in output_names)}")
    if max(sizes) <= FEW:
        for k, (W, b, _) in enumerate(layers, start=1):
            of = f" of layer {k}" if len(layers) > 2 and k < len(layers) else ""
            role = "output" if k == len(layers) else "hidden neuron"
            for j in range(len(b)):
                weights = "weight" if len(W) == 1 else "weights"
                told.append(f"{role} {j + 1}{of} has {weights} {numbers(W[:, j])} and bias {number(b[j])}")
    if values is not None:
        flow = [f"the {_role(k, sizes)} layer is {numbers(values[k])}" for k in range(1, len(sizes) - 1) if max(sizes) <= MANY]
        told.append(f"for the input {numbers(values[0])} {listing([*flow, f'the output is {numbers(values[-1])}'])}")
    return " ".join(sentence(part) for part in told)


class _Drawing:
    """One network on one sheet; all places are in inches."""

    def __init__(self, layers, sizes, values, input_names, output_names, marks):
        self.layers, self.sizes, self.marks = layers, sizes, marks
        self.inside = marks.inside if marks else [list(map(short, layer)) for layer in values or []]
        self.input_names, self.output_names = input_names, output_names
        self.few = max(sizes) <= FEW
        self._lay_out()
        drawn = self._connect()
        if self.few:
            self._write_weights(drawn, self._write_notes() if marks else self._write_biases())
        self._place_neurons()

    def _lay_out(self):
        """Choose all distances from the sizes of the words, and make the sheet."""
        probe, _ = style.sheet(1, 1)
        wide = lambda text, size=style.TEXT, weight="normal": lettering.text_size(probe, text, size, weight)[0]
        shown = [self._shown(size) for size in self.sizes]
        rows = max(len(neurons) for neurons in shown)
        texts = [text for layer in self.inside for text in layer]
        self.radius = max([0.26 if self.few else 0.2, *(wide(text, style.SMALL) / 2 + 0.05 for text in texts)])
        pitch = max(1.2 if self.few else 0.34, 2 * self.radius + (0.55 if self.few else 0.1))
        if self.marks and any(len(lines) > 1 for layer in self.marks.on for row in layer for lines in row):
            pitch += 0.4
        heads = [wide(self._head(k), weight="bold") for k in range(len(self.sizes))]
        left, right = (
            max(0.25 + self.radius + (max(map(wide, names)) + 0.12 if names else 0), head / 2 + 0.2)
            for names, head in ((self.input_names, heads[0]), (self.output_names, heads[-1]))
        )
        gap = max(
            [(2.5 if rows > 2 else 2.1) if self.few else 1.7, *(sum(pair) / 2 + 0.3 for pair in zip(heads[:-1], heads[1:], strict=True))]
        )
        width = left + gap * (len(self.sizes) - 1) + right
        missing = max(0, wide(KEY, style.SMALL) + 0.5 - width)
        left, width = left + missing / 2, width + missing
        over, under = 0.85, 0.5 + (0.35 if self.few else 0.1)
        if self.marks:
            lines = NOTE * max(len(notes) for layer in self.marks.notes for notes in layer)
            over, under = over + lines, 0.58 + lines + LINE * len(self.marks.caption)
        height = over + under + 2 * self.radius + pitch * (rows - 1)
        middle = under + (height - over - under) / 2
        self.figure, self.axes = style.sheet(width, height)
        self.places = []
        for k, neurons in enumerate(shown):
            top = middle + pitch * (len(neurons) - 1) / 2
            self.places.append({neuron: (left + gap * k, top - pitch * row) for row, neuron in enumerate(neurons)})
            self.axes.text(left + gap * k, height - 0.2, self._head(k), ha="center", va="top", fontweight="bold")
        key = 0.15
        if self.marks:
            key += LINE * len(self.marks.caption)
            for row, line in enumerate(self.marks.caption):
                self.axes.text(width / 2, key - 0.12 - LINE * row, line, ha="center", va="top", fontweight="normal" if row else "bold")
        self.axes.text(width / 2, key, KEY, ha="center", va="bottom", fontsize=style.SMALL, color=style.QUIET)

    @staticmethod
    def _shown(size):
        """The neurons of a layer that are drawn; None stands for those left out."""
        return list(range(size)) if size <= MANY else [*range(5), None, *range(size - 5, size)]

    def _head(self, k):
        activation = self.layers[k - 1][2] if k else None
        return f"{_role(k, self.sizes)}\n{self.sizes[k]}" + (f", {activation_name(activation)}" if activation is not None else "")

    def _connect(self):
        """Draw the connections; return each as `(start, stop, weight)`."""
        drawn = []
        thinnest, thickest = (0.6, 3.5) if self.few else (0.25, 2.6)
        for k, (W, _, _) in enumerate(self.layers):
            largest = np.abs(W).max() or 1.0
            for i, start in self.places[k].items():
                for j, stop in self.places[k + 1].items():
                    if i is None or j is None:
                        continue
                    shade, line = style.sign(W[i, j])
                    thickness = thinnest + (thickest - thinnest) * abs(W[i, j]) / largest
                    self.axes.plot(*np.transpose([start, stop]), color=shade, linestyle=line, linewidth=thickness, zorder=1)
                    drawn.append((start, stop, W[i, j]))
                    if self.marks and self.marks.glow[k][i][j]:
                        band = 6 + 12 * self.marks.glow[k][i][j]
                        self.axes.plot(*np.transpose([start, stop]), color=style.LIT, linewidth=band, solid_capstyle="butt", zorder=0.5)
        return drawn

    def _write_notes(self):
        """Write the notes on the outer side of each neuron, above the first and below the others; return the boxes of the words."""
        boxes = []
        for layer, notes in zip(self.places, self.marks.notes, strict=True):
            for neuron, (x, y) in layer.items():
                side = 1 if neuron == 0 else -1
                for row, text in enumerate(notes[neuron]):
                    middle = y + side * (self.radius + 0.22 + NOTE * row)
                    self.axes.text(x, middle, text, ha="center", va="center", fontsize=style.SMALL, zorder=2)
                    if text:
                        half = lettering.text_size(self.figure, text, style.SMALL) / 2 + 0.04
                        boxes.append((x - half[0], middle - half[1], x + half[0], middle + half[1]))
        return boxes

    def _write_biases(self):
        """Write each bias under its neuron; return the boxes of the words."""
        boxes = []
        plate = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8}
        for layer, (_, b, _) in zip(self.places[1:], self.layers, strict=True):
            for neuron, (x, y) in layer.items():
                text = f"b = {short(b[neuron])}"
                self.axes.text(
                    x, y - self.radius - 0.06, text, ha="center", va="top", fontsize=style.SMALL, color=style.QUIET, zorder=2, bbox=plate
                )
                width, height = lettering.text_size(self.figure, text, style.SMALL)
                boxes.append((x - width / 2 - 0.04, y - self.radius - 0.1 - height, x + width / 2 + 0.04, y))
        return boxes

    def _write_weights(self, drawn, blocked):
        starts, stops, weights = zip(*drawn, strict=True)
        lines = [[short(weight)] for weight in weights]
        if self.marks:
            lines = [lines for layer in self.marks.on for row in layer for lines in row]
        size = lambda line: lettering.text_size(self.figure, line, style.SMALL)
        halves = np.array([(max(size(line)[0] for line in each), NOTE * (len(each) - 1) + size(each[0])[1]) for each in lines]) / 2 + 0.03
        places = lettering.along_lines(starts, stops, halves, self.radius + 0.2, blocked)
        for each, place, weight in zip(lines, places, weights, strict=True):
            for row, line in enumerate(each):
                self.axes.text(
                    place[0],
                    place[1] + NOTE * ((len(each) - 1) / 2 - row),
                    line,
                    ha="center",
                    va="center",
                    fontsize=style.SMALL,
                    fontweight="bold" if row else "normal",
                    color=style.INK if row else style.ink(style.sign(weight)[0]),
                    bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.2},
                    zorder=2,
                )
        if self.marks and self.marks.chosen:
            layer, i, j = self.marks.chosen
            which = sum(W.size for W, _, _ in self.layers[:layer]) + i * self.layers[layer][0].shape[1] + j
            half = halves[which] + 0.02
            width, height = 2 * half
            frame = FancyBboxPatch(places[which] - half, width, height, boxstyle="round,pad=0.02", facecolor="none", edgecolor=style.INK)
            self.axes.add_patch(frame).set(linewidth=1.6, zorder=2.5)

    def _place_neurons(self):
        for k, layer in enumerate(self.places):
            for neuron, (x, y) in layer.items():
                if neuron is None:
                    self.axes.text(x, y, "⋮", ha="center", va="center", fontsize=16)
                    continue
                self._neuron(k, x, y, neuron)
                if self.inside:
                    self.axes.text(x, y, self.inside[k][neuron], ha="center", va="center", fontsize=style.SMALL, zorder=4)
                if k == 0 and self.input_names:
                    self.axes.text(x - self.radius - 0.1, y, self.input_names[neuron], ha="right", va="center")
                if k == len(self.places) - 1 and self.output_names:
                    self.axes.text(x + self.radius + (0.18 if self.marks else 0.1), y, self.output_names[neuron], ha="left", va="center")

    def _neuron(self, k, x, y, neuron):
        r = self.radius
        if self.marks and self.marks.lit[k][neuron]:
            self.axes.add_patch(self._outline(k, x, y, r + 0.08)).set(facecolor=style.LIT, edgecolor="none", zorder=2.8)
        shape = self._outline(k, x, y, r)
        shape.set(facecolor=style.PAPER if k else style.FILLED, edgecolor=style.INK, linewidth=1.6, zorder=3)
        if self.marks and k == 1 and self.marks.silent[neuron]:
            shape.set(linestyle=style.DASHED, facecolor=style.FILLED)
        self.axes.add_patch(shape)

    @staticmethod
    def _outline(k, x, y, r):
        """Inputs are boxes, all other neurons circles."""
        if k:
            return Circle((x, y), r)
        return FancyBboxPatch((x - 0.85 * r, y - 0.75 * r), 1.7 * r, 1.5 * r, boxstyle=f"round,pad={0.1 * r}")
