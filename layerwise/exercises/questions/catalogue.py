"""Every question of the course, in lesson order."""

from layerwise.exercises.questions import activation, digits, gradients, loss, network, neuron, penguins, start_here, training
from layerwise.exercises.questions.question import Question

_LESSONS = (start_here, neuron, activation, network, loss, gradients, training, penguins, digits)
QUESTIONS = {question.name: question for lesson in _LESSONS for question in lesson.QUESTIONS}


def questions() -> list[Question]:
    """Every question of the course, lesson by lesson, in the order in which they are asked."""
    return list(QUESTIONS.values())
