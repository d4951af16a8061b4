"""Lesson 05: how far from right."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import W2, all_birds, probabilities
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.probabilities.accuracy import accuracy
from layerwise.exercises.probabilities.softmax import softmax

NETWORK_A, NETWORK_B = np.full(10, 0.55), np.array([0.99] * 9 + [0.0001])


def three_birds(weight):
    """The loss and the accuracy for the lesson's three birds, with that weight from the first hidden neuron to "Gentoo"."""
    X, is_gentoo = all_birds()
    rows = [208, 0, 80]
    P = probabilities(X[rows], W2=np.array([[0.5, weight], W2[1]]))
    return cross_entropy(P, np.eye(2)[is_gentoo[rows]]), accuracy(P, is_gentoo[rows])


QUESTIONS = (
    Choice(
        name="equal-scores",
        moment="recall",
        asks="A network gives a bird the scores 2 and 2. What does softmax make of them, and what if both scores are a thousand larger?",
        options=(
            Wrong(
                "One half each. A thousand larger: it overflows, and gives `nan`.",
                "So it did at the first try in lesson 04. Your softmax subtracts the largest score first, and then nothing can overflow.",
            ),
            Wrong(
                "One half each. A thousand larger: both nearly 1.",
                "Two probabilities add up to 1, so they cannot both be nearly 1. Softmax sees only how far apart the scores are.",
            ),
            Right(
                "One half each, both times.",
                "Equal scores give equal probabilities. "
                "The thousand changes nothing, because softmax sees only how far apart the scores are.",
            ),
            Wrong(
                "1 and 0 both times: the first of the two wins.",
                "That is what `np.argmax` does when it has to choose. Softmax does not choose: equal scores get equal shares.",
            ),
        ),
        proof=lambda: softmax(np.array([[2.0, 2.0], [1002.0, 1002.0]])).tolist() == [[0.5, 0.5], [0.5, 0.5]],
    ),
    Choice(
        name="two-judges",
        moment="prediction",
        asks="Two networks judge ten birds. Network A gives the right label 0.55 each time. Network B gives it 0.99 for nine birds and "
        "0.0001 for the tenth. Which one has the smaller cross-entropy?",
        options=(
            Wrong(
                "B, because nine of its ten answers are nearly perfect.",
                "Without the tenth bird that would be true. "
                f"But that bird alone costs {-np.log(0.0001):.2f}, and nine small costs cannot make up for it.",
            ),
            Wrong(
                "They are equal: A's small doubts add up to B's one mistake.",
                "Doubts cost something, and ten of them add up. "
                "But the cost of being confidently wrong grows without limit as the probability goes to 0.",
            ),
            Right(
                "A, though it is hardly ever sure.",
                "Being unsure costs little each time. Being confidently wrong once costs more than all of A's doubts together.",
            ),
        ),
        proof=lambda: (
            np.mean(-np.log(NETWORK_A)) < np.mean(-np.log(NETWORK_B)) and np.mean(-np.log(NETWORK_B[:9])) < np.mean(-np.log(NETWORK_A))
        ),
    ),
    Choice(
        name="small-change",
        moment="prediction",
        asks="The weight from the first hidden neuron to “Gentoo” goes from 1 to 1.1. What happens for the three birds?",
        options=(
            Right(
                "The accuracy stays, and the loss falls a little.",
                "No row's largest probability moves to another column, so no bird changes sides. "
                "Yet the network has become a little better.",
            ),
            Wrong(
                "Nothing: the change is too small to be seen.",
                "The accuracy does not see it. But every probability moves a little, and the loss is made of them.",
            ),
            Wrong(
                "Both become better: they measure the same thing.",
                "They often go together, but they do not measure the same thing. "
                "The accuracy counts whole birds, and no bird changes sides here.",
            ),
            Wrong(
                "The accuracy improves, and the loss stays.",
                "It is the other way round. For a bird to change sides its probabilities must have moved, and the loss sees that first.",
            ),
        ),
        proof=lambda: three_birds(1.1)[0] < three_birds(1)[0] and three_birds(1.1)[1] == three_birds(1)[1],
    ),
    Number(
        name="four-classes",
        moment="closing",
        asks="A network gives each of four classes the same probability. What does a bird cost, in cross-entropy? "
        "Two decimals will do; a cell with `-np.log(...)` may help.",
        right=Right(
            -np.log(1 / 4),
            f"Each class gets a quarter, whichever is right, and −log(0.25) is {-np.log(1 / 4):.3f}.",
        ),
        wrong=(
            Wrong(
                1 / 4,
                "That is the probability of the right class. The cost is its negative logarithm.",
            ),
            Wrong(
                1 - 1 / 4,
                "That is how far the probability is from 1. Cross-entropy takes the negative logarithm of the probability instead.",
            ),
            Wrong(
                np.log(1 / 4),
                "The logarithm of a number below 1 is negative. A cost is positive: the minus sign in front makes it so.",
            ),
            Wrong(
                -np.log10(1 / 4),
                "You took the logarithm to base 10. Here, as everywhere in deep learning, log is the natural one: `ln`, or `np.log`.",
            ),
            Wrong(
                -np.log(1 / 2),
                "That is one half each, for two classes. With four classes each gets only a quarter.",
            ),
        ),
        other="Which probability does the right class get? The cost is the negative of its natural logarithm, `-np.log(p)`.",
        tolerance=0.015,
        proof=lambda: np.isclose(cross_entropy(np.full((1, 4), 0.25), np.eye(4)[:1]), -np.log(1 / 4)),
    ),
    Choice(
        name="loss-without-accuracy",
        moment="closing",
        asks="The loss falls, and the accuracy stays the same. What is the usual reason?",
        options=(
            Wrong(
                "It cannot. One of the two is computed wrongly.",
                "You saw it happen when one weight changed a little. "
                "The loss looks at probabilities, the accuracy only at which is largest.",
            ),
            Wrong(
                "As many birds became right as became wrong.",
                "That may happen, but they rarely come out even. The usual reason is simpler: "
                "probabilities move long before a bird changes sides.",
            ),
            Wrong(
                "The loss was divided by more birds.",
                "The loss is a mean, so the number of birds does not make it smaller. Some birds must have become cheaper.",
            ),
            Right(
                "Some right labels got a larger probability, but no bird changed sides.",
                "No row's largest entry has moved to another column. The loss has seen the better probabilities, and the accuracy has not.",
            ),
        ),
        proof=lambda: three_birds(1.1)[0] < three_birds(1)[0] and three_birds(1.1)[1] == three_birds(1)[1],
    ),
    Choice(
        name="what-training-changes",
        moment="closing",
        asks="A prediction comes from a formula with numbers in it. What does training change?",
        options=(
            Wrong(
                "The formula.",
                "It is chosen before training, by a person: how many layers, how many neurons, which activation. "
                "Training does not touch it.",
            ),
            Right(
                "The numbers: the weights and biases.",
                "The formula, the nested function, stays as it is. With other numbers in it, it gives other answers.",
            ),
            Wrong(
                "The labels, until they fit the predictions.",
                "That would make the loss small and teach nothing. "
                "The labels are the facts; it is the predictions that have to move closer to them.",
            ),
            Wrong(
                "The loss function.",
                "The loss is the measure, and nothing gets better by changing the measure: "
                "training lowers the number that a fixed measure gives.",
            ),
        ),
    ),
)
