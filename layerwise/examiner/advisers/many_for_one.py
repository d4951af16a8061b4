"""A whole array where one number, or one yes or no, is needed."""

import ast
import builtins
import contextlib
import re

import numpy as np

from layerwise.examiner.advisers.shapes import keeps_shapes
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import in_words

_LARGER_OF_TWO = {"max": "maximum", "min": "minimum"}


def about_one_where_many_are_needed(raised: Raised, written: Written) -> str:
    """A single number where something with entries is needed: `len(y[0])`, or `products(x[i], w[i])`."""
    call = raised.expression
    if not raised.says(r"'(int|float|numpy\.\w+)' has no len") or not isinstance(call, ast.Call) or not call.args:
        return ""
    given, function = ast.unparse(call.args[0]), ast.unparse(call.func)
    itself = next(iter(written.calls_of(written.name)), None)
    if itself is not None and raised.shapes.get(given) == ():
        return f"In `{written.text_of(itself)}` your function calls itself, and then `{given}` is a single number. Is another one meant?"
    if function != "len":
        return f"`{function}` works on whole arrays, and a single number has no length. Is `{given}` one?"
    row = call.args[0].value.id if isinstance(call.args[0], ast.Subscript) and isinstance(call.args[0].value, ast.Name) else ""
    if len(raised.shapes.get(row, ())) == 1:
        return f"Here `{row}` is a plain row of numbers and no table, so `{given}` is a single number, and has no length."
    return ""


def about_many_where_one_is_needed(raised: Raised, written: Written) -> str:
    """How it is said entry by entry."""
    if raised.says("truth value of an array"):
        return _one_answer(raised, written)
    if raised.says("0-dimensional arrays|length-1 arrays"):
        return _one_number(raised, written)
    if raised.says("inhomogeneous"):
        return _larger_of_two(raised)
    if raised.says("element with a sequence"):
        return _one_place(raised, written)
    return ""


def _one_answer(raised: Raised, written: Written) -> str:
    """`if` and its like decide once."""
    return _about_two_comparisons(raised) or _larger_of_two(raised) or _one_number(raised, written) or _a_condition(raised, written)


def _about_two_comparisons(raised: Raised) -> str:
    """Where two arrays of answers were to be joined entry by entry."""
    line = raised.line
    if not re.search(r"[<>=].*(&|\||\band\b|\bor\b).*[<>=]", line) or re.match(r"(if|elif|while)\b", line):
        return ""  # those decide once, however the comparisons are joined
    sign = "&" if re.search(r"&|\band\b", line) else "|"
    if sign in line:
        return f"`{sign}` comes before a comparison, as `*` comes before `+`. Put each comparison in brackets: `(a == i) {sign} (b == j)`."
    word = "and" if sign == "&" else "or"
    return (
        f"`{word}` decides once, and here is a whole array of answers. Entry by entry it is written `{sign}`, with each comparison in "
        f"brackets: `(a == i) {sign} (b == j)`."
    )


def _larger_of_two(raised: Raised) -> str:
    """max and np.max, where the larger of two was meant."""
    call = raised.expression
    if not isinstance(call, ast.Call):
        return ""
    function = ast.unparse(call.func)
    larger = _LARGER_OF_TWO.get(function.removeprefix("np."))
    things = call.args[0].elts if len(call.args) == 1 and isinstance(call.args[0], ast.List | ast.Tuple) else call.args
    if not larger or len(things) != 2:
        return ""
    which = "largest" if larger == "maximum" else "smallest"
    does = f"looks for the {which} of all its numbers" if function.startswith("np.") else "picks one of the two as a whole"
    return f"`{function}` {does}. Entry by entry it is `np.{larger}({', '.join(map(ast.unparse, things))})`."


def _a_condition(raised: Raised, written: Written) -> str:
    """A condition that is many answers, or the row of a table where a loop was thought to hand out numbers."""
    condition = _condition(raised)
    asked = ast.unparse(condition) if condition is not None else ""
    nodes = list(ast.walk(condition)) if condition is not None and not raised.inside else []
    # What is given to a function, as a row to np.argmax, may come to a single number.
    given = {
        id(part) for node in nodes if isinstance(node, ast.Call) and not keeps_shapes(ast.unparse(node.func)) for part in ast.walk(node)
    }
    names = {node.id for node in nodes if isinstance(node, ast.Name) and id(node) not in given}
    picks = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and id(node) not in given]
    picked = {node.slice.id: ast.unparse(node) for node in picks if isinstance(node.slice, ast.Name)}
    whole = _whole_for_one_entry(raised, written, condition, names)
    if whole:
        return whole
    for name, things in written.loops:
        if name in names and raised.shapes.get(name):
            return (
                f"Here `{things}` is a table, and the loop hands out whole rows of it: `{name}` is an array, and `{asked}` has an "
                "answer for each of its entries. Without a loop, np.where decides for every entry of any array."
            )
        if name in picked:
            return (
                f"Here `{picked[name].partition('[')[0]}` is a table, and `{picked[name]}` is a whole row of it, with an answer for each "
                "of its entries. Without a loop, np.where decides for every entry of any array."
            )
    if raised.inside:
        return (
            f"This line is in `{raised.inside}`, which decides for a single number, and was given an array. "
            "For whole arrays np.where decides, entry by entry: np.where(condition, yes, no)."
        )
    called = raised.expression.func if isinstance(raised.expression, ast.Call) else None
    if isinstance(called, ast.Name) and called.id in written.names_from_outside and not hasattr(builtins, called.id):
        return (
            f"`{called.id}` decides for a single number, and here it is given an array. "
            "For whole arrays np.where decides, entry by entry: np.where(condition, yes, no)."
        )
    return ""


def _whole_for_one_entry(raised: Raised, written: Written, condition: ast.expr | None, names: set[str]) -> str:
    """In a loop, an array with an entry for each round, compared as a whole: `np.argmax(row) == labels`."""
    sides = [condition.left, *condition.comparators] if isinstance(condition, ast.Compare) else []
    arrays = [side.id for side in sides if isinstance(side, ast.Name) and side.id in names and len(raised.shapes.get(side.id, ())) == 1]
    handed_out = {name for targets, _ in written.loops for name in re.findall(r"\w+", targets)}
    if len(arrays) != 1 or arrays[0] in handed_out:
        return ""
    array, asked = arrays[0], ast.unparse(condition) if condition is not None else ""
    sentence = f"Here `{array}` is a whole array, so `{asked}` has an answer for each of its entries, and `if` decides once."
    for targets, things in written.loops:
        paired = re.match(r"zip\((.+)\)$", things)
        if paired and array in (parts := [part.strip() for part in paired[1].split(",")]) and len(parts) == targets.count(",") + 1:
            own = targets.strip("()").split(",")[parts.index(array)].strip()
            return f"{sentence} The one that belongs to this round is `{own}`."
        if targets.isidentifier() and re.match(r"range\((len\(|\w+\.shape\[0\])", things):
            return f"{sentence} The one that belongs to this round is `{array}[{targets}]`."
        if targets.isidentifier() and things.isidentifier():
            own = array[:-1] if array.endswith("s") and len(array) > 2 else "..."
            return f"{sentence} A loop can hand out both at once: `for {targets}, {own} in zip({things}, {array}):`."
    return ""


def _condition(raised: Raised) -> ast.expr | None:
    """What was asked; Python tells of `if fires:` only the line."""
    asked = re.match(r"(?:if|elif|while) (.+):", raised.line)
    if raised.expression is not None or not asked:
        return raised.expression
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(asked[1], mode="eval").body
    return None


def _one_number(raised: Raised, written: Written) -> str:
    """int, float and the functions of math take one number."""
    call = raised.expression
    function = ast.unparse(call.func) if isinstance(call, ast.Call) and len(call.args) == 1 else ""
    if function in ("int", "float", "bool"):
        return f"`{function}` makes one number, and here is a whole array. For every entry it is `.astype({function})`, behind the array."
    if function.startswith("math.") and hasattr(np, function[5:]):
        where = f"This line is in `{raised.inside}`, which works for a single number. " if raised.inside else ""
        return f"{where}`{function}` takes one number. NumPy's own, `np.{function[5:]}`, takes a whole array."
    return ""


def _one_place(raised: Raised, written: Written) -> str:
    """What is put into one place of an array is an array itself."""
    filled = re.match(r"(\w+\[[^=]*\])\s*=\s*([^=].*)$", raised.line)
    called = raised.expression.func if isinstance(raised.expression, ast.Call) else None
    if not filled and isinstance(called, ast.Name) and called.id in written.names_from_outside and isinstance(raised.expression, ast.Call):
        tables = [ast.unparse(given) for given in raised.expression.args if len(raised.shapes.get(ast.unparse(given), ())) > 1]
        if tables:
            return (
                f"`{called.id}` is made for plain rows of numbers, and here `{tables[0]}` is a table: so one place is given a whole row. "
                "Call it for one row after the other, or calculate without it."
            )
    if not filled or "[" in filled[1].rstrip("]").partition("[")[2]:
        return ""
    value = filled[2].partition("#")[0].strip()
    outside = [name for name in written.names_from_outside if re.search(rf"\b{name}\b(?!\s*[(.])", value)]
    if outside:
        arguments = in_words([f"`{name}`" for name in written.parameters])
        return (
            f"`{filled[1]}` takes one number, and `{value}` is a whole array or a list. In it stands `{outside[0]}`, which is no argument "
            f"but what the notebook has under that name. What comes in is {arguments}: which of them is meant?"
        )
    return (
        f"`{filled[1]}` is one place and takes one number, and `{value}` is a whole array or a list. "
        "Is an index missing on the right, or a sum, or are there too many square brackets?"
    )
