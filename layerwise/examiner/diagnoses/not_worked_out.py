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
    return case.explained(
        f"Your function gives the same answer whatever it is given{', the one of the example' * of_the_example}. {_what_has_no_say(case)}",
        "the-same-for-all",
        "wrong",
    )


def _what_has_no_say(case: Case) -> str:
    """Why nothing depends on the arguments: no line reads them, or what a line makes of them comes to the same."""
    written = case.subject.written
    asked = next((node for node in written.nodes(ast.Compare) if isinstance(node.ops[0], ast.Is) and _is_yes_or_no(node)), None)
    if asked is not None:
        return (
            f"`{written.text_of(asked)}` asks once whether the two are one and the same thing, and an array is not. "
            f"An array of True and False is a condition already: `{written.text_of(asked.left)}`."
        )
    arguments = in_words(f"`{name}`" for name in case.exercise.argument_names)
    if written.tree is None or any(map(written.reads, written.parameters)):
        return f"Somewhere {arguments} {'lose' if len(case.exercise.argument_names) > 1 else 'loses'} all say: print what each line gives."
    return f"The numbers of one example cannot stand for all of them: work with {arguments}."


def _is_yes_or_no(comparison: ast.Compare) -> bool:
    other = comparison.comparators[0]
    return isinstance(other, ast.Constant) and isinstance(other.value, bool)


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
