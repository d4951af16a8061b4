"""Toy sets: points on a plane in classes that no straight line can separate, made from a seed."""

# Keeps the annotations below from loading numpy.random, which NumPy itself loads only when it is used.
from __future__ import annotations

from numbers import Real

import numpy as np

_SPIRAL_INNER_RADIUS = 0.2
_SPIRAL_OUTER_RADIUS = 1.4


def make_moons(n_samples: int, noise: float, rng: int | np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(X, labels): two half circles that reach into each other, as in scikit-learn's make_moons but centred on (0, 0).

    n_samples: how many points; each of the two classes gets half, and class 0 one more when the number is odd.
    noise: how far points stray from their half circle: the standard deviation of what is added to each coordinate.
        With 0, the points lie within [-1.5, 1.5] across and [-0.75, 0.75] up; about 0.1 to 0.2 makes a fair exercise.
    rng: a seed (the same seed gives the same points) or a numpy.random.Generator.

    X is (n_samples, 2) float64 and labels (n_samples,) int64, in random order. Raises TypeError or ValueError for an
    argument that cannot be used.
    """
    labels = _balanced_labels(n_samples, 2)
    noise, generator = _checked_noise(noise), _checked_generator(rng)
    angle = np.pi * _place_within_class(labels)
    upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
    # Turned by half a circle about (0, 0), the upper moon is the lower one.
    points = np.where(labels[:, None] == 0, upper, -upper)
    return _stray_and_shuffle(points, labels, noise, generator)


def make_spirals(n_samples: int, n_classes: int, noise: float, rng: int | np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(X, labels): one spiral arm a class, each winding once around (0, 0) while it moves outwards.

    n_samples: how many points; classes get equally many, or differ by one, the lower classes having more.
    n_classes: how many arms, at least 2. With many arms they lie close together.
    noise: how far points stray from their arm: the standard deviation of what is added to each coordinate.
        With 0, the points lie within 1.4 of (0, 0); about 0.03 to 0.1 makes a fair exercise with 3 arms.
    rng: a seed (the same seed gives the same points) or a numpy.random.Generator.

    X is (n_samples, 2) float64 and labels (n_samples,) int64, in random order. Raises TypeError or ValueError for an
    argument that cannot be used.
    """
    n_classes = _checked_count(n_classes, "n_classes", minimum=2)
    labels = _balanced_labels(n_samples, n_classes)
    noise, generator = _checked_noise(noise), _checked_generator(rng)
    place = _place_within_class(labels)
    radius = _SPIRAL_INNER_RADIUS + (_SPIRAL_OUTER_RADIUS - _SPIRAL_INNER_RADIUS) * place
    angle = 2 * np.pi * (place + labels / n_classes)
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return _stray_and_shuffle(points, labels, noise, generator)


def _balanced_labels(n_samples: int, n_classes: int) -> np.ndarray:
    """`n_samples` labels 0, 1, ..., 0, 1, ...: counts differ by at most one."""
    n_samples = _checked_count(n_samples, "n_samples", minimum=n_classes, reason=", one for each class")
    return np.arange(n_samples, dtype=np.int64) % n_classes


def _place_within_class(labels: np.ndarray) -> np.ndarray:
    """Where each point lies along its curve, evenly from 0 (its class's first point) to 1 (its last)."""
    place = np.empty(len(labels))
    for label in range(labels.max() + 1):
        members = labels == label
        place[members] = np.linspace(0, 1, members.sum())
    return place


def _stray_and_shuffle(
    points: np.ndarray, labels: np.ndarray, noise: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    points = points + noise * generator.standard_normal(points.shape)
    order = generator.permutation(len(labels))
    return points[order], labels[order]


def _checked_count(value: int, name: str, minimum: int, reason: str = "") -> int:
    # bool counts as an integer in Python, but True points or classes are surely a mistake.
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be a whole number, without a decimal point; got {value!r}.")
    if value < minimum:
        raise ValueError(f"{name} must be at least {minimum}{reason}; got {value}.")
    return int(value)


def _checked_noise(noise: float) -> float:
    if isinstance(noise, bool) or not isinstance(noise, Real):
        raise TypeError(f"noise must be a number such as 0.1; got {noise!r}.")
    if not 0 <= noise < np.inf:
        raise ValueError(f"noise is a standard deviation and must be 0 or a positive number; got {noise!r}.")
    return float(noise)


def _checked_generator(rng: int | np.random.Generator) -> np.random.Generator:
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, bool) or not isinstance(rng, (int, np.integer)):
        raise TypeError(f"rng must be a seed, that is a whole number such as 0, or a numpy.random.Generator; got {rng!r}.")
    if rng < 0:
        raise ValueError(f"rng is a seed and must not be negative; got {rng}.")
    return np.random.default_rng(rng)
