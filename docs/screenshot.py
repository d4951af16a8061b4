"""Makes docs/lesson.png, the README's picture: lesson 02 in a real JupyterLab, with a learner's answer.

    python docs/screenshot.py        (needs requirements-ci.txt and Chromium)
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
    learner = Learner(browser.new_page(viewport={"width": 1280, "height": 860}), *server)
    learner.open("/lab/tree/02_activation.ipynb")
    learner.run_all("02_activation.ipynb")
    cell = learner.exercise("relu")
    learner.answer(cell, '@check\ndef relu(z):\n    """Return z where z is greater than 0 and 0 elsewhere."""\n    return np.maximum(z, 0)')
    cell.locator("text=passed").wait_for()
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    learner.page.wait_for_timeout(1000)
    learner.page.screenshot(path=HERE / "lesson.png")
    browser.close()
