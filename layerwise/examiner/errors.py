"""What to tell a learner whose function stopped with an exception: what was raised, in which of their lines, what to look at."""

import builtins
import re
from collections.abc import Callable

import numpy as np

from layerwise.examiner.advice import NO_LIST, advice_on
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written
from layerwise.ground.words import nearest

_NO_VALUE = "No line here gives `{name}` a value: write `{name} = ...` above the line that uses it. (Or {other}.)"
_NO_FUNCTION = "Python knows no function `{name}` yet. Is it spelled right, and was the cell run that defines it?"
# One of them, in the words of the lessons. Of another name that ends in s it is what stands before.
_SINGULAR = {"params": "parameter", "grads": "gradient"}


def error_sentence(raised: Raised, written: Written) -> str:
    """Tell of an exception that a learner's function, which was `written` so, raised, and what to do about it."""
    advice = next(filter(None, (adviser(raised, written) for adviser in ADVISERS)), "")
    return f"{what_happened(raised)} {advice}".rstrip()


def what_happened(raised: Raised) -> str:
    """Tell of an exception and its line, without advice."""
    place = f" in the line `{raised.line}`" if raised.line else ""
    return f"it stopped{place} with {raised.words.rstrip('.')}."


# --- advisers: each has something to say about one kind of error, or nothing ---------------------------------------------------


def _about_unpacking(raised: Raised, written: Written) -> str:
    """What is wrong with a line that hands out values to several names, and not as many as there are names."""
    if not (issubclass(raised.kind, ValueError) and "unpack" in raised.details):
        return ""
    line = raised.line.partition("#")[0].rstrip()
    loop = re.match(r"for ([\w, ()]+) in (.+):", line)
    if not loop:
        pairs = re.match(r"(\w+, \w+) = (minibatches\(.*\))$", line)
        return f"The pairs come one after the other: go through them with a loop, `for {pairs[1]} in {pairs[2]}:`." if pairs else ""
    names, things = loop[1].strip(), loop[2].strip()
    lists = re.fullmatch(r"[(\[]?([\w, ]+)[)\]]?", things)
    if not lists:
        return f"Each round of `{things}` hands out fewer values than there are names between `for` and `in`, or more."
    if "," in lists[1]:
        brackets = "Brackets alone pair nothing. " if lists[1].strip() != things else ""
        return f"{brackets}To go through them together, a loop needs zip: `for {names} in zip({lists[1].strip()}):`."
    return f"Each round hands out one entry of `{things}`, and it has not as many parts as there are names. Print one."


def _about_lists_of_arrays(raised: Raised, written: Written) -> str:
    """The loop to write, in their own names, where lists of arrays were taken for arrays."""
    names = raised.lists_of_arrays
    if not names or advice_on(raised, written) is not NO_LIST:
        return ""
    ones = [_one_of(name) for name in names]
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


def _one_of(name: str) -> str:
    """A name for one entry of a list."""
    return _SINGULAR.get(name) or (name[:-1] if re.search(r"\w[^aisu]s$", name) else f"one_{name}")


def _about_two_comparisons(raised: Raised, written: Written) -> str:
    """Where two arrays of answers were to be joined entry by entry."""
    line = raised.line
    if "truth value of an array" not in raised.details or not re.search(r"[<>=].*(&|\||\band\b|\bor\b).*[<>=]", line):
        return ""
    if re.match(r"(if|elif|while)\b", line):
        return ""  # these decide once, however the comparisons are joined
    sign = "&" if re.search(r"&|\band\b", line) else "|"
    if sign in line:
        return f"`{sign}` comes before a comparison, as `*` comes before `+`. Put each comparison in brackets: `(a == i) {sign} (b == j)`."
    word = "and" if sign == "&" else "or"
    return (
        f"`{word}` decides once, and here is a whole array of answers. Entry by entry it is written `{sign}`, with each comparison in "
        f"brackets: `(a == i) {sign} (b == j)`."
    )


def _with_the_nearest_name(raised: Raised, written: Written) -> str:
    """What the table has, after the name that may have been meant."""
    told = advice_on(raised, written)
    if not told and raised.kind is NameError:
        return ""
    return " ".join(filter(None, (_meant(raised), told)))


def _about_an_unknown_name(raised: Raised, written: Written) -> str:
    """What to do about a name that Python does not know."""
    if raised.kind is not NameError or raised.name is None:
        return ""
    name = raised.name
    called = re.search(rf"\b{re.escape(name)}\s*\(", raised.line)
    missing = (_NO_FUNCTION if called else _NO_VALUE).format(name=name, other="run the cell above that does")
    if name == "e":
        return "For a power of e use np.exp: `np.exp(-z)` is e to the power of -z."
    if name in dir(np) and (called or not callable(getattr(np, name))):
        return f"NumPy has it: write `np.{name}`."
    own = _near(name, [*raised.own_names, *dir(builtins)])
    if own and not called and not _is_misspelt(name, own):
        return _NO_VALUE.format(name=name, other=f"`{own}` is meant")
    if own:
        return f"Did you mean `{own}`?"
    outside = _near(name, raised.outer_names)
    return f"Did you mean `{outside}`? {missing}" if outside else missing


# The first that has something to say is heard.
ADVISERS: tuple[Callable[[Raised, Written], str], ...] = (
    _about_unpacking,
    _about_lists_of_arrays,
    _about_two_comparisons,
    _with_the_nearest_name,
    _about_an_unknown_name,
)


def _meant(raised: Raised) -> str:
    """The nearest name to one that there is not."""
    if raised.kind is NameError:
        near = _near(raised.name, [*raised.own_names, *raised.outer_names, *dir(builtins)])
    elif raised.owner in ("array", "list") and raised.name in dir(np) and raised.name not in ("append", "add"):
        return f"It is a function of NumPy, which takes the {raised.owner} between its brackets: np.{raised.name}(...)."
    else:
        near = _near(raised.name, raised.owners_names)
    return f"Did you mean `{near}`?" if near else ""


def _near(name: str | None, names) -> str | None:
    return nearest(name, (other for other in names if not other.startswith("_")), cutoff=0.75)


def _is_misspelt(name: str, near: str) -> bool:
    """Is it `near` with a slip, and no name of its own, as `losses` is beside `loss` and `y_train` beside `X_train`?"""
    import difflib

    name, near = name.lower(), near.lower()
    shorter, longer = sorted((name, near), key=len)
    plural = longer in (f"{shorter}s", f"{shorter}es")
    return not plural and (sorted(name) == sorted(near) or difflib.SequenceMatcher(None, name, near).ratio() > 0.88)
