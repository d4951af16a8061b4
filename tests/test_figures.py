"""The pictures: what their words say, and that the drawings can be read by everyone."""

import io
import re
import struct
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations

import matplotlib
import numpy as np
import pytest
from amounts import one_in
from matplotlib.contour import ContourSet
from matplotlib.image import imread
from matplotlib.text import Text

from layerwise import figures, nn
from layerwise.figures import Picture, png, style, words
from layerwise.figures.regions import UP

LEAST_TEXT = 10  # points, at the size at which the picture is shown
LEAST_CONTRAST = 4.5


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def bowl(w):
    return (w - 1) ** 2


def valley(one, two):
    return one**2 + 3 * two**2


def nearest(places):
    """Which of the three CENTRES is nearest."""
    return np.argmin(((places[:, None] - CENTRES[None]) ** 2).sum(axis=2), axis=1)


rng = np.random.default_rng(4)
CENTRES = np.array([(38.8, 18.3), (48.8, 18.4), (47.5, 15.0)])
BIRD_LABELS = np.repeat([0, 1, 2], [60, 30, 50])
BIRDS = CENTRES[BIRD_LABELS] + rng.normal(0, 1, (140, 2)) * (2.4, 0.9)
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
BILL = ["bill length (mm)", "bill depth (mm)"]
Z = np.linspace(-6, 6, 121)
TRAINING = 1.02 * np.exp(-np.arange(60) / 12) + 0.08
VALIDATION = np.exp(-np.arange(60) / 9) + 0.12 + np.maximum(0, np.arange(60) - 34) * 0.004
TINY = [(np.array([[0.5, -1.0], [1.2, 0.3]]), np.array([0.1, -0.2]), relu), (np.array([[1.0], [-0.7]]), np.array([0.05]), sigmoid)]
THREES = [(rng.normal(size=(3, 3)), rng.normal(size=3), relu), (rng.normal(size=(3, 3)), rng.normal(size=3), softmax)]
TWOS = [(np.array([[-2.0, 2.0], [1.0, -1.0]]), np.array([-1.0, 1.0]), relu), (np.array([[0.5, 1.0], [1.0, 0.0]]), np.zeros(2), None)]
MARKS = figures.Marks(
    inside=[["1.50", "5.00"], ["1.00", "0.00"], ["0.50", "1.00"]],
    notes=[[[], []], [["z = 1.00", "dz = −0.189"], ["z = −1.00", "dz = 0.000"]], [["d = 0.378"], ["d = −0.378"]]],
    on=[[[["−2.0", "−0.28"], ["2.0", "0.00"]], [["1.0", "−0.94"], ["−1.0", "0.00"]]], [[["0.5"], ["1.0"]], [["1.0"], ["0.0"]]]],
    glow=[[[0.3, 0], [0.9, 0]], [[0, 0], [0, 0]]],
    lit=[[True, True], [False, False], [False, True]],
    silent=[False, True],
    caption=["Back to the first weights", "1.50 · (−0.1888) = −0.283"],
    chosen=[0, 1, 0],
)
LARGE = [
    (rng.normal(size=(4, 10)), np.zeros(10), relu),
    (rng.normal(size=(10, 10)), np.zeros(10), relu),
    (rng.normal(size=(10, 3)), np.zeros(3), softmax),
]
STEPS = 1 + 3 * 0.7 ** np.arange(9)
PATH = np.array([(-2.5, 2.0)]) * np.column_stack([0.84 ** np.arange(15), 0.52 ** np.arange(15)])
DIGITS = rng.integers(0, 17, (10, 8, 8))

GALLERY = {
    "curves": lambda: figures.curves(Z, {"step": Z > 0, "relu": relu(Z), "sigmoid": sigmoid(Z)}, "z", "activation"),
    "curves that end together": lambda: figures.curves(Z, {f"number {k}": np.tanh(k * Z) for k in range(1, 7)}, "z", "a", title="Six"),
    "points": lambda: figures.points(BIRDS, BIRD_LABELS, SPECIES, BILL, title="Penguins", highlight=17, highlight_name="our penguin"),
    "points and a line": lambda: figures.points(BIRDS, BIRD_LABELS, SPECIES, BILL, line=((0.6, -2.0), 8.0)),
    "points with crosses": lambda: figures.points(BIRDS, BIRD_LABELS, SPECIES, BILL, line=((0, -1.0), 16.5), crossed=BIRDS[:, 1] > 20),
    "regions with place": lambda: figures.regions(nearest, BIRDS, BIRD_LABELS, SPECIES, BILL, highlight=(44, 17), highlight_name="a bird"),
    "regions": lambda: figures.regions(nearest, BIRDS, BIRD_LABELS, SPECIES, BILL, title="The nearest of three centres"),
    "network": lambda: figures.network(TINY, x=[1.0, 2.0]),
    "network of threes": lambda: figures.network(THREES, x=[1.0, -2.0, 0.5], input_names=[*BILL, "mass"], output_names=SPECIES),
    "large network": lambda: figures.network(LARGE, x=[0.5, -1.0, 2.0, 1.0], input_names=[*BILL, "flipper", "mass"], output_names=SPECIES),
    "penguin": lambda: figures.penguin(1.5, 5.0),
    "network with marks": lambda: figures.network(TWOS, input_names=BILL, output_names=["no\n38 %", "yes\n62 %"], marks=MARKS),
    "neuron": lambda: figures.neuron([1.0, 2.0, 3.0], [0.2, 0.8, -0.5], 2.0, relu),
    "neuron without activation": lambda: figures.neuron([39.1, 18.7, 181, 3750], [0.2, -0.8, 0.5, 1], -0.5),
    "biological_and_artificial": figures.biological_and_artificial,
    "history": lambda: figures.history(TRAINING, VALIDATION, title="Training on penguins"),
    "history that overflows": lambda: figures.history([1.0, 2.0, 50.0, np.inf, np.nan]),
    "confusion": lambda: figures.confusion([[30, 1, 0], [2, 11, 0], [0, 0, 24]], SPECIES),
    "confusion of digits": lambda: figures.confusion(np.diag(np.arange(25, 35)) + np.eye(10, k=3, dtype=int), range(10)),
    "comparison": lambda: figures.comparison({"width 4": 0.514, "width 64": 0.969, "width 256": 0.976}, title="Three widths"),
    "comparison of equals": lambda: figures.comparison({"seed 0": 0.99, "seed 1": 0.99, "seed 2": 0.9899}),
    "comparison of one": lambda: figures.comparison({"learning rate 0.0001, epochs 30, dropout rate 0.5": 0}),
    "descent": lambda: figures.descent(bowl, STEPS, title="Going down"),
    "descent that diverges": lambda: figures.descent(bowl, 1 + 2 * (-1.2) ** np.arange(6)),
    "slope": lambda: figures.slope(bowl, -1.0),
    "surface": lambda: figures.surface(valley, (-3, 3), (-2.5, 2.5), PATH),
    "images": lambda: figures.images(DIGITS, titles=[f"true {k}, said {k}" for k in range(10)]),
}


class Drawn:
    """A picture, and what was measured while it was drawn."""

    def __init__(self, draw):
        written, figure = [], None
        of, draw_text = Picture.of, Text.draw

        def note(text, renderer, *args, **kwargs):
            if text.get_text().strip():
                written.append(text)
            return draw_text(text, renderer, *args, **kwargs)

        def keep(made, alt):
            nonlocal figure
            figure = made
            written.clear()  # what was drawn before was only for measuring
            return of(made, alt)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Text, "draw", note)
            patch.setattr(Picture, "of", keep)
            self.picture = draw()
        self.figure, self.texts = figure, list(written)
        self.boxes = [Text.get_window_extent(text) for text in self.texts]

    def paper(self):
        """The pixels as they are without any letter."""
        alphas = [text.get_alpha() for text in self.texts]
        for text in self.texts:
            text.set_alpha(0)
        self.figure.canvas.draw()
        pixels = np.array(self.figure.canvas.buffer_rgba())[:, :, :3]
        for text, alpha in zip(self.texts, alphas, strict=True):
            text.set_alpha(alpha)
        return pixels


drawings = {}


@pytest.fixture(params=GALLERY)
def drawn(request):
    """Each picture of the gallery, drawn once for all tests."""
    return drawing_of(request.param)


def drawing_of(name):
    if name not in drawings:
        drawings[name] = Drawn(GALLERY[name])
    return drawings[name]


def alt_of(name):
    return drawing_of(name).picture.alt


def axes_of(name):
    return drawing_of(name).figure.axes[0]


def size_of(picture):
    return struct.unpack(">II", picture.png[16:24])


# Every picture can be read


@one_in(4, 2)
def test_text_is_large_enough_where_it_is_shown(drawn):
    pixels_per_shown_pixel = size_of(drawn.picture)[0] / drawn.picture.width
    sizes = {text.get_text(): text.get_fontsize() * drawn.figure.dpi / pixels_per_shown_pixel / 96 for text in drawn.texts}
    assert sizes
    assert {text: size for text, size in sizes.items() if size < LEAST_TEXT - 1e-6} == {}


@one_in(4, 2)
def test_text_stands_out_from_what_is_under_it(drawn):
    paper = drawn.paper()
    height, width = paper.shape[:2]
    for text, box in zip(drawn.texts, drawn.boxes, strict=True):
        under = paper[max(0, height - int(box.y1)) : height - int(box.y0), max(0, int(box.x0)) : int(box.x1) + 1].reshape(-1, 3)
        shades, areas = np.unique(under, axis=0, return_counts=True)
        readable = np.array([style.contrast(text.get_color(), shade / 255) >= LEAST_CONTRAST for shade in shades])
        # A thin line may touch the rim of a word; what lies under the word itself must be readable.
        assert areas[readable].sum() >= 0.9 * areas.sum(), f"{text.get_text()!r} is hard to read"


@one_in(2)
def test_nothing_is_cut_off(drawn):
    height, width = drawn.figure.bbox.height, drawn.figure.bbox.width
    for text, box in zip(drawn.texts, drawn.boxes, strict=True):
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, f"{text.get_text()!r} leaves the picture"


@one_in(4)
def test_no_words_overlap(drawn):
    for (one, first), (other, second) in combinations(zip(drawn.texts, drawn.boxes, strict=True), 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 1 or up <= 1, f"{one.get_text()!r} and {other.get_text()!r} overlap"


@one_in(4)
def test_text_alternative_is_a_clean_sentence(drawn):
    alt = drawn.picture.alt
    assert len(alt) > 40 and alt.endswith(".") and "\n" not in alt
    assert not re.search(r"-0\.00\b|float|nan|array|<", alt), alt


@one_in(4)
def test_shown_at_half_its_pixels_and_not_wider_than_a_notebook(drawn):
    width, height = size_of(drawn.picture)
    assert abs(width - 2 * drawn.picture.width) <= 1
    assert drawn.picture.width <= 800
    assert len(drawn.picture.png) < 256_000


@pytest.mark.parametrize("name", ["points", "regions", "network", "history", "confusion", "surface", "images"])
def test_same_bytes_each_time(name):
    assert GALLERY[name]() == drawing_of(name).picture


# More than colour tells things apart


@pytest.mark.parametrize("name", ["curves", "curves that end together", "history"])
def test_lines_differ_in_marker_and_dashes(name):
    lines = [line for line in axes_of(name).lines if len(line.get_xdata()) > 1]
    assert len(lines) > 1
    assert len({line.get_marker() for line in lines}) == len(lines)
    assert len({(line.get_linestyle(), str(line._dash_pattern)) for line in lines}) >= min(len(lines), len(style.LINES))


@pytest.mark.parametrize("name", ["points", "points and a line", "regions"])
def test_classes_differ_in_marker(name):
    markers = [line.get_marker() for line in axes_of(name).lines if len(line.get_xdata()) > 20]
    assert len(markers) == 3 and len(set(markers)) == 3


def test_regions_differ_in_hatching():
    hatches = [tuple(fill.hatches) for fill in axes_of("regions").collections if getattr(fill, "hatches", [None])[0] is not None]
    assert len(set(hatches)) == 3


def test_signs_of_weights_differ_in_dashes():
    connections = axes_of("network of threes").lines
    dashed = [line.get_linestyle() != "-" for line in connections]
    weights = np.concatenate([W.ravel() for W, _, _ in THREES])
    assert dashed == list(weights < 0)
    assert connections[int(np.argmax(np.abs(weights[:9])))].get_linewidth() == max(line.get_linewidth() for line in connections[:9])


def test_mistakes_in_a_confusion_matrix_have_their_own_frame():
    dashed = [cell.get_linestyle() not in ("-", "solid") for cell in axes_of("confusion").patches]
    assert dashed == [False, True, False, True, False, False, False, False, False]


def test_any_two_classes_differ_without_colour():
    cues = [(style.marker(k), style.hatch(k), style.colour(k)) for k in range(10)]
    assert len({(marker, hatch) for marker, hatch, _ in cues}) == 10
    assert "#F0E442" not in style.PALETTE


# What the words say


def test_curves_say_where_they_are_flat_and_where_they_rise():
    assert alt_of("curves") == (
        "Lines of activation over z from −6.00 to 6.00: step is flat at 0.00 until z = 0.00, then jumps to 1.00, then is flat at 1.00; "
        "relu is flat at 0.00 until z = 0.00, then rises to 6.00; sigmoid rises from 0.002 to 0.998 and is 0.50 at z = 0."
    )


def test_each_kind_of_curve_has_its_words():
    x = np.linspace(-4, 4, 81).round(2)
    kinds = {
        "level": (0 * x + 2, "is 2.00 everywhere"),
        "falling": (-x, "falls from 4.00 to −4.00 and is 0.00 at w = 0"),
        "parabola": ((x - 1) ** 2, "falls from 25.00 to 0.00 until w = 1.00, then rises to 9.00"),
        "corner": (np.abs(x), "falls from 4.00 to 0.00 until w = 0.00, then rises to 4.00"),
        "squeeze": (
            np.tanh(3 * x),
            "rises slowly from −1.000 to −0.999 until w = −1.30, then rises to 0.999 until w = 1.30, then rises slowly to 1.000",
        ),
        "shallow valley": (
            np.where(x < 0, 0.008 - x, 0.002 * (x - 2) ** 2),
            "falls from 4.01 to 0.01 until w = 0.00, then falls slowly to 0.00 until w = 2.00, then rises slowly to 0.01",
        ),
        "restless plain": (
            np.where(x <= 0, 1 + 0.002 * np.cos(4 * x), 1 + x),
            "hardly changes, between 0.998 and 1.002 until w = 0.00, then rises to 5.000",
        ),
        "nearly all": (0.9971 * (x > 0), "is flat at 0.000 until w = 0.00, then jumps to 0.997, then is flat at 0.997"),
        "wave": (np.sin(4 * x), "goes up and down from 0.29 to −0.29, lowest at −1.00 where w = −0.40 and highest at 1.00 where w = 0.40"),
        "gap": (
            np.where(x == 0, np.inf, x),
            "rises from −4.00 to 4.00 and is 0.00 at w = 0; it has no finite value at 1 point, first where w = 0.00",
        ),
    }
    alt = figures.curves(x, {name: y for name, (y, _) in kinds.items()}, "w", "loss").alt
    words = "; ".join(f"{name} {words}" for name, (_, words) in kinds.items())
    assert alt == f"Lines of loss over w from −4.00 to 4.00: {words}."


def test_numbers_are_as_exact_as_honesty_asks():
    kinds = {
        1: "1.00",
        0.997: "0.997",
        341 / 342: "0.997",
        1 - 1e-9: "1.00",
        -1e-9: "0.00",
        -0.001: "−0.001",
        12.344: "12.34",
        np.inf: "inf",
    }
    assert [words.number(value) for value in kinds] == list(kinds.values())
    assert words.decimals([0.221, 0.219]) == 3
    assert words.decimals([0.22, 0.22, 0.31]) == 2


def test_percent_says_all_and_none_only_where_it_is_so():
    assert [words.percent(share) for share in (0, 0.001, 0.5, 341 / 342, 1)] == ["0 %", "0.1 %", "50 %", "99.7 %", "100 %"]


def test_blank_titles_are_not_told():
    pixels = np.zeros((3, 2, 2))
    assert figures.images(pixels, ["", "silent", " "]).alt.endswith("(black): image 2: silent.")
    assert figures.images(pixels, ["", "", ""]).alt.endswith("(black): without titles.")


def test_regions_draw_the_lines_they_are_given():
    X, labels = np.array([[0.0, 0.0], [1.0, 1.0]]), [0, 1]

    def predict(places):
        return (places.sum(axis=1) > 1).astype(int)

    without = figures.regions(predict, X, labels)
    across = figures.regions(predict, X, labels, lines=[((1.0, -1.0), 0.0)])
    beyond = figures.regions(predict, X, labels, lines=[((1.0, -1.0), 9.0)])
    assert across.png != without.png == beyond.png


def test_points_count_each_class_and_each_side_of_the_line():
    X, labels = [(0, 0), (1, 0), (2, 1), (3, 1)], [0, 0, 1, 0]
    picture = figures.points(X, labels, ["no", "yes"], ["x0", "x1"], title="Four", highlight=2, line=((1, -1), -1))
    assert picture.alt == (
        "Four. 4 points: 3 no and 1 yes. Across, x0 goes from 0.00 to 3.00; up, x1 goes from 0.00 to 1.00. The line with w = (1.00, −1.00) "
        "and b = −1.00 has 1 no on its positive side and 2 no and 1 yes on the other. Ringed is row 2: yes at (2.00, 1.00)."
    )
    other = figures.points(X, labels, ["no", "yes"], ["x0", "x1"], line=((1, 0), 5))
    assert "has 3 no and 1 yes on its positive side and no point on the other" in other.alt


def test_crosses_stand_on_the_points_and_are_told():
    X, labels, crossed = [(0, 0), (1, 0), (2, 1), (3, 1)], [0, 0, 1, 0], [False, True, True, False]
    drawing = Drawn(lambda: figures.points(X, labels, ["no", "yes"], ["x0", "x1"], crossed=crossed))
    crosses = [line for line in drawing.figure.axes[0].lines if line.get_marker() == "x"]
    assert [line.get_xydata().tolist() for line in crosses] == [[[1, 0], [2, 1]]]
    assert "Crossed: 1 no and 1 yes." in drawing.picture.alt
    assert "Crossed: no point." in figures.points(X, labels, ["no", "yes"], ["x0", "x1"], crossed=np.zeros(4, bool)).alt


def test_no_name_stands_on_the_line():
    ours = {"highlight": 17, "highlight_name": "a bird", "line": ((0, -1.0), 19.5)}
    drawing = Drawn(lambda: figures.points(BIRDS, BIRD_LABELS, SPECIES, BILL, **ours))
    (bottom, top), height = drawing.figure.axes[0].get_ylim(), drawing.figure.axes[0].get_window_extent()
    line = height.y0 + height.height * (19.5 - bottom) / (top - bottom)
    boxes = {text.get_text(): box for text, box in zip(drawing.texts, drawing.boxes, strict=True)}
    for name in (*SPECIES, "a bird"):
        assert not boxes[name].y0 < line < boxes[name].y1, name


def test_only_classes_that_are_there_are_named():
    names = ["a", "b", "c"]
    X, labels = [(0.0, 0.0), (4.0, 4.0)], [0, 2]
    named = {text.get_text() for text in Drawn(lambda: figures.points(X, labels, names, BILL)).texts}
    assert named & set(names) == {"a", "c"}
    drawing = Drawn(lambda: figures.regions(lambda places: (places[:, 0] > 2).astype(int), X, labels, names))
    assert {text.get_text() for text in drawing.texts} & set(names) == {"a", "b", "c"}


@pytest.mark.parametrize("slope", [0.0, 0.31, 1.0, -4.7])
def test_a_straight_border_is_drawn_straight(slope):
    """Each corner of the drawn line lies on the border, as nearly as a pixel shows."""
    X = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    above = lambda places: (places[:, 1] - 0.5 > slope * (places[:, 0] - 0.5)).astype(int)
    drawing = Drawn(lambda: figures.regions(above, X, above(X)))
    lines = [one for one in drawing.figure.axes[0].collections if isinstance(one, ContourSet) and not one.filled]
    assert len(lines) == 2
    for line in lines:
        corners = np.vstack([path.vertices for path in line.get_paths()])
        off = (corners[:, 1] - 0.5 - slope * (corners[:, 0] - 0.5)) / np.hypot(1, slope)
        assert len(corners) > 50 and np.abs(off).max() < 0.15 * 1.16 / UP


def test_regions_tell_shares_and_hits():
    X, labels = [(-1, 0), (-1, 1), (1, 0), (1, 1), (0.5, 0.5)], [0, 0, 1, 1, 0]
    picture = figures.regions(lambda places: (places[:, 0] > 0).astype(int), X, labels)
    assert picture.alt == (
        "Decision regions over feature 0 from −1.16 to 1.16 and feature 1 from −0.08 to 1.08: class 0 covers 50 % and class 1 "
        "covers 50 % of the area. 4 of 5 points (80 %) lie in the region of their own class."
    )


def test_regions_of_a_few_points_can_reach_as_far_as_those_of_all():
    def right_of_the_middle(places):
        return (places[:, 0] > 0).astype(int)

    X, labels = np.array([(-1.0, 0.0), (1.0, 1.0), (3.0, -2.0)]), np.array([0, 1, 1])
    alone, *few = (figures.regions(right_of_the_middle, X[:2], labels[:2], as_far_as=reach).alt for reach in (None, X, X[2:]))
    plane = figures.regions(right_of_the_middle, X, labels).alt.split(":")[0]
    assert [text.split(":")[0] for text in few] == [plane, plane] and alone.split(":")[0] != plane
    assert all("2 of 2 points" in text for text in few)


def test_regions_take_a_trained_network():
    network = nn.Network([nn.Dense(2, 3, rng=0)])
    predicted = network.predict(BIRDS)
    share = f"{(predicted == BIRD_LABELS).sum()} of 140 points"
    assert share in figures.regions(network.predict, BIRDS, BIRD_LABELS).alt


def test_network_draws_its_marks():
    figure = axes_of("network with marks").figure
    dashed = [patch.get_linestyle() not in ("-", "solid") for patch in figure.axes[0].patches]
    assert sum(dashed) == 1, "one neuron is silent"
    bands = [line.get_linewidth() for line in figure.axes[0].lines if line.get_color() == style.LIT]
    assert len(bands) == 2 and bands[0] < bands[1]
    written = {text.get_text() for text in drawing_of("network with marks").texts}
    assert {"1.50", "dz = −0.189", "−0.94", "Back to the first weights", "yes\n62 %"} <= written
    assert not any("b =" in text for text in written)
    assert alt_of("network with marks").endswith(" Back to the first weights: 1.50 · (−0.1888) = −0.283.")
    with pytest.raises(ValueError, match="at most 3 neurons a layer; this one has 10"):
        figures.network(LARGE, marks=MARKS)


def test_regions_tell_of_a_marked_place():
    answer = SPECIES[nearest(np.array([[44.0, 17.0]]))[0]]
    assert alt_of("regions with place").endswith(f" Marked is a bird, (44.00, 17.00): {answer}.")


def test_stacked_pictures_stand_in_the_middle_of_one():
    one, other = drawing_of("network").picture, drawing_of("regions").picture
    both = figures.stacked([one, other], "Both.")
    (width, height), sizes = size_of(both), [size_of(one), size_of(other)]
    assert (width, height) == (max(w for w, _ in sizes), sum(h for _, h in sizes))
    assert both.alt == "Both." and both.width == max(one.width, other.width)
    pixels = imread(io.BytesIO(both.png))[: sizes[0][1]]
    left = (width - sizes[0][0]) // 2
    assert np.abs(pixels[:, left : left + sizes[0][0]] - imread(io.BytesIO(one.png))).mean() < 0.002
    assert np.all(pixels[:, :left] == 1) and np.all(pixels[:, left + sizes[0][0] :] == 1)


def test_network_tells_its_weights_and_what_flows():
    hidden = relu(np.array([1.0, 2.0]) @ TINY[0][0] + TINY[0][1])
    output = sigmoid(hidden @ TINY[1][0] + TINY[1][1])
    assert alt_of("network") == (
        "A network with 2 inputs, 2 hidden neurons (relu) and 1 output (sigmoid). Hidden neuron 1 has weights (0.50, 1.20) and bias 0.10. "
        "Hidden neuron 2 has weights (−1.00, 0.30) and bias −0.20. Output 1 has weights (1.00, −0.70) and bias 0.05. For the input "
        f"(1.00, 2.00) the hidden layer is ({hidden[0]:.2f}, {hidden[1]:.2f}) and the output is {output[0]:.2f}."
    )
    assert "the hidden layer is (0.80, 1.10)" in figures.network(TINY, x=[-1.0, 1.0]).alt


def test_large_network_tells_its_values():
    values = np.array([[0.5, -1.0, 2.0, 1.0]])
    for W, b, activation in LARGE:
        values = activation(values @ W + b)
    words = "(" + ", ".join(f"{value:.2f}" for value in values[0]) + ")"
    alt = alt_of("large network")
    assert alt.startswith(
        "A network with 4 inputs, 10 hidden neurons (relu), 10 hidden neurons (relu) and 3 outputs (softmax). The inputs are"
    )
    assert alt.endswith(f"and the output is {words}.")


def test_network_of_nn_is_drawn_like_its_layers():
    network = nn.Network([nn.Dense(2, 3, rng=0), nn.ReLU(), nn.Dense(3, 2, rng=1)])
    first, _, second = network.layers

    def ReLU(Z):  # noqa: N802
        return relu(Z)

    by_hand = figures.network([(first.W, first.b, ReLU), (second.W, second.b, None)], x=[1.0, -1.0])
    assert figures.network(network, x=[1.0, -1.0]) == by_hand
    scores = network.forward(np.array([[1.0, -1.0]]))[0]
    assert by_hand.alt.endswith(f"and the output is ({scores[0]:.2f}, {scores[1]:.2f}).".replace("-", "−"))


@pytest.mark.parametrize(("names", "looks"), [(["Adelie", "Chinstrap", "Gentoo"], [0, 2, 1]), (["other", "Gentoo"], [0, 1])])
def test_a_gentoo_looks_the_same_among_two_kinds_of_bird_and_among_three(names, looks):
    assert style.looks(names) == looks
    assert style.looks(["a", "b", "c"]) == [0, 1, 2] and style.looks(["Gentoo"]) == [0]
    drawing = Drawn(lambda: figures.points([(k, k) for k in range(len(names))], range(len(names)), names, BILL))
    dots = [line for line in drawing.figure.axes[0].lines if line.get_marker() == style.marker(1) and len(line.get_xdata())]
    assert [dot.get_color() for dot in dots] == [style.colour(1)] and dots[0].get_xdata()[0] == names.index("Gentoo")


def test_more_than_twelve_neurons_are_shortened():
    drawing = Drawn(lambda: figures.network([(np.ones((64, 13)), np.zeros(13), relu), (np.ones((13, 1)), np.zeros(1), None)]))
    assert [text.get_text() for text in drawing.texts].count("⋮") == 2
    assert drawing.picture.alt == "A network with 64 inputs, 13 hidden neurons (relu) and 1 output."


def test_neuron_tells_each_product():
    assert alt_of("neuron") == (
        "One neuron with 3 inputs: input 1.00 times weight 0.20 is 0.20; input 2.00 times weight 0.80 is 1.60; input 3.00 times weight "
        "−0.50 is −1.50. Their sum plus the bias 2.00 is z = 2.30, and relu of it is a = 2.30."
    )
    assert figures.neuron([1.0], [-2.0], 0.5).alt.endswith("Their sum plus the bias 0.50 is z = −1.50.")


@pytest.mark.parametrize(
    ("training", "validation", "words"),
    [
        (
            TRAINING,
            VALIDATION,
            "Training loss falls from 1.10 to 0.09 over 60 epochs; "
            "validation begins at 1.12 and is lowest, 0.14, at epoch 35 and rises after, to 0.22.",
        ),
        ([1, 2, 3], None, "Training loss rises from 1.00 to 3.00 over 3 epochs."),
        ([0.5], None, "Training loss is 0.50 over 1 epoch."),
        (
            [2, 1, 2],
            [3, 2, 1],
            "Training loss begins and ends at 2.00 over 3 epochs; validation begins at 3.00 and is lowest, 1.00, at epoch 3.",
        ),
        (
            [3, 2, 1],
            [2, 1, 1.001],
            "Training loss falls from 3.00 to 1.00 over 3 epochs; "
            "validation begins at 2.00 and is lowest, 1.00, at epoch 2 and stays there.",
        ),
        (
            [1, np.inf, np.nan, 9],
            [],
            "Training loss rises from 1.00 to 9.00 over 4 epochs; training loss is not a finite number in 2 epochs, first in epoch 2.",
        ),
    ],
)
def test_history_tells_the_fall_and_the_turn(training, validation, words):
    assert figures.history(training, validation).alt == words


def test_confusion_spells_out_each_mistake():
    assert alt_of("confusion") == (
        "Confusion matrix of 3 classes. 65 of 68 samples are right (96 %). Adelie: 30 of 31; Chinstrap: 11 of 13; Gentoo: 24 of 24. "
        "Mistakes: Adelie was taken for Chinstrap once and Chinstrap was taken for Adelie twice."
    )
    assert figures.confusion([[1, 0], [3, 0]], ["a", "b"]).alt.endswith("Mistakes: b was taken for a 3 times.")
    assert figures.confusion([[0, 0], [0, 0]], ["a", "b"]).alt.endswith(
        "0 of 0 samples are right. a: 0 of 0; b: 0 of 0. There are no mistakes."
    )


def test_confusion_writes_rows_as_labels():
    texts = [text.get_text() for text in axes_of("confusion").texts]
    assert texts == ["30", "1", "0", "2", "11", "0", "0", "0", "24"]


def test_comparison_tells_each_run_and_the_highest():
    assert alt_of("comparison") == (
        "Three widths. Validation accuracy of 3 runs: width 4 51.4 %; width 64 96.9 %; width 256 97.6 %. Highest: width 256."
    )
    assert alt_of("comparison of equals").endswith("Highest: seed 0 and seed 1.")
    assert "Highest" not in alt_of("comparison of one")


def test_comparison_places_each_dot_at_its_accuracy_and_rings_the_highest():
    dots, ring = axes_of("comparison").lines
    assert dots.get_xdata().tolist() == [0.514, 0.969, 0.976] and dots.get_ydata().tolist() == [0, 1, 2]
    assert ring.get_xdata().tolist() == [0.976] and ring.get_ydata().tolist() == [2]


def test_descent_tells_the_way():
    assert alt_of("descent") == (
        "Going down. Loss over the weight w from 0.18 to 4.99, lowest, 0.00, near w = 1.00. 8 steps of gradient descent go from w = 4.00 "
        "with loss 9.00 to w = 1.17 with loss 0.03; the loss never rises."
    )
    assert "the loss rises at every step." in alt_of("descent that diverges")
    assert "the loss rises at 1 step." in figures.descent(bowl, [3, 2, 4]).alt


@pytest.mark.parametrize(
    ("w", "words"),
    [
        (-1.0, "the loss there is 4.00 and the slope is −4.00, falling, so a larger w lowers the loss."),
        (3.0, "the loss there is 4.00 and the slope is 4.00, rising, so a smaller w lowers the loss."),
        (1.0, "the loss there is 0.00 and the slope is 0.00, flat, so no small step lowers the loss."),
    ],
)
def test_slope_tells_which_way_is_down(w, words):
    assert figures.slope(bowl, w).alt.endswith(words)


def test_surface_tells_its_ends_and_the_path():
    assert figures.surface(valley, (-3, 3), (-2, 2), [(-2, 1), (-1, 0.5), (0, 0)]).alt == (
        "Contour lines of the loss over w1 from −3.00 to 3.00 and w2 from −2.00 to 2.00: lowest, 0.00, near (0.00, 0.00) and highest, "
        "21.00, at (−3.00, −2.00). 2 steps of gradient descent go from (−2.00, 1.00) with loss 7.00 to (0.00, 0.00) with loss 0.00; "
        "the loss never rises."
    )


def test_contour_labels_stand_on_their_contour():
    axes = axes_of("surface")
    levels = [text for text in axes.texts if re.fullmatch(r"[\d.]+", text.get_text())]
    assert len(levels) >= 6
    for text in levels:
        assert valley(*text.get_position()) == pytest.approx(float(text.get_text()), rel=0.05)


def test_images_tell_size_range_and_titles():
    assert figures.images([[0, 1, 2, 3], [4, 5, 6, 7]], titles=["a", "b"]).alt == (
        "2 images of 2 by 2 pixels in 1 row, values from 0.00 (white) to 7.00 (black): a; b."
    )
    assert figures.images(DIGITS, columns=4).alt.startswith("10 images of 8 by 8 pixels in 3 rows")


# A picture in a page


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_html_carries_the_words_whatever_they_are():
    title = 'Is 1 < 2 & "so" on? <script>'
    picture = figures.curves([0, 1], {"it's": [0, 1]}, "x", "y", title=title)
    html = picture._repr_html_()
    assert html.startswith("<img alt=")
    tags = Tags()
    tags.feed(html)
    [(tag, attributes)] = tags.found
    assert tag == "img"
    assert attributes["alt"] == picture.alt and title in picture.alt
    assert attributes["src"].startswith("data:image/png;base64,")
    assert attributes["width"] == str(picture.width)
    # As wide as it was drawn; with larger letters around it, or on a wide page, wider.
    assert f"width:max({picture.width}px, {picture.width / 14:.2f}em, min(" in attributes["style"]
    assert "max-width:100%" in attributes["style"] and "background:#ffffff" in attributes["style"]


def test_plain_text_is_the_words():
    picture = drawing_of("confusion").picture
    bundle = picture._repr_mimebundle_()
    assert repr(picture) == f"Picture: {picture.alt}"
    assert bundle == {"text/html": picture._repr_html_(), "text/plain": f"Picture: {picture.alt}"}


def test_save_writes_the_png(tmp_path):
    picture = drawing_of("neuron").picture
    picture.save(tmp_path / "neuron.png")
    assert (tmp_path / "neuron.png").read_bytes() == picture.png
    with pytest.raises(ValueError, match=r"ends in \.png, not 'neuron\.jpg'"):
        picture.save(tmp_path / "neuron.jpg")


def test_png_keeps_its_colours():
    few = rng.integers(0, 2, (20, 31, 3)).astype(np.uint8) * 200
    read = (imread(io.BytesIO(png.encode(few))) * 255).round().astype(np.uint8)[:, :, :3]
    assert (read == few).all()
    many = np.vstack([np.full((40, 64, 3), 255, dtype=np.uint8), rng.integers(0, 256, (10, 64, 3)).astype(np.uint8)])
    read = (imread(io.BytesIO(png.encode(many))) * 255).round().astype(np.uint8)[:, :, :3]
    assert (read[:40] == 255).all()
    assert np.abs(read.astype(int) - many).mean() < 40


@one_in(4)
def test_png_is_opaque_white_paper(drawn):
    pixels = imread(io.BytesIO(drawn.picture.png))
    assert pixels.shape[2] == 3 or (pixels[:, :, 3] == 1).all()
    assert (pixels[0, :, :3] == 1).all() and (pixels[-1, :, :3] == 1).all()


# The rest of the learner's session is left alone


def test_learners_matplotlib_settings_neither_matter_nor_change():
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "lines.linewidth": 9}):
        assert GALLERY["history"]() == drawing_of("history").picture
        assert matplotlib.rcParams["font.size"] == 30 and matplotlib.rcParams["axes.facecolor"] == "black"


def test_layerwise_loads_no_figures_and_figures_load_no_pyplot():
    code = """
import sys, layerwise
assert "matplotlib" not in sys.modules
from layerwise import figures
figures.neuron([1], [1], 0)
assert "matplotlib.pyplot" not in sys.modules
import matplotlib.pyplot
figures.history([2, 1])
assert matplotlib.pyplot.get_fignums() == []
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_arguments_are_left_as_they_were():
    X, W = BIRDS.copy(), TINY[0][0].copy()

    def spoil(places):
        places[:] = 0
        return np.zeros(len(places), dtype=int)

    figures.regions(spoil, BIRDS, BIRD_LABELS, SPECIES)
    figures.network(TINY, x=[1.0, 2.0])
    assert (BIRDS == X).all() and (TINY[0][0] == W).all()


# What does not fit is refused, with both shapes

REFUSED = {
    "curve of another length": (
        lambda: figures.curves([0, 1, 2], {"a": [0, 1]}, "x", "y"),
        r"x has shape \(3,\) and curve 'a' has shape \(2,\)",
    ),
    "no run": (lambda: figures.comparison({}), "at least one run"),
    "accuracy in per cent": (lambda: figures.comparison({"width 8": 97.5}), "outside the fractions"),
    "x that goes back": (lambda: figures.curves([0, 2, 1], {"a": [0, 1, 2]}, "x", "y"), "increase"),
    "no curve": (lambda: figures.curves([0, 1], {}, "x", "y"), "at least one line"),
    "curve without a finite value": (lambda: figures.curves([0, 1], {"a": [np.nan, 1]}, "x", "y"), "fewer than two finite"),
    "three features": (lambda: figures.points(np.ones((4, 3)), [0] * 4, ["a"], BILL), r"X has shape \(4, 3\); shape \(any, 2\) is needed"),
    "labels of another length": (
        lambda: figures.points(BIRDS, [0, 1], SPECIES, BILL),
        r"X has shape \(140, 2\) and labels has shape \(2,\)",
    ),
    "too few crosses": (lambda: figures.points([(1, 1), (2, 2)], [0, 0], ["a"], BILL, crossed=[True]), r"crossed has shape \(1,\)"),
    "too few names": (lambda: figures.points(BIRDS, BIRD_LABELS, ["a"], BILL), r"label_names has 1 entries \(a\); 3 are needed"),
    "missing measurement": (lambda: figures.points([(1, np.nan)], [0], ["a"], BILL), r"X\[0, 1\] is nan"),
    "fraction as label": (lambda: figures.points([(1, 1)], [0.5], ["a"], BILL), r"labels\[0\] is 0.5"),
    "place for a row": (
        lambda: figures.points([(1, 1)], [0], ["a"], BILL, highlight=np.ones(2)),
        "highlight is the number of a row, and this is ndarray",
    ),
    "row that is not there": (lambda: figures.points([(1, 1)], [0], ["a"], BILL, highlight=1), r"highlight is 1, but X has shape \(1, 2\)"),
    "line without direction": (lambda: figures.points([(1, 1)], [0], ["a"], BILL, line=((0, 0), 1)), "makes no line"),
    "line of three weights": (lambda: figures.points([(1, 1)], [0], ["a"], BILL, line=((1, 2, 3), 1)), r"shape \(3,\); shape \(2,\)"),
    "scores instead of labels": (
        lambda: figures.regions(lambda places: np.zeros((len(places), 3)), BIRDS, BIRD_LABELS),
        r"given shape \(140, 2\) and returned shape \(140, 3\)",
    ),
    "probabilities instead of labels": (
        lambda: figures.regions(lambda places: places[:, 0] * 0 + 0.5, BIRDS, BIRD_LABELS),
        "whole numbers",
    ),
    "layers that do not meet": (
        lambda: figures.network([(np.ones((2, 3)), np.ones(3), None), (np.ones((2, 1)), np.ones(1), None)]),
        r"W of layer 2 has shape \(2, 1\), but W of layer 1 has shape \(2, 3\)",
    ),
    "bias of another size": (
        lambda: figures.network([(np.ones((2, 3)), np.ones(2), None)]),
        r"W has shape \(2, 3\) and b has shape \(2,\)",
    ),
    "x of another size": (lambda: figures.network(TINY, x=[1, 2, 3]), r"x has shape \(3,\); shape \(2,\) is needed"),
    "no layers": (lambda: figures.network([]), "layers is empty"),
    "pair as a layer": (lambda: figures.network([(np.ones((2, 3)), np.ones(3))]), "Layer 1 has 2 parts"),
    "activation that changes the shape": (
        lambda: figures.network([(np.ones((2, 3)), np.ones(3), np.sum)], x=[1, 2]),
        r"given shape \(1, 3\), has shape \(\)",
    ),
    "weights of another length": (lambda: figures.neuron([1, 2], [1], 0), r"x has shape \(2,\) and w has shape \(1,\)"),
    "nine inputs": (lambda: figures.neuron(np.ones(9), np.ones(9), 0), "at most 8 inputs"),
    "validation of another length": (lambda: figures.history([1, 2], [1]), r"training has shape \(2,\) and validation has shape \(1,\)"),
    "history of nothing": (lambda: figures.history([]), r"training has shape \(0,\)"),
    "history without a number": (lambda: figures.history([np.nan]), "no finite loss"),
    "confusion of other names": (
        lambda: figures.confusion([[1, 0], [0, 1]], ["a"]),
        r"matrix has shape \(2, 2\), but 1 label_names need shape \(1, 1\)",
    ),
    "half a bird": (lambda: figures.confusion([[0.5]], ["a"]), "whole numbers"),
    "steps as a table": (lambda: figures.descent(bowl, [[1, 2]]), r"steps has shape \(1, 2\); shape \(any,\) is needed"),
    "steps outside": (lambda: figures.descent(bowl, [1, 9], w_range=(0, 2)), r"steps goes from 1 to 9, outside w_range \(0, 2\)"),
    "loss without a value": (lambda: figures.descent(lambda w: np.inf if w < 0 else w, [0.1, 3]), "must be a finite number everywhere"),
    "range backwards": (lambda: figures.surface(valley, (3, -3), (0, 1)), "X_range is"),
    "path of three weights": (lambda: figures.surface(valley, (0, 1), (0, 1), [(1, 2, 3)]), r"path has shape \(1, 3\); shape \(any, 2\)"),
    "path outside": (lambda: figures.surface(valley, (0, 1), (0, 1), [(0, 2)]), r"path\[:, 1\] goes from 2 to 2, outside Y_range"),
    "w outside": (lambda: figures.slope(bowl, 5, w_range=(0, 1)), r"outside w_range \(0, 1\)"),
    "images that are not square": (lambda: figures.images(np.ones((2, 63))), r"pixels has shape \(2, 63\)"),
    "titles of another number": (lambda: figures.images(DIGITS, titles=["a"]), r"pixels has shape \(10, 8, 8\) and there are 1 titles"),
    "no column": (lambda: figures.images(DIGITS, columns=0), "at least 1"),
    "words instead of numbers": (lambda: figures.history(["a", "b"]), "training is not an array of numbers"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused(name):
    draw, words = REFUSED[name]
    with pytest.raises(ValueError, match=words):
        draw()


# --- a penguin -----------------------------------------------------------------------------------------------------------


def test_a_penguin_shows_and_tells_what_was_measured():
    picture = figures.penguin(bill_depth=1.5, body_mass=5.0)
    assert "the bill depth, 1.5 cm" in picture.alt and "the body mass, 5 kg" in picture.alt
    assert figures.penguin(1.87, 3.75, name="an Adelie").alt.startswith("A drawing of an Adelie from the side")
    assert figures.penguin(1.5, 5.0).png == picture.png != figures.penguin(1.9, 5.0).png
    with pytest.raises(ValueError, match="bill_depth"):
        figures.penguin(bill_depth="deep", body_mass=5.0)
