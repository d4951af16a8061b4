"""seccomp: the services of the kernel that a process gives up, and with it all that it will start.

    only(ALLOWED)      all but these
    all_but(REFUSED)   these alone

A service that was given up is refused as EPERM, which Python tells as PermissionError; a `quiet` one does nothing and says it was done.
"""

import ctypes
import functools
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from layerwise.classroom.isolation.kernel import gain_no_rights, process_control


@dataclass(frozen=True)
class Service:
    """A service of the kernel, by its number on x86-64 and on ARM64; None where there is none.

    where  an argument and a test of it: the service is meant only where the argument passes it
    """

    name: str
    on_x86_64: int | None
    on_arm64: int | None
    where: "tuple[int, Test] | None" = None
    quiet: bool = False


@dataclass(frozen=True)
class Test:
    """A test of an argument: `equal` to a number, or with a bit of it (`has`); with `negated`, where that is not so."""

    equal: int | None = None
    has: int | None = None
    negated: bool = False


_PR_SET_SECCOMP = 22
_MACHINES = {"x86_64": ("on_x86_64", 0xC000003E), "aarch64": ("on_arm64", 0xC00000B7)}
_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16
_ALLOW, _END_PROCESS = 0x7FFF0000, 0x80000000
_DO_NOTHING = 0x00050000
_REFUSE = _DO_NOTHING | 1
# On x86-64 each service has a second number, from here on, for programs of another kind. Nobody has them.
_OTHER_PROGRAMS = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def only(services: Iterable[Service]) -> None:
    """Have the kernel refuse this process everything but these."""
    _put_on(program(os.uname().machine, tuple(services), _ALLOW, _REFUSE))


def all_but(services: Iterable[Service]) -> None:
    """Have the kernel refuse this process these."""
    _put_on(program(os.uname().machine, tuple(services), _REFUSE, _ALLOW))


def get_ready_for_only(services: Iterable[Service]) -> None:
    """Reckon the filter once, before a process is copied, so that no copy has to. Raises OSError where there is none."""
    program(os.uname().machine, tuple(services), _ALLOW, _REFUSE)


@functools.cache
def program(machine: str, services: tuple[Service, ...], for_these: int, for_others: int) -> bytes:
    """The filter, as a program for the kernel: eight bytes an instruction."""
    if machine not in _MACHINES:
        raise OSError(f"nobody has written down the kernel's numbers for {machine}")
    column, arch = _MACHINES[machine]
    lines = [(_LOAD, 0, 0, _MACHINE_AT), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _END_PROCESS), (_LOAD, 0, 0, _NUMBER_AT)]
    lines += [(_AT_LEAST, 0, 1, _OTHER_PROGRAMS), (_RETURN, 0, 0, _REFUSE)]
    for service in services:
        number = getattr(service, column)
        if number is None:
            continue
        for_this = _DO_NOTHING if service.quiet else for_these
        if service.where is None:
            lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, for_this)]
            continue
        argument, test = service.where
        jump, wanted = (_EQUAL, test.equal) if test.equal is not None else (_HAS_BIT, test.has)
        passed, failed = (for_others, for_this) if test.negated else (for_this, for_others)
        # The lower half of the argument: the kernel takes these as 32-bit numbers.
        lines += [(_EQUAL, 0, 4, number), (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument), (jump, 0, 1, wanted or 0)]
        lines += [(_RETURN, 0, 0, passed), (_RETURN, 0, 0, failed)]
    lines += [(_RETURN, 0, 0, for_others)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _put_on(code: bytes) -> None:
    buffer = ctypes.create_string_buffer(code, len(code))
    filled = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    gain_no_rights()
    process_control(_PR_SET_SECCOMP, 2, ctypes.addressof(filled))
