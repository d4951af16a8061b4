"""A function that calculates with what the notebook has, and not with what it is given."""

import ast
import inspect
import numbers
import re
from collections.abc import Iterable

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.subject import Subject
from layerwise.ground.words import in_words

_DATA = (np.ndarray, numbers.Number, list, tuple)


def leaves_its_arguments_unread(case: Case) -> Diagnosis | None:
    """Numbers of the notebook stand where an argument was meant, as in a cell of the lesson that was copied."""
    outside, unread = _things_from_outside(case.subject), case.subject.written.unread_parameters
    if not outside or not unread:
        return None
    return case.explained(
        f"Your function calculates with {_quoted(outside)} from other cells of the notebook, and never looks at what comes in as "
        f"{_quoted(unread)}. It has to work for whatever it is given: use its arguments, the names in the brackets of its `def` line.",
        "arguments-unread",
    )


def mistakes_a_name(case: Case) -> Diagnosis | None:
    """An array of the notebook stands where a name of the function's own was meant: `x` for `X`, `W1` for `W`."""
    own_names = case.subject.written.own_names
    meant = {name: [own for own in own_names if _plain(own) == _plain(name)] for name in data_from_outside(case.subject)}
    mistaken = [name for name, own in meant.items() if own and np.size(case.subject.other(name)) > 1]
    if not mistaken or (case.got.error is not None and not _stopped_beside(mistaken[0], case)):
        return None
    name, own = mistaken[0], meant[mistaken[0]][0]
    # What a loop hands out and no line of it reads is the more likely one.
    rows = {things: row for row, things in case.subject.written.handed_out_unread}
    number = rows.get(f"range(len({own}))") or rows.get(f"range({own}.shape[0])")
    own = f"{own}[{number}]" if number else rows.get(own, own)
    return case.explained(
        f"Your function calculates with `{name}` from another cell of the notebook, and has to work for whatever comes in. "
        f"Is `{own}` meant?",
        "mistaken-name",
    )


def _plain(name: str) -> str:
    return name.lower().rstrip("0123456789_")


def _stopped_beside(name: str, case: Case) -> bool:
    """Does the name stand in the line that raised the error?"""
    return case.got.error is not None and re.search(rf"\b{name}\b", case.subject.raised(case.got.error).line) is not None


def returns_what_is_not_its_own(case: Case) -> Diagnosis | None:
    """A `return` line hands out a number of the notebook, as when the answer calls its own result otherwise."""
    written = case.subject.written
    outside = [name for name in data_from_outside(case.subject) if name in written.returns]
    if not outside or written.last_result in written.returns:
        return None
    own = f" Is `{written.last_result}` meant?" if written.last_result else ""
    return case.explained(
        f"You return `{outside[0]}`, and no line of this function gives it a value: it comes from another cell of the notebook.{own}",
        "returns-what-is-not-its-own",
    )


def calls_another_function(case: Case) -> Diagnosis | None:
    """A function of the notebook is called, and the one that comes in as an argument never."""
    arguments = dict(zip(case.exercise.argument_names, case.probe, strict=False))
    unasked = [name for name in case.subject.written.unread_parameters if inspect.isfunction(arguments.get(name))]
    called = [call.func.id for call in case.subject.written.calls if isinstance(call.func, ast.Name)]
    others = [name for name in called if name in case.subject.written.names_from_outside and callable(case.subject.other(name))]
    if not unasked or not others:
        return None
    return case.explained(
        f"Your function calls `{others[0]}` from other cells of the notebook, and never `{unasked[0]}`, which comes in as an argument. "
        f"It has to work for whatever function it is given: ask `{unasked[0]}`.",
        "argument-unread",
    )


def data_from_outside(subject: Subject) -> list[str]:
    """The names of numbers, arrays and lists that a function reads and that are neither its arguments nor made inside it."""
    return [name for name in subject.written.names_from_outside if isinstance(subject.other(name), _DATA)]


def _things_from_outside(subject: Subject) -> list[str]:
    """Those, and what else is no tool to work with, as functions and modules are: a network, say."""
    values = {name: subject.other(name) for name in subject.written.names_from_outside}
    # By the name of the type: the module of another process is one in nothing else.
    return [name for name, value in values.items() if not (value is None or callable(value) or type(value).__name__ == "module")]


def _quoted(names: Iterable[str]) -> str:
    return in_words(f"`{name}`" for name in names)
