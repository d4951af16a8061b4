"""my_network.py: what passes is kept, stands on its own, and nothing that a learner wrote in it is lost."""

import errno
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from amounts import amount
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner import ANSWERS, Learner

from layerwise import cli, mine, workbook
from layerwise.course import LESSONS
from layerwise.exercises import catalogue, examine
from layerwise.exercises.catalogue import EXERCISES
from layerwise.ground.statements import names_made, names_used
from layerwise.workbook import Workbook
from layerwise.workbook.library import keeping, module
from layerwise.workbook.library.verification import verify
from layerwise.workbook.progress.file import Progress

# How many histories of a library are played.
HISTORIES = amount(30, 80)
NAMES = [exercise.name for exercise in catalogue()]


@pytest.fixture
def learner(tmp_path, monkeypatch, capsys) -> Learner:
    folder = tmp_path / "cahier d'été"
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(folder))
    monkeypatch.delenv("LAYERWISE_STRICT", raising=False)
    return Learner(folder)


@pytest.fixture
def told(capsys):
    """What was said since the last call, without the reports of the checks."""

    def read() -> list[str]:
        return [line for line in capsys.readouterr().out.splitlines() if not line.startswith(("✓", "✗", "○", "Hint:"))]

    return read


def kept_functions(learner: Learner) -> dict:
    return module.run(module.read(learner.workbook.library), "my_network.py")


def passes_alone(learner: Learner, name: str) -> bool:
    return examine(name, kept_functions(learner).get(name)).passed


# --- what is kept --------------------------------------------------------------------------------------------------------


def test_the_library_reads_well_and_stands_in_lesson_order(learner, told):
    for name in ("relu", "dense", "weighted_sum", "step", "neuron"):
        learner.run(ANSWERS[name])
    assert told() == []
    headings = {f"HEADING {lesson.place}": f"# Lesson {lesson.number}, {lesson.title} ({lesson.builds})" for lesson in LESSONS}
    expected = textwrap.dedent('''\
        """My own network: the functions that I wrote in the Layerwise lessons.

        The course puts a function here when it passes, in place of an earlier one of that name. All else is mine to change.
        """

        import numpy as np


        HEADING 0


        def weighted_sum(x, w):
            return np.sum(x * w)


        HEADING 1


        def neuron(x, w, b):
            return weighted_sum(x, w) + b


        HEADING 2


        def step(z):
            return np.where(z > 0, 1, 0)


        def relu(z):
            return np.maximum(z, 0)


        HEADING 3


        def dense(X, W, b):
            return X @ W + b
        ''')
    for mark, heading in headings.items():
        expected = expected.replace(mark, heading)
    assert learner.library == expected


def test_every_solution_of_the_course_is_kept_and_needs_nothing_but_numpy(learner, told, capsys):
    from layerwise import press

    for lesson in press.lessons(Path(__file__).resolve().parents[1]):
        for cell in lesson.exercises:
            learner.run(cell.solved())
    assert told() == []
    code = (
        "import sys; sys.modules['layerwise'] = None; sys.path.insert(0, sys.argv[1])\n"
        "import my_network; print(*[name for name in vars(my_network) if callable(vars(my_network)[name])])\n"
        "print({module.split('.')[0] for module in sys.modules} & {'matplotlib', 'IPython', 'scipy', 'ipywidgets'})"
    )
    command = [sys.executable, "-I", "-c", code, str(learner.workbook.folder)]
    defined, others = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert defined.split() == NAMES and others == "set()"
    assert cli.main(["verify", "--workbook", str(learner.workbook.folder)]) == 0
    said = capsys.readouterr().out
    assert said == f"All {len(NAMES)} functions of the course are in your my_network.py and pass. This network is your own.\n"
    assert [line for line in learner.library.splitlines() if line.startswith("# Lesson")] == sorted(
        line for line in learner.library.splitlines() if line.startswith("# Lesson")
    )


STYLES = {
    "comment after the decorator": "@check  # try me\ndef relu(z):\n    return np.maximum(z, 0)",
    "comments between": "@check\n# my rectifier\n\n# twice\ndef relu(z):\n    return np.maximum(z, 0)",
    "comment at the end": "@check\ndef relu(z):\n    return np.maximum(z, 0)\n\n    # for arrays too\nprint(relu(3))",
    "one line": "@check\ndef relu(z): return np.maximum(z, 0)",
    "a long signature": "@check\ndef relu(\n    z,\n):\n    return np.maximum(z, 0)",
    "inside an if": "if True:\n    @check\n    def relu(z):\n        return np.maximum(z, 0)",
    "tabs": "if True:\n\t@check\n\tdef relu(z):\n\t\treturn np.maximum(z, 0)",
    "inside a function": "def make():\n    @check\n    def relu(z):\n        return np.maximum(z, 0)\nmake()",
    "another name for check": "from layerwise import check as examine_it\n@examine_it\ndef relu(z):\n    return np.maximum(z, 0)",
    "through the module": "import layerwise\n@layerwise.check\ndef relu(z):\n    return np.maximum(z, 0)",
    "called, not decorated": "def relu(z):\n    return np.maximum(z, 0)\nrelu = check(relu)",
    "a text that says @check": '@check\ndef relu(z):\n    """\n@check\n    def relu(z): wrong\n    """\n    return np.maximum(z, 0)',
    "annotations and a default": "@check\ndef relu(z: np.ndarray, floor: float = 0.0) -> np.ndarray:\n    return np.maximum(z, floor)",
    "twice in one cell": "@check\ndef relu(z):\n    return z\n@check\ndef relu(z):\n    return np.maximum(z, 0)",
    "a decorator of one's own": (
        "import functools\ndef polite(f):\n    @functools.wraps(f)\n    def inner(*arguments):\n        return f(*arguments)\n"
        "    return inner\n@check\n@polite\ndef relu(z):\n    return np.maximum(z, 0)"
    ),
    "a decorator that wraps by hand": (
        "def polite(f):\n    def inner(z):\n        return f(z)\n    inner.__name__ = f.__name__\n    return inner\n"
        "@check\n@polite\ndef relu(z):\n    return np.maximum(z, 0)"
    ),
    "np.vectorize": "@check\n@np.vectorize\ndef relu(z):\n    return z if z > 0 else 0.0",
    "between the decorators": "@check\n# first\n@np.vectorize\n# then\ndef relu(z):\n    return z if z > 0 else 0.0",
}


@pytest.mark.parametrize("cell", STYLES.values(), ids=STYLES)
def test_an_answer_is_kept_however_it_is_written(learner, told, cell):
    learner.run(cell)
    told()
    assert passes_alone(learner, "relu") and "import layerwise" not in learner.library
    assert not any(line.startswith("@") and "check" in line for line in learner.library.replace('"""\n@check', "").splitlines())
    before = learner.library
    learner.run(cell)
    assert learner.library == before, "running the cell again changed the library"


def test_comments_are_kept_once(learner):
    learner.run("@check\n# my rectifier\ndef relu(z):\n    return np.maximum(z, 0)")
    learner.run("@check\n# my rectifier\n# the second\ndef relu(z):\n    return z * (z > 0)")
    assert learner.library.count("# my rectifier") == 1 and "# the second\ndef relu" in learner.library


HELPERS = {
    "a function": ("def floor(z):\n    return np.maximum(z, 0)", "floor(z)"),
    "a function that uses another": ("def zero():\n    return 0\ndef floor(z):\n    return np.maximum(z, zero())", "floor(z)"),
    "functions that use each other": (
        "def down(n):\n    return 0 if n == 0 else up(n - 1)\ndef up(n):\n    return 0 if n == 0 else down(n - 1)",
        "np.maximum(z, up(3))",
    ),
    "a number": ("FLOOR = 0", "np.maximum(z, FLOOR)"),
    "a float without end": ("CEILING = float('inf')", "np.clip(z, 0, CEILING)"),
    "a NumPy number": ("FLOOR = np.float32(0)", "np.maximum(z, FLOOR)"),
    "a tuple": ("LIMITS = (0, np.inf)", "np.clip(z, *LIMITS)"),
    "a dictionary of lists": ("SETTINGS = {'limits': [0, None]}", "np.clip(z, *SETTINGS['limits'])"),
    "a small array": ("FLOORS = np.array([[0, 0]], dtype=np.int8)", "np.maximum(z, FLOORS[0, 1])"),
    "a lambda": ("floor = lambda z: np.maximum(z, 0)", "floor(z)"),
    "a class": ("class Floor:\n    def __call__(self, z):\n        return np.maximum(z, 0)", "Floor()(z)"),
    "a partial function": (
        "from functools import partial\ndef limit(a, z):\n    return np.maximum(z, a)\nfloor = partial(limit, 0)",
        "floor(z)",
    ),
    "a module of Python": ("import math", "np.clip(z, 0, math.inf)"),
    "a module by another name": ("import math as m", "np.clip(z, 0, m.inf)"),
    "a function of Python's modules": ("from functools import reduce", "reduce(np.maximum, [z, 0])"),
    "a function of NumPy": ("from numpy import maximum", "maximum(z, 0)"),
    "by another name": ("from numpy import maximum as larger", "larger(z, 0)"),
    "a module of NumPy": ("from numpy import linalg", "np.maximum(z, linalg.norm([0]))"),
    "the whole of NumPy": ("import numpy", "numpy.maximum(z, 0)"),
    "a helper with a default": ("ZERO = 0\ndef floor(z, least=ZERO):\n    return np.maximum(z, least)", "floor(z)"),
    "a shadow of a builtin": ("def max(z):\n    return np.maximum(z, 0)", "max(z)"),
}


@pytest.mark.parametrize(("helper", "expression"), HELPERS.values(), ids=HELPERS)
def test_what_an_answer_uses_of_its_notebook_is_kept_with_it(learner, told, helper, expression):
    learner.run(helper)
    learner.run(f"@check\ndef relu(z):\n    return {expression}")
    assert told() == [] and passes_alone(learner, "relu")
    before = learner.library
    learner.run(f"@check\ndef relu(z):\n    return {expression}")
    assert learner.library == before


def test_a_constant_is_kept_as_it_was_when_the_answer_passed(learner):
    learner.run("CEILING = np.array([1.5, 2.5], dtype=np.float32)")
    learner.run("@check\ndef relu(z):\n    return np.maximum(z, 0) if CEILING[0] else z")
    learner.run("CEILING = None")
    kept = kept_functions(learner)["CEILING"]
    assert kept.dtype == "float32" and kept.tolist() == [1.5, 2.5]


def test_what_is_needed_while_a_function_is_defined_stands_above_it(learner, told):
    """A helper that a later lesson brought in is needed by an earlier one, in a default: it moves up."""
    learner.run("LEAST = 0\n@check\ndef dense(X, W, b):\n    return X @ W + b + LEAST")
    learner.run("@check\ndef relu(z, least=LEAST):\n    return np.maximum(z, least)")
    assert told() == [] and passes_alone(learner, "relu") and passes_alone(learner, "dense")
    assert learner.library.count("LEAST = 0") == 1


def test_what_was_imported_from_the_library_is_used_from_there(learner, told, monkeypatch):
    learner.run("def floor(z):\n    return np.maximum(z, 0)\n@check\ndef relu(z):\n    return floor(z)")
    monkeypatch.syspath_prepend(learner.workbook.folder)
    monkeypatch.delitem(sys.modules, "my_network", raising=False)
    learner.run("del floor\nfrom my_network import floor\n@check\ndef step(z):\n    return np.where(floor(z) > 0, 1, 0)")
    monkeypatch.delitem(sys.modules, "my_network")
    assert told() == [] and passes_alone(learner, "step") and learner.library.count("def floor") == 1


def test_np_is_numpy_in_the_library_whatever_the_notebook_calls_so(learner, told):
    learner.run("import numpy.ma as np\n@check\ndef relu(z):\n    return np.maximum(z, 0)")
    assert told() == [] and passes_alone(learner, "relu") and "numpy.ma" not in learner.library


def test_a_number_that_is_called_like_an_exercise_is_a_number(learner, told):
    learner.run("step = 0\n@check\ndef relu(z):\n    return np.maximum(z, step)")
    assert told() == [] and passes_alone(learner, "relu")


def test_earlier_exercises_are_used_from_the_library(learner, told):
    for name in ("weighted_sum", "neuron", "neuron_batch"):
        learner.run(ANSWERS[name])
    assert told() == [] and learner.library.count("def weighted_sum") == 1
    assert all(passes_alone(learner, name) for name in ("weighted_sum", "neuron", "neuron_batch"))


# --- what is not kept ----------------------------------------------------------------------------------------------------

LISTS = """@check
def dense(X, W, b):
    rows = []
    for i in range(X.shape[0]):
        rows.append([np.sum(X[i] * W[:, j]) + b[j] for j in range(len(b))])
    return rows
"""
FORWARD = f"@check\n{EXERCISES['forward'].solution}"


def test_who_is_given_lists_by_an_earlier_answer_is_told_which_answer_to_mend(learner, told):
    learner.run(LISTS)
    learner.run(FORWARD)
    assert told() == [
        "forward has passed, but it is not kept in my_network.py: forward calculates with arrays, and in that file dense returns a list. "
        "In dense write `return np.array(...)`, run that again, and then this cell."
    ]
    learner.run(LISTS.replace("return rows", "return np.array(rows)"))
    learner.run(FORWARD)
    assert told() == [] and passes_alone(learner, "forward")


def test_who_is_given_a_number_in_an_array_is_told_which_answer_to_mend(learner, told):
    learner.run("@check\ndef neuron(x, w, b):\n    return [x @ w + b]")
    learner.run("@check\ndef neuron_batch(X, w, b):\n    return np.array([neuron(x, w, b) for x in X])")
    assert told() == [
        "neuron_batch has passed, but it is not kept in my_network.py: neuron_batch calculates with a number, and in that file neuron "
        "returns its number inside an array or a list. In neuron return the number without the brackets around it, run that again, and "
        "then this cell."
    ]


def test_an_answer_that_would_give_lists_to_one_that_is_kept_is_told_so(learner, told):
    learner.run(LISTS.replace("return rows", "return np.array(rows)"))
    learner.run(FORWARD)
    before = learner.library
    learner.run(LISTS)
    assert told() == [
        "dense has passed, but it is not kept in my_network.py: forward is in that file already and calculates with arrays, and dense "
        "returns a list. In dense write `return np.array(...)`, and run this cell again. The version that was kept before stays."
    ]
    assert learner.library == before


CANNOT = {
    "a package that is not NumPy": ("import hypothesis", "np.maximum(z, 0) if hypothesis else z", "hypothesis, a module of hypothesis"),
    "the course's own network": ("from layerwise import nn", "nn.ReLU().forward(z)", "uses nn, a module of layerwise"),
    "a class of the course": ("from layerwise.nn import ReLU", "ReLU().forward(z)", "uses ReLU, which comes from layerwise"),
    "ours": ("from layerwise.mine import step", "z * step(z)", "uses step, which is still ours. When step has passed too"),
    "a large array": ("DATA = np.zeros((50, 50))", "np.maximum(z, DATA[0, 0])", "uses DATA, an array of shape (50, 50)"),
    "an object": ("rng = np.random.default_rng(0)", "np.maximum(z, 0) if rng else z", "uses rng, an object of type Generator"),
    "a list in itself": ("loop = []; loop.append(loop)", "np.maximum(z, 0 * len(loop))", "uses loop, an object of type list"),
    "no source": ("exec('def floor(z):\\n    return np.maximum(z, 0)')", "floor(z)", "uses floor, whose source Python does not know"),
}


@pytest.mark.parametrize(("helper", "expression", "words"), CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_kept_is_told_in_one_sentence_and_the_earlier_version_stays(learner, told, helper, expression, words):
    learner.run(ANSWERS["relu"])
    before = learner.library
    told()
    learner.run(helper)
    told()
    learner.run(f"@check\ndef relu(z):\n    return {expression}")
    [sentence] = told()
    assert sentence.startswith("relu has passed, but it is not kept in my_network.py: it ") and words in sentence
    assert sentence.endswith("The version that was kept before stays.")
    assert learner.library == before
    assert learner.names["relu"] is not None and "relu" in learner.progress.passed()


def test_a_function_without_any_source_is_told(learner, told):
    exec("def relu(z):\n    return np.maximum(z, 0)", learner.names)
    learner.run("relu = check(relu)")
    [sentence] = told()
    assert "not kept in my_network.py: Python does not know its source" in sentence and learner.library == ""


def test_an_answer_that_passes_only_inside_its_notebook_is_told(learner, told):
    learner.run("def make(floor):\n    @check\n    def relu(z):\n        return np.maximum(z, floor)\nmake(0)")
    [sentence] = told()
    assert "on its own, without this notebook, it does not pass" in sentence and "name 'floor' is not defined" in sentence
    assert learner.library == ""


def test_a_helper_that_two_answers_understand_differently_is_told(learner, told):
    learner.run("def floor(z):\n    return np.maximum(z, 0)\n@check\ndef relu(z):\n    return floor(z)")
    before = learner.library
    learner.run("def floor(z):\n    return z > 0\n@check\ndef step(z):\n    return np.where(floor(z), 1, 0)")
    [sentence] = told()
    assert sentence == (
        "step has passed, but it is not kept in my_network.py: relu uses floor too, as it is in that file, and would no longer pass. "
        "Give one of the two another name."
    )
    assert learner.library == before
    learner.run("def floor(z):\n    return np.maximum(z, 0) + 0\n@check\ndef step(z):\n    return np.where(floor(z) > 0, 1, 0)")
    assert told() == [] and passes_alone(learner, "step") and passes_alone(learner, "relu")


# --- edits by hand -------------------------------------------------------------------------------------------------------


def test_edits_and_additions_by_hand_stay(learner, told):
    for name in ("weighted_sum", "relu", "dense"):
        learner.run(ANSWERS[name])
    mine = learner.library.replace("import numpy as np", "import math  # for later\nimport numpy as np")
    own = "# My favourite.\nGOLDEN = (1 + math.sqrt(5)) / 2\n\ndef own(x):  # not asked for\n    return x\n\n"
    mine = mine.replace("def dense", f"{own}def dense")
    mine = mine.replace("return np.sum(x * w)", "return np.dot(x, w)  # shorter") + "\nif __name__ == '__main__':\n    print(own(GOLDEN))\n"
    learner.library = mine
    learner.run(ANSWERS["step"])
    learner.run("@check\ndef relu(z):\n    return z * (z > 0)")
    assert told() == []
    lost = [line for line in mine.splitlines() if line not in learner.library.splitlines()]
    assert lost == ["    return np.maximum(z, 0)"]
    assert "return z * (z > 0)" in learner.library and passes_alone(learner, "step")


def test_an_edit_by_hand_survives_running_the_lesson_again(learner, told):
    learner.run(ANSWERS["relu"])
    learner.library = learner.library.replace("np.maximum(z, 0)", "np.where(z > 0, z, 0)  # mine")
    before = learner.library
    learner.run(ANSWERS["relu"])
    assert told() == [] and learner.library == before


def test_an_edit_by_hand_that_is_replaced_is_kept_aside(learner, told):
    learner.run(ANSWERS["relu"])
    learner.library = learner.library.replace("np.maximum(z, 0)", "np.where(z > 0, z, 0)  # mine")
    before = learner.library
    learner.run("@check\ndef relu(z):\n    return z * (z > 0)")
    [sentence] = told()
    assert sentence.startswith("In my_network.py you had changed relu by hand.")
    [copy] = (learner.workbook.folder / ".layerwise" / "library").iterdir()
    assert copy.read_text(encoding="utf-8") == before and copy.name in sentence
    assert "return z * (z > 0)" in learner.library


def test_an_edit_by_hand_that_broke_it_is_mended_by_running_the_lesson_again(learner, told):
    learner.run(ANSWERS["relu"])
    learner.library = learner.library.replace("np.maximum(z, 0)", "np.maximum(z, 1)  # oh")
    learner.run(ANSWERS["relu"])
    assert len(told()) == 1 and passes_alone(learner, "relu")
    assert any("# oh" in copy.read_text(encoding="utf-8") for copy in (learner.workbook.folder / ".layerwise" / "library").iterdir())


@pytest.mark.parametrize(
    "own",
    [
        "relu = lambda z: z",
        "relu = 1; other = 2",
        'relu = 1; other = """\nmany\n\nlines"""',
        "if True:\n    def relu(z):\n        return z",
        "from math import fabs as relu",
        "class relu:\n    pass",
        "relu: object = None",
        "relu, other = 1, 2",
        "def relu(z):\n    return 1\n\n\ndef relu(z):\n    return 2",
    ],
)
def test_another_definition_in_the_library_does_not_win(learner, told, own):
    learner.library = f"import numpy as np\n\n{own}\n\nlast = 1\n"
    learner.run(ANSWERS["relu"])
    assert passes_alone(learner, "relu") and "last = 1" in learner.library
    if "other" in own:
        assert own in learner.library


@pytest.mark.parametrize(
    "damage",
    [b"def relu(z:\n    return", b"\xff\xfe\x00 not text", b"x = '\x00'", b"(" * 5000, "é = '".encode("latin-1")],
    ids=["a slip", "not UTF-8", "a null byte", "too deep", "Latin-1"],
)
def test_a_library_that_is_no_python_stays_as_it_is_until_it_is_mended(learner, told, damage):
    """A half-typed line in an editor that saves by itself must not move all the kept functions away."""
    learner.run(ANSWERS["step"])
    whole = learner.workbook.library.read_bytes()
    for content in (damage, whole + b"\n" + damage):
        learner.workbook.library.write_bytes(content)
        learner.run(ANSWERS["relu"])
        [sentence] = told()
        assert sentence.startswith("relu has passed, but it is not kept yet: my_network.py cannot be read as Python")
        assert "Mend that, or give the file another name, and run this cell again." in sentence
        assert learner.workbook.library.read_bytes() == content
    assert [path.name for path in learner.workbook.folder.glob("*.py")] == ["my_network.py"]
    learner.workbook.library.write_bytes(whole)
    learner.run(ANSWERS["relu"])
    assert told() == [] and passes_alone(learner, "relu") and passes_alone(learner, "step")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment", '"""Only a title."""', "\ufeffimport numpy as np\n", "import numpy as np\r\nx = 1\r\n"]
)
def test_a_library_that_the_learner_began_is_gone_on_with(learner, told, text):
    """Its lines end as they did, and the mark stays that an editor of Windows put before it."""
    learner.workbook.library.write_bytes(text.encode("utf-8"))
    learner.run(ANSWERS["relu"])
    learner.run(ANSWERS["step"])
    assert told() == [] and passes_alone(learner, "relu")
    content = learner.workbook.library.read_bytes().decode("utf-8")
    assert content.startswith("\ufeff") == text.startswith("\ufeff") and content.count("\ufeff") == text.count("\ufeff")
    assert content.count("\r\n") == (content.count("\n") if "\r" in text else 0) and content.count("\r") == content.count("\r\n")
    assert [line for line in text.splitlines() if line not in content.splitlines()] == []


def test_what_an_editor_saves_while_a_function_is_examined_is_not_lost(learner, told, monkeypatch):
    """The file is read, a function is examined in it, and then it is written: right before that it is looked at again."""
    learner.run(ANSWERS["relu"])
    examine, edits = keeping.examine, iter(["# a note", "# another"])

    def examine_while_an_editor_saves(*arguments):
        for note in edits:
            learner.library += f"\n{note}\n"
            break
        return examine(*arguments)

    monkeypatch.setattr(keeping, "examine", examine_while_an_editor_saves)
    learner.run(ANSWERS["step"])
    assert told() == [] and "# a note\n" in learner.library and "# another\n" in learner.library
    assert passes_alone(learner, "step") and passes_alone(learner, "relu")
    monkeypatch.setattr(
        keeping, "examine", lambda *arguments: (setattr(learner, "library", learner.library + "\n"), examine(*arguments))[1]
    )
    learner.run(ANSWERS["dense"])
    [sentence] = told()
    assert "another program keeps writing to. Run this cell again." in sentence and "dense" not in learner.library


ENDLESS = {"a loop": "while True:\n    pass", "a pause": "import time\ntime.sleep(3600)"}


@pytest.mark.parametrize("own", ENDLESS.values(), ids=ENDLESS)
def test_a_statement_without_an_end_stops_neither_checks_nor_verify(learner, told, monkeypatch, own):
    monkeypatch.setattr(module, "LIMIT_SECONDS", 0.3)
    learner.run(ANSWERS["relu"])
    learner.library += f"\n{own}\n"
    before, began = learner.library, time.monotonic()
    for _ in range(3):
        learner.run(ANSWERS["step"])
        assert "one of its statements does not come to an end" in told()[0]
    verification = workbook.verify()
    assert "one of its statements does not come to an end" in repr(verification) and not verification.complete
    learner.run("from layerwise.mine import relu, neuron, dense")
    assert time.monotonic() - began < 10 and learner.library == before
    learner.library = before.replace(own, "")
    learner.run(ANSWERS["step"])
    assert passes_alone(learner, "step")


def test_input_in_the_library_waits_for_nobody(learner, told):
    learner.library = "name = input('Your name? ')\n"
    learner.run(ANSWERS["relu"])
    assert "EOFError: input() asks somebody, and nobody is asked" in told()[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX systems")
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(learner, told):
    os.mkfifo(learner.workbook.library)
    learner.workbook.record.unlink()
    os.mkfifo(learner.workbook.record)
    learner.run(ANSWERS["relu"])
    sentences = told()
    assert len(sentences) == 2 and all("it is a pipe or a device, and no file" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("total = sum([b for b in values])", {"sum", "values"}),
        ("def f(x):\n    return [w * b for w, b in zip(x, {b for b in x})]", {"zip"}),
        ("def f(x):\n    return {b: [b + c for c in x] for b in x if b}", set()),
        ("rows = [[b + a for a in row] for row in table]", {"b", "table"}),
        ("def f(x):\n    return [b for a in x]", {"b"}),
        ("first = [(y := x) for x in data]", {"data"}),
    ],
)
def test_the_name_of_a_comprehension_is_not_one_of_the_module(source, used):
    """Since Python 3.12 (PEP 709) a comprehension has no scope of its own that `symtable` would tell: python/cpython#109292."""
    assert names_used(source) == used
    assert not {"a", "b", "row", "x"} & names_made(source)


@pytest.mark.parametrize("own", ["raise SystemExit(3)", "1 / 0", "import a_module_that_is_not_there", "np.ones(2) @ np.ones(3)"])
def test_a_library_that_stops_by_itself_is_left_alone(learner, told, own):
    learner.run(ANSWERS["relu"])
    learner.library += f"\n{own}\n"
    before = learner.library
    learner.run(ANSWERS["step"])
    [sentence] = told()
    assert "step has passed, but it is not kept in my_network.py: the file cannot be imported" in sentence
    assert learner.library == before


# --- from layerwise.mine import ... --------------------------------------------------------------------------------------


def test_mine_gives_theirs_where_it_passes_and_ours_otherwise(learner, told):
    learner.run("@check\ndef relu(z):\n    return z * (z > 0)")
    learner.run("from layerwise.mine import relu")
    assert told() == [] and learner.names["relu"].__module__ == "my_network"
    learner.run("from layerwise.mine import step")
    assert told() == ["Ours for now: step (lesson 02)."] and examine("step", learner.names["step"]).passed
    # Read anew at each import.
    learner.library = learner.library.replace("z > 0", "z > 9")
    learner.run("from layerwise.mine import relu")
    assert told() == ["Ours for now: relu, because yours in my_network.py does not pass."]
    assert examine("relu", learner.names["relu"]).passed and learner.names["relu"].__module__ != "my_network"
    learner.library = learner.library.replace("z > 9", "z > 0")
    learner.run("from layerwise.mine import relu")
    assert told() == [] and learner.names["relu"].__module__ == "my_network"


@pytest.mark.parametrize("text", ["def relu(z:", "1 / 0"])
def test_mine_gives_ours_where_the_library_cannot_be_imported_and_says_why_once(learner, told, text):
    learner.library = text
    learner.run("from layerwise.mine import relu, step")
    lines = told()
    assert sum("cannot be imported" in line for line in lines) == 1 and examine("relu", learner.names["relu"]).passed
    assert learner.library == text


def test_a_library_that_imports_from_mine_gets_ours_and_is_no_circle(learner, told):
    learner.library = "import numpy as np\nfrom layerwise.mine import step\n\n\ndef relu(z):\n    return z * step(z)\n"
    learner.run("from layerwise.mine import relu")
    assert told() == [] and learner.names["relu"].__module__ == "my_network"


def test_a_passed_in_the_record_does_not_fool_mine_or_verify(learner, told):
    learner.progress.record("relu", True, True)
    learner.run("from layerwise.mine import relu")
    assert told() == ["Ours for now: relu (lesson 02)."] and "relu" in verify(learner.workbook.library).ours


def test_mine_prints_nothing_without_a_workbook(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    assert all(getattr(mine, name) is not None for name in NAMES)
    assert capsys.readouterr().out == ""


def test_mine_names_what_it_has(learner):
    names: dict = {}
    exec("from layerwise.mine import *", names)
    assert set(NAMES) <= set(names)
    with pytest.raises(ImportError, match="softmaxx"):
        exec("from layerwise.mine import softmaxx", {})


# --- verify --------------------------------------------------------------------------------------------------------------


def test_verify_says_which_are_theirs_and_which_are_ours(learner, capsys):
    for name in ("weighted_sum", "relu", "step"):
        learner.run(ANSWERS[name])
    learner.library = learner.library.replace("np.where(z > 0, 1, 0)", "np.where(z > 0, 1, 2)")
    found = verify(learner.workbook.library)
    assert found.yours == ("weighted_sum", "relu") and list(found.failing) == ["step"] and len(found.ours) == len(NAMES) - 3
    capsys.readouterr()
    assert cli.main(["verify", "--workbook", str(learner.workbook.folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"2 of the {len(NAMES)} functions of the course are in your my_network.py and pass.\n")
    assert "\nYours: weighted_sum and relu.\n" in said
    assert (
        "Yours, but it does not pass: step. " in said and "dense and forward (lesson 03); accuracy, softmax and one_hot (lesson 04)" in said
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from layerwise.mine import relu", "imports layerwise"),
        ("from layerwise.exercises.activation.relu import relu", "imports layerwise"),
        ("def relu(z:", "cannot be read as Python (line 1:"),
        ("raise SystemExit", "cannot be imported (SystemExit)"),
        ("import hypothesis", "imports hypothesis. Your own network needs nothing but NumPy."),
    ],
)
def test_verify_is_not_fooled(learner, capsys, text, words):
    learner.library = text
    capsys.readouterr()
    assert cli.main(["verify", "--workbook", str(learner.workbook.folder)]) == 1
    said = capsys.readouterr().out
    assert words in said and "Yours" not in said.replace("Your own", "")
    assert verify(learner.workbook.library).ours == tuple(NAMES)


@pytest.mark.parametrize("command", ["verify", "progress"])
def test_no_workbook_is_told(tmp_path, command, capsys):
    assert cli.main([command, "--workbook", str(tmp_path / "nowhere")]) == 1
    told = capsys.readouterr().err
    assert f"There is no workbook in {tmp_path / 'nowhere'}" in told and not (tmp_path / "nowhere").exists()


def test_verify_in_a_notebook_without_a_workbook_is_one_stable_sentence(tmp_path, monkeypatch, capsys):
    from layerwise import workbook

    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    assert workbook.verify() is None
    assert capsys.readouterr().out.count("\n") == 1


# --- where nothing can be written, and who writes at once ----------------------------------------------------------------


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_full_disk_or_a_read_only_folder_is_told_once_and_the_lesson_goes_on(learner, told, monkeypatch, trouble):
    learner.run(ANSWERS["relu"])
    before = learner.library, learner.progress.path.read_bytes()
    told()

    def refuse(*_):
        raise OSError(trouble, os.strerror(trouble))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        learner.run(ANSWERS["step"])
        learner.run(ANSWERS["step"])
    sentences = told()
    assert len(sentences) == 2 and all(os.strerror(trouble) in sentence for sentence in sentences)
    assert sentences[0].startswith("Your progress could not be saved") and sentences[1].startswith("step could not be kept")
    assert learner.names["step"](3) == 1
    assert (learner.library, learner.progress.path.read_bytes()) == before
    learner.run(ANSWERS["step"])
    assert told() == [] and passes_alone(learner, "step")
    assert not list(learner.workbook.folder.glob("**/*.part"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_of_somebody_else_is_told(tmp_path):
    folder = tmp_path / "workbook"
    Learner(folder)
    for place in [tmp_path, *tmp_path.parents]:
        if place.stat().st_uid == 0 and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    folder.chmod(0o555)
    (folder / ".layerwise").chmod(0o555)
    code = textwrap.dedent(f"""
        import os
        from learner import ANSWERS, FIRST_CELL, Learner
        from layerwise.workbook import folder
        os.environ["LAYERWISE_WORKBOOK"] = {str(folder)!r}
        import filelock
        learner = Learner.__new__(Learner)
        learner.names = {{}}
        learner.run(FIRST_CELL)
        os.setuid(65534)
        learner.run(ANSWERS["relu"])
        print(learner.names["relu"](-3))
    """)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=Path(__file__).parent)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("Permission denied") == 2 and result.stdout.endswith("0\n"), result.stdout


WRITER = """
import os, sys
from pathlib import Path
from learner import ANSWERS, Learner
os.environ["LAYERWISE_WORKBOOK"] = sys.argv[1]
learner = Learner(Path(sys.argv[1]))
for round in range(8):
    for name in sys.argv[2:]:
        learner.run(ANSWERS[name].replace("return ", f"return {round} * 0 + {'1 + ' if round < 6 else ''}"))
"""


def test_two_processes_at_once_lose_nothing(tmp_path):
    folder = tmp_path / "workbook"
    folder.mkdir()
    shares = (["weighted_sum", "relu"], ["dense", "step"])
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), *names], cwd=Path(__file__).parent, stdout=subprocess.DEVNULL)
        for names in shares
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    found = verify(folder / "my_network.py")
    assert found.yours == ("weighted_sum", "step", "relu", "dense")
    text = (folder / "my_network.py").read_text(encoding="utf-8")
    assert text.count("return 7 * 0 + ") == 4 and text.count("\ndef ") == 4
    record = Progress(Workbook(folder).record).read()
    assert {name: entry.attempts for name, entry in record.exercises.items()} == dict.fromkeys(ANSWERS.keys() & {*sum(shares, [])}, 7)


# --- random histories ----------------------------------------------------------------------------------------------------

BODIES = {
    "relu": ["np.maximum(z, 0)", "z * (z > 0)", "floor(z)", "np.where(z > LEAST, z, 0)"],
    "step": ["np.where(z > 0, 1, 0)", "(floor(z) > 0) * 1", "np.heaviside(z, LEAST)"],
    "dense": ["X @ W + b", "np.dot(X, W) + b + LEAST"],
    "weighted_sum": ["np.sum(x * w)", "x @ w"],
}
SIGNATURES = {"relu": "z", "step": "z", "dense": "X, W, b", "weighted_sum": "x, w"}
HAND = ["# note {n}", "own_{n} = {n}", "def own_{n}(x):\n    # inside {n}\n    return x"]
HAND += ['text_{n} = """\n# Lesson 02\ndef relu(z):\n{n}\n"""', "a_{n} = 1; b_{n} = 2"]
HAND += ["if True:\n    c_{n} = {n}  # there", "\n\n\n# far {n}\n", "relu_{n} = [\n    {n},\n]"]

passing = st.sampled_from([(name, body) for name, bodies in BODIES.items() for body in bodies])
histories = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), passing),
        st.tuples(st.just("add"), st.tuples(st.integers(0, 60), st.sampled_from(HAND))),
        st.tuples(st.just("inside"), st.integers(0, 60)),
        st.tuples(st.just("delete"), st.integers(0, 60)),
    ),
    max_size=10,
)


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_whatever_passes_and_whatever_is_edited_no_line_of_the_learner_is_lost(tmp_path_factory, history):
    """Lines added anywhere between statements, comments inside functions, functions deleted: all of it is in the library or in a copy."""
    import ast
    import contextlib
    import io

    folder = tmp_path_factory.mktemp("history")
    os.environ["LAYERWISE_WORKBOOK"] = str(folder)
    written: set[str] = set()
    deleted: set[str] = set()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            learner = Learner(folder)
            learner.run("LEAST = 0\ndef floor(z):\n    return np.maximum(z, LEAST)")
            for number, (what, details) in enumerate(history):
                if what == "pass":
                    name, body = details
                    before = learner.library
                    learner.run(f"@check\ndef {name}({SIGNATURES[name]}):\n    return {body}")
                    assert learner.names[name] is not None
                    assert not _changed_elsewhere(before, learner.library, {name, "floor", "LEAST"})
                    continue
                lines = learner.library.split("\n")
                body = ast.parse(learner.library).body
                if what == "add":
                    place, template = details
                    text = template.replace("{n}", str(number))
                    gaps = [n for n in range(len(lines) + 1) if not any(_first(node) <= n < node.end_lineno for node in body)]
                    at = gaps[place % len(gaps)]
                    lines[at:at] = text.split("\n")
                    written |= {line for line in text.split("\n") if line.strip()}
                elif what == "inside" and any(isinstance(node, ast.FunctionDef) for node in body):
                    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
                    node = functions[details % len(functions)]
                    comment = f"    # by hand {number}"
                    lines[node.lineno : node.lineno] = [comment]
                    written.add(comment)
                elif what == "delete" and body:
                    node = body[details % len(body)]
                    deleted |= set(lines[_first(node) : node.end_lineno])
                    del lines[_first(node) : node.end_lineno]
                learner.library = "\n".join(lines)
                ast.parse(learner.library)
            kept = [learner.library, *(copy.read_text(encoding="utf-8") for copy in (folder / ".layerwise" / "library").glob("*.py"))]
            everything = {line.rstrip() for text in kept for line in text.split("\n")}
            assert written - deleted - everything == set()
            kept = module.run(learner.library, "my_network.py") if "import numpy" in learner.library else {}
            for name in BODIES:
                if name in kept:
                    assert examine(name, kept[name]).status in ("passed", "error")
    finally:
        del os.environ["LAYERWISE_WORKBOOK"]


def _first(node) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))]) - 1


def _changed_elsewhere(before: str, after: str, may_change: set[str]) -> list[str]:
    """The lines outside the statements that may change which were there before and are not there after."""
    import ast

    lines = before.split("\n")
    spared = set()
    for node in ast.parse(before).body:
        if module.names(ast.unparse(node)) & may_change:
            spared |= set(range(*_span(lines, node)))
    there = after.split("\n")
    return [line for number, line in enumerate(lines) if number not in spared and line.strip() and line not in there]


def _span(lines: list[str], node) -> tuple[int, int]:
    from layerwise.ground.statements import full_lines

    return full_lines(lines, node)
