"""Answers to the exercises, one file a lesson. A file may hold, each by the exercise's name:

    RIGHT         right answers, in the styles that learners write; every exercise has some
    WRONG         answers that are right nearly always, and must not pass
    EQUIVALENT    {change: reason}: small changes of our own answer that are no mistakes

So everything("RIGHT") is what all files have as right answers.
"""

import importlib
from pathlib import Path


def everything(what: str) -> dict[str, list]:
    """The entries that all files have under `what`, by the exercise's name; those of EQUIVALENT as pairs."""
    found: dict[str, list] = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem != "__init__":
            for name, entries in getattr(importlib.import_module(f"answers.{path.stem}"), what, {}).items():
                found.setdefault(name, []).extend(entries.items() if isinstance(entries, dict) else entries)
    return found
