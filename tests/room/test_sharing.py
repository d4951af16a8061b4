"""The learner's side: what is shown and asked before anything is sent, what is sent then, and that no check ever waits or fails for it."""

import builtins
import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from learner import ANSWERS, Learner
from test_cells import Kernel

from layerwise import workbook
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook import Workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.sharing import consent, kept, own
from layerwise.workbook.sharing.kept import HOURS, Membership
from layerwise.workbook.sharing.message import Hand, Mark
from layerwise.workbook.sharing.post import SECONDS, Answer, NoAddress, NobodyThere, address_of, post
from layerwise.workbook.sharing.sender import ENDED, HEARTBEAT, LONG, LONGEST_PAUSE, Sender
from room.live import Live

WRONG_STEP = "@check\ndef step(z):\n    return np.where(z >= 0, 1, 0)"
NOW = 1e9


@pytest.fixture
def learner(tmp_path, monkeypatch):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path / "own"))
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    yield Learner(tmp_path / "own")
    own.stop_telling()


@pytest.fixture
def live():
    with Live() as running:
        yield running


@pytest.fixture
def answers(monkeypatch):
    """What the learner types when they are asked, and the list of what they were asked."""
    asked = []

    def answer(word):
        monkeypatch.setattr(builtins, "input", lambda question: asked.append(question) or word)
        return asked

    return answer


def seen(live: Live, condition) -> dict:
    """The picture, as soon as it is so."""
    end = time.monotonic() + 10
    while not condition(shown := live.picture()):
        assert time.monotonic() < end, shown
        time.sleep(0.02)
    return shown


def member(learner: Learner) -> Membership | None:
    return kept.read(learner.workbook, time.time())


# --- joining ---------------------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_is_sent_and_nothing_before_it_is_agreed_to(learner, live, answers, capsys):
    learner.run(ANSWERS["relu"])
    learner.run(WRONG_STEP)
    capsys.readouterr()
    asked = answers("no")
    workbook.join(live.address, live.session.code, name=" Ada ")
    shown = capsys.readouterr().out
    assert asked == ["Do you want that? Type yes or no: "] and shown.endswith("Nothing was sent, and you have not joined.\n")
    assert live.picture()["people"] == [] and member(learner) is None
    answers("Yes")
    workbook.join(live.address, live.session.code, name="Ada")
    shown = capsys.readouterr().out
    person = seen(live, lambda picture: picture["people"] and picture["people"][0]["marks"])["people"][0]
    assert person["name"] == "Ada" and person["marks"] == {"relu": "passed", "step": "begun"} and person["last"] == "step"
    example = json.loads(shown[shown.index("{") : shown.rindex("}") + 1])
    assert example == member(learner).message(time.time()).stored()
    assert "the nickname 'Ada'" in shown and "No code" in shown and live.address in shown
    assert "You have joined as Ada, number 1" in shown and kept.place(learner.workbook).stat().st_mode & 0o077 == 0


def test_before_the_first_check_an_example_is_shown(learner, live, answers, capsys):
    answers("no")
    workbook.join(live.address, live.session.code, name="Ada")
    shown = capsys.readouterr().out
    example = json.loads(shown[shown.index("{") : shown.rindex("}") + 1])
    known = {mistake.id for mistake in EXERCISES["neuron"].mistakes}
    assert example["exercises"]["neuron"]["mistake"] in known
    assert "for example" in shown and example["exercises"]["relu"] == {"verdict": "passed"} and example["hand"]["seconds"] == 40


@pytest.mark.parametrize(
    "address, readable",
    [("http://192.168.1.5:8765", True), ("http://class.example", True), ("https://class.example", False), ("http://127.0.0.1:1", False)],
)
def test_whether_others_can_read_it_on_the_way_is_said(address, readable):
    assert ("not encrypted" in consent.words(Membership(address, name="Ada"), NOW)) == readable


def test_where_nobody_can_be_asked_nothing_is_sent_without_a_word(learner, live, monkeypatch, capsys):
    def nobody(question):
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    workbook.join(live.address, live.session.code, name="Ada")
    assert "run the cell again with `agree=True`" in capsys.readouterr().out and live.picture()["people"] == []
    workbook.join(live.address, live.session.code, name="Ada", agree=True)
    shown = capsys.readouterr().out
    assert "the nickname 'Ada'" in shown, "what is sent is shown all the same"
    assert len(live.picture()["people"]) == 1


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_a_nickname_is_asked_for(learner, live, capsys, name):
    workbook.join(live.address, live.session.code, name=name, agree=True)
    assert "Choose a nickname" in capsys.readouterr().out and live.picture()["people"] == []


def test_what_is_wrong_with_an_address_or_a_code_is_said(learner, live, capsys):
    for address, code, words in [
        (live.address, "BCD-FGH-JKM", "That is not the code of this class."),
        ("http://127.0.0.1:9", live.session.code, "Nobody answers at http://127.0.0.1:9: nothing listens there."),
        (f"{live.address}/elsewhere", live.session.code, "There is nothing here."),
        ("not an address", "x", "'not an address' is no address of a class."),
    ]:
        workbook.join(address, code, name="Ada", agree=True)
        assert words in capsys.readouterr().out and member(learner) is None
    assert not own.is_telling()


@pytest.mark.parametrize(
    "text, address",
    [
        ("192.168.1.5:8765", "http://192.168.1.5:8765"),
        (" http://host:1/ ", "http://host:1"),
        ("https://hub.example/class/", "https://hub.example/class"),
        ("[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_addresses(text, address):
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text", ["", "ftp://host", "http://", "host:99999", "host:x", "http://a@b", "host/?x=1", "file:///etc/passwd", "a b"]
)
def test_what_is_no_address(text):
    with pytest.raises(NoAddress, match="is no address of a class"):
        address_of(text)


def test_outside_a_workbook_nothing_can_be_joined(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path / "nowhere"))
    for call in (lambda: workbook.join("a:1", "b", "Ada"), workbook.leave, workbook.raise_hand, workbook.lower_hand):
        call()
        assert "This notebook is not in a workbook" in capsys.readouterr().out


# --- in the class ----------------------------------------------------------------------------------------------------------------


def test_a_hand_raised_after_the_end_is_told_so_and_nothing_else(learner, live, capsys):
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    live.do(live.whole.end)
    capsys.readouterr()
    workbook.raise_hand()
    assert capsys.readouterr().out.count(ENDED) == 1 and not kept.place(learner.workbook).exists() and not own.is_telling()
    workbook.raise_hand()
    assert "You are in no class." in capsys.readouterr().out


def test_a_hand_raised_when_the_notebook_has_heard_of_the_end_is_told_of_it(learner, live, capsys):
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    live.do(live.whole.end)
    own._sender.wake()
    end = time.monotonic() + 10
    while kept.place(learner.workbook).exists() and time.monotonic() < end:
        time.sleep(0.02)
    capsys.readouterr()
    workbook.raise_hand()
    assert capsys.readouterr().out.count(ENDED) == 1 and not own.is_telling()


def test_checks_hands_and_leaving_are_told(learner, live, capsys):
    workbook.raise_hand()
    assert "You are in no class." in capsys.readouterr().out
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    learner.run(WRONG_STEP)
    shown = seen(live, lambda picture: picture["mistakes"])
    assert shown["people"][0]["marks"] == {"step": "wrong"} and shown["mistakes"][0]["exercise"] == "step"
    learner.run("@check\ndef relu(z):\n    ...")
    learner.run("@check\ndef sigmoid(z):\n    top = 1\n    return ...")
    learner.run(ANSWERS["step"])
    learner.run(WRONG_STEP)
    shown = seen(live, lambda picture: picture["people"][0]["marks"].get("step") == "passed")
    assert "relu" not in shown["people"][0]["marks"], "a cell that nobody has touched is no attempt"
    assert shown["people"][0]["marks"]["sigmoid"] == "begun"
    capsys.readouterr()
    workbook.raise_hand()
    assert len(live.picture()["hands"]) == 1 and "Your hand is up." in capsys.readouterr().out
    workbook.lower_hand()
    assert live.picture()["hands"] == [] and "Your hand is down." in capsys.readouterr().out
    workbook.leave()
    assert live.picture()["people"] == [] and "the instructor's machine has forgotten you" in capsys.readouterr().out
    assert not kept.place(learner.workbook).exists() and not own.is_telling()
    learner.run(ANSWERS["relu"])
    workbook.leave()
    assert live.picture()["people"] == [] and "You are in no class" in capsys.readouterr().out


def test_nothing_but_verdicts_leaves_the_machine(learner, live, monkeypatch):
    """Whatever stands in the code, and is printed or raised by it, is not in any message."""
    from layerwise.workbook.sharing import sender

    sent = []
    monkeypatch.setattr(sender, "post", lambda *what: sent.append(what) or post(*what))
    monkeypatch.setattr(sender.Sender.__init__, "__defaults__", (sender.post, *sender.Sender.__init__.__defaults__[1:]))
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    secret = "s3cret"
    for body in (f"print('{secret}'); return z", f"raise ValueError('{secret}')", f"return '{secret}'", f"{secret} = z; return -{secret}"):
        learner.run(f"@check\ndef relu(z):\n    {body}")
    seen(live, lambda picture: picture["people"][0]["marks"])
    time.sleep(0.2)
    told = json.dumps(sent)
    assert sent and secret not in told and str(learner.workbook.folder) not in told


def test_another_notebook_of_the_workbook_goes_on_as_the_same_person(learner, live, capsys):
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    own.stop_telling()  # as a kernel that was restarted, or the next lesson's
    capsys.readouterr()
    learner.run(ANSWERS["relu"])
    assert "You are in the class as Ada: checks of this notebook are told there too." in capsys.readouterr().out
    seen(live, lambda picture: picture["people"][0]["marks"] == {"relu": "passed"})
    learner.run(ANSWERS["step"])
    assert "You are in the class" not in capsys.readouterr().out
    workbook.join(live.address, live.session.code, "Countess", agree=True)
    people = seen(live, lambda picture: picture["people"][0]["marks"] == {"relu": "passed", "step": "passed"})["people"]
    assert [(person["name"], person["number"]) for person in people] == [("Countess", 1)]


def test_joining_another_class_leaves_the_first(learner, live):
    with Live() as other:
        workbook.join(live.address, live.session.code, "Ada", agree=True)
        workbook.join(other.address, other.session.code, "Ada", agree=True)
        assert live.picture()["people"] == [] and len(other.picture()["people"]) == 1


def test_a_slip_in_the_address_of_another_class_costs_nothing(learner, live, capsys):
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    with Live() as other:
        gone = other.address
        workbook.join(other.address, "not the code", "Ada", agree=True)
    workbook.join(gone, live.session.code, "Ada", agree=True)
    assert capsys.readouterr().out.count("You have not joined.") == 2
    learner.run(ANSWERS["relu"])
    assert seen(live, lambda picture: [person["marks"] for person in picture["people"]] == [{"relu": "passed"}])


class Silent:
    """A machine that takes every connection and never answers."""

    def __enter__(self):
        import socket

        self.listener = socket.create_server(("127.0.0.1", 0))
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __exit__(self, *_):
        self.listener.close()


def test_a_check_waits_for_nobody(learner, capsys):
    with Silent() as address:
        kept.keep(learner.workbook, Membership(address, "token", "Ada", 1, time.time() + 3600))
        begun = time.monotonic()
        for _ in range(3):
            learner.run(ANSWERS["relu"])
        assert time.monotonic() - begun < SECONDS, "one message alone waits longer for its answer"
    assert capsys.readouterr().out.count("✓ relu: passed.") == 3
    assert member(learner).exercises == {"relu": Mark("passed")}


OLD = json.dumps({"token": "token", "name": "Ada", "until": NOW, "exercises": {}})


@pytest.mark.parametrize(
    "content", [OLD, "", "{", "[]", "null", '{"exercises": 5}', '{"until": "never", "exercises": {}}', "[" * 9999, "\0"]
)
def test_an_old_or_damaged_file_is_no_class_and_no_trouble(learner, capsys, content):
    place = kept.place(learner.workbook)
    place.parent.mkdir(exist_ok=True)
    place.write_text(content)
    learner.run(ANSWERS["relu"])
    assert capsys.readouterr().out.startswith("✓ relu: passed.") and not own.is_telling()
    assert not place.exists(), "what says nothing any more is not kept"


def test_a_check_passes_where_the_file_cannot_be_written(learner, monkeypatch, capsys):
    kept.keep(learner.workbook, Membership("http://127.0.0.1:9", "token", "Ada", 1, time.time() + 3600))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "write_whole", full)
    learner.run(ANSWERS["relu"])
    assert capsys.readouterr().out.startswith("✓ relu: passed.")
    workbook.raise_hand()
    assert "No space left on device" in capsys.readouterr().out


def test_solutions_that_somebody_runs_tell_no_class(learner, live, monkeypatch):
    workbook.join(live.address, live.session.code, "Ada", agree=True)
    monkeypatch.setenv("LAYERWISE_STRICT", "1")
    learner.run(ANSWERS["relu"])
    assert member(learner).exercises == {}


# --- the sender, step by step ----------------------------------------------------------------------------------------------------


class Instructor:
    """A machine that answers as it is told: an Answer, or NobodyThere. It keeps what it was sent."""

    def __init__(self):
        self.answer: Answer | type[NobodyThere] = Answer(200, {"answered": 0, "name": "Ada", "number": 1})
        self.sent: list[dict] = []

    def __call__(self, address, what, content, token):
        assert (address, what, token) == ("http://class", "state", "token")
        if self.answer is NobodyThere:
            raise NobodyThere("nothing listens there")
        self.sent.append(content)
        return self.answer


@pytest.fixture
def stage(tmp_path):
    """A workbook in a class, the instructor's machine, a clock, and the sender between them."""
    own_workbook, machine, now = Workbook(tmp_path / "own"), Instructor(), [NOW]
    kept.keep(own_workbook, Membership("http://class", "token", "Ada", 1, NOW + HOURS * 3600, {"relu": Mark("passed")}, "relu", changed=5))
    return own_workbook, machine, now, Sender(own_workbook, machine, lambda: now[0], lambda: 0.5)


def test_it_says_again_and_again_that_somebody_is_there(stage):
    _, machine, _, sender = stage
    assert [sender.step(), sender.step()] == [HEARTBEAT, HEARTBEAT] and sender.sentences() == []
    message = {"number": 5, "exercises": {"relu": {"verdict": "passed"}}, "last": "relu", "hand": None}
    assert machine.sent == [message, message]


def test_a_connection_that_is_lost_is_tried_ever_more_rarely_and_told_once(stage):
    own_workbook, machine, now, sender = stage
    machine.answer = NobodyThere
    pauses = []
    while now[0] < NOW + 600:
        pauses.append(sender.step())
        now[0] += pauses[-1]
        told = sender.sentences()
        assert told == [] or (now[0] - NOW >= LONG and "has not been reached for a while" in told[0])
        if told:
            assert not any(told == [] for told in [told])
    assert pauses == sorted(pauses) and pauses[0] < 1 and pauses[-1] == 0.75 * LONGEST_PAUSE
    kept.change(own_workbook, now[0], lambda known: known.with_check("step", Mark("error"), now[0]))
    machine.answer = Answer(200, {})
    assert sender.step() == HEARTBEAT and sender.sentences() == ["The class's page has been reached again, and knows how things stand."]
    assert machine.sent[-1]["exercises"] == {"relu": {"verdict": "passed"}, "step": {"verdict": "error"}}


def test_a_short_loss_is_nobodys_business(stage):
    _, machine, now, sender = stage
    # In another network, as on the way home, another machine may have the address, and answer whatever it likes.
    for answer in (
        NobodyThere,
        Answer(503, {}),
        Answer(429, {"says": "x"}),
        Answer(403, {}),
        Answer(410, {}),
        Answer(400, {}),
        Answer(404, {}),
    ):
        machine.answer = answer
        sender.step()
        now[0] += 5
    machine.answer = Answer(200, {})
    assert sender.step() == HEARTBEAT and sender.sentences() == []


@pytest.mark.parametrize(
    "answer, told",
    [
        (Answer(410, {"says": ""}), ENDED),
        (Answer(403, {"says": ""}), "is no longer there"),
        (Answer(410, {"says": "You are no longer on the page."}), "no longer on"),
    ],
)
def test_when_there_is_no_class_any_more_it_is_forgotten(stage, answer, told):
    own_workbook, machine, _, sender = stage
    machine.answer = answer
    assert sender.step() is None and not kept.place(own_workbook).exists()
    [sentence] = sender.sentences()
    assert told in sentence and sender.step() is None and len(machine.sent) == 1


def test_whoever_joins_again_while_an_answer_is_on_its_way_stays_in_the_class(stage):
    """In another notebook: what is told to the token of before is not about the new one."""
    own_workbook, _, _, _ = stage
    before = kept.read(own_workbook, NOW)
    anew = replace(before, token="another", name="Ada II", number=2)

    class Slow(Instructor):
        def __call__(self, *message, **more):
            kept.keep(own_workbook, anew)
            return super().__call__(*message, **more)

    for answer in (Answer(410, {"says": ""}), Answer(403, {"says": ""}), Answer(200, {"answered": 0, "name": "Bo", "number": 7})):
        kept.keep(own_workbook, before)
        slow = Slow()
        slow.answer = answer
        assert Sender(own_workbook, slow, lambda: NOW, lambda: 0.5).step() is not None
        assert kept.read(own_workbook, NOW) == anew


def test_a_message_that_was_refused_is_not_sent_again_until_something_changes(stage):
    own_workbook, machine, now, sender = stage
    machine.answer = Answer(400, {"says": "An exercise was named that this course does not have."})
    assert [sender.step() for _ in range(3)] == [LONGEST_PAUSE] * 3 and len(machine.sent) == 1
    assert sender.sentences() == [
        "The class's page does not understand this notebook. An exercise was named that this course does not have."
    ]
    kept.change(own_workbook, now[0], lambda known: known.with_hand(True, now[0]))
    machine.answer = Answer(200, {})
    assert sender.step() == HEARTBEAT and len(machine.sent) == 2


def test_a_hand_that_was_answered_comes_down_and_a_later_one_stays(stage):
    own_workbook, machine, now, sender = stage
    first = kept.change(own_workbook, NOW, lambda known: known.with_hand(True, NOW))
    now[0] += 40
    machine.answer = Answer(200, {"answered": first.hand})
    sender.step()
    assert machine.sent[-1]["hand"] == {"number": first.hand, "seconds": 40}
    assert sender.sentences() == ["Your hand is down again: the instructor has answered it."]
    kept.change(own_workbook, now[0], lambda known: known.with_hand(True, now[0]))
    sender.step()
    assert machine.sent[-1]["hand"]["number"] > first.hand and sender.sentences() == []
    assert kept.read(own_workbook, now[0]).raised == now[0]


def test_whatever_answers_is_not_trusted(stage):
    own_workbook, machine, now, sender = stage
    for content in ({"answered": "all", "name": 5, "number": None}, {"name": "", "number": 0}, {"answered": True}, {"says": ["x"]}):
        machine.answer = Answer(200, content)
        assert sender.step() == HEARTBEAT and sender.sentences() == []
    assert kept.read(own_workbook, now[0]).name == "Ada"
    assert Answer(403, {"says": "a\x1b[31m\nb" + "c" * 999}).sentence == "a[31mb" + "c" * 294


def test_a_class_is_forgotten_after_half_a_day(stage):
    own_workbook, machine, now, sender = stage
    now[0] += HOURS * 3600
    assert sender.step() is None and machine.sent == [] and kept.read(own_workbook, now[0]) is None


def test_numbers_go_up_whatever_the_clock_does():
    now, numbers, hands = [NOW, NOW - 5000, NOW, NOW + 1, NOW - 1], [], []
    one = Membership()
    for moment in now:
        one = one.with_hand(one.raised is None, moment)
        numbers.append(one.changed)
        hands.append(one.hand)
    assert numbers == sorted(set(numbers)) and hands == sorted(hands) and len(set(hands)) == 3
    assert one.message(NOW - 9e9).hand == Hand(one.hand, 0)


def test_the_thread_sends_what_has_changed_at_once_and_ends(stage):
    own_workbook, machine, now, sender = stage
    sender.start()
    sender.start()
    assert sum(thread.name == "layerwise-class" and thread.is_alive() for thread in threading.enumerate()) >= 1
    until(lambda: len(machine.sent) == 1)
    kept.change(own_workbook, now[0], lambda known: known.with_check("step", Mark("passed"), now[0]))
    sender.wake()
    until(lambda: len(machine.sent) == 2)
    assert "step" in machine.sent[-1]["exercises"]
    sender.stop()
    sender._thread.join(5)
    assert not sender._thread.is_alive() and len(machine.sent) == 2


def until(condition):
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


# --- in a real kernel ------------------------------------------------------------------------------------------------------------


def test_a_learner_joins_from_a_cell(tmp_path, live):
    folder = tmp_path / "workbook"
    folder.mkdir()
    lesson = Path(__file__).resolve().parents[2] / "notebooks" / "02_activation.ipynb"
    (folder / lesson.name).write_bytes(lesson.read_bytes())
    Progress(Workbook(folder).record).begin()
    join = f'workbook.join("{live.address}", "{live.session.code}", name="Ada")'
    with Kernel(folder / lesson.name, tmp_path / "kernel") as kernel:
        kernel.run("import numpy as np\nfrom layerwise import check, workbook")
        printed, error = kernel.run(join)
        assert error == "" and "run the cell again with `agree=True`" in printed
        assert "Nothing was sent, and you have not joined." in kernel.run(join, typed="no")[0]
        assert live.picture()["people"] == []
        assert "You have joined as Ada, number 1" in kernel.run(join, typed="yes")[0]
        assert kernel.run(ANSWERS["relu"])[0].startswith("✓ relu: passed.\n")
        seen(live, lambda picture: picture["people"][0]["marks"] == {"relu": "passed"})
        kernel.restart()
        kernel.run("import numpy as np\nfrom layerwise import check, workbook")
        printed, _ = kernel.run(WRONG_STEP)
        assert "You are in the class as Ada" in printed
        seen(live, lambda picture: picture["people"][0]["marks"] == {"relu": "passed", "step": "wrong"})
        assert "Your hand is up." in kernel.run("workbook.raise_hand()")[0] and len(live.picture()["hands"]) == 1
        live.do(live.whole.end)
        printed = kernel.run(ANSWERS["step"])[0]
        until(lambda: not (folder / ".layerwise" / "room.json").exists())
        printed += kernel.run("1 + 1")[0]
        assert printed.count(ENDED) == 1 and kernel.run("1 + 1")[0] == ""
