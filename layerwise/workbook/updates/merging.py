"""A newer version of a lesson brought into a learner's copy, cell by cell, so that nothing they wrote is lost.

    merged = merge(base, new, own)
    merged.notebook, merged.happenings

`base` is the version that the copy was made from, `new` is today's, `own` is the copy. What becomes of a cell:

| the course | the learner | the copy gets |
|---|---|---|
| left it | did anything | the learner's cell, as it stands, with its outputs |
| changed it | left it | the new text; outputs of the old text go, since they would answer a text that is no longer there |
| changed it | changed it | the learner's cell, and our text in a mark right below it |
| changed it | deleted it | a mark with our text where the cell would stand |
| removed it | left it, or deleted it | nothing |
| removed it | changed it | the learner's cell, and a mark that says so |
| added it | | the new cell, behind the one that it follows in the course |
| moved it | moved others | both moves; of a cell that both moved, the learner's |

The kind of a cell (code, text) and pictures in a text count as its text. Metadata of cells and of the notebook are merged key by key,
and where both changed a key, the learner's stays. A cell that the learner added, copied or split off is theirs.

What a mark is stands in `marks`.

Without a base (it was lost) nobody can tell who changed a cell. Then every cell of the copy stays, our text is put below each one
that does not have all of its lines, and cells that the copy lacks are added.
"""

import copy
import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import count

from layerwise.ground.notebooks import is_valid_id
from layerwise.workbook.updates.marks import (
    BOTH_CHANGED,
    DELETED_AND_CHANGED,
    KEPT,
    digest,
    is_mark,
    marked_cell,
    new_mark,
    released,
    speaking_of,
)
from layerwise.workbook.updates.pairing import content_of, exercise_of, pair, text_of

# What can happen to a cell, as `Happening.what` names it, besides what makes a mark.
CORRECTED = "corrected"  # our new text arrived
TO_RUN_AGAIN = "to run again"  # it was corrected, and its outputs went
ADDED = "added"
REMOVED = "removed"
REORDERED = "reordered"  # one for the whole notebook
DIFFERENT = "different"  # as BOTH_CHANGED, where nobody can tell who changed it

_MISSING = object()


@dataclass(frozen=True)
class Happening:
    """Something that a merge did: `what` is one of the constants above or a mark's cause, `cell` says for people which cell it was."""

    what: str
    cell: str


@dataclass(frozen=True)
class Merged:
    """The merged notebook, and what happened to its cells, in their order."""

    notebook: dict
    happenings: tuple[Happening, ...]


def merge(base: dict | None, new: dict, own: dict) -> Merged:
    """The learner's copy `own` with what changed from `base` to `new`; see the module's table. None of the three is changed.

    All are notebooks as `layerwise.ground.notebooks.read` gives them; the result shares nothing with them. `base` is None where it is
    not known.
    """
    return _Merge(base, new, own).merged()


@dataclass(eq=False)
class _Place:
    """A cell of the result. `subject` is what an untouched mark speaks of: ("own", index) or ("new", index)."""

    cell: dict
    own: int | None = None  # its index in the copy
    new: int | None = None  # the index in `new` of the cell that it is
    base: int | None = None
    subject: tuple[str, int] | None = None
    below: bool = False  # a new mark, to be put right below its subject


class _Merge:
    def __init__(self, base: dict | None, new: dict, own: dict):
        self.base, self.new, self.own = base, new, own
        self.base_cells = base["cells"] if base else []
        self.new_cells = new["cells"]
        self.own_cells = [released(cell) for cell in own["cells"]]
        self.written = [j for j, cell in enumerate(self.own_cells) if not is_mark(cell)]
        self.happenings: list[Happening] = []
        self.base_of: dict[int, int] = {}  # of a cell of the copy
        self.new_of: dict[int, int] = {}
        self._pair_all()
        self.slots = self._slots()
        self.marks: dict[tuple[str, int], _Place] = {}  # the marks of the result, by what they speak of

    def merged(self) -> Merged:
        kept = [place for j in self.written if (place := self._of_the_copy(j))]
        in_copy = set(self.new_of.values())
        absent = [place for k in range(len(self.new_cells)) if k not in in_copy and (place := self._not_in_the_copy(k))]
        order = self._in_order(kept, absent)
        self._name_them(order)
        notebook = {
            **self.own,
            "cells": [place.cell for place in order],
            "metadata": _three_way(self.base["metadata"] if self.base else {}, self.new["metadata"], self.own["metadata"]),
            "nbformat_minor": max(self.new["nbformat_minor"], self.own["nbformat_minor"]),
        }
        return Merged(copy.deepcopy(notebook), tuple(self.happenings))

    # Which cell is which

    def _pair_all(self) -> None:
        if self.base is None:
            self.course = {}
            pairs = pair(self.new_cells, [self.own_cells[j] for j in self.written], ids_stay=False)
            self.new_of = {self.written[j]: k for k, j in pairs.items()}
            return
        self.course = pair(self.base_cells, self.new_cells, ids_stay=False)
        for i, position in pair(self.base_cells, [self.own_cells[j] for j in self.written], ids_stay=True).items():
            j = self.written[position]
            self.base_of[j] = i
            if i in self.course:
                self.new_of[j] = self.course[i]
        # A cell that both have, though not by the base: the learner took it over from a mark, or copied it from elsewhere.
        unpaired = [j for j in self.written if j not in self.new_of]
        for k in sorted(set(range(len(self.new_cells))) - set(self.new_of.values())):
            same = next((j for j in unpaired if _is_the_same(self.new_cells[k], self.own_cells[j])), None)
            if same is not None:
                self.new_of[same] = k
                unpaired.remove(same)

    def _slots(self) -> dict[tuple[str, int], int]:
        """Where in the copy the mark of each subject stands: the first one, if somebody doubled it."""
        by_own_id = {self.own_cells[j].get("id"): j for j in reversed(self.written)}
        base_ids = {cell.get("id"): i for i, cell in enumerate(self.base_cells)}
        new_ids = {cell.get("id"): k for k, cell in enumerate(self.new_cells)}
        own_of_new = {k: j for j, k in self.new_of.items()}
        own_of_base = {i: j for j, i in self.base_of.items()}
        slots: dict[tuple[str, int], int] = {}
        for position, cell in enumerate(self.own_cells):
            if not is_mark(cell):
                continue
            name = marked_cell(cell)
            if name in by_own_id:
                subject = ("own", by_own_id[name])
            elif name in base_ids and base_ids[name] in own_of_base:
                subject = ("own", own_of_base[base_ids[name]])
            elif name in base_ids and base_ids[name] in self.course:
                subject = ("new", self.course[base_ids[name]])
            elif name in new_ids:
                subject = ("own", own_of_new[new_ids[name]]) if new_ids[name] in own_of_new else ("new", new_ids[name])
            else:
                continue
            slots.setdefault(subject, position)
        return slots

    # What becomes of each cell

    def _of_the_copy(self, j: int) -> _Place | None:
        own, k, i = self.own_cells[j], self.new_of.get(j), self.base_of.get(j)
        new = None if k is None else self.new_cells[k]
        base = None if i is None else self.base_cells[i]
        place = _Place(own, own=j, new=k, base=i)
        changed_by_them = base is None or content_of(own) != content_of(base)
        if new is None:
            if not changed_by_them:
                self._tell(REMOVED, own)
                return None
            if base is not None or ("own", j) in self.slots:
                self._mark(("own", j), KEPT, own, None)
            return place
        metadata = _three_way(base["metadata"] if base else {}, new["metadata"], own["metadata"])
        if content_of(own) == content_of(new):
            place.cell = {**own, "source": new["source"], "metadata": metadata}
        elif not changed_by_them:
            place.cell = {**new, "metadata": metadata}
            self._tell(CORRECTED, new)
            if own.get("outputs"):
                self._tell(TO_RUN_AGAIN, new)
        else:
            place.cell = {**own, "metadata": metadata}
            changed_by_us = content_of(new) != content_of(base) if base else not _has_all_lines(own, new)
            if changed_by_us or ("own", j) in self.slots:
                self._mark(("own", j), BOTH_CHANGED if base else DIFFERENT, own, new)
        return place

    def _not_in_the_copy(self, k: int) -> _Place | None:
        new = self.new_cells[k]
        base = next((self.base_cells[i] for i, other in self.course.items() if other == k), None)
        if base is None and ("new", k) not in self.slots:
            self._tell(ADDED, new)
            return _Place(dict(new), new=k)
        if ("new", k) in self.slots or base is None or content_of(new) != content_of(base):
            return self._mark(("new", k), DELETED_AND_CHANGED, new, new)
        return None

    def _mark(self, subject: tuple[str, int], what: str, about: dict, new: dict | None) -> _Place:
        """Note that a mark is needed. Its text is fixed here; the id of its cell is filled in when all cells have theirs."""
        mark = new_mark(what, new)
        slot = self.slots.get(subject)
        if slot is None or content_of(self.own_cells[slot]) != content_of(mark):
            self._tell(what, about)
        place = _Place(mark, subject=subject, own=slot, new=subject[1] if subject[0] == "new" else None)
        self.marks[subject] = place
        return place

    def _tell(self, what: str, cell: dict) -> None:
        self.happenings.append(Happening(what, label(cell)))

    # In which order

    def _in_order(self, kept: list[_Place], absent: list[_Place]) -> list[_Place]:
        """The course's order for what the learner left in its place; all else stays behind the cell that it stood behind."""
        in_copy = sorted([*kept, *(place for place in self.marks.values() if place.own is not None)], key=lambda place: place.own or 0)
        follow = self._unmoved(in_copy)
        by_new = {place.new: place for place in [*follow, *(place for place in absent if place.own is None)]}
        order = [by_new[k] for k in range(len(self.new_cells)) if k in by_new]
        staying, before = set(map(id, follow)), None
        for place in in_copy:
            if id(place) not in staying:
                order.insert(0 if before is None else _index(order, before) + 1, place)
            before = place
        if [place.own for place in order if place.own is not None] != [place.own for place in in_copy]:
            self.happenings.append(Happening(REORDERED, ""))
        for subject, mark in self.marks.items():
            if mark.own is None and subject[0] == "own":
                above = next(place for place in kept if place.own == subject[1])
                order.insert(_index(order, above) + 1, mark)
        return order

    def _unmoved(self, in_copy: list[_Place]) -> list[_Place]:
        """The cells that the learner left in the order that they had: as many as possible."""
        known = [place for place in in_copy if place.subject is None and place.new is not None]
        ranked = [(place, place.new if self.base is None else place.base) for place in known]
        placed = [(place, rank) for place, rank in ranked if rank is not None]
        return [placed[position][0] for position in _longest_rising([rank for _, rank in placed])]

    # Ids

    def _name_them(self, order: list[_Place]) -> None:
        """Give each cell its id: ours to our cells, the learner's cells theirs where it is free, and a new one otherwise."""
        taken = {cell["id"] for cell in self.new_cells}
        named = {}
        for place in order:
            if place.subject is None:
                if place.new is not None:
                    identifier = self.new_cells[place.new]["id"]
                else:
                    mine = place.cell.get("id")
                    free = is_valid_id(mine) and mine not in taken
                    identifier = mine if free else _free("own-" + digest(place.cell["source"]), taken)
                taken.add(identifier)
                place.cell = {**place.cell, "id": identifier}
                if place.own is not None:
                    named[place.own] = identifier
        for place in order:
            if place.subject is not None:
                side, index = place.subject
                about = named[index] if side == "own" else self.new_cells[index]["id"]
                identifier = _free("mark-" + digest(about), taken)
                taken.add(identifier)
                place.cell = speaking_of(place.cell, about, identifier)


# Small helpers


def label(cell: dict) -> str:
    """How to name a cell to people: its exercise, or the beginning of what it says."""
    name = exercise_of(cell)
    if name:
        return f"the exercise {name}"
    first = next((line.strip(" #>*`") for line in text_of(cell).splitlines() if line.strip(" #>*`")), "")
    return f'"{first if len(first) <= 48 else first[:47].rstrip() + "…"}"' if first else "an empty cell"


def _has_all_lines(own: dict, new: dict) -> bool:
    """Tell whether `own` has each line of `new`, in order, apart from the `...` that stands where an answer goes."""
    if own["cell_type"] != new["cell_type"]:
        return False
    lines = iter(line.rstrip() for line in text_of(own).split("\n"))
    wanted = [line.rstrip() for line in text_of(new).split("\n") if line.strip() and not re.fullmatch(r"\.\.\.(\s*#.*)?", line.strip())]
    return all(any(line == other for other in lines) for line in wanted)


def _is_the_same(new: dict, own: dict) -> bool:
    """Tell whether a cell of the copy is one of ours, whatever the ids say: by its exercise or, word for word, by its text."""
    same_exercise = exercise_of(new) is not None and exercise_of(new) == exercise_of(own)
    return same_exercise or (text_of(new) == text_of(own) != "")


def _three_way(base: dict, new: dict, own: dict) -> dict:
    """Merge metadata key by key; the course's own key is always the course's."""
    merged = {}
    for key in [*new, *(key for key in own if key not in new)]:
        ours, theirs, before = (metadata.get(key, _MISSING) for metadata in (new, own, base))
        if key == "layerwise" or theirs == before:
            value = ours
        elif key == "tags" and all(isinstance(tags, list) or tags is _MISSING for tags in (ours, theirs, before)):
            value = _merged_tags(*([] if tags is _MISSING else tags for tags in (before, ours, theirs))) or _MISSING
        else:
            value = theirs
        if value is not _MISSING:
            merged[key] = value
    return merged


def _merged_tags(before: list, ours: list, theirs: list) -> list:
    return [tag for tag in theirs if tag in ours or tag not in before] + [tag for tag in ours if tag not in before and tag not in theirs]


def _longest_rising(ranks: list[int]) -> list[int]:
    """The positions of a longest rising subsequence of different numbers."""
    ends: list[int] = []  # for each length, the position that ends the best such sequence
    previous: dict[int, int] = {}
    for position, rank in enumerate(ranks):
        length = bisect_left([ranks[end] for end in ends], rank)
        previous[position] = ends[length - 1] if length else -1
        ends[length : length + 1] = [position]
    chain, position = [], ends[-1] if ends else -1
    while position >= 0:
        chain.append(position)
        position = previous[position]
    return chain[::-1]


def _index(places: list[_Place], wanted: _Place) -> int:
    return next(index for index, place in enumerate(places) if place is wanted)


def _free(wish: str, taken: set[str]) -> str:
    return next(name for number in count(1) if (name := wish if number == 1 else f"{wish}-{number}") not in taken)
