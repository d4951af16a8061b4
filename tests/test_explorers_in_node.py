"""What is calculated both in JavaScript and in Python, compared over many states, without a browser."""

from itertools import product
from random import Random

import numpy as np
import pytest
from contourpy import contour_generator
from in_node import EXPLORERS, call, differences

from layerwise import data, explorers
from layerwise.data import handwriting
from layerwise.explorers import wording

computed_twice = pytest.mark.parametrize("make", [make for make in explorers.ALL if make.in_browser], ids=lambda make: make.__name__)


def many_values(make) -> list[dict]:
    """What the controls may stand at: each in turn along its range while the others rest, the ends of all ranges, and many at random."""
    ranges = {control.name: control.all_values() for control in make.controls if hasattr(control, "all_values")}
    start, random = make().values, Random(0)
    along = [{**start, name: value} for name, values in ranges.items() for value in values[:: -(-len(values) // 25)]]
    ends = [dict(zip(ranges, chosen, strict=True)) for chosen in product(*((values[0], values[-1]) for values in ranges.values()))]
    anywhere = [{name: random.choice(values) for name, values in ranges.items()} for _ in range(100)]
    return along + ends[::4] + anywhere


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
    values = [{"strokes": strokes, "centred": centred} for strokes in drawings + between]
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
    shown = call(TESTS / "cut_cells.js", "cut", [[corners, heights] for heights in cells])
    for heights, cut in zip(cells, shown, strict=True):
        a, b, c, d = heights
        lines = contour_generator([0, 1], [0, 1], [[a, b], [d, c]]).lines(0)
        border = [place for line in lines for place in (line[0].tolist(), line[-1].tolist())]
        np.testing.assert_allclose(sorted(cut["crossings"]), sorted(border), atol=1e-12)
        kept = [corner for corner, height in zip(corners, heights, strict=True) if height > 0]
        assert [point for point in cut["inner"] if point not in cut["crossings"]] == kept
