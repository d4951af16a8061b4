"""What a student's process does to itself so that the code it is about to run can do no harm.

    Landlock   no file, no folder, no TCP, no signal to others
    seccomp    of the kernel's services only those that reckoning takes
    limits     memory, time, and no file can be written to

Each raises OSError where the system has it not; whether it really holds is tried by `attempts`.
"""

import contextlib
import os
import sys
from collections.abc import Iterable

from layerwise.classroom.isolation import landlock, seccomp
from layerwise.classroom.isolation.kernel import die_with_parent, libc, memory_in_use, process_control
from layerwise.classroom.isolation.seccomp import Service, Test

PARTS = ("Landlock", "seccomp", "limits")

_PR_SET_DUMPABLE = 4
_NOBODY = 65534

_PROT_EXEC = 4
# What Python and NumPy ask of the kernel once they are loaded: memory, the clock, chance, and the one connection that is open. Opening,
# looking up, starting, connecting and signalling are not among it.
_ALLOWED = (
    Service("read", 0, 63),
    Service("write", 1, 64),
    Service("close", 3, 57),
    Service("fstat", 5, 80),
    Service("poll", 7, None),
    Service("lseek", 8, 62),
    Service("munmap", 11, 215),
    Service("brk", 12, 214),
    Service("rt_sigaction", 13, 134),
    Service("rt_sigprocmask", 14, 135),
    Service("rt_sigreturn", 15, 139),
    Service("sched_yield", 24, 124),
    Service("mremap", 25, 216),
    Service("madvise", 28, 233),
    Service("nanosleep", 35, 101),
    Service("getpid", 39, 172),
    Service("exit", 60, 93),
    Service("gettimeofday", 96, 169),
    Service("getrusage", 98, 165),
    Service("times", 100, 153),
    Service("sigaltstack", 131, 132),
    Service("gettid", 186, 178),
    Service("futex", 202, 98),
    Service("sched_getaffinity", 204, 123),
    Service("restart_syscall", 219, 128),
    Service("clock_gettime", 228, 113),
    Service("clock_getres", 229, 114),
    Service("clock_nanosleep", 230, 115),
    Service("exit_group", 231, 94),
    Service("ppoll", 271, 73),
    Service("getrandom", 318, 278),
    # Memory is handed out, but not to run code in.
    Service("mmap", 9, 222, where=(2, Test(has=_PROT_EXEC, negated=True))),
    Service("mprotect", 10, 226, where=(2, Test(has=_PROT_EXEC, negated=True))),
)


def protect(parts: Iterable[str], memory: int, cpu_seconds: int, parent: int | None = None) -> None:
    """Put on these parts of the protection. With `parent`, the number of a process, this one ends when that one does."""
    if "limits" in parts:
        set_limits(memory, cpu_seconds)
    if parent is not None:
        die_with_parent(parent)  # after the limits, since whoever becomes somebody else has to ask for it again
    if "Landlock" in parts:
        landlock.enclose()
    if "seccomp" in parts:
        seccomp.only(_ALLOWED)


def get_ready() -> None:
    """Reckon once, before a process is copied, what each copy needs to protect itself."""
    if sys.platform == "linux":
        libc()
        with contextlib.suppress(OSError):  # it is told when it is needed
            seccomp.get_ready_for_only(_ALLOWED)


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
        process_control(_PR_SET_DUMPABLE, 0)
