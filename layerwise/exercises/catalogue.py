"""Every exercise of the course, in lesson order."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from pathlib import Path

from layerwise import course
from layerwise.course import LESSONS, Lesson
from layerwise.examiner import code
from layerwise.exercises.exercise import Exercise


# --- while the files are being moved: an exercise of the new kind as the engine still wants it ---
def _as_before(new):
    source = code.with_gap(code.without_docstring(textwrap.dedent(inspect.getsource(new.answer))))
    body = ast.parse(source).body[0].body
    given = sum(
        isinstance(n, ast.stmt) and not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)) for part in body for n in ast.walk(part)
    )
    return Exercise(
        lesson=f"{new.lesson.number} {new.lesson.name.replace('_', ' ')}", answer=new.answer, second_way=new.another_way,
        examples=new.examples, probes=new.probes, mistakes=tuple(new.mistakes), hints=new.hints, minutes=new.minutes,
        observe=new.observe, returns=new.returns, changes=new.changes, alternatives=new.alternatives, tolerance=new.tolerance,
        remark=new.remark, describe=new.describe, by_the_row=new.by_the_row, reasons=new.reasons, given=given,
    )


def _exercises_of(lesson):
    folder = Path(__file__).parent / lesson.name
    if not folder.is_dir() or not any(folder.glob("*.py")):
        return importlib.import_module(f"layerwise.exercises.{lesson.name}").EXERCISES
    names = [m.name for m in pkgutil.iter_modules([str(folder)]) if m.name != "questions" and not m.name.startswith("_")]
    found = [importlib.import_module(f"layerwise.exercises.{lesson.name}.{name}").EXERCISE for name in names]
    return [_as_before(one) for one in sorted(found, key=lambda one: one.place)]


EXERCISES = {exercise.name: exercise for lesson in LESSONS for exercise in _exercises_of(lesson)}


def catalogue() -> list[Exercise]:
    """Every exercise of the course, in order."""
    return list(EXERCISES.values())


def exercises_of(lesson: Lesson) -> list[Exercise]:
    """The exercises of one lesson, in order."""
    return [exercise for name, exercise in EXERCISES.items() if lesson_of(name) == lesson]


def lesson_of(name: str) -> Lesson | None:
    """The lesson that the exercise called `name` stands in."""
    there = EXERCISES[name].lesson
    # --- while the files are being moved: an exercise of the old kind has a text such as "02 activation" ---
    return course.lesson(there.replace(" ", "_")) if isinstance(there, str) else there
