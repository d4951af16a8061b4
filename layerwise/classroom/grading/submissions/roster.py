"""The list of a class: a CSV of one's own, Canvas's gradebook export, or Moodle's grading worksheet."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from layerwise.classroom.grading.submissions.people import Person

# What a column may be called, in small letters.
_COLUMNS = {
    "id": ("id", "identifier", "id number", "student id", "student number", "user id", "username", "user", "login", "matriculation number"),
    "more ids": ("sis user id", "sis login id", "email", "email address", "e-mail", "mail", "github", "github username"),
    "name": ("name", "full name", "student", "student name", "display name"),
    "first name": ("first name", "firstname", "given name", "given names"),
    "last name": ("last name", "lastname", "surname", "family name"),
    "when": ("submitted", "submitted at", "handed in", "submission date", "last modified (submission)"),
}
_CANVAS = {"student", "id", "sis login id", "section"}
_MOODLE = {"identifier", "grade", "maximum grade"}
_ENCODINGS = (
    "utf-8-sig",
    "cp1252",
    "cp1250",
    "cp1251",
    "shift_jis",
    "gb18030",
    "euc_kr",
    "mac_roman",
    "iso8859_7",
    "cp1254",
    "cp1255",
    "cp1256",
)
_WAYS_TO_WRITE_A_TIME = (
    "%A, %d %B %Y, %I:%M %p",
    "%d %B %Y, %I:%M %p",
    "%A, %d %B %Y, %H:%M",
    "%d.%m.%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
)


class RosterTrouble(Exception):
    """Why a roster cannot be used, in a sentence."""


@dataclass(frozen=True)
class Listed:
    """A person on the list: by what they can be known, and the row as it stands there."""

    name: str
    ids: frozenset[str]
    when: datetime | None
    row: dict[str, str]


@dataclass(frozen=True)
class Roster:
    """A list of a class. `kind` is "Canvas", "Moodle" or "" for one of one's own."""

    file: str
    kind: str
    columns: tuple[str, ...]
    people: tuple[Listed, ...]
    notes: tuple[str, ...] = ()

    def matched(self, people: list[Person]) -> tuple[dict[tuple[str, str], Listed], list[str]]:
        """For each person, by what tells them apart, their row; and what could not be matched, in sentences."""
        by_id, by_name = defaultdict(list), defaultdict(list)
        for listed in self.people:
            for one in listed.ids:
                by_id[one].append(listed)
            for spelling in _spellings(listed.name):
                by_name[spelling].append(listed)
        found: dict[tuple[str, str], Listed] = {}
        notes: list[str] = []
        taken: dict[int, str] = {}
        for person in people:
            rows = by_id.get(_plain(person.key)) or by_id.get(_plain(person.name)) or by_name.get(_letters(person.name)) or []
            if len(rows) > 1:
                notes.append(f"{person.name} ({person.key}) fits {len(rows)} rows of {self.file}, and was given none of them.")
            elif not rows:
                notes.append(f"{person.name} ({person.key}) is not in {self.file}.")
            elif id(rows[0]) in taken:
                notes.append(f"{person.name} ({person.key}) and {taken[id(rows[0])]} fit the same row of {self.file}.")
            else:
                found[person.identity], taken[id(rows[0])] = rows[0], f"{person.name} ({person.key})"
        return found, notes


def read_roster(path: Path) -> Roster:
    """Read a roster, whatever its encoding and delimiter. Raises RosterTrouble, or OSError where it cannot be opened."""
    text, notes = _decoded(path.read_bytes(), path.name)
    if "\0" in text or not text.strip():
        raise RosterTrouble(f"{path} is {'no text' if text.strip() else 'empty'}. Save the list of the class as CSV.")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), restkey="more", restval=""))
    rows = [{(key or "").strip(): (value or "").strip() for key, value in row.items() if isinstance(value, str)} for row in rows]
    rows = [row for row in rows if any(row.values())]
    columns = tuple(rows[0]) if rows else ()
    known = {kind: [column for column in columns if column.casefold() in names] for kind, names in _COLUMNS.items()}
    if not any(known[kind] for kind in ("id", "more ids", "name", "last name")):
        raise RosterTrouble(
            f"{path} has no column by which people could be known. Its first line has {', '.join(columns) or 'nothing'}; "
            "name one of its columns id, email or name."
        )
    small = {column.casefold() for column in columns}
    kind = "Canvas" if small >= _CANVAS else "Moodle" if small >= _MOODLE else ""
    # Canvas has rows above the people, such as "Points Possible", which have no number.
    people = [_listed(row, known) for row in rows if kind != "Canvas" or any(row[column] for column in known["id"])]
    return Roster(path.name, kind, columns, tuple(people), tuple(notes))


def _decoded(content: bytes, name: str) -> tuple[str, list[str]]:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError:
                continue
    from charset_normalizer import from_bytes

    matches = from_bytes(content, cp_isolation=list(_ENCODINGS))
    likely = [match.encoding for match in matches if match.chaos == matches[0].chaos]
    encoding = "cp1252" if "cp1252" in likely or not likely else likely[0]  # where it may as well be that of Western Europe, it is
    return content.decode(encoding, "replace"), [f"{name} is not stored as UTF-8; it was read as {encoding}. Do its names look right?"]


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    first = text.lstrip().splitlines()[0]

    class Found(csv.excel):
        delimiter = max(",;\t|", key=first.count)

    return Found


def _listed(row: dict[str, str], known: dict[str, list[str]]) -> Listed:
    def first(kind: str) -> str:
        return next((row[column] for column in known[kind] if row[column]), "")

    name = first("name") or f"{first('first name')} {first('last name')}".strip()
    ids = [row[column] for kind in ("id", "more ids") for column in known[kind] if row[column]]
    # Moodle's worksheet says "Participant 12345" for what its folders call 12345; of an address the part before the @ is often the login.
    ids += [number[1] for one in ids if (number := re.fullmatch(r"\D+ (\d+)", one))] + [one.split("@")[0] for one in ids if "@" in one]
    when = next((time for column in known["when"] if (time := read_time(row[column]))), None)
    return Listed(name or (ids[0] if ids else ""), frozenset(map(_plain, ids)), when, row)


def read_time(text: str) -> datetime | None:
    """A time as people and systems write it; without a zone it is that of this machine. None where it cannot be read."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text.replace(" UTC", "+00:00")).astimezone()
    except ValueError:
        pass
    for way in _WAYS_TO_WRITE_A_TIME:
        try:
            return datetime.strptime(text, way).astimezone()
        except ValueError:
            continue
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def _spellings(name: str) -> set[str]:
    """As Canvas writes a name in a file ("lovelaceada"), as Moodle does, and as one may have named a folder."""
    last, comma, first = name.partition(",")
    parts = name.split()
    turned = [f"{first} {last}"] if comma else [" ".join([parts[-1], *parts[:-1]])] if parts else []
    return {_letters(spelling) for spelling in [name, *turned]} - {""}
