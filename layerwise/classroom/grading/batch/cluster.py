"""The work shared out over the workers of a Dask cluster. A worker that is lost costs nobody a mark: its work is done by another.

Each person's task is handed to one worker's thread, as plain data, and comes back as plain data. On the worker a process of its own grades
it, as on this machine, in a room with that machine's protection. What a worker is, it tells before it gets anything, and tries again
before each task: of the same versions, and with a protection that isolates or has been trusted.
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import platform
import queue
import threading
import time
import warnings
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

import layerwise
from layerwise.classroom.grading.batch.grader import LOST, Grader, wait_for_any
from layerwise.classroom.grading.batch.work import Result, Task, Terms, Work, digest_of_the_course, failed
from layerwise.classroom.grading.isolation import Protection, strongest
from layerwise.classroom.grading.isolation.protections import LIMITS, tried, weakest
from layerwise.classroom.grading.marking.outcome import Outcome
from layerwise.ground.words import in_words

_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 60
# So long the work waits for a worker where there is none left: what looks after workers starts them anew.
GRACE_SECONDS = 15.0
_LOOK_SECONDS = 0.5  # so often it is looked which workers there are
# So often a person's work is tried where workers are lost: it may be at fault itself.
_ATTEMPTS = 3
_LOST = f"{_ATTEMPTS} workers were lost while they examined it. Have a look at the notebook, and grade it by hand."
# A process on a worker ends when it has had nothing to do for so long.
_PATIENCE_SECONDS = 10.0
_GOES_ON = "What was graded is kept; the same command goes on where it was."


class ClusterTrouble(Exception):
    """Why a cluster cannot be used, or not any more, in sentences."""


@dataclass(frozen=True)
class Demands:
    """What is asked of each worker."""

    limits_only: bool = False
    trust: bool = False


class Cluster:
    """The workers of a cluster. Raises ClusterTrouble where it cannot be reached, or where they are not what is asked for."""

    def __init__(self, address: str, demands: Demands, jobs: int | None = None):
        self.address, self.demands, self._jobs = address, demands, jobs
        self._left_out: set[str] = set()
        self.client = _connected(address)
        try:
            self.workers = self._present()
            if not self.workers:
                raise ClusterTrouble(f"The cluster at {address} has no workers. Start some, and give the same command again.")
            told = self._told_by(self.workers)
            wrong = [f"The worker {worker} {why}." for worker, why in self._unfit(told).items()]
            if wrong:
                advice = "Marks are the same everywhere only where the versions are: install the same ones, or leave these workers out."
                raise ClusterTrouble("\n".join([*wrong, advice]))
            self._protections = {worker: _protection(about) for worker, about in told.items()}
            self.protection = weakest(self._protections.values())
        except BaseException:
            self.client.close()
            raise

    @property
    def places(self) -> int:
        """How many people's work is graded at a time."""
        threads = sum(self.workers.values())
        return max(1, min(self._jobs or threads, threads))

    def __str__(self) -> str:
        counted = Counter(protection.name for protection in self._protections.values())
        each = in_words(f"{count} with {name}" for name, count in counted.items())
        return f"Dask at {self.address}, workers: {each if len(counted) > 1 else counted.total()}."

    def close(self) -> None:
        """Leave the cluster as it was."""
        self.client.close()

    def graded(self, works: Iterable[Work], terms: Terms, tell: Callable[[str], None]) -> Generator[tuple[Work, Result], None, None]:
        """Grade. Results come as they are ready. Raises ClusterTrouble where no worker is left."""
        shift = _Shift(self, works, terms, tell)
        try:
            yield from shift.results()
        finally:
            shift.cancel(list(shift.handed_out.values()))

    # --- the workers ---------------------------------------------------------------------------------------------------------

    def look_around(self, tell: Callable[[str], None]) -> list[str]:
        """See which workers there are. Those that are lost; a new one takes part when it is like the others."""
        present = self._present()
        lost = [worker for worker in self.workers if worker not in present]
        for worker in lost:
            del self.workers[worker]
        new = {worker: threads for worker, threads in present.items() if worker not in self.workers and worker not in self._left_out}
        if new:
            told = self._told_by(new)
            unfit = self._unfit(told)
            for worker, about in told.items():
                if worker not in unfit and weakest([self.protection, _protection(about)]) != self.protection:
                    unfit[worker] = f"has a weaker protection than those that the work began with: {_protection(about).name}"
                if worker in unfit:
                    self.leave_out(worker, unfit[worker], tell)
                else:
                    self.workers[worker] = new[worker]
                    tell(f"The worker {worker} has joined.")
        return lost

    def leave_out(self, worker: str, why: str, tell: Callable[[str], None]) -> None:
        self._left_out.add(worker)
        self.workers.pop(worker, None)
        tell(f"The worker {worker} {why}. It gets no work.")

    def _present(self) -> dict[str, int]:
        """The workers that there are, and how many threads each has."""
        return dict(self._asked(self.client.nthreads, callback_timeout=_ANSWER_SECONDS))

    def _told_by(self, workers: Iterable[str]) -> dict[str, Any]:
        """What each tells of itself, or the exception that it ended in."""
        return self._asked(self.client.run, told_by_a_worker, self.demands.limits_only, workers=list(workers), on_error="return")

    def _asked(self, ask: Callable[..., dict], *arguments: Any, **options: Any) -> dict:
        try:
            return ask(*arguments, **options)
        except Exception as error:  # Dask has many names for a connection that is gone
            raise ClusterTrouble(f"The cluster at {self.address} does not answer ({_in_short(error)}). {_GOES_ON}") from None

    def _unfit(self, told: dict[str, Any]) -> dict[str, str]:
        """For each worker that cannot take part why, in words that follow its name."""
        found = {worker: _unfit(about) for worker, about in told.items()}
        return {worker: why for worker, why in found.items() if why}


class _Shift:
    """The work of a class while the cluster is at it."""

    def __init__(self, cluster: Cluster, works: Iterable[Work], terms: Terms, tell: Callable[[str], None]):
        self.cluster, self.terms, self.tell = cluster, terms, tell
        self.waiting = deque((work, 1) for work in works)
        self.handed_out: dict[str, _HandedOut] = {}
        self.agreed = {
            "exercises": list(terms.exercises),
            "seed": terms.seed,
            "report says": terms.protection,
            "versions": versions(),
            "protection": asdict(cluster.protection),
            **asdict(cluster.demands),
        }
        self._done: queue.SimpleQueue = queue.SimpleQueue()
        self._looked = self._somebody_there = time.monotonic()

    def results(self) -> Iterator[tuple[Work, Result]]:
        """What comes of it, as it comes."""
        while self.waiting or self.handed_out:
            if time.monotonic() - self._looked > _LOOK_SECONDS:
                yield from self._look_around()
            while self.waiting and (worker := self._free()):
                self._hand_out(*self.waiting.popleft(), worker)
            with contextlib.suppress(queue.Empty):
                one = self.handed_out.pop(self._done.get(timeout=_LOOK_SECONDS).key, None)
                if one is not None:  # and not cancelled meanwhile
                    yield from self._told(one)

    def cancel(self, handed_out: list["_HandedOut"]) -> None:
        """Have the cluster not go on with it."""
        with contextlib.suppress(Exception):  # where nobody is there any more, nothing is left to cancel
            self.cluster.client.cancel([one.future for one in handed_out], force=True)

    def _look_around(self) -> Iterator[tuple[Work, Result]]:
        """Take back what lost workers were at. Whatever has been taken back too often is not graded."""
        for lost in self.cluster.look_around(self.tell):
            at = [key for key, one in self.handed_out.items() if one.worker == lost]
            self.tell(f"The worker {lost} is lost. What it was at is graded by another: {len(at)}.")
            taken_back = [self.handed_out.pop(key) for key in at]
            self.cancel(taken_back)
            for one in taken_back:
                yield from self._again(one, _LOST)
        self._looked = time.monotonic()
        if self.cluster.workers:
            self._somebody_there = self._looked
        elif self._looked - self._somebody_there > GRACE_SECONDS:
            raise ClusterTrouble(f"No worker is left on the cluster at {self.cluster.address}. {_GOES_ON}")

    def _free(self) -> str | None:
        """The worker with the most threads that have nothing to do."""
        if len(self.handed_out) >= self.cluster.places:
            return None
        at_work = Counter(one.worker for one in self.handed_out.values())
        free = {worker: threads - at_work[worker] for worker, threads in self.cluster.workers.items()}
        worker = max(free, key=free.__getitem__, default=None)
        return worker if worker is not None and free[worker] > 0 else None

    def _hand_out(self, work: Work, attempt: int, worker: str) -> None:
        task = work.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Dask finds notebooks of more than 10 MB worth a word
            future = self.cluster.client.submit(graded_on_a_worker, asdict(task), self.agreed, workers=[worker], pure=False, retries=0)
        self.handed_out[future.key] = _HandedOut(future, worker, work, attempt, task.digest(self.terms))
        future.add_done_callback(self._done.put)

    def _told(self, one: "_HandedOut") -> Iterator[tuple[Work, Result]]:
        told, trouble = one.told()
        if "refused" in told:
            self.cluster.leave_out(one.worker, told["refused"], self.tell)
            self.waiting.appendleft((one.work, one.attempt))
        elif trouble:
            yield from self._again(one, f"The cluster could not grade it: {trouble}.")
        else:
            yield one.work, _result(one.digest, told, self.terms)

    def _again(self, one: "_HandedOut", why: str) -> Iterator[tuple[Work, Result]]:
        """Put work back for another attempt; after the last one there is no verdict."""
        if one.attempt < _ATTEMPTS:
            self.waiting.appendleft((one.work, one.attempt + 1))
        else:
            yield one.work, failed(one.digest, self.terms, why)


@dataclass(frozen=True)
class _HandedOut:
    """Work that a worker has: `future` is Dask's, for what will come of it."""

    future: Any
    worker: str
    work: Work
    attempt: int
    digest: str

    def told(self) -> tuple[dict[str, Any], str]:
        """What came of it, or why nothing did."""
        if self.future.status == "finished":
            return self.future.result(), ""
        error = self.future.exception() if self.future.status == "error" else None
        return {}, _in_short(error) if error is not None else self.future.status


def _connected(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm import resolve_address
    except ImportError:
        raise ClusterTrouble("Dask is not installed here, and --dask needs it: python -m pip install distributed") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is told by whoever uses the cluster
    try:
        resolve_address(address)  # a client that has failed at it keeps whoever has made it waiting
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # a name that nobody has, a port at which somebody else listens, an address that is none
        raise ClusterTrouble(
            f"There is no Dask scheduler at {address} ({_in_short(error)}).\nIts log says where it is, such as tcp://192.168.0.7:8786."
        ) from None


def _protection(about: dict[str, Any]) -> Protection:
    said = about["protection"]
    return Protection(tuple(said["parts"]), tuple(said["open"]))


def _unfit(about: Any) -> str:
    """Why what has told this cannot take part, in words that follow its name."""
    if isinstance(about, BaseException):
        return f"cannot grade ({_in_short(about)}): is Layerwise installed there?"
    here = versions()
    return in_words(
        f"has {what} {about['versions'].get(what)}, and here it is {here[what]}"
        for what in here
        if about["versions"].get(what) != here[what]
    )


def _result(digest: str, told: dict[str, Any], terms: Terms) -> Result:
    """What a worker has told, as a result."""
    try:
        outcomes = [Outcome.from_json(outcome) for outcome in told["outcomes"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        outcomes = []
    if [outcome.exercise for outcome in outcomes] != list(terms.exercises):
        return failed(digest, terms, "What the cluster told of it makes no sense.")
    return Result.of(digest, outcomes)


def _in_short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


# --- on a worker -----------------------------------------------------------------------------------------------------------------


def versions() -> dict[str, str]:
    """What has to be the same wherever marks are to be the same."""
    code = f"{layerwise.__version__} (state {digest_of_the_course()[:8]})"
    return {"Layerwise": code, "Python": platform.python_version(), "NumPy": np.__version__}


def about_a_worker(limits_only: bool) -> dict[str, Any]:
    """What the worker that this runs on is: its versions, and the protection that it has really tried."""
    return {"versions": versions(), "protection": asdict(tried(LIMITS) if limits_only else strongest())}


async def told_by_a_worker(limits_only: bool) -> dict[str, Any]:
    """The same beside what the worker has to do for others."""
    return await asyncio.to_thread(about_a_worker, limits_only)


def graded_on_a_worker(said: dict[str, Any], agreed: dict[str, Any]) -> dict[str, Any]:
    """What came of one person's work; or why this worker does not look at it, in words that follow its name."""
    about = about_a_worker(agreed["limits_only"])
    protection = _protection(about)
    if about["versions"] != agreed["versions"]:
        return {"refused": "has other versions than before"}
    if weakest([protection, _protection(agreed)]) != _protection(agreed) or not (protection.isolates or agreed["trust"]):
        return {"refused": f"has no better protection than {protection.name}"}
    task = Task(tuple((content, label, lesson) for content, label, lesson in said["papers"]), tuple(map(tuple, said["lost"])))
    terms = Terms(tuple(agreed["exercises"]), agreed["seed"], agreed["report says"])
    result = _graded(task, terms, protection) or _graded(task, terms, protection) or failed(task.digest(terms), terms, LOST)
    return {"outcomes": result.to_json()["outcomes"]}


_idle: list[tuple[Terms, Protection, Grader]] = []
_lock = threading.Lock()


def _graded(task: Task, terms: Terms, protection: Protection) -> Result | None:
    """The result, from a process that is at work for this thread alone; None where it was lost."""
    grader = _taken(terms, protection)
    grader.give(task)
    while True:
        wait_for_any([grader], seconds=1)
        result = grader.result()
        if result is not None:
            with _lock:
                _idle.append((terms, protection, grader))
            return result
        if grader.is_lost or _is_cancelled():
            grader.end()
            if grader.is_lost:
                return None
            raise InterruptedError("nobody waits for this any more")


def _taken(terms: Terms, protection: Protection) -> Grader:
    """A process that has nothing to do, or a new one."""
    with _lock:
        for one in list(_idle):
            one[2].result()
            if one[2].is_lost:
                _idle.remove(one)
                one[2].end()
        for one in _idle:
            if one[:2] == (terms, protection):
                _idle.remove(one)
                return one[2]
        # Dask makes its workers daemons, which may start no processes. This one ends with the worker, however that ends.
        multiprocessing.current_process().daemon = False
        for library in ("OPENBLAS", "OMP"):  # the threads of the worker share the cores already
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        return Grader(terms, protection, _PATIENCE_SECONDS)


def _is_cancelled() -> bool:
    """Does the scheduler not want the task any more that this thread is at?"""
    from distributed.worker import get_worker, thread_state

    task = get_worker().state.tasks.get(thread_state.key)
    return task is None or task.state == "cancelled"
