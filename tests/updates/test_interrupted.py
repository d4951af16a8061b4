"""A JupyterLab that was killed in the middle of a save."""

import shutil
from pathlib import Path

import pytest

from layerwise.workbook.opening import open_workbook
from layerwise.workbook.updates.interrupted import mend_interrupted_saves
from layerwise.workbook.updates.updating import update

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture
def cut_off(tmp_path):
    """A workbook in which lesson 02 holds a learner's note, and its save was cut off."""
    workbook = open_workbook(tmp_path / "été", NOTEBOOKS)
    path = workbook.folder / "02_activation.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("# your code here", "# a note of mine"), encoding="utf-8")
    shutil.copyfile(path, path.with_name(f".~{path.name}"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return workbook, path, whole


def test_the_notebook_from_before_the_save_comes_back_and_the_half_is_kept(cut_off):
    workbook, path, whole = cut_off
    (sentence,) = mend_interrupted_saves(workbook)
    assert path.name in sentence and "02_activation.damaged.ipynb" in sentence
    assert path.read_bytes() == whole
    assert path.with_name("02_activation.damaged.ipynb").read_bytes() == whole[: len(whole) // 3]
    assert mend_interrupted_saves(workbook) == []


def test_an_update_mends_it_first(cut_off):
    workbook, path, whole = cut_off
    report = update(workbook, NOTEBOOKS)
    assert "JupyterLab was stopped" in report.lines[0]
    assert b"# a note of mine" in path.read_bytes()


def test_a_whole_notebook_is_not_touched(cut_off):
    workbook, path, whole = cut_off
    path.write_bytes(whole + b"\n")
    assert mend_interrupted_saves(workbook) == []
    assert path.read_bytes() == whole + b"\n"
