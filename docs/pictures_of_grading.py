"""Makes docs/class.png and docs/feedback.png, the pictures of docs/grading.md: pages of a report on a class that does not exist.

    python docs/pictures_of_grading.py

It needs requirements-ci.txt and Chromium.
"""

import io
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from browser import CHROMIUM, CHROMIUM_ARGUMENTS  # noqa: E402
from grading.classmates import write_class  # noqa: E402

from layerwise import course  # noqa: E402

FIRST = ("Amara", "Bilal", "Chiara", "Daniel", "Elif", "Fatou", "Hugo", "Ines", "Keiko", "Liam", "Mei", "Nadia", "Omar", "Priya", "Sofia")
LAST = ("Aziz", "Byrne", "Carvalho", "Diallo", "Haddad", "Horak", "Kaya", "Kim", "Larsen", "Mori", "Novak", "Okafor", "Petrova", "Weber")
PEOPLE = 60
LESSONS = course.LESSONS[2:4]
WIDTH, MARGIN = 900, 4


def save(page: Page, last: Locator, path: Path) -> None:
    """The page down to the end of this element, in the few colours that its letters need."""
    box = last.bounding_box()
    assert box is not None
    height = int(box["y"] + box["height"]) + MARGIN
    content = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    Image.open(io.BytesIO(content)).convert("RGB").quantize(64).save(path, optimize=True)


def somebody_told_of_a_mistake(report: Path) -> str:
    """The first person whose one mistake is in the second exercise."""
    people = json.loads((report / "marks.json").read_bytes())["people"]
    return next(
        person["name"] for person in people if [one for one, told in enumerate(person["exercises"].values()) if told["mistake"]] == [1]
    )


with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
    handed_in, report = Path(scratch) / "handed in", Path(scratch) / "report"
    names = random.Random(2).sample([f"{first} {last}" for first in FIRST for last in LAST], PEOPLE)
    for name, classmate in zip(names, write_class(handed_in, PEOPLE, seed=2, lessons=LESSONS), strict=True):
        (handed_in / classmate.name).rename(handed_in / name)
    lessons = ",".join(lesson.number for lesson in LESSONS)
    command = [sys.executable, "-m", "layerwise", "grade", handed_in, "-o", report, "--lessons", lessons, "--seed", "7"]
    subprocess.run(command, cwd=HERE.parent, check=True)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000})
    page.goto((report / "class.html").as_uri())
    save(page, page.locator("h2:text('Common mistakes') + ul > li").nth(2), HERE / "class.png")
    page.get_by_role("link", name=somebody_told_of_a_mistake(report)).first.click()
    save(page, page.locator("section.exercise").nth(2), HERE / "feedback.png")
    browser.close()
