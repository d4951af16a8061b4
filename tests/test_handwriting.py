"""Drawings, their preparation, and the network that reads them: against the data set, and in numbers that the lessons may tell."""

import json
from functools import cache

import numpy as np
import pytest

from layerwise import data, nn
from layerwise.data import handwriting

LINE = [[[30, 20], [60, 100]]]


@cache
def prepared(centred=True):
    return np.array([handwriting.prepare(strokes, centred) for strokes in data.load_drawings().strokes])


def read(pictures):
    return nn.Network.load(data.READER).predict(np.reshape(pictures, (-1, 64)) / 16)


# --- the steps -----------------------------------------------------------------------------------------------------------


def test_a_dot_is_a_disc_as_wide_as_the_pen():
    scanned = handwriting.scan([[[64, 64]]])
    left, top, width, height = handwriting.box(scanned)
    assert (width, height) == (8, 8) and (left, top) == (60, 60), "of the 9 x 9 pixels that it touches, the middles of 8 x 8 lie inside"
    assert abs(scanned.sum() - np.pi * (handwriting.PEN / 2) ** 2) < 4


def test_a_scan_is_the_pen_along_the_lines_and_nothing_else():
    scanned = handwriting.scan([[[20, 40], [100, 40]], [[50, 100]]])
    y, x = np.mgrid[:128, :128] + 0.5
    line = (np.abs(y - 40) <= 4.5) & (x >= 20) & (x <= 100)
    ends = np.minimum(np.hypot(x - 20, y - 40), np.hypot(x - 100, y - 40)) <= 4.5
    np.testing.assert_array_equal(scanned, line | ends | (np.hypot(x - 50, y - 100) <= 4.5))


def test_what_leaves_the_sheet_is_lost_and_does_no_harm():
    np.testing.assert_array_equal(handwriting.scan([[[-90, 40], [250, 40]]]), handwriting.scan([[[-9, 40], [137, 40]]]))
    assert not handwriting.scan([[[-40, -40], [-20, 200]]]).any()


@pytest.mark.parametrize(("width", "height"), [(20, 32), (40, 64), (7, 90), (90, 7), (1, 1), (128, 128), (13, 41)])
def test_any_box_is_stretched_to_20_by_32(width, height):
    bitmap = np.zeros((128, 128), bool)
    inside = np.random.default_rng(0).random((height, width)) < 0.5
    inside[[0, -1], :] = inside[:, [0, -1]] = True
    bitmap[:height, 128 - width :] = inside
    stretched = handwriting.stretch(bitmap)
    assert stretched.shape == (32, 20)
    rows, columns = (((np.arange(new) + 0.5) * old / new).astype(int) for new, old in ((32, height), (20, width)))
    np.testing.assert_array_equal(stretched, inside[rows[:, None], columns])


def test_a_digit_is_placed_in_the_middle_or_off_it():
    whole = np.ones((32, 20), bool)
    assert handwriting.box(handwriting.place(whole)) == (6, 0, 20, 32)
    assert handwriting.box(handwriting.place(whole, (3, -5))) == (9, 0, 20, 27)
    assert handwriting.box(handwriting.place(whole, (-16, 0))) == (0, 0, 10, 32)


def test_off_centre_is_told_in_pixels_of_the_prepared_bitmap():
    for right, down in [(0, 0), (4, 0), (-4, 8), (3, -2)]:
        bitmap = np.zeros((128, 128), bool)
        bitmap[40 + 4 * down : 88 + 4 * down, 50 + 4 * right : 78 + 4 * right] = True
        assert handwriting.off_centre(bitmap) == (right, down)


@pytest.mark.parametrize(("thick", "layers"), [(2, 2), (5, 1), (10, 0), (13, -1), (20, -2)])
def test_lines_are_given_a_usual_width(thick, layers):
    bitmap = np.zeros((32, 32), bool)
    bitmap[:, 6 : 6 + thick] = True
    even = handwriting.even_pen(bitmap)
    assert even[16].sum() == thick + 2 * layers
    assert even[:, 15].sum() == (0 if thick + layers < 10 else 32 + 2 * min(layers, 0))


def test_slant_is_taken_out():
    for lean in (-8, -3, 3, 8):
        slanted = np.zeros((32, 32), bool)
        for row in range(32):
            start = 14 + round(lean * (16 - row) / 16)
            slanted[row, start : start + 4] = True
        left, _, width, _ = handwriting.box(handwriting.straighten(slanted))
        assert width <= 6 < handwriting.box(slanted)[2] and abs(left - 14) <= 2
    upright = np.zeros((32, 32), bool)
    upright[:, 10:15] = True
    np.testing.assert_array_equal(handwriting.straighten(upright), upright)


def test_blocks_are_counted():
    bitmap = np.random.default_rng(1).random((32, 32)) < 0.4
    counted = handwriting.count_blocks(bitmap)
    assert counted.shape == (8, 8) and counted.dtype == np.float64
    assert all(counted[i, j] == bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].sum() for i, j in np.ndindex(8, 8))


def test_steps_come_by_name_and_in_order_and_end_in_what_prepare_returns():
    made = handwriting.steps(LINE)
    assert [(name, array.shape) for name, array in made.items()] == [
        ("scanned", (128, 128)),
        ("stretched", (32, 20)),
        ("placed", (32, 32)),
        ("evened", (32, 32)),
        ("straightened", (32, 32)),
        ("counted", (8, 8)),
    ]
    np.testing.assert_array_equal(made["counted"], handwriting.prepare(LINE))


@pytest.mark.parametrize("strokes", [[], [[[-60, -60]]], [[[200, 10], [220, 90]]]])
@pytest.mark.parametrize("centred", [True, False])
def test_an_empty_sheet_is_sixty_four_zeros(strokes, centred):
    assert not handwriting.prepare(strokes, centred).any()


def test_place_and_size_on_the_sheet_change_nothing_when_centred_and_place_does_when_not():
    strokes = data.load_drawings().strokes[3]
    for right, down in [(1, 0), (-1, 0.5), (0.25, -0.5)]:
        moved = handwriting.move(strokes, right, down)
        np.testing.assert_array_equal(handwriting.prepare(moved), handwriting.prepare(strokes))
        assert not np.array_equal(handwriting.prepare(moved, centred=False), handwriting.prepare(strokes, centred=False))
    small = [[[64 + (x - 64) / 2, 64 + (y - 64) / 2] for x, y in stroke] for stroke in strokes]
    assert np.abs(handwriting.prepare(small) - handwriting.prepare(strokes)).mean() < 2


def test_moved_by_one_the_numbers_move_by_one_column():
    strokes = data.load_drawings().strokes[0]
    still, moved = (handwriting.prepare(handwriting.move(strokes, right), centred=False) for right in (0, 1))
    np.testing.assert_array_equal(moved[:, 1:], still[:, :-1])


# --- against the data set ------------------------------------------------------------------------------------------------


def statistics(pictures):
    """What the preparation decides: means over the pictures, by name."""
    columns = pictures.sum(axis=1) > 0
    ink = pictures.sum(axis=(1, 2))
    return {
        "ink": ink.mean(),
        "ink varies by": ink.std(),
        "first column": columns.argmax(axis=1).mean(),
        "last column": 7 - columns[:, ::-1].argmax(axis=1).mean(),
        "blank": (pictures == 0).sum(axis=(1, 2)).mean(),
        "full": (pictures == 16).sum(axis=(1, 2)).mean(),
        "middle across": (pictures.sum(axis=1) @ np.arange(8) / ink).mean(),
        "middle down": (pictures.sum(axis=2) @ np.arange(8) / ink).mean(),
    }


def test_prepared_drawings_have_the_size_the_place_and_the_ink_of_the_digits():
    theirs, ours = statistics(data.load_digits().images), statistics(prepared())
    near = {"ink": 10, "ink varies by": 10, "first column": 0.25, "last column": 0.25, "blank": 2, "full": 1.2}
    near |= {"middle across": 0.15, "middle down": 0.15}
    for name, tolerance in near.items():
        assert abs(ours[name] - theirs[name]) <= tolerance, f"{name}: {ours[name]:.2f}, and in the data set {theirs[name]:.2f}"


def test_prepared_drawings_fill_all_rows_as_every_digit_does():
    for pictures in (data.load_digits().images, prepared()):
        assert (pictures[:, [0, 7]].sum(axis=2) > 0).all()


def test_a_mean_drawing_is_like_the_mean_digit_of_its_class():
    digits, labels = data.load_digits(), data.load_drawings().labels
    theirs = np.array([digits.images[digits.labels == k].mean(axis=0).ravel() for k in range(10)])
    ours = np.array([prepared()[labels == k].mean(axis=0).ravel() for k in range(10)])
    ranks = np.linalg.norm(ours[:, None] - theirs[None], axis=2).argsort(axis=1).argsort(axis=1).diagonal()
    assert ranks.max() <= 1 and (ranks == 0).sum() >= 9, "a 5 is the only one that is nearer to the mean of another class"


# --- the drawings --------------------------------------------------------------------------------------------------------


def test_the_drawings_are_many_in_several_hands_and_each_on_its_sheet():
    drawings = data.load_drawings()
    assert len(drawings) == len(drawings.strokes) == len(drawings.labels) == len(drawings.hands) == 180
    assert len(drawings.hand_names) == 9 and all(drawings.about.values())
    for hand in drawings.hand_names:
        assert np.bincount(drawings.labels[drawings.hands == hand]).tolist() == [2] * 10
    for strokes in drawings.strokes:
        points = np.concatenate(strokes)
        assert points.min() >= 4 and points.max() <= 124 and 1 <= len(strokes) <= 3
    assert "180 drawings" in repr(drawings) and "small" in repr(drawings)


def test_no_two_drawings_are_the_same():
    drawings = data.load_drawings()
    assert len({json.dumps(strokes) for strokes in drawings.strokes}) == 180


def test_the_hands_differ_as_they_are_said_to():
    drawings = data.load_drawings()

    def sizes(hand):
        chosen = [np.concatenate(drawings.strokes[k]) for k in np.flatnonzero(drawings.hands == hand)]
        return np.mean([np.ptp(points[:, 1]) for points in chosen]), np.mean([points.mean() for points in chosen])

    assert sizes("small")[0] < 0.5 * sizes("upright")[0] and sizes("large")[0] > 1.1 * sizes("upright")[0]
    assert sizes("small")[1] < 45 < 60 < sizes("upright")[1]
    strokes = {(hand, label): len(strokes) for hand, label, strokes in zip(drawings.hands, drawings.labels, drawings.strokes, strict=True)}
    assert strokes["barred", 7] == 2 and strokes["upright", 7] == 1 and strokes["round", 0] == 2


# --- the network that reads ----------------------------------------------------------------------------------------------


def test_the_reader_is_a_few_thousand_weights():
    reader = nn.Network.load(data.READER)
    assert repr(reader) == "Network([Dense(64, 64), ReLU(), Dense(64, 10)])"
    assert reader.weights.size == 4810
    np.testing.assert_array_equal(reader.weights, np.round(reader.weights, 3))


def test_the_reader_reads_the_digits_that_were_held_back():
    digits = data.load_digits()
    assert np.sum(read(digits.images[1437:]) == digits.labels[1437:]) == 350  # of 360, 97.2 %


def test_the_reader_reads_the_drawings():
    drawings = data.load_drawings()
    right = read(prepared()) == drawings.labels
    assert right.sum() == 171  # of 180, 95.0 %
    assert {hand: int(right[drawings.hands == hand].sum()) for hand in drawings.hand_names} == {
        "upright": 20,
        "barred": 20,
        "slanted": 18,
        "round": 16,
        "narrow": 20,
        "shaky": 19,
        "hasty": 18,
        "small": 20,
        "large": 20,
    }


@pytest.mark.parametrize("lean", [-20, -5, -2, -1, 0, 1, 2, 5, 20])
def test_the_reader_reads_a_one_that_is_as_straight_as_by_ruler(lean):
    """As the keyboard draws it: an upright line becomes a block of ink, 20 x 32 pixels before it is made thinner."""
    assert read(handwriting.prepare([[[64 + lean / 2, 15], [64 - lean / 2, 113]]])) == [1]


def test_left_where_they_are_drawings_are_read_worse_the_further_from_the_middle():
    drawings = data.load_drawings()
    right = read(prepared(centred=False)) == drawings.labels
    assert right.sum() == 151 and right[drawings.hands == "small"].sum() == 1
    moved = [handwriting.prepare(handwriting.move(strokes, 2), centred=False) for strokes in drawings.strokes]
    assert np.mean(read(moved) == drawings.labels) < 1 / 3
