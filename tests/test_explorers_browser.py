"""The explorers in a real browser: JupyterLab as `layerwise learn` starts it, Debian's Chromium, and hands that know only the keyboard."""

import json
import re
import time
import urllib.request
from importlib import resources
from pathlib import Path

import pytest
from browser import TOKEN, Learner, wait_until
from in_node import differences

from layerwise import explorers
from layerwise.explorers.wording import fill, fixed
from layerwise.figures.style import contrast

TESTS = Path(__file__).resolve().parent
LESSONS = TESTS.parent / "lessons"
EXPLORER = ".layerwise-explorer"
LEAST_TEXT = 10 * 96 / 72  # ten points in CSS pixels
LEAST_CONTRAST = 4.5
PRESSES = 20

# Of each element that holds words: the words, their size in pixels, their colour and the colour below them.
LETTERS = """
root => [...root.querySelectorAll("*")]
  .filter(node => [...node.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim()))
  .map(node => {
    const style = getComputedStyle(node);
    let ground = node;
    while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const ink = node.namespaceURI.endsWith("svg") ? style.fill : style.color;
    return [node.textContent, parseFloat(style.fontSize), ink, getComputedStyle(ground).backgroundColor];
  })
"""

# The words of what reaches over the explorer's edge or its drawing's.
CUT_OFF = """
root => [...root.querySelectorAll("svg, svg text, label, button, p:not(.spoken), input")]
  .filter(node => {
    const edge = (node.closest("svg") ?? root).getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return box.left < edge.left - 0.5 || box.right > edge.right + 0.5 || box.top < edge.top - 0.5 || box.bottom > edge.bottom + 0.5;
  })
  .map(node => node.textContent || node.tagName)
"""


# What is told before and right after a slider was moved to and fro, as fast as no hand can.
MOVED_THREE_TIMES = """
slider => {
  const spoken = slider.closest(".layerwise-explorer").querySelector("[role=status]");
  const before = spoken.textContent;
  for (const value of [slider.max, slider.min, slider.max]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return [before, spoken.textContent];
}
"""


def used_in_lessons() -> list[tuple[str, list]]:
    """Each lesson that shows explorers, and which, in order."""
    found = []
    for path in sorted(LESSONS.glob("[0-9][0-9]_*.md")):
        names = re.findall(r"^explorers\.(\w+)\(\)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if names:
            found.append((f"{path.stem}.ipynb", [getattr(explorers, name) for name in names]))
    return found


def visit(browser, server, path: str):
    """A learner who has opened a notebook in a window of their own."""
    learner = Learner(browser.new_context(viewport={"width": 1200, "height": 900}).new_page(), *server)
    learner.open(path)
    return learner


@pytest.fixture(scope="module", params=used_in_lessons(), ids=lambda lesson: lesson[0])
def lesson(request, browser, server):
    """A lesson that has been run, and its explorers as Python makes them."""
    path, makes = request.param
    learner = visit(browser, server, path)
    learner.run_all(path)
    wait_until(lambda: learner.page.locator(EXPLORER).count() == len(makes), 20, "an explorer did not appear")
    yield learner, [(learner.page.locator(EXPLORER).nth(k), make) for k, make in enumerate(makes)]
    learner.page.context.close()


# --- what the tests see --------------------------------------------------------------------------------------------------


def state(root) -> dict:
    return root.evaluate("root => root.state")


def settled(root, **expected) -> dict:
    """The state once the picture shows these values."""

    def shown():
        now = state(root)
        return now if all(now[name] == value for name, value in expected.items()) else None

    return wait_until(shown, 20, f"the picture never showed {expected}")


def drawing(root) -> str:
    return root.locator(".drawings").evaluate("picture => picture.innerHTML")


def walk_to(page, root) -> None:
    """Press Tab until the focus is on the explorer's first control."""
    # To begin where a learner is who has just run the cell: on the cell itself.
    root.evaluate("root => root.closest('.jp-Cell').focus()")
    wanted = root.locator("input:not([type=radio]), input:checked").first
    for _ in range(40):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead to the explorer")


def controls_of(make):
    """The controls that have a value and are inputs. A sheet to draw on is none: it is tried in test_handwriting_browser.py."""
    return [control for control in make.controls if hasattr(control, "all_values") and not isinstance(control, explorers.Drawing)]


def begin_drawing(page, root) -> None:
    """Draw a line across every sheet of an explorer, so that there is something to see."""
    for sheet in root.get_by_role("application").all():
        sheet.scroll_into_view_if_needed()
        box = sheet.bounding_box()
        page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.2 * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.7 * box["height"])
        page.mouse.up()


def find_with_axe(page, selector: str) -> list[str]:
    source = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    result = page.evaluate("selector => axe.run({include: [[selector]]})", selector)
    assert result["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html']}" for rule in result["violations"] for node in rule["nodes"]]


def colour(css: str) -> list[float]:
    """The channels, 0 to 1, of a colour that the browser writes as rgb(…)."""
    return [int(channel) / 255 for channel in re.findall(r"\d+", css)[:3]]


def stop_kernel(server, notebook: str) -> None:
    def ask(path, method="GET"):
        request = urllib.request.Request(f"{server[0]}/api/{path}?token={TOKEN}", method=method)
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.read()

    (session,) = (session for session in json.loads(ask("sessions")) if session["path"] == notebook)
    ask(f"sessions/{session['id']}", "DELETE")


# --- the lessons' explorers ----------------------------------------------------------------------------------------------


def test_the_keyboard_moves_every_control_and_in_the_end_the_picture_is_what_python_computes(lesson):
    """That JavaScript and Python compute the same everywhere is shown without a browser, in test_explorers_in_node.py."""
    learner, shown = lesson
    page = learner.page
    for root, make in shown:
        inputs = root.locator("input")
        assert inputs.count() == sum(len(getattr(control, "options", (1,))) for control in controls_of(make))
        begin_drawing(page, root)
        walk_to(page, root)
        root.evaluate("root => root.scrollIntoView()")
        place = root.evaluate("root => [root.getBoundingClientRect().top, root.offsetHeight]")
        for control in controls_of(make):
            before = drawing(root)
            values = control.all_values()
            if hasattr(control, "options"):
                keys = [("ArrowDown", value) for value in [*values, *values][values.index(control.start) + 1 :][: len(values)]]
            elif hasattr(control, "step"):
                following = values[values.index(control.start) + 1] if control.start < control.high else None
                keys = [("ArrowRight", following)] if following is not None else []
                keys += [("End", values[-1]), ("ArrowLeft", values[-2]), ("Home", values[0])]
            else:
                keys = [("Space", not control.start)]
            pictures = {before}
            for key, value in keys:
                page.keyboard.press(key)
                now = settled(root, **{control.name: value})
                pictures.add(drawing(root))
                assert root.locator(".drawings").get_attribute("aria-label") == fill(make.alt, now)
                assert "{" not in root.locator(".result").inner_text()
            assert len(pictures) > 1, f"{control.name} changes nothing in the picture"
            page.keyboard.press("Tab")
        assert root.evaluate("root => [root.getBoundingClientRect().top, root.offsetHeight]") == place, "the page moved"
        now = state(root)
        assert differences(now, make(**{name: now[name] for name in make().values}).state) == []
        page.keyboard.press("Shift+Tab")
        root.get_by_role("button", name="Back to the start").press("Enter")
        settled(root, **make().values)
    assert learner.errors == [] and learner.strangers == []


def test_a_screen_reader_is_told_the_result_once_the_hands_rest(lesson):
    learner, shown = lesson
    for root, make in shown:
        if not root.locator("input[type=range]").count():
            continue
        slider = root.locator("input[type=range]").first
        spoken = root.get_by_role("status")
        before, after = slider.evaluate(MOVED_THREE_TIMES)
        assert after == before
        control = next(control for control in controls_of(make) if hasattr(control, "step"))
        said = fill(make.spoken, settled(root, **{control.name: control.high}))
        wait_until(lambda spoken=spoken, said=said: spoken.text_content() == said, 5, f"it was not said: {said}")
        assert slider.get_attribute("aria-valuetext") == (fixed(control.high, control.decimals) + f" {control.unit}").strip()


def test_axe_finds_nothing_and_every_letter_can_be_read(lesson):
    learner, shown = lesson
    assert find_with_axe(learner.page, EXPLORER) == []
    for root, make in shown:
        found = root.evaluate(LETTERS)
        assert len(found) > len(make.controls)
        for text, size, ink, ground in found:
            assert size >= LEAST_TEXT, text
            assert contrast(colour(ink), colour(ground)) >= LEAST_CONTRAST, text


@pytest.mark.parametrize("width", [700, 1200])
def test_nothing_is_cut_off(lesson, width):
    learner, shown = lesson
    learner.page.set_viewport_size({"width": width, "height": 900})
    try:
        for root, _ in shown:
            root.scroll_into_view_if_needed()
            time.sleep(0.5)  # the time in which the drawings are made for the new width
            assert root.locator("svg").count()
            assert root.evaluate(CUT_OFF) == []
            room = root.evaluate("root => [root.scrollWidth - root.clientWidth, root.offsetWidth - root.parentElement.clientWidth]")
            assert max(room) <= 0
    finally:
        learner.page.set_viewport_size({"width": 1200, "height": 900})


def test_a_burst_of_presses_ends_with_the_last_state(lesson):
    learner, shown = lesson
    for root, make in shown:
        long = [control for control in controls_of(make) if hasattr(control, "step") and len(control.all_values()) > PRESSES]
        if not long:
            continue
        control = long[0]
        slider = root.get_by_label(control.label, exact=True)
        slider.press("Home")
        settled(root, **{control.name: control.low})
        start = time.monotonic()
        for _ in range(PRESSES):
            slider.press("ArrowRight")
        settled(root, **{control.name: control.all_values()[PRESSES]})
        assert time.monotonic() - start < 5
        root.get_by_role("button", name="Back to the start").click()
        settled(root, **make().values)


def test_a_click_in_a_picture_moves_a_control(lesson):
    """Where a hand shows that something can be clicked; the control that it moves is there for the keyboard too."""
    learner, shown = lesson
    for root, make in shown:
        targets = root.locator(".drawings [style*='cursor: pointer']").all()
        for target in targets[:2] + targets[-1:]:
            before = state(root)
            target.dispatch_event("click")
            now = wait_until(lambda root=root, before=before: state(root) != before and state(root), 5, "the click changes nothing")
            assert any(now[control.name] != before[control.name] for control in controls_of(make)), "no control was moved"
        root.get_by_role("button", name="Back to the start").click()
        settled(root, **make().values)


# Last of a lesson's tests, because it stops the kernel.
def test_after_a_reload_without_a_kernel_the_still_pictures_are_there(lesson, server):
    learner, shown = lesson
    page = learner.page
    stills = page.locator(".layerwise-still img")
    assert [stills.nth(k).is_visible() for k in range(len(shown))] == [False] * len(shown), "beside a live view there is no still one"
    page.keyboard.press("Control+s")
    time.sleep(1)
    stop_kernel(server, page.url.rpartition("/")[2])
    page.reload()
    for k, (_, make) in enumerate(shown):
        stills.nth(k).wait_for(state="visible", timeout=30_000)
        assert stills.nth(k).get_attribute("alt") == make().still().alt
    time.sleep(3)  # the time in which JupyterLab looks for a live view
    assert page.locator(EXPLORER).count() == 0
    assert page.get_by_text(re.compile("model not found|Loading widget")).locator("visible=true").count() == 0
    assert find_with_axe(page, ".layerwise-still") == []


# --- the ground, with an explorer that has every kind of control and asks the kernel ---------------------------------------


@pytest.fixture(scope="module")
def lamp_notebook(browser, server):
    """A notebook with the tiny explorer in two views."""
    cells = [
        f"import sys\nsys.path.insert(0, {str(TESTS)!r})\nfrom tiny_explorer import Lamp\nlamp = Lamp()",
        "lamp",
        "lamp",
        "print(lamp.state)",
    ]
    code = [
        {"cell_type": "code", "id": f"cell-{k}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for k, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path = server[1] / "lamp.ipynb"
    path.write_text(json.dumps({"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    learner = visit(browser, server, "lamp.ipynb")
    learner.run_all("lamp.ipynb")
    wait_until(lambda: learner.page.locator(EXPLORER).count() == 2, 20, "an explorer did not appear")
    yield learner
    learner.page.context.close()


@pytest.fixture
def lamp(lamp_notebook):
    root = lamp_notebook.page.locator(EXPLORER).first
    root.get_by_role("button", name="Back to the start").click()
    settled(root, on=True, bulb="weak", level=2)
    return lamp_notebook, root


def say(learner, code: str, answer: str) -> None:
    """Run `code` in the last cell, and wait for `answer` below it."""
    cell = learner.page.locator(".jp-CodeCell").nth(3)
    learner.answer(cell, code)
    cell.locator(".jp-OutputArea-output", has_text=answer).wait_for(timeout=20_000)


def test_browser_and_kernel_agree(lamp):
    learner, root = lamp
    other = learner.page.locator(EXPLORER).nth(1)
    walk_to(learner.page, root)
    for key, expected in [
        ("Space", {"on": False, "brightness": 0}),
        ("Space", {"on": True, "brightness": 2}),
        ("Tab", {}),
        ("ArrowDown", {"bulb": "strong", "brightness": 4}),
        ("Tab", {}),
        ("ArrowRight", {"level": 3, "brightness": 6}),
        ("Tab", {}),
        ("Enter", {"level": 4, "brightness": 8}),
    ]:
        learner.page.keyboard.press(key)
        settled(root, **expected)
        settled(other, **expected)
    assert root.locator(".value").inner_text() == other.locator(".value").inner_text() == "4 W"
    assert other.locator("input[value=strong]").is_checked() and other.locator("input[type=checkbox]").is_checked()
    say(learner, "print(lamp.values)", "{'on': True, 'bulb': 'strong', 'level': 4}")
    say(learner, "lamp.set(on=False)\nlamp.press('brighter')\nprint('set')", "set")
    settled(root, on=False, level=5, brightness=0)
    assert not root.locator("input[type=checkbox]").is_checked()
    assert learner.errors == [] and learner.strangers == []


def test_a_burst_leaves_no_backlog_in_the_kernel(lamp):
    learner, root = lamp
    slider = root.locator("input[type=range]")
    slider.press("Home")
    settled(root, level=0)
    for _ in range(PRESSES):
        slider.press("ArrowRight")
    settled(root, level=20, brightness=20)
    time.sleep(1)
    assert state(root)["level"] == 20, "an older picture came late"
    say(learner, "print(lamp.state['brightness'])", "20.0")


def test_a_play_button_plays_to_the_end_and_stops_when_asked(lamp):
    learner, root = lamp
    play = root.get_by_role("button", name="Sunrise")
    play.press("Enter")
    wait_until(lambda: state(root)["level"] > 4, 20, "it does not play")
    assert play.get_attribute("aria-pressed") == "true"
    play.press("Enter")
    time.sleep(0.5)
    reached = state(root)["level"]
    time.sleep(0.5)
    assert state(root)["level"] == reached < 20
    assert play.get_attribute("aria-pressed") == "false"
    play.press("Enter")
    settled(root, level=20)
    wait_until(lambda: play.get_attribute("aria-pressed") == "false", 5, "it plays on though nothing is left to add")
    play.press("Enter")
    wait_until(lambda: state(root)["level"] < 20, 5, "at the end it does not begin again")
    root.get_by_role("button", name="Back to the start").press("Enter")
    settled(root, level=2)
    time.sleep(0.5)
    assert state(root)["level"] == 2
