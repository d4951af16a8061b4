"""Lesson 03: layers, one inside the other."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.bird import B1, B2, PENGUIN, W1, W2, all_birds
from layerwise.exercises.layers.dense import dense

COUNT = W1.size + B1.size + W2.size + B2.size


def chinstraps(activation):
    """The predictions of the lesson's network for Chinstraps, with that activation, `(342,)`, and the truth."""
    from layerwise import data

    penguins = data.load_penguins().complete()
    reasons = activation(dense(penguins.features[:, [0, 1]] / 10, -np.eye(2), np.array([4.7, 1.7])))
    return np.argmax(dense(reasons, np.array([[1, 0], [3, 0]]), np.array([0, 0.2])), axis=1), (penguins.labels == 1).astype(int)


def on_one_side(predicted):
    """Whether the predictions for the birds' bills follow one straight border, that of the collapsed layers."""
    from layerwise import data

    length, depth = data.load_penguins().complete().features[:, [0, 1]].T / 10
    return np.array_equal(predicted == 1, (4.7 - length) + 3 * (1.7 - depth) < 0.2)


def scores(X, W1, B1):
    """The scores that the lesson's network gives to birds `(m, 2)`, with these weights in the hidden layer."""
    return dense(relu(dense(X, W1, B1)), W2, B2)


QUESTIONS = (
    Choice(
        name="opposite-neuron",
        moment="recall",
        asks="Our neuron has the weights −2 and 1 and the bias −1, and gives our penguin the score 1. A second neuron has the opposite "
        "numbers, 2 and −1 and 1. What is its score for our penguin, and what do the two pass on, with ReLU?",
        options=(
            Wrong(
                "Its score is −1. They pass on 1 and −1.",
                "The score is right. But ReLU silences what is negative: the second neuron passes on 0.",
            ),
            Wrong(
                "Its score is −1. They pass on 1 and 1.",
                "The score is right. ReLU does not flip the sign, as the absolute value would: "
                "where the score is negative, 0 is passed on.",
            ),
            Right(
                "Its score is −1. They pass on 1 and 0.",
                "All its numbers have the opposite sign, and so does its score: 2 · 1.5 − 1 · 5 + 1. ReLU silences it.",
            ),
            Wrong(
                "Its score is −3. They pass on 1 and 0.",
                "You flipped the weights and kept the bias at −1. The second neuron's bias is the opposite too: it is 1.",
            ),
        ),
        proof=lambda: (
            (dense(PENGUIN.reshape(1, 2), W1, B1).tolist(), relu(dense(PENGUIN, W1, B1)).tolist()) == ([[1, -1]], [1, 0])
            and (2 * 1.5 - 1 * 5 + 1, PENGUIN @ [2, -1] - 1) == (-1, -3)
        ),
    ),
    Number(
        name="count-parameters",
        moment="prediction",
        asks="Our network has two inputs, two hidden neurons and two outputs. How many parameters is that, weights and biases together?",
        right=Right(
            COUNT,
            f"Each of the two tables of weights has {W1.size} numbers, and each of the two rows of biases has 2.",
        ),
        wrong=(
            Wrong(
                W1.size + W2.size,
                "These are the weights. Each neuron also brings a bias of its own, two in each layer.",
            ),
            Wrong(
                W1.size + B1.size,
                "That is the hidden layer. The output layer is dense too, with as many weights and biases of its own.",
            ),
            Wrong(
                W1.size,
                "You counted one table of weights. There are two of them, and the neurons' biases.",
            ),
            Wrong(
                W1.size + W2.size + 2,
                "You gave each layer one bias. Each neuron has its own: two in each of the two layers.",
            ),
        ),
        other="Count the entries of `W1`, `b1`, `W2` and `b2`. Each of the tables has two rows and two columns.",
        proof=lambda: COUNT == 2 * 2 + 2 + 2 * 2 + 2,
    ),
    Choice(
        name="border-without-relu",
        moment="prediction",
        asks="We replace ReLU with a function that passes everything on. The weights stay as they are. What happens to the border?",
        options=(
            Right(
                "It becomes one straight line.",
                "Without the activation the two layers are one, and one layer draws a straight border. "
                "ReLU turns a negative reason into 0, so a deep bill cannot make up for a short one.",
            ),
            Wrong(
                "It keeps its corner, because both questions are still asked.",
                "They are still asked, but their answers get mixed. A bill 4 cm long and 2 cm deep is 0.7 too short. "
                "But without ReLU it also gets 3 · (−0.3) for its depth, and becomes a Chinstrap.",
            ),
            Wrong(
                "It vanishes: all birds count as Chinstraps.",
                "More birds count as Chinstraps now, but not all. The scores still depend on the bill, so there is still a border.",
            ),
        ),
        proof=lambda: (
            not on_one_side(chinstraps(relu)[0])
            and on_one_side(chinstraps(lambda Z: Z)[0])
            and np.sum(chinstraps(relu)[0]) < np.sum(chinstraps(lambda Z: Z)[0]) < 342
            and np.allclose([4.7 - 4, 1.7 - 2], [0.7, -0.3])
        ),
    ),
    Choice(
        name="shape-of-a-layer",
        moment="closing",
        asks="A layer takes four features and has three neurons. What are the shapes of `W` and `b`, and how many numbers is that?",
        options=(
            Wrong(
                f"`W` is `(3, 4)`, `b` is `(3,)`: {3 * 4 + 3} numbers.",
                "The count is right, but the table lies on its side. "
                "Each column stands for a neuron, so that the rows of `X` can meet the columns.",
            ),
            Right(
                f"`W` is `(4, 3)`, `b` is `(3,)`: {4 * 3 + 3} numbers.",
                "A row for each feature, a column for each neuron, and a bias for each neuron.",
            ),
            Wrong(
                f"`W` is `(4, 3)`, `b` is `(4,)`: {4 * 3 + 4} numbers.",
                "You gave each feature a bias. A bias belongs to a neuron: it is added to the neuron's own sum.",
            ),
            Wrong(
                f"`W` is `(4, 3)`, `b` is one number: {4 * 3 + 1} numbers.",
                "The neurons do not share a bias. Each has its own, which says how easily that neuron fires.",
            ),
        ),
        proof=lambda: dense(np.ones((5, 4)), np.ones((4, 3)), np.ones(3)).shape == (5, 3),
    ),
    Choice(
        name="doubled-features",
        moment="closing",
        asks="Every feature of every bird is doubled. What has to change for our network to give the same answers?",
        options=(
            Wrong(
                "Double `W1`.",
                "Then every weighted sum is four times what it was. The weights have to make up for the doubling, not join in.",
            ),
            Wrong(
                "Halve `W1` and `b1`.",
                "The weights are right. But the bias is not multiplied by a feature, so it has not grown and must stay.",
            ),
            Wrong(
                "Nothing: all birds have changed in the same way.",
                "So they have, but the biases have not. The doubled sums meet the same biases as before, and the border moves.",
            ),
            Right(
                "Halve `W1`.",
                "Each weighted sum is then what it was, and so is everything after it.",
            ),
        ),
        proof=lambda: (
            np.allclose(scores(2 * all_birds()[0], W1 / 2, B1), scores(all_birds()[0], W1, B1))
            and not np.allclose(scores(2 * all_birds()[0], W1 / 2, B1 / 2), scores(all_birds()[0], W1, B1))
            and not np.allclose(scores(2 * all_birds()[0], W1, B1), scores(all_birds()[0], W1, B1))
        ),
    ),
    Choice(
        name="why-activation",
        moment="closing",
        asks="Why does a network need an activation function between its layers?",
        options=(
            Wrong(
                "To keep the numbers between 0 and 1.",
                "The sigmoid does that, but ReLU has no upper end and works as well or better. What counts is that the function bends.",
            ),
            Right(
                "Without one, all its layers collapse into a single one.",
                "Multiplied out, they are one table of weights and one row of biases. "
                "The activation stands between them, so each layer can add something of its own.",
            ),
            Wrong(
                "So that the network can learn: without one, its weights cannot change.",
                "They could change perfectly well. But whatever they became, the network would draw a straight line.",
            ),
            Wrong(
                "To make it faster: silent neurons need no work.",
                "Each activation is extra work. It is worth it, because without it further layers achieve nothing.",
            ),
        ),
        proof=lambda: np.allclose(dense(dense(all_birds()[0], W1, B1), W2, B2), dense(all_birds()[0], W1 @ W2, B1 @ W2 + B2)),
    ),
)
