"""What a class as a whole has to tell: where people were held up, and by which mistakes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from layerwise.classroom.grading.marking.outcome import NOT_HANDED_IN, Outcome
from layerwise.classroom.grading.reports.rows import Row
from layerwise.exercises.catalogue import EXERCISES, lesson_of

_TRIED = ("passed", "wrong", "error", "timed out")


@dataclass
class OfExercise:
    """One exercise over all people."""

    name: str
    statuses: Counter = field(default_factory=Counter)
    mistakes: Counter = field(default_factory=Counter)

    @property
    def lesson(self) -> str:
        """The number of its lesson."""
        return lesson_of(self.name).number

    @property
    def tried(self) -> int:
        """How many have tried it."""
        return sum(self.statuses[status] for status in _TRIED)

    @property
    def held_up(self) -> int:
        """How many have tried it and did not pass."""
        return self.tried - self.statuses["passed"]

    @property
    def handed_in(self) -> int:
        """How many could have tried it."""
        return sum(self.statuses.values()) - self.statuses[NOT_HANDED_IN]

    @property
    def percent_passed(self) -> int:
        """How many of those who tried it have passed, in percent."""
        return round(100 * self.statuses["passed"] / self.tried) if self.tried else 0


def counted(rows: Iterable[Row], exercises: Iterable[str]) -> list[OfExercise]:
    """The exercises, in the order of the course."""
    found = {name: OfExercise(name) for name in exercises}
    for row in rows:
        for outcome in row.outcomes:
            found[outcome.exercise].statuses[outcome.status] += 1
            if outcome.mistake and _says(outcome):
                found[outcome.exercise].mistakes[outcome.mistake] += 1
    return list(found.values())


def common_mistakes(exercises: Iterable[OfExercise], most: int = 15) -> list[tuple[int, str, str]]:
    """(how many made it, in which exercise, what is said of it), the most common first. Of two with the same words there is one."""
    counts: Counter = Counter()
    for one in exercises:
        for mistake, count in one.mistakes.items():
            counts[one.name, said(one.name, mistake)] += count
    found = [(count, name, message) for (name, message), count in counts.items()]
    return sorted(found, key=lambda mistake: (-mistake[0], mistake[1], mistake[2]))[:most]


def said(exercise: str, mistake: str) -> str:
    """What a learner is told of a mistake."""
    return next(known.message for known in EXERCISES[exercise].mistakes if known.id == mistake)


def _says(outcome: Outcome) -> bool:
    return any(known.id == outcome.mistake for known in EXERCISES[outcome.exercise].mistakes)
