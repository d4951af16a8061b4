"""The glossary: every term where it is first explained, and links to it from wherever it is met again.

A lesson marks the bold word that it defines, and names the other forms under which the term is met; regular plurals need no mention:

    The function that decides is the **activation function**<!-- term: activation -->.

The sentence becomes the term's entry, together with a formula that it announces. `<!-- term with the sentence before -->` and
`<!-- term with the next sentence -->` take in a neighbour too. Where a form means something else, `<!-- not the term -->` right
behind it says so.

A term that is used before it is defined fails the build, and so does a bold word that is neither a term nor a label.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from layerwise.press.prose import paragraphs, readable
from layerwise.press.source import HEADING, Cell, Lesson, comments

NAME = "glossary"
# A term has at most so many words: a longer text in bold is a statement.
WORDS_IN_A_TERM = 4

_MARK = re.compile(r"\s*term\b(?:\s+with\s+the\s+(?P<which>sentence\s+before|next\s+sentence))?\s*(?::(?P<forms>.*))?", re.DOTALL)
_NEARLY_A_MARK = re.compile(r"\s*terms?\b")
_ESCAPE = re.compile(r"\s*not\s+the\s+term\s*")
_BOLD = re.compile(r"\*\*(?=\S)((?:[^*\n]|\n(?!\s*\n))+?)(?<=\S)\*\*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\([^)\n]*\)")
_HTML_LINE = re.compile(r"^\s*</?[A-Za-z].*$", re.MULTILINE)
# Inside another link, in a line of HTML, where Markdown is not read, and in what is bold already, there are no links.
_NO_LINKS = (_LINK, _HTML_LINE, _BOLD)
# A definition that begins so leans on what stands before it, and nothing does in the glossary.
_LEANING = re.compile(r"(?:This|That|These|Those|It|Its|They|Their|Such|Here|So|Then|And|But)\b")
# `**Goal**:`, `**What next?**`, `**a)**`
_LABEL = re.compile(r".*[.:?]|[a-z]\)?", re.DOTALL)
_FORMULA = re.compile(r"\s*\$\$.*?\$\$", re.DOTALL)

_BEGINNING = Cell(
    "markdown",
    (
        "# Glossary",
        "",
        "The terms of the course, each in the words of the lesson that explains it first.",
        "Where a later lesson meets a term, its first mention is a link to this page.",
    ),
    1,
    id="glossary",
)


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: the lesson and the cell by their numbers in the course, and the position in the cell's text."""

    lesson: int
    cell: int
    start: int


@dataclass(frozen=True)
class Term:
    """One entry. `name` is how the glossary lists it, `forms` are all its spellings, and `definition` is Markdown."""

    name: str
    forms: tuple[str, ...]
    definition: str
    lesson: Lesson
    cell: Cell
    heading: str
    line: int
    place: Place

    @property
    def where(self) -> str:
        """The place of its definition, as messages name it."""
        return f"{self.lesson.source}:{self.line}"

    @property
    def cell_id(self) -> str:
        """The id of the cell that holds its entry."""
        return f"term-{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}"


@dataclass(frozen=True)
class Use:
    """A term met in the prose, outside code, formulas and headings."""

    term: Term
    place: Place
    text: str
    line: int
    source: str


@dataclass(frozen=True)
class Glossary:
    """The terms of a course, in alphabetical order."""

    terms: tuple[Term, ...]
    lessons: tuple[Lesson, ...]

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        """Every spelling of every term, the longest first, so that "activation function" is not taken for "activation"."""
        spellings = sorted(self._term_of, key=len, reverse=True)
        words = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in spellings)
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if spellings else None

    @cached_property
    def _term_of(self) -> dict[str, Term]:
        return {spelling: term for term in self.terms for form in term.forms for spelling in _spellings(form)}

    def uses(self, number: int) -> list[Use]:
        """Where the lesson with this number (its index in the course) uses terms, the definitions themselves left out."""
        return [use for index in range(len(self.lessons[number].cells)) for use in self._uses(number, index)[0]]

    def _uses(self, number: int, index: int) -> tuple[list[Use], list[str]]:
        """The uses in one cell, and what is wrong with the marks that say "not the term"."""
        lesson = self.lessons[number]
        cell = lesson.cells[index]
        escapes = {comment.start(): comment for comment in comments(cell.text) if _ESCAPE.fullmatch(comment[1])}
        found = []
        for start, end, term in self._matches(cell.text) if cell.kind == "markdown" else ():
            place = Place(number, index, start)
            if term.place == place:
                continue
            if end in escapes:
                del escapes[end]
            else:
                found.append(Use(term, place, cell.text[start:end], _line(cell, start), lesson.source))
        unused = [f"{lesson.source}:{_line(cell, start)}: no term stands right before <!-- not the term -->." for start in escapes]
        return found, unused

    def _matches(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Where terms stand in a text, outside code, formulas, headings and labels."""
        for match in self._pattern.finditer(_without_labels(text)) if self._pattern else ():
            words = " ".join(match[0].split())
            term = self._term_of.get(words) or self._term_of.get(words.lower())
            if term:
                yield match.start(), match.end(), term

    def linked(self, lesson: Lesson) -> Lesson:
        """The lesson with the first use of each earlier lesson's term made a link, as it has to be in lessons/ and in solutions/."""
        number = next(number for number, other in enumerate(self.lessons) if other.name == lesson.name)
        seen, links = set(), defaultdict(list)
        for use in self.uses(number):
            text = lesson.cells[use.place.cell].text
            if use.term.place.lesson < number and use.term.name not in seen and not _is_barred(text, use.place.start, *_NO_LINKS):
                seen.add(use.term.name)
                links[use.place.cell].append((use.place.start, use.place.start + len(use.text), use.term))
        cells = tuple(
            replace(cell, lines=tuple(_with_links(cell.text, links[index]).split("\n"))) if links[index] else cell
            for index, cell in enumerate(lesson.cells)
        )
        return replace(lesson, cells=cells)

    def places(self) -> dict[str, str]:
        """Where the text of each cell of `lesson()` comes from, by the cell's id."""
        return {_BEGINNING.id: "layerwise/press/glossary.py", **{term.cell_id: term.where for term in self.terms}}

    def lesson(self) -> Lesson:
        """The glossary as a lesson without code: a text cell for each term."""
        cells = [_BEGINNING]
        for term in self.terms:
            what = f"lesson {term.lesson.number}{f', {term.heading}' if term.heading else ''}"
            place = f"Defined in [{what}]({_target(term.lesson.name, term.cell.id)})."
            lines = (f"### {term.name}", "", *self._cross_linked(term).split("\n"), "", place)
            cells.append(Cell("markdown", lines, term.line, id=term.cell_id))
        return Lesson(NAME, "lessons", tuple(cells))

    def _cross_linked(self, term: Term) -> str:
        """The definition of a term with the other terms in it made links."""
        links, seen = [], {term.name}
        for start, end, other in self._matches(term.definition):
            if other.name not in seen and not _is_barred(term.definition, start, _LINK):
                seen.add(other.name)
                links.append((start, end, other))
        return _with_links(term.definition, links)


def read(lessons: list[Lesson]) -> tuple[Glossary, list[str]]:
    """The glossary of the lessons, which are all of the course and in order, and a line for everything that is wrong with its terms."""
    terms: list[Term] = []
    problems: list[str] = []
    taken: dict[str, Term] = {}
    for number, lesson in enumerate(lessons):
        heading = ""
        for index, cell in enumerate(lesson.cells):
            if cell.kind != "markdown":
                continue
            title = HEADING.match(cell.lines[0])
            heading = title[1] if title and not cell.lines[0].startswith("# ") else "" if title else heading
            found, wrong = _defined(lesson, cell, heading, number, index)
            problems += wrong
            for term in found:
                spellings = {spelling.lower() for form in term.forms for spelling in _spellings(form)} | {term.cell_id}
                other = next((taken[spelling] for spelling in sorted(spellings) if spelling in taken), None)
                if other:
                    what = f"“{term.name}” is already defined" if other.name == term.name else f"“{term.name}” is a form of “{other.name}”,"
                    problems.append(f"{term.where}: {what} in {other.where}. Define a term once; take this mark away, or the form.")
                    continue
                taken |= dict.fromkeys(spellings, term)
                terms.append(term)
    glossary = Glossary(tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.name))), tuple(lessons))
    for number, lesson in enumerate(lessons):
        for index in range(len(lesson.cells)):
            uses, wrong = glossary._uses(number, index)
            problems += wrong
            problems += [_too_early(use) for use in uses if use.place < use.term.place]
    return glossary, problems


def _too_early(use: Use) -> str:
    words = " ".join(use.text.split())
    as_what = "" if words.lower() == use.term.name.lower() else f", a form of “{use.term.name}”,"
    return (
        f"{use.source}:{use.line}: “{words}”{as_what} is used here and defined only in {use.term.where}. "
        "Say it in everyday words, define it here, or mark another meaning: <!-- not the term -->."
    )


# --- what a lesson defines -----------------------------------------------------------------------------------------------


def _defined(lesson: Lesson, cell: Cell, heading: str, number: int, index: int) -> tuple[list[Term], list[str]]:
    """The terms that a text cell defines, and what is wrong with its marks and its bold words."""
    plain = readable(cell.text)
    marks = {comment.start(): match for comment in comments(cell.text) if (match := _MARK.fullmatch(comment[1]))}
    starts = _starts(cell.text)
    terms, problems = [], []
    for bold in _BOLD.finditer(plain):
        words = " ".join(cell.text[bold.start(1) : bold.end(1)].split())
        where = f"{lesson.source}:{_line(cell, bold.start())}"
        mark = marks.pop(bold.end(), None)
        if mark is None:
            if not _is_label(plain, bold, starts):
                problems.append(f"{where}: **{words}** is neither a term nor a label. Mark it <!-- term -->, or do not print it bold.")
            continue
        definition, wrong = _definition(cell, bold, mark)
        if wrong:
            problems.append(f"{where}: {wrong}")
        name, forms = _forms(words, mark, bold.start() in starts)
        line = _line(cell, bold.start())
        terms.append(Term(name, forms, definition, lesson, cell, heading, line, Place(number, index, bold.start(1))))
    problems += [
        f"{lesson.source}:{_line(cell, comment.start())}: <!--{comment[1]}--> is not understood. Write <!-- term: other form --> or "
        "<!-- term with the sentence before -->, or begin the note with another word."
        for comment in comments(cell.text)
        if _NEARLY_A_MARK.match(comment[1]) and not _MARK.fullmatch(comment[1])
    ]
    problems += [f"{lesson.source}:{_line(cell, start)}: no bold word stands right before this <!-- term -->." for start in marks]
    return terms, problems


def _is_label(plain: str, bold: re.Match, starts: set[int]) -> bool:
    """Whether what is bold is a label, a statement or the head of a table's row, by its words or by what stands around it.

    `starts` are the positions at which sentences begin.
    """
    words, before, after = bold[1], plain[: bold.start()], plain[bold.end() :]
    fills_a_table_cell = re.search(r"\|[^\S\n]*\Z", before) and re.match(r"[^\S\n]*\|", after)
    a_statement = _LABEL.fullmatch(words) or len(words.split()) > WORDS_IN_A_TERM
    return bool(a_statement or fills_a_table_cell or _introduces(plain, bold, starts))


def _introduces(plain: str, bold: re.Match, starts: set[int]) -> bool:
    """Whether a sentence begins with this bold text and a colon."""
    return bold.start() in starts and plain.startswith(":", bold.end())


def _without_labels(text: str) -> str:
    """The readable text without the labels that introduce its sentences: "**Shapes**:" is about shapes wherever it stands."""
    plain, starts = readable(text), _starts(text)
    return _BOLD.sub(lambda bold: " " * len(bold[0]) if _introduces(plain, bold, starts) else bold[0], plain)


def _starts(text: str) -> set[int]:
    """The positions at which sentences begin."""
    return {sentence.start for paragraph in paragraphs(text) for sentence in paragraph.sentences}


def _forms(words: str, mark: re.Match, begins_a_sentence: bool) -> tuple[str, tuple[str, ...]]:
    """The name of a term, and its forms. A form that is the bold word in the singular or spelled otherwise gives the name."""
    forms = [" ".join(form.split()) for form in (mark["forms"] or "").split(",") if form.strip()]
    named = next((form for form in forms if words.lower() in {spelling.lower() for spelling in _spellings(form)}), None)
    first, _, rest = words.partition(" ")
    # At the beginning of a sentence any word is written with a capital.
    small = begins_a_sentence and first[1:] == first[1:].lower()
    name = named or (first.lower() + (f" {rest}" if rest else "") if small else words)
    return name, tuple(dict.fromkeys([name, *forms]))


def _spellings(form: str) -> tuple[str, str]:
    """A form and its regular plural, as they are compared with the text: in small letters, unless capitals belong to it as in ReLU."""
    form = form if any(word != word.lower() for word in form.split()) else form.lower()
    ending = "es" if re.search(r"(?:s|x|z|ch|sh)$", form) else "s"
    return form, form[:-1] + "ies" if re.search(r"[^aeiou]y$", form) else form + ending


def _definition(cell: Cell, bold: re.Match, mark: re.Match) -> tuple[str, str | None]:
    """The sentence in which a term is defined, as Markdown, and what is wrong with it as an entry of its own."""
    sentences = next(
        paragraph.sentences
        for paragraph in paragraphs(cell.text)
        if paragraph.sentences[0].start <= bold.start() < paragraph.sentences[-1].end
    )
    first = last = max(index for index, sentence in enumerate(sentences) if sentence.start <= bold.start())
    if mark["which"] and mark["which"].startswith("next"):
        last += 1
    elif mark["which"]:
        first -= 1
    if first < 0 or last >= len(sentences):
        return "", "there is no such sentence in this paragraph to take into the definition."
    end = sentences[last].end
    text = _displayed(cell.text[sentences[first].start : end])
    if text.endswith(":"):
        formula = _FORMULA.match(_COMMENT.sub(lambda comment: " " * len(comment[0]), cell.text), end)
        if not formula:
            return text, "this definition ends with a colon, and no formula follows. Let it be whole in its sentence."
        text += f"\n\n{_displayed(formula[0])}"
    if _LEANING.match(text):
        word = text.split()[0]
        return text, (
            f"in the glossary this definition begins with “{word}”, and nobody can tell what that is. "
            "Name it, or write <!-- term with the sentence before -->."
        )
    return text, None


def _displayed(text: str) -> str:
    return re.sub(r"\s*\n[\s>]*", " ", _COMMENT.sub("", text)).strip()


# --- links ---------------------------------------------------------------------------------------------------------------


def _is_barred(text: str, start: int, *patterns: re.Pattern) -> bool:
    """Whether this position is inside something where a link cannot be."""
    return any(match.start() <= start < match.end() for pattern in patterns for match in pattern.finditer(text))


def _with_links(text: str, links: list[tuple[int, int, Term]]) -> str:
    """The text with a link to each term from where it stands."""
    for start, end, term in sorted(links, key=lambda link: link[0], reverse=True):
        text = f"{text[:start]}[{text[start:end]}]({_target(NAME, term.cell_id)}){text[end:]}"
    return text


def _target(notebook: str, cell_id: str) -> str:
    """The address of a notebook's cell from lessons/ and from solutions/. JupyterLab and the pages it exports know a cell by this name."""
    return f"../notebooks/{notebook}.ipynb#cell-id={cell_id}"


def _line(cell: Cell, start: int) -> int:
    return cell.line + cell.text.count("\n", 0, start)
