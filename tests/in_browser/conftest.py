"""What the browser tests share: a Chromium, a JupyterLab, and one page of it, since each takes seconds to start."""

import pytest
from browser import CHROMIUM_ARGUMENTS, Learner, jupyterlab


# For this folder alone, not for the whole session: while it runs, its driver keeps this process from running other event loops.
@pytest.fixture(scope="package")
def browser(chromium):
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def server(chromium, tmp_path_factory):
    """The address and the workbook of a JupyterLab that `layerwise learn` started, in a folder with a space and an accent."""
    with jupyterlab(tmp_path_factory.mktemp("été 2026")) as started:
        yield started


@pytest.fixture(scope="package")
def page_of_lab(browser, server):
    """A learner at the page that the server opens by itself."""
    learner = Learner(browser, *server)
    yield learner
    learner.leave()


@pytest.fixture(scope="module")
def learner(page_of_lab):
    """The same learner, for the tests of one file; after them, no notebook is open and no kernel runs."""
    page_of_lab.forget()
    yield page_of_lab
    page_of_lab.close_notebooks()


@pytest.fixture(autouse=True)
def own_errors(request):
    """What one test found in the page's console is not taken for a fault of the next one."""
    yield
    if "page_of_lab" in request.fixturenames:
        request.getfixturevalue("page_of_lab").forget()
