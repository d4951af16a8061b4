"""What the examination tells the learner, as text and as HTML."""

from dataclasses import dataclass

_LOOKS = {
    "passed": ("✓", "passed", "#00684a", "#e6f4ee"),
    "not attempted": ("○", "not attempted yet", "#3d4753", "#eef1f4"),
    "wrong": ("✗", "not right yet", "#8a3b00", "#fdf0e4"),
    "error": ("✗", "stopped with an error", "#8a3b00", "#fdf0e4"),
    "timed out": ("✗", "did not finish", "#8a3b00", "#fdf0e4"),
}


@dataclass(frozen=True, repr=False)
class Report:
    """The result of one examination.

    status   "passed", "wrong", "not attempted", "error" or "timed out"
    mistake  the id of the recognised mistake, or None
    message  what to tell the learner, in plain sentences
    printed  what the learner's function printed on the way
    lists    whether a right answer came in lists where the lessons go on with arrays
    """

    name: str
    status: str
    message: str
    mistake: str | None = None
    hints: tuple[str, ...] = ()
    printed: str = ""
    lists: bool = False

    @property
    def passed(self) -> bool:
        return self.status == "passed"

    def __repr__(self):
        sign, words, _, _ = _LOOKS[self.status]
        lines = [f"{sign} {self.name}: {words}. {self.message}".rstrip()]
        if self.printed:
            lines.append(f"It printed: {self.printed.rstrip()}")
        if not self.passed and self.hints:
            lines.append(f"Hint: {self.hints[0]}")
        return "\n".join(lines)

    def _repr_html_(self):
        import html  # here, since `import layerwise` is to be quick

        sign, words, ink, paper = _LOOKS[self.status]
        parts = [f"<strong><span aria-hidden='true'>{sign}</span> <code>{html.escape(self.name)}</code>: {words}</strong>"]
        if self.message:
            parts.append(f"<div style='white-space:pre-wrap;margin-top:4px'>{html.escape(self.message)}</div>")
        if self.printed:
            parts.append(f"<div style='margin-top:4px'>It printed:<pre style='color:inherit'>{html.escape(self.printed)}</pre></div>")
        if not self.passed:
            parts += [
                f"<details style='margin-top:4px'><summary>Hint {number}</summary>{html.escape(hint)}</details>"
                for number, hint in enumerate(self.hints, 1)
            ]
        style = f"border-left:6px solid {ink};background:{paper};color:{ink};padding:8px 12px;font-size:14px;line-height:1.5"
        return f"<div role='status' style='{style}'>{''.join(parts)}</div>"
