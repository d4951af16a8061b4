"""A lesson as one teaches it: its parts in order, each with what the learners read, run, are asked and write, and with its notes."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from layerwise import course, press
from layerwise.examiner import Exercise
from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.questions import QUESTIONS, Question
from layerwise.ground.notebooks import NotANotebook
from layerwise.press import glossary, notebooks
from layerwise.press.notes import Notes
from layerwise.press.source import HEADING, Cell, Lesson

# How much larger than in the lessons the letters in pictures are, where the lessons are run for a projector.
LETTERS = 1.3

_ASKED = re.compile(r"(ask|compare)\((\"[^\"]+\")\)")
_EXPLORER = re.compile(r"^(?:[a-z_]+ = )?(explorers\.\w+)\(", re.MULTILINE)
_IMAGE = re.compile(r'<img alt="(?P<alt>[^"]*)" src="(?P<source>data:image/png;base64,[^"]+)"[^>]* width="(?P<width>\d+)"')
_PROGRESS = "━"
_AROUND_AN_ANSWER = re.compile(r'^@check\n|\n    """.*?"""(?=\n)', re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)


class MaterialTrouble(Exception):
    """Why nothing can be made of the lessons, and what to do, in sentences."""


@dataclass(frozen=True)
class Picture:
    """A still picture as a cell shows it: its text alternative, its address with all its data, and its width in CSS pixels."""

    alt: str
    source: str = field(repr=False)
    width: int


@dataclass(frozen=True)
class Text:
    """What learners read between two cells of code, as it stands in the lesson."""

    cell: Cell


@dataclass(frozen=True)
class Code:
    """A cell that is run: what it prints, what it shows as pictures and as tables, rows of HTML, and the explorer that it opens, if any."""

    cell: Cell
    printed: str
    pictures: tuple[Picture, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    explorer: str | None


@dataclass(frozen=True)
class Poll:
    """A question that is asked here. A prediction is answered further down, and any other at once."""

    question: Question

    @property
    def is_answered(self) -> bool:
        return self.question.moment != "prediction"


@dataclass(frozen=True)
class Answered:
    """The place where a prediction is compared with what is so."""

    question: Question


@dataclass(frozen=True)
class Task:
    """An exercise that is written here."""

    cell: Cell
    exercise: Exercise

    @property
    def answer(self) -> str:
        """One answer, without the decorator and the docstring, which the notebook has; nothing where answers are kept back."""
        return "" if self.exercise.is_withheld else _AROUND_AN_ANSWER.sub("", self.cell.solved())


Item = Text | Code | Poll | Answered | Task


@dataclass(frozen=True)
class Part:
    """What stands under one heading. `level` is 1 for the lesson's beginning, 2 for a section and 3 for a part of one."""

    title: str
    level: int
    items: tuple[Item, ...]
    notes: tuple[Notes, ...]

    def saying(self, word: str) -> list[str]:
        """What the notes of this part say under this word."""
        return [text for notes in self.notes for text in notes.saying(word)]


@dataclass(frozen=True)
class Section:
    """A `##` of a lesson with its parts, or what stands above the first one."""

    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        return self.parts[0].title

    @property
    def minutes(self) -> int | None:
        """How long it takes in a workshop, where the notes say so."""
        return next((notes.minutes for part in self.parts for notes in part.notes if notes.minutes), None)

    @property
    def tasks(self) -> list[Task]:
        return [item for part in self.parts for item in part.items if isinstance(item, Task)]


@dataclass(frozen=True)
class Material:
    """One lesson with all that is taught in it, and the terms that it explains."""

    lesson: course.Lesson
    sections: tuple[Section, ...]
    terms: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.sections[0].title

    @property
    def parts(self) -> Iterator[Part]:
        return (part for section in self.sections for part in section.parts)

    @property
    def has_notes(self) -> bool:
        return any(part.notes for part in self.parts)

    @property
    def minutes(self) -> int | None:
        """How long the lesson takes in a workshop; None where the notes leave a section out."""
        known = [section.minutes for section in self.sections if section.minutes]
        return sum(known) if known else None


Solved = Callable[[Path, list[Lesson]], list[dict]]


def read(root: Path, names: str = "", solved: Solved | None = None) -> list[Material]:
    """The lessons under `root`, all or those in a list such as "03,04".

    `solved(root, lessons)` gives for each the notebook with its solutions, whose outputs become what its cells show: `stored`, which is
    what solutions/ has, or `run_for_a_projector(tell)`. Without it, the cells show nothing. Raises MaterialTrouble.
    """
    if not (root / "lessons").is_dir():
        raise MaterialTrouble(
            f"This needs the whole course, and there is no {root / 'lessons'}\n"
            "Clone it, and run the same command there with `python3 start.py`."
        )
    try:
        lessons = press.lessons(root, [lesson.stem for lesson in course.chosen(names)] if names else None)
        made = solved(root, lessons) if solved else [notebooks.solved(lesson) for lesson in lessons]
    except (course.NoLesson, press.LessonError) as trouble:
        raise MaterialTrouble(str(trouble)) from trouble
    terms = glossary.read(lessons)[0].terms
    return [_material(lesson, notebook, terms) for lesson, notebook in zip(lessons, made, strict=True)]


def run_for_a_projector(tell: Callable[[str], None]) -> Solved:
    """A way to solve lessons: they are run, and their pictures drawn for the last row. `tell` gets a line about each that is done."""

    def run(root: Path, lessons: list[Lesson]) -> list[dict]:
        from layerwise.press import solutions

        done: list[str] = []

        def told(lesson: Lesson, solved: dict) -> None:
            done.append(lesson.name)
            tell(f"{len(done)} of {len(lessons)}: {lesson.name} has run")

        return solutions.run(lessons, told, letters=LETTERS)

    return run


def stored(root: Path, lessons: list[Lesson]) -> list[dict]:
    """The executed solutions as they are kept. Raises MaterialTrouble where one is not there, or is of another state of its lesson."""
    return [_stored(root, lesson) for lesson in lessons]


def _stored(root: Path, lesson: Lesson) -> dict:
    path = root / "solutions" / f"{lesson.name}.ipynb"
    build = f"Build it with `python3 start.py build {lesson.number}`."
    try:
        solved = notebooks.read(path.read_bytes())
    except FileNotFoundError:
        raise MaterialTrouble(f"There is no solutions/{path.name}, which has the pictures. {build}") from None
    except NotANotebook as problem:
        raise MaterialTrouble(f"solutions/{path.name} cannot be read as a notebook (it {problem}). {build}") from None
    sources = {cell.get("id"): cell["source"] for cell in solved["cells"]}
    for cell in lesson.cells:
        if cell.kind == "code" and sources.get(cell.id) != cell.solved():
            raise MaterialTrouble(f"solutions/{path.name} is not what {lesson.source} builds ({lesson.source}:{cell.line}). {build}")
    return solved


def _material(lesson: Lesson, solved: dict, terms: tuple[glossary.Term, ...]) -> Material:
    known = course.lesson(lesson.name)
    if known is None:
        raise MaterialTrouble(f"layerwise/course.py does not list the lesson {lesson.name}. Add it there.")
    parts = list(_parts(lesson, {cell["id"]: cell.get("outputs", []) for cell in solved["cells"]}))
    sections: list[list[Part]] = []
    for part in parts:
        if part.level < 3 or not sections:
            sections.append([])
        sections[-1].append(part)
    explained = tuple(term.name for term in terms if term.lesson.name == lesson.name)
    return Material(known, tuple(Section(tuple(section)) for section in sections), explained)


def _parts(lesson: Lesson, outputs: dict[str, list[dict]]) -> Iterator[Part]:
    """The parts of a lesson. What two headings enclose belongs to the first of them."""
    begins = [place for place, cell in enumerate(lesson.cells) if _heading(cell)]
    begins = begins if begins[:1] == [0] else [0, *begins]
    for begin, end in zip(begins, [*begins[1:], len(lesson.cells)], strict=True):
        cells = lesson.cells[begin:end]
        low = cells[0].line if begin else 0
        high = lesson.cells[end].line if end < len(lesson.cells) else float("inf")
        heading = _heading(cells[0])
        items = tuple(_item(cell, outputs.get(cell.id, [])) for cell in cells)
        notes = tuple(one for one in lesson.notes if low <= one.line < high)
        yield Part(heading[1] if heading else lesson.name, len(heading[0].split()[0]) if heading else 1, items, notes)


def _heading(cell: Cell) -> re.Match | None:
    return HEADING.match(cell.lines[0]) if cell.kind == "markdown" else None


def _item(cell: Cell, outputs: list[dict]) -> Item:
    if cell.kind == "markdown":
        return Text(cell)
    if cell.exercise:
        return Task(cell, EXERCISES[cell.exercise])
    asked = _ASKED.fullmatch(cell.text.strip())
    if asked:
        question = QUESTIONS[json.loads(asked[2])]
        return Poll(question) if asked[1] == "ask" else Answered(question)
    explorer = _EXPLORER.search(cell.text)
    return Code(cell, _printed(outputs), tuple(_pictures(outputs)), tuple(_tables(outputs)), explorer[1] if explorer else None)


def _printed(outputs: list[dict]) -> str:
    """What a cell prints, and what it shows as a text and as nothing else. How far a loop had come does not matter any more."""
    texts = [output["text"] for output in outputs if output["output_type"] == "stream"]
    texts += [output["data"].get("text/plain", "") for output in outputs if "data" in output and "text/html" not in output["data"]]
    texts += [f"{output['ename']}: {output['evalue']}" for output in outputs if output["output_type"] == "error"]
    return "\n".join(line.rstrip() for text in texts for line in text.strip("\n").split("\n") if _PROGRESS not in line)


def _html(outputs: list[dict]) -> Iterator[str]:
    return (output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {}))


def _pictures(outputs: list[dict]) -> Iterator[Picture]:
    for shown in _html(outputs):
        for image in _IMAGE.finditer(shown):
            yield Picture(unescape(image["alt"]), image["source"], int(image["width"]))


def _tables(outputs: list[dict]) -> Iterator[tuple[tuple[str, ...], ...]]:
    for shown in _html(outputs):
        for table in _TABLE.findall(shown):
            yield tuple(tuple(_CELL.findall(row)) for row in _ROW.findall(table))
