"""A still picture that carries its own text alternative."""

import io
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from layerwise.figures import png, style
from layerwise.figures.panels import panels_of, sheet_of
from layerwise.figures.style import PAPER, PIXELS_PER_INCH

LETTERS = 14  # the pixels of JupyterLab's letters
SHARE = 1 / 10.6  # the percentage of the page's width that goes with a pixel of the picture's
MOST = 1.4  # a picture grows no further


@dataclass(frozen=True, repr=False)
class Picture:
    """A PNG, the words that say what it shows, and the width in CSS pixels at which it is shown.

    JupyterLab shows the HTML form, because its own PNG output has no text alternative. The PNG has twice as many pixels as it is
    shown with, so that it stays sharp, and its own white paper, so that it can be read in a dark theme.
    """

    png: bytes
    alt: str
    width: int

    @classmethod
    def of(cls, figure: Figure, alt: str) -> "Picture":
        """Draw `figure` as it stands, which makes its bytes the same each time, and describe it by `alt`."""
        canvas = cast(FigureCanvasAgg, figure.canvas)  # as `style` makes every figure
        canvas.draw()
        if style.LETTERS > 1 and len(figure.axes) > 1:  # the words, larger than the panels were made for, would run into each other
            sheets = [sheet_of(figure, panel) for panel in panels_of(figure)]
            return stacked([cls(png.encode(sheet), "", round(sheet.shape[1] / style.RESOLUTION)) for sheet in sheets], alt)
        return cls(png.encode(np.asarray(canvas.buffer_rgba())), alt, round(figure.get_figwidth() * PIXELS_PER_INCH))

    def save(self, path) -> None:
        """Write the picture to `path`, whose name ends in .png."""
        path = Path(path)
        if path.suffix.lower() != ".png":
            raise ValueError(f"A picture is saved as PNG, so give it a name that ends in .png, not {path.name!r}.")
        path.write_bytes(self.png)

    def __repr__(self) -> str:
        return f"Picture: {self.alt}"

    def _repr_html_(self) -> str:
        data = b64encode(self.png).decode("ascii")
        # As wide as it was drawn; wider on a wide page, and where the letters around it are larger, as in JupyterLab's presentation mode.
        widest = f"min({self.width * SHARE:.1f}%, {self.width * MOST:.0f}px)"
        shown = f"width:max({self.width}px, {self.width / LETTERS:.2f}em, {widest});max-width:100%;height:auto;background:{PAPER}"
        return f'<img alt="{escape(self.alt)}" src="data:image/png;base64,{data}" style="{shown}" width="{self.width}">'

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}


def stacked(pictures, alt: str) -> Picture:
    """One picture of several, one below the other, each in the middle."""
    sheets = [np.rint(255 * imread(io.BytesIO(picture.png))).astype(np.uint8)[:, :, :3] for picture in pictures]
    width = max(sheet.shape[1] for sheet in sheets)
    margins = [width - sheet.shape[1] for sheet in sheets]
    padded = [
        np.pad(sheet, ((0, 0), (margin // 2, margin - margin // 2), (0, 0)), constant_values=255)
        for sheet, margin in zip(sheets, margins, strict=True)
    ]
    return Picture(png.encode(np.vstack(padded)), alt, max(picture.width for picture in pictures))
