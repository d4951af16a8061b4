"""Loss per epoch: how training went."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, number, sentence, titled


@style.house_style()
def history(training, validation=None, title="") -> Picture:
    """Draw the loss of each epoch, counted from 1.

    `training` and, if there was any, `validation` are `(epochs,)`. Losses that are NaN or infinite, as after a far too large learning
    rate, leave a gap that the text alternative mentions. Raises `ValueError` when the lengths differ or nothing is finite.
    """
    series = {"training": given.numbers("training", training, (None,))}
    if validation is not None and len(validation):
        series["validation"] = given.numbers("validation", validation, (None,))
        given.same_length("training", series["training"], "validation", series["validation"])
    for name, losses in series.items():
        if not np.isfinite(losses).any():
            raise ValueError(f"{name} holds no finite loss, so there is nothing to draw.")
    series = {name: np.where(np.isfinite(losses), losses, np.nan) for name, losses in series.items()}

    figure, axes = style.chart()
    epochs = np.arange(1, len(series["training"]) + 1)
    step = max(1, len(epochs) // 10)
    ends, lines = [], []
    for k, (name, losses) in enumerate(series.items()):
        axes.plot(
            epochs,
            losses,
            color=style.colour(k),
            linestyle=style.line_style(k),
            marker=style.marker(k),
            markevery=(k * step // 2, step),
            clip_on=False,
        )
        finite = np.isfinite(losses)
        lines.append(np.column_stack([epochs, losses])[finite])
        ends.append((*lines[-1][-1], name, style.colour(k)))
    axes.set_xlim(*(1, len(epochs)) if len(epochs) > 1 else (0.5, 1.5))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.set(xlabel="epoch", ylabel="loss")
    if min(np.nanmin(losses) for losses in series.values()) >= 0:
        axes.set_ylim(bottom=0)
    lettering.heading(axes, title, "; ".join(filter(None, map(_lost, series, series.values()))))
    lettering.name_ends(axes, ends)
    if "validation" in series:
        _point_out_lowest(axes, lines)
    return Picture.of(figure, titled(title, sentence("; ".join(_course(name, losses) for name, losses in series.items()))))


def _point_out_lowest(axes, lines):
    """Say at which epoch the validation loss is lowest, unless it is the last one or the losses after it look the same."""
    epochs, losses = lines[1].T
    best = int(np.argmin(losses))
    if _look_the_same(losses[best], losses[-1]):
        return
    crowd = np.vstack([lettering.line_of_dots(axes.transData.transform(line)) for line in lines])
    text = f"validation lowest: epoch {epochs[best]:.0f}"
    axes.plot(epochs[best], losses[best], marker="o", markersize=14, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1.6)
    lettering.beside(axes, (epochs[best], losses[best]), text, crowd, [], style.SMALL, reaches=(60, 90, 130, 180))


def _course(name, losses):
    finite = np.flatnonzero(np.isfinite(losses))
    first, last = number(losses[finite[0]]), number(losses[finite[-1]])
    over = f"over {count(len(losses), 'epoch')}"
    if name == "training" and len(finite) == 1:
        text = f"training loss is {first} {over}"
    elif name == "training" and _look_the_same(*losses[finite[[0, -1]]]):
        text = f"training loss begins and ends at {first} {over}"
    elif name == "training":
        text = f"training loss {'falls' if losses[finite[-1]] < losses[finite[0]] else 'rises'} from {first} to {last} {over}"
    else:
        best = int(finite[np.argmin(losses[finite])])
        lowest = number(losses[best])
        begin = "" if best == finite[0] else f"begins at {first} and "
        text = f"validation {begin}is lowest, {lowest}, at epoch {best + 1}"
        if best != finite[-1]:
            text += " and stays there" if _look_the_same(losses[best], losses[finite[-1]]) else f" and rises after, to {last}"
    lost = _lost(name, losses)
    return f"{text}; {lost}" if lost else text


def _look_the_same(one, other):
    """Do two losses differ by no more than a picture shows?"""
    return number(one, 2) == number(other, 2)


def _lost(name, losses):
    """Where a loss could not be drawn, in words; empty when there is no such place."""
    missing = np.flatnonzero(~np.isfinite(losses))
    return f"{name} loss is not a finite number in {count(len(missing), 'epoch')}, first in epoch {missing[0] + 1}" if len(missing) else ""
