"""Lines that hand out values to several names, and loops through something that cannot be gone through."""

import ast
import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written


def about_unpacking(raised: Raised, written: Written) -> str:
    """What is wrong with a line that hands out values to several names, and not as many as there are names."""
    if not (issubclass(raised.kind, ValueError) and raised.says("unpack")):
        return ""
    line = _without_comment(raised)
    loop = re.match(r"for ([\w, ()]+) in (.+):", line)
    if not loop:
        pairs = re.match(r"(\w+, \w+) = (minibatches\(.*\))$", line)
        if pairs:
            return f"The pairs come one after the other: go through them with a loop, `for {pairs[1]} in {pairs[2]}:`."
        several = re.match(r"([\w, ]+) = (\w+)$", line)
        if several and several[2] in written.parameters:
            return (
                f"`{several[2]}` has not as many entries as there are names on the left. However many there are, a loop hands them out "
                f"one by one: `for ... in {several[2]}:`."
            )
        return ""
    names, things = loop[1].strip(), loop[2].strip()
    if things.startswith("enumerate(zip(") and re.fullmatch(r"\w+(, \w+){2,}", names):
        number, _, others = names.partition(", ")
        return f"`enumerate` hands out a number and all that zip has put together: `for {number}, ({others}) in {things}:`, with brackets."
    lists = re.fullmatch(r"[(\[]?([\w, ]+)[)\]]?", things)
    if not lists:
        return f"Each round of `{things}` hands out fewer values than there are names between `for` and `in`, or more."
    if "," in lists[1]:
        brackets = "Brackets alone pair nothing. " if lists[1].strip() != things else ""
        return f"{brackets}To go through them together, a loop needs zip: `for {names} in zip({lists[1].strip()}):`."
    return f"Each round hands out one entry of `{things}`, and it has not as many parts as there are names. Print one."


def about_a_loop(raised: Raised, written: Written) -> str:
    """What to write in place of a loop through a single number."""
    if not raised.says(r"'(int|float|numpy\.\w+\d+)' object is not iterable"):
        return ""
    loop = re.match(r"for (\w+) in (.+):", _without_comment(raised))
    joined = re.match(r"(\w+) \+= ", raised.line)
    if joined and joined[1] not in raised.shapes:
        return f"To a list, `+=` joins another list. A single number is put at its end with `{joined[1]}.append(...)`."
    inside = next((found for found in re.finditer(r"for (\w+) in (\w+)", raised.line) if raised.shapes.get(found[2]) == ()), None)
    if not loop and inside:
        return f"`{inside[2]}` is a single number here, and `for {inside[1]} in {inside[2]}` goes through something that has entries."
    if not loop:
        call = ast.unparse(raised.expression.func) if isinstance(raised.expression, ast.Call) else ""
        plus = " Two numbers are added with a `+`." if call == "sum" else ""
        return f"`{call}` goes through the entries of something, and here it is given a single number.{plus}" if call else ""
    name, things = loop[1], loop[2].strip()
    counts = f" To count up to it, write `for {name} in range({things}):`." if raised.says("'(int|numpy.int)") else ""
    return f"`{things}` is a single number, and a loop goes through something that has entries.{counts}"


def about_numbered_pairs(raised: Raised, written: Written) -> str:
    """`for p, g in enumerate(zip(params, grads))`: there p is the number of the round, and g both things at once."""
    if not issubclass(raised.kind, TypeError | AttributeError | ValueError):
        return ""
    for target, things in written.loops:
        names, several = re.fullmatch(r"\(?(\w+), (\w+)\)?", target), re.fullmatch(r"enumerate\((zip\(.+\))\)", things)
        if names and several and re.search(rf"\b{names[2]}\b(?!\[)", raised.line):
            number, both = names.groups()
            return (
                f"`enumerate` counts the rounds: here `{number}` is the number of a round, and `{both}` is all that zip hands out in it. "
                f"Leave enumerate out: `for {number}, {both} in {several[1]}:`."
            )
    return ""


def _without_comment(raised: Raised) -> str:
    return raised.line.partition("#")[0].rstrip()
