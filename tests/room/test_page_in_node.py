"""The modules of the page that calculate, called by Node, beside what Python says."""

from in_node import call

from layerwise.classroom.room import page
from layerwise.workbook.sharing.message import VERDICTS

BROWSER = page._FOLDER


def test_words_of_the_largest_group():
    said = call(
        BROWSER / "words.js",
        "most",
        [
            [{"exercise": "relu", "count": 1, "passed": 0}, 9],
            [{"exercise": "relu", "count": 1, "passed": 1}, 9],
            [{"exercise": "relu", "count": 4, "passed": 0}, 9],
            [{"exercise": "relu", "count": 4, "passed": 1}, 9],
            [{"exercise": "relu", "count": 4, "passed": 4}, 9],
        ],
    )
    assert said == [
        "One is at `relu`.",
        "One is at `relu`, and has passed it.",
        "Largest group: `relu`, 4 of 9; none has passed.",
        "Largest group: `relu`, 4 of 9; 1 has passed.",
        "Largest group: `relu`, 4 of 9; all have passed.",
    ]


def test_letters_over_the_columns():
    assert call(BROWSER / "words.js", "letter", [[0], [25], [26], [27], [52], [701], [702]]) == ["A", "Z", "AA", "AB", "BA", "ZZ", "AAA"]


def test_code_in_prose():
    said = call(BROWSER / "words.js", "pieces", [["Use `a + b` here."], ["`x`"], ["one ` alone"]])
    assert said == [[["Use ", False], ["a + b", True], [" here.", False]], [["x", True]], [["one ` alone", False]]]


def test_every_verdict_has_a_sign_and_words():
    people = [{"last": "relu", "marks": {"relu": verdict}, "quiet": 0} for verdict in VERDICTS]
    *said, nowhere = call(BROWSER / "words.js", "whereabouts", [[person] for person in [*people, {"last": None, "marks": {}, "quiet": 3}]])
    assert len(set(said)) == len(VERDICTS) and not any("undefined" in words or "nothing" in words for words in said)
    assert nowhere == "No exercise has been checked yet."


def test_news_change_people_one_by_one_and_the_rest_part_by_part():
    old = {"people": [{"id": "a", "number": 1}, {"id": "b", "number": 2}], "hands": [1], "most": {"x": 1}}
    news = {"people": [{"id": "c", "number": 0}, {"id": "a", "number": 1, "quiet": 4}], "gone": ["b"], "most": None}
    [new] = call(BROWSER / "state.js", "after", [[old, news]])
    assert new == {"people": [{"id": "c", "number": 0}, {"id": "a", "number": 1, "quiet": 4}], "hands": [1], "most": None}


def test_the_lesson_that_is_shown():
    nobody = {"passed": 0, "wrong": 0, "error": 0, "timed out": 0, "begun": 0}
    exercises = [
        {"name": "step", "lesson": "02", **nobody, "passed": 1},
        {"name": "relu", "lesson": "02", **nobody},
        {"name": "dense", "lesson": "03", **nobody, "timed out": 1},
    ]
    state = {"exercises": exercises, "lessons": [{"number": "02"}]}
    asked = [(None, "class"), ({"lesson": "03"}, "class"), ({"lesson": "03"}, "02"), (None, "all")]
    found = call(BROWSER / "state.js", "shownExercises", [[{**state, "most": most}, chosen] for most, chosen in asked])
    names = [[exercise["name"] for exercise in shown] for shown in found]
    assert names == [["step", "relu"], ["dense"], ["step", "relu"], ["step", "dense"]]
