"""Arrays whose shapes do not go together."""

import ast

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import in_words

_PRODUCT = "For `@`, the last number of the left one has to be the first of the right one."
_ENTRY_BY_ENTRY = "Entry by entry, two shapes have to be equal, or one of them 1, counted from the end."


def about_shapes(raised: Raised, written: Written) -> str:
    """The shapes that the names in the line have, and the rule."""
    if not issubclass(raised.kind, ValueError):
        return ""
    if raised.says("enough dimensions"):
        return ""
    rule = _PRODUCT if raised.says("matmul|not aligned") else _ENTRY_BY_ENTRY if raised.says("broadcast") else ""
    known = _shapes_in(raised) if rule else ""
    if rule is _PRODUCT and _all_alike(raised):
        rule += " Entry by entry, two arrays of the same shape are multiplied with `*`."
    return f"{known} {rule}" if known else ""


def _shapes_in(raised: Raised) -> str:
    """ "Here `X` has the shape (3, 2) and `w` (2,)." """
    (first, shape), *others = [*_shapes(raised).items()] or [("", ())]
    return f"Here {in_words([f'`{first}` has the shape {shape}', *(f'`{name}` {shape}' for name, shape in others)])}." if first else ""


def _all_alike(raised: Raised) -> bool:
    shapes = [*_shapes(raised).values()]
    return len(shapes) > 1 and len(set(shapes)) == 1


def _shapes(raised: Raised) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays in the part of the line that failed."""
    names = {node.id for node in ast.walk(raised.expression) if isinstance(node, ast.Name)} if raised.expression else {*raised.shapes}
    return {name: shape for name, shape in raised.shapes.items() if name in names and shape}
