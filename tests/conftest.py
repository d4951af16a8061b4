"""What the browser tests share: one JupyterLab and one Chromium for all of them, since each takes seconds to start."""

import os

# Before NumPy is loaded, here and in every kernel: tests run side by side, and each would otherwise take all cores for small matrices.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from browser import CHROMIUM, CHROMIUM_ARGUMENTS, jupyterlab


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. Where there is none the test is skipped, unless LAYERWISE_BROWSER_REQUIRED=1 asks for it, as `.ci/run` does."""
    if os.environ.get("LAYERWISE_BROWSER_REQUIRED") != "1":
        for package in ("playwright.sync_api", "axe_playwright_python"):
            pytest.importorskip(package, reason=f"{package} is not installed: pip install -r requirements-ci.txt")
        if CHROMIUM is None:
            pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory):
    """The address and the workbook of a JupyterLab that `layerwise learn` started, in a folder with a space and an accent."""
    with jupyterlab(tmp_path_factory.mktemp("été 2026")) as started:
        yield started
