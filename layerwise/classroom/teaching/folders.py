"""Writing what was made into a folder: what the same command wrote there before is replaced, and nothing else is."""

from collections.abc import Mapping
from pathlib import Path

from layerwise.ground.files import read_file, write_all


class FolderTrouble(Exception):
    """Why nothing was written, and what to do, in sentences."""


def mark(command: str) -> str:
    """What stands in each page that a command writes, so that it knows its own."""
    return f'<meta name="generator" content="layerwise {command}">'


def write(folder: Path, contents: Mapping[str, str | bytes], command: str) -> None:
    """Write files into `folder`. One of the same name that somebody else has made is never replaced. Raises FolderTrouble, and OSError."""
    foreign = [name for name in contents if not _is_ours(folder / name, command)]
    if foreign:
        raise FolderTrouble(
            f"In {folder} there is already {', '.join(foreign)}, which `layerwise {command}` has not made.\n"
            f"Nothing was written. Move it away, or name another folder: layerwise {command} -o FOLDER"
        )
    folder.mkdir(parents=True, exist_ok=True)
    write_all({folder / name: content for name, content in contents.items()})


def _is_ours(path: Path, command: str) -> bool:
    """Whether this place is free, or has what the command wrote. A PDF is ours where the page that it was printed from is."""
    content = read_file(path)
    if content is None:
        return True
    if path.suffix == ".html":
        return mark(command).encode() in content[:2000]
    page = read_file(path.with_suffix(".html"))
    return page is not None and mark(command).encode() in page[:2000]
