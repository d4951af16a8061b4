"""What runs in the student's process: a submission's cells, and then its functions, called from the other side.

It holds no answer and no probe: all it ever gets are the arguments of one call after the other. Nothing that it says of itself is believed
on the other side, which compares.
"""

import inspect
import io
import linecache
import os
import sys
import types
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from layerwise.classroom.grading.isolation.at_hand import Absent, Mine, set_out
from layerwise.classroom.grading.isolation.channel import Channel
from layerwise.classroom.grading.isolation.exceptions import kind_from_wire, kind_to_wire, saying
from layerwise.classroom.grading.isolation.exchange import Exchange
from layerwise.classroom.grading.isolation.messages import Malformed
from layerwise.classroom.grading.isolation.stand_ins import described
from layerwise.classroom.isolation import attempts
from layerwise.examiner.forms import FORMS
from layerwise.examiner.raised import Raised, raised_by

CELL = "<cell {}>"
MOST_PRINTED, MOST_LETTERS, MOST_NAMES, MOST_WARNINGS = 2_000, 2_000, 1_000, 20


class TalkEnded(BaseException):
    """The other side has nothing more to say, or said what makes no sense."""


class Desk:
    """What the other side may ask before any function is lent to it."""

    def __init__(self, side: "StudentsSide", exercises: list[str]):
        self.side, self.exercises = side, exercises
        self.module = types.ModuleType("__main__")
        self.names = self.module.__dict__
        self.cells: dict[str, types.CodeType] = {}
        self.count = 0  # of all cells, those that are no Python among them
        self.own: dict[str, Any] = {}
        self.ours: dict[str, Callable] = {}
        self.lent_of_nn: dict[str, Callable] = {}
        self.mine = Mine(exercises, self._resolve)
        self._late: dict[str, Callable] = {}
        self.nn = types.ModuleType("layerwise.nn")
        self._placed: dict[str, Any] = {}

    # --- a submission --------------------------------------------------------------------------------------------------------

    def compile(self, cells: list[str]) -> list:
        """Read the cells, before a line of them has run. For each, what is wrong with it, or nothing."""
        self.count = len(cells)
        return [self._compile(number, cell) for number, cell in enumerate(cells)]

    def _compile(self, number: int, cell: str) -> str:
        name = CELL.format(number)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.cells[name] = compile(cell, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
            return f"{type(error).__name__}: {error}"[:300]
        # No time: then nobody asks the disk whether the file has changed.
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        return ""

    def define(self) -> list:
        """Run the cells one after the other. For each, the exception that it ended in, in words, or nothing."""
        sys.modules["__main__"] = self.module
        ended = [self._run(self.cells.get(CELL.format(number))) for number in range(self.count)]
        found = {name: self.names[name] for name in self.exercises if name in self.names}
        self.own = {name: function for name, function in found.items() if function is not self._late.get(name)}
        return ended

    def _run(self, code: types.CodeType | None) -> str:
        if code is None:
            return ""  # it is no Python, and that has been said
        try:
            exec(code, self.names)
        except TalkEnded:
            raise
        except BaseException as error:  # SystemExit too: the cells below may still hold answers
            raised = raised_by(error, types.FunctionType(code, {}))
            return f"{raised.words} in the line `{raised.line}`" if raised.line else raised.words
        return ""

    def _resolve(self, name: str) -> Any:
        """What `from layerwise.mine import name` gives."""
        if Absent.forgiving:  # the cells are running, and nobody knows yet what passes
            return self.names[name] if name in self.names else self._late.setdefault(name, late(name, partial(self._function, name)))
        return self._function(name)

    def _function(self, name: str) -> Any:
        """What counts as this exercise's function now."""
        if name in self.ours:
            return self.ours[name]
        if name in self.own:
            return self.own[name]
        if Absent.forgiving:
            return Absent(f"layerwise.mine.{name}")
        raise ImportError(f"{name} belongs to a later lesson")

    def open_library(self, names: list[str]) -> None:
        """Have layerwise.nn functions of these names, which are lent anew for each examination."""
        for name in names:
            setattr(self.nn, name, late(name, partial(self._function_of_nn, name)))

    def _function_of_nn(self, name: str) -> Any:
        return self.lent_of_nn.get(name) or Absent(f"layerwise.nn.{name}")

    # --- an examination ------------------------------------------------------------------------------------------------------

    def begin(self, name: str, passed: list[str], forms: dict[str, str], ours: dict[str, Callable], nn: dict[str, Callable]) -> dict | None:
        """Get ready for an examination. What is under this name, or None.

        passed  exercises whose own functions may be used by others; forms: in which form those come that the course has to mend
        ours    functions that are lent in place of those that did not pass
        """
        Absent.forgiving = False
        self.lent_of_nn = nn
        wanted = {
            other: FORMS[forms[other]].mended(self.own[other]) if other in forms else self.own[other]
            for other in passed
            if other in self.own
        }
        wanted |= ours
        self._put_in_place({**wanted, **({name: self.own[name]} if name in self.own else {})})
        self.ours = ours
        self.side.function = self.own.get(name)
        if name not in self.own:
            return None
        return self._described(self.own[name])

    def _put_in_place(self, wanted: dict[str, Any]) -> None:
        """Wherever the notebook has one of the exercises' functions, under whatever name, put the one that counts now."""
        known = {
            id(function): name for functions in (self.own, self.ours, self._late, self._placed) for name, function in functions.items()
        }
        for key, value in list(self.names.items()):
            name = known.get(id(value))
            if name in wanted:
                self.names[key] = wanted[name]
        self._placed = wanted

    def _described(self, function: Any) -> dict:
        return {
            "function": function if callable(function) else None,
            "is called": callable(function),
            "kind": type(function).__name__,
            "async": inspect.iscoroutinefunction(function),
            "signature": _signature(function),
            "place": self._place(function),
        }

    def _place(self, function: Any) -> list | None:
        """Where its code stands: the cell, and the way through its parts."""
        try:
            code = getattr(inspect.unwrap(function), "__code__", None)
        except Exception:
            return None
        for number, cell in enumerate(self.cells.values()):
            way = _way_to(code, cell)
            if way is not None:
                return [list(self.cells)[number], way]
        return None

    def other(self, name: str) -> Any:
        """Another thing of the notebook's, by its name."""
        return self.names.get(name)

    def attempt(self, name: str, *arguments: Any) -> str:
        """Try something that should not be possible. How it went, see `attempts`."""
        return attempts.attempt(name, *arguments)


def late(name: str, find: Callable[[], Callable]) -> Callable:
    """A function that is found when it is called."""

    def found_when_called(*arguments: Any, **keywords: Any) -> Any:
        return find()(*arguments, **keywords)

    found_when_called.__name__ = found_when_called.__qualname__ = name
    return found_when_called


def _signature(function: Any) -> list | None:
    try:
        signature = inspect.signature(function)
    except Exception:
        return None
    empty = inspect.Parameter.empty
    parameters = [
        [
            parameter.name,
            int(parameter.kind),
            None if parameter.default is empty else _shown(parameter.default),
            None if parameter.annotation is empty else inspect.formatannotation(parameter.annotation)[:200],
        ]
        for parameter in signature.parameters.values()
    ]
    returned = signature.return_annotation
    return [parameters, None if returned is inspect.Signature.empty else inspect.formatannotation(returned)[:200]]


def _shown(default: Any) -> str:
    try:
        return repr(default)[:200]
    except Exception:
        return "..."


def _way_to(code: Any, inside: types.CodeType) -> list[int] | None:
    """By which constants one comes from a cell's code to that of a function in it."""
    if code is inside:
        return []
    for place, constant in enumerate(inside.co_consts):
        if type(constant) is types.CodeType:
            way = _way_to(code, constant)
            if way is not None:
                return [place, *way]
    return None


class StudentsSide:
    """How a student's process talks."""

    through: tuple[type[BaseException], ...] = (TalkEnded,)

    def __init__(self) -> None:
        self.shown = Printed()
        self.function: Any = None  # that is examined
        self._warned: list = []

    def describe(self, thing: Any) -> dict | None:
        return described(thing)

    def take(self, description: dict, ask: Callable[..., Any]) -> Any:
        return _stand_in(description, ask)

    def perform(self, do: str, thing: Any, name: str | None, arguments: tuple, keywords: dict) -> Any:
        if do == "call":
            return (thing if name is None else getattr(thing, name))(*arguments, **keywords)
        if do == "next":
            return next(thing)
        if do == "through":
            return iter(thing)
        raise Malformed("a question that is not asked here")

    def ended(self, why: Malformed) -> BaseException:
        return TalkEnded(str(why))

    def error_to_wire(self, error: BaseException, thing: Any) -> dict:
        raised = raised_by(error, thing if self.function is None else self.function)
        fields = {field: _plain(value) for field, value in vars(raised).items() if field in _TOLD_OF_AN_ERROR}
        return {"kind": kind_to_wire(type(error)), "told before": getattr(error, "_layerwise_number", None), "raised": fields}

    def error_from_wire(self, said: Any) -> BaseException:
        error = saying(kind_from_wire(said["kind"]), said["words"])
        error._layerwise_number = said["number"]  # type: ignore[attr-defined]
        return error

    def method(self, thing: Any, name: str) -> Any:
        return getattr(thing, name)

    def aside(self) -> list:
        warned, self._warned = self._warned, []
        return [self.shown.taken(), warned]

    def hear(self, aside: Any, asked: bool) -> None:
        if asked:
            np.seterr(**aside)

    def warn(self, message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
        """Note a warning, as Python would otherwise print it."""
        if len(self._warned) < MOST_WARNINGS:
            self._warned.append([kind_to_wire(category), str(message)[:MOST_LETTERS]])


_TOLD_OF_AN_ERROR = {field for field in Raised.__dataclass_fields__ if field != "kind"}


def _plain(value: Any) -> Any:
    """A part of what is told of an exception, as JSON has it."""
    if type(value) is dict:
        return {name: list(shape) for name, shape in value.items()}
    if type(value) is tuple:
        return [part[:MOST_LETTERS] for part in value[:MOST_NAMES] if type(part) is str]
    return value[:MOST_LETTERS] if type(value) is str else value


class Printed(io.TextIOBase):
    """Keeps the first part of what is printed between two messages."""

    def __init__(self) -> None:
        self._text = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._text += text[: max(0, MOST_PRINTED - len(self._text))]
        return len(text)

    def taken(self) -> str:
        text, self._text = self._text, ""
        return text


def _stand_in(description: dict, ask: Callable[..., Any]) -> Any:
    """An object with the methods and attributes that are described: what is done with it is done on the other side."""

    def method(name: str) -> Callable:
        def stand_in(self: Any, *arguments: Any, **keywords: Any) -> Any:
            return ask("call", name, arguments, keywords)

        stand_in.__name__ = stand_in.__qualname__ = name
        return stand_in

    def get(self: Any, name: str) -> Any:
        if name in description["attributes"]:
            return ask("get", name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def put(self: Any, name: str, value: Any) -> None:
        if name in description["attributes"]:
            ask("set", name, (value,))
        else:
            object.__setattr__(self, name, value)

    members: dict[str, Any] = {name: method(name) for name in description["methods"]}
    members |= {"__getattr__": get, "__setattr__": put, "__module__": description["module"]}
    members |= {"__deepcopy__": lambda self, memo: ask("copy"), "__copy__": lambda self: ask("copy")}
    return type(description["name"], (), members)()


def serve(channel: Channel, exercises: list[str], data: types.ModuleType | None) -> None:
    """Answer what is asked, until nothing more comes."""
    side = StudentsSide()
    desk = Desk(side, exercises)
    desk.nn = set_out(desk.mine, data)
    sys.stdout = sys.stderr = side.shown
    warnings.simplefilter("always")
    warnings.showwarning = side.warn
    exchange = Exchange(channel, side, -1, desk)
    try:
        while True:
            exchange.serve()
    except BaseException:  # whatever it is, nobody listens any more
        os._exit(0)
