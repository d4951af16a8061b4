"""The whole examination against my_network.py: which functions are the learner's own, and which are still ours."""

import ast
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from layerwise.exercises import catalogue, examine
from layerwise.exercises.catalogue import EXERCISES, lesson_of
from layerwise.ground.words import in_html, in_words
from layerwise.workbook.library import module


@dataclass(frozen=True, repr=False)
class Verification:
    """What an examination of a library came to.

    yours    the names of the functions that are in it and pass
    failing  what is in it and does not pass, by name, with the reason
    ours     the names of the functions that are not in it
    trouble  what is wrong with the file itself, as sentences
    """

    file: str
    yours: tuple[str, ...]
    failing: dict[str, str]
    ours: tuple[str, ...]
    trouble: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Are all functions of the course the learner's own?"""
        return not self.failing and not self.ours and not self.trouble

    def sentences(self) -> list[str]:
        """The result in words, one sentence a line."""
        total = len(EXERCISES)
        said = list(self.trouble)
        if self.complete:
            return [f"All {total} functions of the course are in your {self.file} and pass. This network is your own."]
        said.append(f"{len(self.yours)} of the {total} functions of the course are in your {self.file} and pass.")
        if self.yours:
            said.append(f"Yours: {in_words(self.yours)}.")
        said += [f"Yours, but it does not pass: {name}. {why}".rstrip() for name, why in self.failing.items()]
        if self.ours:
            by_lesson: dict[str, list[str]] = {}
            for name in self.ours:
                by_lesson.setdefault(lesson_of(name).number, []).append(name)
            said.append(f"Still ours: {'; '.join(f'{in_words(names)} (lesson {number})' for number, names in by_lesson.items())}.")
        return said

    def __repr__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        return "".join(f"<p>{in_html(sentence)}</p>" for sentence in self.sentences())


def verify(path: Path) -> Verification:
    """Examine every function of the course as the library `path` has it. Raises OSError for a file that cannot be opened."""
    every = [exercise.name for exercise in catalogue()]
    try:
        text = module.read(path)
        library = module.run(text, str(path))
    except module.Unreadable as why:
        return Verification(path.name, (), {}, tuple(every), (f"{path} cannot be read as Python ({why}).",))
    except module.CannotImport as why:
        return Verification(path.name, (), {}, tuple(every), (f"{path} cannot be imported ({why}).",))
    yours, failing, ours = [], {}, []
    for name in every:
        if name not in library or is_ours(library[name]):
            ours.append(name)
            continue
        report = examine(name, library[name])
        if report.passed:
            yours.append(name)
        else:
            failing[name] = report.message.split("\n")[0]
    foreign = _foreign(text)
    trouble = (f"{path.name} imports {in_words(foreign)}. Your own network needs nothing but NumPy.",) if foreign else ()
    return Verification(path.name, tuple(yours), failing, tuple(ours), trouble)


def is_ours(function: Callable) -> bool:
    """Is it a function of the course itself, wherever it was imported from?"""
    return str(getattr(function, "__module__", "")).split(".")[0] == "layerwise"


def _foreign(text: str) -> list[str]:
    """What the library imports beside NumPy and Python's own modules."""
    roots = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add((node.module or ".").split(".")[0])
    return sorted(root for root in roots if root != "numpy" and root not in sys.stdlib_module_names)
