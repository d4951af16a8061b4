"""Makes docs/slide.png, docs/speaker.png and docs/room.png, the pictures of docs/teaching.md. The class is one that does not exist.

    python docs/pictures_of_teaching.py

It needs requirements-ci.txt and Chromium.
"""

import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from browser import CHROMIUM, CHROMIUM_ARGUMENTS  # noqa: E402
from room.live import class_of  # noqa: E402

from layerwise import course  # noqa: E402
from layerwise.exercises.catalogue import EXERCISES, exercises_of  # noqa: E402

LESSON = course.LESSONS[3]
SLIDE = "Layers one after the other"
NAMES = (
    "Amara", "Bilal", "Chiara", "Daniel", "Elif", "Fatou", "Hugo", "Ines", "Keiko", "Liam", "Mei", "Nadia",
    "Omar", "Priya", "Sofia", "Tomas", "Uma", "Viktor", "Wen", "Yusuf",
)  # fmt: skip
SIZE = {"width": 1280, "height": 720}


def save(page: Page, path: Path) -> None:
    """What is seen of the page, in the few colours that it needs."""
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128).save(path, optimize=True)


def pictures_of_slides(browser: Browser, folder: Path) -> None:
    """A slide with a picture, and what the speaker sees with the next one on which people get stuck."""
    command = [sys.executable, "-m", "layerwise", "slides", LESSON.number, "-o", str(folder)]
    subprocess.run(command, cwd=HERE.parent, check=True)
    page = browser.new_page(viewport=SIZE)
    page.goto((folder / f"{LESSON.stem}.html").as_uri())
    while not (page.get_by_role("heading", name=SLIDE).is_visible() and page.locator("section:visible img").count()):
        page.keyboard.press("ArrowRight")
    save(page, HERE / "slide.png")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.set_viewport_size(SIZE)
    speaker.wait_for_load_state()
    while not speaker.locator("h3:visible", has_text="Stuck").count():
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
    save(speaker, HERE / "speaker.png")


def picture_of_a_class(browser: Browser) -> None:
    """A class in the middle of its lesson, names hidden as at the start."""
    chance = random.Random(7)
    exercises = [exercise.name for exercise in exercises_of(LESSON)]
    with class_of(*NAMES) as (live, people):
        for person in people:
            for exercise in exercises[: chance.choice((1, 1, 2, 2, 2))]:
                mistakes = [mistake.id for mistake in EXERCISES[exercise].mistakes[:3]]
                passed = chance.random() < 0.6
                person.check(exercise, "passed" if passed else "wrong", None if passed else chance.choice(mistakes))
                if not passed:
                    break
        for person, seconds in zip(people[4:9:4], (190, 45), strict=True):
            person.raise_hand(seconds)
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{live.address}/view#{live.session.secret}")
        page.locator("#lesson").select_option(index=[one.place for one in course.LESSONS].index(LESSON.place) + 1)
        page.get_by_text("Raised hands").wait_for()
        page.wait_for_timeout(500)
        save(page, HERE / "room.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        pictures_of_slides(browser, Path(scratch))
        picture_of_a_class(browser)
        browser.close()
