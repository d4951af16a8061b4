"""What a process can do to itself so that the code it is about to run can do no harm. For good: nothing of it can be taken back.

    close_files()     Landlock: no file, no folder, no TCP, no signal to others
    close_kernel()    seccomp: of the kernel's services only those that reckoning takes
    set_limits(...)   rlimits: memory, time, and no file can be written to

Plain calls to the kernel, since there is no well-kept library for Landlock. Each raises OSError where the system has it not; whether it
really holds is tried by `attempts`.
"""

import contextlib
import ctypes
import functools
import os
import struct
import sys
from collections.abc import Iterable

PARTS = ("Landlock", "seccomp", "limits")

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _PR_SET_DUMPABLE = 1, 38, 22, 4
_SIGKILL = 9
_NOBODY = 65534


def protect(parts: Iterable[str], memory: int, cpu_seconds: int, parent: int | None = None) -> None:
    """Put on these parts of the protection. With `parent`, the number of a process, this one ends when that one does."""
    if "limits" in parts:
        set_limits(memory, cpu_seconds)
    if parent is not None:
        die_with_parent(parent)  # after the limits, since whoever becomes somebody else has to ask for it again
    if "Landlock" in parts:
        close_files()
    if "seccomp" in parts:
        close_kernel()


def get_ready() -> None:
    """Reckon once, before a process is copied, what each copy needs to protect itself."""
    if sys.platform == "linux":
        _libc()
        with contextlib.suppress(OSError):  # it is told when it is needed
            _filter(os.uname().machine)


def die_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent, the process of this number, ends."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


# --- limits ----------------------------------------------------------------------------------------------------------------------


def set_limits(memory: int, cpu_seconds: int) -> None:
    """So many bytes more than now, so many seconds of work; no file is written to, no process started. root becomes nobody first."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):  # inside bubblewrap there is nobody else to become
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
    most = {
        "RLIMIT_AS": memory_in_use() + memory,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, limit in most.items():
        if hasattr(resource, name) and not (name == "RLIMIT_AS" and sys.platform == "darwin"):  # macOS refuses it
            resource.setrlimit(getattr(resource, name), (limit, limit))
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def memory_in_use() -> int:
    """How many bytes of addresses this process has; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


# --- Landlock ----------------------------------------------------------------------------------------------------------------------

_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446  # the same on every kind of machine
_VERSION = 1  # the flag that asks for it
# From which version on the kernel knows of a file's nth right, of TCP, and of signals and abstract sockets.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
_TCP_FROM, _SIGNALS_FROM = 4, 6


def close_files() -> None:
    """Forbid all that this kernel's Landlock can forbid, and allow nothing."""
    version = _syscall(_LANDLOCK_CREATE, None, 0, _VERSION)
    rights = max(count for since, count in _FILE_RIGHTS.items() if since <= version)
    rules = struct.pack("=Q", (1 << rights) - 1)
    if version >= _TCP_FROM:
        rules += struct.pack("=Q", 0b11)
    if version >= _SIGNALS_FROM:
        rules += struct.pack("=Q", 0b11)
    ruleset = _syscall(_LANDLOCK_CREATE, rules, len(rules), 0)
    try:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _syscall(_LANDLOCK_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


# --- seccomp -----------------------------------------------------------------------------------------------------------------------

# What Python and NumPy ask of the kernel once they are loaded: memory, the clock, chance, and the one connection that is open. Opening,
# looking up, starting, connecting and signalling are not among it. The numbers are those of x86-64 and of ARM64.
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "poll": (7, None),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "times": (100, 153),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "ppoll": (271, 73),
    "getrandom": (318, 278),
}
# Memory is handed out, but not to run code in.
_WITHOUT_EXECUTION = {"mmap": (9, 222), "mprotect": (10, 226)}
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_PROT_EXEC = 4

_LOAD, _EQUAL, _HAS_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _THIRD_ARGUMENT_AT = 0, 4, 32
_ALLOW, _END_PROCESS = 0x7FFF0000, 0x80000000
_REFUSE = 0x00050000 | 1  # as EPERM, which Python tells as PermissionError


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def close_kernel() -> None:
    """Have the kernel refuse this process everything but _ALLOWED."""
    code = _filter(os.uname().machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_SECCOMP, 2, ctypes.addressof(program))


@functools.cache
def _filter(machine: str) -> bytes:
    """The filter, as a program for the kernel: eight bytes an instruction."""
    if machine not in _MACHINES:
        raise OSError(f"nobody has written down the kernel's numbers for {machine}")
    column, arch = _MACHINES[machine]
    lines = [(_LOAD, 0, 0, _MACHINE_AT), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _END_PROCESS), (_LOAD, 0, 0, _NUMBER_AT)]
    for number in (numbers[column] for numbers in _ALLOWED.values()):
        if number is not None:
            lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for numbers in _WITHOUT_EXECUTION.values():
        lines += [(_EQUAL, 0, 4, numbers[column]), (_LOAD, 0, 0, _THIRD_ARGUMENT_AT), (_HAS_BIT, 0, 1, _PROT_EXEC)]
        lines += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    lines += [(_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


# --- calls -------------------------------------------------------------------------------------------------------------------------


def _syscall(number: int, *arguments: int | bytes | None) -> int:
    return _checked(_libc().syscall(ctypes.c_long(number), *map(_word, arguments)))


def _prctl(option: int, *arguments: int) -> int:
    filled = [*arguments, 0, 0, 0, 0][:4]
    return _checked(_libc().prctl(ctypes.c_int(option), *(ctypes.c_ulong(argument) for argument in filled)))


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _word(argument: int | bytes | None) -> ctypes.c_char_p | ctypes.c_ulong:
    return ctypes.c_char_p(argument) if isinstance(argument, bytes) else ctypes.c_ulong(argument or 0)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
