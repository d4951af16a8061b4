"""Pictures in outputs: found wherever they stand, and compared by what is seen.

Another version of matplotlib, or another machine, draws the same figure with slightly other pixels: edges are smoothed otherwise, and a
letter may stand a pixel further. So each pixel is compared with the pixel in the same place and the eight around it, and only a clear
difference in several pixels counts.
"""

import base64
import binascii
import io
import re

import numpy as np

# Measured at 100 dots an inch: other hinting of letters changes no pixel by more than 0.4 of the full brightness; another letter, a
# dashed line instead of a full one, a line moved by a hundredth of the axis or drawn in a neighbouring colour changes 75 to 1,000.
CLEARLY, PIXELS = 0.4, 8
# A tight box around the figure may be rounded to the next pixel.
SIZE_TOLERANCE = 2

_EMBEDDED = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def separate(output: dict) -> tuple[dict, list[bytes]]:
    """An output's data as text with its PNG pictures taken out, and the pictures as bytes, in order."""
    texts, pictures = {}, []
    for kind, content in output.get("data", {}).items():
        content = "".join(content) if isinstance(content, list) else content
        if kind == "image/png":
            pictures.append(_decoded(content))
            content = "a picture"
        elif isinstance(content, str):
            pictures += [_decoded(match[1]) for match in _EMBEDDED.finditer(content)]
            content = _EMBEDDED.sub("a picture", content)
        texts[kind] = content
    return texts, pictures


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        return b""


def difference(first: bytes, second: bytes) -> str | None:
    """What a viewer would notice between two PNG pictures, or None."""
    if first == second:
        return None
    one, other = _pixels(first), _pixels(second)
    if one is None or other is None:
        return "is not a PNG that can be read"
    if max(abs(a - b) for a, b in zip(one.shape, other.shape, strict=True)) > SIZE_TOLERANCE:
        return f"has {one.shape[1]} × {one.shape[0]} pixels, now {other.shape[1]} × {other.shape[0]}"
    height, width = (min(sizes) for sizes in zip(one.shape[:2], other.shape[:2], strict=True))
    one, other = one[:height, :width], other[:height, :width]
    changed = int(np.sum((_beyond(one, other) > CLEARLY) | (_beyond(other, one) > CLEARLY)))
    return f"looks different in {changed} pixels" if changed > PIXELS else None


def _pixels(png: bytes) -> np.ndarray | None:
    """The picture on white paper, `(height, width, 3)`, from 0 to 1."""
    from matplotlib.image import imread

    try:
        image = imread(io.BytesIO(png), format="png")
    except Exception:  # Pillow raises several kinds for what is no PNG, and each of them means the same here
        return None
    if image.ndim == 2:
        image = np.repeat(image[:, :, None], 3, axis=2)
    if image.shape[2] == 4:
        image = image[:, :, :3] * image[:, :, 3:] + (1 - image[:, :, 3:])
    return image[:, :, :3].astype(float)


def _beyond(image: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far each pixel lies outside the range of its neighbourhood in `other`, in the colour where that is most."""
    lowest, highest = _over_neighbours(np.minimum, other), _over_neighbours(np.maximum, other)
    return np.maximum(image - highest, lowest - image).max(axis=2)


def _over_neighbours(extreme: np.ufunc, image: np.ndarray) -> np.ndarray:
    padded = np.pad(image, ((1, 1), (1, 1), (0, 0)), mode="edge")
    rows = extreme(extreme(padded[:-2], padded[1:-1]), padded[2:])
    return extreme(extreme(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
