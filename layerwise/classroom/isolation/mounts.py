"""Folders as this process sees them: root can cover one and let something else show in its place, for this process and what it starts."""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from layerwise.classroom.isolation.kernel import checked, libc
from layerwise.ground.words import in_words

_NEW_MOUNTS = 0x00020000
_NO_SETUID, _NO_DEVICES, _BIND, _ALL_BELOW, _PRIVATE = 1 << 1, 1 << 2, 1 << 12, 1 << 14, 1 << 18


def open_ways(paths: Iterable[Path]) -> None:
    """See to it that every user can get to these paths, also through folders that are closed to all but their owners.

    A closed folder is covered by an empty one that everybody may enter, in which only the paths show that are wanted of it. Who may read
    what lies at them is as before. Raises OSError for whoever is not root, and in containers whose root may not mount.
    """
    closed: dict[Path, set[Path]] = {}
    # By both names, where a link is on the way: the link itself may be in a folder that gets covered.
    names = {Path(way(path)) for path in paths if os.path.exists(path) for way in (os.path.abspath, os.path.realpath)}
    for path in names:
        barrier = _first_closed(path)
        if barrier is not None:
            closed.setdefault(barrier, set()).add(path)
    if not closed:
        return
    try:
        checked(libc().unshare(_NEW_MOUNTS))
    except OSError as error:
        folders = in_words(map(str, closed))
        raise PermissionError(error.errno, f"{folders} may not be entered by other users, and no way through can be opened here") from error
    _mount(None, Path("/"), None, _ALL_BELOW | _PRIVATE)
    for barrier, wanted in closed.items():
        found = {path: os.open(path, os.O_PATH) for path in sorted(wanted)}
        _mount("tmpfs", barrier, "tmpfs", _NO_SETUID | _NO_DEVICES, "mode=0755,size=1m")
        for path, place in found.items():
            if stat.S_ISDIR(os.fstat(place).st_mode):
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
            _mount(f"/proc/self/fd/{place}", path, None, _BIND | _ALL_BELOW)
            os.close(place)


def _first_closed(path: Path) -> Path | None:
    """The outermost folder above `path` that not everybody may enter."""
    above = (folder for folder in reversed(path.parents) if not os.stat(folder).st_mode & stat.S_IXOTH)
    return next(above, None)


def _mount(source: str | None, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    checked(libc().mount(*words, ctypes.c_ulong(flags), os.fsencode(options) or None))
