"""What a function that passed in a notebook needs in order to stand on its own: its source, and that of what it uses."""

import ast
import builtins
import inspect
import linecache
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.statements import full_lines, last_line, names_used, simple_names
from layerwise.workbook.library.constants import constant


class CannotKeep(Exception):
    """Why a function cannot stand on its own, as the second half of a sentence."""


@dataclass(frozen=True)
class Piece:
    """One statement of the library.

    name      what it gives a name to
    source    the statement, without indentation and without @check
    needs     the names that it takes from elsewhere
    comments  comments that stood between @check and the function
    """

    name: str
    source: str
    needs: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()

    @property
    def is_import(self) -> bool:
        return isinstance(ast.parse(self.source).body[0], ast.Import | ast.ImportFrom)


def pieces(name: str, function: Any, in_library: set[str]) -> list[Piece]:
    """The function and all that it uses of its notebook, each after what it needs; the function itself comes last.

    `in_library` are the names that the library has: an exercise among them is used from there. Raises CannotKeep.
    """
    namespace = _namespace(function)
    found: dict[str, Piece] = {}
    visited = set()

    def visit(wanted: str, value: Any) -> None:
        visited.add(wanted)
        piece = _piece(wanted, value, namespace)
        if piece is None:
            why = "Python does not know its source. Run its cell again, without a line that begins with %%"
            raise CannotKeep(why if wanted == name else f"it uses {wanted}, {_kind(value)}")
        for needed in sorted(piece.needs - visited):
            if needed == "np":
                visit(needed, np)  # in the library np is NumPy, whatever the notebook has made of it since
            elif needed not in namespace or namespace[needed] is getattr(builtins, needed, None):
                continue  # one of Python's own, or a name that is never reached
            elif needed in in_library and (needed in EXERCISES or getattr(namespace[needed], "__module__", None) == "my_network"):
                continue  # an earlier function, or one that was imported from the library itself
            elif needed in EXERCISES and callable(namespace[needed]) and not any(_codes(namespace[needed], namespace)):
                raise CannotKeep(f"it uses {needed}, which is still ours. When {needed} has passed too, run this cell again")
            else:
                visit(needed, namespace[needed])
        found[wanted] = piece

    visit(name, function)
    return list(found.values())


# --- one piece -----------------------------------------------------------------------------------------------------------


def _piece(name: str, value: Any, namespace: dict) -> Piece | None:
    source = _import(name, value) or constant(name, value)
    if source:
        return Piece(name, source, frozenset() if source.startswith(("import", "from")) else names_used(source))
    for code in _codes(value, namespace):
        lines = "".join(linecache.getlines(code.co_filename)).split("\n")
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError:  # a cell of another language, or one that was shown but never run
            continue
        node = _definition(tree, name, code.co_firstlineno)
        if node is not None:
            return _of_statement(name, lines, node, namespace)
    return None


def _namespace(function: Any) -> dict:
    """The names of the notebook, as the function meets them."""
    for value in _inside(function):
        if inspect.isfunction(value):
            return value.__globals__
    return {}


def _codes(value: Any, namespace: dict) -> Iterator[types.CodeType]:
    """The code of the functions of this notebook that a value is made of."""
    for part in _inside(value):
        if inspect.isfunction(part) and part.__globals__ is namespace:
            yield part.__code__


def _inside(value: Any) -> Iterator[object]:
    """A value, and what it wraps: decorators, partial functions, NumPy's vectorize, and classes hold functions in many ways."""
    waiting: list = [value]
    seen: set[int] = set()
    while waiting and len(seen) < 100:
        value = waiting.pop(0)
        if id(value) in seen:
            continue
        seen.add(id(value))
        yield value
        inside = [getattr(value, attribute, None) for attribute in ("__wrapped__", "pyfunc", "func", "__func__")]
        inside += [cell.cell_contents for cell in getattr(value, "__closure__", None) or () if _is_filled(cell)]
        inside += list(vars(value).values()) if isinstance(value, type) else []
        waiting += [part for part in inside if callable(part)]


def _is_filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _definition(tree: ast.Module, name: str, line: int) -> ast.stmt | None:
    """The statement that made a function whose code begins in `line`: its `def`, wherever it stands, or else an assignment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= line <= last_line(node):
                return node
    made = [node for node in tree.body if name in simple_names(node)]
    return made[-1] if made else None


def _of_statement(name: str, lines: list[str], node: ast.stmt, namespace: dict) -> Piece:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        source = ast.get_source_segment("\n".join(lines), node) or ""
        return Piece(name, source, names_used(source))
    first, last = full_lines(lines, node)
    checks = [decorator for decorator in node.decorator_list if _is_check(decorator, namespace)]
    dropped = {number for decorator in checks for number in range(decorator.lineno - 1, last_line(decorator))}
    indent = lines[node.lineno - 1][: node.col_offset]
    kept = [lines[number].removeprefix(indent).rstrip() for number in range(first, last) if number not in dropped]
    comments = []
    while kept[0].startswith("#") or not kept[0]:
        comments.append(kept.pop(0))
    source = "\n".join(kept)
    return Piece(name, source, names_used(source), tuple(filter(None, comments)))


def _is_check(decorator: ast.expr, namespace: dict) -> bool:
    """Is it `check` of this course, under whatever name?"""
    from layerwise.exercises import check

    if isinstance(decorator, ast.Attribute):
        return decorator.attr == "check"
    return isinstance(decorator, ast.Name) and (decorator.id == "check" or namespace.get(decorator.id) is check)


def _import(name: str, value: Any) -> str | None:
    """The line that imports a value from NumPy or from Python's own library; nothing more may the library need."""
    if isinstance(value, types.ModuleType):
        if not _comes_along(value.__name__):
            return None
        return f"import {value.__name__}" if value.__name__ == name else f"import {value.__name__} as {name}"
    original = getattr(value, "__name__", None)
    if not callable(value) or not isinstance(original, str):
        return None
    # The module that a value names is often a hidden part, "_functools" or "numpy._core.numeric"; people import from the public one.
    module = getattr(value, "__module__", None) or "numpy"
    parts = str(module).split(".")
    for place in (parts[0].lstrip("_"), *(".".join(parts[:count]) for count in range(1, len(parts) + 1))):
        if _comes_along(place) and getattr(_imported(place), original, None) is value:
            return f"from {place} import {original}" + ("" if original == name else f" as {name}")
    return None


def _comes_along(module: str) -> bool:
    root = module.split(".")[0]
    return root == "numpy" or (root in sys.stdlib_module_names and root not in ("__main__", "builtins"))


def _imported(module: str) -> types.ModuleType | None:
    try:
        return import_module(module)
    except ImportError:
        return None


def _kind(value: Any) -> str:
    """Why a value cannot be in the library, in words."""
    if isinstance(value, types.ModuleType):
        return f"a module of {value.__name__.split('.')[0]}, and the library needs nothing but NumPy"
    module = getattr(value, "__module__", None)
    if isinstance(module, str) and module.split(".")[0] not in ("__main__", "builtins") and callable(value):
        return f"which comes from {module.split('.')[0]}, and the library needs nothing but NumPy"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}: what a function works on comes in through its arguments"
    if callable(value):
        return "whose source Python does not know"
    return f"an object of type {type(value).__name__}: what a function works on comes in through its arguments"
