"""The sheet that a slide is drawn on, and how much room a text takes on it.

A slide is 1280 by 720 CSS pixels wherever it is shown, and the browser makes the whole larger or smaller. Its letters come with the page,
so that lines break on every machine where they are measured here.
"""

import base64
import io
import re
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1280, 720
SIDE = 64  # the margins left and right
TOP, BOTTOM = 40, 64  # the lowest strip has the footer
ROOM = WIDTH - 2 * SIDE

FRAME = 24  # what code's frame takes of its width

# Sizes of letters in pixels. Nobody in the last row reads less than SMALL.
SMALL, TEXT, HEADING, TITLE = 24, 30, 40, 60
LINE = 1.36
CODE_LINE = 1.28
_BETWEEN = 1.03  # a browser rounds letters to its own grid

FONTS = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "mono": "DejaVuSansMono.ttf"}
# The letters that come with a page. Others would be taken from the machine, and have other widths.
ALPHABET = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)])) + "–—‘’“”…·×−≤≥≈≠←→↑↓✓✗ŷ✎▶∞²³√∑²⁰₁₂○●━█"


def lines(html: str, size: int, width: float, font: str = "regular") -> int:
    """How many lines a piece of HTML without blocks takes."""
    return _lines(_words(html), size, width, font)


def text_height(html: str, size: int = TEXT, width: float = ROOM, font: str = "regular") -> float:
    """The height of a piece of HTML without blocks, formulas in it included."""
    taller = 1.2 if re.search(r"<m(?:frac|sup|sub|over|sqrt)", html) else 1
    return lines(html, size, width, font) * size * LINE * taller


def text_width(html: str, size: int, font: str = "regular") -> float:
    """The width of a piece of HTML on a single line."""
    return sum(_width(word, size, font) for word in _words(html)) + (len(_words(html)) - 1) * _width(" ", size, font)


def columns(width: float = ROOM) -> int:
    """How many letters of code stand on a line. On a whole slide they are the 78 that a line of a lesson may have."""
    return int((width - FRAME) / _font("mono", SMALL).getlength("m"))


def _words(html: str) -> list[str]:
    """What the browser may put on a line of its own. A formula is one word, and so is what stands as code."""
    one_word = lambda match: re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", match[0])))
    html = re.sub(r"<math\b.*?</math>[^\s<]*", one_word, html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", html)).split()


@cache
def _lines_of(words: tuple[str, ...], size: int, width: float, font: str) -> int:
    count, used = 1, 0.0
    for word in words:
        own = _width(word, size, font)
        if used and used + own > width:
            count, used = count + 1, 0.0
        count += int(own // width)
        used += own + _width(" ", size, font)
    return count


def _lines(words: list[str], size: int, width: float, font: str) -> int:
    return _lines_of(tuple(words), size, width, font)


@cache
def _width(word: str, size: int, font: str) -> float:
    return _font(font, size).getlength(word) * _BETWEEN


@cache
def _font(name: str, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(_file(name)), size)


def _file(name: str) -> Path:
    package = find_spec("matplotlib")  # which need not be loaded for its letters
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'matplotlib'", name="matplotlib")
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf" / FONTS[name]


@cache
def fonts_in_css() -> str:
    """The letters themselves as rules of a style sheet: those of DejaVu, which matplotlib ships, that a course in English uses."""
    looks = {"regular": ("Slides", "400"), "bold": ("Slides", "700"), "mono": ("Slides Code", "400")}
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(data:font/woff;base64,{_subset(name)}) format("woff"); }}'
        for name, (family, weight) in looks.items()
    )


def _subset(name: str) -> str:
    from fontTools import subset

    options = subset.Options(flavor="woff", notdef_outline=True, layout_features=["kern"], hinting=False)
    options.drop_tables += ["FFTM"]  # the font editor's own, of which the program would warn
    font = subset.load_font(str(_file(name)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=ALPHABET)
    cutter.subset(font)
    stream = io.BytesIO()
    subset.save_font(font, stream, options)
    return base64.b64encode(stream.getvalue()).decode("ascii")
