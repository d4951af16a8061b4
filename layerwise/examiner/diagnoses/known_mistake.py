"""A mistake that the exercise knows."""

from layerwise.examiner.case import Case, Diagnosis


def known_mistake(case: Case) -> Diagnosis | None:
    """The first known mistake that behaves as the answer does, on every probe, and whose words are true of what was written."""
    for mistake in case.exercise.mistakes:
        if case.behaves_like(mistake.wrong) and (mistake.when is None or mistake.when(case.subject.written)):
            return case.explained(mistake.message, mistake.id)
    return None
