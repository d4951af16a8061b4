"""How much memory the processes of one learner may have together: a cgroup for each, where root may make one.

Where none can be had, each process has a limit of its own, see `enclosure`.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_SECONDS_TO_EMPTY = 5


class Groups:
    """The cgroups of one workshop. Raises OSError where none can be made."""

    def __init__(self, name: str):
        if "memory" in _words(_ROOT / "cgroup.controllers"):
            self._limits, self._folder = ("memory.max", "memory.swap.max"), _ROOT / name
            self._folder.mkdir(exist_ok=True)
            for folder in (_ROOT, self._folder):
                (folder / "cgroup.subtree_control").write_text("+memory")
        elif (_ROOT / "memory" / "memory.limit_in_bytes").exists():  # as systems had them before 2020 or so
            self._limits, self._folder = ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"), _ROOT / "memory" / name
            self._folder.mkdir(exist_ok=True)
        else:
            raise OSError("there is no cgroup that limits memory")

    def take_in(self, name: str, memory: int) -> str:
        """The file to which a process writes its number to be in the group `name`, which may have so many bytes."""
        group = self._folder / name
        group.mkdir(exist_ok=True)
        together, swap = self._limits
        (group / together).write_text(str(memory))
        with contextlib.suppress(OSError):  # a system without swap has no limit for it
            (group / swap).write_text("0" if swap == "memory.swap.max" else str(memory))
        return str(group / "cgroup.procs")

    def close(self) -> None:
        """Take the groups away. Their processes have ended, or are about to."""
        until = time.monotonic() + _SECONDS_TO_EMPTY
        for group in [*self._folder.glob("*/"), self._folder]:
            while group.exists():
                try:
                    group.rmdir()
                except OSError:
                    if time.monotonic() > until:
                        return
                    time.sleep(0.05)


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except OSError:
        return []


def groups_that_hold(name: str) -> Groups | None:
    """Groups for a workshop, if a process that takes more than its group may have was seen to be stopped."""
    try:
        groups = Groups(name)
    except OSError:
        return None
    try:
        little = 48 * 2**20
        code = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); print(len(b'x' * int(sys.argv[2])))"
        command = [sys.executable, "-I", "-S", "-c", code, groups.take_in("tried", little), str(4 * little)]
        finished = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if not finished.stdout:
            return groups
    except OSError:
        pass
    groups.close()
    return None


def name_for(folder: Path) -> str:
    """The name of the groups of the workshop in this folder."""
    return f"layerwise-hub-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
