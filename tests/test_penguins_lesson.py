"""What lesson 09 promises: at least 97 % for each of ten seeds, and a network that comes back from its file in a fresh process."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from layerwise import data, nn
from layerwise.exercises.penguins.split import split
from layerwise.exercises.penguins.standardize import standardize
from layerwise.exercises.probabilities.one_hot import one_hot

ROOT = Path(__file__).resolve().parents[1]
BENCHMARK = runpy.run_path(str(ROOT / "benchmarks" / "penguins_ten_seeds.py"))

TRAIN_AND_SAVE = """
import json, sys
import numpy as np

penguins = data.load_penguins().complete()
birds_train, birds_val, y_train, y_val = split(penguins.features, penguins.labels, 0.25, np.random.default_rng(3))
X_train, X_val = standardize(birds_train, birds_val)
network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X_train, one_hot(y_train, 3), epochs=50, batch_size=16, rng=2)
network.save(sys.argv[1])
print(json.dumps({"weights": network.weights.tobytes().hex(), "predicted": network.predict(X_val).tolist()}))
"""

LOAD_AND_PREDICT = """
import json, sys
import numpy as np
from layerwise import nn

network = nn.Network.load(sys.argv[1])
birds = np.array(json.load(sys.stdin))
print(json.dumps({"weights": network.weights.tobytes().hex(), "predicted": network.predict(birds).tolist()}))
"""


def in_a_fresh_process(program, *arguments, given=""):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    run = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", env=environment, timeout=60)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("seed", BENCHMARK["SEEDS"])
def test_the_network_recognises_at_least_97_percent_of_the_held_back_penguins(seed):
    assert BENCHMARK["validation_accuracy"](seed) >= 0.97


def test_there_are_ten_seeds():
    assert len(set(BENCHMARK["SEEDS"])) == 10


def test_the_final_weights_are_the_trained_model(tmp_path):
    """Trained and saved in one process, loaded in another that knows no data: the same weights and the same predictions."""
    penguins = data.load_penguins().complete()
    birds_train, birds_val, _, y_val = split(penguins.features, penguins.labels, 0.25, np.random.default_rng(3))
    _, X_val = standardize(birds_train, birds_val)

    trained = in_a_fresh_process(TRAIN_AND_SAVE, tmp_path / "penguins.npz")
    loaded = in_a_fresh_process(LOAD_AND_PREDICT, tmp_path / "penguins.npz", given=json.dumps(X_val.tolist()))

    assert loaded == trained
    assert np.mean(np.array(loaded["predicted"]) == y_val) >= 0.97


def test_the_held_back_birds_decide_about_nothing():
    """Nonsense in place of the held-back birds changes neither the scale of the training birds nor the weights."""
    penguins = data.load_penguins().complete()
    birds_train, birds_val, y_train, y_val = split(penguins.features, penguins.labels, 0.25, np.random.default_rng(3))

    def final_weights(held_back):
        X_train, X_val = standardize(birds_train, held_back)
        network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
        held_back = (X_val, one_hot(y_val, 3))
        nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X_train, one_hot(y_train, 3), 3, 16, rng=2, validation=held_back)
        return network.weights.tobytes()

    assert final_weights(birds_val) == final_weights(-1000 * birds_val[::-1])
