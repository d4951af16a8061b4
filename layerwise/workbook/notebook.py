"""The notebook that this process is the kernel of, as the front end has told it."""

import os
import sys
from pathlib import Path
from typing import Any


def shell() -> Any:
    """The IPython that runs the cells of a notebook; None where there is none, as in a plain Python. It is never imported for that."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def own_notebook() -> Path | None:
    """The path of this kernel's notebook; None where nobody has told it.

    JupyterLab and Notebook tell it in the environment, VS Code among the notebook's own names.
    """
    running = shell()
    names = running.user_ns if running is not None else {}
    told = os.environ.get("JPY_SESSION_NAME") or names.get("__vsc_ipynb_file__")
    return Path(told).absolute() if isinstance(told, str) and told else None
