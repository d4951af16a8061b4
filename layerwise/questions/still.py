"""A question where nothing can be answered: in CI, on an exported page, on paper, before its cell has run. As HTML and as text.

`given` is (answer,) where the learner has given one, and otherwise empty; without it both are the same each time.
"""

from typing import Any

from layerwise.exercises.questions import Choice, Order, Question, Right
from layerwise.figures import style
from layerwise.ground.words import escaped, in_html

STILL = "layerwise-question-still"

_PAPER = f"background:{style.PAPER};color:{style.INK}"
_BOX = f"max-width:760px;padding:12px 16px;border:1px solid #c9c9c9;border-radius:6px;{_PAPER};font-size:14px"
# JupyterLab has colours of its own for code and for tables, which are those of a dark page where the page is dark.
_PLAIN = "color:inherit;background:none;padding:0"


def html(question: Question, given: tuple = ()) -> str:
    """The question and what may be answered; the answers folded, unless it is a prediction, which `compare` answers."""
    parts = [f"<p style='margin:0 0 8px'><strong>{in_html(question.asks, _PLAIN)}</strong></p>"]
    if question.code:
        parts.append(_block(question.code))
    match question:
        case Choice():
            items = "".join(f"<li>{in_html(question.words(letter), _PLAIN)}</li>" for letter in question.letters)
            parts.append(f"<ul style='margin:0 0 8px;padding:0;list-style:none'>{items}</ul>")
        case Order():
            parts += [_block(line) for line in question.shuffled]
    parts += [_given(question, answer) for answer in given]
    if question.moment != "prediction":
        parts.append(_folded(question))
    return _boxed(parts)


def answers_html(question: Question, given: tuple = ()) -> str:
    """The right answer, and why not the others: what stands where a prediction is compared."""
    asked = f"<p style='margin:0 0 8px'><strong>{in_html(question.asks, _PLAIN)}</strong></p>"
    return _boxed([asked, *(_given(question, answer) for answer in given), _folded(question)])


def text(question: Question, given: tuple = ()) -> str:
    lines = [f"Question: {question.asks}", question.code]
    match question:
        case Choice():
            lines += [question.words(letter) for letter in question.letters]
        case Order():
            lines += question.shuffled
    lines += [f"{_heading(question, answer)} {question.words(answer)}" for answer in given]
    if question.moment != "prediction":
        lines.append(answers_text(question))
    return "\n".join(line for line in lines if line)


def answers_text(question: Question, given: tuple = ()) -> str:
    (label, right), *others = question.explained()
    told = [f"{_heading(question, answer)} {question.words(answer)}" for answer in given]
    return "\n".join([*told, f"Answer: {label}", right.why, *(f"Not: {words}\n{answer.why}" for words, answer in others)])


def _heading(question: Question, answer: Any) -> str:
    """What stands before the answer that was given. A prediction is judged where it is compared, by what is told there."""
    if question.moment == "prediction":
        return "You predicted:"
    return "Your answer, which is right:" if isinstance(question.judge(answer), Right) else "Your answer, which is not right yet:"


def _given(question: Question, answer: Any) -> str:
    words = question.words(answer)
    shown = _block(words) if isinstance(question, Order) else f"<strong>{in_html(words, _PLAIN)}</strong>"
    return f"<div style='margin:0 0 8px;padding:6px 12px;background:{style.FILLED}'>{_heading(question, answer)} {shown}</div>"


def _folded(question: Question) -> str:
    (label, right), *others = question.explained()
    rest = "".join(f"<li>{in_html(words, _PLAIN)}<br>{in_html(answer.why, _PLAIN)}</li>" for words, answer in others)
    heading = "Why not in another order:" if isinstance(question, Order) else "Why not the others:"
    rest = f"<p style='margin:8px 0 0'>{heading}</p><ul style='margin:0'>{rest}</ul>" if rest else ""
    shown = _block(label) if isinstance(question, Order) else f"<p style='margin:8px 0 0'><strong>{in_html(label, _PLAIN)}</strong></p>"
    body = f"{shown}<p style='margin:0'>{in_html(right.why, _PLAIN)}</p>{rest}"
    return f"<details style='margin:8px 0 0'><summary>Answer</summary>{body}</details>"


def _boxed(parts: list[str]) -> str:
    return f"<div style='{_BOX}'>{''.join(parts)}</div>"


def _block(code: str) -> str:
    return f"<pre style='{_PLAIN};margin:0 0 8px'>{escaped(code)}</pre>"
