"""Names that a lesson relies on and that a cell has given another meaning: np, sum, check, relu."""

import builtins
import sys

from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.words import in_words

# sum, max, list and the like. What IPython adds, or puts in the place of others, names another module.
_BUILTINS = {name: value for name, value in vars(builtins).items() if name.islower() and getattr(value, "__module__", "") == "builtins"}
_MODULES = {
    "np": "numpy",
    "data": "layerwise.data",
    "figures": "layerwise.figures",
    "nn": "layerwise.nn",
    "workbook": "layerwise.workbook",
}


class Shadows:
    """Watches the names of one notebook."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.shadowed: set[str] = set()

    def look(self, namespace: dict) -> list[str]:
        """Sentences about the names that have lost their meaning since the last look; each is told once, until it has it again."""
        right = {name for name in _watched(namespace) if _is_right(name, namespace[name])}
        self.seen |= right
        # A name that never was NumPy, or a function of the course, has lost nothing; Python's own were there from the start.
        now = {name for name in _watched(namespace) - right if name in self.seen or name in _BUILTINS}
        new = sorted(now - self.shadowed)
        self.shadowed = now
        return [_sentence(kind, names) for kind in _REMEDIES if (names := [name for name in new if _kind(name) == kind])]


def _watched(namespace: dict) -> set[str]:
    return {name for name in (*_MODULES, "check", *EXERCISES, *_BUILTINS) if name in namespace}


def _is_right(name: str, value: object) -> bool:
    if name in _MODULES:
        return value is sys.modules.get(_MODULES[name])
    if name == "check":
        return value is sys.modules["layerwise"].check
    return callable(value) if name in EXERCISES else value is _BUILTINS[name]


def _kind(name: str) -> str:
    """What a name stood for before."""
    if name == "np":
        return "NumPy"
    if name in _MODULES or name == "check":
        return "the course's"
    return "a function" if name in EXERCISES else "Python's own"


# How to have a name back, by what it stood for.
_REMEDIES = {
    "NumPy": "run `import numpy as np`.",
    "the course's": "run `from layerwise import {}`.",
    "a function": "run the cell that makes it again, or `from layerwise.mine import {}`.",
    "Python's own": "run `del {}`.",
}


def _sentence(kind: str, names: list[str]) -> str:
    remedy = _REMEDIES[kind].format(", ".join(names))
    listed = in_words(f"`{name}`" for name in names)
    if len(names) == 1:
        return f"{listed} is no longer {kind}: this cell gave the name another meaning. To have it back, {remedy}"
    return f"{listed} are no longer {kind}: this cell gave the names another meaning. To have them back, {remedy}"
