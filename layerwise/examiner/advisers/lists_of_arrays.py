"""Lists of arrays that were taken for arrays."""

import re

from layerwise.examiner.advice import NO_LIST, advice_on
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

# One of them, in the words of the lessons. Of another name that ends in s it is what stands before.
_SINGULAR = {"params": "parameter", "grads": "gradient"}


def about_lists_of_arrays(raised: Raised, written: Written) -> str:
    """The loop to write, in the learner's own names."""
    names = raised.lists_of_arrays
    if not names or advice_on(raised, written) is not NO_LIST:
        return ""
    ones = [_one_of(name) for name in names]
    for target, things in written.loops:
        own = dict(zip(_names(things.removeprefix("zip")), _names(target), strict=False)) if things.startswith("zip(") else {}
        if all(name in own for name in names):
            called = " and ".join(f"`{own[name]}`" for name in names)
            return (
                f"{' and '.join(f'`{name}`' for name in names)} {'are lists' if len(names) > 1 else 'is a list'} of arrays, and this needs "
                f"single arrays. In your loop, those whose turn it is go by the name of {called}."
            )
        if things.startswith("zip(") and not any(re.search(rf"\b{name}\b", things) for name in names):
            return _into_the_zip(names, ones, target, things)
    several = len(names) > 1
    source = f"zip({', '.join(names)})" if several else names[0]
    changed = re.match(rf"{names[0]}\s*\S?=", raised.line)
    goal = f"change `{ones[0]}`" if changed else f"calculate with {' and '.join(f'`{one}`' for one in ones)}"
    return (
        f"{' and '.join(f'`{name}`' for name in names)} {'are lists' if several else 'is a list'} of arrays, and this needs "
        f"{'single arrays' if several else 'an array'}. "
        f"Go through the {'lists' if several else 'list'} with a loop, `for {', '.join(ones)} in {source}:`, and {goal}; "
        "if there is such a loop, use its names."
    )


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
