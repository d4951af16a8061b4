"""What the learner has answered to the lessons' questions, in the record of their progress under "questions".

{"deeper-bill": {"first": "The second is larger.", "last": "The second is smaller.", "tries": 2, "again": {"on": DAY, "right": 0}}}

What stands under "again" is of `spacing`.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from layerwise.exercises.questions import QUESTIONS, Question
from layerwise.workbook.folder import current_workbook
from layerwise.workbook.progress.file import MOST_ATTEMPTS, Progress
from layerwise.workbook.progress.record import Record, now
from layerwise.workbook.progress.recording import going_on
from layerwise.workbook.progress.spacing import due_on, with_repetition


def kept(question: Question) -> tuple | None:
    """The first and the last answer that the learner gave; None without any, or where they cannot be understood (any more)."""
    workbook = current_workbook()
    return _understood(question, Progress(workbook.record).read()) if workbook else None


def keep(question: Question, answer: Any) -> None:
    """Keep one more answer, if there is a workbook. A lesson goes on where that cannot be done."""
    workbook = current_workbook()
    if workbook is not None:
        with going_on(workbook, "Your answer could not be saved"):
            Progress(workbook.record).change(lambda record: _with_answer(question, answer, record, _today()))


def due() -> list[Question]:
    """The questions that the learner missed at first and that come back today, the longest overdue first; none without a workbook."""
    workbook = current_workbook()
    return due_in(Progress(workbook.record).read(), _today()) if workbook else []


def due_in(record: Record, today: date) -> list[Question]:
    """The questions that come back on this day, the longest overdue first."""
    days = coming_back(record)
    return sorted((question for question in QUESTIONS.values() if days.get(question.name, date.max) <= today), key=lambda q: days[q.name])


def coming_back(record: Record) -> dict[str, date]:
    """By its name, for each question that was missed at first and is not yet learned: the day on which it comes back."""
    found = {}
    for question, (first, _) in kept_in(record).items():
        day = due_on(question, first, record.rest["questions"][question.name])
        if day is not None:
            found[question.name] = day
    return found


def _today() -> date:
    return now().astimezone().date()


def answered(record: Record) -> list[Question]:
    """The questions of the course that have an answer, in order."""
    return list(kept_in(record))


def kept_in(record: Record) -> dict[Question, tuple]:
    """The first and the last answer to each question of the course that has one, in order."""
    return {question: known for question in QUESTIONS.values() if (known := _understood(question, record))}


def _understood(question: Question, record: Record) -> tuple | None:
    entry = record.rest["questions"].get(question.name)
    if not isinstance(entry, dict):
        return None
    first, last = question.restored(entry.get("first")), question.restored(entry.get("last"))
    return None if first is None or last is None else (first, last)


def _with_answer(question: Question, answer: Any, record: Record, today: date) -> Record:
    before = _understood(question, record)
    entry = record.rest["questions"].get(question.name)
    tries = entry.get("tries") if before else 0
    possible = type(tries) is int and 0 <= tries < MOST_ATTEMPTS
    first = before[0] if before else answer
    new = {"first": question.stored(first), "last": question.stored(answer), "tries": tries + 1 if possible else 1}
    if before and "again" in entry:
        new["again"] = entry["again"]
    new = with_repetition(question, first, answer, new, today)
    return replace(record, rest={**record.rest, "questions": {**record.rest["questions"], question.name: new}})
