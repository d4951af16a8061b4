"""The press: lessons become the learner's notebooks and the executed solutions.

    build(root)         # writes notebooks/ and solutions/, returns the paths that changed
    differences(root)   # what differs from what the lessons build; an empty list when all is in step

A lesson that breaks a rule is refused with its file, its line, and what to do.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from layerwise.examiner import Exercise
from layerwise.ground.files import write_all
from layerwise.ground.notebooks import NotANotebook
from layerwise.press import glossary, notebooks, pictures, prose, readme, width
from layerwise.press.source import Lesson, LessonError, chosen, read_all
from layerwise.press.way_on import with_way_on

__all__ = ["LessonError", "build", "differences", "lessons"]

Catalogue = Mapping[str, Exercise]


def lessons(root: Path | str, names: list[str] | None = None, exercises: Catalogue | None = None) -> list[Lesson]:
    """Read the lessons under `root`, all or those named ("02", "02_activation"), in order, as they are in their files.

    `exercises` is the catalogue by name; without it, the course's own. Raises LessonError for a broken lesson.
    """
    return chosen(_read(root, exercises), names)


def _read(root: Path | str, exercises: Catalogue | None) -> list[Lesson]:
    if exercises is None:
        from layerwise.exercises.catalogue import EXERCISES

        exercises = EXERCISES
    return read_all(Path(root), exercises)


def _with_glossary(root: Path, names: list[str] | None, exercises: Catalogue | None) -> tuple[list[Lesson], glossary.Glossary, list[str]]:
    """The lessons asked for, linked to the glossary; the glossary; and what is wrong in them with terms, sentences and lines of code."""
    course = _read(root, exercises)
    asked = chosen(course, names)
    terms, problems = glossary.read(course)
    problems += [problem for lesson in asked for rule in (prose, width) for problem in rule.problems(lesson)]
    # A term's use and its definition may be in two lessons: the problem is reported with the one that has to change.
    sources = {lesson.source: number for number, lesson in enumerate(asked)}
    places = {problem: problem.split(":")[:2] for problem in problems}
    problems = sorted(
        (problem for problem in problems if places[problem][0] in sources),
        key=lambda problem: (sources[places[problem][0]], int(places[problem][1])),
    )
    return [with_way_on(terms.linked(lesson)) for lesson in asked], terms, problems


def build(
    root: Path | str, names: list[str] | None = None, exercises: Catalogue | None = None, tell: Callable[[str], None] = lambda line: None
) -> list[str]:
    """Build the notebooks and solutions of all lessons, or of those named, and the glossary; return the paths written, below `root`.

    Solutions are run, and `tell` gets a line about each that is done. A file that would stay the same, or whose pictures a viewer could
    not tell from the new ones, is left alone. Interrupted, it writes the lessons that are done, and raises KeyboardInterrupt.
    Raises LessonError, and changes nothing, when a lesson is broken, a cell fails, a number in the prose is wrong, a sentence or a line of
    code is too long, or a term is used before it is defined.
    """
    root = Path(root)
    read, terms, problems = _with_glossary(root, names, exercises)
    if problems:
        raise LessonError(*problems)
    from layerwise.press import solutions

    contents = {f"notebooks/{glossary.NAME}.ipynb": notebooks.written(notebooks.starter(terms.lesson()))} if terms.terms else {}
    if (root / readme.NAME).exists():
        contents[readme.NAME] = readme.with_table((root / readme.NAME).read_text(encoding="utf-8")).encode("utf-8")
    keep, told = {}, _counting(tell, read)

    def done(lesson: Lesson, solved: dict) -> None:
        path = f"solutions/{lesson.name}.ipynb"
        keep[f"notebooks/{lesson.name}.ipynb"] = notebooks.written(notebooks.starter(lesson))
        keep[path] = notebooks.written(_with_pictures_kept(solved, root / path))
        told(lesson)

    try:
        solutions.run(read, done)
    except KeyboardInterrupt:
        _write_changed(root, keep)
        raise
    return _write_changed(root, {**contents, **keep})


def starters(root: Path | str) -> dict[str, bytes]:
    """The notebooks of the learners as the lessons build them, by the names of their files. Raises LessonError."""
    read, terms, _ = _with_glossary(Path(root), None, None)
    found = {f"{lesson.name}.ipynb": notebooks.written(notebooks.starter(lesson)) for lesson in read}
    return found | ({f"{glossary.NAME}.ipynb": notebooks.written(notebooks.starter(terms.lesson()))} if terms.terms else {})


def differences(
    root: Path | str,
    names: list[str] | None = None,
    exercises: Catalogue | None = None,
    execute: bool = True,
    tell: Callable[[str], None] = lambda line: None,
) -> list[str]:
    """Say in a line each how notebooks/ and solutions/ differ from what the lessons build.

    With `execute` the lessons are run, which `tell` gets a line about each, and their outputs compared: texts exactly, pictures by what
    a viewer sees. Without it, the outputs are taken as they are stored. A number in the prose that no code produces is found either way,
    and so are long sentences, long lines of code and terms used too early.
    Raises LessonError when a lesson is broken or, run, fails.
    """
    root = Path(root)
    read, terms, found = _with_glossary(root, names, exercises)
    found += [] if names else _extra(root, read, terms)
    if execute:
        from layerwise.press import solutions

        told = _counting(tell, read)
        built = solutions.run(read, lambda lesson, solved: told(lesson))
    else:
        built = [notebooks.solved(lesson) for lesson in read]
    for lesson, solved in zip(read, built, strict=True):
        places = {cell.id: f"{lesson.source}:{cell.line}" for cell in lesson.cells}
        found += _compare(root, f"notebooks/{lesson.name}.ipynb", notebooks.starter(lesson), lesson.source, places, True)
        found += _compare(root, f"solutions/{lesson.name}.ipynb", solved, lesson.source, places, execute)
        if not execute:
            found += _stored_numbers(root, lesson)
    if terms.terms:
        path = f"notebooks/{glossary.NAME}.ipynb"
        found += _compare(root, path, notebooks.starter(terms.lesson()), "lessons/", terms.places(), True)
    return found + _readme_differences(root)


def _readme_differences(root: Path) -> list[str]:
    try:
        text = (root / readme.NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [] if readme.with_table(text) == text else [f"{readme.NAME}: the table of the lessons is not what layerwise/course.py says."]


def _counting(tell: Callable[[str], None], lessons: list[Lesson]) -> Callable[[Lesson], None]:
    """A function that tells which lesson has run, and how many of them."""
    run = []

    def told(lesson: Lesson) -> None:
        run.append(lesson)
        tell(f"{len(run)} of {len(lessons)}: {lesson.name} has run")

    return told


# --- writing -------------------------------------------------------------------------------------------------------------


def _write_changed(root: Path, contents: dict[str, bytes]) -> list[str]:
    changed = {path: content for path, content in sorted(contents.items()) if not _holds(root / path, content)}
    for path in changed:
        (root / path).parent.mkdir(exist_ok=True)
    write_all({root / path: content for path, content in changed.items()})
    return list(changed)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _with_pictures_kept(solved: dict, path: Path) -> dict:
    """The new notebook with the stored outputs of every cell where nobody would see a difference."""
    try:
        stored = {cell.get("id"): cell for cell in notebooks.read(path.read_bytes())["cells"]}
    except (OSError, NotANotebook):  # not built yet, or broken: it is written anew
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


def _extra(root: Path, read: list[Lesson], terms: glossary.Glossary) -> list[str]:
    names = {lesson.name for lesson in read}
    built = {"notebooks": names | ({glossary.NAME} if terms.terms else set()), "solutions": names}
    return [
        f"{folder}/{path.name}: no lesson builds this notebook. Delete it, or write lessons/{path.stem}.md."
        for folder in built
        for path in sorted((root / folder).glob("*.ipynb"))
        if path.stem not in built[folder]
    ]


def _compare(root: Path, path: str, built: dict, source: str, places: dict[str, str], with_outputs: bool) -> list[str]:
    """How the notebook at `path` differs from `built`. `places` says for each cell's id where in `source` it comes from."""
    try:
        content = (root / path).read_bytes()
        stored = notebooks.read(content)
    except FileNotFoundError:
        return [f"{path}: this notebook is missing."]
    except NotANotebook as problem:
        return [f"{path}: this cannot be read as a notebook (it {problem})."]
    here, there = [cell.get("id") for cell in stored["cells"]], [cell["id"] for cell in built["cells"]]
    found = [f"{path}: cell {id} is not in {source}." for id in here if id not in there]
    found += [f"{path}: cell {id} is missing ({places[id]})." for id in there if id not in here]
    if not found and here != there:
        found.append(f"{path}: the cells are not in the order of {source}.")
    old = {cell.get("id"): cell for cell in stored["cells"]}
    for cell in built["cells"]:
        if cell["id"] in old:
            place = f"{path}: cell {cell['id']} ({places[cell['id']]})"
            found += [f"{place} {difference}." for difference in _cell_differences(old[cell["id"]], cell, with_outputs)]
    outside = {key for key in {*stored, *built} - {"cells"} if stored.get(key) != built.get(key)}
    found += [f"{path}: the notebook's {key} is not what the press writes." for key in sorted(outside)]
    # git may have changed the ends of lines on its way to Windows.
    if not found and notebooks.written(stored) != content.replace(b"\r\n", b"\n"):
        found.append(f"{path}: another program wrote this file, in another layout.")
    return found


def _cell_differences(stored: dict, built: dict, with_outputs: bool) -> list[str]:
    found = [f"has another {what}" for what in ("cell_type", "source", "metadata", "attachments") if stored.get(what) != built.get(what)]
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
    except (OSError, NotANotebook):  # already named as missing or unreadable
        return []
    return numbers.unproduced(lesson, [output for cell in stored["cells"] for output in cell.get("outputs", [])])
