"""Wrong answers to lessons 00 to 02 by people who come from other languages and libraries, or made two slips at once. What they were told
was untrue, told them to do what they had done, or was numbers only.
"""

from pathlib import Path

from answers.beginners import Wrong, wrong_in

_BIRD = "x = np.array([1.5, 5.0])"
_ROW_MEANS = "z = []\nfor {} in {}:\n    z.append(neuron(x, w, b))\nreturn np.array(z)"

# Those that use what other cells of the notebook have left.
_WITH_LEFTOVERS = [
    Wrong("neuron_batch", _ROW_MEANS.format("row", "X"), mistake="mistaken-name", must=("Is `row` meant?",), above=_BIRD),
    Wrong("neuron_batch", _ROW_MEANS.format("i", "range(len(X))"), mistake="mistaken-name", must=("Is `X[i]` meant?",), above=_BIRD),
    Wrong("relu", "return nn.ReLU()(z)", must=(".forward(...)",), must_not=("x[i]",), above="from layerwise import nn"),
]

WRONG = [*_WITH_LEFTOVERS, *wrong_in(Path(__file__).with_suffix(".txt"))]
