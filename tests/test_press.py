"""The press: what it refuses, what it builds, and what it notices. Kernels start slowly, so the tests that run lessons share one run."""

import base64
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from amounts import only_with_long

from layerwise import press
from layerwise.course import lesson as course_lesson
from layerwise.press import notebooks, numbers, pictures, solutions, width
from layerwise.press.source import Cell, LessonError, read

RELU_CODE = '''def relu(z):
    """Return z where z is positive and 0 elsewhere."""
    ### BEGIN SOLUTION
    the_secret = np.maximum(z, 0)
    return the_secret
    ### END SOLUTION
'''


def exercises(code=RELU_CODE, lesson="activation"):
    return {"relu": SimpleNamespace(name="relu", lesson=course_lesson(lesson), marked_source=code)}


EXERCISES = exercises()
RELU = '```python tags=["exercise"]\nrelu\n```\n'

LESSON = f"""---
title: Activation
---

# Activation

Some words.

```python
import numpy as np
```

## The idea

First paragraph.


Second paragraph.

{RELU}

## What you have now

The end.
"""


@pytest.fixture
def lesson(tmp_path):
    """Write a lesson's text and read it."""

    def write_and_read(text, name="02_activation.md", exercises=EXERCISES):
        folder = tmp_path / "lessons"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return read(folder / name, exercises)

    return write_and_read


# --- what is refused -----------------------------------------------------------------------------------------------------

REFUSED = {
    "mark in a lesson": ("```python\n### BEGIN SOLUTION\nz = 3\n### END SOLUTION\n```\n", 2, "a solution mark in a lesson"),
    "check outside an exercise": ("```python\n@check\ndef relu(z):\n    return z\n```\n", 2, "Here stands its name, `relu`"),
    "code in the place of a name": (RELU.replace("relu", "z = 3"), 2, "holds its name and nothing else"),
    "two names": (RELU.replace("relu", "relu\nstep"), 2, "holds its name and nothing else"),
    "unknown exercise": (RELU.replace("relu", "rellu"), 2, "no exercise called rellu. Did you mean `relu`?"),
    "set twice": (RELU + "\n" + RELU, 6, "already set in line 2"),
    "not Python": ("```python\nz = 1\nnp.maximum(z, 0\n```\n", 3, "not valid Python"),
    "invalid escape": ('```python\n"\\d"\n```\n', 2, "not valid Python"),
    "unclosed cell": ("Text.\n\n```python\nz = 3\n\nMore text.\n", 3, "not closed"),
    "cell inside an unclosed block": ("```text\nz = 3\n\n```python\nz = 3\n```\n", 1, "not closed"),
    "unclosed header": ("---\ntitle: x\n\n# Heading\n", 1, "header"),
    "unknown tag": ('\n```python tags=["exercize"]\n```\n', 2, "Did you mean 'exercise'?"),
    "tags written otherwise": ("```python tags=exercise\nz = 3\n```\n", 1, "is not understood"),
    "other metadata": ('```python slide="yes"\nz = 3\n```\n', 1, "is not understood"),
    "another kernel's language": ("Text.\n\n```bash\nls\n```\n", 3, "'bash'"),
    "four backticks": ("````python\nz = 3\n````\n", 1, "exactly ```python"),
    "empty cell": ("```python\n\n```\n", 1, "empty"),
    "ignored without a reason": ('```python tags=["nbval-ignore-output"]\nprint(3)\n```\n', 2, "# Not compared:"),
    "picture from a file": ("# Title\n\nLook:\n![a curve](curve.png)\n", 4, "pictures come from code"),
    "unclosed comment": ("# Title\n\nText <!-- = 3\n", 3, "comment"),
    "heading in a paragraph": ("Text.\n## Heading\n", 2, "blank line"),
}


@pytest.mark.parametrize(("text", "line", "words"), REFUSED.values(), ids=REFUSED)
def test_a_broken_lesson_is_refused_with_its_line(lesson, text, line, words):
    with pytest.raises(LessonError) as caught:
        lesson(text)
    (problem,) = caught.value.problems
    assert problem.startswith(f"lessons/02_activation.md:{line}: ")
    assert words in problem


MARKS = {
    "unclosed": (RELU_CODE.replace("    ### END SOLUTION\n", ""), "the marks do not pair"),
    "unopened": (RELU_CODE.replace("    ### BEGIN SOLUTION\n", ""), "the marks do not pair"),
    "nested": (RELU_CODE.replace("    return the_secret", "    ### BEGIN SOLUTION\n    return the_secret"), "the marks do not pair"),
    "spelled otherwise": (RELU_CODE.replace("### BEGIN", "# begin"), "`# begin SOLUTION` exactly as ### BEGIN SOLUTION"),
    "empty": (re.sub(r"    the_secret.*\n.*\n", "", RELU_CODE), "nothing stands between"),
    "none": (re.sub(r".*SOLUTION\n", "", RELU_CODE), "no solution is marked"),
    "not Python without its solution": (
        RELU_CODE.replace("    return the_secret\n    ### END SOLUTION", "    if True:\n    ### END SOLUTION\n        return the_secret"),
        "once the solution is replaced",
    ),
}


@pytest.mark.parametrize(("code", "words"), MARKS.values(), ids=MARKS)
def test_a_solution_that_is_not_marked_rightly_is_refused(lesson, code, words):
    with pytest.raises(LessonError, match=r"^lessons/02_activation\.md:2: in the file of relu, ") as caught:
        lesson(RELU, exercises=exercises(code))
    assert words in str(caught.value)


def test_all_that_is_wrong_is_said_at_once(lesson):
    with pytest.raises(LessonError) as caught:
        lesson(RELU.replace("relu", "rellu") + "\n```python\n1 +\n```\n")
    assert [problem.split(": ")[0] for problem in caught.value.problems] == ["lessons/02_activation.md:2", "lessons/02_activation.md:6"]


def test_a_line_of_code_that_has_to_be_scrolled_is_refused(lesson):
    fitting, long = f"x = {'1' * 74}", f"x = {'1' * 75}"
    assert width.problems(lesson(f"```python\n{fitting}\n```\n")) == []
    (problem,) = width.problems(lesson(f"# Title\n\n```python\ny = 1\n{long}\n```\n"))
    assert problem.startswith("lessons/02_activation.md:5: this line of code has 79 letters")
    secret = RELU_CODE.replace("np.maximum(z, 0)", f"np.maximum(z, {'0' * 60})")
    task = RELU_CODE.replace("and 0 elsewhere", f"and 0 elsewhere{'!' * 60}")
    for code in (secret, task):
        (problem,) = width.problems(lesson(RELU, exercises=exercises(code)))
        assert problem.startswith("lessons/02_activation.md:2: in the file of relu, a line of code has ")
    shown = f"```python .noeval\n{long}\n```\n"
    assert width.problems(lesson(f"Text.\n\n{shown}")) == []


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "02_activation.md"
    path.write_bytes("# Activation\n\nété\n".encode("latin-1"))
    with pytest.raises(LessonError, match=r"02_activation\.md:3: this is not UTF-8"):
        read(path, EXERCISES)


@pytest.mark.parametrize("text", ["", "\n\n", "---\njupyter: {}\n---\n"], ids=["empty", "blank", "a header"])
def test_a_lesson_with_nothing_in_it_is_refused(lesson, text):
    with pytest.raises(LessonError, match="lessons/02_activation.md:1: nothing is in this lesson"):
        lesson(text)


@pytest.mark.parametrize("part", ["a ", "<", "`", "$", "<!--", "[x](", "*"])
def test_a_line_without_an_end_is_refused_at_once(lesson, part):
    """What a pasted picture or table is: some of what looks into a line takes a time that grows with its square."""
    began = time.process_time()
    with pytest.raises(LessonError, match="lessons/02_activation.md:3: this line has 1000000 characters, and 5000 are the most"):
        lesson("# Title\n\n" + part * (1_000_000 // len(part)) + "x" * (1_000_000 % len(part)) + "\n")
    assert time.process_time() - began < 2


def test_an_exercise_belongs_to_one_lesson(lesson, tmp_path):
    with pytest.raises(LessonError, match=r"lessons/03_layers\.md:2: relu is an exercise of the lesson 02 Activation"):
        lesson(RELU, name="03_layers.md")
    (tmp_path / "lessons" / "03_layers.md").unlink()
    for name in ("02_activation.md", "03_activation.md"):
        lesson(RELU, name=name)
    with pytest.raises(LessonError, match=r"lessons/03_activation\.md:2: the exercise relu is already set in lessons/02_activation\.md:2"):
        press.lessons(tmp_path, exercises=EXERCISES)


def test_lessons_are_found_by_number_or_name(lesson, tmp_path):
    lesson("# Activation\n")
    lesson("# Network\n", name="03_layers.md")
    (tmp_path / "lessons" / "README.md").write_text("Not a lesson.", encoding="utf-8")
    for name in ("03", "03_layers", "lessons/03_layers.md"):
        assert [found.name for found in press.lessons(tmp_path, [name], EXERCISES)] == ["03_layers"]
    with pytest.raises(LessonError, match="Did you mean 03_layers?"):
        press.lessons(tmp_path, ["03_layres"], EXERCISES)
    with pytest.raises(LessonError, match="There is no lesson in"):
        press.lessons(tmp_path / "elsewhere", exercises=EXERCISES)


# --- cells, ids, starters ------------------------------------------------------------------------------------------------


def test_cells_know_their_lines(lesson):
    lines = LESSON.split("\n")
    for cell in lesson(LESSON).cells:
        assert lines[cell.line - 1] == (cell.exercise or cell.lines[0])


def test_ids_name_exercises_and_headings(lesson):
    ids = [cell.id for cell in lesson(LESSON).cells]
    assert ids == ["activation-1", "activation-2", "the-idea-1", "the-idea-2", "exercise-relu", "what-you-have-now-1"]


def test_ids_under_other_headings_stay_when_text_is_inserted(lesson):
    before = {cell.id: cell.text for cell in lesson(LESSON).cells}
    changed = LESSON.replace("First paragraph.", "New.\n\n\nNew too.\n\n```python\nz = 3\n```\n\nFirst paragraph.")
    after = {cell.id: cell.text for cell in lesson(changed).cells}
    assert len(after) == len(before) + 3
    for id, text in before.items():
        if not id.startswith("the-idea"):
            assert after[id] == text


def test_ids_are_unique_and_valid_whatever_the_headings(lesson):
    headings = ["Again", "Again", "Again 2", "Again--2", "∑ ∂", "été", "x" * 200, "x" * 199 + "y", "Ünïcode: 10 % `code` & more!"]
    ids = [cell.id for cell in lesson("\n\n".join(f"## {heading}\n\nText.\n\n\nMore." for heading in headings)).cells]
    assert len(set(ids)) == len(ids) == 2 * len(headings)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", id) for id in ids)


def test_a_starter_holds_nothing_of_the_solution_and_is_valid_python(lesson):
    notebook = notebooks.starter(lesson(LESSON))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "exercise-relu"]
    assert cell["metadata"] == {"layerwise": {"exercise": "relu"}, "tags": ["exercise"]}
    assert cell["source"].split("\n")[-1] == "    ...  # your code here"
    namespace = {"check": lambda function: function}
    exec(cell["source"], namespace)
    assert namespace["relu"](3) is None
    assert namespace["relu"].__doc__ == "Return z where z is positive and 0 elsewhere."
    stored = notebooks.written(notebook).decode()
    assert "the_secret" not in stored and "SOLUTION" not in stored
    solved = notebooks.written(notebooks.solved(lesson(LESSON))).decode()
    assert "the_secret" in solved and "SOLUTION" not in solved and "your code here" not in solved


def test_gaps_keep_the_code_around_them(lesson):
    code = (
        "def relu(z):\n    for i in range(3):\n        ### BEGIN SOLUTION\n        z = z + 1\n"
        "        ### END SOLUTION\n    ### BEGIN SOLUTION\n    z = z - 3\n    ### END SOLUTION\n    return z\n"
    )
    cell = lesson(RELU, exercises=exercises(code)).cells[0]
    assert cell.starter() == (
        "@check\ndef relu(z):\n    for i in range(3):\n        ...  # your code here\n    ...  # your code here\n    return z"
    )
    assert cell.solved() == "@check\ndef relu(z):\n    for i in range(3):\n        z = z + 1\n    z = z - 3\n    return z"


def test_comments_are_the_authors(lesson):
    text = "# Title\n\nOne<!-- = 1 --> and **two**<!-- a\nnote -->.\n<!-- alone -->\nThree.\n\n```text\n<!-- shown -->\n```\n"
    (cell,) = lesson(text).cells
    assert cell.displayed() == "# Title\n\nOne and **two**.\nThree.\n\n```text\n<!-- shown -->\n```"
    assert notebooks.starter(lesson("<!-- only a note -->\n"))["cells"] == []


def test_code_that_is_only_shown_is_text(lesson):
    (cell,) = lesson("It reads:\n\n```python .noeval\nz = 3\n```\n").cells
    assert cell.kind == "markdown" and cell.displayed() == "It reads:\n\n```python\nz = 3\n```"


def test_notebooks_are_the_same_bytes_twice_and_valid(lesson):
    first, second = (notebooks.written(notebooks.starter(lesson(LESSON))) for _ in range(2))
    assert first == second and first.endswith(b"}\n") and b"\r" not in first
    nbformat.validate(nbformat.reads(first.decode(), as_version=4))
    assert notebooks.written(notebooks.read(first)) == first
    windows = lesson(LESSON)
    assert notebooks.written(notebooks.starter(windows)) == first


def test_line_ends_of_windows_make_the_same_notebook(tmp_path, lesson):
    expected = notebooks.starter(lesson(LESSON))
    (tmp_path / "02_activation.md").write_bytes(b"\xef\xbb\xbf" + LESSON.replace("\n", "\r\n").encode())
    assert notebooks.starter(read(tmp_path / "02_activation.md", EXERCISES)) == expected


def test_jupytext_reads_the_same_cells(lesson):
    jupytext = pytest.importorskip("jupytext", reason="jupytext, which defines the format of the lessons, is not installed")
    text = LESSON.replace("title: Activation", "jupyter:\n  jupytext:\n    formats: md") + (
        "\n### Deeper\n\n- a list\n\n  ```text\n  ## no heading\n\n  still text\n  ```\n\n```python\n# no heading\n\n\nz = 3\n```\n"
        '```python tags=["raises-exception"]\n1 / 0\n```\n\n\n\nThree blank lines above.\n\n```python .noeval\nshown = True\n```\n'
    )
    theirs = jupytext.reads(text, fmt={"extension": ".md", "split_at_heading": True})
    ours = lesson(text).cells
    expected = [
        (cell.cell_type, "\n".join(map(str.rstrip, cell.source.strip("\n").split("\n"))), cell.metadata.get("tags", []))
        for cell in theirs.cells
        if cell.source
    ]
    assert [(cell.kind, cell.exercise or cell.text, list(cell.tags)) for cell in ours] == expected


def test_reading_lessons_needs_no_heavy_packages():
    code = (
        "import sys, layerwise.press, layerwise.press.source\n"
        "print([name for name in ('nbformat', 'nbclient', 'matplotlib', 'IPython') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[1]
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert result.stdout.strip() == "[]"


# --- numbers in the prose ------------------------------------------------------------------------------------------------


def complaints(prose, code="z = 0.7311\nn = 344\nx = 39.1", outputs=()):
    cells = [Cell("markdown", tuple(prose.split("\n")), 10), Cell("code", tuple(code.split("\n")), 30)]
    lesson = SimpleNamespace(source="lessons/02_activation.md", cells=cells)
    return numbers.unproduced(lesson, list(outputs))


@pytest.mark.parametrize(
    "prose",
    [
        "There are 344 penguins, and the beak of one is 39.1 mm long.",
        "It is 0.73, or $0.731$, or `0.7311`; as a part of a hundred 73 % and 73.1 %.",
        "So $z_{12} = -0.73$, and $W^{(3)}$ is `W3`; $x_1^3$, $x^{-3}$, $10^{-3}$ and `x**5`.",
        "0, 1, -1, −1 and 2 may stand, and 0 % and 100 % too.",
        "About 35 minutes; 30–45 minutes, 5 min, 30 to 45 seconds.",
        "See lesson 03, lessons 00 to 07, lessons 5, 6 and 7, exercise 4 and step 3.",
        "## 7 things\n\n3. third\n4) fourth\n   5. fifth",
        "A 3-D plot, a 3D plot, the 3rd bird, `float64`, W4, Python 3.11, version 3.11.7.",
        '[A page](https://example.org/2/77 "on 88"), <https://example.org/77>, `penguins77.npz` and 07_penguins.md.',
        "Measured from 2007 to 2009, in 1998 and since 2014 (Horst, Hill and Gorman, 2020).",
        "```text\n987 is shown as it is\n```",
        "A note.<!-- 987 of them -->",
        "| a | b |\n|---|---|\n| 344 | 39.1 |",
        "A sum of 987<!-- = 900 + 87 -->.",
    ],
)
def test_honest_numbers_pass(prose):
    assert complaints(prose) == []


@pytest.mark.parametrize(
    ("prose", "number", "line"),
    [
        ("There are 343 penguins.", "343", 10),
        ("First line.\nThe second has 0.74 in it.", "0.74", 11),
        ("It is $0.7312$.", "0.7312", 10),
        ("It is `0.0731`.", "0.0731", 10),
        ("About 74 % of them.", "74 %", 10),
        ("A fraction of 2 % of them.", "2 %", 10),
        ("They weigh 4202 g.", "4202", 10),
        ("It took 2000 steps.", "2000", 10),
        ("Trained in 2000 steps.", "2000", 10),
        ("At step 2000 (and 0.71 of it, 2020) it ends.", "2000", 10),
        ("It was (0.71, 2020).", "0.71", 10),
        ("Its exponent is $e^{0.75}$.", "0.75", 10),
        ("In 3-5 rows.", "3", 10),
        ("The index `x[7]` is used.", "7", 10),
        ("- 17 birds", "17", 10),
        ("A row | 0.72 |", "0.72", 10),
        ("Rounded, 39 mm.", "39", 10),
        ("It is 39.\n\nMore.", "39", 10),
    ],
)
def test_a_number_that_no_code_produces_is_named(prose, number, line):
    problem = complaints(prose)[0]
    assert problem.startswith(f"lessons/02_activation.md:{line}: the number {number} is produced by no code")


def test_outputs_produce_numbers_as_a_reader_sees_them():
    html = (
        "<div style='width: 777px'>loss <b>0.125</b><style>p {margin: 888px}</style>"
        "<img alt='falls from 1.10 to 0.08' src='data:,999'></div>"
    )
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": "[5. 6.25]\n"},
        {"output_type": "execute_result", "data": {"text/plain": "array([-3.5e-3, .75])"}},
        {"output_type": "display_data", "data": {"text/html": html, "image/png": "666"}},
    ]
    assert complaints("Here 5, 6.25, 0.0035, 0.75, 0.125, 1.10, 0.08 and −0.75.", outputs=outputs) == []
    for number in ("777", "888", "999", "666"):
        assert len(complaints(f"Here {number}.", outputs=outputs)) == 1


@pytest.mark.parametrize(
    ("prose", "value", "agrees"),
    [
        ("It is 1.25<!-- = s -->", 1.25, True),
        ("It is 1.25<!-- = s -->", 1.2549, True),
        ("It is 1.25<!-- = s -->", 1.2551, False),
        ("It is **1.2**<!-- = s -->", 1.25, True),
        ("It is $1.3$<!-- = s -->", 1.25, True),
        ("It is `-1.25`<!-- = s -->", -1.25, True),
        ("It is −1.25<!-- = s -->", -1.25, True),
        ("It is 1.25<!-- = s -->", -1.25, False),
        ("It is x = -1.25<!-- = s -->", 1.25, False),
        ("A range of 3-5<!-- = s -->", 5, True),
        ("A shape of `(5,)`<!-- = s -->", 5, True),
        ("It is 97 %<!-- = s -->", 0.9712, True),
        ("It is 97%<!-- = s -->", 97.12, True),
        ("It is $97\\,\\%$<!-- = s -->", 0.9712, True),
        ("It is 97 per cent<!-- = s -->", 0.9612, False),
        ("It is 97<!-- = s -->", 0.9712, False),
        ("It is 1e-5<!-- = s -->", 1.2e-5, True),
        ("It is 4202<!-- = s -->", 4201.75, True),
        ("It is 4202<!-- = s -->", 4201.25, False),
        ("It is 5<!-- = s -->", float("nan"), False),
    ],
)
def test_an_asserted_number_agrees_as_far_as_it_is_written(prose, value, agrees):
    (assertion,) = numbers.assertions(Cell("markdown", (prose,), 7), "lessons/02_activation.md")
    assert assertion.expression == "s"
    assert (assertion.problem(value, "lessons/02_activation.md") is None) == agrees


def test_assertions_that_cannot_be_understood_are_refused_with_their_line():
    cell = Cell("markdown", ("A sum<!-- = 3 --> here.", "It is 3<!-- = 3 + -->", "It is 4<!-- later = a[0] -->, a note<!-- no = 3 -->"), 7)
    with pytest.raises(LessonError) as caught:
        numbers.assertions(cell, "lessons/x.md")
    first, second = caught.value.problems
    assert first.startswith("lessons/x.md:7: no number stands right before")
    assert second.startswith("lessons/x.md:8: the expression '3 +' is not valid Python")
    (later,) = numbers.assertions(Cell("markdown", cell.lines[2:], 9), "lessons/x.md")
    assert later.later and later.expression == "a[0]"


# --- pictures ------------------------------------------------------------------------------------------------------------


def png(draw=None, size=(4, 3), **settings):
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(settings):
        figure = Figure(figsize=size, dpi=100)
        axes = figure.subplots()
        axes.plot([0, 1, 2], [1, 3, 2], label="loss")
        axes.set_title("The loss falls")
        if draw:
            draw(axes)
        file = io.BytesIO()
        figure.savefig(file, format="png")
    return file.getvalue()


def test_pictures_that_look_the_same_are_alike():
    plain = png()
    assert pictures.difference(plain, png()) is None
    hinted_otherwise = png(**{"text.hinting": "no_hinting"})
    assert hinted_otherwise != plain and pictures.difference(plain, hinted_otherwise) is None
    thicker = png(lambda axes: axes.lines[0].set_linewidth(1.6))
    assert thicker != plain and pictures.difference(plain, thicker) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda axes: axes.lines[0].set_ydata([1, 3, 2.05]),
        lambda axes: axes.lines[0].set_color("tab:purple"),
        lambda axes: axes.lines[0].set_linestyle("--"),
        lambda axes: axes.plot([1], [1.5], "o"),
        lambda axes: axes.set_title("The loss rises"),
        lambda axes: axes.legend(),
    ],
    ids=["moved", "colour", "dashes", "point", "title", "legend"],
)
def test_pictures_that_look_different_are_told_apart(change):
    assert "looks different" in pictures.difference(png(), png(change))
    assert "looks different" in pictures.difference(png(change), png())


def test_pictures_of_another_size_and_what_is_no_picture_are_told_apart():
    assert pictures.difference(png(), png(size=(4, 4))) == "has 400 × 300 pixels, now 400 × 400"
    for first, second in ((png(), b"nothing"), (b"", png())):
        assert "not a PNG" in pictures.difference(first, second)


def test_pictures_are_found_in_html_too():
    encoded = base64.b64encode(png()).decode()
    html = f"<img alt='a curve' src='data:image/png;base64,{encoded}'>"
    texts, found = pictures.separate({"data": {"text/html": html, "image/png": encoded}})
    assert texts == {"text/html": "<img alt='a curve' src='a picture'>", "image/png": "a picture"}
    assert found == [png(), png()]


# --- building and comparing, with kernels --------------------------------------------------------------------------------

DRAWN = """# Drawn

The sum is 3.75<!-- later = total -->, and later 7.5<!-- later = twice -->.

```python
import base64, io
from IPython.display import HTML
import matplotlib.pyplot as plt
total = 1.5 + 2.25
print(f"total {total}")
```

```python
plt.plot([1, 3, 2])
plt.show()
```

```python
file = io.BytesIO()
plt.plot([1, 2, 3])
plt.savefig(file, format="png")
plt.close()
picture = base64.b64encode(file.getvalue()).decode()
HTML(f"<img alt='rises' src='data:image/png;base64,{picture}'>")
```

```python tags=["raises-exception"]
1 / 0
```

```python tags=["nbval-ignore-output"]
# Not compared: an address is another one each time.
twice = 2 * total
print(object())
```
"""

SOLVED = f"# Solved\n\n```python\nimport numpy as np\nfrom layerwise import check\n```\n\n{RELU}"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course of two lessons, built once."""
    root = tmp_path_factory.mktemp("course")
    (root / "lessons").mkdir()
    (root / "lessons" / "01_drawn.md").write_text(DRAWN, encoding="utf-8")
    (root / "lessons" / "02_activation.md").write_text(SOLVED, encoding="utf-8")
    written = press.build(root, exercises=EXERCISES)
    assert sorted(written) == [f"{folder}/{name}.ipynb" for folder in ("notebooks", "solutions") for name in ("01_drawn", "02_activation")]
    return root


@pytest.fixture
def course(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "course"))


def edit(path, change):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change({cell["id"]: cell for cell in notebook["cells"]})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def test_solutions_are_stored_executed_and_without_what_varies(built):
    for name in ("01_drawn", "02_activation"):
        text = (built / "solutions" / f"{name}.ipynb").read_text(encoding="utf-8")
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert "\x1b" not in text and "ipykernel_" not in text and not re.search(r"0x[0-9a-f]{8}", text)
        assert notebook.metadata == notebooks.METADATA
    drawn = nbformat.read(built / "solutions" / "01_drawn.ipynb", as_version=4)
    outputs = {cell.id: cell.outputs for cell in drawn.cells if cell.cell_type == "code"}
    assert outputs["drawn-2"][0].text == "total 3.75\n"
    assert outputs["drawn-5"][0].ename == "ZeroDivisionError"
    assert outputs["drawn-6"][0].text == "<object object at 0x…>\n"


def test_building_again_changes_nothing_and_only_what_changed_is_written(course):
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in course.rglob("*.ipynb")}
    # The same picture with other bytes, as another machine would have made it, is kept.
    solution = course / "solutions" / "01_drawn.ipynb"

    def encode_again(cells):
        from matplotlib.image import imread, imsave

        data = cells["drawn-3"]["outputs"][0]["data"]
        file = io.BytesIO()
        imsave(file, np.clip(imread(io.BytesIO(base64.b64decode(data["image/png"]))) * 0.995, 0, 1), format="png")
        data["image/png"] = base64.b64encode(file.getvalue()).decode()

    edit(solution, encode_again)
    before[solution] = (solution.stat().st_mtime_ns, solution.read_bytes())
    notebook = course / "notebooks" / "02_activation.ipynb"
    edit(notebook, lambda cells: cells["solved-1"].update(source=["# Else"]))
    assert press.build(course, exercises=EXERCISES) == ["notebooks/02_activation.ipynb"]
    for path, (modified, content) in before.items():
        assert path.read_bytes() == content
        assert path == notebook or path.stat().st_mtime_ns == modified
    assert not [path.name for path in course.rglob(".*")]
    assert press.differences(course, exercises=EXERCISES, execute=False) == []


@only_with_long
def test_differences_names_everything_that_was_touched(course):
    drawn, notebook = course / "solutions" / "01_drawn.ipynb", course / "notebooks" / "01_drawn.ipynb"

    def touch(cells):
        cells["drawn-2"]["outputs"][0]["text"] = ["total 3.76\n"]
        cells["drawn-3"]["outputs"][0]["data"]["image/png"] = base64.b64encode(png()).decode()
        html = "".join(cells["drawn-4"]["outputs"][0]["data"]["text/html"])
        moved = base64.b64encode(other_curve()).decode()
        cells["drawn-4"]["outputs"][0]["data"]["text/html"] = [re.sub(r"base64,[^']*", f"base64,{moved}", html)]
        cells["drawn-5"]["execution_count"] = None
        cells["drawn-6"]["outputs"] = []

    def other_curve():
        from matplotlib import rcParamsDefault
        from matplotlib.figure import Figure

        figure = Figure(figsize=rcParamsDefault["figure.figsize"], dpi=100)
        figure.subplots().plot([1, 2, 2.5])
        file = io.BytesIO()
        figure.savefig(file, format="png")
        return file.getvalue()

    edit(drawn, touch)
    edit(notebook, lambda cells: cells["drawn-2"].update(source=["total = 4"]))
    (course / "solutions" / "02_activation.ipynb").unlink()
    (course / "notebooks" / "02_activation.ipynb").write_text("{}", encoding="utf-8")
    (course / "notebooks" / "09_else.ipynb").write_bytes(notebook.read_bytes())
    found = press.differences(course, exercises=EXERCISES)
    expected = [
        "notebooks/09_else.ipynb: no lesson builds this",
        "notebooks/01_drawn.ipynb: cell drawn-2 (lessons/01_drawn.md:6) has another source",
        "solutions/01_drawn.ipynb: cell drawn-2 (lessons/01_drawn.md:6) shows another output 1",
        "solutions/01_drawn.ipynb: cell drawn-3 (lessons/01_drawn.md:14) has a picture in output 1 that has 400 × 300 pixels",
        "solutions/01_drawn.ipynb: cell drawn-4 (lessons/01_drawn.md:19) has a picture in output 1 that looks different",
        "solutions/01_drawn.ipynb: cell drawn-5 (lessons/01_drawn.md:28) has the execution count None instead of 4",
        "solutions/01_drawn.ipynb: cell drawn-6 (lessons/01_drawn.md:32) has outputs only in one of the two",
        "notebooks/02_activation.ipynb: this cannot be read as a notebook",
        "solutions/02_activation.ipynb: this notebook is missing",
    ]
    assert len(found) == len(expected)
    for line, beginning in zip(found, expected, strict=True):
        assert line.startswith(beginning)


def test_differences_in_cells_and_layout_are_seen_without_running(course):
    source = course / "lessons" / "01_drawn.md"
    source.write_text(DRAWN.replace("The sum is", "Inserted.\n\n\nThe sum is 8.8,"), encoding="utf-8")
    solved = course / "notebooks" / "02_activation.ipynb"
    notebook = json.loads(solved.read_text(encoding="utf-8"))
    solved.write_text(json.dumps(notebook), encoding="utf-8")
    edit(course / "solutions" / "02_activation.ipynb", lambda cells: cells["solved-2"].update(metadata={"tags": ["else"]}))
    found = press.differences(course, exercises=EXERCISES, execute=False)
    assert "notebooks/01_drawn.ipynb: cell drawn-7 is missing (lessons/01_drawn.md:35)." in found
    assert any(line.startswith("lessons/01_drawn.md:6: the number 8.8 is produced by no code") for line in found)
    assert "notebooks/02_activation.ipynb: another program wrote this file, in another layout." in found
    assert any(
        line.startswith("solutions/02_activation.ipynb: cell solved-2 (lessons/02_activation.md:4) has another metadata") for line in found
    )
    assert press.differences(course, ["02"], exercises=EXERCISES, execute=False) == found[-2:]


@only_with_long
def test_a_kernel_that_dies_at_its_start_is_started_again(course, monkeypatch):
    start, killed = solutions.OwnKernelManager.start_kernel, []

    async def start_and_kill_the_first(manager, **options):
        await start(manager, **options)
        if not killed:
            killed.append(manager)
            await manager.provisioner.kill()

    monkeypatch.setattr(solutions.OwnKernelManager, "start_kernel", start_and_kill_the_first)
    (course / "solutions" / "01_drawn.ipynb").unlink()
    press.build(course, ["01"], exercises=EXERCISES)
    assert killed and (course / "solutions" / "01_drawn.ipynb").exists()


FAILING = {
    "00_cell.md": ("```python\ndef f():\n    return missing\n```\n\n```python\n\nf()\n```\n", 3, "stopped with NameError: name 'missing'"),
    "01_typo.md": ("It is 1.26<!-- = 5 / 4 -->.\n", 1, "the text says 1.26, and 5 / 4 gives 1.25"),
    "02_activation.md": (SOLVED, 9, "CheckFailed: relu: wrong. You kept the smaller"),
    "03_address.md": ("```python\nprint(object())\n```\n", 2, "another one on each machine"),
    "04_silent.md": ('```python tags=["raises-exception"]\n3\n```\n', 2, "raises none"),
    "05_dead.md": ("```python\nimport os\nos.write(2, b'no memory')\nos._exit(1)\n```\n", 2, "the kernel died in this cell. no memory"),
    "06_early.md": ("It is 3<!-- = z -->.\n\n```python\nz = 3\n```\n", 1, "z gives no number here (NameError"),
    "07_number.md": ("```python\nz = 3\n```\n\nThen 3.5 follows.\n", 5, "the number 3.5 is produced by no code"),
}


@only_with_long
def test_a_build_that_fails_says_where_in_each_lesson_and_changes_nothing(course):
    before = {path: path.read_bytes() for path in course.rglob("*.ipynb")}
    for path in (course / "lessons").glob("*.md"):
        path.unlink()
    for name, (text, _, _) in FAILING.items():
        (course / "lessons" / name).write_text(text, encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        press.build(course, exercises=exercises(RELU_CODE.replace("maximum", "minimum")))
    assert len(caught.value.problems) == len(FAILING)
    for problem, (name, (_, line, words)) in zip(caught.value.problems, FAILING.items(), strict=True):
        assert problem.startswith(f"lessons/{name}:{line}: "), problem
        assert words in problem
        assert "Traceback" not in problem and "\x1b" not in problem
    assert {path: path.read_bytes() for path in course.rglob("*.ipynb")} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_an_interrupted_build_keeps_the_lessons_that_had_run(tmp_path):
    """Ctrl-C, as a terminal sends it, while the second lesson is still at work."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "02_quick.md").write_text("# Quick\n\n```python\nprint(1 + 1)\n```\n", encoding="utf-8")
    (folder / "03_slow.md").write_text("# Slow\n\n```python\nimport time\n\ntime.sleep(100)\n```\n", encoding="utf-8")
    program = f"from layerwise import press\npress.build({str(tmp_path)!r}, exercises={{}}, tell=lambda line: print(line, flush=True))"
    build = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert build.stdout.readline() == "1 of 2: 02_quick has run\n"
    build.send_signal(signal.SIGINT)
    _, errors = build.communicate(timeout=60)
    assert build.returncode != 0 and "KeyboardInterrupt" in errors
    assert sorted(path.name for path in tmp_path.rglob("*.ipynb")) == ["02_quick.ipynb", "02_quick.ipynb"]
    assert "2\\n" in (tmp_path / "solutions" / "02_quick.ipynb").read_text(encoding="utf-8")
