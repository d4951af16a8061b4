"""Asking again in a terminal what was missed at first: `layerwise review`. In a notebook it is `layerwise.review()`."""

import textwrap
from collections.abc import Callable

from layerwise.examiner.question import Order, Question, Right
from layerwise.exercises.questions import LESSON_OF
from layerwise.workbook.progress import answers
from layerwise.workbook.progress.record import Record

WIDTH = 79


def ask_again(due: list[Question], read: Callable[[str], str], tell: Callable[[str], None]) -> None:
    """Ask these questions one after the other and keep what is answered. An empty answer leaves a question for another time."""
    for question in due:
        tell(f"\nFrom lesson {LESSON_OF[question.name]}\n{as_text(question)}")
        given = read(_prompt(question)).strip()
        if not given:
            tell("Left for another time.")
            continue
        try:
            answer = question.read(_lines(question, given) if isinstance(question, Order) else given)
        except ValueError as problem:
            tell(f"{problem} It is asked again next time.")
            continue
        answers.keep(question, answer)
        judged = question.judge(answer)
        label, right = question.explained()[0]
        if isinstance(judged, Right):
            tell(_wrapped(f"Right. {judged.why}"))
        else:
            tell(f"{_wrapped(f'Not yet. {judged.why}')}\nThe answer: {label}\n{_wrapped(right.why)}")


def as_text(question: Question) -> str:
    """A question as a terminal shows it, with what may be chosen."""
    parts = [_wrapped(question.asks)]
    if question.code:
        parts.append(textwrap.indent(question.code, "    "))
    if isinstance(question, Order):
        parts += [f"{number}  {line}" for number, line in enumerate(question.shuffled, 1)]
    parts += [question.words(letter) for letter in getattr(question, "letters", "")]
    return "\n".join(parts)


def when_next(record: Record) -> str:
    """What comes back, and when, in a sentence."""
    days = sorted(answers.coming_back(record).values())
    if not days:
        return "Nothing is waiting: what you miss at first comes back after 1, 3, 7 and 21 days."
    return f"{len(days)} {'question is' if len(days) == 1 else 'questions are'} waiting, the first from {days[0].isoformat()} on."


def _prompt(question: Question) -> str:
    return "The numbers of the lines in order, such as 2 1 3: " if isinstance(question, Order) else "Your answer: "


def _lines(question: Order, given: str) -> list[str]:
    try:
        return [question.shuffled[int(number) - 1] for number in given.replace(",", " ").split()]
    except (ValueError, IndexError):
        raise ValueError(f"Give the numbers from 1 to {len(question.lines)}, each once.") from None


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH))
