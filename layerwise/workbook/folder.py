"""Where a learner works: a folder with their own copies of the lessons. What lies where in it; who reads and writes that is elsewhere."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from layerwise import course
from layerwise.workbook.notebook import own_notebook, shell

LIBRARY = "my_network.py"
# Where a kernel starts, which is its notebook's folder, also when a cell then goes elsewhere.
_STARTED_IN = os.path.realpath(os.curdir) if os.path.isdir(os.curdir) else ""
# The name of a lesson's notebook: copies of a copy, "02_activation-Copy1.ipynb", have other names.
_LESSON = re.compile(r"\d\d_(\w+)\.ipynb")


@dataclass(frozen=True)
class Workbook:
    """A learner's folder."""

    folder: Path

    @property
    def record(self) -> Path:
        """The file that says how far the learner has come."""
        return self.folder / "progress.json"

    @property
    def library(self) -> Path:
        """The file that collects the functions which passed."""
        return self.folder / LIBRARY

    @property
    def inner(self) -> Path:
        """What the course needs for itself: bases, backups, locks. JupyterLab does not show a folder whose name begins with a dot."""
        return self.folder / ".layerwise"

    @property
    def bases(self) -> Path:
        """The versions of the course that the copies were made from."""
        return self.inner / "base"

    @property
    def bases_before(self) -> Path:
        """Of each copy, the base that it had before the last update."""
        return self.inner / "previous"

    @property
    def lock(self) -> Path:
        """The lock that whoever changes the copies of the lessons, their bases or the backups has to hold."""
        return self.inner / "notebooks.lock"

    @property
    def library_lock(self) -> Path:
        """The lock that whoever changes my_network.py has to hold."""
        return self.inner / "library.lock"

    def lessons(self) -> list[Path]:
        """The learner's copies: the lessons in their order, then the glossary."""
        lessons = sorted(path for path in self.folder.glob("[0-9][0-9]_*.ipynb") if ".damaged" not in path.name)
        return lessons + [path for path in [self.folder / "glossary.ipynb"] if path.exists()]

    def notebook(self, name: str) -> Path:
        """The learner's copy of the course's notebook `name`, or the place for it where there is none.

        It has that name as a rule. But a lesson's number changes when another one is put before it, and its name may change; then the copy
        has the earlier name until an update gives it the new one.
        """
        path = self.folder / name
        earlier = self.under_earlier_names(name)
        with_base = [other for other in earlier if (self.bases / other.name).exists()]
        if os.path.lexists(path) and (not with_base or (self.bases / name).exists()):
            return path
        # What has no base beside one that has is a file of the learner's own. Of several copies the last one worked in counts.
        return max(with_base or earlier, key=_last_changed, default=path)

    def under_earlier_names(self, name: str) -> list[Path]:
        """The copies of the course's notebook `name` that are called otherwise: of its lesson, going by what stands behind the number."""
        lesson = _lesson(name)
        others = self.folder.glob("[0-9][0-9]_*.ipynb") if lesson else []
        return sorted(path for path in others if path.name != name and _lesson(path.name) == lesson and path.is_file())

    def base(self, copy: Path) -> Path:
        """Where the base of a copy is, or its place where there is none.

        A process that was killed while it renamed the two may have left the base under another name, which no notebook has.
        """
        own = self.bases / copy.name
        lesson = _lesson(copy.name)
        if own.exists() or own.with_name(f"{own.name}.coming").exists() or lesson is None:
            return own
        others = (path for path in self.bases.glob("*.ipynb") if _lesson(path.name) == lesson)
        return max((path for path in others if not os.path.lexists(self.folder / path.name)), key=_last_changed, default=own)


def _lesson(notebook: str) -> str | None:
    """What the lesson of a notebook is called, whatever its number; None for what is no lesson's notebook."""
    match = _LESSON.fullmatch(notebook)
    if match is None:
        return None
    known = course.lesson(notebook.removesuffix(".ipynb"))
    return known.name if known else match[1]


def _last_changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone since it was listed
        return 0.0


def current_workbook() -> Workbook | None:
    """The workbook that this process works in; None where there is none.

    LAYERWISE_WORKBOOK names it. Where that is not set it is the folder of the kernel's own notebook or, failing that, the current one.
    None too for a notebook that lies outside the named one, a hand-in that somebody else runs or exports: what passes there is not theirs.
    """
    named, notebook = os.environ.get("LAYERWISE_WORKBOOK"), own_notebook()
    if named and _is_a_notebooks_process() and os.path.realpath(named) != _STARTED_IN:
        return None
    folders = [Path(named)] if named else [*([notebook.parent] if notebook else []), Path.cwd()]
    return next((workbook for workbook in map(Workbook, folders) if workbook.record.is_file() or workbook.inner.is_dir()), None)


def _is_a_notebooks_process() -> bool:
    return getattr(shell(), "kernel", None) is not None
