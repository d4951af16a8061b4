"""What is taken from a notebook: the definitions that an answer needs, however the notebook was cut up, and nothing else."""

import json

import pytest

from grading.classmates import notebook
from layerwise.classroom.grading.isolation import NOT_GRADED
from layerwise.classroom.grading.marking.examining import Paper, examine
from layerwise.classroom.grading.marking.outcome import GIVEN, NOT_HANDED_IN
from layerwise.classroom.grading.marking.taking import Notebook
from layerwise.course import LESSONS
from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground import notebooks

NP = "import numpy as np"
ANSWER = "def relu(z):\n    return np.maximum(z, 0)"
RELU = f"@check\n{ANSWER}"


def taken(*cells: str, name: str = "relu") -> str:
    return "\n".join(cell for cell in Notebook(cells).taken([name]) if cell)


def test_plots_widgets_and_trainings_are_left_where_they_are():
    told = taken(
        "import numpy as np\nimport matplotlib.pyplot as plt\nfrom layerwise import check, explorers",
        "explorers.activation()",
        "x = np.linspace(-1, 1)\nplt.plot(x)\nfor epoch in range(1000):\n    print(epoch)",
        RELU,
        "print(relu(x))",
        "network = train()",
    )
    assert told == f"import numpy as np\n{ANSWER}"


def test_helpers_constants_and_classes_come_along_wherever_they_stand():
    told = taken(
        RELU.replace("np.maximum(z, 0)", "Floor(ZERO).under(z)"),
        "class Floor:\n    def __init__(self, at): self.at = at\n    def under(self, z): return higher(z, self.at)",
        "def higher(z, at): return np.maximum(z, at)\nZERO: float = 0.0\nOTHER = 1",
        NP,
    )
    assert "class Floor" in told and "def higher" in told and "ZERO" in told and NP in told and "OTHER" not in told


def test_what_changes_a_value_comes_along():
    told = taken(
        "table = {}",
        "table['floor'] = 0\ntable.update(top=1)\nprint(table)",
        "count = 0\ncount += 1\nother = []\nother.append(1)",
        "def relu(z):\n    return np.maximum(z, table['floor']) + count * 0",
        "np.seterr(all='ignore')\nnp.random.seed(3)\nrelu.calls = 0\nif True:\n    table['x'] = 3",
    )
    for line in ("table['floor'] = 0", "table.update(top=1)", "count += 1", "np.random.seed(3)", "relu.calls = 0", "table['x'] = 3"):
        assert line in told, line
    assert "print" not in told and "other" not in told


def test_statements_of_one_line_are_told_apart():
    told = taken("import numpy as np; print('hello'); floor = 0", "def relu(z): return np.maximum(z, floor)")
    assert "import numpy as np" in told and "floor = 0" in told and "hello" not in told


def test_comments_inside_an_answer_stay_so_that_the_text_can_be_asked():
    answer = "# mine\ndef relu(z):\n    # above\n    return np.maximum(z, 0)  # beside\n    # below"
    assert taken(f"@check\n{answer}") == answer


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline\nimport numpy as np",
        "!pip install numpy\nimport numpy as np",
        "%%time\nimport numpy as np",
        "import numpy as np\nnp.maximum?",
        "\ufeffimport numpy as np\r\n",
        "if True:\n    %timeit 1 + 1\nimport numpy as np",
    ],
)
def test_what_ipython_alone_understands_does_no_harm(cell):
    assert NP in taken(cell, RELU)


def test_a_cell_in_another_language_is_left_out():
    notebook = Notebook(["%%bash\ndef relu(", "%%html\n<b>relu</b>", RELU])
    assert notebook.broken == {} and "bash" not in "".join(notebook.taken(["relu"]))


def test_imports_with_a_star_come_along():
    assert "from numpy import *" in taken("from numpy import *", "def relu(z): return maximum(z, 0)")


@pytest.mark.parametrize(
    "cells, enough",
    [
        ([NP, RELU, "from layerwise import check"], True),
        ([NP, "def relu(z): return maximum(z, 0)"], False),
        ([NP, "exec('floor = 0')", "def relu(z): return np.maximum(z, floor)"], False),
        ([NP, "def relu(z): return eval('np.maximum(z, 0)')"], False),
        ([NP], False),
        ([NP, "def relu(z): return max(z, 0)"], True),
    ],
)
def test_where_a_reader_cannot_see_a_name_all_cells_are_needed(cells, enough):
    assert Notebook(cells).is_enough("relu") == enough


def test_all_cells_up_to_the_answer():
    cells = Notebook([NP, "print('first')", RELU, "print('later')"]).all_until("relu")
    assert cells[1] == "print('first')" and cells[3] == ""


def test_doubles_are_told_and_the_last_counts():
    notebook = Notebook([NP, RELU, "relu(3)", "def relu(z): return z"])
    assert notebook.notes("relu") == ["`relu` stands in 2 cells, the code cells 2 and 4. The last counts."]
    assert notebook.taken(["relu"])[3] == "def relu(z): return z"


@pytest.mark.parametrize(
    "text", ["def relu(z)\n    return z", "def def relu(z): pass", "@check\nasync def relu(z):\nreturn z", "relu = = 3"]
)
def test_a_cell_that_is_no_python_is_told_with_its_line(text):
    notebook = Notebook([NP, text])
    assert notebook.has("relu") and not notebook.definitions("relu")
    assert "Code cell 2 is no Python and was left out: " in notebook.notes("relu")[0]


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "x = " + "-" * 100_000 + "1", "x = '\0'", "'\ud800'", "a" * 200_000 + " = = 3", "\n" * 200_000 + "x ="]
)
def test_no_text_stops_the_reading(text):
    notebook = Notebook([text, NP, RELU])
    assert ANSWER in "\n".join(notebook.taken(["relu"]))


# --- given ------------------------------------------------------------------------------------------------------------------------

GIVEN_RELU = RELU.replace("check", "given")


@pytest.mark.parametrize("decorator", ["@given", "@layerwise.given"])
def test_a_given_answer_is_no_answer_of_theirs(decorator):
    notebook = Notebook([NP, RELU.replace("@check", decorator)])
    assert notebook.is_given("relu") and taken(NP, GIVEN_RELU) == "from layerwise.mine import relu"
    assert "given" not in "".join(Notebook([f"{NP}\n@given\ndef helper(): pass\ndef relu(z): helper()"]).taken(["relu"]))


def test_the_last_decides_whether_it_was_given():
    assert not Notebook([GIVEN_RELU, RELU]).is_given("relu")
    assert Notebook([RELU, GIVEN_RELU]).is_given("relu")


# --- examined ---------------------------------------------------------------------------------------------------------------------


def outcomes(room, exercises: str, **papers: list[str]) -> dict:
    """What comes of exercises of some lessons' notebooks."""
    read = [Paper(f"{lesson}.ipynb", lesson, Notebook(cells)) for lesson, cells in papers.items()]
    return {outcome.exercise: outcome for outcome in examine(room, read, exercises.split(), 7)}


DENSE = "@check\ndef dense(X, W, b):\n    calls.append(1)\n    return X @ W + b"
FORWARD = """from layerwise.mine import dense
def forward(X, layers):
    for W, b, activation in layers:
        X = dense(X, W, b)
        if activation is not None:
            X = activation(X)
    return X"""


def test_the_graded_code_is_the_learner_s(room):
    cells = [NP, "def relu(z):\n    raise ValueError('token-5317')"]
    outcome = outcomes(room, "relu", activation=cells)["relu"]
    assert outcome.status == "error" and "token-5317" in outcome.message


def test_an_untouched_notebook_gets_nothing(room):
    handed_out = [Paper.read(lesson.notebook, lesson.name, json.dumps(notebook(lesson, {})).encode()) for lesson in LESSONS]
    for outcome in examine(room, handed_out, EXERCISES, 7):
        assert (outcome.status, outcome.share) == ("not attempted", 0.0), outcome


def test_nothing_at_all_is_not_handed_in(room):
    assert outcomes(room, "relu")["relu"].status == NOT_HANDED_IN
    missing = outcomes(room, "relu step", activation=[NP, RELU])["step"]
    assert missing.status == NOT_GRADED and missing.message == "There is no function called `step` in activation.ipynb."


def test_a_plot_above_the_answer_never_runs(room):
    assert outcomes(room, "relu", activation=[NP, "while True: pass", RELU])["relu"].status == "passed"


def test_where_definitions_are_not_enough_all_cells_above_are_run(room):
    found = outcomes(
        room, "relu step", activation=[NP, "exec('floor = 0')", "def relu(z): return np.maximum(z, floor)", "def step(z): return z"]
    )
    assert found["relu"].status == "passed" and found["step"].status == "wrong"
    assert outcomes(room, "relu", activation=[NP, "globals()['relu'] = lambda z: np.maximum(z, 0)"])["relu"].status != "wrong"


def test_a_given_answer_brings_nothing_and_later_ones_use_ours(room):
    given = "from layerwise import given\n@given\ndef dense(X, W, b):\n    return X @ W + b"
    found = outcomes(room, "dense forward", layers=[NP, given, FORWARD.split("\n", 1)[1]])
    assert (found["dense"].status, found["dense"].share) == (GIVEN, 0.0)
    assert found["forward"].status == "passed" and "`dense` of the course" in found["forward"].notes[0]


def test_own_functions_of_earlier_notebooks_are_used_where_they_passed(room):
    first = [NP, "calls = []", DENSE]
    second = [NP, "from layerwise.mine import dense"]
    found = outcomes(room, "dense softmax", layers=first, probabilities=[NP, "from layerwise.mine import dense", SOFTMAX_BY_DENSE])
    assert found["dense"].status == "passed" and found["softmax"].status == "passed" and found["softmax"].notes == ()
    wrong = outcomes(room, "dense softmax", layers=[NP, "def dense(X, W, b): return X @ W"], probabilities=second + [SOFTMAX_BY_DENSE])
    assert wrong["dense"].status == "wrong" and "`dense` of the course" in wrong["softmax"].notes[0]


SOFTMAX_BY_DENSE = """def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    E = dense(E, np.eye(E.shape[1]), np.zeros(E.shape[1]))
    return E / E.sum(axis=1, keepdims=True)"""


def test_where_one_name_means_two_things_ours_is_lent(room):
    first = [NP, "scale = 1.0", "def dense(X, W, b): return scale * (X @ W + b)"]
    second = [NP, "scale = 3.0", "from layerwise.mine import dense", SOFTMAX_BY_DENSE.replace("E / E", "scale / scale * E / E")]
    found = outcomes(room, "dense softmax", layers=first, probabilities=second)
    assert found["dense"].status == found["softmax"].status == "passed" and "`dense` of the course" in found["softmax"].notes[0]


def test_an_answer_in_the_notebook_of_another_lesson_is_found_and_told(room):
    found = outcomes(room, "relu dense", layers=[NP, RELU, "def dense(X, W, b): return X @ W + b"], activation=[NP])
    assert found["relu"].status == "passed" and found["relu"].notes == ("It was found in layers.ipynb.",)


def test_what_cannot_be_read_is_not_graded_with_its_reason(room):
    contents = {"is damaged": b"{", "is empty": b"", "no list of cells": b'{"nbformat": 4, "cells": 3}', "letters of code": long_notebook()}
    for words, content in contents.items():
        [outcome] = examine(room, [Paper.read("02_activation.ipynb", "activation", content)], ["relu"], 7)
        assert outcome.status == NOT_GRADED and words in outcome.message, outcome
    [outcome] = examine(room, [Paper("A file", None, unreadable="is locked with a password")], ["relu"], 7)
    assert outcome.status == NOT_GRADED and outcome.message == "A file is locked with a password."


def long_notebook() -> bytes:
    cell = {"cell_type": "code", "source": "x = 1\n" * 200_000, "metadata": {}, "outputs": [], "execution_count": None, "id": "a"}
    return notebooks.written({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})


def test_whoever_never_comes_to_an_end_does_not_keep_the_class_waiting(room, monkeypatch):
    from layerwise.classroom.grading.marking import examining

    monkeypatch.setattr(examining, "MOST_SECONDS", 0.0)
    found = outcomes(room, "relu step", activation=[NP, RELU, "def step(z): return z"])
    assert {outcome.status for outcome in found.values()} == {NOT_GRADED} and "was ended" in found["step"].message
