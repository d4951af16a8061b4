"""How often somebody may try: so many times within a while, counted for whoever and whatever a key stands for."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

_MOST_KEYS = 10_000


class Tries:
    """Counts what failed. The oldest keys are forgotten when there are too many, so that a flood fills no memory."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self.most, self.seconds, self._clock = most, seconds, clock
        self._failed: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def used_up(self, key: Hashable) -> bool:
        """Has `key` failed as often as it may?"""
        failed = self._failed.get(key, deque())
        while failed and failed[0] <= self._clock() - self.seconds:
            failed.popleft()
        return len(failed) >= self.most

    def failed(self, key: Hashable) -> None:
        """Count one more."""
        times = self._failed.setdefault(key, deque(maxlen=self.most))
        times.append(self._clock())
        self._failed.move_to_end(key)
        while len(self._failed) > _MOST_KEYS:
            self._failed.popitem(last=False)
