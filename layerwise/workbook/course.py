"""The way through the course: its lessons in order, how far a learner has come in each, and where to go on."""

from dataclasses import dataclass
from functools import cache

from layerwise.exercises import catalogue
from layerwise.workbook.progress import Record, minutes
from layerwise.workbook.telling import in_words

# What each lesson adds, in a few words.
STEPS = {
    "00": "inputs times weights, added up",
    "01": "one neuron, then many birds at once",
    "02": "what a neuron passes on",
    "03": "layers: the nested function",
    "04": "how far off a prediction is",
    "05": "which way to change each weight",
    "06": "the loop, again and again",
    "07": "a network of your own, on real birds",
    "08": "handwriting, and steps that learn faster",
}


@dataclass(frozen=True)
class Lesson:
    """One lesson: its number ("02"), its title ("Activation"), the step it takes, its notebook's name, and its exercises' names."""

    number: str
    title: str
    step: str
    notebook: str
    exercises: tuple[str, ...]


@cache
def lessons() -> tuple[Lesson, ...]:
    """The lessons in order."""
    exercises: dict[str, list[str]] = {}
    for exercise in catalogue():
        exercises.setdefault(exercise.lesson, []).append(exercise.name)
    return tuple(
        Lesson(name[:2], name[3:].capitalize(), STEPS[name[:2]], f"{name.replace(' ', '_')}.ipynb", tuple(names))
        for name, names in exercises.items()
    )


@cache
def lesson_of() -> dict[str, Lesson]:
    """The lesson of each exercise, by the exercise's name."""
    return {name: lesson for lesson in lessons() for name in lesson.exercises}


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


def where_left_off(record: Record) -> Lesson:
    """The lesson to go on with: the last one worked in or, when that is done, the next one that is not."""
    entries = {name: entry for name, entry in record.exercises.items() if name in lesson_of()}
    unfinished = [lesson for lesson in lessons() if not _done(lesson, record)]
    if not unfinished:
        return lessons()[-1]
    if not entries:
        return unfinished[0]
    last = max((entry.last, lesson_of()[name].number) for name, entry in entries.items())[1]
    return next((lesson for lesson in unfinished if lesson.number >= last), unfinished[0])


def standings(record: Record) -> list[Standing]:
    """How far the learner has come in each lesson, in order."""
    here = where_left_off(record).number
    fresh = [lesson.number for lesson in lessons() if not any(name in record.exercises for name in lesson.exercises)]
    following = next((number for number in fresh if number >= here), fresh[0] if fresh else None)
    return [_standing(lesson, record, following) for lesson in lessons()]


def _standing(lesson: Lesson, record: Record, following: str | None) -> Standing:
    entries = [record.exercises[name] for name in lesson.exercises if name in record.exercises]
    status = "done" if _done(lesson, record) else "begun" if entries else "next" if lesson.number == following else ""
    passed = sum(entry.passes > 0 for entry in entries)
    return Standing(lesson, status, passed, sum(entry.attempts for entry in entries), minutes(entries))


def _done(lesson: Lesson, record: Record) -> bool:
    return record.passed().issuperset(lesson.exercises)


def advice(record: Record) -> str:
    """What to do next, in one sentence."""
    lesson = where_left_off(record)
    missing = [name for name in lesson.exercises if name not in record.passed()]
    if not missing:
        return f"All {len(lesson_of())} functions have passed: `layerwise verify` examines them once more, in your own my_network.py."
    if not any(name in lesson_of() for name in record.exercises):
        return f"Begin with lesson {lesson.number}, {lesson.title}: it asks for {in_words(missing)}."
    if len(missing) < len(lesson.exercises):
        have = "have" if len(missing) > 1 else "has"
        return f"Go on with lesson {lesson.number}, {lesson.title}: {in_words(missing)} {have} not passed yet."
    return f"Go on with lesson {lesson.number}, {lesson.title}: it asks for {in_words(missing)}."
