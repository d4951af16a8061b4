"""A log of experiments: what was chosen in each run, and what came of it, side by side.

    log = Log()
    log.add(history, accuracy(network.forward(X_val), y_val), width=32, learning_rate=0.001)
    log               # the table, where it stands last in a cell
    log.picture()     # the accuracies as a picture

It lives as long as the notebook does, and is written nowhere.
"""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Run:
    """One run: the choices by name, the last losses (None where there was no validation), and the validation accuracy, 0 to 1."""

    chosen: dict
    training_loss: float
    validation_loss: float | None
    accuracy: float


class Log:
    """Runs in the order in which they were added. Shown as a table, with marks at the lowest validation loss and the highest accuracy."""

    def __init__(self):
        self.runs = []

    def add(self, history, accuracy, validation=None, **chosen):
        """Add a run: its losses, one an epoch, its accuracy on held-back data, and what was chosen, as `width=32`.

        The validation losses are those of `history.validation`, as nn.train has them, or a list of their own.
        """
        if not chosen:
            raise ValueError("Say what was chosen in this run, such as log.add(history, accuracy, width=32).")
        if len(history) == 0:
            raise ValueError("This run has no losses: it was stopped before its first epoch was over. Train it again, then add it.")
        validation = getattr(history, "validation", None) if validation is None else validation
        self.runs.append(Run(chosen, float(history[-1]), float(validation[-1]) if validation else None, float(accuracy)))

    def picture(self, title=""):
        """The validation accuracy of each run, as a picture. Runs are called by the choices in which they differ."""
        from layerwise.figures import comparison  # matplotlib takes a second to load, and the table does without it

        names = [", ".join(f"{_words(name)} {_value(run.chosen[name])}" for name in self._differing(run)) for run in self.runs]
        if len(set(names)) < len(names):
            names = [f"{number}: {name}" for number, name in enumerate(names, 1)]
        return comparison(dict(zip(names, (run.accuracy for run in self.runs), strict=True)), title)

    def _choices(self):
        """The names of all choices, in the order in which they first came."""
        return list(dict.fromkeys(name for run in self.runs for name in run.chosen))

    def _differing(self, run):
        values = {name: {_value(other.chosen.get(name, "")) for other in self.runs} for name in run.chosen}
        return [name for name in run.chosen if len(values[name]) > 1] or list(run.chosen)

    def _table(self):
        """The head and the rows of the table, as texts."""
        head = ["run", *map(_words, self._choices()), "training loss", "validation loss", "accuracy", ""]
        losses = [None if run.validation_loss is None else round(run.validation_loss, 3) for run in self.runs]
        accuracies = [round(run.accuracy, 3) for run in self.runs]
        lowest, highest = _standing_out(min, losses), _standing_out(max, accuracies)
        rows = []
        for number, (run, loss, accuracy) in enumerate(zip(self.runs, losses, accuracies, strict=True), 1):
            chosen = [_value(run.chosen.get(name, "")) for name in self._choices()]
            validation = "" if loss is None else f"{loss:.3f}"
            marks = [("lowest validation loss", loss, lowest), ("highest accuracy", accuracy, highest)]
            mark = ", ".join(words for words, value, best in marks if best is not None and value == best)
            rows.append([str(number), *chosen, f"{run.training_loss:.3f}", validation, f"{100 * accuracy:.1f} %", mark])
        return head, rows

    def __repr__(self):
        head, rows = self._table()
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        lines = [[text.rjust(width) for text, width in zip(row, widths, strict=True)][:-1] + row[-1:] for row in [head, *rows]]
        return "\n".join("  ".join(line).rstrip() for line in lines)

    def _repr_html_(self):
        head, rows = self._table()
        html = "<table><caption>Experiments</caption><thead><tr>"
        html += "".join(f"<th scope='col'>{escape(text)}</th>" for text in head) + "</tr></thead><tbody>"
        for number, *texts in rows:
            html += f"<tr><th scope='row'>{number}</th>" + "".join(f"<td>{escape(text)}</td>" for text in texts) + "</tr>"
        return html + "</tbody></table>"


def _standing_out(choose, values):
    """The best of the values that are there, as they are shown, or None where they are all alike."""
    known = {value for value in values if value is not None}
    return choose(known) if len(known) > 1 else None


def _words(name):
    return name.replace("_", " ")


def _value(value):
    return f"{value:g}" if isinstance(value, float) else str(value)
