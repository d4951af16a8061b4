"""What stands in square brackets and picks nothing."""

import ast
import contextlib
import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import MAKES_PLACES, Written

_COUNTING = re.compile(r"(range|enumerate|zip|np\.arange|np\.ndindex|np\.ndenumerate)\b")


def about_an_index(raised: Raised, written: Written) -> str:
    """What an index is, where it is no whole number, and where it points beyond the end."""
    subscript = raised.expression
    if not isinstance(subscript, ast.Subscript):
        return ""
    if isinstance(subscript.value, ast.Tuple):
        return _of_several(subscript.value.elts, ast.unparse(subscript.slice))
    if raised.says("^too many indices"):
        return _behind_a_comma(raised, written, subscript) or _of_unlike_dimensions(raised, subscript)
    if raised.says("must be of integer|^only integer|^list indices"):
        return _handed_out_by_a_loop(raised, written, subscript)
    sizes = raised.says(r"^boolean index did not match .* size of axis is (\d+) but size of corresponding boolean axis is (\d+)")
    if sizes:
        return _of_another_length(raised, subscript, *sizes.groups())
    if raised.says("^slice indices"):
        return _cut_at_a_fraction(written, subscript)
    beyond = raised.says(r"^index (-?\d+) is out of bounds for axis (\d+) with size (\d+)")
    return _beyond_the_end(raised, written, subscript, *map(int, beyond.groups())) if beyond else ""


def _of_several(parts: list[ast.expr], picks: str) -> str:
    """Values with commas between them, and square brackets behind: `(X, y)[order]`, or `(0, 1)[fires]`, as other programs choose."""
    if len(parts) == 2 and all(isinstance(part, ast.Constant) for part in parts):
        no, yes = map(ast.unparse, parts)
        return f"Such a pair is picked from once, and `{picks}` has many answers. For each entry: `np.where({picks}, {yes}, {no})`."
    return f"Each is picked from by itself: `{', '.join(f'{ast.unparse(part)}[{picks}]' for part in parts)}`."


def _behind_a_comma(raised: Raised, written: Written, subscript: ast.Subscript) -> str:
    """Two things with a comma between them, where the array has one dimension: a colon was meant, or the second is one too many."""
    array = ast.unparse(subscript.value)
    if len(raised.shapes.get(array, ())) != 1 or not isinstance(subscript.slice, ast.Tuple) or len(subscript.slice.elts) != 2:
        return ""
    first, second = map(ast.unparse, subscript.slice.elts)
    comma = f"A comma stands between rows and columns, and here `{array}` has one dimension alone."
    if second == ":":
        return f"{comma} `{array}[{first}]` picks rows of any array, however many dimensions it has."
    if second.startswith(f"{first} +"):
        return f"{comma} A part of it is cut out with a colon: `{array}[{first} : {second}]`."
    makes = next((line for line in written.nodes(ast.Assign) if [*map(ast.unparse, line.targets)] == [array]), None)
    if makes is not None and isinstance(makes.value, ast.Call) and written.text_of(makes.value.func) in MAKES_PLACES:
        return f"{comma} The line `{written.text_of(makes)}` makes it so: a table takes two sizes, in brackets of their own."
    return f"{comma} An entry of it has a single number between its brackets."


def _of_unlike_dimensions(raised: Raised, subscript: ast.Subscript) -> str:
    """A table of True and False that picks from an array of another shape."""
    array, picks = ast.unparse(subscript.value), ast.unparse(subscript.slice)
    if raised.shapes.get(array) and raised.shapes.get(picks):
        return (
            f"Here `{array}` has the shape {raised.shapes[array]} and `{picks}` {raised.shapes[picks]}. To pick entry by entry, the two "
            "have to have the same: np.zeros(z.shape) makes an array of the shape of z."
        )
    return ""


def _of_another_length(raised: Raised, subscript: ast.Subscript, size: str, answers: str) -> str:
    """Answers, True or False, that pick from an array with another number of entries."""
    compared = [ast.unparse(node) for node in ast.walk(subscript.slice) if isinstance(node, ast.Compare)]
    picks = f"`{compared[0]}`" if len(compared) == 1 or "," not in ast.unparse(subscript.slice) else "A comparison in these brackets"
    return (
        f"{picks if compared else 'What picks here'} has {answers} answer{'s' * (answers != '1')}, True or False, so it picks from "
        f"{'one entry or row' if answers == '1' else f'{answers} entries or rows'}, "
        f"and `{ast.unparse(subscript.value)}` has {size}. A place of it is named by whole numbers."
    )


def _cut_at_a_fraction(written: Written, subscript: ast.Subscript) -> str:
    """A slice that ends at a fraction of the rows, where a line has counted already how many those are."""
    ends = [end for end in (getattr(subscript.slice, "lower", None), getattr(subscript.slice, "upper", None)) if isinstance(end, ast.Name)]
    for line in written.nodes(ast.Assign):
        rounds = isinstance(line.value, ast.Call) and written.text_of(line.value.func) in ("round", "int")
        counted = [end.id for end in ends for node in ast.walk(line.value) if isinstance(node, ast.Name) and node.id == end.id]
        if rounds and counted and isinstance(line.targets[0], ast.Name):
            number = line.targets[0].id
            return (
                f"A slice counts entries, and `{counted[0]}` is a fraction. How many it comes to is worked out already: `{number}`, "
                f"in the line `{written.text_of(line)}`."
            )
    return ""


def _handed_out_by_a_loop(raised: Raised, written: Written, subscript: ast.Subscript) -> str:
    """The name of a loop that hands out the entries themselves, used as if it counted."""
    for name, things in _loops_of(subscript, written):
        if _COUNTING.match(things):
            continue
        lists = {things, ast.unparse(subscript.value)} & {*raised.lists_of_arrays}
        rows = "arrays" if lists else "rows" if raised.shapes.get(name) else "entries"
        ready = f"so `{name}` is already what `{raised.part}` was meant to be."
        if ast.unparse(subscript.value) != things or ast.unparse(subscript.slice) != name:
            ready = "and what stands in square brackets has to be a whole number."
        counted = f"To have their numbers, write `for {name} in range(len({things})):`."
        return f"`for {name} in {things}` hands out the {rows} of {things} themselves, {ready} {counted}"
    return ""


def _beyond_the_end(raised: Raised, written: Written, subscript: ast.Subscript, number: int, axis: int, size: int) -> str:
    """An index that is larger than there are entries: how many there are, and where the index comes from."""
    array = ast.unparse(subscript.value)
    shape = raised.shapes.get(array, ())
    shape = shape if len(shape) > axis and shape[axis] == size else ()
    what = (("row", "rows"), ("column", "columns"))[axis] if len(shape) == 2 else ("entry", "entries")
    owner = f"`{array}` has" if shape else "There is" if size == 1 else "There are"
    if size == 0:
        return f"{owner} no {what[1]} at all. Where do they get lost?"
    numbered = "which is number 0" if size == 1 else f"numbered from 0 to {size - 1}"
    sentence = f"{owner} {size} {what[size > 1]}, {numbered}, and `{raised.part}` asks for number {number}."
    made = f", and at the line that makes `{array}`" if array in _made(written) else ""
    picks = subscript.slice.elts[axis] if isinstance(subscript.slice, ast.Tuple) and axis < len(subscript.slice.elts) else subscript.slice
    column = _column(raised, subscript, axis, number, shape)
    for name, things in written.loops:
        if column and _COUNTING.match(things) and ast.unparse(subscript.slice) == name:
            return f"{sentence} {column}"
        other = re.match(r"range\((?:len\((\w+)\)|(\w+)\.shape\[0\])\)$", things)
        if other and ast.unparse(picks) == name and array not in (counted := other[1] or other[2], *_made(written)):
            return (
                f"{sentence} `{name}` counts the entries of `{counted}`, and `{array}` has fewer: does `[{ast.unparse(subscript.slice)}]` "
                f"belong behind `{array}`, or is another range meant?"
            )
        if _COUNTING.match(things) and any(isinstance(node, ast.Name) and node.id == name for node in _outside_of_brackets(picks)):
            return f"{sentence} Look at `{things}`, from which `{name}` comes{made}."
    for name, things in _loops_of(subscript, written):
        if not _COUNTING.match(things) and things.isidentifier():
            return (
                f"{sentence} `for {name} in {things}` hands out the entries of {things} themselves. To have their numbers, write "
                f"`for {name} in range(len({things})):`."
            )
    if isinstance(picks, ast.Name) and picks.id in written.names_from_outside:
        return f"{sentence} `{picks.id}` comes from another cell of the notebook, and what is needed here comes in as an argument."
    if _are_written_out(raised, subscript, axis, number):
        return (
            f"{sentence} The {what[1]} are written out one by one here, and there may be any number of them. A loop goes through all "
            "that there are, and NumPy's functions take them all at once."
        )
    loop = next((loop for loop in written.nodes(ast.While) if isinstance(picks, ast.Name) and _counts_on(loop, picks.id)), None)
    if loop is not None:
        return f"{sentence} Look at `while {written.text_of(loop.test)}:`, and at where `{ast.unparse(picks)}` begins and grows."
    made_so = next((line for line in written.nodes(ast.Assign) if [*map(ast.unparse, line.targets)] == [ast.unparse(picks)]), None)
    if isinstance(picks, ast.Name) and made_so:
        return f"{sentence} Look at `{written.text_of(made_so)}`, from which that number comes."
    counts = isinstance(picks, ast.Constant) and number == size
    return f"{sentence} {'Python counts from 0.' if counts else f'Look at where that number comes from{made}.'}"


def _counts_on(loop: ast.While, name: str) -> bool:
    """Does the loop give this number a new value in each round?"""
    inside = (node for part in loop.body for node in ast.walk(part))
    return any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in inside)


def _column(raised: Raised, subscript: ast.Subscript, axis: int, number: int, shape: tuple[int, ...]) -> str:
    """A single index that is to fill a column, and so picks a row."""
    if axis or len(shape) != 2 or isinstance(subscript.slice, ast.Tuple) or number >= shape[1]:
        return ""
    array, index = ast.unparse(subscript.value), ast.unparse(subscript.slice)
    if not re.match(rf"{re.escape(raised.part)}\s*=[^=]", raised.line):
        return ""
    return f"A single number picks a row. Is a column meant? That is `{array}[:, {index}]`."


def _are_written_out(raised: Raised, subscript: ast.Subscript, axis: int, number: int) -> bool:
    """Does the line have all the entries before this one, too, as `x[0] + x[1]` has?"""
    with contextlib.suppress(SyntaxError):
        others = [node for node in ast.walk(ast.parse(raised.line)) if isinstance(node, ast.Subscript)]
        alike = [node.slice for node in others if ast.unparse(node.value) == ast.unparse(subscript.value)]
        numbers = [index.elts[axis] if isinstance(index, ast.Tuple) and axis < len(index.elts) else index for index in alike]
        return number > 0 and {*range(number)} <= {entry.value for entry in numbers if isinstance(entry, ast.Constant)}
    return False


def _made(written: Written) -> set[str]:
    """The names of arrays that the answer makes itself, and may make too short."""
    return {written.text_of(line.targets[0]) for line in written.nodes(ast.Assign) if isinstance(line.value, ast.Call)}


def _outside_of_brackets(index: ast.expr) -> list[ast.expr]:
    """The parts of an index such as `i + 1`, but not those of `labels[i]`, whose number is another."""
    return [index, *((index.left, index.right) if isinstance(index, ast.BinOp) else ())]


def _loops_of(subscript: ast.Subscript, written: Written) -> list[tuple[str, str]]:
    """The loops whose names stand in the square brackets."""
    names = {node.id for node in ast.walk(subscript.slice) if isinstance(node, ast.Name)}
    return [(name, things) for name, things in written.loops if name in names]
