"""A function that calculates with what the notebook has, and not with what it is given."""

import numbers
from collections.abc import Iterable

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.subject import Subject
from layerwise.ground.words import in_words

_DATA = (np.ndarray, numbers.Number, list, tuple)


def leaves_its_arguments_unread(case: Case) -> Diagnosis | None:
    """Numbers of the notebook stand where an argument was meant, as in a cell of the lesson that was copied."""
    outside, unread = data_from_outside(case.subject), case.subject.written.unread_parameters
    if not outside or not unread:
        return None
    return case.explained(
        f"Your function calculates with {_quoted(outside)} from other cells of the notebook, and never looks at what comes in as "
        f"{_quoted(unread)}. It has to work for whatever it is given: use its arguments, the names in the brackets of its `def` line.",
        "arguments-unread",
    )


def data_from_outside(subject: Subject) -> list[str]:
    """The names of numbers, arrays and lists that a function reads and that are neither its arguments nor made inside it."""
    return [name for name in subject.written.names_from_outside if isinstance(subject.other(name), _DATA)]


def _quoted(names: Iterable[str]) -> str:
    return in_words(f"`{name}`" for name in names)
