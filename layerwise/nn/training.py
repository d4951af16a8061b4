"""The training loop: feed forward, measure the loss, find the gradient, change the weights; again and again."""

import numpy as np


class History(list):
    """The mean training loss of each epoch so far, of the number of `epochs` that were asked for.

    `history.validation` is the list of losses on the data that was held back.
    """

    def __init__(self, epochs):
        super().__init__()
        self.epochs, self.validation = epochs, []


def minibatches(X, Y, batch_size, rng):
    """Yield (X_batch, Y_batch) of batch_size rows, in random order, each row once; the last batch may be shorter."""
    if len(X) != len(Y):
        raise ValueError(f"X has {len(X)} rows and Y has {len(Y)}: each sample needs both. Shapes: {X.shape} and {Y.shape}.")
    if batch_size < 1 or len(X) == 0:
        raise ValueError(f"There have to be at least one row and a batch_size of at least 1; here: {len(X)} rows, batch_size {batch_size}.")
    order = rng.permutation(len(X))
    X, Y = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


def train(network, loss, optimizer, X, Y, epochs, batch_size, rng=None, validation=None, each_epoch=None):
    """Train `network` in place on X, (m, n_in), and Y, (m, n_out), and return the History of its losses.

    `rng` is a seed or a Generator. `validation` is a pair (X_val, Y_val) that is measured after each epoch and never learnt from.
    `each_epoch`, a function, is called with the history after each epoch. Pressing stop (KeyboardInterrupt) ends the training early:
    the network keeps the weights of the last whole step, and the history of the whole epochs is returned.
    """
    rng = np.random.default_rng(rng)
    X, Y = (np.asarray(array, network.weights.dtype) for array in (X, Y))
    history = History(epochs)
    try:
        for _ in range(epochs):
            total = 0.0
            network.set_training(True)
            for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
                total += loss.forward(network.forward(X_batch), Y_batch) * len(X_batch)
                network.backward(loss.backward())
                optimizer.step(network.parameters(), network.gradients())
            network.set_training(False)
            history.append(total / len(X))
            if validation is not None:
                X_val, Y_val = validation
                history.validation.append(loss.forward(network.forward(X_val), Y_val))
            if each_epoch is not None:
                each_epoch(history)
    except KeyboardInterrupt:
        if validation is not None:
            del history[len(history.validation) :]  # an epoch whose validation was not measured is not whole
        print(f"Stopped after {len(history)} of {epochs} epochs. The network keeps all it has learnt, and the history the losses so far.")
    finally:
        network.set_training(False)
    return history
