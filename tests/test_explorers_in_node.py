"""What is calculated both in JavaScript and in Python, compared over many states, without a browser."""

from importlib import import_module
from itertools import product
from pathlib import Path as File
from random import Random

import numpy as np
import pytest
from amounts import one_in
from contourpy import contour_generator
from in_node import EXPLORERS, call, differences
from matplotlib.path import Path

from layerwise import data, explorers
from layerwise.data import handwriting
from layerwise.explorers import wording

TESTS = File(__file__).parent
CUT = TESTS / "cut.js"
small = import_module("layerwise.explorers.network")  # by that name the package has the explorer

computed_twice = pytest.mark.parametrize("make", [make for make in explorers.ALL if make.in_browser], ids=lambda make: make.__name__)


def many_values(make) -> list[dict]:
    """What the controls may stand at: each in turn along its range while the others rest, the ends of all ranges, and many at random."""
    ranges = {control.name: control.all_values() for control in make.controls if hasattr(control, "all_values")}
    start, random = make().values, Random(0)
    along = [{**start, name: value} for name, values in ranges.items() for value in values[:: -(-len(values) // 25)]]
    ends = [dict(zip(ranges, chosen, strict=True)) for chosen in product(*((values[0], values[-1]) for values in ranges.values()))]
    anywhere = [{name: random.choice(values) for name, values in ranges.items()} for _ in range(100)]
    return along + ends[::4] + anywhere


@one_in(4)
@computed_twice
def test_the_browser_computes_what_python_computes(make):
    values = many_values(make)
    shown = call(make.script, "compute", [[each] for each in values], make().plan["data"])
    for each, one in zip(values, shown, strict=True):
        assert differences({**each, **one}, make(**each).state) == [], each


@pytest.mark.parametrize("centred", [True, False])
def test_every_drawing_is_prepared_and_read_alike(centred):
    explorer = explorers.handwriting(centred=centred)
    drawings = data.load_drawings().strokes
    between = [
        [[[x / 10 for x in (random.randint(-1280, 2560), random.randint(-1280, 2560))] for _ in range(4)]] for random in [Random(4)] * 30
    ]
    values = [{"strokes": strokes, "centred": centred} for strokes in drawings + between + [[], [[[-60, -60], [-50, -50]]]]]
    for each, one in zip(values, call(explorer.script, "compute", [[each] for each in values], explorer.plan["data"]), strict=True):
        explorer.set(**each)
        assert differences({**each, **one}, explorer.state) == []


@pytest.mark.parametrize("strokes", [data.load_drawings().strokes[k] for k in (0, 61, 140)])
def test_each_step_of_the_preparation_is_the_same(strokes):
    (shown,) = call(EXPLORERS / "preparation.js", "steps", [[strokes, False]])
    for name, made in handwriting.steps(strokes, False).items():
        if name == "counted":
            assert shown[name] == made.tolist()
        else:
            assert (shown[name]["height"], shown[name]["width"]) == made.shape
            assert list(shown[name]["ink"].values()) == made.ravel().tolist()


@pytest.mark.parametrize("make", explorers.ALL, ids=lambda make: make.__name__)
def test_sentences_are_filled_alike(make):
    states = [make().state] + [make(**values).state for values in Random(1).sample(many_values(make), 5)]
    calls = [[template, state] for template in (make.alt, make.result, make.spoken) for state in states]
    assert call(EXPLORERS / "wording.js", "fill", calls) == [wording.fill(*each) for each in calls]


VALUES = [0, 0.5, 1.5, 2.5, 0.05, 0.125, 0.375, 1.005, 9.994, 9.995, 10, 12.34567, 999.9995, 1e-9, 1 / 3, 12345.678]
NUMBERS = [number for value in VALUES for number in (value, -value)] + [Random(2).uniform(-20, 20) for _ in range(200)]


@pytest.mark.parametrize("name", ["fixed", "factor", "added"])
def test_numbers_are_written_alike(name):
    calls = [[number, decimals] for number in NUMBERS for decimals in range(5)]
    assert call(EXPLORERS / "wording.js", name, calls) == [getattr(wording, name)(*each) for each in calls]


def test_brief_numbers_and_captions_are_written_alike():
    assert call(EXPLORERS / "wording.js", "brief", [[number] for number in NUMBERS]) == [wording.brief(number) for number in NUMBERS]
    captions = [["The inputs", "1 and 2"], ["Äpfel", "a = b", "c = d"], ["Alone"]]
    assert call(EXPLORERS / "wording.js", "told", [[caption] for caption in captions]) == [wording.told(caption) for caption in captions]


def test_a_cell_is_cut_where_matplotlib_draws_the_border():
    """contourpy finds the contour lines of the still pictures."""
    random = Random(3)
    corners = [[0, 0], [1, 0], [1, 1], [0, 1]]
    cells = [[random.uniform(-1, 1) for _ in corners] for _ in range(200)]
    shown = call(CUT, "cut", [[corners, [heights]] for heights in cells])
    for heights, cut in zip(cells, shown, strict=True):
        a, b, c, d = heights
        lines = contour_generator([0, 1], [0, 1], [[a, b], [d, c]]).lines(0)
        border = [place for line in lines for place in (line[0].tolist(), line[-1].tolist())]
        crossings = [place for edge in cut["borders"] for place in edge]
        np.testing.assert_allclose(sorted(crossings), sorted(border), atol=1e-12)
        kept = [corner for corner, height in zip(corners, heights, strict=True) if height > 0]
        assert [point for point in cut["kept"] if point not in crossings] == kept


def test_a_border_among_three_classes_is_as_straight_as_between_two():
    """In a cell where all scores change evenly, what is kept is exactly where both differences are above 0."""
    random = Random(4)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    planes = [[[random.uniform(-1, 1) for _ in range(3)] for _ in range(2)] for _ in range(100)]
    heights = lambda plane, places: np.array(places) @ plane[:2] + plane[2]
    shown = call(CUT, "cut", [[corners.tolist(), [heights(plane, corners).tolist() for plane in pair]] for pair in planes])
    assert sum(len(cut["borders"]) == 2 for cut in shown) > 10
    for pair, cut in zip(planes, shown, strict=True):
        for plane in pair:
            assert (heights(plane, np.reshape(cut["kept"], (-1, 2))) > -1e-12).all()
        for edge in cut["borders"]:
            assert min(np.abs(heights(plane, edge)).max() for plane in pair) < 1e-12


def test_the_regions_of_the_small_network_end_where_its_scores_are_equal():
    corners = [[1.25, 2.5], [1.25, 6.5], [2.25, 6.5], [2.25, 2.5]]
    layers = [list(small._layers(**each)) for each in (
        {"w1": w1, "b1": b1, "w2": w2, "b2": b2} for w1, b1, w2, b2 in product((-4, 0, 2), (-4, 1, 4.5), (-3, 0, 1), (-1, 0))
    )]  # fmt: skip
    random = Random(5)
    places = np.array([[random.uniform(1.25, 2.25), random.uniform(2.5, 6.5)] for _ in range(300)])
    for given, shapes in zip(layers, call(EXPLORERS / "network.js", "shapesOf", [[corners, each] for each in layers]), strict=True):
        says = small.answer(places, *given)
        inside = lambda shape: Path(shape).contains_points(places) if len(shape) > 2 else np.zeros(len(places), dtype=bool)
        gentoo = np.any([inside(shape) for shape in shapes["gentoos"]] or [np.zeros(len(places), dtype=bool)], axis=0)
        assert (gentoo == (says == 1)).all(), given
        assert (inside(shapes["undecided"]) == (says == 2)).all(), given


@pytest.mark.parametrize("letters", [1, 17 / 14])
@pytest.mark.parametrize("widths", [[440], [412, 310], [360, 360, 360, 360]])
def test_what_is_moved_stands_beside_the_picture_where_there_is_room(widths, letters):
    rooms = list(range(280, 1900, 7))
    same = {"letters": letters, "windowHeight": 768, "widths": widths, "height": 420}
    made = call(TESTS / "arranged.js", "arranged", [[{"room": room, **same}] for room in rooms])
    for room, each in zip(rooms, made, strict=True):
        assert each["beside"] == (room >= 880) or sum(widths[:2]) < 700 or 800 < room < 880
        assert 1 <= each["scale"] <= letters and 1 <= each["grown"] <= 1.4
        assert each["picture"] <= room - (250 * each["scale"] if each["beside"] else 0)
        assert max(each["fitted"]) * each["scale"] * each["grown"] <= each["picture"] + 1
    assert any(each["scale"] == letters for each in made if each["beside"])


def test_words_are_put_where_no_dot_is():
    random = Random(6)
    area = {"left": 50, "right": 350, "top": 10, "bottom": 310}
    crowds = [[[random.uniform(50, 350), random.uniform(10, 310)] for _ in range(60)] for _ in range(20)]
    for crowd, boxes in zip(crowds, call(TESTS / "arranged.js", "lettered", [[area, crowd] for crowd in crowds]), strict=True):
        for k, (x0, y0, x1, y1) in enumerate(boxes):
            assert x0 >= 50 and x1 <= 350 and y0 >= 10 and y1 <= 310
            assert not [dot for dot in crowd if x0 < dot[0] < x1 and y0 < dot[1] < y1]
            assert all(x1 <= a0 or a1 <= x0 or y1 <= b0 or b1 <= y0 for a0, b0, a1, b1 in boxes[:k])
