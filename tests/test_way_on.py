"""The second day and the way on: where one stands, what comes back, the end of a lesson and of the course, one's own notes."""

import json
import re
from datetime import date, timedelta

import pytest
from learner import ANSWERS, Learner

from layerwise import cli, press, review, workbook
from layerwise.course import LESSONS
from layerwise.exercises.catalogue import EXERCISES
from layerwise.exercises.questions import QUESTIONS, Choice, Right
from layerwise.press.way_on import with_way_on
from layerwise.questions import asked
from layerwise.workbook import notes
from layerwise.workbook.course_page import write_page
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress import answers
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.lesson_end import LessonEnd
from layerwise.workbook.progress.spacing import PAUSES

TODAY = date(2026, 3, 1)
MISSED, AT_ONCE = QUESTIONS["deeper-bill"], QUESTIONS["two-prices"]


@pytest.fixture
def learner(tmp_path, monkeypatch, capsys):
    """A learner in a workbook, before lesson 02."""
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "02_activation.ipynb"))
    return Learner(tmp_path)


@pytest.fixture
def day(monkeypatch):
    """Which day it is: day(3) is three days later."""
    now = [TODAY]
    monkeypatch.setattr(answers, "_today", lambda: now[0])

    def move(days: int) -> None:
        now[0] += timedelta(days=days)

    return move


def right(question):
    return question.read(question.right if isinstance(question, Choice) else question.right.says)


def wrong(question):
    return next(letter for letter in question.letters if letter != question.right)


# --- where one stands --------------------------------------------------------------------------------------------------------


def test_here_says_what_is_done_and_what_comes_first(learner):
    assert repr(workbook.here()).splitlines()[:2] == [
        "Lesson 02 Activation: no exercise has passed yet; 0 of 6 questions answered.",
        "Go on at the exercise step.",
    ]
    learner.run(ANSWERS["step"])
    answers.keep(QUESTIONS["border-at-two"], 5.0)
    told = workbook.here()
    assert "passed: step;" in repr(told) and "Go on at the exercise relu." in repr(told) and "Run All Above Selected Cell" in repr(told)
    assert "<a href='02_activation.ipynb#Exercise:-relu'><code>relu</code></a>" in told._repr_html_()
    for name in ("relu", "sigmoid"):
        learner.run(ANSWERS.get(name, "@check\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))"))
    assert "All exercises of this lesson have passed." in repr(workbook.here())


def test_here_without_a_lesson_is_where_one_left_off(learner, monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "scratch.ipynb"))
    learner.run(ANSWERS["dense"])
    assert "Lesson 03 Layers: passed: dense;" in repr(workbook.here())


# --- what comes back ---------------------------------------------------------------------------------------------------------


def test_what_was_missed_comes_back_after_1_3_7_and_21_days(learner, day):
    answers.keep(MISSED, wrong(MISSED))
    answers.keep(MISSED, right(MISSED))  # at once after the mistake: that is no repetition
    answers.keep(AT_ONCE, right(AT_ONCE))
    assert answers.due() == []
    for pause in PAUSES:
        day(pause - 1)
        assert answers.due() == []
        day(1)
        assert answers.due() == [MISSED]
        answers.keep(MISSED, right(MISSED))
    day(1000)
    assert answers.due() == []
    kept = json.loads(learner.workbook.record.read_text(encoding="utf-8"))["questions"]
    assert set(kept["two-prices"]) == {"first", "last", "tries"} and kept["deeper-bill"]["tries"] == 6


def test_a_mistake_begins_the_row_again(learner, day):
    answers.keep(MISSED, wrong(MISSED))
    day(1)
    answers.keep(MISSED, right(MISSED))
    day(3)
    answers.keep(MISSED, wrong(MISSED))
    assert answers.due() == []
    day(1)
    assert answers.due() == [MISSED]


@pytest.mark.parametrize("again", [None, 3, {}, {"on": "today", "right": 1}, {"on": "2026-02-27", "right": -1}, {"on": 5, "right": "x"}])
def test_what_was_missed_before_there_were_days_or_is_damaged_comes_back_now(learner, day, again):
    entry = {"first": MISSED.stored(wrong(MISSED)), "last": MISSED.stored(right(MISSED)), "tries": 2}
    stored = {"format": 1, "exercises": {}, "questions": {MISSED.name: {**entry, **({} if again is None else {"again": again})}}}
    learner.workbook.record.write_text(json.dumps(stored), encoding="utf-8")
    assert answers.due() == [MISSED]


def test_review_asks_anew_and_judges_a_prediction_at_once(learner, day, monkeypatch, capsys):
    prediction = next(one for one in QUESTIONS.values() if one.moment == "prediction" and isinstance(one, Choice))
    for question in (MISSED, prediction):
        answers.keep(question, wrong(question))
    review()
    assert "Nothing comes back today." in capsys.readouterr().out
    day(1)
    shown = []
    monkeypatch.setattr(asked.Asked, "_ipython_display_", lambda self: shown.append(self))
    review()
    assert {one.question for one in shown} == {MISSED, prediction}
    for one in shown:
        assert one.state["status"] == "open" and one.plan["button"] == "Check my answer"
        one.answer(right(one.question))
        assert one.state["status"] == "right"
    assert answers.due() == []
    review(most=1)
    assert "Nothing comes back today." in capsys.readouterr().out


def test_the_command_asks_in_the_terminal(learner, day, monkeypatch, capsys):
    order = next(one for one in QUESTIONS.values() if hasattr(one, "shuffled"))
    for question in (MISSED, order):
        answers.keep(question, question.shuffled if question is order else wrong(question))
    day(1)
    numbers = " ".join(str(order.shuffled.index(line) + 1) for line in order.lines)
    given = iter([right(MISSED), numbers] if answers.due()[0] is MISSED else [numbers, right(MISSED)])
    monkeypatch.setattr("builtins.input", lambda prompt: next(given))
    assert cli.main(["review", "--workbook", str(learner.workbook.folder)]) == 0
    said = capsys.readouterr().out
    assert said.count("Right.") == 2 and MISSED.asks.split()[0] in said
    assert "2 questions are waiting, the first from 2026-03-05 on." in said
    day(3)
    given = iter(["", "1 1 1"])
    cli.main(["review", "--workbook", str(learner.workbook.folder)])
    said = capsys.readouterr().out
    assert "Left for another time." in said and re.search(r"It is asked again next time\.", said)


# --- the end of a lesson -----------------------------------------------------------------------------------------------------


def test_the_end_of_a_lesson_says_what_was_reached_and_leads_on(learner):
    learner.run(ANSWERS["relu"])
    end = LessonEnd(LESSONS[2], learner.workbook, {})
    told = repr(end)
    assert "1 of 3 exercises of lesson 02 Activation passed; `step` and `sigmoid` have not yet." in told
    assert "Next is lesson 03 Layers" in told
    assert "<details><summary>The map of the course</summary><table" in end._repr_html_()


def test_the_end_of_a_lesson_with_one_exercise_speaks_of_one(learner):
    told = repr(LessonEnd(LESSONS[6], learner.workbook, {}))
    assert "The exercise of lesson 06 Slopes, `numerical_gradient`, has not passed yet. You can go on and come back: ours stands in" in told


def test_a_deleted_check_is_noticed_at_the_end_of_the_lesson(learner):
    learner.run(ANSWERS["relu"])
    learner.run("@check\ndef sigmoid(z):\n    ...")
    learner.run("def step(z):\n    return z")
    told = repr(LessonEnd(LESSONS[2], learner.workbook, learner.names))
    assert "`step` was never checked. The line `@check` above it is missing: put it back, and run the cell again." in told
    assert "`sigmoid` was" not in told and "`relu` was" not in told


def test_what_the_course_gave_is_not_said_to_lack_its_check(learner):
    learner.run("from layerwise import given\n@given\ndef step(z):\n    return (z > 0) * 1")
    learner.run("def relu(z):\n    return z")
    told = repr(LessonEnd(LESSONS[2], learner.workbook, learner.names))
    assert "`relu` was never checked." in told and "`step` was" not in told


def test_without_a_workbook_the_end_says_the_same_each_time(monkeypatch, tmp_path):
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    for lesson in LESSONS:
        told = repr(workbook.lesson_end(lesson.name))
        assert told == repr(workbook.lesson_end(lesson.name)) and str(lesson) in told
    assert "This is the end of the course." in told
    with pytest.raises(ValueError, match="There is no lesson 'nothing'"):
        workbook.lesson_end("nothing")


def test_the_press_ends_each_lesson_with_the_way_on():
    root = cli.ROOT
    for lesson in press.lessons(root):
        *_, links, code = with_way_on(lesson).cells
        place = int(lesson.number)
        assert f'workbook.lesson_end("{LESSONS[place].name}")' in code.text
        linked = re.findall(r"\]\((\w+\.ipynb)\)", links.text)
        assert linked == [LESSONS[near].notebook for near in (place - 1, place + 1) if 0 <= near < len(LESSONS)]


# --- notes, and a page about the course ------------------------------------------------------------------------------------


def test_notes_are_kept_below_lesson_and_day_and_what_was_typed_by_hand_stays(learner, capsys):
    workbook.note("ReLU keeps the slope 1.")
    path = notes.path_of(learner.workbook)
    path.write_text(path.read_text(encoding="utf-8") + "\nBy hand: été.\n", encoding="utf-8")
    workbook.note("And passes nothing below 0.")
    text = path.read_text(encoding="utf-8")
    assert text.count("## 02 Activation, ") == 1
    places = [text.index(words) for words in ("# My notes", "ReLU keeps", "By hand: été.", "And passes")]
    assert places == sorted(places)
    assert "Noted in my_notes.md." in capsys.readouterr().out


def test_the_page_tells_what_was_ones_own_and_what_was_not(learner, day):
    learner.run("@check\ndef relu(z):\n    return z")
    learner.run(ANSWERS["relu"])
    learner.run("@check\ndef step(z):\n    return z")
    answers.keep(MISSED, wrong(MISSED))
    answers.keep(AT_ONCE, right(AT_ONCE))
    workbook.note("a < b & c")
    page = write_page(learner.workbook).read_text(encoding="utf-8")
    assert f"1 of the {len(EXERCISES)} functions of the course are in your my_network.py and pass." in page and "Still ours:" in page
    assert "<th scope='row'><code>relu</code></th><td>2</td>" in page and "has not passed yet" in page
    assert "2 answered, 1 of them right at once. 1 will be asked again." in page
    assert "a &lt; b &amp; c" in page and "it is no certificate" in page
    assert "http" not in page, "it fetches nothing"


def test_a_record_that_nobody_can_have_makes_a_page_all_the_same(tmp_path):
    (tmp_path / "progress.json").write_text("[]", encoding="utf-8")
    assert write_page(Workbook(tmp_path)).exists()
    assert Progress(tmp_path / "progress.json").read().exercises == {}


def test_right_answers_of_the_tests_are_right():
    assert all(isinstance(question.judge(right(question)), Right) for question in (MISSED, AT_ONCE))
