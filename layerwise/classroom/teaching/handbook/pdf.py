"""Pages as PDF, printed by the Chromium of this machine, where there is one."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from layerwise.ground import chromium

SECONDS = 120


def of(pages: Mapping[str, str], tell: Callable[[str], None]) -> dict[str, bytes]:
    """A PDF of each page, by its file's name; none where there is no Chromium, which `tell` is told."""
    if chromium.PATH is None:
        tell("There is no Chromium here to make PDFs with. Open the pages in your browser and print them: they are made for A4.")
        return {}
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for page, content in pages.items():
            (folder / page).write_text(content, encoding="utf-8")
        for page in pages:
            printed = _print(folder / page, folder)
            if printed is None:
                tell(f"{chromium.PATH} made no PDF. Open the pages in your browser and print them: they are made for A4.")
                return made
            made[Path(page).with_suffix(".pdf").name] = printed
    return made


def _print(page: Path, folder: Path) -> bytes | None:
    """The page's PDF, or None where Chromium made none."""
    target = page.with_suffix(".pdf")
    # As root, as in a container, Chromium does not start with its sandbox. It is shown nothing but our own pages.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    options = [*as_root, "--headless", "--no-pdf-header-footer", f"--print-to-pdf={target}", f"--user-data-dir={folder / 'profile'}"]
    command = [str(chromium.PATH), *chromium.ARGUMENTS, *options, page.as_uri()]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return target.read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
