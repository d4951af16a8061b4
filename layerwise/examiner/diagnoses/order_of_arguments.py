"""The arguments stand in another order in the `def` line than the one in which they are handed over."""

import inspect
from typing import Any

from layerwise.examiner.calling import alike, call
from layerwise.examiner.case import Case, Diagnosis


def arguments_in_another_order(case: Case) -> Diagnosis | None:
    """`def dense(X, b, W)` where `dense(X, W, b)` is called. Where both orders come to the same, nothing is to be said."""
    exercise, own = case.exercise, case.subject.written.parameters
    asked = tuple(inspect.signature(exercise.answer).parameters)
    if own == asked or sorted(own) != sorted(asked):
        return None

    def exchanged(*arguments: Any) -> Any:
        return exercise.answer(**dict(zip(own, arguments, strict=False)))

    if alike(call(exercise, exchanged, case.probe, case.wanted.value), case.wanted, exercise.tolerance):
        return None
    return case.explained(
        f"Your `def` line has the arguments in the order ({', '.join(own)}), and they are handed over by their places, whatever they are "
        f"called there. Write it as it was: `def {exercise.signature}:`.",
        "arguments-in-another-order",
    )
