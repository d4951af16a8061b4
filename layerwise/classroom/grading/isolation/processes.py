"""Students' processes, seen from the process that examines: how one is made, talked to and ended."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from layerwise.classroom.grading.isolation.channel import WatchedChannel

_PACKAGE = Path(__file__).resolve().parents[3]
_NURSERY = Path(__file__).with_name("nursery.py")
_LIBRARIES = Path(np.__file__).resolve().parents[1]
# A process that has just been started has NumPy to load first.
START_SECONDS = 60.0
_GOODBYE_SECONDS = 2.0
_MOMENT_SECONDS = 0.1


@dataclass(frozen=True)
class Orders:
    """What a student's process is told when it is made: which parts of the protection to put on, and its limits."""

    parts: tuple[str, ...]
    exercises: tuple[str, ...]
    memory: int
    cpu_seconds: int


@dataclass(frozen=True)
class Ending:
    """How a process ended: `status` is its exit code, or minus a signal, or None where it was still there; how long it had worked."""

    status: int | None
    seconds: float


class Process(Protocol):
    """A student's process."""

    channel: WatchedChannel
    number: int

    def end(self, is_ending: bool = False) -> Ending:
        """End it, and whatever it has started. One that has hung up `is_ending` by itself, and is given a moment."""


class Source(Protocol):
    """Where students' processes come from."""

    def process(self, orders: Orders) -> Process: ...

    def close(self) -> None: ...


class NurseryLost(Exception):
    """The nursery does not answer any more."""


class Nursery:
    """Makes processes as copies of one that is loaded."""

    def __init__(self, bubblewrap: bool = False):
        self.folder = Path(tempfile.mkdtemp(prefix="layerwise-"))
        self.bubblewrap = bubblewrap
        self._start()

    def _start(self) -> None:
        self.control, theirs = socket.socketpair()
        self.control.settimeout(START_SECONDS)
        command = _command(None)
        if self.bubblewrap:
            command = _in_bubblewrap(command, self.folder)
        with theirs:
            self._nursery = subprocess.Popen(command, stdin=theirs.fileno(), cwd=self.folder, **_surroundings())

    def process(self, orders: Orders) -> "_Copy":
        """A new process. Where the nursery itself was lost, from a new one."""
        try:
            return self._process(orders)
        except NurseryLost:
            self._stop()
            self._start()
            return self._process(orders)

    def _process(self, orders: Orders) -> "_Copy":
        ours, theirs = socket.socketpair()
        with theirs:
            told = self.ask({"do": "make", **asdict(orders)}, theirs)
        return _Copy(self, told["process"], WatchedChannel(ours))

    def ask(self, orders: dict, *connections: socket.socket) -> dict:
        """Have the nursery do something."""
        try:
            socket.send_fds(self.control, [json.dumps(orders).encode()], [connection.fileno() for connection in connections])
            told = json.loads(self.control.recv(65_536))
        except (OSError, ValueError) as why:
            self.control.close()  # an answer that comes too late must not be taken for that to the next question
            raise NurseryLost(str(why)) from None
        return told

    def _stop(self) -> None:
        self.control.close()  # then it ends what it has made, and itself
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._nursery.wait(_GOODBYE_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._nursery.pid, signal.SIGKILL)
        self._nursery.wait()

    def close(self) -> None:
        """End the nursery, and with it every process that it has made."""
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class _Copy:
    def __init__(self, nursery: Nursery, number: int, channel: WatchedChannel):
        self.nursery, self.number, self.channel = nursery, number, channel

    def end(self, is_ending: bool = False) -> Ending:
        try:
            told = self.nursery.ask({"do": "end", "process": self.number, "is_ending": is_ending})
        except NurseryLost:
            return Ending(None, 0.0)
        finally:
            self.channel.close()
        return Ending(told["status"], told["seconds"])


class FreshProcesses:
    """Starts each process anew: slower, and possible everywhere."""

    def process(self, orders: Orders) -> "_Fresh":
        """A new process, in a folder of its own."""
        return _Fresh(orders)

    def close(self) -> None:
        """Nothing is left."""


class _Fresh:
    def __init__(self, orders: Orders):
        self.folder = Path(tempfile.mkdtemp(prefix="layerwise-"))
        self.folder.chmod(0o755)
        ours, theirs = socket.socketpair()
        windows = sys.platform == "win32"
        with theirs:
            stdin = subprocess.PIPE if windows else theirs.fileno()
            self._process = subprocess.Popen(_command(orders), stdin=stdin, cwd=self.folder, **_surroundings())
            if sys.platform == "win32":
                assert self._process.stdin is not None
                with self._process.stdin as pipe:
                    pipe.write(theirs.share(self._process.pid))
        self.number = self._process.pid
        self.channel = WatchedChannel(ours)

    def end(self, is_ending: bool = False) -> Ending:
        until = time.monotonic() + (_MOMENT_SECONDS if is_ending else 0)
        while not (by_itself := self._has_ended()) and time.monotonic() < until:
            time.sleep(0.005)
        seconds = _seconds_worked(self.number)
        self.channel.close()
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.number, signal.SIGKILL)
        status = self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        return Ending(status if by_itself else None, seconds)

    def _has_ended(self) -> bool:
        if sys.platform == "win32":
            return self._process.poll() is not None
        # Without taking its number away: as long as it has that, nobody else's group can have it.
        return os.waitid(os.P_PID, self.number, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _command(orders: Orders | None) -> list[str]:
    # -I and -S: no folder but Python's own is looked into for modules, and no file there can have code run at the start.
    said = json.dumps(None if orders is None else asdict(orders))
    return [sys.executable, "-I", "-S", "-B", str(_NURSERY), str(_PACKAGE), str(_LIBRARIES), said]


def _surroundings() -> dict[str, Any]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    environment = {**kept, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return {"env": environment, "start_new_session": sys.platform != "win32", **quiet}


def _seconds_worked(number: int) -> float:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _in_bubblewrap(command: list[str], folder: Path) -> list[str]:
    """The same command where only Python and NumPy can be seen, and nothing of the course but what a student's process is made of."""
    from layerwise.classroom.grading.isolation.nursery import DATA, FILES

    seen = [Path(sys.base_prefix).resolve(), Path(sys.prefix), Path("/usr"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache")]
    seen += [*_LIBRARIES.glob("numpy*"), _NURSERY, *(_PACKAGE / file for file in [*FILES, *DATA]), *(_PACKAGE / "data").glob("*.*")]
    binds = [part for path in seen if path.exists() for part in ("--ro-bind", str(path), str(path))]
    own = ["--dir", str(folder), "--chdir", str(folder), "--dev", "/dev"]
    return [shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent", "--new-session", *binds, *own, *command]
