"""Pictures in pieces: what stands one below the other in a notebook would be tiny on a slide, which is wide."""

import base64
import io

import numpy as np

from layerwise.classroom.teaching.material import LETTERS, Picture
from layerwise.classroom.teaching.slides import paper
from layerwise.figures import png, style

# How many pixels of a notebook's page the smallest letters of a picture have, where the lessons are run for slides.
_SMALLEST = 10 * LETTERS / 72 * style.PIXELS_PER_INCH
_MARGIN = 16  # pixels of the picture
# Where a picture may be cut, as shares of its height. A heading stands near the top, and has to stay with what it is above.
_FROM, _TO = 0.15, 0.8


def pieces(shown: Picture, room: float) -> list[Picture]:
    """The picture, or, where its letters would be too small in a room of that height, its pieces, cut where nothing is drawn."""
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(shown.source.partition(",")[2]))).convert("RGB"))
    parts = _cut(pixels, shown.width / pixels.shape[1], room)
    if len(parts) == 1:
        return [shown]
    return [
        Picture(
            f"Piece {number} of {len(parts)} of a picture: {shown.alt}",
            _address(part),
            round(shown.width * part.shape[1] / pixels.shape[1]),
        )
        for number, part in enumerate(parts, 1)
    ]


def scale(width: float, height: float, room: float) -> float:
    """How much larger than in its notebook a picture is shown."""
    return min((paper.WIDTH - 16) / width, room / height)


def _cut(pixels: np.ndarray, resolution: float, room: float) -> list[np.ndarray]:
    height, width = pixels.shape[:2]
    too_small = scale(width * resolution, height * resolution, room) * _SMALLEST < paper.SMALL
    row = _empty_row(pixels) if too_small else None
    halves = [] if row is None else [_trimmed(pixels[:row]), _trimmed(pixels[row:])]
    return [part for half in halves for part in _cut(half, resolution, room)] or [pixels]


def _trimmed(pixels: np.ndarray) -> np.ndarray:
    """A piece without the empty paper around it, but for a margin."""
    rows, columns = (np.flatnonzero(~_empty(sight)) for sight in (pixels, pixels.swapaxes(0, 1)))
    top, left = max(rows[0] - _MARGIN, 0), max(columns[0] - _MARGIN, 0)
    return pixels[top : rows[-1] + _MARGIN, left : columns[-1] + _MARGIN]


def _empty_row(pixels: np.ndarray) -> int | None:
    """The middle of the broadest strip without ink, away from both ends, if there is one."""
    height = len(pixels)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], _empty(pixels).astype(int), [0]])))
    strips = [(end - start, (start + end) // 2) for start, end in zip(edges[::2], edges[1::2], strict=True) if start > 0 and end < height]
    between = [(breadth, middle) for breadth, middle in strips if _FROM * height < middle < _TO * height]
    return int(max(between)[1]) if between else None


def _empty(pixels: np.ndarray) -> np.ndarray:
    """Of each row of pixels, whether it is nothing but paper, of which the corner of a picture is."""
    return (pixels == pixels[0, 0]).all(axis=(1, 2))


def _address(pixels: np.ndarray) -> str:
    return f"data:image/png;base64,{base64.b64encode(png.encode(pixels)).decode('ascii')}"
