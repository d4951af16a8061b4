"""How much of a proof that is long by nature is run: a sample of it, or with `--long` the whole."""

import pytest

whole = False


def only_in_the_whole(test):
    """Mark a test that is too long for the sample."""
    return pytest.mark.skipif(not whole, reason="this one runs with --long")(test)


def amount(of_sample: int, of_whole: int) -> int:
    return of_whole if whole else of_sample
