"""The notebooks that a lesson becomes: the one that a learner opens, and the one with its solutions."""

from collections.abc import Callable
from typing import Any

from layerwise.ground import notebooks as files
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


def _notebook(lesson: Lesson, code: Callable[[Cell], str]) -> dict:
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
    metadata: dict[str, Any] = {}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    if cell.exercise:
        metadata["layerwise"] = {"exercise": cell.exercise}
    return {"cell_type": "code", "execution_count": None, "id": cell.id, "metadata": metadata, "outputs": [], "source": code}


# What cells show is compared and kept by the press, so it has those texts in one piece as well.


def read(content: bytes) -> dict:
    """A stored notebook with the texts of its outputs in one piece. Raises NotANotebook."""
    return _with_outputs(files.read(content), _joined)


def written(notebook: dict) -> bytes:
    """The notebook's file, the texts of its outputs line by line."""
    return files.written(_with_outputs(notebook, _in_lines))


def _with_outputs(notebook: dict, change: Callable[[str, object], object]) -> dict:
    """The notebook with each text and each content of its outputs changed by `change(kind, content)`."""
    cells = [
        {**cell, "outputs": [_output(output, change) for output in cell["outputs"]]} if "outputs" in cell else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _output(output: dict, change: Callable[[str, object], object]) -> dict:
    changed = dict(output)
    if "text" in output:
        changed["text"] = change("text/plain", output["text"])
    if "data" in output:
        changed["data"] = {kind: change(kind, content) for kind, content in output["data"].items()}
    return changed


def _joined(kind: str, content: object) -> object:
    return "".join(content) if isinstance(content, list) else content


def _in_lines(kind: str, content: object) -> object:
    return content.splitlines(keepends=True) if isinstance(content, str) and kind.startswith("text/") else content
