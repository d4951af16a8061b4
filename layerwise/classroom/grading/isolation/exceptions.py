"""Exceptions of another process: their class, found again or made anew, and one of that class. Tracebacks do not travel."""

import builtins
import contextlib
import functools
import sys

from layerwise.classroom.grading.isolation.messages import Malformed, parts, text

MOST_BASES = 12
Line = tuple[tuple[str, str], ...]


def kind_to_wire(kind: type[BaseException]) -> list[list[str]]:
    """A class of exceptions by its module and name, then its bases, to the first that every process has."""
    line = []
    for base in kind.__mro__[:MOST_BASES]:
        name = _name_in_module(base)
        line.append([base.__module__[:200] if type(base.__module__) is str else "", name or base.__name__[:200]])
        if name is not None:
            break
    return line


def kind_from_wire(said: object) -> type[BaseException]:
    """The class that was said."""
    if type(said) is not list or not 0 < len(said) <= MOST_BASES:
        raise Malformed("an exception of no kind")
    module_and_name = (parts(one, 2) for one in said)
    return _kind(tuple((text(module, 200), text(name, 200)) for module, name in module_and_name))


@functools.lru_cache(maxsize=512)
def _kind(line: Line) -> type[BaseException]:
    (module, name), *rest = line
    found = getattr(sys.modules.get(module), name, None) if _is_everywhere(module) else None
    if isinstance(found, type) and issubclass(found, BaseException):
        return found
    base = _kind(tuple(rest)) if rest else Exception
    try:
        return type(name, (base,), {"__module__": module})
    except (TypeError, ValueError, UnicodeError):
        raise Malformed("an exception with a name that is none") from None


def _is_everywhere(module: object) -> bool:
    return type(module) is str and (module == "builtins" or module.partition(".")[0] == "numpy")


@functools.lru_cache(maxsize=512)
def _name_in_module(kind: type) -> str | None:
    """The name under which every process finds the class. NumPy calls several of its classes alike."""
    if not _is_everywhere(kind.__module__):
        return None
    return next((name for name, value in vars(sys.modules.get(kind.__module__, builtins)).items() if value is kind), None)


def instance_of(kind: type[BaseException]) -> BaseException:
    """An exception of this class that says nothing."""
    try:
        return kind.__new__(kind)
    except TypeError:  # groups of exceptions need some
        silent = _silent(kind)  # type: ignore[arg-type]  # a class can be a key
        return silent.__new__(silent)


def saying(kind: type[BaseException], words: str) -> BaseException:
    """An exception of this class, or of one that is called like it, that prints as these words."""
    with contextlib.suppress(Exception):  # some need more to be made of, and some print what was not handed over
        error = kind.__new__(kind, words)
        if str(error) == words:
            return error
    silent = _silent(kind)  # type: ignore[arg-type]
    return silent.__new__(silent, words)


@functools.lru_cache(maxsize=128)
def _silent(kind: type) -> type[BaseException]:
    base = BaseException if issubclass(kind, BaseExceptionGroup) else kind
    base = Exception if issubclass(kind, ExceptionGroup) else base
    return type(kind.__name__, (base,), {"__module__": kind.__module__, "__str__": lambda error: str(error.args[0]) if error.args else ""})
