"""What is known of a class and what the page shows of it: the same in whatever order it was heard; codes, tokens, limits, the summary."""

import json
import math
from dataclasses import replace
from datetime import datetime

import pytest
from amounts import amount
from hypothesis import given, settings
from hypothesis import strategies as st

from layerwise.classroom.room import limits, session
from layerwise.classroom.room.limits import Limit
from layerwise.classroom.room.people import HasGone, Person, Room, RoomIsFull
from layerwise.classroom.room.picture import AWAY, QUIET, picture, said
from layerwise.classroom.room.server import news
from layerwise.classroom.room.session import Session
from layerwise.classroom.room.summary import FEWEST, SEVERAL, TooFew, summary
from layerwise.exercises.catalogue import EXERCISES, catalogue
from layerwise.workbook.sharing.kept import Membership
from layerwise.workbook.sharing.message import LONGEST_NAME, VERDICTS, Hand, Mark, Message, NotAMessage, nickname, understood

NAMES = ("neuron", "step", "relu", "dense")
NOW = 1e9


def is_exercise(name: str) -> bool:
    return name in EXERCISES


# --- in any order ----------------------------------------------------------------------------------------------------------------

marks = st.one_of(
    st.builds(Mark, st.sampled_from(VERDICTS)),
    st.builds(Mark, st.just("wrong"), st.sampled_from([EXERCISES["relu"].mistakes[0].id, "no-such-mistake"])),
)
steps = st.one_of(st.tuples(st.sampled_from(NAMES), marks), st.booleans())


@st.composite
def classes(draw):
    """For some people all messages that their notebooks send, and an order in which these come: doubled, late, and over restarts."""
    sent = []
    for _ in range(draw(st.integers(1, 4))):
        member, messages = Membership(), []
        for moment, step in enumerate(draw(st.lists(steps, min_size=1, max_size=6))):
            now = NOW + moment
            member = member.with_hand(step, now) if isinstance(step, bool) else member.with_check(*step, now)
            messages.append(member.message(now))
        sent.append(messages)
    each = [(who, place) for who, messages in enumerate(sent) for place in range(len(messages))]
    order = draw(st.permutations(each + draw(st.lists(st.sampled_from(each), max_size=10))))
    return sent, order, draw(st.sets(st.integers(0, len(order)), max_size=3))


def room_of(people: int) -> Room:
    room = Room()
    for who in range(people):
        room.admit(f"id{who}", f"Ada {who}", who + 1, NOW)
    return room


def drawn(room: Room) -> dict:
    """The picture; since when a hand is up is known by when it was heard, so that is left out."""
    shown = picture(room.people.values(), NOW)
    return {**shown, "hands": sorted(hand["id"] for hand in shown["hands"])}


@settings(max_examples=amount(60, 2000), deadline=None)
@given(classes())
def test_the_picture_is_the_same_in_any_order_with_doubles_and_over_restarts(example):
    sent, order, restarts = example
    in_order = room_of(len(sent))
    for who, messages in enumerate(sent):
        for message in messages:
            in_order.people[f"id{who}"].hear(message, NOW)
    room, latest = room_of(len(sent)), {}
    for place, (who, which) in enumerate(order):
        if place in restarts:  # a new server knows nobody, until each notebook has said how things stand with it by now
            room = room_of(len(sent))
            for known, message in latest.items():
                room.people[f"id{known}"].hear(message, NOW)
        message = sent[who][which]
        room.people[f"id{who}"].hear(message, NOW)
        latest[who] = max(latest.get(who, message), message, key=lambda one: one.number)
    assert drawn(room) == drawn(in_order)


@settings(max_examples=amount(60, 1000), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(NAMES), marks, st.booleans()), max_size=15), st.sets(st.integers(0, 15)))
def test_a_page_that_is_told_the_news_shows_the_whole(happened, reads):
    """Whenever a page that is slow to read reads at last, it shows what there is."""
    room, known, shown = room_of(4), {}, {"people": []}
    for number, (who, name, mark, leaves) in enumerate(happened):
        if leaves:
            room.remove(f"id{who}")
        elif f"id{who}" in room.people:
            room.people[f"id{who}"].hear(Message(number, {name: mark}, name), NOW)
        if number in reads:
            now = picture(room.people.values(), NOW)
            update = json.loads(json.dumps(news(known, now)))
            gone = update.pop("gone", [])
            people = {one["id"]: one for one in shown["people"] if one["id"] not in gone}
            people |= {one["id"]: one for one in update.pop("people", [])}
            shown = {**shown, **update, "people": sorted(people.values(), key=lambda one: one["number"])}
            known = now
            assert shown == now


def test_a_pass_stays_and_the_latest_verdict_counts():
    person = Person("a", "Ada", 1, NOW)
    person.hear(Message(1, {"relu": Mark("wrong", "no-bias")}, "relu"), NOW)
    person.hear(Message(2, {"relu": Mark("passed"), "step": Mark("error")}, "step"), NOW)
    person.hear(Message(3, {"relu": Mark("wrong"), "step": Mark("wrong")}, "step"), NOW)
    assert person.marks == {"relu": Mark("passed"), "step": Mark("wrong")}
    assert not person.hear(Message(3, {"relu": Mark("wrong"), "step": Mark("wrong")}, "step"), NOW + 20) and person.heard == NOW + 20


def test_hands_are_in_the_order_in_which_they_were_raised_also_after_a_restart():
    for restarted in (False, True):
        room = room_of(3)
        if not restarted:
            for person in room.people.values():
                person.hear(Message(1, {}), NOW - 500)
        for who, seconds in ((0, 10), (1, 300), (2, 100)):
            room.people[f"id{who}"].hear(Message(2, {}, hand=Hand(7, seconds)), NOW)
        assert picture(room.people.values(), NOW)["hands"] == [
            {"id": "id1", "minutes": 5},
            {"id": "id2", "minutes": 1},
            {"id": "id0", "minutes": 0},
        ]
    # Whoever was heard a moment ago without a hand did not have it up for an hour.
    room.people["id0"].hear(Message(3, {}), NOW)
    room.people["id0"].hear(Message(4, {}, hand=Hand(8, 3600)), NOW + 1)
    assert picture(room.people.values(), NOW + 1)["hands"][-1] == {"id": "id0", "minutes": 0}


def test_a_hand_that_was_answered_is_down_until_it_is_raised_anew():
    room = room_of(1)
    person = room.people["id0"]
    person.hear(Message(1, {}, hand=Hand(5, 0)), NOW)
    room.answer("id0")
    person.hear(Message(1, {}, hand=Hand(5, 20)), NOW + 20)
    assert not person.hand_is_up and person.answered == 5
    person.hear(Message(2, {}, hand=Hand(6, 0)), NOW + 40)
    assert person.hand_is_up


# --- the picture -----------------------------------------------------------------------------------------------------------------


def heard(*people: tuple[dict, str | None, float]) -> list[Person]:
    """People of whom this is known: their marks, the exercise they checked last, and how many seconds ago they were heard."""
    found = []
    for number, (marked, last, ago) in enumerate(people, 1):
        person = Person(f"id{number}", f"Ada {number}", number, 0)
        person.hear(Message(1, {name: mark if isinstance(mark, Mark) else Mark(mark) for name, mark in marked.items()}, last), NOW - ago)
        found.append(person)
    return found


def test_the_lesson_where_most_are_may_have_them_at_several_exercises():
    at = ("dense", "dense", "forward", "forward", "products", "products", "weighted_sum")
    shown = picture(heard(*(({name: "passed"}, name, 0) for name in at)), NOW)
    assert shown["most"] == {"exercise": "products", "lesson": "03", "count": 2, "passed": 2}


def test_where_most_are_and_what_goes_wrong_there():
    mistake, other = EXERCISES["relu"].mistakes[0], EXERCISES["step"].mistakes[0]
    wrong = Mark("wrong", mistake.id)
    shown = picture(
        heard(
            ({"relu": wrong}, "relu", 0),
            ({"relu": wrong, "step": "passed"}, "relu", 30),
            ({"relu": "passed"}, "relu", 0),
            ({"relu": wrong, "dense": "begun"}, "dense", 0),  # went on, and no longer makes it
            ({"step": Mark("wrong", other.id)}, "step", AWAY),  # has been away for too long to be anywhere
            ({"step": Mark("wrong", "from-another-version")}, "step", 0),
            ({}, None, 0),
        ),
        NOW,
    )
    assert shown["most"] == {"exercise": "relu", "lesson": "02", "count": 3, "passed": 1}
    assert shown["mistakes"] == [{"exercise": "relu", "words": said("relu", mistake.id), "count": 2}]
    by_name = {exercise["name"]: exercise for exercise in shown["exercises"]}
    assert list(by_name) == [exercise.name for exercise in catalogue()]
    assert {key: by_name["relu"][key] for key in ("here", "passed", "wrong", "error")} == {"here": 3, "passed": 1, "wrong": 3, "error": 0}
    assert by_name["step"]["here"] == 1 and by_name["step"]["wrong"] == 2
    assert shown["away"] == 1 and [person["quiet"] for person in shown["people"]] == [0, 0, 0, 0, 5, 0, 0]


@pytest.mark.parametrize("ago, minutes", [(0, 0), (QUIET - 1, 0), (QUIET, 1), (179, 2), (180, 3)])
def test_the_page_says_of_whom_nothing_was_heard(ago, minutes):
    assert picture(heard(({}, None, ago)), NOW)["people"][0]["quiet"] == minutes
    assert picture(heard(({}, None, ago)), None)["people"][0]["quiet"] == 0


def test_what_is_said_of_a_mistake_is_short_whole_and_of_the_catalogue():
    for exercise in catalogue():
        for mistake in exercise.mistakes:
            words = said(exercise.name, mistake.id)
            assert 25 <= len(words) <= 132 and words.count("`") % 2 == 0, words
            assert mistake.message.startswith(words.rstrip(".… ")), words
    assert said("relu", "no-such-mistake") == ""


# --- who is in the room ----------------------------------------------------------------------------------------------------------


def test_the_same_nickname_twice_can_be_told_apart():
    room = Room()
    names = [room.admit(f"id{number}", name, 0, NOW).name for number, name in enumerate(["Ada", "ada", "Ada (2)", "Bo", "Ada"])]
    assert names == ["Ada", "ada (2)", "Ada (2) (2)", "Bo", "Ada (3)"]
    assert [person.number for person in room.people.values()] == [1, 2, 3, 4, 5]
    assert room.admit("id0", "Ada", 9, NOW).number == 1, "whoever is there stays who they are"
    assert room.admit("id9", "Cleo", 3, NOW).number == 6, "a number that somebody has is not given twice"


def test_a_long_nickname_twice_stays_as_long_as_a_nickname_may_be():
    room, longest = Room(), "a" * LONGEST_NAME
    names = [room.admit(f"id{number}", longest, 0, NOW).name for number in range(12)]
    assert names[0] == longest and len(set(names)) == 12
    assert names[1].endswith("a (2)") and names[11].endswith("a (12)") and [nickname(name) for name in names] == names


def test_a_full_room_lets_nobody_in_and_who_has_gone_stays_away():
    room = Room(most_people=2)
    room.admit("a", "Ada", 0, NOW)
    room.admit("b", "Bo", 0, NOW)
    with pytest.raises(RoomIsFull):
        room.admit("c", "Cleo", 0, NOW)
    assert room.remove("a") and not room.remove("a")
    with pytest.raises(HasGone):
        room.admit("a", "Ada", 1, NOW)
    assert room.admit("c", "Cleo", 0, NOW).number == 3


# --- messages --------------------------------------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["relu", "passed", "wrong"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["relu", "verdict", "mistake", "number", "seconds"]), inner)
    ),
    max_leaves=8,
)
almost = st.fixed_dictionaries(
    {"number": st.integers(-2, 2**54), "exercises": json_values, "last": json_values, "hand": json_values}, optional={"code": json_values}
)


@settings(max_examples=amount(60, 3000), deadline=None)
@given(st.one_of(almost, json_values).map(lambda value: json.dumps(value).encode()) | st.binary(max_size=40))
def test_whatever_comes_is_a_message_or_is_refused(content):
    try:
        message = understood(content, is_exercise)
    except NotAMessage as why:
        assert str(why).endswith((".", "?"))
    else:
        assert set(message.exercises) <= set(EXERCISES) and all(mark.verdict in VERDICTS for mark in message.exercises.values())
        assert message.last is None or message.last in message.exercises
        assert understood(json.dumps(message.stored()).encode(), is_exercise) == message


@pytest.mark.parametrize(
    "change",
    [
        {"exercises": {"no_such": {"verdict": "passed"}}},
        {"exercises": {"relu": {"verdict": "excellent"}}},
        {"exercises": {"relu": {"verdict": "passed", "code": "x = 1"}}},
        {"exercises": {"relu": {"verdict": "wrong", "mistake": "<b>"}}},
        {"exercises": {"relu": "passed"}},
        {"last": "step"},
        {"number": -1},
        {"number": True},
        {"number": 1.0},
        {"hand": {"number": 1}},
        {"hand": {"number": 1, "seconds": -5}},
        {"code": "np.maximum(z, 0)"},
    ],
)
def test_what_no_notebook_sends_is_refused(change):
    right = {"number": 1, "exercises": {"relu": {"verdict": "passed"}}, "last": "relu", "hand": None}
    assert understood(json.dumps(right).encode(), is_exercise) == Message(1, {"relu": Mark("passed")}, "relu")
    with pytest.raises(NotAMessage):
        understood(json.dumps({**right, **change}).encode(), is_exercise)


@settings(max_examples=amount(100, 1000), deadline=None)
@given(st.text())
def test_a_nickname_is_one_short_line_that_stays_as_it_is(text):
    name = nickname(text)
    assert len(name) <= LONGEST_NAME and name == name.strip() and nickname(name) == name
    assert all(letter.isprintable() for letter in name)


@pytest.mark.parametrize(
    "text, shown",
    [
        ("  Ada \n Lovelace ", "Ada Lovelace"),
        ("a\u202eb\u0000c\u200bd", "abcd"),
        ("x" + "\u0301" * 50, "x\u0301\u0301"),
        ("e\u0301", "é"),
        ("\u200b", ""),
        ("x" * 99, "x" * LONGEST_NAME),
        ("<b>Ada</b>", "<b>Ada</b>"),
    ],
)
def test_what_nicknames_become(text, shown):
    assert nickname(text) == shown


# --- codes, tokens, limits -------------------------------------------------------------------------------------------------------


def test_a_code_cannot_be_guessed_in_a_lesson():
    codes = len(session.LETTERS) ** session.LENGTH
    assert len(set(session.LETTERS)) == 27 and not set(session.LETTERS) & set("AEIOUL10Y")
    tries = 254 * 180 * limits.WRONG_A_MINUTE
    assert 2.7e6 < tries < 2.8e6 and math.isclose(codes, 7.6e12, rel_tol=0.01)
    assert 2.7e6 < codes / tries < 2.9e6
    unlimited = 2_000 * 3 * 3600
    assert 3.4e5 < codes / unlimited < 3.6e5


def test_codes_are_drawn_from_all_letters_and_read_however_they_are_written():
    codes = {Session.new(0).code for _ in range(300)}
    assert len(codes) == 300 and {letter for code in codes for letter in code} == {*session.LETTERS, "-"}
    one = Session.new(0)
    assert one.opens(one.code) and one.opens(f" {one.code.lower().replace('-', ' ')} ")
    for wrong in ("", one.code[:-1], one.code + "2", one.secret, None, 5, [one.code], "é" * 200):
        assert not one.opens(wrong)
    assert one.is_instructor(one.secret) and not one.is_instructor(one.code) and not one.is_instructor("")
    assert len(one.secret) >= 32


def test_a_token_names_whom_it_was_given_to_and_nobody_else():
    one, another = Session.new(0), Session.new(0)
    token = one.token("id", "Ада", 7)
    assert one.known(token) == ("id", "Ада", 7) and another.known(token) is None
    content, _, signature = token.partition(".")
    other = ("B" if signature.startswith("A") else "A") + signature[1:]
    forged = one.token("other", "Bo", 8).partition(".")[0]
    for wrong in (
        "",
        ".",
        content,
        f"{forged}.{signature}",
        f"{content}.{other}",
        f"{content}.",
        token + "x",
        "é.é",
        None,
        3,
        "x" * 2000,
    ):
        assert one.known(wrong) is None


def test_a_class_that_was_broken_off_goes_on_and_an_old_or_damaged_one_does_not(tmp_path):
    path, one = tmp_path / "inner" / "class.json", Session.new(NOW)
    session.keep(path, one)
    assert session.kept(path, NOW + 60) == one
    changed = replace(one, removed=("an id",), is_open=False)
    session.keep_on(path, changed)
    assert session.kept(path, NOW + 60) == changed
    assert path.stat().st_mode & 0o077 == 0
    assert session.kept(path, NOW + 12 * 3600) is None and session.kept(path, NOW - 5) is None
    for damaged in (
        "",
        "{",
        "[]",
        '{"code": 1}',
        path.read_text().replace("false", "0"),
        path.read_text().replace(one.key, "zz"),
        "[" * 10_000,
    ):
        path.write_text(damaged)
        assert session.kept(path, NOW) is None
    session.forget(path)
    session.forget(path)
    assert session.kept(path, NOW) is None


def test_a_limit_gives_tries_back_by_and_by_and_counts_each_apart():
    now = [0.0]
    limit = Limit(60, 5, lambda: now[0])
    assert [limit.takes("a") for _ in range(7)] == [True] * 5 + [False] * 2
    assert limit.takes("b")
    now[0] += 2
    assert [limit.takes("a") for _ in range(3)] == [True, True, False]
    now[0] += 1000
    assert [limit.takes("a") for _ in range(6)] == [True] * 5 + [False]


def test_a_limit_does_not_remember_for_ever(monkeypatch):
    monkeypatch.setattr(limits, "_MOST_REMEMBERED", 50)
    limit = Limit(60, 5, lambda: 0.0)
    for who in range(500):
        limit.count(str(who))
    assert len(limit._left) <= 50 and limit.allows("499")


# --- the summary -----------------------------------------------------------------------------------------------------------------


def test_a_summary_counts_and_names_nobody():
    mistake, rare = EXERCISES["relu"].mistakes[:2]
    people = heard(
        *[({"step": "passed", "relu": Mark("wrong", mistake.id)}, "relu", 0)] * SEVERAL,
        ({"relu": Mark("wrong", rare.id)}, "relu", 0),
        ({"relu": "passed"}, "relu", 9999),
    )
    text = summary(people, datetime(2026, 3, 1))
    assert text.startswith("# A class of 5, 2026-03-01\n")
    assert f"| 02 | `step` | {SEVERAL} | 0 |" in text and f"| 02 | `relu` | 1 | {SEVERAL + 1} |" in text and "dense" not in text
    assert f"- {SEVERAL} people, `relu`: {said('relu', mistake.id)}" in text and said("relu", rare.id) not in text
    assert "Ada" not in text and "id1" not in text


def test_of_a_few_people_there_is_no_summary():
    with pytest.raises(TooFew, match=f"fewer than {FEWEST} people"):
        summary(heard(*[({"relu": "passed"}, "relu", 0)] * (FEWEST - 1)), datetime(2026, 3, 1))
