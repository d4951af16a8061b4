"""The data of the course, shipped with the package: penguins, handwritten digits, and two toy sets made from a seed.

`load_drawings` has digits as strokes, which `handwriting` turns into such numbers as the digits have, and READER is the file of a network
that has learnt to read them. `load_mnist` has larger digits, for whoever installs the package that ships them.
Where the data come from, and under which licences, is written in PROVENANCE.md beside this file.
"""

from pathlib import Path

from layerwise.data import handwriting
from layerwise.data.digits import load_digits
from layerwise.data.drawings import load_drawings
from layerwise.data.mnist import load_mnist
from layerwise.data.penguins import load_penguins
from layerwise.data.toys import make_moons, make_spirals

READER = Path(__file__).with_name("reader.npz")

__all__ = ["READER", "handwriting", "load_digits", "load_drawings", "load_mnist", "load_penguins", "make_moons", "make_spirals"]
