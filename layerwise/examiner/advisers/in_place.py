"""Arrays of whole numbers, which take no fractions in place."""

import ast
import contextlib

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written


def about_whole_numbers(raised: Raised, written: Written) -> str:
    """What to write for `scores += b`, in the learner's own names."""
    if not raised.says(r"Cannot cast ufunc .* to dtype\('u?int"):
        return ""
    with contextlib.suppress(SyntaxError):
        for line in ast.parse(raised.line).body:
            if isinstance(line, ast.AugAssign) and isinstance(line.target, ast.Name):
                name = line.target.id
                instead = ast.unparse(ast.BinOp(ast.Name(name), line.op, line.value))
                return f"`{name}` holds whole numbers here, and takes no fractions in place. Make a new array: `{name} = {instead}`."
    return ""


def about_a_list_and_a_number(raised: Raised, written: Written) -> str:
    """A number that is added to a list, with the line that made the list."""
    if not raised.says("can only concatenate list") or not isinstance(raised.expression, ast.BinOp):
        return ""
    left, right = ast.unparse(raised.expression.left), ast.unparse(raised.expression.right)
    for line in written.nodes(ast.Assign):
        if isinstance(line.value, ast.List) and len(line.value.elts) == 1 and written.text_of(line.targets[0]) == left:
            return f"Square brackets make a list, and `{left}` is one since `{written.text_of(line)}`. Leave them out there."
    if not isinstance(raised.expression.left, ast.Name):
        return ""
    return (
        f"After a list, `+` expects another list. To add a number to every entry, make an array first: `np.array({left}) + {right}`. "
        "To put one more at the end: .append."
    )
