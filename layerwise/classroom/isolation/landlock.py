"""Landlock: the files, TCP ports and signals that a process closes to itself, and to all that it will start.

    enclose()                                       all of it that this kernel's Landlock can close
    enclose(read=[...], write=[...], bind=[...])    all but these

Processes that were enclosed apart cannot look into each other either, though they belong to one user.
"""

import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from layerwise.classroom.isolation.kernel import call, gain_no_rights

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every kind of machine
_VERSION = 1  # the flag that asks for it
# From which version on the kernel knows of a file's nth right, of TCP, and of signals and abstract sockets.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
TCP_FROM, SIGNALS_FROM = 4, 6

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_MAKE_DEVICES = 1 << 6 | 1 << 11
_FOR_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_READING = _EXECUTE | _READ_FILE | _READ_FOLDER
_BIND, _CONNECT = 1 << 0, 1 << 1
_BELOW_A_PATH, _AT_A_PORT = 1, 2


def version() -> int:
    """Which Landlock this kernel has."""
    return call(_CREATE, None, 0, _VERSION)


def enclose(read: Iterable[Path] = (), write: Iterable[Path] = (), bind: Iterable[int] = (), connect: Iterable[int] = ()) -> None:
    """Forbid all that this kernel's Landlock can forbid, but for what is named: reading and running what lies below some paths, writing
    below others, listening at some TCP ports and connecting to some. A path that is not there is passed over."""
    known = version()
    rights = (1 << max(count for since, count in _FILE_RIGHTS.items() if since <= known)) - 1
    rules = struct.pack("=Q", rights)
    if known >= TCP_FROM:
        rules += struct.pack("=Q", _BIND | _CONNECT)
    if known >= SIGNALS_FROM:
        rules += struct.pack("=Q", 0b11)
    ruleset = call(_CREATE, rules, len(rules), 0)
    try:
        for path in read:
            _allow_path(ruleset, path, rights & _READING)
        for path in write:
            _allow_path(ruleset, path, rights & ~_MAKE_DEVICES)
        if known >= TCP_FROM:
            ports = {port: _BIND for port in bind}
            for port in connect:
                ports[port] = ports.get(port, 0) | _CONNECT
            for port, allowed in ports.items():
                call(_ADD, ruleset, _AT_A_PORT, struct.pack("=QQ", allowed, port), 0)
        gain_no_rights()
        call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow_path(ruleset: int, path: Path, allowed: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            allowed &= _FOR_FILES
        call(_ADD, ruleset, _BELOW_A_PATH, struct.pack("=Qi", allowed, place), 0)
    finally:
        os.close(place)
