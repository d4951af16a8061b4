"""`layerwise hub` as an instructor gives it where something is missing or wrong: a sentence each, and nothing is started."""

import contextlib
import os
import shutil
import socket
import sys
import tomllib
from pathlib import Path

import pytest

from hub.certificate import make_certificate
from layerwise import cli
from layerwise.classroom.hub import people as people_module
from layerwise.classroom.hub import separation, workshop
from layerwise.classroom.hub.people import GUARD_PORT, MOST_LEARNERS, People, hashed
from layerwise.classroom.hub.workshop import Workshop
from layerwise.ground.files import locked

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows, which the command says")
installed = pytest.mark.skipif(
    workshop.find_spec("jupyterhub") is None, reason="JupyterHub is not installed: pip install -r requirements-ci.txt"
)


@pytest.fixture
def told(tmp_path, capfd):
    """What the command says, given with these options for a folder."""
    umask = os.umask(0o022)

    def give(*options: str) -> str:
        assert cli.main(["hub", str(tmp_path / "workshop"), *options]) == 1
        return capfd.readouterr().err

    yield give
    os.umask(umask)


def test_what_is_not_installed_is_named_with_the_line_that_installs_it(told, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(workshop, "PACKAGE", tmp_path / "layerwise")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(workshop.HubTrouble, match="npm install --global configurable-http-proxy"):
        workshop.proxy_command()
    monkeypatch.setattr(workshop, "find_spec", lambda name: None)
    line = next(line for line in told().splitlines() if "pip install" in line)
    [extra] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["hub"]
    page = (ROOT / "docs" / "hub.md").read_text(encoding="utf-8")
    assert f'-m pip install "{extra}"' in line and f'-m pip install "{extra}"' in page
    assert extra in (ROOT / "requirements-ci.txt").read_text(encoding="utf-8").split("\n")


def test_a_proxy_that_does_not_run_is_told_before_anything_starts(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tmp_path / "configurable-http-proxy"
    for script in ("#!/nowhere/node\n", "#!/bin/sh\necho 'SyntaxError: an old Node' >&2; exit 1\n"):
        program.write_text(script)
        program.chmod(0o755)
        with pytest.raises(workshop.HubTrouble, match="does not run .*It needs Node.js, version 20 or newer"):
            workshop.proxy_command()


@installed
def test_others_reach_a_hub_with_https_only(told, tmp_path):
    assert "--behind-proxy" in told("--host", "0.0.0.0")
    assert "needs both" in told("--certificate", "hub.crt")
    assert "certificate, nowhere.crt, cannot be read" in told("--certificate", "nowhere.crt", "--key", "nowhere.key")
    for name in ("hub.crt", "hub.key"):
        (tmp_path / name).write_text("nothing of the kind")
    assert "do not make a pair" in told("--certificate", str(tmp_path / "hub.crt"), "--key", str(tmp_path / "hub.key"))
    assert not (tmp_path / "workshop").exists(), "nothing was begun"


@installed
def test_a_port_that_is_taken_and_numbers_that_cannot_be(told):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert f"Port {taken.getsockname()[1]} is in use" in told("--port", str(taken.getsockname()[1]))
    assert f"from 1 to {MOST_LEARNERS}" in told("--learners", str(MOST_LEARNERS + 1)) and "from 1 to" in told("--learners", "0")
    assert "need 384 MB" in told("--memory", "100")
    assert "is not an address of this machine" in told("--host", "192.0.2.1", "--behind-proxy")


@installed
def test_one_hub_a_folder_and_one_a_machine(told, tmp_path, monkeypatch):
    monkeypatch.setattr(workshop, "proxy_command", lambda: "not needed before")
    with locked(tmp_path / "workshop" / "hub" / "running"):
        assert "already runs in" in told("--port", "8999")
        assert "Stop the Hub first" in told("--new-password-for", "ada")
    with socket.socket() as another:
        with contextlib.suppress(OSError):  # a Hub of other tests has it
            another.bind(("127.0.0.1", GUARD_PORT))
        assert "Another workshop's Hub runs on this machine" in told("--port", "8999")


@installed
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is tried")
def test_where_learners_cannot_be_kept_apart_it_says_what_they_could_do_and_stops(told, monkeypatch):
    monkeypatch.setattr(workshop, "proxy_command", lambda: "not needed before")
    monkeypatch.setattr(separation, "AS_ROOT", separation.LIMITS)
    monkeypatch.setattr(separation, "AS_USER", separation.LIMITS)
    monkeypatch.setattr("layerwise.classroom.hub.running.GUARD_PORT", GUARD_PORT - 1)  # others' tests may have the real one
    said = told("--port", "8999")
    assert "cannot be kept apart" in said and "read others' files" in said and "--without-separation" in said


def test_a_forgotten_password(told, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(people_module, "COST", 2**4)
    folder = Workshop(tmp_path / "workshop")
    folder.make()
    People(folder.people).sign_up("ada-lovelace", hashed("my own secret"))
    assert "Nobody called ada-lovelaec has signed up" in (said := told("--new-password-for", "Ada Lovelaec")) and "`ada-lovelace`" in said
    assert cli.main(["hub", str(folder.folder), "--new-password-for", "Ada Lovelace"]) == 0
    assert "ada-lovelace can choose a new password" in capfd.readouterr().out
    assert People(folder.people).get("ada-lovelace").password == ""


def test_the_workshop_password_is_made_once_and_can_be_chosen(tmp_path):
    folder = Workshop(tmp_path / "workshop")
    folder.make()
    made = folder.password()
    assert len(made) == 14 and made == folder.password() != Workshop(tmp_path / "workshop").folder.name
    assert folder.password_file.stat().st_mode & 0o777 == 0o600
    folder.password_file.write_text("short")
    with pytest.raises(workshop.HubTrouble, match="8 letters or more"):
        folder.password()


@installed
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_that_fits_its_key_is_taken(tmp_path):
    certificate, key = make_certificate(tmp_path)
    workshop._check_encryption("0.0.0.0", certificate, key, behind_proxy=False)
