"""Reading a lesson's source: jupytext Markdown, cell by cell, each cell with its line in the file and its id.

A broken lesson is refused with the file, the line, what is wrong and what to do.
"""

import ast
import json
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from layerwise.examiner import Exercise, code
from layerwise.ground.words import did_you_mean, nearest
from layerwise.press.notes import Notes, taken_out

TAGS = ("exercise", "raises-exception", "nbval-ignore-output")
# Other languages would be cells of their own kernel for jupytext.
TEXT_FENCES = ("", "text", "console", "json", "python .noeval")
# A long paragraph has about a thousand.
LONGEST_LINE = 5_000

_FENCE = re.compile(r"^( {0,3})(`{3,}(?!.*`)|~{3,})\s*(.*?)\s*$")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_NOT_COMPARED = re.compile(r"^# Not compared: \S", re.MULTILINE)


class LessonError(Exception):
    """One or several things wrong in the lessons, each a line that begins with file and line number."""

    def __init__(self, *problems: str):
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson: its lines as they stand in the file, the number of the first one, and what the press made of it.

    The lines of an exercise's cell are those of the exercise's own file; in the lesson stands its name.
    """

    kind: str
    lines: tuple[str, ...]
    line: int
    tags: tuple[str, ...] = ()
    id: str = ""
    exercise: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def solved(self) -> str:
        """The code with its solutions and without the marks around them."""
        return code.solved(self.text)

    def starter(self) -> str:
        """The code with `...` where each solution stands."""
        return code.with_gap(self.text)

    def displayed(self) -> str:
        """A text cell without what is there for the press and for jupytext: its comments, and the marks of code that is only shown."""
        text, covered = self.text, blank_fences(self.text)
        for comment in reversed(list(_COMMENT.finditer(covered))):
            start, end = comment.span()
            alone = not covered[:start].rpartition("\n")[2].strip() and not covered[end:].partition("\n")[0].strip()
            if alone:
                start, end = text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text))
            text = text[:start] + text[end:]
        return text.replace("```python .noeval", "```python").strip("\n")

    def line_of(self, number: int) -> int:
        """The line of the lesson's file that the line `number` of the solved code, counted from 1, comes from."""
        return self.line if self.exercise else self.line + number - 1


@dataclass(frozen=True)
class Lesson:
    """One lesson. `name` is its file's name without the ending; `source` is how messages name the file.

    The instructor's notes are no cells: nothing that is made for learners holds them.
    """

    name: str
    source: str
    cells: tuple[Cell, ...] = field(repr=False)
    notes: tuple[Notes, ...] = field(default=(), repr=False)

    @property
    def number(self) -> str:
        return _number(self.name)

    @property
    def exercises(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.exercise]


def blank_fences(text: str) -> str:
    """The text with every fenced block overwritten by spaces, so that positions and line numbers stay."""
    lines, fence = text.split("\n"), None
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence is None and match:
            fence = match[2]
        elif fence is not None and match and match[2].startswith(fence) and not match[3]:
            fence = None
        elif fence is None:
            continue
        lines[index] = " " * len(line)
    return "\n".join(lines)


def comments(text: str) -> list[re.Match]:
    """The HTML comments of a text cell, with their positions; group 1 is what stands inside."""
    return list(_COMMENT.finditer(blank_fences(text)))


def read_all(root: Path, exercises: Mapping[str, Exercise]) -> list[Lesson]:
    """Read and validate all of `lessons/` under `root`, in order. `exercises` is the catalogue by name.

    Raises LessonError with everything that is wrong.
    """
    paths = sorted((Path(root) / "lessons").glob("[0-9][0-9]_*.md"))
    if not paths:
        raise LessonError(f"There is no lesson in {Path(root) / 'lessons'}. A lesson's file is called like 02_activation.md.")
    lessons: list[Lesson] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            lesson = read(path, exercises)
        except LessonError as error:
            problems += error.problems
            continue
        for cell in lesson.exercises:
            name, place = str(cell.exercise), f"{lesson.source}:{cell.line}"
            if name in seen:
                problems.append(
                    f"{place}: the exercise {name} is already set in {seen[name]}. "
                    "Set it once; later lessons import it with `from layerwise.mine import ...`."
                )
            seen[name] = place
        lessons.append(lesson)
    if problems:
        raise LessonError(*problems)
    return lessons


def chosen(lessons: list[Lesson], names: list[str] | None) -> list[Lesson]:
    """The lessons with these names ("02", "02_activation"), all of them when `names` is None. Raises LessonError for an unknown name."""
    stems = [lesson.name for lesson in lessons]
    wanted = stems if names is None else [_find(name, stems) for name in names]
    return [lesson for lesson in lessons if lesson.name in wanted]


def _find(name: str, stems: list[str]) -> str:
    plain = Path(name).stem
    for stem in stems:
        if plain in (stem, _number(stem)):
            return stem
    near = nearest(plain, stems)
    raise LessonError(f"There is no lesson called {name}. " + (f"Did you mean {near}?" if near else f"There are {', '.join(stems)}."))


def _number(stem: str) -> str:
    return stem.partition("_")[0]


def read(path: Path, exercises: Mapping[str, Exercise]) -> Lesson:
    """Read and validate one lesson's file. `exercises` is the catalogue by name."""
    source = f"lessons/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LessonError(f"{source}:{line}: this is not UTF-8. Save the file in the UTF-8 encoding.") from None
    lines = text.split("\n")
    problems = [
        f"{source}:{number}: this line has {len(line)} characters, and {LONGEST_LINE} are the most. Divide it."
        for number, line in enumerate(lines, 1)
        if len(line) > LONGEST_LINE
    ]
    if problems:  # to look for cells and comments in it could take hours
        raise LessonError(*problems)
    finished: list[Cell] = []
    places: dict[str, int] = {}
    lines, instructors, problems = taken_out(lines, blank_fences(text).split("\n"), source)
    for cell in _identify(_split(lines, source)):
        try:
            if cell.kind == "markdown":
                _validate_text(cell, source)
            else:
                cell = _validate_code(cell, source, path.stem.partition("_")[2], exercises)
        except LessonError as error:
            problems += error.problems
        if cell.exercise in places:
            problems.append(
                f"{source}:{cell.line}: the exercise {cell.exercise} is already set in line {places[cell.exercise]}. Set it once."
            )
        elif cell.exercise:
            places[cell.exercise] = cell.line
        finished.append(cell)
    if not finished:
        problems.append(f"{source}:1: nothing is in this lesson. Write it, or take the file away.")
    if problems:
        raise LessonError(*problems)
    return Lesson(path.stem, source, tuple(finished), tuple(instructors))


# --- cells ---------------------------------------------------------------------------------------------------------------


def _split(lines: list[str], source: str) -> list[Cell]:
    """Cut the file into cells by jupytext's rules: at code, at two blank lines, and before a heading."""
    cells: list[Cell] = []
    position = _after_header(lines, source)
    begin, blanks = position, 0
    while position < len(lines):
        line = lines[position]
        fence = _FENCE.match(line)
        if fence:
            end = _fence_end(lines, position, fence[2], source)
            tags = _code_tags(fence, position + 1, source)
            if tags is not None:
                cells += _text_cell(lines, begin, position)
                cells.append(Cell("code", tuple(_trimmed(lines[position + 1 : end])), _first_line(lines, position + 1, end), tags))
                begin = end + 1
            elif blanks >= 2:
                cells += _text_cell(lines, begin, position)
                begin = position
            position, blanks = end + 1, 0
            continue
        if not line.strip():
            blanks += 1
        else:
            if blanks >= 2 or (blanks and HEADING.match(line)):
                cells += _text_cell(lines, begin, position)
                begin = position
            blanks = 0
        position += 1
    cells += _text_cell(lines, begin, len(lines))
    return cells


def _after_header(lines: list[str], source: str) -> int:
    if lines[0].rstrip() != "---":
        return 0
    for index in range(1, len(lines)):
        if lines[index].rstrip() == "---":
            return index + 1
    raise LessonError(f"{source}:1: the header that begins here is not closed. End it with a line `---`.")


def _fence_end(lines: list[str], start: int, fence: str, source: str) -> int:
    for index in range(start + 1, len(lines)):
        match = _FENCE.match(lines[index])
        if match and match[2].startswith(fence) and not match[3]:
            return index
        if match and fence == "```" and match[3].startswith("python"):
            break
    raise LessonError(f"{source}:{start + 1}: the block that begins here is not closed. End it with a line {fence}.")


def _code_tags(fence: re.Match, line: int, source: str) -> tuple[str, ...] | None:
    """The tags of a code cell; None for a block that is only shown."""
    language, _, options = fence[3].partition(" ")
    if fence[3] in TEXT_FENCES:
        return None
    if language != "python":
        raise LessonError(
            f"{source}:{line}: a block marked {language!r} is no cell of this course. Mark code to run `python`, and text to show `text`."
        )
    if fence[1] or fence[2] != "```":
        raise LessonError(f"{source}:{line}: a code cell begins with exactly ```python at the start of the line.")
    if not options.strip():
        return ()
    match = re.fullmatch(r"tags=(\[.*\])", options.strip())
    try:
        tags = json.loads(match[1]) if match else None
    except json.JSONDecodeError:
        tags = None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise LessonError(f'{source}:{line}: {options.strip()!r} is not understood. Write tags like this: ```python tags=["exercise"]')
    for tag in tags:
        if tag not in TAGS:
            near = nearest(tag, TAGS)
            hint = f"Did you mean {near!r}?" if near else f"The tags are {', '.join(TAGS)}."
            raise LessonError(f"{source}:{line}: there is no tag {tag!r}. {hint}")
    return tuple(tags)


def _text_cell(lines: list[str], begin: int, end: int) -> list[Cell]:
    kept = _trimmed(lines[begin:end])
    return [Cell("markdown", tuple(kept), _first_line(lines, begin, end))] if kept else []


def _first_line(lines: list[str], begin: int, end: int) -> int:
    return next((number + 1 for number in range(begin, end) if lines[number].strip()), begin + 1)


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at either end and blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in lines).strip("\n").split("\n") if any(line.strip() for line in lines) else []


def _identify(cells: list[Cell]) -> list[Cell]:
    """Give each cell an id: the heading above it and its place under that heading, so that text added elsewhere changes nothing."""
    slug, identified = "start", []
    headings: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for cell in cells:
        heading = HEADING.match(cell.lines[0]) if cell.kind == "markdown" else None
        if heading:
            slug = _slug(heading[1])
            headings[slug] += 1
            # A slug holds no double hyphen, so a repeated heading cannot meet another one.
            slug += f"--{headings[slug]}" if headings[slug] > 1 else ""
        places[slug] += 1
        identified.append(replace(cell, id=f"{slug}-{places[slug]}"))
    return identified


def _slug(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:48].strip("-") or "section"


# --- what a cell must be -------------------------------------------------------------------------------------------------


def _validate_text(cell: Cell, source: str) -> None:
    covered = blank_fences(cell.text)
    outside = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), covered)
    for number, line in enumerate(outside.split("\n"), cell.line):
        if "<!--" in line:
            raise LessonError(f"{source}:{number}: the comment that begins here is not closed. End it with --> in the same cell.")
        if re.search(r"!\[[^\]]*\]\(|<img\b", line):
            raise LessonError(f"{source}:{number}: pictures come from code, so that they show what is computed. Draw it in a cell.")
        if number > cell.line and HEADING.match(line):
            raise LessonError(f"{source}:{number}: leave a blank line above this heading, so that it begins a cell.")


def _validate_code(cell: Cell, source: str, lesson: str, exercises: Mapping[str, Exercise]) -> Cell:
    if not cell.lines:
        raise LessonError(f"{source}:{cell.line - 1}: this cell is empty. Fill it or take it out.")
    if "nbval-ignore-output" in cell.tags and not _NOT_COMPARED.search(cell.text):
        raise LessonError(
            f"{source}:{cell.line}: say why this output is not compared, in a comment of the cell: "
            "# Not compared: the seconds differ from machine to machine"
        )
    if "exercise" in cell.tags:
        return _exercise_cell(cell, source, lesson, exercises)
    for number, line in enumerate(cell.lines, cell.line):
        if code.MARK.match(line):
            raise LessonError(f"{source}:{number}: a solution mark in a lesson. Solutions stand in the exercise's own file.")
    tree = _parsed(cell, source)
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if any(isinstance(name, ast.Name) and name.id == "check" for name in node.decorator_list):
            raise LessonError(
                f"{source}:{cell.line}: @check belongs to an exercise, whose code stands in layerwise/exercises/. Here stands its name, "
                f'`{node.name}`, in a cell that begins with ```python tags=["exercise"]'
            )
    return cell


def _exercise_cell(cell: Cell, source: str, lesson: str, exercises: Mapping[str, Exercise]) -> Cell:
    """The cell with the exercise's code in the place of its name."""
    name = cell.text.strip()
    if not name.isidentifier():
        raise LessonError(
            f"{source}:{cell.line}: an exercise's cell holds its name and nothing else. Its code stands in a file of its own."
        )
    if name not in exercises:
        hint = did_you_mean(name, exercises, "Add it in layerwise/exercises/, or spell it as it is there.")
        raise LessonError(f"{source}:{cell.line}: there is no exercise called {name}. {hint}")
    exercise = exercises[name]
    if exercise.lesson is None or exercise.lesson.name != lesson:
        raise LessonError(f"{source}:{cell.line}: {name} is an exercise of the lesson {exercise.lesson}. Set it there, or move its file.")
    problem = code.problem_with_marks(exercise.marked_source)
    if problem:
        raise LessonError(f"{source}:{cell.line}: in the file of {name}, {problem}")
    return replace(cell, lines=("@check", *exercise.marked_source.rstrip("\n").split("\n")), exercise=name, id=f"exercise-{name}"[:64])


def _parsed(cell: Cell, source: str) -> ast.Module:
    """The code's syntax tree. IPython's line magics count as nothing."""
    text = "\n".join(re.sub(r"^(\s*)%\w.*$", r"\1pass", line) for line in cell.lines)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python warns of, such as "\\d", would stand in the notebook in red
            compile(text, source, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
            return ast.parse(text)
    except SyntaxError as error:
        number = cell.line + min(error.lineno or 1, len(cell.lines)) - 1
        raise LessonError(f"{source}:{number}: this is not valid Python: {error.msg}.") from None
