"""What JupyterLab leaves when it is killed in the middle of a save: half a file, and beside it, as .~NAME, the whole one from before.

It writes into the file itself. So whoever finds a half may also have come in the middle of a save, and asks the servers first.
"""

import ast
import time
from dataclasses import dataclass
from pathlib import Path

from layerwise.ground.files import Changed, keep_aside, locked, put_where_nothing_is, read_file, replace_whole
from layerwise.ground.notebooks import NotANotebook, TooNew, read
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.servers import open_notebooks

BEFORE = ".~"
# How long a save may take that is no interrupted one.
SECONDS_FOR_A_SAVE = 2.0


@dataclass(frozen=True)
class Interrupted:
    """A save that was cut off: the file, what is left in it (None where it is gone), and what it held before."""

    path: Path
    half: bytes | None
    whole: bytes

    @property
    def before(self) -> Path:
        """Where the whole one is."""
        return self.path.with_name(BEFORE + self.path.name)

    def foretold(self) -> str:
        """What mending it will do, in a sentence."""
        half = " The half is kept as well." if self.half else ""
        return f"JupyterLab was stopped while it saved {self.path.name}. It becomes as it was before.{half}"


def interrupted_saves(workbook: Workbook) -> list[Interrupted]:
    """The saves in the workbook that were cut off, or are going on this very moment. What cannot be read is passed over."""
    found = [_interrupted(workbook, before) for before in sorted(workbook.folder.glob(f"{BEFORE}*"))]
    return [save for save in found if save is not None]


def mend_interrupted_saves(workbook: Workbook) -> list[str]:
    """Put back what each of them held before, and keep what was half written; return sentences. The workbook's lock has to be held.

    At every moment the whole one is in one of the two files, or in both. Raises OSError.
    """
    saves = interrupted_saves(workbook)
    if not saves:
        return []
    opened = open_notebooks(workbook.folder)
    sentences = []
    for save in saves:
        why_not = opened.why_not(save.path)
        if why_not and _ends(workbook, save):
            continue
        if why_not:
            sentences.append(f"{save.path.name} is only half there, and so it was left alone: {why_not}, then run this again.")
            continue
        with locked(workbook.library_lock):  # no check puts a function into the half
            try:
                sentences.append(_mended(save))
            except Changed:  # it has been saved anew
                continue
    return sentences


def _mended(save: Interrupted) -> str:
    happened = f"JupyterLab was stopped while it saved {save.path.name}. It is as it was before"
    if save.half is None:
        put_where_nothing_is(save.before, save.path)
        return f"{happened}."
    kept = keep_aside(save.path, save.half) if save.half else None
    replace_whole(save.path, save.half, save.whole)
    save.before.unlink()
    return f"{happened}; the half is kept as {kept.name}." if kept else f"{happened}."


def _ends(workbook: Workbook, save: Interrupted) -> bool:
    """Wait for a save that is going on; tell whether it has come to its end."""
    end = time.monotonic() + SECONDS_FOR_A_SAVE
    while time.monotonic() < end:
        if _interrupted(workbook, save.before) is None:
            return True
        time.sleep(0.05)
    return False


def _interrupted(workbook: Workbook, before: Path) -> Interrupted | None:
    path = before.with_name(before.name.removeprefix(BEFORE))
    if path.suffix not in _IS_WHOLE:
        return None
    is_whole = _IS_WHOLE[path.suffix]
    try:
        whole, half = read_file(before), read_file(path)
    except OSError:
        return None
    if not whole or not is_whole(whole) or (half and is_whole(half)):
        return None
    # Where there is none, and the copy of that lesson has another name by now, it was renamed.
    return None if half is None and workbook.under_earlier_names(path.name) else Interrupted(path, half, whole)


def _is_notebook(content: bytes) -> bool:
    try:
        read(content)
    except TooNew:  # and whole
        return True
    except NotANotebook:
        return False
    return True


def _is_python(content: bytes) -> bool:
    try:
        ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


_IS_WHOLE = {".ipynb": _is_notebook, ".py": _is_python}
