"""What a question is: data that the widget asks, the workbook keeps and the tests prove.

A text may hold code between backquotes. Mathematics is written plainly: ŷ, x · w, −2.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from string import ascii_lowercase
from typing import Any

# recall: about the lesson before. prediction: made before a cell is run, and answered after it. practice: on the way to an exercise.
# closing: across all lessons so far.
MOMENTS = ("recall", "prediction", "practice", "closing")


@dataclass(frozen=True)
class Answer:
    """One possible answer: a sentence, or a number, and why somebody may think so and what is right."""

    says: str | float
    why: str


@dataclass(frozen=True)
class Right(Answer):
    """The right answer."""


@dataclass(frozen=True)
class Wrong(Answer):
    """A mistake that beginners really make. Its `why` says what tempts, and what is right."""


@dataclass(frozen=True)
class Rule:
    """The line `first` has to stand before the line `then`, both counted from 0; `why` is told to somebody who has them the other way."""

    first: int
    then: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """What all kinds of questions have in common.

    name    unique in the course; the learner's answer is kept under it, so it stays when the text changes
    moment  one of MOMENTS; a prediction is answered only after the cells that show it, by `compare`
    asks    the question itself
    code    a few lines of code that it is about, if any
    proof   proof() is True if and only if what is called right is right, by the course's own functions and data; the tests run it

    Each kind has answers of its own type, and the functions of them below.
    """

    name: str
    moment: str
    asks: str
    code: str = ""
    proof: Callable[[], bool] | None = None

    def __post_init__(self) -> None:
        if self.moment not in MOMENTS:
            raise ValueError(f"{self.name}: the moment is {self.moment!r}; it must be one of {', '.join(MOMENTS)}.")

    @abstractmethod
    def read(self, given: Any) -> Any:
        """The answer that a person, the widget or a test has given. Raises ValueError, with what to do, for what is none."""

    @abstractmethod
    def judge(self, answer: Any) -> Answer:
        """The Right or the Wrong that an answer is."""

    @abstractmethod
    def words(self, answer: Any) -> str:
        """An answer as a text."""

    @abstractmethod
    def stored(self, answer: Any) -> Any:
        """An answer as JSON keeps it."""

    @abstractmethod
    def restored(self, stored: Any) -> Any:
        """The answer that was kept as `stored`, or None for what is no answer, or no longer one."""

    @abstractmethod
    def explained(self) -> list[tuple[str, Answer]]:
        """What may be answered, each as (label, Answer), the right one first."""


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several options, called a, b, c in their order. An answer is a letter."""

    options: tuple[Answer, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if sum(isinstance(option, Right) for option in self.options) != 1:
            raise ValueError(f"{self.name}: exactly one option has to be right.")

    @property
    def letters(self) -> str:
        return ascii_lowercase[: len(self.options)]

    @property
    def right(self) -> str:
        return next(letter for letter in self.letters if isinstance(self.judge(letter), Right))

    def read(self, given: Any) -> str:
        if not isinstance(given, str) or given not in self.letters or len(given) != 1:
            raise ValueError(f"Choose one of {', '.join(self.letters)}.")
        return given

    def judge(self, answer: str) -> Answer:
        return self.options[self.letters.index(answer)]

    def words(self, answer: str) -> str:
        return f"{answer}) {self.judge(answer).says}"

    def stored(self, answer: str) -> str:
        return str(self.judge(answer).says)  # a letter would mean another option once the order has changed

    def restored(self, stored: Any) -> str | None:
        return next((letter for letter in self.letters if self.judge(letter).says == stored), None)

    def explained(self) -> list[tuple[str, Answer]]:
        return [(self.words(letter), self.judge(letter)) for letter in sorted(self.letters, key=lambda letter: letter != self.right)]


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number, right within `tolerance`. Known wrong numbers have explanations of their own; `other` is told for any other number.

    An answer is a float.
    """

    right: Right
    wrong: tuple[Wrong, ...]
    other: str
    tolerance: float = 1e-9

    def __post_init__(self) -> None:
        super().__post_init__()
        numbers = sorted(float(one.says) for one in (self.right, *self.wrong))
        if any(high - low <= 2 * self.tolerance for low, high in zip(numbers, numbers[1:], strict=False)):
            raise ValueError(f"{self.name}: two of its numbers lie within the tolerance of each other.")

    def read(self, given: Any) -> float:
        complaint = f"Type a number, such as 0.25 or −3; {given!r} is none." if str(given).strip() else "Type a number, such as 0.25 or −3."
        if isinstance(given, bool):
            raise ValueError(complaint)
        text = str(given).strip().replace("−", "-").replace(",", ".")
        above, _, below = text.partition("/")  # a quarter may be written 1/4
        try:
            number = float(above) / float(below or 1)
        except (ValueError, ZeroDivisionError):
            raise ValueError(complaint) from None
        if not isfinite(number):
            raise ValueError(complaint)
        return number

    def judge(self, answer: float) -> Answer:
        near = (one for one in (self.right, *self.wrong) if abs(float(one.says) - answer) <= self.tolerance * (1 + 1e-9))
        return next(near, Wrong(answer, self.other))

    def words(self, answer: float) -> str:
        return written(answer)

    def stored(self, answer: float) -> float:
        return answer

    def restored(self, stored: Any) -> float | None:
        return float(stored) if type(stored) in (int, float) and abs(stored) < 1e300 else None

    def explained(self) -> list[tuple[str, Answer]]:
        return [(written(float(one.says)), one) for one in (self.right, *self.wrong)]


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Lines that are to be put in order. `lines` stand in a right one, and any other that keeps all `rules` is right as well.

    They are shown first in the order `start`, which names them by their places in `lines`. An answer is a tuple of lines. Where it
    breaks several rules the first of them is explained, so the most telling rule stands first.
    """

    lines: tuple[str, ...]
    start: tuple[int, ...]
    rules: tuple[Rule, ...]
    why: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if sorted(self.start) != list(range(len(self.lines))) or len(set(self.lines)) < len(self.lines):
            raise ValueError(f"{self.name}: `start` has to name each line once, and no line may occur twice.")

    @property
    def shuffled(self) -> tuple[str, ...]:
        return tuple(self.lines[place] for place in self.start)

    def read(self, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list | tuple) or len(given) != len(self.lines) or any(line not in given for line in self.lines):
            raise ValueError(f"Give each of the {len(self.lines)} lines once.")
        return tuple(given)

    def judge(self, answer: tuple[str, ...]) -> Answer:
        place = [answer.index(line) for line in self.lines]
        broken = next((rule for rule in self.rules if place[rule.first] > place[rule.then]), None)
        return Wrong(self.words(answer), broken.why) if broken else Right(self.words(answer), self.why)

    def words(self, answer: tuple[str, ...]) -> str:
        return "\n".join(answer)

    def stored(self, answer: tuple[str, ...]) -> list[str]:
        return list(answer)

    def restored(self, stored: Any) -> tuple[str, ...] | None:
        try:
            return self.read(stored)
        except (ValueError, TypeError):
            return None

    def explained(self) -> list[tuple[str, Answer]]:
        first = self.words(self.lines)
        swapped = [(f"`{self.lines[rule.then].strip()}` before `{self.lines[rule.first].strip()}`", rule) for rule in self.rules]
        return [(first, Right(first, self.why)), *((label, Wrong(label, rule.why)) for label, rule in swapped)]


def written(number: float) -> str:
    """A number as the questions write it: with a real minus sign, and at most four digits after the point."""
    return f"{round(number, 4) + 0.0:.10g}".replace("-", "−")
