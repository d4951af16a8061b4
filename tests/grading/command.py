"""`layerwise grade` as somebody gives the command, and what there is to see of it: notebooks handed in, reports, processes."""

import contextlib
import csv
import json
import sys
from pathlib import Path

from grading.classmates import notebook
from layerwise import cli, course

ACTIVATION = course.lesson("02")
# Where nothing isolates, whoever runs the tests trusts them.
TRUST = () if sys.platform == "linux" else ("--trust-submissions",)


def grade(*arguments) -> int:
    return cli.main(["grade", *map(str, arguments), *TRUST])


def marks(report: Path) -> list[dict]:
    with (report / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def hand_in(folder: Path, lesson=ACTIVATION, **written: str) -> Path:
    """One person's notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / lesson.notebook).write_text(json.dumps(notebook(lesson, written)), encoding="utf-8")
    return folder


def tree(report: Path) -> dict[str, bytes]:
    """All that a report says."""
    return {
        path.relative_to(report).as_posix(): path.read_bytes() for path in report.rglob("*.*") if path.is_file() and path.name != ".lock"
    }


def running(processes: set[int]) -> set[int]:
    """Those that are still there, and are not merely waiting to be counted."""
    there = set()
    for number in processes:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                there.add(number)
    return there


def below(number: int) -> set[int]:
    """A process, and all that it has started."""
    found = {number}
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{number}/task").glob("*/children"):
            for child in children.read_text().split():
                found |= below(int(child))
    return found
