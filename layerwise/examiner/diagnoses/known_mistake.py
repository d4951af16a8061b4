"""A mistake that the exercise knows."""

import re

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.exercise import Mistake
from layerwise.examiner.subject import Subject


def known_mistake(case: Case) -> Diagnosis | None:
    """What the exercise says of the mistake that was recognised."""
    mistake = recognised(case)
    if mistake is None:
        return None
    return case.explained(mistake.message + _in_a_loop(case, mistake) + _lost_line(case, mistake), mistake.id)


def recognised(case: Case) -> Mistake | None:
    """The first known mistake that behaves as the answer does, on every probe, and whose words are true of what was written."""
    for mistake in case.exercise.mistakes:
        if case.behaves_like(mistake.wrong) and (mistake.when is None or mistake.when(case.subject.written)):
            return mistake
    return None


def _in_a_loop(case: Case, mistake: Mistake) -> str:
    """What takes the place of an axis for someone who goes through the rows, or the columns, one by one.

    A mistake that asks the text, or is a loop itself, tells of it in its own words.
    """
    axis = re.search(r"axis=([01])|keepdims", mistake.message)
    if not axis or not case.subject.written.loops or mistake.when is not None or Subject(mistake.wrong).written.loops:
        return ""
    line = "column" if axis[1] == "0" else "row"
    return (
        f" In a loop over the {line}s you need no axis: work with the {line} of that round alone (or pick its number from those of all "
        f"{line}s)."
    )


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
