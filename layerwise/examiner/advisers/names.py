"""Names that Python does not know, or not yet."""

import ast
import builtins
import contextlib
import re
import sys
from collections.abc import Iterable

import numpy as np

from layerwise.examiner.advice import advice_on
from layerwise.examiner.elsewhere import made_elsewhere
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import MAKES_PLACES, Written
from layerwise.ground.words import in_words, nearest

_NO_VALUE = "No line here gives `{name}` a value: write `{name} = ...` above the line that uses it."
# What the lesson calls the three things that np.where takes, and a and b, as others call the last two.
_STANDS_FOR = "`{name}` only says what belongs there: "
_PLACEHOLDERS = {
    "condition": f"{_STANDS_FOR}a comparison, such as `z > 0`, or the name of one.",
    **dict.fromkeys(("yes", "a"), f"{_STANDS_FOR}what np.where is to take where the condition holds."),
    **dict.fromkeys(("no", "b"), f"{_STANDS_FOR}what np.where is to take where the condition does not hold."),
}
_NO_FUNCTION = (
    "Python does not know a function called `{name}`. Is it spelled right? (If it is from another library: NumPy is enough here.)"
)
# Other libraries, by the names that programs give them.
_LIBRARIES = {
    **dict.fromkeys(("pd", "pandas"), "pandas"),
    "plt": "Matplotlib",
    "tf": "TensorFlow",
    "torch": "PyTorch",
    "F": "PyTorch's functions",
    "nn": "the ready-made layers of PyTorch, or of this course",
    "keras": "Keras",
    **dict.fromkeys(("scipy", "sp"), "SciPy"),
    "sklearn": "scikit-learn",
    **dict.fromkeys(("jax", "jnp"), "JAX"),
}
# Letters that look like numbers.
_LOOKS_LIKE = {"o": 0, "O": 0, "l": 1, "I": 1}


def about_an_argument_replaced(raised: Raised, written: Written) -> str:
    """An argument whose name is given to something else before any line has read it. Whatever went wrong, that comes first."""
    replaced = [name for name in written.unread_parameters if _is_made_anew(name, written)]
    if not replaced:
        return ""
    name = replaced[0]
    return (
        f"`{name}` comes in as an argument, and a line here gives the name another value before any line has read it. Leave that line "
        "out, and use the one that comes in."
    )


def _is_made_anew(name: str, written: Written) -> bool:
    return any(written.text_of(target) == name for line in written.nodes(ast.Assign) for target in line.targets)


def about_a_local_name(raised: Raised, written: Written) -> str:
    """A name that gets its value in the function, and is used before."""
    found = raised.says(r"variable '(\w+)'") if issubclass(raised.kind, UnboundLocalError) else None
    if not found:
        return ""
    name = found[1]
    if re.search(rf"\b{name}\s*[(.]", raised.line):
        if name in (*raised.outer_names, *dir(builtins)):
            what = "module" if re.search(rf"\b{name}\.", raised.line) else "function"
            return (
                f"A line here gives `{name}` a value, so all through this function it no longer means the {what} from outside. "
                "Take another name on the left of the `=`."
            )
        if hasattr(np, name):
            return f"The function is NumPy's: write `np.{name}(...)` for it."
    if re.search(rf"\b{name}\s*([-+*/]?=|=.*\b{name}\b)", raised.line):
        return f"`{name}` has no value yet to add to or to change. It needs a first one above the loop, such as `{name} = 0`."
    return (
        f"`{name}` has no value yet when this line runs. Is the line that gives it one further down, or in an `if` or a loop that was "
        "skipped?"
    )


def about_an_unknown_name(raised: Raised, written: Written) -> str:
    """What to do about a name that nobody has given a value."""
    if raised.kind is not NameError:
        return ""
    told = advice_on(raised, written)
    counting = _counting(raised.name or "", raised, written)
    if told and counting and raised.name in written.parameters + ("m", "n", "k"):
        return counting
    if told:
        return " ".join(filter(None, (_meant(raised), told)))
    if raised.name is None:
        return ""
    return _unknown(raised.name, raised, written)


def _unknown(name: str, raised: Raised, written: Written) -> str:
    called = re.search(rf"\b{re.escape(name)}\s*\(", raised.line)
    if name == "self":
        return _about_self(raised, written)
    if name == "e":
        return "For a power of e use np.exp: `np.exp(-z)` is e to the power of -z."
    if name in _LOOKS_LIKE and not called:
        return f"That is the letter. Is the number {_LOOKS_LIKE[name]} meant?"
    if re.search(rf"[(,]\s*{re.escape(name)}\s*==", raised.line):
        return f"`==` compares. Between the brackets of a call an argument is named with one: `{name}=...`."
    if name == "shape" and len(written.parameters) > 0 and not called:
        return f"An array's shape stands behind its name and a dot: `{written.parameters[0]}.shape`."
    used = re.search(rf"\b{re.escape(name)}\.(\w+)", raised.line)
    if used and name in sys.stdlib_module_names:
        return _not_imported(name, used[1], raised)
    if re.match(rf"{re.escape(name)}\s*==", raised.line):
        line = re.sub(r"\s*==\s*", " = ", raised.line, count=1)
        return f"`==` compares. To give `{name}` a value, write one `=`: `{line}`."
    if not called and name in _PLACEHOLDERS and _stands_in_where(name, raised.line):
        return _PLACEHOLDERS[name].format(name=name)
    if name in dir(np) and (called or not callable(getattr(np, name))):
        return f"NumPy has it: write `np.{name}`."
    # What a function calculates with comes in as its arguments; functions and modules are made in other cells.
    elsewhere = made_elsewhere(name) if called or used else ""
    if elsewhere:
        return elsewhere
    if used and name in _LIBRARIES and not hasattr(np, used[1]):
        return (
            f"`{name}` is what programs call {_LIBRARIES[name]}, which nobody has imported here. It is not needed: NumPy, `np`, is enough."
        )
    if used and name in _LIBRARIES:
        return f"`{name}` is what programs call {_LIBRARIES[name]}, which nobody has imported here. NumPy has it too: `np.{used[1]}`."
    counting = "" if called or name in raised.outer_names else _counting(name, raised, written)
    missing = _NO_FUNCTION.format(name=name) if called else _no_value(name, raised, written)
    argument = _argument(name, written)
    if argument and not called:
        return f"No line here gives `{name}` a value. Is `{argument}` meant, which comes in as an argument?"
    own = _near(name, [*raised.own_names, *dir(builtins)])
    if counting and not (own and _is_misspelt(name, own)):
        return counting
    if own and not called and not _is_misspelt(name, own):
        return f"{_NO_VALUE.format(name=name)} (Or `{own}` is meant.)"
    handed_out = next((row for row, things in written.handed_out_unread if things == own), "") if not called else ""
    if handed_out:
        return f"The loop over `{own}` calls what it hands out `{handed_out}`. Is that meant?"
    if own:
        return f"Did you mean `{own}`?"
    if len(written.lost) == 1 and not called:
        line = written.text_of(written.lost[0])
        return f"The line `{line}` works something out, and nothing keeps it. Begin it with the name: `{name} = ...`."
    if re.fullmatch(rf"return {re.escape(name)}", raised.line) and written.last_result not in ("", name):
        return f"No line here gives `{name}` a value. Is `{written.last_result}` meant?"
    if raised.local_to and len(name) > 1 and not called and not re.match(rf"{re.escape(name)}\s*[\[.]", raised.line):
        return (
            f"No line here gives `{name}` a value, and the one inside `{raised.local_to}` is not known here. Write `{name} = ...` above "
            "the line that uses it, or what it stands for."
        )
    outside = _near(name, raised.outer_names)
    if outside in raised.outer_functions and not called:
        return (
            f"No line here gives `{name}` a value. There is a function `{outside}`, and a function is called with brackets: "
            f"`{outside}(...)`."
        )
    return f"Did you mean `{outside}`? {missing}" if outside else missing


def _stands_in_where(name: str, line: str) -> bool:
    """Is it by itself one of the things that np.where is given?"""
    with contextlib.suppress(SyntaxError):
        calls = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.where"]
        return any(isinstance(argument, ast.Name) and argument.id == name for call in calls for argument in call.args)
    return False


def _argument(name: str, written: Written) -> str:
    """The argument that no line reads yet and whose only letter the unknown name begins with, as bias does with that of b."""
    return next((own for own in written.unread_parameters if len(own) == 1 and len(name) > 1 and name.lower().startswith(own.lower())), "")


def _no_value(name: str, raised: Raised, written: Written) -> str:
    """And which names do have a value when the function begins."""
    arguments = in_words([f"`{argument}`" for argument in written.parameters])
    docstring = next((ast.get_docstring(definition) or "" for definition in written.nodes(ast.FunctionDef)), "")
    if arguments and re.match(rf"Return \(?(\w+, )*{re.escape(name)}\b(, \w+)*\)?:", docstring):
        return f"`{name}` is what this function is to give, so no line can begin with it. What comes in is {arguments}."
    comes_in = f" (What comes in is {arguments}.)" if arguments else ""
    return _NO_VALUE.format(name=name) + comes_in + _worked_out_above(raised, written)


def _worked_out_above(raised: Raised, written: Written) -> str:
    """The name under which the line above keeps what it works out."""
    lines = [line.strip() for line in (written.source or "").splitlines()]
    number = lines.index(raised.line) + 1 if raised.line in lines else 0
    for line in sorted(written.nodes(ast.Assign), key=lambda line: -line.lineno):
        makes_places = isinstance(line.value, ast.Call) and written.text_of(line.value.func) in MAKES_PLACES
        if line.lineno < number and isinstance(line.value, ast.BinOp | ast.Call) and not makes_places:
            return f" Or is `{written.text_of(line.targets[0])}` meant, from the line `{written.text_of(line)}`?"
    return ""


def _about_self(raised: Raised, written: Written) -> str:
    """In a function of its own, as in a line that was copied from a class."""
    part = re.search(r"\bself\.(\w+)", raised.line)
    if part and part[1] in written.parameters:
        return f"`self` belongs to a class, and this function stands in none. `{part[1]}` is an argument: write it without `self.`"
    return "`self` belongs to a class, and this function stands in none. All that it needs comes in as its arguments: leave `self.` out."


def _counting(name: str, raised: Raised, written: Written) -> str:
    """Where the unknown name stands in square brackets, as the number that a loop hands out."""
    array = re.search(rf"\b(\w+)\[[^\]]*\b{re.escape(name)}\b[^\]]*\]?", raised.line)
    if not array:
        return ""
    for other, things in written.loops:
        if re.search(rf"\b{re.escape(other)}\b", array[0]):
            return ""  # the number that the loop hands out stands there already
        if other.isidentifier():
            return f"The loop here calls what it hands out `{other}`: `for {other} in {things}`. Use one name, there and in the brackets."
    if written.loops or array[1] not in raised.shapes:
        return ""
    if "arange(" in array[0]:  # the rows are counted all at once there, and what stands beside them is no number of a round
        whole = re.search(rf"\b(\w+)\[{re.escape(name)}\]", raised.line)
        if not whole:
            return ""
        return f"No loop here hands out a number `{name}`, and none is needed: `{whole[1]}` without `[{name}]` is all of them."
    return f"No loop here hands out a number `{name}`. To go through the entries one by one: `for {name} in range(len({array[1]})):`."


def _not_imported(module: str, used: str, raised: Raised) -> str:
    given = re.search(rf"\b{module}\.{used}\(([^()]*)", raised.line)
    if hasattr(np, used) and given and any(raised.shapes.get(part) for part in re.findall(r"\w+", given[1])):
        return (
            f"`{module}` is a module, and it has not been imported. NumPy has it too, for whole arrays: `np.{used}`. "
            "Here is an array, and the module's own takes one number."
        )
    own = f"NumPy has it too, for whole arrays: `np.{used}`. Or fetch" if hasattr(np, used) else "Fetch"
    if module == "random":
        own = "The lessons draw with NumPy's generator, `rng`. Or fetch"
    return f"`{module}` is a module, and it has not been imported. {own} it with `import {module}`, above the function."


def _meant(raised: Raised) -> str:
    """The nearest name to one that there is not."""
    near = _near(raised.name, [*raised.own_names, *raised.outer_names, *dir(builtins)])
    return f"Did you mean `{near}`?" if near else ""


def _near(name: str | None, names: Iterable[str]) -> str | None:
    return nearest(name, (other for other in names if not other.startswith("_")), cutoff=0.75)


def _is_misspelt(name: str, near: str) -> bool:
    """Is it `near` with a slip, and no name of its own, as `losses` is beside `loss` and `y_train` beside `X_train`?"""
    import difflib

    name, near = name.lower(), near.lower()
    shorter, longer = sorted((name, near), key=len)
    plural = longer in (f"{shorter}s", f"{shorter}es")
    return not plural and (sorted(name) == sorted(near) or difflib.SequenceMatcher(None, name, near).ratio() > 0.88)
