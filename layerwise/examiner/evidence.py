"""Showing in a sentence what a function was given, what it made of it, and what was expected."""

from typing import Any

import numpy as np

from layerwise.examiner.calling import Outcome
from layerwise.examiner.errors import error_sentence, what_happened
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.subject import Subject
from layerwise.examiner.values import differing, failing_facts

# How lists of large arrays are shown. Where several arguments have the same shapes, they are named together.
_SHAPES = "arrays of the shapes"


def evidence(exercise: Exercise, subject: Subject, probe: tuple, got: Outcome, wanted: Outcome, with_advice: bool = True) -> str:
    """What happened on one probe; of an error also what its kind is owed to, unless more is known about the answer."""
    about = f"For {_described(exercise, probe)}: "
    if got.error is not None:
        raised = subject.raised(got.error)
        return about + (error_sentence(raised, subject.written) if with_advice else what_happened(raised))
    if got.unusable is not None:
        return f"{about}it returned {got.unusable}{_expected_instead(wanted.value, exercise.returns)}."
    several = _several_for_one(got.raw, wanted.value)
    if several:
        return f"{about}it returned {several}; expected {_show(wanted.value, exercise.returns)}."
    difference = _first_difference(got.value, wanted.value, exercise)
    if difference is None:
        return f"{about}it changed {' and '.join(got.changed)}."
    return about + difference


def _described(exercise: Exercise, probe: tuple) -> str:
    if exercise.describe is not None:
        return exercise.describe(*probe)
    named = [(name, _show(value)) for name, value in zip(exercise.argument_names, probe, strict=False)]
    alike = {text: [name for name, its_text in named if its_text == text] for _, text in named if text.startswith(_SHAPES)}
    return ", ".join(f"{', '.join(names)} = {text}" for name, text in named if (names := alike.get(text, [name])) and names[0] == name)


def _several_for_one(raw: Any, wanted: Any) -> str:
    """What was returned, where it is several values with commas between them and one array was expected."""
    if isinstance(wanted, dict):
        one = next(((raw.get(fact), value) for fact, value in wanted.items()), None) if isinstance(raw, dict) else None
        return _several_for_one(*one) if one else ""
    if type(raw) is not tuple or isinstance(wanted, tuple) or len(raw) == wanted.size:
        return ""
    return f"a tuple of {len(raw)} value{'s' * (len(raw) != 1)}, {_show(tuple(map(_plain, raw)))}"


def _plain(part: Any) -> Any:
    return np.asarray(part) if isinstance(part, list | tuple) else part


def _expected_instead(expected: Any, names: tuple[str, ...]) -> str:
    """What was expected in place of something that is no result at all. Of facts, those that can be seen in a result: no yes or no."""
    if isinstance(expected, dict):
        expected = {fact: value for fact, value in expected.items() if value.dtype.kind != "b"}
    return f"; expected {_show(expected, names)}" if not isinstance(expected, dict) or expected else ""


def _first_difference(got: Any, expected: Any, exercise: Exercise, part: str = "the result") -> str | None:
    if isinstance(expected, dict):
        for fact in failing_facts(got, expected, exercise.tolerance):
            wanted = expected[fact]
            if fact == "the shape":
                return "its shape is {}, expected {}.".format(*(tuple(shape.astype(int).tolist()) for shape in (got[fact], wanted)))
            if wanted.dtype.kind == "b" and wanted.ndim == 0:
                return f"this should be true, but is not: {fact}." if wanted else f"this is true, but should not be: {fact}."
            return _first_difference(got[fact], wanted, exercise, fact)
        return None
    if isinstance(expected, tuple):
        names = exercise.returns or [f"value {i}" for i in range(1, len(expected) + 1)]
        for number, (name, got_part, expected_part) in enumerate(zip(names, got, expected, strict=False), start=1):
            difference = _first_difference(got_part, expected_part, exercise, name)
            if difference:
                # Numbers under the name that was expected here would be taken for those of what the answer itself calls so.
                belongs = (names[i] for i, part in enumerate(expected) if differing(got_part, part, exercise.tolerance) is None)
                other = next(belongs, None)
                return difference if other is None else f"number {number} of {len(expected)} is what {other} should be, not {name}."
        return None
    different = differing(got, expected, exercise.tolerance)
    if different is None:
        return None
    if different is True:
        one, other = _show_apart(got, expected)
        if expected.ndim == 0:
            return f"{part} has shape {got.shape}, expected one number: it is {one}, expected {other}."
        if got.ndim == 0:
            return f"{part} is one number, expected shape {expected.shape}: it is {one}, expected {other}."
        return f"{part} has shape {got.shape}, expected shape {expected.shape}: it is {one}, expected {other}."
    if expected.ndim == 0:
        return "{} is {}, expected {}.".format(part, *_show_apart(got, expected))
    came = f" It came in the shape {got.shape}." if got.shape != expected.shape else ""
    got = got.reshape(expected.shape)
    index = tuple(int(i) for i in np.argwhere(different)[0])
    place = f"[{', '.join(map(str, index))}]"
    one, other = _show_apart(got[index], expected[index])
    whole = " In full it is {}, expected {}.".format(*_show_apart(got, expected)) if 1 < expected.size <= 12 else ""
    return f"at index {place}, {part} is {one}, expected {other}.{whole}{came}"


def _show_apart(got: Any, expected: Any) -> tuple[str, str]:
    """Two values that differ, with as many digits as it takes to see it."""
    for digits in (4, 6, 8, 12, 16):
        texts = _show(got, digits=digits), _show(expected, digits=digits)
        if texts[0] != texts[1]:
            break
    return texts


def _show(value: Any, names: tuple[str, ...] = (), digits: int = 4) -> str:
    """A value in a sentence: short, without type names, large arrays by their shape. Arrays have `digits` digits after the point."""
    if isinstance(value, list) and all(isinstance(part, np.ndarray) for part in value) and sum(part.size for part in value) > 6:
        return f"{_SHAPES} {', '.join(str(part.shape) for part in value)}"
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
        value = value + 0.0 if value.dtype.kind == "f" else value  # -0 is shown as 0
        # 1000 and 998.5 beside 0.5 are written out. Where tiny numbers count, powers of ten show them.
        tiny = np.abs(value[value != 0]).min(initial=1) < 10**-digits
        return np.array2string(value, precision=digits, separator=", ", suppress_small=not tiny).replace("\n", "")
    if isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype.kind == "b"):
        return str(bool(value))
    if isinstance(value, int | float | np.number | np.ndarray):
        return f"{float(value) + 0.0:.{digits + 2}g}"
    return getattr(value, "__name__", None) or str(value)
