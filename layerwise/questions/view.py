"""What the question and the comparison have in common: the script, the style, and how they are shown."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from layerwise.figures import style
from layerwise.figures.live import show, show_again, still_form
from layerwise.ground.browser.modules import bundled
from layerwise.questions.still import STILL

HERE = Path(__file__).parent
LIVE = "layerwise-question"


class View(anywidget.AnyWidget):
    """A part of the notebook about a question. `plan` is what stays, `shown` what changes; the script shows both and decides nothing."""

    again = "Run this cell to answer it."  # what is written above its still form in an open notebook

    plan = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    own_id = traitlets.Unicode().tag(sync=True)  # by which the script finds out whether Python is there
    answers = traitlets.Tuple()  # the first and the last answer, or nothing
    _was_shown = False

    _css = style.in_css(f".{LIVE}") + (HERE / "question.css").read_text(encoding="utf-8")
    _esm = bundled(HERE / "question.js")

    def __init__(self, **traits: Any):
        super().__init__(**traits)
        self.own_id = self.model_id

    def still(self) -> tuple[str, str]:
        """The same where nothing can be answered, as HTML and as text. It depends on the question and on what was answered."""
        raise NotImplementedError

    @property
    def state(self) -> dict:
        """What is shown now, in plain words."""
        return dict(self.shown)

    def __repr__(self) -> str:
        return self.still()[1]

    def _ipython_display_(self) -> None:
        self._was_shown = True
        show(self, self._form(), display_id=self.model_id)

    def _form(self) -> dict[str, str]:
        return still_form(LIVE, STILL, self.again, *self.still())

    @traitlets.observe("answers")
    def _keep_in_notebook(self, _: object) -> None:
        # On the next day, before its cell is run, a notebook shows what it was saved with.
        if self._was_shown:
            show_again(self._form(), self.model_id)
