"""`layerwise class`: start the page of a class, say where it is, and end it without leaving anything behind."""

import asyncio
import contextlib
import errno
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tornado.netutil import bind_sockets

from layerwise.classroom.room import session as sessions
from layerwise.classroom.room.server import Class, served
from layerwise.classroom.room.session import Session
from layerwise.classroom.room.summary import TooFew
from layerwise.ground.files import write_whole
from layerwise.workbook.sharing.consent import is_readable_on_the_way
from layerwise.workbook.sharing.post import NoAddress, address_of

PORT = 8765
# Notebooks speak up every 20 seconds or so; whoever has then not heard of the end finds nobody there.
FAREWELL, FAREWELL_OF_THE_PAGE = 25.0, 2.0
EVERYWHERE = "0.0.0.0"


class RoomTrouble(Exception):
    """Why there is no page, and what to do, in sentences."""


@dataclass(frozen=True)
class Request:
    """What is asked for; see `layerwise class --help`.

    state  the folder in which a class that is broken off is kept
    """

    state: Path
    port: int = PORT
    host: str = "127.0.0.1"
    address: str = ""
    summary: Path | None = None
    anew: bool = False


def run(request: Request, tell: Callable[[str], None]) -> None:
    """Hold a class until it is ended, on the page or with Ctrl-C. Raises RoomTrouble."""
    address = _address(request)
    if request.summary is not None and not request.summary.absolute().parent.is_dir():
        raise RoomTrouble(f"There is no folder {request.summary.absolute().parent} for the summary.")
    listening = _listening(request)
    place = request.state / f"class-{request.port}.json"
    before = None if request.anew else sessions.kept(place, time.time())
    session = before or Session.new(time.time())
    try:
        sessions.keep(place, session)
    except OSError as problem:
        tell(f"{place} cannot be written ({problem.strerror or problem}): if this program is broken off, the class cannot go on.")
    _allow_many_connections()

    def keep(changed: Session) -> None:
        with contextlib.suppress(OSError):
            sessions.keep_on(place, changed)

    # A class that was ended is over. One that broke off, by a fault or with its machine, goes on when it is started again.
    try:
        asyncio.run(_hold(Class(session, address, keep=keep), request, listening, before is not None, tell))
    except KeyboardInterrupt:  # Ctrl-C once more, in the middle of the farewell
        _forget(place)
        raise
    _forget(place)


def _forget(place: Path) -> None:
    with contextlib.suppress(OSError):
        sessions.forget(place)


def _listening(request: Request) -> list[socket.socket]:
    try:
        return bind_sockets(request.port, request.host)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            why = f"Port {request.port} is in use, perhaps by a class that still runs. Choose another, such as --port {request.port + 1}."
        elif problem.errno == errno.EACCES:
            why = f"Port {request.port} may not be used by you. Choose another, such as --port {PORT}."
        else:
            why = f"This machine has no address {request.host} to listen at ({problem.strerror or problem})."
        raise RoomTrouble(why) from problem


def _address(request: Request) -> str:
    """What learners are told to join."""
    if request.address:
        try:
            return address_of(request.address)
        except NoAddress as why:
            raise RoomTrouble(str(why)) from None
    host = _own_address() if request.host == EVERYWHERE else request.host
    return f"http://{f'[{host}]' if ':' in host else host}:{request.port}"


def _own_address() -> str:
    """The address of this machine in its network. Nothing is sent to find it: a UDP socket that is connected only picks its way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _allow_many_connections() -> None:
    """Let this process have as many connections as the system allows it, which is often far more than it is given at first."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def _hold(whole: Class, request: Request, listening: list[socket.socket], goes_on: bool, tell: Callable[[str], None]) -> None:
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ValueError):  # not in the main thread, as in a test
        signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(whole.is_to_end.set))
    server = served(whole)
    server.add_sockets(listening)
    tell(entrance(whole, request, goes_on))
    try:
        await whole.is_to_end.wait()
    except asyncio.CancelledError:  # Ctrl-C
        if (task := asyncio.current_task()) is not None:
            task.uncancel()
    _end(whole, request, tell)
    await _say_farewell(whole, tell)
    server.stop()
    await server.close_all_connections()


def entrance(whole: Class, request: Request, goes_on: bool) -> str:
    """What the instructor has to know, as text."""
    host = "127.0.0.1" if request.host in (EVERYWHERE, "::") else request.host
    own = f"http://{f'[{host}]' if ':' in host else host}:{request.port}/view#{whole.session.secret}"
    lines = [
        "The class that was broken off goes on: code and addresses are the same." if goes_on else "The class has begun.",
        "",
        "Your page. Keep this address to yourself: whoever has it sees what you see.",
        f"    {own}",
        "",
        "Learners run this in a lesson, with a nickname of their choice:",
        "    from layerwise import workbook",
        f"    {whole.call}",
        "",
    ]
    if request.host in ("localhost", "::1") or request.host.startswith("127."):
        lines.append("Only this machine can be reached at these addresses. For learners at their own: --open-to-network.")
    elif is_readable_on_the_way(whole.address):
        lines.append("Nicknames and verdicts go through the network unencrypted. If that matters where you are, see docs/teaching.md.")
    lines.append("Ctrl-C ends the class and deletes all that was sent.")
    return "\n".join(lines)


def _end(whole: Class, request: Request, tell: Callable[[str], None]) -> None:
    if request.summary is not None:
        try:
            write_whole(request.summary, whole.summary())
            tell(f"The summary is {request.summary}; it names nobody.")
        except TooFew as why:
            tell(str(why))
        except OSError as problem:
            tell(f"{request.summary} cannot be written ({problem.strerror or problem}), so there is no summary.")
    whole.end()
    tell("The class has ended, and all that was sent is deleted.")


async def _say_farewell(whole: Class, tell: Callable[[str], None]) -> None:
    """Wait until the page, and the learners' notebooks when they next speak up, have been told that the class has ended."""
    with contextlib.suppress(asyncio.CancelledError):
        await _until(lambda: not whole.viewers, FAREWELL_OF_THE_PAGE)
        if whole.untold:
            tell(f"The learners' notebooks are told within {FAREWELL:.0f} seconds. Ctrl-C stops at once.")
            await _until(lambda: not whole.untold, FAREWELL)


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        await asyncio.sleep(0.05)


def state_folder() -> Path:
    """Where this user's programs keep what lives as long as they run."""
    from jupyter_core.paths import jupyter_runtime_dir

    return Path(jupyter_runtime_dir()) / "layerwise"
