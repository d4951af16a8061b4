"""Where a learner stands in one lesson: what is done in it, what comes first, and how to get there on another day."""

from dataclasses import dataclass

from layerwise import course
from layerwise.course import Lesson
from layerwise.ground.words import in_html, in_words
from layerwise.workbook.folder import Workbook
from layerwise.workbook.notebook import own_notebook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.progress.standings import names_in, where_left_off


@dataclass(frozen=True)
class Here:
    """What is done in a lesson, and its first open exercise; a few lines, with links in a notebook."""

    lesson: Lesson
    notebook: str
    passed: tuple[str, ...]
    missing: tuple[str, ...]
    answered: int
    asked: int

    def __repr__(self) -> str:
        return "\n".join(self._lines()).replace("`", "")

    def _repr_html_(self) -> str:
        lines = [in_html(line) for line in self._lines()]
        if self.missing:
            first = self.missing[0]
            link = f"<a href='{self.notebook}#Exercise:-{first}'><code>{first}</code></a>"
            lines = [line.replace(f"<code>{first}</code>", link, 1) if line.startswith("Go on") else line for line in lines]
        return "".join(f"<p>{line}</p>" for line in lines)

    def _lines(self) -> list[str]:
        done = f"passed: {in_words(f'`{name}`' for name in self.passed)}" if self.passed else "no exercise has passed yet"
        lines = [f"Lesson {self.lesson}: {done}; {self.answered} of {self.asked} questions answered."]
        if not self.missing:
            return [*lines, "All exercises of this lesson have passed. The last cell leads on."]
        lines.append(f"Go on at the exercise `{self.missing[0]}`.")
        above = "To have all that it needs, click on its cell and choose Run > Run All Above Selected Cell."
        return [*lines, f"{above} What has passed counts no second time."]


def here(workbook: Workbook) -> Here:
    """Where the learner stands in the lesson of this notebook or, where that is none, in the one that they left off at."""
    from layerwise.exercises.questions import LESSON_OF, questions  # here, since `import layerwise.workbook` is to be quick
    from layerwise.workbook.progress.answers import answered

    record = Progress(workbook.record).read()
    notebook = own_notebook()
    lesson = (course.lesson(notebook.stem) if notebook else None) or where_left_off(record)
    passed = record.passed()
    asked = [question for question in questions() if LESSON_OF[question.name] == lesson]
    known = [question for question in answered(record) if LESSON_OF[question.name] == lesson]
    names = names_in(lesson)
    return Here(
        lesson,
        workbook.notebook(lesson.notebook).name,
        tuple(name for name in names if name in passed),
        tuple(name for name in names if name not in passed),
        len(known),
        len(asked),
    )
