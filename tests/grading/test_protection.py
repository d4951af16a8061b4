"""What a protection is said to stop it stops, and what is tried is really tried."""

import shutil
import sys
import time
from pathlib import Path

import pytest
from test_house import imported

import layerwise
from layerwise.classroom.grading.isolation import Classroom, nursery, strongest
from layerwise.classroom.grading.isolation import protections as protections_module
from layerwise.classroom.grading.isolation.protections import LADDER, LIMITS, STOPPED_BY, NotTried, Protection, tried
from layerwise.classroom.isolation.attempts import ATTEMPTS, POSSIBLE, STOPPED

linux = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
attempted = protections_module._attempted


@linux
def test_without_protection_every_attempt_succeeds():
    """So that an attempt that is stopped was stopped by the protection, and by nothing else."""
    found = attempted((), tuple(ATTEMPTS))
    assert {name for name, outcome in found.items() if outcome != POSSIBLE} == set()


@linux
@pytest.mark.parametrize("part", STOPPED_BY)
def test_each_part_stops_by_itself_what_it_is_there_for(part):
    if part == "bubblewrap" and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    try:
        assert set(attempted((part,), STOPPED_BY[part]).values()) == {STOPPED}
    except NotTried:
        pytest.skip(f"there is no {part} on this system")


@linux
def test_a_submission_is_examined_in_bubblewrap_where_there_is_one():
    if not protections_module._holds("bubblewrap"):
        pytest.skip("bubblewrap is not installed, or may not run")
    protection = tried(("bubblewrap", "seccomp", "limits"))
    assert protection.isolates and protection.name == "bubblewrap + seccomp + limits"
    with Classroom(protection) as room, room.submission("import numpy as np\ndef relu(z):\n    return np.maximum(z, 0)") as student:
        verdict = student.examine("relu", seed=7)
    assert verdict.passed and verdict.protection == protection.name


@linux
def test_the_strongest_is_the_first_of_the_ladder_that_stops_everything():
    assert strongest().parts in LADDER
    assert strongest().name == " + ".join(strongest().parts)
    assert strongest().isolates


@linux
def test_where_a_part_does_not_hold_the_next_rung_is_taken(monkeypatch):
    monkeypatch.setattr(protections_module, "_holds", lambda part: part in ("seccomp", "limits"))
    assert strongest.__wrapped__() == Protection(("seccomp", "limits"), ())


def test_where_nothing_isolates_it_is_a_process_with_limits_and_says_what_is_open(monkeypatch):
    monkeypatch.setattr(protections_module, "_holds", lambda part: False)
    found = strongest.__wrapped__()
    assert (found.parts, found.name, found.isolates) == (LIMITS, "a process with limits", False)
    assert found.cannot_stop.startswith("With this protection a submission can read files, the course's answers among them, ")
    assert "use the network" in found.cannot_stop


def test_limits_hold_where_there_are_any():
    assert sys.platform != "linux" or "take memory" not in tried(LIMITS).open


def test_an_unknown_protection_is_refused():
    with pytest.raises(ValueError, match="or \"limits\"; here it is 'none'"):
        Classroom("none")


@linux
def test_a_students_process_knows_nothing_of_the_course_but_what_it_is_made_of():
    """No answers, no probes, no way to the files, and no surroundings."""
    look = """
import gc, os, sys
def relu(z):
    names = sorted(name for name in sys.modules if name.startswith("layerwise"))
    files = {getattr(module, "__file__", None) for module in gc.get_objects() if type(module) is type(sys)}
    texts = [o for o in gc.get_objects() if type(o) is dict and "EXERCISE" in o]
    print(names, sys.path, sys.argv, dict(os.environ), len(texts), [f for f in files if f and "exercises" in f])
    return z
"""
    with Classroom() as room, room.submission(look) as student:
        printed = student.examine("relu", seed=7).report.printed
    assert printed == "['layerwise', 'layerwise.data', 'layerwise.mine', 'layerwise.nn'] [] [''] {} 0 []\n"


@linux
def test_a_room_that_is_closed_leaves_no_process_and_no_folder():
    with Classroom() as room:
        student = room.submission("def relu(z):\n    return z")
        assert student.examine("relu").status == "wrong"
        number, folder = student._process.number, room._source.folder
        assert Path(f"/proc/{number}").exists() and folder.exists()
    assert not Path(f"/proc/{number}").exists() and not folder.exists()


@linux
def test_a_process_can_be_ended_when_it_has_hardly_begun():
    with Classroom() as room:
        began = time.monotonic()
        for _ in range(30):
            assert room.process().end().status is None
        assert time.monotonic() - began < 20


@linux
def test_a_process_ends_when_its_nursery_does():
    with Classroom() as room:
        student = room.submission("def relu(z):\n    return z")
        student.examine("relu")
        nursery, number = room._source._nursery, student._process.number
        nursery.kill()
        nursery.wait()
        for _ in range(100):
            if not _runs(number):
                break
            time.sleep(0.02)
        assert not _runs(number)
        assert student.examine("relu").status == "not graded"
        assert student.examine("relu").status == "wrong", "there is a new nursery"


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_students_process_is_made_of_files_that_need_no_others():
    """Each uses what was loaded before it, so nothing else of the course, an answer say, comes along."""
    package, loaded = Path(layerwise.__file__).parent, set()
    for file in nursery.FILES:
        module = ".".join(["layerwise", *file.removesuffix(".py").split("/")])
        for name in imported(package / file):
            if name.startswith("layerwise"):
                assert name in loaded or name.rpartition(".")[0] in loaded, f"{file} uses {name}"
        loaded.add(module)
    assert not [file for file in nursery.FILES if file.startswith(("exercises/", "nn/"))]


def test_a_process_with_limits_tells_how_it_ended_and_leaves_no_folder():
    with Classroom("limits") as room, room.submission("import os\ndef relu(z):\n    os._exit(3)\ndef step(z):\n    return z") as student:
        assert student.examine("relu", seed=7).reason == "Its process ended while `relu` was examined, with the exit code 3."
        assert student.examine("step", seed=7).status == "wrong"
        folder = student._process.folder
        assert folder.exists()
    assert not folder.exists()
