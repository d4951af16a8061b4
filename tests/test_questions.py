"""The questions: what they say is so, what each answer is told, where they are asked, and what is kept of the answers."""

import ast
import json
import re
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from unittest.mock import ANY

import IPython.display
import pytest

import layerwise
from layerwise import exercises, press, questions
from layerwise.course import LESSONS
from layerwise.exercises.questions import LESSON_OF, QUESTIONS, Choice, Number, Order, Right, Rule, Wrong
from layerwise.ground.words import in_html
from layerwise.press import numbers
from layerwise.press.source import Cell
from layerwise.questions import Asked, Compared
from layerwise.questions.still import _PLAIN, answers_html
from layerwise.workbook import Workbook
from layerwise.workbook.cells import telling
from layerwise.workbook.progress import answers
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.record import Record
from layerwise.workbook.progress.table import progress_table

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = Path(exercises.__file__).parent
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
MOST_WORDS = 30
KINDS = ("Choice", "Number", "Order")

each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=str)


def answers_of(question) -> list[tuple]:
    """Answers of every sort, each with the explanation that it has to get: of an order, each rule broken by one swap."""
    match question:
        case Choice():
            return [(letter, option.why) for letter, option in zip(question.letters, question.options, strict=True)]
        case Number():
            known = [(one.says, one.why) for one in (question.right, *question.wrong)]
            return [*known, (12345.678, question.other)]
        case Order():
            wrong = []
            for rule in question.rules:
                lines = list(question.lines)
                lines.insert(rule.first, lines.pop(rule.then))
                wrong.append((tuple(lines), rule.why))
            return [(question.lines, question.why), *wrong]


def texts(question) -> list[str]:
    told = [why for _, why in answers_of(question)]
    match question:
        case Choice():
            told += [option.says for option in question.options]
    return [question.asks, *told]


# --- what each question is ---------------------------------------------------------------------------------------------------


@each_lesson
def test_each_lesson_recalls_predicts_and_closes(lesson):
    moments = [question.moment for question in QUESTIONS.values() if LESSON_OF[question.name] == lesson]
    assert moments.count("recall") == 1 and moments.count("prediction") >= 1
    assert moments[0] == "recall" and moments.count("closing") in (2, 3)
    assert set(moments[-moments.count("closing") :]) == {"closing"}


@each_question
def test_every_wrong_answer_has_an_explanation_of_its_own(question):
    told = [why for _, why in answers_of(question)]
    assert len(told) == len(set(told)) >= 3 and all(len(why.split()) >= 4 for why in told)
    if isinstance(question, Choice):
        assert len({option.says for option in question.options}) == len(question.options)
        assert all(type(option) in (Right, Wrong) for option in question.options)
    elsewhere = {why for other in QUESTIONS.values() if other is not question for _, why in answers_of(other)}
    assert not elsewhere & set(told)


@each_question
def test_sentences_are_short_and_plain(question):
    for text in texts(question):
        for sentence in re.split(r"(?<=[.?!])\s", text):
            assert len(sentence.split()) <= MOST_WORDS, sentence
        assert not re.search(r"[$\\!]|\s\s|\*\*", text), text
        assert text.count("`") % 2 == 0
        assert not re.search(r"(?<![\w`])-\d", re.sub("`[^`]*`", "", text)), f"a hyphen for a minus sign: {text}"
    assert question.asks.rstrip()[-1] in ".?"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.name) and LESSON_OF[question.name] in LESSONS


@each_question
def test_what_is_called_right_is_right(question):
    """By the course's own functions and data; a prediction is always about what code shows, so it always has a proof."""
    assert question.proof is None or question.proof() in (True,)
    assert question.proof is not None or question.moment != "prediction"


def test_numbers_that_are_typed_stand_in_the_code_of_the_question():
    """All others come out of f-strings. So no number of a question is there that nothing computes or takes as given."""
    seen, found = set(), []
    for path in sorted(EXERCISES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS]
        inside = {id(node) for call in calls for node in ast.walk(call)}
        given = _literals(node for node in ast.walk(tree) if id(node) not in inside)
        for call in calls:
            parts = {keyword.arg: keyword.value for keyword in call.keywords}
            seen.add(parts["name"].value)
            words = [parts[name] for name in ("asks", "options", "right", "wrong", "other", "why", "rules") if name in parts]
            nodes = [node for part in words for node in ast.walk(part)]
            computed = {id(node) for place in nodes if isinstance(place, ast.FormattedValue) for node in ast.walk(place)}
            constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in computed]
            cell = Cell("markdown", tuple(node.value for node in constants if isinstance(node.value, str)), 1)
            values = given | _literals(ast.walk(call))
            found += [(parts["name"].value, one.text) for one in numbers.unasserted(cell, path.name) if not one.occurs_in(values)]
    assert not found and seen == set(QUESTIONS)


def _literals(nodes) -> set[float]:
    return {abs(float(node.value)) for node in nodes if isinstance(node, ast.Constant) and type(node.value) in (int, float)}


def test_the_right_letter_cannot_be_guessed_from_the_others():
    letters = [question.right for question in QUESTIONS.values() if isinstance(question, Choice)]
    assert all(letters.count(letter) <= len(letters) / 2 for letter in "abcd") and set("abc") <= set(letters)


@pytest.mark.parametrize("question", [one for one in QUESTIONS.values() if isinstance(one, Order)], ids=lambda one: one.name)
def test_an_order_is_right_if_and_only_if_it_keeps_every_rule(question):
    places = range(len(question.lines))
    assert isinstance(question.judge(question.lines), Right) and isinstance(question.judge(question.shuffled), Wrong)
    for rule in question.rules:
        assert rule.first in places and rule.then in places and rule.first < rule.then
    for first, then in zip(places, places[1:], strict=False):
        swapped = list(question.lines)
        swapped[first], swapped[then] = swapped[then], swapped[first]
        ruled = any((rule.first, rule.then) == (first, then) for rule in question.rules)
        assert isinstance(question.judge(tuple(swapped)), Wrong) == ruled


def test_several_orders_may_be_right():
    rules = (Rule(0, 2, "The kettle comes before the pouring."), Rule(1, 2, "The leaves come before the pouring."))
    lines = ("boil water", "put leaves in the pot", "pour")
    tea = Order(name="tea", moment="practice", asks="?", lines=lines, start=(2, 1, 0), rules=rules, why="So.")
    right = {order for order in permutations(lines) if isinstance(tea.judge(order), Right)}
    assert right == {lines, (lines[1], lines[0], lines[2])}


def test_broken_questions_are_refused():
    common = {"name": "one", "asks": "?"}
    options = (Right("yes", "It is so."), Right("no", "It is not so."))
    for moment, kind, more, words in [
        ("lunch", Choice, {"options": options[:1]}, "the moment is 'lunch'"),
        ("recall", Choice, {"options": options}, "exactly one option"),
        ("recall", Number, {"right": Right(1, ""), "wrong": (Wrong(1.001, ""),), "other": "", "tolerance": 0.01}, "two of its numbers"),
        ("recall", Order, {"lines": ("a", "b"), "start": (0, 0), "rules": (), "why": ""}, "name each line once"),
    ]:
        with pytest.raises(ValueError, match=words):
            kind(**common, moment=moment, **more)


# --- where they are asked ----------------------------------------------------------------------------------------------------


@each_lesson
def test_each_question_is_asked_once_in_its_lesson_and_in_its_place(lesson):
    (source,) = press.lessons(ROOT, [lesson.number])
    place, found, code_since = "", [], {}
    for cell in source.cells:
        heading = re.match(r"## (.*)", cell.text) if cell.kind == "markdown" else None
        place = heading[1] if heading else place
        call = re.fullmatch(r'(ask|compare)\("([^"]+)"\)', cell.text) if cell.kind == "code" else None
        if call:
            found.append((call[1], call[2], place))
        elif cell.kind == "code":
            assert not re.search(r"\b(ask|compare)\(", cell.text), "a question has a cell of its own"
            for name in code_since:
                code_since[name] += 1
        if call and call[1] == "ask":
            code_since[call[2]] = 0
        elif call:
            assert code_since[call[2]] >= 1, f"{call[2]} is compared before anything was run"
    mine = [question for question in QUESTIONS.values() if LESSON_OF[question.name] == lesson]
    assert [name for what, name, _ in found if what == "ask"] == [question.name for question in mine]
    assert [name for what, name, _ in found if what == "compare"] == [one.name for one in mine if one.moment == "prediction"]
    places = {name: place for what, name, place in found if what == "ask"}
    for question in mine:
        expected = {"recall": "Recall", "closing": "Where next"}.get(question.moment, places[question.name])
        assert places[question.name] == expected


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("[0-9]*.ipynb")), ids=lambda path: path.stem)
def test_the_solutions_keep_the_still_form_of_each(path):
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    for cell in cells:
        stills = sum("layerwise-question-still" in "".join(out.get("data", {}).get("text/html", "")) for out in cell["outputs"])
        assert stills == len(cell["outputs"]) == 1 if re.match(r"(ask|compare)\(", "".join(cell["source"])) else stills == 0


# --- answering ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def alone(monkeypatch):
    """No workbook, and no question asked yet."""
    monkeypatch.setattr("layerwise.questions.asked._keeper", None)


@each_question
def test_each_answer_is_told_its_own_explanation(question, alone):
    for answer, why in answers_of(question):
        asked = Asked(question)
        assert asked.state["status"] == "open" and not asked.answers
        asked.answer(answer)
        state, right = asked.state, isinstance(question.judge(answer), Right)
        assert json.loads(json.dumps(state)) == state and isinstance(state["answer"], str | float | int | list)
        if question.moment == "prediction":
            assert (state["status"], state["why"], state["fold"]) == ("kept", "", {}), "a prediction is not judged before the run"
        else:
            assert (state["status"], state["why"]) == ("right" if right else "wrong", why)
            folded = [told for _, told in state["fold"]["parts"]]
            assert why not in folded and (right or folded == [question.explained()[0][1].why])


@each_question
def test_nothing_tells_the_answer_before_it_is_given(question, alone):
    asked = Asked(question)
    sent = json.dumps([asked.plan, asked.shown], ensure_ascii=False)
    assert not any(json.dumps(why, ensure_ascii=False)[1:-1] in sent for _, why in answers_of(question))
    assert not isinstance(question, Order) or asked.plan["lines"] != list(question.lines)


@each_question
def test_what_is_no_answer_is_refused_in_a_sentence_and_changes_nothing(question, alone):
    asked = Asked(question)
    good = answers_of(question)[0][0]
    asked.answer(good)
    before = asked.state
    nonsense = ["", "z", "ab", None, True, [], [1, 2], {}, float("nan"), float("inf"), "1/0", "many", ["a"] * 8, "1e999"]
    for given in nonsense:
        asked.answer(given)
        assert asked.state["status"] == "unclear" and asked.state["head"].endswith(".")
        assert asked.state["answer"] == before["answer"] and asked.answers == (good, good)


def test_what_the_browser_sends_is_an_answer(alone):
    asked = Asked(QUESTIONS["deeper-bill"])
    for count, letter in enumerate("bba", 1):
        asked.given = {"answer": letter, "count": count}
        assert asked.state["answer"] == letter
    assert asked.answers == ("b", "a")


@pytest.mark.parametrize(
    ("typed", "number"), [("5", 5), (" 5.0 ", 5), ("−0,5", -0.5), ("1/4", 0.25), ("-1/4", -0.25), ("1e-2", 0.01), (7, 7), (2.5, 2.5)]
)
def test_numbers_as_people_type_them(typed, number):
    assert QUESTIONS["two-prices"].read(typed) == number


def test_a_number_is_right_within_its_tolerance(alone):
    question = QUESTIONS["four-classes"]
    for given, right in [("1.386", True), ("1.39", True), ("1.38", True), ("1.4", True), ("1.41", False), ("-1.386", False)]:
        assert isinstance(question.judge(question.read(given)), Right) == right, given


def test_a_prediction_is_compared_with_what_is_so_and_the_first_one_counts(alone):
    question = QUESTIONS["lower-bias"]
    whys = {letter: question.judge(letter).why for letter in question.letters}
    assert question.right == "c"
    asked = Asked(question)
    compared = Compared(asked)
    assert compared.state["status"] == "open" and not compared.state["parts"]
    assert [why for _, why in compared.state["fold"]["parts"]] == [whys["c"], whys["a"], whys["b"]]
    asked.answer("b")
    assert compared.state["status"] == "wrong"
    assert [why for _, why in compared.state["parts"]] == [whys["b"], whys["c"]]
    assert [why for _, why in compared.state["fold"]["parts"]] == [whys["a"]]
    asked.answer("c")
    assert compared.state["status"] == "wrong" and compared.state["parts"][0][0].startswith("You predicted: b)")
    assert compared.state["parts"][1][0].startswith("Later you chose: c)")
    later = Asked(question)
    later.answer("c")
    assert Compared(later).state["status"] == "right" and Compared(later).state["parts"][0][1] == whys["c"]


def test_asked_twice_it_is_the_same_question_and_an_unknown_one_is_named():
    assert questions.ask("deeper-bill") is questions.ask("deeper-bill")
    assert questions.compare("lower-bias").asked is questions.ask("lower-bias")
    with pytest.raises(ValueError, match=r"There is no question 'deeper-bil'\. Did you mean 'deeper-bill'\?"):
        questions.ask("deeper-bil")


# --- shown -------------------------------------------------------------------------------------------------------------------


@each_question
def test_shown_as_a_still_form_and_a_live_view(question, alone, monkeypatch):
    """The first output is all that CI, an exported page or a printed handout see; it says nothing that differs from run to run."""
    outputs, again = [], {}
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw, display_id=None: outputs.append(bundle))
    monkeypatch.setattr(IPython.display, "update_display", lambda bundle, raw, display_id: again.update({display_id: bundle}))
    asked = Asked(question)
    views = [asked, Compared(asked)] if question.moment == "prediction" else [asked]
    for view in views:
        view._ipython_display_()
    stills, live = outputs[::2], outputs[1::2]
    given = answers_of(question)[-1][0]
    asked.answer(given)
    answered = [again[view.model_id] for view in views]
    for view in views:
        view._ipython_display_()
    assert outputs[2 * len(views) :: 2] == answered, "the still form depends on nothing but the question and what was answered"
    said = question.words(question.read(given))
    for before, after in zip(stills, answered, strict=True):
        assert said in after["text/plain"]
        assert re.search("You predicted:|Your answer, which is ", after["text/html"]) and "You predicted:" not in before["text/html"]
    for view, still, shown in zip(views, stills, live, strict=True):
        assert set(still) == {"text/html", "text/plain"} and set(shown) == {WIDGET_VIEW}
        assert shown[WIDGET_VIEW]["model_id"] == view.model_id and view.model_id not in still["text/html"]
    told = [question.explained()[0][1].why, *(answer.why for _, answer in question.explained())]
    asks, tells = stills[0], stills[len(views) - 1]
    for why in told:
        assert why in tells["text/plain"] and tells["text/html"].count(_html(why)) == 1
        assert question.moment != "prediction" or (why not in asks["text/plain"] and _html(why) not in asks["text/html"])
    assert _html(question.asks) in asks["text/html"] and question.asks in asks["text/plain"]


def _html(text: str) -> str:
    return in_html(text, _PLAIN)


def test_code_in_a_still_form_is_code():
    assert re.sub(r" style='[^']*'", "", _html("`a < b` & c")) == "<code>a &lt; b</code> &amp; c"


@each_question
def test_other_orders_are_not_called_others(question):
    page = answers_html(question)
    assert ("Why not in another order:" in page) == isinstance(question, Order)
    assert ("Why not the others:" in page) != isinstance(question, Order)


# --- kept --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr("layerwise.questions.asked._keeper", answers)
    telling._told.clear()
    workbook = Workbook(tmp_path)
    Progress(workbook.record).begin()
    return workbook


def stored(workbook) -> dict:
    return json.loads(workbook.record.read_text(encoding="utf-8"))


def test_asking_by_the_course_keeps_in_the_workbook():
    assert layerwise.ask is questions.ask and layerwise.compare is questions.compare
    assert questions.asked._keeper is answers


@each_question
def test_answers_are_kept_and_shown_again_by_another_kernel(question, workbook):
    (first, _), *_, (last, _) = answers_of(question)
    Asked(question)
    assert stored(workbook)["questions"] == {}, "asking leaves no trace"
    for answer in (first, last):
        Asked(question).answer(answer)
    again = Asked(question)
    assert again.answers == (first, last) and again.state["status"] != "open"
    entry = stored(workbook)["questions"][question.name]
    missed = set() if isinstance(question.judge(first), Right) else {"again"}
    assert entry["tries"] == 2 and set(entry) == {"first", "last", "tries"} | missed
    assert (question.restored(entry["first"]), question.restored(entry["last"])) == (first, last)


def test_what_is_no_answer_is_not_kept(workbook):
    Asked(QUESTIONS["two-prices"]).answer("many")
    assert stored(workbook)["questions"] == {}


def test_exercises_and_answers_leave_each_other_alone(workbook):
    Progress(workbook.record).record("relu", True, True)
    before = stored(workbook)["exercises"]
    Asked(QUESTIONS["deeper-bill"]).answer("a")
    Progress(workbook.record).record("step", True, False)
    assert stored(workbook)["exercises"]["relu"] == before["relu"]
    assert list(stored(workbook)["questions"]) == ["deeper-bill"]


ENTRY = {"first": "It is larger by 0.2.", "last": "It is smaller by 0.2.", "tries": 2}
DAMAGED = {
    "a number": 3,
    "nothing": None,
    "a list": [1],
    "no first": {"last": ENTRY["last"]},
    "no last": {"first": ENTRY["first"]},
    "an option that is gone": {**ENTRY, "first": "It is blue."},
    "another kind of answer": {**ENTRY, "last": ["a", "b"]},
    "deep": {**ENTRY, "first": {"first": {}}},
    "a huge number": {**ENTRY, "first": 10**400},
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_answer_costs_nothing_but_itself(workbook, damage, capsys):
    whole = {"two-prices": {"first": 8, "last": 11, "tries": 2}, "of another course": damage}
    content = {"format": 1, "exercises": {}, "questions": {"deeper-bill": damage, **whole}}
    workbook.record.write_text(json.dumps(content), encoding="utf-8")
    asked = Asked(QUESTIONS["deeper-bill"])
    assert asked.state["status"] == "open" and Asked(QUESTIONS["two-prices"]).answers == (8, 11)
    assert [question.name for question in answers.answered(Progress(workbook.record).read())] == ["two-prices"]
    asked.answer("b")
    says = QUESTIONS["deeper-bill"].judge("b").says
    assert stored(workbook)["questions"] == {"deeper-bill": {"first": says, "last": says, "tries": 1, "again": ANY}, **whole}
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("tries", [-1, "many", None, 1.5, True, 10**9])
def test_tries_that_cannot_be_are_counted_anew(workbook, tries):
    content = {"format": 1, "exercises": {}, "questions": {"deeper-bill": {**ENTRY, "tries": tries}}}
    workbook.record.write_text(json.dumps(content), encoding="utf-8")
    Asked(QUESTIONS["deeper-bill"]).answer("a")
    assert stored(workbook)["questions"]["deeper-bill"] == {"first": ENTRY["first"], "last": ENTRY["last"], "tries": 1, "again": ANY}


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"exercises": {}, "questions": 3}', b"\xff"])
def test_a_broken_file_costs_the_record_and_no_answer(workbook, content, capsys):
    workbook.record.write_bytes(content)
    asked = Asked(QUESTIONS["deeper-bill"])
    asked.answer("a")
    assert asked.state["status"] == "right" and stored(workbook)["questions"]["deeper-bill"]["tries"] == 1
    assert "damaged" in capsys.readouterr().out


def test_a_workbook_that_cannot_be_written_costs_no_answer(workbook, monkeypatch, capsys):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("layerwise.workbook.progress.file.write_whole", refuse)
    asked = Asked(QUESTIONS["deeper-bill"])
    for _ in range(2):
        asked.answer("a")
    assert asked.state["status"] == "right"
    assert capsys.readouterr().out.count("Your answer could not be saved") == 1


def test_progress_tells_how_many_questions_are_answered(workbook):
    assert "Questions" in progress_table(Record()).splitlines()[0]
    for name in ("deeper-bill", "lower-bias"):
        Asked(QUESTIONS[name]).answer("a")
    table = progress_table(Progress(workbook.record).read()).splitlines()
    lesson = LESSON_OF["lower-bias"]
    asked = sum(LESSON_OF[name] == lesson for name in QUESTIONS)
    answered = sum(LESSON_OF[name] == lesson for name in ("deeper-bill", "lower-bias"))
    assert f"{answered} of {asked}" in next(line for line in table if line.startswith(lesson.number))
    assert f"2 of {len(QUESTIONS)}" in table[-1]


# --- quick to import ---------------------------------------------------------------------------------------------------------


def test_neither_layerwise_nor_check_loads_the_questions():
    code = "import sys; from layerwise import check; import layerwise.workbook.progress.file; print(*(set(sys.modules) & {heavy}))"
    heavy = {"anywidget", "ipywidgets", "matplotlib", "layerwise.questions", "layerwise.exercises.questions"}
    result = subprocess.run([sys.executable, "-c", code.format(heavy=heavy)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
