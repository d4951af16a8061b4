"""Lines over one axis: activation functions and their like."""

from typing import NamedTuple

import numpy as np

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, decimals, number, titled

FLAT_SLOPE = 0.02  # A stretch looks flat if, kept up over the whole width, it would climb less than 2 % of the height ...
FLAT_WIDTH = 0.05  # ... and only if it is at least 5 % of the width; the bottom of a valley is a point, not a stretch.


@style.house_style()
def curves(x, curves, x_label, y_label, title="") -> Picture:
    """Draw one or more lines over the same `x`.

    `x` is `(n,)` and increasing; `curves` maps each line's name to its values `(n,)`. A value that is NaN or infinite leaves a gap
    and is mentioned in the text alternative. Raises `ValueError` when the shapes do not fit.
    """
    x = given.finite("x", x, (None,))
    if len(x) < 2 or (np.diff(x) <= 0).any():
        raise ValueError("x must hold at least two numbers that increase from left to right.")
    if not curves:
        raise ValueError('curves is empty; give at least one line, as in {"relu": y}.')
    lines = {str(name): given.numbers(f"curve {name!r}", y, (None,)) for name, y in curves.items()}
    for name, y in lines.items():
        given.same_length("x", x, f"curve {name!r}", y)
        if np.isfinite(y).sum() < 2:
            raise ValueError(f"curve {name!r} has fewer than two finite values, so there is no line to draw.")

    figure, axes = style.chart()
    step = max(1, len(x) // 9)
    ends = []
    for k, (name, y) in enumerate(lines.items()):
        shown = np.where(np.isfinite(y), y, np.nan)
        axes.plot(
            x,
            shown,
            color=style.colour(k),
            linestyle=style.line_style(k),
            marker=style.marker(k),
            markevery=(k * step // len(lines), step),
            clip_on=False,
        )
        last = np.flatnonzero(np.isfinite(y))[-1]
        ends.append((x[last], y[last], name, style.colour(k)))
    axes.set(xlim=(x[0], x[-1]), xlabel=x_label, ylabel=y_label)
    lettering.heading(axes, title)
    lettering.name_ends(axes, ends)

    described = "; ".join(f"{name} {_course(x, y, x_label)}" for name, y in lines.items())
    alt = f"{'Line' if len(lines) == 1 else 'Lines'} of {y_label} over {x_label} from {number(x[0])} to {number(x[-1])}: {described}."
    return Picture.of(figure, titled(title, alt))


class Stretch(NamedTuple):
    """A part of a line. It rises (1), falls (-1) or does neither (0); a slow one looks flat, and is not quite."""

    direction: int
    slow: bool
    start: int
    stop: int


def _course(x, y, x_label):
    """What a line does from left to right, in words."""
    finite = np.isfinite(y)
    lost = int((~finite).sum())
    first_lost = x[np.argmin(finite)]
    x, y = x[finite], y[finite]
    stretches = _stretches(x, y)
    if len(stretches) == 1:
        text = _only(x, y, stretches[0].direction, x_label)
    elif len(stretches) <= 5:
        places = decimals([y[0], *(y[stretch.stop] for stretch in stretches)])
        text = ", then ".join(_part(k, stretches, x, y, x_label, places) for k in range(len(stretches)))
    else:
        low, high = int(np.argmin(y)), int(np.argmax(y))
        places = decimals([y[0], y[-1], y[low], y[high]])
        text = (
            f"goes up and down from {number(y[0], places)} to {number(y[-1], places)}"
            f", lowest at {number(y[low], places)} where {x_label} = {number(x[low])}"
            f" and highest at {number(y[high], places)} where {x_label} = {number(x[high])}"
        )
    if lost:
        text += f"; it has no finite value at {count(lost, 'point')}, first where {x_label} = {number(first_lost)}"
    return text


def _only(x, y, direction, x_label):
    if direction == 0:
        return f"is {number(y[0])} everywhere"
    places = decimals([y[0], y[-1]])
    text = f"{'rises' if direction > 0 else 'falls'} from {number(y[0], places)} to {number(y[-1], places)}"
    if x[0] < 0 < x[-1]:
        text += f" and is {number(np.interp(0, x, y))} at {x_label} = 0"
    return text


def _part(k, stretches, x, y, x_label, places):
    direction, slow, start, stop = stretches[k]
    steep = x[stop] - x[start] < FLAT_WIDTH * (x[-1] - x[0]) and abs(y[stop] - y[start]) > 0.2 * np.ptp(y)
    if direction == 0 and slow:
        around = y[start : stop + 1]
        text = f"hardly changes, between {number(around.min(), places)} and {number(around.max(), places)}"
    elif direction == 0:
        text = f"is flat at {number(y[start], places)}"
    elif stop - start == 1 and steep:
        return f"jumps to {number(y[stop], places)}"
    else:
        verb = ("rises" if direction > 0 else "falls") + (" slowly" if slow else "")
        begin = f" from {number(y[start], places)}" if k == 0 else ""
        text = f"{verb}{begin} to {number(y[stop], places)}"
    return text if k == len(stretches) - 1 else f"{text} until {x_label} = {number(x[stop])}"


def _stretches(x, y):
    """The parts of a line that rise, fall or stay, from left to right."""
    width, height = x[-1] - x[0], np.ptp(y)
    nothing = 1e-12 * max(1.0, np.abs(y).max())
    if height <= nothing:
        return [Stretch(0, False, 0, len(x) - 1)]
    change = np.diff(y)
    directions = np.where(np.abs(change) <= nothing, 0, np.sign(change)).astype(int)
    slow = np.zeros(len(change), bool)
    looks_flat = np.abs(change / np.diff(x)) * width < FLAT_SLOPE * height
    for flat, start, stop in _runs(looks_flat.astype(int)):
        if not flat:
            continue
        here = directions[start:stop]
        wide = x[stop] - x[start] >= FLAT_WIDTH * width
        if wide and not here.any():
            continue
        slow[start:stop] = wide
        if wide and len(_runs(here[here != 0])) > 2:
            here[:] = 0
        else:
            for k in np.flatnonzero(here == 0) + start:
                directions[k] = directions[k - 1] if k else directions[np.flatnonzero(directions)[0]]
    return [Stretch(int(directions[start]), bool(slow[start]), start, stop) for _, start, stop in _runs(directions + 3 * slow)]


def _runs(values):
    edges = np.flatnonzero(np.diff(values)) + 1
    starts, stops = [0, *edges], [*edges, len(values)]
    return [[int(values[start]), int(start), int(stop)] for start, stop in zip(starts, stops, strict=True)]
