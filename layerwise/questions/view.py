"""What the question and the comparison have in common: the script, the style, and how they are shown."""

from pathlib import Path

import anywidget
import traitlets

from layerwise.figures import style
from layerwise.figures.live import show
from layerwise.ground.browser.modules import bundled
from layerwise.questions.still import STILL

HERE = Path(__file__).parent
LIVE = "layerwise-question"


class View(anywidget.AnyWidget):
    """A part of the notebook about a question. `plan` is what stays, `shown` what changes; the script shows both and decides nothing."""

    plan = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    _css = style.in_css(f".{LIVE}") + (HERE / "question.css").read_text(encoding="utf-8")
    _esm = bundled(HERE / "question.js")

    def still(self) -> tuple[str, str]:
        """The same where nothing can be answered, as HTML and as text. It depends on the question alone."""
        raise NotImplementedError

    @property
    def state(self) -> dict:
        """What is shown now, in plain words."""
        return dict(self.shown)

    def __repr__(self) -> str:
        return self.still()[1]

    def _ipython_display_(self) -> None:
        show(self, LIVE, STILL, *self.still())
