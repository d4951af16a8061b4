"""Other copies of lessons in a workbook: a "Copy1", a renamed one, what cloud services make of a conflict.

Learners work in them, and hand in an empty lesson: ucbds-infra/otter-grader#433, okpy/ok-client#352.
"""

import shutil
from pathlib import Path

import pytest

from layerwise import cli
from layerwise.ground.notebooks import read, written
from layerwise.workbook.folder import Workbook
from layerwise.workbook.opening import open_workbook
from layerwise.workbook.updates.strays import strays
from layerwise.workbook.updates.updating import update

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
NAME = "02_activation.ipynb"
# As JupyterLab, Dropbox, OneDrive, Syncthing, iCloud, Google Drive and a person name another copy.
COPIES = (
    "02_activation-Copy1.ipynb", "02_activation (Ann's conflicted copy 2026-03-01).ipynb", "02_activation-LAPTOP.ipynb",
    "02_activation.sync-conflict-20260301-093000-ABCDEFG.ipynb", "02_activation 2.ipynb", "02_activation (1).ipynb", "My activation.ipynb",
)  # fmt: skip


@pytest.fixture
def workbook(tmp_path, monkeypatch) -> Workbook:
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    return open_workbook(tmp_path / "workbook", NOTEBOOKS)


@pytest.mark.parametrize("name", COPIES)
def test_another_copy_is_named_by_update_and_progress(workbook, capsys, name):
    shutil.copy(workbook.folder / NAME, workbook.folder / name)
    sentence = f"{name} is another copy of 02_activation.ipynb, and left alone."
    before = (workbook.folder / name).read_bytes()
    for report in (update(workbook, NOTEBOOKS, dry_run=True), update(workbook, NOTEBOOKS)):
        assert report.lines[-1] == sentence and report.complete
    assert cli.main(["progress", "--workbook", str(workbook.folder)]) == 0
    assert capsys.readouterr().out.rstrip().endswith(sentence) and (workbook.folder / name).read_bytes() == before


def test_a_lesson_that_was_renamed_is_named_beside_the_new_copy(workbook):
    (workbook.folder / NAME).rename(workbook.folder / "done.ipynb")
    report = update(workbook, NOTEBOOKS)
    assert "  You have no copy of this notebook. You get one." in report.lines
    assert report.lines[-1] == "done.ipynb is another copy of 02_activation.ipynb, and left alone."


def test_one_whose_exercises_were_stripped_is_known_by_its_cells_and_a_notebook_of_ones_own_is_none(workbook):
    stripped = read((workbook.folder / NAME).read_bytes())
    for cell in stripped["cells"]:
        cell["metadata"] = {}
    (workbook.folder / "stripped.ipynb").write_bytes(written(stripped))
    own = {**stripped, "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}]}
    (workbook.folder / "my own.ipynb").write_bytes(written(own))
    (workbook.folder / "half.ipynb").write_bytes(b"{")
    (workbook.folder / "02_activation.damaged.ipynb").write_bytes((workbook.folder / NAME).read_bytes())
    assert [(stray.path.name, stray.lesson) for stray in strays(workbook, NOTEBOOKS)] == [("stripped.ipynb", NAME)]


def test_other_copies_of_the_record_and_the_library_are_named(workbook, capsys):
    for name in (
        "progress (conflicted copy).json",
        "progress.sync-conflict-20260301.json",
        "my_network-LAPTOP.py",
        "progress.damaged.json",
    ):
        (workbook.folder / name).write_text("{}", encoding="utf-8")
    (workbook.folder / "my_networks.py").write_text("", encoding="utf-8")
    assert cli.main(["progress", "--workbook", str(workbook.folder)]) == 0
    told = [line.split(" looks like another copy of your ") for line in capsys.readouterr().out.splitlines() if "another copy" in line]
    assert [(name, rest.split(". ")[0]) for name, rest in told] == [
        ("progress (conflicted copy).json", "progress.json"),
        ("progress.sync-conflict-20260301.json", "progress.json"),
        ("my_network-LAPTOP.py", "my_network.py"),
    ]
