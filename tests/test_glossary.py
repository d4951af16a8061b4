"""The glossary: what a mark makes of a term, what fails a build, where links are put, and that they lead somewhere in the real course."""

import copy
import dataclasses
import html.parser
import json
import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from amounts import only_with_long

from layerwise import press
from layerwise.ground.notebooks import read as read_copy
from layerwise.press import glossary, notebooks, numbers
from layerwise.press.source import LessonError, read_all
from layerwise.workbook.opening import next_lesson, open_workbook
from layerwise.workbook.updates import merging
from layerwise.workbook.updates.updating import update

ROOT = Path(__file__).resolve().parents[1]

FIRST = """# 01 · First

A small part is called a **neuron**<!-- term: artificial neuron -->, and many are a **neural network**<!-- term: network -->.

## Of functions

An **activation function**<!-- term --> decides. Its value is passed on.
"""


@pytest.fixture
def course(tmp_path):
    """Write lessons, given as texts, and read their glossary: (the glossary, its problems)."""

    def write_and_read(*texts):
        folder = tmp_path / "lessons"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(texts, 1):
            (folder / f"{number:02}_lesson.md").write_text(text, encoding="utf-8")
        return glossary.read(read_all(tmp_path, {}))

    return write_and_read


# --- what a mark makes of a term -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "definition"),
    [
        ("One. A part is a **neuron**<!-- term -->. Three.", "neuron", "A part is a **neuron**."),
        ("What we know are **features**<!-- term: feature -->, $x$.", "feature", "What we know are **features**, $x$."),
        ("Answers are **classes**<!-- term: class -->.", "class", "Answers are **classes**."),
        ("A part\nis a\n**neuron**<!-- term -->\nof one.", "neuron", "A part is a **neuron** of one."),
        ("**Softmax**<!-- term --> makes sums.", "softmax", "**Softmax** makes sums."),
        ("**Gradient descent**<!-- term --> goes down.", "gradient descent", "**Gradient descent** goes down."),
        ("**ReLU**<!-- term --> makes 0.", "ReLU", "**ReLU** makes 0."),
        ("**Adam**<!-- term: Adam --> goes down.", "Adam", "**Adam** goes down."),
        ("The sum of 2<!-- = 1 + 1. --> is a **score**<!-- term -->.", "score", "The sum of 2 is a **score**."),
        ("It is so. That is a **rule**<!-- term with the sentence before -->.", "rule", None),
        ("Walk on. That is a **rule**<!-- term with the sentence before -->.", "rule", "Walk on. That is a **rule**."),
        ("A **rule**<!-- term with the next sentence: law --> is. It binds. Not this.", "rule", "A **rule** is. It binds."),
        ("- **Goal**: a thing\n- A **rule**<!-- term --> binds\n  us. No.", "rule", "A **rule** binds us."),
        ("> A **rule**<!-- term --> binds\n> us. No.", "rule", "A **rule** binds us."),
        ("A **score**<!-- term --> is $z$:<!-- = 1 -->\n\n$$z\n+ w$$\n\nMore.", "score", "A **score** is $z$:\n\n$$z + w$$"),
    ],
)
def test_a_marked_sentence_becomes_an_entry(course, text, name, definition):
    glossed, problems = course(f"# 01 · Title\n\n{text}\n")
    (term,) = glossed.terms
    assert term.name == name
    if definition is None:
        assert "begins with “It”" in problems[0]
    else:
        assert (term.definition, problems) == (definition, [])


def test_a_term_knows_where_it_is_defined(course):
    glossed, problems = course(FIRST)
    assert problems == []
    found = {term.name: (term.where, term.heading, term.cell.id) for term in glossed.terms}
    assert found == {
        "activation function": ("lessons/01_lesson.md:7", "Of functions", "of-functions-1"),
        "neural network": ("lessons/01_lesson.md:3", "", "01-first-1"),
        "neuron": ("lessons/01_lesson.md:3", "", "01-first-1"),
    }
    assert list(found) == sorted(found)


# --- what fails a build --------------------------------------------------------------------------------------------------

EARLY = "is used here and defined only in lessons/02_lesson.md:3"

LAYER = "# 02\n\nMany are a **layer**<!-- term -->.\n"

REFUSED = {
    "an earlier lesson": (["# 01\n\nText.\n\nA layer of it.\n", LAYER], 5, f"“layer” {EARLY}"),
    "a plural": (["# 01\n\nLayers of it.\n", LAYER], 3, f"“Layers”, a form of “layer”, {EARLY}"),
    "a plural in -es": (["# 01\n\nThe losses.\n", "# 02\n\nFar off is a **loss**<!-- term -->.\n"], 3, "“losses”, a form of “loss”,"),
    "a plural in -ies": (["# 01\n\nWith accuracies.\n", "# 02\n\nA part is the **accuracy**<!-- term -->.\n"], 3, "“accuracies”"),
    "another form": (["# 01\n\nWe train it.\n", "# 02\n\nTo do so is **training**<!-- term: train -->.\n"], 3, "“train”, a form of"),
    "over a line end": (["# 01\n\nA hidden\nlayer.\n", "# 02\n\nOne is a **hidden layer**<!-- term -->.\n"], 3, f"“hidden layer” {EARLY}"),
    "in a table": (["# 01\n\n| a | b |\n|---|---|\n| a layer | 1 |\n", LAYER], 5, EARLY),
    "in a link": (["# 01\n\nSee [the layer](https://example.org).\n", LAYER], 3, EARLY),
    "in an answer": (["# 01\n\n<details><summary>Answer</summary>\n\nA layer.\n\n</details>\n", LAYER], 5, EARLY),
    "in a statement": (["# 01\n\n**Every layer has its own.**\n", LAYER], 3, EARLY),
    "further up": (["# 01\n\nA layer of it.\nMany are a **layer**<!-- term -->.\n"], 3, "defined only in lessons/01_lesson.md:4"),
    "twice": (["# 01\n\nOne is a **layer**<!-- term -->.\n", LAYER], 3, "“layer” is already defined in lessons/01_lesson.md:3"),
    "a form twice": (
        ["# 01\n\nOne is a **layer**<!-- term: net -->.\n", "# 02\n\nMany are **nets**<!-- term: net -->.\n"],
        3,
        "“net” is a form of “layer”, in lessons/01_lesson.md:3",
    ),
    "bold without a mark": (["# 01\n\nText.\nMany are a **hidden layer**.\n"], 4, "**hidden layer** is neither a term nor a label."),
    "bold before a colon": (["# 01\n\nMany are a **layer**: so many.\n"], 3, "**layer** is neither a term nor a label."),
    "bold in a list": (["# 01\n\n- a **layer**\n"], 3, "**layer** is neither a term nor a label."),
    "a mark alone": (["# 01\n\nMany are a layer<!-- term -->.\n"], 3, "no bold word stands right before this <!-- term -->."),
    "an escape alone": (["# 01\n\nMany are here<!-- not the term -->.\n"], 3, "no term stands right before <!-- not the term -->."),
    "a mark spelled otherwise": (["# 01\n\n**It is so.**<!-- term with sentence before -->\n"], 3, "is not understood."),
    "a leaning sentence": (["# 01\n\nMany.\nThis is a **layer**<!-- term -->.\n"], 4, "begins with “This”, and nobody can tell"),
    "a list to come": (["# 01\n\nA **layer**<!-- term --> is:\n\n- a\n"], 3, "ends with a colon, and no formula follows."),
    "nothing before": (["# 01\n\nA **layer**<!-- term with the sentence before --> is.\n"], 3, "there is no such sentence"),
    "nothing behind": (["# 01\n\nA **layer**<!-- term with the next sentence --> is.\n\nMore.\n"], 3, "there is no such sentence"),
}


@pytest.mark.parametrize(("texts", "line", "words"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_with_a_term_is_named_with_its_line(course, texts, line, words):
    _, problems = course(*texts)
    (problem,) = problems
    assert words in problem
    assert re.match(rf"lessons/0[12]_lesson\.md:{line}: ", problem)


@pytest.mark.parametrize(
    "text",
    [
        "## A layer\n\nText.",
        "The code `layer` and `a layer of it`.",
        "The formula $layer + 1$ and $$layer$$.",
        "Text.<!-- a layer -->",
        "```text\na layer\n```",
        "```python\nlayer = 'a layer'\n```",
        "Layered, multilayer, two-layer and layer-wise.",
        "See [this](layer.md).",
        "A layer<!-- not the term --> of snow.",
        "- **Layers**: two of them",
        "1. **Minutes**: 4. **Layer**: one.",
        "**Layer**: one of them.",
    ],
)
def test_what_is_no_use_of_a_term_passes(course, text):
    _, problems = course(f"# 01\n\n{text}\n", "# 02\n\nMany are a **layer**<!-- term -->.\n")
    assert problems == []


def test_a_longer_term_is_not_the_shorter_one(course):
    second = "# 02\n\nMore activation functions. A value is an **activation**<!-- term -->.\n"
    assert course("# 01\n\nOne is an **activation function**<!-- term -->.\n", second)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "**What you will build**: a thing.",
        "- **Goal**: a thing",
        "- **a)** one\n- **b)** two",
        "It is **b**.",
        "**From the loss to the scores.** Go on.",
        "So **the weights are what it learns**.",
        "| **label 0** | 1 |\n|---|---|\n| **label 1** | 2 |",
    ],
)
def test_labels_and_statements_may_be_bold(course, text):
    assert course(f"# 01\n\n{text}\n")[1] == []


def test_a_broken_glossary_fails_the_build_of_its_lesson_and_changes_nothing(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "01_a.md").write_text("# 01\n\nText.\n\nA layer.\n", encoding="utf-8")
    (tmp_path / "lessons" / "02_b.md").write_text(f"# 02\n\nMany are a **layer**<!-- term -->.\n\n{'Word ' * 31}\n", encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        press.build(tmp_path, exercises={})
    assert [problem.split(" ")[0] for problem in caught.value.problems] == ["lessons/01_a.md:5:", "lessons/02_b.md:5:"]
    assert not (tmp_path / "notebooks").exists()
    with pytest.raises(LessonError) as caught:
        press.build(tmp_path, ["02"], exercises={})
    assert [problem.split(" ")[0] for problem in caught.value.problems] == ["lessons/02_b.md:5:"]
    found = press.differences(tmp_path, exercises={}, execute=False)
    assert found[0].startswith("lessons/01_a.md:5: “layer” is used here")


# --- links ---------------------------------------------------------------------------------------------------------------


def linked(course, text):
    """A second lesson as it stands in the learner's notebook, without its title."""
    glossed, problems = course(FIRST, f"# 02\n\n{text}\n")
    assert problems == []
    cells = notebooks.starter(glossed.linked(glossed.lessons[1]))["cells"]
    return "\n\n".join(cell["source"] for cell in cells).removeprefix("# 02\n\n")


NEURON = "(glossary.ipynb#cell-id=term-neuron)"
NETWORK = "(glossary.ipynb#cell-id=term-neural-network)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A neuron, and a neuron.", f"A [neuron]{NEURON}, and a neuron."),
        ("Neurons fire.\n\n## More\n\nA neuron.", f"[Neurons]{NEURON} fire.\n\n## More\n\nA neuron."),
        ("A network's neuron.", f"A [network]{NETWORK}'s [neuron]{NEURON}."),
        ("An artificial\nneuron.", f"An [artificial\nneuron]{NEURON}."),
        ("## A neuron\n\n`neuron` and $neuron$. A neuron.", f"## A neuron\n\n`neuron` and $neuron$. A [neuron]{NEURON}."),
        ("[A neuron](https://example.org) and a neuron.", f"[A neuron](https://example.org) and a [neuron]{NEURON}."),
        ("<details><summary>A neuron</summary>\n\nA neuron.", f"<details><summary>A neuron</summary>\n\nA [neuron]{NEURON}."),
        ("A neuron<!-- not the term --> of the brain. A neuron.", f"A neuron of the brain. A [neuron]{NEURON}."),
        ("| a neuron |\n|---|\n| b |", f"| a [neuron]{NEURON} |\n|---|\n| b |"),
        ("- **Neurons**: two neurons", f"- **Neurons**: two [neurons]{NEURON}"),
        ("**Every neuron counts.** A neuron.", f"**Every neuron counts.** A [neuron]{NEURON}."),
        ("```text\na neuron\n```\n\nA neuron.", f"```text\na neuron\n```\n\nA [neuron]{NEURON}."),
        ("An activation function.", "An [activation function](glossary.ipynb#cell-id=term-activation-function)."),
        ("A **cell of a neuron**<!-- term --> is. A cell of a neuron.", "A **cell of a neuron** is. A cell of a neuron."),
    ],
)
def test_the_first_use_in_a_later_lesson_is_a_link(course, text, expected):
    assert linked(course, text) == expected


def test_code_and_the_lesson_that_defines_stay_as_they_are(course):
    code = "```python\n# a neuron of the network\nneuron = 'a neuron'\n```"
    glossed, _ = course(FIRST + "\nA neuron.\n", f"# 02\n\n{code}\n")
    for number in (0, 1):
        assert glossed.linked(glossed.lessons[number]).cells == glossed.lessons[number].cells


def test_the_solution_leads_to_the_same_glossary(course):
    glossed, _ = course(FIRST, "# 02\n\nA neuron.\n")
    (cell,) = notebooks.solved(glossed.linked(glossed.lessons[1]))["cells"]
    assert cell["source"] == "# 02\n\nA [neuron](../notebooks/glossary.ipynb#cell-id=term-neuron)."


def test_links_change_neither_the_lines_nor_what_is_said_of_numbers(course):
    glossed, _ = course(FIRST, "# 02\n\nAn artificial\nneuron has 4<!-- = 2 + 2 --> and\n7 others, a network 8.\n")
    before, after = glossed.lessons[1], glossed.linked(glossed.lessons[1])
    assert after != before
    assert numbers.unproduced(after, []) == numbers.unproduced(before, []) != []
    for old, new in zip(before.cells, after.cells, strict=True):
        assert len(old.lines) == len(new.lines)
        expected = [(item.number, item.expression) for item in numbers.assertions(old, "x")]
        assert [(item.number, item.expression) for item in numbers.assertions(new, "x")] == expected


# --- the notebook --------------------------------------------------------------------------------------------------------


def test_the_glossary_is_a_notebook_with_a_cell_for_each_term(course):
    first = notebooks.written(notebooks.starter(course(FIRST)[0].lesson()))
    assert first == notebooks.written(notebooks.starter(course(FIRST)[0].lesson()))
    nbformat.validate(nbformat.reads(first.decode(), as_version=4))
    cells = notebooks.read(first)["cells"]
    assert [cell["id"] for cell in cells] == ["glossary", "term-activation-function", "term-neural-network", "term-neuron"]
    assert cells[1]["source"] == (
        "### activation function\n\nAn **activation function** decides.\n\n"
        "Defined in [lesson 01, Of functions](01_lesson.ipynb#cell-id=of-functions-1)."
    )
    assert cells[3]["source"] == (
        "### neuron\n\n"
        "A small part is called a **neuron**, and many are a **[neural network](glossary.ipynb#cell-id=term-neural-network)**.\n\n"
        "Defined in [lesson 01](01_lesson.ipynb#cell-id=01-first-1)."
    )


def test_the_built_glossary_is_compared(tmp_path):
    (tmp_path / "lessons").mkdir()
    lesson = tmp_path / "lessons" / "01_first.md"
    lesson.write_text(FIRST, encoding="utf-8")
    assert press.build(tmp_path, exercises={}) == ["notebooks/01_first.ipynb", "notebooks/glossary.ipynb", "solutions/01_first.ipynb"]
    assert press.build(tmp_path, exercises={}) == press.differences(tmp_path, exercises={}, execute=False) == []
    built = tmp_path / "notebooks" / "glossary.ipynb"
    notebook = json.loads(built.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"][0] = "### Activation"
    built.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    found = press.differences(tmp_path, exercises={}, execute=False)
    assert found == ["notebooks/glossary.ipynb: cell term-activation-function (lessons/01_first.md:7) has another source."]
    built.unlink()
    assert press.differences(tmp_path, exercises={}, execute=False) == ["notebooks/glossary.ipynb: this notebook is missing."]
    shutil.copy(tmp_path / "notebooks" / "01_first.ipynb", built)
    lesson.write_text("# 01 · First\n\nText.\n", encoding="utf-8")
    found = press.differences(tmp_path, exercises={}, execute=False)
    assert found[0].startswith("notebooks/glossary.ipynb: no lesson builds this notebook.")


# --- a learner's workbook ------------------------------------------------------------------------------------------------


def test_links_come_into_a_copy_that_a_learner_works_in(course):
    text = "# 02\n\nA neuron.\n\n## Next\n\nA network, my friend.\n\n```python\nx = 2  # a neuron\n```\n"
    glossed, problems = course(FIRST, text)
    assert problems == []
    lesson = glossed.lessons[1]
    base, new = (read_copy(notebooks.written(notebooks.starter(version))) for version in (lesson, glossed.linked(lesson)))
    own = copy.deepcopy(base)
    own["cells"][1]["source"] += "\n\nMy own note about a neuron."
    own["cells"][2]["source"] = "x = 3  # mine"
    merged = merging.merge(base, new, own)
    sources = [cell["source"] for cell in merged.notebook["cells"]]
    assert sources[0] == f"# 02\n\nA [neuron]{NEURON}."
    assert sources[1].endswith("My own note about a neuron.") and sources[-1] == "x = 3  # mine"
    assert [happening.what for happening in merged.happenings] == [merging.CORRECTED, merging.BOTH_CHANGED]


def test_the_glossary_comes_into_the_workbook_and_is_updated_there(tmp_path):
    course = tmp_path / "notebooks"
    shutil.copytree(ROOT / "notebooks", course)
    workbook = open_workbook(tmp_path / "workbook", course)
    own = workbook.folder / "glossary.ipynb"
    assert own.read_bytes() == (course / "glossary.ipynb").read_bytes()
    assert workbook.lessons()[-1] == own and next_lesson(workbook).name == "00_start_here.ipynb"
    notebook = notebooks.read((course / "glossary.ipynb").read_bytes())
    notebook["cells"][1]["source"] += " Newer."
    (course / "glossary.ipynb").write_bytes(notebooks.written(notebook))
    report = update(workbook, course)
    assert "glossary" in report.lines and own.read_bytes() == (course / "glossary.ipynb").read_bytes()


# --- the real course -----------------------------------------------------------------------------------------------------


@cache
def real() -> tuple[glossary.Glossary, list[str]]:
    return glossary.read(press.lessons(ROOT))


def test_every_standard_term_is_defined():
    expected = {
        *("artificial neural network", "biological neuron", "deep learning", "neuron", "input", "weight", "feature", "label", "prediction"),
        *("layer", "training", "trained model", "nested function", "weighted sum", "array", "shape", "bias", "score", "batch"),
        *("activation function", "activation", "step function", "ReLU", "sigmoid", "slope", "overflow"),
        *("dense layer", "hidden layer", "output layer", "output", "forward pass", "softmax", "probability", "parameter"),
        *("loss", "class", "one-hot", "mean squared error", "cross-entropy", "accuracy"),
        *("gradient", "numerical gradient", "chain rule", "backward pass", "backpropagation", "gradient check"),
        *("learning rate", "optimizer", "gradient descent", "sample", "minibatch", "stochastic gradient descent", "epoch"),
        *("training loss", "validation loss", "validation data", "overfitting", "training set", "test set", "seed", "matrix"),
        *("standard deviation", "standardise", "confusion matrix", "He initialisation", "momentum", "Adam", "dropout"),
    }
    assert expected - {term.name for term in real()[0].terms} == set()


def test_the_course_explains_each_term_before_it_uses_it():
    assert real()[1] == []


@cache
def learners() -> dict[str, dict]:
    """The notebooks that the lessons build, by file name."""
    glossed, _ = real()
    lessons = [glossed.lesson(), *(glossed.linked(lesson) for lesson in glossed.lessons)]
    return {f"{lesson.name}.ipynb": notebooks.starter(lesson) for lesson in lessons}


def test_every_link_of_the_notebooks_leads_to_a_cell():
    ids = {name: {cell["id"] for cell in notebook["cells"]} for name, notebook in learners().items()}
    links = [
        (name, *link)
        for name, notebook in learners().items()
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for link in re.findall(r"\]\(([\w.]+\.ipynb)(?:#cell-id=([^)]*))?\)", cell["source"])
    ]
    assert len(links) > 200 and {name for name, *_ in links} == set(learners())
    for name, target, cell_id in links:
        assert not cell_id or cell_id in ids[target], f"{name}: {target}#cell-id={cell_id}"


def test_no_link_stands_in_code_or_in_a_formula():
    for notebook in learners().values():
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                assert "cell-id=" not in cell["source"]
            for inside in re.findall(r"\$[^$]*\$|`[^`]*`|^#.*$", cell["source"] if cell["cell_type"] == "markdown" else "", re.MULTILINE):
                assert "cell-id=" not in inside


def test_no_question_uses_a_term_before_the_lesson_explains_it():
    from layerwise.exercises.questions import questions

    glossed, known = real()[0], {question.name: question for question in questions()}
    asked = 0
    for number, lesson in enumerate(glossed.lessons):
        for index, cell in enumerate(lesson.cells):
            for name in re.findall(r'\bask\("([\w-]+)"', cell.text) if cell.kind == "code" else ():
                asked += 1
                for text in texts_of(known[name]):
                    early = [term.name for *_, term in glossed._matches(text) if term.place > glossary.Place(number, index, 0)]
                    assert not early, f"{lesson.source}:{cell.line}: {name} says “{text}”, and {early} is explained only later"
    assert asked > 30


def test_no_message_or_hint_of_an_exercise_uses_a_term_before_the_exercise():
    from layerwise.exercises.catalogue import EXERCISES

    glossed = real()[0]
    found = 0
    for number, lesson in enumerate(glossed.lessons):
        for index, cell in enumerate(lesson.cells):
            for name in re.findall(r"^def (\w+)\(", cell.text, re.MULTILINE) if "@check" in cell.text else ():
                found += 1
                exercise = EXERCISES[name]
                for text in (*exercise.hints, *exercise.reasons.values(), *(mistake.message for mistake in exercise.mistakes)):
                    early = [term.name for *_, term in glossed._matches(text) if term.place > glossary.Place(number, index, 0)]
                    assert not early, f"{name} says “{text}”, and {early} is explained only later"
    assert found == len(EXERCISES)


def texts_of(thing) -> list[str]:
    """All texts in a question, those of its options included."""
    if isinstance(thing, str):
        return [thing]
    if dataclasses.is_dataclass(thing):
        fields = [field.name for field in dataclasses.fields(thing) if field.name not in ("name", "lesson", "moment")]
        return [text for name in fields for text in texts_of(getattr(thing, name))]
    return [text for part in thing for text in texts_of(part)] if isinstance(thing, tuple | list) else []


class Page(html.parser.HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.add(found.get("id"))
        if tag == "a" and ".ipynb" in (found.get("href") or ""):
            self.links.append(found["href"])


@only_with_long
def test_links_find_their_places_in_exported_pages():
    nbconvert = pytest.importorskip("nbconvert")
    exporter = nbconvert.HTMLExporter()
    pages = {}
    for name in ("glossary.ipynb", "02_activation.ipynb", "01_neuron.ipynb"):
        pages[name] = Page(exporter.from_notebook_node(nbformat.from_dict(copy.deepcopy(learners()[name])))[0])
    followed = 0
    for page in pages.values():
        for link in page.links:
            target, _, fragment = link.partition("#")
            if target in pages and fragment:
                assert unquote(fragment) in pages[target].ids, link
                followed += 1
    assert followed > 30
