"""From a drawing to 64 numbers, step by step, as the digits of `load_digits` were made from paper.

Their makers used the programs of NIST, the standards institute of the United States (Garris and others, 1994, NISTIR 5469), which the
functions below follow. A drawing is a list of strokes, a stroke is a list of points (x, y) on a sheet of 128 x 128, with (0, 0) at the
top left.

    drawing -> scan -> stretch -> place -> even_pen -> straighten -> count_blocks -> 8 x 8 numbers from 0 to 16

`steps` does all of it and keeps what each step has made, `prepare` returns the numbers alone. handwriting.js, in `layerwise.explorers`,
does the same in the browser.
"""

from math import floor

import numpy as np

SHEET = 128  # the sheet's width and height
PEN = 9  # the width of a line; with it the drawings of `load_drawings` have as much ink as the digits
SIDE = 32  # the width and height of the prepared bitmap, in pixels
WIDTH = 20  # how wide a digit is made in it; it is made as high as the bitmap
BLOCK = 4  # a block that becomes one number is 4 x 4 pixels
TOO_MUCH, TOO_LITTLE = (412, 560), (256, 108)  # black pixels from which on a layer is taken off, a second one; is added, a second one
NOISY, FLAT = 2, 5  # rows at the top and the bottom that are not asked for the slant; a digit that is no higher has none


def prepare(strokes, centred: bool = True) -> np.ndarray:
    """The 8 x 8 numbers of a drawing, (8, 8) float64, from 0 (paper) to 16 (ink); all 0 where nothing is drawn.

    With `centred` a digit is put into the middle, as the data set has it. Without, it stays on the side of the sheet where it was drawn.
    """
    return steps(strokes, centred)["counted"]


def steps(strokes, centred: bool = True) -> dict[str, np.ndarray]:
    """What each step makes of a drawing, by its name, in order. All but the last are bitmaps: bool, True where there is ink."""
    made = {"scanned": scan(strokes)}
    made["stretched"] = stretch(made["scanned"])
    made["placed"] = place(made["stretched"], (0, 0) if centred else off_centre(made["scanned"]))
    made["evened"] = even_pen(made["placed"])
    made["straightened"] = straighten(made["evened"])
    made["counted"] = count_blocks(made["straightened"])
    return made


def move(strokes, right: float = 0, down: float = 0) -> list:
    """The strokes further to the right and further down on the sheet, in pixels of the 8 x 8 numbers; so 1 is an eighth of the sheet."""
    pixel = SHEET * BLOCK // SIDE
    return [[[x + right * pixel, y + down * pixel] for x, y in stroke] for stroke in strokes]


def scan(strokes) -> np.ndarray:
    """The sheet as a bitmap, (128, 128): a pixel is black where the pen, a disc, has been over its middle."""
    bitmap = np.zeros((SHEET, SHEET), bool)
    for stroke in strokes:
        for start, end in zip(stroke, stroke[1:] or stroke, strict=False):
            _draw_line(bitmap, start, end)
    return bitmap


def _draw_line(bitmap, start, end):
    """Blacken the pixels whose middle is at most half a pen away from the line between two points."""
    (x0, y0), (x1, y1) = start, end
    radius = PEN / 2
    left, right = (int(min(max(x, 0), SHEET)) for x in (min(x0, x1) - radius - 1, max(x0, x1) + radius + 1))
    top, bottom = (int(min(max(y, 0), SHEET)) for y in (min(y0, y1) - radius - 1, max(y0, y1) + radius + 1))
    x, y = np.arange(left, right)[None, :] + 0.5, np.arange(top, bottom)[:, None] + 0.5
    across, down = x1 - x0, y1 - y0
    length = across * across + down * down
    # How far along the line the nearest point is, from 0 at its start to 1 at its end.
    along = np.clip(((x - x0) * across + (y - y0) * down) / length, 0, 1) if length > 0 else 0.0
    off_x, off_y = x0 + along * across - x, y0 + along * down - y
    bitmap[top:bottom, left:right] |= off_x * off_x + off_y * off_y <= radius * radius


def box(bitmap) -> tuple[int, int, int, int]:
    """The smallest box around the ink: its left, top, width and height. Where there is no ink, all of the bitmap."""
    if not bitmap.any():
        return 0, 0, bitmap.shape[1], bitmap.shape[0]
    columns, rows = np.flatnonzero(bitmap.any(axis=0)), np.flatnonzero(bitmap.any(axis=1))
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)


def stretch(bitmap) -> np.ndarray:
    """What is in the box around the ink, stretched or shrunk to 20 pixels across and 32 down, whatever its shape was: `(32, 20)`."""
    left, top, width, height = box(bitmap)
    rows = top + (2 * np.arange(SIDE) + 1) * height // (2 * SIDE)  # of each new pixel's middle, the old pixel in which it lies
    columns = left + (2 * np.arange(WIDTH) + 1) * width // (2 * WIDTH)
    return bitmap[rows[:, None], columns]


def off_centre(bitmap) -> tuple[int, int]:
    """How far the ink's box is from the middle of the sheet, to the right and down, in pixels of the prepared bitmap."""
    left, top, width, height = box(bitmap)
    right, down = ((2 * start + size - SHEET + SHEET // SIDE) // (2 * SHEET // SIDE) for start, size in ((left, width), (top, height)))
    return right, down


def place(bitmap, moved=(0, 0)) -> np.ndarray:
    """A stretched digit in the middle of 32 x 32 pixels, or `moved` from there, to the right and down; what leaves the edge is lost."""
    right, down = moved
    left = (SIDE - WIDTH) // 2 + right
    whole = np.zeros((3 * SIDE, 3 * SIDE), bool)  # with room around for what leaves the edge
    whole[SIDE + down : 2 * SIDE + down, SIDE + left : SIDE + left + WIDTH] = bitmap
    return whole[SIDE : 2 * SIDE, SIDE : 2 * SIDE]


def even_pen(bitmap) -> np.ndarray:
    """Lines of a usual width: one or two layers of pixels are taken off all around where there is too much ink, or added for too little."""
    ink = int(bitmap.sum())
    for limit in TOO_MUCH:
        if ink > limit:
            bitmap = _thinner(bitmap)
    for limit in TOO_LITTLE:
        if ink < limit:
            bitmap = _thicker(bitmap)
    return bitmap


def _thinner(bitmap):
    """Without the pixels that have paper to the left, to the right, above or below; there is paper beyond the edges."""
    return bitmap & np.logical_and.reduce(_neighbours(bitmap))


def _thicker(bitmap):
    """With the pixels that have ink to the left, to the right, above or below."""
    return bitmap | np.logical_or.reduce(_neighbours(bitmap))


def _neighbours(bitmap):
    framed = np.pad(bitmap, 1)
    return framed[:-2, 1:-1], framed[2:, 1:-1], framed[1:-1, :-2], framed[1:-1, 2:]


def straighten(bitmap) -> np.ndarray:
    """Without slant: each row is moved to the side so that the digit begins equally far left at its top and at its bottom."""
    _, top, _, height = box(bitmap)
    top, bottom = top + NOISY, top + height - 1 - NOISY
    if height <= FLAT or not (bitmap[top].any() and bitmap[bottom].any()):
        return bitmap
    slant = (int(bitmap[top].argmax()) - int(bitmap[bottom].argmax())) / (bottom - top)
    straightened = np.zeros_like(bitmap)
    for row in range(SIDE):
        right = floor((row - SIDE // 2) * slant + 0.5)
        columns = np.flatnonzero(bitmap[row]) + right
        straightened[row, columns[(columns >= 0) & (columns < SIDE)]] = True
    return straightened


def count_blocks(bitmap) -> np.ndarray:
    """The number of black pixels in each block of 4 x 4: `(8, 8)` float64, from 0 to 16."""
    blocks = SIDE // BLOCK
    return bitmap.reshape(blocks, BLOCK, blocks, BLOCK).sum(axis=(1, 3)).astype(np.float64)
