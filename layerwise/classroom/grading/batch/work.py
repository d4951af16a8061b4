"""A person's work as it travels to the process that grades it, and what comes back."""

import hashlib
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
        return _digest(repr((self.exercises, self.seed, self.protection, _digest_of_the_course())).encode())


@dataclass(frozen=True)
class Work:
    """One person's notebooks: where they lie, what to call each, and which lesson's it is. `person` is the system and the key."""

    person: tuple[str, str]
    papers: tuple[tuple[File, str, str | None], ...]
    lost: tuple[tuple[str | None, str], ...] = ()  # see Person


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
        return cls(stored["digest"], tuple(map(Outcome.from_json, stored["outcomes"])))


def work_of(person: Person) -> Work:
    """The work of a person. A notebook is called by its lesson's name, which tells nobody whose it is, or else by its own."""
    papers = []
    for handed_in in person.notebooks:
        lesson = handed_in.lesson
        papers.append((handed_in.file, lesson.notebook if lesson else "a notebook of no lesson", lesson.name if lesson else None))
    return Work(person.identity, tuple(papers), tuple(person.lost))


def grade(work: Work, terms: Terms, room: Classroom) -> Result:
    """Grade one person's work. What fails on our side is no verdict either."""
    contents = [_content(file) for file, _, _ in work.papers]
    digest = digest_of(contents, work, terms)
    try:
        papers = [
            Paper.read(label, lesson, content) if isinstance(content, bytes) else Paper(label, lesson, unreadable=content)
            for content, (_, label, lesson) in zip(contents, work.papers, strict=True)
        ]
        papers += [Paper("A file", lesson, unreadable=why) for lesson, why in work.lost]
        outcomes = examine(room, papers, terms.exercises, terms.seed)
        return Result(digest, tuple(outcomes), to_keep=all(outcome.has_verdict for outcome in outcomes))
    except Exception as error:
        return failed(digest, terms, f"The grader itself failed ({type(error).__name__}: {str(error)[:200]}).")


def failed(digest: str, terms: Terms, why: str) -> Result:
    """No verdict on anything, and why."""
    return Result(digest, tuple(Outcome(name, NOT_GRADED, why) for name in terms.exercises), to_keep=False)


def digest(work: Work, terms: Terms) -> str:
    """What names a result: the notebooks, byte by byte, and all else that it depends on."""
    return digest_of([_content(file) for file, _, _ in work.papers], work, terms)


def digest_of(contents: list[bytes | str], work: Work, terms: Terms) -> str:
    """The same, where the notebooks have been read already."""
    parts = [_digest(content if isinstance(content, bytes) else content.encode()) for content in contents]
    return _digest(repr((terms.digest, parts, [paper[1:] for paper in work.papers], work.lost)).encode())


def _content(file: File) -> bytes | str:
    """What is in a file, or why it cannot be read."""
    try:
        return file.read()
    except Unreadable as why:
        return str(why)


@cache
def _digest_of_the_course() -> str:
    files = sorted(path for room in _RESULTS_DEPEND_ON for path in (_PACKAGE / room).rglob("*.py"))
    return _digest(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
