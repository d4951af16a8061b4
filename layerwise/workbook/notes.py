"""The learner's own notes and reasons: my_notes.md in the workbook, plain Markdown that JupyterLab shows, edits and prints."""

from datetime import date
from pathlib import Path

from layerwise import course
from layerwise.ground.files import locked, write_whole
from layerwise.workbook.folder import Workbook
from layerwise.workbook.notebook import own_notebook

_TITLE = "# My notes\n"


def path_of(workbook: Workbook) -> Path:
    """The file of the notes, whether it is there or not."""
    return workbook.folder / "my_notes.md"


def add(workbook: Workbook, words: str) -> Path:
    """Put `words` at the end of the notes, below the lesson and the day, and return the file. What stands in it stays. Raises OSError."""
    path, notebook = path_of(workbook), own_notebook()
    lesson = course.lesson(notebook.stem) if notebook else None
    heading = f"## {f'{lesson}, ' if lesson else ''}{date.today().isoformat()}"
    with locked(workbook.inner / "notes.lock"):
        before = path.read_text(encoding="utf-8") if path.exists() else _TITLE
        # A day's notes on one lesson stand below one heading.
        last = next((line for line in reversed(before.splitlines()) if line.startswith("## ")), None)
        above = "" if last == heading else f"\n{heading}\n"
        write_whole(path, f"{before.rstrip()}\n{above}\n{words.strip()}\n")
    return path
