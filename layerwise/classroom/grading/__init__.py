"""The engine of grading."""

from layerwise.classroom.grading.protections import Protection, strongest
from layerwise.classroom.grading.room import Classroom, Student
from layerwise.classroom.grading.verdict import NOT_GRADED, Verdict

__all__ = ["NOT_GRADED", "Classroom", "Protection", "Student", "Verdict", "strongest"]
