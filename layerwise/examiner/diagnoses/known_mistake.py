"""A mistake that the exercise knows."""

from layerwise.examiner.case import Case, Diagnosis


def known_mistake(case: Case) -> Diagnosis | None:
    """The first known mistake that behaves as the answer does, on every probe."""
    for mistake in case.exercise.mistakes:
        if case.behaves_like(mistake.wrong):
            return case.explained(mistake.message, mistake.id)
    return None
