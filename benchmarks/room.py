"""Does the page of a class keep up with a room that is full? Two hundred learners at once, beside a plain echo of tornado in one run.

    python benchmarks/room.py [--learners 200] [--seconds 10]

`layerwise class` runs as somebody starts it. The learners are real HTTP clients in a process of their own, a connection for each message,
as notebooks send them; the instructor's page is listened to in this process.

- the time until all have joined at once;
- a lively class: every learner has a check every two seconds, some twenty times as often as in a real one. From the moment before a
  message is sent until the line with it has reached the page: the median and what 19 of 20 stay under;
- a flood: every learner sends as fast as answers come. Messages a second, and how long the server works on each, all that it tells the
  page included; the same of a server that answers every message with `{}`. Its work is at least a quarter of ours. What is beyond a
  learner's share is refused, which counts as an answer and is told;
- the memory that the server takes, empty and full.
"""

import argparse
import asyncio
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from tornado.web import Application, RequestHandler

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from layerwise.course import LESSONS  # noqa: E402
from layerwise.exercises.catalogue import exercises_of  # noqa: E402

LEAST_RATIO = 0.25
EVERY = 2.0
NAMES = [exercise.name for lesson in LESSONS for exercise in exercises_of(lesson)]


# --- the learners, in a process of their own -------------------------------------------------------------------------------------


async def post(port: int, path: str, content: dict, token: str = "") -> tuple[int, dict]:
    """Send one message over a connection of its own."""
    body = json.dumps(content).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nConnection: close\r\n"
    writer.write(f"{head}Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    answer = await reader.read()
    writer.close()
    return int(answer[9:12]), json.loads(answer.partition(b"\r\n\r\n")[2] or b"{}")


class Client:
    """One learner. Their n-th check is the first pass of the n-th exercise, so that the page shows how many have arrived."""

    def __init__(self, port: int, number: int):
        self.port, self.name, self.token, self.checks = port, f"Learner {number}", "", 0
        self.sent: list[float] = []

    async def join(self, code: str) -> None:
        status, answer = await post(self.port, "/join", {"code": code, "name": self.name})
        assert status == 200, answer
        self.token = answer["token"]

    async def check(self) -> int:
        self.checks += 1
        passed = NAMES[: self.checks]
        message = {"number": self.checks, "exercises": {name: {"verdict": "passed"} for name in passed}, "last": passed[-1], "hand": None}
        self.sent.append(time.time())
        return (await post(self.port, "/state", message, self.token))[0]


async def lively(clients: list[Client], checks: int) -> None:
    """A check every two seconds, everybody at a time of their own."""

    async def one(number: int, client: Client) -> None:
        begun = time.monotonic() + EVERY * number / len(clients)
        for count in range(checks):
            await asyncio.sleep(max(begun + EVERY * count - time.monotonic(), 0))
            assert await client.check() == 200

    await asyncio.gather(*(one(number, client) for number, client in enumerate(clients)))


async def flood(clients: list[Client], seconds: float, server: psutil.Process) -> dict[str, float]:
    """As fast as answers come."""
    statuses: dict[int, int] = {}
    begun, worked = time.monotonic(), seconds_worked(server)

    async def one(client: Client) -> None:
        while time.monotonic() - begun < seconds:
            status = await client.check()
            statuses[status] = statuses.get(status, 0) + 1

    await asyncio.gather(*map(one, clients))
    answers = sum(statuses.values())
    return {
        "a second": answers / (time.monotonic() - begun),
        "work": (seconds_worked(server) - worked) / answers,
        "refused": statuses.get(429, 0) / answers,
    }


def seconds_worked(process: psutil.Process) -> float:
    """How long a process has worked, whatever else the machine had to do."""
    times = process.cpu_times()
    return times.user + times.system


async def be_learners(server: int, port: int, code: str, learners: int, seconds: float) -> dict:
    """What they have measured. Without a code they talk to the echo, which takes every message as it is."""
    clients = [Client(port, number) for number in range(1, learners + 1)]
    measured: dict = {}
    if code:
        begun = time.monotonic()
        await asyncio.gather(*(client.join(code) for client in clients))
        measured["joined"] = time.monotonic() - begun
        await lively(clients, min(len(NAMES), max(int(seconds / EVERY), 1)))
        measured["sent"] = {client.name: client.sent.copy() for client in clients}
        await asyncio.sleep(1)
    measured["flood"] = await flood(clients, seconds / 2, psutil.Process(server))
    return measured


# --- the peer --------------------------------------------------------------------------------------------------------------------


class Echo(RequestHandler):
    """Takes a message, understands it as JSON, and answers as shortly as it can."""

    def post(self) -> None:
        json.loads(self.request.body)
        self.finish({})


async def echo() -> None:
    server = Application([("/state", Echo)], log_function=lambda handler: None).listen(0, "127.0.0.1")
    print(next(iter(server._sockets.values())).getsockname()[1], flush=True)
    await asyncio.Event().wait()


# --- the measurement -------------------------------------------------------------------------------------------------------------


class Page(threading.Thread):
    """Listens as the instructor's page does, and notes when it first knew of how many checks of each learner."""

    def __init__(self, port: int, secret: str):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.connection.request("GET", "/view/feed", headers={"Authorization": f"Bearer {secret}"})
        self.response = self.connection.getresponse()
        self.seen: dict[str, dict[int, float]] = {}

    def run(self) -> None:
        while line := self.response.readline():
            now = time.time()
            for person in json.loads(line).get("people", []):
                known = self.seen.setdefault(person["name"], {})
                for count in range(len(known) + 1, len(person["marks"]) + 1):
                    known[count] = now


def run_learners(server: subprocess.Popen, port: int, code: str, learners: int, seconds: float) -> dict:
    command = [
        sys.executable,
        __file__,
        "--be-learners",
        f"{server.pid},{port},{code}",
        "--learners",
        str(learners),
        "--seconds",
        str(seconds),
    ]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(command: list[str], pattern: str, **variables: str) -> tuple[subprocess.Popen, re.Match]:
    """Start a server, and wait until it has printed what answers to the pattern."""
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    printed = ""
    while not (found := re.search(pattern, printed, re.DOTALL)):
        line = process.stdout.readline()
        assert line, printed
        printed += line
    return process, found


def measure(learners: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        port = free_port()
        command = [sys.executable, "-m", "layerwise", "class", "--port", str(port)]
        server, found = started(command, r'/view#(\S+).*join\("[^"]*", "([^"]*)".*deletes', JUPYTER_RUNTIME_DIR=scratch)
        try:
            memory = psutil.Process(server.pid).memory_info
            empty = memory().rss
            page = Page(port, found[1])
            page.start()
            measured = run_learners(server, port, found[2], learners, seconds)
            full = memory().rss
        finally:
            server.terminate()
            server.kill()
    seen = [page.seen[name][count] - when for name, times in measured["sent"].items() for count, when in enumerate(times, 1)]
    delays = [1000 * delay for delay in sorted(seen)]
    print(f"{learners} learners have joined in {measured['joined']:.2f} s.")
    print(f"A lively class, {learners / EVERY:.0f} checks a second, {len(delays)} in all.")
    print(f"On the page after {statistics.median(delays):.0f} ms in the median, {delays[int(0.95 * len(delays))]:.0f} ms for 95 %.")
    ours = measured["flood"]
    print(f"A flood: {told(ours)}, {100 * ours['refused']:.0f} % of them refused.")
    print(f"Memory of the server: {empty / 2**20:.0f} MB empty, {full / 2**20:.0f} MB afterwards.")
    peer, found = started([sys.executable, __file__, "--echo"], r"(\d+)\n")
    try:
        theirs = run_learners(peer, int(found[1]), "", learners, seconds)["flood"]
    finally:
        peer.kill()
    print(f"A plain echo: {told(theirs)}.")
    print(f"ratio {theirs['work'] / ours['work']:.2f} (limit: at least {LEAST_RATIO})")


def told(flooded: dict[str, float]) -> str:
    return f"{flooded['a second']:.0f} messages a second, {1000 * flooded['work']:.2f} ms of work on each"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=int, default=200)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--be-learners", default="", help=argparse.SUPPRESS)
    options.add_argument("--echo", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.echo:
        asyncio.run(echo())
    elif chosen.be_learners:
        server, port, code = chosen.be_learners.split(",")
        print(json.dumps(asyncio.run(be_learners(int(server), int(port), code, chosen.learners, chosen.seconds))))
    else:
        measure(chosen.learners, chosen.seconds)


if __name__ == "__main__":
    main()
