"""The command line: what each command starts, and what it says when it cannot."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from amounts import one_in

from layerwise import cli

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def started(monkeypatch):
    """Keep commands from replacing this process; the fixture collects (command, environment, folder) instead."""
    collected = []
    monkeypatch.setattr(cli, "hand_over", lambda *what: collected.append(what) or 0)
    return collected


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    """A course folder with one lesson, in place of this repository."""
    folder = tmp_path / "été 2026"
    for name in ("notebooks", "lessons", "tests"):
        (folder / name).mkdir(parents=True)
    (folder / "start.py").touch()
    lesson = {"cells": [], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "notebooks" / "00_start_here.ipynb").write_text(json.dumps(lesson), encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", folder)
    return folder


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_learn_opens_the_first_lesson_in_the_workbook(course, started):
    assert cli.main(["learn"]) == 0
    [(command, environment, folder)] = started
    workbook = (course / "workbook").resolve()
    assert folder == workbook and environment["LAYERWISE_WORKBOOK"] == str(workbook)
    assert (workbook / "00_start_here.ipynb").read_bytes() == (course / "notebooks" / "00_start_here.ipynb").read_bytes()
    assert command[:4] == [sys.executable, "-P", "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={workbook}" in command and "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in command
    assert "--no-browser" not in command and not any("port" in word for word in command)


def test_learn_takes_another_workbook_a_port_and_no_browser(course, started, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    port = free_port()
    assert cli.main(["learn", "--no-browser", "--port", str(port), "--workbook", "mon cahier"]) == 0
    [(command, environment, folder)] = started
    assert folder == (tmp_path / "mon cahier").resolve() and environment["LAYERWISE_WORKBOOK"] == str(folder)
    assert "--no-browser" in command and f"--ServerApp.port={port}" in command and "--ServerApp.port_retries=0" in command
    assert str(folder) in capsys.readouterr().out
    assert not (course / "workbook").exists()


def test_the_workbook_may_be_named_by_the_sign_for_home(course, started, tmp_path, monkeypatch):
    """`--workbook=~/x` comes as it is: a shell makes a home of ~ at the beginning of a word alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert cli.main(["learn", "--workbook=~/x"]) == 0
    assert started[0][2] == (tmp_path / "x").resolve() and not Path("~").exists()
    assert cli.main(["progress", "--workbook=~/x"]) == 0


@pytest.mark.parametrize("name", [".", "notebooks", "solutions", "lessons", "layerwise", "notebooks/mine", ".venv", "link"])
def test_the_folders_of_the_course_are_no_workbook(course, started, capsys, monkeypatch, name):
    monkeypatch.chdir(course)
    (course / "link").symlink_to(course / "notebooks", target_is_directory=True)
    before = sorted(course.rglob("*"))
    for command in ("learn", "update", "progress"):
        assert cli.main([command, "--workbook", name]) == 1
        assert "belongs to the course, which writes into it. Choose another folder" in capsys.readouterr().err
    assert started == [] and sorted(course.rglob("*")) == before


def test_the_folders_of_the_course_are_those_that_git_keeps():
    kept = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__")) and path.name != "workbook"}
    assert {name for name in kept if not name.endswith(".egg-info")} <= set(cli.COURSE_FOLDERS)


@pytest.mark.skipif(os.name == "nt", reason="mounts of Linux")
def test_a_workbook_that_cannot_be_written_to_is_told_before_anybody_works_in_it(course, started, tmp_path):
    """The folder is there, all copies are in it, and nothing could be saved."""
    assert cli.main(["learn"]) == 0
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if shutil.which("unshare") is None or subprocess.run([*unshare, "true"], capture_output=True).returncode != 0:
        pytest.skip("needs unshare --mount")
    code = (
        f"import sys; from layerwise import cli; from pathlib import Path; cli.ROOT = Path({str(course)!r}); sys.exit(cli.main(['learn']))"
    )
    script = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; exec "$2" -c "$3"'
    result = subprocess.run(
        [*unshare, "sh", "-ec", script, "sh", str(course / "workbook"), sys.executable, code],
        capture_output=True, encoding="utf-8", timeout=60, cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert result.returncode == 1 and f"The workbook in {course / 'workbook'} cannot be written to" in result.stderr
    assert "Choose a folder that you may write to" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX systems")
def test_whoever_reads_what_is_printed_may_stop(course, started, tmp_path):
    """`update | head -1`: the update is done, and Python does not complain of the pipe."""
    assert cli.main(["learn"]) == 0
    code = (
        f"import sys; from layerwise import cli; from pathlib import Path; cli.ROOT = Path({str(course)!r})\n"
        "import os; os.read(0, 1)\nsys.exit(cli.main(['progress']))"
    )
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )
    os.close(writing)
    os.close(reading)  # before a line is printed
    _, told = process.communicate(b"x", timeout=60)
    assert told == b""


@one_in(4)
@pytest.mark.parametrize(
    ("command", "missing"), [("learn", "filelock"), ("learn", "jupyterlab"), ("test", "pytest"), ("update", "filelock")]
)
def test_a_package_that_is_missing_is_told_by_the_doctor(course, started, tmp_path, command, missing):
    """Somebody took it away after the set-up."""
    if command == "update":
        assert cli.main(["learn"]) == 0
    code = (
        "import sys, importlib.abc, importlib.metadata as metadata\n"
        f"missing = {missing!r}\n"
        "class Gone(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name.split('.')[0] == missing:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Gone())\n"
        "asked = metadata.distribution\n"
        "def distribution(name):\n"
        "    if name == missing:\n        raise metadata.PackageNotFoundError(name)\n"
        "    return asked(name)\n"
        "metadata.distribution = distribution\n"
        f"from layerwise import cli; from pathlib import Path; cli.ROOT = Path({str(course)!r})\n"
        f"sys.exit(cli.main([{command!r}]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert f"Something that the course needs is missing (No module named {missing!r})." in result.stderr
    assert missing == "pytest" or re.search(rf"WRONG  {missing}: not installed\n       \S", result.stderr)


def test_learn_never_overwrites_what_is_in_the_workbook(course, started):
    cli.main(["learn"])
    own = course / "workbook" / "00_start_here.ipynb"
    own.write_text("mine", encoding="utf-8")
    assert cli.main(["learn"]) == 0
    assert own.read_text(encoding="utf-8") == "mine"


def test_port_in_use_is_told_before_the_workbook_is_made(course, started, capsys):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert cli.main(["learn", "--port", str(port)]) == 1
    assert f"Port {port} is in use" in capsys.readouterr().err
    assert not started and not (course / "workbook").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80.5", "²"])
def test_what_is_no_port_is_told(course, started, capsys, port):
    assert cli.main(["learn", f"--port={port}"]) == 1
    assert f"a port is a whole number from 1 to 65535, and this is '{port}'" in capsys.readouterr().err
    assert not started


def test_workbook_that_cannot_be_made_is_told(course, started, tmp_path, capsys):
    (tmp_path / "a file").touch()
    assert cli.main(["learn", "--workbook", str(tmp_path / "a file")]) == 1
    told = capsys.readouterr().err
    assert f"The workbook cannot be made in {tmp_path / 'a file'}" in told and "--workbook FOLDER" in told
    assert not started


@pytest.mark.parametrize("command", ["learn", "test", "build"])
def test_package_without_the_lessons_is_told(command, started, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main([command]) == 1
    told = capsys.readouterr().err
    assert f"there is no folder {tmp_path}" in told and "Download or clone the course" in told
    assert not started


def test_notebooks_that_were_never_built_are_told(course, started, capsys):
    (course / "notebooks" / "00_start_here.ipynb").unlink()
    assert cli.main(["learn"]) == 1
    assert "There are no notebooks in" in capsys.readouterr().err
    assert not started and not (course / "workbook").exists()


def test_unknown_command_is_told_with_what_may_have_been_meant(capsys):
    assert cli.main(["lern", "--port", "1"]) == 1
    told = capsys.readouterr().err
    assert "There is no command `lern`. Did you mean `learn`?" in told
    assert all(name in told for name in cli.command_names(cli.make_parser()))


def test_unknown_option_is_told(course, started, capsys):
    assert cli.main(["learn", "--prot", "80"]) == 1
    assert "--prot" in capsys.readouterr().err
    assert not started


def test_help_and_no_command_list_the_commands(capsys):
    assert cli.main([]) == 1
    listed = capsys.readouterr().out
    assert all(re.search(rf"^ +{name} ", listed, re.MULTILINE) for name in cli.command_names(cli.make_parser()))
    with pytest.raises(SystemExit) as ended:
        cli.main(["test", "--help"])
    assert ended.value.code == 0 and "pytest" in capsys.readouterr().out


def test_version_is_the_same_everywhere(capsys):
    assert cli.main(["version"]) == 0
    first = capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == first
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = re.search(r'^version = "(.*)"$', project, re.MULTILINE)
    assert declared is None or f"Layerwise {declared.group(1)}," in first


def test_tests_run_in_parallel_unless_the_caller_chose(course, started):
    (course / "tests" / "test_one.py").touch()
    for arguments, parallel in [
        ([], True),
        (["-x", "--durations=5"], True),
        (["-k", "relu"], True),
        (["-n", "0"], False),
        (["--pdb"], False),
        (["tests/test_one.py::test_a", "-q"], False),
    ]:
        assert cli.main(["test", *arguments]) == 0
        command, _, folder = started.pop()
        assert folder == course and command[:3] == [sys.executable, "-m", "pytest"]
        ours = command[3 : len(command) - len(arguments)]
        assert ("-n" in ours) == parallel, arguments
        assert [*command[:3], *ours, *arguments] == command


def test_tests_really_run_and_their_exit_code_is_handed_back(tmp_path):
    file = tmp_path / "test_two.py"
    file.write_text("def test_one():\n    assert True\n\ndef test_two():\n    assert False\n", encoding="utf-8")
    command = [sys.executable, "-m", "layerwise", "test", str(file), "-q", "-p", "no:cacheprovider"]
    environment = dict(os.environ, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PYTEST_ADDOPTS="")
    result = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment, timeout=60)
    assert result.returncode == 1, result.stdout + result.stderr
    assert re.search(r"^1 failed, 1 passed in", result.stdout, re.MULTILINE)


def test_build_says_what_it_wrote_and_check_what_differs(course, monkeypatch, capsys):
    from layerwise import press

    asked = []
    monkeypatch.setattr(press, "build", lambda root, names, tell: asked.append((root, names)) or ["notebooks/02_activation.ipynb"])
    assert cli.main(["build"]) == 0 and cli.main(["build", "02_activation"]) == 0
    assert asked == [(course, None), (course, ["02_activation"])]
    assert capsys.readouterr().out == "notebooks/02_activation.ipynb\n" * 2

    monkeypatch.setattr(press, "differences", lambda root, names, tell: ["solutions/02_activation.ipynb: cell 3 differs"])
    assert cli.main(["build", "--check"]) == 1
    assert "cell 3 differs" in capsys.readouterr().err
    monkeypatch.setattr(press, "differences", lambda root, names, tell: [])
    assert cli.main(["build", "--check"]) == 0
    assert "are what lessons/ builds" in capsys.readouterr().out


def test_broken_lesson_is_told_with_file_and_line(course, capsys):
    source = '# One\n\n```python tags=["exercise"]\n@check\ndef relu(z):\n    ### BEGIN SOLUTION\n    return z\n```\n'
    (course / "lessons" / "02_activation.md").write_text(source, encoding="utf-8")
    for arguments in (["build"], ["build", "--check"]):
        assert cli.main(arguments) == 1
        told = capsys.readouterr().err
        assert re.match(r"(lessons/)?02_activation\.md:\d+: ", told) and "Traceback" not in told


def test_command_line_loads_nothing_heavy():
    heavy = "{'matplotlib', 'ipywidgets', 'IPython', 'jupyterlab', 'nbformat', 'jupytext', 'pytest'}"
    code = f"import sys, layerwise.cli; layerwise.cli.make_parser(); print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT).stdout == "set()\n"


@pytest.mark.skipif(os.name == "nt", reason="ends the server with a POSIX signal")
def test_jupyterlab_really_starts_and_asks_nothing_of_the_network(tmp_path):
    """The real server: it shows the lesson, and its settings answer the question whether to fetch news."""
    port = free_port()
    workbook = tmp_path / "cahier d'été"
    command = [sys.executable, "-m", "layerwise", "learn", "--no-browser", "--port", str(port), "--workbook", str(workbook)]
    environment = dict(os.environ, JUPYTER_CONFIG_DIR=str(tmp_path / "config"), JUPYTER_RUNTIME_DIR=str(tmp_path / "runtime"))
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, env=environment)
    try:
        token = token_of(tmp_path / "log", server)

        def ask(path: str):
            request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", headers={"Authorization": f"token {token}"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.read().decode("utf-8")

        first = sorted((ROOT / "notebooks").glob("*.ipynb"))[0].name
        assert f"/lab/tree/{first}?token=" in (tmp_path / "log").read_text(encoding="utf-8")
        assert first in [entry["name"] for entry in json.loads(ask("api/contents"))["content"]]
        assert "jupyter-config-data" in ask(f"lab/tree/{first}")
        notification = json.loads(ask("lab/api/settings/@jupyterlab/apputils-extension:notification"))["schema"]["properties"]
        assert notification["fetchNews"]["default"] == "false" and notification["checkForUpdates"]["default"] is False
        assert json.loads(ask("lab/api/news")) == {"news": []}
        assert json.loads(ask("lab/api/update")) == {"notification": None}
        assert page_config(ask(f"lab/tree/{first}"))["extensionManager"]["can_install"] is False
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
    assert (workbook / first).is_file()


def token_of(log: Path, server: subprocess.Popen) -> str:
    """Wait until the server has printed its address and return the token in it."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        found = re.search(r"\?token=(\w+)", log.read_text(encoding="utf-8"))
        if found:
            return found.group(1)
        assert server.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def page_config(page: str) -> dict:
    """Return the settings that JupyterLab's page carries."""
    return json.loads(re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL).group(1))
