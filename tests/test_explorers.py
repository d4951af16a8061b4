"""The explorers in a kernel alone: every control over its whole range, and the numbers against plain NumPy."""

import json
import re
import sys
from pathlib import Path

import IPython.display
import numpy as np
import pytest
from amounts import amount, one_in, only_with_long
from tiny_explorer import Lamp

from layerwise import data, explorers, nn
from layerwise.explorers import Choice, Drawing, Number, Toggle
from layerwise.explorers.loss_curves import course
from layerwise.explorers.penguins import SPECIES
from layerwise.explorers.wording import fill, fixed
from layerwise.figures import Picture

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
NONSENSE = {
    Number: ["many", None, float("nan"), float("inf"), -1e9, True, [1, 2]],
    Choice: ["no such option", 3],
    Toggle: ["yes", 2],
    Drawing: ["a seven", 7, None, [[]], [[1, 2]], [[[1, 2, 3]]], [[[float("nan"), 1]]], [[["x", 1]]], [[[1, 999]]], [[[1, 1]] * 20_001]],
}

each_explorer = pytest.mark.parametrize("make", [*explorers.ALL, Lamp], ids=lambda make: make.__name__)


def moved(make):
    """Two explorers that have all controls at one end of their ranges, and for each control two of which it alone stands at an end."""
    valued = [control for control in make.controls if hasattr(control, "all_values")]
    both_ends = [{control.name: control.all_values()[end] for control in valued} for end in (0, -1)]
    for ends in both_ends:
        yield make(**ends)
    for ends in both_ends:
        for name, value in ends.items():
            yield make(**{name: value})


@one_in(2)
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


@one_in(3, 2)
@each_explorer
def test_a_still_picture_of_every_end_says_what_it_shows(make):
    """Of all ends at once; with --whole, of each control's two ends too."""
    start = make().still()
    assert isinstance(start, Picture) and len(start.alt) > 20
    alternatives = {start.alt: start.png}
    ends = list(moved(make))
    for explorer in ends[: amount(2, len(ends))]:
        still = explorer.still()
        assert still.alt == fill(explorer.alt, explorer.state)
        if explorer.values != make().values:
            assert alternatives.setdefault(still.alt, still.png) == still.png, "other words for another picture"
    assert len(alternatives) > amount(2, len(make.controls) / 2)
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


@one_in(3)
@each_explorer
def test_shown_as_a_still_picture_and_a_live_view(make, monkeypatch):
    """The first output is all that CI, an exported page or a printed handout see; it says nothing that differs from run to run."""
    outputs = []
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw, display_id=None: outputs.append(bundle))
    explorer = make()
    explorer._ipython_display_()
    still, live = outputs
    assert set(still) == {"text/html", "text/plain"}
    alternative = fill(explorer.alt, explorer.state)
    assert f'<img alt="{alternative}"'.replace("'", "&#x27;") in still["text/html"]
    assert still["text/plain"] == f"Picture: {alternative}"
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
    assert lamp.shown == lamp.state == {"on": True, "bulb": "strong", "level": 7, "brightness": 14.0, "too_bright": False}


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
    "step": lambda z: np.heaviside(z, 0),
    "ReLU": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


BETWEEN = {"none": lambda z: z, **PLAIN}


@pytest.mark.parametrize("name", PLAIN)
def test_the_activation_and_its_slope(name):
    explorer = explorers.activation(activation=name)
    for z in (-4, -0.1, 0.3, 4):
        explorer.set(z=z)
        assert explorer.state["a"] == pytest.approx(PLAIN[name](z))
        assert explorer.state["slope"] == pytest.approx((PLAIN[name](z + 1e-6) - PLAIN[name](z - 1e-6)) / 2e-6, abs=1e-6)
    explorer.set(z=0)
    assert explorer.state["slope"] == {"step": 0, "ReLU": 0, "sigmoid": 0.25}[name]
    assert bool(explorer.state["remark"]) == (name in ("step", "ReLU"))


# --- lesson 03 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BETWEEN)
def test_the_stack_is_what_its_weights_give(name):
    for layers, seed in ((1, 1), (3, 1), (5, 12)):
        explorer = explorers.stack(activation=name, layers=layers, seed=seed)
        *inner, last = explorer.plan["data"]["weights"][seed - 1]
        outputs = []
        for x in np.linspace(-4, 4, 161):
            a = np.array([x])
            for W, b in inner[:layers]:
                a = BETWEEN[name](np.round(np.dot(a, W) + b, 9))
            outputs.append(np.dot(a, last[0])[0] + last[1][0])
        low, high = min(outputs), max(outputs)
        expected = [2 * (y - low) / (high - low) - 1 if high > low else 0 for y in outputs]
        np.testing.assert_allclose(explorer.state["stack"], expected, atol=1e-6)


def test_only_a_stack_without_activation_stays_straight():
    explorer = explorers.stack()
    bends = {name: [] for name in BETWEEN}
    for name in BETWEEN:
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
        y = np.array(explorers.stack(activation="ReLU", layers=1, seed=seed).state["stack"])
        bent = np.abs(np.diff(y, 2)) > 1e-9
        corners = np.sum(bent[1:] & ~bent[:-1]) + bent[0]
        assert 2 <= corners <= 6


# --- lesson 08 -----------------------------------------------------------------------------------------------------------

MOONS = {"150, little noise": (200, 0.2, 150), "30, much noise": (230, 0.3, 30)}


def trained_moons(points="150, little noise", epochs=7, batch_size=15, learning_rate=0.2, neurons=10):
    """What `nn.train` makes of the same run: the network, its history, and the points `(X, labels)` in order."""
    n_points, noise, n_training = MOONS[points]
    X, labels = data.make_moons(n_points, noise, rng=0)
    Y = np.eye(2)[labels]
    network = nn.Network([nn.Dense(2, neurons, rng=0), nn.ReLU(), nn.Dense(neurons, 2, rng=1)])
    run = {"epochs": epochs, "batch_size": batch_size, "rng": 2, "validation": (X[n_training:], Y[n_training:])}
    history = nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(learning_rate), X[:n_training], Y[:n_training], **run)
    return network, history, X, labels


@pytest.mark.parametrize(
    ("values", "run"),
    [
        ({"steps": 70}, {}),
        ({"steps": 75}, {}),
        ({"steps": 450, "batch_size": "1"}, {"epochs": 3, "batch_size": 1}),
        ({"steps": 9, "batch_size": "all", "points": "30, much noise"}, {"epochs": 9, "batch_size": 30, "points": "30, much noise"}),
        ({"steps": 70, "neurons": "2", "learning_rate": "1"}, {"neurons": 2, "learning_rate": 1}),
    ],
)
def test_training_trains_as_the_real_loop_does(values, run):
    state = explorers.training(**values).state
    network, history, X, labels = trained_moons(**run)
    np.testing.assert_allclose(state["training"], history, atol=6e-5)
    np.testing.assert_allclose(state["validation"], history.validation, atol=6e-5)
    assert len(state["batch_losses"]) == state["steps"]
    if state["steps"] % state["per_epoch"] == 0:
        for shown, layer in zip(state["weights"], network.layers[::2], strict=True):
            np.testing.assert_allclose(shown, layer.W, atol=6e-5)
        n_training = state["all_training"]
        wrong = network.predict(X) != labels
        assert (state["wrong_training"], state["wrong_validation"]) == (np.sum(wrong[:n_training]), np.sum(wrong[n_training:]))
        scores = network.forward(np.array([[-2.4, -1.7], [0, 0], [2.4, 1.7]]))  # the first, the middle and the last place of the grid
        np.testing.assert_allclose([state["leads"][0][k] for k in (0, 635, 1270)], scores[:, 1] - scores[:, 0], atol=1e-3)
        hidden = np.maximum(X[:n_training] @ network.layers[0].W + network.layers[0].b, 0)
        assert state["silent"] == (hidden.max(axis=0) == 0).tolist()


def test_training_wound_back_and_on_is_where_it_was():
    explorer = explorers.training(learning_rate="1", points="30, much noise")
    seen = {}
    for steps in (3, 400, 3, 0, 1000, 400, 3, 1, 1000, 0):
        explorer.set(steps=steps)
        assert seen.setdefault(steps, explorer.state) == explorer.state
        for other in ("2", "5", "20"):  # other runs in between, as when the learner tries settings
            explorers.training(neurons=other, steps=2)
    sys.modules["layerwise.explorers.training"].film.cache_clear()
    assert explorers.training(learning_rate="1", points="30, much noise", steps=400).state == seen[400]


def test_the_buttons_of_training_go_by_batches_and_by_epochs():
    explorer = explorers.training()
    reached = []
    for button in ("batch", "epoch", "epoch", "batch", "play", "epoch", "forget", "epoch"):
        explorer.press(button)
        reached.append(explorer.values["steps"])
    assert reached == [1, 10, 20, 21, 31, 40, 0, 10]
    explorer.set(batch_size="1")
    explorer.press("epoch")
    assert explorer.values["steps"] == 150 and explorer.state["progress"] == "Epoch 1 is complete."


def test_overfitting_and_divergence_can_be_reached_and_are_told():
    """What the lesson asks the learner to find."""
    fits = explorers.training(steps=1000).state
    assert fits["course"].startswith("Both fall:") and fits["wrong_validation"] <= 2
    overfits = explorers.training(points="30, much noise", learning_rate="1", steps=1000).state
    assert overfits["course"] == "Validation has been rising since epoch 11 while training fell: the network overfits."
    assert overfits["wrong_training"] == 0 and overfits["validation"][-1] > 2 * min(overfits["validation"])
    assert explorers.training(learning_rate="0.02", steps=1000).state["course"] == "Both fall, but slowly."
    diverges = explorers.training(learning_rate="20", steps=1000).state
    assert diverges["course"].startswith("The steps were too large") and diverges["n_silent"] == 10


@pytest.mark.parametrize(
    ("training", "validation", "told"),
    [
        ([], [], "The curves begin"),
        ([0.7, 0.6], [0.7, 0.6], "The training has just begun."),
        ([3.0, 0.69], [0.7, 0.69], "The steps were too large"),
        ([0.7, 0.6, 0.5, float("nan")], [0.7, 0.6, 0.5, float("nan")], "The steps were too large"),
        (np.linspace(0.7, 0.1, 40), np.linspace(0.7, 0.1, 40), "Both fall: "),
        (np.linspace(0.7, 0.1, 40), np.abs(np.arange(40) - 20) / 50 + 0.2, "Validation has been rising since epoch 21 while"),
        (np.full(40, 0.1), np.full(40, 0.2), "Both have settled"),
        (np.linspace(0.7, 0.69, 40), np.full(40, 0.7), "Both hardly fall"),
        (np.linspace(0.7, 0.1, 40), np.full(40, 0.3), "Training still falls, validation has settled."),
        (np.full(40, 0.2), np.tile([0.2, 0.4], 20), "Validation jumps"),
    ],
)
def test_what_the_curves_do_is_told(training, validation, told):
    assert course(list(training), list(validation), 2).startswith(told)


# --- lesson 09 -----------------------------------------------------------------------------------------------------------


def trained_penguins(epochs=50, learning_rate=0.1):
    """The network of the lesson, its history, and the held-back birds: measurements, standardised, labels."""
    penguins = data.load_penguins().complete()
    order = np.random.default_rng(3).permutation(342)
    held_back, training = order[:86], order[86:]
    mean, deviation = penguins.features[training].mean(axis=0), penguins.features[training].std(axis=0)
    X, Y = (penguins.features - mean) / deviation, np.eye(3)[penguins.labels]
    network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
    run = {"epochs": epochs, "batch_size": 16, "rng": 2, "validation": (X[held_back], Y[held_back])}
    history = nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(learning_rate), X[training], Y[training], **run)
    return network, history, penguins.features[held_back], X[held_back], penguins.labels[held_back]


def test_penguins_gives_a_probability_in_the_picture_and_in_words_alike():
    """Bird 5 after one epoch has 0.41501: rounded twice it would be 0.41 in the one and 0.42 in the other."""
    for bird in range(1, 87):
        state = explorers.penguins(epochs=1, bird=bird).state
        drawn = [f"{name} {fixed(chance, 2)}" for name, chance in zip(SPECIES, state["probabilities"], strict=True)]
        assert state["probable"] == f"{drawn[0]}, {drawn[1]} and {drawn[2]}"


@pytest.mark.parametrize(("epochs", "bird"), [(50, 5), (50, 86), (3, 1)])
def test_penguins_trains_and_judges_as_the_lesson_does(epochs, bird):
    state = explorers.penguins(epochs=epochs, bird=bird).state
    network, history, features, X, labels = trained_penguins(epochs)
    np.testing.assert_allclose(state["training"], history, atol=6e-5)
    np.testing.assert_allclose(state["validation"], history.validation, atol=6e-5)
    predicted = network.predict(X)
    assert state["labels"] == labels.tolist() and state["predicted"] == predicted.tolist()
    counts = [[int(np.sum((labels == row) & (predicted == column))) for column in range(3)] for row in range(3)]
    assert state["matrix"] == counts and state["right"] == np.sum(labels == predicted)
    assert state["wrong"] == (labels != predicted).tolist()
    scores = network.forward(X[bird - 1 : bird])[0]
    np.testing.assert_allclose(state["probabilities"], np.exp(scores) / np.exp(scores).sum(), atol=6e-5)
    judged, rival = state["judged"], state["rival"]
    assert judged == np.argmax(scores) and rival != judged
    for k in range(4):
        average = X[bird - 1 : bird].copy()
        average[0, k] = 0  # the mean of the training birds
        other = network.forward(average)[0]
        assert state["pulls"][k] == pytest.approx(scores[judged] - scores[rival] - (other[judged] - other[rival]), abs=1e-3)


def test_penguins_tells_what_the_lesson_tells():
    state = explorers.penguins(epochs=50).state
    assert state["matrix"] == [[36, 1, 0], [0, 15, 0], [0, 0, 34]]
    assert state["measured"] == "bill length 45.8 mm, bill depth 18.9 mm, flipper length 197 mm and body mass 4150 g"
    assert state["verdict"] == "Bird 5 is an Adelie, but is judged a Chinstrap, with probability 0.64 (×)."
    assert state["reason"] == "What speaks most for Chinstrap is its bill length; for Adelie, its bill depth."
    assert sum(state["wrong"]) == 1 and state["wrong"][4]
    early = explorers.penguins(epochs=2, learning_rate="0.01").state["matrix"]
    assert early[2] == [0, 0, 34] and early[0][0] < 10 < 30 < explorers.penguins(epochs=10, learning_rate="0.01").state["matrix"][0][0]


def test_no_learning_rate_saves_birds_in_millimetres_and_grams():
    """What the lesson's last question answers: never near nine in ten, and in the end one name for nearly all."""
    for rate in ("0.000001", "0.0001", "0.01", "0.1"):
        explorer = explorers.penguins(scaled=False, learning_rate=rate, epochs=50)
        assert np.count_nonzero(np.sum(explorer.state["matrix"], axis=0)) == 1
        for epochs in range(51):
            explorer.set(epochs=epochs)
            assert explorer.state["right"] < 0.7 * 86


@pytest.mark.parametrize("axes", ["bill", "flippers and mass"])
def test_the_ground_around_a_bird_is_what_the_network_says_of_it(axes):
    for bird in range(1, 87):
        state = explorers.penguins(epochs=50, bird=bird, axes=axes).state
        (_, x, y) = explorers.penguins().plan["data"]["axes"][axes]
        place = [(value - low) / (high - low) for value, (low, high) in zip(state["X"][bird - 1], (x, y), strict=True)]
        assert all(0 < part < 1 for part in place), "a bird is outside the picture"
        near = round(place[0] * 40) + 41 * round(place[1] * 30)
        leads = [0, *(lead[near] for lead in state["leads"])]
        rest = sorted(state["probabilities"])[:2]
        assert np.argmax(leads) == state["judged"] or sum(rest) > 0.01, "a sure bird on another ground"


# --- lessons 04 and 07, the drawn network ---------------------------------------------------------------------------------


def the_network(state):
    """The network of `layerwise.nn` that an explorer draws."""
    network = nn.Network([nn.Dense(2, 2), nn.ReLU(), nn.Dense(2, 2)])
    network.layers[0].W[...], network.layers[0].b[...] = [[-2, state.get("w1", 2)], [1, -1]], [-1, state.get("b1", 1)]
    network.layers[2].W[...], network.layers[2].b[...] = [[0.5, 1], [1, state.get("w2", 0)]], [0, state.get("b2", 0)]
    return network


MOVED = [{}, {"w1": 0, "b1": 4.5}, {"b2": -0.1}, {"w1": -4, "b1": 10, "w2": 3, "b2": 2}, {"depth": 2.2, "mass": 2.6, "w2": -3}]


@pytest.mark.parametrize("values", MOVED)
def test_network_feeds_forward_as_nn_does(values):
    state = explorers.network(**values).state
    network = the_network(state)
    x = np.array([[state["depth"], state["mass"]]])
    scores = network.forward(x)
    np.testing.assert_allclose([state["scores"]], scores, atol=1e-12)
    np.testing.assert_allclose([state["z"]], network.layers[1].Z, atol=1e-12)
    np.testing.assert_allclose([state["h"]], network.layers[2].X, atol=1e-12)
    np.testing.assert_allclose([state["P"]], np.exp(scores) / np.exp(scores).sum(), atol=1e-12)
    X, is_gentoo = explorers.neuron().plan["data"]["X"], explorers.neuron().plan["data"]["is_gentoo"]
    scores = np.round(network.forward(np.array(X)), 9)
    level = scores[:, 0] == scores[:, 1]
    assert state["right"] == np.sum(~level & ((scores[:, 1] > scores[:, 0]) == np.array(is_gentoo)))
    assert state["undecided"] == (f", {level.sum()} of them because their scores are equal" if level.any() else "")


def test_network_writes_each_sum_with_its_numbers():
    explorer = explorers.network(step=0)
    captions = []
    for _ in range(7):
        captions.append(explorer.state["caption"][1:])
        explorer.press("on")
    assert captions == [
        ["1.50 cm and 5.0 kg"],
        ["−2.0 · 1.50 + 1.0 · 5.0 − 1.0 = 1.00"],
        ["2.0 · 1.50 − 1.0 · 5.0 + 1.0 = −1.00"],
        ["max(1.00, 0) = 1.00: the first speaks", "max(−1.00, 0) = 0.00: the second is silent"],
        ["0.5 · 1.00 + 1.0 · 0.00 + 0.0 = 0.50"],
        ["1.0 · 1.00 + 0.0 · 0.00 + 0.0 = 1.00"],
        ["exp(0.50) = 1.65, exp(1.00) = 2.72", "1.65 / 4.37 = 0.378, 2.72 / 4.37 = 0.622"],
    ]
    assert explorer.state["answer"] == "Gentoo, 62 %" and explorer.state["sides"] == ["38 %", "62 %"]
    explorer.press("inputs")
    assert explorer.state["answer"] == "its answer comes with step 6" and explorer.state["sides"] == ["", ""]
    assert explorer.state["marks"]["inside"] == [["1.50", "5.0"], ["", ""], ["", ""]]


def test_three_of_the_four_numbers_put_the_last_bird_right():
    """What lesson 04 lets the learner find out."""
    can = set()
    for control in explorers.network.controls[2:6]:
        explorer = explorers.network()
        assert explorer.state["right"] == 341
        for value in control.all_values():
            explorer.set(**{control.name: value})
            can |= {control.name} if explorer.state["right"] == 342 else set()
    assert can == {"w1", "b1", "b2"}
    for told in ({"w1": 2.2}, {"b1": 1.3}, {"b2": -0.1}):
        assert explorers.network(**told).state["right"] == 342
    assert "10 of them" in explorers.network(w1=0, b1=4.5).state["undecided"]


BIRDS = explorers.gradients.controls[0].options


@pytest.mark.parametrize("bird", BIRDS)
def test_gradients_are_those_of_nn(bird):
    explorer = explorers.gradients(bird=bird)
    state = explorer.state
    chosen = explorer.plan["data"]["birds"][bird]
    network, loss = the_network(state), nn.SoftmaxCrossEntropy()
    Y = np.eye(2)[[chosen["label"]]]
    assert state["loss"] == pytest.approx(loss.forward(network.forward([chosen["x"]]), Y))
    network.backward(loss.backward())
    np.testing.assert_allclose(state["dW"], [network.layers[0].dW, network.layers[2].dW], atol=1e-12)
    np.testing.assert_allclose(state["dz"], network.layers[0].db, atol=1e-12)
    np.testing.assert_allclose(state["dscores"], network.layers[2].db, atol=1e-12)
    for weight in explorer.controls[1].options:
        layer, i, j = int(weight[1]) - 1, int(weight[3]), int(weight[6])
        for nudge in (-0.5, 0.02, 0.5):
            explorer.set(weight=weight, nudge=nudge)
            nudged = the_network(state)
            nudged.layers[2 * layer].W[i, j] += nudge
            assert explorer.state["slope"] == pytest.approx(network.layers[2 * layer].dW[i, j])
            assert explorer.state["nudged"] == pytest.approx(loss.forward(nudged.forward([chosen["x"]]), Y))
            assert explorer.state["change"] == pytest.approx(explorer.state["nudged"] - state["loss"])
            if nudge == 0.02:
                assert explorer.state["says"] == pytest.approx(explorer.state["change"], abs=2e-3)


def test_signs_turn_for_the_bird_on_the_wrong_side_and_silent_neurons_get_nothing():
    """What lesson 07 lets the learner find out."""
    ours, _, wrong = (np.array(explorers.gradients(bird=bird).state["dW"]) for bird in BIRDS)
    assert np.array_equal(np.sign(ours), -np.sign(wrong)) and np.count_nonzero(ours) == 4
    assert np.all(ours[0, :, 1] == 0) and np.all(ours[1, 1] == 0)
    far = explorers.gradients(weight="W1[1, 0]", nudge=-0.3).state
    assert far["remark"] == ": nudged so far, the first neuron falls silent"
    assert explorers.gradients(weight="W1[0, 1]").state["remark"] == ": the second neuron is silent"


def test_gradients_show_a_slope_once_it_is_known():
    explorer = explorers.gradients(step=0)
    written = []
    for _ in range(6):
        marks = explorer.state["marks"]
        written.append((marks["notes"][2][1], marks["notes"][1][1], marks["on"][1][0][1], marks["on"][0][1][0]))
        explorer.press("on")
    assert written == [
        ([""], ["z = −1.00", ""], ["1.0"], ["1.0"]),
        (["d = −0.378"], ["z = −1.00", ""], ["1.0"], ["1.0"]),
        (["d = −0.378"], ["z = −1.00", ""], ["1.0", "−0.38"], ["1.0"]),
        (["d = −0.378"], ["z = −1.00", "dh = 0.378"], ["1.0", "−0.38"], ["1.0"]),
        (["d = −0.378"], ["z = −1.00", "dz = 0.000"], ["1.0", "−0.38"], ["1.0"]),
        (["d = −0.378"], ["z = −1.00", "dz = 0.000"], ["1.0", "−0.38"], ["1.0", "−0.94"]),
    ]


# --- lesson 05: the loss -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{}, {"weight": 9.6}, {"weight": 0.5}, {"weight": -2, "bias": -0.7}, {"weight": 16, "bias": -1.2}])
def test_loss_is_what_the_course_network_has(values):
    explorer = explorers.loss(**values)
    state, penguins = explorer.state, data.load_penguins().complete()
    X, labels = penguins.features[:, [1, 3]] / [10, 1000], (penguins.labels == 2).astype(int)
    network = nn.Network([nn.Dense(2, 2), nn.ReLU(), nn.Dense(2, 2)])
    network.layers[0].W[...], network.layers[0].b[...] = [[-2, 2], [1, -1]], [state["bias"], 1]
    rows = np.arange(342)

    def said(weight):
        network.layers[2].W[...], network.layers[2].b[...] = [[0.5, weight], [1, 0]], 0
        P = np.exp(network.forward(X))
        P /= P.sum(axis=1, keepdims=True)
        return P, -np.log(P[rows, labels])

    P, costs = said(state["weight"])
    np.testing.assert_allclose(state["p"], P[rows, labels], atol=1e-9)
    np.testing.assert_allclose(state["costs"], costs, atol=1e-9)
    assert state["loss"] == pytest.approx(costs.mean())
    assert state["right"] == np.sum(np.argmax(np.round(P, 9), axis=1) == labels)
    for k in (0, 100, 180):
        P, there = said(k / 10 - 2)
        assert state["losses"][k] == pytest.approx(there.mean())
        assert state["rights"][k] == np.sum(np.argmax(np.round(P, 9), axis=1) == labels)
    change = said(state["weight"] + 0.1)[1] - costs
    assert change.sum() == pytest.approx(state["paid"] - state["saved"], abs=1e-9)
    assert (state["trend"] == "fall") == (change.sum() < 0) == (state["share"] > 0.5)
    assert state["saved"] == pytest.approx(-change[change < 0].sum(), abs=1e-9)
    assert np.sum(change > 1e-12) <= state["payers"] and np.sum(change < -1e-12) <= state["savers"] == 123


def test_loss_counts_how_many_cheap_birds_the_dearest_outweighs():
    for weight in (1, 16):
        state = explorers.loss(weight=weight, bias=-0.7).state
        cheapest = np.sort(state["costs"])
        assert state["worst_cost"] == cheapest[-1] == state["costs"][state["worst"]]
        assert cheapest[: state["as_many"]].sum() <= state["worst_cost"] < cheapest[: state["as_many"] + 1].sum()


def test_loss_tells_what_the_lesson_tells():
    loss = explorers.loss()
    assert (round(loss.state["ours_p"], 3), round(loss.state["ours_cost"], 3), loss.state["right"]) == (0.622, 0.474, 341)
    assert (loss.state["savers"], loss.state["payers"]) == (123, 1)
    for weight, right, trend in ((0.5, 219, "fall"), (0.6, 341, "fall"), (9, 341, "fall"), (10, 341, "grow"), (16, 341, "grow")):
        loss.set(weight=weight)
        assert (loss.state["right"], loss.state["trend"]) == (right, trend)
    loss.set(bias=-0.7)
    assert loss.state["worst_name"] == "an Adelie" and loss.state["times"] > 10
    loss.set(cost="squared error")
    assert loss.state["worst_cost"] < 1 and loss.state["times"] < 4
    loss.set(bias=-1.2, cost="cross-entropy")
    assert (loss.state["right"], loss.state["payers"], loss.state["worst_p"]) == (342, 0, 0.5)


@only_with_long
def test_loss_tells_where_it_is_lowest_only_to_those_who_are_there():
    for bias, best in ((-1, 9.6), (-1.2, 16), (-0.7, 4.7)):
        loss = explorers.loss(bias=bias)
        for weight in (1, round(best - 0.1, 1), best, 0):
            loss.set(weight=weight)
            assert ("lowest" in fill(loss.result, loss.state)) == ("lowest" in loss.still().alt) == (weight == best)


def test_loss_says_which_birds_are_right_only_because_other_comes_first():
    loss = explorers.loss()
    assert loss.state["undecided"] == ""
    loss.set(bias=-1.2)
    assert "Right: 342 of 342 birds, 1 of them only because equal scores count as “other”" in fill(loss.result, loss.state)


# --- lesson 06: the way down --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("landscape", ["a long valley", "two valleys"])
def test_descent_goes_against_the_slopes(landscape):
    """The slopes are found here by nudging the loss, which the explorer itself tells for every start."""

    def loss(w1, w2):
        return explorers.descent(landscape=landscape, steps=0, start1=w1, start2=w2).state["loss"]

    state = explorers.descent(landscape=landscape, start1=1.5, start2=-1, rate="0.1", steps=3).state
    slopes = (loss(1.5 + 1e-5, -1) - loss(1.5 - 1e-5, -1)) / 2e-5, (loss(1.5, -1 + 1e-5) - loss(1.5, -1 - 1e-5)) / 2e-5
    np.testing.assert_allclose(state["path"][1], np.array([1.5, -1]) - 0.1 * np.array(slopes), atol=1e-8)
    for place, height in zip(state["path"], state["losses"], strict=True):
        assert loss(*place) == pytest.approx(height)
    assert state["walked"] == 3 and state["loss"] == state["losses"][-1]
    following = explorers.descent(landscape=landscape, start1=1.5, start2=-1, rate="0.1", steps=4).state
    assert following["path"][4] == pytest.approx([state["w1"] + state["move1"], state["w2"] + state["move2"]])


def test_descent_has_rates_that_crawl_arrive_zigzag_and_diverge():
    def walked(rate, steps):
        return explorers.descent(rate=rate, steps=steps).state["verdict"].split(":")[0]

    assert [walked(rate, 60) for rate in ("0.01", "0.03", "0.1")] == ["crawls"] * 3
    assert [walked(rate, 60) for rate in ("0.3", "0.6", "0.9")] == ["has arrived at the floor"] * 3
    assert walked("0.9", 5) == walked("1", 60) == "zigzags"
    assert walked("1.05", 3) == "climbs" and walked("1.05", 60) == walked("2", 60) == "diverges"
    assert walked("2", 0) == "has not begun" and walked("0.3", 5) == "goes down"


def test_descent_ends_where_the_start_decides():
    for start, valley in ((-3, "deeper"), (0, "deeper"), (0.5, "shallower"), (3.5, "shallower")):
        state = explorers.descent(landscape="two valleys", start1=start, start2=1, steps=60).state
        assert state["verdict"] == f"has arrived at the floor of the {valley} valley"
    deeper, shallower = (explorers.descent(landscape="two valleys", start1=start, steps=60).state["loss"] for start in (-3, 3))
    assert deeper == pytest.approx(0, abs=1e-6) and shallower > 0.7


def test_a_descent_that_has_left_the_picture_ends_and_its_buttons_add_nothing_more():
    explorer = explorers.descent(rate="2", steps=60)
    state = explorer.state
    assert state["gone"] and state["walked"] < 10
    assert np.abs(state["path"][:-1]).max() <= 4 < np.abs(state["path"][-1]).max()
    assert "left the picture" in state["verdict"] and "ends here" in state["verdict"]
    explorer.set(steps=state["walked"] - 1)
    assert not explorer.state["gone"]
    for _ in range(3):
        explorer.press("step")
    assert explorer.state["steps"] == state["walked"]
    explorer.press("back")
    assert explorer.state["steps"] == 0


def test_descent_labels_each_contour_line_where_it_runs():
    explorer = explorers.descent()
    for landscape, levels in explorer.plan["data"]["contours"].items():
        explorer.set(landscape=landscape, steps=0)
        for contour in levels:
            places = [contour["written_at"], *(place for line in contour["lines"] for place in line[::20])]
            for w1, w2 in places:
                if max(abs(w1), abs(w2)) <= 3.5:
                    explorer.set(start1=w1, start2=w2)
                    assert explorer.state["loss"] == pytest.approx(contour["level"], abs=0.02)


# --- lessons 00 and 11: handwriting --------------------------------------------------------------------------------------

DRAWINGS = data.load_drawings()


def own_network(**more):
    return nn.Network([nn.Dense(64, 7, rng=1, **more), nn.ReLU(), nn.Dropout(0.5, rng=2), nn.Dense(7, 10, rng=3, **more)])


@pytest.mark.parametrize("network", [None, own_network(), own_network(dtype=np.float32)], ids=["the reader", "own", "own, float32"])
@pytest.mark.parametrize("centred", [True, False])
def test_handwriting_shows_what_the_network_says_of_the_prepared_drawing(network, centred):
    explorer = explorers.handwriting(network, centred=centred)
    for k in range(0, 180, 17):
        explorer.strokes = DRAWINGS.strokes[k]
        state = explorer.state
        counted = data.handwriting.prepare(DRAWINGS.strokes[k], centred)
        assert state["counted"] == counted.tolist() and state["ink"] == counted.sum()
        scores = (network or nn.Network.load(data.READER)).forward(counted.reshape(1, 64) / 16)[0].astype(float)
        np.testing.assert_allclose(state["probabilities"], np.exp(scores) / np.exp(scores).sum(), atol=1e-5)
        assert state["digit"] == np.argmax(scores) and state["answer"].startswith(f"Read as {state['digit']}: ")
        assert explorer.in_browser


def test_handwriting_divides_as_the_network_was_trained():
    network = own_network()
    wide = nn.Network([nn.Dense(64, 7), nn.ReLU(), nn.Dense(7, 10)])
    wide.weights[...] = network.weights
    wide.layers[0].W /= 16
    one, other = explorers.handwriting(network, strokes=DRAWINGS.strokes[5]), explorers.handwriting(wide, 1, strokes=DRAWINGS.strokes[5])
    np.testing.assert_allclose(one.state["probabilities"], other.state["probabilities"])


@pytest.mark.parametrize("network", [nn.Network([nn.Dense(64, 9, rng=0), nn.Sigmoid(), nn.Dense(9, 10, rng=1)]), lambda X: X[:, :10] + 1])
def test_the_kernel_is_asked_for_another_kind_of_network(network):
    explorer = explorers.handwriting(network, strokes=DRAWINGS.strokes[2])
    assert not explorer.in_browser and explorer.plan["in_browser"] is False and explorer.shown == explorer.state
    X = np.array(explorer.state["counted"]).reshape(1, 64) / 16
    scores = getattr(network, "forward", network)(X)[0]
    np.testing.assert_allclose(explorer.state["probabilities"], np.exp(scores) / np.exp(scores).sum(), atol=1e-9)


def test_handwriting_keeps_the_weights_that_it_was_given():
    network = own_network()
    explorer = explorers.handwriting(network, strokes=DRAWINGS.strokes[2])
    before = explorer.state
    network.weights[...] = 0
    assert explorer.state == before, "the browser has the weights of before, so Python has to tell of the same"


@pytest.mark.parametrize("network", [nn.Network([nn.Dense(64, 3)]), lambda X: X])
def test_a_network_that_does_not_give_ten_scores_is_refused_in_a_sentence(network):
    with pytest.raises(ValueError, match=r"^The network has to give 10 scores for 64 numbers, one for each digit; .* gives (3|64)\.$"):
        explorers.handwriting(network)


def test_a_drawing_that_was_moved_off_its_sheet_is_not_called_none():
    explorer = explorers.handwriting(strokes=[[[-60, -60], [-50, -50]]])
    assert explorer.state["answer"] == "No ink is on the sheet. Move the drawing back."
    assert explorer.still().alt.startswith("An empty sheet: the drawing lies beside it.")


def test_strokes_are_set_and_asked_from_python():
    explorer = explorers.handwriting()
    assert explorer.strokes == [] and explorer.state["answer"] == "Nothing is drawn yet."
    explorer.strokes = [np.array([[1, 2], [3.04, 4]]), [(5, 6)]]
    assert explorer.strokes == [[[1, 2], [3, 4]], [[5, 6]]]
    explorer.strokes[0].append([9, 9])
    assert len(explorer.strokes[0]) == 2, "what was asked is a copy"
    explorer.reset()
    assert explorer.strokes == []


def test_a_probability_is_never_written_as_certain():
    explorer = explorers.handwriting(lambda X: 50 * np.eye(10)[[4]], strokes=DRAWINGS.strokes[0])
    assert explorer.state["answer"] == "Read as 4: >99 %. Next comes 0: <1 %."
