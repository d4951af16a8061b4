"""Cells run twice, upside down and after a restart, lessons in any order, names that are lost: there is always a clear sentence."""

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from amounts import one_in, only_in_the_whole
from learner import ANSWERS

import layerwise
from layerwise import check, data, figures, nn, press, workbook
from layerwise.exercises.catalogue import EXERCISES
from layerwise.press import notebooks, solutions
from layerwise.workbook import Workbook, notebook
from layerwise.workbook.cells.missing_names import advice_for, notebook_cells
from layerwise.workbook.cells.shadowing import _BUILTINS, Shadows
from layerwise.workbook.opening import next_lesson
from layerwise.workbook.progress.file import Progress

ROOT = Path(__file__).resolve().parents[1]
STARTUP = Path(workbook.__file__).parent / "cells" / "at_kernel_start.py"


class Kernel:
    """A kernel as JupyterLab starts it for a notebook of a workbook."""

    def __init__(self, notebook: Path, scratch: Path, *, startup: bool = True):
        scratch.mkdir(parents=True)
        environment = solutions.environment(scratch, LAYERWISE_WORKBOOK=str(notebook.parent), JPY_SESSION_NAME=str(notebook))
        if startup:
            environment["PYTHONSTARTUP"] = str(STARTUP)
        self.notebook = notebook
        self.log = (scratch / "kernel.log").open("wb")
        self._start(cwd=str(notebook.parent), env=environment, stderr=self.log, stdout=self.log)

    def _start(self, further_attempts: int = 2, **surroundings):
        """Start the kernel. Where many start at once, one may lose a port to another, and has to be started again."""
        from jupyter_client import KernelManager

        self.manager = KernelManager(kernel_spec_manager=solutions._OwnKernelSpecs())
        self.manager.start_kernel(**surroundings)
        try:
            self._connect()
        except RuntimeError:
            self.client.stop_channels()
            self.manager.shutdown_kernel(now=True)
            if not further_attempts:
                raise
            self._start(further_attempts - 1, **surroundings)

    def _connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.log.close()

    def restart(self):
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self._connect()

    def run(self, source: str, typed: str | None = None) -> tuple[str, str]:
        """Run a cell; return what it printed, and the name of the error that it stopped with (or nothing).

        `typed` is what somebody types when the cell asks; without it there is no field to type into.
        """
        printed, errors = [], []
        places = {}  # of what takes the place of something shown before

        def collect(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                printed.append(content["text"])
            elif message["msg_type"] == "display_data":
                places[content["transient"].get("display_id")] = len(printed)
                printed.append(content["data"].get("text/plain", "") + "\n")  # the view of a widget has no text
            elif message["msg_type"] == "update_display_data":
                printed[places[content["transient"]["display_id"]]] = content["data"].get("text/plain", "") + "\n"
            elif message["msg_type"] == "error":
                errors.append(content["ename"])
                printed.append(f"<{content['ename']}>\n")

        answer = {"allow_stdin": typed is not None, "stdin_hook": lambda _: self.client.input(typed)}
        reply = self.client.execute_interactive(source, output_hook=collect, timeout=60, **answer)
        assert (reply["content"]["status"] == "error") == bool(errors)
        return "".join(printed), "".join(errors)


def code_cells(notebook: Path) -> list[str]:
    return [cell["source"] for cell in notebooks.read(notebook.read_bytes())["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def own(tmp_path) -> Path:
    """A workbook with the lessons in it."""
    folder = tmp_path / "workbook"
    shutil.copytree(ROOT / "notebooks", folder)
    Progress(Workbook(folder).record).begin()
    return folder


# --- in a real kernel ----------------------------------------------------------------------------------------------------


def test_after_a_restart_upside_down_and_with_lost_names(own, tmp_path):
    lesson = own / "02_activation.ipynb"
    cells = code_cells(lesson)
    with Kernel(lesson, tmp_path / "kernel") as kernel:
        # The exercises first, before anything: the sentence comes although the course was never imported.
        relu = next(cell for cell in cells if cell.startswith("@check\ndef relu("))
        printed, error = kernel.run(relu)
        first = cells[0].split("\n")[0]
        assert error == "NameError" and printed.startswith("<NameError>\n`check` is made in the cell above that begins with `" + first)
        assert printed.rstrip().endswith("Choose Run > Run All Above Selected Cell, then run this cell again.")
        # What only a cell further down makes.
        printed, error = kernel.run(cells[0])
        assert error == "" and printed == "Ours for now: neuron_batch (lesson 01).\n"
        printed, error = kernel.run("print(relu(3))")
        assert error == "NameError" and "`relu` is made in the cell that begins with `def relu(z):`" in printed
        # A slip of the pen is Python's to explain.
        printed, error = kernel.run("chekc")
        assert (printed, error) == ("<NameError>\n", "NameError")
        # A function of another lesson.
        printed, _ = kernel.run("softmax(3)")
        assert "`softmax` is a function of lesson 04. To have it here, run `from layerwise.mine import softmax`." in printed
        # Twice is no harm, and what passed is theirs from then on.
        for _ in range(2):
            kept = (
                f"`relu` is kept in my_network.py. 1 of {len(EXERCISES)} functions has passed. Next in this lesson: `step` and `sigmoid`.\n"
            )
            assert kernel.run(ANSWERS["relu"]) == (f"✓ relu: passed.\n{kept}", "")
        assert kernel.run("from layerwise.mine import relu, step, dense\nprint(relu.__module__)") == (
            "my_network\nOurs for now: step (lesson 02) and dense (lesson 03).\n",
            "",
        )
        # Lost names, each told once, where it happens.
        lost = "`{}` is no longer {}: this cell gave the name another meaning. To have it back, run `{}`.\n"
        assert kernel.run("sum = 0\nfor i in range(3):\n    sum = sum + i") == (lost.format("sum", "Python's own", "del sum"), "")
        assert kernel.run("sum = sum + 1") == ("", "")
        assert kernel.run("np = 3") == (lost.format("np", "NumPy", "import numpy as np"), "")
        assert kernel.run("check = 'x'") == (lost.format("check", "the course's", "from layerwise import check"), "")
        printed, error = kernel.run("relu = relu(3)")
        assert printed.startswith("`relu` is no longer a function") and error == ""
        assert kernel.run("del sum\nimport numpy as np\nfrom layerwise import check\nfrom layerwise.mine import relu\nsum([1])") == ("", "")
        assert "Python's own" in kernel.run("sum = 0")[0]
        # As new.
        kernel.restart()
        printed, error = kernel.run(relu)
        assert error == "NameError" and "`check` is made in the cell above" in printed
        assert "get_ipython" not in kernel.run("print([name for name in dir() if 'attend' in name or 'layerwise' in name])")[0]


def test_input_and_exit_in_an_exercise_leave_the_kernel_alive_and_free(own, tmp_path):
    with Kernel(own / "02_activation.ipynb", tmp_path / "kernel") as kernel:
        kernel.run("import numpy as np\nfrom layerwise import check")
        printed, _ = kernel.run("@check\ndef relu(z):\n    return np.maximum(z, float(input()))")
        assert "stopped with an error" in printed and "take `input()` out" in printed
        printed, _ = kernel.run("@check\ndef relu(z):\n    exit()")
        assert "stopped with an error" in printed and "return a value instead" in printed
        assert kernel.run("print(np.sum(2))") == ("2\n", "")
        assert kernel.manager.is_alive()


def test_a_check_names_the_cell_above_that_makes_what_a_function_asks_for(own, tmp_path):
    lesson = own / "07_backward.ipynb"
    cells = code_cells(lesson)
    content = json.loads(lesson.read_text(encoding="utf-8"))
    answer = "@check\ndef relu_backward(dA, Z):\n    return {}\n"
    for cell in content["cells"]:
        if "".join(cell["source"]).startswith("@check\ndef relu_backward("):
            cell["source"] = answer.format("loss_of_scores(dA)")
    lesson.write_text(json.dumps(content), encoding="utf-8")
    with Kernel(lesson, tmp_path / "kernel") as kernel:
        kernel.run(cells[0])
        printed, _ = kernel.run(answer.format("loss_of_scores(dA)"))
        assert "`loss_of_scores` is made in the cell above that begins with `def loss_of_scores(scores):`" in printed
        assert "and that cell has not run" in printed
        printed, _ = kernel.run(answer.format("dA * step(Z)"))
        assert "`step` is a function of lesson 02. To have it here, run `from layerwise.mine import step`." in printed
        printed, _ = kernel.run(answer.format("dA * gate(Z)"))
        assert (
            "Python does not know a function called `gate`. Is it spelled right?" in printed
            and "cell" not in printed.split("called `gate`")[1]
        )


@only_in_the_whole
def test_lessons_upside_down_explain_every_missing_name(own, tmp_path):
    """All cells of every second lesson, the last one first, where nothing was run: what stops with a NameError says what to do."""
    explained = 0
    with Kernel(own / "00_start_here.ipynb", tmp_path / "kernel") as kernel:
        for lesson in sorted(own.glob("[0-9][13579]_*.ipynb")):
            kernel.run(f"%reset -f\nimport os\nos.environ['JPY_SESSION_NAME'] = {str(lesson)!r}\ndel os")
            for cell in reversed(code_cells(lesson)):
                printed, error = kernel.run(cell)
                if error == "NameError":
                    explained += 1
                    said = printed.split("<NameError>\n")[1]
                    known = r"`\w+` is (made in the cell above|made only further down|a function of lesson)"
                    assert re.match(known, said), f"{cell}\n{printed}"
    assert explained > 30


def test_lesson_06_first(own, tmp_path):
    """A learner who begins in the middle: the whole lesson runs, and says once whose functions it uses."""
    lesson = own / "06_slopes.ipynb"
    with Kernel(lesson, tmp_path / "kernel", startup=False) as kernel:
        said = [kernel.run(cell) for cell in code_cells(lesson)]
    assert [error for _, error in said if error] == []
    ours = [line for printed, _ in said for line in printed.splitlines() if line.startswith("Ours for now")]
    listed = "cross_entropy (lesson 05), dense (lesson 03), one_hot (lesson 04), relu (lesson 02) and softmax (lesson 04)"
    assert ours == [f"Ours for now: {listed}."]
    assert next_lesson(Workbook(own)).name == "00_start_here.ipynb", "nothing was begun by running all cells"
    assert not (own / "my_network.py").exists()


def kernel_info(kernel: Kernel) -> dict:
    kernel.client.kernel_info()
    return kernel.client.get_shell_msg(timeout=20)["content"]["language_info"]


@one_in(2)
@pytest.mark.parametrize("described", [{"name": "python", "version": "3.0", "mimetype": "text/x-python"}, {"name": "R"}, "none", None])
def test_a_kernel_describes_its_language_as_the_notebook_does(own, tmp_path, described):
    lesson = own / "02_activation.ipynb"
    content = json.loads(lesson.read_text(encoding="utf-8"))
    content["metadata"] = {"language_info": described} if described else {}
    lesson.write_text(json.dumps(content), encoding="utf-8")
    with Kernel(lesson, tmp_path / "kernel") as kernel:
        told = kernel_info(kernel)
    assert told["name"] == "python"
    assert (told == described) == (described is not None and "version" in described)


# --- the sentence for a missing name -------------------------------------------------------------------------------------

CELLS = [
    ("a", "import numpy as np\nfrom math import pi as circle"),
    ("b", "# two numbers\nx, (y, *z) = 1, (2, 3)\nwith open(f) as file:\n    pass\nfor i in x: pass"),
    ("c", "def area(r):\n    inner = circle * r\n    return inner\n\nclass Disc: ..."),
    ("d", "%matplotlib inline\nx = 2\nif (n := 3): later = [w for w in x]"),
    ("e", "print(total)"),
    ("f", "total = " + " + ".join(map(str, range(60)))),
    ("g", "this is no Python"),
]


def advice(source: str, here: tuple, cells=CELLS, **names) -> str | None:
    try:
        exec(compile(source, "<cell>", "exec"), names)
    except NameError as error:
        return advice_for(error, names, cells, here)
    raise AssertionError("no NameError")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("np", "import numpy as np"),
        ("circle", "import numpy as np"),
        ("y", "x, (y, *z) = 1, (2, 3)"),
        ("z", "x, (y, *z) = 1, (2, 3)"),
        ("file", "x, (y, *z) = 1, (2, 3)"),
        ("i", "x, (y, *z) = 1, (2, 3)"),
        ("area", "def area(r):"),
        ("Disc", "def area(r):"),
        ("x", "%matplotlib inline"),
        ("n", "%matplotlib inline"),
        ("later", "%matplotlib inline"),
    ],
)
def test_the_nearest_cell_above_that_makes_the_name_is_named(name, line):
    assert advice(name, ("e", "")).startswith(f"`{name}` is made in the cell above that begins with `{line}`, and that cell has not run")
    assert advice(f"def f():\n    return {name}\nf()", (None, "print(total)")).startswith(f"`{name}` is made in the cell above")
    assert advice(name, (None, "a cell that was never saved")).startswith(f"`{name}` is made in the cell that begins with `{line}`")


def test_a_name_that_is_made_further_down_and_one_that_this_cell_makes():
    told = advice("total", ("e", "print(total)"))
    assert told.startswith("`total` is made only further down, in the cell that begins with `total = 0 + 1") and "…`" in told
    assert advice("total", ("f", "")) is None
    assert "begins with `x, (y, *z) = 1, (2, 3)`" in advice("x", ("a", ""))


@pytest.mark.parametrize("name", ["inner", "w", "r", "typo", "this"])
def test_a_name_that_no_cell_makes_is_left_to_python(name):
    assert advice(name, ("e", "")) is None


def test_names_of_the_course_are_known_without_a_notebook():
    assert advice("np", (None, ""), []) == (
        "`np` is imported at the top of the lesson. Choose Run > Run All Above Selected Cell, then run this cell again."
    )
    assert "lesson 02" in advice("relu", (None, ""), []) and "from layerwise.mine import relu" in advice("relu", (None, ""), [])


def test_an_error_that_is_not_the_notebooks_is_left_to_python():
    module: dict = {}
    exec("def f():\n    return np\n", module)
    assert advice("f()", ("e", ""), f=module["f"]) is None
    assert advice("def g():\n    np = np + 1\ng()", ("e", "")) is None
    assert advice("raise NameError('np')", ("e", "")) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"cells": 3}', '{"cells": [{"cell_type": "code"}]}', "[" * 50_000])
def test_a_notebook_that_cannot_be_read_is_none(tmp_path, monkeypatch, content):
    path = tmp_path / "lesson.ipynb"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert notebook_cells() == []
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "none.ipynb"))
    assert notebook_cells() == []
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert notebook_cells() == []
    monkeypatch.setattr(notebook, "shell", lambda: SimpleNamespace(user_ns={"__vsc_ipynb_file__": 3}))
    assert notebook_cells() == []


def test_the_cells_of_a_notebook_are_found(tmp_path, monkeypatch):
    path = tmp_path / "lesson.ipynb"
    cells = [{"cell_type": "code", "id": "a", "source": ["x = 1\n", "y = 2"]}, {"cell_type": "markdown", "source": ""}]
    cells.append({"cell_type": "code", "source": "z"})
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(notebook, "shell", lambda: SimpleNamespace(user_ns={"__vsc_ipynb_file__": str(path)}))
    assert notebook_cells() == [("a", "x = 1\ny = 2"), ("None", "z")]


# --- the sentence for a lost name ----------------------------------------------------------------------------------------


def lesson_names(**more) -> dict:
    return {"np": np, "check": check, "data": data, "figures": figures, "nn": nn, "workbook": workbook, "relu": abs, **more}


@pytest.mark.parametrize("name", ["np", "check", "data", "figures", "nn", "workbook", "relu", "sum", "list", "max", "range"])
def test_a_lost_name_is_told_once_and_again_when_it_is_lost_again(name):
    shadows, names = Shadows(), lesson_names()
    assert shadows.look(names) == []
    for _ in range(2):
        told = shadows.look({**names, name: 3})
        assert len(told) == 1 and told[0].startswith(f"`{name}` is no longer ") and told[0].endswith("`.")
        assert shadows.look({**names, name: 3}) == [] and shadows.look({**names, name: 4}) == []
        assert shadows.look(names) == []


@pytest.mark.parametrize("name", ["np", "check", "data", "nn", "relu", "step", "split", "train", "own", "open", "exit", "_"])
def test_a_name_that_had_no_meaning_before_has_lost_none(name):
    shadows = Shadows()
    assert shadows.look({name: 3}) == [] and shadows.look({name: 4}) == []


def test_another_function_of_that_name_is_the_learners_business():
    shadows = Shadows()
    shadows.look(lesson_names())
    assert shadows.look(lesson_names(relu=lambda z: z)) == []


def test_many_lost_names_are_one_sentence():
    shadows = Shadows()
    shadows.look({})
    [told] = shadows.look({"max": 1, "sum": 2, "min": 3})
    assert told.startswith("`max`, `min` and `sum` are no longer Python's own: this cell gave the names another meaning.")
    assert told.endswith("To have them back, run `del max, min, sum`.")


def test_no_lesson_takes_a_name_away():
    """The lessons' own code, solved, gives no watched name another meaning."""
    from layerwise.ground.statements import names_made

    watched = {*_BUILTINS, "np", "check", "data", "figures", "nn", "workbook"}
    for lesson in press.lessons(ROOT):
        for cell in lesson.cells:
            if cell.kind == "code" and not cell.exercise and "import" not in cell.text:
                code = re.sub(r"^[%!].*$", "", cell.solved(), flags=re.MULTILINE)  # magics are IPython's
                assert not names_made(code) & watched, cell.id


def test_learn_has_every_kernel_watched_and_leaves_a_plain_python_alone(monkeypatch, tmp_path):
    from layerwise import cli

    started = []
    monkeypatch.setattr(cli, "hand_over", lambda command, environment, folder: started.append(environment) or 0)
    monkeypatch.delenv("PYTHONSTARTUP", raising=False)
    assert cli.main(["learn", "--workbook", str(tmp_path / "own")]) == 0
    assert started[0]["PYTHONSTARTUP"] == str(STARTUP)
    monkeypatch.setenv("PYTHONSTARTUP", "mine.py")
    assert cli.main(["learn", "--workbook", str(tmp_path / "own")]) == 0
    assert started[1]["PYTHONSTARTUP"] == "mine.py"
    names: dict = {}
    exec(STARTUP.read_text(encoding="utf-8"), names)
    assert set(names) <= {"__builtins__", "__doc__"}
    assert layerwise.check is check
