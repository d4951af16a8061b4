"""Making a workbook, and opening it at the lesson to go on with."""

import contextlib
from pathlib import Path

from layerwise.ground.files import locked
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.standings import where_left_off
from layerwise.workbook.updates.copies import Changed, copy_of


def open_workbook(folder: Path, notebooks: Path) -> Workbook:
    """Make the workbook in `folder`, or open the one that is there. A copy that exists is never written over.

    A lesson whose number has changed since counts as copied under its earlier one; an update renames it. Raises OSError where the folder
    cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workbook = Workbook(folder.resolve())
    Progress(workbook.record).begin()
    lessons = {path.name: path for path in sorted(notebooks.glob("*.ipynb"))}
    if any(not copy_of(workbook, name).path.exists() for name in lessons):
        with locked(workbook.lock):
            for name, path in lessons.items():
                content = path.read_bytes()
                # Whatever has come there since we looked is not ours to replace.
                with contextlib.suppress(Changed):
                    copy_of(workbook, name).replace(None, content, base=content)
    return workbook


def next_lesson(workbook: Workbook) -> Path:
    """The lesson that the learner left off at; the first one where that is not here."""
    path = workbook.notebook(where_left_off(Progress(workbook.record).read()).notebook)
    return path if path.is_file() else workbook.lessons()[0]
