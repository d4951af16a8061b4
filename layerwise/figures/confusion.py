"""Which class was taken for which."""

import numpy as np
from matplotlib.patches import Rectangle

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, listing, percent, times


@style.house_style()
def confusion(matrix, label_names) -> Picture:
    """Draw a confusion matrix with its counts.

    `matrix` is `(n, n)`, row = label, column = predicted; `label_names` are `n`. Right answers stand on the framed diagonal.
    Raises `ValueError` when the shapes do not fit or an entry is not a count.
    """
    matrix = given.finite("matrix", matrix, (None, None))
    label_names = [str(name) for name in label_names]
    n = len(label_names)
    if matrix.shape != (n, n):
        raise ValueError(f"matrix has shape {matrix.shape}, but {n} label_names need shape ({n}, {n}).")
    if (matrix < 0).any() or (matrix != np.round(matrix)).any():
        raise ValueError("matrix must hold counts: whole numbers from 0.")
    counts = matrix.astype(int)

    cell = 0.85 if n <= 4 else 0.55
    probe, _ = style.sheet(1, 1)
    longest = max(lettering.text_size(probe, name)[0] for name in label_names)
    upright = longest > cell
    figure, axes = style.chart(width=n * cell + longest + 0.9, height=n * cell + (longest if upright else 0.2) + 0.7)
    axes.grid(False)
    axes.spines[:].set_visible(False)
    axes.set(xlim=(-0.55, n - 0.45), ylim=(n - 0.45, -0.55), aspect="equal")
    for row in range(n):
        for column in range(n):
            _cell(axes, row, column, counts[row, column], counts.max())
    axes.set_xticks(range(n), label_names, fontsize=style.TEXT, rotation=90 if upright else 0)
    axes.set_yticks(range(n), label_names, fontsize=style.TEXT)
    axes.tick_params(length=0)
    axes.set_xlabel("predicted", fontweight="bold")
    axes.set_ylabel("label", fontweight="bold")
    style.settle(figure)
    return Picture.of(figure, _alt(counts, label_names))


def _cell(axes, row, column, number, largest):
    right = row == column
    # Never darker than this, so that dark words can be read on every cell.
    strength = 0.12 + 0.48 * number / largest if number else 0
    shade = style.tint(style.POSITIVE if right else style.NEGATIVE, strength)
    rim = style.INK if right else style.NEGATIVE if number else "#cccccc"
    frame = (
        {"linewidth": 2, "linestyle": "-"} if right else {"linewidth": 1.5 if number else 0.8, "linestyle": style.DASHED if number else "-"}
    )
    axes.add_patch(Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, facecolor=shade, edgecolor=rim, **frame))
    axes.text(column, row, str(number), ha="center", va="center", fontsize=12, fontweight="bold" if number else "normal")


def _alt(counts, names):
    n = len(names)
    total, right = int(counts.sum()), int(np.trace(counts))
    share = f" ({percent(right / total)})" if total else ""
    each = "; ".join(f"{names[k]}: {counts[k, k]} of {counts[k].sum()}" for k in range(n))
    alt = f"Confusion matrix of {count(n, 'class', 'classes')}. {right} of {count(total, 'sample')} are right{share}. {each}. "
    mistakes = [
        f"{names[row]} was taken for {names[column]} {times(counts[row, column])}"
        for row in range(n)
        for column in range(n)
        if row != column and counts[row, column]
    ]
    return alt + (f"Mistakes: {listing(mistakes)}." if mistakes else "There are no mistakes.")
