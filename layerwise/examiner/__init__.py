"""How an answer is examined: written, run, compared, diagnosed, reported. No exercise is known here by its name.

exercise     what an exercise is, and question, what a question is: data that the course has in `exercises`
subject      the function under examination; the one place that calls it. written and raised: what is to be known of it
trial        the function on every probe, in a thread and within a time limit. calling: one call; values: reading and comparing
examination  the way from a function to a report
diagnoses    why an answer did not pass: small functions, the first of which that has something to say is heard
evidence     what was given, got and expected, in a sentence. errors: an exception in a sentence, with what the advisers say of the
             learner's own line, or what advice has for its kind
report       what the learner is told
"""

from layerwise.examiner.examination import examine
from layerwise.examiner.exercise import Exercise, Mistake
from layerwise.examiner.report import Report

__all__ = ["Exercise", "Mistake", "Report", "examine"]
