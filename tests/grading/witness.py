"""Who looks afterwards whether anything was read, changed, started or left behind."""

import contextlib
import os
import secrets
import select
import socket
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import layerwise


@dataclass(frozen=True)
class Witness:
    """A file with a secret, a folder in which nothing may be left, and a port at which nobody may knock."""

    secret: Path
    words: str
    scratch: Path
    listener: socket.socket
    datagrams: socket.socket

    @classmethod
    def in_folder(cls, folder: Path) -> "Witness":
        folder.chmod(0o755)
        for parent in folder.parents[:3]:
            with contextlib.suppress(PermissionError):
                parent.chmod(0o755)
        scratch, secret, words = folder / "scratch", folder / "secret", secrets.token_hex(16)
        scratch.mkdir()
        scratch.chmod(0o777)
        secret.write_text(words)
        secret.chmod(0o644)
        listener, datagrams = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        datagrams.bind(listener.getsockname())
        return cls(secret, words, scratch, listener, datagrams)

    def fill_in(self, code: str) -> str:
        """The code of an attack with what it is aimed at."""
        code = dedent(code)
        words = {
            "SECRET": self.secret,
            "SCRATCH": self.scratch,
            "PORT": self.listener.getsockname()[1],
            "GRADER": os.getpid(),
            "PACKAGE": Path(layerwise.__file__).parent,
        }
        for word, value in words.items():
            code = code.replace(word, str(value))
        return code

    def complaints(self, told: str) -> list[str]:
        """What has happened that must not. `told` is all that was said of the submission."""
        found = []
        if self.words in told:
            found.append("the secret was read")
        if self.secret.read_text() != self.words or self.secret.stat().st_mode & 0o777 != 0o644 or self.secret.stat().st_nlink != 1:
            found.append("the secret was changed")
        if left := [path.name for path in self.scratch.iterdir()]:
            found.append(f"left behind: {left}")
        if select.select([self.listener, self.datagrams], [], [], 0)[0]:
            found.append("somebody knocked")
        return found

    def close(self) -> None:
        self.listener.close()
        self.datagrams.close()


def processes_in(folder: str) -> list[str]:
    """The processes that work in a folder, or in one below it, whoever has started them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd").startswith(folder):
                found.append(f"{process.name}: {(process / 'cmdline').read_bytes()!r}")
    return found
