"""What a classifier answers everywhere on a plane."""

import numpy as np

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.points import cross, scatter
from layerwise.figures.words import listing, number, numbers, percent, titled

ACROSS, UP = 240, 180
# Near a border each place of the grid asks so many times in each direction, so that a straight border is drawn straight.
FINER = 4
DOTTED = (0, (1, 2))


@style.house_style()
def regions(
    predict, X, labels, label_names=None, feature_names=None, title="", highlight=None, highlight_name="here", as_far_as=None, lines=()
) -> Picture:
    """Draw the region of each class, the borders between them, and the points; a point in a wrong region is crossed.

    `predict` takes `(n, 2)` and returns whole-number labels `(n,)`, as `nn.Network.predict` does; `X` is `(m, 2)` and `labels`
    `(m,)`. `highlight` `(2,)` is a place to mark, and `highlight_name` what to call it. The axes reach as far as `X`, and as far as
    the places `as_far_as` `(k, 2)`: given all points, two pictures of some of them show the same plane. `lines` are pairs `(w, b)`: where
    `w[0]*x[0] + w[1]*x[1] + b` is 0 there is a dotted line. Raises `ValueError` when a shape does not fit.
    """
    X = given.finite("X", X, (None, 2))
    labels = given.classes("labels", labels)
    given.same_length("X", X, "labels", labels)
    wrong = _answers(predict, X) != labels

    reach = X if as_far_as is None else np.vstack([X, given.finite("as_far_as", as_far_as, (None, 2))])
    low, high = reach.min(axis=0), reach.max(axis=0)
    margin = np.where(high > low, 0.08 * (high - low), 0.5)
    low, high = low - margin, high + margin
    across, up = np.meshgrid(np.linspace(low[0], high[0], ACROSS), np.linspace(low[1], high[1], UP))
    places = np.column_stack([across.ravel(), up.ravel()])
    answers = _answers(predict, places)
    label_names = given.names("label_names", label_names, "class", int(max(labels.max(), answers.max())) + 1)
    feature_names = given.names("feature_names", feature_names, "feature", 2)

    looks = style.looks(label_names)
    figure, axes = style.chart(height=4.8)
    axes.grid(False)
    for k, lead in _leads(predict, places, answers).items():
        look = looks[k]
        fill = axes.contourf(
            across, up, lead, levels=[0, 2], colors=[style.tint(style.colour(look))], hatches=[style.hatch(look)], zorder=0.5
        )
        fill.set_edgecolor(style.tint(style.colour(look), 0.5))
        fill.set_linewidth(0)
        if lead.min() < 0:
            axes.contour(across, up, lead, levels=[0], colors=[style.INK], linewidths=1.4, zorder=2)
    for w, b in lines:
        w, b = given.finite("the w of a line", w, (2,)), given.number("the b of a line", b)
        axes.contour(across, up, across * w[0] + up * w[1] + b, levels=[0], colors=[style.INK], linestyles=[DOTTED], linewidths=2, zorder=2)
    scatter(axes, X, labels, looks)
    cross(axes, X[wrong])
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel=feature_names[0], ylabel=feature_names[1])
    lettering.heading(axes, title, "×: in the region of another class" if wrong.any() else "every point is in the region of its class")
    style.settle(figure)
    taken, told = [], ""
    if highlight is not None:
        place = given.finite("highlight", highlight, (2,))
        axes.plot(*place, marker="o", markersize=16, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=2.4, zorder=5)
        axes.plot(*place, marker="o", markersize=5, color=style.INK, zorder=5)
        ring = axes.transData.transform(place)
        taken.append((*(ring - 22), *(ring + 22)))
        crowd = axes.transData.transform(X)
        taken.append(lettering.beside(axes, place, str(highlight_name), crowd, taken, framed=True, reaches=(35, 55, 85, 120, 170)))
        told = f" Marked is {highlight_name}, {numbers(place)}: {label_names[int(_answers(predict, place[None])[0])]}."
    lettering.name_classes(axes, X, labels, label_names, taken, home=lambda places: _answers(predict, places))

    shares = listing(f"{label_names[k]} covers {percent(np.mean(answers == k))}" for k in np.unique(answers))
    right = int((~wrong).sum())
    alt = (
        f"Decision regions over {feature_names[0]} from {number(low[0])} to {number(high[0])} and {feature_names[1]} from "
        f"{number(low[1])} to {number(high[1])}: {shares} of the area. {right} of {len(X)} points ({percent(right / len(X))}) lie in "
        f"the region of their own class.{told}"
    )
    return Picture.of(figure, titled(title, alt))


def _leads(predict, places, answers):
    """For each class, how far its share around each place of the grid is ahead of the largest other: from -1 to 1, and 0 on a border."""
    kinds = np.unique(answers)
    shares = (answers[:, None] == kinds).astype(float)
    grid = answers.reshape(UP, ACROSS)
    near = np.zeros(grid.shape, bool)
    for here, there in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
        differ = grid[here] != grid[there]
        near[here] |= differ
        near[there] |= differ
    near = np.flatnonzero(near)
    step = (places[-1] - places[0]) / (ACROSS - 1, UP - 1)
    within = (np.arange(FINER) + 0.5) / FINER - 0.5
    around = np.stack(np.meshgrid(within, within), axis=-1).reshape(-1, 2) * step
    finer = np.clip(places[near, None] + around, places[0], places[-1])
    if len(near):
        shares[near] = (_answers(predict, finer.reshape(-1, 2)).reshape(len(near), -1, 1) == kinds).mean(axis=1)
    others = [np.delete(shares, k, axis=1).max(axis=1, initial=0) for k in range(len(kinds))]
    return {int(k): (shares[:, i] - others[i]).reshape(UP, ACROSS) for i, k in enumerate(kinds)}


def _answers(predict, places):
    answers = np.asarray(predict(places.copy()))
    if answers.shape != (len(places),):
        shapes = f"predict was given shape {places.shape} and returned shape {answers.shape}"
        raise ValueError(f"{shapes}; it must return one label a row, shape ({len(places)},).")
    return given.classes("what predict returned", answers)
