"""What is taken from a notebook: the definitions that an answer needs, and nothing else, so that plots and widgets never run.

A notebook is read statement by statement; none of it runs here. Statements that give a name its value, or change it, are taken where an
answer needs that name, cell by cell, in the notebook's order. Where this may not be enough, since a name is made in a way that cannot
be seen, all cells up to the answer are taken.
"""

import ast
import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.statements import full_lines, last_line, names_made_and_used
from layerwise.ground.words import in_words

# Magics whose cell is Python all the same.
_AROUND_PYTHON = re.compile(r"%%(time|timeit|capture|prun)\b.*")
_MAGIC = re.compile(r"^([ \t]*)[%!?].*$|^([ \t]*)\w[\w.]*\?+[ \t]*$", re.MULTILINE)
_KNOWN_TO_ALL = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "display", "get_ipython", "In", "Out"}
_LONGEST_KNOWN = 5_000
# With these, names can be made in ways that no reader sees.
_HIDDEN_WAYS = {"exec", "eval", "globals", "locals", "vars", "setattr", "__import__", "get_ipython"}


@dataclass(frozen=True)
class Statement:
    """A statement of a notebook.

    cell     which of the notebook's code cells it stands in, counted from 0
    text     as it is taken
    makes    the names that it gives a value
    changes  the names whose values it changes, as `weights.append(3)` and `network.name = "x"` do
    uses     the names that it takes from elsewhere
    given    whether it stands under @given
    """

    cell: int
    text: str
    makes: frozenset[str]
    changes: frozenset[str]
    uses: frozenset[str]
    is_import: bool = False
    given: bool = False


class Notebook:
    """The code cells of a notebook, to take answers from."""

    def __init__(self, cells: Iterable[str]):
        self.cells: list[str] = []
        self.statements: list[Statement] = []
        self.broken: dict[int, str] = {}  # cells that are no Python: what is wrong
        for number, cell in enumerate(cells):
            # Most cells are those that the course hands out, the same for everybody.
            text, statements, wrong = (_read if len(cell) > _LONGEST_KNOWN else _read_before)(cell)
            self.cells.append(text)
            self.statements += [replace(statement, cell=number) for statement in statements]
            if wrong:
                self.broken[number] = wrong

    # --- where answers stand -------------------------------------------------------------------------------------------------

    def definitions(self, name: str) -> list[Statement]:
        """The statements that define `name`, an import of it aside."""
        return [statement for statement in self.statements if name in statement.makes and not statement.is_import]

    def has(self, name: str) -> bool:
        """Is there an answer to this exercise, given or not, readable or not?"""
        return bool(self.definitions(name) or self.broken_cells(name))

    def broken_cells(self, name: str) -> list[int]:
        """The cells that are no Python, and look as if they held an answer to this exercise."""
        looks = re.compile(rf"\bdef\b.*\b{name}\b|^[ \t]*{name}[ \t]*=", re.MULTILINE)
        return [number for number in self.broken if looks.search(self.cells[number])]

    def is_given(self, name: str) -> bool:
        """Did the course give the answer that counts, which is the last?"""
        definitions = self.definitions(name)
        return bool(definitions) and definitions[-1].given

    def cells_of(self, name: str) -> list[int]:
        """The code cells that define `name`, counted from 1."""
        return sorted({statement.cell + 1 for statement in self.definitions(name)})

    def notes(self, name: str) -> list[str]:
        """What is to be told of the place where an answer stands, in sentences."""
        cells = self.cells_of(name)
        notes = []
        if len(cells) > 1:
            notes.append(f"`{name}` stands in {len(cells)} cells, the code cells {in_words(map(str, cells))}. The last counts.")
        notes += [f"Code cell {number + 1} is no Python and was left out: {self.broken[number]}." for number in self.broken_cells(name)]
        return notes

    # --- what is taken -------------------------------------------------------------------------------------------------------

    def taken(self, names: Iterable[str]) -> list[str]:
        """For each cell the definitions that these answers need."""
        wanted = self._needed(names)
        return self._in_cells(statement for statement in self._standing if statement in wanted)

    def names_needed(self, names: Iterable[str]) -> frozenset[str]:
        """The names that these answers need, all the way down."""
        statements = self._needed(names)
        return frozenset(name for statement in statements for name in statement.uses | statement.makes)

    def made_for(self, names: Iterable[str]) -> dict[str, str]:
        """For each name that `taken` gives a value, by which statements."""
        made: dict[str, str] = {}
        for statement in (one for one in self._standing if one in self._needed(names)):
            for name in statement.makes:
                made[name] = made.get(name, "") + statement.text
        return made

    def is_enough(self, name: str) -> bool:
        """Are the definitions all that an answer to this exercise needs, as far as a reader can see?"""
        statements = self._needed([name])
        made = {made for statement in self.statements for made in statement.makes}
        used = {used for statement in statements for used in statement.uses}
        return bool(self.definitions(name)) and used <= made | _KNOWN_TO_ALL and not used & _HIDDEN_WAYS

    def all_until(self, name: str) -> list[str]:
        """All cells up to the answer, or to the last one that mentions its name."""
        mentioned = [number for number, cell in enumerate(self.cells) if re.search(rf"\b{name}\b", cell)]
        last = self.definitions(name)[-1].cell if self.definitions(name) else max(mentioned, default=-1)
        return self._in_cells(statement for statement in self._standing if statement.cell <= last)

    def _needed(self, names: Iterable[str]) -> set[Statement]:
        key = tuple(names)
        if key not in self._reckoned:
            self._reckoned[key] = self._reckon_needed(key)
        return self._reckoned[key]

    @cached_property
    def _reckoned(self) -> dict[tuple[str, ...], set[Statement]]:
        return {}

    def _reckon_needed(self, names: tuple[str, ...]) -> set[Statement]:
        waiting, known = list(names), set(names)
        found = {statement for statement in self._standing if "*" in statement.makes}
        while waiting:
            name = waiting.pop()
            for statement in self._by_name.get(name, []):
                if statement not in found:
                    found.add(statement)
                    new = statement.uses - known
                    known |= new
                    waiting += new
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._standing:
            for name in statement.makes | statement.changes:
                found.setdefault(name, []).append(statement)
        return found

    @cached_property
    def _standing(self) -> list[Statement]:
        """The statements, with the course's own function in place of an answer that the course gave."""
        given = {name for statement in self.statements for name in statement.makes if name in EXERCISES and self.is_given(name)}
        return [_from_the_course(statement, given) if statement.makes & given else statement for statement in self.statements]

    def _in_cells(self, statements: Iterable[Statement]) -> list[str]:
        texts: list[list[str]] = [[] for _ in self.cells]
        for statement in statements:
            texts[statement.cell].append(statement.text)
        return ["\n".join(text) for text in texts]


# --- reading ----------------------------------------------------------------------------------------------------------------------


def _read(cell: str) -> tuple[str, tuple[Statement, ...], str]:
    """A cell as Python, its statements, and what is wrong with it."""
    text = _without_magics(cell)
    try:
        return text, tuple(_statements(text)), ""
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return text, (), _what_is_wrong(error)


# As many as the course has, and some more: what only one person wrote is soon forgotten again.
_read_before = lru_cache(maxsize=400)(_read)


def _without_magics(cell: str) -> str:
    """A cell without what IPython alone understands; no line moves. A cell in another language is left empty."""
    cell = cell.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if cell.lstrip().startswith("%%"):
        first, _, rest = cell.lstrip().partition("\n")
        cell = f"\n{rest}" if _AROUND_PYTHON.fullmatch(first) else ""
    try:
        ast.parse(cell)
    except SyntaxError:
        return _MAGIC.sub(lambda match: f"{match[1] or match[2] or ''}pass", cell)
    except (ValueError, RecursionError, MemoryError):
        pass
    return cell


def _statements(cell: str) -> Iterable[Statement]:
    tree = ast.parse(cell)
    lines = cell.split("\n")
    for place, node in enumerate(tree.body):
        decorators = getattr(node, "decorator_list", [])
        given = any(_is_of_course(decorator, "given") for decorator in decorators)
        # What they do in a notebook is not done here, and whoever has deleted the first cell need not import them.
        dropped = [decorator for decorator in decorators if _is_of_course(decorator, "given") or _is_of_course(decorator, "check")]
        text = _text_of(node, tree.body, place, lines, dropped)
        makes, uses = names_made_and_used(text)
        if isinstance(node, ast.ImportFrom | ast.Import):
            # `from numpy import *` makes names that nobody can see.
            makes = frozenset(alias.asname or alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Delete):
            makes, uses = frozenset(), uses | makes
        yield Statement(0, text, makes, _changed(node), uses, isinstance(node, ast.Import | ast.ImportFrom), given)


def _text_of(node: ast.stmt, body: list[ast.stmt], place: int, lines: list[str], dropped: list[ast.expr]) -> str:
    before, after = body[place - 1] if place else None, body[place + 1] if place + 1 < len(body) else None
    if (before and last_line(before) >= node.lineno) or (after and after.lineno <= last_line(node)):
        return ast.unparse(node)  # it shares a line with another
    first, end = full_lines(lines, node)
    left_out = {line for decorator in dropped for line in range(decorator.lineno - 1, last_line(decorator))}
    return "\n".join(lines[line] for line in range(first, end) if line not in left_out)


def _is_of_course(decorator: ast.expr, name: str) -> bool:
    if isinstance(decorator, ast.Attribute):
        return decorator.attr == name and isinstance(decorator.value, ast.Name) and decorator.value.id == "layerwise"
    return isinstance(decorator, ast.Name) and decorator.id == name


def _from_the_course(statement: Statement, given: set[str]) -> Statement:
    """In place of a statement that defines what the course gave: the import of that."""
    names = statement.makes & given
    text = f"from layerwise.mine import {', '.join(sorted(names))}"
    return Statement(statement.cell, text, names, frozenset(), frozenset(), is_import=True)


def _changed(node: ast.stmt) -> frozenset[str]:
    """The names whose values a statement changes without giving them new ones, at the top level."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = [node.value.func]
    elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        inside = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt)]
        return frozenset().union(*map(_changed, inside)) if inside else frozenset()
    return frozenset(filter(None, map(_root, targets)))


def _root(target: ast.expr) -> str | None:
    """The name at the root of `name[0].part`, where something hangs on it."""
    node = target
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) and node is not target else None


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"{error.msg}, line {error.lineno}" if error.lineno else str(error.msg)
    return str(error) or type(error).__name__
