"""Lesson 08: a network learns two half moons, batch by batch."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from layerwise import data, nn
from layerwise.explorers import loss_curves
from layerwise.explorers.controls import Button, Choice, Number
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.film import Film, drawable
from layerwise.explorers.loss_curves import course, loss_in_words
from layerwise.figures import Picture, style
from layerwise.figures.points import cross

LONGEST = 1000
COLUMNS, ROWS = 41, 31
ACROSS, UP = (-2.4, 2.4), (-1.7, 1.7)
# Those of the lesson: how many points, how far they stray, and how many of them are trained on; the others are held back.
MOONS = {"150, little noise": (200, 0.2, 150), "30, much noise": (230, 0.3, 30)}
BATCH_SIZES = ("1", "15", "all")
GRID = np.array([[x, y] for y in np.linspace(*UP, ROWS) for x in np.linspace(*ACROSS, COLUMNS)])


@lru_cache
def moons(points):
    """`X` `(m, 2)` and `labels` `(m,)` for training, and both for validation."""
    n_points, noise, n_training = MOONS[points]
    X, labels = data.make_moons(n_points, noise, rng=0)
    return X[:n_training], labels[:n_training], X[n_training:], labels[n_training:]


@lru_cache(maxsize=8)  # about a megabyte each
def film(learning_rate, batch_size, neurons, points):
    X, labels, X_validation, labels_validation = moons(points)
    network = nn.Network([nn.Dense(2, neurons, rng=0), nn.ReLU(), nn.Dense(neurons, 2, rng=1)])
    validation = X_validation, np.eye(2)[labels_validation]
    return Film(network, learning_rate, X, np.eye(2)[labels], validation, len(X) if batch_size == "all" else int(batch_size), rng=2)


class Training(Explorer):
    """A network is trained before one's eyes: its regions, its losses and its weights, after any number of batches."""

    script = Path(__file__).with_suffix(".js")
    title = "Training, batch by batch"
    controls = (
        Choice("learning_rate", "learning rate", "0.2", ("0.02", "0.2", "1", "5", "20")),
        Choice("batch_size", "batch size", "15", BATCH_SIZES),
        Choice("neurons", "hidden neurons", "10", ("2", "5", "10", "20")),
        Choice("points", "training points", next(iter(MOONS)), tuple(MOONS)),
        Choice("show", "points shown", "training", ("training", "validation")),
        Number("steps", "batches so far", 0, 0, LONGEST),
        Button("play", "Play", {"steps": 10}, repeats=True),
        Button("batch", "One batch", {"steps": 1}),
        Button("epoch", "One epoch", {"steps": "to_next_epoch"}),
        Button("forget", "Forget it all", {"steps": -LONGEST}),
    )
    alt = (
        "A network with {neurons} hidden neurons is trained on two half moons. Training points: {points}; learning rate {learning_rate}, "
        "{batches_of}. {progress} Left: its two regions and the {show} points, {wrong_shown} of {all_shown} in the wrong region. "
        "Right: the losses, and below them the network, each weight as a line.{losses} {course} Silent for every training point: "
        "{n_silent} of {neurons} hidden neurons."
    )
    result = (
        "{progress}{losses}\n{course}\nIn the wrong region (×): {wrong_training} of {all_training} training points, "
        "{wrong_validation} of {all_validation} held-back points.\n"
        "Silent for every training point (hollow): {n_silent} of {neurons} hidden neurons."
    )
    spoken = "{progress}{losses} {course}"

    def compute(self, learning_rate, batch_size, neurons, points, show, steps):
        run = film(float(learning_rate), batch_size, int(neurons), points)
        run.wind(steps)
        X, labels, X_validation, labels_validation = moons(points)
        with np.errstate(over="ignore", invalid="ignore"):
            scores = run.network.forward(GRID)
            wrong_validation = run.network.predict(X_validation) != labels_validation
            wrong = run.network.predict(X) != labels
        first, activation, second = run.network.layers
        silent = ~(activation.Z > 0).any(axis=0)  # the training points went through last
        epochs, started = divmod(steps, run.per_epoch)
        seen = {"training": (X, labels, wrong), "validation": (X_validation, labels_validation, wrong_validation)}[show]
        training, validation = run.training[:epochs], run.validation[:epochs]
        return {
            "leads": [drawable(scores[:, 1] - scores[:, 0])],
            "X": np.round(seen[0], 3),
            "labels": seen[1],
            "wrong": seen[2],
            "wrong_shown": seen[2].sum(),
            "all_shown": len(seen[2]),
            "wrong_training": wrong.sum(),
            "all_training": len(wrong),
            "wrong_validation": wrong_validation.sum(),
            "all_validation": len(wrong_validation),
            "batch_losses": drawable(run.batches[:steps]),
            "training": drawable(training),
            "validation": drawable(validation),
            "per_epoch": run.per_epoch,
            "to_next_epoch": run.per_epoch - started,
            "weights": [drawable(first.W), drawable(second.W)],
            "silent": silent,
            "n_silent": silent.sum(),
            "batches_of": "batches of all points" if batch_size == "all" else f"batches of {batch_size}",
            "progress": _progress(epochs, started, run.per_epoch),
            "losses": _losses(training, validation),
            "course": course(training, validation, 2),
        }

    @style.house_style()
    def draw(self, state):
        figure, _ = style.sheet(8.2, 4.6)
        _draw_regions(figure.add_axes((0.085, 0.13, 0.4, 0.77)), state)
        _draw_losses(figure.add_axes((0.585, 0.5, 0.39, 0.4)), state)
        _draw_weights(figure.add_axes((0.53, 0.02, 0.46, 0.32)), state)
        return Picture.of(figure, self.alt)


def _progress(epochs, started, per_epoch):
    if not epochs and not started:
        return "Untrained: the weights are still random."
    if not started:
        return f"Epoch {epochs} is complete."
    return f"Epoch {epochs + 1}: {started} of {per_epoch} batches."


def _losses(training, validation):
    if not training:
        return ""
    return f" Training loss {loss_in_words(training[-1])}, validation loss {loss_in_words(validation[-1])}."


def _draw_regions(axes, state):
    axes.grid(False)
    leads = np.reshape(state["leads"][0], (ROWS, COLUMNS))
    places = np.linspace(*ACROSS, COLUMNS), np.linspace(*UP, ROWS)
    for k, mine in enumerate((leads <= 0, leads > 0)):
        if not mine.any():
            continue
        levels = [-np.inf, 0] if k == 0 else [0, np.inf]
        ground = axes.contourf(*places, leads, levels=levels, colors=[style.tint(style.colour(k))], hatches=[style.hatch(k)], zorder=0.5)
        ground.set_edgecolor(style.tint(style.colour(k), 0.5))
        ground.set_linewidth(0)
    if leads.min() < 0 < leads.max():
        axes.contour(*places, leads, levels=[0], colors=[style.INK], linewidths=1.8, zorder=2)
    X, labels, wrong = (np.array(state[name]) for name in ("X", "labels", "wrong"))
    for k in (0, 1):
        shade = style.colour(k)
        points = {"linestyle": "", "marker": style.marker(k), "color": shade, "markeredgecolor": style.ink(shade), "markersize": 6}
        axes.plot(*X[labels == k].T, **points, markeredgewidth=0.8, zorder=3)
    cross(axes, X[wrong])
    plate = {"bbox": {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.5}, "fontweight": "bold", "zorder": 6}
    axes.annotate("● upper moon", (0.03, 0.95), xycoords="axes fraction", va="top", color=style.ink(style.colour(0)), **plate)
    axes.annotate("■ lower moon", (0.97, 0.05), xycoords="axes fraction", ha="right", color=style.ink(style.colour(1)), **plate)
    axes.set(xlim=ACROSS, ylim=UP, xlabel="first feature", ylabel="second feature")
    axes.set_title(f"{state['wrong_shown']} of {state['all_shown']} {state['show']} points wrong (×)")


def _draw_losses(axes, state):
    loss_curves.draw(axes, state["batch_losses"], state["per_epoch"], state["training"], state["validation"])
    axes.set(xlim=(0, LONGEST), ylim=(0, 1.2), xticks=[0, 250, 500, 750], yticks=[0, 0.5, 1], xlabel="batches", ylabel="loss")
    axes.set_title(f"learning rate {state['learning_rate']}, batch size {state['batch_size']}", fontsize=style.TEXT)


def _draw_weights(axes, state):
    axes.set(xlim=(0, 360), ylim=(150, 0))
    axes.set_axis_off()
    hidden = [(180, y) for y in _rows(len(state["silent"]))]
    columns = [[(95, 45), (95, 85)], hidden, [(265, 45), (265, 85)]]
    for W, starts, stops in zip(state["weights"], columns[:-1], columns[1:], strict=True):
        for i, start in enumerate(starts):
            for j, stop in enumerate(stops):
                shade, line = style.sign(W[i][j])
                axes.plot(*np.transpose([start, stop]), color=shade, linestyle=line, linewidth=min(5, 1.2 * abs(W[i][j])), zorder=1)
    for k, (x, y) in enumerate(hidden):
        fill = style.PAPER if state["silent"][k] else style.INK
        axes.plot(x, y, marker="o", markersize=5, color=fill, markeredgecolor=style.INK, zorder=2)
    for column, names in zip(columns[::2], (("first", "second"), ("upper", "lower")), strict=True):
        for (x, y), name in zip(column, names, strict=True):
            axes.plot(x, y, marker="o", markersize=9, color=style.PAPER, markeredgecolor=style.INK, zorder=2)
            axes.text(x - 12 if x < 180 else x + 12, y, name, ha="right" if x < 180 else "left", va="center", fontsize=style.SMALL)
    axes.text(180, 148, "solid: positive weight, dashed: negative", ha="center", fontsize=style.SMALL, color=style.QUIET)


def _rows(n):
    """How far down each of `n` neurons stands."""
    return np.linspace(65 - min(56, 9 * (n - 1)), 65 + min(56, 9 * (n - 1)), n)
