"""The pages of a graded class in a real browser: nobody is shut out, whatever stands in a name, on a wide screen and on a narrow one."""

import pytest
from amounts import one_in

from in_browser.test_explorers import find_with_axe
from layerwise.classroom.grading.marking.marks import Lateness, Marking
from layerwise.classroom.grading.marking.outcome import STATUSES, Outcome
from layerwise.classroom.grading.reports import pages
from layerwise.classroom.grading.reports.rows import About, Row
from layerwise.exercises.catalogue import EXERCISES

NAMES = ("Ada Lovelace", "<script>document.title = 'caught'</script>", "محمد \u202e", "x" * 200)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The pages of four people who did everything that there is to do, and of one who did nothing wrong."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "feedback").mkdir()
    names = list(EXERCISES)
    about = About(tuple(names), 7, "Landlock + seccomp + limits", "", "0.2", Marking({"relu": 2.5}), False, ("roster.csv is not UTF-8.",))
    rows = []
    for place, name in enumerate(NAMES):
        outcomes = tuple(outcome(exercise, STATUSES[(number + place) % len(STATUSES)]) for number, exercise in enumerate(names))
        rows.append(Row(str(place), name, "", f"{place}-feedback.html", None, outcomes, Lateness(None, "its name in the LMS"), ("Twice.",)))
    rows.append(Row("5", "Kurt", "", "5-feedback.html", None, tuple(outcome(exercise, "passed") for exercise in names)))
    for row in rows:
        (folder / "feedback" / row.page).write_text(pages.feedback(row, about), encoding="utf-8")
    (folder / "class.html").write_text(pages.of_class([row.in_short() for row in rows], about), encoding="utf-8")
    return folder


def outcome(exercise: str, status: str) -> Outcome:
    mistake = EXERCISES[exercise].mistakes[0] if status == "wrong" else None
    message = mistake.message if mistake else f"`np.{'x' * 90}` and <b>more</b>." if status in ("error", "not graded") else ""
    hint = EXERCISES[exercise].hints[0] if status in ("wrong", "error") else ""
    right_of = (3, 25) if status in ("wrong", "error", "timed out") else None
    return Outcome(exercise, status, message, mistake.id if mistake else None, hint, right_of, ("It was found in another notebook.",))


@one_in(3)
@pytest.mark.parametrize(
    "name, width, colours",
    [
        ("class.html", 1200, "light"),
        ("class.html", 320, "dark"),
        ("feedback/0-feedback.html", 320, "light"),
        ("feedback/1-feedback.html", 1200, "dark"),
        ("feedback/3-feedback.html", 320, "light"),
    ],
)
def test_nobody_is_shut_out(report, browser, name, width, colours):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((report / name).as_uri())
    assert page.title() != "caught" and said == []
    assert asked == [(report / name).as_uri()], "nothing else is fetched"
    assert find_with_axe(page, "html") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page itself has to fit"
    page.close()


def test_every_person_of_the_class_is_one_step_away(report, browser):
    page = browser.new_page()
    page.goto((report / "class.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/**")
    assert page.locator("h1").inner_text().startswith("Feedback for")
    page.close()
