"""One message to the instructor's machine, and what it answers."""

import http.client
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from layerwise.workbook.sharing.message import MOST_BYTES

SECONDS = 5.0


class NoAddress(ValueError):
    """Why something is no address of a class, in a sentence."""


class NobodyThere(Exception):
    """Why there was no answer, in words that follow a colon."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status of HTTP, and what was said."""

    status: int
    content: dict[str, Any]

    @property
    def sentence(self) -> str:
        """What was said for the learner to read, whatever it was."""
        said = self.content.get("says")
        return "".join(letter for letter in said if letter.isprintable())[:300] if isinstance(said, str) else ""


def address_of(text: str) -> str:
    """The address of a class as it is used, from "192.168.1.5:8765" say. Raises NoAddress."""
    try:
        parts = urlsplit(text.strip() if "://" in text else f"http://{text.strip()}")
        port, host = parts.port, parts.hostname or ""
    except ValueError:  # of the port, or of brackets
        port, host = None, ""
    if not host or any(map(str.isspace, host)) or parts.scheme not in ("http", "https") or parts.query or parts.fragment or parts.username:
        raise NoAddress(f"{text!r} is no address of a class. It looks like 192.168.1.5:8765, and your instructor shows it.")
    place = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{place}{'' if port is None else f':{port}'}{parts.path.rstrip('/')}"


def post(address: str, what: str, content: dict[str, Any], token: str = "", seconds: float = SECONDS) -> Answer:
    """Send `content` to the class as JSON. Raises NobodyThere. No proxy is asked: what is sent goes to that machine or nowhere."""
    parts = urlsplit(address)
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname or "", parts.port, timeout=seconds)
    headers = {"Content-Type": "application/json", "Connection": "close"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request("POST", f"{parts.path}/{what}", json.dumps(content), headers)
        response = connection.getresponse()
        return Answer(response.status, _read(response.read(MOST_BYTES)))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NobodyThere(_why(error)) from None
    finally:
        connection.close()


def _read(content: bytes) -> dict[str, Any]:
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "nothing came back in time"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    if isinstance(error, socket.gaierror):
        return "no machine of that name is known"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
