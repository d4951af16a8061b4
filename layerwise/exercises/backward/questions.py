"""Lesson 07: the way back."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.backward.dense_backward import dense_backward
from layerwise.exercises.backward.relu_backward import relu_backward
from layerwise.exercises.backward.softmax_cross_entropy_backward import softmax_cross_entropy_backward
from layerwise.exercises.bird import B1, PENGUIN, W1, W2, probabilities
from layerwise.exercises.layers.dense import dense
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.slopes.numerical_gradient import numerical_gradient

OUR_PENGUIN = PENGUIN.reshape(1, 2)
FIRST, SECOND, BACK = 0.5, 3.0, 0.2


def silent_slopes():
    """Of our penguin: the slopes of the weights that lead to the silent neuron, and of those that lead away from it."""
    Z1 = dense(OUR_PENGUIN, W1, B1)
    dH, dW2, _ = dense_backward(softmax_cross_entropy_backward(probabilities(OUR_PENGUIN), np.array([[0, 1]])), np.maximum(Z1, 0), W2)
    return dense_backward(relu_backward(dH, Z1), OUR_PENGUIN, W1)[1][:, 1], dW2[1]


def slope_to_gentoo():
    """By trying: the slope of the weight from the first hidden neuron to "Gentoo", for our penguin."""
    return numerical_gradient(lambda W2: cross_entropy(probabilities(OUR_PENGUIN, W2=W2), np.array([[0, 1]])), W2)[0, 1]


def of_one_weight(x, w, back):
    """The slope that a single weight gets, and the one that its input gets, where this slope comes back to its score."""
    dX, dW, _ = dense_backward(np.array([[back]]), np.array([[x]]), np.array([[w]]))
    return dW.item(), dX.item()


QUESTIONS = (
    Choice(
        name="negative-slope",
        moment="recall",
        asks="By trying, the weight from the first hidden neuron to “Gentoo” had the slope −0.378 for our penguin. "
        "Which way should this weight go, and which way the weights around the silent neuron, whose slope is 0?",
        options=(
            Right(
                "Larger; and the others stay.",
                "A negative slope means that the loss falls when the weight grows. "
                "Where it is 0, a small change makes no difference for this bird.",
            ),
            Wrong(
                "Smaller, for the slope is negative; and the others smaller too.",
                "The slope does not say where the weight should go. It says that the loss falls when the weight grows. "
                "A slope of 0 asks for nothing.",
            ),
            Wrong(
                "Larger; and the others much larger, so that the neuron wakes up.",
                "The first half is right. But a slope of 0 does not ask for a large change: it says that here no small change matters.",
            ),
            Wrong(
                "It should stay, for a slope below 0 means that there is nothing to gain; and the others too.",
                "Nothing to gain is a slope of 0. Below 0 means that the loss falls when the weight grows: there is something to gain.",
            ),
        ),
        proof=lambda: np.isclose(slope_to_gentoo(), -0.378, atol=5e-4) and all(np.all(slopes == 0) for slopes in silent_slopes()),
    ),
    Number(
        name="slope-of-a-weight",
        moment="prediction",
        asks=f"A weight of {SECOND:.0f} is multiplied by an input of {FIRST}, and the slope that comes back to the score is {BACK}. "
        "Which slope does the weight get?",
        right=Right(
            FIRST * BACK,
            f"The input times the slope, {FIRST} · {BACK}. Nudge the weight by 1, and the score moves by {FIRST}.",
        ),
        wrong=(
            Wrong(
                SECOND * BACK,
                "That is the slope of the input. Nudge the weight, and the score moves by the input times the nudge: "
                "so the weight gets the input times the slope.",
            ),
            Wrong(
                BACK,
                "That is what the bias gets, since it is added as it is. A weight is multiplied by its input "
                "on the way, and so is its slope.",
            ),
            Wrong(
                FIRST * SECOND * BACK,
                "You multiplied by both. The weight's own size does not matter to its slope: a nudge counts from wherever it stands.",
            ),
            Wrong(
                FIRST * SECOND,
                "That is the weighted sum, on the way forward. On the way back the slope meets the input.",
            ),
        ),
        other="Nudge the weight a little: how much does the score move? Multiply that by the slope of the score.",
        tolerance=0.001,
        proof=lambda: np.allclose(of_one_weight(FIRST, SECOND, BACK), (FIRST * BACK, SECOND * BACK)),
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
        name="two-birds-one-weight",
        moment="closing",
        asks="In a batch of two birds, one asks a weight to grow and the other asks it to shrink just as much. "
        "Which slope does the weight get?",
        options=(
            Wrong(
                "Two slopes, one for each bird.",
                "There is one weight, and it serves both birds. What the two ask for is added up, so one slope comes out.",
            ),
            Right(
                "0: the two cancel.",
                "A weight gets the sum of what the birds ask for. Here the gain of one would be the other's loss.",
            ),
            Wrong(
                "That of the bird that is more wrong.",
                "A bird that is more wrong sends back larger slopes of its scores. But here the two ask for the same amount.",
            ),
        ),
        proof=lambda: dense_backward(np.array([[0.5], [-0.5]]), np.ones((2, 1)), np.ones((1, 1)))[1].tolist() == [[0]],
    ),
)
