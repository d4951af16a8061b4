"""Running a learner's function on every probe where it can do no harm: in a thread, within a time limit, its prints caught."""

import contextlib
import ctypes
import io
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from layerwise.examiner.calling import Outcome, OutOfTime, call
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.nobody_there import nobody_there
from layerwise.examiner.values import TooLarge

LIMIT_SECONDS = 5.0


@dataclass(frozen=True)
class Trial:
    """What a function did on the probes.

    outcomes      one for each probe; where the time ran out, those that came before
    timed_out     whether it was stopped because its time had gone by
    runs_on       whether it could not be stopped
    written_over  for each outcome, whether a later call wrote into what had been returned; empty where the time ran out
    printed       the first part of what it printed, up to the end of a line, and what was left out
    lines         how many lines it printed in all
    """

    outcomes: list[Outcome]
    timed_out: bool
    runs_on: bool
    written_over: list[bool]
    printed: str
    lines: int


class _Captured(io.TextIOBase):
    """Keeps the first part of what is printed: an endless loop that prints must not fill the memory."""

    def __init__(self, most: int = 2_000):
        self._text, self.most = "", most
        self.lines = 0
        self._of_interest = 0  # how many lines there were when it was closed for more
        self._is_closed_for_more = False
        self.closed_for_good = False  # then whoever still prints waits here for ever, and prints nowhere else

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.closed_for_good:
            threading.Event().wait()
        self.lines += text.count("\n")
        if not self._is_closed_for_more:
            self._of_interest = self.lines
            # One letter more than is kept shows that there was more.
            self._text += text[: max(0, self.most + 1 - len(self._text))]
        return len(text)

    def close_for_more(self) -> None:
        self._is_closed_for_more = True

    @property
    def text(self) -> str:
        """What was kept; where it is not all, whole lines of it and how many there were."""
        if len(self._text) <= self.most:
            return self._text
        whole, newline, _ = self._text[: self.most].rpartition("\n")
        kept = whole if newline else self._text[: self.most]
        printed = "1 line was" if self._of_interest == 1 else f"{self._of_interest} lines were"
        return f"{kept}\n… (cut here: {printed} printed)"


def run_trial(exercise: Exercise, function: Callable, probes: list[tuple], expected: list, seconds: float) -> Trial:
    """Call `function` on every probe in a thread of its own; `expected` has the value that each should give.

    A thread, because that works on every system and for functions that only this notebook knows; it is stopped by an exception raised
    inside it.
    """
    outcomes: list[Outcome] = []
    written_over: list[bool] = []
    printed = _Captured()

    def work() -> None:
        with np.errstate(all="ignore"):
            for probe, like in zip(probes, expected, strict=True):
                outcomes.append(call(exercise, function, probe, like))
                if isinstance(outcomes[-1].unusable, TooLarge):
                    outcomes.extend(outcomes[-1:] * (len(probes) - len(outcomes)))
                    break
                printed.close_for_more()  # a learner who prints to look for a mistake wants to see the first, small example
            written_over.extend([outcome.is_written_over(like) for outcome, like in zip(outcomes, expected, strict=True)])

    worker = Worker(f"examining {exercise.name}", work)
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings(), nobody_there(lambda thread: thread is worker):
            warnings.simplefilter("ignore")
            worker.start()
            worker.join(seconds)
            if worker.is_alive():
                worker.stop()
                printed.closed_for_good = True
                worker.join(0.05)
    except KeyboardInterrupt:  # the learner pressed stop
        worker.stop()
        raise
    return Trial(outcomes, not written_over, not worker.over, list(written_over), printed.text, printed.lines)


class Worker(threading.Thread):
    """A thread that does one piece of work and can be stopped in the middle of it."""

    def __init__(self, name: str, work: Callable[[], None]):
        super().__init__(name=name, daemon=True)
        self.work, self.over = work, False

    def run(self) -> None:
        with contextlib.suppress(OutOfTime):
            self.work()
        self.over = True

    def stop(self) -> None:
        # The function may catch what is raised inside it, so it is raised a few times; after that the thread is left to itself.
        for _ in range(20):
            if not self._is_at_work():
                self.join(1)
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident or 0), ctypes.py_object(OutOfTime))
            self.join(0.05)

    def _is_at_work(self) -> bool:
        """Not on its way out, where an exception would be caught by nobody."""
        frame = sys._current_frames().get(self.ident or 0)
        while frame is not None and frame.f_code is not self.work.__code__:
            frame = frame.f_back
        return frame is not None
