"""A process that grades, in a room of its own, seen from the one that hands out the work; and what goes on in it."""

import contextlib
import os
import signal
import threading
import time
import warnings
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection

from layerwise.classroom.grading.batch.work import Result, Task, Terms, grade
from layerwise.classroom.grading.isolation import Classroom, Protection
from layerwise.classroom.grading.marking.examining import MOST_SECONDS

# An examination that was begun before a person's time ran out may take a while to end.
LONGEST = MOST_SECONDS + 120
LOST = "The process that examined it was lost, twice. Have a look at the notebook, and grade it by hand."


class Grader:
    """One such process. It ends when whoever has made it does, and when nothing has been handed to it for `patience` seconds."""

    def __init__(self, terms: Terms, protection: Protection, patience: float | None = None):
        context = get_context("spawn")  # a copy of this process would hold its threads' locks
        self.ours, theirs = context.Pipe()
        watched, self._wanted = context.Pipe(duplex=False)
        self.process = context.Process(target=_serve, args=(theirs, watched, terms, protection, patience), daemon=True)
        self.process.start()
        theirs.close()
        watched.close()
        self.task: Task | None = None
        self.is_lost = False
        self._is_ready = False
        self._since = 0.0

    def give(self, task: Task) -> None:
        """Hand a task over. A process that is still loading gets it when it is ready."""
        self.task, self._since = task, time.monotonic()
        if self._is_ready:
            self._send()

    def result(self) -> Result | None:
        """The result of the task, where it is there. A process that has ended, or that takes too long, is lost."""
        try:
            if self.ours.poll():
                result = self.ours.recv()
                if result is not None:
                    self.task = None
                    return result
                self._is_ready = True
                if self.task is not None:
                    self._send()
        except (EOFError, OSError):
            self.is_lost = True
        if self.task is not None and time.monotonic() - self._since > LONGEST:
            self.is_lost = True
        return None

    def _send(self) -> None:
        self._since = time.monotonic()
        try:
            self.ours.send(self.task)
        except OSError:
            self.is_lost = True

    def end(self) -> None:
        """End the process, which clears up behind itself, whatever it is at."""
        self._wanted.close()
        self.process.join(20)
        self.process.kill()
        self.process.join()
        self.ours.close()


def wait_for_any(graders: list[Grader], seconds: float) -> None:
    """Wait until one of them has something to say, or has ended."""
    connection.wait([grader.ours for grader in graders], timeout=seconds)


def _serve(theirs: Connection, watched: Connection, terms: Terms, protection: Protection, patience: float | None) -> None:
    """What such a process does, until it is not wanted any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that hands out the work
    warnings.simplefilter("ignore")  # what is handed in may make Python warn while it is read
    with Classroom(protection) as room:
        # Whoever ends in good order asks its processes to end too, and waits for it.
        signal.signal(signal.SIGTERM, lambda *_: _end(room))
        threading.Thread(target=_end_when_not_wanted, args=(watched, room), daemon=True).start()
        with contextlib.suppress(EOFError, OSError):
            theirs.send(None)
            while theirs.poll(patience):
                theirs.send(grade(theirs.recv(), terms, room))


def _end_when_not_wanted(watched: Connection, room: Classroom) -> None:
    """Nothing is ever sent here. That the other end is closed means: by whoever hands out the work, or by its death."""
    with contextlib.suppress(EOFError, OSError):
        watched.recv()
    _end(room)


def _end(room: Classroom) -> None:
    room.close()
    os._exit(1)
