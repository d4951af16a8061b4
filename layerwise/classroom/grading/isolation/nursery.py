"""A process that has Python and NumPy loaded, and from which a student's process is made in milliseconds, as a copy of it.

Started as a program of its own, by its path, and with nothing of the course in it but the files named below: no answers and no probes, for
what one has in memory its copies have too. Over its standard input, a socket, it is sent a connection for each process that it is to make.

    python nursery.py PACKAGE LIBRARIES null      the nursery
    python nursery.py PACKAGE LIBRARIES ORDERS    where processes cannot be copied: a student's process, alone
"""

import contextlib
import gc
import importlib.util
import json
import os
import signal
import socket
import sys
import time
import types
from pathlib import Path

NAMED = "layerwise.classroom.grading.isolation"
# What a student's process is made of, in the order in which they are loaded.
FILES = [
    "examiner/values.py",
    "examiner/written.py",
    "examiner/raised.py",
    "examiner/forms.py",
    *(
        f"classroom/grading/isolation/{name}.py"
        for name in ("messages", "things", "side", "stand_ins", "speech", "exceptions", "exchange", "channel")
    ),
    *(f"classroom/isolation/{name}.py" for name in ("kernel", "landlock", "seccomp", "attempts")),
    *(f"classroom/grading/isolation/{name}.py" for name in ("at_hand", "protection", "student")),
]
DATA = [
    "data/penguins.py",
    "data/digits.py",
    "data/drawings.py",
    "data/handwriting.py",
    "data/mnist.py",
    "data/toys.py",
    "data/__init__.py",
]


def load(package: Path, libraries: str) -> None:
    """Load NumPy from the folder `libraries`, and FILES from `package`, so that nothing else of the package can be imported."""
    sys.path.append(libraries)
    for file in FILES + DATA:
        name = ".".join(["layerwise", *file.removesuffix(".py").removesuffix("/__init__").split("/")])
        for parent in _parents(name):
            sys.modules.setdefault(parent, _empty_package(parent))
        spec = importlib.util.spec_from_file_location(name, package / file, submodule_search_locations=[] if "__init__" in file else None)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    at_hand = sys.modules[f"{NAMED}.at_hand"]
    at_hand.load()
    at_hand.load_data(sys.modules["layerwise.data"])


def _parents(name: str) -> list[str]:
    steps = name.split(".")
    return [".".join(steps[:count]) for count in range(1, len(steps))]


def _empty_package(name: str) -> types.ModuleType:
    package = types.ModuleType(name)
    package.__path__ = []
    return package


def forget_where_we_are() -> None:
    """What a student's process would only use to look around."""
    sys.argv[:] = [""]
    os.environ.clear()


def become_a_student(connection: socket.socket, orders: dict, parent: int | None) -> None:
    """Put on the protection, and serve. Does not come back."""
    protection, student, channel = (sys.modules[f"{NAMED}.{name}"] for name in ("protection", "student", "channel"))
    protection.protect(orders["parts"], orders["memory"], orders["cpu_seconds"], parent)
    student.serve(channel.Channel(connection), orders["exercises"], sys.modules["layerwise.data"])


def tend(control: socket.socket) -> None:
    """Make a process whenever one is asked for, and end it when that is asked; in the end, those that are left."""
    children: set[int] = set()
    sys.modules[f"{NAMED}.protection"].get_ready()
    gc.collect()
    gc.freeze()  # so that a copy does not touch, and thereby double, the memory of what is only read
    while True:
        message, connections, _, _ = socket.recv_fds(control, 65_536, 1)
        if not message:
            break
        orders = json.loads(message)
        if orders["do"] == "make":
            told = _make(control, connections[0], orders)
            children.add(told["process"])
        else:
            told = _end(orders["process"], orders["is_ending"])
            children.discard(orders["process"])
        control.sendall(json.dumps(told).encode())
    for child in children:
        _end(child, is_ending=False)


def _make(control: socket.socket, connection: int, orders: dict) -> dict:
    own = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            control.close()
            become_a_student(socket.socket(fileno=connection), orders, own)
        finally:
            os._exit(1)  # whatever has happened, this copy does not go on as a nursery
    os.close(connection)
    return {"process": child}


def _end(child: int, is_ending: bool) -> dict:
    """End a process and all that it has started. How it had ended, if it had, and how long it has worked.

    One that has hung up is on its way out, and is given a moment.
    """
    for _ in range(20 if is_ending else 1):
        # Without taking its number away: as long as it has that, nobody else's group can have it.
        by_itself = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        if by_itself or not is_ending:
            break
        time.sleep(0.005)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.kill(child, signal.SIGKILL)  # one that has just been made has no group of its own yet
    _, status, usage = os.wait4(child, 0)
    return {"status": os.waitstatus_to_exitcode(status) if by_itself else None, "seconds": usage.ru_utime + usage.ru_stime}


def main() -> None:
    """Serve on standard input, which is a socket."""
    package, libraries, orders = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
    if sys.platform == "win32":
        connection = socket.fromshare(sys.stdin.buffer.read())
    else:
        connection = socket.socket(fileno=os.dup(0))
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    load(package, libraries)
    forget_where_we_are()
    if orders is None:
        tend(connection)
    else:
        become_a_student(connection, orders, None)


if __name__ == "__main__":
    main()
