"""What a learner wrote: the source of a function, its tree, its names, its gaps. Read once, and asked by whoever has a question.

A function that came from `exec` has no source to read. Then its bytecode tells whether it was begun, and little more.
"""

import ast
import contextlib
import dis
import inspect
import io
import textwrap
import tokenize
from collections.abc import Iterator
from functools import cached_property
from types import CodeType
from typing import Any

import numpy as np

_IDLE = {"RESUME", "NOP", "POP_TOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "RETURN_GENERATOR", "CACHE", "COPY_FREE_VARS"}


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Written:
    """What was written as `function`, which may be anything."""

    def __init__(self, function: Any):
        self.function = function

    @cached_property
    def code(self) -> CodeType | None:
        """The code of the function, of the one inside it where it is wrapped, or None where there is none."""
        try:
            return getattr(inspect.unwrap(self.function), "__code__", None)
        except Exception:  # a wrapper around itself, or an object that answers no question
            return None

    @cached_property
    def source(self) -> str | None:
        """The text of the function, its first line at the margin, or None where there is none to read."""
        try:
            return textwrap.dedent(inspect.getsource(self.function))
        except Exception:  # what getsource raises depends on what it is given
            return None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree of the source, or None where it cannot be parsed, as with a lambda in the middle of a line."""
        try:
            return None if self.source is None else ast.parse(self.source)
        except (SyntaxError, ValueError):
            return None

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return self.code.co_varnames[: self.code.co_argcount] if self.code else ()

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The parameters, and the names that get a value in the function."""
        return self.code.co_varnames if self.code else ()

    @cached_property
    def names_from_outside(self) -> tuple[str, ...]:
        """The names that the function, or one inside it, reads from the notebook or from Python itself, in the order in which they come."""
        return tuple(dict.fromkeys(_names_from_outside(self.code))) if self.code else ()

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        """The calls that are written in it, from the first line to the last, the outer one first."""
        calls = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.Call)]
        return tuple(sorted(calls, key=lambda call: (call.lineno, call.col_offset)))

    @cached_property
    def loops(self) -> tuple[tuple[str, str], ...]:
        """What goes through what in its loops, those in brackets among them: ("i", "range(len(x))")."""
        loops = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.For | ast.comprehension)]
        return tuple((self.text_of(loop.target), self.text_of(loop.iter)) for loop in loops)

    def text_of(self, node: ast.AST) -> str:
        """A part of the tree, in one line, as it was written."""
        return " ".join((ast.get_source_segment(self.source or "", node) or "").split())

    @cached_property
    def returns(self) -> tuple[str, ...]:
        """What its `return` lines hand out, those of functions inside it among them."""
        lines = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.Return)]
        return tuple(self.text_of(line.value) if line.value else "None" for line in lines)

    @cached_property
    def adds_again(self) -> bool:
        """Is a sum taken of what `@`, np.dot or np.matmul have multiplied and added up already?"""
        sums = [*self.calls_of("np.sum", "sum", "np.mean"), *(call for call in self.calls if self.text_of(call.func).endswith(").sum"))]
        return any(_adds_up(node) for call in sums for node in ast.walk(call) if node is not call)

    def gives_a_value_to(self, name: str) -> bool:
        """Is there a line `name = ...`, or `name += ...`?"""
        lines = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.Assign | ast.AugAssign)]
        targets = [target for line in lines for target in (line.targets if isinstance(line, ast.Assign) else [line.target])]
        return any(isinstance(target, ast.Name) and target.id == name for target in targets)

    @cached_property
    def unused_names(self) -> tuple[str, ...]:
        """Names that get a value in a line `name = ...`, and that nothing reads."""
        names = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.Name)]
        read = {name.id for name in names if isinstance(name.ctx, ast.Load)}
        return tuple(name.id for name in names if name.id not in read and self.gives_a_value_to(name.id))

    @cached_property
    def lost_lines(self) -> tuple[str, ...]:
        """Lines that work something out and keep it nowhere, such as `score + b`, `total == 3` or `np.sum(x)`."""
        return tuple(map(self.text_of, self._lost))

    @cached_property
    def lost_comparisons(self) -> tuple[str, ...]:
        """Those among them that compare, as a line does in which `==` stands for `=`."""
        return tuple(self.text_of(lost) for lost in self._lost if isinstance(lost, ast.Compare))

    @cached_property
    def _lost(self) -> tuple[ast.expr, ...]:
        lines = [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, ast.Expr)]
        return tuple(line.value for line in lines if _is_lost(line.value))

    def calls_of(self, *names: str) -> tuple[ast.Call, ...]:
        """The calls of a function by one of these names, such as "print" or "np.sum"."""
        return tuple(call for call in self.calls if self.text_of(call.func) in names)

    def has(self, code: str) -> bool:
        """Does this code stand in it, however it is spaced? `...` in `code` stands for anything. False where there is no source."""
        return _stands_in(_tokens(code.replace("…", "...")), self._tokens)

    def has_in_a_loop(self, code: str) -> bool:
        """Does this code stand in the body of a `for` or `while`? As `has` finds it."""
        pattern = _tokens(code.replace("…", "..."))
        return any(_stands_in(pattern, _tokens(self._lines_of(loop.body))) for loop in self.nodes(ast.For, ast.While))

    def reads(self, name: str) -> bool:
        """Is the value of this name used anywhere? (To give it one is no use.)"""
        return any(node.id == name and isinstance(node.ctx, ast.Load) for node in self.nodes(ast.Name))

    def nodes(self, *kinds: type[ast.AST]) -> list:
        """The parts of the tree of these kinds, such as ast.For."""
        return [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, kinds)]

    def _lines_of(self, statements: list[ast.stmt]) -> str:
        return textwrap.dedent("
".join((self.source or "").splitlines()[statements[0].lineno - 1 : statements[-1].end_lineno]))

    @cached_property
    def _tokens(self) -> tuple[str, ...]:
        return _tokens(self.source or "")

    @cached_property
    def has_gap(self) -> bool:
        """Is a `...`, a lone `pass` or a `raise NotImplementedError` still waiting in the body?

        Only asked of an answer that did not pass: a right answer may well index with `...`.
        """
        if self.code is None:
            return False
        instructions = list(dis.get_instructions(self.code))
        if all(instruction.opname in _IDLE and not _tells(instruction) for instruction in instructions):
            return True
        return _gap_in_bytecode(instructions) if self.tree is None else _gap_in_tree(self.tree)

    @cached_property
    def lines(self) -> int | None:
        """How many lines the body has besides its docstring and its gaps, or None where there is no source to read."""
        definition = self.tree.body[0] if self.tree and self.tree.body else None
        return lines_in(definition) if isinstance(definition, Definition) else None


def _adds_up(node: ast.AST) -> bool:
    """A product of matrices."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("dot", "matmul")
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


# NumPy's functions that do their work on what they are given.
_WORKS_IN_PLACE = {"copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask", "seterr", "set_printoptions"}


def _is_lost(value: ast.expr) -> bool:
    """Is this, alone in its line, worked out for nothing?"""
    if isinstance(value, ast.Call):
        function = value.func
        plain = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in ("np", "math")
        return plain and function.attr not in _WORKS_IN_PLACE and not _names_a_place_for_its_result(value, function.attr)
    return isinstance(value, ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.Subscript)


def _names_a_place_for_its_result(call: ast.Call, name: str) -> bool:
    """As np.maximum(z, 0, out=z) does, or np.maximum(z, 0, z)."""
    function = getattr(np, name, None)
    takes = function.nin if isinstance(function, np.ufunc) else len(call.args)
    return len(call.args) > takes or any(keyword.arg == "out" for keyword in call.keywords)


def lines_in(definition: ast.AST) -> int:
    """How many statements a definition has besides its docstring and its gaps."""
    statements = [node for part in definition.body for node in ast.walk(part) if isinstance(node, ast.stmt)]
    return sum(not _is_no_line(node) for node in statements)


def _is_no_line(statement: ast.stmt) -> bool:
    """A text or a `...` by itself, `pass`, or `raise NotImplementedError`: docstrings and gaps."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass) or _raises_not_implemented(statement)


def _raises_not_implemented(node: ast.AST) -> bool:
    return isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node)


def _gap_in_tree(tree: ast.Module) -> bool:
    in_subscripts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Subscript) for part in ast.walk(node.slice)}
    return any(
        (isinstance(node, ast.Constant) and node.value is ... and id(node) not in in_subscripts) or _raises_not_implemented(node)
        for node in ast.walk(tree)
    )


def _gap_in_bytecode(instructions: list[dis.Instruction]) -> bool:
    # The statement `...` leaves an instruction behind that does nothing and is three characters wide. Others that do nothing, for `try`
    # and `while True`, have other widths.
    return any(_width(instruction) == 3 for instruction in instructions) or any(
        first.argval is ... and (first.opname == "RETURN_CONST" or second.opname.startswith(("STORE_FAST", "RETURN_VALUE")))
        for first, second in zip(instructions, instructions[1:] + instructions[-1:], strict=True)
    )


def _width(instruction: dis.Instruction) -> int | None:
    """How many characters of the source an instruction that does nothing stands for."""
    place = instruction.positions
    if instruction.opname != "NOP" or place is None or place.lineno != place.end_lineno:
        return None
    start, end = place.col_offset, place.end_col_offset
    return None if start is None or end is None else end - start


def _tells(instruction: dis.Instruction) -> bool:
    """A function that returns a constant of its own choice was attempted."""
    loads = instruction.opname in {"LOAD_CONST", "RETURN_CONST"}
    return loads and instruction.argval is not None and instruction.argval is not ...


_LAYOUT = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}


def _tokens(code: str) -> tuple[str, ...]:
    """The words and signs of some code, without its layout and comments. As far as Python can read it."""
    found = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type not in _LAYOUT:
                found.append(token.string)
    return tuple(found)


def _stands_in(pattern: tuple[str, ...], code: tuple[str, ...]) -> bool:
    """Are the parts of the pattern between its `...` found in the code, one after the other?"""
    place = 0
    for part in _split_at_gaps(pattern):
        starts = range(place, len(code) - len(part) + 1)
        found = next((start for start in starts if code[start : start + len(part)] == part), None)
        if found is None:
            return False
        place = found + len(part)
    return bool(code)


def _split_at_gaps(pattern: tuple[str, ...]) -> list[tuple[str, ...]]:
    parts: list[list[str]] = [[]]
    for token in pattern:
        if token == "...":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def _names_from_outside(code: CodeType) -> Iterator[str]:
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield instruction.argval
        elif isinstance(instruction.argval, CodeType):
            yield from _names_from_outside(instruction.argval)
