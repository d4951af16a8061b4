"""An answer that was not begun, or has a gap left."""

import ast

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.report import GAP_LEFT
from layerwise.examiner.subject import Subject
from layerwise.examiner.written import Written


def gap_left(case: Case) -> Diagnosis | None:
    """A `...`, a lone `pass` or a NotImplementedError still waits in the body."""
    if not case.subject.written.has_gap and not isinstance(case.got.error, NotImplementedError):
        return None
    return Diagnosis(*about_the_gap(case.exercise, case.subject), status="not attempted")


def about_the_gap(exercise: Exercise, subject: Subject) -> tuple[str, str | None]:
    """What to tell of a gap, and GAP_LEFT where lines were written beside it."""
    written, lines = subject.written, subject.written.lines
    if lines is None or lines <= exercise.given:
        gap = next((gap for gap in ("...", "pass", "raise NotImplementedError") if _stands_in(gap, written)), "")
        if not gap:
            return "Put your own lines into the function, four spaces to the right of its `def` line. Then run the cell again.", None
        return f"Put your own lines in place of the `{gap}`, and indent them by the same amount. Then run the cell again.", None
    if any(map(_waits_alone, written.nodes(ast.For, ast.While, ast.If))):
        return (
            "Your own lines are there, and a `...` still stands alone inside a loop, or under an if. Put the line that belongs there in "
            "its place, and indent it by the same amount. Then run the cell again."
        ), GAP_LEFT
    return (
        "Your own lines are there, and a `...` still stands among them. Delete it, or put there what is missing. Then run the cell again."
    ), GAP_LEFT


def _stands_in(gap: str, written: Written) -> bool:
    if gap == "...":
        return not written.tree or any(node.value is ... for node in written.nodes(ast.Constant))
    return written.has(gap)


def _waits_alone(block: ast.For | ast.While | ast.If) -> bool:
    """Is a `...` all that stands in it?"""
    only = block.body[0].value if len(block.body) == 1 and isinstance(block.body[0], ast.Expr) else None
    return isinstance(only, ast.Constant) and only.value is ...
