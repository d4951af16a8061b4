"""The course on one page, and the learner's progress as a table."""

from layerwise.workbook.course import Lesson, advice, lesson_of, lessons, standings, where_left_off
from layerwise.workbook.progress import Record, minutes
from layerwise.workbook.telling import in_html

_SIGNS = {
    "done": "<span aria-hidden='true'>✓</span> done",
    "begun": "<span aria-hidden='true'>◐</span> begun",
    "next": "<span aria-hidden='true'>→</span> next",
    "": "to come",
}


class CourseMap:
    """The lessons, what each adds and what the learner writes in it: a table with links in a notebook, plain text elsewhere.

    With a record it also shows what is done, begun and next, and says where to go on.
    """

    def __init__(self, record: Record | None):
        self.record = record

    def __repr__(self):
        rows = [("Lesson", "The step", "You write")]
        rows += [(f"{lesson.number} {lesson.title}", lesson.step, ", ".join(lesson.exercises)) for lesson in lessons()]
        if self.record is None:
            return aligned(rows)
        status = ["Status", *(standing.status or "to come" for standing in standings(self.record))]
        # The status comes second: the last column is so wide that it may be out of sight.
        rows = [(row[0], word, *row[1:]) for row, word in zip(rows, status, strict=True)]
        return f"{aligned(rows)}\n\n{advice(self.record)}"

    def _repr_html_(self):
        if self.record is None:
            return _table([_row(lesson) for lesson in lessons()], "Lesson", "The step", "You write")
        here = where_left_off(self.record)
        rows = [_row(standing.lesson, _SIGNS[standing.status], standing.lesson == here) for standing in standings(self.record)]
        return f"{_table(rows, 'Lesson', 'Status', 'The step', 'You write')}<p>{in_html(advice(self.record))}</p>"


def _row(lesson: Lesson, status: str = "", here: bool = False) -> str:
    written = ", ".join(f"<code>{name}</code>" for name in lesson.exercises)
    cells = [status] if status else []
    cells = "".join(f"<td style='text-align:left'>{cell}</td>" for cell in [*cells, in_html(lesson.step), written])
    link = f"<a href='{lesson.notebook}'>{lesson.number} {in_html(lesson.title)}</a>"
    opening = "<tr aria-current='step' style='font-weight:bold'>" if here else "<tr>"
    return f"{opening}<th scope='row' style='text-align:left;white-space:nowrap'>{link}</th>{cells}</tr>"


def _table(rows: list[str], *headings: str) -> str:
    head = "".join(f"<th scope='col' style='text-align:left'>{heading}</th>" for heading in headings)
    return f"<table style='font-size:14px'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def progress_table(record: Record) -> str:
    """How far the learner has come, as plain text: a line for each lesson, every column under its heading."""
    from layerwise.exercises.questions import LESSON_OF, questions  # here, since `import layerwise.workbook` is to be quick
    from layerwise.workbook.answers import answered

    rows = [("Lesson", "Status", "Passed", "Attempts", "Minutes", "Questions")]
    asked, known = ([LESSON_OF[question.name].number for question in some] for some in (questions(), answered(record)))
    for standing in standings(record):
        number, exercises = standing.lesson.number, len(standing.lesson.exercises)
        done = f"{standing.passed} of {exercises}", str(standing.attempts), str(standing.minutes)
        told = f"{known.count(number)} of {asked.count(number)}"
        rows.append((f"{number} {standing.lesson.title}", standing.status or "to come", *done, told))
    entries = [entry for name, entry in record.exercises.items() if name in lesson_of()]
    passed = f"{sum(entry.passes > 0 for entry in entries)} of {len(lesson_of())}"
    attempts = str(sum(entry.attempts for entry in entries))
    rows.append(("All lessons", "", passed, attempts, str(minutes(entries)), f"{len(known)} of {len(asked)}"))
    return aligned(rows, numbers=("Attempts", "Minutes"))


def aligned(rows: list[tuple[str, ...]], numbers: tuple[str, ...] = ()) -> str:
    """Rows of text as a table, the first of them the headings; the columns named in `numbers` are aligned at their right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = [heading in numbers for heading in rows[0]]
    lines = [
        "  ".join(cell.rjust(width) if ends else cell.ljust(width) for cell, width, ends in zip(row, widths, right, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)
