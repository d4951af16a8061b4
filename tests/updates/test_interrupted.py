"""A JupyterLab that was killed in the middle of a save: at no moment is the only whole copy where it can be lost.

It writes into the file itself, and keeps what was there beside it as .~NAME until it is done (`atomic_writing` in jupyter_server).
jupyter/notebook#1198 and #3285 tell of what is left when it is killed, and jupyter/notebook#45 why.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from killing import killed_at, needs_posix

from layerwise.ground.files import locked
from layerwise.workbook.folder import Workbook
from layerwise.workbook.opening import open_workbook
from layerwise.workbook.updates.interrupted import interrupted_saves, mend_interrupted_saves
from layerwise.workbook.updates.updating import update

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAME = "02_activation.ipynb"


@pytest.fixture
def cut_off(tmp_path):
    """A workbook in which lesson 02 holds a learner's note, and its save was cut off."""
    workbook = open_workbook(tmp_path / "été", NOTEBOOKS)
    path = workbook.folder / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("# your code here", "# a note of mine"), encoding="utf-8")
    shutil.copyfile(path, path.with_name(f".~{path.name}"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return workbook, path, whole


def opened(workbook: Workbook) -> list[str]:
    """Open the workbook as `learn` does; what it says."""
    said: list[str] = []
    open_workbook(workbook.folder, NOTEBOOKS, tell=said.append)
    return said


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("*") if path.is_file()] + [path.read_bytes() for path in folder.glob(".~*")]


def test_the_notebook_from_before_the_save_comes_back_and_the_half_is_kept(cut_off):
    workbook, path, whole = cut_off
    (sentence,) = opened(workbook)
    assert path.name in sentence and "02_activation.damaged.ipynb" in sentence
    assert path.read_bytes() == whole
    assert path.with_name("02_activation.damaged.ipynb").read_bytes() == whole[: len(whole) // 3]
    assert opened(workbook) == [] and interrupted_saves(workbook) == []


def test_an_update_mends_it_first_and_its_dry_run_says_so(cut_off):
    workbook, path, whole = cut_off
    half = path.read_bytes()
    foretold = update(workbook, NOTEBOOKS, dry_run=True)
    assert foretold.lines[0].startswith("This is what an update would do") and path.read_bytes() == half
    assert foretold.lines[2] == f"JupyterLab was stopped while it saved {NAME}. It becomes as it was before. The half is kept as well."
    assert not any("damaged" in line or "new copy" in line for line in foretold.lines)
    report = update(workbook, NOTEBOOKS)
    assert report.lines[0].startswith(f"JupyterLab was stopped while it saved {NAME}. It is as it was before")
    assert report.lines[1:] == foretold.lines[3:] and b"# a note of mine" in path.read_bytes()


def test_a_whole_notebook_is_not_touched(cut_off):
    workbook, path, whole = cut_off
    for content in (whole + b"\n", whole.replace(b'"nbformat": 4', b'"nbformat": 5')):
        path.write_bytes(content)
        assert opened(workbook) == [] and path.read_bytes() == content


def test_the_whole_one_without_the_notebook_is_the_notebook(cut_off):
    """As a mend that was killed left it before: `learn` must not put an empty lesson there, which the next save takes .~NAME for."""
    workbook, path, whole = cut_off
    path.unlink()
    assert opened(workbook) == [f"JupyterLab was stopped while it saved {NAME}. It is as it was before."]
    assert path.read_bytes() == whole and not path.with_name(f".~{NAME}").exists()


def test_a_copy_that_was_renamed_since_does_not_come_back_under_its_old_name(cut_off):
    workbook, path, whole = cut_off
    path.with_name("05_activation.ipynb").write_bytes(whole)
    path.unlink()
    assert interrupted_saves(workbook) == []


def test_a_library_whose_save_was_cut_off_comes_back(cut_off):
    workbook, _, _ = cut_off
    whole = b"def relu(z):\n    return z * (z > 0)\n"
    for half in (b"def relu(z", b""):
        workbook.library.with_name(".~my_network.py").write_bytes(whole)
        workbook.library.write_bytes(half)
        assert any("my_network.py" in sentence for sentence in opened(workbook)) and workbook.library.read_bytes() == whole
    assert workbook.folder.joinpath("my_network.damaged.py").read_bytes() == b"def relu(z"


@needs_posix
@pytest.mark.parametrize("half", ["a third", "nothing", "gone"])
def test_killed_at_any_moment_the_whole_one_is_there(cut_off, tmp_path, half):
    """The shell is closed, the memory is full: at its every change of the file system the process dies once."""
    workbook, path, whole = cut_off
    if half == "gone":
        path.unlink()
    elif half == "nothing":
        path.write_bytes(b"")
    pristine = tmp_path / "pristine"
    shutil.copytree(workbook.folder, pristine)
    deaths = 0
    while True:
        shutil.rmtree(workbook.folder)
        shutil.copytree(pristine, workbook.folder)
        died = killed_at(deaths, lambda: opened(workbook))
        assert whole in contents(workbook.folder), f"lost at {deaths}"
        opened(workbook)
        assert path.read_bytes() == whole, f"not mended after it died at {deaths}"
        assert len(list(workbook.folder.glob("0*damaged*"))) == (half == "a third"), f"kept more than once after it died at {deaths}"
        if not died:
            break
        deaths += 1
    assert deaths > 3


@needs_posix
def test_a_disk_without_room_leaves_both_as_they_were(cut_off):
    """A real limit for the size of files, as a quota sets it."""
    import resource

    workbook, path, whole = cut_off
    half, before = path.read_bytes(), path.with_name(f".~{NAME}")
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) - 1, len(whole) - 1))
            opened(workbook)
        except OSError:
            os._exit(3)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    assert path.read_bytes() == half and before.read_bytes() == whole
    opened(workbook)
    assert path.read_bytes() == whole


@needs_posix
def test_two_that_open_the_workbook_at_once_mend_it_once(cut_off, tmp_path):
    workbook, path, whole = cut_off
    pristine = tmp_path / "pristine"
    shutil.copytree(workbook.folder, pristine)
    for _ in range(10):
        shutil.rmtree(workbook.folder)
        shutil.copytree(pristine, workbook.folder)
        children = []
        for _ in range(3):
            child = os.fork()
            if not child:
                try:
                    opened(workbook)
                    os._exit(0)
                finally:
                    os._exit(1)
            children.append(child)
        assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
        assert path.read_bytes() == whole and len(list(workbook.folder.glob("0*damaged*"))) == 1


SESSIONS = {"api/sessions": (200, [{"path": NAME}])}


def test_a_save_that_is_going_on_is_none_that_was_cut_off(cut_off, server):
    """JupyterLab is asked, and given the time of a save."""
    workbook, path, whole = cut_off
    server(workbook.folder, SESSIONS)

    def go_on():
        time.sleep(0.3)
        path.write_bytes(whole + b"\n")
        path.with_name(f".~{NAME}").unlink()

    saving = threading.Thread(target=go_on)
    saving.start()
    assert opened(workbook) == [] and path.read_bytes() == whole + b"\n" and not list(workbook.folder.glob("0*damaged*"))
    saving.join()


def test_a_half_that_stays_so_in_an_open_jupyterlab_is_told_and_left_alone(cut_off, server, monkeypatch):
    workbook, path, whole = cut_off
    monkeypatch.setattr("layerwise.workbook.updates.interrupted.SECONDS_FOR_A_SAVE", 0.2)
    jupyter, half = server(workbook.folder, SESSIONS), path.read_bytes()
    [sentence] = opened(workbook)
    assert sentence.startswith(f"{NAME} is only half there, and so it was left alone: it is open in JupyterLab")
    assert path.read_bytes() == half and path.with_name(f".~{NAME}").read_bytes() == whole
    jupyter.stop()
    assert len(opened(workbook)) == 1 and path.read_bytes() == whole


@needs_posix
def test_the_save_of_a_real_jupyter_server_that_is_killed_is_mended(cut_off):
    """What jupyter_server itself leaves when it is killed half way through a save."""
    workbook, path, whole = cut_off
    path.write_bytes(whole)
    path.with_name(f".~{NAME}").unlink()
    code = (
        "import os, signal, sys\nfrom jupyter_server.services.contents.fileio import atomic_writing\n"
        "with atomic_writing(sys.argv[1], text=False) as file:\n"
        "    file.write(b'{\"cells\": [')\n    file.flush()\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], timeout=60).returncode == -signal.SIGKILL
    assert path.read_bytes() == b'{"cells": [' and len(opened(workbook)) == 1 and path.read_bytes() == whole


def test_what_cannot_be_read_is_passed_over(cut_off):
    workbook, path, whole = cut_off
    before = path.with_name(f".~{NAME}")
    for content in (b"", whole[:100], json.dumps({"no": "notebook"}).encode()):
        before.write_bytes(content)
        assert interrupted_saves(workbook) == []
    before.unlink()
    before.mkdir()
    assert interrupted_saves(workbook) == []
    with locked(workbook.lock):
        assert mend_interrupted_saves(workbook) == []
