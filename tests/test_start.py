"""The launcher: setting up, repairing, waiting, handing over, and what it says when something is in its way.

The set-ups here are real (venv, pip, an editable installation) in a small course that needs nothing from the network: its build
backend lies beside it. Its folder has a space and an accent in its name.
"""

import ast
import errno
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from amounts import only_in_the_whole, only_with_long
from packaging.requirements import Requirement

from layerwise.cli import command_names, make_parser

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "start.py"
needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and mounts of POSIX systems")

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "layerwise"
version = "0.0"
"""
BACKEND = """
import os, zipfile
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    files = {
        "layerwise_here.pth": "import sys; sys.path.append({})\\n".format(ascii(os.getcwd())),
        "layerwise-0.0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: layerwise\\nVersion: 0.0\\n",
        "layerwise-0.0.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(name + ",,\\n" for name in [*files, "layerwise-0.0.dist-info/RECORD"])
    with zipfile.ZipFile(os.path.join(wheel_directory, "layerwise-0.0-py3-none-any.whl"), "w") as wheel:
        for name, text in {**files, "layerwise-0.0.dist-info/RECORD": record}.items():
            wheel.writestr(name, text)
    return "layerwise-0.0-py3-none-any.whl"
"""
MAIN = """
import json, os, sys
told = {"arguments": sys.argv[1:], "prefix": sys.prefix, "cwd": os.getcwd(), "path": sys.path}
print(json.dumps(told | {name: os.environ.get(name) for name in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")}))
sys.exit(7 if "seven" in sys.argv else 0)
"""


def small_course(folder: Path) -> Path:
    """Make a course that start.py can set up without a network."""
    (folder / "layerwise").mkdir(parents=True)
    (folder / "layerwise" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "layerwise" / "__main__.py").write_text(MAIN, encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "requirements.txt").write_text("-e .\n", encoding="utf-8")
    shutil.copy(START, folder)
    return folder


def start(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    """Run start.py of `folder` from another folder, with a network that does not answer."""
    return subprocess.run(
        [base_python(), str(folder / "start.py"), *arguments],
        capture_output=True, encoding="utf-8", cwd=folder.parent, env=closed_network() | variables, timeout=120,
    )  # fmt: skip


def base_python() -> str:
    """The Python under the virtual environment that runs the tests: what a newcomer starts with."""
    return sys._base_executable


def closed_network() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    return kept | {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def launcher():
    """start.py as a module, for its smaller parts."""
    spec = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A small course that two start.py set up at the same time."""
    folder = small_course(tmp_path_factory.mktemp("start") / "été 100 % $ 2026")
    command = [base_python(), str(folder / "start.py"), "learn"]
    # Settings that send pip elsewhere, and a layerwise that stands in the way.
    decoy = folder.parent / "decoy"
    (decoy / "layerwise").mkdir(parents=True)
    (decoy / "layerwise" / "__init__.py").write_text("raise SystemExit('the wrong layerwise')", encoding="utf-8")
    environment = closed_network() | {"PIP_USER": "1", "PIP_TARGET": str(decoy), "PYTHONPATH": str(decoy)}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", cwd=decoy, env=environment)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    (folder.parent / "outputs.json").write_text(json.dumps(outputs), encoding="utf-8")
    return folder


@pytest.fixture
def placed(course, launcher, monkeypatch):
    """`launcher` as if it were the course's own start.py; afterwards the course is as it was."""
    stamp = course / ".venv" / "layerwise-setup.json"
    kept = {path: path.read_bytes() for path in (stamp, course / "requirements.txt", course / "pyproject.toml")}
    python = course / ".venv" / Path(launcher.PYTHON).relative_to(launcher.VENV)
    for name, path in {"ROOT": course, "VENV": course / ".venv", "STAMP": stamp, "PYTHON": python}.items():
        monkeypatch.setattr(launcher, name, str(path))
    yield launcher
    for path, content in kept.items():
        path.write_bytes(content)


@only_in_the_whole
def test_two_at_once_set_up_once(course):
    outputs = json.loads((course.parent / "outputs.json").read_text(encoding="utf-8"))
    first, second = sorted(outputs, key=lambda output: "Setting up" not in output)
    assert "Setting up Layerwise in" in first and "1 of 3" in first and "Ready, after" in first
    assert "Setting up" not in second and "Waiting for it to finish" in second
    for output in outputs:
        handed_over = json.loads(output.splitlines()[-1])
        assert Path(handed_over["prefix"]).samefile(course / ".venv")
        assert handed_over["PYTHONPATH"] is None and handed_over["VIRTUAL_ENV"] == str(course / ".venv")
        assert not any("decoy" in folder for folder in handed_over["path"])


def test_second_start_installs_nothing_and_is_quick(course):
    log = course / ".venv" / "layerwise-setup.log"
    before = log.stat().st_mtime_ns
    began = time.monotonic()
    result = start(course, "learn", "--port", "9", "seven")
    assert time.monotonic() - began < 2
    assert result.returncode == 7
    assert result.stderr == ""
    assert json.loads(result.stdout)["arguments"] == ["learn", "--port", "9", "seven"]
    assert Path(json.loads(result.stdout)["cwd"]).samefile(course.parent)
    assert log.stat().st_mtime_ns == before


@only_in_the_whole
def test_new_settings_of_a_linter_install_nothing_and_a_new_dependency_does(course, placed):
    before = placed.wanted_setup(lock=False)
    (course / "pyproject.toml").write_text(PYPROJECT + "[tool.ruff]\nline-length = 99\n", encoding="utf-8")
    assert placed.wanted_setup(lock=False) == before
    (course / "pyproject.toml").write_text(PYPROJECT + 'dependencies = ["numpy"]\n', encoding="utf-8")
    assert placed.wanted_setup(lock=False) != before
    (course / "pyproject.toml").write_text("[project", encoding="utf-8")
    with pytest.raises(placed.Stop, match=r"pyproject\.toml cannot be read"):
        placed.wanted_setup(lock=False)


def test_changed_requirements_are_brought_up_to_date_in_place(course, placed):
    own = course / ".venv" / "mine.txt"
    own.write_text("kept", encoding="utf-8")
    (course / "requirements.txt").write_text("# changed\n-e .\n", encoding="utf-8")
    result = start(course, "version")
    assert result.returncode == 0, result.stderr
    assert "up to date with this version" in result.stdout and "Setting up" not in result.stdout
    assert own.read_text(encoding="utf-8") == "kept"
    assert "Ready" not in start(course, "version").stdout


@only_with_long
@pytest.mark.parametrize("retries", ["0", "1"])
def test_network_away_is_told_and_the_log_is_named(course, placed, retries):
    (course / "requirements.txt").write_text("a-package-that-is-not-there\n-e .\n", encoding="utf-8")
    result = start(course, "learn", PIP_RETRIES=retries)
    assert result.returncode == 1
    assert "the network cannot be reached" in result.stderr and "Connect to the internet and run the same command again" in result.stderr
    assert ("the network does not answer; trying again" in result.stdout) == (retries == "1")
    log = Path(re.search(r"All that pip wrote is in (.*)", result.stderr).group(1))
    assert "a-package-that-is-not-there" in log.read_text(encoding="utf-8")
    assert "Traceback" not in result.stderr + result.stdout


@only_with_long
def test_what_can_go_on_and_what_is_made_anew(course, placed, monkeypatch):
    """A whole .venv and one made by hand are kept; a moved, an interrupted or a broken one is made anew."""
    stamp = Path(placed.STAMP)
    good = stamp.read_text(encoding="utf-8")
    assert placed.can_be_brought_up_to_date() and placed.is_ready(lock=False)

    for begun, goes_on in (('{"begun": true, "made": true}', False), ('{"begun": true}', False), ('{"begun": true, "made": false}', True)):
        stamp.write_text(begun, encoding="utf-8")
        assert placed.can_be_brought_up_to_date() == goes_on and not placed.is_ready(lock=False)
    stamp.write_text("half a st", encoding="utf-8")
    assert not placed.can_be_brought_up_to_date() and not placed.is_ready(lock=False)
    stamp.unlink()
    assert placed.can_be_brought_up_to_date() and not placed.is_ready(lock=False)

    stamp.write_text(json.dumps(json.loads(good) | {"python": "3.10"}), encoding="utf-8")
    assert not placed.can_be_brought_up_to_date() and not placed.is_ready(lock=False)
    stamp.write_text(good, encoding="utf-8")
    with monkeypatch.context() as moved:
        moved.setattr(placed, "ROOT", str(small_course(course.parent / "elsewhere")))
        (course.parent / "elsewhere" / "requirements.txt").write_bytes((course / "requirements.txt").read_bytes())
        assert not placed.can_be_brought_up_to_date() and not placed.is_ready(lock=False)
    monkeypatch.setattr(placed, "PYTHON", str(course / ".venv" / "gone"))
    assert not placed.can_be_brought_up_to_date() and not placed.is_ready(lock=False)


def test_exact_versions_are_another_setup(course, placed):
    assert placed.is_ready(lock=False)
    with pytest.raises(placed.Stop, match=r"not whole: there is no .*requirements\.lock"):
        placed.is_ready(lock=True)
    (course / "requirements.lock").write_text("# exact\n", encoding="utf-8")
    assert not placed.is_ready(lock=True)
    placed.write_stamp(placed.wanted_setup(lock=True) | {"python": "{}.{}".format(*sys.version_info)})
    assert placed.is_ready(lock=True) and placed.is_ready(lock=False)
    (course / "requirements.lock").write_text("# other\n", encoding="utf-8")
    assert not placed.is_ready(lock=True) and placed.is_ready(lock=False)


@only_in_the_whole
@needs_posix
def test_interrupted_broken_and_moved_setup_is_repaired(course):
    """Ctrl-C in a set-up, then its Python deleted, then the folder moved: the next start makes all well."""
    folder = small_course(course.parent / "à déplacer")
    process = subprocess.Popen(
        [base_python(), "-u", str(folder / "start.py"), "learn"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=closed_network(), start_new_session=True,
    )  # fmt: skip
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "1 of 3" in line:
            time.sleep(0.5)
            os.killpg(process.pid, signal.SIGINT)
    output = "".join(lines)
    assert process.wait(timeout=30) == 1, output
    assert "Stopped. Run the same command again: it goes on" in output and "Traceback" not in output
    assert json.loads((folder / ".venv" / "layerwise-setup.json").read_text(encoding="utf-8")) == {"begun": True, "made": True}

    for python in (folder / ".venv" / "bin").glob("python*"):
        python.unlink()
    moved = folder.rename(course.parent / "déplacé")
    result = start(moved, "learn")
    assert result.returncode == 0, result.stderr
    assert "Setting up Layerwise" in result.stdout
    assert Path(json.loads(result.stdout.splitlines()[-1])["prefix"]).samefile(moved / ".venv")


# Nothing of theirs


def test_a_folder_that_dot_venv_is_a_link_to_is_left_as_it_is(tmp_path):
    """`ln -s ../scratch .venv`: whatever the command, nothing is taken out of the folder, and nothing is put into it."""
    folder, scratch = small_course(tmp_path / "course"), tmp_path / "scratch"
    (scratch / "thesis").mkdir(parents=True)
    (scratch / "thesis" / "chapter.txt").write_text("three years", encoding="utf-8")
    try:
        (folder / ".venv").symlink_to(scratch, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    for arguments in (["version"], ["learn"], ["--lock", "version"]):
        result = start(folder, *arguments)
        assert result.returncode == 1 and f"is a link to {scratch}, and nothing is deleted there" in result.stderr
        assert [path.relative_to(scratch).as_posix() for path in sorted(scratch.rglob("*"))] == ["thesis", "thesis/chapter.txt"]


@only_in_the_whole
def test_a_link_to_an_empty_folder_is_used_and_later_not_emptied(tmp_path):
    folder, disk = small_course(tmp_path / "course"), tmp_path / "another disk"
    disk.mkdir()
    try:
        (folder / ".venv").symlink_to(disk, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert start(folder, "version").returncode == 0 and (disk / "pyvenv.cfg").is_file()
    (disk / "layerwise-setup.json").write_text('{"begun": true, "made": true}', encoding="utf-8")
    result = start(folder, "version")
    assert result.returncode == 1 and "is a link to" in result.stderr and (disk / "pyvenv.cfg").is_file()


def test_a_link_to_nowhere_stays(tmp_path):
    folder = small_course(tmp_path / "course")
    try:
        (folder / ".venv").symlink_to(tmp_path / "not mounted", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    result = start(folder, "version")
    assert result.returncode == 1 and "where nothing is" in result.stderr and (folder / ".venv").is_symlink()


@pytest.mark.parametrize("arguments", [["version"], ["--lock", "version"]])
def test_a_folder_without_our_stamp_is_not_emptied(tmp_path, arguments):
    """One in which no Python runs, and one that is somebody's for other reasons."""
    folder = small_course(tmp_path / "course")
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    own = folder / ".venv" / "notes.txt"
    own.parent.mkdir()
    for stamp in (None, "half a st", '{"requirements": "a", "lock": null, "python": "3.11"}', '{"begun": true, "made": false}'):
        own.write_text("mine", encoding="utf-8")
        if stamp:
            (folder / ".venv" / "layerwise-setup.json").write_text(stamp, encoding="utf-8")
        result = start(folder, *arguments)
        assert result.returncode == 1 and "may be yours, so nothing in it is deleted" in result.stderr
        assert "Give it another name" in result.stderr and own.read_text(encoding="utf-8") == "mine"
    own.unlink()
    (folder / ".venv" / "layerwise-setup.json").unlink()
    (folder / ".venv").rmdir()
    (folder / ".venv").write_text("a file", encoding="utf-8")
    result = start(folder, *arguments)
    assert result.returncode == 1 and "Give it another name" in result.stderr and (folder / ".venv").is_file()


@only_in_the_whole
def test_an_environment_made_by_hand_without_pip_is_kept_and_used(tmp_path):
    """As `uv venv` makes it. What is in it stays, also when the set-up in it is broken off and done again."""
    folder = small_course(tmp_path / "course")
    subprocess.run([base_python(), "-m", "venv", "--without-pip", str(folder / ".venv")], check=True)
    own = folder / ".venv" / "mine.txt"
    own.write_text("kept", encoding="utf-8")
    result = start(folder, "version")
    assert result.returncode == 0, result.stderr
    assert "Bringing the installation in .venv up to date" in result.stdout and own.read_text(encoding="utf-8") == "kept"
    (folder / ".venv" / "layerwise-setup.json").write_text('{"begun": true, "made": false}', encoding="utf-8")
    assert start(folder, "version").returncode == 0 and own.read_text(encoding="utf-8") == "kept"
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    result = start(folder, "--lock", "version")
    assert result.returncode == 1 and "--lock needs a new one" in result.stderr and own.read_text(encoding="utf-8") == "kept"


@only_in_the_whole
@needs_posix
def test_a_pip_that_outlives_a_killed_start_is_waited_for(tmp_path):
    """The window of a terminal is closed, or the memory ran out: start.py is gone at once, and pip works on."""
    folder = small_course(tmp_path / "course")
    slow = (
        "import os, time\nopen('backend-runs', 'a').write('x')\ntime.sleep(0 if os.path.exists('quick') else 4)\nopen('backend-done', 'w')"
    )
    (folder / "backend.py").write_text(slow + BACKEND, encoding="utf-8")
    command = [base_python(), "-u", str(folder / "start.py"), "version"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=closed_network(), cwd=tmp_path)
    deadline = time.monotonic() + 60
    while not (folder / "backend-runs").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    first.kill()
    first.wait()
    (folder / "quick").touch()
    assert not (folder / "backend-done").exists()
    result = start(folder, "version")
    assert result.returncode == 0, result.stderr
    assert "Waiting for it to finish" in result.stdout and "Setting up Layerwise" in result.stdout and "Ready" in result.stdout
    assert (folder / "backend-done").exists()


@pytest.mark.parametrize("name", ["a {} b", "{0}", "cost$s"])
def test_a_name_that_setuptools_fills_in_is_told_before_anything_is_installed(tmp_path, name):
    """Its `subst_vars` sees a pattern in the folder's name, and pip ends with a traceback: pypa/setuptools#4133, pypa/distutils#281."""
    folder = small_course(tmp_path / name)
    result = start(folder, "version")
    assert result.returncode == 1 and f"and this one is {folder}\nGive it another name" in result.stderr
    assert not (folder / ".venv").exists()


def mounted(commands: str, *arguments: str) -> subprocess.CompletedProcess:
    """Run a shell script with mounts of its own, or skip the test where this machine does not let us."""
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if shutil.which("unshare") is None or subprocess.run([*unshare, "true"], capture_output=True).returncode != 0:
        pytest.skip("needs unshare --mount")
    return subprocess.run(
        [*unshare, "sh", "-ec", commands, "sh", *arguments], capture_output=True, encoding="utf-8", env=closed_network(), timeout=60
    )


@needs_posix
def test_read_only_folder_is_told(tmp_path):
    folder = small_course(tmp_path / "lecture seule")
    result = mounted('mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; exec "$2" "$1/start.py" learn', str(folder), base_python())
    assert result.returncode == 1
    assert f"This cannot be written to: {folder / '.venv'}" in result.stderr and "copy it to one that is" in result.stderr
    assert "Traceback" not in result.stderr


@needs_posix
def test_too_little_room_is_told_before_anything_is_installed(tmp_path):
    folder = small_course(tmp_path / "petit")
    script = 'mount -t tmpfs -o size=20m none "$2"; cp -r "$1/." "$2"; exec "$3" "$2/start.py" learn'
    (tmp_path / "disk").mkdir()
    result = mounted(script, str(folder), str(tmp_path / "disk"), base_python())
    assert result.returncode == 1
    assert re.search(r"The disk is full: \d+ MB are free where the course is, and about \d+ MB are needed", result.stderr)
    assert "1 of 3" not in result.stdout and "Traceback" not in result.stderr


@only_with_long
@needs_posix
def test_disk_that_fills_up_during_the_setup_is_told(tmp_path):
    folder = small_course(tmp_path / "petit")
    launcher = (folder / "start.py").read_text(encoding="utf-8")
    (folder / "start.py").write_text(launcher.replace("MEGABYTES_NEEDED = 600", "MEGABYTES_NEEDED = 1"), encoding="utf-8")
    script = 'mount -t tmpfs -o size=2m none "$2"; cp -r "$1/." "$2"; exec "$3" "$2/start.py" learn'
    (tmp_path / "disk").mkdir()
    result = mounted(script, str(folder), str(tmp_path / "disk"), base_python())
    assert result.returncode == 1
    assert "1 of 3" in result.stdout and "The disk is full" in result.stderr and "Traceback" not in result.stderr


@needs_posix
def test_no_room_for_temporary_files_is_told(tmp_path):
    """The disk of the course has room, and /tmp has none: pip cannot be unpacked there."""
    folder = small_course(tmp_path / "petit")
    (tmp_path / "full").mkdir()
    script = 'mount -t tmpfs -o size=64k none "$2"; exec env TMPDIR="$2" "$3" "$1/start.py" learn'
    result = mounted(script, str(folder), str(tmp_path / "full"), base_python())
    assert result.returncode == 1
    assert "The disk is full" in result.stderr and re.search(rf", and 0 MB in {tmp_path / 'full'}, where temporary files go", result.stderr)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp']",
            "no folder for temporary files that can be written",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 2] No such file or directory: 'C:\\long'\n"
            "HINT: This error might have occurred since this system does not have Windows Long Path support enabled.",
            "Move the course to a folder with a short name",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the one that requirements.lock names"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate", "a proxy or a certificate"),
        ("NewConnectionError('... Failed to establish a new connection: [Errno -3] Temporary failure in name", "the network cannot be"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "This cannot be written to"),
        ("error: subprocess-exited-with-error\n  Failed building wheel for numpy", "is not to be had for this Python"),
        ("ERROR: something new\nERROR: and more", "ERROR: something new\nERROR: and more\nRun the same command again."),
    ],
)
def test_what_pip_writes_is_told_in_words(launcher, output, words):
    told = launcher.explain(1, "Collecting numpy\n" + output + "\n", "pip could not install the packages.")
    assert words in told
    assert launcher.LOG in told


def test_a_killed_pip_is_told(launcher):
    assert "The system stopped it (signal 9)" in launcher.explain(-9, "Collecting numpy\n", "pip could not install the packages.")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "This cannot be written to: /a/file"),
        (errno.EACCES, "This cannot be written to: /a/file"),
        (errno.EIO, "The set-up could not go on"),
    ],
)
def test_what_the_system_refuses_is_told_in_words(launcher, number, words):
    assert words in launcher.explain_refusal(OSError(number, os.strerror(number), "/a/file"))


def test_missing_venv_module_is_told(tmp_path):
    folder = small_course(tmp_path / "sans venv")
    hide = "lambda name, *rest: None if name == 'ensurepip' else find(name, *rest)"
    hidden = f"import importlib.util as u\nfind = u.find_spec\nu.find_spec = {hide}\n"
    (tmp_path / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    result = start(folder, "learn", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "has no venv module" in result.stderr and "python3-venv" in result.stderr
    assert not (folder / ".venv").exists() and "Traceback" not in result.stderr


def test_old_python_is_told():
    """Run with the version of an old Python, as far as this Python can play one."""
    play = "import sys; sys.version_info = (3, 8, 18); path = sys.argv.pop(1); exec(compile(open(path).read(), path, 'exec'))"
    result = subprocess.run([sys.executable, "-c", play, str(START), "test"], capture_output=True, encoding="utf-8")
    assert result.returncode == 1
    assert "Layerwise needs Python 3.11 or newer, and this is Python 3.8" in result.stderr
    assert re.search(r"Run: python3\.\d+ start\.py test|Install a newer one", result.stderr)


def test_launcher_is_written_for_old_pythons():
    source = START.read_text(encoding="ascii")
    ast.parse(source, feature_version=(3, 4))
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef))
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.arguments):
            assert not node.kwonlyargs and not node.posonlyargs and all(argument.annotation is None for argument in node.args)


def test_unknown_command_is_told_before_anything_is_installed(tmp_path):
    folder = small_course(tmp_path / "neuf")
    result = start(folder, "lern")
    assert result.returncode == 1
    assert 'There is no command "lern"' in result.stderr and "learn" in result.stderr
    assert not (folder / ".venv").exists()
    assert start(folder, "--help").returncode == 0 and not (folder / ".venv").exists()


def test_the_launcher_knows_the_commands_of_the_command_line(launcher):
    assert list(launcher.COMMANDS) == command_names(make_parser())


def test_incomplete_copy_is_told(tmp_path):
    shutil.copy(START, tmp_path)
    result = start(tmp_path, "learn")
    assert result.returncode == 1
    assert "This copy of the course is not whole" in result.stderr and "pyproject.toml" in result.stderr


def ranges() -> dict[str, Requirement]:
    lines = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()]
    return {Requirement(line).name: Requirement(line) for line in lines if line and not line.startswith("-")}


def test_requirements_end_with_the_course_and_give_ranges():
    assert (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1] == "-e ."
    for requirement in ranges().values():
        assert {specifier.operator for specifier in requirement.specifier} == {">=", "<"}


def test_the_lock_is_exact_hashed_and_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|^--|^-e", lock, re.MULTILINE)
    entries = re.split(r"\n(?=\w)", "\n".join(line for line in lock.splitlines() if not line.startswith("#")))
    locked = {}
    for entry in entries:
        pinned = re.match(r"([\w.-]+)==(\S+)( ;[^\\]*)? \\", entry.lstrip())
        assert pinned and "--hash=sha256:" in entry, entry[:80]
        locked.setdefault(pinned.group(1).lower(), []).append(pinned.group(2))
    for name, requirement in ranges().items():
        assert locked[name], name
        for version in locked[name]:
            assert requirement.specifier.contains(version), f"{name} {version}"
    assert "setuptools" in locked and "layerwise" not in locked
