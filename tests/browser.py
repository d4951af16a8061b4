"""A learner at a real JupyterLab: what the browser tests do with their hands and eyes."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

TOKEN = "a-token-for-the-tests"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Whether a notebook is the one in front, and its kernel has answered: a command that comes before is lost. The tests' JupyterLab lets
# the page's scripts see its inside.
IS_READY = """
async notebook => {
  const front = window.jupyterapp?.shell.currentWidget;
  if (front?.title.label !== notebook) return false;
  await front.sessionContext.ready;
  const kernel = front.sessionContext.session?.kernel;
  await kernel?.info;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}
"""


@contextlib.contextmanager
def jupyterlab(home: Path):
    """Run `layerwise learn --no-browser` with its workbook in `home` and yield (address, workbook)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    workbook = home / "workbook"
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}', encoding="utf-8")
    environment = dict(
        os.environ,
        JUPYTER_TOKEN=TOKEN,
        JUPYTER_CONFIG_DIR=str(home / "config"),
        JUPYTER_DATA_DIR=str(home / "data"),
        JUPYTER_RUNTIME_DIR=str(home / "runtime"),
        IPYTHONDIR=str(home / "ipython"),
    )
    environment.pop("LAYERWISE_STRICT", None)
    command = [sys.executable, "-m", "layerwise", "learn", "--no-browser", "--port", str(port), "--workbook", str(workbook)]
    log = home / "jupyterlab.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(f"{address}/api?token={TOKEN}"), 60, f"JupyterLab did not start: {log}")
        yield address, workbook
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_until(condition, seconds: float, complaint: str):
    """Wait for `condition()` to become true, and return what it returned."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        time.sleep(0.05)
    raise AssertionError(complaint)


class Learner:
    """One browser page, with a record of its errors and of where its requests went."""

    def __init__(self, page, address: str, workbook: Path):
        self.page, self.address, self.workbook = page, address, workbook
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._note)

    def _note(self, request):
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(request.url)

    def open(self, notebook: str | None = None):
        """Open a notebook, or without a name what the server opens by itself, which is lesson 00, and wait for its kernel."""
        # In a workspace of its own: one that was open elsewhere a moment ago is copied, and the page then loads a second time.
        path = f"/lab/workspaces/{uuid.uuid4().hex}/tree/{notebook}" if notebook else "/"
        self.page.goto(f"{self.address}{path}?token={TOKEN}")
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-cell", timeout=60_000)
        self.page.wait_for_function(IS_READY, arg=notebook or "00_start_here.ipynb", timeout=60_000)

    def run_all(self, lesson: str, seconds: float = 120) -> dict:
        """Run all cells by the menu, save, and return the notebook as it then is on the disk."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return wait_until(lambda: self._saved_whole(lesson), seconds, f"{lesson} did not run to its end")

    def _saved_whole(self, lesson: str):
        self.page.keyboard.press("Control+s")
        time.sleep(0.5)
        try:
            notebook = json.loads((self.workbook / lesson).read_text(encoding="utf-8"))
        except json.JSONDecodeError:
            return None  # JupyterLab is writing it
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        return notebook if all(cell["execution_count"] for cell in code) else None

    def exercise(self, name: str):
        """The cell that asks for the function `name`."""
        cell = self.page.locator(".jp-CodeCell", has_text=f"def {name}(").first
        cell.scroll_into_view_if_needed()
        return cell

    def answer(self, cell, code: str):
        """Type `code` into a cell, in place of what it held, and run it."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")
