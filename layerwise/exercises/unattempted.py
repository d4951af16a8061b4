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
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return False
    instructions = list(dis.get_instructions(code))
    if all(instruction.opname in _IDLE and not _telling(instruction) for instruction in instructions):
        return True
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, IndentationError):
        # No source (the function came from exec): a placeholder statement leaves a NOP behind.
        return any(instruction.opname == "NOP" or instruction.argval is ... for instruction in instructions)
    in_subscripts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Subscript) for part in ast.walk(node.slice)}
    return any(
        (isinstance(node, ast.Constant) and node.value is ... and id(node) not in in_subscripts)
        or (isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node))
        for node in ast.walk(tree)
    )


def _telling(instruction) -> bool:
    """A function that returns a constant of its own choice was attempted."""
    loads = instruction.opname in {"LOAD_CONST", "RETURN_CONST"}
    return loads and instruction.argval is not None and instruction.argval is not ...
