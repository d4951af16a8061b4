"""Processes that grade, side by side: each has a room of its own. One that is lost costs the one submission that it was at."""

import contextlib
import os
import signal
import threading
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterable
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection

from layerwise.classroom.grading.batch.work import Result, Terms, Work, digest, failed, grade
from layerwise.classroom.grading.isolation import Classroom, Protection
from layerwise.classroom.grading.marking.examining import MOST_SECONDS

# An examination that was begun before a person's time ran out may take a while to end.
_LONGEST = MOST_SECONDS + 120
_LOST = "The process that examined it was lost, twice. Have a look at the notebook, and grade it by hand."


def in_parallel(works: Iterable[Work], terms: Terms, protection: Protection, jobs: int) -> Generator[tuple[Work, Result], None, None]:
    """Grade in so many processes at a time. Results come as they are ready."""
    waiting = deque((work, 1) for work in works)
    crew: list[_Worker] = []
    try:
        while waiting or any(worker.work for worker in crew):
            while waiting and len(crew) < jobs:
                crew.append(_Worker(terms, protection))
            for worker in crew:
                if waiting and worker.work is None:
                    worker.give(*waiting.popleft())
            connection.wait([worker.ours for worker in crew if worker.work], timeout=1)
            for worker in list(crew):
                if worker.work is None:
                    continue
                work, attempt = worker.work
                result = worker.result()
                if result is not None:
                    yield work, result
                elif worker.is_lost:
                    crew.remove(worker)
                    worker.end()
                    if attempt == 1:
                        waiting.append((work, 2))
                    else:
                        yield work, failed(digest(work, terms), terms, _LOST)
    finally:
        for worker in crew:
            worker.end()


class _Worker:
    """A process that grades, seen from the one that hands out the work."""

    def __init__(self, terms: Terms, protection: Protection):
        context = get_context("spawn")  # a copy of this process would hold its threads' locks
        self.ours, theirs = context.Pipe()
        watched, self._wanted = context.Pipe(duplex=False)
        self.process = context.Process(target=_serve, args=(theirs, watched, terms, protection), daemon=True)
        self.process.start()
        theirs.close()
        watched.close()
        self.work: tuple[Work, int] | None = None
        self.is_lost = False
        self._since = 0.0

    def give(self, work: Work, attempt: int) -> None:
        """Hand a piece of work over."""
        self.work, self._since = (work, attempt), time.monotonic()
        try:
            self.ours.send(work)
        except OSError:
            self.is_lost = True

    def result(self) -> Result | None:
        """The result, where it is there. A process that has ended, or that takes too long, is lost."""
        try:
            if self.ours.poll():
                result = self.ours.recv()
                if result is not None:
                    self.work = None
                    return result
                self._since = time.monotonic()  # it has loaded all that it needs, and begins
        except (EOFError, OSError):
            self.is_lost = True
        if time.monotonic() - self._since > _LONGEST:
            self.is_lost = True
        return None

    def end(self) -> None:
        """End the process, which clears up behind itself, whatever it is at."""
        self._wanted.close()
        self.process.join(20)
        self.process.kill()
        self.process.join()
        self.ours.close()


def _serve(theirs: Connection, watched: Connection, terms: Terms, protection: Protection) -> None:
    """What such a process does, until it is not wanted any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that hands out the work
    warnings.simplefilter("ignore")  # what is handed in may make Python warn while it is read
    with Classroom(protection) as room:
        threading.Thread(target=_end_when_not_wanted, args=(watched, room), daemon=True).start()
        with contextlib.suppress(EOFError, OSError):
            theirs.send(None)
            while True:
                theirs.send(grade(theirs.recv(), terms, room))


def _end_when_not_wanted(watched: Connection, room: Classroom) -> None:
    """Nothing is ever sent here. That the other end is closed means: by whoever hands out the work, or by its death."""
    with contextlib.suppress(EOFError, OSError):
        watched.recv()
    room.close()
    os._exit(1)
