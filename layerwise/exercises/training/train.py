"""train: the training loop."""

# The answers are those of the lesson: a beginner's loop has a name for its epochs.
# ruff: noqa: B007

import ast
import io

import numpy as np

from layerwise import nn
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import NOT_LOOKED_AT
from layerwise.exercises.backward.softmax_cross_entropy_backward import softmax_cross_entropy_backward
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.probabilities.softmax import softmax
from layerwise.exercises.training._run import Run
from layerwise.exercises.training.minibatches import minibatches
from layerwise.exercises.training.sgd_step import sgd_step


def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Change the weights of network, and return a list of its mean losses.

    In each epoch minibatches(X, Y, batch_size, rng) deals out the rows, in a
    new order. For each batch: forward through the network and the loss,
    backward through both, then a step of the optimizer.
    The list has one number an epoch, the mean of its batches' losses.
    X is (m, n_in), Y is (m, n_out), and both stay as they are.
    """
    ### BEGIN SOLUTION
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            batch_losses.append(loss.forward(scores, Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses
    ### END SOLUTION


def train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The mean over all rows, in place of that over the batches: where the last batch is short, it counts for less."""
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


def probes(rng):
    """All rows in one batch, where the order does not matter and the numbers are exact; and batches that divide the rows or do not."""
    for sizes, kind, learning_rate, m, epochs, batch_size in (
        ((2, 3, 2), nn.SoftmaxCrossEntropy, 0.1, 5, 3, 5),
        ((3, 1), nn.MeanSquaredError, 0.1, 4, 1, 9),
        ((3, 1), nn.MeanSquaredError, 10.0, 6, 3, 6),  # far too fast: the losses grow
        ((2, 4, 3), nn.SoftmaxCrossEntropy, 0.1, 13, 2, 5),
        ((3, 2), nn.MeanSquaredError, 0.1, 12, 2, 6),
    ):
        X = rng.normal(size=(m, sizes[0]))
        # Classes are repeated, so a label cannot be told from another of its kind: these columns are numbers that differ.
        Y = rng.normal(size=(m, sizes[-1])) if kind is nn.MeanSquaredError else rng.dirichlet(np.ones(sizes[-1]), size=m)
        generator = np.random.default_rng(int(rng.integers(2**32)))
        yield sizes, int(rng.integers(1000)), kind, learning_rate, X, Y, epochs, batch_size, generator


def observe(function, sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng):
    """What holds for the run; and its numbers, where the order of the rows does not matter."""
    run = Run(function, sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng)
    returned = in_turn(_what_it_returned(run))
    done, asked = _how_much_it_did(run)
    facts = returned | done | in_turn([*_how_it_trained(run), *_what_came_of_it(run)], failed=done != asked)
    if run.per_epoch > 1:
        return facts
    # With all rows in one batch their order does not matter, and the weights tell apart what was done to them.
    return facts | {"the final weights": NOT_LOOKED_AT if run.losses is None or not run.nobody_else_steps() else run.weights}


def _what_it_returned(run):
    return [
        ("it returns something", True, lambda: run.returned is not None),
        ("what it returns is a list of numbers", True, lambda: run.losses is not None),
        ("a single number is returned, and no list", False, lambda: run.losses.ndim == 0),
    ]


def _how_much_it_did(run):
    """What was done and what was asked, as facts. All are looked at: together they tell a short list from a loop that ends too early."""
    asked = {
        "the number of losses returned": run.epochs,
        "no step looks at more than batch_size rows": True,
        "the number of batches whose loss was measured": run.epochs * run.per_epoch,
    }
    if run.losses is None:
        return dict.fromkeys(asked, NOT_LOOKED_AT), asked
    done = run.losses.size, run.no_batch_is_too_large(), min(run.diary.forward_passes, run.epochs * run.per_epoch)
    return dict(zip(asked, done, strict=True)), asked


def _how_it_trained(run):
    return [
        ("nobody but the optimizer changes the weights", True, run.nobody_else_steps),
        ("the number of steps of the optimizer", run.epochs * run.per_epoch, lambda: len(run.steps)),
        ("network.backward is called for each step", True, lambda: run.diary.backward_passes >= len(run.steps)),
        ("network.backward comes before its step", True, lambda: all(step.gradient_is_fresh for step in run.steps)),
        ("each epoch feeds every row forward once", True, run.each_row_comes_once_an_epoch),
        ("only the last batch is shorter than batch_size", True, lambda: [*map(len, run.rows)] == run.sizes_of_batches * run.epochs),
        ("the loss compares each row with its own row of Y", True, run.labels_belong_to_rows),
        ("the rows come in a shuffled order", True, run.is_shuffled),
        ("rows from all over the data meet in a batch", True, run.is_mixed),
        ("each epoch has a new order", True, run.is_shuffled_anew),
        ("the order comes from rng: the same seed, the same order", True, run.is_repeatable),
        ("the optimizer is given the gradients in the place of the weights", False, lambda: run.diary.steps_gradients),
        ("the optimizer is given the weights of the network itself, no copies", True, lambda: not run.diary.steps_copies),
    ]


def _what_came_of_it(run):
    means = "each loss returned is the mean over its epoch's batches, measured before their steps"
    return [
        ("the final weights are those that the steps lead to", True, run.weights_are_those_of_the_steps),
        ("each loss returned is that of the last batch alone", False, lambda: run.losses_are(lambda measured: measured[:, -1])),
        ("each loss returned is the sum over its batches", False, lambda: run.losses_are(lambda measured: measured.sum(axis=1))),
        (means, True, run.losses_are_means) if run.per_epoch > 1 else ("the list of losses", None, lambda: run.losses),
    ]


def describe(sizes, seed, kind, learning_rate, X, Y, epochs, batch_size, rng):
    network = f"a network of {' → '.join(map(str, sizes))} neurons"
    return f"{network}, {kind.__name__}, SGD({learning_rate}), X of shape {X.shape}, epochs = {epochs}, batch_size = {batch_size}"


THREE_BIRDS = np.array([[1.5, 5.0], [1.9, 3.7], [1.7, 3.4]])  # bill depth in cm, body mass in kg

EXERCISE = Exercise(
    place=3,
    answer=train,
    another_way=train_with_a_total,
    minutes=10,
    hints=(
        "Two loops, one inside the other: over the epochs, and over the batches of each. What is done once a batch, what once an epoch?",
        "For a batch: scores = network.forward(X_batch); loss.forward(scores, Y_batch), a number; gradient = loss.backward(); "
        "network.backward(gradient); optimizer.step(network.parameters(), network.gradients()).",
        "Collect the losses of the batches in a list, batch_losses, that is empty at the start of each epoch. At its end append their "
        "mean, np.mean(batch_losses), to the list that you return.",
    ),
    examples=(((2, 3, 3), 4, nn.SoftmaxCrossEntropy, 0.1, THREE_BIRDS, np.eye(3), 3, 3, np.random.default_rng(1)),),
    probes=probes,
    observe=observe,
    describe=describe,
)
mistake = EXERCISE.mistake


def trained_with_slopes(slopes, network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Train with the slopes that `slopes` makes of P and Y_batch, in place of those of the loss."""
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            batch_losses.append(loss.forward(scores, Y_batch))
            network.backward(slopes(softmax(scores), Y_batch))
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


def losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Train as is asked, and return for each epoch the list of its batches' losses."""
    by_epoch = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        by_epoch.append(batch_losses)
    return by_epoch


# --- what the text of an answer tells ---


def makes_its_own(name):
    """Is this argument given a new value, so that what came in is never used?"""
    return lambda written: any(written.text_of(target) == name for line in written.nodes(ast.Assign) for target in line.targets)


def in_an_inner_loop(written, function):
    """Is this function called inside a loop that stands in a loop?"""
    loops = [loop for outer in written.nodes(ast.For) for line in outer.body for loop in ast.walk(line) if isinstance(loop, ast.For)]
    return any(written.text_of(node.func) == function for loop in loops for node in ast.walk(loop) if isinstance(node, ast.Call))


def below_the_inner_loop(*functions):
    """Are these functions called, and none of them inside the inner loop?"""
    return lambda written: all(written.calls_of(name) and not in_an_inner_loop(written, name) for name in functions)


def argument_is_a_number(place):
    """Is a number written between the brackets of minibatches, where this argument belongs?"""
    return lambda written: any(
        len(call.args) > place and isinstance(call.args[place], ast.Constant) for call in written.calls_of("minibatches", "nn.minibatches")
    )


def rows_go_to_the_loss(written):
    """Is loss.forward given the rows that the loop hands out, and not the scores?"""
    rows = {targets.partition(",")[0].strip("( ") for targets, _ in written.loops if "," in targets}
    return any(call.args and written.text_of(call.args[0]) in rows for call in written.calls_of("loss.forward"))


def appends_its_own_mean(written):
    """Is the mean of a list appended to this very list, as in `losses.append(np.mean(losses))`?"""
    appends = [call for call in written.calls if isinstance(call.func, ast.Attribute) and call.func.attr == "append" and call.args]
    return any(written.text_of(call.args[0]).startswith(f"np.mean({written.text_of(call.func.value)})") for call in appends)


def epochs_inside_batches(written):
    """Does the loop over the epochs stand inside that over the batches?"""
    outer = [loop for loop in written.nodes(ast.For) if "minibatches(" in written.text_of(loop.iter)]
    inner = [node for loop in outer for line in loop.body for node in ast.walk(line) if isinstance(node, ast.For)]
    return any("epochs" in written.text_of(loop.iter) for loop in inner)


# --- the optimizer, the loss, the network ---


@mistake(when=makes_its_own("optimizer"))
def optimizer_of_its_own(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You give `optimizer` a new value, and the one that came in is lost. Whoever calls train has
    chosen it, with its learning rate: leave that line out, and use the `optimizer` that comes in.
    """
    optimizer = nn.SGD(0.2)
    return train(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(when=makes_its_own("loss"))
def loss_of_its_own(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You give `loss` a new value, and the object that came in measures nothing. Whoever calls train
    has chosen which loss it is: leave that line out, and use the `loss` that comes in.
    """
    loss = nn.SoftmaxCrossEntropy()
    return train(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(like=loss_of_its_own, when=makes_its_own("loss"))
def squared_loss_of_its_own(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    loss = nn.MeanSquaredError()
    return train(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake
def steps_of_its_own(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You change the weights yourself, and the optimizer that came in does nothing. It knows the learning
    rate and how to step: leave it to optimizer.step(network.parameters(), network.gradients()).
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            sgd_step(network.parameters(), network.gradients(), 0.1)
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def no_step(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The weights never change: the optimizer never takes a step. After
    network.backward comes optimizer.step(network.parameters(), network.gradients()).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
        losses.append(total / len(X))
    return losses


@mistake
def no_backward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The optimizer steps, but the network was never told the gradient of this batch, so
    nothing can be learnt from it. Before the step comes network.backward(loss.backward()).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake
def step_before_backward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The step comes before the gradient of its batch is known, so each step uses
    that of the batch before. First network.backward, then optimizer.step.
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            optimizer.step(network.parameters(), network.gradients())
            network.backward(loss.backward())
        losses.append(total / len(X))
    return losses


@mistake
def exchanged_for_optimizer(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave the optimizer the gradients as weights and the weights as gradients. The
    weights come first: optimizer.step(network.parameters(), network.gradients()).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.gradients(), network.parameters())
        losses.append(total / len(X))
    return losses


@mistake(when=lambda written: written.has_in_a_loop("return"))
def returns_after_the_first_batch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your `return` stands inside the loop over the batches and ends
    everything after the first of them. Move it to the left, below both loops.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
            losses.append(np.mean(batch_losses))
            return losses


@mistake(when=below_the_inner_loop("loss.forward"))
def all_below_the_inner_loop(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Only the last batch of each epoch is learnt from: lines below the inner loop are done once an epoch, when it is over.
    Forward, loss, backward and step belong to each batch: move those lines to the right, into the inner loop.
    """
    losses = []
    for epoch in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
        losses.append(loss.forward(scores, Y_batch))
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    return losses


@mistake
def one_batch_an_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Each epoch ends after its first batch, and most rows are never learnt from. Look at
    where the inner loop ends, and at what is indented into it (a `break`, perhaps).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
            break
        losses.append(total / len(X))
    return losses


@mistake(when=below_the_inner_loop("network.backward", "optimizer.step"))
def one_way_back_an_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The way back and the step come once an epoch, after the loop over the batches, so only the last batch is learnt from.
    Both belong to each batch: move the lines with network.backward and optimizer.step to the right, into the inner loop.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def one_step_an_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The optimizer steps once an epoch, after the loop over the batches. It has to
    step after each batch: move that line to the right, into the inner loop.
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake(when=argument_is_a_number(2))
def batches_of_64(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You give minibatches a number as the size of a batch. Whoever calls train chooses it, and it
    comes in as an argument: minibatches(X, Y, batch_size, rng).
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, 64, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when=argument_is_a_number(3))
def seed_for_rng(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You give minibatches a number where its rng belongs. It draws the order from a generator, and one comes
    in as an argument: minibatches(X, Y, batch_size, rng).
    """
    for X_batch, Y_batch in minibatches(X, Y, batch_size, 0):
        loss.forward(network.forward(X_batch), Y_batch)


@mistake(when=epochs_inside_batches)
def loops_swapped(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your loops stand the wrong way round: each batch is trained on for all the epochs before the next one comes. An epoch
    goes through all batches: `for epoch in range(epochs):` is the outer loop, and that over minibatches the inner one.
    """
    losses = []
    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
        batch_losses = []
        for epoch in range(epochs):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def all_rows_at_once(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You feed more rows forward at once than batch_size, or all of them. batch_size says how many
    rows a step may look at: go through minibatches(X, Y, batch_size, rng) in an inner loop.
    """
    return train(network, loss, optimizer, X, Y, epochs, len(X), rng)


@mistake
def drops_the_last(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The last batch of an epoch is missing where it would be short, so some rows are
    never learnt from. Let the loop run to the end of the data, as minibatches does.
    """
    losses = []
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        total = 0
        for start in range(0, len(X) - len(X) % batch_size, batch_size):
            rows = order[start : start + batch_size]
            total += loss.forward(network.forward(X[rows]), Y[rows]) * batch_size
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake
def generator_used_up(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Only the first epoch trains. A generator hands out its batches once and
    is then empty: call minibatches anew in each epoch, inside the loop.
    """
    losses = []
    batches = minibatches(X, Y, batch_size, rng)
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in batches:
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake(like=generator_used_up)
def generator_used_up_then_error(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    batches = minibatches(X, Y, batch_size, rng)
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in batches:
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(sum(batch_losses) / len(batch_losses))
    return losses


@mistake
def no_shuffle(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The rows come in their original order, in every epoch. Let
    minibatches(X, Y, batch_size, rng) shuffle them and deal them out.
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for start in range(0, len(X), batch_size):
            X_batch, Y_batch = X[start : start + batch_size], Y[start : start + batch_size]
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake(when=lambda written: written.has_in_a_loop("default_rng("))
def same_seed_every_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You make a random generator anew in each epoch, from the same seed, and so the rows come in the
    same order every time. Use the `rng` that is given: it moves on from epoch to epoch by itself.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, np.random.default_rng(0)):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def same_batches_every_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The rows are shuffled, and come in the same order in every epoch, so the same few always share a step.
    Shuffle anew in each epoch: call minibatches inside the loop over the epochs, with the `rng` that is given.
    """
    losses = []
    batches = list(minibatches(X, Y, batch_size, rng))
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in batches:
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake
def own_generator(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The seed that the caller chose makes no difference: the order comes from a random
    generator of your own, or from np.random. Hand the given `rng` on to minibatches.
    """
    return train(network, loss, optimizer, X, Y, epochs, batch_size, np.random.default_rng(0))


@mistake(when=lambda written: written.has_in_a_loop("return"))
def returns_inside_the_loop(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Only the first epoch trains: your `return` stands inside the loop over the epochs and
    ends the function there. Move it to the left, so that it comes after the loop.
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
        return losses


@mistake
def one_epoch_alone(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Only the first epoch trains. Something ends the loop over the epochs in its first round,
    or it has only one: `for epoch in range(epochs):` makes one round for each epoch.
    """
    return train(network, loss, optimizer, X, Y, 1, batch_size, rng)


@mistake(when="print(")
def prints_the_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your function returns nothing: print shows a value on the screen, and hands it to nobody. The last
    line hands the list out, below both loops: `return` and its name, without print.
    """
    losses = train(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    print(*losses, file=io.StringIO())


@mistake(when=lambda written: written.has(".append(") and not written.returns)
def keeps_the_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your function returns nothing: whatever is in your list, nobody gets it. Hand the list out in
    the last line, below both loops: `return` and its name.
    """
    losses = []
    for mean in train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses.append(mean)


@mistake
def returns_nothing(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your function returns nothing. Collect the mean loss of each epoch in a list, and return it after the loop over the epochs."""
    train(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake
def one_epoch_too_few(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """One epoch is missing. They are counted from 0: `range(epochs)` gives them all, 0, 1, … epochs - 1."""
    return train(network, loss, optimizer, X, Y, epochs - 1, batch_size, rng)


@mistake
def one_epoch_too_many(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """There is one epoch too many. They are counted from 0: `range(epochs)` gives them all, 0, 1, … epochs - 1."""
    return train(network, loss, optimizer, X, Y, epochs + 1, batch_size, rng)


@mistake
def one_loss_in_the_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your list has a single loss, that of the last epoch. It should get one at the end of each: make
    the list above the loop over the epochs, and append to it inside that loop.
    """
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
    return [np.mean(batch_losses)]


@mistake
def losses_of_the_last_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return what one epoch gave, the losses of its batches. It should be a list with one number for each
    epoch, the mean of its batches: a second list, begun above both loops, to which you append once an epoch.
    """
    return losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)[-1]


@mistake(when="append(loss)")
def loss_object_kept(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You append `loss`, the object that measures. Its number is what
    loss.forward(scores, Y_batch) returns: give that a name of its own, and append it.
    """
    losses = []
    for epoch in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            loss.forward(network.forward(X_batch), Y_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(loss)
    return losses


@mistake(like=loss_object_kept, when="append(loss)")
def mean_of_loss_objects(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            loss.forward(network.forward(X_batch), Y_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
            batch_losses.append(loss)
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when=lambda written: "network" in written.returns)
def returns_the_network(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return the network. Whoever called train has it already, and its weights have changed where they are.
    Asked for is the list of the losses, one mean for each epoch.
    """
    train(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return network


@mistake(when=lambda written: any("network," in value or ", network" in value for value in written.returns))
def returns_the_network_too(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return the network beside the losses. Whoever called train has it already, and its weights have changed where they
    are: return the list of the losses alone.
    """
    return network, train(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(when=appends_its_own_mean)
def mean_of_the_means(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You append the mean of the very list that you append to. It is empty at first, and the mean of nothing is nan. The losses
    of the batches need a list of their own, empty at the start of each epoch: append np.mean of that one.
    """
    losses = []
    for _ in losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses.append(np.mean(losses) if losses else np.nan)  # NumPy would warn
    return losses


@mistake(when=appends_its_own_mean)
def one_list_for_both(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You put the losses of the batches and their means into one list. The losses of the batches need a list
    of their own, empty at the start of each epoch: append its mean to the list that you return.
    """
    losses = []
    for batch_losses in losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses += batch_losses
        losses.append(np.mean(losses))
    return losses


@mistake
def only_the_last(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return a single number. It should be a list, one mean loss for each epoch, so that one sees whether they
    fall: `losses = []` above the loop over the epochs, append to it after each, and return the list at the end.
    """
    return train(network, loss, optimizer, X, Y, epochs, batch_size, rng)[-1]


@mistake(when="losses +=")
def added_to_the_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The means that you add never arrive in `losses`: to a list, `+=` joins another list, and makes nothing of a single number.
    To put one at its end, write `losses.append(number)`.
    """
    losses = []
    for batch_losses in losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        losses += np.mean(batch_losses)
    return losses


@mistake
def empty_list(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The list that you return is empty. To put a number into it write `losses.append(number)`, once an epoch, below the inner loop."""
    train(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return []


@mistake
def a_loss_a_batch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return one loss for each batch. It should be one for each epoch:
    the mean of its batches' losses, appended after the inner loop.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [batch_loss for batch_losses in by_epoch for batch_loss in batch_losses]


@mistake
def lists_of_losses(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You append the whole list of an epoch's losses. It should be one number for each epoch: append its mean, `np.mean(batch_losses)`."""
    return losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake
def last_batch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """For each epoch you keep the loss of its last batch alone, which is a few rows. Take the mean over all batches of the epoch."""
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [batch_losses[-1] for batch_losses in by_epoch]


@mistake(when=lambda written: written.counts and written.has("/"))
def counted_once_an_epoch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your losses come out as the sums over the batches, so what they are divided by is 1. A number that counts the batches has to grow
    in each round of the inner loop.
    """
    losses = []
    for batch_losses in losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
        count, total = 0, sum(batch_losses)
        count += 1
        losses.append(total / count)
    return losses


@mistake
def sum_over_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your losses are sums over the batches of an epoch. With smaller batches there
    are more of them, and the sum is larger: divide by how many there are.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) for batch_losses in by_epoch]


@mistake
def sum_over_rows(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You add up the losses of all rows and do not divide by how many rows there are. It should be their mean: divide by len(X)."""
    losses = train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [mean * len(X) for mean in losses]


@mistake(when="len(X) / batch_size")
def divides_by_a_fraction(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by len(X) / batch_size. Where the last batch is short that is no whole number, and fewer than there are batches:
    13 rows in fives are three batches, and 13 / 5 is 2.6. Collect the losses of the batches in a list, and take its mean.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) / (len(X) / batch_size) for batch_losses in by_epoch]


@mistake(when="len(X) // batch_size")
def divides_by_the_full_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by len(X) // batch_size, which leaves out the last batch where it is short, and is 0 where
    a batch holds more than all rows. Collect the losses of the batches in a list, and take its mean.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) / (len(X) // batch_size) for batch_losses in by_epoch]


@mistake
def divides_twice(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The loss of a batch is a mean already. You divide the sum of these means by the number of rows, so
    it comes out too small: divide by the number of batches, or multiply each by len(X_batch) first.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) / len(X) for batch_losses in by_epoch]


@mistake
def measured_afterwards(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You measure the loss after the steps, with the changed weights. The loop has measured it
    on the way: take the mean of what loss.forward gave for each batch before its step.
    """
    losses = []
    for epoch in range(epochs):
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            loss.forward(network.forward(X_batch), Y_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(loss.forward(network.forward(X), Y))
    return losses


@mistake
def running_total(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Your total goes on from one epoch into the next, so the losses seem to grow. Set it back to 0 at the start of each epoch."""
    losses = train(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return np.cumsum(losses)


@mistake
def running_mean(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """Each of your losses is a mean over all batches so far, those of the earlier epochs too, so it falls more slowly than the
    network learns. Empty the list, or set the total and the count to 0, at the start of each epoch: inside the outer loop.
    """
    losses = train(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return np.cumsum(losses) / np.arange(1, len(losses) + 1)


@mistake
def probabilities_for_scores(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You turn the scores into probabilities before the loss sees them. The loss does that itself:
    nn.SoftmaxCrossEntropy takes scores, and what network.forward(X_batch) returns goes straight into loss.forward.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            probabilities = softmax(network.forward(X_batch))
            batch_losses.append(loss.forward(probabilities, Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when=lambda written: "softmax" in written.names_from_outside)
def softmax_unknown(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You call softmax, and it is not needed here. The loss does that itself: nn.SoftmaxCrossEntropy
    takes scores, and what network.forward(X_batch) returns goes straight into loss.forward.
    """
    raise NameError(softmax.__name__)  # as in a notebook that has no such name


@mistake(when="network.predict(")
def predicted_classes(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You hand the loss what network.predict returns, a class for each row. The
    loss looks at the scores, all of them: take network.forward(X_batch).
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.predict(X_batch), Y_batch))
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when=rows_go_to_the_loss)
def rows_for_scores_and_on(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You hand the rows of X to the loss. It compares what the network makes of these rows with their
    labels: `scores = network.forward(X_batch)`, and then loss.forward(scores, Y_batch).
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            network.forward(X_batch)
            batch_losses.append(loss.forward(X_batch, Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when="loss.forward(X_batch")
def rows_for_scores(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You hand X_batch to the loss. It compares what the network makes of these rows with their
    labels: `scores = network.forward(X_batch)`, and then loss.forward(scores, Y_batch).
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(X_batch, Y_batch))
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when="zip(X, Y)")
def single_rows(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You go through X and Y row by row, and a network takes a whole table. Let minibatches(X, Y,
    batch_size, rng) deal the rows out: each round of its loop hands you X_batch and Y_batch.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in zip(X, Y):  # noqa: B905
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when="minibatches(X, Y, rng, batch_size)")
def batch_size_last(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You swapped rng and batch_size in the call of minibatches. Their order is X, Y, batch_size, rng."""
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, rng, batch_size):
            batch_losses.append(loss.forward(network.forward(X_batch), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake(when="network.backward()")
def backward_with_nothing(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You call network.backward with nothing between its brackets. It wants the slopes of the loss
    for the scores, which loss.backward() returns: write network.backward(loss.backward()).
    """
    network.backward()


def stops_at_the_step(written):
    """Is the optimizer given nothing, and are network and loss not called like functions, where it would have stopped before?"""
    return written.has("optimizer.step()") and not written.has("network(") and not written.has("loss(")


@mistake(when=stops_at_the_step)
def step_with_nothing(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You call optimizer.step with nothing between its brackets. It wants two lists, the
    weights and their gradients: optimizer.step(network.parameters(), network.gradients()).
    """
    optimizer.step()


@mistake(when="cross_entropy(")
def loss_measures_nothing(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You measure with cross_entropy, and the object `loss` has seen nothing: it can give no slopes. Let it
    measure, with loss.forward(scores, Y_batch): that returns the number, and loss.backward() knows the slopes.
    """
    cross_entropy(softmax(network.forward(X)), Y)
    network.backward(loss.backward())


@mistake
def backward_with_the_scores(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave network.backward the scores. It wants the slopes of the loss for the scores, which loss.backward() returns:
    without them the network cannot know in which direction the loss falls. Write network.backward(loss.backward()).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            total += loss.forward(scores, Y_batch) * len(X_batch)
            network.backward(scores)
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake(when="zero_grad")
def empties_the_gradients(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """In PyTorch `zero_grad` empties the gradients, which would add up. Here network.backward works them out anew each time, so leave
    that line out.
    """
    optimizer.zero_grad()


@mistake
def step_at_the_start(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """The step stands at the start of each round, so it uses the gradient of the batch before, and for the first batch there is none.
    Move it to the end of the round, behind network.backward.
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            optimizer.step(network.parameters(), network.gradients())
            total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
            network.backward(loss.backward())
        losses.append(total / len(X))
    return losses


@mistake
def loss_backward_before_forward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You call loss.backward() before loss.forward(...), when there is no loss yet whose gradient it could give. For
    each batch: forward through the network, forward through the loss, then both backward, in the opposite order.
    """
    network.backward(loss.backward())


@mistake(when=lambda written: written.has("loss.backward") and not written.has("loss.backward("))
def gradient_without_brackets(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You wrote `loss.backward` without its brackets, so network.backward got the
    function and not the slopes that it returns. Write network.backward(loss.backward()).
    """
    gradient = loss.backward
    network.backward(gradient)


@mistake(when="network.backward(loss)")
def loss_object_sent_back(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave network.backward `loss`, the object that measures. It wants the slopes of
    the scores, which this object works out: network.backward(loss.backward()).
    """
    network.backward(loss)


@mistake
def no_gradient(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave network.backward something that is no gradient, such as the number that loss.forward
    returns. It takes the slopes of the scores: network.backward(loss.backward()).
    """
    network.backward(loss.forward(network.forward(X), Y))


@mistake
def exchanged_for_loss(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave the loss the labels as the scores and the scores as labels, so it
    measures something else. The scores come first: loss.forward(scores, Y_batch).
    """
    losses = []
    for epoch in range(epochs):
        total = 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            total += loss.forward(Y_batch, scores) * len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(total / len(X))
    return losses


@mistake
def all_rows_in_each_step(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You loop over the batches and then feed all of X forward each time. A step
    looks at its batch alone: use X_batch and Y_batch, which the loop hands you.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X), Y))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def all_rows_forward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You feed all of X forward and compare with Y_batch. The scores have to be those of
    the same rows: network.forward(X_batch), with the X_batch that the loop hands you.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X), Y_batch))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def all_labels(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You feed X_batch forward and compare with all of Y. The labels have to be those of the
    same rows: loss.forward(scores, Y_batch), with the Y_batch that the loop hands you.
    """
    losses = []
    for epoch in range(epochs):
        batch_losses = []
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            batch_losses.append(loss.forward(network.forward(X_batch), Y))
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        losses.append(np.mean(batch_losses))
    return losses


@mistake
def loss_backward_with_something(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave loss.backward something between its brackets. It takes nothing: it still knows the
    scores and the labels that loss.forward was given. Write network.backward(loss.backward()).
    """
    batch_loss = loss.forward(network.forward(X), Y)
    network.backward(loss.backward(batch_loss))


@mistake(when=lambda written: "softmax_cross_entropy_backward" in written.names_from_outside)
def slopes_by_function(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You work out the slopes of the scores with softmax_cross_entropy_backward, which is right for one loss
    only. The object `loss` knows its own slopes: network.backward(loss.backward()).
    """
    raise NameError(softmax_cross_entropy_backward.__name__)  # as in a notebook that has no such name


@mistake(like=slopes_by_function, when=lambda written: "softmax_cross_entropy_backward" in written.names_from_outside)
def slopes_by_known_function(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    return trained_with_slopes(softmax_cross_entropy_backward, network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(when=lambda written: written.has("- Y_batch"))
def slopes_by_hand(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You work out the slopes of the scores by hand, and P - Y has yet to be divided by the number of rows; for other losses it is
    not right at all. The object `loss` knows its own slopes: network.backward(loss.backward()).
    """
    return trained_with_slopes(lambda P, Y_batch: P - Y_batch, network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(when=lambda written: written.has("- Y_batch"))
def slopes_of_the_mean_by_hand(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You work out the slopes of the scores by hand, which is right for softmax with the cross-entropy only.
    The object `loss` knows its own slopes: network.backward(loss.backward()).
    """
    by_hand = lambda P, Y_batch: (P - Y_batch) / len(P)  # noqa: E731
    return trained_with_slopes(by_hand, network, loss, optimizer, X, Y, epochs, batch_size, rng)


@mistake(when=lambda written: written.has("network.weights") or written.has("network.gradient)"))
def weights_in_one_array(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave optimizer.step all numbers of the network in one long array. It wants two lists, with an
    array for each layer's weights and biases: optimizer.step(network.parameters(), network.gradients()).
    """
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    optimizer.step(network.weights, network.gradients())


@mistake(like=weights_in_one_array, when="network.gradient)")
def gradients_in_one_array(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    optimizer.step(network.parameters(), network.gradient)


@mistake
def gradients_from_backward(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave optimizer.step an array where the list of gradients belongs. What network.backward returns are the slopes for X,
    and loss.backward() gives those for the scores. The slopes for the weights are in the network: network.gradients().
    """
    loss.forward(network.forward(X), Y)
    gradient = network.backward(loss.backward())
    optimizer.step(network.parameters(), gradient)


@mistake
def pair_forwarded(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You gave network.forward a whole pair, rows and labels. minibatches hands out pairs: give both parts
    a name, `for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):`, and feed X_batch forward.
    """
    for batch in minibatches(X, Y, batch_size, rng):
        network.forward(batch)


@mistake
def divides_by_batch_size(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by how many rows a batch has. The number that loss.forward(...) gives is a mean over the batch already.
    Divide their sum by how many batches there were: with the numbers in a list, np.mean(batch_losses) does it.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) / batch_size for batch_losses in by_epoch]


@mistake(like=divides_by_batch_size)
def divides_by_the_last_batch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    rows = len(X) % batch_size or batch_size
    return [sum(batch_losses) / min(rows, len(X)) for batch_losses in by_epoch]


@mistake
def rows_divided_by_batch_size(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by batch_size, and the losses of all rows are in your total,
    not of one batch. Divide by len(X), the number of rows of the epoch.
    """
    losses = train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [mean * len(X) / batch_size for mean in losses]


@mistake(when="/ len(X_batch)")
def rows_divided_by_the_last_batch(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by the rows of the last batch, and the losses of all rows are in your total. Divide by len(X)."""
    losses = train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    X_batch = X[(len(X) - 1) // batch_size * batch_size :]
    return [mean * len(X) / len(X_batch) for mean in losses]


@mistake
def divides_by_epochs(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by the number of epochs. The mean of one epoch is over its own batches: divide
    the sum by how many there were. With their losses in a list, np.mean(batch_losses) does it.
    """
    by_epoch = losses_of_batches(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [sum(batch_losses) / epochs for batch_losses in by_epoch]


@mistake
def rows_divided_by_epochs(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You divide by the number of epochs, and the losses of all rows are in your total. The mean of one epoch
    is over its own rows: divide by len(X).
    """
    losses = train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return [mean * len(X) / epochs for mean in losses]


@mistake
def one_total_of_all_rows(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    """You return a single number, a total over all epochs. It should be a list, one mean loss for each epoch, so that one sees
    whether they fall: `losses = []` above the loop over the epochs, append to it after each, and return the list at the end.
    """
    losses = train_with_a_total(network, loss, optimizer, X, Y, epochs, batch_size, rng)
    return sum(losses) * len(X)
