"""Code that fits: no line of a lesson's code is so long that a learner has to scroll sideways to read it.

So many letters JupyterLab shows on a small laptop, with the list of files open.
"""

from collections.abc import Iterator

from layerwise.press.source import Cell, Lesson

LETTERS_IN_A_LINE = 78


def problems(lesson: Lesson) -> list[str]:
    """A line for each line of code, as the learner meets it and as it is solved, that is too long."""
    return [problem for cell in lesson.cells if cell.kind == "code" for problem in _problems(cell, lesson.source)]


def _problems(cell: Cell, source: str) -> Iterator[str]:
    in_starter = cell.starter().split("\n")
    both = [*cell.solved().split("\n"), *(line for line in in_starter if line not in cell.lines)]
    for number, line in enumerate(both, 1):
        if len(line) <= LETTERS_IN_A_LINE:
            continue
        where = f"in the file of {cell.exercise}, a line" if cell.exercise else "this line"
        yield (
            f"{source}:{cell.line_of(number)}: {where} of code has {len(line)} letters, and {LETTERS_IN_A_LINE} are the most that can be "
            f"read without scrolling: “{line.strip()[:40]} …” Break it."
        )
