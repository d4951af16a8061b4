"""What happens in the workbook when an exercise is checked."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime

from layerwise import course
from layerwise.examiner import Report
from layerwise.examiner.report import GAP_LEFT
from layerwise.exercises.catalogue import EXERCISES, lesson_of
from layerwise.ground.words import in_words
from layerwise.workbook.cells.telling import say, say_once
from layerwise.workbook.folder import Workbook, current_workbook
from layerwise.workbook.library.keeping import NotKept, keep
from layerwise.workbook.notebook import own_notebook, shell
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.record import now
from layerwise.workbook.progress.standings import names_in

# When a cell that nobody has touched was last run here: that is no attempt, but from then on somebody was at work.
_at_work_since: datetime | None = None


def record(report: Report, function: Callable) -> None:
    """Count the check, keep the function when it passed, and say so. A lesson goes on where that cannot be done."""
    global _at_work_since
    if report.status == "not attempted" and report.mistake != GAP_LEFT:
        _at_work_since = now()
        return
    workbook = current_workbook()
    if workbook is None:
        _say_that_nothing_is_kept()
        return
    progress, kept = Progress(workbook.record), False
    with going_on(workbook, "Your progress could not be saved"):
        progress.record(report.name, report.status != "not attempted", report.passed, _at_work_since)
    _at_work_since = None
    if not report.passed:
        return
    with going_on(workbook, f"{report.name} could not be kept"):
        sentences = keep(workbook.library, report.name, function)
        for sentence in sentences:
            say(sentence)
        kept = not any(isinstance(sentence, NotKept) for sentence in sentences)
    if shell() is not None:
        words = [f"`{report.name}` is kept in {workbook.library.name}."] if kept else []
        say(" ".join([*words, *_standing(report.name, progress.passed())]))


def _standing(name: str, passed: set[str]) -> list[str]:
    """How far the learner has come now that `name` has passed, and what is next."""
    own = len(passed & set(EXERCISES))
    lesson = lesson_of(name)
    open_here = [f"`{other}`" for other in names_in(lesson) if other not in passed]
    counted = f"{own} of {len(EXERCISES)} functions {'has' if own == 1 else 'have'} passed."
    if open_here:
        return [counted, f"Next in this lesson: {in_words(open_here)}."]
    if own == len(EXERCISES):
        return [f"All {own} functions have passed."]
    following = next((other for other in course.LESSONS if other.place > lesson.place and not passed.issuperset(names_in(other))), None)
    return [counted, "That was the last of this lesson" + (f"; the next is {following}." if following else ".")]


def _say_that_nothing_is_kept() -> None:
    # Whoever runs solutions, as CI does, or a function outside a notebook keeps nothing and wants no word about it.
    if shell() is None or os.environ.get("LAYERWISE_STRICT") == "1":
        return
    notebook = own_notebook()
    where = f"{notebook} is not in a workbook" if notebook else "This notebook is not in a workbook"
    if notebook and notebook.parent.name == "notebooks":
        remedy = "run `python3 start.py update` in the course's folder, which takes over what you have written here"
    else:
        remedy = "run `python3 start.py learn` in the course's folder, and copy over what you have written here"
    say_once(f"{where}, so what passes here is not saved. To keep it, {remedy}. Then open the lesson of the same name in `workbook`.")


@contextlib.contextmanager
def going_on(workbook: Workbook, what: str) -> Iterator[None]:
    """Say in a sentence what could not be done in the workbook, and go on."""
    try:
        yield
    except OSError as problem:
        say_once(f"{what} in {workbook.folder} ({problem.strerror or problem}). Your answer still counts here.")
    except Exception as problem:  # a function may be made of objects that answer any question with an exception of their own
        say_once(f"{what} in {workbook.folder} ({type(problem).__name__}: {problem}). Your answer still counts here.")
