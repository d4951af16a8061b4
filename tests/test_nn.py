"""layerwise.nn: every gradient against finite differences and against PyTorch, and what training, saving and loading promise."""

import _thread
import copy
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from layerwise import nn
from layerwise.exercises.better_steps.adam_step import adam_step
from layerwise.exercises.better_steps.momentum_step import momentum_step

ROOT = Path(__file__).resolve().parents[1]
ORACLE = json.loads((ROOT / "tests" / "oracle" / "oracle.json").read_text(encoding="utf-8"))

# The same examples in every run: a failure here is never a matter of luck.
settings.register_profile("nn", max_examples=30, deadline=None, derandomize=True, database=None)
over_shapes = settings.get_profile("nn")

rows, width, seeds = st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**32 - 1)
activations, losses = st.sampled_from(["ReLU", "Sigmoid"]), st.sampled_from(["MeanSquaredError", "SoftmaxCrossEntropy"])
floats = st.sampled_from([np.float32, np.float64])
floats_given = pytest.mark.parametrize("dtype", [np.float32, np.float64])


# --- gradients against finite differences ----------------------------------------------------------------------------------


def central_differences(f, array, step=1e-6):
    """How f(), a number, changes with each entry of `array`, which is put back afterwards."""
    gradient = np.empty(array.shape)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + step
        above = f()
        array[index] = kept - step
        below = f()
        array[index] = kept
        gradient[index] = (above - below) / (2 * step)
    return gradient


def assert_agrees(got, wanted, tolerance=1e-6):
    assert got.shape == wanted.shape
    np.testing.assert_allclose(got, wanted, rtol=tolerance, atol=tolerance * max(1.0, np.abs(wanted).max()))


def assert_layer_gradients(layer, X, direction):
    """`direction` is the gradient that arrives from above, so the layer is asked how sum(output * direction) changes."""
    f = lambda: float(np.sum(layer.forward(X) * direction))
    f()
    dX = layer.backward(direction)
    kept = [gradient.copy() for gradient in layer.gradients()]
    assert_agrees(dX, central_differences(f, X))
    assert len(kept) == len(layer.parameters())
    for parameter, gradient in zip(layer.parameters(), kept, strict=True):
        assert_agrees(gradient, central_differences(f, parameter))


@over_shapes
@given(rows, width, width, seeds)
def test_gradients_of_dense(m, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    layer = nn.Dense(n_in, n_out, rng=rng)
    layer.b[...] = rng.normal(size=n_out)
    X, direction = rng.normal(size=(m, n_in)), rng.normal(size=(m, n_out))
    np.testing.assert_allclose(layer.forward(X), np.einsum("mi,io->mo", X, layer.W) + layer.b, rtol=1e-12, atol=1e-12)
    assert_layer_gradients(layer, X, direction)


@over_shapes
@given(rows, width, activations, seeds)
def test_gradients_of_activations(m, n, name, seed):
    rng = np.random.default_rng(seed)
    Z = rng.choice([-1, 1], size=(m, n)) * rng.uniform(0.1, 4, size=(m, n))  # at 0 ReLU has a corner and no derivative
    assert_layer_gradients(getattr(nn, name)(), Z, rng.normal(size=(m, n)))


def test_relu_passes_no_gradient_at_zero():
    relu = nn.ReLU()
    assert relu.forward(np.array([[-1.0, 0.0, 2.0]])).tolist() == [[0, 0, 2]]
    assert relu.backward(np.array([[5.0, 5.0, 5.0]])).tolist() == [[0, 0, 5]]


@over_shapes
@given(rows, st.integers(2, 5), losses, seeds)
def test_gradients_of_losses(m, n, name, seed):
    rng = np.random.default_rng(seed)
    loss, output = getattr(nn, name)(), rng.normal(scale=2, size=(m, n))
    Y = rng.normal(size=(m, n)) if name == "MeanSquaredError" else np.eye(n)[rng.integers(n, size=m)]
    value = loss.forward(output, Y)
    assert type(value) is float
    assert_agrees(loss.backward(), central_differences(lambda: loss.forward(output, Y), output))


@over_shapes
@given(rows, st.lists(st.integers(2, 5), min_size=2, max_size=4), activations, losses, seeds)
def test_gradients_of_whole_networks(m, sizes, activation, loss_name, seed):
    rng = np.random.default_rng(seed)
    network, loss = some_network(sizes, activation, rng), getattr(nn, loss_name)()
    X, Y = rng.normal(size=(m, sizes[0])), np.eye(sizes[-1])[rng.integers(sizes[-1], size=m)]

    loss.forward(network.forward(X), Y)
    assume(all(np.abs(layer.Z).min() > 1e-3 for layer in network.layers if isinstance(layer, nn.ReLU)))
    dX = network.backward(loss.backward())
    gradient = network.gradient.copy()

    f = lambda: loss.forward(network.forward(X), Y)
    assert_agrees(dX, central_differences(f, X))
    assert_agrees(gradient, central_differences(f, network.weights))


def some_network(sizes, activation="ReLU", rng=None, dtype=np.float64):
    """A network of these sizes with an activation between its layers, whose weights and biases are all random."""
    rng = np.random.default_rng(rng)
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        layers += [nn.Dense(n_in, n_out, rng=rng, dtype=dtype), getattr(nn, activation)()]
    network = nn.Network(layers[:-1])
    network.weights[...] = rng.normal(size=network.weights.size)
    return network


@over_shapes
@given(rows, activations, losses, seeds)
def test_single_precision_finds_the_same_gradients_and_stays_single(m, activation, loss_name, seed):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(m, 3)), np.eye(4)[rng.integers(4, size=m)]
    double = some_network((3, 5, 4), activation, rng)
    single = some_network((3, 5, 4), activation, rng, dtype=np.float32)
    single.weights[...] = double.weights
    found = []
    for network in (double, single):
        loss = getattr(nn, loss_name)()
        output = network.forward(X.astype(network.weights.dtype))
        value = loss.forward(output, Y)
        dX = network.backward(loss.backward())
        assert {output.dtype, dX.dtype, network.gradient.dtype} == {network.weights.dtype}
        found.append((value, output, dX, network.gradient.copy()))
    assume(all(np.abs(layer.Z).min() > 1e-4 for layer in double.layers if isinstance(layer, nn.ReLU)))
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(other, one, rtol=1e-4, atol=1e-4)


@over_shapes
@given(rows, seeds)
def test_arrays_that_are_views_make_no_difference(m, seed):
    rng = np.random.default_rng(seed)
    network, loss = some_network((3, 4, 2), "ReLU", rng), nn.SoftmaxCrossEntropy()
    X, Y = rng.normal(size=(m, 3)), np.eye(2)[rng.integers(2, size=m)]
    found = []
    for view in (X, np.asfortranarray(X), np.repeat(X, 2, axis=0)[::2], X[::-1].copy()[::-1]):
        value = loss.forward(network.forward(view), Y)
        dX = network.backward(loss.backward())
        found.append((value, dX, network.gradient.copy()))
    for other in found[1:]:
        for part, same_part in zip(found[0], other, strict=True):
            np.testing.assert_allclose(same_part, part, rtol=1e-12, atol=1e-12)


# --- against PyTorch -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ORACLE["networks"], ids=lambda case: case["name"])
def test_agrees_with_pytorch(case):
    dtype = np.dtype(case["dtype"])
    tolerance = 1e-10 if dtype == np.float64 else 1e-4
    X, Y = np.array(case["X"], dtype), np.array(case["Y"], dtype)
    network, loss = some_network(case["sizes"], case["activation"], rng=0, dtype=dtype), getattr(nn, case["loss_name"])()
    network.weights[...] = case["weights"]

    output = network.forward(X)
    value = loss.forward(output, Y)
    dX = network.backward(loss.backward())
    found = {"output": output, "loss": np.array(value), "dX": dX, "gradient": network.gradient.copy()}

    for name, got in found.items():
        assert_agrees(got, np.array(case[name]), tolerance)


@pytest.mark.parametrize("name", ["SGD", "Momentum", "Adam"])
@pytest.mark.parametrize("case", ORACLE["networks"], ids=lambda case: case["name"])
def test_training_agrees_with_pytorch(case, name):
    dtype = np.dtype(case["dtype"])
    tolerance = 1e-10 if dtype == np.float64 else 1e-3
    X, Y = np.array(case["X"], dtype), np.array(case["Y"], dtype)
    network, loss = some_network(case["sizes"], case["activation"], rng=0, dtype=dtype), getattr(nn, case["loss_name"])()
    network.weights[...] = case["weights"]
    optimizer = getattr(nn, name)(ORACLE["learning_rate"])
    for _ in range(ORACLE["steps"]):
        loss.forward(network.forward(X), Y)
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    assert_agrees(network.weights, np.array(case["trained_weights"][name]), tolerance)


def test_agrees_with_pytorch_on_very_large_scores():
    case, loss = ORACLE["large_scores"], nn.SoftmaxCrossEntropy()
    assert loss.forward(np.array(case["scores"]), np.array(case["Y"], float)) == pytest.approx(case["loss"], rel=1e-12)
    assert_agrees(loss.backward(), np.array(case["d_scores"]), 1e-12)


# --- very large scores -----------------------------------------------------------------------------------------------------

large = st.one_of(st.sampled_from([-1000.0, 0.0, 1000.0]), st.floats(-1000, 1000, width=32))


@over_shapes
@given(st.lists(st.tuples(large, large, large, st.integers(0, 2)), min_size=1, max_size=5), floats)
def test_scores_up_to_1000_give_finite_losses_and_gradients(table, dtype):
    scores = np.array([row[:3] for row in table], dtype)
    labels = [row[3] for row in table]
    loss = nn.SoftmaxCrossEntropy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value = loss.forward(scores, np.eye(3)[labels])
        gradient = loss.backward()
    exact = np.mean([np.logaddexp.reduce(row) - row[label] for row, label in zip(scores.astype(float), labels, strict=True)])
    assert value == pytest.approx(exact, rel=1e-5, abs=1e-5)
    assert np.isfinite(gradient).all() and gradient.dtype == dtype
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-6)
    assert (gradient[np.arange(len(labels)), labels] <= 0).all()


@over_shapes
@given(st.lists(large, min_size=1, max_size=6), floats)
def test_sigmoid_of_very_large_numbers(numbers, dtype):
    sigmoid, Z = nn.Sigmoid(), np.array([numbers], dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        A = sigmoid.forward(Z)
        dZ = sigmoid.backward(np.ones_like(A))
    assert A.dtype == dZ.dtype == dtype
    np.testing.assert_allclose(A, 0.5 * (1 + np.tanh(Z.astype(float) / 2)), rtol=1e-5, atol=1e-6)
    assert ((dZ >= 0) & (dZ <= 0.25)).all()


# --- shapes and dtypes that do not fit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(5, 3), (4,), (2, 4, 4), ()])
def test_a_layer_refuses_an_input_that_does_not_fit_and_tells_both_shapes(shape):
    with pytest.raises(ValueError) as refusal:
        nn.Network([nn.Dense(4, 2, rng=0)]).forward(np.zeros(shape))
    assert "(m, 4)" in str(refusal.value) and str(shape) in str(refusal.value)


def test_layers_that_do_not_fit_each_other_are_refused_with_both_shapes():
    with pytest.raises(ValueError, match=r"Dense\(4, 10\).*Dense\(9, 3\).*\(4, 10\).*\(9, 3\)"):
        nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(9, 3, rng=1)])


def test_one_layer_cannot_stand_in_two_places():
    layer = nn.ReLU()
    with pytest.raises(ValueError, match="twice"):
        nn.Network([nn.Dense(4, 4), layer, nn.Dense(4, 4), layer])


def test_training_on_no_rows_is_refused():
    network = nn.Network([nn.Dense(2, 2)])
    with pytest.raises(ValueError, match="0 rows"):
        nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), np.zeros((0, 2)), np.zeros((0, 2)), epochs=1, batch_size=4)


@pytest.mark.parametrize("loss", [nn.MeanSquaredError(), nn.SoftmaxCrossEntropy()])
@pytest.mark.parametrize("shape", [(5, 2), (4, 3), (5,), (5, 1), (1, 3), (3, 5)])
def test_a_loss_refuses_labels_that_do_not_fit_and_tells_both_shapes(loss, shape):
    with pytest.raises(ValueError) as refusal:
        loss.forward(np.zeros((5, 3)), np.zeros(shape))
    assert "(5, 3)" in str(refusal.value) and str(shape) in str(refusal.value)
    assert ("one_hot" in str(refusal.value)) == (len(shape) == 1)


def test_a_column_is_not_compared_with_a_row():
    """(m, 1) with (m,) would silently become (m, m)."""
    with pytest.raises(ValueError, match=r"\(4, 1\).*\(4,\)"):
        nn.MeanSquaredError().forward(np.zeros((4, 1)), np.zeros(4))


def test_training_data_of_unequal_length_are_refused_with_both_shapes():
    with pytest.raises(ValueError, match=r"(?s)5 rows.*4.*\(5, 2\).*\(4, 3\)"):
        train_a_little(X=np.zeros((5, 2)), Y=np.zeros((4, 3)))


def test_a_batch_without_rows_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        list(nn.minibatches(np.zeros((3, 1)), np.zeros((3, 1)), 0, np.random.default_rng(0)))


def test_layers_of_two_dtypes_are_refused_by_name():
    with pytest.raises(ValueError, match="float32 and float64"):
        nn.Network([nn.Dense(2, 3, dtype=np.float32), nn.ReLU(), nn.Dense(3, 1, dtype=np.float64)])


def test_a_network_without_weights_is_refused():
    with pytest.raises(ValueError, match="none"):
        nn.Network([nn.ReLU()])


def test_predict_needs_two_classes():
    with pytest.raises(ValueError, match="one output"):
        nn.Network([nn.Dense(2, 1, rng=0)]).predict(np.zeros((3, 2)))


def test_predict_names_the_class_with_the_largest_score():
    network = nn.Network([nn.Dense(3, 3, rng=0)])
    network.weights[...] = [*np.eye(3).ravel(), 0, 0, 0.5]
    assert network.predict([[3, 1, 2], [0, 1, 0], [0, 0.2, 0]]).tolist() == [0, 1, 2]


# --- one vector of weights ---------------------------------------------------------------------------------------------------


def test_the_weights_of_all_layers_are_one_vector():
    network = some_network((4, 10, 3), rng=5)
    first, last = network.layers[0], network.layers[2]
    assert network.weights.shape == network.gradient.shape == (4 * 10 + 10 + 10 * 3 + 3,)
    assert np.array_equal(network.weights, np.concatenate([first.W.ravel(), first.b, last.W.ravel(), last.b]))

    X = np.ones((1, 4))
    network.weights[...] = 0
    assert not network.forward(X).any()
    last.b[...] = 7
    assert network.weights[-3:].tolist() == [7, 7, 7]


def test_a_layer_in_a_network_keeps_the_weights_it_began_with():
    layer = nn.Dense(3, 2, rng=8)
    began_with = layer.W.copy()
    network = nn.Network([layer])
    assert np.array_equal(network.weights[:6].reshape(3, 2), began_with)
    assert np.array_equal(nn.Dense(3, 2, rng=8).W, began_with) and not np.array_equal(nn.Dense(3, 2, rng=9).W, began_with)


def test_first_weights_are_of_a_size_that_keeps_signals_alive():
    """He et al. (2015): normal, mean 0, standard deviation sqrt(2 / n_in); biases 0."""
    layer = nn.Dense(200, 300, rng=0)
    assert abs(layer.W.std() / np.sqrt(2 / 200) - 1) < 0.02
    assert abs(layer.W.mean()) < 0.002
    assert not layer.b.any()


def test_a_step_goes_against_the_gradient_in_place():
    weights, gradient = np.array([1.0, -2.0]), np.array([0.5, 4.0])
    nn.SGD(0.1).step([weights], [gradient])
    np.testing.assert_allclose(weights, [0.95, -2.4], rtol=1e-12)
    assert gradient.tolist() == [0.5, 4.0]


# --- training ----------------------------------------------------------------------------------------------------------------


def spots(m=50, dtype=np.float64):
    """Points around three centres: easy to tell apart."""
    rng = np.random.default_rng(11)
    labels = rng.integers(3, size=m)
    X = np.array([[0, 2], [2, -1], [-2, -1]])[labels] + 0.5 * rng.normal(size=(m, 2))
    return X.astype(dtype), np.eye(3, dtype=dtype)[labels], labels


def train_a_little(X=None, Y=None, epochs=3, batch_size=8, rng=0, validation=None, dtype=np.float64, learning_rate=0.1):
    if X is None:
        X, Y, _ = spots(dtype=dtype)
    network = nn.Network([nn.Dense(2, 6, rng=1, dtype=dtype), nn.ReLU(), nn.Dense(6, 3, rng=2, dtype=dtype)])
    loss, optimizer = nn.SoftmaxCrossEntropy(), nn.SGD(learning_rate)
    history = nn.train(network, loss, optimizer, X, Y, epochs, batch_size, rng=rng, validation=validation)
    return network, history


def test_training_learns():
    X, Y, labels = spots()
    network, history = train_a_little(X, Y, epochs=40)
    assert history[0] > 0.3 and history[-1] < 0.05
    assert np.mean(network.predict(X) == labels) >= 0.98


def test_the_same_seed_gives_the_same_training():
    one, one_history = train_a_little(rng=4)
    same, same_history = train_a_little(rng=np.random.default_rng(4))
    other, other_history = train_a_little(rng=5)
    assert one.weights.tobytes() == same.weights.tobytes() and one_history == same_history
    assert one.weights.tobytes() != other.weights.tobytes() and one_history != other_history


def test_every_epoch_is_shuffled_anew():
    X, Y, _ = spots(12)
    seen = []

    class Diary(nn.SGD):
        def step(self, parameters, gradients):
            seen.append(gradients[0].copy())

    nn.train(some_network((2, 3), rng=0), nn.MeanSquaredError(), Diary(0.1), X, Y, epochs=2, batch_size=12, rng=0)
    nn.train(some_network((2, 3), rng=0), nn.MeanSquaredError(), Diary(0.1), X, Y, epochs=2, batch_size=5, rng=0)
    whole, batches = seen[:2], seen[2:]
    np.testing.assert_allclose(whole[0], whole[1], rtol=1e-9)
    assert not np.allclose(batches[:3], batches[3:])


def test_history_is_a_list_of_the_epochs_losses():
    X, Y, _ = spots(21)
    _, history = train_a_little(X, Y, epochs=5)
    assert isinstance(history, list) and len(history) == 5 and history.validation == []
    assert all(type(loss) is float for loss in history)

    _, history = train_a_little(X, Y, epochs=5, validation=(X[:4], Y[:4]))
    assert len(history.validation) == 5 and all(type(loss) is float for loss in history.validation)


def test_an_epochs_loss_is_the_mean_over_all_rows_though_the_last_batch_is_short():
    X, Y, _ = spots(21)
    network, history = train_a_little(X, Y, epochs=2, batch_size=8, learning_rate=0)
    whole = nn.SoftmaxCrossEntropy().forward(network.forward(X), Y)
    np.testing.assert_allclose(history, [whole, whole], rtol=1e-12)


def test_validation_is_measured_after_each_epoch():
    X, Y, _ = spots()
    network, history = train_a_little(X, Y, epochs=3, validation=(X[:10], Y[:10]))
    assert history.validation[-1] == nn.SoftmaxCrossEntropy().forward(network.forward(X[:10]), Y[:10])
    shorter, _ = train_a_little(X, Y, epochs=2)
    assert history.validation[1] == nn.SoftmaxCrossEntropy().forward(shorter.forward(X[:10]), Y[:10])


def test_validation_data_never_influence_the_weights():
    X, Y, _ = spots()
    without, history = train_a_little(X, Y)
    for validation in [(X[:7], Y[:7]), (1000 * X[::-1], Y)]:
        with_validation, same_history = train_a_little(X, Y, validation=validation)
        assert with_validation.weights.tobytes() == without.weights.tobytes()
        assert same_history == history


def test_training_is_the_loop_written_out():
    """Every batch, the short last one too: forward, loss, backward, step."""
    X, Y, _ = spots(21)
    trained, history = train_a_little(X, Y, epochs=2, rng=3)

    network, loss, rng = some_network((2, 6, 3)), nn.SoftmaxCrossEntropy(), np.random.default_rng(3)
    network.weights[...] = train_a_little(X, Y, epochs=0)[0].weights
    for epoch in range(2):
        order, total = rng.permutation(21), 0.0
        for part in (order[:8], order[8:16], order[16:]):
            total += loss.forward(network.forward(X[part]), Y[part]) * len(part)
            network.backward(loss.backward())
            network.weights -= 0.1 * network.gradient
        assert history[epoch] == pytest.approx(total / 21, rel=1e-12)
    np.testing.assert_allclose(trained.weights, network.weights, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("given_as", [np.float32, np.float64, int])
def test_the_dtype_of_the_weights_is_kept_throughout(dtype, given_as):
    X, Y, _ = spots()
    dtypes = set()

    class Diary(nn.SGD):
        def step(self, parameters, gradients):
            super().step(parameters, gradients)
            dtypes.update(array.dtype for array in [*parameters, *gradients])

    network = some_network((2, 6, 3), dtype=dtype)
    data = (10 * X).astype(given_as), Y.astype(given_as)
    nn.train(network, nn.SoftmaxCrossEntropy(), Diary(0.01), *data, epochs=2, batch_size=8, rng=0, validation=data)
    layers = {array.dtype for layer in network.layers for array in [*layer.parameters(), *layer.gradients()]}
    assert dtypes | layers | {network.forward(data[0]).dtype} == {np.dtype(dtype)}


def test_training_changes_neither_x_nor_y():
    X, Y, _ = spots()
    X.flags.writeable = Y.flags.writeable = False
    train_a_little(X, Y)


@over_shapes
@given(st.integers(1, 20), st.integers(1, 25), seeds)
def test_minibatches_give_each_row_once_with_its_label(m, batch_size, seed):
    X, Y = np.arange(m * 2.0).reshape(m, 2), np.arange(m) + 100
    batches = list(nn.minibatches(X, Y, batch_size, np.random.default_rng(seed)))
    assert [len(X_batch) for X_batch, _ in batches] == [batch_size] * (m // batch_size) + [m % batch_size] * (m % batch_size > 0)
    places = np.concatenate([Y_batch for _, Y_batch in batches]) - 100
    assert sorted(places.tolist()) == list(range(m))
    assert np.array_equal(np.concatenate([X_batch for X_batch, _ in batches]), X[places])
    assert np.array_equal(X, np.arange(m * 2.0).reshape(m, 2)) and np.array_equal(Y, np.arange(m) + 100)


def test_minibatches_are_shuffled_by_the_given_generator():
    X = np.arange(30.0)[:, None]
    order = lambda rng: np.concatenate([batch for batch, _ in nn.minibatches(X, X, 7, rng)]).ravel().tolist()
    rng = np.random.default_rng(0)
    first, second = order(rng), order(rng)
    assert first == order(np.random.default_rng(0))
    assert first != second and first != X.ravel().tolist()


# --- saving and loading ------------------------------------------------------------------------------------------------------


@over_shapes
@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), activations, st.sampled_from([np.float16, np.float32, np.float64]), seeds)
def test_what_is_saved_comes_back_exactly(tmp_path_factory, sizes, activation, dtype, seed):
    path = tmp_path_factory.mktemp("saved") / "network.npz"
    network = some_network(sizes, activation, seed, dtype)
    network.weights[:2] = [np.finfo(dtype).smallest_subnormal, -0.0]
    network.save(path)
    loaded = nn.Network.load(path)
    assert (loaded.weights.tobytes(), loaded.weights.dtype) == (network.weights.tobytes(), network.weights.dtype)
    assert repr(loaded) == repr(network)
    X = np.random.default_rng(seed).normal(size=(4, sizes[0]))
    assert loaded.forward(X).tobytes() == network.forward(X).tobytes()


def test_numbers_that_are_none_come_back_too(tmp_path):
    network = some_network((2, 2))
    network.weights[:3] = [np.nan, np.inf, -np.inf]
    network.save(tmp_path / "network.npz")
    assert nn.Network.load(tmp_path / "network.npz").weights.tobytes() == network.weights.tobytes()


def test_a_loaded_network_can_be_trained_further(tmp_path):
    X, Y, _ = spots()
    network, _ = train_a_little(X, Y)
    network.save(tmp_path / "network.npz")
    loaded = nn.Network.load(tmp_path / "network.npz")
    for each in (network, loaded):
        nn.train(each, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, Y, epochs=2, batch_size=8, rng=9)
    assert loaded.weights.tobytes() == network.weights.tobytes()


def test_the_file_has_the_name_it_was_given_and_no_pickles(tmp_path):
    some_network((2, 2)).save(str(tmp_path / "été 2026"))
    assert [path.name for path in tmp_path.iterdir()] == ["été 2026"]
    with np.load(tmp_path / "été 2026", allow_pickle=False) as file:
        assert sorted(file.files) == ["layers", "weights"]
        assert not any(file[name].dtype.hasobject for name in file.files)
    assert nn.Network.load(str(tmp_path / "été 2026")).weights.size == 6


def test_saving_again_replaces_the_old_file(tmp_path):
    path = tmp_path / "network.npz"
    some_network((2, 2), rng=0).save(path)
    newer = some_network((3, 3), rng=1)
    newer.save(path)
    assert nn.Network.load(path).weights.tobytes() == newer.weights.tobytes()


def test_a_missing_file_is_told_as_such(tmp_path):
    with pytest.raises(FileNotFoundError):
        nn.Network.load(tmp_path / "nobody.npz")
    with pytest.raises(FileNotFoundError):
        some_network((2, 2)).save(tmp_path / "no folder" / "network.npz")


def zipped(**members):
    """The bytes of a zip file with these members, whatever they hold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return file.getvalue()


def arrays(**named):
    file = io.BytesIO()
    np.savez(file, **named)
    return file.getvalue()


def forged(shape, descr="'<f8'"):
    """An array file whose header promises what is not there."""
    header = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + bytes(8)


class Harmful:
    """Unpickled, it would leave a trace."""

    def __reduce__(self):
        return exec, ("import builtins; builtins.layerwise_was_harmed = True",)


LAYERS = np.array(["Dense(4, 10)", "ReLU()", "Dense(10, 3)"])
OBJECTS = np.array([Harmful(), 1], dtype=object)
NUMBERS = np.zeros(83)
FOREIGN = {
    "objects as weights": (arrays(weights=OBJECTS, layers=LAYERS), "allow_pickle=False"),
    "objects as layers": (arrays(weights=NUMBERS, layers=OBJECTS), "allow_pickle=False"),
    "a raw pickle": (pickle.dumps(Harmful()), "no .npz file"),
    "a pickle inside the zip": (zipped(weights=pickle.dumps(Harmful()), layers=pickle.dumps(Harmful())), "one of names"),
    "an empty file": (b"", "no .npz file"),
    "a text": (b"Dense(4, 10)", "no .npz file"),
    "a single array": (forged("(1,)"), "no .npz file"),
    "an empty zip": (zipped(), r"holds \[\]"),
    "no layers": (arrays(weights=NUMBERS), r"holds \['weights'\]"),
    "no weights": (arrays(layers=LAYERS), r"holds \['layers'\]"),
    "another array": (arrays(weights=NUMBERS, layers=LAYERS, birds=NUMBERS), "'birds'"),
    "whole numbers": (arrays(weights=np.zeros(83, np.int64), layers=LAYERS), "floating-point numbers"),
    "complex numbers": (arrays(weights=np.zeros(83, complex), layers=LAYERS), "floating-point numbers"),
    "texts as weights": (arrays(weights=np.array(["0"] * 83), layers=LAYERS), "floating-point numbers"),
    "numbers as layers": (arrays(weights=NUMBERS, layers=NUMBERS), "one of names"),
    "one name": (arrays(weights=NUMBERS, layers=np.array("Dense(4, 10)")), "one of names"),
    "one weight too few": (arrays(weights=NUMBERS[1:], layers=LAYERS), r"shape \(83,\) and the file has \(82,\)"),
    "a table of weights": (arrays(weights=NUMBERS[:, None], layers=LAYERS), r"shape \(83,\) and the file has \(83, 1\)"),
    "an unknown layer": (arrays(weights=NUMBERS, layers=np.array(["Dense(4, 10)", "Evil()"])), r"'Evil\(\)'"),
    "a layer that is code": (arrays(weights=NUMBERS, layers=np.array(["__import__('os')"])), "not known here"),
    "a layer without inputs": (arrays(weights=NUMBERS, layers=np.array(["Dense(0, 83)"])), "not known here"),
    "a layer with one size": (arrays(weights=NUMBERS, layers=np.array(["Dense(4)"])), "not known here"),
    "an activation with a size": (arrays(weights=NUMBERS, layers=np.array([*LAYERS, "ReLU(3)"])), "not known here"),
    "a dropout of everything": (arrays(weights=NUMBERS, layers=np.array([*LAYERS, "Dropout(1.0)"])), "not known here"),
    "a dropout of nonsense": (arrays(weights=NUMBERS, layers=np.array([*LAYERS, "Dropout(nan)"])), "not known here"),
    "huge layers": (arrays(weights=NUMBERS, layers=np.array(["Dense(99999, 99999)"] * 1000)), "need weights of shape"),
    "a huge array": (zipped(weights=forged("(1000000000000,)"), layers=forged("(1,)")), ""),
    "a shape beyond counting": (zipped(weights=forged("(10000000000000000000000,)"), layers=forged("(1,)")), ""),
    "a shape of nonsense": (zipped(weights=forged("(True,)"), layers=forged("(1,)")), ""),
    "a header cut short": (zipped(weights=forged("(3,3"), layers=forged("(1,)")), ""),
}


@pytest.mark.parametrize("content, reason", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused_with_its_name_and_the_reason(tmp_path, content, reason):
    path = tmp_path / "foreign.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f"(?s)foreign.npz is not a network that Network.save wrote: .*{reason}"):
        nn.Network.load(path)
    import builtins

    assert not hasattr(builtins, "layerwise_was_harmed")


def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path):
    network, path = some_network((4, 5, 3)), tmp_path / "network.npz"
    network.save(path)
    content = path.read_bytes()
    for end in [*range(0, len(content), 9), *range(len(content) - 30, len(content))]:
        path.write_bytes(content[:end])
        with pytest.raises(ValueError, match="is not a network"):
            nn.Network.load(path)


def test_a_damaged_file_is_refused_or_does_no_harm(tmp_path):
    """Some bytes of a zip file, such as its date, mean nothing. Any other change must be noticed."""
    network, path = some_network((2, 3, 2)), tmp_path / "network.npz"
    network.save(path)
    content, refused = path.read_bytes(), 0
    for place in range(len(content)):
        changed = content[place] ^ (1, 32, 64, 255)[place % 4]
        path.write_bytes(content[:place] + bytes([changed]) + content[place + 1 :])
        try:
            loaded = nn.Network.load(path)
        except ValueError as refusal:
            assert "is not a network" in str(refusal)
            refused += 1
        else:
            assert loaded.weights.tobytes() == network.weights.tobytes() and repr(loaded) == repr(network)
    assert refused > len(content) / 2


# --- what it needs ------------------------------------------------------------------------------------------------------------


def test_nn_needs_numpy_and_nothing_else():
    # Modules without a file, such as Cython's, are made inside others and not loaded.
    program = (
        "import sys, layerwise.nn\n"
        "loaded = {name.partition('.')[0] for name, module in sys.modules.items() if getattr(module, '__file__', None)}\n"
        "print(sorted(name for name in loaded - set(sys.stdlib_module_names) if not name.startswith('_')))"
    )
    # -S: without site-packages' own start-up files, which may load what they like; so the path has to be given.
    places = os.pathsep.join([str(ROOT), str(Path(np.__file__).parents[1])])
    command = [sys.executable, "-S", "-c", program]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": places}, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "['layerwise', 'numpy']"


def test_nn_imports_nothing_of_the_other_rooms_but_how_a_file_is_written_whole():
    for path in (ROOT / "layerwise" / "nn").glob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith(("import layerwise", "from layerwise")):
                whole = line == "from layerwise.ground.files import write_whole"
                assert line.startswith("from layerwise.nn.") or whole, f"{path.name}: {line}"


# --- optimizers that remember ------------------------------------------------------------------------------------------------


def some_steps(optimizer, n=6, dtype=np.float64):
    """Two parameters after n steps, with gradients that are always the same."""
    rng = np.random.default_rng(7)
    parameters = [rng.normal(size=(3, 2)).astype(dtype), rng.normal(size=2).astype(dtype)]
    for _ in range(n):
        gradients = [rng.normal(size=parameter.shape).astype(dtype) for parameter in parameters]
        kept = [gradient.copy() for gradient in gradients]
        same = list(parameters)
        optimizer.step(parameters, gradients)
        assert all(map(np.array_equal, gradients, kept)), "the gradients are left as they are"
        assert all(now is then for now, then in zip(parameters, same, strict=True)), "in place"
    return parameters


def by_the_exercise(step, state, *numbers):
    """An optimizer that takes the step of an exercise's answer; `state` names how many lists of arrays it keeps."""

    class Plain:
        t = 0

        def step(self, parameters, gradients):
            if self.t == 0:
                self.lists = [[np.zeros_like(parameter) for parameter in parameters] for _ in range(state)]
            self.t += 1
            step(parameters, gradients, *self.lists, *([self.t] if state == 2 else []), *numbers)

    return Plain()


@pytest.mark.parametrize(
    "optimizer, plain",
    [
        (lambda: nn.Momentum(0.1), lambda: by_the_exercise(momentum_step, 1, 0.1, 0.9)),
        (lambda: nn.Momentum(0.02, 0.5), lambda: by_the_exercise(momentum_step, 1, 0.02, 0.5)),
        (lambda: nn.Adam(), lambda: by_the_exercise(adam_step, 2, 0.001, 0.9, 0.999, 1e-8)),
        (lambda: nn.Adam(0.1, 0.5, 0.8, 0.3), lambda: by_the_exercise(adam_step, 2, 0.1, 0.5, 0.8, 0.3)),
    ],
)
def test_the_steps_are_those_that_the_learner_writes(optimizer, plain):
    for got, wanted in zip(some_steps(optimizer()), some_steps(plain()), strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-12)


def test_momentum_by_hand():
    weight, optimizer = np.array([0.5]), nn.Momentum(0.1, momentum=0.9)
    for wanted in (0.4622, 0.39038, 0.287942):
        optimizer.step([weight], [np.array([0.378])])
        assert weight[0] == pytest.approx(wanted, rel=1e-12)


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient():
    weights = np.zeros(3)
    nn.Adam(0.25).step([weights], [np.array([1e-3, -1.0, 1e3])])
    np.testing.assert_allclose(weights, [-0.25, 0.25, -0.25], rtol=1e-4)


def test_adam_leaves_a_weight_without_a_gradient_where_it_is():
    weights, adam = np.array([1.0, 2.0]), nn.Adam(0.1)
    for _ in range(3):
        adam.step([weights], [np.array([0.0, 1.0])])
    assert weights[0] == 1.0 and weights[1] < 2.0


@pytest.mark.parametrize("make", [lambda: nn.Momentum(0.1), lambda: nn.Adam(0.1)])
def test_an_optimizer_begins_anew_for_another_network_and_goes_on_for_the_same(make):
    optimizer = make()
    fresh = some_steps(optimizer)
    for got, wanted in zip(some_steps(optimizer), fresh, strict=True):
        np.testing.assert_array_equal(got, wanted)

    X, Y, _ = spots()
    weights = []
    for parts in ((4,), (1, 3)):
        network, optimizer, rng = nn.Network([nn.Dense(2, 3, rng=0)]), make(), np.random.default_rng(1)
        for epochs in parts:
            nn.train(network, nn.SoftmaxCrossEntropy(), optimizer, X, Y, epochs, batch_size=8, rng=rng)
        weights.append(network.weights.tobytes())
    assert weights[0] == weights[1]


@pytest.mark.parametrize("optimizer", [lambda: nn.Momentum(0.1), lambda: nn.Adam()])
def test_single_precision_stays_single_in_every_optimizer(optimizer):
    used = optimizer()
    assert {parameter.dtype for parameter in some_steps(used, dtype=np.float32)} == {np.dtype(np.float32)}
    kept = [array for name in ("velocity", "m", "v") for array in getattr(used, name, [])]
    assert {array.dtype for array in kept} == {np.dtype(np.float32)}
    for got, wanted in zip(some_steps(used, dtype=np.float32), some_steps(optimizer()), strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-4, atol=1e-6)


# --- dropout -----------------------------------------------------------------------------------------------------------------


def dropout_network(rate=0.5, dtype=np.float64):
    layers = [nn.Dense(2, 30, rng=1, dtype=dtype), nn.ReLU(), nn.Dropout(rate, rng=2), nn.Dense(30, 3, rng=3, dtype=dtype)]
    return nn.Network(layers)


def test_dropout_passes_everything_unless_the_network_is_trained():
    layer, A = nn.Dropout(0.9, rng=0), np.random.default_rng(0).normal(size=(20, 30))
    assert np.array_equal(layer.forward(A), A) and np.array_equal(layer.backward(A), A)


@pytest.mark.parametrize("rate", [0, 0.2, 0.5, 0.9])
@floats_given
def test_dropout_drops_the_rate_and_divides_what_it_keeps(rate, dtype):
    layer, A = nn.Dropout(rate, rng=0), np.random.default_rng(0).normal(size=(200, 300)).astype(dtype)
    kept_A, layer.training = A.copy(), True
    out = layer.forward(A)
    assert out.dtype == layer.backward(A).dtype == dtype and np.array_equal(A, kept_A)
    assert np.mean(out == 0) == pytest.approx(rate, abs=0.01)
    np.testing.assert_allclose(out[out != 0], A[out != 0] / (1 - rate), rtol=1e-6)
    assert rate == 0 or not np.array_equal(out == 0, layer.forward(A) == 0), "others in each step"
    again = nn.Dropout(rate, rng=0)
    again.training = True
    assert np.array_equal(again.forward(A), out), "the seed decides"


def test_gradients_of_dropout():
    rng = np.random.default_rng(3)
    layer, A, direction = nn.Dropout(0.4), rng.normal(size=(4, 5)), rng.normal(size=(4, 5))
    layer.training = True

    def f():
        layer.rng = np.random.default_rng(8)
        return float(np.sum(layer.forward(A) * direction))

    f()
    assert_agrees(layer.backward(direction), central_differences(f, A))


@pytest.mark.parametrize("rate", [-0.1, 1, 1.5, float("nan")])
def test_a_rate_that_is_no_probability_is_refused(rate):
    with pytest.raises(ValueError, match="from 0 up to"):
        nn.Dropout(rate)


def test_dropout_is_at_work_in_training_and_nowhere_else():
    X, Y, _ = spots()
    network = dropout_network()
    seen = []

    class Watching(nn.SoftmaxCrossEntropy):
        def forward(self, scores, labels):
            seen.append(("validation" if len(labels) == 7 else "training", network.layers[2].training))
            return super().forward(scores, labels)

    def ask(history):
        seen.append(("callback", network.layers[2].training))

    nn.train(network, Watching(), nn.SGD(0.1), X, Y, 2, batch_size=25, rng=0, validation=(X[:7], Y[:7]), each_epoch=ask)
    assert seen == [("training", True), ("training", True), ("validation", False), ("callback", False)] * 2
    assert np.array_equal(network.forward(X), network.forward(X))

    with pytest.raises(ValueError):
        nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, Y[:, :2], 1, batch_size=25)
    assert np.array_equal(network.forward(X), network.forward(X)), "not even after an error"


@pytest.mark.parametrize("rate", [0, 1e-5, 0.25])
def test_dropout_is_saved_and_loaded(tmp_path, rate):
    X, Y, _ = spots()
    network = dropout_network(rate)
    nn.train(network, nn.SoftmaxCrossEntropy(), nn.Adam(0.01), X, Y, 2, batch_size=8, rng=0)
    network.save(tmp_path / "network.npz")
    loaded = nn.Network.load(tmp_path / "network.npz")
    assert repr(loaded) == repr(network) and loaded.layers[2].rate == rate
    assert loaded.forward(X).tobytes() == network.forward(X).tobytes()
    nn.train(loaded, nn.SoftmaxCrossEntropy(), nn.Adam(0.01), X, Y, 1, batch_size=8, rng=0)


def test_a_file_from_before_there_was_dropout_loads(tmp_path):
    path = tmp_path / "older.npz"
    path.write_bytes(arrays(weights=np.arange(83.0), layers=LAYERS))
    assert repr(nn.Network.load(path)) == "Network([Dense(4, 10), ReLU(), Dense(10, 3)])"


# --- pressing stop -----------------------------------------------------------------------------------------------------------


def press_stop():
    signal.raise_signal(signal.SIGINT)


def test_stop_keeps_the_weights_and_the_history_so_far(capsys):
    X, Y, _ = spots()
    network = dropout_network()
    weights = []

    def stop_after_two(history):
        weights.append(network.weights.copy())
        if len(history) == 2:
            press_stop()

    arguments = nn.SoftmaxCrossEntropy(), nn.Adam(), X, Y
    history = nn.train(network, *arguments, epochs=9, batch_size=8, rng=0, validation=(X, Y), each_epoch=stop_after_two)
    assert len(history) == len(history.validation) == 2 and history.epochs == 9
    assert np.array_equal(network.weights, weights[-1])
    assert np.array_equal(network.forward(X), network.forward(X))
    assert capsys.readouterr().out == (
        "Stopped after 2 of 9 epochs. The network keeps all it has learnt, and the history the losses so far.\n"
    )


def test_an_epoch_that_was_stopped_before_its_validation_is_not_in_the_history(capsys):
    X, Y, _ = spots()
    calls = []

    class Stopped(nn.SoftmaxCrossEntropy):
        def forward(self, scores, labels):
            calls.append(len(labels))
            if len(labels) == 7 and calls.count(7) == 3:
                press_stop()
            return super().forward(scores, labels)

    network = nn.Network([nn.Dense(2, 3, rng=0)])
    history = nn.train(network, Stopped(), nn.SGD(0.1), X, Y, 9, batch_size=25, rng=0, validation=(X[:7], Y[:7]))
    assert len(history) == len(history.validation) == 2
    assert "after 2 of 9 epochs" in capsys.readouterr().out


@pytest.mark.parametrize("make", [lambda: nn.SGD(0.1), lambda: nn.Momentum(0.1), lambda: nn.Adam()])
def test_stop_at_any_moment_leaves_the_weights_of_a_whole_step(make, capsys):
    X, Y, _ = spots()
    network = nn.Network([nn.Dense(2, 6, rng=1), nn.ReLU(), nn.Dense(6, 3, rng=2)])
    optimizer, moments = make(), {"before": network.weights.copy()}

    class Watched:
        """Notes what the weights are before and after each step; at the first step it sets the alarm, so that it rings in the training."""

        def __init__(self, milliseconds):
            self.alarm = threading.Timer(milliseconds / 1000, _thread.interrupt_main)

        def step(self, parameters, gradients):
            if not self.alarm.ident:
                self.alarm.start()
            moments["before"], after = parameters[0].copy(), parameters[0].copy()
            twin = copy.deepcopy(optimizer)
            if hasattr(twin, "first"):
                twin.first = after if optimizer.first is parameters[0] else None
            twin.step([after], gradients)
            moments["after"] = after
            optimizer.step(parameters, gradients)

    for milliseconds in range(3, 60, 4):
        watched = Watched(milliseconds)
        nn.train(network, nn.SoftmaxCrossEntropy(), watched, X, Y, 20_000, batch_size=8, rng=0)
        watched.alarm.join()
        assert any(np.array_equal(network.weights, moment) for moment in moments.values())
    assert capsys.readouterr().out.count("Stopped after") == len(range(3, 60, 4))


def test_each_epoch_is_called_with_the_history_so_far():
    X, Y, _ = spots()
    seen = []
    look = lambda history: seen.append((len(history), len(history.validation), history.epochs))
    network = nn.Network([nn.Dense(2, 3, rng=0)])
    nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, Y, 3, batch_size=8, rng=0, validation=(X, Y), each_epoch=look)
    assert seen == [(1, 1, 3), (2, 2, 3), (3, 3, 3)]
