"""Lesson 03: what its text says of straight lines is true of all of them."""

import numpy as np

from layerwise import data


def best_of_all_lines(X, labels):
    """The most points `(m, 2)` that any straight line has on the side of their kind, 0 or 1.

    A line has the points on one side that come first in the order across it. Between two directions in which a pair of points are
    level the order stays as it is, so one direction in each gap gives every order that there is.
    """
    points, which = np.unique(X, axis=0, return_inverse=True)
    others_minus_ours = np.bincount(which.ravel(), weights=1 - 2 * labels)  # points at one place can only be on the same side
    first, second = np.triu_indices(len(points), 1)
    across, up = (points[first] - points[second]).T
    level = np.unique(np.round(np.arctan2(across, -up) % np.pi, 12))
    gaps = (level + np.append(level[1:], level[0] + np.pi)) / 2
    best = 0
    for some in np.array_split(gaps, 100):
        order = np.argsort(points @ np.array([np.cos(some), np.sin(some)]), axis=0)
        gained = np.cumsum(others_minus_ours[order], axis=0)
        # The first ones are taken for others and the rest for ours, or the other way round.
        best = max(best, labels.sum() + gained.max(initial=0), len(X) - labels.sum() - gained.min(initial=0))
    return int(best)


def test_the_search_finds_the_best_line():
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    assert best_of_all_lines(corners, np.array([0, 0, 1, 1])) == 4
    assert best_of_all_lines(corners, np.array([0, 1, 1, 0])) == 3
    assert best_of_all_lines(np.vstack([corners, corners[:1]]), np.array([0, 0, 1, 1, 1])) == 4


def test_no_straight_line_tells_more_chinstraps_from_the_others_than_the_lesson_says():
    penguins = data.load_penguins().complete()
    assert best_of_all_lines(penguins.features[:, [0, 1]], (penguins.labels == 1).astype(int)) == 306
