"""Writing files so that, whatever happens, each is the old one or the new one and never half of either; and taking turns.

    with locked(folder / ".layerwise" / "lock"):
        write_whole(folder / "progress.json", text)

A process that is killed leaves at most a file that ends in UNFINISHED beside the one that it was about to write.
"""

import contextlib
import os
import secrets
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

# What a process that was killed in the middle of a write leaves behind ends in this; JupyterLab hides it, as it begins with a dot.
UNFINISHED = ".part"


class Busy(OSError):
    """Another process holds the lock, and kept it for as long as we were willing to wait."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8) to a new file beside `path`, then put it in its place.

    A link is followed, and a file keeps its permissions. Raises OSError where it cannot be done; then `path` is as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files as `write_whole` writes one. None is put in its place before all of them are written.

    So a full disk or a refused permission leaves every file as it was. Raises OSError.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            target = path.resolve()
            unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
            waiting.append((unfinished, target))
            _write(unfinished, content.encode("utf-8") if isinstance(content, str) else content)
            if target.exists():
                unfinished.chmod(stat.S_IMODE(target.stat().st_mode))
        for unfinished, target in waiting:
            put_in_place(unfinished, target)
    except BaseException:
        for unfinished, _ in waiting:
            unfinished.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`. On Windows nobody may have the target open: whoever reads it is given a second."""
    for _ in range(10 if os.name == "nt" else 0):
        try:
            return os.replace(source, target)
        except PermissionError:
            time.sleep(0.1)
    os.replace(source, target)


def aside(path: Path) -> Path:
    """A name beside `path` for a copy to keep, which no file has: progress.damaged.json, then progress.damaged-2.json and so on."""
    number, free = 1, path.with_name(f"{path.stem}.damaged{path.suffix}")
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
    return free


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
