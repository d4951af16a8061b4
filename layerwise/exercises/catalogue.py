"""Every exercise of the course, in lesson order."""

from layerwise.exercises import activation, digits, gradients, loss, network, neuron, penguins, start_here, training
from layerwise.exercises.exercise import Exercise

_LESSONS = (start_here, neuron, activation, network, loss, gradients, training, penguins, digits)
EXERCISES = {exercise.name: exercise for lesson in _LESSONS for exercise in lesson.EXERCISES}


def catalogue() -> list[Exercise]:
    """Every exercise of the course, in order."""
    return list(EXERCISES.values())
