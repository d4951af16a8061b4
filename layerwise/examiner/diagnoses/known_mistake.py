"""A mistake that the exercise knows."""

import ast
import re

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.exercise import Mistake
from layerwise.examiner.subject import Subject
from layerwise.examiner.values import same
from layerwise.examiner.written import Written


def known_mistake(case: Case) -> Diagnosis | None:
    """What the exercise says of the mistake that was recognised, in all that comes back or in the first part of it that is wrong."""
    mistake = recognised(case)
    if mistake is not None:
        return case.explained(mistake.message + _in_a_loop(case, mistake) + _lost_line(case, mistake), mistake.id)
    part = _first_wrong_part(case)
    if part is None:
        return None
    fitting = (mistake for mistake in case.exercise.mistakes if case.part_behaves_like(part, mistake.wrong))
    return next((case.explained(mistake.message, mistake.id) for mistake in fitting if _may_be_said(mistake, case)), None)


def recognised(case: Case) -> Mistake | None:
    """The first known mistake that behaves as the answer does, on every probe, and whose words are true of what was written."""
    return next((mistake for mistake in case.exercise.mistakes if case.behaves_like(mistake.wrong) and _may_be_said(mistake, case)), None)


def _may_be_said(mistake: Mistake, case: Case) -> bool:
    return mistake.when is None or mistake.when(case.subject.written)


def _first_wrong_part(case: Case) -> int | None:
    """Which of several results is the first that is wrong, where more than one may be."""
    got, wanted = case.got.value, case.wanted.value
    if not (isinstance(got, tuple) and isinstance(wanted, tuple) and len(got) == len(wanted)):
        return None
    return next((number for number, pair in enumerate(zip(got, wanted, strict=True)) if not same(*pair, case.exercise.tolerance)), None)


def _in_a_loop(case: Case, mistake: Mistake) -> str:
    """What takes the place of an axis for someone who goes through the rows, or the columns, one by one.

    A mistake that asks the text, speaks of a loop, or is one itself, tells of it in its own words.
    """
    axis = re.search(r"axis=([01])|keepdims", mistake.message)
    tells_of_loops = mistake.when is not None or re.search(r"\bloop\b", mistake.message) or Subject(mistake.wrong).written.loops
    if not axis or not case.subject.written.loops or tells_of_loops or _takes_it_below_the_loops(case.subject.written):
        return ""
    line = "column" if axis[1] == "0" else "row"
    return (
        f" In a loop over the {line}s you need no axis: work with the {line} of that round alone (or pick its number from those of all "
        f"{line}s)."
    )


def _takes_it_below_the_loops(written: Written) -> bool:
    """Does it name an axis only when its loops are over?"""
    with_axis = [call.lineno for call in written.calls if any(keyword.arg == "axis" for keyword in call.keywords)]
    ends = [loop.end_lineno or 0 for loop in written.nodes(ast.For)]
    return bool(with_axis and ends) and min(with_axis) > max(ends)


def _lost_line(case: Case, mistake: Mistake) -> str:
    """A line whose result nobody keeps, as `Z > 0` alone is, which may be why the answer behaves so.

    A mistake that asks the text, or has such a line itself, tells of it in its own words.
    """
    written = case.subject.written
    lost, shown = written.lost, written.only_shown
    renamed = [] if case.exercise.changes else [(name, things) for name, things in written.only_renamed if things in written.own_names]
    renamed = [(name, things) for name, things in renamed if things not in written.parameters]
    if mistake.when is not None or Subject(mistake.wrong).written.lost or case.got.error is not None:
        return ""
    if renamed:
        name, things = renamed[0]
        return f" And in the loop over `{things}` a new value goes to the name `{name}` alone: nothing in `{things}` changes."
    if not (lost or shown):
        return ""
    if not lost:
        return f" And what the line `{shown}` works out is shown on the screen but not kept."
    return f" And nothing keeps what the line `{written.text_of(lost[0])}` works out: there it has no effect."
