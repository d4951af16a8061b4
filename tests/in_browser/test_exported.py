"""Pages that nbconvert makes of a notebook: what Python would have to answer stays still, and what the browser computes alone moves.

The scripts that such a page asks the network for come from node_modules here.
"""

import os
import subprocess
import sys
from pathlib import Path

import anywidget
import pytest
from amounts import only_with_long
from browser import wait_until

from in_browser.test_explorers import notebook_of

TESTS = Path(__file__).resolve().parents[1]
MODULES = TESTS.parent / "node_modules"
SCRIPTS = {
    "/require.js/": MODULES / "requirejs" / "require.js",
    "/html-manager": MODULES / "@jupyter-widgets" / "html-manager" / "dist" / "embed-amd.js",
    "/anywidget": Path(anywidget.__file__).with_name("nbextension") / "index.js",
}
CELLS = [
    f"import sys\nsys.path.insert(0, {str(TESTS)!r})\nfrom layerwise import ask, compare, explorers\nfrom tiny_explorer import Lamp",
    'ask("deeper-bill")',
    'compare("lower-bias")',
    "Lamp()",
    "explorers.neuron()",
]
STILL = ".layerwise-question-still, .layerwise-still"


@pytest.fixture(scope="module")
def exported(chromium, tmp_path_factory) -> Path:
    """The page of a notebook that was run, with the state of its widgets."""
    if os.environ.get("LAYERWISE_BROWSER_REQUIRED") != "1" and not MODULES.is_dir():
        pytest.skip("the widgets' scripts are not installed: npm install")
    notebook = tmp_path_factory.mktemp("exported") / "page.ipynb"
    notebook.write_text(notebook_of(*CELLS), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(notebook)], check=True, capture_output=True)
    return notebook.with_suffix(".html")


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def serve(page, scripts: dict) -> None:
    """Let the page have its own file and these scripts, and nothing from the network."""

    def answer(route):
        script = next((path for part, path in scripts.items() if part in route.request.url), None)
        if route.request.url.startswith("file:"):
            route.continue_()
        elif script:
            route.fulfill(path=script)
        else:
            route.abort()

    page.route("**/*", answer)


@only_with_long
def test_with_the_scripts_in_reach_nothing_dead_looks_alive(exported, page):
    serve(page, SCRIPTS)
    page.goto(exported.as_uri())
    neuron = page.locator(".layerwise-explorer")
    neuron.wait_for(timeout=30_000)
    assert neuron.get_attribute("aria-label") == "A neuron among penguins" and neuron.count() == 1
    assert page.locator(".layerwise-question").count() == 0
    assert [still.is_visible() for still in page.locator(STILL).all()] == [True, True, True, False]
    answers = page.locator("summary").filter(has_text="Answer")
    assert answers.count() == 2, "to the choice, and below the prediction that was compared"
    answers.first.click()
    before = neuron.locator(".result").inner_text()
    neuron.locator("input[type=range]").first.press("End")
    wait_until(lambda: neuron.locator(".result").inner_text() != before, 5, "the neuron does not move")


@only_with_long
def test_without_scripts_every_still_form_is_there(exported, page):
    serve(page, {})
    page.goto(exported.as_uri())
    assert [still.is_visible() for still in page.locator(STILL).all()] == [True] * 4
    shown = page.locator(STILL).evaluate_all("stills => stills.map(still => getComputedStyle(still, '::before').content)")
    assert shown == ["none"] * 4, "on a page there is no cell to run again"
