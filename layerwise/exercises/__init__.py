"""What the lessons ask for, and how an answer is examined.

    report = examine("relu", function)      # report.status, report.mistake, report.message
    catalogue()                             # every exercise in lesson order
    hint("relu", 2)                         # prints the second hint; the last is the solution
    @check                                  # in a lesson: examine at once, show the report, go on with a working function
"""

from layerwise.exercises.catalogue import catalogue
from layerwise.exercises.checking import CheckFailed, check, when_checked
from layerwise.exercises.examination import examine
from layerwise.exercises.exercise import Exercise, Mistake
from layerwise.exercises.hints import hint
from layerwise.exercises.report import Report

__all__ = ["CheckFailed", "Exercise", "Mistake", "Report", "catalogue", "check", "examine", "hint", "when_checked"]
