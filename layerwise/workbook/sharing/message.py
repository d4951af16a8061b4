"""All that a learner's notebook sends to a class that they have joined, and how it is read at the other end.

{"number": 1764192051000,
 "exercises": {"relu": {"verdict": "passed"}, "dense": {"verdict": "wrong", "mistake": "no-bias"}},
 "last": "dense",
 "hand": {"number": 1764192038000, "seconds": 40}}

Each message says everything anew, so that one that is lost, late or doubled does no harm. The nickname is sent once, with the code.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PASSED, BEGUN = "passed", "begun"
# "begun": something is written and not whole yet, or was tried before the learner joined.
VERDICTS = (PASSED, "wrong", "error", "timed out", BEGUN)
LONGEST_NAME = 30
# A message about every exercise has about 3,000.
MOST_BYTES = 16_384
_MOST_SECONDS = 24 * 3600
_MARKS_IN_A_ROW = 2


class NotAMessage(ValueError):
    """Why something is no message of a learner's, in a sentence."""


@dataclass(frozen=True)
class Mark:
    """What the last check of an exercise came to, and the id of the mistake, if it was recognised."""

    verdict: str
    mistake: str | None = None

    def stored(self) -> dict[str, str]:
        """As JSON has it."""
        return {"verdict": self.verdict, **({"mistake": self.mistake} if self.mistake else {})}


@dataclass(frozen=True)
class Hand:
    """A raised hand, and for how many seconds it has been up. Of two of a learner's hands, the later one has the higher number."""

    number: int
    seconds: int


@dataclass(frozen=True)
class Message:
    """How things stand with a learner. Of two messages, the one with the higher number is the newer one."""

    number: int
    exercises: dict[str, Mark]
    last: str | None = None
    hand: Hand | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON has it: all that is sent."""
        return {
            "number": self.number,
            "exercises": {name: mark.stored() for name, mark in self.exercises.items()},
            "last": self.last,
            "hand": {"number": self.hand.number, "seconds": self.hand.seconds} if self.hand else None,
        }


def understood(content: bytes, is_exercise: Callable[[str], bool]) -> Message:
    """The message that was sent. Raises NotAMessage for anything that a notebook of this course does not send."""
    if len(content) > MOST_BYTES:
        raise NotAMessage(f"A message has at most {MOST_BYTES} bytes.")
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAMessage("A message is JSON in UTF-8.") from None
    number, exercises, last, hand = _fields(stored, "number", "exercises", "last", "hand")
    if not isinstance(exercises, dict):
        raise NotAMessage("The exercises stand under their names.")
    unknown = next(
        (name for name in [*exercises, *([last] if last is not None else [])] if not (_is_word(name) and is_exercise(name))), None
    )
    if unknown is not None:
        raise NotAMessage("An exercise was named that this course does not have. Is yours of another version than the instructor's?")
    marks = {name: _mark(mark) for name, mark in exercises.items()}
    if last is not None and last not in marks:
        raise NotAMessage("The exercise that was checked last is none of those that were checked.")
    return Message(_whole(number, 2**53), marks, last, _hand(hand))


def _mark(stored: Any) -> Mark:
    if not isinstance(stored, dict) or not set(stored) <= {"verdict", "mistake"}:
        raise NotAMessage("Of an exercise there is a verdict and at most a mistake.")
    verdict, mistake = stored.get("verdict"), stored.get("mistake")
    if verdict not in VERDICTS or not (mistake is None or _is_word(mistake)):
        raise NotAMessage(f"A verdict is one of {', '.join(VERDICTS)}, and a mistake has an id.")
    return Mark(verdict, mistake)


def _hand(stored: Any) -> Hand | None:
    if stored is None:
        return None
    number, seconds = _fields(stored, "number", "seconds")
    return Hand(_whole(number, 2**53), _whole(seconds, _MOST_SECONDS))


def _fields(stored: Any, *names: str) -> list[Any]:
    if not isinstance(stored, dict) or set(stored) != {*names}:
        raise NotAMessage(f"Here stand {', '.join(names)}, and nothing else.")
    return [stored[name] for name in names]


def _whole(number: Any, most: int) -> int:
    if type(number) is not int or not 0 <= number <= most:
        raise NotAMessage(f"A whole number from 0 to {most} belongs there.")
    return number


def _is_word(value: Any) -> bool:
    """Is it of the form that names of exercises and ids of mistakes have?"""
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,80}", value) is not None


def nickname(text: str) -> str:
    """A nickname as it is shown: one line of at most LONGEST_NAME letters, none of which turns others round or piles up on them."""
    kept, marks = [], 0
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind.startswith("M") else 0
        if letter.isspace():
            kept.append(" ")
        elif not kind.startswith("C") and marks <= _MARKS_IN_A_ROW:
            kept.append(letter)
    return " ".join("".join(kept).split())[:LONGEST_NAME].strip()
