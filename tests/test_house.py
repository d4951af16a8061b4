"""Who may import whom: the rooms of the package know each other in one direction only."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "layerwise"
# For each room, the rooms that it may use. A room that is not named here is a mistake in this list or in the house.
MAY_USE = {
    "ground": set(),
    "course": set(),
    "nn": {"ground"},
    "data": set(),
    "progress": set(),
    "examiner": {"course", "ground"},
    "exercises": {"examiner", "nn", "data", "course", "ground"},  # the questions prove their numbers on the data
    "figures": {"nn", "data", "ground"},
    "experiments": {"figures"},
    "explorers": {"figures", "nn", "data", "ground"},
    "questions": {"exercises", "examiner", "figures", "explorers", "ground"},
    "workbook": {"exercises", "examiner", "course", "ground"},
    # Slides and handbook are made from the lessons, with their pictures; the room is told of what a workbook knows.
    "classroom": {"press", "workbook", "figures", "exercises", "examiner", "nn", "data", "course", "ground"},
    "press": {"exercises", "examiner", "course", "ground"},
    "mine": {"exercises", "examiner", "workbook", "ground"},
    "doctor": set(),
    "cli": {"__version__", "classroom", "doctor", "ground", "press", "workbook"},
    "__main__": {"cli"},
    "__init__": {"doctor", "exercises", "questions", "workbook"},  # only when they are asked for
}

# The same within a room that has rooms of its own: for each of these, and for each file that stands beside them, what it may use.
WITHIN = {
    "examiner": {
        "written": set(),
        "code": set(),
        "values": set(),
        "facts": {"values"},
        "question": set(),
        "forms": set(),
        "report": {"forms"},
        "advice": {"raised", "written"},
        "elsewhere": set(),
        "advisers": {"advice", "elsewhere", "raised", "written"},
        "raised": {"written"},
        "errors": {"advisers", "raised", "written"},
        "exercise": {"code", "written"},
        "subject": {"raised", "written"},
        "signature": {"exercise"},
        "calling": {"exercise", "values"},
        "nobody_there": set(),
        "trial": {"calling", "exercise", "nobody_there", "values"},
        "evidence": {"calling", "errors", "exercise", "subject", "values"},
        "case": {"calling", "evidence", "exercise", "subject"},
        "diagnoses": {"case", "exercise", "report", "subject", "values", "written"},
        "examination": {"calling", "case", "diagnoses", "exercise", "forms", "report", "signature", "subject", "trial"},
        "__init__": {"examination", "exercise", "report"},
    },
    "workbook": {
        "notebook": set(),
        "folder": {"notebook"},
        "library": set(),
        "cells": {"library", "notebook"},
        "progress": {"folder", "library", "cells", "notebook"},
        "updates": {"folder"},
        "sharing": {"cells", "folder", "progress"},
        "notes": {"folder", "notebook"},
        "course_page": {"folder", "library", "notes", "progress"},
        "opening": {"folder", "progress", "updates"},
        "joining_late": {"folder", "notebook", "progress", "updates"},
        "__init__": {"course_page", "folder", "joining_late", "library", "notebook", "notes", "progress", "sharing"},
    },
    "workbook/sharing": {
        "message": set(),
        "kept": {"message"},
        "consent": {"kept", "message"},
        "post": {"message"},
        "sender": {"kept", "post"},
        "own": {"sender"},
        "joining": {"consent", "kept", "message", "own", "post", "sender"},
        "after_check": {"kept", "message", "own"},
        "__init__": set(),
    },
    "classroom": {
        "isolation": set(),
        "grading": {"isolation"},
        "release": {"grading"},
        "teaching": set(),
        "room": {"grading"},
        "hub": {"isolation"},
        "commands": {"grading", "hub", "release", "room", "teaching"},
        "__init__": set(),
    },
    "classroom/teaching": {
        "markup": set(),
        "material": set(),
        "keypoints": set(),
        "folders": set(),
        "templates": set(),
        "slides": {"keypoints", "markup", "material", "templates"},
        "handbook": {"keypoints", "markup", "material", "templates"},
        "__init__": set(),
    },
    "classroom/isolation": {
        "kernel": set(),
        "landlock": {"kernel"},
        "seccomp": {"kernel"},
        "mounts": {"kernel"},
        "attempts": set(),
        "__init__": set(),
    },
    "classroom/hub": {
        "people": set(),
        "tries": set(),
        "ports": set(),
        "memory": set(),
        "compiling": set(),
        "leftovers": set(),
        "desk": {"people", "tries"},
        "sign_up": {"desk"},
        "enclosure": set(),
        "trying": set(),
        "separation": {"enclosure", "people", "trying"},
        "kernels": {"enclosure", "ports"},
        "workshop": {"people"},
        "spawning": {"enclosure", "memory", "people", "ports", "workshop"},
        "running": {"compiling", "desk", "leftovers", "memory", "people", "ports", "separation", "sign_up", "spawning", "workshop"},
        "__init__": set(),
    },
    "classroom/release": {
        "cells": set(),
        "students": set(),
        "course_folder": {"cells", "students"},
        "in_nbgrader": {"cells"},
        "__init__": set(),
    },
    "classroom/room": {
        "people": set(),
        "picture": {"people"},
        "summary": {"people", "picture"},
        "session": set(),
        "limits": set(),
        "page": set(),
        "handed_in": {"people"},
        "afterwards": {"handed_in", "page", "picture"},
        "server": {"limits", "page", "people", "picture", "session", "summary"},
        "running": {"server", "session", "summary"},
        "__init__": set(),
    },
    "classroom/grading": {
        "isolation": set(),
        "submissions": set(),
        "marking": {"isolation"},
        "batch": {"isolation", "marking", "submissions"},
        "reports": {"isolation", "marking", "submissions"},
        "grade": {"batch", "isolation", "marking", "reports", "submissions"},
        "__init__": set(),
    },
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path):
    """The dotted names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write where it comes from, without dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files_within() -> list[tuple[str, Path]]:
    return [(room, path) for room in WITHIN for path in sorted((PACKAGE / room).rglob("*.py"))]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_uses_only_rooms_below_its_own(path):
    room = room_of(path)
    used = {name.split(".")[1] for name in imported(path) if name.startswith("layerwise.")}
    assert used <= MAY_USE[room] | {room}


@pytest.mark.parametrize("room, path", files_within(), ids=lambda value: getattr(value, "name", value))
def test_a_file_uses_only_inner_rooms_below_its_own(room, path):
    above = f"layerwise.{room.replace('/', '.')}."
    inner = path.relative_to(PACKAGE / room).parts[0].removesuffix(".py")
    used = {name.removeprefix(above).split(".")[0] for name in imported(path) if name.startswith(above)}
    assert used <= WITHIN[room][inner] | {inner}


@pytest.mark.parametrize("may_use", [MAY_USE, *WITHIN.values()], ids=["the house", *WITHIN])
def test_the_rooms_form_no_ring(may_use):
    def below(room: str, above: tuple[str, ...] = ()):
        assert room not in above, " uses ".join([*above, room])
        for other in may_use.get(room, ()):
            below(other, (*above, room))

    for room in may_use:
        below(room)


def test_the_network_and_the_data_need_numpy_alone():
    for path in [*(PACKAGE / "nn").rglob("*.py"), *(PACKAGE / "data").rglob("*.py")]:
        roots = {name.split(".")[0] for name in imported(path)} - {"layerwise"}
        assert roots <= sys.stdlib_module_names | {"numpy"}, path
