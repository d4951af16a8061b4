"""Running the solved lessons, and keeping of their outputs what is the same on every machine.

This module imports nbclient, which takes seconds: whoever needs it imports it late.
"""

import asyncio
import contextlib
import copy
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import nbformat
from ipykernel import kernelspec
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from layerwise.press import notebooks, numbers, pictures
from layerwise.press.source import Cell, Lesson, LessonError

# Two kernels keep two cores busy; on more cores the lessons are built soon enough.
AT_ONCE = 2
CELL_SECONDS = 120
# What a kernel writes outside its cells.
LOG = "kernel.log"

# What somebody may have set for their own kernels, and a lesson is not to know of.
_OF_THE_USER = ("MPLBACKEND", "LAYERWISE_STRICT", "LAYERWISE_WORKBOOK", "LAYERWISE_LETTERS")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{8,}\b")


class _OwnKernelSpecs(KernelSpecManager):
    """Knows the kernel of this very environment, whatever the user has installed under the name python3."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        return self.kernel_spec_class(resource_dir=kernelspec.RESOURCES, **kernelspec.get_kernel_dict())


class OwnKernelManager(AsyncKernelManager):
    """Starts the kernel of this environment."""

    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return _OwnKernelSpecs(parent=self)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment variables in which a lesson's kernel runs in `folder`: the same on every machine, and apart from the user's own."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_THE_USER}
    package = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([package, *filter(None, [inherited.get("PYTHONPATH")])])
    # matplotlib reads a matplotlibrc in the working folder before the user's.
    (folder / "matplotlibrc").touch()
    return {
        **inherited,
        "PYTHONPATH": path,
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }


def run(lessons: list[Lesson], done: Callable[[Lesson, dict], None] = lambda lesson, solved: None, letters: float = 1) -> list[dict]:
    """Run each lesson solved, with LAYERWISE_STRICT=1, and return the notebooks with their outputs. The letters in pictures are `letters`
    times as large as in the lessons.

    `done(lesson, solved)` is called as soon as a lesson has run without a fault. Raises LessonError with everything that failed: a cell
    or an exercise, a number in the prose that is not what the code computes, an output that would be another one on another machine.
    """
    return asyncio.run(_run_all(lessons, done, letters))


async def _run_all(lessons: list[Lesson], done: Callable[[Lesson, dict], None], letters: float) -> list[dict]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def run_one(lesson: Lesson) -> dict:
        async with gate:
            solved = await _run(lesson, letters)
        done(lesson, solved)
        return solved

    solved: list[dict] = []
    problems = []
    for result in await asyncio.gather(*(run_one(lesson) for lesson in lessons), return_exceptions=True):
        if isinstance(result, LessonError):
            problems += result.problems
        elif isinstance(result, BaseException):
            raise result
        else:
            solved.append(result)
    if problems:
        raise LessonError(*problems)
    return solved


async def _run(lesson: Lesson, letters: float) -> dict:
    asserted = {cell.id: numbers.assertions(cell, lesson.source) for cell in lesson.cells if cell.kind == "markdown"}
    notebook = nbformat.from_dict(copy.deepcopy(notebooks.solved(lesson)))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        client = NotebookClient(
            notebook, km=OwnKernelManager(), timeout=CELL_SECONDS, record_timing=False, store_widget_state=False, coalesce_streams=True
        )
        problems, later = [], []
        async with _kernel(client, folder, letters):
            indices = {cell.id: index for index, cell in enumerate(notebook.cells)}
            for cell in lesson.cells:
                if cell.kind == "code":
                    await _execute(client, indices[cell.id], lesson, folder)
                    continue
                problems += await _check_numbers(client, [item for item in asserted[cell.id] if not item.later], lesson)
                later += [item for item in asserted[cell.id] if item.later]
            problems += await _check_numbers(client, later, lesson)
        problems += _settle(notebook, lesson, folder)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    if letters == 1:  # pictures that are drawn otherwise say less or more of what stands in them
        problems += numbers.unproduced(lesson, outputs)
    if problems:
        raise LessonError(*sorted(problems, key=lambda problem: int(problem.split(":")[1])))
    return {**notebook, "metadata": notebooks.METADATA}


@contextlib.asynccontextmanager
async def _kernel(client: NotebookClient, folder: Path, letters: float) -> AsyncIterator[None]:
    """A kernel for the client. nbclient's own way catches Ctrl+C for itself, for one notebook only."""
    await _start(client, folder, letters)
    try:
        yield
    finally:
        await _stop(client)


async def _start(client: NotebookClient, folder: Path, letters: float, further_attempts: int = 2) -> None:
    manager: Any = client.km  # by nbclient's types it may be missing, and does not wait
    with (folder / LOG).open("wb") as log:
        variables = environment(folder, LAYERWISE_STRICT="1", LAYERWISE_LETTERS=f"{letters:g}")
        await manager.start_kernel(cwd=str(folder), env=variables, stderr=log)
    kernel = client.kc = manager.client()
    kernel.allow_stdin = False
    kernel.start_channels()
    try:
        await kernel.wait_for_ready(timeout=60)
    except BaseException as problem:
        await _stop(client)
        if not isinstance(problem, RuntimeError) or not further_attempts:
            raise
        # Between the choice of a free port and its use another kernel may have taken it: then this one has died at once.
        client.km = OwnKernelManager()
        await _start(client, folder, letters, further_attempts - 1)


async def _stop(client: NotebookClient) -> None:
    kernel: Any = client.kc
    manager: Any = client.km
    kernel.stop_channels()
    await manager.shutdown_kernel(now=True)


async def _execute(client: NotebookClient, index: int, lesson: Lesson, folder: Path) -> None:
    stored = client.nb.cells[index]
    source = next(cell for cell in lesson.cells if cell.id == stored.id)
    place = f"{lesson.source}:{source.line}"
    try:
        await client.async_execute_cell(stored, index)
    except CellTimeoutError:
        raise LessonError(f"{place}: this cell did not finish within {CELL_SECONDS} seconds.") from None
    except DeadKernelError:
        last_words = (folder / LOG).read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise LessonError(f"{place}: the kernel died in this cell. {''.join(last_words)}".rstrip()) from None
    except CellExecutionError as error:
        traceback = "\n".join(output["traceback"] for output in _errors(stored))
        raise LessonError(f"{_place(traceback, source, client, lesson)}: the cell stopped with {error.ename}: {error.evalue}") from None
    if "raises-exception" in source.tags and not _errors(stored):
        raise LessonError(f"{place}: this cell is tagged raises-exception and raises none. Take the tag off, or correct the cell.")


def _errors(cell: Any) -> list[dict]:
    found = [output for output in cell.outputs if output.output_type == "error"]
    return [{**output, "traceback": "\n".join(output.traceback)} for output in found]


def _place(traceback: str, source: Cell, client: NotebookClient, lesson: Lesson) -> str:
    """The line of the lesson where it happened: the deepest frame of the traceback that belongs to one of its cells."""
    code_cells = [cell for cell in lesson.cells if cell.kind == "code"]
    line = source.line
    for count, number in _FRAME.findall(_COLOURS.sub("", traceback)):
        if int(count) <= len(code_cells):
            line = code_cells[int(count) - 1].line_of(int(number))
    return f"{lesson.source}:{line}"


async def _check_numbers(client: NotebookClient, items: list[numbers.Assertion], lesson: Lesson) -> list[str]:
    """Evaluate the asserted numbers' expressions in the kernel as it is now."""
    if not items:
        return []
    expressions = {str(i): f"float(__import__('numpy').asarray(({item.expression})).item())" for i, item in enumerate(items)}
    kernel: Any = client.kc
    message = kernel.execute("", silent=True, store_history=False, user_expressions=expressions)
    reply: Any = await client.async_wait_for_reply(message)
    problems = []
    for index, item in enumerate(items):
        result = reply["content"]["user_expressions"][str(index)]
        if result["status"] == "ok":
            problem = item.problem(float(result["data"]["text/plain"]), lesson.source)
        else:
            problem = (
                f"{lesson.source}:{item.number.line}: {item.expression} gives no number here "
                f"({result['ename']}: {result['evalue']}). Where it needs code from further down, write <!-- later = ... -->."
            )
        problems += [problem] if problem else []
    return problems


def _settle(notebook: Any, lesson: Lesson, folder: Path) -> list[str]:
    """Take out of the outputs what differs from run to run, and name the cells whose compared output would differ."""
    sources, problems = {cell.id: cell for cell in lesson.cells}, []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                output["traceback"] = [_scrubbed(_COLOURS.sub("", line), folder) for line in output.traceback]
            # A widget's view names a model that only the kernel of this run knew; the text or picture beside it stays, and where there
            # is none, as in the live one of an explorer's two outputs, nothing does.
            output.get("data", {}).pop(_WIDGET, None)
            varying = _varying(output, folder)
            if varying and "nbval-ignore-output" not in cell.metadata.get("tags", []):
                problems.append(
                    f"{lesson.source}:{sources[cell.id].line}: the output of this cell contains {varying!r}, which is another one on each "
                    "machine or in each run. Show something else, or tag the cell nbval-ignore-output."
                )
        cell["outputs"] = [_scrubbed_output(output, folder) for output in cell.outputs if output.get("data") != {}]
    return problems


def _varying(output: dict, folder: Path) -> str | None:
    texts, _ = pictures.separate(output)
    for text in [output.get("text", ""), output.get("evalue", ""), *texts.values()]:
        match = _pattern(folder).search(text) if isinstance(text, str) else None
        if match:
            return match[0]
    return None


def _scrubbed_output(output: dict, folder: Path) -> dict:
    """An output without addresses and paths, its pictures untouched: chance letters in their encoding mean nothing."""
    for key in ("text", "evalue"):
        if key in output:
            output[key] = _scrubbed(output[key], folder)
    for kind, content in output.get("data", {}).items():
        if isinstance(content, str) and not kind.startswith("image/") and "base64," not in content:
            output["data"][kind] = _scrubbed(content, folder)
    return output


def _scrubbed(text: str, folder: Path) -> str:
    return _pattern(folder).sub(lambda match: "0x…" if _ADDRESS.fullmatch(match[0]) else "…", text)


def _pattern(folder: Path) -> re.Pattern:
    own = {folder, folder.resolve(), Path(__file__).resolve().parents[2], Path.home(), Path(sys.prefix), Path(sys.base_prefix)}
    # Longest first, so that a folder inside another one goes as a whole; a home that is the root of the system is in every path.
    paths = sorted((re.escape(str(path)) for path in own if len(path.parts) > 1), key=len, reverse=True)
    inside = r"\S*ipykernel_\d+[/\\]\d+\.py"
    return re.compile("|".join([inside, *(rf"{path}[^\s'\"<>,)]*" for path in paths), _ADDRESS.pattern]))
