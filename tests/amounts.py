"""How much of a proof that is long by nature is run.

the sample   what whoever tries the course waits for: something of everything
--long       every known mistake, every explorer, every page in the browser, a real nbgrader, a real Hub; `.ci/run` asks for it
--whole      that, and histories, mutants, attacks and answers in large numbers; once a week
"""

import zlib
from collections.abc import Iterable
from itertools import groupby

import pytest

long = False
whole = False


def only_with_long(test):
    """Mark a test that is too long for the sample."""
    return pytest.mark.skipif(not long, reason="this one runs with --long")(test)


def only_in_the_whole(test):
    """Mark a test that is too long for every day."""
    return pytest.mark.skipif(not whole, reason="this one runs with --whole")(test)


def one_in(number: int):
    """Mark a test with many parameters, of which the sample takes one in so many."""
    return pytest.mark.one_in(number)


def amount(usually: int, of_whole: int) -> int:
    return of_whole if whole else usually


def sample(items: Iterable[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests that are in the sample, and those that are not.

    Tests with the same parameters begin at different ones, so that each is met somewhere.
    """
    taken, left = [], []
    for name, group in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        tests = list(group)
        marker = None if long else tests[0].get_closest_marker("one_in")
        number = marker.args[0] if marker else 1
        first = zlib.crc32(name.encode()) % min(number, len(tests))
        for place, test in enumerate(tests):
            (left if (place - first) % number else taken).append(test)
    return taken, left
