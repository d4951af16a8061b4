"""The ground that all explorers stand on. How to write one is told in `layerwise.explorers`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from layerwise.explorers.controls import Button, Control
from layerwise.explorers.wording import fill
from layerwise.figures import Picture, style
from layerwise.figures.live import show, still_form
from layerwise.ground.browser.modules import bundled

HERE = Path(__file__).parent
LIVE = "layerwise-explorer"
STILL = "layerwise-still"
AGAIN = "Run this cell to move it."


class Explorer(anywidget.AnyWidget):
    """Controls, and a picture that is a function of their values and of nothing else.

    A subclass names its `script`, `title` and `controls`, three templates of sentences (see `wording.fill`), and writes `compute`
    and `draw`.
    """

    script: Path
    title = ""
    controls: tuple[Control, ...] = ()
    in_browser = False  # whether the script computes what `compute` does; if not, the kernel computes it for the browser
    alt = ""  # what the picture shows
    result = ""  # what stands below the controls; a line break in it is kept
    spoken = ""  # what a screen reader says after a change: one short sentence

    plan = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    own_id = traitlets.Unicode().tag(sync=True)  # by which the script finds out whether Python is there

    _css = style.in_css(f".{LIVE}") + (HERE / "explorer.css").read_text(encoding="utf-8")

    def __init_subclass__(cls, **more):
        super().__init_subclass__(**more)
        if "script" in cls.__dict__:  # not in the subclasses that traitlets makes for itself
            cls._esm = bundled(cls.script)

    def __init__(self, **values):
        """Start with the controls at their start, except for those in `values`."""
        words = {"title": self.title, "alt": self.alt, "result": self.result, "spoken": self.spoken}
        controls = [control.plan() for control in self.controls]
        super().__init__(plan={**words, "controls": controls, "in_browser": self.in_browser, "data": _plain(self.data())})
        self.own_id = self.model_id
        self.values = {**self._starts(), **values}

    # --- what a subclass writes ------------------------------------------------------------------------------------------

    def data(self) -> dict:
        """What the script needs to know once, such as points to draw."""
        return {}

    def compute(self, *_: Any, **values: Any) -> dict:  # a subclass names its controls
        """What follows from the controls' values: numbers and words by name, which are shown and told."""
        raise NotImplementedError

    def draw(self, state: dict) -> Picture:
        """The still picture of `state`; its text alternative is put in from `alt`."""
        raise NotImplementedError

    # --- what a learner and a test do ------------------------------------------------------------------------------------

    def set(self, **changes) -> None:
        """Move controls, as in `explorer.set(w1=0.4)`. Raises ValueError, and changes nothing, when one of the values does not fit."""
        self.values = {**self.values, **changes}

    def press(self, name: str) -> None:
        """Press a button once."""
        buttons = {control.name: control for control in self.controls if isinstance(control, Button)}
        if name not in buttons:
            raise ValueError(f"There is no button {name!r}; this explorer has {', '.join(map(repr, buttons)) or 'none'}.")
        if buttons[name].until and self.state[buttons[name].until]:
            return
        limits = {control.name: control for control in self._valued()}
        amounts = {number: self.state[step] if isinstance(step, str) else step for number, step in buttons[name].adds.items()}
        added = {number: self.values[number] + amount for number, amount in amounts.items()}
        self.set(**{number: min(max(value, limits[number].low), limits[number].high) for number, value in added.items()})

    def reset(self) -> None:
        """Put every control back to its start."""
        self.values = self._starts()

    @property
    def state(self) -> dict:
        """The controls' values and all that is computed from them, in plain numbers, words and lists."""
        return self._whole_state() if self.in_browser else dict(self.shown)

    def still(self) -> Picture:
        """The present state as a still picture with its text alternative."""
        state = self.state
        return replace(self.draw(state), alt=fill(self.alt, state))

    def __repr__(self) -> str:
        return f"{self.title}: {fill(self.alt, self.state)}"

    def _ipython_display_(self):
        still = self.still()
        show(self, still_form(LIVE, STILL, AGAIN, still._repr_html_(), repr(still)))

    # --- how it holds together -------------------------------------------------------------------------------------------

    def _valued(self):
        return [control for control in self.controls if not isinstance(control, Button)]

    def _starts(self) -> dict:
        return {control.name: control.start for control in self._valued()}

    def _whole_state(self) -> dict:
        return {**self.values, **_plain(self.compute(**self.values))}

    @traitlets.validate("values")
    def _check_values(self, proposal):
        given = proposal["value"]
        controls = {control.name: control for control in self._valued()}
        for name in given:
            if name not in controls:
                raise ValueError(f"There is no control {name!r}; this explorer has {', '.join(map(repr, controls))}.")
        return {name: control.checked(given[name]) for name, control in controls.items()}

    @traitlets.observe("values")
    def _answer(self, _):
        if not self.in_browser:
            self.shown = self._whole_state()


def _plain(value):
    """`value` as the numbers, words, lists and dicts that JSON knows."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
