"""Work that was done in the course's own folder `notebooks/`, where an update of the course cannot bring its own version in.

It is taken over into the workbook, and the course's file is put back as it is built from `lessons/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from layerwise.ground.files import Changed, read_file, replace_whole
from layerwise.ground.notebooks import NotANotebook, read
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.copies import Copy, copy_of
from layerwise.workbook.updates.pairing import content_of
from layerwise.workbook.updates.servers import open_notebooks


@dataclass(frozen=True)
class TakingOver:
    """What becomes of one notebook that was worked in.

    path     the notebook, in the course's folder
    content  what is in it
    built    what the course has there
    copy     the learner's copy in the workbook
    own      what that holds, or None if there is none
    place    where in the workbook the content goes: that copy, or beside it where both were worked in; None for what was only run
    blocked  why it cannot be taken over now, if it cannot
    """

    path: Path
    content: bytes
    built: bytes
    copy: Copy
    own: bytes | None
    place: Path | None
    blocked: str | None = None

    @property
    def becomes_the_copy(self) -> bool:
        """Tell whether the content takes the place of the learner's copy, which nobody has worked in."""
        return self.blocked is None and self.place == self.copy.path

    def sentence(self) -> str:
        """What is done, for the learner."""
        name = f"notebooks/{self.path.name}"
        if self.blocked:
            return f"You have worked in {name}, which was left alone: {self.blocked}, then run this again."
        if self.place is None:
            return f"{name}, in which cells had been run, is as the course has it again."
        if self.becomes_the_copy:
            return f"You have worked in {name}. That is your {self.place.name} now: run its cells there, so that what passes is kept."
        return f"You have worked in {name}, and in your {self.copy.path.name} as well. The former is now beside it, as {self.place.name}."


def is_worked_in(content: bytes) -> bool:
    """Tell whether somebody has run cells of a notebook, or saved it from a program that runs them."""
    try:
        notebook = read(content)
    except NotANotebook:
        return False
    language = notebook["metadata"].get("language_info")
    saved = isinstance(language, dict) and "version" in language
    return saved or any(cell.get("outputs") or cell.get("execution_count") is not None for cell in notebook["cells"])


def worked_in(notebooks: Path) -> list[Path]:
    """The notebooks in the course's folder that somebody has worked in. Raises OSError."""
    return [path for path in sorted(notebooks.glob("*.ipynb")) if is_worked_in(read_file(path) or b"")]


def takings_over(workbook: Workbook, notebooks: Path, built: Mapping[str, bytes]) -> list[TakingOver]:
    """What becomes of each notebook that was worked in. `built` is what the course has, by the names of the files. Raises OSError."""
    found = [path for path in worked_in(notebooks) if path.name in built]
    if not found:
        return []
    opened = open_notebooks(notebooks)
    taken: set[Path] = set()
    result = []
    for path in found:
        content, copy = read_file(path) or b"", copy_of(workbook, path.name)
        own = copy.content()
        if _texts(content) == _texts(built[path.name]) and own is not None:
            place = None
        elif own is None or _texts(own) in (_texts(copy.base()), _texts(content)):
            place = copy.path
        else:
            place = _beside(copy.path, content, taken)
        taken.update([place] if place else [])
        result.append(TakingOver(path, content, built[path.name], copy, own, place, opened.why_not(path)))
    return result


def take_over(taking: TakingOver) -> str:
    """Do it, first into the workbook, then the course's file; return a sentence. The workbook's lock has to be held. Raises OSError.

    What somebody saves meanwhile, in either place, stays, and is taken over next time.
    """
    if taking.blocked:
        return taking.sentence()
    try:
        if taking.becomes_the_copy:
            taking.copy.replace(taking.own, taking.content, taking.built)
        elif taking.place is not None and read_file(taking.place) is None:
            replace_whole(taking.place, None, taking.content)
        replace_whole(taking.path, taking.content, taking.built)
    except Changed as changed:
        return f"You have worked in notebooks/{taking.path.name}, but {changed.args[0].name} was saved just now. Run this again."
    return taking.sentence()


def _beside(path: Path, content: bytes, taken: set[Path]) -> Path:
    """A name beside a copy that no file has, or that the file has which holds the content already."""
    for number in count(1):
        place = path.with_name(f"{path.stem} from notebooks{f' {number}' if number > 1 else ''}{path.suffix}")
        if place not in taken and read_file(place) in (None, content):
            return place
    raise AssertionError("numbers do not end")


def _texts(content: bytes | None) -> list[tuple] | None:
    """What a reader of a notebook sees of its cells, without outputs; None for none."""
    try:
        return [content_of(cell) for cell in read(content)["cells"]] if content is not None else None
    except NotANotebook:
        return None
