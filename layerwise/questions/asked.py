"""A question that is asked: it takes an answer, judges or keeps it, and remembers the first."""

from typing import Any

import traitlets

from layerwise.exercises.questions import Answer, Choice, Number, Order, Question, Right
from layerwise.questions import still
from layerwise.questions.view import View

TITLES = {"recall": "Recall", "prediction": "Predict", "practice": "Practise", "closing": "Look back"}

_keeper: Any = None


def keep_answers_in(keeper: Any) -> None:
    """Keep all answers in `keeper`, as the workbook does: keeper.kept(question) gives the first and the last answer, or None,
    keeper.keep(question, answer) adds one, and keeper.due() gives the questions that are to be asked again today."""
    global _keeper
    _keeper = keeper


class Asked(View):
    """One question. An answer may be given again and again; the first one stays known.

    question.answer("b")     # a letter, a number, or the lines in order
    question.state           # {"answer": "b", "status": "right", ...}

    The status is "open", "kept" (a prediction), "right", "wrong", or "unclear" where what was given is no answer.
    """

    given = traitlets.Dict().tag(sync=True)  # what the browser sends: {"answer": …, "count": …}; the count makes every try a change
    heard = traitlets.Int(0).tag(sync=True)  # the count of the last try that was judged, so that the browser knows of a silence

    def __init__(self, question: Question, again: bool = False):
        """Ask `question`. With `again` it is asked anew: what was answered before is not shown, and a prediction is judged at once."""
        super().__init__(plan=_plan(question, again))
        self.question, self.asked_again = question, again
        self.shown = _open(None)
        kept = _keeper.kept(question) if _keeper and not again else None
        if kept:
            self.answers = kept
            self.shown = self._judged(kept[-1])

    def answer(self, given: Any) -> None:
        """Answer it. What is no answer changes nothing but what is shown."""
        try:
            answer = self.question.read(given)
        except ValueError as problem:
            self.shown = {**_open(self.shown["answer"]), "status": "unclear", "head": str(problem)}
            return
        self.answers = (self.answers[0] if self.answers else answer, answer)
        self.shown = self._judged(answer)
        if _keeper:
            _keeper.keep(self.question, answer)

    def still(self) -> tuple[str, str]:
        return still.html(self.question, self.answers[-1:]), still.text(self.question, self.answers[-1:])

    def _judged(self, answer: Any) -> dict:
        shown = _open(list(answer) if isinstance(answer, tuple) else answer)
        if self.question.moment == "prediction" and not self.asked_again:
            return {**shown, "status": "kept", "head": "Kept. Run the next cell."}
        judged = self.question.judge(answer)
        others = [part for part in self.question.explained() if part[1].why != judged.why]
        if isinstance(judged, Right):
            return {**shown, "status": "right", "head": "Right.", "why": judged.why, "fold": _fold("About the other answers", others)}
        return {**shown, "status": "wrong", "head": "Not yet.", "why": judged.why, "fold": _fold("Show the answer", others[:1])}

    @traitlets.observe("given")
    def _take(self, change: dict) -> None:
        self.answer(change["new"]["answer"])
        self.heard = change["new"]["count"]


def _plan(question: Question, again: bool) -> dict:
    plan = {"title": "Once more" if again else TITLES[question.moment], "asks": question.asks, "code": question.code}
    plan["button"] = "Keep my prediction" if question.moment == "prediction" and not again else "Check my answer"
    match question:
        case Choice():
            return {**plan, "kind": "choice", "options": [[letter, question.judge(letter).says] for letter in question.letters]}
        case Number():
            return {**plan, "kind": "number"}
        case Order():
            return {**plan, "kind": "order", "lines": list(question.shuffled)}
    raise TypeError(f"{question.name} is a question of a kind that nobody knows how to show.")


def _open(answer: Any) -> dict:
    return {"answer": answer, "status": "open", "head": "", "why": "", "fold": {}}


def _fold(title: str, parts: list[tuple[str, Answer]]) -> dict:
    return {"title": title, "parts": [[label, answer.why] for label, answer in parts]} if parts else {}
