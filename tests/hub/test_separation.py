"""What keeps learners apart on one machine, each part tried in real processes."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from amounts import only_in_the_whole

from layerwise.classroom.hub import enclosure, kernels, memory, separation
from layerwise.classroom.hub.people import FIRST_USER, ports_of
from layerwise.classroom.hub.separation import AS_ROOT, AS_USER, tried
from layerwise.classroom.hub.trying import NEIGHBOURLY
from layerwise.classroom.isolation import landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")

as_root = pytest.mark.skipif(sys.platform != "linux" or not separation.can_become_others(), reason="only root becomes others")


@pytest.fixture
def learners(tmp_path):
    return tmp_path


def landlocks() -> int:
    try:
        return landlock.version()
    except OSError:
        return 0


def test_without_protection_every_attempt_succeeds(learners):
    """So that an attempt that is stopped was stopped by the protection, and by nothing else."""
    assert set(tried((), learners).open) == set(NEIGHBOURLY)


@as_root
@pytest.mark.skipif(landlocks() < landlock.TCP_FROM, reason="this kernel's Landlock knows no ports")
def test_root_keeps_learners_apart(learners):
    found = separation.strongest(learners)
    assert found.holds and found.name == "users of their own, Landlock and limits", found.cannot_stop


@pytest.mark.skipif(landlocks() < landlock.SIGNALS_FROM, reason="this kernel's Landlock knows no signals")
def test_who_is_not_root_keeps_learners_apart_too(learners):
    found = tried(AS_USER, learners)
    assert found.holds and found.name == "Landlock, seccomp and limits", found.cannot_stop


@only_in_the_whole
@pytest.mark.skipif(landlocks() < landlock.SIGNALS_FROM, reason="this kernel's Landlock knows no signals")
def test_each_part_is_needed(learners):
    without_seccomp = tried(("Landlock", "limits"), learners)
    assert set(without_seccomp.open) == {"shut out", "use a socket", "limit another"}
    assert not without_seccomp.holds and "shut others out of their files" in without_seccomp.cannot_stop
    assert set(tried(("Landlock", "seccomp"), learners).open) == {"take memory", "lift limits"}


@only_in_the_whole
@as_root
def test_users_alone_leave_it_open_to_listen_to_what_others_print(learners):
    assert tried(("users", "limits"), learners).open == ("connect",)


@pytest.mark.skipif(landlocks() == 0, reason="this kernel has no Landlock")
def test_where_all_have_one_user_nobody_changes_the_priority_of_all(learners):
    """Tried with a group of processes, of which there is one here: to name a whole user would slow down this machine."""
    code = "import os; os.setsid(); os.setpriority(os.PRIO_PGRP, 0, os.getpriority(os.PRIO_PGRP, 0)); print('changed')"
    own = ports_of(0)
    said = []
    for parts in (("Landlock", "limits"), AS_USER):
        one = enclosure.Enclosure(parts, str(learners), str(learners), (own[0], own[-1]), (), 2**30, os.getuid())
        finished = subprocess.run(one.command([sys.executable, "-I", "-c", code]), capture_output=True, text=True)
        said.append((finished.stdout, "PermissionError" in finished.stderr))
    assert said == [("changed\n", False), ("", True)]


@as_root
def test_ways_lead_through_folders_that_are_closed_to_others(learners):
    """As where the course, its Python or the workshop are in somebody's home."""
    home = learners / "home"
    (home / "workshop" / "learners").mkdir(parents=True)
    home.chmod(0o700)
    assert tried(AS_ROOT, home / "workshop" / "learners").holds
    assert [path.name for path in home.iterdir()] == ["workshop"], "nothing was changed for anybody else"


@as_root
def test_ways_lead_to_links_too_and_to_nothing_else(learners):
    home = learners / "home"
    (home / "python-3.11.7").mkdir(parents=True)
    (home / "python-3.11.7" / "library").write_text("what all need")
    (home / "private").write_text("mine")
    (home / "python-3.11").symlink_to("python-3.11.7")
    home.chmod(0o700)
    code = f"""
        import os, pathlib
        from layerwise.classroom.isolation.mounts import open_ways
        home = pathlib.Path({str(home)!r})
        open_ways([home / "python-3.11", pathlib.Path({str(Path(separation.__file__).parents[3])!r})])
        os.setuid({FIRST_USER})
        print([(home / name / "library").read_text() for name in ("python-3.11", "python-3.11.7")], sorted(os.listdir(home)))
    """
    finished = subprocess.run([sys.executable, "-P", "-c", dedent(code)], capture_output=True, text=True)
    assert finished.stdout == "['what all need', 'what all need'] ['python-3.11', 'python-3.11.7']\n", finished.stderr
    assert (home / "python-3.11").is_symlink() and (home / "private").read_text() == "mine"


def test_what_cannot_be_put_on_is_told_in_a_sentence(learners, monkeypatch):
    monkeypatch.setattr(
        enclosure.Enclosure, "command", lambda self, command: [sys.executable, "-c", "import sys; sys.exit('no such thing')"]
    )
    found = tried(AS_USER, learners)
    assert not found.holds and found.cannot_stop == "A learner's process could not be enclosed: no such thing."


@pytest.mark.skipif(landlocks() < landlock.TCP_FROM, reason="this kernel's Landlock knows no ports")
def test_learners_reach_the_ports_that_the_instructor_opens_and_no_others(learners):
    """Such as that of `layerwise class`, where they raise a hand."""
    code = "import socket, sys; [socket.create_connection(('127.0.0.1', int(port))).close() or print(port) for port in sys.argv[1:]]"
    with socket.create_server(("127.0.0.1", 0)) as opened, socket.create_server(("127.0.0.1", 0)) as closed:
        ports = [server.getsockname()[1] for server in (opened, closed)]
        own = ports_of(0)
        one = enclosure.Enclosure(("Landlock", "limits"), str(learners), str(learners), (own[0], own[-1]), (ports[0],), 2**30, os.getuid())
        found = subprocess.run(one.command([sys.executable, "-I", "-c", code, *map(str, ports)]), capture_output=True, text=True)
    assert found.stdout == f"{ports[0]}\n" and "PermissionError" in found.stderr


def test_a_group_holds_all_its_processes_together(learners):
    groups = memory.groups_that_hold(memory.name_for(learners))
    if groups is None:
        pytest.skip("this user, or this system, makes no cgroup that limits memory")
    folder = groups._folder
    try:
        half = "import sys, os, pathlib; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); kept = b'x' * (40 << 20); "
        code = (
            half
            + "child = os.fork(); more = b'y' * (40 << 20); print('both', flush=True) if child and os.waitpid(child, 0)[1] == 0 else None"
        )
        command = [sys.executable, "-I", "-S", "-c", code]
        assert subprocess.run([*command, groups.take_in("roomy", 300 << 20)], capture_output=True).stdout == b"both\n"
        assert subprocess.run([*command, groups.take_in("tight", 90 << 20)], capture_output=True).stdout == b""
    finally:
        groups.close()
    assert not folder.exists()


def test_a_notebook_gets_ports_of_its_learner_and_each_round_begins_where_the_last_ended(monkeypatch):
    ports = ports_of(3)
    own = enclosure.Enclosure((), "", "", (ports[0], ports[-1]), (), 0, 0)
    monkeypatch.setenv(enclosure.VARIABLE, own.words())
    kernels._rounds.cache_clear()
    first, second = ([kernels.next_free_port() for _ in range(5)] for _ in range(2))
    assert set(first + second) <= set(ports) and len({*first, *second}) == 10
    monkeypatch.setattr(kernels, "is_free", lambda port: False)
    with pytest.raises(OSError, match="Too many notebooks"):
        kernels.next_free_port()
    kernels._rounds.cache_clear()


@as_root
def test_a_folder_is_given_whole_and_links_in_it_lead_nowhere(learners):
    pytest.importorskip("jupyterhub", reason="JupyterHub is not installed: pip install -r requirements-ci.txt")
    from layerwise.classroom.hub.spawning import give

    outside = learners / "outside"
    outside.write_text("the instructor's")
    own = learners / "ada"
    (own / "workbook").mkdir(parents=True)
    (own / "workbook" / "file").write_text("hers")
    (own / "workbook" / "link").symlink_to(outside)
    give(own, FIRST_USER)
    assert {os.lstat(path).st_uid for path in [own, *own.rglob("*")]} == {FIRST_USER}
    assert Path(outside).stat().st_uid == os.getuid()
