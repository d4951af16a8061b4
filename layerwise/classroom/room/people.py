"""What is known of the people in a room. It lives in memory alone, and is gone when the class ends.

Whatever order messages come in, and however often, the outcome is the same: of two of a person's messages the one with the higher number
counts, and what passed in either has passed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from layerwise.workbook.sharing.message import LONGEST_NAME, PASSED, Mark, Message

MOST_PEOPLE = 300
# As many numbers of people who have left are remembered, so that a message that was on its way does not bring them back.
_MOST_GONE = 10_000


class RoomIsFull(Exception):
    """No more people fit in."""


class HasGone(Exception):
    """This person has left, or was taken off the page."""


@dataclass
class Person:
    """One person in the room.

    id        what tells them apart; nobody sees it
    name      the nickname, which nobody else in the room has
    number    what stands there where names are hidden
    heard     when their notebook was last heard, in seconds
    latest    the number of the newest message
    marks     what the last check of each exercise came to; a pass stays
    last      the exercise that was checked last
    hand      the number of the hand that is up; None where none is
    raised    since when it is up, in seconds
    answered  the number of the last hand that the instructor has answered
    """

    id: str
    name: str
    number: int
    heard: float
    latest: int = -1
    marks: dict[str, Mark] = field(default_factory=dict)
    last: str | None = None
    hand: int | None = None
    raised: float = 0.0
    answered: int = 0

    @property
    def hand_is_up(self) -> bool:
        """Is a hand up that the instructor has not answered?"""
        return self.hand is not None and self.hand > self.answered

    def hear(self, message: Message, now: float) -> bool:
        """Take in a message, and tell whether that has changed anything but the time."""
        before = dict(self.marks), self.last, self.hand
        older, newer = (self.marks, message.exercises) if message.number > self.latest else (message.exercises, self.marks)
        passed = {name: mark for name, mark in older.items() if mark.verdict == PASSED}
        self.marks = {**newer, **passed}
        if message.number > self.latest:
            heard_before = self.heard if self.latest >= 0 else 0.0
            self.latest, self.last = message.number, message.last
            self._set_hand(message, now, heard_before)
        self.heard = now
        return before != (self.marks, self.last, self.hand)

    def _set_hand(self, message: Message, now: float, heard_before: float) -> None:
        if message.hand is None:
            self.hand = None
        elif message.hand.number != self.hand:
            # How long it is up says the notebook, also to a page that was started anew; but nobody was heard without it and had it.
            self.hand, self.raised = message.hand.number, max(now - message.hand.seconds, heard_before)


class Room:
    """The people in a room, but for those whose ids are `gone`. `when_changed` is called after every change that the page shows."""

    def __init__(self, most_people: int = MOST_PEOPLE, when_changed: Callable[[], None] = lambda: None, gone: Iterable[str] = ()):
        self.people: dict[str, Person] = {}
        self.most_people = most_people
        self.is_open = True
        self.when_changed = when_changed
        self._gone: dict[str, None] = dict.fromkeys(gone)

    def admit(self, id: str, name: str, number: int, now: float) -> Person:
        """The person with this id, as they are known or new. The name and the number are theirs where nobody else has them.

        Raises RoomIsFull and HasGone.
        """
        if id in self._gone:
            raise HasGone
        known = self.people.get(id)
        if known is None:
            if len(self.people) >= self.most_people:
                raise RoomIsFull
            known = self.people[id] = Person(id, self._own_name(name, id), self._own_number(number), now)
            self.when_changed()
        elif known.name != name:
            known.name = self._own_name(name, id)
            self.when_changed()
        return known

    def has_gone(self, id: str) -> bool:
        """Has somebody with this id left, or been taken off the page?"""
        return id in self._gone

    def hear(self, person: Person, message: Message, now: float) -> None:
        """Take in a message of somebody's."""
        if person.hear(message, now):
            self.when_changed()

    def remove(self, id: str) -> bool:
        """Forget somebody, and tell whether they were there."""
        there = self.people.pop(id, None) is not None
        self._gone[id] = None
        if len(self._gone) > _MOST_GONE:
            del self._gone[next(iter(self._gone))]
        self.when_changed()
        return there

    def answer(self, id: str) -> None:
        """Note that the instructor has answered somebody's hand."""
        person = self.people.get(id)
        if person is not None and person.hand is not None:
            person.answered = max(person.answered, person.hand)
            self.when_changed()

    def wipe(self) -> None:
        """Forget everybody."""
        self.people.clear()
        self._gone.clear()
        self.when_changed()

    def _own_name(self, name: str, id: str) -> str:
        """`name`, or where somebody else has it, "Ada (2)". Two that differ in case alone could not be told apart by ear."""
        taken = {person.name.casefold() for person in self.people.values() if person.id != id}
        ends = ["", *(f" ({count})" for count in range(2, len(taken) + 3))]
        names = (f"{name[: LONGEST_NAME - len(end)].rstrip()}{end}" for end in ends)
        return next(one for one in names if one.casefold() not in taken)

    def _own_number(self, number: int) -> int:
        taken = {person.number for person in self.people.values()}
        return number if number > 0 and number not in taken else max(taken, default=0) + 1
