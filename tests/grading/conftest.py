"""What the tests of grading share."""

import sys

import pytest

from layerwise.classroom.grading.isolation import Classroom


@pytest.fixture(scope="module")
def room():
    """A room with the strongest protection that there is for tests."""
    with Classroom(None if sys.platform == "linux" else "limits") as room:
        yield room
