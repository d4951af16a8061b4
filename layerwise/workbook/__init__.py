"""The learner's own folder: copies of the lessons, the functions they have written, how far they have come.

    workbook.course_map()   # in a lesson: the course, with done, begun and next
    workbook.verify()       # in a lesson: which functions are the learner's own
    workbook.make_folder("penguin reader")  # in a lesson: a place in the workbook for what the learner made

Its rooms: `folder` says what lies where; `library` is my_network.py; `cells` watches the cells of a notebook; `progress` counts and shows
how far the learner has come; `updates` makes the copies of the lessons and brings newer lessons into them.
"""

import tempfile
from functools import cache
from pathlib import Path

from layerwise.workbook.folder import Workbook, current_workbook
from layerwise.workbook.library.verification import Verification
from layerwise.workbook.library.verification import verify as _verify
from layerwise.workbook.progress.course_map import CourseMap
from layerwise.workbook.progress.recording import record

__all__ = ["Workbook", "course_map", "current_workbook", "make_folder", "record", "verify"]


def course_map() -> CourseMap:
    """The course on one page; in a workbook with what is done, begun and next."""
    return CourseMap(current_workbook())


def verify() -> Verification | None:
    """Examine the my_network.py of the workbook, and say which functions are the learner's own and which are still ours."""
    workbook = current_workbook()
    if workbook is None:
        print("This notebook is not in a workbook, so there is no my_network.py to examine. `python3 start.py learn` makes one.")
        return None
    return _verify(workbook.library)


def make_folder(name: str) -> Path:
    """The folder with this name in the workbook, made if it is not there yet. Outside a workbook it is one that goes with this process."""
    workbook = current_workbook()
    if workbook is None:
        print("This notebook is not in a workbook: what it saves is gone when it is closed. `python3 start.py learn` makes a workbook.")
    folder = (workbook.folder if workbook else Path(_passing_folder().name)) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _passing_folder() -> tempfile.TemporaryDirectory[str]:
    """One folder for as long as this process lives."""
    return tempfile.TemporaryDirectory(prefix="layerwise-")
