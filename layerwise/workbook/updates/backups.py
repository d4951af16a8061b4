"""Backups of a learner's notebooks: one folder for each, named by its number, time and cause. They are kept until the learner deletes them.

    .layerwise/backups/0007_2026-03-14_15-09-26_update/02_activation.ipynb
                                                       base/02_activation.ipynb

The number is in the name, so that it stays when an older backup is deleted, and when the clock is set back.

A backup holds the copies that were about to be changed, and their bases, so that an update after a restore merges from the right version.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from layerwise.ground.files import write_whole
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.copies import Copy

# Earlier backups have no number; there the one behind the time tells two of the same second apart.
_NAME = re.compile(r"(?:(\d{4,})_)?(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)(?:_(\d+))?_(update|reset|restore|catch-up)")
# A folder that is being filled begins with this, and is no backup.
UNFINISHED = "unfinished-"


@dataclass(frozen=True)
class Backup:
    """One backup, and the number by which the learner calls it."""

    number: int
    made: datetime
    cause: str
    folder: Path

    def lessons(self) -> list[str]:
        """The names of the notebooks in it, such as 02_activation.ipynb."""
        return sorted(path.name for path in self.folder.glob("*.ipynb"))

    def content(self, name: str) -> bytes:
        """A notebook as it was."""
        return (self.folder / name).read_bytes()

    def base(self, name: str) -> bytes | None:
        """The version of the course that the notebook was made from, or None if it was not known."""
        path = self.folder / "base" / name
        return path.read_bytes() if path.is_file() else None

    def holds(self, copies: Iterable[Copy]) -> bool:
        """Tell whether these copies are in it as they are, and nothing else is."""
        kept = {copy.path.name: (content, copy.base()) for copy in copies if (content := copy.content()) is not None}
        return kept == {name: (self.content(name), self.base(name)) for name in self.lessons()}


def backups_folder(workbook: Workbook) -> Path:
    """Where the backups of a workbook are."""
    return workbook.inner / "backups"


def all_backups(workbook: Workbook) -> list[Backup]:
    """The backups, the oldest first."""
    folder = backups_folder(workbook)
    found = [(match, path) for path in folder.iterdir() if (match := _match(path))] if folder.is_dir() else []
    # Those without a number came first, and are counted by their times.
    early = sorted((item for item in found if not item[0][1]), key=lambda item: (item[0][2], int(item[0][3] or 1)))
    late = sorted((item for item in found if item[0][1]), key=lambda item: int(item[0][1]))
    numbered = [*enumerate(early, 1), *((int(item[0][1]), item) for item in late)]
    return [Backup(number, _time(match[2]), match[4], path) for number, (match, path) in numbered]


def make_backup(workbook: Workbook, cause: str, copies: Iterable[Copy]) -> Backup:
    """Keep these copies, as far as there are any, under the names that they have now. The workbook's lock has to be held.

    `cause` is update, reset or restore. The backup is there whole or not at all. Where the last one holds the same, it is that one: who
    tries again and again on a full disk needs no more of it each time. Raises OSError where it cannot be written.
    """
    copies, folder, earlier = list(copies), backups_folder(workbook), all_backups(workbook)
    if earlier and earlier[-1].cause == cause and earlier[-1].holds(copies):
        return earlier[-1]
    folder.mkdir(parents=True, exist_ok=True)
    number, made = 1 + max((backup.number for backup in earlier), default=0), datetime.now().replace(microsecond=0)
    name = folder_name(number, made, cause)
    unfinished = folder / (UNFINISHED + name)
    unfinished.mkdir()
    try:
        (unfinished / "base").mkdir()
        for copy in copies:
            content, base = copy.content(), copy.base()
            if content is not None:
                write_whole(unfinished / copy.path.name, content)
                if base is not None:
                    write_whole(unfinished / "base" / copy.path.name, base)
        os.replace(unfinished, folder / name)
    except BaseException:
        with contextlib.suppress(OSError):  # what is left of it counts for nothing, and the next backup clears it away
            shutil.rmtree(unfinished)
        raise
    return Backup(number, made, cause, folder / name)


def clear_unfinished(workbook: Workbook) -> None:
    """Remove what processes that were killed have left of their backups. The workbook's lock has to be held."""
    for path in backups_folder(workbook).glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)


def folder_name(number: int, made: datetime, cause: str) -> str:
    """The name of a backup's folder, which every system allows."""
    return f"{number:04d}_{made:%Y-%m-%d_%H-%M-%S}_{cause}"


def _match(folder: Path) -> re.Match | None:
    """What the name of a backup's folder says, or None if it is none of a backup."""
    match = _NAME.fullmatch(folder.name)
    if match is None or not folder.is_dir():
        return None
    try:
        _time(match[2])
    except ValueError:
        return None
    return match


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d_%H-%M-%S")
