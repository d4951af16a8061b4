"""How strong the checks are: every small change to a reference answer is rejected, or listed with the reason why it is no change.

Every third change is tried, and all that are listed; with --whole, every one.
"""

import mutants
import pytest
from amounts import amount, one_in
from answers import everything

from layerwise.examiner import trial
from layerwise.exercises import catalogue, examine

EQUIVALENT = {name: dict(changes) for name, changes in everything("EQUIVALENT").items()}


@one_in(3)
@pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)
def test_every_mutant_is_rejected_or_equivalent(exercise, monkeypatch, record_property):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 2.0)
    survivors, attempted, total = set(), True, 0
    listed = EQUIVALENT.get(exercise.name, {})
    for number, mutant in enumerate(mutants.mutants_of(exercise)):
        if number % amount(3, 1) and mutant.change not in listed:
            continue
        report = examine(exercise.name, mutant.function)
        total += 1
        if report.passed:
            survivors.add(mutant.change)
        elif not mutant.change.endswith("deleted"):
            attempted &= report.status != "not attempted"
    record_property("mutants", total)
    record_property("rejected", total - len(survivors))
    listed = EQUIVALENT.get(exercise.name, {})
    assert survivors - set(listed) == set(), "a probe is missing, or a reason in EQUIVALENT, under tests/answers/"
    assert set(listed) - survivors == set(), "listed as equivalent, and no longer made or no longer passing"
    assert all(len(reason) > 20 for reason in listed.values())
    assert attempted, "a mutant is a wrong answer, not one that was not attempted"
    assert total >= amount(2, 5)


def test_the_reasons_belong_to_exercises():
    assert set(EQUIVALENT) <= {exercise.name for exercise in catalogue()}
