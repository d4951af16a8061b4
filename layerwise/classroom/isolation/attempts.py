"""What an isolated process must not be able to do, each tried in earnest: whoever isolates believes only what was tried here.

An attempt runs in a process that has put on its protection. It comes to STOPPED or to POSSIBLE; all of it is harmless where it succeeds.
`place` says with what it is tried: a "file" that is not this process's own, another one to "write" to, a "port" at which somebody listens,
the number of another "process", and an amount of "memory". Rooms may want other things of a process, and try more.
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


def read_a_file(place: dict) -> None:
    """Read a byte of a file."""
    with open(place["file"], "rb") as file:
        file.read(1)


def list_a_folder(place: dict) -> None:
    """List the folder of the file."""
    os.listdir(os.path.dirname(place["file"]))


def write_a_file(place: dict) -> None:
    """Empty a file."""
    with open(place["write"], "r+b") as file:
        file.truncate(0)


def make_a_file(place: dict) -> None:
    """Make a file beside it."""
    name = f"{place['write']}.{os.getpid()}"
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    os.unlink(name)


def change_permissions(place: dict) -> None:
    """Change who may read a file."""
    os.chmod(place["write"], 0o644)


def connect(place: dict) -> None:
    """Connect to a port of this machine."""
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", place["port"]))


def send_a_datagram(place: dict) -> None:
    """Send something to a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"x", ("127.0.0.1", place["port"]))


def start_a_process(place: dict) -> None:
    """Start a process."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def start_a_program(place: dict) -> None:
    """Start a program that is not there."""
    with contextlib.suppress(FileNotFoundError):  # then the system has gone to look for it
        os.execv(place["write"] + ".is-not-there", ["x"])


def signal_another(place: dict) -> None:
    """Send another process a signal that does nothing."""
    os.kill(place["process"], 0)


def look_into_another(place: dict) -> None:
    """Read what another process was started with."""
    with open(f"/proc/{place['process']}/environ", "rb") as file:
        file.read(1)


def take_memory(place: dict) -> None:
    """Take much memory."""
    mmap.mmap(-1, place["memory"]).close()  # taken, and not touched: the machine has to survive it


def lift_limits(place: dict) -> None:
    """Lift the limit of one's own memory."""
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if hardest == resource.RLIM_INFINITY:
        return
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def hide_a_file_in_memory(place: dict) -> None:
    """Make a file that is only in memory."""
    os.close(os.memfd_create("x"))


def run_code_in_memory(place: dict) -> None:
    """Ask for memory to run code in."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    read_and_execute, private_and_nowhere = 0b101, 0x22
    if libc.mmap(None, 4096, read_and_execute, private_and_nowhere, -1, 0) == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")


# What is tried, and what is said of it where it is possible.
ATTEMPTS: dict[str, tuple[str, Callable[[dict], None]]] = {
    "read a file": ("read files, the course's answers among them", read_a_file),
    "list a folder": ("look into folders", list_a_folder),
    "write a file": ("empty files that anybody may write to", write_a_file),
    "make a file": ("make files where anybody may", make_a_file),
    "change permissions": ("change who may read a file", change_permissions),
    "connect": ("use the network", connect),
    "send a datagram": ("send to the network", send_a_datagram),
    "start a process": ("start processes that outlive it", start_a_process),
    "start a program": ("start programs", start_a_program),
    "signal another": ("end other processes of yours", signal_another),
    "look into another": ("look into other processes of yours", look_into_another),
    "take memory": ("take all memory", take_memory),
    "lift limits": ("lift its own limits", lift_limits),
    "hide a file in memory": ("keep files in memory", hide_a_file_in_memory),
    "run code in memory": ("run machine code of its own making", run_code_in_memory),
}


def attempt(name: str, place: dict) -> str:
    """Try it."""
    return came_of(ATTEMPTS[name][1], place)


def came_of(try_it: Callable[[dict], None], place: dict) -> str:
    """What came of trying it."""
    try:
        try_it(place)
    except (AttributeError, ImportError):
        return UNHEARD_OF
    except (OSError, MemoryError, ValueError) as error:  # a limit that may not be raised is a ValueError
        return UNHEARD_OF if getattr(error, "errno", None) == errno.ENOSYS else STOPPED
    return POSSIBLE
