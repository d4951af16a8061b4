"""A network: layers, one after the other. f(x) = layer_3(layer_2(layer_1(x)))."""

import io
import re
import zipfile
from pathlib import Path

import numpy as np

from layerwise.nn.layers import Dense, ReLU, Sigmoid

KINDS = {"Dense": Dense, "ReLU": ReLU, "Sigmoid": Sigmoid}


class Network:
    """Layers that work as one, with the same methods as a layer.

    All weights live in one vector, `weights`, and the layers hold views of it: what the network has learnt is this one array.
    """

    def __init__(self, layers):
        self.layers = list(layers)
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
        path = Path(path)
        content = io.BytesIO()
        np.savez(content, weights=self.weights, layers=np.array([repr(layer) for layer in self.layers]))
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_bytes(content.getvalue())
        unfinished.replace(path)

    @classmethod
    def load(cls, path):
        """Read a network that `save` wrote. Raises ValueError, with the reason, for any other file."""
        try:
            weights, descriptions = _read(path)
            network = cls(_layers(descriptions, weights))
        except (FileNotFoundError, PermissionError, IsADirectoryError):
            raise
        except Exception as problem:  # a damaged or forged file can make zipfile and NumPy raise a dozen kinds
            raise ValueError(f"{path} is not a network that Network.save wrote: {problem}") from None
        network.weights[...] = weights
        return network

    def __repr__(self):
        return f"Network([{', '.join(map(repr, self.layers))}])"


def _read(path):
    """The two arrays of a saved network."""
    if not zipfile.is_zipfile(path):
        Path(path).open("rb").close()  # a missing file is told as such
        raise ValueError("it is cut short, or no .npz file at all.")
    with np.load(path, allow_pickle=False) as file:  # a pickle could run any code
        for name in ("weights", "layers"):
            if name not in file.files:
                raise ValueError(f"the array {name!r} is missing.")
        for name in file.files:
            if name not in ("weights", "layers"):
                raise ValueError(f"it has an array {name!r}, which no network has.")
        weights, layers = file["weights"], file["layers"]
    if not isinstance(weights, np.ndarray) or not isinstance(layers, np.ndarray):  # NumPy gives bytes for what is no array
        raise ValueError("'weights' and 'layers' are not both arrays.")
    if weights.dtype.kind != "f":
        raise ValueError(f"the array 'weights' holds {weights.dtype} instead of floating-point numbers.")
    if layers.dtype.kind != "U" or layers.ndim != 1:
        raise ValueError("the array 'layers' is not a list of names.")
    return weights, layers


def _layers(descriptions, weights):
    """The layers with these descriptions, for as many weights as they need; the weights themselves come afterwards."""
    kinds = [_kind_and_sizes(description) for description in descriptions]
    needed = sum((sizes[0] + 1) * sizes[1] for kind, sizes in kinds if kind is Dense)
    if weights.shape != (needed,):  # before a layer is made: a forged size must not ask for all the memory there is
        raise ValueError(f"its layers need weights of shape ({needed},) and the file has {weights.shape}.")
    return [kind(*sizes, dtype=weights.dtype) if kind is Dense else kind() for kind, sizes in kinds]


def _kind_and_sizes(description):
    """Dense and [4, 10] for "Dense(4, 10)", ReLU and [] for "ReLU()"."""
    match = re.fullmatch(r"(\w+)\(([\d, ]*)\)", description)
    if match is None or match[1] not in KINDS:
        raise ValueError(f"it has a layer {str(description)!r}, which is not known here.")
    kind, sizes = KINDS[match[1]], [int(size) for size in match[2].split(",") if size.strip()]
    if len(sizes) != (2 if kind is Dense else 0) or 0 in sizes:
        raise ValueError(f"it has a layer of impossible size, {str(description)!r}.")
    return kind, sizes
