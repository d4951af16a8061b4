"""The files of the slides: a page for each lesson, in which everything is that it needs, and one that lists them."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from layerwise.classroom.teaching.material import Material
from layerwise.classroom.teaching.slides import deck, paper
from layerwise.classroom.teaching.templates import templates
from layerwise.ground.browser.modules import bundled

_HERE = Path(__file__).parent


class Page(NamedTuple):
    """The page of one lesson: its file's name, and its slides."""

    name: str
    deck: deck.Deck


def of(materials: list[Material]) -> dict[str, str]:
    """The files of the slides by their names: one a lesson, and index.html."""
    pages = [Page(f"{material.lesson.stem}.html", deck.of(material)) for material in materials]
    made = {page.name: _page(page.deck) for page in pages}
    return made | {"index.html": templates(_HERE / "templates").get_template("index.html").render(pages=pages)}


def _page(slides: deck.Deck) -> str:
    title = f"Layerwise {slides.material.lesson}"
    return templates(_HERE / "templates").get_template("deck.html").render(deck=slides, title=title, style=_style(), script=_script())


@cache
def _style() -> str:
    return f"{paper.fonts_in_css()}\n{(_HERE / 'deck.css').read_text(encoding='utf-8')}"


@cache
def _script() -> str:
    # Within a page, a text that looks like the script's end would end it.
    return bundled(_HERE / "deck.js").replace("</", "<\\/")
