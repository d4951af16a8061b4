"""What of this process a student's process may ask: the functions and objects that are arguments of an answer, and of those only what a
lesson uses. Everything else stays shut, whatever the other side asks for.
"""

import contextlib
import copy
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from layerwise import nn
from layerwise.classroom.grading.isolation.messages import Malformed
from layerwise.classroom.grading.isolation.stand_ins import described
from layerwise.classroom.isolation.kernel import memory_in_use

# What may be called and what may be read and set of an object, for each class of the library. Saving and loading are not among it.
_LAYER = ({"forward", "backward", "parameters", "gradients"}, {"training"})
_OPTIMIZER = ({"step"}, {"learning_rate"})
_LOSS: tuple[set[str], set[str]] = ({"forward", "backward"}, set())
OPEN: dict[type, tuple[set[str], set[str]]] = {
    nn.Network: (_LAYER[0] | {"predict", "set_training"}, {"weights", "gradient", "layers"}),
    nn.Dense: (_LAYER[0], _LAYER[1] | {"W", "b", "dW", "db"}),
    nn.ReLU: _LAYER,
    nn.Sigmoid: _LAYER,
    nn.Dropout: (_LAYER[0], _LAYER[1] | {"rate"}),
    nn.MeanSquaredError: _LOSS,
    nn.SoftmaxCrossEntropy: _LOSS,
    nn.SGD: _OPTIMIZER,
    nn.Momentum: (_OPTIMIZER[0], _OPTIMIZER[1] | {"momentum"}),
    nn.Adam: (_OPTIMIZER[0], _OPTIMIZER[1] | {"beta1", "beta2", "epsilon"}),
}
# What a call from the other side may take of this process's memory.
MOST_MEMORY = 512 * 2**20
MOST_COPIES = 100
SETTABLE = (np.ndarray, int, float, bool)


@dataclass(frozen=True)
class _Opening:
    methods: frozenset[str]
    attributes: frozenset[str]


def _opening(thing: Any) -> _Opening | None:
    """What is open of an object; None for one that is not lent."""
    for base in type(thing).__mro__:
        if base in OPEN:
            methods, attributes = OPEN[base]
            return _Opening(frozenset(methods), frozenset(name for name in attributes if hasattr(thing, name)))
    return None


def describe(thing: Any) -> dict | None:
    """What is said of a thing that is lent; None for one that is not."""
    opening = _opening(thing)
    if opening is not None:
        kind = type(thing)
        return {
            "is": "object",
            "name": kind.__name__,
            "module": kind.__module__,
            "methods": sorted(name for name in dir(kind) if not name.startswith("_") and callable(getattr(kind, name))),
            "attributes": sorted(opening.attributes),
        }
    is_open = inspect.isfunction(thing) or inspect.isbuiltin(thing) or inspect.isgenerator(thing)
    return described(thing) if is_open else None


class Lender:
    """Does what is asked of things that were lent."""

    def __init__(self) -> None:
        self.called: list[Any] = []  # functions, each once
        self._copies = 0

    def begin(self) -> None:
        """A new examination begins."""
        self.called.clear()
        self._copies = 0
        _set_memory(_GIVEN_MEMORY)  # should the time have run out in the middle of `bounded_memory`

    def perform(self, do: str, thing: Any, name: str | None, arguments: tuple, keywords: dict) -> Any:
        """Do it. Raises Malformed for what is not open."""
        with bounded_memory():
            if do == "next" and inspect.isgenerator(thing):
                return next(thing)
            opening = _opening(thing)
            if opening is None:
                if do == "call" and name is None and callable(thing):
                    if not any(thing is known for known in self.called):
                        self.called.append(thing)
                    return thing(*arguments, **keywords)
                raise Malformed("a question about something that is shut")
            return self._of_object(do, thing, name or "", opening, arguments, keywords)

    def method(self, thing: Any, name: str) -> Any:
        """A method of an object. Raises Malformed for one that is not open."""
        opening = _opening(thing)
        if opening is None or name not in opening.methods:
            raise Malformed("a method that is shut")
        return getattr(thing, name)

    def _of_object(self, do: str, thing: Any, name: str, opening: _Opening, arguments: tuple, keywords: dict) -> Any:
        if do == "call" and name in opening.methods:
            return getattr(thing, name)(*arguments, **keywords)
        if do == "call" and not name.startswith("_"):
            raise PermissionError(f"{name} is not at hand while an answer is examined")
        if do == "get" and name in opening.attributes:
            return getattr(thing, name)
        if do == "set" and name in opening.attributes:
            return self._set(thing, name, *arguments)
        if do == "copy":
            self._copies += 1
            if self._copies > MOST_COPIES:
                raise Malformed("more copies than any answer needs")
            return copy.deepcopy(thing)
        raise Malformed("a question about something that is shut")

    def _set(self, thing: Any, name: str, value: Any) -> None:
        if type(value) not in SETTABLE:
            raise TypeError(f"{name} takes numbers here, and was given {type(value).__name__}")
        setattr(thing, name, value)


@contextlib.contextmanager
def bounded_memory() -> Iterator[None]:
    """Within, this process can take only so much memory more: what is asked for from outside may be of any size."""
    most = memory_in_use() + MOST_MEMORY
    _set_memory(most if _GIVEN_MEMORY in (None, -1) else min(most, _GIVEN_MEMORY))
    try:
        yield
    finally:
        _set_memory(_GIVEN_MEMORY)


def _set_memory(most: int | None) -> None:
    """Let this process have so many bytes of addresses, where the system can hold it to that."""
    if resource is not None and most is not None:
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


# What this process was given when it began; None where that cannot be asked, or is not kept.
_GIVEN_MEMORY = resource.getrlimit(resource.RLIMIT_AS)[0] if resource is not None and memory_in_use() else None
