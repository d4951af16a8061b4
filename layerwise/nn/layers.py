"""Layers. Each turns rows of numbers into rows of numbers, and can send a gradient back the way it came.

    output = layer.forward(X)            # X is (m, n_in), output is (m, n_out)
    dX = layer.backward(d_output)        # how the loss changes with X; the layer keeps how it changes with its own weights
    layer.parameters(), layer.gradients()   # two lists of arrays that belong together

`backward` is about the rows that `forward` saw last.
"""

import numpy as np


class Dense:
    """A layer of n_out neurons, each of which looks at all n_in inputs: X @ W + b.

    The weights start at random (He et al., 2015, https://arxiv.org/abs/1502.01852), the biases at 0. `rng` is a seed or a Generator.
    """

    def __init__(self, n_in, n_out, rng=None, dtype=np.float64):
        self.W = np.random.default_rng(rng).normal(0, np.sqrt(2 / n_in), (n_in, n_out)).astype(dtype)
        self.b = np.zeros(n_out, dtype)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, X):
        if X.ndim != 2 or X.shape[1] != len(self.W):
            raise ValueError(f"{self} takes X of shape (m, {len(self.W)}), one row a sample, and got shape {X.shape}.")
        self.X = X
        Z = X.dot(self.W)  # X @ W: for small matrices `dot` takes half the time of `@`
        Z += self.b
        return Z

    def backward(self, dZ):
        np.dot(self.X.T, dZ, out=self.dW)
        np.add.reduce(dZ, axis=0, out=self.db)
        return dZ.dot(self.W.T)

    def parameters(self):
        return [self.W, self.b]

    def gradients(self):
        return [self.dW, self.db]

    def move_into(self, parameters, gradients):
        """Copy the weights into the given arrays, and work there from now on."""
        parameters[0][...], parameters[1][...] = self.W, self.b
        self.W, self.b = parameters
        self.dW, self.db = gradients

    def __repr__(self):
        return f"Dense({self.W.shape[0]}, {self.W.shape[1]})"


class Activation:
    """A layer without weights: one function applied to each number."""

    def parameters(self):
        return []

    def gradients(self):
        return []

    def __repr__(self):
        return f"{type(self).__name__}()"


class ReLU(Activation):
    """Positive numbers pass, all others become 0."""

    def forward(self, Z):
        self.Z = Z
        return np.maximum(Z, 0)

    def backward(self, dA):
        return dA * (self.Z > 0)


class Sigmoid(Activation):
    """Squeezes each number between 0 and 1: 1 / (1 + exp(-Z))."""

    def forward(self, Z):
        small = np.exp(-np.abs(Z))  # never more than 1, so it cannot overflow
        self.A = np.where(Z >= 0, 1, small) / (1 + small)
        return self.A

    def backward(self, dA):
        return dA * self.A * (1 - self.A)


class Dropout(Activation):
    """In training each number becomes 0 with the probability `rate`, and the others grow to make up for it. Otherwise all pass.

    So no neuron can rely on a single other one (Srivastava et al., 2014, https://jmlr.org/papers/v15/srivastava14a.html).
    `rng` is a seed or a Generator. Network.set_training says when the network is trained.
    """

    training = False

    def __init__(self, rate, rng=None):
        if not 0 <= rate < 1:
            raise ValueError(f"The rate of Dropout is a probability from 0 up to, but not including, 1; here it is {rate}.")
        self.rate, self.rng = float(rate), np.random.default_rng(rng)

    def forward(self, A):
        self.factor = 1
        if self.training:
            self.factor = np.divide(self.rng.random(A.shape) >= self.rate, 1 - self.rate, dtype=A.dtype)
        return A * self.factor

    def backward(self, dA):
        return dA * self.factor

    def __repr__(self):
        return f"Dropout({self.rate})"
