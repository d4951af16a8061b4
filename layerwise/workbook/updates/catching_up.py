"""Catching up: a learner who came late goes on at some exercise, and what comes before it is given to them.

An exercise that nobody has begun gets the course's answer, under `@given`, which says so wherever the cell is run, and counts for
nobody. What the learner wrote, finished or not, stays as it is: the lesson goes on with the course's function until theirs passes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from layerwise import course
from layerwise.examiner import code
from layerwise.exercises.catalogue import EXERCISES, exercises_of
from layerwise.ground.files import Changed
from layerwise.ground.notebooks import NotANotebook, read, written
from layerwise.ground.words import in_words
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.backups import make_backup
from layerwise.workbook.updates.changing import Report, WorkbookTrouble, alone_with, how_to_undo
from layerwise.workbook.updates.copies import Copy, copy_of
from layerwise.workbook.updates.pairing import exercise_of, text_of
from layerwise.workbook.updates.resetting import exercise_named, lesson_named, refuse_a_number_of_two
from layerwise.workbook.updates.servers import open_notebooks


@dataclass(frozen=True)
class _Change:
    """A copy before and after, and the names of the exercises that are given in it."""

    copy: Copy
    before: bytes
    after: bytes
    given: list[str]


def catch_up(
    workbook: Workbook,
    notebooks: Path,
    lesson: str,
    exercise: str | None = None,
    passed: Collection[str] = (),
    options: str = "",
    from_notebook: Path | None = None,
) -> Report:
    """Give the answers of all exercises before the lesson, or before its `exercise`, that nobody has begun; after a backup.

    `passed` names the exercises that the learner has done: their cells stay, whatever is in them now. `options` is what the learner has
    to add to another command to mean this workbook. Whoever asks for it `from_notebook` has notebooks open: those stay as they are.
    Otherwise an open notebook in which something is to be given raises WorkbookTrouble, and nothing is given.
    """
    there = lesson_named(lesson, notebooks)
    refuse_a_number_of_two(lesson, there, workbook)
    before, place = _exercises_before(there, exercise)
    with alone_with(workbook):
        changes = [
            change
            for name, names in before.items()
            if (change := _change(copy_of(workbook, name), notebooks / name, [name for name in names if name not in passed]))
        ]
        opened = open_notebooks(workbook.folder)
        left = []
        for change in changes:
            why_not = opened.why_not(change.copy.path)
            if from_notebook and (why_not or change.copy.path.resolve() == from_notebook.resolve()):
                left.append(change)
            elif why_not:
                raise WorkbookTrouble(f"Nothing was filled in. {change.copy.name}: {why_not}, then run this again.")
        changes = [change for change in changes if change not in left]
        backup = make_backup(workbook, "catch-up", [change.copy for change in changes]) if changes else None
        for change in changes:
            try:
                change.copy.replace(change.before, change.after, change.copy.base())
            except Changed as changed:
                raise WorkbookTrouble(f"{change.copy.name} was changed by somebody just now. Run this again.") from changed
        lines = [f"{change.copy.name}: {in_words(change.given)} given." for change in changes]
        if left:
            names = in_words([Path(change.copy.name).stem for change in left])
            lines.append(f"Open, and left as it is: {names}. There a `@check` that has not passed goes on with the course's function.")
        if backup is None and not left:
            lines.append("Nothing had to be given: everything before that place is begun or has passed.")
        if backup is not None:
            again = f"python3 start.py reset {changes[0].copy.name} {changes[0].given[0]}{options}"
            lines.append(f"What is given does not count as yours. To write one yourself after all, start it again: `{again}`.")
            lines.append(how_to_undo(backup, options))
        lines.append(f"Go on in {there.stem}: {place}")
        return Report(lines)


def _exercises_before(there: Path, exercise: str | None) -> tuple[dict[str, list[str]], str]:
    """The names of the exercises of each notebook before the place, and how to go on at the place. Raises WorkbookTrouble."""
    lesson = course.lesson(there.stem)
    if lesson is None:
        raise WorkbookTrouble(f"{there.stem} has no place among the lessons, so nothing comes before it.")
    before = {other.notebook: [asked.name for asked in exercises_of(other)] for other in course.LESSONS[: lesson.place]}
    if exercise is None:
        return before, "begin at its first cell."
    asked = [asked.name for asked in exercises_of(lesson)]
    wanted = exercise_named(exercise, asked, there.stem)
    before[lesson.notebook] = asked[: asked.index(wanted)]
    return before, f"click into the cell of {wanted} and choose Run > Run All Above Selected Cell."


def _change(copy: Copy, of_course: Path, names: list[str]) -> _Change | None:
    """What becomes of a copy in which the exercises of these names are given, or None where it stays as it is."""
    own = copy.content()
    if own is None or not names:
        return None
    try:
        notebook = read(own)
    except NotANotebook as problem:
        raise WorkbookTrouble(f"{copy.path} {problem}. `python3 start.py update` keeps it aside and gives you a new copy.") from problem
    handed_out = [read(version) for version in (copy.base(), of_course.read_bytes()) if version is not None]
    untouched = {(exercise_of(cell), text_of(cell)) for version in handed_out for cell in version["cells"] if exercise_of(cell)}
    given, cells = [], []
    for cell in notebook["cells"]:
        name = exercise_of(cell)
        if name in names and name not in given and (name, text_of(cell)) in untouched:
            given.append(name)
            cell = {**cell, "source": _given(name), "outputs": [], "execution_count": None}
        cells.append(cell)
    return _Change(copy, own, written({**notebook, "cells": cells}), given) if given else None


def _given(name: str) -> str:
    return f"from layerwise import given\n\n\n@given\n{code.solved(EXERCISES[name].marked_source).rstrip()}"
