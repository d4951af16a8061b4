"""`layerwise grade` from end to end: real notebooks, real processes, killed in the middle; and what the report says."""

import csv
import html.parser
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from amounts import amount, only_in_the_whole, only_with_long

from grading.classmates import notebook, write_class
from grading.command import ACTIVATION, below, grade, hand_in, marks, running, tree
from layerwise import cli, course
from layerwise.classroom.grading.batch.work import Terms, work_of
from layerwise.classroom.grading.batch.workers import Here
from layerwise.classroom.grading.isolation import strongest
from layerwise.classroom.grading.isolation.protections import LIMITS, tried
from layerwise.classroom.grading.submissions import collect
from layerwise.exercises.catalogue import EXERCISES, exercises_of

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ",".join(lesson.number for lesson in course.LESSONS[2:4])


@pytest.fixture(scope="module")
def classmates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "handed in"
    return folder, write_class(folder, people=amount(11, 40), seed=3, lessons=course.LESSONS[2 : amount(4, 12)])


@pytest.fixture(scope="module")
def report(classmates, tmp_path_factory):
    """The report on the class, graded by two processes."""
    report = tmp_path_factory.mktemp("report")
    assert grade(classmates[0], "-o", report, "--seed", 7, "--jobs", 2, "--lessons", LESSONS) == 0
    return report


# --- marks ------------------------------------------------------------------------------------------------------------------------


def test_everybody_gets_what_they_have_earned(classmates, report):
    _, people = classmates
    rows = {row["name"].removeprefix("'"): row for row in marks(report)}
    told = {person["name"]: person for person in json.loads((report / "marks.json").read_text())["people"]}
    assert set(rows) == set(told) == {person.name for person in people}
    exercises = [exercise.name for lesson in course.LESSONS[2:4] for exercise in exercises_of(lesson)]
    for person in people:
        for name in exercises:
            outcome = told[person.name]["exercises"][name]
            expected = {"right": ["passed"], "wrong": ["wrong", "error"], "half done": ["not attempted"], "not begun": ["not attempted"]}
            if person.broken and outcome["status"] not in expected[person.did[name]]:
                lost = rows[person.name][name] == "" if outcome["status"] == "not graded" else outcome["status"] == "error"
                assert lost and outcome["message"] and rows[person.name][name] != "1"
                continue
            assert outcome["status"] in expected[person.did[name]], (person, name, outcome)
            assert (rows[person.name][name] == "1") == (person.did[name] == "right")
            assert float(rows[person.name][name]) < 1 or person.did[name] == "right"


def test_a_row_says_what_it_is_worth(report):
    for row in marks(report):
        graded = row["status"] == "graded"
        assert graded == (row["not_graded"] == "") and graded == (row["points"] != "")
        assert row["of"] == "5" and row["protection"] == (strongest().name if sys.platform == "linux" else tried(LIMITS).name)
    assert any(row["status"] == "partly graded" for row in marks(report)), "somebody has handed in something broken"


@only_in_the_whole
def test_parallel_equals_serial_and_twice_gives_the_same(classmates, report, tmp_path, capsys):
    before = tree(report)
    assert grade(classmates[0], "-o", tmp_path / "serial", "--seed", 7, "--jobs", 1, "--lessons", LESSONS) == 0
    assert tree(tmp_path / "serial") == before
    capsys.readouterr()
    assert grade(classmates[0], "-o", report, "--lessons", LESSONS) == 0
    broken = sum(row["status"] != "graded" for row in marks(report))
    assert f"Graded before, and kept: {len(marks(report)) - broken}. To grade: {broken}." in capsys.readouterr().out
    assert tree(report) == before, "the seed of the first run is used again"


def test_the_code_that_is_graded_is_the_learner_s(tmp_path):
    hand_in(tmp_path / "in" / "ada", relu="def relu(z):\n    raise ValueError('token-7261')")
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02")
    outcome = json.loads((tmp_path / "out" / "marks.json").read_text())["people"][0]["exercises"]["relu"]
    assert outcome["status"] == "error" and outcome["points"] == 0 and "token-7261" in outcome["message"]


def test_an_empty_notebook_a_missing_one_and_an_unreadable_one(tmp_path, capsys):
    hand_in(tmp_path / "in" / "empty")
    hand_in(tmp_path / "in" / "other", course.lesson("03"))
    (tmp_path / "in" / "broken").mkdir()
    (tmp_path / "in" / "broken" / "02_activation.ipynb").write_text("{")
    assert grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "2") == 0
    rows = {row["name"]: row for row in marks(tmp_path / "out")}
    assert [(rows[name]["status"], rows[name]["points"], rows[name]["relu"]) for name in ("empty", "other", "broken")] == [
        ("graded", "0", "0"),
        ("not handed in", "0", "0"),
        ("not graded", "", ""),
    ]
    assert rows["broken"]["not_graded"] == "step relu sigmoid"
    out = capsys.readouterr().out
    assert "broken: Not graded: step, relu, sigmoid. 02_activation.ipynb is damaged" in out and "Graded to the end: 1 of 3" in out


def test_what_an_instructor_should_look_at_is_told_although_it_is_graded(tmp_path, capsys):
    relu, step = EXERCISES["relu"].solution, EXERCISES["step"].solution
    hand_in(tmp_path / "in" / "ada", relu=f"@given\n{relu}", step=f"@check\n{step}", sigmoid=step)
    assert grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02") == 0
    [row] = marks(tmp_path / "out")
    assert (row["relu"], row["step"], row["sigmoid"]) == ("0", "1", "")
    assert row["notes"] == "In several cells, of which the last counts: `step`. Given by the course, and without points: `relu`."
    told = capsys.readouterr().out
    assert (
        "ada: In several cells" in told
        and "ada: Not graded: sigmoid. There is no function called `sigmoid` in 02_activation.ipynb." in told
    )


def test_weights_partial_credit_and_all_or_nothing(tmp_path):
    hand_in(tmp_path / "in" / "ada", relu="def relu(z):\n    return z", step=EXERCISES["step"].solution)
    (tmp_path / "weights.csv").write_text("exercise,points\n02,2\nrelu,10\n")
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--weights", tmp_path / "weights.csv")
    [soft] = marks(tmp_path / "out")
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--weights", tmp_path / "weights.csv", "--all-or-nothing")
    [hard] = marks(tmp_path / "out")
    assert (soft["step"], soft["of"], hard["relu"], hard["points"]) == ("2", "14", "0", "2")
    assert 0 < float(soft["relu"]) < 5


# --- interrupted ------------------------------------------------------------------------------------------------------------------


@only_with_long
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT][: amount(1, 2)], ids=["killed", "Ctrl-C"][: amount(1, 2)])
def test_interrupted_it_goes_on_where_it_was(tmp_path, how, capsys):
    for number in range(10):
        hand_in(tmp_path / "in" / f"person {number}", step=EXERCISES["step"].solution, relu=f"def relu(z):\n    return {number}")
    report, temporary = tmp_path / "out", tmp_path / "temporary"
    temporary.mkdir()
    temporary.chmod(0o755)
    command = [sys.executable, "-m", "layerwise", "grade", tmp_path / "in", "-o", report, "--lessons", "02", "--seed", "5", "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(temporary)}
    )
    until = time.monotonic() + 60
    while len(list((report / "results").glob("*.json"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    family = below(process.pid)
    process.send_signal(how)
    told = process.communicate(timeout=30)[1]
    until = time.monotonic() + 20
    while running(family) and time.monotonic() < until:
        time.sleep(0.05)
    assert not running(family)
    assert list(temporary.iterdir()) == []
    kept = len(list((report / "results").glob("*.json")))
    assert 2 <= kept < 10, "it was interrupted in the middle"
    assert not (report / "marks.csv").exists()
    if how == signal.SIGINT:
        assert process.returncode == 1 and "Stopped. What was graded is kept; the same command goes on where it was." in told
    assert grade(tmp_path / "in", "-o", report, "--lessons", "02", "--jobs", 1) == 0
    assert f"Graded before, and kept: {kept}. To grade: {10 - kept}." in capsys.readouterr().out
    assert [row["status"] for row in marks(report)] == ["graded"] * 10 and json.loads((report / "run.json").read_text())["seed"] == 5


@only_with_long
def test_a_process_that_is_lost_costs_nobody_else_a_mark(tmp_path):
    for number in range(3):
        hand_in(tmp_path / f"person {number}", step=EXERCISES["step"].solution)
    protection = strongest() if sys.platform == "linux" else tried(LIMITS)
    works = [work_of(person) for person in collect(tmp_path).people]
    terms = Terms(("step",), 7, protection.name)
    killed, found = None, {}
    for work, result in Here(protection, 1).graded(works, terms, print):
        found[work.person[1]] = result.outcomes[0].status
        if not killed:  # it is idle, or has been given the next one already
            [child] = multiprocessing.active_children()
            child.kill()
            killed = child.pid
    assert found == dict.fromkeys(["person 0", "person 1", "person 2"], "passed") and killed


@only_in_the_whole
def test_who_loses_the_grader_twice_is_not_graded(tmp_path, monkeypatch):
    hand_in(tmp_path / "ada", step="def step(z):\n    while True: pass")
    hand_in(tmp_path / "kurt", step=EXERCISES["step"].solution)
    protection = strongest() if sys.platform == "linux" else tried(LIMITS)
    works = [work_of(person) for person in collect(tmp_path).people]
    monkeypatch.setattr("layerwise.classroom.grading.batch.grader.LONGEST", 4.0)
    found = {work.person[1]: result for work, result in Here(protection, 2).graded(works, Terms(("step",), 7, protection.name), print)}
    assert found["kurt"].outcomes[0].status == "passed"
    assert found["ada"].outcomes[0].status == "not graded" and "was lost, twice" in found["ada"].outcomes[0].message
    assert not found["ada"].to_keep


@only_with_long
def test_a_result_of_something_else_is_not_taken(tmp_path):
    for number in range(5):
        hand_in(tmp_path / "in" / f"person {number}", step=f"{EXERCISES['step'].solution}\n# {number}")
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--seed", 1)
    results = sorted((tmp_path / "out" / "results").glob("*.json"))
    whole = [result.read_text() for result in results]
    stored = [json.loads(text) for text in whole]
    outcomes = stored[0]["outcomes"]
    damaged = ["", "[]", json.dumps(stored[0]), json.dumps({**stored[3], "outcomes": [{"exercise": "relu"}]})]
    damaged += [json.dumps({**stored[4], "outcomes": [{**outcomes[0], "status": "splendid"}, *outcomes[1:]]})]
    for result, text in zip(results, damaged, strict=True):
        result.write_text(text)
    hand_in(tmp_path / "in" / "person 0", step="def step(z):\n    return z")
    assert grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02") == 0
    again = [result.read_text() for result in results]
    assert sum(before == after for before, after in zip(whole, again, strict=True)) == 4, "what nobody needs any more stays as it is"
    assert [row["step"] == "1" for row in marks(tmp_path / "out")] == [False, True, True, True, True], "another notebook is another result"


# --- pages ------------------------------------------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """The elements of a page, and where it leads."""

    def __init__(self, path: Path):
        super().__init__()
        self.tags, self.links, self.open = [], [], []
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == [], f"{path.name}: left open"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attributes)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


TRICK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_no_name_and_no_output_becomes_part_of_a_page(tmp_path):
    name = TRICK.replace("/", "\u2215") + "&\u202e\" '"
    error = f"def relu(z):\n    print({TRICK!r})\n    raise ValueError({TRICK!r} + '\\ud800')"
    hand_in(tmp_path / "in" / name, relu=error, step=f"class {'x' * 5000}: pass\nstep = {TRICK!r}")
    hand_in(tmp_path / "in" / "=HYPERLINK(1)", relu="def relu(z):\n    return z")
    assert grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02") == 0
    for path in [tmp_path / "out" / "class.html", *(tmp_path / "out" / "feedback").iterdir()]:
        page = Page(path)
        assert not {"script", "img", "iframe", "object", "form"} & set(page.tags)
        assert all((path.parent / link).resolve().exists() or link.startswith("feedback/") for link in page.links)
        assert "://" not in "".join(page.links)
        assert path.name.isascii() and len(path.name) < 120
    text = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in marks(tmp_path / "out") for cell in row.values())


def test_a_page_of_feedback_has_reasons_and_hints_and_no_answer(report, classmates):
    told = {person["name"]: person for person in json.loads((report / "marks.json").read_text())["people"]}
    pages = {path.name: path.read_text(encoding="utf-8") for path in (report / "feedback").iterdir()}
    assert len(pages) == len(classmates[1])
    assert any(outcome["mistake"] and outcome["hint"] for person in told.values() for outcome in person["exercises"].values())
    for person in told.values():
        assert any(f"<bdi>{html_of(person['name'])}</bdi>" in page for page in pages.values())
    for page in pages.values():
        Page(report / "feedback" / next(name for name, text in pages.items() if text == page))
        for exercise in EXERCISES.values():
            body = exercise.solution.split("\n", 1)[1]
            assert "\n" not in body.strip() or html_of(body) not in page, f"the answer to {exercise.name} stands there"


def html_of(text: str) -> str:
    import html

    return html.escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def test_the_page_of_the_class_says_what_held_people_up(report):
    text = (report / "class.html").read_text(encoding="utf-8")
    Page(report / "class.html")
    for words in ("What needs a person&#39;s eye", "Where people were held up", "Common mistakes", "did not pass", "seed 7"):
        assert words.replace("&#39;", "'") in text.replace("&#39;", "'"), words


def test_names_are_hidden_everywhere_but_in_one_list(tmp_path, capsys):
    names = ["Ada Lovelace_12345_assignsubmission_file_", "Grace Hopper_777_assignsubmission_file_"]
    for name in names:
        hand_in(tmp_path / "in" / name, relu="def relu(z):\n    return z", step="def step(z)\n  no python")
    (tmp_path / "in" / names[0] / "again").mkdir()
    (tmp_path / "in" / names[0] / "again" / "02_activation.ipynb").write_text("{")
    (tmp_path / "roster.csv").write_text("name,id\nAda Lovelace,12345\nKurt Absent,99\n")
    arguments = (tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--roster", tmp_path / "roster.csv")
    assert grade(*arguments) == 0 and (tmp_path / "out" / "moodle.csv").exists()
    capsys.readouterr()
    assert grade(*arguments, "--hide-names") == 0
    said = capsys.readouterr().out.split("The report:", 1)[1]
    secrets = ("Lovelace", "Hopper", "12345", "777", "Absent", "Ada", "Grace")
    for name, content in {**tree(tmp_path / "out"), "what was said": said.encode()}.items():
        if name != "who-is-who.csv":
            assert not [secret for secret in secrets if secret in content.decode() or secret in name], name
    with (tmp_path / "out" / "who-is-who.csv").open(encoding="utf-8-sig") as file:
        assert {row["name"]: row["hidden"] for row in csv.DictReader(file)}.keys() == {"Ada Lovelace", "Grace Hopper", "Kurt Absent"}
    assert {row["name"] for row in marks(tmp_path / "out")} == {"learner-1", "learner-2", "learner-3"}


# --- an LMS -----------------------------------------------------------------------------------------------------------------------


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_canvas_gets_its_gradebook_back(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    passing = json.dumps(notebook(ACTIVATION, {name: EXERCISES[name].solution for name in ("step", "relu", "sigmoid")}))
    (folder / "lovelaceada_12_99_02_activation.ipynb").write_text(passing)
    (folder / "hopper_late_13_98_02_activation.ipynb").write_text("{")
    (folder / "stranger_14_97_02_activation.ipynb").write_text(passing)
    (tmp_path / "gradebook.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (1)\n    Points Possible,,,,,10\n"
        '"Lovelace, Ada",12,u12,ada,A,7\n"Hopper, Grace",13,u13,grace,B,8\n"Gödel, Kurt",15,u15,kurt,B,\n',
        encoding="utf-8",
    )
    assert grade(folder, "-o", tmp_path / "out", "--lessons", "02", "--roster", tmp_path / "gradebook.csv") == 0
    assert rows_of(tmp_path / "out" / "canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Layerwise"],
        ["    Points Possible", "", "", "", "", "3"],
        ["Hopper, Grace", "13", "u13", "grace", "B", ""],
        ["Lovelace, Ada", "12", "u12", "ada", "A", "3"],
        ["stranger", "14", "", "", "", "3"],
        ["Gödel, Kurt", "15", "u15", "kurt", "B", "0"],
    ]
    rows = {row["name"]: row for row in marks(tmp_path / "out")}
    assert rows["Hopper, Grace"]["late"] == "late, by its name in the LMS" and rows["Gödel, Kurt"]["status"] == "not handed in"


def test_moodle_gets_its_worksheet_back(tmp_path):
    hand_in(tmp_path / "in" / "Ada Lovelace_12345_assignsubmission_file_", step=EXERCISES["step"].solution)
    (tmp_path / "worksheet.csv").write_text(
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission),Feedback comments\n"
        'Participant 12345,Ada Lovelace,ada@x.org,Submitted,,100,"Friday, 20 November 2026, 11:59 PM",\n'
        "Participant 9,Kurt,kurt@x.org,No submission,,100,-,\n",
        encoding="utf-8",
    )
    arguments = ("--lessons", "02", "--roster", tmp_path / "worksheet.csv", "--deadline", "2026-11-20T22:00")
    assert grade(tmp_path / "in", "-o", tmp_path / "out", *arguments) == 0
    header, ada, kurt = rows_of(tmp_path / "out" / "moodle.csv")
    assert header[4:] == ["Grade", "Maximum Grade", "Last modified (submission)", "Feedback comments"]
    assert ada[4:6] == ["33.33", "100"] and ada[7] == "step: passed; relu: not attempted; sigmoid: not attempted" and kurt[4] == "0"
    assert marks(tmp_path / "out")[0]["late"] == "late by 1 hour and 59 minutes, by a column of worksheet.csv"
    with zipfile.ZipFile(tmp_path / "out" / "moodle_feedback.zip") as pages:
        assert pages.namelist() == ["Ada Lovelace_12345_assignsubmission_file_feedback.html"]
        assert b"Feedback for <bdi>Ada Lovelace</bdi>" in pages.read(pages.namelist()[0])


def test_late_by_the_time_of_a_file(tmp_path):
    hand_in(tmp_path / "in" / "ada")
    os.utime(tmp_path / "in" / "ada" / "02_activation.ipynb", (86_400 * 20_000,) * 2)
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--deadline", "2024-10-03T00:00+00:00")
    assert marks(tmp_path / "out")[0]["late"] == "late by 1 day, by the file's time"
    grade(tmp_path / "in", "-o", tmp_path / "out", "--lessons", "02", "--deadline", "2024-10-05T00:00+00:00")
    assert marks(tmp_path / "out")[0]["late"] == ""


# --- on the command line ----------------------------------------------------------------------------------------------------------


def test_without_isolation_it_asks_for_trust_and_says_what_it_cannot_stop(tmp_path, capsys):
    hand_in(tmp_path / "in" / "ada", step=EXERCISES["step"].solution)
    assert cli.main(["grade", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--protection", "limits", "--lessons", "02"]) == 1
    told = capsys.readouterr().err
    assert "Not isolated" in told and "--trust-submissions" in told and "a submission can" in told and not (tmp_path / "out").exists()
    arguments = ["--protection", "limits", "--trust-submissions", "--lessons", "02"]
    assert cli.main(["grade", str(tmp_path / "in"), "-o", str(tmp_path / "out"), *arguments]) == 0
    assert "a submission can" in capsys.readouterr().out
    assert marks(tmp_path / "out")[0]["protection"] == "a process with limits" and marks(tmp_path / "out")[0]["step"] == "1"
    assert "a submission can" in (tmp_path / "out" / "class.html").read_text(encoding="utf-8")


@only_with_long
def test_with_limits_alone_the_marks_are_the_same(classmates, report, tmp_path):
    arguments = ("--seed", 7, "--lessons", "03", "--protection", "limits", "--trust-submissions")
    assert grade(classmates[0], "-o", tmp_path / "out", *arguments) == 0
    exercises = [exercise.name for exercise in exercises_of(course.lesson("03"))]
    isolated = {row["name"]: [row[name] for name in exercises] for row in marks(report)}
    assert {row["name"]: [row[name] for name in exercises] for row in marks(tmp_path / "out")} == isolated


def test_a_summary_for_the_page_of_a_job(tmp_path, capsys):
    hand_in(tmp_path / "me", step=EXERCISES["step"].solution, relu="def relu(z):\n    raise ValueError('a|b <b>`x`</b>')")
    assert grade(tmp_path / "me", "--summary", "--lessons", "02", "--seed", 3) == 0
    printed = capsys.readouterr()
    lines = printed.out.strip().splitlines()
    assert lines[0] == "**1 of 3 exercises pass.** Practice, with the seed 3; no marks."
    assert lines[2:5] == ["| lesson | exercise | status | |", "|---|---|---|---|", "| 02 | `step` | passed |  |"]
    assert "a\\|b \\<b\\>\\`x\\`" in lines[5] and "Protection" in printed.err


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["nowhere", "-o", "out"], "There is no "),
        (["in"], "Name a folder for the report"),
        (["in", "-o", "in/report"], "among the submissions"),
        (["in", "-o", "full"], "is not empty, and holds no report"),
        (["in", "-o", "in/ada/02_activation.ipynb"], "among the submissions"),
        (["in", "-o", "roster.csv"], "is a file"),
        (["empty", "-o", "out"], "There are no notebooks in"),
        (["in", "-o", "out", "--lessons", "03,99"], "There is no lesson '99'"),
        (["in", "-o", "out", "--deadline", "soon"], "is no time"),
        (["in", "-o", "out", "--seed", "-1"], "A whole number from 0"),
        (["in", "-o", "out", "--roster", "roster.csv"], "has no column by which people could be known"),
        (["in", "-o", "out", "--roster", "nowhere.csv"], "cannot be used: No such file"),
        (["in", "-o", "out", "--weights", "roster.csv"], "There is no exercise called 'colour'"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(tmp_path)
    hand_in(tmp_path / "in" / "ada")
    for name in ("empty", "full"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "roster.csv").write_text("colour,3\n")
    assert grade(*arguments) == 1
    told = capsys.readouterr().err
    assert words.casefold() in told.casefold(), told
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine" and not (tmp_path / "out" / "marks.csv").exists()
