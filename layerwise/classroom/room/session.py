"""The join code, the instructor's secret, and the tokens by which learners are known again.

The join code is read out and typed in, so it is short: LETTERS ** LENGTH = 27 ** 9, about 7.6e12 codes. Of every address of a network
at most WRONG_A_MINUTE wrong ones are looked at in a minute (see `limits`). In a lesson of three hours 254 addresses can so try
254 * 180 * 60 = 2.7 million codes, and find the right one with a chance of 1 in 2.8 million. Without that limit, at 2,000 tries a
second, it would still be 1 in 350,000. A test does this sum.

The instructor's secret opens the page. It has 192 bits, and the code does not lead to it.

A token is signed and names a learner, so a server that was started anew knows everybody again, and keeps no list of them. What it needs
for that stands in one file, for its user's eyes, until the class ends.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from layerwise.ground.files import read_file, write_whole
from layerwise.workbook.sharing.kept import HOURS

# No vowels, so that no words come out, and nothing that looks like something else.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH, GROUP = 9, 3


@dataclass(frozen=True)
class Session:
    """What a class is entered with.

    code     for learners      secret   for the instructor's page
    key      signs the tokens  begun    in seconds since 1970
    removed  whom the instructor has taken off the page, by their ids: their tokens are good for nothing, also after a restart
    is_open  may anybody else come in?
    """

    code: str
    secret: str
    key: str
    begun: float
    removed: tuple[str, ...] = ()
    is_open: bool = True

    @classmethod
    def new(cls, now: float) -> "Session":
        """A class that begins now."""
        letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        code = "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))
        return cls(code, secrets.token_urlsafe(24), secrets.token_hex(32), now)

    def opens(self, code: object) -> bool:
        """Is it the join code, however it is written?"""
        return isinstance(code, str) and hmac.compare_digest(_plain(code), _plain(self.code))

    def is_instructor(self, secret: str) -> bool:
        """Is it the instructor's secret?"""
        return hmac.compare_digest(secret.encode(), self.secret.encode())

    def token(self, id: str, name: str, number: int) -> str:
        """A token for a learner."""
        content = _encoded(json.dumps([id, name, number]).encode())
        return f"{content}.{self._signature(content)}"

    def known(self, token: object) -> tuple[str, str, int] | None:
        """The id, the name and the number in a token of this class; None for anything else."""
        if not isinstance(token, str) or len(token) > 1_000 or not token.isascii():
            return None
        content, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(content).encode()):
            return None
        id, name, number = json.loads(base64.urlsafe_b64decode(content))
        return id, name, number

    def _signature(self, content: str) -> str:
        return _encoded(hmac.new(bytes.fromhex(self.key), content.encode(), hashlib.sha256).digest())


def _plain(code: str) -> bytes:
    return "".join(letter for letter in code[:100].upper() if letter.isalnum()).encode("utf-8", "replace")


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


# --- over a restart --------------------------------------------------------------------------------------------------------------


def keep(path: Path, session: Session) -> None:
    """Write the file, for this user's eyes. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    keep_on(path, session)


def keep_on(path: Path, session: Session) -> None:
    """Write the file that is there anew. Raises OSError."""
    write_whole(path, json.dumps(asdict(session)) + "\n")


def kept(path: Path, now: float) -> Session | None:
    """The class that was broken off, so that it can go on; None where there is none, or only one that notebooks have forgotten."""
    try:
        session = Session(**json.loads(read_file(path) or b"null"))
        session = replace(session, removed=tuple(session.removed))
        words = (session.code, session.secret, session.key, *session.removed)
        fits = all(isinstance(word, str) for word in words) and isinstance(session.is_open, bool) and len(bytes.fromhex(session.key)) == 32
        return session if fits and 0 <= now - session.begun < HOURS * 3600 else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def forget(path: Path) -> None:
    """Delete the file. Raises OSError."""
    path.unlink(missing_ok=True)
