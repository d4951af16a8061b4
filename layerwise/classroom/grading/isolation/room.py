"""The room in which submissions are examined, one after the other, each in processes of its own."""

import contextlib
import warnings
from collections.abc import Iterable, Mapping
from types import TracebackType

import numpy as np

from layerwise import examiner, nn
from layerwise.classroom.grading.isolation.channel import Closed, OutOfPatience
from layerwise.classroom.grading.isolation.exchange import Exchange
from layerwise.classroom.grading.isolation.messages import Malformed
from layerwise.classroom.grading.isolation.processes import START_SECONDS, Ending, NurseryLost, Process
from layerwise.classroom.grading.isolation.protections import LIMITS, Protection, strongest, tried
from layerwise.classroom.grading.isolation.stand_in import Cells, ExaminersSide, Gone, StandIn
from layerwise.classroom.grading.isolation.verdict import NOT_GRADED, Verdict
from layerwise.examiner import trial
from layerwise.exercises.catalogue import EXERCISES, unknown_exercise

SET_UP_SECONDS = 10.0
# The functions of layerwise.nn, which an answer may use as in a notebook.
LIBRARY = {"minibatches": nn.minibatches, "train": nn.train}
# An examination stops by itself when its time is over. What it asks of the function before and after has so long.
MORE_SECONDS = 5.0
MOST_LETTERS = 1_000_000
# A function that ran out of time and had worked less than this part of it was kept waiting, by a busy machine or by what it calls here.
# It is examined once more, with more time.
KEPT_WAITING, MORE_PATIENCE = 0.5, 4


class Classroom:
    """Makes and ends the processes of submissions.

    protection  None for the strongest that holds here, "limits" for a process with limits, or one of `protections`
    """

    def __init__(self, protection: Protection | str | None = None):
        self.protection = _protection(protection)
        self._source = self.protection.source()

    def __enter__(self) -> "Classroom":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def submission(self, definitions: str | Iterable[str], own_functions: Mapping[str, str] | Iterable[str] = ()) -> "Student":
        """What one person has handed in: its code, as one text or cell by cell.

        own_functions  exercises that this person has passed already, elsewhere, and whose own functions, which stand in `definitions`,
                       may be used by later ones; as a mapping, {name: the name of the form in which its answer came, or nothing}. What
                       passes here is added.
        """
        cells = [definitions] if isinstance(definitions, str) else definitions
        passed = dict(own_functions) if isinstance(own_functions, Mapping) else dict.fromkeys(own_functions, "")
        return Student(self, [cell.removeprefix("\ufeff") for cell in cells], passed)

    def process(self) -> Process:
        """A new process for a submission."""
        return self._source.process(self.protection.orders(tuple(EXERCISES)))

    def close(self) -> None:
        """End what is left of it."""
        self._source.close()


def _protection(wanted: Protection | str | None) -> Protection:
    if isinstance(wanted, Protection):
        return wanted
    if wanted not in (None, "limits"):
        raise ValueError(f'The protection is None, for the strongest, or "limits"; here it is {wanted!r}.')
    return strongest() if wanted is None else tried(LIMITS)


def _side() -> ExaminersSide:
    return ExaminersSide(lambda printed: print(printed, end=""))


class NoVerdict(Exception):
    """Why there is no verdict, in a sentence."""


class Student:
    """A submission while it is examined. Its process is made when it is first needed, and anew when it was lost."""

    def __init__(self, room: Classroom, cells: list[str], passed: dict[str, str]):
        self.room, self.passed = room, passed
        self.names = [f"<cell {number}>" for number in range(len(cells))]
        self.cells = Cells(cells, self.names)
        self.problems: dict[int, str] = {}  # for a cell that stopped, or is no Python: why
        self._side = _side()
        self._process: Process | None = None
        self._exchange: Exchange | None = None
        self._used: set[str] = set()
        self._called: tuple[str, ...] = ()
        self._hopeless = ""

    def __enter__(self) -> "Student":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self, is_ending: bool = False) -> Ending | None:
        """End the process, which may be `is_ending` by itself."""
        if self._process is None:
            return None
        process, self._process, self._exchange = self._process, None, None
        return process.end(is_ending)

    # --- examining -----------------------------------------------------------------------------------------------------------

    def examine(self, name: str, seed: int | None = None) -> Verdict:
        """Examine the function that answers an exercise.

        Raises ValueError for a name that no exercise has, and nothing for whatever the submission does.
        """
        if name not in EXERCISES:
            raise ValueError(unknown_exercise(name))
        seed = int(np.random.default_rng().integers(2**32)) if seed is None else seed
        try:
            report, ending = self._report(name, seed, trial.LIMIT_SECONDS)
            if report.status == "timed out" and ending is not None and ending.seconds < KEPT_WAITING * trial.LIMIT_SECONDS:
                report, _ = self._report(name, seed, MORE_PATIENCE * trial.LIMIT_SECONDS)
        except NoVerdict as why:
            return Verdict(name, NOT_GRADED, str(why), None, seed, (), self.room.protection.name)
        self.passed.pop(name, None)
        if report.passed:
            self.passed[name] = report.form_name
        return Verdict(name, report.status, "", report, seed, self._called, self.room.protection.name)

    def _report(self, name: str, seed: int, seconds: float) -> tuple[examiner.Report, Ending | None]:
        """The report, and how the process ended, where it had to be ended. Raises NoVerdict."""
        if self._hopeless:
            raise NoVerdict(self._hopeless)
        doing = "the cells of the submission were run"
        try:
            exchange = self._at_work()
            doing = f"`{name}` was examined"
            subject = self._subject(exchange, name, seconds)
            report = examiner.examine(EXERCISES[name], subject, seed, seconds)
            used = self.cells.names_used(subject.written.code)
            called = [other for other in self._ours(name) if any(EXERCISES[other].answer is one for one in self._side.lender.called)]
            self._called = tuple(other for other in called if other in used)  # an activation may be one of ours too
            if self._side.gone is not None:
                raise self._side.gone
        except Gone as why:
            raise NoVerdict(self._lost(why.why, doing)) from None
        except NurseryLost:
            self.close()
            raise NoVerdict("The process in which submissions are examined could not be started.") from None
        except NoVerdict:
            raise
        except BaseException as error:
            self.close()
            # Ctrl-C is the grader's own, unless the other side says that its function raised it.
            if not isinstance(error, Exception) and not self._side.has_told_of(error):
                raise
            raise NoVerdict(f"`{name}` could not be examined: {type(error).__name__}.") from None
        return report, self.close() if report.status == "timed out" else None

    def _subject(self, exchange: Exchange, name: str, seconds: float) -> StandIn:
        """The stand-in for the function."""
        self._side.begin()
        assert self._process is not None
        self._process.channel.renew(seconds + MORE_SECONDS)
        own = [other for other in self.passed if other != name]
        forms = {other: self.passed[other] for other in own if self.passed[other]}
        lent = {other: EXERCISES[other].answer for other in self._ours(name)}
        told = exchange.ask("call", 0, "begin", (name, own, forms, lent, LIBRARY))
        if told is None:
            raise NoVerdict(self._missing(name))
        if type(told) is not dict:
            raise self._side.ended(Malformed("a function that is not described"))
        try:
            return StandIn(exchange, self._side, told, self.cells)
        except Malformed as why:
            raise self._side.ended(why) from None

    def _ours(self, name: str) -> list[str]:
        """The exercises before this one whose functions are lent: those that stand in the cells and have not passed."""
        before = list(EXERCISES)[: list(EXERCISES).index(name)]
        return [other for other in before if other not in self.passed and other in self._used]

    def _missing(self, name: str) -> str:
        if not self.problems:
            return f"There is no function called `{name}`."
        number, why = next(iter(self.problems.items()))
        return f"There is no function called `{name}`. Cell {number + 1} stopped with {why}."

    # --- the process ---------------------------------------------------------------------------------------------------------

    def _at_work(self) -> Exchange:
        """The talk with a process in which the cells have run."""
        if self._exchange is not None:
            return self._exchange
        if sum(map(len, self.cells.texts.values())) > MOST_LETTERS:
            self._hopeless = f"The submission has more than {MOST_LETTERS:,} letters of code."
            raise NoVerdict(self._hopeless)
        # A call of the last process that has not ended yet keeps to its own side.
        self._side = _side()
        self._side.begin()
        self._process = self.room.process()
        exchange = Exchange(self._process.channel, self._side, 1)
        self._process.channel.renew(START_SECONDS)
        with contextlib.redirect_stdout(None), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            broken = exchange.ask("call", 0, "compile", (list(self.cells.texts.values()),))
            self._note(broken)
            self.cells.read({name for name, why in zip(self.names, broken, strict=True) if why})
            self._used = self.cells.names_used()
            exchange.ask("call", 0, "open_library", (list(LIBRARY),))
            self._process.channel.renew(SET_UP_SECONDS)
            self._note(exchange.ask("call", 0, "define"))
        self._exchange = exchange
        return exchange

    def _note(self, problems: object) -> None:
        if type(problems) is not list or not all(type(why) is str for why in problems):
            raise self._side.ended(Malformed("cells that are not told of"))
        self.problems.update({number: why[:300] for number, why in enumerate(problems) if why})

    def _lost(self, why: Malformed, doing: str) -> str:
        """What to say where the process does not answer any more, or not as it should."""
        in_set_up = self._exchange is None
        ending = self.close(is_ending=isinstance(why, Closed))
        if isinstance(why, OutOfPatience):
            words = f"It did not come to an end while {doing}."
        elif isinstance(why, Closed):
            words = f"Its process ended while {doing}{_how(ending)}."
        else:
            words = f"Its process did not keep to what was agreed while {doing}: it sent {why}."
        if in_set_up:
            self._hopeless = words  # the cells would do the same again
        return words


def _how(ending: Ending | None) -> str:
    if ending is None or ending.status is None:
        return ""
    return f", with the exit code {ending.status}" if ending.status >= 0 else f", by the signal {-ending.status}"
