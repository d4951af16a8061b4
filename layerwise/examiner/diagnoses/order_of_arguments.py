"""The arguments stand in another order in the `def` line than the one in which they are handed over."""

import inspect
from typing import Any

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import copy_arguments, same, settle


def arguments_in_another_order(case: Case) -> Diagnosis | None:
    """`def dense(X, b, W)` where `dense(X, W, b)` is called. Where both orders come to the same, nothing is to be said."""
    own, asked = case.subject.written.parameters, tuple(inspect.signature(case.exercise.answer).parameters)
    if own == asked or sorted(own) != sorted(asked) or _makes_no_difference(own, case):
        return None
    return case.explained(
        f"Your `def` line has the arguments in the order ({', '.join(own)}), and they are handed over by their places, whatever they are "
        f"called there. Write it as it was: `def {case.exercise.signature}:`.",
        "arguments-in-another-order",
    )


def _makes_no_difference(own: tuple[str, ...], case: Case) -> bool:
    """Does the right answer come to the same when its arguments are exchanged like this, as a weighted sum does?"""
    exercise, arguments = case.exercise, copy_arguments(case.probe)

    def exchanged(*given: Any) -> Any:
        return exercise.answer(**dict(zip(own, given, strict=False)))

    try:
        result = exchanged(*arguments) if exercise.observe is None else exercise.observe(exchanged, *arguments)
        return same(settle(result, case.wanted.value), case.wanted.value, exercise.tolerance)
    except Exception:  # what the answer raises where a table comes in for a number, say
        return False
