"""`@check`, which stands above a function in a lesson, and `examine`, the same without a notebook."""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Any

from layerwise import examiner
from layerwise.examiner import Report
from layerwise.exercises.catalogue import EXERCISES, lesson_of, unknown_exercise
from layerwise.exercises.not_coming_back import not_coming_back

_listeners: list[Callable] = []
_given: list[Callable] = []
# What stood under @check last for each exercise, and what @check handed back for it.
_checked: dict[str, tuple[Callable, Callable]] = {}


class CheckFailed(Exception):
    """An answer did not pass while LAYERWISE_STRICT=1 asked for a pass."""


def examine(name: str, function, seed: int | None = None) -> Report:
    """Examine `function` as an answer to the exercise called `name` and return a Report.

    The fresh probes come from `seed`, or from one that is drawn; report.seed plays the examination again.
    Raises ValueError for a name that no exercise has, and nothing for whatever `function` does.
    """
    if name not in EXERCISES:
        raise ValueError(unknown_exercise(name))
    return examiner.examine(EXERCISES[name], function, seed)


def when_checked(listener: Callable[[Report, Callable], None]) -> None:
    """Have `listener(report, function)` called after every check, as the workbook does to record progress."""
    _listeners.append(listener)


def check(function):
    """Examine the decorated function, show the report, and return a function that the rest of the lesson can rely on.

    That is the learner's own when it passed, and the reference answer when it did not. Where the answers are withheld it is the
    learner's own, unexamined. With LAYERWISE_STRICT=1 in the environment anything but a pass raises CheckFailed.
    """
    strict = os.environ.get("LAYERWISE_STRICT") == "1"
    name = getattr(function, "__name__", repr(function))
    if name not in EXERCISES:
        message = f"{unknown_exercise(name)} @check stands above the `def` line of an exercise."
        if strict:
            raise CheckFailed(message)
        print(message)
        return function
    # A function that calls itself must meet itself, not what an earlier run of the cell left under its name.
    namespace = getattr(function, "__globals__", {})
    namespace[name] = function
    with contextlib.nullcontext() if strict else not_coming_back() as place:  # with strict, nobody sits there and waits
        report = examine(name, function)
    _show(report, place)
    if report.status == "withheld":
        return function
    for listener in _listeners:
        listener(report, function)
    if strict and not report.passed:
        raise CheckFailed(f"{name}: {report.status}. {report.message}")
    handed_back = report.mended(function) if report.passed else EXERCISES[name].answer
    _checked[name] = function, handed_back
    return handed_back


def own(name: str, function: Callable) -> Callable:
    """The learner's own behind what @check handed back for the exercise called `name`; any other function as it is."""
    checked, handed_back = _checked.get(name, (function, function))
    return checked if function is handed_back else function


def given(function):
    """Stand above an answer that the course gave, as `layerwise catch-up` does: it is not examined, counted or kept."""
    name = getattr(function, "__name__", repr(function))
    again = f" To write it yourself: `python3 start.py reset {lesson_of(name).number} {name}`." if name in EXERCISES else ""
    print(f"{name} is given by the course, so that you can go on. It does not count as yours.{again}")
    _given.append(function)
    return function


def is_given(function: object) -> bool:
    """Did it stand under `@given`?"""
    return any(function is one for one in _given)


def _show(report: Report, place: Any = None) -> None:
    """Show the report, in a notebook in place of what is there already if anything is."""
    ipython = sys.modules.get("IPython")
    if place is not None:
        place.update(report)
    elif ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(report)
    else:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"  # a pipe on Windows knows no ✓
        print(str(report).encode(encoding, "replace").decode(encoding))
