"""An exception, as far as a diagnosis has to know it: in plain words and names, so that it may come from another process."""

import ast
import contextlib
import linecache
import numbers
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType, FunctionType, ModuleType, TracebackType

import numpy as np

from layerwise.examiner.written import Written

MOST_LETTERS = 300
# What stands before a dot, in the words of the advisers.
_OWNERS = {np.ndarray: "array", list: "list", tuple: "tuple", ModuleType: "module", np.random.Generator: "generator"}


@dataclass(frozen=True)
class Raised:
    """What ended a call.

    kind            the class of the exception
    details         the first line of its text
    line            the learner's own line in which it happened; empty where there is none
    part            the part of that line at which Python stopped, `w[i]` say; empty where Python does not tell
    inside          the name of another function of the learner's, where the line stands in that one
    name            the name that is unknown, of a NameError or AttributeError
    owner           "array", "list", "tuple", "module", "generator": what an AttributeError asked for the name
    owners_names    the names that it does have
    own_names       the names of the function, those that have no value yet among them
    outer_names     the names of the notebook
    outer_functions those among them that are functions
    local_to        the one among those that gives the unknown name a value inside
    shapes          of the names in `line`, the shape of those that are arrays or numbers; that of a number is ()
    lists_of_arrays names in `line` that are lists of arrays
    """

    kind: type[BaseException]
    details: str
    line: str = ""
    part: str = ""
    inside: str = ""
    name: str | None = None
    owner: str = ""
    owners_names: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    outer_names: tuple[str, ...] = ()
    outer_functions: tuple[str, ...] = ()
    local_to: str = ""
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    lists_of_arrays: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The exception as Python prints it, in one line."""
        return f"{self.kind.__name__}: {self.details}" if self.details else self.kind.__name__

    def says(self, pattern: str) -> re.Match | None:
        """Where the text of the exception has this regular expression in it."""
        return re.search(pattern, self.details)

    @cached_property
    def expression(self) -> ast.expr | None:
        """The syntax tree of `part`, or None where it is no expression."""
        with contextlib.suppress(SyntaxError, ValueError):
            return ast.parse(self.part, mode="eval").body
        return None


def raised_by(error: BaseException, function: object) -> Raised:
    """Look at an exception that a call of `function` ended in."""
    written = Written(function)
    place = _own_place(error, written.code)
    line, values = _line_and_values(place)
    values |= _handed_out(written, place, values)
    name, owner = getattr(error, "name", None), getattr(error, "obj", None) if isinstance(error, AttributeError) else None
    outside = getattr(function, "__globals__", {}) if isinstance(error, NameError | AttributeError) else {}
    names_in_line = tuple(dict.fromkeys(re.findall(r"[^\W\d]\w*", line)))
    return Raised(
        type(error),
        _details(error),
        line,
        _part(place),
        _inside(place, written.code),
        name if type(name) is str else None,
        _OWNERS.get(type(owner), ""),
        _names_of(owner),
        written.own_names,
        tuple(outside),
        tuple(name for name, value in outside.items() if type(value) is FunctionType),
        giving_it_a_value(name, outside),
        {name: np.shape(values[name]) for name in names_in_line if _has_shape(values.get(name))},
        tuple(name for name in names_in_line if _is_list_of_arrays(values.get(name))),
    )


def giving_it_a_value(name: object, outside: dict) -> str:
    """The function of the notebook, if there is one, that gives this name a value inside."""
    functions = [(own, value.__code__) for own, value in outside.items() if type(value) is FunctionType and own == value.__name__]
    return next((own for own, code in functions if name in code.co_varnames[code.co_argcount :]), "")


def _details(error: BaseException) -> str:
    try:
        details = (str(error).splitlines() or [""])[0]
    except BaseException:  # an exception of the learner's own making may not even print
        return ""
    # What NumPy adds for those who build it, and the function inside which another was made, is no help.
    details = re.sub(r", with gufunc signature \S+| \(has \d, gufunc core with signature .*\)", "", details)
    details = re.sub(r", and the inputs could not be safely coerced.*", "", details)
    details = re.sub(r"\. This means that no common DType exists.*", "", details)
    details = re.sub(r"[\w.]+\.<locals>\.", "", details)
    return details if len(details) <= MOST_LETTERS else f"{details[:MOST_LETTERS].rpartition(' ')[0]} …"


# --- where it happened ---------------------------------------------------------------------------------------------------------


def _own_place(error: BaseException, code: CodeType | None) -> TracebackType | None:
    """The last place that the error went through in the file of the learner's function."""
    own, place = None, error.__traceback__
    while place is not None and code is not None:
        own = place if place.tb_frame.f_code.co_filename == code.co_filename else own
        place = place.tb_next
    return own


def _line_and_values(place: TracebackType | None) -> tuple[str, dict]:
    """The line, and the values that the names in it have there."""
    if place is None:
        return "", {}
    return linecache.getline(place.tb_frame.f_code.co_filename, place.tb_lineno).strip(), dict(place.tb_frame.f_locals)


def _handed_out(written: Written, place: TracebackType | None, values: dict) -> dict:
    """What the comprehensions at that place hand out, as far as it can be told from what they go through.

    Since Python 3.12 they have no frame of their own, and their names are gone, or another's again, when one looks.
    """
    if place is None or sys.version_info < (3, 12) or place.tb_frame.f_code is not written.code:
        return {}
    line = place.tb_lineno - place.tb_frame.f_code.co_firstlineno + 1
    found: dict = {}
    for node in written.nodes(ast.ListComp, ast.SetComp, ast.DictComp):
        if node.lineno <= line <= (node.end_lineno or node.lineno):
            for loop in node.generators:
                found |= _named(loop.target, _first_of(loop.iter, values | found))
    return found


def _named(target: ast.expr, value: object) -> dict:
    """The names of a loop with their values."""
    if isinstance(target, ast.Name):
        return {target.id: value}
    names = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    values = value if type(value) is tuple and len(value) == len(names) else [None] * len(names)
    return {name: one for part, own in zip(names, values, strict=True) for name, one in _named(part, own).items()}


def _first_of(things: ast.expr, values: dict) -> object:
    """The first of what a loop goes through, where all of them are of the same kind and shape; else None."""
    if isinstance(things, ast.Name):
        value = values.get(things.id)
        if type(value) is np.ndarray:
            return value[0] if value.ndim and len(value) else None
        if type(value) in (list, tuple) and value and len({(type(one), np.shape(one) if _has_shape(one) else ()) for one in value}) == 1:
            return value[0]
    if isinstance(things, ast.Call) and isinstance(things.func, ast.Name) and not things.keywords:
        if things.func.id == "range":
            return 0
        if things.func.id == "enumerate" and things.args:
            return 0, _first_of(things.args[0], values)
        if things.func.id == "zip":
            return tuple(_first_of(one, values) for one in things.args)
    return None


def _part(place: TracebackType | None) -> str:
    """The part of the line at which Python stopped."""
    if place is None:
        return ""
    positions = list(place.tb_frame.f_code.co_positions())[place.tb_lasti // 2]
    first, last, start, end = positions
    if first is None or start is None or end is None or first != last:
        return ""
    line = linecache.getline(place.tb_frame.f_code.co_filename, first)
    return line.encode()[start:end].decode("utf-8", "replace")  # Python counts bytes


def _inside(place: TracebackType | None, code: CodeType | None) -> str:
    """The name of the function in which the line stands, where it is another; `<listcomp>` and its like are parts of one."""
    name = place.tb_frame.f_code.co_name if place is not None else ""
    return "" if name.startswith("<") or code is None or name == code.co_name else name


# --- what stands there ---------------------------------------------------------------------------------------------------------
# By the type and not with isinstance, which asks the object: the learner's own may answer anything.


def _names_of(owner: object) -> tuple[str, ...]:
    kind = type(owner)
    if kind in _OWNERS:
        return tuple(dir(owner))
    return tuple(dir(kind)) if kind.__module__.partition(".")[0] == "layerwise" else ()


def _has_shape(value: object) -> bool:
    return type(value) is np.ndarray or (issubclass(type(value), numbers.Number) and type(value).__module__ in ("builtins", "numpy"))


def _is_list_of_arrays(value: object) -> bool:
    return type(value) is list and len(value) > 0 and all(issubclass(type(part), np.ndarray) for part in value)
