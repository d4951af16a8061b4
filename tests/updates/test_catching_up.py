"""`layerwise catch-up`: what was missed is given, what was written stays, and nothing that is given counts."""

import json
import os
from pathlib import Path

import pytest

import layerwise
from layerwise import cli
from layerwise.ground.notebooks import read, written
from layerwise.workbook.opening import open_workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.updates.backups import all_backups
from layerwise.workbook.updates.catching_up import catch_up
from layerwise.workbook.updates.changing import WorkbookTrouble
from layerwise.workbook.updates.pairing import exercise_of
from layerwise.workbook.updates.resetting import reset
from layerwise.workbook.updates.updating import update

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
HALF_DONE = '@check\ndef products(x, w):\n    """Mine."""\n    x * w  # I forgot something'


@pytest.fixture
def workbook(tmp_path):
    return open_workbook(tmp_path / "été 2026", NOTEBOOKS)


def cell_of(workbook, exercise: str) -> dict:
    cells = [cell for path in workbook.lessons() for cell in read(path.read_bytes())["cells"] if exercise_of(cell) == exercise]
    (cell,) = cells
    return cell


def learner_writes(workbook, lesson: str, exercise: str, source: str) -> None:
    path = workbook.folder / lesson
    notebook = read(path.read_bytes())
    next(cell for cell in notebook["cells"] if exercise_of(cell) == exercise)["source"] = source
    path.write_bytes(written(notebook))


def state(workbook) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workbook.lessons()}


def test_what_comes_before_is_given_and_nothing_else(workbook):
    before = state(workbook)
    report = catch_up(workbook, NOTEBOOKS, "01", "neuron_batch")
    assert "@given\ndef weighted_sum(x, w):" in cell_of(workbook, "weighted_sum")["source"]
    assert "@given\ndef neuron(x, w, b):" in cell_of(workbook, "neuron")["source"]
    assert "@check" in cell_of(workbook, "neuron_batch")["source"] and "..." in cell_of(workbook, "neuron_batch")["source"]
    assert {name for name, content in state(workbook).items() if content != before[name]} == {"00_start_here.ipynb", "01_neuron.ipynb"}
    assert report.lines[:2] == ["00_start_here: products and weighted_sum given.", "01_neuron: neuron given."]
    assert "Run All Above Selected Cell" in report.lines[-1] and "neuron_batch" in report.lines[-1]
    (backup,) = all_backups(workbook)
    assert backup.cause == "catch-up" and backup.content("01_neuron.ipynb") == before["01_neuron.ipynb"]


def test_what_the_learner_wrote_or_passed_stays(workbook):
    learner_writes(workbook, "00_start_here.ipynb", "products", HALF_DONE)
    catch_up(workbook, NOTEBOOKS, "layers", passed={"weighted_sum"})
    assert cell_of(workbook, "products")["source"] == HALF_DONE
    assert "@given" not in cell_of(workbook, "weighted_sum")["source"]
    assert "@given" in cell_of(workbook, "sigmoid")["source"]
    assert "@given" not in cell_of(workbook, "dense")["source"]


def test_a_second_time_nothing_is_changed_and_no_backup_made(workbook):
    catch_up(workbook, NOTEBOOKS, "02")
    before = state(workbook)
    report = catch_up(workbook, NOTEBOOKS, "02")
    assert state(workbook) == before and len(all_backups(workbook)) == 1
    assert report.lines[0].startswith("Nothing had to be given")


def test_reset_brings_the_exercise_back_and_an_update_leaves_what_is_given(workbook):
    catch_up(workbook, NOTEBOOKS, "01")
    given = state(workbook)
    update(workbook, NOTEBOOKS)
    assert state(workbook) == given
    reset(workbook, NOTEBOOKS, "00", "weighted_sum")
    assert "..." in cell_of(workbook, "weighted_sum")["source"] and "@given" in cell_of(workbook, "products")["source"]


def test_the_command_goes_to_the_named_workbook_and_says_how_to_undo(workbook, capsys):
    assert cli.main(["catch-up", "1", "--workbook", str(workbook.folder)]) == 0
    out = capsys.readouterr().out
    assert "00_start_here: products and weighted_sum given." in out
    assert f'`python3 start.py restore 1 --workbook "{workbook.folder}"` brings it back' in out
    assert cli.main(["restore", "1", "--workbook", str(workbook.folder)]) == 0
    assert "@given" not in cell_of(workbook, "products")["source"]


@pytest.mark.parametrize(
    ("lesson", "exercise", "says"),
    [("nuron", None, "Did you mean neuron"), ("01", "dense", "01_neuron has no exercise dense"), ("glossary", None, "no place")],
)
def test_what_is_not_there_is_told(workbook, lesson, exercise, says):
    before = state(workbook)
    with pytest.raises(WorkbookTrouble, match=says):
        catch_up(workbook, NOTEBOOKS, lesson, exercise)
    assert state(workbook) == before


def test_nothing_is_written_where_jupyterlab_has_a_lesson_open(workbook, server):
    before = state(workbook)
    server(workbook.folder, {"api/sessions": (200, [{"path": "01_neuron.ipynb"}]), "lab/api/workspaces": (200, [])})
    with pytest.raises(WorkbookTrouble, match="01_neuron: it is open"):
        catch_up(workbook, NOTEBOOKS, "02")
    assert state(workbook) == before and all_backups(workbook) == []


def test_from_a_cell_what_is_open_stays_and_the_rest_is_given(workbook, server, monkeypatch, capsys):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(workbook.folder))
    # By another way to the same folder, as an editor may have it.
    (workbook.folder.parent / "link").symlink_to(workbook.folder)
    monkeypatch.setenv("JPY_SESSION_NAME", str(workbook.folder.parent / "link" / "03_layers.ipynb"))
    server(workbook.folder, {"api/sessions": (200, [{"path": "01_neuron.ipynb"}]), "lab/api/workspaces": (200, [])})
    before = state(workbook)
    layerwise.workbook.catch_up("forward")
    changed = {name for name, content in state(workbook).items() if content != before[name]}
    assert changed == {"00_start_here.ipynb", "02_activation.ipynb"}
    said = capsys.readouterr().out
    assert "Open, and left as it is: 01_neuron and 03_layers." in said
    assert "Go on in 03_layers: click into the cell of forward and choose Run > Run All Above Selected Cell." in said
    assert f'--workbook "{workbook.folder}"' in said
    layerwise.workbook.catch_up("forward")
    assert "Nothing had to be given" not in capsys.readouterr().out, "in what is open there is something"


def test_from_a_cell_a_place_that_is_not_there_is_told(workbook, monkeypatch, capsys):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(workbook.folder))
    before = state(workbook)
    layerwise.workbook.catch_up("danse")
    said = capsys.readouterr().out
    assert "There is no lesson danse." in said and said.endswith("did you mean the exercise dense?\n") and state(workbook) == before
    monkeypatch.delenv("LAYERWISE_WORKBOOK")
    monkeypatch.chdir(workbook.folder.parent)
    layerwise.workbook.catch_up("dense")
    assert "not in a workbook, so there is nothing to fill in" in capsys.readouterr().out


def test_what_is_given_runs_and_is_neither_counted_nor_kept(workbook, monkeypatch, capsys):
    catch_up(workbook, NOTEBOOKS, "01")
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(workbook.folder))
    namespace: dict = {"__name__": "__main__"}
    exec("import numpy as np", namespace)
    exec(cell_of(workbook, "products")["source"], namespace)
    assert list(namespace["products"]([3], [2])) == [6]
    assert "products is given by the course" in capsys.readouterr().out
    assert Progress(workbook.record).read().exercises == {}
    assert not workbook.library.exists()
    assert json.loads(workbook.record.read_text(encoding="utf-8"))["exercises"] == {} and os.path.exists(workbook.record)
