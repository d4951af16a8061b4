"""A result that was not worked out from what was given."""

import ast
from typing import Any

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import copy_arguments, same, settle
from layerwise.ground.words import in_words


def the_same_for_all(case: Case) -> Diagnosis | None:
    """The numbers of one bird stand in the answer."""
    exercise, got = case.exercise, _result(case.got.value)
    if got is None or not case.behaves_like(lambda *arguments: got):
        return None
    of_the_example = same(got, settle(exercise.answer(*copy_arguments(exercise.examples[0]))), exercise.tolerance)
    arguments = in_words(f"`{name}`" for name in exercise.argument_names)
    return case.explained(
        f"Your function gives the same answer whatever it is given{', the one of the example' * of_the_example}. "
        f"The numbers of one example cannot stand for all of them: work with {arguments}.",
        "the-same-for-all",
        "wrong",
    )


def as_it_came(case: Case) -> Diagnosis | None:
    """An argument is returned, and nothing was done to it."""
    got = _result(case.got.value)
    for number, (name, given) in enumerate(zip(case.exercise.argument_names, case.probe, strict=False)):
        if not isinstance(given, np.ndarray) or given.size == 1 or got is None or not same(got, given, 0):
            continue
        # Once it may come to the same by chance: x * 1 is x.
        if name in case.subject.written.returns or case.behaves_like(lambda *arguments, number=number: arguments[number]):
            return case.explained(
                f"Here `{name}` comes back as it went in. {_why(name, case)}",
                "as-it-came",
                "wrong",
            )
    return None


def _why(name: str, case: Case) -> str:
    written = case.subject.written
    if name in written.returns or not written.tree:
        return "Is the line reached that works the answer out, and is what it gives returned?"
    if written.calls_of("np.where") or written.nodes(ast.If, ast.IfExp):
        return f"Does your condition pick `{name}` everywhere? Print the condition: it should be False for some entries."
    return "What your lines do to it has no effect, or is undone by the next. Print what each of them gives."


def _result(value: Any) -> np.ndarray | None:
    """A single result, where the exercise has one."""
    value = value.get("the result") if isinstance(value, dict) else value
    return value if isinstance(value, np.ndarray) else None
