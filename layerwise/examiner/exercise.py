"""What an exercise is: the answer, its probes, and the mistakes that are known.

An exercise's file is read from top to bottom:

    def double(z):
        \"\"\"Return twice z, for an array of any shape.\"\"\"
        ### BEGIN SOLUTION
        return 2 * z
        ### END SOLUTION

    EXERCISE = Exercise(place=2, answer=double, ...)
    mistake = EXERCISE.mistake

    @mistake
    def squared(z):
        \"\"\"You squared z: 3 becomes 9. Twice 3 is 6.\"\"\"
        return z**2
"""

import inspect
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from layerwise import course
from layerwise.examiner import code
from layerwise.examiner.written import Written, lines_in

_NO_DOCSTRING = "Python was started with -OO, which drops the explanations. Start it without, and run this again."


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners really give, as code, so that it can be recognised by how it behaves.

    `id` is a short name in the form "no-bias"; `message` says what was done, why it matters here and what to look at;
    `wrong` is the mistake itself, with the signature of the exercise. `when` asks the text of an answer that behaves like it, where
    the message claims something about the text.
    """

    id: str
    message: str
    wrong: Callable
    when: Callable[[Written], bool] | None = None


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function that a lesson asks for.

    place         which of its lesson's exercises it is, counted from 1
    answer        the reference answer; its name, signature and docstring are those of the exercise. What a learner has to write stands
                  between `### BEGIN SOLUTION` and `### END SOLUTION`; the lesson gives the rest
    another_way   another right answer, shown after a pass. Its docstring says in a sentence what is different in it or when one would
                  prefer it
    examples      argument tuples small enough to check by hand; messages show the first one that fails
    probes        probes(rng) yields further argument tuples, drawn from a NumPy Generator
    hints         from a nudge to nearly the answer; in a report the solution follows them as the last
    minutes       how long a beginner may need
    observe       observe(function, *arguments) gives what is compared: the return value unless another is given. It may return
                  a dictionary of facts, {"each row comes once": True}, where many results are right (a shuffle, say)
    returns       names of the parts, where the answer returns several
    changes       names of arguments that the function is asked to change; changing any other is a mistake
    alternatives  other answers that the contract allows; one of them has to agree on every probe
    tolerance     relative to the largest expected number
    remark        remark(function) tells what could be better about an answer that passed, or nothing
    describe      describe(*arguments) tells the learner what a probe was, where the arguments do not say it themselves
    by_the_row    names of earlier exercises that answer for one row, where this one is given a table
    reasons       {fact: why it matters}, for facts of `observe`: told where a fact fails and no known mistake was recognised
    is_withheld   whether the answer is only a name, a signature and a docstring: a course that keeps its answers hands it out like this
    mistakes      the known mistakes in the order in which the file has them: where two behave alike, the first is named
    """

    place: int
    answer: Callable
    another_way: Callable
    examples: tuple[tuple, ...]
    probes: Callable
    hints: tuple[str, ...]
    minutes: int = 5
    observe: Callable | None = None
    returns: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    alternatives: tuple[Callable, ...] = ()
    tolerance: float = 1e-6
    remark: Callable | None = None
    describe: Callable | None = None
    by_the_row: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    is_withheld: bool = False
    mistakes: list[Mistake] = field(default_factory=list, init=False)

    def mistake(
        self,
        wrong: Callable | None = None,
        *,
        id: str = "",
        says: str = "",
        like: Callable | None = None,
        when: str | Callable[[Written], bool] | None = None,
    ) -> Callable:
        """Add a known mistake. As a decorator: the function's name is its id, its docstring what the learner is told.

        like  a mistake above whose words hold for this one too
        when  what has to stand in the answer before the words may be said, since they speak of its text: code such as "axis=0", see
              `Written.has`, or a function of what was written. An answer that only behaves like it goes on to the next mistake
        id, says  for one of a family, made by a function: mistake(with_base("2.7"), id="e-as-2-7", says="You wrote e as 2.7. …")
        """
        if wrong is None:
            return lambda function: self.mistake(function, id=id, says=says, like=like, when=when)
        # An id that is also the name of something else, as `step` may be, ends in an underscore.
        own_id = id or wrong.__name__.strip("_").replace("_", "-")
        if any(known.id == own_id for known in self.mistakes):
            raise ValueError(f"{self.name}: there are two mistakes with the id {own_id!r}.")
        asked = (lambda written: written.has(when)) if isinstance(when, str) else when
        self.mistakes.append(Mistake(own_id, in_one_line(says or (like or wrong).__doc__), wrong, asked))
        return wrong

    @property
    def name(self) -> str:
        return self.answer.__name__

    @property
    def lesson(self) -> course.Lesson | None:
        """The lesson whose folder the exercise's file stands in."""
        return course.lesson(self.answer.__module__.split(".")[-2]) if self.answer.__module__.count(".") > 1 else None

    @cached_property
    def signature(self) -> str:
        return f"{self.name}{inspect.signature(self.answer)}"

    @cached_property
    def argument_names(self) -> tuple[str, ...]:
        """What a probe's entries are called. Where `observe` makes the call it takes the function first, then the probe."""
        names = tuple(inspect.signature(self.observe or self.answer).parameters)
        return names[1:] if self.observe else names

    @cached_property
    def marked_source(self) -> str:
        """The code of the answer as a learner meets it, with the marks around the solution.

        Of a docstring that goes into details the learner sees the first paragraph: the lesson has told the rest.
        """
        return code.with_first_paragraph(code.source_of(self.answer))

    @cached_property
    def starter(self) -> str:
        """The code that a learner is given, docstring included, with `...` where the solution stands."""
        return code.with_gap(self.marked_source)

    @cached_property
    def solution(self) -> str:
        """The code of the answer, as the hints show it: without its docstring."""
        return code.as_written(self.answer, self.name)

    @cached_property
    def given(self) -> int:
        """How many lines of the solution's body the lesson gives; the learner fills the gap between them."""
        return lines_in(code.definition(self.starter))

    @property
    def hints_and_solution(self) -> tuple[str, ...]:
        """The hints in the order in which they are opened; the last is the code of the solution."""
        return (*self.hints, self.solution)

    @cached_property
    def _both_ways(self) -> tuple[bool, str | None, str | None]:
        """Whether loops count as alike, and then the steps of the answer and of the other way.

        They do wherever the two ways differ in more than in how they walk through lists: then only the rest tells whose way it is.
        """
        sources = code.source_of(self.answer), code.source_of(self.another_way)
        ours, other = (code.steps(source, loops_alike=True) for source in sources)
        if ours != other:
            return True, ours, other
        return False, code.steps(sources[0]), code.steps(sources[1])

    @cached_property
    def _another_way_shown(self) -> tuple[str, str]:
        return in_one_line(self.another_way.__doc__), code.as_written(self.another_way, self.name)

    def another_way_than(self, written: Written) -> tuple[str, str]:
        """A sentence and code for someone whose answer passed: the other way, or the solution where theirs is more like the other way."""
        loops_alike, ours, other = self._both_ways
        theirs = code.steps(written.source, loops_alike)
        if theirs == other or _share(theirs, other, ours) > _share(theirs, ours, other):
            return "The solution of the lesson:", self.solution
        return self._another_way_shown


def withheld(starter: Callable, place: int, minutes: int) -> Exercise:
    """An exercise as it is handed out by a course that keeps its answers: there is its starter, and nothing to examine with."""
    return Exercise(place, starter, starter, (), lambda rng: (), (), minutes, is_withheld=True)


def _share(theirs: str | None, one: str | None, other: str | None) -> float:
    """How much of what `one` does and `other` does not is in `theirs`, from 0 to 1. All three are steps, see `code.steps`."""
    done, first, second = (Counter(re.findall(r"[A-Za-z]+", steps or "")) for steps in (theirs, one, other))
    own, beyond_both = first - second, done - (first & second)
    return (own & beyond_both).total() / max(own.total(), 1)


def in_one_line(docstring: str | None) -> str:
    """A docstring as a message: its lines joined; an empty line in it begins a new one."""
    if not docstring:
        return _NO_DOCSTRING
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    return "\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)
