"""What is said below a cell of a notebook, once it has run: about names that are missing, lost, or ours for now."""

from collections.abc import Callable
from typing import Any

from layerwise.workbook.cells.missing_names import advice_for, notebook_cells
from layerwise.workbook.cells.shadowing import Shadows
from layerwise.workbook.cells.telling import say
from layerwise.workbook.notebook import shell

# Others who have something to say when a cell has run; each is asked for its sentences.
_speakers: list[Callable[[], list[str]]] = []
_shadows = Shadows()


def attend(speaker: Callable[[], list[str]] | None = None) -> bool:
    """Look at what each cell of this notebook comes to, and have `speaker` asked as well. False where this is no notebook."""
    ipython = shell()
    if ipython is None:
        return False
    if speaker is not None and speaker not in _speakers:
        _speakers.append(speaker)
    if _after_cell not in ipython.events.callbacks["post_run_cell"]:
        ipython.events.register("post_run_cell", _after_cell)
    return True


def _after_cell(result: Any) -> None:
    namespace = shell().user_ns
    sentences = [sentence for speaker in _speakers for sentence in speaker()]
    sentences += _shadows.look(namespace)
    error = getattr(result, "error_in_exec", None)
    if isinstance(error, NameError):
        here = (getattr(result.info, "cell_id", None), result.info.raw_cell or "")
        advice = advice_for(error, namespace, notebook_cells(), here)
        sentences += [advice] if advice else []
    for sentence in sentences:
        say(sentence)
