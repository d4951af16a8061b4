"""The data of the course, shipped with the package: penguins, handwritten digits, and two toy sets made from a seed.

`load_mnist` has larger digits, for whoever installs the package that ships them.
Where the data come from, and under which licences, is written in PROVENANCE.md beside this file.
"""

from layerwise.data.digits import load_digits
from layerwise.data.mnist import load_mnist
from layerwise.data.penguins import load_penguins
from layerwise.data.toys import make_moons, make_spirals

__all__ = ["load_digits", "load_mnist", "load_penguins", "make_moons", "make_spirals"]
