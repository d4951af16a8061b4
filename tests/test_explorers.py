"""The explorers in a kernel alone: every control over its whole range, and the numbers against plain NumPy."""

import json
import re
from pathlib import Path

import IPython.display
import numpy as np
import pytest
from tiny_explorer import Lamp

from layerwise import data, explorers
from layerwise.explorers import Choice, Number, Toggle
from layerwise.explorers.wording import fill, fixed
from layerwise.figures import Picture

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
NONSENSE = {Number: ["many", None, float("nan"), float("inf"), -1e9, True, [1, 2]], Choice: ["no such option", 3], Toggle: ["yes", 2]}

each_explorer = pytest.mark.parametrize("make", [*explorers.ALL, Lamp], ids=lambda make: make.__name__)


def moved(make):
    """Explorers of which one control stands at one end of its range, and two that have all at one end."""
    valued = [control for control in make.controls if hasattr(control, "all_values")]
    for end in (0, -1):
        ends = {control.name: control.all_values()[end] for control in valued}
        for name, value in ends.items():
            yield make(**{name: value})
        yield make(**ends)


@each_explorer
def test_every_control_moves_over_its_whole_range(make):
    explorer = make()
    for control in explorer.controls:
        if not hasattr(control, "all_values"):
            continue
        explorer.reset()
        values = control.all_values()
        assert values[0] != values[-1] and control.start in values
        for value in values:
            explorer.set(**{control.name: value})
            state = explorer.state
            assert state[control.name] == value
            assert json.loads(json.dumps(state, allow_nan=False)) == state, "the state is plain: numbers, words, lists"
            for template in (explorer.alt, explorer.result, explorer.spoken):
                text = fill(template, state)
                assert text and not re.search(r"[{}]|nan|None|-\d", text), text


@each_explorer
def test_the_state_depends_on_nothing_but_the_values(make):
    explorer = make()
    start = explorer.state
    for other in moved(make):
        explorer.set(**other.values)
        assert explorer.state == other.state
    explorer.reset()
    assert explorer.state == start


@each_explorer
def test_a_still_picture_of_every_end_says_what_it_shows(make):
    start = make().still()
    assert isinstance(start, Picture) and len(start.alt) > 20
    alternatives = {start.alt: start.png}
    for explorer in moved(make):
        still = explorer.still()
        assert still.alt == fill(explorer.alt, explorer.state)
        if explorer.values != make().values:
            assert alternatives.setdefault(still.alt, still.png) == still.png, "other words for another picture"
    assert len(alternatives) > len(make.controls) / 2
    assert len(set(alternatives.values())) > 1


@each_explorer
def test_nonsense_is_refused_in_a_sentence_and_changes_nothing(make):
    explorer = make()
    before = explorer.state
    tries = [("no_such_control", 1)]
    for control in explorer.controls:
        tries += [(control.name, value) for value in NONSENSE.get(type(control), [0])]
        if isinstance(control, Number):
            tries += [(control.name, control.low - control.step), (control.name, control.high + control.step)]
            tries += [(control.name, control.low + 0.5)] if control.decimals == 0 else []
    for name, value in tries:
        with pytest.raises(ValueError, match=rf"{name}.*\.$"):
            explorer.set(**{name: value})
    assert explorer.state == before
    with pytest.raises(ValueError, match="There is no button 'lunch'"):
        explorer.press("lunch")


@each_explorer
def test_shown_as_a_still_picture_and_a_live_view(make, monkeypatch):
    """The first output is all that CI, an exported page or a printed handout see; it says nothing that differs from run to run."""
    outputs = []
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw: outputs.append(bundle))
    explorer = make()
    explorer._ipython_display_()
    still, live = outputs
    assert set(still) == {"text/html", "text/plain"}
    assert f'<img alt="{explorer.still().alt}"'.replace("'", "&#x27;") in still["text/html"]
    assert still["text/plain"] == f"Picture: {explorer.still().alt}"
    assert set(live) == {WIDGET_VIEW} and live[WIDGET_VIEW]["model_id"] == explorer.model_id
    make()._ipython_display_()
    assert outputs[2] == still


@each_explorer
def test_every_control_has_a_name_and_its_start(make):
    assert make.title and make.script.is_file()
    for control in make.controls:
        assert control.label
    assert len({control.label for control in make.controls}) == len(make.controls)


@pytest.mark.parametrize("path", sorted(SOLUTIONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_solutions_keep_the_still_picture_alone(path):
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert all(output.get("data") != {} for output in outputs)
    stills = sum("layerwise-still" in "".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    assert stills == sum(bool(re.match(r"explorers\.\w+\(", "".join(cell["source"]))) for cell in cells)


def test_buttons_add_as_far_as_the_range_goes():
    lamp = Lamp(level=18)
    for expected in (19, 20, 20):
        lamp.press("brighter")
        assert lamp.values["level"] == expected


def test_the_kernel_answers_for_an_explorer_that_does_not_compute_in_the_browser():
    lamp = Lamp()
    lamp.set(bulb="strong", level=7)
    assert lamp.shown == lamp.state == {"on": True, "bulb": "strong", "level": 7, "brightness": 14.0}


# --- wording -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1, 2, "1.00"), (-0.5, 0, "−1"), (0.5, 0, "1"), (0.125, 2, "0.13"), (-0.001, 2, "0.00"), (-3.14159, 3, "−3.142"), (1.005, 2, "1.00")],
)
def test_numbers_in_sentences(value, decimals, text):
    assert fixed(value, decimals) == text


def test_templates():
    assert fill("{a} and {b:1} of {a}", {"a": "x", "b": -2.25}) == "x and −2.3 of x"


# --- lesson 01 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{}, {"b": -1.2}, {"w1": 0, "w2": 0}, {"w1": 2, "w2": -1, "b": 1}, {"w1": -3.3, "w2": 0.7, "b": 4.1}])
def test_neuron_counts_as_plain_numpy_does(values):
    state = explorers.neuron(**values).state
    penguins = data.load_penguins().complete()
    gentoo = np.array([penguins.label_names[label] == "Gentoo" for label in penguins.labels])
    z = state["w1"] * penguins.features[:, 1] / 10 + state["w2"] * penguins.features[:, 3] / 1000 + state["b"]
    z = np.round(z, 6)
    assert state["right"] == np.sum((z > 0) == gentoo)
    assert state["missed"] == np.sum(gentoo & (z <= 0))
    assert state["mistaken"] == np.sum(~gentoo & (z > 0))
    assert state["right"] + state["missed"] + state["mistaken"] == 342
    assert state["z"] == pytest.approx(1.5 * state["w1"] + 5 * state["w2"] + state["b"])
    assert (state["guess"] == "Gentoo") == (state["verdict"] == "right") == (state["sign"] == ">") == (round(state["z"], 6) > 0)


def test_neuron_tells_what_the_lesson_tells():
    neuron = explorers.neuron()
    assert (neuron.state["z"], neuron.state["right"]) == (1, 341)
    assert neuron.state["terms"] == "−2.0 · 1.50 + 1.0 · 5.00 − 1.0" and neuron.state["sum"] == "−3.00 + 5.00 − 1.00"
    neuron.set(b=-1.2)
    assert neuron.state["right"] == 342
    neuron.set(b=-2)
    assert neuron.state["z"] == 0 and neuron.state["guess"] == "another bird"


# --- lesson 02 -----------------------------------------------------------------------------------------------------------

PLAIN = {
    "none": lambda z: z,
    "step": lambda z: np.heaviside(z, 0),
    "ReLU": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


@pytest.mark.parametrize("name", PLAIN)
def test_the_activation_and_its_slope(name):
    explorer = explorers.activation(activation=name)
    for z in (-4, -0.1, 0.3, 4):
        explorer.set(z=z)
        assert explorer.state["a"] == pytest.approx(PLAIN[name](z))
        assert explorer.state["slope"] == pytest.approx((PLAIN[name](z + 1e-6) - PLAIN[name](z - 1e-6)) / 2e-6, abs=1e-6)
    explorer.set(z=0)
    assert explorer.state["slope"] == {"none": 1, "step": 0, "ReLU": 0, "sigmoid": 0.25}[name]
    assert bool(explorer.state["remark"]) == (name in ("step", "ReLU"))


@pytest.mark.parametrize("name", PLAIN)
def test_the_stack_is_what_its_weights_give(name):
    for layers, seed in ((1, 1), (3, 1), (5, 12)):
        explorer = explorers.activation(activation=name, layers=layers, seed=seed)
        *inner, last = explorer.plan["data"]["weights"][seed - 1]
        outputs = []
        for x in np.linspace(-4, 4, 161):
            a = np.array([x])
            for W, b in inner[:layers]:
                a = PLAIN[name](np.round(np.dot(a, W) + b, 9))
            outputs.append(np.dot(a, last[0])[0] + last[1][0])
        low, high = min(outputs), max(outputs)
        expected = [2 * (y - low) / (high - low) - 1 if high > low else 0 for y in outputs]
        np.testing.assert_allclose(explorer.state["stack"], expected, atol=1e-6)


def test_only_a_stack_without_activation_stays_straight():
    explorer = explorers.activation()
    bends = {name: [] for name in PLAIN}
    for name in PLAIN:
        for layers in range(1, 6):
            for seed in range(1, 13):
                explorer.set(activation=name, layers=layers, seed=seed)
                bends[name].append(explorer.state["bend"])
                assert np.abs(np.diff(explorer.state["straight"], 2)).max() < 1e-9
                assert ("straight" in explorer.state["drawn"].split()[1:2]) == (name == "none")
    assert max(bends["none"]) < 1e-9
    assert min(bends["ReLU"] + bends["sigmoid"]) > 5


def test_one_layer_of_relu_bends_once_a_neuron():
    """What the lesson lets the learner count."""
    for seed in range(1, 13):
        y = np.array(explorers.activation(layers=1, seed=seed).state["stack"])
        bent = np.abs(np.diff(y, 2)) > 1e-9
        corners = np.sum(bent[1:] & ~bent[:-1]) + bent[0]
        assert 2 <= corners <= 6
