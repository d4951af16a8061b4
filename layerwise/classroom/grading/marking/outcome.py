"""What came of one exercise of one person: a verdict, or why there is none, as it is kept and told."""

import sys
from dataclasses import asdict, dataclass
from typing import Any

from layerwise.classroom.grading.isolation import NOT_GRADED, Verdict
from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.words import in_words

NOT_HANDED_IN, GIVEN = "not handed in", "given by the course"
# Every status that there is, from the best to what needs a person.
STATUSES = ("passed", "wrong", "error", "timed out", "not attempted", GIVEN, NOT_HANDED_IN, NOT_GRADED)


@dataclass(frozen=True, slots=True)  # a class has thousands
class Outcome:
    """One exercise of one person.

    status    one of STATUSES
    message   what the examination tells; where there was none, why
    mistake   the id of the recognised mistake, or None
    hint      a nudge for an answer that did not pass; never the solution
    right_of  on how many probes it was right, and of how many
    notes     what else is to be known of it, in sentences
    twice     whether the answer stands in several cells, of which the last counts
    """

    exercise: str
    status: str
    message: str = ""
    mistake: str | None = None
    hint: str = ""
    right_of: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    twice: bool = False

    @property
    def has_verdict(self) -> bool:
        """Was the exercise looked at, with a result? One that was not handed in was."""
        return self.status != NOT_GRADED

    @property
    def share(self) -> float:
        """How much of it is right, from 0 to 1. Only a pass is the whole, and only an attempt is more than nothing."""
        if self.status == "passed":
            return 1.0
        if self.status in ("wrong", "error", "timed out") and self.right_of:
            right, probes = self.right_of
            return min(right, probes - 1) / probes
        return 0.0

    def to_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Outcome":
        """What `to_json` gave. Raises whatever something else makes it run into."""
        right_of = stored["right_of"]
        # Thousands of outcomes have the same few names, which are kept once.
        same = {name: sys.intern(stored[name]) for name in ("exercise", "status")}
        outcome = cls(**{**stored, **same, "right_of": tuple(right_of) if right_of else None, "notes": tuple(stored["notes"])})
        if outcome.status not in STATUSES or outcome.exercise not in EXERCISES:
            raise ValueError("this is not what came of an exercise")
        return outcome


def outcome_of(verdict: Verdict, notes: list[str], twice: bool = False) -> Outcome:
    """A verdict as it is kept."""
    if verdict.ours:
        whose = in_words(f"`{name}`" for name in verdict.ours)
        notes = [*notes, f"It was examined together with {whose} of the course, in place of your own, which did not pass or was not there."]
    report = verdict.report
    if report is None or verdict.status == NOT_GRADED:
        return Outcome(verdict.name, NOT_GRADED, verdict.reason, notes=tuple(notes), twice=twice)
    status = verdict.status
    if status == "passed" and not verdict.passed:
        return Outcome(verdict.name, NOT_GRADED, "The examination contradicts itself.", notes=tuple(notes), twice=twice)
    hint = "" if report.passed else EXERCISES[verdict.name].hints[0]
    return Outcome(verdict.name, status, report.message, report.mistake, hint, report.right_of, tuple(notes), twice)
