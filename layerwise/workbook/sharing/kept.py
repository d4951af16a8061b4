"""What a workbook knows of the class that it is in: one small file, room.json among what the course needs for itself.

Every notebook of the workbook has a process of its own, and they all tell the class the same: what stands in this file. So whoever opens
the next lesson, or restarts a kernel, need not join again. The file goes when the learner leaves, when the class ends, and in any case
after HOURS.
"""

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from layerwise.ground.files import locked, read_file, write_whole
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.record import Record
from layerwise.workbook.sharing.message import BEGUN, PASSED, Hand, Mark, Message

HOURS = 12


@dataclass(frozen=True)
class Membership:
    """One learner's place in one class.

    address    of the instructor's machine
    token      by which it knows this learner
    name       the nickname that it shows, and `number` the number that stands there where names are hidden
    until      when it is forgotten, in seconds since 1970
    exercises  what the last check of each exercise came to; a pass stays
    last       the exercise that was checked last
    hand       the number of the hand that was raised last
    raised     since when it is up, in seconds since 1970; None where none is
    changed    goes up with every change: the number of the message that tells of it
    """

    address: str = ""
    token: str = ""
    name: str = ""
    number: int = 0
    until: float = 0
    exercises: dict[str, Mark] = field(default_factory=dict)
    last: str | None = None
    hand: int = 0
    raised: float | None = None
    changed: int = 0

    def again(self, address: str, name: str, now: float) -> "Membership":
        """As it is kept when the learner joins once more, with this nickname."""
        return replace(self, address=address, name=name, until=now + HOURS * 3600)._at(now)

    def with_check(self, name: str, mark: Mark, now: float) -> "Membership":
        """After one more check."""
        passed = self.exercises.get(name, mark).verdict == PASSED
        return replace(self, exercises={**self.exercises, name: Mark(PASSED) if passed else mark}, last=name)._at(now)

    def with_hand(self, up: bool, now: float) -> "Membership":
        """With a hand up, or down. One that is up already stays the same."""
        if up == (self.raised is not None):
            return self
        return replace(self, hand=_later(self.hand, now) if up else self.hand, raised=now if up else None)._at(now)

    def with_answer(self, answered: int, now: float) -> "Membership":
        """After the instructor has answered the raised hand of that number, and all before it."""
        return self.with_hand(False, now) if self.hand <= answered else self

    def message(self, now: float) -> Message:
        """All that is sent of it."""
        up = None if self.raised is None else Hand(self.hand, int(min(max(now - self.raised, 0), 86_400)))
        return Message(self.changed, self.exercises, self.last, up)

    def _at(self, now: float) -> "Membership":
        return replace(self, changed=_later(self.changed, now))


def _later(number: int, now: float) -> int:
    """The next number. By the clock, so that numbers go up also where the file was lost; never down, whatever the clock does."""
    return max(number + 1, int(now * 1000))


def so_far(record: Record, is_exercise: Callable[[str], bool]) -> tuple[dict[str, Mark], str | None]:
    """What a record of progress tells of the exercises, and which of them was checked last."""
    entries = {name: entry for name, entry in record.exercises.items() if is_exercise(name)}
    marks = {name: Mark(PASSED if entry.passes else BEGUN) for name, entry in entries.items()}
    # Times are to the second: of two in the same one, it is the one that was begun later.
    return marks, max(reversed(list(entries)), key=lambda name: entries[name].last, default=None)


def place(workbook: Workbook) -> Path:
    """The file, whether it is there or not."""
    return workbook.inner / "room.json"


def read(workbook: Workbook, now: float) -> Membership | None:
    """The class that the workbook is in; None where it is in none, or that was too long ago, or nobody can tell any more."""
    try:
        stored = json.loads(read_file(place(workbook)) or b"null")
        marks = {name: Mark(**mark) for name, mark in stored.pop("exercises").items()}
        membership = Membership(exercises=marks, **stored)
        return membership if now < membership.until else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(workbook: Workbook, membership: Membership) -> None:
    """Write the file, for this user's eyes: with the token, others could speak for them. Raises OSError."""
    with _alone(workbook):
        _write(place(workbook), membership)


def change(workbook: Workbook, now: float, how: Callable[[Membership], Membership]) -> Membership | None:
    """Change what is known, one notebook at a time, and return it; None where the workbook is in no class. Raises OSError."""
    with _alone(workbook):
        before = read(workbook, now)
        after = how(before) if before else None
        if after is not None and after != before:
            _write(place(workbook), after)
        return after


def forget(workbook: Workbook, of: Membership | None = None) -> None:
    """Delete the file; with `of`, only while it tells of that place in that class, and not of one joined since. Raises OSError."""
    if place(workbook).exists():
        with _alone(workbook):
            if of is None or is_same(read(workbook, 0), of):
                place(workbook).unlink(missing_ok=True)


def is_same(one: Membership | None, other: Membership) -> bool:
    """Is it the same learner's place in the same class?"""
    return one is not None and (one.address, one.token) == (other.address, other.token)


def _alone(workbook: Workbook) -> AbstractContextManager[None]:
    return locked(workbook.inner / "room.lock", seconds=2)


def _write(path: Path, membership: Membership) -> None:
    # A file that is there keeps its permissions when it is written anew.
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    write_whole(path, json.dumps(asdict(membership)) + "\n")
