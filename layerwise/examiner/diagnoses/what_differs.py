"""Nothing was recognised: what is different, and what may be worth a look."""

from typing import Any

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.diagnoses.outside import data_from_outside
from layerwise.examiner.values import failing_facts
from layerwise.ground.words import in_words


def what_differs(case: Case) -> Diagnosis:
    """The evidence, and why it matters where the exercise says so."""
    return Diagnosis(
        case.evidence + _reason(case) + _about_nan(case.got.value, case.wanted.value) + _about_leftovers(case) + _about_outside(case)
    )


def _reason(case: Case) -> str:
    """Why the first fact that fails matters."""
    got, wanted = case.got.value, case.wanted.value
    if got is None or not isinstance(wanted, dict):
        return ""
    failing = failing_facts(got, wanted, case.exercise.tolerance)
    reason = case.exercise.reasons.get(failing[0]) if failing else None
    return f" {reason}" if reason else ""


def _about_nan(got: Any, expected: Any) -> str:
    if not _has_nan(got) or _has_nan(expected):
        return ""
    return (
        " nan is “not a number”. It comes from 0 / 0, from infinity divided by infinity, infinity times 0 or infinity minus infinity, or "
        "from the root or the logarithm of a negative number."
    )


def _about_leftovers(case: Case) -> str:
    """What np.empty begins with, where an answer that is not right begins with it."""
    calls = case.subject.written.calls_of("np.empty", "np.empty_like")
    # Facts about a result, such as that a batch stays what it is, may fail for other reasons.
    if not calls or case.got.error is not None or isinstance(case.wanted.value, dict):
        return ""
    name = case.subject.written.text_of(calls[0].func)
    return (
        f" `{name}` puts nothing into its places: there stand leftovers, whatever the memory held before. Where you add to them, or do "
        f"not fill them all, begin with `{name.replace('empty', 'zeros')}`."
    )


def _has_nan(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, tuple | list):
        return any(map(_has_nan, value))
    return isinstance(value, np.ndarray) and value.dtype.kind == "f" and bool(np.isnan(value).any())


def _about_outside(case: Case) -> str:
    names = data_from_outside(case.subject)
    if not names:
        return ""
    return (
        f"\nYour function also uses {in_words(names)}: no argument, and not made inside it, but whatever the notebook has under "
        "that name. Is this meant?"
    )
