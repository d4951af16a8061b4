"""What a student's process must not be able to do, each tried in earnest: whoever grades believes only what was tried here.

An attempt runs in a process that has put on its protection. It comes to STOPPED or to POSSIBLE; all of it is harmless where it succeeds.
`place` says with what it is tried: a file of the course's "answers", another "file" of whoever grades, a "port" at which somebody listens,
the number of another "process", and an amount of "memory".
"""

import contextlib
import ctypes
import errno
import mmap
import os
import socket
from collections.abc import Callable

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

STOPPED, POSSIBLE, UNHEARD_OF = "stopped", "possible", "unheard of here"


def _read_a_file(place: dict) -> None:
    with open(place["answers"], "rb") as file:
        file.read(1)


def _list_a_folder(place: dict) -> None:
    os.listdir(os.path.dirname(place["answers"]))


def _write_a_file(place: dict) -> None:
    with open(place["file"], "r+b") as file:
        file.truncate(0)


def _make_a_file(place: dict) -> None:
    name = f"{place['file']}.{os.getpid()}"
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    os.unlink(name)


def _change_permissions(place: dict) -> None:
    os.chmod(place["file"], 0o644)


def _connect(place: dict) -> None:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", place["port"]))


def _send_a_datagram(place: dict) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"x", ("127.0.0.1", place["port"]))


def _start_a_process(place: dict) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _start_a_program(place: dict) -> None:
    with contextlib.suppress(FileNotFoundError):  # then the system has gone to look for it
        os.execv(place["file"] + ".is-not-there", ["x"])


def _signal_another(place: dict) -> None:
    os.kill(place["process"], 0)


def _look_into_another(place: dict) -> None:
    with open(f"/proc/{place['process']}/environ", "rb") as file:
        file.read(1)


def _take_memory(place: dict) -> None:
    mmap.mmap(-1, place["memory"]).close()  # taken, and not touched: the machine has to survive it


def _lift_limits(place: dict) -> None:
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if hardest == resource.RLIM_INFINITY:
        return
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _hide_a_file_in_memory(place: dict) -> None:
    os.close(os.memfd_create("x"))


def _run_code_in_memory(place: dict) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    read_and_execute, private_and_nowhere = 0b101, 0x22
    if libc.mmap(None, 4096, read_and_execute, private_and_nowhere, -1, 0) == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")


# What is tried, and what is said of it where it is possible.
ATTEMPTS: dict[str, tuple[str, Callable[[dict], None]]] = {
    "read a file": ("read files, the course's answers among them", _read_a_file),
    "list a folder": ("look into folders", _list_a_folder),
    "write a file": ("empty files that anybody may write to", _write_a_file),
    "make a file": ("make files where anybody may", _make_a_file),
    "change permissions": ("change who may read a file", _change_permissions),
    "connect": ("use the network", _connect),
    "send a datagram": ("send to the network", _send_a_datagram),
    "start a process": ("start processes that outlive it", _start_a_process),
    "start a program": ("start programs", _start_a_program),
    "signal another": ("end other processes of yours", _signal_another),
    "look into another": ("look into other processes of yours", _look_into_another),
    "take memory": ("take all memory", _take_memory),
    "lift limits": ("lift its own limits", _lift_limits),
    "hide a file in memory": ("keep files in memory", _hide_a_file_in_memory),
    "run code in memory": ("run machine code of its own making", _run_code_in_memory),
}
# What each part of a protection has to stop by itself to be named.
STOPPED_BY = {
    "bubblewrap": ("read a file", "list a folder", "connect", "signal another", "look into another"),
    "Landlock": ("read a file", "list a folder", "write a file", "make a file"),
    "seccomp": tuple(name for name in ATTEMPTS if name != "take memory"),
    "limits": ("take memory",),
}


def attempt(name: str, place: dict) -> str:
    """Try it."""
    try:
        ATTEMPTS[name][1](place)
    except (AttributeError, ImportError):
        return UNHEARD_OF
    except (OSError, MemoryError, ValueError) as error:  # a limit that may not be raised is a ValueError
        return UNHEARD_OF if getattr(error, "errno", None) == errno.ENOSYS else STOPPED
    return POSSIBLE
