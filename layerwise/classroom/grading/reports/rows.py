"""A row of a report: one person, with all that the tables and pages tell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from layerwise.classroom.grading.marking.marks import Lateness, Marking, status_of
from layerwise.classroom.grading.marking.outcome import Outcome
from layerwise.classroom.grading.submissions.roster import Listed


@dataclass(frozen=True, slots=True)  # a class has thousands
class Row:
    """One person.

    key, name  as tables and pages show them, which may hide who it is
    system     where the notebooks came from: "Canvas", "Moodle", "nbgrader" or ""
    page       the name of the page of feedback
    listed     the row of the roster, where there is one
    outcomes   one for each exercise, in the order of the course
    late       whether something came after the deadline
    notes      what else an instructor should know
    """

    key: str
    name: str
    system: str
    page: str
    listed: Listed | None
    outcomes: tuple[Outcome, ...]
    late: Lateness | None = None
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """What a person has to look at first."""
        return status_of(list(self.outcomes))

    @property
    def not_graded(self) -> tuple[Outcome, ...]:
        """The exercises on which there is no verdict."""
        return tuple(outcome for outcome in self.outcomes if not outcome.has_verdict)

    def in_short(self) -> "Row":
        """The same, without what only the page of feedback tells, so that a large class fits into memory."""
        short = (outcome if not outcome.has_verdict else replace(outcome, message="", hint="", notes=()) for outcome in self.outcomes)
        return replace(self, outcomes=tuple(short))


@dataclass(frozen=True)
class About:
    """What a report says of itself: how to come to the same marks again, and what is to be known of all of them."""

    exercises: tuple[str, ...]
    seed: int
    protection: str
    cannot_stop: str
    version: str
    marking: Marking
    names_hidden: bool
    notes: tuple[str, ...] = ()

    @property
    def most(self) -> float:
        """The points that all exercises bring together."""
        return self.marking.most_in_all(self.exercises)


def number(points: float | None) -> str:
    """Points as tables have them; nothing where there are none."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def for_a_person(rows: Iterable[Row]) -> list[tuple[Row, str]]:
    """What needs a person's eye: whom it is about, and what, in a sentence."""
    found = []
    for row in rows:
        reasons: dict[str, list[str]] = {}
        for outcome in row.not_graded:
            reasons.setdefault(outcome.message, []).append(outcome.exercise)
        for reason, names in reasons.items():
            found.append((row, f"Not graded: {', '.join(names)}. {reason}"))
        found += [(row, note) for note in row.notes]
    return found
