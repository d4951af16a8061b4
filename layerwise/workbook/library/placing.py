"""Where in my_network.py a function goes that has passed, and what it needs.

The file is the learner's. It is changed by whole statements, and everything else in it stays as it is, line by line.
"""

import ast

from layerwise.exercises.catalogue import EXERCISES, exercises_of, lesson_of
from layerwise.ground.statements import full_lines, last_line
from layerwise.workbook.library.module import made_by, owner_of
from layerwise.workbook.library.pieces import Piece

HEADER = '''"""My own network: the functions that I wrote in the Layerwise lessons.

The course puts a function here when it passes, in place of an earlier one of that name. All else is mine to change.
"""

import numpy as np
'''


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
        end = last_line(node)
    return _between(body, end)


def _with_exercise(text: str, piece: Piece) -> str:
    owner = owner_of(text, piece.name)
    if owner is not None:
        return _replaced(text, owner, piece)
    return _inserted(text, *_place(text, piece.name), piece)


def _with_helper(text: str, piece: Piece, pieces: list[Piece]) -> str:
    owner = owner_of(text, piece.name)
    anchors = [owner_of(text, other.name) for other in pieces if piece.name in other.needs and other.name != piece.name]
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
    while any(other.lineno <= first < last_line(other) for other in body):
        first -= 1
    return first


def _place(text: str, name: str) -> tuple[int, list[str]]:
    """Where a new exercise goes: the line before which it is inserted, and the heading of its lesson where that is not there yet."""
    body, lines = ast.parse(text).body, text.split("\n")
    order = list(EXERCISES)
    owners = {other: owner_of(text, other) for other in order}
    ends = {other: full_lines(lines, owner)[1] for other, owner in owners.items() if owner is not None}
    earlier = [other for other in order[: order.index(name)] if other in ends]
    later = [ends[other] for other in order[order.index(name) + 1 :] if other in ends]
    at = ends[earlier[-1]] if earlier else _opening(body)
    # What gives the name another value, and is no statement to be replaced, must not have the last word.
    at = max([at, *(full_lines(lines, node)[1] for node in body if name in made_by(node))])
    lesson = lesson_of(name)
    heading = f"# Lesson {lesson.number}, {lesson.title} ({lesson.builds})"
    statements = {number for node in body for number in range(node.lineno - 1, last_line(node))}
    stands = [number for number, line in enumerate(lines) if line.rstrip() == heading and number not in statements]
    below = [number + 1 for number in stands if number >= at and not any(at < end <= number for end in later)]
    has_company = any(exercise.name in ends for exercise in exercises_of(lesson))
    return _between(body, below[0] if below else at), [] if stands or has_company else [heading]


def _between(body: list[ast.stmt], line: int) -> int:
    """The first line from `line` on before which nothing is cut in two."""
    while any(node.lineno <= line < last_line(node) for node in body):
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
