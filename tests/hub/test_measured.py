"""What docs/hub.md says that a group needs is reckoned from what was measured."""

import importlib.util
import json
from pathlib import Path

import yaml

from layerwise.classroom.hub.people import MOST_LEARNERS, PORTS_EACH

ROOT = Path(__file__).resolve().parents[2]


def benchmark():
    spec = importlib.util.spec_from_file_location("benchmark_of_the_hub", ROOT / "benchmarks" / "hub.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MEASURED = json.loads((ROOT / "docs" / "hub_measured.json").read_text(encoding="utf-8"))


def test_the_table_is_reckoned_from_what_was_measured():
    page = (ROOT / "docs" / "hub.md").read_text(encoding="utf-8")
    assert benchmark().page_with(page, MEASURED) == page, "python benchmarks/hub.py --write"


def test_the_page_says_how_many_one_machine_takes():
    page = (ROOT / "docs" / "hub.md").read_text(encoding="utf-8")
    assert page.count(f"at most {MOST_LEARNERS}") == 2 and f"each has {PORTS_EACH} ports of their own" in page


def test_more_learners_need_more_and_none_needs_less_than_was_measured():
    needs = [benchmark().needs(group, MEASURED) for group in (1, 40, 200, 2_000)]
    assert needs == sorted(needs, key=lambda need: need["memory"])
    for need in needs:
        assert need["memory"] * 1024 > need["learners"] * MEASURED["groups"][-1]["MB a learner"]


def test_what_a_learner_took_is_what_the_chart_keeps_for_one():
    values = yaml.safe_load((ROOT / "deploy" / "values.yaml").read_text(encoding="utf-8"))["singleuser"]["memory"]
    assert MEASURED["groups"][-1]["MB a learner"] < int(values["guarantee"].removesuffix("M")) < 1000
