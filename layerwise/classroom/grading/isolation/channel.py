"""A connection between two processes that carries messages."""

import os
import socket
import time
from collections.abc import Callable
from typing import Any

from layerwise.classroom.grading.isolation.messages import MOST_DATA, PREFIX, Malformed, lengths, pack, unpack

# So often whoever waits looks up: for the time that has run out, and for an exception that was raised in this thread from outside.
_GLANCE_SECONDS = 0.02
_AT_ONCE = 65_536
MOST_MESSAGES = 200_000
MOST_BYTES = 4 * MOST_DATA


class Channel:
    """The end in the student's process. It waits as long as it takes."""

    def __init__(self, connection: socket.socket):
        # A socket's own methods ask the kernel for more than reading and writing.
        number = connection.fileno()
        self._rest = b""  # of what has come, what was not asked for yet
        self._read: Callable[[int], bytes] = connection.recv if os.name == "nt" else lambda count: os.read(number, count)
        self._write: Callable[[bytes | memoryview], int] = connection.send if os.name == "nt" else lambda part: os.write(number, part)

    def send(self, body: Any, blobs: list[bytes]) -> None:
        """Send a message."""
        frame = memoryview(pack(body, blobs))
        while frame:
            frame = frame[self._write(frame[: 2**20]) :]

    def receive(self) -> tuple[Any, list[memoryview]]:
        """The next message. Raises Malformed at the end, or for what is none."""
        text, data = lengths(self._exactly(PREFIX.size))
        return unpack(self._exactly(text), self._exactly(data))

    def _exactly(self, count: int) -> bytes:
        if count <= len(self._rest):
            found, self._rest = self._rest[:count], self._rest[count:]
            return found
        parts, missing = [self._rest], count - len(self._rest)
        self._rest = b""
        while missing > 0:
            part = self._read(max(missing, _AT_ONCE))
            if not part:
                raise Malformed("the end of the connection")
            parts.append(part[:missing])
            self._rest = part[missing:]
            missing -= len(part)
        return b"".join(parts)


class OutOfPatience(Malformed):
    """The other side took longer than it was given."""


class Closed(Malformed):
    """The other side is gone."""


class WatchedChannel(Channel):
    """The end in the process that examines. It trusts nobody: it waits until `deadline`, and reads only so much until `renew` is called."""

    def __init__(self, connection: socket.socket):
        connection.settimeout(_GLANCE_SECONDS)
        self._connection, self._rest = connection, b""
        self._read, self._write = self._patient(connection.recv), self._patient(connection.send)
        self.renew(0)

    def renew(self, seconds: float) -> None:
        """Give the other side so many seconds from now."""
        self.deadline = time.monotonic() + seconds
        self._messages = self._bytes = 0

    def _patient(self, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def until_the_deadline(what: Any) -> Any:
            while True:
                if time.monotonic() > self.deadline:
                    raise OutOfPatience("no answer in time")
                try:
                    return call(what)
                except TimeoutError:
                    continue
                except OSError:
                    raise Closed("the end of the connection") from None

        return until_the_deadline

    def receive(self) -> tuple[Any, list[memoryview]]:
        """The next message. Raises Malformed for what is none, and for more than an examination takes."""
        self._messages += 1
        prefix = self._exactly(PREFIX.size)
        text, data = lengths(prefix)
        self._bytes += text + data
        if self._messages > MOST_MESSAGES or self._bytes > MOST_BYTES:
            raise Malformed("more messages than an examination takes")
        return unpack(self._exactly(text), self._exactly(data))

    def _exactly(self, count: int) -> bytes:
        try:
            return super()._exactly(count)
        except (Closed, OutOfPatience):
            raise
        except Malformed as why:
            raise Closed(str(why)) from None

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
