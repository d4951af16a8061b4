"""What the learner has answered to the lessons' questions, in the record of their progress under "questions".

{"deeper-bill": {"first": "The second is larger.", "last": "The second is smaller.", "tries": 2}}
"""

from dataclasses import replace
from typing import Any

from layerwise.exercises.questions import QUESTIONS, Question
from layerwise.workbook.folder import current_workbook
from layerwise.workbook.progress.file import MOST_ATTEMPTS, Progress
from layerwise.workbook.progress.record import Record
from layerwise.workbook.progress.recording import going_on


def kept(question: Question) -> tuple | None:
    """The first and the last answer that the learner gave; None without any, or where they cannot be understood (any more)."""
    workbook = current_workbook()
    return _understood(question, Progress(workbook.record).read()) if workbook else None


def keep(question: Question, answer: Any) -> None:
    """Keep one more answer, if there is a workbook. A lesson goes on where that cannot be done."""
    workbook = current_workbook()
    if workbook is not None:
        with going_on(workbook, "Your answer could not be saved"):
            Progress(workbook.record).change(lambda record: _with_answer(question, answer, record))


def answered(record: Record) -> list[Question]:
    """The questions of the course that have an answer, in order."""
    return [question for question in QUESTIONS.values() if _understood(question, record)]


def _understood(question: Question, record: Record) -> tuple | None:
    entry = record.rest["questions"].get(question.name)
    if not isinstance(entry, dict):
        return None
    first, last = question.restored(entry.get("first")), question.restored(entry.get("last"))
    return None if first is None or last is None else (first, last)


def _with_answer(question: Question, answer: Any, record: Record) -> Record:
    before = _understood(question, record)
    entry = record.rest["questions"].get(question.name)
    tries = entry.get("tries") if before else 0
    possible = type(tries) is int and 0 <= tries < MOST_ATTEMPTS
    first = before[0] if before else answer
    new = {"first": question.stored(first), "last": question.stored(answer), "tries": tries + 1 if possible else 1}
    return replace(record, rest={**record.rest, "questions": {**record.rest["questions"], question.name: new}})
