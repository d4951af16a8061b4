"""`layerwise class` as somebody gives the command: started, killed, started again, ended; and the picture of what was handed in."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from test_cli import free_port

from layerwise import cli
from layerwise.classroom.room import page, running
from layerwise.workbook.sharing.post import NobodyThere, post
from room.live import Simulated

RECORD = {"attempts": 2, "passes": 1, "begun": "2026-03-01T09:00:00+00:00", "seconds": 60}


class Command:
    """`layerwise class` in a process of its own."""

    def __init__(self, home: Path, *options: str, port: int):
        self.log = home / "class.log"
        environment = dict(os.environ, JUPYTER_RUNTIME_DIR=str(home / "runtime"), PYTHONUNBUFFERED="1")
        self.state = home / "runtime" / "layerwise" / f"class-{port}.json"
        command = [sys.executable, "-m", "layerwise", "class", "--port", str(port), *options]
        self.process = subprocess.Popen(command, env=environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT, cwd=home)

    def said(self, pattern: str) -> str:
        """What stands there in what it has printed, as soon as it stands there."""
        end = time.monotonic() + 30
        while not (found := re.search(pattern, self.log.read_text())):
            assert time.monotonic() < end and self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        return found[1]

    def entrance(self) -> tuple[str, str, str]:
        """The secret, and the address and the code that learners are told."""
        secret = self.said(r"/view#(\S+)")
        return secret, "http://" + self.said(r'join\("(.*?)"'), self.said(r'join\(".*?", "(.*?)"')

    def end(self, how: int) -> str:
        self.process.send_signal(how)
        self.process.wait(30)
        return self.log.read_text()


@pytest.fixture
def start(tmp_path):
    """Start the command, with its options and port; whatever becomes of a test, none goes on running."""
    started = []

    def begin(*options: str, port: int) -> Command:
        started.append(Command(tmp_path, *options, port=port))
        return started[-1]

    yield begin
    for command in started:
        command.process.kill()
        command.process.wait(10)


def join(address: str, code: str, name: str) -> Simulated:
    content = post(address, "join", {"code": code, "name": name}).content
    return Simulated(address, content["token"], content["name"], content["number"])


@pytest.mark.skipif(os.name == "nt", reason="there processes are not sent signals")
def test_a_class_that_was_killed_goes_on_and_one_that_was_ended_leaves_nothing(start, tmp_path):
    port, summary = free_port(), tmp_path / "summary.md"
    command = start(port=port)
    before = command.entrance()
    people = [join(*before[1:], f"Ada {count}") for count in range(5)]
    assert people[0].check("relu", "passed").status == 200
    assert post(before[1], "view/door", {"open": False}, before[0]).status == 200
    assert "Only this machine can be reached" in command.said(r"(?s)(.*deletes all)") and command.state.stat().st_mode & 0o077 == 0
    assert "Ada" not in command.state.read_text(), "the file that outlives a crash names nobody"
    command.end(signal.SIGKILL)

    command = start("--summary", str(summary), port=port)
    assert command.entrance() == before and "goes on: code and addresses are the same" in command.log.read_text()
    assert post(before[1], "join", {"code": before[2], "name": "Eve"}).status == 403, "a door that was closed is closed"
    for person in people:
        assert person.send().content["name"] == person.name
    command.process.send_signal(signal.SIGINT)
    command.said("(are told within)")
    assert people[0].send().status == 410
    printed = command.end(signal.SIGINT)
    assert f"The summary is {summary}" in printed and "deleted" in printed and "Traceback" not in printed
    assert "| 02 | `relu` | 1 | 0 |" in summary.read_text() and "Ada" not in summary.read_text()
    assert not command.state.exists() and "Ada" not in printed
    with pytest.raises(NobodyThere):
        people[0].send()


@pytest.mark.skipif(os.name == "nt", reason="there processes are not sent signals")
def test_a_class_that_nobody_joined_ends_at_once(start):
    command = start(port=free_port())
    secret, address, _ = command.entrance()
    page = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    page.request("GET", "/view/feed", headers={"Authorization": f"Bearer {secret}"})
    lines = page.getresponse()
    assert json.loads(lines.readline())["entrance"]["open"] is True
    assert post(address, "view/end", {}, secret).status == 200
    assert lines.read().endswith(b'{"ended": true}\n')
    page.close()
    assert command.process.wait(20) == 0 and "The class has ended" in command.log.read_text() and not command.state.exists()


def test_what_is_wrong_with_a_port_an_address_or_a_file_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        for options, words in [
            (["--port", str(taken)], f"Port {taken} is in use, perhaps by a class that still runs."),
            (["--host", "192.0.2.7"], "This machine has no address 192.0.2.7 to listen at"),
            (["--address", "ftp://x"], "'ftp://x' is no address of a class."),
            (["--summary", str(tmp_path / "no" / "s.md")], f"There is no folder {tmp_path / 'no'} for the summary."),
            (["--port", "0"], "a port is a whole number from 1 to 65535"),
            (["--host", "127.0.0.1", "--open-to-network"], "not allowed with"),
        ]:
            assert cli.main(["class", *options]) == 1
            assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "options, address, words",
    [
        ({}, "http://127.0.0.1:8765", "Only this machine"),
        ({"host": "0.0.0.0"}, r"http://[\w.:-]+:8765", "unencrypted"),
        ({"host": "::1"}, r"http://\[::1\]:8765", "Only this machine"),
        ({"host": "0.0.0.0", "address": "https://class.example/room/"}, "https://class.example/room", "Ctrl-C ends"),
    ],
)
def test_the_entrance_says_what_is_open_to_whom(options, address, words):
    request = running.Request(Path("state"), **options)
    found = running._address(request)
    assert re.fullmatch(address, found)
    whole = running.Class(running.Session.new(0), found)
    text = running.entrance(whole, request, False)
    assert words in text and whole.call in text and found.removeprefix("http://") in whole.call
    assert ("unencrypted" in text) == (words == "unencrypted")
    assert re.search(r"http://(127\.0\.0\.1|\[::1\]):8765/view#" + whole.session.secret, text), (
        "the instructor's own way in is this machine"
    )


# --- what was handed in ----------------------------------------------------------------------------------------------------------


def progress(*passed: str, tried: str = "", last: str = "2026-03-01T10:00:00+00:00") -> str:
    entries = {name: {**RECORD, "passed": RECORD["begun"], "last": RECORD["begun"]} for name in passed}
    if tried:
        entries[tried] = {**RECORD, "passes": 0, "passed": None, "last": last}
    return json.dumps({"format": 1, "exercises": entries, "questions": {}})


def shown(path: Path) -> dict:
    return json.loads(re.search(r'id="picture">(.*?)</script>', path.read_text(encoding="utf-8"))[1])


def people(path: Path) -> dict[str, dict]:
    return {person["name"]: person["marks"] for person in shown(path)["people"]}


def test_a_class_from_what_was_handed_in(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    handed_in = tmp_path / "handed in"
    for name, content in {
        "Ada/progress.json": progress("relu", "step"),
        "Bo/workbook/progress.json": progress("step", tried="relu"),
        "lovelaceada_123_456_progress.json": progress("dense"),
        "Grace Hopper_77_assignsubmission_file_/progress.json": progress("relu"),
        "eve <img src=x onerror=alert(1)>/progress.json": progress(),
        "Kurt/progress.json": "{",
        "Kurt/notes.txt": "x",
        "Zoe/progress.json": json.dumps({"exercises": {"relu": {**RECORD, "passes": 5}, "forged": RECORD}}),
    }.items():
        (handed_in / name).parent.mkdir(parents=True, exist_ok=True)
        (handed_in / name).write_text(content, encoding="utf-8")
    with zipfile.ZipFile(handed_in / "Tim.zip", "w") as archive:
        archive.writestr("workbook/progress.json", progress("sigmoid"))
        archive.writestr("workbook/.layerwise/progress.json", "{")
    (handed_in / "Una.zip").write_bytes(b"no zip")
    assert cli.main(["class", str(handed_in)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("class.html: 6 people, from 6 files.")
    assert "Kurt/progress.json: there is no record that can be read." in printed and "Una.zip cannot be opened as a zip" in printed
    assert "Zoe/progress.json: what it says of relu and forged cannot be true." in printed
    assert people(tmp_path / "class.html") == {
        "Ada": {"relu": "passed", "step": "passed"},
        "Bo": {"step": "passed", "relu": "begun"},
        "lovelaceada": {"dense": "passed"},
        "Grace Hopper": {"relu": "passed"},
        "eve <img src=x onerror=alert(1": {},
        "Tim": {"sigmoid": "passed"},
    }
    text = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "<img" not in text and not shown(tmp_path / "class.html")["live"]
    assert cli.main(["class", str(handed_in)]) == 0, "what was written here is written anew"


def test_of_several_files_of_one_person_what_passed_in_any_has_passed(tmp_path):
    for folder, content in (
        ("Ada/old", progress("relu", tried="dense", last="2026-02-01T10:00:00+00:00")),
        ("Ada/new", progress(tried="relu")),
    ):
        (tmp_path / "class" / folder).mkdir(parents=True)
        (tmp_path / "class" / folder / "progress.json").write_text(content)
    (tmp_path / "class" / "Bo").mkdir()
    (tmp_path / "class" / "Bo" / "progress.json").write_text(progress())
    assert cli.main(["class", str(tmp_path / "class"), "-o", str(tmp_path / "picture.html")]) == 0
    assert people(tmp_path / "picture.html") == {"Ada": {"relu": "passed"}, "Bo": {}}


def test_two_of_the_same_name_in_two_groups_stay_two(tmp_path):
    for group in ("group a", "group b"):
        (tmp_path / "class" / f"Ada {group}").mkdir(parents=True)
        (tmp_path / "class" / f"Ada {group}" / "progress.json").write_text(progress(group == "group a" and "relu" or "step"))
    (tmp_path / "class" / "ada_progress.json").write_text(progress("dense"))
    (tmp_path / "class" / "Ada.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "class" / "Ada.zip", "w") as archive:
        archive.writestr("progress.json", progress("sigmoid"))
    assert cli.main(["class", str(tmp_path / "class"), "-o", str(tmp_path / "picture.html")]) == 0
    found = people(tmp_path / "picture.html")
    assert len(found) == 4 and {"relu": "passed"} in found.values() and {"sigmoid": "passed"} in found.values()


def test_one_file_is_a_class_of_one(tmp_path):
    (tmp_path / "Ada").mkdir()
    (tmp_path / "Ada" / "progress.json").write_text(progress("relu"))
    assert cli.main(["class", str(tmp_path / "Ada"), "-o", str(tmp_path / "picture.html")]) == 0
    assert people(tmp_path / "picture.html") == {"Ada": {"relu": "passed"}}


def test_nothing_of_anybody_is_written_over_and_nothing_to_show_is_said(tmp_path, capsys):
    mine = tmp_path / "mine.html"
    mine.write_text("<p>mine</p>")
    (tmp_path / "Ada").mkdir()
    for folder, words in [(tmp_path / "none", "There is no"), (tmp_path / "Ada", "There is no progress.json in")]:
        assert cli.main(["class", str(folder), "-o", str(tmp_path / "new.html")]) == 1
        assert words in capsys.readouterr().err and not (tmp_path / "new.html").exists()
    (tmp_path / "Ada" / "progress.json").write_text(progress("relu"))
    assert cli.main(["class", str(tmp_path / "Ada"), "-o", str(mine)]) == 1
    assert "was not written by this command" in capsys.readouterr().err and mine.read_text() == "<p>mine</p>"


def test_every_file_of_the_page_is_there_and_no_other():
    for name in ("view", "room.css", "room.js", "feed.js", "drawn_room.js", "state.js", "words.js", "ground/browser/elements.js"):
        assert page.file(name)[1]
    for name in ("../page.py", "page.py", "", "nothing.js"):
        with pytest.raises(KeyError):
            page.file(name)
