"""How far a learner has come, in one small file that stays on their machine.

{"format": 1,
 "exercises": {"relu": {"attempts": 3, "passes": 1, "begun": TIME, "last": TIME, "passed": TIME or null, "seconds": 240}},
 "questions": {"deeper-bill": {"first": ANSWER, "last": ANSWER, "tries": 2}}}

The file is a record and no proof: nothing trusts it where a function can be examined instead. What is kept of the questions is read and
written by `answers`.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from layerwise.ground.files import keep_aside, locked, read_file, write_whole
from layerwise.ground.words import in_words
from layerwise.workbook.cells.telling import say_once
from layerwise.workbook.progress.record import Entry, Record, now

# A record of every exercise takes a few thousand bytes.
MOST_BYTES = 1_000_000
MOST_ATTEMPTS = 1_000_000
MOST_SECONDS = 10 * 366 * 24 * 3600
# Before the course was there no clock that is right says when.
OLDEST = datetime(2020, 1, 1, tzinfo=UTC)


class Progress:
    """The file progress.json of a workbook."""

    def __init__(self, path: Path):
        self.path = path

    def begin(self) -> None:
        """Make the file if there is none. Raises OSError."""
        if not self.path.exists():
            self.change(lambda record: record)

    def read(self) -> Record:
        """The record as far as it can be understood. What is wrong with it is said, once; nothing is written."""
        try:
            record, problem = _read(self.path)
        except OSError as error:
            record, problem = Record(), f"it cannot be opened ({error.strerror or error})"
        if problem:
            say_once(f"Your progress is not shown in full: in {self.path} {problem}. Your notebooks and your functions are untouched.")
        return record

    def passed(self) -> set[str]:
        """The names of the exercises that have passed at least once."""
        return self.read().passed()

    def record(self, name: str, attempted: bool, passed: bool, since: datetime | None = None) -> None:
        """Count a check of the exercise `name`, at work since then at the latest. What passed once stays passed. Raises OSError."""
        self.change(lambda record: record.with_check(name, attempted, passed, now(), since))

    def change(self, change: Callable[[Record], Record]) -> None:
        """Replace the record by what `change` makes of it, one process at a time. Raises OSError.

        A damaged file costs nothing but what could not be understood: the rest goes on, and the file is kept aside.
        """
        with locked(self.path.parent / ".layerwise" / "record.lock"):
            record, problem = _read(self.path)
            if problem:
                # A copy, and not the file itself: whoever is killed here has lost nothing.
                kept = keep_aside(self.path, read_file(self.path) or b"")
                say_once(
                    f"The record of your progress was damaged: in {self.path.name} {problem}. That part starts anew, and the old file is "
                    f"kept as {kept.name}. Your notebooks and your functions are untouched."
                )
            write_whole(self.path, _written(change(record)))


def _written(record: Record) -> str:
    exercises = {
        name: {
            "attempts": entry.attempts,
            "passes": entry.passes,
            "begun": entry.begun.isoformat(),
            "last": entry.last.isoformat(),
            "passed": entry.passed.isoformat() if entry.passed else None,
            "seconds": entry.seconds,
        }
        for name, entry in record.exercises.items()
    }
    return json.dumps({"format": 1, "exercises": exercises, **record.rest}, indent=1) + "\n"


# --- reading what may be damaged or forged -------------------------------------------------------------------------------


def _read(path: Path) -> tuple[Record, str]:
    content = read_file(path)
    return (Record(), "") if content is None else understood(content)


def understood(content: bytes) -> tuple[Record, str]:
    """The record in a file of progress, and in words what could not be understood (empty when all could)."""
    if len(content) > MOST_BYTES:
        return Record(), "there is far more than a record of progress"
    try:
        stored = json.loads(content.decode("utf-8-sig"), parse_int=_integer)
        exercises = stored["exercises"]
        rest = {"questions": {}, **{key: value for key, value in stored.items() if key not in ("format", "exercises")}}
        if not isinstance(exercises, dict):
            raise TypeError("exercises by their names were expected")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Record(), "there is no record that can be read"
    if not isinstance(rest["questions"], dict):
        return Record(_entries(exercises), {**rest, "questions": {}}), "the questions cannot be read"
    entries = _entries(exercises)
    lost = [_shortened(name) for name in exercises if name not in entries]
    more = [f"{len(lost) - 3} more"] if len(lost) > 4 else lost[3:]
    return Record(entries, rest), f"what it says of {in_words([*lost[:3], *more])} cannot be true" if lost else ""


def _shortened(name: str) -> str:
    return name if len(name) <= 40 and name.isprintable() else "something that is no exercise"


def _entries(exercises: dict) -> dict[str, Entry]:
    entries = {name: _entry(stored) for name, stored in exercises.items() if name.isidentifier() and len(name) <= 80}
    return {name: entry for name, entry in entries.items() if entry is not None}


def _entry(stored: Any) -> Entry | None:
    """The entry, or None for one that this program cannot have written."""
    try:
        begun, last = _time(stored["begun"]), _time(stored["last"])
        passed = None if stored["passed"] is None else _time(stored["passed"])
        attempts, passes, seconds = _whole(stored["attempts"]), _whole(stored["passes"]), _whole(stored["seconds"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not (passes <= attempts <= MOST_ATTEMPTS and seconds <= MOST_SECONDS and (passes > 0) == (passed is not None)):
        return None
    # A clock that was wrong, and is set right, costs times and no passes. One that is wrong now tells nothing of them.
    latest = now() + timedelta(days=1)
    last = min(last, now()) if last > latest >= OLDEST else last
    begun = min(begun, last)
    return Entry(begun, last, attempts, passes, passed and min(max(passed, begun), last), seconds)


def _time(text: Any) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"{text!r} does not say in which time zone")
    return time.astimezone(UTC)


def _integer(digits: str) -> int | None:
    """A whole number; None for one of thousands of digits, which Python stops at, and with it all that stands beside it."""
    try:
        return int(digits)
    except ValueError:
        return None


def _whole(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(f"{number!r} is no count")
    return number
