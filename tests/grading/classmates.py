"""A class that does not exist: its notebooks, as many as are asked for, the same ones for the same seed.

    write_class(folder, people=300, seed=1)

Everybody has attempted all lessons. Most answers are right, in the course's words or in another way; others are beginners' mistakes, half
done or not begun. One person in twenty hands in something broken. Some have names that no programmer would choose.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import answers

from layerwise.course import LESSONS, Lesson
from layerwise.exercises.catalogue import EXERCISES, exercises_of

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = (
    "Ada",
    "Jürgen",
    "Анна",
    "山田 太郎",
    "محمد",
    "O'Brien",
    "José",
    "Zoë-Marie",
    "Łukasz",
    "=SUM(A1)",
    "<b>Bold</b>",
    "Ωmega",
    "x" * 80,
)
# What somebody does with an exercise, and how often.
KINDS = {"right": 70, "wrong": 17, "half done": 6, "not begun": 7}
BROKEN_ONE_IN = 20


@dataclass(frozen=True)
class Classmate:
    """One person: what they did with each exercise, and what is broken in what they handed in, or ""."""

    name: str
    did: dict[str, str]
    broken: str


def write_class(folder: Path, people: int, seed: int = 1, lessons: tuple[Lesson, ...] = LESSONS) -> list[Classmate]:
    """Write the notebooks of so many people, a folder each."""
    chance = random.Random(seed)
    return [_write_one(folder, number, chance, lessons) for number in range(people)]


def _write_one(folder: Path, number: int, chance: random.Random, lessons: tuple[Lesson, ...]) -> Classmate:
    name = f"{chance.choice(NAMES).replace('/', '')} {number:04}"
    broken = chance.choice(list(BREAKS)) if number % BROKEN_ONE_IN == BROKEN_ONE_IN // 2 else ""
    did = {}
    own = folder / name
    own.mkdir(parents=True)
    for lesson in lessons:
        written = {}
        for exercise in exercises_of(lesson):
            did[exercise.name] = chance.choices(list(KINDS), list(KINDS.values()))[0]
            written[exercise.name] = _answer(exercise.name, did[exercise.name], chance)
        content = json.dumps(notebook(lesson, written)).encode()
        if broken and lesson is lessons[len(lessons) // 2]:
            content = BREAKS[broken](content)
        (own / lesson.notebook).write_bytes(content)
    return Classmate(name, did, broken)


def notebook(lesson: Lesson, written: dict[str, str]) -> dict:
    """A lesson's notebook as it is handed out, with these answers in place of the empty ones."""
    handed_out = json.loads(_handed_out(lesson))
    for cell in handed_out["cells"]:
        name = cell["metadata"].get("layerwise", {}).get("exercise")
        if written.get(name):
            cell["source"] = written[name]
    return handed_out


@cache
def _handed_out(lesson: Lesson) -> bytes:
    return (NOTEBOOKS / lesson.notebook).read_bytes()


def _answer(name: str, kind: str, chance: random.Random) -> str:
    """What somebody writes in an exercise's cell; nothing for one who has not begun."""
    if kind == "right":
        return f"@check\n{EXERCISES[name].solution}"
    if kind == "wrong" and _wrong()[name]:
        return chance.choice(_wrong()[name])
    if kind in ("wrong", "half done"):
        *lines, last = EXERCISES[name].solution.split("\n")
        return "\n".join(["@check", *lines, f"{last[: len(last) - len(last.lstrip())]}...  # what now?"])
    return ""


@cache
def _wrong() -> dict[str, list[str]]:
    """Beginners' answers that need nothing but their own cell."""
    found: dict[str, list[str]] = {name: [] for name in EXERCISES}
    for file in answers.files():
        for wrong in getattr(file, "WRONG", []):
            if not wrong.above and wrong.code.startswith("@check\ndef ") and "while" not in wrong.code:
                found[wrong.exercise].append(wrong.code)
    return found


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "half of the file": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "no JSON": lambda content: b"\xff\xfe not a notebook",
    "no list of cells": lambda content: b'{"nbformat": 4, "metadata": {}, "cells": 3}',
    "a cell that is no Python": lambda content: content.replace(b'"@check\\ndef', b'"@check\\ndef def', 1),
    "all cells deleted": lambda content: json.dumps({**json.loads(content), "cells": []}).encode(),
}
