"""How often something may be tried: some times at once, and then so many a minute. One who tries too much does not slow others down."""

from collections.abc import Callable

# Wrong codes, tokens and secrets, of one address. Whoever mistypes has tries enough, also where a whole class has one address.
WRONG_A_MINUTE = 60
# Messages of one learner. Notebooks send a few a minute, and several at once when all cells are run.
MESSAGES_A_MINUTE, MESSAGES_AT_ONCE = 240, 20
# So many are remembered; those that have all their tries again are forgotten first.
_MOST_REMEMBERED = 10_000


class Limit:
    """For each `who`, so many tries a minute, of which at most `at_once` may be saved up."""

    def __init__(self, a_minute: float, at_once: int, clock: Callable[[], float]):
        self.a_second, self.at_once, self._clock = a_minute / 60, at_once, clock
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, who: str) -> bool:
        """Has `who` a try left?"""
        return self._tries(who) >= 1

    def count(self, who: str) -> None:
        """Note that `who` has used up a try."""
        if who not in self._left and len(self._left) >= _MOST_REMEMBERED:
            self._forget()
        self._left[who] = self._tries(who) - 1, self._clock()

    def takes(self, who: str) -> bool:
        """Has `who` a try left? Then it is used up."""
        allowed = self.allows(who)
        if allowed:
            self.count(who)
        return allowed

    def _tries(self, who: str) -> float:
        left, when = self._left.get(who, (self.at_once, self._clock()))
        return min(self.at_once, left + max(self._clock() - when, 0) * self.a_second)

    def _forget(self) -> None:
        """Forget those that have all their tries again, or where nobody has, the one that waited longest."""
        full = [who for who in self._left if self._tries(who) >= self.at_once]
        for who in full or [next(iter(self._left))]:
            del self._left[who]
