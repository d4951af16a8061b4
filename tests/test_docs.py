"""What the pages in docs/ say: their files, commands and options are there, and a class comes as far as is said."""

import argparse
import re
from pathlib import Path

import pytest

from layerwise import cli, workbook
from layerwise.classroom.teaching import material
from layerwise.classroom.teaching.handbook import timetable

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
TEACHING = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return next(dict(action.choices) for action in parser._actions if isinstance(action, argparse._SubParsersAction))


def options(parser: argparse.ArgumentParser) -> set[str]:
    """All options of a command, those of the commands below it too."""
    found = {option for action in parser._actions for option in action.option_strings}
    below = (action.choices.values() for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return found.union(*(options(one) for choices in below for one in choices))


@each_page
def test_files_and_pictures_are_there_and_pictures_are_told(page):
    links = re.findall(r"(!?)\[([^\]]*)\]\(([^)#]+?)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))
    for is_picture, words, target in links:
        if "://" not in target:
            assert (page.parent / target).exists(), target
        if is_picture:
            assert len(words) > 60, f"{target} wants its text alternative"


@each_page
def test_links_within_a_page_reach_a_heading(page):
    text = page.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= headings


@each_page
def test_commands_and_their_options_are_there(page):
    commands = parsers(cli.make_parser())
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"start\.py ([a-z][\w-]*)([^\n`]*)", text)
    assert named
    for command, rest in named:
        assert command in commands, command
        for option in re.findall(r"(?<![\w-])(--?[a-z][\w-]*)", rest):
            assert option in options(commands[command]), (command, option)


def test_what_a_learner_is_told_to_call_is_there():
    assert {name for name in re.findall(r"workbook\.(\w+)\(", TEACHING) if not hasattr(workbook, name)} == set()


def test_a_class_comes_as_far_as_is_said():
    told = dict(re.findall(r"^\| ([\w ]+) \| (\d\d .+) \|$", TEACHING, re.MULTILINE))
    assert list(told) == [kind.name[0].lower() + kind.name[1:] for kind in timetable.FORMATS]
    lessons = material.read(ROOT)
    for kind in timetable.FORMATS:
        table = timetable.of(lessons, kind)
        cut = re.search(r"Not reached in lesson (\d\d)", table.left_out)
        whole = [row.material.lesson for row in table.rows if row.material and not (cut and row.material.lesson.number == cut[1])]
        assert str(whole[-1]) == told[kind.name[0].lower() + kind.name[1:]]
