"""`layerwise grade --dask`: a real scheduler and real workers on this machine, which are killed while they are at it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from amounts import only_in_the_whole, only_with_long

from grading.command import below, grade, hand_in, marks, running, tree
from layerwise.classroom.grading.batch import cluster
from layerwise.classroom.grading.isolation.protections import LADDER, LIMITS, Protection, weakest
from layerwise.exercises.catalogue import EXERCISES

pytest.importorskip("distributed", reason="distributed is not installed: pip install -r requirements-ci.txt")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 10


class Machines:
    """A scheduler and workers of one thread each, as somebody starts them by hand."""

    def __init__(self, folder: Path):
        self.folder, self.started = folder, []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", folder / "scheduler.json")
        self.workers = [self._start("worker", *self._where(), *more) for more in ((), ("--no-nanny",))]
        self.address = ""

    def _where(self):
        return ("--scheduler-file", self.folder / "scheduler.json", "--nthreads", "1", "--local-directory", self.folder)

    def _start(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.folder)}
        with (self.folder / f"{len(self.started)}.log").open("w") as log:
            command = [sys.executable, "-m", "dask", *map(str, arguments), "--no-dashboard"]
            self.started.append(subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, env=environment))
        return self.started[-1]

    def wait(self):
        """Until all workers are there."""
        from distributed import Client

        wait_until(lambda: (self.folder / "scheduler.json").exists(), 60)
        self.address = json.loads((self.folder / "scheduler.json").read_text())["address"]
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)

    @staticmethod
    def kill(process):
        """With all that it has started, at once."""
        for number in below(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        process.wait()


def wait_until(true, seconds):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    assert true()


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    folder.chmod(0o755)
    machines = Machines(folder)
    try:
        machines.wait()
        yield machines
    finally:
        for process in machines.started:
            machines.kill(process)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "handed in"
    for number in range(PEOPLE):
        step = EXERCISES["step"].solution if number % 2 else "def step(z):\n    return z > 0"
        hand_in(folder / f"person {number}", step=step, relu=f"def relu(z):\n    return {number}")
    (folder / "person 3" / "02_activation.ipynb").write_text("{")
    return folder


def killed_halfway(process, report: Path) -> threading.Thread:
    """Kills a worker as soon as there is a result."""

    def watch():
        wait_until(lambda: any(report.glob("results/*.json")), 60)
        Machines.kill(process)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def command(folder: Path, report: Path, *more):
    return (folder, "-o", report, "--lessons", "02", "--seed", 7, *more)


@only_with_long
def test_a_cluster_that_is_not_what_is_needed_is_told_of(machines, handed_in, tmp_path, monkeypatch, capsys):
    here = cluster.versions()
    monkeypatch.setattr(cluster, "versions", lambda: {**here, "Python": "3.99.1"})
    assert grade(*command(handed_in, tmp_path / "out", "--dask", machines.address)) == 1
    told = capsys.readouterr().err
    assert told.count(f"has Python {here['Python']}, and here it is 3.99.1.") == 2 and "install the same ones" in told
    monkeypatch.undo()
    assert grade(*command(handed_in, tmp_path / "out", "--dask", machines.address, "--protection", "limits")) == 1
    assert "--trust-submissions" in capsys.readouterr().err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nonsense", "tcp://no-such-machine.invalid:8786", "ftp://127.0.0.1:9"])
def test_an_address_where_no_scheduler_is(address, handed_in, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    assert grade(*command(handed_in, tmp_path / "out", "--dask", address)) == 1
    told = capsys.readouterr().err
    assert f"There is no Dask scheduler at {address}" in told and "Traceback" not in told and len(told) < 400


@only_in_the_whole
def test_interrupted_it_leaves_nothing_on_the_cluster(machines, handed_in, tmp_path):
    def there():
        """What runs on the machines, without what Python starts for itself and ends with the worker."""
        numbers = set().union(*(below(worker.pid) for worker in machines.workers))
        return {number for number in running(numbers) if b"resource_tracker" not in Path(f"/proc/{number}/cmdline").read_bytes()}

    report, before = tmp_path / "out", there()
    arguments = map(str, command(handed_in, report, "--dask", machines.address))
    process = subprocess.Popen(
        [sys.executable, "-m", "layerwise", "grade", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: any(report.glob("results/*.json")), 60)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=30)[1]
    assert process.returncode == 1 and "Stopped. What was graded is kept" in told and "Traceback" not in told
    assert 1 <= len(list(report.glob("results/*.json"))) < PEOPLE - 1 and not (report / "marks.csv").exists()
    wait_until(lambda: there() == before, 30)
    assert not list(machines.folder.glob("layerwise-*"))


@only_with_long
def test_a_worker_that_is_lost_costs_nobody_a_mark_and_the_last_one_stops_it(machines, handed_in, tmp_path, monkeypatch, capsys):
    with_nanny, without = machines.workers
    killer = killed_halfway(without, tmp_path / "cluster")
    assert grade(*command(handed_in, tmp_path / "cluster", "--dask", machines.address)) == 0
    killer.join()
    told = capsys.readouterr().out
    assert f"Dask at {machines.address}, workers: 2." in told and "Processes at a time: 2." in told
    assert told.count("is lost. What it was at is graded by another: ") == 1
    assert grade(*command(handed_in, tmp_path / "here")) == 0
    assert tree(tmp_path / "cluster") == tree(tmp_path / "here")

    capsys.readouterr()
    monkeypatch.setattr(cluster, "GRACE_SECONDS", 0.5)
    report = tmp_path / "interrupted"
    killer = killed_halfway(with_nanny, report)
    assert grade(*command(handed_in, report, "--dask", machines.address)) == 1
    killer.join()
    assert "No worker is left on the cluster" in capsys.readouterr().err and not (report / "marks.csv").exists()
    kept = len(list(report.glob("results/*.json")))
    assert 1 <= kept < PEOPLE - 1, "it was lost halfway"
    assert grade(*command(handed_in, report, "--dask", machines.address)) == 1
    assert "has no workers" in capsys.readouterr().err
    assert grade(*command(handed_in, report)) == 0
    assert f"Graded before, and kept: {kept}." in capsys.readouterr().out
    assert tree(report) == tree(tmp_path / "here") and len(marks(report)) == PEOPLE


def test_of_several_protections_the_weakest_counts():
    landlock, seccomp = (Protection(parts, ()) for parts in (LADDER[0], LADDER[-1]))
    limits = [Protection(LIMITS, ("connect",)), Protection(LIMITS, ("read a file",))]
    assert weakest([landlock, landlock]) == landlock and weakest([landlock, seccomp]) == seccomp
    assert weakest([landlock, *limits]) == Protection(LIMITS, ("read a file", "connect"))
