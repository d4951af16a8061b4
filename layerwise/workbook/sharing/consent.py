"""Showing a learner what a class will be told, and asking whether they want that."""

import json
import textwrap
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from layerwise.workbook.sharing.kept import HOURS, Membership
from layerwise.workbook.sharing.message import PASSED, Hand, Mark

WIDTH = 78
_YES = ("yes", "y")


def words(membership: Membership, now: float) -> str:
    """What is sent from the moment that the learner agrees, in words and as it is."""
    what = [
        f"the nickname {membership.name!r};",
        "the names of the exercises that you have checked, those so far among them, and what each check came to: passed, wrong, stopped "
        "with an error, timed out, or begun;",
        "the name of a mistake that the check has recognised, such as no-bias;",
        "a raised hand, and for how long it has been up;",
        "that you are still there, three times a minute;",
        "with each of them a token which that machine gives you, so that nobody else can speak for you.",
    ]
    listed = "\n".join(textwrap.fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ") for line in what)
    never = (
        "No code, no answers to questions, no text of yours, no files. It goes to that machine and to nobody else. Your instructor sees "
        "it, and so may the whole room on a projector. It is deleted there when the class ends; counts that name nobody may be kept. This "
        f"holds for all notebooks of this workbook until you call workbook.leave(), until the class ends, and for {HOURS} hours at most."
    )
    if is_readable_on_the_way(membership.address):
        never += " On the way there it is not encrypted: somebody in the same network could read it."
    return f"To {membership.address} go:\n{listed}\n\n{textwrap.fill(never, WIDTH)}\n\n{_example(membership, now)}\n"


def is_readable_on_the_way(address: str) -> bool:
    """Could somebody between here and there read what is sent?"""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme != "https" and not (host in ("localhost", "::1") or host.startswith("127."))


def _example(membership: Membership, now: float) -> str:
    """The message that is sent first or, where it says nothing yet, one that may come later."""
    when, sent = "Now this would be sent", membership.message(now)
    if not sent.exercises:
        when = "After two checks this would be sent, for example"
        sent = replace(
            sent, exercises={"relu": Mark(PASSED), "neuron": Mark("wrong", "no-bias")}, last="neuron", hand=Hand(sent.number, 40)
        )
    return f"{when}:\n{_written(sent.stored())}"


def _written(stored: dict[str, Any]) -> str:
    """JSON, with each exercise in a line of its own, and everything else too."""
    exercises = ",\n".join(f"  {json.dumps(name)}: {json.dumps(mark)}" for name, mark in stored["exercises"].items())
    parts = {name: json.dumps(value) for name, value in stored.items()} | {"exercises": f"{{\n{exercises}\n }}"}
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {text}" for name, text in parts.items()) + "\n}"


def agreed(read: Callable[[str], str]) -> bool | None:
    """Ask, and tell whether the learner agrees; None where nobody can be asked."""
    try:
        return read("Do you want that? Type yes or no: ").strip().lower() in _YES
    except (EOFError, OSError, RuntimeError):  # the last of them is Jupyter's, where a front end has no field to type into
        return None
