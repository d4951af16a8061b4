"""Handwritten digits: 1797 small grey pictures of the figures 0 to 9, written by 13 people.

Source: Alpaydin E, Kaynak C (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository,
doi:10.24432/C50P49; the test set, as shipped with scikit-learn. Licence CC BY 4.0. See PROVENANCE.md.
"""

import dataclasses
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("digits.csv.gz")
_SIDE = 8


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Pictures of digits, one a row; n is the number of pictures.

    images: (n, 8, 8) float64: 0 is paper and 16 is full ink.
    labels: (n,) int64: the digit that was written, 0 to 9.
    """

    images: np.ndarray
    labels: np.ndarray

    @property
    def features(self) -> np.ndarray:
        """The pictures unrolled, (n, 64) float64: the rows of each picture one after the other. It is a view of images."""
        return self.images.reshape(len(self), _SIDE * _SIDE)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        return f"Digits: {len(self)} pictures of {_SIDE} x {_SIDE} pixels, each from 0 (paper) to 16 (ink); labels 0 to 9"


def load_digits() -> Digits:
    """Return the 1797 digits.

    The arrays are made anew at each call, so changing them changes nothing for anyone else.
    """
    table = np.loadtxt(_FILE, delimiter=",", dtype=np.int64, encoding="utf-8")
    return Digits(images=table[:, :-1].reshape(-1, _SIDE, _SIDE).astype(np.float64), labels=table[:, -1].copy())
