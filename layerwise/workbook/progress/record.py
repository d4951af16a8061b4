"""What is known of a learner's checks: how often, how long, and what passed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

# A pause that is longer was not spent on the lesson.
LONGEST_PAUSE = timedelta(minutes=10)


def now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Entry:
    """What is known of one exercise.

    attempts  how often an answer was examined; a cell that still has its `...` is none, nor is one that passes once more
    passes    how many of them passed
    begun     when something written in its cell was first run
    last      when something written in its cell was last run, before it had passed or with a mistake
    passed    when it first passed, or None
    seconds   the time spent before its checks, pauses of more than ten minutes left out
    """

    begun: datetime
    last: datetime
    attempts: int = 0
    passes: int = 0
    passed: datetime | None = None
    seconds: int = 0


@dataclass(frozen=True)
class Record:
    """What progress.json says: an Entry by exercise, and whatever else the file holds, which is carried along as it is."""

    exercises: dict[str, Entry] = field(default_factory=dict)
    rest: dict = field(default_factory=lambda: {"questions": {}})

    def passed(self) -> set[str]:
        """The names of the exercises that have passed at least once."""
        return {name for name, entry in self.exercises.items() if entry.passes}

    def last(self) -> datetime | None:
        """When the learner last ran a check."""
        return max((entry.last for entry in self.exercises.values()), default=None)

    def with_check(self, name: str, attempted: bool, passed: bool, when: datetime, since: datetime | None = None) -> "Record":
        """The record after one more check. `since` is a time at which the learner was known to be at work, if any is."""
        if passed and name in self.passed():
            return self  # no new attempt: on the second day all cells are run again
        previous = max(filter(None, (self.last(), since)), default=None)
        # A clock that was set back must not make a record that contradicts itself.
        when = max(when, previous or when)
        pause = when - (previous or when)
        entry = self.exercises.get(name) or Entry(begun=when, last=when)
        entry = replace(
            entry,
            last=when,
            attempts=entry.attempts + attempted,
            passes=entry.passes + passed,
            passed=entry.passed or (when if passed else None),
            seconds=entry.seconds + (int(pause.total_seconds()) if pause <= LONGEST_PAUSE else 0),
        )
        return replace(self, exercises={**self.exercises, name: entry})


def minutes(entries: Iterable[Entry]) -> int:
    """The whole minutes spent on some exercises."""
    return math.floor(sum(entry.seconds for entry in entries) / 60)
