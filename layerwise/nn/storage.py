"""A trained network in a file: its weights, one array, and the names and sizes of its layers. No pickles, which could run any code."""

import io
import re
from pathlib import Path

import numpy as np

from layerwise.ground.files import write_whole
from layerwise.nn.layers import Dense, Dropout, ReLU, Sigmoid

KINDS = {
    r"Dense\(([1-9]\d*), ([1-9]\d*)\)": Dense,
    r"ReLU\(\)": ReLU,
    r"Sigmoid\(\)": Sigmoid,
    r"Dropout\((0\.\d+|\d(?:\.\d+)?e-\d+)\)": Dropout,
}


def write(path, weights, layers):
    """Write an .npz file. At any moment `path` is the old file or the new one, never half."""
    content = io.BytesIO()
    np.savez(content, weights=weights, layers=np.array([repr(layer) for layer in layers]))
    write_whole(Path(path), content.getvalue())


def read(path):
    """Return the weights, and new layers of the right kinds and sizes. Raises ValueError for a file that `write` did not write."""
    try:
        weights, descriptions = _arrays(path)
        return weights, _layers(descriptions, weights)
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        raise
    except Exception as problem:  # a damaged or forged file can make zipfile and NumPy raise a dozen kinds
        raise ValueError(f"{path} is not a network that Network.save wrote: {problem}") from None


def _arrays(path):
    """The two arrays of a saved network."""
    import zipfile  # slow to load, and few programs read a network

    if not zipfile.is_zipfile(path):
        Path(path).open("rb").close()  # a missing file is told as such
        raise ValueError("it is cut short, or no .npz file at all.")
    with np.load(path, allow_pickle=False) as file:  # a pickle could run any code
        if sorted(file.files) != ["layers", "weights"]:
            raise ValueError(f"it should hold the arrays 'layers' and 'weights', and it holds {sorted(file.files)}.")
        weights, layers = file["weights"], file["layers"]
    kinds = [array.dtype.kind if isinstance(array, np.ndarray) else "" for array in (weights, layers)]  # NumPy gives bytes for a non-array
    if kinds != ["f", "U"] or layers.ndim != 1:
        raise ValueError("'weights' has to be an array of floating-point numbers, and 'layers' one of names.")
    return weights, layers


def _layers(descriptions, weights):
    """The layers with these descriptions, for as many weights as they need; the weights themselves come afterwards."""
    kinds = [_kind_and_arguments(description) for description in descriptions]
    needed = sum((sizes[0] + 1) * sizes[1] for kind, sizes in kinds if kind is Dense)
    if weights.shape != (needed,):  # before a layer is made: a forged size must not ask for all the memory there is
        raise ValueError(f"its layers need weights of shape ({needed},) and the file has {weights.shape}.")
    return [kind(*arguments, dtype=weights.dtype) if kind is Dense else kind(*arguments) for kind, arguments in kinds]


def _kind_and_arguments(description):
    """Dense and [4, 10] for "Dense(4, 10)", Dropout and [0.2] for "Dropout(0.2)", ReLU and [] for "ReLU()"."""
    for pattern, kind in KINDS.items():
        if match := re.fullmatch(pattern, description):
            return kind, [(int if kind is Dense else float)(number) for number in match.groups()]
    raise ValueError(f"it has a layer {str(description)!r}, which is not known here.")
