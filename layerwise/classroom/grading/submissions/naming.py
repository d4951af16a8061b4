"""What the name of a file says: who has handed it in, and which lesson it is."""

import re
import unicodedata
from dataclasses import dataclass

from layerwise.course import LESSONS, Lesson

# As Canvas names what is downloaded for a whole class, and Moodle.
_CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_late)?_(?P<id>\d+)_(?P<file>\d+)_(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z]+_?(?P<rest>.*)", re.DOTALL)
_COPY = re.compile(r"(?:-| ?\()(\d{1,3})\)?$")
_BY_NAME = {name.replace("_", ""): lesson for lesson in LESSONS for name in (*lesson.formerly, lesson.name)}
_SPACE = "[ _.-]*"
_NAMES = [name.replace("_", _SPACE) for lesson in LESSONS for name in (*lesson.formerly, lesson.name)]
# The name tells the lesson, and the number before it tells that it is meant: "ada_03_layers.ipynb", "03 - Better Steps (1).ipynb".
_LESSON = re.compile(rf"(?<!\d)\d\d[ _.-]+(?P<name>{'|'.join(_NAMES)})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Who:
    """Who the path of a file speaks of; `rest` is the part of the path below."""

    system: str
    key: str
    name: str
    rest: tuple[str, ...]
    late: bool = False


def who(parts: tuple[str, ...], root: str) -> Who | None:
    """The person whom a path names in the way of an LMS, or None. `root` is the name of the folder that holds all."""
    parts = tuple(map(readable, parts))
    for place, part in enumerate(parts):
        below = parts[place + 1 :]
        if moodle := _MOODLE.fullmatch(part):
            return Who("Moodle", moodle["id"], moodle["name"].strip(), (moodle["rest"], *below) if moodle["rest"] else below)
        canvas = _CANVAS.fullmatch(part)
        # In "ada_2026_03_layers.ipynb" the second number is that of the lesson.
        if canvas and (lesson_in(canvas["rest"]) or not lesson_in(f"{canvas['file']}_{canvas['rest']}")):
            return Who("Canvas", canvas["id"], canvas["name"], (canvas["rest"], *below), bool(canvas["late"]))
    inside = (root, *parts)
    if "submitted" in inside[:-3]:
        place = inside.index("submitted")
        return Who("nbgrader", inside[place + 1], inside[place + 1], inside[place + 2 :])
    return None


def readable(name: str) -> str:
    """A name with its letters composed. What is no text in it, since a disk allows any bytes, is spelled out."""
    return unicodedata.normalize("NFC", name).encode("utf-8", "backslashreplace").decode("utf-8")


def lesson_of(parts: tuple[str, ...]) -> Lesson | None:
    """The lesson whose notebook this is, by the name of the file or else of a folder above it."""
    for part in reversed(parts):
        found = lesson_in(part)
        if found:
            return found[0]
    return None


def lesson_in(name: str) -> tuple[Lesson, str] | None:
    """The lesson that a file's name speaks of, and what else stands in it."""
    match = _LESSON.search(name)
    if match is None:
        return None
    lesson = _BY_NAME[re.sub(_SPACE, "", match["name"].lower())]
    stem = _COPY.sub("", re.sub(r"\.(ipynb|zip)$", "", name[: match.start()] + name[match.end() :], flags=re.IGNORECASE))
    return lesson, stem.strip(" _.-")


def copy_number(name: str) -> int:
    """1 for "03_layers-1.ipynb" and for "03_layers (1).ipynb", which came after "03_layers.ipynb"; 0 where no number stands there."""
    match = _COPY.search(name.rsplit(".", 1)[0])
    return int(match[1]) if match else 0
