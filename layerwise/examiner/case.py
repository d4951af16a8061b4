"""An answer that did not pass, as a diagnosis looks at it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from layerwise.examiner.calling import Outcome
from layerwise.examiner.evidence import evidence
from layerwise.examiner.exercise import Exercise
from layerwise.examiner.subject import Subject


@dataclass(frozen=True)
class Diagnosis:
    """What is told: `message`, the `mistake` that was recognised, if one was, and a `status` where it is not what the outcome says."""

    message: str
    mistake: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Case:
    """The first probe on which an answer differs from what was expected.

    subject       the learner's function
    probe         the arguments
    got, wanted   what the function came to, and the reference answer
    behaves_like  behaves_like(other): does the learner's function come to the same as another on every probe?
    part_behaves_like  the same for one of several results, part_behaves_like(number, other), of another that has the others right
    """

    exercise: Exercise
    subject: Subject
    probe: tuple
    got: Outcome
    wanted: Outcome
    behaves_like: Callable[[Callable], bool]
    part_behaves_like: Callable[[int, Callable], bool]

    @cached_property
    def evidence(self) -> str:
        """What happened on this probe, in a sentence."""
        return evidence(self.exercise, self.subject, self.probe, self.got, self.wanted)

    def explained(self, message: str, mistake: str, status: str | None = None) -> Diagnosis:
        """A diagnosis with the evidence below it. What is to be done stands in the message, and not once more in the evidence."""
        shown = evidence(self.exercise, self.subject, self.probe, self.got, self.wanted, with_advice=False)
        return Diagnosis(f"{message}\n{shown}", mistake, status)
