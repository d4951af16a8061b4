"""Ports of this machine."""

import contextlib
import socket
from collections.abc import Iterator


class PortTaken(Exception):
    """Somebody has the port."""


def is_free(port: int) -> bool:
    """Can something listen at this port, on this machine alone?"""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def held(port: int) -> Iterator[None]:
    """Hold a port, at which nobody is answered. Raises PortTaken where somebody else does."""
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port) from error
        yield
