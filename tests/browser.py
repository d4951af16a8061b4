"""A learner at a real JupyterLab: what the browser tests do with their hands and eyes."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from layerwise.ground import chromium

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "a-token-for-the-tests"
CHROMIUM = chromium.PATH
CHROMIUM_ARGUMENTS = ["--no-sandbox", *chromium.ARGUMENTS]


# The tests' JupyterLab lets the page's scripts see its inside. Whether a notebook is the one in front, and its kernel, if it has one, has
# answered: a command that comes before is lost.
IS_READY = """
async notebook => {
  const front = window.jupyterapp?.shell.currentWidget;
  if (front?.title.label !== notebook) return false;
  await front.sessionContext.ready;
  if (front.sessionContext.kernelPreference.shouldStart === false) return true;
  const kernel = front.sessionContext.session?.kernel;
  await kernel?.info;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}
"""

OPEN = """
async notebook => {
  if (!window.jupyterapp?.commands.hasCommand("docmanager:open")) return false;
  await window.jupyterapp.commands.execute("docmanager:open", { path: notebook });
  return true;
}
"""

RUN_AND_SAVE = """
async () => {
  await window.jupyterapp.commands.execute("notebook:run-all-cells");
  await window.jupyterapp.shell.currentWidget.context.save();
  return true;
}
"""

SAVE = """
async () => {
  await window.jupyterapp.shell.currentWidget.context.save();
  return true;
}
"""

# Close notebooks, all or the one of that name, with their kernels, and ask nothing about what was not saved.
CLOSE = """
async notebook => {
  const open = [...window.jupyterapp.shell.widgets("main")].filter(widget => widget.context?.path.endsWith(notebook ?? ".ipynb"));
  for (const widget of open) {
    await widget.context.sessionContext.shutdown();
    widget.dispose();
  }
  return true;
}
"""

HAVE_RUN = "() => [...window.jupyterapp.shell.currentWidget.model.cells].every(cell => cell.type !== 'code' || cell.executionCount)"
IN_FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"


@contextlib.contextmanager
def jupyterlab(home: Path):
    """Run `layerwise learn --no-browser` with its workbook in `home` and yield (address, workbook)."""
    workbook = home / "workbook"
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}', encoding="utf-8")
    with _server(home, "layerwise", "learn", "--no-browser", "--workbook", str(workbook)) as address:
        yield address, workbook


@contextlib.contextmanager
def notebook_7(home: Path):
    """Run Jupyter Notebook 7 on a copy of the notebooks in `home`, with the course's extensions as README has it, and yield its address."""
    folder = shutil.copytree(ROOT / "notebooks", home / "notebooks")
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with _server(home, "notebook", "--no-browser", *as_root, str(folder), JUPYTER_PATH=str(ROOT / "layerwise" / "jupyter")) as address:
        yield address


@contextlib.contextmanager
def _server(home: Path, module: str, *arguments: str, **variables: str):
    """Run a module that starts a Jupyter server, all that it keeps in `home`, and yield the server's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = dict(
        os.environ,
        JUPYTER_TOKEN=TOKEN,
        JUPYTER_CONFIG_DIR=str(home / "config"),
        JUPYTER_DATA_DIR=str(home / "data"),
        JUPYTER_RUNTIME_DIR=str(home / "runtime"),
        IPYTHONDIR=str(home / "ipython"),
        **variables,
    )
    environment.pop("LAYERWISE_STRICT", None)
    command = [sys.executable, "-m", module, *arguments, "--port", str(port)]
    log = home / "jupyter.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(f"{address}/api?token={TOKEN}"), 60, f"Jupyter did not start: {log}")
        yield address
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
    """One browser page at a JupyterLab, with a record of its errors and of where its requests went."""

    def __init__(self, browser, address: str, workbook: Path):
        self.page = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce").new_page()
        self.address, self.workbook = address, workbook
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", self._note_error)
        self.page.on("pageerror", self._note_page_error)
        self.page.on("request", self._note)

    def _note(self, request):
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(request.url)

    def _note_error(self, message):
        # JupyterLab's own, about the views of a kernel that has gone, whenever it comes; what the page shows then is looked at itself.
        if message.type == "error" and "widget model not found" not in message.text:
            self.errors.append(message.text)

    def _note_page_error(self, error):
        # The widgets' own, about a notebook that has no kernel, as the glossary.
        if str(error) != "Cannot read properties of null (reading 'kernel')":
            self.errors.append(str(error))

    def forget(self):
        """Begin the record of errors and requests again."""
        self.errors.clear()
        self.strangers.clear()

    def leave(self):
        self.page.context.close()

    def start(self):
        """Go to the address, and wait for the kernel of what the server opens by itself, which is lesson 00."""
        self.page.goto(f"{self.address}?token={TOKEN}")
        self.wait_for("00_start_here.ipynb")

    def open(self, notebook: str):
        """Open a notebook in a tab of its own, and wait for its kernel."""
        if self.page.url == "about:blank":
            self.start()
        self._do(OPEN, notebook)
        self.wait_for(notebook)

    def wait_for(self, notebook: str):
        self.page.wait_for_selector(f"{IN_FRONT} .jp-Notebook-cell", timeout=60_000)
        self._do(IS_READY, notebook)

    def _do(self, script: str, argument=None, seconds: float = 60):
        """Run a script in the page, again and again until it comes to true."""
        self.page.wait_for_function(script, arg=argument, timeout=1000 * seconds, polling=200)

    def close_notebooks(self, notebook: str | None = None):
        """Close the notebook, or all of them, and end their kernels."""
        if self.page.url != "about:blank":
            self._do(CLOSE, notebook)

    def run_all(self, lesson: str, seconds: float = 120) -> dict:
        """Run all cells of the notebook in front, save, and return it as it then is on the disk."""
        self._do(RUN_AND_SAVE, seconds=seconds)
        return self.saved(lesson)

    def run_all_by_menu(self, lesson: str, seconds: float = 120) -> dict:
        """As run_all, with the mouse and the keyboard. Of a notebook that has not been run yet."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self._do(HAVE_RUN, seconds=seconds)
        path = self.workbook / lesson  # read as text: JupyterLab may be in the middle of writing it
        self.save_by_keyboard(lambda: re.search(r'"execution_count": \d', path.read_text(encoding="utf-8")), f"{lesson} was not saved")
        wait_until(lambda: path.read_text(encoding="utf-8").endswith("}\n"), 10, f"{lesson} was not saved whole")
        return self.saved(lesson)

    def save_by_keyboard(self, saved, complaint: str, seconds: float = 30):
        """Press Ctrl+S until `saved()`. While an earlier save still makes its checkpoint, JupyterLab does not hear the next one."""

        def pressed_and_saved():
            self.page.keyboard.press("ControlOrMeta+s")
            self.page.wait_for_timeout(500)
            return saved()

        wait_until(pressed_and_saved, seconds, complaint)

    def save(self):
        self._do(SAVE)

    def saved(self, lesson: str) -> dict:
        notebook = json.loads((self.workbook / lesson).read_text(encoding="utf-8"))
        assert all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code"), f"{lesson} did not run to its end"
        return notebook

    def exercise(self, name: str):
        """The cell that asks for the function `name`."""
        cell = self.page.locator(f"{IN_FRONT} .jp-CodeCell", has_text=f"def {name}(").first
        cell.scroll_into_view_if_needed()
        return cell

    def answer(self, cell, code: str, run: str = "Shift+Enter"):
        """Type `code` into a cell, in place of what it held, and run it. With `run="ControlOrMeta+Enter"` no cell is added at the end."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press(run)
