"""How far a learner has come, in one small file that stays on their machine."""

import json
from datetime import UTC, datetime
from pathlib import Path

from layerwise.workbook.writing import write_whole


class Progress:
    """Attempts and passes of each exercise, kept in progress.json."""

    def __init__(self, path: Path):
        self.path = path

    def begin(self) -> None:
        """Make the file if there is none."""
        if not self.path.exists():
            self._write({})

    def passed(self) -> set[str]:
        """The names of the exercises that have passed at least once."""
        return {name for name, entry in self._read().items() if entry["passed"]}

    def record(self, name: str, passed: bool) -> None:
        """Count an attempt at the exercise `name`. What passed once stays passed."""
        exercises = self._read()
        entry = exercises.setdefault(name, {"attempts": 0, "passed": None})
        entry["attempts"] += 1
        if passed and not entry["passed"]:
            entry["passed"] = datetime.now(UTC).isoformat(timespec="seconds")
        self._write(exercises)

    def _read(self) -> dict:
        try:
            exercises = json.loads(self.path.read_text(encoding="utf-8"))["exercises"]
            return {
                name: {"attempts": int(entry["attempts"]), "passed": entry["passed"]}
                for name, entry in exercises.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            # A damaged record costs nothing but the record; it is kept aside, for whoever wants to mend it.
            aside = self.path.with_name("progress.damaged.json")
            self.path.replace(aside)
            self._write({})
            print(f"The record of your progress could not be read. It starts anew; the old one is kept as {aside.name}.")
            return {}

    def _write(self, exercises: dict) -> None:
        write_whole(self.path, json.dumps({"format": 1, "exercises": exercises}, indent=1) + "\n")
