"""The learner's notebook, and how a notebook is written down: always the same bytes for the same lesson."""

import json

from layerwise.press.source import Cell, Lesson

# Nothing here may tell on which machine the notebook was built.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"},
}


def starter(lesson: Lesson) -> dict:
    """The notebook that a learner opens: every solution replaced, no outputs. The other notebooks that it links to lie beside it."""
    notebook = _notebook(lesson, Cell.starter)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = cell["source"].replace("](../notebooks/", "](")
    return notebook


def solved(lesson: Lesson) -> dict:
    """The notebook with its solutions, before it is run."""
    return _notebook(lesson, Cell.solved)


def _notebook(lesson: Lesson, code) -> dict:
    return {
        "cells": [_code(cell, code(cell)) if cell.kind == "code" else _text(cell) for cell in lesson.cells if _shows(cell)],
        "metadata": METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _shows(cell: Cell) -> bool:
    return cell.kind == "code" or bool(cell.displayed())


def _text(cell: Cell) -> dict:
    return {"cell_type": "markdown", "id": cell.id, "metadata": {}, "source": cell.displayed()}


def _code(cell: Cell, code: str) -> dict:
    metadata = {}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    if cell.exercise:
        metadata["layerwise"] = {"exercise": cell.exercise}
    return {"cell_type": "code", "execution_count": None, "id": cell.id, "metadata": metadata, "outputs": [], "source": code}


def written(notebook: dict) -> bytes:
    """The notebook's file: long texts line by line, as Jupyter stores them, so that a change shows where it is."""
    stored = {**notebook, "cells": [_stored_cell(cell) for cell in notebook["cells"]]}
    return (json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _stored_cell(cell: dict) -> dict:
    stored = {**cell, "source": cell["source"].splitlines(keepends=True)}
    if "outputs" in cell:
        stored["outputs"] = [_in_lines(output) for output in cell["outputs"]]
    return stored


def _in_lines(output: dict) -> dict:
    changed = dict(output)
    if "text" in output:
        changed["text"] = output["text"].splitlines(keepends=True)
    if "data" in output:
        changed["data"] = {
            kind: content.splitlines(keepends=True) if isinstance(content, str) and kind.startswith("text/") else content
            for kind, content in output["data"].items()
        }
    return changed


def read(content: bytes) -> dict:
    """A stored notebook with its texts in one piece again. Raises ValueError for what is no notebook."""
    try:
        notebook = json.loads(content.decode("utf-8"))
        for cell in notebook["cells"]:
            _in_one_piece(cell)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no notebook: {error!r}") from error
    return notebook


def _in_one_piece(cell: dict) -> None:
    cell["source"] = "".join(cell["source"])
    for output in cell.get("outputs", []):
        if "text" in output:
            output["text"] = "".join(output["text"])
        if "data" in output:
            output["data"] = {kind: "".join(content) if isinstance(content, list) else content for kind, content in output["data"].items()}
