"""What people hand in who mean well: none of it harms anybody else, and each gets a verdict, or is told why there is none."""

import pytest
from amounts import one_in

from layerwise.classroom.grading.isolation import NOT_GRADED
from layerwise.classroom.grading.isolation import room as rooms
from layerwise.examiner import trial

NP = "import numpy as np"
RELU = "def relu(z):\n    return np.maximum(z, 0)"

# What is handed in, cell by cell; the verdict on relu; and words that have to be in what is told.
ACCIDENTS = {
    "a right answer": ([NP, RELU], "passed", ""),
    "one text in place of cells": (f"{NP}\n{RELU}", "passed", ""),
    "a cell that is no Python, below": ([NP, RELU, "plot the thing"], "passed", ""),
    "a cell that is no Python, above": ([NP, "def broken(:", RELU], "passed", ""),
    "the answer itself is no Python": ([NP, "def relu(z)\n    return z"], NOT_GRADED, "SyntaxError"),
    "the answer is missing": ([NP], NOT_GRADED, "There is no function called `relu`."),
    "nothing at all": ([], NOT_GRADED, "There is no function called `relu`."),
    "an empty text": ("", NOT_GRADED, "There is no function called `relu`."),
    "only remarks": (["# to do"], NOT_GRADED, "no function called `relu`"),
    "the answer has another name": ([NP, "def Relu(z):\n    return np.maximum(z, 0)"], NOT_GRADED, "no function called `relu`"),
    "the starter": ([NP, "def relu(z):\n    ..."], "not attempted", ""),
    "written twice, the last is right": ([NP, "def relu(z):\n    return z", RELU], "passed", ""),
    "written twice, the last is wrong": ([NP, RELU, "def relu(z):\n    return z"], "wrong", ""),
    "deleted again": ([NP, RELU, "del relu"], NOT_GRADED, "no function called `relu`"),
    "a number under its name": ([NP, "relu = 3"], "error", "it is int"),
    "NumPy was never imported": ([RELU], "error", "NumPy goes by the name np"),
    "NumPy was imported below": ([RELU, NP], "passed", ""),
    "everything from NumPy": (["from numpy import *\ndef relu(z):\n    return maximum(z, 0)"], "passed", ""),
    "a cell above stops": ([NP, "1 / 0", RELU], "passed", ""),
    "its own cell stops before it": ([NP, f"undefined_name\n{RELU}"], NOT_GRADED, "NameError"),
    "its own cell stops after it": ([NP, f"{RELU}\nprint(undefined_name)"], "passed", ""),
    "a cell asks for input": ([NP, "name = input('Who are you? ')", RELU], "passed", ""),
    "a cell leaves": ([NP, "exit()", RELU], "passed", ""),
    "a cell is interrupted": ([NP, "raise KeyboardInterrupt", RELU], "passed", ""),
    "an assertion fails": ([NP, RELU, "assert relu(np.ones(3)).sum() == 4"], "passed", ""),
    "a plot": ([NP, "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()", RELU], "passed", ""),
    "a plot in one cell with the answer": ([NP, f"import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n{RELU}"], "passed", ""),
    "a package that is nowhere": (["import torch\nimport numpy as np\nx = torch.nn.Linear(3, 2)(torch.ones(3)) + 1", RELU], "passed", ""),
    "an answer by a package that is nowhere": (
        [NP, "import torch\ndef relu(z):\n    return torch.relu(z)"],
        "error",
        "No module named 'torch",
    ),
    "the course's own modules": (
        [
            "from layerwise import ask, challenge, check, compare\nfrom layerwise import data, explorers, figures, nn\n"
            "from layerwise.mine import neuron\nfrom layerwise.experiments import Log",
            "import numpy as np",
            "figures.curves(np.arange(3), {'a': np.arange(3)}, 'x', 'y')\nask('typed-zero')\nexplorers.activation()",
            f"@check\n{RELU}",
            "network = nn.Network([nn.Dense(3, 2, rng=1), nn.ReLU()])\nnetwork.forward(np.ones((2, 3)))",
        ],
        "passed",
        "",
    ),
    "the penguins": (
        [
            NP,
            "from layerwise import data\nbirds = data.load_penguins().complete()\nmass = birds.features[:, 3]\nassert len(mass) == 342",
            RELU,
        ],
        "passed",
        "",
    ),
    "numbers of the notebook in place of an argument": (
        [NP, "scores = np.array([1.0, -1.0])", "def relu(z):\n    return np.maximum(scores, 0)"],
        "wrong",
        "calculates with `scores`",
    ),
    "a loop without an end in a cell": ([NP, "while True: pass", RELU], NOT_GRADED, "did not come to an end while the cells"),
    "a loop without an end in the answer": ([NP, "def relu(z):\n    while True: pass"], "timed out", "Is there a loop"),
    "a cell that prints a book": ([NP, "for i in range(30_000): print('line', i)", RELU], "passed", ""),
    "an answer that prints": ([NP, "def relu(z):\n    print('z is', z)\n    return np.maximum(z, 0)"], "passed", ""),
    "an answer that prints and is wrong": ([NP, "def relu(z):\n    print('here')\n    return z"], "wrong", ""),
    "a huge array": ([NP, "def relu(z):\n    return np.zeros((10**6, 10**6))"], "error", "more memory than there is"),
    "a large array": ([NP, "def relu(z):\n    return np.zeros((10**4, 10**3))"], "wrong", "an array of shape (10000, 1000)"),
    "a list that grows": ([NP, "def relu(z):\n    return [0] * 10**6"], "wrong", "a list with more than 100,000 entries"),
    "recursion": ([NP, "def relu(z):\n    return relu(z)"], "error", "calls itself"),
    "a crash in C": ([NP, "import ctypes\ndef relu(z):\n    return ctypes.string_at(0)"], NOT_GRADED, "Its process ended"),
    "reads a file": ([NP, "def relu(z):\n    return np.loadtxt('z.csv')"], "error", ""),
    "threads": (
        [NP, "from threading import Thread\ndef relu(z):\n    t = Thread(target=print)\n    t.start()\n    return np.maximum(z, 0)"],
        "error",
        "",
    ),
    "a class that is called": ([NP, "class ReLU:\n    def __call__(self, z): return np.maximum(z, 0)\nrelu = ReLU()"], "passed", ""),
    "a lambda": ([NP, "relu = lambda z: np.maximum(z, 0)"], "passed", ""),
    "a function of a function": (
        [NP, "from functools import partial, wraps\ndef most(a, z):\n    return np.maximum(a, z)\nrelu = partial(most, 0)"],
        "passed",
        "",
    ),
    "a function of NumPy's": ([NP, "relu = np.frompyfunc(lambda z: max(z, 0.0), 1, 1)"], "passed", ""),
    "vectorized": ([NP, "@np.vectorize\ndef relu(z):\n    return max(z, 0.0)"], "passed", ""),
    "annotations and defaults": (
        [NP, "def relu(z: np.ndarray, floor: float = 0.0) -> np.ndarray:\n    return np.maximum(z, floor)"],
        "passed",
        "",
    ),
    "too many arguments": (
        [NP, "def relu(z, floor, name='x'):\n    return z"],
        "error",
        "Yours begins with `def relu(z, floor, name='x'):`",
    ),
    "letters of other alphabets": ([NP, "größe = 'ζ'\ndef relu(ζ):\n    return np.maximum(ζ, 0)"], "passed", ""),
    "line ends of Windows": ([f"{NP}\r\ndef relu(z):\r\n    return np.maximum(z, 0)\r\n"], "passed", ""),
    "a mark at the start of the text": ([f"\ufeff{NP}", RELU], "passed", ""),
    "names of Python's own are overwritten": ([NP, "sum = max = len = print = 3", RELU], "passed", ""),
    "a line that says when it is the program": ([NP, f"{RELU}\nif __name__ == '__main__':\n    print(relu(np.ones(2)))"], "passed", ""),
    "a data class": (
        [
            NP,
            "from dataclasses import dataclass\n@dataclass\nclass Layer:\n    n: int = 3",
            "def relu(z):\n    Layer(3)\n    return np.maximum(z, 0)",
        ],
        "passed",
        "",
    ),
    "an exception of its own": (
        [NP, "class NotYet(ValueError): pass\ndef relu(z):\n    raise NotYet('on Monday')"],
        "error",
        "`raise NotYet('on Monday')` with NotYet: on Monday",
    ),
    "a step that is kept from call to call": (
        [NP, "calls = 0\ndef relu(z):\n    global calls\n    calls += 1\n    return np.maximum(z, 0)"],
        "passed",
        "",
    ),
    "one array for all calls": (
        [
            NP,
            "kept = {}\ndef relu(z):\n    out = kept.setdefault(z.shape, np.empty(z.shape))\n    np.maximum(z, 0, out=out)\n    return out",
        ],
        "wrong",
        "a later call writes its own result into it",
    ),
    "a view of one array for all calls": (
        [
            NP,
            "kept = np.empty(9999)\ndef relu(z):\n    out = kept[:z.size].reshape(z.shape)\n    np.maximum(z, 0, out=out)\n    return out",
        ],
        "wrong",
        "a later call writes its own result into it",
    ),
    "a changed argument": ([NP, "def relu(z):\n    z[z < 0] = 0\n    return z"], "wrong", "changed"),
    "settings of NumPy are changed": ([NP, "np.seterr(all='raise')\nnp.set_printoptions(precision=1)", RELU], "passed", ""),
    "warnings while the cells run": ([NP, "import warnings\nwarnings.warn('careful')\nx = '\\d'\nnp.log(0.0)", RELU], "passed", ""),
    "warnings": ([NP, "import warnings\ndef relu(z):\n    warnings.warn('careful')\n    return np.maximum(z, 0)"], "passed", ""),
}


@pytest.fixture
def short_of_patience(monkeypatch):
    """For what never ends, and only for that: on a loaded machine even a right answer waits for half a second."""
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 0.5)
    monkeypatch.setattr(rooms, "SET_UP_SECONDS", 1.0)


@one_in(3)
@pytest.mark.parametrize("cells, status, words", ACCIDENTS.values(), ids=ACCIDENTS)
def test_an_accident_gets_a_verdict(cells, status, words, room, capsys, recwarn, request):
    if "while True" in "\n".join(cells):
        request.getfixturevalue("short_of_patience")
    with room.submission(cells) as student:
        verdict = student.examine("relu", seed=7)
    assert verdict.status == status, (verdict, student.problems)
    told = verdict.report.message if verdict.report else verdict.reason
    assert words in told, told
    assert [str(warning.message) for warning in recwarn] == []
    assert capsys.readouterr() == ("", "")


def test_there_are_many_accidents():
    assert len(ACCIDENTS) >= 60


def test_an_exercise_that_was_lost_does_not_take_the_others_along(room, short_of_patience):
    code = f"{NP}\nimport os\ndef step(z):\n    os._exit(3)\ndef sigmoid(z):\n    while True: pass\n{RELU}"
    with room.submission(code) as student:
        verdicts = {name: student.examine(name, seed=7) for name in ("step", "sigmoid", "relu")}
    assert verdicts["step"].status == NOT_GRADED and "with the exit code 3" in verdicts["step"].reason
    assert verdicts["sigmoid"].status == "timed out"
    assert verdicts["relu"].passed


def test_a_cell_that_stops_is_told_with_its_number_and_its_line(room):
    with room.submission([NP, "x = 1\ny = x / 0"]) as student:
        verdict = student.examine("relu", seed=7)
    assert (
        verdict.reason
        == "There is no function called `relu`. Cell 2 stopped with ZeroDivisionError: division by zero in the line `y = x / 0`."
    )
    assert student.problems == {1: "ZeroDivisionError: division by zero in the line `y = x / 0`"}


def test_each_problem_is_told_of_its_own_cell(room):
    with room.submission([NP, "no Python", "x = 1", "x / 0", "more of that", "[][1]", RELU]) as student:
        assert student.examine("relu", seed=7).passed
        assert {number: why.partition(":")[0] for number, why in student.problems.items()} == {
            1: "SyntaxError",
            3: "ZeroDivisionError",
            4: "SyntaxError",
            5: "IndexError",
        }


def test_a_name_that_no_exercise_has_is_refused(room):
    with room.submission(RELU) as student, pytest.raises(ValueError, match="Did you mean `relu`"):
        student.examine("rellu")


def test_the_same_seed_gives_the_same_verdict_and_another_is_drawn(room):
    with room.submission([NP, "def he_init(n_in, n_out, rng):\n    return rng.normal(size=(n_in, n_out))"]) as student:
        first, again = (student.examine("he_init", seed=7) for _ in range(2))
        assert first == again
        assert student.examine("he_init").seed != student.examine("he_init").seed


# --- functions of other exercises ------------------------------------------------------------------------------------------------

FORWARD = """
from layerwise.mine import dense
def forward(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
    return X
"""


def test_an_earlier_function_that_is_not_there_is_ours_and_that_is_said(room):
    with room.submission([NP, FORWARD]) as student:
        verdict = student.examine("forward", seed=7)
    assert verdict.passed and verdict.ours == ("dense",)


def test_an_earlier_function_that_failed_is_ours(room):
    with room.submission([NP, "def dense(X, W, b):\n    return X @ W", FORWARD]) as student:
        assert student.examine("dense", seed=7).report.mistake == "no-bias"
        verdict = student.examine("forward", seed=7)
    assert verdict.passed and verdict.ours == ("dense",)


def test_an_earlier_function_that_passed_is_their_own(room):
    counted = "calls = []\ndef dense(X, W, b):\n    calls.append(1)\n    return (X @ W + b).tolist()"
    with room.submission([NP, counted, FORWARD, "def softmax(Z):\n    return np.full((1, len(calls)), 1.0)"]) as student:
        dense = student.examine("dense", seed=7)
        assert dense.passed and dense.report.form
        before = student.examine("softmax", seed=7).report.message
        verdict = student.examine("forward", seed=7)
        assert verdict.passed and verdict.ours == ()
        assert student.examine("softmax", seed=7).report.message != before, "their own dense was called"


def test_only_what_was_called_counts_as_ours(room):
    others = "from layerwise.mine import neuron, relu, weighted_sum\nused_above = relu(np.ones(3))"
    with room.submission([NP, others, FORWARD]) as student:
        assert student.examine("forward", seed=7).ours == ("dense",), "relu is also an activation that it is given"
    aliased = FORWARD.replace("import dense", "import dense as layer").replace("= dense(", "= layer(")
    helped = FORWARD.replace("= dense(", "= one_layer(") + "\ndef one_layer(*arguments):\n    return dense(*arguments)"
    for code in (aliased, helped, FORWARD.replace("import dense", "import relu, dense")):
        with room.submission([NP, code]) as student:
            assert student.examine("forward", seed=7).ours == ("dense",)


def test_what_has_passed_elsewhere_is_their_own(room):
    with room.submission([NP, "def dense(X, W, b):\n    return X @ W + b", FORWARD], own_functions=["dense"]) as student:
        assert student.examine("forward", seed=7).ours == ()


def test_our_own_answer_to_the_exercise_itself_is_never_lent(room):
    for code in (
        "from layerwise.mine import dense",
        "from layerwise.mine import dense as ours\ndef dense(X, W, b):\n    return ours(X, W, b)",
        "import layerwise.mine\ndef dense(X, W, b):\n    return layerwise.mine.dense(X, W, b)",
        "from layerwise.mine import forward\ndef dense(X, W, b):\n    return forward(X, [(W, b, None)])",
    ):
        with room.submission(f"{NP}\n{code}") as student:
            assert not student.examine("dense", seed=7).passed, code


def test_the_names_of_a_later_lesson_do_not_hide_an_answer(room):
    with room.submission([NP, RELU, "from layerwise.mine import relu, dense"]) as student:
        assert student.examine("relu", seed=7).passed
