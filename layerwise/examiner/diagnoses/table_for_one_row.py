"""A function that answers for one row, and was given the whole table."""

import ast
import contextlib
import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.written import Written


def table_for_one_row(case: Case) -> Diagnosis | None:
    """An earlier exercise's function is called with the table, and comes to no good there.

    The error that this ends in is raised inside that other function, or the result has a strange shape, by how that function was
    written. Where it happens to give one number for each row, the call is not what is wrong.
    """
    written = case.subject.written
    arguments = dict(zip(written.parameters, case.probe, strict=False))
    tables = {name for name, value in arguments.items() if isinstance(value, np.ndarray) and value.ndim == 2}
    for call in written.calls:
        name = call.func.id if isinstance(call.func, ast.Name) else None
        if name not in case.exercise.by_the_row or not call.args or not _is_name_of(call.args[0], tables):
            continue
        if not _serves(case.subject.other(name), [_value(argument, arguments) for argument in call.args]):
            return case.explained(
                f"`{name}` answers for one bird, and you gave it the whole table. {_instead(call, written)}",
                "table-for-one-row",
            )
    return None


def _instead(call: ast.Call, written: Written) -> str:
    """The row to give it, where a loop goes through the rows already; or how to come to the rows."""
    table = ast.unparse(call.args[0])
    for loop in written.nodes(ast.For, ast.comprehension):
        things, one = ast.unparse(loop.iter), ast.unparse(loop.target)
        row = one if things == table else f"{table}[{one}]" if things in (f"range(len({table}))", f"range({table}.shape[0])") else ""
        if row:
            others = ", ".join([row, *map(ast.unparse, call.args[1:])])
            return f"In your loop, a single row is `{row}`: call `{ast.unparse(call.func)}({others})`."
    return (
        "Go through the rows, `for x in X:`, and call it for each; or let NumPy add along all rows at once, with `np.sum(X * w, axis=1)`."
    )


def _is_name_of(argument: ast.expr, names: set[str]) -> bool:
    return isinstance(argument, ast.Name) and argument.id in names


def _value(argument: ast.expr, known: dict[str, Any]) -> Any:
    """What an argument is, where that can be read: a parameter, or a number."""
    if isinstance(argument, ast.Name):
        return known.get(argument.id)
    return argument.value if isinstance(argument, ast.Constant) else None


def _serves(function: Callable, values: list) -> bool:
    """Does the other function give one number for each row? Also where it cannot be told, since then nothing is to be said."""
    if function is None or any(value is None for value in values):
        return True
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return np.shape(function(*(value.copy() if isinstance(value, np.ndarray) else value for value in values))) == (len(values[0]),)
        except Exception:  # it is the learner's own, and may raise whatever it likes
            return False
