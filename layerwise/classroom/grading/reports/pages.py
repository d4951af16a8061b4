"""The pages: one of feedback for each learner, and one for the class. They need no network and no script, and every text is escaped."""

import hashlib
import itertools
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from layerwise.classroom.grading.isolation import NOT_GRADED
from layerwise.classroom.grading.marking.outcome import NOT_HANDED_IN, STATUSES, Outcome
from layerwise.classroom.grading.reports.counts import common_mistakes, counted
from layerwise.classroom.grading.reports.rows import About, Row, for_a_person, number
from layerwise.exercises.catalogue import lesson_of
from layerwise.ground.words import in_html

_WORDS = {
    "passed": "passed",
    "wrong": "not right yet",
    "error": "stopped with an error",
    "timed out": "did not finish",
    "not attempted": "not attempted",
    NOT_GRADED: "not graded yet",
}
_SIGNS = {"passed": "✓", "wrong": "✗", "error": "✗", "timed out": "✗"}
_MOST_HELD_UP = 8
_LONGEST_NAME = 60


def feedback(row: Row, about: About) -> str:
    """The page for one learner."""
    by_lesson = itertools.groupby(row.outcomes, key=lambda outcome: str(lesson_of(outcome.exercise)))
    lessons = [(lesson, list(outcomes)) for lesson, outcomes in by_lesson]
    total = about.marking.total(row.outcomes)
    return _templates().get_template("feedback.html").render(row=row, about=about, lessons=lessons, total=total, all_missing=_all_missing)


def of_class(rows: list[Row], about: About) -> str:
    """The page for whoever teaches."""
    exercises = counted(rows, about.exercises)
    held_up = sorted((one for one in exercises if one.held_up), key=lambda one: (-one.held_up / one.tried, -one.held_up))[:_MOST_HELD_UP]
    statuses = [status for status in STATUSES if any(one.statuses[status] for one in exercises)]
    return (
        _templates()
        .get_template("class.html")
        .render(
            people=rows,
            about=about,
            exercises=exercises,
            held_up=held_up,
            mistakes=common_mistakes(exercises),
            statuses=statuses,
            for_a_person=for_a_person(rows),
        )
    )


def page_names(keys: Iterable[str]) -> dict[str, str]:
    """For each key a name of a page that every system can store, and that no two share, whatever the keys are."""
    taken: set[str] = set()
    names = {}
    for key in keys:
        name = re.sub(r"[^\w-]+", "-", key).strip("-")[:_LONGEST_NAME]
        if name != key or name.casefold() in taken or not name.isascii():
            name = f"{name}-{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}".lstrip("-")
        taken.add(name.casefold())
        names[key] = f"{name}-feedback.html"
    return names


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["prose"] = lambda text: Markup(in_html(text))
    templates.filters["points"] = number
    templates.filters["words"] = lambda outcome: _WORDS.get(outcome.status, outcome.status)
    templates.filters["sign"] = lambda outcome: _SIGNS.get(outcome.status, "○")
    templates.filters["look"] = lambda outcome: {"✓": "passed", "✗": "wrong"}.get(_SIGNS.get(outcome.status, ""), "other")
    return templates


def _all_missing(outcomes: list[Outcome]) -> bool:
    return all(outcome.status == NOT_HANDED_IN for outcome in outcomes)
