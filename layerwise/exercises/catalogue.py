"""Every exercise of the course: found by its file, loaded when it is asked for."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from layerwise.course import LESSONS, Lesson
from layerwise.examiner import Exercise
from layerwise.examiner.elsewhere import when_a_name_is_unknown
from layerwise.ground.words import did_you_mean

_HERE = Path(__file__).parent


@cache
def exercises_of(lesson: Lesson) -> tuple[Exercise, ...]:
    """The exercises of a lesson, in order: each is a file in the lesson's folder, whose name it has."""
    exercises = [_load(name, folder) for name, folder in _files().items() if folder == lesson.name]
    return tuple(sorted(exercises, key=lambda exercise: exercise.place))


def lesson_of(name: str) -> Lesson:
    """The lesson that the exercise called `name` stands in. Raises KeyError for a name that no exercise has."""
    folder = _files()[name]
    return next(lesson for lesson in LESSONS if lesson.name == folder)


def catalogue() -> list[Exercise]:
    """Every exercise of the course, in order."""
    return [exercise for lesson in LESSONS for exercise in exercises_of(lesson)]


def from_which_lesson(name: str) -> str:
    """A sentence for a name that is not there and that an exercise has; none for any other."""
    if name not in _files():
        return ""
    return f"`{name}` is a function of lesson {lesson_of(name).number}. To have it here, run `from layerwise.mine import {name}`."


when_a_name_is_unknown(from_which_lesson)


def unknown_exercise(name: str) -> str:
    """A sentence for a name that no exercise has."""
    return f"There is no exercise called {name!r}. {did_you_mean(name, _files())}".rstrip()


@cache
def _files() -> dict[str, str]:
    """The name of each exercise, and the folder of its lesson. A file whose name begins with an underscore is shared by a folder."""
    return {
        module.name: lesson.name
        for lesson in LESSONS
        for module in pkgutil.iter_modules([str(_HERE / lesson.name)])
        if module.name != "questions" and not module.name.startswith("_")
    }


@cache
def _load(name: str, folder: str) -> Exercise:
    return importlib.import_module(f"layerwise.exercises.{folder}.{name}").EXERCISE


class _Exercises(Mapping[str, Exercise]):
    """Every exercise by its name. One is loaded when it is asked for, and all of them when somebody goes through them."""

    def __getitem__(self, name: str) -> Exercise:
        return _load(name, _files()[name])

    def __iter__(self) -> Iterator[str]:
        return (exercise.name for exercise in catalogue())

    def __len__(self) -> int:
        return len(_files())

    def __contains__(self, name: object) -> bool:
        return name in _files()


EXERCISES = _Exercises()
