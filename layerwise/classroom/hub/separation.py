"""How learners are kept apart on this machine: the strongest protection that has been tried, by attempting what it forbids."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layerwise.classroom.hub.enclosure import Enclosure
from layerwise.classroom.hub.people import FIRST_USER, MOST_LEARNERS, MOST_PEOPLE, ports_of, user_of
from layerwise.classroom.hub.trying import NEIGHBOURLY
from layerwise.classroom.isolation.attempts import POSSIBLE
from layerwise.ground.words import in_words

# root gives each learner a user of their own, and then needs no seccomp; whoever is not root can give nobody another user.
AS_ROOT, AS_USER = ("users", "Landlock", "limits"), ("Landlock", "seccomp", "limits")
LIMITS = ("limits",)
_NAMES = {"users": "users of their own"}
_SECONDS = 60
_MEMORY = 1024 * 2**20
# What the neighbour does: listen at the first of its ports that is free, as a notebook does, and say which that is.
_LISTENING = """
import socket, sys
listener = socket.socket()
for port in map(int, sys.argv[1:]):
    try:
        listener.bind(("127.0.0.1", port))
        break
    except OSError:
        pass
listener.listen()
print(port, flush=True)
input()
"""
_PROBE, _NEIGHBOUR = MOST_LEARNERS, MOST_LEARNERS + 1


@dataclass(frozen=True)
class Separation:
    """A protection, and what was found when it was tried.

    parts  what it consists of, see `enclosure`
    open   names of the attempts (see `trying`) that it did not stop
    why    what kept it from being tried at all, or empty
    """

    parts: tuple[str, ...]
    open: tuple[str, ...] = ()
    why: str = ""

    @property
    def holds(self) -> bool:
        """Did it stop everything that was tried?"""
        return not self.open and not self.why

    @property
    def name(self) -> str:
        """Its name for people."""
        return in_words(_NAMES.get(part, part) for part in self.parts)

    @property
    def cannot_stop(self) -> str:
        """A sentence about what is left open, or why it could not be tried; empty where all is well."""
        if self.why:
            return self.why
        return f"A learner could {in_words(NEIGHBOURLY[name][0] for name in self.open)}." if self.open else ""


def strongest(learners: Path) -> Separation:
    """The protection for learners whose folders are in `learners`, as attempts in there have shown."""
    if sys.platform != "linux":
        return Separation(LIMITS, why="Learners are kept apart by Landlock, which only Linux has.")
    return tried(AS_ROOT if can_become_others() else AS_USER, learners)


def can_become_others() -> bool:
    """Can this process become the users of the learners? Not so root in a container that has no other users."""
    if os.geteuid() != 0:
        return False
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return any(first <= FIRST_USER and first + count >= FIRST_USER + MOST_PEOPLE for first, _, count in ranges)


def tried(parts: tuple[str, ...], learners: Path) -> Separation:
    """The protection of these parts, and what it leaves open to a learner with a neighbour in `learners`."""
    try:
        with _two_neighbours(parts, learners) as (enclosure, place):
            command = [sys.executable, "-P", "-m", "layerwise.classroom.hub.trying", json.dumps(place)]
            finished = subprocess.run(enclosure.command(command), capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return Separation(parts, why="An enclosed process did not answer.")
    except OSError as error:
        return Separation(parts, why=_why(str(error)))
    if finished.returncode != 0:
        return Separation(parts, why=_why(finished.stderr))
    found = json.loads(finished.stdout)
    return Separation(parts, tuple(name for name in NEIGHBOURLY if found[name] == POSSIBLE))


def _why(complaint: str) -> str:
    last = next(reversed(complaint.strip().splitlines()), "it ended and said nothing")
    return f"A learner's process could not be enclosed: {last}."


@contextlib.contextmanager
def _two_neighbours(parts: tuple[str, ...], learners: Path) -> Iterator[tuple[Enclosure, dict[str, Any]]]:
    """An enclosure for the one, and a place that is the other's, who is there."""
    with contextlib.ExitStack() as at_the_end:
        own, other = (
            _enclosure(parts, at_the_end.enter_context(tempfile.TemporaryDirectory(prefix=".tried-", dir=learners)), number)
            for number in (_PROBE, _NEIGHBOUR)
        )
        # As open to everybody as a file in a folder that is closed may be.
        file = Path(other.folder) / "file"
        file.write_text("something")
        file.chmod(0o666)
        if "users" in parts:
            for path, enclosure in ((own.folder, own), (other.folder, other), (file, other)):
                os.chown(path, enclosure.user, enclosure.user)
        door = Path(at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="layerwise-"))) / "door"
        at_the_door = at_the_end.enter_context(socket.socket(socket.AF_UNIX))
        at_the_door.bind(str(door))
        at_the_door.listen()
        neighbour = subprocess.Popen(
            other.command([sys.executable, "-I", "-S", "-c", _LISTENING, *map(str, ports_of(_NEIGHBOUR))]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        at_the_end.enter_context(neighbour)
        at_the_end.callback(neighbour.kill)
        assert neighbour.stdout is not None and neighbour.stderr is not None
        port = neighbour.stdout.readline()
        if not port:
            raise OSError(neighbour.stderr.read())
        place = {"file": str(file), "write": str(file), "socket": str(door), "port": int(port), "process": neighbour.pid}
        yield own, {**place, "memory": 8 * _MEMORY}


def _enclosure(parts: tuple[str, ...], folder: str, number: int) -> Enclosure:
    ports, user = ports_of(number), user_of(number) if "users" in parts else os.getuid()
    return Enclosure(parts, folder, folder, (ports[0], ports[-1]), (), _MEMORY, user)
