"""A learner at a Hub, as their browser is: the page to sign in, the API of the Hub and of their server, and cells that a kernel runs."""

import json
import re
import time
from urllib.parse import quote
from uuid import uuid4

import requests
import websocket


class SignInFailed(Exception):
    """What the page said."""


class Visitor:
    """Somebody with a browser of their own. `address` is the Hub's."""

    def __init__(self, address: str, name: str):
        self.address, self.name = address, name
        self.browser = requests.Session()
        self.token = ""

    def sign_in(self, password: str, workshop_password: str = "") -> None:
        page = self.browser.get(f"{self.address}/hub/login", timeout=60)
        form = {"username": self.name, "password": password, "workshop_password": workshop_password}
        form["_xsrf"] = re.search(r'name="_xsrf" value="([^"]*)"', page.text)[1]
        answer = self.browser.post(f"{self.address}/hub/login", data=form, timeout=120, allow_redirects=False)
        if answer.status_code != 302:
            said = re.search(r'<p class="login_error">(.*?)</p>', answer.text, re.DOTALL)
            raise SignInFailed(said[1] if said else f"{answer.status_code} {answer.text}")

    def ask_for_token(self) -> None:
        """A token for the API, as the Hub's page makes it for whoever is signed in."""
        self.browser.get(f"{self.address}/hub/token", timeout=60)
        answer = self.browser.post(
            f"{self.address}/hub/api/users/{self.name}/tokens",
            json={"note": "a test"},
            headers={"X-XSRFToken": self.browser.cookies.get("_xsrf", path="/hub/"), "Referer": f"{self.address}/hub/token"},
            timeout=60,
        )
        answer.raise_for_status()
        self.token = answer.json()["token"]

    def start_server(self, seconds: float = 180) -> None:
        self.hub("POST", f"users/{self.name}/server")
        until = time.monotonic() + seconds
        while not self.hub("GET", f"users/{self.name}").json()["servers"].get("", {}).get("ready"):
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.2)

    def stop_server(self) -> None:
        self.hub("DELETE", f"users/{self.name}/server")

    def hub(self, method: str, path: str, **more) -> requests.Response:
        """Ask the Hub's API."""
        answer = requests.request(method, f"{self.address}/hub/api/{path}", headers=self._told(), timeout=120, **more)
        answer.raise_for_status()
        return answer

    def ask(self, method: str, path: str, of: str | None = None, **more) -> requests.Response:
        """Ask a learner's server, by default one's own."""
        return requests.request(method, f"{self.address}/user/{of or self.name}/{path}", headers=self._told(), timeout=120, **more)

    def kernel(self, notebook: str) -> "Kernel":
        """A kernel for a notebook of one's own, as JupyterLab starts it."""
        body = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        answer = self.ask("POST", "api/sessions", json=body)
        answer.raise_for_status()
        return Kernel(self, answer.json()["kernel"]["id"])

    def _told(self) -> dict[str, str]:
        return {"Authorization": f"token {self.token}"}


class Died(Exception):
    """The kernel ended while a cell ran."""


class Kernel:
    """A notebook's kernel, over the websocket that JupyterLab uses."""

    def __init__(self, visitor: Visitor, number: str):
        self.visitor, self.number, self._session = visitor, number, uuid4().hex
        address = visitor.address.replace("http", "ws", 1)
        self._socket = websocket.create_connection(
            f"{address}/user/{quote(visitor.name)}/api/kernels/{number}/channels?session_id={self._session}",
            header=visitor._told(),
            timeout=180,
        )

    def run(self, code: str) -> str:
        """What the cell printed; an exception's name and text where it raised one."""
        number = uuid4().hex
        header = {"msg_id": number, "msg_type": "execute_request", "username": "", "session": self._session, "version": "5.3", "date": ""}
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
        self._socket.send(json.dumps(message))
        said = []
        while True:
            answer = json.loads(self._socket.recv())
            kind, body = answer["msg_type"], answer["content"]
            if kind == "status" and body["execution_state"] in ("restarting", "autorestarting", "dead"):
                raise Died(body["execution_state"])
            if answer["parent_header"].get("msg_id") != number:
                continue
            if kind == "stream":
                said.append(body["text"])
            elif kind == "error":
                said.append(f"{body['ename']}: {body['evalue']}")
            elif kind == "status" and body["execution_state"] == "idle":
                return "".join(said).strip()
