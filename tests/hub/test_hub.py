"""The real Hub, with real learners: their browsers, servers and notebooks."""

import contextlib
import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from textwrap import dedent
from urllib.parse import urlsplit

import amounts
import pytest
import requests
from amounts import only_in_the_whole, only_with_long
from browser import CHROMIUM_ARGUMENTS

from hub.certificate import make_certificate
from hub.running import RunningHub, skip_where_there_is_none
from hub.visitor import Died, SignInFailed, Visitor
from layerwise import cli, course
from layerwise.classroom.hub import separation
from layerwise.classroom.hub.desk import NOT_RIGHT
from layerwise.classroom.hub.people import FIRST_USER, People

OWN = "my own secret"
NEURON = course.lesson("01").notebook


@pytest.fixture
def folder(tmp_path):
    skip_where_there_is_none()
    return tmp_path / "workshop in été"


def arrive(hub: RunningHub, name: str) -> Visitor:
    """Somebody who has signed up, and whose server runs."""
    visitor = Visitor(hub.address, name)
    visitor.sign_in(OWN, hub.password)
    visitor.ask_for_token()
    visitor.start_server()
    return visitor


def code_of(visitor: Visitor, notebook: str = NEURON) -> list[str]:
    """The cells of a notebook in the learner's workbook, as their own server hands it out."""
    content = visitor.ask("GET", f"api/contents/{notebook}").json()["content"]
    return [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]


# All files that a notebook has been handed, open.
EMPTYING = """
    import contextlib, os
    for number in range(256):
        with contextlib.suppress(OSError):
            os.ftruncate(number, 0)
"""

# A template for the pages that a server makes of notebooks: it is a program, and would run in the server.
TEMPLATE = """
    import os, pathlib
    data = pathlib.Path(os.environ["HOME"]) / ".local/share/jupyter/nbconvert/templates"
    for folder in (pathlib.Path("lab"), pathlib.Path.home() / "lab", data / "lab"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "conf.json").write_text('{"base_template": "base", "mimetypes": {"text/html": true}}')
        (folder / "index.html.j2").write_text("{{ 'ran in the ' ~ 'server' }}")
"""


@only_with_long
def test_a_learner_signs_up_runs_a_lesson_and_finds_it_again(folder):
    with RunningHub(folder) as hub:
        assert "kept apart by" in hub.said and "1024 MB a learner" in hub.said
        stranger = Visitor(hub.address, "Ada")
        with pytest.raises(SignInFailed, match=re.escape(NOT_RIGHT)):
            stranger.sign_in(OWN, "guessed")
        page = stranger.browser.get(f"{hub.address}/hub/login")
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"] and "workshop password" in page.text
        ada = arrive(hub, "ada")
        assert ada.ask("GET", "").url.endswith("/user/ada/lab/tree/00_start_here.ipynb"), "JupyterLab opens on the first lesson"
        kernel = ada.kernel(NEURON)
        cells = code_of(ada)
        said = [kernel.run(cell) for cell in (cells if amounts.whole else cells[:4])]
        assert not [words for words in said if re.match(r"\w*(Error|Died)", words)]
        assert kernel.run("import os; print(sorted(os.environ) and os.path.basename(os.getcwd()))") == "workbook"
        assert "PermissionError" in kernel.run("import os; os.listdir('..' + '/..')")
        assert "PermissionError" in kernel.run("os.kill(os.getppid(), 9)"), "a notebook cannot take its server's place"
        log = hub.folder / "hub" / "hub.log"
        before = log.read_bytes()
        kernel.run(dedent(EMPTYING))
        assert before and log.read_bytes().startswith(before), "what happened stays written down"
        assert (hub.folder / "hub" / "servers" / "ada.log").is_file()
        kernel.run(dedent(TEMPLATE))
        page = ada.ask("GET", f"nbconvert/html/{NEURON}")
        assert page.status_code == 200 and "ran in the server" not in page.text and "weighted" in page.text
        kernel.run("import subprocess; subprocess.Popen(['sleep', '1000'], start_new_session=True); open('kept.txt', 'w').write('mine')")
        assert [process for process in hub.processes() if "sleep" in process.name()]
    assert "Stopped." in hub.said
    [person] = People(folder / "hub" / "people.json")
    assert (folder / "learners" / person.folder / "workbook" / "kept.txt").read_text() == "mine"


@only_in_the_whole
@pytest.mark.parametrize("as_somebody", [False, True], ids=["as root", "as somebody who is no root"])
def test_ten_learners_at_once_are_kept_apart(folder, as_somebody):
    if as_somebody and not separation.can_become_others():
        pytest.skip("only root becomes somebody")
    names = [*(f"learner {number}" for number in range(8)), "Zoë", "山田"]
    with RunningHub(folder, "--learners", "10", as_somebody=as_somebody) as hub:
        assert ("users of their own" not in hub.said) if as_somebody else "kept apart" in hub.said
        with ThreadPoolExecutor(len(names)) as room:
            visitors = list(room.map(lambda name: arrive(hub, name.replace(" ", "-").lower()), names))
            kernels = list(room.map(lambda visitor: visitor.kernel(NEURON), visitors))

            def run_the_lesson(visitor, kernel):
                return [kernel.run(cell) for cell in code_of(visitor)]

            for said in room.map(run_the_lesson, visitors, kernels):
                assert said and not [words for words in said if re.match(r"\w*(Error|Died)", words)], said
            assert len(set(room.map(lambda kernel: kernel.run("import os; print(os.getcwd())"), kernels))) == 10
            nobody_reaches_a_neighbour(visitors, kernels)
            one_fills_the_memory(kernels, room)
            with pytest.raises(SignInFailed, match="All seats"):
                Visitor(hub.address, "eleventh").sign_in(OWN, hub.password)
            a_flood_of_sign_ups(hub, kernels[0], room)


def nobody_reaches_a_neighbour(visitors, kernels) -> None:
    """The first learner tries what they can against the second, with more knowledge than they can have."""
    (one, other), (mine, theirs) = visitors[:2], kernels[:2]
    theirs.run("secret = 'the secret'; open('secret.txt', 'w').write(secret)")
    told = theirs.run(
        dedent("""
        import os, json, glob
        print(json.dumps({
            "folder": os.getcwd(), "home": os.environ["HOME"], "process": os.getpid(), "server": os.getppid(),
            "ports": json.loads(os.environ["LAYERWISE_ENCLOSURE"])["ports"],
            "key": json.load(open(glob.glob(os.environ["HOME"] + "/.local/share/jupyter/runtime/kernel-*.json")[0])),
        }))
        """)
    )
    place = json.loads(told)
    mine.run(f"import os, signal, socket, urllib.request; place = {place!r}")
    refused = [
        "open(place['folder'] + '/secret.txt').read()",
        "os.listdir(place['home'])",
        "os.listdir(os.path.dirname(place['home']))",
        "open(place['folder'] + '/new.txt', 'w')",
        "os.symlink(place['folder'], 'link'); os.listdir('link')",
        "os.link(place['folder'] + '/secret.txt', 'hard')",
        "open(f\"/proc/{place['process']}/environ\").read()",
        "open(f\"/proc/{place['server']}/environ\").read()",
        "os.listdir('/proc')",
        "os.listdir(f\"/proc/{place['process']}/fd\")",
        "os.kill(place['process'], signal.SIGKILL)",
        "os.kill(place['server'], 0)",
        "socket.create_connection(('127.0.0.1', place['key']['iopub_port']))",
        "socket.create_connection(('127.0.0.1', place['ports'][0]))",
        f"urllib.request.urlopen('{one.address}/hub/login')",
        "socket.create_server(('127.0.0.1', place['ports'][1]))",
        "open('/etc/shadow').read()",
        # Nor can one take the place of one's own server, and answer others' browsers with a page of one's own.
        "os.kill(os.getppid(), signal.SIGKILL)",
        "socket.create_server(('127.0.0.1', int(os.environ['JUPYTERHUB_SERVICE_URL'].split(':')[2].split('/')[0])))",
    ]
    for attempt in refused:  # in a folder that is covered for them, even that it exists is not told
        assert re.match(
            r"PermissionError|FileNotFoundError|URLError.*Permission denied|OSError: .Errno 18", mine.run(attempt).replace("<", "")
        ), attempt
    mine.run("os.chmod(place['folder'], 0) if os.getuid() != 0 else None; os.kill(-1, 0)")
    assert theirs.run("print(open('secret.txt').read(), secret)") == "the secret the secret"
    # From outside, with a token of one's own.
    for path in ("api/contents/secret.txt", "api/kernels", "files/secret.txt", f"api/kernels/{theirs.number}/channels"):
        assert one.ask("GET", path, of=other.name).status_code in (403, 404)
    assert one.ask("POST", "api/kernels", of=other.name).status_code == 403
    users = one.hub("GET", f"users/{one.name}").json()
    assert not users["admin"] and "list:users" not in json.dumps(users.get("scopes", ""))


def one_fills_the_memory(kernels, room) -> None:
    """In two ways: the one is told so, of the other the kernel ends. The others notice nothing."""
    greedy, other = kernels[2:4]
    assert "MemoryError" in greedy.run("kept = []\nwhile True: kept.append(bytearray(50_000_000))")
    greedy.run("kept = None")
    eight = """
        import os, time
        for _ in range(8):
            if os.fork() == 0:
                kept = b"x" * 400_000_000
                time.sleep(20)
                os._exit(0)
        time.sleep(6)
    """

    def work(kernel):
        began = time.monotonic()
        assert kernel.run("import numpy as np; print(int(np.ones((500, 500)).sum()))") == "250000"
        return time.monotonic() - began

    hungry = room.submit(other.run, dedent(eight))
    others = [kernel for kernel in kernels if kernel is not other]
    for _ in range(5):
        assert max(room.map(work, others[:6])) < 10
        time.sleep(0.5)
    with contextlib.suppress(Died):
        hungry.result(60)
    assert all(kernel.run("print('here')") == "here" for kernel in others)


def a_flood_of_sign_ups(hub, kernel, room) -> None:
    def knock(number):
        stranger = Visitor(hub.address, f"stranger{number}")
        stranger.browser.headers.update({"X-Forwarded-For": f"10.0.0.{number}", "X-Real-Ip": f"10.0.0.{number}"})  # as if from elsewhere
        try:
            stranger.sign_in(OWN, "guessed")
        except SignInFailed as failed:
            return str(failed)

    began = time.monotonic()
    flood = list(room.map(knock, range(200)))
    assert None not in flood and sum("too many tries" in said for said in flood) >= 90
    assert kernel.run("print('here')") == "here" and time.monotonic() - began < 120


# What would run in a learner's server, where it is not enclosed as a notebook is, if the server took it.
PLANTED = """
    import os, pathlib, sys
    home = pathlib.Path(os.environ["HOME"])
    code = f"open({str(home / 'ran-in-the-server')!r}, 'w')"
    site = home / f".local/lib/python3.{sys.version_info[1]}/site-packages"
    names = ["jupyter_server_config.py", "jupyter_lab_config.py", "jupyter_config.py"]
    for file in [folder / name for folder in (home / ".jupyter", home, pathlib.Path.cwd()) for name in names] + [
        site / "usercustomize.py", site / "sitecustomize.py", home / "tornado.py", pathlib.Path("tornado.py")
    ]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code)
"""


@only_in_the_whole
def test_a_hub_that_is_started_again_knows_everybody(folder):
    with RunningHub(folder) as hub:
        ada = arrive(hub, "ada")
        kernel = ada.kernel(NEURON)
        kernel.run("open('kept.txt', 'w').write('mine')")
        kernel.run(dedent(PLANTED))
        kernel.run("import shutil; shutil.rmtree(os.environ['TMPDIR'])")
        second = subprocess.run(
            [sys.executable, "-P", "-m", "layerwise", "hub", str(folder), "--port", "1"], capture_output=True, text=True
        )
        assert second.returncode == 1 and "Port 1" in second.stderr or "already runs" in second.stderr
    with RunningHub(folder) as again:
        assert again.password == hub.password
        ada = Visitor(again.address, "ada")
        ada.sign_in(OWN)
        ada.ask_for_token()
        ada.start_server()
        again_kernel = ada.kernel(NEURON)
        assert again_kernel.run("print(open('kept.txt').read())") == "mine"
        assert again_kernel.run("import os, tempfile; print(os.path.basename(os.path.dirname(tempfile.mkdtemp())))") == ".tmp"
        home = next((folder / "learners").glob("ada-*"))
        assert (home / ".jupyter" / "jupyter_server_config.py").is_file() and not (home / "ran-in-the-server").exists()
        ada.stop_server()
        again.wait_until(lambda: not [process for process in again.processes() if "ipykernel" in " ".join(process.cmdline())])
    assert cli.main(["hub", str(folder), "--new-password-for", "Ada"]) == 0
    with RunningHub(folder) as third:
        with pytest.raises(SignInFailed):
            Visitor(third.address, "ada").sign_in(OWN)
        Visitor(third.address, "ada").sign_in("another secret", third.password)


@only_in_the_whole
def test_a_hub_that_is_killed_takes_its_servers_along_and_starts_again(folder):
    killed = RunningHub(folder)
    killed.__enter__()
    arrive(killed, "ada").kernel(NEURON).run("1")
    started = [process for process in killed.processes() if "node" not in process.name()]
    killed.process.kill()
    killed.process.wait()
    killed.wait_until(lambda: not [process for process in started if process.is_running()])
    with RunningHub(folder) as again:
        ada = Visitor(again.address, "ada")
        ada.sign_in(OWN)
        ada.ask_for_token()
        ada.start_server()
        assert ada.kernel(NEURON).run("print(1 + 1)") == "2"


@only_in_the_whole
@pytest.mark.skipif(not separation.can_become_others(), reason="only root becomes others")
def test_where_the_kernel_has_no_landlock_it_starts_only_when_told_and_nobody_is_root(folder):
    with pytest.raises(AssertionError, match="Learners cannot be kept apart on this machine"), RunningHub(folder, without_landlock=True):
        pass
    with RunningHub(folder, "--without-separation", without_landlock=True) as hub:
        assert "Learners are NOT kept apart" in hub.said
        kernel = arrive(hub, "ada").kernel(NEURON)
        assert int(kernel.run("import os; print(os.getuid())")) >= FIRST_USER


@only_in_the_whole
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_with_a_certificate_all_of_it_goes_over_https(folder, tmp_path):
    certificate, key = make_certificate(tmp_path)
    with RunningHub(folder, "--certificate", str(certificate), "--key", str(key)) as hub:
        assert f"https://127.0.0.1:{hub.port}/" in hub.said
        ada = Visitor(hub.address.replace("http:", "https:"), "ada")
        ada.browser.trust_env, ada.browser.verify = False, str(certificate)
        ada.sign_in(OWN, hub.password)
        signed_in = [cookie for cookie in ada.browser.cookies if cookie.name != "_xsrf"]  # which is no secret
        assert signed_in and all(cookie.secure for cookie in signed_in)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{hub.address}/hub/login", timeout=10)


@only_in_the_whole
def test_a_learner_in_the_browser(folder, chromium):
    """The page to sign in is found by its labels and fit for all; JupyterLab opens on the first lesson, and asks nobody outside."""
    from playwright.sync_api import sync_playwright

    with RunningHub(folder) as hub, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        page = browser.new_page()
        asked, wrong = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{hub.address}/")
        axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        page.evaluate(axe)
        found = page.evaluate("() => axe.run({include: [['form']]})")
        assert found["passes"] and not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        page.get_by_label("Your name").fill("Ada")
        page.get_by_label("A password of your own").fill("short")
        page.get_by_label("The workshop password").fill(hub.password)
        page.get_by_role("button", name="Sign in").click()
        page.evaluate(axe)
        assert not page.evaluate("() => axe.run({include: [['form']]})")["violations"]
        assert "8 letters or more" in page.locator(".login_error").inner_text()
        assert page.get_by_label("Your name").input_value() == "Ada"
        page.get_by_label("A password of your own").fill(OWN)
        page.get_by_label("The workshop password").fill(hub.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/user/ada/lab/tree/00_start_here.ipynb*", timeout=120_000)
        page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=120_000)
        browser.close()
        assert not wrong and {urlsplit(url).netloc for url in asked if url.startswith("http")} == {f"127.0.0.1:{hub.port}"}
