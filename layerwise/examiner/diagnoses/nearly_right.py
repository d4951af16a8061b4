"""The right numbers, and then something was done to all of them."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import NOT_LOOKED_AT, same

# What may have been done to an array of the right numbers, what it is called, and what to say of it.
_CHANGES: tuple[tuple[str, Callable, str], ...] = (
    (
        "lies-on-its-side",
        np.transpose,
        "The numbers are right, and the table lies on its side: rows and columns are exchanged. Look for a `.T` too many, or too few.",
    ),
    (
        "reshaped",
        lambda result: np.reshape(np.transpose(result), np.shape(result)),
        "The numbers are right, and stand in the wrong places, as they do when `reshape` gives the shape to a table that lies on its side: "
        "it fills the rows with the numbers in the order in which they come. What exchanges rows and columns is `.T`.",
    ),
    (
        "in-a-column",
        lambda result: result[:, np.newaxis] if result.ndim == 1 else result,
        "The numbers are right, and stand in a column, each in a row of its own. A plain row of numbers is asked for: look at the shape of "
        "what you begin with, or for a `reshape` or `keepdims`.",
    ),
    (
        "in-brackets",
        lambda result: np.reshape(result, (1, 1)) if result.ndim == 0 else result,
        "The number is right, and stands in a table of one row and one column. Where `@` is given plain arrays, without a `reshape`, the "
        "number itself comes out.",
    ),
    (
        "brackets-too-many",
        lambda result: result[np.newaxis] if result.ndim else result,
        "The numbers are right, and stand in one pair of square brackets too many. Are some written around the result? Leave them out.",
    ),
    (
        "no-fractions",
        np.trunc,
        "The numbers are right, but what follows the decimal point is lost. Look for an `int`, as in int(...), astype(int) or dtype=int, "
        "and take it out.",
    ),
    (
        "all-in-one-row",
        np.ravel,
        "The numbers are right, and they all stand in one row, one after the other.",
    ),
    *(
        (
            "added-up",
            change,
            f"The numbers are right, and then {words}. Each has a place of its own in the result: leave that step out.",
        )
        for change, words in (
            (np.sum, "they were all added up"),
            (np.mean, "their mean was taken"),
            (lambda result: np.sum(result, axis=0), "they were added up along the first axis"),
            (lambda result: np.sum(result, axis=-1), "they were added up along the last axis"),
            (lambda result: np.mean(result, axis=0), "their mean was taken along the first axis"),
            (lambda result: np.mean(result, axis=-1), "their mean was taken along the last axis"),
        )
    ),
    *(
        (
            "rounded",
            lambda result, digits=digits: np.round(result, digits),
            "The numbers are right, but they have been rounded. The lesson rounds only what it prints: return them as they are, since "
            "other code goes on to calculate with them.",
        )
        for digits in range(7)
    ),
)


def changed_at_the_end(case: Case) -> Diagnosis | None:
    """The right numbers were turned, put in a row, or rounded."""
    if case.got.kind == "a value" and isinstance(case.wanted.value, np.ndarray | dict) and _was_looked_at(case.got.value):
        for mistake, change, words in _CHANGES:
            if mistake == "added-up" and isinstance(case.wanted.value, np.ndarray) and case.wanted.value.ndim == 0:
                continue
            if case.behaves_like(_then(case, change)):
                return case.explained(words + _on_the_lost_shape(case) * (mistake == "all-in-one-row"), mistake)
    return None


def _on_the_lost_shape(case: Case) -> str:
    """How a row of numbers becomes a table again."""
    written = case.subject.written
    if written.has_loop_in_a_loop:
        return " In a loop inside a loop, begin a new list for each row of the result, and append the list when it is full."
    wanted = case.wanted.value if not isinstance(case.wanted.value, dict) else next(iter(case.wanted.value.values()))
    alike = [name for name, given in zip(written.parameters, case.probe, strict=False) if np.shape(given) == np.shape(wanted)]
    if not alike:
        return " The result has rows and columns: `.reshape(...)` makes them."
    name = alike[0]
    if not written.replaces(name):
        return f" The result needs the shape of `{name}`. At the end give it that shape: `.reshape({name}.shape)`."
    if written.has(f"{name}.shape"):
        return f" Here `{name}` itself was made flat before its shape was asked for: give the flat one another name."
    return f" The result needs the shape of `{name}`. Keep it in a first line, `shape = {name}.shape`, for a `.reshape(shape)` at the end."


def side_by_side(case: Case) -> Diagnosis | None:
    """Every number is right and comes several times, as when a row of a table is filled with one number."""
    got, wanted = case.got.value, case.wanted.value
    if not (isinstance(got, np.ndarray) and isinstance(wanted, np.ndarray) and got.ndim == wanted.ndim + 1 and got.shape[-1] > 1):
        return None
    times = got.shape[-1]
    if got.shape[:-1] != wanted.shape or not same(got, np.stack([wanted] * times, axis=-1), case.exercise.tolerance):
        return None
    # In one probe alone the numbers may agree by chance, as the means of two columns do.
    if not any(case.behaves_like(_repeated(case, length)) for length in (lambda *_: times, *_lengths_of(case.probe, times))):
        return None
    return case.explained(
        f"{'The number is right, and it' if wanted.ndim == 0 else 'The numbers are right, and each'} appears {times} times, side by side. "
        "Once is enough: look at the shape of what you begin with, of what you fill, or of what you add.",
        "side-by-side",
    )


def _repeated(case: Case, length: Callable) -> Callable:
    """The right answer with each number of it so many times: `length` of the arguments."""

    def repeated(*arguments: Any) -> np.ndarray:
        return np.stack([np.asarray(case.exercise.answer(*arguments))] * length(*arguments), axis=-1)

    return repeated


def _lengths_of(probe: tuple, length: int) -> Iterator[Callable]:
    """How long the axes of the arguments are that have this length here."""
    for number, argument in enumerate(probe):
        for axis, own in enumerate(np.shape(argument) if isinstance(argument, np.ndarray) else ()):
            if own == length:
                yield lambda *arguments, number=number, axis=axis: np.shape(arguments[number])[axis]


def times_a_number(case: Case) -> Diagnosis | None:
    """Every number is the right one times the same number."""
    got, wanted = case.got.value, case.wanted.value
    if not (isinstance(got, np.ndarray) and isinstance(wanted, np.ndarray) and got.shape == wanted.shape and np.any(wanted)):
        return None
    first = np.flatnonzero(wanted)[0]
    factor = float(got.flat[first]) / float(wanted.flat[first])
    if not np.isfinite(factor) or factor == 0 or not case.behaves_like(_then(case, lambda result: factor * result)):
        return None
    if np.isclose(factor, -1):
        return case.explained("Every number has the wrong sign. Look for a minus that is missing, or for one too many.", "other-sign")
    every = "Every number" if wanted.size > 1 else "The result"
    again = ", and at whether something is added again" if factor > 1 and np.isclose(factor, round(factor)) else ""
    words = f"{every} is {factor:.4g} times what it should be. Look at what you multiply or divide by{again}."
    return case.explained(words, "times-a-number")


def _was_looked_at(value: object) -> bool:
    """Of facts that nobody looked at it cannot be said that the numbers are right."""
    return not isinstance(value, dict) or all(fact is not NOT_LOOKED_AT for fact in value.values())


def _then(case: Case, change: Callable) -> Callable:
    return lambda *arguments: change(np.asarray(case.exercise.answer(*arguments)))
