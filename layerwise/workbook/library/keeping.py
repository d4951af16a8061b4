"""Keeping a function that passed: it goes into the learner's library if it stands there on its own."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from layerwise.examiner.forms import Form
from layerwise.exercises import examine
from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.files import Changed, locked, read_file, replace_whole, write_whole
from layerwise.ground.words import in_words
from layerwise.workbook.library import module
from layerwise.workbook.library.pieces import CannotKeep, Piece, pieces
from layerwise.workbook.library.placing import put

# How often it is tried again when an editor saves the library meanwhile.
TRIES = 5


class NotKept(str):
    """The sentence that says why a function that passed is not in the library."""


def keep(path: Path, name: str, function: Callable) -> list[str]:
    """Put the function that passed as the exercise `name` into the library `path`, and return what there is to say about it.

    What the learner changed by hand stays. Where the function cannot do without its notebook, the library stays as it is, and so it does
    while it cannot be read, with a line in it that is half typed, say. One process at a time; when an editor saves it meanwhile, all
    begins anew. Raises OSError where the library cannot be written.
    """
    with locked(path.parent / ".layerwise" / "library.lock"):
        for _ in range(TRIES):
            with contextlib.suppress(Changed):
                return list(_keep(path, name, function))
    return [NotKept(f"{name} has passed, but it is not kept in {path.name}, which another program keeps writing to. Run this cell again.")]


def _keep(path: Path, name: str, function: Callable) -> Iterator[str]:
    content = read_file(path)
    try:
        text = module.text_of(content or b"")
    except module.Unreadable as why:
        yield NotKept(
            f"{name} has passed, but it is not kept yet: {path.name} cannot be read as Python ({why}). Mend that, or give the file another "
            "name, and run this cell again."
        )
        return
    marks = _Marks(path.parent / ".layerwise" / "kept.json")
    there = module.names(text)
    stays = "The version that was kept before stays." if name in there else ""
    try:
        wanted = pieces(name, function, there)
    except CannotKeep as why:
        yield NotKept(f"{name} has passed, but it is not kept in {path.name}: {why}. {stays}".rstrip())
        return
    # First only what is new since it was last kept; if that does not do, all of it.
    fresh = [piece for piece in wanted if piece.is_import or piece.name not in there or not marks.has(piece)]
    for chosen in [fresh, wanted] if fresh != wanted else [wanted]:
        candidate = put(text, wanted, {piece.name for piece in chosen})
        problem = _problem(text, candidate, name)
        if not problem:
            break
    else:
        yield NotKept(f"{name} has passed, but it is not kept in {path.name}: {problem}. {stays}".rstrip())
        return
    if candidate != text:
        yield from _write(path, content, text, candidate, chosen, marks)
    marks.set(chosen)


def _problem(text: str, candidate: str, name: str) -> str:
    """Why the library should not become `candidate`, as the second half of a sentence; empty where it should."""
    try:
        library = module.run(candidate, "my_network.py")
    except module.CannotImport as why:
        return f"the file cannot be imported with it ({why})"
    report = examine(name, library.get(name))
    if not report.passed:
        givers = _givers(name, candidate)
        if givers:
            return f"{name} calculates with {_needed(givers)}, and in that file {_told(givers)}, run that again, and then this cell"
        return f"on its own, without this notebook, it does not pass ({' '.join(report.message.split())})".replace(".)", ")")
    changed = module.changed(text, candidate)
    others = sorted(module.users(candidate, changed) - {name})
    with contextlib.suppress(module.CannotImport):  # then nothing in it passed before, and nothing can be broken
        before = module.run(text, "my_network.py") if others else {}
        for other in others:
            if examine(other, before.get(other)).passed and not examine(other, library[other]).passed:
                if name in (givers := _givers(other, candidate)):
                    needed = _needed(givers)
                    return f"{other} is in that file already and calculates with {needed}, and {_told(givers)}, and run this cell again"
                shared = in_words(sorted(changed - {name})) or name
                return f"{other} uses {shared} too, as it is in that file, and would no longer pass. Give one of the two another name"
    return ""


def _givers(name: str, candidate: str) -> dict[str, Form]:
    """The exercises that give `name` what it cannot calculate with, lists say, if it would pass were they mended, as in a notebook."""
    library = module.run(candidate, "my_network.py")
    used = [other for other in EXERCISES if other in library and other != name and name in module.users(candidate, {other})]
    givers = {other: report.form for other in used if (report := examine(other, library[other])).passed and report.form}
    library.update({other: form.mended(library[other]) for other, form in givers.items()})
    return givers if givers and examine(name, library.get(name)).passed else {}


def _told(givers: dict[str, Form]) -> str:
    """What gives what, and how it is to be mended."""
    returned = in_words(f"{name} returns {form.returns}" for name, form in givers.items())
    return f"{returned}. In {', in '.join(f'{name} {form.instead}' for name, form in givers.items())}"


def _needed(givers: dict[str, Form]) -> str:
    """What is to be given in its place."""
    return in_words(dict.fromkeys(form.needed for form in givers.values()))


def _write(path: Path, content: bytes | None, text: str, candidate: str, chosen: list[Piece], marks: "_Marks") -> Iterator[str]:
    """Write the library, which holds `content`. Where that replaces what the learner had changed by hand, the file as it was is kept."""
    earlier = {piece.name: module.source_of(text, piece.name) for piece in chosen}
    own = [
        piece.name
        for piece in chosen
        if (was := earlier[piece.name]) is not None and was != piece.source and not marks.has(Piece(piece.name, was))
    ]
    if own:
        folder = path.parent / ".layerwise" / "library"
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / f"{path.stem}.{datetime.now():%Y-%m-%d.%H%M%S.%f}{path.suffix}"
        write_whole(copy, content or b"")
        yield (
            f"In {path.name} you had changed {in_words(own)} by hand. What passed just now has taken its place, and the file as it was is "
            f"kept in {copy.relative_to(path.parent).as_posix()}."
        )
    replace_whole(path, content, module.stored(candidate, content or b""))


class _Marks:
    """Digests of the statements as they were last put into the library: what differs from its mark was changed by hand."""

    def __init__(self, path: Path):
        self.path = path
        try:
            stored = json.loads((read_file(path) or b"").decode("utf-8"))
        except (ValueError, RecursionError):
            stored = {}  # without marks everything counts as changed by hand, and is copied before it is replaced
        self.marks = stored if isinstance(stored, dict) else {}

    def has(self, piece: Piece) -> bool:
        return self.marks.get(piece.name) == _digest(piece)

    def set(self, chosen: list[Piece]) -> None:
        marks = {**self.marks, **{piece.name: _digest(piece) for piece in chosen}}
        if marks != self.marks:
            write_whole(self.path, json.dumps(marks, indent=1, sort_keys=True) + "\n")


def _digest(piece: Piece) -> str:
    return hashlib.sha256(piece.source.encode("utf-8", "surrogatepass")).hexdigest()
