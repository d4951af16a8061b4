"""What the tests of updates share: no Jupyter server but those that a test starts."""

import contextlib
import http.server
import json
import threading
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    """An empty runtime folder for Jupyter, so that the servers of whoever runs the tests do not count."""
    folder = tmp_path / "runtime"
    folder.mkdir()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
    return folder


class Server:
    """A Jupyter server, as far as it is asked: `answers` maps the end of an address to (status, what it says)."""

    def __init__(self, runtime: Path, root: Path, answers: dict):
        self.asked = asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append((self.path, self.headers["Authorization"]))
                status, content = next((answer for end, answer in answers.items() if self.path.endswith(end)), (404, {}))
                self.send_response(status)
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):
                    self.wfile.write(json.dumps(content).encode())

            def log_message(self, *what):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/lab base/".replace(" ", "%20")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        information = {"url": self.url, "token": "secret", "root_dir": str(root), "pid": 1}
        (runtime / f"jpserver-{self.server.server_port}.json").write_text(json.dumps(information), encoding="utf-8")

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def server(runtime):
    started = []
    yield lambda root, answers: started.append(Server(runtime, root, answers)) or started[-1]
    for server in started:
        server.stop()
