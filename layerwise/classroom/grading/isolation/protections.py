"""Which protection there is on this machine: the strongest that a preflight has tried, by attempting what it forbids."""

import contextlib
import functools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from layerwise.classroom.grading.isolation.exchange import Exchange
from layerwise.classroom.grading.isolation.processes import START_SECONDS, FreshProcesses, Nursery, NurseryLost, Orders, Source
from layerwise.classroom.grading.isolation.stand_in import ExaminersSide, Gone
from layerwise.classroom.isolation import attempts
from layerwise.ground.words import in_words

MEMORY = 1024 * 2**20
CPU_SECONDS = 120
_ANSWERS = Path(__file__).resolve().parents[3] / "exercises" / "__init__.py"


@dataclass(frozen=True)
class Protection:
    """A protection, and what was found when it was tried.

    parts  what it consists of, the strongest first. "limits" alone is no isolation: a process of its own, with limits
    open   names of the attempts (see `attempts`) that it did not stop
    """

    parts: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in a report."""
        return " + ".join(self.parts) if self.isolates else "a process with limits"

    @property
    def isolates(self) -> bool:
        """Does it stop everything that was tried?"""
        return not self.open and self.parts != ("limits",)

    @property
    def cannot_stop(self) -> str:
        """A sentence about what is left open; empty where nothing is."""
        if not self.open:
            return ""
        return f"With this protection a submission can {in_words(attempts.ATTEMPTS[name][0] for name in self.open)}."

    def source(self) -> Source:
        """Where processes with this protection come from."""
        if self.parts == ("limits",) or sys.platform != "linux":
            return FreshProcesses()
        return Nursery(bubblewrap="bubblewrap" in self.parts)

    def orders(self, exercises: tuple[str, ...]) -> Orders:
        """What a process with this protection is told when it is made."""
        return Orders(self.parts, exercises, MEMORY, CPU_SECONDS)


# What each part of a protection has to stop by itself to be named.
STOPPED_BY = {
    "bubblewrap": ("read a file", "list a folder", "connect", "signal another", "look into another"),
    "Landlock": ("read a file", "list a folder", "write a file", "make a file"),
    "seccomp": tuple(name for name in attempts.ATTEMPTS if name != "take memory"),
    "limits": ("take memory",),
}

LIMITS = ("limits",)
# From the strongest to the weakest. seccomp alone closes the files too; that a second wall stands behind it is worth a few microseconds.
LADDER = (("Landlock", "seccomp", "limits"), ("bubblewrap", "seccomp", "limits"), ("seccomp", "limits"))


@functools.cache
def strongest() -> Protection:
    """The strongest protection that holds here. Where none isolates, a process with limits."""
    for parts in LADDER if sys.platform == "linux" else ():
        if all(_holds(part) for part in parts):
            protection = tried(parts)
            if protection.isolates:
                return protection
    return tried(LIMITS)


@functools.cache
def tried(parts: tuple[str, ...]) -> Protection:
    """The protection of these parts, and what it leaves open, as attempts in a process that has put it on have shown."""
    found = _attempted(parts, tuple(attempts.ATTEMPTS))
    return Protection(parts, tuple(name for name, outcome in found.items() if outcome == attempts.POSSIBLE))


def weakest(protections: Iterable[Protection]) -> Protection:
    """What can be said of all of these: the weakest of them, with all that any that does not isolate leaves open."""
    known = list(protections)
    ladder = [*LADDER, LIMITS]
    last = max(known, key=lambda protection: (not protection.isolates, ladder.index(protection.parts)))
    return replace(last, open=tuple(name for name in attempts.ATTEMPTS if any(name in protection.open for protection in known)))


@functools.cache
def _holds(part: str) -> bool:
    """Does one part stop by itself what it is there for?"""
    if part == "bubblewrap" and shutil.which("bwrap") is None:
        return False
    try:
        found = _attempted((part,), STOPPED_BY[part])
    except NotTried:
        return False
    return set(found.values()) == {attempts.STOPPED}


class NotTried(Exception):
    """A process with this protection cannot be made here."""


def _attempted(parts: tuple[str, ...], names: tuple[str, ...]) -> dict[str, str]:
    protection = Protection(parts, ())
    side = ExaminersSide(lambda printed: None)
    with contextlib.ExitStack() as at_the_end:
        place = at_the_end.enter_context(_place())
        source = protection.source()
        at_the_end.callback(source.close)
        try:
            process = source.process(protection.orders(()))
            at_the_end.callback(process.end)
            process.channel.renew(START_SECONDS)
            exchange = Exchange(process.channel, side, 1)
            return {name: exchange.ask("call", 0, "attempt", (name, place)) for name in names}
        except (Gone, NurseryLost, OSError, subprocess.SubprocessError) as why:
            raise NotTried(str(why)) from None


@contextlib.contextmanager
def _place() -> Iterator[dict[str, Any]]:
    """With what the attempts are made."""
    with tempfile.TemporaryDirectory(prefix="layerwise-") as folder, socket.socket() as listener:
        # As open to everybody as /tmp: who examines as root lets others do it, and those may do here what anybody may.
        file = Path(folder) / "file"
        file.write_text("something")
        file.chmod(0o666)
        Path(folder).chmod(0o777)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        yield {"file": str(_ANSWERS), "write": str(file), "port": port, "process": os.getpid(), "memory": 4 * MEMORY}
