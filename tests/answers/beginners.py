"""Wrong answers as beginners write them, and what has to be said of each: the bank that proves that the checks are true and helpful.

One list a lesson, in a file beside this one, `<lesson>.py` or, where there are many, `wrong_<lesson>.py`. What was written without a look
at what the checks know, to see how they fare with it, stands in text files, see `blocks`.

    WRONG = [
        Wrong("relu", "return np.max([z, 0])", must=("np.maximum",), must_not=("np.where",)),
        Wrong("neuron", "return x @ w", mistake="no-bias"),
    ]
"""

import linecache
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from layerwise.exercises import catalogue
from layerwise.exercises.catalogue import EXERCISES


def notebook() -> dict[str, object]:
    """The names that a cell finds: NumPy, every exercise's function, and a `check` that leaves the function to the test."""
    return {"np": np, "check": lambda function: function, **{other.name: other.answer for other in catalogue()}}


@dataclass(frozen=True)
class Wrong:
    """A wrong answer.

    exercise  what it answers
    body      the lines below the `def` line, as they stand in the cell; further functions of the learner's may follow, from "\\ndef " on
    mistake   the id that has to be recognised, or None where it does not matter
    must      words that have to be in the message
    must_not  words that would be untrue, or lead astray
    above     lines of other cells, which the notebook has run before
    """

    exercise: str
    body: str
    mistake: str | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    above: str = ""

    @property
    def code(self) -> str:
        own, definition, others = self.body.partition("\ndef ")
        return f"@check\ndef {EXERCISES[self.exercise].signature}:\n{textwrap.indent(own.strip(), '    ')}\n{definition}{others}\n"

    def function(self, file):
        """The function, defined in `file`, as a notebook's cell would define it."""
        file.write_text(self.code, encoding="utf-8")
        namespace = notebook()
        exec(self.above, namespace)
        exec(compile(self.code, str(file), "exec"), namespace)
        return namespace[self.exercise]


def blocks(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The exercise, the body and the marked lines of each answer in a text file. The answers to an exercise stand below `## its name`,
    with `--` between two of them; a line that begins with one of the marks `> `, `? ` and `! ` is none of the body.
    """
    for part in ("\n" + file.read_text(encoding="utf-8")).split("\n## ")[1:]:
        exercise, _, answers = part.partition("\n")
        for answer in answers.strip("\n").split("\n--\n"):
            lines = answer.split("\n")
            marked = [line for line in lines if line[:2] in ("> ", "? ", "! ")]
            yield exercise, "\n".join(line for line in lines if line not in marked), marked


def wrong_in(file: Path) -> list[Wrong]:
    """The wrong answers of a text file. Marked are the id of the mistake, `> `, words that must be told, `? `, and that must not, `! `."""

    def words(marked: list[str], mark: str) -> tuple[str, ...]:
        return tuple(line[2:] for line in marked if line.startswith(mark))

    return [
        Wrong(exercise, body, mistake=next(iter(words(marked, "> ")), None), must=words(marked, "? "), must_not=words(marked, "! "))
        for exercise, body, marked in blocks(file)
    ]


def right_in(file: Path) -> dict[str, list[Callable]]:
    """The right answers of a text file, by the exercise's name, as functions whose source can be read."""
    found: dict[str, list[Callable]] = {}
    for number, (exercise, body, _) in enumerate(blocks(file)):
        name, code = f"<{file.name} {number}>", Wrong(exercise, body).code
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        namespace = notebook()
        exec(compile(code, name, "exec"), namespace)
        found.setdefault(exercise, []).append(namespace[exercise])
    return found
