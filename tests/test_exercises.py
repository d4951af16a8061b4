"""The two-sided proof: right answers pass however they are written, wrong ones are told what is wrong, and no answer breaks anything."""

import inspect
import io
import linecache
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from amounts import amount, one_in
from answers import everything

from layerwise import nn
from layerwise.examiner import trial
from layerwise.examiner.calling import call
from layerwise.examiner.examination import FIXED_SEED
from layerwise.exercises import CheckFailed, catalogue, check, examine, when_checked
from layerwise.exercises.catalogue import EXERCISES

# What a thread or an abandoned generator prints on its way out would stand under the learner's cell.
pytestmark = [
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning"),
]

CONTRACT = {
    "start_here": ["products(x, w)", "weighted_sum(x, w)"],
    "neuron": ["neuron(x, w, b)", "neuron_batch(X, w, b)"],
    "activation": ["step(z)", "relu(z)", "sigmoid(z)"],
    "layers": ["dense(X, W, b)", "forward(X, layers)"],
    "probabilities": ["softmax(Z)", "one_hot(labels, n_classes)", "accuracy(P, labels)"],
    "loss": ["mean_squared_error(y_hat, y)", "cross_entropy(P, Y)"],
    "slopes": ["numerical_gradient(f, w, h=1e-05)"],
    "backward": ["softmax_cross_entropy_backward(P, Y)", "dense_backward(dZ, X, W)", "relu_backward(dA, Z)"],
    "training": [
        "sgd_step(params, grads, learning_rate)",
        "minibatches(X, Y, batch_size, rng)",
        "train(network, loss, optimizer, X, Y, epochs, batch_size, rng)",
    ],
    "penguins": [
        "split(X, y, validation_fraction, rng)",
        "standardize(X_train, X_other)",
        "confusion_matrix(labels, predicted, n_classes)",
    ],
    "better_steps": [
        "he_init(n_in, n_out, rng)",
        "momentum_step(params, grads, velocity, learning_rate, momentum)",
        "adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon)",
    ],
    "digits": ["dropout(A, rate, rng)"],
}

RIGHT, NEARLY_RIGHT = everything("RIGHT"), everything("NEARLY_RIGHT")

each_exercise = pytest.mark.parametrize("exercise", catalogue(), ids=lambda exercise: exercise.name)


def each_pair(pairs):
    return pytest.mark.parametrize("exercise, other", [pytest.param(e, o, id=f"{e.name}-{name}") for e, o, name in pairs])


# --- the contract ----------------------------------------------------------------------------------------------------------


def test_the_contract_is_kept():
    """There may be more lessons and more exercises than these, and a lesson chooses their order."""
    found = [(exercise.lesson.name, exercise.signature) for exercise in catalogue()]
    promised = {(lesson, signature) for lesson, signatures in CONTRACT.items() for signature in signatures}
    assert promised <= set(found)
    assert list(dict.fromkeys(lesson for lesson, _ in found if lesson in CONTRACT)) == list(CONTRACT)
    assert len({exercise.name for exercise in catalogue()}) == len(EXERCISES) == len(found)


@each_exercise
def test_everything_said_about_an_exercise_has_its_form(exercise):
    assert inspect.getdoc(exercise.answer)
    assert 1 <= exercise.minutes <= 30
    assert 2 <= len(exercise.hints) <= 4
    texts = [*exercise.hints, *(mistake.message for mistake in exercise.mistakes)]
    for text in texts:
        assert len(text) >= 30
        assert "!" not in text.replace("!=", "")
        assert "  " not in text
        assert text.rstrip("`")[-1] in ".?)]", text


@each_exercise
def test_there_are_at_least_six_mistakes_each_with_its_own_message(exercise):
    assert len(exercise.mistakes) >= 6
    assert len({mistake.id for mistake in exercise.mistakes}) == len(exercise.mistakes)
    for mistake in exercise.mistakes:
        assert re.fullmatch(r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*", mistake.id)
        assert 40 <= len(mistake.message) <= 400, mistake.message
        assert len(re.findall(r"[.?:;](?: |$)", mistake.message)) >= 2, f"{mistake.id}: a second sentence says what to look at"


# --- both sides ------------------------------------------------------------------------------------------------------------


@each_exercise
def test_the_answer_passes(exercise):
    report = examine(exercise.name, exercise.answer)
    assert report.passed, report
    assert (report.message, report.mistake, report.printed) == ("", None, "")


@one_in(3)
@each_pair((exercise, mistake, mistake.id) for exercise in catalogue() for mistake in exercise.mistakes)
def test_each_known_mistake_is_rejected_and_recognised(exercise, other):
    report = examine(exercise.name, other.wrong)
    assert not report.passed
    assert report.mistake == other.id, report
    assert report.message.startswith(other.message)
    evidence = report.message.removeprefix(other.message)
    assert re.match(r"\nFor .+: .+\.$", evidence, re.DOTALL), evidence


@each_exercise
def test_there_are_right_answers_in_other_styles(exercise):
    assert len(RIGHT[exercise.name]) >= 3


def _each_answer(answers):
    """Every answer with an id; objects that can be called have no name of their own."""
    named = (
        (name, i, answer, getattr(answer, "__name__", type(answer).__name__)) for name in answers for i, answer in enumerate(answers[name])
    )
    return each_pair((EXERCISES[name], answer, f"{i}-{words}") for name, i, answer, words in named)


@one_in(12, 4)
@_each_answer(RIGHT)
def test_right_answers_pass_whatever_the_notebook_has_made_of_an_overflow(exercise, other):
    """`np.seterr(all="raise")`, which some put at the top of every notebook."""
    with np.errstate(all="raise"):
        report = examine(exercise.name, other)
    assert report.passed, report.message


@one_in(3)
@_each_answer(RIGHT)
def test_right_answers_in_other_styles_pass_every_time(exercise, other):
    for _ in range(amount(1, 5)):
        report = examine(exercise.name, other)
        assert report.passed, report


@one_in(3)
@_each_answer(NEARLY_RIGHT)
def test_an_answer_that_is_seldom_wrong_does_not_pass(exercise, other, capsys):
    for _ in range(amount(1, 5)):
        report = examine(exercise.name, other)
        assert_refused(report, capsys)


@each_exercise
def test_no_error_is_taken_for_a_known_mistake(exercise):
    for error in (ArithmeticError, AttributeError, IndexError, KeyError, NameError, TypeError, ValueError, ZeroDivisionError):

        def hostile(*arguments, error=error):
            raise error("of its own")

        report = examine(exercise.name, hostile)
        assert (report.status, report.mistake) == ("error", None), report
        assert f"{error.__name__}: " in report.message


# --- not attempted ---------------------------------------------------------------------------------------------------------

STARTERS = {
    "the placeholder": "    ...",
    "the press's stub": "    ...  # your code here",
    "pass": "    pass",
    "NotImplementedError": "    raise NotImplementedError",
    "NotImplementedError with a text": '    raise NotImplementedError("your code here")',
    "a docstring only": '    "What is asked."',
    "a docstring and the placeholder": '    "What is asked."\n    ...',
    "a gap in given code": '    "What is asked."\n    result = 1\n    ...\n    return result',
    "a gap in an expression": "    result = ...\n    return result",
    "return the placeholder": "    return ...",
}

# How many lines besides the gap, the others have none.
OWN_LINES = {"a gap in given code": 2, "a gap in an expression": 2, "return the placeholder": 1}

# What stands for the gap, where it is no `...`.
GAPS = {
    "pass": "pass",
    "NotImplementedError": "raise NotImplementedError",
    "NotImplementedError with a text": "raise NotImplementedError",
    "a docstring only": "",
}


def _define(name, code, file=None):
    """The function that the code defines; with a file to read it from, as a notebook's cell has one, or without."""
    if file is not None:
        file.write_text(code, encoding="utf-8")
    namespace = {}
    exec(compile(code, str(file or "<string>"), "exec"), namespace)
    return namespace[name]


@one_in(3)
@each_exercise
def test_a_starter_is_not_attempted(exercise, tmp_path):
    for number, (kind, body) in enumerate(STARTERS.items()):
        for file in (None, tmp_path / f"starter_{number}.py"):
            report = examine(exercise.name, _define(exercise.name, f"def {exercise.signature}:\n{body}\n", file))
            assert report.status == "not attempted", (body, report)
            if file is not None and OWN_LINES.get(kind, 0) > exercise.given:
                assert report.mistake == "gap-left"
                assert report.message.startswith("Your own lines are there, and a `...` still stands among them. Delete it")
                assert "not finished yet" in repr(report) and "not finished yet" in report._repr_html_()
            else:
                assert report.mistake is None
                gap = GAPS.get(kind, "...") if file is not None else "..."
                place = f"in place of the `{gap}`, and indent them by the same amount." if gap else "into the function, four spaces"
                assert report.message.startswith(f"Put your own lines {place}")
                assert "not attempted yet" in repr(report) and "not attempted yet" in report._repr_html_()


def test_the_text_of_something_else_is_not_taken_for_the_answer(monkeypatch):
    """Since Python 3.13 a program given with -c is what is read for everything that came from "<string>"."""
    text = ["import numpy\n", "print(numpy)\n", "def other(z):\n", "    return z\n"]
    monkeypatch.setitem(linecache.cache, "<string>", (len("".join(text)), None, text, "<string>"))
    monkeypatch.setattr(linecache, "checkcache", lambda filename=None: None)
    report = examine("relu", _define("relu", "def relu(z):\n    ...\n"))
    assert report.status == "not attempted" and report.message.startswith("Put your own lines in place of the `...`")


@each_exercise
def test_the_lessons_starter_is_not_attempted_and_one_line_more_is_a_gap_that_was_left(exercise, tmp_path):
    starter = exercise.starter
    report = examine(exercise.name, _define(exercise.name, starter, tmp_path / "starter.py"))
    assert (report.status, report.mistake) == ("not attempted", None)
    gap = next(line for line in starter.splitlines() if line.strip().startswith("..."))
    line = gap[: len(gap) - len(gap.lstrip())] + "something = 3"
    for number, longer in enumerate((f"{line}\n{gap}", f"{gap}\n{line}")):
        report = examine(exercise.name, _define(exercise.name, starter.replace(gap, longer), tmp_path / f"longer_{number}.py"))
        assert (report.status, report.mistake) == ("not attempted", "gap-left")


ATTEMPTS = {
    "a loop without an end that is left": "    while True:\n        return 7",
    "a loop while 1": "    while 1:\n        return 7",
    "an error that is caught": "    try:\n        return 7 / 0\n    except ZeroDivisionError:\n        return 8",
    "an index with dots": "    return z[..., :1] * 7",
    "an assignment with dots": "    z = z * 7.0\n    z[...] = 3\n    return z",
    "a branch that does nothing": "    if z is None:\n        pass\n    return z * 7",
    "a constant": "    return 7",
    "its argument": "    return z",
}


@pytest.mark.parametrize("body", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_wrong_answer_is_not_taken_for_a_starter(body, tmp_path):
    for file in (None, tmp_path / "attempt.py"):
        assert examine("relu", _define("relu", f"def relu(z):\n{body}\n", file)).status == "wrong"


def test_a_gap_inside_a_loop_is_seen_where_the_source_is_known(tmp_path):
    code = "def relu(z):\n    for i in range(3):\n        ...\n    return 0\n"
    assert examine("relu", _define("relu", code, tmp_path / "starter.py")).status == "not attempted"


def test_a_right_answer_may_use_what_a_gap_looks_like():
    def relu(z):
        result = np.array(z, float)
        result[...] = np.maximum(z, 0)
        dots = ...
        return result[dots]

    assert examine("relu", relu).passed


# --- hostile answers: results ----------------------------------------------------------------------------------------------


class EqualsEverything(np.ndarray):
    """An array that lies about itself."""

    shape = property(lambda self: (3,))
    size = property(lambda self: 3)
    ndim = property(lambda self: 1)

    def __eq__(self, other):
        return np.True_

    def __array__(self, *arguments, **options):
        return np.zeros(3)

    def __array_ufunc__(self, *arguments, **options):
        return np.True_

    def __array_function__(self, *arguments, **options):
        return True

    __ne__ = __lt__ = __gt__ = __sub__ = __rsub__ = __abs__ = __eq__
    __hash__ = None


class EqualNumber(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = None


class Disguised:
    """An object that claims to be an array."""

    @property
    def __class__(self):
        return np.ndarray


class Unspeakable:
    @property
    def __class__(self):
        raise RuntimeError("not even its class")

    def __repr__(self):
        raise RuntimeError("no words for it")

    __str__ = __len__ = __iter__ = __array__ = __repr__


def _own_member():
    result = []
    result += [result, result]
    return result


def _own_member_array():
    result = np.empty(2, object)
    result[:] = [result, result]
    return result


def _deep_list():
    result = []
    for _ in range(10_000):
        result = [result]
    return result


def _bomb():
    result = [0]
    for _ in range(30):
        result = [result] * 10
    return result


RESULTS = {
    "text": lambda: "three",
    "bytes": lambda: b"three",
    "a dictionary": lambda: {"result": 1.0},
    "a set": lambda: {1.0, 2.0},
    "a generator": lambda: (i for i in range(3)),
    "a function": lambda: np.maximum,
    "a type": lambda: float,
    "a module": lambda: np,
    "an array of objects": lambda: np.array([None, {}, "a"], dtype=object),
    "an array of texts": lambda: np.array(["1", "2"]),
    "a list of texts": lambda: ["1.0", "2.0", "3.0"],
    "ragged lists": lambda: [[1.0, 2.0], [3.0]],
    "lists of nothing": lambda: [None, None],
    "an empty list": lambda: [],
    "an empty tuple": lambda: (),
    "many values": lambda: tuple(range(50)),
    "dates": lambda: np.array(["2026-01-01"], dtype="datetime64[D]"),
    "a record": lambda: np.zeros(3, dtype=[("a", float)]),
    "itself inside itself": _own_member,
    "an array inside itself": _own_member_array,
    "ten thousand lists inside each other": _deep_list,
    "a list that stands for 10 ** 30 numbers": _bomb,
    "a gigabyte of zeros": lambda: np.zeros(2**27),
    "a gigabyte of views": lambda: np.broadcast_to(0.0, (2**14, 2**13)),
    "a gigabyte in two arrays": lambda: [np.zeros(2**26), np.zeros(2**26)],
    "a list of a hundred million": lambda: [[0] * 10**4] * 10**4,
    "a million empty lists": lambda: [[]] * 10**6,
    "an array that equals everything": lambda: np.ones(5).view(EqualsEverything),
    "a number that equals everything": lambda: EqualNumber(-77.5),
    "something disguised": Disguised,
    "something unspeakable": Unspeakable,
}


def assert_refused(report, capsys, recwarn=(), case=""):
    """A report that has not passed, in plain sentences, and not a word printed anywhere."""
    assert report.status in {"wrong", "error", "timed out"}, (case, report)
    assert len(report.message) > 20
    assert report.message.rstrip()[-1] in ".?", (case, report.message)
    assert "Traceback" not in report.message
    assert report.name in repr(report) and report.name in report._repr_html_()
    assert (case, *capsys.readouterr()) == (case, "", "")
    assert [(case, str(warning.message)) for warning in recwarn] == []


@one_in(4)
@each_exercise
def test_a_result_of_the_wrong_kind_gets_a_sentence(exercise, capsys, recwarn, monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 1)  # a gigabyte, row by row
    # Each kind is tried in some exercises: the first of them is another one from exercise to exercise.
    steps = amount(4, 1)
    for kind, result in list(RESULTS.items())[list(EXERCISES).index(exercise.name) % steps :: steps]:
        made = result()
        report = examine(exercise.name, lambda *arguments, made=made: made)
        assert_refused(report, capsys, recwarn, kind)


def _through(result, change):
    """Change every array in what an answer returned, batches and tuples included."""
    if inspect.isgenerator(result):
        return (_through(part, change) for part in result)
    if isinstance(result, tuple):
        return tuple(_through(part, change) for part in result)
    return None if result is None else change(np.asarray(result))


def _last_is(value):
    def change(array):
        array = array.astype(float)
        array[(-1,) * array.ndim] = value
        return array

    return change


CHANGES = {
    "all nan": lambda a: np.full(a.shape, np.nan),
    "all infinite": lambda a: np.full(a.shape, np.inf),
    "nan at the end": _last_is(np.nan),
    "infinity at the end": _last_is(np.inf),
    "complex": lambda a: a + 1j,
    "complex without an imaginary part": lambda a: a.astype(complex),
    "texts": lambda a: a.astype(str),
    "axes before and after": lambda a: a[np.newaxis, ..., np.newaxis],
    "a column": lambda a: a[..., np.newaxis] if a.ndim == 1 else a[np.newaxis, ..., np.newaxis],
    "a matrix": lambda a: np.asmatrix(a) if a.ndim < 2 else a[:, :, np.newaxis],
    "the first entry alone": lambda a: a.flat[0] if a.size > 1 else np.array([a, a]),
    "twice": lambda a: np.concatenate([np.atleast_1d(a)] * 2),
    "without the last": lambda a: a[:-1] if a.ndim else a + 1,
    "a gigabyte": lambda a: np.broadcast_to(a, (2**27, *a.shape)),
    "a gigabyte of rows": lambda a: np.broadcast_to(a[:1], (2**27, *a.shape[1:])) if a.ndim else np.zeros(2**27),
    "nothing": lambda a: None,
    "equal to everything": lambda a: (a + 1).view(EqualsEverything) if a.ndim else EqualNumber(a + 1),
    "a little too much": lambda a: a * 1.001 + 0.001,
}
RETURNS_NOTHING = {"sgd_step", "momentum_step", "adam_step"}
# Weights that chance has drawn could as well be this much larger.
NOBODY_CAN_TELL = {("he_init", "a little too much")}


@one_in(3)
@pytest.mark.parametrize("exercise", [e for e in catalogue() if e.name not in RETURNS_NOTHING], ids=lambda e: e.name)
def test_a_result_that_is_nearly_right_gets_a_sentence(exercise, capsys, recwarn):
    for what, change in CHANGES.items():
        if (exercise.name, what) in NOBODY_CAN_TELL:
            continue
        report = examine(exercise.name, lambda *arguments, change=change: _through(exercise.answer(*arguments), change))
        assert_refused(report, capsys, recwarn, what)


@each_exercise
def test_a_transposed_result_gets_a_sentence(exercise, capsys):
    transposed = []

    def hostile(*arguments):
        def turn(array):
            transposed.append(array.ndim > 1)
            return array.T

        return _through(exercise.answer(*arguments), turn)

    report = examine(exercise.name, hostile)
    assert report.passed is not any(transposed)
    if any(transposed):
        assert_refused(report, capsys)


# --- hostile answers: what they do -----------------------------------------------------------------------------------------


class Mute(Exception):
    def __str__(self):
        raise SystemExit("not a word")

    __repr__ = __str__


class Unruly(BaseException):
    """Not an Exception."""


RAISED = [
    SystemExit(),
    SystemExit("bye"),
    KeyboardInterrupt(),
    GeneratorExit(),
    StopIteration(3),
    MemoryError(),
    RecursionError(),
    Mute(),
    Unruly("hm"),
    ExceptionGroup("several", [ValueError("one")]),
    AssertionError("a" * 10_000),
    ValueError("two\nlines {and} <b>marks</b>"),
    ValueError("half a character: \ud800"),
]


@one_in(6, 3)
@each_exercise
def test_whatever_is_raised_gets_a_sentence(exercise, capsys, recwarn):
    for error in RAISED:

        def hostile(*arguments, error=error):
            raise error

        report = examine(exercise.name, hostile)
        assert_refused(report, capsys, recwarn, type(error).__name__)
        assert report.status == "error"
        assert type(error).__name__ in report.message
        assert "`raise error`" in report.message, "the learner's own line"
        assert len(report.message) < 1500
        assert "<b>" not in report._repr_html_()


@one_in(3)
@each_exercise
def test_a_function_that_calls_itself_without_an_end_gets_a_sentence(exercise, capsys):
    def hostile(*arguments):
        return hostile(*arguments)

    report = examine(exercise.name, hostile)
    assert_refused(report, capsys)
    assert "calls itself" in report.message


def _loops(arguments):
    while True:
        pass


def _loops_and_holds_on(arguments):
    while True:
        try:
            while True:
                pass
        except Exception:
            continue


def _prints(arguments):
    while True:
        print("again")


def _grows(arguments):
    numbers = [0]
    for number in numbers:
        numbers.append(number + 1)


def _never_ends(arguments):
    while True:
        yield arguments[0], arguments[-1]


@one_in(4, 2)
@each_exercise
def test_a_loop_without_an_end_gets_a_sentence(exercise, capsys, monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.05)
    for loop in (_loops, _loops_and_holds_on, _prints, _grows):
        report = examine(exercise.name, lambda *arguments, loop=loop: loop(arguments))
        assert_refused(report, capsys, case=loop.__name__)
        assert report.status == "timed out"
        assert "loop" in report.message
        assert len(report.printed) <= 3000
        assert "and was stopped" in report.message


@each_exercise
def test_a_generator_without_an_end_gets_a_sentence(exercise, capsys, monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.2)
    assert_refused(examine(exercise.name, lambda *arguments: _never_ends(arguments)), capsys)


@pytest.mark.parametrize("name", ["relu", "sgd_step"])
def test_a_loop_that_cannot_be_stopped_is_said_to_run_on(name, capsys, monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.05)
    released = threading.Event()

    def hostile(*arguments):
        while not released.is_set():
            try:
                while not released.wait(0.01):
                    pass
            except BaseException:
                continue

    report = examine(name, hostile)
    released.set()
    assert_refused(report, capsys)
    assert "restart the kernel" in report.message


def test_a_loop_that_cannot_be_stopped_does_not_go_on_printing(capsys, monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.05)

    def hostile(z):
        while True:
            try:
                while True:
                    time.sleep(0.002)
                    print("again")
            except BaseException:
                continue

    assert_refused(examine("relu", hostile), capsys)
    time.sleep(0.1)
    assert capsys.readouterr() == ("", "")


def _fingerprint(arguments):
    """Arrays, numbers and random generators by their values, anything else by its type."""
    if isinstance(arguments, list | tuple):
        return tuple(map(_fingerprint, arguments))
    if isinstance(arguments, np.ndarray):
        return arguments.shape, arguments.tobytes()
    if isinstance(arguments, np.random.Generator):
        return repr(arguments.bit_generator.state)
    return arguments if isinstance(arguments, int | float) else type(arguments).__name__


def _knows_only(exercise, probes):
    """An answer that is right for these probes, and for nothing else."""
    known = set()

    def learn(*arguments):
        known.add(_fingerprint(arguments))
        return exercise.answer(*arguments)

    for probe in probes:
        call(exercise, learn, probe)
    return lambda *arguments: exercise.answer(*arguments) if _fingerprint(arguments) in known else None


@each_exercise
def test_an_answer_that_knows_the_examples_does_not_pass(exercise, capsys):
    assert_refused(examine(exercise.name, _knows_only(exercise, exercise.examples)), capsys)


@each_exercise
def test_an_answer_that_knows_the_fixed_probes_does_not_pass(exercise, capsys):
    probes = [*exercise.examples, *exercise.probes(np.random.default_rng(FIXED_SEED))]
    assert_refused(examine(exercise.name, _knows_only(exercise, probes)), capsys)


def _arrays_of(exercise):
    """The names of the arguments that are arrays, or lists of arrays, and must not change."""
    seen = set()

    def look(*arguments):
        for name, value in zip(inspect.signature(exercise.answer).parameters, arguments, strict=False):
            if isinstance(value, np.ndarray | list) and name not in exercise.changes:
                seen.add(name)
        return exercise.answer(*arguments)

    call(exercise, look, exercise.examples[0])
    return sorted(seen)


def _spoil(value):
    if isinstance(value, np.ndarray):
        value += np.ones((), value.dtype)
    elif isinstance(value, list | tuple):
        for part in value:
            _spoil(part)


def _empty(value):
    if isinstance(value, list):
        value.clear()
    else:
        value.shape = (*value.shape, 1)


def _replace(value):
    if isinstance(value, list):
        value[0] = None
    else:
        value.dtype = np.int8


@each_pair((exercise, name, name) for exercise in catalogue() for name in _arrays_of(exercise))
def test_changing_an_input_gets_a_sentence(exercise, other, capsys, recwarn):
    for spoil in (_spoil, _empty, _replace):

        def hostile(*arguments, spoil=spoil):
            result = exercise.answer(*arguments)
            if inspect.isgenerator(result):
                result = list(result)
            spoil(inspect.signature(exercise.answer).bind(*arguments).arguments[other])
            return result

        report = examine(exercise.name, hostile)
        assert_refused(report, capsys, recwarn, spoil.__name__)
        assert report.status == "wrong", report
        if exercise.observe is None:
            assert f"{other} is no longer what it was" in report.message or report.mistake not in (None, "returns-nothing"), report


def test_every_array_that_must_not_change_is_tried():
    assert {e.name: _arrays_of(e) for e in catalogue() if e.name in ("forward", "dense_backward", "sgd_step", "train")} == {
        "forward": ["X", "layers"],
        "dense_backward": ["W", "X", "dZ"],
        "sgd_step": ["grads"],
        "train": ["X", "Y"],
    }


def _hands_out_one_array(exercise):
    """The right answer, always in the same arrays where the shape is the same."""
    kept = {}

    def keep(result, place=0):
        if isinstance(result, tuple):
            return tuple(keep(part, i) for i, part in enumerate(result))
        array = kept.setdefault((place, np.shape(result)), np.empty(np.shape(result)))
        array[...] = result
        return array

    return lambda *arguments: keep(exercise.answer(*arguments))


@pytest.mark.parametrize("exercise", [e for e in catalogue() if e.lesson.place < 6 or e.name == "confusion_matrix"], ids=lambda e: e.name)
def test_an_array_that_the_next_call_writes_into_gets_a_sentence(exercise, capsys, recwarn):
    report = examine(exercise.name, _hands_out_one_array(exercise))
    assert_refused(report, capsys, recwarn)
    assert report.mistake == "one-array-for-all-calls"


def test_a_batch_that_the_next_one_writes_into_gets_a_sentence(capsys):
    def hostile(X, Y, batch_size, rng):
        xs, ys = np.empty((batch_size, *X.shape[1:])), np.empty((batch_size, *Y.shape[1:]))
        for X_batch, Y_batch in EXERCISES["minibatches"].answer(X, Y, batch_size, rng):
            xs[: len(X_batch)], ys[: len(Y_batch)] = X_batch, Y_batch
            yield xs[: len(X_batch)], ys[: len(Y_batch)]

    report = examine("minibatches", hostile)
    assert_refused(report, capsys)
    assert report.mistake is None
    assert report.message.endswith("a batch stays what it is when the next one comes.")


# --- hostile answers: what they are ----------------------------------------------------------------------------------------


class Takes:
    def __init__(self, *arguments):
        self.arguments = arguments


class AnswersNoQuestion:
    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __call__(self, *arguments):
        return None


class StrangeSignature:
    @property
    def __signature__(self):
        raise RuntimeError("no signature")

    def __call__(self, *arguments):
        return None


async def _async(*arguments):
    return arguments[0]


def _wrapped_in_itself(*arguments):
    return "a text"


_wrapped_in_itself.__wrapped__ = _wrapped_in_itself

NOT_FUNCTIONS = {
    "a class": (Takes, "For "),
    "a number": (3, "has to be a function"),
    "a text": ("relu", "has to be a function"),
    "None": (None, "has to be a function"),
    "an array": (np.zeros(3), "has to be a function"),
    "no arguments": (lambda: 3, "has to take"),
    "too many arguments": (lambda a, b, c, d, e, f, g, h, i: 3, "has to take"),
    "keyword-only arguments": (lambda *, z: z, "has to take"),
    "an async function": (_async, "async"),
    "a type that takes anything": (dict, "For "),
    "a function of NumPy": (np.array, ""),
    "wrapped in itself": (_wrapped_in_itself, "For "),
    "an object that answers no question": (AnswersNoQuestion(), "returns"),
    "an object with a strange signature": (StrangeSignature(), "returns"),
}


@one_in(4)
@each_exercise
def test_what_is_no_fitting_function_gets_a_sentence(exercise, capsys, recwarn):
    for what, (function, words) in NOT_FUNCTIONS.items():
        report = examine(exercise.name, function)
        assert_refused(report, capsys, recwarn, what)
        assert words in report.message or report.mistake is not None, report


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="There is no exercise called 'sofmax'. Did you mean `softmax`?"):
        examine("sofmax", np.exp)
    with pytest.raises(ValueError, match=r"There is no exercise called 'xyz'\.$"):
        examine("xyz", np.exp)


# --- fairness --------------------------------------------------------------------------------------------------------------


class Callable:
    """Not a function, and right."""

    def __call__(self, z):
        return np.maximum(z, 0)

    def method(self, z):
        return self(z)


FAIR = {
    "nested lists": lambda z: np.maximum(z, 0).tolist(),
    "nested tuples": lambda z: tuple(map(tuple, np.maximum(z, 0))) if np.ndim(z) == 2 else np.maximum(z, 0),
    "a list of arrays": lambda z: list(np.maximum(z, 0)),
    "single precision": lambda z: np.maximum(z, 0).astype(np.float32),
    "half precision": lambda z: np.maximum(z, 0).astype(np.float16),
    "long double": lambda z: np.maximum(z, 0).astype(np.longdouble),
    "fractions": lambda z: np.vectorize(lambda value: Fraction(float(max(value, 0))), otypes=[object])(z),
    "Fortran order": lambda z: np.asfortranarray(np.maximum(z, 0)),
    "not contiguous": lambda z: np.repeat(np.maximum(z, 0), 2, axis=-1)[..., ::2],
    "read-only": lambda z: np.broadcast_to(np.maximum(z, 0), z.shape),
    "a masked array": lambda z: np.ma.masked_array(np.maximum(z, 0)),
    "an object that is callable": Callable(),
    "a method": Callable().method,
    "negative zero": lambda z: np.where(z > 0, z, -0.0),
    "rounding": lambda z: np.maximum(z, 0) * (1 + 1e-9),
    "prints": lambda z: print("so far", z) or np.maximum(z, 0),
    "default arguments": lambda z, floor=0: np.maximum(z, floor),
    "any arguments": lambda *arguments, **options: np.maximum(arguments[0], 0),
}


@pytest.mark.parametrize("right", FAIR.values(), ids=FAIR)
def test_the_kind_of_number_and_of_function_is_free(right, capsys):
    report = examine("relu", right)
    assert report.passed, report
    assert report.printed == ""
    assert capsys.readouterr() == ("", "")


def test_numbers_may_come_as_bool_int_list_or_array():
    for kind in (float, np.float64, np.array, lambda number: np.array([number]), lambda number: [number], Fraction, np.longdouble):
        assert examine("neuron", lambda x, w, b, kind=kind: kind(float(np.sum(x * w) + b))).passed


def test_a_right_answer_that_prints_is_told_to_take_it_out():
    def relu(z):
        print("z is", z)
        return np.maximum(z, 0)

    def relu_of_many_lines(z):
        print("\n" * 799)
        return np.maximum(z, 0)

    assert re.fullmatch(r"It printed \d+ lines while it was checked\. Take the `print` out: .*", examine("relu", relu).message)
    report = examine("relu", relu_of_many_lines)
    assert report.passed and int(re.search(r"It printed (\d+) lines", report.message)[1]) >= 800


def test_a_long_printout_is_cut_at_a_line_and_says_so():
    def relu(z):
        for number in range(1000):
            print("line", number)
        return z

    lines = examine("relu", relu).printed.splitlines()
    assert lines[:-1] == [f"line {number}" for number in range(len(lines) - 1)] and 100 < len(lines) < 300
    assert lines[-1] == "… (cut here: 1000 lines were printed)"
    one_line = examine("relu", lambda z: print("x" * 5000)).printed
    assert one_line == "x" * 2000 + "\n… (cut here: 1 line was printed)"


def test_input_and_exit_get_a_sentence_and_nobody_waits(monkeypatch):
    """In a real notebook: test_cells.py."""

    def asks(z):
        return np.maximum(z, float(input("which? ")))

    def ends(z):
        return exit()

    asked = examine("relu", asks)
    assert asked.status == "error" and "take `input()` out" in asked.message
    ended = examine("relu", ends)
    assert ended.status == "error" and "return a value instead" in ended.message
    monkeypatch.setattr("builtins.input", lambda prompt="": "typed")
    examine("relu", asks)
    assert input("?") == "typed", "what the notebook itself asks is asked"


def test_what_a_stopped_function_had_filled_is_given_back(monkeypatch):
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.1)

    class Pile(list):
        """A list that can be watched."""

    watched = []

    def relu(z):
        pile = Pile()
        watched.append(weakref.ref(pile))
        while True:
            pile.append(len(pile))

    assert examine("relu", relu).status == "timed out"
    assert [pile() for pile in watched] == [None]


@pytest.mark.parametrize("name", ["weighted_sum", "neuron", "mean_squared_error", "cross_entropy", "accuracy"])
@pytest.mark.parametrize("brackets", [lambda number: [number], lambda number: np.array([number]), lambda number: (number,)])
def test_a_number_in_brackets_passes_and_the_lesson_goes_on_with_the_number(name, brackets):
    exercise = EXERCISES[name]

    def answer(*arguments):
        return brackets(exercise.answer(*arguments))

    report = examine(exercise.name, answer)
    assert report.passed and "your number comes inside an array or a list" in report.message
    given = report.mended(answer)(*exercise.examples[0])
    assert np.ndim(given) == 0 and f"{given:.3f}" == f"{exercise.answer(*exercise.examples[0]):.3f}"


def in_lists(result):
    return tuple(part.tolist() for part in result) if isinstance(result, tuple) else result.tolist()


@pytest.mark.parametrize("name", ["numerical_gradient", "split", "standardize", "confusion_matrix", "he_init", "dropout"])
def test_lists_pass_and_the_lesson_goes_on_with_arrays(name):
    answer = EXERCISES[name].answer

    def lists(*arguments):
        return in_lists(answer(*arguments))

    report = examine(name, lists)
    assert report.passed and "your numbers come in a list" in report.message
    X, rng = np.arange(16.0).reshape(8, 2), np.random.default_rng(0)
    arguments = {"split": (X, np.arange(8), 0.25, rng), "he_init": (3, 2, rng), "dropout": (X, 0.5, rng)}
    given = report.mended(lists)(*arguments.get(name, EXERCISES[name].examples[0]))
    assert all(isinstance(part, np.ndarray) for part in (given if isinstance(given, tuple) else (given,)))


def test_losses_in_an_array_pass_and_the_lesson_goes_on_with_a_list():
    answer = EXERCISES["train"].answer

    def array(*arguments):
        return np.array(answer(*arguments))

    report = examine("train", array)
    assert report.passed and "your numbers come in an array" in report.message
    network, X, Y = nn.Network([nn.Dense(2, 2)]), np.ones((4, 2)), np.eye(2)[[0, 1, 0, 1]]
    losses = [0.5]
    losses += report.mended(array)(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, Y, 2, 2, np.random.default_rng(0))
    assert len(losses) == 3


def test_what_was_printed_is_shown_once_and_not_in_full(capsys):
    def relu(z):
        print("z is", z)
        return z

    report = examine("relu", relu)
    assert report.printed == "z is [-1.5  0.   2. ]\n"
    assert "It printed: z is" in repr(report)
    assert "It printed" in report._repr_html_()
    assert capsys.readouterr() == ("", "")


def test_the_learners_own_line_is_shown():
    def relu(z):
        halves = z / 2
        return halves @ np.zeros((4, 5, 9))

    message = examine("relu", relu).message
    assert "`return halves @ np.zeros((4, 5, 9))`" in message
    assert "Here `halves` has the shape (3,)" in message


def test_the_first_bad_index_is_shown():
    def relu(z):
        z = np.maximum(z, 0)
        z[..., -1] += 0.5
        return z

    message = examine("relu", relu).message
    assert message == (
        "For z = [-1.5,  0. ,  2. ]: at index [2], the result is 2.5, expected 2. In full it is [0. , 0. , 2.5], expected [0., 0., 2.]."
    )


def test_digits_are_shown_until_two_numbers_can_be_told_apart():
    message = examine("relu", lambda z: np.maximum(z, 0) * 1.00002).message
    assert message.endswith(
        "at index [2], the result is 2.00004, expected 2. In full it is [0.     , 0.     , 2.00004], expected [0., 0., 2.]."
    )
    message = examine("neuron", lambda x, w, b: (x @ w + b) * 1.000002).message
    assert message.endswith("the result is 1.000002, expected 1.")


def test_lists_of_the_same_shapes_are_told_once():
    def step(params, grads, velocity, learning_rate, momentum):
        for p, g, v in zip(params, grads, velocity, strict=True):
            v[...] = momentum * v - learning_rate * g
            p += 1.01 * v if len(params) > 1 else v

    message = examine("momentum_step", step).message
    assert "For params, grads, velocity = arrays of the shapes (" in message
    assert message.count("arrays of the shapes") == 1


# --- what beginners wrote --------------------------------------------------------------------------------------------------

LOOP = "result = np.zeros(len(x))\nfor i in range(len(x)):\n    {}\nreturn result"
BATCHES = "order = rng.permutation(len(X))\nfor start in range(0, len(X), batch_size):\n    {}"
SPLIT = "order = rng.permutation(len(X))\nn = round(validation_fraction * len(X))\nreturn {}"
TRAIN = """
losses = []
for epoch in range(epochs):
    batch_losses = []
    for X_batch, Y_batch in minibatches(X, Y, batch_size, rng):
        scores = network.forward(X_batch)
        batch_losses.append(loss.forward(scores, Y_batch))
        network.backward(loss.backward())
        optimizer.step(network.parameters(), network.gradients())
    losses.append(np.mean(batch_losses))
return losses
"""
OWN_LOOP = """
def weighted_sum(x, w):
    total = 0
    for i in range(len({})):
        total += x[i] * w[i]
    return total

def neuron(x, w, b):
    score = weighted_sum(x, w)
    return score + b
"""
OWN_PRODUCTS = """
def weighted_sum(x, w):
    result = np.zeros(len(x))
    for i in range(len(x)):
        result[i] = x[i] * w[i]
    return np.sum(result)

def neuron(x, w, b):
    return weighted_sum(x, w) + b
"""
# Each case: the exercise, its body, the id of the mistake or None, and words of the message.
COUNTS = """counts = np.zeros((n_classes, n_classes))
for label, guess in zip(labels, predicted):
    {}
return counts
"""
BEGINNERS = [
    ("products", LOOP.format("result.append(x[i] * w[i])"), None, "fill them one by one: `result[i] = ...`"),
    ("products", LOOP.format("result = x[i] * w[i]"), "replaces-what-it-collects", "result[i] ="),
    ("products", LOOP.format("return x[i] * w[i]"), "first-number-alone", "ends the function in the first round"),
    ("products", LOOP.format("result[i] = x[i] + w[i]\n    ..."), "gap-left", "a `...` still stands among them"),
    ("neuron", "score = weighted_sum(x, w)\nscore + b\nreturn score", "keeps-no-score", "worked out and forgotten at once"),
    ("step", "fires = z > 0\nnp.where(fires, 1, 0)\nreturn result", None, "nothing keeps it. Begin it with the name: `result = ...`"),
    ("relu", "return np.where(z > 0, z)", None, "np.where needs three things"),
    ("relu", "return np.where(z > 0, 1, z)", "one-for-positive", "return 1 where z is positive"),
    ("relu", "return np.where(z > 0, 0, z)", "exchanged", "exchange the last two"),
    ("sigmoid", "return 1 / (1 + e ** -z)", None, "use np.exp"),
    ("sigmoid", "return 1 / (1 + 2.718 ** -z)", "e-as-2-718", "[0.182449, 0.5     , 0.880775], expected [0.182426, 0.5     , 0.880797]"),
    ("sigmoid", "s = 2.7 ** -abs(z)\nreturn np.where(z < 0, s, 1) / (1 + s)", "e-as-2-7-without-overflow", "use np.exp(...)"),
    ("minibatches", BATCHES.format("yield X[start : start + batch_size], Y[start : start + batch_size]"), "no-shuffle", "but not used"),
    (
        "minibatches",
        BATCHES.format("rows = order[start:batch_size]\n    yield X[rows], Y[rows]"),
        "slice-ends-at-batch-size",
        "`start + batch_size`",
    ),
    ("minibatches", BATCHES.format("yield X[order], Y[order]"), "whole-data", "Cut a part out of `order`"),
    ("minibatches", BATCHES.format("yield X, Y"), "whole-data-in-order", "Cut a part out of `order`"),
    ("minibatches", BATCHES.format("rows = order[start : start + batch_size]\n    ..."), "gap-left", "Delete it"),
    ("minibatches", BATCHES.format("rows = order[start]\n    yield X[rows], Y[rows]"), "single-rows", "a single row is no batch"),
    ("minibatches", BATCHES.format("for row in order[start:]:\n        yield X[row], Y[row]"), "row-by-row", "picks a whole table"),
    (
        "minibatches",
        BATCHES.format("rows = order[: start + batch_size]\n    yield X[rows], Y[rows]"),
        "from-the-beginning",
        "before the colon",
    ),
    ("minibatches", BATCHES.format("rows = order[start : start + batch_size]\nyield X[rows], Y[rows]"), "last-batch-only", "last batch"),
    ("sgd_step", "params -= learning_rate * grads", None, "`for parameter, gradient in zip(params, grads):`, and change `parameter`"),
    ("sgd_step", "for p, g in (params, grads):\n    p -= learning_rate * g", None, "Brackets alone pair nothing."),
    ("sgd_step", "for p, g in zip(params, grads):\n    p -= learning_rate * g\n    return", "returns-after-the-first", "`return` stands"),
    ("sgd_step", "for p, g in zip(params, grads):\n    p - learning_rate * g", "nothing-changed", "with the minus before the `=`"),
    ("sgd_step", "params = params - learning_rate * np.array(grads)", "one-array-of-the-list", "`for p, g in zip(params, grads):`"),
    ("sgd_step", "for p, g in params, grads:\n    p -= learning_rate * g", None, "`for p, g in zip(params, grads):`"),
    (
        "train",
        TRAIN.replace("np.mean(batch_losses)", "sum(batch_losses) / batch_size"),
        "divides-by-batch-size",
        "The number that loss.forward(...) gives",
    ),
    (
        "train",
        TRAIN.replace("    batch_losses = []\n", "").replace("losses = []\n", "losses, batch_losses = [], []\n"),
        "running-mean",
        "Empty the list",
    ),
    ("train", TRAIN.replace("network.forward(X_batch)", "network.forward(X)"), "all-rows-forward", "network.forward(X_batch)"),
    ("train", TRAIN.replace("loss.backward()", "loss.backward(scores)"), "loss-backward-with-something", "It takes nothing"),
    ("train", TRAIN.replace("losses.append(np.mean(batch_losses))", "losses.append(batch_losses)"), "lists-of-losses", "append its mean"),
    ("train", TRAIN.replace("loss.backward()", "scores"), "backward-with-the-scores", "which loss.backward() returns"),
    ("split", SPLIT.format("X[order], X[order[:n]], y[order], y[order[:n]]"), "trains-on-all", "learnt by heart"),
    ("split", SPLIT.format("X[order], X[order[n:]], y[order], y[order[n:]]"), None, "knows by heart the birds"),
    ("split", SPLIT.format("X[order[n:]], X[order[n:]], y[order[n:]], y[order[n:]]"), None, "knows by heart the birds"),
    *(
        ("split", SPLIT.format(f"X[{sign}order[:n]], X[order[:n]], y[{sign}order[:n]], y[order[:n]]"), "negative-row-numbers", "count from")
        for sign in "~-"
    ),
    ("split", SPLIT.format("X[order[n]], X[order[:n]], y[order[n]], y[order[:n]]"), "one-row-number", "without a colon, as in `order[n]`"),
    ("confusion_matrix", COUNTS.format("counts[label, guess] + 1"), "sum-not-kept", "a number that nobody keeps"),
    ("confusion_matrix", COUNTS.format("counts[:, guess] += 1"), "same-row-everywhere", "means every row"),
    ("confusion_matrix", COUNTS.format("counts[guess, label] += 1"), "rows-and-columns-exchanged", "The label says which row"),
    (
        "confusion_matrix",
        "return [[np.sum(labels == i & predicted == j) for j in range(n_classes)] for i in range(n_classes)]",
        None,
        "Put each comparison in brackets",
    ),
    *(
        ("neuron_batch", "return neuron(X, w, b)" + own, "table-for-one-row", "`neuron` answers for one bird, and you gave it the whole")
        for own in ("", OWN_LOOP.format("x"), OWN_LOOP.format("w"), OWN_PRODUCTS)
    ),
    (
        "neuron_batch",
        "scores = []\nfor x in X:\n    scores.append(weighted_sum(X, w) + b)\nreturn np.array(scores)" + OWN_LOOP.format("x"),
        "table-for-one-row",
        "`weighted_sum` answers for one bird",
    ),
    ("neuron_batch", "return neuron(X, w, 0)\ndef neuron(x, w, b):\n    return x @ w + b\n", "no-bias", "The bias is missing"),
]


def _as_written_by_a_beginner(name, body, file):
    own, definition, others = body.partition("\ndef ")
    code = f"def {EXERCISES[name].signature}:\n{textwrap.indent(own.strip(), '    ')}\n{definition}{others}\n"
    file.write_text(code, encoding="utf-8")
    namespace = {"np": np, **{other.name: other.answer for other in catalogue()}}
    exec(compile(code, str(file), "exec"), namespace)
    return namespace[name]


@pytest.mark.parametrize("name, body, mistake, words", BEGINNERS, ids=[f"{name}-{words[:30]}" for name, _, _, words in BEGINNERS])
def test_what_a_beginner_wrote_gets_the_words_that_help(name, body, mistake, words, tmp_path, capsys):
    report = examine(name, _as_written_by_a_beginner(name, body, tmp_path / "cell.py"))
    assert not report.passed
    assert (report.mistake, words) == (mistake, words if words in report.message else report.message)
    assert capsys.readouterr() == ("", "")


def test_a_step_of_true_and_false_passes_with_a_remark():
    for right in (lambda z: z > 0, lambda z: (z > 0).tolist()):
        report = examine("step", right)
        assert report.passed and "you return True and False" in report.message
    assert examine("step", lambda z: (z > 0) * 1.0).message == ""


def test_a_step_that_has_made_the_numbers_and_returns_the_answers_is_told_to_return_the_numbers(tmp_path):
    body = "fires = z > 0\nresult = np.where(fires, 1, 0)\nreturn fires"
    report = examine("step", _as_written_by_a_beginner("step", body, tmp_path / "cell.py"))
    assert report.passed and "The numbers are in `result`: return that." in report.message


def test_a_split_that_is_cut_from_the_end_passes_with_a_remark(tmp_path):
    cut = SPLIT.format("X[order[:-n]], X[order[-n:]], y[order[:-n]], y[order[-n:]]")
    report = examine("split", _as_written_by_a_beginner("split", cut, tmp_path / "cell.py"))
    assert report.passed and "-0 is 0" in report.message
    assert examine("split", EXERCISES["split"].answer).message == ""


def test_the_other_usual_deviation_passes_and_is_told():
    def standardize(X_train, X_other):
        mean, deviation = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
        return (X_train - mean) / deviation, (X_other - mean) / deviation

    report = examine("standardize", standardize)
    assert report.passed and "you get -0.71 and 0.71 where it has -1 and 1" in report.message
    assert examine("standardize", EXERCISES["standardize"].answer).message == ""


def test_a_step_that_returns_what_it_changed_passes_and_is_told():
    def sgd_step(params, grads, learning_rate):
        for p, g in zip(params, grads, strict=True):
            p -= learning_rate * g
        return params

    report = examine("sgd_step", sgd_step)
    assert report.passed and "nothing has to be returned" in report.message


def test_a_table_given_to_a_function_for_one_row_is_no_mistake_where_it_serves():
    namespace = {"np": np}
    exec("def neuron(x, w, b):\n    return x @ w + b\ndef neuron_batch(X, w, b):\n    return neuron(X, w, b)\n", namespace)
    assert examine("neuron_batch", namespace["neuron_batch"]).passed


# --- @check ----------------------------------------------------------------------------------------------------------------


@each_exercise
def test_check_binds_a_function_that_works(exercise, capsys, monkeypatch):
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    namespace = {"check": check}

    def bind(body):
        exec(f"@check\ndef {exercise.signature}:\n{textwrap.indent(body, '    ')}", namespace)
        return namespace[exercise.name], capsys.readouterr().out

    bound, text = bind("...")
    assert bound is exercise.answer
    assert text.startswith(f"○ {exercise.name}: not attempted")
    bound, text = bind("return 'wrong'")
    assert bound is exercise.answer
    assert text.startswith(f"✗ {exercise.name}: not right yet")
    assert exercise.hints[0] in text
    bound, text = bind("raise SystemExit")
    assert bound is exercise.answer
    assert text.startswith(f"✗ {exercise.name}: stopped with an error")
    namespace["_right"] = exercise.answer
    names = ", ".join(inspect.signature(exercise.answer).parameters)
    bound, text = bind(f"return _right({names})")
    assert bound is namespace[exercise.name] and bound is not exercise.answer
    assert text == f"✓ {exercise.name}: passed.\n"


def test_check_in_strict_mode_raises_for_anything_but_a_pass(capsys, monkeypatch):
    monkeypatch.setenv("LAYERWISE_STRICT", "1")

    def relu(z):
        return np.abs(z)

    with pytest.raises(CheckFailed, match="relu: wrong. You turned negative numbers"):
        check(relu)

    def relu(z):
        pass

    with pytest.raises(CheckFailed, match="relu: not attempted"):
        check(relu)

    def reluu(z):
        return np.maximum(z, 0)

    with pytest.raises(CheckFailed, match="Did you mean `relu`"):
        check(reluu)

    def relu(z):
        return np.maximum(z, 0)

    assert check(relu) is relu


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_check_prints_wherever_it_prints(encoding, monkeypatch):
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    screen = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", screen)

    def relu(z):
        print("half a character: \ud800")
        return z

    check(relu)
    screen.seek(0)
    assert "relu: not right yet" in screen.read()


def test_check_above_an_unknown_name_says_so_and_changes_nothing(capsys, monkeypatch):
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)

    def reluu(z):
        return 3

    assert check(reluu) is reluu
    assert "There is no exercise called 'reluu'. Did you mean `relu`?" in capsys.readouterr().out


def test_a_function_that_calls_itself_meets_itself_not_the_reference(capsys, monkeypatch):
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    namespace = {"check": check, "relu": EXERCISES["relu"].answer}
    exec("@check\ndef relu(z):\n    return relu(z)\n", namespace)
    text = capsys.readouterr().out
    assert "RecursionError" in text and "calls itself" in text
    assert namespace["relu"] is EXERCISES["relu"].answer


def test_listeners_hear_of_every_check(capsys, monkeypatch):
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    heard = []
    monkeypatch.setattr("layerwise.exercises.checking._listeners", [])
    when_checked(lambda report, function: heard.append((report.name, report.status, function)))

    def relu(z):
        return z

    check(relu)
    assert heard == [("relu", "wrong", relu)]


def test_hostile_answers_through_check_print_a_report_and_nothing_else(tmp_path):
    """In a process of its own, so that what threads write on their way out is seen too."""
    script = tmp_path / "lesson.py"
    script.write_text(
        textwrap.dedent(
            """
            import sys, time
            from layerwise import check
            from layerwise.examiner import trial
            trial.LIMIT_SECONDS = 0.1

            @check
            def relu(z):
                while True:
                    print("again")

            @check
            def step(z):
                sys.exit(3)

            @check
            def sigmoid(z):
                raise KeyboardInterrupt

            @check
            async def softmax(Z):
                return Z

            @check
            def forward(X, layers):
                while True:
                    try:
                        while True:
                            time.sleep(0.001)
                            print("again")
                    except BaseException:
                        pass

            assert (step(5.0), sigmoid(0.0)) == (1, 0.5)
            time.sleep(0.2)
            """
        ),
        encoding="utf-8",
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", timeout=60, cwd=tmp_path, env={**os.environ, **environment}
    )
    assert result.returncode == 0
    assert result.stderr == ""
    first_lines = [line for line in result.stdout.splitlines() if line[0] in "✓✗○"]
    assert [line.split(".")[0] for line in first_lines] == [
        "✗ relu: did not finish",
        "✗ step: stopped with an error",
        "✗ sigmoid: stopped with an error",
        "✗ softmax: stopped with an error",
        "✗ forward: did not finish",
    ]
    assert result.stdout.count("again") < 700, "each report shows the first two thousand characters"
    assert not result.stdout.rstrip().endswith("again")
