"""From a folder or a zip to people and their notebooks."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from layerwise.classroom.grading.submissions.files import File, Remark, Unreadable, files_in
from layerwise.classroom.grading.submissions.naming import Who, copy_number, lesson_in, lesson_of, readable, who
from layerwise.classroom.grading.submissions.people import HandedIn, Person
from layerwise.ground.words import in_words

_NOTEBOOK = ".ipynb"
# Where nbgrader's exchange notes when something was handed in.
_TIMESTAMP = "timestamp.txt"
# Of a copy of the whole course only these hold a learner's work, the first before the second.
_COURSE_IS_KNOWN_BY = ("start.py", "layerwise/course.py")
_WORK_OF_A_COURSE = ("workbook", "notebooks")
_MOST_TOLD = 20
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


@dataclass
class Collection:
    """All that was handed in: people in order of their names, and what belongs to nobody or could not be read."""

    people: list[Person]
    notes: list[str] = field(default_factory=list)

    @property
    def notebooks(self) -> int:
        """How many notebooks there are."""
        return sum(len(person.notebooks) for person in self.people)


def collect(root: Path) -> Collection:
    """Find everybody's notebooks in a folder, or in a zip. Raises OSError where it cannot be looked into."""
    found = list(files_in(root))
    files = _of_learners([file for file in found if isinstance(file, File)])
    name = readable(root.resolve().name).removesuffix(".zip")
    owners = _owners([file.parts for file in files] + [file.parts for file in found if isinstance(file, Remark)], name)
    times = {file.parts[:-1]: file for file in files if file.parts[-1] == _TIMESTAMP}
    collection = Collection([])
    people: dict[tuple[str, str], Person] = {}

    def person(parts: tuple[str, ...]) -> Person:
        owner = owners[parts]
        return people.setdefault((owner.system, owner.key), Person(owner.key, owner.name, owner.system))

    for file in files:
        if file.parts[-1].lower().endswith(_NOTEBOOK):
            person(file.parts).notebooks.append(_handed_in(file, owners[file.parts], times))
        elif file.parts[-1] not in (_TIMESTAMP, "start.py", "course.py"):
            person(file.parts).other.append(file.label)
            if file.parts[-1].lower().endswith(_OTHER_ARCHIVES):
                person(file.parts).lost.append((None, "is an archive that is no zip"))
    for remark in (file for file in found if isinstance(file, Remark)):
        person(remark.parts).notes.append(f"{remark.label} {remark.words}.")
        if remark.is_lost and remark.parts[-1].lower().endswith((_NOTEBOOK, ".zip")):
            lesson = lesson_of(owners[remark.parts].rest or remark.parts)
            person(remark.parts).lost.append((lesson.name if lesson else None, remark.words))
    nobodys = people.get(("", name))
    if nobodys and not nobodys.notebooks:  # files beside the folders of the people, such as a roster
        collection.notes += nobodys.notes
        del people["", name]
    for one in people.values():
        _keep_the_last(one)
        if not one.notebooks and one.other:
            one.notes.append(f"There is no notebook among what was handed in: {_some(one.other)}.")
            one.lost.append((None, "is all that was handed in, and it is no notebook"))
    collection.people = sorted(
        (one for one in people.values() if one.notebooks or one.notes), key=lambda one: (one.name.casefold(), one.name, one.key)
    )
    return collection


def _of_learners(files: list[File]) -> list[File]:
    """The files without those of the course itself, where somebody has handed in all of it, with its solutions."""
    paths = {file.parts for file in files}
    courses = {
        file.parts[:-1]
        for file in files
        if file.parts[-1] == _COURSE_IS_KNOWN_BY[0] and (*file.parts[:-1], *_COURSE_IS_KNOWN_BY[1].split("/")) in paths
    }
    if not courses:
        return files
    kept: dict[tuple, File] = {}  # with the room left out of the path, so that it is the course's folder that says whose they are
    for file in files:
        course = next((course for course in courses if file.parts[: len(course)] == course and len(file.parts) > len(course)), None)
        if course is None:
            kept[file.parts] = file
            continue
        room, name = file.parts[len(course)], file.parts[-1]
        if room in _WORK_OF_A_COURSE and name.lower().endswith(_NOTEBOOK):
            known = kept.get((course, name))
            if known is None or room == _WORK_OF_A_COURSE[0]:
                kept[(course, name)] = replace(file, parts=(*course, name))
    return list(kept.values())


# --- who --------------------------------------------------------------------------------------------------------------------------


def _owners(paths: list[tuple[str, ...]], root: str) -> dict[tuple[str, ...], Who]:
    """Whose each path is: as an LMS names it, else by the folder that it is in, else by what stands in the file's name."""
    owners, plain = {}, []
    for parts in paths:
        named = who(parts, root)
        if named is None:
            plain.append(parts)
        else:
            owners[parts] = named
    depth = _depth_of_people([parts for parts in plain if lesson_in(parts[-1])])
    for parts in plain:
        above = [_folder(part) for part in parts[:-1]][: depth + 1]
        key = "/".join(above) or _in_file_name(parts[-1]) or root
        owners[parts] = Who("", key, above[-1] if above else key, parts[depth + 1 :])
    return owners


def _depth_of_people(notebooks: list[tuple[str, ...]]) -> int:
    """Folders may be those of sections or of a download, with the people's own one level deeper, or two.

    They are where most folders hold the same lesson in several folders. One person's workbook holds each lesson once.
    """
    depth = 0
    while True:
        lessons: dict[tuple[str, ...], Counter] = defaultdict(Counter)
        for parts in notebooks:
            if len(parts) > depth + 2:
                named = lesson_in(parts[-1])
                assert named is not None
                lessons[parts[: depth + 1]][(named[0].name, parts[depth + 1])] += 1
        shared = [any(count > 1 for count in Counter(lesson for lesson, _ in found).values()) for found in lessons.values()]
        groups = {parts[: depth + 1] for parts in notebooks if len(parts) > depth + 1}
        if not shared or 2 * sum(shared) <= len(groups):
            return depth
        depth += 1


def _folder(part: str) -> str:
    part = readable(part)
    return part[:-4] if part.lower().endswith(".zip") else part


def _in_file_name(name: str) -> str:
    """What stands in a file's name beside the lesson: "ada" in "ada_03_layers.ipynb"."""
    named = lesson_in(readable(name))
    if named is not None:
        return named[1]
    return _folder(name) if name.lower().endswith(".zip") else ""


# --- what -------------------------------------------------------------------------------------------------------------------------


def _handed_in(file: File, owner: Who, times: dict[tuple[str, ...], File]) -> HandedIn:
    lesson = lesson_of(owner.rest or file.parts)
    copy = copy_number(file.parts[-1])
    stamp = times.get(file.parts[:-1])
    when = _stamped(stamp) if stamp else None
    return HandedIn(file, lesson, copy, when or file.when, "timestamp.txt" if when else "the file's time", owner.late)


def _stamped(stamp: File) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp.read(1000).decode("ascii").strip().replace(" UTC", "+00:00").replace(" ", "T", 1)).astimezone()
    except (Unreadable, ValueError):
        return None


def _keep_the_last(person: Person) -> None:
    """Of two notebooks of one lesson the last counts, and both are told."""
    groups: dict[str | None, list[HandedIn]] = defaultdict(list)
    for notebook in person.notebooks:
        groups[notebook.lesson.name if notebook.lesson else None].append(notebook)
    kept = []
    for lesson, notebooks in groups.items():
        notebooks.sort(key=lambda notebook: (notebook.when, notebook.copy, notebook.file.parts))
        if lesson is None or len(notebooks) == 1:
            kept += notebooks
            continue
        *earlier, last = notebooks
        kept.append(last)
        person.notes.append(
            f"Lesson {last.lesson.number if last.lesson else ''} was handed in {len(notebooks)} times; the last counts, {last.file.label}. "
            f"Not looked at: {_some([notebook.file.label for notebook in earlier])}."
        )
    person.notebooks = sorted(kept, key=lambda notebook: (notebook.lesson.place if notebook.lesson else 99, notebook.file.parts))


def _some(labels: list[str]) -> str:
    more = len(labels) - _MOST_TOLD
    return in_words([*labels[:_MOST_TOLD], f"{more} more"] if more > 0 else labels)
