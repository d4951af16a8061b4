"""The words and numbers of text alternatives: short, and the same on every machine."""

from itertools import pairwise

import numpy as np

TINY = 0.00051  # what three decimals do not show


def decimals(values):
    """How many decimals these numbers need, two or three: neighbours that differ have to look different, and 0.997 must not look like 1."""
    values = [float(value) for value in values]

    def are_enough(places):
        pairs = [(value, float(f"{value:.{places}f}")) for value in values]
        looks_whole = any(shown.is_integer() and abs(shown - value) > TINY for value, shown in pairs)
        looks_same = any(shown == other and abs(value - next_value) > TINY for (value, shown), (next_value, other) in pairwise(pairs))
        return not looks_whole and not looks_same

    return 2 if are_enough(2) or not are_enough(3) else 3


def number(value, places=None):
    """`value` with two decimals, or three where two would make it a whole number that it is not; with a minus sign, but never `−0.00`."""
    places = decimals([value]) if places is None else places
    text = f"{float(value):.{places}f}"
    return text.removeprefix("-") if float(text) == 0 else text.replace("-", "−")


def percent(share, places=None):
    """`share` of 1 as `88 %`; with a decimal where it would say none or all, and is neither: `99.7 %`."""
    places = int(round(100 * share) in (0, 100) and share not in (0, 1)) if places is None else places
    return f"{100 * share:.{places}f} %"


def numbers(values):
    """`(1.00, 2.00)`, or `1.00` when there is only one."""
    values = [number(value) for value in np.ravel(values)]
    return values[0] if len(values) == 1 else "(" + ", ".join(values) + ")"


def short(value):
    """`value` in about five characters with a real minus sign, for places inside a drawing where room is scarce."""
    value, size = float(value), abs(float(value))
    if size >= 9999.5:
        return f"{value:.0e}".replace("e+0", "e").replace("e+", "e").replace("-", "−")
    text = f"{value:.{2 if size < 9.995 else 1 if size < 99.95 else 0}f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def listing(items):
    """`a, b and c`"""
    items = list(items)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def count(n, word, plural=None):
    """`1 epoch`, `2 epochs`"""
    return f"{n} {word if n == 1 else plural or word + 's'}"


def times(n):
    """`once`, `twice`, `3 times`"""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def sentence(text):
    """`text` with a capital letter and a full stop."""
    return text[0].upper() + text[1:] + "."


def titled(title, alt):
    """The text alternative of a picture that has a title."""
    return f"{title.rstrip('.')}. {alt}" if title else alt
