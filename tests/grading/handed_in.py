"""The answers under tests/answers as somebody hands them in: as text, which another process runs."""

import inspect
import re
import textwrap
from functools import cache
from pathlib import Path

from answers import files
from answers.beginners import Wrong

from layerwise.exercises.catalogue import EXERCISES

# What the files of answers import from the course; in a submission there is nothing to import.
_IMPORTS = re.compile(r"^from (layerwise\.|answers\b).*$", re.MULTILINE)


def of_beginner(wrong: Wrong) -> list[str]:
    """A notebook with one of the beginners' answers: the functions of the other lessons, cells above, and the answer."""
    others = ", ".join(name for name in EXERCISES if name != wrong.exercise)
    return [f"import numpy as np\nfrom layerwise.mine import {others}", wrong.above, wrong.code]


def of_answer(file, kind: str, exercise: str, number: int) -> list[str]:
    """A notebook with a whole file of answers, of which one is the answer."""
    text = _IMPORTS.sub("pass", Path(file.__file__).read_text(encoding="utf-8"))
    return [_given(), text, f"{exercise} = {kind}[{exercise!r}][{number}]"]


def answers(kind: str):
    """(file, exercise, number, function) for each answer of a kind."""
    for file in files():
        for exercise, functions in getattr(file, kind, {}).items():
            for number, function in enumerate(functions):
                yield file, exercise, number, function


@cache
def _given() -> str:
    """The names that files of answers import, our own answers among them: here they are part of what is handed in."""
    sources = "\n\n".join(inspect.getsource(exercise.answer) for exercise in EXERCISES.values())
    return f"""
import numpy as np
from functools import cache
from types import SimpleNamespace

def our_answers():
{textwrap.indent(sources, "    ")}
    return locals()

ANSWERS = our_answers()
EXERCISES = {{name: SimpleNamespace(answer=answer) for name, answer in ANSWERS.items()}}

def catalogue():
    return []

def Wrong(*arguments, **options):
    return None
"""
