"""my_network.py: the functions that a learner has written, as one module that needs nothing but NumPy.

The file is theirs. It is changed by whole statements, and everything else in it stays as it is, line by line.
"""

import ast
import contextlib
import io
from pathlib import Path

from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.course import lesson_of
from layerwise.workbook.pieces import Piece, full_lines, names_made, names_used, simple_names

HEADER = '''"""My own network: the functions that I wrote in the Layerwise lessons.

The course puts a function here when it passes, in place of an earlier one of that name. All else is mine to change.
"""

import numpy as np
'''


class Unreadable(Exception):
    """Why a library cannot be read as Python, in words."""


class CannotImport(Exception):
    """Why a library cannot be imported, in words."""


def read(path: Path) -> str:
    """The library's text, empty where there is none. Raises Unreadable for what is no Python, OSError for what cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        ast.parse(text)
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise Unreadable("it is not stored as UTF-8") from None
    except SyntaxError as error:
        raise Unreadable(f"line {error.lineno}: {error.msg}" if error.lineno else error.msg) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(str(error) or type(error).__name__) from None
    return text


def run(text: str, name: str) -> dict:
    """Import the library afresh and return its names. `name` is the file's name in messages. Raises CannotImport."""
    module = {"__name__": "my_network", "__file__": name}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, name, "exec", dont_inherit=True), module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a learner's file must not end the kernel
        raise CannotImport(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from None
    return module


def names(text: str) -> set[str]:
    """The names that the library gives a value."""
    return {name for node in ast.parse(text).body for name in _made(node)}


def source_of(text: str, name: str) -> str | None:
    """The statement that defines `name`, as it stands in the library, or None where no single statement does."""
    lines, node = text.split("\n"), _owner(text, name)
    if node is None:
        return None
    first, last = full_lines(lines, node)
    return "\n".join(line.rstrip() for line in lines[first:last])


def users(text: str, changed: set[str]) -> set[str]:
    """The exercises in the library that use one of the names `changed`, themselves or through what they use."""
    needs: dict[str, frozenset[str]] = {}
    for node in ast.parse(text).body:
        needs.update(dict.fromkeys(_made(node), names_used(ast.unparse(node))))
    found, grown = set(changed), True
    while grown:
        grown = {name for name, needed in needs.items() if name not in found and needed & found}
        found |= grown
    return {name for name in found - changed if name in EXERCISES}


def changed(text: str, candidate: str) -> set[str]:
    """The names that the two texts give a value in different ways."""
    before, after = _makers(text), _makers(candidate)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def put(text: str, pieces: list[Piece], chosen: set[str]) -> str:
    """The library with those of the pieces in it that are chosen by name; the last piece is an exercise, the others are what it needs.

    A statement that defines the name already is replaced where it stands. An exercise that is new goes into its lesson, and what is
    new of the rest goes above what needs it.
    """
    text = text or HEADER
    *needed, function = pieces
    for piece in needed:
        if piece.is_import and piece.name in chosen:
            text = _with_import(text, piece)
    if function.name in chosen:
        text = _with_exercise(text, function)
    for piece in needed:
        if not piece.is_import and piece.name in chosen:
            text = _with_helper(text, piece, pieces)
    return text


# --- where a piece goes --------------------------------------------------------------------------------------------------


def _owner(text: str, name: str) -> ast.stmt | None:
    """The statement that gives `name` its value in the end, if that is all it does and it has its lines to itself."""
    body = ast.parse(text).body
    makers = [node for node in body if name in _made(node)]
    if not makers or name not in simple_names(makers[-1]):
        return None
    owner = makers[-1]
    alone = all(node is owner or node.end_lineno < owner.lineno or node.lineno > owner.end_lineno for node in body)
    return owner if alone else None


def _made(node: ast.stmt) -> set[str] | frozenset[str]:
    """The names that a statement gives a value."""
    return simple_names(node) or names_made(ast.unparse(node))


def _makers(text: str) -> dict[str, list[str]]:
    """The statements, in one fixed layout, that give each name a value."""
    found: dict[str, list[str]] = {}
    for node in ast.parse(text).body:
        for name in _made(node):
            found.setdefault(name, []).append(ast.unparse(node))
    return found


def _with_import(text: str, piece: Piece) -> str:
    body = ast.parse(text).body
    if any(ast.unparse(node) == piece.source for node in body):
        return text
    lines, at = text.split("\n"), _opening(body)
    follows = at and lines[at - 1].startswith(("import ", "from "))
    return "\n".join([*lines[:at], *([] if follows or not at else [""]), piece.source, *lines[at:]])


def _opening(body: list[ast.stmt]) -> int:
    """The line behind the docstring and the imports with which the library begins."""
    end = 0
    for number, node in enumerate(body):
        is_docstring = number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_docstring and not isinstance(node, ast.Import | ast.ImportFrom):
            break
        end = node.end_lineno
    return _between(body, end)


def _with_exercise(text: str, piece: Piece) -> str:
    owner = _owner(text, piece.name)
    if owner is not None:
        return _replaced(text, owner, piece)
    return _inserted(text, *_place(text, piece.name), piece)


def _with_helper(text: str, piece: Piece, pieces: list[Piece]) -> str:
    owner = _owner(text, piece.name)
    anchors = [_owner(text, other.name) for other in pieces if piece.name in other.needs and other.name != piece.name]
    anchor = min((_start(text, node) for node in anchors if node is not None), default=None)
    if owner is not None:
        replaced = _replaced(text, owner, piece)
        if anchor is None or owner.lineno - 1 < anchor:
            return replaced
        # It stands below what needs it, perhaps while that is defined: it moves up.
        lines = text.split("\n")
        first, last = full_lines(lines, owner)
        while last < len(lines) and not lines[last].strip():
            last += 1
        text = "\n".join([*lines[:first], *lines[last:]])
    if anchor is None:
        anchor = _start(text, ast.parse(text).body[-1])
    return _inserted(text, anchor, [], piece)


def _start(text: str, node: ast.stmt) -> int:
    """The line (from 0) where a statement begins, with the comments right above it; never inside another statement."""
    lines = text.split("\n")
    first = full_lines(lines, node)[0]
    body = ast.parse(text).body
    while first and lines[first - 1].startswith("#"):
        first -= 1
    while any(other.lineno <= first < other.end_lineno for other in body):
        first -= 1
    return first


def _place(text: str, name: str) -> tuple[int, list[str]]:
    """Where a new exercise goes: the line before which it is inserted, and the heading of its lesson where that is not there yet."""
    body, lines = ast.parse(text).body, text.split("\n")
    order = list(EXERCISES)
    owners = {other: _owner(text, other) for other in order}
    ends = {other: full_lines(lines, owner)[1] for other, owner in owners.items() if owner is not None}
    earlier = [other for other in order[: order.index(name)] if other in ends]
    later = [ends[other] for other in order[order.index(name) + 1 :] if other in ends]
    at = ends[earlier[-1]] if earlier else _opening(body)
    # What gives the name another value, and is no statement to be replaced, must not have the last word.
    at = max([at, *(full_lines(lines, node)[1] for node in body if name in _made(node))])
    lesson = lesson_of()[name]
    heading = f"# Lesson {lesson.number}, {lesson.title} ({lesson.step})"
    statements = {number for node in body for number in range(node.lineno - 1, node.end_lineno)}
    stands = [number for number, line in enumerate(lines) if line.rstrip() == heading and number not in statements]
    below = [number + 1 for number in stands if number >= at and not any(at < end <= number for end in later)]
    has_company = any(other in ends for other in lesson.exercises)
    return _between(body, below[0] if below else at), [] if stands or has_company else [heading]


def _between(body: list[ast.stmt], line: int) -> int:
    """The first line from `line` on before which nothing is cut in two."""
    while any(node.lineno <= line < node.end_lineno for node in body):
        line += 1
    return line


def _replaced(text: str, owner: ast.stmt, piece: Piece) -> str:
    lines = text.split("\n")
    first, last = full_lines(lines, owner)
    return "\n".join([*lines[:first], *_new_comments(lines[:first], piece), *piece.source.split("\n"), *lines[last:]])


def _new_comments(above: list[str], piece: Piece) -> list[str]:
    """The comments of a piece that do not stand right above it already."""
    attached = []
    for line in reversed(above):
        if not line.startswith("#"):
            break
        attached.append(line.rstrip())
    return [comment for comment in piece.comments if comment not in attached]


def _inserted(text: str, at: int, heading: list[str], piece: Piece) -> str:
    lines = text.split("\n")
    above, below = lines[:at], lines[at:]
    while above and not above[-1].strip():
        above.pop()
    while below and not below[0].strip():
        below.pop(0)
    new = [*piece.comments, *piece.source.split("\n")]
    return "\n".join(_spaced([above, heading, new, below])) + ("" if below else "\n")


def _spaced(parts: list[list[str]]) -> list[str]:
    """Parts one after the other, two blank lines between any two."""
    lines: list[str] = []
    for part in filter(None, parts):
        lines += ["", "", *part] if lines else part
    return lines
