"""The code of a function as a learner reads it: solved, and with a gap where the solution stands."""

import ast
import inspect
import re
import textwrap

PLACEHOLDER = "...  # your code here"
# Around the lines that a learner writes.
MARK = re.compile(r"^\s*#+\s*(begin|end)\s+solution\b.*$", re.IGNORECASE)


def as_written(function, name: str) -> str:
    """The source of a function under the given name, without what stands above its `def`, its docstring and the marks of a solution."""
    return solved(re.sub(rf"\b{function.__name__}\b", name, without_docstring(source_of(function))))


def source_of(function) -> str:
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
    marks = [(number, line, MARK.match(line)[1].lower()) for number, line in enumerate(lines) if MARK.match(line)]
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
    definition = ast.parse(source).body[0]
    paragraph, _, rest = (ast.get_docstring(definition) or "").partition("\n\n")
    if not rest:
        return source
    lines, docstring = source.split("\n"), definition.body[0]
    indent = " " * docstring.col_offset
    shown = f'{indent}"""{paragraph}"""'.replace("\n", f"\n{indent}")
    return "\n".join([*lines[: docstring.lineno - 1], shown, *lines[docstring.end_lineno :]])


def without_docstring(source: str) -> str:
    """The lines of one function's source from its `def` on, without its docstring."""
    definition = ast.parse(source).body[0]
    lines = source.splitlines()
    head, body = lines[definition.lineno - 1 : definition.body[0].lineno - 1], lines[definition.body[0].lineno - 1 :]
    if ast.get_docstring(definition) is not None:
        body = body[definition.body[0].end_lineno - definition.body[0].lineno + 1 :]
    return "\n".join(head) + "\n" + "\n".join(body).strip("\n")


def steps(source: str | None) -> str | None:
    """What a function does, whatever names and comments it uses, so that it can be compared. None where the source cannot be read.

    Its own names are numbered in the order in which they come.
    """
    try:
        name = ast.parse(source or "").body[0].name
        definition = ast.parse(re.sub(rf"\b{name}\b", "answer", without_docstring(source))).body[0]
    except (ValueError, SyntaxError, AttributeError, IndexError):  # a lambda in the middle of a line
        return None
    names = {}
    for node in ast.walk(definition):
        if isinstance(node, ast.arg):
            names[node.arg] = node.annotation = None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = None
    return ast.dump(_Numbered(names).visit(definition))


class _Numbered(ast.NodeTransformer):
    def __init__(self, own_names):
        self.numbers = {}
        self.own_names = own_names

    def _number(self, name):
        return f"name{self.numbers.setdefault(name, len(self.numbers))}" if name in self.own_names else name

    def visit_arg(self, node):
        node.arg = self._number(node.arg)
        return node

    def visit_Name(self, node):
        node.id = self._number(node.id)
        return node
