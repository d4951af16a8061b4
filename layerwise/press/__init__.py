"""The press: lessons become the learner's notebooks and the executed solutions.

    build(root)         # writes notebooks/ and solutions/, returns the paths that changed
    differences(root)   # what differs from what the lessons build; an empty list when all is in step
"""

import os
import tempfile
from pathlib import Path

from layerwise.press import notebooks, pictures
from layerwise.press.source import Lesson, LessonError, read_all

__all__ = ["LessonError", "build", "differences", "lessons"]


def lessons(root, names: list[str] | None = None, exercises: dict | None = None) -> list[Lesson]:
    """Read the lessons under `root`, all or those named ("02", "02_activation"), in order.

    `exercises` is the catalogue by name; without it, the course's own. Raises LessonError for a broken lesson.
    """
    if exercises is None:
        from layerwise.exercises import catalogue

        exercises = {exercise.name: exercise for exercise in catalogue()}
    return read_all(Path(root), names, exercises)


def build(root, names: list[str] | None = None, exercises: dict | None = None) -> list[str]:
    """Build the notebooks and solutions of all lessons, or of those named, and return the paths written, relative to `root`.

    Solutions are run. A file that would stay the same, or whose pictures a viewer could not tell from the new ones, is left alone.
    Raises LessonError, and changes nothing, when a lesson is broken, a cell fails or a number in the prose is wrong.
    """
    root = Path(root)
    read = lessons(root, names, exercises)
    from layerwise.press import solutions

    contents = {}
    for lesson, solved in zip(read, solutions.run(read), strict=True):
        contents[f"notebooks/{lesson.name}.ipynb"] = notebooks.written(notebooks.starter(lesson))
        path = f"solutions/{lesson.name}.ipynb"
        contents[path] = notebooks.written(_with_pictures_kept(solved, root / path))
    changed = {path: content for path, content in contents.items() if not _holds(root / path, content)}
    _write_all(root, changed)
    return list(changed)


def differences(root, names: list[str] | None = None, exercises: dict | None = None, execute: bool = True) -> list[str]:
    """Say in a line each how notebooks/ and solutions/ differ from what the lessons build.

    With `execute` the lessons are run and their outputs compared: texts exactly, pictures by what a viewer sees. Without it, the
    outputs are taken as they are stored. A number in the prose that no code produces is found either way.
    Raises LessonError when a lesson is broken or, run, fails.
    """
    root = Path(root)
    read = lessons(root, names, exercises)
    found = [] if names else _extra(root, read)
    if execute:
        from layerwise.press import solutions

        built = solutions.run(read)
    else:
        built = [notebooks.solved(lesson) for lesson in read]
    for lesson, solved in zip(read, built, strict=True):
        found += _compare(root, f"notebooks/{lesson.name}.ipynb", notebooks.starter(lesson), lesson, True)
        found += _compare(root, f"solutions/{lesson.name}.ipynb", solved, lesson, execute)
        if not execute:
            found += _stored_numbers(root, lesson)
    return found


# --- writing -------------------------------------------------------------------------------------------------------------


def _write_all(root: Path, contents: dict[str, bytes]) -> None:
    """Write each file beside its place first, so that a full disk or an interruption leaves whole files only."""
    waiting = []
    try:
        for path, content in contents.items():
            target = root / path
            target.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            waiting.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # mkstemp makes a file that only its owner may read.
            Path(name).chmod(0o644)
        for temporary, target in waiting:
            os.replace(temporary, target)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _with_pictures_kept(solved: dict, path: Path) -> dict:
    """The new notebook with the stored outputs of every cell where nobody would see a difference."""
    try:
        stored = {cell.get("id"): cell for cell in notebooks.read(path.read_bytes())["cells"]}
    except (OSError, ValueError):  # not built yet, or broken: it is written anew
        return solved
    cells = []
    for cell in solved["cells"]:
        old = stored.get(cell["id"])
        if cell["cell_type"] == "code" and old and old["source"] == cell["source"] and not _output_differences(old, cell):
            cell = {**cell, "outputs": [_counted(output, cell["execution_count"]) for output in old["outputs"]]}
        cells.append(cell)
    return {**solved, "cells": cells}


def _counted(output: dict, count: int) -> dict:
    return {**output, "execution_count": count} if "execution_count" in output else output


# --- comparing -----------------------------------------------------------------------------------------------------------


def _extra(root: Path, read: list[Lesson]) -> list[str]:
    names = {lesson.name for lesson in read}
    return [
        f"{folder}/{path.name}: no lesson builds this notebook. Delete it, or write lessons/{path.stem}.md."
        for folder in ("notebooks", "solutions")
        for path in sorted((root / folder).glob("*.ipynb"))
        if path.stem not in names
    ]


def _compare(root: Path, path: str, built: dict, lesson: Lesson, with_outputs: bool) -> list[str]:
    try:
        content = (root / path).read_bytes()
        stored = notebooks.read(content)
    except FileNotFoundError:
        return [f"{path}: this notebook is missing."]
    except ValueError as error:
        return [f"{path}: this cannot be read as a notebook ({error})."]
    lines = {cell.id: cell.line for cell in lesson.cells}
    here, there = [cell.get("id") for cell in stored["cells"]], [cell["id"] for cell in built["cells"]]
    found = [f"{path}: cell {id} is not in {lesson.source}." for id in here if id not in there]
    found += [f"{path}: cell {id} is missing ({lesson.source}:{lines[id]})." for id in there if id not in here]
    if not found and here != there:
        found.append(f"{path}: the cells are not in the order of {lesson.source}.")
    old = {cell.get("id"): cell for cell in stored["cells"]}
    for cell in built["cells"]:
        if cell["id"] in old:
            place = f"{path}: cell {cell['id']} ({lesson.source}:{lines[cell['id']]})"
            found += [f"{place} {difference}." for difference in _cell_differences(old[cell["id"]], cell, with_outputs)]
    outside = {key for key in {*stored, *built} - {"cells"} if stored.get(key) != built.get(key)}
    found += [f"{path}: the notebook's {key} is not what the press writes." for key in sorted(outside)]
    # git may have changed the ends of lines on its way to Windows.
    if not found and notebooks.written(stored) != content.replace(b"\r\n", b"\n"):
        found.append(f"{path}: another program wrote this file, in another layout.")
    return found


def _cell_differences(stored: dict, built: dict, with_outputs: bool) -> list[str]:
    found = [
        f"has another {what}"
        for what in ("cell_type", "source", "metadata", "attachments")
        if stored.get(what) != built.get(what)
    ]
    if with_outputs and built["cell_type"] == "code" and not found:
        if stored.get("execution_count") != built["execution_count"]:
            found.append(f"has the execution count {stored.get('execution_count')} instead of {built['execution_count']}")
        found += _output_differences(stored, built)
    return found


def _output_differences(stored: dict, built: dict) -> list[str]:
    """How the outputs of a cell differ for a reader; those that the author marked as not compared only have to be there."""
    old, new = stored.get("outputs", []), built["outputs"]
    if "nbval-ignore-output" in built["metadata"].get("tags", []):
        return [] if bool(old) == bool(new) else ["has outputs only in one of the two"]
    if len(old) != len(new):
        return [f"has {len(old)} outputs instead of {len(new)}"]
    found = []
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        texts, images = pictures.separate(one)
        new_texts, new_images = pictures.separate(other)
        plain = ("output_type", "name", "text", "ename", "evalue", "metadata")
        if {key: one.get(key) for key in plain} != {key: other.get(key) for key in plain} or texts != new_texts:
            found.append(f"shows another output {number}")
        elif len(images) != len(new_images):
            found.append(f"shows {len(images)} pictures in output {number} instead of {len(new_images)}")
        else:
            for image, new_image in zip(images, new_images, strict=True):
                seen = pictures.difference(image, new_image)
                found += [f"has a picture in output {number} that {seen}"] if seen else []
    return found


def _stored_numbers(root: Path, lesson: Lesson) -> list[str]:
    from layerwise.press import numbers

    try:
        stored = notebooks.read((root / f"solutions/{lesson.name}.ipynb").read_bytes())
    except (OSError, ValueError):  # already named as missing or unreadable
        return []
    return numbers.unproduced(lesson, [output for cell in stored["cells"] for output in cell.get("outputs", [])])
