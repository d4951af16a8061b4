"""Saying something to the learner, below the cell or in the terminal."""

from layerwise.ground.words import in_html
from layerwise.workbook.notebook import shell

_told: set[str] = set()


def say(sentence: str) -> None:
    """Say a sentence: as a paragraph in a notebook, which wraps between words and which a screen reader announces, and else as a line."""
    if shell() is None:
        print(sentence)
    else:
        from IPython.display import display

        display({"text/plain": sentence, "text/html": f"<p role='status'>{in_html(sentence)}</p>"}, raw=True)


def say_once(sentence: str) -> None:
    """Say a sentence, unless this process has said it before."""
    if sentence not in _told:
        _told.add(sentence)
        say(sentence)
