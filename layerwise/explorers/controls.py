"""What a learner moves: numbers, choices, switches, a sheet to draw on, and buttons that change numbers."""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from math import isfinite


@dataclass(frozen=True)
class Number:
    """A slider from `low` to `high` in steps of `step`, all of them whole numbers or all decimal ones."""

    name: str
    label: str
    start: float
    low: float
    high: float
    step: float = 1
    unit: str = ""

    @property
    def decimals(self) -> int:
        exponent = Decimal(str(self.step)).as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0  # a step is never infinite

    def plan(self) -> dict:
        return {"kind": "number", "decimals": self.decimals, **asdict(self)}

    def checked(self, value):
        """`value` as a number of this control's kind, or a ValueError."""
        whole = self.decimals == 0
        wanted = f"{self.name} is {value!r}; it must be a {'whole ' if whole else ''}number from {self.low} to {self.high}."
        if isinstance(value, str | bool):
            raise ValueError(wanted)
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise ValueError(wanted) from None
        if not isfinite(number) or not self.low <= number <= self.high or (whole and number != round(number)):
            raise ValueError(wanted)
        return int(number) if whole else number

    def all_values(self) -> list:
        """Every value that the slider can take."""
        count = round((self.high - self.low) / self.step)
        return [self.checked(round(self.low + k * self.step, self.decimals)) for k in range(count + 1)]


@dataclass(frozen=True)
class Choice:
    """One of `options`, which are words."""

    name: str
    label: str
    start: str
    options: tuple[str, ...]

    def plan(self) -> dict:
        return {"kind": "choice", **asdict(self)}

    def checked(self, value):
        """`value`, or a ValueError when it is no option."""
        if value not in self.options:
            raise ValueError(f"{self.name} is {value!r}; it must be one of {', '.join(map(repr, self.options))}.")
        return value

    def all_values(self) -> list:
        return list(self.options)


@dataclass(frozen=True)
class Toggle:
    """Something that is shown or not."""

    name: str
    label: str
    start: bool

    def plan(self) -> dict:
        return {"kind": "toggle", **asdict(self)}

    def checked(self, value):
        """`value` as True or False, or a ValueError."""
        if value not in (True, False):
            raise ValueError(f"{self.name} is {value!r}; it must be True or False.")
        return bool(value)

    def all_values(self) -> list:
        return [False, True]


@dataclass(frozen=True)
class Drawing:
    """Strokes on a square sheet; a stroke is a list of points [x, y], and (0, 0) is at the top left.

    What has been moved may reach over the edge, by as much as the sheet is wide. The lines are `pen` wide.
    """

    name: str
    label: str
    size: int
    pen: int
    start: list = field(default_factory=list)

    MOST = 20_000  # points: a drawing is sent to the browser and back

    def plan(self) -> dict:
        return {"kind": "drawing", **asdict(self)}

    def checked(self, value):
        """`value` as lists of points, rounded to tenths, or a ValueError."""
        try:
            strokes = [[[round(float(x), 1), round(float(y), 1)] for x, y in stroke] for stroke in value]
        except (TypeError, ValueError):
            raise ValueError(
                f"{self.name} must be a list of strokes, each of them a list of points (x, y); it is {_short(value)}."
            ) from None
        numbers = [number for stroke in strokes for point in stroke for number in point]
        if not all(strokes) or len(numbers) > 2 * self.MOST:
            raise ValueError(f"{self.name} must have at least one point in each stroke, and no more than {self.MOST} points in all.")
        if not all(-self.size <= number <= 2 * self.size for number in numbers):
            raise ValueError(f"{self.name} has a point that is off the sheet: x and y go from 0 to {self.size}.")
        return strokes

    def all_values(self) -> list:
        """Some of the values: a dot, nothing, and lines across and down the sheet."""
        low, middle, high = (round(part * self.size) for part in (0.2, 0.5, 0.8))
        down, across = [[middle, low], [middle, high]], [[low, middle], [high, middle]]
        return [[[[low, high]]], [], [down], [across], [down, across]]


def _short(value) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


@dataclass(frozen=True)
class Button:
    """A button that adds to numbers, such as one epoch more, as far as their ranges go.

    What it adds is a number, or the name of one in the state: what is still missing to the end of an epoch, say.
    With `repeats` it is a play button: pressed once it goes on, a step each time that the last one has been shown, until it is
    pressed again or nothing is left to add; pressed then, it begins again at the other end. `every` is how many seconds a step is
    shown at least, and `until` the name of what becomes true in the state when there is nothing more to see: then nothing is added any
    more. While it plays it says "Pause". For whoever has asked for less motion it goes to the end at once.
    """

    name: str
    label: str
    adds: dict[str, float | str]
    repeats: bool = False
    every: float = 0.1
    until: str = ""

    def plan(self) -> dict:
        return {"kind": "button", **asdict(self)}


Control = Number | Choice | Toggle | Drawing | Button
