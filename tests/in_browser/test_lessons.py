"""The lessons in a real browser: JupyterLab as `layerwise learn` starts it, and Debian's Chromium."""

import pytest
from amounts import amount, only_with_long
from browser import IN_FRONT, wait_until

from layerwise.course import LESSONS

# How many letters of usual width go into a line of each paragraph.
LETTERS_IN_A_LINE = """
paragraphs => paragraphs.map(node => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(node).font;
  const words = "the quick brown fox jumps over the lazy dog and a network learns from all of its birds";
  return (node.getBoundingClientRect().width / pen.measureText(words).width) * words.length;
})
"""


# Comes first of all browser tests: see the order in tests/conftest.py.
def test_the_first_start_shows_lesson_00_and_asks_nothing_of_the_network(learner):
    learner.start()
    assert "Start here" in learner.page.locator(f"{IN_FRONT} h1").first.inner_text()
    assert learner.page.locator(".jp-Dialog, .jp-toast-message, .Toastify__toast").count() == 0
    notebook = learner.run_all_by_menu("00_start_here.ipynb")
    folds = learner.page.locator(f"{IN_FRONT} .jp-MarkdownOutput > details")
    folds.evaluate_all("folds => folds.forEach(fold => (fold.open = true))")
    for place in ("> p", "> details > p"):
        widths = learner.page.locator(f"{IN_FRONT} .jp-MarkdownOutput {place}").evaluate_all(LETTERS_IN_A_LINE)
        assert widths and max(widths) < 92
    assert "Your installation is ready" in "".join(map(str, notebook["cells"]))
    assert learner.strangers == []
    assert learner.errors == []


def test_a_table_that_fits_does_not_scroll(learner):
    """The table has formulas, and each formula has a second form that a screen reader reads."""
    learner.open("01_neuron.ipynb")
    learner.page.locator(f"{IN_FRONT} .jp-MarkdownOutput td mjx-container mjx-assistive-mml").first.wait_for(state="attached")
    table = learner.page.locator(f"{IN_FRONT} .jp-MarkdownOutput table", has=learner.page.locator("mjx-container"))
    wait_until(lambda: table.evaluate("table => table.scrollWidth <= table.clientWidth"), 5, "the table scrolls")


@only_with_long
@pytest.mark.parametrize("lesson", [lesson.stem for lesson in LESSONS[3 :: amount(len(LESSONS), 4)]])
def test_a_lesson_runs_to_its_end_and_shows_its_pictures_and_explorers(learner, lesson):
    path = f"{lesson}.ipynb"
    learner.open(path)
    notebook = learner.run_all(path)
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] == "error"]
    widgets = sum("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)
    live = learner.page.locator(f"{IN_FRONT} .layerwise-explorer, {IN_FRONT} .layerwise-question")
    wait_until(lambda: live.count() == widgets, 60, f"of {widgets} explorers and questions {live.count()} are there")
    if any("figures." in "".join(cell["source"]) for cell in notebook["cells"]):  # lesson 07 has explorers alone
        learner.page.locator(f"{IN_FRONT} img[alt]:visible").last.scroll_into_view_if_needed()
    alternatives = learner.page.locator(f"{IN_FRONT} .jp-OutputArea img").evaluate_all("images => images.map(image => image.alt)")
    assert alternatives and all(len(text) > 20 for text in alternatives)
    assert learner.strangers == []
    assert learner.errors == []
    learner.close_notebooks(path)
