"""Lesson 06: which way is down."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import B1, B2, PENGUIN, W1, W2, probabilities
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.slopes.numerical_gradient import numerical_gradient

OTHER, GENTOO = probabilities(PENGUIN.reshape(1, 2))[0]
COUNT = W1.size + B1.size + W2.size + B2.size
LIGHT = np.array([[1.9, 3.5]])
SLOPE, CHANGE = 2.5, -0.01


def nudged(X, Y, amount):
    """The loss after a nudge of the weight from the bill depth to the second hidden neuron."""
    return cross_entropy(probabilities(X, W1=W1 + [[0, amount], [0, 0]]), np.array([Y]))


def times_asked(size):
    """How often `numerical_gradient` asks for the loss, with so many weights."""
    asked = []
    numerical_gradient(lambda w: asked.append(1) or 0.0, np.zeros(size))
    return len(asked)


def two_valleys(w):
    """A loss with a deep valley at -1, a shallower one at 1, and a top between them."""
    return (w**2 - 1) ** 2 + 0.3 * w


def flat_places():
    """Where `two_valleys` has the slope 0: in the deep valley, on the top, in the shallow one."""
    return np.sort(np.roots([4, 0, -4, 0.3]).real)


QUESTIONS = (
    Choice(
        name="cost-of-our-penguin",
        moment="recall",
        asks=f"Our network gives our penguin {OTHER:.4f} for “other” and {GENTOO:.4f} for “Gentoo”. It is a Gentoo. "
        "What does it cost in cross-entropy, and which probability has to grow to lower the cost?",
        options=(
            Wrong(
                f"{-np.log(OTHER):.3f}, and “Gentoo” has to grow.",
                f"That is −log({OTHER:.4f}), the cost if the bird were another one. Cross-entropy looks at the right label, “Gentoo”.",
            ),
            Wrong(
                f"{1 - GENTOO:.3f}, and “Gentoo” has to grow.",
                f"That is how far it falls short of 1. Cross-entropy is the negative logarithm: −log({GENTOO:.4f}).",
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
                "It would if the neuron spoke, since it speaks for “other”. "
                "But for our penguin its score is below 0, before the nudge and after, and ReLU passes on 0.",
            ),
            Wrong(
                "It falls.",
                "The nudge does raise the neuron's score, but not above 0. ReLU passes on 0 as before, so the answer cannot become better.",
            ),
            Right(
                "It stays exactly the same.",
                "This neuron is silent for our penguin, and after the nudge its score is still below 0. So its slope is 0.",
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
                "That is how far the weight moves. The loss changes 2.5 times as much: that is what the slope says.",
            ),
            Wrong(
                -SLOPE,
                "That is how far the loss would fall if the weight went down by a whole 1, and the slope "
                "stayed. You went only 0.01 of that way.",
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
    Number(
        name="how-often-asked",
        moment="closing",
        asks=f"Our network has {COUNT} weights and biases. How often does `numerical_gradient` ask for the loss, to find all their slopes?",
        right=Right(
            times_asked(COUNT),
            "Twice for each weight: nudged up and nudged down. Each time all the layers compute again, which is what makes it slow.",
        ),
        wrong=(
            Wrong(
                COUNT,
                "That is once for each weight. A slope needs two losses, one nudged up and one nudged down.",
            ),
            Wrong(
                COUNT + 1,
                "It would be enough if all nudges went up, and were compared with one loss. "
                "Yours goes up and down, which is far more exact.",
            ),
            Wrong(
                2,
                "With two losses you know one slope. Each weight has to be nudged by itself, with all others left as they are.",
            ),
            Wrong(
                1,
                "One loss is no slope yet: you have to see how it changes, and that for each weight by itself.",
            ),
        ),
        other="For each weight by itself the loss is asked for twice: once nudged up, once nudged down.",
        tolerance=0.1,
        proof=lambda: times_asked(COUNT) == 2 * COUNT,
    ),
    Choice(
        name="slope-of-zero",
        moment="closing",
        asks="At some place a weight has the slope 0. What do you know?",
        options=(
            Wrong(
                "The loss is as low there as it can be.",
                "It may be. But a shallow valley is flat at its bottom too, and so is the top of a hill.",
            ),
            Wrong(
                "The loss is 0.",
                "The slope is how the loss changes, not how large it is. On a high plain you stand high, and it is flat.",
            ),
            Wrong(
                "The weight is 0.",
                "The slope says what a nudge of the weight does to the loss. It says nothing about how large the weight is.",
            ),
            Right(
                "A small nudge of the weight hardly changes the loss.",
                "It says no more than that: the place may be the bottom of a valley, the top of a hill, or a "
                "plain where a neuron is silent.",
            ),
        ),
        proof=lambda: two_valleys(flat_places()[0]) < two_valleys(flat_places()[2]) < two_valleys(flat_places()[1]),
    ),
)
