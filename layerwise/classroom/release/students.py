"""The course's package as students receive it where answers are kept back: without answers, probes, known mistakes, hints and `nn`.

The names of all these stay, so that what does without them works as ever: pictures, data, questions, and the explorers that train no
network. Of an exercise the starter is left. A question is written down with its answers, as it has to judge at once.
"""

import dataclasses
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import layerwise
from layerwise import nn
from layerwise.course import LESSONS, Lesson
from layerwise.examiner import Exercise, question
from layerwise.exercises.catalogue import exercises_of
from layerwise.exercises.questions import LESSON_OF, questions

_PACKAGE = Path(__file__).resolve().parents[2]
_ROOT = _PACKAGE.parent
# What students do without: what knows the answers, and what only whoever teaches or builds the course needs.
_LEFT_OUT = ("nn", "classroom", "press", "cli.py", "__main__.py", "exercises/bird.py", *(f"exercises/{lesson.name}" for lesson in LESSONS))
_LICENSES = ("LICENSE", "LICENSE-text.md", "LICENSE-data.md")

_PROJECT = """[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "layerwise"
version = "{version}"
description = "Layerwise, for students of a course that keeps the answers"
requires-python = "{python}"
license-files = {licenses}
dependencies = {dependencies}

[tool.setuptools.packages.find]
include = ["layerwise*"]

[tool.setuptools.package-data]
layerwise = ["**/*"]
"""

_NN = '''"""The names of the course's library. This course keeps the library itself back."""

from layerwise.ground.sentences import InASentence

__all__ = {names}


class KeptBack(InASentence):
    """Something of the library was to be used."""


class _KeptBack(type):
    def __call__(cls, *arguments, **named):
        raise KeptBack(f"`nn.{{cls.__name__}}` belongs to the course's library, which this course keeps back. What needs it is left out.")

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return cls


for _name in __all__:
    globals()[_name] = _KeptBack(_name, (), {{}})
'''

_EXERCISE = '''"""The exercise {name}, as it is handed out. Its answer and its examination are with whoever teaches this course."""

from layerwise.examiner.exercise import withheld


{starter}


EXERCISE = withheld({name}, place={place}, minutes={minutes})
'''

_QUESTIONS = '''"""What the lesson asks, written down."""

from layerwise.examiner.question import Choice, Number, Order, Right, Rule, Wrong  # noqa: F401

QUESTIONS = (
{questions}
)
'''


def package() -> dict[str, bytes]:
    """The files of the students' package, by their paths: what `pip install` takes."""
    files = {f"layerwise/{path}": (_PACKAGE / path).read_bytes() for path in _kept()}
    files |= {name: (_ROOT / name).read_bytes() for name in _LICENSES}
    texts = {"pyproject.toml": _project(), "layerwise/nn.py": _NN.format(names=nn.__all__)}
    for lesson in LESSONS:
        folder = f"layerwise/exercises/{lesson.name}"
        texts |= {f"{folder}/{exercise.name}.py": _exercise(exercise) for exercise in exercises_of(lesson)}
        texts[f"{folder}/questions.py"] = _questions(lesson)
        texts[f"{folder}/__init__.py"] = ""
    return files | {path: text.encode() for path, text in texts.items()}


def _kept() -> Iterator[str]:
    for path in sorted(_PACKAGE.rglob("*")):
        name = path.relative_to(_PACKAGE).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not any(f"{name}/".startswith(f"{left_out}/") for left_out in _LEFT_OUT):
            yield name


def _project() -> str:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return _PROJECT.format(
        version=layerwise.__version__, python=project["requires-python"], licenses=list(_LICENSES), dependencies=project["dependencies"]
    )


def _exercise(exercise: Exercise) -> str:
    return _EXERCISE.format(name=exercise.name, starter=exercise.starter.rstrip(), place=exercise.place, minutes=exercise.minutes)


def _questions(lesson: Lesson) -> str:
    return _QUESTIONS.format(questions="\n".join(f"    {_written(one)}," for one in questions() if LESSON_OF[one.name] == lesson))


def _written(value: Any) -> str:
    """A question, or what it consists of, as code. Its proof is left out: it calls the answers to exercises."""
    if dataclasses.is_dataclass(value) and type(value).__module__ == question.__name__:
        parts = [field.name for field in dataclasses.fields(value) if field.name != "proof"]
        return f"{type(value).__name__}({', '.join(f'{name}={_written(getattr(value, name))}' for name in parts)})"
    if isinstance(value, tuple):
        return f"({''.join(f'{_written(one)}, ' for one in value).rstrip()})"
    return repr(value.item() if isinstance(value, np.generic) else value)
