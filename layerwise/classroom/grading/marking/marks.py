"""Points: how many an exercise brings, how many somebody gets, and whether it came in time."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from layerwise import course
from layerwise.classroom.grading.isolation import NOT_GRADED
from layerwise.classroom.grading.marking.outcome import NOT_HANDED_IN, Outcome
from layerwise.exercises.catalogue import EXERCISES, exercises_of, unknown_exercise
from layerwise.ground.words import in_words


class WeightsTrouble(Exception):
    """Why a file of weights cannot be used, in a sentence."""


@dataclass(frozen=True)
class Marking:
    """How outcomes become points.

    weights         how many points each exercise brings; 1 where it is not named
    all_or_nothing  whether an answer that did not pass brings nothing, however near it was
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    all_or_nothing: bool = False

    def most(self, exercise: str) -> float:
        """The points that an exercise brings."""
        return self.weights.get(exercise, 1.0)

    def points(self, outcome: Outcome) -> float | None:
        """The points of an outcome; None where it was not graded. Only a pass brings all of them, also after rounding."""
        if outcome.status == NOT_GRADED:
            return None
        most = self.most(outcome.exercise)
        if outcome.status == "passed":
            return most
        return 0.0 if self.all_or_nothing else int(most * outcome.share * 100 + 1e-9) / 100

    def total(self, outcomes: Iterable[Outcome]) -> float | None:
        """The sum; None where something was not graded, since it may be more."""
        points = [self.points(outcome) for outcome in outcomes]
        return None if None in points else round(sum(point for point in points if point is not None), 2)

    def most_in_all(self, exercises: Iterable[str]) -> float:
        """The sum of what exercises bring."""
        return round(sum(map(self.most, exercises)), 2)


def read_weights(path: Path) -> dict[str, float]:
    """Points by exercise, from a CSV with the columns `exercise` and `points`. A lesson's number stands for each of its exercises.

    Raises WeightsTrouble, or OSError where the file cannot be opened.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WeightsTrouble(f"{path} is not stored as UTF-8. Save it as CSV in UTF-8.") from None
    weights: dict[str, float] = {}
    of_lessons: dict[str, float] = {}
    delimiter = ";" if ";" in text else ","  # a spreadsheet that writes 2,5 for two and a half
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and [cell.casefold() for cell in cells] == ["exercise", "points"]):
            continue
        if len(cells) != 2:
            raise WeightsTrouble(f"{path}, line {number}: an exercise or a lesson, and its points, such as relu,2. Here stands {row!r}.")
        name, points = cells[0], _points(cells[1], path, number)
        lesson = course.lesson(name.zfill(2) if name.isdecimal() else name)
        if lesson is not None and name not in EXERCISES:
            of_lessons |= dict.fromkeys((exercise.name for exercise in exercises_of(lesson)), points)
        elif name in EXERCISES:
            weights[name] = points
        else:
            raise WeightsTrouble(f"{path}, line {number}: {unknown_exercise(name)}")
    return of_lessons | weights


def _points(text: str, path: Path, number: int) -> float:
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,4})?", text):
        raise WeightsTrouble(f"{path}, line {number}: points are a number, 0 or more, and this is {text!r}.")
    return float(text.replace(",", "."))


@dataclass(frozen=True)
class Lateness:
    """By how much the last notebook of a person missed the deadline, and how that is known."""

    by: timedelta | None
    told_by: str

    def __str__(self) -> str:
        if self.by is None:
            return f"late, by {self.told_by}"
        minutes = int(self.by.total_seconds() // 60)
        days, hours = divmod(minutes // 60, 24)
        spans = [(days, "day"), (hours, "hour"), (minutes % 60, "minute")]
        parts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in spans if count]
        return f"late by {in_words(parts) or 'less than a minute'}, by {self.told_by}"


def lateness(when: datetime, told: str, late_by_name: bool, deadline: datetime | None) -> Lateness | None:
    """Whether something came too late: by a column of the roster or a time stamp, by its name in the LMS, or by the file's time."""
    if deadline is not None and told != "the file's time":
        return Lateness(when - deadline, told) if when > deadline else None
    if late_by_name:
        return Lateness(None, "its name in the LMS")
    if deadline is not None and when > deadline:
        return Lateness(when - deadline, told)
    return None


def status_of(outcomes: list[Outcome]) -> str:
    """One word or two for a row: what a person has to look at first."""
    statuses = {outcome.status for outcome in outcomes}
    if NOT_GRADED in statuses:
        return "partly graded" if len(statuses) > 1 else NOT_GRADED
    return NOT_HANDED_IN if statuses == {NOT_HANDED_IN} else "graded"
