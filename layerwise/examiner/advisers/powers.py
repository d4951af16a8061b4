"""Powers, which other languages write in another way."""

import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

# A name, a number, or what stands in brackets, with what is to be its exponent.
_POWER = re.compile(r"([\w.]*\([^()]*\)|[\w.]+(?:\[[^\]]*\])?)\s*\^\s*(-?[\w.]+(?:\[[^\]]*\])?|\([^()]*\))")


def about_a_power(raised: Raised, written: Written) -> str:
    """`^` in place of `**`."""
    if not raised.says(r"bitwise_xor|for \^"):
        return ""
    power = _POWER.search(raised.line)
    if power and power[1] == "np.exp":
        return ""
    example = f"`{power[1]}**{power[2]}`" if power else "`x**2`"
    return f"`^` is no power in Python. A power has two stars: {example}."
