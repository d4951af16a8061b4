"""A question where nothing can be answered: in CI, on an exported page, on paper. As HTML and as text, the same each time."""

from layerwise.exercises.questions import Choice, Order, Question
from layerwise.figures import style
from layerwise.ground.words import escaped, in_html

STILL = "layerwise-question-still"

_PAPER = f"background:{style.PAPER};color:{style.INK}"
_BOX = f"max-width:760px;padding:12px 16px;border:1px solid #c9c9c9;border-radius:6px;{_PAPER};font-size:14px"
# JupyterLab has colours of its own for code and for tables, which are those of a dark page where the page is dark.
_PLAIN = "color:inherit;background:none;padding:0"


def html(question: Question) -> str:
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
    if question.moment != "prediction":
        parts.append(_folded(question, "Answer"))
    return _boxed(parts)


def answers_html(question: Question) -> str:
    """The right answer, and why each other one is not: what stands where a prediction is compared."""
    return _boxed([f"<p style='margin:0 0 8px'><strong>{in_html(question.asks, _PLAIN)}</strong></p>", _folded(question, "Answer")])


def text(question: Question) -> str:
    lines = [f"Question: {question.asks}", question.code]
    match question:
        case Choice():
            lines += [question.words(letter) for letter in question.letters]
        case Order():
            lines += question.shuffled
    if question.moment != "prediction":
        lines.append(answers_text(question))
    return "\n".join(line for line in lines if line)


def answers_text(question: Question) -> str:
    (label, right), *others = question.explained()
    return "\n".join([f"Answer: {label}", right.why, *(f"Not: {words}\n{answer.why}" for words, answer in others)])


def _folded(question: Question, title: str) -> str:
    (label, right), *others = question.explained()
    rest = "".join(f"<li>{in_html(words, _PLAIN)}<br>{in_html(answer.why, _PLAIN)}</li>" for words, answer in others)
    rest = f"<p style='margin:8px 0 0'>And the others:</p><ul style='margin:0'>{rest}</ul>" if rest else ""
    shown = _block(label) if isinstance(question, Order) else f"<p style='margin:8px 0 0'><strong>{in_html(label, _PLAIN)}</strong></p>"
    body = f"{shown}<p style='margin:0'>{in_html(right.why, _PLAIN)}</p>{rest}"
    # Enter and Space open it; without the attribute JupyterLab takes Enter for itself.
    return f"<details><summary data-lm-suppress-shortcuts='true'>{title}</summary>{body}</details>"


def _boxed(parts: list[str]) -> str:
    return f"<div style='{_BOX}'>{''.join(parts)}</div>"


def _block(code: str) -> str:
    return f"<pre style='{_PLAIN};margin:0 0 8px'>{escaped(code)}</pre>"
