"""One end of the talk between two processes, in which each can call what the other has lent it.

    value = exchange.ask("call", number, arguments)   # waits for the answer, and meanwhile answers what is asked from the other side

Calls nest like those of functions: the answer that comes is always that to the last question. Anything else ends the talk. With every
message goes what has changed since the last one (see `things`), so an array that is written to in one process is written to in the other.

What the desk is asked to "begin" is a new examination: what was handed over for the last one is struck off on both sides.
"""

from collections.abc import Callable
from typing import Any, Protocol

from layerwise.classroom.grading.isolation.messages import Malformed, parts, text
from layerwise.classroom.grading.isolation.side import Side
from layerwise.classroom.grading.isolation.speech import Reader, Writer
from layerwise.classroom.grading.isolation.stand_ins import function_named, iterable_named, iterator_named
from layerwise.classroom.grading.isolation.things import Things

DEEPEST = 60  # calls inside each other
_ASKED, _TOLD = 8, 6  # entries of a message


class Channel(Protocol):
    """What carries messages."""

    def send(self, body: Any, blobs: list[bytes]) -> None: ...

    def receive(self) -> tuple[Any, list[memoryview]]: ...


class Exchange:
    """One end. `sign` is 1 on the one side and -1 on the other; `desk` is the thing that the other side may ask from the beginning."""

    def __init__(self, channel: Channel, side: Side, sign: int, desk: Any = None):
        self.channel, self.side, self.desk = channel, side, desk
        self.things = Things(sign)
        self._asked = self._depth = 0

    def ask(self, do: str, number: int, name: str | None = None, arguments: tuple = (), keywords: dict | None = None) -> Any:
        """Have the other side do something with a thing that it has lent, or with its desk, which is number 0.

        do  "call" it, or what it has under `name`; "get" or "set" what it has there; its "next" entry; go "through" its entries; "copy" it
        """
        try:
            return self._asked_for(do, number, name, arguments, keywords or {})
        except Malformed as why:
            raise self.side.ended(why) from None

    def serve(self) -> None:
        """Answer one question."""
        try:
            self._answer(*self.channel.receive())
        except Malformed as why:
            raise self.side.ended(why) from None

    def _asked_for(self, do: str, number: int, name: str | None, arguments: tuple, keywords: dict) -> Any:
        self._asked += 1
        question = self._asked
        if number == 0 and name == "begin":
            self.things.forget()
        writer = Writer(self.things, self.side)
        changes = writer.changes()
        said = [question, do, number, name, [writer.write(part) for part in arguments]]
        said += [[[word, writer.write(part)] for word, part in keywords.items()]]
        self.channel.send(["ask", *said, [changes, self.things.no_longer_held(), self.side.aside()]], writer.blobs)
        while True:
            body, blobs = self.channel.receive()
            if type(body) is list and body[:1] == ["ask"]:
                self._answer(body, blobs)
            else:
                return self._told(body, blobs, question)

    # --- answering -----------------------------------------------------------------------------------------------------------

    def _answer(self, body: Any, blobs: list[memoryview]) -> None:
        _, question, do, number, name, arguments, keywords, along = parts(body, _ASKED)
        if self._depth >= DEEPEST:
            raise Malformed("calls nested too deep")
        at_the_desk = number == 0 and self.desk is not None
        if at_the_desk and name == "begin":
            self.things.forget()
        thing = self.desk if at_the_desk else self.things.lent(number)
        changes, *rest = parts(along, 3)
        reader = Reader(self.things, blobs, self.side, self._take)
        reader.apply(changes)
        given = [self._arguments(reader, arguments), self._keywords(reader, keywords)]
        self._strike_off(rest, asked=True)
        if type(question) is not int or type(do) is not str or not (name is None or type(name) is str):
            raise Malformed("a question that asks nothing")
        writer = Writer(self.things, self.side)
        self._depth += 1
        try:
            how, value = self._performed(writer, do, thing, name, given)
        finally:
            self._depth -= 1
        self.channel.send(["told", question, how, *value, [self.things.no_longer_held(), self.side.aside()]], writer.blobs)

    def _performed(self, writer: Writer, do: str, thing: Any, name: str | None, given: list) -> tuple[str, tuple[Any, list]]:
        """How it went, and what there is to say: of the result, after what has changed. Then nothing here holds any of it."""
        try:
            result = [self.side.perform(do, thing, name, *_emptied(given))]
        except self.side.through:
            raise
        except StopIteration as error:
            if do == "next":
                return "ended", (None, writer.changes())
            return "raised", _said(writer, self.side.error_to_wire(error, thing))
        except BaseException as error:  # SystemExit and KeyboardInterrupt too
            said = self.side.error_to_wire(error, thing)
            error.__traceback__ = None  # its frames hold what was handed over
            return "raised", _said(writer, said)
        changes = writer.changes()
        return "returned", (writer.write(result.pop()), changes)

    def _arguments(self, reader: Reader, said: Any) -> tuple:
        return tuple(map(reader.read, self._list(said)))

    def _keywords(self, reader: Reader, said: Any) -> dict[str, Any]:
        return {text(word): reader.read(value) for word, value in (parts(pair, 2) for pair in self._list(said))}

    # --- being told ----------------------------------------------------------------------------------------------------------

    def _told(self, body: Any, blobs: list[memoryview], question: int) -> Any:
        _, answers, how, said, changes, along = parts(body, _TOLD)
        if body[0] != "told" or answers != question:
            raise Malformed("an answer to something that was not asked")
        reader = Reader(self.things, blobs, self.side, self._take)
        reader.apply(changes)
        if how == "returned":
            value = reader.read(said)
            self._strike_off(along, asked=False)
            return value
        if how not in ("raised", "ended"):
            raise Malformed("an answer that tells nothing")
        error = StopIteration() if how == "ended" else self.side.error_from_wire(said)
        self._strike_off(along, asked=False)
        raise error

    def _strike_off(self, along: Any, asked: bool) -> None:
        gone, aside = parts(along, 2)
        self.things.drop(self._list(gone))
        self.side.hear(aside, asked)

    def _list(self, said: Any) -> list:
        if type(said) is not list:
            raise Malformed("something that should be a list")
        return said

    def _take(self, number: int, description: dict) -> Any:
        """A stand-in for what the other side has lent: whatever is done with it is asked there."""

        def ask(do: str, name: str | None = None, arguments: tuple = (), keywords: dict | None = None) -> Any:
            if not self.things.has(number):
                raise ReferenceError("this belongs to an examination that is over")
            return self.ask(do, number, name, arguments, keywords)

        make = _STAND_INS.get(str(description.get("is")))
        return self.side.take(description, ask) if make is None else make(text(description.get("name"), 100), ask)


_STAND_INS: dict[str, Callable[[str, Callable], Any]] = {"function": function_named, "iterator": iterator_named, "iterable": iterable_named}


def _emptied(given: list) -> list:
    """What stands in a list, which then holds nothing of it any more."""
    taken = given[:]
    given.clear()
    return taken


def _said(writer: Writer, said: Any) -> tuple[Any, list]:
    return said, writer.changes()
