"""A digit is drawn in a real browser: by mouse, pen, finger and keyboard, and from Python."""

import sys
import time

import numpy as np
import pytest
from amounts import one_in, only_with_long
from browser import wait_until
from in_node import differences

from in_browser.test_explorers import (
    CUT_OFF,
    EXPLORER,
    LEAST_CONTRAST,
    LEAST_TEXT,
    LETTERS,
    colour,
    drawing,
    find_with_axe,
    notebook_of,
    say,
    settled,
    show,
    state,
)
from layerwise import data, explorers
from layerwise.figures.style import INK, contrast

# That JavaScript computes what Python computes is shown in every run, by Node: see test_explorers_in_node.py.
pytestmark = only_with_long
DRAWINGS = data.load_drawings()
GREYEST = sys.modules["layerwise.explorers.handwriting"].GREYEST
CELLS = [
    "from layerwise import data, explorers, nn\nimport numpy as np\nexplorer = explorers.handwriting()",
    "explorer",
    "network = nn.Network([nn.Dense(64, 9, rng=0), nn.Sigmoid(), nn.Dense(9, 10, rng=1)])\nasked = explorers.handwriting(network)\nasked",
    "print()",
]


@pytest.fixture(scope="module")
def notebook(learner):
    """A notebook with an explorer that the browser computes and one that asks the kernel."""
    (learner.workbook / "handwriting.ipynb").write_text(notebook_of(*CELLS), encoding="utf-8")
    show(learner, "handwriting.ipynb", 2)
    return learner


@pytest.fixture
def sheet(notebook):
    """The page, the explorer and its sheet, which is empty."""
    root = notebook.page.locator(EXPLORER).first
    root.get_by_role("button", name="Back to the start").click()
    settled(root, strokes=[], centred=True)
    root.evaluate("root => root.scrollIntoView({block: 'center'})")
    return notebook.page, root, root.get_by_role("application", name="Draw a digit, 0 to 9")


def places(sheet, strokes) -> list:
    """Where on the page the points of strokes are."""
    box = sheet.locator("svg").bounding_box()
    return [[(box["x"] + x * box["width"] / 128, box["y"] + y * box["height"] / 128) for x, y in stroke] for stroke in strokes]


def draw(page, sheet, strokes) -> None:
    for first, *others in places(sheet, strokes):
        page.mouse.move(*first)
        page.mouse.down()
        for place in others:
            page.mouse.move(*place)
        page.mouse.up()


def farthest(strokes, wanted) -> float:
    """How far the points of strokes are at most from those that were wanted, or the other way round."""
    pairs = zip(strokes, wanted, strict=True)
    return max(float(np.linalg.norm(np.array(one)[:, None] - np.array(other)[None], axis=2).min(axis=1).max()) for one, other in pairs)


@one_in(12, 3)
@pytest.mark.parametrize("k", [*range(20, 30), 140, 145])
def test_what_is_drawn_by_mouse_is_read_as_python_reads_it(notebook, sheet, k):
    page, root, paper = sheet
    wanted = DRAWINGS.strokes[k]
    draw(page, paper, wanted)
    now = settled(root, digit=int(DRAWINGS.labels[k]))
    assert farthest(now["strokes"], wanted) < 0.6 and farthest(wanted, now["strokes"]) < 1.6
    assert differences(now, explorers.handwriting(strokes=now["strokes"]).state) == []
    assert root.locator(".result").inner_text() == now["answer"]
    assert notebook.errors == [] and notebook.strangers == []


def test_a_stroke_goes_on_where_the_pointer_leaves_the_sheet_and_ends_with_the_button(sheet):
    page, root, paper = sheet
    [[(x, y)]] = places(paper, [[(100, 60)]])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 300, y)
    page.mouse.up()
    page.mouse.move(x, y + 20)
    assert settled(root)["strokes"] == [[[pytest.approx(100, abs=0.5), pytest.approx(60, abs=0.5)], [128, pytest.approx(60, abs=0.5)]]]


@pytest.mark.parametrize("kind", ["pen", "touch"])
def test_pen_and_finger_draw_and_do_not_scroll(sheet, kind):
    page, root, paper = sheet
    session = page.context.new_cdp_session(page)
    top = root.evaluate("root => root.getBoundingClientRect().top")
    (line,) = places(paper, [[(76 - y / 5, y) for y in range(20, 121, 4)]])
    for step, (x, y) in enumerate(line):
        if kind == "touch":
            name = "touchStart" if step == 0 else "touchMove"
            session.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": [{"x": x, "y": y}]})
        else:
            name = "mousePressed" if step == 0 else "mouseMoved"
            held = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen"}
            session.send("Input.dispatchMouseEvent", {"type": name, "x": x, "y": y, **held})
    if kind == "touch":
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        session.send("Input.dispatchMouseEvent", {"type": "mouseReleased", "x": x, "y": y, **held})
    now = wait_until(lambda: state(root)["strokes"] and state(root)["strokes"][0][-1][1] > 119 and state(root), 5, "the line is not drawn")
    assert len(now["strokes"]) == 1 and len(now["strokes"][0]) > 20 and now["digit"] == 1
    assert root.evaluate("root => root.getBoundingClientRect().top") == top, "the page was scrolled"


def test_the_keyboard_paints_a_seven_and_takes_it_back(notebook, sheet):
    page, root, paper = sheet
    paper.focus()
    told = root.locator("[aria-live]:not([role=status])")

    def press(key, times=1):
        for _ in range(times):
            page.keyboard.press(key)

    press("ArrowLeft", 8)
    press("Space")
    assert told.text_content() == "Pen down, 32 across and 32 down."
    press("ArrowRight", 14)
    page.keyboard.down("ArrowLeft")  # two arrows at once go slantwise
    page.keyboard.down("ArrowDown")
    page.keyboard.up("ArrowLeft")
    page.keyboard.up("ArrowDown")
    for _ in range(8):
        press("ArrowDown", 2)
        press("ArrowLeft")
    press("Space")
    now = settled(root, digit=7)
    assert told.text_content().startswith("Pen up, ")
    assert len(now["strokes"]) == 1 and now["strokes"][0][0] == [32, 32] and now["strokes"][0][14] == [88, 32]
    assert now["strokes"][0][16] == [80, 36], "left and down together"
    spoken = root.locator(".spoken[role=status]")
    wait_until(lambda: spoken.text_content() == now["answer"], 5, "the answer was not said")
    press("ArrowUp", 3)
    assert state(root)["strokes"] == now["strokes"], "the pen is up"
    press("Space")
    press("ArrowRight", 5)
    press("Space")
    assert len(settled(root)["strokes"]) == 2
    press("Backspace")
    settled(root, strokes=now["strokes"])
    assert told.text_content().startswith("1 stroke left, ")
    press("Backspace", 3)
    settled(root, strokes=[], answer="Nothing is drawn yet.")
    assert notebook.errors == []


def test_tab_leaves_the_sheet_and_comes_to_every_button(sheet):
    page, root, paper = sheet
    paper.focus()
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent || document.activeElement.type"))
    moves = [f"Move the drawing {side} by one of eight pixels" for side in ("left", "right", "up", "down")]
    assert seen == ["Undo", "Clear", *moves, "checkbox", "Back to the start"]


@only_with_long
def test_undo_clear_and_moving_the_drawing(sheet):
    page, root, paper = sheet
    draw(page, paper, DRAWINGS.strokes[24])  # a 4 of two strokes
    drawn = settled(root, digit=4)
    root.get_by_role("button", name="Undo").click()
    settled(root, strokes=drawn["strokes"][:1])
    draw(page, paper, DRAWINGS.strokes[24][1:])
    settled(root, digit=4)
    for side in ("right", "right", "up"):
        root.get_by_role("button", name=f"Move the drawing {side}").click()
    moved = settled(root, digit=4)
    assert moved["strokes"][0][0] == [pytest.approx(drawn["strokes"][0][0][0] + 32), pytest.approx(drawn["strokes"][0][0][1] - 16)]
    root.get_by_label("put it into the middle first").uncheck()
    off = settled(root, centred=False)
    assert off["placed"] != moved["placed"] and differences(off, explorers.handwriting(strokes=off["strokes"], centred=False).state) == []
    for _ in range(20):
        root.get_by_role("button", name="Move the drawing right").click()
    assert settled(root)["strokes"][0][0][0] < 256, "it does not get lost"
    root.get_by_role("button", name="Clear").click()
    settled(root, strokes=[], centred=False)


def test_strokes_go_between_python_and_the_browser(notebook, sheet):
    page, root, paper = sheet
    say(notebook, "explorer.strokes = data.load_drawings().strokes[25]; print('set', explorer.state['answer'])", "set Read as 5")
    now = settled(root, digit=5)
    assert now["strokes"] == DRAWINGS.strokes[25]
    root.evaluate("root => root.scrollIntoView({block: 'center'})")
    draw(page, paper, [[(20, 20), (20, 40)]])
    wait_until(lambda: len(state(root)["strokes"]) == len(now["strokes"]) + 1, 5, "the stroke is missing")
    say(notebook, "print(len(explorer.strokes), 'strokes', explorer.strokes[-1][0])", f"{len(now['strokes']) + 1} strokes [20")


@only_with_long
def test_a_network_that_the_browser_does_not_know_is_asked_in_the_kernel(notebook):
    page, root = notebook.page, notebook.page.locator(EXPLORER).nth(1)
    root.evaluate("root => root.scrollIntoView({block: 'center'})")
    paper = root.locator(".sheet")
    draw(page, paper, DRAWINGS.strokes[20])
    now = wait_until(
        lambda: len(state(root)["strokes"]) == 1 and state(root)["digit"] >= 0 and state(root), 10, "the kernel does not answer"
    )
    time.sleep(1)
    now = state(root)
    assert farthest(DRAWINGS.strokes[20], now["strokes"]) < 1.6, "strokes are complete once the hand rests"
    assert root.locator(".sheet path").first.get_attribute("d").startswith("M")
    root.get_by_role("button", name="Clear").click()
    settled(root, strokes=[], answer="Nothing is drawn yet.")


def test_axe_finds_nothing_and_every_letter_can_be_read(sheet):
    page, root, paper = sheet
    draw(page, paper, DRAWINGS.strokes[8])
    before = drawing(root)
    assert find_with_axe(page, EXPLORER) == []
    found = root.evaluate(LETTERS)
    assert len(found) > 64 + 20
    for text, size, ink, ground in found:
        assert size >= LEAST_TEXT, text
        assert contrast(colour(ink), colour(ground)) >= LEAST_CONTRAST, text
    assert drawing(root) == before


def test_numbers_on_full_ink_can_be_read():
    """The darkest ground behind a number, which the test of the letters does not see."""
    shade = 1 - GREYEST * (1 - colour("rgb(26, 26, 26)")[0])
    assert contrast(INK, [shade] * 3) >= LEAST_CONTRAST


@pytest.mark.parametrize(("screen", "room"), [(1366, 934), (1079, 647), (800, 368)])
def test_it_fits(sheet, screen, room):
    page, root, paper = sheet
    page.set_viewport_size({"width": screen, "height": 768})
    try:
        wait_until(lambda: root.evaluate("root => root.offsetWidth") == room, 5, f"the explorer is not {room} pixels wide")
        time.sleep(0.5)
        assert root.evaluate(CUT_OFF) == []
        assert root.evaluate("root => root.scrollWidth - root.clientWidth") <= 0
        if room >= 647:
            assert root.evaluate("root => root.offsetHeight") < 600, "the sheet and the answer are seen at once"
    finally:
        page.set_viewport_size({"width": 1200, "height": 900})
