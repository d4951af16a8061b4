"""The list of the lessons: each is found by whatever it is or was called, and no two are called the same."""

from collections import Counter

import pytest

from layerwise import course
from layerwise.course import LESSONS, Lesson
from layerwise.exercises.catalogue import EXERCISES, exercises_of, lesson_of


def test_a_lesson_is_found_by_each_of_its_names():
    for lesson in LESSONS:
        for name in (
            lesson.number,
            lesson.name,
            lesson.stem,
            *lesson.formerly,
            *(f"99_{name}" for name in (lesson.name, *lesson.formerly)),
        ):
            assert course.lesson(name) is lesson


@pytest.mark.parametrize("name", ["", "_", "99", "99_", "02_", "activation_", "Activation", "02_activation-Copy1", "02_activation.damaged"])
def test_what_is_no_lesson_is_none(name):
    assert course.lesson(name) is None


def test_no_name_is_or_was_that_of_two_lessons():
    """A learner's copy under an earlier name would otherwise be a copy of both."""
    names = Counter(name for lesson in LESSONS for name in (lesson.name, *lesson.formerly))
    assert max(names.values()) == 1 and [lesson.place for lesson in LESSONS] == list(range(len(LESSONS)))


def test_a_name_of_today_goes_before_an_earlier_one(monkeypatch):
    first, second = Lesson(0, "layers", "Layers", "", 1, ("network",)), Lesson(1, "network", "Network", "", 1)
    monkeypatch.setattr(course, "LESSONS", (first, second))
    assert course.lesson("00_network") is second and course.lesson("layers") is first


def test_each_exercise_is_of_one_lesson():
    assert [exercise.name for lesson in LESSONS for exercise in exercises_of(lesson)] == list(EXERCISES)
    assert all(EXERCISES[name] in exercises_of(lesson_of(name)) for name in EXERCISES)
