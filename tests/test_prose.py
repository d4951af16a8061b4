"""Sentences and paragraphs of the lessons: how they are counted, and that one that is too long fails the build."""

import pytest

from layerwise.press import prose
from layerwise.press.source import Cell


def complaints(text, line=10):
    lesson = type("Lesson", (), {"source": "lessons/02_activation.md", "cells": [Cell("markdown", tuple(text.split("\n")), line)]})
    return prose.problems(lesson)


def counts(text):
    """The words of each sentence, paragraph by paragraph."""
    return [[sentence.words for sentence in paragraph.sentences] for paragraph in prose.paragraphs(text)]


def words(number, last="end."):
    return " ".join(["Word", *["word"] * (number - 2), last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two. Three four five? Six", [[2, 3, 1]]),
        ("One two\nthree. Four.\n\nFive six.", [[3, 1], [2]]),
        ("It is $a + b = c$ here. And `x @ w + b` too.", [[4, 3]]),
        ("So $z_1$,<!-- = a b c --> then 2<!-- later = x. y --> follow.", [[5]]),
        ("Then 3.5 of 1.25 come. `None` stands for it. $x$ too.", [[5, 4, 2]]),
        ("He said: e.g. this, i.e. that, and so on.", [[9]]),
        ('"Are you?" The answer. (At 0 it will do.) **Bold.** More *here.* End.', [[2, 2, 5, 1, 2, 1]]),
        ("# A heading. With two\n\nText.\n\n## Another", [[1]]),
        ("- one item\n- another one\n  that goes on. And on\n\n3. third", [[2], [5, 2], [1]]),
        ("Text before:\n- one item", [[2], [2]]),
        ("| a head | b |\n|---|---|\n| one two. Three | $x | y$ |", [[2], [1], [2, 1], [1]]),
        ("Before.\n\n```text\nNot. Counted at all\n```\n\nAfter it.", [[1], [2]]),
        ("<details><summary>Answer</summary>\n\nIt is this.\n\n</details>", [[1], [3]]),
        ("> A quote\n> goes on.", [[4]]),
        ("In words:\n\n$$\\frac{a}{b}\n\\qquad c$$\n\nAfter that.", [[2], [1], [2]]),
        ("A [page with a name](https://example.org/a.b c) – and more.", [[7]]),
        ("One\n<!-- a note\nof two lines -->\ntwo.", [[2]]),
    ],
)
def test_sentences_are_counted_as_they_are_read(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (f"{words(31)} Short.", 10, "this sentence has 31 words, and 30 are the most: “Word word word word word …”"),
        (f"Short.\nShort. And\n{words(30)}", 11, "this sentence has 31 words"),
        (f"Text.\n\n- {words(31)}", 12, "this sentence has 31 words"),
        (f"| {words(31)} | b |", 10, "this sentence has 31 words"),
        (f"Short.\n\n{words(30)} {words(30)}\n{words(30)} More.", 12, "this paragraph has 91 words, and 90 are the most"),
        (f"> {words(31)}", 10, "this sentence has 31 words"),
        (f"{words(31)}<!-- long -->", 10, "say why this has to be long"),
        (f"{words(30)}\n<!-- long: it is a list -->", 11, "nothing too long stands right before this reason"),
        ("<!-- long: alone -->", 10, "nothing too long stands right before this reason"),
        (f"{words(31)} Short.<!-- long: too late -->", 10, "this sentence has 31 words"),
    ],
)
def test_what_is_too_long_is_named_with_its_line_and_count(text, line, what):
    problem = complaints(text)[0]
    assert problem.startswith(f"lessons/02_activation.md:{line}: {what}")


@pytest.mark.parametrize(
    "text",
    [
        words(30),
        f"{words(30)} {words(30)} {words(30)}",
        f"{words(31)}<!-- long: the list is read as a whole --> Short.",
        f"{words(31, 'end')}<!-- long: the list is read as a whole -->. Short.",
        f"{words(30)} {words(30)} {words(30)} More.<!-- long: one thought -->",
        f"{words(30)} {words(30)}\n\n{words(30)} More.",
        f"```text\n{words(40)}\n```",
        f"$$ {words(40)} $$",
    ],
)
def test_what_is_short_enough_or_has_a_reason_passes(text):
    assert complaints(text) == []


def test_a_long_sentence_and_its_long_paragraph_are_both_named():
    text = f"{words(45)} {words(46)}"
    assert [problem.split(" has ")[0].rpartition(": ")[2] for problem in complaints(text)] == [
        "this sentence",
        "this sentence",
        "this paragraph",
    ]
    assert len(complaints(text + "<!-- long: no way round it -->")) == 1
