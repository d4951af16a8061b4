"""The bank of wrong answers: each is rejected, told what it did, and told nothing that is not so."""

import re

import answers
import pytest
from answers.beginners import Wrong

from layerwise.examiner.written import Written
from layerwise.exercises import catalogue, examine

BANK: list[Wrong] = [wrong for file in answers.files() for wrong in getattr(file, "WRONG", [])]
each_wrong = pytest.mark.parametrize("wrong", BANK, ids=[f"{wrong.exercise}-{number}" for number, wrong in enumerate(BANK)])


def claims(message: str) -> list[str]:
    """What a message says of the answer's text: the code that it quotes in a clause about what "you" did.

    The second paragraph is evidence, which is made from the answer itself. Behind a colon or a semicolon stands what to write instead.
    """
    explanation = message.partition("\nFor ")[0] if not message.startswith("For ") else ""
    clauses = [re.split(r"[:;](?: |$)", sentence)[0] for sentence in re.split(r"(?<=[.?)])\s+", explanation)]
    return [code for clause in clauses if re.match(r"(You|Your|`)", clause) for code in re.findall(r"`([^`]+)`", clause)]


@each_wrong
def test_a_wrong_answer_is_told_what_helps_and_nothing_else(wrong, tmp_path, capsys):
    report = examine(wrong.exercise, wrong.function(tmp_path / "cell.py"))
    assert not report.passed, wrong.code
    if wrong.mistake:
        assert report.mistake == wrong.mistake, (wrong.code, report)
    for words in wrong.must:
        assert words in report.message, (wrong.code, report)
    for words in wrong.must_not:
        assert words not in report.message, (wrong.code, report)
    assert capsys.readouterr() == ("", "")


@each_wrong
def test_code_that_a_sentence_quotes_stands_in_the_answer(wrong, tmp_path):
    function = wrong.function(tmp_path / "cell.py")
    report = examine(wrong.exercise, function)
    for code in claims(report.message) if report.mistake else ():
        assert Written(function).has(code), f"`{code}` is not in\n{wrong.code}\nand this is said:\n{report.message}"


def test_the_bank_is_large_and_most_of_it_is_recognised(tmp_path):
    assert len(BANK) >= 300
    assert {wrong.exercise for wrong in BANK} == {exercise.name for exercise in catalogue()}
    told = 0
    for number, wrong in enumerate(BANK):
        report = examine(wrong.exercise, wrong.function(tmp_path / f"cell_{number}.py"))
        told += report.mistake is not None or (report.status == "error" and "in the line `" in report.message)
    assert told >= 0.75 * len(BANK), f"{told} of {len(BANK)}"
