"""Is grading a class a matter of minutes? Time and memory of `layerwise grade`, and of nbgrader on some of the same notebooks, in one run.

    python benchmarks/grading.py [--people 30,300] [--lessons 03,04] [--sample 2] [--nbgrader PYTHON]

- seconds a person (twelve notebooks, all lessons attempted, one person in twenty with something broken), on two cores, protection on;
- the same for classes of other sizes: it stays flat. A class of more than 300 is the same 300 again and again;
- the most memory that all processes together took, which stays flat too (with --lessons, of some lessons, a class of 3,000 takes minutes);
- nbgrader's `autograde` on the notebooks of a few of the same people, the same checks in them as its test cells: at least 50 times slower
  than the last of the classes.

nbgrader runs a kernel for each notebook, one after the other, and all that stands in it. With --nbgrader it is the one that another Python
has, in an environment with the course's requirements.txt.
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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from grading.classmates import Classmate, notebook, write_class  # noqa: E402

from layerwise.classroom.release.cells import with_points  # noqa: E402
from layerwise.course import LESSONS, Lesson, chosen  # noqa: E402
from layerwise.exercises.catalogue import exercises_of  # noqa: E402

TIMES_FASTER = 50
JOBS = 2
DIFFERENT = 300
# A process that gets less than this part of its core shares it with somebody.
UNDISTURBED = 0.8
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


@dataclass(frozen=True)
class Measured:
    """What grading took for each person: seconds by the clock and seconds of work, over so many cores at a time."""

    seconds: float
    worked: float
    cores: int = 1

    @property
    def is_disturbed(self) -> bool:
        """Did the processes get clearly less of their cores than they wanted? Then the clock says little."""
        return self.worked < UNDISTURBED * self.seconds * self.cores

    def __str__(self) -> str:
        return f"{self.seconds:7.2f} s a person, {self.worked:6.2f} s of work"


def measured(people: int, cores: int, work: Callable[[], None]) -> Measured:
    """Do the work, and say what it took. What is started here counts, whichever core it works on."""
    start, worked = time.perf_counter(), seconds_worked()
    work()
    return Measured((time.perf_counter() - start) / people, (seconds_worked() - worked) / people, cores)


def seconds_worked() -> float:
    """How long all that was started here has worked."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(folder: Path, report: Path, people: int, lessons: tuple[Lesson, ...]) -> Measured:
    """Grade a class, and tell about it."""
    command = [sys.executable, "-m", "layerwise", "grade", str(folder), "-o", str(report), "--seed", "1", "--jobs", str(JOBS)]
    command += ["--lessons", ",".join(lesson.number for lesson in lessons)]
    most = 0

    def work() -> None:
        nonlocal most
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        memory = Memory(psutil.Process(process.pid))
        memory.start()
        assert process.wait() == 0
        most = memory.most

    took = measured(people, JOBS, work)
    with (report / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == people
    graded = sum(row["status"] == "graded" for row in rows)
    told = f"{most / 2**20:.0f} MB at most, {graded} graded to the end; {rows[0]['protection']}"
    print(f"layerwise, {people:5} people: {took}, {told}", flush=True)
    return took


def nbgraders(python: str, folder: Path, course: Path, names: list[str], lessons: tuple[Lesson, ...]) -> Measured:
    """Have nbgrader grade the same notebooks, and tell about it."""
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for lesson in lessons:
        (source / lesson.notebook).write_text(json.dumps(with_points(notebook(lesson, {}), {})))
    run(python, course, "generate_assignment", ASSIGNMENT)
    for name in names:
        theirs = course / "submitted" / name / ASSIGNMENT
        theirs.mkdir(parents=True)
        for lesson in lessons:
            handed_in = json.loads((folder / name / lesson.notebook).read_bytes())
            (theirs / lesson.notebook).write_text(json.dumps(with_points(handed_in, {})))
    took = measured(len(names), 1, lambda: run(python, course, "autograde", ASSIGNMENT, "--ExecutePreprocessor.timeout=300"))
    graded = len(list((course / "autograded").rglob("*.ipynb")))
    assert graded == len(names) * len(lessons), f"nbgrader has graded {graded} notebooks"
    print(f"nbgrader,  {len(names):5} people: {took}", flush=True)
    return took


def run(python: str, course: Path, *arguments: str) -> None:
    """Run nbgrader, with a kernel of the same Python."""
    path = f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader looks there for a program of its own
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "JUPYTER_DATA_DIR": str(course / "jupyter")}
    command = [python, "-m", "nbgrader", *arguments, f"--CourseDirectory.root={course}"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, env=environment)
    if done.returncode != 0 and arguments[0] != "autograde":  # that says 1 where one notebook stopped
        sys.exit(done.stderr[-2_000:])


def write_a_class(folder: Path, people: int, lessons: tuple[Lesson, ...]) -> list[Classmate]:
    """A class of any size: up to DIFFERENT people, and then the same ones again under other names."""
    classmates = write_class(folder, min(people, DIFFERENT), lessons=lessons)
    for number in range(len(classmates), people):
        again = folder / f"{number:05} {classmates[number % DIFFERENT].name}"
        again.mkdir()
        for handed_in in (folder / classmates[number % DIFFERENT].name).iterdir():
            os.link(handed_in, again / handed_in.name)
    return classmates


def ratio(theirs: Measured, own: Measured) -> str:
    """How many times as many people we grade in the same time."""
    if own.is_disturbed or theirs.is_disturbed:
        reckoned = theirs.worked / (own.worked / own.cores)
        return f"ratio {reckoned:.0f}, reckoned from seconds of work over {own.cores} cores, since the machine was busy with other things"
    return f"ratio {theirs.seconds / own.seconds:.0f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", default="30,300", metavar="N,N", help="the sizes of the classes")
    options.add_argument("--lessons", type=chosen, default=LESSONS, metavar="NN,NN", help="which lessons they hand in; by default all")
    options.add_argument("--sample", type=int, default=2, help="how many people nbgrader grades")
    options.add_argument("--nbgrader", default=sys.executable, metavar="PYTHON", help="the Python whose nbgrader is measured")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for people in map(int, asked.people.split(",")):
            folder = Path(scratch) / f"class of {people}"
            classmates = write_a_class(folder, people, asked.lessons)
            own = ours(folder, Path(scratch) / f"report on {people}", people, asked.lessons)
        whole = [person.name for person in classmates if not person.broken][: asked.sample]
        if whole:
            theirs = nbgraders(asked.nbgrader, folder, Path(scratch) / "nbgrader", whole, asked.lessons)
            exercises = sum(len(exercises_of(lesson)) for lesson in asked.lessons)
            print(f"{ratio(theirs, own)} (limit: at least {TIMES_FASTER}); exercises: {exercises}")


if __name__ == "__main__":
    main()
