"""What learners on a Hub need: time until each has a notebook that runs, memory and work of one, and what that is for 40, 200 and 2,000.

    python benchmarks/hub.py [--learners 1,10] [--write]

Each learner signs up, has a server and runs lesson 01 from top to bottom, all at the same time. What they share (the libraries, mostly) is
counted once, among all. With --write, docs/hub_measured.json is what was found, and the table of docs/hub.md is reckoned from it.
"""

import argparse
import json
import math
import os
import platform
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hub.running import RunningHub  # noqa: E402
from hub.visitor import Kernel, Visitor  # noqa: E402

from layerwise import course  # noqa: E402

MEASURED, PAGE = ROOT / "docs" / "hub_measured.json", ROOT / "docs" / "hub.md"
FROM, TO = "<!-- reckoned by benchmarks/hub.py: from here -->", "<!-- to here -->"
GROUPS = (40, 200, 2_000)
# A class arrives within so many minutes, and a machine that is full to more than this part has no room for what nobody foresaw.
MINUTES_TO_ARRIVE, FULL = 10, 0.7
MACHINE_CORES, MACHINE_GB = 16, 64
NOTEBOOK = course.lesson("01").notebook


def measure(learners: int) -> dict:
    """What so many learners took."""
    with (
        tempfile.TemporaryDirectory(prefix="layerwise-") as folder,
        ThreadPoolExecutor(learners) as room,
        RunningHub(Path(folder) / "workshop", "--learners", str(learners)) as hub,
    ):
        before, began = taken(hub), time.monotonic()

        def arrive(number: int) -> tuple[Visitor, Kernel, float, float]:
            visitor = Visitor(hub.address, f"learner-{number}")
            visitor.sign_in("a password of one's own", hub.password)
            signed_in = time.monotonic() - began
            visitor.ask_for_token()
            visitor.start_server()
            kernel = visitor.kernel(NOTEBOOK)
            assert kernel.run("print('here')") == "here"
            return visitor, kernel, signed_in, time.monotonic() - began

        arrived = list(room.map(arrive, range(learners)))
        there = taken(hub)
        lessons = list(room.map(run_the_lesson, *list(zip(*arrived, strict=True))[:2]))
        after = taken(hub)
    return {
        "learners": learners,
        "seconds until all have signed in": round(max(signed_in for _, _, signed_in, _ in arrived), 1),
        "seconds until all have a kernel": round(max(ready for *_, ready in arrived), 1),
        "seconds for lesson 01, the slowest": round(max(lessons), 1),
        "core seconds to start one": round((there["learners"]["work"] - before["learners"]["work"]) / learners, 2),
        "core seconds of the Hub for one": round((there["hub"]["work"] - before["hub"]["work"]) / learners, 2),
        "core seconds for lesson 01": round((after["learners"]["work"] - there["learners"]["work"]) / learners, 2),
        "MB a learner": round(after["learners"]["memory"] / learners / 2**20),
        "MB of the Hub and its proxy": round(after["hub"]["memory"] / 2**20),
    }


def run_the_lesson(visitor: Visitor, kernel: Kernel) -> float:
    """The seconds that the lesson took."""
    cells = visitor.ask("GET", f"api/contents/{NOTEBOOK}").json()["content"]["cells"]
    began = time.monotonic()
    for cell in cells:
        if cell["cell_type"] == "code":
            kernel.run(cell["source"])
    return time.monotonic() - began


def taken(hub: RunningHub) -> dict:
    """Memory and work, so far, of the Hub with its proxy, and of the learners."""
    own = {hub.process.pid, *(child.pid for child in psutil.Process(hub.process.pid).children() if "node" in child.name())}
    found = {kind: {"memory": 0, "work": 0.0} for kind in ("hub", "learners")}
    for process in [psutil.Process(hub.process.pid), *hub.processes()]:
        try:
            times, memory = process.cpu_times(), process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
        kind = found["hub" if process.pid in own else "learners"]
        kind["memory"] += memory
        kind["work"] += times.user + times.system
    return found


def needs(learners: int, measured: dict) -> dict:
    """What so many learners need, going by the largest group that was measured."""
    found = measured["groups"][-1]
    gigabytes = (learners * found["MB a learner"] + found["MB of the Hub and its proxy"]) / 1024 / FULL
    work = found["core seconds to start one"] + found["core seconds of the Hub for one"] + found["core seconds for lesson 01"]
    cores = learners * work / (MINUTES_TO_ARRIVE * 60) / FULL
    return {
        "learners": learners,
        "memory": math.ceil(gigabytes),
        "cores": max(2, math.ceil(cores)),
        "minutes of the Hub": learners * found["core seconds of the Hub for one"] / 60,
        "machines": max(math.ceil(gigabytes / MACHINE_GB), math.ceil(cores / MACHINE_CORES)),
    }


def table(measured: dict) -> str:
    """The table of docs/hub.md, and what it was reckoned from."""
    found = measured["groups"][-1]
    start, lesson, hub = (found[f"core seconds {of}"] for of in ("to start one", "for lesson 01", "of the Hub for one"))
    words = (
        f"Measured on {measured['when']} with {found['learners']} learners at once on {measured['cores']} cores ({measured['python']}): "
        f"{found['MB a learner']} MB a learner after lesson 01, and {found['MB of the Hub and its proxy']} MB for the Hub and its proxy; "
        f"{start:.1f} seconds of a core to start a learner's server and notebook, {lesson:.1f} for lesson 01 from top to bottom, "
        f"and {hub:.1f} of the Hub for each learner."
    )
    head = f"| learners | memory | cores | work of the one Hub | machines with {MACHINE_CORES} cores and {MACHINE_GB} GB |"
    lines = [*textwrap.wrap(words, 138), "", head, "|---|---|---|---|---|"]
    for need in (needs(group, measured) for group in GROUPS):
        work = f"{need['minutes of the Hub']:.1f} minutes"
        lines.append(f"| {need['learners']:,} | {need['memory']:,} GB | {need['cores']} | {work} | {need['machines']} |")
    return "\n".join(lines)


def page_with(text: str, measured: dict) -> str:
    """docs/hub.md with the table that belongs to what was measured."""
    before, _, rest = text.partition(FROM)
    return f"{before}{FROM}\n\n{table(measured)}\n\n{TO}{rest.partition(TO)[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--learners", default="1,10", help="how many at a time, one run each")
    parser.add_argument("--write", action="store_true", help="write docs/hub_measured.json, and the table of docs/hub.md")
    options = parser.parse_args()
    measured = {
        "when": date.today().isoformat(),
        "python": f"Python {platform.python_version()}",
        "cores": os.cpu_count(),
        "groups": [measure(int(count)) for count in options.learners.split(",")],
    }
    print(json.dumps(measured, indent=2))
    if options.write:
        MEASURED.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
        PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), measured), encoding="utf-8")
    print(table(measured))


if __name__ == "__main__":
    main()
