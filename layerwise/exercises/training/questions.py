"""Lesson 08: the training loop."""

import numpy as np

from layerwise import nn
from layerwise.examiner.question import Choice, Number, Order, Right, Rule, Wrong
from layerwise.exercises.training.minibatches import minibatches

BATCHES = [64, 64, 22]
# What training does, in words and in code: a line for a line.
LOOP = (
    ("For each epoch:", "for epoch in range(epochs):"),
    ("    For each batch of the shuffled rows:", "    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):"),
    ("        Feed the batch forward.", "        scores = network.forward(X_batch)"),
    ("        Measure the loss of the scores.", "        batch_losses.append(loss.forward(scores, Y_batch))"),
    ("        Ask the loss for the slopes of the scores.", "        gradient = loss.backward()"),
    ("        Send these slopes back through the layers.", "        network.backward(gradient)"),
    ("        Step: change the weights.", "        optimizer.step(network.parameters(), network.gradients())"),
    ("    Note the mean of the losses.", "    note_the_mean()"),
)


def sizes(rows):
    """How many rows each batch of 64 has."""
    X = np.zeros((rows, 2))
    return [len(X_batch) for X_batch, _ in minibatches(X, X, 64, np.random.default_rng(0))]


def overfitting():
    """The lesson's run: the training losses and the validation losses of ten hidden neurons on 30 noisy points."""
    from layerwise import data

    X, labels = data.make_moons(30 + 200, noise=0.3, rng=0)
    Y = np.eye(2)[labels]
    network = nn.Network([nn.Dense(2, 10, rng=0), nn.ReLU(), nn.Dense(10, 2, rng=1)])
    loss, sgd, held_back = nn.SoftmaxCrossEntropy(), nn.SGD(1.0), (X[30:], Y[30:])
    history = nn.train(network, loss, sgd, X[:30], Y[:30], epochs=500, batch_size=15, rng=2, validation=held_back)
    return np.array(history), np.array(history.validation)


def turns_up_again():
    training, validation = overfitting()
    return training[-1] < 0.02 and validation.min() + 0.03 < validation[0] < validation[-1]


def falls(lines):
    """Whether the loop made of these lines, run on 150 points, ends with a smaller mean loss than it began with."""
    from layerwise import data

    X, labels = data.make_moons(150, noise=0.2, rng=0)
    batch_losses, means = [], []

    def note_the_mean():
        means.append(np.mean(batch_losses))
        batch_losses.clear()

    network = nn.Network([nn.Dense(2, 10, rng=0), nn.ReLU(), nn.Dense(10, 2, rng=1)])
    names = {"network": network, "loss": nn.SoftmaxCrossEntropy(), "optimizer": nn.SGD(0.2), "minibatches": minibatches}
    names |= {"X": X, "Y": np.eye(2)[labels], "epochs": 40, "batch_size": 15, "rng": np.random.default_rng(2)}
    exec("\n".join(lines), {**names, "batch_losses": batch_losses, "note_the_mean": note_the_mean})
    return len(means) == 40 and means[-1] < means[0] / 2


QUESTIONS = (
    Choice(
        name="where-slopes-start",
        moment="recall",
        asks="Where does the way back begin, and what does each layer need from the way forward to send the slopes on?",
        options=(
            Right(
                "At the loss; each layer needs what came into it.",
                "The slopes walk from the loss to the features. "
                "A dense layer multiplies them by its inputs, and ReLU looks at which scores were above 0.",
            ),
            Wrong(
                "At the features; each layer needs what came into it.",
                "That is the way forward. Slopes are about the loss, so they start there, with P − Y.",
            ),
            Wrong(
                "At the loss; each layer needs what came out of the network.",
                "Only the first step looks at that, in P − Y. "
                "Further back a weight's slope is its own input times what comes back, so each layer keeps its input.",
            ),
            Wrong(
                "At the loss; a layer needs only its weights.",
                "They lead the slopes on to the layer before. But the slopes of the weights depend on the inputs, so these are needed too.",
            ),
        ),
    ),
    Order(
        name="training-loop",
        moment="practice",
        asks="Here is what training does, in words, and out of order. Put the lines in order. "
        "The space at the start of a line says how deep in the loops it stands.",
        lines=tuple(words for words, _ in LOOP),
        start=(4, 6, 1, 7, 2, 5, 0, 3),
        rules=(
            Rule(
                0, 1, "The batches are dealt out within an epoch, so that each epoch shuffles anew. The loop over epochs is the outer one."
            ),
            Rule(
                1,
                2,
                "You feed a batch forward before one has been dealt out. "
                "The loop over the batches hands it out, so that line stands first.",
            ),
            Rule(2, 3, "You measure the loss of scores that are not there yet. First forward, then the loss."),
            Rule(
                3, 4, "You ask for slopes before the loss has seen any scores. Measuring comes first, and the loss remembers what it saw."
            ),
            Rule(4, 5, "You send slopes back through the layers before you have any. They begin at the loss, and walk back from there."),
            Rule(
                5,
                6,
                "You step before you have walked back. "
                "The layers would still have the slopes of the batch before, and at first none at all.",
            ),
            Rule(
                6,
                7,
                "You note the mean in the middle of a batch. "
                "That line belongs to the epoch, and stands after everything that a batch does.",
            ),
        ),
        why="From the outside in: epochs, batches, and for each batch forward, loss, back, step. "
        "Only when all batches are through is the epoch over.",
        proof=lambda: falls([code for _, code in LOOP]),
    ),
    Choice(
        name="thirty-noisy-points",
        moment="prediction",
        asks="The network with ten hidden neurons learns from only 30 points with much noise, in 500 epochs with the learning rate 1. "
        "In the end the loss on these points is below 0.02. "
        "What has happened to the loss on 200 other points, which it was not trained on?",
        options=(
            Wrong(
                "It has fallen below 0.02, too.",
                "It is tempting to think that whoever knows the examples by heart knows the rest. "
                "But the noise of the 30 points is theirs alone, and the network has learnt that as well.",
            ),
            Wrong(
                "It has fallen, and then stayed where it was.",
                "It would if the network stopped learning once it knew what all points have in common. "
                "But it goes on, and learns the noise.",
            ),
            Right(
                "It has fallen, and then grown again.",
                "At first the network learns what all points have in common. "
                "Then it learns the noise of its 30 points, which holds for no others.",
            ),
            Wrong(
                "It has grown from the start, because the network never sees these points.",
                "They come from the same two moons as the 30 points. What the network learns first holds for them, too.",
            ),
        ),
        proof=turns_up_again,
    ),
    Number(
        name="steps-of-a-training",
        moment="closing",
        asks="150 rows, batches of 64, 100 epochs. How many steps does the optimizer make?",
        right=Right(
            100 * len(sizes(150)),
            "Each epoch has three batches, the last of them short, and after each batch there is a step.",
        ),
        wrong=(
            Wrong(
                100 * (150 // 64),
                "You left out the short batch. After two full ones 22 rows are left, and they make a third batch with a step of its own.",
            ),
            Wrong(
                100,
                "That is one step an epoch. The weights are changed after every batch, and there are several in an epoch.",
            ),
            Wrong(
                100 * 150,
                "That is a step for every row. A batch gives one gradient, the mean over its rows, and so one step.",
            ),
            Wrong(
                len(BATCHES),
                "These are the steps of one epoch. There are 100 of them.",
            ),
            Wrong(
                100 * 64,
                "You multiplied by the size of a batch. What counts is how many batches there are: a step for each.",
            ),
        ),
        other="How many batches are there in an epoch, the short one included? After each of them there is a step, in each of 100 epochs.",
        tolerance=0.1,
        proof=lambda: sizes(150) == BATCHES and 150 - 2 * 64 == 22,
    ),
    Choice(
        name="softmax-in-the-loss",
        moment="closing",
        asks="Why does the softmax at the end of our network come with the loss, and not as a layer to be trained?",
        options=(
            Right(
                "It has no weights, and together with the cross-entropy its slope is simple.",
                "There is nothing in it to train. The slope of the two together is P − Y, and large scores do no harm.",
            ),
            Wrong(
                "Because softmax has no slopes to walk back with.",
                "It has, and you have used them: together with the cross-entropy they are P − Y.",
            ),
            Wrong(
                "Because the network predicts without it: the probabilities are needed in training only.",
                "The largest score is enough to name a class, so that is half true. "
                "But whoever wants to know how sure the network is needs softmax then, too.",
            ),
            Wrong(
                "Because its weights would change too fast.",
                "Softmax has no weights. It turns scores into probabilities in the same way before training and after it.",
            ),
        ),
        proof=lambda: nn.Network([nn.Dense(4, 3, rng=0)]).weights.size == 4 * 3 + 3,
    ),
)
