"""A loss as a landscape: its slope at a point, and the way down."""

import numpy as np

from layerwise.figures import given, lettering, style
from layerwise.figures.picture import Picture
from layerwise.figures.words import count, number, numbers, short, titled

STEP_COLOUR = 1


@style.house_style()
def slope(loss, w, w_range=None, title="") -> Picture:
    """Draw the loss of one weight with its tangent at `w`.

    `loss` takes a number and returns one; `w_range` is `(low, high)`, else 3 to each side of `w`. The slope is found by central
    differences. Raises `ValueError` when `w` lies outside the range or the loss is not finite there.
    """
    w = given.number("w", w)
    low, high = given.interval("w_range", (w - 3, w + 3) if w_range is None else w_range)
    given.within("w", np.array([w]), "w_range", low, high)
    across = np.linspace(low, high, 201)
    height = _along(loss, across)
    step = 1e-5 * max(1.0, abs(w))
    before, here, after = _along(loss, [w - step, w, w + step])
    steep = (after - before) / (2 * step)

    figure, axes = style.chart()
    axes.plot(across, height, color=style.colour(0))
    margin = 0.15 * np.ptp(height) or 1.0
    bottom, top = height.min() - margin, height.max() + margin
    axes.set(xlim=(low, high), ylim=(bottom, top), xlabel="weight w", ylabel="loss")
    lettering.heading(axes, title)
    tangent = here + steep * (across - w)
    shown = (tangent > bottom) & (tangent < top) & (np.abs(across - w) < 0.3 * (high - low))
    axes.plot(across[shown], tangent[shown], color=style.colour(1), linestyle=style.line_style(1))
    axes.plot(w, here, marker="o", markersize=10, color=style.INK, zorder=4)
    style.settle(figure)
    lines = [np.column_stack([across, height]), np.column_stack([across, tangent])[shown]]
    crowd = np.vstack([lettering.line_of_dots(axes.transData.transform(line)) for line in lines])
    lettering.beside(axes, (w, here), f"slope {short(steep)} at w = {short(w)}", crowd, [], reaches=(60, 90, 120, 160, 200, 240))

    if number(steep) == "0.00":
        direction, advice = "flat", "so no small step lowers the loss"
    elif steep > 0:
        direction, advice = "rising", "so a smaller w lowers the loss"
    else:
        direction, advice = "falling", "so a larger w lowers the loss"
    alt = (
        f"Loss over the weight w from {number(low)} to {number(high)}, with its tangent at w = {number(w)}: "
        f"the loss there is {number(here)} and the slope is {number(steep)}, {direction}, {advice}."
    )
    return Picture.of(figure, titled(title, alt))


@style.house_style()
def descent(loss, steps, title="", w_range=None) -> Picture:
    """Draw the loss of one weight and the numbered steps of gradient descent on it.

    `loss` takes a number and returns one; `steps` is `(k,)`, the weight before the first step and after each one; `w_range` is
    `(low, high)`, else a little more than the steps cover. Raises `ValueError` when a number is not finite or lies outside.
    """
    steps = given.finite("steps", steps, (None,))
    span = np.ptp(steps) or 2.0
    low, high = given.interval("w_range", (steps.min() - 0.35 * span, steps.max() + 0.35 * span) if w_range is None else w_range)
    given.within("steps", steps, "w_range", low, high)
    across = np.linspace(low, high, 201)
    height, heights = _along(loss, across), _along(loss, steps)

    figure, axes = style.chart()
    axes.plot(across, height, color=style.colour(0))
    axes.set(xlim=(low, high), xlabel="weight w", ylabel="loss")
    axes.margins(y=0.15)
    lettering.heading(axes, title)
    places = np.column_stack([steps, heights])
    _walk(axes, places, [np.column_stack([across, height])])

    best = int(np.argmin(height))
    nearby = np.linspace(across[max(best - 1, 0)], across[min(best + 1, len(across) - 1)], 201)
    depths = _along(loss, nearby)
    place, depth = nearby[np.argmin(depths)], depths.min()
    alt = f"Loss over the weight w from {number(low)} to {number(high)}, lowest, {number(depth)}, near w = {number(place)}. " + _journey(
        f"w = {number(steps[0])}", f"w = {number(steps[-1])}", heights
    )
    return Picture.of(figure, titled(title, alt))


@style.house_style()
def surface(loss, X_range, Y_range, path=None, title="") -> Picture:
    """Draw the loss of two weights as contour lines, each labelled with its loss, and the path of gradient descent over it.

    `loss` takes two numbers and returns one; `X_range` and `Y_range` are `(low, high)` for the first and second weight; `path`, if
    given, is `(k, 2)`. Raises `ValueError` when a shape does not fit, or a number is not finite or lies outside the ranges.
    """
    (left, right), (bottom, top) = given.interval("X_range", X_range), given.interval("Y_range", Y_range)
    across, up = np.linspace(left, right, 61), np.linspace(bottom, top, 61)
    height = given.finite("the loss", [[float(loss(float(one), float(two))) for one in across] for two in up], (None, None))
    least, most = np.unravel_index(np.argmin(height), height.shape), np.unravel_index(np.argmax(height), height.shape)
    alt = (
        f"Contour lines of the loss over w1 from {number(left)} to {number(right)} and w2 from {number(bottom)} to {number(top)}: "
        f"lowest, {number(height[least])}, near {numbers((across[least[1]], up[least[0]]))} and highest, {number(height[most])}, "
        f"at {numbers((across[most[1]], up[most[0]]))}."
    )

    figure, axes = style.chart(height=5.0)
    axes.grid(False)
    axes.set(xlim=(left, right), ylim=(bottom, top), xlabel="weight w₁", ylabel="weight w₂")
    lettering.heading(axes, title)
    crowd, taken = np.empty((0, 2)), []
    if path is not None:
        path = given.finite("path", path, (None, 2))
        given.within("path[:, 0]", path[:, 0], "X_range", left, right)
        given.within("path[:, 1]", path[:, 1], "Y_range", bottom, top)
        heights = given.finite("the loss along path", [float(loss(float(one), float(two))) for one, two in path], (None,))
        crowd, taken = _walk(axes, path, [], between=False)
        alt += " " + _journey(numbers(path[0]), numbers(path[-1]), heights)
    levels = _levels(height)
    if levels:
        lines = axes.contour(across, up, height, levels=levels, colors=[style.tint(style.colour(0), 0.75)], linewidths=1.3)
        style.settle(figure)
        lettering.label_levels(axes, levels, lines.allsegs, crowd, taken)
    return Picture.of(figure, titled(title, alt))


def _levels(height):
    """Up to eight levels, closer together near the bottom, where the descent ends; rounded to two figures so that they read well."""
    exact = height.min() + np.ptp(height) * (np.arange(1, 9) / 9) ** 2
    return sorted({level for level in (float(f"{level:.2g}") for level in exact) if height.min() < level < height.max()})


def _journey(start, stop, heights):
    n = len(heights) - 1
    if n == 0:
        return f"One point at {start} with loss {number(heights[0])}."
    worse = int((np.diff(heights) > 0).sum())
    how = "never rises" if worse == 0 else "rises at every step" if worse == n else f"rises at {count(worse, 'step')}"
    return (
        f"{count(n, 'step')} of gradient descent {'goes' if n == 1 else 'go'} from {start} with loss {number(heights[0])} to {stop} "
        f"with loss {number(heights[-1])}; the loss {how}."
    )


def _walk(axes, places, lines, between=True):
    """Draw the steps through `places` `(k, 2)` with an arrow each and number them, clear of `lines`; return what is taken, in pixels."""
    shade = style.colour(STEP_COLOUR)
    axes.plot(*places.T, linestyle="", marker="o", markersize=7, color=shade, markeredgecolor=style.ink(shade), zorder=4, clip_on=False)
    style.settle(axes.figure)
    anchors = axes.transData.transform(places)
    for k in range(len(places) - 1):
        # Where the points nearly touch, an arrow would be all head.
        if np.linalg.norm(anchors[k + 1] - anchors[k]) > 12 * style.RESOLUTION:
            arrow = {"arrowstyle": "-|>", "color": shade, "linewidth": 1.4, "shrinkA": 4, "shrinkB": 4, "mutation_scale": 12}
            axes.annotate("", xy=places[k + 1], xytext=places[k], arrowprops=arrow, zorder=3)
    crowd = np.vstack([lettering.line_of_dots(line) for line in [anchors, *(axes.transData.transform(line) for line in lines)]])
    return crowd, lettering.number_points(axes, places, crowd, between)


def _along(loss, places):
    values = np.array([float(loss(float(place))) for place in places])
    bad = np.flatnonzero(~np.isfinite(values))
    if len(bad):
        raise ValueError(f"loss({number(places[bad[0]])}) is {values[bad[0]]}; the loss must be a finite number everywhere in the picture.")
    return values
