"""What is drawn in a notebook leaves JupyterLab its keys, and is never mute: not while Python is busy, and not when it has gone."""

import json
import time

import pytest
from amounts import one_in, only_with_long
from browser import IN_FRONT, wait_until

from in_browser.test_explorers import TESTS, notebook_of, settled

NOTEBOOK = "alive.ipynb"
QUESTION, EXPLORER = f"{IN_FRONT} .layerwise-question", f"{IN_FRONT} .layerwise-explorer"
CELLS = [
    f"import sys, time\nsys.path.insert(0, {str(TESTS)!r})\nfrom layerwise import ask, explorers\nfrom tiny_explorer import Lamp",
    'ask("deeper-bill")',
    'ask("border-at-two")',
    "explorers.neuron()",
    "Lamp()",
    "print('the last')",
]
BUSY, GONE = "Python is busy with another cell", "Python was restarted"
COUNTS = "() => [...window.jupyterapp.shell.currentWidget.model.cells].map(cell => cell.executionCount)"
RESTART = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"
IDLE = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"
DIRTY = "() => window.jupyterapp.shell.currentWidget.model.dirty"


@pytest.fixture(scope="module")
def learner(learner):
    """A learner before a notebook with questions, and explorers that compute in the browser and in Python."""
    (learner.workbook / NOTEBOOK).write_text(notebook_of(*CELLS), encoding="utf-8")
    learner.open(NOTEBOOK)
    learner.run_all(NOTEBOOK)
    wait_until(lambda: learner.page.locator(f"{QUESTION}, {EXPLORER}").count() == len(CELLS) - 2, 30, "something did not appear")
    return learner


def controls(learner) -> dict:
    """A control of every kind, by what it is."""
    choice, number = learner.page.locator(QUESTION).all()
    neuron, lamp = learner.page.locator(EXPLORER).all()
    return {
        "radio button": (1, choice.locator("input").first),
        "text field": (2, number.locator("input")),
        "slider": (3, neuron.locator("input[type=range]").first),
        "checkbox": (4, lamp.locator("input[type=checkbox]")),
        "button": (4, lamp.get_by_role("button", name="Sunrise")),
    }


def counts(learner) -> list:
    return learner.page.evaluate(COUNTS)


def tries(learner, name: str) -> int:
    questions = json.loads((learner.workbook / "progress.json").read_text(encoding="utf-8"))["questions"]
    return questions.get(name, {}).get("tries", 0)


KINDS = ("radio button", "text field", "slider", "checkbox", "button")


@one_in(3)
@pytest.mark.parametrize("kind", KINDS)
def test_escape_leads_out_to_the_cell(learner, kind):
    place, control = controls(learner)[kind]
    control.focus()
    learner.page.keyboard.press("Escape")
    cell = learner.page.locator(f"{IN_FRONT} .jp-Notebook-cell").nth(place)
    assert cell.evaluate("cell => cell === document.activeElement")
    learner.page.keyboard.press("ArrowDown")
    following = learner.page.locator(f"{IN_FRONT} .jp-Notebook-cell").nth(place + 1)
    wait_until(lambda: following.evaluate("cell => cell.classList.contains('jp-mod-active')"), 5, "the arrow does not lead on")


@pytest.mark.parametrize("kind", KINDS)
def test_saving_works_from_everywhere(learner, kind):
    _, control = controls(learner)[kind]
    learner.page.evaluate("() => { window.jupyterapp.shell.currentWidget.model.dirty = true; }")
    control.focus()
    learner.save_by_keyboard(lambda: not learner.page.evaluate(DIRTY), "nothing was saved", seconds=10)


@pytest.mark.parametrize("kind", KINDS)
def test_letters_delete_and_insert_no_cell(learner, kind):
    _, control = controls(learner)[kind]
    control.focus()
    for key in ("b", "d", "d", "x", "m"):
        learner.page.keyboard.press(key)
    time.sleep(0.3)
    kinds = learner.page.evaluate("() => [...window.jupyterapp.shell.currentWidget.model.cells].map(cell => cell.type)")
    assert kinds == ["code"] * len(CELLS)


def test_forward_tab_leads_through_and_out(learner):
    _, control = controls(learner)["radio button"]
    control.focus()
    seen = []
    for _ in range(25):
        learner.page.keyboard.press("Tab")
        seen.append(learner.page.evaluate("() => document.activeElement.closest('.layerwise-question, .layerwise-explorer') !== null"))
    assert seen[0] and not seen[-1]


def test_what_edits_a_text_field_stays_there(learner):
    """JupyterLab would undo in the notebook."""
    _, field = controls(learner)["text field"]
    field.focus()
    learner.page.evaluate("() => { window.arrived = []; document.addEventListener('keydown', event => window.arrived.push(event.key)); }")
    for key in ("Home", "ControlOrMeta+z", "ControlOrMeta+a", "1"):
        learner.page.keyboard.press(key)
    assert learner.page.evaluate("() => window.arrived.filter(key => key !== 'Control')") == []
    learner.page.keyboard.press("ControlOrMeta+a")
    learner.page.keyboard.press("Backspace")
    assert field.input_value() == ""


@one_in(3)
@pytest.mark.parametrize("kind", KINDS)
def test_shift_enter_runs_the_cell_and_answers_nothing(learner, kind):
    place, control = controls(learner)[kind]
    if kind == "text field":
        control.fill("7")
    before, tried = counts(learner), tries(learner, "border-at-two")
    control.focus()
    learner.page.keyboard.press("Shift+Enter")
    wait_until(lambda: (counts(learner)[place] or 0) > before[place], 20, "the cell did not run")
    assert [now == then for now, then in zip(counts(learner), before, strict=True)].count(False) == 1
    active = learner.page.locator(f"{IN_FRONT} .jp-Notebook-cell").nth(place + 1)
    assert active.evaluate("cell => cell.classList.contains('jp-mod-active')")
    assert tries(learner, "border-at-two") == tried
    wait_until(lambda: learner.page.locator(f"{QUESTION}, {EXPLORER}").count() == len(CELLS) - 2, 20, "it did not come again")


def test_enter_answers_once(learner):
    _, field = controls(learner)["text field"]
    field.fill("4,5")
    tried = tries(learner, "border-at-two")
    field.press("Enter")
    wait_until(lambda: tries(learner, "border-at-two") == tried + 1, 10, "it was not answered")
    time.sleep(0.3)
    assert tries(learner, "border-at-two") == tried + 1


# --- a Python that is busy, and one that has gone ----------------------------------------------------------------------------


def silences(learner) -> list[str]:
    return learner.page.locator(f"{IN_FRONT} .silence").all_inner_texts()


def test_while_python_is_busy_it_is_said_and_the_answer_comes_later(learner):
    choice, lamp = learner.page.locator(QUESTION).first, learner.page.locator(EXPLORER).nth(1)
    last = learner.page.locator(f"{IN_FRONT} .jp-CodeCell").nth(len(CELLS) - 1)
    learner.answer(last, "time.sleep(4)\nprint('slept')", "ControlOrMeta+Enter")
    tried = tries(learner, "deeper-bill")
    choice.locator("input").nth(1).check()
    choice.locator(".commit").press("Enter")
    lamp.locator("input[type=checkbox]").press("Space")
    said = [choice.locator(".silence"), lamp.locator(".silence")]
    for silence in said:
        wait_until(lambda silence=silence: BUSY in silence.inner_text(), 4, "it was not said that Python is busy")
    last.get_by_text("slept", exact=True).wait_for(timeout=20_000)
    for silence in said:
        wait_until(lambda silence=silence: silence.inner_text() == "", 5, "it is still said that Python is busy")
    assert "Not yet." in choice.locator(".feedback").inner_text()
    assert tries(learner, "deeper-bill") == tried + 1
    settled(lamp, on=False)
    # The same answer once more changes nothing that is shown, and is heard all the same.
    choice.locator(".commit").press("Enter")
    wait_until(lambda: tries(learner, "deeper-bill") == tried + 2, 10, "it was not answered")
    time.sleep(1.5)
    assert silences(learner) == [""] * 4


@only_with_long
# Last, because it ends the kernel.
def test_after_a_restart_it_is_said_to_run_the_cell_again(learner):
    learner.page.evaluate(RESTART)
    wait_until(lambda: learner.page.evaluate(IDLE), 30, "the kernel did not come back")
    choice, number = learner.page.locator(QUESTION).all()
    neuron, lamp = learner.page.locator(EXPLORER).all()
    for root in (choice, number, lamp):
        wait_until(lambda root=root: GONE in root.locator(".silence").inner_text(), 5, "it was not said that Python was restarted")
    choice.locator("input").first.check()
    choice.locator(".commit").press("Enter")
    assert GONE in choice.locator(".silence").inner_text()
    # What the browser computes by itself goes on.
    slider = neuron.locator("input[type=range]").first
    before = neuron.evaluate("root => JSON.stringify(root.state)")
    slider.press("End")
    wait_until(lambda: neuron.evaluate("root => JSON.stringify(root.state)") != before, 5, "the neuron does not move")
    assert neuron.locator(".silence").inner_text() == ""
    learner.run_all(NOTEBOOK)
    wait_until(lambda: silences(learner) == [""] * 4, 20, "run again, it is still said")
    # A kernel that dies and comes back by itself tells the page nothing; the first message does.
    last = learner.page.locator(f"{IN_FRONT} .jp-CodeCell").nth(len(CELLS) - 1)
    learner.answer(last, "import os\nos._exit(1)", "ControlOrMeta+Enter")
    learner.page.locator(".jp-Dialog").get_by_role("button").last.click(timeout=30_000)
    wait_until(lambda: learner.page.evaluate(IDLE), 30, "the kernel did not come back")
    choice = learner.page.locator(QUESTION).first
    choice.locator("input").first.check()
    choice.locator(".commit").press("Enter")
    wait_until(lambda: GONE in choice.locator(".silence").inner_text(), 10, "it was not said that Python has gone")
