"""How far a learner has come in each lesson, and where to go on."""

from dataclasses import dataclass

from layerwise import course
from layerwise.course import Lesson
from layerwise.exercises.catalogue import EXERCISES, exercises_of, lesson_of
from layerwise.ground.words import in_words
from layerwise.workbook.progress.record import Record, minutes


@dataclass(frozen=True)
class Standing:
    """How far a learner has come in one lesson.

    status    "done" when all its exercises have passed; "begun" when a check of it was run; "next" for the one to come
              after what is begun; empty for the others
    passed    how many of its exercises have passed
    """

    lesson: Lesson
    status: str
    passed: int
    attempts: int
    minutes: int


def names_in(lesson: Lesson) -> list[str]:
    """The names of a lesson's exercises."""
    return [exercise.name for exercise in exercises_of(lesson)]


def where_left_off(record: Record) -> Lesson:
    """The lesson to go on with: the last one worked in or, when that is done, the next one that is not."""
    entries = {name: entry for name, entry in record.exercises.items() if name in EXERCISES}
    unfinished = [lesson for lesson in course.LESSONS if not _done(lesson, record)]
    if not unfinished:
        return course.LESSONS[-1]
    if not entries:
        return unfinished[0]
    last = max((entry.last, lesson_of(name).place) for name, entry in entries.items())[1]
    return next((lesson for lesson in unfinished if lesson.place >= last), unfinished[0])


def standings(record: Record) -> list[Standing]:
    """How far the learner has come in each lesson, in order."""
    here = where_left_off(record).place
    fresh = [lesson for lesson in course.LESSONS if not any(name in record.exercises for name in names_in(lesson))]
    following = next((lesson for lesson in fresh if lesson.place >= here), fresh[0] if fresh else None)
    return [_standing(lesson, record, following) for lesson in course.LESSONS]


def _standing(lesson: Lesson, record: Record, following: Lesson | None) -> Standing:
    entries = [record.exercises[name] for name in names_in(lesson) if name in record.exercises]
    status = "done" if _done(lesson, record) else "begun" if entries else "next" if lesson == following else ""
    passed = sum(entry.passes > 0 for entry in entries)
    return Standing(lesson, status, passed, sum(entry.attempts for entry in entries), minutes(entries))


def _done(lesson: Lesson, record: Record) -> bool:
    return record.passed().issuperset(names_in(lesson))


def advice(record: Record) -> str:
    """What to do next, in one sentence."""
    lesson = where_left_off(record)
    names = names_in(lesson)
    missing = [name for name in names if name not in record.passed()]
    asked = in_words(f"`{name}`" for name in missing)
    if not missing:
        return f"All {len(EXERCISES)} functions have passed: `layerwise verify` examines them once more, in your own my_network.py."
    if not any(name in EXERCISES for name in record.exercises):
        return f"Begin with lesson {lesson.number}, {lesson.title}: it asks for {asked}."
    if len(missing) < len(names):
        have = "have" if len(missing) > 1 else "has"
        return f"Go on with lesson {lesson.number}, {lesson.title}: {asked} {have} not passed yet."
    return f"Go on with lesson {lesson.number}, {lesson.title}: it asks for {asked}."
