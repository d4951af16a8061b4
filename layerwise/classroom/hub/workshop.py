"""The folder of a workshop, and what has to be there before it starts.

FOLDER/learners/NAME-.../   a learner's folder: all that is theirs
FOLDER/hub/                 what the Hub keeps, for the instructor alone: who has signed up, the workshop password, a log
FOLDER/hub/servers/         a log of each learner's server and notebooks
"""

import argparse
import errno
import os
import secrets
import shutil
import socket
import ssl
import stat
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from layerwise.classroom.hub.people import MOST_LEARNERS

_SECONDS = 60
# Of each learner, in MB.
LEAST_MEMORY = 384
PACKAGE = Path(__file__).resolve().parents[2]
# Letters and digits that nobody mistakes for each other, on a projector or read aloud.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class HubTrouble(Exception):
    """What keeps a workshop from starting, in words for the instructor."""


@dataclass(frozen=True)
class Workshop:
    """The folder of a workshop."""

    folder: Path

    @property
    def learners(self) -> Path:
        """Where the learners' folders are."""
        return self.folder / "learners"

    @property
    def inner(self) -> Path:
        """What is the instructor's alone."""
        return self.folder / "hub"

    @property
    def people(self) -> Path:
        """Who has signed up."""
        return self.inner / "people.json"

    @property
    def log(self) -> Path:
        """What the Hub has to say."""
        return self.inner / "hub.log"

    @property
    def servers(self) -> Path:
        """What the learners' servers have to say: a log for each, since whoever may write to one may also empty it."""
        return self.inner / "servers"

    @property
    def password_file(self) -> Path:
        """The workshop password: whoever wants another writes it there."""
        return self.inner / "workshop-password.txt"

    def make(self) -> None:
        """Make the folders, or see to it that those that are there are closed to others. Raises HubTrouble."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for folder, mode in ((self.learners, 0o711), (self.inner, 0o700), (self.servers, 0o700)):
                folder.mkdir(exist_ok=True)
                folder.chmod(mode)
        except OSError as error:
            raise HubTrouble(f"The workshop cannot be kept in {self.folder} ({error.strerror}). Name a folder that is yours.") from error

    def check_owner(self) -> None:
        """Raise HubTrouble where learners' folders belong to users whom only root can become."""
        if os.geteuid() != 0 and any(folder.stat().st_uid != os.geteuid() for folder in self.learners.iterdir()):
            raise HubTrouble(f"In {self.learners} are folders of learners of a Hub that root has started. Start it as root again.")

    def password(self) -> str:
        """The workshop password; the first time, a new one is made. Raises HubTrouble."""
        if not self.password_file.exists():
            made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
            self.password_file.write_text(made + "\n", encoding="utf-8")
            self.password_file.chmod(0o600)
        password = self.password_file.read_text(encoding="utf-8").strip()
        if len(password) < 8:
            raise HubTrouble(
                f"The workshop password needs 8 letters or more. Write another into {self.password_file}, or delete that file."
            )
        return password


def check(options: argparse.Namespace) -> None:
    """Raise HubTrouble where the command `layerwise hub` asks for what cannot be, or what it needs is not there."""
    _check_jupyterhub()
    _check_encryption(options.host, options.certificate, options.key, options.behind_proxy)
    if not 1 <= options.learners <= MOST_LEARNERS:
        raise HubTrouble(f"--learners takes from 1 to {MOST_LEARNERS}: for more than that, docs/hub.md has a way with several machines.")
    if options.memory < LEAST_MEMORY:
        raise HubTrouble(f"JupyterLab and a notebook need {LEAST_MEMORY} MB, so --memory cannot be less.")
    _check_address(options.host, options.port)


def _check_encryption(host: str, certificate: Path | None, key: Path | None, behind_proxy: bool) -> None:
    if (certificate is None) != (key is None):
        raise HubTrouble("HTTPS needs both: --certificate FILE and --key FILE.")
    if certificate is not None and key is not None:
        _check_readable(certificate, "certificate")
        _check_readable(key, "key")
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password=lambda: "")
        except (ssl.SSLError, OSError) as error:
            raise HubTrouble(f"The certificate {certificate} and the key {key} do not make a pair that can be used ({error}).") from error
    elif not behind_proxy and not is_loopback(host):
        raise HubTrouble(
            f"At {host} others can reach the Hub, and without HTTPS whoever is in the same network can read the passwords.\n"
            "Give it a certificate (--certificate FILE --key FILE), or say --behind-proxy where something with HTTPS is in front of it.\n"
            "docs/hub.md explains how to come by one."
        )


def proxy_command() -> str:
    """The program that hands what browsers ask on to the learners' servers. Raises HubTrouble."""
    name = "configurable-http-proxy"
    for folder in (None, *(str(place / "node_modules" / ".bin") for place in (PACKAGE.parent, Path.cwd()))):
        found = shutil.which(name, path=folder)
        if found:
            _check_proxy(found)
            return found
    raise HubTrouble(
        f"There is no {name} on this machine, which the Hub needs. It is a program for Node.js, version 20 or newer. Install it with\n"
        f"  npm install --global {name}\n"
        f"or, without rights for that, in the course's folder with `npm install`. Then run the same command again."
    )


def _check_proxy(program: str) -> None:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=_SECONDS)
        complaint = "" if said.returncode == 0 else next(reversed(said.stderr.strip().splitlines()), "it said nothing")
    except (OSError, subprocess.TimeoutExpired) as error:
        complaint = str(error)
    if complaint:
        raise HubTrouble(
            f"{program} does not run ({complaint}). It needs Node.js, version 20 or newer: `node --version` says which you have."
        )


def _check_jupyterhub() -> None:
    """Raise HubTrouble where JupyterHub is not installed."""
    if os.name == "nt":
        raise HubTrouble("JupyterHub does not run on Windows. A server with Linux will do; docs/hub.md says which.")
    if find_spec("jupyterhub") is None:
        raise HubTrouble(
            "JupyterHub is not installed; a learner alone does not need it. Install it with\n"
            f'  "{sys.executable}" -m pip install "jupyterhub>=5.3,<7"\n'
            "and run the same command again."
        )


def _check_address(host: str, port: int) -> None:
    """Raise HubTrouble where nothing can listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise HubTrouble(f"This machine has no address {host!r} ({error.strerror}).") from error
    with socket.socket(family, kind) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise HubTrouble(f"{host} is not an address of this machine. 0.0.0.0 means all that it has.") from error
            why = "may not be used by you" if isinstance(error, PermissionError) else "is in use, perhaps by a Hub that still runs"
            raise HubTrouble(f"Port {port} {why}. Choose another, such as --port {min(port + 1000, 65000)}.") from error


def is_loopback(host: str) -> bool:
    """Is it an address that only this machine itself can reach?"""
    try:
        addresses = {address[0] for *_, address in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return all(str(address).startswith("127.") or address == "::1" for address in addresses)


def _check_readable(path: Path, what: str) -> None:
    """Raise HubTrouble where the file cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise HubTrouble(f"The {what}, {path}, is no file.")
        path.open("rb").close()
    except OSError as error:
        raise HubTrouble(f"The {what}, {path}, cannot be read ({error.strerror}).") from error
