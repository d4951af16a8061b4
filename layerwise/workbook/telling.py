"""Saying something to the learner, below the cell or in the terminal."""

import sys

_told: set[str] = set()


def say(sentence: str) -> None:
    """Say a sentence: as a paragraph in a notebook, which wraps between words and which a screen reader announces, and else as a line."""
    ipython = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if ipython is None:
        print(sentence)
    else:
        from IPython.display import display

        display({"text/plain": sentence, "text/html": f"<p role='status'>{in_html(sentence)}</p>"}, raw=True)


def say_once(sentence: str) -> None:
    """Say a sentence, unless this process has said it before."""
    if sentence not in _told:
        _told.add(sentence)
        say(sentence)


def in_words(names) -> str:
    """Several names as a sentence has them: "a", "a and b", "a, b and c"."""
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def in_html(sentence: str) -> str:
    """A sentence as HTML, with what stands between backquotes as code."""
    import html  # here, since `import layerwise` is to be quick

    parts = html.escape(sentence).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
