"""ES modules on their way to the browser.

A widget is sent to the browser as one text, and in such a text `import … from "./axes.js"` leads nowhere. So the text takes along all
modules that it imports, and loader.js, which stands above them, gives each an address of its own once it is there. No module is
changed but for these addresses: names stay where they are, and what is not exported is not seen from outside.
"""

import json
import re
from graphlib import TopologicalSorter
from pathlib import Path

LOADER = Path(__file__).with_name("loader.js")
IMPORTED = re.compile(r'^((?:import|export)\b[^;"]*\bfrom\s+|import\s+)"([^"]+)"', re.MULTILINE)


def bundled(script: Path) -> str:
    """The text of a module that holds `script` and all that it imports, and has the same default export."""
    imports = _imports(script.resolve())
    numbers = {path: number for number, path in enumerate(TopologicalSorter(imports).static_order())}
    modules = [_pieces(path, numbers) for path in numbers]
    return f"{_read(LOADER)}\nexport default (await load({json.dumps(modules, ensure_ascii=False)})).default;\n"


def _imports(script: Path) -> dict[Path, list[Path]]:
    """`script` and every module that it needs, each with those that it imports itself."""
    found: dict[Path, list[Path]] = {}
    waiting = [script]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = [_beside(path, address) for _, address in IMPORTED.findall(_read(path))]
            waiting += found[path]
    return found


def _pieces(path: Path, numbers: dict[Path, int]) -> list[str | int]:
    """The text of a module, cut where the address of an imported one belongs; there stands its number."""
    pieces: list[str | int] = []
    end, text = 0, _read(path)
    for match in IMPORTED.finditer(text):
        pieces += [text[end : match.start()] + match[1] + '"', numbers[_beside(path, match[2])]]
        end = match.end() - 1
    # The name by which the browser's console calls it.
    return [*pieces, f"{text[end:]}//# sourceURL=layerwise/{path.name}\n"]


def _beside(path: Path, address: str) -> Path:
    """The file that `path` imports by a relative address. No other address can be imported, since the course works offline."""
    if not address.startswith(("./", "../")):
        raise ValueError(f'{path.name} imports "{address}"; it can only import a file of the course, as in "./axes.js".')
    imported = (path.parent / address).resolve()
    if not imported.is_file():
        raise ValueError(f'{path.name} imports "{address}", and there is no such file.')
    return imported


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
