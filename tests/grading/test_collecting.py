"""What was handed in, and by whom: the names that an LMS makes, folders and zips of every kind, and rosters in whatever encoding."""

import io
import json
import os
import stat
import sys
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from layerwise.classroom.grading.submissions import RosterTrouble, Unreadable, collect, read_roster
from layerwise.classroom.grading.submissions import files as limits
from layerwise.classroom.grading.submissions.roster import read_time
from layerwise.course import LESSONS

NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})


def put(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(NOTEBOOK)
    return root


def zipped(*names: str, **contents: bytes) -> bytes:
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w") as archive:
        warnings.simplefilter("ignore")  # a name twice is what some tests want
        for name in names:
            archive.writestr(name, NOTEBOOK)
        for name, data in contents.items():
            archive.writestr(f"{name}.zip", data)
    return content.getvalue()


def found(root: Path) -> dict[str, list[str]]:
    """Who has handed in which lessons."""
    return {
        person.name: [notebook.lesson.name if notebook.lesson else "?" for notebook in person.notebooks] for person in collect(root).people
    }


# --- names ------------------------------------------------------------------------------------------------------------------------


def test_canvas(tmp_path):
    put(
        tmp_path,
        "lovelaceada_12345_67890_03_layers.ipynb",
        "hoppergrace_LATE_22_33_02_activation-2.ipynb",
        "hoppergrace_22_34_00_start_here.ipynb",
    )
    collection = collect(tmp_path)
    assert found(tmp_path) == {"hoppergrace": ["start_here", "activation"], "lovelaceada": ["layers"]}
    grace, ada = collection.people
    assert (ada.key, ada.system) == ("12345", "Canvas") and (grace.key, grace.system) == ("22", "Canvas")
    assert [notebook.late for notebook in grace.notebooks] == [False, True] and grace.notebooks[1].copy == 2


def test_moodle_in_folders_and_without(tmp_path):
    put(
        tmp_path,
        "Ada Lovelace_12345_assignsubmission_file_/03_layers.ipynb",
        "Ada Lovelace_12345_assignsubmission_file_/deep/er/02_activation.ipynb",
        "Grace Hopper_777_assignsubmission_file_03_layers.ipynb",
        "Jean-Luc O'Neil_8_assignsubmission_file/03_layers.ipynb",
    )
    assert found(tmp_path) == {"Ada Lovelace": ["activation", "layers"], "Grace Hopper": ["layers"], "Jean-Luc O'Neil": ["layers"]}
    assert {person.key for person in collect(tmp_path).people} == {"12345", "777", "8"}


@pytest.mark.parametrize("given", ["", "submitted"])
def test_nbgrader(tmp_path, given):
    put(tmp_path, "submitted/ada/ps1/03_layers.ipynb", "submitted/ada/ps2/04_probabilities.ipynb", "submitted/grace/ps1/03_layers.ipynb")
    (tmp_path / "submitted/ada/ps1/timestamp.txt").write_text("2026-11-20 10:30:00.5 UTC")
    ada, _ = collect(tmp_path / given).people
    assert found(tmp_path / given) == {"ada": ["layers", "probabilities"], "grace": ["layers"]}
    assert ada.system == "nbgrader" and ada.other == []
    assert (ada.notebooks[0].when, ada.notebooks[0].told_by) == (datetime(2026, 11, 20, 10, 30, 0, 500000, UTC), "timestamp.txt")


def test_plain_folders_and_files(tmp_path):
    put(
        tmp_path,
        "ada/03_layers.ipynb",
        "ada/workbook/02_activation.ipynb",
        "kurt_03_layers.ipynb",
        "ada_2026_03_layers.ipynb",
        "Ω/03_layers.ipynb",
    )
    assert found(tmp_path) == {"ada": ["activation", "layers"], "ada_2026": ["layers"], "kurt": ["layers"], "Ω": ["layers"]}


@pytest.mark.parametrize(
    "name", ["03_layers", "03 Layers (1)", "03-layers-2", "Copy of 03_layers", "03_network", "03_Layers_ada", "ada.03_layers"]
)
def test_a_lesson_is_known_by_its_name_however_it_is_spelled(tmp_path, name):
    assert found(put(tmp_path, f"ada/{name}.ipynb"))["ada"] == ["layers"]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_every_lesson_is_known(tmp_path, lesson):
    put(tmp_path, f"ada/{lesson.notebook}", f"eve/{lesson.stem.replace('_', ' ').title()}.ipynb", f"x_1_2_{lesson.notebook}")
    assert set(map(tuple, found(tmp_path).values())) == {(lesson.name,)}


def test_people_may_be_folders_within_folders(tmp_path):
    put(tmp_path, *(f"section {section}/{name}/03_layers.ipynb" for section in "AB" for name in ("ada", "kurt", "eve")))
    assert {person.key for person in collect(tmp_path).people} == {
        f"section {section}/{name}" for section in "AB" for name in ("ada", "kurt", "eve")
    }
    again = put(
        tmp_path / "other", "ada/first/03_layers.ipynb", "ada/second/03_layers.ipynb", "kurt/03_layers.ipynb", "eve/03_layers.ipynb"
    )
    assert set(found(again)) == {"ada", "kurt", "eve"}, "of most people there is one notebook"


def test_one_person_s_own_folder(tmp_path):
    assert found(put(tmp_path / "mine", "03_layers.ipynb", "02_activation.ipynb")) == {"mine": ["activation", "layers"]}


def test_of_a_copy_of_the_whole_course_only_the_learner_s_work_is_taken(tmp_path):
    rooms = ("notebooks", "solutions", "workbook", "workbook/.layerwise/backups", ".venv/x")
    put(tmp_path, *(f"fork-ada/{room}/03_layers.ipynb" for room in rooms), "fork-ada/notebooks/02_activation.ipynb")
    put(tmp_path, "fork-ada/start.py", "fork-ada/layerwise/course.py", "fork-ada/lessons/03_layers.md", "fork-ada/layerwise/data/x.json")
    (tmp_path / "fork-ada/workbook/03_layers.ipynb").write_text("hers")
    [ada] = collect(tmp_path).people
    assert [notebook.file.label for notebook in ada.notebooks] == ["fork-ada/02_activation.ipynb", "fork-ada/03_layers.ipynb"]
    assert ada.notebooks[1].file.read() == b"hers"
    assert found(tmp_path / "fork-ada") == {"fork-ada": ["activation", "layers"]}


def test_of_a_lesson_that_was_handed_in_twice_the_last_counts_and_both_are_told(tmp_path):
    put(tmp_path, "lovelaceada_1_10_03_layers.ipynb", "lovelaceada_1_11_03_layers-1.ipynb")
    for name, time in (("lovelaceada_1_10_03_layers.ipynb", 2_000), ("lovelaceada_1_11_03_layers-1.ipynb", 1_000)):
        os.utime(tmp_path / name, (time, time))
    [ada] = collect(tmp_path).people
    assert [notebook.file.label for notebook in ada.notebooks] == ["lovelaceada_1_10_03_layers.ipynb"]
    assert "handed in 2 times; the last counts, lovelaceada_1_10_03_layers.ipynb. Not looked at: lovelaceada_1_11" in ada.notes[0]


def test_the_number_of_a_copy_decides_between_files_of_one_moment(tmp_path):
    put(tmp_path, "ada/03_layers.ipynb", "ada/03_layers (1).ipynb")
    for path in (tmp_path / "ada").iterdir():
        os.utime(path, (1_000, 1_000))
    assert [notebook.copy for notebook in collect(tmp_path).people[0].notebooks] == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems store no such names")
def test_a_name_that_is_no_text(tmp_path):
    os.makedirs(os.fsencode(tmp_path) + b"/\xff\xfe")
    with open(os.fsencode(tmp_path) + b"/\xff\xfe/03_layers.ipynb", "w") as file:
        file.write(NOTEBOOK)
    [person] = collect(tmp_path).people
    assert person.key == "\\udcff\\udcfe" and person.notebooks[0].file.read()


# --- zips -------------------------------------------------------------------------------------------------------------------------


def test_zips_of_people_and_a_zip_of_a_class(tmp_path):
    (tmp_path / "ada.zip").write_bytes(zipped("03_layers.ipynb", "workbook/02_activation.ipynb"))
    (tmp_path / "lovelaceada_late_5_6_work.zip").write_bytes(zipped("x/03_layers.ipynb"))
    assert found(tmp_path) == {"ada": ["activation", "layers"], "lovelaceada": ["layers"]}
    whole = tmp_path / "submissions.zip"
    whole.write_bytes(zipped("kurt_1_2_03_layers.ipynb", eve_3_4_all=zipped("03_layers.ipynb"), zoe=zipped("03_layers.ipynb")))
    assert found(whole) == {"eve": ["layers"], "kurt": ["layers"], "zoe": ["layers"]}
    assert all(notebook.file.read() == NOTEBOOK.encode() for person in collect(whole).people for notebook in person.notebooks)


def test_names_of_zips_that_do_not_say_that_they_are_utf_8(tmp_path):
    content = zipped("Müller_1_2_03_layers.ipynb")
    plain = bytearray(content)
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        plain[place + 1] &= ~0x08
    (tmp_path / "all.zip").write_bytes(bytes(plain))
    assert found(tmp_path / "all.zip") == {"Müller": ["layers"]}


@pytest.mark.parametrize(
    "name", ["../03_layers.ipynb", "a/../../03_layers.ipynb", "/etc/03_layers.ipynb", "C:/03_layers.ipynb", "..\\03_layers.ipynb"]
)
def test_a_name_that_leads_out_of_its_zip_is_refused(tmp_path, name):
    (tmp_path / "ada.zip").write_bytes(zipped(name))
    [ada] = collect(tmp_path).people
    assert ada.notebooks == [] and "leads out of its zip" in ada.notes[0] and ada.lost


def test_links_are_not_followed(tmp_path):
    link = zipfile.ZipInfo("03_layers.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    if sys.platform != "win32":
        put(tmp_path, "eve/02_activation.ipynb")
        (tmp_path / "eve" / "03_layers.ipynb").symlink_to("../ada.zip")
        (tmp_path / "kurt").symlink_to(tmp_path / "eve")
    people = {person.name: person for person in collect(tmp_path).people}
    assert people["ada"].notebooks == [] and "link" in people["ada"].notes[0]
    if sys.platform != "win32":
        assert len(people["eve"].notebooks) == 1 and "03_layers.ipynb is a link" in people["eve"].notes[0]
        assert "kurt is a link" in collect(tmp_path).notes[0]


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(limits, "MOST_BYTES_OF_A_ZIP", 1_000_000)
    with zipfile.ZipFile(tmp_path / "ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("03_layers.ipynb", bytes(50_000_000))
        archive.writestr("more.zip", bytes(50_000_000))
    [ada] = collect(tmp_path).people
    assert "more.zip cannot be opened as a zip (is larger than 0 MB" in ada.notes[0]
    with pytest.raises(Unreadable, match="larger than"):
        ada.notebooks[0].file.read(1_000_000)


def test_a_zip_that_lies_about_a_size_is_not_believed(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("03_layers.ipynb", bytes(5_000_000))
    content = bytearray(packed.getvalue())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = b"\x05\x00\x00\x00"
    (tmp_path / "ada.zip").write_bytes(bytes(content))
    [ada] = collect(tmp_path).people
    with pytest.raises(Unreadable):
        ada.notebooks[0].file.read(1_000_000)


def test_other_broken_zips_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FILES", 3)
    (tmp_path / "many.zip").write_bytes(zipped(*(f"{number}.txt" for number in range(4))))
    (tmp_path / "none.zip").write_bytes(b"no zip at all")
    (tmp_path / "deep.zip").write_bytes(zipped(one=zipped(two=zipped("03_layers.ipynb"))))
    locked = bytearray(zipped("03_layers.ipynb"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    (tmp_path / "twice.zip").write_bytes(zipped("03_layers.ipynb", "03_layers.ipynb"))
    (tmp_path / "rar").mkdir()
    (tmp_path / "rar" / "work.rar").write_bytes(b"Rar!")
    people = {person.name: person for person in collect(tmp_path).people}
    told = {name: " ".join(person.notes) for name, person in people.items()}
    assert "holds more than 3 files" in told["many"] and "cannot be opened as a zip" in told["none"]
    assert "zip in a zip in a zip" in told["deep"] and "password" in told["locked"] and "is 2 times in its zip" in told["twice"]
    assert all(people[name].lost for name in ("many", "none", "deep", "locked", "rar")) and not people["twice"].lost


def test_a_notebook_that_is_too_large_is_not_read(tmp_path):
    (tmp_path / "ada").mkdir()
    with (tmp_path / "ada" / "03_layers.ipynb").open("wb") as file:
        file.truncate(2**30)  # one gigabyte, of which the disk stores nothing
    with pytest.raises(Unreadable, match="larger than 64 MB"):
        collect(tmp_path).people[0].notebooks[0].file.read()


def test_whoever_has_handed_in_something_else_does_not_get_lost(tmp_path):
    put(tmp_path, "ada/answers.pdf", "eve_1_2_answers.docx", "roster.csv")
    collection = collect(tmp_path)
    assert [person.name for person in collection.people] == ["ada", "eve"]
    assert all(person.lost and "no notebook among what was handed in" in person.notes[0] for person in collection.people)


# --- rosters ----------------------------------------------------------------------------------------------------------------------

PEOPLE = {
    "cp1252": ("name;id\nMüller, Jürgen;1\nÉloïse Çelik;2\n", ["Müller, Jürgen", "Éloïse Çelik"]),
    "cp1251": ("name;id\nИванова Анна;1\nПетров Пётр;2\n", ["Иванова Анна", "Петров Пётр"]),
    "shift_jis": ("name,id\n山田太郎,1\n佐藤花子,2\n鈴木一郎,3\n", ["山田太郎", "佐藤花子", "鈴木一郎"]),
    "utf-8": ("id\tname\n1\t王小明\n2\tΩmega\n", ["王小明", "Ωmega"]),
    "utf-8-sig": ("id|name\n1|Zoë\n", ["Zoë"]),
    "utf-16": ("first name,last name,id\nŁukasz,Nowak,1\nعمر,Omar,2\n", ["Łukasz Nowak", "عمر Omar"]),
}


@pytest.mark.parametrize("encoding", PEOPLE)
def test_a_roster_in_any_encoding(tmp_path, encoding):
    text, names = PEOPLE[encoding]
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    roster = read_roster(tmp_path / "roster.csv")
    assert [listed.name for listed in roster.people] == names
    assert bool(roster.notes) == (not encoding.startswith("utf")), "a guess is told"


def test_people_are_found_on_a_roster_by_whatever_is_known_of_them(tmp_path):
    put(
        tmp_path / "in",
        "lovelaceada_12_99_03_layers.ipynb",
        "Grace Hopper_77_assignsubmission_file_/03_layers.ipynb",
        "kurt/03_layers.ipynb",
        "Jürgen/03_layers.ipynb",
        "twin/03_layers.ipynb",
        "stranger/03_layers.ipynb",
    )
    (tmp_path / "roster.csv").write_text(
        "Name,Email,Identifier\n"
        '"Lovelace, Ada",ada@x.org,12\nGrace Hopper,grace@x.org,Participant 77\nKurt Gödel,kurt@x.org,\nJu\u0308rgen,j@x.org,5\n'
        "Twin,t1@x.org,\nTwin,t2@x.org,\nNobody,n@x.org,9\n",
        encoding="utf-8",
    )
    people = collect(tmp_path / "in").people
    matched, notes = read_roster(tmp_path / "roster.csv").matched(people)
    assert {listed.name for listed in matched.values()} == {"Lovelace, Ada", "Grace Hopper", "Kurt Gödel", "Ju\u0308rgen"}
    assert (
        len(notes) == 2 and "twin (twin) fits 2 rows" in " ".join(notes) and "stranger (stranger) is not in roster.csv" in " ".join(notes)
    )


@pytest.mark.parametrize("content", [b"", b"\n\n", b"colour,size\nred,3\n", b"PK\x03\x04\0\0\0\0", b"\0" * 50])
def test_what_is_no_roster_is_told(tmp_path, content):
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(RosterTrouble):
        read_roster(tmp_path / "roster.csv")


def test_times_as_people_and_systems_write_them():
    assert read_time("2026-11-20T23:59+02:00") == datetime(2026, 11, 20, 21, 59, tzinfo=UTC)
    assert read_time("Friday, 20 November 2026, 11:59 PM") == datetime(2026, 11, 20, 23, 59).astimezone()
    assert read_time("20.11.2026 23:59") == read_time("2026-11-20 23:59") == datetime(2026, 11, 20, 23, 59).astimezone()
    assert read_time("soon") is None and read_time("") is None
