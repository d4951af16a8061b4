"""Something was returned that is no result at all."""

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import FUNCTION, NOTHING


def returns_nothing(case: Case) -> Diagnosis | None:
    """None came back."""
    if case.got.kind != NOTHING:
        return None
    return case.explained(
        "It returns nothing. Is there a `return` line, and is it reached every time? Inside an `if` or a loop it may be skipped. "
        "Printing a value is not returning it.",
        "returns-nothing",
        "wrong",
    )


def returns_a_function(case: Case) -> Diagnosis | None:
    """A function came back, as when the brackets that call it are missing."""
    if case.got.kind != FUNCTION:
        return None
    return case.explained(
        "It returned a function, and not what the function gives. Are the brackets missing that call it, as in `np.sum(...)`?",
        "returns-a-function",
        "wrong",
    )
