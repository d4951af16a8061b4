"""Bringing a newer lesson into a learner's copy: each case by itself, then thousands of random ones."""

import copy
import json
import random

import nbformat
import pytest
from amounts import amount
from histories import COURSE, LEARNER, History, code, notebook, output, random_history, text
from hypothesis import given, settings
from hypothesis import strategies as st

from layerwise.ground.notebooks import NotANotebook, read, written
from layerwise.workbook.updates.marks import is_mark, marked_cell
from layerwise.workbook.updates.merging import ADDED, BOTH_CHANGED, CORRECTED, KEPT, REMOVED, REORDERED, TO_RUN_AGAIN, merge

INTRODUCTION = text("# Activation\n\nWhat a neuron passes on.", "activation-1")
SETUP = code("import numpy as np\nz = np.array([-1.0, 2.0])", "activation-2")
RELU = code("@check\ndef relu(z):\n    ...  # your code here", "exercise-relu", "relu")
END = text("## Where next\n\nLesson 03.", "where-next-1")
BASE = notebook(INTRODUCTION, SETUP, RELU, END)
# How many histories are played, with Hypothesis and without.
EXAMPLES = amount(50, 200)
HISTORIES = amount(200, 1000)
ANSWER = "@check\ndef relu(z):\n    return np.maximum(z, 0)"


def changed(cells: dict, *changes, only: list | None = None) -> dict:
    """A copy of a notebook in which (id, new fields) are changed; `only` names the ids to keep, in order."""
    result = copy.deepcopy(cells)
    by_id = {cell["id"]: cell for cell in result["cells"]}
    for identifier, fields in changes:
        by_id[identifier].update(fields)
    if only is not None:
        result["cells"] = [by_id[identifier] for identifier in only]
    return result


def shown(merged) -> list[str]:
    """The cells of a result: marks as "mark of ID", the others by their text."""
    return [f"mark of {marked_cell(cell)}" if is_mark(cell) else cell["source"] for cell in merged.notebook["cells"]]


def ids(merged) -> list[str]:
    return [cell["id"] for cell in merged.notebook["cells"]]


def what(merged) -> list[str]:
    return [happening.what for happening in merged.happenings]


def the_mark(merged) -> dict:
    [mark] = [cell for cell in merged.notebook["cells"] if is_mark(cell)]
    return mark


def answered(base: dict = BASE) -> dict:
    return changed(base, ("exercise-relu", {"source": ANSWER, "outputs": [output("passed")], "execution_count": 4}))


# The table at the head of merging.py


def test_unchanged_copy_becomes_exactly_the_new_notebook():
    new = changed(BASE, ("activation-1", {"source": "# Activation\n\nCorrected."}), ("exercise-relu", {"source": "# corrected"}))
    new["cells"].insert(1, text("New.", "activation-9"))
    new["metadata"]["kernelspec"]["display_name"] = "Python 4"
    merged = merge(BASE, new, copy.deepcopy(BASE))
    assert merged.notebook == new and what(merged) == [CORRECTED, CORRECTED, ADDED]


def test_answer_own_cell_note_and_outputs_stay_while_corrected_text_arrives():
    own = answered(changed(BASE, ("where-next-1", {"source": END["source"] + "\n\nMy note."})))
    own["cells"].insert(2, code("my_own = 1", "1a2b3c4d"))
    own["cells"][1].update(outputs=[output("[-1. 2.]")], execution_count=2)
    new = changed(BASE, ("activation-1", {"source": "# Activation\n\nCorrected."}))
    merged = merge(BASE, new, own)
    assert shown(merged) == ["# Activation\n\nCorrected.", SETUP["source"], "my_own = 1", ANSWER, END["source"] + "\n\nMy note."]
    assert merged.notebook["cells"][1:] == own["cells"][1:], "something of the learner's is not as it was"
    assert what(merged) == [CORRECTED]


def test_where_both_changed_a_cell_theirs_is_active_and_ours_below_it_marked():
    own = answered()
    new = changed(BASE, ("exercise-relu", {"source": '@check\ndef relu(z):\n    """Corrected."""\n    ...  # your code here'}))
    merged = merge(BASE, new, own)
    assert shown(merged) == [INTRODUCTION["source"], SETUP["source"], ANSWER, "mark of exercise-relu", END["source"]]
    assert merged.notebook["cells"][2] == own["cells"][2] and what(merged) == [BOTH_CHANGED]
    mark = the_mark(merged)
    assert mark["cell_type"] == "markdown", "a mark must never run"
    assert '```python\n@check\ndef relu(z):\n    """Corrected."""\n    ...  # your code here\n```' in mark["source"]
    assert (
        "another version of the cell above" in mark["source"] and "Yours stays" in mark["source"] and "delete this cell" in mark["source"]
    )


def test_text_that_both_changed_is_shown_as_text_with_its_pictures():
    own = changed(BASE, ("activation-1", {"source": "Mine."}))
    picture = {"neuron.png": {"image/png": "aGk="}}
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Ours\n\n![](attachment:neuron.png)", "attachments": picture})), own)
    mark = the_mark(merged)
    assert "\n\n# Ours\n\n![](attachment:neuron.png)\n\n" in mark["source"] and mark["attachments"] == picture
    assert shown(merged)[:2] == ["Mine.", "mark of activation-1"]


def test_fence_of_a_mark_is_longer_than_any_in_the_code():
    new = changed(BASE, ("activation-2", {"source": 'words = """\n````\nfenced\n````\n"""'}))
    mark = the_mark(merge(BASE, new, changed(BASE, ("activation-2", {"source": "mine = 1"}))))
    assert "`````python\nwords" in mark["source"] and '"""\n`````\n' in mark["source"]


def test_both_made_the_same_change():
    both = changed(BASE, ("activation-1", {"source": "# Activation\n\nThe slip is mended."}))
    merged = merge(BASE, both, changed(both, ("activation-1", {"source": "# Activation\r\n\r\nThe slip is mended.\n\n"})))
    assert merged.notebook == both and what(merged) == []


def test_outputs_of_a_corrected_cell_go_and_those_of_others_stay():
    run = {"outputs": [output("old")], "execution_count": 7}
    own = changed(BASE, ("activation-2", run), ("exercise-relu", run))
    merged = merge(BASE, changed(BASE, ("activation-2", {"source": "z = 3"})), own)
    assert merged.notebook["cells"][1]["outputs"] == [] and merged.notebook["cells"][1]["execution_count"] is None
    assert merged.notebook["cells"][2] == own["cells"][2] and what(merged) == [CORRECTED, TO_RUN_AGAIN]


def test_cell_that_the_learner_deleted_stays_deleted():
    own = changed(BASE, only=["activation-1", "activation-2", "where-next-1"])
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert ids(merged) == ["activation-1", "activation-2", "where-next-1"]


def test_deleted_cell_that_changed_comes_back_as_a_mark_in_its_place_until_that_is_deleted():
    own = changed(BASE, only=["activation-1", "activation-2", "where-next-1"])
    new = changed(BASE, ("exercise-relu", {"source": "@check\ndef relu(z, a):\n    ..."}))
    merged = merge(BASE, new, own)
    assert shown(merged)[2:] == ["mark of exercise-relu", END["source"]]
    assert "a cell that you deleted" in the_mark(merged)["source"] and "def relu(z, a)" in the_mark(merged)["source"]
    assert merge(new, new, merged.notebook).notebook == merged.notebook
    assert merge(new, new, own).notebook == own, "a mark that was deleted comes back"
    newer = changed(new, ("exercise-relu", {"source": "@check\ndef relu(z, b):\n    ..."}))
    again = merge(new, newer, merged.notebook)
    assert shown(again) == shown(merged) and "def relu(z, b)" in the_mark(again)["source"]


def test_cell_that_left_the_course_goes_or_stays_with_a_note():
    new = changed(BASE, only=["activation-1", "exercise-relu"])
    own = changed(BASE, ("activation-2", {"source": "import numpy as np\nmine = 1"}))
    merged = merge(BASE, new, own)
    kept = merged.notebook["cells"][1]
    assert shown(merged) == [INTRODUCTION["source"], "import numpy as np\nmine = 1", f"mark of {kept['id']}", RELU["source"]]
    assert "no longer has the cell above" in the_mark(merged)["source"] and sorted(what(merged)) == [KEPT, REMOVED]
    assert merge(new, new, merged.notebook).notebook == merged.notebook
    without = {**merged.notebook, "cells": [cell for cell in merged.notebook["cells"] if not is_mark(cell)]}
    assert merge(new, new, without).notebook == without, "a note that was deleted comes back"


def test_new_cells_come_behind_the_one_they_follow_in_the_course():
    new = changed(BASE)
    new["cells"].insert(2, code("scale = 2", "activation-3"))
    new["cells"].insert(0, text("First of all.", "first-1"))
    new["cells"].append(text("At last.", "last-1"))
    own = answered()
    own["cells"].insert(2, code("mine = 1", "1a2b3c4d"))
    merged = merge(BASE, new, own)
    assert ids(merged) == ["first-1", "activation-1", "activation-2", "1a2b3c4d", "activation-3", "exercise-relu", "where-next-1", "last-1"]


def test_new_cell_that_the_learner_copied_beforehand_is_not_doubled():
    new = changed(BASE)
    new["cells"].insert(2, code("scale = 2", "activation-3"))
    own = changed(BASE)
    own["cells"].append(code("scale = 2", "1a2b3c4d"))
    merged = merge(BASE, new, own)
    assert ids(merged) == ["activation-1", "activation-2", "exercise-relu", "where-next-1", "activation-3"] and what(merged) == []


def test_new_exercise_that_the_learner_copied_and_answered_beforehand_is_not_doubled():
    new = changed(BASE)
    new["cells"].insert(3, code("@check\ndef step(z):\n    ...  # your code here", "exercise-step", "step"))
    own = changed(BASE)
    own["cells"].insert(3, code("@check\ndef step(z):\n    return (z > 0) * 1.0", "1a2b3c4d", "step"))
    merged = merge(BASE, new, own)
    assert ids(merged)[3] == "exercise-step" and shown(merged) == [cell["source"] for cell in own["cells"]]


def test_cells_that_the_learner_moved_stay_where_they_put_them():
    own = changed(answered(), only=["where-next-1", "activation-1", "activation-2", "exercise-relu"])
    merged = merge(BASE, changed(BASE, ("where-next-1", {"source": "Corrected."})), own)
    assert ids(merged) == ["where-next-1", "activation-1", "activation-2", "exercise-relu"] and REORDERED not in what(merged)


def test_cells_that_the_course_moved_move_and_those_of_the_learner_go_with_the_cell_above():
    own = answered()
    own["cells"].insert(3, code("relu(z)", "1a2b3c4d"))
    new = changed(BASE, only=["activation-1", "exercise-relu", "activation-2", "where-next-1"])
    merged = merge(BASE, new, own)
    assert ids(merged) == ["activation-1", "exercise-relu", "1a2b3c4d", "activation-2", "where-next-1"] and what(merged) == [REORDERED]


def test_of_what_both_moved_the_learners_order_wins():
    own = changed(answered(), only=["exercise-relu", "activation-1", "activation-2", "where-next-1"])
    new = changed(BASE, only=["activation-1", "activation-2", "where-next-1", "exercise-relu"])
    assert ids(merge(BASE, new, own))[0] == "exercise-relu"


def test_metadata_is_merged_key_by_key():
    own = changed(BASE, ("activation-2", {"metadata": {"tags": ["mine"], "collapsed": True}}))
    own["metadata"]["kernelspec"] = {"display_name": "My kernel", "name": "my", "language": "python"}
    new = changed(BASE, ("activation-2", {"metadata": {"tags": ["raises-exception"]}, "source": "z = 1 / 0"}))
    new["metadata"]["language_info"] = {"name": "python", "file_extension": ".py"}
    merged = merge(BASE, new, own).notebook
    assert merged["cells"][1]["metadata"] == {"tags": ["mine", "raises-exception"], "collapsed": True}
    assert merged["metadata"]["kernelspec"]["display_name"] == "My kernel"
    assert merge(BASE, {**new, "nbformat_minor": 6}, own).notebook["nbformat_minor"] == 6
    stripped = changed(BASE, ("exercise-relu", {"metadata": {}, "source": ANSWER}))
    assert merge(BASE, new, stripped).notebook["cells"][2]["metadata"] == {"layerwise": {"exercise": "relu"}}, "the course's key is gone"
    assert merged["metadata"]["language_info"] == {"name": "python", "file_extension": ".py"}


# What editors and people do to cells


def test_duplicated_cell_keeps_its_id_where_it_is_as_it_was_and_the_copy_gets_a_new_one():
    own = changed(BASE)
    own["cells"].insert(2, {**copy.deepcopy(RELU), "source": ANSWER})
    merged = merge(BASE, changed(BASE, ("exercise-relu", {"source": "# corrected"})), own)
    assert [source for source in shown(merged) if source in (ANSWER, "# corrected")] == [ANSWER, "# corrected"]
    assert len(set(ids(merged))) == 5 and merged.notebook["cells"][3]["id"] == "exercise-relu"


def test_split_cell_is_marked_below_the_part_that_kept_the_id():
    own = changed(BASE, ("activation-2", {"source": "import numpy as np"}))
    own["cells"].insert(2, code("z = np.array([-1.0, 2.0])", "1a2b3c4d"))
    merged = merge(BASE, changed(BASE, ("activation-2", {"source": "import numpy as np\nz = 5"})), own)
    assert shown(merged)[1:4] == ["import numpy as np", "mark of activation-2", "z = np.array([-1.0, 2.0])"]


def test_joined_cells_stay_joined():
    own = changed(answered(), only=["activation-1", "activation-2", "where-next-1"])
    own["cells"][1]["source"] += "\n\n" + ANSWER
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged) == ["# Corrected", own["cells"][1]["source"], END["source"]]


@pytest.mark.parametrize("source", [SETUP["source"], SETUP["source"] + "\nmine"])
def test_code_turned_to_text_stays_text(source):
    own = changed(BASE)
    own["cells"][1] = text(source, "activation-2")
    assert merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own).notebook["cells"][1] == own["cells"][1]
    merged = merge(BASE, changed(BASE, ("activation-2", {"source": "z = 5"})), own)
    assert merged.notebook["cells"][1] == own["cells"][1] and "```python\nz = 5\n```" in the_mark(merged)["source"]


def test_cell_that_was_cut_and_pasted_is_known_by_its_text():
    own = changed(BASE, only=["activation-2", "exercise-relu", "where-next-1", "activation-1"])
    own["cells"][3]["id"] = "1a2b3c4d"
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert ids(merged)[3] == "activation-1" and shown(merged)[3] == "# Corrected"


@pytest.mark.parametrize("version", [0, 4])
def test_copy_without_ids_is_known_by_texts_exercises_and_places(version):
    """As Jupyter wrote notebooks before format 4.5."""
    own = changed(answered(), ("where-next-1", {"source": "Completely different words."}))
    own["cells"].insert(1, text("My own note.", "x"))
    for cell in own["cells"]:
        del cell["id"]
    own["nbformat_minor"] = version
    new = changed(BASE, ("activation-1", {"source": "# Corrected"}), ("exercise-relu", {"source": "@check\ndef relu(z, a):\n    ..."}),
                  ("where-next-1", {"source": "Corrected."}))  # fmt: skip
    merged = merge(BASE, new, read(json.dumps(own).encode()))
    expected = ["# Corrected", "My own note.", SETUP["source"], ANSWER, "mark of exercise-relu"]
    assert shown(merged) == [*expected, "Completely different words.", "mark of where-next-1"]
    assert ids(merged)[0] == "activation-1" and ids(merged)[5] == "where-next-1" and merged.notebook["nbformat_minor"] == 5


def test_copy_in_which_every_cell_has_the_same_id():
    own = answered()
    for cell in own["cells"]:
        cell["id"] = "activation-2"
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged) == ["# Corrected", SETUP["source"], ANSWER, END["source"]]
    assert ids(merged) == ["activation-1", "activation-2", "exercise-relu", "where-next-1"]


def test_doubled_id_of_two_cells_that_say_what_they_are():
    own = changed(BASE, ("activation-1", {"id": "activation-2"}), ("activation-2", {"source": SETUP["source"] + "\nmine = 1"}))
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged)[:2] == ["# Corrected", SETUP["source"] + "\nmine = 1"] and ids(merged)[:2] == ["activation-1", "activation-2"]


def test_exercise_that_takes_the_place_of_one_that_looks_like_it_is_another():
    base = notebook(code("@check\ndef relu(z):\n    ...  # your code here", "exercise-relu", "relu"))
    new = notebook(code("@check\ndef relu_backward(z):\n    ...  # your code here", "exercise-relu_backward", "relu_backward"))
    merged = merge(base, new, changed(base, ("exercise-relu", {"source": ANSWER})))
    assert [cell["source"] for cell in merged.notebook["cells"] if not is_mark(cell)] == [ANSWER, new["cells"][0]["source"]]
    assert "no longer has the cell above" in the_mark(merged)["source"]


def test_picture_that_the_course_changes_arrives():
    base = changed(BASE, ("activation-1", {"attachments": {"a.png": {"image/png": "aGk="}}}))
    new = changed(BASE, ("activation-1", {"attachments": {"a.png": {"image/png": "aGo="}}}))
    assert merge(base, new, base).notebook == new


def test_ids_that_count_are_not_taken_for_the_cells_that_had_them_before():
    """A cell put in under a heading shifts the ids of those below it: what the learner wrote stays with its cell."""
    base = notebook(*(code(source, f"in-code-{number}") for number, source in enumerate(["first = 1", "second = 2", "third = 3"], 1)))
    new = notebook(*(code(source, f"in-code-{n}") for n, source in enumerate(["first = 1", "between = 9", "second = 2", "third = 3"], 1)))
    merged = merge(base, new, changed(base, ("in-code-2", {"source": "second = 2\nmine = 5"})))
    assert shown(merged) == ["first = 1", "between = 9", "second = 2\nmine = 5", "third = 3"]
    assert ids(merged) == ["in-code-1", "in-code-2", "in-code-3", "in-code-4"] and what(merged) == [ADDED]


def test_ids_that_count_while_the_cell_was_corrected_too():
    long = "scores = X @ w + b  # one number for each bird, as before\nprint(np.round(scores[:3], 2))"
    base = notebook(code("first = 1", "in-code-1"), code(long, "in-code-2"))
    corrected = code(long.replace("as before", "once more"), "in-code-3")
    new = notebook(code("first = 1", "in-code-1"), text("Something between.", "in-code-2"), corrected)
    merged = merge(base, new, changed(base, ("in-code-2", {"source": long + "\nmine = 5"})))
    assert shown(merged) == ["first = 1", "Something between.", long + "\nmine = 5", "mark of in-code-3"]


# Marks


def both_changed() -> tuple[dict, dict]:
    new = changed(BASE, ("exercise-relu", {"source": "@check\ndef relu(z, a):\n    ..."}))
    return new, merge(BASE, new, answered()).notebook


def test_marks_do_not_pile_up():
    new, own = both_changed()
    for number in range(3):
        newer = changed(new, ("exercise-relu", {"source": f"@check\ndef relu(z, a{number}):\n    ..."}))
        merged = merge(new, newer, own)
        assert f"def relu(z, a{number})" in the_mark(merged)["source"] and len(merged.notebook["cells"]) == 5
        new, own = newer, merged.notebook
    unrelated = changed(new, ("activation-1", {"source": "# Corrected"}))
    assert shown(merge(new, unrelated, own))[2:4] == [ANSWER, "mark of exercise-relu"]


def test_mark_that_was_deleted_stays_deleted_until_the_course_changes_again():
    new, own = both_changed()
    own["cells"] = [cell for cell in own["cells"] if not is_mark(cell)]
    assert merge(new, changed(new, ("activation-1", {"source": "# Corrected"})), own).notebook["cells"][1:] == own["cells"][1:]
    assert "c)" in the_mark(merge(new, changed(new, ("exercise-relu", {"source": "def relu(z, c):"})), own))["source"]


def test_mark_goes_when_the_learner_takes_our_text():
    new, own = both_changed()
    own["cells"][2]["source"] = new["cells"][2]["source"]
    merged = merge(new, changed(new, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged)[2:] == [new["cells"][2]["source"], END["source"]]


@pytest.mark.parametrize("fields", [{"source": "my notes on it"}, {"cell_type": "code", "outputs": [], "execution_count": None}])
def test_mark_that_the_learner_made_their_own_stays_as_a_cell_of_theirs(fields):
    new, own = both_changed()
    own["cells"][3].update(fields)
    merged = merge(new, changed(new, ("exercise-relu", {"source": "def relu(z, c):"})), own)
    touched = merged.notebook["cells"][4]
    assert shown(merged)[2:4] == [ANSWER, "mark of exercise-relu"] and "relu(z, c)" in the_mark(merged)["source"]
    assert (touched["cell_type"], touched["source"]) == (own["cells"][3]["cell_type"], own["cells"][3]["source"])


def test_mark_that_somebody_doubled_is_kept_once():
    new, own = both_changed()
    own["cells"].append({**copy.deepcopy(own["cells"][3]), "id": "1a2b3c4d"})
    merged = merge(new, changed(new, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged) == ["# Corrected", SETUP["source"], ANSWER, "mark of exercise-relu", END["source"]]


def test_mark_is_known_when_the_ids_are_gone_or_count_anew():
    """It stays the one mark, where it was put, whether its cell has no id, another id or no place in the copy."""
    new, own = both_changed()
    own["cells"].insert(0, own["cells"].pop(3))
    for cell in own["cells"]:
        del cell["id"]
    renamed = changed(new, ("exercise-relu", {"id": "exercise-7", "source": "def relu(z, c):"}))
    merged = merge(new, renamed, own)
    assert shown(merged) == ["mark of exercise-7", INTRODUCTION["source"], SETUP["source"], ANSWER, END["source"]]

    deleted = changed(BASE, only=["activation-1", "activation-2", "where-next-1"])
    with_mark = merge(BASE, new, deleted).notebook
    with_mark["cells"].insert(0, with_mark["cells"].pop(2))
    renamed = changed(new, ("exercise-relu", {"id": "exercise-7"}))
    assert shown(merge(new, renamed, with_mark)) == ["mark of exercise-7", INTRODUCTION["source"], SETUP["source"], END["source"]]
    assert shown(merge(None, new, with_mark)) == ["mark of exercise-relu", INTRODUCTION["source"], SETUP["source"], END["source"]]


def test_mark_stays_where_the_learner_moved_it():
    new, own = both_changed()
    own["cells"].insert(0, own["cells"].pop(3))
    newer = changed(new, ("exercise-relu", {"source": "def relu(z, c):"}))
    assert shown(merge(new, newer, own))[0] == "mark of exercise-relu"


# Without a base


def test_lost_base_loses_no_line_and_an_answer_is_no_conflict():
    own = answered(changed(BASE, ("where-next-1", {"source": "Mine altogether."})))
    own["cells"].insert(1, text("My own note.", "1a2b3c4d"))
    new = changed(BASE)
    new["cells"].insert(2, code("scale = 2", "activation-3"))
    merged = merge(None, new, own)
    expected = [INTRODUCTION["source"], "My own note.", SETUP["source"], "scale = 2", ANSWER, "Mine altogether.", "mark of where-next-1"]
    assert shown(merged) == expected
    # `...  # your code here` is all that the answer lacks: no mark for it.
    assert merge(new, new, merged.notebook).notebook == merged.notebook


def test_lost_base_and_code_turned_to_text():
    own = changed(BASE)
    own["cells"][1] = text(SETUP["source"], "activation-2")
    assert shown(merge(None, BASE, own))[1:3] == [SETUP["source"], "mark of activation-2"]


def test_lost_base_and_changed_starter():
    new = changed(BASE, ("exercise-relu", {"source": "@check\ndef relu(z, a):\n    ...  # your code here"}))
    assert shown(merge(None, new, answered()))[2:4] == [ANSWER, "mark of exercise-relu"]


# Files


def test_notebook_of_format_3_is_converted():
    old = nbformat.v3.new_notebook(worksheets=[nbformat.v3.new_worksheet(cells=[
        nbformat.v3.new_text_cell("markdown", source=INTRODUCTION["source"]),
        nbformat.v3.new_code_cell(input=SETUP["source"], prompt_number=3, outputs=[nbformat.v3.new_output("stream", "hello\n")]),
        nbformat.v3.new_code_cell(input="mine = 1"),
        nbformat.v3.new_code_cell(input=ANSWER)])])  # fmt: skip
    own = read(nbformat.v3.writes_json(old).encode("utf-8"))
    assert own["nbformat"] == 4 and not any("id" in cell for cell in own["cells"])
    merged = merge(BASE, changed(BASE, ("activation-1", {"source": "# Corrected"})), own)
    assert shown(merged) == ["# Corrected", SETUP["source"], "mine = 1", ANSWER]
    assert merged.notebook["cells"][1]["outputs"][0]["text"] == "hello\n"
    nbformat.validate(merged.notebook)


def test_written_notebook_is_read_back_as_it_was_even_with_what_utf_8_cannot_say():
    own = changed(BASE, ("exercise-relu", {"source": "s = 'é ∑ 🐧'\n", "outputs": [output("half a pair: \ud83d")]}))
    assert read(written(own)) == own
    assert read(b"\xef\xbb\xbf" + json.dumps(own).encode()) == own, "an editor of Windows puts a mark before the text"
    assert written(BASE).endswith(b"}\n") and nbformat.reads(written(BASE).decode(), as_version=4) == nbformat.from_dict(BASE)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\xff\xfe{\x00", "is damaged"),
        (b'{"cells": [', "is damaged"),
        (b"[" * 100_000, "is damaged"),
        (b"<<<<<<< HEAD\n{}", "is damaged"),
        (b"[1, 2]", "no notebook"),
        (b"{}", "no notebook"),
        (b'{"nbformat": 4}', "no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b'{"nbformat": 4, "cells": [3]}', "cell 1 has no text"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [3]}]}', "cell 1 has no text"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "song", "source": ""}]}', "of the kind 'song'"),
        (b'{"nbformat": 3, "worksheets": 5}', "cannot be converted"),
        (b'{"nbformat": 7}', "newer kind"),
    ],
)
def test_what_is_no_notebook_is_told(content, says):
    with pytest.raises(NotANotebook, match=says):
        read(content)


def test_cell_with_missing_and_misplaced_parts_is_mended():
    first = {"cell_type": "code", "source": ["a\n", "b"], "id": "not valid!"}
    second = {"cell_type": "markdown", "source": "", "outputs": [], "metadata": 3}
    mended = read(json.dumps({"nbformat": 4, "cells": [first, second]}).encode())
    assert mended["cells"] == [
        {"cell_type": "code", "source": "a\nb", "metadata": {}, "outputs": [], "execution_count": None},
        {"cell_type": "markdown", "source": "", "metadata": {}},
    ]


# Everything at once

actions = st.integers(0, 30)
ROUND = st.tuples(
    st.lists(st.tuples(st.sampled_from(LEARNER), actions, actions), max_size=8),
    st.lists(st.tuples(st.sampled_from(COURSE), actions, actions), max_size=6),
    st.sampled_from([False] * 9 + [True]),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(size=st.integers(0, 9), rounds=st.lists(ROUND, min_size=1, max_size=4))
def test_nothing_that_a_learner_wrote_is_lost_whatever_both_do(size, rounds):
    """What has to hold after each update is in histories.py."""
    history = History(size)
    for edits, changes, base_is_lost in rounds:
        for edit in edits:
            history.learn(*edit)
        for change in changes:
            history.teach(*change)
        history.update(base_is_lost)


def test_random_histories_lose_nothing_and_end_in_valid_notebooks():
    merges = 0
    for seed in range(HISTORIES):
        history = random_history(random.Random(seed))
        merges += history.merges
        if seed % 10 == 0:
            nbformat.validate(nbformat.reads(written(history.own).decode("utf-8"), as_version=nbformat.NO_CONVERT))
            assert (history.own["nbformat"], history.own["nbformat_minor"]) == (4, 5)
    assert merges > 2.5 * HISTORIES
