"""A network: layers, one after the other. f(x) = layer_3(layer_2(layer_1(x)))."""

from itertools import pairwise

import numpy as np

from layerwise.nn.layers import Dense
from layerwise.nn.storage import read, write


class Network:
    """Layers that work as one: it feeds forward and sends gradients back as a layer does.

    All weights live in one vector, `weights`, and the layers hold views of it: what the network has learnt is this one array.
    """

    def __init__(self, layers):
        self.layers = list(layers)
        if len(set(map(id, self.layers))) < len(self.layers):
            raise ValueError("The same layer stands in the list twice. Each remembers what passed through it, so make one for each place.")
        for first, second in pairwise(layer for layer in self.layers if isinstance(layer, Dense)):
            if first.W.shape[1] != second.W.shape[0]:
                raise ValueError(f"{first} and {second} do not fit: their weights have shapes {first.W.shape} and {second.W.shape}.")
        dtypes = {parameter.dtype for layer in self.layers for parameter in layer.parameters()}
        if len(dtypes) != 1:
            names = " and ".join(sorted(map(str, dtypes))) or "none"
            raise ValueError(f"A network needs layers with weights of one dtype; these have {names}.")
        self.weights = np.zeros(sum(p.size for layer in self.layers for p in layer.parameters()), dtypes.pop())
        self.gradient = np.zeros_like(self.weights)
        start = 0
        for layer in self.layers:
            parameters, gradients = [], []
            for parameter in layer.parameters():
                end = start + parameter.size
                parameters.append(self.weights[start:end].reshape(parameter.shape))
                gradients.append(self.gradient[start:end].reshape(parameter.shape))
                start = end
            if parameters:
                layer.move_into(parameters, gradients)

    def forward(self, X):
        """Feed X, (m, n_in), through the layers: (m, n_out)."""
        X = np.asarray(X, self.weights.dtype)
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, gradient):
        """Send the gradient of the loss back through the layers, last one first; each keeps its part."""
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return gradient

    def set_training(self, training):
        """Tell the layers whether the network is being trained. Dropout is at work only then."""
        for layer in self.layers:
            layer.training = training

    def parameters(self):
        return [self.weights]

    def gradients(self):
        return [self.gradient]

    def predict(self, X):
        """The label of each row, (m,): the index of its largest score."""
        scores = self.forward(X)
        if scores.shape[1] < 2:
            raise ValueError("predict picks the class with the largest score, and this network has one output. Use forward.")
        return np.argmax(scores, axis=1)

    def save(self, path):
        """Write the weights, and the layers' names and sizes, to an .npz file. The file is the old one or the new one, never half."""
        write(path, self.weights, self.layers)

    @classmethod
    def load(cls, path):
        """Read a network that `save` wrote. Raises ValueError, with the reason, for any other file."""
        weights, layers = read(path)
        network = cls(layers)
        network.weights[...] = weights
        return network

    def __repr__(self):
        return f"Network([{', '.join(map(repr, self.layers))}])"
