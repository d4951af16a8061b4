"""Examining an answer: compared with the reference on every probe and, where it differs, diagnosed."""

import contextlib
import functools
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from layerwise.examiner import trial
from layerwise.examiner.calling import Outcome, alike, alike_in_one_part, call
from layerwise.examiner.case import Case
from layerwise.examiner.diagnoses import diagnose
from layerwise.examiner.diagnoses.endless import goes_on_for_ever
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.forms import form_of
from layerwise.examiner.report import Report
from layerwise.examiner.signature import refuse_signature
from layerwise.examiner.subject import Subject

# Half of the probes are the same in every examination, so that a known mistake is always recognised; the others are fresh.
FIXED_SEED = 20260101

_WITHHELD = "Here the lesson goes on with your function as it is, right or wrong."
_WRITTEN_OVER = (
    "Each result is right when it comes, and a later call writes its own result into it: your function returns the same array again and "
    "again. Whoever called it earlier still needs the earlier one. Make a new array in every call, inside the function."
)


def examine(exercise: Exercise, function: Any, seed: int | None = None, seconds: float | None = None) -> Report:
    """Examine `function` as an answer to the exercise and return a Report.

    The fresh probes come from `seed`, or from one that is drawn; the report carries it, and the same seed plays the examination again.
    The function has so many `seconds` for all of its calls; those of a notebook, unless it is told.
    Raises nothing, whatever `function` is or does.
    """
    if exercise.is_withheld:
        return Report(exercise.name, "withheld", _WITHHELD)
    seed = int(np.random.default_rng().integers(2**32)) if seed is None else seed
    # By the type and not with isinstance, which asks the object: the learner's own may answer anything.
    subject = function if issubclass(type(function), Subject) else Subject(function)
    with np.errstate(all="ignore"):  # whatever the notebook has made of what NumPy does at an overflow
        return _Examination(exercise, subject, seed, trial.LIMIT_SECONDS if seconds is None else seconds).report()


class _Examination:
    def __init__(self, exercise: Exercise, subject: Subject, seed: int, seconds: float):
        self.exercise, self.subject, self.seed, self.seconds = exercise, subject, seed, seconds
        self.printed, self.lines_printed = "", 0
        self.probes: list[tuple] = []

    def report(self) -> Report:
        refusal = refuse_signature(self.exercise, self.subject.function)
        if refusal:
            return self._say("not attempted" if self.subject.written.has_gap else "error", refusal)
        self.known = _known_probes(self.exercise)
        fresh, expected = _fresh_probes(self.exercise, self.seed)
        self.probes = [*self.known, *fresh]
        self.expected = [*_expected(self.exercise), *expected]
        self.likes = [outcome.value for outcome in self.expected]
        tried = trial.run_trial(self.exercise, self.subject, self.probes, self.likes, self.seconds)
        self.outcomes, self.printed, self.lines_printed = tried.outcomes, tried.printed, tried.lines
        self.written_over = tried.written_over or [False] * len(self.outcomes)
        if tried.timed_out:
            return self._timed_out(tried.runs_on)
        if all(map(self._alike, self.outcomes, self.expected)) or any(map(self._behaves_like, self.exercise.alternatives)):
            if any(self.written_over):
                return self._say("wrong", _WRITTEN_OVER, "one-array-for-all-calls")
            return self._passed()
        return self._explained()

    def _timed_out(self, runs_on: bool) -> Report:
        endless = self.subject.written.endless_loops
        ending = "could not be stopped: restart the kernel before you go on" if runs_on else "was stopped"
        return self._say(
            "timed out",
            f"It had not finished after {self.seconds:.0f} seconds and {ending}. "
            + (
                goes_on_for_ever(*endless[0])
                if endless
                else "Is there a loop whose condition never becomes false, or a list that grows while you walk through it?"
            ),
            "endless-loop" if endless else None,
        )

    def _passed(self) -> Report:
        exercise = self.exercise
        forms = (form_of(got.returned, wanted.returned) for got, wanted in zip(self.outcomes, self.expected, strict=True))
        form = next(filter(None, forms), None)
        with contextlib.redirect_stdout(io.StringIO()):
            remark = exercise.remark(self.subject) if exercise.remark else ""
        another_way = exercise.another_way_than(self.subject.written)
        remark = " ".join(filter(None, [remark or (form.remark if form else ""), _on_prints(self.lines_printed)]))
        right_of = (len(self.probes), len(self.probes))
        return Report(exercise.name, "passed", remark, seed=self.seed, form=form, another_way=another_way, right_of=right_of)

    def _explained(self) -> Report:
        number = next(i for i, pair in enumerate(zip(self.outcomes, self.expected, strict=True)) if not self._alike(*pair))
        got, wanted = self.outcomes[number], self.expected[number]
        case = Case(self.exercise, self.subject, self.probes[number], got, wanted, self._behaves_like, self._part_behaves_like)
        diagnosis = diagnose(case)
        return self._say(diagnosis.status or ("error" if got.error is not None else "wrong"), diagnosis.message, diagnosis.mistake)

    # --- comparing ---------------------------------------------------------------------------------------------------------

    def _alike(self, first: Outcome, second: Outcome) -> bool:
        return alike(first, second, self.exercise.tolerance)

    def _behaves_like(self, function: Callable) -> bool:
        """Does the learner's function come to the same as this one on every probe? Most do not on the first."""
        return all(self._alike(got, self._outcome(function, number)) for number, got in enumerate(self.outcomes))

    def _part_behaves_like(self, part: int, function: Callable) -> bool:
        """Does one of the learner's results come to the same as that of a function which has all the others right?

        Where the learner's function raised an error, nothing was returned that could tell.
        """
        return all(
            alike_in_one_part(part, got, self._outcome(function, number), self.expected[number], self.exercise.tolerance)
            for number, got in enumerate(self.outcomes)
            if got.error is None
        )

    def _outcome(self, function: Callable, number: int) -> Outcome:
        """What a known mistake or an alternative comes to on one of the probes."""
        if number < len(self.known) and function in _known_functions(self.exercise):
            return _on_known_probe(self.exercise, function, number)
        return self._called(function, self.probes[number], self.likes[number])

    def _called(self, function: Callable, probe: tuple, like: Any = None) -> Outcome:
        with np.errstate(all="ignore"):
            return call(self.exercise, function, probe, like)

    def _say(self, status: str, message: str, mistake: str | None = None) -> Report:
        # What the learner's function printed or raised may hold halves of characters, which no screen can show.
        message, printed = (text.encode("utf-8", "replace").decode("utf-8") for text in (message, self.printed))
        hints, right_of = self.exercise.hints_and_solution, self._right_of()
        return Report(self.exercise.name, status, message, mistake, hints, printed, self.seed, right_of=right_of)

    def _right_of(self) -> tuple[int, int] | None:
        """On how many probes the result is right, and still is after the last call. Where the contract leaves a choice, by the best one."""
        if not self.probes:
            return None
        choices: list[Callable[[int], Outcome]] = [
            self.expected.__getitem__,
            *(functools.partial(self._outcome, other) for other in self.exercise.alternatives),
        ]
        kept = [number for number, is_written_over in enumerate(self.written_over) if not is_written_over]
        right = (sum(self._alike(self.outcomes[number], choice(number)) for number in kept) for choice in choices)
        return max(right), len(self.probes)


def _on_prints(lines: int) -> str:
    """What there is to say of a right answer that prints: in a later lesson it may be called thousands of times."""
    if not lines:
        return ""
    printed = "a line" if lines == 1 else f"{lines} lines"
    return f"It printed {printed} while it was checked. Take the `print` out: later lessons call this function again and again."


# --- what is the same in every examination, or in all with one seed, and reckoned once ------------------------------------------


@functools.cache
def _known_probes(exercise: Exercise) -> list[tuple]:
    """The examples and the probes of the fixed seed. Every call gets copies of them."""
    return [*exercise.examples, *exercise.probes(np.random.default_rng(FIXED_SEED))]


@functools.cache
def _known_functions(exercise: Exercise) -> frozenset[Callable]:
    """The mistakes and the alternatives. What a diagnosis makes of an answer is asked for once, and is not to be kept for ever."""
    return frozenset([*exercise.alternatives, *(mistake.wrong for mistake in exercise.mistakes)])


@functools.cache
def _expected(exercise: Exercise) -> list[Outcome]:
    """What the reference answer comes to on the known probes."""
    with np.errstate(all="ignore"):
        return [call(exercise, exercise.answer, probe) for probe in _known_probes(exercise)]


# For as many as there may be exercises: a class is examined with one seed, person after person.
@functools.lru_cache(maxsize=64)
def _fresh_probes(exercise: Exercise, seed: int) -> tuple[list[tuple], list[Outcome]]:
    """The probes of a seed, and what the reference answer comes to on them. Every call gets copies of them."""
    with np.errstate(all="ignore"):
        probes = list(exercise.probes(np.random.default_rng(seed)))
        return probes, [call(exercise, exercise.answer, probe) for probe in probes]


# A class meets the same mistakes again and again; the results of all that are known, on all probes, would add up in a long run.
@functools.lru_cache(maxsize=2_000)
def _on_known_probe(exercise: Exercise, function: Callable, number: int) -> Outcome:
    """What a known mistake or an alternative comes to on one of the known probes."""
    with np.errstate(all="ignore"):
        return call(exercise, function, _known_probes(exercise)[number], _expected(exercise)[number].value)
