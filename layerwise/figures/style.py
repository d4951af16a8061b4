"""The one hand that draws every picture: its colours, its sizes and its paper."""

import os
from contextlib import contextmanager

import numpy as np
from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

PIXELS_PER_INCH = 96  # A CSS pixel is 1/96 inch, so a point in a figure is a point on the page.
RESOLUTION = 2
PAPER = "#ffffff"
FILLED = "#f0f0f0"
INK = "#1a1a1a"
QUIET = "#595959"
# Larger letters on drawings of the same size, for those who sit in the last row: `layerwise slides` asks for them.
LETTERS = float(os.environ.get("LAYERWISE_LETTERS", "1"))
HEADING, TEXT, SMALL = 12 * LETTERS, 11 * LETTERS, 10 * LETTERS

# Okabe and Ito, "Color Universal Design" (2008), without their yellow, which is too light for white paper. Colour is never the
# only cue: the cycles have different lengths, so that series of the same colour still differ in marker and line.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
POSITIVE, NEGATIVE = PALETTE[0], PALETTE[1]
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "*")
LINES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (7, 2, 1.5, 2)), (0, (1, 1)))
DASHED = (0, (4, 2))
OWN_LOOKS = {"Gentoo": 1}  # a class that looks the same in pictures of two kinds of bird and of three
HATCHES = ("", "//", "\\\\", "..", "--", "||", "xx", "++", "oo", "**")

SETTINGS = {
    "font.family": "DejaVu Sans",  # matplotlib ships it, so every machine draws the same letters
    "font.size": TEXT,
    "axes.titlesize": HEADING,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelsize": TEXT,
    "axes.labelpad": 6,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.8,
    "lines.linewidth": 2.2,
    "lines.markersize": 7,
    "hatch.linewidth": 0.7,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
}


@contextmanager
def house_style():
    """Draw in the course's style, whatever the learner's own matplotlib settings are, and leave those as they were."""
    with style.context(SETTINGS, after_reset=True):
        yield


def chart(width=7.0, height=4.2):
    """A figure of `width` by `height` inches with one pair of axes, outside pyplot: `(figure, axes)`."""
    figure = _figure(width, height, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12)
    return figure, figure.add_subplot()


def settle(figure):
    """Fix the axes where they are, now that all words around them are known, so that places in pixels can be relied on."""
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")


def sheet(width, height):
    """An empty sheet whose coordinates are inches, for schematic drawings: `(figure, axes)`."""
    figure = _figure(width, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


def _figure(width, height, layout=None):
    figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH * RESOLUTION, layout=layout)
    FigureCanvasAgg(figure)
    return figure


def colour(k):
    return PALETTE[k % len(PALETTE)]


def marker(k):
    return MARKERS[k % len(MARKERS)]


def line_style(k):
    return LINES[k % len(LINES)]


def looks(names):
    """For each class of these names the number of its colour, marker and hatch: its place among them, but a Gentoo always has its own."""
    own = {k: OWN_LOOKS[name] for k, name in enumerate(names) if OWN_LOOKS.get(name, len(names)) < len(names)}
    others = iter(sorted(set(range(len(names))) - set(own.values())))
    return [own[k] if k in own else next(others) for k in range(len(names))]


def hatch(k):
    return HATCHES[k % len(HATCHES)]


def sign(weight):
    """Colour and line style of a weight."""
    return (POSITIVE, "-") if weight >= 0 else (NEGATIVE, DASHED)


def tint(shade, strength=0.22):
    """`shade` mixed with white paper."""
    return to_hex(1 - strength * (1 - np.array(to_rgb(shade))))


LIT = tint(PALETTE[4], 0.55)  # the glow behind what is spoken of


def contrast(one, other):
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(shade):
    channels = np.array(to_rgb(shade))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def ink(shade):
    """`shade`, darkened until words in it can be read on white paper."""
    channels = np.array(to_rgb(shade))
    while contrast(channels, PAPER) < 5:
        channels = channels * 0.95
    return to_hex(tuple(channels))


def in_css(selector):
    """The colours as a rule of a style sheet, in which a page then knows them: `var(--paper)`, `var(--colour-1)`, `var(--ink-1)`."""
    named = {"paper": PAPER, "filled": FILLED, "ink": INK, "quiet": QUIET, "lit": LIT}
    for k, shade in enumerate(PALETTE):
        named |= {f"colour-{k}": shade, f"ink-{k}": ink(shade)}
    return f"{selector} {{ {' '.join(f'--{name}: {shade};' for name, shade in named.items())} }}\n"
