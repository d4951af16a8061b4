"""What the README promises."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

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
