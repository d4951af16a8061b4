"""A learner at work without a browser: cells that are run in one notebook, in a workbook of their own."""

import itertools
import linecache
from pathlib import Path

from layerwise import check, mine  # noqa: F401 (asking for `check` has each check recorded)
from layerwise.workbook import Workbook
from layerwise.workbook.cells import telling
from layerwise.workbook.progress.file import Progress

FIRST_CELL = "import numpy as np\nfrom layerwise import check"
ANSWERS = {
    "weighted_sum": "@check\ndef weighted_sum(x, w):\n    return np.sum(x * w)",
    "neuron": "@check\ndef neuron(x, w, b):\n    return weighted_sum(x, w) + b",
    "neuron_batch": "@check\ndef neuron_batch(X, w, b):\n    return np.array([neuron(x, w, b) for x in X])",
    "step": "@check\ndef step(z):\n    return np.where(z > 0, 1, 0)",
    "relu": "@check\ndef relu(z):\n    return np.maximum(z, 0)",
    "dense": "@check\ndef dense(X, W, b):\n    return X @ W + b",
    "one_hot": "@check\ndef one_hot(labels, n_classes):\n    return np.eye(n_classes)[labels]",
}
_numbers = itertools.count(1)


class Learner:
    """One notebook's kernel: `run` runs a cell in it. What a process remembers is forgotten first, as in a new kernel."""

    def __init__(self, folder: Path, *, first_cell: str = FIRST_CELL):
        folder.mkdir(parents=True, exist_ok=True)
        self.workbook = Workbook(folder)
        self.progress.begin()
        telling._told.clear()
        mine._handed_out.clear()
        self.names = {"__name__": "__main__"}
        self.run(first_cell)

    def run(self, source: str) -> None:
        """Run a cell as IPython does: its source can be asked for afterwards."""
        file = f"<cell {next(_numbers)}>"
        linecache.cache[file] = (len(source), None, [f"{line}\n" for line in source.split("\n")], file)
        exec(compile(source, file, "exec", dont_inherit=True), self.names)

    @property
    def progress(self) -> Progress:
        return Progress(self.workbook.record)

    @property
    def library(self) -> str:
        path = self.workbook.library
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @library.setter
    def library(self, text: str) -> None:
        self.workbook.library.write_text(text, encoding="utf-8")
