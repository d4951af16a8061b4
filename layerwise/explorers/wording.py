"""Sentences with places for numbers. explorer.js has the same two functions, so that the browser and Python say the same."""

import re
from decimal import ROUND_HALF_UP, Decimal


def fixed(value: float, decimals: int) -> str:
    """`value` with that many decimals, halves rounded away from 0, with a real minus sign and never `−0.00`."""
    text = str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    return text.replace("-", "" if not text.strip("-0.") else "−")


def fill(template: str, state: dict) -> str:
    """Put the state into the places of `template`: `{name}` as it is, `{name:2}` as a number with two decimals."""

    def place(match):
        value = state[match[1]]
        return fixed(value, int(match[2])) if match[2] else str(value)

    return re.sub(r"\{(\w+)(?::(\d))?\}", place, template)
