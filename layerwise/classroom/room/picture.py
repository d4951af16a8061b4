"""What the page shows of the people in a room."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from layerwise.classroom.room.people import Person
from layerwise.exercises.catalogue import EXERCISES, catalogue, lesson_of
from layerwise.workbook.sharing.message import PASSED, VERDICTS

# From the first on the page says that somebody has not been heard; from the second on they do not count as being where they were.
QUIET, AWAY = 60.0, 300.0
MOST_MISTAKES = 6
# Of a mistake there is room for a sentence or two, and "Two things." does not say enough.
_AT_LEAST, _ENOUGH, _LONGEST_SENTENCE = 25, 45, 130
_SENTENCE_END = re.compile(r"(?<!e\.g)(?<!i\.e)[.?!](?=\s|$)")


def picture(people: Collection[Person], now: float | None) -> dict[str, Any]:
    """All that the page draws, as JSON has it. `now` is None for people who are not in the room: then nobody counts as away."""
    in_order = sorted(people, key=lambda person: person.number)
    here = [person for person in in_order if not _seconds_quiet(person, now) >= AWAY]
    return {
        "people": [_shown(person, now) for person in in_order],
        "exercises": _exercises(in_order, here),
        "most": _most(here),
        "mistakes": _mistakes(here),
        "hands": _hands(in_order, now),
        "away": len(in_order) - len(here),
    }


def _seconds_quiet(person: Person, now: float | None) -> float:
    return 0.0 if now is None else now - person.heard


def _shown(person: Person, now: float | None) -> dict[str, Any]:
    quiet = _seconds_quiet(person, now)
    mark = person.marks.get(person.last or "")
    return {
        "id": person.id,
        "name": person.name,
        "number": person.number,
        "marks": {name: mark.verdict for name, mark in person.marks.items()},
        "last": person.last,
        "says": said(person.last, mark.mistake) if person.last and mark and mark.mistake else "",
        "hand": person.hand_is_up,
        "quiet": int(quiet // 60) if quiet >= QUIET else 0,
    }


def _exercises(people: Sequence[Person], here: Sequence[Person]) -> list[dict[str, Any]]:
    """For each exercise of the course how many came to what, and how many are at it: it is what they checked last."""
    verdicts: dict[str, Counter[str]] = {name: Counter() for name in _names()}
    for person in people:
        for name, mark in person.marks.items():
            verdicts[name][mark.verdict] += 1
    at = Counter(person.last for person in here)
    return [
        {"name": name, "lesson": lesson_of(name).number, "here": at[name], **{verdict: verdicts[name][verdict] for verdict in VERDICTS}}
        for name in _names()
    ]


def _most(here: Sequence[Person]) -> dict[str, Any] | None:
    """The lesson where most are, and the exercise that most have checked last: how many those are, and for how many of them it has passed.

    Of several the earliest. The two need not belong together: a lesson with many people may have them at several exercises.
    """
    at = Counter(person.last for person in here if person.last)
    if not at:
        return None
    in_lesson = Counter(lesson_of(name).number for name in at.elements())
    name = max(_names(), key=lambda name: at[name])
    passed = sum(person.last == name and person.marks[name].verdict == PASSED for person in here)
    return {"exercise": name, "lesson": max(sorted(in_lesson), key=lambda number: in_lesson[number]), "count": at[name], "passed": passed}


def _mistakes(here: Sequence[Person]) -> list[dict[str, Any]]:
    """The mistakes that people are at right now, the most common first. Those of one exercise with the same words are one."""
    counts: Counter[tuple[str, str]] = Counter()
    for person in here:
        mark = person.marks.get(person.last or "")
        sentence = said(person.last, mark.mistake) if person.last and mark and mark.mistake else ""
        if sentence:
            counts[person.last or "", sentence] += 1
    in_order = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [{"exercise": name, "words": words, "count": count} for (name, words), count in in_order[:MOST_MISTAKES]]


def _hands(people: Sequence[Person], now: float | None) -> list[dict[str, Any]]:
    """Who has a hand up, in the order in which they were raised."""
    up = sorted((person for person in people if person.hand_is_up), key=lambda person: (person.raised, person.number))
    return [{"id": person.id, "minutes": int(max((now or 0) - person.raised, 0) // 60)} for person in up]


@cache
def _names() -> tuple[str, ...]:
    return tuple(exercise.name for exercise in catalogue())


@cache
def said(exercise: str, mistake: str) -> str:
    """What a learner is told of a mistake, in short; nothing for an id that the catalogue does not have."""
    return _in_short(next((known.message for known in EXERCISES[exercise].mistakes if known.id == mistake), ""))


def _in_short(message: str) -> str:
    """The first sentence, or the first two where one says little; of a long one what stands before its colon."""
    ends = [match.end() for match in _SENTENCE_END.finditer(message) if message.count("`", 0, match.end()) % 2 == 0]
    for enough in (_ENOUGH, _AT_LEAST):
        end = next((end for end in ends if enough <= end <= _LONGEST_SENTENCE), None)
        if end is not None:
            return message[:end]
    before_colon = message[: message.rfind(": ", 0, _LONGEST_SENTENCE) + 1].rstrip(":")
    if len(before_colon) >= _AT_LEAST and before_colon.count("`") % 2 == 0:
        return f"{before_colon}."
    cut = message if len(message) <= _LONGEST_SENTENCE else f"{message[:_LONGEST_SENTENCE].rsplit(' ', 1)[0]} …"
    # No half of a piece of code.
    return cut if cut.count("`") % 2 == 0 else f"{cut.rpartition('`')[0].rstrip()} …"


def lessons() -> list[dict[str, Any]]:
    """The lessons that have exercises, with their names."""
    found: dict[str, dict[str, Any]] = {}
    for name in _names():
        lesson = lesson_of(name)
        found.setdefault(lesson.number, {"number": lesson.number, "title": lesson.title, "exercises": []})["exercises"].append(name)
    return list(found.values())
