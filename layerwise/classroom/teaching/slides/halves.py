"""Tall pictures in two halves: what stands one below the other in a notebook would be tiny on a slide, which is wide."""

import base64
import io

import numpy as np

from layerwise.classroom.teaching.material import Picture
from layerwise.figures import png

TALL = 1.0  # higher than wide
_OF_THE_MIDDLE = 0.2  # how far from the middle it may be cut, as a share of the height


def halves(shown: Picture) -> list[Picture]:
    """The picture itself, or, where it is taller than wide, its upper and its lower half, cut where nothing is drawn."""
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(shown.source.partition(",")[2]))).convert("RGB"))
    height, width = pixels.shape[:2]
    row = _empty_row(pixels) if height > TALL * width else None
    if row is None:
        return [shown]
    return [
        Picture(f"{which} half of a picture: {shown.alt}", _address(part), shown.width)
        for which, part in (("Upper", pixels[:row]), ("Lower", pixels[row:]))
    ]


def _empty_row(pixels: np.ndarray) -> int | None:
    """The middle of the broadest strip without ink near the middle, if there is one."""
    height = len(pixels)
    empty = (pixels == pixels[0, 0]).all(axis=(1, 2))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty.astype(int), [0]])))
    strips = [(end - start, (start + end) // 2) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    near = [(broad, middle) for broad, middle in strips if abs(middle - height / 2) < _OF_THE_MIDDLE * height]
    return int(max(near)[1]) if near else None


def _address(pixels: np.ndarray) -> str:
    return f"data:image/png;base64,{base64.b64encode(png.encode(pixels)).decode('ascii')}"
