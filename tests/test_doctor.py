"""The doctor: it finds what is wrong, says how to mend it, and works where everything is missing."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import psutil
import pytest

from layerwise import doctor

ROOT = Path(__file__).resolve().parent.parent


def only_wrong(findings) -> doctor.Finding:
    """Return the one finding that is not fine; each of them says how to mend it."""
    [wrong] = [finding for finding in findings if not finding.fine]
    assert wrong.remedy.strip() and wrong.seen.strip()
    return wrong


def test_this_installation_is_ready(capsys):
    findings = doctor.examine_installation()
    assert [finding for finding in findings if not finding.fine] == []
    names = [finding.name for finding in findings]
    assert {"Python", "numpy", "jupyterlab", "ipywidgets", "the kernel", "the folder", "penguins.csv", "digits.csv.gz"} <= set(names)
    doctor.show()
    assert capsys.readouterr().out == "Your installation is ready.\n"
    assert doctor.report(findings).endswith("\nYour installation is ready.")


def test_every_range_of_the_requirements_is_examined():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    assert [name + limits for name, limits in doctor.required_packages()] == wanted


def test_what_no_lesson_needs_is_what_the_package_itself_does_not_ask_for():
    """`uv sync` and `pip install .` install what pyproject.toml names, and that is enough for the lessons."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {name for name, _ in doctor.required_packages()} - set(project["dependencies"]) == set(doctor.NO_LESSON_NEEDS)


def test_the_remedy_works_from_any_folder(tmp_path, monkeypatch):
    """The two commands that it says, as a shell reads them, in an environment to which pip then adds nothing that is not there."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))  # an environment that start.py did not make
    found = re.search(r'run these two: (cd .*) and then (".*" -m pip install -r requirements\.txt)$', doctor.how_to_install())
    assert found
    change, install = found.groups()
    script = f"{change} && {install.replace(' install ', ' --version ')} && {install} --dry-run --no-deps --no-index --no-build-isolation"
    result = subprocess.run(script, shell=True, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120)
    assert "Could not open requirements file" not in result.stderr and "does not appear to be a Python project" not in result.stderr


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("anywidget.py", "anywidget"), ("numpy.py", "numpy"), ("matplotlib.py", "matplotlib"), ("layerwise.py", "layerwise"),
        ("random.py", "random"), ("code.py", "code"), ("numpy/__init__.py", "numpy"),
    ],
)  # fmt: skip
def test_a_file_that_hides_a_package_is_named(tmp_path, monkeypatch, file, name):
    """As in jupyter/notebook#5470 and #2355, jupyter_server#327, vscode-jupyter#9672: random.py, code.py, email.py, select.py."""
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    for harmless in ("my_network.py", "test.py", "notes.txt", "numpy.txt", "data"):
        (tmp_path / harmless).touch()
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    wrong = only_wrong([doctor.examine_names()])
    assert f"hides the module {name} from your notebooks" in wrong.seen and str(tmp_path / Path(file).parts[0]) in wrong.seen
    assert "Rename it" in wrong.remedy


@pytest.mark.parametrize("name", ["anywidget", "numpy", "matplotlib"])
def test_the_first_cell_names_a_file_that_hides_a_package(tmp_path, name):
    """In place of "cannot import name 'ask'". `-c` has the current folder first, as a notebook's kernel has."""
    (tmp_path / f"{name}.py").write_text("mine = 3\n", encoding="utf-8")
    code = "from layerwise import ask, check\nfrom layerwise import figures"
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("ImportError: ") and f"{name}.py hides the module {name} from your notebooks" in last, result.stderr


def test_a_layerwise_py_beside_the_notebook_is_named(tmp_path):
    (tmp_path / "layerwise.py").write_text("mine = 3\n", encoding="utf-8")
    start_up = ROOT / "layerwise" / "workbook" / "cells" / "at_kernel_start.py"
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"shell = InteractiveShell.instance()\nshell.safe_execfile({str(start_up)!r}, shell.user_ns)\n"
        "shell.run_cell('1 + 1')\nprint('=== then')\nshell.run_cell('from layerwise import check')"
    )
    environment = dict(os.environ, PYTHONPATH=str(ROOT), IPYTHONDIR=str(tmp_path / "ipython"))
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    before, after = result.stdout.split("=== then")
    assert "hides the course" not in before and f"{tmp_path / 'layerwise.py'} hides the course from this notebook. Rename it" in after


def test_without_the_repository_the_package_says_what_it_needs(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: ["numpy", "jupyterlab>=4.2,<5", 'tomli; python_version < "3.11"'])
    assert doctor.required_packages() == [("numpy", ""), ("jupyterlab", ">=4.2,<5")]


@pytest.mark.parametrize(
    ("package", "seen"),
    [
        (("no-such-package", ">=1"), r"^not installed$"),
        (("numpy", ">=99,<100"), r"^\d+\.\d+.* is outside the range that was tested, >=99,<100$"),
        (("numpy", "<1"), r"^\d+\.\d+.* is outside the range that was tested, <1$"),
    ],
)
def test_missing_and_unfit_packages_are_found(monkeypatch, package, seen):
    monkeypatch.setattr(doctor, "required_packages", lambda: [("numpy", ">=1"), package])
    wrong = only_wrong(doctor.examine_packages())
    assert wrong.name == package[0] and re.search(seen, wrong.seen)


def test_a_version_of_what_no_lesson_uses_keeps_nobody_from_learning(monkeypatch):
    monkeypatch.setattr(doctor, "required_packages", lambda: [("pytest", "<1")])
    (finding,) = doctor.examine_packages()
    assert finding.fine and re.search(r"^\d+\..* is outside the range that was tested, <1; no lesson uses it$", finding.seen)


def test_package_with_lost_files_is_found(tmp_path, monkeypatch):
    folder = tmp_path / "halved-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: halved\nVersion: 1.0\n", encoding="utf-8")
    installed = ["halved/__init__.py", "halved/__pycache__/__init__.pyc", "halved-1.0.dist-info/METADATA"]
    (folder / "RECORD").write_text("".join(f"{path},,\n" for path in installed), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(doctor, "required_packages", lambda: [("halved", "")])
    wrong = only_wrong(doctor.examine_packages())
    assert "1 of its files are missing" in wrong.seen and "__init__.py" in wrong.seen
    (tmp_path / "halved").mkdir()
    (tmp_path / "halved" / "__init__.py").touch()
    assert all(finding.fine for finding in doctor.examine_packages())


def test_old_python_is_found(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    wrong = only_wrong([doctor.examine_python()])
    assert "3.10.2" in wrong.seen and "3.11" in wrong.remedy


def test_kernel_of_another_python_is_found(tmp_path, monkeypatch):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    for started, fine in [("/usr/elsewhere/bin/python3", False), ("python", True), ("python3", True), (sys.executable, True)]:
        kernel = {"argv": [started, "-m", "ipykernel_launcher"], "display_name": "Python 3", "language": "python"}
        (folder / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
        finding = doctor.examine_kernel()
        assert finding.fine == fine, started
    (folder / "kernel.json").write_text(json.dumps(kernel | {"argv": ["/usr/elsewhere/bin/python3"]}), encoding="utf-8")
    wrong = only_wrong([doctor.examine_kernel()])
    assert "/usr/elsewhere/bin/python3" in wrong.seen and str(folder) in wrong.remedy


def test_notebook_in_another_environment_is_found(tmp_path, monkeypatch):
    """JupyterLab was started from .venv, and this kernel is not of .venv."""
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / ".venv"))
    wrong = only_wrong([doctor.examine_environment()])
    assert str(tmp_path / ".venv") in wrong.seen and sys.prefix in wrong.seen and "Change Kernel" in wrong.remedy
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert doctor.examine_environment().fine
    monkeypatch.undo()
    monkeypatch.setenv("VIRTUAL_ENV", "/an/environment/of/ones/own")
    assert doctor.examine_environment().fine


def test_missing_widgets_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [str(tmp_path)])
    for extension in doctor.WIDGETS:
        assert f"{extension} is missing, so no slider would appear" in only_wrong([doctor.examine_widgets()]).seen
        (tmp_path / extension).mkdir(parents=True)
        (tmp_path / extension / "package.json").touch()
    assert doctor.examine_widgets().fine


def test_widgets_are_looked_for_where_the_server_is(tmp_path, monkeypatch):
    """A hub starts JupyterLab in one environment, and this kernel runs in another."""
    server = tmp_path / "hub" / "bin" / "jupyter-labhub"
    server.parent.mkdir(parents=True)
    server.symlink_to(sys.executable)
    process = subprocess.Popen([str(server), "-c", "input()"], stdin=subprocess.PIPE, env={**os.environ, "PYTHONHOME": sys.base_prefix})
    try:
        # For a moment after its start Linux does not know yet by what command it was started.
        while not psutil.Process(process.pid).cmdline():
            time.sleep(0.01)
        monkeypatch.setenv("JPY_PARENT_PID", str(process.pid))
        wrong = only_wrong([doctor.examine_widgets()])
        assert str(tmp_path / "hub") in wrong.seen and "add the packages ipywidgets and anywidget" in wrong.remedy
        for extension in doctor.WIDGETS:
            folder = tmp_path / "hub" / "share" / "jupyter" / "labextensions" / extension
            folder.mkdir(parents=True)
            (folder / "package.json").touch()
        seen = doctor.examine_widgets()
        assert seen.fine and seen.seen.endswith(f"by the JupyterLab in {tmp_path / 'hub'}")
    finally:
        process.communicate(b"")


@pytest.mark.parametrize("parent", ["", "none", "999999999"])
def test_a_server_that_nobody_knows_is_taken_for_this_environments(parent, monkeypatch):
    monkeypatch.setenv("JPY_PARENT_PID", parent)
    assert doctor.server_elsewhere() is None and doctor.examine_widgets().fine


@pytest.mark.parametrize("home", ["a file", "nowhere at all"])
def test_a_home_that_cannot_be_written_is_told_without_a_traceback(tmp_path, home):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    blocked = tmp_path / "a file" if home == "a file" else tmp_path / "a file" / "below"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "XDG", "JPY"))}
    command = [sys.executable, "-m", "layerwise", "doctor"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", env={**own, "HOME": str(blocked)}, cwd=ROOT, timeout=60)
    assert result.returncode == 1 and "Traceback" not in result.stderr  # IPython warns in a line of its own
    assert re.search(r"^WRONG  Jupyter's folders: nothing can be written .*\n       Set HOME", result.stdout, re.MULTILINE)


def test_folder_that_cannot_be_written_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    assert doctor.examine_folder().fine and list(tmp_path.iterdir()) == []
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path / "gone"))
    wrong = only_wrong([doctor.examine_folder()])
    assert str(tmp_path / "gone") in wrong.seen and "--workbook" in wrong.remedy


def test_damaged_and_missing_data_are_found(tmp_path, monkeypatch):
    shutil.copytree(doctor.PACKAGE / "data", tmp_path / "data")
    monkeypatch.setattr(doctor, "PACKAGE", tmp_path)
    shipped = {file.name for file in (tmp_path / "data").iterdir() if file.suffix in (".csv", ".gz", ".json", ".npz")}
    assert {finding.name for finding in doctor.examine_data()} == shipped >= {"penguins.csv", "digits.csv.gz"}
    penguins = tmp_path / "data" / "penguins.csv"
    penguins.write_bytes(penguins.read_bytes().replace(b"Adelie", b"Gentoo", 1))
    assert "is damaged" in only_wrong(doctor.examine_data()).seen
    penguins.unlink()
    assert "cannot be read" in only_wrong(doctor.examine_data()).seen
    (tmp_path / "data" / "PROVENANCE.md").unlink()
    assert "is missing" in only_wrong(doctor.examine_data()).seen


def test_show_lists_only_what_is_wrong(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "required_packages", lambda: [("numpy", ""), ("no-such-package", ">=1")])
    doctor.show()
    told = capsys.readouterr().out
    assert "- no-such-package: not installed\n  " in told and "numpy" not in told and "ready" not in told


def test_doctor_works_where_nothing_is_installed():
    """The bare Python, without any package: each is a finding, and nothing raises."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); from layerwise.cli import main; sys.exit(main(['doctor']))"
    command = [sys._base_executable, "-I", "-S", "-c", code, str(ROOT)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert result.returncode == 1
    assert result.stderr == ""
    for name, _ in doctor.required_packages():
        words = (
            rf"^ok     {name}: not installed; the lessons"
            if name in doctor.NO_LESSON_NEEDS
            else rf"^WRONG  {name}: not installed\n       \S"
        )
        assert re.search(words, result.stdout, re.MULTILINE), name
    assert re.search(r"^WRONG  the kernel: JupyterLab is not whole", result.stdout, re.MULTILINE)
    assert re.search(r"^ok     penguins.csv", result.stdout, re.MULTILINE)
    assert re.search(r"^\d+ of \d+ wrong; the line below each says what to do\.$", result.stdout, re.MULTILINE)


def test_command_hands_back_whether_all_is_well(monkeypatch, capsys):
    from layerwise.cli import main

    assert main(["doctor"]) == 0
    monkeypatch.setattr(doctor, "required_packages", lambda: [("no-such-package", ">=1")])
    assert main(["doctor"]) == 1
    assert "WRONG  no-such-package: not installed" in capsys.readouterr().out
