"""What the learners' notebooks and the instructor's page talk to.

    POST /join         a learner comes in, with the code           POST /view/answer   a raised hand has been answered
    POST /state        how things stand with a learner             POST /view/remove   take somebody off the page
    POST /leave        a learner goes                              POST /view/door     let nobody else in, or open again
    GET  /view         the page, as empty as the room is to        POST /view/end      end the class
                       anybody without the secret                  GET  /view/summary  the summary, to keep
    GET  /view/feed    what the page shows, as it happens

Nothing is read out of cookies, and no other site is allowed anything: a page elsewhere in the instructor's browser can neither read nor
do a thing here. The secret comes in a header, out of the part of the address that browsers send to nobody.
"""

import asyncio
import ipaddress
import json
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler

from layerwise.classroom.room import page
from layerwise.classroom.room.limits import MESSAGES_A_MINUTE, MESSAGES_AT_ONCE, WRONG_A_MINUTE, Limit
from layerwise.classroom.room.people import MOST_PEOPLE, HasGone, Room, RoomIsFull
from layerwise.classroom.room.picture import lessons, picture
from layerwise.classroom.room.session import Session
from layerwise.classroom.room.summary import TooFew, summary
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.sharing.message import MOST_BYTES, NotAMessage, nickname, understood

MOST_VIEWERS = 20
# The page is told at most so often, and at least so often, in seconds: it takes for lost what it has not heard for longer.
BETWEEN_UPDATES, LONGEST_SILENCE = 0.1, 5.0
# How often the page is asked whether somebody has gone quiet.
LOOK_AGAIN = 1.0
_HEADERS_WITHIN, _BODY_WITHIN = 30, 10

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Class:
    """A class that is going on: its room, what it is entered with, and whether it has ended.

    address  what learners are told
    keep     is handed the session where it has changed, so that it outlives this program
    clock    tells the time; `steady` one that nobody sets, so that no limit keeps people waiting for as long as it was set back
    """

    def __init__(
        self,
        session: Session,
        address: str,
        most_people: int = MOST_PEOPLE,
        keep: Callable[[Session], None] = lambda session: None,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ):
        self.session, self.address, self.clock = session, address, clock
        self.room, self._keep = Room(most_people, self._changed, session.removed), keep
        self.room.is_open = session.is_open
        own = socket.gethostname().lower()
        self.hosts = {"localhost", own, f"{own}.local", urlsplit(address).hostname or ""}
        self.wrong = Limit(WRONG_A_MINUTE, WRONG_A_MINUTE, steady)
        self.messages = Limit(MESSAGES_A_MINUTE, MESSAGES_AT_ONCE, steady)
        self.viewers: set[asyncio.Event] = set()
        self.is_to_end, self.ended = asyncio.Event(), asyncio.Event()
        # Who has not been told of the end.
        self.untold: set[str] = set()

    @property
    def call(self) -> str:
        """What learners run to join. Forty people type it from the wall, so it is as short as it can be."""
        return f'workbook.join("{self.address.removeprefix("http://")}", "{self.session.code}", name="…")'

    def end(self) -> None:
        """End the class, and forget everybody."""
        if not self.ended.is_set():
            self.untold = set(self.room.people)
            self.ended.set()
            self.room.wipe()

    def remove(self, id: str) -> None:
        """Take somebody off the page, for good."""
        if self.room.remove(id):
            self._keep_changed(removed=(*self.session.removed, id))

    def let_in(self, is_open: bool) -> None:
        """Let others in, or nobody."""
        self.room.is_open = is_open
        self.room.when_changed()
        self._keep_changed(is_open=is_open)

    def _keep_changed(self, **changes: Any) -> None:
        self.session = replace(self.session, **changes)
        self._keep(self.session)

    def picture(self) -> dict[str, Any]:
        """All that the page shows now."""
        entrance = {"call": self.call, "open": self.room.is_open}
        return {**picture(self.room.people.values(), self.clock()), "entrance": entrance}

    def summary(self) -> str:
        """What may be kept of it. Raises TooFew."""
        return summary(self.room.people.values(), datetime.fromtimestamp(self.clock()))

    def _changed(self) -> None:
        for viewer in self.viewers:
            viewer.set()


def served(whole: Class) -> HTTPServer:
    """The server of a class, to which an address has yet to be given."""
    routes = [
        ("/join", Join), ("/state", State), ("/leave", Leave),
        ("/view/feed", Feed), ("/view/answer", AnswerHand), ("/view/remove", Remove), ("/view/door", Door), ("/view/end", End),
        ("/view/summary", Summary), (r"/(|view|[a-z_/]+\.(?:js|css))", Files), (".*", Nothing),
    ]  # fmt: skip
    application = Application([(path, handler, {"whole": whole}) for path, handler in routes], log_function=lambda handler: None)
    return HTTPServer(
        application,
        max_body_size=MOST_BYTES,
        max_buffer_size=4 * MOST_BYTES,
        max_header_size=MOST_BYTES,
        body_timeout=_BODY_WITHIN,
        idle_connection_timeout=_HEADERS_WITHIN,
    )


class Handler(RequestHandler):
    """What all answers have in common: their headers, and whom there is no answer for."""

    def initialize(self, whole: Class) -> None:
        self.whole = whole

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse what a page from elsewhere has asked for, under whatever name of this machine."""
        host = self.request.host
        origin = self.request.headers.get("Origin")
        if not _is_this_machine(_parts(f"//{host}").hostname or "", self.whole.hosts):
            raise Refused(403, "This machine is not called so. Use the address that `layerwise class` has printed.")
        if origin is not None and _parts(origin).netloc != host:
            raise Refused(403, "A page from elsewhere has no business here.")
        if self.request.method == "POST" and self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise Refused(415, "What is sent here is JSON.")

    def write_error(self, status_code: int, **about: Any) -> None:
        error = about.get("exc_info", (None, None))[1]
        self.finish({"says": error.sentence if isinstance(error, Refused) else self._reason})

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        # Nothing of what strangers send belongs in the instructor's terminal; faults of this program do.
        if not isinstance(value, HTTPError):
            super().log_exception(kind, value, trace)

    def json(self) -> dict[str, Any]:
        """What was sent. Raises Refused."""
        try:
            content = json.loads(self.request.body)
        except (ValueError, RecursionError):
            content = None
        if not isinstance(content, dict):
            raise Refused(400, "What is sent here is JSON.")
        return content

    def bearer(self) -> str:
        """The token or the secret that came along."""
        return self.request.headers.get("Authorization", "").removeprefix("Bearer ")


class Refused(HTTPError):
    """Something is not done, and a sentence says why."""

    def __init__(self, status: int, sentence: str):
        super().__init__(status)
        self.sentence = sentence


def _parts(address: str) -> SplitResult:
    """The parts of an address; of what is none, parts that are empty."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_this_machine(host: str, hosts: set[str]) -> bool:
    """May this machine be called so? A number may: what another site pretends to be called like is always a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.lower() in hosts
    return True


class Nothing(Handler):
    """Any other address."""

    def prepare(self) -> None:
        super().prepare()
        raise Refused(404, "There is nothing here.")


class Files(Handler):
    """The page and what it needs. They hold nothing of the class; the secret is asked for where there is something."""

    def get(self, name: str) -> None:
        if name == "":
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("A class of Layerwise. Its instructor shows how to join it from a notebook.\n")
            return
        try:
            kind, content = page.file(name)
        except KeyError:
            raise Refused(404, "There is nothing here.") from None
        self.set_header("Content-Type", kind)
        self.finish(content)


# --- learners --------------------------------------------------------------------------------------------------------------------


class Join(Handler):
    """A learner comes in, or comes back."""

    def post(self) -> None:
        if self.whole.ended.is_set():
            raise Refused(410, "The class has ended.")
        sent = self.json()
        self._refuse_wrong(sent.get("code"))
        name = sent.get("name")
        name = nickname(name) if isinstance(name, str) else ""
        if not name:
            raise Refused(400, "Choose a nickname.")
        id, _, number = self.whole.session.known(sent.get("token")) or ("", "", 0)
        if not id or self.whole.room.has_gone(id):  # whoever has left and comes back is somebody new
            if not self.whole.room.is_open:
                raise Refused(403, "The class lets nobody else in just now. Ask your instructor.")
            id, number = secrets.token_hex(8), 0
        try:
            person = self.whole.room.admit(id, name, number, self.whole.clock())
        except RoomIsFull:
            raise Refused(409, "The class is full. Ask your instructor.") from None
        token = self.whole.session.token(person.id, person.name, person.number)
        self.finish({"token": token, "name": person.name, "number": person.number})

    def _refuse_wrong(self, code: Any) -> None:
        """Refuse a wrong code, and for a while every one from an address that has sent many. (A token or a secret nobody can guess.)"""
        address = self.request.remote_ip or ""
        if not self.whole.wrong.allows(address):
            raise Refused(429, "Too many wrong codes have come from here. Wait a minute, and try again.")
        if not self.whole.session.opens(code):
            self.whole.wrong.count(address)
            raise Refused(403, "That is not the code of this class.")


class OfLearner(Handler):
    """What a learner who has joined may do."""

    def known(self) -> tuple[str, str, int]:
        """Who it is. Raises Refused."""
        known = self.whole.session.known(self.bearer())
        if known is None:
            raise Refused(403, "")
        return known


class State(OfLearner):
    """How things stand with a learner. One whom a server that was started anew does not know yet comes in with it."""

    def post(self) -> None:
        id, name, number = self.known()
        if self.whole.ended.is_set():
            self.whole.untold.discard(id)
            raise Refused(410, "")
        if not self.whole.messages.takes(id):
            raise Refused(429, "That is too much at once.")
        try:
            message = understood(self.request.body, EXERCISES.__contains__)
        except NotAMessage as why:
            raise Refused(400, str(why)) from None
        now = self.whole.clock()
        try:
            person = self.whole.room.admit(id, name, number, now)
        except HasGone:
            raise Refused(410, "You are no longer on the class's page, and nothing more is sent.") from None
        except RoomIsFull:
            raise Refused(409, "The class is full.") from None
        self.whole.room.hear(person, message, now)
        self.finish({"answered": person.answered, "name": person.name, "number": person.number})


class Leave(OfLearner):
    """A learner goes, and is forgotten."""

    def post(self) -> None:
        id, _, _ = self.known()
        self.whole.untold.discard(id)
        self.whole.room.remove(id)
        self.finish({})


# --- the instructor --------------------------------------------------------------------------------------------------------------


class OfInstructor(Handler):
    """What needs the instructor's secret."""

    def prepare(self) -> None:
        super().prepare()
        if not self.whole.session.is_instructor(self.bearer()):
            raise Refused(403, "Open the address that `layerwise class` has printed.")

    def id(self) -> str:
        """The person whom it is about."""
        return str(self.json().get("id"))


class AnswerHand(OfInstructor):
    """A hand has been answered."""

    def post(self) -> None:
        self.whole.room.answer(self.id())
        self.finish({})


class Remove(OfInstructor):
    """Take somebody off the page; their token is good for nothing any more."""

    def post(self) -> None:
        self.whole.remove(self.id())
        self.finish({})


class Door(OfInstructor):
    """Let nobody else in, or open again. Who is in stays in."""

    def post(self) -> None:
        self.whole.let_in(self.json().get("open") is True)
        self.finish({})


class End(OfInstructor):
    """End the class."""

    def post(self) -> None:
        self.json()
        self.whole.is_to_end.set()
        self.finish({})


class Summary(OfInstructor):
    """The summary, to keep."""

    def get(self) -> None:
        try:
            content = self.whole.summary()
        except TooFew as why:
            raise Refused(409, str(why)) from None
        self.set_header("Content-Type", "text/markdown; charset=utf-8")
        self.finish(content)


class Feed(OfInstructor):
    """What the page shows, as it happens: lines of JSON, of which the first says all and the others what has changed."""

    async def get(self) -> None:
        if len(self.whole.viewers) >= MOST_VIEWERS:
            raise Refused(429, "The page is open in too many windows.")
        self.set_header("Content-Type", "application/x-ndjson")
        self.changed = asyncio.Event()
        self.whole.viewers.add(self.changed)
        try:
            await self._tell({"lessons": lessons(), "live": True})
        except StreamClosedError:
            pass
        finally:
            self.whole.viewers.discard(self.changed)

    async def _tell(self, first: dict[str, Any]) -> None:
        shown: dict[str, Any] = {}
        told = self.whole.clock()
        while not self._is_closed and not self.whole.ended.is_set():
            self.changed.clear()
            whole = self.whole.picture()
            update = {**first, **news(shown, whole)}
            if update or self.whole.clock() - told >= LONGEST_SILENCE:
                # A page that is slow to read is told what has changed since it last was, and not all that has happened meanwhile.
                self.write(json.dumps(update) + "\n")
                await self.flush()
                first, shown, told = {}, whole, self.whole.clock()
                await asyncio.sleep(BETWEEN_UPDATES)
            try:
                await asyncio.wait_for(self.changed.wait(), LOOK_AGAIN)
            except TimeoutError:
                continue
        if self.whole.ended.is_set():
            self.write('{"ended": true}\n')
            await self.flush()

    _is_closed = False

    def on_connection_close(self) -> None:
        self._is_closed = True
        self.changed.set()


def news(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What of a picture is new, when a page shows the one before: people one by one, and the rest part by part."""
    update = {part: value for part, value in now.items() if part != "people" and (part not in before or before[part] != value)}
    known = {person["id"]: person for person in before.get("people", [])}
    there = {person["id"] for person in now["people"]}
    changed = [person for person in now["people"] if known.get(person["id"]) != person]
    gone = [id for id in known if id not in there]
    return {**update, **({"people": changed} if changed else {}), **({"gone": gone} if gone else {})}
