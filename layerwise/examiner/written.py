"""What a learner wrote: the source of a function, its tree, its names, its gaps. Read once, and asked by whoever has a question.

A function that came from `exec` has no source to read. Then its bytecode tells whether it was begun, and little more.
"""

import ast
import contextlib
import dis
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Iterator
from functools import cached_property
from types import CodeType
from typing import Any

import numpy as np

_IDLE = {"RESUME", "NOP", "POP_TOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "RETURN_GENERATOR", "CACHE", "COPY_FREE_VARS"}


# What an array or a list begins as, before anything is put into it.
MAKES_PLACES = ("np.zeros", "np.empty", "np.ones", "np.full", "np.array", "list")

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
            source = textwrap.dedent(inspect.getsource(self.function))
        except Exception:  # what getsource raises depends on what it is given
            return None
        # Where several come from something of one name, such as "<string>", Python may hand out the text of another.
        name = self.code.co_name if self.code else ""
        begins = "lambda" if name == "<lambda>" else rf"^\s*(async\s+)?def\s+{re.escape(name)}\b" if name else ""
        return source if re.search(begins, source, re.MULTILINE) else None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree of the source, or None where it cannot be parsed, as with a lambda in the middle of a line."""
        try:
            return None if self.source is None else ast.parse(self.source)
        except (SyntaxError, ValueError):
            return None

    @cached_property
    def name(self) -> str:
        """What it is called in its `def` line; "" where there is none to read."""
        return next((node.name for node in self.nodes(ast.FunctionDef)), "")

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
        return tuple(sorted(self.nodes(ast.Call), key=lambda call: (call.lineno, call.col_offset)))

    def calls_of(self, *names: str) -> tuple[ast.Call, ...]:
        """The calls of a function by one of these names, such as "print" or "np.sum"."""
        return tuple(call for call in self.calls if self.text_of(call.func) in names)

    @cached_property
    def loops(self) -> tuple[tuple[str, str], ...]:
        """What goes through what in its loops, those in brackets among them: ("i", "range(len(x))")."""
        return tuple((self.text_of(loop.target), self.text_of(loop.iter)) for loop in self.nodes(ast.For, ast.comprehension))

    @cached_property
    def handed_out_unread(self) -> tuple[tuple[str, str], ...]:
        """("row", "X") for a loop `for row in X:` whose rounds never read the name row."""
        loops = [(loop.target, loop.iter, loop.body) for loop in self.nodes(ast.For)]
        loops += [
            (inner.target, inner.iter, [node, *inner.ifs])
            for node in self.nodes(ast.ListComp, ast.GeneratorExp, ast.SetComp)
            for inner in node.generators
        ]
        return tuple(
            (target.id, self.text_of(through))
            for target, through, body in loops
            if isinstance(target, ast.Name)
            and not any(_names(node, target.id) for part in body for node in ast.walk(part) if not _is_stored(node))
        )

    @cached_property
    def returns(self) -> tuple[str, ...]:
        """What its `return` lines hand out, those of functions inside it among them."""
        return tuple(self.text_of(line.value) if line.value else "None" for line in self.nodes(ast.Return))

    @cached_property
    def hands_out_by_turns(self) -> bool:
        """Is it a generator, with a `yield` of its own? (One in a function inside it is none.)"""
        return self.code is not None and bool(self.code.co_flags & inspect.CO_GENERATOR)

    @cached_property
    def multiplies_matrices(self) -> bool:
        """Does it have `@` between two things, or a call of dot or matmul? (The `@` of a decorator is none.)"""
        return any(map(_is_product_of_matrices, self.nodes(ast.AST)))

    @cached_property
    def adds_again(self) -> bool:
        """Is a sum taken of what `@`, np.dot or np.matmul have multiplied and added up already?"""
        sums = [*self.calls_of("np.sum", "sum", "np.mean"), *(call for call in self.calls if self.text_of(call.func).endswith(").sum"))]
        return any(_is_product_of_matrices(node) for call in sums for node in ast.walk(call) if node is not call)

    @cached_property
    def lost(self) -> tuple[ast.expr, ...]:
        """What is worked out in a line of its own and kept by nobody: `total + 1`, `x == 3`, `np.clip(P, 0, 1)`."""
        # A function of the learner's own may write into what it is given; one that was handed in, such as an activation, returns something.
        handed_in = set(self.own_names) - {function.name for function in self.nodes(ast.FunctionDef)}
        lost = [line.value for line in self.nodes(ast.Expr) if _is_lost(line.value, handed_in)]
        return tuple(sorted(lost, key=lambda value: value.lineno))

    @cached_property
    def only_shown(self) -> str:
        """The first line that prints the result of a calculation, such as `print(score + b)`, that stands nowhere else."""
        prints = [call for call in self.calls_of("print") if len(call.args) == 1 and isinstance(call.args[0], ast.BinOp)]
        return next((self.text_of(call) for call in prints if (self.source or "").count(self.text_of(call.args[0])) == 1), "")

    @cached_property
    def lost_comparisons(self) -> tuple[ast.Compare, ...]:
        """Those among them that compare, as a line does in which `==` stands for `=`."""
        return tuple(value for value in self.lost if isinstance(value, ast.Compare))

    @cached_property
    def never_read(self) -> tuple[str, ...]:
        """The names that a calculation gives a value to and that no line reads after that. (That a length is not needed is no loss.)"""
        lines = [line for line in self.nodes(ast.Assign) if isinstance(line.value, ast.BinOp | ast.Call | ast.Compare)]
        last = {
            target.id: line
            for line in sorted(lines, key=lambda line: line.lineno)
            for target in line.targets
            if isinstance(target, ast.Name) and not self.text_of(line.value).startswith("len(")
        }
        return tuple(name for name, line in last.items() if not self._reads_after(name, line))

    def _reads_after(self, name: str, line: ast.Assign) -> bool:
        """Is the name read below this line, or, in a loop, anywhere in it, since another round may come?"""
        rounds = {id(node) for loop in self.nodes(ast.For, ast.While) if line in ast.walk(loop) for node in ast.walk(loop)}
        return any(
            node.id == name and isinstance(node.ctx, ast.Load) and (node.lineno > (line.end_lineno or 0) or id(node) in rounds)
            for node in self.nodes(ast.Name)
        )

    @cached_property
    def last_result(self) -> str:
        """The name that the last line works on that gives a name a value, fills a place of it or appends to it; "" where there is none."""
        given = [(line.lineno, _given_a_value(line)) for line in self.nodes(ast.Assign, ast.AugAssign, ast.Expr)]
        return max(((number, name) for number, name in given if name), default=(0, ""))[1]

    @cached_property
    def never_run(self) -> tuple[str, ...]:
        """The lines that stand below a `return`, as far in as it, which has ended the function."""
        found = []
        for node in self.nodes(ast.AST):
            for lines in (getattr(node, "body", None), getattr(node, "orelse", None)):
                returns = [number for number, line in enumerate(lines) if isinstance(line, ast.Return)] if isinstance(lines, list) else []
                found += [self.text_of(line) for line in lines[returns[0] + 1 :]] if returns and lines else []
        return tuple(found)

    @cached_property
    def counts(self) -> bool:
        """Does a line count, as `n += 1` and `n = n + 1` do?"""
        return any(isinstance(line.value, ast.Constant) and line.value.value == 1 for line in self.nodes(ast.AugAssign)) or any(
            isinstance(line.value, ast.BinOp) and ast.unparse(line.value) == f"{self.text_of(line.targets[0])} + 1"
            for line in self.nodes(ast.Assign)
        )

    def replaces(self, name: str) -> bool:
        """Is this name, of an argument say, given a new value?"""
        return any(_names(target, name) for line in self.nodes(ast.Assign) for target in line.targets)

    @cached_property
    def has_loop_in_a_loop(self) -> bool:
        """Does a loop stand inside another one?"""
        return any(isinstance(node, ast.For) for loop in self.nodes(ast.For) for part in loop.body for node in ast.walk(part))

    @cached_property
    def only_renamed(self) -> tuple[tuple[str, str], ...]:
        """("row", "Z") where a loop `for row in Z:` gives the name row a new value, and goes on to the next without reading it."""
        found = []
        for loop in self.nodes(ast.For):
            if not isinstance(loop.target, ast.Name):
                continue
            name, inside = loop.target.id, [node for part in loop.body for node in ast.walk(part)]
            # `row += b` changes an array itself, and a number not: of what the answer has collected it is taken that they are numbers.
            changed = [line for line in inside if isinstance(line, ast.AugAssign) and _names(line.target, name)]
            own = {id(node) for line in changed for node in ast.walk(line)}
            given = [line.end_lineno or 0 for line in inside if isinstance(line, ast.Assign) and self.text_of(line.targets[0]) == name]
            if isinstance(loop.iter, ast.Name) and loop.iter.id not in self.parameters:
                given += [line.end_lineno or 0 for line in changed]
            names = [node for node in inside if isinstance(node, ast.Name) and node.id == name and id(node) not in own]
            read = [node.lineno for node in names if isinstance(node.ctx, ast.Load)]
            if given and max(read, default=0) <= max(given):
                found.append((name, self.text_of(loop.iter)))
        return tuple(found)

    @cached_property
    def loops_cut_short(self) -> tuple[str, ...]:
        """What its loops go through whose first round ends the function, since it comes to a `return` whatever any `if` says."""
        returning = [loop for loop in self.nodes(ast.For) if any(map(_always_returns, loop.body))]
        passed_by = [loop for loop in returning if any(isinstance(node, ast.Continue) for node in ast.walk(loop))]
        return tuple(self.text_of(loop.iter) for loop in returning if loop not in passed_by)

    @cached_property
    def endless_loops(self) -> tuple[tuple[str, str], ...]:
        """("while i < n", "i") for a loop that goes on while something holds, where no line inside it changes what that depends on."""
        return tuple(
            (f"while {self.text_of(loop.test)}", names[0])
            for loop in self.nodes(ast.While)
            if (names := [node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)])
            and not any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop))
            and not any(isinstance(node, ast.Name) and node.id in names and not isinstance(node.ctx, ast.Load) for node in ast.walk(loop))
            and not any(isinstance(node, ast.Call) for part in loop.body for node in ast.walk(part))
        )

    @cached_property
    def decided_at_once(self) -> tuple[str, ...]:
        """The conditions of its `if`s that ask for any or all entries of an array of its own, not of a row that a loop hands out."""
        handed_out = {name for targets, _ in self.loops for name in re.findall(r"\w+", targets)}
        own = {*self.own_names} - handed_out
        choices = self.nodes(ast.If, ast.IfExp)
        return tuple(self.text_of(choice.test) for choice in choices if any(_asks_once(node, own) for node in ast.walk(choice.test)))

    @cached_property
    def unread_parameters(self) -> tuple[str, ...]:
        """The parameters that no line reads, or not before another value stands under their name."""
        return tuple(name for name in self.parameters if self.tree and not _is_read(name, self.tree))

    def reads(self, name: str) -> bool:
        """Is the value of this name used anywhere? (To give it one is no use.)"""
        return any(node.id == name and isinstance(node.ctx, ast.Load) for node in self.nodes(ast.Name))

    def has(self, code: str) -> bool:
        """Does this code stand in it, however it is spaced? `...` in `code` stands for anything. False where there is no source."""
        return _stands_in(_tokens(code.replace("…", "...")), self._tokens)

    def has_in_a_loop(self, code: str) -> bool:
        """Does this code stand in the body of a `for` or `while`? As `has` finds it."""
        pattern = _tokens(code.replace("…", "..."))
        return any(_stands_in(pattern, _tokens(self._lines_of(loop.body))) for loop in self.nodes(ast.For, ast.While))

    def has_below_an_if(self, code: str) -> bool:
        """Does this code stand in the lines of an `if`, those behind its `else` left out? As `has` finds it."""
        pattern = _tokens(code.replace("…", "..."))
        return any(_stands_in(pattern, _tokens(self._lines_of(choice.body))) for choice in self.nodes(ast.If))

    @cached_property
    def collects_in_a_loop(self) -> bool:
        """Does a line in a loop add to something, or fill a place of it: `total += 1`, `rows.append(1)`, `rows[i] = 1`?"""
        inside = [node for loop in self.nodes(ast.For, ast.While) for part in loop.body for node in ast.walk(part)]
        return any(isinstance(node, ast.AugAssign) for node in inside) or any(
            _collects(node) for node in inside if isinstance(node, ast.Assign | ast.Expr)
        )

    def nodes(self, *kinds: type[ast.AST]) -> list:
        """The parts of the tree of these kinds, such as ast.For."""
        return [node for node in ast.walk(self.tree or ast.Module([], [])) if isinstance(node, kinds)]

    def text_of(self, node: ast.AST) -> str:
        """A part of the tree, in one line, as it was written."""
        return " ".join((ast.get_source_segment(self.source or "", node) or "").split())

    def _lines_of(self, statements: list[ast.stmt]) -> str:
        return textwrap.dedent("\n".join((self.source or "").splitlines()[statements[0].lineno - 1 : statements[-1].end_lineno]))

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


def _collects(line: ast.Assign | ast.Expr) -> bool:
    if isinstance(line, ast.Expr):
        return isinstance(line.value, ast.Call) and isinstance(line.value.func, ast.Attribute) and line.value.func.attr == "append"
    target = line.targets[0]
    return isinstance(target, ast.Subscript) or any(
        isinstance(target, ast.Name) and _names(node, target.id) for node in ast.walk(line.value)
    )


def _asks_once(node: ast.AST, names: set[str]) -> bool:
    """Is it `Z.any()`, `(Z > 0).all()` or `np.any(Z > 0)`, for an array among these names?"""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("any", "all")):
        return False
    asked = node.args[0] if ast.unparse(node.func.value) == "np" and node.args else node.func.value
    return any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(asked))


def _always_returns(line: ast.stmt) -> bool:
    """Is it a `return`, or an `if` that has one on either side?"""
    if isinstance(line, ast.If):
        return any(map(_always_returns, line.body)) and any(map(_always_returns, line.orelse))
    return isinstance(line, ast.Return)


def _given_a_value(line: ast.Assign | ast.AugAssign | ast.Expr) -> str:
    """The name of what a line gives a value to, or puts something into: `a = 1`, `a += 1`, `a[i] = 1`, `a.append(1)`."""
    target: ast.AST
    if isinstance(line, ast.Expr):
        call = line.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append"):
            return ""
        target = call.func.value
    else:
        target = line.target if isinstance(line, ast.AugAssign) else line.targets[0]
    while isinstance(target, ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _names(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _is_product_of_matrices(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("dot", "matmul")
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


# NumPy's functions that do their work on what they are given; what the others work out is lost where nobody keeps it.
_WORKS_IN_PLACE = {"copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask", "save", "savez", "seterr", "set_printoptions"}


def _is_lost(value: ast.expr, handed_in: set[str]) -> bool:
    """Is this, alone in its line, worked out for nothing? A function that is called may have done its work, unless it is known."""
    if isinstance(value, ast.IfExp):
        return all(isinstance(part, ast.Name) or _is_lost(part, handed_in) for part in (value.body, value.orelse))
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.Subscript)
    function = value.func
    if isinstance(function, ast.Name):
        return function.id in handed_in
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in ("np", "math")):
        return False
    return function.attr not in _WORKS_IN_PLACE and not _names_a_place_for_its_result(value, function.attr)


def _names_a_place_for_its_result(call: ast.Call, name: str) -> bool:
    """As np.maximum(z, 0, out=z) does, or np.maximum(z, 0, z)."""
    function = getattr(np, name, None)
    takes = function.nin if isinstance(function, np.ufunc) else len(call.args)
    return len(call.args) > takes or any(keyword.arg == "out" for keyword in call.keywords)


def _is_read(name: str, tree: ast.Module) -> bool:
    """Is the value that came under this name read before another one takes its place?"""
    # In `P = np.clip(P, 0, 1)` the name on the left gets its value when the line is done.
    lines = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    ends = {id(part): (line.end_lineno, line.end_col_offset) for line in lines for target in line.targets for part in ast.walk(target)}
    # And in `for t in range(1, t + 1):` when it is known what the loop goes through.
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For)]
    ends |= {id(part): (loop.iter.end_lineno, loop.iter.end_col_offset) for loop in loops for part in ast.walk(loop.target)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    changed = {id(line.target) for line in ast.walk(tree) if isinstance(line, ast.AugAssign)}  # `b += 1` reads b, too
    uses = [
        ((node.lineno, node.col_offset), True)
        if isinstance(node.ctx, ast.Load) or id(node) in changed
        else (ends.get(id(node), (node.lineno, 0)), False)
        for node in names
    ]
    return bool(uses) and min(uses)[1]


def lines_in(definition: Definition) -> int:
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
