"""Marks as CSV and JSON, and in the forms that Canvas and Moodle take back."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from layerwise.classroom.grading.reports.rows import About, Row, number
from layerwise.classroom.grading.submissions.roster import Roster
from layerwise.ground.files import write_whole

# A spreadsheet takes what begins like this for a formula, and would work it out.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMN = "Layerwise"


def write_marks(path: Path, rows: Iterable[Row], about: About) -> None:
    """Write marks.csv: a row a person, a column an exercise."""
    heading = ["name", "id", "status", "late", *about.exercises, "points", "of", "not_graded", "protection", "notes"]
    _write(path, [heading, *(_marks(row, about) for row in rows)])


def _marks(row: Row, about: About) -> list[str]:
    points = [number(about.marking.points(outcome)) for outcome in row.outcomes]
    total = number(about.marking.total(row.outcomes))
    not_graded = " ".join(outcome.exercise for outcome in row.not_graded)
    late = str(row.late or "")
    return [row.name, row.key, row.status, late, *points, total, number(about.most), not_graded, about.protection, " ".join(row.notes)]


def as_json(row: Row, about: About) -> dict[str, Any]:
    """A person in marks.json."""
    exercises = {
        outcome.exercise: {**outcome.to_json(), "points": about.marking.points(outcome), "of": about.marking.most(outcome.exercise)}
        for outcome in row.outcomes
    }
    for told in exercises.values():
        del told["exercise"]
    return {
        "name": row.name,
        "id": row.key,
        "status": row.status,
        "late": str(row.late) if row.late else None,
        "points": about.marking.total(row.outcomes),
        "of": about.most,
        "exercises": exercises,
        "notes": list(row.notes),
    }


def json_lines(people: Iterable[dict[str, Any]], about: About) -> Iterator[str]:
    """marks.json, a person a line, so that a large class need not be held at once."""
    run = {
        "version": about.version,
        "seed": about.seed,
        "protection": about.protection,
        "protection_cannot_stop": about.cannot_stop,
        "weights": {name: about.marking.most(name) for name in about.exercises},
        "all_or_nothing": about.marking.all_or_nothing,
        "notes": list(about.notes),
    }
    yield f'{{"run": {json.dumps(run)},\n"people": ['
    for place, person in enumerate(people):
        yield f"{',' if place else ''}\n{json.dumps(person)}"
    yield "\n]}\n"


# --- what an LMS takes back -------------------------------------------------------------------------------------------------------


def write_for_canvas(path: Path, rows: Iterable[Row], about: About, roster: Roster | None) -> None:
    """Write what Canvas's gradebook imports. Who was not graded to the end has no number there, so nothing is overwritten."""
    own = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    lines = [[*own, COLUMN], ["    Points Possible", "", "", "", "", number(about.most)]]
    for row in rows:
        listed = row.listed.row if row.listed and roster and roster.kind == "Canvas" else None
        if listed is not None:
            known = [listed.get(column, "") for column in own]
        elif row.system == "Canvas":
            known = [row.name, row.key, "", "", ""]
        else:
            continue
        lines.append([*known, number(about.marking.total(row.outcomes))])
    _write(path, lines)


def write_for_moodle(path: Path, rows: Iterable[Row], about: About, roster: Roster | None) -> None:
    """Write a grading worksheet as Moodle takes it back. Where it says which grade is the highest, points are scaled to it."""
    columns = list(roster.columns) if roster and roster.kind == "Moodle" else ["Identifier", "Full name", "Grade", "Feedback comments"]
    columns += [] if "Feedback comments" in columns else ["Feedback comments"]
    lines = [columns]
    for row in rows:
        if row.listed and roster and roster.kind == "Moodle":
            cells = dict(row.listed.row)
        elif row.system == "Moodle":
            cells = {"Identifier": f"Participant {row.key}", "Full name": row.name}
        else:
            continue
        total = about.marking.total(row.outcomes)
        if total is not None:
            highest = _number(cells.get("Maximum Grade", ""))
            cells["Grade"] = number(total if highest is None or not about.most else total / about.most * highest)
            cells["Feedback comments"] = "; ".join(f"{outcome.exercise}: {outcome.status}" for outcome in row.outcomes)
        lines.append([cells.get(column, "") for column in columns])
    _write(path, lines)


def write_feedback_for_moodle(path: Path, rows: Iterable[Row], folder: Path) -> None:
    """Write the pages of feedback as Moodle takes them for many people at once: each named like what was handed in."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            if row.system == "Moodle":
                name = row.name.replace("/", " ").replace("_", " ")
                page = zipfile.ZipInfo(
                    f"{name}_{row.key}_assignsubmission_file_feedback.html"
                )  # with no time, so that it is always the same
                archive.writestr(page, (folder / row.page).read_bytes(), zipfile.ZIP_DEFLATED)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def write_who_is_who(path: Path, people: Iterable[tuple[str, str, str, Iterable[str]]]) -> None:
    """Write whom the hidden names stand for, which is to be kept elsewhere."""
    _write(path, [["hidden", "name", "id", "notes"], *([hidden, name, key, " ".join(notes)] for hidden, name, key, notes in people)])


def _write(path: Path, lines: Iterable[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in line] for line in lines)
    # With a mark at its start, from which a spreadsheet knows that it is UTF-8.
    write_whole(path, text.getvalue().encode("utf-8-sig", "replace"))


def _harmless(cell: str) -> str:
    cell = cell.replace("\0", "")
    return f"'{cell}" if cell.startswith(_LIKE_A_FORMULA) else cell
