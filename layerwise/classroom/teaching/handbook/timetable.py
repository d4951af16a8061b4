"""Timetables for a workshop, computed from the minutes of the lessons' sections: blocks of at most 90 minutes, with breaks between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from layerwise.classroom.teaching.material import Material, Section
from layerwise.ground.words import in_words

BLOCK = 90  # minutes: nobody listens longer
LOOKING_BACK = 5
WELCOME = "Welcome: who is here, and does a first cell run everywhere?"
SPARE = "Questions, and time to catch up"
LONG_SPARE = "Time of your own: an open challenge, what is still unclear, or data that you have brought"
AT_HOME = ("Open challenge",)  # what short workshops leave to the evenings


@dataclass(frozen=True)
class Format:
    """A kind of workshop: its blocks in minutes, and what stands between two of them, in minutes; None is a night."""

    name: str
    blocks: tuple[int, ...]
    breaks: tuple[int | None, ...]
    welcome: int
    is_short: bool = False


FORMATS = (
    Format("90 minutes", (BLOCK,), (), welcome=5, is_short=True),
    Format("Half a day", (BLOCK, BLOCK), (30,), welcome=10, is_short=True),
    Format("A whole day", (BLOCK,) * 4, (20, 60, 20), welcome=15),
    Format("Two days", (BLOCK,) * 8, (20, 60, 20, None, 20, 60, 20), welcome=15),
)
BEGINS = 9 * 60


@dataclass(frozen=True)
class Unit:
    """A section of a lesson with the minutes that it takes; `estimated` where no notes say how many."""

    material: Material
    title: str
    minutes: int
    has_task: bool
    is_first: bool
    estimated: bool


@dataclass(frozen=True)
class Row:
    """A line of a timetable: when, in minutes since midnight, for how long, and what: some sections of a lesson, or something else."""

    day: int
    begins: int
    minutes: int
    what: str = ""
    units: tuple[Unit, ...] = ()
    is_break: bool = False

    @property
    def time(self) -> str:
        return f"{self.begins // 60}:{self.begins % 60:02d}"

    @property
    def material(self) -> Material | None:
        return self.units[0].material if self.units else None


@dataclass(frozen=True)
class Timetable:
    """A timetable, whether some of the lessons do not fit into it, and which, in sentences."""

    format: Format
    rows: tuple[Row, ...]
    is_cut: bool
    left_out: str

    @property
    def days(self) -> list[list[Row]]:
        return [[row for row in self.rows if row.day == day] for day in sorted({row.day for row in self.rows})]


def units(material: Material) -> list[Unit]:
    """The sections of a lesson that take time in a workshop. One whose notes are silent takes none, where the lesson has notes."""
    estimates = {} if material.minutes else _estimates(material)
    found: list[Unit] = []
    for place, section in enumerate(material.sections):
        minutes = section.minutes or estimates.get(place, 0)
        if minutes:
            title = section.title if place else "Beginning"
            found.append(Unit(material, title, minutes, bool(section.tasks), is_first=not found, estimated=bool(estimates)))
    return found


def _estimates(material: Material) -> dict[int, int]:
    """Minutes for the sections of a lesson without notes: those of its exercises, and of what is left of the lesson's a share by length."""
    tasks = [sum(task.exercise.minutes for task in section.tasks) for section in material.sections]
    lengths = [_length(section) for section in material.sections]
    left = max(material.lesson.minutes - sum(tasks), 0)
    return {
        place: max(1, round(own + left * length / sum(lengths))) for place, (own, length) in enumerate(zip(tasks, lengths, strict=True))
    }


def _length(section: Section) -> int:
    return sum(len(item.cell.text) if hasattr(item, "cell") else 300 for part in section.parts for item in part.items)


def of_all(materials: list[Material]) -> list[Timetable]:
    """The timetables of these lessons, up to the first workshop that has time for all of them: a longer one would be empty."""
    found: list[Timetable] = []
    for kind in FORMATS:
        found.append(of(materials, kind))
        if not found[-1].is_cut:
            break
    return found


def of(materials: list[Material], kind: Format) -> Timetable:
    """The timetable of a workshop with these lessons, in their order, as far as the time goes."""
    wanted = [unit for material in materials for unit in units(material) if not (kind.is_short and unit.title in AT_HOME)]
    blocks, left = _filled(wanted, kind)
    return Timetable(kind, tuple(_rows(blocks, kind)), bool(left), _left_out(wanted, left, kind))


def _filled(wanted: list[Unit], kind: Format) -> tuple[list[list[Unit]], list[Unit]]:
    """For each block the units that are taught in it, and those for which no time is left."""
    left = list(wanted)
    blocks = []
    for place, minutes in enumerate(kind.blocks):
        room = minutes - (kind.welcome if place == 0 else 0) - (LOOKING_BACK if place == len(kind.blocks) - 1 else 0)
        block: list[Unit] = []
        while left and sum(unit.minutes for unit in _at_least(left)) <= room:
            room -= left[0].minutes
            block.append(left.pop(0))
        if left and left[0].minutes > BLOCK and room >= BLOCK // 3:  # it fits into no block, and is taught in parts
            long = left.pop(0)
            block.append(replace(long, title=f"{long.title} (a part)", minutes=room))
            left.insert(0, replace(long, minutes=long.minutes - room))
        blocks.append(block)
    return blocks, left


def _at_least(left: list[Unit]) -> list[Unit]:
    """The units that have to be taught in one go from here on: a lesson is not begun where its first exercise finds no time."""
    lesson = [unit for unit in left if unit.material is left[0].material]
    task = next((place for place, unit in enumerate(lesson) if unit.has_task), 0)
    together = lesson[: task + 1] if left[0].is_first else lesson[:1]
    return together if sum(unit.minutes for unit in together) <= BLOCK // 2 else lesson[:1]


def _rows(blocks: list[list[Unit]], kind: Format) -> Iterator[Row]:
    day, now = 1, BEGINS
    for place, (block, minutes) in enumerate(zip(blocks, kind.blocks, strict=True)):
        is_last = place == len(kind.blocks) - 1
        end = now + minutes
        inside = [Row(day, now, kind.welcome, WELCOME)] if place == 0 else []
        for _, group in groupby(block, key=lambda unit: unit.material.lesson):
            taught = tuple(group)
            inside.append(Row(day, _end(inside, now), sum(unit.minutes for unit in taught), units=taught))
        spare = end - _end(inside, now) - (LOOKING_BACK if is_last else 0)
        if spare:
            inside.append(Row(day, _end(inside, now), spare, LONG_SPARE if spare >= 30 else SPARE))
        yield from inside
        if is_last:
            yield Row(day, end - LOOKING_BACK, LOOKING_BACK, "Looking back: one thing that you take home, one that is still unclear")
            return
        pause = kind.breaks[place]
        if pause is None:
            day, now = day + 1, BEGINS
        else:
            yield Row(day, end, pause, "Lunch" if pause >= 45 else "Break", is_break=True)
            now = end + pause


def _end(rows: list[Row], otherwise: int) -> int:
    """When the last of these rows ends."""
    return rows[-1].begins + rows[-1].minutes if rows else otherwise


def _left_out(wanted: list[Unit], left: list[Unit], kind: Format) -> str:
    """What of the lessons is not taught, in sentences."""
    told = []
    for lesson, group in groupby(left, key=lambda unit: unit.material.lesson):
        missing = list(group)
        if len(missing) < sum(unit.material.lesson == lesson for unit in wanted):
            told.append(f"Not reached in lesson {lesson.number}: {in_words(f'“{unit.title}”' for unit in missing)}.")
    begun = {unit.material.lesson for unit in wanted if unit not in left}
    whole = [lesson.number for lesson in dict.fromkeys(unit.material.lesson for unit in left) if lesson not in begun]
    if whole:
        told.append(f"Not reached at all: lesson{'s' if len(whole) > 1 else ''} {in_words(whole)}.")
    if kind.is_short:
        told.append("The open challenges are left for the evening.")
    return " ".join(told)
