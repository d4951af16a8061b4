"""Lesson 05: what a nudge does to the loss."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import B1, PENGUIN, W1, W2, probabilities
from layerwise.exercises.gradients.dense_backward import dense_backward
from layerwise.exercises.gradients.relu_backward import relu_backward
from layerwise.exercises.gradients.softmax_cross_entropy_backward import softmax_cross_entropy_backward
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.network.dense import dense
from layerwise.exercises.network.softmax import softmax

OTHER, GENTOO = probabilities(PENGUIN.reshape(1, 2))[0]
LIGHT = np.array([[1.9, 3.5]])
SLOPE, CHANGE = 2.5, -0.01


def nudged(X, Y, amount):
    """The loss after a nudge of the weight from the bill depth to the second hidden neuron."""
    return cross_entropy(probabilities(X, W1=W1 + [[0, amount], [0, 0]]), np.array([Y]))


def silent_slopes():
    """Of our penguin: the slopes of the weights that lead to the silent neuron, and of those that lead away from it."""
    X = PENGUIN.reshape(1, 2)
    Z1 = dense(X, W1, B1)
    dH, dW2, _ = dense_backward(softmax_cross_entropy_backward(probabilities(X), np.array([[0, 1]])), np.maximum(Z1, 0), W2)
    return dense_backward(relu_backward(dH, Z1), X, W1)[1][:, 1], dW2[1]


QUESTIONS = (
    Choice(
        name="cost-of-our-penguin",
        moment="recall",
        asks=f"Our network gives our penguin {OTHER:.4f} for “other” and {GENTOO:.4f} for “Gentoo”. It is a Gentoo. "
        "What does it pay in cross-entropy, and which probability has to grow for it to pay less?",
        options=(
            Wrong(
                f"{-np.log(OTHER):.3f}, and “Gentoo” has to grow.",
                f"That is −log({OTHER:.4f}), the cost if the bird were another one. Cross-entropy looks at the right label, “Gentoo”.",
            ),
            Wrong(
                f"{1 - GENTOO:.3f}, and “Gentoo” has to grow.",
                f"That is what is missing to 1. Cross-entropy is the negative logarithm: −log({GENTOO:.4f}).",
            ),
            Wrong(
                f"{-np.log(GENTOO):.3f}, and “other” has to grow.",
                "The cost is right. But the two add up to 1, so what “other” gains is lost to the right label, and the cost grows.",
            ),
            Right(
                f"{-np.log(GENTOO):.3f}, and “Gentoo” has to grow.",
                f"Cross-entropy looks at the right label only: −log({GENTOO:.4f}). When “Gentoo” grows, “other” has to shrink.",
            ),
        ),
        proof=lambda: np.isclose(cross_entropy(np.array([[OTHER, GENTOO]]), np.array([[0, 1]])), -np.log(GENTOO)),
    ),
    Choice(
        name="nudge-the-silent",
        moment="prediction",
        asks="The weights of the second hidden neuron are 2 and −1, column 1 of W₁. We add 0.1 to the first of them. "
        "How does the loss for our penguin change?",
        options=(
            Wrong(
                "It grows.",
                "So it would if the neuron spoke, for it speaks for “other”. "
                "But for our penguin its score is below 0, before the nudge and after, and ReLU passes on 0.",
            ),
            Wrong(
                "It falls.",
                "The nudge does raise the neuron's score, but not above 0. ReLU passes on 0 as before, so the answer cannot become better.",
            ),
            Right(
                "It stays exactly the same.",
                "This neuron is silent for our penguin, and after the nudge its score is still below 0. Column 1 of dW₁ says so: 0 and 0.",
            ),
        ),
        proof=lambda: nudged(PENGUIN.reshape(1, 2), [0, 1], 0.1) == nudged(PENGUIN.reshape(1, 2), [0, 1], 0),
    ),
    Choice(
        name="nudge-for-a-light-bird",
        moment="prediction",
        asks="The same nudge, and now a light bird with a deep bill: 1.9 cm and 3.5 kg. It is no Gentoo. How does its loss change?",
        options=(
            Right(
                "It falls.",
                "For this bird the neuron speaks. The nudge raises its score, so “other”, the right label, gets a larger probability.",
            ),
            Wrong(
                "It grows.",
                "The neuron speaks louder now, and it speaks for “other”: the weight between them is 1. "
                "For this bird that is the right label.",
            ),
            Wrong(
                "It stays the same, as for our penguin.",
                "For our penguin the neuron was silent. Here its score is 2 · 1.9 − 3.5 + 1, which is above 0, so ReLU passes a nudge on.",
            ),
        ),
        proof=lambda: nudged(LIGHT, [1, 0], 0.1) < nudged(LIGHT, [1, 0], 0) and 2 * 1.9 - 3.5 + 1 > 0,
    ),
    Number(
        name="slope-times-change",
        moment="closing",
        asks="A weight has the slope 2.5. You lower the weight by 0.01. By how much does the loss change, roughly? Mind the sign.",
        right=Right(
            SLOPE * CHANGE,
            "Slope times change, 2.5 · (−0.01). The slope is positive, so a smaller weight means a smaller loss.",
        ),
        wrong=(
            Wrong(
                -SLOPE * CHANGE,
                "The size is right. But you lowered the weight: with a positive slope the loss goes where the weight goes, which is down.",
            ),
            Wrong(
                CHANGE,
                "So much the weight changes. The loss changes 2.5 times as much: that is what the slope says.",
            ),
            Wrong(
                -SLOPE,
                "So much the loss would fall if the weight went down by a whole 1, and the slope stayed. You went only 0.01 of that way.",
            ),
            Wrong(
                SLOPE / CHANGE,
                "You divided. The slope is the change of the loss for each unit of the weight, "
                "so it is multiplied by how far the weight moves.",
            ),
        ),
        other="The slope says how much the loss changes for each unit of the weight. Multiply it by the change of the weight, −0.01.",
        tolerance=0.001,
        proof=lambda: SLOPE * CHANGE == 2.5 * -0.01,
    ),
    Choice(
        name="slopes-around-the-silent",
        moment="closing",
        asks="For one bird, a hidden neuron is silent after ReLU. Which slopes are 0 for this bird?",
        options=(
            Wrong(
                "Those of the weights that lead to it.",
                "They are, because ReLU is flat there. But those that lead away are 0 as well: "
                "each is multiplied by the 0 that was passed on.",
            ),
            Wrong(
                "Those of the weights that lead away from it.",
                "They are, because the neuron passed on 0. But those that lead to it are 0 as well: "
                "ReLU is flat there, and sends nothing back.",
            ),
            Wrong(
                "Neither: silence is an answer too, and the network learns from it.",
                "A small nudge of any of these weights leaves everything as it was. From this bird they learn nothing.",
            ),
            Right(
                "Both: of those that lead to it and of those that lead away.",
                "Those that lead to it, because ReLU is flat there. Those that lead away, because they are multiplied by 0.",
            ),
        ),
        proof=lambda: [slopes.tolist() for slopes in silent_slopes()] == [[0, 0], [0, 0]],
    ),
    Choice(
        name="shifted-scores",
        moment="closing",
        asks="One network gives a bird the scores 0.5 and 1, another the scores 100.5 and 101. "
        "What differs between the gradients of their scores?",
        options=(
            Wrong(
                "The second network's are about a hundred times as large.",
                "The gradient is P − Y, and the scores themselves do not stand in it. Softmax sees only how far apart they are.",
            ),
            Wrong(
                "The second network's are almost 0, since it is much surer.",
                "It is no surer: both scores are higher by the same number, so the probabilities are the same.",
            ),
            Wrong(
                "The second network's are `nan`: e to the power of 101 overflows.",
                "It is large and still a number. And softmax subtracts the largest score first, so even much larger scores do no harm.",
            ),
            Right(
                "Nothing.",
                "Softmax sees only how far apart the scores are, so P is the same, and so is P − Y.",
            ),
        ),
        proof=lambda: np.allclose(softmax(np.array([[0.5, 1]])), softmax(np.array([[100.5, 101]]))) and np.isfinite(np.exp(101.0)),
    ),
)
