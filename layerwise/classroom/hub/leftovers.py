"""What a learner's server leaves behind when it ends: notebooks that were not shut down, and programs that these have started.

They become children of whoever runs the workshop, who has asked for that (`isolation.kernel.adopt_orphans`).
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Collection

import psutil  # which comes with ipykernel

_SECONDS = 3


async def end_leftovers(in_use: Callable[[], Collection[int]]) -> None:
    """End the processes that have come to this one when their parents ended, and what they have started. `in_use` gives the numbers of
    those that this process has started itself. While they end, others are served.
    """
    this = psutil.Process()
    for _ in range(10):  # who has just lost a parent may come while the others are ended
        left = [child for child in this.children() if child.pid not in in_use()]
        if not left:
            return
        everything = [*left, *(below for child in left for below in _below(child))]
        for process in everything:
            with contextlib.suppress(psutil.Error):
                process.kill()
        await asyncio.to_thread(psutil.wait_procs, everything, timeout=_SECONDS)
        for child in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child.pid, os.WNOHANG)


def _below(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children(recursive=True)
    return []
