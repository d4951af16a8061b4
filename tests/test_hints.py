"""Hints that open one after the other, the solution behind the last, and after a pass another way to write it."""

import html.parser
import inspect
import re
import textwrap

import numpy as np
import pytest

from layerwise.examiner.code import as_written, source_of, steps
from layerwise.examiner.exercise import in_one_line
from layerwise.examiner.written import Written
from layerwise.exercises import catalogue, examine, hint
from layerwise.exercises.catalogue import EXERCISES


def _starter(*arguments): ...


def _wrong(*arguments):
    return 7.25


def _fails(*arguments):
    return 1 / 0


STATES = {"not attempted": _starter, "wrong": _wrong, "error": _fails}

each_exercise = pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)


class Folds(html.parser.HTMLParser):
    """The folded parts of a page: for each its title, how deep it is inside others, and its own text; what stands outside is `open`."""

    def __init__(self, page):
        super().__init__()
        self.open, self.folds, self.inside, self.in_title = "", [], [], False
        self.feed(page)
        self.close()
        assert self.inside == []

    def handle_starttag(self, tag, attributes):
        if tag == "details":
            assert attributes == [("style", "margin-top:4px")], "closed at first"
            self.folds.append(["", len(self.inside), ""])
            self.inside.append(self.folds[-1])
        elif tag == "summary":
            self.in_title = True

    def handle_endtag(self, tag):
        if tag == "details":
            self.inside.pop()
        elif tag == "summary":
            self.in_title = False

    def handle_data(self, text):
        if not self.inside:
            self.open += text
        else:
            self.inside[-1][0 if self.in_title else 2] += text


def _without_backticks(text):
    return re.sub(r"`([^`]+)`", r"\1", text)


# --- hints -----------------------------------------------------------------------------------------------------------------


@each_exercise
def test_each_hint_is_folded_into_the_one_before_and_the_solution_into_the_last(exercise):
    for status, function in STATES.items():
        report = examine(exercise.name, function)
        assert report.status == status
        assert report.hints == (*exercise.hints, exercise.solution)
        page = Folds(report._repr_html_())
        titles = [f"Hint {number}" for number in range(1, len(exercise.hints) + 1)]
        assert page.folds == [
            *([title, depth, _without_backticks(text)] for depth, (title, text) in enumerate(zip(titles, exercise.hints, strict=True))),
            ["The solution", len(titles), exercise.solution],
        ]
        assert exercise.name in page.open
        assert "def " not in page.open.replace(f"def {exercise.signature}", "")


@each_exercise
def test_as_text_a_report_has_the_first_hint_and_says_how_to_get_the_next(exercise, capsys):
    lines = repr(examine(exercise.name, STATES["wrong"])).splitlines()
    assert lines[-2] == f"Hint 1 of {len(exercise.hints) + 1}: {exercise.hints[0]}"
    assert exercise.solution.splitlines()[-1] not in lines
    exec(lines[-1].removeprefix("The next: "), {})
    assert capsys.readouterr().out == f"Hint 2 of {len(exercise.hints) + 1}: {exercise.hints[1]}\n"


@each_exercise
def test_hint_prints_any_of_them_and_the_solution_last(exercise, capsys):
    for number, text in enumerate(exercise.hints, 1):
        hint(exercise.name, number)
        assert capsys.readouterr().out == f"Hint {number} of {len(exercise.hints) + 1}: {text}\n"
    hint(exercise.name, len(exercise.hints) + 1)
    assert capsys.readouterr().out == f"The solution:\n\n{exercise.solution}\n"


def test_hint_refuses_names_and_numbers_that_there_are_not(capsys):
    hint("relu")
    assert capsys.readouterr().out.startswith("Hint 1 of 3: ")
    with pytest.raises(ValueError, match="Did you mean `relu`"):
        hint("reluu")
    for number in (0, 4, -1, "2"):
        with pytest.raises(ValueError, match="The hints to relu have the numbers 1 to 3, of which the last is the solution"):
            hint("relu", number)


# --- the solution ----------------------------------------------------------------------------------------------------------


@each_exercise
def test_the_solution_passes_as_it_is_shown(exercise):
    namespace = {"np": np, **{name: other.answer for name, other in EXERCISES.items()}}
    exec(exercise.solution, namespace)
    assert examine(exercise.name, namespace[exercise.name]).passed


# --- another way -----------------------------------------------------------------------------------------------------------


@each_exercise
def test_the_other_way_passes_every_time_and_as_it_is_shown(exercise):
    for seed in range(3):
        assert examine(exercise.name, exercise.another_way, seed).passed
    sentence, code = exercise.another_way_than(Written(exercise.answer))
    namespace = {"np": np, **{name: other.answer for name, other in EXERCISES.items()}}
    exec(code, namespace)
    assert examine(exercise.name, namespace[exercise.name]).passed
    assert code.startswith(f"def {exercise.signature.replace('1e-05', '1e-5')}:\n    ")


@each_exercise
def test_the_other_way_says_in_a_sentence_what_is_different(exercise):
    sentence = in_one_line(exercise.another_way.__doc__)
    assert 40 <= len(sentence) <= 200
    assert "\n" not in sentence and "!" not in sentence
    assert sentence.endswith(".")
    assert steps(source_of(exercise.another_way)) != steps(source_of(exercise.answer))
    assert len(exercise.another_way_than(Written(None))[1].splitlines()) <= 15


@each_exercise
def test_who_wrote_the_one_way_is_shown_the_other(exercise):
    first, second = exercise.solution, as_written(exercise.another_way, exercise.name)
    assert examine(exercise.name, exercise.answer).another_way == (in_one_line(exercise.another_way.__doc__), second)
    report = examine(exercise.name, exercise.another_way)
    assert report.another_way == ("The solution of the lesson:", first)
    assert repr(report) == f"✓ {exercise.name}: passed."
    page = Folds(report._repr_html_())
    assert page.folds == [["Another way to write it", 0, f"The solution of the lesson:{first}"]]


NEARLY_THE_OTHER_WAY = """def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    history = []
    for epoch in range(epochs):
        loss_sum, count = 0, 0
        for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
            scores = network.forward(X_batch)
            loss_sum += loss.forward(scores, Y_batch) * len(X_batch)
            count += len(X_batch)
            network.backward(loss.backward())
            optimizer.step(network.parameters(), network.gradients())
        history.append(loss_sum / count)
    return history
"""
NEARLY_THE_SOLUTION = """def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    means = []
    for epoch in range(epochs):
        these = []
        for x, y in minibatches(X, Y, batch_size, rng):
            batch_loss = loss.forward(network.forward(x), y)
            gradient = loss.backward()
            network.backward(gradient)
            optimizer.step(network.parameters(), network.gradients())
            these.append(batch_loss)
        means.append(sum(these) / len(these))
    return means
"""


def test_who_wrote_nearly_the_one_way_is_shown_the_other(tmp_path):
    train = EXERCISES["train"]
    total, means = (Written(_function(tmp_path, code)) for code in (NEARLY_THE_OTHER_WAY, NEARLY_THE_SOLUTION))
    assert train.another_way_than(total) == ("The solution of the lesson:", train.solution)
    assert "batch_losses" not in train.another_way_than(means)[1]


# Right answers, each with what is shown beside it, which must not be the very thing that was written.
WALKED_OTHERWISE = [
    (
        "momentum_step",
        """def momentum_step(params, grads, velocity, learning_rate, momentum):
    for i in range(len(params)):
        velocity[i][...] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]
""",
        "v *= momentum",
    ),
    (
        "momentum_step",
        """def momentum_step(params, grads, velocity, learning_rate, momentum):
    for weights, slopes, speed in zip(params, grads, velocity):
        speed[...] = speed * momentum - slopes * learning_rate
        weights += speed
""",
        "v *= momentum",
    ),
    (
        "momentum_step",
        """def momentum_step(params, grads, velocity, learning_rate, momentum):
    for i in range(len(velocity)):
        velocity[i] *= momentum
        velocity[i] -= learning_rate * grads[i]
        params[i] += velocity[i]
""",
        "v[...] =",
    ),
    (
        "adam_step",
        """def adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, mean, square in zip(params, grads, m, v):
        mean += (1 - beta1) * (g - mean)
        square += (1 - beta2) * (g**2 - square)
        p -= learning_rate * (mean / (1 - beta1**t)) / (np.sqrt(square / (1 - beta2**t)) + epsilon)
""",
        "mean_hat = ",
    ),
    (
        "accuracy",
        """def accuracy(P, labels):
    right = 0
    for row, label in zip(P, labels):
        if np.argmax(row) == label:
            right += 1
    return right / len(P)
""",
        "The solution of the lesson:",
    ),
    (
        "softmax",
        """def softmax(Z):
    rows = []
    for i in range(len(Z)):
        exponentials = np.exp(Z[i] - np.max(Z[i]))
        rows.append(exponentials / np.sum(exponentials))
    return np.array(rows)
""",
        "The solution of the lesson:",
    ),
    # Here the loop is all that the two ways differ in, so it decides.
    (
        "sgd_step",
        """def sgd_step(params, grads, learning_rate):
    for k in range(len(params)):
        params[k] -= learning_rate * grads[k]
""",
        "zip(params, grads)",
    ),
    (
        "sgd_step",
        """def sgd_step(params, grads, learning_rate):
    for a, b in zip(params, grads):
        a -= learning_rate * b
""",
        "range(len(params))",
    ),
]


@pytest.mark.parametrize(("name", "code", "shown"), WALKED_OTHERWISE)
def test_nobody_is_shown_what_they_have_written_with_another_loop(name, code, shown, tmp_path):
    report = examine(name, _function(tmp_path, code))
    assert report.passed
    assert shown in "\n".join(report.another_way)


def test_only_who_passed_is_shown_another_way():
    for function in STATES.values():
        report = examine("relu", function)
        assert report.another_way is None
        assert "Another way" not in report._repr_html_()
    assert examine("relu", EXERCISES["relu"].answer).hints == ()


def test_a_function_without_source_is_shown_the_other_way():
    namespace = {"np": np}
    exec("def relu(z):\n    return np.where(z > 0, z, 0)", namespace)
    assert examine("relu", namespace["relu"]).another_way == EXERCISES["relu"].another_way_than(Written(np.maximum))


# --- code ------------------------------------------------------------------------------------------------------------------


def _function(tmp_path, code):
    file = tmp_path / f"cell_{len(list(tmp_path.iterdir()))}.py"
    file.write_text(textwrap.dedent(code), encoding="utf-8")
    namespace = {"np": np}
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), namespace)
    return next(value for value in namespace.values() if inspect.isfunction(value))


LOOP = """
def weighted_sum(x, w):
    total = 0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total
"""


@pytest.mark.parametrize(
    "code",
    [
        LOOP,
        '# above\ndef weighted_sum(x, w):\n    """Mine."""\n    total = 0  # begin\n\n    for i in range(len(x)):\n'
        "        total += (x[i] * w[i])\n    return total",
        "def mine(values, weights):\n    s = 0\n    for k in range(len(values)):\n        s += values[k] * weights[k]\n    return s",
        "def mine(x: np.ndarray, w: list):\n    s = 0\n    for k in range(len(x)):\n        s += x[k] * w[k]\n    return s",
    ],
)
def test_names_comments_and_spaces_make_no_other_way(code, tmp_path):
    assert steps(source_of(_function(tmp_path, code))) == steps(LOOP)


@pytest.mark.parametrize(
    "code",
    [
        LOOP.replace("x[i] * w[i]", "w[i] * w[i]"),
        LOOP.replace("x[i] * w[i]", "w[i] * x[i]"),
        LOOP.replace("= 0", "= 1"),
        LOOP.replace("len(x)", "sum(x)"),
        LOOP.replace("    return total", "        return total"),
        LOOP.replace("total += x[i]", "x += total[i]"),
        "f = lambda x, w: x @ w",
    ],
)
def test_another_step_makes_another_way(code, tmp_path):
    assert steps(source_of(_function(tmp_path, code))) != steps(LOOP)


def test_a_function_is_shown_without_decorators_and_docstring_under_the_name_asked_for(tmp_path):
    def check(function):
        return function

    @check
    def answer_by_itself(z, floor=0):
        """Not shown.

        Nor this.
        """

        # shown
        def inner(z):
            "Shown."
            return z

        return z if floor else answer_by_itself(inner(z), 1)

    assert as_written(answer_by_itself, "relu") == textwrap.dedent(
        """
        def relu(z, floor=0):
            # shown
            def inner(z):
                "Shown."
                return z

            return z if floor else relu(inner(z), 1)
        """
    ).strip("\n")
