"""What is said below a cell of a notebook, once it has run: about names that are missing, lost, or ours for now."""

from collections.abc import Callable
from typing import Any

from layerwise.examiner.elsewhere import when_a_name_is_unknown
from layerwise.workbook.cells.missing_names import advice_for, made_above, notebook_cells
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
        when_a_name_is_unknown(_made_in_this_notebook)
    return True


def _made_in_this_notebook(name: str) -> str:
    """What an exercise's check can tell of a name that the learner's function asks for in vain."""
    running = str(shell().user_ns.get("In", [""])[-1])  # IPython's own list of the cells that have run
    return made_above(name, notebook_cells(), (None, running))


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
