"""A class that is really going on, on a port of this machine, and people who send what notebooks send."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tornado.netutil import bind_sockets

from layerwise.classroom.room.server import Class, served
from layerwise.classroom.room.session import Session
from layerwise.workbook.sharing.message import Hand, Mark, Message
from layerwise.workbook.sharing.post import Answer, post


class Live:
    """The server of a class, in a thread of its own; `whole` is the class, touched only in that thread: see `do`."""

    def __init__(self, session: Session | None = None, port: int = 0, **about):
        self.session = session or Session.new(0)
        self._ready, self._about, self._port = threading.Event(), about, port
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> "Live":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        sockets = bind_sockets(self._port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.whole = Class(self.session, self.address, **self._about)
        server = served(self.whole)
        server.add_sockets(sockets)
        self._ready.set()
        await self._stop.wait()
        # As when the process is killed: lines break off, and nobody is told anything.
        server.stop()
        await server.close_all_connections()
        while self.whole.viewers:
            await asyncio.sleep(0.01)

    def do(self, what):
        """Have `what()` done in the server's thread, and return what it returned."""

        async def done():
            return what()

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(10)

    def picture(self) -> dict:
        return self.do(self.whole.picture)

    def join(self, name: str, **more) -> "Simulated":
        answer = post(self.address, "join", {"code": self.session.code, "name": name, **more})
        assert answer.status == 200, answer
        return Simulated(self.address, answer.content["token"], answer.content["name"], answer.content["number"])


@dataclass
class Simulated:
    """Somebody who has joined: `check` and `raise_hand` send what their notebook would send."""

    address: str
    token: str
    name: str
    number: int
    marks: dict = field(default_factory=dict)
    last: str | None = None
    hand: Hand | None = None
    sent: int = 0

    def check(self, exercise: str, verdict: str, mistake: str | None = None) -> Answer:
        self.marks[exercise] = Mark(verdict, mistake)
        self.last = exercise
        return self.send()

    def raise_hand(self, seconds: int = 0) -> Answer:
        self.hand = Hand(self.sent + 1, seconds)
        return self.send()

    def send(self) -> Answer:
        self.sent += 1
        return post(self.address, "state", Message(self.sent, self.marks, self.last, self.hand).stored(), self.token)


@contextlib.contextmanager
def class_of(*names: str, **about) -> Iterator[tuple[Live, list[Simulated]]]:
    with Live(**about) as live:
        yield live, [live.join(name) for name in names]
