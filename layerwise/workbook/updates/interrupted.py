"""What JupyterLab leaves when it is killed in the middle of a save: half a notebook, and beside it the whole one from before."""

from pathlib import Path

from layerwise.ground.files import aside, write_whole
from layerwise.ground.notebooks import NotANotebook, read


def mend_interrupted_saves(lessons: list[Path]) -> list[str]:
    """Put back each notebook whose save was cut off, and keep what was half written; return a sentence for each. Raises OSError."""
    sentences = []
    for path in lessons:
        before = path.with_name(f".~{path.name}")  # where JupyterLab puts the notebook while it writes the new one
        if not before.is_file() or _is_notebook(path) or not _is_notebook(before):
            continue
        kept = aside(path)
        path.replace(kept)
        write_whole(path, before.read_bytes())
        before.unlink()
        sentences.append(f"JupyterLab was stopped while it saved {path.name}. It is as it was before; the half is kept as {kept.name}.")
    return sentences


def _is_notebook(path: Path) -> bool:
    try:
        read(path.read_bytes())
    except NotANotebook:
        return False
    return True
