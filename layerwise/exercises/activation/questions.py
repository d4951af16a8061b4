"""Lesson 02: the activation functions."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong, written
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.activation.step import step
from layerwise.exercises.bird import ADELIE, BIAS, PENGUIN, WEIGHTS, all_birds
from layerwise.exercises.neuron.neuron import neuron
from layerwise.exercises.neuron.neuron_batch import neuron_batch


def sure(z):
    return float(sigmoid(np.array(z)))


def second_score(mass):
    """The score of the second neuron, with ReLU between, for a bill of 1.5 cm."""
    return 3 * relu(np.array(WEIGHTS[0] * 1.5 + mass + BIAS)) + 1


QUESTIONS = (
    Choice(
        name="score-on-the-line",
        moment="recall",
        asks="Our neuron has the weights −2 and 1 and the bias −1, and gives our penguin the score 1. "
        "What is the score of a bird exactly on the line, and of most Adelies?",
        options=(
            Wrong(
                "0 on the line, and positive for all birds, since all weigh something.",
                "The mass adds to the score, but each centimetre of the bill takes away 2, and the bias 1 more. "
                "For most Adelies more is taken than given.",
            ),
            Wrong(
                "−1 on the line, the bias, and smaller still for most Adelies.",
                "The bias is already counted into the score. A bird on the line is one for which the whole score, bias included, is 0.",
            ),
            Right(
                "0 on the line, and negative for most Adelies.",
                f"They are on the far side of the line from our penguin: bird 0 has the score {written(neuron(ADELIE, WEIGHTS, BIAS))}.",
            ),
            Wrong(
                "1 on the line, and between 0 and 1 for most Adelies.",
                "The weighted sum is 1 on the line. The score is that sum plus the bias, and 1 − 1 is 0.",
            ),
        ),
        proof=lambda: (
            neuron(PENGUIN, WEIGHTS, BIAS) == 1 and np.mean(neuron_batch(all_birds()[0], WEIGHTS, BIAS)[all_birds()[1] == 0] < 0) > 0.5
        ),
    ),
    Choice(
        name="doubled-score",
        moment="prediction",
        asks=f"For z = 1 the sigmoid is {sure(1):.3f}. Now the score doubles, to z = 2. What becomes of the sigmoid?",
        options=(
            Right(
                f"It grows to about {sure(2):.2f}.",
                "Once the score is positive, the sigmoid grows less with each further step. It comes closer to 1, and on paper it never "
                "gets there; the computer rounds the sigmoid of 40 to 1.",
            ),
            Wrong(
                f"It doubles too, to {2 * sure(1):.3f}.",
                "That is ReLU, which passes on a positive score as it is. The sigmoid squeezes it, and can never pass 1.",
            ),
            Wrong(
                f"It stays at {sure(1):.3f}, because the neuron fires anyway.",
                "That is the step, which knows only yes and no. The sigmoid also says how sure the neuron is, and a larger score is surer.",
            ),
        ),
        proof=lambda: sure(1) < sure(2) < 1 < 2 * sure(1) and sure(40) == 1,
    ),
    Number(
        name="place-of-the-bend",
        moment="prediction",
        asks="For a bill of 1.5 cm our neuron's score is −2 · 1.5 + mass − 1. ReLU passes it on to the second neuron. "
        "At which mass, in kilograms, does the graph of the second neuron's score get a bend?",
        right=Right(
            -(WEIGHTS[0] * 1.5 + BIAS),
            "There the first neuron's score is 0. Lighter birds leave it silent, so the graph is level; "
            "from there on it fires, and the graph climbs.",
        ),
        wrong=(
            Wrong(
                -WEIGHTS[0] * 1.5,
                "You left the bias out. The bill takes away 3, and the bias takes away 1 more, before the neuron begins to fire.",
            ),
            Wrong(
                0,
                "ReLU bends where its own input is 0. Its input is the score z, and not the mass: look for the mass that makes z = 0.",
            ),
            Wrong(
                5,
                "That is the mass of our penguin. The bend has nothing to do with a certain bird: "
                "it is where the first neuron begins to fire.",
            ),
            Wrong(
                -WEIGHTS[0] * 1.5 + BIAS,
                "The bias has the wrong sign. In −3 + mass − 1 = 0, bring both numbers to the other side: each changes its sign.",
            ),
            Wrong(
                -(WEIGHTS[0] * 1.5 + BIAS) - 1 / 3,
                "There the second neuron's score would be 0, without ReLU. The bend is made by the first neuron, where its score is 0.",
            ),
        ),
        other="ReLU bends where its input is 0. For which mass is −2 · 1.5 + mass − 1 equal to 0?",
        tolerance=0.01,
        proof=lambda: second_score(2) == second_score(3) == second_score(4) < second_score(4.1),
    ),
    Choice(
        name="relu-and-step",
        moment="closing",
        asks="What do ReLU and the step give for z = −2, and what for z = 2?",
        options=(
            Wrong(
                "For −2 ReLU gives 2 and the step 0. For 2 ReLU gives 2 and the step 1.",
                "You took ReLU for the absolute value. ReLU does not turn negative scores round, it silences them.",
            ),
            Right(
                "For −2 both give 0. For 2 ReLU gives 2 and the step 1.",
                "Both are silent for negative scores. "
                "A neuron that fires says yes with the step, and passes on the score itself with ReLU.",
            ),
            Wrong(
                "For −2 both give 0. For 2 both give 1.",
                "The step says only yes, which is 1. ReLU passes on how large the score is: 2 stays 2.",
            ),
            Wrong(
                "For −2 ReLU gives −2 and the step 0. For 2 ReLU gives 2 and the step 1.",
                "Then ReLU would pass on everything, and be a straight line. It takes the larger of z and 0, and for −2 that is 0.",
            ),
        ),
        proof=lambda: (relu(np.array([-2, 2])).tolist(), step(np.array([-2, 2])).tolist()) == ([0, 2], [0, 1]),
    ),
    Choice(
        name="doubled-neuron",
        moment="closing",
        asks="All weights and the bias of a neuron are doubled. Does its line between the birds move?",
        options=(
            Right(
                "No. Only the sigmoid's answers become surer.",
                "Where the score was 0 it is still 0. All other scores are twice as far from 0, so the answers are closer to 0 or to 1.",
            ),
            Wrong(
                "Yes, it moves to twice the mass.",
                "The line runs where the score is 0. Twice 0 is 0, so the birds on the line stay on it.",
            ),
            Wrong(
                "Yes, it becomes steeper.",
                "What becomes steeper is the curve of the sigmoid. "
                "The tilt of the line is how the two weights compare, and both have doubled.",
            ),
            Wrong(
                "No, and nothing else changes either.",
                f"The line stays, and the scores double. For our penguin the sigmoid goes from {sure(1):.2f} to {sure(2):.2f}.",
            ),
        ),
        proof=lambda: np.array_equal(
            np.sign(neuron_batch(all_birds()[0], WEIGHTS, BIAS)), np.sign(neuron_batch(all_birds()[0], 2 * WEIGHTS, 2 * BIAS))
        ),
    ),
    Choice(
        name="slopes-far-left",
        moment="closing",
        asks="A score of −8 is far on the left. How steep are step, ReLU and sigmoid there?",
        options=(
            Wrong(
                "All three are exactly flat: slope 0.",
                "The step and ReLU are. The sigmoid is never quite flat: it comes nearer and nearer to 0, but never gets there.",
            ),
            Right(
                "Step and ReLU have the slope 0, and the sigmoid nearly 0.",
                "A score of −8 leaves the first two silent, and a little more or less changes nothing. "
                "The sigmoid still rises, very slowly.",
            ),
            Wrong(
                "ReLU has the slope 1, the other two nearly 0.",
                "On the right it has. On the left ReLU passes on 0, whatever the score.",
            ),
            Wrong(
                "The sigmoid has its usual slope, 0.25.",
                "That is its slope at 0, the steepest place. It gets flatter on both sides.",
            ),
        ),
        proof=lambda: (
            step(-8 + np.array([-0.001, 0.001])).tolist() == relu(-8 + np.array([-0.001, 0.001])).tolist() == [0, 0]
            and 0 < np.diff(sigmoid(-8 + np.array([-0.001, 0.001])))[0] / 0.002 < 0.001
            and np.isclose(np.diff(sigmoid(np.array([-0.001, 0.001])))[0] / 0.002, 0.25)
        ),
    ),
)
