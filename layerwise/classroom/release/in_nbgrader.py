"""What nbgrader loads to grade this course: the examination of `layerwise grade` in place of a kernel that runs whole notebooks.

The settings of the course name these two. Only nbgrader imports this file, in its own environment, which needs the course too.
"""

import atexit
from functools import cache
from typing import Any

from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool, Int

from layerwise import course
from layerwise.classroom.grading.isolation import NOT_GRADED, Classroom, Protection, strongest
from layerwise.classroom.grading.marking.examining import Paper, examine
from layerwise.classroom.grading.marking.marks import Marking
from layerwise.classroom.grading.marking.outcome import Outcome
from layerwise.classroom.grading.marking.taking import Notebook
from layerwise.classroom.release.cells import counted, counting

_NOT_ISOLATED = (
    "Not isolated: what was handed in would run in {name}. {cannot_stop} If you trust all that was handed in as you trust your own "
    "programs, set c.ExamineAnswers.trust_submissions = True in nbgrader_config.py. Otherwise grade on Linux 6.7 or newer."
)


class NotIsolated(Exception):
    """Why nothing was graded: this system cannot isolate it, and nobody has said that it may be trusted."""


class ExamineAnswers(NbGraderPreprocessor):
    """Examines the answers of a notebook, each in an isolated process, and writes what came of it below the cells that count."""

    seed = Int(0, help="What the probes come from: the same for everybody, and twice the same.").tag(config=True)
    all_or_nothing = Bool(False, help="No points for an answer that is right only in some trials.").tag(config=True)
    trust_submissions = Bool(False, help="Grade although this system cannot isolate what was handed in.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        about = resources["nbgrader"]
        self._add_missing(notebook, about)
        cells = {name: cell for cell in notebook.cells if (name := counted(cell.metadata.get("nbgrader", {}).get("grade_id")))}
        outcomes = self._outcomes(notebook, about["notebook"], list(cells))
        for name, outcome in outcomes.items():
            most = float(cells[name].metadata.nbgrader.points)
            points = Marking({name: most}, self.all_or_nothing).points(outcome)
            cells[name].outputs = _outputs(outcome, points, most)
            if points is None:
                self.log.warning("%s of %s needs a person's eye. %s", name, about["student"], outcome.message)
        resources["not graded"] = {name for name, outcome in outcomes.items() if outcome.status == NOT_GRADED}
        return notebook, resources

    def _add_missing(self, notebook: Any, about: dict[str, str]) -> None:
        """Put the cells that count back where somebody has deleted them."""
        there = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells}
        with Gradebook(about["db_url"]) as gradebook:
            wanted = gradebook.find_notebook(about["notebook"], about["assignment"]).grade_cells
            missing = {cell.name: cell.max_score for cell in wanted if cell.name not in there}
        for grade_id, points in missing.items():
            if name := counted(grade_id):
                notebook.cells.append(new_code_cell(**counting(name, points)))

    def _outcomes(self, notebook: Any, name: str, exercises: list[str]) -> dict[str, Outcome]:
        protection = strongest()
        if not protection.isolates and not self.trust_submissions:
            raise NotIsolated(_NOT_ISOLATED.format(name=protection.name, cannot_stop=protection.cannot_stop))
        lesson = course.lesson(name)
        code = [_code(cell) for cell in notebook.cells if cell.cell_type == "code"]
        paper = Paper(f"{name}.ipynb", lesson.name if lesson else None, Notebook(code))
        return dict(zip(exercises, examine(_room(protection), [paper], exercises, self.seed), strict=True))


class SavePoints(SaveAutoGrades):
    """Saves the points as nbgrader does, except where there is no verdict: that waits for a person, and is not 0."""

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        self._not_graded = resources.get("not graded", set())
        return super().preprocess(notebook, resources)

    def _add_score(self, cell: Any, resources: Any) -> None:
        super()._add_score(cell, resources)
        grade_id = cell.metadata.nbgrader["grade_id"]
        if counted(grade_id) in self._not_graded:
            grade = self.gradebook.find_grade(grade_id, self.notebook_id, self.assignment_id, self.student_id)
            grade.auto_score, grade.needs_manual_grade = None, True
            self.gradebook.db.commit()


@cache
def _room(protection: Protection) -> Classroom:
    """One room for all that this process grades: making one takes longer than examining a notebook."""
    room = Classroom(protection)
    atexit.register(room.close)
    return room


def _code(cell: Any) -> str:
    """The code of a cell; of one that counts, nothing. So the cells keep their numbers."""
    return "" if counted(cell.metadata.get("nbgrader", {}).get("grade_id")) else cell.source


def _outputs(outcome: Outcome, points: float | None, most: float) -> list[Any]:
    """What nbgrader reads as so many points: an error is none, a number is what it says, and anything else is all of them."""
    told = _told(outcome)
    if not points:
        return [new_output("error", ename=outcome.status, evalue=told, traceback=[told])]
    outputs = [new_output("stream", name="stdout", text=f"{told}\n")]
    return outputs if points == most else [*outputs, new_output("execute_result", data={"text/plain": f"{points:g}"})]


def _told(outcome: Outcome) -> str:
    """An outcome as the learner reads it in nbgrader's feedback."""
    hint = f"Hint: {outcome.hint}" if outcome.hint else ""
    return "\n".join(filter(None, [f"{outcome.exercise}: {outcome.status}. {outcome.message}".rstrip(), hint, *outcome.notes]))
