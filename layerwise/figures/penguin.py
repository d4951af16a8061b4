"""A penguin, with what is measured on it."""

from matplotlib.patches import Circle, Ellipse, PathPatch
from matplotlib.path import Path

from layerwise.figures import given, style
from layerwise.figures.picture import Picture

# Outlines on a sheet of 5.2 by 4.3 inches: a start, then pairs of a control point and the next point of quadratic curves.
_BACK = [(2.0, 3.45), (1.1, 3.2), (1.0, 1.9), (1.0, 0.9), (1.6, 0.45), (1.3, 0.3), (1.75, 0.42), (2.4, 0.3), (2.75, 0.55), (3.2, 1.2)]
_BACK += [(2.95, 2.2), (2.85, 2.8), (2.6, 3.2), (2.4, 3.6), (2.0, 3.45)]
_BELLY = [(2.45, 2.95), (2.0, 2.6), (2.0, 1.5), (2.0, 0.7), (2.45, 0.5), (3.05, 0.7), (2.9, 1.7), (2.85, 2.6), (2.45, 2.95)]
_FLIPPER = [(1.75, 2.75), (1.25, 2.2), (1.35, 1.2), (1.75, 1.7), (2.0, 2.4), (2.0, 2.75), (1.75, 2.75)]
_BILL = [(2.72, 3.62), (3.2, 3.6), (3.62, 3.36), (3.2, 3.34), (2.74, 3.3), (2.66, 3.46), (2.72, 3.62)]
_FOOT = [(0, 0.12), (0.2, 0.2), (0.55, 0.0), (0.2, -0.06), (-0.05, 0.0), (-0.06, 0.08), (0, 0.12)]


@style.house_style()
def penguin(bill_depth, body_mass, name="our penguin") -> Picture:
    """Draw a penguin from the side, its bill depth in cm and its body mass in kg marked. The drawing has no scale."""
    bill_depth, body_mass = given.number("bill_depth", bill_depth), given.number("body_mass", body_mass)
    figure, axes = style.sheet(5.2, 4.3)
    for x in (1.85, 2.35):
        axes.add_patch(_shape([(x + dx, 0.3 + dy) for dx, dy in _FOOT], style.PALETTE[4]))
    axes.add_patch(_shape(_BACK, "#3a4450"))
    axes.add_patch(_shape(_BELLY, style.PAPER))
    axes.add_patch(_shape(_FLIPPER, "#2b333c"))
    axes.add_patch(Circle((2.3, 3.45), 0.5, facecolor="#2b333c", edgecolor=style.INK, linewidth=1.6))
    axes.add_patch(Ellipse((2.42, 3.72), 0.34, 0.12, angle=-18, facecolor=style.PAPER, edgecolor="none"))
    axes.add_patch(_shape(_BILL, style.PALETTE[1]))
    axes.add_patch(Circle((2.5, 3.56), 0.055, facecolor=style.PAPER, edgecolor="none"))
    axes.add_patch(Circle((2.51, 3.56), 0.028, facecolor=style.INK, edgecolor="none"))

    marks = {"color": style.INK, "linewidth": 1.6}
    axes.annotate("", (2.88, 3.16), (2.88, 3.76), arrowprops={"arrowstyle": "<->", **marks})
    for y in (3.285, 3.63):
        axes.plot([2.74, 3.02], [y, y], color=style.QUIET, linewidth=1.0, linestyle=style.DASHED)
    axes.plot([2.88, 3.35], [3.76, 3.95], color=style.QUIET, linewidth=1.0)
    axes.text(3.4, 3.95, f"bill depth: {bill_depth:g} cm", va="center", fontweight="bold")
    axes.plot([0.55, 3.75], [0.22, 0.22], **marks)
    axes.plot([0.55, 0.55, 3.75, 3.75], [0.22, 0.1, 0.1, 0.22], **marks)
    axes.text(3.2, 1.15, f"body mass: {body_mass:g} kg", va="center", fontweight="bold")
    axes.text(3.2, 0.9, "as the scale says", va="center", fontsize=style.SMALL)
    axes.text(0.2, 4.05, name, va="center", fontweight="bold", fontsize=style.HEADING)
    return Picture.of(
        figure,
        f"A drawing of {name} from the side, standing on a scale. An arrow across the bill, from its upper to its lower edge, marks the "
        f"bill depth, {bill_depth:g} cm. The scale shows the body mass, {body_mass:g} kg.",
    )


def _shape(outline, shade) -> PathPatch:
    """A closed shape with round sides: the first point, then a control point and a point in turn."""
    codes = [Path.MOVETO, *[Path.CURVE3] * (len(outline) - 1)]
    return PathPatch(Path(outline, codes), facecolor=shade, edgecolor=style.INK, linewidth=1.6, joinstyle="round")
