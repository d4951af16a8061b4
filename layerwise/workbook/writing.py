"""Writing a file so that, whatever happens, it is the old one or the new one and never half of either; and taking turns.

    with locked(folder / ".layerwise" / "lock"):
        write_whole(folder / "progress.json", text)
"""

import contextlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path

# What a process that was killed in the middle of a write leaves behind ends in this; JupyterLab hides it, as it begins with a dot.
UNFINISHED = ".part"


class Busy(OSError):
    """Another process holds the lock, and kept it for as long as we were willing to wait."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8) to a new file beside `path`, then put it in its place.

    A link is followed, and a file keeps its permissions. Raises OSError where it cannot be done; then `path` is as it was.
    """
    path = path.resolve()
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with unfinished.open("xb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(stat.S_IMODE(path.stat().st_mode))
        _replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`. On Windows nobody may have the target open: whoever reads it is given a second."""
    for _ in range(10 if os.name == "nt" else 0):
        try:
            return os.replace(source, target)
        except PermissionError:
            time.sleep(0.1)
    os.replace(source, target)


@contextlib.contextmanager
def locked(path: Path, seconds: float = 10) -> Iterator[None]:
    """Hold the lock file `path`, so that one process at a time does what is inside; the system frees it when a process ends.

    Its folder is made if need be. Raises Busy when another process has it for longer than `seconds`, OSError where it cannot be made.
    """
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as held:
        raise Busy(f"another Layerwise command is at work in {path.parent}") from held
    try:
        yield
    finally:
        lock.release()
