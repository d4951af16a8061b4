"""The panels of a picture, each drawn by itself: on a projector, where letters are large, they need a place of their own."""

import io

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread

_MARGIN = 0.15  # inches around a panel


def panels_of(figure: Figure) -> list[list[Axes]]:
    """The axes of a figure on which something is drawn, those together that lie on each other."""
    panels: list[list[Axes]] = []
    for axes in figure.axes:
        if not axes.axison and not (axes.lines or axes.texts or axes.patches or axes.collections or axes.images or axes.artists):
            continue  # a sheet that only the others lie on
        place = axes.get_position()
        near = [panel for panel in panels if any(place.overlaps(other.get_position()) for other in panel)]
        panels = [panel for panel in panels if panel not in near] + [[*(one for panel in near for one in panel), axes]]
    return panels


def sheet_of(figure: Figure, panel: list[Axes]) -> np.ndarray:
    """The pixels of one panel with all its words, also those that do not fit into the figure."""
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_visible(axes in panel)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=figure.dpi, bbox_inches="tight", pad_inches=_MARGIN)
    for axes in figure.axes:
        axes.set_visible(True)
    return np.rint(255 * imread(io.BytesIO(drawn.getvalue()))).astype(np.uint8)[:, :, :3]
