"""What the examination tells the learner, as text and as HTML."""

from collections.abc import Callable
from dataclasses import dataclass

from layerwise.examiner.forms import Form
from layerwise.ground.words import escaped, in_html

# JupyterLab has colours of its own for code, which are those of a dark page where the page is dark.
_INHERITED = "color:inherit;background:none"
_LOOKS = {
    "passed": ("✓", "passed", "#00684a", "#e6f4ee"),
    "not attempted": ("○", "not attempted yet", "#3d4753", "#eef1f4"),
    "wrong": ("✗", "not right yet", "#8a3b00", "#fdf0e4"),
    "error": ("✗", "stopped with an error", "#8a3b00", "#fdf0e4"),
    "timed out": ("✗", "did not finish", "#8a3b00", "#fdf0e4"),
    "withheld": ("○", "examined when you hand it in", "#3d4753", "#eef1f4"),
}
# The `mistake` of an answer that counts as not attempted although lines were written: the gap still stands beside them.
GAP_LEFT = "gap-left"


@dataclass(frozen=True, repr=False)
class Report:
    """The result of one examination.

    status       "passed", "wrong", "not attempted", "error" or "timed out"; "withheld" where there is nothing to examine with
    mistake      the id of the recognised mistake, or None
    message      what to tell the learner, in plain sentences
    hints        from a nudge to nearly the answer, and last the solution, as code. A notebook opens them one after the other; as text,
                 a report shows the first and says how to get the next
    printed      what the learner's function printed on the way
    seed         what the fresh probes came from: `examine(name, function, seed=...)` plays the same examination again
    form         the form of a right answer, where it is not the one that the lessons go on with: see `mended`
    another_way  after a pass: a sentence, and the code of another right answer. A notebook shows it folded; text leaves it out
    right_of     on how many probes the answer was right, and how many there are; None where it was not tried on them
    """

    name: str
    status: str
    message: str
    mistake: str | None = None
    hints: tuple[str, ...] = ()
    printed: str = ""
    seed: int | None = None
    form: Form | None = None
    another_way: tuple[str, str] | None = None
    right_of: tuple[int, int] | None = None

    @property
    def passed(self) -> bool:
        return self.status == "passed"

    @property
    def form_name(self) -> str:
        """The name of the form in which the answer came; nothing where it is that of the reference answer."""
        return self.form.name if self.form else ""

    def mended(self, function: Callable) -> Callable:
        """The function that was examined and passed, so that the lessons can go on with what it gives."""
        return self.form.mended(function) if self.form else function

    @property
    def _words(self) -> str:
        return "not finished yet" if self.mistake == GAP_LEFT else _LOOKS[self.status][1]

    def __repr__(self) -> str:
        sign, words = _LOOKS[self.status][0], self._words
        lines = [f"{sign} {self.name}: {words}. {self.message}".rstrip()]
        if self.printed:
            lines.append(f"It printed: {self.printed.rstrip()}")
        if not self.passed and self.hints:
            lines.append(f"Hint 1 of {len(self.hints)}: {self.hints[0]}")
            lines.append(f'The next: from layerwise.exercises import hint; hint("{self.name}", 2)')
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        sign, _, ink, paper = _LOOKS[self.status]
        words = self._words
        parts = [f"<strong><span aria-hidden='true'>{sign}</span> {in_html(f'`{self.name}`', _INHERITED)}: {words}</strong>"]
        if self.message:
            parts.append(f"<div style='white-space:pre-wrap;margin-top:4px'>{_prose(self.message)}</div>")
        if self.printed:
            parts.append(f"<div style='margin-top:4px'>It printed:{_block(self.printed)}</div>")
        if not self.passed and self.hints:
            parts.append(_one_by_one(self.hints))
        if self.another_way:
            sentence, code = self.another_way
            parts.append(_folded("Another way to write it", f"{_prose(sentence)}{_block(code)}"))
        style = f"border-left:6px solid {ink};background:{paper};color:{ink};padding:8px 12px;font-size:14px;line-height:1.5"
        return f"<div role='status' style='{style}'>{''.join(parts)}</div>"


def _one_by_one(hints: tuple[str, ...]) -> str:
    """Each hint folded inside the one before it, so that it can be opened only after that one; the solution inside the last."""
    *nudges, solution = hints
    html = _folded("The solution", _block(solution))
    for number, nudge in reversed(list(enumerate(nudges, 1))):
        html = _folded(f"Hint {number}", f"{_prose(nudge)}{html}")
    return html


def _folded(title: str, html: str) -> str:
    return f"<details style='margin-top:4px'><summary>{title}</summary>{html}</details>"


def _prose(text: str) -> str:
    return in_html(text, _INHERITED)


def _block(text: str) -> str:
    return f"<pre style='{_INHERITED};margin:4px 0'>{escaped(text)}</pre>"
