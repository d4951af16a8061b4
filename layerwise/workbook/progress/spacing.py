"""When a question is asked again: what was missed at first comes back after a day, then after three, seven and twenty-one.

What is kept of a question says it all: its first answer, and under "again" the day of the last repetition and how many were right in a
row. A question that was right at once is not asked again, and one that was right four times in a row has been learned.
"""

from datetime import date, timedelta
from typing import Any

from layerwise.examiner.question import Question, Right

# Days until the next repetition, by how many were right in a row.
PAUSES = (1, 3, 7, 21)


def due_on(question: Question, first: Any, entry: dict) -> date | None:
    """The day on which a question comes back; None for one that was right at once, or has been learned. `entry` is what is kept of it."""
    if isinstance(question.judge(first), Right):
        return None
    last, row = _repetition(entry)
    if row >= len(PAUSES):
        return None
    return last + timedelta(days=PAUSES[row]) if last else date.min


def with_repetition(question: Question, first: Any, answer: Any, entry: dict, today: date) -> dict:
    """`entry` after the question was answered today. Of several answers on one day the first counts; one right at once needs no more."""
    last, row = _repetition(entry)
    if last == today or isinstance(question.judge(first), Right):
        return entry
    row = row + 1 if isinstance(question.judge(answer), Right) else 0
    return {**entry, "again": {"on": today.isoformat(), "right": row}}


def _repetition(entry: dict) -> tuple[date | None, int]:
    try:
        last, row = date.fromisoformat(entry["again"]["on"]), entry["again"]["right"]
    except (KeyError, TypeError, ValueError):
        return None, 0
    return (last, row) if type(row) is int and 0 <= row <= len(PAUSES) else (None, 0)
