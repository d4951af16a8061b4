"""Ports of this machine."""

import socket

# The variable that tells a learner's server which ports are its own: the first and the last, as in 20000-20063.
PORTS = "LAYERWISE_PORTS"


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
