"""The instructor's notes in the lessons: they are read, dropped from all that learners see, and refused where they are malformed."""

import re

import pytest

from layerwise.press import notebooks
from layerwise.press.source import LessonError, read

PLAIN = """# 01 · Neuron

Some words.

## One more number

The **bias**<!-- term --> is added.

### What it does

It moves the line.

```python
print("<!-- instructor")
```

## Where next

The end.
"""
WHOLE = """
<!-- instructor
Say: Welcome.
-->
"""
SECTION = """
<!-- instructor
Minutes: 6
Say: The bias is where the question begins,
  and not a weight.
Asked: "Why $b$?" For `bias`: an old name.
Asked: "Is 1 = 1?" Yes.
-->
"""
PART = """
<!-- instructor
Stuck: They look for a `term`.
-->
"""
NOTED = (
    PLAIN.replace("\n## One", f"{WHOLE}\n## One").replace("\n### What", f"{SECTION}\n### What").replace("\n## Where", f"{PART}\n## Where")
)


def read_text(tmp_path, text):
    path = tmp_path / "01_neuron.md"
    path.write_text(text, encoding="utf-8")
    return read(path, {})


def test_notes_are_read_with_their_lines(tmp_path):
    whole, section, part = read_text(tmp_path, NOTED).notes
    assert [(entry.word, entry.text) for entry in whole.entries] == [("Say", "Welcome.")]
    assert whole.minutes is None and section.minutes == 6
    assert section.saying("Say") == ["The bias is where the question begins, and not a weight."]
    assert section.saying("Asked") == ['"Why $b$?" For `bias`: an old name.', '"Is 1 = 1?" Yes.']
    assert part.saying("Stuck") == ["They look for a `term`."]
    lines = NOTED.split("\n")
    for notes in (whole, section, part):
        assert lines[notes.line - 1] == "<!-- instructor"
        for entry in notes.entries:
            assert lines[entry.line - 1].startswith(f"{entry.word}: ")


def test_nothing_for_learners_changes_with_the_notes(tmp_path):
    plain, noted = read_text(tmp_path, PLAIN), read_text(tmp_path, NOTED)
    assert notebooks.starter(noted) == notebooks.starter(plain)
    assert notebooks.solved(noted) == notebooks.solved(plain)
    assert [cell.text for cell in noted.cells] == [cell.text for cell in plain.cells]
    lines = NOTED.split("\n")
    assert all(lines[cell.line - 1] == cell.lines[0] for cell in noted.cells)


BLOCK = "\n<!-- instructor\nMinutes: 6\nSay: Hello.\n-->\n"
MALFORMED = {
    "an unknown word": (BLOCK.replace("Say", "Says"), 4, "no entry of the notes begins with `Says:`. Did you mean `Say`?"),
    "a word like none": (BLOCK.replace("Say", "Homework"), 4, "The words are Minutes, Say, Draw, Live, Asked and Stuck."),
    "small letters": (BLOCK.replace("Say", "say"), 4, "Did you mean `Say`?"),
    "two minutes in a block": (BLOCK.replace("Say: Hello.", "Minutes: 7"), 4, "has its minutes already, in line 10"),
    "two minutes in a section": (BLOCK + "\n### Part\n" + BLOCK, 10, "has its minutes already, in line 10"),
    "no minutes": (BLOCK.replace("Minutes: 6\n", ""), 2, "do not say how long the section takes"),
    "minutes in words": (BLOCK.replace("6", "six"), 3, "wants a whole number and nothing else, and this is 'six'"),
    "too many minutes": (BLOCK.replace("6", "600"), 3, "600 minutes are a long time"),
    "an empty entry": (BLOCK.replace(" Hello.", ""), 4, "`Say:` says nothing. Write here what to say aloud"),
    "text before a word": (BLOCK.replace("Minutes", "Hello\nMinutes"), 3, "notes begin with one of the words"),
    "an empty block": ("\n<!-- instructor\n-->\n", 2, "nothing is in these notes"),
    "no end": (BLOCK.replace("-->", ""), 2, "are not closed. End them with a line `-->`"),
    "an end within a line": (BLOCK.replace("Hello.", "Hello. -->"), 2, "an end that is not on a line of its own"),
    "a comment within": (BLOCK.replace("Hello.", "1<!-- = 1 -->"), 2, "another comment"),
    "a paragraph above": (BLOCK[1:], 1, "in the middle of a paragraph"),
    "a paragraph below": (BLOCK + "And on.\n", 2, "in the middle of a paragraph"),
    "an opening with more": (BLOCK.replace("instructor", "instructor:"), 2, "begins with a line that holds `<!-- instructor`"),
    "another spelling": (BLOCK.replace("<!-- instructor", "<!--Instructors"), 2, "begins with a line that holds `<!-- instructor`"),
    "within a line": ("\nSome text <!-- instructor\nMinutes: 1\n-->\n", 2, "begins with a line that holds `<!-- instructor`"),
}


@pytest.mark.parametrize("block, line, message", MALFORMED.values(), ids=MALFORMED)
def test_malformed_notes_are_refused_with_their_line(tmp_path, block, line, message):
    before = "# 01 · Neuron\n\nWords.\n\n## Section\n\nA paragraph.\n"
    with pytest.raises(LessonError) as caught:
        read_text(tmp_path, before + block + "\n## Next\n\nMore.\n")
    problem = caught.value.problems[0]
    assert re.match(r"lessons/01_neuron\.md:\d+: ", problem) and message in problem
    assert int(problem.split(":")[1]) == before.count("\n") + line


def test_every_mistake_in_the_notes_is_told_at_once(tmp_path):
    text = "# 01\n\n## Section\n\nWords.\n" + BLOCK.replace("Say", "Sey").replace("6", "six") + "\n## Next\n" + BLOCK.replace("-->", "")
    with pytest.raises(LessonError) as caught:
        read_text(tmp_path, text)
    assert len(caught.value.problems) == 3
