"""What the lessons ask for: one folder a lesson, one file an exercise in it, and its questions.

    report = examine("relu", function)      # report.status, report.mistake, report.message
    catalogue()                             # every exercise in lesson order
    hint("relu", 2)                         # prints the second hint; the last is the solution
    @check                                  # in a lesson: examine at once, show the report, go on with a working function
    @given                                  # in its place: an answer that the course gave, to somebody who catches up
    must_pass("relu", globals())            # in a cell that counts points: raises NotPassed unless the learner's own passes

How an exercise's file is written is told in `layerwise.examiner.exercise`; how an answer is examined, in `layerwise.examiner`.
"""

from layerwise.exercises.catalogue import catalogue
from layerwise.exercises.checking import CheckFailed, check, examine, given, when_checked
from layerwise.exercises.counted import NotPassed, must_pass
from layerwise.exercises.hints import hint

__all__ = ["CheckFailed", "NotPassed", "catalogue", "check", "examine", "given", "hint", "must_pass", "when_checked"]
