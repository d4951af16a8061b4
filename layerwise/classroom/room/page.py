"""The page: served to a browser as it is, or written as one file that needs nothing else."""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from layerwise.ground import browser as shared
from layerwise.ground.browser.modules import bundled

_FOLDER = Path(__file__).with_name("browser")
# What the modules import from elsewhere in the package: a browser asks for it here, as there is nothing above the top of an address.
_ELSEWHERE = {"ground/browser/elements.js": Path(shared.__file__).with_name("elements.js")}
_KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_STYLE, _SCRIPT = '<link rel="stylesheet" href="room.css">', '<script type="module" src="room.js"></script>'
# By this a file is known again that was written here, and may be written anew.
MADE_HERE = '<meta name="generator" content="Layerwise: a class">'


@cache
def file(name: str) -> tuple[str, str]:
    """The kind and the text of a file of the page, which itself is called "view". Raises KeyError for any other name."""
    path = _ELSEWHERE.get(name) or _FOLDER / ("room.html" if name == "view" else name)
    if name not in _ELSEWHERE and (path.parent != _FOLDER or path.suffix not in _KINDS or not path.is_file()):
        raise KeyError(name)
    return _KINDS[path.suffix], path.read_text(encoding="utf-8")


def in_one_file(picture: dict[str, Any]) -> str:
    """The page of a picture that does not change, with all that it needs."""
    _, page = file("view")
    style, script = file("room.css")[1], bundled(_FOLDER / "room.js")
    # What a module loads is another one, at an address that the browser makes up for it.
    policy = f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}' blob:"
    # In JSON every "<" stands in a text, where it may as well be spelled out: so no text can end the script.
    data = json.dumps(picture, ensure_ascii=False).replace("<", "\\u003c")
    parts = {
        MADE_HERE: f'{MADE_HERE}\n<meta http-equiv="Content-Security-Policy" content="{policy}">',
        _STYLE: f"<style>{style}</style>",
        _SCRIPT: f'<script type="application/json" id="picture">{data}</script>\n<script type="module">{script}</script>',
    }
    for mark, part in parts.items():
        before, found, after = page.partition(mark)
        assert found, mark
        page = before + part + after
    return page


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
