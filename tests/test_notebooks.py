"""The real lessons, as a learner and CI meet them: notebooks/ and solutions/ under nbval, and every lesson empty, half done and wrong.

Each notebook runs in a folder of its own, with nothing of the user's settings, so that the tests can go side by side (pytest -n 2).
"""

import ast
import contextlib
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import amounts
import pytest

from layerwise import press
from layerwise.course import LESSONS
from layerwise.exercises import catalogue
from layerwise.press import notebooks
from layerwise.press.source import HEADING, blank_fences

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
NAMES = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9][0-9]_*.md"))
CELL_SECONDS = 60

each_lesson = pytest.mark.parametrize("name", NAMES)

# Runs in every kernel before the first cell, and writes down what each @check came to.
LISTENER = """
def _listen():
    import json, os
    from layerwise.exercises import when_checked

    def write(report, function):
        with open(os.environ["CHECK_REPORTS"], "a", encoding="utf-8") as file:
            print(json.dumps([report.name, report.status, report.mistake]), file=file)

    when_checked(write)

_listen()
"""

# A new network namespace has nothing but a loopback device, which is down; Jupyter needs it to talk to its kernel.
OFFLINE = """
import fcntl, os, socket, struct, sys
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x41))
os.execv(sys.argv[1], sys.argv[1:])
"""


@cache
def lessons() -> dict:
    return {lesson.name: lesson for lesson in press.lessons(ROOT)}


@cache
def why_online() -> str:
    """Why a process cannot be cut off from the network here; empty where it can."""
    unshare = shutil.which("unshare")
    if not unshare:
        return "this system has no unshare command"
    command = [unshare, "-rn", sys.executable, "-c", OFFLINE, sys.executable, "-c", ""]
    result = subprocess.run(command, capture_output=True, text=True)
    return "" if result.returncode == 0 else f"unshare -rn is not allowed here: {result.stderr.strip()}"


def offline(command: list[str]) -> list[str]:
    return command if why_online() else [shutil.which("unshare"), "-rn", sys.executable, "-c", OFFLINE, *command]


def kernel_environment(folder: Path, **more: str) -> dict[str, str]:
    from layerwise.press import solutions

    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "listen.py").write_text(LISTENER, encoding="utf-8")
    environment = solutions.environment(folder, CHECK_REPORTS=str(folder / "reports.jsonl"), **more)
    return {name: value for name, value in environment.items() if not name.startswith(("PYTEST", "COV_"))}


def reports(folder: Path) -> list[list]:
    """What the checks of a run came to: name, status and recognised mistake, in order."""
    path = folder / "reports.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def under_nbval(stored: list[Path], folder: Path, mode: list[str], launch=lambda command: command, **more: str) -> None:
    """Run copies of the notebooks under nbval, each in a folder of its own in `folder`, and fail with nbval's own report."""
    copies = [folder / notebook.stem / notebook.name for notebook in stored]
    for notebook, copied in zip(stored, copies, strict=True):
        copied.parent.mkdir()
        shutil.copy(notebook, copied)
        (copied.parent / "matplotlibrc").touch()
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    environment = kernel_environment(folder, **more)
    environment["PYTHONPATH"] = os.pathsep.join([str(TESTS), environment["PYTHONPATH"]])
    # Of all plugins only these: importing the others takes longer than many a notebook.
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    plugins = ["-p", "no:cacheprovider", "-p", "nbval_watch", "-p", "nbval.plugin"]
    settings = ["-c", str(folder / "pytest.ini"), "-q", "--color=no", "--no-header", *mode, f"--nbval-cell-timeout={CELL_SECONDS}"]
    command = [sys.executable, "-m", "pytest", *plugins, *settings, "--nbval-current-env", *map(str, copies)]
    result = subprocess.run(
        launch(command), cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    cells = sum(cell["cell_type"] == "code" for notebook in stored for cell in notebooks.read(notebook.read_bytes())["cells"])
    if result.returncode or not re.search(rf"^{cells} passed\b(?!,)", result.stdout, re.MULTILINE):
        failed = re.findall(r"^FAILED (?:.*/)?([^/]+)\.ipynb::Cell (\d+)", result.stdout, re.MULTILINE)
        where = [line for stem, number in failed for line in place(stem, int(number))]
        pytest.fail("\n".join([*where, *map(str, stored), result.stdout, result.stderr]), pytrace=False)


def place(stem: str, number: int) -> list[str]:
    """Where in lessons/ the code cell of that number, from 0, stands; nothing for a notebook that comes from no lesson."""
    lesson = lessons().get(stem)
    if lesson is None:
        return []
    written = list(places(lesson).values())
    return [written[number] if number < len(written) else f"{lesson.source}, in the cells that the press adds at its end"]


STRICT = ["--nbval", f"--nbval-sanitize-with={TESTS / 'nbval.cfg'}"]


# --- what is there -------------------------------------------------------------------------------------------------------


def test_every_lesson_is_there_and_sets_its_exercises_in_their_order():
    assert [lesson.stem for lesson in LESSONS] == NAMES
    set_in_lessons = [cell.exercise for name in NAMES for cell in lessons()[name].exercises]
    assert set_in_lessons == [exercise.name for exercise in catalogue()]


def test_notebooks_and_solutions_are_what_the_lessons_build():
    """Sources, ids, metadata and the numbers in the prose. Outputs are compared below by nbval, pictures by `layerwise build --check`."""
    found = press.differences(ROOT, execute=False)
    assert not found, "\n".join(["Run `layerwise build`:", *found])


@each_lesson
def test_each_exercise_says_its_goal_shapes_example_time_difficulty_and_importance(name):
    minutes = {exercise.name: exercise.minutes for exercise in catalogue()}
    text = ""
    for cell in lessons()[name].cells:
        if cell.kind == "markdown":
            text = cell.text if cell.text.startswith("#") else f"{text}\n{cell.text}"
        elif cell.exercise:
            goal, shapes, example, rated = re.findall(r"^- (\*\*.*)$", text, re.MULTILINE)[-4:]
            assert [line.split("**")[1] for line in (goal, shapes, example)] == ["Goal", "Shapes", "Example"], cell.exercise
            rating = rf"\*\*Time\*\*: {minutes[cell.exercise]} minutes\. \*\*Difficulty\*\*: (easy|medium|hard)\. "
            assert re.fullmatch(rating + r"\*\*Importance\*\*: (low|medium|high): \S.*\.", rated), f"{cell.exercise}: {rated}"


@each_lesson
def test_a_percentage_has_a_space_before_its_sign(name):
    cells = stored("solutions", name)["cells"]
    texts = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
    texts += [output.get("text", "") for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    assert not re.findall(r".*[0-9]%.*", "\n".join(texts))


@each_lesson
def test_the_learners_notebook_is_stored_without_outputs(name):
    for cell in stored_code("notebooks", name):
        assert cell["outputs"] == [] and cell["execution_count"] is None


@each_lesson
def test_the_solution_is_stored_executed_and_in_order(name):
    cells = stored_code("solutions", name)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


@each_lesson
def test_errors_are_stored_only_where_a_lesson_shows_one(name):
    for cell in stored_code("solutions", name):
        shown = any(output["output_type"] == "error" for output in cell["outputs"])
        assert shown == ("raises-exception" in cell["metadata"].get("tags", [])), cell["id"]


def stored(folder: str, name: str) -> dict:
    return notebooks.read((ROOT / folder / f"{name}.ipynb").read_bytes())


def stored_code(folder: str, name: str) -> list[dict]:
    return [cell for cell in stored(folder, name)["cells"] if cell["cell_type"] == "code"]


# --- text alternatives ---------------------------------------------------------------------------------------------------


class Alternatives(html.parser.HTMLParser):
    """The text alternative of each picture in a piece of HTML."""

    def __init__(self, text: str):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append((dict(attrs).get("alt") or "").strip())


@each_lesson
def test_every_picture_says_in_words_what_it_shows(name):
    pictures = 0
    for cell in stored_code("solutions", name):
        for output in cell["outputs"]:
            data = output.get("data", {})
            alternatives = Alternatives(data.get("text/html", "")).found
            assert all(alternatives), f"{cell['id']}: an <img> without alt"
            # JupyterLab gives a bare picture no text alternative, and prefers HTML where there is some.
            bare = [kind for kind in data if kind.startswith("image/")]
            assert alternatives or not bare, f"{cell['id']}: a bare {bare} output; show it through layerwise.figures"
            pictures += len(alternatives)
    assert pictures or name.startswith("00"), "a lesson without a picture"


# --- empty, half done, wrong, solved -------------------------------------------------------------------------------------


# nbval takes longer to load than most lessons take to run, so that each of its processes runs several.
TOGETHER = [NAMES[first::4] for first in range(4)]
# Where `layerwise build --check` has just run all solutions and compared what they print, nbval runs some of them: see `.ci/run`.
if os.environ.get("LAYERWISE_BUILD_CHECKED") == "1" and not amounts.whole:
    TOGETHER = TOGETHER[:1]


@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_solved_under_nbval_strictly_and_with_the_network_off(names, tmp_path):
    """The outputs are those that are stored, every exercise passes, and nothing is fetched (where a process can be cut off)."""
    under_nbval([ROOT / "solutions" / f"{name}.ipynb" for name in names], tmp_path, STRICT, offline, LAYERWISE_STRICT="1")
    assert reports(tmp_path) == [[cell.exercise, "passed", None] for name in names for cell in lessons()[name].exercises]


@amounts.one_in(4, 2)
@pytest.mark.parametrize("name", NAMES[:: amounts.amount(3, 1)])
def test_empty_wrong_and_half_done_each_to_the_end(name, tmp_path):
    """Each exercise is reported as not attempted, with its mistake, or as passed; and no cell stops with an error.

    One kernel runs them all, since its start takes longer than most lessons: empty first, so in a new kernel as a learner has it. In the
    sample two lessons are run, empty and then half done with its other half wrong, so that one run does for both.
    """
    lesson = lessons()[name]
    names = [cell.exercise for cell in lesson.exercises]
    wrong = {exercise: mistake_by_behaviour(exercises()[exercise], place) for place, exercise in enumerate(names)}
    half = {cell.exercise: cell.solved() for cell in lesson.exercises[::2]}
    with kernel(tmp_path) as run:

        def comes_to(what: str, answers: dict[str, str], mistakes=()) -> None:
            run(lesson, answered(lesson, {**{name: mistaken(exercises()[name], wrong[name]) for name in mistakes}, **answers}))
            found = reports(tmp_path)
            assert [name for name, *_ in found] == names, what
            for exercise, status, mistake in found:
                if exercise in mistakes:
                    assert (status in ("wrong", "error"), mistake) == (True, exercises()[exercise].mistakes[wrong[exercise]].id), what
                else:
                    assert status == ("passed" if exercise in answers else "not attempted"), (what, exercise)

        comes_to("empty", {})
        if amounts.whole:
            comes_to("wrong", {}, mistakes=names)
            comes_to("half done", half)
        else:
            comes_to("half done, half wrong", half, mistakes=names[1::2])


@cache
def exercises() -> dict:
    return {exercise.name: exercise for exercise in catalogue()}


def mistake_by_behaviour(exercise, place: int) -> int:
    """The number of the known mistake at this place among those that are recognised whatever the text of the answer is."""
    numbers = [number for number, mistake in enumerate(exercise.mistakes) if mistake.when is None]
    return numbers[place % len(numbers)]


def mistaken(exercise, number: int) -> str:
    """A cell that answers the exercise with its known mistake of that number."""
    arguments = ast.parse(f"def {exercise.signature}: pass").body[0].args
    passed_on = ", ".join(argument.arg for argument in arguments.args)
    return (
        f"@check\ndef {exercise.signature}:\n"
        "    from layerwise.exercises import catalogue\n"
        f"    exercise = next(exercise for exercise in catalogue() if exercise.name == {exercise.name!r})\n"
        f"    return exercise.mistakes[{number}].wrong({passed_on})"
    )


def answered(lesson, answers: dict[str, str]) -> dict:
    """The learner's notebook with these cells in place of some starters."""
    notebook = notebooks.starter(lesson)
    for cell in notebook["cells"]:
        exercise = cell["metadata"].get("layerwise", {}).get("exercise")
        cell["source"] = answers.get(exercise, cell["source"])
    return notebook


# Before a notebook is run in a kernel that ran another: nothing that one named or wrote is there any more.
AFRESH = """
%reset -f
import os as _os, tempfile as _tempfile
_os.chdir(_tempfile.mkdtemp(dir=_os.environ["EMPTY_FOLDERS"]))
del _os, _tempfile
"""


@contextlib.contextmanager
def kernel(folder: Path):
    """A kernel, as a function that runs a lesson's notebook from top to bottom. A cell that stops with an error fails the test."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from layerwise.press import solutions

    environment = kernel_environment(folder, EMPTY_FOLDERS=str(folder))
    afresh = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(AFRESH)])
    client = NotebookClient(afresh, km=solutions.OwnKernelManager(), timeout=CELL_SECONDS, store_widget_state=False)

    def run(lesson, notebook: dict) -> None:
        (folder / "reports.jsonl").unlink(missing_ok=True)
        for client.nb in (afresh, nbformat.from_dict(notebook)):
            begun = []
            client.on_cell_start = lambda cell, cell_index, begun=begun: begun.append(cell["id"])
            try:
                client.execute(cleanup_kc=False)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                pytest.fail(f"{places(lesson).get(begun[-1], 'between two notebooks')}\n{error}", pytrace=False)

    with (folder / "kernel.log").open("wb") as log, client.setup_kernel(cleanup_kc=True, cwd=str(folder), env=environment, stderr=log):
        yield run


def places(lesson) -> dict[str, str]:
    """Where in lessons/ each code cell stands, by its id: the file, the line and the heading above it."""
    heading, found = "", {}
    for cell in lesson.cells:
        if cell.kind == "code":
            found[cell.id] = f'{lesson.source}:{cell.line}, under "{heading}"'
        else:
            headings = [match[1] for line in blank_fences(cell.text).splitlines() if (match := HEADING.match(line))]
            heading = headings[-1] if headings else heading
    return found


# --- the tools of these tests --------------------------------------------------------------------------------------------


def test_the_network_was_really_off():
    """In the surroundings of the solved run nothing but the machine itself can be reached."""
    if why_online():
        pytest.skip(f"the solutions ran with the network on: {why_online()}")
    # Connecting a datagram socket sends nothing: it only looks for a way there. The address is one kept for documentation.
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('{}', 9))"
    for address, reached in (("127.0.0.1", True), ("198.51.100.1", False)):
        result = subprocess.run(offline([sys.executable, "-c", code.format(address)]), capture_output=True, text=True)
        assert (result.returncode == 0) == reached, result.stderr


def notebook_of(*cells: tuple[str, str]) -> dict:
    """A stored notebook of code cells and what each printed."""
    return {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": number,
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [{"output_type": "stream", "name": "stdout", "text": printed}] if printed else [],
                "source": source,
            }
            for number, (source, printed) in enumerate(cells, 1)
        ],
        "metadata": notebooks.METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([("print(1.25)", "1.26\n")], "Cell outputs differ"),
        ([("import os", ""), ("os._exit(1)", ""), ("print(3)", "3\n")], "The kernel died in this cell"),
    ],
    ids=["another output", "dead kernel"],
)
def test_nbval_notices(tmp_path, cells, words):
    stored = tmp_path / f"{NAMES[0]}.ipynb"
    stored.write_bytes(notebooks.written(notebook_of(*cells)))
    (tmp_path / "run").mkdir()
    with pytest.raises(pytest.fail.Exception, match=words) as failure:
        under_nbval([stored], tmp_path / "run", STRICT)
    assert failure.value.msg.startswith(place(stored.stem, len(cells) // 2)[0])


def test_a_cell_that_stops_is_named_by_its_line_and_heading(tmp_path):
    lesson = lessons()[NAMES[0]]
    notebook = notebooks.starter(lesson)
    (cell,) = (cell for cell in notebook["cells"] if cell["metadata"].get("layerwise", {}).get("exercise") == "weighted_sum")
    cell["source"] = "1 / 0"
    lines = (ROOT / lesson.source).read_text(encoding="utf-8").splitlines()
    with pytest.raises(pytest.fail.Exception, match="ZeroDivisionError") as failure, kernel(tmp_path) as run:
        run(lesson, notebook)
    source, line, heading = re.match(r'(.+):(\d+), under "(.+)"\n', failure.value.msg).groups()
    assert source == lesson.source
    assert lines[int(line) - 1] == "weighted_sum"
    assert any(above.lstrip("# ") == heading for above in lines[: int(line)] if above.startswith("#"))
