"""The page of a class in a real browser: what happens is seen, names are hidden, nobody is shut out, and nothing is taken for HTML."""

import pytest
from amounts import one_in
from room.live import Live
from room.test_command import progress

from in_browser.test_explorers import find_with_axe
from layerwise.classroom.room import afterwards
from layerwise.exercises.catalogue import EXERCISES

EVIL = "<img src=x onerror=document.title='caught'>"
SMALLEST_IN_THE_ROOM = 24
# Of all texts that are seen and are neither controls nor notes on how to read the page: those that are smaller.
TOO_SMALL = """
([selectors, size]) => [...document.querySelectorAll(selectors)]
  .filter(node => node.checkVisibility() && parseFloat(getComputedStyle(node).fontSize) < size)
  .map(node => node.outerHTML)
"""
WHAT_MATTERS = (
    "h1, h2, #state, #exercises tbody th, #exercises tbody td, #exercises code, #most, #mistakes li, #mistakes *, #hands li, "
    "#people th, #people td"
)


@pytest.fixture
def live():
    with Live(clock=lambda: 1e9) as running:
        yield running


def page_of(browser, address: str, **how):
    page = browser.new_page(**{"viewport": {"width": 1280, "height": 720}, **how})
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(address)
    return page


def address_of(live: Live) -> str:
    return f"{live.address}/view#{live.session.secret}"


def a_class(live: Live, count: int):
    """Some people, in every state that there is, one of them with a name that means harm."""
    people = [live.join(EVIL if number == 1 else f"Ada {number}") for number in range(count)]
    verdicts = ("passed", "wrong", "error", "timed out", "begun")
    for number, person in enumerate(people):
        person.check("step", "passed")
        verdict = verdicts[number % 5]
        person.check("relu", verdict, EXERCISES["relu"].mistakes[0].id if verdict == "wrong" else None)
    people[2].raise_hand()
    return people


def test_what_happens_is_seen_and_names_are_hidden_at_one_key(live, browser):
    page = page_of(browser, address_of(live))
    assert live.session.secret not in page.url, "it is not to be seen on the projector"
    call = page.locator("#entrance pre")
    call.wait_for()
    assert live.whole.call in call.inner_text()
    people = a_class(live, 7)
    rows = page.locator("#people tbody tr")
    rows.nth(6).wait_for()
    page.get_by_text("Largest group: relu, 7 of 7; 2 have passed.").wait_for()
    assert page.locator("h1").inner_text() == "7 people"
    assert page.locator("#mistakes li").inner_text().startswith("2 × relu ")
    assert page.locator("#people thead th").all_inner_texts() == ["No.", "A\nstep", "B\nrelu", "C\nsigmoid"], (
        "the lesson where the class is"
    )
    assert "No. 3" in page.locator("#hands li").inner_text()
    assert "Ada" not in page.evaluate("document.body.outerHTML"), "neither to be seen nor to be found by a screen reader"
    page.keyboard.press("h")
    assert rows.nth(1).locator("th").inner_text().strip().startswith("<img") and "Ada 2" in page.locator("#hands li").inner_text()
    page.keyboard.press("h")
    assert "Ada" not in page.evaluate("document.body.outerHTML")
    # As it happens, without a touch of the page.
    people[5].check("sigmoid", "wrong")
    page.locator("#people tbody tr:nth-child(6) td:nth-child(4)", has_text="✗").wait_for()
    assert rows.nth(5).locator("td").all_inner_texts() == ["✓", "✓", "✗"]
    page.locator("#hands").get_by_role("button", name="Done").click()
    page.locator("#no-hands").wait_for()
    assert people[2].send().content["answered"] == people[2].hand.number
    assert page.title() == "The class" and page.said == [] and all(url.startswith((live.address, "data:")) for url in page.asked)
    page.close()


def test_the_keyboard_reaches_everything_and_a_screen_reader_is_told(live, browser):
    people = a_class(live, 6)
    page = page_of(browser, address_of(live))
    page.locator("#people tbody tr").nth(5).wait_for()
    assert page.locator("#new-hands").inner_text() == "Raised: No. 3. In all: 1."
    people[4].raise_hand()
    page.get_by_text("Raised: No. 5. In all: 2.").wait_for(state="attached")
    assert page.get_by_role("table", name="Who is where").get_by_role("row").nth(2).get_by_role("cell").all_inner_texts() == ["✓", "✗", "·"]
    assert page.get_by_role("img", name="not right yet, checked last").count() == 1
    page.get_by_role("button", name="No. 2").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert "Checked last: relu, not right yet." in dialog.inner_text() and EXERCISES["relu"].mistakes[0].message[:20] in dialog.inner_text()
    dialog.get_by_role("button", name="Take off the page").press("Enter")
    page.locator("h1", has_text="5 people").wait_for()
    assert people[1].send().status == 410
    page.locator("#lesson").select_option("03")
    assert page.locator("#people thead th").all_inner_texts()[1:] == ["A\ndense", "B\nforward"]
    page.locator("#lesson").press("h")
    assert "Ada" not in page.locator("#people").inner_text(), "where a letter chooses a lesson, it shows no names"
    page.get_by_role("button", name="Close door").press("Enter")
    page.get_by_role("button", name="Open door").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save summary").press("Enter")
    assert "A class of 5" in download.value.path().read_text() and "Ada" not in download.value.path().read_text()
    page.get_by_role("button", name="End", exact=True).press("Enter")
    assert not live.whole.is_to_end.is_set()
    page.get_by_role("dialog").get_by_role("button", name="End the class").press("Enter")
    page.wait_for_timeout(100)
    live.do(live.whole.end)
    page.get_by_text("The class has ended, and all that was sent is deleted.").wait_for()
    assert live.whole.is_to_end.is_set() and "No. 3" not in page.locator("body").inner_text() and page.said == []
    page.close()


def test_what_came_of_what_the_instructor_did_stays_when_news_come_in(live, browser):
    people = a_class(live, 4)
    page = page_of(browser, address_of(live))
    page.locator("h1", has_text="4 people").wait_for()
    assert page.get_by_role("heading", name="Mistakes right now").is_visible()
    page.get_by_role("button", name="Save summary").press("Enter")
    page.get_by_text("of fewer than 5 people").wait_for()
    people[3].raise_hand()
    page.get_by_text("Raised: No. 4.").wait_for(state="attached")
    assert page.get_by_text("of fewer than 5 people").is_visible()
    page.close()


@one_in(3)
@pytest.mark.parametrize("width, colours, count", [(1280, "dark", 40), (320, "light", 7)])
def test_nobody_is_shut_out_and_the_last_row_of_the_room_reads_it(live, browser, width, colours, count):
    a_class(live, count)
    page = page_of(browser, address_of(live), viewport={"width": width, "height": 720}, color_scheme=colours)
    page.locator("#people tbody tr").nth(count - 1).wait_for()
    if width == 1280:
        assert page.evaluate("document.querySelector('#people').getBoundingClientRect().bottom <= window.innerHeight"), "forty at once"
    for _ in range(2):  # with names hidden, and shown
        assert page.evaluate(TOO_SMALL, [WHAT_MATTERS, SMALLEST_IN_THE_ROOM]) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page itself has to fit"
        page.keyboard.press("h")
    assert find_with_axe(page, "html") == []
    page.close()


def test_a_server_that_is_gone_is_told_and_one_that_is_back_shows_how_things_stand(browser):
    with Live() as live:
        session, port = live.session, live.port
        people = a_class(live, 5)
        page = page_of(browser, address_of(live))
        page.locator("#people tbody tr").nth(4).wait_for()
    page.get_by_text("The class cannot be reached. This is how it was at").wait_for()
    assert page.locator("#people tbody tr").count() == 5
    with Live(session, port) as again:
        for person in people[:3]:
            person.check("sigmoid", "passed")
        page.locator("#people tbody tr:nth-child(3) td:nth-child(4)", has_text="✓").wait_for()
        assert page.locator("#state").inner_text() == "" and page.locator("#people tbody tr").count() == 3
        assert len(again.picture()["people"]) == 3
        page.reload()
        page.locator("#people tbody tr").nth(2).wait_for()
    page.close()


def test_without_the_secret_the_page_shows_nothing(live, browser):
    a_class(live, 5)
    page = page_of(browser, f"{live.address}/view#{live.session.code}")
    page.get_by_text("Open the address that").wait_for()
    assert page.locator("#people tbody tr").count() == 0 and not page.locator("main").is_visible()
    page.close()


def test_the_picture_of_what_was_handed_in_needs_nothing_else(tmp_path, browser):
    for name, content in {
        "Ada": progress("relu", "step"),
        EVIL.replace("/", ""): progress("step", tried="relu"),
        "</script>": progress(),
    }.items():
        folder = tmp_path / "class" / name.replace("/", "∕")
        folder.mkdir(parents=True)
        (folder / "progress.json").write_text(content)
    afterwards.write(tmp_path / "class", tmp_path / "class.html")
    page = page_of(browser, (tmp_path / "class.html").as_uri(), color_scheme="dark")
    rows = page.locator("#people tbody tr")
    rows.nth(2).wait_for()
    page.keyboard.press("h")
    assert "Ada" in page.locator("#people").inner_text() and "<img src=x" in page.locator("#people").inner_text()
    assert page.get_by_role("button", name="End").count() == 0 and not page.locator("#hands-panel").is_visible()
    assert page.get_by_text("None that is recognised.").count() == 1 and not page.locator("#mistakes-panel").is_visible()
    assert page.title() == "The class" and page.said == []
    assert {url for url in page.asked if not url.startswith(("blob:", "data:"))} == {(tmp_path / "class.html").as_uri()}
    page.close()
