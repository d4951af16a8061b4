"""Other copies of the lessons in a workbook, which the course does not take for the learner's: a "Copy1", a renamed one, a cloud service's.

A lesson is known by its exercises, and where these are gone, by the ids of its cells.
"""

from dataclasses import dataclass
from pathlib import Path

from layerwise.ground.files import read_file
from layerwise.ground.notebooks import NotANotebook, read
from layerwise.ground.words import in_words
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.pairing import exercise_of

# Of the ids of a lesson's cells, how many a copy of it has.
MOST = 0.5


@dataclass(frozen=True)
class Stray:
    """A notebook that is a copy of the course's `lesson`, such as 02_activation.ipynb, and not the one that counts."""

    path: Path
    lesson: str


def strays(workbook: Workbook, notebooks: Path) -> list[Stray]:
    """The other copies in the workbook. What cannot be read is passed over. Raises OSError for the course's own notebooks."""
    courses = sorted(notebooks.glob("*.ipynb"))
    known = {workbook.notebook(path.name) for path in courses}
    known.update(other for path in courses for other in workbook.under_earlier_names(path.name))
    others = [path for path in sorted(workbook.folder.glob("*.ipynb")) if path not in known and not path.name.startswith(".")]
    others = [path for path in others if ".damaged" not in path.name]
    if not others:
        return []
    marks = {path.name: _marks(path) for path in courses}
    return [Stray(path, lesson) for path in others if (lesson := _lesson(_marks(path), marks))]


def other_files(workbook: Workbook) -> list[str]:
    """A sentence for each other copy of the record and of the library, as a service that keeps folders in step makes them."""
    return [
        f"{other.name} looks like another copy of your {path.name}. It is not read; take from it what you miss, then delete it."
        for path in (workbook.record, workbook.library)
        for other in sorted(workbook.folder.glob(f"{path.stem}[ (.-]*{path.suffix}"))
        if other != path and ".damaged" not in other.name
    ]


def sentences(workbook: Workbook, notebooks: Path) -> list[str]:
    """What there is to say about other copies of notebooks and files."""
    by_lesson: dict[str, list[str]] = {}
    for stray in strays(workbook, notebooks):
        by_lesson.setdefault(stray.lesson, []).append(stray.path.name)
    return [told(names, workbook.notebook(lesson).name) for lesson, names in by_lesson.items()] + other_files(workbook)


def told(names: list[str], name: str) -> str:
    """Say which notebooks are other copies of the one called `name`."""
    be = "is another copy" if len(names) == 1 else "are other copies"
    return f"{in_words(names)} {be} of {name}, and left alone."


def _marks(path: Path) -> tuple[set[str], set[str]]:
    """The exercises of a notebook and the ids of its cells; none of what cannot be read."""
    try:
        cells = read(read_file(path) or b"")["cells"]
    except (NotANotebook, OSError):
        return set(), set()
    return {name for cell in cells if (name := exercise_of(cell))}, {cell["id"] for cell in cells if "id" in cell}


def _lesson(marks: tuple[set[str], set[str]], courses: dict[str, tuple[set[str], set[str]]]) -> str | None:
    exercises, ids = marks
    by_exercises = max(courses, key=lambda name: len(exercises & courses[name][0]))
    if exercises & courses[by_exercises][0]:
        return by_exercises
    by_ids = max(courses, key=lambda name: len(ids & courses[name][1]) / max(1, len(courses[name][1])))
    enough = len(ids & courses[by_ids][1]) >= MOST * max(1, len(courses[by_ids][1]))
    return by_ids if enough else None
