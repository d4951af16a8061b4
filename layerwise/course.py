"""The lessons in order: the one place that lists them. Everything else that needs to know what a lesson is asks here.

    LESSONS                  # every lesson
    lesson("02")             # by its number, its name ("activation") or its file's name ("02_activation"); None where there is none
    chosen("03,04")          # several of them; all where nothing is named

To add a lesson, add a line here. CONTRIBUTING.md says what else it needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    """One lesson.

    place     where it stands in the course, counted from 0
    name      what it is called in files, and what it keeps when its place changes: the folder of its exercises has this name too
    title     what a reader sees
    builds    what a learner builds in it, as it follows a colon
    minutes   how long a beginner needs, without its open challenge
    formerly  earlier names: a learner's copy under one of them is a copy of this lesson
    """

    place: int
    name: str
    title: str
    builds: str
    minutes: int
    formerly: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The place as files and sentences have it, such as "02"."""
        return f"{self.place:02d}"

    @property
    def stem(self) -> str:
        """The name of its files without their ending, such as "02_activation"."""
        return f"{self.number}_{self.name}"

    @property
    def notebook(self) -> str:
        """The name of its notebook, such as "02_activation.ipynb"."""
        return f"{self.stem}.ipynb"

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


LESSONS = (
    Lesson(0, "start_here", "Start here", "a weighted sum; how the notebooks work", 40),
    Lesson(1, "neuron", "Neuron", "a neuron that tells two kinds of penguin apart", 50),
    Lesson(2, "activation", "Activation", "step, ReLU and sigmoid: what a neuron passes on", 60),
    Lesson(3, "layers", "Layers", "neurons side by side, and the network as one nested function", 60, formerly=("network",)),
    Lesson(4, "probabilities", "Probabilities", "from scores to a prediction, and whether it is right", 60),
    Lesson(5, "loss", "Loss", "how far a prediction is from the truth", 50),
    Lesson(6, "slopes", "Slopes", "which way is down, found by trying", 50, formerly=("gradients",)),
    Lesson(7, "backward", "Backward", "the way back from the loss to every weight, step by step", 60),
    Lesson(8, "training", "Training", "the loop: feed forward, measure, change the weights, repeat, validate", 60),
    Lesson(9, "penguins", "Penguins", "a trained network for real birds, saved and loaded again", 60),
    Lesson(10, "better_steps", "Better steps", "first weights of the right size, and two better ways to step", 60),
    Lesson(11, "digits", "Digits", "a network that reads handwriting, with choices that you justify by experiment", 60),
)


def lesson(which: str) -> Lesson | None:
    """The lesson with this number, name, earlier name or file name, or None. Of a file's name only what stands behind the number counts."""
    number, _, name = which.partition("_")
    if not number.isdecimal():
        name = which
    for one in LESSONS:
        if which == one.number or name == one.name:
            return one
    return next((one for one in LESSONS if name in one.formerly), None)


class NoLesson(ValueError):
    """What was named and is no lesson, in a sentence."""


def chosen(named: str) -> tuple[Lesson, ...]:
    """The lessons that a list such as "03,4" names, in the order of the course; all where it is empty. Raises NoLesson."""
    found = set()
    for which in filter(None, (part.strip() for part in named.split(","))):
        one = lesson(which.zfill(2) if which.isdecimal() else which)
        if one is None:
            raise NoLesson(f"There is no lesson {which!r}. Name lessons by their numbers, such as 03,04.")
        found.add(one)
    return tuple(one for one in LESSONS if not found or one in found)
