"""Answers to the exercises. A lesson's file may hold, each by the exercise's name:

    RIGHT           right answers, in the styles that learners write; every exercise has some
    NEARLY_RIGHT    answers that are right nearly always, and must not pass
    EQUIVALENT      {change: reason}: small changes of our own answer that are no mistakes

So everything("RIGHT") is what all files have as right answers. And one list of what beginners write, see beginners.py:

    WRONG           wrong answers, each with what has to be said of it; every exercise has some
"""

import importlib
from pathlib import Path
from types import ModuleType


def files() -> list[ModuleType]:
    """Every file of answers."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [importlib.import_module(f"answers.{name}") for name in names if name != "__init__"]


def everything(what: str) -> dict[str, list]:
    """The entries that all files have under `what`, by the exercise's name; those of EQUIVALENT as pairs."""
    found: dict[str, list] = {}
    for file in files():
        for name, entries in getattr(file, what, {}).items():
            found.setdefault(name, []).extend(entries.items() if isinstance(entries, dict) else entries)
    return found
