"""A learner's server, from the moment they sign in: their folder, what encloses them, and `layerwise learn` in it."""

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from jupyterhub.spawner import LocalProcessSpawner

from layerwise.classroom.hub.enclosure import TEMPORARY, VARIABLE, Enclosure
from layerwise.classroom.hub.memory import Groups
from layerwise.classroom.hub.people import People, Person, user_of
from layerwise.classroom.hub.ports import is_free
from layerwise.classroom.hub.workshop import Workshop

SETTINGS = Path(__file__).resolve().parent / "jupyter"
WORKBOOK = "workbook"


@dataclass(frozen=True)
class Surroundings:
    """What the servers of a workshop have in common.

    parts   of the protection, see `enclosure`
    memory  of one learner, in bytes
    groups  that hold a learner to it, where there are any
    ports   other than their own, to which learners may connect
    ended   what is to be done when a server has ended
    """

    workshop: Workshop
    people: People
    parts: tuple[str, ...]
    memory: int
    groups: Groups | None
    ports: tuple[int, ...]
    ended: Callable[[], Awaitable[None]]


class LearnersServer(LocalProcessSpawner):
    """Starts `layerwise learn` in a learner's folder, enclosed."""

    here: ClassVar[Surroundings]

    async def start(self) -> tuple[str, int]:
        """Start it, and say where it listens."""
        person = self._person
        folder = self._make_folder(person)
        # The first port of the block is the server's; after a server that ended just now, the next.
        self.port = next(port for port in person.ports if is_free(port))
        learn = [sys.executable, "-P", "-m", "layerwise", "learn", "--jupyterhub", "--workbook", str(folder / WORKBOOK)]
        self.cmd = self._enclosure(person).command(learn)
        with (self.here.workshop.servers / f"{person.name}.log").open("ab") as log:
            self.popen_kwargs = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT}
            return await super().start()

    async def poll(self) -> int | None:
        """None while the server runs; then its exit code. What it left behind is ended."""
        ran = bool(self.pid)
        code = await super().poll()
        if ran and code is not None:
            self.proc = None
            await self.here.ended()
        return code

    def make_preexec_fn(self, name: str) -> None:
        """Nothing to do before the enclosure is put on."""

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """The variables of the learner's server and notebooks."""
        folder = self._folder(self._person)
        return env | {
            "HOME": str(folder),
            "USER": self.user.name,
            "TMPDIR": str(folder / TEMPORARY),
            "SHELL": "/bin/sh",
            "PYTHONNOUSERSITE": "1",  # as `-P`: what lies in the learner's folder is not what their server is made of
            VARIABLE: self._enclosure(self._person).words(),
            "JUPYTER_CONFIG_PATH": str(SETTINGS),
            # The cores are shared by all, and the matrices of the course are small.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }

    async def move_certs(self, paths: dict[str, str]) -> dict[str, str]:
        """Between the Hub and its servers nothing is encrypted: it stays on this machine."""
        return paths

    @property
    def _person(self) -> Person:
        person = self.here.people.get(self.user.name)
        assert person is not None, "whoever is signed in has signed up"
        return person

    def _enclosure(self, person: Person) -> Enclosure:
        here, folder = self.here, str(self._folder(person))
        group = here.groups.take_in(str(person.number), here.memory) if here.groups else ""
        user = user_of(person.number) if "users" in here.parts else os.getuid()
        return Enclosure(here.parts, folder, folder, (person.ports[0], person.ports[-1]), here.ports, here.memory, user, group)

    def _folder(self, person: Person) -> Path:
        return self.here.workshop.learners / person.folder

    def _make_folder(self, person: Person) -> Path:
        """The learner's folder, which belongs to the user that their processes have."""
        folder = self._folder(person)
        folder.mkdir(mode=0o700, exist_ok=True)
        if "users" in self.here.parts:
            give(folder, user_of(person.number))
        return folder


def give(folder: Path, user: int) -> None:
    """Let a folder and all in it belong to the user of this number. Links are not followed."""
    if os.lstat(folder).st_uid == user:
        return
    for place, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            os.lchown(os.path.join(place, name), user, user)
    os.lchown(folder, user, user)  # last, so that an interrupted one is done again
