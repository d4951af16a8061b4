"""What stands in one process for a thing that stays in the other: it looks like it, and asks there for all that is done with it."""

import functools
import types
from collections.abc import Callable
from typing import Any

from layerwise.classroom.grading.isolation.messages import Malformed

Ask = Callable[..., Any]  # ask(do, name, arguments, keywords)


def described(thing: Any) -> dict | None:
    """What is said of a thing that any process may lend: a function, or something to go through. None for other things."""
    kind = type(thing)
    if kind in (str, bytes, bytearray, types.ModuleType):
        return None
    if hasattr(kind, "__next__"):
        return {"is": "iterator", "name": kind.__name__[:100]}
    if callable(thing):
        name = getattr(thing, "__name__", None)
        return {"is": "function", "name": name[:100] if type(name) is str else kind.__name__[:100]}
    if hasattr(kind, "__iter__") and not hasattr(kind, "__array__"):
        return {"is": "iterable", "name": kind.__name__[:100]}
    return None


def function_named(name: str, ask: Ask) -> Callable[..., Any]:
    """A function with this name."""

    def stand_in(*arguments: Any, **keywords: Any) -> Any:
        return ask("call", None, arguments, keywords)

    stand_in.__name__ = stand_in.__qualname__ = name
    return stand_in


class Iterator:
    """Hands out entries that are fetched one by one."""

    ask: Ask

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self.ask("next")


class Iterable:
    """Can be gone through, as often as one likes."""

    ask: Ask

    def __iter__(self) -> Any:
        return iter(self.ask("through"))


# What a question like isinstance(batch, zip) is asked of; each with what it takes to make one that is empty.
_BUILT_IN: dict[str, tuple[type, tuple]] = {"zip": (zip, ()), "map": (map, (len, ())), "filter": (filter, (None, ()))}


def iterator_named(name: str, ask: Ask) -> Any:
    """An iterator whose class has this name."""
    base, given = _BUILT_IN.get(name, (object, ()))
    iterator = base.__new__(_class(name, (Iterator,) if base is object else (Iterator, base)), *given)
    iterator.ask = ask
    return iterator


def iterable_named(name: str, ask: Ask) -> Any:
    """Something to go through whose class has this name."""
    iterable = _class(name, (Iterable,))()
    iterable.ask = ask
    return iterable


def placeholder(name: str, is_called: bool = False) -> Any:
    """Something whose class has this name, and that can do nothing."""
    return _class(name, (_Called,) if is_called else ())()


class _Called:
    def __call__(self, *arguments: Any) -> Any:
        raise TypeError(f"this {type(self).__name__} is not here")


@functools.lru_cache(maxsize=256)
def _class(name: str, bases: tuple[type, ...]) -> type:
    try:
        return type(name, bases, {})
    except (ValueError, UnicodeError):
        raise Malformed("a kind with a name that is none") from None
