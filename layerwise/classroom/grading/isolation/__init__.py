"""The engine of grading: what somebody has handed in is examined as in a notebook, in a process where it can do no harm.

    from layerwise.classroom.grading.isolation import Classroom

    with Classroom() as room:                              # or Classroom("limits"); room.protection says what it is
        with room.submission(cells) as student:            # the code of one person: a text, or a list of cells
            verdict = student.examine("dense", seed=7)     # as layerwise.exercises.examine, in the order of the course
            verdict.status                                 # that of the report, or NOT_GRADED
            verdict.report, verdict.reason                 # what the learner is told; or why there is no verdict, for a person
            verdict.ours, verdict.protection               # which functions were lent, and what stood guard
        student.problems                                   # {number of a cell: why it stopped, or is no Python}

What to know before building on it:

- `cells` are run one after the other in one empty module; the last definition of a name counts. They should be definitions, but others do
  no harm: a cell that stops is noted, and the next one runs. Lines that only IPython understands have to be taken out before. What the
  lessons import of the course is at hand or forgiving (see `at_hand`). Pictures, widgets and other packages are absent.
- An answer may use the functions of earlier exercises: the learner's own where they have passed, in this submission so far or by
  `own_functions`, and otherwise ours, which stay in this process and are called from there. So examine in the order of the course. Never
  lent are the exercise itself and what comes after it.
- There is never a pass without a report. A process that died, ran out of time in its cells, or sent what it should not, gives NOT_GRADED
  with a reason; the next exercise is examined in a new process. So is a missing function.
- One Classroom serves one submission after the other and one thread at a time: `examine` catches what is printed, for the whole process.
  To use several cores, have several processes, each with a Classroom of its own: verdicts do not depend on how the work was shared out.
- `room.protection.isolates` says whether everything that was tried was stopped. If not, `cannot_stop` says in a sentence what was not, and
  nothing should be examined before somebody has said that these submissions may be trusted.
- A function that ran out of time although it hardly worked was kept waiting, by a busy machine or by what it calls here. It is
  examined once more with four times as much time.

How it works, from below; the student's process is made of what stands before `nursery`:

messages, channel     a header in JSON and the raw bytes of arrays; never a pickle. A connection, and one that is watched
things, speech        what both processes know of; how values are said and read, with caps
stand_ins, exceptions what stands for a thing of the other process
side, exchange        what the two sides do otherwise; the talk: calls inside calls, and what has changed since
protection            what a process does to itself so that it can do no harm; what must not be possible: isolation.attempts
at_hand, student      what can be imported; the cells, and then the functions, in the student's process
nursery, processes    a loaded process that is copied for each submission, or processes started anew; how they are made and ended
lending               what of this process may be asked
stand_in              the function under examination, as the examiner sees it: a Subject
protections           the strongest protection that a preflight has really tried
room, verdict         a submission from its cells to its verdicts
"""

from layerwise.classroom.grading.isolation.protections import Protection, strongest
from layerwise.classroom.grading.isolation.room import Classroom, Student
from layerwise.classroom.grading.isolation.verdict import NOT_GRADED, Verdict

__all__ = ["NOT_GRADED", "Classroom", "Protection", "Student", "Verdict", "strongest"]
