"""What he_init and dropout share: random generators, how far chance may stray, and what is said to an answer that does not use `rng`."""

import numpy as np

# What chance may do to a share or a mean of many numbers: seven times its own deviation. More happens once in 10 ** 11 times.
STRAY = 7

OWN_SEED = (
    "Every call gives the same numbers, whatever `rng` says, as with a random generator of your own that has a fixed seed. "
    "Draw from the `rng` that is given."
)
IGNORES_RNG = (
    "The same seed does not give the same numbers, so your numbers come from another source of chance than `rng`, such as np.random. "
    "Draw from the `rng` that is given: then a training run can be repeated exactly."
)
OLD_NAMES = (
    "rand and randn belong to np.random, and `rng` is a Generator, which does not have them. "
    "Its own are rng.random(shape), evenly from 0 to 1, and rng.normal(mean, deviation, shape)."
)


def calls_old_names(written):
    """Are rand or randn asked of the Generator?"""
    return bool(written.calls_of("rng.rand", "rng.randn"))


def generator(rng):
    """Return a Generator with a seed drawn by rng, for one probe."""
    return np.random.default_rng(int(rng.integers(2**32)))
