"""The slides of a lesson, derived from it: headings, the sentences that matter, formulas, code with what it prints, pictures, questions
and exercises. What is not shown stands in the speaker's notes, with the instructor's own."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from layerwise.classroom.teaching import keypoints, markup
from layerwise.classroom.teaching.material import Answered, Code, Item, Material, Part, Picture, Poll, Task, Text
from layerwise.classroom.teaching.slides import blocks, paper
from layerwise.classroom.teaching.slides.blocks import Block
from layerwise.classroom.teaching.slides.pieces import pieces
from layerwise.exercises.questions import Choice, Order, Question
from layerwise.ground.words import escaped, in_html

# What the lessons write for each of them is an instructor's note to themselves.
ENTRIES = {"Say": "Say", "Draw": "Draw", "Live": "Live", "Asked": "They may ask", "Stuck": "Stuck?"}

_ONLY_IMPORTS = re.compile(r"(?:(?:import|from)\b.*\n?|\s*\n|#.*\n?)+")
_TIME = re.compile(r"^- \*\*Time\*\*: .*\n?", re.MULTILINE)
_TITLE_GAP = 22
_CAPTION_GAP = 6
_PICTURE_ROOM = paper.HEIGHT - paper.BOTTOM - 8
_FULL_WIDTH = paper.WIDTH - 16
# With more statements than this, a cell that draws shows its code as well.
_STATEMENTS_OF_A_DRAWING = 3


@dataclass
class Slide:
    """One slide: its title, what it shows, and what its speaker sees beside it, as HTML. `live` says which cell to run instead."""

    title: str
    body: str
    kind: str = "content"
    said: list[str] = field(default_factory=list)
    minutes: int | None = None
    live: str = ""


@dataclass
class Deck:
    """The slides of one lesson."""

    material: Material
    slides: list[Slide]


def of(material: Material) -> Deck:
    """The deck of a lesson."""
    slides: list[Slide] = []
    for section in material.sections:
        for part in section.parts:
            made = list(_Writer(material, part).slides())
            _add_notes(made, part)
            if part is section.parts[0] and made:
                made[0].minutes = section.minutes
            slides += made
    return Deck(material, slides)


def _add_notes(slides: list[Slide], part: Part) -> None:
    """Give each of the instructor's entries to the slide where it is needed."""
    own = {"Live": "explorer", "Stuck": "task"}
    for word in ("Stuck", "Asked", "Live", "Draw", "Say"):
        target = next((slide for slide in slides if slide.kind == own.get(word)), slides[0] if slides else None)
        if target is None:
            continue
        entries = "".join(f"<p>{markup.inline(text)}</p>" for text in part.saying(word))
        if entries:
            target.said.insert(0, f'<section class="entry {word.lower()}"><h3>{ENTRIES[word]}</h3>{entries}</section>')


class _Writer:
    """Writes the slides of one part: collects blocks, and lays them on slides where something has to begin a new one."""

    def __init__(self, material: Material, part: Part):
        self.material, self.part = material, part
        self.is_opening = part.level == 1
        self.title = material.lesson.title if self.is_opening else markup.inline(part.title)
        self.flow: list[Block] = []
        self.said: list[str] = []
        self.made: list[Slide] = []

    def slides(self) -> Iterator[Slide]:
        if self.is_opening:
            self._open()
        for item in self.part.items:
            self._write(item)
        self._flush()
        if self.said and self.made:
            self.made[-1].said += self.said
        return iter(self.made)

    def _write(self, item: Item) -> None:
        match item:
            case Text():
                self._text(item)
            case Code():
                self._code(item)
            case Poll():
                self._poll(item.question)
                if item.is_answered:
                    self._answer(item.question)
            case Answered():
                self._flush()
                self._answer(item.question)
            case Task():
                self._task(item)

    # --- what is collected -----------------------------------------------------------------------------------------------

    def _add(self, block: Block) -> None:
        self.flow.append(replace(block, said=(*self.said, *block.said)))
        self.said = []

    def _flush(self, kind: str = "content", title: str | None = None) -> None:
        """Lay what was collected on slides. A weak sentence alone makes none: it is said."""
        title = self.title if title is None else title
        flow, self.flow = self.flow, []
        if flow and all(block.weak for block in flow):
            said = [said for block in flow for said in (*block.said, block.html)]
            if self.made:
                self.made[-1].said += said
            else:
                self.said += said
            return
        waiting: list[str] = []
        for pile in blocks.packed(flow, _room(title)):
            said = [*waiting, *(said for block in pile for said in block.said)]
            if all(block.weak for block in pile):
                waiting = [*said, *(block.html for block in pile)]
                continue
            waiting = []
            self.made.append(Slide(title, blocks.in_html(pile, _room(title)), kind, said))

    # --- texts -----------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """The first slide: the lesson's title, and what is built in it."""
        text = next(item.cell.text for item in self.part.items if isinstance(item, Text))
        promise = next(piece for piece in keypoints.chunks(text) if piece.kind == "paragraph")
        number, _, title = markup.plain(self.material.title).partition(" · ")
        body = f'<p class="number">Lesson {escaped(number)}</p><p>{markup.inline(keypoints.sentences(promise.text)[0])}</p>'
        rest = markup.html(" ".join(keypoints.sentences(promise.text)[1:]))
        self.made.append(Slide(markup.inline(title), body, "title", [rest]))

    def _text(self, item: Text) -> None:
        pieces: list[keypoints.Chunk] = []
        fold = ""
        for piece in keypoints.chunks(item.cell.text):
            if piece.kind in ("fold", "end"):
                self._pieces(pieces, fold)
                pieces, fold = [], piece.text
            elif piece.kind != "heading":
                pieces.append(piece)
        self._pieces(pieces[1:] if self.is_opening and self.made and item is self.part.items[0] else pieces, fold)

    def _pieces(self, pieces: list[keypoints.Chunk], fold: str) -> None:
        """Collect what is shown of a text; what is folded there comes on a slide of its own, when everybody has thought."""
        if fold:
            self._flush()
        found = keypoints.shown_of_an_answer(pieces) if fold else keypoints.shown(pieces)
        self.said += [markup.html(text) for text in keypoints.left_out(pieces, found)]
        for one in found:
            # How long an exercise takes is said: alone on a slide, as the last of four points, it would be what a room looks at.
            if time := _TIME.search(one.text) if one.kind == "list" else None:
                self.said.append(markup.html(time[0]))
                one = replace(one, text=_TIME.sub("", one.text))
            self._add(_block(one))
        if fold:
            self._flush("answer", markup.inline(fold))

    # --- code ------------------------------------------------------------------------------------------------------------

    def _code(self, item: Code) -> None:
        source = item.cell.text
        if _ONLY_IMPORTS.fullmatch(source):
            self.said.append(f"<p>First run the cell that imports what the lesson needs:</p><pre>{escaped(source)}</pre>")
            return
        if item.explorer:
            self._flush()
            self._explorer(item)
            return
        # What the lesson begins with is to be seen at work; how it works comes later.
        if self.is_opening or (item.pictures and _statements(source) <= _STATEMENTS_OF_A_DRAWING):
            self.said.append(f"<p>The cell that shows it:</p><pre>{escaped(source)}</pre>")
        else:
            self._add(replace(blocks.code(source), leads=bool(item.printed)))
        if item.printed:
            self._add(blocks.printed(item.printed))
        for rows in item.tables:
            self._add(blocks.table(rows))
        if item.pictures:
            self._pictures(item.pictures)

    def _pictures(self, pictures: tuple[Picture, ...]) -> None:
        """Each picture fills a slide. The sentence that announces it stands with it where it leaves the picture its size."""
        caption = None
        if self.flow and self.flow[-1].leads and self.flow[-1].html.startswith("<p>"):
            announcing = self.flow.pop()
            caption = _caption(announcing)
            if blocks.size_of(pictures[0])[1] * _FULL_WIDTH / pictures[0].width > _PICTURE_ROOM - caption.height:
                caption = None
                if self.flow:  # shown with what stands above it, and said where nothing does
                    self.flow.append(announcing)
                else:
                    self.said += [*announcing.said, announcing.html]
        said, self.said = self.said, []
        self._flush()
        self.said = said
        for shown in pictures:
            self._picture(shown, "picture", caption=caption)
            caption = None

    def _explorer(self, item: Code) -> None:
        for shown in item.pictures:
            self._picture(shown, "explorer", live=f"Live: <code>{item.explorer}()</code>, “{self.title}”")

    def _picture(self, shown: Picture, kind: str, caption: Block | None = None, live: str = "") -> None:
        room = _PICTURE_ROOM - (caption.height if caption else 0)
        for piece in pieces(shown, room):
            block = blocks.picture(piece, room)
            said = [*(caption.said if caption else ()), *self.said]
            self.made.append(Slide(self.title, (caption.html if caption else "") + block.html, kind, said, live=live))
            self.said = []

    # --- questions and exercises -----------------------------------------------------------------------------------------

    def _poll(self, question: Question) -> None:
        asked = [blocks.words(in_html(question.asks), "asks"), *([blocks.code(question.code)] if question.code else [])]
        match question:
            case Choice():
                asked.append(blocks.options([in_html(question.words(letter)) for letter in question.letters]))
            case Order():
                asked.append(blocks.code("\n".join(question.shuffled)))
        # The question and what may be answered stand on one slide, if need be without what leads to it, which is no slide by itself.
        if sum(block.height for block in [*self.flow, *asked]) > _room(self.title):
            self.flow = [replace(block, weak=block.weak or block.leads) for block in self.flow]
            self._flush()
        for block in asked:
            self._add(replace(block, leads=block is not asked[-1]))
        self._flush("poll")

    def _answer(self, question: Question) -> None:
        (label, right), *others = question.explained()
        others_html = "".join(f"<li>{in_html(words)}<br>{in_html(answer.why)}</li>" for words, answer in others)
        if others:
            self.said.append(f"<p>Why not the others:</p><ul>{others_html}</ul>")
        self._add(blocks.words(in_html(question.asks), "again", paper.SMALL))
        self._add(blocks.code(label) if isinstance(question, Order) else blocks.words(in_html(label), "right", inset=40))
        self._add(blocks.words(in_html(right.why)))
        self._flush("answer", "Answer")

    def _task(self, item: Task) -> None:
        exercise = item.exercise
        self.said.append(f"<p>The first hint: {in_html(exercise.hints[0])}</p>" if exercise.hints else "")
        if self.flow:
            self.flow[-1] = replace(self.flow[-1], said=(*self.flow[-1].said, *self.said))
            self.said = []
        self._flush("task")
        if item.answer:
            self._add(blocks.code(item.answer))
            self._flush("solution", f"One answer: <code>{exercise.name}</code>")


def _room(title: str) -> float:
    return paper.HEIGHT - paper.TOP - _title_height(title) - paper.BOTTOM


def _title_height(title: str) -> float:
    return paper.lines(title, paper.HEADING, paper.ROOM, "bold") * paper.HEADING * 1.2 + _TITLE_GAP


def _block(one: keypoints.Shown) -> Block:
    match one.kind:
        case "formula":
            return blocks.formula(markup.plain(one.text))
        case "table":
            return blocks.markdown_table(markup.plain(one.text))
        case "list":
            return blocks.points(one.text)
        case "fence":
            opening, *lines, _ = one.text.strip("\n").split("\n")
            return (blocks.code if "python" in opening else blocks.printed)("\n".join(lines))
    return replace(blocks.statement(one.text), leads=one.leads, weak=one.weak)


def _caption(announcing: Block) -> Block:
    """A sentence above a picture, which leaves as much room as it can."""
    made = blocks.words(announcing.html.removeprefix("<p>").removesuffix("</p>"), "caption", paper.SMALL)
    return replace(made, height=made.height - blocks.GAP + _CAPTION_GAP, said=announcing.said)


def _statements(source: str) -> int:
    """How many statements a cell has besides its imports. IPython's line magics count as one each."""
    body = ast.parse(re.sub(r"^(\s*)%.*$", r"\1pass", source, flags=re.MULTILINE)).body
    return sum(not isinstance(statement, ast.Import | ast.ImportFrom) for statement in body)
