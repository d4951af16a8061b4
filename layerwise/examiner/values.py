"""When are two results the same? Reading what a function returned, and comparing it fairly."""

import copy
import numbers
from array import array as typed_array
from typing import Any

import numpy as np

# Every expected result has fewer than a thousand numbers: one with more than this is not even copied.
MOST_NUMBERS = 100_000
# A list that contains itself has no end.
DEEPEST = 32
# Sums that should be 0 and come to about 1e-17 are no scale: another way of adding comes to another such number.
ROUNDING = 1e-12


# A fact that was not asked for, since one before it has failed.
NOT_LOOKED_AT = "not looked at"

# What a result was, where it was not the numbers that were asked for.
NOTHING, FUNCTION, UNFINISHED, TEXT, OTHER = "nothing", "a function", "something not yet worked out", "a text", "something else"
UNFINISHED_KINDS = ("generator", "map", "zip", "filter")
_KINDS = {
    "NoneType": NOTHING,
    "function": FUNCTION,
    **dict.fromkeys(UNFINISHED_KINDS, UNFINISHED),
    "str": TEXT,
}


class Unusable(Exception):
    """A result that cannot be read as the numbers that were asked for; the text says what it was instead, `kind` of which kind it was."""

    def __init__(self, words: str, kind: str = OTHER):
        super().__init__(words)
        self.kind = kind

    @classmethod
    def instead(cls, value: object, more: str = "") -> "Unusable":
        """For a value of the wrong kind."""
        words = kind_of(value)
        return cls(words + more, FUNCTION if words == kind_of(kind_of) else _KINDS.get(type(value).__name__, OTHER))


class TooLarge(Unusable):
    """A result so large that the next ones need not be asked for."""


def settle(value: Any, like: Any = None) -> Any:
    """`value` as plain arrays that share no memory with it, nested as `like` is.

    `like` is the settled value of the reference answer: an array, a tuple of parts or a dictionary of facts. Raises Unusable.
    """
    if value is NOT_LOOKED_AT:
        return value
    if isinstance(like, dict):
        if not isinstance(value, dict) or list(value) != list(like):
            raise Unusable.instead(value, f" where {len(like)} facts were expected")
        return {name: settle(value[name], like[name]) for name in like}
    if isinstance(like, tuple):
        if not isinstance(value, tuple | list):
            raise Unusable.instead(value, f" where {len(like)} values were expected")
        if len(value) != len(like):
            raise Unusable(f"{len(value)} value{'' if len(value) == 1 else 's'} where {len(like)} were expected")
        return tuple(_settle_part(number, *pair, len(like)) for number, pair in enumerate(zip(value, like, strict=True), 1))
    if like is None and isinstance(value, dict):
        return {name: settle(part) for name, part in value.items()}
    if like is None and isinstance(value, tuple):
        return tuple(settle(part) for part in value)
    return _plain_array(value)


def _settle_part(number: int, part: Any, like: Any, count: int) -> Any:
    try:
        return settle(part, like)
    except Unusable as why:
        raise type(why)(f"{count} values, of which number {number} is {why}") from None


def refuse_too_large(value: object) -> None:
    """Raise TooLarge for an array, or lists inside each other, of more numbers than anything expected has: not even a copy is made."""
    if _count(value) > MOST_NUMBERS:
        raise TooLarge(f"{kind_of(value)} with more than {MOST_NUMBERS:,} entries")


def _plain_array(value: Any) -> np.ndarray:
    # np.asarray drops a subclass, so that neither its __eq__ nor its .size has a say.
    if isinstance(value, np.ndarray | np.generic | numbers.Number):
        array = np.asarray(value)
    elif isinstance(value, list | tuple):
        refuse_too_large(value)
        try:
            array = np.asarray(value)
        except ValueError:
            raise Unusable(f"{kind_of(value)} whose rows have different lengths") from None
    elif isinstance(value, typed_array | memoryview) or hasattr(type(value), "__array__"):
        array = np.asarray(value)
    else:
        raise Unusable.instead(value)
    if array.size > MOST_NUMBERS:
        raise TooLarge(f"an array of shape {array.shape}, {array.size:,} numbers")
    if array.dtype.kind == "O":
        if not all(isinstance(entry, numbers.Real) for entry in array.flat):
            nothing = any(entry is None for entry in array.flat)
            raise Unusable("an array with None in it" if nothing else "an array of Python objects that are not all numbers")
        array = array.astype(float)
    if array.dtype.kind not in "biuf":
        text = array.dtype.kind in "US"
        raise Unusable(f"an array of {'texts' if text else f'{array.dtype.name} values'}", TEXT if text else OTHER)
    return array.copy()


def _count(value: object, depth: int = 0) -> int:
    """Lists, arrays and numbers in a nested list, counted no further than needed."""
    if isinstance(value, np.ndarray):
        return np.asarray(value).size
    if not isinstance(value, list | tuple):
        return 1
    if depth == DEEPEST:
        raise TooLarge(f"a list in which lists are nested more than {DEEPEST} deep")
    total = len(value)
    for part in value:
        if total > MOST_NUMBERS:
            break
        total += _count(part, depth + 1)
    return total


def kind_of(value: object) -> str:
    """Name the kind of a result in everyday words."""
    words = {
        "NoneType": "nothing (None)",
        "str": "a text",
        "dict": "a dictionary",
        "generator": "a generator (made by `yield`, or by a loop in round brackets)",
        "map": "a map, which has not been gone through yet",
        "zip": "a zip, which has not been gone through yet",
        "function": "a function",
        "coroutine": "a coroutine (it is an `async def`)",
        "ellipsis": "the placeholder `...`",
        "tuple": "a tuple",
        "list": "a list",
        "ndarray": "an array",
    }
    name = type(value).__name__
    return words.get(name) or (words["function"] if callable(value) else f"an object of type {name}")


def differing(got: np.ndarray, expected: np.ndarray, tolerance: float) -> bool | np.ndarray | None:
    """Tell where two settled arrays differ: an array of booleans, or True where even the shapes differ, or None if they agree.

    A number may come as shape (1,), and one row or one column as (n,): the meaning is the same.
    """
    if got.shape != expected.shape:
        flattened = got.ndim <= 1 and got.size == expected.size and max(expected.shape, default=1) == expected.size
        if not flattened:
            return True
        got = got.reshape(expected.shape)
    tolerance = max(tolerance, {2: 1e-2, 4: 1e-4}.get(got.dtype.itemsize, 0) if got.dtype.kind == "f" else 0)
    got, expected = got.astype(float, copy=False), expected.astype(float, copy=False)
    equal = got == expected
    if equal.all():
        return None
    # As np.isclose has it, with the largest expected number as the scale; written out, since most of an examination is spent here.
    finite = np.isfinite(expected)
    scale = np.abs(expected[finite]).max(initial=0)
    if scale < ROUNDING:
        scale = 1e-3
    with np.errstate(invalid="ignore"):
        near = finite & (np.abs(got - expected) <= tolerance * (scale + np.abs(expected)))
    agree = equal | near | (np.isnan(got) & np.isnan(expected))
    return None if agree.all() else ~agree


def same(first: Any, second: Any, tolerance: float) -> bool:
    """Do two settled values agree in structure, shapes and numbers?"""
    if first is NOT_LOOKED_AT or second is NOT_LOOKED_AT:
        return first is second
    if isinstance(first, dict) or isinstance(second, dict):
        return (
            isinstance(first, dict)
            and isinstance(second, dict)
            and list(first) == list(second)
            and all(same(first[name], second[name], tolerance) for name in first)
        )
    if isinstance(first, tuple) or isinstance(second, tuple):
        return (
            isinstance(first, tuple)
            and isinstance(second, tuple)
            and len(first) == len(second)
            and all(same(*pair, tolerance) for pair in zip(first, second, strict=True))
        )
    return differing(first, second, tolerance) is None


def failing_facts(got: dict, wanted: dict, tolerance: float) -> list[str]:
    """The names of the facts that were looked at and are not what was wanted, in order."""
    return [fact for fact, value in wanted.items() if got[fact] is not NOT_LOOKED_AT and differing(got[fact], value, tolerance) is not None]


def copy_arguments(value: Any) -> Any:
    """Copy arrays and random generators, inside lists and tuples too; functions and numbers are kept."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return type(value)(copy_arguments(part) for part in value)
    if isinstance(value, np.random.Generator):
        return copy.deepcopy(value)  # with its seed, from which rng.spawn makes others
    return value


def unchanged(before: Any, after: Any) -> bool:
    """Is an argument what it was before the call? Random generators are meant to move on."""
    if type(before) is not type(after):
        return False
    if isinstance(before, np.ndarray):
        return (before.shape, before.dtype) == (after.shape, after.dtype) and before.tobytes() == after.tobytes()
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, dict):
        return list(before) == list(after) and all(map(unchanged, before.values(), after.values()))
    if isinstance(before, np.random.Generator):
        return True
    return before is after or before == after
