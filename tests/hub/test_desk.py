"""The desk at which learners sign up and in; what a name may be; how often somebody may try."""

import json
import os
import stat

import pytest

from layerwise.classroom.hub import people as people_module
from layerwise.classroom.hub.desk import NOT_RIGHT, Desk, Refused
from layerwise.classroom.hub.people import MOST_PEOPLE, NameTrouble, People, hashed, ports_of, same_password, tidy
from layerwise.classroom.hub.tries import Tries

WORKSHOP = "b8cw-uw9x-f7eg"
OWN = "my own secret"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(people_module, "COST", 2**4)  # what a guess costs is no matter here
    return Desk(People(tmp_path / "people.json"), WORKSHOP, most_people=3)


def refusal(desk, *given) -> Refused:
    with pytest.raises(Refused) as refused:
        desk.sign_in(*given)
    return refused.value


def test_who_is_new_signs_up_with_the_workshop_password_and_later_needs_only_their_own(desk, tmp_path):
    assert desk.sign_in("Ada Lovelace", OWN, f" {WORKSHOP} ", "::1") == "ada-lovelace"
    again = Desk(People(tmp_path / "people.json"), WORKSHOP, 3)
    assert again.sign_in("ada lovelace", OWN, "", "::1") == "ada-lovelace"


def test_nobody_signs_in_as_somebody_else_and_nothing_tells_who_is_there(desk):
    desk.sign_in("ada", OWN, WORKSHOP, "::1")
    for given in (
        ("ada", "another one", WORKSHOP),
        ("ada", "", ""),
        ("ada", WORKSHOP, WORKSHOP),
        ("bob", OWN, ""),
        ("bob", OWN, "guessed"),
    ):
        assert str(refusal(desk, *given, "::1")) == NOT_RIGHT
    assert len(desk.people) == 1


@pytest.mark.parametrize("own, why", [("short", "8 letters or more"), (WORKSHOP, "must not be the workshop"), ("x" * 201, "at most 200")])
def test_a_password_of_ones_own_is_one(desk, own, why):
    assert why in str(refusal(desk, "ada", own, WORKSHOP, "::1"))
    assert len(desk.people) == 0


def test_there_are_as_many_seats_as_the_instructor_said(desk):
    for name in ("ada", "bob", "cleo"):
        desk.sign_in(name, OWN, WORKSHOP, "::1")
    assert "All seats" in str(refusal(desk, "dora", OWN, WORKSHOP, "::1"))
    assert desk.sign_in("bob", OWN, "", "::1") == "bob"


def test_a_forgotten_password_is_chosen_anew_and_the_folder_stays(desk):
    desk.sign_in("ada", OWN, WORKSHOP, "::1")
    folder = desk.people.get("ada").folder
    desk.people.forget_password("ada")
    assert str(refusal(desk, "ada", OWN, "", "::1")) == NOT_RIGHT
    assert desk.sign_in("ada", "a new one for ada", WORKSHOP, "::1") == "ada"
    assert desk.people.get("ada").folder == folder


def test_guessing_ends_soon_and_stops_nobody_who_comes_from_elsewhere(desk):
    desk.sign_in("ada", OWN, WORKSHOP, "10.0.0.1")
    for number in range(6):
        assert not refusal(desk, "ada", f"guess {number}", "", "10.0.0.66").too_often
    assert refusal(desk, "ada", OWN, "", "10.0.0.66").too_often, "also with the right one, or one could go on guessing"
    assert desk.sign_in("ada", OWN, "", "10.0.0.1") == "ada"


def test_a_flood_of_sign_ups_costs_no_reckoning(desk, monkeypatch):
    monkeypatch.setattr("layerwise.classroom.hub.desk.same_password", lambda *given: False)  # it takes its time, and is tested above
    refused = [refusal(desk, f"name{number}", OWN, "guessed", "10.0.0.66").too_often for number in range(300)]
    assert refused == [False] * 100 + [True] * 200
    assert len(desk.people) == 0


def test_the_file_tells_no_password_and_is_the_instructors_alone(desk, tmp_path):
    desk.sign_in("ada", OWN, WORKSHOP, "::1")
    file = tmp_path / "people.json"
    assert OWN not in file.read_text(encoding="utf-8")
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600
    [entry] = json.loads(file.read_text(encoding="utf-8"))
    assert same_password(OWN, entry["password"]) and not same_password(OWN, hashed("another"))
    assert hashed(OWN) != hashed(OWN), "two who chose the same cannot be told"


@pytest.mark.parametrize(
    "name, kept",
    [
        ("Ada", "ada"),
        ("  Ada   Lovelace ", "ada-lovelace"),
        ("Zoë", "zoë"),
        ("Zoe\u0308", "zoë"),
        ("МАША", "маша"),
        ("山田", "山田"),
        ("اَحمد", "اَحمد"),
    ],
)
def test_names_of_all_alphabets_are_welcome(name, kept):
    assert tidy(name) == kept


@pytest.mark.parametrize(
    "name", ["", " ", ".", "..", "-rf", "../bob", "a/b", "a\\b", "a\0b", "a\nb/", "a%2fb", "a;b", "<b>", "x" * 33, "\u202eada", "😀"]
)
def test_a_name_is_no_path_and_no_trick(name):
    with pytest.raises(NameTrouble):
        tidy(name)


def test_folders_cannot_be_named_by_others_and_ports_are_nobody_elses(desk):
    for name in ("ada", "bob"):
        desk.sign_in(name, OWN, WORKSHOP, "::1")
    ada, bob = desk.people
    assert ada.folder.startswith("ada-") and len(ada.folder) >= 30 and ada.folder[4:] != bob.folder[4:]
    assert not set(ada.ports) & set(bob.ports)
    assert max(ports_of(MOST_PEOPLE - 1)) <= people_module.LAST_PORT


def test_tries_are_counted_within_a_while_and_a_flood_fills_no_memory():
    now = [0.0]
    tries = Tries(2, 60, clock=lambda: now[0])
    tries.failed("ada")
    assert not tries.used_up("ada")
    tries.failed("ada")
    assert tries.used_up("ada") and not tries.used_up("bob")
    now[0] = 61
    assert not tries.used_up("ada")
    for number in range(20_000):
        tries.failed(number)
    assert len(tries._failed) == 10_000
