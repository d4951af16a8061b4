"""The answers under tests/answers as somebody hands them in: as text, which another process runs."""

import inspect
import linecache
import re
import textwrap
from functools import cache
from pathlib import Path

from answers import files
from answers.beginners import Wrong

from layerwise.exercises.catalogue import EXERCISES

BEGINNING = "import numpy as np\nfrom layerwise import check\n"
# What the files of answers import from the course; in a submission there is nothing to import.
_IMPORTS = re.compile(r"^from (layerwise\.|answers\b).*$", re.MULTILINE)


def of_beginner(wrong: Wrong) -> tuple[list[str], list[str]]:
    """A notebook with one of the beginners' answers, and the exercises whose functions in it are the learner's own.

    In the bank an answer finds all functions of the course. Here those of earlier lessons are lent, and those of later ones handed in. An
    answer that calls itself would have ours called a thousand times over, for each probe: for it, earlier functions are their own too.
    """
    names = list(EXERCISES)
    place = names.index(wrong.exercise)
    own = names[:place] if f"{wrong.exercise}(" in wrong.body else []
    lent = [name for name in names[:place] if name not in own]
    written = "\n".join(inspect.getsource(EXERCISES[name].answer) for name in [*own, *names[place + 1 :]])
    return [f"{BEGINNING}{imported(lent)}{written}", wrong.above, wrong.code], own


def of_mutant(mutant) -> list[str]:
    """A notebook with a changed answer of ours."""
    return [f"import numpy as np\n{imported(list(EXERCISES)[: list(EXERCISES).index(mutant.exercise)])}", mutant.code]


def imported(names: list[str]) -> str:
    """The line that fetches the functions of earlier lessons."""
    return f"from layerwise.mine import {', '.join(names)}\n" if names else ""


def of_answer(file, kind: str, exercise: str, number: int, function) -> list[str]:
    """A notebook with a whole file of answers, of which one is the answer; or with the one, where the file reads them from a text."""
    if Path(file.__file__).with_suffix(".txt").exists():
        earlier = list(EXERCISES)[: list(EXERCISES).index(exercise)]
        return [f"{BEGINNING}{imported(earlier)}", "".join(linecache.getlines(function.__code__.co_filename))]
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
