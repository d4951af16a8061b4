"""Every number in the prose is what the code computes.

A number may be asserted: `the sum is 1.25<!-- = weighted_sum(x, w) -->`. The expression is evaluated where it stands, after all the
code above it (`<!-- later = ... -->`: at the end of the lesson), and has to agree with the number as far as that is written out.
Any other number of the prose has to occur in the lesson's code or in what the code shows.
"""

import ast
import html.parser
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from layerwise.press.source import Cell, Lesson, LessonError, blank_fences, comments

_NUMBER = re.compile(
    r"(?<![\w.])(?:(?<![\w.)\]}'])[-−–+])?"  # a sign belongs to the number unless something stands right before it: 3-5, x-1
    r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![0-9])"
)
_PERCENT = re.compile(r"(?:\\[,;])?\s*\\?%|\s+per\s?cent\b")
_BEFORE_COMMENT = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<percent>{_PERCENT.pattern})?[\s`$*_,)\]}}]*$")
_ASSERTION = re.compile(r"\s*(?P<later>later\s*)?=(?!=)\s*(?P<expression>.+?)\s*$", re.DOTALL)
_PRODUCED = re.compile(r"(?<![0-9.])(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")

_AND = r"\s*(?:,|and|or|to|–|-|→)\s*(?:and\s+|or\s+)?"
_LABEL = r"[0-9]{1,2}(?!\.?[0-9])"
# A year, and not 2000 of something.
_YEAR = r"\b(?:19|20)[0-9][0-9](?!\.?[0-9])(?!\s+(?:g|mm|cm|steps|epochs|rows|birds|penguins|samples|examples|pictures|times|numbers)\b)"
# What is written with digits and counts nothing: each pattern's match is left out of the search.
_EXEMPT = [
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"^#{1,6}\s.*$", re.MULTILINE),  # headings
        (r"^\s*(?:>\s*)*[0-9]+[.)]\s", re.MULTILINE),  # the markers of a numbered list
        (r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", 0),  # a link's target
        (r"^\[[^\]]+\]:.*$", re.MULTILINE),
        (r"<?\bhttps?://[^\s>)]+>?", 0),
        (r"</?[A-Za-z][^<>]*>", 0),  # HTML
        (r"[\w./-]*\w\.(?:md|ipynb|py|csv|npz|npy|txt|json|png|gz|toml)\b", 0),  # files
        (rf"\b(?:lesson|exercise|step|part|figure|question|section|hint)s?\s+{_LABEL}(?:{_AND}{_LABEL})*", re.IGNORECASE),
        (r"\b(?:Python|NumPy|JupyterLab|Jupyter|matplotlib|version)\s+[0-9]+(?:\.[0-9]+)*", re.IGNORECASE),
        (r"\b[0-9]+(?:\.[0-9]+){2,}\b", 0),  # 3.11.7
        (rf"[0-9]+(?:{_AND}[0-9]+)*[\s-]*(?:minutes?|min|seconds?|hours?|days?)\b", 0),  # how long it takes a person or a machine
        (r"(?<![0-9.])0[0-9](?![0-9.])", 0),  # 03 is a lesson
        (r"\b[0-9]+(?:st|nd|rd|th)\b|\b[0-9]-?[dD]\b", 0),  # 3rd, 2-D
        (r"\\\\\[[0-9.]+(?:pt|em|ex)\]", 0),
        (r"\b10(?=\^)", 0),
        (r"(?:\^|_|\*\*)\s*(?:\{[-−+\w\s,()\[\]=]*\}|[-−+]?[0-9]+)", 0),  # exponents and indices
        (rf"{_YEAR}(?=[a-z]?\s*[);])", 0),  # (Horst, Hill and Gorman, 2020)
        (rf"\b(?:in|since|until|before|after|by)\s+{_YEAR}(?:(?:\s*[–-]\s*|\s+(?:and|to)\s+){_YEAR})?", 0),
        (rf"{_YEAR}(?:\s*[–-]\s*|\s+(?:and|to)\s+){_YEAR}", 0),
    )
]


@dataclass(frozen=True)
class Number:
    """A number as the prose writes it."""

    text: str
    percent: bool
    line: int

    @property
    def _decimal(self) -> Decimal:
        return Decimal(re.sub("[−–]", "-", self.text))

    @property
    def whole(self) -> bool:
        return self._decimal.as_tuple().exponent == 0

    def agrees_with(self, value: float) -> bool:
        """Is `value` this number, as far as its digits are written out? A percentage may be given as a fraction."""
        if self.percent and abs(value) <= 1 and self._close(100 * value):
            return True
        return self._close(value)

    def occurs_in(self, values: Iterable[float]) -> bool:
        """Is it among numbers of the code, whose sign may stand apart? A whole number has to be there as it is, not rounded."""
        size = abs(float(self._decimal))
        if self.whole and not self.percent:
            return any(value == size for value in values)
        positive = Number(self.text.lstrip("-−–+"), self.percent, self.line)
        return any(positive.agrees_with(value) for value in values)

    def _close(self, value: float) -> bool:
        exponent = self._decimal.as_tuple().exponent
        half = 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0  # what the prose writes is never infinite
        return abs(value - float(self._decimal)) <= half * (1 + 1e-9) + 1e-12 * abs(value)


@dataclass(frozen=True)
class Assertion:
    """A number and the expression that has to give it."""

    number: Number
    expression: str
    later: bool
    start: int

    def problem(self, value: float, source: str) -> str | None:
        """The sentence to show when `value`, what the expression gives, is not the number."""
        if self.number.agrees_with(value):
            return None
        written = self.number.text + (" %" if self.number.percent else "")
        return f"{source}:{self.number.line}: the text says {written}, and {self.expression} gives {value:.6g}. Correct one of them."


def assertions(cell: Cell, source: str) -> list[Assertion]:
    """The asserted numbers of a text cell. Raises LessonError where a comment asserts nothing that can be understood."""
    found, problems, covered = [], [], blank_fences(cell.text)
    for comment in comments(cell.text):
        match = _ASSERTION.match(comment[1])
        if not match:
            continue
        line = cell.line + covered.count("\n", 0, comment.start())
        before = re.sub(r"<!--.*?-->", lambda other: " " * len(other[0]), covered[: comment.start()], flags=re.DOTALL)
        number = _BEFORE_COMMENT.search(before)
        try:
            ast.parse(match["expression"], mode="eval")
        except SyntaxError as error:
            problems.append(f"{source}:{line}: the expression {match['expression']!r} is not valid Python: {error.msg}.")
            continue
        if not number:
            problems.append(f"{source}:{line}: no number stands right before <!-- = {match['expression']} -->. Put it behind its number.")
            continue
        typed = Number(number["number"], bool(number["percent"]), line)
        found.append(Assertion(typed, match["expression"], bool(match["later"]), number.start()))
    if problems:
        raise LessonError(*problems)
    return found


def unasserted(cell: Cell, source: str) -> list[Number]:
    """The numbers of a text cell that no comment asserts and that are not plainly names, dates, durations or 0, 1 and 2."""
    text = blank_fences(cell.text)
    asserted = {assertion.start: assertion.number.text for assertion in assertions(cell, source)}
    for start, typed in asserted.items():
        # Blanked first: what stands around an asserted number may be exempt, or not, on its own account.
        end = start + len(typed)
        text = text[:start] + "\0" * (end - start) + text[end:]
    for comment in comments(cell.text):
        text = text[: comment.start()] + " " * (comment.end() - comment.start()) + text[comment.end() :]
    for pattern in _EXEMPT:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found = []
    for match in _NUMBER.finditer(text):
        percent = bool(_PERCENT.match(text, match.end()))
        if match[0].lstrip("-−–+") in (("0", "100") if percent else ("0", "1", "2")):
            continue
        found.append(Number(match[0], percent, cell.line + text.count("\n", 0, match.start())))
    return found


def unproduced(lesson: Lesson, outputs: Iterable[dict]) -> list[str]:
    """A sentence for each number of the prose that occurs neither in the lesson's code nor in `outputs`, what the solved code showed."""
    values = {abs(value) for cell in lesson.cells if cell.kind == "code" for value in _literals(cell.solved())}
    values |= {float(number) for text in _shown(outputs) for number in _PRODUCED.findall(text)}
    return [
        f"{lesson.source}:{number.line}: the number {number.text}{' %' if number.percent else ''} is produced by no code of this lesson. "
        "Assert it with <!-- = expression -->, or correct it."
        for cell in lesson.cells
        if cell.kind == "markdown"
        for number in unasserted(cell, lesson.source)
        if not number.occurs_in(values)
    ]


def _literals(code: str) -> list[float]:
    # A line magic holds no literal worth reading.
    tree = ast.parse(re.sub(r"^(\s*)%\w.*$", r"\1pass", code, flags=re.MULTILINE))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [float(value) for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]


def _shown(outputs: Iterable[dict]) -> Iterable[str]:
    """What the outputs say, as text: streams, results, and of HTML what is read, text alternatives included."""
    for output in outputs:
        if "text" in output:
            yield "".join(output["text"])
        for kind, content in output.get("data", {}).items():
            if kind == "text/html":
                reader = _Reader()
                reader.feed("".join(content))
                yield " ".join(reader.read)
            elif kind.startswith("text/"):
                yield "".join(content)
        yield output.get("evalue", "")


class _Reader(html.parser.HTMLParser):
    """Collects what a reader of an HTML output is told."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("script", "style")
        self.read += [value for name, value in attrs if name in ("alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.read.append(data)
