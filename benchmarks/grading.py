"""Is grading a class a matter of minutes? Time and memory of `layerwise grade`, and of nbgrader on some of the same notebooks, in one run.

    python benchmarks/grading.py [--people 300] [--sample 2]

- seconds a person (twelve notebooks, all lessons attempted, one person in twenty with something broken), on all cores, protection on;
- the same for a class of a tenth of the size: it stays flat;
- the most memory that all processes together took, for both;
- nbgrader's `autograde` on the notebooks of a few of the same people, the same checks in them as its test cells: at least 50 times slower.

nbgrader runs a kernel for each notebook, one after the other, and all that stands in it.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from grading.classmates import notebook, write_class  # noqa: E402

from layerwise.classroom.release.cells import with_points  # noqa: E402
from layerwise.course import LESSONS  # noqa: E402
from layerwise.exercises.catalogue import exercises_of  # noqa: E402

TIMES_FASTER = 50
ASSIGNMENT = "course"


class Memory(threading.Thread):
    """Watches how much memory a process and all below it take, what they share counted once."""

    def __init__(self, process: psutil.Process):
        super().__init__(daemon=True)
        self.process, self.most = process, 0

    def run(self) -> None:
        while self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
            taken = 0
            for one in [self.process, *self.process.children(recursive=True)]:
                try:
                    taken += getattr(one.memory_full_info(), "pss", one.memory_info().rss)
                except psutil.Error:
                    continue
            self.most = max(self.most, taken)
            time.sleep(0.5)


def ours(folder: Path, report: Path, people: int) -> float:
    """Grade a class; print and return the seconds a person."""
    command = [sys.executable, "-m", "layerwise", "grade", str(folder), "-o", str(report), "--seed", "1"]
    start, worked = time.perf_counter(), seconds_worked()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    memory = Memory(psutil.Process(process.pid))
    memory.start()
    assert process.wait() == 0
    seconds = (time.perf_counter() - start) / people
    worked = (seconds_worked() - worked) / people
    with (report / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == people
    graded = sum(row["status"] == "graded" for row in rows)
    work = f"{worked:.2f} s of work, {memory.most / 2**20:.0f} MB at most"
    print(f"layerwise, {people:5} people: {seconds:8.2f} s a person, {work}, {graded} graded to the end; {rows[0]['protection']}")
    return seconds


def nbgraders(folder: Path, course: Path, names: list[str]) -> float:
    """Have nbgrader grade the same notebooks; print and return the seconds a person."""
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for lesson in LESSONS:
        (source / lesson.notebook).write_text(json.dumps(with_points(notebook(lesson, {}), {})))
    run(course, "generate_assignment", ASSIGNMENT)
    for name in names:
        theirs = course / "submitted" / name / ASSIGNMENT
        theirs.mkdir(parents=True)
        for lesson in LESSONS:
            handed_in = json.loads((folder / name / lesson.notebook).read_bytes())
            (theirs / lesson.notebook).write_text(json.dumps(with_points(handed_in, {})))
    start, worked = time.perf_counter(), seconds_worked()
    run(course, "autograde", ASSIGNMENT, "--ExecutePreprocessor.timeout=300")
    seconds = (time.perf_counter() - start) / len(names)
    worked = (seconds_worked() - worked) / len(names)
    graded = len(list((course / "autograded").rglob("*.ipynb")))
    assert graded == len(names) * len(LESSONS), f"nbgrader has graded {graded} notebooks"
    print(f"nbgrader,  {len(names):5} people: {seconds:8.2f} s a person, {worked:.2f} s of work")
    return seconds


def seconds_worked() -> float:
    """How long all that was started here has worked, on whichever core: a machine that is busy with something else changes it little."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(course: Path, *arguments: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader looks there for a program of its own
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "JUPYTER_DATA_DIR": str(course / "jupyter")}
    command = [sys.executable, "-m", "nbgrader", *arguments, f"--CourseDirectory.root={course}"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, env=environment)
    if done.returncode != 0 and arguments[0] != "autograde":  # that says 1 where one notebook stopped
        sys.exit(done.stderr[-2_000:])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=300)
    options.add_argument("--sample", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        few = max(chosen.people // 10, 1)
        write_class(folder / "few", few)
        classmates = write_class(folder / "many", chosen.people)
        ours(folder / "few", folder / "report of few", few)
        seconds = ours(folder / "many", folder / "report", chosen.people)
        whole = [person.name for person in classmates if not person.broken][: chosen.sample]
        ratio = nbgraders(folder / "many", folder / "nbgrader", whole) / seconds
    print(f"ratio {ratio:.0f} (limit: at least {TIMES_FASTER}); exercises: {sum(len(exercises_of(lesson)) for lesson in LESSONS)}")


if __name__ == "__main__":
    main()
