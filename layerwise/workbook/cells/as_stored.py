"""A notebook that is opened and only read is not changed: its kernel describes its language in the words that the file has already.

JupyterLab writes into each notebook what the kernel says of its language, the version of Python included. Where that differs from what
the file says, an unread notebook counts as changed, and closing it asks whether to save.
"""

import json
from typing import Any

from layerwise.workbook.notebook import own_notebook, shell

MOST_BYTES = 50_000_000


def describe_as_stored() -> None:
    """Have this kernel describe its language as its notebook's file does. A file of another language, or none, changes nothing."""
    kernel = getattr(shell(), "kernel", None)
    described = _language_of_own_notebook()
    if kernel is not None and described.get("name") == "python":
        kernel.language_info = described


def _language_of_own_notebook() -> dict[str, Any]:
    path = own_notebook()
    try:
        if path is None or path.stat().st_size > MOST_BYTES:
            return {}
        described = json.loads(path.read_text(encoding="utf-8"))["metadata"]["language_info"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    return described if isinstance(described, dict) else {}
