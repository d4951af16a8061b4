"""A learner's copy of a lesson, and its base: the version of the course that it was made from or last updated to.

Both have to change together, and a process can be killed between the two. So the coming base is written first, under another name; then
the copy; then the coming base takes the place of the base. Whoever finds both bases asks which of them the copy has more of.

The base before that is kept as well: an editor that had the copy open all the while may save its old version over the new one.

Both get a new name together, too, when the course has given the lesson another number. Whoever finds only one of the two under the new
name knows the other by the name of its lesson.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from layerwise.ground.files import Changed, read_file, replace_whole, write_whole
from layerwise.ground.notebooks import NotANotebook, read
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.pairing import content_of


@dataclass(frozen=True)
class Copy:
    """A learner's copy at `path`, its base at `base_path`, and the base before that. Each may be missing.

    `instead` is what the copy will hold when the save that was interrupted in it has been mended, and None where none was.
    """

    path: Path
    base_path: Path
    previous_path: Path
    instead: bytes | None = None

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
        return read_file(self.path) if self.instead is None else self.instead

    def base(self) -> bytes | None:
        """The version that the copy was made from, or None if it was lost. Raises OSError if it cannot be read."""
        own, base = self.content(), self._last_base()
        previous = read_file(self.previous_path)
        if own is None or base is None or previous is None or own == base:
            return base
        return previous if _is_of_the_earlier(own, previous, base) else base

    def is_saved_over(self) -> bool:
        """Tell whether an editor has put the copy from before the last update back into its place. Raises OSError."""
        return self.base() != self._last_base()

    def replace(self, expected: bytes | None, content: bytes, base: bytes | None) -> None:
        """Write the copy, and note its base; `base=None` says that it is not known. The workbook's lock has to be held.

        Raises Changed when the copy is not `expected` any more, and OSError when something cannot be written. In either case, and
        if the process is killed here, the copy is the one that was there or the new one, and the right base is found for it.
        """
        self.base_path.parent.mkdir(parents=True, exist_ok=True)
        self._settle()
        if self.content() != expected:
            raise Changed(self.path)
        before = read_file(self.base_path)
        updates = base is not None and before is not None and base != before
        if before is not None and updates:
            self.previous_path.parent.mkdir(exist_ok=True)
            write_whole(self.previous_path, before)
        if base is None:
            self.base_path.unlink(missing_ok=True)
        elif base != before:
            write_whole(self.coming_path, base)
        if content != expected:
            replace_whole(self.path, expected, content)
        self._settle_for(self.coming_path)
        if content != expected and not updates:  # what an editor had saved over is there again
            self.previous_path.unlink(missing_ok=True)

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
            place.previous_path.unlink(missing_ok=True)
        if place.path != self.path:
            os.rename(self.path, place.path)
        if moves_base:
            os.replace(self.base_path, place.base_path)
            if self.previous_path.exists():
                os.replace(self.previous_path, place.previous_path)

    def _last_base(self) -> bytes | None:
        """The base that was noted last: of the two that a process leaves which was killed in the middle of `replace`, the right one."""
        base, coming, own = read_file(self.base_path), read_file(self.coming_path), self.content()
        if coming is None or own is None:
            return base
        if own == coming:
            return coming
        # The copy has all of the course's cells that its learner left alone, and only one of the bases has all of these.
        return coming if base is not None and len(_cells(own) & _cells(coming)) > len(_cells(own) & _cells(base)) else base

    def _settle(self) -> None:
        """Leave one base, the right one, if a process was killed in the middle of `replace`."""
        if self.coming_path.exists():
            self._settle_for(self.coming_path if self._last_base() == read_file(self.coming_path) else self.base_path)

    def _settle_for(self, chosen: Path) -> None:
        if chosen == self.base_path:
            self.coming_path.unlink(missing_ok=True)
        elif chosen.exists():
            os.replace(chosen, self.base_path)


def copy_of(workbook: Workbook, notebook: str) -> Copy:
    """The learner's copy of the course's `notebook`, under whichever name it is, or the place for it where there is none."""
    path = workbook.notebook(notebook)
    if not os.path.lexists(path):
        return place_of(workbook, notebook)
    base = workbook.base(path)
    return Copy(path, base, workbook.bases_before / base.name)


def place_of(workbook: Workbook, notebook: str) -> Copy:
    """Where the copy of the course's `notebook` and its base belong."""
    return Copy(workbook.folder / notebook, workbook.bases / notebook, workbook.bases_before / notebook)


def _is_of_the_earlier(own: bytes, earlier: bytes, later: bytes) -> bool:
    """Tell whether a copy is made from the earlier of two versions, going by the cells that only one of the versions has."""
    only_earlier, only_later = _cells(earlier) - _cells(later), _cells(later) - _cells(earlier)
    in_earlier, in_later = len(_cells(own) & only_earlier), len(_cells(own) & only_later)
    # Where the later one has only more, its learner may have deleted all of that. Bringing it once more does less harm than hiding it.
    lacks_all_that_came = not only_earlier and bool(only_later) and not in_later
    return in_earlier > in_later or lacks_all_that_came


def _cells(content: bytes) -> set:
    """The cells of a notebook: under which id, what. None of what is no notebook."""
    try:
        return {(cell.get("id"), content_of(cell)) for cell in read(content)["cells"]}
    except NotANotebook:
        return set()
