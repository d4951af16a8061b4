"""Samples as points of two features, one marker a class."""

import numpy as np

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, listing, number, numbers, titled


@style.house_style()
def points(X, labels, label_names, feature_names, title="", highlight=None, highlight_name=None, line=None, crossed=None) -> Picture:
    """Draw two features of each sample.

    `X` is `(m, 2)`, `labels` `(m,)` whole numbers that index `label_names`; `feature_names` are two. `highlight` is the number of a
    row to ring and `highlight_name` what to call it (else `row 7`). `line` is `(w, b)`, `w` `(2,)`: the line where
    `w[0]*X[:, 0] + w[1]*X[:, 1] + b` is 0, with its positive side hatched. `crossed` `(m,)` is True for each point that gets a
    cross. Raises `ValueError` when something does not fit.
    """
    X = given.finite("X", X, (None, 2))
    labels = given.classes("labels", labels)
    given.same_length("X", X, "labels", labels)
    label_names = given.names("label_names", label_names, "class", int(labels.max()) + 1)
    feature_names = given.names("feature_names", feature_names, "feature", 2)
    if highlight is not None:
        highlight = given.row("highlight", highlight, "X", X)

    figure, axes = style.chart(height=4.8)
    scatter(axes, X, labels, style.looks(label_names))
    axes.set(xlabel=feature_names[0], ylabel=feature_names[1])
    axes.margins(0.09)
    lettering.heading(axes, title)
    told = [
        f"{count(len(X), 'point')}: {_counts(labels, label_names)}",
        f"Across, {feature_names[0]} goes from {number(X[:, 0].min())} to {number(X[:, 0].max())}; "
        f"up, {feature_names[1]} goes from {number(X[:, 1].min())} to {number(X[:, 1].max())}",
    ]
    if crossed is not None:
        crossed = np.asarray(crossed, bool)
        given.same_length("X", X, "crossed", crossed)
        cross(axes, X[crossed])
        told.append(f"Crossed: {_counts(labels[crossed], label_names)}")
    style.settle(figure)
    taken = []
    if line is not None:
        w, b = given.finite("the w of line", line[0], (2,)), given.number("the b of line", line[1])
        if not w.any():
            raise ValueError("The w of line is (0, 0), which makes no line; at least one weight must differ from 0.")
        taken += _line(axes, w, b)
        score = X @ w + b
        told.append(
            f"The line with w = {numbers(w)} and b = {number(b)} has {_counts(labels[score > 0], label_names)} on its positive side "
            f"and {_counts(labels[score <= 0], label_names)} on the other"
        )
    if highlight is not None:
        name = str(highlight_name or f"row {highlight}")
        place = X[highlight]
        axes.plot(*place, marker="o", markersize=16, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=2, zorder=4)
        crowd = axes.transData.transform(X)
        ring = axes.transData.transform(place)
        taken.append((*(ring - 22), *(ring + 22)))
        taken.append(lettering.beside(axes, place, name, crowd, taken, framed=True, reaches=(35, 55, 85, 120, 170)))
        told.append(f"Ringed is {name}: {label_names[labels[highlight]]} at {numbers(place)}")
    lettering.name_classes(axes, X, labels, label_names, taken)
    return Picture.of(figure, titled(title, " ".join(f"{part}." for part in told)))


def scatter(axes, X, labels, looks):
    """Draw the points of each class with the marker and the colour of its look, dark-rimmed so that light colours stand out."""
    for k in np.unique(labels):
        shade = style.colour(looks[k])
        axes.plot(
            *X[labels == k].T,
            linestyle="",
            marker=style.marker(looks[k]),
            color=shade,
            markeredgecolor=style.ink(shade),
            markeredgewidth=0.8,
            markersize=6.5,
            zorder=3,
        )


def cross(axes, X):
    """Draw a cross over each point that is wrong in some way."""
    axes.plot(*X.T, linestyle="", marker="x", color=style.INK, markersize=9, markeredgewidth=1.6, zorder=4)


def _counts(labels, names):
    return listing(f"{int((labels == k).sum())} {names[k]}" for k in np.unique(labels)) if len(labels) else "no point"


def _line(axes, w, b):
    """Draw the line across the axes, hatch its positive side and say so in the corner; return the boxes of the words and of the line."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    axes.set(xlim=(left, right), ylim=(bottom, top))
    across, up = np.meshgrid([left, right], [bottom, top])
    score = w[0] * across + w[1] * up + b
    if score.max() > 0:
        hatched = axes.contourf(across, up, score, levels=[0, score.max()], colors=["none"], hatches=["//"], zorder=0.5)
        hatched.set_edgecolor("#c9c9c9")
        hatched.set_linewidth(0)
    boxes = []
    if score.min() < 0 < score.max():
        drawn = axes.contour(across, up, score, levels=[0], colors=[style.INK], linewidths=2.2, zorder=2)
        dots = lettering.line_of_dots(axes.transData.transform(drawn.get_paths()[0].vertices))
        boxes += [(*(dot - 5), *(dot + 5)) for dot in dots]
    row, column = np.unravel_index(int(np.argmax(score)), score.shape)
    label = axes.text(
        (0.02, 0.98)[column],
        (0.02, 0.98)[row],
        "hatched: x · w + b > 0" if score.max() > 0 else "nowhere here is x · w + b > 0",
        transform=axes.transAxes,
        fontsize=style.SMALL,
        ha=("left", "right")[column],
        va=("bottom", "top")[row],
        zorder=6,
        bbox={"facecolor": style.PAPER, "edgecolor": style.QUIET, "linewidth": 0.8, "boxstyle": "round,pad=0.25"},
    )
    box = label.get_window_extent()
    return [*boxes, (box.x0 - 12, box.y0 - 12, box.x1 + 12, box.y1 + 12)]
