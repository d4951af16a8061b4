"""`layerwise release nbgrader`: the course as nbgrader takes it, with the real nbgrader where it is installed."""

import html
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import answers
import numpy as np
import pytest
from amounts import amount, only_in_the_whole, only_with_long

from layerwise import cli, course
from layerwise.classroom.release.cells import counted, exercise_of
from layerwise.examiner.code import with_gap
from layerwise.exercises import NotPassed, check, given, must_pass
from layerwise.exercises.catalogue import EXERCISES, exercises_of

ROOT = Path(__file__).resolve().parents[2]
# The Python that has nbgrader; `.ci/run` makes one, apart from the course's own, whose JupyterLab it would change.
NBGRADER = os.environ.get("LAYERWISE_NBGRADER") or (sys.executable if find_spec("nbgrader") else "")
LESSONS = course.LESSONS[amount(3, 0) : amount(4, 12)]
# `layerwise grade` looks for an answer that is not in its lesson's notebook in the others too; nbgrader has one assignment at a time.
DELETED_IN = course.lesson("03")
TRUST = () if sys.platform == "linux" else ("--trust-submissions",)


def needs_nbgrader(test):
    """Mark a test with the real nbgrader, whose every command takes seconds."""
    there = pytest.mark.skipif(not NBGRADER, reason="there is no nbgrader: LAYERWISE_NBGRADER names no Python that has it")
    return only_with_long(there(test))


def release(folder: Path, *options) -> int:
    return cli.main(["release", "nbgrader", str(folder), *map(str, options)])


def stored(path: Path) -> dict:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def numbers(lessons) -> str:
    return ",".join(lesson.number for lesson in lessons)


def nbgrader(course_folder: Path, *commands: tuple[str, ...]) -> dict:
    """What came of nbgrader's own commands in the folder of a course."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "JUPYTER_DATA_DIR": str(course_folder / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(course_folder / "jupyter"),
        "PATH": f"{Path(NBGRADER).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [NBGRADER, str(ROOT / "tests" / "grading" / "nbgraders_own.py"), *map(json.dumps, commands)]
    done = subprocess.run(command, cwd=course_folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr[-3_000:]
    found = json.loads(done.stdout.splitlines()[-1])
    # The first error is the one to read: all after it come from it.
    assert set(found["codes"]) == {0}, done.stderr[max(done.stderr.find("ERROR"), 0) :][:3_000]
    return found


def hand_in(course_folder: Path, student: str, lesson: course.Lesson, written: dict[str, str], deleted: tuple[str, ...] = ()) -> None:
    """A student's notebook: as it was handed out, with these answers, without the cells that are deleted."""
    notebook = stored(course_folder / "source" / lesson.stem / lesson.notebook)
    for cell in notebook["cells"]:
        if name := exercise_of(cell):
            cell["source"] = written.get(name) or with_gap(cell["source"])
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in deleted]
    folder = course_folder / "submitted" / student / lesson.stem
    folder.mkdir(parents=True)
    (folder / lesson.notebook).write_text(json.dumps(notebook), encoding="utf-8")


def solved(name: str) -> str:
    return f"@check\n{EXERCISES[name].solution}"


def half_done(name: str) -> str:
    """The gap is still there, below a line that somebody has written."""
    return EXERCISES[name].starter.replace("...  # your code here", "result = 1\n    ...  # your code here")


def stops(name: str) -> str:
    return f"@check\ndef {EXERCISES[name].signature}:\n    return undefined_name"


def mistaken(name: str) -> str:
    """What a beginner writes, in a cell that needs no other."""
    bank = [wrong for file in answers.files() for wrong in getattr(file, "WRONG", []) if wrong.exercise == name]
    return next(wrong.code for wrong in bank if wrong.mistake and not wrong.above and "while" not in wrong.code)


# What students hand in for an exercise. What is partly solved has its first exercise right and its last one half done.
STUDENTS = {"right": solved, "wrong": mistaken, "error": stops, "half": half_done, "none": lambda name: ""}


def write_class(folder: Path, lessons: tuple[course.Lesson, ...]) -> None:
    for lesson in lessons:
        names = [exercise.name for exercise in exercises_of(lesson)]
        for student, write in STUDENTS.items():
            hand_in(folder, student, lesson, {name: write(name) for name in names})
        hand_in(folder, "partly", lesson, {names[0]: solved(names[0]), names[-1]: half_done(names[-1])} if len(names) > 1 else {})
        # The function of the course in place of one's own; the process ended; cells deleted; a cell that is no Python.
        borrowed = f"from layerwise.exercises.catalogue import EXERCISES\n{names[0]} = EXERCISES[{names[0]!r}].answer"
        hand_in(folder, "borrows", lesson, {names[0]: borrowed})
        hand_in(folder, "exits", lesson, {names[0]: f"import os\nos._exit(0)\n{mistaken(names[0])}"})
        if lesson is DELETED_IN:
            hand_in(folder, "deletes", lesson, {names[0]: solved(names[0])}, deleted=(f"points-{names[0]}", f"exercise-{names[-1]}"))
        hand_in(folder, "breaks", lesson, {names[0]: solved(names[0]).replace("def ", "def def ")})


def as_graded_by_us(folder: Path, report: Path, lessons: tuple[course.Lesson, ...], seed: str) -> dict[str, dict[str, dict]]:
    """Everybody's outcomes with their points, of the same folder, by `layerwise grade`."""
    assert cli.main(["grade", str(folder / "submitted"), "-o", str(report), "--lessons", numbers(lessons), "--seed", seed, *TRUST]) == 0
    people = json.loads((report / "marks.json").read_text(encoding="utf-8"))["people"]
    return {person["name"]: person["exercises"] for person in people}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class, graded by nbgrader with the settings of the course, and by `layerwise grade`."""
    folder = tmp_path_factory.mktemp("nbgrader") / "a course"
    assert release(folder, "--lessons", numbers(LESSONS)) == 0
    write_class(folder, LESSONS)
    names = [lesson.stem for lesson in LESSONS]
    commands = [(command, name) for command in ("generate_assignment", "autograde") for name in names]
    theirs = nbgrader(folder, *commands, *(("generate_feedback", name, "--student=wrong") for name in names))
    seed = (folder / "nbgrader_config.py").read_text().partition("c.ExamineAnswers.seed = ")[2].split()[0]
    return folder, theirs, as_graded_by_us(folder, folder / "report", LESSONS, seed)


@needs_nbgrader
def test_nbgrader_gives_the_points_of_layerwise_grade(graded):
    _, found, ours = graded
    assert set(ours) == set(found["gradebook"]) == {*STUDENTS, "partly", "borrows", "exits", "deletes", "breaks"}
    statuses = set()
    for student, outcomes in ours.items():
        for lesson in LESSONS if student != "deletes" else [DELETED_IN]:
            for exercise in exercises_of(lesson):
                outcome, theirs = outcomes[exercise.name], found["gradebook"][student][f"points-{exercise.name}"]
                assert theirs == {"points": outcome["points"], "of": 1, "for_a_person": outcome["points"] is None}, (student, outcome)
                assert (theirs["points"] == 1) == (outcome["status"] == "passed")
                statuses.add(outcome["status"])
    assert statuses >= {"passed", "wrong", "error", "not attempted", "not graded"}
    assert all(one["points"] == 1 for one in found["gradebook"]["right"].values())
    for nobody in ("none", "borrows"):
        assert not any(one["points"] for one in found["gradebook"][nobody].values())


@needs_nbgrader
def test_students_get_what_a_learner_gets(graded):
    folder, _, _ = graded
    for lesson in LESSONS:
        released = stored(folder / "release" / lesson.stem / lesson.notebook)["cells"]
        learners = stored(ROOT / "notebooks" / lesson.notebook)["cells"]
        assert [cell["source"].replace("](../", "](") for cell in released if cell["cell_type"] == "code" and not counts(cell)] == [
            cell["source"] for cell in learners if cell["cell_type"] == "code"
        ]


@needs_nbgrader
def test_the_feedback_says_why_and_gives_no_answer_away(graded):
    folder, _, ours = graded
    for lesson in LESSONS:
        page = (folder / "feedback" / "wrong" / lesson.stem / f"{lesson.stem}.html").read_text(encoding="utf-8")
        shown = html.unescape(page)
        for exercise in exercises_of(lesson):
            outcome = ours["wrong"][exercise.name]
            assert f"{exercise.name}: {outcome['status']}. {outcome['message']}\nHint: {outcome['hint']}" in shown
            assert exercise.solution not in shown and exercise.solution.partition("\n")[2].strip() not in outputs(page)


def outputs(page: str) -> str:
    """What stands below the cells of a page of feedback."""
    return html.unescape("\n".join(re.findall(r'<div class="output_area">(.*?)</div>\n</div>', page, flags=re.DOTALL)))


@needs_nbgrader
@only_in_the_whole
def test_by_a_kernel_too_nbgrader_passes_and_fails_whom_we_do(tmp_path):
    """Without our examination, or in `nbgrader validate`, the cells that count are run, and come to the same."""
    folder = tmp_path / "course"
    assert release(folder) == 0
    settings = (folder / "nbgrader_config.py").read_text()
    (folder / "nbgrader_config.py").write_text(re.sub(r"c\.Autograde\.autograde_preprocessors = \[.*?\n\]", "", settings, flags=re.DOTALL))
    students = ("right", "wrong", "half")
    for lesson in course.LESSONS:
        for student in students:
            hand_in(folder, student, lesson, {exercise.name: STUDENTS[student](exercise.name) for exercise in exercises_of(lesson)})
    names = [lesson.stem for lesson in course.LESSONS]
    found = nbgrader(folder, *(("generate_assignment", name) for name in names), *(("autograde", name) for name in names))
    ours = as_graded_by_us(folder, tmp_path / "report", course.LESSONS, "1")
    for student in students:
        for name, outcome in ours[student].items():
            points = found["gradebook"][student][f"points-{name}"]["points"]
            assert points == (1 if outcome["status"] == "passed" else 0), (student, name, outcome)


# --- what needs no nbgrader -------------------------------------------------------------------------------------------------------


def counts(cell: dict) -> bool:
    return counted(cell["metadata"].get("nbgrader", {}).get("grade_id")) is not None


def test_a_release_has_every_exercise_once_with_its_points_and_its_solution(tmp_path):
    (tmp_path / "points.csv").write_text("exercise,points\n02,2\nrelu,2.5\n")
    assert release(tmp_path / "course", "--weights", tmp_path / "points.csv") == 0
    found = {}
    for lesson in course.LESSONS:
        cells = stored(tmp_path / "course" / "source" / lesson.stem / lesson.notebook)["cells"]
        learners = stored(ROOT / "notebooks" / lesson.notebook)["cells"]
        assert [cell["id"] for cell in cells if not counts(cell)] == [cell["id"] for cell in learners]
        assert len({cell["id"] for cell in cells}) == len(cells)
        for before, cell in zip(cells, cells[1:], strict=False):
            if counts(cell):
                name = exercise_of(before)
                assert before["metadata"]["nbgrader"]["solution"] and cell["metadata"]["nbgrader"]["locked"]
                found[name] = cell["metadata"]["nbgrader"]["points"]
        for cell, handed_out in zip((cell for cell in cells if not counts(cell)), learners, strict=True):
            name = exercise_of(cell)
            assert not name or with_gap(cell["source"]) == handed_out["source"] != cell["source"]
    assert found == {name: {"step": 2, "relu": 2.5, "sigmoid": 2}.get(name, 1) for name in EXERCISES}


def test_links_lead_to_the_folders_of_the_others(tmp_path):
    assert release(tmp_path) == 0
    links = 0
    for path in (tmp_path / "source").rglob("*.ipynb"):
        for cell in stored(path)["cells"]:
            for link in re.findall(r"\]\(([^)#]+\.ipynb)", cell["source"]) if cell["cell_type"] == "markdown" else ():
                links += 1
                assert (path.parent / link).exists(), (path, link)
    assert links > 50


def test_what_is_there_stays(tmp_path, capsys):
    assert release(tmp_path, "--lessons", "02") == 0
    settings = (tmp_path / "nbgrader_config.py").read_bytes() + b"# ours\n"
    (tmp_path / "nbgrader_config.py").write_bytes(settings)
    assert release(tmp_path, "--lessons", "02,03") == 0
    assert capsys.readouterr().out.split()[-1] == "source/03_layers/03_layers.ipynb"
    path = tmp_path / "source" / "02_activation" / "02_activation.ipynb"
    path.write_text("{}")
    assert release(tmp_path) == 1
    told = capsys.readouterr().err
    assert "source/02_activation/02_activation.ipynb" in told and "Nothing was written" in told
    assert path.read_text() == "{}" and not (tmp_path / "source" / "04_probabilities").exists()
    assert (tmp_path / "nbgrader_config.py").read_bytes() == settings


def test_what_cannot_be_released_is_said(tmp_path, capsys):
    (tmp_path / "points.csv").write_text("rely,2\n")
    for options, words in {
        ("--lessons", "17"): "There is no lesson '17'",
        ("--weights", tmp_path / "points.csv"): "Did you mean",
        ("--weights", tmp_path / "nowhere.csv"): "nowhere.csv cannot be used",
    }.items():
        assert release(tmp_path / "course", *options) == 1
        assert words in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


def test_a_cell_that_counts_examines_what_the_student_wrote(capsys):
    def relu(z):
        return z

    mistaken, lent = relu, check(relu)
    assert lent is EXERCISES["relu"].answer
    for under_the_name, words in {lent: "relu: wrong.", mistaken: "relu: wrong.", EXERCISES["step"].answer: "relu: "}.items():
        with pytest.raises(NotPassed, match=words):
            must_pass("relu", {"relu": under_the_name})

    def relu(z):
        return np.where(z > 0, z, 0)

    must_pass("relu", {"relu": check(relu)})
    must_pass("relu", {"relu": relu})
    with pytest.raises(NotPassed, match="the course's own function"):
        must_pass("relu", {"relu": EXERCISES["relu"].answer})
    with pytest.raises(NotPassed, match="came from the course"):
        must_pass("relu", {"relu": given(relu)})
    with pytest.raises(NotPassed, match="no function called `relu`"):
        must_pass("relu", {})
    with pytest.raises(NotPassed, match="not attempted"):
        namespace = {}
        exec(EXERCISES["softmax"].starter, namespace)
        must_pass("softmax", namespace)


def test_a_cell_that_counts_shows_a_sentence_and_no_traceback():
    with pytest.raises(NotPassed) as raised:
        must_pass("relu", {})
    assert raised.value._render_traceback_() == ["There is no function called `relu`."]
