"""The learner's own folder: copies of the lessons, the functions they have written, how far they have come.

    workbook.course_map()   # in a lesson: the course, with done, begun and next
    workbook.verify()       # in a lesson: which functions are the learner's own
    workbook.make_folder("penguin reader")  # in a lesson: a place in the workbook for what the learner made
    workbook.here()         # at the top of a lesson: what is done in it, and where to go on
    workbook.lesson_end("activation")    # the last cell of a lesson: what was reached, and what comes next
    workbook.catch_up("dense")  # what comes before that exercise, or lesson, is given by the course
    workbook.join("address", "code", name="Ada")    # a class: its page sees which exercises pass, after this cell has shown what and asked
    workbook.raise_hand()   # in a class: ask for help; also lower_hand(), and leave()
    workbook.note("ReLU keeps the slope 1, so ...")    # the learner's own notes, in my_notes.md; `workbook.page()` prints them too

Its rooms: `folder` says what lies where; `library` is my_network.py; `cells` watches the cells of a notebook; `progress` counts and shows
how far the learner has come; `sharing` tells a class that the learner has joined; `updates` makes the copies of the lessons and brings
newer lessons into them.
"""

import tempfile
from functools import cache
from pathlib import Path

from layerwise import course
from layerwise.workbook.folder import Workbook, current_workbook
from layerwise.workbook.library.verification import Verification
from layerwise.workbook.library.verification import verify as _verify
from layerwise.workbook.notebook import shell
from layerwise.workbook.progress.course_map import CourseMap
from layerwise.workbook.progress.here import Here
from layerwise.workbook.progress.here import here as _here
from layerwise.workbook.progress.lesson_end import LessonEnd
from layerwise.workbook.progress.recording import record
from layerwise.workbook.sharing.after_check import share

__all__ = [
    "Workbook", "catch_up", "course_map", "current_workbook", "here", "join", "leave", "lesson_end", "lower_hand", "make_folder", "note",
    "page", "raise_hand", "record", "share", "verify",
]  # fmt: skip


def course_map() -> CourseMap:
    """The course on one page; in a workbook with what is done, begun and next."""
    return CourseMap(current_workbook())


def verify() -> Verification | None:
    """Examine the my_network.py of the workbook, and say which functions are the learner's own and which are still ours."""
    workbook = _workbook("there is no my_network.py to examine")
    return _verify(workbook.library) if workbook else None


def here() -> Here | None:
    """What is done in this lesson, and where to go on in it."""
    workbook = _workbook("nothing is known of what you have done")
    return _here(workbook) if workbook else None


def lesson_end(name: str) -> LessonEnd:
    """What was reached in the lesson of that name, what was left out, and what comes next."""
    lesson = course.lesson(name)
    if lesson is None:
        raise ValueError(f"There is no lesson {name!r}; layerwise/course.py lists them.")
    running = shell()
    return LessonEnd(lesson, current_workbook(), running.user_ns if running is not None else {})


def catch_up(place: str) -> None:
    """Give what comes before the exercise, or the lesson, of that name and was not begun, and say how to go on there."""
    from layerwise.workbook.joining_late import join_late  # here, since `import layerwise.workbook` is to be quick

    workbook = _workbook("there is nothing to fill in")
    if workbook:
        print(*join_late(workbook, place), sep="\n")


def join(address: str, code: str, name: str = "", agree: bool = False) -> None:
    """Join a class: show what its page would be told, ask, and tell it from then on. `agree=True` is for where nobody can be asked."""
    from layerwise.workbook.sharing import joining  # here, since `import layerwise.workbook` is to be quick

    workbook = _workbook("a class could not be told anything")
    if workbook:
        joining.join(workbook, address, code, name, agree)


def leave() -> None:
    """Leave the class: nothing more is sent, and its page forgets this learner."""
    from layerwise.workbook.sharing import joining

    workbook = _workbook("it is in no class")
    if workbook:
        joining.leave(workbook)


def raise_hand() -> None:
    """Show the instructor of the class that this learner would like help."""
    _set_hand(True)


def lower_hand() -> None:
    """Take the raised hand down."""
    _set_hand(False)


def _set_hand(up: bool) -> None:
    from layerwise.workbook.sharing import joining

    workbook = _workbook("it is in no class")
    if workbook:
        joining.set_hand(workbook, up)


def note(words: str) -> None:
    """Keep a note of the learner's own, with the lesson and the day, in my_notes.md."""
    from layerwise.workbook import notes  # here, since `import layerwise.workbook` is to be quick

    workbook = _workbook("no note can be kept")
    if workbook:
        print(f"Noted in {notes.add(workbook, words).name}. JupyterLab opens it from the list of files, and prints it.")


def page() -> None:
    """Write my_course.html: the functions examined anew, the learner's own checks, questions and notes, to keep, print or share."""
    from layerwise.workbook.course_page import write_page  # here, since `import layerwise.workbook` is to be quick

    workbook = _workbook("there is nothing to make a page of")
    if workbook:
        print(f"The page is {write_page(workbook)}. A browser opens and prints it; nobody else has it until you give it away.")


def _workbook(without: str) -> Workbook | None:
    """The workbook of this notebook; where there is none, that is said, and what it means."""
    workbook = current_workbook()
    if workbook is None:
        print(f"This notebook is not in a workbook, so {without}. `python3 start.py learn` makes one.")
    return workbook


def make_folder(name: str) -> Path:
    """The folder with this name in the workbook, made if it is not there yet. Outside a workbook it is one that goes with this process."""
    workbook = _workbook("what it saves is gone when it is closed")
    folder = (workbook.folder if workbook else Path(_passing_folder().name)) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _passing_folder() -> tempfile.TemporaryDirectory[str]:
    """One folder for as long as this process lives."""
    return tempfile.TemporaryDirectory(prefix="layerwise-")
