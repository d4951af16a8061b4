"""Lesson 01: one neuron, its line, and many birds at once."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import BIAS, PENGUIN, WEIGHTS, all_birds
from layerwise.exercises.neuron.neuron import neuron
from layerwise.exercises.neuron.neuron_batch import neuron_batch
from layerwise.exercises.start_here.weighted_sum import weighted_sum

DEEPER = weighted_sum(PENGUIN + [0.1, 0], WEIGHTS) - weighted_sum(PENGUIN, WEIGHTS)


def border(depth):
    """The mass in kg at which the neuron's score is 0 for a bill of that depth in cm."""
    return -(WEIGHTS[0] * depth + BIAS) / WEIGHTS[1]


def gentoos(bias):
    return np.sum(neuron_batch(all_birds()[0], WEIGHTS, bias) > 0)


QUESTIONS = (
    Choice(
        name="deeper-bill",
        moment="recall",
        asks="In lesson 00 the bill depth had the weight −2 and the body mass the weight 1. Two birds weigh the same, but the bill of the "
        "second is 0.1 cm deeper. How does the weighted sum of the second differ?",
        options=(
            Right(
                f"It is smaller by {-DEEPER:.1f}.",
                "A difference of 0.1 times the weight −2. A negative weight means that the feature speaks against.",
            ),
            Wrong(
                f"It is larger by {-DEEPER:.1f}.",
                "The size is right, and the sign is not: the weight is −2. What has a negative weight makes the sum smaller when it grows.",
            ),
            Wrong(
                "It is smaller by 0.1.",
                "You took the difference of the bills as it is. Before it is added, it is multiplied by its weight, −2.",
            ),
            Wrong(
                "Not at all, since they weigh the same.",
                "The mass is one of two features. The other one, the bill depth, has a weight too, and it differs.",
            ),
        ),
        proof=lambda: np.isclose(DEEPER, -2 * 0.1),
    ),
    Number(
        name="border-at-two",
        moment="prediction",
        asks="For a bill of 1.5 cm the line is at 4 kg. At how many kilograms is it for a bill of 2 cm?",
        right=Right(
            border(2),
            f"Twice the bill depth, plus 1. Half a centimetre more takes a whole kilogram more, since the depth counts twice. "
            f"At 1.5 cm it was {border(1.5):.0f} kg.",
        ),
        wrong=(
            Wrong(
                border(1.5) + 0.5,
                "You added half a kilogram for half a centimetre. But the depth has the weight −2 and the mass the weight 1: "
                "each centimetre takes 2 kg to make up for it.",
            ),
            Wrong(
                border(1.5) - 1,
                "The step has the right size, and goes the wrong way. A deeper bill lowers the score, so the bird needs more mass.",
            ),
            Wrong(
                border(1.5),
                "That is the line for 1.5 cm, and also twice the new depth. What is missing is the bias: "
                "the score is −2 · 2 + mass − 1, so the mass has to be 1 more than twice the depth.",
            ),
        ),
        other="Put 2 into the formula: −2 · 2 + mass − 1. For which mass is that 0?",
        tolerance=0.01,
        proof=lambda: neuron(np.array([1.5, 4]), WEIGHTS, BIAS) == neuron(np.array([2, border(2)]), WEIGHTS, BIAS) == 0,
    ),
    Choice(
        name="lower-bias",
        moment="prediction",
        asks="The bias goes from −1 down to −2, and the weights stay. What happens to the line in the picture?",
        options=(
            Wrong(
                "It tilts.",
                "The tilt comes from the weights, which say how much of one feature makes up for the other. They stay as they are.",
            ),
            Wrong(
                "It moves down, and more birds count as Gentoos.",
                "It is tempting: a smaller bias, so a lower line. But the bias belongs to the score. "
                "Where each score is lower, the line has to rise to where the heavier birds are.",
            ),
            Right(
                "It moves up, and fewer birds count as Gentoos.",
                "A smaller bias lowers the score of every bird. To reach 0 again, a bird needs more mass.",
            ),
        ),
        proof=lambda: gentoos(-2) < gentoos(-1),
    ),
    Choice(
        name="all-zero-bird",
        moment="closing",
        asks="Our neuron has the weights −2 and 1 and the bias −1. What is its score for a bird whose two features are both 0?",
        options=(
            Wrong(
                "0",
                "The weighted sum is 0, but a neuron adds its bias, whatever the inputs are.",
            ),
            Wrong(
                "−2",
                "You added up the numbers of the neuron. The weights are multiplied by the features, and both features are 0.",
            ),
            Right(
                "−1",
                "The weighted sum of zeros is 0, and what is left is the bias.",
            ),
            Wrong(
                "It has none: a bird like that cannot exist.",
                "There is no such bird, but the neuron does not know that. It is a function, and has an answer for any numbers.",
            ),
        ),
        proof=lambda: neuron(np.zeros(2), WEIGHTS, BIAS) == -1 == BIAS and sum(WEIGHTS) + BIAS == -2,
    ),
    Choice(
        name="move-without-tilting",
        moment="closing",
        asks="Which of the neuron's three numbers do you change to move the line without tilting it?",
        options=(
            Wrong(
                "The weight of the body mass.",
                "A weight says how much of its feature makes up for the other one, so the line tilts when it changes.",
            ),
            Right(
                "The bias.",
                "It is added to every score alike, so that every bird needs more, or less, by the same amount. The weights tilt the line.",
            ),
            Wrong(
                "All three, by the same factor.",
                "Then every score is multiplied by that factor. A score of 0 stays 0, so the line stays exactly where it is.",
            ),
            Wrong(
                "None: the line runs where the birds are.",
                "The birds are where they are. The line is made by the neuron's own numbers, and with other numbers it runs elsewhere.",
            ),
        ),
        proof=lambda: border(2) - border(1.5) == 1,
    ),
    Choice(
        name="shape-of-scores",
        moment="closing",
        asks="`X` holds fifty birds with four features each. What is the shape of `neuron_batch(X, w, b)`?",
        options=(
            Right(
                "`(50,)`",
                "One number for each bird, however many features it has. And `w` needs four entries.",
            ),
            Wrong(
                "`(50, 4)`",
                "That is the shape of the products `X * w`. The score adds up each row, so the four columns become one number.",
            ),
            Wrong(
                "`(4,)`",
                "You added down the columns, so all birds are mixed into one. Rows are birds, and each bird needs a score of its own.",
            ),
            Wrong(
                "`(50, 1)`",
                "That is a column, a table of fifty rows. "
                "It holds the right numbers, but compared with labels of shape `(50,)` it makes a table of 50 by 50.",
            ),
        ),
        proof=lambda: neuron_batch(np.ones((50, 4)), np.ones(4), 0).shape == (50,),
    ),
)
