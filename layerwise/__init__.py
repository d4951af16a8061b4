"""Layerwise: a first course in deep learning, built by hand in plain NumPy."""

__version__ = "0.1.0"
__all__ = ["check"]


def __getattr__(name):
    """Load the exercises when `check` is first asked for: `layerwise doctor` has to run where NumPy itself is missing."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from layerwise.exercises import check, when_checked
    from layerwise.workbook import record
    from layerwise.workbook.after_cells import attend

    when_checked(record)
    attend()
    globals()["check"] = check
    return check
