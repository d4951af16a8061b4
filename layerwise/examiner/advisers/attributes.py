"""What stands behind a dot and is not there."""

import ast
import re

import numpy as np

from layerwise.examiner.advice import advice_on
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import nearest

_COLLECTS = ("append", "add", "push", "extend", "insert")
# Names that NumPy had for Python's own kinds of numbers, and has no more.
_PYTHONS_OWN = ("int", "float", "bool", "str", "object", "complex")
# How others draw numbers, and how a generator does.
_DRAWS = {"rand": "random((m, n))", "randn": "standard_normal((m, n))", "random_sample": "random((m, n))", "randint": "integers(low, high)"}

# How other libraries write it behind an array, and how NumPy does.
_ELSEWHERE = {
    **dict.fromkeys(("float", "double"), "`.astype(float)`"),
    **dict.fromkeys(("int", "long"), "`.astype(int)`"),
    "bool": "`.astype(bool)`",
    "t": "`.T`",
    **dict.fromkeys(("mm", "mv", "bmm"), "`@`, between the two"),
    "pow": "`**`, behind the array",
    **dict.fromkeys(("len", "length", "count"), "`len(...)`, with the array between the brackets"),
    **dict.fromkeys(("iloc", "loc"), "square brackets behind the array"),
}
# What makes an array of something that was none.
_MAKES_AN_ARRAY = ("numpy", "to_numpy", "values", "detach", "cpu")


def about_an_attribute(raised: Raised, written: Written) -> str:
    """What is meant by it, and how it is written."""
    if not issubclass(raised.kind, AttributeError):
        return ""
    asked = raised.expression if isinstance(raised.expression, ast.Attribute) else None
    before, name = (ast.unparse(asked.value), asked.attr) if asked else ("", raised.name)
    if raised.owner == "array" and before and re.search(rf"\.{raised.name}\s*\(", raised.line) and _is_a_function_here(raised):
        given = re.search(rf"\.{raised.name}\s*\(([^()]+)\)", raised.line)
        return f"`{name}` is a function by itself, and takes the array between its brackets: `{name}({given[1] if given else before})`."
    if raised.owner == "array" and raised.name in _ELSEWHERE:
        return f"That is how another library writes it. In NumPy it is {_ELSEWHERE[raised.name]}."
    if raised.owner == "array" and raised.name in _MAKES_AN_ARRAY:
        return f"Here is an array already: leave `.{raised.name}` out."
    if before and raised.says(r"^'(numpy\.)?(float|int|bool)\w*' object"):
        return _of_a_number(raised, written, before)
    if before == "np" and name in _PYTHONS_OWN:
        return f"NumPy no longer has a name of its own for it. Leave `np.` out: Python's `{name}` is meant."
    of_pytorch = re.search(r"([\w.\[\]]+)\.data\b", raised.line) if raised.says("'data' .* is not writable") else None
    if of_pytorch:
        return f"That is PyTorch's way to the numbers alone. A NumPy array is changed by its own name: `{of_pytorch[1]}`, without `.data`."
    if raised.owner == "generator" and raised.name in _DRAWS:
        return f"That is how older programs draw. A generator has `{before or 'rng'}.{_DRAWS[raised.name]}`."
    if raised.owner == "generator" and raised.name in dir(np):
        return f"It belongs to NumPy and not to the generator: `np.{raised.name}`."
    if raised.owner == "tuple" and before:
        return (
            f"`{before}` is a tuple, several values side by side. Take it apart, with a name for each, or pick one by its number, "
            f"`{before}[0]`."
        )
    return " ".join(filter(None, (_meant(raised), advice_on(raised, written))))


def _is_a_function_here(raised: Raised) -> bool:
    """Is it a name of the answer or of the notebook, and none that NumPy has?"""
    return raised.name in (*raised.own_names, *raised.outer_names) and not hasattr(np, raised.name or "")


def _of_a_number(raised: Raised, written: Written, before: str) -> str:
    if raised.name in _COLLECTS:
        if before.endswith("]"):
            return (
                f"`{before}` is one place and holds a single number. Put one into it with `{before} = ...`, or add to it with "
                f"`{before} += ...`."
            )
        return (
            f"`{before}` is a single number, and nothing can be appended to one. To add to it, write `{before} += ...`; "
            "to collect several, begin with a list, `[]`."
        )
    if raised.name in raised.own_names:
        return f"`{before}` is a number, and a dot asks for a part of it. To multiply the two, write a `*`."
    if raised.name == "T":
        return f"`{before}` is a single number, with no rows and columns to exchange: leave `.T` out."
    if before in written.parameters and not re.search(rf"\b{before}\s*=[^=]", written.source or ""):
        return f"`{before}` comes in as a single number, and a number has nothing by that name."
    again = re.search(rf"\b{re.escape(before)}\s*=\s*{re.escape(before)}(\.\w+\()", written.source or "")
    if again:
        return f"Since `{before} = {before}{again[1]}...)`, `{before}` is the number that came out. Take another name on the left."
    return f"`{before}` is a single number here. Look at the line that gave it this name."


def _meant(raised: Raised) -> str:
    """The nearest name to one that there is not."""
    if raised.owner in ("array", "list") and raised.name in dir(np) and raised.name not in ("append", "add"):
        return f"It is a function of NumPy, which takes the {raised.owner} between its brackets: np.{raised.name}(...)."
    near = nearest(raised.name, (other for other in raised.owners_names if not other.startswith("_")), cutoff=0.75)
    return f"Did you mean `{near}`?" if near else ""
