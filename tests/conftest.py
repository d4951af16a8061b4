"""What the browser tests share: a Chromium, and one JupyterLab for all of them, since it takes seconds to start."""

import os
import signal

# Before NumPy is loaded, here and in every kernel: tests run side by side, and each would otherwise take all cores for small matrices.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A shell that runs this in the background lets it ignore Ctrl-C, and what it starts as well; some tests press Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

import pytest
from browser import CHROMIUM, CHROMIUM_ARGUMENTS, jupyterlab


@pytest.fixture(scope="session")
def chromium():
    """The path of Debian's Chromium. Where there is none the test is skipped, unless LAYERWISE_BROWSER_REQUIRED=1, as in `.ci/run`."""
    if os.environ.get("LAYERWISE_BROWSER_REQUIRED") != "1":
        for package in ("playwright.sync_api", "axe_playwright_python"):
            pytest.importorskip(package, reason=f"{package} is not installed: pip install -r requirements-ci.txt")
        if CHROMIUM is None:
            pytest.skip("there is no Chromium on this machine")
    return CHROMIUM


@pytest.fixture(scope="module")
def browser(chromium):
    """A running Chromium. Not for the whole session: while it runs, its driver keeps this process from running other event loops."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory):
    """The address and the workbook of a JupyterLab that `layerwise learn` started, in a folder with a space and an accent."""
    with jupyterlab(tmp_path_factory.mktemp("été 2026")) as started:
        yield started
