"""Right answers in another form than the lessons go on with: lists for arrays, an array for a list, one number in brackets for a number.

They pass, and the rest of the course is given what it can calculate with.
"""

import contextlib
import functools
from array import array as typed_array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Form:
    """A form in which right numbers may come.

    name     by which another process knows it
    remark   what the learner is told of it after a pass
    needed   what the lessons calculate with
    returns  what it is, behind "your function returns"
    instead  what to do about it, behind "in your function"
    mended   the same function, with what the lessons go on with
    """

    name: str
    remark: str
    needed: str
    returns: str
    instead: str
    mended: Callable[[Callable], Callable]


def _giving_arrays(function: Callable) -> Callable:
    @functools.wraps(function)
    def with_arrays(*arguments: Any, **keywords: Any) -> Any:
        result = function(*arguments, **keywords)
        if not isinstance(result, tuple):
            with contextlib.suppress(ValueError):  # a list of several results, which differ in shape
                return np.asarray(result)
        return tuple(map(np.asarray, result))

    return with_arrays


def _giving_a_list(function: Callable) -> Callable:
    @functools.wraps(function)
    def with_a_list(*arguments: Any, **keywords: Any) -> Any:
        result = function(*arguments, **keywords)
        return result.tolist() if isinstance(result, np.ndarray) else result

    return with_a_list


def _giving_a_number(function: Callable) -> Callable:
    @functools.wraps(function)
    def with_a_number(*arguments: Any, **keywords: Any) -> Any:
        result = function(*arguments, **keywords)
        return np.asarray(result)[0] if np.shape(result) == (1,) else result

    return with_a_number


LISTS = Form(
    "lists",
    "One remark: your numbers come in a list, and the lessons go on to calculate with whole arrays. Until you return arrays yourself, "
    "with np.array(...), the course makes them of your lists.",
    "arrays",
    "a list",
    "write `return np.array(...)`",
    _giving_arrays,
)
ARRAY = Form(
    "array",
    "One remark: your numbers come in an array, and later lessons join such lists with `+=`. Until you return a list yourself, "
    "the course makes one of your array.",
    "a list",
    "an array",
    "return the list itself",
    _giving_a_list,
)
BRACKETED = Form(
    "bracketed",
    "One remark: your number comes inside an array or a list of one, and later lessons calculate with the number itself. "
    "Until you return it without the brackets around it, the course takes it out.",
    "a number",
    "its number inside an array or a list",
    "return the number without the brackets around it",
    _giving_a_number,
)
FORMS = {form.name: form for form in (LISTS, ARRAY, BRACKETED)}


def form_of(given: Any, wanted: Any) -> Form | None:
    """In which form a function that passed returned what it was asked for; None for the same as the reference answer has."""
    if isinstance(wanted, tuple):
        return next(filter(None, map(form_of, given, wanted)), None)
    if isinstance(wanted, list):
        return ARRAY if isinstance(given, np.ndarray) else None
    if isinstance(wanted, np.ndarray) and wanted.ndim:
        return LISTS if isinstance(given, list | typed_array | memoryview) else None
    return BRACKETED if _is_number(wanted) and np.shape(given) == (1,) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, np.ndarray | np.generic | int | float) and np.ndim(value) == 0
