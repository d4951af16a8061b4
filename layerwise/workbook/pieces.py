"""What a function that passed in a notebook needs in order to stand on its own: its source, and that of what it uses."""

import ast
import builtins
import inspect
import linecache
import symtable
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from layerwise.exercises.catalogue import EXERCISES

# A constant that is larger is data, and belongs in a file.
MOST_ENTRIES = 100
MOST_CHARACTERS = 2_000


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


def pieces(name: str, function, in_library: set[str]) -> list[Piece]:
    """The function and all that it uses of its notebook, each after what it needs; the function itself comes last.

    `in_library` are the names that the library has: an exercise among them is used from there. Raises CannotKeep.
    """
    namespace = _namespace(function)
    found: dict[str, Piece] = {}
    visited = set()

    def visit(wanted, value):
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


def names_used(source: str) -> frozenset[str]:
    """The names that a statement takes from the module around it."""
    tables, used = [symtable.symtable(source, "", "exec")], set()
    whole = tables[0]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        used |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and (table is whole or symbol.is_global())}
    return frozenset(used) - names_made(source)


def names_made(source: str) -> frozenset[str]:
    """The names that a statement, or a whole cell, gives a value at the top level."""
    table = symtable.symtable(source, "", "exec")
    return frozenset(symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported())


def full_lines(lines: list[str], node: ast.stmt) -> tuple[int, int]:
    """The first line (from 0) of a statement with its decorators, and the line after its last one, with the comments that end it."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))]) - 1
    last = node.end_lineno
    if hasattr(node, "body"):
        for number in range(last, len(lines)):
            text = lines[number].strip()
            if text and not (text.startswith("#") and _indent(lines[number]) > node.col_offset):
                break
            if text:
                last = number + 1
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# --- one piece -----------------------------------------------------------------------------------------------------------


def _piece(name: str, value, namespace: dict) -> Piece | None:
    source = _import(name, value) or _constant(name, value)
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


def _namespace(function) -> dict:
    """The names of the notebook, as the function meets them."""
    for value in _inside(function):
        if inspect.isfunction(value):
            return value.__globals__
    return {}


def _codes(value, namespace: dict) -> Iterator[types.CodeType]:
    """The code of the functions of this notebook that a value is made of."""
    for part in _inside(value):
        if inspect.isfunction(part) and part.__globals__ is namespace:
            yield part.__code__


def _inside(value) -> Iterator[object]:
    """A value, and what it wraps: decorators, partial functions, NumPy's vectorize, and classes hold functions in many ways."""
    waiting, seen = [value], set()
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
            if first <= line <= node.end_lineno:
                return node
    made = [node for node in tree.body if name in simple_names(node)]
    return made[-1] if made else None


def simple_names(node: ast.stmt) -> set[str]:
    """The name that a statement defines, where it does nothing else."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return {node.targets[0].id}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        return {node.target.id}
    return set()


def _of_statement(name: str, lines: list[str], node: ast.stmt, namespace: dict) -> Piece:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        source = ast.get_source_segment("\n".join(lines), node)
        return Piece(name, source, names_used(source))
    first, last = full_lines(lines, node)
    checks = [decorator for decorator in node.decorator_list if _is_check(decorator, namespace)]
    dropped = {number for decorator in checks for number in range(decorator.lineno - 1, decorator.end_lineno)}
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


def _import(name: str, value) -> str | None:
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


def _constant(name: str, value) -> str | None:
    try:
        written = _written(value)
    except RecursionError:  # a list that contains itself
        return None
    return f"{name} = {written}" if written is not None and len(written) <= MOST_CHARACTERS else None


def _written(value) -> str | None:
    """A constant as Python code, or None where it is none."""
    if value is None or type(value) in (bool, int, str, complex):
        return repr(value)
    if type(value) is float:
        return repr(value) if np.isfinite(value) else f'float("{value}")'
    if isinstance(value, np.number | np.bool_):
        item = _written(value.item())
        return item if value.dtype in (np.float64, np.int64, np.bool_) or item is None else f"np.{value.dtype}({item})"
    if type(value) is np.ndarray and value.dtype.kind in "biuf" and 0 < value.size <= MOST_ENTRIES:
        entries = _written(value.tolist())
        return f"np.array({entries}{'' if np.array(value.tolist()).dtype == value.dtype else f', dtype=np.{value.dtype}'})"
    if type(value) in (list, tuple) and len(value) <= MOST_ENTRIES:
        entries = [_written(entry) for entry in value]
        if None in entries:
            return None
        inside = ", ".join(entries)
        return f"[{inside}]" if type(value) is list else f"({inside}{',' if len(value) == 1 else ''})"
    if type(value) is dict and len(value) <= MOST_ENTRIES:
        entries = [(_written(key), _written(entry)) for key, entry in value.items()]
        return None if any(None in pair for pair in entries) else "{" + ", ".join(f"{key}: {entry}" for key, entry in entries) + "}"
    return None


def _kind(value) -> str:
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
