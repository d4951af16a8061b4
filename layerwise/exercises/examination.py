"""Examining an answer: compared with the reference on every probe and, where it differs, with each known mistake."""

import contextlib
import functools
import inspect
import io

import numpy as np

from layerwise.exercises import trial
from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.errors import error_sentence
from layerwise.exercises.lists import REMARK, is_list_for_array
from layerwise.exercises.outside import data_from_outside
from layerwise.exercises.report import GAP_LEFT, Report
from layerwise.exercises.rows import given_a_table
from layerwise.exercises.unattempted import has_gap, lines_written
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
        return all(self._alike(got, self._outcome(function, number)) for number, got in enumerate(self.outcomes))

    def _outcome(self, function, number):
        """What a known mistake or an alternative comes to on one of the probes."""
        if number < len(self.exercise.examples):
            return _on_example(self.exercise.name, function, number)
        with np.errstate(all="ignore"):
            return trial.call(self.exercise, function, self.probes[number], self.likes[number])

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
            return self._say("not attempted", *self._about_the_gap())
        evidence = self._evidence(self.probes[number], got, wanted)
        status = "error" if got.error is not None else "wrong"
        table_for = given_a_table(exercise, self.function, self.probes[number])
        if table_for:
            message = (
                f"`{table_for}` answers for one bird, and you gave it the whole table. Go through the rows, `for x in X:`, and call it for "
                "each; or let NumPy add along all rows at once, with `np.sum(X * w, axis=1)`."
            )
            return self._say(status, f"{message}\n{evidence}", "table-for-one-row")
        for mistake in exercise.mistakes:
            if self._behaves_like(mistake.wrong):
                return self._say(status, f"{mistake.message}\n{evidence}", mistake.id)
        if str(got.unusable).startswith(kind_of(None)):
            message = (
                "It returns nothing. Is there a `return` line, and is it reached every time? Inside an `if` or a loop it may be skipped. "
                "Printing a value is not returning it."
            )
            return self._say("wrong", f"{message}\n{evidence}", "returns-nothing")
        if str(got.unusable).startswith(kind_of(kind_of)):
            message = "It returned a function, and not what the function gives. Are the brackets missing that call it, as in `np.sum(...)`?"
            return self._say("wrong", f"{message}\n{evidence}", "returns-a-function")
        if got.changed and got.value is not None and same(got.value, wanted.value, exercise.tolerance):
            message = (
                f"The result is right, but {_no_longer(got.changed)}: whoever called the function still needs what was there. "
                f"Work on a copy, such as `{got.changed[0]}.copy()`, or make a new array."
            )
            return self._say("wrong", f"{message}\n{evidence}", "changes-its-input")
        return self._say(status, evidence + self._reason(got, wanted) + _about_nan(got.value, wanted.value) + _about_outside(self.function))

    def _about_the_gap(self) -> tuple[str, str | None]:
        written = lines_written(self.function)
        if written is not None and written > self.exercise.given:
            return (
                "Your own lines are there, and a `...` still stands among them. Delete it, or put there what is missing. "
                "Then run the cell again."
            ), GAP_LEFT
        return "Put your own lines in place of the `...`, as far in as the `...` stands. Then run the cell again.", None

    def _reason(self, got, wanted) -> str:
        """Why the first fact that fails matters, where the exercise says so."""
        if got.value is None or not isinstance(wanted.value, dict):
            return ""
        facts = (fact for fact, value in wanted.value.items() if differing(got.value[fact], value, self.exercise.tolerance) is not None)
        reason = self.exercise.reasons.get(next(facts, None))
        return f" {reason}" if reason else ""

    def _evidence(self, probe, got, wanted) -> str:
        about = f"For {self._describe(probe)}: "
        if got.error is not None:
            return about + error_sentence(got.error, self.function)
        if got.unusable is not None:
            return f"{about}it returned {got.unusable}{_expected_instead(wanted.value, self.exercise.returns)}."
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


# The examples are the same each time, and most answers differ from most mistakes on the first: that is not reckoned anew.
@functools.cache
def _on_example(name, function, number):
    exercise = EXERCISES[name]
    probe = exercise.examples[number]
    with np.errstate(all="ignore"):
        return trial.call(exercise, function, probe, trial.call(exercise, exercise.answer, probe).value)


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


def _about_nan(got, expected) -> str:
    if not _has_nan(got) or _has_nan(expected):
        return ""
    return (
        " nan is “not a number”. It comes of 0 / 0, of infinity divided by infinity, times 0 or minus infinity, or of the root or the "
        "logarithm of a negative number."
    )


def _has_nan(value) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, tuple | list):
        return any(map(_has_nan, value))
    return isinstance(value, np.ndarray) and value.dtype.kind == "f" and bool(np.isnan(value).any())


def _expected_instead(expected, names) -> str:
    """What was expected in place of something that is no result at all. Of facts, those that can be seen in a result: no yes or no."""
    if isinstance(expected, dict):
        expected = {fact: value for fact, value in expected.items() if value.dtype.kind != "b"}
    return f"; expected {_show(expected, names)}" if not isinstance(expected, dict) or expected else ""


def _first_difference(got, expected, exercise, part="the result") -> str | None:
    if isinstance(expected, dict):
        for fact, wanted in expected.items():
            if differing(got[fact], wanted, exercise.tolerance) is not None:
                if fact == "the shape":
                    return "its shape is {}, expected {}.".format(*(tuple(shape.astype(int).tolist()) for shape in (got[fact], wanted)))
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
        one, other = _show_apart(got, expected)
        return f"{part} has shape {got.shape}, expected shape {expected.shape}: it is {one}, expected {other}."
    if expected.ndim == 0:
        return "{} is {}, expected {}.".format(part, *_show_apart(got, expected))
    if got.shape != expected.shape:
        got = got.reshape(expected.shape)
    index = tuple(int(i) for i in np.argwhere(different)[0])
    place = f"[{', '.join(map(str, index))}]"
    one, other = _show_apart(got[index], expected[index])
    whole = " In full it is {}, expected {}.".format(*_show_apart(got, expected)) if 1 < expected.size <= 12 else ""
    return f"at index {place}, {part} is {one}, expected {other}.{whole}"


def _show_apart(got, expected) -> tuple[str, str]:
    """Two values that differ, with as many digits as it takes to see it."""
    for digits in (4, 6, 8, 12, 16):
        texts = _show(got, digits=digits), _show(expected, digits=digits)
        if texts[0] != texts[1]:
            break
    return texts


def _show(value, names=(), digits=4) -> str:
    """A value in a sentence: short, without type names, large arrays by their shape. Arrays have `digits` digits after the point."""
    if isinstance(value, list) and all(isinstance(part, np.ndarray) for part in value) and sum(part.size for part in value) > 6:
        return f"arrays of the shapes {', '.join(str(part.shape) for part in value)}"
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
        return np.array2string(value, precision=digits, separator=", ").replace("\n", "")
    if isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype.kind == "b"):
        return str(bool(value))
    if isinstance(value, int | float | np.number | np.ndarray):
        return f"{float(value):.{digits + 2}g}"
    return getattr(value, "__name__", None) or str(value)
