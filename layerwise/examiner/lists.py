"""Right answers that come as lists. They pass, but the lessons go on to calculate with them, and that takes arrays."""

import contextlib
import functools
from array import array as typed_array
from collections.abc import Callable
from typing import Any

import numpy as np

REMARK = (
    "One remark: your numbers come in a list, and later lessons calculate with whole arrays. Until you return one yourself, "
    "with np.array(...), the course turns your list into an array."
)


def is_list_for_array(given: Any, wanted: Any) -> bool:
    """Did a function that passed return a list where the reference answer returned an array?"""
    if isinstance(wanted, dict):
        return any(is_list_for_array(given[name], wanted[name]) for name in wanted)
    if isinstance(wanted, tuple):
        return any(map(is_list_for_array, given, wanted))
    return isinstance(wanted, np.ndarray) and isinstance(given, list | typed_array | memoryview)


def giving_arrays(function: Callable) -> Callable:
    """The same function, with arrays in place of lists."""

    @functools.wraps(function)
    def with_arrays(*arguments: Any, **keywords: Any) -> Any:
        result = function(*arguments, **keywords)
        if not isinstance(result, tuple):
            with contextlib.suppress(ValueError):  # a list of several results, which differ in shape
                return np.asarray(result)
        return tuple(map(np.asarray, result))

    return with_arrays
