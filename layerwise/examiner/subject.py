"""The function under examination. This is the one place that calls it, so that it may as well live in another process."""

from functools import cached_property
from typing import Any

from layerwise.examiner.raised import Raised, raised_by
from layerwise.examiner.written import Written


class Subject:
    """A learner's function: it is called like the function itself, and asked what was written.

    An examination uses nothing of a function but what stands here. Another kind of subject, whose function lives elsewhere, offers
    the same.
    """

    def __init__(self, function: Any):
        self.function = function

    def __call__(self, *arguments: Any) -> Any:
        return self.function(*arguments)

    @cached_property
    def written(self) -> Written:
        """What was written, read once."""
        return Written(self.function)

    def raised(self, error: BaseException) -> Raised:
        """What is to be known of an exception that a call ended in."""
        return raised_by(error, self.function)

    def other(self, name: str) -> Any:
        """Another function of the learner's, by the name under which this one finds it, or None."""
        return getattr(self.function, "__globals__", {}).get(name)
