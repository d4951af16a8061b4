"""Lesson 10: first weights and better steps."""

import numpy as np

from layerwise import nn
from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.activation.relu import relu
from layerwise.exercises.better_steps.adam_step import adam_step
from layerwise.exercises.better_steps.he_init import he_init
from layerwise.exercises.penguins.standardize import standardize


def size_after(layers, deviation):
    """The root of the mean square of numbers of size 1 after so many layers of 64 inputs, 64 outputs and ReLU."""
    rng = np.random.default_rng(0)
    signals = rng.normal(size=(500, 64))
    for _ in range(layers):
        signals = relu(signals @ rng.normal(0, deviation, (64, 64)))
    return np.sqrt(np.mean(signals**2))


def move_of_adam(slope, learning_rate):
    """How far Adam moves a weight in one step after it has had the same slope for a long time."""
    weight, m, v = [np.zeros(1)], [np.zeros(1)], [np.zeros(1)]
    for t in range(1, 5001):
        before = weight[0].copy()
        adam_step(weight, [np.array([slope])], m, v, t, learning_rate, 0.9, 0.999, 1e-8)
    return abs(weight[0] - before)[0]


def loss_of_guessing(layers):
    """Whether a network whose weights are all 0 begins at the loss of guessing, and gets no slopes but those of its biases."""
    network = nn.Network(layers)
    network.weights[...] = 0
    loss = nn.SoftmaxCrossEntropy()
    number = loss.forward(network.forward(np.ones((5, 64))), np.eye(10)[:5])
    network.backward(loss.backward())
    tables = [gradient for gradient in network.gradients() if gradient.ndim == 2]
    return np.isclose(number, -np.log(1 / 10)) and not any(np.any(table) for table in tables)


QUESTIONS = (
    Choice(
        name="scaled-by-others",
        moment="recall",
        asks="In lesson 09 some penguins were held back. Their measurements were "
        "standardised by the mean and the deviation of the other birds. Why?",
        options=(
            Wrong(
                "Because there were too few of them for a mean of their own.",
                "86 birds have a good mean of their own. The point is another "
                "one: those who are to judge must not take part in what is decided before.",
            ),
            Wrong(
                "Because all columns then have exactly the mean 0, the held-back ones too.",
                "The held-back columns missed it a little, and that was right. They were scaled by other birds' numbers.",
            ),
            Wrong(
                "To save time: the numbers were there already.",
                "Taking a mean costs next to nothing. What counts is which birds have a say in it.",
            ),
            Right(
                "Because they stand for birds that you will meet tomorrow.",
                "Such a bird has no say in anything that is decided today, not even in the scale. "
                "Otherwise the rehearsal is easier than the real thing.",
            ),
        ),
        proof=lambda: np.array_equal(standardize(np.array([[1.0], [3.0]]), np.array([[5.0]]))[1], [[3]]) and round(342 / 4) == 86,
    ),
    Choice(
        name="six-small-layers",
        moment="prediction",
        asks="Six layers, one after the other, each with 64 inputs, 64 outputs and ReLU. "
        "Their weights have the deviation 0.05 in place of 0.177. "
        "How large are the numbers that come out, if those that go in are about 1?",
        options=(
            Wrong(
                "About a third as large: 0.05 is a little less than a third of 0.177.",
                "For one layer that is right. But each layer takes away as much of what the one before has left, and there are six.",
            ),
            Right(
                "Smaller than one thousandth.",
                "Each layer leaves less than a third. Six such factors in a row make less than one thousandth.",
            ),
            Wrong(
                "As large as before, since softmax and training see to that.",
                "Softmax stands only at the end, and has almost nothing to work with. "
                "And training needs gradients, which fade on the way back too.",
            ),
        ),
        proof=lambda: (
            size_after(6, 0.05) < 0.001
            and 0.25 < size_after(1, 0.05) < 1 / 3
            and 0.5 < size_after(6, he_init(64, 64, np.random.default_rng(0)).std()) < 2
            and round(np.sqrt(2 / 64), 3) == 0.177
        ),
    ),
    Number(
        name="one-step-of-adam",
        moment="closing",
        asks="For a long time a weight has had slopes of about 0.1. How far does Adam move it in one step, with a learning rate of 0.001?",
        right=Right(
            0.001,
            "One learning rate. The mean of the slopes, divided by the root of the mean of their squares, is about 1.",
        ),
        wrong=(
            Wrong(
                0.1 * 0.001,
                "That is the step of SGD: learning rate times slope. Adam divides by the size of the slopes, so that a tenth becomes 1.",
            ),
            Wrong(
                0.1,
                "That is the slope. Adam divides it by its own usual size, which gives about 1, and multiplies by the learning rate.",
            ),
            Wrong(
                0.001 / 0.1,
                "You divided the learning rate by the slope, or made the step ten times as long, as momentum does on an endless slope. "
                "Adam divides the mean of the slopes by their size, and that is about 1.",
            ),
        ),
        other="The mean of the slopes is about 0.1, and so is the root of the mean of their squares. The one is divided by the other.",
        tolerance=0.00002,
        proof=lambda: np.isclose(move_of_adam(0.1, 0.001), 0.001, rtol=0.01),
    ),
    Choice(
        name="stuck-at-guessing",
        moment="closing",
        asks="A network of many layers learns nothing: its loss stays at that of guessing. Which cause fits?",
        options=(
            Right(
                "Its first weights are all 0, or far too small.",
                "Where the weights are 0, nothing is passed on and nothing comes back. "
                "With tiny ones, signals and gradients fade from layer to layer.",
            ),
            Wrong(
                "It has too few examples, and learns them by heart.",
                "Then the training loss would fall, close to 0. What grows by learning by heart is the validation loss.",
            ),
            Wrong(
                "It takes plain steps, without momentum.",
                "Momentum gathers tiny slopes sooner, but plain steps go down as well. Where the loss hardly moves, the slopes of nearly "
                "all weights are about 0, and that comes from the first weights.",
            ),
            Wrong(
                "It has been trained for too many epochs.",
                "Before it had too many epochs it had a few, and in those its loss would have fallen.",
            ),
        ),
        proof=lambda: loss_of_guessing([nn.Dense(64, 16), nn.ReLU(), nn.Dense(16, 10)]),
    ),
)
