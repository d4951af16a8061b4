"""What goes wrong between the rounds of a loop: what is made anew in each of them, or replaced, or done too often, or only after the last.

Only the text is asked, since what such loops come to looks alike: what the last round left.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import NOTHING
from layerwise.examiner.written import MAKES_PLACES, Written


def begins_anew(case: Case) -> Diagnosis | None:
    """`total = 0` stands inside the loop that adds to it."""
    written = case.subject.written
    if _dimensions(case.got.value) != _dimensions(case.wanted.value):
        return None  # a row, say, that is made anew for each of many, and should have been put into a table
    for loop in _loops(case):
        for line in loop.body:
            name = _begun(line, written)
            if (
                name
                and _collects(name, _without_loops(loop.body))
                and not _is_used(name, loop.body)
                and _is_read_below(name, loop, written)
            ):
                return case.explained(
                    f"The line `{written.text_of(line)}` stands inside the loop over `{written.text_of(loop.iter)}`, so each round begins "
                    "anew, and only what the last one did is left. Move it to the left, above the loop.",
                    "begins-anew",
                )
    return None


def replaces_what_it_collects(case: Case) -> Diagnosis | None:
    """`scores = ...` stands in the loop where one place of scores was to be filled."""
    written = case.subject.written
    for loop in _loops(case):
        for line in _with_those_in_ifs(loop.body):
            name = _named(line)
            begun = [other for other in written.nodes(ast.Assign) if other.lineno < loop.lineno and _begun(other, written) == name]
            begins = _begun(line, written) and not isinstance(getattr(line, "value", None), ast.Constant)
            counts = bool(begun) and isinstance(begun[0].value, ast.Constant)
            if not isinstance(line, ast.Assign) or not name or not begun or counts or begins:
                continue
            if _collects(name, loop.body) or _is_used(name, loop.body) or not _is_read_below(name, loop, written):
                continue
            is_list = isinstance(begun[0].value, ast.List)
            return case.explained(
                f"In every round `{written.text_of(line)}` gives the name `{name}` to something new, and the "
                f"{'list' if is_list else 'array'} that you began with is lost. "
                + (f"Put each at the end of it, `{name}.append(...)`." if is_list else _instead(name, line.value, loop, case)),
                "replaces-what-it-collects",
            )
    return None


def _instead(name: str, value: ast.expr, loop: ast.For, case: Case) -> str:
    """How the array is filled: where what a round gives is as large as the whole of it, by adding up; else place by place."""
    written = case.subject.written
    got, wanted = (_part_called(name, outcome.value, written) for outcome in (case.got, case.wanted))
    if got is not None and _dimensions(got) == _dimensions(wanted):
        return f"Let every round add its share: `{name} += {written.text_of(value)}`."
    number = loop.target.id if isinstance(loop.target, ast.Name) and _counts(loop, written) else "..."
    return f"Fill one of its places, `{name}[{number}] = ...`."


def _part_called(name: str, value: Any, written: Written) -> np.ndarray | None:
    """What of a result was returned under this name, or None where that cannot be told."""
    for line in written.nodes(ast.Return):
        parts = line.value.elts if isinstance(line.value, ast.Tuple) else [line.value]
        values = value if isinstance(value, tuple) else (value,)
        for part, its_value in zip(parts, values, strict=False):
            if isinstance(part, ast.BinOp):  # with a number added, say, it has as many dimensions as without
                part = part.left if _is_name(part.left, name) else part.right
            if part is not None and _is_name(part, name):
                return its_value if isinstance(its_value, np.ndarray) else None
    return None


def collects_below_the_loop(case: Case) -> Diagnosis | None:
    """A line that belongs to every round stands below the loop.

    Below a loop inside another one it is less clear where a line belongs.
    """
    written, loops = case.subject.written, _loops(case)
    inner = {id(node) for loop in loops for node in ast.walk(loop) if node is not loop}
    for loop in loops:
        ready = {name for line in loop.body for name in _all_named(line) if not _is_begun_above(name, loop, written)}
        begun = {_begun(line, written) for line in loop.body}  # such as a row that is made anew in each round
        ready = {name for name in ready if name in begun or not _collects(name, loop.body)}
        ready |= {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        collecting = [(line, *_collected(line)) for line in _lines_below(loop, written) if id(loop) not in inner]
        there = {name for _, name, _ in collecting if name in {*written.parameters, *ready} or _is_begun_above(name, loop, written)}
        lines = [line for line, name, parts in collecting if name in there and parts & ready and not _collects(name, loop.body)]
        if lines:
            line = written.text_of(lines[0])
            words = f"The line `{line}` stands below the loop, so it runs only once, with what the last round left. It belongs"
            if len(lines) > 1:
                words = (
                    f"The lines from `{line}` on stand below the loop, so they run only once, with what the last round left. They belong"
                )
            it = "them" if len(lines) > 1 else "it"
            return case.explained(f"{words} to every round: move {it} to the right, into the loop.", "collects-below-the-loop")
    return None


def collects_and_returns_another(case: Case) -> Diagnosis | None:
    """What a loop has collected is read nowhere, and something else is returned."""
    written = case.subject.written
    begins = [(_begun(line, written), line.lineno) for line in written.nodes(ast.Assign)]
    collecting = {
        name
        for loop in _loops(case)
        for name in written.own_names
        # What is begun in the loop itself is begun anew in each round, and collects nothing.
        if _collects(name, loop.body) and {line < loop.lineno for begun, line in begins if begun == name} == {True}
    }
    # Where there are several, as in a loop inside another one, it is less clear what each is for.
    name = collecting.pop() if len(collecting) == 1 else ""
    if not name or case.got.kind == NOTHING or not written.returns or _is_used(name, written.nodes(ast.stmt)):
        return None
    return case.explained(
        f"Your loop collects in `{name}`, and no line reads it after that: what you return is `{written.returns[-1]}`. "
        f"Is `{name}` meant there?",
        "returns-another",
    )


def collects_in_every_round_of_two(case: Case) -> Diagnosis | None:
    """`scores.append(...)` stands in the inner loop, and the outer one is to collect."""
    written, got, wanted = case.subject.written, case.got.value, case.wanted.value
    if not (isinstance(got, np.ndarray) and isinstance(wanted, np.ndarray) and got.ndim == wanted.ndim == 1 and got.size > wanted.size):
        return None
    for outer in _loops(case):
        for inner in [node for node in _walk(outer.body) if isinstance(node, ast.For)]:
            for line in inner.body:
                name, parts = _collected(line)
                begun = any(_begun(other, written) == name for other in written.nodes(ast.Assign) if other.lineno < outer.lineno)
                if isinstance(line, ast.Expr) and name and begun and _is_read_below(name, outer, written):
                    return case.explained(
                        f"The line `{written.text_of(line)}` stands in the inner loop, over `{written.text_of(inner.iter)}`, so you have "
                        f"{got.size} numbers where {wanted.size} are asked for. Append once in each round of the outer loop: below the "
                        "inner one, where that one adds up, or with no inner loop at all.",
                        "collects-too-often",
                    )
    return None


def every_round_the_same(case: Case) -> Diagnosis | None:
    """What a loop hands out is read in none of its lines, so its rounds do not differ, as where the table stands for its row."""
    written = case.subject.written
    for loop in _loops(case):
        names = [node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        things = written.text_of(loop.iter)
        if "_" in names or any(_reads(node, name) for node in _walk(loop.body) for name in names):
            continue
        counted = re.fullmatch(r"range\(len\((\w+)\)\)", things)
        tables = [counted[1]] if counted else [name.strip() for name in things.removeprefix("zip").strip("()").split(",")]
        whole = _used_whole(loop.body)
        used = [(name, table) for name, table in zip(names, tables, strict=False) if table in whole]
        if not used:
            continue
        name, table = used[0]
        return case.explained(
            f"Your loop hands out `{name}`, and no line in it reads it: every round does the same, with all of `{table}`. "
            f"Where a single one is meant, write `{f'{table}[{name}]' if counted else name}`.",
            "every-round-the-same",
        )
    return None


def keeps_only_the_last_round(case: Case) -> Diagnosis | None:
    """A name gets a new value in each round, and is read only when the loop is over."""
    written = case.subject.written
    for loop in _loops(case):
        handed_out = [node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        given = [name for line in loop.body for name in _all_named(line)]
        for name in (*handed_out, *given):
            elsewhere = [line for line in written.nodes(ast.Assign, ast.For) if line is not loop and line not in loop.body]
            has_another = any(_stores(node, name) for line in elsewhere for node in ast.walk(line))
            goes_on_with_it = name in given and any(_reads(node, name) for node in _walk(loop.body))
            collects = name not in handed_out and _collects(name, loop.body)
            if has_another or collects or goes_on_with_it or not _is_read_below(name, loop, written):
                continue
            return case.explained(
                f"Each round of the loop over `{written.text_of(loop.iter)}` gives the name `{name}` to something new, so below the loop "
                f"it stands for the last round alone. {_how_to_collect(case, name)}",
                "last-round-alone",
            )
    return None


def _how_to_collect(case: Case, name: str) -> str:
    """What to do about it, as far as the results tell whether a total is wanted or many."""
    got, wanted = _dimensions(case.got.value), _dimensions(case.wanted.value)
    if name in case.subject.written.returns and got is not None and wanted is not None:
        if got == wanted == 0:
            return "Is each to add to it? Then begin with a total above the loop, and add with `+=`."
        if got < wanted:
            return "Begin with a list above the loop, `[]`, put something into it in each round, `.append(...)`, and return it below."
    return "What each round gives has to be collected, or used, in the loop."


def overwrites_what_it_goes_through(case: Case) -> Diagnosis | None:
    """`Z = Z[i]` in a loop: from the second round on, Z is no longer what came in."""
    written = case.subject.written
    for loop in _loops(case):
        for line in loop.body:
            name = _named(line)
            picks = [node for node in ast.walk(line) if isinstance(node, ast.Subscript) and _is_name(node.value, name)]
            may_not_change = name in written.parameters and name not in case.exercise.changes
            if may_not_change and any(ast.unparse(node.slice) == ast.unparse(loop.target) for node in picks):
                return case.explained(
                    f"The line `{written.text_of(line)}` gives `{name}` a new meaning in the first round, and the next round no longer "
                    f"has what came in as `{name}`. Take another name on the left.",
                    "overwrites-what-it-goes-through",
                )
    return None


def _used_whole(lines: list[ast.stmt]) -> set[str]:
    """The names that are read here as a whole, and not for an entry, a size or a shape."""
    parts = {
        id(part)
        for node in _walk(lines)
        for part in (
            [node.value]
            if isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr in ("shape", "size", "ndim"))
            else node.args
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "len"
            else []
        )
    }
    return {node.id for node in _walk(lines) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in parts}


def _loops(case: Case) -> list[ast.For]:
    return [] if case.got.error is not None else case.subject.written.nodes(ast.For)


def _dimensions(value: Any) -> int | None:
    return value.ndim if isinstance(value, np.ndarray) else None


def _counts(loop: ast.For, written: Written) -> bool:
    return written.text_of(loop.iter).startswith(("range(", "np.ndindex("))


def _named(line: ast.AST) -> str:
    """The name to which a line gives a value."""
    if isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name):
        return line.targets[0].id
    return ""


def _all_named(line: ast.AST) -> list[str]:
    """The names to which a line gives values, as `up, down = w, w` does to two."""
    targets = line.targets if isinstance(line, ast.Assign) else []
    return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]


def _begun(line: ast.AST, written: Written) -> str:
    """The name, where the line gives it something to begin with: a number, an empty list, or an array of places."""
    name = _named(line)
    if not name or not isinstance(line, ast.Assign):
        return ""
    value = line.value
    starts = isinstance(value, ast.Constant | ast.List) or (isinstance(value, ast.Call) and written.text_of(value.func) in MAKES_PLACES)
    return name if starts and not any(_is_name(node, name) for node in ast.walk(value)) else ""


def _is_begun_above(name: str, loop: ast.For, written: Written) -> bool:
    return any(_named(line) == name and line.lineno < loop.lineno for line in written.nodes(ast.Assign))


def _collected(line: ast.AST) -> tuple[str, set[str]]:
    """What a line puts something into, as `total += product`, `scores.append(score)` and `result[i] = 3` do, and the names in that."""
    into: ast.expr | None = None
    names = list(ast.walk(line))
    if isinstance(line, ast.AugAssign):
        into = line.target
    elif isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Subscript):
        into, names = line.targets[0], list(ast.walk(line.targets[0].slice))
    elif isinstance(line, ast.Assign) and any(_is_name(node, _named(line)) for node in ast.walk(line.value)):
        into = line.targets[0]
    elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Call) and isinstance(line.value.func, ast.Attribute):
        into = line.value.func.value if line.value.func.attr in ("append", "extend") else None
    while isinstance(into, ast.Subscript):
        into = into.value
    name = into.id if isinstance(into, ast.Name) else ""
    return name, {node.id for node in names if isinstance(node, ast.Name)} - {name}


def _with_those_in_ifs(lines: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The lines, and those that run where an `if` among them says so."""
    for line in lines:
        yield line
        if isinstance(line, ast.If):
            yield from _with_those_in_ifs([*line.body, *line.orelse])


def _without_loops(lines: list[ast.stmt]) -> list[ast.stmt]:
    """Those that do the work of a round themselves, and go through nothing in it."""
    return [line for line in lines if not isinstance(line, ast.For | ast.While)]


def _walk(lines: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    return (node for line in lines for node in ast.walk(line))


def _collects(name: str, lines: list[ast.stmt]) -> bool:
    return any(_collected(node)[0] == name for node in _walk(lines))


def _is_used(name: str, lines: list[ast.stmt]) -> bool:
    """Is it read here, but where something is put into it?"""
    own = {id(node) for line in _walk(lines) if _collected(line)[0] == name for node in ast.walk(line)}
    return any(_reads(node, name) and id(node) not in own for node in _walk(lines))


def _is_read_below(name: str, loop: ast.For, written: Written) -> bool:
    return any(node.lineno > (loop.end_lineno or 0) for node in written.nodes(ast.Name) if _reads(node, name))


def _lines_below(loop: ast.For, written: Written) -> list[ast.stmt]:
    """The lines that follow the loop, as far in as it stands itself."""
    for node in written.nodes(ast.AST):
        for lines in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(lines, list) and loop in lines:
                return lines[lines.index(loop) + 1 :]
    return []


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _reads(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _stores(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
