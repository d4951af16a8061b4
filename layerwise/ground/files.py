"""Reading files without waiting for ever; writing them so that, whatever happens, each is the old one or the new one; and taking turns.

    with locked(folder / ".layerwise" / "lock"):
        write_whole(folder / "progress.json", text)

A process that is killed leaves at most a file that ends in UNFINISHED beside the one that it was about to write.
"""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

# What a process that was killed in the middle of a write leaves behind ends in this; JupyterLab hides it, as it begins with a dot.
UNFINISHED = ".part"


class Busy(OSError):
    """Another process holds the lock, and kept it for as long as we were willing to wait."""


class Changed(Exception):
    """Somebody changed a file, or put one in its place, while we were about to write it."""


def read_file(path: Path) -> bytes | None:
    """What is in the file, or None if there is none. Raises OSError, also for what is no file: a pipe would be waited for without end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is a pipe or a device, and no file", str(path))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8) to a new file beside `path`, then put it in its place.

    A link is followed, and a file keeps its permissions. Raises OSError where it cannot be done; then `path` is as it was.
    """
    write_all({path: content})


def replace_whole(path: Path, expected: bytes | None, content: str | bytes) -> None:
    """Write a file as `write_whole` does, if right before it is put in its place `expected` is there; None says that nothing is.

    Raises Changed if something else is there, which stays, and OSError.
    """
    write_all({path: content}, {path: expected})


def write_all(contents: Mapping[Path, str | bytes], expected: Mapping[Path, bytes | None] | None = None) -> None:
    """Write several files as `write_whole` writes one. None is put in its place before all of them are written.

    So a full disk or a refused permission leaves every file as it was. `expected` says of files what `replace_whole` is told of one.
    Raises OSError, and Changed.
    """
    expected = expected or {}
    waiting: list[tuple[Path, Path, Path]] = []
    try:
        for path, content in contents.items():
            target = Path(os.path.realpath(path))
            unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
            waiting.append((unfinished, target, path))
            _write(unfinished, content.encode("utf-8") if isinstance(content, str) else content)
            if target.exists():
                unfinished.chmod(stat.S_IMODE(target.stat().st_mode))
        for unfinished, target, path in waiting:
            if path not in expected:
                put_in_place(unfinished, target)
            elif expected[path] is None:
                put_where_nothing_is(unfinished, target)
            elif read_file(target) == expected[path]:
                put_in_place(unfinished, target)
            else:
                raise Changed(path)
    except BaseException:
        for unfinished, _, _ in waiting:
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


def put_where_nothing_is(source: Path, target: Path) -> None:
    """Give `source` the name `target`. Raises Changed if something has that name, and OSError."""
    try:
        os.link(source, target)  # which, unlike a renaming, takes nobody's place
    except FileExistsError:
        raise Changed(target) from None
    except OSError:  # a file system, a stick say, on which a file has one name
        if os.path.lexists(target):
            raise Changed(target) from None
        os.rename(source, target)
    else:
        source.unlink()


def keep_aside(path: Path, content: bytes) -> Path:
    """Keep a copy beside `path` of what is in it, at `aside`, and return where that is. Raises OSError."""
    kept = aside(path, content)
    if not kept.exists():
        replace_whole(kept, None, content)
    return kept


def aside(path: Path, content: bytes) -> Path:
    """A name beside `path` for a copy of `content` to keep: progress.damaged.json, then progress.damaged-2.json and so on.

    It is one that no file has, or the one of a file that has this content already.
    """
    for number in count(1):
        place = path.with_name(f"{path.stem}.damaged{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not os.path.lexists(place):
            return place
        with contextlib.suppress(OSError):
            if read_file(place) == content:
                return place
    raise AssertionError("numbers do not end")


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
