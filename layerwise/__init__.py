"""Layerwise: a first course in deep learning, built by hand in plain NumPy."""

__version__ = "0.2.0"
__all__ = ["ask", "challenge", "check", "compare", "given", "review"]


def __getattr__(name):
    """Load the exercises and the questions when they are first asked for: `layerwise doctor` has to run where NumPy itself is missing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        {"check": _load_check, "given": _load_check, "challenge": _load_challenge}.get(name, _load_questions)()
    except (ImportError, AttributeError) as error:
        # Python would make "cannot import name 'ask'" of it, and hide why.
        raise ImportError(_why_not(error), name=getattr(error, "name", None)) from error
    return globals()[name]


def _why_not(error):
    from pathlib import Path

    from layerwise.doctor import files_that_hide, how_to_install

    hiding = files_that_hide(Path.cwd())
    if hiding:
        return f"{' '.join(hiding)} Rename it, then choose Kernel > Restart Kernel."
    return f"Something that the course needs is missing or broken: {error}. {how_to_install()}"


def _load_check():
    from layerwise.exercises import check, given, when_checked
    from layerwise.workbook import record, share
    from layerwise.workbook.cells.after_cells import attend

    when_checked(record)
    when_checked(share)
    attend()
    globals().update(check=check, given=given)


def _load_questions():
    from layerwise.questions import ask, compare, keep_answers_in, review
    from layerwise.workbook.progress import answers

    keep_answers_in(answers)
    globals().update(ask=ask, compare=compare, review=review)


def _load_challenge():
    from layerwise.workbook.progress.challenges import challenge

    globals()["challenge"] = challenge
