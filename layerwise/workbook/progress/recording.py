"""What happens in the workbook when an exercise is checked."""

import contextlib
from collections.abc import Callable, Iterator

from layerwise.examiner import Report
from layerwise.workbook.cells.telling import say, say_once
from layerwise.workbook.folder import Workbook, current_workbook
from layerwise.workbook.library.keeping import keep
from layerwise.workbook.progress.file import Progress


def record(report: Report, function: Callable) -> None:
    """Count the check, and keep the function when it passed. A lesson goes on where that cannot be done."""
    workbook = current_workbook()
    if workbook is None:
        return
    with going_on(workbook, "Your progress could not be saved"):
        Progress(workbook.record).record(report.name, report.status != "not attempted", report.passed)
    if report.passed:
        with going_on(workbook, f"{report.name} could not be kept"):
            for sentence in keep(workbook.library, report.name, function):
                say(sentence)


@contextlib.contextmanager
def going_on(workbook: Workbook, what: str) -> Iterator[None]:
    """Say in a sentence what could not be done in the workbook, and go on."""
    try:
        yield
    except OSError as problem:
        say_once(f"{what} in {workbook.folder} ({problem.strerror or problem}). Your answer still counts here.")
    except Exception as problem:  # a function may be made of objects that answer any question with an exception of their own
        say_once(f"{what} in {workbook.folder} ({type(problem).__name__}: {problem}). Your answer still counts here.")
