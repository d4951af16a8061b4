"""`layerwise update`, `reset` and `restore` on files: killed, interrupted, refused, at the same time, with JupyterLab open."""

import contextlib
import errno
import functools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from amounts import amount
from browser import answers, wait_until
from histories import COURSE, LEARNER, History, assert_nothing_of_the_learner_is_lost, code, notebook, text
from killing import killed_at, needs_posix

from layerwise import cli
from layerwise.ground import files
from layerwise.ground.notebooks import read, written
from layerwise.workbook.folder import Workbook
from layerwise.workbook.opening import open_workbook
from layerwise.workbook.updates import changing, updating
from layerwise.workbook.updates.backups import all_backups, backups_folder, folder_name
from layerwise.workbook.updates.changing import WorkbookTrouble
from layerwise.workbook.updates.copies import copy_of
from layerwise.workbook.updates.marks import is_mark
from layerwise.workbook.updates.merging import merge
from layerwise.workbook.updates.resetting import reset
from layerwise.workbook.updates.restoring import restore
from layerwise.workbook.updates.servers import file_of, is_inside, open_notebooks
from layerwise.workbook.updates.updating import update, updates_available

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ("00_start_here.ipynb", "02_activation.ipynb")
# How many histories are played on disk; every second one is killed twice.
HISTORIES = amount(10, 25)
ANSWER = "@check\ndef relu(z):\n    return np.maximum(z, 0)"
STARTER = "@check\ndef relu(z):\n    ...  # your code here"


def lesson(words: str, starter: str = STARTER) -> dict:
    return notebook(text(words, "idea-1"), code("z = 1", "idea-2"), code(starter, "exercise-relu", "relu"), text("Where next.", "next-1"))


class Course:
    """A course of two lessons, and a workbook made from it."""

    def __init__(self, folder: Path):
        self.notebooks, self.folder = folder / "notebooks", folder / "workbook"
        for needed in ("notebooks", "lessons"):
            (folder / needed).mkdir(parents=True)
        (folder / "start.py").touch()
        for name in LESSONS:
            self.publish(name, lesson(f"# {name}"))
        self.workbook = open_workbook(self.folder, self.notebooks)

    def publish(self, name: str, content: dict) -> None:
        (self.notebooks / name).write_bytes(written(content))

    def own(self, name: str = LESSONS[1]) -> dict:
        return read((self.folder / name).read_bytes())

    def learner_writes(self, content: dict, name: str = LESSONS[1]) -> None:
        (self.folder / name).write_bytes(written(content))

    def answer(self) -> None:
        """The learner answers the exercise of lesson 02."""
        own = self.own()
        own["cells"][2]["source"] = ANSWER
        self.learner_writes(own)

    def update(self, **options):
        return update(self.workbook, self.notebooks, **options)

    def state(self) -> dict[str, bytes]:
        """What is in the learner's notebooks."""
        return {path.name: path.read_bytes() for path in self.folder.glob("*.ipynb")}

    def everything(self) -> dict[str, bytes]:
        """What is in all the files of the workbook but locks, which say nothing."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def course(tmp_path, monkeypatch) -> Course:
    course = Course(tmp_path / "été 2026")
    monkeypatch.setattr(cli, "ROOT", course.notebooks.parent)
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    return course


def said(report) -> str:
    return "\n".join(report.lines)


# Update


def test_update_brings_the_new_text_keeps_the_answer_and_makes_a_backup(course):
    course.answer()
    before = course.state()
    course.publish(LESSONS[1], lesson("# Corrected"))
    report = course.update()
    assert [cell["source"] for cell in course.own()["cells"]] == ["# Corrected", "z = 1", ANSWER, "Where next."]
    assert (course.folder / LESSONS[0]).read_bytes() == before[LESSONS[0]]
    [backup] = all_backups(course.workbook)
    assert backup.cause == "update" and backup.lessons() == [LESSONS[1]] and backup.content(LESSONS[1]) == before[LESSONS[1]]
    assert report.complete and '02_activation\n  1 cell has a new text in place of the old one: "Corrected".\n' in said(report)
    assert "Up to date: 00_start_here." in said(report) and "`python3 start.py restore 1` brings it back" in said(report)


def test_unchanged_copy_becomes_the_very_file_of_the_course(course):
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    assert (course.folder / LESSONS[1]).read_bytes() == (course.notebooks / LESSONS[1]).read_bytes()


def test_second_update_changes_nothing_and_makes_no_backup(course):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    course.update()
    before = course.everything()
    report = course.update()
    assert report.lines == ["Up to date: 00_start_here, 02_activation."] and course.everything() == before


def test_dry_run_says_what_the_update_then_does_and_writes_nothing(course):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    course.publish("03_layers.ipynb", lesson("# New"))
    before = course.everything()
    foretold = course.update(dry_run=True)
    assert course.everything() == before
    assert foretold.lines[0] == "This is what an update would do. Nothing has been changed."
    done = course.update()
    assert foretold.lines[2:] == done.lines[: len(foretold.lines) - 2] and len(done.lines) == len(foretold.lines) - 1
    assert "the course's text is in a marked cell below it: the exercise relu." in said(foretold)


def test_new_lesson_is_copied_and_updated_later(course):
    course.publish("03_layers.ipynb", lesson("# New"))
    report = course.update()
    assert "03_layers\n  You have no copy of this notebook. You get one." in said(report) and not all_backups(course.workbook)
    course.publish("03_layers.ipynb", lesson("# Newer"))
    course.update()
    assert course.own("03_layers.ipynb") == lesson("# Newer")


@pytest.mark.parametrize("content", [b"", b'{"cells": [', b'{"nbformat": 4}', b"\x00\x01"])
def test_file_that_is_no_notebook_is_kept_aside(course, content):
    for number in ("", "", "-2"):
        content += b" " if number else b""
        (course.folder / LESSONS[1]).write_bytes(content)
        report = course.update()
        aside = f"02_activation.damaged{number}.ipynb"
        assert (course.folder / aside).read_bytes() == content and f"It is kept as {aside}" in said(report)
        assert course.own() == lesson(f"# {LESSONS[1]}")
    assert course.workbook.lessons() == [course.workbook.folder / name for name in LESSONS]


def test_notebook_of_the_course_that_is_broken_leaves_the_copy_alone(course):
    (course.notebooks / LESSONS[1]).write_bytes(b"<<<<<<< HEAD")
    before = course.everything()
    report = course.update()
    assert not report.complete and "02_activation was not updated: the course's own notebook" in said(report)
    assert course.everything() == before


def test_folder_in_the_place_of_a_notebook_is_told(course):
    (course.folder / LESSONS[1]).unlink()
    (course.folder / LESSONS[1]).mkdir()
    report = course.update()
    assert not report.complete and "02_activation was not updated: it cannot be read" in said(report)


@pytest.mark.parametrize("damage", ["deleted", "garbage"])
def test_lost_base_loses_nothing_and_is_there_again_afterwards(course, damage):
    course.answer()
    if damage == "deleted":
        shutil.rmtree(course.workbook.inner)
    else:
        copy_of(course.workbook, LESSONS[1]).base_path.write_bytes(b"garbage")
    course.publish(LESSONS[1], lesson("# Corrected"))
    report = course.update()
    assert "The version that your copy was made from is not known" in said(report)
    sources = [cell["source"] for cell in course.own()["cells"] if not is_mark(cell)]
    assert sources == [f"# {LESSONS[1]}", "z = 1", ANSWER, "Where next."]
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    assert "is not known" not in said(course.update())


def test_link_is_followed_and_permissions_stay(course, tmp_path):
    real = tmp_path / "elsewhere.ipynb"
    shutil.move(course.folder / LESSONS[1], real)
    try:
        (course.folder / LESSONS[1]).symlink_to(real)
    except OSError:
        pytest.skip("this system lets nobody make links")
    real.chmod(0o640)
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    assert (course.folder / LESSONS[1]).is_symlink() and read(real.read_bytes()) == lesson("# Corrected")
    assert os.name == "nt" or real.stat().st_mode & 0o777 == 0o640


def test_file_that_somebody_changed_between_plan_and_write_is_left_alone(course, monkeypatch):
    course.publish(LESSONS[1], lesson("# Corrected"))
    saved = lesson("# Saved by an editor just now")
    make_backup = updating.make_backup
    monkeypatch.setattr(updating, "make_backup", lambda *what: (make_backup(*what), course.learner_writes(saved))[0])
    report = course.update()
    assert not report.complete and "somebody changed the file while it was being updated" in said(report)
    assert course.own() == saved
    monkeypatch.undo()
    course.update()
    assert [cell["source"] for cell in course.own()["cells"]][0] == "# Saved by an editor just now"


def test_what_an_editor_saves_while_the_new_version_is_written_is_left_alone(course, monkeypatch):
    """On a slow disk that takes a while: right before the new file is put in its place, the old one is looked at again."""
    course.publish(LESSONS[1], lesson("# Corrected"))
    saved, fsync = lesson("# Saved by an editor just now"), os.fsync

    def slow(descriptor):
        fsync(descriptor)
        if "02_activation" in os.readlink(f"/proc/self/fd/{descriptor}") and "/.layerwise/" not in os.readlink(
            f"/proc/self/fd/{descriptor}"
        ):
            (course.folder / LESSONS[1]).write_bytes(written(saved))

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", slow)
    report = course.update()
    monkeypatch.undo()
    assert not report.complete and "somebody changed the file while it was being updated" in said(report) and course.own() == saved
    course.update()
    assert course.own()["cells"][0]["source"] == "# Saved by an editor just now"


def versions() -> dict[str, tuple[dict, dict]]:
    """Versions of a lesson, before and after: a cell is corrected, is new, has gone; and an exercise is corrected."""
    before, new, gone = lesson("# First"), lesson("# First"), lesson("# First")
    new["cells"].insert(1, text("A new idea.", "idea-9"))
    del gone["cells"][1]
    return {
        "corrected": (before, lesson("# Second")),
        "new": (before, new),
        "gone": (before, gone),
        "the exercise": (before, lesson("# First", STARTER + "  # corrected")),
    }


@pytest.mark.parametrize("what", ["corrected", "new", "gone", "the exercise"])
@pytest.mark.parametrize("answered", [False, True], ids=["untouched", "answered"])
def test_an_update_that_an_editor_saved_over_is_seen_and_done_again(course, what, answered):
    """The notebook was open in an editor that nobody can ask, VS Code say, which saves what it had: microsoft/vscode-jupyter#5174."""
    before, after = versions()[what]
    course.publish(LESSONS[1], before)
    course.update()
    if answered:
        course.answer()
    kept = course.state()[LESSONS[1]]
    course.publish(LESSONS[1], after)
    course.update()
    updated = course.state()[LESSONS[1]]
    course.update()
    (course.folder / LESSONS[1]).write_bytes(kept)
    expected = [] if what == "the exercise" and answered else [LESSONS[1].removesuffix(".ipynb")]
    assert updates_available(course.workbook, course.notebooks) == expected
    report = course.update()
    if expected:
        assert "An editor has saved the version from before the last update over it." in said(report)
        assert course.state()[LESSONS[1]] == updated
    assert updates_available(course.workbook, course.notebooks) == []
    assert "Up to date: 00_start_here, 02_activation." in said(course.update())


def test_what_a_learner_does_after_an_update_is_not_taken_for_an_earlier_version(course):
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    course.update()
    own = course.own()
    own["cells"][0]["source"] = "# My own title"
    own["cells"][2]["source"] = ANSWER
    del own["cells"][1]
    course.learner_writes(own)
    assert updates_available(course.workbook, course.notebooks) == []
    assert course.update().lines == ["Up to date: 00_start_here, 02_activation."] and course.own() == own


def test_where_the_base_was_lost_nobody_is_said_to_have_changed_anything(course):
    course.answer()
    shutil.rmtree(course.workbook.bases)
    assert updates_available(course.workbook, course.notebooks) == []
    course.publish(LESSONS[1], lesson(f"# {LESSONS[1]}", STARTER.replace("def", "# Mind the sign.\ndef")))
    assert updates_available(course.workbook, course.notebooks) == ["02_activation"]
    told = said(course.update(dry_run=True))
    assert (
        "1 cell has not all that the course's has. Yours stays; the course's text is in a marked cell below it: the exercise relu." in told
    )
    assert "changed by the course" not in told and "by you" not in told
    course.update()
    marks = [cell["source"] for cell in course.own()["cells"] if is_mark(cell)]
    assert len(marks) == 1 and "The course has another version of the cell above" in marks[0] and "You changed" not in marks[0]
    before = course.everything()
    course.update()
    assert course.everything() == before


def test_notebook_of_a_newer_format_is_not_called_damaged(course):
    content = (course.folder / LESSONS[1]).read_bytes().replace(b'"nbformat": 4', b'"nbformat": 5')
    (course.folder / LESSONS[1]).write_bytes(content)
    course.publish(LESSONS[1], lesson("# Corrected"))
    report = course.update()
    assert not report.complete and "it is a notebook of a newer kind (format 5)" in said(report) and "was left alone" in said(report)
    assert (course.folder / LESSONS[1]).read_bytes() == content and not list(course.folder.glob("*damaged*"))


@needs_posix
def test_one_unreadable_copy_does_not_stop_learn(course, monkeypatch, capsys):
    """A pipe: what a link loop, a damaged disk or somebody else's file do to one who is not root."""
    monkeypatch.setattr(cli, "hand_over", lambda *what: 0)
    course.publish(LESSONS[0], lesson("# Corrected"))
    (course.folder / LESSONS[1]).unlink()
    os.mkfifo(course.folder / LESSONS[1])
    assert cli.main(["learn"]) == 0
    assert "The course has a newer version of 00_start_here." in capsys.readouterr().out
    report = course.update()
    assert "02_activation was not updated: it cannot be read (it is a pipe or a device, and no file)" in said(report)
    assert course.own(LESSONS[0]) == lesson("# Corrected")


@needs_posix
def test_link_loop_is_told(course, capsys):
    (course.folder / LESSONS[1]).unlink()
    (course.folder / LESSONS[1]).symlink_to(LESSONS[1])
    for arguments in (["update"], ["reset", "02"], ["reset", "02", "relu"], ["update", "--dry-run"]):
        assert cli.main(arguments) == 1
        told = capsys.readouterr()
        assert re.search("02_activation.*could not be read|02_activation was not updated: it cannot be read", told.out + told.err)


# Interrupted


@needs_posix
def test_update_killed_at_any_moment_leaves_the_old_or_the_new_and_goes_on_from_there(course, tmp_path):
    course.answer()
    course.publish(LESSONS[0], lesson("# Corrected too"))
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    pristine = tmp_path / "pristine"
    shutil.copytree(course.folder, pristine)
    old = course.state()
    course.update()
    new = course.state()
    deaths, states = 0, set()
    while True:
        shutil.rmtree(course.folder)
        shutil.copytree(pristine, course.folder)
        if not killed_at(deaths, course.update):
            break
        deaths += 1
        after = course.state()
        assert set(after) == set(old) and all(after[name] in (old[name], new[name]) for name in after), f"torn at {deaths}"
        states.add(tuple(after[name] == new[name] for name in LESSONS))
        course.update()
        assert course.state() == new, f"the update after one that died at {deaths} has another result"
        assert not list(course.folder.rglob("*.part")) and not list(backups_folder(course.workbook).glob("unfinished*"))
        assert updates_available(course.workbook, course.notebooks) == []
        for backup in all_backups(course.workbook):
            assert all(backup.content(name) in (old[name], new[name]) and backup.base(name) for name in backup.lessons())
    assert deaths > 20 and states == {(False, False), (True, False), (True, True)}


@needs_posix
def test_update_killed_before_it_noted_the_base_merges_from_the_right_one_next_time(course, tmp_path):
    """Between the two the course changes once more: the cells that came with the first update must not pass for the learner's."""
    course.answer()
    first, second = lesson("# First"), lesson("# Second")
    first["cells"].insert(1, text("New with the first, changed by the second.", "idea-9"))
    second["cells"].insert(1, text("Changed.", "idea-9"))
    pristine = tmp_path / "pristine"
    shutil.copytree(course.folder, pristine)
    deaths = 0
    while True:
        shutil.rmtree(course.folder)
        shutil.copytree(pristine, course.folder)
        course.publish(LESSONS[1], first)
        died = killed_at(deaths, course.update)
        course.publish(LESSONS[1], second)
        course.update()
        assert [cell["source"] for cell in course.own()["cells"]] == ["# Second", "Changed.", "z = 1", ANSWER, "Where next."], deaths
        if not died:
            break
        deaths += 1
    assert deaths > 15


def test_of_two_bases_the_one_that_the_copy_was_made_from_counts(course):
    """As a process leaves them that was killed before or after it wrote the copy."""
    copy = copy_of(course.workbook, LESSONS[1])
    old, answered = copy.content(), lesson(f"# {LESSONS[1]}")
    answered["cells"][2]["source"] = ANSWER
    shorter = lesson(f"# {LESSONS[1]}")
    del shorter["cells"][3]
    corrected, corrected_answered = lesson("# Corrected"), lesson("# Corrected")
    corrected_answered["cells"][2]["source"] = ANSWER
    for coming, own, right in [
        (corrected, answered, old),
        (corrected, corrected_answered, written(corrected)),
        (shorter, shorter, written(shorter)),
    ]:
        copy.path.write_bytes(written(own))
        copy.coming_path.write_bytes(written(coming))
        assert copy.base() == right
        # What is written next does not depend on what was left behind.
        copy.replace(copy.content(), written(answered), old)
        assert copy.base() == copy.base_path.read_bytes() == old and not copy.coming_path.exists()


@needs_posix
@pytest.mark.parametrize("command", ["reset", "restore"])
def test_reset_and_restore_killed_at_any_moment(course, tmp_path, command):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    commands = {
        "reset": lambda: reset(course.workbook, course.notebooks, "02"),
        "restore": lambda: restore(course.workbook, "1"),
    }
    do = commands[command]
    pristine = tmp_path / "pristine"
    shutil.copytree(course.folder, pristine)
    old = course.state()
    do()
    new = course.state()
    deaths = 0
    while True:
        shutil.rmtree(course.folder)
        shutil.copytree(pristine, course.folder)
        if not killed_at(deaths, do):
            break
        deaths += 1
        after = course.state()[LESSONS[1]]
        assert after in (old[LESSONS[1]], new[LESSONS[1]])
        course.update()
        assert ANSWER in [cell["source"] for cell in course.own()["cells"]] or after == new[LESSONS[1]]
        assert course.own()["cells"][0]["source"] == "# Corrected" and not any(is_mark(cell) for cell in course.own()["cells"])
    assert deaths > 8


@needs_posix
def test_random_histories_on_disk_with_kills_lose_nothing(course):
    """The histories of test_merging, through the real update, in which every second one is killed somewhere."""
    generator = random.Random(5)
    deaths = 0
    for number in range(HISTORIES):
        history = History(4)
        shutil.rmtree(course.folder)
        course.publish(LESSONS[1], history.course)
        open_workbook(course.folder, course.notebooks)
        for _ in range(2):
            for _ in range(5):
                history.learn(generator.choice(LEARNER), generator.randrange(50), generator.randrange(50))
                history.teach(generator.choice(COURSE), generator.randrange(50), generator.randrange(50))
            course.learner_writes(history.own)
            course.publish(LESSONS[1], history.course)
            if number % 2:
                deaths += killed_at(generator.randrange(40), course.update)
            course.update()
            before, history.own = read(written(history.own)), course.own()
            assert_nothing_of_the_learner_is_lost(before, history.own)
            history.base = json.loads(json.dumps(history.course))
    assert deaths > HISTORIES // 3


@needs_posix
def test_updates_at_the_same_time_do_not_tear(course):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            try:
                course.update()
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert len(all_backups(course.workbook)) == 1 and sum(map(is_mark, course.own()["cells"])) == 1
    assert course.own()["cells"][2]["source"] == ANSWER


def test_update_that_waits_in_vain_for_another_is_told(course, monkeypatch, capsys):
    monkeypatch.setattr(changing, "locked", functools.partial(files.locked, seconds=0.2))
    with files.locked(course.workbook.lock):
        assert cli.main(["update"]) == 1
    assert "Another Layerwise command is changing the notebooks in" in capsys.readouterr().err


# Refused


@pytest.mark.parametrize("number", range(8))
def test_full_disk_is_told_and_loses_nothing(course, monkeypatch, capsys, number):
    """The disk is full at the write with this number, whatever that write is."""
    course.answer()
    course.publish(LESSONS[0], lesson("# Corrected too"))
    course.publish(LESSONS[1], lesson("# Corrected"))
    old, written_so_far, fsync = course.state(), [], os.fsync

    def full(descriptor):
        written_so_far.append(descriptor)
        if len(written_so_far) > number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["update"]) == 1
    monkeypatch.undo()
    monkeypatch.setattr(cli, "ROOT", course.notebooks.parent)
    told = capsys.readouterr().err
    assert "The disk is full" in told and "Make room" in told and "Traceback" not in told
    halfway = course.state()
    assert ("Updated before that: 00_start_here." in told) == (halfway[LESSONS[0]] != old[LESSONS[0]])
    assert halfway[LESSONS[1]] == old[LESSONS[1]] and not list(course.folder.rglob("*.part"))
    assert cli.main(["update"]) == 0
    assert [cell["source"] for cell in course.own()["cells"]] == ["# Corrected", "z = 1", ANSWER, "Where next."]
    assert course.own(LESSONS[0]) == lesson("# Corrected too")


@needs_posix
def test_an_update_that_a_full_disk_stops_names_its_backup_and_makes_one_alone(course, tmp_path):
    """A real limit for the size of files: the backup is written, and the new lesson, which is larger, is not."""
    import resource

    course.answer()
    kept = course.state()[LESSONS[1]]
    course.publish(LESSONS[1], lesson("# Corrected" + " and longer" * 2_000))
    for attempt in range(3):
        child = os.fork()
        if not child:
            try:
                resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
                with (tmp_path / f"told-{attempt}").open("w") as told, contextlib.redirect_stderr(told):
                    cli.main(["update"])
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        words = (tmp_path / f"told-{attempt}").read_text(encoding="utf-8")
        assert (
            "All other notebooks are as they were." in words and "it is in backup 1; `python3 start.py restore 1` brings it back" in words
        )
        assert course.state()[LESSONS[1]] == kept and len(all_backups(course.workbook)) == 1
    assert course.update().complete and len(all_backups(course.workbook)) == 1


@pytest.mark.parametrize("arguments", [["update"], ["reset", "02"], ["reset", "02", "relu"], ["restore", "1"]])
def test_folder_that_may_not_be_written_to_is_told(course, monkeypatch, capsys, arguments):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    course.publish(LESSONS[1], lesson("# Corrected again"))
    course.answer()
    before, opening = course.state(), Path.open

    def refuse(path, mode="r", *more, **named):
        if "x" in mode or "w" in mode:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opening(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert cli.main(arguments) == 1
    told = capsys.readouterr().err
    assert "may not be written to by you" in told and "--workbook" in told and "Traceback" not in told
    assert course.state() == before


# With JupyterLab


SESSION = [{"path": "workbook/02_activation.ipynb", "type": "notebook"}]
TABS = {"workspaces": {"values": [{"data": {"layout-restorer:data": {"main": {"dock": {"widgets": ["notebook:02_activation.ipynb"]}}}}}]}}


@pytest.mark.parametrize(
    ("root", "answers"),
    [
        ("..", {"api/sessions": (200, SESSION), "lab/api/workspaces": (200, {})}),
        ("..", {"api/sessions": (200, SESSION)}),
        (".", {"api/sessions": (200, []), "lab/api/workspaces": (200, TABS)}),
        (".", {"api/sessions": (200, [{"path": "02_activation.ipynb-jvsc-0a1b"}])}),
    ],
    ids=["a kernel", "a server without JupyterLab", "a tab without a kernel", "VS Code"],
)
def test_open_notebook_is_skipped_and_said_so(course, server, root, answers):
    jupyter = server((course.folder / root).resolve(), answers)
    course.publish(LESSONS[0], lesson("# Corrected"))
    course.publish(LESSONS[1], lesson("# Corrected"))
    before = course.state()
    for report in (course.update(dry_run=True), course.update()):
        assert not report.complete and "02_activation was not updated: it is open in JupyterLab" in said(report)
    assert course.own(LESSONS[0]) == lesson("# Corrected") and course.state()[LESSONS[1]] == before[LESSONS[1]]
    assert jupyter.asked[0] == ("/lab%20base/api/sessions", "token secret")
    with pytest.raises(WorkbookTrouble, match="02_activation was not reset: it is open"):
        course.answer()
        reset(course.workbook, course.notebooks, "02", "relu")
    jupyter.stop()
    assert course.update().complete and course.own()["cells"][0]["source"] == "# Corrected"


@pytest.mark.parametrize("answers", [{"api/sessions": (403, {})}, {"api/sessions": (200, {"no": "list"})}, {"api/sessions": (500, {})}])
def test_server_on_this_folder_that_does_not_say_what_is_open_stops_the_update(course, server, answers):
    jupyter = server(course.folder, answers)
    course.publish(LESSONS[1], lesson("# Corrected"))
    before = course.state()
    report = course.update()
    assert f"a Jupyter server ({jupyter.url}) shows this folder and does not say what is open there" in said(report)
    assert course.state() == before


def test_server_on_another_folder_or_one_that_has_ended_or_a_broken_file_does_not_matter(course, server, runtime, tmp_path):
    elsewhere = server(tmp_path / "elsewhere", {"api/sessions": (500, {})})
    server(course.folder, {}).stop()
    (runtime / "jpserver-1.json").write_text("{", encoding="utf-8")
    (runtime / "jpserver-2.json").write_text('{"url": 3}', encoding="utf-8")
    course.publish(LESSONS[1], lesson("# Corrected"))
    assert course.update().complete and not elsewhere.asked


@pytest.mark.parametrize("number", ["of no process", "of a process that began later"])
def test_file_of_a_dead_server_whose_address_somebody_else_has_does_not_matter(course, server, runtime, number):
    """JupyterLab was killed and left its file; by now another program listens at its port, or has its number: jupyter/notebook#3828."""
    server(course.folder, {"api/sessions": (403, {})})
    [file] = runtime.glob("jpserver-*.json")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file.write_text(json.dumps({**json.loads(file.read_text()), "pid": dead.pid if number == "of no process" else os.getpid()}))
    if number != "of no process":
        os.utime(file, (1_700_000_000, 1_700_000_000))
    course.publish(LESSONS[1], lesson("# Corrected"))
    assert course.update().complete and course.own()["cells"][0]["source"] == "# Corrected"


def test_server_that_does_not_answer_is_not_waited_for(course, runtime, monkeypatch):
    monkeypatch.setattr("layerwise.workbook.updates.servers.SECONDS_TO_ANSWER", 0.2)
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        information = {"url": url, "token": "", "root_dir": str(course.folder)}
        (runtime / "jpserver-9.json").write_text(json.dumps(information), encoding="utf-8")
        started = time.monotonic()
        assert open_notebooks(course.folder).silent == url and time.monotonic() - started < 2


@needs_posix
def test_real_jupyterlab_is_asked(course, tmp_path, runtime):
    environment = dict(os.environ, JUPYTER_CONFIG_DIR=str(tmp_path / "config"), JUPYTERLAB_WORKSPACES_DIR=str(tmp_path / "workspaces"))
    command = [sys.executable, "-P", "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={course.folder}"]
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        jupyter = subprocess.Popen([*command, "--ServerApp.port_retries=50"], stdout=log, stderr=subprocess.STDOUT, env=environment)
    try:

        def information_if_it_listens() -> dict | None:
            """It writes its file, and says that it is running, a moment before it listens."""
            assert jupyter.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
            with contextlib.suppress(StopIteration, json.JSONDecodeError):
                said = json.loads(next(runtime.glob("jpserver-*.json")).read_text(encoding="utf-8"))
                return said if answers(f"{said['url']}api?token={said['token']}") else None

        information = wait_until(information_if_it_listens, 60, f"JupyterLab did not start: {tmp_path / 'log'}")
        assert open_notebooks(course.folder).paths == frozenset() and open_notebooks(course.folder).silent is None

        def say(method: str, what: str, content: dict) -> None:
            headers = {"Authorization": f"token {information['token']}", "Content-Type": "application/json"}
            request = urllib.request.Request(information["url"] + what, json.dumps(content).encode(), headers, method=method)
            urllib.request.urlopen(request, timeout=20).close()

        tab = {"current": "notebook:02_activation.ipynb", "main": {"dock": {"widgets": ["notebook:02_activation.ipynb"]}}}
        say("PUT", "lab/api/workspaces/default", {"data": {"layout-restorer:data": tab}, "metadata": {"id": "default"}})
        assert open_notebooks(course.folder).paths == {(course.folder / LESSONS[1]).resolve()}
        session = {"path": LESSONS[0], "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        say("POST", "api/sessions", session)
        assert open_notebooks(course.folder).paths == {(course.folder / name).resolve() for name in LESSONS}
    finally:
        jupyter.terminate()
        jupyter.wait(timeout=30)
    assert open_notebooks(course.folder).paths == frozenset() and open_notebooks(course.folder).silent is None


# Reset and restore


def test_reset_of_an_exercise_touches_that_cell_alone(course):
    own = course.own()
    own["cells"][2].update(source=ANSWER, outputs=[{"output_type": "stream", "name": "stdout", "text": "passed"}], execution_count=3)
    own["cells"][0]["source"] += "\n\nMine."
    course.learner_writes(own)
    report = reset(course.workbook, course.notebooks, "2", "relu")
    expected = lesson(f"# {LESSONS[1]}\n\nMine.")
    assert course.own() == expected and all_backups(course.workbook)[0].content(LESSONS[1]) == written(own)
    assert "In 02_activation, the cell of relu is as the course hands it out." in said(report) and "restore 1" in said(report)
    assert "nothing was changed" in said(reset(course.workbook, course.notebooks, "2", "relu"))


def test_reset_of_an_exercise_that_was_deleted_brings_it_back_in_its_place(course):
    own = course.own()
    del own["cells"][2]
    course.learner_writes(own)
    reset(course.workbook, course.notebooks, "02_activation", "relu")
    assert course.own() == lesson(f"# {LESSONS[1]}")


def test_reset_of_an_exercise_takes_its_mark_away(course):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected", STARTER + "  # corrected"))
    course.update()
    reset(course.workbook, course.notebooks, "activation", "relu")
    assert course.own() == lesson("# Corrected", STARTER + "  # corrected")


def test_reset_in_a_notebook_of_an_older_format_leaves_a_valid_one(course):
    """Format 4.4, which an older Jupyter writes, has no ids; what is written is 4.5, where each cell has one."""
    own = course.own()
    own["cells"][2]["source"] = ANSWER
    own["cells"].insert(3, code("mine = 1", "own-1"))
    for cell in own["cells"]:
        del cell["id"]
    course.learner_writes({**own, "nbformat_minor": 4})
    reset(course.workbook, course.notebooks, "02", "relu")
    import nbformat

    stored = nbformat.reads((course.folder / LESSONS[1]).read_text(encoding="utf-8"), as_version=nbformat.NO_CONVERT)
    nbformat.validate(stored)
    assert [cell["source"] for cell in course.own()["cells"]] == [f"# {LESSONS[1]}", "z = 1", STARTER, "mine = 1", "Where next."]
    assert [cell["id"] for cell in course.own()["cells"]][:3] == ["idea-1", "idea-2", "exercise-relu"]


def test_reset_of_an_exercise_where_the_base_is_damaged_takes_todays(course):
    course.answer()
    copy_of(course.workbook, LESSONS[1]).base_path.write_bytes(b"garbage")
    reset(course.workbook, course.notebooks, "02", "relu")
    assert course.own() == lesson(f"# {LESSONS[1]}")


def test_reset_of_a_lesson_hands_out_todays(course):
    course.answer()
    course.publish(LESSONS[1], lesson("# Corrected"))
    reset(course.workbook, course.notebooks, "02")
    assert (course.folder / LESSONS[1]).read_bytes() == (course.notebooks / LESSONS[1]).read_bytes()
    assert updates_available(course.workbook, course.notebooks) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["activatoin"], "There is no lesson activatoin. Did you mean activation? The lessons are: 00_start_here, 02_activation."),
        (["02", "rleu"], "02_activation has no exercise rleu. Did you mean relu? It asks for relu."),
        (["7"], "There is no lesson 7."),
    ],
)
def test_reset_of_what_is_not_there_is_told(course, capsys, arguments, says):
    before = course.everything()
    assert cli.main(["reset", *arguments]) == 1
    assert says in capsys.readouterr().err and course.everything() == before


def test_restored_copy_whose_base_was_not_known_has_none_again(course):
    course.answer()
    shutil.rmtree(course.workbook.inner / "base")
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    restore(course.workbook, "1")
    assert copy_of(course.workbook, LESSONS[1]).base() is None and "is not known" in said(course.update())


def test_restore_brings_a_backup_back_with_its_base_and_keeps_what_was_there(course, capsys):
    course.answer()
    first = course.state()[LESSONS[1]]
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    updated = course.state()[LESSONS[1]]
    assert cli.main(["restore", "1"]) == 0
    assert course.state()[LESSONS[1]] == first and "`python3 start.py restore 2` brings it back" in capsys.readouterr().out
    # The base came back too: the update can be done again, and has the same result.
    assert updates_available(course.workbook, course.notebooks) == ["02_activation"]
    course.update()
    assert course.state()[LESSONS[1]] == updated
    assert restore(course.workbook, all_backups(course.workbook)[1].folder.name).complete
    assert course.state()[LESSONS[1]] == updated


def test_backups_are_listed_oldest_first_with_numbers_that_stay(course, capsys):
    assert cli.main(["restore"]) == 0
    assert "There are no backups" in capsys.readouterr().out
    for number in range(12):
        course.publish(LESSONS[number % 2], lesson(f"# Version {number}"))
        course.update()
    (backups_folder(course.workbook) / "my own folder").mkdir()
    (backups_folder(course.workbook) / "2026-99-99_00-00-00_update").mkdir()
    assert cli.main(["restore"]) == 0
    listed = re.findall(r"^ +(\d+)  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  before an update  +(\w+)$", capsys.readouterr().out, re.MULTILINE)
    assert listed == [(str(number + 1), LESSONS[number % 2].removesuffix(".ipynb")) for number in range(12)]


@pytest.mark.parametrize("which", ["0", "2", "-1", "yesterday", "../base", "²"])
def test_backup_that_is_not_there_is_told(course, capsys, which):
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    before = course.everything()
    assert cli.main(["restore", "--", which]) == 1
    assert f"There is no backup {which}. They are numbered from 1 to 1." in capsys.readouterr().err and course.everything() == before


def names_and_numbers(course) -> list[tuple[int, list[str]]]:
    return [(backup.number, backup.lessons()) for backup in all_backups(course.workbook)]


def test_backups_keep_their_numbers_when_the_clock_goes_back_and_when_one_is_deleted(course, monkeypatch, capsys):
    """A clock that was ahead and is set right, or the end of summer time."""
    moments = [datetime(2026, 3, 17, 9), datetime(2026, 3, 14, 9), datetime(2026, 3, 14, 8)]

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return moments[0]

    monkeypatch.setattr("layerwise.workbook.updates.backups.datetime", Clock)
    expected = []
    for number in range(3):
        course.publish(LESSONS[number % 2], lesson(f"# Version {number}"))
        assert f"it is in backup {number + 1};" in said(course.update())
        expected.append((number + 1, [LESSONS[number % 2]]))
        assert names_and_numbers(course) == expected
        moments[:-1] = moments[1:]
    shutil.rmtree(all_backups(course.workbook)[0].folder)
    course.publish(LESSONS[0], lesson("# Version 3"))
    course.update()
    assert names_and_numbers(course) == [*expected[1:], (4, [LESSONS[0]])]
    assert cli.main(["restore", "1"]) == 1
    assert "There is no backup 1. They are numbered from 2 to 4." in capsys.readouterr().err


def test_backups_of_earlier_versions_which_have_no_number_are_counted_first(course):
    folder = backups_folder(course.workbook)
    for name in ("2026-03-14_15-09-26_2_reset", "2026-03-14_15-09-26_update", "2026-03-13_15-09-26_restore"):
        (folder / name).mkdir(parents=True)
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    assert [(backup.number, backup.cause) for backup in all_backups(course.workbook)] == [
        (1, "restore"), (2, "update"), (3, "reset"), (4, "update"),
    ]  # fmt: skip


# The command line


def test_learn_says_in_a_line_that_an_update_is_there_and_updates_nothing(course, monkeypatch, capsys):
    monkeypatch.setattr(cli, "hand_over", lambda *what: 0)
    course.answer()
    before = course.state()
    assert cli.main(["learn"]) == 0 and "newer" not in capsys.readouterr().out
    course.publish(LESSONS[1], lesson("# Corrected"))
    assert cli.main(["learn"]) == 0
    told = capsys.readouterr().out
    assert "The course has a newer version of 02_activation." in told and "`python3 start.py update` brings it" in told
    assert course.state() == before


def test_workbook_elsewhere_is_named_in_what_to_do_next(course, tmp_path, capsys):
    elsewhere = tmp_path / "mein Heft"
    shutil.copytree(course.folder, elsewhere)
    course.publish(LESSONS[1], lesson("# Corrected"))
    assert cli.main(["update", "--workbook", str(elsewhere)]) == 0
    assert f'`python3 start.py restore 1 --workbook "{elsewhere}"`' in capsys.readouterr().out
    assert read((elsewhere / LESSONS[1]).read_bytes()) == lesson("# Corrected") and course.own() != lesson("# Corrected")


@pytest.mark.parametrize("command", ["update", "restore", "reset 02"])
def test_command_without_a_workbook_is_told(course, tmp_path, capsys, command):
    assert cli.main([*command.split(), "--workbook", str(tmp_path / "nothing")]) == 1
    assert "There is no workbook in" in capsys.readouterr().err and not (tmp_path / "nothing").exists()


def test_making_a_workbook_at_the_same_time_twice_keeps_what_was_written_first(course):
    """A copy that appears after another process has looked is not replaced."""
    (course.folder / LESSONS[1]).unlink()
    copy = copy_of(course.workbook, LESSONS[1])
    course.learner_writes(lesson("# Mine"))
    open_workbook(course.folder, course.notebooks)
    assert copy.content() == written(lesson("# Mine"))


def test_what_the_merge_needs_is_loaded_when_an_update_runs_and_not_before():
    heavy = "{'nbformat', 'jupyter_core', 'jupyter_server', 'filelock', 'urllib.request', 'ssl', 'http.client'}"
    code = f"import sys, layerwise; from layerwise import check; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT).stdout == "set()\n"


# The same on every system


def test_names_of_backups_are_allowed_on_every_system():
    name = folder_name(7, datetime(2026, 3, 14, 15, 9, 26), "update")
    assert name == "0007_2026-03-14_15-09-26_update"
    for flavour in (PurePosixPath, PureWindowsPath):
        path = flavour("workbook") / name / "base" / "02_activation.ipynb"
        assert path.parts == ("workbook", name, "base", "02_activation.ipynb") and not path.drive
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name) and not name.endswith((".", " "))


@pytest.mark.parametrize(
    ("flavour", "root", "other"),
    [
        (PurePosixPath, "/home/été/my course", "/home/été/my course 2"),
        (PureWindowsPath, r"C:\Users\Été\my course", r"D:\Users\Été\my course"),
    ],
)
def test_paths_of_a_server_are_files_of_its_folder_under_both_flavours(flavour, root, other):
    """A server's paths have forward slashes on every system; Windows takes upper and lower case for the same."""
    file = flavour(root) / "workbook" / "02_activation.ipynb"
    for path in ("workbook/02_activation.ipynb", "/workbook/02_activation.ipynb", "RTC:workbook/02_activation.ipynb"):
        assert file_of(flavour(root), path) == file
    assert (file_of(flavour(root.upper()), "Workbook/02_Activation.ipynb") == file) == (flavour is PureWindowsPath)
    assert is_inside(file.parent, flavour(root)) and is_inside(flavour(root), flavour(root))
    assert not is_inside(flavour(root), file.parent) and not is_inside(flavour(other), flavour(root))
    assert is_inside(file.parent, flavour(root.upper())) == (flavour is PureWindowsPath)


def test_lines_end_as_in_the_file_that_git_keeps(course):
    """No carriage returns are written on any system, and the learner's own are no change."""
    own = (course.folder / LESSONS[1]).read_bytes()
    (course.folder / LESSONS[1]).write_bytes(own.replace(b"\n", b"\r\n"))
    course.publish(LESSONS[1], lesson("# Corrected"))
    course.update()
    assert (course.folder / LESSONS[1]).read_bytes() == (course.notebooks / LESSONS[1]).read_bytes()


def test_many_cells_without_ids_and_large_cells_with_a_doubled_one_take_seconds():
    generator = random.Random(3)
    words = [
        "network",
        "weight",
        "sample",
        "loss",
        "slope",
        "step",
        "learns",
        "each",
        "from",
        "its",
        "along",
        "by",
        "until",
        "nothing",
        "is",
        "left",
    ]
    texts = [" ".join(generator.choice(words) for _ in range(40)) for _ in range(2 * 250)]
    base = notebook(*(text(content, f"idea-{number}") for number, content in enumerate(texts[:250])))
    own = notebook(*(text(content, "gone") for content in texts[250:]))
    for cell in own["cells"]:
        del cell["id"]
    began = time.process_time()
    merge(base, base, own)
    large = "".join(generator.choice("abc =+\n") for _ in range(200_000))
    merge(
        notebook(code("x = 1\n" * 30, "idea-1")),
        notebook(code("x = 2\n" * 30, "idea-1")),
        notebook(code(large, "idea-1"), code(large[::-1], "idea-1")),
    )
    assert time.process_time() - began < 10


def test_workbook_folder_needs_no_course_to_list_its_backups(tmp_path):
    assert all_backups(Workbook(tmp_path)) == []
