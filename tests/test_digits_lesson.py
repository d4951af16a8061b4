"""What lesson 11 promises: at least 97.5 % of held-back digits in the median of five seeds, in under 20 s of training."""

import re
import runpy
import statistics
from pathlib import Path

import pytest
from amounts import only_with_long

from layerwise.press import notebooks

ROOT = Path(__file__).resolve().parents[1]
BENCHMARK = runpy.run_path(str(ROOT / "benchmarks" / "digits_five_seeds.py"))


@pytest.fixture(scope="module")
def runs():
    assert len(set(BENCHMARK["SEEDS"])) == 5
    return [BENCHMARK["held_back_accuracy"](seed) for seed in BENCHMARK["SEEDS"]]


@only_with_long
def test_the_median_of_five_seeds_reads_97_and_a_half_percent_of_the_held_back_digits(runs):
    accuracies = [accuracy for accuracy, _ in runs]
    assert statistics.median(accuracies) >= 0.975, accuracies
    assert min(accuracies) >= 0.95, accuracies


def test_it_takes_less_than_20_seconds(runs):
    assert statistics.median(seconds for _, seconds in runs) < 20


def test_the_lessons_own_network_reads_its_test_digits():
    """The stored output, which nbval compares with what the lesson computes."""
    solution = notebooks.read((ROOT / "solutions" / "11_digits.ipynb").read_bytes())
    texts = ["".join(output.get("text", "")) for cell in solution["cells"] for output in cell.get("outputs", [])]
    [(percent, count)] = re.findall(r"^test: ([\d.]+) % of (\d+) digits right$", "\n".join(texts), re.MULTILINE)
    assert int(count) == 359
    assert float(percent) >= 97
