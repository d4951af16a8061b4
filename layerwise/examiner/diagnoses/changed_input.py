"""The right result, and an argument that is not what it was."""

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import same


def changes_its_input(case: Case) -> Diagnosis | None:
    """The result is right; what the caller handed over has changed."""
    changed = case.got.changed
    if not changed or case.got.value is None or not same(case.got.value, case.wanted.value, case.exercise.tolerance):
        return None
    no_longer = f"{' and '.join(changed)} {'is no longer what it was' if len(changed) == 1 else 'are no longer what they were'}"
    return case.explained(
        f"The result is right, but {no_longer}: whoever called the function still needs what was there. " + _instead(case, changed[0]),
        "changes-its-input",
        "wrong",
    )


def _instead(case: Case, name: str) -> str:
    given = dict(zip(case.exercise.argument_names, case.probe, strict=False)).get(name)
    if isinstance(given, list):
        return f"Leave the list `{name}` and what is in it alone."
    return f"Work on a copy, such as `{name}.copy()`, or make a new array."
