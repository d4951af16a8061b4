"""An answer that was not begun, or has a gap left."""

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.report import GAP_LEFT
from layerwise.examiner.subject import Subject


def gap_left(case: Case) -> Diagnosis | None:
    """A `...`, a lone `pass` or a NotImplementedError still waits in the body."""
    if not case.subject.written.has_gap and not isinstance(case.got.error, NotImplementedError):
        return None
    return Diagnosis(*about_the_gap(case.exercise, case.subject), status="not attempted")


def about_the_gap(exercise: Exercise, subject: Subject) -> tuple[str, str | None]:
    """What to tell of a gap, and GAP_LEFT where lines were written beside it."""
    written = subject.written.lines
    if written is not None and written > exercise.given:
        return (
            "Your own lines are there, and a `...` still stands among them. Delete it, or put there what is missing. "
            "Then run the cell again."
        ), GAP_LEFT
    return "Put your own lines in place of the `...`, indented as far as the `...`. Then run the cell again.", None
