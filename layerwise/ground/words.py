"""Words for people: lists in a sentence, the name that was meant, text whose code stands between backquotes."""

import re
from collections.abc import Iterable


def in_words(names: Iterable[str]) -> str:
    """Several names as a sentence has them: "a", "a and b", "a, b and c"."""
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def nearest(name: object, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of `names` that is most like `name`, or None where none is like it. Case alone is no difference."""
    import difflib  # here, since few need it and `import layerwise` is to be quick

    names, name = list(names), str(name)
    same = [other for other in names if other.lower() == name.lower()]
    return next(iter(same or difflib.get_close_matches(name, names, n=1, cutoff=cutoff)), None)


def did_you_mean(name: object, names: Iterable[str], otherwise: str = "", cutoff: float = 0.6) -> str:
    """The sentence "Did you mean `relu`?", or `otherwise` where nothing is near."""
    near = nearest(name, names, cutoff)
    return otherwise if near is None else f"Did you mean `{near}`?"


def escaped(text: str) -> str:
    """A text as HTML, whatever it holds."""
    import html

    return html.escape(text)


def in_html(text: str, code_style: str = "") -> str:
    """A text as HTML, with what stands between backquotes as code. A backquote without a partner on its line stays one."""
    opening = f"<code style='{code_style}'>" if code_style else "<code>"
    return re.sub(r"`([^`\n]+)`", lambda match: f"{opening}{match[1]}</code>", escaped(text))
