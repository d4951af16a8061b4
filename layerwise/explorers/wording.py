"""Numbers in words and sentences. wording.js has the same functions, so that the browser and Python say the same."""

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


def brief(value: float) -> str:
    """A number in at most five characters, to stand inside a neuron."""
    return fixed(value, 2 if abs(value) < 9.995 else 1)


def factor(value: float, decimals: int) -> str:
    """A number as it follows a multiplication sign."""
    text = fixed(value, decimals)
    return f"({text})" if text.startswith("−") else text


def added(value: float, decimals: int) -> str:
    """A number as it follows in a sum."""
    text = fixed(value, decimals)
    return f" − {text[1:]}" if text.startswith("−") else f" + {text}"


def told(lines: list[str]) -> str:
    """Lines of which the first is a heading, as words to be said."""
    heading, *rest = lines
    return f"{heading[0].lower()}{heading[1:]}: {'; '.join(rest)}"
