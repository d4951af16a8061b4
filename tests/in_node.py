"""The explorers' modules called without a browser, by Node where there is one, and a comparison with what Python computes."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CALLER = Path(__file__).with_suffix(".js")
EXPLORERS = CALLER.parents[1] / "layerwise" / "explorers"


def find_node() -> str:
    """The path of Node. Where there is none the test is skipped, unless LAYERWISE_BROWSER_REQUIRED=1, as in `.ci/run`."""
    path = shutil.which("node")
    if path is None and os.environ.get("LAYERWISE_BROWSER_REQUIRED") != "1":
        pytest.skip("there is no Node on this machine, so what JavaScript computes is only compared in the browser")
    assert path, "there is no Node on this machine"
    return path


def call(path: Path, name: str, calls: list, *common) -> list:
    """What the function `name` of a module returns for each list of arguments in `calls`, all of them followed by `common`."""
    asked = json.dumps([[str(path), name, calls, common]], allow_nan=False)
    answer = subprocess.run([find_node(), CALLER], input=asked, capture_output=True, encoding="utf-8", timeout=120)
    assert answer.returncode == 0, answer.stderr
    (returned,) = json.loads(answer.stdout)
    return returned


def differences(shown, computed, place="state") -> list[str]:
    """Where what JavaScript has computed is not what Python computes."""
    if isinstance(computed, dict):
        missing = [f"{place}: {set(shown) ^ set(computed)}"] if set(shown) != set(computed) else []
        return missing + [one for key in shown.keys() & computed.keys() for one in differences(shown[key], computed[key], f"{place}.{key}")]
    if isinstance(computed, list):
        pairs = enumerate(zip(shown, computed, strict=True))
        return [one for k, (left, right) in pairs for one in differences(left, right, f"{place}[{k}]")]
    number = isinstance(computed, int | float) and not isinstance(computed, bool)
    same = abs(shown - computed) <= 1e-9 * max(1, abs(computed)) if number else shown == computed
    return [] if same else [f"{place}: {shown!r} in JavaScript, {computed!r} in Python"]
