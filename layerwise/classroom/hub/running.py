"""The Hub itself, until it is stopped."""

import asyncio
import contextlib
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyterhub.app import JupyterHub
from traitlets.config import Config

from layerwise.classroom.hub import memory, separation
from layerwise.classroom.hub.compiling import compile_ahead
from layerwise.classroom.hub.desk import Desk
from layerwise.classroom.hub.leftovers import end_leftovers
from layerwise.classroom.hub.people import GUARD_PORT, People
from layerwise.classroom.hub.ports import PortTaken, free_port, held
from layerwise.classroom.hub.sign_up import SignUp
from layerwise.classroom.hub.spawning import LearnersServer, Surroundings
from layerwise.classroom.hub.workshop import HubTrouble, Workshop
from layerwise.classroom.isolation.kernel import adopt_orphans

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_STARTING_AT_A_TIME = 10
# What a page of the Hub may not do: be shown inside another, send a form elsewhere, load a plug-in.
_POLICY = "frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'"
_HEADERS = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


@dataclass(frozen=True)
class Request:
    """What the instructor asked for.

    memory  of one learner, in MB
    reach   ports of this machine that learners' notebooks may connect to
    """

    workshop: Workshop
    proxy: str
    host: str
    port: int
    certificate: Path | None
    key: Path | None
    learners: int
    memory: int
    reach: tuple[int, ...]
    without_separation: bool


class WorkshopsHub(JupyterHub):
    """A JupyterHub that is set up by the workshop alone, and says when it is open."""

    opened: Callable[[], None]

    def load_config_file(self, *arguments: Any, **named: Any) -> None:
        """No file in the folder where the command is given changes a workshop."""

    async def start(self) -> None:
        """Open the Hub."""
        await super().start()
        self.opened()


def run(request: Request, tell: Callable[[str], None]) -> None:
    """Run the Hub until it is stopped. `tell` gets what the instructor is to know. Raises HubTrouble."""
    os.umask(0o077)
    try:
        with held(GUARD_PORT):
            _run(request, tell)
    except PortTaken as taken:
        raise HubTrouble("Another workshop's Hub runs on this machine, and has the learners' ports. Stop it first.") from taken


def _run(request: Request, tell: Callable[[str], None]) -> None:
    workshop = request.workshop
    workshop.check_owner()
    people, password = People(workshop.people), workshop.password()
    parts = _separation(request, tell)
    groups = memory.groups_that_hold(memory.name_for(workshop.folder))
    together = "server and notebooks together, by a cgroup" if groups else "each of their processes by itself: there is no cgroup to be had"
    tell(f"Memory: {request.memory} MB a learner ({together}).")
    compile_ahead()
    adopt_orphans()
    hub_port = free_port()
    here = Surroundings(workshop, people, parts, request.memory * 2**20, groups, (hub_port, *request.reach), _end_leftovers)
    settings = _settings(request, hub_port, Desk(people, password, request.learners), here)

    def opened() -> None:
        tell(f"\nOpen: {_address(request)}   workshop password: {password}")
        tell(
            f"What happens is written to {workshop.log}, and of each learner's server to {workshop.servers}. "
            "To stop, press Ctrl-C: the learners' work is kept."
        )

    try:
        with _printing_to(workshop.log):
            _serve(settings, opened)
    except SystemExit as ended:
        if ended.code:
            raise HubTrouble(f"The Hub ended with an error; {workshop.log} says which.") from None
    finally:
        asyncio.run(end_leftovers(lambda: ()))
        if groups:
            groups.close()
    tell("Stopped. The learners' work and their passwords are kept; the same command goes on.")


def _separation(request: Request, tell: Callable[[str], None]) -> tuple[str, ...]:
    """The parts of the protection that learners get."""
    found = separation.strongest(request.workshop.learners)
    if found.holds:
        tell(f"Learners are kept apart by {found.name}: tried just now, with two of them.")
        return found.parts
    if not request.without_separation:
        raise HubTrouble(
            f"Learners cannot be kept apart on this machine.\n{found.cannot_stop}\n"
            "docs/hub.md says what is needed. Where all learners trust each other, --without-separation starts the Hub nevertheless."
        )
    tell(f"Learners are NOT kept apart: they could read and change each other's work. {found.cannot_stop}")
    # Nobody is handed a notebook that runs as root where it can be helped.
    return ("users", *separation.LIMITS) if separation.can_become_others() else separation.LIMITS


def _settings(request: Request, hub_port: int, desk: Desk, here: Surroundings) -> Config:
    inner = request.workshop.inner
    settings = Config()
    settings.JupyterHub.update(
        bind_url=f"{'https' if request.certificate else 'http'}://{_in_url(request.host)}:{request.port}/",
        ssl_cert=str(request.certificate or ""),
        ssl_key=str(request.key or ""),
        hub_ip="127.0.0.1",
        hub_port=hub_port,
        db_url=f"sqlite:///{inner / 'jupyterhub.sqlite'}",
        cookie_secret_file=str(inner / "cookie-secret"),
        cookie_max_age_days=2,
        pid_file=str(inner / "hub.pid"),
        authenticator_class=type("SignUp", (SignUp,), {"desk": desk}),
        spawner_class=type("LearnersServer", (LearnersServer,), {"here": here}),
        template_paths=[str(_TEMPLATES)],
        tornado_settings={"headers": _HEADERS},
        active_server_limit=request.learners,
        concurrent_spawn_limit=_STARTING_AT_A_TIME,
        init_spawners_timeout=0,
    )
    settings.ConfigurableHTTPProxy.update(
        command=[request.proxy],
        api_url=f"http://127.0.0.1:{free_port()}",
        auth_token=secrets.token_hex(32),
        pid_file=str(inner / "proxy.pid"),
    )
    settings.Authenticator.any_allow_config = True  # who may come in, the desk decides
    # A learner's own settings could run code in their server, where it is not enclosed as a notebook is.
    settings.Spawner.update(start_timeout=180, http_timeout=180, disable_user_config=True)
    settings.LocalProcessSpawner.update(interrupt_timeout=5, term_timeout=5)
    return settings


def _serve(settings: Config, opened: Callable[[], None]) -> None:
    """Run JupyterHub, which raises SystemExit at its end."""
    WorkshopsHub.opened = staticmethod(opened)
    WorkshopsHub.instance(config=settings)
    WorkshopsHub.launch_instance([])


async def _end_leftovers() -> None:
    """End what a learner's server has left behind."""
    hub = WorkshopsHub.instance()

    def in_use() -> set[int]:
        servers = (spawner.proc for user in hub.users.values() for spawner in user.spawners.values())
        return {process.pid for process in (*servers, hub.proxy.proxy_process) if process}

    await end_leftovers(in_use)


def _address(request: Request) -> str:
    """The address for learners. A Hub that listens everywhere has no address to be told; the machine has a name."""
    host = socket.gethostname() if request.host in ("0.0.0.0", "::") else request.host
    return f"{'https' if request.certificate else 'http'}://{_in_url(host)}:{request.port}/"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextlib.contextmanager
def _printing_to(file: Path) -> Iterator[None]:
    """Have what this process and those that it starts print go to a file."""
    sys.stdout.flush()
    sys.stderr.flush()
    before = {stream: os.dup(stream) for stream in (1, 2)}
    try:
        with file.open("ab") as log:
            for stream in before:
                os.dup2(log.fileno(), stream)
        yield
    finally:
        for stream, saved in before.items():
            os.dup2(saved, stream)
            os.close(saved)
