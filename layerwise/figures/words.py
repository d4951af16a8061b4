"""The words and numbers of text alternatives: short, and the same on every machine."""

import numpy as np


def number(value):
    """`value` with two decimals, with a real minus sign and never `−0.00`."""
    text = f"{float(value):.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def percent(share, decimals=0):
    """`0.97` as `97 %`."""
    return f"{100 * share:.{decimals}f} %"


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
