"""What is different on the two sides of the talk between a student's process and the one that examines."""

from collections.abc import Callable
from typing import Any, Protocol

from layerwise.classroom.grading.isolation.messages import Malformed


class Side(Protocol):
    """One side."""

    through: tuple[type[BaseException], ...]  # exceptions that end the talk, and are nobody's answer

    def describe(self, thing: Any) -> dict | None:
        """What to say of a thing that is lent; None for one that is not."""

    def take(self, description: dict, ask: Callable[..., Any]) -> Any:
        """A stand-in for what the other side has lent."""

    def perform(self, do: str, thing: Any, name: str | None, arguments: tuple, keywords: dict) -> Any:
        """Do what the other side asks of a thing."""

    def ended(self, why: Malformed) -> BaseException:
        """One of `through`, for a talk that cannot go on."""

    def error_to_wire(self, error: BaseException, thing: Any) -> Any:
        """What to say of the exception that `perform` ended in."""

    def error_from_wire(self, said: Any) -> BaseException:
        """The exception that the other side told of."""

    def method(self, thing: Any, name: str) -> Any:
        """A method of a thing that this side has lent, of which the other side has the stand-in."""

    def aside(self) -> Any:
        """What is said along with every message."""

    def hear(self, aside: Any, asked: bool) -> None:
        """Hear what the other side says along with a question, or with an answer."""
