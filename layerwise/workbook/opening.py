"""Making a workbook, and opening it at the lesson to go on with."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from layerwise.ground.files import Changed, locked
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.standings import where_left_off
from layerwise.workbook.updates.copies import copy_of
from layerwise.workbook.updates.interrupted import interrupted_saves, mend_interrupted_saves


def open_workbook(
    folder: Path, notebooks: Path, tell: Callable[[str], None] = lambda sentence: None, built: Mapping[str, bytes] | None = None
) -> Workbook:
    """Make the workbook in `folder`, or open the one that is there. A copy that exists is never written over.

    A save that was interrupted is mended first, and `tell` gets a sentence about it; where a copy is missing because of it, it has to come
    back before a new one takes its place. A lesson whose number has changed since counts as copied under its earlier one; an update
    renames it. `built` is what the course's notebooks are without anybody's work in them, where somebody has worked there. Raises
    OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workbook = Workbook(folder.resolve())
    with tempfile.TemporaryFile(dir=workbook.folder):
        pass  # what cannot be saved later is to be known now
    Progress(workbook.record).begin()
    lessons = {path.name: path for path in sorted(notebooks.glob("*.ipynb"))}
    if interrupted_saves(workbook) or not all(os.path.lexists(copy_of(workbook, name).path) for name in lessons):
        with locked(workbook.lock):
            for sentence in mend_interrupted_saves(workbook):
                tell(sentence)
            for name, path in lessons.items():
                content = path.read_bytes()
                # Whatever is there, or has come there since we looked, is not ours to replace.
                with contextlib.suppress(Changed):
                    copy = copy_of(workbook, name)
                    if not os.path.lexists(copy.path):
                        copy.replace(None, content, base=(built or {}).get(name, content))
    return workbook


def next_lesson(workbook: Workbook) -> Path:
    """The lesson that the learner left off at; the first one where that is not here."""
    path = workbook.notebook(where_left_off(Progress(workbook.record).read()).notebook)
    return path if path.is_file() else workbook.lessons()[0]
