"""Lesson 07: a network learns the penguins, and every held-back bird can be asked why it was judged so."""

from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from matplotlib.patches import Rectangle

from layerwise import data, nn
from layerwise.explorers import loss_curves
from layerwise.explorers.controls import Button, Choice, Number, Toggle
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.film import Film, drawable
from layerwise.explorers.loss_curves import course, loss_in_words
from layerwise.explorers.wording import fixed
from layerwise.figures import Picture, style
from layerwise.figures.points import cross
from layerwise.figures.words import listing

EPOCHS = 50
HELD_BACK = 86
COLUMNS, ROWS = 41, 31
SPECIES = ("Adelie", "Chinstrap", "Gentoo")
ARTICLES = ("an Adelie", "a Chinstrap", "a Gentoo")
MEASUREMENTS = ("bill length", "bill depth", "flipper length", "body mass")
UNITS = ("mm", "mm", "mm", "g")
# Which two measurements are drawn, and how far the axes reach: in mm, and in kg, whose numbers are short.
AXES = {
    "bill": ((0, 1), (28, 62), (12, 22.5)),
    "flippers and mass": ((2, 3), (169, 234), (2.4, 6.6)),
}
AXIS_NAMES = ("bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (kg)")
DRAWN_IN = np.array([1, 1, 1, 1000])
LOOKS = style.looks(SPECIES)
MARKERS = "●▲■"
FULL = 6  # the pull at which a bar is as long as it gets


@cache
def birds():
    """`(training, held_back)`, each a pair of features `(m, 4)` and labels `(m,)`; held back are the birds of the lesson."""
    penguins = data.load_penguins().complete()
    order = np.random.default_rng(3).permutation(len(penguins))
    held_back, training = order[:HELD_BACK], order[HELD_BACK:]
    return tuple((penguins.features[rows], penguins.labels[rows]) for rows in (training, held_back))


def scale(scaled):
    """What is subtracted from the four measurements, and what they are divided by."""
    (features, _), _ = birds()
    return (features.mean(axis=0), features.std(axis=0)) if scaled else (np.zeros(4), np.ones(4))


@lru_cache(maxsize=8)
def film(learning_rate, scaled):
    (features, labels), (features_held_back, labels_held_back) = birds()
    mean, deviation = scale(scaled)
    network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
    validation = (features_held_back - mean) / deviation, np.eye(3)[labels_held_back]
    return Film(network, learning_rate, (features - mean) / deviation, np.eye(3)[labels], validation, batch_size=16, rng=2)


class Penguins(Explorer):
    """A network is trained on the penguins; one held-back bird after the other can be looked at."""

    script = Path(__file__).with_suffix(".js")
    title = "Three species, and the reasons"
    controls = (
        Number("epochs", "epochs trained", 0, 0, EPOCHS),
        Number("bird", "held-back bird", 5, 1, HELD_BACK),
        Choice("axes", "measurements drawn", next(iter(AXES)), tuple(AXES)),
        Choice("learning_rate", "learning rate", "0.1", ("0.000001", "0.0001", "0.01", "0.1")),
        Toggle("scaled", "standardise the measurements", True),
        Button("play", "Play", {"epochs": 1}, repeats=True),
        Button("epoch", "One epoch", {"epochs": 1}),
        Button("next", "Next bird", {"bird": 1}),
        Button("forget", "Forget it all", {"epochs": -EPOCHS}),
    )
    alt = (
        "A network is trained on penguins, learning rate {learning_rate}, measurements {scaling}. {progress} {right} of 86 held-back birds "
        "are judged right: {rows}. {losses}{course} The birds are drawn by {across} and {up}; ringed is bird {bird}, "
        "{species}: {measured}. The ground shows what it would be judged if these two were other: {covered}. "
        "Its probabilities: {probable}. {verdict} {reason}"
    )
    result = "{progress} {right} of 86 held-back birds are judged right; the others have a ×.\n{course}\n{verdict}\n{reason}"
    spoken = "{progress} {right} of 86 birds are judged right. {verdict}"

    def data(self):
        return {"axes": {name: [[AXIS_NAMES[k] for k in pair], x, y] for name, (pair, x, y) in AXES.items()}}

    def compute(self, epochs, bird, axes, learning_rate, scaled):
        run = film(float(learning_rate), scaled)
        run.wind(epochs * run.per_epoch)
        mean, deviation = scale(scaled)

        def scores_of(rows):
            with np.errstate(over="ignore", invalid="ignore"):
                return run.network.forward((rows - mean) / deviation)

        _, (features, labels) = birds()
        scores = scores_of(features)
        predicted = np.argmax(scores, axis=1)
        matrix = np.zeros((3, 3), dtype=int)
        np.add.at(matrix, (labels, predicted), 1)
        mine, label, judged = features[bird - 1], labels[bird - 1], predicted[bird - 1]
        chances = _softmax(scores[bird - 1])
        rival = label if judged != label else np.argsort(-scores[bird - 1], kind="stable")[1]
        pulls = _pulls(scores_of, mine, judged, rival)
        training, validation = run.training[:epochs], run.validation[:epochs]
        pair = AXES[axes][0]
        ground = scores_of(_slice(mine, axes))
        return {
            "X": features[:, pair] / DRAWN_IN[list(pair)],
            "labels": labels,
            "predicted": predicted,
            "wrong": predicted != labels,
            "leads": [drawable(ground[:, k] - ground[:, 0]) for k in (1, 2)],
            "across": MEASUREMENTS[pair[0]],
            "up": MEASUREMENTS[pair[1]],
            "covered": _covered(ground),
            "matrix": matrix,
            "right": np.trace(matrix),
            "rows": _rows(matrix),
            "training": drawable(training),
            "validation": drawable(validation),
            "losses": "" if not epochs else f"Training loss {loss_in_words(training[-1])}, validation {loss_in_words(validation[-1])}. ",
            "course": course(training, validation, 3),
            "progress": f"After {epochs} {'epoch' if epochs == 1 else 'epochs'}:" if epochs else "Untrained:",
            "scaling": "standardised" if scaled else "in mm and g",
            "label": label,
            "judged": judged,
            "rival": rival,
            "species": ARTICLES[label],
            "probabilities": chances,
            "probable": listing(f"{name} {fixed(chance, 2)}" for name, chance in zip(SPECIES, chances, strict=True)),
            "measurements": [f"{name} {_value(mine[k], k)}" for k, name in enumerate(MEASUREMENTS)],
            "measured": listing(f"{name} {_value(mine[k], k)}" for k, name in enumerate(MEASUREMENTS)),
            "pulls": drawable(pulls),
            "verdict": _verdict(bird, label, judged, chances),
            "reason": _reason(pulls, judged, rival),
        }

    @style.house_style()
    def draw(self, state):
        figure, _ = style.sheet(8.2, 5.9)
        _draw_birds(figure.add_axes((0.095, 0.43, 0.39, 0.5)), state)
        _draw_reasons(figure.add_axes((0.51, 0.38, 0.48, 0.58)), state)
        _draw_matrix(figure.add_axes((0.02, 0.02, 0.46, 0.29)), state)
        _draw_losses(figure.add_axes((0.595, 0.095, 0.38, 0.19)), state)
        return Picture.of(figure, self.alt)


def _softmax(scores):
    """Probabilities `(3,)`; equal ones where too large steps have left no numbers."""
    if not np.isfinite(scores).all():
        return np.full(3, 1 / 3)
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def _slice(bird, axes):
    """The bird with other values of the two measurements that are drawn: a row for each place of the grid."""
    (across, up), x, y = AXES[axes]
    rows = np.tile(bird, (COLUMNS * ROWS, 1))
    rows[:, across] = np.tile(np.linspace(*x, COLUMNS), ROWS) * DRAWN_IN[across]
    rows[:, up] = np.repeat(np.linspace(*y, ROWS), COLUMNS) * DRAWN_IN[up]
    return rows


def _covered(ground):
    shares = np.bincount(np.argmax(ground, axis=1), minlength=3) / len(ground)
    return listing(f"{SPECIES[k]} on {100 * share:.0f} %" for k, share in enumerate(shares) if share > 0)


def _pulls(scores_of, bird, judged, rival):
    """By how much the lead of `judged` over `rival` falls when one measurement is replaced by the training birds' mean: `(4,)`."""
    average = scale(True)[0]
    replaced = np.where(np.eye(4, dtype=bool), average, bird)
    scores = scores_of(np.vstack([bird, replaced]))
    leads = scores[:, judged] - scores[:, rival]
    return leads[0] - leads[1:]


def _value(value, k):
    return f"{fixed(value, 0 if k > 1 else 1)} {UNITS[k]}"


def _rows(matrix):
    return listing(f"{matrix[k, k]} of {matrix[k].sum()} {name}s" for k, name in enumerate(SPECIES))


def _verdict(bird, label, judged, chances):
    how = f"judged {ARTICLES[judged]}, with probability {fixed(chances[judged], 2)}"
    return f"Bird {bird} is {ARTICLES[label]}, and is {how}." if label == judged else f"Bird {bird} is {ARTICLES[label]}, but is {how} (×)."


def _reason(pulls, judged, rival):
    if not np.isfinite(pulls).all() or np.abs(pulls).max() < 0.005:
        return "No measurement of its own makes a difference."
    most, least = int(np.argmax(pulls)), int(np.argmin(pulls))
    if pulls[most] < 0.005:
        return f"All that is special about it speaks for {SPECIES[rival]}, most of all its {MEASUREMENTS[least]}."
    told = f"What speaks most for {SPECIES[judged]} is its {MEASUREMENTS[most]}"
    return f"{told}; for {SPECIES[rival]}, its {MEASUREMENTS[least]}." if pulls[least] < -0.005 else f"{told}."


def _draw_birds(axes, state):
    (across, up), x, y = AXES[state["axes"]]
    X, labels, wrong = (np.array(state[name]) for name in ("X", "labels", "wrong"))
    lead = np.reshape([np.zeros(COLUMNS * ROWS), *state["leads"]], (3, ROWS, COLUMNS))
    places = np.linspace(*x, COLUMNS), np.linspace(*y, ROWS)
    axes.grid(False)
    for k, look in enumerate(LOOKS):
        shade = style.colour(look)
        margin = lead[k] - np.delete(lead, k, axis=0).max(axis=0)
        if (margin > 0).any():
            ground = axes.contourf(*places, margin, levels=[0, np.inf], colors=[style.tint(shade)], hatches=[style.hatch(look)], zorder=0.5)
            ground.set_edgecolor(style.tint(shade, 0.5))
            ground.set_linewidth(0)
        if margin.min() < 0 < margin.max():
            axes.contour(*places, margin, levels=[0], colors=[style.INK], linewidths=1.6, zorder=2)
        dots = {"linestyle": "", "marker": style.marker(look), "color": shade, "markeredgecolor": style.ink(shade), "markersize": 6}
        axes.plot(*X[labels == k].T, **dots, markeredgewidth=0.8, zorder=3)
    cross(axes, X[wrong])
    ring = {"marker": "o", "markersize": 16, "markerfacecolor": "none", "markeredgecolor": style.INK, "markeredgewidth": 2, "zorder": 5}
    axes.plot(*X[state["bird"] - 1], **ring)
    low = state["axes"] == next(iter(AXES))
    for k, name in enumerate(SPECIES):
        height = 0.05 + 0.085 * (2 - k) if low else 0.93 - 0.085 * k
        plate = {"bbox": {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}, "fontweight": "bold", "zorder": 6}
        words = f"{MARKERS[k]} {name}"
        axes.annotate(words, (0.03, height), xycoords="axes fraction", va="center", color=style.ink(style.colour(LOOKS[k])), **plate)
    axes.set(xlim=x, ylim=y, xlabel=AXIS_NAMES[across], ylabel=AXIS_NAMES[up])
    axes.set_title("ground: what ○ would be there", fontsize=style.TEXT)


def _draw_reasons(axes, state):
    axes.set(xlim=(0, 360), ylim=(320, 0))
    axes.set_axis_off()
    label, judged, rival = state["label"], state["judged"], state["rival"]
    verdict = f"Bird {state['bird']} is {ARTICLES[label]},\njudged {ARTICLES[judged]}: {'right' if label == judged else 'wrong ×'}"
    axes.text(8, 20, verdict, fontweight="bold", va="center", linespacing=1.4)
    axes.text(8, 58, "probability of each species", va="center")
    for k, chance in enumerate(state["probabilities"]):
        y = 84 + 26 * k
        axes.text(8, y, f"{MARKERS[k]} {SPECIES[k]}", va="center", color=style.ink(style.colour(LOOKS[k])))
        axes.add_patch(Rectangle((120, y - 8), 180 * chance, 16, facecolor=style.colour(LOOKS[k]), edgecolor=style.INK, linewidth=0.8))
        axes.text(126 + 180 * chance, y, fixed(chance, 2), va="center", fontweight="bold" if k == label else "normal")
    axes.text(8, 172, f"→ speaks for {SPECIES[judged]}", va="center", color=style.ink(style.colour(LOOKS[judged])))
    axes.text(8, 194, f"← speaks for {SPECIES[rival]}", va="center", color=style.ink(style.colour(LOOKS[rival])))
    axes.plot([252, 252], [205, 319], color=style.QUIET, linewidth=1)
    for k, (words, pull) in enumerate(zip(state["measurements"], state["pulls"], strict=True)):
        y = 221 + 27 * k
        length = max(-1, min(1, pull / FULL)) * 70
        shade = style.colour(LOOKS[judged if pull > 0 else rival])
        axes.text(8, y, words, va="center")
        axes.add_patch(Rectangle((252, y - 8), length, 16, facecolor=shade, edgecolor=style.INK, linewidth=0.8))
        axes.text(356, y, fixed(abs(pull), 1), va="center", ha="right")


def _draw_matrix(axes, state):
    axes.set(xlim=(0, 360), ylim=(165, 0))
    axes.set_axis_off()
    for k, name in enumerate(SPECIES):
        axes.text(144 + 84 * k, 33, name, ha="center", va="center", color=style.ink(style.colour(LOOKS[k])))
        axes.text(92, 60 + 38 * k, name, ha="right", va="center", color=style.ink(style.colour(LOOKS[k])))
    axes.text(228, 12, "judged as", ha="center", va="center", fontweight="bold")
    axes.text(92, 33, "species", ha="right", va="center", fontweight="bold")
    largest = np.max(state["matrix"])
    for row in range(3):
        for column in range(3):
            number = state["matrix"][row][column]
            strength = 0.12 + 0.4 * number / largest if number else 0
            frame = {"facecolor": style.tint(style.POSITIVE if row == column else style.NEGATIVE, strength)}
            frame |= {"edgecolor": style.INK if row == column else "#c9c9c9", "linewidth": 1.6 if row == column else 1}
            corner = (105 + 84 * column, 43 + 38 * row)
            axes.add_patch(Rectangle(corner, 78, 33, **frame))
            axes.text(corner[0] + 39, corner[1] + 17, str(number), ha="center", va="center", fontweight="bold" if number else "normal")
            if (row, column) == (state["label"], state["judged"]):
                axes.plot(corner[0] + 62, corner[1] + 17, marker="o", markersize=9, markerfacecolor="none", markeredgecolor=style.INK)


def _draw_losses(axes, state):
    loss_curves.draw(axes, [], 1, state["training"], state["validation"])
    axes.set(xlim=(0, EPOCHS), ylim=(0, 2), yticks=[0, 1, 2], xlabel="epochs", ylabel="loss")
    axes.set_title(f"learning rate {state['learning_rate']}, {state['scaling']}", fontsize=style.TEXT, pad=6)
