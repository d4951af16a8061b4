"""A Hub as an instructor starts it, in a process of its own."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from layerwise.classroom.hub import separation
from layerwise.classroom.hub.ports import free_port
from layerwise.classroom.hub.workshop import HubTrouble, proxy_command
from layerwise.classroom.isolation import seccomp
from layerwise.classroom.isolation.kernel import libc
from layerwise.classroom.isolation.mounts import open_ways
from layerwise.classroom.isolation.seccomp import Service

# As somebody who is no root would start it; for that, root becomes this one.
SOMEBODY = 49_999
# On one machine runs one Hub at a time; another may be that of tests that run beside these.
SECONDS_FOR_ANOTHER = 240


def skip_where_there_is_none() -> None:
    """Skip a test of the real Hub where what it needs is not installed."""
    pytest.importorskip("jupyterhub", reason="JupyterHub is not installed: pip install -r requirements-ci.txt")
    try:
        proxy_command()
    except HubTrouble as trouble:
        pytest.skip(str(trouble))


class RunningHub:
    """A Hub that runs in `folder` until the context ends. `said` is what it has printed."""

    def __init__(self, folder: Path, *options: str, as_somebody: bool = False, without_landlock: bool = False):
        self.folder, self.port, self.said = folder, free_port(), ""
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [sys.executable, "-P", "-m", "layerwise", "hub", str(folder), "--port", str(self.port), *options]
        self._as_somebody, self._without_landlock = as_somebody, without_landlock

    def __enter__(self) -> "RunningHub":
        if self._as_somebody:
            self.folder.mkdir(exist_ok=True)
            os.chown(self.folder, SOMEBODY, SOMEBODY)
            libc()
        until = time.monotonic() + SECONDS_FOR_ANOTHER
        while not self._start():
            if "cannot be kept apart" in self.said and not self._without_landlock:
                pytest.skip(self.said)
            assert "Another workshop" in self.said and time.monotonic() < until, f"the Hub did not start: {self.said}\n{self.log()}"
            time.sleep(1)
        self.password = re.search(r"workshop password: (\S+)", self.said)[1]
        return self

    def _start(self) -> bool:
        """Start it, and tell whether it is open."""
        self.said = ""
        self.process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=self._become_somebody
        )
        for line in self.process.stdout:
            self.said += line
            if "workshop password" in line:
                return True
        self.process.wait()
        return False

    def _become_somebody(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._without_landlock:
            seccomp.all_but([Service("landlock_create_ruleset", 444, 444)])
        if self._as_somebody:
            modules = Path(shutil.which(proxy_command())).resolve().parents[2]
            course = Path(separation.__file__).parents[3]
            os.environ["HOME"] = str(self.folder)
            open_ways([Path(sys.prefix), Path(sys.base_prefix), *map(Path, filter(None, sys.path)), modules, course, self.folder])
            os.setgroups([])
            os.setgid(SOMEBODY)
            os.setuid(SOMEBODY)

    def __exit__(self, *what: object) -> None:
        before = self.processes()
        self.process.send_signal(signal.SIGINT)
        try:
            self.said += self.process.communicate(timeout=60)[0]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if what[0] is None:
            assert self.process.returncode == 0, f"{self.said}\n{self.log()}"
            _, left = psutil.wait_procs(before, timeout=5)
            assert not left, "nothing is left behind"

    def processes(self) -> list[psutil.Process]:
        """All that the Hub has started, and what these have."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children(recursive=True)
        return []

    def log(self) -> str:
        """What the Hub and the learners' servers have written."""
        logs = [self.folder / "hub" / "hub.log", *sorted((self.folder / "hub" / "servers").glob("*.log"))]
        return "\n".join(log.read_text(encoding="utf-8") for log in logs if log.exists())

    def wait_until(self, true, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, self.log()[-3000:]
            time.sleep(0.1)
