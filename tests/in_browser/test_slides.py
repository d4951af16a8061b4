"""Slides as a room sees them: nothing small, nothing that hangs over, no picture without words; and what keys and windows do."""

import subprocess
import sys
from pathlib import Path

import amounts
import pytest
from browser import wait_until

from layerwise.classroom.teaching import material
from layerwise.classroom.teaching.slides import pages, paper
from layerwise.course import LESSONS
from layerwise.figures import style

pytest.importorskip("latex2mathml", reason="latex2mathml is not installed: pip install -r requirements-ci.txt")

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "01,07"  # many pictures and questions; wide formulas

# What is wrong with the slides of a page, each in a sentence. All of them are laid out one below the other, at their own size.
MEASURE = """
async (smallest) => {
  await document.fonts.ready;
  document.body.className = "";
  const wrong = new Set();
  for (const [number, slide] of [...document.querySelectorAll(".slide")].entries()) {
    const say = (what) => wrong.add(`slide ${number + 1}: ${what}`);
    const sheet = slide.getBoundingClientRect();
    const floor = slide.querySelector("footer").getBoundingClientRect().top;
    const inside = (box, what, low) => {
      if (box.left < sheet.left || box.right > sheet.right + 1) say(`${what} hangs over at the side`);
      if (box.top < sheet.top || box.bottom > low + 1) say(`${what} hangs over by ${Math.round(box.bottom - low)} pixels`);
    };
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent.trim();
      if (!text || holder.closest(".notes")) continue;
      const size = Number.parseFloat(getComputedStyle(holder).fontSize);
      if (size < smallest) say(`“${text.slice(0, 40)}” has letters of ${size} pixels`);
      if (holder.closest("h2") && slide.classList.contains("picture-only")) continue; // for those who hear it
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      for (const box of range.getClientRects()) inside(box, `“${text.slice(0, 40)}”`, holder.closest("footer") ? sheet.bottom : floor);
    }
    for (const picture of slide.querySelectorAll("img")) {
      if (!picture.alt.trim()) say("a picture without a text alternative");
      if (!picture.naturalWidth) say("a picture that does not show");
      inside(picture.getBoundingClientRect(), "a picture", floor);
    }
    if (!slide.querySelector("h1, h2").textContent.trim()) say("no title");
    if (slide.innerText.split("\\n").length < 3) say("nothing on it");
  }
  return [...wrong];
}
"""
# What stands on the slides of a page. Formulas have letters of their own.
TEXT = """
() => {
  const slides = document.querySelector("main").cloneNode(true);
  for (const other of slides.querySelectorAll(".notes, math")) other.remove();
  return slides.textContent;
}
"""
# How large the smallest letters in each picture are: `drawn` in the picture's own pixels.
LETTERS = """
(drawn) => {
  document.body.className = "";
  const pictures = [...document.querySelectorAll(".slide img")];
  return pictures.map(({ alt, clientWidth, naturalWidth }) => [(drawn * clientWidth) / naturalWidth, alt]);
}
"""


def written(folder: Path, lessons: str) -> list[Path]:
    """The pages of some lessons, as files."""
    made = pages.of(material.read(ROOT, lessons, material.stored))
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made if name != "index.html"]


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    return written(tmp_path_factory.mktemp("slides"), SAMPLE)


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": paper.WIDTH, "height": paper.HEIGHT})
    context.route(lambda address: not address.startswith("file:"), lambda route: pytest.fail(f"{route.request.url} was fetched"))
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def opened(page, deck: Path, rest: str = "") -> None:
    page.goto(deck.as_uri() + rest)
    page.wait_for_selector(".slide.now")


def problems(page, deck: Path) -> list[str]:
    opened(page, deck)
    found = page.evaluate(MEASURE, paper.SMALL)
    foreign = set(page.evaluate(TEXT)) - {*paper.ALPHABET, "\n"}
    found += [f"the letters {''.join(sorted(foreign))} do not come with the page"] if foreign else []
    return [f"{deck.name}, {problem}" for problem in found]


def test_every_slide_can_be_read_from_the_last_row(page, decks):
    assert [problem for deck in decks for problem in problems(page, deck)] == []


@amounts.only_with_long
def test_every_slide_of_every_lesson_can_be_read_from_the_last_row(page, tmp_path):
    decks = written(tmp_path, ",".join(lesson.number for lesson in LESSONS))
    assert len(decks) == len(LESSONS)
    assert [problem for deck in decks for problem in problems(page, deck)] == []


@amounts.only_in_the_whole
def test_pictures_of_the_lessons_as_they_run_can_be_read_from_the_last_row_too(page, tmp_path):
    subprocess.run([sys.executable, "-m", "layerwise", "slides", "-o", tmp_path], check=True, cwd=ROOT)  # which runs the lessons
    decks = sorted(tmp_path.glob("[0-9]*.html"))
    assert len(decks) == len(LESSONS)
    found = [problem for deck in decks for problem in problems(page, deck)]
    drawn = style.SMALL * material.LETTERS / 72 * style.PIXELS_PER_INCH * style.RESOLUTION
    for deck in decks:
        opened(page, deck)
        found += [f"{deck.name}: {size:.1f} pixels in “{alt}”" for size, alt in page.evaluate(LETTERS, drawn) if size < paper.SMALL]
    assert found == []


def test_what_the_measuring_would_find(page, decks):
    broken = decks[0].with_name("broken.html")
    text = decks[0].read_text(encoding="utf-8")
    text = text.replace(
        "<h2>One more number</h2>",
        "<h2>One more number</h2><p style='font-size:20px'>tiny</p><p style='width:3000px;white-space:nowrap'>" + "wide " * 300 + "</p>",
        1,
    )
    text = text.replace("<h2>Recall</h2>", "<h2>Recall</h2><img><p style='height:700px'>tall</p>", 1)
    broken.write_text(text, encoding="utf-8")
    found = "\n".join(problems(page, broken))
    for expected in ("“tiny” has letters of 20 pixels", "hangs over at the side", "hangs over by", "without a text alternative"):
        assert expected in found


def place(page) -> int:
    assert page.locator(".slide.now").count() == 1
    return page.evaluate("() => [...document.querySelectorAll('.slide')].findIndex((slide) => slide.classList.contains('now')) + 1")


def test_keys_lead_through_the_slides_and_the_address_keeps_the_place(page, decks):
    opened(page, decks[0])
    count = page.locator(".slide").count()
    places = []
    for key in ("ArrowRight", "Space", "PageUp", "End", "ArrowRight", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        places.append(place(page))
    assert places == [2, 3, 2, count, count, 1, 1]
    page.goto("about:blank")
    opened(page, decks[0], "#5")
    assert place(page) == 5 and page.title().startswith(f"5 of {count} · Layerwise 01 Neuron")
    assert page.evaluate("document.querySelectorAll('.slide:not([inert])').length") == 1


def speakers_window(page):
    with page.expect_popup() as window:
        page.keyboard.press("s")
    window.value.wait_for_selector(".slide.now")
    return window.value


def test_the_screen_can_be_black_until_the_next_key(page, decks):
    opened(page, decks[0])
    speaker = speakers_window(page)
    slide = page.locator(".slide.now")
    told = lambda: speaker.evaluate("getComputedStyle(document.querySelector('.clock'), '::after').content")
    for key in ("b", "."):
        speaker.keyboard.press(key)
        wait_until(lambda: not slide.is_visible(), 10, "the slide is still there")
        assert speaker.locator(".slide.now").is_visible() and "black" in told()
        page.keyboard.press("ArrowRight" if key == "b" else "x")
        assert slide.is_visible() and place(page) == 2
        wait_until(lambda: "black" not in told(), 10, "the speaker's window says that the screen is black")


def test_all_slides_are_seen_at_once_and_one_is_chosen(page, decks):
    opened(page, decks[0])
    page.keyboard.press("o")
    assert page.locator(".slide").nth(3).is_visible()
    page.locator(".slide").nth(3).click()
    assert place(page) == 4 and not page.locator(".slide").nth(1).is_visible()


def test_among_all_slides_the_chosen_one_stays_in_sight(page, decks):
    opened(page, decks[0])
    page.keyboard.press("o")
    for _ in range(page.locator(".slide").count() - 3):
        page.keyboard.press("ArrowRight")
    assert page.locator(".slide.now").evaluate("(slide) => slide.getBoundingClientRect().bottom <= innerHeight")


def test_the_speakers_window_has_the_notes_and_both_go_on_together(page, decks):
    opened(page, decks[0])
    speaker = speakers_window(page)
    notes = speaker.locator(".said")
    page.keyboard.press("ArrowRight")
    wait_until(lambda: place(speaker) == 2, 10, "the speaker's window stays where it was")
    assert speaker.locator(".slide.next").count() == 1 and "since you began" in speaker.locator(".clock").inner_text()
    said = page.locator(".slide.now .notes").text_content().split()
    assert said and notes.text_content().split() == said and not page.locator(".slide.now .notes").is_visible()
    speaker.keyboard.press("End")
    wait_until(lambda: place(page) == page.locator(".slide").count(), 10, "the slides stay where they were")
    page.reload()
    page.wait_for_selector(".slide.now")
    speaker.keyboard.press("Home")
    wait_until(lambda: place(page) == 1, 10, "slides that were loaded again do not hear the speaker's window")
    page.keyboard.press("ArrowRight")
    wait_until(lambda: place(speaker) == 2, 10, "slides that were loaded again do not reach the speaker's window")


def test_long_notes_are_moved_by_keys_and_begin_at_their_beginning(page, decks):
    page.set_viewport_size({"width": 1000, "height": 240})
    opened(page, decks[0], "?speaker#2")
    moved = lambda: page.evaluate("document.querySelector('.said').scrollTop")
    page.keyboard.press("ArrowDown")
    wait_until(lambda: moved() > 0, 10, "the notes stay where they are")
    assert place(page) == 2 and page.locator(".clock").is_visible()
    page.keyboard.press("ArrowRight")
    assert place(page) == 3 and moved() == 0


def test_a_slide_is_as_large_as_its_window_lets_it_be(page, decks):
    page.set_viewport_size({"width": 640, "height": 720})
    opened(page, decks[0])
    box = page.locator(".slide.now").bounding_box()
    assert (round(box["width"]), round(box["height"])) == (640, 360) and round(box["y"]) == 180


def test_printed_each_slide_is_a_page(page, decks):
    opened(page, decks[0])
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.count(b"/Type /Page\n") == page.locator(".slide").count()
