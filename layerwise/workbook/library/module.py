"""my_network.py: the functions that a learner has written, as one module that needs nothing but NumPy. Here it is read and run."""

import ast
import builtins
import codecs
import contextlib
import io
from pathlib import Path

from layerwise.examiner.calling import OutOfTime
from layerwise.examiner.trial import LIMIT_SECONDS, Worker
from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.files import read_file
from layerwise.ground.statements import full_lines, last_line, names_made, names_used, simple_names


class Unreadable(Exception):
    """Why a library cannot be read as Python, in words."""


class CannotImport(Exception):
    """Why a library cannot be imported, in words."""


# Libraries that did not come to an end, and are not run again.
_endless: set[str] = set()


def read(path: Path) -> str:
    """The library's text, empty where there is none. Raises Unreadable for what is no Python, OSError for what cannot be opened."""
    return text_of(read_file(path) or b"")


def text_of(content: bytes) -> str:
    """The text of a library's file, its lines ended as Python ends them. Raises Unreadable for what is no Python."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        ast.parse(text)
    except UnicodeDecodeError:
        raise Unreadable("it is not stored as UTF-8") from None
    except SyntaxError as error:
        raise Unreadable(f"line {error.lineno}: {error.msg}" if error.lineno else error.msg) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(str(error) or type(error).__name__) from None
    return text


def stored(text: str, like: bytes) -> bytes:
    """A library's text as its file `like` is stored: with its ends of lines, and its mark of UTF-8 if it begins with one."""
    mark = codecs.BOM_UTF8 if like.startswith(codecs.BOM_UTF8) else b""
    has_returns = like.count(b"\r\n") > like.count(b"\n") / 2
    return mark + text.encode("utf-8").replace(b"\n", b"\r\n" if has_returns else b"\n")


def run(text: str, name: str) -> dict:
    """Import the library afresh and return its names. `name` is the file's name in messages. Raises CannotImport.

    What does not come to an end is stopped; a notebook that waits for it could not say why.
    """
    if text in _endless:
        raise CannotImport(_ENDLESS)
    module = {"__name__": "my_network", "__file__": name, "__builtins__": {**vars(builtins), "input": _no_input}}
    problems: list[BaseException] = []

    def work() -> None:
        try:
            exec(compile(text, name, "exec", dont_inherit=True), module)
        except OutOfTime:
            raise
        except BaseException as error:  # SystemExit too: a learner's file must not end the kernel
            problems.append(error)

    worker = Worker("importing my_network.py", work)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            worker.start()
            worker.join(LIMIT_SECONDS)
            if worker.is_alive():
                worker.stop()
                _endless.add(text)
                raise CannotImport(_ENDLESS)
    except KeyboardInterrupt:  # the learner pressed stop
        worker.stop()
        raise
    for error in problems:
        raise CannotImport(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    return module


_ENDLESS = f"it was stopped after {LIMIT_SECONDS:g} seconds, since one of its statements does not come to an end"


def _no_input(prompt: object = "") -> str:
    raise EOFError("input() asks somebody, and nobody is asked while this file is imported")


def names(text: str) -> set[str]:
    """The names that the library gives a value."""
    return {name for node in ast.parse(text).body for name in made_by(node)}


def source_of(text: str, name: str) -> str | None:
    """The statement that defines `name`, as it stands in the library, or None where no single statement does."""
    lines, node = text.split("\n"), owner_of(text, name)
    if node is None:
        return None
    first, last = full_lines(lines, node)
    return "\n".join(line.rstrip() for line in lines[first:last])


def users(text: str, changed: set[str]) -> set[str]:
    """The exercises in the library that use one of the names `changed`, themselves or through what they use."""
    needs: dict[str, frozenset[str]] = {}
    for node in ast.parse(text).body:
        needs.update(dict.fromkeys(made_by(node), names_used(ast.unparse(node))))
    found, grown = set(changed), set(changed)
    while grown:
        grown = {name for name, needed in needs.items() if name not in found and needed & found}
        found |= grown
    return {name for name in found - changed if name in EXERCISES}


def changed(text: str, candidate: str) -> set[str]:
    """The names that the two texts give a value in different ways."""
    before, after = _makers(text), _makers(candidate)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def owner_of(text: str, name: str) -> ast.stmt | None:
    """The statement that gives `name` its value in the end, if that is all it does and it has its lines to itself."""
    body = ast.parse(text).body
    makers = [node for node in body if name in made_by(node)]
    if not makers or name not in simple_names(makers[-1]):
        return None
    owner = makers[-1]
    alone = all(node is owner or last_line(node) < owner.lineno or node.lineno > last_line(owner) for node in body)
    return owner if alone else None


def made_by(node: ast.stmt) -> set[str] | frozenset[str]:
    """The names that a statement gives a value."""
    return simple_names(node) or names_made(ast.unparse(node))


def _makers(text: str) -> dict[str, list[str]]:
    """The statements, in one fixed layout, that give each name a value."""
    found: dict[str, list[str]] = {}
    for node in ast.parse(text).body:
        for name in made_by(node):
            found.setdefault(name, []).append(ast.unparse(node))
    return found
