"""How far a learner has come: what is counted, what a damaged record costs, and where to go on."""

import codecs
import html.parser
import itertools
import json
import math
import multiprocessing
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from amounts import only_with_long
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner import ANSWERS, Learner

from layerwise import cli, course, workbook
from layerwise.course import LESSONS
from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.questions import questions
from layerwise.workbook import Workbook
from layerwise.workbook import notebook as own
from layerwise.workbook.cells import telling
from layerwise.workbook.opening import next_lesson
from layerwise.workbook.progress import file as stored
from layerwise.workbook.progress import recording
from layerwise.workbook.progress.course_map import CourseMap
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.record import Entry, Record
from layerwise.workbook.progress.standings import advice, names_in, standings, where_left_off
from layerwise.workbook.progress.table import progress_table

ROOT = Path(__file__).resolve().parents[1]
# How many files of random content are read.
FILES = 200
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def new_process():
    """What was told is forgotten, as in a new process."""
    telling._told.clear()


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved: clock(minutes) moves it on."""
    time = [START]
    monkeypatch.setattr(stored, "now", lambda: time[0])

    def move(minutes: float):
        time[0] += timedelta(minutes=minutes)

    return move


def record_of(*checks: tuple[str, bool, float]) -> Record:
    """The record after these checks: the exercise, whether it passed, and the minutes since the check before."""
    record, time = Record(), START
    for name, passed, minutes in checks:
        time += timedelta(minutes=minutes)
        record = record.with_check(name, True, passed, time)
    return record


def passing(*names: str) -> Record:
    return record_of(*((name, True, 1) for name in names))


# --- what is counted -----------------------------------------------------------------------------------------------------


def test_attempts_passes_and_times_are_counted(tmp_path, clock):
    file = Progress(tmp_path / "progress.json")
    file.begin()
    for attempted, passed in ((False, False), (True, False), (True, True), (True, False), (True, True)):
        file.record("relu", attempted, passed)
        clock(1)
    assert file.read().exercises == {"relu": Entry(START, START + timedelta(minutes=3), 3, 1, START + timedelta(minutes=2), 180)}
    assert Progress(tmp_path / "progress.json").passed() == {"relu"}


def test_minutes_are_the_pauses_between_checks_but_for_long_ones(tmp_path, clock):
    file = Progress(tmp_path / "progress.json")
    worked = [(0, "neuron"), (3, "neuron"), (10, "relu"), (10.1, "relu"), (600, "neuron"), (2, "step"), (-300, "step"), (1, "step")]
    for minutes, name in worked:
        clock(minutes)
        file.record(name, True, False)
    entries = file.read().exercises
    # The clock that was set back five hours stands still until it is past the last check.
    assert {name: entry.seconds / 60 for name, entry in entries.items()} == {"neuron": 3, "relu": 10, "step": 2}
    assert entries["step"].begun <= entries["step"].last


def test_what_another_part_of_the_course_keeps_in_the_file_stays(tmp_path):
    path = tmp_path / "progress.json"
    stored = {"format": 1, "exercises": {}, "questions": {"01-recall": {"right": 2}}, "theme": ["dark", None]}
    path.write_text(json.dumps(stored), encoding="utf-8")
    Progress(path).record("relu", True, True)
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["questions"] == stored["questions"] and after["theme"] == stored["theme"] and after["format"] == 1


def test_cells_that_are_only_run_leave_no_trace(tmp_path, monkeypatch, capsys, clock):
    """On the second day a learner runs all cells, those that nobody has touched and those that have passed."""
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    learner = Learner(tmp_path)
    learner.run("@check\ndef step(z):\n    return z")
    clock(2)
    learner.run(ANSWERS["step"])
    before = learner.progress.read()
    assert (before.exercises["step"].attempts, before.exercises["step"].passes) == (2, 1)
    clock(24 * 60)
    learner.run(ANSWERS["step"])
    learner.run("@check\ndef dense(X, W, b):\n    ...")
    learner.run("@check\ndef neuron(x, w, b):\n    ### your code\n    ...")
    assert learner.progress.read() == before
    assert where_left_off(before).name == "activation" and [one.lesson.name for one in standings(before) if one.status == "begun"] == [
        "activation"
    ]


def test_a_gap_beside_written_lines_is_begun_and_no_attempt(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    learner = Learner(tmp_path)
    learner.run("@check\ndef dense(X, W, b):\n    Z = X @ W\n    ...")
    assert [(name, entry.attempts) for name, entry in learner.progress.read().exercises.items()] == [("dense", 0)]
    assert where_left_off(learner.progress.read()).name == "layers"


def test_the_time_since_an_untouched_cell_was_run_was_spent_on_the_lesson(tmp_path, monkeypatch, capsys, clock):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(recording, "now", lambda: stored.now())
    learner = Learner(tmp_path)
    learner.run("@check\ndef relu(z):\n    ...")
    clock(7)
    learner.run(ANSWERS["relu"])
    assert learner.progress.read().exercises["relu"].seconds == 7 * 60


# --- which workbook, and what is said ----------------------------------------------------------------------------------------


class Shell:
    """As much of an IPython as the workbook asks for; VS Code puts the notebook's path among its names."""

    def __init__(self, **names):
        self.user_ns = names


@pytest.fixture
def front_end(monkeypatch, tmp_path):
    """A function that makes this process the kernel of a notebook, as JupyterLab or VS Code tells it. Its folder is elsewhere."""
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    monkeypatch.chdir(tmp_path)

    def begin(kind: str, notebook: Path) -> None:
        shell = Shell(**({"__vsc_ipynb_file__": str(notebook)} if kind == "VS Code" else {}))
        for module in (own, recording):
            monkeypatch.setattr(module, "shell", lambda: shell)
        if kind == "JupyterLab":
            monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
        else:
            monkeypatch.delenv("JPY_SESSION_NAME", raising=False)

    return begin


@pytest.mark.parametrize("kind", ["VS Code", "JupyterLab"])
def test_the_workbook_is_found_by_the_notebooks_own_path(front_end, kind, tmp_path, capsys):
    learner = Learner(tmp_path / "my workbook")
    front_end(kind, tmp_path / "my workbook" / "02_activation.ipynb")
    learner.run(ANSWERS["relu"])
    assert learner.progress.passed() == {"relu"} and "def relu(z)" in learner.library
    learner.run(ANSWERS["step"])
    said = capsys.readouterr().out
    assert (
        f"`relu` is kept in my_network.py. 1 of {len(EXERCISES)} functions has passed. Next in this lesson: `step` and `sigmoid`." in said
    )
    assert f"`step` is kept in my_network.py. 2 of {len(EXERCISES)} functions have passed. Next in this lesson: `sigmoid`." in said


@pytest.mark.parametrize("kind", ["VS Code", "JupyterLab", "unknown"])
def test_outside_a_workbook_it_is_said_once_that_nothing_is_kept(front_end, kind, tmp_path, capsys, monkeypatch):
    learner = Learner(tmp_path / "workbook")
    notebook = tmp_path / "notebooks" / "02_activation.ipynb"
    front_end(kind, notebook)
    learner.run("@check\ndef relu(z):\n    ...")
    assert "saved" not in capsys.readouterr().out, "whoever has written nothing has nothing to lose"
    learner.run(ANSWERS["relu"])
    learner.run(ANSWERS["step"])
    said = capsys.readouterr().out
    assert said.count("so what passes here is not saved") == 1
    assert f"`python3 start.py {'learn' if kind == 'unknown' else 'update'}`" in said, "what was done in the course's folder is taken over"
    assert (str(notebook) in said) == (kind != "unknown")
    telling._told.clear()
    monkeypatch.setenv("LAYERWISE_STRICT", "1")
    learner.run(ANSWERS["relu"])
    assert "kept" not in capsys.readouterr().out, "solutions that are run keep nothing"


def test_the_last_exercise_of_a_lesson_leads_to_the_next(front_end, tmp_path, capsys):
    learner = Learner(tmp_path)
    front_end("JupyterLab", tmp_path / "00_start_here.ipynb")
    learner.run("@check\ndef products(x, w):\n    return x * w")
    learner.run(ANSWERS["weighted_sum"])
    led_on = f"2 of {len(EXERCISES)} functions have passed. That was the last of this lesson; the next is 01 Neuron."
    assert capsys.readouterr().out.rstrip().endswith(led_on)


def test_nothing_is_recorded_outside_a_workbook(tmp_path, monkeypatch, capsys):
    learner = Learner(tmp_path / "workbook")
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    before = learner.progress.path.read_bytes()
    learner.run(ANSWERS["relu"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["workbook"] and learner.progress.path.read_bytes() == before


@pytest.mark.parametrize("place", ["workbook", "workbook/hand-ins/ann", "elsewhere"])
def test_a_hand_in_that_is_run_writes_nothing_into_somebody_elses_record(tmp_path, monkeypatch, place):
    """An instructor runs or exports it (nbclient is what nbconvert does it with) where LAYERWISE_WORKBOOK says their own workbook."""
    import nbformat
    from nbclient import NotebookClient

    own = Learner(tmp_path / "workbook")
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(own.workbook.folder))
    cells = ["import os\nimport numpy as np\nfrom layerwise import check", ANSWERS["relu"], "os.chdir('/')", ANSWERS["step"]]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / place)}}).execute()
    is_own = place == "workbook"
    assert own.progress.passed() == ({"relu", "step"} if is_own else set()) and own.workbook.library.exists() == is_own
    assert "passed" in str(notebook.cells[1].outputs)


# --- several processes at once -----------------------------------------------------------------------------------------------


def _work(path: str, name: str) -> None:
    for number in range(25):
        Progress(Path(path)).record(name, True, number == 24)


def test_processes_at_once_lose_no_attempt(tmp_path):
    path = tmp_path / "progress.json"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(str(path), name)) for name in ("relu", "step")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    counted = {name: (entry.attempts, entry.passes) for name, entry in Progress(path).read().exercises.items()}
    assert counted == {"relu": (25, 1), "step": (25, 1)}


# --- a damaged or forged record ------------------------------------------------------------------------------------------

WHOLE = {"attempts": 3, "passes": 1, "begun": "2026-03-01T09:00:00+00:00", "last": "2026-03-01T09:09:00+00:00"}
WHOLE |= {"passed": "2026-03-01T09:05:00+00:00", "seconds": 540}

FORGED = {
    "attempts that are no number": {"attempts": "3"},
    "attempts that are true": {"attempts": True},
    "half an attempt": {"attempts": 1.5},
    "fewer than none": {"attempts": -1},
    "more than anyone makes": {"attempts": 10**9},
    "more passes than attempts": {"passes": 4},
    "passed without a pass": {"passes": 0},
    "a pass without a time": {"passed": None},
    "the end of time": {"last": "9999-12-31T23:59:59-23:59"},
    "no time zone": {"begun": "2026-03-01T09:00:00"},
    "no time": {"begun": "yesterday"},
    "a number for a time": {"begun": 3},
    "not a number": {"seconds": math.nan},
    "endless": {"seconds": math.inf},
    "centuries": {"seconds": 10**12},
    "a list": None,
}


@pytest.mark.parametrize("forgery", FORGED.values(), ids=FORGED)
def test_an_impossible_entry_costs_that_entry_and_is_told_once(tmp_path, capsys, forgery):
    path = tmp_path / "progress.json"
    stored = {"format": 1, "exercises": {"relu": [] if forgery is None else {**WHOLE, **forgery}, "step": WHOLE}, "questions": {"a": 1}}
    content = json.dumps(stored)
    path.write_text(content, encoding="utf-8")
    file = Progress(path)
    for _ in range(2):
        assert file.passed() == {"step"}
    assert capsys.readouterr().out.count("what it says of relu cannot be true") == 1 and path.read_text(encoding="utf-8") == content
    for _ in range(2):
        file.record("dense", True, True)
    told = capsys.readouterr().out
    assert told.count("\n") == 1 and "what it says of relu cannot be true" in told and "kept as progress.damaged.json" in told
    assert (tmp_path / "progress.damaged.json").read_text(encoding="utf-8") == content
    assert file.passed() == {"step", "dense"} and file.read().rest["questions"] == {"a": 1}
    assert capsys.readouterr().out == ""


WRONG_CLOCKS = {
    "a pass before it was begun": {"passed": "2026-02-01T09:05:00+00:00"},
    "a pass after the last check": {"passed": "2026-04-01T09:05:00+00:00"},
    "last before begun": {"last": "2025-03-01T09:00:00+00:00", "passed": "2025-03-01T09:00:00+00:00"},
    "in the future": {"last": "2999-03-01T09:00:00+00:00"},
    "all in the future": dict.fromkeys(("begun", "passed", "last"), "2999-03-01T09:00:00+00:00"),
    "before the course": {"begun": "1999-03-01T09:00:00+00:00"},
}


@pytest.mark.parametrize("times", WRONG_CLOCKS.values(), ids=WRONG_CLOCKS)
def test_times_that_cannot_be_cost_no_pass_and_are_no_damage(tmp_path, capsys, clock, times):
    path = tmp_path / "progress.json"
    stored = {"format": 1, "exercises": {"relu": {**WHOLE, **times}, "step": WHOLE}, "questions": {}}
    path.write_bytes(codecs.BOM_UTF8 + json.dumps(stored).encode())
    Progress(path).record("dense", True, True)
    entries = Progress(path).read().exercises
    assert set(entries) == {"relu", "step", "dense"} and entries["relu"].attempts == 3 and entries["relu"].passes == 1
    assert all(entry.begun <= entry.passed <= entry.last for entry in entries.values()) and entries["dense"].last.year == 2026
    assert capsys.readouterr().out == "" and list(tmp_path.glob("*damaged*")) == []


@pytest.mark.parametrize("days", [3, 400, -3, -20_000], ids=["ahead", "far ahead", "behind", "in 1971"])
def test_a_clock_that_was_wrong_and_is_set_right_costs_no_pass(tmp_path, capsys, clock, days):
    """An empty battery starts a computer in 1970; a second system on it leaves the hours of another zone."""
    file, minutes = Progress(tmp_path / "progress.json"), days * 24 * 60
    names = ["neuron", "step", "relu", "dense"]
    for name in names[:2]:
        file.record(name, True, True)
    clock(minutes)
    file.record(names[2], True, True)
    clock(-minutes)
    file.record(names[3], True, False)
    clock(5)
    file.record(names[3], True, True)
    entries = file.read().exercises
    assert list(entries) == names and all(entry.passes == 1 for entry in entries.values())
    assert entries["dense"].seconds == 300 and entries["neuron"].begun <= START
    assert capsys.readouterr().out == "" and list(tmp_path.glob("*damaged*")) == []


def test_a_number_of_thousands_of_digits_costs_its_entry_alone(tmp_path, capsys):
    path = tmp_path / "progress.json"
    content = json.dumps({"format": 1, "exercises": {"relu": {**WHOLE, "seconds": "DIGITS"}, "step": WHOLE}})
    path.write_text(content.replace('"DIGITS"', "9" * 5000), encoding="utf-8")
    assert Progress(path).passed() == {"step"}
    assert "what it says of relu cannot be true" in capsys.readouterr().out


BROKEN = {
    "empty": b"",
    "half of it": b'{"format": 1, "exercises": {"relu": {"atte',
    "a list": b"[1, 2, 3]",
    "a number": b"3",
    "null": b"null",
    "not UTF-8": b"\xff\xfe\x00\x01",
    "too deep": b"[" * 100_000,
    "no exercises": b'{"format": 1}',
    "exercises in a list": b'{"exercises": ["relu"]}',
    "pairs": b'{"exercises": [["relu", 1]]}',
    "a huge number": b'{"exercises": {"relu": ' + b"9" * 5000 + b"}}",
    "huge": b'{"exercises": {}, "x": "' + b"x" * 2_000_000 + b'"}',
    "questions that are none": b'{"exercises": {}, "questions": 3}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_costs_nothing_but_the_record_and_is_told_once(tmp_path, monkeypatch, capsys, content):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    learner = Learner(tmp_path)
    learner.run(ANSWERS["relu"])
    learner.progress.path.write_bytes(content)
    capsys.readouterr()
    learner.run(ANSWERS["step"])
    learner.run(ANSWERS["step"])
    told = capsys.readouterr().out
    assert told.count("The record of your progress was damaged") == 1 and told.count("kept as progress.damaged.json") == 1
    assert (tmp_path / "progress.damaged.json").read_bytes() == content
    assert learner.progress.read().exercises["step"].attempts == 1
    assert "def relu" in learner.library and "def step" in learner.library
    learner.progress.path.write_bytes(content + b" ")
    learner.run(ANSWERS["step"])
    assert (tmp_path / "progress.damaged-2.json").read_bytes() == content + b" " and (
        tmp_path / "progress.damaged.json"
    ).read_bytes() == content


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda children: st.one_of(st.lists(children, max_size=3), st.dictionaries(st.text(max_size=8), children, max_size=3)),
    max_leaves=8,
)
near_an_entry = st.fixed_dictionaries(
    {},
    optional={
        key: st.one_of(st.just(value), anything, st.integers(-5, 10**7), st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat))
        for key, value in WHOLE.items()
    },
)
near_exercises = st.dictionaries(st.one_of(st.sampled_from(sorted(EXERCISES)), st.text()), st.one_of(near_an_entry, anything))
near_a_record = st.fixed_dictionaries(
    {},
    optional={
        "format": anything,
        "exercises": st.one_of(anything, near_exercises),
        "questions": anything,
        "other": anything,
    },
)
contents = st.one_of(st.binary(max_size=200), anything.map(json.dumps).map(str.encode), near_a_record.map(json.dumps).map(str.encode))


@only_with_long
@settings(max_examples=FILES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents, st.integers(0, 400))
def test_no_file_whatever_stops_the_course(tmp_path_factory, content, cut):
    folder = _scratch(tmp_path_factory)
    path = folder / "progress.json"
    path.write_bytes(content[:cut] if cut < 200 else content)
    file = Progress(path)
    for record in (Record(), file.read()):
        assert where_left_off(record) in LESSONS and advice(record)
        progress_table(record), repr(CourseMap(Workbook(folder))), CourseMap(Workbook(folder))._repr_html_()
    file.record("relu", True, True)
    again, problem = stored._read(path)
    assert not problem and "relu" in again.passed()
    assert all(entry.passes <= entry.attempts and entry.begun <= entry.last for entry in again.exercises.values())


_folders = itertools.count()


def _scratch(factory) -> Path:
    folder = factory.getbasetemp() / f"progress-{next(_folders)}"
    folder.mkdir()
    return folder


def test_a_record_that_cannot_be_opened_is_told_and_counts_as_empty(tmp_path, capsys):
    (tmp_path / "progress.json").mkdir()
    assert Progress(tmp_path / "progress.json").read() == Record()
    assert "cannot be opened" in capsys.readouterr().out


def test_a_write_that_is_interrupted_leaves_the_old_record(tmp_path, monkeypatch):
    file = Progress(tmp_path / "progress.json")
    file.record("relu", True, True)
    before = file.path.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        file.record("step", True, True)
    assert file.path.read_bytes() == before


# --- where to go on ------------------------------------------------------------------------------------------------------


def test_the_lessons_are_those_of_the_course():
    assert [lesson.notebook for lesson in LESSONS] == sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    assert [name for lesson in LESSONS for name in names_in(lesson)] == list(EXERCISES)
    for lesson in LESSONS:
        title = (ROOT / "lessons" / lesson.notebook).with_suffix(".md").read_text(encoding="utf-8").split("\n")[0]
        assert re.match(rf"# {lesson.number} · {lesson.title}(:|$)", title), title


@pytest.mark.parametrize(
    ("checks", "lesson", "words"),
    [
        ([], "start_here", "Begin with lesson {}: it asks for `products` and `weighted_sum`."),
        ([("products", False, 1)], "start_here", "Go on with lesson {}: it asks for `products` and `weighted_sum`."),
        ([("products", True, 1), ("weighted_sum", True, 1)], "neuron", "Go on with lesson {}: it asks for `neuron` and `neuron_batch`."),
        (
            [("products", True, 1), ("weighted_sum", True, 1), ("neuron", True, 1)],
            "neuron",
            "Go on with lesson {}: `neuron_batch` has not passed yet.",
        ),
        ([("relu", True, 1)], "activation", "Go on with lesson {}: `step` and `sigmoid` have not passed yet."),
        ([("dense", True, 1), ("relu", False, 1)], "activation", "Go on with lesson {}: it asks for `step`, `relu` and `sigmoid`."),
        ([("relu", False, 1), ("neuron", True, 1), ("neuron_batch", True, 1)], "activation", "it asks for `step`, `relu` and `sigmoid`."),
        ([(name, True, 1) for name in names_in(LESSONS[-2])], LESSONS[-1].name, f"it asks for `{names_in(LESSONS[-1])[0]}`"),
        ([(name, True, 1) for name in names_in(LESSONS[-1])], "start_here", "it asks for `products` and `weighted_sum`."),
        ([(name, True, 1) for name in EXERCISES], LESSONS[-1].name, "have passed: `layerwise verify` examines them once more"),
    ],
)
def test_it_goes_on_where_the_learner_left_off(tmp_path, checks, lesson, words):
    record = record_of(*checks)
    expected = course.lesson(lesson)
    assert where_left_off(record) == expected
    assert words.format(f"{expected.number}, {expected.title}") in advice(record) and advice(record).count(". ") == 0
    own = Workbook(tmp_path)
    for notebook in (ROOT / "notebooks").glob("[0-9]*.ipynb"):
        (tmp_path / notebook.name).touch()
    Progress(own.record).change(lambda _: record)
    assert next_lesson(own).name == expected.notebook


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], {"start_here": "next"}),
        (["products", "weighted_sum"], {"start_here": "done", "neuron": "next"}),
        (["products", "weighted_sum", "neuron"], {"start_here": "done", "neuron": "begun", "activation": "next"}),
        (["step"], {"activation": "begun", LESSONS[3].name: "next"}),
        (names_in(LESSONS[-2])[:1], {LESSONS[-2].name: "begun", LESSONS[-1].name: "next"}),
        (names_in(LESSONS[-1]), {"start_here": "next", LESSONS[-1].name: "done"}),
        (list(EXERCISES), {lesson.name: "done" for lesson in LESSONS}),
    ],
)
def test_every_lesson_is_done_begun_next_or_to_come(names, expected):
    assert [standing.status for standing in standings(passing(*names))] == [expected.get(lesson.name, "") for lesson in LESSONS]


def test_an_exercise_that_the_course_no_longer_has_does_no_harm(tmp_path):
    record = passing("products", "weighted_sum", "a_function_of_long_ago")
    assert where_left_off(record).name == "neuron" and "3 of" not in progress_table(record)


# --- showing it ----------------------------------------------------------------------------------------------------------


def test_the_command_shows_an_aligned_table_and_one_sentence(tmp_path, capsys):
    own = Workbook(tmp_path)
    checks = [("products", True, 0.5), ("weighted_sum", False, 1), ("weighted_sum", True, 7.5), ("neuron", False, 9)]
    Progress(own.record).change(lambda _: record_of(*checks))
    assert cli.main(["progress", "--workbook", str(tmp_path)]) == 0
    *table, empty, sentence = capsys.readouterr().out.splitlines()
    width = max(len(str(lesson)) for lesson in LESSONS)
    assert table[:4] == [
        f"{'Lesson':<{width}}  Status   Passed   Attempts  Minutes  Questions",
        f"{'00 Start here':<{width}}  done     2 of 2          3        8  0 of 5",
        f"{'01 Neuron':<{width}}  begun    0 of 2          1        9  0 of 6",
        f"{'02 Activation':<{width}}  next     0 of 3          0        0  0 of 6",
    ]
    assert table[-1] == f"{'All lessons':<{width}}           2 of {len(EXERCISES)}         4       17  0 of {len(questions())}"
    assert len(table) == len(LESSONS) + 2
    assert empty == "" and sentence == "Go on with lesson 01, Neuron: it asks for `neuron` and `neuron_batch`."
    assert all(line.isascii() for line in table)


class Table(html.parser.HTMLParser):
    """The rows of a table as texts, its links, and which row is marked as the current step."""

    def __init__(self, text: str):
        super().__init__()
        self.rows, self.links, self.current, self.scopes, self.hidden = [], [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "tr":
            self.rows.append([])
            self.current.append("aria-current" in attrs)
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.scopes.append(attrs.get("scope") if tag == "th" else None)
        elif tag == "a":
            self.links.append(attrs["href"])
        self.hidden = attrs.get("aria-hidden") == "true"

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        if self.rows and self.rows[-1] and not self.hidden:
            self.rows[-1][-1] += data


def test_the_course_map_shows_done_begun_and_next(tmp_path, monkeypatch):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    Progress(Workbook(tmp_path).record).change(lambda _: passing("products", "weighted_sum", "neuron"))
    shown = workbook.course_map()
    table = Table(shown._repr_html_().split("</table>")[0])
    assert [row[1].strip() for row in table.rows] == ["Status", "done", "begun", "next", *["to come"] * len(LESSONS[3:])]
    assert table.current == [False, False, True, *[False] * len(LESSONS[2:])]
    assert table.links == [lesson.notebook for lesson in LESSONS]
    assert table.scopes.count("col") == 4 and table.scopes.count("row") == len(LESSONS)
    assert "Go on with lesson 01, Neuron: <code>neuron_batch</code> has not passed yet." in shown._repr_html_()
    assert re.search(r"^02 Activation +next", repr(shown), re.MULTILINE) and repr(shown).endswith("`neuron_batch` has not passed yet.")
    Progress(Workbook(tmp_path).record).record("neuron_batch", True, True)
    assert re.search(r"^01 Neuron +done", repr(workbook.course_map()), re.MULTILINE)


def test_the_course_map_without_a_workbook_is_the_plain_one(tmp_path, monkeypatch):
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    shown = workbook.course_map()
    table = Table(shown._repr_html_())
    assert table.rows[0] == ["Lesson", "The step", "You write"] and len(table.rows) == len(LESSONS) + 1
    assert table.rows[3] == ["02 Activation", course.lesson("activation").builds, "step, relu, sigmoid"]
    assert not any(word in repr(shown) + shown._repr_html_() for word in ("done", "begun", "to come", "aria-current"))
    assert repr(shown) == repr(workbook.course_map()) and shown._repr_html_() == workbook.course_map()._repr_html_()
