"""The people of a class from files of progress that were handed in: the same picture, after class."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from layerwise.classroom.grading.submissions.files import File, Remark, Unreadable, files_in, label
from layerwise.classroom.grading.submissions.naming import readable, who
from layerwise.classroom.room.people import Room
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.progress import file as progress
from layerwise.workbook.sharing.kept import so_far
from layerwise.workbook.sharing.message import Message, nickname

_FILE = "progress.json"


@dataclass
class HandedIn:
    """What was found: the people, how many files of progress there were, and sentences on what could not be read."""

    room: Room
    files: int = 0
    notes: list[str] = field(default_factory=list)


def people_in(root: Path) -> HandedIn:
    """The people whose progress lies in a folder, in folders or zips in it, or in a zip. Raises OSError where it cannot be looked into."""
    found = HandedIn(Room(most_people=100_000))
    files = []
    for file in files_in(root):
        if isinstance(file, Remark):
            if file.is_lost and file.parts[-1].lower().endswith((".json", ".zip")):
                found.notes.append(f"{file.label} {file.words}.")
        elif file.parts[-1].lower().endswith(_FILE):
            files.append(file)
    for file, (id, name) in zip(files, _owners(files, root), strict=True):
        _take(file, id, name, found)
    return found


def _take(file: File, id: str, name: str, found: HandedIn) -> None:
    try:
        record, problem = progress.understood(file.read())
    except Unreadable as why:
        found.notes.append(f"{file.label} {why}.")
        return
    if problem:
        found.notes.append(f"{file.label}: {problem}.")
    marks, last = so_far(record, EXERCISES.__contains__)
    if problem and not marks:
        return
    found.files += 1
    when = record.last()
    person = found.room.admit(id, name, 0, 0.0)
    # Of several files of one person the latest tells where they were, and what passed in any has passed.
    person.hear(Message(int(when.timestamp()) if when else 0, marks, last), 0.0)


def _owners(files: list[File], root: Path) -> Iterable[tuple[str, str]]:
    """For each file an id of its owner, and their name: as an LMS has it, else by the folder, else by what stands in the file's name."""
    plain = [file.parts[:-1] for file in files if who(file.parts, root.name) is None]
    shared = _shared(plain)
    for file in files:
        named = who(file.parts, root.name)
        if named is not None:
            yield f"{named.system} {named.key}", nickname(named.name) or "nameless"
            continue
        folders, stem = file.parts[shared:-1], file.parts[-1][: -len(_FILE)].rstrip("_-. ")
        own = folders[0].removesuffix(".zip") if folders else stem or (file.parts[-2] if len(file.parts) > 1 else root.resolve().name)
        yield label(folders[:1] or (stem, *file.parts[:-1])), nickname(readable(own)) or "nameless"


def _shared(paths: list[tuple[str, ...]]) -> int:
    """How many folders all of these paths have in common, at their beginning. Where there is one path, its folder is its owner's."""
    if len(set(paths)) < 2:
        return 0
    return next((place for place, parts in enumerate(zip(*paths, strict=False)) if len(set(parts)) > 1), min(map(len, paths)))
