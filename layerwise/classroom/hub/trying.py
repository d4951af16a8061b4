"""What an enclosed process must not be able to do to its neighbour, each tried in one. Prints a JSON of what came of it.

    python -m layerwise.classroom.hub.trying PLACE

PLACE is a JSON: as `isolation.attempts` has it, all of it the neighbour's; and a "socket" that is a file.
"""

import errno
import json
import os
import socket
import sys
from collections.abc import Callable

from layerwise.classroom.isolation import attempts


def _use_a_socket(place: dict) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(place["socket"])


def _limit_another(place: dict) -> None:
    import resource

    resource.prlimit(place["process"], resource.RLIMIT_CORE)  # whoever may ask may also set


def _shut_out(place: dict) -> None:
    """Nothing is refused where the kernel says that it was done; so look."""
    before = os.stat(place["write"]).st_mode
    os.chmod(place["write"], 0o600 if before & 0o077 else 0o644)
    if os.stat(place["write"]).st_mode == before:
        raise PermissionError(errno.EPERM, "it was not done")


# What is tried, and what a learner could do where it is possible.
NEIGHBOURLY: dict[str, tuple[str, Callable[[dict], None]]] = {
    "read a file": ("read others' files", attempts.read_a_file),
    "list a folder": ("look into others' folders", attempts.list_a_folder),
    "write a file": ("empty others' files", attempts.write_a_file),
    "make a file": ("put files into others' folders", attempts.make_a_file),
    "shut out": ("shut others out of their files", _shut_out),
    "connect": ("listen to what others' notebooks print", attempts.connect),
    "use a socket": ("have programs outside do something for them", _use_a_socket),
    "signal another": ("end others' notebooks", attempts.signal_another),
    "look into another": ("read others' keys and variables", attempts.look_into_another),
    "limit another": ("set limits to others' notebooks", _limit_another),
    "take memory": ("take all memory", attempts.take_memory),
    "lift limits": ("lift their own limits", attempts.lift_limits),
}


if __name__ == "__main__":
    place = json.loads(sys.argv[1])
    print(json.dumps({name: attempts.came_of(try_it, place) for name, (_, try_it) in NEIGHBOURLY.items()}))
