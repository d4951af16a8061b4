"""What a learner's server leaves behind is ended, and meanwhile the Hub goes on with others."""

import asyncio
import subprocess
import sys
import time

import psutil
import pytest

from layerwise.classroom.hub import leftovers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows")


def test_others_are_served_while_it_ends_and_what_is_in_use_stays(monkeypatch):
    own = {child.pid for child in psutil.Process().children(recursive=True)}
    kept, left = (subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) for _ in range(2))
    wait = psutil.wait_procs

    def wait_on_a_slow_machine(processes, timeout):
        time.sleep(0.5)
        return wait(processes, timeout=timeout)

    monkeypatch.setattr(leftovers.psutil, "wait_procs", wait_on_a_slow_machine)
    served = []

    async def serve():
        ending = asyncio.create_task(leftovers.end_leftovers(lambda: {*own, kept.pid}))
        while not ending.done():
            served.append(time.monotonic())
            await asyncio.sleep(0.02)
        await ending

    try:
        asyncio.run(serve())
        assert len(served) > 5, "nobody was served meanwhile"
        assert not psutil.pid_exists(left.pid) and kept.poll() is None
    finally:
        for process in (kept, left):
            process.kill()
            process.wait()
