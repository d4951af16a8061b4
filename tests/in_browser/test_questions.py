"""The questions in a real browser: JupyterLab as `layerwise learn` starts it, and hands that know only the keyboard."""

import json
import time

import pytest
from amounts import only_in_the_whole, only_with_long
from browser import IN_FRONT, TOKEN, Learner, wait_until

from in_browser.test_explorers import CUT_OFF, LEAST_CONTRAST, LEAST_TEXT, LETTERS, colour, find_with_axe, notebook_of
from layerwise.exercises.questions import QUESTIONS
from layerwise.figures.style import contrast

QUESTION = f"{IN_FRONT} .layerwise-question"
STILL = f"{IN_FRONT} .layerwise-question-still"
NOTEBOOK = "questions.ipynb"
CHOICE, NUMBER, ORDER, CODE, FORMULA = "deeper-bill", "border-at-two", "training-loop", "two-prices", "four-classes"
CELLS = [
    "from layerwise import ask, compare",
    *(f'ask("{name}")' for name in (CHOICE, NUMBER, ORDER, CODE, FORMULA)),
    f'compare("{NUMBER}")',
]


@pytest.fixture(scope="module")
def learner(learner):
    """A learner before a notebook with a question of every kind, and the comparison of a prediction."""
    record = learner.workbook / "progress.json"  # other tests, in the same workbook, have answered some of them
    record.write_text(json.dumps({**json.loads(record.read_text(encoding="utf-8")), "questions": {}}), encoding="utf-8")
    (learner.workbook / NOTEBOOK).write_text(notebook_of(*CELLS), encoding="utf-8")
    learner.open(NOTEBOOK)
    learner.run_all(NOTEBOOK)
    all_shown(learner)
    return learner


def all_shown(learner) -> None:
    wait_until(lambda: learner.page.locator(QUESTION).count() == len(CELLS) - 1, 20, "a question did not appear")


def shown(learner, name: str):
    """The live view of what the cell of that name, or of the source "compare", shows."""
    place = next(k for k, source in enumerate(CELLS[1:]) if name in source)
    return learner.page.locator(QUESTION).nth(place)


def told(root, *texts: str) -> None:
    feedback = root.locator(".feedback")
    wait_until(lambda: all(text in feedback.inner_text() for text in texts), 60, f"it was not said: {texts}")


def kept(learner) -> dict:
    return json.loads((learner.workbook / "progress.json").read_text(encoding="utf-8"))["questions"]


def walk_to(page, root, selector: str) -> None:
    """Press Tab from the cell itself until the focus is on the first of these elements."""
    root.evaluate("root => root.closest('.jp-Cell').focus()")
    for _ in range(40):
        page.keyboard.press("Tab")
        if root.locator(selector).first.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_a_choice_is_answered_by_keyboard_and_explained(learner):
    page, root, question = learner.page, shown(learner, CHOICE), QUESTIONS[CHOICE]
    right, wrong, *others = question.options
    assert question.right == "a" and root.locator(".feedback").inner_text() == "" and CHOICE not in kept(learner)
    walk_to(page, root, "input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    told(root, "Not yet.", wrong.why)
    assert root.locator("details").inner_text().strip() == "Show the answer"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(root, "Right.", right.why)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for option in (wrong, *others):
        assert option.why in root.locator("details").inner_text()
    tries = {"first": wrong.says, "last": right.says, "tries": 2}
    wait_until(lambda: {**kept(learner).get(CHOICE, {}), "again": None} == {**tries, "again": None}, 10, "the answers were not kept")


def test_a_prediction_is_kept_and_only_then_compared(learner):
    page, root, comparison, question = learner.page, shown(learner, NUMBER), shown(learner, "compare"), QUESTIONS[NUMBER]
    assert "no prediction yet" in comparison.locator(".feedback").inner_text()
    walk_to(page, root, "input")
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    told(root, "Type a number")
    assert NUMBER not in kept(learner)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("4,5")
    page.keyboard.press("Enter")
    told(root, "Kept. Run the next cell.")
    assert question.right.why not in root.inner_text() and question.wrong[0].why not in root.inner_text()
    told(comparison, "It went another way.", "4.5", question.wrong[0].why, question.right.why)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    told(comparison, "You predicted: 4.5", "Later you chose: 5")
    assert root.locator("input").input_value() == "5"


def test_lines_are_put_in_order_by_keyboard(learner):
    page, root, question = learner.page, shown(learner, ORDER), QUESTIONS[ORDER]
    lines = root.locator(".lines li code")
    assert lines.all_text_contents() == list(question.shuffled)
    walk_to(page, root, "button")
    assert root.locator(":focus").get_attribute("aria-label") == f"Move up: {question.shuffled[0].strip()}"
    page.keyboard.press("Enter")  # it stands at the top already
    page.keyboard.press("Alt+ArrowDown")
    assert lines.all_text_contents()[:2] == [question.shuffled[1], question.shuffled[0]]
    assert root.locator(".spoken").inner_text() == f"Line 2 of 8: {question.shuffled[0].strip()}"
    page.keyboard.press("Enter")
    assert lines.all_text_contents() == list(question.shuffled)
    root.locator(".commit").press("Enter")
    told(root, "Not yet.", question.judge(question.shuffled).why)
    for place, line in enumerate(question.lines):
        button = root.get_by_role("button", name=f"Move up: {line.strip()}", exact=True)
        for _ in range(lines.all_text_contents().index(line) - place):
            button.press("Space")
            assert button.evaluate("node => node === document.activeElement"), "the focus was lost"
    assert lines.all_text_contents() == list(question.lines)
    root.locator(".commit").press("Enter")
    told(root, "Right.", question.why)
    assert learner.errors == [] and learner.strangers == []


def test_code_is_shown_as_code(learner):
    root = shown(learner, CODE)
    assert root.locator("fieldset pre").inner_text().strip() == QUESTIONS[CODE].code


def test_axe_finds_nothing_and_every_letter_can_be_read(learner):
    assert find_with_axe(learner.page, QUESTION) == []
    for k in range(learner.page.locator(QUESTION).count()):
        for text, size, ink, ground in learner.page.locator(QUESTION).nth(k).evaluate(LETTERS):
            assert size >= LEAST_TEXT, text
            assert contrast(colour(ink), colour(ground)) >= LEAST_CONTRAST, text


@pytest.mark.parametrize("width", [700, 1200])
def test_nothing_is_cut_off(learner, width):
    learner.page.set_viewport_size({"width": width, "height": 900})
    try:
        time.sleep(0.5)
        for k in range(learner.page.locator(QUESTION).count()):
            root = learner.page.locator(QUESTION).nth(k)
            root.scroll_into_view_if_needed()
            root.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
            assert root.evaluate(CUT_OFF) == []
            assert root.evaluate("root => root.scrollWidth - root.clientWidth") <= 0
    finally:
        learner.page.set_viewport_size({"width": 1200, "height": 900})


def test_code_in_a_sentence_is_not_broken(learner):
    """Behind a minus a browser would: in one of these windows the line ends there."""
    code = shown(learner, FORMULA).locator("legend code")
    assert code.inner_text().startswith("-")
    try:
        for width in range(700, 1200, 20):
            learner.page.set_viewport_size({"width": width, "height": 900})
            assert code.evaluate("code => code.getClientRects().length") == 1, width
    finally:
        learner.page.set_viewport_size({"width": 1200, "height": 900})


@pytest.fixture(scope="module")
def next_day(learner):
    """The same learner with another kernel, before the notebook as it was saved, run from top to bottom."""
    learner.save()
    learner.close_notebooks()
    learner.open(NOTEBOOK)
    learner.run_all(NOTEBOOK)
    all_shown(learner)
    return learner


@only_with_long
def test_a_new_kernel_shows_the_answers_again(next_day):
    learner = next_day
    told(shown(learner, CHOICE), "Right.")
    assert shown(learner, CHOICE).locator("input").first.is_checked()
    told(shown(learner, NUMBER), "Kept.")
    assert shown(learner, NUMBER).locator("input").input_value() == "5"
    told(shown(learner, "compare"), "You predicted: 4.5")
    assert shown(learner, ORDER).locator(".lines li code").all_text_contents() == list(QUESTIONS[ORDER].lines)
    assert shown(learner, CODE).locator(".feedback").inner_text() == ""
    ours = [error for error in learner.errors if "model not found" not in error]  # JupyterLab's own, about the views of yesterday's kernel
    assert ours == [] and learner.strangers == []


# Last, because it ends the kernel.
@only_with_long
def test_without_the_kernel_the_still_forms_are_there(next_day):
    page = next_day.page
    stills = page.locator(STILL)
    assert [stills.nth(k).is_visible() for k in range(len(CELLS) - 1)] == [False] * (len(CELLS) - 1)
    next_day.save()
    next_day.close_notebooks()
    next_day.open(NOTEBOOK)
    for k in range(len(CELLS) - 1):
        stills.nth(k).wait_for(state="visible", timeout=30_000)
    notes = stills.evaluate_all("all => all.map(still => getComputedStyle(still, '::before').content)")
    assert notes[: len(CELLS) - 2] == ['"Run this cell to answer it."'] * (len(CELLS) - 2)
    assert notes[-1] == '"Run this cell to see your prediction beside what is so."'
    assert "Your answer, which is right:" in stills.first.inner_text() and "You predicted: 5" in stills.nth(1).inner_text()
    stills.first.locator("summary").press("Enter")
    for option in QUESTIONS[CHOICE].options:
        assert option.why in stills.first.inner_text()
    time.sleep(3)  # the time in which JupyterLab looks for a live view
    assert page.locator(QUESTION).count() == 0
    assert find_with_axe(page, STILL) == []


# Run before the page's own scripts: JupyterLab is told of no extension, as on a hub whose server lacks the widgets.
WITHOUT_EXTENSIONS = """
new MutationObserver((_, observer) => {
  const told = document.getElementById("jupyter-config-data");
  if (!told?.textContent.trim()) return;
  observer.disconnect();
  told.textContent = JSON.stringify({ ...JSON.parse(told.textContent), federated_extensions: [] });
}).observe(document, { childList: true, subtree: true });
"""


@only_in_the_whole
def test_a_jupyterlab_without_the_widgets_says_so(browser, server):
    other = Learner(browser, *server)
    try:
        other.page.add_init_script(WITHOUT_EXTENSIONS)
        (other.workbook / "lacking.ipynb").write_text(notebook_of(*CELLS[:2]), encoding="utf-8")
        # Without the tabs that another page has left open: JupyterLab opens them again, in whatever time it takes.
        other.page.goto(f"{other.address}?reset&token={TOKEN}")
        other.wait_for("00_start_here.ipynb")
        other.open("lacking.ipynb")
        other.page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        still = other.page.locator(STILL).first
        still.wait_for(timeout=60_000)
        note = "getComputedStyle(still, '::before').content"
        wait_until(lambda: "lacks the widgets" in still.evaluate(f"still => {note}"), 10, "it is not said why nothing can be answered")
        assert other.page.locator(QUESTION).count() == 0
    finally:
        other.close_notebooks()
        other.leave()
