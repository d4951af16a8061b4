"""What an exercise is: data that the examination reads."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from layerwise.examiner.code import as_written, same_code


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners really give, as code, so that it can be recognised by how it behaves.

    `id` is a short name in the form "no-bias"; `message` says what was done, why it matters here and what to look at;
    `wrong` is the mistake itself, with the signature of the exercise.
    """

    id: str
    message: str
    wrong: Callable


@dataclass(frozen=True)
class Exercise:
    """One function that a lesson asks for.

    lesson        the lesson as the catalogue shows it, such as "02 activation"
    answer        the reference answer; its name, signature and docstring are those of the exercise
    examples      argument tuples small enough to check by hand; messages show the first one that fails
    probes        probes(rng) yields further argument tuples, drawn from a NumPy Generator
    mistakes      the known mistakes, the most telling first: where two behave alike, the first is named
    hints         from a nudge to nearly the answer; in a report the solution follows them as the last
    second_way    another right answer, shown after a pass. Its docstring says in a sentence what is different in it or when one would
                  prefer it
    minutes       how long a beginner may need
    observe       observe(function, *arguments) gives what is compared: the return value unless another is given. It may return
                  a dictionary of facts, {"each row comes once": True}, where many results are right (a shuffle, say)
    returns       names of the parts, where the answer returns several
    changes       names of arguments that the function is asked to change; changing any other is a mistake
    alternatives  other answers that the contract allows; one of them has to agree on every probe
    tolerance     relative to the largest expected number
    remark        remark(function) tells what could be better about an answer that passed, or nothing
    describe      describe(*arguments) tells the learner what a probe was, where the arguments do not say it themselves
    given         how many lines of the solution's body the lesson gives; the learner fills the gap between them
    by_the_row    names of earlier exercises that answer for one row, where this one is given a table
    reasons       {fact: why it matters}, for facts of `observe`: told where a fact fails and no known mistake was recognised
    """

    lesson: str
    answer: Callable
    examples: tuple[tuple, ...]
    probes: Callable
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    second_way: Callable
    minutes: int = 5
    observe: Callable | None = None
    returns: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    alternatives: tuple[Callable, ...] = ()
    tolerance: float = 1e-6
    remark: Callable | None = None
    describe: Callable | None = None
    given: int = 0
    by_the_row: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    name: str = field(init=False)
    signature: str = field(init=False)
    argument_names: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "name", self.answer.__name__)
        object.__setattr__(self, "signature", f"{self.name}{inspect.signature(self.answer)}")
        # What a probe's entries are called. Where `observe` makes the call it takes the function first, then the probe.
        names = tuple(inspect.signature(self.observe or self.answer).parameters)
        object.__setattr__(self, "argument_names", names[1:] if self.observe else names)

    @cached_property
    def solution(self) -> str:
        """The code of the answer, as the lesson's solution has it."""
        return as_written(self.answer, self.name)

    @property
    def hints_and_solution(self) -> tuple[str, ...]:
        """The hints in the order in which they are opened; the last is the code of the solution."""
        return (*self.hints, self.solution)

    def another_way(self, function) -> tuple[str, str]:
        """A sentence and code for someone whose `function` passed: the second way, or the first where theirs is the second."""
        if same_code(function, self.second_way):
            return "The solution of the lesson:", self.solution
        return inspect.getdoc(self.second_way), as_written(self.second_way, self.name)
