"""A lesson's notebook with the marks of nbgrader: which cells are answers, and below each a cell that counts its points."""

import re
from collections.abc import Mapping
from typing import Any

from layerwise.exercises.catalogue import EXERCISES

# The version of nbgrader's metadata that is written here.
_SCHEMA = 3
_COUNTING = "points-"
# Jupyter's tag for a cell whose exception does not stop the run of a notebook.
_GOES_ON = "raises-exception"


def with_solutions(notebook: dict) -> dict:
    """A lesson's notebook with the course's answers, between the marks that nbgrader looks for. Taken out, they leave what it was."""
    return {**notebook, "cells": [_solved(cell) for cell in notebook["cells"]]}


def _solved(cell: dict) -> dict:
    name = exercise_of(cell)
    return {**cell, "source": f"@check\n{EXERCISES[name].marked_source.rstrip()}"} if name else cell


def with_points(notebook: dict, points: Mapping[str, float]) -> dict:
    """A lesson's notebook in which nbgrader knows the cells of exercises and finds below each a cell that counts: 1 point, or `points`."""
    cells: list[dict] = []
    for cell in notebook["cells"]:
        name = exercise_of(cell)
        if name is None:
            cells.append(cell)
            continue
        marks = _marks(f"exercise-{name}", solution=True)
        cells += [{**cell, "metadata": {**cell["metadata"], "nbgrader": marks}}, counting(name, points.get(name, 1))]
    return {**notebook, "cells": cells}


def counting(name: str, points: float) -> dict:
    """The cell that counts the points of an exercise.

    It stops where the exercise did not pass, which is how nbgrader knows; by its tag, a notebook that is run from top to bottom goes on.
    """
    whole = int(points) if points == int(points) else points
    source = (
        f"# {whole} {'point' if whole == 1 else 'points'}, counted by nbgrader: for your own function, not for one that was lent to you.\n"
        f'from layerwise.exercises import must_pass\n\nmust_pass("{name}", globals())'
    )
    marks = {**_marks(_COUNTING + name, grade=True, locked=True), "points": whole}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": (_COUNTING + name)[:64],
        "metadata": {"nbgrader": marks, "tags": [_GOES_ON]},
        "outputs": [],
        "source": source,
    }


def _marks(grade_id: str, *, grade: bool = False, locked: bool = False, solution: bool = False) -> dict[str, Any]:
    return {"schema_version": _SCHEMA, "grade_id": grade_id, "grade": grade, "locked": locked, "solution": solution, "task": False}


def exercise_of(cell: Mapping[str, Any]) -> str | None:
    """The exercise that a lesson's cell is the place for, if any."""
    return cell["metadata"].get("layerwise", {}).get("exercise")


def counted(grade_id: object) -> str | None:
    """The exercise whose points a cell counts, by nbgrader's id of the cell, if any."""
    name = grade_id.removeprefix(_COUNTING) if isinstance(grade_id, str) and grade_id.startswith(_COUNTING) else None
    return name if name in EXERCISES else None


_LINK = re.compile(r"\]\((\w+)\.ipynb\b")


def with_links_between_folders(notebook: dict) -> dict:
    """A notebook whose links to others lead to where those are in a course of nbgrader, each in a folder of its own name."""
    return {
        **notebook,
        "cells": [
            {**cell, "source": _LINK.sub(r"](../\1/\1.ipynb", cell["source"])} if cell["cell_type"] == "markdown" else cell
            for cell in notebook["cells"]
        ],
    }


def going_on(notebook: dict) -> dict:
    """A notebook whose cells do not stop those below them: where answers are kept back, some cannot do their work."""
    return {**notebook, "cells": [_going_on(cell) if cell["cell_type"] == "code" else cell for cell in notebook["cells"]]}


def _going_on(cell: dict) -> dict:
    tags = cell["metadata"].get("tags", [])
    return {**cell, "metadata": {**cell["metadata"], "tags": [*tags, *({_GOES_ON} - set(tags))]}}
