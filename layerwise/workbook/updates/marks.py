"""Marks: the text cells with which an update shows what it does not put in the place of a learner's cell.

A mark never runs and never stops Run All. It carries our code in a fence. As long as nobody touches it, the next update replaces it, keeps
it or takes it away, as the cell that it speaks of needs it; there is never a second one. Deleting it settles the matter. A mark that the
learner writes into, or turns into code, becomes a cell of theirs.
"""

import hashlib
import re

from layerwise.workbook.updates.pairing import text_of

# Why there is a mark.
BOTH_CHANGED = "both changed"  # the learner's cell stays, ours is in a new mark, or in one that now says something else
DELETED_AND_CHANGED = "deleted and changed"  # likewise, without theirs
KEPT = "kept"  # the cell left the course and stays, with a mark

_ABOVE = "> **The course has another version of the cell above.** Yours stays as it is. This is the course's:"
_DELETED = "> **The course has a new version of a cell that you deleted, or joined to another.** Nothing in this cell runs. It reads now:"
_GONE = "> **The course no longer has the cell above.** It stays because you changed it. If you do not need it any more, delete both."
_AFTERWARDS = "> *Take from it what you like, then delete this cell.*"


def is_mark(cell: dict) -> bool:
    """Tell whether a cell is a mark that nobody has touched."""
    mark = _mark_in(cell)
    return mark is not None and cell["cell_type"] == "markdown" and mark.get("digest") == digest(text_of(cell))


def marked_cell(mark: dict) -> str | None:
    """The id of the cell that a mark speaks of."""
    return (_mark_in(mark) or {}).get("cell")


def new_mark(what: str, new: dict | None) -> dict:
    """The text cell for one of the causes above, with the course's cell `new` unless it is KEPT. `speaking_of` makes it a mark."""
    parts = [_GONE] if new is None else [_DELETED if what == DELETED_AND_CHANGED else _ABOVE, _shown(new), _AFTERWARDS]
    source = "\n\n".join(parts)
    mark = {"cell_type": "markdown", "metadata": {}, "source": source}
    return {**mark, "attachments": new["attachments"]} if new and new.get("attachments") else mark


def _shown(cell: dict) -> str:
    """A cell's text inside a text cell: code in a fence that is longer than any in the code."""
    text = text_of(cell)
    if cell["cell_type"] == "markdown":
        return text
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{'python' if cell['cell_type'] == 'code' else 'text'}\n{text}\n{fence}"


def speaking_of(cell: dict, about: str, identifier: str) -> dict:
    """A cell of `new_mark` with its id, as the mark of the cell with the id `about`."""
    return {**cell, "id": identifier, "metadata": {"layerwise": {"mark": {"cell": about, "digest": digest(text_of(cell))}}}}


def _mark_in(cell: dict) -> dict | None:
    ours = cell["metadata"].get("layerwise")
    mark = ours.get("mark") if isinstance(ours, dict) else None
    return mark if isinstance(mark, dict) else None


def released(cell: dict) -> dict:
    """The cell itself; but one that was a mark before the learner touched it, as a cell of the learner."""
    if _mark_in(cell) is None or is_mark(cell):
        return cell
    return {**cell, "metadata": {key: value for key, value in cell["metadata"].items() if key != "layerwise"}}


def digest(text: str) -> str:
    """A short word for a text, by which it is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
