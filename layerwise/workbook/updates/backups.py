"""Backups of a learner's notebooks: one folder for each, named after its time and its cause. They are kept until the learner deletes them.

    .layerwise/backups/2026-03-14_15-09-26_update/02_activation.ipynb
                                                  base/02_activation.ipynb

A backup holds the copies that were about to be changed, and their bases, so that an update after a restore merges from the right version.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from layerwise.ground.files import write_whole
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.copies import Copy

_NAME = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)(?:_(\d+))?_(update|reset|restore|catch-up)")
# A folder that is being filled begins with this, and is no backup.
UNFINISHED = "unfinished-"


@dataclass(frozen=True, order=True)
class Backup:
    """One backup. `number` tells two of the same second apart; backups sort by their time."""

    made: datetime
    number: int
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


def backups_folder(workbook: Workbook) -> Path:
    """Where the backups of a workbook are."""
    return workbook.inner / "backups"


def all_backups(workbook: Workbook) -> list[Backup]:
    """The backups, the oldest first."""
    folder = backups_folder(workbook)
    return sorted(backup for path in folder.iterdir() if (backup := _backup(path))) if folder.is_dir() else []


def make_backup(workbook: Workbook, cause: str, copies: Iterable[Copy]) -> Backup:
    """Keep these copies, as far as there are any, under the names that they have now. The workbook's lock has to be held.

    `cause` is update, reset or restore. The backup is there whole or not at all. Raises OSError where it cannot be written.
    """
    folder = backups_folder(workbook)
    folder.mkdir(parents=True, exist_ok=True)
    name = free_name(datetime.now(), cause, {path.name for path in folder.iterdir()})
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
    made = _backup(folder / name)
    if made is None:  # somebody has taken it away already
        raise FileNotFoundError(f"{folder / name} is not there any more")
    return made


def clear_unfinished(workbook: Workbook) -> None:
    """Remove what processes that were killed have left of their backups. The workbook's lock has to be held."""
    for path in backups_folder(workbook).glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)


def free_name(when: datetime, cause: str, taken: set[str]) -> str:
    """A name for a backup's folder that every system allows; its time and number are in none of the names `taken`."""
    used = {name.rpartition("_")[0] for name in taken}
    stamp = f"{when:%Y-%m-%d_%H-%M-%S}"
    return next(name for number in count(1) if (name := f"{stamp}_{number}" if number > 1 else stamp) not in used) + f"_{cause}"


def _backup(folder: Path) -> Backup | None:
    """The backup in a folder, or None if its name is not one of a backup."""
    match = _NAME.fullmatch(folder.name)
    if match is None or not folder.is_dir():
        return None
    try:
        made = datetime.strptime(match[1], "%Y-%m-%d_%H-%M-%S")
    except ValueError:
        return None
    return Backup(made, int(match[2] or 1), match[3], folder)
