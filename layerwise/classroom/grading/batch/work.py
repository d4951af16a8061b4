"""A person's work: where it lies, as it travels to the process that grades it, and what comes back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from layerwise.classroom.grading.isolation import NOT_GRADED, Classroom
from layerwise.classroom.grading.marking.examining import Paper, examine
from layerwise.classroom.grading.marking.outcome import Outcome
from layerwise.classroom.grading.submissions import Person, Unreadable
from layerwise.classroom.grading.submissions.files import File

_PACKAGE = Path(__file__).resolve().parents[3]
# A result holds as long as the code stays the same that it came from.
_RESULTS_DEPEND_ON = ("examiner", "exercises", "classroom/grading/isolation", "classroom/grading/marking", "nn", "data", "ground")


@dataclass(frozen=True)
class Terms:
    """What is the same for everybody."""

    exercises: tuple[str, ...]
    seed: int
    protection: str

    @property
    def digest(self) -> str:
        """What a result depends on beside the notebooks."""
        return _digest(repr((self.exercises, self.seed, self.protection, digest_of_the_course())).encode())


@dataclass(frozen=True)
class Task:
    """One person's notebooks as they travel, and nothing that tells whose they are: plain data.

    papers  for each notebook what is in it (or "why it cannot be read"), what to call it, and which lesson's it is
    lost    see Person
    """

    papers: tuple[tuple[bytes | str, str, str | None], ...]
    lost: tuple[tuple[str | None, str], ...] = ()

    def digest(self, terms: Terms) -> str:
        """What names a result: the notebooks, byte by byte, and all else that it depends on."""
        contents = [_digest(content if isinstance(content, bytes) else content.encode()) for content, _, _ in self.papers]
        return _digest(repr((terms.digest, contents, [paper[1:] for paper in self.papers], self.lost)).encode())


@dataclass(frozen=True)
class Work:
    """One person's notebooks: where they lie, what to call each, and which lesson's it is. `person` is the system and the key."""

    person: tuple[str, str]
    papers: tuple[tuple[File, str, str | None], ...]
    lost: tuple[tuple[str | None, str], ...] = ()  # see Person

    def read(self) -> Task:
        """The same with what is in the files."""
        return Task(tuple((_content(file), label, lesson) for file, label, lesson in self.papers), self.lost)


@dataclass(frozen=True)
class Result:
    """What came of one person's work. `digest` names the notebooks and the terms that it is a result of.

    to_keep  whether it need not be tried again: there is a verdict on everything
    """

    digest: str
    outcomes: tuple[Outcome, ...]
    to_keep: bool = True

    def to_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"digest": self.digest, "outcomes": [outcome.to_json() for outcome in self.outcomes]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Result":
        """What `to_json` gave. Raises whatever something else makes it run into."""
        return cls.of(stored["digest"], map(Outcome.from_json, stored["outcomes"]))

    @classmethod
    def of(cls, digest: str, outcomes: Iterable[Outcome]) -> "Result":
        """The result that consists of these outcomes."""
        found = tuple(outcomes)
        return cls(digest, found, to_keep=all(outcome.has_verdict for outcome in found))


def work_of(person: Person) -> Work:
    """The work of a person. A notebook is called by its lesson's name, which tells nobody whose it is, or else by its own."""
    papers = []
    for handed_in in person.notebooks:
        lesson = handed_in.lesson
        papers.append((handed_in.file, lesson.notebook if lesson else "a notebook of no lesson", lesson.name if lesson else None))
    return Work(person.identity, tuple(papers), tuple(person.lost))


def grade(task: Task, terms: Terms, room: Classroom) -> Result:
    """Grade one person's work. What fails on our side is no verdict either."""
    digest = task.digest(terms)
    try:
        papers = [
            Paper.read(label, lesson, content) if isinstance(content, bytes) else Paper(label, lesson, unreadable=content)
            for content, label, lesson in task.papers
        ]
        papers += [Paper("A file", lesson, unreadable=why) for lesson, why in task.lost]
        return Result.of(digest, examine(room, papers, terms.exercises, terms.seed))
    except Exception as error:
        return failed(digest, terms, f"The grader itself failed ({type(error).__name__}: {str(error)[:200]}).")


def failed(digest: str, terms: Terms, why: str) -> Result:
    """No verdict on anything, and why."""
    return Result.of(digest, (Outcome(name, NOT_GRADED, why) for name in terms.exercises))


def _content(file: File) -> bytes | str:
    """What is in a file, or why it cannot be read."""
    try:
        return file.read()
    except Unreadable as why:
        return str(why)


@cache
def digest_of_the_course() -> str:
    """What names the code that results depend on."""
    files = sorted(path for room in _RESULTS_DEPEND_ON for path in (_PACKAGE / room).rglob("*.py"))
    return _digest(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
