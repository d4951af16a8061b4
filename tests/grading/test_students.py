"""`layerwise release nbgrader --without-solutions`: what students receive has no answers in it, and the lessons go on without them."""

import ast
import inspect
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import pytest
from amounts import amount, only_with_long
from nbclient import NotebookClient

from grading.test_nbgrader import counts
from layerwise import cli, course
from layerwise.classroom.release.cells import exercise_of
from layerwise.examiner import code
from layerwise.examiner.code import with_gap
from layerwise.exercises.catalogue import catalogue
from layerwise.exercises.questions import questions
from layerwise.press.solutions import OwnKernelManager, environment

# What explorers draw with, and what lessons show: a sigmoid, five lessons after it was written, and a leaky ReLU, which is a mistake.
SHOWN = {
    ("layerwise/explorers/activation.py", "_sigmoid"),
    ("layerwise/explorers/small_network.py", "relu"),
    ("release/07_backward/07_backward.ipynb", "sigmoid"),
    ("release/02_activation/02_activation.ipynb", "leaky_relu"),
}
LESSONS = course.LESSONS[amount(3, 0) : amount(4, 12)]


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    """All that students receive: the package, and the lessons as nbgrader hands them out, their solutions taken out."""
    folder = tmp_path_factory.mktemp("without solutions")
    assert cli.main(["release", "nbgrader", str(folder), "--without-solutions"]) == 0
    for path in (folder / "source").rglob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = with_gap("".join(cell["source"]))
        path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "source").rename(folder / "release")
    return folder


def code_of(path: Path) -> str:
    """The code in a file: of a notebook, that of its cells, as far as it is Python."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    cells = [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return "\n".join(cell for cell in cells if not cell.startswith("%"))


def kept_back() -> tuple[dict[str, str], dict[str, str]]:
    """What must not be handed out: functions, by what they do, and texts; each with what it is."""
    functions, texts = {}, {}
    for exercise in catalogue():
        known = [mistake.wrong for mistake in exercise.mistakes]
        for function in (exercise.answer, exercise.another_way, exercise.probes, *exercise.alternatives, *known):
            if does := code.steps(source_of(function)):
                functions.setdefault(does, f"{exercise.name}: {function.__name__}")
        texts |= {mistake.message[:80]: f"{exercise.name}: {mistake.id}" for mistake in exercise.mistakes}
        texts |= {hint: f"{exercise.name}: a hint" for hint in exercise.hints}
        texts[exercise.solution.partition("\n")[2].strip("\n")] = f"{exercise.name}: the solution"
    return functions, texts


def source_of(function) -> str | None:
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):  # made by another function
        return None


@only_with_long
def test_nothing_that_students_receive_holds_an_answer_a_mistake_or_a_probe(received):
    functions, texts = kept_back()
    assert len(functions) > 1_000 and len(texts) > 1_000
    found, programs = set(), []
    for path in sorted(path for folder in ("students", "release") for path in (received / folder).rglob("*") if path.is_file()):
        if path.suffix in (".csv", ".gz", ".npz"):  # data, and the weights of a trained network
            continue
        name, text = path.relative_to(received).as_posix().removeprefix("students/"), path.read_text(encoding="utf-8")
        if path.suffix in (".py", ".ipynb"):
            text = code_of(path)
            programs.append((name, text))
        found |= {(name, what) for words, what in texts.items() if words in text}
    assert found == set() and len(programs) > 150
    # The exercises are among them all; of the rest a sample, as it takes long.
    for name, text in [*programs[:: amount(4, 1)], *(one for one in programs if "/exercises/" in one[0])]:
        defined = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        found |= {(name, node.name) for node in defined if code.steps(ast.unparse(node)) in functions}
    assert found - SHOWN == set()


TRIED = """
import importlib, sys

# The course is installed where the tests run, and would be found for whatever the students' package has not.
sys.meta_path[:] = [finder for finder in sys.meta_path if "__editable__" not in getattr(finder, "__module__", "")]

import layerwise
from layerwise.exercises import NotPassed, catalogue, check, examine, hint, must_pass
from layerwise.exercises.questions import questions

assert layerwise.__file__.startswith(sys.argv[1]), layerwise.__file__
print([exercise.name for exercise in catalogue()], [exercise.lesson.name for exercise in catalogue()])
print([(question.name, question.explained()[0][1].says) for question in questions()])
for exercise in catalogue():
    assert not exercise.mistakes and not exercise.hints and not exercise.examples and list(exercise.probes(None)) == []
    assert exercise.answer.__code__.co_consts and "SOLUTION" not in exercise.marked_source
    hint(exercise.name)


def dense(X, W, b):
    return "mine"


assert check(dense) is dense and examine("dense", dense).status == "withheld"
try:
    must_pass("dense", globals())
except NotPassed as why:
    assert str(why) == "`dense` is examined when you hand it in."
else:
    raise AssertionError("a cell that counts points must not count where nothing is examined")

from layerwise import nn
from layerwise.mine import relu
for use in (lambda: nn.Dense(2, 2), lambda: nn.Network.load("reader.npz"), lambda: nn.train([], 1), lambda: relu(1)):
    try:
        use()
    except Exception as why:
        assert type(why).__name__ in ("KeptBack", "Missing"), why
    else:
        raise AssertionError("something of the library is there")
for name in ("nn.layers", "nn.training", "classroom", "press", "press.solutions", "cli", "exercises.bird", "exercises.training._run"):
    try:
        importlib.import_module(f"layerwise.{name}")
    except ImportError:
        continue
    raise AssertionError(f"layerwise.{name} is there")
"""


def test_the_package_for_students_works_and_knows_nothing(received, tmp_path):
    command = [sys.executable, "-c", TRIED, str(received / "students")]
    at_students = {**os.environ, "PYTHONPATH": str(received / "students")}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=at_students)
    assert done.returncode == 0, done.stderr
    exercises, asked, *hints = done.stdout.splitlines()
    assert exercises == f"{[one.name for one in catalogue()]} {[one.lesson.name for one in catalogue()]}"
    assert ast.literal_eval(asked) == [(question.name, question.explained()[0][1].says) for question in questions()]
    assert set(hints[: len(catalogue())]) == {"Whoever teaches this course keeps the hints and solutions. Ask them."}


def run(received: Path, lesson: course.Lesson, work: Path, written: dict[str, str]) -> list[tuple[str, str, str]]:
    """Run a lesson from top to bottom in the students' package: the cells that stopped, each with the exception's name and what it says."""
    notebook = nbformat.read(received / "release" / lesson.stem / lesson.notebook, as_version=4)
    for cell in notebook.cells:
        cell.source = written.get(exercise_of(cell) or "", cell.source)
    folder = work / lesson.stem
    folder.mkdir()
    told = environment(folder, PYTHONPATH=str(received / "students"))
    client = NotebookClient(notebook, km=OwnKernelManager(), timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute(env=told)
    stopped = [(cell, output) for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    counting = [output.ename for cell, output in stopped if counts(cell)]
    assert counting == ["NotPassed"] * sum(exercise.lesson == lesson for exercise in catalogue()), "nothing is examined, so nothing counts"
    assert all(cell.get("execution_count") for cell in notebook.cells if cell.cell_type == "code"), "every cell has been reached"
    return [(cell.id, output.ename, output.evalue) for cell, output in stopped if not counts(cell)]


@only_with_long
@pytest.mark.parametrize("lesson", LESSONS, ids=str)
def test_a_solved_lesson_runs_but_for_what_needs_the_library(received, lesson, tmp_path):
    answers = {exercise.name: f"@check\n{exercise.solution}" for exercise in catalogue()}
    own = [exercise.solution for exercise in catalogue() if exercise.lesson.place < lesson.place]
    (tmp_path / "my_network.py").write_text("\n\n\n".join(["import numpy as np", *own]) + "\n", encoding="utf-8")
    stopped = run(received, lesson, tmp_path, answers)
    # Beside these, the files that lessons 09 and 11 write and run are not there.
    assert all(name in ("KeptBack", "NameError") or "not found" in words for _, name, words in stopped), stopped
    if not any(name == "KeptBack" for _, name, _ in stopped):
        assert stopped == []


def test_an_untouched_lesson_is_reached_to_its_end(received, tmp_path):
    """What is missing is said in sentences, and each cell is reached."""
    stopped = run(received, course.lesson("02"), tmp_path, {})
    assert any(name == "Missing" and "`neuron_batch` is yours to write, in lesson 01" in words for _, name, words in stopped)
