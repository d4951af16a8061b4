"""Something was returned that is no result at all."""

import ast

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.subject import Subject
from layerwise.examiner.values import NOTHING, OTHER, TEXT, UNFINISHED, UNFINISHED_KINDS
from layerwise.examiner.written import Written

# What lists and arrays do to themselves.
_IN_PLACE = ("append", "extend", "insert", "reverse", "sort", "fill")


def returns_nothing(case: Case) -> Diagnosis | None:
    """None came back."""
    if case.got.kind != NOTHING:
        return None
    written = case.subject.written
    if any(value.startswith("print(") for value in written.returns):
        words = "print shows a value on the screen, and itself gives back None. Put the value itself after `return`, without print."
    elif any(line.value is None for line in written.nodes(ast.Return)):
        words = (
            f"A `return` stands there with nothing after it. Put after it what it is to hand out: `return {written.last_result or '...'}`."
        )
    elif in_place := _works_in_place(written):
        words = f"`{in_place}` does its work on the list or array itself, and gives back None. Call it in a line of its own, above."
    elif name := _only_returned(written):
        words = f"The `return` line is reached, and `{name}` is None there. Look at the line that gave it this value."
    elif written.tree is None or written.returns:
        words = "Is there a `return` line, and is it reached every time? Inside an `if` or a loop it may be skipped."
    elif written.calls_of("print"):
        words = "print shows a value on the screen and hands it to nobody. A line `return ...`, with the name of the value, hands it out."
    else:
        words = "There is no `return` line. The last line of a function hands out what was worked out: `return` and its name."
    return case.explained(f"It returns nothing. {words}", "returns-nothing", "wrong")


def _works_in_place(written: Written) -> str:
    """A call such as `scores.append(...)` behind a `return`, whose work is done on what stands before the dot."""
    for line in written.nodes(ast.Return):
        call = line.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _IN_PLACE:
            return f".{call.func.attr}(...)" if call.args else f".{call.func.attr}()"
    return ""


def _only_returned(written: Written) -> str:
    """The name that the last line returns, where no other line returns anything."""
    lines = written.nodes(ast.Return)
    definition = written.tree.body[0] if written.tree else None
    last = definition.body[-1] if isinstance(definition, ast.FunctionDef) else None
    return last.value.id if isinstance(last, ast.Return) and isinstance(last.value, ast.Name) and len(lines) == 1 else ""


def yields(case: Case) -> Diagnosis | None:
    """A `yield` stands in it, where whoever calls it does not ask for one thing after the other."""
    written, answer = case.subject.written, Subject(case.exercise.answer).written
    if not (written.hands_out_by_turns and written.tree) or answer.hands_out_by_turns or case.got.error is not None:
        return None
    if not answer.returns:
        instead = "Nothing has to be handed out here: take the `yield` out."
    elif len(written.nodes(ast.Yield)) == 1 and not written.has_in_a_loop("yield"):
        instead = "Here the result is asked for at once: write `return` in its place."
    else:
        instead = "Here the whole result is asked for at once: collect it, and hand it out with one `return` at the end."
    return case.explained(
        f"With a `yield` in it, a call of your function does nothing: it waits to be asked for one thing after the other. {instead}",
        "yields",
        "wrong",
    )


def returns_in_the_first_round(case: Case) -> Diagnosis | None:
    """A `return` in a loop ends the function before the loop has gone on."""
    loops = case.subject.written.loops_cut_short
    if not loops or case.got.error is not None:
        return None
    return case.explained(
        f"A `return` stands inside the loop over `{loops[0]}`, and it ends the function in the first round. "
        + (
            "Move it to the left, so that it stands below the loop."
            if case.subject.written.collects_in_a_loop
            else "In the loop collect what each round gives, with `.append` or `+=`, and return it all below the loop."
        ),
        "returns-in-the-first-round",
        "wrong",
    )


def returns_several(case: Case) -> Diagnosis | None:
    """Values with commas between them, where one is asked for."""
    raw, wanted = case.got.raw, case.wanted.value
    if isinstance(wanted, dict) and isinstance(raw, dict) and wanted:  # where facts are observed, the result is the first
        raw, wanted = next(iter(raw.values())), next(iter(wanted.values()))
    if type(raw) is not tuple or case.got.error is not None or isinstance(wanted, tuple | dict):
        return None
    if not any(isinstance(line.value, ast.Tuple) for line in case.subject.written.nodes(ast.Return)) or not raw:
        return None
    if len(raw) == 1:
        return case.explained(
            "A comma at the end of your `return` line makes a tuple of what stands before it. Leave the comma out.",
            "returns-several",
            "wrong",
        )
    return case.explained(
        f"You return {len(raw)} values, with commas between them, and one is asked for. Do they have to be put together first, "
        "or is only one of them meant?",
        "returns-several",
        "wrong",
    )


def returns_a_dictionary(case: Case) -> Diagnosis | None:
    """Values with names, where they are asked for by their places."""
    if type(case.got.raw) is not dict or case.got.kind != OTHER or isinstance(case.wanted.value, dict):
        return None
    names = case.exercise.returns
    instead = (
        f"Return them side by side, in this order: `return {', '.join(names)}`." if names else "Return an array, or a list of the values."
    )
    return case.explained(f"You return a dictionary, which gives each value a name. {instead}", "returns-a-dictionary", "wrong")


def returns_something_unfinished(case: Case) -> Diagnosis | None:
    """A generator, a map: nothing in it has been worked out."""
    raw = case.got.raw
    if type(raw) is np.ndarray and raw.dtype.kind == "O" and raw.size == 1 and type(raw.flat[0]).__name__ in UNFINISHED_KINDS:
        return case.explained(
            "np.array goes through no loop in round brackets, and makes a single entry of it. In square brackets the loop is gone through "
            "at once: np.array([... for x in X]). Around a map or a zip, put list(...).",
            "returns-something-unfinished",
            "wrong",
        )
    if case.got.kind != UNFINISHED:
        return None
    return case.explained(
        "What you return has not been worked out yet: it waits until somebody goes through it. A loop in square brackets is gone through "
        "at once, [... for x in X], and so is list(...) of it. np.array(...) makes an array of that list.",
        "returns-something-unfinished",
        "wrong",
    )


def returns_texts(case: Case) -> Diagnosis | None:
    """Texts came back."""
    if case.got.kind != TEXT:
        return None
    return case.explained(
        "What you return is text, and nobody can calculate with text. Look for quotation marks, an f-string or str(...): "
        'a number stands without them, 1 and not "1".',
        "returns-texts",
        "wrong",
    )
