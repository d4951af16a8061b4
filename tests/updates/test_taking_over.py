"""Work that was done in the course's own folder: one command brings it to safety, and git can pull again."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from killing import killed_at, needs_posix

from layerwise import cli
from layerwise.ground.notebooks import read, written
from layerwise.workbook.opening import open_workbook
from layerwise.workbook.updates import taking_over
from layerwise.workbook.updates.backups import all_backups
from layerwise.workbook.updates.copies import copy_of
from layerwise.workbook.updates.resetting import reset
from layerwise.workbook.updates.taking_over import is_worked_in
from layerwise.workbook.updates.updating import update

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("01_neuron.ipynb", "02_activation.ipynb")


class Course:
    """Two of the course's notebooks as they are built, in a folder of their own, and what they are built from."""

    def __init__(self, folder: Path):
        self.notebooks, self.folder = folder / "notebooks", folder / "workbook"
        self.notebooks.mkdir(parents=True)
        self.built = {name: (ROOT / "notebooks" / name).read_bytes() for name in NAMES}
        for name, content in self.built.items():
            (self.notebooks / name).write_bytes(content)

    def work_in(self, path: Path, note: str) -> bytes:
        """What JupyterLab stores when somebody has written a note into the first exercise and run a cell."""
        notebook = read(path.read_bytes())
        cell = next(cell for cell in notebook["cells"] if "exercise" in cell["metadata"].get("layerwise", {}))
        cell["source"] = cell["source"].replace("...  # your code here", f"...  # {note}")
        cell["execution_count"] = 3
        notebook["metadata"]["language_info"]["version"] = "3.12.1"
        path.write_bytes(written(notebook))
        return path.read_bytes()

    def open(self, built=None):
        self.workbook = open_workbook(self.folder, self.notebooks, built=built)

    def update(self, **options):
        return update(self.workbook, self.notebooks, built=self.built, **options)


@pytest.fixture
def course(tmp_path) -> Course:
    return Course(tmp_path)


def test_work_in_the_course_becomes_the_copy_that_nobody_has_worked_in(course):
    course.open()
    worked = course.work_in(course.notebooks / NAMES[0], "mine")
    foretold = course.update(dry_run=True)
    assert (course.notebooks / NAMES[0]).read_bytes() == worked and not all_backups(course.workbook)
    report = course.update()
    sentence = (
        "You have worked in notebooks/01_neuron.ipynb. That is your 01_neuron.ipynb now: run its cells there, so that what passes is kept."
    )
    assert sentence in report.lines and sentence in foretold.lines and report.complete
    assert (course.folder / NAMES[0]).read_bytes() == worked and (course.notebooks / NAMES[0]).read_bytes() == course.built[NAMES[0]]
    assert copy_of(course.workbook, NAMES[0]).base() == course.built[NAMES[0]]
    assert all_backups(course.workbook)[0].content(NAMES[0]) == course.built[NAMES[0]]
    assert course.update().lines == ["Up to date: 01_neuron, 02_activation."]


def test_where_both_were_worked_in_both_stay(course):
    course.open()
    own, worked = course.work_in(course.folder / NAMES[0], "at home"), course.work_in(course.notebooks / NAMES[0], "in class")
    report = course.update()
    assert any("is now beside it, as 01_neuron from notebooks.ipynb." in line for line in report.lines)
    assert (course.folder / NAMES[0]).read_bytes() == own and (course.folder / "01_neuron from notebooks.ipynb").read_bytes() == worked
    assert (course.notebooks / NAMES[0]).read_bytes() == course.built[NAMES[0]]
    again = course.work_in(course.notebooks / NAMES[0], "once more")
    course.update()
    assert (course.folder / "01_neuron from notebooks 2.ipynb").read_bytes() == again


def test_a_workbook_that_begins_after_the_work_has_it_and_the_right_base(course):
    """What was answered in the course's folder must not pass for the course's own text: the next update would take it away."""
    worked = course.work_in(course.notebooks / NAMES[0], "mine")
    course.open(built=course.built)
    assert (course.folder / NAMES[0]).read_bytes() == worked and copy_of(course.workbook, NAMES[0]).base() == course.built[NAMES[0]]
    course.update()
    assert (course.folder / NAMES[0]).read_bytes() == worked and (course.notebooks / NAMES[0]).read_bytes() == course.built[NAMES[0]]
    assert sorted(path.name for path in course.folder.glob("*.ipynb")) == list(NAMES)


def test_reset_hands_out_the_course_and_not_what_somebody_wrote_there(course):
    course.open()
    course.work_in(course.notebooks / NAMES[0], "mine")
    course.work_in(course.folder / NAMES[0], "mine too")
    reset(course.workbook, course.notebooks, "01", built=course.built)
    assert (course.folder / NAMES[0]).read_bytes() == course.built[NAMES[0]]


def test_what_nobody_has_worked_in_is_left_to_whoever_builds_it(course):
    """A lesson's new text that is not built yet is no work of a learner."""
    other = read(course.built[NAMES[0]])
    other["cells"][0]["source"] = "# Another title"
    (course.notebooks / NAMES[0]).write_bytes(written(other))
    course.open()
    assert not is_worked_in(written(other)) and not any("worked" in line for line in course.update().lines)
    assert (course.notebooks / NAMES[0]).read_bytes() == written(other)


def test_a_notebook_that_is_open_is_left_alone(course, server):
    course.open()
    worked = course.work_in(course.notebooks / NAMES[0], "mine")
    jupyter = server(course.notebooks, {"api/sessions": (200, [{"path": NAMES[0]}])})
    report = course.update()
    assert any("notebooks/01_neuron.ipynb, which was left alone: it is open in JupyterLab" in line for line in report.lines)
    assert (course.notebooks / NAMES[0]).read_bytes() == worked
    jupyter.stop()
    course.update()
    assert (course.folder / NAMES[0]).read_bytes() == worked


def test_what_is_saved_while_it_is_taken_over_stays(course, monkeypatch):
    course.open()
    course.work_in(course.notebooks / NAMES[0], "mine")
    replace_whole, saved = taking_over.replace_whole, []

    def replace_after_somebody_saves(path, expected, content):
        if path == course.notebooks / NAMES[0] and not saved:
            saved.append(newer := expected.replace(b"# mine", b"# mine, and more"))
            path.write_bytes(newer)
        replace_whole(path, expected, content)

    monkeypatch.setattr(taking_over, "replace_whole", replace_after_somebody_saves)
    assert any("01_neuron.ipynb was saved just now. Run this again." in line for line in course.update().lines)
    assert (course.notebooks / NAMES[0]).read_bytes() == saved[0]


@needs_posix
def test_killed_at_any_moment_the_work_is_there_and_the_next_update_goes_on(course, tmp_path):
    course.open()
    own, worked = course.work_in(course.folder / NAMES[0], "at home"), course.work_in(course.notebooks / NAMES[0], "in class")
    worked_too = course.work_in(course.notebooks / NAMES[1], "in class")
    pristine = tmp_path / "pristine"
    for folder in ("notebooks", "workbook"):
        shutil.copytree(tmp_path / folder, pristine / folder)
    deaths = 0
    while True:
        for folder in ("notebooks", "workbook"):
            shutil.rmtree(tmp_path / folder)
            shutil.copytree(pristine / folder, tmp_path / folder)
        died = killed_at(deaths, course.update)
        there = [path.read_bytes() for folder in (course.folder, course.notebooks) for path in folder.glob("[0-9]*.ipynb")]
        assert own in there and worked in there and worked_too in there, f"lost at {deaths}"
        course.update()
        assert (course.folder / NAMES[0]).read_bytes() == own and (course.folder / NAMES[1]).read_bytes() == worked_too
        assert (course.folder / "01_neuron from notebooks.ipynb").read_bytes() == worked
        assert all((course.notebooks / name).read_bytes() == course.built[name] for name in NAMES)
        if not died:
            break
        deaths += 1
    assert deaths > 10


def test_git_can_pull_again(tmp_path, monkeypatch, capsys):
    """The whole of it with a real git and the course's own lessons: pull is refused, `update` is run, and pull goes through."""
    if shutil.which("git") is None:
        pytest.skip("needs git")

    def git(*arguments: str, folder: Path) -> subprocess.CompletedProcess:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")

    origin, mine = tmp_path / "origin", tmp_path / "mine"
    origin.mkdir()
    for part in ("lessons", "notebooks"):
        shutil.copytree(ROOT / part, origin / part)
    shutil.copy(ROOT / "start.py", origin)
    git("init", "-q", folder=origin)
    git("add", "-A", folder=origin)
    git("commit", "-qm", "The course", folder=origin)
    git("clone", "-q", str(origin), str(mine), folder=tmp_path)
    course = Course(tmp_path / "scratch")
    worked = course.work_in(mine / "notebooks" / NAMES[0], "mine")
    newer = json.loads((origin / "notebooks" / NAMES[0]).read_text(encoding="utf-8"))
    newer["cells"][0]["source"] = ["# A new title"]
    (origin / "notebooks" / NAMES[0]).write_bytes(written(read(json.dumps(newer).encode())))
    git("commit", "-qam", "A new title", folder=origin)
    assert git("pull", "-q", folder=mine).returncode != 0

    monkeypatch.setattr(cli, "ROOT", mine)
    monkeypatch.setattr(cli, "hand_over", lambda *what: 0)
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    assert cli.main(["learn"]) == 0
    assert (
        "You have worked in notebooks/01_neuron.ipynb, which belongs to the course.\n`python3 start.py update` takes"
        in capsys.readouterr().out
    )
    assert cli.main(["update"]) == 0 and "You have worked in notebooks/01_neuron.ipynb." in capsys.readouterr().out
    assert git("status", "--porcelain", "notebooks", folder=mine).stdout == ""
    assert git("pull", "-q", folder=mine).returncode == 0
    assert (mine / "workbook" / NAMES[0]).read_bytes() == worked
    assert cli.main(["update"]) == 0
    sources = [cell["source"] for cell in read((mine / "workbook" / NAMES[0]).read_bytes())["cells"]]
    assert sources[0] == "# A new title" and any("...  # mine" in source for source in sources)
