"""What the lessons ask besides the exercises: to recall, to predict, to put in order, to look back.

    questions()                  # every question of the course, in order
    QUESTIONS["lower-bias"]      # one of them by its name

To add a question:
1. Write it in `questions.py` beside the lesson's exercises: a `Choice`, a `Number` or an `Order`, among its `QUESTIONS`, in the order
   of the lesson. Each wrong answer is a mistake that beginners really make, and its own `why` says in a sentence or two what tempts and
   what is so. Sentences have at most 30 words.
2. Compute the numbers that can be computed, with f-strings and the course's own functions. A number that is typed has to occur in the
   code of the question too, such as in its `proof`. Give a `proof` wherever the right answer is something that code can show.
3. Ask it in the lesson, in a code cell of its own: `ask("lower-bias")`. A prediction is asked above the cells that answer it, and
   compared below them: `compare("lower-bias")`.
"""

import importlib

from layerwise.course import LESSONS
from layerwise.examiner.question import Answer, Choice, Number, Order, Question, Right, Rule, Wrong

__all__ = ["LESSON_OF", "QUESTIONS", "Answer", "Choice", "Number", "Order", "Question", "Right", "Rule", "Wrong", "questions"]

_BY_LESSON = {lesson: importlib.import_module(f"layerwise.exercises.{lesson.name}.questions").QUESTIONS for lesson in LESSONS}
QUESTIONS: dict[str, Question] = {question.name: question for asked in _BY_LESSON.values() for question in asked}
LESSON_OF = {question.name: lesson for lesson, asked in _BY_LESSON.items() for question in asked}


def questions() -> list[Question]:
    """Every question of the course, lesson by lesson, in the order in which they are asked."""
    return list(QUESTIONS.values())
