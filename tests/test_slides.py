"""Slides: what of a lesson is shown and what is said, how it is laid on slides, and what the command says."""

import base64
import json
import re
import sys
from html import unescape
from pathlib import Path

import numpy as np
import pytest
import small_course
from in_node import call

from layerwise import cli
from layerwise.classroom import commands
from layerwise.classroom.teaching import keypoints, markup, material
from layerwise.classroom.teaching.slides import blocks, deck, pages, paper
from layerwise.classroom.teaching.slides.pieces import pieces
from layerwise.course import LESSONS
from layerwise.exercises.questions import QUESTIONS, Order
from layerwise.figures import png, style
from layerwise.figures.picture import Picture
from layerwise.press.source import Cell

pytest.importorskip("latex2mathml", reason="latex2mathml is not installed: pip install -r requirements-ci.txt")

SLIDES = Path(deck.__file__).parent


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return small_course.write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def slides(root):
    (neuron,) = material.read(root, solved=material.stored)
    return deck.of(neuron).slides


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def test_a_lesson_becomes_slides_in_its_order(slides):
    titles = [
        "Neuron: one question",
        "One more number",
        "Exercise: neuron",
        "One answer: neuron",
        "Where the line runs",
        "Where the line runs",
    ]
    titles += ["Answer", "Try it", "What you may have seen", "Where next", "Answer"]
    kinds = ["title", "content", "task", "solution", "poll", "content", "answer", "explorer", "answer", "poll", "answer"]
    assert [words(slide.title) for slide in slides] == titles
    assert [slide.kind for slide in slides] == kinds


def test_what_matters_is_shown_and_the_rest_is_said(slides):
    shown, said = words(slides[1].body), words(" ".join(slides[1].said))
    assert "The number that is added is the bias" in shown and "Now a sum:" in shown and "z = 1.00" in shown
    assert "Nerve cells differ. Some need a lot." in said and "Nerve cells" not in shown
    assert "<math" in slides[1].body and "term" not in shown
    assert "epoch 3" not in shown  # how far a loop had come


def test_a_sentence_that_matters_no_more_than_others_gets_no_slide_of_its_own(slides):
    assert not any("Only the weights can tilt it" in slide.body for slide in slides)
    assert "Only the weights can tilt it" in words(" ".join(slides[6].said))
    assert "Here you can move" in words(" ".join(slides[7].said))


def test_questions_are_polls_and_their_answers_follow(slides):
    prediction, answer, recall = slides[4], slides[6], slides[9]
    assert "At how many kilograms" in words(prediction.body) and "Twice the bill depth" not in words(prediction.body)
    assert "Twice the bill depth" in words(answer.body) and "You added half a kilogram" in words(" ".join(answer.said))
    assert words(recall.body).startswith("Our neuron has the weights") and "c) −1" in words(recall.body)
    assert "The weighted sum of zeros is 0" in words(slides[10].body)


def test_the_instructors_notes_stand_where_they_are_needed(slides):
    said = [words(" ".join(slide.said)) for slide in slides]
    assert "Say Welcome to the neuron." in said[0]
    assert said[1].startswith("Say Where does Gentoo begin? Draw Two arrows into a circle.")
    assert "Stuck? Nobody keeps score + b ." in said[2] and "They may ask" in said[2]
    assert "Live Only the bias." in said[7]
    assert slides[1].minutes == 9 and slides[2].minutes is None
    assert "First run the cell that imports" in " ".join(said)


def test_an_explorer_is_a_still_that_says_which_cell_to_run(slides):
    assert words(slides[7].live) == "Live: explorers.neuron() , “Try it”"
    assert 'alt="A line &amp; dots"' in slides[7].body


def test_an_answer_of_an_exercise_has_no_decorator_and_no_docstring(slides):
    code = words(slides[3].body)
    assert code.startswith("def neuron ( x , w , b ):") and '"""' not in code and "@check" not in code


def test_a_page_holds_all_that_it_needs(root):
    made = pages.of(material.read(root, solved=material.stored))
    assert list(made) == ["01_neuron.html", "index.html"]
    for text in made.values():
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\((?!data:)""", text)
    assert made["01_neuron.html"].count('<section class="slide') == 11
    assert made["01_neuron.html"].count("</script>") == 1


SENTENCES = {
    "a definition": ("Words. It is the **bias**<!-- term -->, b. More.", ["It is the **bias**<!-- term -->, b."]),
    "with its neighbour": (
        "Words. Take `X @ w`. It is the **product**<!-- term with the sentence before -->. More.",
        ["Take `X @ w`.", "It is the **product**<!-- term with the sentence before -->."],
    ),
    "a statement": ("Words. **The model is its final weights.** More.", ["**The model is its final weights.**"]),
    "what announces": ("Words. Here are two of them:", ["Here are two of them:"]),
    "what leans": ("We take one away. Then it is positive:", ["We take one away. Then it is positive:"]),
    "what asks": ("A bird is missed. More words. Which one is it?", ["A bird is missed.", "Which one is it?"]),
    "what asks and leans": (
        "Press it. Two can be moved. Which of them can help<!-- = 1 -->?",
        ["Press it.", "Two can be moved. Which of them can help<!-- = 1 -->?"],
    ),
    "such": ("A table of one column is no row. `x` makes such a column:", ["A table of one column is no row. `x` makes such a column:"]),
    "nothing special": ("The first sentence. The second one.", ["The first sentence."]),
    "a label": ("**Careful**: it is hot. Really.", ["**Careful**: it is hot."]),
}


@pytest.mark.parametrize("text, expected", SENTENCES.values(), ids=SENTENCES)
def test_which_sentences_matter(text, expected):
    assert [one.text for one in keypoints.shown(list(keypoints.chunks(text)))] == expected


def test_what_leads_to_a_question_that_fills_its_slide_is_said_with_it():
    question = max((one for one in QUESTIONS.values() if isinstance(one, Order)), key=lambda one: len(one.shuffled))
    leads = material.Text(Cell("markdown", ("You have all the parts. How do they go together?",), 1))
    whole = material.Material(LESSONS[0], ())
    poll, *_ = deck._Writer(whole, material.Part("The loop", 2, (leads, material.Poll(question)), ())).slides()
    assert poll.kind == "poll" and "How do they go together?" in words(" ".join(poll.said))


def test_pieces_of_a_text_are_told_apart():
    text = "# Title\n\nWords\nand more:\n\n- one\n  goes on\n- two\n\n| a |\n|---|\n| b |\n\n$$\nx\n$$\n\n```text\n- no list\n```\n"
    assert [piece.kind for piece in keypoints.chunks(text)] == ["heading", "paragraph", "list", "table", "formula", "fence"]
    folded = "<details><summary>Answer</summary>\n\nYes.\n\n</details>"
    assert [(piece.kind, piece.text) for piece in keypoints.chunks(folded)] == [("fold", "Answer"), ("paragraph", "Yes."), ("end", "")]


# --- laying blocks on slides ------------------------------------------------------------------------------------------------


def test_no_pile_is_higher_than_its_slide_and_nothing_is_lost():
    source = "\n".join(f"line_{number} = {number}" for number in range(60))
    several = [blocks.statement(f"Sentence {number}.") for number in range(30)]
    flow = [*several, blocks.code(source), blocks.statement("The end.")]
    piles = list(blocks.packed(flow, 500))
    assert all(sum(block.height for block in pile) <= 500 for pile in piles)
    shown = words(" ".join(block.html for pile in piles for block in pile))
    assert all(f"line_{number} = {number}" in shown for number in range(60)) and shown.endswith("The end.")


def test_what_announces_something_stands_with_it():
    leads = blocks.replace(blocks.statement("Here it is:"), leads=True)
    flow = [blocks.statement("Words. " * 60), leads, blocks.code("\n".join(["x = 1"] * 8))]
    first, second = blocks.packed(flow, 600)
    assert len(first) == 1 and [words(block.html)[:7] for block in second] == ["Here it", "x = 1 x"]


def test_a_long_table_is_continued_under_its_headings():
    rows = (("what", "how many"), *((f"thing {number}", "1") for number in range(30)))
    piles = list(blocks.packed([blocks.table(rows)], 500))
    assert len(piles) > 2 and all("how many" in pile[0].html for pile in piles)


def test_code_is_cut_between_functions():
    source = "def one():\n    return 1\n\n\ndef two():\n    a = 1\n    b = 2\n    return a + b\n"
    first, second = blocks.code(source).cut(blocks.code(source).height - 40)
    assert words(second.html).startswith("def two") and "def two" not in words(first.html)


def test_a_slide_with_room_left_has_larger_letters_and_no_broken_code():
    room = 500
    assert blocks.in_html([blocks.statement("Short.")], room).startswith('<div style="zoom:1.4">')
    widest = blocks.code("x" * paper.columns())
    assert widest.fits and "zoom" not in blocks.in_html([widest], room)
    assert paper.columns() >= 78  # the longest line of a lesson


def drawn(height: int, *squares: int) -> material.Picture:
    """A picture of that height and 672 wide, as most are, with black bands where `squares` say that each begins."""
    pixels = np.full((2 * height, 1344, 3), 255, np.uint8)
    for begin in squares:
        pixels[2 * begin : 2 * begin + 400, 100:600] = 0
    address = f"data:image/png;base64,{base64.b64encode(png.encode(pixels)).decode()}"
    return material.Picture("Bands", address, 672)


def test_a_picture_whose_letters_would_be_small_is_cut_where_nothing_is_drawn():
    upper, lower = pieces(drawn(880, 100, 400), 650)
    assert upper.alt == "Piece 1 of 2 of a picture: Bands"
    assert round(blocks.size_of(upper)[1]) == round(blocks.size_of(lower)[1]) == 216  # each band with a margin
    assert len(pieces(drawn(460, 10, 240), 650)) == 1  # its letters are large enough
    assert len(pieces(drawn(880), 650)) <= 2 and len(pieces(drawn(1300, 50, 450, 850), 650)) == 3


def test_a_heading_stays_with_what_it_is_above():
    pixels = np.full((970, 1344, 3), 255, np.uint8)
    for begin, end in ((10, 150), (190, 280), (310, 960)):  # a legend, the heading of a chart, the chart
        pixels[begin:end, 100:1200] = 0
    shown = material.Picture("A chart", f"data:image/png;base64,{base64.b64encode(png.encode(pixels)).decode()}", 672)
    legend, chart = pieces(shown, 648)
    assert blocks.size_of(legend)[1] < 90 and blocks.size_of(chart)[1] > 380


# --- formulas ---------------------------------------------------------------------------------------------------------------


def test_a_minus_that_is_a_sign_stands_close_to_its_number():
    for tex in ("-2", "(-2, 1)", "x = -1", r"1 \cdot (-2)", r"\begin{pmatrix} -2 & -1 \end{pmatrix}"):
        assert markup.formula(tex).count('form="prefix"') == tex.count("-"), tex
    assert "prefix" not in markup.formula("x - 1")


def test_a_full_stop_stays_with_its_formula():
    assert markup.inline("It is $b$. Yes").count('<span class="whole"><math') == 1


def test_without_its_package_formulas_say_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)
    markup.formula.cache_clear()
    with pytest.raises(markup.NoFormulas, match="-m pip install latex2mathml"):
        markup.formula("x")


def test_how_long_an_exercise_takes_is_said_and_not_shown(slides):
    task = next(slide for slide in slides if slide.kind == "task")
    assert "Time" not in "".join(slide.body for slide in slides) and "5 minutes" in words("".join(task.said))


# --- the command ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def course(root, monkeypatch):
    monkeypatch.setattr(commands, "ROOT", root)
    return root


def test_the_command_writes_the_slides_and_says_where(course, tmp_path, capsys):
    assert cli.main(["slides", "--quick", "-o", str(tmp_path / "shown")]) == 0
    assert sorted(path.name for path in (tmp_path / "shown").iterdir()) == ["01_neuron.html", "index.html"]
    told = capsys.readouterr().out
    assert "index.html" in told and "No notes" not in told
    assert cli.main(["slides", "--quick", "-o", str(tmp_path / "shown")]) == 0  # its own files it replaces


def test_the_list_names_the_lessons_of_earlier_commands_too(course, tmp_path):
    (tmp_path / "03_layers.html").write_text("made earlier")
    assert cli.main(["slides", "--quick", "-o", str(tmp_path)]) == 0
    listed = re.findall(r'<li value="(\d+)"><a href="([^"]+)">', (tmp_path / "index.html").read_text(encoding="utf-8"))
    assert listed == [("1", "01_neuron.html"), ("3", "03_layers.html")]


def test_a_file_of_somebody_else_is_not_replaced(course, tmp_path, capsys):
    (tmp_path / "index.html").write_text("<p>mine</p>")
    assert cli.main(["slides", "--quick", "-o", str(tmp_path)]) == 1
    assert "index.html, which `layerwise slides` has not made" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_what_is_missing_is_told(course, tmp_path, monkeypatch, capsys):
    def told(*arguments):
        assert cli.main(["slides", "--quick", "-o", str(tmp_path / "shown"), *arguments]) == 1
        return capsys.readouterr().err

    assert "There is no lesson 'banana'" in told("banana")
    solution = course / "solutions" / "01_neuron.ipynb"
    content = solution.read_bytes()
    try:
        solution.write_bytes(content.replace(b"z = 1.00", b"z = 2.00"))
        assert "is not what lessons/01_neuron.md builds" in told()
        solution.write_text("{")
        assert "cannot be read as a notebook" in told()
        solution.unlink()
        assert "There is no solutions/01_neuron.ipynb" in told() and "start.py build 01" in told()
    finally:
        solution.write_bytes(content)
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert "This needs the whole course" in told()


def test_a_lesson_that_is_run_has_larger_letters_in_its_pictures(tmp_path):
    (tmp_path / "lessons").mkdir()
    text = "# 01 · Neuron\n\nWords.\n\n```python\nfrom layerwise.figures import style\n\nprint(style.SMALL)\n```\n"
    (tmp_path / "lessons" / "01_neuron.md").write_text(text, encoding="utf-8")
    told = []
    (neuron,) = material.read(tmp_path, solved=material.run_for_a_projector(told.append))
    (part,) = neuron.parts
    assert told == ["1 of 1: 01_neuron has run"]
    assert json.loads(part.items[-1].printed) == 10 * material.LETTERS


# --- the script -------------------------------------------------------------------------------------------------------------


def test_keys_swipes_and_addresses_lead_to_slides():
    places = SLIDES / "places.js"
    keys = [[{"key": key}, now, 5] for key, now in [("ArrowRight", 0), ("PageUp", 0), (" ", 4), ("Home", 3), ("End", 1), ("x", 2)]]
    assert call(places, "afterKey", keys) == [1, 0, 4, 0, 4, 2]
    assert call(places, "afterKey", [[{"key": " ", "shiftKey": True}, 3, 5]]) == [2]
    assert call(places, "fromHash", [["#3", 5], ["#99", 5], ["", 5], ["#x", 5], ["#0", 5]]) == [2, 4, 0, 0, 0]
    points = [({"x": 300, "y": 0}, {"x": 100, "y": 20}), ({"x": 100, "y": 0}, {"x": 300, "y": 0}), ({"x": 0, "y": 0}, {"x": 50, "y": 90})]
    assert call(places, "afterSwipe", [[start, end, 2, 5] for start, end in points]) == [3, 1, 2]
    messages = [{"slide": 3}, {"slide": 5}, {"slide": "1"}, {"slide": -1}, None, "x"]
    assert call(places, "fromMessage", [[message, 5] for message in messages]) == [3, None, None, None, None, None]
    assert call(places, "clock", [[0], [61_000], [-5]]) == ["0:00", "1:01", "0:00"]


# --- pictures for the last row ----------------------------------------------------------------------------------------------


def panels(letters: float, monkeypatch) -> Picture:
    """A picture of two panels side by side on a sheet of its own, drawn for a projector or not."""
    monkeypatch.setattr(style, "LETTERS", letters)
    with style.house_style():
        figure, _ = style.sheet(8, 4)
        for left in (0.05, 0.55):
            figure.add_axes((left, 0.1, 0.4, 0.8)).set_title("A title that is wider than the panel below it", fontsize=12)
        return Picture.of(figure, "Two panels")


def test_for_a_projector_each_panel_of_a_picture_stands_alone(monkeypatch):
    usual, large = panels(1, monkeypatch), panels(1.3, monkeypatch)
    assert usual.width == 768 and large.alt == usual.alt == "Two panels"
    shown = material.Picture(large.alt, f"data:image/png;base64,{base64.b64encode(large.png).decode()}", large.width)
    width, height = blocks.size_of(shown)
    assert height > 1.8 * 4 * 96 * 0.8 and width < 768  # one above the other, each with the whole of its title
    assert len(pieces(shown, 648)) == 2


def test_a_drawing_of_one_panel_keeps_its_size_for_a_projector(monkeypatch):
    widths = []
    for letters in (1, 1.3):
        monkeypatch.setattr(style, "LETTERS", letters)
        with style.house_style():
            figure, axes = style.chart()
            axes.plot([0, 1], [0, 1])
            widths.append(Picture.of(figure, "A line").width)
    assert widths == [672, 672]
