"""A sentence for a name that is not there because a cell was left out: where it is made, and how to run that."""

import ast
import json

from layerwise.exercises.catalogue import from_which_lesson
from layerwise.ground.statements import names_made
from layerwise.workbook.notebook import own_notebook

MOST_BYTES = 50_000_000
LONGEST_LINE = 60
# What the first cells of a lesson import, for notebooks that cannot be found.
IMPORTED = ("np", "ask", "check", "compare", "data", "explorers", "figures", "nn", "workbook")


def advice_for(error: NameError, namespace: dict, cells: list[tuple[str, str]], here: tuple[str | None, str]) -> str | None:
    """What to do about a NameError of a notebook, in a sentence or two; None where we know no better than Python.

    `namespace` holds the notebook's names, `cells` the (id, source) of its code cells, `here` those of the cell that was run.
    """
    name = getattr(error, "name", None)
    if not name or type(error) is not NameError or name in namespace or not _raised_in(error, namespace):
        return None
    if told := made_above(name, cells, here):
        return told
    if makers := _makers(name, cells, here):
        line = _first_line(cells[makers[0]][1])
        return f"`{name}` is made only further down, in the cell that begins with `{line}`. Run that cell first, then this one again."
    if told := from_which_lesson(name):
        return told
    if name in IMPORTED:
        return f"`{name}` is imported at the top of the lesson. Choose Run > Run All Above Selected Cell, then run this cell again."
    return None


def made_above(name: str, cells: list[tuple[str, str]], here: tuple[str | None, str]) -> str:
    """The sentence for a name that a cell above makes; "" where none does."""
    place = _index(cells, here)
    above = [number for number in _makers(name, cells, here) if place is None or number < place]
    if not above:
        return ""
    line = _first_line(cells[above[-1]][1])
    where = "the cell" if place is None else "the cell above"
    return (
        f"`{name}` is made in {where} that begins with `{line}`, and that cell has not run to its end since the kernel started. "
        "Choose Run > Run All Above Selected Cell, then run this cell again."
    )


def _makers(name: str, cells: list[tuple[str, str]], here: tuple[str | None, str]) -> list[int]:
    """The numbers of the other cells that make it."""
    place = _index(cells, here)
    return [number for number, (_, source) in enumerate(cells) if number != place and name in _made(source)]


def notebook_cells() -> list[tuple[str, str]]:
    """The (id, source) of the code cells of the notebook that this kernel belongs to, as it was last saved; none where nobody knows it."""
    file = own_notebook()
    try:
        if file is None or file.stat().st_size > MOST_BYTES:
            return []
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        return [(str(cell.get("id")), "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # No notebook, or a broken one: the advice is then a more general one.
        return []


def _raised_in(error: NameError, namespace: dict) -> bool:
    """Was it a line of the notebook that asked for the name, and not some module?"""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals is namespace


def _index(cells: list[tuple[str, str]], here: tuple[str | None, str]) -> int | None:
    by_id = [number for number, (id, _) in enumerate(cells) if id == here[0]]
    by_source = [number for number, (_, source) in enumerate(cells) if source.strip() == here[1].strip()]
    return next(iter(by_id or by_source), None)


def _made(source: str) -> frozenset[str]:
    # Magics are IPython's, and make no names that are asked for here.
    code = "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))
    try:
        ast.parse(code)
        return names_made(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()


def _first_line(source: str) -> str:
    lines = [line.strip() for line in source.split("\n")]
    # Every exercise begins with @check; the line below it tells them apart.
    line = next((line for line in lines if line and not line.startswith(("#", "@"))), "")
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
