"""What two processes both know of: arrays, lists and generators that each has a copy of, and what one of them lends to the other.

Each such thing has a number, the same on both sides. What either side does to its copy of an array is told with the next message. Whoever
named an array strikes it off when nobody there holds it any more, and whoever has borrowed a thing, that. So both lists stay as short as
what is really in use, and as long as an array exists its copy is one and the same.
"""

import sys
from collections import Counter
from typing import Any

import numpy as np

from layerwise.classroom.grading.isolation.messages import Malformed

# More than any answer needs: an examination that comes to this is not an examination any more.
MOST_THINGS = 20_000


class Things:
    """The things that one side knows of; the numbers of what it names itself are of the sign `sign`."""

    def __init__(self, sign: int):
        self.sign, self._last = sign, 0
        self._things: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._contents: dict[int, Any] = {}  # as both sides have them, of what has contents
        self._lent: set[int] = set()

    def number_of(self, thing: Any) -> int | None:
        """The number of a thing that is known."""
        return self._numbers.get(id(thing))

    def has(self, number: int) -> bool:
        """Is there a thing with this number?"""
        return number in self._things

    def __getitem__(self, number: Any) -> Any:
        if type(number) is not int or number not in self._things:
            raise Malformed("a thing that was never handed over")
        return self._things[number]

    def lent(self, number: Any) -> Any:
        """A thing that this side has lent to the other."""
        if type(number) is not int or number not in self._lent:
            raise Malformed("a thing that was never lent")
        return self._things[number]

    def name(self, thing: Any, lent: bool = False) -> int:
        """Give a thing of this side its number."""
        self._last += self.sign
        self._enter(self._last, thing)
        if lent:
            self._lent.add(self._last)
        return self._last

    def meet(self, number: Any, thing: Any) -> Any:
        """Note a thing that the other side has named."""
        if type(number) is not int or number * self.sign >= 0 or number in self._things:
            raise Malformed("a thing with a number that cannot be its own")
        self._enter(number, thing)
        return thing

    def _enter(self, number: int, thing: Any) -> None:
        if len(self._things) >= MOST_THINGS:
            raise Malformed("more things than any answer needs")
        self._things[number] = thing
        self._numbers[id(thing)] = number
        if has_contents(thing):
            self._contents[number] = contents_of(thing)

    def changed(self) -> list[tuple[int, Any]]:
        """What is no longer as both sides have it. Whoever asks tells the other."""
        found = []
        for number, before in self._contents.items():
            thing = self._things[number]
            now = contents_of(thing)
            if not _same(now, before):
                found.append((number, thing))
                self._contents[number] = now
        return found

    def has_changed(self, number: int) -> None:
        """Note that a thing is now as the other side has it."""
        self._contents[number] = contents_of(self._things[number])

    def no_longer_held(self) -> list[int]:
        """Strike off what nobody on this side holds, and say what it was."""
        gone: list[int] = []
        while unheld := self._unheld():
            self.drop(unheld)  # a list that has gone held others
            gone += unheld
        return gone

    def _unheld(self) -> list[int]:
        # Most things are held, which is seen at once; of the few others more has to be asked.
        doubtful = [number for number in _held_here_alone(self._things, _OF_A_DICTIONARY) if self._is_ours_to_strike_off(number)]
        if not doubtful:
            return []
        views = Counter(id(thing.base) for thing in self._things.values() if type(thing) is np.ndarray and thing.base is not None)
        return [number for number in doubtful if not self._is_looked_through(self._things[number], views)]

    def _is_ours_to_strike_off(self, number: int) -> bool:
        is_our_own = number * self.sign > 0
        return is_our_own and number not in self._lent or not is_our_own and number not in self._contents

    def _is_looked_through(self, thing: Any, views: Counter[int]) -> bool:
        """Is this a view of something that somebody holds? `views` says how many look at what."""
        base = thing.base if type(thing) is np.ndarray else None
        if base is None:
            return False
        of_our_own = views[id(base)] + (id(base) in self._numbers)
        return type(base) is not np.ndarray or _references(base) > _OF_A_NAME + of_our_own

    def drop(self, numbers: list[int]) -> None:
        """Strike off what one of the sides does not hold any more."""
        for number in numbers:
            del self._numbers[id(self[number])]
            del self._things[number]
            self._contents.pop(number, None)
            self._lent.discard(number)

    def forget(self) -> None:
        """Strike off everything. Numbers are not used twice."""
        for known in (self._things, self._numbers, self._contents, self._lent):
            known.clear()


def _held_here_alone(things: dict[int, Any], most: int) -> list[int]:
    """The numbers of the things of which Python counts at most so many references."""
    return [number for number, thing in things.items() if sys.getrefcount(thing) <= most]


def _references(thing: Any) -> int:
    return sys.getrefcount(thing)


def _of_a_name() -> int:
    thing = np.empty(0)
    return _references(thing)


# What is counted for a thing that stands in one dictionary and nowhere else, and for one that has a name and nothing else.
_OF_A_DICTIONARY = next(count for count in range(100) if _held_here_alone({0: np.empty(0)}, count))
_OF_A_NAME = _of_a_name()


def has_contents(thing: Any) -> bool:
    """Is this something that both sides have a copy of, and that either may change?"""
    return type(thing) in (np.ndarray, list, dict, np.random.Generator)


class _Entries(tuple):
    """What stands in a list or dictionary: the same only if each entry is the very same thing."""

    __slots__ = ()


def contents_of(thing: Any) -> Any:
    """What can be compared later to see whether a thing has changed."""
    if type(thing) is np.ndarray:
        kind = thing.dtype
        return thing.tobytes() if kind.kind in "biufc" else None, thing.shape, kind
    if type(thing) is list:
        return _Entries(thing)
    if type(thing) is dict:
        return _Entries(part for pair in thing.items() for part in pair)
    return state_of(thing)


def _same(now: Any, before: Any) -> bool:
    if type(now) is _Entries:
        return len(now) == len(before) and all(one is other for one, other in zip(now, before, strict=True))
    return now == before


# --- random generators -----------------------------------------------------------------------------------------------------------


def state_of(generator: np.random.Generator) -> dict[str, Any]:
    """All that makes a generator what it is: where it stands, and the seed from which `spawn` makes others."""
    bits = generator.bit_generator
    seed: Any = bits.seed_seq
    if type(seed) is not np.random.SeedSequence:
        return {"state": bits.state, "seed": None}
    given: Any = seed.entropy
    entropy = given if given is None or type(given) is int else [int(part) for part in given]
    seeds = [entropy, [int(part) for part in seed.spawn_key], seed.pool_size, seed.n_children_spawned]
    state = bits.state
    if type(bits) is np.random.MT19937:  # the others keep plain numbers
        state["state"]["key"] = state["state"]["key"].tolist()
    return {"state": state, "seed": seeds}


def generator_from(state: dict[str, Any]) -> np.random.Generator:
    """A generator that stands where the other side's does."""
    try:
        kind = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM, "MT19937": np.random.MT19937}[state["state"]["bit_generator"]]
        seed = None
        if state["seed"] is not None:
            entropy, spawn_key, pool_size, spawned = state["seed"]
            if not (type(pool_size) is type(spawned) is int and 4 <= pool_size <= 64 and 0 <= spawned < 10**9):
                raise Malformed("a random generator with an unheard-of seed")
            seed = np.random.SeedSequence(entropy, spawn_key=spawn_key, pool_size=pool_size, n_children_spawned=spawned)
        generator = np.random.Generator(kind(seed))
        generator.bit_generator.state = state["state"]
    except (KeyError, TypeError, ValueError, OverflowError, IndexError):
        raise Malformed("a random generator that cannot be made") from None
    return generator


def move_generator(generator: np.random.Generator, state: dict[str, Any]) -> None:
    """Bring a generator to where the other side's stands."""
    try:
        generator.bit_generator.state = state["state"]
        seed: Any = generator.bit_generator.seed_seq
        further = state["seed"][3] - seed.n_children_spawned if state["seed"] and type(seed) is np.random.SeedSequence else 0
        if 0 < further <= 10_000:
            seed.spawn(further)
    except (KeyError, TypeError, ValueError, OverflowError, IndexError):
        raise Malformed("a state that a random generator cannot have") from None
