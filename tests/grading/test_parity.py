"""The same examination: every answer under tests/answers gets in the classroom what it gets in a notebook, word for word.

A sample; with --whole, all of them.
"""

import importlib
import re
from textwrap import indent

import answers
import pytest
from amounts import amount, one_in
from answers import everything
from mutants import mutants_of

from grading.handed_in import answers as all_answers
from grading.handed_in import of_answer, of_beginner, of_mutant
from layerwise.exercises import catalogue, examine
from layerwise.exercises.catalogue import EXERCISES

BANK = [wrong for file in answers.files() for wrong in getattr(file, "WRONG", [])]
KINDS = ("RIGHT", "NEARLY_RIGHT")
# The classes of the course's library are not at hand in the classroom; what is told of it is tested below.
MAKES_ITS_OWN = re.compile(r"\bnn\.[A-Z]\w+\(")
SEED = 7


def said(report):
    """All that a report tells."""
    return report.status, report.mistake, report.message, report.form, report.another_way, report.hints, report.printed


def differences(room, cases):
    """What the classroom says otherwise than the notebook, of (exercise, function, cells, exercises that have passed)."""
    found = []
    for exercise, function, cells, own in cases:
        in_notebook = examine(exercise, function, SEED)
        with room.submission(cells, own) as student:
            verdict = student.examine(exercise, SEED)
        if verdict.report is None or said(verdict.report) != said(in_notebook):
            found.append(f"{exercise}\n{indent(cells[-1], '    ')}\n{said(in_notebook)}\n{verdict.reason or said(verdict.report)}")
    return found


@one_in(4)
@pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)
def test_beginners_are_told_the_same(exercise, room, tmp_path):
    bank = [wrong for wrong in BANK if wrong.exercise == exercise.name and not MAKES_ITS_OWN.search(wrong.code)]
    tried = enumerate(bank[len(bank) // 3 :: len(bank)] if amount(True, False) else bank)
    cases = ((wrong.exercise, wrong.function(tmp_path / f"cell_{number}.py"), *of_beginner(wrong)) for number, wrong in tried)
    assert not (found := differences(room, cases)), "\n\n".join(found)


def test_whoever_makes_an_optimizer_of_their_own_is_told_that_none_is_at_hand_and_to_use_the_one_that_comes_in(room):
    own = [wrong for wrong in BANK if wrong.exercise == "train" and "optimizer = nn.SGD(" in wrong.code and "import nn" in wrong.above]
    assert own
    for wrong in own:
        cells, passed = of_beginner(wrong)
        with room.submission(cells, passed) as student:
            report = student.examine("train", SEED).report
        assert report.status == "error" and "layerwise.nn.SGD is not at hand where answers are graded" in report.message
        assert "`optimizer` comes in as an argument" in report.message


@pytest.mark.parametrize("kind", KINDS)
def test_right_answers_and_nearly_right_ones_are_told_the_same(kind, room):
    for file in answers.files():  # some keep something from call to call, and other tests have called them
        importlib.reload(file)
    tried = list(all_answers(kind))[:: amount(60, 1)]
    # What is the library's own stands in no cell, and so there is no text of it to read.
    tried = [answer for answer in tried if not str(getattr(answer[3], "__module__", "")).startswith("layerwise.nn")]
    cases = [(exercise, function, of_answer(file, kind, exercise, number, function), ()) for file, exercise, number, function in tried]
    assert not (found := differences(room, cases)), "\n\n".join(found)


def test_changes_that_are_no_mistakes_pass(room):
    equivalent = everything("EQUIVALENT")
    known = {(name, change) for name, pairs in equivalent.items() for change, _ in pairs}
    mutants = [mutant for name in equivalent for mutant in mutants_of(EXERCISES[name]) if (name, mutant.change) in known]
    assert len(mutants) >= 20
    for mutant in mutants[:: amount(12, 1)]:
        with room.submission(of_mutant(mutant)) as student:
            verdict = student.examine(mutant.exercise, SEED)
        assert verdict.passed, (mutant.change, verdict)


def test_a_person_with_all_answers_passes_everything_in_one_process(room):
    code = "\n\n".join(exercise.solution for exercise in catalogue())
    with room.submission(["import numpy as np", code]) as student:
        verdicts = [student.examine(name, SEED) for name in EXERCISES]
    assert all(verdict.passed for verdict in verdicts), [verdict for verdict in verdicts if not verdict.passed]
    assert all(verdict.ours == () for verdict in verdicts)


def test_an_untouched_notebook_gets_nothing(room):
    with room.submission(["import numpy as np", *(exercise.starter for exercise in catalogue())]) as student:
        statuses = {student.examine(name, SEED).status for name in EXERCISES}
    assert statuses == {"not attempted"}
