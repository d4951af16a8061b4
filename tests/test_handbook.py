"""The handbook: what stands on its pages, timetables that keep to the clock, and what the command writes."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import amounts
import pytest
import small_course

from layerwise import cli
from layerwise.classroom import commands
from layerwise.classroom.teaching import material
from layerwise.classroom.teaching.handbook import pages, pdf, timetable
from layerwise.ground import chromium

pytest.importorskip("latex2mathml", reason="latex2mathml is not installed: pip install -r requirements-ci.txt")

ROOT = Path(__file__).resolve().parent.parent
each_format = pytest.mark.parametrize("kind", timetable.FORMATS, ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return small_course.write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def lessons():
    return material.read(ROOT)


def words(html: str) -> str:
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


# --- the pages of a lesson ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(root):
    return words(pages.of(material.read(root))["01_neuron.html"])


def test_a_page_has_the_minutes_beside_the_sections(page):
    assert "In a workshop: 15 minutes. Alone: about 50." in page
    assert "9 min One more number" in page and "6 min Where the line runs" in page and "at home Where next" in page


def test_a_page_has_the_instructors_notes_in_their_order(page):
    notes = [
        "Say Welcome to the neuron.",
        "Say Where does Gentoo begin?",
        "Draw Two arrows",
        'Asked "Why?" Because.',
        "Stuck Nobody keeps",
        "Live Only",
    ]
    places = [page.index(note) for note in notes]
    assert places == sorted(places)


def test_a_page_has_exercises_with_their_answer_hints_and_mistakes(page):
    assert "neuron(x, w, b) 5 minutes" in page and "score = score + b" in page and '"""' not in page
    assert "Hints, in their order:" in page and "The bias is not in your result." in page
    assert page.count("The bias is not in your result.") == 1  # many mistakes are told alike


def test_a_page_has_questions_with_their_answers(page):
    assert "Predict For a bill of 1.5 cm" in page and "5 Twice the bill depth" in page and "You added half a kilogram" in page
    assert "Ask Our neuron has the weights" in page and "c) −1 The weighted sum of zeros is 0" in page
    assert "Explorer: explorers.neuron()" in page


def test_every_lesson_of_the_course_has_its_page(lessons):
    made = pages.of(lessons)
    assert list(made) == [*(f"{one.lesson.stem}.html" for one in lessons), "index.html", "handout.html"]
    for one in lessons:
        page = words(made[f"{one.lesson.stem}.html"])
        for task in (task for section in one.sections for task in section.tasks):
            assert f"{task.exercise.signature} {task.exercise.minutes} minutes" in page
    for text in made.values():
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\((?!data:)""", text)
    links = re.findall(r'href="([^"]+)"', made["index.html"])
    assert set(links) == set(made) - {"index.html"}
    handout = words(made["handout.html"])
    assert "python3 start.py learn" in handout and "catch-up" in handout and re.search(r"\bbias 01\b", handout)


def test_the_workshop_as_a_whole_is_on_one_page(lessons):
    page = words(pages.of(lessons)["index.html"])
    for title in ("90 minutes", "Half a day", "A whole day", "Two days", "The evening before", "Who comes"):
        assert title in page


def test_the_commands_that_the_texts_name_are_there():
    names = cli.command_names(cli.make_parser())
    told = {
        name
        for path in Path(pages.__file__).parent.glob("texts/*.md")
        for name in re.findall(r"start\.py ([\w-]+)", path.read_text("utf-8"))
    }
    assert told and told <= set(names)


# --- timetables ---------------------------------------------------------------------------------------------------------


@each_format
def test_a_timetable_keeps_to_the_clock_and_has_its_breaks(lessons, kind):
    table = timetable.of(lessons, kind)
    for day in table.days:
        assert day[0].begins == timetable.BEGINS
        assert all(row.begins + row.minutes == following.begins for row, following in pairwise(day))
        for stretch in "".join("|" if row.is_break else f"{row.minutes} " for row in day).split("|"):
            assert sum(map(int, stretch.split())) == timetable.BLOCK
    assert sum(row.is_break for row in table.rows) == len(kind.blocks) - len(table.days)
    assert all(row.minutes > 0 for row in table.rows)
    assert table.rows[0].what == timetable.WELCOME and table.rows[-1].minutes == timetable.LOOKING_BACK


def test_no_workshop_is_longer_than_its_lessons(lessons):
    names = [table.format.name for table in timetable.of_all(lessons[:1])]
    assert names == ["90 minutes"] and not timetable.of_all(lessons[:1])[-1].is_cut
    of_many = timetable.of_all(lessons)
    assert len(of_many) > 1 and all(table.is_cut for table in of_many[:-1])


@each_format
def test_everything_is_taught_in_its_order_or_said_to_be_left_out(lessons, kind):
    table = timetable.of(lessons, kind)
    taught = [unit for row in table.rows for unit in row.units]
    wanted = [unit for one in lessons for unit in timetable.units(one) if not (kind.is_short and unit.title in timetable.AT_HOME)]
    assert taught == wanted[: len(taught)] and taught
    for unit in wanted[len(taught) :]:
        number = unit.material.lesson.number
        assert f"“{unit.title}”" in table.left_out or re.search(rf"at all: lessons? .*\b{number}\b", table.left_out)
    for row in table.rows:  # a lesson is not begun where its first exercise finds no time
        if row.units and row.units[0].is_first and row.units[0].material is not lessons[-1]:
            assert any(unit.has_task for unit in row.units) or sum(unit.minutes for unit in row.units) > 30


def test_minutes_come_from_the_notes_and_are_estimated_where_there_are_none(root, lessons):
    (small,) = material.read(root)
    assert [(unit.title, unit.minutes, unit.has_task) for unit in timetable.units(small)] == [
        ("One more number", 9, True),
        ("Where the line runs", 6, False),
    ]
    assert not any(unit.estimated for unit in timetable.units(small))
    plain = material.Material(small.lesson, tuple(without_notes(section) for section in small.sections))
    estimated = timetable.units(plain)
    assert all(unit.estimated for unit in estimated) and abs(sum(unit.minutes for unit in estimated) - 50) <= 5
    (with_task,) = (unit for unit in estimated if unit.has_task)
    assert with_task.title == "One more number" and with_task.minutes > 5  # those of its exercise, and some


def without_notes(section: material.Section) -> material.Section:
    return material.Section(tuple(material.Part(part.title, part.level, part.items, ()) for part in section.parts))


def test_a_section_that_fits_into_no_block_is_taught_in_parts(root):
    (small,) = material.read(root)
    long = [timetable.Unit(small, "Long", 120, True, is_first=True, estimated=False)]
    blocks, left = timetable._filled(long, timetable.FORMATS[1])
    assert [[unit.minutes for unit in block] for block in blocks] == [[80], [40]] and not left


# --- the command --------------------------------------------------------------------------------------------------------


def test_the_command_writes_pages_and_pdfs(root, tmp_path, monkeypatch, capsys):
    if chromium.PATH is None:
        pytest.skip("there is no Chromium on this machine")
    monkeypatch.setattr(commands, "ROOT", root)
    assert cli.main(["handbook", "-o", str(tmp_path / "printed")]) == 0
    names = sorted(path.name for path in (tmp_path / "printed").iterdir())
    assert names == ["01_neuron.html", "01_neuron.pdf", "handout.html", "handout.pdf", "index.html", "index.pdf"]
    assert (tmp_path / "printed" / "01_neuron.pdf").read_bytes().startswith(b"%PDF")
    assert f"Open {tmp_path / 'printed' / 'index.html'}" in capsys.readouterr().out


@amounts.only_with_long
def test_the_handout_of_the_whole_course_is_one_sheet_of_paper(lessons):
    if chromium.PATH is None:
        pytest.skip("there is no Chromium on this machine")
    printed = pdf.of({"handout.html": pages.of(lessons)["handout.html"]}, print)["handout.pdf"]
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 1


def test_without_chromium_there_are_pages_and_a_word_about_it(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "ROOT", root)
    for path in (None, str(tmp_path / "no_such_program")):
        monkeypatch.setattr(chromium, "PATH", path)
        assert cli.main(["handbook", "-o", str(tmp_path / "printed")]) == 0
        assert "print them: they are made for A4" in capsys.readouterr().out
    assert sorted(path.suffix for path in (tmp_path / "printed").iterdir()) == [".html"] * 3
    assert pdf.of({}, print) == {}


def test_a_pdf_of_somebody_else_is_not_replaced(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "ROOT", root)
    (tmp_path / "handout.pdf").write_bytes(b"%PDF mine")
    monkeypatch.setattr(pdf, "of", lambda made, tell: {"handout.pdf": b"%PDF new"})
    assert cli.main(["handbook", "-o", str(tmp_path)]) == 1
    assert "handout.pdf, which `layerwise handbook` has not made" in capsys.readouterr().err
    assert (tmp_path / "handout.pdf").read_bytes() == b"%PDF mine" and len(list(tmp_path.iterdir())) == 1
