"""Lesson 11: handwriting, and choices that experiments justify."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.better_steps.he_init import he_init
from layerwise.exercises.digits.dropout import dropout

RATE = 0.3


def deviation(n_in):
    """The standard deviation of very many weights that `he_init` draws for so many inputs."""
    return he_init(n_in, 10_000, np.random.default_rng(0)).std()


QUESTIONS = (
    Choice(
        name="four-times-the-inputs",
        moment="recall",
        asks="`he_init` draws the first weights of two layers. One has 16 inputs, the other 64. How do the sizes of their weights compare?",
        options=(
            Wrong(
                "They are the same: the first weights are drawn by chance.",
                "Chance draws each of them, and the deviation says how far it may stray. It is the root of 2 / n_in.",
            ),
            Wrong(
                "With 64 inputs they are four times as large.",
                "The more inputs a neuron adds up, the larger its sum becomes. So its weights have to be smaller.",
            ),
            Wrong(
                "With 64 inputs they are a quarter as large.",
                "Smaller is right. But most terms of a sum cancel out, so it grows only as the root of their number.",
            ),
            Right(
                "With 64 inputs they are half as large.",
                "Four times as many inputs make sums twice as large, because most terms cancel out. The weights make up for it.",
            ),
        ),
        proof=lambda: np.isclose(deviation(64), deviation(16) / 2, rtol=0.02) and np.isclose(deviation(64), np.sqrt(2 / 64), rtol=0.02),
    ),
    Number(
        name="kept-by-dropout",
        moment="prediction",
        asks="A table of ones goes through your `dropout` with a rate of 0.3. What becomes of a 1 that is kept? Two decimals will do.",
        right=Right(
            1 / (1 - RATE),
            "What is kept is divided by 1 − 0.3. So seven in ten, each a little larger, add up to about as much as all ten did.",
        ),
        wrong=(
            Wrong(
                1 - RATE,
                "You multiplied by 1 − 0.3. That makes the sum smaller still; dividing makes up for what was dropped.",
            ),
            Wrong(
                1,
                "Then the sum would be too small by what was dropped, and in use, "
                "when nothing is dropped, all sums would be larger than in training.",
            ),
            Wrong(
                1 + RATE,
                "You added the rate. Seven tenths times 1.3 is 0.91, which is not quite the whole. Divide by 1 − 0.3.",
            ),
            Wrong(
                1 / RATE,
                "You divided by the rate, which is the share that is dropped. Divide by the share that is kept, 1 − 0.3.",
            ),
            Wrong(
                0,
                "That is what becomes of a 1 that is dropped. The question is about those that are kept.",
            ),
        ),
        other="What is kept is divided by the share that is kept, 1 − 0.3.",
        tolerance=0.04,
        proof=lambda: (
            np.isclose(dropout(np.ones((100, 100)), 0.3, np.random.default_rng(0)).max(), 1 / (1 - 0.3)) and np.isclose(0.7 * 1.3, 0.91)
        ),
    ),
    Choice(
        name="piles-to-look-at",
        moment="closing",
        asks="Which piles may you look at while you choose the width of a network?",
        options=(
            Wrong(
                "Only the training pile: all others are an exam.",
                "By the training loss a network that learns by heart looks best. The validation pile is there for choosing.",
            ),
            Right(
                "Training and validation, but not the test.",
                "Whatever has helped you to choose is no honest test any more, because you took what does well on it. "
                "So the third pile stays shut.",
            ),
            Wrong(
                "All three, as long as no gradient is taken on the test pile.",
                "You would learn from it yourself: you would take the width that happens to do well on it. Then it is no longer an exam.",
            ),
            Wrong(
                "The test pile, for it is the only honest one.",
                "It is honest as long as it has decided about nothing. Choose by it, and its number is too good to be true.",
            ),
        ),
    ),
    Choice(
        name="a-small-lead",
        moment="closing",
        asks="Chance alone moves the accuracy by about one percentage point, from seed to seed. "
        "With one width you got 98.2 %, with another 98.6 %. What do you conclude?",
        options=(
            Wrong(
                "The second width is better.",
                "It may be. But another seed could turn the two round, so this one run is no reason for it.",
            ),
            Wrong(
                "The two widths are equally good.",
                "That would be a finding too, and one run does not show it. The difference is only too small to be seen here.",
            ),
            Right(
                "Nothing yet: repeat both with several seeds.",
                "A difference smaller than that of chance is no reason for either. With several seeds each, chance cancels out.",
            ),
            Wrong(
                "Training has gone wrong: two widths cannot differ so little.",
                "They often do. Beyond a certain width a network gains hardly anything, and runs with other seeds differ more.",
            ),
        ),
        proof=lambda: 98.6 - 98.2 < 1,
    ),
)
