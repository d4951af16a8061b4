"""Which notebooks are open in JupyterLab: it would write its own version over a new one when it saves.

Every Jupyter server of this user leaves a small file with its address and its token in Jupyter's runtime folder. The servers that show
the workbook are asked on this machine which notebooks have a kernel (its sessions) and which stand in a tab (its workspaces).
"""

import json
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

SECONDS_TO_ANSWER = 2.0


@dataclass(frozen=True)
class OpenNotebooks:
    """The open notebooks' paths, and the address of a server on this folder that did not say which those are, or None."""

    paths: frozenset[PurePath]
    silent: str | None = None

    def why_not(self, path: Path) -> str | None:
        """Why the notebook at `path` must not be written now, or None if it may be."""
        if Path(os.path.realpath(path)) in self.paths:
            return "it is open in JupyterLab, which could write over it. Stop JupyterLab (Ctrl-C twice where it runs)"
        if self.silent:
            return f"a Jupyter server ({self.silent}) shows this folder and does not say what is open there. Stop it"
        return None


def open_notebooks(folder: Path) -> OpenNotebooks:
    """Ask the Jupyter servers of this machine which notebooks in `folder` are open."""
    folder = Path(os.path.realpath(folder))
    paths: set[PurePath] = set()
    silent = None
    for server in _servers():
        root = Path(os.path.realpath(server["root_dir"]))
        if not is_inside(folder, root):
            continue
        try:
            paths.update(file_of(root, path) for path in _open_paths(server))
        except (OSError, ValueError, HTTPException) as problem:
            # Refused, or gone: the server has ended without tidying up, and whoever answers at its address is somebody else.
            refused = isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, ConnectionRefusedError)
            if not refused and not _has_ended(server):
                silent = server["url"]
    return OpenNotebooks(frozenset(paths), silent)


def is_inside(folder: PurePath, root: PurePath) -> bool:
    """Tell whether `folder` is `root` or lies in it."""
    return folder == root or root in folder.parents


def file_of(root: PurePath, path: str) -> PurePath:
    """The file that a server on the folder `root` calls `path`, which has forward slashes on every system.

    The servers of VS Code put a word behind the name, and those for working together one before it.
    """
    path = re.sub(r"(\.ipynb)-jvsc-.*$", r"\1", path.removeprefix("RTC:"))
    return root.joinpath(*PurePosixPath(path.lstrip("/")).parts)


def _servers() -> Iterator[dict]:
    """What the servers of this user have told of themselves; some may have ended without taking that back."""
    from jupyter_core.paths import jupyter_runtime_dir

    for path in sorted(Path(jupyter_runtime_dir()).glob("jpserver-*.json")):
        try:
            server, told = json.loads(path.read_text(encoding="utf-8")), path.stat().st_mtime
        except (OSError, ValueError):  # just being written, or taken away
            continue
        if isinstance(server, dict) and all(isinstance(server.get(key), str) for key in ("url", "token", "root_dir")):
            yield {**server, "told": told}


def _has_ended(server: dict) -> bool:
    """Tell whether the process of a server is gone, going by its number, which by now may be another process's."""
    import psutil  # which comes with ipykernel

    number = server.get("pid")
    if type(number) is not int or number <= 0:
        return False
    try:
        return psutil.Process(number).create_time() > server["told"] + SECONDS_TO_ANSWER
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False


def _open_paths(server: dict) -> Iterator[str]:
    """The paths that a server calls open. Raises OSError, ValueError or HTTPException if it answers as no Jupyter server does."""
    sessions = _ask(server, "api/sessions")
    if not isinstance(sessions, list) or not all(isinstance(session, dict) and "path" in session for session in sessions):
        raise ValueError("what the server says is no list of sessions")
    yield from (str(session["path"]) for session in sessions)
    try:
        workspaces = _ask(server, "lab/api/workspaces")
    except urllib.error.HTTPError as problem:
        if problem.code != 404:  # a server without JupyterLab has no tabs
            raise
    else:
        # Each tab is named "notebook:PATH" somewhere in the layout, whose form depends on JupyterLab's version.
        for _, path in re.findall(r'"(notebook|editor):([^"]+\.(?:ipynb|py))"', json.dumps(workspaces, ensure_ascii=False)):
            yield path


def _ask(server: dict, what: str) -> Any:
    if not server["url"].startswith(("http://", "https://")):
        raise ValueError("a server that listens at a file cannot be asked this way")
    # A certificate that a learner made for their own machine is signed by nobody.
    context = ssl._create_unverified_context() if server["url"].startswith("https:") else None
    handlers = [urllib.request.ProxyHandler({}), *([urllib.request.HTTPSHandler(context=context)] if context else [])]
    request = urllib.request.Request(server["url"] + what, headers={"Authorization": f"token {server['token']}"})
    with urllib.request.build_opener(*handlers).open(request, timeout=SECONDS_TO_ANSWER) as answer:
        return json.loads(answer.read().decode("utf-8"))
