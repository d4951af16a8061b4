"""Plain calls to the kernel. Those that it refuses raise OSError."""

import ctypes
import functools
import os
import sys

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_SIGKILL = 9


def die_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent, the process of this number, ends."""
    if sys.platform == "linux":
        process_control(_PR_SET_PDEATHSIG, _SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def adopt_orphans() -> None:
    """Have the kernel make this process the parent of whatever its children leave behind, so that it can still be found."""
    process_control(_PR_SET_CHILD_SUBREAPER, 1)


def gain_no_rights() -> None:
    """Give up for good what a program could add to this process's rights. Landlock and seccomp want it first."""
    process_control(_PR_SET_NO_NEW_PRIVS, 1)


def memory_in_use() -> int:
    """How many bytes of addresses this process has; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def call(number: int, *arguments: int | bytes | None) -> int:
    """Ask the kernel for the service of this number."""
    return checked(libc().syscall(ctypes.c_long(number), *map(_word, arguments)))


def process_control(option: int, *arguments: int) -> int:
    """Set an option of this process (prctl)."""
    filled = [*arguments, 0, 0, 0, 0][:4]
    return checked(libc().prctl(ctypes.c_int(option), *(ctypes.c_ulong(argument) for argument in filled)))


@functools.cache
def libc() -> ctypes.CDLL:
    """The C library, through which the kernel is asked."""
    return ctypes.CDLL(None, use_errno=True)


def _word(argument: int | bytes | None) -> ctypes.c_char_p | ctypes.c_ulong:
    return ctypes.c_char_p(argument) if isinstance(argument, bytes) else ctypes.c_ulong(argument or 0)


def checked(result: int) -> int:
    """What a function of the C library gave. Raises OSError where it says that it failed."""
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
