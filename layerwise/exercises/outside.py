"""What a function takes from outside: names that the notebook gave a value, and that only look like the function's own."""

import dis
import numbers
from types import CodeType, FunctionType

import numpy as np

_DATA = (np.ndarray, numbers.Number, list, tuple)


def data_from_outside(function) -> list[str]:
    """The names of numbers, arrays and lists that a function reads and that are neither its arguments nor made inside it."""
    if type(function) is not FunctionType:
        return []
    names = dict.fromkeys(_names_read(function.__code__))
    return [name for name in names if isinstance(function.__globals__.get(name), _DATA)]


def _names_read(code):
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield instruction.argval
        elif isinstance(instruction.argval, CodeType):
            yield from _names_read(instruction.argval)
