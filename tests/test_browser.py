"""The course in a real browser: JupyterLab as `layerwise learn` starts it, and Debian's Chromium."""

import pytest
from browser import Learner, wait_until


@pytest.fixture
def learner(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Learner(context.new_page(), *server)
    context.close()


def test_the_first_start_shows_lesson_00_and_asks_nothing_of_the_network(learner):
    learner.open()
    heading = learner.page.locator(".jp-NotebookPanel h1").first
    assert "Start here" in heading.inner_text()
    assert learner.page.locator(".jp-Dialog, .jp-toast-message, .Toastify__toast").count() == 0
    notebook = learner.run_all("00_start_here.ipynb")
    assert "Your installation is ready" in "".join(map(str, notebook["cells"]))
    assert learner.strangers == []
    assert learner.errors == []


# Lessons 01 to 07 are run with their explorers in test_explorers_browser.py.
def test_lesson_11_runs_to_its_end_and_shows_its_pictures(learner):
    learner.open("11_digits.ipynb")
    notebook = learner.run_all("11_digits.ipynb")
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] == "error"]
    learner.page.locator(".jp-NotebookPanel img[alt]").last.scroll_into_view_if_needed()
    alternatives = learner.page.locator(".jp-NotebookPanel .jp-OutputArea img").evaluate_all("images => images.map(image => image.alt)")
    assert alternatives and all(len(text) > 20 for text in alternatives)
    assert learner.strangers == []
    assert learner.errors == []


def test_a_learners_answer_is_checked_and_kept(learner):
    learner.open("02_activation.ipynb")
    learner.run_all("02_activation.ipynb")
    cell = learner.exercise("relu")
    learner.answer(cell, "@check\ndef relu(z):\n    return np.maximum(z, 0)")
    cell.locator("text=passed").wait_for(timeout=20_000)
    library = learner.workbook / "my_network.py"  # written right after the report is shown
    wait_until(lambda: library.exists() and "def relu(z)" in library.read_text(encoding="utf-8"), 10, "the answer was not kept")
