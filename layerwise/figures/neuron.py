"""One neuron: in the brain, on paper, and with its numbers."""

import numpy as np
from matplotlib.patches import Circle, Ellipse, FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path

from layerwise.figures import given, style
from layerwise.figures.network import activation_name
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, number, short

MANY = 8


@style.house_style()
def neuron(x, w, b, activation=None) -> Picture:
    """Draw one neuron with its numbers: inputs times weights, their sum plus the bias, and the activation's answer.

    `x` and `w` are `(n,)`, at most 8 long, `b` is a number, `activation` a function or `None`. Raises `ValueError` when the shapes
    do not fit.
    """
    x, w, b = given.finite("x", x, (None,)), given.finite("w", w, (None,)), given.number("b", b)
    given.same_length("x", x, "w", w)
    n = len(x)
    if n > MANY:
        raise ValueError(f"x has shape {x.shape}; a neuron is drawn with at most {MANY} inputs.")
    products = x * w
    z = float(products.sum() + b)
    answer = None
    if activation is not None:
        answer = float(given.numbers("the activation, given shape (1,),", activation(np.array([z])), (1,))[0])

    rows = max(0.65 * n, 1.4)
    figure, axes = style.sheet(6.35 if activation is None else 8.0, rows + 0.75)
    middle = rows / 2 + 0.15
    for heading, place in (("inputs", 0.85), ("weights", 2.05), ("products", 2.95)):
        # They stand close: letters that are larger for a projector would meet.
        axes.text(place, rows + 0.5, heading, ha="center", va="center", fontweight="bold", fontsize=min(style.TEXT, 11))
    for k in range(n):
        y = middle + 0.65 * ((n - 1) / 2 - k)
        shade, line = style.sign(w[k])
        stroke = {"color": shade, "linestyle": line, "linewidth": 1 + 2 * abs(w[k]) / (np.abs(w).max() or 1), "zorder": 1}
        axes.plot([1.5, 2.6], [y, y], **stroke)
        axes.plot([3.31, 4.2], [y, middle], **stroke)
        plate = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.5}
        axes.text(2.05, y, f"× {short(w[k])}", ha="center", va="center", fontsize=style.SMALL, color=style.ink(shade), bbox=plate, zorder=2)
        _box(axes, 0.85, y, f"x[{k}] = {short(x[k])}", 1.3, filled=True)
        _box(axes, 2.95, y, short(products[k]), 0.72)
    axes.add_patch(Circle((4.4, middle), 0.42, facecolor=style.PAPER, edgecolor=style.INK, linewidth=1.8, zorder=3))
    axes.text(4.4, middle, "sum\n+ b", ha="center", va="center", zorder=4)
    axes.text(4.4, middle - 0.48, f"b = {short(b)}", ha="center", va="top", fontsize=style.SMALL)
    _arrow(axes, 4.83, 5.15, middle)
    _box(axes, 5.65, middle, f"z = {short(z)}", 1.0, strong=activation is None)

    terms = "; ".join(f"input {number(x[k])} times weight {number(w[k])} is {number(products[k])}" for k in range(n))
    alt = f"One neuron with {count(n, 'input')}: {terms}. Their sum plus the bias {number(b)} is z = {number(z)}"
    if answer is None:
        return Picture.of(figure, f"{alt}.")
    name = activation_name(activation)
    _arrow(axes, 6.15, 6.85, middle)
    axes.text(6.5, middle + 0.25, name, ha="center", va="bottom", fontsize=style.SMALL, fontweight="bold")
    _box(axes, 7.35, middle, f"a = {short(answer)}", 1.0, strong=True)
    return Picture.of(figure, f"{alt}, and {name} of it is a = {number(answer)}.")


@style.house_style()
def biological_and_artificial() -> Picture:
    """Draw a nerve cell and, below it, part under part, the artificial neuron that was named after it."""
    figure, axes = style.sheet(7.4, 4.7)
    _cell(axes, 3.25)
    _unit(axes, 1.2)
    parts = (
        (1.35, "dendrites", "receive signals", "inputs · weights"),
        (3.1, "cell body", "adds them up", "sum + bias"),
        (5.4, "axon", "passes the signal on", "activation → output"),
    )
    for x, name, does, counterpart in parts:
        axes.plot([x, x], [2.02, 2.5], color=style.QUIET, linewidth=1.2, linestyle=(0, (2, 2)))
        axes.text(x, 4.5, name, ha="center", va="top", fontweight="bold")
        axes.text(x, 4.27, does, ha="center", va="top")
        axes.text(x, 0.15, counterpart, ha="center", va="bottom", fontweight="bold")
    axes.text(6.8, 3.83, "synapses", ha="center", va="bottom", fontweight="bold")
    alt = (
        "A nerve cell above an artificial neuron, part under part. Dendrites receive signals, as inputs times weights do. The cell "
        "body adds them up, as the sum plus the bias does. The axon passes the signal on, as the activation gives the output. At the "
        "tips of the axon are the synapses."
    )
    return Picture.of(figure, alt)


def _cell(axes, y):
    rim, body, nucleus = style.ink(style.PALETTE[4]), style.tint(style.PALETTE[4], 0.35), style.tint(style.PALETTE[4], 0.8)
    branches = (
        (4.5, (2.9, 0.0), (2.2, 0.1), (1.6, 0.0), (0.5, 0.08)),
        (4.5, (2.9, 0.15), (2.3, 0.5), (1.8, 0.4), (0.7, 0.62)),
        (4.5, (2.9, -0.15), (2.3, -0.5), (1.8, -0.4), (0.7, -0.62)),
        (3, (1.9, 0.42), (1.5, 0.45), (1.3, 0.3), (0.85, 0.33)),
        (3, (1.9, -0.42), (1.5, -0.45), (1.3, -0.3), (0.85, -0.33)),
        (5, (3.4, 0.0), (4.2, 0.12), (4.8, -0.12), (5.9, 0.0)),
        *((2.6, (5.85, 0.0), (6.2, 0.0), (6.3, end), (6.75, end)) for end in (0.45, 0.15, -0.15, -0.45)),
    )
    for thickness, *corners in branches:
        path = Path([(x, y + up) for x, up in corners], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        axes.add_patch(PathPatch(path, facecolor="none", edgecolor=rim, linewidth=thickness, capstyle="round", zorder=2))
    for end in (0.45, 0.15, -0.15, -0.45):
        axes.add_patch(Circle((6.8, y + end), 0.07, facecolor=rim, edgecolor="none", zorder=3))
    axes.add_patch(Ellipse((3.1, y), 0.95, 0.8, facecolor=body, edgecolor=rim, linewidth=2.5, zorder=3))
    axes.add_patch(Circle((3.1, y), 0.17, facecolor=nucleus, edgecolor=rim, linewidth=1.5, zorder=4))


def _unit(axes, y):
    plate = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.5}
    for index, up in (("₀", 0.55), ("₁", 0.0), ("₂", -0.55)):
        axes.plot([0.65, 3.1], [y + up, y], color=style.POSITIVE, linewidth=2.2, zorder=1)
        axes.add_patch(Circle((0.65, y + up), 0.2, facecolor=style.FILLED, edgecolor=style.INK, linewidth=1.5, zorder=3))
        axes.text(0.65, y + up, f"x{index}", ha="center", va="center", zorder=4)
        axes.text(1.35, y + up * 0.714, f"w{index}", ha="center", va="center", color=style.ink(style.POSITIVE), bbox=plate, zorder=2)
    axes.add_patch(Circle((3.1, y), 0.38, facecolor=style.PAPER, edgecolor=style.INK, linewidth=2, zorder=3))
    axes.text(3.1, y, "+", ha="center", va="center", fontsize=20, zorder=4)
    _arrow(axes, 3.5, 4.72, y)
    axes.text(4.1, y + 0.1, "z", ha="center", va="bottom")
    axes.add_patch(
        FancyBboxPatch((4.8, y - 0.33), 0.9, 0.66, boxstyle="round,pad=0.05", facecolor=style.PAPER, edgecolor=style.INK, linewidth=1.8)
    )
    z = np.linspace(-6, 6, 60)
    axes.plot(5.25 + z / 16, y - 0.22 + 0.44 / (1 + np.exp(-z)), color=style.NEGATIVE)
    _arrow(axes, 5.77, 6.5, y)
    axes.text(6.57, y, "output", ha="left", va="center")


def _arrow(axes, start, stop, y):
    axes.add_patch(
        FancyArrowPatch((start, y), (stop, y), arrowstyle="-|>", mutation_scale=14, color=style.INK, linewidth=1.6, shrinkA=0, shrinkB=0)
    )


def _box(axes, x, y, text, width, filled=False, strong=False):
    paper = style.FILLED if filled else style.PAPER
    corner = (x - width / 2 + 0.05, y - 0.13)
    box = FancyBboxPatch(corner, width - 0.1, 0.26, boxstyle="round,pad=0.05", facecolor=paper, edgecolor=style.INK, zorder=3)
    axes.add_patch(box).set(linewidth=2.2 if strong else 1.4)
    axes.text(x, y, text, ha="center", va="center", fontsize=style.SMALL, fontweight="bold" if strong else "normal", zorder=4)
