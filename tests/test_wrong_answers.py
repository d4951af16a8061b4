"""The bank of wrong answers: each is rejected, told what it did, and told nothing that is not so.

Of each exercise every fourth is tried; with --whole, all of them.
"""

import re

import answers
import pytest
from amounts import amount, one_in
from answers.beginners import Wrong

from layerwise.examiner.report import Report
from layerwise.examiner.written import Written
from layerwise.exercises import catalogue, examine

BANK: list[Wrong] = [wrong for file in answers.files() for wrong in getattr(file, "WRONG", [])]
# The share that has to be recognised, as a known mistake or an error that names its line; of a sample, a little less.
RECOGNISED = amount(70, 75) / 100


def claims(message: str) -> list[str]:
    """What a message says of the answer's text: the code that it quotes in a clause about what "you" did.

    The second paragraph is evidence, which is made from the answer itself. Behind a colon or a semicolon stands what to write instead.
    """
    explanation = message.partition("\nFor ")[0] if not message.startswith("For ") else ""
    clauses = [re.split(r"[:;](?: |$)", sentence)[0] for sentence in re.split(r"(?<=[.?)])\s+", explanation)]
    return [code for clause in clauses if re.match(r"(You|Your|`)", clause) for code in re.findall(r"`([^`]+)`", clause)]


def faults(wrong: Wrong, report: Report, written: Written) -> list[str]:
    """What is wrong with what is said of a wrong answer."""
    found = ["it passed"] if report.passed else []
    if wrong.mistake and report.mistake != wrong.mistake:
        found.append(f"the mistake is {report.mistake}, expected {wrong.mistake}")
    found += [f"this is not said: {words}" for words in wrong.must if words not in report.message]
    found += [f"this is said: {words}" for words in wrong.must_not if words in report.message]
    quoted = claims(report.message) if report.mistake else ()
    return found + [f"`{code}` does not stand in the answer" for code in quoted if not written.has(code)]


@one_in(3)
@pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)
def test_wrong_answers_are_told_what_helps_and_nothing_that_is_not_so(exercise, tmp_path, capsys):
    bank = [wrong for wrong in BANK if wrong.exercise == exercise.name]
    assert bank, "what do beginners write?"
    recognised, problems = 0, []
    tried = bank[:: amount(4, 1)]
    for number, wrong in enumerate(tried):
        function = wrong.function(tmp_path / f"cell_{number}.py")
        report = examine(wrong.exercise, function)
        recognised += report.mistake is not None or (report.status == "error" and "in the line `" in report.message)
        problems += [f"{fault}\n{wrong.code}\n{report.message}" for fault in faults(wrong, report, Written(function))]
    assert not problems, "\n\n".join(problems)
    assert capsys.readouterr() == ("", "")
    enough = f"{recognised} of {len(tried)} are recognised, as a known mistake or by their line; {RECOGNISED:.0%} have to be"
    assert recognised >= RECOGNISED * len(tried), enough


def test_the_bank_is_large():
    assert len(BANK) >= 300
