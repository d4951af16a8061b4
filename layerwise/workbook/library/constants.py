"""Values that a function uses, written as Python code: numbers, texts, small arrays, and lists of these."""

from typing import Any

import numpy as np

# A constant that is larger is data, and belongs in a file.
MOST_ENTRIES = 100
MOST_CHARACTERS = 2_000


def constant(name: str, value: Any) -> str | None:
    """The statement that gives `name` this value, or None where it is no constant, or too large for one."""
    try:
        written = _written(value)
    except RecursionError:  # a list that contains itself
        return None
    return f"{name} = {written}" if written is not None and len(written) <= MOST_CHARACTERS else None


def _written(value: Any) -> str | None:
    """A constant as Python code, or None where it is none."""
    if value is None or type(value) in (bool, int, str, complex):
        return repr(value)
    if type(value) is float:
        return repr(value) if np.isfinite(value) else f'float("{value}")'
    if isinstance(value, np.number | np.bool_):
        item = _written(value.item())
        return item if value.dtype in (np.float64, np.int64, np.bool_) or item is None else f"np.{value.dtype}({item})"
    if type(value) is np.ndarray and value.dtype.kind in "biuf" and 0 < value.size <= MOST_ENTRIES:
        listed = _written(value.tolist())
        return f"np.array({listed}{'' if np.array(value.tolist()).dtype == value.dtype else f', dtype=np.{value.dtype}'})"
    if type(value) in (list, tuple) and len(value) <= MOST_ENTRIES:
        entries = [_written(entry) for entry in value]
        inside = ", ".join(entry for entry in entries if entry is not None)
        if None in entries:
            return None
        return f"[{inside}]" if type(value) is list else f"({inside}{',' if len(value) == 1 else ''})"
    if type(value) is dict and len(value) <= MOST_ENTRIES:
        pairs = [(_written(key), _written(entry)) for key, entry in value.items()]
        return None if any(None in pair for pair in pairs) else "{" + ", ".join(f"{key}: {entry}" for key, entry in pairs) + "}"
    return None
