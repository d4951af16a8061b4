"""Arrays whose shapes do not go together."""

import ast
import re

import numpy as np

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import in_words

_PRODUCT = "For `@`, the last number of the left one has to be the first of the right one."
_ENTRY_BY_ENTRY = "Entry by entry, shapes are compared from the last number backwards: the two have to be equal, or one of them must be 1."


def about_shapes(raised: Raised, written: Written) -> str:
    """The shapes that the names in the line have, and the rule."""
    if not issubclass(raised.kind, ValueError):
        return ""
    if raised.says("enough dimensions"):
        return ""
    into = raised.says(r"input array from shape (\(.*?\)) into shape (\(.*?\))")
    place = re.match(r"([^=<>]+?)\s*=\s*([^=].*)$", raised.line.partition("#")[0].strip())
    if into and place:
        wide, room = (shape.replace(",", ", ").replace(", )", ",)") for shape in into.groups())
        missing = " Is an index missing on the right?" if len(re.findall(r"\d+", wide)) > len(re.findall(r"\d+", room)) else ""
        return f"`{place[1]}` has room for the shape {room}, and `{place[2]}` has {wide}.{missing}"
    rule = _PRODUCT if raised.says("matmul|not aligned") else _ENTRY_BY_ENTRY if raised.says("broadcast") else ""
    inside = _inside_of_a_call(raised)
    if rule and inside:
        return f"{inside} {rule}" if inside.startswith("Inside") else inside
    known = _shapes_in(raised) if rule else ""
    if rule is _PRODUCT and _all_alike(raised):
        rule += " Entry by entry, arrays of one shape are multiplied with `*`; for `@`, turn one of the two round with `.T`."
    return f"{known} {rule}" if known else ""


def _inside_of_a_call(raised: Raised) -> str:
    """Where the line calls another function, and two arrays did not fit in there: which of its arguments has none of the known shapes."""
    call, shapes = raised.expression, raised.says(r"shapes (\([\d, ]*\)) (?:and )?(\([\d, ]*\))")
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or not shapes:
        return ""
    one, other = (shape.replace(",", ", ").replace(", )", ",)").replace(",  ", ", ") for shape in shapes.groups())
    known = {str(raised.shapes[node.id]) for node in call.args if isinstance(node, ast.Name) and node.id in raised.shapes}
    unknown = [ast.unparse(node) for node in call.args if not isinstance(node, ast.Name | ast.Constant)]
    made = [shape for shape in (one, other) if shape not in known]
    whose = f" `{unknown[0]}` is what has the shape {made[0]}." if len(unknown) == len(made) == 1 else ""
    column = next((found for node in call.args if (found := re.fullmatch(r"(\w+)\[:, (\w+)\]", ast.unparse(node)))), None)
    if column:
        return f"`{column[0]}` is a column, with an entry of every row. The row itself is `{column[1]}[{column[2]}]`."
    return f"Inside `{call.func.id}` the shapes {one} and {other} meet, and do not fit.{whose}"


def _shapes_in(raised: Raised) -> str:
    """ "Here `X` has the shape (3, 2) and `w` (2,)." """
    known = [(name, str(shape)) for name, shape in _shapes(raised).items()]
    (first, shape), *others = _of_both_sides(raised) or known or [("", "")]
    return f"Here {in_words([f'`{first}` has the shape {shape}', *(f'`{name}` {shape}' for name, shape in others)])}." if first else ""


def _of_both_sides(raised: Raised) -> list[tuple[str, str]]:
    """What stands to the left and right of a sign, and the shapes of the two, where NumPy names them."""
    shapes = raised.says(r"broadcast together with shapes (\(.*?\)) (\(.*?\))")
    if not shapes or not isinstance(raised.expression, ast.BinOp):
        return []
    sides = [ast.unparse(side) for side in (raised.expression.left, raised.expression.right)]
    return [(side, shape.replace(",", ", ").replace(", )", ",)")) for side, shape in zip(sides, shapes.groups(), strict=True)]


def _all_alike(raised: Raised) -> bool:
    shapes = [*_shapes(raised).values()]
    return len(shapes) > 1 and len(set(shapes)) == 1


def _names_in(expression: ast.expr) -> list[ast.AST]:
    return _parts(expression) if isinstance(expression, ast.BinOp) else list(ast.walk(expression))


def _parts(expression: ast.expr) -> list[ast.AST]:
    """The names beside a sign. What stands inside square brackets and calls comes to other shapes, unless it is done entry by entry."""
    if isinstance(expression, ast.BinOp):
        return [*_parts(expression.left), *_parts(expression.right)]
    if isinstance(expression, ast.Call) and keeps_shapes(ast.unparse(expression.func)):
        return [part for argument in expression.args for part in _parts(argument)]
    return [] if isinstance(expression, ast.Call | ast.Subscript) else list(ast.walk(expression))


def keeps_shapes(function: str) -> bool:
    """Is it one of NumPy's functions that answer entry by entry, as np.log does?"""
    known = getattr(np, function.removeprefix("np."), None) if function.startswith("np.") else None
    return (isinstance(known, np.ufunc) and known.signature is None) or function in ("np.clip", "np.where", "np.round")


def _shapes(raised: Raised) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays in the part of the line that failed; of X.T, that of X turned round."""
    if raised.expression is None:
        return {name: shape for name, shape in raised.shapes.items() if shape}
    nodes = [node for node in _names_in(raised.expression) if isinstance(node, ast.Name | ast.Attribute)]
    inside = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    operands = [node for node in nodes if _is_turned(node) or (isinstance(node, ast.Name) and id(node) not in inside)]
    found = {}
    for node in sorted(operands, key=lambda node: node.col_offset):
        name = ast.unparse(node)
        found[name] = raised.shapes.get(name.removesuffix(".T"), ())[:: -1 if _is_turned(node) else 1]
    return {name: shape for name, shape in found.items() if shape}


def _is_turned(node: ast.AST) -> bool:
    """Is it X.T?"""
    return isinstance(node, ast.Attribute) and node.attr == "T" and isinstance(node.value, ast.Name)
