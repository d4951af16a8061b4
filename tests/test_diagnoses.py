"""Diagnoses that hold for every exercise: what is lost, what is read from the notebook, what was done to the right numbers."""

import textwrap

import numpy as np
import pytest

from layerwise.examiner.values import differing
from layerwise.examiner.written import Written
from layerwise.exercises import examine
from layerwise.exercises.catalogue import EXERCISES


def defined(name, body, file, **notebook):
    """The exercise's function with this body, as a cell of a notebook that has these names."""
    code = f"def {EXERCISES[name].signature}:\n{textwrap.indent(body, '    ')}\n"
    file.write_text(code, encoding="utf-8")
    names = {"np": np, **notebook}
    exec(compile(code, str(file), "exec"), names)
    return names[name]


LOST = {
    "z + 1": "`z = z + 1`",
    "z == 3": "`z = 3`",
    "np.clip(z, 0, 1)": "`z = np.clip(z, 0, 1)`",
    "np.max(z)": "`result = np.max(z)`",
    "-z": "`result = -z`",
    "z(3) if z is None else 3": None,  # no line of its own that is known to have no effect
    "print(z)": None,
    "z.sort": None,
    "np.copyto(z, z)": None,
    "np.exp(z, out=z.astype(float))": None,
    "np.random.seed(3)": None,
    "def change(z):\n    z[...] = 3\nchange(z.copy())": None,
}


@pytest.mark.parametrize(("line", "advice"), LOST.items(), ids=LOST)
def test_a_line_that_keeps_nothing_is_told_and_no_other(line, advice, tmp_path):
    report = examine("relu", defined("relu", f"{line}\nreturn z * 1.7 + 3", tmp_path / "cell.py"))
    assert report.mistake == (advice and "keeps-nothing")
    assert (advice or "") in report.message


def test_a_name_that_nobody_reads_is_told(tmp_path):
    report = examine("relu", defined("relu", "positive = np.maximum(z, 0)\nreturn z * 1.7 + 3", tmp_path / "cell.py"))
    assert report.mistake == "never-read" and "You give `positive` a value, and no line reads it after that." in report.message
    assert examine("relu", defined("relu", "m = len(z)\nreturn z * 1.7 + 3", tmp_path / "other.py")).mistake is None


def test_a_loop_that_only_gives_a_name_something_new_is_told(tmp_path):
    body = "for row in Z:\n    row = row - np.max(row)\nE = np.exp(Z)\nreturn E / np.sum(E, axis=1, keepdims=True)"
    report = examine("softmax", defined("softmax", body, tmp_path / "cell.py"))
    assert report.mistake == "changes-only-a-name" and "In the loop over `Z` the name `row` is given something new" in report.message
    right = "rows = []\nfor row in Z:\n    row = np.exp(row - np.max(row))\n    rows.append(row / np.sum(row))\nreturn np.array(rows)"
    assert Written(defined("softmax", right, tmp_path / "right.py")).only_renamed == ()


def test_parameters_are_unread_where_something_else_takes_their_place(tmp_path):
    written = Written(defined("neuron", "x, w = np.ones(3), w * 2\nfor b in [1, 2]:\n    x = x + b\nreturn x @ w", tmp_path / "cell.py"))
    assert written.unread_parameters == ("x", "b")


def test_the_notebooks_numbers_in_place_of_the_arguments_are_told_before_anything_else(tmp_path):
    function = defined("dense", "return X @ W1", tmp_path / "cell.py", W1=np.ones((2, 2)))
    report = examine("dense", function)
    assert report.mistake == "arguments-unread"
    assert "calculates with `W1` from other cells of the notebook, and never looks at what comes in as `W` and `b`" in report.message


def test_a_name_of_another_cell_that_is_nearly_one_of_the_functions_own_is_told(tmp_path):
    body = "y = y_hat - y\nreturn np.mean(y**2) + np.mean(Y**2)"
    report = examine("mean_squared_error", defined("mean_squared_error", body, tmp_path / "cell.py", Y=np.ones((3, 2))))
    assert (
        report.mistake == "mistaken-name"
        and "calculates with `Y` from another cell" in report.message
        and "Is `y` meant?" in report.message
    )
    # A single number may be a choice.
    chosen = examine("mean_squared_error", defined("mean_squared_error", body, tmp_path / "other.py", Y=3.0))
    assert chosen.mistake != "mistaken-name"


def test_arguments_in_another_order_are_told_where_it_makes_a_difference(tmp_path):
    def examined(name, own, body):
        code = f"def {name}({own}):\n    {body}\n"
        file = tmp_path / f"{name}_{len(own)}_{len(body)}.py"
        file.write_text(code, encoding="utf-8")
        names = {"np": np}
        exec(compile(code, str(file), "exec"), names)
        return examine(name, names[name])

    report = examined("dense", "X, b, W", "return X @ W + b")
    assert report.mistake == "arguments-in-another-order" and "(X, b, W)" in report.message and "`def dense(X, W, b):`" in report.message
    assert examined("cross_entropy", "Y, P", "return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1))").mistake == report.mistake
    assert examined("accuracy", "labels, P", "return np.mean(np.argmax(P, axis=1) == labels)").mistake == report.mistake
    assert examined("neuron", "w, x, b", "return x @ w + b").passed
    assert examined("neuron", "w, x, b", "return x @ w").mistake == "no-bias"
    assert examined("dense", "x, w, b", "return x @ w + b").passed


def test_what_only_the_last_round_made_is_told(tmp_path):
    report = examine("softmax", defined("softmax", "for row in Z:\n    shares = np.exp(row)\nreturn shares", tmp_path / "cell.py"))
    assert report.mistake == "last-round-alone" and "Each round of the loop over `Z` gives the name `shares`" in report.message
    body = "for number in range(3):\n    Z = Z + number\nreturn Z"
    assert examine("softmax", defined("softmax", body, tmp_path / "other.py")).mistake != "last-round-alone"


def test_a_name_that_a_loop_hands_out_and_no_line_of_it_reads(tmp_path):
    body = "for row in z:\n    z = z + 1\nreturn [z for i in range(3)] + [i for i in z]"
    written = Written(defined("relu", body, tmp_path / "cell.py"))
    assert written.handed_out_unread == (("row", "z"), ("i", "range(3)"))


def test_numbers_that_agree_by_chance_are_not_called_right(tmp_path):
    table = "return [np.mean((y_hat - y) ** 2)] * 2 if len(y_hat) == 2 else [3.0, 4.0]"
    assert examine("mean_squared_error", defined("mean_squared_error", table, tmp_path / "cell.py")).mistake != "side-by-side"
    always = "return [np.mean((y_hat - y) ** 2)] * 2"
    assert examine("mean_squared_error", defined("mean_squared_error", always, tmp_path / "other.py")).mistake == "side-by-side"


# Loops that have to take an array as a whole, or whose number counts something else.
TAKES_THE_WHOLE_RIGHTLY = (
    ("dense", "Z = []\nfor j in range(len(b)):\n    Z.append(neuron_batch(X, W[:, j], b[j] + 1))\nreturn np.array(Z).T"),
    ("neuron_batch", "scores = []\nfor i in range(len(w)):\n    scores.append(X[i] @ w + b)\nreturn np.array(scores)"),
    ("softmax", "P = []\nfor i in range(len(Z)):\n    E = np.exp(Z)\n    P.append(E[i] / np.max(E[i]))\nreturn np.array(P)"),
    ("accuracy", "right = 0\nfor label in labels:\n    right += np.mean(labels == label)\nreturn right"),
    ("mean_squared_error", "total = 0\nfor i in range(len(y)):\n    total += (y_hat[i] - y[i]) ** 2 / len(y) + 1\nreturn total"),
)


@pytest.mark.parametrize(("exercise", "body"), TAKES_THE_WHOLE_RIGHTLY)
def test_a_loop_that_takes_the_whole_rightly_is_not_blamed_for_it(exercise, body, tmp_path):
    names = {name: other.answer for name, other in EXERCISES.items()}
    assert examine(exercise, defined(exercise, body, tmp_path / "cell.py", **names)).mistake != "whole-in-each-round"


def test_in_a_loop_advice_on_an_axis_tells_how_to_do_without(tmp_path):
    body = (
        "P, largest = [], np.max(Z, axis=1)\nfor i in range(len(Z)):\n    e = np.exp(Z[i] - largest)\n    P.append(e / e.sum())\nreturn P"
    )
    report = examine("softmax", defined("softmax", body, tmp_path / "cell.py"))
    assert "In a loop over the rows you need no axis" in report.message


def test_an_axis_below_the_loops_is_not_told_to_be_needless_in_them(tmp_path):
    body = (
        "counts = np.zeros((n_classes, n_classes))\nfor label, guess in zip(labels, predicted):\n    counts[label, guess] += 1\n"
        "return counts / counts.sum(axis=1)"
    )
    report = examine("confusion_matrix", defined("confusion_matrix", body, tmp_path / "cell.py"))
    assert report.mistake == "share-of-the-wrong-row" and "you need no axis" not in report.message


def test_leftovers_of_np_empty_are_told_where_the_answer_is_wrong(tmp_path):
    body = "result = np.empty_like(z)\nfor i, row in enumerate(z):\n    result[i] = row + 7\nreturn result"
    assert "begin with `np.zeros_like`" in examine("relu", defined("relu", body, tmp_path / "cell.py")).message
    right = "result = np.empty_like(z)\nresult[...] = np.maximum(z, 0)\nreturn result"
    assert examine("relu", defined("relu", right, tmp_path / "right.py")).passed


def test_a_yield_in_a_function_inside_makes_no_generator_of_the_outer_one(tmp_path):
    inside = defined("relu", "def rows():\n    yield z\nreturn next(rows()) * 7", tmp_path / "inside.py")
    assert not Written(inside).hands_out_by_turns and examine("relu", inside).mistake != "yields"
    assert Written(defined("relu", "yield z", tmp_path / "own.py")).hands_out_by_turns


# What an answer to relu says, and what is told of it, in any exercise.
TOLD = {
    "changes-only-a-name": "for row in z:\n    row = row + 1\n    row /= row.max()\nreturn z * 1.7",
    "decides-once": "if z.all() > 0:\n    return z\nreturn 0 * z - 3",
    "returns-in-the-first-round": "for value in z:\n    result = 3 * value\n    return result",
    "argument-unread": "return np.random.random(3)",
    "returns-several": "return z, 0",
    "returns-a-dictionary": "return {'z': np.maximum(z, 0)}",
    "returns-a-function": "return np.maximum(z, 0).mean",
    "returns-nothing": "return print(np.maximum(z, 0))",
    "side-by-side": "return np.stack([np.maximum(z, 0)] * 3, axis=-1)",
    "added-up": "return np.maximum(z, 0).sum(axis=-1)",
    "as-it-came": "z = z + 0\nreturn z",
    "reshaped": "return np.maximum(z, 0).T.reshape(z.shape)",
    "whole-in-each-round": "rows = []\nfor row in z:\n    rows.append(row / np.max(z))\nreturn np.array(rows)",
    "begins-anew": "for row in z:\n    total = 0\n    total += 1\nreturn total * z",
    "replaces-what-it-collects": "rows = []\nfor row in z:\n    rows = 2 * row\nreturn rows",
    "last-round-alone": "for row in z:\n    new = 7 * row\nreturn new",
    "yields": "for row in z:\n    yield np.maximum(row, 0)",
    "collects-below-the-loop": "rows = []\nfor row in z:\n    new = 2 * row\nrows.append(new)\nreturn rows",
}


@pytest.mark.parametrize(("mistake", "body"), TOLD.items(), ids=TOLD)
def test_what_holds_for_any_exercise_is_told(mistake, body, tmp_path):
    assert examine("relu", defined("relu", body, tmp_path / "cell.py")).mistake == mistake


# Loops that look like those, and in which nothing of the kind is wrong.
IN_ORDER = {
    "a total for each row": "sums = []\nfor row in z:\n    total = 0\n    for value in row.flat:\n        total += value\n"
    "    sums.append(total)\nreturn sums",
    "a bias at the end": "total = 0\nfor row in z:\n    total += 1\ntotal += 3\nreturn total * z",
    "the last of an inner loop": "rows = []\nfor row in z:\n    for k in range(2):\n        new = 2 * row\n    rows.append(new)\n"
    "return rows",
    "a row that is made anew": "for row in z:\n    new = np.zeros(3)\n    new[0] = 1\nreturn new[0]",
}


@pytest.mark.parametrize("body", IN_ORDER.values(), ids=IN_ORDER)
def test_a_loop_in_order_is_not_told_to_change(body, tmp_path):
    report = examine("relu", defined("relu", body, tmp_path / "cell.py"))
    assert report.mistake not in ("begins-anew", "replaces-what-it-collects", "collects-below-the-loop"), report


def test_an_if_that_asks_about_a_row_or_about_names_is_no_decision_for_the_whole_array(tmp_path):
    for number, question in enumerate(("(row > 0).any()", "row.all()", "any(z is other for other in [3])")):
        body = f"for row in z:\n    if {question}:\n        z = z + 1\nreturn z"
        assert Written(defined("relu", body, tmp_path / f"{number}.py")).decided_at_once == ()
    assert Written(defined("relu", "return z if np.all(z > 0) else 0", tmp_path / "cell.py")).decided_at_once == ("np.all(z > 0)",)


def test_a_line_that_keeps_nothing_is_told_beside_a_known_mistake(tmp_path):
    report = examine("relu_backward", defined("relu_backward", "Z > 0\nreturn dA * Z", tmp_path / "cell.py"))
    assert report.mistake == "times-Z" and "And nothing keeps what the line `Z > 0` works out" in report.message


def test_an_argument_that_a_line_changes_is_not_called_unread(tmp_path):
    assert Written(defined("neuron", "b *= x @ w\nreturn 3", tmp_path / "cell.py")).unread_parameters == ()
    given_anew = examine("neuron", defined("neuron", "b = 500\nreturn x @ w + b", tmp_path / "other.py"))
    assert "gives the name another value before any line has read it" in given_anew.message


def test_a_value_that_comes_out_once_by_chance_is_not_called_what_came_in(tmp_path):
    loops = "for i in range(len(x)):\n    for j in range(len(w)):\n        result[i] = x[i] * w[j] * w[1]"
    body = f"result = np.zeros(len(x))\n{loops}\nreturn result"
    assert examine("products", defined("products", body, tmp_path / "cell.py")).mistake != "as-it-came"


def test_a_list_of_arrays_keeps_its_name(tmp_path):
    body = "for i in range(len(params)):\n    velocity = momentum * velocity[i] - learning_rate * grads[i]\n    params[i] += velocity"
    report = examine("momentum_step", defined("momentum_step", body, tmp_path / "cell.py"))
    assert report.mistake == "renames-what-is-to-change" and "leave the name `velocity` to the list" in report.message


def test_a_loop_without_an_end_is_told_by_what_never_changes(tmp_path):
    written = Written(defined("relu", "i = 0\nwhile i < len(z):\n    z[i] = 0\nreturn z", tmp_path / "cell.py"))
    assert written.endless_loops == (("while i < len(z)", "i"),)
    for number, ending in enumerate(("i += 1", "break", "z = z[1:]", "shorten(z)")):
        assert Written(defined("relu", f"i = 0\nwhile i < len(z):\n    {ending}\nreturn z", tmp_path / f"{number}.py")).endless_loops == ()


def test_a_return_that_may_be_passed_by_cuts_no_loop_short(tmp_path):
    for number, guard in enumerate(("if value < 0:\n        continue", "if value < 0:\n        z = z * 2")):
        body = f"for value in z:\n    {guard}\n    return value\nreturn z"
        assert Written(defined("relu", body, tmp_path / f"{number}.py")).loops_cut_short == (("z",) if number else ())


def test_what_rounding_leaves_of_0_is_no_scale():
    assert differing(np.zeros(2), np.array([1e-17, -3e-17]), 1e-6) is None
    assert differing(np.array([1e-17]), np.zeros(1), 1e-6) is None
    assert differing(np.array([1e-9]), np.array([2e-9]), 1e-6) is not None


DONE_TO_THE_RESULT = {
    "rounded": "np.round({}, 3)",
    "no-fractions": "np.trunc({})",
    "brackets-too-many": "[{}]",
    "all-in-one-row": "({}).ravel()",
    "lies-on-its-side": "({}).T",
    "other-sign": "-({})",
    "times-a-number": "2.5 * ({})",
}


@pytest.mark.parametrize(("mistake", "change"), DONE_TO_THE_RESULT.items(), ids=DONE_TO_THE_RESULT)
def test_what_was_done_to_the_right_numbers_is_told(mistake, change, tmp_path):
    right = "dA * (Z > 0)"
    report = examine("relu_backward", defined("relu_backward", f"return {change.format(right)}", tmp_path / "cell.py"))
    assert report.mistake == mistake or report.mistake in {known.id for known in EXERCISES["relu_backward"].mistakes}
    assert examine("relu_backward", defined("relu_backward", f"return {right}", tmp_path / "right.py")).passed


def test_nearly_the_right_numbers_are_not_taken_for_changed_ones(tmp_path):
    for number, body in enumerate(("return dA * (Z > 0) * 2 + 0.001", "return np.round(dA, 3) * (Z > 0) + 0.1")):
        assert examine("relu_backward", defined("relu_backward", body, tmp_path / f"cell_{number}.py")).mistake is None
