"""Where a learner works: a folder with their own copies of the lessons."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from layerwise.workbook.progress import Progress


@dataclass(frozen=True)
class Workbook:
    """A learner's folder."""

    folder: Path

    @property
    def progress(self) -> Progress:
        """How far the learner has come."""
        return Progress(self.folder / "progress.json")

    @property
    def library(self) -> Path:
        """The file that collects the functions which passed."""
        return self.folder / "my_network.py"

    def lessons(self) -> list[Path]:
        """The learner's copies, in lesson order."""
        return sorted(self.folder.glob("[0-9][0-9]_*.ipynb"))

    def next_lesson(self) -> Path:
        """The first lesson that has an exercise which has not passed; the last lesson when all have."""
        from layerwise.exercises import catalogue

        passed = self.progress.passed()
        for notebook in self.lessons():
            number = notebook.name[:2]
            if any(exercise.name not in passed for exercise in catalogue() if exercise.lesson.startswith(number)):
                return notebook
        return self.lessons()[-1]


def open_workbook(folder: Path, notebooks: Path) -> Workbook:
    """Make the workbook in `folder`, or open the one that is there. A copy that exists is never written over.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workbook = Workbook(folder.resolve())
    workbook.progress.begin()
    for notebook in sorted(notebooks.glob("*.ipynb")):
        own = workbook.folder / notebook.name
        if not own.exists():
            unfinished = own.with_name(own.name + ".part")
            shutil.copyfile(notebook, unfinished)
            unfinished.replace(own)
    return workbook


def current_workbook() -> Workbook | None:
    """The workbook that this process works in: LAYERWISE_WORKBOOK if it is set, else the current folder if it is one."""
    folder = Path(os.environ.get("LAYERWISE_WORKBOOK") or Path.cwd())
    workbook = Workbook(folder)
    return workbook if workbook.progress.path.is_file() else None
