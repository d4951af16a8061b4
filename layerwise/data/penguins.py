"""The Palmer penguins: 344 birds of three species, measured on three islands of Antarctica.

Source: Horst AM, Hill AP, Gorman KB (2020), palmerpenguins, doi:10.5281/zenodo.3960218; first published in
Gorman KB, Williams TD, Fraser WR (2014), PLoS ONE 9(3): e90081. Licence CC0. See PROVENANCE.md.
"""

import csv
import dataclasses
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("penguins.csv")
_COLUMNS = {
    "bill_length_mm": "bill length (mm)",
    "bill_depth_mm": "bill depth (mm)",
    "flipper_length_mm": "flipper length (mm)",
    "body_mass_g": "body mass (g)",
}
_SPECIES = ("Adelie", "Chinstrap", "Gentoo")
_MISSING = "NA"


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Penguins:
    """Birds, one a row, in the same order in every array; n is the number of birds.

    features: (n, 4) float64: bill length, bill depth and flipper length in mm, body mass in g; NaN where not measured.
    labels: (n,) int64: the species of each bird, as a place in label_names.
    feature_names: what each column of features is, with its unit.
    label_names: what each label means.
    islands: (n,) strings: "Biscoe", "Dream" or "Torgersen".
    sexes: (n,) strings: "female", "male", or "unknown" where it was not determined.
    years: (n,) int64: 2007, 2008 or 2009.
    """

    features: np.ndarray
    labels: np.ndarray
    feature_names: tuple[str, ...]
    label_names: tuple[str, ...]
    islands: np.ndarray
    sexes: np.ndarray
    years: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def complete(self) -> "Penguins":
        """A new Penguins of only the birds whose four measurements are all known; a bird of unknown sex stays."""
        known = ~np.isnan(self.features).any(axis=1)
        return dataclasses.replace(
            self,
            features=self.features[known],
            labels=self.labels[known],
            islands=self.islands[known],
            sexes=self.sexes[known],
            years=self.years[known],
        )

    def __repr__(self) -> str:
        counts = np.bincount(self.labels, minlength=len(self.label_names))
        species = ", ".join(f"{count} {name}" for count, name in zip(counts, self.label_names, strict=True))
        unmeasured = int(np.isnan(self.features).any(axis=1).sum())
        return f"Penguins: {len(self)} birds ({species}); {', '.join(self.feature_names)}; {unmeasured} with a measurement missing"


def load_penguins() -> Penguins:
    """The 344 penguins; two of them have no measurements (see Penguins.complete).

    The arrays are made anew at each call, so changing them changes nothing for anyone else.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Penguins(
        features=np.array([[np.nan if row[column] == _MISSING else float(row[column]) for column in _COLUMNS] for row in rows]),
        labels=np.array([_SPECIES.index(row["species"]) for row in rows], dtype=np.int64),
        feature_names=tuple(_COLUMNS.values()),
        label_names=_SPECIES,
        islands=np.array([row["island"] for row in rows]),
        sexes=np.array(["unknown" if row["sex"] == _MISSING else row["sex"] for row in rows]),
        years=np.array([row["year"] for row in rows], dtype=np.int64),
    )
