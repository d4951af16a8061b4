"""One call of a function: on copies of the arguments, whatever it raises; and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.values import Unusable, copy_arguments, same, settle, unchanged


class OutOfTime(SystemExit):
    """Raised inside a function that runs for too long.

    Not an Exception, so that `except Exception` does not hold it; and should it come when the work has just ended, a thread that
    ends with a SystemExit says nothing.
    """


@dataclass(frozen=True)
class Outcome:
    """What one call came to: a settled value, or why there is none, and which arguments it changed."""

    value: Any = None
    unusable: Unusable | None = None
    error: BaseException | None = None
    changed: tuple[str, ...] = ()
    raw: Any = None  # what was returned or observed, as it was: a later call may write into it
    returned: Any = None  # what the function itself returned, the first time where `observe` calls it more than once

    @property
    def kind(self) -> str:
        """ "a value", "an error", or what was returned in place of a value: NOTHING, FUNCTION or OTHER of `values`."""
        if self.error is not None:
            return "an error"
        return "a value" if self.unusable is None else self.unusable.kind

    def is_written_over(self, like: Any) -> bool:
        """Is what was returned no longer what it was when it came?"""
        try:
            return self.raw is not None and self.value is not None and not same(self.value, settle(self.raw, like), 0)
        except OutOfTime:
            raise
        except BaseException:  # what was returned may be an object that answers once
            return True


def call(exercise: Exercise, function: Callable, probe: tuple, like: Any = None) -> Outcome:
    """Call `function` on copies of a probe's arguments and observe what comes of it. `like` is the expected value."""
    arguments = copy_arguments(probe)
    raw: Any = None
    results: list[Any] = []

    def noted(*given: Any) -> Any:
        result = function(*given)
        if not results:
            results.append(result)
        return result

    try:
        raw = noted(*arguments) if exercise.observe is None else exercise.observe(noted, *arguments)
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
    return Outcome(value, unusable, error, changed, raw, next(iter(results), None))


def alike(first: Outcome, second: Outcome, tolerance: float) -> bool:
    """Did two calls come to the same?"""
    if (str(first.unusable), type(first.error), first.changed) != (str(second.unusable), type(second.error), second.changed):
        return False
    return first.kind != "a value" or same(first.value, second.value, tolerance)


def alike_in_one_part(part: int, got: Outcome, other: Outcome, wanted: Outcome, tolerance: float) -> bool:
    """Is one of several results that of another call, which came to what was wanted in all the others?"""
    if not (isinstance(got.value, tuple) and isinstance(other.value, tuple) and len(got.value) == len(other.value)):
        return False
    right_but_for_it = (*wanted.value[:part], other.value[part], *wanted.value[part + 1 :])
    return same(other.value, right_but_for_it, tolerance) and same(got.value[part], other.value[part], tolerance)
