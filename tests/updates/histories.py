"""Random histories for the tests of merging: a course that changes, and a learner who does everything that one can do to a notebook.

Each line of text exists once: a learner's lines begin with "mine", the course's with "ours". What must not get lost can then be
looked up, without knowing how the merge works.

    python tests/updates/histories.py 20000 [SEED]     # that many histories, without Hypothesis; prints how many merges there were
"""

import copy
import random
import sys
from collections import Counter
from hashlib import sha256

from layerwise.ground.notebooks import is_valid_id
from layerwise.workbook.updates.marks import is_mark, marked_cell
from layerwise.workbook.updates.merging import REORDERED, merge
from layerwise.workbook.updates.pairing import text_of

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
EDITS = ["append", "prepend", "replace", "rewrite", "empty", "add", "delete", "split", "join", "duplicate", "copy", "move"]
OTHERS = ["cut and paste", "retype", "strip ids", "double an id", "run", "run all", "tag", "picture", "kernel"]
LEARNER = [*EDITS, *OTHERS, "delete a mark", "write in a mark", "use a mark", "double a mark"]
COURSE = ["correct", "extend", "rewrite"]
COURSE += ["add", "add and renumber", "remove", "remove and renumber", "move", "rename", "retype", "tag", "kernel"]


def code(source: str, identifier: str, exercise: str | None = None) -> dict:
    metadata = {"tags": ["exercise"], "layerwise": {"exercise": exercise}} if exercise else {}
    return {"cell_type": "code", "execution_count": None, "id": identifier, "metadata": metadata, "outputs": [], "source": source}


def text(source: str, identifier: str) -> dict:
    return {"cell_type": "markdown", "id": identifier, "metadata": {}, "source": source}


def notebook(*cells: dict) -> dict:
    return {"cells": list(cells), "metadata": copy.deepcopy(METADATA), "nbformat": 4, "nbformat_minor": 5}


def output(words: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": words}


class History:
    """A course, and the copy of a learner who was given it. An action is (name, number, number); any numbers will do."""

    def __init__(self, size: int):
        self.course_moved = False
        self.lines = Counter()
        self.course = notebook()
        for number in range(size):
            self.course["cells"].append(self._new_cell(number, number))
        self.base = copy.deepcopy(self.course)
        self.own = copy.deepcopy(self.course)
        self.merges = 0

    def line(self, whose: str) -> str:
        """A line that nobody has written yet, and that has little in common with the others."""
        self.lines[whose] += 1
        return f"{whose} {self.lines[whose]} {sha256(str(self.lines).encode()).hexdigest()[:30]}"

    def _new_cell(self, number: int, kind: int) -> dict:
        self.lines["cell"] += 1
        body = "\n".join(self.line("ours") for _ in range(1 + number % 3))
        identifier = f"part-{self.lines['cell']}"
        if kind % 3 == 0:
            return text(f"# {body}", identifier)
        if kind % 3 == 1:
            return code(body, identifier)
        name = f"exercise_{self.lines['cell']}"
        return code(f"{body}\n...  # your code here", f"exercise-{name}", name)

    # The learner

    def learn(self, action: str, a: int, b: int) -> None:
        cells = self.own["cells"]
        marks = [index for index, cell in enumerate(cells) if is_mark(cell)]
        if action in ("delete a mark", "write in a mark", "use a mark", "double a mark"):
            if marks:
                self._handle_mark(action, marks[a % len(marks)])
        elif action == "add":
            self.lines["id"] += 1
            make = text if a % 2 else code
            cells.insert(b % (len(cells) + 1), make(self.line("mine"), f"{self.lines['id']:08x}"))
        elif action == "kernel":
            self.own["metadata"]["kernelspec"] = {"display_name": f"mine {a}", "name": f"mine{a}", "language": "python"}
        elif cells:
            self._handle_cell(action, a % len(cells), b)

    def _handle_mark(self, action: str, index: int) -> None:
        cells = self.own["cells"]
        if action == "delete a mark":
            del cells[index]
        elif action == "write in a mark":
            cells[index]["source"] += "\n" + self.line("mine")
        elif action == "use a mark":
            cells[index] = {**cells[index], "cell_type": "code", "outputs": [], "execution_count": None}
        else:
            cells.insert(index, copy.deepcopy(cells[index]))

    def _handle_cell(self, action: str, index: int, b: int) -> None:
        cells, cell = self.own["cells"], self.own["cells"][index]
        lines = cell["source"].split("\n")
        if action == "append":
            cell["source"] += "\n" + self.line("mine")
        elif action == "prepend":
            cell["source"] = self.line("mine") + "\n" + cell["source"]
        elif action == "replace":
            lines[b % len(lines)] = self.line("mine")
            cell["source"] = "\n".join(lines)
        elif action == "rewrite":
            cell["source"] = self.line("mine") + "\n" + self.line("mine")
        elif action == "empty":
            cell["source"] = ""
        elif action == "delete":
            del cells[index]
        elif action == "split":
            at = b % (len(lines) + 1)
            first, second = copy.deepcopy(cell), copy.deepcopy(cell)
            first["source"], second["source"] = "\n".join(lines[:at]), "\n".join(lines[at:])
            self.lines["id"] += 1
            (first if b % 2 else second)["id"] = f"{self.lines['id']:08x}"
            cells[index : index + 1] = [first, second]
        elif action == "join" and index + 1 < len(cells):
            cell["source"] += "\n" + cells.pop(index + 1)["source"]
        elif action in ("duplicate", "copy"):
            other = copy.deepcopy(cell)
            if action == "copy":
                self.lines["id"] += 1
                other["id"] = f"{self.lines['id']:08x}"
            cells.insert(b % (len(cells) + 1), other)
        elif action in ("move", "cut and paste"):
            cell = cells.pop(index)
            if action == "cut and paste":
                self.lines["id"] += 1
                cell["id"] = f"{self.lines['id']:08x}"
            cells.insert(b % (len(cells) + 1), cell)
        elif action == "retype":
            make = code if cell["cell_type"] == "markdown" else text
            cells[index] = {**make(cell["source"], "x"), "metadata": cell["metadata"]}
            cells[index].pop("id")
            cells[index].update({"id": cell["id"]} if "id" in cell else {})
        elif action == "strip ids":
            for other in cells:
                other.pop("id", None)
        elif action == "double an id":
            cells[b % len(cells)].update({"id": cell["id"]} if "id" in cell else {})
        elif action in ("run", "run all"):
            for other in cells if action == "run all" else [cell]:
                if other["cell_type"] == "code":
                    other.update(outputs=[output(f"of {other['source']!r}")], execution_count=1 + b % 90)
        elif action == "tag":
            tags = cell["metadata"].get("tags", [])
            cell["metadata"]["tags"] = tags if "mine" in tags else [*tags, "mine"]
        elif action == "picture" and cell["cell_type"] == "markdown":
            cell["attachments"] = {"mine.png": {"image/png": "aGk="}}

    # The course

    def teach(self, action: str, a: int, b: int) -> None:
        cells = self.course["cells"]
        if action in ("add", "add and renumber"):
            cells.insert(b % (len(cells) + 1), self._new_cell(a, a))
        elif action == "kernel":
            self.course["metadata"]["kernelspec"]["display_name"] = f"ours {a}"
        elif cells:
            self._change_cell(action, a % len(cells), b)
        if action.endswith("renumber"):
            for number, cell in enumerate(cells):
                if not cell["metadata"].get("layerwise"):
                    cell["id"] = f"part-{number}"

    def _change_cell(self, action: str, index: int, b: int) -> None:
        cells, cell = self.course["cells"], self.course["cells"][index]
        lines = cell["source"].split("\n")
        if action == "correct":
            lines[b % len(lines)] = self.line("ours")
            cell["source"] = "\n".join(lines)
        elif action == "extend":
            cell["source"] = self.line("ours") + "\n" + cell["source"]
        elif action == "rewrite":
            cell["source"] = self.line("ours") + "\n" + self.line("ours")
        elif action in ("remove", "remove and renumber"):
            del cells[index]
        elif action == "move":
            self.course_moved = True
            cell = cells.pop(index)
            cells.insert(b % (len(cells) + 1), cell)
        elif action == "rename":
            self.lines["cell"] += 1
            cell["id"] = f"renamed-{self.lines['cell']}"
        elif action == "retype":
            make = code if cell["cell_type"] == "markdown" else text
            cells[index] = {**make(cell["source"], cell["id"]), "metadata": cell["metadata"]}
        elif action == "tag":
            cell["metadata"]["tags"] = [f"ours-{b % 3}"]

    # The update, and what has to be true of it

    def update(self, base_is_lost: bool = False) -> None:
        """Merge, look at everything that has to hold, and go on with the result."""
        base = None if base_is_lost else self.base
        before = copy.deepcopy((self.base, self.course, self.own))
        result = merge(base, self.course, self.own)
        merged, happenings = result.notebook, result.happenings
        self.merges += 1
        assert (self.base, self.course, self.own) == before, "the merge changed what it was given"
        assert_nothing_of_the_learner_is_lost(self.own, merged)
        assert_news_arrive(base, self.course, merged)
        assert_sound(merged)
        assert_nothing_is_made_up(self.course, self.own, merged)
        assert self.course_moved or REORDERED not in {happening.what for happening in happenings}, "only the course's order may change it"
        if base is not None and self.own == self.base:
            assert merged == self.course, "an unchanged copy is not the new notebook"
        assert merge(self.course, self.course, merged).notebook == merged, "a second update changes something"
        assert not merge(self.course, self.course, merged).happenings
        # Even with a base that is not the right one, nothing is lost.
        assert_nothing_of_the_learner_is_lost(merged, merge(base, self.course, merged).notebook)
        self.own, self.base, self.course_moved = merged, copy.deepcopy(self.course), False


def lines_of(notebook: dict) -> set[str]:
    """The course's lines, which exist once each."""
    lines = {line.strip("# ") for cell in notebook["cells"] for line in cell["source"].split("\n")}
    return {line for line in lines if line.startswith("ours")}


def assert_nothing_of_the_learner_is_lost(own: dict, merged: dict) -> None:
    """Each cell with a line of theirs is there as it was, with kind, outputs and pictures; and in the order that they had."""
    theirs = [cell for cell in own["cells"] if any(line.startswith("mine") for line in cell["source"].split("\n"))]
    needed = Counter(_essence(cell) for cell in theirs)
    there = Counter(_essence(cell) for cell in merged["cells"])
    assert not needed - there, f"lost: {needed - there}"
    if own["metadata"]["kernelspec"]["display_name"].startswith("mine"):
        assert merged["metadata"]["kernelspec"] == own["metadata"]["kernelspec"]


def _essence(cell: dict) -> str:
    tags = [tag for tag in cell["metadata"].get("tags", []) if tag == "mine"]
    return repr((cell["cell_type"], cell["source"], cell.get("outputs"), cell.get("execution_count"), cell.get("attachments"), tags))


def assert_news_arrive(base: dict | None, course: dict, merged: dict) -> None:
    """Each line that the course has and had not before is somewhere in the copy, in a cell or in a mark."""
    known = lines_of(base) if base else set()
    missing = lines_of(course) - known - lines_of(merged)
    assert not missing, f"not arrived: {missing}"


def assert_sound(merged: dict) -> None:
    """Ids are valid and unique, and there is one mark at most for each cell."""
    ids = [cell.get("id") for cell in merged["cells"]]
    assert all(is_valid_id(identifier) for identifier in ids) and len(set(ids)) == len(ids), ids
    marks = [marked_cell(cell) for cell in merged["cells"] if is_mark(cell)]
    assert len(set(marks)) == len(marks), marks


def assert_nothing_is_made_up(course: dict, own: dict, merged: dict) -> None:
    """Each cell is the learner's or the course's, word for word, or a mark."""
    known = {(cell["cell_type"], text_of(cell)) for notebook in (course, own) for cell in notebook["cells"]}
    for cell in merged["cells"]:
        assert is_mark(cell) or (cell["cell_type"], text_of(cell)) in known, cell


def random_history(generator: random.Random) -> History:
    """Play a whole history: up to five updates, each after some changes by both."""
    history = History(generator.randrange(9))
    for _ in range(generator.randint(1, 5)):
        for _ in range(generator.randrange(7)):
            history.learn(generator.choice(LEARNER), generator.randrange(50), generator.randrange(50))
        for _ in range(generator.randrange(5)):
            history.teach(generator.choice(COURSE), generator.randrange(50), generator.randrange(50))
        history.update(base_is_lost=generator.randrange(12) == 0)
    return history


if __name__ == "__main__":
    wanted, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    merges = 0
    for seed in range(first, first + wanted):
        try:
            merges += random_history(random.Random(seed)).merges
        except AssertionError:
            print(f"seed {seed}")
            raise
    print(f"{wanted} histories, {merges} updates, nothing lost")
