"""The Hub's page on which learners sign up and in: `desk` for JupyterHub."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ClassVar

from jupyterhub.auth import Authenticator
from tornado.web import HTTPError

from layerwise.classroom.hub.desk import Desk, Refused

_MOST_WAITING = 200


class SignUp(Authenticator):
    """Asks the desk. Nobody is an administrator: the instructor has the terminal."""

    desk: ClassVar[Desk]
    _waiting = 0
    # One at a time: what guessing costs, it costs here too, and the Hub goes on meanwhile.
    _clerk = ThreadPoolExecutor(1)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str:
        """The learner's name. What keeps them out is raised, as a sentence for the page."""
        if self._waiting >= _MOST_WAITING:
            raise HTTPError(503, "Too many people are signing in. Try again in a minute.")
        name, password, workshop_password = (data.get(field, "") for field in ("username", "password", "workshop_password"))
        ask = partial(self.desk.sign_in, name, password, workshop_password, _address(handler))
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._clerk, ask)
        except Refused as refusal:
            raise HTTPError(429 if refusal.too_often else 403, str(refusal).replace("%", "%%")) from None
        finally:
            self._waiting -= 1

    def normalize_username(self, username: str) -> str:
        """The name as the desk gave it."""
        return username

    def check_allowed(self, username: str, authentication: Any = None) -> bool:
        """Everybody whom the desk let in, and nobody else, who would have no folder."""
        return self.desk.people.get(username) is not None


def _address(handler: Any) -> str:
    """From where somebody comes, as the Hub's own proxy has seen it; what they say themselves stands before that."""
    return handler.request.headers.get("X-Forwarded-For", handler.request.remote_ip).rpartition(",")[2].strip()
