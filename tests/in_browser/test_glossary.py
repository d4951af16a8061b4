"""The glossary in a real JupyterLab and Notebook 7: a click on a term shows its entry, and a click there shows where it is explained."""

import json
import urllib.request

import pytest
from amounts import only_in_the_whole, only_with_long
from browser import IN_FRONT, TOKEN, notebook_7


def wait_for_tab(page, name):
    page.wait_for_function("name => window.jupyterapp.shell.currentWidget?.title.label === name", arg=name)


@only_with_long
def test_a_term_leads_to_its_entry_and_the_entry_to_its_lesson(learner):
    learner.open("03_layers.ipynb")
    page = learner.page
    entry = page.locator(f"{IN_FRONT} .jp-MarkdownCell", has=page.locator("h3", has_text="weighted sum"))
    page.locator(f"{IN_FRONT} a", has_text="weighted sum").first.click()
    wait_for_tab(page, "glossary.ipynb")
    expect_in_view(entry)
    entry.locator("a", has_text="lesson 00,").click()
    wait_for_tab(page, "00_start_here.ipynb")
    expect_in_view(page.locator(f"{IN_FRONT} .jp-MarkdownCell", has=page.locator("strong", has_text="weighted sum")).first)
    # The second time the glossary is open already.
    page.locator(f"{IN_FRONT} a", has_text="glossary").first.click()
    wait_for_tab(page, "glossary.ipynb")
    entry.get_by_role("link", name="weight", exact=True).click()
    expect_in_view(page.locator(f"{IN_FRONT} .jp-MarkdownCell", has=page.get_by_role("heading", name="weight", exact=True)))
    assert "glossary.ipynb" not in kernels(learner.address) and "03_layers.ipynb" in kernels(learner.address)
    assert learner.strangers == []
    assert learner.errors == []


def test_from_the_entry_the_keys_go_on(learner):
    learner.open("05_loss.ipynb")
    page = learner.page
    link = page.locator(f"{IN_FRONT} a[href*='glossary.ipynb'][href*='#cell-id=']").first
    link.focus()
    wanted = link.get_attribute("href").partition("#cell-id=")[2]
    page.keyboard.press("Enter")
    page.keyboard.press("Shift")  # a key that leads nowhere
    wait_for_tab(page, "glossary.ipynb")
    active = "() => window.jupyterapp.shell.currentWidget.content.activeCell?.model.id"
    page.wait_for_function(f"wanted => ({active})() === wanted", arg=wanted)
    below = page.evaluate(
        "() => { const { widgets, activeCellIndex } = window.jupyterapp.shell.currentWidget.content; "
        "return widgets[activeCellIndex + 1].model.id; }"
    )
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"below => ({active})() === below", arg=below)


def test_what_is_only_opened_is_not_changed(learner):
    """So that closing it asks nothing. JupyterLab writes the kernel's language into a notebook where it says otherwise."""
    for notebook in ("glossary.ipynb", "05_loss.ipynb"):
        before = (learner.workbook / notebook).read_bytes()
        learner.open(notebook)
        learner.page.wait_for_timeout(1000)
        assert learner.page.evaluate("() => window.jupyterapp.shell.currentWidget.model.dirty") is False
        learner.close_notebooks(notebook)
        assert (learner.workbook / notebook).read_bytes() == before


@only_in_the_whole
def test_in_notebook_7_a_term_leads_to_its_entry_too(browser, tmp_path):
    """It opens each document in a tab of its own, and forgets which cell a link leads to: see its source, handle-local-link."""
    pytest.importorskip("notebook", reason="Notebook 7 is not installed")
    with notebook_7(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
        page.goto(f"{address}/notebooks/03_layers.ipynb?token={TOKEN}")
        with page.expect_popup() as opened:
            page.locator("a", has_text="weighted sum").first.click(timeout=60_000)
        glossary = opened.value
        entry = glossary.locator(".jp-MarkdownCell", has=glossary.locator("h3", has_text="weighted sum"))
        expect_in_view(entry)
        entry.get_by_role("link", name="input", exact=True).click()
        expect_in_view(glossary.locator(".jp-MarkdownCell", has=glossary.get_by_role("heading", name="input", exact=True)))
        assert "glossary.ipynb" not in kernels(address)
        glossary.go_back()
        expect_in_view(entry)
        with glossary.expect_popup() as opened:
            entry.get_by_role("link", name="lesson 00, By hand").press("Enter")
        expect_in_view(opened.value.locator(".jp-MarkdownCell", has=opened.value.locator("strong", has_text="weighted sum")).first)
        page.context.close()


def kernels(address):
    """The notebooks for which a kernel runs."""
    with urllib.request.urlopen(f"{address}/api/sessions?token={TOKEN}") as answer:
        return [session["path"] for session in json.load(answer)]


def expect_in_view(cell):
    """Wait until a cell begins inside the window."""
    inside = "cell => { const top = cell.getBoundingClientRect().top; return top >= 0 && top < window.innerHeight - 100; }"
    cell.page.wait_for_function(inside, arg=cell.element_handle(timeout=60_000), timeout=20_000)
