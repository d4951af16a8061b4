"""What update, reset and restore have in common: one at a time, a backup first, and sentences for what goes wrong."""

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from layerwise.ground.files import UNFINISHED, Busy, locked
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.backups import Backup, clear_unfinished


class WorkbookTrouble(Exception):
    """Something that keeps the notebooks from being changed, in words for the learner."""


@dataclass
class Report:
    """What a command did, in lines for the learner; `complete` is False where something was left undone."""

    lines: list[str] = field(default_factory=list)
    complete: bool = True


@contextlib.contextmanager
def alone_with(workbook: Workbook) -> Iterator[None]:
    """Hold the lock of the notebooks, and first clear away what a killed process has left. Raises WorkbookTrouble."""
    try:
        with locked(workbook.lock):
            clear_unfinished(workbook)
            for folder in (workbook.folder, workbook.bases, workbook.bases_before):
                for leftover in folder.glob(f".*.ipynb*{UNFINISHED}"):
                    leftover.unlink(missing_ok=True)
            yield
    except Busy as busy:
        raise WorkbookTrouble(
            f"Another Layerwise command is changing the notebooks in {workbook.folder}\nWait until it is done, then run this again."
        ) from busy
    except OSError as error:
        raise WorkbookTrouble(f"{refusal(error, workbook.folder)}\nYour notebooks are as they were.") from error


def refusal(error: OSError, folder: Path) -> str:
    """Say why something could not be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so {folder} could not be written to. Make room, then run the same command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{folder} may not be written to by you. Copy the workbook to a place of your own, and name it with --workbook."
    return f"{error.filename or folder} could not be read or written: {error.strerror or error}."


def how_to_undo(backup: Backup, options: str) -> str:
    """Say where the earlier state is. `options` is what to add to the command for this workbook."""
    return f"As it was before, it is in backup {backup.number}; `python3 start.py restore {backup.number}{options}` brings it back."
