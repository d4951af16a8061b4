"""The explorers in a real browser: JupyterLab as `layerwise learn` starts it, Debian's Chromium, and hands that know only the keyboard."""

import json
import re
import time
from importlib import resources
from pathlib import Path

import pytest
from amounts import amount, one_in, only_with_long
from browser import IN_FRONT, wait_until
from in_node import differences

from layerwise import explorers
from layerwise.explorers.wording import fill, fixed
from layerwise.figures.style import contrast

# That JavaScript computes what Python computes is shown in every run, by Node: see test_explorers_in_node.py.
pytestmark = only_with_long
TESTS = Path(__file__).resolve().parents[1]
EVERY = "explorers.ipynb"
NAMES = [make.__name__.lower() for make in explorers.ALL]
EXPLORER = f"{IN_FRONT} .layerwise-explorer"
STILL = f"{IN_FRONT} .layerwise-still"
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


# How far each explorer reaches, and how far its controls stand to the right of its picture's left edge.
PLACES = """
root => {
  const [picture, panel] = [".drawings", ".panel"].map(part => root.querySelector(part).getBoundingClientRect());
  const beside = panel.left >= picture.right || panel.right <= picture.left;
  return { height: root.offsetHeight, beside, letters: parseFloat(getComputedStyle(root).fontSize) };
}
"""

# The words that stand on a dot, on a ring or on other words. Each is looked at as it lies, turned or not.
COVERED = """
root => [...root.querySelectorAll(".drawings > svg")].flatMap(svg => {
  const seen = node => node.getClientRects().length && getComputedStyle(node).visibility === "visible";
  const texts = [...svg.querySelectorAll("text")].filter(node => node.textContent.trim() && seen(node));
  const middle = node => {
    const box = node.getBoundingClientRect();
    return new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  };
  const isOn = (text, point, away) => {
    const { x, y } = point.matrixTransform(text.getScreenCTM().inverse());
    const box = text.getBBox();
    return x > box.x - away && x < box.x + box.width + away && y > box.y + 3 - away && y < box.y + box.height - 3 + away;
  };
  const corners = node => {
    const { x, y, width, height } = node.getBBox();
    const shares = [0.02, 0.25, 0.5, 0.75, 0.98];
    return shares.flatMap(a => [0.3, 0.7].map(b => new DOMPoint(x + a * width, y + b * height).matrixTransform(node.getScreenCTM())));
  };
  const dots = [...svg.querySelectorAll(".dot")].filter(seen).map(middle);
  return texts.flatMap(text => [
    ...(dots.some(dot => isOn(text, dot, 2)) ? [`${text.textContent} on a dot`] : []),
    ...texts.filter(other => other !== text && corners(other).some(corner => isOn(text, corner, 0)))
      .map(other => `${other.textContent} on ${text.textContent}`),
  ]);
})
"""

# What is covered after each round of moves; a round is labels of sliders and their values. "" is what is covered before.
MOVED_AND_COVERED = """
async (root, rounds) => {
  const covered = COVERED;
  const found = { "": covered(root) };
  for (const round of rounds) {
    const before = root.state;
    let moved = false;
    for (const [label, value] of Object.entries(round)) {
      const slider = [...root.querySelectorAll("input[type=range]")].find(input => input.labels[0].textContent === label);
      moved ||= Number(slider.value) !== value;
      slider.value = value;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (let wait = 0; moved && wait < 4000 && root.state === before; wait++) await new Promise(resolve => setTimeout(resolve, 5));
    found[JSON.stringify(round)] = moved && root.state === before ? ["the picture did not follow"] : covered(root);
  }
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words.length));
}
"""

# JupyterLab's own: its presentation mode, and whether its list of files is open.
SHOWN_AS = """
([presented, files]) => {
  const { shell } = window.jupyterapp;
  shell.presentationMode = presented;
  files ? shell.expandLeft() : shell.collapseLeft();
}
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


def notebook_of(*cells: str) -> str:
    """A notebook of these cells, as it is stored."""
    code = [
        {"cell_type": "code", "id": f"cell-{k}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for k, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def show(learner, path: str, explorers_in_it: int) -> None:
    """Open a notebook, run it, and wait for its explorers."""
    learner.open(path)
    learner.run_all(path)
    wait_until(lambda: learner.page.locator(EXPLORER).count() == explorers_in_it, 60, "an explorer did not appear")


@pytest.fixture(scope="module")
def all_shown(learner):
    """A learner before a notebook with every explorer; that a lesson shows its own is seen in test_lessons.py."""
    cells = ["from layerwise import explorers", *(f"explorers.{name}()" for name in NAMES)]
    (learner.workbook / EVERY).write_text(notebook_of(*cells), encoding="utf-8")
    show(learner, EVERY, len(NAMES))
    stills = learner.page.locator(f"{STILL} img")
    assert not any(still.is_visible() for still in stills.all()), "beside a live view there is no still one"
    return learner


@pytest.fixture(params=enumerate(explorers.ALL), ids=NAMES)
def explorer(request, all_shown):
    """A learner, an explorer on the page, and how Python makes it."""
    place, make = request.param
    root = all_shown.page.locator(EXPLORER).nth(place)
    root.scroll_into_view_if_needed()
    return all_shown, root, make


# The numbers on lines, and how much wider the plate below each is.
PLATES = """
root => [...root.querySelectorAll("rect.plate + text")]
  .map(text => [text.textContent, text.previousElementSibling.getBBox().width - text.getComputedTextLength()])
"""


# --- what the tests see --------------------------------------------------------------------------------------------------


def state(root) -> dict:
    return root.evaluate("root => root.state")


def settled(root, **expected) -> dict:
    """The state once the picture shows these values."""
    values = "(root, names) => names.map(name => root.state[name])"
    names, wanted = list(expected), list(expected.values())
    wait_until(lambda: root.evaluate(values, names) == wanted, 20, f"the picture never showed {expected}")
    return state(root)


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
    """The controls that have a value and are inputs. A sheet to draw on is none: it is tried in test_handwriting.py."""
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
    if page.evaluate("() => !window.axe"):
        page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("selector => axe.run({include: [[selector]]})", selector)
    assert result["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html']}" for rule in result["violations"] for node in rule["nodes"]]


def colour(css: str) -> list[float]:
    """The channels, 0 to 1, of a colour that the browser writes as rgb(…)."""
    return [int(channel) / 255 for channel in re.findall(r"\d+", css)[:3]]


# --- every explorer ------------------------------------------------------------------------------------------------------


@one_in(2, 2)
def test_the_keyboard_moves_every_control_and_in_the_end_the_picture_is_what_python_computes(explorer):
    """That JavaScript and Python compute the same everywhere is shown without a browser, in test_explorers_in_node.py."""
    learner, root, make = explorer
    page = learner.page
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
    top, height = root.evaluate("root => [root.getBoundingClientRect().top, root.offsetHeight]")
    assert abs(top - place[0]) < 1 and height == place[1], "the page moved"  # a browser scrolls to fractions of a pixel
    now = state(root)
    assert differences(now, make(**{name: now[name] for name in make().values}).state) == []
    page.keyboard.press("Shift+Tab")
    root.get_by_role("button", name="Back to the start").press("Enter")
    settled(root, **make().values)
    assert learner.errors == [] and learner.strangers == []


@one_in(3)
def test_a_screen_reader_is_told_the_result_once_the_hands_rest(explorer):
    learner, root, make = explorer
    numbers = [control for control in controls_of(make) if hasattr(control, "step")]
    if not numbers:
        pytest.skip("it has no slider")
    slider = root.locator("input[type=range]").first
    spoken = root.locator(".spoken[role=status]")
    before, after = slider.evaluate(MOVED_THREE_TIMES)
    assert after == before
    said = fill(make.spoken, settled(root, **{numbers[0].name: numbers[0].high}))
    wait_until(lambda: spoken.text_content() == said, 5, f"it was not said: {said}")
    assert slider.get_attribute("aria-valuetext") == (fixed(numbers[0].high, numbers[0].decimals) + f" {numbers[0].unit}").strip()


def test_no_line_is_seen_through_the_numbers_on_it(explorer):
    _, root, make = explorer
    if make is not explorers.descent:
        pytest.skip("it has no numbers on lines")
    plates = root.evaluate(PLATES)
    assert "0.5" in [number for number, _ in plates]
    assert all(0 <= wider < 8 for _, wider in plates), plates


def test_every_letter_can_be_read(explorer):
    learner, root, make = explorer
    found = root.evaluate(LETTERS)
    assert len(found) > len(make.controls)
    for text, size, ink, ground in found:
        assert size >= LEAST_TEXT, text
        assert contrast(colour(ink), colour(ground)) >= LEAST_CONTRAST, text


def test_axe_finds_nothing(all_shown):
    assert find_with_axe(all_shown.page, EXPLORER) == []


@pytest.mark.parametrize("width", [700, 1200])
def test_nothing_is_cut_off(all_shown, width):
    page = all_shown.page
    page.set_viewport_size({"width": width, "height": 900})
    try:
        for root in page.locator(EXPLORER).all():
            root.scroll_into_view_if_needed()
            time.sleep(0.5)  # the time in which the drawings are made for the new width
            assert root.locator("svg").count()
            assert root.evaluate(CUT_OFF) == []
            room = root.evaluate("root => [root.scrollWidth - root.clientWidth, root.offsetWidth - root.parentElement.clientWidth]")
            assert max(room) <= 0
    finally:
        page.set_viewport_size({"width": 1200, "height": 900})


# A laptop's window with the list of files open, and a projector's in presentation mode; how high a notebook's part of it is.
@pytest.mark.parametrize(("width", "height", "presented", "room"), [(1366, 768, False, 647), (1280, 720, True, 599)])
def test_a_whole_explorer_is_seen_at_once(all_shown, width, height, presented, room):
    page = all_shown.page
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SHOWN_AS, [presented, not presented])
    try:
        letters = {}
        for name, root in zip(NAMES, page.locator(EXPLORER).all(), strict=True):
            root.scroll_into_view_if_needed()
            wait_until(lambda root=root: root.evaluate(PLACES)["beside"], 10, f"the controls of {name} do not stand beside its picture")
            # Until it is drawn for this window, it has the height that it had in the last one.
            wait_until(lambda root=root: root.evaluate(PLACES)["height"] <= room, 10, f"{name} is higher than {room} pixels")
            places = root.evaluate(PLACES)
            assert root.evaluate(CUT_OFF) == [], name
            letters[name] = places["letters"]
        assert (max(letters.values()) > 16) == presented and min(letters.values()) >= 14
    finally:
        page.evaluate(SHOWN_AS, [False, True])
        page.set_viewport_size({"width": 1200, "height": 900})


@one_in(3, 3)
def test_words_in_a_drawing_stand_on_no_dot_and_on_no_other_words(explorer):
    learner, root, make = explorer
    sliders = [control for control in controls_of(make) if hasattr(control, "step")]
    rounds = []
    for control in sliders:
        values = control.all_values()
        apart = [values[0], values[len(values) // 3], values[2 * len(values) // 3], values[-1]][:: amount(3, 1)] + [control.start]
        rounds += [{control.label: value} for value in apart]
    if make is explorers.network:  # its line runs among the birds
        labels = {control.name: control.label for control in sliders}
        rounds.append({labels["w1"]: 0, labels["b1"]: 4.5})
    assert root.evaluate(MOVED_AND_COVERED.replace("COVERED", COVERED), rounds) == {}
    root.get_by_role("button", name="Back to the start").click()
    settled(root, **make().values)


@one_in(5, 3)
def test_a_burst_of_presses_ends_with_the_last_state(explorer):
    learner, root, make = explorer
    long = [control for control in controls_of(make) if hasattr(control, "step") and len(control.all_values()) > PRESSES]
    if not long:
        pytest.skip("it has no slider that is long enough")
    control = long[0]
    slider = root.get_by_label(control.label, exact=True)
    slider.press("Home")
    settled(root, **{control.name: control.low})
    for _ in range(PRESSES):
        slider.press("ArrowRight")
    settled(root, **{control.name: control.all_values()[PRESSES]})
    root.get_by_role("button", name="Back to the start").click()
    settled(root, **make().values)


@one_in(3)
def test_a_click_in_a_picture_moves_a_control(explorer):
    """Where a hand shows that something can be clicked; the control that it moves is there for the keyboard too."""
    learner, root, make = explorer
    targets = root.locator(".drawings [style*='cursor: pointer']").all()
    if not targets:
        pytest.skip("nothing in its picture can be clicked")
    for target in targets[:2] + targets[-1:]:
        before = state(root)
        target.dispatch_event("click")
        now = wait_until(lambda before=before: state(root) != before and state(root), 5, "the click changes nothing")
        assert any(now[control.name] != before[control.name] for control in controls_of(make)), "no control was moved"
    root.get_by_role("button", name="Back to the start").click()
    settled(root, **make().values)


# --- the ground, with an explorer that has every kind of control and asks the kernel ---------------------------------------


@pytest.fixture(scope="module")
def lamp_notebook(learner):
    """A notebook with the tiny explorer in two views."""
    here = f"import sys\nsys.path.insert(0, {str(TESTS)!r})\nfrom tiny_explorer import Lamp\nlamp = Lamp()"
    (learner.workbook / "lamp.ipynb").write_text(notebook_of(here, "lamp", "lamp", "print(lamp.state)"), encoding="utf-8")
    show(learner, "lamp.ipynb", 2)
    return learner


@pytest.fixture
def lamp(lamp_notebook):
    root = lamp_notebook.page.locator(EXPLORER).first
    root.get_by_role("button", name="Back to the start").click()
    settled(root, on=True, bulb="weak", level=2)
    return lamp_notebook, root


def say(learner, code: str, answer: str) -> None:
    """Run `code` in the last cell, and wait for `answer` below it."""
    cell = learner.page.locator(f"{IN_FRONT} .jp-CodeCell").nth(3)
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
    learner.page.emulate_media(reduced_motion="no-preference")
    try:
        play, pause = (root.get_by_role("button", name=name) for name in ("Sunrise", "Pause"))
        play.press("Enter")
        wait_until(lambda: state(root)["level"] > 4, 20, "it does not play")
        pause.press("Enter")
        time.sleep(0.5)
        reached = state(root)["level"]
        time.sleep(0.5)
        assert state(root)["level"] == reached < 20
        play.press("Enter")
        settled(root, level=20)
        wait_until(lambda: pause.count() == 0, 5, "it plays on though nothing is left to add")
        play.press("Enter")
        wait_until(lambda: state(root)["level"] < 20, 5, "at the end it does not begin again")
        root.get_by_role("button", name="Back to the start").press("Enter")
        settled(root, level=2)
        time.sleep(0.5)
        assert state(root)["level"] == 2 and pause.count() == 0
    finally:
        learner.page.emulate_media(reduced_motion="reduce")


def test_playing_ends_where_there_is_nothing_more_to_see(lamp):
    learner, root = lamp
    learner.page.emulate_media(reduced_motion="no-preference")
    root.locator("input[value=strong]").check()
    settled(root, bulb="strong")
    play = root.get_by_role("button", name="Sunrise").or_(root.get_by_role("button", name="Pause"))
    play.press("Enter")
    wait_until(lambda: state(root)["level"] > 2 and play.inner_text() == "Sunrise", 20, "it plays on out of sight")
    assert state(root)["level"] == 16


def test_whoever_wants_less_motion_sees_the_end_at_once(lamp):
    learner, root = lamp
    learner.page.emulate_media(reduced_motion="reduce")
    play = root.get_by_role("button", name="Sunrise")
    root.evaluate("root => { root.seen = []; setInterval(() => root.seen.push(root.state.level), 5); }")
    play.press("Enter")
    settled(root, level=20)
    seen = root.evaluate("root => [...new Set(root.seen)]")
    assert set(seen) <= {2, 20} and play.inner_text() == "Sunrise"
    play.press("Enter")
    settled(root, level=0)


# --- without a kernel ------------------------------------------------------------------------------------------------------


@only_with_long
# Last, because it ends the kernel.
def test_saved_and_opened_with_another_kernel_the_still_pictures_are_there(all_shown):
    learner = all_shown
    learner.close_notebooks()
    learner.open(EVERY)
    stills = learner.page.locator(f"{STILL} img")
    for k, make in enumerate(explorers.ALL):
        stills.nth(k).scroll_into_view_if_needed()
        stills.nth(k).wait_for(state="visible", timeout=30_000)
        assert stills.nth(k).get_attribute("alt") == fill(make.alt, make().state)
    time.sleep(3)  # the time in which JupyterLab looks for a live view
    assert stills.count() == len(explorers.ALL) and learner.page.locator(EXPLORER).count() == 0
    assert learner.page.get_by_text(re.compile("model not found|Loading widget")).locator("visible=true").count() == 0
    assert find_with_axe(learner.page, STILL) == []
