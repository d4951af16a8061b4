"""A learner's copy of a lesson, and its base: the version of the course that it was made from or last updated to.

Both have to change together, and a process can be killed between the two. So the coming base is written first, under another name; then
the copy; then the coming base takes the place of the base. Whoever finds both bases asks which of them the copy has more of.

Both get a new name together, too, when the course has given the lesson another number. Whoever finds only one of the two under the new
name knows the other by the name of its lesson.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from layerwise.ground.files import write_whole
from layerwise.ground.notebooks import NotANotebook, read
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.pairing import content_of


class Changed(Exception):
    """Somebody changed the copy, or put a file in its place, while we were about to write it."""


@dataclass(frozen=True)
class Copy:
    """A learner's copy at `path`, and its base at `base_path`. Either may be missing."""

    path: Path
    base_path: Path

    @property
    def name(self) -> str:
        """The lesson's name, such as 02_activation."""
        return self.path.stem

    @property
    def coming_path(self) -> Path:
        """The base of the copy that is just being written."""
        return self.base_path.with_name(f"{self.base_path.name}.coming")

    def content(self) -> bytes | None:
        """What is in the file, or None if there is none. Raises OSError if it cannot be read."""
        return _content(self.path)

    def base(self) -> bytes | None:
        """The version that the copy was made from, or None if it was lost. Raises OSError if it cannot be read."""
        base, coming, own = _content(self.base_path), _content(self.coming_path), self.content()
        if coming is None or own is None:
            return base
        if own == coming:
            return coming
        # The copy has all of the course's cells that its learner left alone, and only one of the bases has all of these.
        return coming if base is not None and _shared(own, coming) > _shared(own, base) else base

    def replace(self, expected: bytes | None, content: bytes, base: bytes | None) -> None:
        """Write the copy, and note its base; `base=None` says that it is not known. The workbook's lock has to be held.

        Raises Changed when the copy is not `expected` any more, and OSError when something cannot be written. In either case, and
        if the process is killed here, the copy is the one that was there or the new one, and the right base is found for it.
        """
        self.base_path.parent.mkdir(parents=True, exist_ok=True)
        self._settle()
        if self.content() != expected:
            raise Changed
        if base is None:
            self.base_path.unlink(missing_ok=True)
        elif base != _content(self.base_path):
            write_whole(self.coming_path, base)
        if content != expected:
            write_whole(self.path, content)
        self._settle_for(self.coming_path)

    def move_to(self, place: "Copy") -> None:
        """Give copy and base the names that they have in `place`. The workbook's lock has to be held.

        Raises Changed when there is a file of that name, and OSError. If the process is killed here, `copy_of` finds both all the same.
        """
        self._settle()
        moves_base = place.base_path != self.base_path and self.base_path.exists()
        if place.path != self.path and os.path.lexists(place.path):
            raise Changed
        if moves_base:  # one that lies there belongs to no copy
            place.base_path.unlink(missing_ok=True)
            place.coming_path.unlink(missing_ok=True)
        if place.path != self.path:
            os.rename(self.path, place.path)
        if moves_base:
            os.replace(self.base_path, place.base_path)

    def _settle(self) -> None:
        """Leave one base, the right one, if a process was killed in the middle of `replace`."""
        if self.coming_path.exists():
            self._settle_for(self.coming_path if self.base() == _content(self.coming_path) else self.base_path)

    def _settle_for(self, chosen: Path) -> None:
        if chosen == self.base_path:
            self.coming_path.unlink(missing_ok=True)
        elif chosen.exists():
            os.replace(chosen, self.base_path)


def copy_of(workbook: Workbook, notebook: str) -> Copy:
    """The learner's copy of the course's `notebook`, under whichever name it is, or the place for it where there is none."""
    path = workbook.notebook(notebook)
    return Copy(path, workbook.base(path)) if os.path.lexists(path) else place_of(workbook, notebook)


def place_of(workbook: Workbook, notebook: str) -> Copy:
    """Where the copy of the course's `notebook` and its base belong."""
    return Copy(workbook.folder / notebook, workbook.bases / notebook)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _shared(own: bytes, base: bytes) -> int:
    """How many cells of a base are in a copy as they are, under their ids."""
    try:
        cells = [{(cell.get("id"), content_of(cell)) for cell in read(content)["cells"]} for content in (own, base)]
    except NotANotebook:
        return 0
    return len(cells[0] & cells[1])
