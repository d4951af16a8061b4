"""A pytest plugin for runs of nbval: a kernel that dies is noticed within a second, not when the cell's time is over."""

import sys
import time
from queue import Empty

# nbformat's validation imports it where it can, which takes over two seconds of each run, to check formats that notebooks have not.
sys.modules.setdefault("rfc3987_syntax", None)

from nbval.kernel import RunningKernel  # noqa: E402

_wait_patiently = RunningKernel.get_message


def _get_message(self, stream, timeout=None):
    end = float("inf") if timeout is None else time.monotonic() + timeout
    while True:
        try:
            return _wait_patiently(self, stream, timeout=max(0.01, min(1, end - time.monotonic())))
        except Empty:
            if not self.is_alive():
                raise RuntimeError("The kernel died in this cell.") from None
            if time.monotonic() >= end:
                raise


RunningKernel.get_message = _get_message
