"""What of a text is shown, and what is said: a slide has the sentences that matter, and whoever speaks has all of them.

Shown are formulas, tables and lists, the sentence that defines a term with the one that leads to it where it needs it, statements in
bold, the sentence that announces what follows or asks for it, and, where none of these is in a text, its first sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layerwise.press.prose import paragraphs
from layerwise.press.source import HEADING, blank_fences

_FOLD = re.compile(r"^<details><summary>(.*?)</summary>\s*$")
_ITEM = re.compile(r"(?:[-*+]|[0-9]+[.)])\s+")
_TERM = re.compile(r"<!--\s*term\b(?:\s+with\s+the\s+(sentence\s+before|next\s+sentence))?")
_STATEMENT = re.compile(r"\*\*(?=\S)([^*]+?)\*\*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A sentence that begins like this needs the one before it.
_LEANING = re.compile(
    r"(?:So|Then|It|Its|This|These|That|They|Their|Both|But|And|Of each pair|Which of them|Which ones|With them|With it)\b|.*\bsuch\b"
)
WORDS_IN_A_LABEL = 4


@dataclass(frozen=True)
class Chunk:
    """A piece of a text cell, as Markdown with the press's comments.

    kind  "heading", "paragraph", "list", "table", "formula", "fence", "fold" (where something folded begins; the text is its summary),
          or "end" (where it ends)
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Shown:
    """What a slide shows of a text: a chunk, or some sentences of a paragraph.

    `leads` says that it announces what follows, and `weak` that it stands for a text in which nothing matters more than the rest.
    """

    kind: str
    text: str
    leads: bool = False
    weak: bool = False


def chunks(text: str) -> Iterator[Chunk]:
    """The pieces of a text cell in their order."""
    covered = blank_fences(text).split("\n")
    piece: list[str] = []
    kind = ""

    def finished() -> Iterator[Chunk]:
        if piece:
            yield Chunk(kind, "\n".join(piece))
            piece.clear()

    for line, plain in zip(text.split("\n"), covered, strict=True):
        own = _kind(line, plain, kind if piece else "")
        if own != kind or own in ("heading", "fold", "end"):
            yield from finished()
        kind = own
        if own == "fold":
            yield Chunk("fold", _FOLD.sub(r"\1", line.strip()))
        elif own == "end":
            yield Chunk("end", "")
        elif own:
            piece.append(line)
    yield from finished()


def _kind(line: str, plain: str, before: str) -> str:
    """What a line belongs to; nothing for an empty line. `before` is what the line above it belongs to."""
    text = line.strip()
    if text and not plain.strip():
        return "fence"
    if not text:
        return ""
    if HEADING.match(line):
        return "heading"
    if _FOLD.match(text):
        return "fold"
    if text == "</details>":
        return "end"
    if text.startswith("$$") or before == "formula":
        return "formula"
    if text.startswith("|"):
        return "table"
    return "list" if _ITEM.match(text) or before == "list" else "paragraph"


def shown(pieces: list[Chunk]) -> list[Shown]:
    """What is shown of the pieces of a text that is folded nowhere."""
    found: list[Shown] = []
    for place, piece in enumerate(pieces):
        if piece.kind != "paragraph":
            found.append(Shown(piece.kind, piece.text))
            continue
        key = _key_sentences(piece.text)
        announced = place + 1 < len(pieces) and pieces[place + 1].kind in ("formula", "table", "list")
        leads = _leads(piece.text) if announced or place + 1 == len(pieces) else ""
        if leads and key[-1:] != [leads]:
            key.append(_with_what_it_leans_on(piece.text, leads, key))
        found += [Shown("paragraph", sentence, leads=bool(leads) and sentence is key[-1]) for sentence in key]
    if not any(one.kind == "list" or (one.kind == "paragraph" and not _ends_with(one.text, "?")) for one in found):
        first = next((sentences(piece.text)[0] for piece in pieces if piece.kind == "paragraph"), "")
        if first and not any(first in one.text for one in found):
            found.insert(0, Shown("paragraph", first, weak=True))
    return found


def shown_of_an_answer(pieces: list[Chunk]) -> list[Shown]:
    """What is shown of a text that was folded: the beginnings of its paragraphs and items, and the sentences that matter."""
    found = []
    for piece in pieces:
        if piece.kind == "paragraph":
            beginning = shortened(piece.text)
            found.append(Shown("paragraph", beginning))
            found += [Shown("paragraph", sentence) for sentence in _key_sentences(piece.text) if sentence not in beginning]
        elif piece.kind == "list":
            marks = re.split(rf"^({_ITEM.pattern})", piece.text.strip(), flags=re.MULTILINE)
            items = [mark + shortened(item.strip()) for mark, item in zip(marks[1::2], marks[2::2], strict=True)]
            found.append(Shown("list", "\n".join(items)))
        else:
            found.append(Shown(piece.kind, piece.text))
    return found


def left_out(pieces: list[Chunk], found: list[Shown]) -> list[str]:
    """What is not shown of the pieces, paragraph by paragraph: it is there to be said."""
    seen = "\n".join(one.text for one in found)
    texts = [piece.text for piece in pieces if piece.kind in ("paragraph", "list")]
    return [left for text in texts if (left := " ".join(one for one in sentences(text) if one not in seen))]


def shortened(item: str, words: int = 25) -> str:
    """The first sentences of an item of a list that is long, up to about so many words."""
    kept: list[str] = []
    for sentence in sentences(item) or [item]:
        if kept and len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, as Markdown with the comments that stand within and right behind them."""
    found = [sentence for one in paragraphs(paragraph) for sentence in one.sentences]
    ends = [*(sentence.start for sentence in found[1:]), len(paragraph)]
    return [paragraph[sentence.start : end].strip() for sentence, end in zip(found, ends, strict=True)]


def _key_sentences(paragraph: str) -> list[str]:
    all_of_it = sentences(paragraph)
    wanted: set[int] = set()
    for place, sentence in enumerate(all_of_it):
        term = _TERM.search(sentence)
        statement = _STATEMENT.search(sentence)
        if term or (statement and len(statement[1].split()) > WORDS_IN_A_LABEL):
            wanted.add(place)
        if term and term[1]:
            wanted.add(place + 1 if term[1].startswith("next") else place - 1)
    return [all_of_it[place] for place in sorted(wanted) if 0 <= place < len(all_of_it)]


def _with_what_it_leans_on(paragraph: str, sentence: str, key: list[str]) -> str:
    """The sentence, with the one before it where it needs that and nobody has shown it."""
    all_of_it = sentences(paragraph)
    before = all_of_it[all_of_it.index(sentence) - 1] if all_of_it[0] != sentence else ""
    return f"{before} {sentence}" if before and before not in key and _LEANING.match(sentence) else sentence


def _leads(paragraph: str) -> str:
    """The last sentence of a paragraph where it announces what follows or asks for it, and nothing where it does not."""
    last = sentences(paragraph)[-1:]
    return last[0] if last and _ends_with(last[0], ":", "?") else ""


def _ends_with(sentence: str, *marks: str) -> bool:
    return _COMMENT.sub("", sentence).rstrip().endswith(marks)
