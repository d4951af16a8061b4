"""The functions of earlier lessons: yours where they passed, and otherwise ours.

    from layerwise.mine import neuron, relu
"""

from layerwise.exercises import examine
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook import current_workbook, library


def __getattr__(name):
    if name not in EXERCISES:
        raise AttributeError(f"layerwise.mine has no {name!r}: it has the functions that the lessons ask for.")
    exercise = EXERCISES[name]
    workbook = current_workbook()
    if workbook is None:
        return exercise.answer
    own = library.load(workbook.library, name)
    if own is not None and examine(name, own).passed:
        return own
    print(f"{name} is ours for now; it becomes yours in lesson {exercise.lesson}.")
    return exercise.answer
