"""A process that dies at any of its changes of the file system."""

import os
import sys

import pytest

needs_posix = pytest.mark.skipif(os.name == "nt", reason="forks, signals and permissions of POSIX systems")
CHANGES = ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod")


def killed_at(number: int, do) -> bool:
    """Run `do` in a process of its own that dies before its change of the file system with this number. Return whether it died.

    A write counts too: then half of what was written is on the disk.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = number

    def count() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    def watch(event, arguments):
        reads = event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if event in CHANGES and not reads and count():
            os._exit(9)

    def fsync(descriptor):
        if count():
            os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
            os._exit(9)

    try:
        os.fsync = fsync
        sys.addaudithook(watch)
        do()
        os._exit(0)
    finally:
        os._exit(1)
