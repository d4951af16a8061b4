"""A page about the whole course, to keep, print or share: made on the learner's machine, and honest about what was their own."""

from datetime import date
from pathlib import Path

from layerwise.course import LESSONS
from layerwise.examiner.question import Right
from layerwise.exercises.catalogue import EXERCISES, exercises_of
from layerwise.ground.files import write_whole
from layerwise.ground.words import escaped, in_html
from layerwise.workbook import notes
from layerwise.workbook.folder import Workbook
from layerwise.workbook.library.verification import Verification, verify
from layerwise.workbook.progress.answers import coming_back, kept_in
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.record import Record, minutes

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:2px 12px 2px 0}td.bar{width:12em}"
    "td.bar span{display:block;height:.8em;background:#0072b2}pre{white-space:pre-wrap}"
)


def write_page(workbook: Workbook) -> Path:
    """Write the page my_course.html into the workbook and return its path. Raises OSError."""
    path = workbook.folder / "my_course.html"
    record, verified = Progress(workbook.record).read(), verify(workbook.library)
    parts = [_functions(verified), _attempts(record), _questions(record), _notes(workbook)]
    title = "Layerwise: a network of my own" if verified.complete else "Layerwise: how far I have come"
    made = (
        f"<p>Made on {date.today().isoformat()}, on the learner's own machine, from their own record. Nobody watched, so it is no "
        "certificate. But anyone can examine the functions, with <code>layerwise verify</code>.</p>"
    )
    body = f"<h1>{title}</h1>{made}{''.join(parts)}"
    head = f"<meta charset='utf-8'><title>{title}</title><style>{_STYLE}</style>"
    write_whole(path, f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>\n")
    return path


def _functions(verified: Verification) -> str:
    return "<h2>Functions, examined today</h2>" + "".join(f"<p>{in_html(sentence)}</p>" for sentence in verified.sentences())


def _attempts(record: Record) -> str:
    """How many answers were examined for each function until it passed: the learner's own learning curve."""
    rows = []
    most = max((entry.attempts for entry in record.exercises.values()), default=1) or 1
    for lesson in LESSONS:
        for exercise in exercises_of(lesson):
            entry = record.exercises.get(exercise.name)
            if entry is None:
                continue
            result = f"passed on {entry.passed.date().isoformat()}" if entry.passed else "has not passed yet"
            bar = f"<td class='bar'><span style='width:{100 * entry.attempts / most:.0f}%'></span></td>"
            rows.append(f"<tr><th scope='row'><code>{exercise.name}</code></th><td>{entry.attempts}</td>{bar}<td>{result}</td></tr>")
    if not rows:
        return ""
    head = "<tr><th scope='col'>function</th><th scope='col' colspan='2'>answers examined</th><th scope='col'>result</th></tr>"
    known = [entry for name, entry in record.exercises.items() if name in EXERCISES]
    return f"<h2>My checks</h2><p>About {minutes(known)} minutes between checks.</p><table>{head}{''.join(rows)}</table>"


def _questions(record: Record) -> str:
    known = kept_in(record)
    if not known:
        return ""
    at_once = [question for question, (first, _) in known.items() if isinstance(question.judge(first), Right)]
    waiting = coming_back(record)
    learned = len(known) - len(at_once) - len(waiting)
    rest = f" {learned} of the others were right four times in a row since." if learned else ""
    open_ones = f" {len(waiting)} will be asked again." if waiting else ""
    return f"<h2>Questions</h2><p>{len(known)} answered, {len(at_once)} of them right at once.{rest}{open_ones}</p>"


def _notes(workbook: Workbook) -> str:
    path = notes.path_of(workbook)
    return f"<h2>My notes</h2><pre>{escaped(path.read_text(encoding='utf-8'))}</pre>" if path.exists() else ""
