"""A learner's notebooks: on ports of their own, and each enclosed in what its server is. Runs in the server, as jupyter/ tells it to.

What a notebook prints is sent to whoever connects to a port of it, so nobody else may reach that port: Landlock lets each learner's
processes connect to their own ports only, which therefore have to be known before.
"""

import functools
import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Bool

from layerwise.classroom.hub.enclosure import VARIABLE, Enclosure
from layerwise.classroom.hub.ports import is_free


class EnclosedKernel(ServerKernelManager):
    """Starts a notebook's kernel on the next of the learner's ports that are free, enclosed."""

    cache_ports = Bool(False)  # which would look for others

    def write_connection_file(self, **keywords: Any) -> None:
        """Write where the kernel is to be reached."""
        for name in ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port"):
            if not getattr(self, name):
                setattr(self, name, next_free_port())
        super().write_connection_file(**keywords)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command that starts the kernel."""
        command = super().format_kernel_cmd(extra_arguments)
        server = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"]).port or 0
        notebook = _enclosure().of_a_notebook(server)
        return notebook.command(command) if notebook.parts else command


def next_free_port() -> int:
    """The next of the learner's ports that is free, round and round, so that one that was just given out comes last again."""
    for _ in _ports():
        port = next(_rounds())
        if is_free(port):
            return port
    raise OSError("Too many notebooks run at a time. Shut some down: in JupyterLab, choose Kernel > Shut Down Kernel in each.")


@functools.cache
def _rounds() -> Iterator[int]:
    return cycle(_ports())


def _ports() -> range:
    first, last = _enclosure().ports
    return range(first, last + 1)


def _enclosure() -> Enclosure:
    return Enclosure.told(os.environ[VARIABLE])
