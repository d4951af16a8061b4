"""One person's notebooks, examined: for each exercise what came of it, whatever was handed in."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from layerwise.classroom.grading.isolation import NOT_GRADED, Classroom, Student, Verdict
from layerwise.classroom.grading.marking.outcome import GIVEN, NOT_HANDED_IN, Outcome, outcome_of
from layerwise.classroom.grading.marking.taking import Notebook
from layerwise.exercises.catalogue import EXERCISES, lesson_of
from layerwise.ground import notebooks

# What one person's work may take in all: whose answers all run without an end must not keep a class waiting.
MOST_SECONDS = 240.0
MOST_LETTERS = 1_000_000
TOO_LONG = f"The examination of this person's work was ended after {MOST_SECONDS / 60:.0f} minutes; this exercise was not reached."


@dataclass
class Paper:
    """A notebook as it was handed in: which lesson's it is (its name, or None), and what is in it, or why that cannot be read."""

    label: str
    lesson: str | None
    notebook: Notebook | None = None
    unreadable: str = ""
    exercises: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, label: str, lesson: str | None, content: bytes) -> "Paper":
        """Read a notebook's file."""
        try:
            cells = [cell["source"] for cell in notebooks.read(content)["cells"] if cell["cell_type"] == "code"]
        except notebooks.NotANotebook as why:
            return cls(label, lesson, unreadable=str(why))
        if sum(map(len, cells)) > MOST_LETTERS:
            return cls(label, lesson, unreadable=f"has more than {MOST_LETTERS:,} letters of code")
        return cls(label, lesson, Notebook(cells))


def examine(room: Classroom, papers: list[Paper], exercises: Iterable[str], seed: int) -> list[Outcome]:
    """What came of each exercise, in the order of the course. Raises nothing, whatever was handed in."""
    found = _Person(room, papers, list(exercises), seed).outcomes()
    return [found[name] for name in exercises]


class _Person:
    def __init__(self, room: Classroom, papers: list[Paper], exercises: list[str], seed: int):
        self.room, self.papers, self.exercises, self.seed = room, papers, exercises, seed
        self.passed: dict[str, str] = {}  # in which form the answer came
        self.where: dict[str, Paper] = {}
        self.found: dict[str, Outcome] = {}
        self.until = time.monotonic() + MOST_SECONDS

    def outcomes(self) -> dict[str, Outcome]:
        for name in self.exercises:
            self._look_for(name)
        order = list(EXERCISES)
        for paper in sorted((one for one in self.papers if one.exercises), key=lambda paper: min(map(order.index, paper.exercises))):
            self._examine(paper)
        return self.found

    def _look_for(self, name: str) -> None:
        """Where the answer to an exercise stands: in its lesson's notebook, else in another one."""
        lesson = lesson_of(name).name
        of_lesson = [paper for paper in self.papers if paper.lesson == lesson]
        having = [paper for paper in self.papers if paper.notebook and paper.notebook.has(name)]
        if having:
            self.where[name] = min(having, key=lambda paper: paper.lesson != lesson)
            self.where[name].exercises.append(name)
            return
        unreadable = [paper for paper in of_lesson if paper.unreadable]
        unreadable = unreadable or [paper for paper in self.papers if paper.unreadable and not paper.lesson]
        if unreadable:
            self.found[name] = Outcome(name, NOT_GRADED, f"{unreadable[0].label} {unreadable[0].unreadable}.")
        elif of_lesson:
            self.found[name] = Outcome(name, NOT_GRADED, f"There is no function called `{name}` in {of_lesson[0].label}.")
        else:
            self.found[name] = Outcome(name, NOT_HANDED_IN, "")

    def _examine(self, paper: Paper) -> None:
        notebook = paper.notebook
        assert notebook is not None
        own = []
        for name in paper.exercises:
            if not notebook.definitions(name):
                self.found[name] = Outcome(name, NOT_GRADED, " ".join(notebook.notes(name)))
            elif notebook.is_given(name):
                self.found[name] = Outcome(name, GIVEN, "This answer came from the course, so it brings no points.")
            else:
                own.append(name)
        if not own:
            return
        with self._student(notebook, own, notebook.taken(own)) as student:
            for name in own:
                notes = notebook.notes(name)
                if paper.lesson != lesson_of(name).name:
                    notes.append(f"It was found in {paper.label}.")
                if time.monotonic() > self.until:
                    self.found[name] = Outcome(name, NOT_GRADED, TOO_LONG)
                    continue
                verdict = student.examine(name, self.seed)
                if not verdict.passed and verdict.status != "not attempted" and not notebook.is_enough(name):
                    verdict = self._with_all_cells(notebook, name, verdict)
                if verdict.passed and verdict.report is not None:
                    self.passed[name] = verdict.report.form_name
                self.found[name] = outcome_of(verdict, notes, twice=len(notebook.cells_of(name)) > 1)

    def _with_all_cells(self, notebook: Notebook, name: str, verdict: Verdict) -> Verdict:
        """The verdict where all cells up to the answer are run, unless that leads to none."""
        with self._student(notebook, [name], notebook.all_until(name)) as student:
            other = student.examine(name, self.seed)
        return verdict if other.status == NOT_GRADED else other

    def _student(self, notebook: Notebook, names: list[str], cells: list[str]) -> Student:
        """The notebook's cells and, below them, so that cells keep their numbers, the person's functions that passed elsewhere."""
        earlier, own = self._earlier(notebook, names)
        return self.room.submission([*cells, *earlier], own)

    def _earlier(self, notebook: Notebook, names: list[str]) -> tuple[list[str], Mapping[str, str]]:
        here = {name for name in EXERCISES if notebook.definitions(name) and not notebook.is_given(name)}
        own = {name: form for name, form in self.passed.items() if name in here and name not in names}
        waiting = [name for name in notebook.names_needed(names) if name in self.passed and name not in here]
        made = notebook.made_for(names)
        cells: list[str] = []
        while waiting:
            name = waiting.pop()
            other = self.where[name].notebook
            if name in own or other is None:
                continue
            theirs = other.made_for([name])
            # One name for two things: then the earlier function cannot stand beside this notebook's, and ours is lent.
            if any(text != theirs.get(one, text) for one, text in made.items() if one not in EXERCISES):
                continue
            made |= theirs
            own[name] = self.passed[name]
            cells += [cell for cell in other.taken([name]) if cell]
            waiting += [one for one in other.names_needed([name]) if one in self.passed and one not in here]
        return cells, own
