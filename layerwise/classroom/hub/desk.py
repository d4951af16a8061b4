"""The desk at which learners sign up and in: the workshop password the first time, and always a password of their own."""

import hmac

from layerwise.classroom.hub.people import LONGEST_PASSWORD, SHORTEST_PASSWORD, NameTrouble, People, hashed, same_password, tidy
from layerwise.classroom.hub.tries import Tries

_A_MINUTE = 60
# Somebody who mistypes needs a few; somebody who guesses needs thousands. A room may have one address, and a name may be tried from many.
_MOST_HERE, _MOST_FOR_A_NAME, _MOST_FROM_AN_ADDRESS = 6, 20, 100
# The same for all, so that nobody learns who is there.
NOT_RIGHT = (
    "That was not right. If you have been here before, type your name and your own password as then. "
    "If you are new, type the workshop password too. If somebody has your name already, choose another."
)


class Refused(Exception):
    """Why somebody may not come in, in words for them. `too_often`: they are to wait."""

    def __init__(self, words: str, too_often: bool = False):
        super().__init__(words)
        self.too_often = too_often


class Desk:
    """Lets people of a workshop in. For one caller at a time."""

    def __init__(self, people: People, workshop_password: str, most_people: int):
        self.people, self._workshop_password, self._most_people = people, workshop_password, most_people
        self._here = Tries(_MOST_HERE, _A_MINUTE)
        self._for_a_name = Tries(_MOST_FOR_A_NAME, _A_MINUTE)
        self._from_an_address = Tries(_MOST_FROM_AN_ADDRESS, _A_MINUTE)

    def sign_in(self, name: str, password: str, workshop_password: str, address: str) -> str:
        """The name of the learner who may come in. Raises Refused."""
        try:
            name = tidy(name)
        except NameTrouble as trouble:
            raise Refused(str(trouble)) from None
        counted = ((self._here, (address, name)), (self._for_a_name, name), (self._from_an_address, address))
        if any(tries.used_up(key) for tries, key in counted):
            raise Refused("That were too many tries. Wait a minute, then try again.", too_often=True)
        if len(password) > LONGEST_PASSWORD:
            raise Refused(f"A password has at most {LONGEST_PASSWORD} letters.")
        person = self.people.get(name)
        # Reckoned for everybody, so that the time it takes tells nobody who is there.
        right = same_password(password, person.password if person else "")
        if person is not None and person.password:
            if right:
                return name
        elif self._is_the_workshops(workshop_password):
            return self._sign_up(name, password, is_new=person is None)
        for tries, key in counted:
            tries.failed(key)
        raise Refused(NOT_RIGHT)

    def _sign_up(self, name: str, password: str, is_new: bool) -> str:
        if is_new and len(self.people) >= self._most_people:
            raise Refused("All seats of this workshop are taken. Ask your instructor.")
        if len(password) < SHORTEST_PASSWORD:
            raise Refused(f"Your own password needs {SHORTEST_PASSWORD} letters or more. You choose it now, and type it again next time.")
        if self._is_the_workshops(password):
            raise Refused("Your own password must not be the workshop password, which everybody here knows.")
        try:
            return self.people.sign_up(name, hashed(password)).name
        except NameTrouble as trouble:
            raise Refused(str(trouble)) from None

    def _is_the_workshops(self, password: str) -> bool:
        given, wanted = (text.strip().encode("utf-8", "surrogatepass") for text in (password, self._workshop_password))
        return hmac.compare_digest(given, wanted)
