"""Results in the report's folder: one file each, named by what it is a result of, so that none is taken for another."""

import json
from pathlib import Path

from layerwise.classroom.grading.batch.work import Result
from layerwise.ground.files import write_whole

_FOLDER = "results"


class Kept:
    """The results that a folder holds."""

    def __init__(self, report: Path):
        self.folder = report / _FOLDER

    @property
    def has_any(self) -> bool:
        """Is there anything to ask for?"""
        return any(self.folder.glob("*.json"))

    def get(self, digest: str) -> Result | None:
        """The result of this name, where it is there and whole."""
        try:
            result = Result.from_json(json.loads((self.folder / f"{digest}.json").read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return result if result.digest == digest else None

    def put(self, result: Result) -> None:
        """Keep a result. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / f"{result.digest}.json", json.dumps(result.to_json(), indent=1) + "\n")
