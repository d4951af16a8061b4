"""Makes docs/lesson.png, the README's picture: lesson 04's explorer in a real JupyterLab.

    python docs/screenshot.py

It needs requirements-ci.txt and Chromium.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from browser import CHROMIUM, CHROMIUM_ARGUMENTS, Learner, jupyterlab  # noqa: E402

with tempfile.TemporaryDirectory() as home, jupyterlab(Path(home)) as server, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
    learner = Learner(browser, *server)
    learner.page.set_viewport_size({"width": 1280, "height": 1000})
    learner.open("04_probabilities.ipynb")
    learner.run_all("04_probabilities.ipynb")
    explorer = learner.page.locator(".layerwise-explorer")
    explorer.scroll_into_view_if_needed()
    explorer.get_by_label("step of the forward pass", exact=True).press("End")
    explorer.evaluate("explorer => explorer.scrollIntoView({block: 'center'})")
    learner.page.wait_for_timeout(1000)
    learner.page.screenshot(path=HERE / "lesson.png")
    browser.close()
