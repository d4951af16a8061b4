"""The server of a class on a real port: who comes in, what is refused, what strangers and forgers get, and what the page is told."""

import contextlib
import http.client
import json
import socket
import time

import pytest

from layerwise.classroom.room.limits import MESSAGES_AT_ONCE, WRONG_A_MINUTE
from layerwise.classroom.room.session import Session
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.sharing.message import MOST_BYTES
from layerwise.workbook.sharing.post import Answer, NobodyThere, post
from room.live import Live, class_of


@pytest.fixture(scope="module")
def running():
    with Live() as live:
        yield live


@pytest.fixture
def live(running):
    """The class of this file, with nobody in it."""
    yield running
    running.do(running.whole.room.wipe)
    running.whole.wrong._left.clear()
    running.whole.room.is_open = True


class Page:
    """The instructor's page, as far as it listens: `wait_for` reads on until what it shows is so."""

    def __init__(self, live: Live):
        self.connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
        self.connection.request("GET", "/view/feed", headers={"Authorization": f"Bearer {live.session.secret}"})
        self.response = self.connection.getresponse()
        self.shown: dict = {}
        self.lines: list[dict] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def read(self) -> dict:
        update = json.loads(self.response.readline() or b'{"closed": true}')
        self.lines.append(update)
        gone = update.get("gone", [])
        people = {one["id"]: one for one in self.shown.get("people", []) if one["id"] not in gone}
        people |= {one["id"]: one for one in update.get("people", [])}
        self.shown = {**self.shown, **update, "people": sorted(people.values(), key=lambda one: one["number"])}
        return update

    def wait_for(self, condition) -> dict:
        end = time.monotonic() + 10
        while not condition(self.shown):
            assert time.monotonic() < end and "closed" not in self.shown, self.shown
            self.read()
        return self.shown


def ask(live: Live, method: str, path: str, body: bytes | str = b"{}", **headers: str) -> Answer:
    """Whatever answer a request gets, with whatever headers; None as a value leaves a header out."""
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
    given = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    try:
        connection.request(method, path, body if method == "POST" else None, {name: value for name, value in given.items() if value})
        response = connection.getresponse()
        content = response.read()
        assert "Content-Security-Policy" in response.headers and response.headers["Access-Control-Allow-Origin"] is None
        try:
            return Answer(response.status, json.loads(content))
        except ValueError:
            return Answer(response.status, {"text": content.decode()})
    finally:
        connection.close()


def instructor(live: Live, method: str, path: str, body: dict | None = None) -> Answer:
    return ask(live, method, path, json.dumps(body or {}), Authorization=f"Bearer {live.session.secret}")


# --- what happens is shown -------------------------------------------------------------------------------------------------------


def test_the_page_is_told_what_happens_as_it_happens(live):
    with Page(live) as page:
        page.read()
        assert page.shown["people"] == [] and page.shown["entrance"] == {"call": live.whole.call, "open": True}
        ada = live.join("Ada")
        page.wait_for(lambda shown: len(shown["people"]) == 1)
        assert ada.check("relu", "wrong", EXERCISES["relu"].mistakes[0].id).content == {"answered": 0, "name": "Ada", "number": 1}
        shown = page.wait_for(lambda shown: shown["mistakes"])
        assert shown["people"][0]["marks"] == {"relu": "wrong"} and shown["most"]["exercise"] == "relu"
        ada.check("relu", "passed")
        shown = page.wait_for(lambda shown: shown["people"][0]["marks"] == {"relu": "passed"})
        assert shown["mistakes"] == [] and page.lines[-1].get("lessons") is None, "what has not changed is not told again"
        ada.raise_hand()
        page.wait_for(lambda shown: shown["hands"])
        assert instructor(live, "POST", "/view/answer", {"id": shown["people"][0]["id"]}).status == 200
        page.wait_for(lambda shown: not shown["hands"])
        assert ada.send().content["answered"] == ada.hand.number
        assert post(live.address, "leave", {}, ada.token).status == 200
        page.wait_for(lambda shown: not shown["people"])
        assert ada.send().status == 410, "a message that was on its way brings nobody back"


def test_a_page_opened_later_shows_the_same(live):
    for name in ("Ada", "Bo"):
        live.join(name).check("relu", "passed")
    with Page(live) as early:
        early.wait_for(lambda shown: "most" in shown)
        live.join("Cleo").check("step", "begun")
        early.wait_for(lambda shown: any(one["marks"] == {"step": "begun"} for one in shown["people"]))
        with Page(live) as late:
            late.read()
            assert {**early.shown, "lessons": 0} == {**late.shown, "lessons": 0}
            assert late.shown["people"] == live.picture()["people"]


def test_a_page_that_is_gone_is_not_told_and_too_many_are_refused(live, monkeypatch):
    monkeypatch.setattr("layerwise.classroom.room.server.MOST_VIEWERS", 2)
    with Page(live) as one, Page(live) as two:
        one.read(), two.read()
        assert instructor(live, "GET", "/view/feed").status == 429
    for count in range(20):  # the server hears of it when it next has something to say
        live.join(f"Ada {count}")
        if not live.do(lambda: len(live.whole.viewers)):
            break
        time.sleep(0.1)
    else:
        raise AssertionError("the pages are still being told")


def test_somebody_goes_quiet_and_is_heard_again(monkeypatch):
    monkeypatch.setattr("layerwise.classroom.room.server.LOOK_AGAIN", 0.05)
    now = [1e9]
    with class_of("Ada", "Bo", clock=lambda: now[0]) as (live, (ada, bo)), Page(live) as page:
        ada.check("relu", "passed")
        page.wait_for(lambda shown: shown.get("most"))
        now[0] += 185
        bo.send()
        shown = page.wait_for(lambda shown: shown["people"][0]["quiet"])
        assert [person["quiet"] for person in shown["people"]] == [3, 0]
        now[0] += 300
        page.wait_for(lambda shown: shown["away"] == 2 and shown["most"] is None)
        ada.send()
        shown = page.wait_for(lambda shown: shown["away"] == 1 and shown["most"])
        assert shown["people"][0]["marks"] == {"relu": "passed"}


# --- the server is started anew --------------------------------------------------------------------------------------------------


def test_after_a_restart_everybody_is_who_they_were_with_all_that_they_had():
    session = Session.new(0)
    with class_of("Ada", "Ada", "Bo", session=session) as (live, people):
        for person, exercise in zip(people, ("relu", "step", "dense"), strict=True):
            person.check(exercise, "passed")
        people[1].raise_hand(100)
        before, port = live.picture(), live.port
    assert [person["name"] for person in before["people"]] == ["Ada", "Ada (2)", "Bo"]
    with pytest.raises(NobodyThere):
        people[0].send()
    with Live(session, port) as again:
        for person in reversed(people):
            assert person.send().content["name"] == person.name
        after = again.picture()
        ids = [person["id"] for person in before["people"]]
        assert [person["id"] for person in after["people"]] == ids
        assert {**after, "hands": after["hands"][0]["id"]} == {**before, "hands": before["hands"][0]["id"]}
        newcomer = again.join("Ada")
        assert newcomer.name == "Ada (3)" and newcomer.number == 4


def test_who_was_taken_off_the_page_stays_off_it_after_a_restart_and_a_closed_door_is_closed():
    kept = []
    with class_of("Ada", "Eve", keep=kept.append) as (live, (ada, eve)):
        eve_there = live.picture()["people"][1]["id"]
        assert instructor(live, "POST", "/view/remove", {"id": eve_there}).status == 200
        assert instructor(live, "POST", "/view/remove", {"id": "nobody"}).status == 200
        assert instructor(live, "POST", "/view/door", {"open": False}).status == 200
        assert [(session.removed, session.is_open) for session in kept] == [((eve_there,), True), ((eve_there,), False)]
        port = live.port
    with Live(kept[-1], port) as again:
        assert eve.send().status == 410 and ada.send().status == 200
        assert [person["name"] for person in again.picture()["people"]] == ["Ada"] and not again.picture()["entrance"]["open"]
        back = post(again.address, "join", {"code": again.session.code, "name": "Eve", "token": eve.token})
        assert back.status == 403 and "nobody else in" in back.sentence


def test_a_new_class_on_the_same_port_knows_nobody_of_the_one_before():
    with class_of("Ada") as (live, (ada,)):
        port = live.port
    with Live(port=port) as other:
        assert ada.send().status == 403 and other.picture()["people"] == []


def test_whoever_joins_again_is_the_same_person_and_whoever_had_left_is_a_new_one(live):
    ada = live.join("Ada")
    ada.check("relu", "passed")
    again = live.join("Ada", token=ada.token)
    assert (again.name, again.number) == ("Ada", 1) and len(live.picture()["people"]) == 1
    renamed = live.join("Countess", token=again.token)
    assert renamed.number == 1 and live.picture()["people"][0]["marks"] == {"relu": "passed"}
    assert live.picture()["people"][0]["name"] == "Countess"
    post(live.address, "leave", {}, renamed.token)
    back = live.join("Ada", token=renamed.token)
    assert live.picture()["people"][0]["marks"] == {} and back.token != renamed.token


# --- attacks ---------------------------------------------------------------------------------------------------------------------


def test_a_flood_of_wrong_codes_is_stopped_and_other_matters_go_on():
    now, seconds = [1e9], [0.0]
    with class_of("Ada", clock=lambda: now[0], steady=lambda: seconds[0]) as (live, (ada,)):
        answers = [
            post(live.address, "join", {"code": f"BCD-FGH-{number:03d}", "name": "Eve"}).status for number in range(WRONG_A_MINUTE + 5)
        ]
        assert answers == [403] * WRONG_A_MINUTE + [429] * 5
        refused = post(live.address, "join", {"code": live.session.code, "name": "Bo"})
        assert refused.status == 429 and "Wait a minute" in refused.sentence, "and guessing on finds nothing out"
        assert ada.check("relu", "passed").status == 200 and instructor(live, "POST", "/view/door", {"open": True}).status == 200
        now[0] -= 3600
        seconds[0] += 60
        assert live.join("Bo").name == "Bo", "whatever has been done to the clock of this machine"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 9000, b'{"code": 5}', b'{"code": ["x"]}'])
def test_what_is_no_request_is_refused(live, body):
    assert ask(live, "POST", "/join", body).status in (400, 403)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", None, 5, ["Ada"]])
def test_whoever_has_no_name_stays_outside(live, name):
    assert post(live.address, "join", {"code": live.session.code, "name": name}).status == 400 and live.picture()["people"] == []


def test_a_message_that_is_too_large_is_not_read(live):
    ada = live.join("Ada")
    for path, token in (("/state", ada.token), ("/join", ""), ("/view/end", live.session.secret)):
        try:
            status = ask(live, "POST", path, b"x" * (MOST_BYTES + 1), Authorization=f"Bearer {token}").status
        except (OSError, http.client.HTTPException, AssertionError):
            status = 400  # it hangs up at once
        assert status in (400, 413)
    assert not live.whole.is_to_end.is_set() and live.picture()["people"][0]["marks"] == {}


def test_a_flood_of_one_learner_is_slowed_down_and_nobody_else_is(live):
    eve, ada = live.join("Eve"), live.join("Ada")
    answers = [eve.check("relu", "begun").status for _ in range(MESSAGES_AT_ONCE + 30)]
    assert answers.count(429) >= 15 and answers[:MESSAGES_AT_ONCE] == [200] * MESSAGES_AT_ONCE
    assert ada.check("relu", "passed").status == 200


def test_a_crowd_of_forged_people_ends_at_the_limit_and_behind_a_closed_door():
    with class_of("Ada", "Bo", most_people=2) as (live, (ada, bo)):
        crowd = post(live.address, "join", {"code": live.session.code, "name": "Eve"})
        assert crowd.status == 409 and "full" in crowd.sentence and len(live.picture()["people"]) == 2
        assert instructor(live, "POST", "/view/remove", {"id": live.picture()["people"][1]["id"]}).status == 200
        assert bo.send().status == 410 and "no longer" in bo.send().sentence
        assert instructor(live, "POST", "/view/door", {"open": False}).status == 200
        shut = post(live.address, "join", {"code": live.session.code, "name": "Eve"})
        assert shut.status == 403 and "lets nobody else in" in shut.sentence
        assert post(live.address, "join", {"code": live.session.code, "name": "Bo", "token": bo.token}).status == 403
        assert ada.send().status == 200 and live.join("Ada", token=ada.token).number == 1


def test_forged_and_replayed_messages_change_nothing(live):
    ada, bo = live.join("Ada"), live.join("Bo")
    ada.check("relu", "passed")
    recorded = {"number": 1, "exercises": {"relu": {"verdict": "wrong"}}, "last": "relu", "hand": {"number": 1, "seconds": 5}}
    assert post(live.address, "state", recorded, ada.token).status == 200
    person = live.picture()["people"][0]
    assert person["marks"] == {"relu": "passed"} and not person["hand"], "an old message says nothing new"
    content, _, signature = bo.token.partition(".")
    for token in (
        ada.token.partition(".")[0] + "." + signature,
        content + ".",
        "",
        "x",
        live.session.code,
        Session.new(0).token("a", "Ada", 1),
    ):
        assert post(live.address, "state", {**recorded, "number": 99}, token).status == 403
        assert post(live.address, "leave", {}, token).status == 403
    for forged in ({"exercises": {"evil": {"verdict": "passed"}}}, {"exercises": {"relu": {"verdict": "best"}}}, {"name": "Bo"}):
        assert post(live.address, "state", {**recorded, "number": 99, **forged}, bo.token).status == 400
    assert len(live.picture()["people"]) == 2 and live.picture()["people"][1]["marks"] == {}


WITH_SECRET = [("GET", "/view/feed"), ("GET", "/view/summary")]
WITH_SECRET += [("POST", f"/view/{what}") for what in ("answer", "remove", "door", "end")]


@pytest.mark.parametrize("method, path", WITH_SECRET)
def test_neither_the_code_nor_a_token_opens_the_page(live, method, path):
    ada = live.join("Ada")
    for bearer in (live.session.code, ada.token, "", "x"):
        answer = ask(live, method, path, Authorization=f"Bearer {bearer}")
        assert answer.status == 403 and "Ada" not in json.dumps(answer.content)
    assert ask(live, method, f"{path}?secret={live.session.secret}").status == 403
    assert not live.whole.is_to_end.is_set() and live.whole.room.is_open


@pytest.mark.parametrize("path", ["/join", "/state", "/view", "/view/feed", "/view/end", "/", "/room.js", "/nowhere"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "evil.example:8765", "Origin": "http://evil.example:8765"},
    ],
    ids=str,
)
def test_pages_from_elsewhere_get_nothing(live, path, headers):
    method = "POST" if path in ("/join", "/state", "/view/end") else "GET"
    body = json.dumps({"code": live.session.code, "name": "Eve"})
    answer = ask(live, method, path, body, Authorization=f"Bearer {live.session.secret}", **headers)
    assert answer.status in (400, 403)
    assert live.picture()["people"] == [] and not live.whole.is_to_end.is_set()


@pytest.mark.parametrize(
    "sent",
    [
        b"\0\1\2\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"GET " + b"x" * 40_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://[x\r\n\r\n",
        b"GET /view/feed HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
        b"POST /state HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer .\r\n\r\n",
        b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\n" + b"x" * 0x8000 + b"\r\n0\r\n\r\n",
    ],
    ids=lambda sent: repr(sent[:60]),
)
def test_what_is_hardly_http_is_refused_and_the_class_goes_on(live, sent):
    with socket.create_connection(("127.0.0.1", live.port), timeout=5) as connection:
        try:
            connection.sendall(sent)
            answer = connection.recv(100)
        except ConnectionError:
            answer = b""
    assert answer == b"" or answer.split()[1] in (b"400", b"403"), answer
    assert live.join("Ada").send().status == 200


def test_connections_that_say_nothing_keep_nobody_out(live):
    with contextlib.ExitStack() as idle:
        for _ in range(100):
            connection = idle.enter_context(socket.create_connection(("127.0.0.1", live.port), timeout=5))
            connection.sendall(b"POST /join HTTP/1.1\r\nHo")
        assert live.join("Ada").check("relu", "passed").status == 200


def test_a_form_of_another_site_cannot_send_what_is_json_here(live):
    body = json.dumps({"code": live.session.code, "name": "Eve"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None):
        assert ask(live, "POST", "/join", body, Content_Type=kind).status in (400, 415)
    assert ask(live, "OPTIONS", "/join").status == 405 and ask(live, "PUT", "/join").status == 405


@pytest.mark.parametrize(
    "path",
    ["/server.py", "/../server.py", "/%2e%2e/session.py", "/room.html", "/browser/room.js", "/ground/files.js", "//evil.example/room.js"],
)
def test_no_other_file_is_handed_out(live, path):
    assert ask(live, "GET", path).status == 404


def test_the_page_itself_tells_nothing_of_the_class(live):
    live.join("Ada")
    for path in ("/", "/view", "/room.js", "/feed.js", "/room.css", "/ground/browser/elements.js"):
        answer = ask(live, "GET", path)
        assert answer.status == 200
        for secret in ("Ada", live.session.code, live.session.secret):
            assert secret not in answer.content["text"]


def test_the_summary_and_the_end(live):
    assert instructor(live, "GET", "/view/summary").status == 409
    for count in range(5):
        live.join(f"Ada {count}").check("relu", "passed")
    assert "| 02 | `relu` | 5 | 0 |" in instructor(live, "GET", "/view/summary").content["text"]


def test_at_the_end_everybody_is_told_and_nothing_is_left():
    with class_of("Ada", "Bo") as (live, (ada, bo)), Page(live) as page:
        page.read()
        assert instructor(live, "POST", "/view/end").status == 200 and live.whole.is_to_end.is_set()
        live.do(live.whole.end)
        page.wait_for(lambda shown: shown.get("ended"))
        assert live.picture()["people"] == [] and len(live.whole.untold) == 2
        assert ada.send().status == 410 and post(live.address, "leave", {}, bo.token).status == 200
        assert live.whole.untold == set() and live.picture()["people"] == []
        late = post(live.address, "join", {"code": live.session.code, "name": "Cleo"})
        assert late.status == 410 and late.sentence == "The class has ended."
