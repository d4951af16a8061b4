"""The learner's progress as a table."""

from collections.abc import Sequence

from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.progress.record import Record, minutes
from layerwise.workbook.progress.standings import names_in, standings


def progress_table(record: Record) -> str:
    """How far the learner has come, as plain text: a line for each lesson, every column under its heading."""
    from layerwise.exercises.questions import LESSON_OF, questions  # here, since `import layerwise.workbook` is to be quick
    from layerwise.workbook.progress.answers import answered

    rows = [("Lesson", "Status", "Passed", "Attempts", "Minutes", "Questions")]
    asked, known = ([LESSON_OF[question.name].name for question in some] for some in (questions(), answered(record)))
    for standing in standings(record):
        lesson = standing.lesson
        done = f"{standing.passed} of {len(names_in(lesson))}", str(standing.attempts), str(standing.minutes)
        told = f"{known.count(lesson.name)} of {asked.count(lesson.name)}"
        rows.append((str(lesson), standing.status or "to come", *done, told))
    entries = [entry for name, entry in record.exercises.items() if name in EXERCISES]
    passed = f"{sum(entry.passes > 0 for entry in entries)} of {len(EXERCISES)}"
    attempts = str(sum(entry.attempts for entry in entries))
    rows.append(("All lessons", "", passed, attempts, str(minutes(entries)), f"{len(known)} of {len(asked)}"))
    return aligned(rows, numbers=("Attempts", "Minutes"))


def aligned(rows: Sequence[tuple[str, ...]], numbers: tuple[str, ...] = ()) -> str:
    """Rows of text as a table, the first of them the headings; the columns named in `numbers` are aligned at their right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = [heading in numbers for heading in rows[0]]
    lines = [
        "  ".join(cell.rjust(width) if ends else cell.ljust(width) for cell, width, ends in zip(row, widths, right, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)
