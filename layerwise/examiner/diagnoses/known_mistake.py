"""A mistake that the exercise knows."""

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.exercise import Mistake
from layerwise.examiner.subject import Subject
from layerwise.examiner.values import same


def known_mistake(case: Case) -> Diagnosis | None:
    """The first known mistake that behaves as the answer does, on every probe, and whose words are true of what was written."""
    for mistake in case.exercise.mistakes:
        if case.behaves_like(mistake.wrong) and _may_be_said(mistake, case):
            return case.explained(mistake.message + _lost_line(case, mistake), mistake.id)
    part = _first_wrong_part(case)
    if part is None:
        return None
    fitting = (mistake for mistake in case.exercise.mistakes if case.part_behaves_like(part, mistake.wrong))
    return next((case.explained(mistake.message, mistake.id) for mistake in fitting if _may_be_said(mistake, case)), None)


def _may_be_said(mistake: Mistake, case: Case) -> bool:
    return mistake.when is None or mistake.when(case.subject.written)


def _first_wrong_part(case: Case) -> int | None:
    """Which of several results is the first that is wrong, where more than one may be."""
    got, wanted = case.got.value, case.wanted.value
    if not (isinstance(got, tuple) and isinstance(wanted, tuple) and len(got) == len(wanted)):
        return None
    return next((number for number, pair in enumerate(zip(got, wanted, strict=True)) if not same(*pair, case.exercise.tolerance)), None)


def _lost_line(case: Case, mistake: Mistake) -> str:
    """A line whose result nobody keeps, as `Z > 0` alone is, which may be why the answer behaves so.

    A mistake that asks the text, or has such a line itself, tells of it in its own words.
    """
    lost, shown = case.subject.written.lost, case.subject.written.only_shown
    if not (lost or shown) or mistake.when is not None or Subject(mistake.wrong).written.lost or case.got.error is not None:
        return ""
    if not lost:
        return f" And what the line `{shown}` works out is shown on the screen, and kept by nobody."
    return f" And nothing keeps what the line `{case.subject.written.text_of(lost[0])}` works out: there it has no effect."
