"""Runs of an experiment beside each other: which did best."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, listing, titled

ROW = 0.42


@style.house_style()
def comparison(accuracies, title="") -> Picture:
    """Draw the validation accuracy of each run as a dot on a line of its own, in the given order.

    `accuracies` maps each run's name to a fraction from 0 to 1. Raises `ValueError` when there is no run, or a number is no fraction.
    """
    names = [str(name) for name in accuracies]
    if not names:
        raise ValueError('accuracies is empty; give at least one run, as in {"width 8": 0.94}.')
    values = given.finite("accuracies", list(accuracies.values()), (None,))
    given.within("accuracies", values, "the fractions", 0, 1)

    figure, axes = style.chart(height=1.3 + ROW * len(names) + (0.4 if title else 0))
    rows = np.arange(len(names))
    low = max(0.0, values.min() - max(0.25 * np.ptp(values), 0.02))
    best = values == values.max()
    axes.hlines(rows, low, values, color="#cccccc", linewidth=1.2)
    axes.plot(values, rows, linestyle="", marker="o", color=style.PALETTE[0], clip_on=False)
    axes.plot(values[best], rows[best], linestyle="", marker="o", markersize=15, markerfacecolor="none", markeredgecolor=style.INK)
    for row, value in zip(rows, values, strict=True):
        text = f"{100 * value:.1f} %{', highest' if best[row] and len(names) > 1 else ''}"
        axes.annotate(text, (value, row), xytext=(13, 0), textcoords="offset points", va="center", fontsize=style.SMALL)
    room = max(1.35 * (values.max() - low), 0.05)
    axes.set(xlim=(low, low + room), ylim=(len(names) - 0.4, -0.6), xlabel="validation accuracy")
    axes.set_yticks(rows, names)
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")
    ticks = [tick for tick in MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(low, min(1, low + room)) if low <= tick <= min(1, low + room)]
    decimals = 0 if np.allclose(np.round(ticks, 2), ticks) else 1
    axes.set_xticks(ticks, [f"{100 * tick:.{decimals}f} %" for tick in ticks])
    lettering.heading(axes, title)

    winners = listing([name for name, is_best in zip(names, best, strict=True) if is_best])
    told = "; ".join(f"{name} {100 * value:.1f} %" for name, value in zip(names, values, strict=True))
    highest = f". Highest: {winners}." if len(names) > 1 else "."
    return Picture.of(figure, titled(title, f"Validation accuracy of {count(len(names), 'run')}: {told}{highest}"))
