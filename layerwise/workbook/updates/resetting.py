"""Starting again: a whole lesson, or one exercise in it, as the course hands it out."""

import re
from collections.abc import Mapping
from pathlib import Path

from layerwise.ground.files import Changed
from layerwise.ground.notebooks import NotANotebook, is_notebook, read, written
from layerwise.ground.words import nearest
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.backups import make_backup
from layerwise.workbook.updates.changing import Report, WorkbookTrouble, alone_with, how_to_undo
from layerwise.workbook.updates.copies import Copy, copy_of
from layerwise.workbook.updates.marks import is_mark, marked_cell
from layerwise.workbook.updates.merging import merge
from layerwise.workbook.updates.pairing import exercise_of, pair
from layerwise.workbook.updates.servers import open_notebooks


def reset(
    workbook: Workbook,
    notebooks: Path,
    lesson: str,
    exercise: str | None = None,
    options: str = "",
    built: Mapping[str, bytes] | None = None,
) -> Report:
    """Put the lesson, or only its cell for `exercise`, back to the beginning, after a backup.

    `lesson` is its number, its name or both (2, activation, 02_activation). `options` is what the learner has to add to another command
    to mean this workbook. `built` is what the course's notebooks are where somebody has worked in them. Raises WorkbookTrouble.
    """
    course = lesson_named(lesson, notebooks)
    refuse_a_number_of_two(lesson, course, workbook)
    with alone_with(workbook):
        copy = copy_of(workbook, course.name)
        why_not = open_notebooks(workbook.folder).why_not(copy.path)
        if why_not:
            raise WorkbookTrouble(f"{copy.name} was not reset: {why_not}, then run this again.")
        new, own, base = (built or {}).get(course.name) or course.read_bytes(), copy.content(), copy.base()
        if exercise is None:
            content, base = new, new
            what = f"{copy.name} is as the course hands it out"
        else:
            content = _with_exercise_reset(copy, own, base if base is not None and is_notebook(base) else new, exercise)
            what = f"In {copy.name}, the cell of {exercise} is as the course hands it out"
        if content == own:
            return Report([f"{what} already; nothing was changed."])
        backup = make_backup(workbook, "reset", [copy]) if own is not None else None
        try:
            copy.replace(own, content, base)
        except Changed as changed:
            raise WorkbookTrouble(f"{copy.name} was not reset: somebody changed the file just now. Run this again.") from changed
        return Report([f"{what}.", *([how_to_undo(backup, options)] if backup else [])])


def lesson_named(word: str, notebooks: Path) -> Path:
    """The course's notebook that a learner means by `word`. Raises WorkbookTrouble if there is none."""
    lessons = {path.stem: path for path in sorted(notebooks.glob("*.ipynb"))}
    wanted = word.removesuffix(".ipynb").lower()
    for name, path in lessons.items():
        number, _, title = name.lower().partition("_")
        if wanted in (name.lower(), number, title) or (wanted.isdecimal() and number.isdecimal() and int(wanted) == int(number)):
            return path
    near = nearest(wanted, [*lessons, *(name.partition("_")[2] for name in lessons)])
    meant = f" Did you mean {near}?" if near else ""
    raise WorkbookTrouble(f"There is no lesson {word}.{meant} The lessons are: {', '.join(lessons)}.")


def exercise_named(word: str, names: list[str], lesson: str) -> str:
    """The one of a lesson's exercises that a learner means by `word`. Raises WorkbookTrouble if there is none."""
    wanted = re.sub(r"\W", "_", word)
    if wanted in names:
        return wanted
    near = nearest(wanted, names)
    meant = f" Did you mean {near}?" if near else ""
    asks = f"It asks for {', '.join(names)}." if names else "It has none."
    raise WorkbookTrouble(f"{lesson} has no exercise {word}.{meant} {asks}")


def refuse_a_number_of_two(word: str, course: Path, workbook: Workbook) -> None:
    """Raise WorkbookTrouble for a number that the course has given to another lesson than the learner's notebook of that number has."""
    if not word.isdecimal():
        return
    numbered = [path for path in workbook.folder.glob(f"{int(word):02d}_*.ipynb") if (workbook.bases / path.name).exists()]
    others = [path.stem for path in numbered if path != workbook.notebook(course.name)]
    if others:
        name = course.stem.partition("_")[2]
        raise WorkbookTrouble(
            f"Lesson {word} is {course.stem} in the course, and in your notebooks it is {others[0]}.\n"
            f"Say which one you mean by its name: {name} or {others[0].partition('_')[2]}."
        )


def _with_exercise_reset(copy: Copy, own: bytes | None, course: bytes, exercise: str) -> bytes:
    """The copy with the exercise's cell as in `course`, the version that the copy was made from."""
    if own is None:
        raise WorkbookTrouble(f"You have no copy of {copy.name}. `python3 start.py learn` makes one.")
    try:
        own_notebook = read(own)
    except NotANotebook as problem:
        raise WorkbookTrouble(f"{copy.path} {problem}. `python3 start.py update` keeps it aside and gives you a new copy.") from problem
    course_notebook = read(course)
    names = [name for cell in course_notebook["cells"] if (name := exercise_of(cell))]
    wanted = exercise_named(exercise, names, copy.name)
    reset_notebook = start_exercise_again(course_notebook, own_notebook, wanted)
    if not all("id" in cell for cell in reset_notebook["cells"]):  # from an older Jupyter: in the format that is written each has one
        reset_notebook = merge(course_notebook, course_notebook, reset_notebook).notebook
    return own if reset_notebook == own_notebook else written(reset_notebook)


def start_exercise_again(course: dict, own: dict, exercise: str) -> dict:
    """The notebook `own` with the cell of `exercise` as it is in `course`, at its place if it was deleted."""
    index = next(index for index, cell in enumerate(course["cells"]) if exercise_of(cell) == exercise)
    starter = course["cells"][index]
    written_cells = [cell for cell in own["cells"] if not is_mark(cell)]
    found = pair(course["cells"], written_cells, ids_stay=True).get(index)
    theirs = None if found is None else written_cells[found]
    about = {starter["id"], *([theirs.get("id")] if theirs else [])}
    cells = []
    for cell in own["cells"]:
        if cell is theirs:
            metadata = {**theirs["metadata"], **starter["metadata"]}
            cells.append({**starter, "metadata": metadata, **({"id": theirs["id"]} if "id" in theirs else {})})
        elif not (is_mark(cell) and marked_cell(cell) in about):
            cells.append(cell)
    if theirs is not None:
        return {**own, "cells": cells}
    others = {**course, "cells": [cell for cell in course["cells"] if cell is not starter]}
    return merge(others, course, {**own, "cells": cells}).notebook
