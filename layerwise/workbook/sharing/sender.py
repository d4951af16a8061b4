"""The thread that tells the class how things stand. A check hands nothing over and waits for nothing: it changes a file, and wakes this."""

import contextlib
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from layerwise.workbook.folder import Workbook
from layerwise.workbook.sharing import kept
from layerwise.workbook.sharing.post import Answer, NobodyThere, post

# Also when nothing has changed: the page says of whom it has not heard.
HEARTBEAT = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# A lost connection that comes back sooner is nobody's business.
LONG = 60.0
# Several checks in a row, as when all cells are run, go in one message.
TOGETHER = 0.2

ENDED = "The class has ended. Nothing more is sent, and the instructor's machine has forgotten you."
_UNKNOWN = "The class that you joined is no longer there, so nothing more is sent. If a new one has begun, join it with `workbook.join`."
_LOST = "The class's page has not been reached for a while. You can go on: if the class does, it is told as soon as the page is back."
_BACK = "The class's page has been reached again, and knows how things stand."
_ANSWERED = "Your hand is down again: the instructor has answered it."


class Sender:
    """Tells the class of a workbook how things stand. `sentences` hands out what the learner should know of that."""

    def __init__(
        self,
        workbook: Workbook,
        send: Callable[..., Answer] = post,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ):
        self.workbook, self._send, self._clock, self._chance = workbook, send, clock, chance
        self._to_tell: list[str] = []
        self._failures = 0
        self._lost_since: float | None = None
        self._told_lost = False
        self._refused = -1
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to send, and do it again after every `wake`, if that is not done yet."""
        if self._thread is None or not self._thread.is_alive():
            self._stopped.clear()
            # A daemon: a kernel that is shut down does not wait for a machine that does not answer.
            self._thread = threading.Thread(target=self._run, name="layerwise-class", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Something has changed."""
        self._wake.set()

    def stop(self) -> None:
        """Send nothing more."""
        self._stopped.set()
        self._wake.set()

    def sentences(self) -> list[str]:
        """What there is to say to the learner since the last time."""
        told, self._to_tell = self._to_tell, []
        return told

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._wake.clear()
            try:
                pause = self.step()
            except Exception:  # a full disk, say: the class is not told now, and the notebook is left alone
                pause = LONGEST_PAUSE
            if pause is None:
                return
            self._wake.wait(pause)
            self._stopped.wait(TOGETHER)

    def step(self) -> float | None:
        """Tell once how things stand, and give the seconds until the next time; None when there is no class any more."""
        now = self._clock()
        membership = kept.read(self.workbook, now)
        if membership is None:
            return None
        message = membership.message(now)
        if message.number == self._refused:
            return LONGEST_PAUSE
        try:
            answer = self._send(membership.address, "state", message.stored(), membership.token)
        except NobodyThere:
            return self._failed(now)
        if self._stopped.is_set():
            return None
        if answer.status != 200 and "says" not in answer.content:  # no class answers so: another machine has the address for now
            return self._failed(now)
        over = farewell(answer)
        if over:
            self._to_tell.append(over)  # before the membership is gone, so that whoever misses it finds out why
            kept.forget(self.workbook, membership)
            if kept.read(self.workbook, now) is None:
                return None
            with contextlib.suppress(ValueError):
                self._to_tell.remove(over)
            return 0.0  # meanwhile the learner has joined again, in another notebook
        if answer.status == 400:
            self._refused = message.number
            self._to_tell.append(f"The class's page does not understand this notebook. {answer.sentence}".strip())
            return LONGEST_PAUSE
        if answer.status != 200:
            return self._failed(now)
        self._reached(answer, membership, now)
        return HEARTBEAT * (0.9 + 0.2 * self._chance())  # forty that have joined together need not speak together ever after

    def _failed(self, now: float) -> float:
        self._lost_since = now if self._lost_since is None else self._lost_since
        if now - self._lost_since >= LONG and not self._told_lost:
            self._told_lost = True
            self._to_tell.append(_LOST)
        self._failures += 1
        return min(FIRST_PAUSE * 2 ** min(self._failures - 1, 10), LONGEST_PAUSE) * (0.5 + 0.5 * self._chance())

    def _reached(self, answer: Answer, membership: kept.Membership, now: float) -> None:
        if self._told_lost:
            self._to_tell.append(_BACK)
        self._failures, self._lost_since, self._told_lost = 0, None, False
        answered, name, number = (_field(answer, field, kind) for field, kind in (("answered", int), ("name", str), ("number", int)))
        if answered is not None and membership.raised is not None and membership.hand <= answered:
            kept.change(self.workbook, now, lambda known: known.with_answer(answered, now))
            self._to_tell.append(_ANSWERED)
        if name and number and (name, number) != (membership.name, membership.number):
            renamed = kept.change(
                self.workbook, now, lambda known: replace(known, name=name, number=number) if kept.is_same(known, membership) else known
            )
            if renamed is None or (renamed.name, renamed.number) != (name, number):
                return
            self._to_tell.append(f"On the class's page you are now {name}, number {number}.")


def farewell(answer: Answer) -> str:
    """What to tell a learner whose place in the class is gone, as this answer to their token says; empty where it says no such thing."""
    if answer.status not in (403, 410) or "says" not in answer.content:
        return ""
    return answer.sentence or (ENDED if answer.status == 410 else _UNKNOWN)


def _field(answer: Answer, name: str, kind: type) -> Any:
    value = answer.content.get(name)
    return value if type(value) is kind else None
