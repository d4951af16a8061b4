"""Where a learner works: a folder with their own copies of the lessons."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from layerwise.workbook.copies import Changed, Copy
from layerwise.workbook.progress import Progress
from layerwise.workbook.writing import locked


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

    @property
    def inner(self) -> Path:
        """What the course needs for itself: bases, backups, locks. JupyterLab does not show a folder whose name begins with a dot."""
        return self.folder / ".layerwise"

    @property
    def lock(self) -> Path:
        """The lock that whoever changes the copies of the lessons, their bases or the backups has to hold."""
        return self.inner / "notebooks.lock"

    def copy(self, name: str) -> Copy:
        """The learner's copy of the lesson whose notebook is called `name`, whether there is one or not."""
        return Copy(self.folder / name, self.inner / "base" / name)

    def lessons(self) -> list[Path]:
        """The learner's copies: the lessons in their order, then the glossary."""
        lessons = sorted(path for path in self.folder.glob("[0-9][0-9]_*.ipynb") if ".damaged" not in path.name)
        return lessons + [path for path in [self.folder / "glossary.ipynb"] if path.exists()]

    def next_lesson(self) -> Path:
        """The lesson that the learner left off at; the first one where that is not here."""
        from layerwise.workbook.course import where_left_off

        path = self.folder / where_left_off(self.progress.read()).notebook
        return path if path.is_file() else self.lessons()[0]


def open_workbook(folder: Path, notebooks: Path) -> Workbook:
    """Make the workbook in `folder`, or open the one that is there. A copy that exists is never written over.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workbook = Workbook(folder.resolve())
    workbook.progress.begin()
    lessons = {path.name: path for path in sorted(notebooks.glob("*.ipynb"))}
    if any(not workbook.copy(name).path.exists() for name in lessons):
        with locked(workbook.lock):
            for name, path in lessons.items():
                content = path.read_bytes()
                # Whatever has come there since we looked is not ours to replace.
                with contextlib.suppress(Changed):
                    workbook.copy(name).replace(None, content, base=content)
    return workbook


def current_workbook() -> Workbook | None:
    """The workbook that this process works in: LAYERWISE_WORKBOOK if it is set, else the current folder if it is one."""
    folder = Path(os.environ.get("LAYERWISE_WORKBOOK") or Path.cwd())
    workbook = Workbook(folder)
    return workbook if workbook.progress.path.is_file() or workbook.inner.is_dir() else None
