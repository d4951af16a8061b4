"""The end of a lesson: what was reached in it, what was left out, and where it goes on."""

from collections.abc import Mapping
from typing import Any

from layerwise import course
from layerwise.course import Lesson
from layerwise.exercises.checking import is_given
from layerwise.ground.words import in_html, in_words
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.course_map import CourseMap
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.record import Record
from layerwise.workbook.progress.standings import names_in


class LessonEnd:
    """A few sentences at the end of a lesson, and the map of the course. Without a workbook they say what it builds and what is next."""

    def __init__(self, lesson: Lesson, workbook: Workbook | None, notebook_names: Mapping[str, Any]):
        self.lesson, self.map = lesson, CourseMap(workbook)
        record = Progress(workbook.record).read() if workbook else None
        self.sentences = [*self._reached(record), *self._unchecked(record, notebook_names), *self._questions(record), *self._next()]

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        told = "".join(f"<p>{in_html(sentence)}</p>" for sentence in self.sentences)
        return f"{told}<details><summary>The map of the course</summary>{self.map._repr_html_()}</details>"

    def _reached(self, record: Record | None) -> list[str]:
        names = names_in(self.lesson)
        if record is None:
            return [f"This was lesson {self.lesson}: {self.lesson.builds}."]
        passed = [name for name in names if name in record.passed()]
        missing = [name for name in names if name not in passed]
        if not missing:
            return [
                f"Lesson {self.lesson} is done: {in_words(f'`{name}`' for name in names)} {'has' if len(names) == 1 else 'have'} passed."
            ]
        listed = in_words(f"`{name}`" for name in missing)
        have, ours = ("has", "ours stands in for it") if len(missing) == 1 else ("have", "ours stand in for them")
        if len(names) == 1:
            reached = f"The exercise of lesson {self.lesson}, {listed}, has not passed yet"
        else:
            reached = f"{len(passed)} of {len(names)} exercises of lesson {self.lesson} passed; {listed} {have} not yet"
        return [f"{reached}. You can go on and come back: {ours}."]

    def _unchecked(self, record: Record | None, notebook_names: Mapping[str, Any]) -> list[str]:
        """Exercises whose function is the learner's and was never checked: their `@check` has been deleted."""
        if record is None:
            return []
        names = [name for name in names_in(self.lesson) if name not in record.exercises and _is_own(notebook_names.get(name))]
        if not names:
            return []
        listed = in_words(f"`{name}`" for name in names)
        missing = "The line `@check` above it is missing" if len(names) == 1 else "The line `@check` above each is missing"
        return [f"{listed} {'was' if len(names) == 1 else 'were'} never checked. {missing}: put it back, and run the cell again."]

    def _questions(self, record: Record | None) -> list[str]:
        if record is None:
            return []
        from layerwise.exercises.questions import LESSON_OF  # here, since `import layerwise.workbook` is to be quick
        from layerwise.workbook.progress.answers import coming_back

        missed = [name for name in coming_back(record) if LESSON_OF[name] == self.lesson]
        if not missed:
            return []
        asked = "question that you missed at first comes back" if len(missed) == 1 else "questions that you missed at first come back"
        return [f"{len(missed)} {asked} on another day: `from layerwise import review`, then `review()`."]

    def _next(self) -> list[str]:
        following = next((other for other in course.LESSONS if other.place == self.lesson.place + 1), None)
        if following:
            return [f"Next is lesson {following}: {following.builds}. It takes about {following.minutes} minutes."]
        return ["This is the end of the course. `workbook.page()` makes a page about it, to keep or to share."]


def _is_own(value: Any) -> bool:
    """Is it a function that was written in the notebook, and not given by the course?"""
    return callable(value) and getattr(value, "__module__", "") == "__main__" and not is_given(value)
