"""Processes that grade, side by side: each has a room of its own. One that is lost costs the one submission that it was at."""

import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterable
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any

from layerwise.classroom.batch.work import Result, Terms, Work, digest, failed, grade
from layerwise.classroom.grading import Classroom, Protection
from layerwise.classroom.marking.examining import MOST_SECONDS

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
        self.process = context.Process(target=_serve, args=(theirs, terms, protection), daemon=True)
        self.process.start()
        theirs.close()
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
                self.work = None
                return result
        except (EOFError, OSError):
            self.is_lost = True
        if time.monotonic() - self._since > _LONGEST:
            self.is_lost = True
        return None

    def end(self) -> None:
        """End the process. One that has nothing to do ends by itself, and clears up."""
        self.ours.close()
        self.process.join(0 if self.is_lost or self.work else 5)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(5)
            self.process.kill()
        self.process.join()


def _serve(theirs: Connection, terms: Terms, protection: Protection) -> None:
    """What such a process does, until nothing more comes, or whoever hands out the work is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that hands out the work
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    warnings.simplefilter("ignore")  # what is handed in may make Python warn while it is read
    with Classroom(protection) as room:
        threading.Thread(target=_end_with_parent, args=(room,), daemon=True).start()
        while True:
            try:
                work = theirs.recv()
            except (EOFError, OSError):
                return
            theirs.send(grade(work, terms, room))


def _end_with_parent(room: Classroom) -> None:
    parent: Any = parent_process()
    parent.join()
    room.close()
    os._exit(1)
