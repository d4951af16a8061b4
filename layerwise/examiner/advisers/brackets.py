"""Round and square brackets behind something that they do not go with, and functions without any."""

import ast
import re

import numpy as np

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

_FUNCTION = r"'(builtin_function_or_method|method|function|type|numpy\.ufunc|numpy\._ArrayFunctionDispatcher)' object is not subscriptable"
_NUMBER = r"'(int|float|bool|numpy\.\w+\d*)' object is not subscriptable|scalar variable"


def about_brackets(raised: Raised, written: Written) -> str:
    """Which brackets belong behind what stands there."""
    expression = raised.expression
    if isinstance(expression, ast.Subscript):
        before = ast.unparse(expression.value)
        if raised.says(_FUNCTION):
            return f"`{before}` is a function, and a function is called with round brackets: `{before}({_inside(expression.slice)})`."
        given = [line for line in written.nodes(ast.Assign) if written.text_of(line.targets[0]) == before]
        again = next((line for line in given if before in {ast.unparse(node) for node in ast.walk(line.value)}), None)
        if raised.says(_NUMBER) and again is not None and written.loops:
            return f"The line `{written.text_of(again)}` makes a single number of `{before}` in the first round. " + (
                "Take another name on the left."
                if before in written.parameters
                else f"To change one place, the square brackets stand on the left as well: `{ast.unparse(expression)} = ...`."
            )
        if raised.says(_NUMBER):
            return f"`{before}` is a single number and has no entries: leave the square brackets behind it out."
        if raised.says(r"'(int|float|numpy\.\w+\d*)' object does not support item assignment"):
            return f"`{before}` is a single number by now, with no place to put anything into. Look at the line that gave it this name."
        if raised.says("does not support item assignment") and raised.says("'function' object"):
            return _function_to_be_filled(before, ast.unparse(expression.slice), written)
    if isinstance(expression, ast.Call) and raised.says("object is not callable"):
        before = ast.unparse(expression.func)
        arguments = ", ".join(map(ast.unparse, expression.args))
        kind = raised.says(r"'(numpy\.ndarray|tuple|int|float|numpy\.float64)'")
        if kind and not arguments:
            what = {"numpy.ndarray": "an array", "tuple": "a tuple"}.get(kind[1], "a number")
            return f"`{before}` is {what} and no function: leave the round brackets behind it out."
        if raised.says("numpy.ndarray"):
            return f"`{before}` is an array and no function. {_array_with_brackets(before, arguments, raised)}"
        if raised.says(r"'(int|float|numpy\.\w+\d)' object"):
            return f"`{before}` is a number and no function. {_number_with_brackets(expression, written)}"
    if isinstance(expression, ast.BinOp) and raised.says("multiply sequence"):
        return _times_a_tuple(expression)
    uncalled = _uncalled(expression, raised)
    given = [line for line in written.nodes(ast.Assign) if uncalled and written.text_of(line.targets[0]) == uncalled]
    if given and isinstance(given[0].value, ast.Attribute):
        line = written.text_of(given[0])
        return f"Since `{line}`, `{uncalled}` is the function itself. Brackets are missing there: `{line}(...)`."
    if uncalled:
        return f"`{uncalled}` stands there as the function itself. To have what it gives, call it: `{uncalled}(...)`."
    if raised.kind is RecursionError and written.code is not None and written.calls_of(written.code.co_name):
        name = written.code.co_name
        return f"`{name}` is the function that you are writing, and it calls itself endlessly. Which function was meant?"
    return ""


def _function_to_be_filled(function: str, index: str, written: Written) -> str:
    """What was to be filled in place of a function: the array that the answer makes."""
    made = [line.targets[0] for line in written.nodes(ast.Assign) if isinstance(line.value, ast.Call | ast.List)]
    array = next((target.id for target in made if isinstance(target, ast.Name)), "")
    own = ", the one that you are writing" if written.code is not None and function == written.code.co_name else ""
    place = f" Is `{array}[{index}]` meant?" if array else " Make an array to fill, with np.zeros(...), under a name of its own."
    return f"`{function}` is a function{own}, and has no places to put anything into.{place}"


def _array_with_brackets(array: str, arguments: str, raised: Raised) -> str:
    """What may be meant by an array with round brackets behind it."""
    other = arguments.removesuffix(".T")
    if len(raised.shapes.get(other, ())) == 1 and other == arguments:
        return f"Its entries are picked with square brackets, `{array}[{other}]`; two arrays are multiplied with `@`, `{array} @ {other}`."
    if raised.shapes.get(other):
        return f"Two arrays are multiplied and added up with `@`, `{array} @ {arguments}`; entry by entry, with `*`."
    if len(raised.shapes.get(array, ())) == 1 and arguments.count(",") == 1:
        return f"A part of it has square brackets, with a colon between the two: `{array}[{arguments.replace(', ', ' : ')}]`."
    if re.search(r"[<>]|[=!]=", arguments):
        return f"To multiply, write the `*`: `{array} * ({arguments})`."
    return f"An entry of it has square brackets, `{array}[{arguments}]`; to multiply, write `*`."


def _number_with_brackets(call: ast.Call, written: Written) -> str:
    """What may be missing between a number and the brackets behind it: a sign, or a comma."""
    if len(call.args) > 1:
        return "A comma is missing between it and the brackets."
    if any(ast.unparse(call) in map(ast.unparse, other.args) for other in written.calls):
        return "To multiply, write a `*` between it and the brackets; if they are an argument of their own, a comma."
    return "To multiply, write a `*` between it and the brackets."


def _times_a_tuple(product: ast.BinOp) -> str:
    """Brackets with commas in them, such as a shape, as a factor."""
    pair = next((side for side in (product.left, product.right) if isinstance(side, ast.Tuple)), None)
    if pair is None:
        return ""
    several = ast.unparse(pair)
    return (
        f"`{several}` stands for {len(pair.elts)} things, with which nothing can be multiplied. If it is an argument of its own, such as a "
        "shape, a comma keeps it apart."
    )


def _uncalled(expression: ast.expr | None, raised: Raised) -> str:
    """A function to the left or right of a sign, where what it gives was meant."""
    if not isinstance(expression, ast.BinOp | ast.Compare) or not raised.says("function|method'|ufunc'|Dispatcher'|enough dimensions"):
        return ""
    sides = (expression.left, expression.right) if isinstance(expression, ast.BinOp) else (expression.left, *expression.comparators)
    for side in sides:
        if isinstance(side, ast.Attribute) and callable(getattr(np if ast.unparse(side.value) == "np" else np.ndarray, side.attr, None)):
            function = ast.unparse(side)
            # A power of np.exp has advice of its own.
            return "" if re.search(rf"{re.escape(function)}\s*(\^|\*\*)", raised.line) else function
        # A number has a shape, and so has an array: what has none is the function.
        if raised.says("function") and isinstance(side, ast.Name) and side.id not in raised.shapes:
            return side.id
    return ""


def _inside(index: ast.expr) -> str:
    """What stands between square brackets, as it would stand between round ones."""
    return ", ".join(map(ast.unparse, index.elts)) if isinstance(index, ast.Tuple) else ast.unparse(index)
