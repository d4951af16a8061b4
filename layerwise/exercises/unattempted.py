"""Telling an answer that was not begun, or has a gap left, from a wrong one."""

import ast
import dis
import inspect
import textwrap

_IDLE = {"RESUME", "NOP", "POP_TOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "RETURN_GENERATOR", "CACHE", "COPY_FREE_VARS"}


def has_gap(function) -> bool:
    """Is a `...`, a lone `pass` or a `raise NotImplementedError` still waiting in the function's body?

    Only asked of an answer that did not pass: a right answer may well index with `...`.
    """
    code = code_of(function)
    if code is None:
        return False
    instructions = list(dis.get_instructions(code))
    if all(instruction.opname in _IDLE and not _telling(instruction) for instruction in instructions):
        return True
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, IndentationError):
        # No source (the function came from exec): the statement `...` leaves an instruction behind that does nothing and is three
        # characters wide. Others that do nothing, for `try` and `while True`, have other widths.
        return any(_width(instruction) == 3 for instruction in instructions) or any(
            first.argval is ... and (first.opname == "RETURN_CONST" or second.opname.startswith(("STORE_FAST", "RETURN_VALUE")))
            for first, second in zip(instructions, instructions[1:] + instructions[-1:], strict=True)
        )
    in_subscripts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Subscript) for part in ast.walk(node.slice)}
    return any(
        (isinstance(node, ast.Constant) and node.value is ... and id(node) not in in_subscripts)
        or (isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node))
        for node in ast.walk(tree)
    )


def lines_written(function) -> int | None:
    """How many lines the function's body has besides its docstring and its gaps, or None where there is no source to read."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0].body
    except (OSError, TypeError, SyntaxError, IndentationError, AttributeError):
        return None
    statements = [node for part in body for node in ast.walk(part) if isinstance(node, ast.stmt)]
    return sum(not _is_no_line(node) for node in statements)


def _is_no_line(statement) -> bool:
    """A text or a `...` by itself, `pass`, or `raise NotImplementedError`: docstrings and gaps."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Raise) and "NotImplementedError" in ast.dump(statement))


def code_of(function):
    """The code of a function, of the one inside it where it is wrapped, or None where there is none."""
    try:
        return getattr(inspect.unwrap(function), "__code__", None)
    except Exception:  # a wrapper around itself, or an object that answers no question
        return None


def _width(instruction) -> int | None:
    """How many characters of the source an instruction that does nothing stands for."""
    first, last, start, end = instruction.positions
    return end - start if instruction.opname == "NOP" and first == last and end is not None else None


def _telling(instruction) -> bool:
    """A function that returns a constant of its own choice was attempted."""
    loads = instruction.opname in {"LOAD_CONST", "RETURN_CONST"}
    return loads and instruction.argval is not None and instruction.argval is not ...
