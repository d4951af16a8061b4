"""Optimizers. Each changes the weights a little, in place, so that the loss becomes smaller.

    optimizer.step(network.parameters(), network.gradients())
"""


class SGD:
    """Stochastic gradient descent: a step against the gradient of one batch."""

    def __init__(self, learning_rate):
        self.learning_rate = float(learning_rate)

    def step(self, parameters, gradients):
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= self.learning_rate * gradient
