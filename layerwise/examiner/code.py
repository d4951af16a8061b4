"""The code of a function as a learner reads it: solved, and with a gap where the solution stands."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable

PLACEHOLDER = "...  # your code here"
# Around the lines that a learner writes.
MARK = re.compile(r"^\s*#+\s*(begin|end)\s+solution\b.*$", re.IGNORECASE)


def as_written(function: Callable, name: str) -> str:
    """The source of a function under the given name, without what stands above its `def`, its docstring and the marks of a solution."""
    return solved(re.sub(rf"\b{function.__name__}\b", name, without_docstring(source_of(function))))


def source_of(function: Callable) -> str:
    """The source of one of the course's own functions, its first line at the margin."""
    return textwrap.dedent(inspect.getsource(function))


def solved(source: str) -> str:
    """The source without the marks around a solution."""
    return "\n".join(line for line in source.split("\n") if not MARK.match(line))


def with_gap(source: str) -> str:
    """The source with `...` where each solution stands."""
    kept, hidden = [], False
    for line in source.split("\n"):
        mark = MARK.match(line)
        if mark and mark[1].lower() == "begin":
            kept.append(line[: len(line) - len(line.lstrip())] + PLACEHOLDER)
            hidden = True
        elif mark:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept)


def problem_with_marks(source: str) -> str | None:
    """What is wrong with the marks around the solution, as the second half of a sentence, or None."""
    lines = source.split("\n")
    marks = [(number, line, mark[1].lower()) for number, line in enumerate(lines) if (mark := MARK.match(line))]
    for _, line, which in marks:
        if line.strip() != f"### {which.upper()} SOLUTION":
            return f"write the mark `{line.strip()}` exactly as ### {which.upper()} SOLUTION."
    if not marks:
        return "no solution is marked: put ### BEGIN SOLUTION and ### END SOLUTION around what a learner writes."
    if [which for *_, which in marks] != ["begin", "end"] * (len(marks) // 2):
        return "the marks do not pair: each ### BEGIN SOLUTION is followed by its ### END SOLUTION."
    for (begin, *_), (end, *_) in zip(marks[::2], marks[1::2], strict=True):
        if not any(line.strip() for line in lines[begin + 1 : end]):
            return "nothing stands between the marks: write the solution there."
    try:
        compile(with_gap(source), "starter", "exec")
    except SyntaxError as error:
        return f"the code is not valid Python once the solution is replaced by `...`: {error.msg}."
    return None


def with_first_paragraph(source: str) -> str:
    """The source of one function, of whose docstring the first paragraph is left."""
    function = definition(source)
    paragraph, _, rest = (ast.get_docstring(function) or "").partition("\n\n")
    if not rest:
        return source
    lines, docstring = source.split("\n"), function.body[0]
    indent = " " * docstring.col_offset
    shown = f'{indent}"""{paragraph}"""'.replace("\n", f"\n{indent}")
    return "\n".join([*lines[: docstring.lineno - 1], shown, *lines[docstring.end_lineno :]])


def without_docstring(source: str) -> str:
    """The lines of one function's source from its `def` on, without its docstring."""
    function = definition(source)
    lines, first = source.splitlines(), function.body[0]
    head, body = lines[function.lineno - 1 : first.lineno - 1], lines[first.lineno - 1 :]
    if ast.get_docstring(function) is not None:
        body = lines[first.end_lineno :]
    return "\n".join(head) + "\n" + "\n".join(body).strip("\n")


def definition(source: str) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """The tree of one function's source. Raises ValueError for what is none, such as a lambda in the middle of a line."""
    node = ast.parse(source).body[0] if source else None
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        raise ValueError("this is not the source of a function")
    return node


def steps(source: str | None, loops_alike: bool = False) -> str | None:
    """What a function does, whatever names and comments it uses, so that it can be compared. None where the source cannot be read.

    Its own names are numbered in the order in which they come. With `loops_alike` it does not matter either how a loop walks
    through lists, by `zip`, by their entries or by number.
    """
    try:
        name = definition(source or "").name
        function = definition(re.sub(rf"\b{name}\b", "answer", without_docstring(source or "")))
    except (ValueError, SyntaxError, IndexError):
        return None
    if loops_alike:
        function = _ByNumber().visit(function)
    names: dict[str, None] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            names[node.arg] = None
            node.annotation = None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = None
    return ast.dump(_Numbered(names).visit(function))


class _ByNumber(ast.NodeTransformer):
    """Makes each loop over the entries of lists one over their numbers: `each[number]` for what was called by a name of its own."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[ast.expr, str]] = {}

    def visit_For(self, node: ast.For) -> ast.AST:
        walked = _walked(node)
        if walked is None:
            return self.generic_visit(node)
        number, entries = walked
        before, self.entries = self.entries, self.entries | {name: (each, number) for name, each in entries.items()}
        node.target, node.iter = ast.Name(number, ast.Store()), ast.Constant("each number")
        by_number = self.generic_visit(node)
        self.entries = before
        return by_number

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self.entries:
            return node
        each, number = self.entries[node.id]
        return ast.Subscript(each, ast.Name(number, ast.Load()), node.ctx)


def _walked(loop: ast.For) -> tuple[str, dict[str, ast.expr]] | None:
    """How a loop walks through lists: the name of the number, and the list behind the name of each entry. None for another loop."""
    match loop.target, loop.iter:
        case ast.Name(id=number), ast.Call(ast.Name("range"), [ast.Call(ast.Name("len"), [_], [])], []):
            return number, {}
        case ast.Tuple(entries), ast.Call(ast.Name("zip"), lists) if len(entries) == len(lists):
            names = [entry.id for entry in entries if isinstance(entry, ast.Name)]
            return (f"number of {names[0]}", dict(zip(names, lists, strict=True))) if len(names) == len(lists) else None
        case ast.Name(id=name), ast.Name() as each:
            return f"number of {name}", {name: each}
    return None


class _Numbered(ast.NodeTransformer):
    def __init__(self, own_names: dict[str, None]):
        self.numbers: dict[str, int] = {}
        self.own_names = own_names

    def _number(self, name: str) -> str:
        return f"name{self.numbers.setdefault(name, len(self.numbers))}" if name in self.own_names else name

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._number(node.arg)
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._number(node.id)
        return node
