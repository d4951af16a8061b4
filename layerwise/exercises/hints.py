"""Hints where no notebook opens them: at Python's own prompt."""

from layerwise.exercises.catalogue import EXERCISES, unknown_exercise


def hint(name: str, number: int = 1) -> None:
    """Print a hint to the exercise called `name`: the first, or a later one. The last is the solution.

    Raises ValueError for a name that no exercise has, and for a number that no hint has.
    """
    if name not in EXERCISES:
        raise ValueError(unknown_exercise(name))
    if EXERCISES[name].is_withheld:
        print("Whoever teaches this course keeps the hints and solutions. Ask them.")
        return
    hints = EXERCISES[name].hints_and_solution
    if number not in range(1, len(hints) + 1):
        raise ValueError(f"The hints to {name} have the numbers 1 to {len(hints)}, of which the last is the solution.")
    if number == len(hints):
        print(f"The solution:\n\n{hints[-1]}")
    else:
        print(f"Hint {number} of {len(hints)}: {hints[number - 1]}")
