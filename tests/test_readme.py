"""What the README promises."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from layerwise.workbook.opening import open_workbook
from layerwise.workbook.progress.file import Progress

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_runs_as_it_stands(tmp_path):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    code += "\nassert (nn.Network.load('penguins.npz').predict(X) == penguins.labels).mean() > 0.97\n"
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_map_names_every_lesson_with_the_minutes_that_the_lesson_tells():
    told = {number: int(minutes) for number, minutes in re.findall(r"^\| (\d\d) .*\| (\d+) \|$", README, re.MULTILINE)}
    lessons = sorted((ROOT / "lessons").glob("[0-9]*.md"))
    minutes = {lesson.name[:2]: int(re.search(r"About (\d+) minutes", lesson.read_text(encoding="utf-8"))[1]) for lesson in lessons}
    assert told == minutes


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./-]+(?:/|\.md|\.yml|\.lock|\.py))`|\]\(([\w./-]+)\)", README))))
def test_the_files_it_names_are_there(path):
    name = next(filter(None, path))
    assert (ROOT / name).exists() or name in ("workbook/", "workbook/my_network.py", "my_notes.md")


def test_the_cell_for_colab_leads_to_the_workbook(tmp_path, monkeypatch):
    """In a kernel that starts elsewhere, with Colab's own lines left out: what passes is kept."""
    import nbformat
    from nbclient import NotebookClient

    workbook = open_workbook(tmp_path / "workbook", ROOT / "notebooks")
    (cell,) = (block for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) if "google.colab" in block)
    lines = [line for line in cell.splitlines() if not re.match(r"from google|drive\.|output\.|%pip", line)]
    assert len(lines) == 3
    told = "\n".join(lines).replace("/content/drive/MyDrive/layerwise/workbook", str(workbook.folder))
    told = told.replace("/content/drive/MyDrive/layerwise", str(ROOT))
    relu = "import numpy as np\nfrom layerwise import check\n@check\ndef relu(z):\n    return np.maximum(z, 0)"
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    (tmp_path / "content").mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (told, relu)])
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / "content")}}).execute()
    assert Progress(workbook.record).passed() == {"relu"} and "def relu" in workbook.library.read_text(encoding="utf-8")
