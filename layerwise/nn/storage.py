"""A trained network in a file: its weights, one array, and the names and sizes of its layers. No pickles, which could run any code."""

import io
import re
from pathlib import Path

import numpy as np

from layerwise.nn.layers import Dense, ReLU, Sigmoid

KINDS = {"Dense": Dense, "ReLU": ReLU, "Sigmoid": Sigmoid}


def write(path, weights, layers):
    """Write an .npz file. At any moment `path` is the old file or the new one, never half."""
    path = Path(path)
    content = io.BytesIO()
    np.savez(content, weights=weights, layers=np.array([repr(layer) for layer in layers]))
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content.getvalue())
    unfinished.replace(path)


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
