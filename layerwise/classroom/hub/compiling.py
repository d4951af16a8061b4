"""Compiles what learners' servers and notebooks import, so that each does not do it again: they may not write where Python keeps that.

python -P -m layerwise.classroom.hub.compiling     imports all of it, and compiles what was not
"""

import contextlib
import importlib
import importlib.util
import os
import py_compile
import subprocess
import sys
import sysconfig
from pathlib import Path

_IMPORTED = (
    *("jupyterhub.singleuser", "jupyterlab.labapp", "jupyterlab.handlers.announcements", "jupyter_lsp", "jupyter_server_terminals"),
    *("notebook_shim", "ipykernel.ipkernel", "ipykernel.kernelapp", "ipywidgets", "anywidget", "matplotlib.pyplot", "matplotlib_inline"),
    *(
        "layerwise.cli",
        "layerwise.exercises",
        "layerwise.questions",
        "layerwise.explorers",
        "layerwise.figures",
        "layerwise.workbook.opening",
    ),
)
# Where these were compiled, so was the rest.
_SIGNS = (
    "jupyterhub/singleuser/extension.py",
    "jupyterlab/labapp.py",
    "jinja2/compiler.py",
    "alembic/command.py",
    "IPython/core/completer.py",
)


def compile_ahead() -> None:
    """Compile what has not been, which takes some seconds the first time."""
    installed = Path(sysconfig.get_path("purelib"))
    if not all(Path(importlib.util.cache_from_source(str(installed / sign))).exists() for sign in _SIGNS):
        subprocess.run([sys.executable, "-P", "-m", __name__], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _compile_what_is_loaded() -> None:
    for name in _IMPORTED:
        with contextlib.suppress(Exception):  # what is not installed here, nobody imports
            importlib.import_module(name)
    for module in list(sys.modules.values()):
        source, compiled = getattr(module, "__file__", None), getattr(module, "__cached__", None)
        if source and compiled and not os.path.exists(compiled):
            with contextlib.suppress(OSError, py_compile.PyCompileError):
                py_compile.compile(source, compiled)


if __name__ == "__main__":
    os.umask(0o022)  # everybody reads it
    _compile_what_is_loaded()
