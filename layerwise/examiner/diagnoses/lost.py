"""Something is worked out and then lost."""

import ast

from layerwise.examiner.case import Case, Diagnosis


def keeps_nothing(case: Case) -> Diagnosis | None:
    """A line works something out, or compares, and nobody keeps what it comes to."""
    lost = case.subject.written.lost
    if not lost or case.got.error is not None:
        return None
    line = ast.unparse(lost[0])
    if isinstance(lost[0], ast.Compare) and isinstance(lost[0].ops[0], ast.Eq):
        name, value = ast.unparse(lost[0].left), ast.unparse(lost[0].comparators[0])
        words = f"The line `{line}` compares the two, and changes neither. A value is put under a name with one `=`: `{name} = {value}`."
    else:
        words = f"The line `{line}` works something out, and nothing keeps it. Give the result a name, `{_name_for(lost[0])} = {line}`, "
        words += "and go on with that name."
    return case.explained(words, "keeps-nothing")


def never_read(case: Case) -> Diagnosis | None:
    """A name is given a value, and the lines below go on without it."""
    names = case.subject.written.never_read
    if not names or case.got.error is not None:
        return None
    return case.explained(
        f"You give `{names[0]}` a value, and no line reads it. Look at the lines below: where does an older name stand for it?",
        "never-read",
    )


def _name_for(expression: ast.expr) -> str:
    """What the result may be called: as what it is made of, where that has a name of its own."""
    made_of = next((getattr(expression, part) for part in ("left", "args", "operand") if getattr(expression, part, None)), None)
    first = made_of[0] if isinstance(made_of, list) else made_of
    return ast.unparse(first) if isinstance(first, ast.Name | ast.Subscript) else "result"
