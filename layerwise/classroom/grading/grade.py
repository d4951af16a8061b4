"""`layerwise grade`: from a folder of submissions to a folder with marks, reasons and pages."""

import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import layerwise
from layerwise import course
from layerwise.classroom.grading.batch.cluster import Cluster, ClusterTrouble, Demands
from layerwise.classroom.grading.batch.kept import Kept
from layerwise.classroom.grading.batch.work import Result, Terms, Work, work_of
from layerwise.classroom.grading.batch.workers import Here
from layerwise.classroom.grading.isolation import Protection, strongest
from layerwise.classroom.grading.isolation.protections import LIMITS, tried
from layerwise.classroom.grading.marking.marks import Lateness, Marking, WeightsTrouble, lateness, read_weights
from layerwise.classroom.grading.marking.outcome import GIVEN, NOT_HANDED_IN, Outcome
from layerwise.classroom.grading.reports import pages, tables
from layerwise.classroom.grading.reports.rows import About, Row, for_a_person
from layerwise.classroom.grading.reports.summary import summary
from layerwise.classroom.grading.submissions import Collection, Person, Roster, RosterTrouble, collect, read_roster
from layerwise.classroom.grading.submissions.roster import Listed, read_time
from layerwise.exercises.catalogue import exercises_of
from layerwise.ground.files import Busy, locked, put_in_place, write_whole
from layerwise.ground.words import in_words

_RUN = "run.json"
_MOST_TOLD = 20
# What not every run writes: that of an earlier one must not stay, with names that are to be hidden now.
_NOT_ALWAYS = ("canvas.csv", "moodle.csv", "moodle_feedback.zip", "who-is-who.csv")


class GradeTrouble(Exception):
    """Why nothing was graded, and what to do, in sentences."""


@dataclass(frozen=True)
class Request:
    """What is asked for; see `layerwise grade --help`. Without a report's folder only a summary is printed."""

    submissions: Path
    report: Path | None = None
    lessons: str = ""
    weights: Path | None = None
    roster: Path | None = None
    deadline: str = ""
    hide_names: bool = False
    all_or_nothing: bool = False
    seed: int | None = None
    jobs: int | None = None
    dask: str | None = None
    limits_only: bool = False
    trust: bool = False
    summary: bool = False


class Graders(Protocol):
    """Who does the work: processes of this machine, or of a cluster.

    protection  what can be said of all of them
    places      how many people's work is graded at a time
    """

    @property
    def protection(self) -> Protection: ...

    @property
    def places(self) -> int: ...

    def graded(self, works: Sequence[Work], terms: Terms, tell: Callable[[str], None]) -> Generator[tuple[Work, Result], None, None]: ...

    def close(self) -> None: ...


def grade(request: Request, tell: Callable[[str], None]) -> None:
    """Do what is asked for, and tell about it. Raises GradeTrouble, or OSError where something cannot be read or written."""
    if not request.submissions.exists():
        raise GradeTrouble(f"There is no {request.submissions}\nName the folder, or the zip, with what was handed in.")
    exercises = _exercises(request.lessons)
    deadline = _deadline(request.deadline)
    try:
        marking = Marking(read_weights(request.weights) if request.weights else {}, request.all_or_nothing)
        roster = read_roster(request.roster) if request.roster else None
    except (WeightsTrouble, RosterTrouble) as why:
        raise GradeTrouble(str(why)) from None
    with _graders(request) as graders, _report_folder(request) as report:
        seed = _seed(request, report)
        collection = collect(request.submissions)
        if not collection.people:
            raise GradeTrouble("\n".join([f"There are no notebooks in {request.submissions}", *collection.notes[:_MOST_TOLD]]))
        run = _Run(request, report, Terms(exercises, seed, graders.protection.name), graders, marking, roster, deadline, collection, tell)
        run.tell_what_is_to_be_done()
        run.examine()
        rows, about = run.write()
        if request.summary:
            print(summary(rows, about))
        if request.report is not None:
            run.tell_what_was_done(rows, about)


def _exercises(lessons: str) -> tuple[str, ...]:
    """The exercises of the chosen lessons, in the order of the course."""
    try:
        chosen = course.chosen(lessons)
    except course.NoLesson as why:
        raise GradeTrouble(str(why)) from None
    return tuple(exercise.name for lesson in chosen for exercise in exercises_of(lesson))


def _deadline(text: str) -> datetime | None:
    deadline = read_time(text) if text else None
    if text and deadline is None:
        raise GradeTrouble(
            f"{text!r} is no time. Write it as 2026-11-20T23:59; it is meant as this machine's time, unless +02:00 or so follows."
        )
    return deadline


@contextlib.contextmanager
def _graders(request: Request) -> Iterator[Graders]:
    """Who does the work, as long as it lasts."""
    try:
        with contextlib.closing(_found(request)) as graders:
            _agree(graders.protection, request)
            yield graders
    except ClusterTrouble as why:
        raise GradeTrouble(str(why)) from None


def _found(request: Request) -> Graders:
    if request.dask is not None:
        return Cluster(request.dask, Demands(request.limits_only, request.trust), request.jobs)
    return Here(tried(LIMITS) if request.limits_only else strongest(), request.jobs)


def _agree(protection: Protection, request: Request) -> None:
    """Where the protection does not isolate, that is to be known and agreed to."""
    if not protection.isolates and not request.trust:
        where = "This system" if request.dask is None else "A worker of the cluster"
        why = "That is what --protection limits asks for." if request.limits_only else f"{where} offers no better one."
        raise GradeTrouble(
            f"Not isolated: what was handed in would run in {protection.name}. {why}\n{protection.cannot_stop}\n"
            "If you trust all that was handed in as you trust your own programs, add --trust-submissions. Otherwise grade on Linux 6.7 or "
            "newer, where Landlock and seccomp isolate each submission."
        )


@contextlib.contextmanager
def _report_folder(request: Request) -> Iterator[Path]:
    """The report's folder, which nobody else writes to meanwhile. For a summary alone, one that is gone afterwards."""
    if request.report is None:
        with tempfile.TemporaryDirectory(prefix="layerwise-") as folder:
            yield Path(folder)
        return
    report = request.report.absolute()
    if report.resolve().is_relative_to(request.submissions.resolve()):
        raise GradeTrouble(f"The report would stand among the submissions, in {report}\nName a folder beside them.")
    if report.exists() and not report.is_dir():
        raise GradeTrouble(f"{report} is a file. Name a folder for the report.")
    if report.is_dir() and any(report.iterdir()) and not (report / _RUN).exists():
        raise GradeTrouble(f"{report} is not empty, and holds no report of an earlier run. Name a new folder for the report.")
    report.mkdir(parents=True, exist_ok=True)
    try:
        with locked(report / ".lock", seconds=1):
            yield report
    except Busy:
        raise GradeTrouble(f"Another `layerwise grade` is writing to {report}\nWait until it is done, or name another folder.") from None


def _seed(request: Request, report: Path) -> int:
    """The seed of all examinations: the one that is asked for, else that of the run before in this folder, else a new one."""
    seed = request.seed
    if seed is None:
        try:
            seed = json.loads((report / _RUN).read_bytes())["seed"]
        except (OSError, ValueError, TypeError, KeyError):
            seed = None
    if type(seed) is not int or not 0 <= seed < 2**32:
        seed = random.SystemRandom().randrange(2**32)
    write_whole(report / _RUN, json.dumps({"seed": seed, "version": layerwise.__version__}) + "\n")
    return seed


@dataclass
class _Run:
    request: Request
    report: Path
    terms: Terms
    graders: Graders
    marking: Marking
    roster: Roster | None
    deadline: datetime | None
    collection: Collection
    tell: Callable[[str], None]

    def __post_init__(self) -> None:
        self.kept = Kept(self.report)
        self.works = {person.identity: work_of(person) for person in self.collection.people}
        self.digests: dict[tuple[str, str], str] = {}
        self.failed: dict[str, Result] = {}  # results that another run may better
        self.listed, self.unlisted = self.roster.matched(self.collection.people) if self.roster else ({}, [])
        for one, work in self.works.items() if self.kept.has_any else ():
            own = work.read().digest(self.terms)
            if self.kept.get(own) is not None:
                self.digests[one] = own

    # --- before --------------------------------------------------------------------------------------------------------------

    def tell_what_is_to_be_done(self) -> None:
        people, notebooks, exercises = len(self.works), self.collection.notebooks, len(self.terms.exercises)
        self.tell(
            f"{_count(people, 'person', 'people')} with {_count(notebooks, 'notebook')}; {_count(exercises, 'exercise')}, "
            f"{tables.number(self.marking.most_in_all(self.terms.exercises))} points in all; seed {self.terms.seed}."
        )
        if self.roster:
            missing = len(self.roster.people) - len(self.listed)
            self.tell(
                f"{self.roster.file} lists {_count(len(self.roster.people), 'person', 'people')}; {missing} of them handed nothing in."
            )
        protection, places = self.graders.protection, max(1, min(self.graders.places, people - len(self.digests)))
        told = [f"Protection: {protection.name}.", protection.cannot_stop, f"Processes at a time: {places}.", str(self.graders)]
        self.tell(" ".join(filter(None, told)))
        if self.digests:
            self.tell(f"Graded before, and kept: {len(self.digests)}. To grade: {people - len(self.digests)}.")
        if self.request.report:
            self.tell(f"The report: {self.report}")

    # --- at work -------------------------------------------------------------------------------------------------------------

    def examine(self) -> None:
        """Grade what was not graded before; each result is kept at once."""
        from tqdm import tqdm

        todo = [work for one, work in self.works.items() if one not in self.digests]
        progress = tqdm(
            total=len(todo),
            bar_format="{n_fmt} of {total_fmt} graded |{bar:30}| {elapsed}, about {remaining} left",
            file=sys.stderr,
            disable=not todo,
            mininterval=0.5 if sys.stderr.isatty() else 10,
        )

        def tell(words: str) -> None:
            with tqdm.external_write_mode():  # not into the middle of the line that shows the progress
                self.tell(words)

        with progress, contextlib.closing(self.graders.graded(todo, self.terms, tell)) as results:
            for work, result in results:
                if result.to_keep:
                    self.kept.put(result)
                else:
                    self.failed[result.digest] = result
                self.digests[work.person] = result.digest
                progress.update()

    def _result(self, one: tuple[str, str]) -> Result:
        own = self.digests[one]
        result = self.failed.get(own) or self.kept.get(own)
        if result is None:
            raise GradeTrouble(f"A result has gone from {self.kept.folder} while it was needed. Run the same command again.")
        return result

    # --- afterwards ----------------------------------------------------------------------------------------------------------

    def write(self) -> tuple[list[Row], About]:
        """Write the report: tables, what an LMS takes back, and pages."""
        about = self._about()
        for name in _NOT_ALWAYS:
            (self.report / name).unlink(missing_ok=True)
        folder = self.report / "feedback"
        folder.mkdir(exist_ok=True)
        rows: list[Row] = []

        def one_by_one() -> Iterator[dict[str, Any]]:
            for row in self._rows():
                (folder / row.page).write_text(pages.feedback(row, about), encoding="utf-8", errors="replace")
                rows.append(row if self.request.summary else row.in_short())
                yield tables.as_json(row, about)

        unfinished = self.report / ".marks.json.part"
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(tables.json_lines(one_by_one(), about))
        put_in_place(unfinished, self.report / "marks.json")
        for page in set(folder.glob("*-feedback.html")) - {folder / row.page for row in rows}:
            page.unlink()  # of somebody who was there in an earlier run
        tables.write_marks(self.report / "marks.csv", rows, about)
        write_whole(self.report / "class.html", pages.of_class(rows, about).encode("utf-8", "replace"))
        self._write_for_an_lms(rows, about)
        return rows, about

    def _write_for_an_lms(self, rows: list[Row], about: About) -> None:
        if self.request.hide_names:
            return
        systems = {row.system for row in rows} | {self.roster.kind if self.roster else ""}
        if "Canvas" in systems:
            tables.write_for_canvas(self.report / "canvas.csv", rows, about, self.roster)
        if "Moodle" in systems:
            tables.write_for_moodle(self.report / "moodle.csv", rows, about, self.roster)
            tables.write_feedback_for_moodle(self.report / "moodle_feedback.zip", rows, self.report / "feedback")

    def _about(self) -> About:
        notes = [] if self.request.hide_names else [*self.collection.notes, *self.unlisted, *(self.roster.notes if self.roster else ())]
        return About(
            self.terms.exercises,
            self.terms.seed,
            self.graders.protection.name,
            self.graders.protection.cannot_stop,
            layerwise.__version__,
            self.marking,
            self.request.hide_names,
            tuple(notes),
        )

    def _rows(self) -> Iterator[Row]:
        """Everybody who handed something in, and then whoever is on the roster and did not."""
        people = self.collection.people
        named = pages.page_names([f"{person.system}-{person.key}".lstrip("-") for person in people])
        absent = self._absent()
        hidden = self._hidden_names([*(person.identity for person in people), *(("", listed.name) for listed in absent)])
        for person in people:
            one = person.identity
            listed = self.listed.get(person.identity)
            outcomes = self._result(one).outcomes
            page = named[f"{person.system}-{person.key}".lstrip("-")]
            row = Row(person.key, listed.name if listed else person.name, person.system, page, listed, outcomes)
            row = replace(row, late=self._late(person, listed), notes=(*person.notes, *_notes_on(outcomes)))
            yield self._hide(row, hidden[one]) if self.request.hide_names else row
        nothing = tuple(Outcome(name, NOT_HANDED_IN) for name in self.terms.exercises)
        for page, listed in zip(pages.page_names([f"absent-{place}" for place in range(len(absent))]).values(), absent, strict=True):
            row = Row(min(listed.ids, default=""), listed.name, "", page, listed, nothing)
            yield self._hide(row, hidden["", listed.name]) if self.request.hide_names else row

    def _absent(self) -> list[Listed]:
        present = {id(listed) for listed in self.listed.values()}
        return [listed for listed in self.roster.people if id(listed) not in present] if self.roster else []

    def _late(self, person: Person, listed: Listed | None) -> Lateness | None:
        """How late the latest of a person's notebooks is."""
        if listed is not None and listed.when is not None:
            return lateness(listed.when, f"a column of {self.roster.file if self.roster else ''}", False, self.deadline)
        found = [lateness(one.when, one.told_by, one.late, self.deadline) for one in person.notebooks]
        late = [one for one in found if one is not None]
        return max(late, key=lambda one: one.by.total_seconds() if one.by else 0.0, default=None)

    # --- hidden names --------------------------------------------------------------------------------------------------------

    def _hidden_names(self, everybody: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """A number for each, which tells nothing of who it is, and is the same in every run with this seed and these people."""
        if not self.request.hide_names:
            return dict.fromkeys(everybody, "")
        mixed = sorted(everybody)
        random.Random(self.terms.seed).shuffle(mixed)
        width = len(str(len(mixed)))
        hidden = {one: f"learner-{place:0{width}}" for place, one in enumerate(mixed, 1)}
        notes = {person.identity: person.notes for person in self.collection.people}
        names = {person.identity: person.name for person in self.collection.people}
        lines = [(hidden[one], names.get(one, one[1]), one[1], notes.get(one, [])) for one in sorted(hidden, key=hidden.__getitem__)]
        tables.write_who_is_who(self.report / "who-is-who.csv", lines)
        return hidden

    @staticmethod
    def _hide(row: Row, name: str) -> Row:
        return replace(row, key=name, name=name, page=f"{name}-feedback.html", listed=None, notes=tuple(_notes_on(row.outcomes)))

    def tell_what_was_done(self, rows: list[Row], about: About) -> None:
        """Say where the report is, and what needs a person's eye."""
        graded = sum(row.status == "graded" for row in rows)
        self.tell(f"\nGraded to the end: {graded} of {len(rows)}. Open {self.report / 'class.html'}")
        open_ends = for_a_person(rows)
        told = [f"{row.name}: {what}" for row, what in open_ends] + list(about.notes)
        if told:
            self.tell("\nWhat needs a person's eye:")
        for line in told[:_MOST_TOLD]:
            self.tell(f"  {line}")
        if len(told) > _MOST_TOLD:
            self.tell(f"  … and {len(told) - _MOST_TOLD} more, all of them in class.html.")


def _notes_on(outcomes: tuple[Outcome, ...]) -> list[str]:
    """What an instructor should know of a person's answers: those that stand twice, and those that the course gave."""
    given = [f"`{outcome.exercise}`" for outcome in outcomes if outcome.status == GIVEN]
    twice = [f"`{outcome.exercise}`" for outcome in outcomes if outcome.twice]
    notes = [f"In several cells, of which the last counts: {in_words(twice)}."] if twice else []
    return [*notes, *([f"Given by the course, and without points: {in_words(given)}."] if given else [])]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
