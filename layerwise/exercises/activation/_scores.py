"""The scores on which the activation functions are tried."""

import numpy as np

EXAMPLES = ((np.array([-1.5, 0.0, 2.0]),), (np.array([[0.5, -0.5], [-3.0, 3.0]]),))


def scores(rng):
    """Scores of several shapes, large and small, whole numbers among them."""
    yield (rng.normal(size=7),)
    yield (np.array([0.02, -0.001, 0.001]),)
    yield (np.array([250.0, -250.0, 10.0]),)
    yield (rng.normal(scale=3, size=(4, 3)),)
    yield (rng.normal(size=(2, 3, 2)),)
    yield (rng.normal(size=(2, 1, 3)),)
    yield (rng.integers(-4, 5, size=6),)
    yield (np.array([rng.normal()]),)


def unlimited_scores(rng):
    """The same, and scores so large or so small that a limit would show."""
    yield from scores(rng)
    yield (np.array([5e4, -2e4, 900.25]),)
    yield (np.array([2e-4, -1e-4, 1e-4]),)
    yield (np.array([0.75]),)
