"""Layerwise: a first course in deep learning, built by hand in plain NumPy."""

__version__ = "0.1.0"
__all__ = ["ask", "check", "compare"]


def __getattr__(name):
    """Load the exercises and the questions when they are first asked for: `layerwise doctor` has to run where NumPy itself is missing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    (_load_check if name == "check" else _load_questions)()
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
