"""A learner does lessons 00, 02 and 03 in a real JupyterLab, through a crash and two updates of the course, and loses nothing."""

import contextlib
import json
import os
import shutil
import signal
from pathlib import Path

from amounts import only_in_the_whole
from browser import Learner, jupyterlab, wait_until

from layerwise.workbook import Workbook
from layerwise.workbook.library.verification import verify
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.updates.updating import update

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
ANSWERS = {
    "00_start_here.ipynb": {"weighted_sum": "def weighted_sum(x, w):\n    return (x * w).sum()  # my note 1"},
    "02_activation.ipynb": {
        "step": "def step(z):\n    return (z > 0) * 1  # my note 2",
        "relu": "def relu(z):\n    return z * (z > 0)  # my note 3",
    },
    "03_layers.ipynb": {"dense": "def dense(X, W, b):\n    return b + X @ W  # my note 4"},
}


def cells(notebook: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]


@contextlib.contextmanager
def at_lab(browser, home: Path):
    """A learner at a JupyterLab whose workbook is in `home`."""
    with jupyterlab(home) as server:
        learner = Learner(browser, *server)
        yield learner
        learner.leave()


def do_lesson(learner, lesson: str, before_the_end=None):
    """Run a lesson, answer its exercises, and save."""
    learner.open(lesson)
    learner.run_all(lesson)
    for name, code in ANSWERS[lesson].items():
        cell = learner.exercise(name)
        learner.answer(cell, f"@check\n{code}")
        cell.locator("text=passed").first.wait_for(timeout=30_000)
    if before_the_end:
        learner.page.keyboard.press("Control+s")
        before_the_end()
    else:
        notes = [code.splitlines()[-1] for code in ANSWERS[lesson].values()]
        path = learner.workbook / lesson  # read as text: JupyterLab may be in the middle of writing it
        learner.save_by_keyboard(lambda: all(note in path.read_text(encoding="utf-8") for note in notes), f"{lesson} was not saved")
        wait_until(lambda: path.read_text(encoding="utf-8").endswith("}\n"), 10, f"{lesson} was not saved whole")
        learner.close_notebooks()


def newer_course(folder: Path, version: str) -> Path:
    """A course in which each lesson has a changed text, a new cell, and other words in an exercise's docstring."""
    shutil.copytree(NOTEBOOKS, folder)
    for path in folder.glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][0]["source"] = [*notebook["cells"][0]["source"], f"\n\nCorrected in version {version}."]
        added = {"cell_type": "markdown", "id": f"added-{version}", "metadata": {}, "source": [f"New in version {version}."]}
        notebook["cells"].insert(3, added)
        for cell in notebook["cells"]:
            if "exercise" in cell["metadata"].get("tags", ()):
                cell["source"] = ["".join(cell["source"]).replace('"""Return', f'"""(Version {version}.) Return')]
        path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    return folder


@only_in_the_whole
def test_a_crash_and_two_updates_lose_nothing(browser, tmp_path):
    home = tmp_path / "été 2026"
    home.mkdir()
    with at_lab(browser, home) as learner:
        workbook = Workbook(learner.workbook)
        do_lesson(learner, "00_start_here.ipynb")

        def crash():
            (runtime,) = (home / "runtime").glob("jpserver-*.json")
            os.kill(json.loads(runtime.read_text(encoding="utf-8"))["pid"], signal.SIGKILL)
            runtime.unlink()

        do_lesson(learner, "02_activation.ipynb", before_the_end=crash)

    assert cells(workbook.folder / "02_activation.ipynb")  # the old notebook or the new one, and no half of either
    update(workbook, newer_course(tmp_path / "first", "1"))
    with at_lab(browser, home) as learner:
        do_lesson(learner, "02_activation.ipynb")
        do_lesson(learner, "03_layers.ipynb")
    update(workbook, newer_course(tmp_path / "second", "2"))

    for lesson, answers in ANSWERS.items():
        text = "\n".join(cells(workbook.folder / lesson))
        for code in answers.values():
            assert code in text
        assert "New in version 2." in text
        assert "Corrected in version 2." in text
    library = workbook.library.read_text(encoding="utf-8")
    assert all(code.splitlines()[-1] in library for answers in ANSWERS.values() for code in answers.values())
    report = repr(verify(workbook.library))
    assert all(name in report for answers in ANSWERS.values() for name in answers)
    assert Progress(workbook.record).passed() >= {name for answers in ANSWERS.values() for name in answers}
