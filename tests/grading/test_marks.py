"""How an examination becomes points: what counts as nearly right, what an exercise is worth, and what came too late."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from layerwise import given
from layerwise.classroom.grading.isolation import NOT_GRADED, Verdict
from layerwise.classroom.grading.marking.marks import Marking, WeightsTrouble, lateness, read_weights, status_of
from layerwise.classroom.grading.marking.outcome import GIVEN, NOT_HANDED_IN, STATUSES, Outcome, outcome_of
from layerwise.classroom.grading.reports.counts import common_mistakes, counted
from layerwise.classroom.grading.reports.rows import Row
from layerwise.examiner import trial
from layerwise.exercises import catalogue, examine
from layerwise.exercises.catalogue import EXERCISES, exercises_of, lesson_of

# --- right in so many trials ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)
def test_an_answer_that_passes_is_right_in_all_trials_and_a_mistake_is_not(exercise):
    right, probes = examine(exercise.name, exercise.answer, 7).right_of
    assert right == probes > len(exercise.examples)
    for mistake in exercise.mistakes[:4]:
        wrong, of = examine(exercise.name, mistake.wrong, 7).right_of
        assert 0 <= wrong < of == probes


@pytest.mark.parametrize("exercise", [one for one in catalogue() if one.alternatives], ids=lambda exercise: exercise.name)
def test_where_the_contract_leaves_a_choice_each_choice_is_right(exercise):
    for choice in exercise.alternatives:
        assert examine(exercise.name, choice, 7).right_of[0] == examine(exercise.name, exercise.answer, 7).right_of[0]


def test_only_what_was_right_counts():
    many = examine("relu", lambda z: np.maximum(z, 0) if z.ndim < 2 else z, 7).right_of
    few = examine("relu", lambda z: z, 7).right_of
    assert 0 < few[0] < many[0] < many[1]


def test_what_was_not_tried_has_no_share():
    assert examine("relu", lambda z, floor, name: z, 7).right_of is None
    assert examine("relu", 3, 7).right_of is None


def test_where_the_time_runs_out_what_came_before_counts(monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 1.0)
    calls = []

    def relu(z):
        calls.append(z)
        while len(calls) > 4:
            pass
        return np.maximum(z, 0)

    report = examine("relu", relu, 7)
    assert report.status == "timed out" and report.right_of[0] == 4


def test_results_that_a_later_call_writes_over_are_not_right():
    kept = {}

    def relu(z):
        out = kept.setdefault(z.shape, np.empty(z.shape))
        return np.maximum(z, 0, out=out)

    report = examine("relu", relu, 7)
    assert report.mistake == "one-array-for-all-calls" and 0 < report.right_of[0] < report.right_of[1]


# --- points -----------------------------------------------------------------------------------------------------------------------


def outcome(status: str, right_of: tuple[int, int] | None = None, exercise: str = "relu") -> Outcome:
    return Outcome(exercise, status, right_of=right_of)


@pytest.mark.parametrize(
    "status, right_of, points",
    [
        ("passed", (25, 25), 3.0),
        ("wrong", (24, 25), 2.88),
        ("wrong", (25, 25), 2.88),  # right each time, and yet no pass
        ("wrong", (999_999, 1_000_000), 2.99),
        ("error", (5, 25), 0.6),
        ("timed out", (5, 25), 0.6),
        ("wrong", None, 0.0),
        ("not attempted", (20, 25), 0.0),
        (GIVEN, None, 0.0),
        (NOT_HANDED_IN, None, 0.0),
        (NOT_GRADED, (20, 25), None),
    ],
)
def test_only_a_pass_brings_everything_and_only_a_verdict_brings_anything(status, right_of, points):
    assert Marking({"relu": 3.0}).points(outcome(status, right_of)) == points
    strict = Marking({"relu": 3.0}, all_or_nothing=True).points(outcome(status, right_of))
    assert strict == (points if points in (3.0, None) else 0.0)


def test_a_sum_that_is_not_known_is_none():
    marking = Marking()
    assert marking.total([outcome("passed"), outcome("wrong", (1, 3))]) == 1.33
    assert marking.total([outcome("passed"), outcome(NOT_GRADED)]) is None
    assert marking.total([]) == 0 and marking.most_in_all(["relu", "step"]) == 2


def test_a_row_says_what_to_look_at_first():
    assert status_of([outcome("passed"), outcome(NOT_HANDED_IN)]) == "graded"
    assert status_of([outcome(NOT_HANDED_IN)] * 2) == "not handed in"
    assert status_of([outcome(NOT_GRADED), outcome("passed")]) == "partly graded"
    assert status_of([outcome(NOT_GRADED)] * 2) == "not graded"


def test_a_verdict_that_contradicts_itself_is_none():
    report = examine("relu", lambda z: z, 7)
    assert outcome_of(Verdict("relu", "passed", "", report, 7, (), "limits"), []).status == NOT_GRADED
    assert outcome_of(Verdict("relu", "passed", "", None, 7, (), "limits"), []).status == NOT_GRADED
    assert outcome_of(Verdict("relu", NOT_GRADED, "It ended.", report, 7, (), "limits"), []).share == 0


def test_what_is_kept_of_an_outcome_comes_back_whole():
    report = examine("relu", lambda z: z, 7)
    first = outcome_of(Verdict("relu", report.status, "", report, 7, ("step",), "limits"), ["a note"])
    assert Outcome.from_json(first.to_json()) == first and first.status in STATUSES
    assert first.hint == EXERCISES["relu"].hints[0] and "`step` of the course" in first.notes[1]


# --- weights ----------------------------------------------------------------------------------------------------------------------


def weights(tmp_path, text: str) -> dict[str, float]:
    (tmp_path / "weights.csv").write_text(text, encoding="utf-8")
    return read_weights(tmp_path / "weights.csv")


def test_a_lesson_stands_for_its_exercises_and_an_exercise_for_itself(tmp_path):
    found = weights(tmp_path, "\ufeffexercise,points\n\nrelu,10\n2,3\n03_layers,0.5\nneuron,4\n")
    lesson = lesson_of("relu")
    assert found == {
        **{exercise.name: 3.0 for exercise in exercises_of(lesson)},
        **{exercise.name: 0.5 for exercise in exercises_of(lesson_of("dense"))},
        "relu": 10.0,
        "neuron": 4.0,
    }
    assert weights(tmp_path, "relu;2,5\n") == {"relu": 2.5}, "as a spreadsheet in Europe writes it"


@pytest.mark.parametrize("text", ["rellu,3", "relu", "relu,3,4", "relu,-1", "relu,nan", "relu,many", "relu,1e9", "99,3"])
def test_what_is_no_weight_is_told_with_its_line(tmp_path, text):
    with pytest.raises(WeightsTrouble, match="line 2"):
        weights(tmp_path, f"exercise,points\n{text}\n")


# --- too late ---------------------------------------------------------------------------------------------------------------------

DEADLINE = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_late_by_what_is_known_best():
    hour = timedelta(hours=1)
    assert lateness(DEADLINE, "the file's time", False, DEADLINE) is None
    assert str(lateness(DEADLINE + 25 * hour, "the file's time", False, DEADLINE)) == "late by 1 day and 1 hour, by the file's time"
    assert str(lateness(DEADLINE + hour / 120, "timestamp.txt", False, DEADLINE)) == "late by less than a minute, by timestamp.txt"
    assert str(lateness(DEADLINE - hour, "the file's time", True, DEADLINE)) == "late, by its name in the LMS"
    assert lateness(DEADLINE - hour, "timestamp.txt", True, DEADLINE) is None, "a time stamp knows better"
    assert str(lateness(DEADLINE - hour, "the file's time", True, None)) == "late, by its name in the LMS"
    assert lateness(DEADLINE + hour, "the file's time", False, None) is None


def test_a_given_answer_works_like_any_other():
    assert given(len) is len


# --- what a class has in common ---------------------------------------------------------------------------------------------------


def test_mistakes_that_are_told_of_in_the_same_words_are_counted_as_one():
    known = EXERCISES["dense"].mistakes
    twins = next([one.id, other.id] for one in known for other in known if one.id != other.id and one.message == other.message)
    alone = next(one.id for one in known if [one.message for one in known].count(one.message) == 1)
    rows = [Row("", "", "", "", None, (Outcome("dense", "wrong", mistake=mistake),)) for mistake in (alone, *twins)]
    found = common_mistakes(counted(rows, ["dense"]))
    assert [count for count, _, _ in found] == [2, 1] and len({message for _, _, message in found}) == 2
