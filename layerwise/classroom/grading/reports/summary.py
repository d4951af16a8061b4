"""A table in Markdown, for the page on which a CI shows what a job came to. It is practice; it gives no marks."""

import re

from layerwise.classroom.grading.marking.outcome import NOT_HANDED_IN
from layerwise.classroom.grading.reports.rows import About, Row
from layerwise.exercises.catalogue import lesson_of

_LONGEST = 300
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$@:-])")


def summary(rows: list[Row], about: About) -> str:
    """The table: an exercise a row, for each person whose notebooks were found."""
    return "\n\n".join(_of_person(row, about, named=len(rows) > 1) for row in rows) or "There is no notebook here."


def _of_person(row: Row, about: About, named: bool) -> str:
    tried = [outcome for outcome in row.outcomes if outcome.status != NOT_HANDED_IN]
    passed = sum(outcome.status == "passed" for outcome in tried)
    lines = [f"### {_plain(row.name)}", ""] if named else []
    lines += [f"**{passed} of {len(row.outcomes)} exercises pass.** Practice, with the seed {about.seed}; no marks.", ""]
    lines += ["| lesson | exercise | status | |", "|---|---|---|---|"]
    for outcome in tried:
        message = outcome.message if len(outcome.message) <= _LONGEST else outcome.message[:_LONGEST] + "…"
        lines.append(f"| {lesson_of(outcome.exercise).number} | `{outcome.exercise}` | {outcome.status} | {_plain(message)} |")
    return "\n".join([*lines, *(f"\n{_plain(note)}" for note in row.notes)])


def _plain(text: str) -> str:
    """A text in which nothing is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
