"""The learner's best at a challenge: said, kept where there is a workbook, and never lost to a damaged or a worse entry."""

import json

import pytest

from layerwise import challenge
from layerwise.workbook import Workbook


@pytest.fixture
def record(tmp_path, monkeypatch):
    """The record of a workbook that this process works in."""
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    workbook = Workbook(tmp_path)
    workbook.record.write_text('{"format": 1, "exercises": {}, "questions": {}}', encoding="utf-8")
    return workbook.record


def kept(record) -> dict:
    return json.loads(record.read_text(encoding="utf-8"))["challenges"]


def test_the_best_is_said_and_kept(record, capsys):
    for score in (325, 331, 328.00004):
        challenge("chinstraps", score)
    assert capsys.readouterr().out.splitlines() == [
        "This try: 325. It is your first, and your best so far.",
        "This try: 331, your best so far. Before, it was 325.",
        "This try: 328. Your best so far: 331.",
    ]
    assert kept(record) == {"chinstraps": {"best": 331, "tries": 3}}


def test_where_less_is_better_the_smallest_is_the_best(record, capsys):
    for score in (0.5, 0.25, 0.75):
        challenge("loss", score, lower_is_better=True)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "This try: 0.25, your best so far. Before, it was 0.5.",
        "This try: 0.75. Your best so far: 0.25.",
    ]
    assert kept(record)["loss"]["best"] == 0.25


@pytest.mark.parametrize(
    "damage", [3, [], {"chinstraps": 3}, {"chinstraps": {"best": "many", "tries": -1}}, {"chinstraps": {"best": 10**400}}]
)
def test_a_damaged_entry_begins_anew(record, capsys, damage):
    stored = {"format": 1, "exercises": {}, "questions": {}, "challenges": damage}
    record.write_text(json.dumps(stored), encoding="utf-8")
    challenge("chinstraps", 325)
    assert capsys.readouterr().out == "This try: 325. It is your first, and your best so far.\n"
    assert kept(record)["chinstraps"] == {"best": 325, "tries": 1}


def test_without_a_workbook_it_is_only_said(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    challenge("chinstraps", 325)
    assert capsys.readouterr().out.startswith("This try: 325. In a workbook your best would be kept")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_what_is_no_number_to_compare_is_refused(record, score):
    with pytest.raises(ValueError, match="needs a number to compare"):
        challenge("chinstraps", score)
