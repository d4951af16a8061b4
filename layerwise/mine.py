"""The functions of earlier lessons: yours where they pass, and otherwise ours.

    from layerwise.mine import neuron, relu

The learner's own stand in their my_network.py. It is read anew at each import, since it may have changed.
"""

from pathlib import Path

from layerwise.exercises import examine
from layerwise.exercises.catalogue import EXERCISES, lesson_of
from layerwise.ground.sentences import InASentence
from layerwise.ground.words import in_words
from layerwise.workbook import current_workbook
from layerwise.workbook.cells.after_cells import attend
from layerwise.workbook.cells.telling import say, say_once
from layerwise.workbook.folder import LIBRARY
from layerwise.workbook.library import module

__all__ = list(EXERCISES)

# What was handed out and is not the learner's own, and has not been said yet: the name, and whether their library has one that fails.
_handed_out: dict[str, bool] = {}
# The libraries that are being read: one that imports from here would otherwise ask for itself without end.
_reading: set = set()


def __getattr__(name):
    if name not in EXERCISES:
        raise AttributeError(f"layerwise.mine has no {name!r}: it has the functions that the lessons ask for.")
    if EXERCISES[name].is_withheld:
        return _own_or_missing(name)
    workbook = current_workbook()
    if workbook is None or workbook.library in _reading:
        return EXERCISES[name].answer
    # Read anew each time: it may have changed since the last import.
    own = _library(workbook.library).get(name)
    if own is not None and (report := examine(name, own)).passed:
        _handed_out.pop(name, None)
        return report.mended(own)
    _handed_out[name] = own is not None
    if not attend(_sentences):
        # No notebook whose cell could come to an end: it is said at once.
        for sentence in _sentences():
            say(sentence)
    return EXERCISES[name].answer


class Missing(InASentence):
    """A function of an earlier lesson was called that is nowhere: not the learner's own, and not handed out by the course."""


def _own_or_missing(name):
    """The learner's own, unexamined, from the my_network.py beside this notebook or in the folder above; or what says how to have it."""
    for folder in (Path.cwd(), Path.cwd().parent):
        if (folder / LIBRARY).exists() and folder / LIBRARY not in _reading and name in (own := _library(folder / LIBRARY)):
            return own[name]

    def missing(*arguments, **named):
        raise Missing(
            f"`{name}` is yours to write, in lesson {lesson_of(name).number}, and this course hands out no other. To use it here, copy it "
            f"into a file {LIBRARY} in {Path.cwd().parent}, and run the cell again that imports it."
        )

    return missing


def _library(path) -> dict:
    _reading.add(path)
    try:
        return module.run(module.read(path), str(path))
    except (module.Unreadable, module.CannotImport, OSError) as why:
        say_once(f"Our functions are used in place of yours, because {path.name} cannot be imported ({why}).")
        return {}
    finally:
        _reading.discard(path)


def _sentences() -> list[str]:
    """One sentence about all that was handed out since it was last asked for; none where all was the learner's own."""
    if not _handed_out:
        return []
    missing = [f"{name} (lesson {lesson_of(name).number})" for name, fails in _handed_out.items() if not fails]
    failing = [name for name, fails in _handed_out.items() if fails]
    parts = [f"{in_words(missing)}"] if missing else []
    parts += [f"{in_words(failing)}, because yours in my_network.py {'does' if len(failing) == 1 else 'do'} not pass"] if failing else []
    _handed_out.clear()
    return [f"Ours for now: {'; '.join(parts)}."]
