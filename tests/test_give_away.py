"""Lessons 09 and 11 leave a trained model in the workbook, beside a program that uses it and needs nothing of the course."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from layerwise import data, nn, workbook
from layerwise.press import notebooks

ROOT = Path(__file__).resolve().parents[1]


def saving_cell(notebook):
    """The code of the cell that saves the model, and of the one that writes the program where that is another."""
    cells = notebooks.read((ROOT / "notebooks" / notebook).read_bytes())["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n".join(source for source in sources if "np.savez(" in source or "program = " in source)


@pytest.fixture
def learners_workbook(tmp_path, monkeypatch):
    folder = tmp_path / "my wörkbook"
    (folder / ".layerwise").mkdir(parents=True)
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(folder))
    return folder


def asked(folder, *arguments):
    """What the program says in a Python that sees neither the course nor the folder where it was started."""
    command = [sys.executable, "-I", str(folder / "predict.py"), *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder.parent, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_the_penguin_reader_says_what_its_network_says(learners_workbook):
    penguins = data.load_penguins().complete()
    birds = penguins.features
    network = nn.Network([nn.Dense(4, 10, rng=0), nn.ReLU(), nn.Dense(10, 3, rng=1)])
    X = (birds - birds.mean(axis=0)) / birds.std(axis=0)
    nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, np.eye(3)[penguins.labels], epochs=5, batch_size=16, rng=2)
    (W1, b1), (W2, b2) = network.layers[0].parameters(), network.layers[2].parameters()
    names = {"measured": penguins.feature_names, "species": penguins.label_names, "birds_train": birds}
    exec(saving_cell("09_penguins.ipynb"), {"np": np, "workbook": workbook, "W1": W1, "b1": b1, "W2": W2, "b2": b2, **names})

    folder = learners_workbook / "penguin_reader"
    for row in (0, 160, 209, 341):
        assert asked(folder, *birds[row]) == f"Species: {penguins.label_names[network.predict(X)[row]]}"
    with np.load(folder / "penguins.npz", allow_pickle=False) as model:
        assert model["columns"].tolist() == list(penguins.feature_names)
        assert model["species"].tolist() == list(penguins.label_names)


def test_the_digit_reader_says_what_its_network_says(learners_workbook):
    digits = data.load_digits()
    X, rng = digits.features / 16, np.random.default_rng(0)
    network = nn.Network([nn.Dense(64, 16, rng=rng), nn.ReLU(), nn.Dropout(0.2, rng=rng), nn.Dense(16, 10, rng=rng)])
    nn.train(network, nn.SoftmaxCrossEntropy(), nn.Adam(0.01), X, np.eye(10)[digits.labels], epochs=5, batch_size=32, rng=2)
    exec(saving_cell("11_digits.ipynb"), {"np": np, "workbook": workbook, "network": network, "X_test": X[7:]})

    folder = learners_workbook / "digit_reader"
    assert asked(folder, folder / "digit.txt") == f"It is a {network.predict(X)[7]}"
    for row in (0, 100, 1796):
        np.savetxt(folder / "mine.txt", digits.images[row], fmt="%d")
        assert asked(folder, folder / "mine.txt") == f"It is a {network.predict(X)[row]}"


def test_a_folder_is_made_once_and_what_is_in_it_stays(learners_workbook):
    folder = workbook.make_folder("penguin_reader")
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    assert workbook.make_folder("penguin_reader") == folder == learners_workbook / "penguin_reader"
    assert (folder / "note.txt").read_text(encoding="utf-8") == "mine"


def test_outside_a_workbook_the_folder_is_a_passing_one_and_that_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = workbook.make_folder("penguin_reader")
    assert folder.is_dir() and folder.name == "penguin_reader"
    assert tmp_path not in folder.parents
    assert "not in a workbook" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
