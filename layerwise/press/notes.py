"""The instructor's notes in a lesson's source: blocks that the press takes out before it reads anything else.

    <!-- instructor
    Minutes: 6
    Say: One sentence or two, as one would say them aloud.
    Asked: "Why is the bias not a weight?" It is a weight of an input that is always 1.
    -->

A block concerns the heading above it. `lessons/README.md` has the rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layerwise.ground.words import did_you_mean, in_words

# What an entry may begin with, and what it holds.
WORDS = {
    "Minutes": "how long the section takes in a workshop",
    "Say": "what to say aloud",
    "Draw": "what to put on the board",
    "Live": "what to run or to move in front of the class",
    "Asked": "a question that comes, and its answer",
    "Stuck": "where people get stuck, and what to say then",
}
LONGEST_SECTION = 180  # minutes: more is a slip

_OPENING = "<!-- instructor"
_NEARLY_AN_OPENING = re.compile(r"<!--+\s*instructors?\b", re.IGNORECASE)
_ENTRY = re.compile(r"([A-Za-z]+):(?:\s+(.*))?$")
_SECTION = re.compile(r"##?\s")


@dataclass(frozen=True)
class Entry:
    """One entry of a block: the word that it begins with, what it says as Markdown, and its line in the file."""

    word: str
    text: str
    line: int


@dataclass(frozen=True)
class Notes:
    """One block: the line in the file where it begins, and its entries in their order."""

    line: int
    entries: tuple[Entry, ...]

    @property
    def minutes(self) -> int | None:
        """How long the block's section takes in a workshop, where the block says so."""
        return next((int(entry.text) for entry in self.entries if entry.word == "Minutes"), None)

    def saying(self, word: str) -> list[str]:
        """The texts of the entries that begin with this word."""
        return [entry.text for entry in self.entries if entry.word == word]


def taken_out(lines: list[str], covered: list[str], source: str) -> tuple[list[str], list[Notes], list[str]]:
    """A lesson's lines with each block of notes left blank, so that line numbers stay; the notes; and what is wrong with them.

    `covered` are the same lines without what stands in fences. In `source`, the lesson's file, problems are located.
    """
    left, found, problems = list(lines), [], []
    start = 0
    while start < len(lines):
        if not _NEARLY_AN_OPENING.search(covered[start]):
            start += 1
            continue
        end, problem = _end(lines, start)
        if problem:
            problems.append(f"{source}:{start + 1}: {problem}")
        else:
            notes, wrong = _read(lines, start, end)
            found.append(notes)
            problems += [f"{source}:{line}: {what}" for line, what in wrong]
        left[start : end + 1] = [""] * (end + 1 - start)
        start = end + 1
    return left, found, problems or [f"{source}:{line}: {what}" for line, what in _wrong_minutes(left, found)]


def _end(lines: list[str], start: int) -> tuple[int, str | None]:
    """The index of a block's last line, and what is wrong with where the block stands."""
    if lines[start].rstrip() != _OPENING:
        return start, f"a block of notes begins with a line that holds `{_OPENING}` and nothing else."
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() == "-->":
            around = [*lines[max(start - 1, 0) : start], *lines[end + 1 : end + 2]]
            alone = not any(line.strip() for line in around)
            return end, None if alone else "these notes stand in the middle of a paragraph. Leave a blank line above and below them."
        if "<!--" in lines[end] or "-->" in lines[end]:
            return end, "in these notes stands another comment, or an end that is not on a line of its own. End them with a line `-->`."
    return len(lines) - 1, "the notes that begin here are not closed. End them with a line `-->`."


def _read(lines: list[str], start: int, end: int) -> tuple[Notes, list[tuple[int, str]]]:
    """The block between two lines, and what is wrong in it, each with its line in the file."""
    entries: list[Entry] = []
    wrong = []
    for number in range(start + 1, end):
        line = lines[number].strip()
        entry = _ENTRY.match(line)
        if entry and entry[1] in WORDS:
            entries.append(Entry(entry[1], entry[2] or "", number + 1))
        elif entry:
            hint = did_you_mean(entry[1], WORDS, f"The words are {in_words(WORDS)}.")
            wrong.append((number + 1, f"no entry of the notes begins with `{entry[1]}:`. {hint}"))
        elif line and entries:
            last = entries[-1]
            entries[-1] = Entry(last.word, f"{last.text} {line}".strip(), last.line)
        elif line:
            wrong.append((number + 1, f"notes begin with one of the words {in_words(WORDS)}, and a colon."))
    wrong += [(entry.line, what) for entry in entries for what in _wrong_entry(entry)]
    if not entries and not wrong:
        wrong.append((start + 1, "nothing is in these notes. Write them, or take them away."))
    return Notes(start + 1, tuple(entries)), wrong


def _wrong_entry(entry: Entry) -> Iterator[str]:
    if not entry.text:
        yield f"`{entry.word}:` says nothing. Write here {WORDS[entry.word]}, or take it away."
    elif entry.word == "Minutes" and not re.fullmatch(r"[1-9][0-9]{0,2}", entry.text):
        yield f"`Minutes:` wants a whole number and nothing else, and this is {entry.text!r}."
    elif entry.word == "Minutes" and int(entry.text) > LONGEST_SECTION:
        yield f"{entry.text} minutes are a long time for one section: {LONGEST_SECTION} are the most."


def _wrong_minutes(lines: list[str], found: list[Notes]) -> Iterator[tuple[int, str]]:
    """What is wrong with the minutes of the sections, each with its line in the file: one `Minutes` in each section that has notes."""
    headings = [number for number, line in enumerate(lines, 1) if _SECTION.match(line)]
    sections: dict[int, list[Notes]] = {}
    for notes in found:
        heading = max((number for number in headings if number < notes.line), default=0)
        sections.setdefault(heading, []).append(notes)
    for heading, blocks in sections.items():
        times = [entry for notes in blocks for entry in notes.entries if entry.word == "Minutes"]
        if len(times) > 1:
            yield times[1].line, f"this section has its minutes already, in line {times[0].line}. Say once how long the whole of it takes."
        elif not times and heading and lines[heading - 1].startswith("## "):
            yield blocks[0].line, "these notes do not say how long the section takes. Write `Minutes:` and a number in the first of them."
