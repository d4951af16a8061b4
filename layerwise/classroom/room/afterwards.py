"""`layerwise class FOLDER`: the picture of a class as one page, from the files of progress that were handed in."""

from pathlib import Path

from layerwise.classroom.room.handed_in import people_in
from layerwise.classroom.room.page import MADE_HERE, in_one_file
from layerwise.classroom.room.picture import lessons, picture
from layerwise.ground.files import read_file, write_whole

_MOST_TOLD = 20


class NoPicture(Exception):
    """Why there is no page, in sentences."""


def write(folder: Path, page: Path) -> list[str]:
    """Write the page, and tell what it shows and what could not be read. Raises NoPicture and OSError."""
    if not folder.exists():
        raise NoPicture(f"There is no {folder}\nName the folder, or the zip, with the progress.json files that were handed in.")
    before = read_file(page)
    if before is not None and MADE_HERE.encode() not in before:
        raise NoPicture(f"{page} was not written by this command, and stays as it is. Name another file: -o FILE")
    found = people_in(folder)
    people = found.room.people.values()
    notes = found.notes[:_MOST_TOLD] + ([f"… and {len(found.notes) - _MOST_TOLD} more."] if len(found.notes) > _MOST_TOLD else [])
    if not people:
        raise NoPicture("\n".join([f"There is no progress.json in {folder} that can be read.", *notes]))
    write_whole(page, in_one_file({**picture(people, None), "lessons": lessons(), "live": False}))
    who = "1 person" if len(people) == 1 else f"{len(people)} people"
    return [f"{page}: {who}, from {found.files} {'file' if found.files == 1 else 'files'}. Names are hidden until you press H.", *notes]
