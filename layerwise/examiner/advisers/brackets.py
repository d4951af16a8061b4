"""Round and square brackets behind something that they do not go with, and functions without any."""

import ast

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
        if raised.says(_NUMBER):
            return f"`{before}` is a single number and has no entries: leave the square brackets behind it out."
    if isinstance(expression, ast.Call) and raised.says("object is not callable"):
        before = ast.unparse(expression.func)
        arguments = ", ".join(map(ast.unparse, expression.args))
        if raised.says("numpy.ndarray"):
            return (
                f"`{before}` is an array and no function. An entry of it has square brackets, `{before}[{arguments}]`; "
                "to multiply, write `*`."
            )
        if raised.says(r"'(int|float|numpy\.\w+\d)' object"):
            return f"`{before}` is a number and no function. To multiply, write a `*` between it and the brackets."
    if raised.kind is RecursionError and written.code is not None and written.calls_of(written.code.co_name):
        name = written.code.co_name
        return f"`{name}` is the function that you are writing, and it calls itself without an end. Which function was meant?"
    return ""


def _inside(index: ast.expr) -> str:
    """What stands between square brackets, as it would stand between round ones."""
    return ", ".join(map(ast.unparse, index.elts)) if isinstance(index, ast.Tuple) else ast.unparse(index)
