"""Layerwise: a first course in deep learning, built by hand in plain NumPy."""

__version__ = "0.2.0"
__all__ = ["ask", "challenge", "check", "compare", "given"]


def __getattr__(name):
    """Load the exercises and the questions when they are first asked for: `layerwise doctor` has to run where NumPy itself is missing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    {"check": _load_check, "challenge": _load_challenge, "given": _load_given}.get(name, _load_questions)()
    return globals()[name]


def _load_check():
    from layerwise.exercises import check, when_checked
    from layerwise.workbook import record
    from layerwise.workbook.cells.after_cells import attend

    when_checked(record)
    attend()
    globals()["check"] = check


def _load_questions():
    from layerwise.questions import ask, compare, keep_answers_in
    from layerwise.workbook.progress import answers

    keep_answers_in(answers)
    globals().update(ask=ask, compare=compare)


def _load_challenge():
    from layerwise.workbook.progress.challenges import challenge

    globals()["challenge"] = challenge


def _load_given():
    from layerwise.exercises import given

    globals()["given"] = given
