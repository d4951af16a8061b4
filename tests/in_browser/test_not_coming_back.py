"""A call that Python cannot leave: the stop button does not reach it, and the page says what does."""

from amounts import only_with_long
from browser import IN_FRONT

from in_browser.test_explorers import notebook_of

NOTEBOOK = "endless.ipynb"
RIGHT = "from layerwise import check\n\n\n@check\ndef weighted_sum(x, w):\n    return sum(x * w)"
ENDLESS = "import itertools\n\n\n@check\ndef weighted_sum(x, w):\n    return sum(itertools.count())"
NOTE = "This check should have ended by now."
# As if the seconds had gone by.
LATER = "() => document.getAnimations().filter(one => one.animationName === 'layerwise-not-coming-back').map(one => one.finish()).length"


@only_with_long
def test_a_call_without_an_end_is_told_and_a_restart_frees_the_notebook(learner):
    (learner.workbook / NOTEBOOK).write_text(notebook_of(RIGHT, ENDLESS), encoding="utf-8")
    learner.open(NOTEBOOK)
    page = learner.page
    right, endless = page.locator(f"{IN_FRONT} .jp-CodeCell").all()
    right.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    right.get_by_text("passed").first.wait_for()
    assert NOTE not in right.inner_html(), "the report has taken its place"
    page.keyboard.press("Shift+Enter")
    note = endless.get_by_text(NOTE)
    note.wait_for(state="attached")
    assert not note.is_visible(), "for now, the check may end"
    assert page.evaluate(LATER) == 1
    note.wait_for()
    page.keyboard.press("Escape")
    for _ in range(2):  # restart, as JupyterLab does by keyboard
        page.keyboard.press("0")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'")
    right.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    right.locator(".jp-InputPrompt", has_text="[1]").wait_for()
    assert "passed" in right.inner_text()
