"""Running a learner's function where it can do no harm: on copies, within a time limit, whatever it raises."""

import contextlib
import ctypes
import io
import sys
import threading
import warnings
from dataclasses import dataclass

import numpy as np

from layerwise.exercises.values import TooLarge, Unusable, copy_arguments, same, settle, unchanged

LIMIT_SECONDS = 5.0


class OutOfTime(SystemExit):
    """Raised inside a function that runs for too long.

    Not an Exception, so that `except Exception` does not hold it; and should it come when the work has just ended, a thread that
    ends with a SystemExit says nothing.
    """


@dataclass(frozen=True)
class Outcome:
    """What one call came to: a settled value, or why there is none, and which arguments it changed."""

    value: object = None
    unusable: Unusable | None = None
    error: BaseException | None = None
    changed: tuple[str, ...] = ()
    raw: object = None  # what was returned or observed, as it was: a later call may write into it

    def is_written_over(self, like) -> bool:
        """Is what was returned no longer what it was when it came?"""
        try:
            return self.raw is not None and self.value is not None and not same(self.value, settle(self.raw, like), 0)
        except OutOfTime:
            raise
        except BaseException:  # what was returned may be an object that answers once
            return True


def call(exercise, function, probe, like=None) -> Outcome:
    """Call `function` on copies of a probe's arguments and observe what comes of it. `like` is the expected value."""
    arguments = copy_arguments(probe)
    raw = None
    try:
        raw = function(*arguments) if exercise.observe is None else exercise.observe(function, *arguments)
        value, unusable, error = settle(raw, like), None, None
    except Unusable as why:
        value, unusable, error = None, why, None
    except OutOfTime:
        raise
    except BaseException as raised:  # SystemExit and KeyboardInterrupt too: a learner's function must not end the kernel
        value, unusable, error = None, None, raised
    changed = tuple(
        name
        for name, before, after in zip(exercise.argument_names, probe, arguments, strict=False)
        if name not in exercise.changes and not unchanged(before, after)
    )
    return Outcome(value, unusable, error, changed, raw)


def alike(first: Outcome, second: Outcome, tolerance: float) -> bool:
    """Did two calls come to the same?"""
    if (str(first.unusable), type(first.error), first.changed) != (str(second.unusable), type(second.error), second.changed):
        return False
    return first.error is not None or first.unusable is not None or same(first.value, second.value, tolerance)


class _Captured(io.TextIOBase):
    """Keeps the first part of what is printed: an endless loop that prints must not fill the memory."""

    def __init__(self, most=2_000):
        self.text, self.most = "", most
        self.closed_for_good = False  # then whoever still prints waits here for ever, and prints nowhere else

    def writable(self):
        return True

    def write(self, text):
        if self.closed_for_good:
            threading.Event().wait()
        self.text += text[: max(0, self.most - len(self.text))]
        return len(text)

    def close_for_more(self):
        self.most = len(self.text)


def run_trial(exercise, function, probes, expected) -> tuple[list[Outcome] | None, bool, str, bool]:
    """Call `function` on every probe in a thread of its own.

    Returns the outcomes, whether a later call wrote into what an earlier one had returned, what was printed, and whether the function
    still runs; None instead of the outcomes when LIMIT_SECONDS went by. A thread, because that works on every system and for
    functions that only this notebook knows; it is stopped by an exception raised inside it.
    """
    outcomes: list[Outcome] = []
    written_over: list[bool] = []
    printed = _Captured()

    def work():
        with np.errstate(all="ignore"):
            for probe, like in zip(probes, expected, strict=True):
                outcomes.append(call(exercise, function, probe, like))
                if isinstance(outcomes[-1].unusable, TooLarge):
                    outcomes.extend(outcomes[-1:] * (len(probes) - len(outcomes)))
                    break
                printed.close_for_more()  # a learner who prints to look for a mistake wants to see the first, small example
            written_over.append(any(map(Outcome.is_written_over, outcomes, expected)))

    worker = _Worker(f"examining {exercise.name}", work)
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            worker.start()
            worker.join(LIMIT_SECONDS)
            if worker.is_alive():
                worker.stop()
                printed.closed_for_good = True
                worker.join(0.05)
    except KeyboardInterrupt:  # the learner pressed stop
        worker.stop()
        raise
    return (outcomes if written_over else None), any(written_over), printed.text, not worker.over


class _Worker(threading.Thread):
    """A thread that does one piece of work and can be stopped in the middle of it."""

    def __init__(self, name, work):
        super().__init__(name=name, daemon=True)
        self.work, self.over = work, False

    def run(self):
        with contextlib.suppress(OutOfTime):
            self.work()
        self.over = True

    def stop(self):
        # The function may catch what is raised inside it, so it is raised a few times; after that the thread is left to itself.
        for _ in range(20):
            if not self._is_at_work():
                self.join(1)
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(OutOfTime))
            self.join(0.05)

    def _is_at_work(self):
        """Not on its way out, where an exception would be caught by nobody."""
        frame = sys._current_frames().get(self.ident)
        while frame is not None and frame.f_code is not self.work.__code__:
            frame = frame.f_back
        return frame is not None
