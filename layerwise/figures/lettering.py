"""Words in a drawing: each beside what it names, and clear of everything else."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnnotationBbox, DrawingArea, HPacker, TextArea

from layerwise.figures.style import HEADING, INK, PAPER, QUIET, RESOLUTION, SMALL, TEXT, colour, ink, looks, marker, settle

NO_ROOM = 100_000
AIR = 4 * RESOLUTION  # free space around a label, in the pixels of the drawing


def text_size(figure, text, size=TEXT, weight="normal"):
    """Width and height in inches that `text` takes at `size` points."""
    artist = figure.text(0, 0, text, fontsize=size, fontweight=weight)
    box = artist.get_window_extent()
    artist.remove()
    return np.array([box.width, box.height]) / figure.dpi


def heading(axes, title, note=""):
    """Write `title` above the axes, in as many lines as it needs, and the smaller `note` between the two."""
    figure = axes.figure
    room = figure.get_figwidth() - 1.3
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_size(figure, longer, HEADING, "bold")[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if note:
        axes.annotate(note, (0, 1), xytext=(0, 8), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL, color=QUIET)
    if lines:
        axes.set_title("\n".join(lines), pad=30 if note else 12)


def spread(wanted, gap, low, high):
    """Positions near `wanted`, at least `gap` apart and between `low` and `high` where they fit; in the order of `wanted`."""
    wanted = np.asarray(wanted, dtype=float)
    order = np.argsort(wanted, kind="stable")
    places = np.clip(wanted[order], low, high)
    for k in range(1, len(places)):
        places[k] = max(places[k], places[k - 1] + gap)
    places[-1] = min(places[-1], high)
    for k in range(len(places) - 2, -1, -1):
        places[k] = min(places[k], places[k + 1] - gap)
    result = np.empty_like(places)
    result[order] = places
    return result


def name_ends(axes, ends):
    """Name each line at its right end. `ends` holds `(x, y, name, colour)`; names that would collide are moved apart."""
    figure = axes.figure
    names = [
        axes.annotate(
            name,
            (x, y),
            xytext=(22, 0),
            textcoords="offset points",
            va="center",
            color=ink(shade),
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": shade, "linewidth": 1.2, "relpos": (0, 0.5), "shrinkA": 2, "shrinkB": 4},
        )
        for x, y, name, shade in ends
    ]
    settle(figure)
    points = 72 / figure.dpi
    middles = [axes.transData.transform((x, y))[1] * points for x, y, _, _ in ends]
    area = axes.get_window_extent()
    for name, middle, place in zip(names, middles, spread(middles, TEXT * 1.5, area.y0 * points, area.y1 * points), strict=True):
        name.xyann = (22, place - middle)


def name_classes(axes, X, labels, names, taken, home=None):
    """Name each class close to its points, where the plate hides the fewest of them.

    `X` `(m, 2)` are all the points, `labels` `(m,)` their classes, and `taken` boxes `(x0, y0, x1, y1)` in pixels to keep clear of.
    `home(places)`, if given, is the class to which each of `(n, 2)` places belongs; a plate then prefers its own ground.
    """
    figure = axes.figure
    area = axes.get_window_extent()
    points = axes.transData.transform(X)
    across, up = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 1, 41))
    fractions = np.column_stack([across.ravel(), up.ravel()])
    centres = fractions * (area.width, area.height) + (area.x0, area.y0)
    taken = list(taken)
    for k, (name, look) in enumerate(zip(names, looks(names), strict=True)):
        mine, others = points[labels == k], points[labels != k]
        plate = _plate(axes, look, name)
        size = plate.get_window_extent(figure.canvas.get_renderer())
        half = np.array([size.width, size.height]) / 2 + 1.5 * AIR
        # Not the corners alone: a border that bends would pass beneath the plate between them.
        spots = np.vstack([centres + half * (side, end) for side in np.linspace(-1, 1, 5) for end in (-1, 0, 1)])
        owned = np.ones((15, len(centres)), dtype=bool)
        if home:
            owned = home(axes.transData.inverted().transform(spots)).reshape(15, -1) == k
        if len(mine) == 0 and not (home and owned.any()):
            plate.remove()
            continue
        low, high = centres - half, centres + half
        outside = ((low < (area.x0, area.y0)) | (high > (area.x1, area.y1))).any(axis=1)
        hidden = (np.abs(centres[:, None, :] - points[None, :, :]) < half).all(axis=2).sum(axis=1)
        cost = 10.0 * NO_ROOM * outside + 250 * hidden + (NO_ROOM * _meetings(low, high, taken))
        if len(mine):
            near = _reach(centres, mine, half)
            cost += near
            if len(others):
                cost += 2 * np.maximum(0, near - _reach(centres, others, half))
        cost += 2000 * (~owned).mean(axis=0)
        best = int(np.argmin(cost))
        plate.xy = plate.xybox = tuple(fractions[best])
        taken.append((*low[best], *high[best]))


def _plate(axes, k, name):
    """A small white plate with the marker of look `k` and a name."""
    shade = colour(k)
    drawing = DrawingArea(10, 10)
    drawing.add_artist(Line2D([5], [5], marker=marker(k), markersize=8, color=shade, markeredgecolor=ink(shade), linestyle=""))
    words = TextArea(name, textprops={"color": ink(shade), "fontsize": TEXT, "fontweight": "bold"})
    plate = AnnotationBbox(
        HPacker(children=[drawing, words], align="center", pad=0, sep=5),
        (0.5, 0.5),
        xycoords="axes fraction",
        pad=0.3,
        bboxprops={"facecolor": PAPER, "edgecolor": shade, "linewidth": 1, "boxstyle": "round,pad=0.15"},
        zorder=6,
    )
    axes.add_artist(plate)
    return plate


def _reach(centres, points, half):
    """How far, in pixels, the box around each centre is from the nearest of `points`, with a little weight for their middle."""
    gaps = np.maximum(np.abs(centres[:, None, :] - points[None, :, :]) - half, 0)
    distance = np.sqrt((gaps**2).sum(axis=2)).min(axis=1)
    return distance + 0.1 * np.linalg.norm(centres - np.median(points, axis=0), axis=1)


def _meetings(low, high, boxes):
    """How many of `boxes` each box from `low` `(n, 2)` to `high` `(n, 2)` overlaps."""
    total = np.zeros(len(low), dtype=int)
    for x0, y0, x1, y1 in boxes:
        total += (low[:, 0] < x1) & (high[:, 0] > x0) & (low[:, 1] < y1) & (high[:, 1] > y0)
    return total


def line_of_dots(places):
    """Dots close together along the line through `places` `(n, 2)`, so that no label can stand between two of them unnoticed."""
    if len(places) < 2:
        return np.array(places)
    steps = np.maximum(np.ceil(np.linalg.norm(np.diff(places, axis=0), axis=1) / 6), 1).astype(int)
    return np.vstack(
        [start + np.linspace(0, 1, n)[:, None] * (stop - start) for start, stop, n in zip(places[:-1], places[1:], steps, strict=True)]
    )


def beside(axes, xy, text, crowd, taken, size=TEXT, shade=INK, framed=False, reaches=(20, 40, 70, 110, 160), needed=True):
    """Write `text` near the point `xy`, clear of the dots `crowd` `(n, 2)` and the boxes `taken`, both in pixels; return its box.

    A thin line leads to the point when the text is not right beside it. Text that is not `needed` is left out, and `None` returned,
    where there is no room for it.
    """
    figure = axes.figure
    area, anchor = axes.get_window_extent(), axes.transData.transform(xy)
    half = text_size(figure, text, size, "bold") * figure.dpi / 2 + (1.5 * AIR if framed else AIR)
    angles = np.radians(np.arange(90, 450, 15))
    directions = np.column_stack([np.cos(angles), np.sin(angles)])
    offsets = np.vstack([directions * (reach + half) for reach in reaches])
    low, high = anchor + offsets - half, anchor + offsets + half
    outside = ((low < (area.x0, area.y0)) | (high > (area.x1, area.y1))).any(axis=1)
    hidden = ((crowd[None] > low[:, None]) & (crowd[None] < high[:, None])).all(axis=2).sum(axis=1)
    cost = NO_ROOM * (outside + _meetings(low, high, taken)) + 60 * hidden + np.repeat(reaches, len(directions))
    best = int(np.argmin(cost))
    if cost[best] >= NO_ROOM and not needed:
        return None
    far = reaches[best // len(directions)] > 40
    axes.annotate(
        text,
        xy,
        xytext=offsets[best] * 72 / figure.dpi,
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=size,
        fontweight="bold",
        color=shade,
        zorder=7,
        bbox={"facecolor": PAPER, "edgecolor": INK if framed else "none", "linewidth": 1, "boxstyle": "round,pad=0.2"},
        arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 1, "shrinkA": 0, "shrinkB": 7} if far else None,
    )
    return (*low[best], *high[best])


def number_points(axes, places, crowd, between=True):
    """Call the first of `places` `(k, 2)` `start`, the last `step k`, and number those `between` where there is room; return the boxes."""
    anchors = axes.transData.transform(places)
    crowd = np.vstack([crowd, anchors])
    taken = [(*(anchor - 2 * AIR), *(anchor + 2 * AIR)) for anchor in anchors]
    last = len(places) - 1
    shade = ink(colour(1))
    names = {0: "start", last: f"step {last}"} if last else {0: "here"}
    if between:
        names |= {k: str(k) for k in range(1, last)}
    for k, name in names.items():
        reaches = (2 * AIR, 4 * AIR, 40, 80, 120) if k in (0, last) else (2 * AIR, 20)
        box = beside(axes, places[k], name, crowd, taken, SMALL, shade, reaches=reaches, needed=k in (0, last))
        if box is not None:
            taken.append(box)
    return taken


def label_levels(axes, levels, segments, crowd, taken):
    """Write each contour line's level on it, far from the other labels, the dots `crowd` and the boxes `taken`, in pixels.

    `segments` holds the pieces `(n, 2)` of each line. A level that finds no free place is left out.
    """
    figure = axes.figure
    area = axes.get_window_extent()
    taken = list(taken)
    for level, pieces in zip(levels, segments, strict=True):
        text = f"{level:g}"
        half = text_size(figure, text, SMALL) * figure.dpi / 2 + AIR
        places = axes.transData.transform(np.vstack([np.empty((0, 2)), *pieces]))
        low, high = places - half, places + half
        free = ((low > (area.x0, area.y0)) & (high < (area.x1, area.y1))).all(axis=1) & (_meetings(low, high, taken) == 0)
        if len(crowd):
            free &= ~(np.abs(places[:, None] - crowd[None]) < half).all(axis=2).any(axis=1)
        if not free.any():
            continue
        places = places[free]
        others = np.vstack([crowd, *[np.array([[(x0 + x1) / 2, (y0 + y1) / 2]]) for x0, y0, x1, y1 in taken]])
        far = np.linalg.norm(places[:, None] - others[None], axis=2).min(axis=1) if len(others) else np.zeros(len(places))
        place = places[int(np.argmax(np.minimum(far, 120) + 0.01 * places[:, 1]))]
        taken.append((*(place - half), *(place + half)))
        axes.text(
            *axes.transData.inverted().transform(place),
            text,
            ha="center",
            va="center",
            fontsize=SMALL,
            color=ink(colour(0)),
            zorder=5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )


def along_lines(starts, stops, halves, clear, blocked):
    """Where on each line its label stands best: off the other labels and `blocked` boxes, and if possible off the other lines.

    All in the units of a sheet: `starts` and `stops` `(n, 2)`, `halves` `(n, 2)` half the labels' sizes, `clear` what stays free at
    both ends, `blocked` boxes `(x0, y0, x1, y1)`.
    """
    starts, directions = np.array(starts), np.array(stops) - np.array(starts)
    lengths = np.linalg.norm(directions, axis=1)
    shares = np.linspace(0, 1, 41)
    choices = [starts[k] + np.outer((clear + shares * (lengths[k] - 2 * clear)) / lengths[k], directions[k]) for k in range(len(starts))]
    dots = starts[:, None, :] + np.linspace(0, 1, 160)[None, :, None] * directions[:, None, :]
    costs = []
    for k, places in enumerate(choices):
        others = np.delete(dots, k, axis=0).reshape(-1, 2)
        crossed = (np.abs(places[:, None] - others[None]) < halves[k]).all(axis=2).sum(axis=1)
        costs.append(crossed + 1000.0 * _meetings(places - halves[k], places + halves[k], blocked) + 4 * np.abs(shares - 0.25))
    picked = [int(np.argmin(cost)) for cost in costs]
    for _ in range(8):
        for k, places in enumerate(choices):
            cost = costs[k].copy()
            for other in range(len(choices)):
                if other != k:
                    apart = np.abs(places - choices[other][picked[other]]) < halves[k] + halves[other]
                    cost += 1000 * apart.all(axis=1)
            picked[k] = int(np.argmin(cost))
    return [choices[k][picked[k]] for k in range(len(choices))]
