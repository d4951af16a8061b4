"""Grayscale images in a grid."""

import numpy as np
from matplotlib.patches import Rectangle

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, number

WIDTH = 7.0
GAP = 0.14
TITLE_ROOM = 0.3


@style.house_style()
def images(pixels, titles=None, columns=8) -> Picture:
    """Draw images, dark where the values are large.

    `pixels` is `(m, height, width)`, or `(m, side * side)` for square images that were unrolled. `titles`, if given, are `m`. At most
    `columns` stand in a row, fewer when a title is wide. Raises `ValueError` when the shapes do not fit.
    """
    pixels = _stack(pixels)
    m, height, width = pixels.shape
    titles = None if titles is None else [str(title) for title in titles]
    if titles is not None and len(titles) != m:
        raise ValueError(f"pixels has shape {pixels.shape} and there are {len(titles)} titles; each of the {m} images needs one.")
    if columns < 1:
        raise ValueError(f"columns is {columns}; at least 1 is needed.")

    columns = min(columns, m)
    if titles:
        probe, _ = style.sheet(1, 1)
        widest = max(lettering.text_size(probe, title, style.SMALL)[0] for title in titles)
        columns = max(1, min(columns, int((WIDTH - GAP) // (widest + GAP))))
    rows = -(-m // columns)
    side = (WIDTH - GAP) / max(columns, 4) - GAP
    tall = side * height / width
    above = TITLE_ROOM if titles else GAP
    figure_width = max(columns * (side + GAP) + GAP, widest + 2 * GAP if titles else 0)
    figure, axes = style.sheet(figure_width, rows * (tall + above) + GAP)
    low, high = pixels.min(), pixels.max()
    for k, image in enumerate(pixels):
        row, column = divmod(k, columns)
        left, bottom = GAP + column * (side + GAP), figure.get_figheight() - (row + 1) * (tall + above)
        extent = (left, left + side, bottom, bottom + tall)
        axes.imshow(
            image, cmap="gray_r", vmin=low, vmax=high if high > low else low + 1, interpolation="nearest", extent=extent, aspect="auto"
        )
        axes.add_patch(Rectangle((left, bottom), side, tall, facecolor="none", edgecolor="#999999", linewidth=0.8))
        if titles:
            axes.text(left + side / 2, bottom + tall + 0.05, titles[k], ha="center", va="bottom", fontsize=style.SMALL)
    axes.set(xlim=(0, figure.get_figwidth()), ylim=(0, figure.get_figheight()))

    alt = f"{count(m, 'image')} of {height} by {width} pixels in {count(rows, 'row')}, "
    alt += f"values from {number(low)} (white) to {number(high)} (black)"
    return Picture.of(figure, alt + (f": {_told(titles)}." if titles else "."))


def _told(titles):
    """The titles, one after the other; where some are blank, each with the number of its image."""
    if all(title.strip() for title in titles):
        return "; ".join(titles)
    return "; ".join(f"image {k}: {title}" for k, title in enumerate(titles, start=1) if title.strip()) or "without titles"


def _stack(pixels):
    """`pixels` as `(m, height, width)`."""
    if np.ndim(pixels) != 2:
        return given.finite("pixels", pixels, (None, None, None))
    rows = given.finite("pixels", pixels, (None, None))
    side = round(rows.shape[1] ** 0.5)
    if side * side != rows.shape[1]:
        raise ValueError(f"pixels has shape {rows.shape}; {rows.shape[1]} values make no square. Give shape (m, height, width).")
    return rows.reshape(len(rows), side, side)
