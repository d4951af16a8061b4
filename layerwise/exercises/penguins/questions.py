"""Lesson 09: real birds, and a network of the learner's own."""

import numpy as np

from layerwise import nn
from layerwise.examiner.question import Choice, Right, Wrong
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.layers.dense import dense
from layerwise.exercises.probabilities.softmax import softmax


def birds():
    from layerwise import data

    penguins = data.load_penguins().complete()
    return penguins.features, penguins.labels


def untouched_by_scaling():
    """The share of birds that the lesson's network gets right without scaling, and how many different species it names."""
    features, labels = birds()
    network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
    nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), features, np.eye(3)[labels], epochs=50, batch_size=16, rng=2)
    predicted = network.predict(features)
    return np.mean(predicted == labels), len(np.unique(predicted))


def copied():
    """Whether a network with another's weights copied into it says the same of all birds."""
    features = birds()[0] / [50, 20, 200, 5000]
    one, other = (nn.Network([nn.Dense(4, 10, rng=seed), nn.ReLU(), nn.Dense(10, 3, rng=seed)]) for seed in (1, 2))
    before = np.array_equal(one.forward(features), other.forward(features))
    other.weights[...] = one.weights
    return not before and np.array_equal(one.forward(features), other.forward(features))


def nested(x):
    """The network of the course, with weights of one."""
    W1, b1, W2, b2 = np.ones((4, 10)), np.ones(10), np.ones((10, 3)), np.ones(3)
    return softmax(dense(relu(dense(x, W1, b1)), W2, b2))


QUESTIONS = (
    Choice(
        name="after-a-round",
        moment="recall",
        asks="The training loop of lesson 08 feeds forward, measures the loss, walks back and steps, for every batch. "
        "What exactly is different after such a round?",
        options=(
            Wrong(
                "The network knows the batch, and looks it up the next time.",
                "No row is kept anywhere. What the batch leaves behind are slightly changed numbers.",
            ),
            Wrong(
                "The learning rate: it becomes smaller with every step.",
                "Some training loops do that, and ours does not. The rate is a number that you chose, and it stays.",
            ),
            Right(
                "The weights and biases, and nothing else.",
                "The step moves them a little against the gradient. Nothing else in the network remembers anything from round to round.",
            ),
            Wrong(
                "The labels: they have moved a little towards the predictions.",
                "It is the other way round. The labels are the facts; the weights change, so that the predictions move towards the labels.",
            ),
        ),
    ),
    Choice(
        name="unscaled",
        moment="prediction",
        asks="The network gets the birds in millimetres and grams, without scaling. "
        "It has 4 inputs, 10 hidden neurons and 3 outputs, trains for 50 epochs on all birds, and is tested on the very same birds. "
        "How many does it get right?",
        options=(
            Wrong(
                "Nearly all. It may take longer, but training finds the weights.",
                "Thousands of grams make enormous scores, an enormous loss and an enormous gradient. "
                "The first steps throw the weights so far that all hidden neurons fall silent for good.",
            ),
            Wrong(
                "None: the shapes do not fit, and Python reports an error.",
                "Shapes count rows and columns, and those fit. The units of a number are known to people only: NumPy cannot see them.",
            ),
            Right(
                "Fewer than half, as if it gave the same answer to every bird.",
                "It does: it calls every bird an Adelie, the commonest species. "
                "All of its hidden neurons have fallen silent in the first steps.",
            ),
        ),
        proof=lambda: untouched_by_scaling()[0] < 0.5 and untouched_by_scaling()[1] == 1,
    ),
    Choice(
        name="one-nested-line",
        moment="closing",
        asks="A network has 4 inputs, 10 hidden neurons with ReLU and 3 outputs. What is its function, as one nested line?",
        options=(
            Wrong(
                "`dense(relu(dense(softmax(x), W1, b1)), W2, b2)`",
                "Softmax turns scores into probabilities, so it comes last, and stands outermost. Here it would squeeze the features.",
            ),
            Wrong(
                "`softmax(relu(dense(dense(x, W1, b1), W2, b2)))`",
                "ReLU stands outside both layers here. Between them nothing bends, and the two collapse into one.",
            ),
            Wrong(
                "`dense(relu(softmax(dense(x, W1, b1))), W2, b2)`",
                "Two functions have changed places. ReLU follows the hidden layer, and softmax the last one.",
            ),
            Right(
                "`softmax(dense(relu(dense(x, W1, b1)), W2, b2))`",
                "From the inside out: the hidden layer, ReLU, the output layer, softmax. `W1` has the shape (4, 10), and `W2` has (10, 3).",
            ),
        ),
        proof=lambda: nested(np.ones((5, 4))).shape == (5, 3) and np.allclose(nested(np.ones((5, 4))).sum(axis=1), 1),
    ),
    Choice(
        name="copied-weights",
        moment="closing",
        asks="You copy all weights and biases of a trained network into an untrained one of the same shape. "
        "How does the second network predict?",
        options=(
            Wrong(
                "At random, until it is trained itself.",
                "It was random because its weights were. Now it has the trained ones, and there is nothing else in it.",
            ),
            Wrong(
                "Nearly as well. It lacks the experience of having seen the birds.",
                "That experience is nowhere but in the weights. With the weights the whole of it has been copied.",
            ),
            Right(
                "Exactly like the first.",
                "The trained model is its final weights. The same numbers in the same formula give the same answers.",
            ),
            Wrong(
                "Not at all: weights work only in the network that learnt them.",
                "A network of the same shape is the same formula. It does not know where its numbers have come from.",
            ),
        ),
        proof=copied,
    ),
)
