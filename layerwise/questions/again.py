"""Asking again what was missed at first, spaced over days: what the workbook says comes back today."""

from typing import Any

from layerwise.exercises.questions import LESSON_OF
from layerwise.questions import asked

MOST = 5


def review(most: int = MOST) -> None:
    """Ask what was missed at first and comes back today, at most so many questions; say so where nothing does."""
    keeper: Any = asked._keeper
    due = keeper.due() if keeper else []
    if not due:
        print("Nothing comes back today. What you miss at first is asked again after 1, 3, 7 and 21 days.")
        return
    shown = due[:most]
    more = f" The other {len(due) - len(shown)} come next time." if len(due) > len(shown) else ""
    print(f"{len(shown)} of what you missed at first, asked again.{more}")
    for question in shown:
        print(f"From lesson {LESSON_OF[question.name]}:")
        asked.Asked(question, again=True)._ipython_display_()
