"""How a value is said to another process, and read there.

None, True, whole numbers, numbers and texts are said as JSON has them. All else is a list that begins with its kind:

    ["tuple", entries]                      ["scalar", kind, blob]          a number with a type of NumPy's
    ["array", number, kind, shape, blob]    ["complex", real, imaginary]
    ["list", number, entries]               ["objects", shape, entries]     an array of Python's objects
    ["dict", number, pairs]                 ["numpy", name]                 a function that NumPy has on both sides
    ["generator", number, state]            ["many", kind], ["deep"]        a list too long, or too deep, to be said
    ["known", number]                       ["other", kind, is called]      what does not travel: its kind alone is told
    ["lent", number, description]           something that stays where it is, and can be asked
    ["method", number, name]                a method of what the listener has lent

A `number` is the thing's own, under which both sides know it from now on (see `things`).
"""

import contextlib
import functools
import numbers
import types
from array import array as typed_array
from collections.abc import Callable
from typing import Any

import numpy as np

from layerwise.classroom.grading.isolation.messages import MOST_BITS, Malformed, array_from_wire, array_to_wire, entry, parts, text
from layerwise.classroom.grading.isolation.side import Side
from layerwise.classroom.grading.isolation.stand_ins import placeholder
from layerwise.classroom.grading.isolation.things import Things, generator_from, has_contents, move_generator, state_of
from layerwise.examiner.values import MOST_NUMBERS, TooLarge, refuse_too_large

MOST_LETTERS = 100_000
DEEPEST = 40


# Functions of NumPy that only reckon, besides its ufuncs.
_RECKONING = {
    "all", "any", "argmax", "argmin", "argsort", "clip", "cumsum", "diag", "dot", "max", "mean", "median", "min", "outer", "prod", "round",
    "sort", "std", "sum", "trace", "transpose", "var", "where",
}  # fmt: skip
_OF_NUMPY = {np.ufunc, *(type(getattr(np, name)) for name in _RECKONING)} - {type(len)}


def reckons(name: str) -> bool:
    """Is this a function of NumPy that does nothing but reckon? Others write files, say."""
    return name in _RECKONING or isinstance(getattr(np, name, None), np.ufunc)


class Writer:
    """Says values in one message."""

    def __init__(self, things: Things, side: Side):
        self.things, self.side = things, side
        self.blobs: list[bytes] = []

    def changes(self) -> list:
        """What this side has changed since the last message."""
        return [[number, self._contents(thing)] for number, thing in self.things.changed()]

    def write(self, value: Any) -> Any:
        """Say a value, whatever it is."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if value.bit_length() <= MOST_BITS else ["other", "int", False]
        if kind is str:
            return value[:MOST_LETTERS]
        known = self.things.number_of(value)
        if known is not None:
            return ["known", known]
        if kind is np.ndarray:
            return self._array(value)
        if kind in (tuple, list) or issubclass(kind, tuple | list):
            return self._sequence(value, "list" if issubclass(kind, list) else "tuple")
        if kind is dict:
            return self._dict(value)
        if kind is np.random.Generator:
            return ["generator", self.things.name(value), state_of(value)] if _is_usual(value) else ["other", "Generator", False]
        return self._other(value, kind)

    def _array(self, array: np.ndarray) -> list:
        if array.dtype.kind == "O" and array.size <= MOST_NUMBERS:
            return ["objects", list(array.shape), [self._entry(part) for part in array.flat]]
        said = array_to_wire(array if array.dtype.kind != "O" else np.empty(array.shape, "V8"), self.blobs, array.size <= MOST_NUMBERS)
        if said is None:
            return ["other", "ndarray", False]
        # What is not said in full cannot be followed in its changes either.
        return ["array", self.things.name(array) if said[2] is not None else None, *said]

    def _entry(self, part: Any) -> Any:
        # An array of objects can hold itself.
        return ["other", "ndarray", False] if issubclass(type(part), np.ndarray | list | tuple | dict) else self.write(part)

    def _sequence(self, sequence: Any, kind: str) -> list:
        try:
            refuse_too_large(sequence)
        except TooLarge as why:
            return ["deep"] if "deep" in str(why) else ["many", kind]
        if kind == "list":
            number = self.things.name(sequence) if type(sequence) is list else None
            return ["list", number, [self.write(part) for part in sequence]]
        return ["tuple", [self.write(part) for part in sequence]]

    def _dict(self, pairs: dict) -> list:
        if len(pairs) > 1000 or not all(type(name) is str for name in pairs):
            return ["dict", None, []]
        number = self.things.name(pairs)
        return ["dict", number, [[name[:MOST_LETTERS], self.write(part)] for name, part in pairs.items()]]

    def _other(self, value: Any, kind: type) -> Any:
        if issubclass(kind, np.ndarray):
            return self._array(np.asarray(value))
        if issubclass(kind, np.generic | numbers.Number):
            return self._number(value, kind)
        if kind in (typed_array, memoryview):
            return self._sequence(np.asarray(value).tolist(), "list") if np.asarray(value).ndim else self._array(np.asarray(value))
        if kind in _OF_NUMPY and reckons(name := str(value.__name__)) and getattr(np, name) is value:
            return ["numpy", name]
        if value is np:
            return ["numpy", ""]
        if kind is types.MethodType and (owner := self.things.number_of(value.__self__)) is not None:
            return ["method", owner, value.__name__]
        description = self.side.describe(value)
        if description is not None:
            return ["lent", self.things.name(value, lent=True), description]
        if hasattr(kind, "__array__"):
            return self._array(np.asarray(value))
        return ["other", kind.__name__[:100], callable(value)]

    def _number(self, value: Any, kind: type) -> Any:
        if issubclass(kind, np.generic):
            said = array_to_wire(np.asarray(value), self.blobs)
            return ["scalar", said[0], said[2]] if said is not None and said[2] is not None else self._array(np.asarray(value))
        if issubclass(kind, int):
            return self.write(int.__index__(value))
        if issubclass(kind, float):
            return float.__float__(value)
        if issubclass(kind, complex):
            return ["complex", value.real, value.imag]
        if issubclass(kind, numbers.Real):
            return float(value)
        return ["objects", [], [["other", kind.__name__[:100], False]]]

    def _contents(self, thing: Any) -> Any:
        if type(thing) is np.ndarray:
            said = array_to_wire(thing, self.blobs)
            return ["other"] if said is None else said
        if type(thing) is list:
            try:
                refuse_too_large(thing)
            except TooLarge:
                return [None] * 1000  # it is not what it was, and more need not be known
            return [self.write(part) for part in thing]
        if type(thing) is dict:
            return [[name, self.write(part)] for name, part in list(thing.items())[:1000] if type(name) is str]
        return state_of(thing)


def _is_usual(generator: np.random.Generator) -> bool:
    return type(generator.bit_generator).__name__ in ("PCG64", "PCG64DXSM", "MT19937")


class Reader:
    """Reads the values of one message. `take` makes of a description the stand-in of what the other side has lent."""

    def __init__(self, things: Things, blobs: list[memoryview], side: Side, take: Callable[[int, dict], Any]):
        self.things, self.blobs, self.side, self.take = things, blobs, side, take

    def apply(self, changes: Any) -> None:
        """Do to this side's copies what the other side has done to its own."""
        if type(changes) is not list:
            raise Malformed("changes that are no list")
        for change in changes:
            number, contents = parts(change, 2)
            thing = self.things[number]
            if not has_contents(thing):
                raise Malformed("a change of something that cannot change")
            self._change(thing, contents)
            self.things.has_changed(number)

    def _change(self, thing: Any, contents: Any) -> None:
        if type(thing) is np.random.Generator:
            return move_generator(thing, contents)
        if type(contents) is not list:
            raise Malformed("a change that says nothing")
        if type(thing) is list:
            thing[:] = [self.read(part) for part in contents]
        elif type(thing) is dict:
            pairs = [parts(pair, 2) for pair in contents]
            thing.clear()
            thing.update({text(name, MOST_LETTERS): self.read(part) for name, part in pairs})
        else:
            become(thing, array_from_wire(contents, self.blobs))

    def read(self, said: Any, depth: int = 0) -> Any:
        """The value that was said. Raises Malformed."""
        if said is None or type(said) in (bool, int, float):
            return said
        if type(said) is str:
            return text(said, MOST_LETTERS)
        if type(said) is not list or not said or depth > DEEPEST:
            raise Malformed("a value of no known kind")
        kind, *rest = said
        read = _READ.get(kind) if type(kind) is str else None
        if read is None:
            raise Malformed("a value of no known kind")
        return read(self, rest, depth + 1)

    def _entries(self, entries: Any, depth: int) -> list:
        if type(entries) is not list:
            raise Malformed("entries that are no list")
        return [self.read(part, depth) for part in entries]

    def _met(self, number: Any, thing: Any) -> Any:
        return thing if number is None else self.things.meet(number, thing)

    def _tuple(self, rest: list, depth: int) -> tuple:
        return tuple(self._entries(entry(rest, 0), depth))

    def _list(self, rest: list, depth: int) -> list:
        number, entries = parts(rest, 2)
        return self._met(number, self._entries(entries, depth))

    def _dict(self, rest: list, depth: int) -> dict:
        number, pairs = parts(rest, 2)
        if type(pairs) is not list:
            raise Malformed("entries that are no list")
        return self._met(number, {text(name, MOST_LETTERS): self.read(part, depth) for name, part in (parts(pair, 2) for pair in pairs)})

    def _array(self, rest: list, depth: int) -> np.ndarray:
        number, *said = parts(rest, 4)
        return self._met(number, array_from_wire(said, self.blobs))

    def _objects(self, rest: list, depth: int) -> np.ndarray:
        shape, entries = parts(rest, 2)
        found = self._entries(entries, depth)
        array = np.empty(len(found), object)
        for place, part in enumerate(found):
            array[place] = part
        try:
            return array.reshape([int(size) for size in shape])
        except (TypeError, ValueError):
            raise Malformed("an array whose shape does not fit its entries") from None

    def _scalar(self, rest: list, depth: int) -> Any:
        kind, place = parts(rest, 2)
        return array_from_wire([kind, [], place], self.blobs)[()]

    def _complex(self, rest: list, depth: int) -> complex:
        real, imaginary = parts(rest, 2)
        if not type(real) is type(imaginary) is float:
            raise Malformed("a complex number without its parts")
        return complex(real, imaginary)

    def _generator(self, rest: list, depth: int) -> np.random.Generator:
        number, state = parts(rest, 2)
        return self._met(number, generator_from(state))

    def _numpy(self, rest: list, depth: int) -> Any:
        name = text(*parts(rest, 1))
        function = getattr(np, name, None) if name else np
        # The other side chooses what this one may be made to call.
        if function is not np and not reckons(name):
            raise Malformed("a function that NumPy has not")
        return function

    def _many(self, rest: list, depth: int) -> Any:
        entries = [None] * (MOST_NUMBERS + 1)
        return tuple(entries) if rest == ["tuple"] else entries

    def _deep(self, rest: list, depth: int) -> list:
        return functools.reduce(lambda inner, _: [inner], range(DEEPEST), [])

    def _known(self, rest: list, depth: int) -> Any:
        return self.things[entry(rest, 0)]

    def _lent(self, rest: list, depth: int) -> Any:
        number, description = parts(rest, 2)
        if type(number) is not int or type(description) is not dict:
            raise Malformed("something lent that is not described")
        return self.things.meet(number, self.take(number, description))

    def _method(self, rest: list, depth: int) -> Any:
        number, name = parts(rest, 2)
        return self.side.method(self.things.lent(number), text(name, 200))

    def _other(self, rest: list, depth: int) -> Any:
        kind, is_called = parts(rest, 2)
        return placeholder(text(kind, 100), is_called is True)


_READ: dict[str, Callable[[Reader, list, int], Any]] = {
    "tuple": Reader._tuple,
    "list": Reader._list,
    "dict": Reader._dict,
    "array": Reader._array,
    "objects": Reader._objects,
    "scalar": Reader._scalar,
    "complex": Reader._complex,
    "generator": Reader._generator,
    "numpy": Reader._numpy,
    "many": Reader._many,
    "deep": Reader._deep,
    "known": Reader._known,
    "lent": Reader._lent,
    "method": Reader._method,
    "other": Reader._other,
}


def become(array: np.ndarray, other: np.ndarray) -> None:
    """Make an array, in its place, what another one is."""
    with contextlib.suppress(ValueError):
        if array.dtype == other.dtype:
            array.resize(other.shape, refcheck=False)
            array[...] = other
            return
    # A view cannot grow, and no array becomes one of another kind. That it is not what it was can be seen all the same.
    array[...] = np.nan if array.dtype.kind in "fc" else ~array
