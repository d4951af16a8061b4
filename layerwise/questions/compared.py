"""What was predicted, beside the answer."""

from layerwise.exercises.questions import Right
from layerwise.questions import still
from layerwise.questions.asked import Asked
from layerwise.questions.view import View


class Compared(View):
    """The comparison for one prediction. It follows when something else is predicted later."""

    def __init__(self, asked: Asked):
        super().__init__(plan={"title": "Compare", "kind": "comparison"})
        self.asked = asked
        asked.observe(self._follow, "answers")
        self._follow()

    def still(self) -> tuple[str, str]:
        return still.answers_html(self.asked.question), still.answers_text(self.asked.question)

    def _follow(self, _: object = None) -> None:
        question = self.asked.question
        (label, right), *others = question.explained()
        if not self.asked.answers:
            head = "You have made no prediction yet. Go back up and make one: this follows."
            parts = [[label, right.why], *([label, answer.why] for label, answer in others)]
            self.shown = {"status": "open", "parts": [], "head": head, "fold": {"title": "Show the answer all the same", "parts": parts}}
            return
        first, last = self.asked.answers
        judged = question.judge(first)
        right_at_once = isinstance(judged, Right)
        parts = [[f"You predicted: {question.words(first)}", judged.why]]
        if last != first:
            then = question.judge(last)
            parts.append([f"Later you chose: {question.words(last)}", "" if isinstance(then, Right) else then.why])
        if not right_at_once:
            parts.append([f"Answer: {label}", right.why])
        told = {why for _, why in parts}
        rest = [[words, answer.why] for words, answer in others if answer.why not in told]
        self.shown = {
            "status": "right" if right_at_once else "wrong",
            "head": "You were right." if right_at_once else "It went another way.",
            "parts": parts,
            "fold": {"title": "About the other answers", "parts": rest} if rest else {},
        }
