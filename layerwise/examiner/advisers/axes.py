"""Functions that add up, or look for the largest, along an axis that is none."""

import ast
import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

_ALONG_AN_AXIS = re.compile(r"(.*)\.(sum|mean|max|min|amax|amin|prod|std|var|argmax|argmin|any|all|median|cumsum)$")
_SEVERAL_ARRAYS = re.compile(r"np\.(concatenate|stack|vstack|hstack|column_stack)$")
_JOINS = {"max": "maximum", "amax": "maximum", "min": "minimum", "amin": "minimum"}


def about_an_axis(raised: Raised, written: Written) -> str:
    """What a function takes for an axis, and which axes there are."""
    call = raised.expression
    if not isinstance(call, ast.Call):
        return ""
    there = raised.says(r"^axis (-?\d+) is out of bounds for array of dimension (\d+)")
    if there:
        return _no_such_axis(call, int(there[2]))
    inside = next((word.value for word in call.keywords if word.arg == "axis" and isinstance(word.value, ast.BinOp)), None)
    if inside is not None and raised.says("as an integer"):
        left, sign, right = ast.unparse(inside.left), type(inside.op), ast.unparse(inside.right)
        if sign in (ast.Add, ast.Sub):
            outside = ast.unparse(call).replace(ast.unparse(inside), left)
            return (
                f"The axis here is `{ast.unparse(inside)}`. Close the bracket before the sign: `{outside} {'+-'[sign is ast.Sub]} {right}`."
            )
    if raised.says("integer scalar arrays|as an integer|required for axis"):
        return _taken_for_an_axis(call)
    if raised.says("multiple values for argument 'axis'"):
        return _axis_given_twice(call)
    if raised.says("must be of ArrayType|^output must be an array|as a data type"):
        return _without_its_name(call)
    return ""


def _axis_given_twice(call: ast.Call) -> str:
    owner, function = _owner(call), ast.unparse(call.func)
    if not call.args:
        return ""
    if owner is None and len(call.args) == 2:
        named = ", ".join(map(ast.unparse, [call.args[0], *call.keywords]))
        return (
            f"`{function}` works on one array and treats the second argument as the axis, which `axis=` names again. If it is to be added, "
            f"close the bracket before it: `{function}({named}) + {ast.unparse(call.args[1])}`."
        )
    if owner is None:
        return ""
    others = ", ".join(map(ast.unparse, [*call.args, *call.keywords]))
    return (
        f"`{function}` works on `{ast.unparse(owner)}` and takes what comes first between its brackets for the axis. "
        f"What is to be added up stands there in NumPy's own function: `np.{function.rpartition('.')[2]}({others})`."
    )


def _without_its_name(call: ast.Call) -> str:
    """A True that was meant for keepdims, as in np.max(Z, 1, True)."""
    function = ast.unparse(call.func)
    last = call.args[-1] if call.args else None
    if not _ALONG_AN_AXIS.match(function) or not isinstance(last, ast.Constant) or type(last.value) is not bool:
        return ""
    *array, axis = map(ast.unparse, call.args[:-1])
    named = ", ".join([*array, f"axis={axis}", f"keepdims={last.value}"])
    return f"What comes there is not taken for keepdims. Give it by its name: `{function}({named})`."


def _no_such_axis(call: ast.Call, dimensions: int) -> str:
    function = ast.unparse(call.func)
    inside = _owner(call) or (call.args[0] if call.args else None)
    added = next((node for node in ast.walk(inside) if _adds_along_rows(node)), None) if inside is not None else None
    if added is not None and dimensions < 2:
        return f"The `@` in it has multiplied and added up already. Leave `{function}` out, and the axis with it."
    if dimensions == 0:
        return "What is given to it is a single number, with nothing in it to go along. If an axis is needed, it belongs to an inner call."
    if dimensions == 1:
        return "It is given a plain row of numbers, which has no second axis. Leave the axis out, or look at where the table got lost."
    return "A table has axis=0, down the columns, and axis=1, along the rows, and no other: Python counts from 0."


def _taken_for_an_axis(call: ast.Call) -> str:
    function = ast.unparse(call.func)
    if _SEVERAL_ARRAYS.match(function):
        arrays = ", ".join(map(ast.unparse, call.args))
        return f"Arrays to be joined stand in brackets of their own: `{function}([{arrays}])`. What comes after them is taken for an axis."
    if re.search(r"\.(shuffle|permutation)$", function) and len(call.args) > 1:
        return (
            f"`{function}` mixes one array, and treats the second argument as an axis. "
            "To mix two alike, draw row numbers, `order = rng.permutation(len(X))`, and pick with them from both."
        )
    along = _ALONG_AN_AXIS.match(function)
    owner = _owner(call)
    if not along or len(call.args) < (1 if owner else 2):
        return ""
    first = ast.unparse(owner or call.args[0])
    second = ast.unparse(call.args[0 if owner else 1])
    argument = "what stands between its brackets" if owner else "the second argument"
    taken = f"`{function}` works on one array, and treats {argument} as an axis, a direction to go along."
    if along[2] in _JOINS:
        return f"{taken} To compare two, entry by entry, write `np.{_JOINS[along[2]]}({first}, {second})`."
    if owner and along[2] == "sum":
        return f"{taken} Empty brackets add up all of it, `{function}()`."
    if along[2] == "sum" and isinstance(call.args[0], ast.BinOp):
        return f"{taken} If `{second}` is to be added, close the bracket before it: `{function}({first}) + {second}`."
    if along[2] == "sum":
        return f"{taken} `np.sum({first} * {second})` multiplies the pairs and adds the products; `{first} + {second}` adds the two."
    return f"{taken} Calculate with the two first, and give it the result."


def _owner(call: ast.Call) -> ast.expr | None:
    """What a method is called on, z in z.sum(...); None for np.sum(z, ...)."""
    return call.func.value if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) != "np" else None


def _adds_along_rows(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)
