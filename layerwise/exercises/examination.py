"""Examining an answer: compared with the reference on every probe and, where it differs, with each known mistake."""

import contextlib
import inspect
import io

import numpy as np

from layerwise.exercises import trial
from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.errors import error_sentence
from layerwise.exercises.lists import REMARK, is_list_for_array
from layerwise.exercises.outside import data_from_outside
from layerwise.exercises.report import Report
from layerwise.exercises.unattempted import has_gap
from layerwise.exercises.values import copy_arguments, differing, kind_of, same

FIXED_SEED = 20260101

_WRITTEN_OVER = (
    "Each result is right when it comes, and a later call writes its own result into it: your function returns the same array again and "
    "again. Whoever called it earlier still needs the earlier one. Make a new array in every call, inside the function."
)


def examine(name: str, function) -> Report:
    """Examine `function` as an answer to the exercise called `name` and return a Report.

    Raises ValueError for a name that no exercise has, and nothing for whatever `function` does.
    """
    if name not in EXERCISES:
        raise ValueError(unknown_exercise(name))
    return _Examination(EXERCISES[name], function).report()


def unknown_exercise(name: str) -> str:
    """A sentence for a name that no exercise has."""
    import difflib  # here, since few need it and `import layerwise` is to be quick

    near = difflib.get_close_matches(str(name), EXERCISES, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no exercise called {name!r}.{guess}"


class _Examination:
    def __init__(self, exercise, function):
        self.exercise, self.function = exercise, function

    def report(self) -> Report:
        refusal = self._refuse_signature()
        if refusal:
            return self._say("not attempted" if self._gap() else "error", refusal)

        self.probes = [
            *copy_arguments(list(self.exercise.examples)),
            *self.exercise.probes(np.random.default_rng(FIXED_SEED)),
            *self.exercise.probes(np.random.default_rng()),
        ]
        with np.errstate(all="ignore"):
            self.expected = [trial.call(self.exercise, self.exercise.answer, probe) for probe in self.probes]
        self.likes = [outcome.value for outcome in self.expected]
        self.outcomes, written_over, self.printed, runs_on = trial.run_trial(self.exercise, self.function, self.probes, self.likes)
        if self.outcomes is None:
            ending = "could not be stopped: restart the kernel before you go on" if runs_on else "was stopped"
            return self._say(
                "timed out",
                f"It had not finished after {trial.LIMIT_SECONDS:.0f} seconds and {ending}. "
                "Is there a loop whose condition never becomes false, or a list that grows while you walk through it?",
            )
        if all(map(self._alike, self.outcomes, self.expected)) or any(map(self._behaves_like, self.exercise.alternatives)):
            if written_over:
                return self._say("wrong", _WRITTEN_OVER, "one-array-for-all-calls")
            return self._passed()
        return self._explain()

    def _passed(self) -> Report:
        lists = any(is_list_for_array(got.raw, wanted.raw) for got, wanted in zip(self.outcomes, self.expected, strict=True))
        with contextlib.redirect_stdout(io.StringIO()):
            remark = self.exercise.remark(self.function) if self.exercise.remark else ""
        another_way = self.exercise.another_way(self.function)
        return Report(self.exercise.name, "passed", remark or (REMARK if lists else ""), lists=lists, another_way=another_way)

    # --- what the function did -------------------------------------------------------------------------------------------

    def _alike(self, first, second) -> bool:
        return trial.alike(first, second, self.exercise.tolerance)

    def _behaves_like(self, function) -> bool:
        """Does the learner's function come to the same as this one on every probe? Most do not on the first."""
        with np.errstate(all="ignore"):
            return all(
                self._alike(got, trial.call(self.exercise, function, probe, like))
                for got, probe, like in zip(self.outcomes, self.probes, self.likes, strict=True)
            )

    def _refuse_signature(self) -> str | None:
        if not callable(self.function):
            return f"{self.exercise.name} has to be a function, and it is {type(self.function).__name__}. Define it with `def`."
        try:
            if inspect.iscoroutinefunction(self.function):
                return f"With `async def` it gives a promise of a result. Write `def {self.exercise.signature}:`, without `async`."
            signature = inspect.signature(self.function)
        except Exception:  # some functions written in C do not tell, and an object may raise what it likes
            return None
        wanted = inspect.signature(self.exercise.answer).parameters
        required = [name for name, parameter in wanted.items() if parameter.default is inspect.Parameter.empty]
        for count in {len(required), len(wanted)}:
            try:
                signature.bind(*range(count))
            except TypeError:
                return (
                    f"It has to take {len(wanted)} argument{'s' if len(wanted) > 1 else ''}, as in `def {self.exercise.signature}:`. "
                    f"Yours begins with `def {self.exercise.name}{signature}:`."
                )
        return None

    def _gap(self) -> bool:
        return callable(self.function) and has_gap(self.function)

    # --- what to say about it --------------------------------------------------------------------------------------------

    def _explain(self) -> Report:
        exercise = self.exercise
        number = next(i for i, (got, wanted) in enumerate(zip(self.outcomes, self.expected, strict=True)) if not self._alike(got, wanted))
        got, wanted = self.outcomes[number], self.expected[number]
        if self._gap() or isinstance(got.error, NotImplementedError):
            advice = "Put your own lines in place of the `...`, four spaces to the right of `def`. Then run the cell again."
            return self._say("not attempted", advice)
        evidence = self._evidence(self.probes[number], got, wanted)
        status = "error" if got.error is not None else "wrong"
        for mistake in exercise.mistakes:
            if self._behaves_like(mistake.wrong):
                return self._say(status, f"{mistake.message}\n{evidence}", mistake.id)
        if str(got.unusable).startswith(kind_of(None)):
            message = (
                "It returns nothing. Is there a `return` line, and is it reached every time? Inside an `if` or a loop it may be skipped. "
                "Printing a value is not returning it."
            )
            return self._say("wrong", f"{message}\n{evidence}", "returns-nothing")
        if got.changed and got.value is not None and same(got.value, wanted.value, exercise.tolerance):
            message = (
                f"The result is right, but {_no_longer(got.changed)}: whoever called the function still needs what was there. "
                f"Work on a copy, such as `{got.changed[0]}.copy()`, or make a new array."
            )
            return self._say("wrong", f"{message}\n{evidence}", "changes-its-input")
        return self._say(status, evidence + _about_outside(self.function))

    def _evidence(self, probe, got, wanted) -> str:
        about = f"For {self._describe(probe)}: "
        if got.error is not None:
            return about + error_sentence(got.error, self.function)
        if got.unusable is not None:
            return f"{about}it returned {got.unusable}; expected {_show(wanted.value, self.exercise.returns)}."
        difference = _first_difference(got.value, wanted.value, self.exercise)
        if difference is None:
            return f"{about}it changed {' and '.join(got.changed)}."
        return about + difference

    def _describe(self, probe) -> str:
        if self.exercise.describe is not None:
            return self.exercise.describe(*probe)
        return ", ".join(f"{name} = {_show(value)}" for name, value in zip(self.exercise.argument_names, probe, strict=False))

    def _say(self, status, message, mistake=None) -> Report:
        printed = getattr(self, "printed", "")
        # What the learner's function printed or raised may hold halves of characters, which no screen can show.
        message, printed = (text.encode("utf-8", "replace").decode("utf-8") for text in (message, printed))
        return Report(self.exercise.name, status, message, mistake, self.exercise.hints_and_solution, printed)


def _no_longer(names) -> str:
    return f"{' and '.join(names)} {'is no longer what it was' if len(names) == 1 else 'are no longer what they were'}"


def _about_outside(function) -> str:
    names = data_from_outside(function)
    if not names:
        return ""
    return (
        f"\nYour function also uses {' and '.join(names)}: no argument, and not made inside it, but whatever the notebook has under "
        "that name. Is this meant?"
    )


def _first_difference(got, expected, exercise, part="the result") -> str | None:
    if isinstance(expected, dict):
        for fact, wanted in expected.items():
            if differing(got[fact], wanted, exercise.tolerance) is not None:
                if wanted.dtype.kind == "b" and wanted.ndim == 0:
                    return f"this should hold and does not: {fact}." if wanted else f"this should not happen and does: {fact}."
                return _first_difference(got[fact], wanted, exercise, fact)
        return None
    if isinstance(expected, tuple):
        names = exercise.returns or [f"value {i}" for i in range(1, len(expected) + 1)]
        for name, got_part, expected_part in zip(names, got, expected, strict=False):
            difference = _first_difference(got_part, expected_part, exercise, name)
            if difference:
                return difference
        return None
    different = differing(got, expected, exercise.tolerance)
    if different is None:
        return None
    if different is True:
        return f"{part} has shape {got.shape}, expected shape {expected.shape}: it is {_show(got)}, expected {_show(expected)}."
    if expected.ndim == 0:
        return f"{part} is {_show(got)}, expected {_show(expected)}."
    if got.shape != expected.shape:
        got = got.reshape(expected.shape)
    index = tuple(int(i) for i in np.argwhere(different)[0])
    place = f"[{', '.join(map(str, index))}]"
    whole = f" In full it is {_show(got)}, expected {_show(expected)}." if 1 < expected.size <= 12 else ""
    return f"at index {place}, {part} is {_show(got[index])}, expected {_show(expected[index])}.{whole}"


def _show(value, names=()) -> str:
    """A value in a sentence: short, without type names, large arrays by their shape."""
    if isinstance(value, tuple | list):
        if names and len(names) == len(value):
            return ", ".join(f"{name} = {_show(part)}" for name, part in zip(names, value, strict=True))
        brackets = "()" if isinstance(value, tuple) else "[]"
        return brackets[0] + ", ".join(_show(part) for part in value) + brackets[1]
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_show(part)}" for name, part in value.items())
    if isinstance(value, np.random.Generator):
        return "a random generator"
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size > 24:
            return f"an array of shape {value.shape}"
        return np.array2string(value, precision=4, separator=", ").replace("\n", "")
    if isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype.kind == "b"):
        return str(bool(value))
    if isinstance(value, int | float | np.number | np.ndarray):
        return f"{float(value):.6g}"
    return getattr(value, "__name__", None) or str(value)
