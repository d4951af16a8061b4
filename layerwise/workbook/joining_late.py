"""Catching up from a cell of a notebook, in the middle of a class."""

from pathlib import Path

from layerwise.exercises.catalogue import EXERCISES, lesson_of
from layerwise.ground.words import nearest
from layerwise.workbook.folder import Workbook
from layerwise.workbook.notebook import own_notebook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.updates.catching_up import catch_up
from layerwise.workbook.updates.changing import WorkbookTrouble

_ROOT = Path(__file__).resolve().parents[2]


def join_late(workbook: Workbook, place: str) -> list[str]:
    """Give what comes before the exercise, or the lesson, called `place`, and say what was given and how to go on."""
    notebooks = _ROOT / "notebooks"
    if not notebooks.is_dir():
        return [f"There is no folder {notebooks}, so the course's notebooks cannot be compared with yours."]
    lesson, exercise = (lesson_of(place).stem, place) if place in EXERCISES else (place, None)
    naming = "" if workbook.folder == _ROOT / "workbook" else f' --workbook "{workbook.folder}"'
    passed = Progress(workbook.record).passed()
    try:
        return catch_up(workbook, notebooks, lesson, exercise, passed, naming, own_notebook() or workbook.folder).lines
    except WorkbookTrouble as trouble:
        near = nearest(place, list(EXERCISES)) if exercise is None else None
        return [str(trouble), *([f"Or did you mean the exercise {near}?"] if near else [])]
