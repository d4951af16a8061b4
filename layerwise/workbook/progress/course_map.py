"""The course on one page."""

from layerwise import course
from layerwise.course import Lesson
from layerwise.ground.words import in_html
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.standings import advice, names_in, standings, where_left_off
from layerwise.workbook.progress.table import aligned

_SIGNS = {
    "done": "<span aria-hidden='true'>✓</span> done",
    "begun": "<span aria-hidden='true'>◐</span> begun",
    "next": "<span aria-hidden='true'>→</span> next",
    "": "to come",
}
# A row is one line; where the page is too narrow for it, the table is moved sideways.
_IN_A_LINE = "text-align:left;white-space:nowrap"


class CourseMap:
    """The lessons, what each adds and what the learner writes in it: a table with links in a notebook, plain text elsewhere.

    With the workbook of a learner it also shows what is done, begun and next, and says where to go on.
    """

    def __init__(self, workbook: Workbook | None):
        self.workbook = workbook
        self.record = Progress(workbook.record).read() if workbook else None

    def __repr__(self) -> str:
        rows: list[tuple[str, ...]] = [("Lesson", "The step", "You write")]
        rows += [(str(lesson), lesson.builds, ", ".join(names_in(lesson))) for lesson in course.LESSONS]
        if self.record is None:
            return aligned(rows)
        status = ["Status", *(standing.status or "to come" for standing in standings(self.record))]
        # The status comes second: the last column is so wide that it may be out of sight.
        rows = [(row[0], word, *row[1:]) for row, word in zip(rows, status, strict=True)]
        return f"{aligned(rows)}\n\n{advice(self.record)}"

    def _repr_html_(self) -> str:
        if self.workbook is None or self.record is None:
            return _table([_row(lesson, lesson.notebook) for lesson in course.LESSONS], "Lesson", "The step", "You write")
        here = where_left_off(self.record)
        rows = [
            _row(standing.lesson, self.workbook.notebook(standing.lesson.notebook).name, _SIGNS[standing.status], standing.lesson == here)
            for standing in standings(self.record)
        ]
        return f"{_table(rows, 'Lesson', 'Status', 'The step', 'You write')}<p>{in_html(advice(self.record))}</p>"


def _row(lesson: Lesson, notebook: str, status: str = "", here: bool = False) -> str:
    written = ", ".join(f"<code>{name}</code>" for name in names_in(lesson))
    columns = [*([status] if status else []), in_html(lesson.builds), written]
    cells = "".join(f"<td style='{_IN_A_LINE}'>{column}</td>" for column in columns)
    link = f"<a href='{notebook}'>{in_html(str(lesson))}</a>"
    opening = "<tr aria-current='step' style='font-weight:bold'>" if here else "<tr>"
    return f"{opening}<th scope='row' style='{_IN_A_LINE}'>{link}</th>{cells}</tr>"


def _table(rows: list[str], *headings: str) -> str:
    head = "".join(f"<th scope='col' style='{_IN_A_LINE}'>{heading}</th>" for heading in headings)
    style = "display:block;max-width:100%;overflow-x:auto;font-size:14px"
    return f"<table style='{style}'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
