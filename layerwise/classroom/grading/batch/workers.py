"""The work shared out over processes of this machine. One that is lost costs the one submission that it was at."""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence

from layerwise.classroom.grading.batch.grader import LOST, Grader, wait_for_any
from layerwise.classroom.grading.batch.work import Result, Terms, Work, failed
from layerwise.classroom.grading.isolation import Protection


class Here:
    """This machine, with so many processes at a time; by default one a core."""

    def __init__(self, protection: Protection, jobs: int | None = None):
        self.protection = protection
        self.places = max(1, jobs or cores())

    def close(self) -> None:
        """Nothing is left: the processes end with the work."""

    def __str__(self) -> str:
        return ""

    def graded(self, works: Sequence[Work], terms: Terms, tell: Callable[[str], None]) -> Generator[tuple[Work, Result], None, None]:
        """Grade. Results come as they are ready."""
        waiting = deque((work, 1) for work in works)
        crew: dict[Grader, tuple[Work, int] | None] = {}
        try:
            while waiting or any(crew.values()):
                while waiting and len(crew) < min(self.places, len(works)):
                    crew[Grader(terms, self.protection)] = None
                for grader, at in crew.items():
                    if waiting and at is None:
                        crew[grader] = work, _ = waiting.popleft()
                        grader.give(work.read())
                wait_for_any([grader for grader, at in crew.items() if at], seconds=1)
                for grader, at in list(crew.items()):
                    if at is None:
                        continue
                    work, attempt = at
                    result = grader.result()
                    if result is not None:
                        crew[grader] = None
                        yield work, result
                    elif grader.is_lost:
                        del crew[grader]
                        grader.end()
                        if attempt == 1:
                            waiting.append((work, 2))
                        else:
                            yield work, failed(work.read().digest(terms), terms, LOST)
        finally:
            for grader in crew:
                grader.end()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
