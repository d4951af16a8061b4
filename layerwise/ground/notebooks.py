"""A notebook's file as plain dicts and lists: read from whatever state it is in, and written as Jupyter writes it.

Only what the course works with is looked at, which is the cells, their ids, kinds and texts. Everything else is handed through as it is.
"""

import json
import re
from typing import Any

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_LISTS_AND_NUMBERS = {"outputs", "execution_count"}


class NotANotebook(ValueError):
    """What is in the file, in words that follow "the file ..."."""


class TooNew(NotANotebook):
    """It is a whole notebook, of a format that did not exist yet when this was written."""


def read(content: bytes) -> dict:
    """A stored notebook in format 4.5, each cell's source in one piece. Raises NotANotebook for anything else.

    A cell that has no valid id is left without one, so that whoever compares cells knows it.
    """
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NotANotebook("is empty" if not content.strip() else "is damaged: it is not the JSON that a notebook consists of") from problem
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise NotANotebook("is JSON, but no notebook")
    if notebook["nbformat"] > 4:
        raise TooNew(f"is a notebook of a newer kind (format {notebook['nbformat']}) than this course can read")
    if notebook["nbformat"] < 4:
        notebook = _converted(content)
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise NotANotebook("is JSON, but no notebook: it has no list of cells")
    metadata = notebook.get("metadata")
    minor = notebook.get("nbformat_minor")
    return {
        **notebook,
        "cells": [_cell(cell, number) for number, cell in enumerate(cells, 1)],
        "metadata": metadata if isinstance(metadata, dict) else {},
        "nbformat": 4,
        "nbformat_minor": max(5, minor) if isinstance(minor, int) else 5,
    }


def is_notebook(content: bytes) -> bool:
    """Tell whether `read` can read it."""
    try:
        read(content)
    except NotANotebook:
        return False
    return True


def written(notebook: dict) -> bytes:
    """The notebook's file as Jupyter writes it: source line by line, so that a change shows where it is; all else as it is.

    It is always the same for the same notebook.
    """
    stored = {**notebook, "cells": [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]}
    try:
        return _json(stored, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        # Half of a pair of surrogates, which a learner's code may have printed, is no UTF-8; JSON can spell it out.
        return _json(stored, ensure_ascii=True).encode("ascii")


def is_valid_id(identifier: object) -> bool:
    """Tell whether this may be the id of a cell in format 4.5."""
    return isinstance(identifier, str) and _ID.fullmatch(identifier) is not None


def _json(stored: dict, ensure_ascii: bool) -> str:
    return json.dumps(stored, ensure_ascii=ensure_ascii, indent=1, sort_keys=True) + "\n"


def _cell(cell: object, number: int) -> dict:
    """A cell of any format 4.x as one of format 4.5."""
    source = cell.get("source", "") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(part, str) for part in source):
        source = "".join(source)
    if not isinstance(cell, dict) or not isinstance(source, str):
        raise NotANotebook(f"is JSON, but no notebook: its cell {number} has no text")
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        raise NotANotebook(f"is JSON, but no notebook: its cell {number} is of the kind {kind!r}")
    metadata = cell.get("metadata")
    whole: dict[str, Any] = {**cell, "source": source, "metadata": metadata if isinstance(metadata, dict) else {}}
    if not is_valid_id(whole.get("id")):
        whole.pop("id", None)
    if kind == "code":
        outputs, count = cell.get("outputs"), cell.get("execution_count")
        whole["outputs"] = outputs if isinstance(outputs, list) else []
        whole["execution_count"] = count if isinstance(count, int) else None
        return whole
    return {key: value for key, value in whole.items() if key not in _LISTS_AND_NUMBERS}


def _converted(content: bytes) -> dict:
    """A notebook of format 3 or older in format 4, without the ids that the conversion makes up."""
    import nbformat

    try:
        notebook = json.loads(json.dumps(nbformat.reads(content.decode("utf-8-sig"), as_version=4)))
    except Exception as problem:  # nbformat raises whatever a broken notebook makes its conversion run into
        raise NotANotebook(f"is a notebook of an old format that cannot be converted ({type(problem).__name__})") from problem
    return {**notebook, "cells": [{key: value for key, value in cell.items() if key != "id"} for cell in notebook["cells"]]}
