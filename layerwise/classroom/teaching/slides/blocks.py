"""The blocks that slides are made of. Each knows its HTML and how high it is at most, and the divisible ones can be cut."""

import base64
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from layerwise.classroom.teaching import markup
from layerwise.classroom.teaching.material import Picture
from layerwise.classroom.teaching.slides import paper
from layerwise.classroom.teaching.slides.pieces import scale
from layerwise.ground.words import escaped

GAP = 18  # below each block
_PAD = 14  # within a frame, above and below
_CELL = 12  # within a table's cell, on every side
_INDENT = 44  # of a list
_ITEM_GAP = 10
# Where a slide has room left, everything on it grows by one of these.
SCALES = (1.4, 1.25, 1.12, 1.0)


@dataclass(frozen=True)
class Block:
    """A piece of a slide.

    height  in pixels, at most
    fits    whether nothing had to be broken that reads badly when it is, such as a line of code
    leads   it announces the next block, and has to stand with it
    weak    it is not worth a slide of its own
    said    what is said with it, as HTML
    again   makes the same block for another width; without it, the block has only this one
    """

    html: str
    height: float
    fits: bool = True
    leads: bool = False
    weak: bool = False
    said: tuple[str, ...] = ()
    again: Callable[[float], "Block"] | None = None

    def at(self, width: float) -> "Block":
        """The block on a sheet of that width."""
        made = self.again(width) if self.again else self
        return replace(made, leads=self.leads, weak=self.weak, said=self.said)

    def cut(self, room: float) -> tuple["Block", "Block"] | None:
        """The block in two, the first of which fits into `room`; None where it cannot be cut like that."""
        return None


def statement(markdown: str, style: str = "", size: int = paper.TEXT, inset: int = 0) -> Block:
    """A sentence or two that are shown."""
    return words(markup.inline(markdown), style, size, inset)


def words(html: str, style: str = "", size: int = paper.TEXT, inset: int = 0) -> Block:
    """HTML without blocks, as a paragraph of this style; `inset` is what its frame takes of its height and its width."""

    def at(width: float) -> Block:
        height = paper.text_height(html, size, width - inset, "bold" if style in ("asks", "right") else "regular")
        return Block(f'<p class="{style}">{html}</p>' if style else f"<p>{html}</p>", height + inset + GAP, again=at)

    return at(paper.ROOM)


# --- formulas ------------------------------------------------------------------------------------------------------------

_FORMULA = 36  # pixels


def formula(markdown: str) -> Block:
    """A formula on lines of its own."""
    tex = re.sub(r"(?:\\qquad\s*)+", r"\\qquad ", markdown.strip().strip("$").strip())

    def at(width: float) -> Block:
        rows = [tex]
        for divide in (_at_its_gaps, _at_its_last_equals):
            if any(_formula_width(row) > width for row in rows):
                rows = [part for row in rows for part in divide(row)]
        html = "".join(f"<div>{markup.formula(row, block=True)}</div>" for row in rows)
        fits = all(_formula_width(row) <= width for row in rows) and (len(rows) == 1 or width == paper.ROOM)
        return Block(f'<div class="formula">{html}</div>', sum(map(_formula_height, rows)) + GAP, fits, again=at)

    return at(paper.ROOM)


def _at_its_gaps(tex: str) -> list[str]:
    return [part for part in tex.split(r"\qquad") if part.strip()]


def _at_its_last_equals(tex: str) -> list[str]:
    before, equals, after = tex.rpartition(" = ")
    return [before, f"= {after}"] if equals else [tex]


def _formula_width(tex: str) -> float:
    """About how wide a formula is, and rather too much."""
    seen = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", lambda match: max(match.groups(), key=len), tex)
    seen = re.sub(r"\\begin\{pmatrix\}|\\end\{pmatrix\}", "( )", seen).replace(r"\qquad", "MMMM")
    signs = len(re.findall(r"[=+\-,]|\\cdot|\\rightarrow|\\leftarrow|&", seen))
    seen = re.sub(r"\\(?:rightarrow|leftarrow)", "→", seen).replace(r"\cdot", "·")
    seen = re.sub(r"\\(?:text|hat|sqrt|beta|varepsilon|log)\b|[{}^_\\;&]", "", seen)
    return 1.05 * paper.text_width(seen.replace(" ", ""), _FORMULA) + 0.5 * _FORMULA * signs


def _formula_height(tex: str) -> float:
    if "pmatrix" in tex:
        return _FORMULA * 1.7 * max(tex.count(r"\\") + 1, 2) + 20
    return _FORMULA * (3.2 if r"\frac" in tex else 2.8 if r"\sum" in tex else 1.7)


# --- lists ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Points(Block):
    """A list: its items as HTML, and the number of the first, or None where they have none."""

    items: tuple[str, ...] = ()
    first: int | None = None

    def cut(self, room: float) -> tuple[Block, Block] | None:
        fitting = max((count for count in range(len(self.items)) if _points(self.items[:count], self.first).height <= room), default=0)
        if not fitting:
            return None
        rest = None if self.first is None else self.first + fitting
        return _points(self.items[:fitting], self.first), _points(self.items[fitting:], rest)


def points(markdown: str) -> Points:
    """A list of the lesson."""
    items = re.split(r"^(?:[-*+]|[0-9]+[.)])\s+", markdown.strip(), flags=re.MULTILINE)[1:]
    number = re.match(r"([0-9]+)[.)]", markdown.strip())
    return _points(tuple(markup.inline(item) for item in items), int(number[1]) if number else None)


def _points(items: tuple[str, ...], first: int | None, width: float = paper.ROOM) -> Points:
    marked = "".join(f"<li>{item}</li>" for item in items)
    html = f"<ul>{marked}</ul>" if first is None else f'<ol start="{first}">{marked}</ol>'
    height = sum(paper.text_height(item, width=width - _INDENT) + _ITEM_GAP for item in items) + GAP
    return Points(html, height, items=items, first=first, again=lambda other: _points(items, first, other))


def options(items: list[str], size: int = paper.TEXT) -> Block:
    """What may be answered, one below the other."""

    def at(width: float) -> Block:
        html = "".join(f"<li>{item}</li>" for item in items)
        height = sum(paper.text_height(item, size, width) + _ITEM_GAP for item in items) + GAP
        return Block(f'<ul class="options">{html}</ul>', height, again=at)

    return at(paper.ROOM)


# --- tables --------------------------------------------------------------------------------------------------------------

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table(Block):
    """A table: rows of cells as HTML, of which the first has the headings."""

    rows: Rows = ()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        head, body = self.rows[:1], self.rows[1:]
        fitting = max((count for count in range(len(body)) if table(head + body[:count]).height <= room), default=0)
        return (table(head + body[:fitting]), table(head + body[fitting:])) if fitting else None


def markdown_table(markdown: str) -> Table:
    """A table of the lesson."""
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in markdown.strip().split("\n")]
    return table(tuple(tuple(markup.inline(cell) for cell in row) for place, row in enumerate(rows) if place != 1))


def table(rows: Rows, width: float = paper.ROOM) -> Table:
    """A table of rows of cells, which are HTML."""
    widths, fits = _column_widths(rows, width)
    head, *body = rows
    columns = "".join(f'<col style="width:{own + 2 * _CELL}px">' for own in widths)
    heading = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    html = f"<table><colgroup>{columns}</colgroup><thead><tr>{heading}</tr></thead><tbody>{rest}</tbody></table>"
    height = sum(_row_height(row, widths) for row in rows) + GAP
    return Table(html, height, fits, rows=rows, again=lambda other: table(rows, other))


def _row_height(row: tuple[str, ...], widths: list[int]) -> float:
    cells = [paper.text_height(cell, paper.SMALL, width, "bold") for cell, width in zip(row, widths, strict=False)]
    return max(cells, default=0) + 2 * _CELL + 1


def _column_widths(rows: Rows, width: float) -> tuple[list[int], bool]:
    """The width of each column, and whether every cell has all that it needs: where that is too much, the wide ones share what is left."""
    count = max(len(row) for row in rows)
    needed = [max(paper.text_width(row[k], paper.SMALL, "bold") * 1.06 + 8 for row in rows if k < len(row)) for k in range(count)]
    room = width - 2 * _CELL * count
    if sum(needed) <= room:
        return [round(own) for own in needed], True
    fair = room / count
    small = [min(own, fair) for own in needed]
    wanting = [own - least for own, least in zip(needed, small, strict=True)]
    left = room - sum(small)
    return [int(least + left * more / sum(wanting)) for least, more in zip(small, wanting, strict=True)], False


# --- code and what it prints ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lines(Block):
    """Code, or what it printed: lines that may be cut between any two, but rather where one is empty."""

    text: str = ""
    kind: str = "code"

    def cut(self, room: float) -> tuple[Block, Block] | None:
        lines = self.text.split("\n")
        fitting = [count for count in range(1, len(lines)) if _lines("\n".join(lines[:count]), self.kind).height <= room]
        between = [count for count in fitting if not lines[count - 1].strip() or not lines[count].strip()]
        outside = [count for count in fitting if lines[count][:1].strip()]
        # A few lines are no beginning, where a much longer one is possible.
        longest = max(fitting, default=0)
        if longest < 4:
            return None
        good = [count for count in (max(places, default=0) for places in (between, outside, fitting)) if count >= longest / 3]
        first, rest = "\n".join(lines[: good[0]]), "\n".join(lines[good[0] :])
        return _lines(first.strip("\n"), self.kind), _lines(rest.strip("\n"), self.kind)


def code(source: str) -> Lines:
    """A cell's code."""
    return _lines(source.strip("\n"), "code")


def printed(text: str) -> Lines:
    """What a cell prints."""
    return _lines(text.strip("\n"), "printed")


def _lines(text: str, kind: str, width: float = paper.ROOM) -> Lines:
    inside = markup.code(text) if kind == "code" else escaped(text)
    label = "" if kind == "code" else ' role="group" aria-label="what the code prints"'
    columns = paper.columns(width)
    count = sum(max(1, -(-len(line) // columns)) for line in text.split("\n"))
    height = count * paper.SMALL * paper.CODE_LINE + 2 * _PAD + GAP
    fits = count == text.count("\n") + 1
    again = lambda other: _lines(text, kind, other)
    return Lines(f'<pre class="{kind}"{label}>{inside}</pre>', height, fits, text=text, kind=kind, again=again)


# --- pictures ------------------------------------------------------------------------------------------------------------


def picture(shown: Picture, room: float) -> Block:
    """A picture as large as it can be in `room`."""
    width, height = size_of(shown)
    larger = scale(width, height, room)
    style = f"width:{int(width * larger)}px;height:{int(height * larger)}px"
    return Block(f'<img class="picture" alt="{escaped(shown.alt)}" src="{shown.source}" style="{style}">', height * larger)


def size_of(shown: Picture) -> tuple[float, float]:
    """The width and height of a picture in CSS pixels, as its lesson shows it."""
    start = base64.b64decode(shown.source.partition(",")[2][:64])
    width, height = struct.unpack(">II", start[16:24])
    return shown.width, shown.width * height / width


# --- piles ---------------------------------------------------------------------------------------------------------------


def packed(waiting: list[Block], room: float) -> Iterator[list[Block]]:
    """The blocks in piles, none of which is higher than `room`. What announces something stands in one pile with its beginning."""
    pile: list[Block] = []
    waiting = list(waiting)
    while waiting:
        block = waiting.pop(0)
        left = room - sum(one.height for one in pile)
        if block.height <= left:
            pile.append(block)
            continue
        # To begin something at the foot of a slide helps nobody, unless it is too long for one slide anyway.
        parts = block.cut(left) if block.height > room else None
        if parts:
            pile.append(replace(parts[0], said=block.said))
            waiting.insert(0, parts[1])
        elif pile:
            kept = len(pile)
            while kept and pile[kept - 1].leads:
                kept -= 1
            kept = kept or len(pile)  # what only leads to it, and cannot stand with it, stands alone
            waiting[:0] = [*pile[kept:], block]
            pile = pile[:kept]
        else:
            raise ValueError(f"A block is {block.height:.0f} pixels high, and {room:.0f} are the most: {block.html[:200]}")
        yield pile
        pile = []
    if pile:
        yield pile


def in_html(pile: list[Block], room: float) -> str:
    """A pile as HTML, with the largest letters with which it still fits and no line of it has to be broken."""
    for growth in SCALES:
        grown = [block.at(paper.ROOM / growth) for block in pile]
        good = all(block.fits or growth == 1 for block in grown) and all(block.again for block in grown)
        if good and growth * sum(block.height for block in grown) <= room:
            html = "".join(block.html for block in grown)
            return f'<div style="zoom:{growth}">{html}</div>' if growth > 1 else html
    return "".join(block.html for block in pile)
