"""Handwritten digits: 1797 small grey pictures of the figures 0 to 9, written by 13 people.

Source: Alpaydin E, Kaynak C (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository,
doi:10.24432/C50P49; the test set, as shipped with scikit-learn. Licence CC BY 4.0. See PROVENANCE.md.
"""

import dataclasses
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("digits.csv.gz")


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Pictures of digits, one a row; n is the number of pictures, and each is `side` pixels wide and high.

    images: (n, side, side) float64: 0 is paper and `ink` is full ink.
    labels: (n,) int64: the digit that was written, 0 to 9.
    ink: 16 for `load_digits`, 255 for `load_mnist`.
    """

    images: np.ndarray
    labels: np.ndarray
    ink: int = 16

    @property
    def features(self) -> np.ndarray:
        """The pictures unrolled, (n, side * side) float64: the rows of each picture one after the other. It is a view of images."""
        return self.images.reshape(len(self), -1)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        height, width = self.images.shape[1:]
        return f"Digits: {len(self)} pictures of {height} x {width} pixels, each from 0 (paper) to {self.ink} (ink); labels 0 to 9"


def load_digits() -> Digits:
    """The 1797 digits.

    The arrays are made anew at each call, so changing them changes nothing for anyone else.
    """
    return read_table(_FILE, side=8, ink=16)


def read_table(path, side: int, ink: int) -> Digits:
    """Read a table that has in each row the pixels of one picture and then its label."""
    table = np.loadtxt(path, delimiter=",", dtype=np.int64, encoding="utf-8")
    return Digits(images=table[:, :-1].reshape(-1, side, side).astype(np.float64), labels=table[:, -1].copy(), ink=ink)
