"""Lesson 04: from scores to a prediction."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import B2, W2, all_birds
from layerwise.exercises.layers.dense import dense
from layerwise.exercises.probabilities.accuracy import accuracy
from layerwise.exercises.probabilities.one_hot import one_hot
from layerwise.exercises.probabilities.softmax import softmax

HIDDEN = np.array([[1.0, 0.0]])  # what the hidden layer passes on for our penguin
GENTOOS, BIRDS = 123, 342


def gentoo(*scores):
    """The probability of "Gentoo" for these scores of "other" and "Gentoo"."""
    return softmax(np.array([scores], dtype=float))[0, 1]


QUESTIONS = (
    Choice(
        name="scores-from-hidden",
        moment="recall",
        asks="For our penguin the hidden layer passes on 1 and 0. `W2` is `[[0.5, 1], [1, 0]]`, and both biases are 0. "
        "What scores do “other” and “Gentoo” get?",
        options=(
            Wrong(
                "1 and 0.",
                "That is what the hidden layer passes on. The output layer weighs it: its first neuron gives the 1 a weight of 0.5.",
            ),
            Right(
                "0.5 and 1.",
                "The first hidden neuron passes on 1, so its own weights, 0.5 and 1, are the scores. The silent one adds nothing.",
            ),
            Wrong(
                "0.5 and 0.",
                "You paired each number with one weight. "
                "In a dense layer every neuron sees all that was passed on, so there are four products.",
            ),
            Wrong(
                "1.5 and 1.",
                "You added up the weights of each neuron, as if both hidden neurons had passed on 1. The second passed on 0.",
            ),
        ),
        proof=lambda: dense(HIDDEN, W2, B2).tolist() == [[0.5, 1]] and np.sum(W2, axis=0).tolist() == [1.5, 1],
    ),
    Choice(
        name="ten-more-for-both",
        moment="prediction",
        asks=f"The scores 0.5 and 1 give “Gentoo” a probability of {gentoo(0.5, 1):.3f}. Both scores grow by 10. "
        "What does “Gentoo” get now?",
        options=(
            Wrong(
                "Nearly 1: its score is large now.",
                "So is the other one. Softmax shares out a whole, and what counts is how large one exponential is compared with the other.",
            ),
            Wrong(
                "A little less, about one half: 10.5 and 11 are nearly the same.",
                "As shares of their sum they would be. "
                "But softmax takes exponentials first, and their ratio depends on the difference alone.",
            ),
            Right(
                f"{gentoo(10.5, 11):.3f}, as before.",
                "Both exponentials are multiplied by the same number, which cancels out. Softmax sees only how far apart the scores are.",
            ),
        ),
        proof=lambda: np.isclose(gentoo(10.5, 11), gentoo(0.5, 1)) and np.isclose(gentoo(0.5 + 10, 1 + 10), gentoo(10.5, 11)),
    ),
    Choice(
        name="both-silent",
        moment="closing",
        asks="For some bird both hidden neurons stay silent. Which probabilities does our network give?",
        options=(
            Right(
                "One half each.",
                "The hidden layer passes on zeros, so both scores are their bias, 0. Equal scores give equal probabilities.",
            ),
            Wrong(
                "0 and 0: nothing was passed on.",
                "Those are the two scores. Softmax turns them into probabilities, which add up to 1.",
            ),
            Wrong(
                "1 and 0: it is surely another bird.",
                "Silent neurons speak for nobody. Both scores are then the output's biases, which are 0 and 0.",
            ),
            Wrong(
                f"{softmax(np.array([[0.5, 1.0]]))[0, 0]:.3f} and {softmax(np.array([[0.5, 1.0]]))[0, 1]:.3f}, as for our penguin.",
                "Those come from the scores 0.5 and 1, when the first neuron passes on 1. Here it passes on nothing.",
            ),
        ),
        proof=lambda: softmax(dense(np.zeros((1, 2)), W2, B2)).tolist() == [[0.5, 0.5]],
    ),
    Choice(
        name="row-of-a-label",
        moment="closing",
        asks="There are four classes, and a bird has the label 2. Which row does `one_hot` write for it?",
        options=(
            Right(
                "`[0, 0, 1, 0]`",
                "Columns are counted from 0, so the label 2 is the third column. There is a 1 in it, and 0 elsewhere.",
            ),
            Wrong(
                "`[0, 1, 0, 0]`",
                "That is the second column, which is column 1. Python counts columns from 0, and labels too.",
            ),
            Wrong(
                "`[0, 0, 2, 0]`",
                "The place is right. But the row holds the probabilities that a perfect network would give, and a sure answer is 1.",
            ),
            Wrong(
                "`[1, 1, 0, 0]`",
                "You wrote as many ones as the label says. The label is a name, not an amount: it says which column gets the 1.",
            ),
        ),
        proof=lambda: np.array_equal(one_hot(np.array([2]), 4), [[0, 0, 1, 0]]),
    ),
    Number(
        name="always-other",
        moment="closing",
        asks=f"Of {BIRDS} birds, {GENTOOS} are Gentoos. A lazy network calls every bird “other”. "
        "What is its accuracy? Two decimals will do.",
        right=Right(
            (BIRDS - GENTOOS) / BIRDS,
            f"All {BIRDS - GENTOOS} other birds come out right, and nobody had to look at them. "
            "So an accuracy says little until you know how common the classes are.",
        ),
        wrong=(
            Wrong(
                GENTOOS / BIRDS,
                "That is the share of Gentoos, and those are exactly the birds that are wrong.",
            ),
            Wrong(
                0,
                "The network has learnt nothing. But for most birds “other” happens to be right.",
            ),
            Wrong(
                0.5,
                "With as many Gentoos as others it would be one half. Here there are more of the others.",
            ),
            Wrong(
                BIRDS - GENTOOS,
                "That is how many birds are right. The accuracy is the fraction that they make of all birds.",
            ),
        ),
        other="Which birds are right if every bird is called “other”? Divide their number by that of all birds.",
        tolerance=0.006,
        proof=lambda: (
            (np.sum(all_birds()[1]), len(all_birds()[1])) == (GENTOOS, BIRDS)
            and np.isclose(accuracy(np.tile([1.0, 0.0], (BIRDS, 1)), all_birds()[1]), (BIRDS - GENTOOS) / BIRDS)
        ),
    ),
)
