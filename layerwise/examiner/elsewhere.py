"""Where a name comes from that an answer uses and that nobody has given it.

The examiner knows one function alone. Who knows more says so here: the exercises tell in which lesson a function is written, a
notebook's workbook in which of its cells a name is made.
"""

from collections.abc import Callable

_tellers: list[Callable[[str], str]] = []


def when_a_name_is_unknown(teller: Callable[[str], str]) -> None:
    """Have `teller(name)` asked for a sentence about a name that Python does not know; it answers "" where it does not know it either."""
    _tellers.append(teller)


def made_elsewhere(name: str) -> str:
    """What is known of it. Who came last is asked first: a notebook knows more of its names than the course does."""
    return next(filter(None, (teller(name) for teller in reversed(_tellers))), "")
