"""The files of the slides: a page for each lesson, in which everything is that it needs, and one that lists them."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from layerwise.classroom.teaching.material import Material
from layerwise.classroom.teaching.slides import deck, paper
from layerwise.classroom.teaching.templates import templates
from layerwise.course import LESSONS, Lesson
from layerwise.ground.browser.modules import bundled

_HERE = Path(__file__).parent


def name_of(lesson: Lesson) -> str:
    """The file of a lesson's slides."""
    return f"{lesson.stem}.html"


def of(materials: list[Material], there: Collection[Lesson] = ()) -> dict[str, str]:
    """The files of the slides by their names: one a lesson, and index.html, which lists them and those that are there already."""
    decks = {material.lesson: deck.of(material) for material in materials}
    listed = [(lesson, name_of(lesson), decks.get(lesson)) for lesson in LESSONS if lesson in decks or lesson in there]
    index = templates(_HERE / "templates").get_template("index.html").render(lessons=listed)
    return {name_of(lesson): _page(made) for lesson, made in decks.items()} | {"index.html": index}


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
