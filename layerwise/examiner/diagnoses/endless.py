"""A loop that never ends."""

from layerwise.examiner.case import Case, Diagnosis


def never_ends(case: Case) -> Diagnosis | None:
    """A generator's loop goes on for ever; whoever asks it stops asking."""
    endless = case.subject.written.endless_loops
    if not endless or not case.subject.written.hands_out_by_turns or case.got.error is not None:
        return None
    return case.explained(goes_on_for_ever(*endless[0]), "endless-loop", "wrong")


def goes_on_for_ever(loop: str, name: str) -> str:
    """What is told of such a loop, `while i < n`, and of the name that its condition depends on."""
    return f"The loop `{loop}:` goes on for ever, since no line inside it changes `{name}`."
