"""Nobody gains a mark by a trick, reads what is not theirs, or leaves anything behind.

With the strongest protection every attack is stopped. With limits alone an attack may come off only if the protection says that it cannot
stop what the attack needs; of those a sample is run, with --whole all.
"""

import os
import sys
import tempfile
import time

import pytest
from amounts import amount, one_in

from grading.attacks import ATTACKS
from grading.witness import Witness, processes_in
from layerwise.classroom.grading.isolation import NOT_GRADED, Classroom, strongest
from layerwise.classroom.grading.isolation import room as rooms
from layerwise.examiner import trial

try:
    import resource

    MEMORY = resource.getrlimit(resource.RLIMIT_AS)
except ImportError:  # Windows
    pass

each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
isolated = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")


@pytest.fixture(autouse=True)
def _short_of_patience(monkeypatch):
    """What never ends need not be waited for as long as in a notebook."""
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.5)
    monkeypatch.setattr(rooms, "SET_UP_SECONDS", 1.0)
    monkeypatch.setattr(rooms, "MORE_SECONDS", 1.0)
    monkeypatch.setattr(rooms, "KEPT_WAITING", 0.0)


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory):
    """Where the processes of these tests have their folders, so that none is overlooked."""
    before, folder = tempfile.tempdir, tmp_path_factory.mktemp("rooms")
    for path in (folder, *folder.parents[:2]):
        path.chmod(0o755)
    tempfile.tempdir = str(folder)
    yield str(folder)
    tempfile.tempdir = before


@pytest.fixture(scope="module")
def room(own_folder):
    with Classroom() as room:
        yield room
    assert processes_in(own_folder) == []
    assert os.listdir(own_folder) == []


@pytest.fixture
def witness(tmp_path):
    witness = Witness.in_folder(tmp_path)
    yield witness
    witness.close()


def examined(room, witness, attack):
    """The verdict on an attack, and what the witness has seen."""
    others = processes_in(tempfile.gettempdir())
    with room.submission(witness.fill_in(attack.code)) as student:
        verdict = student.examine(attack.exercise, seed=7)
        told = f"{verdict} {verdict.report and verdict.report._repr_html_()} {student.problems}"
    # A process that was told to end takes a moment, on a busy machine even more than one.
    end = time.monotonic() + 10
    while (more := set(processes_in(tempfile.gettempdir())) - set(others)) and time.monotonic() < end:
        time.sleep(0.05)
    return verdict, witness.complaints(told) + [f"still there: {process}" for process in more]


def test_there_are_many_attacks():
    assert len(ATTACKS) >= 100
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@isolated
def test_the_strongest_protection_leaves_nothing_open():
    assert strongest().isolates
    assert strongest().open == () and strongest().cannot_stop == ""
    assert "seccomp" in strongest().name


@one_in(3)
@isolated
@each_attack
def test_no_attack_comes_off(attack, room, witness):
    verdict, complaints = examined(room, witness, attack)
    assert not verdict.passed, verdict
    assert (verdict.report is None) == (verdict.status == NOT_GRADED) == bool(verdict.reason)
    assert complaints == []
    assert verdict.protection == strongest().name


@isolated
def test_the_room_is_as_good_as_new_afterwards(room):
    """After all attacks a right answer passes, a wrong one does not, and this process may take as much memory as before."""
    with room.submission("import numpy as np\ndef relu(z): return np.maximum(z, 0)\ndef step(z): return z") as student:
        assert student.examine("relu", seed=7).passed
        assert student.examine("step", seed=7).status == "wrong"
    assert resource.getrlimit(resource.RLIMIT_AS) == MEMORY


@pytest.mark.parametrize("attack", ATTACKS[:: amount(32, 1)], ids=lambda attack: attack.name)
def test_with_limits_alone_an_attack_comes_off_only_by_what_is_said_to_be_open(attack, own_folder, witness):
    with Classroom("limits") as room:
        assert room.protection.name == "a process with limits"
        assert all(words in room.protection.cannot_stop for words in ("read files", "network"))
        verdict, complaints = examined(room, witness, attack)
        if not set(attack.needs) & set(room.protection.open):
            assert not verdict.passed, verdict
            assert complaints == []
        assert verdict.protection == "a process with limits"
