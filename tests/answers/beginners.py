"""Wrong answers as beginners write them, and what has to be said of each: the bank that proves that the checks are true and helpful.

One list a lesson, in a file beside this one, `<lesson>.py` or, where there are many, `wrong_<lesson>.py`:

    WRONG = [
        Wrong("relu", "return np.max([z, 0])", must=("np.maximum",), must_not=("np.where",)),
        Wrong("neuron", "return x @ w", mistake="no-bias"),
    ]
"""

import textwrap
from dataclasses import dataclass

import numpy as np

from layerwise.exercises import catalogue
from layerwise.exercises.catalogue import EXERCISES


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
        return f"def {EXERCISES[self.exercise].signature}:\n{textwrap.indent(own.strip(), '    ')}\n{definition}{others}\n"

    def function(self, file):
        """The function, defined in `file`, as a notebook's cell would define it."""
        file.write_text(self.code, encoding="utf-8")
        namespace = {"np": np, **{other.name: other.answer for other in catalogue()}}
        exec(self.above, namespace)
        exec(compile(self.code, str(file), "exec"), namespace)
        return namespace[self.exercise]
