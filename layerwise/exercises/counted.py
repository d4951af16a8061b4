"""What a program that counts points, such as nbgrader, asks of a notebook's cells: did this exercise pass?"""

from collections.abc import Mapping
from typing import Any

from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.checking import examine, is_given, own
from layerwise.ground.sentences import InASentence


class NotPassed(InASentence):
    """Why an exercise did not pass, in the words of its examination."""


def must_pass(name: str, namespace: Mapping[str, Any]) -> None:
    """Examine what stands under `name` in a notebook's namespace, and raise NotPassed for anything but the learner's own, passing.

    A function that @check lent in place of the learner's own does not count as theirs: the one that stood under @check is examined.
    """
    if name not in namespace:
        raise NotPassed(f"There is no function called `{name}`.")
    function = own(name, namespace[name])
    if is_given(function):
        raise NotPassed(f"`{name}` came from the course, so it brings no points.")
    if function is EXERCISES[name].answer:
        raise NotPassed(f"`{name}` is the course's own function here. Yours is wanted: write it under @check.")
    report = examine(name, function)
    if report.status == "withheld":
        raise NotPassed(f"`{name}` is examined when you hand it in.")
    if not report.passed:
        raise NotPassed(f"{name}: {report.status}. {report.message}".rstrip())
