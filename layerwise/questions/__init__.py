"""Questions in the notebook: asked, answered by keyboard, kept in the learner's progress. What is asked is `layerwise.exercises.questions`.

    ask("deeper-bill")         # shows the question; the answer is judged at once, or kept where it is a prediction
    compare("lower-bias")      # below the cells that a prediction was about: what was predicted, and the answer
    ask("lower-bias").answer("c")    # the same without hands

Running a notebook from top to bottom without an answer stops nowhere: a question waits until somebody answers it.
"""

from functools import cache

from layerwise.exercises.questions import QUESTIONS
from layerwise.ground.words import nearest
from layerwise.questions.asked import Asked, keep_answers_in
from layerwise.questions.compared import Compared

__all__ = ["Asked", "Compared", "ask", "compare", "keep_answers_in"]


@cache
def ask(name: str) -> Asked:
    """The question of that name, to be answered. It is the same object each time, so that two views of it show the same answer."""
    if name not in QUESTIONS:
        raise ValueError(_unknown(name))
    return Asked(QUESTIONS[name])


@cache
def compare(name: str) -> Compared:
    """What was predicted beside the answer, for the prediction of that name."""
    return Compared(ask(name))


def _unknown(name: str) -> str:
    near = nearest(name, QUESTIONS)
    return f"There is no question {name!r}. " + (f"Did you mean {near!r}?" if near else "The lessons' questions are in QUESTIONS.")
