"""A line that works something out for nobody."""

from layerwise.examiner.case import Case, Diagnosis


def lost_line(case: Case) -> Diagnosis | None:
    """A calculation, or a comparison, stands alone in its line."""
    written = case.subject.written
    if case.got.error is not None:
        return None
    if not written.lost_lines:
        return _unused_name(case)
    line = written.lost_lines[0]
    if line in written.lost_comparisons and "==" in line:
        words = f"The line `{line}` only compares, and changes nothing: that is what two `=` do. To give the left side a value, write one."
    elif not written.returns:
        words = f"The line `{line}` works something out, and nobody gets it. Put `return` before it."
    else:
        words = f"The line `{line}` works something out, and nobody keeps it. Give it a name, `name = ...`, and go on with that."
    return case.explained(words, "lost-line", "wrong")


def _unused_name(case: Case) -> Diagnosis | None:
    names = case.subject.written.unused_names
    if not names or not case.subject.written.returns or case.exercise.observe is not None:
        return None
    return case.explained(
        f"`{names[0]}` gets a value, and nothing is done with it after that. Should it go into the result?", "unused-name", "wrong"
    )
