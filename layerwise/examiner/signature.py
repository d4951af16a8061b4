"""Whether something can be called as the exercise asks."""

import inspect
from typing import Any

from layerwise.examiner.exercise import Exercise


def refuse_signature(exercise: Exercise, function: Any) -> str | None:
    """Why `function` cannot be called with the exercise's arguments, or None where it can."""
    if not callable(function):
        return f"{exercise.name} has to be a function, and it is {type(function).__name__}. Define it with `def`."
    try:
        if inspect.iscoroutinefunction(function):
            return f"With `async def` it gives a promise of a result. Write `def {exercise.signature}:`, without `async`."
        signature = inspect.signature(function)
    except Exception:  # some functions written in C do not tell, and an object may raise what it likes
        return None
    wanted = inspect.signature(exercise.answer).parameters
    required = [name for name, parameter in wanted.items() if parameter.default is inspect.Parameter.empty]
    for count in {len(required), len(wanted)}:
        try:
            signature.bind(*range(count))
        except TypeError:
            return (
                f"It has to take {len(wanted)} argument{'s' if len(wanted) > 1 else ''}, as in `def {exercise.signature}:`. "
                f"Yours begins with `def {exercise.name}{signature}:`."
            )
    return None
