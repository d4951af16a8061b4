"""Lists of arrays that were taken for arrays."""

import ast
import contextlib
import re

from layerwise.examiner.advice import NO_LIST, advice_on
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

# One of them, in the words of the lessons. Of another name that ends in s it is what stands before.
_SINGULAR = {"params": "parameter", "grads": "gradient"}


def about_lists_of_arrays(raised: Raised, written: Written) -> str:
    """The loop to write, in the learner's own names."""
    names = _calculated_with(raised)
    if not names or advice_on(raised, written) is not NO_LIST:
        return ""
    ones = [_one_of(name) for name in names]
    if handed_on := _handed_on(raised, names):
        result = re.sub(rf"\b{names[0]}\b", ones[0], handed_on)
        return (
            f"`{names[0]}` is a list of arrays, and `{handed_on}` needs an array. Make a list of the results: "
            f"`[{result} for {ones[0]} in {names[0]}]`."
        )
    for target, things in written.loops:
        own = dict(zip(_names(things.removeprefix("zip")), _names(target), strict=False)) if things.startswith("zip(") else {}
        if all(name in own for name in names):
            called = " and ".join(f"`{own[name]}`" for name in names)
            return (
                f"{' and '.join(f'`{name}`' for name in names)} {'are lists' if len(names) > 1 else 'is a list'} of arrays, and this needs "
                f"single arrays. Your loop calls {'those' if len(names) > 1 else 'the one'} whose turn it is {called}."
            )
        if things.startswith("zip(") and not any(re.search(rf"\b{name}\b", things) for name in names):
            return _into_the_zip(names, ones, target, things)
    several = len(names) > 1
    source = f"zip({', '.join(names)})" if several else names[0]
    changed = re.match(rf"{names[0]}\s*\S?=", raised.line)
    goal = f"change `{ones[0]}` itself in it" if changed else f"calculate with {' and '.join(f'`{one}`' for one in ones)}"
    return (
        f"{' and '.join(f'`{name}`' for name in names)} {'are lists' if several else 'is a list'} of arrays, and this needs "
        f"{'single arrays' if several else 'an array'}. "
        f"Go through the {'lists' if several else 'list'} with a loop, `for {', '.join(ones)} in {source}:`, and {goal}; "
        "if there is such a loop, use its names."
    )


def _calculated_with(raised: Raised) -> tuple[str, ...]:
    """The lists that the line calculates with. One that is only handed to a function may well be right there."""
    called = _call(raised)
    only_handed_on = {argument.id for argument in called.args if isinstance(argument, ast.Name)} if called else set()
    return tuple(name for name in raised.lists_of_arrays if name not in only_handed_on) or raised.lists_of_arrays


def _handed_on(raised: Raised, names: tuple[str, ...]) -> str:
    """The calculation with the one list that stands among the arguments of a function, such as `grads ** 2`, or "" for none."""
    called = _call(raised)
    for argument in called.args if called and len(names) == 1 else ():
        if isinstance(argument, ast.BinOp) and any(isinstance(part, ast.Name) and part.id == names[0] for part in ast.walk(argument)):
            return ast.unparse(argument)
    return ""


def _call(raised: Raised) -> ast.Call | None:
    """The call of a function of one's own that makes up the whole line: `running_means(v, grads ** 2, beta2)`."""
    with contextlib.suppress(SyntaxError):
        lines = ast.parse(raised.line).body
        call = lines[0].value if lines and isinstance(lines[0], ast.Expr) else None
        return call if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else None
    return None


def _names(several: str) -> list[str]:
    """The names of a tuple, with or without its brackets."""
    return [name.strip() for name in several.strip("()").split(",")]


def _into_the_zip(names: tuple[str, ...], ones: list[str], target: str, things: str) -> str:
    """There is a loop over several lists, and these are not among them."""
    are, them = ("is a list of arrays", "it") if len(names) == 1 else ("are lists of arrays", "them")
    loop = f"for {target.strip('()')}, {', '.join(ones)} in {things[:-1]}, {', '.join(names)}):"
    return (
        f"{' and '.join(f'`{name}`' for name in names)} {are}. Take {them} into your loop, `{loop}`, and calculate with "
        f"{' and '.join(f'`{one}`' for one in ones)}."
    )


def _one_of(name: str) -> str:
    """A name for one entry of a list."""
    return _SINGULAR.get(name) or (name[:-1] if re.search(r"\w[^aisu]s$", name) else f"one_{name}")
