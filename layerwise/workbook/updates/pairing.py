"""Which cell of one version of a notebook is which cell of another.

A learner's copy keeps the ids of its cells as a rule; an old Jupyter, a converter or a copy by hand may have dropped or doubled them.
The course's own ids count the cells under a heading, so a cell that was put in between shifts the ids of those below it. What a cell
says is then the better witness.
"""

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import groupby

import numpy as np

# How much two texts must have in common (difflib's ratio) to be one cell under two ids, and how long they must be for that to mean much.
SIMILAR = 0.6
LONG_ENOUGH = 20
# Letter by letter, longer texts would take minutes to compare: there the words count, in whatever order they stand.
LONG = 2_000
# With how many cells one is compared letter by letter: with those that have most words in common.
NEAREST = 3
# An id that stayed counts as much as this likeness.
SAME_ID = 0.5


def text_of(cell: dict) -> str:
    """A cell's text without what an editor may change by itself: the ends of lines, and blank lines at the end."""
    return cell["source"].replace("\r\n", "\n").rstrip()


def content_of(cell: dict) -> tuple[str, str, str]:
    """What makes two cells the same to a reader: kind, text and the pictures put into the text."""
    return cell["cell_type"], text_of(cell), json.dumps(cell.get("attachments") or {}, sort_keys=True)


def exercise_of(cell: dict) -> str | None:
    """The name of the exercise that a cell asks for, or None."""
    ours = cell["metadata"].get("layerwise")
    name = ours.get("exercise") if isinstance(ours, dict) else None
    return name if isinstance(name, str) else None


def likeness(first: dict, second: dict, at_least: float = 0.0) -> float:
    """How much of two cells' texts is the same, from 0 to 1; 0 where that is below `at_least`."""
    one, other = text_of(first), text_of(second)
    if max(len(one), len(other)) > LONG:
        words, others = Counter(_words(one)), Counter(_words(other))
        shared = 2 * (words & others).total() / max(1, words.total() + others.total())
        return shared if shared >= at_least else 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= at_least else 0.0


def pair(old: list[dict], new: list[dict], *, ids_stay: bool) -> dict[int, int]:
    """The index in `new` of each cell of `old` that has one there; no cell is used twice.

    `ids_stay`: an id says which cell it is, whatever the text (`new` is a learner's copy of `old`), and a cell with an id of its own
    is one of `old` only if it says exactly the same. Without it, a text that is found elsewhere says more than an id (`new` is another
    version of the course).
    """
    pairs = _Pairs(old, new, ids_stay)
    pairs.same_id_and_content()
    if ids_stay:
        pairs.same_single_id()
    pairs.same_exercise()
    pairs.same_text()
    if ids_stay:
        pairs.same_doubled_id()
    pairs.similar()
    pairs.same_place()
    return pairs.found


class _Pairs:
    def __init__(self, old: list[dict], new: list[dict], ids_stay: bool):
        self.old, self.new, self.ids_stay = old, new, ids_stay
        self.old_ids = {_id(cell) for cell in old}
        self.found: dict[int, int] = {}
        self.taken: set[int] = set()

    def take(self, i: int, j: int) -> None:
        self.found[i] = j
        self.taken.add(j)

    def open_old(self) -> list[int]:
        return [i for i in range(len(self.old)) if i not in self.found]

    def open_new(self) -> list[int]:
        return [j for j in range(len(self.new)) if j not in self.taken]

    def new_by(self, key: Callable[[dict], object]) -> dict:
        """The free cells of `new`, in order, by what `key` says of them."""
        cells = defaultdict(list)
        for j in self.open_new():
            cells[key(self.new[j])].append(j)
        return cells

    def same_id_and_content(self) -> None:
        by_id = self.new_by(_id)
        for i in self.open_old():
            alike = [j for j in by_id[_id(self.old[i])] if content_of(self.new[j]) == content_of(self.old[i])]
            if _id(self.old[i]) and alike and alike[0] not in self.taken:
                self.take(i, alike[0])

    def same_single_id(self) -> None:
        by_id = self.new_by(_id)
        counts = Counter(_id(cell) for cell in self.new)
        for i in self.open_old():
            name = _id(self.old[i])
            if name and counts[name] == 1 and by_id[name]:
                self.take(i, by_id[name][0])

    def same_doubled_id(self) -> None:
        """Of the cells that carry one id, the one that is most like the old cell is the original."""
        by_id = self.new_by(_id)
        for i in self.open_old():
            candidates = by_id[_id(self.old[i])] if _id(self.old[i]) else []
            if candidates:
                self.take(i, max(candidates, key=lambda j: likeness(self.old[i], self.new[j])))

    def same_exercise(self) -> None:
        by_name = self.new_by(exercise_of)
        for i in self.open_old():
            name = exercise_of(self.old[i])
            if name and by_name[name]:
                self.take(i, by_name[name].pop(0))

    def same_text(self) -> None:
        """Pair cells that say the same, first those in the same order, then those that were moved. Empty cells say nothing."""
        old = [i for i in self.open_old() if text_of(self.old[i])]
        new = [j for j in self.open_new() if text_of(self.new[j])]
        matcher = SequenceMatcher(None, [text_of(self.old[i]) for i in old], [text_of(self.new[j]) for j in new], autojunk=False)
        for start, other, size in matcher.get_matching_blocks():
            for step in range(size):
                self.take(old[start + step], new[other + step])
        by_text = self.new_by(text_of)
        for i in old:
            if i not in self.found and by_text[text_of(self.old[i])]:
                self.take(i, by_text[text_of(self.old[i])].pop(0))

    def similar(self) -> None:
        candidates = []
        for i, near in self._nearest(self.open_old(), self._may_be_similar()):
            for j in near:
                score = self._score(self.old[i], self.new[j])
                if score:
                    candidates.append((-score, abs(i - j), i, j))
        for negative, _, i, j in sorted(candidates):
            # A cell that was written anew and moved as well is, to a reader, another cell.
            if i not in self.found and j not in self.taken and (-negative > SAME_ID or self._between_the_same(i, j)):
                self.take(i, j)

    def _may_be_similar(self) -> list[int]:
        """The free cells of `new`; where ids stay, those whose id was lost or is another cell's."""
        return [j for j in self.open_new() if not self.ids_stay or _id(self.new[j]) is None or _id(self.new[j]) in self.old_ids]

    def _nearest(self, old: list[int], new: list[int]) -> Iterator[tuple[int, list[int]]]:
        """Each of some cells of `old` with the cells of `new` that it may be: those of its id, and those that share most words with it."""
        if not old or not new:
            return
        counts = np.array([_counted_words(self.new[j]) for j in new])
        for i in old:
            words = _counted_words(self.old[i])
            shared = np.minimum(words, counts).sum(axis=1) / np.maximum(1, words.sum() + counts.sum(axis=1))
            order = np.lexsort((np.abs(np.array(new) - i), -shared))
            same_id = [j for j in new if _id(self.old[i]) is not None and _id(self.old[i]) == _id(self.new[j])]
            yield i, sorted({*same_id, *(new[position] for position in order[:NEAREST])})

    def _score(self, old: dict, new: dict) -> float:
        """How much speaks for two cells being one, and 0 where it is not enough."""
        # Two exercises may look alike, and are still two: those of one name are paired already.
        of_one_kind = old["cell_type"] == new["cell_type"] and exercise_of(old) == exercise_of(new)
        long_enough = min(len(text_of(old)), len(text_of(new))) >= LONG_ENOUGH
        alike = likeness(old, new, SIMILAR) if of_one_kind and long_enough else 0.0
        return max(alike, SAME_ID if _id(old) is not None and _id(old) == _id(new) else 0.0)

    def _between_the_same(self, i: int, j: int) -> bool:
        """Tell whether the pairs found so far leave the cell in its place."""
        before = max((k for k in self.found if k < i), default=None)
        behind = min((k for k in self.found if k > i), default=None)
        return (before is None or self.found[before] < j) and (behind is None or j < self.found[behind])

    def same_place(self) -> None:
        """Cells without an id that stand between the same neighbours, as many of them and of the same kinds, are the same cells."""
        for unpaired, group in groupby(range(len(self.old)), key=lambda i: i not in self.found):
            run = list(group)
            if unpaired:
                start = self.found.get(run[0] - 1, -1) + 1
                stop = self.found.get(run[-1] + 1, len(self.new))
                between = [j for j in range(start, stop) if j not in self.taken]
                kinds = [self.old[i]["cell_type"] for i in run]
                if [self.new[j]["cell_type"] for j in between] == kinds and not any(_id(self.new[j]) for j in between):
                    for i, j in zip(run, between, strict=True):
                        self.take(i, j)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def _counted_words(cell: dict) -> np.ndarray:
    """How often the words of a cell occur in it, each counted in one of a thousand places."""
    places = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) % 1024 for word in _words(text_of(cell))], dtype=int)
    return np.bincount(places, minlength=1024)


def _id(cell: dict) -> str | None:
    return cell.get("id")
