"""What a learner's server puts on before it starts, so that it, and all that it starts, can reach what is theirs and nothing else.

    python -P -m layerwise.classroom.hub.enclosure ENCLOSURE PARENT COMMAND ...

becomes COMMAND, enclosed, until the process of the number PARENT ends. ENCLOSURE is an Enclosure in JSON. Its parts:

users     a user of its own, which has no account
Landlock  files: the learner's folder to read and write, Python and the course to read. Ports: the learner's own, and a few to connect to.
          No signals to others, no look into their processes
seccomp   where all have one user: no change of the rights, limits or priorities of others, no sockets that are files
limits    memory, sizes, numbers
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from layerwise.classroom.isolation import landlock, seccomp
from layerwise.classroom.isolation.kernel import adopt_orphans, die_with_parent
from layerwise.classroom.isolation.mounts import open_ways
from layerwise.classroom.isolation.seccomp import Service, Test

# The variable in which a learner's server is told what it is enclosed in.
VARIABLE = "LAYERWISE_ENCLOSURE"
# What a learner has in place of /tmp. They make it themselves: root does nothing in a folder in which they may put links.
TEMPORARY = ".tmp"
PACKAGE = Path(__file__).resolve().parents[2]

# What of the machine everybody may read: programs and libraries, and what these ask for. Not who else runs what, and nobody's files.
_SYSTEM = (
    *("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/usr", "/sys/devices/system/cpu"),
    *(f"/etc/{name}" for name in ("alternatives", "fonts", "hosts", "ld.so.cache", "localtime", "mime.types", "nsswitch.conf")),
    *(f"/etc/{name}" for name in ("group", "passwd", "pki", "resolv.conf", "ssl", "ca-certificates")),
    *(f"/proc/{name}" for name in ("cpuinfo", "filesystems", "loadavg", "meminfo", "self", "stat", "uptime", "version")),
)
_DEVICES = ("/dev/full", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero")
# What Python, NumPy and a notebook's libraries reserve without using it.
_ADDRESSES = 2 * 2**30
_MOST_FILES, _LARGEST_FILE, _MOST_PROCESSES = 2048, 512 * 2**20, 256

_ANOTHER = Test(equal=0, negated=True)
_UNIX, _DATAGRAMS = 1, 2
# What Landlock leaves open between processes of one user.
_AGAINST_OTHERS = (
    # Nobody misses its effect on files of their own; that copying one fails, they would.
    Service("chmod", 90, None, quiet=True),
    Service("fchmodat", 268, 53, quiet=True),
    Service("fchmodat2", 452, 452, quiet=True),
    Service("chown", 92, None),
    Service("lchown", 94, None),
    Service("fchownat", 260, 54),
    Service("setxattr", 188, 5),
    Service("lsetxattr", 189, 6),
    Service("setxattrat", 463, 463),
    Service("removexattr", 197, 14),
    Service("lremovexattr", 198, 15),
    Service("removexattrat", 466, 466),
    Service("inotify_add_watch", 254, 27),
    Service("fanotify_init", 300, 262),
    Service("add_key", 248, 217),
    Service("request_key", 249, 218),
    Service("keyctl", 250, 219),
    Service("shmat", 30, 196),
    Service("shmctl", 31, 195),
    Service("semop", 65, 193),
    Service("semtimedop", 220, 192),
    Service("semctl", 66, 191),
    Service("msgsnd", 69, 189),
    Service("msgrcv", 70, 188),
    Service("msgctl", 71, 187),
    Service("io_uring_setup", 425, 425),
    Service("perf_event_open", 298, 241),
    Service("migrate_pages", 256, 238),
    Service("move_pages", 279, 239),
    Service("prlimit64", 302, 261, where=(0, _ANOTHER)),
    # By these numbers go also the threads of a process itself, and libraries count on it.
    Service("sched_setparam", 142, 118, where=(0, _ANOTHER), quiet=True),
    Service("sched_setscheduler", 144, 119, where=(0, _ANOTHER), quiet=True),
    Service("sched_setattr", 314, 274, where=(0, _ANOTHER), quiet=True),
    Service("sched_setaffinity", 203, 122, where=(0, _ANOTHER), quiet=True),
    # Whole: who names the user 0 in them means all processes of this one, the Hub among them.
    Service("setpriority", 141, 140),
    Service("ioprio_set", 251, 30),
    # Behind a socket that is a file may be whoever starts programs for this user, outside of every enclosure.
    Service("socket", 41, 198, where=(0, Test(equal=_UNIX))),
    Service("socketpair", 53, 199, where=(1, Test(has=_DATAGRAMS))),
)


@dataclass(frozen=True)
class Enclosure:
    """What is left to a learner's processes.

    parts    those of the protection, see above
    folder   their own
    start    in it, where the command starts; empty for where it was given
    ports    at which they may listen, and connect to each other: the first and the last
    connect  other ports to which they may connect
    memory   in bytes
    user     the number of the user that they become
    group    the file of a cgroup that takes them in, or empty
    server   of a notebook: the port of the server that runs it, at which it may not listen in its place
    """

    parts: tuple[str, ...]
    folder: str
    start: str
    ports: tuple[int, int]
    connect: tuple[int, ...]
    memory: int
    user: int
    group: str = ""
    server: int = 0

    def command(self, command: list[str]) -> list[str]:
        """The command that runs `command` enclosed. It ends when this process does."""
        return [sys.executable, "-P", "-m", __name__, self.words(), str(os.getpid()), *command]

    def words(self) -> str:
        """It, as `told` takes it."""
        return json.dumps(asdict(self))

    def of_a_notebook(self, server: int) -> "Enclosure":
        """What is left to a notebook in it: not to end the server, nor to take its place, in which it could trick others' browsers."""
        return replace(self, parts=tuple(part for part in self.parts if part == "Landlock"), start="", group="", server=server)

    @classmethod
    def told(cls, text: str) -> "Enclosure":
        """The enclosure that a command names."""
        fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
        return cls(**fields)

    def put_on(self, parent: int) -> None:
        """Put all of it on, and end when `parent` does. Raises OSError."""
        if self.group:
            Path(self.group).write_text(str(os.getpid()))
        if "users" in self.parts:
            os.umask(0o022)
            open_ways([*readable(), Path(self.folder)])
            os.setgroups([])
            os.setgid(self.user)
            os.setuid(self.user)
        die_with_parent(parent)
        if not self.server:  # what a notebook leaves behind is for its server to keep
            adopt_orphans()
        os.umask(0o077)
        os.chdir(self.start or os.curdir)
        if self.start and not os.path.lexists(TEMPORARY):
            os.mkdir(TEMPORARY)
        if "limits" in self.parts:
            self._set_limits()
        if "Landlock" in self.parts:
            own = set(range(self.ports[0], self.ports[1] + 1))
            landlock.enclose(
                read=readable(), write=map(Path, (self.folder, *_DEVICES)), bind=own - {self.server}, connect=[*own, *self.connect]
            )
        if "seccomp" in self.parts:
            seccomp.all_but(_AGAINST_OTHERS)

    def _set_limits(self) -> None:
        import resource

        most = {
            "RLIMIT_DATA": self.memory,
            "RLIMIT_AS": self.memory + _ADDRESSES,
            "RLIMIT_FSIZE": _LARGEST_FILE,
            "RLIMIT_NOFILE": _MOST_FILES,
            "RLIMIT_CORE": 0,
        }
        if "users" in self.parts:
            most["RLIMIT_NPROC"] = _MOST_PROCESSES  # which counts all processes of a user
        for name, limit in most.items():
            _, hardest = resource.getrlimit(getattr(resource, name))
            limit = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
            resource.setrlimit(getattr(resource, name), (limit, limit))


def readable() -> Iterator[Path]:
    """What everybody may read: the system, Python with its packages, and the course."""
    yield from map(Path, _SYSTEM)
    yield from {Path(sys.prefix), Path(sys.base_prefix), *_links(Path(sys.executable))}
    yield from (PACKAGE, *(PACKAGE.parent / name for name in ("lessons", "notebooks", "start.py")))
    # The course itself is among them where it was not installed.
    yield from (Path(path) for path in sys.path if path)


def _links(path: Path) -> Iterator[Path]:
    """The path, and where it leads, link by link."""
    yield path
    if path.is_symlink():
        yield from _links(path.parent / path.readlink())


def main(arguments: list[str]) -> None:
    """Put on what the first argument says, for as long as the process lives whose number is the second, and become the command."""
    enclosure, parent, *command = arguments
    try:
        Enclosure.told(enclosure).put_on(int(parent))
        os.execv(command[0], command)
    except OSError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main(sys.argv[1:])
