"""The stand-in for a learner's function that lives in another process: it is examined like the function itself."""

import ast
import dataclasses
import inspect
import textwrap
import types
import warnings
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import numpy as np

from layerwise.classroom.grading.isolation.exceptions import instance_of, kind_from_wire, kind_to_wire
from layerwise.classroom.grading.isolation.exchange import Exchange
from layerwise.classroom.grading.isolation.lending import Lender, describe
from layerwise.classroom.grading.isolation.messages import Malformed, parts, text, texts
from layerwise.classroom.grading.isolation.stand_ins import placeholder
from layerwise.examiner.calling import OutOfTime
from layerwise.examiner.raised import Raised, giving_it_a_value
from layerwise.examiner.subject import Subject
from layerwise.examiner.written import Written
from layerwise.exercises.catalogue import EXERCISES

MOST_ERRORS = 20_000


class Gone(OutOfTime):
    """The student's process does not answer any more, or not as it should: no further call can be made, and there is no verdict."""

    def __init__(self, why: Malformed):
        super().__init__(str(why))
        self.why = why


class ExaminersSide:
    """How the process that examines talks: what came from the other side is held against what it may be."""

    through: tuple[type[BaseException], ...] = (OutOfTime,)

    def __init__(self, show: Callable[[str], None]):
        self.show = show
        self.lender = Lender()
        self.gone: Gone | None = None
        self._errors: list[BaseException] = []
        self._raised: list[tuple[BaseException, Raised]] = []

    def begin(self) -> None:
        """A new examination begins."""
        self.lender.begin()
        self._errors.clear()
        self._raised.clear()

    def describe(self, thing: Any) -> dict | None:
        """What to say of a thing that is lent."""
        return describe(thing)

    def take(self, description: dict, ask: Callable[..., Any]) -> Any:
        """Objects of the other side do nothing here."""
        raise Malformed("an object that was not asked for")

    def perform(self, do: str, thing: Any, name: str | None, arguments: tuple, keywords: dict) -> Any:
        """Do what is asked of a thing that was lent."""
        try:
            return self.lender.perform(do, thing, name, arguments, keywords)
        except Malformed as why:
            raise self.ended(why) from None

    def ended(self, why: Malformed) -> BaseException:
        """The end of the talk. It is remembered: whatever the examination makes of it, there is no verdict."""
        self.gone = self.gone or Gone(why)
        return self.gone

    def method(self, thing: Any, name: str) -> Any:
        """A method of a thing that was lent, where it is open."""
        return self.lender.method(thing, name)

    def aside(self) -> dict[str, str]:
        """What is to be done where numbers overflow, or are none."""
        return np.geterr()  # type: ignore[return-value]

    def hear(self, aside: Any, asked: bool) -> None:
        """Print what was printed, and warn of what was warned of."""
        printed, warned = parts(aside, 2)
        if text(printed):
            self.show(printed)
        for warning in warned if type(warned) is list else []:
            kind, words = parts(warning, 2)
            category = kind_from_wire(kind)
            if issubclass(category, Warning):
                warnings.warn(text(words), category, stacklevel=2)

    # --- exceptions ----------------------------------------------------------------------------------------------------------

    def error_to_wire(self, error: BaseException, thing: Any) -> dict:
        """An exception of ours, by its words; should it come back, it is known again."""
        if len(self._errors) >= MOST_ERRORS:
            raise self.ended(Malformed("more errors than any answer makes"))
        self._errors.append(error)
        return {"kind": kind_to_wire(type(error)), "words": str(error)[:2_000], "number": len(self._errors)}

    def error_from_wire(self, said: Any) -> BaseException:
        """An exception of the learner's function. What is to be known of it is remembered until it is asked for."""
        if type(said) is not dict or set(said) != {"kind", "told before", "raised"}:
            raise Malformed("an exception that is not told")
        number = said["told before"]
        if number is None:
            error = instance_of(kind_from_wire(said["kind"]))
        elif type(number) is int and 0 < number <= len(self._errors):
            error = self._errors[number - 1]
        else:
            raise Malformed("an exception that was never told of")
        if len(self._raised) >= MOST_ERRORS:
            raise Malformed("more errors than any answer makes")
        self._raised.append((error, _raised(type(error), said["raised"])))
        return error

    def has_told_of(self, error: BaseException) -> bool:
        """Was this exception raised on the other side?"""
        return any(known is error for known, _ in self._raised)

    def raised(self, error: BaseException) -> Raised:
        """What is to be known of an exception."""
        return next((raised for known, raised in reversed(self._raised) if known is error), Raised(type(error), ""))


def _raised(kind: type[BaseException], said: Any) -> Raised:
    """What the other side says of an exception, if it has the form of it."""
    if type(said) is not dict:
        raise Malformed("an exception that is not told")
    shapes = said.get("shapes")
    if type(shapes) is not dict or not all(_is_shape(shape) for shape in shapes.values()):
        raise Malformed("shapes that are none")
    told: dict[str, Any] = {field: text(said.get(field)) for field in ("details", "line", "part", "inside", "owner", "local_to")}
    told |= {field: texts(said.get(field)) for field in ("owners_names", "own_names", "outer_names", "outer_functions", "lists_of_arrays")}
    told["name"] = None if said.get("name") is None else text(said["name"])
    return Raised(kind, shapes={name: tuple(shape) for name, shape in shapes.items()}, **told)


def _is_shape(shape: Any) -> bool:
    return type(shape) is list and len(shape) <= 64 and all(type(size) is int and size >= 0 for size in shape)


# --- the function ----------------------------------------------------------------------------------------------------------------


class StandIn(Subject):
    """A learner's function in another process, as the other side has described it."""

    def __init__(self, exchange: Exchange, side: ExaminersSide, told: dict, cells: "Cells"):
        super().__init__(_as_described(told))
        self._exchange, self._side = exchange, side
        self._code, self._source_of = cells.code_at(told.get("place")), cells

    @cached_property
    def written(self) -> Written:
        """What was written, as it stands in the cells that were handed in."""
        return WrittenInCell(self._code, self._source_of)

    def raised(self, error: BaseException) -> Raised:
        """What is to be known of an exception that a call ended in."""
        raised = self._side.raised(error)
        if raised.kind is not NameError or raised.local_to:
            return raised
        # Of functions that are lent, the other side does not know what stands in them.
        lent = {name: self.other(name) for name in raised.outer_functions if name in EXERCISES}
        ours = {name: function for name, function in lent.items() if function is EXERCISES[name].answer}
        return dataclasses.replace(raised, local_to=giving_it_a_value(raised.name, ours))

    def other(self, name: str) -> Any:
        """Another thing of the notebook's, by its name."""
        return self._exchange.ask("call", 0, "other", (name,))


def _as_described(told: dict) -> Any:
    """Something that is called, and asked for its signature, like the function itself."""
    if told.get("is called") is not True:
        return placeholder(text(told.get("kind"), 100))
    function = told.get("function")
    if not callable(function):
        raise Malformed("a function that is none")
    if told.get("async") is True:
        function = _promising()
    signature = told.get("signature")
    if signature is None:
        return _WithoutSignature(function)
    if isinstance(function, types.FunctionType):
        function.__signature__ = _signature(signature)  # type: ignore[attr-defined]
    return function


def _promising() -> Callable:
    async def promising(*arguments: Any) -> None:
        """Nobody calls it: that it is `async` is all there is to say."""

    return promising


class _WithoutSignature:
    """Does not tell what it takes, as some functions written in C."""

    def __init__(self, function: Callable):
        self._function = function

    def __call__(self, *arguments: Any) -> Any:
        return self._function(*arguments)

    @property
    def __signature__(self) -> Any:
        raise ValueError("no signature")


class _Shown:
    """A default or an annotation, as it prints."""

    def __init__(self, words: str):
        self._words = words

    def __repr__(self) -> str:
        return self._words


def _signature(said: Any) -> inspect.Signature:
    parameters, returned = parts(said, 2)
    if type(parameters) is not list or len(parameters) > 100:
        raise Malformed("a signature of too many parts")
    empty = inspect.Parameter.empty

    def shown(words: Any) -> Any:
        return empty if words is None else _Shown(text(words, 200))

    try:
        return inspect.Signature(
            [
                inspect.Parameter(text(name, 200), inspect._ParameterKind(kind), default=shown(default), annotation=shown(annotation))
                for name, kind, default, annotation in (parts(parameter, 4) for parameter in parameters)
            ],
            return_annotation=shown(returned),
        )
    except (ValueError, TypeError):
        raise Malformed("a signature that no function has") from None


# --- what was written --------------------------------------------------------------------------------------------------------------


class Cells:
    """The cells of a submission, read here as they are read there: none of it runs."""

    def __init__(self, cells: list[str], names: list[str]):
        self.texts = dict(zip(names, cells, strict=True))
        self._code: dict[str, types.CodeType] = {}
        self._functions: dict[str, list[types.CodeType]] = {}  # by their names
        self._imported_as: dict[str, str] = {}

    def read(self, broken: set[str]) -> None:
        """Compile the cells that the other side could compile: it has tried first whether that can be survived."""
        for name, cell in self.texts.items():
            if name not in broken:
                self._code[name] = code = compile(cell, name, "exec", dont_inherit=True)
                for constant in code.co_consts:
                    if type(constant) is types.CodeType:
                        self._functions.setdefault(constant.co_name, []).append(constant)
                imports = [node for node in ast.parse(cell).body if isinstance(node, ast.ImportFrom)]
                self._imported_as |= {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}

    def names_used(self, code: types.CodeType | None = None) -> set[str]:
        """Every name that stands in this code and in the functions that it calls, or anywhere in the cells."""
        waiting, found = list(self._code.values()) if code is None else [code], set[str]()
        while waiting:
            names = set(_names_in(waiting.pop()))
            names |= {self._imported_as.get(name, name) for name in names}
            waiting += [function for name in names - found for function in self._functions.get(name, ())]
            found |= names
        return found

    def code_at(self, place: Any) -> types.CodeType | None:
        """The code at a place of which the other side says that it is that of the function."""
        if place is None:
            return None
        name, way = parts(place, 2)
        code = self._code.get(text(name))
        for step in way if type(way) is list and len(way) < 100 else [None]:
            constants = code.co_consts if code is not None else ()
            code = constants[step] if type(step) is int and 0 <= step < len(constants) else None
            code = code if type(code) is types.CodeType else None
        return code

    def source_of(self, code: types.CodeType) -> str:
        """The text of this code, as `inspect.getsource` reads it where there is a file."""
        lines = self.texts[code.co_filename].splitlines(keepends=True)
        return textwrap.dedent("".join(inspect.getblock(lines[code.co_firstlineno - 1 :])))


def _names_in(code: types.CodeType) -> Iterator[str]:
    """The names that stand in a function, and in those inside it."""
    yield from (*code.co_names, *code.co_varnames, *code.co_freevars)
    for constant in code.co_consts:
        if type(constant) is types.CodeType:
            yield from _names_in(constant)
        elif type(constant) is tuple:  # of an import
            yield from (name for name in constant if type(name) is str)


class WrittenInCell(Written):
    """What was written as a function of which the code is known, and the cell that it stands in."""

    def __init__(self, code: types.CodeType | None, cells: Cells):
        super().__init__(code)
        self._known, self._cells = code, cells

    @cached_property
    def code(self) -> types.CodeType | None:
        """The code of the function."""
        return self._known

    @cached_property
    def source(self) -> str | None:
        """The text of the function, its first line at the margin, or None where there is none to read."""
        try:
            return None if self._known is None else self._cells.source_of(self._known)
        except Exception:  # what the reading raises depends on what was written
            return None
