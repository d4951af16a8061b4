"""An exception in a sentence: what was raised, in which of the learner's lines, and what to look at."""

from layerwise.examiner.advisers import advise
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written


def error_sentence(raised: Raised, written: Written) -> str:
    """Tell of an exception that a learner's function, which was `written` so, raised, and what to do about it."""
    return f"{what_happened(raised)} {advise(raised, written)}".rstrip()


def what_happened(raised: Raised) -> str:
    """Tell of an exception and its line, without advice."""
    place = f" in the line `{raised.line}`" if raised.line else ""
    return f"it stopped{place} with {raised.words.rstrip('.')}."
