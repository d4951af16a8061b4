"""Optimizers. Each changes the weights a little, in place, so that the loss becomes smaller.

    optimizer.step(network.parameters(), network.gradients())

Momentum and Adam remember their steps, as arrays of the parameters' shapes. For another network they begin anew.
"""

import numpy as np


class SGD:
    """Stochastic gradient descent: a step against the gradient of one batch."""

    def __init__(self, learning_rate):
        self.learning_rate = float(learning_rate)

    def step(self, parameters, gradients):
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= self.learning_rate * gradient


class Momentum:
    """A ball that rolls: each step adds to a velocity that fades (Polyak, 1964, https://doi.org/10.1016/0041-5553(64)90137-5)."""

    def __init__(self, learning_rate, momentum=0.9):
        self.learning_rate, self.momentum = float(learning_rate), float(momentum)
        self.first = None

    def step(self, parameters, gradients):
        if parameters[0] is not self.first:
            self.velocity, self.first = [np.zeros_like(parameter) for parameter in parameters], parameters[0]
        for parameter, gradient, velocity in zip(parameters, gradients, self.velocity, strict=True):
            velocity *= self.momentum
            velocity -= self.learning_rate * gradient
            parameter += velocity


class Adam:
    """Steps of about one size for every weight: its mean gradient, divided by the root of its mean squared gradient.

    Kingma & Ba, 2015, https://arxiv.org/abs/1412.6980. Both means start at 0, and are divided by how far they can have come since.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = map(float, (learning_rate, beta1, beta2, epsilon))
        self.first = None

    def step(self, parameters, gradients):
        if parameters[0] is not self.first:
            self.m, self.v = ([np.zeros_like(parameter) for parameter in parameters] for _ in range(2))
            self.t, self.first = 0, parameters[0]
        self.t += 1
        correction1, correction2 = 1 - self.beta1**self.t, 1 - self.beta2**self.t
        for parameter, gradient, m, v in zip(parameters, gradients, self.m, self.v, strict=True):
            m += (1 - self.beta1) * (gradient - m)
            v += (1 - self.beta2) * (gradient * gradient - v)
            parameter -= self.learning_rate / correction1 * m / (np.sqrt(v / correction2) + self.epsilon)
