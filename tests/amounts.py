"""How much of a proof that is long by nature is run.

the sample   what whoever tries the course waits for: something of everything
--long       every known mistake, the explorers in the browser, a real nbgrader, a real Hub; `.ci/run` asks for it
--whole      that, and histories, mutants, attacks and answers in large numbers; once a week
"""

import zlib
from collections.abc import Iterable
from itertools import groupby

import pytest

long = False
whole = False


# Marks for a test or a file of them: what is too long for the sample, and what is too long for every day.
only_with_long = pytest.mark.skipif("not (config.getoption('long') or config.getoption('whole'))", reason="this one runs with --long")
only_in_the_whole = pytest.mark.skipif("not config.getoption('whole')", reason="this one runs with --whole")


def one_in(number: int, long: int = 1):
    """Mark a test with many parameters, of which the sample takes one in so many, and `--long` one in `long`."""
    return pytest.mark.one_in(number, long)


def amount(usually: int, of_whole: int) -> int:
    return of_whole if whole else usually


def sample(items: Iterable[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests that are in the sample, and those that are not.

    Tests with the same parameters begin at different ones, so that each is met somewhere.
    """
    taken, left = [], []
    for name, group in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        tests = list(group)
        marker = None if whole else tests[0].get_closest_marker("one_in")
        number = marker.args[long] if marker else 1
        first = zlib.crc32(name.encode()) % min(number, len(tests))
        for place, test in enumerate(tests):
            (left if (place - first) % number else taken).append(test)
    return taken, left
