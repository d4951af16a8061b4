"""Calls with arguments too many, too few, or by a name that there is not."""

import ast
import inspect
import re
from typing import Any

import numpy as np

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import in_words, nearest

# What an argument of NumPy is called in other libraries.
_ELSEWHERE = {"dim": "axis", "keepdim": "keepdims"}
_DRAWS = re.compile(r"(np|rng|np\.random)\.(zeros|ones|empty|full|random|normal|standard_normal|uniform|rand|randn)$")


def about_arguments(raised: Raised, written: Written) -> str:
    """What a call takes, and what it was given."""
    call = raised.expression
    if not isinstance(call, ast.Call) or not issubclass(raised.kind, TypeError | ValueError):
        return ""
    function = ast.unparse(call.func)
    missing = raised.says(r"missing \d+ required (?:positional|keyword-only) arguments?: (.+)$")
    if missing:
        return _too_few(function, call, re.findall(r"'(\w+)'", missing[1]), written)
    if function.endswith(".append") and raised.says(r"takes exactly one argument \(\d given\)"):
        return _one_thing_to_append(function, call, raised)
    counts = raised.says(r"takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given")
    if counts:
        return _another_number(function, call, raised, int(counts[1]), int(counts[2]))
    unknown = raised.says(r"got an unexpected keyword argument '(\w+)'")
    if unknown:
        return _unknown_name(function, unknown[1])
    if raised.says("'out' must be|must be of ArrayType|^output array|Cannot cast ufunc|^non-broadcastable output"):
        return _one_too_many(function, call)
    if raised.says("integer scalar arrays|as an integer|sequence of integers"):
        return _no_whole_number(function, call, raised)
    if raised.says("as a data type") and _DRAWS.match(function) and len(call.args) > 1:
        return f"The shape is one argument, in brackets of its own: `{function}(({_arguments(call)}))`."
    if raised.says("as a data type") and function == "np.array":
        return f"The numbers of one array stand in square brackets of their own: `np.array([{_arguments(call)}])`."
    if raised.says("'range' object does not support item assignment") and function.endswith(".shuffle"):
        numbers = ast.unparse(call.args[0]).removeprefix("range")
        return (
            f"`{function}` exchanges the entries of an array in their places, and a range has no places. "
            f"Row numbers in a shuffled order come from `{function.removesuffix('shuffle')}permutation{numbers}`."
        )
    return ""


def _one_thing_to_append(function: str, call: ast.Call, raised: Raised) -> str:
    """A number behind what is worked out, as in `.append(np.sum(row * w), b)`, is more likely to be added to it."""
    worked_out = len(call.args) == 2 and isinstance(call.args[0], ast.BinOp | ast.Call)
    if worked_out and raised.shapes.get(ast.unparse(call.args[1])) == ():
        return f"`.append` takes one thing. Is a `+` meant in place of the comma? `{function}({' + '.join(map(ast.unparse, call.args))})`"
    return f"`.append` takes one thing. Several stand in brackets of their own: `{function}(({_arguments(call)}))`."


def _arguments(call: ast.Call) -> str:
    """What stands between its brackets."""
    return ", ".join(map(ast.unparse, [*call.args, *call.keywords]))


def _too_few(function: str, call: ast.Call, names: list[str], written: Written) -> str:
    if written.code is not None and function == written.code.co_name:
        return f"`{function}` is the function that you are writing: it calls itself. Which function was meant to do the work here?"
    if not call.args and not call.keywords and function in written.own_names:
        # What such a function calls its arguments stands in no line that the learner sees.
        return f"Nothing stands between the brackets of `{function}()`, and it needs something to work on: put it there."
    if function == "np.clip":
        array = ast.unparse(call.args[0])
        written_out = f": `np.clip({_arguments(call)}, None)`" if array.isidentifier() and len(call.args) == 2 else ""
        return (
            "`np.clip` takes three: the array, the smallest number allowed and the largest. "
            f"Where there is no largest, None stands for it{written_out}."
        )
    only = call.args[0] if len(call.args) == 1 and not call.keywords and len(names) == 1 else None
    if isinstance(only, ast.BinOp) and isinstance(only.op, ast.Mult | ast.MatMult):
        sign = "*" if isinstance(only.op, ast.Mult) else "@"
        left, right = ast.unparse(only.left), ast.unparse(only.right)
        return f"`{function}` takes two, and the `{sign}` makes one of them. A comma keeps them apart: `{function}({left}, {right})`."
    needed = in_words(f"`{name}`" for name in names)
    return f"`{function}` needs {needed} too. Arguments stand side by side between the brackets, with a comma between them."


def _another_number(function: str, call: ast.Call, raised: Raised, takes: int, given: int) -> str:
    if raised.says(r"^\w+\.\w+\(\)"):  # a method, where Python counts the object before the dot as well
        takes, given = takes - 1, given - 1
    takes = _number_of_inputs(function) or takes
    if given < takes and len(call.args) == 1 and isinstance(call.args[0], ast.List | ast.Tuple):
        arguments = ", ".join(map(ast.unparse, call.args[0].elts))
        return f"`{function}` takes {takes}, side by side and without brackets of their own: `{function}({arguments})`."
    if function == "np.array":
        return f"The numbers of one array stand in square brackets of their own: `np.array([{_arguments(call)}])`."
    return f"`{function}` takes {takes or 'nothing between its brackets'}, and here it is given {given}."


def _unknown_name(function: str, name: str) -> str:
    known = _arguments_of_numpy(function)
    near = _ELSEWHERE.get(name) if _ELSEWHERE.get(name) in known else nearest(name, known, cutoff=0.7)
    if near:
        return f"NumPy calls it `{near}`."
    return f"`{function}` has no argument that is called `{name}`."


def _one_too_many(function: str, call: ast.Call) -> str:
    takes = _number_of_inputs(function)
    if not takes or len(call.args) <= takes:
        return ""
    inputs = ", ".join(map(ast.unparse, call.args[:takes]))
    return (
        f"`{function}` calculates with {('one array', 'two')[takes - 1]}, and takes the next for the place where the result is to go. "
        f"Write `{function}({inputs})`, and do with `{ast.unparse(call.args[takes])}` what is to be done in a step of its own."
    )


def _no_whole_number(function: str, call: ast.Call, raised: Raised) -> str:
    if not call.args:
        return ""
    argument = ast.unparse(call.args[0])
    if function == "range":
        if argument.endswith(".shape"):
            array = argument.removesuffix(".shape")
            return f"`{argument}` holds a number for each dimension. `{argument}[0]` is the number of rows, and so is `len({array})`."
        if raised.says("'list'"):
            return f"`range` counts up to a whole number, and `{argument}` is a list: `range(len({argument}))`."
        if raised.shapes.get(argument):
            return f"`range` counts up to a whole number, and `{argument}` is an array: `range(len({argument}))`."
        if raised.says("float"):
            return "`range` counts up to a whole number. A division with `/` always gives a fraction; `//` leaves the rest out."
        return ""
    if _DRAWS.match(function):
        if raised.says("'tuple'|'list'") and function.startswith("np.random."):
            return f"`{function}` takes the numbers of the shape side by side, without brackets of their own."
        if raised.shapes.get(argument):
            return f"`{function}` needs to know a shape, and `{argument}` is an array: `{function}({argument}.shape)`."
    return ""


def _number_of_inputs(function: str) -> int | None:
    """With how many arrays a function of NumPy calculates, where it can be told."""
    known = _of_numpy(function)
    return known.nin if isinstance(known, np.ufunc) else 2 if function in ("np.dot", "np.matmul") else None


def _arguments_of_numpy(function: str) -> tuple[str, ...]:
    """The names of the arguments of np.sum; of X.sum, which has the same."""
    try:
        return tuple(inspect.signature(_of_numpy(function)).parameters)
    except (TypeError, ValueError):
        return ()


def _of_numpy(function: str) -> Any:
    return getattr(np, function.rpartition(".")[2], None) if "." in function else None
