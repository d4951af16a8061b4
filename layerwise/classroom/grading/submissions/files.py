"""The files in a folder or a zip, and in the zips among them, found without unpacking anything, and read within limits."""

import io
import os
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

MEGABYTE = 2**20
MOST_BYTES = 64 * MEGABYTE
# A zip in a zip is read into memory; the outer one is not.
MOST_BYTES_OF_A_ZIP = 256 * MEGABYTE
MOST_FILES = 20_000
# The LMS zips what people hand in, which may be a zip already.
DEEPEST = 2
_NEVER_LOOKED_INTO = {"__MACOSX", "node_modules", "__pycache__"}
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError, OverflowError)


class Unreadable(Exception):
    """Why something that was handed in cannot be read, in words that follow its name."""


@dataclass(frozen=True, slots=True)  # a class has thousands
class File:
    """One file.

    parts    its path below what was given to be graded, a zip being a folder on it
    path     the file on the disk: itself, or the zip that it is in
    members  its name in that zip, or the names on the way through several
    """

    parts: tuple[str, ...]
    path: Path
    members: tuple[str, ...]
    size: int
    when: datetime

    @property
    def label(self) -> str:
        """Its path as people read it."""
        return label(self.parts)

    def read(self, most: int = MOST_BYTES) -> bytes:
        """What is in it. Raises Unreadable."""
        if self.size > most:
            raise Unreadable(_too_large(most))
        try:
            if not self.members:
                with self.path.open("rb") as file:
                    return _up_to(file, most)
            return _member(self.path, self.members, most)
        except _BROKEN as why:
            raise Unreadable(f"cannot be read ({_in_words(why)})") from None


@dataclass(frozen=True)
class Remark:
    """What is to be told of a file, in words that follow its name: most often why it is not read, and then it `is_lost`."""

    parts: tuple[str, ...]
    words: str
    is_lost: bool = True

    @property
    def label(self) -> str:
        """Its path as people read it."""
        return label(self.parts)


def label(parts: tuple[str, ...]) -> str:
    """A path as people read it; what is no text in it is spelled out."""
    return "/".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")


def files_in(root: Path) -> Iterator[File | Remark]:
    """Every file in a folder or a zip, in order of names, and remarks on those that are not read. Hidden files are passed over."""
    if root.is_dir():
        yield from _in_folder(root, ())
    elif root.suffix.lower() == ".zip":
        yield from _in_zip(root, (), (), 1)
    else:
        yield _on_disk(root, (root.name,))


def _in_folder(folder: Path, above: tuple[str, ...]) -> Iterator[File | Remark]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        parts = (*above, entry.name)
        if _is_passed_over(entry.name):
            continue
        if entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction()):
            yield Remark(parts, "is a link, and links are not followed")
        elif entry.is_dir():
            yield from _in_folder(Path(entry.path), parts)
        elif not entry.is_file():
            yield Remark(parts, "is no file")
        elif entry.name.lower().endswith(".zip"):
            yield from _in_zip(Path(entry.path), (), parts, 1)
        else:
            yield _on_disk(Path(entry.path), parts)


def _on_disk(path: Path, parts: tuple[str, ...]) -> File:
    about = path.stat()
    return File(parts, path, (), about.st_size, datetime.fromtimestamp(about.st_mtime).astimezone())


def _in_zip(path: Path, members: tuple[str, ...], above: tuple[str, ...], depth: int) -> Iterator[File | Remark]:
    try:
        with zipfile.ZipFile(io.BytesIO(_member(path, members, MOST_BYTES_OF_A_ZIP)) if members else path) as archive:
            entries = archive.infolist()
            latest = {entry.filename: entry for entry in entries}  # of one name twice, the last is what unpacking leaves
    except (*_BROKEN, Unreadable) as why:
        yield Remark(above or (path.name,), f"cannot be opened as a zip ({_in_words(why)})")
        return
    if len(entries) > MOST_FILES:
        yield Remark(above or (path.name,), f"holds more than {MOST_FILES:,} files")
        return
    times_named = Counter(entry.filename for entry in entries)
    for name, entry in sorted(latest.items()):
        if entry.is_dir():
            continue
        inside = tuple(_readable(entry).replace("\\", "/").split("/"))
        parts = (*above, *(part for part in inside if part not in ("", ".", "..")))
        if any(_is_passed_over(part) for part in inside if part != ".."):
            continue
        if times_named[name] > 1:
            yield Remark(parts, f"is {times_named[name]} times in its zip; the last counts", is_lost=False)
        refusal = _refusal(entry, inside)
        if refusal:
            yield Remark(parts, refusal)
        elif parts[-1].lower().endswith(".zip"):
            if depth == DEEPEST:
                yield Remark(parts, "is a zip in a zip in a zip")
            else:
                yield from _in_zip(path, (*members, name), parts, depth + 1)
        else:
            yield File(parts, path, (*members, name), entry.file_size, _time_of(entry))


def _refusal(entry: zipfile.ZipInfo, inside: tuple[str, ...]) -> str:
    if ".." in inside or inside[0] == "" or inside[0].endswith(":"):
        return "has a name that leads out of its zip"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link, and links are not followed"
    if entry.flag_bits & 1:
        return "is locked with a password"
    return ""


def _readable(entry: zipfile.ZipInfo) -> str:
    """The name of a member. Some programs store it as UTF-8 and do not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _time_of(entry: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*entry.date_time).astimezone()
    except ValueError:
        return datetime(1980, 1, 1).astimezone()


def _member(path: Path, members: tuple[str, ...], most: int) -> bytes:
    """What is in a member of a zip, which may be a zip itself: never more than is allowed, whatever its header says."""
    with zipfile.ZipFile(path) as archive, archive.open(members[0]) as file:
        content = _up_to(file, most if len(members) == 1 else MOST_BYTES_OF_A_ZIP)
    for place, member in enumerate(members[1:], 2):
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(member) as file:
            content = _up_to(file, most if place == len(members) else MOST_BYTES_OF_A_ZIP)
    return content


def _up_to(file: IO[bytes], most: int) -> bytes:
    content = file.read(most + 1)
    if len(content) > most:
        raise Unreadable(_too_large(most))
    return content


def _too_large(most: int) -> str:
    return f"is larger than {most // MEGABYTE} MB: clear its outputs and hand it in again"


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in _NEVER_LOOKED_INTO


def _in_words(why: BaseException) -> str:
    return (getattr(why, "strerror", None) or str(why) or type(why).__name__).rstrip(".")
