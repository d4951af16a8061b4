"""What a lesson says in words: its paragraphs and sentences, and the check that none of them is too long.

A sentence has at most 30 words and a paragraph at most 90. Where more is needed, a comment right after it gives the reason:
`<!-- long: the list is read as a whole -->`. A formula and a piece of code count as one word each. Headings and blocks of code count for
nothing; an item of a list and a cell of a table are paragraphs of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layerwise.press.source import HEADING, Cell, Lesson, blank_fences, comments

WORDS_IN_A_SENTENCE = 30
WORDS_IN_A_PARAGRAPH = 90

# Stands for each character of a formula or of code, so that it is one word in which no term is found.
_OPAQUE = "\ue000"
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.|\n(?!\s*\n))+?(?<!`)\1(?!`)")
_MATHS = re.compile(r"\$\$.*?\$\$|(?<!\\)\$(?:[^$\n]|\n(?!\s*\n))+\$", re.DOTALL)
_HTML = re.compile(r"</?[A-Za-z][^<>]*>")
_QUOTE = re.compile(r"^(?:\s*>)+", re.MULTILINE)
_TARGET = re.compile(r"\]\([^)\n]*\)")
_HEADINGS = re.compile(HEADING.pattern, re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s+")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
_SENTENCE_END = re.compile(r"[.?!…]+[\"'”’)\]*_]*(?=\s+[^a-z\s]|\s*$)")
_LONG = re.compile(r"\s*long\s*(?::\s*(.*?)\s*)?", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text cell: where it stands in the cell's text, and how many words it has."""

    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, an item of a list, or a cell of a table."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)


def readable(text: str) -> str:
    """The text of a cell with everything blanked that is not read as a sentence, so that positions and line numbers stay.

    Blank are blocks of code, headings, comments, HTML and the targets of links. Formulas and code within a line become opaque words.
    """
    text = blank_fences(text)
    for comment in comments(text):
        text = text[: comment.start()] + _blank(comment) + text[comment.end() :]
    text = _CODE.sub(_opaque, text)
    text = _MATHS.sub(_opaque, text)
    for pattern in (_HEADINGS, _HTML, _TARGET, _QUOTE):
        text = pattern.sub(_blank, text)
    return text


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text cell, with their sentences."""
    plain = readable(text)
    spans = [(start, end) for start, end in _spans(blank_fences(text), plain) if _words(plain[start:end])]
    return [Paragraph(tuple(_sentences(plain, start, end))) for start, end in spans]


def problems(lesson: Lesson) -> list[str]:
    """A line for each sentence and each paragraph of a lesson that is too long, and for each reason that is missing or not needed."""
    return [problem for cell in lesson.cells if cell.kind == "markdown" for problem in _problems(cell, lesson.source)]


def _problems(cell: Cell, source: str) -> Iterator[str]:
    found = paragraphs(cell.text)
    excused: dict[Sentence | None, str] = {}
    needed: set[Sentence] = set()
    for comment in comments(cell.text):
        reason = _LONG.fullmatch(comment[1])
        if reason:
            place = f"{source}:{cell.line + cell.text.count(chr(10), 0, comment.start())}"
            before = [sentence for paragraph in found for sentence in paragraph.sentences if sentence.start <= comment.start()]
            excused[before[-1] if before else None] = place
            if not reason[1]:
                yield f"{place}: say why this has to be long: <!-- long: the reason -->."
    for paragraph in found:
        first, last = paragraph.sentences[0], paragraph.sentences[-1]
        counted = [("sentence", sentence.words, sentence, WORDS_IN_A_SENTENCE) for sentence in paragraph.sentences]
        for what, words, ending, most in [*counted, ("paragraph", paragraph.words, last, WORDS_IN_A_PARAGRAPH)]:
            if words > most and ending in excused:
                needed.add(ending)
            elif words > most:
                yield _too_long(cell, source, what, ending if what == "sentence" else first, words, most)
    for sentence, place in excused.items():
        if sentence not in needed:
            yield f"{place}: nothing too long stands right before this reason. Take the comment away."


def _too_long(cell: Cell, source: str, what: str, first: Sentence, words: int, most: int) -> str:
    line = cell.line + cell.text.count("\n", 0, first.start)
    beginning = " ".join(re.sub(r"<!--.*?-->", "", cell.text[first.start : first.end], flags=re.DOTALL).split()[:5])
    return (
        f"{source}:{line}: this {what} has {words} words, and {most} are the most: “{beginning} …” "
        "Divide it, or say right after it why not: <!-- long: the reason -->."
    )


def _spans(covered: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends. `covered` tells empty lines from lines on which only something blanked stands."""
    begin = end = position = 0
    for raw, line in zip(covered.split("\n"), plain.split("\n"), strict=True):
        item = _ITEM.match(line)
        row = _TABLE_ROW.match(line)
        if not raw.strip() or HEADING.match(raw) or item or row:
            yield begin, end
            begin = position + (item.end() if item else len(line) if row else 0)
        if row:
            for cell in re.finditer(r"[^|]+", line):
                yield position + cell.start(), position + cell.end()
        end = position + len(line)
        position = end + 1
    yield begin, end


def _sentences(plain: str, start: int, end: int) -> Iterator[Sentence]:
    ends = [match.end() for match in _SENTENCE_END.finditer(plain, start, end)]
    for stop in [*ends, end]:
        part = plain[start:stop]
        if part.strip():
            begin, close = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
            yield Sentence(begin, close, _words(part))
        start = stop


def _words(part: str) -> int:
    return sum(any(character.isalnum() or character == _OPAQUE for character in word) for word in part.split())


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _opaque(match: re.Match) -> str:
    # A formula over several lines is one word all the same: only its line ends stay, and a paragraph's text is split at white space.
    first, *rest = match[0].split("\n")
    return "\n".join([_OPAQUE * len(first), *(" " * len(line) for line in rest)])
