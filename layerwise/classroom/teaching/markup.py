"""Markdown as the lessons have it, as HTML that needs nothing from the network: formulas become MathML, which browsers draw themselves."""

import re
import sys
from functools import cache
from typing import Any

from layerwise.ground.words import escaped

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\n]*\)")
# What can stand before a minus that is a sign and takes nothing away.
_OPENS = r"(?:&#x00028;|\(|\[|=|,|&#x000B7;|&#x0002C;|&#x02190;|&#x0003D;)"
_SIGN = re.compile(rf"(<mo(?: [^>]*)?>{_OPENS}</mo>(?:<mspace[^>]*/?>(?:</mspace>)?)?)<mo>&#x02212;</mo>")
_FIRST_SIGN = re.compile(r"(<(?:mrow|mtd|math[^>]*)>)<mo>&#x02212;</mo>")
# A formula with what stands right behind it, such as a full stop, which must not begin a line.
_WITH_POINT = re.compile(r"<math\b(?:(?!</math>).)*</math>[^\s<]+", re.DOTALL)
_PREFIX = '<mo form="prefix">&#x02212;</mo>'


class NoFormulas(Exception):
    """Formulas cannot be made on this machine; the sentence says what to do."""


def plain(markdown: str) -> str:
    """Markdown without what is there for the press, and without the addresses of links."""
    return _LINK.sub(r"\1", _COMMENT.sub("", markdown)).strip()


def html(markdown: str) -> str:
    """A piece of Markdown as HTML."""
    made = _reader()(plain(markdown)).strip()
    return _WITH_POINT.sub(lambda match: f'<span class="whole">{match[0]}</span>', made)


def inline(markdown: str) -> str:
    """A sentence or two of Markdown as HTML, without a paragraph around them."""
    return html(re.sub(r"\s*\n\s*", " ", plain(markdown))).removeprefix("<p>").removesuffix("</p>")


@cache
def formula(tex: str, block: bool = False) -> str:
    """A formula as MathML. Raises NoFormulas where the package that reads TeX is not installed."""
    try:
        from latex2mathml.converter import convert
    except ImportError:
        raise NoFormulas(
            "Formulas need the package latex2mathml, which is not installed. Install it, which needs the network once:\n"
            f"{sys.executable} -m pip install latex2mathml"
        ) from None
    made = convert(tex.strip(), display="block" if block else "inline")
    return _FIRST_SIGN.sub(rf"\1{_PREFIX}", _SIGN.sub(rf"\1{_PREFIX}", made))


@cache
def code(source: str) -> str:
    """Python as HTML with its parts in classes of their own, whose looks a style sheet gives."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")


@cache
def _reader() -> Any:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def inline_math(self, text: str) -> str:
            return formula(text)

        def block_math(self, text: str) -> str:
            return formula(text, block=True)

        def block_code(self, source: str, info: str | None = None) -> str:
            shown = code(source.rstrip("\n")) if (info or "").startswith("python") else escaped(source.rstrip("\n"))
            return f"<pre>{shown}</pre>\n"

    return mistune.create_markdown(renderer=Renderer(escape=False), plugins=["table", "math"])
