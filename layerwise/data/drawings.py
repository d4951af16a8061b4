"""Drawings of digits as strokes, in several hands: to try a network on, and the preparation of `layerwise.data.handwriting`.

No person wrote them: benchmarks/make_drawings.py imitates handwriting, see PROVENANCE.md. Licence CC0.
"""

import dataclasses
import json
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("drawings.json")


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Drawings:
    """Drawings, one a row, in the same order in every array; n is the number of drawings.

    strokes: a list of n drawings. Each is a list of strokes, and a stroke is a list of points [x, y] on a sheet of 128 x 128.
    labels: (n,) int64: the digit that was meant, 0 to 9.
    hands: (n,) strings: the hand that drew it, one of hand_names.
    about: what is particular about each hand, by its name.
    """

    strokes: list
    labels: np.ndarray
    hands: np.ndarray
    about: dict[str, str]

    @property
    def hand_names(self) -> tuple[str, ...]:
        """The hands, in order."""
        return tuple(self.about)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        return f"Drawings: {len(self)} drawings of the digits 0 to 9, by {len(self.about)} hands: {', '.join(self.about)}"


def load_drawings() -> Drawings:
    """The drawings. They are made anew at each call, so changing them changes nothing for anyone else."""
    hands = json.loads(_FILE.read_text(encoding="utf-8"))
    rows = [(hand["hand"], drawing) for hand in hands for drawing in hand["drawings"]]
    return Drawings(
        strokes=[drawing["strokes"] for _, drawing in rows],
        labels=np.array([drawing["digit"] for _, drawing in rows], np.int64),
        hands=np.array([name for name, _ in rows]),
        about={hand["hand"]: hand["about"] for hand in hands},
    )
